// SPDX-License-Identifier: GPL-3.0-or-later
// Learner: turns streams into better weights. An update is cut into phases (preparing, minibatches), a phase into
// shards that any workers compute at the same time; sums are taken in a fixed order, so the result depends on the
// number of shards only. Calls: begin, then for each phase work(shard) for every shard (concurrently, any thread) and
// advance() once, until it says no; then report(). begin, advance and report are never called at the same time as work.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/config/option.h"
#include "core/games/game.h"
#include "core/learn/trajectory.h"
#include "core/nn/network.h"

namespace ludus::learn {

/// Options of PPO; keys "learner.*".
struct PpoOptions {
    std::string path = "auto";  // auto | native | generic: how gradients are computed
    std::vector<int64_t> hidden = {64, 64};
    std::string activation = "tanh";  // tanh | relu
    bool separateCritic = true;
    bool normaliseObservations = true;
    int slots = 64;  // B, over all blocks
    int steps = 32;  // T, an update
    int epochs = 4;
    int minibatches = 4;
    double learningRate = 3e-4;
    std::string schedule = "linear";  // constant | linear | cosine: of the learning rate over the run's budget
    double finalLearningRate = 0;     // at the end of a linear or cosine schedule
    double gamma = 0.99;
    double lambda = 0.95;
    double clip = 0.2;
    double valueClip = 0.2;
    double valueCoefficient = 0.5;
    double entropyCoefficient = 0.01;
    double finalEntropyCoefficient = 0.01;  // reached linearly at the end
    double maxGradientNorm = 0.5;
    double targetKl = 0;  // 0: never stop an update early
    bool normaliseAdvantages = true;
};
const config::OptionGroup<PpoOptions>& ppoOptions();
/// What options together must keep (slots x steps splits into minibatches, ...); the error names the key and a repair.
Status checkPpo(const PpoOptions& options);
/// The network that PPO trains in `game`.
nn::NetworkSpec networkSpec(const games::GameInfo& game, const PpoOptions& options);

struct UpdateReport {
    int64_t version = 0;
    int64_t rows = 0;
    double policyLoss = 0, valueLoss = 0, entropy = 0, approximateKl = 0, clippedShare = 0, gradientNorm = 0;
    double explainedVariance = 0, learningRate = 0;
    int phasesDone = 0, phasesPlanned = 0;  // fewer done: stopped early on KL
    const char* kernel = "";                // how it was computed: "native-dense", "native-sparse", "generic"
    bool finite = true;  // false: NaN or infinity in loss or gradient; the weights were not changed by it
};

class Learner {
public:
    virtual ~Learner() = default;
    /// The newest weights; immutable, shared. May be called at any time.
    virtual std::shared_ptr<const nn::Weights> weights() const = 0;
    /// `progress` in [0, 1] drives the schedules. `shards` >= 1.
    virtual void begin(std::vector<std::shared_ptr<const StreamBatch>> batches, int shards, double progress) = 0;
    virtual void work(int shard) = 0;
    virtual bool advance() = 0;
    virtual UpdateReport report() = 0;

    /// Everything that the next update depends on: weights with normaliser and version, optimiser, random stream.
    /// Between updates, or while one is in hand: then as of its beginning. loadState of a learner with the same options
    /// and network makes it go on as the saved one would have, bit for bit; error checkpoint.damaged.
    virtual std::string saveState() const = 0;
    virtual Status loadState(std::string_view state) = 0;
};

}  // namespace ludus::learn
