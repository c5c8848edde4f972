// SPDX-License-Identifier: GPL-3.0-or-later
// JointGame: turns the rules of a game in which all seats act at once into a VectorGame; no virtual call a step.
// One owner at a time. The rules are a const object shared by all slots; a slot is a plain struct in one array.
// Shapes as in game.h: actions [B, N, branches], observations [B, N, O], rewards [B, N], scores [B, sides].
#pragma once

#include <array>
#include <concepts>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/base/check.h"
#include "core/base/hash.h"
#include "core/base/rng.h"
#include "core/games/game.h"

namespace ludus::games {

enum class Phase : uint8_t { running, terminated, truncated };

/// What a step of the rules did: whether the episode goes on, and whether the observations are to be written anew.
struct StepResult {
    Phase phase = Phase::running;
    bool observe = true;
};

/// The rules of a game. State is plain (copied byte by byte, so without padding) and holds all but the random stream.
/// kUsesChance false: the slot's stream is never seeded nor drawn from. Masks are the same in every step.
/// Rules with a `score(state, scores)` say the score [sides] of the running episode; else it sums up the rewards.
template <class R>
concept JointRules = std::is_trivially_copyable_v<typename R::State> &&
    requires(const R& rules, typename R::State& state, const typename R::State& seen, Rng& rng, const int32_t* actions,
             float* numbers, uint8_t* masks) {
    { R::kSeats } -> std::convertible_to<int>;
    { R::kSides } -> std::convertible_to<int>;
    { R::kBranches } -> std::convertible_to<int>;
    { R::kUsesChance } -> std::convertible_to<bool>;
    { R::kSideOfSeat[0] } -> std::convertible_to<int>;
    {rules.reset(state, rng)};
    { rules.step(state, rng, actions, numbers) } -> std::same_as<StepResult>;  // actions [N, branches], rewards [N]
    {rules.observe(seen, numbers)};  // [N, O]; found as of the step before, after a reset as of any
    {rules.fillMasks(masks)};        // [N, A], found filled with 1
    { rules.scene(seen) } -> std::same_as<Scene>;
};

Error damagedState(const std::string& game);

template <JointRules Rules>
class JointGame final : public VectorGame {
public:
    using State = typename Rules::State;

    /// Every slot starts with an episode of its own (seed = slot), so that no slot is ever without a state.
    JointGame(GameInfo info, Rules rules, int slots)
        : VectorGame(std::move(info), slots), rules_(std::move(rules)), cells_(static_cast<size_t>(slots)) {
        LUDUS_CHECK_EQ(info_.facts.seats, Rules::kSeats);
        LUDUS_CHECK_EQ(info_.facts.sides, Rules::kSides);
        LUDUS_CHECK_EQ(info_.action.branchCount(), Rules::kBranches);
        for (int seat = 0; seat < Rules::kSeats; ++seat)
            LUDUS_CHECK_EQ(info_.facts.sideOfSeat[static_cast<size_t>(seat)], Rules::kSideOfSeat[seat]);
        observed_ = Rules::kSeats * static_cast<size_t>(info_.observation.size);
        logits_ = static_cast<size_t>(info_.action.logitCount());
        for (int slot = 0; slot < slots_; ++slot) {
            rules_.fillMasks(buffers_.masks + static_cast<size_t>(slot) * Rules::kSeats * logits_);
            start(slot, static_cast<uint64_t>(slot));
        }
    }

    void reset(std::span<const int> slots, std::span<const uint64_t> seeds) override {
        LUDUS_CHECK_EQ(slots.size(), seeds.size());
        for (const int slot : slots)
            LUDUS_CHECK(slot >= 0 && slot < slots_);
        for (size_t i = 0; i < slots.size(); ++i)
            start(slots[i], seeds[i]);
    }

    /// Nothing is stepped when one action is illegal.
    void step(std::span<const int32_t> actions) override {
        constexpr size_t kEntries = static_cast<size_t>(Rules::kSeats) * Rules::kBranches;
        LUDUS_CHECK_EQ(actions.size(), static_cast<size_t>(slots_) * kEntries);
        LUDUS_CHECK(allLegal(actions.data()));
        const Buffers out = buffers_;
        const size_t observed = observed_;
        const int32_t* action = actions.data();
        for (size_t slot = 0; slot < static_cast<size_t>(slots_); ++slot, action += kEntries) {
            float* rewards = out.rewards + slot * Rules::kSeats;
            if ((out.terminated[slot] | out.truncated[slot]) != 0) {
                for (int seat = 0; seat < Rules::kSeats; ++seat)
                    rewards[seat] = 0;
                continue;
            }
            Cell& cell = cells_[slot];
            const StepResult result = rules_.step(cell.state, cell.rng, action, rewards);
            float* scores = out.scores + slot * Rules::kSides;
            if constexpr (requires { rules_.score(cell.state, scores); }) {
                rules_.score(cell.state, scores);
            } else {
                for (int seat = 0; seat < Rules::kSeats; ++seat)
                    scores[Rules::kSideOfSeat[seat]] += rewards[seat];
            }
            ++out.steps[slot];
            if (result.observe) rules_.observe(cell.state, out.observations + slot * observed);
            if (result.phase != Phase::running) {
                (result.phase == Phase::terminated ? out.terminated : out.truncated)[slot] = 1;
                for (int seat = 0; seat < Rules::kSeats; ++seat)
                    out.toAct[slot * Rules::kSeats + seat] = 0;
            }
        }
    }

    std::string save(int slot) const override {
        LUDUS_CHECK(slot >= 0 && slot < slots_);
        std::string bytes(payloadSize(), '\0');
        char* at = bytes.data();
        const_cast<JointGame*>(this)->forEachPart(static_cast<size_t>(slot), [&at](const void* part, size_t size) {
            std::memcpy(at, part, size);
            at += size;
        });
        const uint64_t seal = hash64(bytes.data(), bytes.size(), fingerprint());
        bytes.append(reinterpret_cast<const char*>(&seal), sizeof seal);
        return bytes;
    }

    Status load(int slot, std::string_view state) override {
        LUDUS_CHECK(slot >= 0 && slot < slots_);
        uint64_t seal = 0;
        if (state.size() != payloadSize() + sizeof seal) return damagedState(info_.facts.name);
        std::memcpy(&seal, state.data() + payloadSize(), sizeof seal);
        if (seal != hash64(state.data(), payloadSize(), fingerprint())) return damagedState(info_.facts.name);
        const char* at = state.data();
        forEachPart(static_cast<size_t>(slot), [&at](void* part, size_t size) {
            std::memcpy(part, at, size);
            at += size;
        });
        return {};
    }

    Scene scene(int slot) const override {
        LUDUS_CHECK(slot >= 0 && slot < slots_);
        return rules_.scene(cells_[static_cast<size_t>(slot)].state);
    }

private:
    struct Cell {
        State state{};
        Rng rng;
    };

    void start(int slotNumber, uint64_t seed) {
        const auto slot = static_cast<size_t>(slotNumber);
        Cell& cell = cells_[slot];
        if constexpr (Rules::kUsesChance) cell.rng = Rng(seed, kGameStream);
        rules_.reset(cell.state, cell.rng);
        rules_.observe(cell.state, buffers_.observations + slot * observed_);
        for (int seat = 0; seat < Rules::kSeats; ++seat) {
            buffers_.rewards[slot * Rules::kSeats + seat] = 0;
            buffers_.toAct[slot * Rules::kSeats + seat] = 1;
        }
        for (int side = 0; side < Rules::kSides; ++side)
            buffers_.scores[slot * Rules::kSides + side] = 0;
        buffers_.terminated[slot] = 0;
        buffers_.truncated[slot] = 0;
        buffers_.steps[slot] = 0;
    }

    bool allLegal(const int32_t* actions) const {
        const size_t rows = static_cast<size_t>(slots_) * Rules::kSeats;
        if (Rules::kBranches == 1 && !info_.action.masked) {
            const auto size = static_cast<uint32_t>(logits_);
            unsigned bad = 0;
            for (size_t row = 0; row < rows; ++row)
                bad |= static_cast<unsigned>(static_cast<uint32_t>(actions[row]) >= size) & buffers_.toAct[row];
            return bad == 0;
        }
        for (size_t row = 0; row < rows; ++row)
            if (buffers_.toAct[row] != 0 && !rowLegal(actions + row * Rules::kBranches, buffers_.masks + row * logits_))
                return false;
        return true;
    }

    bool rowLegal(const int32_t* actions, const uint8_t* masks) const {
        for (int branch = 0; branch < Rules::kBranches; ++branch) {
            const int size = info_.action.branches[static_cast<size_t>(branch)];
            if (actions[branch] < 0 || actions[branch] >= size || masks[actions[branch]] == 0) return false;
            masks += size;
        }
        return true;
    }

    /// Everything that belongs to a slot, in the order in which it is saved.
    template <class Visit>
    void forEachPart(size_t slot, Visit&& visit) {
        visit(&cells_[slot], sizeof(Cell));
        visit(buffers_.observations + slot * observed_, observed_ * sizeof(float));
        visit(buffers_.rewards + slot * Rules::kSeats, Rules::kSeats * sizeof(float));
        visit(buffers_.scores + slot * Rules::kSides, Rules::kSides * sizeof(float));
        visit(buffers_.toAct + slot * Rules::kSeats, Rules::kSeats);
        visit(buffers_.terminated + slot, 1);
        visit(buffers_.truncated + slot, 1);
        visit(buffers_.steps + slot, sizeof(int32_t));
    }
    size_t payloadSize() const {
        return sizeof(Cell) + (observed_ + Rules::kSeats + Rules::kSides) * sizeof(float) + Rules::kSeats + 2 +
               sizeof(int32_t);
    }
    /// Ties a saved state to the game, its version and its sizes.
    uint64_t fingerprint() const {
        const std::array<uint64_t, 3> sizes = {static_cast<uint64_t>(info_.facts.rulesVersion), observed_, logits_};
        return hash64(info_.facts.name.data(), info_.facts.name.size(), hash64(sizes.data(), sizeof sizes));
    }

    static constexpr uint64_t kGameStream = 0x67616d65;  // purpose of the stream, see Rng
    static_assert(std::is_trivially_copyable_v<Cell>);

    Rules rules_;
    std::vector<Cell> cells_;
    size_t observed_ = 0;  // numbers of a slot: N O
    size_t logits_ = 0;    // A
};

}  // namespace ludus::games
