// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/games/bots.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/base/math.h"

namespace ludus::games {

namespace {

class RandomBot final : public Policy {
public:
    explicit RandomBot(const ActionSpec& actions) : branches_(actions.branches), logits_(actions.logitCount()) {}

    void act(const PolicyInput& input, const PolicyOutput& output) override {
        const int branchCount = static_cast<int>(branches_.size());
        for (int row = 0; row < input.rows; ++row) {
            const size_t first = static_cast<size_t>(row) * static_cast<size_t>(logits_);
            size_t offset = first;
            double logProbability = 0;
            for (int branch = 0; branch < branchCount; ++branch) {
                const int size = branches_[static_cast<size_t>(branch)];
                const uint8_t* mask = input.masks + offset;
                const auto legal = static_cast<uint32_t>(std::count_if(mask, mask + size, [](uint8_t m) { return m; }));
                LUDUS_CHECK_GT(legal, 0U);
                logProbability -= math::log(static_cast<double>(legal));
                if (output.probabilities != nullptr)
                    for (int a = 0; a < size; ++a)
                        output.probabilities[offset + static_cast<size_t>(a)] =
                            mask[a] != 0 ? 1.0F / static_cast<float>(legal) : 0.0F;
                if (output.actions != nullptr)
                    output.actions[row * branchCount + branch] = nthLegal(mask, input.rngs[row]->below(legal));
                offset += static_cast<size_t>(size);
            }
            if (output.logProbabilities != nullptr) output.logProbabilities[row] = static_cast<float>(logProbability);
            if (output.values != nullptr) output.values[row] = 0;
        }
    }

private:
    static int32_t nthLegal(const uint8_t* mask, uint32_t n) {
        int32_t action = 0;
        for (;; ++action)
            if (mask[action] != 0 && n-- == 0) return action;
    }

    std::vector<int> branches_;
    int logits_;
};

class FixedBot final : public ScriptedBot {
public:
    FixedBot(int observations, int actions, int32_t action) : ScriptedBot(observations, actions), action_(action) {}

protected:
    int32_t choose(const float*) const override { return action_; }

private:
    int32_t action_;
};

}  // namespace

void ScriptedBot::act(const PolicyInput& input, const PolicyOutput& output) {
    for (int row = 0; row < input.rows; ++row) {
        const int32_t action =
            choose(input.observations + static_cast<size_t>(row) * static_cast<size_t>(observations_));
        if (output.actions != nullptr) output.actions[row] = action;
        if (output.logProbabilities != nullptr) output.logProbabilities[row] = 0;
        if (output.values != nullptr) output.values[row] = 0;
        if (output.probabilities != nullptr) {
            float* row0 = output.probabilities + static_cast<size_t>(row) * static_cast<size_t>(actions_);
            std::fill_n(row0, actions_, 0.0F);
            row0[action] = 1;
        }
    }
}

std::unique_ptr<Policy> makeRandomBot(const ActionSpec& actions) {
    return std::make_unique<RandomBot>(actions);
}

std::unique_ptr<Policy> makeFixedBot(const ObservationSpec& observation, const ActionSpec& actions, int32_t action) {
    LUDUS_CHECK_EQ(actions.branchCount(), 1);
    LUDUS_CHECK(action >= 0 && action < actions.branches[0]);
    return std::make_unique<FixedBot>(observation.size, actions.branches[0], action);
}

}  // namespace ludus::games
