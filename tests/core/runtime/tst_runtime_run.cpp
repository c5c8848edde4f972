// SPDX-License-Identifier: GPL-3.0-or-later
// The engine with a fake learner: life cycle, promises of the verbs, ends, failures, event numbers, reproducibility.
#include <QTest>
#include <future>
#include <set>
#include <thread>

#include "tests/core/runtime/run_kit.h"

using namespace ludus;
using namespace ludus::test;

namespace {

std::vector<RunStatus> statuses(const KeepingSink& sink) {
    std::vector<RunStatus> out;
    for (const StateChanged& state : sink.all<StateChanged>())
        out.push_back(state.status);
    return out;
}

std::vector<uint64_t> batchesOf(const Setup& setup) {
    KeepingSink sink;
    const auto run = setup.run(sink);
    if (run->wait() != RunStatus::finished) return {};
    return setup.notes->batches;
}

}  // namespace

class TestRuntimeRun : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void endsWhenItsStepsAreUsedUp() {
        Setup setup;
        setup.options.targetSteps = 2000;
        KeepingSink sink;
        const auto run = setup.run(sink);
        QCOMPARE(run->wait(), RunStatus::finished);
        const std::vector<RunStatus> expected{RunStatus::running, RunStatus::stopping, RunStatus::finished};
        QCOMPARE(statuses(sink), expected);
        const auto snapshots = sink.all<SnapshotFrozen>();
        QCOMPARE(snapshots.front().snapshot.step, int64_t{0});
        QVERIFY(snapshots.back().snapshot.step >= 2000);
        QVERIFY(snapshots.size() >= 3);
        for (size_t i = 1; i < snapshots.size(); ++i)
            QCOMPARE(snapshots[i].snapshot.parent, snapshots[i - 1].snapshot.id);
    }

    void endsWhenItsTimeIsUsedUp() {
        Setup setup;
        setup.options.budgetSeconds = 0.1;
        KeepingSink sink;
        const auto run = setup.run(sink);
        QCOMPARE(run->wait(), RunStatus::finished);
        QVERIFY(sink.all<Progress>().back().seconds >= 0.1);
    }

    void pauseLetsNothingBeLearnedUntilResumed() {
        Setup setup;
        setup.options.budgetSeconds = 1000;
        KeepingSink sink;
        std::atomic<int> atPause{-1}, atResume{-1};
        sink.onEvent = [&](const RunEvent& event) {
            const auto* state = std::get_if<StateChanged>(&event.body);
            if (state == nullptr) return;
            if (state->status == RunStatus::paused) atPause = setup.notes->begun.load();
            if (state->status == RunStatus::running && atPause >= 0) atResume = setup.notes->begun.load();
        };
        const auto run = setup.run(sink);
        QVERIFY(sink.waitForSteps(500));
        run->pause();
        QVERIFY(sink.waitForStatus(RunStatus::paused));
        QCOMPARE(run->status(), RunStatus::paused);
        run->resume();
        QVERIFY(sink.waitFor([&](const auto&) { return atResume >= 0; }));
        QCOMPARE(atResume.load(), atPause.load());
        QTRY_VERIFY(setup.notes->begun > atResume + 2);
        run->stop();
        QCOMPARE(run->wait(), RunStatus::finished);
    }

    void pausedTimeIsNoTrainingTime() {
        Setup setup;
        setup.options.budgetSeconds = 1000;
        KeepingSink sink;
        const auto run = setup.run(sink);
        QVERIFY(sink.waitForSteps(500));
        run->pause();
        QVERIFY(sink.waitForStatus(RunStatus::paused));
        const auto progresses = [&] { return sink.all<Progress>().size(); };
        const size_t before = progresses();
        QTRY_VERIFY(progresses() >= before + 3);  // reports go on while it rests
        const auto all = sink.all<Progress>();
        QCOMPARE(all.back().seconds, all[all.size() - 2].seconds);
        run->abort();
        run->wait();
    }

    void stopKeepsASnapshotOfTheLastStep() {
        Setup setup;
        setup.options.budgetSeconds = 1000;
        KeepingSink sink;
        const auto run = setup.run(sink);
        QVERIFY(sink.waitForSteps(500));
        run->stop();
        QCOMPARE(run->wait(), RunStatus::finished);
        QCOMPARE(sink.all<SnapshotFrozen>().back().snapshot.step, sink.all<Progress>().back().steps);
    }

    void aPausedRunCanBeStopped() {
        Setup setup;
        setup.options.budgetSeconds = 1000;
        KeepingSink sink;
        const auto run = setup.run(sink);
        run->pause();
        QVERIFY(sink.waitForStatus(RunStatus::paused));
        run->stop();
        QCOMPARE(run->wait(), RunStatus::finished);
    }

    void abortDropsWhatIsOpen() {
        Setup setup;
        setup.options.budgetSeconds = 1000;
        setup.selfPlay.snapshotEvery = 1'000'000;
        setup.evaluator = [] { return std::make_unique<FakeEvaluator>(-1); };
        KeepingSink sink;
        const auto run = setup.run(sink);
        QVERIFY(sink.waitForSteps(500));
        run->abort();
        QCOMPARE(run->wait(), RunStatus::aborted);
        QCOMPARE(sink.all<SnapshotFrozen>().size(), size_t{1});
        for (const Metrics& metrics : sink.all<Metrics>()) {
            for (const MetricPoint& point : metrics.points)
                QVERIFY(point.name != "slices");
        }
    }

    void stopGivesOpenMatchesTheirTimeAndKeepsWhatTheyFinished() {
        Setup setup;
        setup.options.budgetSeconds = 1000;
        setup.options.stopSeconds = 0.3;
        setup.evaluator = [] { return std::make_unique<FakeEvaluator>(-1); };  // never ends by itself
        KeepingSink sink;
        const auto run = setup.run(sink);
        QVERIFY(sink.waitForSteps(500));
        run->stop();
        QCOMPARE(run->wait(), RunStatus::finished);
        double slices = 0;
        for (const Metrics& metrics : sink.all<Metrics>()) {
            for (const MetricPoint& point : metrics.points)
                slices += point.name == "slices" ? point.value : 0;
        }
        QVERIFY(slices > 0);
    }

    void aStoppedRunThatIsSuspendedIsFinished() {
        Setup setup;
        setup.options.budgetSeconds = 1000;
        setup.options.stopSeconds = 1000;
        setup.evaluator = [] { return std::make_unique<FakeEvaluator>(-1); };  // never ends by itself
        KeepingSink sink;
        const auto run = setup.run(sink);
        QVERIFY(sink.waitForSteps(500));
        run->stop();
        QVERIFY(sink.waitForStatus(RunStatus::stopping));
        run->suspend();
        QCOMPARE(run->wait(), RunStatus::finished);
        QCOMPARE(sink.all<StateChanged>().back().status, RunStatus::finished);
        double slices = 0;
        for (const Metrics& metrics : sink.all<Metrics>()) {
            for (const MetricPoint& point : metrics.points)
                slices += point.name == "slices" ? point.value : 0;
        }
        QVERIFY(slices > 0);  // what the matches finished is kept
    }

    void aRunThatEndsByItsBudgetAndIsSuspendedIsLeftForLater() {
        Setup setup;
        setup.options.targetSteps = 1000;
        setup.evaluator = [] { return std::make_unique<FakeEvaluator>(-1); };  // never ends by itself
        KeepingSink sink;
        const auto run = setup.run(sink);
        QVERIFY(sink.waitForStatus(RunStatus::stopping));
        run->suspend();
        QCOMPARE(run->wait(), RunStatus::paused);
        QVERIFY(!sink.all<CheckpointTaken>().empty());
    }

    void evaluatesTheFirstAndTheLastSnapshot() {
        Setup setup;
        setup.options.targetSteps = 3000;
        setup.evaluator = [] { return std::make_unique<FakeEvaluator>(3); };
        KeepingSink sink;
        const auto run = setup.run(sink);
        QCOMPARE(run->wait(), RunStatus::finished);
        std::vector<int64_t> steps;
        for (const Metrics& metrics : sink.all<Metrics>()) {
            if (!metrics.points.empty() && metrics.points.front().name == "slices") {
                steps.push_back(metrics.points.front().step);
                for (const MetricPoint& point : metrics.points)
                    QCOMPARE(point.value, 3.0);  // no job is played twice
            }
        }
        QCOMPARE(steps.size(), size_t{2});
        QCOMPARE(steps.front(), int64_t{0});
        QCOMPARE(steps.back(), sink.all<SnapshotFrozen>().back().snapshot.step);
    }

    void roundsComeNoCloserThanA300thOfTheSteps() {
        Setup setup;
        setup.options.targetSteps = 12'000;
        setup.options.slots = 4;
        setup.options.stepsPerUpdate = 2;
        setup.options.blocks = 1;
        setup.options.evaluateEvery = 1;
        setup.options.deterministic = true;  // training waits for the rounds
        setup.evaluator = [] { return std::make_unique<FakeEvaluator>(1); };
        KeepingSink sink;
        const auto run = setup.run(sink);
        QCOMPARE(run->wait(), RunStatus::finished);
        std::vector<int64_t> steps;
        for (const Metrics& metrics : sink.all<Metrics>()) {
            if (!metrics.points.empty() && metrics.points.front().name == "slices")
                steps.push_back(metrics.points.front().step);
        }
        QVERIFY(steps.size() > 300);
        int64_t closest = 0;  // parts
        for (size_t i = 1; i + 1 < steps.size(); ++i) {
            const int64_t apart = steps[i] - steps[i - 1];
            QVERIFY2(apart >= steps[i] / 300, qPrintable(QString("%1 after %2").arg(steps[i]).arg(steps[i - 1])));
            if (steps[i] > 10'000) closest = std::max(closest, steps[i] / apart);
        }
        QVERIFY(closest > 150);
    }

    void rapidStopsNeverLoseOrDoubleAJob() {
        for (int i = 0; i < 30; ++i) {
            Setup setup;
            setup.options.budgetSeconds = 1000;
            setup.options.evaluateEvery = 256;
            setup.evaluator = [] { return std::make_unique<FakeEvaluator>(2); };
            KeepingSink sink;
            const auto run = setup.run(sink);
            QVERIFY(sink.waitForSteps(1));
            run->stop();
            QCOMPARE(run->wait(), RunStatus::finished);
        }
    }

    void anExceptionInTheLearnerEndsAsOneFailedEvent_data() {
        QTest::addColumn<int>("where");
        QTest::newRow("begin") << static_cast<int>(LearnerFaults::Where::begin);
        QTest::newRow("work") << static_cast<int>(LearnerFaults::Where::work);
        QTest::newRow("advance") << static_cast<int>(LearnerFaults::Where::advance);
    }
    void anExceptionInTheLearnerEndsAsOneFailedEvent() {
        QFETCH(int, where);
        Setup setup;
        setup.options.budgetSeconds = 1000;
        setup.faults.where = static_cast<LearnerFaults::Where>(where);
        setup.faults.update = 4;
        KeepingSink sink;
        const auto run = setup.run(sink);
        QCOMPARE(run->wait(), RunStatus::failed);
        const auto states = sink.all<StateChanged>();
        QCOMPARE(states.size(), size_t{2});
        QCOMPARE(states.back().status, RunStatus::failed);
        QVERIFY(states.back().reason.find("the learner broke") != std::string::npos);
        QVERIFY(sink.all<SnapshotFrozen>().size() >= 2);  // the untrained and the last
    }

    void anExceptionInTheGameEndsAsOneFailedEvent() {
        Setup setup;
        setup.options.budgetSeconds = 1000;
        setup.kind = GameKind::breaking;
        KeepingSink sink;
        const auto run = setup.run(sink);
        QCOMPARE(run->wait(), RunStatus::failed);
        QCOMPARE(sink.all<StateChanged>().size(), size_t{2});
        QVERIFY(sink.all<StateChanged>().back().reason.find("the game broke") != std::string::npos);
    }

    void anExceptionInAMatchEndsAsOneFailedEvent() {
        Setup setup;
        setup.options.budgetSeconds = 1000;
        setup.evaluator = [] { return std::make_unique<FakeEvaluator>(1, true); };
        KeepingSink sink;
        const auto run = setup.run(sink);
        QCOMPARE(run->wait(), RunStatus::failed);
        QCOMPARE(sink.all<StateChanged>().size(), size_t{2});
        QVERIFY(sink.all<StateChanged>().back().reason.find("the match broke") != std::string::npos);
    }

    void numbersThatAreNotFiniteFailTheRunAndKeepTheLastSnapshot() {
        Setup setup;
        setup.options.budgetSeconds = 1000;
        setup.selfPlay.snapshotEvery = 1'000'000;
        setup.faults.notFinite = 5;
        KeepingSink sink;
        const auto run = setup.run(sink);
        QCOMPARE(run->wait(), RunStatus::failed);
        QVERIFY(sink.all<StateChanged>().back().reason.find("not finite") != std::string::npos);
        const auto snapshots = sink.all<SnapshotFrozen>();
        QCOMPARE(snapshots.size(), size_t{2});
        const auto weights = nn::fromSafetensors(*snapshots.back().weights.bytes);
        QVERIFY(weights.ok());
        for (const float value : weights->values)
            QVERIFY(std::isfinite(value));
    }

    void anExceptionInAnOpponentEndsAsOneFailedEvent() {
        Setup setup;
        setup.options.budgetSeconds = 1000;
        setup.breakingBots = true;
        setup.selfPlay.bots = {"bot:random"};
        setup.selfPlay.botShare = 1;
        KeepingSink sink;
        const auto run = setup.run(sink);
        QCOMPARE(run->wait(), RunStatus::failed);
        QCOMPARE(sink.all<StateChanged>().size(), size_t{2});
        QVERIFY(sink.all<StateChanged>().back().reason.find("the opponent broke") != std::string::npos);
    }

    void anOpponentThatIsNotThereEndsAsOneFailedEvent() {
        Setup setup;
        setup.options.budgetSeconds = 1000;
        setup.selfPlay.bots = {"bot:nobody"};
        setup.selfPlay.botShare = 1;
        KeepingSink sink;
        const auto run = setup.run(sink);
        QCOMPARE(run->wait(), RunStatus::failed);
        QCOMPARE(sink.all<StateChanged>().size(), size_t{2});
        QVERIFY(sink.all<StateChanged>().back().reason.find("nobody") != std::string::npos);
    }

    void aBuildThatFailsIsAFailedRun() {
        Setup setup;
        setup.game = "no_such_game";
        KeepingSink sink;
        const auto run = setup.run(sink);
        QCOMPARE(run->wait(), RunStatus::failed);
        QVERIFY(sink.all<StateChanged>().back().reason.find("no_such_game") != std::string::npos);
    }

    void verbsNeverWait() {
        std::promise<void> built;
        const std::shared_future<void> mayBuild = built.get_future().share();
        Setup setup;
        setup.options.budgetSeconds = 1000;
        setup.beforeBuilding = [mayBuild] { mayBuild.wait(); };
        KeepingSink sink;
        const auto run = setup.run(sink);
        run->pause();  // whoever waited here would wait for ever
        run->resume();
        run->stop();
        run->abort();
        built.set_value();
        const RunStatus last = run->wait();
        QVERIFY(last == RunStatus::aborted || last == RunStatus::finished);
    }

    void pauseWaitsForTheItemsInHandOnly() {
        Setup setup;
        setup.options.budgetSeconds = 1000;
        setup.kind = GameKind::slow;
        setup.options.stepsPerUpdate = 20'000;  // one collection takes 20 s
        KeepingSink sink;
        const auto run = setup.run(sink);
        QVERIFY(sink.waitFor([](const auto& events) { return events.size() > 4; }));
        const auto begun = std::chrono::steady_clock::now();
        run->pause();
        QVERIFY(sink.waitForStatus(RunStatus::paused));
        run->resume();
        run->abort();
        QCOMPARE(run->wait(), RunStatus::aborted);
        QVERIFY(std::chrono::steady_clock::now() - begun < std::chrono::seconds(5));
    }

    void nothingIsPublishedAfterTheEnd() {
        for (const bool stopped : {true, false}) {
            Setup setup;
            setup.options.budgetSeconds = 1000;
            setup.evaluator = [] { return std::make_unique<FakeEvaluator>(2); };
            KeepingSink sink;
            const auto run = setup.run(sink);
            QVERIFY(sink.waitForSteps(200));
            stopped ? run->stop() : run->abort();
            run->wait();
            run->pause();
            run->resume();
            run->stop();
            const auto events = sink.events();
            const auto* state = std::get_if<StateChanged>(&events.back().body);
            QVERIFY(state != nullptr);
            QCOMPARE(state->status, stopped ? RunStatus::finished : RunStatus::aborted);
        }
    }

    void aGameOfOneSideHasNoOpponents() {
        Setup setup;
        setup.game = "free";
        setup.options.targetSteps = 16 * 8 * 60;
        setup.selfPlay.latestShare = 0;
        setup.selfPlay.snapshotEvery = 1000;
        KeepingSink sink;
        QCOMPARE(setup.run(sink)->wait(), RunStatus::finished);
        std::set<std::string> names;
        for (const Metrics& metrics : sink.all<Metrics>()) {
            for (const MetricPoint& point : metrics.points)
                names.insert(point.name);
        }
        QVERIFY(names.contains("return"));
        for (const std::string& name : names)
            QVERIFY(!name.starts_with("win_rate"));
        for (const Tallied& tallied : sink.all<Tallied>())
            QCOMPARE(tallied.tally.opponent, std::string());
    }

    void talliesOfOneWindowAreOneEventAndLoseNoEpisode() {
        std::vector<std::vector<float>> all;
        std::vector<size_t> events;
        for (const double window : {0.0, 1000.0}) {
            Setup setup;
            setup.options.targetSteps = 20'000;
            setup.options.metricSeconds = window;
            setup.selfPlay.latestShare = 1;
            KeepingSink sink;
            QCOMPARE(setup.run(sink)->wait(), RunStatus::finished);
            const auto tallies = sink.all<Tallied>();
            events.push_back(tallies.size());
            std::vector<float>& scores = all.emplace_back();
            for (const Tallied& tallied : tallies) {
                scores.insert(scores.end(), tallied.tally.scores.begin(), tallied.tally.scores.end());
                QCOMPARE(tallied.tally.lengths.size(), tallied.tally.scores.size());
            }
        }
        QVERIFY(all[0].size() >= 20'000);
        QCOMPARE(all[1], all[0]);
        QVERIFY(events[0] > 100);
        QVERIFY(events[1] <= 3);  // the first update, the end
    }

    void evaluationDoesNotChangeWhatIsLearned() {
        std::vector<std::vector<uint64_t>> all;
        for (const int slices : {0, 1, 40}) {
            Setup setup;
            setup.options.targetSteps = 20'000;
            setup.options.evaluateEvery = 700;
            if (slices > 0) setup.evaluator = [slices] { return std::make_unique<FakeEvaluator>(slices); };
            all.push_back(batchesOf(setup));
        }
        QVERIFY(all[0].size() > 100);
        QCOMPARE(all[1], all[0]);
        QCOMPARE(all[2], all[0]);
    }

    void timeRunsOutAlsoWhileTheStoreIsFarBehind() {
        Setup setup;
        setup.options.budgetSeconds = 0.3;
        KeepingSink sink;
        sink.setWaiting(1 << 20);
        QCOMPARE(setup.run(sink)->wait(), RunStatus::finished);
    }

    void eventNumbersRiseByOne() {
        Setup setup;
        setup.options.targetSteps = 5000;
        KeepingSink sink;
        const auto run = setup.run(sink);
        run->wait();
        int64_t expected = 1;
        for (const RunEvent& event : sink.events()) {
            QCOMPARE(event.seq, expected++);
            QCOMPARE(event.run, RunId{1});
        }
    }

    void theSameSeedGivesTheSameStreamsWhateverTheWorkers() {
        std::vector<std::vector<uint64_t>> all;
        for (const int workers : {1, 2, 4}) {
            Setup setup;
            setup.game = "slime_volley";
            setup.options.blocks = 4;
            setup.options.pool.workers = workers;
            setup.options.targetSteps = 20'000;
            setup.selfPlay.bots = {"bot:random", "bot:chaser"};
            setup.selfPlay.botShare = 0.3;
            all.push_back(batchesOf(setup));
        }
        QVERIFY(all[0].size() > 50);
        QCOMPARE(all[1], all[0]);
        QCOMPARE(all[2], all[0]);
    }

    void anotherSeedGivesOtherStreams() {
        Setup one, other;
        one.options.targetSteps = other.options.targetSteps = 1000;
        other.options.seed = 2;
        QVERIFY(batchesOf(one) != batchesOf(other));
    }

    void nothingNewIsHandedOutWhileTheStoreIsFarBehind() {
        Setup setup;
        setup.options.budgetSeconds = 1000;
        KeepingSink sink;
        const auto run = setup.run(sink);
        QVERIFY(sink.waitForSteps(500));
        sink.setWaiting(1 << 20);
        const auto reports = [&] { return sink.all<Progress>(); };
        const size_t before = reports().size();
        QTRY_VERIFY(reports().size() >= before + 4);
        const auto all = reports();
        QCOMPARE(all.back().steps, all[all.size() - 2].steps);
        sink.setWaiting(0);
        QVERIFY(sink.waitForSteps(all.back().steps + 500));
        run->stop();
        QCOMPARE(run->wait(), RunStatus::finished);
    }
};

QTEST_GUILESS_MAIN(TestRuntimeRun)
#include "tst_runtime_run.moc"
