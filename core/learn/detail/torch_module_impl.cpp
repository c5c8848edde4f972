// SPDX-License-Identifier: GPL-3.0-or-later
// The module's only object and the one symbol that it exports.
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>

#include "core/learn/detail/blas_probe.h"
#include "core/learn/detail/module_peer.h"
#include "core/learn/detail/torch_path.h"
#include "core/learn/memory.h"
#include "core/learn/torch_factory.h"
#include "core/learn/torch_module.h"
#include "core/nn/detail/torch_network.h"

namespace ludus::learn {
namespace {

class Module final : public TorchModule {
public:
    Module() {
        keepMemory();
        at::set_num_threads(1);
        limitBlasThreads();
    }

    std::unique_ptr<GradientPath> makePath(const nn::NetworkSpec& spec) override {
        return std::make_unique<TorchPath>(spec);
    }
    std::unique_ptr<TorchPeer> makePeer(const nn::Weights& weights) override { return makeModulePeer(weights); }
    BlasReport blas() override { return probeBlas(); }

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
