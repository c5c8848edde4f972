// SPDX-License-Identifier: GPL-3.0-or-later
// What a league's bookkeeping costs at 100, 1000 and 10 000 snapshots: a draw of each role, a verdict, a freeze, the
// state as bytes; and what it costs to tell one from its events: replaying 100 000 tallies, one event, why, what if,
// the Nash mixtures. JSON lines. Fails when at 1000 snapshots a draw takes more than 50 microseconds or a verdict more
// than a millisecond (times LUDUS_BENCH_SLACK).
//   bench_league
#include <algorithm>
#include <chrono>
#include <cstdio>

#include "core/league/league_book.h"
#include "core/league/measures.h"
#include "core/league/role.h"
#include "core/league/story_why.h"
#include "tests/benchmarks/long_league.h"
#include "tests/support/bench_slack.h"

namespace {

using namespace ludus;
using namespace ludus::league;

constexpr int kJudged = 1000;
constexpr double kDrawMicroseconds = 50, kVerdictMicroseconds = 1000;
constexpr double kReplaySeconds = 3;
constexpr int kTallies = 100'000;

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
    LeagueBook book(bench::benchOptions());
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

/// Fails when the replay takes longer than a few seconds, or is not exact.
bool measureStory(int tallies, int snapshots) {
    const std::vector<RunEvent> events = bench::longLeague(bench::benchOptions(), tallies, snapshots);
    LeagueStory story(bench::benchOptions());
    const double replay = microseconds(1, [&] { story = storyOf(bench::benchOptions(), events); }) / 1e6;
    const auto last = std::find_if(events.rbegin(), events.rend(),
                                   [](const RunEvent& event) { return std::holds_alternative<Drawn>(event.body); });
    const LeagueStory before = storyOf(bench::benchOptions(), events, last->seq);
    WhyDraw told;
    const double why = microseconds(10, [&] { told = ludus::league::why(before, std::get<Drawn>(last->body).draw); });
    const double what = microseconds(10, [&] { (void)whatIf(story, 0); });
    const double copy = microseconds(3, [&] { LeagueStory other = story; });
    const double edges = microseconds(3, [&] { (void)story.edges(0, story.lastStep(), 5); });
    const double nash = microseconds(1, [&] { (void)nashAt(story, story.moments().back()->snapshot, nullptr); }) / 1e6;
    std::printf(
        "{\"bench\":\"story\",\"snapshots\":%d,\"tallies\":%d,\"replay_s\":%.2f,\"event_us\":%.1f,\"why_us\":%.0f,"
        "\"what_if_us\":%.0f,\"copy_us\":%.0f,\"edges_us\":%.0f,\"nash_s\":%.3f,\"exact\":%s}\n",
        snapshots, tallies, replay, 1e6 * replay / static_cast<double>(events.size()), why, what, copy, edges, nash,
        story.exact() && told.same ? "true" : "false");
    return story.exact() && told.same && (snapshots != kJudged || replay <= kReplaySeconds * test::benchSlack());
}

}  // namespace

int main() {
    bool fine = true;
    for (const int snapshots : {100, kJudged, 10'000})
        fine = measure(snapshots) && fine;
    for (const int snapshots : {100, kJudged, 10'000})
        fine = measureStory(kTallies, snapshots) && fine;
    return fine ? 0 : 1;
}
