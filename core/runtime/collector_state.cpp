// SPDX-License-Identifier: GPL-3.0-or-later
// Collector: what a checkpoint keeps of it. Opponents are kept as the draws they came from; slots that shared one share
// one again, since rows of one opponent act together and draw from one random stream.
#include <algorithm>

#include "core/base/bytes.h"
#include "core/runtime/collector.h"

namespace ludus::runtime {
namespace {

using bytes::put;
using bytes::putList;
using bytes::putText;
using Opponents = std::vector<std::shared_ptr<Opponent>>;

constexpr int32_t kNobody = -1;

void putDraw(std::string& out, const OpponentDraw& draw) {
    put(out, static_cast<int32_t>(draw.kind));
    put(out, draw.snapshot);
    put(out, draw.learner);
    putText(out, draw.agent);
    put(out, static_cast<uint8_t>(draw.learnBoth));
    putText(out, draw.reason);
}

bool readDraw(bytes::Reader& in, OpponentDraw& draw) {
    int32_t kind = 0;
    uint8_t learnBoth = 0;
    const bool whole = in.value(kind) && in.value(draw.snapshot) && in.value(draw.learner) && in.text(draw.agent) &&
                       in.value(learnBoth) && in.text(draw.reason);
    if (!whole || kind < 0 || kind > static_cast<int32_t>(OpponentDraw::Kind::learner)) return false;
    draw.kind = static_cast<OpponentDraw::Kind>(kind);
    draw.learnBoth = learnBoth != 0;
    return true;
}

/// Its place among the different ones; entered when it is new.
int32_t placeOf(const std::shared_ptr<Opponent>& opponent, Opponents& all) {
    if (!opponent) return kNobody;
    const auto found = std::find(all.begin(), all.end(), opponent);
    const auto place = static_cast<int32_t>(found - all.begin());
    if (found == all.end()) all.push_back(opponent);
    return place;
}

bool readOpponent(bytes::Reader& in, const Opponents& all, std::shared_ptr<Opponent>& opponent) {
    int32_t place = 0;
    if (!in.value(place) || place < kNobody || place >= static_cast<int32_t>(all.size())) return false;
    opponent = place == kNobody ? nullptr : all[static_cast<size_t>(place)];
    return true;
}

bool readRng(bytes::Reader& in, Rng& rng) {
    Rng::State state;
    if (!in.value(state)) return false;
    rng = Rng::fromState(state);
    return true;
}

Error damaged() {
    return damagedCheckpoint(LUDUS_TEXT("Run", "the running episodes"));
}

}  // namespace

void Collector::save(std::string& out) const {
    LUDUS_CHECK_EQ(stepsLeft_, 0);
    Opponents all;
    std::vector<int32_t> places;
    for (const auto& opponent : opponentOf_)
        places.push_back(placeOf(opponent, all));
    std::vector<int32_t> next;
    for (const auto& opponent : next_)
        next.push_back(placeOf(opponent, all));
    put(out, static_cast<uint64_t>(all.size()));
    for (const auto& opponent : all)
        putDraw(out, opponent->draw);
    for (const int32_t place : next)
        put(out, place);
    for (const Rng* rng : {&rng_, &actions_, &others_})
        put(out, rng->state());
    put(out, static_cast<uint8_t>(started_));
    for (size_t slot = 0; slot < places.size(); ++slot) {
        put(out, places[slot]);
        put(out, learnerSide_[slot]);
        for (size_t seat = 0; seat < static_cast<size_t>(seats_); ++seat)
            putList(out, opponentState_[slot * static_cast<size_t>(seats_) + seat]);
        putText(out, game_->save(static_cast<int>(slot)));
    }
}

Status Collector::load(std::string_view state, const OpponentMaker& make) {
    bytes::Reader in(state);
    uint64_t count = 0;
    if (!in.value(count) || count > opponentOf_.size() + next_.size()) return damaged();
    Opponents all;
    for (uint64_t i = 0; i < count; ++i) {
        OpponentDraw draw;
        if (!readDraw(in, draw)) return damaged();
        Result<std::shared_ptr<Opponent>> opponent = make(draw);
        if (!opponent) return opponent.error();
        all.push_back(std::move(*opponent));
    }
    uint8_t started = 0;
    bool whole = true;
    for (auto& opponent : next_)
        whole = whole && readOpponent(in, all, opponent);
    whole = whole && readRng(in, rng_) && readRng(in, actions_) && readRng(in, others_) && in.value(started);
    if (!whole) return damaged();
    started_ = started != 0;
    rowsChanged_ = true;
    return loadSlots(in, all);
}

Status Collector::loadSlots(bytes::Reader& in, const Opponents& opponents) {
    for (int slot = 0; slot < game_->slots(); ++slot) {
        std::shared_ptr<Opponent>& opponent = opponentOf_[static_cast<size_t>(slot)];
        int side = 0;
        if (!readOpponent(in, opponents, opponent) || !in.value(side) || side < 0 || side >= sides_) return damaged();
        learnerSide_[static_cast<size_t>(slot)] = side;
        const size_t memory =
            opponent && opponent->policy ? static_cast<size_t>(opponent->policy->stateSize()) : size_t{0};
        for (int seat = 0; seat < seats_; ++seat) {
            std::vector<double>& numbers = opponentState_[static_cast<size_t>(slot * seats_ + seat)];
            if (!in.list(numbers) || numbers.size() != memory) return damaged();
        }
        std::string game;
        if (!in.text(game)) return damaged();
        if (Status loaded = game_->load(slot, game); !loaded.ok()) return loaded;
    }
    return in.done() ? Status() : damaged();
}

}  // namespace ludus::runtime
