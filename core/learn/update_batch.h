// SPDX-License-Identifier: GPL-3.0-or-later
// UpdateBatch: the rows of one update, taken out of streams: advantages, returns, observations where they lie; and the
// minibatches drawn from them. Pure, no Torch. begin and finish by one thread, fill(shard) by any threads at once,
// gathering by any threads between choose and the next one. Axis letters: N rows, O observation, A logits.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/base/rng.h"
#include "core/learn/trajectory.h"
#include "core/nn/network.h"

namespace ludus::learn {

/// What the loss needs of the rows of one shard of a minibatch.
struct Minibatch {
    int rows = 0;
    std::vector<uint8_t> masks;                                        // [rows, A] or empty
    std::vector<int32_t> actions;                                      // [rows, branches]
    std::vector<float> logProbabilities, values, advantages, returns;  // [rows]
};

class UpdateBatch {
public:
    /// Takes the streams; all batches must fit `spec`. The normaliser (inactive: none) is the one the rows were played
    /// with.
    void begin(std::vector<std::shared_ptr<const StreamBatch>> batches, const nn::NetworkSpec& spec,
               const nn::Normaliser& normaliser, bool statistics, double gamma, double lambda, int shards);
    /// Advantages, returns and statistics of this shard's streams.
    void fill(int shard);
    /// After every fill: explained variance; false when an observation is not finite (known only with statistics).
    bool finish();
    /// Merges the observations of all rows into `normaliser`, in the order of the shards.
    void mergeInto(nn::Normaliser& normaliser) const;
    void release();

    int rows() const { return rows_; }
    double explainedVariance() const { return explainedVariance_; }

    /// A new random order of the rows for an epoch.
    void shuffle(Rng& rng);
    /// Takes rows [from, to) of the order as the minibatch; scales its advantages when asked.
    void choose(int from, int to, bool normaliseAdvantages);
    /// Gathers rows [from, to) of the order (inside the chosen ones).
    void gather(int from, int to, Minibatch& out) const;
    /// Their observations, normalised, [to - from, pitch]; what lies beyond O is left alone.
    void gatherObservations(int from, int to, int pitch, float* out) const;

    /// Binary inputs of which few are 1: then it is faster to go through the active ones alone.
    bool sparse() const { return sparse_; }
    /// The inputs that are 1 in row `at` of the order; rising. Only where the inputs are binary.
    std::span<const int32_t> active(int at) const;
    /// What an input of 0 is after normalising [O], and how much more one of 1 is [O].
    const std::vector<float>& normalisedZero() const { return zero_; }
    const std::vector<float>& normalisedStep() const { return step_; }

private:
    struct Stream {
        const StreamBatch* batch;
        int index;
        int row;  // of its first decision in the flat arrays
    };
    struct Part {                          // of one shard
        std::vector<double> sum, squares;  // [O]
        double rows = 0;
        std::vector<int32_t> counts;  // [O], of ones
        std::vector<int32_t> active;  // of all its rows, one after another
        std::vector<int32_t> found;   // scratch
    };
    void fillStream(const Stream& stream, Part& part);
    void fillObservations(const Stream& stream, Part& part);
    void findActive(int row, Part& part);
    bool binary() const { return spec_.binaryInputs; }

    std::vector<std::shared_ptr<const StreamBatch>> batches_;
    std::vector<Stream> streams_;
    std::vector<int> shardStart_;  // [shards + 1] into streams_
    std::vector<Part> parts_;
    std::vector<float> mean_, inverse_, zero_, step_;
    nn::NetworkSpec spec_;
    float clip_ = 0;
    bool wantStatistics_ = false, masked_ = false, sparse_ = false;
    double gamma_ = 0, lambda_ = 0, explainedVariance_ = 0;
    int rows_ = 0;
    Minibatch all_;                           // every row, in the order of the streams
    std::vector<const float*> observations_;  // [N], raw, inside the streams
    struct Active {
        const int32_t* first = nullptr;
        int count = 0;
    };
    std::vector<Active> active_;  // [N], where the inputs are binary
    std::vector<int> order_;
    float advantageMean_ = 0, advantageScale_ = 1;
};

}  // namespace ludus::learn
