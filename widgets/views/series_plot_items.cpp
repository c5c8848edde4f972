// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/series_plot_items.h"

#include <algorithm>
#include <cmath>

#include "widgets/style/paint.h"
#include "widgets/style/theme.h"

namespace ludus::views {

using models::ChartSeries;
using models::SeriesModel;
using models::ValueRange;
using style::Token;

namespace {

constexpr double kRawOpacity = 0.28, kBandOpacity = 0.16, kUnselectedOpacity = 0.22;
constexpr double kLine = 1.75, kSelectedLine = 2.75, kDotRadius = 3.5;
constexpr double kCalmColumn = 3;  // pixels

QColor faded(QColor colour, double opacity) {
    colour.setAlphaF(static_cast<float>(colour.alphaF() * opacity));
    return colour;
}

}  // namespace

QColor seriesColour(const ChartSeries& series) {
    const style::Theme& theme = style::Theme::instance();
    return series.colour == models::kChartInk ? theme.ink() : theme.series(series.colour);
}

QPen seriesPen(const ChartSeries& series, double width) {
    QPen pen(seriesColour(series), width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    if (series.colour != models::kChartInk) {
        const QVector<qreal> dash = style::Theme::instance().dash(series.colour);
        if (!dash.isEmpty()) pen.setDashPattern(dash);
    }
    return pen;
}

PlotItem::PlotItem(QCustomPlot* plot, const QString& layer, const PlotPicture& picture)
    : QCPLayerable(plot, layer), picture_(picture) {}

void PlotItem::applyDefaultAntialiasingHint(QCPPainter* painter) const {
    painter->setAntialiasing(true);
}

QRect PlotItem::clipRect() const {
    return mParentPlot->axisRect()->rect().adjusted(0, -4, 1, 1);
}

bool PlotItem::isDrawable(double value) const {
    return std::isfinite(value) && (value > 0 || mParentPlot->yAxis->scaleType() == QCPAxis::stLinear);
}

void PlotCurves::draw(QCPPainter* painter) {
    if (picture_.chart == nullptr) return;
    drawLines(painter);
    const auto& all = picture_.chart->all();
    const bool anySelected = std::any_of(all.begin(), all.end(), [](const ChartSeries& s) { return s.selected; });
    for (const bool above : {false, true}) {  // selected ones on top
        for (const ChartSeries& series : all) {
            if (series.selected != above || series.model->isEmpty()) continue;
            const double opacity = anySelected && !series.selected ? kUnselectedOpacity : 1;
            if (series.model->hasBand() && opacity == 1) drawBand(painter, series);
            if (series.model->smoothing() > 0 && opacity == 1) {
                QPen pen = seriesPen(series, 1);
                pen.setColor(faded(pen.color(), kRawOpacity));
                drawCurve(painter, *series.model, true, pen);
            }
            QPen pen = seriesPen(series, series.selected ? kSelectedLine : kLine);
            pen.setColor(faded(pen.color(), opacity));
            drawCurve(painter, *series.model, false, pen);
            if (series.dots) drawDots(painter, series);
        }
    }
}

void PlotCurves::drawLines(QCPPainter* painter) const {
    const QRect area = mParentPlot->axisRect()->rect();
    painter->setAntialiasing(false);
    if (const auto zero = picture_.chart->zeroLine(); zero && isDrawable(*zero)) {
        painter->setPen(QPen(style::color(Token::ChartZero), 1));
        const double y = std::round(yPixel(*zero));
        painter->drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    }
    QPen dashed(style::color(Token::TextMuted), 1, Qt::CustomDashLine, Qt::FlatCap);
    dashed.setDashPattern({6, 3});
    painter->setPen(dashed);
    for (const models::ChartLine& line : picture_.chart->lines()) {
        if (!isDrawable(line.value)) continue;
        const double y = std::round(yPixel(line.value));
        painter->drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    }
    painter->setAntialiasing(true);
}

PlotCurves::Window PlotCurves::window(const SeriesModel& model) const {
    const std::vector<double>& xs = model.xs(picture_.axis);
    const QCPRange range = mParentPlot->xAxis->range();
    auto first = static_cast<std::size_t>(std::lower_bound(xs.begin(), xs.end(), range.lower) - xs.begin());
    auto last = static_cast<std::size_t>(std::upper_bound(xs.begin(), xs.end(), range.upper) - xs.begin());
    if (first > 0) --first;
    if (last < xs.size()) ++last;
    const auto width = static_cast<std::size_t>(std::max(1, mParentPlot->axisRect()->width()));
    return {first, last, last - first > 2 * width};
}

void PlotCurves::drawBand(QCPPainter* painter, const ChartSeries& series) const {
    const SeriesModel& model = *series.model;
    const Window seen = window(model);
    const std::vector<double>&xs = model.xs(picture_.axis), &values = model.smoothed();
    const std::vector<double>&above = model.halfWidths(), &below = model.halfWidthsBelow();
    // A band changes slowly: one sample a pixel says enough.
    const std::size_t stride =
        std::max<std::size_t>(1, (seen.last - seen.first) / std::max(1, mParentPlot->axisRect()->width()));
    QPolygonF upper, lower;
    painter->setPen(Qt::NoPen);
    painter->setBrush(faded(seriesColour(series), kBandOpacity));
    const auto flush = [&] {
        if (upper.size() > 1) {
            std::reverse(lower.begin(), lower.end());
            painter->drawPolygon(upper + lower);
        }
        upper.clear();
        lower.clear();
    };
    for (std::size_t i = seen.first; i < seen.last; i += stride) {
        const double low = values[i] - below[i], high = values[i] + above[i];
        if (!isDrawable(low) || !isDrawable(high)) {
            flush();
            continue;
        }
        const double x = xPixel(xs[i]);
        upper << QPointF(x, yPixel(high));
        lower << QPointF(x, yPixel(low));
    }
    flush();
    painter->setBrush(Qt::NoBrush);
}

void PlotCurves::drawCurve(QCPPainter* painter, const SeriesModel& model, bool raw, const QPen& pen) const {
    const Window seen = window(model);
    if (seen.dense) {
        drawDense(painter, model, raw, pen, seen);
        return;
    }
    const std::vector<double>&xs = model.xs(picture_.axis), &values = raw ? model.raw() : model.smoothed();
    painter->setPen(pen);
    painter->setBrush(Qt::NoBrush);
    QPolygonF line;
    const auto flush = [&] {
        if (line.size() == 1) {
            painter->drawPoint(line.front());
        } else if (line.size() > 1) {
            painter->drawPolyline(line);
        }
        line.clear();
    };
    for (std::size_t i = seen.first; i < seen.last; ++i) {
        if (isDrawable(values[i])) {
            line << QPointF(xPixel(xs[i]), yPixel(values[i]));
        } else {
            flush();
        }
    }
    flush();
}

// Minimum and maximum of each pixel column, joined to its neighbour so that steep parts stay one line. A calm curve is
// drawn as a line through the columns' middles, a noisy one as columns, which need no antialiasing.
void PlotCurves::drawDense(QCPPainter* painter, const SeriesModel& model, bool raw, const QPen& pen,
                           const Window& seen) const {
    const std::vector<PixelColumn> columns = pixelColumns(model, raw, seen);
    double height = 0;
    for (const PixelColumn& column : columns)
        height += column.bottom - column.top;
    if (height < kCalmColumn * static_cast<double>(columns.size())) {
        painter->setPen(pen);
        QPolygonF line;
        for (std::size_t i = 0; i <= columns.size(); ++i) {
            const bool gap = i == columns.size() || (i > 0 && columns[i].afterGap);
            if (gap && line.size() > 1) painter->drawPolyline(line);
            if (gap) line.clear();
            if (i < columns.size()) line << QPointF(columns[i].x + 0.5, (columns[i].top + columns[i].bottom) / 2);
        }
        return;
    }
    const double half = pen.widthF() / 2;
    painter->setAntialiasing(false);
    for (const PixelColumn& column : columns) {
        const int top = static_cast<int>(std::floor(column.top - half + 0.5));
        const int bottom = static_cast<int>(std::floor(column.bottom + half + 0.5));
        painter->fillRect(column.x, top, 1, std::max(1, bottom - top), pen.color());
    }
    painter->setAntialiasing(true);
}

std::vector<PlotCurves::PixelColumn> PlotCurves::pixelColumns(const SeriesModel& model, bool raw,
                                                              const Window& seen) const {
    const std::vector<double>& xs = model.xs(picture_.axis);
    const QRect area = mParentPlot->axisRect()->rect();
    std::vector<PixelColumn> columns;
    columns.reserve(static_cast<std::size_t>(area.width() + 2));
    ValueRange before;
    auto position = xs.begin() + static_cast<std::ptrdiff_t>(seen.first);
    const auto end = xs.begin() + static_cast<std::ptrdiff_t>(seen.last);
    for (int x = area.left(); x <= area.right() + 1 && position != end; ++x) {
        const auto next = std::lower_bound(position, end, mParentPlot->xAxis->pixelToCoord(x + 1));
        if (next == position) continue;
        const auto first = static_cast<std::size_t>(position - xs.begin());
        const auto last = static_cast<std::size_t>(next - xs.begin());
        ValueRange range = raw ? model.rawRange(first, last) : model.smoothedRange(first, last);
        position = next;
        if (range.isEmpty() || !isDrawable(range.high)) {
            before = {};
            continue;
        }
        if (!isDrawable(range.low)) range.low = range.high;
        const ValueRange own = range;
        const bool afterGap = before.isEmpty();
        if (!afterGap) {
            range.low = std::min(range.low, before.high);
            range.high = std::max(range.high, before.low);
        }
        before = own;
        columns.push_back({x, yPixel(range.high), yPixel(range.low), afterGap});
    }
    return columns;
}

void PlotCurves::drawDots(QCPPainter* painter, const ChartSeries& series) const {
    const SeriesModel& model = *series.model;
    const Window seen = window(model);
    const std::vector<double>&xs = model.xs(picture_.axis), &values = model.smoothed();
    painter->setPen(QPen(style::color(Token::Surface), 1.5));
    painter->setBrush(seriesColour(series));
    double lastX = -1e9;
    for (std::size_t i = seen.first; i < seen.last; ++i) {
        if (!isDrawable(values[i])) continue;
        const QPointF centre(xPixel(xs[i]), yPixel(values[i]));
        if (centre.x() - lastX < 2 * kDotRadius) continue;  // dots that would cover one another
        lastX = centre.x();
        painter->drawEllipse(centre, kDotRadius, kDotRadius);
    }
    painter->setBrush(Qt::NoBrush);
}

QRect PlotLabels::clipRect() const {
    return mParentPlot->viewport();
}

void PlotLabels::draw(QCPPainter* painter) {
    if (picture_.chart != nullptr && picture_.chart->isEmpty()) {
        painter->setFont(style::font(style::Type::Small));
        painter->setPen(style::color(Token::TextMuted));
        painter->drawText(mParentPlot->axisRect()->rect(), Qt::AlignCenter | Qt::TextWordWrap,
                          picture_.chart->emptyText());
    }
    const double edge = mParentPlot->axisRect()->right();
    const QFont plain = style::font(style::Type::Small);
    QFont bold = plain;
    bold.setWeight(QFont::DemiBold);
    for (const EndLabel& label : picture_.labels) {
        if (picture_.labelsInside) {
            painter->fillRect(label.box, faded(style::color(Token::Surface), 0.7));
            painter->setFont(label.colour.isValid() ? bold : plain);
            painter->setPen(label.colour.isValid() ? label.colour : style::color(Token::TextMuted));
            painter->drawText(label.box, Qt::AlignRight | Qt::AlignVCenter, label.name);
            continue;
        }
        if (label.colour.isValid() && label.anchor.x() <= edge + 4) {
            painter->setPen(QPen(label.colour, 1));
            const double y = label.box.center().y();
            const double start = std::min(label.anchor.x(), edge);
            painter->drawPolyline(QPolygonF{
                {QPointF(start + 2, label.anchor.y()), QPointF(edge - 2, label.anchor.y()), QPointF(edge + 4, y)}});
        }
        const bool own = label.bold;
        painter->setFont(own ? bold : plain);
        painter->setPen(own                      ? label.colour
                        : label.colour.isValid() ? style::color(Token::Text)
                                                 : style::color(Token::TextMuted));
        painter->drawText(label.box, Qt::AlignLeft | Qt::AlignVCenter, label.name);
        painter->setFont(label.colour.isValid() ? bold : plain);
        painter->drawText(label.box, Qt::AlignRight | Qt::AlignVCenter, label.value);
    }
}

QRect PlotCursor::clipRect() const {
    return mParentPlot->viewport();
}

void PlotCursor::draw(QCPPainter* painter) {
    if (picture_.focused) style::paintFocusInside(*painter, mParentPlot->viewport(), style::radius::kControl);
    if (picture_.chart == nullptr || !picture_.cursor || picture_.chart->isEmpty()) return;
    const QRect area = mParentPlot->axisRect()->rect();
    const double x = xPixel(*picture_.cursor);
    if (x < area.left() - 1 || x > area.right() + 1) return;
    QPen hairline(style::color(Token::ChartCursor), 1, Qt::CustomDashLine, Qt::FlatCap);
    hairline.setDashPattern({4, 3});
    painter->setAntialiasing(false);
    painter->setPen(hairline);
    painter->drawLine(QPointF(std::round(x), area.top()), QPointF(std::round(x), area.bottom()));
    painter->setAntialiasing(true);
    for (const ChartSeries& series : picture_.chart->all()) {
        const auto index = series.model->nearest(*picture_.cursor, picture_.axis);
        if (!index) continue;
        const double value = series.model->smoothed()[*index];
        const double position = xPixel(series.model->xs(picture_.axis)[*index]);
        if (!isDrawable(value) || std::fabs(position - x) > 24) continue;  // this series has nothing here
        painter->setPen(QPen(style::color(Token::Surface), 1.5));
        painter->setBrush(seriesColour(series));
        painter->drawEllipse(QPointF(x, yPixel(value)), kDotRadius, kDotRadius);
    }
    painter->setBrush(Qt::NoBrush);
}

}  // namespace ludus::views
