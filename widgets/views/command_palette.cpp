// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/command_palette.h"

#include <QAbstractListModel>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

#include "widgets/style/paint.h"
#include "widgets/style/theme.h"
#include "widgets/style/words.h"
#include "widgets/views/fuzzy.h"
#include "widgets/views/label.h"

namespace ludus::views {

using style::Token;
using style::Type;

namespace {

constexpr int kWidth = 620, kRowsShown = 12, kMostFound = 200, kForRecent = 4, kMostRecent = 5;
constexpr int kForTitle = 20;  // what is called so comes before what belongs to something called so

int rowHeight() {
    return qMax(30, style::Theme::instance().lineHeight(Type::Body) + 12);
}

// Words with the letters found in bold ink; returns where it ended.
qreal drawFound(QPainter& painter, QPointF at, const QString& text, const QVector<int>& places, const QColor& ink) {
    qsizetype begin = 0;
    while (begin < text.size()) {
        const bool hit = places.contains(static_cast<int>(begin));
        qsizetype end = begin + 1;
        while (end < text.size() && places.contains(static_cast<int>(end)) == hit)
            ++end;
        const QString part = text.mid(begin, end - begin);
        painter.setFont(style::font(hit ? Type::BodyStrong : Type::Body));
        painter.setPen(hit ? style::color(Token::Accent) : ink);
        painter.drawText(at, part);
        at.rx() += painter.fontMetrics().horizontalAdvance(part);
        begin = end;
    }
    return at.x();
}

}  // namespace

// The commands found, best first.
class CommandModel : public QAbstractListModel {
public:
    using QAbstractListModel::QAbstractListModel;

    struct Found {
        int command = -1;  // a heading stands for none
        int score = 0;
        QVector<int> places;
        QString heading;
    };

    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(found_.size());
    }
    QVariant data(const QModelIndex& index, int role) const override {
        if (!index.isValid()) return {};
        if (isHeading(index.row()))
            return role == Qt::DisplayRole || role == Qt::AccessibleTextRole ? found_[index.row()].heading : QVariant();
        const Command& command = at(index.row());
        if (role == Qt::DisplayRole) return command.title;
        if (role == Qt::AccessibleTextRole) {
            return style::listed({command.title, command.group, command.shortcut});
        }
        return {};
    }
    Qt::ItemFlags flags(const QModelIndex& index) const override {
        return canChoose(index.row()) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
    }

    void setCommands(QVector<Command> commands, const QStringList& recent) {
        commands_ = std::move(commands);
        recent_ = recent;
        search({});
    }
    void search(const QString& typed) {
        beginResetModel();
        found_.clear();
        if (typed.isEmpty())
            listAll();
        else
            find(typed);
        endResetModel();
    }
    bool isHeading(int row) const { return found_[row].command < 0; }
    bool canChoose(int row) const { return !isHeading(row) && at(row).enabled; }
    QString idAt(int row) const { return isHeading(row) ? QString() : at(row).id; }
    const Command& at(int row) const { return commands_[found_[row].command]; }
    const QVector<int>& places(int row) const { return found_[row].places; }

private:
    // What was used last, then every kind under its heading.
    void listAll() {
        QVector<int> recent;
        for (const QString& id : recent_) {
            for (int i = 0; i < commands_.size() && recent.size() < kMostRecent; ++i)
                if (commands_[i].id == id) recent << i;
        }
        const bool kinds =
            std::any_of(commands_.begin(), commands_.end(), [](const auto& c) { return !c.kind.isEmpty(); });
        if (kinds && !recent.isEmpty()) addHeading(CommandPalette::tr("Recent"));
        for (const int command : recent)
            found_.append({command, 0, {}, {}});
        QString kind;
        int listed = 0;
        for (int i = 0; i < commands_.size(); ++i) {
            const Command& command = commands_[i];
            if (recent.contains(i)) continue;
            if (command.kind != kind) {
                kind = command.kind;
                listed = 0;
                addHeading(kind);
            }
            // What is off now takes no room of the few.
            if (command.most == 0 || (command.enabled && listed++ < command.most)) found_.append({i, 0, {}, {}});
        }
    }
    void addHeading(const QString& words) { found_.append({-1, 0, {}, words}); }

    void find(const QString& typed) {
        for (int i = 0; i < commands_.size(); ++i) {
            const Command& command = commands_[i];
            const auto inTitle = fuzzyMatch(typed, command.title);
            const auto match = inTitle ? inTitle : fuzzyMatch(typed, command.title + QLatin1Char(' ') + command.group);
            if (!match) continue;
            const int bonus = (inTitle ? kForTitle : 0) + (recent_.contains(command.id) ? kForRecent : 0) -
                              (command.enabled ? 0 : 100);
            found_.append({i, match->score + bonus, match->places, {}});
        }
        // Equally good ones: the shorter title says it more exactly.
        std::stable_sort(found_.begin(), found_.end(), [this](const Found& a, const Found& b) {
            if (a.score != b.score) return a.score > b.score;
            return commands_[a.command].title.size() < commands_[b.command].title.size();
        });
        if (found_.size() > kMostFound) found_.resize(kMostFound);
    }

    QVector<Command> commands_;
    QStringList recent_;
    QVector<Found> found_;
};

namespace {

class CommandDelegate : public QStyledItemDelegate {
public:
    CommandDelegate(const CommandModel& model, QObject* parent) : QStyledItemDelegate(parent), model_(model) {}

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {200, rowHeight()}; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        if (model_.isHeading(index.row())) {
            paintHeading(*painter, option.rect, index.data().toString());
            return;
        }
        const Command& command = model_.at(index.row());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect box = option.rect.adjusted(4, 1, -4, -1);
        if (option.state & QStyle::State_Selected) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(style::color(Token::Selection));
            painter->drawRoundedRect(box, style::radius::kControl, style::radius::kControl);
        }
        const int middle = box.center().y();
        const QRect icon(box.left() + 8, middle - style::size::kIcon / 2, style::size::kIcon, style::size::kIcon);
        command.icon.paint(painter, icon, Qt::AlignCenter, command.enabled ? QIcon::Normal : QIcon::Disabled);
        qreal right = box.right() - 8;
        painter->setFont(style::font(Type::Small));
        painter->setPen(style::color(Token::TextMuted));
        if (!command.shortcut.isEmpty()) {
            painter->drawText(QRectF(box.left(), box.top(), right - box.left(), box.height()),
                              Qt::AlignRight | Qt::AlignVCenter, command.shortcut);
            right -= painter->fontMetrics().horizontalAdvance(command.shortcut) + 16;
        }
        const QFontMetrics body(style::font(Type::Body));
        const qreal base = middle + (body.ascent() - body.descent()) / 2.0;
        const int left = icon.right() + 11;
        const QString title = body.elidedText(command.title, Qt::ElideMiddle, static_cast<int>(right) - left);
        const QColor ink = style::color(command.enabled ? Token::Text : Token::TextDisabled);
        const bool whole = title == command.title;
        const qreal end =
            drawFound(*painter, QPointF(left, base), title, whole ? model_.places(index.row()) : QVector<int>(), ink);
        painter->setFont(style::font(Type::Small));
        painter->setPen(style::color(Token::TextMuted));
        const QRectF rest(end + 12, box.top(), right - end - 12, box.height());
        if (rest.width() > 30) {
            painter->drawText(
                rest, Qt::AlignLeft | Qt::AlignVCenter,
                painter->fontMetrics().elidedText(command.group, Qt::ElideRight, static_cast<int>(rest.width())));
        }
        painter->restore();
    }

private:
    static void paintHeading(QPainter& painter, const QRect& row, const QString& words) {
        painter.setFont(style::font(Type::Caption));
        painter.setPen(style::color(Token::TextMuted));
        painter.drawText(row.adjusted(12, 0, -8, -4), Qt::AlignLeft | Qt::AlignBottom, words);
    }

    const CommandModel& model_;
};

}  // namespace

CommandField::CommandField(QWidget* parent) : QAbstractButton(parent) {
    setText(tr("Search or run a command"));
    setAccessibleName(text());
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setProperty("ownFocus", true);
    setIcon(style::icon(QStringLiteral("search"), style::IconRole::Muted));
    connect(&style::Theme::instance(), &style::Theme::changed, this, &QWidget::updateGeometry);
}

void CommandField::setShortcutText(const QString& text) {
    shortcut_ = text;
    update();
}

QSize CommandField::sizeHint() const {
    const int words = QFontMetrics(style::font(Type::Small)).horizontalAdvance(text() + shortcut_);
    return {qMax(280, words + 70), qMax(style::size::kHitMin, style::Theme::instance().lineHeight(Type::Small) + 6)};
}

void CommandField::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool ring = hasFocus() && keyFocus_;
    painter.setPen(QPen(style::color(ring ? Token::Focus : Token::BorderStrong), ring ? 2 : 1));
    painter.setBrush(style::color(underMouse() ? Token::Hover : Token::Surface));
    const qreal half = ring ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(half, half, -half, -half), style::radius::kControl,
                            style::radius::kControl);
    icon().paint(&painter, QRect(8, (height() - 14) / 2, 14, 14));
    painter.setFont(style::font(Type::Small));
    painter.setPen(style::color(Token::TextMuted));
    const QRect words = rect().adjusted(28, 0, -8, 0);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, text());
    painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter, shortcut_);
}

// The window gives the focus to its first control when it opens: nobody needs to see that.
void CommandField::focusInEvent(QFocusEvent* event) {
    keyFocus_ = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
                event->reason() == Qt::ShortcutFocusReason;
    QAbstractButton::focusInEvent(event);
}

CommandPalette::CommandPalette(QWidget* window) : QFrame(window), model_(new CommandModel(this)) {
    setObjectName(QStringLiteral("palette"));
    setAccessibleName(tr("Commands"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(6);
    field_ = new QLineEdit;
    field_->setObjectName(QStringLiteral("palette.field"));
    field_->setAccessibleName(tr("Search or run a command"));
    field_->setPlaceholderText(tr("Page, command, run, agent or help topic"));
    field_->addAction(style::icon(QStringLiteral("search"), style::IconRole::Muted), QLineEdit::LeadingPosition);
    list_ = new QListView;
    list_->setObjectName(QStringLiteral("palette.list"));
    list_->setAccessibleName(tr("What was found"));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setUniformItemSizes(true);
    list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list_->setModel(model_);
    list_->setItemDelegate(new CommandDelegate(*model_, list_));
    nothing_ = new Label(tr("Nothing is called like that."), Type::Body, Token::TextMuted);
    nothing_->setContentsMargins(8, 4, 8, 8);
    column->addWidget(field_);
    column->addWidget(nothing_);
    column->addWidget(list_);
    connect(field_, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(list_, &QListView::clicked, this, &CommandPalette::choose);
    field_->installEventFilter(this);
    window->installEventFilter(this);
    hide();
}

void CommandPalette::setCommands(QVector<Command> commands, const QStringList& recent) {
    // What comes later does not take the choice away.
    const QModelIndex current = list_->currentIndex();
    const QString held = isVisible() && current.isValid() ? model_->idAt(current.row()) : QString();
    model_->setCommands(std::move(commands), recent);
    search(field_->text());
    for (int row = 0; !held.isEmpty() && row < model_->rowCount(); ++row) {
        if (model_->idAt(row) == held) list_->setCurrentIndex(model_->index(row));
    }
}

void CommandPalette::open() {
    if (!isVisible()) before_ = QApplication::focusWidget();
    field_->clear();
    search({});
    show();
    raise();
    field_->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::dismiss() {
    if (isHidden()) return;
    hide();
    if (before_ && before_->isVisible()) before_->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::search(const QString& typed) {
    model_->search(typed.simplified());
    const bool any = model_->rowCount() > 0;
    nothing_->setVisible(!any);
    list_->setVisible(any);
    for (int row = 0; row < model_->rowCount(); ++row) {
        if (!model_->canChoose(row)) continue;
        list_->setCurrentIndex(model_->index(row));
        if (row < kRowsShown) list_->scrollToTop();  // with the heading above it
        break;
    }
    place();
}

void CommandPalette::place() {
    const QWidget* window = parentWidget();
    const int rows = qMin(kRowsShown, model_->rowCount());
    list_->setFixedHeight(rows * rowHeight() + 2);
    const int width = qMin(kWidth * style::Theme::instance().textPercent() / 100, window->width() - 48);
    setFixedWidth(width);
    adjustSize();
    move((window->width() - width) / 2, 34);
}

void CommandPalette::choose() {
    const QModelIndex index = list_->currentIndex();
    if (!index.isValid() || !model_->canChoose(index.row())) return;
    const QString id = model_->at(index.row()).id;
    dismiss();
    Q_EMIT chosen(id);
}

bool CommandPalette::eventFilter(QObject* object, QEvent* event) {
    if (object == parent()) {
        if (event->type() == QEvent::Resize && isVisible()) place();
        return false;
    }
    if (event->type() == QEvent::FocusOut && isVisible()) {
        const auto reason = static_cast<QFocusEvent*>(event)->reason();
        if (reason == Qt::MouseFocusReason || reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason) hide();
        return false;
    }
    if (event->type() != QEvent::KeyPress) return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    const int rows = model_->rowCount(), row = list_->currentIndex().row();
    int by = 0;
    switch (key->key()) {
        case Qt::Key_Escape: dismiss(); return true;
        case Qt::Key_Return:
        case Qt::Key_Enter: choose(); return true;
        case Qt::Key_Down: by = 1; break;
        case Qt::Key_Up: by = -1; break;
        case Qt::Key_PageDown: by = qMin(kRowsShown, rows - 1 - row); break;
        case Qt::Key_PageUp: by = -qMin(kRowsShown, row); break;
        default: return false;
    }
    if (rows == 0 || by == 0) return true;
    // What is off now is stepped over; up and down go round.
    int to = (row + by + rows) % rows;
    for (int i = 0; i < rows && !model_->canChoose(to); ++i)
        to = (to + (by > 0 ? 1 : -1) + rows) % rows;
    list_->setCurrentIndex(model_->index(to));
    if (to > 0 && model_->isHeading(to - 1)) list_->scrollTo(model_->index(to - 1));
    return true;
}

void CommandPalette::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(style::color(Token::Raised));
    painter.setPen(QPen(style::color(Token::BorderStrong), 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), style::radius::kPanel,
                            style::radius::kPanel);
}

}  // namespace ludus::views
