// SPDX-License-Identifier: GPL-3.0-or-later
// LeagueMeetings: whom every learner has met in which learning period of the league, and with what success. Counted as
// results come, in their order. A value with one owner; any thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/league/story.h"

namespace ludus::bridges {

struct LeagueMeeting {
    int player = 0;
    int period = 0;  // learning period of the league, 0 = before the first
    bool bot = false;
    Member opponent;         // of a bot: its place in LeagueMeetings::bots
    int opponentPeriod = 0;  // of another learner, met with its weights of then: its own period
    auto operator<=>(const LeagueMeeting&) const = default;
};

class LeagueMeetings {
public:
    /// Matches that a learner learns from; `before` is the league as it stands when they are told.
    void add(const TallyRecord& tally, const league::LeagueStory& before, int period);

    /// [player][period], then by opponent.
    const std::map<LeagueMeeting, league::MatchCount>& counts() const { return counts_; }
    const std::vector<std::string>& bots() const { return bots_; }
    /// Rises with everything that is added.
    int64_t version() const { return version_; }

private:
    std::map<LeagueMeeting, league::MatchCount> counts_;
    std::vector<std::string> bots_;  // "bot:chaser"
    int64_t version_ = 0;
};

/// Which snapshot closed which own period of which learner (0: the root or its start), of a league at some moment.
class ClosedPeriods {
public:
    explicit ClosedPeriods(const league::LeagueStory& story);
    /// Whom a learner was met as in its own period: the snapshot that closed it, else the learner.
    Member nodeAt(int player, int period) const;

private:
    std::map<std::pair<int, int>, int> closed_;
};

}  // namespace ludus::bridges
