// SPDX-License-Identifier: GPL-3.0-or-later
// What a league's bookkeeping costs at 100, 1000 and 10 000 snapshots: a draw of each role, a verdict, a freeze, the
// state as bytes. JSON lines. Fails when at 1000 snapshots a draw takes more than 50 microseconds or a verdict more
// than a millisecond (times LUDUS_BENCH_SLACK).
//   bench_league
#include <chrono>
#include <cstdio>

#include "core/league/league_book.h"
#include "core/league/role.h"
#include "tests/support/bench_slack.h"

namespace {

using namespace ludus;
using namespace ludus::league;

constexpr int kJudged = 1000;
constexpr double kDrawMicroseconds = 50, kVerdictMicroseconds = 1000;

LeagueOptions everyRole() {
    LeagueOptions options;
    options.mainExploiters = options.leagueExploiters = options.evolutionaryExploiters = 1;
    options.adaptiveExploiters = options.specificExploiters = 1;
    options.specificBots = {"bot:random"};
    return options;
}

void freeze(LeagueBook& book, int player, VerdictCause cause) {
    LeagueVerdict verdict;
    verdict.player = player;
    verdict.action =
        cause == VerdictCause::maximumSteps && player > 0 ? VerdictAction::freezeAndRestart : VerdictAction::freeze;
    verdict.cause = cause;
    verdict.restartFrom = 0;
    book.decided(verdict);
    SnapshotRecord snapshot;
    snapshot.player = player;
    snapshot.index = static_cast<int>(book.snapshots().size());
    book.frozen(snapshot);
}

/// Everybody has met everybody, with all kinds of success.
LeagueBook filled(int snapshots) {
    LeagueBook book(everyRole());
    const int players = book.options().learners();
    freeze(book, 0, VerdictCause::rootReady);
    freeze(book, 3, VerdictCause::startReady);
    Rng random(1);
    while (static_cast<int>(book.snapshots().size()) < snapshots) {
        const int player = static_cast<int>(book.snapshots().size()) % players;
        for (int i = 0; i < 20; ++i) {
            const auto opponent = static_cast<int>(random.below(static_cast<uint32_t>(book.snapshots().size())));
            book.played(player, Member::snapshot(opponent), i % 2, random.uniform() - 0.4);
        }
        freeze(book, player, VerdictCause::maximumSteps);
    }
    for (int player = 0; player < players; ++player) {
        book.trained(player, 100'000'000);
        for (int i = 0; i < snapshots; ++i)
            book.played(player, Member::snapshot(i), i % 2, random.uniform() - 0.4);
        for (int i = 0; player > 0 && i < 60; ++i)
            book.evaluated(Member::learner(player), Member::learner(0), i % 2, random.uniform() - 0.6);
    }
    for (int i = 0; i < snapshots; ++i)
        for (int k = 0; k < 30; ++k)
            book.evaluated(Member::snapshot(i), Member::learner(0), k % 2, random.uniform() - 0.6);
    return book;
}

template <class F>
double microseconds(int rounds, F work) {
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < rounds; ++i)
        work();
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count() / rounds;
}

bool measure(int snapshots) {
    const double slack = test::benchSlack();
    const LeagueBook book = filled(snapshots);
    const int players = book.options().learners();
    bool fine = true;
    Rng random(2);
    for (int player = 0; player < players; ++player) {
        const LeagueRole role = book.learners()[static_cast<size_t>(player)].spec.role;
        const double draw = microseconds(300, [&] {
            Dice dice(random);
            (void)drawOpponent(book.view(), player, dice);
        });
        const double verdict = microseconds(30, [&] {
            Dice dice(random);
            (void)roleOf(role).whatNow(book.view(), player, dice);
        });
        std::printf("{\"bench\":\"league\",\"snapshots\":%d,\"role\":\"%s\",\"draw_us\":%.1f,\"verdict_us\":%.1f}\n",
                    snapshots, leagueRoleName(role), draw, verdict);
        if (snapshots == kJudged)
            fine = fine && draw <= kDrawMicroseconds * slack && verdict <= kVerdictMicroseconds * slack;
    }
    LeagueBook growing = book;
    const double frozen = microseconds(5, [&] { freeze(growing, 0, VerdictCause::maximumSteps); });
    size_t bytes = 0;
    const double state = microseconds(3, [&] { bytes = book.saveState().size(); });
    std::printf("{\"bench\":\"league\",\"snapshots\":%d,\"freeze_us\":%.1f,\"state_us\":%.0f,\"state_bytes\":%zu}\n",
                snapshots, frozen, state, bytes);
    return fine;
}

}  // namespace

int main() {
    bool fine = true;
    for (const int snapshots : {100, kJudged, 10'000})
        fine = measure(snapshots) && fine;
    return fine ? 0 : 1;
}
