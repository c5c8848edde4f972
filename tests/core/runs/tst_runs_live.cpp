// SPDX-License-Identifier: GPL-3.0-or-later
// Options that change while a run goes on, and conditions that end it, through the workspace: what may change, that it
// is told and stored, that a resumed run replays it bit for bit, and the machine's load as curves.
#include <QTest>
#include <array>
#include <atomic>
#include <limits>
#include <thread>

#include "core/runs/live_options.h"
#include "core/runs/resume_point.h"
#include "core/runs/wishes.h"
#include "core/store/store_writer.h"
#include "tests/core/runs/runs_kit.h"
#include "tests/support/temp_dir.h"

using namespace ludus;
using namespace ludus::test;

namespace {

std::unique_ptr<store::Workspace> open(const TempDir& folder) {
    return std::move(store::Workspace::open(folder.path()).value());
}

std::unique_ptr<runs::ActiveRun> start(const TempDir& folder, const runs::RunConfig& config,
                                       const runs::LaunchOptions& options) {
    auto run = runs::ActiveRun::start(folder.path(), config, options);
    if (!run) qFatal("%s", run.error().sentence().c_str());
    return std::move(*run);
}

/// By PPO itself, so that a learning rate matters, and without a clock.
runs::RunConfig learningRun(int64_t steps) {
    return readSmallRun({"run.steps=" + std::to_string(steps), "run.deterministic=true", "learner.slots=32",
                         "learner.hidden=[8]", "learner.path=native", "evaluation.every=20000",
                         "self_play.snapshot_every=10000", "record.checkpoint_seconds=0.02",
                         "record.metric_seconds=0.05"});
}

runs::LaunchOptions watchedBy(EventSink* sink) {
    runs::LaunchOptions options;
    options.sinks.push_back(sink);
    return options;
}

std::vector<std::string> snapshotsOf(const TempDir& folder, RunId run) {
    std::vector<std::string> out;
    const auto all = open(folder)->snapshots(run).value();
    for (const SnapshotRecord& snapshot : all)
        out.push_back(std::to_string(snapshot.step) + " " + snapshot.hash);
    return out;
}

std::vector<OptionChanged> changesOf(const TempDir& folder, RunId run) {
    std::vector<OptionChanged> out;
    const auto all = open(folder)->events(run).value();
    for (const RunEvent& event : all) {
        if (const auto* changed = std::get_if<OptionChanged>(&event.body)) out.push_back(*changed);
    }
    return out;
}

std::string wishKind(RunId run) {
    return "change." + std::to_string(run.value);
}

/// The code of what is wrong with it.
std::string wished(store::Workspace& store, RunId run, const char* key, const char* value) {
    const Status status = runs::wishChange(store, run, key, value);
    return status.ok() ? std::string() : status.error().code;
}

/// Owned, but nothing trains.
RunId waitingLeague(store::Workspace& store, int least, int most) {
    const runs::RunConfig config = runs::readRunConfig(runs::findPreset("rps/diversified_league")->toml,
                                                       {"league.main_min_steps=" + std::to_string(least),
                                                        "league.main_max_steps=" + std::to_string(most)})
                                       .value();
    RunRecord record;
    record.game = config.game;
    record.config = config.text;
    const RunId run = store.createRun(record).value();
    if (!store.claimRun(run).ok()) qFatal("it was made just now");
    return run;
}

void publishChange(const TempDir& folder, RunId run, int64_t seq, const OptionChanged& change) {
    RunEvent event;
    event.run = run;
    event.seq = seq;
    event.body = change;
    const auto writer = store::StoreWriter::open(folder.path(), run).value();
    writer->take(event);
    QVERIFY(writer->flush().ok());
}

}  // namespace

class TestRunsLive : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyOptionThatMayChangeIsTakenByARunningRun() {
        const TempDir folder;
        KeepingSink sink;
        const auto run = start(folder, readEndlessRun(), watchedBy(&sink));
        QVERIFY(sink.waitForSteps(10'000));
        const std::map<std::string, std::string> others{{"run.until", "elo > 1e6"},
                                                        {"learner.schedule", "cosine"},
                                                        {"alerts.threshold", "elo > 1e7, kl > 9"},
                                                        {"learner.final_learning_rate", "0"},
                                                        {"alerts.finish", "false"},
                                                        {"alerts.nan", "false"}};
        size_t options = 0, changed = 0;
        runs::RunConfig now = readEndlessRun();
        for (const config::OptionSpec& spec : runs::liveOptions({"rps"})) {
            const auto given = others.find(spec.key);
            std::string value = given != others.end()             ? given->second
                                : spec.kind == config::Kind::real ? "0.5"
                                                                  : "2000";
            if (!runs::changedConfig(now, spec.key, value)) value = "7";  // counts that must be small
            const std::string before = runs::valueText(now, spec.key);
            now = runs::changedConfig(now, spec.key, value).value();
            const Status status = run->change(spec.key, value);
            QVERIFY2(status.ok(), spec.key.c_str());
            ++options;
            changed += before == runs::valueText(now, spec.key) ? 0 : 1;
        }
        QVERIFY(options > 20 && changed > 20);
        const int64_t steps = sink.all<Progress>().back().steps;
        QVERIFY(sink.waitForSteps(steps + 50'000));
        QCOMPARE(run->status(), RunStatus::running);
        QCOMPARE(sink.all<OptionChanged>().size(), changed);
    }

    void whatMayNotChangeIsSaid() {
        const TempDir folder;
        KeepingSink sink;
        const auto run = start(folder, readEndlessRun(), withoutTorch(&sink));
        for (const auto& [key, value, code] : {std::tuple("learner.hidden", "[4]", "option.fixed"),
                                               {"run.seed", "4", "option.fixed"},
                                               {"learner.learning_rte", "1", "option.unknown"},
                                               {"learner.learning_rate", "2", "option.range"},
                                               {"learner.learning_rate", "fast", "option.type"},
                                               {"learner.minibatches", "60000", "option.range"},
                                               {"run.until", "elo", "condition.syntax"}}) {
            const Status status = run->change(key, value);
            QVERIFY2(!status.ok(), key);
            QCOMPARE(QByteArray::fromStdString(status.error().code), QByteArray(code));
            QVERIFY(!status.error().remedy.empty());
        }
        QVERIFY(sink.waitForSteps(1000));
        QVERIFY(sink.all<OptionChanged>().empty());
        run->stop();
        QVERIFY(run->wait().ok());
        QCOMPARE(run->change("learner.clip", "0.3").error().code, std::string("run.over"));
    }

    /// Of a run of another program: two values that fit only together are wished for one after the other.
    void aWishComesOnTopOfThoseThatWait() {
        const TempDir folder;
        const auto store = open(folder);
        const RunId run = waitingLeague(*store, 5000, 5000);
        QCOMPARE(wished(*store, run, "league.main_min_steps", "9000"), std::string("league.contradiction"));
        QCOMPARE(wished(*store, run, "league.main_max_steps", "9000"), std::string());
        QCOMPARE(wished(*store, run, "league.main_min_steps", "9000"), std::string());
        std::vector<std::string> obeyed;
        runs::WishTaker owner;
        owner.look(*store, run, [&](const std::string& key, const std::string& value) -> Result<bool> {
            obeyed.push_back(key + "=" + value);
            return true;
        });
        QCOMPARE(obeyed, (std::vector<std::string>{"league.main_max_steps=9000", "league.main_min_steps=9000"}));
    }

    /// The engine has taken a wish, and its event is on its way to the disk: the next one is checked on top of it.
    void aWishIsSeenUntilItsChangeIsStored() {
        const TempDir folder;
        const auto store = open(folder);
        const RunId run = waitingLeague(*store, 5000, 9000);
        int obeyed = 0;
        runs::WishTaker owner;
        const auto look = [&] {
            owner.look(*store, run, [&](const std::string&, const std::string&) -> Result<bool> {
                ++obeyed;
                return true;
            });
        };
        QCOMPARE(wished(*store, run, "league.main_min_steps", "8000"), std::string());
        look();
        QCOMPARE(obeyed, 1);
        QCOMPARE(wished(*store, run, "league.main_max_steps", "6000"), std::string("league.contradiction"));
        look();
        QCOMPARE(obeyed, 1);                                                            // once
        publishChange(folder, run, 1, {"league.main_max_steps", "9000", "20000", 64});  // not the one
        look();
        QCOMPARE(store->kept(wishKind(run))->size(), size_t{1});
        publishChange(folder, run, 2, {"league.main_min_steps", "5000", "8000", 64});
        look();
        QVERIFY(store->kept(wishKind(run))->empty());
        QCOMPARE(wished(*store, run, "league.main_max_steps", "6000"), std::string("league.contradiction"));
        QCOMPARE(wished(*store, run, "league.main_min_steps", "5000"), std::string());
        look();
        QCOMPARE(obeyed, 2);
    }

    /// What the run refuses, or obeys already, waits for no event; when it is over nothing waits.
    void aWishThatLeadsToNothingIsForgotten() {
        const TempDir folder;
        const auto store = open(folder);
        const RunId run = waitingLeague(*store, 5000, 9000);
        const auto lookWith = [&](runs::WishTaker& owner, const Result<bool>& answer) {
            owner.look(*store, run, [&](const std::string&, const std::string&) { return answer; });
        };
        for (const Result<bool>& answer : {Result<bool>(false), Result<bool>(Error{"run.over", {}, {}, {}})}) {
            runs::WishTaker owner;
            QCOMPARE(wished(*store, run, "league.main_min_steps", "8000"), std::string());
            lookWith(owner, answer);
            QVERIFY(store->kept(wishKind(run))->empty());
        }
        runs::WishTaker owner;
        QCOMPARE(wished(*store, run, "league.main_min_steps", "8000"), std::string());
        lookWith(owner, true);
        owner.end(*store, run, false);
        QCOMPARE(store->kept(wishKind(run))->size(), size_t{1});                        // for whoever resumes it
        QCOMPARE(wished(*store, run, "league.main_min_steps", "7000"), std::string());  // after the last look
        owner.end(*store, run, true);
        QVERIFY(store->kept(wishKind(run))->empty());
    }

    /// One that was checked without changes that were under way, and fits no more when the run looks at it.
    void aWishThatFitsNoMoreIsSaidInTheLog() {
        const TempDir folder;
        KeepingSink sink;
        const auto run = start(folder, readEndlessRun(), withoutTorch(&sink));
        QVERIFY(sink.waitForSteps(100));
        const auto store = open(folder);
        QVERIFY(store->keep({wishKind(run->id()), "000000001 learner.minibatches", "60000", 0}).ok());
        const auto said = [&] {
            const std::vector<Logged> lines = sink.all<Logged>();
            return std::any_of(lines.begin(), lines.end(), [](const Logged& line) {
                const std::string text = line.text.str();
                return line.level == LogLevel::warning && text.find("learner.minibatches = 60000") != text.npos &&
                       text.find("learner.steps") != text.npos;  // what helps
            });
        };
        QTRY_VERIFY(said());
        QTRY_VERIFY(store->kept(wishKind(run->id()))->empty());
        QVERIFY(sink.all<OptionChanged>().empty());
        run->stop();
        QVERIFY(run->wait().ok());
    }

    /// Two programs wish at once, again and again; what the run obeys never contradicts itself.
    void wishesOfTwoProgramsAtOnceFitEachOther() {
        const TempDir folder;
        const RunId run = waitingLeague(*open(folder), 5000, 9000);
        std::array<std::atomic<int>, 2> passed{};
        std::array<std::thread, 2> programs;
        for (const size_t which : {size_t{0}, size_t{1}}) {
            programs[which] = std::thread([&, which] {
                const auto store = open(folder);
                const auto [key, value] = which == 0 ? std::pair("league.main_min_steps", "8000")
                                                     : std::pair("league.main_max_steps", "6000");
                passed[which] += runs::wishChange(*store, run, key, value).ok() ? 1 : 0;
            });
        }
        for (std::thread& program : programs)
            program.join();
        QCOMPARE(passed[0] + passed[1], 1);
        QCOMPARE(open(folder)->kept(wishKind(run))->size(), size_t{1});
    }

    void aRunningRunObeysAWishOnceAndForgetsIt() {
        const TempDir folder;
        KeepingSink sink;
        // Hardly anything to store, so that the change does not wait for the disk behind thousands of snapshots.
        const auto calm = runs::readRunConfig(readEndlessRun().text,
                                              {"self_play.snapshot_every=100000000", "evaluation.every=100000000"});
        QVERIFY(calm.ok());
        const auto run = start(folder, *calm, withoutTorch(&sink));
        QVERIFY(sink.waitForSteps(1000));
        const auto other = open(folder);
        QCOMPARE(wished(*other, run->id(), "learner.clip", "0.125"), std::string());
        constexpr int kPatienceMs = 120'000;  // the machine may have other work
        QTRY_VERIFY_WITH_TIMEOUT(other->kept(wishKind(run->id()))->empty(), kPatienceMs);
        const auto changes = other->optionChanges(run->id()).value();  // it was stored before it was forgotten
        QCOMPARE(changes.size(), size_t{1});
        QCOMPARE(std::get<OptionChanged>(changes[0].body).after, std::string("0.125"));
        QCOMPARE(wished(*other, run->id(), "learner.clip", "0.25"), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(other->optionChanges(run->id())->size(), size_t{2}, kPatienceMs);
    }

    /// Runs may have begun so, or been told so, before it was refused.
    void aStoredLeagueIsReadWhateverIsRefusedOfANewOne() {
        const TempDir folder;
        const auto store = open(folder);
        std::string text = runs::findPreset("rps/diversified_league")->toml;
        for (const char* assignment : {"league.minimum_games=100", "league.exploiter_floor=0.8"})
            text = runs::assigned(text, assignment, runs::runOptions({"rps", runs::kLeague})).value();
        QCOMPARE(runs::readRunConfig(text).error().code, std::string("league.contradiction"));
        QVERIFY(!runs::readRunConfig(text, {"run.seed=2"}));
        QCOMPARE(runs::findProblems(text).size(), size_t{1});
        RunRecord record;
        record.game = "rps";
        record.config = text;
        const RunId run = store->createRun(record).value();
        QVERIFY(store->claimRun(run).ok());
        const auto began = runs::configOf(store->run(run).value());
        QVERIFY2(began.ok(), began.ok() ? "" : began.error().sentence().c_str());
        QCOMPARE(began->league.minimumGames, 100);
        OptionChanged told;
        told.key = "league.exploiter_floor";
        told.before = "0.8";
        told.after = "0.9";
        publishChange(folder, run, 1, told);
        const auto now = runs::configWithChanges(*store, store->run(run).value());
        QVERIFY2(now.ok(), now.ok() ? "" : now.error().sentence().c_str());
        QCOMPARE(now->league.exploiterFloor, 0.9);
        // What is new is checked, but not held to what was there before.
        QCOMPARE(wished(*store, run, "league.exploiter_floor", "0.95"), std::string("league.contradiction"));
        QCOMPARE(wished(*store, run, "league.exploiter_still", "0.5"), std::string());
        QCOMPARE(wished(*store, run, "league.exploiter_floor", "0.3"), std::string());
    }

    void aChangedRateIsInForceAndStored() {
        const TempDir folder;
        KeepingSink sink;
        const auto run = start(folder, readEndlessRun(), watchedBy(&sink));
        QVERIFY(sink.waitForSteps(20'000));
        QVERIFY(run->change("learner.schedule", "constant").ok());
        QVERIFY(run->change("learner.learning_rate", "0.00123").ok());
        QVERIFY(sink.waitFor([](const std::vector<RunEvent>& events) {
            for (const RunEvent& event : events) {
                const auto* metrics = std::get_if<Metrics>(&event.body);
                for (size_t i = 0; metrics != nullptr && i < metrics->points.size(); ++i) {
                    const MetricPoint& point = metrics->points[i];
                    if (point.name == "learning_rate" && std::abs(point.value - 0.00123) < 1e-12) return true;
                }
            }
            return false;
        }));
        run->abort();
        QVERIFY(run->wait().ok());
        const auto changes = changesOf(folder, run->id());
        QCOMPARE(changes.size(), size_t{2});
        QCOMPARE(changes[1].key, std::string("learner.learning_rate"));
        QCOMPARE(changes[1].after, std::string("0.00123"));
        QVERIFY(changes[1].step >= 20'000);
        const auto workspace = open(folder);
        const auto now = runs::configWithChanges(*workspace, workspace->run(run->id()).value());
        QVERIFY(now.ok());
        QCOMPARE(now->learner.learningRate, 0.00123);
        QCOMPARE(runs::readRunConfig(workspace->run(run->id())->config)->learner.learningRate, 3e-4);  // as it began
    }

    /// Changed while it ran, left, resumed: the same weights as in one go with the same changes at the same steps.
    void aResumedRunReplaysTheChange() {
        const TempDir folder, other;
        const runs::RunConfig config = learningRun(800'000);
        RunId id;
        {
            KeepingSink sink;
            const auto run = start(folder, config, watchedBy(&sink));
            id = run->id();
            QVERIFY(sink.waitForSteps(20'000));
            QVERIFY(run->change("learner.learning_rate", "0.01").ok());
            QVERIFY(run->change("self_play.latest_share", "0.1").ok());
            run->suspend();
            QVERIFY(run->wait().ok());
            QCOMPARE(run->status(), RunStatus::paused);
        }
        {
            const auto run = runs::ActiveRun::resume(folder.path(), id, runs::ResumeFrom::latest, {});
            QVERIFY2(run.ok(), run ? "" : run.error().sentence().c_str());
            QVERIFY((*run)->wait().ok());
            QCOMPARE((*run)->status(), RunStatus::finished);
        }
        const std::vector<OptionChanged> changes = changesOf(folder, id);
        QCOMPARE(changes.size(), size_t{2});
        runs::LaunchOptions options;
        for (const OptionChanged& change : changes)
            options.changes.push_back({change.key, change.before, change.after, change.step, false});
        const auto whole = start(other, config, options);
        QVERIFY(whole->wait().ok());
        QCOMPARE(snapshotsOf(other, whole->id()), snapshotsOf(folder, id));
        const auto plain = start(other, config, {});
        QVERIFY(plain->wait().ok());
        QVERIFY(snapshotsOf(other, plain->id()) != snapshotsOf(folder, id));  // the changes did something
    }

    void changesCountInTheOrderOfTheirSteps() {
        const runs::RunConfig begun = readSmallRun();
        const std::vector<runtime::Change> changes{{"learner.learning_rate", "", "0.002", 5000, true},
                                                   {"learner.learning_rate", "", "0.003", 1000, true}};
        const auto rate = [](const Result<runs::RunConfig>& config) {
            return runs::valueText(*config, "learner.learning_rate");
        };
        QCOMPARE(rate(runs::configAfter(begun, changes)), std::string("0.002"));
        QCOMPARE(rate(runs::configAt(begun, changes, 2000)), std::string("0.003"));
        QCOMPARE(rate(runs::configAt(begun, changes, 500)), rate(begun));
    }

    void goingBackToTheBestForgetsWhatCameAfter() {
        runs::PastOfRun past;
        past.changes = {{5, {"a", "1", "2", 100, true}}, {9, {"b", "1", "2", 300, true}}};
        runtime::Checkpoint checkpoint;
        checkpoint.eventSeq = 7;
        checkpoint.steps = 200;
        const auto latest = runs::changesFrom(past, checkpoint, runs::ResumeFrom::latest);
        QCOMPARE(latest.size(), size_t{2});
        QVERIFY(latest[0].told && !latest[1].told);
        QCOMPARE(runs::changesFrom(past, checkpoint, runs::ResumeFrom::best).size(), size_t{1});
    }

    void theReasonOfAnEndByConditionIsStored() {
        const TempDir folder;
        auto run =
            start(folder, readSmallRun({"run.steps=0", "run.until=elo > -1e9 for 2 evaluations"}), withoutTorch());
        QVERIFY(run->wait().ok());
        const RunId id = run->id();
        const RunRecord row = open(folder)->run(id).value();
        QCOMPARE(row.status, RunStatus::finished);
        QVERIFY2(row.reason.find("elo > ") == 0, row.reason.c_str());
        run.reset();
        const auto again = runs::ActiveRun::resume(folder.path(), id, runs::ResumeFrom::latest, withoutTorch());
        QVERIFY(!again.ok());
        QCOMPARE(again.error().code, std::string("run.over"));
    }

    void alertsOfARunAreStored() {
        const TempDir folder;
        auto run = start(folder, readSmallRun({"alerts.threshold=[\"episode_length > 0\"]"}), withoutTorch());
        QVERIFY(run->wait().ok());
        std::vector<std::string> kinds;
        const auto all = open(folder)->events(run->id()).value();
        for (const RunEvent& event : all) {
            if (const auto* alert = std::get_if<Alerted>(&event.body)) kinds.push_back(alert->kind);
        }
        QCOMPARE(kinds, (std::vector<std::string>{"threshold", "finished"}));
    }

    void theMachinesLoadBecomesCurves() {
        const TempDir folder;
        KeepingSink sink;
        auto config = runs::readRunConfig(readEndlessRun().text, {"record.system_seconds=0.3"}).value();
        const auto run = start(folder, config, withoutTorch(&sink));
        const auto measured = [&](const char* name) {
            return sink.waitFor([&](const std::vector<RunEvent>& events) {
                for (const RunEvent& event : events) {
                    const auto* metrics = std::get_if<Metrics>(&event.body);
                    for (size_t i = 0; metrics != nullptr && i < metrics->points.size(); ++i)
                        if (metrics->points[i].name == name) return metrics->points[i].value > 0;
                }
                return false;
            });
        };
        QVERIFY(measured("system/memory"));
        QVERIFY(measured("system/cpu"));
        QVERIFY(measured("system/cpu_total"));
    }
};

QTEST_GUILESS_MAIN(TestRunsLive)
#include "tst_runs_live.moc"
