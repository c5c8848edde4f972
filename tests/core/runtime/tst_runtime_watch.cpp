// SPDX-License-Identifier: GPL-3.0-or-later
// What a run watches for: conditions as people write them, the one that ends it, alerts, and options that change on the
// way. With a learner and an evaluator of the test's own.
#include <QTest>

#include <algorithm>

#include "tests/core/runtime/checkpoint_kit.h"

using namespace ludus;
using namespace ludus::test;
using runtime::Condition;

namespace {

Condition conditionOf(const char* text) {
    return Condition::parse(text).value();
}

RunStatus finish(const Course& course, KeepingSink& sink) {
    const auto run = course.start(sink);
    return run->wait();
}

StateChanged lastState(const KeepingSink& sink) {
    return sink.all<StateChanged>().back();
}

int countOf(const KeepingSink& sink, const std::string& kind) {
    int count = 0;
    for (const Alerted& alert : sink.all<Alerted>())
        count += alert.kind == kind ? 1 : 0;
    return count;
}

}  // namespace

class TestRuntimeWatch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void conditionsAreReadAsPeopleWriteThem_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("again");  // "": refused
        const auto row = [](const char* text, const char* again) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(again);
        };
        row("elo > 1300", "elo > 1300");
        row("elo>1300", "elo > 1300");
        row("  win_rate/bot:chaser >= 90 % for 3 evaluations ", "win_rate/bot:chaser >= 0.9 for 3 points");
        row("steps_per_second < 1.5k", "steps_per_second < 1500");
        row("return <= -0.25 for 1 point", "return <= -0.25");
        row("", "");
        row("elo", "");
        row("elo = 5", "");
        row("> 5", "");
        row("two words > 5", "");
        row("elo > many", "");
        row("elo > nan", "");
        row("elo > 5 for", "");
        row("elo > 5 for 0 points", "");
        row("elo > 5 for 3 moons", "");
        row("elo > 5 for 3 points and more", "");
    }
    void conditionsAreReadAsPeopleWriteThem() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, again);
        const auto condition = Condition::parse(text.toStdString());
        QCOMPARE(condition.ok(), !again.isEmpty());
        if (condition) {
            QCOMPARE(QByteArray::fromStdString(condition->text()), again);
            QVERIFY(Condition::parse(condition->text()).value() == *condition);
        } else {
            QCOMPARE(condition.error().code, std::string("condition.syntax"));
            QVERIFY(!condition.error().meaning.empty() && !condition.error().remedy.empty());
        }
    }

    void aStreakThatBreaksStartsAnew() {
        runtime::ConditionWatch watch(conditionOf("x > 1 for 3 points"));
        const auto see = [&](double value) { watch.see({{"y", 0, 9, kUnknown}, {"x", 0, value, kUnknown}}); };
        for (const double value : {2.0, 2.0, 0.5, 2.0, 2.0}) {
            see(value);
            QVERIFY(!watch.held());
        }
        see(3);
        QVERIFY(watch.held());
        see(kUnknown);
        QVERIFY(!watch.held());
    }

    void aRunEndsOnceItsConditionHolds() {
        Course course;
        course.options.targetSteps = 1'000'000'000;
        course.options.until = conditionOf("episode_length >= 1 for 5 points");
        KeepingSink sink;
        QCOMPARE(finish(course, sink), RunStatus::finished);
        const StateChanged end = lastState(sink);
        QVERIFY2(end.reason.find("episode_length >= 1 for 5 points") != std::string::npos, end.reason.c_str());
        std::vector<RunStatus> states;
        for (const StateChanged& state : sink.all<StateChanged>())
            states.push_back(state.status);
        QCOMPARE(states, (std::vector{RunStatus::running, RunStatus::stopping, RunStatus::finished}));
        int points = 0;
        for (const Metrics& metrics : sink.all<Metrics>()) {
            for (const MetricPoint& point : metrics.points)
                points += point.name == "episode_length" ? 1 : 0;
        }
        QVERIFY2(points >= 5 && points <= 7, qPrintable(QString::number(points)));
    }

    void aBudgetOfStepsGivesNoReason() {
        Course course;
        course.options.targetSteps = 2000;
        course.options.until = conditionOf("episode_length > 1e9");
        KeepingSink sink;
        QCOMPARE(finish(course, sink), RunStatus::finished);
        QVERIFY(lastState(sink).reason.empty());
    }

    /// When matches in the background are over depends on time; where they end the run must not.
    void whereAnEvaluationEndsARunDependsOnStepsOnly() {
        std::vector<int64_t> ends;
        for (const int slices : {1, 40}) {
            Course course;
            course.slices = slices;
            course.options.targetSteps = 1'000'000;
            course.options.until = conditionOf("elo > -1e9 for 4 evaluations");
            QVERIFY(course.options.deterministic);
            KeepingSink sink;
            QCOMPARE(finish(course, sink), RunStatus::finished);
            ends.push_back(sink.all<SnapshotFrozen>().back().snapshot.step);
        }
        QCOMPARE(ends[0], ends[1]);
        QVERIFY(ends[0] < 1'000'000);
    }

    void aThresholdIsToldOnce() {
        Course course;
        course.options.targetSteps = 4000;
        course.options.alerts.thresholds = {conditionOf("episode_length > 0"), conditionOf("episode_length > 1e9"),
                                            conditionOf("learning_rate < 1")};
        KeepingSink sink;
        QCOMPARE(finish(course, sink), RunStatus::finished);
        QCOMPARE(countOf(sink, "threshold"), 2);
        QCOMPARE(sink.all<Alerted>().size(), size_t{2});
        for (const Alerted& alert : sink.all<Alerted>())
            QCOMPARE(alert.level, LogLevel::warning);
    }

    void theEndIsToldBeforeTheLastState() {
        Course course;
        course.options.targetSteps = 500;
        course.options.alerts.end = true;
        KeepingSink sink;
        QCOMPARE(finish(course, sink), RunStatus::finished);
        QCOMPARE(countOf(sink, "finished"), 1);
        QVERIFY(std::holds_alternative<StateChanged>(sink.events().back().body));
    }

    void aNumberThatIsNotFiniteIsToldAndFailsTheRun() {
        Course course;
        course.faults.notFinite = 3;
        course.options.alerts.notFinite = course.options.alerts.end = true;
        KeepingSink sink;
        QCOMPARE(finish(course, sink), RunStatus::failed);
        QCOMPARE(countOf(sink, "nan"), 1);
        QCOMPARE(countOf(sink, "failed"), 0);  // one alert for one cause
        QCOMPARE(sink.all<Alerted>().front().level, LogLevel::error);
    }

    void aRunThatStandsStillSaysSo() {
        Course course;
        course.slices = 1'000'000'000;  // the first round never ends, and training waits for it when the next is due
        course.options.alerts.stallSeconds = 3e-3;
        KeepingSink sink;
        const auto run = course.start(sink);
        QVERIFY(sink.waitFor([](const std::vector<RunEvent>& events) {
            for (const RunEvent& event : events) {
                const auto* alert = std::get_if<Alerted>(&event.body);
                if (alert != nullptr && alert->kind == "stall") return true;
            }
            return false;
        }));
        QCOMPARE(run->status(), RunStatus::running);
        run->abort();
        QCOMPARE(run->wait(), RunStatus::aborted);
        QCOMPARE(countOf(sink, "stall"), 1);
    }

    void alertsThatWereGivenAreNotGivenAgain() {
        Course course;
        course.options.targetSteps = 2000;
        course.options.alerts.thresholds = {conditionOf("episode_length > 0")};
        KeepingSink sink;
        QCOMPARE(finish(course, sink), RunStatus::finished);
        QCOMPARE(countOf(sink, "threshold"), 1);
        course.options.raised = sink.all<Alerted>();
        KeepingSink again;
        QCOMPARE(finish(course, again), RunStatus::finished);
        QCOMPARE(countOf(again, "threshold"), 0);
    }

    void withoutAlertsNothingIsTold() {
        Course course;
        course.options.targetSteps = 500;
        KeepingSink sink;
        QCOMPARE(finish(course, sink), RunStatus::finished);
        QVERIFY(sink.all<Alerted>().empty());
    }

    void pointsMeasuredElsewhereStandAtTheStepsOfNow() {
        Course course;
        course.options.targetSteps = 1'000'000'000;
        KeepingSink sink;
        const auto run = course.start(sink);
        QVERIFY(sink.waitForSteps(1000));
        run->measured({{"system/cpu", 0, 0.5, kUnknown}});
        QVERIFY(sink.waitFor([](const std::vector<RunEvent>& events) {
            for (const RunEvent& event : events) {
                const auto* metrics = std::get_if<Metrics>(&event.body);
                if (metrics != nullptr && metrics->points.front().name == "system/cpu")
                    return metrics->points.front().step >= 1000;
            }
            return false;
        }));
    }

    void aChangeIsToldAndTakenBetweenTwoUpdates() {
        Course course;
        course.options.targetSteps = 1'000'000'000;
        std::atomic<int> taken{0};
        std::atomic<int64_t> every{0};
        course.change = [&](runtime::RunParts&, const runtime::Change& change) -> Result<runtime::Changed> {
            ++taken;
            runtime::LiveOptions options;
            options.evaluateEvery = every = std::stoll(change.after);
            return runtime::Changed{options};
        };
        KeepingSink sink;
        const auto run = course.start(sink);
        QVERIFY(sink.waitForSteps(1000));
        run->change({"evaluation.every", "1", "777", -1, false});
        QVERIFY(sink.waitFor([](const std::vector<RunEvent>& events) {
            return std::any_of(events.begin(), events.end(),
                               [](const RunEvent& event) { return std::holds_alternative<OptionChanged>(event.body); });
        }));
        QTRY_COMPARE(every.load(), int64_t{777});  // told first, then taken
        QCOMPARE(taken.load(), 1);
        const auto told = sink.all<OptionChanged>();
        QCOMPARE(told.size(), size_t{1});
        QCOMPARE(told[0].key, std::string("evaluation.every"));
        QCOMPARE(told[0].before + " " + told[0].after, std::string("1 777"));
        QVERIFY(told[0].step >= 1000);
    }

    void changesOfTheFutureWaitForTheirSteps() {
        Course course;
        course.options.targetSteps = 4000;
        course.options.changes = {{"late", "1", "2", 3000, false}, {"soon", "1", "2", 1000, true}};
        std::mutex mutex;
        std::vector<std::string> taken;
        course.change = [&](runtime::RunParts&, const runtime::Change& change) -> Result<runtime::Changed> {
            const std::lock_guard lock(mutex);
            taken.push_back(change.key);
            return runtime::Changed{};
        };
        KeepingSink sink;
        QCOMPARE(finish(course, sink), RunStatus::finished);
        QCOMPARE(taken, (std::vector<std::string>{"soon", "late"}));
        const auto told = sink.all<OptionChanged>();  // the other one was told before
        QCOMPARE(told.size(), size_t{1});
        QCOMPARE(told[0].step, int64_t{3000});
    }
};

QTEST_GUILESS_MAIN(TestRuntimeWatch)
#include "tst_runtime_watch.moc"
