// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/native_path.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/base/check.h"
#include "core/learn/train_kernels.h"
#include "core/nn/kernels.h"

namespace ludus::learn {
namespace {

constexpr int kBlockNumbers = 1 << 17;  // of a block: its rows times what it keeps a row; half of a usual L2 cache
constexpr int kMostBlockRows = 64;
constexpr int kFewestBlockRows = 32;

size_t index(int64_t i) {
    return static_cast<size_t>(i);
}

/// Of weights with an output a row.
int64_t pitchOf(const NativeStage& stage) {
    return nn::padded(stage.inputs);
}

/// Distances in the parameter vector from the weight of an input, of an output, to the next one's.
std::pair<int64_t, int64_t> steps(const NativeStage& stage) {
    return stage.narrow ? std::pair<int64_t, int64_t>(1, pitchOf(stage))
                        : std::pair<int64_t, int64_t>(stage.outputs, 1);
}

}  // namespace

// ---- the plan

NativePath::NativePath(const nn::NetworkSpec& spec) : NativePath(spec, trainKernels()) {}

NativePath::NativePath(const nn::NetworkSpec& spec, const TrainKernels& kernels) : spec_(spec), kernels_(kernels) {
    LUDUS_CHECK(spec.value);
    plan();
    seal();
}

int NativePath::addStage(int inputs, int source, int sourceColumn, bool activated) {
    stages_.push_back({.inputs = inputs, .source = source, .sourceColumn = sourceColumn, .activated = activated});
    return static_cast<int>(stages_.size()) - 1;
}

/// The layer's outputs become the next columns of the stage; `padded`: the next layer begins at a multiple of 16.
void NativePath::addLayer(const nn::LayerPlace& flat, int stage, bool padded) {
    NativeStage& s = stages_[index(stage)];
    LUDUS_CHECK_EQ(s.inputs, flat.inputs);
    places_.push_back({flat, stage, s.used});
    s.used += padded ? nn::padded(flat.outputs) : flat.outputs;
}

/// Layers in the order of the flat vector; those that see the same numbers share a stage.
void NativePath::plan() {
    const std::vector<nn::LayerPlace> flat = nn::layerPlaces(spec_);
    const int depth = static_cast<int>(spec_.hidden.size());
    const bool apart = spec_.separateCritic && depth > 0;
    const auto torsoLayer = [&](int layer, bool critic) -> const nn::LayerPlace& {
        return flat[index(critic ? depth + 1 + layer : layer)];
    };
    Output actor{-1, 0}, critic{-1, 0};  // what the next layer of each sees
    for (int layer = 0; layer < depth; ++layer) {
        const int inputs = torsoLayer(layer, false).inputs;
        const int stage = addStage(inputs, actor.stage, actor.column, true);
        addLayer(torsoLayer(layer, false), stage, true);
        int criticStage = stage;
        if (apart) {
            if (layer > 0) criticStage = addStage(inputs, critic.stage, critic.column, true);
            addLayer(torsoLayer(layer, true), criticStage, true);
            critic = {criticStage, places_.back().column};
        }
        actor = {stage, 0};
        if (!apart) critic = actor;
    }
    const nn::LayerPlace &logits = flat[index(depth)], &value = flat.back();
    const int head = addStage(logits.inputs, actor.stage, actor.column, false);
    addLayer(logits, head, false);
    logits_ = {head, 0};
    const int valueHead = apart ? addStage(value.inputs, critic.stage, critic.column, false) : head;
    addLayer(value, valueHead, false);
    value_ = {valueHead, places_.back().column};
}

/// Gives every stage its place in the vectors.
void NativePath::seal() {
    for (NativeStage& stage : stages_) {
        stage.outputs = nn::padded(stage.used);
        stage.narrow = stage.source >= 0 && !stage.activated;
        const int64_t wide = int64_t{stage.inputs} * stage.outputs, narrow = int64_t{stage.used} * pitchOf(stage);
        stage.weights = size_;
        stage.bias = size_ + (stage.narrow ? narrow : wide);
        size_ = stage.bias + stage.outputs;
        if (stage.source < 0) continue;
        stage.turned = turnedSize_;
        turnedSize_ += stage.narrow ? wide : narrow;
    }
    base_.assign(index(stages_[0].outputs), 0.0F);
}

// ---- the parameters' order

void NativePath::pack(const float* flat, float* own) const {
    std::fill_n(own, size_, 0.0F);
    for (const Place& place : places_) {
        const NativeStage& stage = stages_[index(place.stage)];
        const auto [perInput, perOutput] = steps(stage);
        float* const weights = own + stage.weights + place.column * perOutput;
        const float* from = flat + place.flat.weightOffset;
        for (int o = 0; o < place.flat.outputs; ++o) {
            for (int i = 0; i < stage.inputs; ++i)
                weights[i * perInput + o * perOutput] = *from++;
        }
        std::copy_n(flat + place.flat.biasOffset, place.flat.outputs, own + stage.bias + place.column);
    }
}

void NativePath::unpack(const float* own, float* flat) const {
    for (const Place& place : places_) {
        const NativeStage& stage = stages_[index(place.stage)];
        const auto [perInput, perOutput] = steps(stage);
        const float* const weights = own + stage.weights + place.column * perOutput;
        float* to = flat + place.flat.weightOffset;
        for (int o = 0; o < place.flat.outputs; ++o) {
            for (int i = 0; i < stage.inputs; ++i)
                *to++ = weights[i * perInput + o * perOutput];
        }
        std::copy_n(own + stage.bias + place.column, place.flat.outputs, flat + place.flat.biasOffset);
    }
}

void NativePath::prepare(const UpdateBatch& batch, const float* parameters) {
    const NativeStage& first = stages_[0];
    if (batch.sparse()) {
        kernels_.addWeighted(first.inputs, first.outputs, batch.normalisedZero().data(), parameters + first.weights,
                             parameters + first.bias, base_.data());
    }
}

// ---- a shard

class NativePath::Shard final : public ShardGradient {
public:
    Shard(const NativePath& path, const float* parameters)
        : path_(path), kernels_(path.kernels_), parameters_(parameters), pitch_(nn::padded(path.spec_.inputs)) {
        int64_t perRow = pitch_;
        for (const NativeStage& stage : path_.stages_)
            perRow += 2 * stage.outputs;
        block_ = static_cast<int>(std::clamp<int64_t>(kBlockNumbers / perRow, kFewestBlockRows, kMostBlockRows));
        observations_.resize(index(static_cast<int64_t>(block_) * pitch_));
        turned_.resize(index(path_.turnedSize_));
        for (const NativeStage& stage : path_.stages_) {
            outputs_.emplace_back(index(static_cast<int64_t>(block_) * stage.outputs));
            slopes_.emplace_back(outputs_.back().size());
        }
    }

    PpoLossSums compute(const UpdateBatch& batch, int from, int to, int totalRows, const PpoLossOptions& options,
                        float* gradient) override {
        gradient_ = gradient;
        clearSums(batch.sparse());
        turnWeights();
        PpoLossSums sums;
        batch.gather(from, to, rows_);
        for (int at = from; at < to; at += block_) {
            const int rows = std::min(block_, to - at);
            forward(batch, at, rows);
            sums.add(lossOf(at - from, rows, totalRows, options));
            backward(batch, at, rows, at == from);
        }
        if (batch.sparse()) finishSparse(batch);
        return sums;
    }

private:
    /// What the first block adds to, too. The products of the first block begin anew: other threads have read this
    /// memory, and taking it back line by line goes unnoticed beside them.
    void clearSums(bool sparse) const {
        for (const NativeStage& stage : path_.stages_) {
            std::fill_n(gradient_ + stage.bias, stage.outputs, 0.0F);
            if (sparse && stage.source < 0)
                std::fill_n(gradient_ + stage.weights, int64_t{stage.inputs} * stage.outputs, 0.0F);
        }
    }

    void turnWeights() {
        for (const NativeStage& stage : path_.stages_) {
            if (stage.source < 0) continue;
            const float* const from = parameters_ + stage.weights;
            float* const to = &turned_[index(stage.turned)];
            if (stage.narrow)
                transpose(stage.used, stage.inputs, from, pitchOf(stage), to, stage.outputs);
            else
                transpose(stage.inputs, stage.used, from, stage.outputs, to, pitchOf(stage));
        }
    }

    void forward(const UpdateBatch& batch, int from, int rows) {
        if (!batch.sparse()) batch.gatherObservations(from, from + rows, pitch_, observations_.data());
        for (size_t s = 0; s < path_.stages_.size(); ++s) {
            const NativeStage& stage = path_.stages_[s];
            float* const out = outputs_[s].data();
            if (stage.source < 0 && batch.sparse()) {
                for (int r = 0; r < rows; ++r) {
                    const std::span<const int32_t> active = batch.active(from + r);
                    kernels_.sparseForward(stage.outputs, path_.base_.data(), parameters_ + stage.weights,
                                           batch.normalisedStep().data(), static_cast<int>(active.size()),
                                           active.data(), out + static_cast<int64_t>(r) * stage.outputs);
                }
            } else {
                Product product{.m = rows, .n = stage.outputs, .k = stage.inputs, .aStep = 1};
                std::tie(product.a, product.aRow) = source(stage);
                product.b = stage.narrow ? &turned_[index(stage.turned)] : parameters_ + stage.weights;
                product.bPitch = product.cPitch = stage.outputs;
                product.c = out;
                product.start = Product::Start::bias;
                product.bias = parameters_ + stage.bias;
                kernels_.multiply(product);
            }
            if (stage.activated) activate(rows * int64_t{stage.outputs}, out);
        }
    }

    /// What a stage sees, and the distance between its rows.
    std::pair<const float*, int64_t> source(const NativeStage& stage) const {
        if (stage.source < 0) return {observations_.data(), pitch_};
        return {outputs_[index(stage.source)].data() + stage.sourceColumn, path_.stages_[index(stage.source)].outputs};
    }

    void activate(int64_t n, float* x) const {
        path_.spec_.activation == nn::Activation::tanh ? kernels_.tanh(n, x) : kernels_.relu(n, x);
    }

    PpoLossSums lossOf(int first, int rows, int totalRows, const PpoLossOptions& options) {
        const size_t at = index(first), width = index(path_.spec_.logitCount());
        const NativeStage& logits = path_.stages_[index(path_.logits_.stage)];
        const NativeStage& value = path_.stages_[index(path_.value_.stage)];
        PpoLossInput input;
        input.rows = rows;
        input.totalRows = totalRows;
        input.logits = outputs_[index(path_.logits_.stage)].data();
        input.logitPitch = logits.outputs;
        input.values = outputs_[index(path_.value_.stage)].data() + path_.value_.column;
        input.valuePitch = value.outputs;
        input.masks = rows_.masks.empty() ? nullptr : &rows_.masks[at * width];
        input.actions = &rows_.actions[at * path_.spec_.branches.size()];
        input.oldLogProbabilities = &rows_.logProbabilities[at];
        input.oldValues = &rows_.values[at];
        input.advantages = &rows_.advantages[at];
        input.returns = &rows_.returns[at];
        input.branches = &path_.spec_.branches;
        return ppoLoss(input, options, slopes_[index(path_.logits_.stage)].data(),
                       slopes_[index(path_.value_.stage)].data() + path_.value_.column);
    }

    void backward(const UpdateBatch& batch, int from, int rows, bool first) {
        for (size_t s = path_.stages_.size(); s-- > 0;) {
            const NativeStage& stage = path_.stages_[s];
            float* const slope = slopes_[s].data();
            const int64_t numbers = rows * int64_t{stage.outputs};
            if (stage.activated) {
                const float* y = outputs_[s].data();
                path_.spec_.activation == nn::Activation::tanh ? kernels_.tanhGradient(numbers, y, slope)
                                                               : kernels_.reluGradient(numbers, y, slope);
            }
            kernels_.addRows(rows, stage.outputs, slope, gradient_ + stage.bias);
            if (stage.source < 0 && batch.sparse()) {
                for (int r = 0; r < rows; ++r) {
                    const std::span<const int32_t> active = batch.active(from + r);
                    kernels_.sparseBackward(stage.outputs, slope + static_cast<int64_t>(r) * stage.outputs,
                                            static_cast<int>(active.size()), active.data(), gradient_ + stage.weights);
                }
                continue;
            }
            addWeightGradient(stage, rows, slope, first);
            if (stage.source >= 0) slopeOfSource(stage, rows, slope);
        }
    }

    /// weights' [K, P] += inputs' [K, R] slope [R, P], or, narrow, [P, K] += slope' [P, R] inputs [R, K].
    void addWeightGradient(const NativeStage& stage, int rows, const float* slope, bool first) const {
        const auto [x, pitch] = source(stage);
        Product product{.m = stage.inputs, .n = stage.outputs, .k = rows, .a = x, .aRow = 1, .aStep = pitch};
        product.b = slope;
        product.bPitch = product.cPitch = stage.outputs;
        if (stage.narrow) {
            product.m = stage.used;
            product.n = nn::padded(stage.inputs);
            std::swap(product.a, product.b);
            std::swap(product.aStep, product.bPitch);
            product.cPitch = pitchOf(stage);
        }
        product.c = gradient_ + stage.weights;
        product.start = first ? Product::Start::zero : Product::Start::add;
        kernels_.multiply(product);
    }

    /// The slice that the stage sees gets its slope: slope [R, P] times the weights [P, K].
    void slopeOfSource(const NativeStage& stage, int rows, const float* slope) {
        Product product{.m = rows, .n = nn::padded(stage.inputs), .k = stage.used};
        product.a = slope;
        product.aRow = stage.outputs;
        product.aStep = 1;
        product.b = stage.narrow ? parameters_ + stage.weights : &turned_[index(stage.turned)];
        product.bPitch = pitchOf(stage);
        product.c = slopes_[index(stage.source)].data() + stage.sourceColumn;
        product.cPitch = path_.stages_[index(stage.source)].outputs;
        kernels_.multiply(product);
    }

    /// The sums of slopes over active rows become the gradient: an input is `zero` and, where active, `step` more.
    void finishSparse(const UpdateBatch& batch) const {
        const NativeStage& stage = path_.stages_[0];
        const float* const all = gradient_ + stage.bias;
        for (int i = 0; i < stage.inputs; ++i) {
            const float zero = batch.normalisedZero()[index(i)], step = batch.normalisedStep()[index(i)];
            float* const row = gradient_ + stage.weights + static_cast<int64_t>(i) * stage.outputs;
            for (int p = 0; p < stage.outputs; ++p)
                row[p] = row[p] * step + zero * all[p];
        }
    }

    const NativePath& path_;
    const TrainKernels& kernels_;
    const float* parameters_;
    const int pitch_;
    int block_ = 0;                                // rows that go through all stages together
    AlignedFloats observations_;                   // [block, pitch]
    std::vector<AlignedFloats> outputs_, slopes_;  // of each stage [block, P]; padding stays 0
    AlignedFloats turned_;                         // of the stages that see other stages
    Minibatch rows_;
    float* gradient_ = nullptr;
};

std::unique_ptr<ShardGradient> NativePath::makeShard(const float* parameters) {
    return std::make_unique<Shard>(*this, parameters);
}

}  // namespace ludus::learn
