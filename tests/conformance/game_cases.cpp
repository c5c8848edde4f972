// SPDX-License-Identifier: GPL-3.0-or-later
#include "game_cases.h"

#include "core/base/check.h"

namespace ludus::conformance {

namespace {

config::Values values(std::initializer_list<std::pair<std::string, config::Value>> pairs) {
    config::Values out;
    for (const auto& [key, value] : pairs)
        out[key] = config::Entry{value, 0};
    return out;
}

template <class T>
void append(std::string& bytes, const T* data, size_t count) {
    bytes.append(reinterpret_cast<const char*>(data), count * sizeof(T));
}

}  // namespace

std::vector<GameCase> gameCases() {
    std::vector<GameCase> cases;
    for (const std::string& name : games::gameNames())
        cases.push_back({name, name, {}});
    cases.push_back({"free", "free", {}});
    cases.push_back({"free_dense", "free", values({{"game.inputs", int64_t{7}}, {"game.density", 0.0}})});
    for (const int64_t players : {1, 3, 4})
        cases.push_back({"soccer_" + std::to_string(players), "soccer_twos", values({{"game.players", players}})});
    cases.push_back({"soccer_touch", "soccer_twos", values({{"game.ball_touch", 1.0}})});
    cases.push_back({"rps_7_rounds", "rps", values({{"game.rounds", int64_t{7}}})});
    cases.push_back({"matching_pennies_5_rounds", "matching_pennies", values({{"game.rounds", int64_t{5}}})});
    cases.push_back({"prisoners_3_rounds", "matrix",
                     values({{"game.payoff", std::string("3 0; 5 1")},
                             {"game.payoff_column", std::string("3 5; 0 1")},
                             {"game.rounds", int64_t{3}}})});
    cases.push_back({"matrix_2_by_4", "matrix",
                     values({{"game.payoff", std::string("1 -2 0.5 3; 0 4 -1 2")}, {"game.rounds", int64_t{4}}})});
    cases.push_back({"pennies_in_both_roles", "matrix",
                     values({{"game.payoff", std::string("1 -1; -1 1")}, {"game.both_roles", true}})});
    return cases;
}

const GameCase& gameCase(const std::string& label) {
    static const std::vector<GameCase> cases = gameCases();
    for (const GameCase& which : cases)
        if (which.label == label) return which;
    throw std::out_of_range(label);
}

std::unique_ptr<games::VectorGame> make(const GameCase& which, int slots) {
    auto game = games::makeGame(which.game, slots, which.options);
    LUDUS_CHECK(game.ok());
    return std::move(game).value();
}

std::unique_ptr<games::Policy> makeBot(const GameCase& which, const std::string& bot) {
    auto policy = games::makeBot(which.game, bot, which.options);
    LUDUS_CHECK(policy.ok());
    return std::move(policy).value();
}

void resetAll(games::VectorGame& game, uint64_t firstSeed) {
    std::vector<int> slots;
    std::vector<uint64_t> seeds;
    for (int slot = 0; slot < game.slots(); ++slot) {
        slots.push_back(slot);
        seeds.push_back(firstSeed + static_cast<uint64_t>(slot));
    }
    game.reset(slots, seeds);
}

void resetSlot(games::VectorGame& game, int slot, uint64_t seed) {
    game.reset({&slot, 1}, {&seed, 1});
}

void drawActions(const games::VectorGame& game, int slot, Rng& rng, std::vector<int32_t>& actions) {
    const games::GameInfo& info = game.info();
    const uint8_t* mask =
        game.buffers().masks + static_cast<ptrdiff_t>(slot) * info.facts.seats * info.action.logitCount();
    for (int seat = 0; seat < info.facts.seats; ++seat) {
        for (const int size : info.action.branches) {
            uint32_t action = 0;
            do
                action = rng.below(static_cast<uint32_t>(size));
            while (mask[action] == 0);
            actions.push_back(static_cast<int32_t>(action));
            mask += size;
        }
    }
}

std::string shown(const games::VectorGame& game, int slotNumber) {
    const games::GameInfo& info = game.info();
    const games::Buffers& buffers = game.buffers();
    const auto slot = static_cast<size_t>(slotNumber);
    const auto seats = static_cast<size_t>(info.facts.seats);
    const auto sides = static_cast<size_t>(info.facts.sides);
    const size_t observed = seats * static_cast<size_t>(info.observation.size);
    const size_t masked = seats * static_cast<size_t>(info.action.logitCount());
    std::string bytes;
    append(bytes, buffers.observations + slot * observed, observed);
    append(bytes, buffers.masks + slot * masked, masked);
    append(bytes, buffers.rewards + slot * seats, seats);
    append(bytes, buffers.toAct + slot * seats, seats);
    append(bytes, buffers.terminated + slot, 1);
    append(bytes, buffers.truncated + slot, 1);
    append(bytes, buffers.scores + slot * sides, sides);
    append(bytes, buffers.steps + slot, 1);
    return bytes;
}

}  // namespace ludus::conformance
