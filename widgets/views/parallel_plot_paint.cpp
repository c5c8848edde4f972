// SPDX-License-Identifier: GPL-3.0-or-later
// What a ParallelPlot paints, and its picture as a file and as a table.
#include <QAction>
#include <QIODevice>
#include <QPainter>

#include <algorithm>
#include <cmath>

#include "widgets/models/series_colours.h"
#include "widgets/style/paint.h"
#include "widgets/style/theme.h"
#include "widgets/views/parallel_plot.h"
#include "widgets/views/picture_export.h"

namespace ludus::views {

using models::ParallelAxis;
using models::ParallelLine;
using style::Token;

namespace {

constexpr int kEnds = 16;
constexpr double kBrushHalf = 6, kPale = 0.14, kMany = 60, kWidestValue = 104;

QString quoted(QString text) {
    return QLatin1Char('"') + text.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
}

}  // namespace

void ParallelPlot::paintLine(QPainter& painter, const ParallelLine& line, double opacity, double width) const {
    const bool grey = line.colour >= models::kColouredSeries && line.id != model_->current() && line.id != hovered_;
    QColor ink = grey ? style::color(Token::ChartAxis) : style::Theme::instance().series(line.colour);
    ink.setAlphaF(static_cast<float>(opacity));
    QPen pen(ink, grey ? 1 : width);
    const QVector<qreal> dashes = style::Theme::instance().dash(line.colour);
    if (!dashes.isEmpty() && !grey) pen.setDashPattern(dashes);
    painter.setPen(pen);
    QPolygonF piece;
    const auto flush = [&] {
        if (piece.size() > 1) painter.drawPolyline(piece);
        piece.clear();
    };
    for (int axis = 0; axis < model_->axes().size(); ++axis) {
        const double value = model_->value(line, axis);
        if (std::isfinite(value))
            piece << pointOf(axis, value);
        else
            flush();
    }
    flush();
}

void ParallelPlot::paintLines(QPainter& painter) const {
    const QString& current = model_->current();
    const bool chosen = !current.isEmpty() || !hovered_.isEmpty();
    const auto many = static_cast<double>(model_->lines().size());
    const double plain = chosen ? 0.22 : std::max(0.35, std::min(1.0, kMany / many));
    for (const ParallelLine& line : model_->lines()) {
        if (line.id == current || line.id == hovered_) continue;
        paintLine(painter, line, model_->passes(line) ? plain : kPale * 0.6, model_->passes(line) ? 1.75 : 1);
    }
    for (const ParallelLine& line : model_->lines())
        if (line.id == current || line.id == hovered_) paintLine(painter, line, 1, 2.75);
}

void ParallelPlot::paintAxis(QPainter& painter, int axis) const {
    const QRectF area = field();
    const double x = std::round(axisX(axis)) + 0.5;
    painter.setPen(QPen(style::color(Token::ChartAxis), 1));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    if (const auto brush = model_->brush(axis)) {
        const double a = pointOf(axis, brush->first).y(), b = pointOf(axis, brush->second).y();
        QColor fill = style::color(Token::Accent);
        fill.setAlphaF(0.28F);
        painter.setBrush(fill);
        painter.setPen(QPen(style::color(Token::Accent), 1));
        painter.drawRoundedRect(
            QRectF(QPointF(x - kBrushHalf, std::min(a, b)), QPointF(x + kBrushHalf, std::max(a, b))),
            style::radius::kMark, style::radius::kMark);
        painter.setBrush(Qt::NoBrush);
    }
    painter.setFont(style::font(style::Type::Caption));
    painter.setPen(style::color(Token::TextMuted));
    const QRectF box = titleRect(axis);
    const double half = std::min(box.width() / 2, kWidestValue / 2);
    const QRectF upper(x - half, area.top() - kEnds - 1, 2 * half, kEnds);
    const QRectF lower(x - half, area.bottom() + 3, 2 * half, kEnds);
    const auto fit = [&](const QString& text) {
        return painter.fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(2 * half));
    };
    painter.drawText(upper, Qt::AlignCenter, fit(endText(axis, true)));
    painter.drawText(lower, Qt::AlignCenter, fit(endText(axis, false)));
}

void ParallelPlot::paintTitle(QPainter& painter, int axis) const {
    painter.setFont(style::font(style::Type::Small));
    painter.setPen(style::color(keyFocus_ && axis == axis_ ? Token::Accent : Token::Text));
    const QRectF box = titleRect(axis);
    QStringList lines;
    for (const QString& line : titleLines(axis))
        lines << painter.fontMetrics().elidedText(line, Qt::ElideMiddle, static_cast<int>(box.width()));
    painter.drawText(box, Qt::AlignCenter, lines.join(QLatin1Char('\n')));
}

void ParallelPlot::paintAll(QPainter& painter) const {
    painter.setRenderHint(QPainter::Antialiasing);
    if (!model_ || model_->axes().size() < 2 || model_->lines().isEmpty()) {
        painter.setPen(style::color(Token::TextMuted));
        painter.setFont(style::font(style::Type::Small));
        painter.drawText(rect().adjusted(12, 0, -12, 0), Qt::AlignCenter | Qt::TextWordWrap, emptyText_);
        return;
    }
    paintLines(painter);
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (int axis = 0; axis < model_->axes().size(); ++axis) {
        paintAxis(painter, axis);
        paintTitle(painter, axis);
    }
    painter.setRenderHint(QPainter::Antialiasing);
}

void ParallelPlot::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintAll(painter);
    if (keyFocus_) style::paintFocusInside(painter, visibleRegion().boundingRect(), style::radius::kControl);
}

PictureExport* ParallelPlot::pictures() {
    if (pictures_) return pictures_;
    PictureExport::Source source;
    source.name = [this] { return accessibleName(); };
    source.size = [this] { return size(); };
    source.paint = [this](QPainter& painter) {
        painter.fillRect(rect(), style::color(Token::Surface));
        paintAll(painter);
    };
    source.data = [this]() -> PictureExport::Writer {
        return [text = dataText().toUtf8()](QIODevice& device) { return device.write(text) == text.size(); };
    };
    pictures_ = new PictureExport(this, std::move(source));
    connect(pictures_, &PictureExport::exported, this, &ParallelPlot::exported);
    return pictures_;
}

bool ParallelPlot::savePicture(const QString& path) {
    return pictures()->savePicture(path);
}

QString ParallelPlot::dataText() const {
    if (!model_) return {};
    QStringList head{QStringLiteral("name")};
    for (const ParallelAxis& axis : model_->axes())
        head << quoted(axis.title);
    QString text = head.join(QLatin1Char(',')) + QLatin1Char('\n');
    for (const ParallelLine& line : model_->lines()) {
        QStringList row{quoted(line.name)};
        for (int axis = 0; axis < model_->axes().size(); ++axis) {
            const double value = model_->value(line, axis);
            const QStringList& words = model_->axes()[axis].categories;
            row << (!std::isfinite(value) ? QString()
                    : words.isEmpty()     ? QString::number(value, 'g', 9)
                                          : quoted(words.value(static_cast<int>(std::lround(value)))));
        }
        text += row.join(QLatin1Char(',')) + QLatin1Char('\n');
    }
    return text;
}

QList<QAction*> ParallelPlot::cornerActions() {
    return pictures()->actions();
}

}  // namespace ludus::views
