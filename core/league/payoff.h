// SPDX-License-Identifier: GPL-3.0-or-later
// Payoff: what every member of a league has reached against every other one, kept apart by who had the first side.
// Counts fade: each match between two members multiplies what they had with `decay` (AlphaStar's pseudo-code: 0.99),
// on both sides, so that a pair's weight stays below 1/(1 - decay). A member that goes on from another one inherits its
// results as a prior, marked as such; real matches are counted besides. One owner.
#pragma once

#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/records/league_records.h"

namespace ludus::league {

struct PayoffOptions {
    double decay = 0.99;      // (0, 1]
    double minimumGames = 1;  // fewer (decayed, with the prior) count as 1/2
};

/// Results from the first-named member's view, on one side of the game.
struct PayoffSide {
    double wins = 0, draws = 0, losses = 0;  // decayed, real matches
    double priorWins = 0, priorDraws = 0, priorLosses = 0;
    int64_t played = 0;  // real matches, not decayed

    double games() const { return wins + draws + losses; }
    double priorGames() const { return priorWins + priorDraws + priorLosses; }
    double points() const { return wins + priorWins + 0.5 * (draws + priorDraws); }
};

/// Both sides of a pair, from the first-named member's view: [0] when it had the first side, [1] when the second.
struct PayoffPair {
    std::array<PayoffSide, 2> sides;

    double games() const { return sides[0].games() + sides[1].games(); }
    double priorGames() const { return sides[0].priorGames() + sides[1].priorGames(); }
    double weight() const { return games() + priorGames(); }
    int64_t played() const { return sides[0].played + sides[1].played; }
    bool priorOnly() const { return played() == 0 && priorGames() > 0; }
    PayoffPair reversed() const;
};

struct WinRate {
    double rate = 0.5;
    double low = 0, high = 1;  // 95 % interval
    double games = 0;          // decayed, with the prior
    int64_t played = 0;
    bool priorOnly = false;
};

class Payoff {
public:
    explicit Payoff(int learners, PayoffOptions options = {});

    int learners() const { return static_cast<int>(live_.size()); }
    int snapshots() const { return static_cast<int>(frozen_.size()); }
    const PayoffOptions& options() const { return options_; }
    /// Rises by one with everything that changes an answer.
    int64_t version() const { return version_; }

    /// One match. `result` is the first member's: above 0 won, below lost; `side` is the one it had (0 or 1). Against
    /// itself a draw is counted once. What was aborted is not told here at all.
    void add(Member first, Member second, int side, double result);
    /// Snapshot `index` (the next one) is a frozen learner: it inherits as its prior the learner's results against
    /// everybody whom it has met since it was last frozen or restarted; those against others are its earlier selves'.
    void freeze(int player, int index);
    /// The next snapshot is nobody's opponent and inherits nothing.
    void skip(int index);
    /// The learner goes on from a snapshot: its own results give way to that one's, as a prior.
    void restart(int player, int snapshot);

    /// Of `first` against `second`; nothing known: zeros.
    PayoffPair pair(Member first, Member second) const;
    /// Wins and half the draws of all games of both sides, of `first`; 1/2 below the minimum of games.
    double rate(Member first, Member second) const;
    /// The same with its interval (Wilson's, for the effective sample size of fading counts).
    WinRate winRate(Member first, Member second) const;
    /// Matches of real weight that a member took part in, undecayed.
    int64_t played(Member member) const;

    std::string saveState() const;
    /// Error checkpoint.damaged.
    Status loadState(std::string_view state);

private:
    using Row = std::vector<PayoffPair>;  // [snapshots], of one learner

    const PayoffPair* find(Member first, Member second, bool& reversed) const;
    PayoffPair* seek(Member first, Member second, bool& reversed, bool make);

    PayoffOptions options_;
    int64_t version_ = 0;
    std::vector<Row> live_;                           // [learners]
    std::vector<std::vector<PayoffPair>> amongLive_;  // [learners][learners], first <= second
    std::vector<std::set<int>> met_;                  // [learners] snapshots, since it was last frozen or restarted
    std::vector<std::map<int, PayoffPair>> frozen_;   // [snapshots], against later ones
};

/// Wilson's 95 % interval of a share, for `games` effective games (0: [0, 1]).
WinRate withInterval(WinRate rate, double effectiveGames);
/// How many independent matches decayed counts of `played` matches are worth: (sum w)^2 / sum w^2.
double effectiveGames(int64_t played, double decay);

}  // namespace ludus::league
