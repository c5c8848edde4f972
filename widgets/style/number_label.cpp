// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/style/number_label.h"

#include <QCache>
#include <QCoreApplication>
#include <QFontMetricsF>
#include <QHash>
#include <QPainter>
#include <QStaticText>
#include <QTextLayout>
#include <QThread>

#include <cmath>

namespace ludus::style {

namespace {

// A text that was laid out: shaping costs more than painting, and the same words come again every frame.
struct Run {
    QStaticText text;
    qreal width = 0, ascent = 0, descent = 0;  // of the font that was asked for
    qreal top = 0;  // from the upper edge to the base line; other fonts that step in for Chinese stand higher
};

struct RunKey {
    QFont font;
    QString text;
    bool operator==(const RunKey& other) const { return text == other.text && font == other.font; }
};

size_t qHash(const RunKey& key, size_t seed = 0) {
    return qHashMulti(seed, key.font, key.text);
}

Run laidOut(const QFont& font, const QString& text) {
    Run run;
    const QFontMetricsF metrics(font);
    run.text.setTextFormat(Qt::PlainText);
    run.text.setPerformanceHint(QStaticText::AggressiveCaching);
    run.text.setText(text);
    run.text.prepare({}, font);
    run.width = metrics.horizontalAdvance(text);
    run.ascent = metrics.ascent();
    run.descent = metrics.descent();
    QTextLayout layout(text, font);
    layout.beginLayout();
    const QTextLine line = layout.createLine();
    layout.endLayout();
    run.top = line.isValid() ? line.ascent() : run.ascent;
    return run;
}

// Kept for the GUI thread, until the program ends: fonts must not be let go of after the application.
Run runOf(const QFont& font, const QString& text) {
    constexpr int kMost = 3000;
    static auto* const runs = new QCache<RunKey, Run>(kMost);
    if (QThread::currentThread() != QCoreApplication::instance()->thread()) return laidOut(font, text);
    const RunKey key{font, text};
    if (const Run* known = runs->object(key)) return *known;
    Run run = laidOut(font, text);
    runs->insert(key, new Run(run));
    return run;
}

qreal digitWidth(const QFont& font) {
    thread_local QHash<QFont, qreal> widths;
    const auto known = widths.constFind(font);
    if (known != widths.constEnd()) return *known;
    if (widths.size() > 100) widths.clear();
    const QFontMetricsF metrics(font);
    qreal widest = 0;
    for (char16_t c = u'0'; c <= u'9'; ++c)
        widest = qMax(widest, metrics.horizontalAdvance(QChar(c)));
    widths.insert(font, widest);
    return widest;
}

// Calls visit(piece, width) for every digit and every run of other characters.
template <typename Visit>
void eachPiece(const QFont& font, const QString& text, Visit visit) {
    const qreal digit = digitWidth(font);
    QString run;
    const auto flush = [&] {
        if (!run.isEmpty()) visit(run, runOf(font, run).width, false);
        run.clear();
    };
    for (QChar c : text) {
        if (c >= QLatin1Char('0') && c <= QLatin1Char('9')) {
            flush();
            visit(QString(c), digit, true);
        } else {
            run.append(c);
        }
    }
    flush();
}

}  // namespace

qreal numberWidth(const QFont& font, const QString& text) {
    qreal width = 0;
    eachPiece(font, text, [&](const QString&, qreal advance, bool) { width += advance; });
    return width;
}

qreal wordWidth(const QFont& font, const QString& text) {
    return text.isEmpty() ? 0 : runOf(font, text).width;
}

void drawWord(QPainter& painter, const QRectF& rect, Qt::Alignment alignment, const QString& text) {
    if (text.isEmpty()) return;
    const QFont font = painter.font();
    const Run run = runOf(font, text);
    qreal x = rect.left();
    if (alignment & Qt::AlignRight) x = rect.right() - run.width;
    if (alignment & Qt::AlignHCenter) x = rect.center().x() - run.width / 2;
    const qreal y = std::round(rect.center().y() + (run.ascent - run.descent) / 2);
    painter.drawStaticText(QPointF(x, y - run.top), run.text);
}

void drawNumber(QPainter& painter, const QRectF& rect, Qt::Alignment alignment, const QString& text) {
    const QFont font = painter.font();
    const qreal width = numberWidth(font, text);
    qreal x = rect.left();
    if (alignment & Qt::AlignRight) x = rect.right() - width;
    if (alignment & Qt::AlignHCenter) x = rect.center().x() - width / 2;
    eachPiece(font, text, [&](const QString& piece, qreal advance, bool digit) {
        const Run run = runOf(font, piece);
        const qreal shift = digit ? (advance - run.width) / 2 : 0;
        const qreal y = std::round(rect.center().y() + (run.ascent - run.descent) / 2);
        painter.drawStaticText(QPointF(x + shift, y - run.top), run.text);
        x += advance;
    });
}

NumberLabel::NumberLabel(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void NumberLabel::setText(const QString& text) {
    if (text == text_) return;
    text_ = text;
    setAccessibleName(text);
    const int width = sizeHint().width();
    if (width != width_) {
        width_ = width;
        updateGeometry();
    }
    update();
}

void NumberLabel::setType(Type type) {
    type_ = type;
    updateGeometry();
    update();
}

void NumberLabel::setInk(Token ink) {
    ink_ = ink;
    update();
}

void NumberLabel::setAlignment(Qt::Alignment alignment) {
    alignment_ = alignment;
    update();
}

QSize NumberLabel::sizeHint() const {
    return QSize(static_cast<int>(std::ceil(numberWidth(style::font(type_), text_))),
                 Theme::instance().lineHeight(type_));
}

void NumberLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setFont(style::font(type_));
    painter.setPen(color(isEnabled() ? ink_ : Token::TextDisabled));
    drawNumber(painter, rect(), alignment_, text_);
}

}  // namespace ludus::style
