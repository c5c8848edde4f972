// SPDX-License-Identifier: GPL-3.0-or-later
// RunHistory: what a run's page reads of its past. Short curves are part of the events; those of long runs are read
// from the store's levels, whole and coarse at first, finer where somebody looks. The store's thread; plain values.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/store/workspace.h"
#include "widgets/models/series_model.h"

namespace ludus::bridges {

/// A curve by itself. Thinned: its samples stand for many points each.
struct HistoryCurve {
    std::string name;
    std::vector<models::SeriesPoint> points;
    double lastStep = -1;  // of the newest point
    bool thinned = false;
};

/// Training time and moment at a step, between those at which they are known.
class StepClock {
public:
    void begin(double clockSeconds) { known_.front().clock = clockSeconds; }
    void add(int64_t step, double seconds, double clockSeconds);
    double secondsAt(double step) const;
    double clockAt(double step) const;
    /// The step that belongs to a training time, and to a moment.
    double stepAt(double seconds) const;
    double stepAtClock(double clockSeconds) const;

private:
    struct Known {
        double step = 0, seconds = 0, clock = 0;
    };
    double between(double Known::*from, double Known::*to, double value) const;

    std::vector<Known> known_{{}};  // all three rise
};

struct RunHistory {
    RunRecord record;
    std::vector<RunEvent> events;      // without tallies; without points where `curves` has them
    std::vector<HistoryCurve> curves;  // of a long run; all of its points so far are in them
    StepClock clock;
};

/// A policy loss swings around nothing: its size is what a logarithmic axis can show.
double shownValue(const std::string& metric, double value);

enum class HistoryParts { everything, headline };  // headline: no curves but the ratings

Result<RunHistory> readRunHistory(const store::Workspace& workspace, RunId run, HistoryParts parts);
/// One curve between two steps, in so much detail as a wide picture of them shows.
Result<HistoryCurve> readCurve(const store::Workspace& workspace, RunId run, const std::string& name, int64_t fromStep,
                               int64_t toStep, const StepClock& clock);

}  // namespace ludus::bridges
