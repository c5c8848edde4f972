// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/detail/torch_path.h"

#include "core/nn/detail/torch_network.h"

namespace ludus::learn {
namespace {

at::Tensor view(std::vector<float>& values, int64_t rows, int64_t columns) {
    return at::from_blob(values.data(), {rows, columns});
}

class Shard final : public ShardGradient {
public:
    /// The leaves of the network only read the parameters.
    Shard(const nn::NetworkSpec& spec, const float* parameters)
        : spec_(spec), network_(spec, const_cast<float*>(parameters)) {}

    PpoLossSums compute(const UpdateBatch& batch, int from, int to, int totalRows, const PpoLossOptions& options,
                        float* gradient) override {
        const int rows = to - from;
        batch.gather(from, to, rows_);
        observations_.resize(static_cast<size_t>(rows) * static_cast<size_t>(spec_.inputs));
        batch.gatherObservations(from, to, spec_.inputs, observations_.data());
        const nn::TorchNetwork::Output output = network_.forward(view(observations_, rows, spec_.inputs));
        logitSlopes_.resize(static_cast<size_t>(rows) * static_cast<size_t>(spec_.logitCount()));
        valueSlopes_.resize(static_cast<size_t>(rows));
        PpoLossInput input;
        input.rows = rows;
        input.totalRows = totalRows;
        input.logits = output.logits.data_ptr<float>();
        input.values = output.values.data_ptr<float>();
        input.masks = rows_.masks.empty() ? nullptr : rows_.masks.data();
        input.actions = rows_.actions.data();
        input.oldLogProbabilities = rows_.logProbabilities.data();
        input.oldValues = rows_.values.data();
        input.advantages = rows_.advantages.data();
        input.returns = rows_.returns.data();
        input.branches = &spec_.branches;
        const PpoLossSums sums = ppoLoss(input, options, logitSlopes_.data(), valueSlopes_.data());
        network_.gradient(output, view(logitSlopes_, rows, spec_.logitCount()), view(valueSlopes_, rows, 1), gradient);
        return sums;
    }

private:
    nn::NetworkSpec spec_;
    nn::TorchNetwork network_;
    Minibatch rows_;
    std::vector<float> observations_, logitSlopes_, valueSlopes_;
};

}  // namespace

std::unique_ptr<ShardGradient> TorchPath::makeShard(const float* parameters) {
    return std::make_unique<Shard>(spec_, parameters);
}

}  // namespace ludus::learn
