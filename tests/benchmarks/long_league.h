// SPDX-License-Identifier: GPL-3.0-or-later
// A league as long as wanted, as the events of a run: everybody meets some frozen players, then is frozen. Nobody
// decides anything, so that it is made quickly. For benchmarks.
#pragma once

#include <utility>
#include <vector>

#include "core/base/rng.h"
#include "core/league/role.h"
#include "core/records/events.h"

namespace ludus::league::bench {

inline LeagueOptions benchOptions() {
    LeagueOptions options;
    options.mainExploiters = options.leagueExploiters = options.evolutionaryExploiters = 1;
    options.adaptiveExploiters = options.specificExploiters = 1;
    options.specificBots = {"bot:random"};
    return options;
}

/// A league of about so many snapshots as its events: everybody meets some frozen players, then is frozen.
inline std::vector<RunEvent> longLeague(const LeagueOptions& options, int tallies, int snapshots) {
    std::vector<RunEvent> out;
    LeagueBook book(options);
    Rng random(3);
    const auto publish = [&](EventBody body) {
        RunEvent& event = out.emplace_back();
        event.run = RunId{1};
        event.seq = static_cast<int64_t>(out.size());
        event.body = std::move(body);
    };
    const auto close = [&](int player, VerdictCause cause, int64_t step) {
        LeagueVerdict verdict;
        verdict.id = static_cast<int64_t>(out.size());
        verdict.player = player;
        verdict.step = step;
        verdict.action =
            cause == VerdictCause::maximumSteps && player > 0 ? VerdictAction::freezeAndRestart : VerdictAction::freeze;
        verdict.cause = cause;
        verdict.restartFrom = 0;
        verdict.leagueVersion = book.version();
        verdict.payoffVersion = book.payoff().version();
        publish(Judged{verdict});
        SnapshotRecord snapshot;
        snapshot.player = player;
        snapshot.index = static_cast<int>(book.snapshots().size());
        snapshot.id = makeSnapshotId(RunId{1}, snapshot.index);
        snapshot.step = step;
        book.decided(verdict);
        book.frozen(snapshot);
        publish(SnapshotFrozen{snapshot, {}});
    };
    close(0, VerdictCause::rootReady, 0);
    close(3, VerdictCause::startReady, 0);
    const int players = book.options().learners(), each = tallies / snapshots;
    for (int i = 2; i < snapshots; ++i) {
        const int player = i % players;
        for (int k = 0; k < each; ++k) {
            TallyRecord tally;
            tally.player = player;
            tally.step = int64_t{20'000} * static_cast<int64_t>(out.size());
            tally.opponent =
                Member::snapshot(static_cast<int>(random.below(static_cast<uint32_t>(book.snapshots().size()))))
                    .label();
            for (int game = 0; game < 10; ++game) {
                tally.scores.push_back(static_cast<float>(random.uniform() - 0.5));
                tally.lengths.push_back(200);
                tally.sides.push_back(static_cast<uint8_t>(game % 2));
            }
            book.tallied(tally);
            publish(Tallied{std::move(tally)});
        }
        if (player == 0) {
            LeagueDraw draw;
            draw.id = i;
            draw.leagueVersion = book.version();
            draw.payoffVersion = book.payoff().version();
            Dice dice(random);
            const LeagueDraw drawn = drawOpponent(book.view(), 0, dice);
            draw.branch = drawn.branch;
            draw.chosen = drawn.chosen;
            draw.numbers = drawn.numbers;
            draw.empty = drawn.empty;
            draw.probability = drawn.probability;
            draw.winRate = drawn.winRate;
            publish(Drawn{draw});
        }
        close(player, VerdictCause::maximumSteps, int64_t{20'000} * static_cast<int64_t>(out.size()));
    }
    return out;
}

}  // namespace ludus::league::bench
