// SPDX-License-Identifier: GPL-3.0-or-later
// Leagues from their run file to their rows, and on after interruptions: the same league, whether or not it was.
#include <QTest>
#include <algorithm>
#include <filesystem>
#include <map>
#include <numeric>
#include <set>

#include "core/league/story.h"
#include "core/runs/resume_point.h"
#include "core/runs/stored_league.h"
#include "tests/core/runs/promises.h"
#include "tests/core/runs/runs_kit.h"
#include "tests/support/temp_dir.h"

using namespace ludus;
using namespace ludus::test;

namespace {

/// A whole league of rock-paper-scissors within some ten thousand steps.
runs::RunConfig leagueRun(const std::vector<std::string>& changes = {}) {
    std::vector<std::string> all{"run.seconds=0",
                                 "run.steps=60000",
                                 "run.workers=2",
                                 "run.deterministic=true",
                                 "league.root_steps=2000",
                                 "league.specific_steps=1000",
                                 "league.main_min_steps=4000",
                                 "league.main_max_steps=4000",
                                 "league.exploiter_min_steps=1000",
                                 "league.exploiter_max_steps=2000",
                                 "league.swap_steps=500",
                                 "learner.slots=16",
                                 "learner.steps=8",
                                 "evaluation.every=10000",
                                 "evaluation.games=4",
                                 "record.metric_seconds=0"};
    all.insert(all.end(), changes.begin(), changes.end());
    return runs::readRunConfig(runs::findPreset("rps/diversified_league")->toml, all).value();
}

std::unique_ptr<store::Workspace> open(const TempDir& folder) {
    return std::move(store::Workspace::open(folder.path()).value());
}

std::unique_ptr<runs::ActiveRun> start(const TempDir& folder, const runs::RunConfig& config,
                                       const runs::LaunchOptions& options) {
    auto run = runs::ActiveRun::start(folder.path(), config, options);
    if (!run) qFatal("%s", run.error().sentence().c_str());
    return std::move(*run);
}

RunId finish(const TempDir& folder, const runs::RunConfig& config, const runs::LaunchOptions& options) {
    const auto run = start(folder, config, options);
    if (!run->wait().ok()) qFatal("the run was not stored");
    return run->id();
}

void resumeToTheEnd(const TempDir& folder, RunId id, const runs::LaunchOptions& options) {
    auto run = runs::ActiveRun::resume(folder.path(), id, runs::ResumeFrom::latest, options);
    if (!run) qFatal("%s", run.error().sentence().c_str());
    if (!(*run)->wait().ok()) qFatal("the run was not stored");
}

/// Breaks in an update of one of its learners, with checkpoints before.
RunId broken(const TempDir& folder, int update) {
    LearnerFaults faults;
    faults.where = LearnerFaults::Where::work;
    faults.update = update;
    const RunId id = finish(folder, leagueRun({"record.checkpoint_seconds=0.001"}), withoutTorch(nullptr, faults));
    if (open(folder)->run(id)->status != RunStatus::failed) qFatal("the run did not break");
    return id;
}

/// Everything that depends on steps and seed only, line by line.
QStringList storyOf(const store::Workspace& workspace, RunId id) {
    QStringList out;
    const auto events = workspace.events(id).value();
    for (const RunEvent& event : events) {
        if (const auto* frozen = std::get_if<SnapshotFrozen>(&event.body)) {
            const SnapshotRecord& s = frozen->snapshot;
            out << QString("snapshot %1 of %2 at %3: %4").arg(s.index).arg(s.player).arg(s.step).arg(s.hash.c_str());
        } else if (const auto* judged = std::get_if<Judged>(&event.body)) {
            const LeagueVerdict& v = judged->verdict;
            out << QString("verdict %1 of %2 at %3: %4 %5, %6 %7")
                       .arg(v.id)
                       .arg(v.player)
                       .arg(v.step)
                       .arg(verdictActionName(v.action))
                       .arg(v.leagueVersion)
                       .arg(v.payoffVersion)
                       .arg(v.winRate, 0, 'g', 17);
        } else if (const auto* drawn = std::get_if<Drawn>(&event.body)) {
            const LeagueDraw& d = drawn->draw;
            out << QString("draw %1 of %2 at %3: %4 %5")
                       .arg(d.id)
                       .arg(d.player)
                       .arg(d.step)
                       .arg(d.chosen.label().c_str())
                       .arg(d.probability, 0, 'g', 17);
        } else if (const auto* tallied = std::get_if<Tallied>(&event.body)) {
            QString line = QString("%1 v %2 at %3:")
                               .arg(tallied->tally.player)
                               .arg(tallied->tally.opponent.c_str())
                               .arg(tallied->tally.step);
            for (size_t i = 0; i < tallied->tally.scores.size(); ++i)
                line += QString(" %1/%2").arg(double(tallied->tally.scores[i])).arg(tallied->tally.sides[i]);
            out << line;
        }
    }
    const auto matches = workspace.matches(id, 1'000'000).value();
    for (const MatchRecord& match : matches)
        out << QString("match %1 %2 %3 %4").arg(match.seed).arg(match.pair).arg(match.runStep).arg(match.scores[0]);
    return out;
}

/// Steps of all periods that are over.
int64_t before(const league::LeagueStory& story) {
    int64_t sum = 0;
    for (const league::LearnerStory& learner : story.learners())
        sum += learner.trainedBefore;
    return sum;
}

void compare(const QStringList& one, const QStringList& other) {
    for (int i = 0; i < std::min(one.size(), other.size()); ++i)
        QCOMPARE(one[i], other[i]);
    QCOMPARE(one.size(), other.size());
}

}  // namespace

class TestRunsLeague : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aLeagueRunsFromItsFileToItsRows() {
        const TempDir folder;
        const RunId id = finish(folder, leagueRun(), withoutTorch());
        const auto workspace = open(folder);
        const RunRecord row = workspace->run(id).value();
        QVERIFY2(row.status == RunStatus::finished, row.reason.c_str());
        QVERIFY(row.steps >= 60'000);
        QVERIFY(std::isfinite(row.elo));
        std::map<int, int> counts;
        const auto snapshots = workspace->snapshots(id).value();
        for (const SnapshotRecord& snapshot : snapshots)
            ++counts[snapshot.player];
        QCOMPARE(counts.size(), size_t{5});
        QVERIFY2(counts[0] >= 5, std::to_string(counts[0]).c_str());
        std::set<VerdictAction> actions;
        std::set<int> drawing;
        const auto events = workspace->events(id).value();
        for (const RunEvent& event : events) {
            if (const auto* judged = std::get_if<Judged>(&event.body)) actions.insert(judged->verdict.action);
            if (const auto* drawn = std::get_if<Drawn>(&event.body)) drawing.insert(drawn->draw.player);
        }
        QVERIFY(actions.contains(VerdictAction::freeze) && actions.contains(VerdictAction::freezeAndRestart));
        QCOMPARE(drawing, (std::set<int>{0, 1, 2, 3, 4}));
        QCOMPARE(Promises::broken(*workspace, id), std::string());
    }

    void eachPlayerHasItsCurves() {
        const TempDir folder;
        const RunId id = finish(folder, leagueRun(), withoutTorch());
        const auto workspace = open(folder);
        for (const char* player : {"", "/ME1", "/LE1", "/SE1", "/AEE1"}) {
            for (const char* curve : {"policy_loss", "elo", "score/bot:random"}) {
                const std::string name = std::string(curve) + player;
                const auto points = workspace->metrics(id, {name});
                QVERIFY2(points.ok(), points.ok() ? "" : points.error().sentence().c_str());
                QVERIFY2(!points->empty(), name.c_str());
            }
        }
    }

    void aLeagueGoesOnWhenItsFirstMainAgentDivergesAtOnce() {
        const TempDir folder;
        runs::LaunchOptions options;
        options.makeLearner = [notes = std::make_shared<LearnerNotes>()](const games::GameInfo& game,
                                                                         const runs::RunConfig&, int player,
                                                                         std::shared_ptr<const nn::Weights> from) {
            LearnerFaults faults;
            faults.notFinite = 3;  // of all updates: the first main agent's
            return fakeLearners(game, notes, faults)(player, std::move(from));
        };
        const runs::RunConfig config = leagueRun({"league.main_agents=2"});
        const RunId id = finish(folder, config, options);
        const auto workspace = open(folder);
        const RunRecord row = workspace->run(id).value();
        QVERIFY2(row.status == RunStatus::finished, row.reason.c_str());
        QVERIFY(row.steps >= 60'000);
        const league::LeagueStory story = league::storyOf(config.league, workspace->leagueEvents(id).value());
        QVERIFY(story.exact());
        QVERIFY(story.learners()[0].failed && story.learners()[0].why == VerdictCause::diverged);
        QVERIFY(story.snapshots()[1].kind == league::NodeKind::root && story.snapshots()[1].player == 1);
        for (const char* name : {"MA2-1", "ME1-1", "LE1-1", "SE1-start", "AEE1-1"})
            QVERIFY2(story.memberNamed(name), name);
        for (const char* name : {"elo/MA2", "elo/ME1", "score/bot:random/MA2"})
            QVERIFY2(!workspace->metrics(id, {name})->empty(), name);
        QCOMPARE(Promises::broken(*workspace, id), std::string());
    }

    void realLearnersTrainALeague() {
        const TempDir folder;
        const RunId id = finish(folder, leagueRun({"run.steps=30000"}), {});
        const RunRecord row = open(folder)->run(id).value();
        QVERIFY2(row.status == RunStatus::finished, row.reason.c_str());
        QCOMPARE(Promises::broken(*open(folder), id), std::string());
    }

    void oneSeedGivesOneLeague() {
        const TempDir one, other;
        const RunId first = finish(one, leagueRun(), withoutTorch());
        const RunId second = finish(other, leagueRun(), withoutTorch());
        compare(storyOf(*open(other), second), storyOf(*open(one), first));
        QVERIFY(storyOf(*open(one), first).size() > 100);
    }

    void anInterruptedLeagueGoesOnAsIfItHadNotBeen_data() {
        QTest::addColumn<int>("update");  // of each learner's own
        QTest::newRow("in the common start") << 7;
        QTest::newRow("in the first periods") << 25;
        QTest::newRow("later") << 90;
    }
    void anInterruptedLeagueGoesOnAsIfItHadNotBeen() {
        QFETCH(int, update);
        const TempDir whole, parted;
        const RunId one = finish(whole, leagueRun({"record.checkpoint_seconds=0.001"}), withoutTorch());
        const RunId other = broken(parted, update);
        resumeToTheEnd(parted, other, withoutTorch());
        const auto workspace = open(parted);
        QCOMPARE(workspace->run(other)->status, RunStatus::finished);
        QCOMPARE(Promises::broken(*workspace, other), std::string());
        compare(storyOf(*workspace, other), storyOf(*open(whole), one));
    }

    /// As any other, although no league may begin so now.
    void aLeagueOfRefusedLimitsGoesOn() {
        const TempDir folder;
        RunRecord old;
        old.config = runs::assigned(leagueRun({"record.checkpoint_seconds=0.001"}).text, "league.exploiter_floor=0.9",
                                    runs::runOptions({"rps", runs::kLeague}))
                         .value();
        const runs::RunConfig config = runs::configOf(old).value();
        LearnerFaults faults;
        faults.where = LearnerFaults::Where::work;
        faults.update = 120;
        const RunId id = finish(folder, config, withoutTorch(nullptr, faults));
        QVERIFY(open(folder)->run(id)->status == RunStatus::failed);
        resumeToTheEnd(folder, id, withoutTorch());
        QVERIFY(open(folder)->run(id)->status == RunStatus::finished);
    }

    void turnsTellHowManyStepsEachLearnerHasLearntFrom_data() {
        QTest::addColumn<int>("update");  // of each learner's own
        QTest::newRow("in the common start") << 7;
        QTest::newRow("in the first periods") << 25;
        QTest::newRow("later") << 90;
    }
    /// As a checkpoint has them.
    void turnsTellHowManyStepsEachLearnerHasLearntFrom() {
        QFETCH(int, update);
        const TempDir folder;
        const RunId id = broken(folder, update);
        const auto workspace = open(folder);
        const auto point = runs::findResumePoint(*workspace, workspace->run(id).value(), runs::ResumeFrom::latest,
                                                 [](const auto&) { return Status(); });
        QVERIFY2(point.ok(), point.ok() ? "" : point.error().sentence().c_str());
        const runtime::Checkpoint& state = point->state;
        const auto stored = runs::readLeague(*workspace, std::to_string(id.value));
        QCOMPARE(stored->turnSteps, int64_t{16 * 8});
        const league::LeagueStory story = league::storyOf(stored->options, stored->events, state.eventSeq + 1);
        const auto trained = runs::trainedAt(story, state.steps, stored->turnSteps);
        QVERIFY(trained);
        QVERIFY(state.steps > 0 || update < 10);  // that early it may be the one of the beginning
        for (size_t i = 0; i < state.players.size(); ++i)
            QCOMPARE(story.learners()[i].trainedBefore + trained->at(i), state.players[i].trained);
        QVERIFY(!runs::trainedAt(story, state.steps + 1, stored->turnSteps));    // no turn ends there
        QVERIFY(!runs::trainedAt(story, 1'000'000, 2 * stored->turnSteps + 2));  // nor there
    }

    void aFinishedLeagueTellsItsStepsToTheLast() {
        const TempDir folder;
        const RunId id = finish(folder, leagueRun(), withoutTorch());
        const auto stored = runs::readLeague(*open(folder), std::to_string(id.value));
        const auto trained = runs::trainedNow(*stored);
        QVERIFY(trained);
        QCOMPARE(std::accumulate(trained->begin(), trained->end(), before(stored->story)), stored->run.steps);
        QVERIFY(trained->front() > 0);  // that no verdict tells of
    }

    /// Its last update was played, but it did not learn from it; the others share its turns.
    void aLearnerThatDivergedHasNoMoreTurns() {
        const TempDir folder;
        runs::LaunchOptions options = withoutTorch();
        options.makeLearner = [](const games::GameInfo& game, const runs::RunConfig&, int player,
                                 std::shared_ptr<const nn::Weights> from) {
            LearnerFaults faults;
            if (player == 2) faults.notFinite = 10;
            return fakeLearners(game, std::make_shared<LearnerNotes>(), faults)(player, std::move(from));
        };
        const RunId id = finish(folder, leagueRun(), options);
        const auto stored = runs::readLeague(*open(folder), std::to_string(id.value));
        QCOMPARE(stored->run.status, RunStatus::finished);
        QVERIFY(stored->story.learners()[2].failed);
        const auto trained = runs::trainedNow(*stored);
        QVERIFY(trained);
        QCOMPARE(trained->at(2), stored->story.learners()[2].trained);
        QCOMPARE(std::accumulate(trained->begin(), trained->end(), before(stored->story)),
                 stored->run.steps - stored->turnSteps);
    }

    void aLeagueGoesOnWithoutASnapshotThatIsGone() {
        const TempDir folder;
        const RunId id = broken(folder, 150);
        const auto workspace = open(folder);
        int lost = -1;
        const auto checkpoint = workspace->checkpoints(id)->back();
        const auto snapshots = workspace->snapshots(id).value();
        for (const SnapshotRecord& snapshot : snapshots) {
            if (lost < 0 && snapshot.player == 2 && snapshot.step < checkpoint.step) lost = snapshot.index;
        }
        QVERIFY(lost > 0);
        const std::string hash = (*workspace->snapshots(id))[static_cast<size_t>(lost)].hash;
        const std::filesystem::path file =
            std::filesystem::path(folder.path()) / "artefacts" / hash.substr(0, 2) / (hash + ".safetensors");
        QVERIFY2(std::filesystem::remove(file), file.c_str());
        resumeToTheEnd(folder, id, withoutTorch());
        QCOMPARE(workspace->run(id)->status, RunStatus::finished);
        int told = 0;
        const auto events = workspace->events(id).value();
        for (const RunEvent& event : events) {
            const auto* judged = std::get_if<Judged>(&event.body);
            if (judged == nullptr || judged->verdict.action != VerdictAction::lost) continue;
            ++told;
            QCOMPARE(judged->verdict.restartFrom, std::optional<int>(lost));
        }
        QCOMPARE(told, 1);
    }

    void optionsOfTheLeagueChangeOnTheWay() {
        const TempDir folder;
        KeepingSink sink;
        const auto run = start(folder, leagueRun({"run.steps=400000"}), withoutTorch(&sink));
        QVERIFY(sink.waitForSteps(5'000));
        QVERIFY(run->change("league.win_threshold", "0.6").ok());
        QCOMPARE(run->change("league.league_exploiters", "2").error().code, std::string("option.fixed"));
        QCOMPARE(run->change("self_play.window", "2").error().code, std::string("option.training"));
        QVERIFY(run->wait().ok());
        QCOMPARE(run->status(), RunStatus::finished);
        const auto changes = sink.all<OptionChanged>();
        QCOMPARE(changes.size(), size_t{1});
        QCOMPARE(changes[0].key, std::string("league.win_threshold"));
        QCOMPARE(changes[0].after, std::string("0.6"));
        double threshold = 0;
        for (const Judged& judged : sink.all<Judged>()) {
            if (judged.verdict.cause == VerdictCause::maximumSteps) threshold = judged.verdict.threshold;
        }
        QCOMPARE(threshold, 0.6);
    }

    void aChangeToldRightAfterTheLastCheckpointIsTakenOnceMore() {
        const TempDir folder;
        const runs::RunConfig config = leagueRun({"run.steps=200000", "record.checkpoint_seconds=1000"});
        RunId id;
        {
            KeepingSink sink;
            const auto run = start(folder, config, withoutTorch(&sink));
            id = run->id();
            QVERIFY(sink.waitForSteps(5'000));
            run->pause();  // takes a checkpoint
            QVERIFY(sink.waitForStatus(RunStatus::paused));
            QVERIFY(run->change("league.win_threshold", "0.6").ok());
            QVERIFY(sink.waitFor([](const std::vector<RunEvent>& events) {
                return std::any_of(events.begin(), events.end(), [](const RunEvent& event) {
                    return std::holds_alternative<OptionChanged>(event.body);
                });
            }));
            run->suspend();
            QVERIFY(run->wait().ok());
        }
        resumeToTheEnd(folder, id, withoutTorch());
        expectExactStory(folder, id, config, 1);
    }

    void aChangeOfTheBeginningIsInForceFromTheFirstStep() {
        const TempDir folder;
        const runs::RunConfig config = leagueRun({"run.steps=30000"});
        runs::LaunchOptions options = withoutTorch();
        options.changes = {{"league.win_threshold", "0.7", "0.6", 0, false}};
        const RunId id = finish(folder, config, options);
        expectExactStory(folder, id, config, 1);
        const auto events = open(folder)->events(id).value();
        for (const RunEvent& event : events) {
            const auto* judged = std::get_if<Judged>(&event.body);
            if (judged != nullptr && judged->verdict.cause == VerdictCause::maximumSteps)
                QCOMPARE(judged->verdict.threshold, 0.6);
        }
    }

private:
    /// The league can be had again from what was stored, with this many changes of its options.
    static void expectExactStory(const TempDir& folder, RunId id, const runs::RunConfig& config, int changes) {
        const auto events = open(folder)->leagueEvents(id).value();
        int told = 0;
        for (const RunEvent& event : events)
            told += std::holds_alternative<OptionChanged>(event.body) ? 1 : 0;
        QCOMPARE(told, changes);
        const league::LeagueStory story = league::storyOf(config.league, events);
        QVERIFY2(story.exact(), qPrintable(QString("event %1").arg(story.exact() ? 0 : story.mismatch()->seq)));
        QCOMPARE(story.book().options().winThreshold, 0.6);  // in force, not only told
    }
};

QTEST_GUILESS_MAIN(TestRunsLeague)
#include "tst_runs_league.moc"
