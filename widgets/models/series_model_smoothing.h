// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Four ways to smooth a curve as it grows. Exponential and time-weighted means look back only; Gaussian and running
// mean look to both sides, so that the newest samples move until as many followed. GUI thread; owns its values.

#include <cstddef>
#include <vector>

#include "widgets/models/series_model_pyramid.h"

namespace ludus::models {

enum class SmoothingKind { Exponential, TimeWeighted, Gaussian, RunningMean };

struct Smoothing {
    SmoothingKind kind = SmoothingKind::Exponential;
    double amount = 0;  // 0 (off) .. 0.99; the same amount reaches about equally far with every kind

    bool isOn() const { return amount > 0; }
    bool operator==(const Smoothing&) const = default;
};

// Points that a running mean of this amount takes together (odd), and the standard deviation of a Gaussian in points:
// those whose weights have the mean lag and the spread of the exponential mean.
int runningMeanPoints(double amount);
double gaussianPoints(double amount);

// The curve that is smoothed. Steps rise; a value that is NaN is a gap; counts say how many points a sample stands for
// and are empty where each is one.
struct SmoothingInput {
    const std::vector<double>& steps;
    const std::vector<double>& values;
    const std::vector<double>& counts;
};

class SmoothedValues {
public:
    // Forgets everything.
    void reset(const Smoothing& rule);
    // Smooths what was appended since the last call; older samples are touched only where they see the new ones.
    void extend(const SmoothingInput& input);
    // Values that were smoothed elsewhere.
    void assign(std::vector<double> values);

    const Smoothing& rule() const { return rule_; }
    const std::vector<double>& values() const { return values_; }
    ValueRange range(std::size_t first, std::size_t last) const;
    // Samples that had to be computed so far, for measurements.
    std::size_t computed() const { return computed_; }

private:
    void push(double value);
    void extendExponential(const SmoothingInput& input);
    void extendTimeWeighted(const SmoothingInput& input);
    void extendWindow(const SmoothingInput& input);
    double windowMean(const SmoothingInput& input, std::size_t index) const;
    double windowMeanOfCounts(const SmoothingInput& input, std::size_t index) const;
    void restart();

    Smoothing rule_;
    std::vector<double> values_;
    MinMaxPyramid pyramid_;          // of the settled samples
    std::size_t settled_ = 0;        // those no later sample can change
    std::vector<double> kernel_;     // weight by distance in points, window kinds
    std::vector<double> positions_;  // middle of each sample in points, where samples stand for many
    double points_ = 0;              // up to the end of positions_
    double mean_ = 0, weight_ = 0;   // sums of the looking-back kinds
    double lastStep_ = 0, reference_ = 0;
    std::size_t computed_ = 0;
};

}  // namespace ludus::models
