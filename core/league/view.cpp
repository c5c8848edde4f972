// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/league/view.h"

namespace ludus::league {

std::vector<int> LeagueView::mains(int without) const {
    std::vector<int> out;
    for (int i = 0; i < static_cast<int>(learners.size()); ++i) {
        const LearnerState& learner = learners[static_cast<size_t>(i)];
        if (learner.spec.role == LeagueRole::mainAgent && learner.playing() && i != without) out.push_back(i);
    }
    return out;
}

std::vector<Member> LeagueView::history() const {
    std::vector<Member> out;
    out.reserve(snapshots.size());
    for (size_t i = 0; i < snapshots.size(); ++i)
        if (snapshots[i].usable) out.push_back(Member::snapshot(static_cast<int>(i)));
    return out;
}

std::vector<Member> LeagueView::historyOf(int player) const {
    std::vector<Member> out;
    for (size_t i = 0; i < snapshots.size(); ++i)
        if (snapshots[i].usable && snapshots[i].player == player) out.push_back(Member::snapshot(static_cast<int>(i)));
    return out;
}

Recent LeagueView::againstMains(Member member) const {
    Recent sum;
    for (const int main : mains()) {
        const auto& known = recent[static_cast<size_t>(main)];
        const auto found = known.find(member);
        if (found == known.end()) continue;
        sum.played += found->second.played;
        sum.points += found->second.points;
    }
    return sum;
}

}  // namespace ludus::league
