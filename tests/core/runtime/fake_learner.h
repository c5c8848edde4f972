// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of a run without LibTorch: a learner that notes what it is given, whose weights depend on all of it and that
// can misbehave on order; a sink that keeps events. Shared by the tests of runtime and runs.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/hash.h"
#include "core/games/registry.h"
#include "core/league/self_play.h"
#include "core/learn/learner.h"
#include "core/runtime/run.h"

namespace ludus::test {

/// Outlives the run, so that a test can look at it afterwards.
struct LearnerNotes {
    std::atomic<int> begun{0};
    std::mutex mutex;
    std::vector<uint64_t> batches;             // a hash an update
    std::map<int, std::vector<float>> learnt;  // [player] weights that its last update gave
};

struct LearnerFaults {
    enum class Where { nowhere, begin, work, advance };
    Where where = Where::nowhere;
    int update = 1;      // counting from 1
    int notFinite = -1;  // this update reports NaN
};

/// Of everything that a learner may look at.
inline uint64_t hashOf(const learn::StreamBatch& batch, uint64_t hash) {
    for (int stream = 0; stream < batch.streams; ++stream) {
        const auto length = static_cast<size_t>(batch.lengths[static_cast<size_t>(stream)]);
        const size_t from = static_cast<size_t>(stream) * static_cast<size_t>(batch.capacity);
        const auto mix = [&](const auto& numbers, int perRow) {
            const size_t width = static_cast<size_t>(perRow);
            if (!numbers.empty()) hash = hash64(&numbers[from * width], length * width * sizeof(numbers[0]), hash);
        };
        mix(batch.observations, batch.observationSize), mix(batch.masks, batch.logits);
        mix(batch.actions, batch.branches), mix(batch.logProbabilities, 1), mix(batch.values, 1);
        mix(batch.rewards, 1), mix(batch.cuts, 1), mix(batch.bootstraps, 1);
        const bool open = length > 0 && batch.cuts[from + length - 1] == static_cast<uint8_t>(learn::Cut::none);
        if (open) hash = hash64(&batch.lastValues[static_cast<size_t>(stream)], sizeof(float), hash);
    }
    return hash;
}

class FakeLearner : public learn::Learner {
public:
    FakeLearner(const games::GameInfo& game, std::shared_ptr<LearnerNotes> notes, LearnerFaults faults = {},
                int player = 0, std::shared_ptr<const nn::Weights> from = nullptr)
        : notes_(std::move(notes)), faults_(faults), player_(player) {
        nn::NetworkSpec spec;
        spec.inputs = game.observation.size;
        spec.hidden = {8};
        spec.branches = game.action.branches;
        const auto seed = static_cast<uint64_t>(5 + player);
        weights_ = from ? std::move(from) : std::make_shared<const nn::Weights>(nn::initialWeights(spec, Rng(seed)));
        momentum_.assign(weights_->values.size(), 0.0F);
    }

    std::shared_ptr<const nn::Weights> weights() const override {
        const std::lock_guard lock(mutex_);
        return weights_;
    }

    void begin(std::vector<std::shared_ptr<const learn::StreamBatch>> batches, int, double progress) override {
        const int update = ++notes_->begun;
        uint64_t hash = 0;
        rows_ = 0;
        for (const auto& batch : batches) {
            hash = hashOf(*batch, hash);
            rows_ += batch->rows();
        }
        {
            const std::lock_guard lock(notes_->mutex);
            notes_->batches.push_back(hash);
        }
        seen_ = hash64(&progress, sizeof progress, hash);
        phase_ = 0;
        failAt(LearnerFaults::Where::begin, update);
    }

    void work(int) override { failAt(LearnerFaults::Where::work, notes_->begun); }

    bool advance() override {
        failAt(LearnerFaults::Where::advance, notes_->begun);
        if (++phase_ < 3) return true;
        if (notes_->begun == faults_.notFinite) return false;
        auto next = std::make_shared<nn::Weights>(*weights());
        Rng noise(seen_, 7, static_cast<uint64_t>(++next->version));
        for (size_t i = 0; i < momentum_.size(); ++i) {
            momentum_[i] = 0.9F * momentum_[i] + 0.01F * (noise.uniformFloat() - 0.5F);
            next->values[i] += momentum_[i];
        }
        {
            const std::lock_guard lock(notes_->mutex);
            notes_->learnt[player_] = next->values;
        }
        const std::lock_guard lock(mutex_);
        weights_ = std::move(next);
        return false;
    }

    learn::UpdateReport report() override {
        learn::UpdateReport report;
        report.rows = rows_;
        report.finite = notes_->begun != faults_.notFinite;
        if (!report.finite) report.policyLoss = kUnknown;
        return report;
    }

    std::string saveState() const override {
        std::string out;
        const auto now = weights();
        bytes::put(out, now->version);
        bytes::putList(out, now->values);
        bytes::putList(out, momentum_);
        return out;
    }
    Status loadState(std::string_view state) override {
        bytes::Reader in(state);
        auto next = std::make_shared<nn::Weights>(*weights());
        std::vector<float> values, momentum;
        const bool whole = in.value(next->version) && in.list(values) && in.list(momentum) && in.done();
        if (!whole || values.size() != next->values.size() || momentum.size() != values.size())
            return damagedCheckpoint(Text("Run", "learner"));
        next->values = std::move(values);
        momentum_ = std::move(momentum);
        const std::lock_guard lock(mutex_);
        weights_ = std::move(next);
        return {};
    }

private:
    void failAt(LearnerFaults::Where where, int update) const {
        if (faults_.where == where && faults_.update == update) throw std::runtime_error("the learner broke");
    }

    std::shared_ptr<LearnerNotes> notes_;
    const LearnerFaults faults_;
    const int player_;
    mutable std::mutex mutex_;
    std::shared_ptr<const nn::Weights> weights_;
    std::vector<float> momentum_;  // what an optimiser remembers
    uint64_t seen_ = 0;            // in this update
    int64_t rows_ = 0;
    int phase_ = 0;
};

/// As RunParts::makeLearner.
inline auto fakeLearners(const games::GameInfo& game, std::shared_ptr<LearnerNotes> notes, LearnerFaults faults = {}) {
    return [game, notes = std::move(notes), faults](
               int player, std::shared_ptr<const nn::Weights> from) -> Result<std::unique_ptr<learn::Learner>> {
        return std::unique_ptr<learn::Learner>(new FakeLearner(game, notes, faults, player, std::move(from)));
    };
}

/// Keeps every event; waits for conditions on them.
class KeepingSink final : public EventSink {
public:
    void take(const RunEvent& event) override {
        {
            const std::lock_guard lock(mutex_);
            events_.push_back(event);
            if (onEvent) onEvent(event);
        }
        changed_.notify_all();
    }
    int64_t waiting() const override { return waiting_; }

    std::vector<RunEvent> events() const {
        const std::lock_guard lock(mutex_);
        return events_;
    }
    template <class Body>
    std::vector<Body> all() const {
        std::vector<Body> out;
        for (const RunEvent& event : events()) {
            if (const auto* body = std::get_if<Body>(&event.body)) out.push_back(*body);
        }
        return out;
    }
    /// False when it did not come about within a minute.
    template <class Condition>
    bool waitFor(const Condition& condition) const {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::seconds(60), [&] { return condition(events_); });
    }
    bool waitForStatus(RunStatus status) const {
        return waitFor([status](const std::vector<RunEvent>& events) {
            for (const RunEvent& event : events) {
                const auto* state = std::get_if<StateChanged>(&event.body);
                if (state != nullptr && state->status == status) return true;
            }
            return false;
        });
    }
    bool waitForSteps(int64_t steps) const {
        return waitFor([steps](const std::vector<RunEvent>& events) {
            for (const RunEvent& event : events) {
                const auto* progress = std::get_if<Progress>(&event.body);
                if (progress != nullptr && progress->steps >= steps) return true;
            }
            return false;
        });
    }
    void setWaiting(int64_t events) { waiting_ = events; }

    std::function<void(const RunEvent&)> onEvent;  // set before the run starts; called under the lock

private:
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    std::vector<RunEvent> events_;
    std::atomic<int64_t> waiting_{0};
};

}  // namespace ludus::test
