// SPDX-License-Identifier: GPL-3.0-or-later
// The read-out of a SeriesPlot: what it and the charts linked with it have under the cursor.
#include <algorithm>
#include <cmath>

#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/views/hover_card.h"
#include "widgets/views/qcustomplot_wrapper.h"
#include "widgets/views/series_plot.h"
#include "widgets/views/series_plot_axes.h"
#include "widgets/views/series_plot_items.h"
#include "widgets/views/series_plot_labels.h"
#include "widgets/views/series_plot_scale.h"

namespace ludus::views {

using models::ChartModel;
using models::ChartSeries;
using models::SeriesAxis;
using models::SeriesModel;

namespace {

constexpr double kNearMark = 5;               // pixels
constexpr std::size_t kMostCounted = 20'000;  // samples that are looked at one by one

// Values that a logarithmic chart cannot show.
int leftOut(const ChartModel& chart, SeriesAxis axis, const models::ValueRange& xs) {
    int count = 0;
    if (!chart.isLogarithmic()) return 0;
    for (const ChartSeries& series : chart.all()) {
        const SampleSpan span = samplesIn(*series.model, axis, xs);
        if (!(series.model->rawRange(span.first, span.last).low <= 0)) continue;
        for (std::size_t i = span.first; i < std::min(span.last, span.first + kMostCounted); ++i)
            count += series.model->raw()[i] <= 0 ? 1 : 0;
    }
    return count;
}

// What stands behind a value: its band, or where the raw value lies.
QString extraOf(const SeriesModel& series, std::size_t index, models::ChartNumbers numbers) {
    const models::SeriesPoint point = series.at(index);
    const double value = series.smoothed()[index];
    if (std::isfinite(point.halfWidthBelow))
        return SeriesPlot::tr("%1 to %2")
            .arg(valueText(value - point.halfWidthBelow, numbers), valueText(value + point.halfWidth, numbers));
    const QString band = halfWidthText(point.halfWidth, numbers);
    if (band.isEmpty() && series.smoothing() > 0) return SeriesPlot::tr("raw %1").arg(valueText(point.value, numbers));
    return band;
}

// Samples at an x that a logarithmic axis cannot show.
int leftOutOfX(const ChartModel& chart, SeriesAxis axis) {
    std::ptrdiff_t count = 0;
    for (const ChartSeries& series : chart.all()) {
        const std::vector<double>& xs = series.model->xs(axis);
        count += std::upper_bound(xs.begin(), xs.end(), 0.0) - xs.begin();
    }
    return static_cast<int>(count);
}

}  // namespace

HoverCard* SeriesPlot::hoverCard() {
    if (!card_ || card_->parentWidget() != window()) {
        delete card_;
        card_ = new HoverCard(window());
    }
    return card_;
}

// `named`: rows say which chart they come from.
std::vector<HoverRow> SeriesPlot::rowsOf(const ChartModel& chart, bool named) const {
    std::vector<HoverRow> rows;
    const bool over = link_->axis() == SeriesAxis::Metric;
    const SeriesAxis axis = over ? SeriesAxis::Steps : link_->axis();
    const double x = *link_->cursor();
    for (const ChartSeries& series : chart.all()) {
        const auto index = series.model->nearest(x, axis);
        if (!index) continue;
        const double value = series.model->smoothed()[*index];
        if (!std::isfinite(value)) continue;
        const QString own = series.model->name();
        QString name = own.isEmpty() ? chart.title() : own;
        if (named && chart.all().size() > 1)
            //: A row of a read-out: chart and curve.
            name = tr("%1: %2").arg(chart.title(), own);
        else if (named)
            name = chart.title();
        const bool pointed = !named && picture_->isPointed(series);
        rows.push_back({pointed ? ownColour(series) : seriesColour(series), name, valueText(value, chart.numbers()),
                        extraOf(*series.model, *index, chart.numbers()), value, pointed});
    }
    return rows;
}

QString SeriesPlot::cardHead(const models::SeriesPoint& point) const {
    if (projected_) return tr("%1 %2").arg(link_->metricName(), style::formatPlain(point.step, 4));
    return tr("%1 %2").arg(style::formatInteger(std::llround(point.step)), xName_);
}

void SeriesPlot::showCard(const QPoint& pointer) {
    const SeriesModel* current = currentSeries();
    if (!link_->cursor() || current == nullptr) return;
    const double x = *link_->cursor();
    const models::SeriesPoint point = current->at(*current->nearest(x, picture_->axis));
    std::vector<HoverRow> rows = rowsOf(*shownChart(), false), linked;
    for (const models::ChartMark& mark : shownChart()->marks()) {
        const double away = plot_->xAxis->coordToPixel(mark.x(picture_->axis)) - plot_->xAxis->coordToPixel(x);
        if (std::fabs(away) <= kNearMark) rows.push_back({{}, mark.text, {}, {}, -1e300});
    }
    if (const int hidden = leftOut(*shownChart(), picture_->axis, link_->range()); hidden > 0)
        rows.push_back({{}, tr("%n value(s) of zero or less not shown", nullptr, hidden), {}, {}, -1e301});
    if (const int hidden = link_->isLogarithmic() ? leftOutOfX(*shownChart(), picture_->axis) : 0; hidden > 0)
        rows.push_back({{}, tr("%n point(s) where x is zero or less not shown", nullptr, hidden), {}, {}, -1e302});
    if (!projected_) {
        for (const auto& chart : link_->charts()) {
            if (chart.isNull() || chart == model_) continue;
            for (HoverRow& row : rowsOf(*chart, true)) {
                if (!row.extra.startsWith(QChar(0x00B1))) row.extra.clear();
                linked.push_back(std::move(row));
            }
        }
    }
    const bool clock = link_->axis() == SeriesAxis::Clock && std::isfinite(point.clockSeconds);
    HoverCard* card = hoverCard();
    card->setContent(cardHead(point), clock ? momentText(point.clockSeconds) : style::formatDuration(point.wallSeconds),
                     std::move(rows), std::move(linked));
    setAccessibleDescription(card->sentence());
    const QRect area = plotArea();
    const int newest = area.width() / 10;
    const QRect avoid(mapTo(window(), QPoint(area.right() - newest, area.top())), QSize(newest, area.height()));
    card->move(placeCard(window()->rect().adjusted(4, 4, -4, -4), mapTo(window(), pointer), card->size(), avoid));
    card->raise();
    card->show();
}

void SeriesPlot::hideCard() {
    if (card_) card_->hide();
}

}  // namespace ludus::views
