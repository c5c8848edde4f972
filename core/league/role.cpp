// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/league/role.h"

#include <algorithm>
#include <numeric>

namespace ludus::league {
namespace {

const LearnerState& learnerOf(const LeagueView& view, int self) {
    return view.learners[static_cast<size_t>(self)];
}

std::vector<double> probabilitiesOf(const std::vector<Candidate>& candidates) {
    std::vector<double> out;
    out.reserve(candidates.size());
    for (const Candidate& candidate : candidates)
        out.push_back(candidate.probability);
    return out;
}

VerdictRow heirRow(const LeagueView& view, Member member) {
    const Recent recent = view.againstMains(member);
    const std::vector<int> mains = view.mains();
    VerdictRow row;
    row.member = member;
    row.against = mains.empty() ? member : Member::learner(mains.front());
    row.winRate = recent.rate();
    row.games = static_cast<double>(recent.played);
    row.played = recent.played;
    return row;
}

}  // namespace

std::vector<bool> inheritedOnes(const LeagueView& view) {
    std::vector<bool> out(view.snapshots.size(), false);
    for (const FrozenState& frozen : view.snapshots)
        if (frozen.parent >= 0) out[static_cast<size_t>(frozen.parent)] = true;
    for (const LearnerState& learner : view.learners)
        if (learner.from >= 0) out[static_cast<size_t>(learner.from)] = true;
    return out;
}

LeagueDraw drawOpponent(const LeagueView& view, int self, Dice& dice) {
    const std::vector<Way> ways = roleOf(learnerOf(view, self).spec.role).ways(view, self);
    std::vector<double> shares;
    for (const Way& way : ways)
        shares.push_back(way.share);
    LeagueDraw draw;
    draw.player = self;
    const Way& way = ways[static_cast<size_t>(pick(shares, dice.roll()))];
    const double number = dice.roll();
    for (const Place& place : way.places) {
        draw.branch = place.branch;
        const std::vector<Candidate> candidates = place.candidates();
        if (candidates.empty()) {
            draw.empty.push_back(place.branch);
            continue;
        }
        const Candidate& found = candidates[static_cast<size_t>(pick(probabilitiesOf(candidates), number))];
        draw.chosen = found.member;
        draw.probability = found.probability;
        draw.winRate = found.winRate;
        break;
    }
    draw.numbers = dice.numbers();
    return draw;
}

Distribution drawnNow(const LeagueView& view, int self) {
    Distribution out;
    for (const Way& way : roleOf(learnerOf(view, self).spec.role).ways(view, self)) {
        for (const Place& place : way.places) {
            const std::vector<Candidate> candidates = place.candidates();
            for (const Candidate& one : candidates)
                out.chances.push_back({place.branch, one.member, one.winRate, one.weight, way.share * one.probability});
            if (!candidates.empty()) break;
            out.empty.emplace_back(place.branch, way.share);
        }
    }
    return out;
}

std::vector<Candidate> candidatesOf(const LeagueView& view, const LeagueDraw& draw) {
    for (const Way& way : roleOf(learnerOf(view, draw.player).spec.role).ways(view, draw.player))
        for (const Place& place : way.places) {
            if (place.branch != draw.branch) continue;
            std::vector<Candidate> candidates = place.candidates();
            const auto chosen = [&](const Candidate& one) { return one.member == draw.chosen; };
            if (std::any_of(candidates.begin(), candidates.end(), chosen)) return candidates;
        }
    return {};
}

std::vector<Candidate> weigh(const LeagueView& view, int self, const std::vector<Member>& members,
                             Weighting weighting) {
    std::vector<Candidate> out;
    std::vector<double> weights;
    out.reserve(members.size());
    weights.reserve(members.size());
    for (const Member member : members) {
        Candidate one;
        one.member = member;
        one.winRate = view.payoff.rate(Member::learner(self), member);
        one.weight = view.meta != nullptr && !member.isLearner() ? (*view.meta)[static_cast<size_t>(member.index())]
                                                                 : weightOf(weighting, one.winRate);
        weights.push_back(one.weight);
        out.push_back(one);
    }
    normalise(weights);
    for (size_t i = 0; i < out.size(); ++i)
        out[i].probability = weights[i];
    return out;
}

Place meet(const LeagueView& view, int self, DrawBranch branch, Member member) {
    return {branch, [&view, self, member] {
                const double rate = view.payoff.rate(Member::learner(self), member);
                return std::vector<Candidate>{{member, rate, 1, 1}};
            }};
}

std::vector<Way> mainsWays(const LeagueView& view, int self) {
    const std::vector<int> mains = view.mains(self);
    // Without a main agent that still learns, frozen players are all there is; without those, itself.
    if (mains.empty()) return historyWays(view, self);
    std::vector<Way> ways;
    const double each = 1.0 / static_cast<double>(mains.size());
    for (const int main : mains) {
        const Place live = meet(view, self, DrawBranch::liveMain, Member::learner(main));
        const bool tooStrong =
            view.payoff.rate(Member::learner(self), Member::learner(main)) < view.options.exploiterFloor;
        const double still = tooStrong ? view.options.exploiterStill : 1;
        ways.push_back({each * still, {live}});
        if (!tooStrong) continue;
        const Place earlier{DrawBranch::mainHistory, [&view, self, main] {
                                return weigh(view, self, view.historyOf(main), Weighting::variance);
                            }};
        ways.push_back({each * (1 - still), {earlier, live}});
    }
    return ways;
}

std::vector<Way> historyWays(const LeagueView& view, int self) {
    const Weighting weighting = weightingFromName(view.options.leagueWeighting).value();
    Way way{1,
            {{DrawBranch::history, [&view, self, weighting] { return weigh(view, self, view.history(), weighting); }}}};
    const std::vector<int> mains = view.mains(self);
    way.places.push_back(mains.empty() ? meet(view, self, DrawBranch::selfPlay, Member::learner(self))
                                       : meet(view, self, DrawBranch::liveMain, Member::learner(mains.front())));
    return {way};
}

std::vector<Way> waysLike(LeagueRole role, const LeagueView& view, int self) {
    return role == LeagueRole::leagueExploiter ? historyWays(view, self) : mainsWays(view, self);
}

LeagueVerdict periodEnd(const LeagueView& view, int self, int64_t fewest, int64_t most,
                        const std::vector<Member>& members) {
    const LearnerState& learner = learnerOf(view, self);
    LeagueVerdict verdict;
    verdict.player = self;
    verdict.period = learner.period;
    verdict.trained = learner.trained;
    verdict.threshold = view.options.winThreshold;
    if (learner.trained < fewest) return verdict;
    double smallest = 1;
    bool known = !members.empty();
    for (const Member member : members) {
        const PayoffPair pair = view.payoff.pair(Member::learner(self), member);
        VerdictRow row{Member::learner(self), member, view.payoff.rate(Member::learner(self), member), pair.weight(),
                       pair.played()};
        const bool enough = pair.played() >= view.options.verdictGames;
        row.inside = enough && row.winRate > verdict.threshold;
        known = known && enough;
        smallest = std::min(smallest, row.winRate);
        verdict.table.push_back(row);
    }
    verdict.winRate = members.empty() ? 0.5 : smallest;
    if (known && smallest > verdict.threshold)
        verdict.cause = VerdictCause::winRate;
    else if (learner.trained >= most)
        verdict.cause = VerdictCause::maximumSteps;
    if (verdict.cause != VerdictCause::none) verdict.action = VerdictAction::freeze;
    return verdict;
}

LeagueVerdict exploiterPeriodEnd(const LeagueView& view, int self) {
    std::vector<Member> mains;
    for (const int main : view.mains(self))
        mains.push_back(Member::learner(main));
    return periodEnd(view, self, view.options.exploiterMinSteps, view.options.exploiterMaxSteps, mains);
}

void reset(const LeagueView& view, int self, LeagueVerdict& verdict) {
    verdict.action = VerdictAction::freezeAndRestart;
    verdict.restartFrom = learnerOf(view, self).start;
    verdict.reset = true;
}

Heirs heirs(const LeagueView& view, int self, bool leavesOnly, const std::function<double(double)>& distance) {
    const LearnerSpec& kind = learnerOf(view, self).spec;
    const std::vector<bool> inherited = leavesOnly ? inheritedOnes(view) : std::vector<bool>(view.snapshots.size());
    const std::vector<int> mains = view.mains(self);
    std::vector<std::pair<double, int>> known;
    for (int i = 0; i < static_cast<int>(view.snapshots.size()); ++i) {
        const FrozenState& frozen = view.snapshots[static_cast<size_t>(i)];
        if (!frozen.usable || frozen.start || frozen.role != kind.role || frozen.opponents != kind.opponents) continue;
        if (inherited[static_cast<size_t>(i)]) continue;
        double rate = 0;
        for (const int main : mains)
            rate += view.payoff.rate(Member::snapshot(i), Member::learner(main)) / static_cast<double>(mains.size());
        known.emplace_back(distance(rate), i);
    }
    std::stable_sort(known.begin(), known.end());
    const auto most = static_cast<size_t>(view.options.inheritCandidates);
    if (known.size() > most) known.resize(most);
    Heirs out;
    out.rows.push_back(heirRow(view, Member::learner(self)));
    for (const auto& [apart, snapshot] : known)
        out.rows.push_back(heirRow(view, Member::snapshot(snapshot)));
    const auto enough = [&](const VerdictRow& row) { return row.played >= view.options.inheritGames; };
    // Without a main agent there is nobody to play them against.
    out.complete = mains.empty() || std::all_of(out.rows.begin(), out.rows.end(), enough);
    return out;
}

void inherit(const VerdictRow& row, LeagueVerdict& verdict) {
    if (row.member.isLearner()) {  // itself: a copy enters the league, its weights go on
        verdict.action = VerdictAction::freeze;
        return;
    }
    verdict.action = VerdictAction::freezeAndRestart;
    verdict.restartFrom = row.member.index();
}

}  // namespace ludus::league
