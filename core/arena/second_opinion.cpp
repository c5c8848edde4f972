// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arena/second_opinion.h"

#include <algorithm>

namespace ludus::arena {
namespace {

constexpr uint64_t kStream = 0x6f70696e;  // purpose of a seat's stream: what is drawn is not looked at

/// The rows of one policy call: every seat.
struct Rows {
    std::vector<float> observations;
    std::vector<uint8_t> masks;
    std::vector<double> state;
    std::vector<Rng> rngs;
    std::vector<Rng*> pointers;
    std::vector<int32_t> actions;
    std::vector<float> values, probabilities;

    Rows(const games::GameInfo& info, int stateSize) {
        const auto seats = static_cast<size_t>(info.facts.seats);
        state.assign(seats * static_cast<size_t>(stateSize), 0.0);
        for (size_t seat = 0; seat < seats; ++seat)
            rngs.emplace_back(0, kStream, seat);
        for (Rng& rng : rngs)
            pointers.push_back(&rng);
        actions.resize(seats * static_cast<size_t>(info.action.branchCount()));
        values.resize(seats);
        probabilities.resize(seats * static_cast<size_t>(info.action.logitCount()));
    }

    void look(const replay::Cursor& cursor) {
        observations.clear();
        masks.clear();
        for (int seat = 0; seat < cursor.replay().seats; ++seat) {
            const std::vector<float> seen = cursor.observation(seat);
            const std::vector<uint8_t> mask = cursor.mask(seat);
            observations.insert(observations.end(), seen.begin(), seen.end());
            masks.insert(masks.end(), mask.begin(), mask.end());
        }
        std::fill(values.begin(), values.end(), 0.0F);
        std::fill(probabilities.begin(), probabilities.end(), 0.0F);
    }
};

}  // namespace

Result<replay::Annotations> secondOpinion(const replay::Replay& replay, const agents::Agent& agent) {
    Result<replay::Cursor> cursor = replay::Cursor::open(replay);
    if (!cursor) return cursor.error();
    if (cursor->fromScenes()) return cursor->verify().error();
    const std::unique_ptr<games::Policy> policy = agent.makePolicy();
    Rows rows(cursor->info(), policy->stateSize());
    replay::Annotations out;
    for (int step = 0; step < replay.steps(); ++step) {
        cursor->seek(step);
        rows.look(*cursor);
        games::PolicyInput input;
        input.rows = replay.seats;
        input.observations = rows.observations.data();
        input.masks = rows.masks.data();
        input.state = rows.state.data();
        input.rngs = rows.pointers.data();
        games::PolicyOutput output;
        output.actions = rows.actions.data();
        output.values = rows.values.data();
        output.probabilities = rows.probabilities.data();
        policy->act(input, output);
        out.values.insert(out.values.end(), rows.values.begin(), rows.values.end());
        for (const float p : rows.probabilities)
            out.probabilities.push_back(static_cast<uint8_t>(std::clamp(p, 0.0F, 1.0F) * 255.0F + 0.5F));
    }
    return out;
}

}  // namespace ludus::arena
