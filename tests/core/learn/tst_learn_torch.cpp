// SPDX-License-Identifier: GPL-3.0-or-later
// The learner behind the module: agreement of the two forward passes, shards and threads, bad numbers, state.
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <thread>

#include "core/learn/blas.h"
#include "tests/core/learn/toy_training.h"

using namespace ludus;
using namespace ludus::learn;

namespace {

constexpr const char* kOpenOnly = "--open-module";  // this program then only opens the module and says how it went

games::GameInfo game() {
    games::GameInfo info;
    info.observation.size = 6;
    info.action.branches = {3, 2};
    return info;
}

QString chosenPath;  // every test runs once for each

std::unique_ptr<Learner> makeLearner(PpoOptions options = {}, std::shared_ptr<const nn::Weights> start = nullptr) {
    options.path = chosenPath.toStdString();
    return std::move(makePpo(game(), options, 11, std::move(start))).value();
}

/// Random streams of uneven lengths, as the first weights would have played them.
std::shared_ptr<StreamBatch> randomBatch(const std::shared_ptr<const nn::Weights>& weights, int streams, int capacity,
                                         uint64_t seed) {
    Rng rng(seed);
    auto batch = std::make_shared<StreamBatch>();
    batch->resize(streams, capacity, 6, 2, 5, true);
    nn::MlpPolicy policy(std::make_shared<nn::PackedWeights>(weights));
    Rng* one = &rng;
    for (int s = 0; s < streams; ++s) {
        batch->lengths[static_cast<size_t>(s)] = 1 + static_cast<int>(rng.below(static_cast<uint32_t>(capacity)));
        for (int t = 0; t < batch->lengths[static_cast<size_t>(s)]; ++t) {
            const size_t cell = static_cast<size_t>(s * capacity + t);
            for (size_t i = 0; i < 6; ++i)
                batch->observations[cell * 6 + i] = static_cast<float>(3 * rng.normal() + 1);
            batch->masks[cell * 5 + rng.below(3)] = 0;
            policy.act({.rows = 1,
                        .observations = &batch->observations[cell * 6],
                        .masks = &batch->masks[cell * 5],
                        .rngs = &one},
                       {&batch->actions[cell * 2], &batch->logProbabilities[cell], &batch->values[cell], nullptr});
            batch->rewards[cell] = static_cast<float>(rng.normal());
            batch->cuts[cell] = static_cast<uint8_t>(rng.uniform() < 0.1 ? Cut::terminated : Cut::none);
        }
    }
    return batch;
}

double largestDifference(const std::vector<float>& a, const std::vector<float>& b) {
    double most = 0;
    for (size_t i = 0; i < a.size(); ++i)
        most = std::max(most, std::abs(static_cast<double>(a[i]) - b[i]));
    return most;
}

UpdateReport updateOnThreads(Learner& learner, std::vector<std::shared_ptr<const StreamBatch>> batches, int shards) {
    learner.begin(std::move(batches), shards, 0);
    do {
        std::vector<std::thread> threads;
        for (int shard = 0; shard < shards; ++shard)
            threads.emplace_back([&learner, shard] { learner.work(shard); });
        for (std::thread& thread : threads)
            thread.join();
    } while (learner.advance());
    return learner.report();
}

}  // namespace

class TestLearnTorch : public QObject {
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

    void moduleIsOpenedOnce() {
        const auto module = torchModule();
        QVERIFY2(module.ok(), module ? "" : module.error().sentence().c_str());
        QCOMPARE(*torchModule(), *module);
    }

    void missingModuleEndsInASentence() {
        // A copy of this program in an empty folder finds no module beside it, and a damaged one does not help.
        QTemporaryDir folder;
        const QString copy = folder.filePath("program");
        QVERIFY(QFile::copy(QCoreApplication::applicationFilePath(), copy));
        for (const bool damaged : {false, true}) {
            QFile file(folder.filePath("libludus_torch.so"));
            if (damaged) QVERIFY(file.open(QIODevice::WriteOnly) && file.write("not a library") > 0);
            file.close();
            QProcess process;
            process.start(copy, {kOpenOnly});
            QVERIFY(process.waitForFinished());
            const QByteArray said = process.readAllStandardOutput();
            QVERIFY2(said.startsWith("torch.missing: The learning module"), said.constData());
            QVERIFY(said.contains("LUDUS_MODULE_DIR"));
        }
        // The folder named by LUDUS_MODULE_DIR comes first.
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("LUDUS_MODULE_DIR", LUDUS_BIN_DIR);
        process.setProcessEnvironment(environment);
        process.start(copy, {kOpenOnly});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.readAllStandardOutput(), QByteArray("opened\n"));
    }

    void blasIsNamedAndTimed() {
        const BlasReport report = (*torchModule())->blas();
        QVERIFY(!report.library.empty());
        QVERIFY(!report.torchVersion.empty());
        QVERIFY(report.gflops > 0.1);
        QCOMPARE(report.slow, report.gflops < 10);
        QCOMPARE(report.threads, 1);
        const Result<const Blas*> plain = blas();
        QVERIFY2(plain.ok(), plain ? "" : plain.error().sentence().c_str());
        QCOMPARE((*plain)->library(), report.library);  // LibTorch's own
        ProductLimitQuery query;
        query.seconds = 0.05;
        QVERIFY(productLimit(**plain, query) > 100);
        const std::vector<float> a{1, 2, 3, 4, 5, 6}, b{1, 0, 2, 1, 1, 1};
        std::vector<float> c(4);
        (*plain)->multiply({2, 2, 3, false, false, a.data(), b.data(), c.data()});
        QCOMPARE(c, (std::vector<float>{8, 5, 20, 11}));
        (*plain)->multiply({2, 2, 3, true, true, a.data(), b.data(), c.data()});
        QCOMPARE(c, (std::vector<float>{11, 9, 14, 12}));
        qInfo("%s: %.0f GFLOP/s", report.library.c_str(), report.gflops);
    }

    void bothForwardPassesAgree() {
        for (const auto& [hidden, shared, relu] :
             {std::tuple(std::vector<int>{64, 64}, false, false), std::tuple(std::vector<int>{33}, true, true),
              std::tuple(std::vector<int>{}, false, false), std::tuple(std::vector<int>{70, 16, 5}, true, false)}) {
            nn::NetworkSpec spec;
            spec.inputs = 12;
            spec.hidden = hidden;
            spec.branches = {4, 3};
            spec.separateCritic = !shared;
            spec.activation = relu ? nn::Activation::relu : nn::Activation::tanh;
            auto weights = std::make_shared<nn::Weights>(nn::initialWeights(spec, Rng(5)));
            Rng rng(6);
            for (float& w : weights->values)
                w += 0.05F * static_cast<float>(rng.normal());
            weights->normaliser.merge(std::vector<double>(12, 30.0), std::vector<double>(12, 200.0), 10);
            const int rows = 70;
            std::vector<float> x(rows * 12), logits(rows * 7), values(rows), torchLogits(rows * 7), torchValues(rows);
            for (float& v : x)
                v = static_cast<float>(3 + 4 * rng.normal());
            nn::MlpPolicy(std::make_shared<nn::PackedWeights>(weights))
                .forward(rows, x.data(), logits.data(), values.data());
            (*torchModule())->forward(*weights, rows, x.data(), torchLogits.data(), torchValues.data());
            QVERIFY(largestDifference(logits, torchLogits) < 1e-5);
            QVERIFY(largestDifference(values, torchValues) < 1e-5);
        }
    }

    void firstUpdateHasRatioOne() {
        PpoOptions options;
        options.epochs = 1;
        options.minibatches = 1;
        const auto learner = makeLearner(options);
        const auto before = learner->weights();
        const auto batch = randomBatch(before, 20, 16, 1);
        const UpdateReport report = toy::update(*learner, {batch});
        QCOMPARE(report.rows, batch->rows());
        QCOMPARE(report.version, int64_t(1));
        QCOMPARE(report.phasesDone, 1);
        QVERIFY(report.approximateKl < 1e-6);
        QCOMPARE(report.clippedShare, 0.0);
        QVERIFY(std::abs(report.policyLoss) < 1e-5);  // normalised advantages have mean 0
        QVERIFY(report.entropy > 0.5 && report.gradientNorm > 0);
        QVERIFY(report.explainedVariance <= 1);
        QCOMPARE(learner->weights()->version, int64_t(1));
        QVERIFY(learner->weights()->values != before->values);
        QCOMPARE(before->version, int64_t(0));  // what was published never changes
        // Adam's first step moves a parameter by at most the learning rate.
        QVERIFY(largestDifference(before->values, learner->weights()->values) < 3.001e-4);
        QCOMPARE(learner->weights()->normaliser.count, static_cast<double>(batch->rows()));
    }

    void shardsChangeOnlyTheRounding() {
        std::vector<std::vector<float>> results;
        for (const int shards : {1, 2, 3, 7}) {
            PpoOptions options;
            options.normaliseObservations = false;
            const auto learner = makeLearner(options);
            const auto batch = randomBatch(learner->weights(), 20, 16, 2);
            QVERIFY(toy::update(*learner, {batch}, shards).finite);
            results.push_back(learner->weights()->values);
        }
        for (const auto& values : results)
            QVERIFY(largestDifference(values, results[0]) < 2e-5);
    }

    void threadsGiveTheSameBitsAsOneThread() {
        const auto first = makeLearner(), second = makeLearner();
        for (uint64_t round = 0; round < 5; ++round) {
            const auto a = randomBatch(first->weights(), 13, 16, round),
                       b = randomBatch(first->weights(), 9, 16, round + 50);
            toy::update(*first, {a, b}, 3);
            updateOnThreads(*second, {a, b}, 3);
            QVERIFY(first->weights()->values == second->weights()->values);
            QVERIFY(first->weights()->normaliser.mean == second->weights()->normaliser.mean);
        }
    }

    void notANumberLeavesTheWeightsAlone() {
        for (const int what : {0, 1, 2, 3}) {
            const auto learner = makeLearner();
            toy::update(*learner, {randomBatch(learner->weights(), 20, 16, 1)});
            const auto good = learner->weights();
            const auto bad = randomBatch(good, 20, 16, 2);
            if (what == 0) bad->rewards[0] = NAN;
            if (what == 1) bad->observations[3] = NAN;
            if (what == 2) bad->observations[3] = INFINITY;
            if (what == 3) bad->logProbabilities[0] = -INFINITY;
            const UpdateReport report = toy::update(*learner, {bad});
            QVERIFY2(!report.finite, qPrintable(QString::number(what)));
            QCOMPARE(report.version, good->version);
            QCOMPARE(learner->weights(), good);
            // It goes on learning from good streams as if nothing had happened.
            QVERIFY(toy::update(*learner, {randomBatch(good, 20, 16, 3)}).finite);
            QCOMPARE(learner->weights()->version, good->version + 1);
            for (const float w : learner->weights()->values)
                QVERIFY(std::isfinite(w));
        }
    }

    void farMoveStopsTheUpdateEarly() {
        PpoOptions options;
        options.learningRate = 0.05;
        options.targetKl = 0.01;
        const auto learner = makeLearner(options);
        const UpdateReport report = toy::update(*learner, {randomBatch(learner->weights(), 20, 16, 1)});
        QVERIFY(report.phasesDone > 0 && report.phasesDone < report.phasesPlanned);
        QVERIFY(report.finite);
        QCOMPARE(learner->weights()->version, int64_t(1));
    }

    void scheduleFollowsProgress() {
        const auto learner = makeLearner();
        const auto batch = randomBatch(learner->weights(), 4, 16, 1);
        QCOMPARE(toy::update(*learner, {batch}, 1, 0.25).learningRate, 2.25e-4);
        const auto before = learner->weights()->values;
        QCOMPARE(toy::update(*learner, {batch}, 1, 1.0).learningRate, 0.0);
        QVERIFY(learner->weights()->values == before);
    }

    void anyNumberOfRowsWillDo() {
        const auto learner = makeLearner();
        for (const int streams : {1, 2, 3, 7}) {
            const auto batch = randomBatch(learner->weights(), streams, 2, static_cast<uint64_t>(streams));
            const UpdateReport report = toy::update(*learner, {batch}, 3);
            QCOMPARE(report.rows, batch->rows());
            QCOMPARE(report.phasesDone, 4 * static_cast<int>(std::min<int64_t>(4, batch->rows())));
            QVERIFY(report.finite);
        }
        const auto before = learner->weights();
        auto empty = std::make_shared<StreamBatch>();
        empty->resize(3, 4, 6, 2, 5, false);
        const UpdateReport nothing = toy::update(*learner, {empty});
        QCOMPARE(nothing.rows, int64_t(0));
        QVERIFY(nothing.finite);
        QCOMPARE(learner->weights(), before);
    }

    void storedStateContinuesBitForBit() {
        const auto first = makeLearner();
        toy::update(*first, {randomBatch(first->weights(), 20, 16, 1)}, 2);
        const std::string state = first->saveState();
        const auto second = makeLearner();
        QVERIFY(second->loadState(state).ok());
        QCOMPARE(second->saveState(), state);
        for (const uint64_t seed : {2, 3}) {
            const auto batch = randomBatch(first->weights(), 20, 16, seed);
            toy::update(*first, {batch}, 2);
            toy::update(*second, {batch}, 2);
            QVERIFY(first->weights()->values == second->weights()->values);
            QVERIFY(first->weights()->normaliser.mean == second->weights()->normaliser.mean);
            QCOMPARE(second->weights()->version, first->weights()->version);
            QCOMPARE(second->saveState(), first->saveState());
        }
    }

    void stateOfAnUpdateInHandIsThatOfItsBeginning() {
        const auto learner = makeLearner();
        toy::update(*learner, {randomBatch(learner->weights(), 20, 16, 1)});
        const std::string before = learner->saveState();
        const auto batch = randomBatch(learner->weights(), 20, 16, 2);
        learner->begin({batch}, 1, 0);
        for (int phase = 0; phase < 4; ++phase) {
            QCOMPARE(learner->saveState(), before);
            learner->work(0);
            QVERIFY(learner->advance());
        }
        QCOMPARE(learner->saveState(), before);
        // An update begun anew forgets the one that was abandoned.
        toy::update(*learner, {batch});
        const auto other = makeLearner();
        QVERIFY(other->loadState(before).ok());
        toy::update(*other, {batch});
        QCOMPARE(other->saveState(), learner->saveState());
    }

    void damagedStateIsRefused() {
        const auto learner = makeLearner();
        toy::update(*learner, {randomBatch(learner->weights(), 20, 16, 1)});
        const std::string state = learner->saveState();
        const auto code = [&](const std::string& bytes) {
            const Status status = learner->loadState(bytes);
            return status.ok() ? std::string() : status.error().code;
        };
        const std::string damaged = "checkpoint.damaged";
        for (const size_t length : {size_t{0}, size_t{5}, size_t{20}, size_t{50}, state.size() - 1})
            QCOMPARE(code(state.substr(0, length)), damaged);
        QCOMPARE(code(state + "x"), damaged);
        for (size_t at = 0; at < state.size(); at += 97) {
            std::string flipped = state;
            flipped[at] = static_cast<char>(flipped[at] ^ 4);
            QCOMPARE(code(flipped), damaged);
        }
        PpoOptions other;
        other.activation = "relu";
        QCOMPARE(code(makeLearner(other)->saveState()), damaged);
        QCOMPARE(learner->saveState(), state);  // a refused state changes nothing
        QVERIFY(learner->loadState(state).ok());
    }

    void foreignStartIsRefused() {
        nn::NetworkSpec spec;
        spec.inputs = 5;
        spec.branches = {3, 2};
        const auto start = std::make_shared<nn::Weights>(nn::initialWeights(spec, Rng(1)));
        const auto result = makePpo(game(), {}, 1, start);
        QVERIFY(!result.ok());
        QCOMPARE(result.error().code, std::string("agent.misfit"));
        PpoOptions options;
        options.hidden = {0};
        QVERIFY(!makePpo(game(), options, 1, nullptr).ok());
    }
};

int main(int count, char** arguments) {
    if (count > 1 && std::strcmp(arguments[1], kOpenOnly) == 0) {
        const auto module = torchModule();
        std::puts(module ? "opened" : (module.error().code + ": " + module.error().sentence()).c_str());
        return 0;
    }
    QCoreApplication application(count, arguments);
    TestLearnTorch test;
    return QTest::qExec(&test, count, arguments);
}
#include "tst_learn_torch.moc"
