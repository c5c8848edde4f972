// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One named curve: (step, wall seconds, value, optional half width of a band), smoothed as it grows. A sample may stand
// for many neighbouring points by their mean, minimum and maximum.
// GUI thread. Appending costs the new points only; changing the smoothing costs one pass.

#include <QObject>
#include <QString>

#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "widgets/models/series_model_pyramid.h"
#include "widgets/models/series_model_smoothing.h"

namespace ludus::models {

struct SeriesPoint {
    double step = 0;
    double wallSeconds = 0;
    double value = 0;  // NaN or infinite: a gap
    double halfWidth = std::numeric_limits<double>::quiet_NaN();
    double count = 1;  // of points, of which `value` is the mean; with more than one, low and high are theirs
    double low = std::numeric_limits<double>::quiet_NaN(), high = std::numeric_limits<double>::quiet_NaN();
    double halfWidthBelow = std::numeric_limits<double>::quiet_NaN();  // of a lopsided band; else as halfWidth
    double clockSeconds = std::numeric_limits<double>::quiet_NaN();    // moment, since 1970 UTC
};

// Time: seconds since the start (wallSeconds); Clock: the moment; Metric: the values of another curve, see
// series_model_projection.h.
enum class SeriesAxis { Steps, Time, Clock, Metric };

// Samples as they are drawn, ordered by x: for a curve that was computed from others. Arrays of one length; the half
// widths may be empty.
struct DrawnSamples {
    std::vector<double> xs, wallSeconds, raw, shown, halfWidths, halfWidthsBelow;
};

class SeriesModel : public QObject {
    Q_OBJECT

public:
    explicit SeriesModel(QString name = {}, QObject* parent = nullptr);

    // Points must not go back in step; one that does is left out and counted.
    void append(std::span<const SeriesPoint> points);
    void append(const SeriesPoint& point) { append(std::span(&point, 1)); }
    void replaceAll(std::span<const SeriesPoint> points);
    // Forgets everything above this step (a resumed run continues from its checkpoint).
    void truncateAfter(double step);
    void clear() { replaceAll({}); }
    void setSmoothing(Smoothing rule);
    // Debiased exponential mean, weight 0 (off) .. 0.99:  s <- w s + (1 - w) v,  shown s / (1 - w^n).
    void setSmoothing(double weight) { setSmoothing(Smoothing{SmoothingKind::Exponential, weight}); }
    // Replaces everything by samples that are smoothed already (by `rule`, which is only remembered).
    void assign(DrawnSamples samples, const Smoothing& rule);

    const QString& name() const { return name_; }
    void setName(const QString& name);
    double smoothing() const { return rule_.amount; }
    const Smoothing& smoothingRule() const { return rule_; }
    std::size_t size() const { return raw_.size(); }
    bool isEmpty() const { return raw_.empty(); }
    std::size_t gapCount() const { return gaps_; }
    std::size_t skippedCount() const { return skipped_; }
    bool hasBand() const { return hasBand_; }
    // Some samples stand for many points.
    bool isThinned() const { return thinned_; }

    // Whether points came with their moment; without, the axis Clock counts from 1970.
    bool hasClock() const { return !clocks_.empty(); }

    const std::vector<double>& xs(SeriesAxis axis) const {
        if (axis == SeriesAxis::Clock) return clocks_.empty() ? walls_ : clocks_;
        return axis == SeriesAxis::Time ? walls_ : steps_;
    }
    const std::vector<double>& raw() const { return raw_; }
    const std::vector<double>& smoothed() const { return rule_.isOn() ? smoothed_.values() : raw_; }
    const std::vector<double>& halfWidths() const { return halfWidths_; }  // empty without a band
    const std::vector<double>& halfWidthsBelow() const { return lopsided_ ? halfWidthsBelow_ : halfWidths_; }
    SeriesPoint at(std::size_t index) const;

    ValueRange rawRange(std::size_t first, std::size_t last) const;
    ValueRange smoothedRange(std::size_t first, std::size_t last) const;

    // The newest value that is a number, as it is drawn (smoothed) or as it came.
    std::optional<double> latestSmoothed() const;
    std::optional<double> latestRaw() const;
    // The sample nearest to x; nothing in an empty series.
    std::optional<std::size_t> nearest(double x, SeriesAxis axis) const;

Q_SIGNALS:
    void changed();

private:
    void push(const SeriesPoint& point);
    ValueRange rangeOf(const SeriesPoint& point, double value);
    void extendSmoothed() { smoothed_.extend({steps_, raw_, counts_}); }
    void rebuild(std::vector<SeriesPoint> points);

    QString name_;
    std::vector<double> steps_, walls_, clocks_, raw_, halfWidths_, halfWidthsBelow_;
    std::vector<double> lows_, highs_, counts_;  // empty until a sample stands for many points
    MinMaxPyramid rawPyramid_;
    Smoothing rule_;
    SmoothedValues smoothed_;
    std::size_t gaps_ = 0, skipped_ = 0;
    bool hasBand_ = false, thinned_ = false, lopsided_ = false;
};

}  // namespace ludus::models
