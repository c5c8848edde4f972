// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of learning that need no Torch, against numbers worked by hand.
#include <QFile>
#include <QTest>
#include <cmath>

#include "core/learn/adam.h"
#include "core/learn/learner.h"
#include "core/learn/make_learner.h"
#include "core/learn/ppo_loss.h"
#include "core/learn/returns.h"
#include "core/learn/schedule.h"
#include "core/learn/update_batch.h"

using namespace ludus;
using namespace ludus::learn;

namespace {

constexpr auto kNone = static_cast<uint8_t>(Cut::none);
constexpr auto kTerminated = static_cast<uint8_t>(Cut::terminated);
constexpr auto kTruncated = static_cast<uint8_t>(Cut::truncated);

bool near(double a, double b, double tolerance = 1e-6) {
    if (std::abs(a - b) <= tolerance) return true;
    qWarning("%.10g is not %.10g", a, b);
    return false;
}

struct Advantages {
    std::vector<float> advantages, returns;
};

/// gamma 0.5 and lambda 0.5 unless said, so that every number is exact in binary.
Advantages gae(const std::vector<float>& rewards, const std::vector<float>& values, const std::vector<uint8_t>& cuts,
               const std::vector<float>& bootstraps, float last, double gamma = 0.5, double lambda = 0.5) {
    Advantages out{std::vector<float>(rewards.size()), std::vector<float>(rewards.size())};
    generalisedAdvantage(static_cast<int>(rewards.size()), rewards.data(), values.data(), cuts.data(),
                         bootstraps.data(), last, gamma, lambda, out.advantages.data(), out.returns.data());
    return out;
}

/// One row, one branch: the loss and its slopes.
struct OneRow {
    PpoLossSums sums;
    std::vector<float> slopes;
    float valueSlope = 0;
};
OneRow oneRow(std::vector<float> logits, int32_t action, float oldLogProbability, float advantage,
              const PpoLossOptions& options, float value = 0, float oldValue = 0, float target = 0,
              const std::vector<uint8_t>& mask = {}) {
    OneRow out;
    const std::vector<int> branches = {static_cast<int>(logits.size())};
    out.slopes.resize(logits.size());
    PpoLossInput input;
    input.rows = input.totalRows = 1;
    input.logits = logits.data();
    input.values = &value;
    input.masks = mask.empty() ? nullptr : mask.data();
    input.actions = &action;
    input.oldLogProbabilities = &oldLogProbability;
    input.oldValues = &oldValue;
    input.advantages = &advantage;
    input.returns = &target;
    input.branches = &branches;
    out.sums = ppoLoss(input, options, out.slopes.data(), &out.valueSlope);
    return out;
}

/// A random minibatch of multi-discrete, masked rows.
struct RandomCase {
    std::vector<int> branches = {3, 2, 4};
    int rows = 12;
    std::vector<float> logits, values, oldLog, oldValues, advantages, returns;
    std::vector<uint8_t> masks;
    std::vector<int32_t> actions;

    explicit RandomCase(uint64_t seed) {
        Rng rng(seed);
        for (int r = 0; r < rows; ++r) {
            for (const int size : branches) {
                const int action = static_cast<int>(rng.below(static_cast<uint32_t>(size)));
                actions.push_back(action);
                for (int a = 0; a < size; ++a)
                    masks.push_back(a == action || rng.uniform() < 0.7 ? 1 : 0);
            }
            for (std::vector<float>* column : {&values, &oldValues, &advantages, &returns}) {
                column->push_back(static_cast<float>(rng.normal()));
            }
            oldValues.back() = values.back() + 0.3F * static_cast<float>(rng.normal());
        }
        for (size_t i = 0; i < masks.size(); ++i)
            logits.push_back(static_cast<float>(rng.normal()));
        for (int r = 0; r < rows; ++r) {
            oldLog.push_back(static_cast<float>(logProbability(logits, r) + 0.25 * rng.normal()));
        }
    }

    int width() const { return 9; }

    template <class T>
    double logProbability(const std::vector<T>& from, int row, double* entropy = nullptr) const {
        double joint = 0;
        size_t at = static_cast<size_t>(row * width()), branch = static_cast<size_t>(row) * branches.size();
        for (const int size : branches) {
            double total = 0;
            for (size_t a = at; a < at + static_cast<size_t>(size); ++a)
                total += masks[a] != 0 ? std::exp(static_cast<double>(from[a])) : 0.0;
            for (size_t a = at; entropy != nullptr && a < at + static_cast<size_t>(size); ++a) {
                const double p = masks[a] != 0 ? std::exp(static_cast<double>(from[a])) / total : 0.0;
                if (p > 0) *entropy -= p * std::log(p);
            }
            joint += static_cast<double>(from[at + static_cast<size_t>(actions[branch])]) - std::log(total);
            at += static_cast<size_t>(size);
            ++branch;
        }
        return joint;
    }

    /// The total loss in double precision, written straight from the paper.
    double loss(const std::vector<double>& l, const std::vector<double>& v, const PpoLossOptions& o) const {
        double total = 0;
        for (int r = 0; r < rows; ++r) {
            const size_t k = static_cast<size_t>(r);
            double entropy = 0;
            const double ratio = std::exp(logProbability(l, r, &entropy) - oldLog[k]);
            const double clipped = std::clamp(ratio, 1 - o.clip, 1 + o.clip);
            total -= std::min(ratio * advantages[k], clipped * advantages[k]);
            const double moved = oldValues[k] + std::clamp(v[k] - oldValues[k], -o.valueClip, o.valueClip);
            const double free = (v[k] - returns[k]) * (v[k] - returns[k]),
                         held = (moved - returns[k]) * (moved - returns[k]);
            total += o.valueCoefficient * 0.5 * (o.valueClip > 0 ? std::max(free, held) : free) -
                     o.entropyCoefficient * entropy;
        }
        return total / rows;
    }
};

std::shared_ptr<StreamBatch> twoStreams() {
    auto batch = std::make_shared<StreamBatch>();
    batch->resize(2, 3, 2, 1, 2, false);
    batch->lengths = {2, 3};
    for (size_t i = 0; i < batch->observations.size(); ++i)
        batch->observations[i] = static_cast<float>(i);
    batch->rewards = {1, 2, 99, 3, 4, 5};
    batch->values = {0, 1, 99, 0, 0, 2};
    batch->cuts = {kNone, kTerminated, 0, kNone, kNone, kNone};
    batch->lastValues = {50, 4};
    return batch;
}

}  // namespace

class TestLearnNumbers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runningStreamContinuesWithItsLastValue() {
        // delta2 = 4 + 0.5*8 - 2 = 6; delta1 = 2 + 0.5*2 - 4 = -1; delta0 = 1 + 0.5*4 - 2 = 1.
        // A2 = 6; A1 = -1 + 0.25*6 = 0.5; A0 = 1 + 0.25*0.5 = 1.125. Returns = A + v.
        const Advantages a = gae({1, 2, 4}, {2, 4, 2}, {kNone, kNone, kNone}, {0, 0, 0}, 8);
        QCOMPARE(a.advantages, (std::vector<float>{1.125F, 0.5F, 6}));
        QCOMPARE(a.returns, (std::vector<float>{3.125F, 4.5F, 8}));
    }

    void terminatedRowHasNoNextValue() {
        // delta2 = 4 + 4 - 2 = 6; row 1 ends: delta1 = 2 - 4 = -2 = A1; A0 = 1 + 2 - 2 + 0.25*(-2) = 0.5.
        const Advantages a = gae({1, 2, 4}, {2, 4, 2}, {kNone, kTerminated, kNone}, {0, 100, 0}, 8);
        QCOMPARE(a.advantages, (std::vector<float>{0.5F, -2, 6}));
    }

    void truncatedRowTakesItsBootstrap() {
        // delta1 = 2 + 0.5*6 - 4 = 1 = A1, nothing flows back from row 2; A0 = 1 + 2 - 2 + 0.25 = 1.25.
        const Advantages a = gae({1, 2, 4}, {2, 4, 2}, {kNone, kTruncated, kNone}, {0, 6, 0}, 8);
        QCOMPARE(a.advantages, (std::vector<float>{1.25F, 1, 6}));
        // The last row cut: its own bootstrap counts, lastValue does not.
        const Advantages b = gae({4}, {2}, {kTruncated}, {6}, 1000);
        QCOMPARE(b.advantages, (std::vector<float>{5}));
        const Advantages c = gae({4}, {2}, {kTerminated}, {6}, 1000);
        QCOMPARE(c.advantages, (std::vector<float>{2}));
    }

    void lambdaOneIsTheDiscountedReturn() {
        const Advantages a = gae({1, 2, 4}, {0.3F, -0.7F, 11}, {kNone, kNone, kNone}, {0, 0, 0}, 8, 0.5, 1.0);
        QVERIFY(near(a.returns[0], 1 + 0.5 * 2 + 0.25 * 4 + 0.125 * 8));
        QVERIFY(near(a.returns[2], 4 + 0.5 * 8));
    }

    void ratioAndClippedLossByHand() {
        // Logits (0, 0): p = 1/2. Old probability 1/4: ratio 2. Advantage +1, clip 0.2: loss -1.2, no slope.
        PpoLossOptions options;
        options.entropyCoefficient = 0;
        OneRow row = oneRow({0, 0}, 0, std::log(0.25F), 1, options);
        QVERIFY(near(row.sums.policyLoss, -1.2));
        QVERIFY(near(row.sums.clipped, 1));
        QVERIFY(near(row.slopes[0], 0) && near(row.slopes[1], 0));
        QVERIFY(near(row.sums.approximateKl, 2 - 1 - std::log(2.0)));
        // Advantage -1: the unclipped term 2 is the worse one: loss 2; slope = -r A (1 - p) = 2 * 1/2 = 1, other -1.
        row = oneRow({0, 0}, 0, std::log(0.25F), -1, options);
        QVERIFY(near(row.sums.policyLoss, 2));
        QVERIFY(near(row.slopes[0], 1) && near(row.slopes[1], -1));
        // Old probability 0.8, ratio 0.625 below 1 - clip: advantage +3 has loss -1.875 and a slope, -3 is held at 2.4.
        row = oneRow({0, 0}, 1, std::log(0.8F), 3, options);
        QVERIFY(near(row.sums.policyLoss, -1.875));
        QVERIFY(near(row.slopes[1], -1.875 / 2));
        row = oneRow({0, 0}, 1, std::log(0.8F), -3, options);
        QVERIFY(near(row.sums.policyLoss, 2.4));
        QVERIFY(near(row.slopes[1], 0));
    }

    void entropyByHand() {
        // Probabilities 3/4 and 1/4 (logits ln 3, 0): H = ln 4 - 3/4 ln 3. Slope of -H: p (ln p + H).
        PpoLossOptions options;
        options.entropyCoefficient = 1;
        const OneRow row = oneRow({std::log(3.0F), 0}, 0, std::log(0.75F), 0, options);
        const double h = std::log(4.0) - 0.75 * std::log(3.0);
        QVERIFY(near(row.sums.entropy, h));
        QVERIFY(near(row.slopes[0], 0.75 * (std::log(0.75) + h)));
        QVERIFY(near(row.slopes[1], 0.25 * (std::log(0.25) + h)));
        // A masked action counts for nothing: one legal action has entropy 0.
        const OneRow masked = oneRow({std::log(3.0F), 7}, 0, 0, 0, options, 0, 0, 0, {1, 0});
        QVERIFY(near(masked.sums.entropy, 0));
        QCOMPARE(masked.slopes[1], 0.0F);
    }

    void valueClipByHand() {
        PpoLossOptions options;
        options.valueCoefficient = 2;
        options.valueClip = 0.5;
        // Value 3, old 1, target 4: free error 1; clipped to 1.5: error 6.25 is the larger: loss 3.125 without slope.
        OneRow row = oneRow({0, 0}, 0, std::log(0.5F), 0, options, 3, 1, 4);
        QVERIFY(near(row.sums.valueLoss, 3.125));
        QVERIFY(near(row.valueSlope, 0));
        // Target 0: free error 9 is the larger: loss 4.5, slope 2 * 3.
        row = oneRow({0, 0}, 0, std::log(0.5F), 0, options, 3, 1, 0);
        QVERIFY(near(row.sums.valueLoss, 4.5));
        QVERIFY(near(row.valueSlope, 6));
        options.valueClip = 0;
        row = oneRow({0, 0}, 0, std::log(0.5F), 0, options, 3, 1, 4);
        QVERIFY(near(row.sums.valueLoss, 0.5));
        QVERIFY(near(row.valueSlope, -2));
    }

    void slopesEqualFiniteDifferences() {
        for (uint64_t seed = 1; seed <= 20; ++seed) {
            const RandomCase c(seed);
            PpoLossOptions options;
            options.entropyCoefficient = 0.05;
            options.valueClip = seed % 2 == 0 ? 0.2 : 0.0;
            std::vector<float> slopes(c.logits.size()), valueSlopes(c.values.size());
            PpoLossInput input{
                c.rows,           c.rows,          c.logits.data(),    c.values.data(),     c.masks.data(),
                c.actions.data(), c.oldLog.data(), c.oldValues.data(), c.advantages.data(), c.returns.data(),
                &c.branches};
            const PpoLossSums sums = ppoLoss(input, options, slopes.data(), valueSlopes.data());
            std::vector<double> l(c.logits.begin(), c.logits.end()), v(c.values.begin(), c.values.end());
            const double total = (sums.policyLoss + options.valueCoefficient * sums.valueLoss -
                                  options.entropyCoefficient * sums.entropy) /
                                 c.rows;
            QVERIFY(near(total, c.loss(l, v, options), 1e-5));
            const double h = 1e-6;
            const auto difference = [&](double& x) {
                const double kept = x;
                x = kept + h;
                const double above = c.loss(l, v, options);
                x = kept - h;
                const double below = c.loss(l, v, options);
                x = kept;
                return (above - below) / (2 * h);
            };
            for (size_t i = 0; i < l.size(); ++i)
                QVERIFY(near(slopes[i], difference(l[i]), 2e-6));
            for (size_t i = 0; i < v.size(); ++i)
                QVERIFY(near(valueSlopes[i], difference(v[i]), 2e-6));
        }
    }

    void adamStepByHand() {
        // Kingma and Ba, algorithm 1, gradient (1, -2) halved by the scale: (0.5, -1).
        AdamState state{{0, 0}, {0, 0}, 0};
        std::vector<float> x = {1, 1};
        const float gradient[] = {1, -2};
        AdamOptions options;
        options.learningRate = 0.1;
        options.epsilon = 1e-5;
        adamStep(options, 0.5, gradient, state, 2, x.data());
        // m = 0.1 g, v = 0.001 g^2; corrected: g and g^2; step = 0.1 g / (|g| + 1e-5).
        QVERIFY(near(x[0], 1 - 0.1 * 0.5 / (0.5 + 1e-5)));
        QVERIFY(near(x[1], 1 + 0.1 / (1 + 1e-5)));
        QVERIFY(near(state.first[0], 0.05) && near(state.second[1], 0.001, 1e-9));
        // Second step with gradient 0: m = 0.045, corrected /0.19; v = 0.00024975, corrected /0.001999.
        const float nothing[] = {0, 0};
        const double before = x[0];
        adamStep(options, 1, nothing, state, 2, x.data());
        QVERIFY(near(before - x[0], 0.1 * (0.045 / 0.19) / (std::sqrt(0.00024975 / 0.001999) + 1e-5), 1e-5));
        QCOMPARE(state.steps, int64_t(2));
    }

    void normAndSumsAreExactOnSmallNumbers() {
        std::vector<float> x(101, 2.0F), y(101, 1.0F);
        QVERIFY(near(norm(101, x.data()), std::sqrt(404.0), 1e-12));
        addTo(101, x.data(), y.data());
        for (const float v : y)
            QCOMPARE(v, 3.0F);
        x[50] = std::nanf("");
        QVERIFY(!std::isfinite(norm(101, x.data())));
    }

    void schedulesReachTheirEnds() {
        QCOMPARE(scheduled("constant", 3, 1, 0.7), 3.0);
        QCOMPARE(scheduled("linear", 3, 1, 0.25), 2.5);
        QCOMPARE(scheduled("linear", 3, 1, 7), 1.0);
        QVERIFY(near(scheduled("cosine", 3, 1, 0), 3) && near(scheduled("cosine", 3, 1, 0.5), 2) &&
                near(scheduled("cosine", 3, 1, 1), 1));
    }

    void rowsAreTakenOutOfStreams() {
        nn::NetworkSpec spec;
        spec.inputs = 2;
        spec.branches = {2};
        nn::Normaliser normaliser;
        normaliser.merge({0, 8}, {8, 40}, 2);  // means 0 and 4, variances 4 and 4
        UpdateBatch rows;
        rows.begin({twoStreams(), std::make_shared<StreamBatch>(*twoStreams())}, spec, normaliser, true, 0.5, 0.5, 3);
        for (int shard = 0; shard < 3; ++shard)
            rows.fill(shard);
        QVERIFY(rows.finish());
        QCOMPARE(rows.rows(), 10);
        Minibatch all;
        rows.choose(0, 10, false);
        rows.gather(0, 10, all);
        // Stream 0: A1 = 2 - 1 = 1; A0 = 1 + 0.5 - 0 + 0.25 = 1.75. Stream 1: A2 = 5 + 2 - 2 = 5;
        // A1 = 4 + 1 + 1.25 = 6.25; A0 = 3 + 0 + 1.5625.
        const std::vector<float> expected = {1.75F, 1, 4.5625F, 6.25F, 5};
        for (size_t i = 0; i < 10; ++i)
            QCOMPARE(all.advantages[i], expected[i % 5]);
        // Row 2 of the flat arrays is the first of stream 1: observation (6, 7) -> (3, 1.5).
        std::vector<float> observations(30, -1.0F);
        rows.gatherObservations(0, 10, 3, observations.data());
        QVERIFY(near(observations[6], 3, 1e-5) && near(observations[7], 1.5, 1e-5));
        QCOMPARE(observations[8], -1.0F);  // beyond the observation
        nn::Normaliser merged;
        rows.mergeInto(merged);
        QCOMPARE(merged.count, 10.0);
        QVERIFY(near(merged.mean[0], (0 + 2 + 6 + 8 + 10) / 5.0));
        QVERIFY(near(merged.variance[1], (1 + 9 + 49 + 81 + 121) / 5.0 - 6.2 * 6.2));
    }

    void shuffledMinibatchesTakeEveryRowOnce() {
        nn::NetworkSpec spec;
        spec.inputs = 2;
        spec.branches = {2};
        UpdateBatch rows;
        rows.begin({twoStreams()}, spec, {}, false, 0.5, 0.5, 1);
        rows.fill(0);
        QVERIFY(rows.finish());
        Rng rng(9);
        rows.shuffle(rng);
        rows.choose(0, 5, true);
        Minibatch part;
        std::vector<float> seen;
        double sum = 0, squares = 0;
        for (const auto& [from, to] : {std::pair(0, 2), std::pair(2, 3), std::pair(3, 5)}) {
            rows.gather(from, to, part);
            QCOMPARE(part.rows, to - from);
            std::vector<float> observations(static_cast<size_t>(2 * part.rows));
            rows.gatherObservations(from, to, 2, observations.data());
            for (int i = 0; i < part.rows; ++i) {
                seen.push_back(observations[static_cast<size_t>(2 * i)]);
                const double a = part.advantages[static_cast<size_t>(i)];
                sum += a;
                squares += a * a;
            }
        }
        std::sort(seen.begin(), seen.end());
        QCOMPARE(seen, (std::vector<float>{0, 2, 6, 8, 10}));
        QVERIFY(near(sum, 0, 1e-5) && near(squares / 4, 1, 1e-5));  // deviation of the sample, as torch.std
    }

    void notFiniteObservationIsNoticed() {
        auto batch = twoStreams();
        batch->observations[7] = INFINITY;
        nn::NetworkSpec spec;
        spec.inputs = 2;
        spec.branches = {2};
        UpdateBatch rows;
        rows.begin({batch}, spec, {}, true, 0.5, 0.5, 1);
        rows.fill(0);
        QVERIFY(!rows.finish());
    }

    void activeInputsAreListed() {
        auto batch = twoStreams();
        for (size_t i = 0; i < batch->observations.size(); ++i)
            batch->observations[i] = i % 3 != 1 ? 1.0F : 0.0F;
        nn::NetworkSpec spec;
        spec.inputs = 2;
        spec.branches = {2};
        spec.binaryInputs = true;
        nn::Normaliser normaliser;
        normaliser.merge({1, 2}, {1, 2}, 4);  // means 0.25 and 0.5, variances 0.1875 and 0.25
        UpdateBatch rows;
        rows.begin({batch}, spec, normaliser, true, 0.5, 0.5, 2);
        for (const int shard : {0, 1})
            rows.fill(shard);
        QVERIFY(rows.finish());
        QCOMPARE(rows.rows(), 5);
        QVERIFY(!rows.sparse());  // most are ones
        std::vector<float> x(10), sums(2);
        rows.gatherObservations(0, 5, 2, x.data());
        for (int row = 0; row < 5; ++row) {
            std::vector<float> again = rows.normalisedZero();
            for (const int32_t i : rows.active(row)) {
                again[static_cast<size_t>(i)] += rows.normalisedStep()[static_cast<size_t>(i)];
                sums[static_cast<size_t>(i)] += 1;
            }
            for (size_t i = 0; i < 2; ++i)
                QVERIFY(near(again[i], x[static_cast<size_t>(2 * row) + i], 1e-6));
        }
        QVERIFY(near(rows.normalisedZero()[1], -1) && near(rows.normalisedStep()[1], 2));
        nn::Normaliser merged;
        rows.mergeInto(merged);
        QVERIFY(near(merged.mean[0], sums[0] / 5) && near(merged.mean[1], sums[1] / 5));
    }

    void pathFollowsOptionAndWidth() {
        nn::NetworkSpec spec;
        PpoOptions options;
        QVERIFY(pathKind(options, spec) == PathKind::native);
        spec.hidden = {64, kNativeWidth};
        QVERIFY(pathKind(options, spec) == PathKind::native);
        spec.hidden = {64, kNativeWidth + 1};
        QVERIFY(pathKind(options, spec) == PathKind::generic);
        options.path = "native";
        QVERIFY(pathKind(options, spec) == PathKind::native);
        spec.hidden = {8};
        options.path = "generic";
        QVERIFY(pathKind(options, spec) == PathKind::generic);
        QCOMPARE(std::string(pathName(PathKind::native)) + pathName(PathKind::generic), std::string("nativegeneric"));
    }

    void nativeTrainingLoadsNeitherLibTorchNorBlas() {
        games::GameInfo game;
        game.observation.size = 2;
        game.action.branches = {2};
        const auto learner = std::move(makePpo(game, {}, 1, nullptr)).value();
        learner->begin({twoStreams()}, 1, 0);
        do
            learner->work(0);
        while (learner->advance());
        QCOMPARE(learner->weights()->version, int64_t(1));
        QCOMPARE(std::string(learner->report().kernel), std::string("native-dense"));
        QFile maps("/proc/self/maps");
        QVERIFY(maps.open(QIODevice::ReadOnly));
        const QByteArray loaded = maps.readAll();
        QVERIFY(loaded.contains("libc.so"));
        for (const char* library : {"libtorch", "libludus_torch", "openblas", "libblas"})
            QVERIFY2(!loaded.contains(library), library);
    }

    void weightsFromBeforeBinaryInputsWereToldApartFit() {
        games::GameInfo game;
        game.observation.size = 2;
        game.action.branches = {2};
        const auto old = std::make_shared<nn::Weights>(nn::initialWeights(networkSpec(game, {}), Rng(1)));
        game.observation.binary = true;
        const auto learner = std::move(makePpo(game, {}, 1, old)).value();
        QVERIFY(learner->weights()->spec.binaryInputs);
        QVERIFY(learner->weights()->values == old->values);
    }

    void optionsAreDescribedAndChecked() {
        const auto& group = ppoOptions();
        QCOMPARE(group.specs().size(), size_t(22));
        for (const config::OptionSpec& spec : group.specs()) {
            QVERIFY(!spec.label.empty() && !spec.help.empty());
            QVERIFY2(config::check(spec, {spec.defaultValue, 0}).ok(), spec.key.c_str());
        }
        PpoOptions options;
        QVERIFY(checkPpo(options).ok());
        options.minibatches = 5000;
        const Status tooMany = checkPpo(options);
        QVERIFY(!tooMany.ok() && tooMany.error().happened.str().find("learner.minibatches") == 0);
        options = {};
        options.hidden = {64, 0};
        QVERIFY(!checkPpo(options).ok());
        options = {};
        options.finalLearningRate = 1;
        QVERIFY(!checkPpo(options).ok());
    }
};

QTEST_GUILESS_MAIN(TestLearnNumbers)
#include "tst_learn_numbers.moc"
