// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/detail/torch_network.h"

#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>

#include "core/nn/kernels.h"

namespace ludus::nn {
namespace {

enum Kind : int64_t { kLinear = 0, kTanh = 1, kRelu = 2 };

/// A dense layer with its activation as one node of the graph: products by the BLAS, the rest by our vectorised loops.
class DenseLayer : public torch::autograd::Function<DenseLayer> {
public:
    static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& x, const at::Tensor& weight,
                              const at::Tensor& bias, int64_t kind) {
        at::Tensor y = at::addmm(bias, x, weight.t());
        if (kind == kTanh) kernels().tanh(y.numel(), y.data_ptr<float>());
        if (kind == kRelu) kernels().relu(y.numel(), y.data_ptr<float>());
        context->save_for_backward({x, weight, y});
        context->saved_data["kind"] = kind;
        context->saved_data["inner"] = x.requires_grad();
        return y;
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   torch::autograd::variable_list slopes) {
        const torch::autograd::variable_list saved = context->get_saved_variables();
        const int64_t kind = context->saved_data["kind"].toInt();
        at::Tensor slope = slopes[0].contiguous();
        const float* y = saved[2].data_ptr<float>();
        if (kind == kTanh) kernels().tanhGradient(slope.numel(), y, slope.data_ptr<float>());
        if (kind == kRelu) kernels().reluGradient(slope.numel(), y, slope.data_ptr<float>());
        at::Tensor inner;
        if (context->saved_data["inner"].toBool()) inner = at::mm(slope, saved[1]);
        return {inner, at::mm(slope.t(), saved[0]), slope.sum(0), at::Tensor()};
    }
};

}  // namespace

TorchNetwork::TorchNetwork(const NetworkSpec& spec, float* parameters) : spec_(spec), places_(layerPlaces(spec)) {
    for (const LayerPlace& place : places_) {
        const at::Tensor weight = at::from_blob(parameters + place.weightOffset, {place.outputs, place.inputs});
        const at::Tensor bias = at::from_blob(parameters + place.biasOffset, {place.outputs});
        for (const at::Tensor& leaf : {weight, bias}) {
            leaf.requires_grad_(true);
            leaves_.push_back(leaf);
            (place.name.starts_with("actor") ? actor_ : critic_).push_back(leaf);
        }
    }
}

at::Tensor TorchNetwork::torso(const std::vector<at::Tensor>& parameters, at::Tensor x) const {
    const int64_t kind = spec_.activation == Activation::tanh ? kTanh : kRelu;
    for (size_t i = 0; i + 2 < parameters.size(); i += 2)
        x = DenseLayer::apply(x, parameters[i], parameters[i + 1], kind);
    return x;
}

TorchNetwork::Output TorchNetwork::forward(const at::Tensor& observations) const {
    const auto head = [](const std::vector<at::Tensor>& parameters, const at::Tensor& x) {
        return DenseLayer::apply(x, parameters[parameters.size() - 2], parameters.back(), int64_t{kLinear});
    };
    const at::Tensor features = torso(actor_, observations);
    Output output;
    output.logits = head(actor_, features);
    if (spec_.value) output.values = head(critic_, spec_.separateCritic ? torso(critic_, observations) : features);
    return output;
}

void TorchNetwork::gradient(const Output& output, const at::Tensor& logitSlopes, const at::Tensor& valueSlopes,
                            float* out) const {
    torch::autograd::variable_list ends{output.logits}, slopes{logitSlopes};
    if (spec_.value) {
        ends.push_back(output.values);
        slopes.push_back(valueSlopes);
    }
    const torch::autograd::variable_list gradients = torch::autograd::grad(ends, leaves_, slopes);
    for (size_t i = 0; i < places_.size(); ++i) {
        const at::Tensor weight = gradients[2 * i].contiguous(), bias = gradients[2 * i + 1].contiguous();
        std::copy_n(weight.data_ptr<float>(), weight.numel(), out + places_[i].weightOffset);
        std::copy_n(bias.data_ptr<float>(), bias.numel(), out + places_[i].biasOffset);
    }
}

}  // namespace ludus::nn
