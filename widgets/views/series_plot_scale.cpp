// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/series_plot_scale.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace ludus::views {

using models::ChartModel;
using models::ChartSeries;
using models::SeriesAxis;
using models::SeriesModel;
using models::ValueRange;

namespace {

constexpr std::size_t kSamples = 256;       // of a curve that are looked at for its quantiles
constexpr std::size_t kFewest = 20;         // with fewer nothing is called an outlier
constexpr double kTail = 0.05;              // share of the samples on each side that may be far away
constexpr double kFence = 2;                // spreads between the tails; beyond lie the outliers
constexpr double kRawFence = 0.25;          // the same of raw values under a smoothed curve
constexpr std::size_t kFewBandPoints = 12;  // a band of so few points is shown whole

// Values as they lie in the picture: logarithmic charts show their exponents.
class Scale {
public:
    explicit Scale(bool logarithmic) : logarithmic_(logarithmic) {}
    bool shows(double value) const { return std::isfinite(value) && (!logarithmic_ || value > 0); }
    double to(double value) const { return logarithmic_ ? std::log10(value) : value; }
    double from(double place) const { return logarithmic_ ? std::pow(10, place) : place; }
    // The part that can be shown.
    ValueRange to(const ValueRange& range) const {
        if (range.isEmpty() || !shows(range.high)) return {};
        return {to(shows(range.low) ? range.low : range.high * 1e-6), to(range.high)};
    }

private:
    bool logarithmic_;
};

// Some of the samples; both ends of those that stand for many points.
std::vector<double> sampled(const SeriesModel& series, bool smoothed, const SampleSpan& span, const Scale& scale) {
    std::vector<double> out;
    const std::size_t stride = std::max<std::size_t>(1, (span.last - span.first) / kSamples);
    const std::vector<double>& values = smoothed ? series.smoothed() : series.raw();
    const bool ends = series.isThinned() && (!smoothed || series.smoothing() == 0);
    for (std::size_t i = span.first; i < span.last; i += stride) {
        const ValueRange range = ends ? series.rawRange(i, i + 1) : ValueRange{values[i], values[i]};
        if (scale.shows(range.low)) out.push_back(scale.to(range.low));
        if (ends && scale.shows(range.high)) out.push_back(scale.to(range.high));
    }
    return out;
}

double quantile(std::vector<double>& values, double share) {
    const auto at = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + at, values.end());
    return values[static_cast<std::size_t>(at)];
}

// What of a range lies within the fences around the bulk of these values.
ValueRange fenced(const ValueRange& all, std::vector<double> values, double fence) {
    if (values.size() < kFewest || all.isEmpty()) return all;
    const double low = quantile(values, kTail), high = quantile(values, 1 - kTail);
    const double reach = fence * (high - low);
    if (!(reach > 0)) return all;
    return {std::max(all.low, low - reach), std::min(all.high, high + reach)};
}

struct Bands {
    ValueRange all;
    std::vector<double> halves;
    std::size_t points = 0;
};

void takeBand(const SeriesModel& series, const SampleSpan& span, const Scale& scale, Bands& bands) {
    if (!series.hasBand() || span.first == span.last) return;
    const std::vector<double>&values = series.smoothed(), &above = series.halfWidths(),
          &below = series.halfWidthsBelow();
    const std::size_t stride = std::max<std::size_t>(1, (span.last - span.first) / 2000);
    for (std::size_t i = span.first; i < span.last; i += stride) {
        const double low = values[i] - below[i], high = values[i] + above[i];
        if (!scale.shows(low) || !scale.shows(high)) continue;
        bands.all.include(scale.to(low));
        bands.all.include(scale.to(high));
        bands.halves.push_back(0.5 * (scale.to(high) - scale.to(low)));
        ++bands.points;
    }
}

// A band of few points is shown whole; of a long one so much that its usual width fits.
void includeBand(ValueRange& range, Bands& bands) {
    if (bands.all.isEmpty()) return;
    if (range.isEmpty() || bands.points <= kFewBandPoints) {
        range.include(bands.all);
        return;
    }
    const double usual = 1.3 * quantile(bands.halves, 0.75);
    const double margin = std::max(0.35 * (range.high - range.low), usual);
    range = {std::max(std::min(bands.all.low, range.low), range.low - margin),
             std::min(std::max(bands.all.high, range.high), range.high + margin)};
}

}  // namespace

SampleSpan samplesIn(const SeriesModel& series, SeriesAxis axis, const ValueRange& xs) {
    const std::vector<double>& at = series.xs(axis);
    return {static_cast<std::size_t>(std::lower_bound(at.begin(), at.end(), xs.low) - at.begin()),
            static_cast<std::size_t>(std::upper_bound(at.begin(), at.end(), xs.high) - at.begin())};
}

ValueRange valueScale(const ChartModel& chart, SeriesAxis axis, const ValueRange& xs, bool logarithmic) {
    const Scale scale(logarithmic);
    ValueRange shown, raw;
    Bands bands;
    for (const ChartSeries& series : chart.all()) {
        const SampleSpan span = samplesIn(*series.model, axis, xs);
        const ValueRange curve = scale.to(series.model->smoothedRange(span.first, span.last));
        const ValueRange all = scale.to(series.model->rawRange(span.first, span.last));
        if (!chart.ignoresOutliers()) {
            shown.include(curve);
            raw.include(all);
        } else {
            shown.include(fenced(curve, sampled(*series.model, true, span, scale), kFence));
            if (series.model->smoothing() > 0)
                raw.include(fenced(all, sampled(*series.model, false, span, scale), kRawFence));
        }
        takeBand(*series.model, span, scale, bands);
    }
    // The raw line may double the picture, no more.
    if (!shown.isEmpty() && !raw.isEmpty()) {
        const double size = shown.high - shown.low;
        const double most = chart.ignoresOutliers() && size > 0 ? size : raw.high - raw.low;
        shown.include(std::max(raw.low, shown.low - most));
        shown.include(std::min(raw.high, shown.high + most));
    }
    const double reach = 1.2 * (shown.high - shown.low);
    includeBand(shown, bands);
    if (shown.isEmpty()) return {};
    for (const models::ChartLine& line : chart.lines()) {
        if (!scale.shows(line.value)) continue;
        const double place = scale.to(line.value);
        if (place > shown.low - reach && place < shown.high + reach) shown.include(place);
    }
    return {scale.from(shown.low), scale.from(shown.high)};
}

}  // namespace ludus::views
