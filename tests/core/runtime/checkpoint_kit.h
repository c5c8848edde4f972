// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of checkpoints share: an evaluator whose matches depend on the weights and on a counter, a clock that
// ticks with each look, runs that can be resumed from what a sink kept, and the story that two runs must have in
// common.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <map>
#include <thread>

#include "core/league/league.h"
#include "tests/core/runtime/fake_learner.h"

namespace ludus::test {

/// Each look is a tenth of a millisecond later; the time of day stands still.
class TickingClock final : public Clock {
public:
    int64_t wallMs() const override { return 1'700'000'000'000; }
    double monotonicSeconds() const override { return 1e-4 * static_cast<double>(++looks_); }

private:
    mutable std::atomic<int64_t> looks_{0};
};

/// One match, over after some slices.
class KeptJob final : public runtime::EvaluationJob {
public:
    KeptJob(MatchRecord record, int slices) : match(std::move(record)), left_(slices) {}
    bool advance() override {
        std::this_thread::sleep_for(std::chrono::microseconds(100));
        done = --left_ <= 0;
        return !done;
    }
    const MatchRecord match;
    std::atomic<bool> done{false};

private:
    int left_;
};

class KeptEvaluator final : public runtime::Evaluator {
public:
    explicit KeptEvaluator(int slices) : slices_(slices) {}

    void snapshotFrozen(const SnapshotRecord& snapshot, std::shared_ptr<const nn::Weights> weights) override {
        newest_ = {snapshot, std::move(weights)};
    }
    runtime::EvaluationJobs nextRound(int64_t) override {
        round_ = newest_;
        before_ = matches_;
        return jobs();
    }
    std::shared_ptr<runtime::EvaluationJob> lastJob(const runtime::EvaluationJobs&) override {
        return std::make_shared<KeptJob>(MatchRecord{}, 2);
    }
    std::vector<EventBody> roundFinished(const runtime::EvaluationJobs& jobs, int64_t step) override {
        std::vector<EventBody> out;
        for (const auto& base : jobs) {
            const auto& job = static_cast<const KeptJob&>(*base);
            if (!job.done || job.match.agents.empty()) continue;
            MatchPlayed played{job.match, {}};
            played.match.runStep = step;
            elo_ += played.match.scores.front();
            out.emplace_back(std::move(played));
        }
        round_ = {};
        out.emplace_back(Metrics{{{"elo", step, elo_, kUnknown}}});
        out.emplace_back(restored().front());
        return out;
    }
    double newestElo() const override { return elo_; }

    std::string saveState() const override {
        std::string out;
        bytes::put(out, round_.weights ? before_ : matches_);
        bytes::put(out, elo_);
        for (const Subject& subject : {newest_, round_}) {
            bytes::put(out, subject.record.id.value);
            bytes::putText(out, subject.record.hash);
        }
        return out;
    }
    Status loadState(std::string_view state, const runtime::SnapshotLoader& weights) override {
        bytes::Reader in(state);
        bool whole = in.value(before_) && in.value(elo_);
        for (Subject* subject : {&newest_, &round_}) {
            whole = whole && in.value(subject->record.id.value) && in.text(subject->record.hash);
            if (!whole || subject->record.hash.empty()) continue;
            auto read = weights(subject->record);
            if (!read) return read.error();
            subject->weights = std::move(*read);
        }
        matches_ = before_;
        return whole && in.done() ? Status() : damagedCheckpoint(Text("Run", "evaluation"));
    }
    runtime::EvaluationJobs openRound() override {
        matches_ = before_;
        return jobs();
    }
    std::vector<EventBody> restored() const override { return {Rated{{{"somebody", 0, elo_, 0, matches_, 0}}}}; }

private:
    struct Subject {
        SnapshotRecord record;
        std::shared_ptr<const nn::Weights> weights;
    };

    runtime::EvaluationJobs jobs() {
        runtime::EvaluationJobs out;
        const uint64_t content = hash64(round_.weights->values.data(), round_.weights->values.size() * sizeof(float));
        for (int i = 0; i < 3; ++i) {
            MatchRecord match;
            match.agents = {"snapshot:" + std::to_string(round_.record.id.value), "bot:random"};
            match.seed = mixSeed(content, static_cast<uint64_t>(++matches_));
            match.scores = {Rng(match.seed).uniform(), 0};
            match.pair = matches_;
            out.push_back(std::make_shared<KeptJob>(std::move(match), slices_));
        }
        return out;
    }

    const int slices_;
    Subject newest_, round_;
    int64_t matches_ = 0, before_ = 0;
    double elo_ = 0;
};

/// Matches that are drawn by lot, after what is in both networks.
class FakeMatches final : public runtime::MatchesJob {
public:
    FakeMatches(const nn::Weights& first, const nn::Weights& second, int games, uint64_t seed)
        : left_(games), rng_(mixSeed(contentOf(first), contentOf(second), seed)) {}
    bool advance() override {
        std::this_thread::sleep_for(std::chrono::microseconds(50));
        sides_.push_back(static_cast<uint8_t>(scores_.size() % 2));
        scores_.push_back(rng_.uniform() < 0.4 ? 1.0F : -1.0F);
        return --left_ > 0;
    }
    std::vector<float> scores() const override { return scores_; }
    std::vector<uint8_t> sides() const override { return sides_; }

private:
    static uint64_t contentOf(const nn::Weights& weights) {
        return hash64(weights.values.data(), weights.values.size() * sizeof(float));
    }
    int left_;
    Rng rng_;
    std::vector<float> scores_;
    std::vector<uint8_t> sides_;
};

/// A run that can be made again as it was, whole or from a checkpoint.
struct Course {
    std::string game = "rps";
    runtime::RunOptions options;
    league::SelfPlayOptions selfPlay;
    std::optional<league::LeagueOptions> league;  // instead of self-play
    bool playable = true;                         // matches that a verdict of it waits for
    int slices = 3;                               // of each match; 0: nothing is evaluated
    LearnerFaults faults;
    std::shared_ptr<LearnerNotes> notes;  // of one run; null: nobody looks at them
    decltype(runtime::RunParts::change) change;

    Course() {
        options.id = RunId{1};
        options.slots = 16;
        options.stepsPerUpdate = 8;
        options.blocks = 2;
        options.shards = 2;
        options.pool.workers = 2;
        options.metricSeconds = 0;
        options.checkpointSeconds = 1e-9;  // between any two updates
        options.targetSteps = 6000;
        options.evaluateEvery = 700;
        options.deterministic = true;
        selfPlay.snapshotEvery = 1000;
        selfPlay.swapSteps = 300;
        selfPlay.window = 3;
        selfPlay.latestShare = 0.4;
        selfPlay.bots = {"bot:random"};
        selfPlay.botShare = 0.2;
    }

    /// `past`: events of the run that is resumed, whose artefacts are still there.
    std::unique_ptr<runtime::Run> start(KeepingSink& sink, std::optional<runtime::Checkpoint> from = std::nullopt,
                                        const std::vector<RunEvent>& past = {}) const {
        std::map<std::string, std::shared_ptr<const std::string>> artefacts;
        for (const RunEvent& event : past) {
            if (const auto* frozen = std::get_if<SnapshotFrozen>(&event.body))
                artefacts[frozen->weights.hash] = frozen->weights.bytes;
        }
        runtime::RunOptions resumed = options;
        if (from) {
            resumed.lastSeq = from->eventSeq;
            resumed.seconds = from->seconds;
        }
        const auto build = [course = *this, from, artefacts]() -> Result<runtime::RunParts> {
            runtime::RunParts parts = course.parts();
            parts.checkpoint = from;
            parts.loadSnapshot =
                [artefacts](const SnapshotRecord& snapshot) -> Result<std::shared_ptr<const nn::Weights>> {
                const auto found = artefacts.find(snapshot.hash);
                if (found == artefacts.end()) return Error{"artefact.missing", Text("Error", "It is gone."), {}, {}};
                auto weights = nn::fromSafetensors(*found->second);
                if (!weights) return weights.error();
                return std::make_shared<const nn::Weights>(std::move(*weights));
            };
            return parts;
        };
        auto run = std::make_unique<runtime::Run>(resumed, build, std::vector<EventSink*>{&sink}, *clock_);
        run->start();
        return run;
    }

    runtime::RunParts parts() const {
        const games::GameInfo info = games::gameInfo(game).value();
        runtime::RunParts parts;
        parts.makeGame = [name = game](int slots) { return games::makeGame(name, slots); };
        parts.makePolicy = [name = game](const std::string& agent) { return games::makeBot(name, agent.substr(4)); };
        parts.makeLearner = fakeLearners(info, notes ? notes : std::make_shared<LearnerNotes>(), faults);
        parts.change = change;
        if (league)
            parts.source = std::make_unique<league::League>(*league, options.seed);
        else
            parts.source = std::make_unique<league::SelfPlay>(selfPlay, options.seed);
        parts.makeMatches = [playable = playable](const auto& first, const auto& second, int games,
                                                  uint64_t seed) -> Result<std::shared_ptr<runtime::MatchesJob>> {
            if (!playable) return Error{"match.unplayable", Text("Error", "No."), {}, {}};
            return std::shared_ptr<runtime::MatchesJob>(new FakeMatches(*first, *second, games, seed));
        };
        if (slices > 0) parts.evaluator = std::make_unique<KeptEvaluator>(slices);
        return parts;
    }

private:
    std::shared_ptr<TickingClock> clock_ = std::make_shared<TickingClock>();
};

/// What must not depend on time, in order, each kind for itself; the state at the end included.
struct Story {
    std::vector<std::string> snapshots, matches, episodes, curves, league;
    std::string end;

    bool operator==(const Story&) const = default;
};

inline std::string endOf(const std::vector<RunEvent>& events) {
    std::string out;
    for (const RunEvent& event : events) {
        const auto* taken = std::get_if<CheckpointTaken>(&event.body);
        if (taken == nullptr) continue;
        runtime::Checkpoint state = runtime::checkpointFromBytes(*taken->content.bytes).value();
        state.eventSeq = 0;
        state.seconds = 0;
        state.metrics.clear();  // holds the speed
        state.roundStep = -1;   // how far matches are in the background depends on time; what they are does not
        state.evaluator.clear();
        out = toBytes(state);
    }
    return out;
}

inline Story storyOf(const std::vector<RunEvent>& events) {
    Story story;
    for (const RunEvent& event : events) {
        if (const auto* frozen = std::get_if<SnapshotFrozen>(&event.body)) {
            const SnapshotRecord& s = frozen->snapshot;
            story.snapshots.push_back(fmt::format("{} {} {} {} {}", s.player, s.index, s.step, s.parent.value, s.hash));
        } else if (const auto* played = std::get_if<MatchPlayed>(&event.body)) {
            const MatchRecord& m = played->match;
            story.matches.push_back(
                fmt::format("{} {} {} {} {}", m.agents.front(), m.seed, m.scores.front(), m.pair, m.runStep));
        } else if (const auto* tallied = std::get_if<Tallied>(&event.body)) {
            const TallyRecord& t = tallied->tally;
            for (size_t i = 0; i < t.scores.size(); ++i)
                story.episodes.push_back(
                    fmt::format("{} {} {} {}", t.opponent, t.player, t.scores[i], t.asked ? 0 : t.lengths[i]));
        } else if (const auto* drawn = std::get_if<Drawn>(&event.body)) {
            const LeagueDraw& d = drawn->draw;
            story.league.push_back(fmt::format("{} {} {} {} {} {} {} {}", d.id, d.player, d.block, d.step,
                                               d.leagueVersion, d.payoffVersion, d.chosen.label(), d.probability));
        } else if (const auto* judged = std::get_if<Judged>(&event.body)) {
            const LeagueVerdict& v = judged->verdict;
            story.league.push_back(fmt::format("{} {} {} {} {} {} {}", v.id, v.player, v.period, v.step,
                                               verdictActionName(v.action), verdictCauseName(v.cause), v.winRate));
        } else if (const auto* metrics = std::get_if<Metrics>(&event.body)) {
            for (const MetricPoint& point : metrics->points) {
                if (point.name != "steps_per_second" && point.name != "elo")
                    story.curves.push_back(fmt::format("{} {} {}", point.name, point.step, point.value));
            }
        }
    }
    std::stable_sort(story.episodes.begin(), story.episodes.end(), [](const std::string& a, const std::string& b) {
        return a.substr(0, a.find(' ')) < b.substr(0, b.find(' '));
    });
    story.end = endOf(events);
    return story;
}

/// What is left of a run when it is resumed: everything up to the checkpoint.
inline std::vector<RunEvent> upTo(std::vector<RunEvent> events, int64_t seq) {
    std::erase_if(events, [seq](const RunEvent& event) { return event.seq > seq; });
    return events;
}

inline std::vector<runtime::Checkpoint> checkpointsOf(const std::vector<RunEvent>& events) {
    std::vector<runtime::Checkpoint> out;
    for (const RunEvent& event : events) {
        if (const auto* taken = std::get_if<CheckpointTaken>(&event.body))
            out.push_back(runtime::checkpointFromBytes(*taken->content.bytes).value());
    }
    return out;
}

inline std::vector<RunEvent> wholeRun(const Course& course) {
    KeepingSink sink;
    if (course.start(sink)->wait() != RunStatus::finished) return {};
    return sink.events();
}

/// Events of both parts, as a store would hold them.
inline std::vector<RunEvent> goOn(const Course& course, const std::vector<RunEvent>& past, runtime::Checkpoint from) {
    from = runtime::checkpointFromBytes(toBytes(from)).value();
    std::vector<RunEvent> events = upTo(past, from.eventSeq);
    KeepingSink sink;
    if (course.start(sink, from, events)->wait() != RunStatus::finished) return {};
    const auto more = sink.events();
    events.insert(events.end(), more.begin(), more.end());
    return events;
}

/// Runs until a checkpoint at `steps` or above is there, then leaves it.
inline std::vector<RunEvent> leftAt(const Course& course, int64_t steps) {
    KeepingSink sink;
    runtime::Run* run = nullptr;
    std::promise<void> ready;
    const std::shared_future<void> started = ready.get_future().share();
    sink.onEvent = [&](const RunEvent& event) {
        const auto* taken = std::get_if<CheckpointTaken>(&event.body);
        if (taken == nullptr || taken->checkpoint.step < steps) return;
        started.wait();
        run->suspend();
    };
    const auto made = course.start(sink);
    run = made.get();
    ready.set_value();
    if (made->wait() != RunStatus::paused) return {};
    return sink.events();
}

/// Where two lists part; empty: they are equal.
inline std::string parting(const char* what, const std::vector<std::string>& one,
                           const std::vector<std::string>& other) {
    for (size_t i = 0; i < std::max(one.size(), other.size()); ++i) {
        const std::string left = i < one.size() ? one[i] : "nothing", right = i < other.size() ? other[i] : "nothing";
        if (left != right) return fmt::format("{} {}: {} / {}", what, i, left, right);
    }
    return {};
}

/// What the two stories differ in first; empty: they are the same.
inline std::string difference(const Story& one, const Story& other) {
    for (const std::string& found :
         {parting("snapshot", one.snapshots, other.snapshots), parting("match", one.matches, other.matches),
          parting("episode", one.episodes, other.episodes), parting("point", one.curves, other.curves),
          parting("record", one.league, other.league)}) {
        if (!found.empty()) return found;
    }
    return one.end == other.end ? "" : "the state at the end";
}

}  // namespace ludus::test
