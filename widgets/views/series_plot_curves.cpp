// SPDX-License-Identifier: GPL-3.0-or-later
// The curves of a SeriesPlot: lines, bands, dense parts from the pyramids, dots, marks and what leaves the picture.
#include <algorithm>
#include <cmath>

#include "widgets/style/paint.h"
#include "widgets/style/theme.h"
#include "widgets/views/heat_map_parts.h"
#include "widgets/views/series_plot_items.h"

namespace ludus::views {

using models::ChartSeries;
using models::SeriesModel;
using models::ValueRange;
using style::Token;

namespace {

constexpr double kRawOpacity = 0.28, kBandOpacity = 0.16, kQuietBandOpacity = 0.08, kUnselectedOpacity = 0.22;
constexpr double kLine = 1.75, kSelectedLine = 2.75, kGreyLine = 1, kSeam = 1.5, kDotRadius = 3.5;
constexpr double kCalmColumn = 3;    // pixels
constexpr double kTolerance = 0.25;  // pixels that a simplified line may be off
constexpr qsizetype kPiece = 32;     // points of a stroke that is drawn at once
constexpr std::size_t kMany = 64;    // samples of a pixel column
constexpr std::size_t kAhead = 6;    // pixel columns that are fetched before they are looked at
constexpr double kMarkSize = 4;
constexpr double kHair = 2;        // pixels that a curve may be outside without a word
constexpr int kOutlierColumn = 8;  // pixels that share a triangle

QColor faded(QColor colour, double opacity) {
    colour.setAlphaF(static_cast<float>(colour.alphaF() * opacity));
    return colour;
}

// Draws a polyline without the points that lie on the way between their neighbours: strokes cost by the segment.
class Pencil {
public:
    explicit Pencil(QCPPainter& painter) : painter_(painter) {}

    void to(const QPointF& point) {
        if (line_.isEmpty()) {
            line_ << point;
            return;
        }
        double dx = point.x() - line_.back().x();
        const double slope = (point.y() - line_.back().y()) / dx;
        if (pending_ && (!(dx > 0) || slope < low_ || slope > high_)) {
            settle();
            dx = point.x() - line_.back().x();
        }
        if (!(dx > 0)) {
            line_ << point;
            return;
        }
        if (!pending_) {
            low_ = -1e300;
            high_ = 1e300;
        }
        low_ = std::max(low_, (point.y() - kTolerance - line_.back().y()) / dx);
        high_ = std::min(high_, (point.y() + kTolerance - line_.back().y()) / dx);
        last_ = point;
        pending_ = true;
    }

    void lift() {
        settle();
        if (line_.size() == 1) painter_.drawPoint(line_.front());
        if (line_.size() > 1) draw();
        line_.clear();
    }

private:
    void settle() {
        if (pending_) line_ << last_;
        pending_ = false;
    }

    // One long stroke that crosses itself costs by the square of its length; single lines have a path of their own in
    // the painter, short pieces are the next best.
    void draw() {
        const QPen pen = painter_.pen();
        if (painter_.modes().testFlag(QCPPainter::pmVectorized)) {
            painter_.drawPolyline(line_);
        } else if (pen.style() == Qt::SolidLine && pen.color().alpha() == 255 && pen.widthF() > 1) {
            QPen square = pen;
            square.setCapStyle(Qt::SquareCap);
            painter_.setPen(square);
            QVector<QLineF> lines;
            lines.reserve(line_.size());
            for (qsizetype i = 1; i < line_.size(); ++i)
                lines << QLineF(line_[i - 1], line_[i]);
            painter_.drawLines(lines);
            painter_.setPen(pen);
        } else {
            for (qsizetype first = 0; first + 1 < line_.size(); first += kPiece) {
                const auto count = std::min<qsizetype>(kPiece + 1, line_.size() - first);
                painter_.drawPolyline(line_.constData() + first, static_cast<int>(count));
            }
        }
    }

    QCPPainter& painter_;
    QPolygonF line_;
    QPointF last_;
    bool pending_ = false;
    double low_ = 0, high_ = 0;
};

// From a place to a pixel, without asking the axis for each.
class PixelScale {
public:
    explicit PixelScale(const QCPAxis& axis) : axis_(axis), linear_(axis.scaleType() == QCPAxis::stLinear) {
        const QCPRange range = axis.range();
        offset_ = axis.coordToPixel(range.lower);
        factor_ = (axis.coordToPixel(range.upper) - offset_) / range.size();
        low_ = range.lower;
    }
    double operator()(double value) const {
        return linear_ ? offset_ + (value - low_) * factor_ : axis_.coordToPixel(value);
    }
    double back(double pixel) const { return linear_ ? low_ + (pixel - offset_) / factor_ : axis_.pixelToCoord(pixel); }

private:
    const QCPAxis& axis_;
    bool linear_;
    double offset_, factor_, low_;
};

// The first of the samples [from, end) that is not below x, sought from a guess in both directions by doubling steps.
std::size_t gallop(const std::vector<double>& xs, std::size_t from, std::size_t end, double x, std::size_t guess) {
    std::size_t low = from, high = std::min(end, from + guess), step = 1;
    if (high == end || xs[high] >= x) {
        while (high > from && xs[high - 1] >= x) {
            const std::size_t next = high - from > step ? high - step : from;
            if (xs[next] < x) {
                low = next + 1;
                break;
            }
            high = next;
            step *= 2;
        }
        if (high == from || xs[high - 1] < x) return high;
    } else {
        low = high + 1;
        while (high < end && xs[high] < x) {
            low = high + 1;
            high = std::min(end, high + step);
            step *= 2;
        }
    }
    const auto begin = xs.begin();
    return static_cast<std::size_t>(
        std::lower_bound(begin + static_cast<std::ptrdiff_t>(low), begin + static_cast<std::ptrdiff_t>(high), x) -
        begin);
}

}  // namespace

void PlotCurves::draw(QCPPainter* painter) {
    picture_.outliers.clear();
    if (picture_.chart == nullptr) return;
    if (picture_.hasCurves()) drawLines(painter);
    drawMarks(painter);
    const auto& all = picture_.chart->all();
    const bool anySelected = std::any_of(all.begin(), all.end(), [](const ChartSeries& s) { return s.selected; });
    const auto layer = [](const ChartSeries& series) { return series.selected ? 2 : isGrey(series) ? 0 : 1; };
    for (const int drawn : {0, 1, 2}) {  // selected ones on top, grey ones below
        for (const ChartSeries& series : all) {
            if (layer(series) != drawn || series.model->isEmpty()) continue;
            const double opacity = anySelected && !series.selected ? kUnselectedOpacity : 1;
            const Window seen = window(*series.model);
            if (seen.dense) findColumns(*series.model, seen);
            if (series.model->hasBand()) drawBand(painter, series, opacity == 1 ? kBandOpacity : kQuietBandOpacity);
            if (series.model->smoothing() > 0 && opacity == 1 && drawn > 0) {
                QPen pen = seriesPen(series, 1);
                pen.setColor(faded(pen.color(), kRawOpacity));
                drawCurve(painter, *series.model, true, pen, seen);
            }
            QPen pen = seriesPen(series, series.selected ? kSelectedLine : drawn == 0 ? kGreyLine : kLine);
            pen.setColor(faded(pen.color(), opacity));
            drawCurve(painter, *series.model, false, pen, seen);
            if (series.dots) drawDots(painter, series);
            if (opacity == 1) drawOutliers(painter, series);
        }
    }
}

void PlotPointed::draw(QCPPainter* painter) {
    if (picture_.chart == nullptr || !picture_.pointed || !picture_.cursor) return;
    for (const ChartSeries& series : picture_.chart->all()) {
        if (!picture_.isPointed(series) || series.model->isEmpty()) continue;
        const Window seen = window(*series.model);
        if (seen.dense) findColumns(*series.model, seen);
        // A seam of the ground sets it off from the others.
        drawCurve(painter, *series.model, false, QPen(style::color(Token::Surface), kSelectedLine + 2 * kSeam), seen);
        drawCurve(painter, *series.model, false, pointedPen(series, kSelectedLine), seen);
        if (series.dots) drawDots(painter, series);
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
    const bool logarithmic = mParentPlot->xAxis->scaleType() == QCPAxis::stLogarithmic;
    if (first > 0 && (!logarithmic || xs[first - 1] > 0)) --first;
    if (last < xs.size()) ++last;
    const auto width = static_cast<std::size_t>(std::max(1, mParentPlot->axisRect()->width()));
    return {first, last, last - first > width};
}

void PlotCurves::drawBand(QCPPainter* painter, const ChartSeries& series, double opacity) const {
    const SeriesModel& model = *series.model;
    const Window seen = window(model);
    const std::vector<double>&xs = model.xs(picture_.axis), &values = model.smoothed();
    const std::vector<double>&above = model.halfWidths(), &below = model.halfWidthsBelow();
    // A band changes slowly: one sample a pixel says enough.
    const std::size_t stride =
        std::max<std::size_t>(1, (seen.last - seen.first) / std::max(1, mParentPlot->axisRect()->width()));
    QPolygonF upper, lower;
    painter->setPen(Qt::NoPen);
    painter->setBrush(faded(seriesColour(series), opacity));
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

void PlotCurves::drawCurve(QCPPainter* painter, const SeriesModel& model, bool raw, const QPen& pen,
                           const Window& seen) {
    if (seen.dense) {
        drawDense(painter, model, raw, pen);
        return;
    }
    const std::vector<double>&xs = model.xs(picture_.axis), &values = raw ? model.raw() : model.smoothed();
    painter->setPen(pen);
    painter->setBrush(Qt::NoBrush);
    Pencil pencil(*painter);
    for (std::size_t i = seen.first; i < seen.last; ++i) {
        if (isDrawable(values[i]))
            pencil.to({xPixel(xs[i]), yPixel(values[i])});
        else
            pencil.lift();
    }
    pencil.lift();
}

// Minimum and maximum of each pixel column, joined to its neighbour so that steep parts stay one line. A calm curve is
// drawn as a line through the columns' middles, a noisy one as columns, which need no antialiasing.
void PlotCurves::drawDense(QCPPainter* painter, const SeriesModel& model, bool raw, const QPen& pen) {
    const std::vector<PixelColumn>& columns = pixelColumns(model, raw);
    double height = 0;
    for (const PixelColumn& column : columns)
        height += column.bottom - column.top;
    if (height < kCalmColumn * static_cast<double>(columns.size())) {
        painter->setPen(pen);
        Pencil pencil(*painter);
        for (const PixelColumn& column : columns) {
            if (column.afterGap) pencil.lift();
            pencil.to({column.x + 0.5, 0.5 * (column.top + column.bottom)});
        }
        pencil.lift();
        return;
    }
    const float half = static_cast<float>(pen.widthF() / 2) - 0.5F;
    boxes_.clear();
    for (const PixelColumn& column : columns) {
        const int top = static_cast<int>(std::floor(column.top - half));
        const int bottom = static_cast<int>(std::floor(column.bottom + half + 1));
        boxes_.append(QRect(column.x, top, 1, std::max(1, bottom - top)));
    }
    painter->setAntialiasing(false);
    if (!painter->modes().testFlag(QCPPainter::pmVectorized) && ColumnBrush::suits(*painter)) {
        brush_.fill(*painter, boxes_, pen.color());
    } else {
        painter->setPen(Qt::NoPen);
        painter->setBrush(pen.color());
        painter->drawRects(boxes_);
        painter->setBrush(Qt::NoBrush);
    }
    painter->setAntialiasing(true);
    painter->setPen(pen);
    for (const PixelColumn& column : columns)
        if (column.apart) painter->drawLine(column.from, column.to);
}

// Which samples lie in which pixel column: asked once for the raw and the smoothed line of a curve.
void PlotCurves::findColumns(const SeriesModel& model, const Window& seen) {
    const std::vector<double>& xs = model.xs(picture_.axis);
    const QRect area = mParentPlot->axisRect()->rect();
    const PixelScale toX(*mParentPlot->xAxis);
    starts_.clear();
    std::size_t position = seen.first, width = 1;
    for (int x = area.left(); x <= area.right() + 1 && position != seen.last; ++x) {
        std::size_t next = gallop(xs, position, seen.last, toX.back(x + 1), width);
        // Many samples are cut where a block of the pyramid ends: a hair beside the pixel, and nothing is lost.
        if (next != seen.last && next - position > kMany) next -= next % models::MinMaxPyramid::kFan;
        if (next == position) continue;
        starts_.push_back({x, position, next});
        __builtin_prefetch(xs.data() + std::min(next + kAhead * width, seen.last - 1));  // where others will look soon
        width = next - position;
        position = next;
    }
}

const std::vector<PlotCurves::PixelColumn>& PlotCurves::pixelColumns(const SeriesModel& model, bool raw) {
    const QRect area = mParentPlot->axisRect()->rect();
    const PixelScale toY(*mParentPlot->yAxis);
    // What lies far outside is as good as the edge.
    const auto pixel = [&](double value) {
        return static_cast<float>(std::clamp<double>(toY(value), area.top() - 8, area.bottom() + 8));
    };
    const std::vector<double>& values = raw ? model.raw() : model.smoothed();
    columns_.clear();
    ValueRange before;
    ColumnSpan last{};
    for (const ColumnSpan& span : starts_) {
        ValueRange range = raw ? model.rawRange(span.first, span.last) : model.smoothedRange(span.first, span.last);
        if (range.isEmpty() || !isDrawable(range.high)) {
            before = {};
            continue;
        }
        if (!isDrawable(range.low)) range.low = range.high;
        const ValueRange own = range;
        const bool afterGap = before.isEmpty(), apart = !afterGap && span.x > last.x + 1;
        if (!afterGap && !apart) {
            range.low = std::min(range.low, before.high);
            range.high = std::max(range.high, before.low);
        }
        before = own;
        PixelColumn column{span.x, pixel(range.high), pixel(range.low), afterGap, false, {}, {}};
        if (apart && isDrawable(values[last.last - 1]) && isDrawable(values[span.first])) {
            column.apart = true;
            column.from = {last.x + 0.5, pixel(values[last.last - 1])};
            column.to = {span.x + 0.5, pixel(values[span.first])};
        }
        columns_.push_back(column);
        last = span;
    }
    return columns_;
}

// Quiet verticals where something was changed or reported, with a sign on top: a diamond or a triangle.
void PlotCurves::drawMarks(QCPPainter* painter) const {
    const QRect area = mParentPlot->axisRect()->rect();
    for (const models::ChartMark& mark : picture_.chart->marks()) {
        const double x = std::round(xPixel(mark.x(picture_.axis)));
        if (!(x >= area.left() && x <= area.right())) continue;
        QPen dotted(style::color(Token::ChartAxis), 1, Qt::CustomDashLine, Qt::FlatCap);
        dotted.setDashPattern({1, 3});
        painter->setAntialiasing(false);
        painter->setPen(dotted);
        painter->drawLine(QPointF(x, area.top() + kMarkSize), QPointF(x, area.bottom()));
        painter->setAntialiasing(true);
        painter->setPen(Qt::NoPen);
        painter->setBrush(style::color(mark.alarm ? Token::Warning : Token::TextMuted));
        const double y = area.top() + kMarkSize;
        if (mark.alarm)
            painter->drawPolygon(QPolygonF{{x, y - kMarkSize}, {x + kMarkSize, y + 3}, {x - kMarkSize, y + 3}});
        else
            painter->drawPolygon(QPolygonF{{x, y - kMarkSize}, {x + 3, y}, {x, y + kMarkSize}, {x - 3, y}});
        painter->setBrush(Qt::NoBrush);
    }
}

// A small triangle at the edge wherever the curve goes on beyond it.
void PlotCurves::drawOutliers(QCPPainter* painter, const ChartSeries& series) const {
    const QRect area = mParentPlot->axisRect()->rect();
    const SeriesModel& model = *series.model;
    const std::vector<double>& xs = model.xs(picture_.axis);
    // Raw values under a smoothed curve may run out a little without a word.
    const double grace = model.smoothing() > 0 ? 0.5 * area.height() : 0;
    const auto leaves = [&](double value, bool top, double by) {
        if (!isDrawable(value)) return false;
        return top ? yPixel(value) < area.top() - by - kHair : yPixel(value) > area.bottom() + by + kHair;
    };
    const ValueRange all = model.rawRange(0, model.size());
    if (all.isEmpty() || !(leaves(all.high, true, 0) || leaves(all.low, false, 0))) return;
    painter->setPen(Qt::NoPen);
    painter->setBrush(seriesColour(series));
    const Window seen = window(model);
    std::size_t position = static_cast<std::size_t>(
        std::lower_bound(xs.begin(), xs.end(), mParentPlot->xAxis->range().lower) - xs.begin());
    for (int x = area.left(); x <= area.right() && position < seen.last; x += kOutlierColumn) {
        const double end = mParentPlot->xAxis->pixelToCoord(std::min(x + kOutlierColumn, area.right() + 1));
        const std::size_t next = gallop(xs, position, seen.last, end, 64);
        if (next == position) continue;
        const ValueRange raw = model.rawRange(position, next), curve = model.smoothedRange(position, next);
        position = next;
        if (raw.isEmpty()) continue;
        const double middle = x + 0.5 * kOutlierColumn;
        const auto triangle = [&](double y, double base) {
            painter->drawPolygon(QPolygonF{{middle, y}, {middle + 3, base}, {middle - 3, base}});
            picture_.outliers.emplace_back(middle, y);
        };
        if (leaves(raw.high, true, grace) || leaves(curve.high, true, 0)) triangle(area.top() - 3, area.top() + 2);
        if (leaves(raw.low, false, grace) || leaves(curve.low, false, 0)) triangle(area.bottom(), area.bottom() - 5);
    }
    painter->setBrush(Qt::NoBrush);
}

void PlotCurves::drawDots(QCPPainter* painter, const ChartSeries& series) const {
    const SeriesModel& model = *series.model;
    const Window seen = window(model);
    const std::vector<double>&xs = model.xs(picture_.axis), &values = model.smoothed();
    painter->setPen(QPen(style::color(Token::Surface), 1.5));
    painter->setBrush(seriesColour(series));
    const std::optional<style::Role> role = roleOfKey(series.role);
    double lastX = -1e9;
    for (std::size_t i = seen.first; i < seen.last; ++i) {
        if (!isDrawable(values[i])) continue;
        const QPointF centre(xPixel(xs[i]), yPixel(values[i]));
        if (centre.x() - lastX < 2 * kDotRadius) continue;  // dots that would cover one another
        lastX = centre.x();
        if (role)
            style::paintRole(*painter, centre, *role, kDotRadius);
        else
            painter->drawEllipse(centre, kDotRadius, kDotRadius);
    }
    painter->setBrush(Qt::NoBrush);
}

}  // namespace ludus::views
