// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/query_edit.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/label.h"

namespace ludus::views {

using style::Token;
using style::Type;

namespace {

constexpr int kTypingMs = 300;
constexpr int kRowsShown = 9;
constexpr int kListWidth = 460;

/// A word and, muted, what it means.
class SuggestionDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {kListWidth - 20, style::size::kRow};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        if (selected) painter->fillRect(option.rect, style::color(Token::Selection));
        QRect line = option.rect.adjusted(10, 0, -10, 0);
        const QString word = index.data().toString(), help = index.data(Qt::UserRole).toString();
        const QFont mono = style::font(Type::Mono);
        const int wide = qMin(QFontMetrics(mono).horizontalAdvance(word) + 16, line.width());
        painter->setFont(mono);
        painter->setPen(style::color(selected ? Token::SelectionText : Token::Text));
        painter->drawText(line, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                          QFontMetrics(mono).elidedText(word, Qt::ElideMiddle, line.width()));
        line.setLeft(line.left() + qMax(wide, 150));
        if (line.width() < 40) return;
        painter->setFont(style::font(Type::Small));
        painter->setPen(style::color(selected ? Token::SelectionText : Token::TextMuted));
        painter->drawText(line, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                          QFontMetrics(painter->font()).elidedText(help, Qt::ElideRight, line.width()));
    }
};

}  // namespace

void QueryLine::mark(int from, int to, bool warning) {
    warning_ = warning;
    from_ = from;
    to_ = to;
    update();
}

void QueryLine::paintEvent(QPaintEvent* event) {
    QLineEdit::paintEvent(event);
    if (from_ < 0) return;
    // Where the cursor is drawn says how far the text is scrolled.
    const QFontMetrics metrics = fontMetrics();
    const auto width = [&](int length) { return metrics.horizontalAdvance(text().left(length)); };
    const int origin = cursorRect().center().x() - width(cursorPosition());
    const int left = qMax(6, origin + width(from_));
    const int right = qMin(this->width() - 28, origin + qMax(width(to_), width(from_) + 6));
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(style::color(warning_ ? Token::Warning : Token::Danger), 1.5));
    QPolygonF wave;
    for (int x = left; x <= right; x += 2)
        wave << QPointF(x, height() - 5 - ((x - left) / 2 % 2) * 2);
    painter.drawPolyline(wave);
}

QueryEdit::QueryEdit(const QString& name, QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::space::kTiny);
    line_ = new QueryLine;
    line_->setObjectName(name);
    line_->setClearButtonEnabled(true);
    line_->setMaxLength(100'000);
    QAction* mark =
        line_->addAction(style::icon(QStringLiteral("filter"), style::IconRole::Muted), QLineEdit::LeadingPosition);
    connect(mark, &QAction::triggered, this, [this] { line_->setFocus(); });
    line_->installEventFilter(this);
    column->addWidget(line_);
    setFocusProxy(line_);

    problemRow_ = new QWidget;
    auto* row = new QHBoxLayout(problemRow_);
    row->setContentsMargins(style::space::kTiny, 0, 0, 0);
    row->setSpacing(style::space::kTiny);
    sign_ = new IconLabel(style::icon(QStringLiteral("error"), style::IconRole::Danger));
    row->addWidget(sign_);
    sentence_ = new Label({}, Type::Small, Token::Danger);
    sentence_->setObjectName(name + QStringLiteral(".problem"));
    sentence_->setElided(true);
    row->addWidget(sentence_);
    repairLink_ = new LinkButton;
    repairLink_->setObjectName(name + QStringLiteral(".repair"));
    row->addSpacing(style::space::kButton);
    row->addWidget(repairLink_);
    row->addStretch(1);
    problemRow_->hide();
    column->addWidget(problemRow_);
    connect(repairLink_, &LinkButton::clicked, this, &QueryEdit::repair);

    // A window of its own that never takes the focus: keys go to the line.
    list_ = new QListWidget(this);
    list_->setWindowFlags(Qt::ToolTip | Qt::FramelessWindowHint);
    list_->setAttribute(Qt::WA_ShowWithoutActivating);
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setObjectName(name + QStringLiteral(".suggestions"));
    list_->setAccessibleName(tr("Suggestions"));
    list_->setItemDelegate(new SuggestionDelegate(list_));
    list_->setUniformItemSizes(true);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setCursor(Qt::PointingHandCursor);
    list_->hide();
    connect(list_, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) { choose(list_->row(item)); });

    delay_.setSingleShot(true);
    delay_.setInterval(kTypingMs);
    connect(&delay_, &QTimer::timeout, this, [this] { check(false); });
    connect(line_, &QLineEdit::textEdited, this, [this] {
        delay_.start();
        suggest(false);
    });
    // The clear button is no key.
    connect(line_, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (text.isEmpty()) check(false);
    });
}

QueryEdit::~QueryEdit() = default;

void QueryEdit::setCompleter(std::function<QueryCompletion(const QString&, int)> complete) {
    complete_ = std::move(complete);
}

void QueryEdit::setChecker(std::function<std::optional<QueryProblem>(const QString&)> check) {
    check_ = std::move(check);
}

void QueryEdit::setText(const QString& text) {
    closeList();
    line_->setText(text);
    check(false);
}

bool QueryEdit::suggests() const {
    return list_->isVisible();
}

bool QueryEdit::eventFilter(QObject* object, QEvent* event) {
    if (object != line_) return QWidget::eventFilter(object, event);
    if (event->type() == QEvent::FocusOut) closeList();
    // Tab would leave the field before the key arrives.
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (event->type() == QEvent::ShortcutOverride) {
            const bool ours = suggests() && (key->key() == Qt::Key_Escape || key->key() == Qt::Key_Tab);
            if (ours) event->accept();
            return ours;
        }
        return takeKey(key->key(), key->modifiers());
    }
    return QWidget::eventFilter(object, event);
}

bool QueryEdit::takeKey(int key, Qt::KeyboardModifiers modifiers) {
    const int rows = list_->count(), row = list_->currentRow();
    if (key == Qt::Key_Space && modifiers == Qt::ControlModifier) {
        suggest(true);
        return true;
    }
    if (!suggests()) {
        if (key == Qt::Key_Down) suggest(true);
        if (key != Qt::Key_Return && key != Qt::Key_Enter) return key == Qt::Key_Down;
        delay_.stop();
        check(true);
        return true;
    }
    switch (key) {
        case Qt::Key_Down: list_->setCurrentRow(row + 1 < rows ? row + 1 : 0); return true;
        case Qt::Key_Up: list_->setCurrentRow(row > 0 ? row - 1 : rows - 1); return true;
        case Qt::Key_PageDown: list_->setCurrentRow(qMin(rows - 1, row + kRowsShown)); return true;
        case Qt::Key_PageUp: list_->setCurrentRow(qMax(0, row - kRowsShown)); return true;
        case Qt::Key_Escape: closeList(); return true;
        case Qt::Key_Tab: choose(qMax(0, row)); return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (row >= 0) {
                choose(row);
            } else {
                closeList();
                delay_.stop();
                check(true);
            }
            return true;
        default: return false;
    }
}

void QueryEdit::suggest(bool asked) {
    if (!complete_) return;
    completion_ = complete_(line_->text(), line_->cursorPosition());
    list_->clear();
    for (const QuerySuggestion& one : std::as_const(completion_.suggestions)) {
        auto* item = new QListWidgetItem(one.shown, list_);
        item->setData(Qt::UserRole, one.help);
        item->setData(Qt::AccessibleDescriptionRole, one.help);
    }
    // Unasked only while a word is being written: not on every space.
    if (list_->count() == 0 || (!asked && completion_.from == line_->cursorPosition())) {
        closeList();
        return;
    }
    list_->setCurrentRow(asked ? 0 : -1);
    const int rows = qMin(list_->count(), kRowsShown);
    list_->resize(kListWidth, rows * style::size::kRow + 2 * list_->frameWidth() + 2);
    list_->move(line_->mapToGlobal(QPoint(0, line_->height() + 2)));
    list_->show();
}

void QueryEdit::closeList() {
    list_->hide();
}

void QueryEdit::choose(int row) {
    closeList();
    if (row < 0 || row >= completion_.suggestions.size()) return;
    const QString insert = completion_.suggestions[row].insert;
    QString text = line_->text();
    const bool opens = insert.endsWith(QLatin1Char('('));
    const QString next = text.mid(completion_.to, 1);
    const bool space = !opens && next != QLatin1String(" ") && next != QLatin1String(")");
    text.replace(completion_.from, completion_.to - completion_.from, space ? insert + QLatin1Char(' ') : insert);
    line_->setText(text);
    line_->setCursorPosition(completion_.from + static_cast<int>(insert.size()) + (opens ? 0 : 1));
    delay_.start();
    suggest(true);
    list_->setCurrentRow(-1);
}

void QueryEdit::check(bool again) {
    const QString text = line_->text();
    problem_ = check_ ? check_(text) : std::nullopt;
    showProblem();
    if ((problem_ && !problem_->warning) || (text == valid_ && !again)) return;
    valid_ = text;
    Q_EMIT queryChanged(text);
}

void QueryEdit::showProblem() {
    problemRow_->setVisible(problem_.has_value());
    line_->mark(problem_ ? problem_->from : -1, problem_ ? problem_->to : -1, problem_ && problem_->warning);
    line_->setAccessibleDescription(problem_ ? problem_->sentence : QString());
    if (!problem_) return;
    sentence_->setText(problem_->sentence);
    sentence_->setInk(problem_->warning ? Token::Warning : Token::Danger);
    sign_->setIcon(problem_->warning ? style::icon(QStringLiteral("warning"), style::IconRole::Warning)
                                     : style::icon(QStringLiteral("error"), style::IconRole::Danger));
    sentence_->setToolTip(problem_->sentence);
    const QString repair = problem_->repair.trimmed();
    repairLink_->setVisible(!problem_->repair.isEmpty());
    repairLink_->setText(repair.isEmpty() ? tr("Remove it") : tr("Use %1").arg(repair.left(60)));
    repairLink_->updateGeometry();
}

void QueryEdit::repair() {
    if (!problem_ || problem_->repair.isEmpty()) return;
    QString text = line_->text();
    text.replace(problem_->from, problem_->to - problem_->from, problem_->repair);
    line_->setFocus();
    setText(text.trimmed());
}

void QueryEdit::moveEvent(QMoveEvent* event) {
    QWidget::moveEvent(event);
    closeList();
}

void QueryEdit::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    closeList();
}

}  // namespace ludus::views
