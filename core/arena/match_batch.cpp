// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arena/match_batch.h"

#include <algorithm>
#include <optional>

#include "core/base/check.h"
#include "core/games/registry.h"

namespace ludus::arena {
namespace {

constexpr uint64_t kSeatStream = 0x73656174;  // purpose of a seat's stream in a match, see Rng

/// A seat of a slot that acts in the coming step.
struct Row {
    int slot = 0;
    int seat = 0;
};

struct SlotRun {
    size_t spec = 0;
    std::optional<replay::Recorder> recorder;
};

/// An agent at play: its rows of the coming step and the flat memory of one policy call.
struct Player {
    agents::AgentPtr agent;
    std::unique_ptr<games::Policy> policy;
    std::vector<double> memory;  // [B, N, H]
    std::vector<Row> plain;
    std::vector<Row> recorded;
};

struct Scratch {
    std::vector<float> observations;
    std::vector<uint8_t> masks;
    std::vector<double> state;
    std::vector<Rng*> rngs;
    std::vector<int32_t> actions;
    std::vector<float> values;
    std::vector<float> probabilities;
};

}  // namespace

class MatchBatch::Impl {
public:
    Impl(std::unique_ptr<games::VectorGame> vectorGame, std::vector<agents::AgentPtr> agentList,
         std::vector<MatchSpec> specList, bool greedyPlay)
        : game_(std::move(vectorGame)),
          info_(game_->info()),
          seats_(static_cast<size_t>(info_.facts.seats)),
          specs_(std::move(specList)),
          greedy_(greedyPlay) {
        const size_t slots = static_cast<size_t>(game_->slots());
        const size_t logits = static_cast<size_t>(info_.action.logitCount());
        for (agents::AgentPtr& agent : agentList) {
            Player player;
            player.policy = agent->makePolicy();
            player.agent = std::move(agent);
            player.memory.assign(slots * seats_ * static_cast<size_t>(player.policy->stateSize()), 0.0);
            players_.push_back(std::move(player));
        }
        runs_.resize(slots);
        rngs_.resize(slots * seats_);
        actions_.assign(slots * seats_ * static_cast<size_t>(info_.action.branchCount()), 0);
        values_.assign(slots * seats_, 0.0F);
        probabilities_.assign(slots * seats_ * logits, 0.0F);
        for (size_t slot = 0; slot < slots; ++slot)
            startNext(static_cast<int>(slot));
    }

    bool advance(int steps) {
        for (int i = 0; i < steps && running_ > 0; ++i)
            stepAll();
        return running_ > 0;
    }

    std::vector<FinishedMatch> take() { return std::exchange(finished_, {}); }
    int64_t stepsPlayed() const { return stepsPlayed_; }

private:
    /// The slot plays the next match, or rests when there is none.
    void startNext(int slot) {
        SlotRun& run = runs_[static_cast<size_t>(slot)];
        run.recorder.reset();
        if (next_ == specs_.size()) {
            run.spec = specs_.size();
            return;
        }
        run.spec = next_++;
        ++running_;
        const MatchSpec& spec = specs_[run.spec];
        game_->reset({&slot, 1}, {&spec.seed, 1});
        for (size_t seat = 0; seat < seats_; ++seat)
            rngs_[rowIndex(slot, seat)] = Rng(spec.seed, kSeatStream, seat);
        for (Player& player : players_) {
            const size_t size = seats_ * static_cast<size_t>(player.policy->stateSize());
            std::fill_n(player.memory.begin() + static_cast<std::ptrdiff_t>(static_cast<size_t>(slot) * size), size,
                        0.0);
        }
        if (!spec.record) return;
        std::vector<std::string> names, hashes;
        for (const int agent : spec.agentOfSide) {
            names.push_back(players_[static_cast<size_t>(agent)].agent->name());
            hashes.push_back(players_[static_cast<size_t>(agent)].agent->hash());
        }
        run.recorder.emplace(info_, spec.seed, std::move(names), std::move(hashes));
    }

    void stepAll() {
        gatherRows();
        for (Player& player : players_) {
            act(player, player.plain, false);
            act(player, player.recorded, true);
        }
        const size_t actionsOfSlot = seats_ * static_cast<size_t>(info_.action.branchCount());
        for (size_t slot = 0; slot < runs_.size(); ++slot) {
            if (!runs_[slot].recorder) continue;
            runs_[slot].recorder->step(*game_, static_cast<int>(slot), &actions_[slot * actionsOfSlot],
                                       &values_[slot * seats_],
                                       &probabilities_[slot * seats_ * static_cast<size_t>(info_.action.logitCount())]);
        }
        game_->step(actions_);
        stepsPlayed_ += running_;
        finishEnded();
    }

    void gatherRows() {
        for (Player& player : players_) {
            player.plain.clear();
            player.recorded.clear();
        }
        const games::Buffers& buffers = game_->buffers();
        for (size_t slot = 0; slot < runs_.size(); ++slot) {
            if (runs_[slot].spec == specs_.size()) continue;
            const MatchSpec& spec = specs_[runs_[slot].spec];
            for (size_t seat = 0; seat < seats_; ++seat) {
                if (buffers.toAct[slot * seats_ + seat] == 0) continue;
                const auto side = static_cast<size_t>(info_.facts.sideOfSeat[seat]);
                Player& player = players_[static_cast<size_t>(spec.agentOfSide[side])];
                (spec.record ? player.recorded : player.plain)
                    .push_back({static_cast<int>(slot), static_cast<int>(seat)});
            }
        }
    }

    /// One policy call for all of these rows.
    void act(Player& player, const std::vector<Row>& rows, bool annotate) {
        if (rows.empty()) return;
        const size_t count = rows.size();
        const auto observed = static_cast<size_t>(info_.observation.size);
        const auto logits = static_cast<size_t>(info_.action.logitCount());
        const auto branches = static_cast<size_t>(info_.action.branchCount());
        const auto remembered = static_cast<size_t>(player.policy->stateSize());
        Scratch& s = scratch_;
        s.observations.resize(count * observed);
        s.masks.resize(count * logits);
        s.state.resize(count * remembered);
        s.rngs.resize(count);
        s.actions.resize(count * branches);
        s.values.resize(count);
        s.probabilities.resize(count * logits);
        const games::Buffers& buffers = game_->buffers();
        for (size_t i = 0; i < count; ++i) {
            const size_t row = rowIndex(rows[i].slot, static_cast<size_t>(rows[i].seat));
            std::copy_n(buffers.observations + row * observed, observed, s.observations.data() + i * observed);
            std::copy_n(buffers.masks + row * logits, logits, s.masks.data() + i * logits);
            std::copy_n(player.memory.data() + row * remembered, remembered, s.state.data() + i * remembered);
            s.rngs[i] = &rngs_[row];
        }
        games::PolicyInput input;
        input.rows = static_cast<int>(count);
        input.observations = s.observations.data();
        input.masks = s.masks.data();
        input.state = s.state.data();
        input.rngs = s.rngs.data();
        input.greedy = greedy_;
        games::PolicyOutput output;
        output.actions = s.actions.data();
        if (annotate) {
            output.values = s.values.data();
            output.probabilities = s.probabilities.data();
        }
        player.policy->act(input, output);
        for (size_t i = 0; i < count; ++i) {
            const size_t row = rowIndex(rows[i].slot, static_cast<size_t>(rows[i].seat));
            std::copy_n(s.actions.data() + i * branches, branches, actions_.data() + row * branches);
            std::copy_n(s.state.data() + i * remembered, remembered, player.memory.data() + row * remembered);
            if (!annotate) continue;
            values_[row] = s.values[i];
            std::copy_n(s.probabilities.data() + i * logits, logits, probabilities_.data() + row * logits);
        }
    }

    void finishEnded() {
        const size_t before = finished_.size();
        for (size_t slot = 0; slot < runs_.size(); ++slot) {
            const int slotNumber = static_cast<int>(slot);
            SlotRun& run = runs_[slot];
            if (run.spec == specs_.size() || !game_->ended(slotNumber)) continue;
            FinishedMatch match;
            match.spec = run.spec;
            match.steps = game_->buffers().steps[slot];
            const size_t sides = static_cast<size_t>(info_.facts.sides);
            const float* scores = game_->buffers().scores + slot * sides;
            match.scores.assign(scores, scores + sides);
            if (run.recorder)
                match.replay =
                    std::make_shared<const std::string>(replay::encode(run.recorder->finish(*game_, slotNumber)));
            finished_.push_back(std::move(match));
            --running_;
            startNext(slotNumber);
        }
        std::sort(finished_.begin() + static_cast<std::ptrdiff_t>(before), finished_.end(),
                  [](const FinishedMatch& a, const FinishedMatch& b) { return a.spec < b.spec; });
    }

    size_t rowIndex(int slot, size_t seat) const { return static_cast<size_t>(slot) * seats_ + seat; }

    std::unique_ptr<games::VectorGame> game_;
    const games::GameInfo& info_;
    size_t seats_;
    std::vector<MatchSpec> specs_;
    bool greedy_;
    std::vector<Player> players_;
    std::vector<SlotRun> runs_;         // [B]; spec == specs_.size(): the slot rests
    std::vector<Rng> rngs_;             // [B, N]
    std::vector<int32_t> actions_;      // [B, N, branches]
    std::vector<float> values_;         // [B, N]
    std::vector<float> probabilities_;  // [B, N, A]
    Scratch scratch_;
    std::vector<FinishedMatch> finished_;
    size_t next_ = 0;
    int64_t running_ = 0;
    int64_t stepsPlayed_ = 0;
};

MatchBatch::MatchBatch(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
MatchBatch::~MatchBatch() = default;

Result<std::unique_ptr<MatchBatch>> MatchBatch::create(const games::GameInfo& game,
                                                       std::vector<agents::AgentPtr> agents,
                                                       std::vector<MatchSpec> specs, int slots, bool greedy) {
    LUDUS_CHECK_GT(slots, 0);
    for (const agents::AgentPtr& agent : agents)
        LUDUS_CHECK(agent != nullptr);
    for (const MatchSpec& spec : specs) {
        LUDUS_CHECK_EQ(spec.agentOfSide.size(), static_cast<size_t>(game.facts.sides));
        for (const int agent : spec.agentOfSide) {
            LUDUS_CHECK_GE(agent, 0);
            LUDUS_CHECK_LT(static_cast<size_t>(agent), agents.size());
        }
    }
    const int wanted = static_cast<int>(std::clamp<size_t>(specs.size(), 1, static_cast<size_t>(slots)));
    Result<std::unique_ptr<games::VectorGame>> made = games::makeGame(game.facts.name, wanted, game.options);
    if (!made) return made.error();
    auto impl = std::make_unique<Impl>(std::move(*made), std::move(agents), std::move(specs), greedy);
    return std::unique_ptr<MatchBatch>(new MatchBatch(std::move(impl)));
}

bool MatchBatch::advance(int steps) {
    return impl_->advance(steps);
}
std::vector<FinishedMatch> MatchBatch::take() {
    return impl_->take();
}
int64_t MatchBatch::stepsPlayed() const {
    return impl_->stepsPlayed();
}

}  // namespace ludus::arena
