// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/series_plot_items.h"

#include <algorithm>
#include <cmath>

#include "widgets/models/series_colours.h"
#include "widgets/style/paint.h"
#include "widgets/style/theme.h"
#include "widgets/views/heat_map_parts.h"

namespace ludus::views {

using models::ChartSeries;
using models::SeriesModel;
using models::ValueRange;
using style::Token;

namespace {

constexpr double kDotRadius = 3.5, kLongLeader = 40;

QColor faded(QColor colour, double opacity) {
    colour.setAlphaF(static_cast<float>(colour.alphaF() * opacity));
    return colour;
}

}  // namespace

bool isGrey(const ChartSeries& series) {
    return series.colour >= models::kColouredSeries && !series.selected && series.role.isEmpty();
}

QColor ownColour(const ChartSeries& series) {
    const style::Theme& theme = style::Theme::instance();
    if (const auto role = roleOfKey(series.role)) return theme.role(*role);
    return series.colour == models::kChartInk ? theme.ink() : theme.series(series.colour);
}

QColor seriesColour(const ChartSeries& series) {
    return isGrey(series) ? style::color(Token::ChartAxis) : ownColour(series);
}

QPen seriesPen(const ChartSeries& series, double width) {
    if (!isGrey(series)) return pointedPen(series, width);
    return {seriesColour(series), width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin};
}

QPen pointedPen(const ChartSeries& series, double width) {
    QPen pen(ownColour(series), width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    if (series.colour == models::kChartInk) return pen;
    const QVector<qreal> dash = style::Theme::instance().dash(series.colour);
    if (!dash.isEmpty()) pen.setDashPattern(dash);
    return pen;
}

PlotItem::PlotItem(QCustomPlot* plot, const QString& layer, PlotPicture& picture)
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

QRect PlotLabels::clipRect() const {
    return mParentPlot->viewport();
}

void PlotLabels::draw(QCPPainter* painter) {
    if (!picture_.nothing.isEmpty()) {
        painter->setFont(style::font(style::Type::Small));
        painter->setPen(style::color(Token::TextMuted));
        painter->drawText(mParentPlot->axisRect()->rect(), Qt::AlignCenter | Qt::TextWordWrap, picture_.nothing);
    }
    const double edge = mParentPlot->axisRect()->right();
    const QFont plain = style::font(style::Type::Small);
    QFont bold = plain;
    bold.setWeight(QFont::DemiBold);
    for (const EndLabel& label : picture_.labels) {
        if (picture_.labelsInside) {
            painter->fillRect(label.box, faded(style::color(Token::Surface), 0.8));
            painter->setFont(label.colour.isValid() ? bold : plain);
            painter->setPen(label.colour.isValid() ? label.colour : style::color(Token::TextMuted));
            painter->drawText(label.box, Qt::AlignRight | Qt::AlignVCenter, label.name);
            continue;
        }
        if (label.colour.isValid() && label.anchor.x() <= edge + 4) {
            const double y = label.box.center().y();
            const double start = std::min(label.anchor.x(), edge);
            // A long way to the label is no part of the curve.
            QPen leader(label.colour, 1, Qt::SolidLine, Qt::FlatCap);
            if (edge - start > kLongLeader) {
                leader.setColor(faded(label.colour, 0.6));
                leader.setDashPattern({1, 4});
            }
            painter->setPen(leader);
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

void PlotCursor::drawRubberBand(QCPPainter* painter) const {
    painter->setAntialiasing(false);
    painter->setPen(QPen(style::color(Token::Accent), 1));
    painter->setBrush(faded(style::color(Token::Accent), 0.12));
    painter->drawRect(picture_.band->intersected(mParentPlot->axisRect()->rect()));
    painter->setBrush(Qt::NoBrush);
}

void PlotCursor::draw(QCPPainter* painter) {
    if (picture_.focused) style::paintFocusInside(*painter, mParentPlot->viewport(), style::radius::kControl);
    if (picture_.band) drawRubberBand(painter);
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
        if (isGrey(series) && !picture_.isPointed(series)) continue;  // too many to be told apart
        const auto index = series.model->nearest(*picture_.cursor, picture_.axis);
        if (!index) continue;
        const double value = series.model->smoothed()[*index];
        const double position = xPixel(series.model->xs(picture_.axis)[*index]);
        if (!isDrawable(value) || std::fabs(position - x) > 24) continue;  // this series has nothing here
        painter->setPen(QPen(style::color(Token::Surface), 1.5));
        painter->setBrush(picture_.isPointed(series) ? ownColour(series) : seriesColour(series));
        painter->drawEllipse(QPointF(x, yPixel(value)), kDotRadius, kDotRadius);
    }
    painter->setBrush(Qt::NoBrush);
}

}  // namespace ludus::views
