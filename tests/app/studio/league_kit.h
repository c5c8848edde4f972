// SPDX-License-Identifier: GPL-3.0-or-later
// LeagueAuthor: writes a league run into a workspace, as an engine would, and plays on whenever it is told to. What it
// published is known as events and as a story, so that a test can say what must be shown. playLeague() lets real
// learners play instead, for tests that need weights and replays. Any thread, one at a time.
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/base/hash.h"
#include "core/league/story.h"
#include "core/runs/active_run.h"
#include "core/runs/run_config.h"
#include "core/store/store_writer.h"
#include "core/store/workspace.h"
#include "tests/core/league/paper_league.h"

namespace ludus::test {

/// All six roles (players MA1, ME1, LE1, SE1, EE1, AEE1), periods of some ten turns.
inline std::vector<std::string> allRoles() {
    return {"run.seconds=0",
            "run.steps=10000000",
            "league.evolutionary_exploiters=1",
            "league.root_steps=4000",
            "league.specific_steps=3000",
            "league.main_min_steps=20000",
            "league.main_max_steps=20000",
            "league.exploiter_min_steps=5000",
            "league.exploiter_max_steps=10000"};
}

inline runs::RunConfig leagueConfig(const std::vector<std::string>& assignments) {
    return runs::readRunConfig(runs::findPreset("rps/diversified_league")->toml, assignments).value();
}

class LeagueAuthor {
public:
    explicit LeagueAuthor(const std::string& folder, const std::vector<std::string>& assignments = allRoles(),
                          uint64_t seed = 1, const std::string& name = "league-01")
        : LeagueAuthor(folder, leagueConfig(assignments), seed, name) {}
    /// Gives the run free; one that was not finished looks like one whose program died.
    ~LeagueAuthor() {
        flush();
        (void)workspace_->releaseRun(id_);
    }
    LeagueAuthor(const LeagueAuthor&) = delete;
    LeagueAuthor& operator=(const LeagueAuthor&) = delete;

    /// So many turns of a thousand steps, rated now and then; on the disk when it returns. About 50 turns make a period
    /// of the league.
    void play(int turns) {
        for (int done = 0; done < turns; ++done) {
            paper_.run(1);
            if (++turns_ % kRatedEvery == 0) rate();
        }
        flush();
    }
    void finish() {
        paper_.end();
        rate();
        write(StateChanged{RunStatus::finished, {}});
        flush();
    }
    /// Anything else that an engine may say.
    void publish(EventBody body) {
        paper_.publish(std::move(body));
        flush();
    }
    void lose(int snapshot) {
        paper_.lose(snapshot);
        flush();
    }
    void fail(int player, VerdictCause cause = VerdictCause::diverged) {
        paper_.fail(player, cause);
        flush();
    }

    RunId id() const { return id_; }
    int64_t seq() const { return seq_; }  // of the newest event
    const league::LeagueOptions& options() const { return options_; }
    /// Without draws, as a window reads them.
    const std::vector<RunEvent>& events() const { return events_; }
    league::LeagueStory story() const { return league::storyOf(options_, events_); }

private:
    static constexpr int kRatedEvery = 25;

    LeagueAuthor(const std::string& folder, const runs::RunConfig& config, uint64_t seed, const std::string& name)
        : options_(config.league),
          workspace_(std::move(*store::Workspace::open(folder))),
          id_(create(config, seed, name)),
          writer_(std::move(*store::StoreWriter::open(folder, id_))),
          paper_(config.league, seed) {
        write(StateChanged{RunStatus::running, {}});
        for (RunEvent event : std::exchange(paper_.events, {}))
            write(std::move(event.body));
        paper_.watch = [this](const RunEvent& event) { write(event.body); };
        flush();
    }

    RunId create(const runs::RunConfig& config, uint64_t seed, const std::string& name) {
        RunRecord record;
        record.game = config.game;
        record.preset = "rps/diversified_league";
        record.name = name;
        record.seed = seed;
        record.config = config.text;
        record.targetSteps = config.run.steps;
        const RunId id = *workspace_->createRun(std::move(record));
        if (!workspace_->claimRun(id).ok()) qFatal("the run could not be claimed");
        return id;
    }

    void write(EventBody body) {
        if (auto* frozen = std::get_if<SnapshotFrozen>(&body)) {
            SnapshotRecord& snapshot = frozen->snapshot;
            auto weights = std::make_shared<const std::string>("weights " + std::to_string(snapshot.index) +
                                                               " of run " + std::to_string(id_.value));
            snapshot.run = id_;
            snapshot.id = makeSnapshotId(id_, snapshot.index);
            snapshot.hash = contentHash(*weights);
            frozen->weights = {snapshot.hash, ".safetensors", std::move(weights)};
            frozen_.push_back(snapshot);
        }
        RunEvent event{id_, ++seq_, 1'800'000'000'000 + 500 * seq_, 0.5 * static_cast<double>(seq_), std::move(body)};
        writer_->take(event);
        if (!std::holds_alternative<Drawn>(event.body)) events_.push_back(std::move(event));
    }

    /// Everybody gets better, exploiters less.
    double strength(int player, int64_t step) const {
        return 400 * std::log10(1 + static_cast<double>(step) / 5000) * (player == 0 ? 1.0 : 0.9 - 0.03 * player);
    }
    void rate() {
        const int64_t step = paper_.step();
        std::vector<MetricPoint> points;
        for (int player = 0; player < options_.learners(); ++player) {
            const std::string curve = player == 0 ? "elo" : "elo/" + league::learnerName(options_, player);
            points.push_back({curve, step, strength(player, step), 24});
        }
        write(Metrics{std::move(points)});
        std::vector<RatingRecord> table{{"bot:random", -1, 0, 0, 400, 0.1}};
        for (const SnapshotRecord& snapshot : frozen_)
            table.push_back({"snapshot:" + std::to_string(snapshot.id.value), snapshot.step,
                             strength(snapshot.player, snapshot.step), 12, 100, 0.5});
        write(Rated{std::move(table)});
    }
    void flush() {
        if (!writer_->flush().ok()) qFatal("the run could not be written");
    }

    const league::LeagueOptions options_;
    std::unique_ptr<store::Workspace> workspace_;
    const RunId id_;
    std::unique_ptr<store::StoreWriter> writer_;
    league::test::PaperLeague paper_;
    std::vector<RunEvent> events_;
    std::vector<SnapshotRecord> frozen_;
    int64_t seq_ = 0;
    int turns_ = 0;
};

/// A finished league of all roles with some sixty snapshots.
inline RunId writeLeague(const std::string& folder, int turns = 800) {
    LeagueAuthor author(folder);
    author.play(turns);
    author.finish();
    return author.id();
}

/// A league of real learners within so many steps, a second or two.
inline std::vector<std::string> quickLeague(int64_t steps) {
    return {"run.seconds=0",
            "run.steps=" + std::to_string(steps),
            "run.workers=2",
            "league.root_steps=2000",
            "league.specific_steps=1000",
            "league.main_min_steps=4000",
            "league.main_max_steps=4000",
            "league.exploiter_min_steps=1000",
            "league.exploiter_max_steps=2000",
            "league.swap_steps=500",
            "learner.slots=16",
            "learner.steps=8",
            "evaluation.every=10000",
            "evaluation.games=4",
            "record.replays_every=2",
            "record.metric_seconds=0"};
}

/// A league that real learners played, with weights, evaluation matches and replays; some seconds.
inline RunId playLeague(const std::string& folder, int64_t steps = 30'000) {
    const runs::RunConfig config = leagueConfig(quickLeague(steps));
    auto run = runs::ActiveRun::start(folder, config, {});
    if (!run) qFatal("%s", run.error().sentence().c_str());
    if (!(*run)->wait().ok()) qFatal("the run was not stored");
    return (*run)->id();
}

}  // namespace ludus::test
