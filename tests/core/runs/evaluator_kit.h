// SPDX-License-Identifier: GPL-3.0-or-later
// What tests of the evaluator share: networks that always choose the same, an evaluator with what it has frozen, and
// what its rounds told.
#pragma once

#include <QString>

#include <map>
#include <string>
#include <vector>

#include "core/games/registry.h"
#include "core/runs/evaluator.h"

namespace ludus::test {

inline games::GameInfo rps() {
    return games::gameInfo("rps").value();
}

/// A network that always chooses `action`.
inline std::shared_ptr<const nn::Weights> always(int action) {
    nn::NetworkSpec spec;
    spec.inputs = rps().observation.size;
    spec.hidden = {4};
    spec.branches = {3};
    auto weights = nn::initialWeights(spec, Rng(1));
    std::fill(weights.values.begin(), weights.values.end(), 0.0F);
    for (const nn::LayerPlace& place : nn::layerPlaces(spec)) {
        if (place.name == "actor.head") weights.values[static_cast<size_t>(place.biasOffset + action)] = 50;
    }
    return std::make_shared<const nn::Weights>(std::move(weights));
}

struct Bench {
    runs::EvaluationOptions options;
    runs::RecordOptions record;
    std::vector<std::string> opponents = {"bot:random", "bot:always_0"};
    std::vector<std::string> players;  // names of the learning players; empty: one
    std::unique_ptr<runs::MatchEvaluator> evaluator;
    int frozen = 0;
    std::map<std::string, std::shared_ptr<const nn::Weights>> kept;  // by hash

    Bench() {
        options.games = 20;
        options.past = 2;
        record.replaysEvery = 0;
    }
    void make(uint64_t seed = 3) {
        std::vector<agents::AgentPtr> agents;
        for (const std::string& name : opponents)
            agents.push_back(agents::botAgent(rps(), name).value());
        evaluator = std::make_unique<runs::MatchEvaluator>(rps(), std::move(agents), options, record, RunId{1}, seed,
                                                           systemClock(), players);
    }
    void freeze(int action, int player = 0) {
        SnapshotRecord snapshot;
        snapshot.player = player;
        snapshot.index = frozen;
        snapshot.id = makeSnapshotId(RunId{1}, frozen);
        snapshot.step = 1000 * frozen++;
        snapshot.hash = "h" + std::to_string(frozen);
        kept[snapshot.hash] = always(action);
        evaluator->snapshotFrozen(snapshot, kept[snapshot.hash]);
    }
    Status load(const std::string& state) {
        return evaluator->loadState(
            state, [this](const SnapshotRecord& snapshot) -> Result<std::shared_ptr<const nn::Weights>> {
                if (kept.contains(snapshot.hash)) return kept.at(snapshot.hash);
                return Error{"artefact.missing", Text("Error", "The artefact is gone."), {}, {}};
            });
    }
    /// The same in a new process: nothing but the state and what is kept.
    void resume() {
        const std::string state = evaluator->saveState();
        make();
        if (!load(state).ok()) qFatal("the state does not load");
    }
    static void play(const runtime::EvaluationJobs& jobs) {
        for (const auto& job : jobs) {
            while (job->advance()) {
            }
        }
    }
    /// Plays a round about what is frozen and gives what is published.
    std::vector<EventBody> round() {
        const int64_t step = 1000 * (frozen - 1);
        const auto jobs = evaluator->nextRound(step);
        play(jobs);
        return evaluator->roundFinished(jobs, step);
    }
    /// Freezes, plays a round and gives what is published.
    std::vector<EventBody> round(int action) {
        freeze(action);
        const int64_t step = 1000 * (frozen - 1);
        const auto jobs = evaluator->nextRound(step);
        play(jobs);
        return evaluator->roundFinished(jobs, step);
    }
};

template <class Body>
std::vector<Body> all(const std::vector<EventBody>& events) {
    std::vector<Body> out;
    for (const EventBody& event : events) {
        if (const auto* body = std::get_if<Body>(&event)) out.push_back(*body);
    }
    return out;
}

inline std::map<std::string, RatingRecord> ratings(const std::vector<EventBody>& events) {
    std::map<std::string, RatingRecord> out;
    const auto tables = all<Rated>(events);
    for (const RatingRecord& rating : tables.back().ratings)
        out[rating.agent] = rating;
    return out;
}

/// Everything that two rounds have in common when they are the same.
inline std::vector<std::string> storyOf(const std::vector<EventBody>& events) {
    std::vector<std::string> out;
    for (const MatchPlayed& played : all<MatchPlayed>(events)) {
        const MatchRecord& m = played.match;
        out.push_back(m.agents[0] + " " + m.agents[1] + " " + m.hashes[0] + " " + m.hashes[1] + " " +
                      std::to_string(m.seed) + " " + std::to_string(m.scores[0]) + " " + std::to_string(m.pair) + " " +
                      std::to_string(m.runStep) + " " + m.replayHash);
    }
    for (const Rated& rated : all<Rated>(events)) {
        for (const RatingRecord& r : rated.ratings)
            out.push_back(QString("%1 %2 %3 %4 %5")
                              .arg(r.agent.c_str())
                              .arg(r.elo, 0, 'g', 17)
                              .arg(r.error, 0, 'g', 17)
                              .arg(r.games)
                              .arg(r.step)
                              .toStdString());
    }
    return out;
}

inline std::string nameOf(int index) {
    return "snapshot:" + std::to_string(makeSnapshotId(RunId{1}, index).value);
}

}  // namespace ludus::test
