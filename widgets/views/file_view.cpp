// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/file_view.h"

#include <QHelpEvent>
#include <QPainter>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSyntaxHighlighter>
#include <QTextBlock>
#include <QToolTip>

#include <algorithm>

#include "widgets/style/theme.h"

namespace ludus::views {

using style::Token;

namespace {

// Tables, texts, numbers and comments of TOML, line by line.
class TomlHighlighter : public QSyntaxHighlighter {
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

protected:
    void highlightBlock(const QString& text) override {
        static const QRegularExpression pieces(QStringLiteral(
            "(?<text>\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*')|(?<comment>#.*$)|(?<table>^\\s*\\[\\[?[^\\]=]+\\]\\]?)|"
            "(?<number>(?<![\\w.])[-+]?\\d[\\d_.]*(?:[eE][-+]?\\d+)?(?![\\w])|\\btrue\\b|\\bfalse\\b)"));
        auto found = pieces.globalMatch(text);
        while (found.hasNext()) {
            const auto match = found.next();
            Token ink = Token::Text;
            if (!match.captured(u"text").isEmpty()) ink = Token::Accent;
            if (!match.captured(u"comment").isEmpty()) ink = Token::TextMuted;
            if (!match.captured(u"table").isEmpty()) ink = Token::Accent;
            if (!match.captured(u"number").isEmpty()) ink = Token::Info;
            QTextCharFormat format;
            format.setForeground(style::color(ink));
            setFormat(static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength()), format);
        }
    }
};

class LineNumbers : public QWidget {
public:
    explicit LineNumbers(FileView* view) : QWidget(view), view_(view) {}

protected:
    void paintEvent(QPaintEvent* event) override {
        QPainter painter(this);
        view_->paintLineNumbers(painter, event->rect());
    }

private:
    FileView* view_;
};

}  // namespace

FileView::FileView(QWidget* parent) : QPlainTextEdit(parent), numbers_(new LineNumbers(this)) {
    setFrameShape(QFrame::NoFrame);
    setLineWrapMode(NoWrap);
    setTabChangesFocus(true);
    setAccessibleName(tr("File"));
    new TomlHighlighter(document());
    document()->setDocumentMargin(0);
    dress();
    delay_.setSingleShot(true);
    delay_.setInterval(300);
    connect(&delay_, &QTimer::timeout, this, [this] { Q_EMIT edited(fileText()); });
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (!replacing_) delay_.start();
    });
    connect(this, &QPlainTextEdit::blockCountChanged, this, [this] { setViewportMargins(lineNumberWidth(), 0, 0, 0); });
    connect(this, &QPlainTextEdit::updateRequest, this, [this] { numbers_->update(); });
    connect(&style::Theme::instance(), &style::Theme::changed, this, &FileView::dress);
}

void FileView::dress() {
    setFont(style::font(style::Type::Mono));
    setViewportMargins(lineNumberWidth(), 0, 0, 0);
    const bool was = std::exchange(replacing_, true);
    if (auto* highlighter = document()->findChild<QSyntaxHighlighter*>()) highlighter->rehighlight();
    replacing_ = was;
    showMarks();
    numbers_->update();
}

// The text as it is; toPlainText() would make spaces of those that do not break.
QString FileView::fileText() const {
    QString text = document()->toRawText();
    text.replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
    return text.replace(QChar::LineSeparator, QLatin1Char('\n'));
}

void FileView::setFileText(const QString& file) {
    QString text = file;
    text.replace(QLatin1String("\r\n"), QLatin1String("\n")).replace(QLatin1Char('\r'), QLatin1Char('\n'));
    const QString before = fileText();
    if (text == before) return;
    delay_.stop();
    const int scroll = verticalScrollBar()->value();
    const auto shorter = std::min(before.size(), text.size());
    qsizetype same = 0, tail = 0;
    while (same < shorter && before[same] == text[same])
        ++same;
    while (tail < shorter - same && before[before.size() - 1 - tail] == text[text.size() - 1 - tail])
        ++tail;
    QTextCursor change(document());
    change.setPosition(static_cast<int>(same));
    change.setPosition(static_cast<int>(before.size() - tail), QTextCursor::KeepAnchor);
    replacing_ = true;
    change.beginEditBlock();
    change.insertText(text.mid(same, text.size() - tail - same));
    change.endEditBlock();
    replacing_ = false;
    verticalScrollBar()->setValue(scroll);
    showMarks();
}

void FileView::forgetSteps() {
    document()->clearUndoRedoStacks();
}

void FileView::sayEdited() {
    if (!delay_.isActive()) return;
    delay_.stop();
    Q_EMIT edited(fileText());
}

// Who goes on in the form changes what was typed here, not what was there before.
void FileView::focusOutEvent(QFocusEvent* event) {
    QPlainTextEdit::focusOutEvent(event);
    sayEdited();
}

void FileView::setMarks(const QSet<int>& changed, const QHash<int, QString>& wrong) {
    changed_ = changed;
    wrong_ = wrong;
    showMarks();
    numbers_->update();
}

void FileView::setFocusedLine(int line) {
    focusedLine_ = line;
    viewport()->update();
}

void FileView::showLine(int line) {
    const QTextBlock block = document()->findBlockByNumber(line - 1);
    if (!block.isValid()) return;
    QTextCursor cursor(block);
    setTextCursor(cursor);
    ensureCursorVisible();
}

void FileView::showMarks() {
    QList<QTextEdit::ExtraSelection> marks;
    const auto mark = [&](int line, Token fill) {
        const QTextBlock block = document()->findBlockByNumber(line - 1);
        if (!block.isValid()) return;
        QTextEdit::ExtraSelection selection;
        selection.format.setBackground(style::color(fill));
        selection.format.setProperty(QTextFormat::FullWidthSelection, true);
        selection.cursor = QTextCursor(block);
        marks.append(selection);
    };
    for (int line : std::as_const(changed_)) {
        if (!wrong_.contains(line)) mark(line, Token::AccentSoft);
    }
    for (auto it = wrong_.cbegin(); it != wrong_.cend(); ++it)
        mark(it.key(), Token::DangerSoft);
    setExtraSelections(marks);
}

int FileView::lineNumberWidth() const {
    const int digits = qMax(2, static_cast<int>(QString::number(blockCount()).size()));
    return 14 + digits * fontMetrics().horizontalAdvance(QLatin1Char('9')) + 8;
}

void FileView::paintLineNumbers(QPainter& painter, const QRect& area) {
    painter.fillRect(area, style::color(Token::Surface));
    painter.setFont(style::font(style::Type::Mono));
    QTextBlock block = firstVisibleBlock();
    qreal top = blockBoundingGeometry(block).translated(contentOffset()).top();
    while (block.isValid() && top <= area.bottom()) {
        const qreal height = blockBoundingRect(block).height();
        const int line = block.blockNumber() + 1;
        const QRectF row(0, top, numbers_->width(), height);
        const bool wrong = wrong_.contains(line);
        if (wrong || changed_.contains(line)) {
            painter.fillRect(row, style::color(wrong ? Token::DangerSoft : Token::AccentSoft));
        }
        painter.setPen(style::color(Token::TextMuted));
        painter.drawText(row.adjusted(0, 0, -8, 0), Qt::AlignRight | Qt::AlignVCenter, QString::number(line));
        if (wrong) {
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(Qt::NoPen);
            painter.setBrush(style::color(Token::Danger));
            painter.drawEllipse(QPointF(7, row.center().y()), 3, 3);
        }
        top += height;
        block = block.next();
    }
}

void FileView::paintEvent(QPaintEvent* event) {
    QPlainTextEdit::paintEvent(event);
    const QTextBlock block = document()->findBlockByNumber(focusedLine_ - 1);
    if (focusedLine_ <= 0 || !block.isValid()) return;
    QPainter painter(viewport());
    painter.setPen(QPen(style::color(Token::Accent), 1));
    const QRectF line = blockBoundingGeometry(block).translated(contentOffset());
    painter.drawRect(QRectF(0.5, line.top() + 0.5, viewport()->width() - 1, line.height() - 1));
}

void FileView::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    const QRect inner = contentsRect();
    numbers_->setGeometry(inner.left(), inner.top(), lineNumberWidth(), viewport()->height());
}

int FileView::lineAt(const QPoint& viewportPosition) const {
    return cursorForPosition(viewportPosition).blockNumber() + 1;
}

bool FileView::event(QEvent* event) {
    if (event->type() == QEvent::FontChange) numbers_->update();
    return QPlainTextEdit::event(event);
}

bool FileView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString tip = wrong_.value(lineAt(help->pos()));
        if (tip.isEmpty()) {
            QToolTip::hideText();
        } else {
            QToolTip::showText(help->globalPos(), tip, this);
        }
        return true;
    }
    return QPlainTextEdit::viewportEvent(event);
}

}  // namespace ludus::views
