// SPDX-License-Identifier: GPL-3.0-or-later
// Why somebody was drawn, why a learner was frozen, reset or left on its way, and what would be drawn with other
// options: asked of the league as it stood before, with the numbers that were recorded. Pure functions; any thread.
#pragma once

#include "core/league/role.h"
#include "core/league/story.h"

namespace ludus::league {

struct WhyCandidate {
    Member member;
    std::string name;
    WinRate winRate;  // of the learner against it, as believed then
    double weight = 0;
    double probability = 0;   // within its place
    double from = 0, to = 0;  // the number falls on it in [from, to)
    bool chosen = false;
};
struct WhyPlace {
    DrawBranch branch = DrawBranch::selfPlay;
    bool asked = false;  // looked at by this draw; the candidates of others are not asked for
    std::vector<WhyCandidate> candidates;
};
struct WhyWay {
    double share = 0;
    double from = 0, to = 0;  // the first number falls on it in [from, to)
    bool taken = false;
    std::vector<WhyPlace> places;  // in the order in which they are looked at
};
struct WhyDraw {
    LeagueDraw record;
    LeagueDraw again;        // what the same numbers give now
    bool same = false;       // the two agree
    bool atVersion = false;  // the league is the one of the record's versions
    bool opening = false;    // self-play for the root, or a bot for a start: nothing was drawn
    double wayNumber = 0, candidateNumber = 0;
    std::vector<WhyWay> ways;
};
/// `before` is the story up to the record.
WhyDraw why(const LeagueStory& before, const LeagueDraw& draw);

struct WhyRow {
    VerdictRow row;
    std::string name, against;
    WinRate winRate;  // with its interval
    bool chosen = false;
};
/// What a verdict compared; in order.
struct WhyCondition {
    enum class Kind {
        fewestSteps,   // trained, not less than
        mostSteps,     // trained, not less than
        winRate,       // the smallest of the table, above
        games,         // the fewest of the table, not less than
        resetChance,   // the number, below
        inheritGames,  // the fewest of the candidates, not less than
        windowLow,     // the chosen one's win rate, not less than
        windowHigh,    // not more than
        openingSteps,  // trained, not less than
    };
    Kind kind = Kind::fewestSteps;
    double value = 0, limit = 0;
    bool met = false;
};
struct WhyVerdict {
    LeagueVerdict record;
    LeagueVerdict again;
    bool same = false;
    bool atVersion = false;
    bool opening = false;   // the root or a start: by steps alone
    bool incident = false;  // frozen out or lost: nothing was asked
    std::vector<WhyCondition> conditions;
    std::vector<WhyRow> rows;    // of the record
    std::vector<WhyRow> period;  // what the end of the period was judged by, where the rows are candidates
};
WhyVerdict why(const LeagueStory& before, const LeagueVerdict& verdict);

/// The same from all events of a run: the league is rebuilt up to the record. None: there is no such record.
std::optional<WhyDraw> whyDraw(const LeagueOptions& options, std::span<const RunEvent> events, int64_t id);
std::optional<WhyVerdict> whyVerdict(const LeagueOptions& options, std::span<const RunEvent> events, int64_t id);

/// One whom a draw of now could find, with the options as they are and with other ones.
struct WhatIfRow {
    DrawBranch branch = DrawBranch::selfPlay;
    Member member;     // of a bot: the learner itself
    std::string name;  // "MA1-3", or the bot's
    WinRate winRate;
    double weightBefore = 0, weightAfter = 0;
    double before = 0, after = 0;  // probabilities; each sums to 1
};
struct WhatIf {
    std::vector<WhatIfRow> rows;                                         // by branch, then by probability
    std::vector<std::pair<DrawBranch, double>> emptyBefore, emptyAfter;  // places without a candidate, with their share
    bool opening = false, failed = false;                                // a failed learner draws nobody: no rows
};
/// `changed` has the same learners.
WhatIf whatIf(const LeagueStory& story, int player, const LeagueOptions& changed);
/// With the options as they are: both columns are alike.
WhatIf whatIf(const LeagueStory& story, int player);

/// `count` draws of now from a seeded stream, counted beside whatIf's rows (in their order).
std::vector<int64_t> sampled(const LeagueStory& story, int player, const WhatIf& rows, int64_t count, uint64_t seed);

}  // namespace ludus::league
