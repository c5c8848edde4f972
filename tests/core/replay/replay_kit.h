// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of replays share: a recorded match, comparison, forged files.
#pragma once

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "core/base/hash.h"
#include "core/base/rng.h"
#include "core/games/registry.h"
#include "core/replay/replay.h"

namespace ludus::replay {

inline constexpr uint32_t kFormat = 2;  // of the file

/// A match of random actions with annotations, recorded from slot `slot` of `slots`.
inline Replay recorded(const std::string& name, uint64_t seed, int slots = 1, int slot = 0,
                       const config::Values& options = {}) {
    auto game = std::move(*games::makeGame(name, slots, options));
    const games::GameInfo& info = game->info();
    const auto seats = static_cast<size_t>(info.facts.seats);
    const auto logits = static_cast<size_t>(info.action.logitCount());
    game->reset({&slot, 1}, {&seed, 1});
    const auto sides = static_cast<size_t>(info.facts.sides);
    replay::Recorder recorder(info, seed, std::vector<std::string>(sides, "bot:random"),
                              std::vector<std::string>(sides, "00ff"));
    Rng rng(seed, 1);
    std::vector<int32_t> actions(static_cast<size_t>(slots) * seats, 0);
    const std::vector<float> values(seats, 0.5F), chances(seats * logits, 1.0F / static_cast<float>(logits));
    while (!game->ended(slot)) {
        for (int32_t& action : actions)
            action = static_cast<int32_t>(rng.below(static_cast<uint32_t>(logits)));
        recorder.step(*game, slot, &actions[static_cast<size_t>(slot) * seats], values.data(), chances.data());
        game->step(actions);
    }
    return recorder.finish(*game, slot);
}

inline bool sameReplay(const Replay& a, const Replay& b) {
    const auto keyframe = [](const replay::Keyframe& x, const replay::Keyframe& y) {
        return x.step == y.step && x.state == y.state;
    };
    bool options = a.options.size() == b.options.size();
    for (const auto& [key, entry] : a.options)
        options = options && b.options.contains(key) && b.options.at(key).value == entry.value;
    return options && a.game == b.game && a.rulesVersion == b.rulesVersion && a.seed == b.seed &&
           a.agents == b.agents && a.hashes == b.hashes && a.scores == b.scores && a.seats == b.seats &&
           a.branches == b.branches && a.actions == b.actions && a.annotations.values == b.annotations.values &&
           a.annotations.probabilities == b.annotations.probabilities && a.finalHash == b.finalHash &&
           a.played.sides == b.played.sides && a.played.sideOfSeat == b.played.sideOfSeat &&
           a.played.branches == b.played.branches && a.played.actionNames == b.played.actionNames &&
           a.played.stepsPerSecond == b.played.stepsPerSecond && a.scenes == b.scenes &&
           std::equal(a.keyframes.begin(), a.keyframes.end(), b.keyframes.begin(), b.keyframes.end(), keyframe);
}

/// The bytes with a checksum that is right again, so that what lies behind it is tried.
inline std::string resealed(std::string bytes) {
    const uint64_t seal = hash64(bytes.data() + 20, bytes.size() - 20, kFormat);
    std::memcpy(bytes.data() + 12, &seal, sizeof seal);
    return bytes;
}

}  // namespace ludus::replay
