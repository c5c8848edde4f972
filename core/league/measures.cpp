// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/league/measures.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

namespace ludus::league {
namespace {

constexpr double kNothing = 1e-9;  // of a mixture
constexpr size_t kWord = 64;

double sideRate(const PayoffSide& side) {
    const double games = side.games() + side.priorGames();
    return games > 0 ? side.points() / games : kUnknown;
}

bool enough(double weight, const PayoffOptions& options) {
    return weight > 0 && weight >= options.minimumGames;
}

double eloOf(const LeagueStory& story, Member member) {
    return member.isLearner() ? kUnknown : story.snapshots()[static_cast<size_t>(member.index())].elo;
}

/// Learners last.
std::pair<bool, int> ageOf(Member member) {
    return {member.isLearner(), member.index()};
}

int playerOf(const LeagueStory& story, Member member) {
    return member.isLearner() ? member.index() : story.snapshots()[static_cast<size_t>(member.index())].player;
}

bool comesFirst(const LeagueStory& story, MemberOrder order, Member one, Member other) {
    if (order == MemberOrder::rating) {
        const double a = eloOf(story, one), b = eloOf(story, other);
        if (std::isfinite(a) != std::isfinite(b)) return std::isfinite(a);
        if (std::isfinite(a) && a != b) return a > b;
    }
    if (order == MemberOrder::role) {
        const auto place = [&](Member member) { return std::pair(story.roleOf(member), playerOf(story, member)); };
        if (place(one) != place(other)) return place(one) < place(other);
    }
    return ageOf(one) < ageOf(other);
}

bool aliveAt(const StoryNode& node, int64_t step) {
    const bool met = node.kind != NodeKind::untrained && node.kind != NodeKind::last;
    return met && (node.lostStep < 0 || node.lostStep > step);
}

/// At most `most` of `alive`: those with weight in the former moment, at most half, then the newest.
std::vector<int> considered(std::vector<int> alive, const NashMoment* former, int most) {
    if (most <= 0 || static_cast<int>(alive.size()) <= most) return alive;
    std::vector<std::pair<double, int>> carried;
    for (size_t i = 0; former != nullptr && i < former->weights.size(); ++i)
        if (former->weights[i] > kNothing) carried.emplace_back(-former->weights[i], former->considered[i]);
    std::sort(carried.begin(), carried.end());
    std::vector<int> out;
    for (const auto& [weight, snapshot] : carried)
        if (static_cast<int>(out.size()) < most / 2 && std::binary_search(alive.begin(), alive.end(), snapshot))
            out.push_back(snapshot);
    for (auto newest = alive.rbegin(); newest != alive.rend() && static_cast<int>(out.size()) < most; ++newest)
        if (std::find(out.begin(), out.end(), *newest) == out.end()) out.push_back(*newest);
    std::sort(out.begin(), out.end());
    return out;
}

double knownShare(const LeagueBook& book, const std::vector<Member>& members) {
    int64_t known = 0, pairs = 0;
    for (size_t i = 0; i < members.size(); ++i)
        for (size_t j = i + 1; j < members.size(); ++j, ++pairs)
            if (enough(book.payoff().pair(members[i], members[j]).weight(), book.payoff().options())) ++known;
    return pairs > 0 ? static_cast<double>(known) / static_cast<double>(pairs) : 0;
}

}  // namespace

// ---- who beats whom

std::vector<Member> orderedMembers(const LeagueStory& story, MemberOrder order, int most) {
    std::vector<Member> out;
    for (const LearnerState& learner : story.book().learners())
        if (learner.playing())
            out.push_back(Member::learner(static_cast<int>(&learner - story.book().learners().data())));
    const auto full = [&] { return most > 0 && static_cast<int>(out.size()) >= most; };
    for (auto node = story.snapshots().rbegin(); node != story.snapshots().rend() && !full(); ++node)
        if (node->usable) out.push_back(Member::snapshot(node->index));
    std::stable_sort(out.begin(), out.end(),
                     [&](Member one, Member other) { return comesFirst(story, order, one, other); });
    return out;
}

PayoffCell payoffCell(const LeagueBook& book, Member row, Member column) {
    const PayoffPair pair = book.payoff().pair(row, column);
    PayoffCell cell;
    cell.sides = {kUnknown, kUnknown};
    if (pair.weight() <= 0 && pair.played() == 0) return cell;  // most pairs of a large league have never met
    cell.winRate = book.payoff().winRate(row, column);
    cell.freshGames = pair.games();
    cell.priorGames = pair.priorGames();
    cell.sides = {sideRate(pair.sides[0]), sideRate(pair.sides[1])};
    cell.sideGap = cell.sides[0] - cell.sides[1];
    cell.known = enough(pair.weight(), book.payoff().options());
    return cell;
}

PayoffTable payoffTable(const LeagueBook& book, std::vector<Member> members) {
    PayoffTable out;
    out.members = std::move(members);
    out.cells.reserve(out.members.size() * out.members.size());
    for (const Member row : out.members)
        for (const Member column : out.members)
            out.cells.push_back(payoffCell(book, row, column));
    return out;
}

math::PayoffMatrix advantages(const LeagueBook& book, const std::vector<Member>& members) {
    math::PayoffMatrix out{members.size(), members.size(), {}};
    out.values.resize(members.size() * members.size());
    for (size_t i = 0; i < members.size(); ++i) {
        for (size_t j = i + 1; j < members.size(); ++j) {
            const double advantage = 2 * book.payoff().rate(members[i], members[j]) - 1;
            out.values[i * members.size() + j] = advantage;
            out.values[j * members.size() + i] = -advantage;
        }
    }
    return out;
}

// ---- Nash

NashMoment nashAt(const LeagueStory& story, int snapshot, const NashMoment* former, int most) {
    NashMoment out;
    out.snapshot = snapshot;
    out.step = story.snapshots()[static_cast<size_t>(snapshot)].step;
    std::vector<int> alive;
    for (int i = 0; i <= snapshot; ++i)
        if (aliveAt(story.snapshots()[static_cast<size_t>(i)], out.step)) alive.push_back(i);
    out.alive = static_cast<int>(alive.size());
    out.considered = considered(std::move(alive), former, most);
    if (out.considered.empty()) return out;
    std::vector<Member> members;
    for (const int index : out.considered)
        members.push_back(Member::snapshot(index));
    out.known = knownShare(story.book(), members);
    const math::PayoffMatrix matrix = advantages(story.book(), members);
    const Result<math::Equilibrium> found = math::maxEntropyEquilibrium(matrix);
    if (!found) return out;
    out.weights = found->row;
    out.diversity = effectiveDiversity(matrix, out.weights);
    return out;
}

std::vector<NashMoment> nashOverTime(const LeagueStory& story, int most) {
    std::vector<NashMoment> out;
    for (const auto& moment : story.moments()) {
        NashMoment next = nashAt(story, moment->snapshot, out.empty() ? nullptr : &out.back(), most);
        out.push_back(std::move(next));
    }
    return out;
}

// ---- numbers of a population

Result<RelativePerformance> relativePerformance(const math::PayoffMatrix& winRates) {
    math::PayoffMatrix matrix = winRates;
    for (double& value : matrix.values)
        value = 2 * value - 1;
    Result<math::Equilibrium> found = math::maxEntropyEquilibrium(matrix);
    if (!found) return found.error();
    RelativePerformance out;
    out.value = found->value;
    out.winRate = (found->value + 1) / 2;
    out.first = std::move(found->row);
    out.second = std::move(found->column);
    return out;
}

double effectiveDiversity(const math::PayoffMatrix& advantages, const std::vector<double>& mixture) {
    double sum = 0;
    for (size_t i = 0; i < advantages.rows; ++i)
        for (size_t j = 0; j < advantages.columns; ++j)
            sum += mixture[i] * mixture[j] * std::max(0.0, advantages.at(i, j));
    return sum;
}

Cycles nonTransitive(const math::PayoffMatrix& winRates, double threshold) {
    const size_t count = winRates.rows, words = (count + kWord - 1) / kWord;
    // [members] bits of whom each beats, and by whom it is beaten.
    std::vector<uint64_t> beats(count * words), beaten(count * words);
    for (size_t i = 0; i < count; ++i) {
        for (size_t j = 0; j < count; ++j) {
            if (i == j || !(winRates.at(i, j) > threshold)) continue;
            beats[i * words + j / kWord] |= uint64_t{1} << (j % kWord);
            beaten[j * words + i / kWord] |= uint64_t{1} << (i % kWord);
        }
    }
    Cycles out;
    for (size_t i = 0; i < count; ++i)
        for (size_t j = 0; j < count; ++j) {
            if ((beats[i * words + j / kWord] >> (j % kWord) & 1) == 0) continue;
            for (size_t word = 0; word < words; ++word)
                out.ordered += std::popcount(beats[j * words + word] & beaten[i * words + word]);
        }
    const auto n = static_cast<int64_t>(count);
    out.cycles = out.ordered / 3;
    out.triples = n * (n - 1) * (n - 2) / 6;
    return out;
}

double robustness(const std::vector<double>& winRates) {
    if (winRates.empty()) return kUnknown;
    return 1 - *std::min_element(winRates.begin(), winRates.end());
}

Forgetting forgettingOf(const LeagueStory& story, int player) {
    Forgetting out;
    for (const auto& moment : story.moments()) {
        if (moment->player != player || !std::isfinite(moment->minimum)) continue;
        ++out.moments;
        out.minimum = moment->minimum;
        out.mean = moment->mean;
        if (out.smallestStep >= 0 && moment->minimum >= out.smallest) continue;
        out.smallest = moment->minimum;
        out.smallestStep = moment->step;
    }
    return out;
}

}  // namespace ludus::league
