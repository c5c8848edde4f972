// SPDX-License-Identifier: GPL-3.0-or-later
// Run::Engine: what the run watches for (its condition to end, alerts) and options that change on the way.
#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "core/runtime/engine.h"

namespace ludus::runtime {
namespace {

/// Two alerts with one key are the same alert.
std::string alertKey(const std::string& kind, const Text& text) {
    return kind == "threshold" && !text.arguments().empty() ? kind + " " + text.arguments().front() : kind;
}

}  // namespace

// ---- conditions

void Run::Engine::beginWatching() {
    progressMade();
    for (const Alerted& alert : options_.raised)
        raised_.insert(alertKey(alert.kind, alert.text));
    takeOptions(options_);
    for (const Change& change : options_.changes) {
        if (!change.told) publish(OptionChanged{change.key, change.before, change.after, change.step});
        if (!change.told || change.step > steps_) changes_.push_back(change);
    }
    std::stable_sort(changes_.begin(), changes_.end(),
                     [](const Change& one, const Change& other) { return one.step < other.step; });
    if (until_) until_->see(options_.points);
    untilOfRound_ = true;  // as far as one knows
    for (ConditionWatch& watched : thresholds_)
        watched.see(options_.points);
}

/// Conditions that stay keep what they have counted.
void Run::Engine::takeOptions(LiveOptions options) {
    if (!options.until || !until_ || *options.until != until_->condition()) {
        until_.reset();
        untilOfRound_ = false;
        if (options.until) until_.emplace(*options.until);
    }
    std::vector<ConditionWatch> thresholds;
    for (const Condition& condition : options.alerts.thresholds) {
        const auto known = std::find_if(thresholds_.begin(), thresholds_.end(), [&](const ConditionWatch& watched) {
            return watched.condition() == condition;
        });
        thresholds.push_back(known == thresholds_.end() ? ConditionWatch(condition) : *known);
    }
    thresholds_ = std::move(thresholds);
    static_cast<LiveOptions&>(options_) = std::move(options);
}

void Run::Engine::watch(const std::vector<MetricPoint>& points) {
    if (until_) {
        const auto own = [this](const MetricPoint& point) { return point.name == until_->condition().metric; };
        if (std::any_of(points.begin(), points.end(), own)) untilOfRound_ = inRound_;
        until_->see(points);
    }
    for (ConditionWatch& watched : thresholds_) {
        watched.see(points);
        if (!watched.held()) continue;
        raise("threshold", LogLevel::warning,
              LUDUS_TEXT("Run", "%1: it is %2").arg(watched.condition().text()).arg(watched.value()));
    }
}

/// When a round of evaluation is over depends on time; where only steps may matter, what it found counts when the next
/// one is due.
bool Run::Engine::untilHolds() const {
    if (!until_ || !until_->held()) return false;
    return !options_.deterministic || !untilOfRound_ || (!roundOpen() && evaluationDue(false));
}

std::string Run::Engine::untilReason() const {
    if (!until_ || !until_->held()) return {};
    return LUDUS_TEXT("Run", "%1 came true at %2 steps: it is %3.")
        .arg(until_->condition().text())
        .arg(steps_)
        .arg(until_->value())
        .str();
}

// ---- alerts

void Run::Engine::raise(const std::string& kind, LogLevel level, const Text& text) {
    const AlertOptions& wanted = options_.alerts;
    const bool asked = kind == "nan" ? wanted.notFinite : kind == "finished" || kind == "failed" ? wanted.end : true;
    if (!asked) return;
    if (kind != "stall" && !raised_.insert(alertKey(kind, text)).second) return;
    publish(Alerted{kind, level, text, steps_});
}

/// Once a stall; time in pauses does not count.
void Run::Engine::watchForStall() {
    const double limit = options_.alerts.stallSeconds;
    const double still = clock_.monotonicSeconds() - progressMadeAt_;
    if (limit <= 0 || still < limit || ending_ || status_ != RunStatus::running) {
        if (still < limit) stalled_ = false;
        return;
    }
    if (stalled_) return;
    stalled_ = true;
    raise("stall", LogLevel::warning, LUDUS_TEXT("Run", "No update for %1 s").arg(std::round(still)));
}

void Run::Engine::alertEnd(RunStatus status, const std::string& reason) {
    if (status == RunStatus::finished) {
        raise("finished", LogLevel::info, LUDUS_TEXT("Run", "Finished after %1 steps").arg(steps_));
    } else if (status == RunStatus::failed && !raised_.contains("nan")) {
        raise("failed", LogLevel::error, LUDUS_TEXT("Run", "Failed: %1").arg(reason));
    }
}

// ---- options that change

/// Valid from the next moment between two updates: while a batch is collected that has more steps than now, while it is
/// learned from it has as many.
void Run::Engine::handle(Change change) {
    if (ending_ || ended_ || !parts_.change) return;
    const bool collecting =
        !idle_ && std::any_of(collected_.begin(), collected_.end(), [](const auto& block) { return !block; });
    change.step = collecting ? steps_ + 1 : steps_;
    publish(OptionChanged{change.key, change.before, change.after, change.step});
    const auto later =
        std::find_if(changes_.begin(), changes_.end(), [&](const Change& other) { return other.step > change.step; });
    changes_.insert(later, std::move(change));
    if (idle_) takeChanges();
}

void Run::Engine::takeChanges() {
    while (!changes_.empty() && changes_.front().step <= steps_) {
        Result<Changed> changed = parts_.change(parts_, changes_.front());
        if (!changed) throw std::runtime_error(changed.error().sentence());
        if (changed->learners) remakeLearners();
        takeOptions(std::move(changed->options));
        changes_.pop_front();
    }
}

// ---- publishing

void Run::Engine::publish(EventBody body) {
    const auto* metrics = std::get_if<Metrics>(&body);
    const std::vector<MetricPoint> points =
        metrics != nullptr && (until_ || !thresholds_.empty()) ? metrics->points : std::vector<MetricPoint>();
    bus_.publish(std::move(body), trainingSeconds());
    if (!points.empty()) watch(points);
}

/// A step gets one point a curve.
void Run::Engine::handle(std::vector<MetricPoint> measured) {
    if (ended_ || measured.empty() || measuredStep_ == steps_) return;
    measuredStep_ = steps_;
    for (MetricPoint& point : measured)
        point.step = steps_;
    publish(Metrics{std::move(measured)});
}

void Run::Engine::handle(Logged line) {
    if (!ended_) publish(std::move(line));
}

}  // namespace ludus::runtime
