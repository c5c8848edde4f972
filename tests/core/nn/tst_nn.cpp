// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <cmath>
#include <cstring>

#include "core/nn/kernels.h"
#include "core/nn/mlp_policy.h"
#include "core/nn/network.h"

using namespace ludus;
using namespace ludus::nn;

namespace {

NetworkSpec makeSpec(int inputs, std::vector<int> hidden, std::vector<int> branches, bool separate = true,
                     Activation activation = Activation::tanh) {
    NetworkSpec spec;
    spec.inputs = inputs;
    spec.hidden = std::move(hidden);
    spec.branches = std::move(branches);
    spec.separateCritic = separate;
    spec.activation = activation;
    return spec;
}

/// Orthogonal start, biases and all heads moved off zero so that every number matters.
std::shared_ptr<Weights> livelyWeights(const NetworkSpec& spec, bool normalised = false) {
    auto weights = std::make_shared<Weights>(initialWeights(spec, Rng(7)));
    Rng rng(8);
    for (float& v : weights->values)
        v += 0.1F * static_cast<float>(rng.normal());
    if (normalised) {
        std::vector<double> sum(static_cast<size_t>(spec.inputs)), squares(sum);
        for (size_t i = 0; i < sum.size(); ++i) {
            sum[i] = 3.0 * static_cast<double>(i);
            squares[i] = sum[i] * sum[i] / 10 + 20;
        }
        weights->normaliser.merge(sum, squares, 10);
    }
    return weights;
}

std::vector<float> randomRows(int rows, int width, uint64_t seed = 3) {
    Rng rng(seed);
    std::vector<float> x(static_cast<size_t>(rows * width));
    for (float& v : x)
        v = static_cast<float>(rng.normal());
    return x;
}

std::vector<float> binaryRows(int rows, int width) {
    Rng rng(13);
    std::vector<float> x(static_cast<size_t>(rows * width));
    for (float& v : x)
        v = rng.uniform() < 0.2 ? 1.0F : 0.0F;
    return x;
}

bool sameBits(const float* a, const float* b, size_t n) {
    return std::memcmp(a, b, n * sizeof(float)) == 0;
}

/// The network in double precision, layer by layer from the flat vector: the plain truth.
std::vector<double> plainForward(const Weights& w, const float* row, const std::string& branch) {
    std::vector<double> x(row, row + w.spec.inputs);
    for (size_t i = 0; i < w.normaliser.mean.size(); ++i) {
        x[i] = (x[i] - w.normaliser.mean[i]) / std::sqrt(w.normaliser.variance[i] + 1e-8);
        x[i] = std::clamp(x[i], -10.0, 10.0);
    }
    const bool shared = branch == "critic" && !w.spec.separateCritic;
    for (const LayerPlace& place : layerPlaces(w.spec)) {
        const bool torsoLayer = !place.name.ends_with("head");
        const bool ours = place.name.starts_with(branch) || (shared && torsoLayer);
        if (!ours) continue;
        std::vector<double> y(static_cast<size_t>(place.outputs));
        for (size_t o = 0; o < y.size(); ++o) {
            y[o] = w.values[static_cast<size_t>(place.biasOffset) + o];
            for (size_t i = 0; i < x.size(); ++i) {
                y[o] += x[i] * w.values[static_cast<size_t>(place.weightOffset) + o * x.size() + i];
            }
            if (torsoLayer) y[o] = w.spec.activation == Activation::tanh ? std::tanh(y[o]) : std::max(0.0, y[o]);
        }
        x = y;
    }
    return x;
}

void compareWithPlain(const NetworkSpec& spec, bool normalised) {
    const auto weights = livelyWeights(spec, normalised);
    MlpPolicy policy(std::make_shared<PackedWeights>(weights));
    const int rows = 37, actions = spec.logitCount();
    const std::vector<float> x = randomRows(rows, spec.inputs);
    std::vector<float> logits(static_cast<size_t>(rows * actions)), values(static_cast<size_t>(rows));
    policy.forward(rows, x.data(), logits.data(), values.data());
    for (int r = 0; r < rows; ++r) {
        const auto expected = plainForward(*weights, &x[static_cast<size_t>(r * spec.inputs)], "actor");
        for (int a = 0; a < actions; ++a) {
            QVERIFY(std::abs(expected[static_cast<size_t>(a)] - logits[static_cast<size_t>(r * actions + a)]) < 2e-5);
        }
        const double value = plainForward(*weights, &x[static_cast<size_t>(r * spec.inputs)], "critic")[0];
        QVERIFY(std::abs(value - values[static_cast<size_t>(r)]) < 2e-5);
    }
    std::vector<float> alone(values.size());
    policy.evaluate(rows, x.data(), alone.data());
    QVERIFY(sameBits(alone.data(), values.data(), values.size()));
}

}  // namespace

class TestNn : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void layersFollowOneAnother() {
        // 3 -> 5 -> 4 logits and 3 -> 5 -> 1: 20 + 24 + 20 + 6 numbers.
        const NetworkSpec spec = makeSpec(3, {5}, {2, 2});
        const auto places = layerPlaces(spec);
        QCOMPARE(places.size(), size_t(4));
        QCOMPARE(places[0].name, std::string("actor.0"));
        QCOMPARE(places[1].name, std::string("actor.head"));
        QCOMPARE(places[2].weightOffset, int64_t(44));
        QCOMPARE(places[3].biasOffset, int64_t(69));
        QCOMPARE(parameterCount(spec), int64_t(70));
        QCOMPARE(parameterCount(makeSpec(3, {5}, {2, 2}, false)), int64_t(50));
    }

    void startIsOrthogonal() {
        const NetworkSpec spec = makeSpec(10, {16, 7}, {5});
        const Weights weights = initialWeights(spec, Rng(1));
        const auto places = layerPlaces(spec);
        const double gains[] = {std::sqrt(2.0), std::sqrt(2.0), 0.01, std::sqrt(2.0), std::sqrt(2.0), 1.0};
        for (size_t l = 0; l < places.size(); ++l) {
            const LayerPlace& p = places[l];
            const float* w = &weights.values[static_cast<size_t>(p.weightOffset)];
            const bool wide = p.inputs >= p.outputs;  // then the rows are orthogonal, else the columns
            const int count = wide ? p.outputs : p.inputs, length = wide ? p.inputs : p.outputs;
            const auto at = [&](int vector, int k) {
                return static_cast<double>(wide ? w[vector * p.inputs + k] : w[k * p.inputs + vector]);
            };
            for (int a = 0; a < count; ++a) {
                for (int b = 0; b <= a; ++b) {
                    double dot = 0;
                    for (int k = 0; k < length; ++k)
                        dot += at(a, k) * at(b, k);
                    QVERIFY(std::abs(dot - (a == b ? gains[l] * gains[l] : 0.0)) < 1e-6);
                }
            }
            for (int o = 0; o < p.outputs; ++o)
                QCOMPARE(weights.values[static_cast<size_t>(p.biasOffset + o)], 0.0F);
        }
        QVERIFY(initialWeights(spec, Rng(1)).values == weights.values);
        QVERIFY(initialWeights(spec, Rng(2)).values != weights.values);
    }

    void mergedNormaliserEqualsTwoPasses() {
        const int width = 3;
        Rng rng(5);
        std::vector<std::vector<double>> rows;
        Normaliser normaliser;
        for (const int n : {1, 17, 400, 2}) {
            std::vector<double> sum(width), squares(width);
            for (int r = 0; r < n; ++r) {
                rows.push_back({rng.normal(), 100 + 0.1 * rng.normal(), 5.0});
                for (size_t i = 0; i < width; ++i) {
                    sum[i] += rows.back()[i];
                    squares[i] += rows.back()[i] * rows.back()[i];
                }
            }
            normaliser.merge(sum, squares, n);
        }
        for (size_t i = 0; i < width; ++i) {
            double mean = 0, variance = 0;
            for (const auto& row : rows)
                mean += row[i] / static_cast<double>(rows.size());
            for (const auto& row : rows)
                variance += (row[i] - mean) * (row[i] - mean) / static_cast<double>(rows.size());
            QVERIFY(std::abs(normaliser.mean[i] - mean) < 1e-10 * (1 + std::abs(mean)));
            QVERIFY(std::abs(normaliser.variance[i] - variance) < 1e-9);
        }
        QCOMPARE(normaliser.count, 420.0);
    }

    void forwardAgreesWithPlainArithmetic() {
        compareWithPlain(makeSpec(12, {64, 64}, {6}), false);
        compareWithPlain(makeSpec(12, {64, 64}, {3, 2, 5}), true);
        compareWithPlain(makeSpec(5, {17, 9, 33}, {2, 2}, false), true);
        compareWithPlain(makeSpec(130, {70}, {40}, true, Activation::relu), false);
        compareWithPlain(makeSpec(4, {}, {3}), false);
        compareWithPlain(makeSpec(4, {}, {3}, false), true);
    }

    void everyInstructionSetGivesTheSameBits() {
        Rng rng(4);
        for (const auto& [rows, inputs, outputs] :
             {std::tuple(1, 1, 16), std::tuple(7, 13, 48), std::tuple(64, 400, 64), std::tuple(33, 64, 80),
              std::tuple(5, 31, 144)}) {
            const std::vector<float> x = randomRows(rows, inputs), w = randomRows(inputs, outputs, 9);
            const std::vector<float> bias = randomRows(1, outputs, 10);
            const size_t n = static_cast<size_t>(rows * outputs);
            std::vector<float> first;
            for (const Kernels* version : availableKernels()) {
                std::vector<float> y(n), normal(static_cast<size_t>(inputs)), slope(n, 0.7F);
                version->dense(rows, inputs, x.data(), inputs, w.data(), bias.data(), outputs, y.data());
                version->tanh(static_cast<int64_t>(n), y.data());
                version->tanhGradient(static_cast<int64_t>(n), y.data(), slope.data());
                version->normalise(inputs, x.data(), w.data(), w.data(), 1.5F, normal.data());
                y.insert(y.end(), slope.begin(), slope.end());
                y.insert(y.end(), normal.begin(), normal.end());
                std::vector<double> sum(static_cast<size_t>(inputs)), squares(sum);
                for (int r = 0; r < rows; ++r)
                    version->accumulate(inputs, &x[static_cast<size_t>(r * inputs)], sum.data(), squares.data());
                for (const double v : squares)
                    y.push_back(static_cast<float>(v));
                if (first.empty()) first = y;
                QVERIFY2(sameBits(first.data(), y.data(), y.size()), version->name);
            }
        }
        QVERIFY(!availableKernels().empty());
    }

    void rowGivesTheSameBitsInAnyBatchAndPlace() {
        const NetworkSpec spec = makeSpec(12, {64, 64}, {3, 4});
        MlpPolicy policy(std::make_shared<PackedWeights>(livelyWeights(spec, true)));
        const std::vector<float> row = randomRows(1, 12, 77);
        float expectedLogits[7], expectedValue = 0;
        policy.forward(1, row.data(), expectedLogits, &expectedValue);
        for (const int rows : {1, 2, 3, 4, 5, 31, 32, 33, 64, 100, 257}) {
            std::vector<float> logits(static_cast<size_t>(rows) * 7), values(static_cast<size_t>(rows));
            for (const int place : {0, rows / 2, rows - 1}) {
                std::vector<float> x = randomRows(rows, 12, static_cast<uint64_t>(rows + place));
                std::copy(row.begin(), row.end(), x.begin() + place * 12);
                policy.forward(rows, x.data(), logits.data(), values.data());
                QVERIFY(sameBits(expectedLogits, &logits[static_cast<size_t>(place) * 7], 7));
                QVERIFY(sameBits(&expectedValue, &values[static_cast<size_t>(place)], 1));
            }
        }
    }

    void binaryInputsAreSummedOverTheOnes() {
        for (const bool normalised : {false, true}) {
            for (const auto& [hidden, separate] :
                 {std::pair(std::vector<int>{64, 33}, true), std::pair(std::vector<int>{20}, false),
                  std::pair(std::vector<int>{}, true)}) {
                NetworkSpec spec = makeSpec(70, hidden, {3, 4}, separate);
                spec.binaryInputs = true;
                const auto weights = livelyWeights(spec, normalised);
                MlpPolicy policy(std::make_shared<PackedWeights>(weights));
                const int rows = 75;
                const std::vector<float> x = binaryRows(rows, 70);
                std::vector<float> logits(static_cast<size_t>(rows) * 7), values(static_cast<size_t>(rows));
                policy.forward(rows, x.data(), logits.data(), values.data());
                for (int r = 0; r < rows; ++r) {
                    const float* row = &x[static_cast<size_t>(r) * 70];
                    const auto expected = plainForward(*weights, row, "actor");
                    for (size_t a = 0; a < 7; ++a)
                        QVERIFY(std::abs(expected[a] - logits[static_cast<size_t>(r) * 7 + a]) < 3e-5);
                    QVERIFY(std::abs(plainForward(*weights, row, "critic")[0] - values[static_cast<size_t>(r)]) < 3e-5);
                    // Alone it gives the same bits.
                    float own[7], value = 0;
                    policy.forward(1, row, own, &value);
                    QVERIFY(sameBits(own, &logits[static_cast<size_t>(r) * 7], 7));
                    QVERIFY(sameBits(&value, &values[static_cast<size_t>(r)], 1));
                }
                std::vector<float> alone(values.size());
                policy.evaluate(rows, x.data(), alone.data());
                QVERIFY(sameBits(alone.data(), values.data(), values.size()));
            }
        }
    }

    void binaryKernelsGiveTheSameBitsInEveryVersion() {
        const int inputs = 77, outputs = 80;
        const std::vector<float> w = randomRows(inputs, outputs), base = randomRows(1, outputs, 9);
        const std::vector<float> x = binaryRows(20, inputs);
        for (int r = 0; r < 20; ++r) {
            std::vector<int32_t> expected;
            for (int i = 0; i < inputs; ++i) {
                if (x[static_cast<size_t>(r * inputs + i)] == 1.0F) expected.push_back(i);
            }
            std::vector<float> sum = base;
            for (const int32_t i : expected) {
                for (size_t p = 0; p < sum.size(); ++p)
                    sum[p] += w[static_cast<size_t>(i * outputs) + p];
            }
            for (const Kernels* version : availableKernels()) {
                std::vector<int32_t> active(static_cast<size_t>(inputs + kActiveSlack));
                const int count = version->findActive(inputs, &x[static_cast<size_t>(r * inputs)], active.data());
                QCOMPARE(count, static_cast<int>(expected.size()));
                QVERIFY2(std::equal(expected.begin(), expected.end(), active.begin()), version->name);
                std::vector<float> y(base.size());
                version->sparse(count, active.data(), w.data(), base.data(), outputs, y.data());
                QVERIFY2(sameBits(y.data(), sum.data(), y.size()), version->name);
            }
        }
        for (const float wrong : {0.5F, -1.0F, NAN, INFINITY}) {
            for (const int place : {0, 40, 76}) {
                std::vector<float> bad = binaryRows(1, inputs);
                bad[static_cast<size_t>(place)] = wrong;
                std::vector<int32_t> active(static_cast<size_t>(inputs + kActiveSlack));
                for (const Kernels* version : availableKernels())
                    QCOMPARE(version->findActive(inputs, bad.data(), active.data()), -1);
            }
        }
    }

    void binaryInputsAreRememberedInTheFile() {
        NetworkSpec spec = makeSpec(3, {4}, {2});
        const std::string plain = toSafetensors(initialWeights(spec, Rng(1)), {});
        QVERIFY(plain.find("binary") == std::string::npos);  // files of other networks stay as they were
        spec.binaryInputs = true;
        const auto read = fromSafetensors(toSafetensors(initialWeights(spec, Rng(1)), {}));
        QVERIFY(read.ok());
        QVERIFY(read->spec == spec);
    }

    void frequenciesFollowProbabilities() {
        // Two branches; action 1 of the first and 0 of the second are illegal. Chi-squared, 1 degree more than needed:
        // P(chi2_3 > 16.3) = 0.001.
        const float logits[] = {0.5F, 9.0F, -1.0F, 1.0F, 5.0F, 0.0F, 0.3F, -0.2F};
        const uint8_t mask[] = {1, 0, 1, 1, 0, 1, 1, 1};
        const std::vector<int> branches = {4, 4};
        Rng rng(21);
        float p[8];
        int counts[8] = {};
        const int draws = 200000;
        for (int i = 0; i < draws; ++i) {
            int32_t actions[2];
            const float logProbability = chooseActions(logits, mask, branches, false, &rng, actions, p);
            ++counts[actions[0]];
            ++counts[4 + actions[1]];
            QVERIFY(std::abs(logProbability - std::log(p[actions[0]]) - std::log(p[4 + actions[1]])) < 1e-5F);
        }
        double total = 0;
        for (int branch = 0; branch < 2; ++branch) {
            double sum = 0, chi = 0;
            for (int a = branch * 4; a < branch * 4 + 4; ++a) {
                const double expected = mask[a] != 0 ? std::exp(logits[a]) : 0.0;
                sum += expected;
            }
            for (int a = branch * 4; a < branch * 4 + 4; ++a) {
                if (mask[a] == 0) {
                    QCOMPARE(counts[a], 0);
                    QCOMPARE(p[a], 0.0F);
                    continue;
                }
                const double probability = std::exp(logits[a]) / sum;
                QVERIFY(std::abs(p[a] - probability) < 1e-6);
                chi += std::pow(counts[a] - probability * draws, 2) / (probability * draws);
                total += p[a];
            }
            QVERIFY2(chi < 16.3, qPrintable(QString::number(chi)));
        }
        QVERIFY(std::abs(total - 2.0) < 1e-5);
    }

    void greedyTakesTheBestLegalAction() {
        const float logits[] = {0.0F, 3.0F, 2.0F, 2.0F};
        const uint8_t mask[] = {1, 0, 1, 1};
        int32_t action = -1;
        chooseActions(logits, mask, {4}, true, nullptr, &action, nullptr);
        QCOMPARE(action, 2);
        const uint8_t nothing[] = {0, 0, 0, 0};
        QVERIFY_EXCEPTION_THROWN(chooseActions(logits, nothing, {4}, true, nullptr, &action, nullptr), BrokenPromise);
    }

    void actAgreesWithForward() {
        const NetworkSpec spec = makeSpec(12, {32}, {3, 4});
        MlpPolicy policy(std::make_shared<PackedWeights>(livelyWeights(spec)));
        const std::vector<float> x = randomRows(40, 12);
        std::vector<float> values(40), evaluated(40), logProbabilities(40), p(40 * 7);
        std::vector<int32_t> actions(80);
        Rng rng(2);
        const std::vector<Rng*> rngs(40, &rng);
        policy.act({.rows = 40, .observations = x.data(), .rngs = rngs.data()},
                   {actions.data(), logProbabilities.data(), values.data(), p.data()});
        policy.evaluate(40, x.data(), evaluated.data());
        QVERIFY(sameBits(values.data(), evaluated.data(), 40));
        for (size_t r = 0; r < 40; ++r) {
            const double expected = std::log(p[r * 7 + static_cast<size_t>(actions[r * 2])]) +
                                    std::log(p[r * 7 + 3 + static_cast<size_t>(actions[r * 2 + 1])]);
            QVERIFY(std::abs(logProbabilities[r] - expected) < 1e-5);
        }
    }

    void safetensorsComeBackAsTheyWere() {
        for (const bool normalised : {false, true}) {
            auto weights = livelyWeights(makeSpec(5, {8, 4}, {2, 3}, !normalised, Activation::relu), normalised);
            weights->version = 42;
            const std::string bytes = toSafetensors(*weights, {{"author", "Ada \"L\""}, {"game", "slime_volley"}});
            std::map<std::string, std::string> metadata;
            const Result<Weights> back = fromSafetensors(bytes, &metadata);
            QVERIFY(back.ok());
            QVERIFY(back->spec == weights->spec);
            QVERIFY(back->values == weights->values);
            QVERIFY(back->normaliser.mean == weights->normaliser.mean);
            QVERIFY(back->normaliser.variance == weights->normaliser.variance);
            QCOMPARE(back->normaliser.count, weights->normaliser.count);
            QCOMPARE(back->version, int64_t(42));
            QCOMPARE(metadata.size(), size_t(2));
            QCOMPARE(metadata["author"], std::string("Ada \"L\""));
            QCOMPARE(toSafetensors(*back, metadata), bytes);
        }
    }

    void damagedFilesEndInASentence() {
        const auto weights = livelyWeights(makeSpec(3, {4}, {2}), true);
        const std::string good = toSafetensors(*weights, {});
        const auto refuses = [](const std::string& bytes) {
            const Result<Weights> result = fromSafetensors(bytes);
            return !result && result.error().code == "agent.damaged" && !result.error().happened.str().empty() &&
                   !result.error().meaning.empty() && !result.error().remedy.empty();
        };
        for (size_t length = 0; length < good.size(); length += 3)
            QVERIFY(refuses(good.substr(0, length)));
        QVERIFY(refuses("not a network at all"));
        std::string hugeHeader = good;
        hugeHeader[6] = '\x7f';
        QVERIFY(refuses(hugeHeader));
        std::string wrongHeader = good;
        wrongHeader[8] = '[';
        QVERIFY(refuses(wrongHeader));
        const size_t dataStart = good.size() - weights->values.size() * 4 - 48;
        for (size_t at = dataStart; at < good.size(); at += 5) {
            std::string flipped = good;
            flipped[at] = static_cast<char>(flipped[at] ^ 0x10);
            QVERIFY(refuses(flipped));
        }
        Rng rng(3);  // any flipped byte: an error or, in free text of the header, another valid header; never a crash
        for (int i = 0; i < 2000; ++i) {
            std::string flipped = good;
            flipped[rng.below(static_cast<uint32_t>(dataStart))] = static_cast<char>(rng.below(256));
            const Result<Weights> result = fromSafetensors(flipped);
            if (result) QCOMPARE(result->values, weights->values);
        }
    }
};

QTEST_GUILESS_MAIN(TestNn)
#include "tst_nn.moc"
