// SPDX-License-Identifier: GPL-3.0-or-later
// The slopes in closed form and the network's own graph nodes against LibTorch's plain operators and autograd.
#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <QTest>
#include <cmath>

#include "core/learn/native_path.h"
#include "core/learn/ppo_loss.h"
#include "core/learn/train_kernels.h"
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

/// One random network with rows to learn from.
struct Case {
    nn::NetworkSpec spec;
    std::shared_ptr<nn::Weights> weights;
    std::shared_ptr<learn::StreamBatch> rows;
    learn::PpoLossOptions options;
    double density = 0;  // of binary inputs; 0: any numbers
};

void drawNetwork(Case& out, Rng& rng) {
    nn::NetworkSpec& spec = out.spec;
    const auto upTo = [&rng](uint32_t n) { return 1 + static_cast<int>(rng.below(n)); };
    spec.inputs = rng.below(3) == 0 ? upTo(500) : upTo(70);
    spec.hidden.clear();
    for (int layers = upTo(4) - 1; layers > 0; --layers)
        spec.hidden.push_back(rng.below(2) == 0 ? 16 * upTo(5) : upTo(100));
    for (int branches = upTo(3); branches > 0; --branches)
        spec.branches.push_back(1 + upTo(5));
    spec.activation = rng.below(2) == 0 ? nn::Activation::tanh : nn::Activation::relu;
    spec.separateCritic = rng.below(2) == 0;
    spec.binaryInputs = rng.below(2) == 0;
    if (spec.binaryInputs) out.density = rng.below(3) == 0 ? 0.6 : 0.15;
    out.weights = std::make_shared<nn::Weights>(nn::initialWeights(spec, rng));
    for (float& w : out.weights->values)
        w += static_cast<float>(0.3 * rng.normal() / std::sqrt(static_cast<double>(spec.inputs)));
}

Case drawCase(uint64_t seed) {
    Rng rng(seed, 77);
    Case out;
    drawNetwork(out, rng);
    const nn::NetworkSpec& spec = out.spec;
    const int width = spec.logitCount(), branches = static_cast<int>(spec.branches.size());
    int most = 600;
    if (spec.activation == nn::Activation::relu && !spec.hidden.empty()) most = 100;  // fewer units near their kink
    const int rows = 1 + static_cast<int>(rng.below(static_cast<uint32_t>(most)));
    const bool masked = rng.below(2) == 0;
    out.options = {0.2, rng.below(2) == 0 ? 0.2 : 0.0, 0.5, 0.02};
    out.rows = std::make_shared<learn::StreamBatch>();
    learn::StreamBatch& batch = *out.rows;
    batch.resize(1, rows, spec.inputs, branches, width, masked);
    batch.lengths[0] = rows;
    for (float& x : batch.observations)
        x = out.density > 0 ? (rng.uniform() < out.density ? 1.0F : 0.0F) : static_cast<float>(1 + 2 * rng.normal());
    for (uint8_t& legal : batch.masks)
        legal = rng.uniform() < 0.7 ? 1 : 0;
    for (int r = 0; r < rows; ++r) {
        const size_t row = static_cast<size_t>(r);
        double logProbability = 0;
        size_t at = row * static_cast<size_t>(width);
        for (int b = 0; b < branches; ++b) {
            const auto size = static_cast<uint32_t>(spec.branches[static_cast<size_t>(b)]);
            const uint32_t action = rng.below(size);
            batch.actions[row * static_cast<size_t>(branches) + static_cast<size_t>(b)] = static_cast<int32_t>(action);
            if (masked) batch.masks[at + action] = 1;
            logProbability -= std::log(static_cast<double>(size)) * (masked ? 0.7 : 1.0);
            at += size;
        }
        batch.logProbabilities[row] = static_cast<float>(logProbability + 0.3 * rng.normal());
        batch.values[row] = static_cast<float>(0.5 * rng.normal());
        batch.rewards[row] = static_cast<float>(rng.normal());
        batch.cuts[row] = static_cast<uint8_t>(rng.below(5) == 0 ? learn::Cut::terminated : learn::Cut::none);
    }
    if (rng.below(2) == 0) {
        const size_t inputs = static_cast<size_t>(spec.inputs);
        std::vector<double> sum(inputs), squares(inputs);
        for (size_t i = 0; i < inputs; ++i) {
            sum[i] = out.density > 0 ? 100 * out.density + 5 * rng.uniform() : 100 * rng.uniform(0.5, 1.5);
            squares[i] = out.density > 0 ? sum[i] : 5 * sum[i];
        }
        out.weights->normaliser.merge(sum, squares, 100);
    }
    return out;
}

/// What autograd says in double precision, and how near a row comes to a place where the slope jumps.
struct Truth {
    std::vector<at::Tensor> gradients;  // weight, bias of each layer
    double policyLoss = 0, valueLoss = 0, entropy = 0;
    double nearest = 1;
};

double least(const at::Tensor& t) {
    return t.abs().min().item<double>();
}

Truth truth(const Case& c, const learn::Minibatch& m, const std::vector<float>& x) {
    Truth out;
    const nn::NetworkSpec& spec = c.spec;
    const auto column = [&](const auto& v) { return at::tensor(v).to(at::kDouble).view({m.rows, -1}); };
    std::vector<at::Tensor> leaves;
    at::Tensor actor = column(x), critic = actor, logits, values;
    for (const nn::LayerPlace& place : nn::layerPlaces(spec)) {
        const auto leafOf = [&](int64_t offset, at::IntArrayRef shape) {
            leaves.push_back(
                at::from_blob(c.weights->values.data() + offset, shape).to(at::kDouble).requires_grad_(true));
            return leaves.back();
        };
        const at::Tensor w = leafOf(place.weightOffset, {place.outputs, place.inputs});
        const at::Tensor b = leafOf(place.biasOffset, {place.outputs});
        if (place.name == "critic.head" && !spec.separateCritic) critic = actor;
        at::Tensor& own = place.name.starts_with("actor") ? actor : critic;
        const at::Tensor y = at::linear(own, w, b);
        if (place.name == "actor.head") {
            logits = y;
        } else if (place.name == "critic.head") {
            values = y.squeeze(1);
        } else if (spec.activation == nn::Activation::tanh) {
            own = y.tanh();
        } else {
            out.nearest = std::min(out.nearest, least(y));
            own = y.relu();
        }
    }
    at::Tensor joint = at::zeros({m.rows}, at::kDouble), entropy = joint;
    const at::Tensor actions = column(m.actions).to(at::kLong);
    int64_t at = 0;
    for (size_t b = 0; b < spec.branches.size(); ++b) {
        at::Tensor part = logits.narrow(1, at, spec.branches[b]);
        if (!m.masks.empty()) part = part.masked_fill(column(m.masks).narrow(1, at, spec.branches[b]) == 0, -1e9);
        const at::Tensor all = at::log_softmax(part, 1);
        joint = joint + all.gather(1, actions.narrow(1, static_cast<int64_t>(b), 1)).squeeze(1);
        entropy = entropy - (all.exp() * all).sum(1);
        at += spec.branches[b];
    }
    const auto vector = [&](const std::vector<float>& v) { return column(v).squeeze(1); };
    const double clip = c.options.clip;
    const at::Tensor ratio = (joint - vector(m.logProbabilities)).exp(), advantages = vector(m.advantages);
    const at::Tensor policy = -at::min(ratio * advantages, ratio.clamp(1 - clip, 1 + clip) * advantages).sum();
    const at::Tensor old = vector(m.values), target = vector(m.returns);
    at::Tensor squares = (values - target).square();
    out.nearest = std::min({out.nearest, least(ratio - (1 + clip)), least(ratio - (1 - clip))});
    if (c.options.valueClip > 0) {
        const double range = c.options.valueClip;
        const at::Tensor held = (old + (values - old).clamp(-range, range) - target).square();
        out.nearest = std::min(out.nearest, least((values - old).abs() - range));
        squares = at::max(squares, held);
    }
    const at::Tensor value = 0.5 * squares.sum();
    out.policyLoss = policy.item<double>();
    out.valueLoss = value.item<double>();
    out.entropy = entropy.sum().item<double>();
    const at::Tensor total =
        (policy + c.options.valueCoefficient * value - c.options.entropyCoefficient * entropy.sum()) / m.rows;
    out.gradients = torch::autograd::grad({total}, leaves);
    return out;
}

bool nearlySame(double a, double b, int rows) {
    return std::abs(a - b) <= 1e-5 * (std::abs(b) + rows);
}

/// Empty, or what differs by more than 1e-5.
QString difference(const Case& c, const Truth& expected, const learn::PpoLossSums& sums, int rows,
                   const std::vector<float>& gradient) {
    if (!nearlySame(sums.policyLoss, expected.policyLoss, rows)) return "policy loss";
    if (!nearlySame(sums.valueLoss, expected.valueLoss, rows)) return "value loss";
    if (!nearlySame(sums.entropy, expected.entropy, rows)) return "entropy";
    double wholeError = 0, whole = 0;
    int64_t offset = 0;
    const std::vector<nn::LayerPlace> places = nn::layerPlaces(c.spec);
    for (size_t layer = 0; layer < places.size(); ++layer) {
        double error = 0, length = 0;
        for (size_t part = 0; part < 2; ++part) {
            const at::Tensor& e = expected.gradients[2 * layer + part];
            const at::Tensor own =
                at::from_blob(const_cast<float*>(gradient.data()) + offset, e.sizes()).to(at::kDouble);
            error += (own - e).square().sum().item<double>();
            length += e.square().sum().item<double>();
            offset += e.numel();
        }
        wholeError += error;
        whole += length;
        if (error > 1e-10 * length)
            return QString("%1: %2").arg(places[layer].name.c_str()).arg(std::sqrt(error / length));
    }
    if (wholeError > 1e-10 * whole) return QString("the whole: %1").arg(std::sqrt(wholeError / whole));
    return {};
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

    void nativeGradientEqualsAutogradOnHundredsOfShapes() {
        int compared = 0, sparse = 0, dense = 0;
        for (uint64_t seed = 0; seed < 400; ++seed) {
            const Case c = drawCase(seed);
            learn::UpdateBatch batch;
            batch.begin({c.rows}, c.spec, c.weights->normaliser, true, 0.9, 0.9, 1);
            batch.fill(0);
            QVERIFY(batch.finish());
            Rng rng(seed);
            batch.shuffle(rng);
            const int rows = batch.rows();
            batch.choose(0, rows, true);
            learn::Minibatch gathered;
            batch.gather(0, rows, gathered);
            std::vector<float> x(static_cast<size_t>(rows) * static_cast<size_t>(c.spec.inputs));
            batch.gatherObservations(0, rows, c.spec.inputs, x.data());
            const Truth expected = truth(c, gathered, x);
            if (expected.nearest < 3e-6) continue;  // single precision may see the other side of the kink
            ++compared;
            (batch.sparse() ? sparse : dense) += 1;
            for (const learn::TrainKernels* kernels : learn::availableTrainKernels()) {
                learn::NativePath path(c.spec, *kernels);
                std::vector<float> parameters(static_cast<size_t>(path.size())), own(parameters),
                    gradient(c.weights->values.size());
                path.pack(c.weights->values.data(), parameters.data());
                path.prepare(batch, parameters.data());
                const auto shard = path.makeShard(parameters.data());
                const learn::PpoLossSums sums = shard->compute(batch, 0, rows, rows, c.options, own.data());
                path.unpack(own.data(), gradient.data());
                const QString wrong = difference(c, expected, sums, rows, gradient);
                QVERIFY2(wrong.isEmpty(), qPrintable(QString("case %1, %2: %3").arg(seed).arg(kernels->name, wrong)));
            }
        }
        QVERIFY2(compared > 300 && sparse > 50 && dense > 50,
                 qPrintable(QString("%1 compared, %2 sparse").arg(compared).arg(sparse)));
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
