// SPDX-License-Identifier: GPL-3.0-or-later
// How a SeriesPlot arranges its picture: ranges of the axes, room for labels, places of labels.
#include <algorithm>
#include <cmath>

#include "widgets/style/number_label.h"
#include "widgets/style/theme.h"
#include "widgets/views/qcustomplot_wrapper.h"
#include "widgets/views/series_plot.h"
#include "widgets/views/series_plot_axes.h"
#include "widgets/views/series_plot_items.h"
#include "widgets/views/series_plot_labels.h"
#include "widgets/views/series_plot_scale.h"

namespace ludus::views {

using models::ChartLine;
using models::ChartModel;
using models::ChartSeries;
using models::ValueRange;

namespace {

constexpr int kNarrow = 330;           // narrower plots carry their labels above the curves
constexpr int kFewTicks = 120;         // narrower axes have room for two steps
constexpr std::size_t kMostAbove = 4;  // more would hide them: then the card under the pointer tells names

constexpr QSize kAxisRoom(50, 34);    // about what the axes take
constexpr double kWidestAbove = 0.6;  // of the width: a longer name would lie along the curves
constexpr double kBeside = 0.4;       // of the width: what labels beside the curves take at most
constexpr double kLeastPart = 0.5;    // of a name: less of it tells nothing
constexpr int kValueRoom = 60;        // beside a name

QFont boldSmall() {
    QFont font = style::font(style::Type::Small);
    font.setWeight(QFont::DemiBold);
    return font;
}

double labelSpacing() {
    return std::max(15, QFontMetrics(style::font(style::Type::Small)).height());
}

/// Whether curves have their names in a picture of this size: one alone is known by the title of its chart, and names
/// that would hide half of the curves are left to the card under the pointer.
bool namesCurves(const std::vector<ChartSeries>& all, const QSize& size) {
    if (size.width() >= kNarrow) {
        if (all.size() < 2) return !all.empty() && !all[0].model->name().isEmpty();
        double widest = 0;
        for (const ChartSeries& series : all)
            if (!series.model->isEmpty())
                widest = std::max(widest, style::wordWidth(boldSmall(), series.model->name()));
        return kLeastPart * widest <= size.width() * kBeside - kValueRoom;
    }
    if (all.size() < 2 || all.size() > kMostAbove) return false;
    const QSize room = (size - kAxisRoom).expandedTo({0, 0});
    double covered = 0;
    for (const ChartSeries& series : all) {
        if (series.model->isEmpty()) continue;
        const double wide = style::wordWidth(boldSmall(), series.model->name());
        if (wide > kWidestAbove * room.width()) return false;
        covered += wide * labelSpacing();
    }
    return covered <= 0.5 * room.width() * room.height();
}

/// Shares lie between nothing and all: there the axis ends, whatever their bands and the air would like.
ValueRange heldByShares(const ChartModel& chart, const ValueRange& range) {
    ValueRange values;
    for (const ChartSeries& series : chart.all())
        values.include(series.model->rawRange(0, series.model->size()));
    if (chart.numbers() != models::ChartNumbers::Percent || values.low < 0 || values.high > 1) return range;
    return {std::max(0.0, range.low), std::min(1.0, range.high)};
}

}  // namespace

void SeriesPlot::updateRanges() {
    const ValueRange xs = link_->range();
    plot_->xAxis->setRange(xs.low, xs.high);
    if (shownChart() == nullptr) return;
    ValueRange ys = valueScale(*shownChart(), picture_->axis, xs, model_->isLogarithmic());
    const bool logarithmic = model_->isLogarithmic() && !ys.isEmpty();
    if (ys.isEmpty()) ys = {0, 1};
    const bool zoomed = valueZoom_ && (!logarithmic || valueZoom_->low > 0);
    plot_->yAxis->setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    const int count = std::clamp(plotArea().height() / 38, 2, 6);
    if (logarithmic) {
        const double air = std::pow(ys.high / ys.low, 0.08) * 1.02;
        plot_->yAxis->setTicker(QSharedPointer<DecadeTicker>::create());
        plot_->yAxis->ticker()->setTickCount(count);
        if (zoomed)
            plot_->yAxis->setRange(valueZoom_->low, valueZoom_->high);
        else
            plot_->yAxis->setRange(ys.low / air / std::pow(ys.high / ys.low * air, roomBelow()), ys.high * air);
        return;
    }
    const double middle = 0.5 * (ys.low + ys.high);
    if (ys.high - ys.low < 1e-6 * std::fabs(middle)) ys = {middle, middle};  // a constant, but for rounding
    double air = 0.06 * (ys.high - ys.low);
    if (!(air > 0)) air = ys.high == 0 ? 1 : 0.1 * std::fabs(ys.high);
    const ValueRange held =
        heldByShares(*shownChart(), {ys.low - air - roomBelow() * (ys.high - ys.low + air), ys.high + air});
    double low = model_->fixedLow().value_or(held.low), high = model_->fixedHigh().value_or(held.high);
    if (zoomed) {
        low = valueZoom_->low;
        high = valueZoom_->high;
    }
    auto ticker = QSharedPointer<ValueTicker>::create();
    ticker->setNumbers(model_->numbers());
    ticker->setTickCount(count);
    plot_->yAxis->setTicker(ticker);
    plot_->yAxis->setRange(low, high > low ? high : low + 1);
}

/// After the margins: their words must have room in what is left.
void SeriesPlot::updateTicks() {
    fitTicks(*plot_->xAxis, std::clamp(plotArea().width() / 90, plotArea().width() < kFewTicks ? 2 : 3, 6));
}

/// Share of the values' height that labels above the curves need below the lowest one.
double SeriesPlot::roomBelow() const {
    const auto& all = shownChart()->all();
    const auto filled = std::count_if(all.begin(), all.end(), [](const auto& s) { return !s.model->isEmpty(); });
    if (width() >= kNarrow || filled < 2) return 0;
    if (!namesCurves(all, size())) return 0;
    return std::min(0.5, 20.0 / std::max(1, plotArea().height() - 20));
}

void SeriesPlot::updateMargins() {
    std::vector<EndLabel>& labels = picture_->labels;
    labels.clear();
    picture_->labelsInside = width() < kNarrow;
    int right = 10;
    if (const ChartModel* chart = shownChart(); picture_->hasCurves()) {
        const auto& all = chart->all();
        const bool several = all.size() > 1;
        const bool named = namesCurves(all, size());
        for (const ChartSeries& series : all) {
            const auto latest = series.model->latestSmoothed();
            if (!latest || !named) continue;
            labels.push_back({series.model->name(),
                              valueText(*latest, model_->numbers()),
                              seriesColour(series),
                              {},
                              {},
                              series.selected || !several});
        }
        for (const ChartLine& line : chart->lines()) {
            labels.push_back({line.label, valueText(line.value, model_->numbers()), {}, {}, {}, false});
        }
        if (!picture_->labelsInside && !labels.empty()) {
            const QFont bold = boldSmall();
            double widest = 0;
            for (const EndLabel& label : labels) {
                widest = std::max(widest, style::wordWidth(bold, label.name) + 6 + style::wordWidth(bold, label.value));
            }
            if (!chart->lines().empty())
                widest += style::wordWidth(style::font(style::Type::Small), QStringLiteral(" \u2191"));
            right = std::min(static_cast<int>(std::ceil(widest)) + 16, static_cast<int>(width() * kBeside));
        }
    }
    plot_->axisRect()->setAutoMargins(QCP::msLeft | QCP::msBottom);
    plot_->axisRect()->setMargins({0, 8, right, 0});
    plot_->plotLayout()->update(QCPLayoutElement::upPreparation);
    plot_->plotLayout()->update(QCPLayoutElement::upMargins);
    plot_->plotLayout()->update(QCPLayoutElement::upLayout);
}

void SeriesPlot::updateLabels() {
    std::vector<EndLabel>& labels = picture_->labels;
    const ChartModel* chart = shownChart();
    if (!picture_->hasCurves() || labels.empty()) return;
    const QRect area = plotArea();
    std::vector<double> wanted;
    std::size_t next = 0;
    const auto want = [&](double x, double value) {
        EndLabel& label = labels[next++];
        const double y = std::clamp<double>(plot_->yAxis->coordToPixel(value), area.top(), area.bottom());
        label.anchor = {picture_->labelsInside ? std::min<double>(x, area.right()) : x, y};
        wanted.push_back(y);
    };
    const auto& all = chart->all();
    const bool named = namesCurves(all, size());
    std::vector<const ChartSeries*> labelled;
    for (const ChartSeries& series : all) {
        const auto latest = series.model->latestSmoothed();
        if (!latest || !named) continue;
        labelled.push_back(&series);
        const double end = series.model->xs(picture_->axis).back();
        const bool left = link_->isLogarithmic() && !(end > 0);
        want(left ? area.left() : plot_->xAxis->coordToPixel(end), *latest);
    }
    for (const ChartLine& line : chart->lines()) {
        const QCPRange shown = plot_->yAxis->range();
        if (line.value > shown.upper) labels[next].value += QStringLiteral(" \u2191");
        if (line.value < shown.lower) labels[next].value += QStringLiteral(" \u2193");
        want(area.right(), line.value);
    }
    if (!picture_->labelsInside) {
        leaveOutLabels(labels, wanted, labelSpacing(), area.top(), area.bottom() - 6);
        placeLabelsBeside(wanted);
        return;
    }
    // The highest curve has its label above itself, the others below, so that none lies on its neighbour.
    std::size_t top = 0;
    for (std::size_t i = 1; i < labelled.size(); ++i)
        if (wanted[i] < wanted[top]) top = i;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (i < labelled.size())
            wanted[i] = insideWish(*labelled[i], labels[i], i != top && labelled.size() > 1);
        else
            wanted[i] += wanted[i] - 13 < area.top() ? 11 : -12;
    }
    placeLabelsInside(wanted);
}

/// Just above or below what the curve does where its label stands.
double SeriesPlot::insideWish(const ChartSeries& series, const EndLabel& label, bool below) const {
    const QRect area = plotArea();
    const double labelWidth = QFontMetrics(boldSmall()).horizontalAdvance(label.name) + 14;
    const ValueRange xs{plot_->xAxis->pixelToCoord(label.anchor.x() - labelWidth),
                        plot_->xAxis->pixelToCoord(label.anchor.x())};
    const SampleSpan span = samplesIn(*series.model, picture_->axis, xs);
    const ValueRange range = series.model->smoothedRange(span.first > 0 ? span.first - 1 : 0, span.last);
    double high = label.anchor.y(), low = label.anchor.y();
    const bool logarithmic = plot_->yAxis->scaleType() == QCPAxis::stLogarithmic;
    if (!range.isEmpty() && (!logarithmic || range.low > 0)) {
        high = std::clamp<double>(plot_->yAxis->coordToPixel(range.high), area.top(), area.bottom());
        low = std::clamp<double>(plot_->yAxis->coordToPixel(range.low), area.top(), area.bottom());
    }
    if (below && low + 19 <= area.bottom()) return low + 11;
    return high - 13 < area.top() ? low + 11 : high - 11;
}

void SeriesPlot::placeLabelsInside(const std::vector<double>& wanted) {
    const QRect area = plotArea();
    const double spacing = labelSpacing();
    const auto placed = spreadLabels(wanted, spacing, area.top() + 4, area.bottom() - 6);
    const QFontMetrics bold(boldSmall());
    for (std::size_t i = 0; i < placed.size(); ++i) {
        EndLabel& label = picture_->labels[i];
        if (!label.colour.isValid()) label.name += QLatin1Char(' ') + label.value;
        const double textWidth = bold.horizontalAdvance(label.name) + 2;
        const double end = label.colour.isValid() ? label.anchor.x() - 12 : area.right();
        label.box = QRectF(std::max<double>(area.left(), end - textWidth), placed[i] - (spacing - 1) / 2, textWidth,
                           spacing - 1);
    }
}

void SeriesPlot::placeLabelsBeside(const std::vector<double>& wanted) {
    const QRect area = plotArea();
    const double spacing = labelSpacing();
    const auto placed = spreadLabels(wanted, spacing, area.top(), area.bottom() - 6);
    const QFont bold = boldSmall();
    const bool several = shownChart()->all().size() > 1;
    const double left = area.right() + 7, full = width() - 8 - left;
    for (std::size_t i = 0; i < placed.size(); ++i) {
        EndLabel& label = picture_->labels[i];
        // A name alone with its value reads as one phrase; several align their values on the right edge.
        const double own = std::ceil(style::wordWidth(bold, label.name) + 6 + style::wordWidth(bold, label.value));
        const bool column = several && label.colour.isValid();
        label.box = QRectF(left, placed[i] - (spacing - 1) / 2, column ? full : std::min(own, full), spacing - 1);
        if (own > full) {
            const int room = static_cast<int>(full - 6 - style::wordWidth(bold, label.value));
            label.name = QFontMetrics(bold).elidedText(label.name, Qt::ElideMiddle, std::max(0, room));
        }
    }
}

}  // namespace ludus::views
