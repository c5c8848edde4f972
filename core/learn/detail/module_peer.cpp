// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/detail/module_peer.h"

#include <c10/core/InferenceMode.h>
#include <torch/nn/modules/activation.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/linear.h>

#include <algorithm>

#include "core/base/check.h"

namespace ludus::learn {
namespace {

class ModulePeer final : public TorchPeer {
public:
    explicit ModulePeer(const nn::Weights& weights) : inputs_(weights.spec.inputs) {
        LUDUS_CHECK(weights.spec.value && weights.spec.separateCritic && !weights.normaliser.active());
        const torch::NoGradGuard noGradient;
        for (const nn::LayerPlace& place : nn::layerPlaces(weights.spec)) {
            torch::nn::Sequential& modules = place.name.starts_with("actor") ? actor_ : critic_;
            torch::nn::Linear layer(place.inputs, place.outputs);
            auto* values = const_cast<float*>(weights.values.data());
            layer->weight.copy_(at::from_blob(values + place.weightOffset, {place.outputs, place.inputs}));
            layer->bias.copy_(at::from_blob(values + place.biasOffset, {place.outputs}));
            modules->push_back(layer);
            if (place.name.ends_with("head")) continue;
            if (weights.spec.activation == nn::Activation::tanh)
                modules->push_back(torch::nn::Tanh());
            else
                modules->push_back(torch::nn::ReLU());
        }
        actor_->eval();
        critic_->eval();
    }

    void forward(int rows, const float* observations, float* logits, float* values) override {
        const c10::InferenceMode inference;
        const at::Tensor x = at::from_blob(const_cast<float*>(observations), {rows, inputs_});
        const at::Tensor actor = actor_->forward(x), critic = critic_->forward(x);
        std::copy_n(actor.data_ptr<float>(), actor.numel(), logits);
        std::copy_n(critic.data_ptr<float>(), critic.numel(), values);
    }

private:
    int64_t inputs_;
    torch::nn::Sequential actor_, critic_;
};

}  // namespace

std::unique_ptr<TorchPeer> makeModulePeer(const nn::Weights& weights) {
    return std::make_unique<ModulePeer>(weights);
}

}  // namespace ludus::learn
