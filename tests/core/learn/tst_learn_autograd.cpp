// SPDX-License-Identifier: GPL-3.0-or-later
// The slopes in closed form and the network's own graph nodes against LibTorch's plain operators and autograd.
#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <QTest>

#include "core/learn/ppo_loss.h"
#include "core/nn/detail/torch_network.h"

using namespace ludus;

namespace {

nn::NetworkSpec makeSpec(bool separate, nn::Activation activation) {
    nn::NetworkSpec spec;
    spec.inputs = 7;
    spec.hidden = {20, 11};
    spec.branches = {3, 4};
    spec.separateCritic = separate;
    spec.activation = activation;
    return spec;
}

at::Tensor leaf(std::vector<float>& values, int64_t offset, at::IntArrayRef shape) {
    return at::from_blob(values.data() + offset, shape).clone().requires_grad_(true);
}

double worst(const at::Tensor& a, const at::Tensor& b) {
    return (a - b).abs().max().item<double>();
}

struct Plain {
    std::vector<at::Tensor> leaves;
    at::Tensor logits, values;
};

/// The same network out of Torch's own operators.
Plain plainForward(const nn::NetworkSpec& spec, std::vector<float>& parameters, const at::Tensor& x) {
    Plain out;
    at::Tensor actor = x, critic = x;
    for (const nn::LayerPlace& place : nn::layerPlaces(spec)) {
        const at::Tensor w = leaf(parameters, place.weightOffset, {place.outputs, place.inputs});
        const at::Tensor b = leaf(parameters, place.biasOffset, {place.outputs});
        out.leaves.insert(out.leaves.end(), {w, b});
        const bool ofActor = place.name.starts_with("actor");
        if (place.name == "critic.head" && !spec.separateCritic) critic = actor;
        const at::Tensor y = at::linear(ofActor ? actor : critic, w, b);
        if (place.name == "actor.head")
            out.logits = y;
        else if (place.name == "critic.head")
            out.values = y;
        else
            (ofActor ? actor : critic) = spec.activation == nn::Activation::tanh ? y.tanh() : y.relu();
    }
    return out;
}

}  // namespace

class TestLearnAutograd : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void networkGradientEqualsAutograd() {
        at::manual_seed(1);
        for (const bool separate : {true, false}) {
            for (const auto activation : {nn::Activation::tanh, nn::Activation::relu}) {
                const nn::NetworkSpec spec = makeSpec(separate, activation);
                std::vector<float> parameters = nn::initialWeights(spec, Rng(2)).values;
                const at::Tensor x = at::randn({33, 7}), logitSlopes = at::randn({33, 7}),
                                 valueSlopes = at::randn({33, 1});
                const nn::TorchNetwork network(spec, parameters.data());
                const auto output = network.forward(x);
                std::vector<float> gradient(parameters.size());
                network.gradient(output, logitSlopes, valueSlopes, gradient.data());
                const Plain plain = plainForward(spec, parameters, x);
                QVERIFY(worst(plain.logits, output.logits) < 1e-5);
                QVERIFY(worst(plain.values, output.values) < 1e-5);
                const auto expected =
                    torch::autograd::grad({plain.logits, plain.values}, plain.leaves, {logitSlopes, valueSlopes});
                int64_t offset = 0;
                for (const at::Tensor& e : expected) {
                    const at::Tensor own = at::from_blob(gradient.data() + offset, e.sizes());
                    QVERIFY(worst(own, e) < 2e-4 * (1 + e.abs().max().item<double>()));
                    offset += e.numel();
                }
                QCOMPARE(offset, static_cast<int64_t>(gradient.size()));
            }
        }
    }

    void lossSlopesEqualAutograd() {
        at::manual_seed(3);
        const int rows = 64;
        const std::vector<int> branches = {3, 2, 4};
        const learn::PpoLossOptions options{0.2, 0.2, 0.5, 0.03};
        for (int round = 0; round < 10; ++round) {
            at::Tensor logits = at::randn({rows, 9}).requires_grad_(true),
                       values = at::randn({rows}).requires_grad_(true);
            at::Tensor masks = (at::rand({rows, 9}) < 0.7).to(at::kByte);
            at::Tensor actions = at::empty({rows, 3}, at::kInt);
            std::vector<at::Tensor> logP;
            at::Tensor entropy = at::zeros({rows});
            int64_t at = 0;
            for (int64_t b = 0; b < 3; ++b) {
                const int64_t size = branches[static_cast<size_t>(b)];
                const at::Tensor action = at::randint(size, {rows, 1}, at::kLong);
                actions.select(1, b).copy_(action.squeeze(1));
                masks.narrow(1, at, size).scatter_(1, action, 1);
                const at::Tensor part = logits.narrow(1, at, size).masked_fill(masks.narrow(1, at, size) == 0, -1e9);
                const at::Tensor all = at::log_softmax(part, 1);
                logP.push_back(all.gather(1, action).squeeze(1));
                entropy = entropy - (all.exp() * all).sum(1);
                at += size;
            }
            const at::Tensor joint = logP[0] + logP[1] + logP[2];
            const at::Tensor oldLog = joint.detach() + 0.3 * at::randn({rows});
            const at::Tensor oldValues = values.detach() + 0.4 * at::randn({rows});
            const at::Tensor advantages = at::randn({rows}), returns = at::randn({rows});
            const at::Tensor ratio = (joint - oldLog).exp();
            const at::Tensor policy = -at::min(ratio * advantages, ratio.clamp(0.8, 1.2) * advantages).mean();
            const at::Tensor moved = oldValues + (values - oldValues).clamp(-0.2, 0.2);
            const at::Tensor value = 0.5 * at::max((values - returns).square(), (moved - returns).square()).mean();
            const auto expected =
                torch::autograd::grad({policy + 0.5 * value - 0.03 * entropy.mean()}, {logits, values});

            at::Tensor logitSlopes = at::empty({rows, 9}), valueSlopes = at::empty({rows});
            const learn::PpoLossInput input{rows,
                                            rows,
                                            logits.data_ptr<float>(),
                                            values.data_ptr<float>(),
                                            masks.data_ptr<uint8_t>(),
                                            actions.data_ptr<int>(),
                                            oldLog.data_ptr<float>(),
                                            oldValues.data_ptr<float>(),
                                            advantages.data_ptr<float>(),
                                            returns.data_ptr<float>(),
                                            &branches};
            const auto sums =
                learn::ppoLoss(input, options, logitSlopes.data_ptr<float>(), valueSlopes.data_ptr<float>());
            QVERIFY(std::abs(sums.policyLoss / rows - policy.item<double>()) < 1e-5);
            QVERIFY(std::abs(sums.valueLoss / rows - value.item<double>()) < 1e-5);
            QVERIFY(std::abs(sums.entropy / rows - entropy.mean().item<double>()) < 1e-5);
            QVERIFY(worst(logitSlopes, expected[0]) < 1e-6);
            QVERIFY(worst(valueSlopes, expected[1]) < 1e-6);
        }
    }
};

QTEST_GUILESS_MAIN(TestLearnAutograd)
#include "tst_learn_autograd.moc"
