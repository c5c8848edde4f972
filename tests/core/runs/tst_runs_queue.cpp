// SPDX-License-Identifier: GPL-3.0-or-later
// Several runs from one file, and the queue in which runs wait: order, who starts one, what is left of those that
// cannot be started.
#include <QTest>
#include <set>
#include <thread>

#include "core/runs/queue.h"
#include "core/runs/sweep.h"
#include "tests/core/runs/runs_kit.h"
#include "tests/support/temp_dir.h"

using namespace ludus;
using namespace ludus::test;

namespace {

std::unique_ptr<store::Workspace> open(const TempDir& folder) {
    return std::move(store::Workspace::open(folder.path()).value());
}

std::vector<runs::RunConfig> named(const std::vector<std::string>& names) {
    std::vector<runs::RunConfig> out;
    for (const std::string& name : names)
        out.push_back(readSmallRun({"run.name=" + name}));
    return out;
}

std::string order(const store::Workspace& workspace) {
    std::string out;
    const auto all = runs::queuedRuns(workspace).value();
    for (const RunRecord& run : all)
        out += (out.empty() ? "" : " ") + run.name;
    return out;
}

std::string codeOf(const std::string& toml) {
    const auto runs = runs::expandSweep(toml);
    return runs ? std::string() : runs.error().code;
}

}  // namespace

class TestRunsQueue : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPlainFileIsOneRunAsItStands() {
        const auto runs = runs::expandSweep(kSmallRun).value();
        QCOMPARE(runs.size(), size_t{1});
        QCOMPARE(runs[0].toml, std::string(kSmallRun));
        QVERIFY(runs[0].values.empty());
    }

    void listsMakeARunForEachCombination() {
        const std::string toml =
            "# kept\n[run]\nname = \"abl\"\nseed = [7, 8]  # seeds\n[game]\nname = \"rps\"\n[learner]\n"
            "hidden = [8, 8]\nlearning_rate = [1e-3, 1]\nactivation = [\"tanh\", \"relu\"]\n"
            "separate_critic = [\"false\", \"true\"]\n";
        const auto runs = runs::readSweep(toml).value();
        QCOMPARE(runs.size(), size_t{16});
        // The order of the file, the last one fastest.
        QCOMPARE(runs[0].run.seed, int64_t{7});
        QCOMPARE(runs[8].run.seed, int64_t{8});
        QCOMPARE(runs[4].learner.learningRate, 1.0);
        QCOMPARE(runs[2].learner.activation, std::string("relu"));
        QVERIFY(!runs[0].learner.separateCritic && runs[1].learner.separateCritic);
        QCOMPARE(runs[3].learner.hidden, (std::vector<int64_t>{8, 8}));
        QVERIFY(runs[15].text.find("# kept") == 0 && runs[15].text.find("# seeds") != std::string::npos);
        QCOMPARE(runs[0].run.name, std::string("abl-seed7-learning_rate0.001-activationtanh-separate_criticfalse"));
        std::set<std::string> names;
        for (const runs::RunConfig& run : runs)
            names.insert(run.run.name);
        QCOMPARE(names.size(), size_t{16});
    }

    void aFlagMayBeAListToo() {
        const auto runs = runs::readSweep(kSmallRun, {"run.seed=[7, 8, 9]", "learner.clip=0.3"}).value();
        QCOMPARE(runs.size(), size_t{3});
        QCOMPARE(runs[2].run.seed, int64_t{9});
        QCOMPARE(runs[2].learner.clip, 0.3);
    }

    void badSweepsAreRefused() {
        QCOMPARE(codeOf("[run]\nseed = []"), std::string("sweep.empty"));
        QCOMPARE(codeOf("[learner]\nclip = [0.1, 99]"), std::string("option.range"));
        QCOMPARE(codeOf("[learner]\nclip = [\"a\", \"b\"]"), std::string("option.type"));
        std::string many = "[run]\nseed = [";
        for (int i = 0; i < 17; ++i)
            many += (i > 0 ? ", " : "") + std::to_string(i);
        many += "]\n[learner]\nepochs = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]";
        QCOMPARE(codeOf(many), std::string("sweep.too_many"));
        QCOMPARE(runs::findSweepProblems("[learner]\nclip = [0.1, 99]").at(0).key, std::string("learner.clip"));
        QCOMPARE(runs::findSweepProblems("[run]\nsteps = [0, 5]\nseconds = 0").at(0).key, std::string("run.seconds"));
        QVERIFY(runs::findSweepProblems("[run]\nseed = [1, 2]").empty());
    }

    void whatIsTypedIntoAFieldBecomesAList() {
        const auto specs = runs::runOptions({"rps"});
        const auto typed = [&](const char* key, const char* text) {
            for (const config::OptionSpec& spec : specs) {
                if (spec.key != key) continue;
                const auto value = runs::parseSweep(spec, text);
                return value ? config::toToml(*value) : value.error().code;
            }
            return std::string("?");
        };
        QCOMPARE(typed("run.seed", "7"), std::string("7"));
        QCOMPARE(typed("run.seed", "7, 8, 9"), std::string("[7, 8, 9]"));
        QCOMPARE(typed("learner.clip", "[0.1]"), std::string("[0.1]"));
        QCOMPARE(typed("learner.activation", "tanh, relu"), std::string("[\"tanh\", \"relu\"]"));
        QCOMPARE(typed("learner.hidden", "64, 64"), std::string("[64, 64]"));
        QCOMPARE(typed("run.name", "one, two"), std::string("\"one, two\""));
        QCOMPARE(typed("run.seed", "7, x"), std::string("option.type"));
    }

    void queuedRunsKeepTheirOrder() {
        const TempDir folder;
        const auto workspace = open(folder);
        const auto ids = runs::queueRuns(*workspace, named({"a", "b", "c", "d"}), "", "s1").value();
        QCOMPARE(order(*workspace), std::string("a b c d"));
        const auto all = runs::queuedRuns(*workspace).value();
        for (const RunRecord& run : all)
            QCOMPARE(run.sweep, std::string("s1"));
        QVERIFY(runs::moveInQueue(*workspace, ids[3], -2).ok());
        QCOMPARE(order(*workspace), std::string("a d b c"));
        QVERIFY(runs::moveInQueue(*workspace, ids[0], 1).ok());
        QCOMPARE(order(*workspace), std::string("d a b c"));
        QVERIFY(runs::moveInQueue(*workspace, ids[3], 99).ok());
        QCOMPARE(order(*workspace), std::string("a b c d"));
        QVERIFY(runs::moveInQueue(*workspace, ids[0], -1).ok());
        QCOMPARE(order(*workspace), std::string("a b c d"));
        QVERIFY(runs::removeFromQueue(*workspace, ids[1]).ok());
        QCOMPARE(order(*workspace), std::string("a c d"));
        QCOMPARE(workspace->nextQueued()->value, ids[0].value);
        QCOMPARE(order(*open(folder)), std::string("a c d"));  // also for another program
    }

    /// Each move halves what lies between two places.
    void aQueueCanBeSortedForever() {
        const TempDir folder;
        const auto workspace = open(folder);
        QVERIFY(runs::queueRuns(*workspace, named({"a", "b", "c", "d"}), "", "s1").ok());
        for (const auto& [from, moves] : {std::pair<size_t, int>{2, 120}, {1, 1200}}) {
            for (int i = 0; i < moves; ++i) {
                std::vector<RunRecord> wanted = runs::queuedRuns(*workspace).value();
                QCOMPARE(wanted.size(), size_t{4});
                QVERIFY(runs::moveInQueue(*workspace, wanted[from].id, -1).ok());
                std::swap(wanted[from], wanted[from - 1]);
                std::string names;
                for (const RunRecord& run : wanted)
                    names += (names.empty() ? "" : " ") + run.name;
                QCOMPARE(order(*workspace), names);
            }
        }
    }

    void aQueuedRunIsStartedOnce() {
        const TempDir folder;
        const RunId id = runs::queueRuns(*open(folder), named({"one"}), "", "").value().front();
        std::vector<std::unique_ptr<runs::ActiveRun>> started(4);
        std::vector<std::thread> threads;
        for (auto& own : started) {
            threads.emplace_back([&] {
                auto run = runs::ActiveRun::startQueued(folder.path(), id, withoutTorch());
                if (run) own = std::move(*run);
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        int count = 0;
        for (auto& run : started) {
            if (!run) continue;
            ++count;
            QVERIFY(run->wait().ok());
        }
        QCOMPARE(count, 1);
        const auto workspace = open(folder);
        QCOMPARE(workspace->run(id)->status, RunStatus::finished);
        QCOMPARE(workspace->nextQueued()->value, int64_t{0});
        QCOMPARE(runs::ActiveRun::startQueued(folder.path(), id, withoutTorch()).error().code,
                 std::string("run.not_queued"));
        QCOMPARE(runs::removeFromQueue(*workspace, id).error().code, std::string("run.not_queued"));
    }

    void aQueuedRunThatCannotBeReadFailsAndLetsTheNextOneCome() {
        const TempDir folder;
        const auto workspace = open(folder);
        RunRecord damaged;
        damaged.game = "rps";
        damaged.config = "[run]\nsede = 1";
        damaged.queuePlace = 1;
        const RunId id = workspace->createRun(damaged).value();
        const RunId next = runs::queueRuns(*workspace, named({"next"}), "", "").value().front();
        QCOMPARE(workspace->nextQueued()->value, id.value);
        {
            const auto run = runs::ActiveRun::startQueued(folder.path(), id, withoutTorch());
            QVERIFY(run.ok());
            QVERIFY((*run)->wait().ok());
        }
        const RunRecord row = workspace->run(id).value();
        QCOMPARE(row.status, RunStatus::failed);
        QVERIFY2(row.reason.find("run.sede") != std::string::npos, row.reason.c_str());
        QCOMPARE(workspace->nextQueued()->value, next.value);
    }

    void aStartIsKeptAsTheSnapshotItMeant() {
        const TempDir folder;
        const auto first = runs::ActiveRun::start(folder.path(), readSmallRun({"run.name=one"}), withoutTorch());
        QVERIFY((*first)->wait().ok());
        const auto workspace = open(folder);
        const auto snapshots = workspace->snapshots((*first)->id()).value();
        const RunId id = runs::queueRuns(*workspace, named({"two"}), "run:one/latest", "").value().front();
        QCOMPARE(workspace->run(id)->startedFrom, "snapshot:" + std::to_string(snapshots.back().id.value));
        QVERIFY(!runs::queueRuns(*workspace, named({"three"}), "run:nobody/latest", "").ok());
    }
};

QTEST_GUILESS_MAIN(TestRunsQueue)
#include "tst_runs_queue.moc"
