// SPDX-License-Identifier: GPL-3.0-or-later
// Learning on tiny problems whose answers are known.
#include <QTest>
#include <cmath>

#include "tests/core/learn/toy_training.h"

using namespace ludus;
using namespace ludus::learn;

namespace {

QString chosenPath;  // every test runs once for each

PpoOptions smallOptions() {
    PpoOptions options;
    options.path = chosenPath.toStdString();
    options.hidden = {16};
    options.slots = 16;
    options.steps = 16;
    options.learningRate = 0.01;
    options.schedule = "constant";
    options.valueClip = 0;
    options.entropyCoefficient = options.finalEntropyCoefficient = 0.001;
    return options;
}

/// Trains for `updates` and gives the final policy.
nn::MlpPolicy train(const toy::Collector& start, toy::Collector& collector, const toy::Problem& problem,
                    const PpoOptions& options, int updates, int shards = 1) {
    collector = start;
    const auto learner = std::move(makePpo(problem.info(), options, 3, nullptr)).value();
    for (int i = 0; i < updates; ++i) {
        const UpdateReport report =
            toy::update(*learner, {collector.collect(learner->weights())}, shards, static_cast<double>(i) / updates);
        LUDUS_CHECK(report.finite);
        LUDUS_CHECK_EQ(report.phasesDone, report.phasesPlanned);
    }
    return nn::MlpPolicy(std::make_shared<nn::PackedWeights>(learner->weights()));
}

}  // namespace

class TestLearnProblems : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() {
        QTest::addColumn<QString>("path");
        QTest::newRow("native") << "native";
        QTest::newRow("generic") << "generic";
    }
    void init() {
        QFETCH_GLOBAL(QString, path);
        chosenPath = path;
    }

    void banditFindsTheBestArm() {
        toy::Problem problem;
        problem.branches = {4};
        problem.observe = [](int, float* out) { out[0] = 1; };
        problem.step = [](int&, int, const int32_t* actions, Rng& rng) {
            const float means[] = {0.1F, 0.5F, 0.9F, 0.3F};
            return toy::Step{means[actions[0]] + 0.3F * static_cast<float>(rng.normal()), Cut::terminated};
        };
        const PpoOptions options = smallOptions();
        const toy::Collector start(problem, options.slots, options.steps, 1);
        toy::Collector collector = start;
        nn::MlpPolicy policy = train(start, collector, problem, options, 40);
        const auto p = collector.probabilities(policy, 0);
        QVERIFY2(p[2] > 0.9F, qPrintable(QString::number(p[2])));
        // The value of the state is the mean reward of the policy, 0.9 at best.
        QVERIFY(std::abs(collector.value(policy, 0) - 0.9F) < 0.15F);
    }

    void chainFindsItsOptimalValues_data() {
        QTest::addColumn<bool>("binary");
        QTest::newRow("numbers") << false;
        QTest::newRow("binary") << true;
    }
    void chainFindsItsOptimalValues() {
        QFETCH(bool, binary);
        // States 0..3 in a row, left or right; stepping right out of 3 pays 1 and ends: V*(s) = 0.9^(3 - s).
        toy::Problem problem;
        problem.inputs = 4;
        problem.binary = binary;
        problem.start = [](Rng& rng) { return static_cast<int>(rng.below(4)); };
        problem.observe = [](int state, float* out) {
            for (int i = 0; i < 4; ++i)
                out[i] = i == state ? 1.0F : 0.0F;
        };
        problem.step = [](int& state, int, const int32_t* actions, Rng&) {
            state = std::max(0, state + (actions[0] == 1 ? 1 : -1));
            return state == 4 ? toy::Step{1, Cut::terminated} : toy::Step{};
        };
        PpoOptions options = smallOptions();
        options.gamma = 0.9;
        options.learningRate = 0.005;
        for (const bool shared : {false, true}) {
            options.separateCritic = !shared;
            const toy::Collector start(problem, options.slots, options.steps, 1);
            toy::Collector collector = start;
            nn::MlpPolicy policy = train(start, collector, problem, options, 120, 2);
            for (int state = 0; state < 4; ++state) {
                const double optimal = std::pow(0.9, 3 - state);
                const float value = collector.value(policy, state);
                QVERIFY2(std::abs(value - optimal) < 0.06,
                         qPrintable(QString("state %1: %2, optimal %3").arg(state).arg(value).arg(optimal)));
                QVERIFY(collector.probabilities(policy, state)[1] > 0.9F);
            }
        }
    }

    void truncatedEpisodesAreWorthTheEndlessSum() {
        // Reward 1 for ever, cut every 10 steps by a limit that is not of the rules: V = 1 / (1 - 0.9) = 10.
        toy::Problem problem;
        problem.observe = [](int, float* out) { out[0] = 1; };
        problem.step = [](int&, int steps, const int32_t*, Rng&) {
            return toy::Step{1, steps == 10 ? Cut::truncated : Cut::none};
        };
        PpoOptions options = smallOptions();
        options.gamma = 0.9;
        options.maxGradientNorm = 0;
        const toy::Collector start(problem, options.slots, options.steps, 1);
        toy::Collector collector = start;
        nn::MlpPolicy policy = train(start, collector, problem, options, 150);
        const float value = collector.value(policy, 0);
        QVERIFY2(std::abs(value - 10.0F) < 0.3F, qPrintable(QString::number(value)));
    }

    void maskedBranchesLearnTheBestLegalPair() {
        // Two branches; the reward is 1 for the pair (state, 2 - state). In state 0 the action 2 of branch 1 is
        // illegal: there the best legal pair (0, 1) pays a half.
        toy::Problem problem;
        problem.inputs = 2;
        problem.branches = {2, 3};
        problem.start = [](Rng& rng) { return static_cast<int>(rng.below(2)); };
        problem.observe = [](int state, float* out) {
            out[0] = state == 0 ? 1.0F : -1.0F;
            out[1] = 5;
        };
        problem.mask = [](int state, uint8_t* mask) {
            for (int i = 0; i < 5; ++i)
                mask[i] = 1;
            if (state == 0) mask[4] = 0;
        };
        problem.step = [](int& state, int, const int32_t* a, Rng&) {
            LUDUS_CHECK(!(state == 0 && a[1] == 2));
            const float reward = a[0] != state             ? 0.0F
                                 : a[1] == 2 - state       ? 1.0F
                                 : state == 0 && a[1] == 1 ? 0.5F
                                                           : 0.0F;
            return toy::Step{reward, Cut::terminated};
        };
        const PpoOptions options = smallOptions();
        const toy::Collector start(problem, options.slots, options.steps, 1);
        toy::Collector collector = start;
        nn::MlpPolicy policy = train(start, collector, problem, options, 60);
        const auto first = collector.probabilities(policy, 0), second = collector.probabilities(policy, 1);
        QVERIFY(first[0] > 0.85F && first[3] > 0.85F);
        QCOMPARE(first[4], 0.0F);
        QVERIFY(second[1] > 0.85F && second[3] > 0.85F);
    }
};

QTEST_GUILESS_MAIN(TestLearnProblems)
#include "tst_learn_problems.moc"
