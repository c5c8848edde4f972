// SPDX-License-Identifier: GPL-3.0-or-later
// Leagues for tests, made by telling a book what happened.
#pragma once

#include "core/league/league_book.h"
#include "core/league/role.h"

namespace ludus::league::test {

inline LeagueOptions smallLeague() {
    LeagueOptions options;
    options.rootSteps = 0;
    options.mainMinSteps = options.mainMaxSteps = 1000;
    options.exploiterMinSteps = 1000;
    options.exploiterMaxSteps = 2000;
    options.minimumGames = 1;
    options.verdictGames = 10;
    options.decay = 1;
    return options;
}

inline void freeze(LeagueBook& book, int player) {
    SnapshotRecord snapshot;
    snapshot.player = player;
    snapshot.index = static_cast<int>(book.snapshots().size());
    book.frozen(snapshot);
}

/// The end of a period as somebody decided it.
inline void closePeriod(LeagueBook& book, LeagueVerdict verdict) {
    book.decided(verdict);
    freeze(book, verdict.player);
}

inline LeagueVerdict goesOn(int player) {
    LeagueVerdict verdict;
    verdict.player = player;
    verdict.action = VerdictAction::freeze;
    verdict.cause = VerdictCause::maximumSteps;
    return verdict;
}

/// The common root is frozen: snapshot 0. Everybody without a start of its own plays.
inline LeagueBook begun(const LeagueOptions& options) {
    LeagueBook book(options);
    LeagueVerdict ready = goesOn(0);
    ready.cause = VerdictCause::rootReady;
    closePeriod(book, ready);
    return book;
}

/// `games` matches of which the learner wins `wins`, the rest it loses.
inline void play(LeagueBook& book, int player, Member opponent, int wins, int games) {
    for (int i = 0; i < games; ++i)
        book.played(player, opponent, i % 2, i < wins ? 1 : -1);
}

/// Matches against the main agent of now, as a verdict asks for them.
inline void evaluate(LeagueBook& book, Member member, int wins, int games) {
    for (int i = 0; i < games; ++i)
        book.evaluated(member, Member::learner(0), i % 2, i < wins ? 1 : -1);
}

inline LeagueVerdict judge(const LeagueBook& book, int player, uint64_t seed = 1) {
    Rng rng(seed);
    Dice dice(rng);
    return roleOf(book.learners()[static_cast<size_t>(player)].spec.role).whatNow(book.view(), player, dice);
}

}  // namespace ludus::league::test
