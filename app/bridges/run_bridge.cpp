// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/run_bridge.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

#include "app/bridges/texts.h"
#include "widgets/style/format.h"

namespace ludus::bridges {
namespace {

constexpr int kFollowMs = 250;
constexpr int kAgainMs = 2000;
constexpr int kLookMs = 40;

bool over(RunStatus status) {
    return status == RunStatus::finished || status == RunStatus::failed || status == RunStatus::aborted;
}

}  // namespace

RunBridge::RunBridge(StoreQuery& store, GuiEventSink& sink, HistoryParts parts, QObject* parent)
    : QObject(parent), store_(store), sink_(sink), parts_(parts) {
    makeCharts();
    connect(&sink_, &GuiEventSink::arrived, this, &RunBridge::takeLive);
    followTimer_.setInterval(kFollowMs);
    connect(&followTimer_, &QTimer::timeout, this, &RunBridge::follow);
    lookTimer_.setInterval(kLookMs);
    lookTimer_.setSingleShot(true);
    connect(&lookTimer_, &QTimer::timeout, this, &RunBridge::askDetail);
}

RunBridge::~RunBridge() = default;

std::vector<models::ChartModel*> RunBridge::charts() const {
    return {elo_.get(),     winRates_.get(), scores_.get(),  returns_.get(),
            lengths_.get(), losses_.get(),   entropy_.get(), speed_.get()};
}

void RunBridge::makeCharts() {
    const auto make = [](const QString& title, const QString& note, const QString& unit, const QString& empty) {
        auto chart = std::make_unique<models::ChartModel>(title);
        chart->setExplanation(note);
        chart->setUnit(unit);
        chart->setEmptyText(empty);
        return chart;
    };
    const QString firstUpdate = tr("Waiting for the first update: about 2 s.");
    const QString firstEpisode = tr("Waiting for the first episode to end.");
    elo_ = make(tr("Elo"), tr("95 % band, joint fit, random at 0"), {},
                tr("No evaluation yet. The first is being played."));
    elo_->setNumbers(models::ChartNumbers::Whole);
    winRates_ = make(tr("Win rate in training"), tr("draws count half"), {}, firstEpisode);
    winRates_->setNumbers(models::ChartNumbers::Percent);
    winRates_->setValueRange(0.0, 1.0);
    winRates_->setZeroLine(0.5);
    scores_ = make(tr("Score in evaluation"), tr("mean of points won minus lost, 95 % band"), {},
                   tr("No evaluation yet. The first is being played."));
    scores_->setZeroLine(0.0);
    returns_ = make(tr("Return"), tr("per episode"), {}, firstEpisode);
    lengths_ = make(tr("Episode length"), {}, tr("steps"), firstEpisode);
    losses_ = make(tr("Losses"), tr("size"), {}, firstUpdate);
    losses_->setLogarithmic(true);
    entropy_ = make(tr("Entropy"), {}, tr("nats"), firstUpdate);
    speed_ = make(tr("Steps per second"), {}, {}, firstUpdate);
}

void RunBridge::open(RunId run) {
    run_ = run;
    facts_ = {};
    lastSeq_ = 0;
    changeCounter_ = -1;
    curves_.clear();
    pending_.clear();
    pendingLines_.clear();
    secondsAt_.clear();
    stepClock_ = {};
    long_.clear();
    readUpTo_.clear();
    looked_ = detail_ = {};
    for (models::ChartModel* chart : charts()) {
        while (!chart->all().empty())
            chart->removeSeries(chart->all().front().model->name());
        chart->setLines({});
    }
    log_.clear();
    early_ = sink_.recent(run);
    readHistory();
    followTimer_.start();
}

void RunBridge::readHistory() {
    reading_ = true;
    store_.ask(
        this,
        [this, run = run_, parts = parts_](store::Workspace& workspace) -> StoreQuery::Answer {
            Result<RunHistory> history = readRunHistory(workspace, run, parts);
            if (!history) return [this, run, error = history.error()] { historyFailed(run, error); };
            return [this, history = std::make_shared<RunHistory>(std::move(*history))] {
                takeHistory(std::move(*history));
            };
        },
        QStringLiteral("history"));
}

void RunBridge::takeHistory(RunHistory history) {
    reading_ = false;
    takeRecord(history.record);
    stepClock_ = std::move(history.clock);
    past_ = true;
    for (const RunEvent& event : history.events)
        apply(event);
    past_ = false;
    if (!history.curves.empty()) {
        takeCurves(std::move(history.curves));
        lastSeq_ = std::max(lastSeq_, history.record.lastSeq);
    }
    std::vector<RunEvent> early;
    early.swap(early_);
    for (const RunEvent& event : early)
        apply(event);
    flush();
    Q_EMIT opened();
    Q_EMIT factsChanged();
}

/// Nothing is shown without what came before; what arrives meanwhile is read with it. A run that is gone stays so.
void RunBridge::historyFailed(RunId run, const Error& error) {
    early_.clear();
    Q_EMIT failed(translated(error));
    if (error.code == "run.unknown") return;
    QTimer::singleShot(kAgainMs, this, [this, run] {
        if (reading_ && run == run_) open(run);
    });
}

void RunBridge::takeRecord(const RunRecord& record) {
    facts_.record = record;
    facts_.game = gameTitle(record.game);
    Progress& progress = facts_.progress;
    if (record.steps < progress.steps) return;
    progress.steps = record.steps;
    progress.targetSteps = record.targetSteps;
    progress.seconds = record.seconds;
    progress.budgetSeconds = record.budgetSeconds;
    double done = over(record.status) && record.status == RunStatus::finished ? 1.0 : 0.0;
    if (record.targetSteps > 0)
        done = std::max(done, static_cast<double>(record.steps) / static_cast<double>(record.targetSteps));
    if (record.budgetSeconds > 0) done = std::max(done, record.seconds / record.budgetSeconds);
    progress.fraction = std::min(done, 1.0);
    progress.secondsLeft = done > 0 && !over(record.status) ? record.seconds * (1 - done) / done : kUnknown;
}

/// A run of another process: what was committed since the last look.
void RunBridge::follow() {
    if (reading_ || following_ || !run_) return;
    following_ = true;
    store_.ask(this,
               [this, run = run_, after = lastSeq_, parts = parts_,
                counter = changeCounter_](store::Workspace& workspace) -> StoreQuery::Answer {
                   const int64_t now = workspace.changeCounter();
                   const auto nothing = [this] { following_ = false; };
                   if (now == counter) return nothing;
                   Result<RunRecord> record = workspace.run(run);
                   Result<std::vector<RunEvent>> events =
                       workspace.events(run, after,
                                        parts == HistoryParts::headline ? store::EventParts::withoutTalliesAndPoints
                                                                        : store::EventParts::withoutTallies);
                   if (!record || !events) return nothing;
                   return [this, now, run, record = *record, events = std::move(*events)] {
                       following_ = false;
                       if (run != run_ || reading_) return;  // opened anew meanwhile
                       changeCounter_ = now;
                       // Taken back to a checkpoint by another process: what came after that never was.
                       if (record.lastSeq < lastSeq_ && !sink_.knows(run)) {
                           reopen();
                           return;
                       }
                       takeRecord(record);
                       for (const RunEvent& event : events)
                           apply(event);
                       flush();
                       Q_EMIT factsChanged();
                   };
               });
}

void RunBridge::takeLive(const std::vector<RunEvent>& events) {
    bool any = false;
    for (const RunEvent& event : events) {
        if (event.run != run_ || !run_) continue;
        any = true;
        if (reading_) {
            early_.push_back(event);
        } else {
            apply(event);
        }
    }
    if (!any || reading_) return;
    flush();
    Q_EMIT factsChanged();
}

void RunBridge::apply(const RunEvent& event) {
    if (const auto* progress = std::get_if<Progress>(&event.body)) {
        facts_.progress = *progress;
        return;
    }
    if (event.seq <= lastSeq_) return;
    lastSeq_ = event.seq;
    if (const auto* state = std::get_if<StateChanged>(&event.body)) apply(event, *state);
    if (const auto* metrics = std::get_if<Metrics>(&event.body)) apply(event, *metrics);
    if (const auto* rated = std::get_if<Rated>(&event.body)) apply(event, *rated);
    if (const auto* played = std::get_if<MatchPlayed>(&event.body)) apply(event, *played);
    if (const auto* frozen = std::get_if<SnapshotFrozen>(&event.body)) apply(event, *frozen);
    if (const auto* logged = std::get_if<Logged>(&event.body)) apply(event, *logged);
    if (const auto* changed = std::get_if<OptionChanged>(&event.body)) apply(event, *changed);
    if (const auto* alert = std::get_if<Alerted>(&event.body)) apply(event, *alert);
}

void RunBridge::apply(const RunEvent& event, const StateChanged& state) {
    facts_.record.status = state.status;
    facts_.record.reason = state.reason;
    if (over(state.status)) {
        facts_.progress.secondsLeft = kUnknown;
        facts_.progress.stepsPerSecond = 0;
    }
    switch (state.status) {
        case RunStatus::queued: break;
        case RunStatus::running: note(event, LogLevel::info, tr("Running")); break;
        case RunStatus::paused: note(event, LogLevel::info, tr("Paused")); break;
        case RunStatus::stopping: note(event, LogLevel::info, tr("Finishing open matches")); break;
        case RunStatus::finished:
            note(event, LogLevel::info,
                 state.reason.empty() ? tr("Finished") : tr("Finished: %1").arg(text(state.reason)));
            break;
        case RunStatus::aborted: note(event, LogLevel::warning, tr("Aborted")); break;
        case RunStatus::failed: note(event, LogLevel::error, tr("Failed: %1").arg(text(state.reason))); break;
    }
}

void RunBridge::apply(const RunEvent& event, const OptionChanged& changed) {
    facts_.changes.push_back(changed);
    note(event, LogLevel::info,
         tr("%1 changed from %2 to %3").arg(text(changed.key), text(changed.before), text(changed.after)));
}

void RunBridge::apply(const RunEvent& event, const Alerted& alert) {
    facts_.alerts.push_back({event.seq, event.wallMs, alert});
    note(event, alert.level, tr("Alert: %1").arg(translated(alert.text)));
    if (!past_) Q_EMIT alerted(alert);
}

RunBridge::Curve RunBridge::curveOf(const std::string& metric) {
    const auto known = curves_.find(metric);
    if (known != curves_.end()) return known->second;
    Curve curve;
    const auto after = [&](const char* prefix) { return metric.substr(std::char_traits<char>::length(prefix)); };
    if (metric == "return")
        curve = {returns_.get(), tr("learner"), 0};
    else if (metric == "episode_length")
        curve = {lengths_.get(), tr("all episodes"), 0};
    else if (metric == "value_loss")
        curve = {losses_.get(), tr("value"), 1};
    else if (metric == "policy_loss")
        curve = {losses_.get(), tr("policy"), 6};
    else if (metric == "entropy")
        curve = {entropy_.get(), tr("policy"), 0};
    else if (metric == "steps_per_second")
        curve = {speed_.get(), tr("training"), 0};
    else if (metric.starts_with("win_rate/")) {
        const std::string who = after("win_rate/");
        curve = {winRates_.get(), who == "own_past" ? tr("own past") : agentTitle(who),
                 static_cast<int>(winRates_->all().size())};
    } else if (metric.starts_with("score/")) {
        curve = {scores_.get(), agentTitle(after("score/")), static_cast<int>(scores_->all().size())};
    }
    if (curve.chart && !curve.chart->series(curve.series))
        curve.chart->addSeries(curve.series, curve.colour, curve.chart == scores_.get());
    return curves_[metric] = curve;
}

void RunBridge::apply(const RunEvent& event, const Metrics& metrics) {
    if (parts_ == HistoryParts::headline) return;
    for (const MetricPoint& point : metrics.points) {
        const auto read = readUpTo_.find(point.name);
        if (read != readUpTo_.end() && static_cast<double>(point.step) <= read->second) continue;
        takeFact(point.name, point.value);
        const Curve curve = curveOf(point.name);
        if (!curve.chart) continue;
        const models::SeriesPoint sample{static_cast<double>(point.step), event.seconds,
                                         shownValue(point.name, point.value), point.halfWidth};
        pending_[curve.chart->series(curve.series)].push_back(sample);
        const auto coarse = long_.find(point.name);
        if (coarse != long_.end()) coarse->second.coarse.push_back(sample);
    }
}

void RunBridge::takeFact(const std::string& metric, double value) {
    if (metric == "entropy") facts_.entropy = value;
    if (metric == "episode_length") facts_.episodeLength = value;
    if (metric == "win_rate/own_past") facts_.ownPast = value;
    if (metric == "steps_per_second") facts_.progress.stepsPerSecond = value;
}

void RunBridge::apply(const RunEvent& event, const Rated& rated) {
    std::vector<models::SeriesPoint> points;
    std::vector<models::ChartLine> lines;
    for (const RatingRecord& rating : rated.ratings) {
        if (!std::isfinite(rating.elo)) continue;
        if (rating.step < 0) {
            lines.push_back({rating.elo, agentTitle(rating.agent)});
            continue;
        }
        const auto seconds = secondsAt_.find(rating.step);
        points.push_back({static_cast<double>(rating.step),
                          seconds == secondsAt_.end() ? event.seconds : seconds->second, rating.elo,
                          1.96 * rating.error});
    }
    std::sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.step < b.step; });
    if (!elo_->series(tr("learner"))) elo_->addSeries(tr("learner"), 0, true);
    elo_->series(tr("learner"))->replaceAll(points);
    elo_->setLines(std::move(lines));
    if (points.empty()) return;
    facts_.elo = points.back().value;
    facts_.eloHalfWidth = points.back().halfWidth;
}

void RunBridge::apply(const RunEvent&, const MatchPlayed& played) {
    if (played.match.replayHash.empty()) return;
    facts_.newestReplay = text(played.match.replayHash);
    QStringList names;
    for (const std::string& agent : played.match.agents)
        names << agentTitle(agent);
    facts_.newestReplayTitle = names.join(tr(" against "));
}

void RunBridge::apply(const RunEvent& event, const SnapshotFrozen& frozen) {
    facts_.snapshots = frozen.snapshot.index + 1;
    secondsAt_[frozen.snapshot.step] = event.seconds;
}

void RunBridge::apply(const RunEvent& event, const Logged& logged) {
    note(event, logged.level, translated(logged.text), text(logged.fact));
}

void RunBridge::note(const RunEvent& event, LogLevel level, const QString& line, const QString& fact) {
    models::LogLine out;
    out.time = QDateTime::fromMSecsSinceEpoch(event.wallMs);
    out.level = static_cast<models::LogLevel>(level);
    out.text = line;
    out.fact = fact;
    pendingLines_.push_back(std::move(out));
}

/// One append a curve and batch: models are told once, not once a point.
void RunBridge::flush() {
    for (auto& [series, points] : pending_)
        series->append(points);
    pending_.clear();
    if (!pendingLines_.empty()) log_.append(pendingLines_);
    pendingLines_.clear();
}

}  // namespace ludus::bridges
