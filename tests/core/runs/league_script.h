// SPDX-License-Identifier: GPL-3.0-or-later
// ScriptedLeague: a league of rock-paper-scissors in a workspace whose main agent's snapshots are told one by one: each
// always makes the same choice, and what it met before is said with it. For tests that know every result by hand. Any
// thread, one at a time.
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/base/hash.h"
#include "core/games/registry.h"
#include "core/league/story.h"
#include "core/nn/network.h"
#include "core/runs/run_config.h"
#include "core/store/store_writer.h"
#include "core/store/workspace.h"

namespace ludus::test {

enum Choice { rock, paper, scissors };

/// A network that never chooses anything else.
inline nn::Weights weightsOf(Choice choice, const games::GameInfo& game) {
    nn::Weights weights;
    weights.spec.inputs = game.observation.size;
    weights.spec.hidden = {4};
    weights.spec.branches = game.action.branches;
    weights.values.assign(static_cast<size_t>(nn::parameterCount(weights.spec)), 0.0F);
    for (const nn::LayerPlace& place : nn::layerPlaces(weights.spec))
        if (place.name == "actor.head") weights.values[static_cast<size_t>(place.biasOffset) + choice] = 80;
    return weights;
}

class ScriptedLeague {
public:
    ScriptedLeague(const std::string& folder, const std::string& name, std::vector<std::string> changes = {},
                   const std::string& preset = "rps/diversified_league") {
        // What was long ago hardly counts.
        for (const char* change : {"run.seconds=0", "run.steps=1000000", "league.decay=0.5", "league.minimum_games=1"})
            changes.emplace_back(change);
        const runs::RunConfig config = runs::readRunConfig(runs::findPreset(preset).value().toml, changes).value();
        game_ = games::gameInfo(config.game, config.gameOptions).value();
        story_ = std::make_unique<league::LeagueStory>(config.league);
        RunRecord record;
        record.game = config.game;
        record.preset = preset;
        record.name = name;
        record.config = config.text;
        workspace_ = std::move(store::Workspace::open(folder).value());
        id_ = workspace_->createRun(std::move(record)).value();
        if (!workspace_->claimRun(id_).ok()) qFatal("the run could not be claimed");
        writer_ = std::move(store::StoreWriter::open(folder, id_).value());
        publish(StateChanged{RunStatus::running, {}});
        flush();
    }
    ~ScriptedLeague() {
        publish(StateChanged{RunStatus::finished, {}});
        flush();
        (void)workspace_->releaseRun(id_);
    }
    ScriptedLeague(const ScriptedLeague&) = delete;
    ScriptedLeague& operator=(const ScriptedLeague&) = delete;

    /// The main agent ends a period (the first time: the common root is ready) and is frozen.
    void freeze(Choice choice) { freezeBytes(nn::toSafetensors(weightsOf(choice, game_), {})); }
    /// It chooses by chance alone.
    void freezeUndecided() {
        nn::Weights weights = weightsOf(rock, game_);
        std::fill(weights.values.begin(), weights.values.end(), 0.0F);
        freezeBytes(nn::toSafetensors(weights, {}));
    }
    void freezeBytes(std::string bytes) {
        LeagueVerdict verdict;
        verdict.action = VerdictAction::freeze;
        verdict.cause = story_->snapshots().empty() ? VerdictCause::rootReady : VerdictCause::maximumSteps;
        step_ += 1000;
        judge(verdict);
        SnapshotRecord snapshot;
        snapshot.run = id_;
        snapshot.index = static_cast<int>(story_->snapshots().size());
        snapshot.id = makeSnapshotId(id_, snapshot.index);
        snapshot.step = step_;
        snapshot.hash = contentHash(bytes);
        const auto content = std::make_shared<const std::string>(std::move(bytes));
        publish(SnapshotFrozen{snapshot, {snapshot.hash, ".safetensors", content}});
        flush();
    }
    /// Its weights cannot be read any more.
    void lose(int index) {
        LeagueVerdict verdict;
        verdict.player = story_->snapshots()[static_cast<size_t>(index)].player;
        verdict.action = VerdictAction::lost;
        verdict.cause = VerdictCause::missing;
        verdict.restartFrom = index;
        judge(verdict);
        flush();
    }
    /// A learner learns no more.
    void freezeOut(int player, VerdictCause cause) {
        LeagueVerdict verdict;
        verdict.player = player;
        verdict.action = VerdictAction::frozenOut;
        verdict.cause = cause;
        judge(verdict);
        flush();
    }
    /// The main agent of now against snapshot `index`: +1 won, -1 lost.
    void meet(int index, float score, int games = 30) {
        TallyRecord tally;
        tally.opponent = Member::snapshot(index).label();
        tally.step = step_;
        tally.scores.assign(static_cast<size_t>(games), score);
        tally.lengths.assign(static_cast<size_t>(games), 1);
        for (int i = 0; i < games; ++i)
            tally.sides.push_back(static_cast<uint8_t>(i % 2));
        publish(Tallied{tally});
    }
    /// Elo of the snapshots, by index.
    void rate(const std::vector<double>& elo) {
        std::vector<RatingRecord> table;
        for (size_t i = 0; i < elo.size(); ++i) {
            const SnapshotId snapshot = makeSnapshotId(id_, static_cast<int>(i));
            table.push_back(
                {"snapshot:" + std::to_string(snapshot.value), story_->snapshots()[i].step, elo[i], 10, 100, 0.5});
        }
        publish(Rated{std::move(table)});
        flush();
    }
    /// Rock, paper that beats it, scissors that beat the paper and have forgotten how to beat the rock.
    void circle() {
        freeze(rock);
        meet(0, 1);
        freeze(paper);
        meet(1, 1);
        meet(0, -1);
        freeze(scissors);
    }

    RunId id() const { return id_; }
    const league::LeagueStory& story() const { return *story_; }

private:
    void judge(LeagueVerdict verdict) {
        verdict.id = static_cast<int64_t>(story_->verdicts().size()) + 1;
        verdict.step = step_;
        verdict.period = story_->learners()[static_cast<size_t>(verdict.player)].period;
        verdict.leagueVersion = story_->book().version();
        verdict.payoffVersion = story_->book().payoff().version();
        publish(Judged{std::move(verdict)});
    }
    void publish(EventBody body) {
        const RunEvent event{id_, ++seq_, 1'800'000'000'000 + 500 * seq_, 0.5 * static_cast<double>(seq_),
                             std::move(body)};
        story_->take(event);
        writer_->take(event);
    }
    void flush() {
        if (!writer_->flush().ok()) qFatal("the league could not be written");
    }

    games::GameInfo game_;
    std::unique_ptr<store::Workspace> workspace_;
    std::unique_ptr<store::StoreWriter> writer_;
    std::unique_ptr<league::LeagueStory> story_;
    RunId id_;
    int64_t seq_ = 0, step_ = 0;
};

}  // namespace ludus::test
