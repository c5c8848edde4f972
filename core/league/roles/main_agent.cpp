// SPDX-License-Identifier: GPL-3.0-or-later
// TStarBot-X section on the main agent; the forgotten players as in its public code (only offenders are drawn), or as
// in AlphaStar's pseudo-code (one offender lets all in).
#include "core/league/roles/roles.h"

#include <algorithm>

namespace ludus::league {
namespace {

/// Those below the limit, or all of them when one is.
std::vector<Candidate> forgotten(const LeagueView& view, int self, std::vector<Member> members, double limit) {
    const auto offends = [&](Member member) { return view.payoff.rate(Member::learner(self), member) < limit; };
    if (std::none_of(members.begin(), members.end(), offends)) return {};
    if (!view.options.forgottenAll) std::erase_if(members, [&](Member member) { return !offends(member); });
    return weigh(view, self, members, Weighting::squared);
}

std::vector<Candidate> forgottenExploiters(const LeagueView& view, int self) {
    std::vector<Member> exploiters = view.history();
    std::erase_if(exploiters, [&](Member member) {
        const FrozenState& frozen = view.snapshots[static_cast<size_t>(member.index())];
        return frozen.role == LeagueRole::mainAgent || frozen.start;
    });
    return forgotten(view, self, std::move(exploiters), view.options.forgottenExploiterBelow);
}

std::vector<Candidate> forgottenMains(const LeagueView& view, int self) {
    std::vector<Member> own = view.historyOf(self);
    std::vector<double> rates;
    for (const Member member : own)
        rates.push_back(view.payoff.rate(Member::learner(self), member));
    own.resize(static_cast<size_t>(withoutMonotoneSuffix(rates)));
    return forgotten(view, self, std::move(own), view.options.forgottenMainBelow);
}

class MainAgent final : public Role {
public:
    std::vector<Way> ways(const LeagueView& view, int self) const override {
        const Shares shares = sharesOf(view.options);
        const Place own = meet(view, self, DrawBranch::selfPlay, Member::learner(self));
        const Weighting weighting = weightingFromName(view.options.weighting).value();
        std::vector<Way> ways;
        ways.push_back(
            {shares.history,
             {{DrawBranch::history, [&view, self, weighting] { return weigh(view, self, view.history(), weighting); }},
              own}});
        ways.push_back({shares.forgotten,
                        {{DrawBranch::forgottenExploiters, [&view, self] { return forgottenExploiters(view, self); }},
                         {DrawBranch::forgottenMains, [&view, self] { return forgottenMains(view, self); }},
                         own}});
        const std::vector<int> others = view.mains(self);
        const double each = shares.selfPlay / static_cast<double>(others.size() + 1);
        ways.push_back({each, {own}});
        for (const int other : others)
            ways.push_back({each, {meet(view, self, DrawBranch::liveMain, Member::learner(other))}});
        return ways;
    }

    LeagueVerdict whatNow(const LeagueView& view, int self, Dice&) const override {
        // By steps alone where both limits are one (TStarBot-X), else also by its hold over all frozen players
        // (AlphaStar).
        const bool bySteps = view.options.mainMinSteps >= view.options.mainMaxSteps;
        return periodEnd(view, self, view.options.mainMinSteps, view.options.mainMaxSteps,
                         bySteps ? std::vector<Member>{} : view.history());
    }
};

}  // namespace

const Role& mainAgent() {
    static const MainAgent role;
    return role;
}

}  // namespace ludus::league
