// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/hash.h"
#include "core/replay/replay.h"

namespace ludus::replay {
namespace {

std::span<const float> scoresOf(const games::VectorGame& game, int slot) {
    const auto sides = static_cast<size_t>(game.info().facts.sides);
    return {game.buffers().scores + static_cast<size_t>(slot) * sides, sides};
}

}  // namespace

Recorder::Recorder(const games::GameInfo& info, uint64_t seed, std::vector<std::string> agents,
                   std::vector<std::string> hashes) {
    LUDUS_CHECK_EQ(agents.size(), static_cast<size_t>(info.facts.sides));
    LUDUS_CHECK_EQ(hashes.size(), static_cast<size_t>(info.facts.sides));
    replay_.game = info.facts.name;
    replay_.rulesVersion = info.facts.rulesVersion;
    replay_.options = info.options;
    replay_.seed = seed;
    replay_.agents = std::move(agents);
    replay_.hashes = std::move(hashes);
    replay_.seats = info.facts.seats;
    replay_.branches = info.action.branchCount();
    replay_.played = {info.facts.sides, info.facts.sideOfSeat, info.action.branches, info.action.names,
                      info.facts.stepsPerSecond};
    logits_ = info.action.logitCount();
}

void Recorder::step(const games::VectorGame& game, int slot, const int32_t* actions, const float* values,
                    const float* probabilities) {
    scenes_.add(game.scene(slot), scoresOf(game, slot));
    if (steps_ % kKeyframeSteps == 0) replay_.keyframes.push_back({steps_, game.save(slot)});
    ++steps_;
    replay_.actions.insert(replay_.actions.end(), actions, actions + replay_.seats * replay_.branches);
    std::vector<float>& seen = replay_.annotations.values;
    if (values != nullptr) {
        seen.insert(seen.end(), values, values + replay_.seats);
    } else {
        seen.resize(seen.size() + static_cast<size_t>(replay_.seats), 0.0F);
    }
    std::vector<uint8_t>& chances = replay_.annotations.probabilities;
    const size_t count = static_cast<size_t>(replay_.seats) * static_cast<size_t>(logits_);
    for (size_t i = 0; i < count; ++i) {
        const float p = probabilities == nullptr ? 0.0F : std::clamp(probabilities[i], 0.0F, 1.0F);
        chances.push_back(static_cast<uint8_t>(p * 255.0F + 0.5F));
    }
}

Replay Recorder::finish(const games::VectorGame& game, int slot) {
    const std::span<const float> scores = scoresOf(game, slot);
    replay_.scores.assign(scores.begin(), scores.end());
    scenes_.add(game.scene(slot), scores);
    replay_.scenes = packTrack(scenes_.finish());
    const std::string state = game.save(slot);
    if (replay_.keyframes.empty()) replay_.keyframes.push_back({0, state});
    replay_.finalHash = hash64(state.data(), state.size());
    return std::move(replay_);
}

}  // namespace ludus::replay
