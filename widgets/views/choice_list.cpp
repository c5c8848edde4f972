// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/choice_list.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyledItemDelegate>

#include <algorithm>

#include "widgets/style/paint.h"
#include "widgets/style/theme.h"

namespace ludus::views {
namespace {

using style::Token;
using style::Type;

enum Role { kId = Qt::UserRole + 1, kNote };
constexpr int kPadding = 8;

constexpr int kMostLines = 4;  // of a note
constexpr QSize kPicture(60, 40);

int rowHeight(const QString& note, int width, bool picture) {
    const style::Theme& theme = style::Theme::instance();
    const int line = theme.lineHeight(Type::Small);
    const int least = picture ? kPicture.height() + kPadding + 2 : 0;
    if (note.isEmpty()) return std::max({least, style::size::kControl, theme.lineHeight(Type::Body) + kPadding});
    const int taken = 2 * kPadding + style::size::kIcon + kPadding + (picture ? kPicture.width() + kPadding : 0);
    const int room = std::max(60, width - taken);
    const QFontMetrics metrics(style::font(Type::Small));
    const int wanted = metrics.boundingRect(0, 0, room, 1000, Qt::TextWordWrap, note).height();
    const int lines = std::clamp((wanted + line / 2) / line, 1, kMostLines);
    return std::max(least, theme.lineHeight(Type::Body) + lines * line + kPadding);
}

class ChoiceDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override {
        return {120, rowHeight(index.data(kNote).toString(), list().viewport()->width(),
                               list().hasPicture(index.data(kId).toString()))};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const bool selected = option.state & QStyle::State_Selected;
        const QRect row = option.rect.adjusted(0, 1, 0, -1);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (selected || (option.state & QStyle::State_MouseOver)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(style::color(selected ? Token::Selection : Token::Hover));
            painter->drawRoundedRect(row, style::radius::kMark, style::radius::kMark);
        }
        const int iconRoom = style::size::kIcon + kPadding;
        QRect text = row.adjusted(kPadding, kPadding / 2 - 1, -kPadding - iconRoom, 1 - kPadding / 2);
        const QPixmap picture = list().picture(index.data(kId).toString(), painter->device()->devicePixelRatioF());
        if (!picture.isNull()) {
            paintPicture(painter,
                         QRectF(QPointF(row.left() + 4, row.center().y() + 1 - kPicture.height() / 2), kPicture),
                         picture);
            text.setLeft(row.left() + 4 + kPicture.width() + kPadding);
        }
        // Beside a picture the title has the whole line, and the mark stands below it.
        const bool wide = !picture.isNull();
        const QRect title = wide ? text.adjusted(0, 0, iconRoom, 0) : text;
        paintLine(painter, title, Qt::AlignTop, selected ? Type::BodyStrong : Type::Body,
                  selected ? Token::SelectionText : Token::Text, index.data(Qt::DisplayRole).toString());
        painter->setFont(style::font(Type::Small));
        painter->setPen(style::color(selected ? Token::SelectionText : Token::TextMuted));
        painter->drawText(text.adjusted(0, style::Theme::instance().lineHeight(Type::Body), 0, 2),
                          Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, index.data(kNote).toString());
        if (selected) {
            const int middle = wide ? row.bottom() - kPadding - style::size::kIcon / 2 : row.center().y();
            const QRect mark(row.right() - kPadding - style::size::kIcon, middle - style::size::kIcon / 2,
                             style::size::kIcon, style::size::kIcon);
            style::icon(QStringLiteral("check"), style::IconRole::Accent).paint(painter, mark);
        }
        if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange))
            style::paintFocusInside(*painter, row);
        painter->restore();
    }

private:
    const ChoiceList& list() const { return *static_cast<const ChoiceList*>(parent()); }

    /// With round corners and a hair around it.
    static void paintPicture(QPainter* painter, const QRectF& frame, const QPixmap& picture) {
        QPainterPath path;
        path.addRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), style::radius::kMark, style::radius::kMark);
        painter->save();
        painter->setClipPath(path);
        painter->drawPixmap(frame, picture, picture.rect());
        painter->restore();
        painter->setPen(QPen(style::color(Token::Border), 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawPath(path);
    }

    static void paintLine(QPainter* painter, const QRect& rect, Qt::Alignment place, Type type, Token ink,
                          const QString& text) {
        painter->setFont(style::font(type));
        painter->setPen(style::color(ink));
        painter->drawText(rect, place | Qt::AlignLeft | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
    }
};

}  // namespace

ChoiceList::ChoiceList(QWidget* parent) : QListWidget(parent) {
    setItemDelegate(new ChoiceDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(this, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
        if (item && !quiet_) Q_EMIT chosen(item->data(kId).toString());
    });
    connect(&style::Theme::instance(), &style::Theme::changed, this, [this] {
        painted_.clear();
        viewport()->update();
    });
}

void ChoiceList::addChoice(const QString& id, const QString& title, const QString& note, const Picture& picture) {
    if (picture) pictures_.insert(id, picture);
    auto* item = new QListWidgetItem(title);
    item->setData(kId, id);
    item->setData(kNote, note);
    item->setData(Qt::AccessibleDescriptionRole, note);
    item->setToolTip(note);
    addItem(item);
    updateGeometry();
}

QPixmap ChoiceList::picture(const QString& id, qreal ratio) const {
    const auto drawn = pictures_.constFind(id);
    if (drawn == pictures_.constEnd()) return {};
    const QString key = QStringLiteral("%1 %2").arg(id, QString::number(ratio));
    auto known = painted_.constFind(key);
    if (known == painted_.constEnd()) known = painted_.insert(key, QPixmap::fromImage((*drawn)(kPicture, ratio)));
    return *known;
}

QString ChoiceList::currentId() const {
    return currentItem() ? currentItem()->data(kId).toString() : QString();
}

void ChoiceList::setCurrentId(const QString& id) {
    quiet_ = true;
    setCurrentItem(nullptr);
    clearSelection();
    for (int i = 0; i < count(); ++i) {
        if (item(i)->data(kId).toString() == id) setCurrentRow(i);
    }
    quiet_ = false;
}

QSize ChoiceList::sizeHint() const {
    int height = 2;
    for (int i = 0; i < count(); ++i)
        height += sizeHintForRow(i);
    return {220, height};
}

QSize ChoiceList::minimumSizeHint() const {
    return {160, std::min(sizeHint().height(), 90)};
}

void ChoiceList::resizeEvent(QResizeEvent* event) {
    QListWidget::resizeEvent(event);
    scheduleDelayedItemsLayout();
    updateGeometry();
}

}  // namespace ludus::views
