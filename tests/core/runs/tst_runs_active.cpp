// SPDX-License-Identifier: GPL-3.0-or-later
// A run from its configuration to rows on the disk, with a fake learner.
#include <QTest>

#include "core/runs/active_run.h"
#include "core/runs/agent_resolver.h"
#include "tests/core/runtime/fake_learner.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/temp_dir.h"

using namespace ludus;
using namespace ludus::test;

namespace {

const char* const kFile = R"([run]
name = "tiny"
seconds = 0
steps = 3000
workers = 2

[game]
name = "rps"

[self_play]
snapshot_every = 1000

[learner]
hidden = [8]
slots = 16
steps = 8

[evaluation]
every = 1000
games = 4

[record]
replays_every = 3
metric_seconds = 0.01
)";

struct Setup {
    TempDir folder;
    KeepingSink sink;
    std::shared_ptr<LearnerNotes> notes = std::make_shared<LearnerNotes>();
    LearnerFaults faults;
    std::vector<std::string> assignments;

    Result<std::unique_ptr<runs::ActiveRun>> start(FileSystem& files = realFileSystem()) {
        const auto config = runs::readRunConfig(kFile, assignments);
        if (!config) return config.error();
        runs::LaunchOptions options;
        options.sinks = {&sink};
        options.makeLearner = [this](const games::GameInfo& game, const runs::RunConfig&) {
            return Result<std::unique_ptr<learn::Learner>>(std::make_unique<FakeLearner>(game, notes, faults));
        };
        return runs::ActiveRun::start(folder.path("ws"), *config, options, files);
    }
    std::unique_ptr<store::Workspace> open() const { return std::move(*store::Workspace::open(folder.path("ws"))); }
};

}  // namespace

class TestRunsActive : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyDurableEventIsOnTheDiskWhenTheRunHasEnded() {
        Setup setup;
        auto run = setup.start();
        QVERIFY2(run.ok(), run ? "" : run.error().sentence().c_str());
        const RunId id = (*run)->id();
        const Status kept = (*run)->wait();
        QVERIFY2(kept.ok(), kept ? "" : kept.error().sentence().c_str());
        run->reset();
        const auto stored = setup.open()->events(id);
        QVERIFY(stored.ok());
        std::map<int64_t, size_t> kinds;
        for (const RunEvent& event : *stored)
            kinds[event.seq] = event.body.index();
        for (const RunEvent& event : setup.sink.events()) {
            if (!event.durable() || std::holds_alternative<Rated>(event.body)) continue;  // tables replace each other
            QVERIFY2(kinds.contains(event.seq), std::to_string(event.seq).c_str());
            QCOMPARE(kinds[event.seq], event.body.index());
        }
    }

    void theRowSaysWhatHappened() {
        Setup setup;
        auto run = setup.start();
        QVERIFY(run.ok());
        const RunId id = (*run)->id();
        QCOMPARE((*run)->name(), std::string("tiny"));
        QVERIFY((*run)->wait().ok());
        run->reset();
        const auto workspace = setup.open();
        const auto row = workspace->run(id);
        QVERIFY(row.ok());
        QCOMPARE(row->status, RunStatus::finished);
        QVERIFY(row->steps >= 3000);
        QVERIFY(row->snapshots >= 3);
        QVERIFY(std::isfinite(row->elo));
        QVERIFY(row->owner.empty());
        QVERIFY(workspace->verify().empty());
        const auto game = games::gameInfo("rps");
        for (const char* name : {"run:tiny/latest", "run:1/best"})
            QVERIFY(runs::resolveAgent(*game, name, workspace.get()).ok());
        QVERIFY(!runs::resolveAgent(*game, "run:tiny/worst", workspace.get()).ok());
        QVERIFY(!runs::resolveAgent(*game, "snapshot:1x", workspace.get()).ok());
        const auto matches = workspace->matches(id, 1000, true);
        QVERIFY(matches.ok() && !matches->empty());
    }

    void anotherProgramsWishIsObeyed_data() {
        QTest::addColumn<int>("wish");
        QTest::addColumn<int>("status");
        QTest::newRow("stop") << int(WantedState::stop) << int(RunStatus::finished);
        QTest::newRow("abort") << int(WantedState::abort) << int(RunStatus::aborted);
    }
    void anotherProgramsWishIsObeyed() {
        QFETCH(int, wish);
        QFETCH(int, status);
        Setup setup;
        setup.assignments = {"run.steps=0", "run.seconds=1000"};
        auto run = setup.start();
        QVERIFY2(run.ok(), run ? "" : run.error().sentence().c_str());
        QVERIFY(setup.sink.waitForSteps(200));
        const auto other = setup.open();
        QVERIFY(other->setWanted((*run)->id(), static_cast<WantedState>(wish)).ok());
        QVERIFY((*run)->wait().ok());
        QCOMPARE((*run)->status(), static_cast<RunStatus>(status));
    }

    void pauseAndContinueFromAnotherProgram() {
        Setup setup;
        setup.assignments = {"run.steps=0", "run.seconds=1000"};
        auto run = setup.start();
        QVERIFY(run.ok());
        const auto other = setup.open();
        QVERIFY(other->setWanted((*run)->id(), WantedState::pause).ok());
        QTRY_COMPARE((*run)->status(), RunStatus::paused);
        QVERIFY(other->setWanted((*run)->id(), WantedState::run).ok());
        QTRY_COMPARE((*run)->status(), RunStatus::running);
        (*run)->abort();
        QVERIFY((*run)->wait().ok());
    }

    void aFailedRunKeepsItsReasonAndWhatItFinished() {
        Setup setup;
        setup.assignments = {"run.steps=0", "run.seconds=1000"};
        setup.faults.notFinite = 12;
        auto run = setup.start();
        QVERIFY(run.ok());
        const RunId id = (*run)->id();
        QVERIFY((*run)->wait().ok());
        run->reset();
        const auto row = setup.open()->run(id);
        QVERIFY(row.ok());
        QCOMPARE(row->status, RunStatus::failed);
        QVERIFY(row->reason.find("not finite") != std::string::npos);
        QVERIFY(row->snapshots >= 2);
    }

    void twoRunsShareAWorkspace() {
        Setup one, two;
        auto first = one.start();
        QVERIFY(first.ok());
        const auto config = runs::readRunConfig(kFile);
        runs::LaunchOptions options;
        options.sinks = {&two.sink};
        options.makeLearner = [&](const games::GameInfo& game, const runs::RunConfig&) {
            return Result<std::unique_ptr<learn::Learner>>(std::make_unique<FakeLearner>(game, two.notes));
        };
        auto second = runs::ActiveRun::start(one.folder.path("ws"), *config, options);
        QVERIFY(second.ok());
        QCOMPARE((*second)->name(), std::string("tiny-2"));
        QVERIFY((*first)->wait().ok());
        QVERIFY((*second)->wait().ok());
        first->reset();
        second->reset();
        const auto workspace = one.open();
        const auto list = workspace->runs();
        QCOMPARE(list->size(), size_t{2});
        for (const RunRecord& row : *list)
            QCOMPARE(row.status, RunStatus::finished);
        QVERIFY(workspace->verify().empty());
    }

    void aFullDiskPausesTheRunAndSaysWhy() {
        Setup setup;
        setup.assignments = {"run.steps=0", "run.seconds=1000"};
        FaultyFileSystem files;
        files.inject(Fault::diskFull, ".safetensors", 1);
        auto run = setup.start(files);
        QVERIFY(run.ok());
        QVERIFY(setup.sink.waitForStatus(RunStatus::paused));
        bool said = false;
        for (const Logged& line : setup.sink.all<Logged>())
            said = said || line.level == LogLevel::error;
        QVERIFY(said);
        files.clear();
        (*run)->resume();
        QTRY_COMPARE((*run)->status(), RunStatus::running);
        (*run)->stop();
        const Status kept = (*run)->wait();
        QVERIFY2(kept.ok(), kept ? "" : kept.error().sentence().c_str());
    }

    void aMissingStartIsAFailedRunWithItsReason() {
        Setup setup;
        const auto config = runs::readRunConfig(kFile);
        runs::LaunchOptions options;
        options.from = "run:nobody/latest";
        options.sinks = {&setup.sink};
        auto run = runs::ActiveRun::start(setup.folder.path("ws"), *config, options);
        QVERIFY(run.ok());
        QVERIFY((*run)->wait().ok());
        QCOMPARE((*run)->status(), RunStatus::failed);
        QVERIFY(setup.sink.all<StateChanged>().back().reason.find("nobody") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestRunsActive)
#include "tst_runs_active.moc"
