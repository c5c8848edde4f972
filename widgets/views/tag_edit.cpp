// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/tag_edit.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QStringListModel>

#include "widgets/style/paint.h"
#include "widgets/style/theme.h"

namespace ludus::views {

using style::Token;
using style::Type;

namespace {

constexpr int kGap = 4, kPadding = 8, kCross = 12, kWidestChip = 220, kFieldWidth = 96;
constexpr int kMostChips = 40;  // of more, those with the typed letters in them

int chipHeight() {
    return style::Theme::instance().lineHeight(Type::Small) + 6;
}

}  // namespace

/// One tag; pressing it takes it away.
class TagChip : public QAbstractButton {
public:
    TagChip(const QString& tag, QWidget* parent) : QAbstractButton(parent) {
        setText(tag);
        setToolTip(tag);
        setAccessibleName(TagEdit::tr("Remove the tag %1").arg(tag));
        setFocusPolicy(Qt::TabFocus);
        setCursor(Qt::PointingHandCursor);
    }
    QSize sizeHint() const override {
        const int text = QFontMetrics(style::font(Type::Small)).horizontalAdvance(this->text().left(200));
        return {qMin(kWidestChip, text + 2 * kPadding + kGap + kCross + 6), chipHeight()};
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(style::color(Token::Border), 1));
        painter.setBrush(style::color(underMouse() ? Token::Hover : Token::Sunken));
        const QRectF shape = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        painter.drawRoundedRect(shape, style::radius::kChip, style::radius::kChip);
        painter.setFont(style::font(Type::Small));
        painter.setPen(style::color(Token::Text));
        const QRect line = rect().adjusted(kPadding, 0, -kPadding - kCross - kGap, 0);
        QString shown = text();
        for (QChar& c : shown) {
            if (c.category() == QChar::Other_Control) c = QLatin1Char(' ');
        }
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                         QFontMetrics(painter.font()).elidedText(shown, Qt::ElideRight, line.width()));
        painter.drawPixmap(width() - kPadding - kCross + 2, (height() - kCross) / 2,
                           style::iconPixmap(QStringLiteral("close"), style::color(Token::TextMuted), kCross,
                                             painter.device()->devicePixelRatioF()));
        if (hasFocus()) style::paintFocusInside(painter, shape, style::radius::kChip);
    }
    void keyPressEvent(QKeyEvent* event) override {
        if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace || event->key() == Qt::Key_Return) {
            click();
            return;
        }
        QAbstractButton::keyPressEvent(event);
    }
    void enterEvent(QEnterEvent*) override { update(); }
    void leaveEvent(QEvent*) override { update(); }
};

TagEdit::TagEdit(const QString& name, QWidget* parent) : QWidget(parent) {
    setObjectName(name);
    line_ = new QLineEdit(this);
    line_->setObjectName(name + QStringLiteral(".add"));
    line_->setAccessibleName(tr("Add a tag"));
    line_->setPlaceholderText(tr("Add a tag"));
    line_->setMaxLength(500);
    line_->setFont(style::font(Type::Small));
    line_->installEventFilter(this);
    known_ = new QStringListModel(this);
    auto* completer = new QCompleter(known_, line_);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->setMaxVisibleItems(8);
    line_->setCompleter(completer);
    connect(line_, &QLineEdit::returnPressed, this, &TagEdit::add);
    connect(line_, &QLineEdit::textEdited, this, [this] {
        if (tags_.size() > kMostChips) makeChips();
    });
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&style::Theme::instance(), &style::Theme::changed, this, [this] {
        line_->setFont(style::font(Type::Small));
        makeChips();
    });
}

void TagEdit::setTags(const QStringList& tags) {
    if (tags == tags_) return;
    tags_ = tags;
    makeChips();
}

void TagEdit::setKnownTags(const QStringList& tags) {
    if (tags != known_->stringList()) known_->setStringList(tags);
}

void TagEdit::setReadOnly(bool readOnly) {
    setEnabled(!readOnly);
}

void TagEdit::makeChips() {
    for (TagChip* chip : chips_) {
        chip->hide();
        chip->deleteLater();
    }
    chips_.clear();
    hidden_ = 0;
    for (const QString& tag : std::as_const(tags_)) {
        if (tags_.size() > kMostChips && !tag.contains(line_->text().trimmed(), Qt::CaseInsensitive)) continue;
        if (chips_.size() >= static_cast<size_t>(kMostChips)) {
            ++hidden_;
            continue;
        }
        auto* chip = new TagChip(tag, this);
        chip->setObjectName(objectName() + QLatin1Char(':') + tag);
        connect(chip, &QAbstractButton::clicked, this, [this, tag] { removeTag(tag); });
        chip->show();
        chips_.push_back(chip);
    }
    line_->setPlaceholderText(hidden_ > 0 ? tr("%n more, type to find", nullptr, hidden_) : tr("Add a tag"));
    QWidget* before = nullptr;
    for (TagChip* chip : chips_) {
        if (before) setTabOrder(before, chip);
        before = chip;
    }
    if (before) setTabOrder(before, line_);
    updateGeometry();
    arrange(width(), true);
}

/// Chips in lines from left to right, the field behind the last one; gives the height that they take.
int TagEdit::arrange(int width, bool move) const {
    int x = 0, y = 0;
    const int high = chipHeight();
    for (TagChip* chip : chips_) {
        const int wide = qMin(chip->sizeHint().width(), qMax(40, width));
        if (x > 0 && x + wide > width) {
            x = 0;
            y += high + kGap;
        }
        if (move) chip->setGeometry(x, y, wide, high);
        x += wide + kGap;
    }
    const int field = qMax(style::size::kControlSmall, high);
    if (x > 0 && x + kFieldWidth > width) {
        x = 0;
        y += high + kGap;
    }
    if (move) line_->setGeometry(x, y, qMin(qMax(kFieldWidth, width - x), 180), field);
    return y + field;
}

int TagEdit::heightForWidth(int width) const {
    return arrange(width, false);
}

QSize TagEdit::sizeHint() const {
    const int wide = qMax(width(), 200);
    return {wide, heightForWidth(wide)};
}

QSize TagEdit::minimumSizeHint() const {
    return {kFieldWidth, style::size::kControlSmall};
}

void TagEdit::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange(width(), true);
    updateGeometry();
}

bool TagEdit::eventFilter(QObject* object, QEvent* event) {
    if (object == line_ && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Backspace && line_->text().isEmpty() && !tags_.isEmpty()) {
            removeTag(tags_.back());
            return true;
        }
        if (key->text() == QLatin1String(",") && !line_->text().trimmed().isEmpty()) {
            add();
            return true;
        }
    }
    return QWidget::eventFilter(object, event);
}

void TagEdit::add() {
    const QString tag = line_->text().trimmed();
    line_->clear();
    if (tag.isEmpty() || tags_.contains(tag)) return;
    tags_ << tag;
    tags_.sort();
    makeChips();
    Q_EMIT edited(tags_);
}

void TagEdit::removeTag(const QString& tag) {
    if (!tags_.removeOne(tag)) return;
    makeChips();
    line_->setFocus();
    Q_EMIT edited(tags_);
}

}  // namespace ludus::views
