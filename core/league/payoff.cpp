// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/league/payoff.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/bytes.h"
#include "core/base/check.h"
#include "core/records/records.h"

namespace ludus::league {
namespace {

PayoffSide reversedSide(const PayoffSide& side) {
    PayoffSide out = side;
    std::swap(out.wins, out.losses);
    std::swap(out.priorWins, out.priorLosses);
    return out;
}

void fade(PayoffSide& side, double decay) {
    for (double* count : {&side.wins, &side.draws, &side.losses, &side.priorWins, &side.priorDraws, &side.priorLosses})
        *count *= decay;
}

/// What somebody who goes on from here begins with.
PayoffPair asPrior(const PayoffPair& pair) {
    PayoffPair out;
    for (size_t side = 0; side < 2; ++side) {
        const PayoffSide& from = pair.sides[side];
        out.sides[side].priorWins = from.wins + from.priorWins;
        out.sides[side].priorDraws = from.draws + from.priorDraws;
        out.sides[side].priorLosses = from.losses + from.priorLosses;
    }
    return out;
}

double rateOf(const PayoffPair& pair, double minimumGames) {
    const double weight = pair.weight();
    if (weight <= 0 || weight < minimumGames) return 0.5;
    return (pair.sides[0].points() + pair.sides[1].points()) / weight;
}

bool sound(const PayoffPair& pair) {
    return std::all_of(pair.sides.begin(), pair.sides.end(), [](const PayoffSide& side) {
        const double sum = side.games() + side.priorGames();
        return std::isfinite(sum) &&
               std::min({side.wins, side.draws, side.losses, side.priorWins, side.priorDraws, side.priorLosses}) >= 0 &&
               side.played >= 0;
    });
}

}  // namespace

PayoffPair PayoffPair::reversed() const {
    // Who had the first side against me when I had the second one.
    return {{reversedSide(sides[1]), reversedSide(sides[0])}};
}

Payoff::Payoff(int learners, PayoffOptions options)
    : options_(options),
      live_(static_cast<size_t>(learners)),
      amongLive_(static_cast<size_t>(learners), Row(static_cast<size_t>(learners))),
      met_(static_cast<size_t>(learners)) {
    LUDUS_CHECK(learners > 0);  // a payoff needs learners
    LUDUS_CHECK(options.decay > 0 && options.decay <= 1);
}

/// Null: snapshots that know nothing of each other. A learner is named first in what is stored, the lower index first
/// among equals.
const PayoffPair* Payoff::find(Member first, Member second, bool& reversed) const {
    return const_cast<Payoff*>(this)->seek(first, second, reversed, false);
}

PayoffPair* Payoff::seek(Member first, Member second, bool& reversed, bool make) {
    reversed = first.isLearner() == second.isLearner() ? first.index() > second.index() : second.isLearner();
    if (reversed) std::swap(first, second);
    const auto one = static_cast<size_t>(first.index()), other = static_cast<size_t>(second.index());
    if (first.isLearner()) {
        LUDUS_CHECK(one < live_.size());
        Row& row = second.isLearner() ? amongLive_[one] : live_[one];
        LUDUS_CHECK(other < row.size());
        return &row[other];
    }
    LUDUS_CHECK(other < frozen_.size());
    auto& known = frozen_[one];
    if (make) return &known[second.index()];
    const auto found = known.find(second.index());
    return found == known.end() ? nullptr : &found->second;
}

void Payoff::add(Member first, Member second, int side, double result) {
    LUDUS_CHECK(side == 0 || side == 1);
    bool reversed = false;
    PayoffPair& pair = *seek(first, second, reversed, true);
    for (PayoffSide& each : pair.sides)
        fade(each, options_.decay);
    if (reversed) {
        side = 1 - side;
        result = -result;
    }
    if (first.isLearner() != second.isLearner()) {
        const Member learner = first.isLearner() ? first : second, other = first.isLearner() ? second : first;
        met_[static_cast<size_t>(learner.index())].insert(other.index());
    }
    if (first == second) result = 0;  // whoever won, it was the same one
    PayoffSide& counted = pair.sides[static_cast<size_t>(side)];
    (result > 0 ? counted.wins : result < 0 ? counted.losses : counted.draws) += 1;
    ++counted.played;
    ++version_;
}

void Payoff::freeze(int player, int index) {
    LUDUS_CHECK(index == snapshots());  // snapshots enter a payoff in order
    const auto self = static_cast<size_t>(player);
    frozen_.emplace_back();
    for (int other = 0; other < learners(); ++other) {
        // Against its own learner it is its equal: nothing is known yet.
        const bool own = other == player;
        live_[static_cast<size_t>(other)].push_back(
            own ? PayoffPair{} : asPrior(pair(Member::learner(other), Member::learner(player))));
    }
    for (const int other : met_[self])
        frozen_[static_cast<size_t>(other)][index] = asPrior(live_[self][static_cast<size_t>(other)].reversed());
    met_[self].clear();
    ++version_;
}

void Payoff::skip(int index) {
    LUDUS_CHECK(index == snapshots());
    frozen_.emplace_back();
    for (Row& row : live_)
        row.emplace_back();
    ++version_;
}

void Payoff::restart(int player, int snapshot) {
    const Member from = Member::snapshot(snapshot), self = Member::learner(player);
    Row row(live_[static_cast<size_t>(player)].size());
    for (int other = 0; other < snapshots(); ++other)
        if (other != snapshot) row[static_cast<size_t>(other)] = asPrior(pair(from, Member::snapshot(other)));
    for (int other = 0; other < learners(); ++other) {
        bool reversed = false;
        PayoffPair& among = *seek(self, Member::learner(other), reversed, true);
        const PayoffPair known = other == player ? PayoffPair{} : asPrior(pair(from, Member::learner(other)));
        among = reversed ? known.reversed() : known;
    }
    live_[static_cast<size_t>(player)] = std::move(row);
    met_[static_cast<size_t>(player)].clear();
    ++version_;
}

PayoffPair Payoff::pair(Member first, Member second) const {
    bool reversed = false;
    const PayoffPair* found = find(first, second, reversed);
    if (found == nullptr) return {};
    return reversed ? found->reversed() : *found;
}

double Payoff::rate(Member first, Member second) const {
    bool reversed = false;
    const PayoffPair* found = find(first, second, reversed);
    if (found == nullptr) return 0.5;
    const double rate = rateOf(*found, options_.minimumGames);
    return reversed ? 1 - rate : rate;
}

WinRate Payoff::winRate(Member first, Member second) const {
    const PayoffPair known = pair(first, second);
    WinRate out;
    out.rate = rateOf(known, options_.minimumGames);
    out.games = known.weight();
    out.played = known.played();
    out.priorOnly = known.priorOnly();
    return withInterval(out, effectiveGames(out.played, options_.decay) + known.priorGames());
}

int64_t Payoff::played(Member member) const {
    int64_t sum = 0;
    for (int other = 0; other < learners(); ++other)
        sum += pair(member, Member::learner(other)).played();
    for (int other = 0; other < snapshots(); ++other)
        if (Member::snapshot(other) != member) sum += pair(member, Member::snapshot(other)).played();
    return sum;
}

std::string Payoff::saveState() const {
    std::string out;
    bytes::put(out, static_cast<uint64_t>(live_.size()));
    bytes::put(out, static_cast<uint64_t>(frozen_.size()));
    bytes::put(out, version_);
    for (const Row& row : live_)
        bytes::putAll(out, row);
    for (const Row& row : amongLive_)
        bytes::putAll(out, row);
    for (const std::set<int>& met : met_)
        bytes::putList(out, std::vector<int>(met.begin(), met.end()));
    for (const auto& known : frozen_) {
        bytes::put(out, static_cast<uint64_t>(known.size()));
        for (const auto& [other, pair] : known) {
            bytes::put(out, other);
            bytes::put(out, pair);
        }
    }
    return out;
}

Status Payoff::loadState(std::string_view state) {
    bytes::Reader in(state);
    Payoff read(learners(), options_);
    uint64_t players = 0, frozen = 0;
    bool whole = in.value(players) && in.value(frozen) && in.value(read.version_) && players == live_.size() &&
                 frozen <= state.size();
    for (size_t i = 0; whole && i < live_.size(); ++i)
        whole = in.all(frozen, read.live_[i]) && std::all_of(read.live_[i].begin(), read.live_[i].end(), sound);
    for (size_t i = 0; whole && i < live_.size(); ++i)
        whole = in.all(players, read.amongLive_[i]) &&
                std::all_of(read.amongLive_[i].begin(), read.amongLive_[i].end(), sound);
    for (size_t i = 0; whole && i < live_.size(); ++i) {
        std::vector<int> met;
        whole = in.list(met) && std::all_of(met.begin(), met.end(), [frozen](int index) {
                    return index >= 0 && index < static_cast<int>(frozen);
                });
        read.met_[i] = {met.begin(), met.end()};
    }
    if (whole) read.frozen_.resize(frozen);
    for (size_t i = 0; whole && i < frozen; ++i) {
        uint64_t count = 0;
        whole = in.value(count) && count <= frozen;
        for (uint64_t k = 0; whole && k < count; ++k) {
            int other = 0;
            PayoffPair pair;
            whole = in.value(other) && in.value(pair) && other > static_cast<int>(i) &&
                    other < static_cast<int>(frozen) && sound(pair);
            if (whole) read.frozen_[i].emplace(other, pair);
        }
    }
    if (!whole || !in.done()) return damagedCheckpoint(LUDUS_TEXT("Run", "the payoff"));
    *this = std::move(read);
    return {};
}

WinRate withInterval(WinRate rate, double games) {
    if (!(games > 0)) {
        rate.low = 0;
        rate.high = 1;
        return rate;
    }
    constexpr double z = 1.959963984540054;
    const double middle = (rate.rate + z * z / (2 * games)) / (1 + z * z / games);
    const double half =
        z / (1 + z * z / games) * std::sqrt(rate.rate * (1 - rate.rate) / games + z * z / (4 * games * games));
    rate.low = std::max(0.0, middle - half);
    rate.high = std::min(1.0, middle + half);
    return rate;
}

double effectiveGames(int64_t played, double decay) {
    const auto n = static_cast<double>(played);
    if (decay >= 1 || played <= 1) return n;
    const double left = std::pow(decay, n);
    return (1 - left) * (1 + decay) / ((1 + left) * (1 - decay));
}

}  // namespace ludus::league
