// SPDX-License-Identifier: GPL-3.0-or-later
// UpdateBatch: the rows of one update, taken out of streams: normalised observations, advantages, returns; and the
// minibatches drawn from them. Pure, no Torch. begin and finish by one thread, fill(shard) by any threads at once.
// Axis letters: N rows, O observation, A logits.
#pragma once

#include <memory>
#include <vector>

#include "core/base/rng.h"
#include "core/learn/trajectory.h"
#include "core/nn/network.h"

namespace ludus::learn {

/// Rows gathered for one shard of a minibatch.
struct Minibatch {
    int rows = 0;
    std::vector<float> observations;                                   // [rows, O]
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
    /// Advantages, returns and normalised observations of this shard's streams.
    void fill(int shard);
    /// After every fill: explained variance; false when an observation is not finite (known only with statistics).
    bool finish();
    /// Merges the observations of all rows into `normaliser`, in the order of the shards.
    void mergeInto(nn::Normaliser& normaliser) const;
    void release() { streams_.clear(), batches_.clear(); }

    int rows() const { return rows_; }
    double explainedVariance() const { return explainedVariance_; }

    /// A new random order of the rows for an epoch.
    void shuffle(Rng& rng);
    /// Takes rows [from, to) of the order as the minibatch; scales its advantages when asked.
    void choose(int from, int to, bool normaliseAdvantages);
    /// Gathers rows [from, to) of the order (inside the chosen ones).
    void gather(int from, int to, Minibatch& out) const;

private:
    struct Stream {
        const StreamBatch* batch;
        int index;
        int row;  // of its first decision in the flat arrays
    };
    struct Statistics {
        std::vector<double> sum, squares;  // [O]
        double rows = 0;
    };
    void fillStream(const Stream& stream, Statistics& statistics);

    std::vector<std::shared_ptr<const StreamBatch>> batches_;
    std::vector<Stream> streams_;
    std::vector<int> shardStart_;  // [shards + 1] into streams_
    std::vector<Statistics> statistics_;
    std::vector<float> mean_, inverse_;
    nn::NetworkSpec spec_;
    float clip_ = 0;
    bool wantStatistics_ = false, masked_ = false;
    double gamma_ = 0, lambda_ = 0, explainedVariance_ = 0;
    int rows_ = 0;
    Minibatch all_;  // every row, in the order of the streams
    std::vector<int> order_;
    float advantageMean_ = 0, advantageScale_ = 1;
};

}  // namespace ludus::learn
