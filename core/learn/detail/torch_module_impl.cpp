// SPDX-License-Identifier: GPL-3.0-or-later
// The module's only object and the one symbol that it exports.
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <malloc.h>

#include <algorithm>

#include "core/learn/detail/blas_probe.h"
#include "core/learn/detail/ppo_learner.h"
#include "core/learn/torch_factory.h"
#include "core/learn/torch_module.h"

namespace ludus::learn {
namespace {

constexpr int kGibibyte = 1 << 30;
constexpr int kPad = 64 << 20;

/// Large temporaries stay with the process: giving them back after each step and faulting them in again costs more
/// than the step.
void keepMemory() {
#if defined(__GLIBC__)
    mallopt(M_MMAP_THRESHOLD, kGibibyte);
    mallopt(M_TRIM_THRESHOLD, kGibibyte);
    mallopt(M_TOP_PAD, kPad);
#endif
}

class Module final : public TorchModule {
public:
    Module() {
        keepMemory();
        at::set_num_threads(1);
        limitBlasThreads();
    }

    Result<std::unique_ptr<Learner>> makePpo(const games::GameInfo& game, const PpoOptions& options, uint64_t seed,
                                             std::shared_ptr<const nn::Weights> start) override {
        Status usable = checkPpo(options);
        if (!usable) return usable.error();
        const nn::NetworkSpec spec = networkSpec(game, options);
        if (start == nullptr) start = std::make_shared<nn::Weights>(nn::initialWeights(spec, Rng(seed)));
        if (start->spec != spec) {
            return Error{"agent.misfit",
                         LUDUS_TEXT("Torch", "The network to start from has another shape than the one to train."),
                         LUDUS_TEXT("Torch", "It was made for another game or with other hidden layers."),
                         LUDUS_TEXT("Torch",
                                    "Set learner.hidden, learner.activation and learner.separate_critic as "
                                    "they were, or start afresh.")};
        }
        return std::unique_ptr<Learner>(std::make_unique<PpoLearner>(options, std::move(start), seed));
    }

    BlasReport blas() override { return probeBlas(); }
    double productLimit(const ProductLimitQuery& query) override { return measureProductLimit(query); }

    void forward(const nn::Weights& weights, int rows, const float* observations, float* logits,
                 float* values) override {
        const at::NoGradGuard noGradient;
        const int64_t inputs = weights.spec.inputs;
        std::vector<float> parameters = weights.values;
        const nn::TorchNetwork network(weights.spec, parameters.data());
        at::Tensor x = at::from_blob(const_cast<float*>(observations), {rows, inputs});
        const nn::Normaliser& normaliser = weights.normaliser;
        if (normaliser.active()) {
            std::vector<double> mean = normaliser.mean, variance = normaliser.variance;
            const at::Tensor m = at::from_blob(mean.data(), {inputs}, at::kDouble);
            const at::Tensor v = at::from_blob(variance.data(), {inputs}, at::kDouble);
            x = ((x - m) / (v + 1e-8).sqrt()).clamp(-normaliser.clip, normaliser.clip).to(at::kFloat);
        }
        const nn::TorchNetwork::Output output = network.forward(x);
        std::copy_n(output.logits.data_ptr<float>(), output.logits.numel(), logits);
        if (values != nullptr && output.values.defined()) {
            std::copy_n(output.values.data_ptr<float>(), output.values.numel(), values);
        }
    }
};

}  // namespace
}  // namespace ludus::learn

extern "C" __attribute__((visibility("default"))) ludus::learn::TorchModule* ludusTorchModule(int version) {
    static ludus::learn::Module module;
    return version == ludus::learn::kTorchFactoryVersion ? &module : nullptr;
}
