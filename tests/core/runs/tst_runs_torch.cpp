// SPDX-License-Identifier: GPL-3.0-or-later
// Runs with the real learner: every preset trains, a seed decides everything, training starts from snapshots, and a
// missing learning module is a failed run with its reason.
#include <spawn.h>
#include <sys/wait.h>

#include <QTest>
#include <cstdlib>
#include <filesystem>

#include "tests/core/runs/runs_kit.h"
#include "tests/support/temp_dir.h"

extern char** environ;

using namespace ludus;
using namespace ludus::test;

namespace {

std::unique_ptr<store::Workspace> open(const TempDir& folder) {
    return std::move(store::Workspace::open(folder.path()).value());
}

RunRecord train(const TempDir& folder, const runs::RunConfig& config, const std::string& from = {}) {
    runs::LaunchOptions options;
    options.from = from;
    const auto run = runs::ActiveRun::start(folder.path(), config, options).value();
    if (const Status kept = run->wait(); !kept) qFatal("%s", kept.error().sentence().c_str());
    return open(folder)->run(run->id()).value();
}

/// Everything that a run is known by, time apart.
struct Outcome {
    std::string weights;
    std::vector<std::pair<std::string, double>> curves;
    std::vector<double> ratings;
    std::vector<std::vector<double>> matches;
};

Outcome outcomeOf(const std::vector<std::string>& changes) {
    const TempDir folder;
    std::vector<std::string> all = {"game.name=slime_volley", "run.steps=12000",    "learner.slots=32",
                                    "learner.steps=32",       "evaluation.every=0", "evaluation.games=4"};
    all.insert(all.end(), changes.begin(), changes.end());
    const RunRecord run = train(folder, readSmallRun(all));
    Outcome out;
    out.weights = run.latestAgent;
    const auto workspace = open(folder);
    const auto metrics = workspace->metrics(run.id).value();
    for (const MetricPoint& point : metrics) {
        if (point.name != "steps_per_second")
            out.curves.emplace_back(point.name + " at " + std::to_string(point.step), point.value);
    }
    std::sort(out.curves.begin(), out.curves.end());  // when a round of evaluation ends is a matter of time
    const auto ratings = workspace->ratings(run.id).value();
    for (const RatingRecord& rating : ratings)
        out.ratings.push_back(rating.elo);
    const auto matches = workspace->matches(run.id, 1000).value();
    for (const MatchRecord& match : matches)
        out.matches.push_back(match.scores);
    return out;
}

nn::Weights weightsOf(const store::Workspace& workspace, const std::string& hash) {
    return nn::fromSafetensors(workspace.readArtefact(hash, ".safetensors").value()).value();
}

}  // namespace

class TestRunsTorch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
#if defined(__SANITIZE_THREAD__)
        QSKIP("LibTorch is not built for ThreadSanitizer");
#endif
        qputenv("LUDUS_MODULE_DIR", LUDUS_BIN_DIR);
    }

    void everyPresetTrains_data() {
        QTest::addColumn<QByteArray>("name");
        for (const runs::Preset& preset : runs::presets())
            QTest::newRow(preset.name.c_str()) << QByteArray::fromStdString(preset.name);
    }
    void everyPresetTrains() {
        QFETCH(QByteArray, name);
        const auto preset = runs::findPreset(name.toStdString()).value();
        const auto config =
            runs::readRunConfig(preset.toml, {"run.steps=1000", "run.seconds=0", "evaluation.games=2"}).value();
        const TempDir folder;
        const RunRecord run = train(folder, config);
        QVERIFY2(run.status == RunStatus::finished, run.reason.c_str());
        QVERIFY(run.steps >= 1000);
        QVERIFY(std::isfinite(run.elo));
        QVERIFY(open(folder)->verify().empty());
    }

    void oneSeedGivesOneRun_data() {
        QTest::addColumn<QByteArray>("workers");
        QTest::newRow("one worker") << QByteArray("run.workers=1");
        QTest::newRow("two workers") << QByteArray("run.workers=2");
    }
    void oneSeedGivesOneRun() {
        QFETCH(QByteArray, workers);
        const Outcome one = outcomeOf({workers.toStdString()});
        const Outcome other = outcomeOf({workers.toStdString()});
        QVERIFY(!one.weights.empty() && !one.curves.empty() && !one.matches.empty());
        QCOMPARE(other.weights, one.weights);
        QCOMPARE(other.curves.size(), one.curves.size());
        for (size_t i = 0; i < one.curves.size(); ++i) {
            QVERIFY2(other.curves[i] == one.curves[i], one.curves[i].first.c_str());
        }
        QCOMPARE(other.ratings, one.ratings);
        QCOMPARE(other.matches, one.matches);
        QVERIFY(outcomeOf({workers.toStdString(), "run.seed=2"}).weights != one.weights);
    }

    void trainingStartsFromASnapshot() {
        const TempDir folder;
        const RunRecord first = train(folder, readSmallRun({"run.name=first"}));
        QCOMPARE(first.status, RunStatus::finished);
        const RunRecord second = train(folder, readSmallRun({"run.name=second"}), "run:first/latest");
        QCOMPARE(second.status, RunStatus::finished);
        const auto workspace = open(folder);
        const std::string begun = workspace->snapshots(second.id)->front().hash;
        QCOMPARE(weightsOf(*workspace, begun).values, weightsOf(*workspace, first.latestAgent).values);
        QVERIFY(second.latestAgent != begun);
    }

    void aStartThatDoesNotFitIsAFailedRun_data() {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("change");
        QTest::newRow("a bot") << QByteArray("bot:random") << QByteArray("run.seed=1");
        QTest::newRow("another network") << QByteArray("run:first/latest") << QByteArray("learner.hidden=[12]");
    }
    void aStartThatDoesNotFitIsAFailedRun() {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, change);
        const TempDir folder;
        train(folder, readSmallRun({"run.name=first", "run.steps=500"}));
        const RunRecord run = train(folder, readSmallRun({change.toStdString()}), from.toStdString());
        QCOMPARE(run.status, RunStatus::failed);
        QVERIFY(!run.reason.empty());
    }

    void aStartFromNobodyIsRefusedBeforeThereIsARun() {
        const TempDir folder;
        runs::LaunchOptions options;
        options.from = "run:nobody/latest";
        const auto started = runs::ActiveRun::start(folder.path(), readSmallRun({"run.seed=1"}), options);
        QVERIFY(!started);
        QCOMPARE(started.error().code, std::string("run.unknown"));
        QVERIFY(open(folder)->runs().value().empty());
    }

    void aMissingModuleIsAFailedRunWithItsReason() {
        const TempDir folder, elsewhere;
        const std::string program = elsewhere.path("program");  // where no module lies beside it
        std::filesystem::copy_file("/proc/self/exe", program);
        std::string path = program, verb = "--train", where = folder.path();
        char* const arguments[] = {path.data(), verb.data(), where.data(), nullptr};
        qputenv("LUDUS_MODULE_DIR", QByteArray::fromStdString(elsewhere.path()));
        pid_t child = 0;
        const int spawned = posix_spawn(&child, program.c_str(), nullptr, nullptr, arguments, environ);
        qputenv("LUDUS_MODULE_DIR", LUDUS_BIN_DIR);
        QCOMPARE(spawned, 0);
        int status = 0;
        waitpid(child, &status, 0);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 0);
        const auto runs = open(folder)->runs().value();
        QCOMPARE(runs.size(), size_t{1});
        QCOMPARE(runs.front().status, RunStatus::failed);
        QVERIFY2(runs.front().reason.find("libludus_torch.so") != std::string::npos, runs.front().reason.c_str());
        QVERIFY(runs.front().reason.find("LUDUS_MODULE_DIR") != std::string::npos);
    }
};

int main(int argc, char** argv) {
    if (argc == 3 && std::string(argv[1]) == "--train") {
        const auto run = runs::ActiveRun::start(argv[2], readSmallRun({"learner.path=generic"}), {});
        return run && (*run)->wait().ok() ? 0 : 1;
    }
    const QCoreApplication application(argc, argv);
    TestRunsTorch test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_runs_torch.moc"
