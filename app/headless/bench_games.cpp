// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/bench_games.h"

#include <chrono>

#include "core/base/check.h"
#include "core/base/rng.h"
#include "core/games/registry.h"

namespace ludus::headless {

namespace {

constexpr int kBatches = 64;  // batches of actions drawn beforehand, used over and over
constexpr int kSlots[] = {16, 64, 256, 1024, 4096};

/// [kBatches, B, N, branches], uniform over the legal actions (masks do not change in the games measured here).
std::vector<int32_t> drawActions(const games::VectorGame& game) {
    const games::ActionSpec& spec = game.info().action;
    const int rows = game.slots() * game.info().facts.seats;
    std::vector<int32_t> actions;
    actions.reserve(static_cast<size_t>(kBatches) * static_cast<size_t>(rows * spec.branchCount()));
    Rng rng(1);
    for (int batch = 0; batch < kBatches; ++batch) {
        const uint8_t* mask = game.buffers().masks;
        for (int row = 0; row < rows; ++row) {
            for (const int size : spec.branches) {
                uint32_t action = 0;
                do
                    action = rng.below(static_cast<uint32_t>(size));
                while (mask[action] == 0);
                actions.push_back(static_cast<int32_t>(action));
                mask += size;
            }
        }
    }
    return actions;
}

double measure(games::VectorGame& game, double seconds) {
    using Clock = std::chrono::steady_clock;
    const std::vector<int32_t> actions = drawActions(game);
    const size_t batchSize = actions.size() / kBatches;
    std::vector<int> ended;
    std::vector<uint64_t> seeds;
    ended.reserve(static_cast<size_t>(game.slots()));
    seeds.reserve(static_cast<size_t>(game.slots()));
    uint64_t seed = 0;
    int64_t batches = 0;
    const auto start = Clock::now();
    double elapsed = 0;
    do {
        for (int i = 0; i < kBatches; ++i, ++batches) {
            game.step({actions.data() + static_cast<size_t>(i) * batchSize, batchSize});
            ended.clear();
            seeds.clear();
            for (int slot = 0; slot < game.slots(); ++slot) {
                if (!game.ended(slot)) continue;
                ended.push_back(slot);
                seeds.push_back(seed++);
            }
            if (!ended.empty()) game.reset(ended, seeds);
        }
        elapsed = std::chrono::duration<double>(Clock::now() - start).count();
    } while (elapsed < seconds);
    return static_cast<double>(batches) * game.slots() / elapsed;
}

}  // namespace

std::vector<GameRate> benchGames(double seconds) {
    std::vector<std::string> names = games::gameNames();
    names.push_back("free");
    const double share = seconds / static_cast<double>(names.size() * std::size(kSlots));
    std::vector<GameRate> rates;
    for (const std::string& name : names) {
        for (const int slots : kSlots) {
            auto game = games::makeGame(name, slots);
            LUDUS_CHECK(game.ok());
            rates.push_back({name, slots, measure(**game, share)});
        }
    }
    return rates;
}

}  // namespace ludus::headless
