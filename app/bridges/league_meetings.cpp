// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/league_meetings.h"

#include <algorithm>

#include "core/records/task_source.h"

namespace ludus::bridges {
namespace {

/// Period 0 is what comes before the first one: the root, a start.
int ownPeriod(const league::LearnerStory& learner) {
    return learner.start < 0 && learner.period == 1 ? 0 : learner.period;
}

double pointsOf(float score) {
    return score > 0 ? 1 : score < 0 ? 0 : 0.5;
}

}  // namespace

void LeagueMeetings::add(const TallyRecord& tally, const league::LeagueStory& before, int period) {
    const auto players = static_cast<int>(before.learners().size());
    if (tally.asked || tally.player < 0 || tally.player >= players) return;
    LeagueMeeting key;
    key.player = tally.player;
    key.period = period;
    const std::optional<Member> opponent = memberOfLabel(tally.opponent, tally.player);
    if (opponent) {
        const size_t known = opponent->isLearner() ? before.learners().size() : before.snapshots().size();
        if (opponent->index() >= static_cast<int>(known)) return;  // nobody: the story says so
        key.opponent = *opponent;
        if (opponent->isLearner() && opponent->index() != tally.player)
            key.opponentPeriod = ownPeriod(before.learners()[static_cast<size_t>(opponent->index())]);
    } else {
        key.bot = true;
        const auto known = std::find(bots_.begin(), bots_.end(), tally.opponent);
        key.opponent = Member::snapshot(static_cast<int>(known - bots_.begin()));
        if (known == bots_.end()) bots_.push_back(tally.opponent);
    }
    league::MatchCount& count = counts_[key];
    for (const float score : tally.scores) {
        ++count.matches;
        count.points += pointsOf(score);
    }
    ++version_;
}

ClosedPeriods::ClosedPeriods(const league::LeagueStory& story) {
    using league::NodeKind;
    for (const league::StoryNode& node : story.snapshots())
        if (node.kind == NodeKind::root || node.kind == NodeKind::start || node.kind == NodeKind::period)
            closed_[{node.player, node.period}] = node.index;
}

Member ClosedPeriods::nodeAt(int player, int period) const {
    const auto found = closed_.find({player, period});
    return found == closed_.end() ? Member::learner(player) : Member::snapshot(found->second);
}

}  // namespace ludus::bridges
