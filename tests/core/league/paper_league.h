// SPDX-License-Identifier: GPL-3.0-or-later
// A whole league with an engine of paper, told as the events of a run: players have strengths that grow with training,
// matches are decided by chance. Options change on the way, learners fail, snapshots get lost.
#pragma once

#include <cmath>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/rng.h"
#include "core/league/league.h"
#include "core/records/events.h"

namespace ludus::league::test {

/// Every role, short periods.
inline LeagueOptions everyRole() {
    LeagueOptions options;
    options.mainExploiters = options.leagueExploiters = options.specificExploiters = 1;
    options.evolutionaryExploiters = options.adaptiveExploiters = 1;
    options.specificBots = {"bot:chaser"};
    options.rootSteps = 4000;
    options.specificSteps = 3000;
    options.mainMinSteps = options.mainMaxSteps = 20'000;
    options.exploiterMinSteps = 5000;
    options.exploiterMaxSteps = 10'000;
    return options;
}

class PaperLeague {
public:
    PaperLeague(const LeagueOptions& options, uint64_t seed)
        : league(options, seed),
          random_(seed, 7),
          strengths_(static_cast<size_t>(league.players())),
          trained_(strengths_.size()) {
        freeze(0);  // the untrained one
    }

    void run(int turns) {
        for (int turn = 0; turn < turns; ++turn)
            takeTurn();
    }
    /// Told now, valid from the turn after the next one.
    void change(const std::string& key, const std::string& before, const std::string& after,
                const std::function<void(LeagueOptions&)>& set) {
        publish(OptionChanged{key, before, after, step_ + 1});
        changes_.emplace_back(2, set);
    }
    void fail(int player, VerdictCause cause) { publish(Judged{*league.failed(player, cause, step_)}); }
    void lose(int snapshot) { publish(Judged{*league.lost(snapshot, step_)}); }
    /// Everybody is frozen once more, as when a run ends.
    void end() {
        for (int player = 0; player < league.players(); ++player)
            freeze(player);
    }
    void publish(EventBody body) {
        RunEvent event;
        event.run = RunId{3};
        event.seq = static_cast<int64_t>(events.size()) + 1;
        event.body = std::move(body);
        events.push_back(event);
        if (watch) watch(events.back());
    }
    int64_t step() const { return step_; }

    League league;
    std::vector<RunEvent> events;
    std::function<void(const RunEvent&)> watch;  // sees the league as it is after the event

private:
    static constexpr int64_t kTurn = 1000;
    static constexpr int kMatches = 10;

    /// The player that is furthest behind its share.
    int next() const {
        int best = -1;
        double least = 0;
        for (int player = 0; player < league.players(); ++player) {
            const double share = league.share(player);
            const double done = static_cast<double>(trained_[static_cast<size_t>(player)]) / share;
            if (share <= 0 || (best >= 0 && done >= least)) continue;
            best = player;
            least = done;
        }
        return best;
    }

    void takeTurn() {
        for (auto& [turns, set] : changes_) {
            if (--turns > 0) continue;
            LeagueOptions options = league.book().options();
            set(options);
            league.setOptions(options);
        }
        std::erase_if(changes_, [](const auto& change) { return change.first <= 0; });
        const int player = next();
        decide(player);
        step_ += kTurn;
        const OpponentDraw draw = league.drawOpponent(player, static_cast<int>(step_ / kTurn) % 2, step_);
        publish(Drawn{*draw.record});
        play(player, draw);
        league.trained(player, kTurn);
        trained_[static_cast<size_t>(player)] += kTurn;
        strengths_[static_cast<size_t>(player)] += 0.02 * random_.uniform();
    }

    void decide(int player) {
        for (;;) {
            const Decision decision = league.whatNow(player, step_);
            if (decision.record) publish(Judged{*decision.record});
            if (decision.freeze) freeze(player);
            if (decision.goOnFrom)
                strengths_[static_cast<size_t>(player)] = frozen_[static_cast<size_t>(*decision.goOnFrom)];
            if (decision.matches.empty()) return;
            for (const MatchesWanted& wanted : decision.matches)
                playWanted(player, wanted);
        }
    }

    void freeze(int player) {
        SnapshotRecord snapshot;
        snapshot.run = RunId{3};
        snapshot.player = player;
        snapshot.index = static_cast<int>(frozen_.size());
        snapshot.id = makeSnapshotId(snapshot.run, snapshot.index);
        snapshot.step = step_;
        snapshot.hash = "weights" + std::to_string(snapshot.index);
        frozen_.push_back(strengths_[static_cast<size_t>(player)]);
        league.snapshotTaken(snapshot);
        publish(SnapshotFrozen{snapshot, {}});
    }

    void playWanted(int player, const MatchesWanted& wanted) {
        std::vector<float> scores;
        std::vector<uint8_t> sides;
        for (int i = 0; i < wanted.games; ++i) {
            sides.push_back(static_cast<uint8_t>(i % 2));
            scores.push_back(result(strength(wanted.member), strength(wanted.against)));
        }
        TallyRecord tally = league.matchesPlayed(player, wanted, scores, sides);
        tally.step = step_;
        publish(Tallied{std::move(tally)});
    }

    void play(int player, const OpponentDraw& draw) {
        TallyRecord tally;
        tally.player = player;
        tally.opponent = draw.label();
        tally.step = step_;
        const auto opponent = memberOfLabel(tally.opponent, player);
        for (int i = 0; i < kMatches; ++i) {
            tally.scores.push_back(result(strength(Member::learner(player)), opponent ? strength(*opponent) : 0));
            tally.lengths.push_back(static_cast<int32_t>(kTurn / kMatches));
            tally.sides.push_back(static_cast<uint8_t>(random_.below(2)));
        }
        league.tallied(tally);
        publish(Tallied{std::move(tally)});
    }

    double strength(Member member) const {
        return (member.isLearner() ? strengths_ : frozen_)[static_cast<size_t>(member.index())];
    }
    float result(double own, double other) {
        return random_.uniform() < 1 / (1 + std::exp(other - own)) ? 1.0F : -1.0F;
    }

    Rng random_;
    std::vector<double> strengths_, frozen_;
    std::vector<int64_t> trained_;
    std::vector<std::pair<int, std::function<void(LeagueOptions&)>>> changes_;
    int64_t step_ = 0;
};

/// With changes of options, a failed learner and a lost snapshot on the way.
inline void playEventfully(PaperLeague& league) {
    league.run(500);
    league.change("league.win_threshold", "0.7", "0.6", [](LeagueOptions& options) { options.winThreshold = 0.6; });
    league.run(300);
    league.change("league.weighting", "\"squared\"", "\"variance\"",
                  [](LeagueOptions& options) { options.weighting = "variance"; });
    league.change("league.shares", "\"tstarbot_x\"", "\"alphastar\"",
                  [](LeagueOptions& options) { options.shares = "alphastar"; });
    league.run(300);
    league.lose(5);
    league.run(100);
    league.fail(2, VerdictCause::diverged);
    league.run(300);
}

}  // namespace ludus::league::test
