// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/run_bridge.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/bridges/runs_bridge.h"
#include "app/bridges/sentences.h"
#include "app/bridges/texts.h"
#include "core/runs/resume_point.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"

namespace ludus::bridges {
namespace {

constexpr int kFollowMs = 250;
constexpr int kAgainMs = 2000;
constexpr int kLookMs = 40;
constexpr const char* kUnknownRun = "run.unknown";  // code of an error
constexpr size_t kMostLive = 400'000;               // samples of all curves: a few hours of training

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

void RunBridge::open(RunId run) {
    run_ = run;
    condensing_ = false;
    gone_ = false;
    forget();
    early_ = sink_.recent(run);
    readHistory();
    followTimer_.start();
}

void RunBridge::forget() {
    facts_ = {};
    lastSeq_ = 0;
    changeCounter_ = -1;
    pending_.clear();
    pendingLines_.clear();
    momentAt_.clear();
    learners_.clear();
    playerOf_.clear();
    stepClock_ = {};
    long_.clear();
    readUpTo_.clear();
    looked_ = {};
    looks_.clear();
    emptyCharts();
    log_.clear();
    live_ = 0;
}

/// What was watched for very long is read again, thinned as the past of any long run; until then it stays as it is.
void RunBridge::condense() {
    if (live_ <= kMostLive || reading_) return;
    condensing_ = true;
    early_ = sink_.recent(run_);
    readHistory();
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
    const bool again = std::exchange(condensing_, false);
    if (again) {
        const models::ValueRange seen = looked_;
        std::map<const models::ChartModel*, Looked> looks = std::move(looks_);
        forget();
        looked_ = seen;
        bool zoomed = !seen.isEmpty();
        for (auto& [chart, look] : looks) {  // of charts on their own
            look.detail = {};
            zoomed = zoomed || !look.wanted.isEmpty();
        }
        looks_ = std::move(looks);
        if (zoomed) lookTimer_.start();
    }
    takeRecord(history.record);
    takeLearners(history.record);
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
    live_ = 0;
    if (!again) Q_EMIT opened();
    Q_EMIT factsChanged();
}

void RunBridge::takeLearners(const RunRecord& record) {
    if (!bridges::isLeague(record)) return;
    const Result<runs::RunConfig> config = runs::configOf(record);
    for (int player = 0; config && player < config->league.learners(); ++player)
        learners_.push_back(league::learnerName(config->league, player));
}

/// Nothing is shown without what came before; what arrives meanwhile is read with it. A run that is gone stays so.
void RunBridge::historyFailed(RunId run, const Error& error) {
    early_.clear();
    if (error.code == kUnknownRun) {
        if (run == run_) letGo();
        return;
    }
    Q_EMIT failed(translated(error));
    QTimer::singleShot(kAgainMs, this, [this, run] {
        if (reading_ && run == run_) open(run);
    });
}

/// The run was deleted: what was known of it is shown no longer, and nothing is asked of it any more.
void RunBridge::letGo() {
    followTimer_.stop();
    forget();
    gone_ = true;
    Q_EMIT factsChanged();
}

/// The row of a run that is watched live tells what has been committed; its state may be news of a moment ago.
void RunBridge::takeRecord(const RunRecord& record) {
    const RunRecord seen = std::exchange(facts_.record, record);
    if (record.id == seen.id && record.lastSeq < lastSeq_) {
        facts_.record.status = seen.status;
        facts_.record.reason = seen.reason;
    }
    facts_.game = gameTitle(record.game);
    newState_ = true;
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
                   if (!record && record.error().code == kUnknownRun) {
                       return [this, run] {
                           following_ = false;
                           if (run == run_ && !reading_) letGo();
                       };
                   }
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
                       condense();
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
    condense();
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
    newState_ = true;
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
                 state.reason.empty() ? tr("Finished") : tr("Finished: %1").arg(retold(state.reason)));
            break;
        case RunStatus::aborted: note(event, LogLevel::warning, tr("Aborted")); break;
        case RunStatus::failed: note(event, LogLevel::error, tr("Failed: %1").arg(retold(state.reason))); break;
    }
}

void RunBridge::apply(const RunEvent& event, const Metrics& metrics) {
    if (parts_ == HistoryParts::headline) return;
    for (const MetricPoint& point : metrics.points) {
        const auto read = readUpTo_.find(point.name);
        if (read != readUpTo_.end() && static_cast<double>(point.step) <= read->second) continue;
        takeFact(point.name, point.value);
        models::SeriesPoint sample{static_cast<double>(point.step), event.seconds, shownValue(point.name, point.value),
                                   point.halfWidth};
        sample.clockSeconds = 1e-3 * static_cast<double>(event.wallMs);
        for (models::SeriesModel* series : curvesOf(point.name))
            pending_[series].push_back(sample);
        const auto coarse = long_.find(point.name);
        if (coarse != long_.end()) coarse->second.push_back(sample);
    }
}

void RunBridge::takeFact(const std::string& metric, double value) {
    if (metric == "entropy") facts_.entropy = value;
    if (metric == "episode_length") facts_.episodeLength = value;
    if (metric == (isLeague() ? "win_rate/league" : "win_rate/own_past")) facts_.ownPast = value;
    if (metric == "steps_per_second") facts_.progress.stepsPerSecond = value;
}

void RunBridge::apply(const RunEvent& event, const Rated& rated) {
    std::map<int, std::vector<models::SeriesPoint>> points;  // of every learner
    std::vector<models::ChartLine> lines;
    for (const RatingRecord& rating : rated.ratings) {
        if (!std::isfinite(rating.elo)) continue;
        if (rating.step < 0) {
            lines.push_back({rating.elo, agentTitle(rating.agent)});
            continue;
        }
        const auto found = momentAt_.find(rating.step);
        const Moment moment =
            found == momentAt_.end() ? Moment{event.seconds, 1e-3 * static_cast<double>(event.wallMs)} : found->second;
        const auto player = playerOf_.find(rating.agent);
        std::vector<models::SeriesPoint>& own = points[player == playerOf_.end() ? 0 : player->second];
        own.push_back({static_cast<double>(rating.step), moment.seconds, rating.elo, 1.96 * rating.error});
        own.back().clockSeconds = moment.clockSeconds;
    }
    for (auto& [player, own] : points) {
        std::sort(own.begin(), own.end(), [](const auto& a, const auto& b) { return a.step < b.step; });
        eloOf(player)->replaceAll(own);
    }
    elo_->setLines(std::move(lines));
    const auto first = points.find(0);
    if (first == points.end()) return;
    facts_.elo = first->second.back().value;
    facts_.eloHalfWidth = first->second.back().halfWidth;
}

/// Snapshots of one learner; in a league there is a curve for each.
models::SeriesModel* RunBridge::eloOf(int player) {
    const bool known = isLeague() && player < static_cast<int>(learners_.size());
    const std::string learner = known ? learners_[static_cast<size_t>(player)] : std::string();
    const QString name = known ? learnerTitle(learner, learners_) : tr("learner");
    if (models::SeriesModel* series = elo_->series(name)) return series;
    const LearnerLook look = learnerLook(learner);
    models::SeriesModel* series = elo_->addSeries(name, style::Theme::instance().seriesColors() * look.number, true);
    if (known) elo_->setRole(name, look.role);
    return series;
}

void RunBridge::apply(const RunEvent&, const MatchPlayed& played) {
    if (played.match.replayHash.empty()) return;
    facts_.newestReplay = text(played.match.replayHash);
    if (isLeague()) return;  // the viewer, which asks for them, knows the names of its members
    QStringList names;
    for (const std::string& agent : played.match.agents)
        names << agentTitle(agent);
    facts_.newestReplayTitle = names.join(tr(" against "));
}

void RunBridge::apply(const RunEvent& event, const SnapshotFrozen& frozen) {
    facts_.snapshots = frozen.snapshot.index + 1;
    if (isLeague()) playerOf_["snapshot:" + std::to_string(frozen.snapshot.id.value)] = frozen.snapshot.player;
    momentAt_[frozen.snapshot.step] = {event.seconds, 1e-3 * static_cast<double>(event.wallMs)};
}

void RunBridge::apply(const RunEvent& event, const Logged& logged) {
    QString fact = text(logged.fact);
    fact.replace(QStringLiteral(" -"), QStringLiteral(" \u2212"));
    note(event, logged.level, translated(logged.text), fact);
}

void RunBridge::apply(const RunEvent& event, const OptionChanged& changed) {
    //: An option of a running run was changed: its name, the old and the new value.
    const QString words = tr("%1: %2 → %3").arg(text(changed.key), text(changed.before), text(changed.after));
    facts_.changes.push_back(changed);
    mark(event, changed.step, words, false);
    note(event, LogLevel::info, words);
}

void RunBridge::apply(const RunEvent& event, const Alerted& alert) {
    const QString words = translated(alert.text);
    facts_.alerts.push_back({event.seq, event.wallMs, alert});
    if (alert.level != LogLevel::info) mark(event, alert.step, words, true);
    note(event, alert.level, tr("Alert: %1").arg(words));
    if (!past_) Q_EMIT alerted(alert);
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
    for (auto& [series, points] : pending_) {
        series->append(points);
        live_ += points.size();
    }
    pending_.clear();
    if (!pendingLines_.empty()) log_.append(pendingLines_);
    if (newMetrics_ || std::exchange(newState_, false)) describeEmpty();
    pendingLines_.clear();
    if (newMarks_) {
        for (models::ChartModel* chart : charts())
            chart->setMarks(marks_);
    }
    if (std::exchange(newMarks_, false) | std::exchange(newMetrics_, false)) Q_EMIT metricsChanged();
}

}  // namespace ludus::bridges
