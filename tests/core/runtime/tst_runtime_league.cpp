// SPDX-License-Identifier: GPL-3.0-or-later
// The engine with several players: whose turn it is, what a verdict does with weights, that the league of any moment
// can be had again from what was told, exact resumption, players and snapshots that are lost. With learners of the
// test's own.
#include <QTest>
#include <set>

#include "core/league/story.h"
#include "tests/core/runtime/checkpoint_kit.h"

using namespace ludus;
using namespace ludus::test;

namespace {

/// One main agent, one exploiter of each kind.
league::LeagueOptions wholeLeague() {
    league::LeagueOptions options;
    options.mainExploiters = options.leagueExploiters = options.specificExploiters = 1;
    options.evolutionaryExploiters = options.adaptiveExploiters = 1;
    options.specificBots = {"bot:random"};
    options.rootSteps = 1000;
    options.specificSteps = 600;
    options.mainMinSteps = options.mainMaxSteps = 2000;
    options.exploiterMinSteps = 500;
    options.exploiterMaxSteps = 1000;
    options.verdictGames = 10;
    options.swapSteps = 300;
    options.inheritGames = 20;
    return options;
}

Course courseOf(league::LeagueOptions options, int64_t steps = 60'000) {
    Course course;
    course.league = std::move(options);
    course.options.targetSteps = steps;
    course.options.evaluateEvery = 5000;
    return course;
}

struct Frozen {
    SnapshotRecord record;
    nn::Weights weights;
};

std::vector<Frozen> frozenOf(const std::vector<RunEvent>& events) {
    std::vector<Frozen> out;
    for (const RunEvent& event : events) {
        if (const auto* frozen = std::get_if<SnapshotFrozen>(&event.body))
            out.push_back({frozen->snapshot, nn::fromSafetensors(*frozen->weights.bytes).value()});
    }
    return out;
}

template <class Body>
std::vector<Body> all(const std::vector<RunEvent>& events) {
    std::vector<Body> out;
    for (const RunEvent& event : events) {
        if (const auto* body = std::get_if<Body>(&event.body)) out.push_back(*body);
    }
    return out;
}

/// A run whose every update is bad from this one on, whoever learns.
std::unique_ptr<runtime::Run> spoiledRun(const Course& course, int from, KeepingSink& sink) {
    class Spoiled final : public FakeLearner {
    public:
        using FakeLearner::FakeLearner;
        std::shared_ptr<std::atomic<int>> updates;
        int from = 0;
        learn::UpdateReport report() override {
            learn::UpdateReport report = FakeLearner::report();
            report.finite = ++*updates < from;
            return report;
        }
    };
    const auto parts = std::make_shared<runtime::RunParts>(course.parts());
    parts->makeLearner = [info = games::gameInfo("rps").value(), notes = std::make_shared<LearnerNotes>(),
                          updates = std::make_shared<std::atomic<int>>(0),
                          from](int player, auto weights) -> Result<std::unique_ptr<learn::Learner>> {
        auto made = std::make_unique<Spoiled>(info, notes, LearnerFaults{}, player, std::move(weights));
        made->updates = updates;
        made->from = from;
        return std::unique_ptr<learn::Learner>(std::move(made));
    };
    auto run = std::make_unique<runtime::Run>(
        course.options, [parts]() -> Result<runtime::RunParts> { return std::move(*parts); },
        std::vector<EventSink*>{&sink});
    run->start();
    return run;
}

/// Two main agents; the first one's third update is bad, long before there is a root.
Course courseThatLosesItsFirstMain() {
    league::LeagueOptions options = wholeLeague();
    options.mainAgents = 2;
    Course course = courseOf(std::move(options), 40'000);
    course.faults.notFinite = 3;
    return course;
}

}  // namespace

class TestRuntimeLeague : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void trainedStepsAreSharedByWeight() {
        Course course = courseOf(wholeLeague(), 100'000);
        const std::vector<RunEvent> events = wholeRun(course);
        QVERIFY(!events.empty());
        const runtime::Checkpoint end = checkpointsOf(events).back();
        QCOMPARE(end.players.size(), size_t{6});
        int64_t sum = 0;
        for (const runtime::PlayerState& player : end.players)
            sum += player.trained;
        QCOMPARE(sum, end.steps);
        // Four to one, but for a turn: the root was trained by the main agent alone.
        const double turn = 16 * 8;
        for (size_t i = 1; i < end.players.size(); ++i)
            QVERIFY(std::abs(static_cast<double>(end.players[0].trained) / 4 -
                             static_cast<double>(end.players[i].trained)) <= turn);
    }

    void theLeagueOfTheEndIsHadAgainFromWhatWasTold() {
        const Course course = courseOf(wholeLeague());
        const std::vector<RunEvent> events = wholeRun(course);
        const std::vector<runtime::Checkpoint> checkpoints = checkpointsOf(events);
        QVERIFY(!checkpoints.empty());
        const runtime::Checkpoint& last = checkpoints.back();
        league::LeagueBook book(*course.league);
        int draws = 0, verdicts = 0;
        for (const RunEvent& event : upTo(events, last.eventSeq)) {
            if (const auto* tallied = std::get_if<Tallied>(&event.body)) {
                book.tallied(tallied->tally);
            } else if (const auto* frozen = std::get_if<SnapshotFrozen>(&event.body)) {
                book.frozen(frozen->snapshot);
            } else if (const auto* judged = std::get_if<Judged>(&event.body)) {
                QCOMPARE(judged->verdict.leagueVersion, book.version());
                QCOMPARE(judged->verdict.payoffVersion, book.payoff().version());
                book.decided(judged->verdict);
                ++verdicts;
            } else if (const auto* drawn = std::get_if<Drawn>(&event.body)) {
                const LeagueDraw& draw = drawn->draw;
                QCOMPARE(draw.leagueVersion, book.version());
                QCOMPARE(draw.payoffVersion, book.payoff().version());
                ++draws;
                if (draw.branch == DrawBranch::root || draw.branch == DrawBranch::bot) continue;
                league::Dice dice(draw.numbers);
                const LeagueDraw again = league::drawOpponent(book.view(), draw.player, dice);
                QCOMPARE(again.chosen.label(), draw.chosen.label());
                QCOMPARE(again.probability, draw.probability);
                QCOMPARE(again.winRate, draw.winRate);
            }
        }
        QVERIFY(draws > 500);
        QVERIFY(verdicts > 30);
        league::League live(*course.league, course.options.seed);
        QVERIFY(live.loadState(last.source).ok());
        QVERIFY(live.book().payoff().saveState() == book.payoff().saveState());
        QCOMPARE(live.book().version(), book.version());
    }

    void aSnapshotIsWhatWasTrainedAndARestartComesAfterIt() {
        Course course = courseOf(wholeLeague());
        course.notes = std::make_shared<LearnerNotes>();
        std::vector<std::vector<float>> learnt;  // [snapshots] by its player, when it was frozen
        KeepingSink sink;
        sink.onEvent = [&](const RunEvent& event) {
            const auto* one = std::get_if<SnapshotFrozen>(&event.body);
            if (one == nullptr) return;
            const std::lock_guard lock(course.notes->mutex);
            learnt.push_back(course.notes->learnt[one->snapshot.player]);
        };
        QCOMPARE(course.start(sink)->wait(), RunStatus::finished);
        const std::vector<RunEvent> events = sink.events();
        const std::vector<Frozen> frozen = frozenOf(events);
        const std::vector<Judged> verdicts = all<Judged>(events);
        // What is stored is, number for number, what its learner had last learnt: nothing older, nobody else's, and
        // not what it goes back to.
        QCOMPARE(learnt.size(), frozen.size());
        QVERIFY(learnt[0].empty());  // the untrained one
        for (size_t i = 1; i < frozen.size(); ++i) {
            QVERIFY(!learnt[i].empty());
            QCOMPARE(frozen[i].record.index, static_cast<int>(i));
            QVERIFY2(frozen[i].weights.values == learnt[i], qPrintable(QString::number(i)));
        }
        int restarts = 0;
        for (const Judged& judged : verdicts) {
            const LeagueVerdict& verdict = judged.verdict;
            if (verdict.action != VerdictAction::freezeAndRestart) continue;
            const auto made = std::find_if(frozen.begin(), frozen.end(), [&](const Frozen& one) {
                return one.record.step == verdict.step && one.record.player == verdict.player;
            });
            QVERIFY(made != frozen.end());
            QVERIFY(made->weights.values != frozen[static_cast<size_t>(*verdict.restartFrom)].weights.values);
            // The next one of this player grew from those.
            const auto next = std::find_if(made + 1, frozen.end(),
                                           [&](const Frozen& one) { return one.record.player == verdict.player; });
            if (next != frozen.end())
                QCOMPARE(next->record.parent.value, frozen[static_cast<size_t>(*verdict.restartFrom)].record.id.value);
            ++restarts;
        }
        QVERIFY(restarts >= 10);
    }

    void everybodyBeginsWithTheRoot() {
        const Course course = courseOf(wholeLeague(), 20'000);
        const std::vector<Frozen> frozen = frozenOf(wholeRun(course));
        std::set<int> begun;
        for (const Frozen& one : frozen) {
            if (one.record.player == 0 || !begun.insert(one.record.player).second) continue;
            QCOMPARE(one.record.parent.value, frozen[1].record.id.value);  // 0 is untrained, 1 the root
        }
        QCOMPARE(begun.size(), size_t{5});
    }

    void curvesBearTheNamesOfTheirPlayers() {
        const std::vector<RunEvent> events = wholeRun(courseOf(wholeLeague(), 20'000));
        std::set<std::string> names;
        for (const Metrics& metrics : all<Metrics>(events)) {
            for (const MetricPoint& point : metrics.points)
                names.insert(point.name);
        }
        for (const char* name : {"policy_loss", "policy_loss/ME1", "return/LE1", "entropy/AEE1", "episode_length/SE1"})
            QVERIFY2(names.contains(name), name);
        QVERIFY(!names.contains("policy_loss/MA1"));
    }

    void matchesThatAVerdictWaitsForAreToldAndCounted() {
        league::LeagueOptions options = wholeLeague();
        options.inheritGames = 40;
        const std::vector<RunEvent> events = wholeRun(courseOf(options));
        int asked = 0;
        std::set<std::pair<int, int>> waiting;  // player, period
        int answered = 0;
        for (const RunEvent& event : events) {
            if (const auto* tallied = std::get_if<Tallied>(&event.body); tallied && tallied->tally.asked) {
                ++asked;
                QCOMPARE(tallied->tally.player, 0);
                QCOMPARE(tallied->tally.scores.size(), tallied->tally.sides.size());
            }
            const auto* judged = std::get_if<Judged>(&event.body);
            if (judged == nullptr) continue;
            const std::pair<int, int> key(judged->verdict.player, judged->verdict.period);
            if (judged->verdict.action == VerdictAction::evaluateFirst)
                waiting.insert(key);
            else
                answered += static_cast<int>(waiting.erase(key));
        }
        QVERIFY(asked > 5);
        QVERIFY(answered > 5);
        QVERIFY(waiting.empty());
    }

    void aResumedLeagueIsAsIfItHadNeverBeenLeft_data() {
        QTest::addColumn<int>("workers");
        QTest::newRow("a worker") << 1;
        QTest::newRow("two workers") << 2;
    }
    void aResumedLeagueIsAsIfItHadNeverBeenLeft() {
        QFETCH(int, workers);
        Course course = courseOf(wholeLeague(), 30'000);
        course.options.pool.workers = workers;
        const std::vector<RunEvent> whole = wholeRun(course);
        const Story story = storyOf(whole);
        QVERIFY(story.league.size() > 300 && story.snapshots.size() > 20);
        const auto checkpoints = checkpointsOf(whole);
        QVERIFY(checkpoints.size() > 100);
        // Before the root, soon after it, in the middle, near the end.
        for (const size_t at : {size_t{3}, size_t{12}, checkpoints.size() / 2, checkpoints.size() - 2})
            QCOMPARE(QString::fromStdString(difference(storyOf(goOn(course, whole, checkpoints[at])), story)),
                     QString());
    }

    void whatHappensDependsNeitherOnTimeNorOnWorkers() {
        Course course = courseOf(wholeLeague(), 20'000);
        const Story one = storyOf(wholeRun(course));
        course.options.pool.workers = 1;
        course.slices = 30;
        const Story other = storyOf(wholeRun(course));
        QCOMPARE(other.league, one.league);
        QCOMPARE(other.snapshots, one.snapshots);
    }

    void aPlayerThatDivergesIsFrozenOutAndTheOthersGoOn() {
        Course course = courseOf(wholeLeague(), 40'000);
        course.faults.notFinite = 60;  // after the root
        const std::vector<RunEvent> events = wholeRun(course);
        QVERIFY(!events.empty());
        int failed = -1;
        int64_t at = 0;
        for (const Judged& judged : all<Judged>(events)) {
            if (judged.verdict.action != VerdictAction::frozenOut) continue;
            QCOMPARE(failed, -1);
            QCOMPARE(judged.verdict.cause, VerdictCause::diverged);
            failed = judged.verdict.player;
            at = judged.verdict.step;
        }
        QVERIFY(failed >= 0);
        for (const Drawn& drawn : all<Drawn>(events))
            QVERIFY(drawn.draw.player != failed || drawn.draw.step <= at);
        const auto logs = all<Logged>(events);
        QVERIFY(std::any_of(logs.begin(), logs.end(), [](const Logged& line) {
            return line.level == LogLevel::error && line.text.str().find("the others go on") != std::string::npos;
        }));
        const runtime::Checkpoint end = checkpointsOf(events).back();
        QVERIFY(end.players[static_cast<size_t>(failed)].failed);
        QVERIFY(end.steps >= 40'000);
    }

    void theNextMainAgentMakesTheRootWhenTheFirstDiverges() {
        const Course course = courseThatLosesItsFirstMain();
        const std::vector<RunEvent> events = wholeRun(course);
        QVERIFY(!events.empty());
        const std::vector<Judged> verdicts = all<Judged>(events);
        QVERIFY(verdicts.size() > 10);
        QCOMPARE(verdicts[0].verdict.player, 0);
        QCOMPARE(verdicts[0].verdict.action, VerdictAction::frozenOut);
        QCOMPARE(verdicts[0].verdict.cause, VerdictCause::diverged);
        QCOMPARE(verdicts[1].verdict.player, 1);
        QCOMPARE(verdicts[1].verdict.cause, VerdictCause::rootReady);
        const std::vector<Frozen> frozen = frozenOf(events);
        QCOMPARE(frozen[1].record.player, 1);
        std::set<int> begun;
        for (size_t i = 2; i < frozen.size(); ++i) {
            const SnapshotRecord& record = frozen[i].record;
            if (record.player == 0) continue;  // its last weights, at the end
            if (begun.insert(record.player).second) QCOMPARE(record.parent.value, frozen[1].record.id.value);
        }
        QCOMPARE(begun, (std::set<int>{1, 2, 3, 4, 5, 6}));
        for (const Drawn& drawn : all<Drawn>(events)) {
            QVERIFY(drawn.draw.player != 0 || drawn.draw.step <= verdicts[0].verdict.step);
            QVERIFY(drawn.draw.player == 0 || drawn.draw.chosen != Member::learner(0));
        }
        const runtime::Checkpoint end = checkpointsOf(events).back();
        QVERIFY(end.steps >= 40'000);
        for (size_t player = 0; player < end.players.size(); ++player)
            QCOMPARE(end.players[player].failed, player == 0);
    }

    void theStoryOfALeagueThatLostItsFirstMainAgentIsExact() {
        const Course course = courseThatLosesItsFirstMain();
        const std::vector<RunEvent> events = wholeRun(course);
        QVERIFY(!events.empty());
        const runtime::Checkpoint end = checkpointsOf(events).back();
        const league::LeagueStory told = league::storyOf(*course.league, upTo(events, end.eventSeq));
        QVERIFY(told.exact());
        league::League live(*course.league, course.options.seed);
        QVERIFY(live.loadState(end.source).ok());
        QCOMPARE(live.book().root(), 1);
        QCOMPARE(told.book().root(), 1);
        QCOMPARE(told.book().version(), live.book().version());
        QVERIFY(told.book().payoff().saveState() == live.book().payoff().saveState());
        QCOMPARE(told.nameOf(Member::snapshot(1)), std::string("root"));
        QCOMPARE(told.learners()[0].from, -1);  // it has nothing of the root
        for (size_t player = 0; player < told.learners().size(); ++player) {
            QCOMPARE(told.learners()[player].from, live.book().learners()[player].from);
            QCOMPARE(told.learners()[player].start, live.book().learners()[player].start);
        }
    }

    void aLeagueThatLostItsFirstMainAgentResumesExactly() {
        Course course = courseThatLosesItsFirstMain();
        const std::vector<RunEvent> whole = wholeRun(course);
        const Story story = storyOf(whole);
        const auto checkpoints = checkpointsOf(whole);
        const auto first = std::find_if(checkpoints.begin(), checkpoints.end(),
                                        [](const runtime::Checkpoint& one) { return one.players[0].failed; });
        QVERIFY(first != checkpoints.end() && first->players[1].learner.empty());
        course.faults = {};  // what was bad is behind it
        const auto out = static_cast<size_t>(first - checkpoints.begin());
        // Before the second one has had a turn, while it makes the root, soon after, in the middle.
        for (const size_t at : {out, out + 3, out + 12, checkpoints.size() / 2})
            QCOMPARE(QString::fromStdString(difference(storyOf(goOn(course, whole, checkpoints[at])), story)),
                     QString());
    }

    void withoutAMainAgentThereIsNoRootAndTheRunFails() {
        league::LeagueOptions options = wholeLeague();
        options.mainAgents = 2;
        KeepingSink sink;
        QCOMPARE(spoiledRun(courseOf(options, 1'000'000'000), 3, sink)->wait(), RunStatus::failed);
        const std::string reason = sink.all<StateChanged>().back().reason;
        QVERIFY2(reason.find("No player is left") != std::string::npos, reason.c_str());
        std::vector<int> out;
        for (const Judged& judged : sink.all<Judged>())
            out.push_back(judged.verdict.player);
        QCOMPARE(out, (std::vector<int>{0, 1}));
        for (const Drawn& drawn : sink.all<Drawn>())
            QVERIFY(drawn.draw.player < 2);  // the exploiters have nothing to begin with
    }

    void aLeagueWithoutAnybodyLeftEnds() {
        league::LeagueOptions options = wholeLeague();
        options.mainExploiters = options.leagueExploiters = options.specificExploiters = 0;
        options.evolutionaryExploiters = 0;
        Course course = courseOf(options, 1'000'000'000);
        KeepingSink sink;
        QCOMPARE(spoiledRun(course, 50, sink)->wait(), RunStatus::failed);
        const std::string reason = sink.all<StateChanged>().back().reason;
        QVERIFY2(reason.find("No player is left") != std::string::npos, reason.c_str());
    }

    void theLastPlayerMayFailBeforeItHasLearntAnything() {
        league::LeagueOptions options = wholeLeague();
        options.leagueExploiters = options.specificExploiters = 0;
        options.evolutionaryExploiters = options.adaptiveExploiters = 0;
        Course course = courseOf(options, 5000);
        course.slices = 0;
        const std::vector<RunEvent> whole = wholeRun(course);
        // The root is frozen, the exploiter has not had a turn; the main agent is out, the root's file is gone.
        std::optional<runtime::Checkpoint> from;
        for (const runtime::Checkpoint& checkpoint : checkpointsOf(whole)) {
            if (checkpoint.snapshots.size() == 2 && checkpoint.players[1].learner.empty()) from = checkpoint;
        }
        QVERIFY(from.has_value());
        from->players[0].failed = true;
        std::vector<RunEvent> past = upTo(whole, from->eventSeq);
        std::erase_if(past, [](const RunEvent& event) {
            const auto* frozen = std::get_if<SnapshotFrozen>(&event.body);
            return frozen != nullptr && frozen->snapshot.index == 1;
        });
        KeepingSink sink;
        QCOMPARE(course.start(sink, from, past)->wait(), RunStatus::failed);
        const std::string reason = sink.all<StateChanged>().back().reason;
        QVERIFY2(reason.find("No player is left") != std::string::npos, reason.c_str());
    }

    void matchesThatCannotBePlayedCostTheSnapshotNotTheLeague() {
        league::LeagueOptions options = wholeLeague();
        options.inheritGames = 500;  // never had by training alone
        Course course = courseOf(options, 20'000);
        course.playable = false;
        const std::vector<RunEvent> events = wholeRun(course);
        QVERIFY(!events.empty());
        // An EE asks first for matches of itself, as it is now: it is the one that nobody can play.
        std::set<int> out;
        for (const Judged& judged : all<Judged>(events)) {
            if (judged.verdict.action == VerdictAction::frozenOut) out.insert(judged.verdict.player);
        }
        QCOMPARE(out, (std::set<int>{4, 5}));
        QVERIFY(checkpointsOf(events).back().steps >= 20'000);
    }

    void aMissingSnapshotIsLeftOutWhenTheLeagueIsResumed() {
        Course course = courseOf(wholeLeague(), 30'000);
        course.slices = 0;
        const std::vector<RunEvent> whole = wholeRun(course);
        const auto checkpoints = checkpointsOf(whole);
        const runtime::Checkpoint from = checkpoints[checkpoints.size() / 2];
        // One that is nobody's start.
        const std::string gone = from.snapshots[from.snapshots.size() - 2].hash;
        std::vector<RunEvent> past = upTo(whole, from.eventSeq);
        std::erase_if(past, [&](const RunEvent& event) {
            const auto* frozen = std::get_if<SnapshotFrozen>(&event.body);
            return frozen != nullptr && frozen->snapshot.hash == gone;
        });
        KeepingSink sink;
        QCOMPARE(course.start(sink, from, past)->wait(), RunStatus::finished);
        const auto verdicts = sink.all<Judged>();
        QVERIFY(!verdicts.empty());
        QCOMPARE(verdicts.front().verdict.action, VerdictAction::lost);
        QCOMPARE(*verdicts.front().verdict.restartFrom, from.snapshots[from.snapshots.size() - 2].index);
        for (const Drawn& drawn : sink.all<Drawn>())
            QVERIFY(drawn.draw.chosen != Member::snapshot(*verdicts.front().verdict.restartFrom));
    }

    void aPlayerWhoseStartIsMissingIsFrozenOut() {
        Course course = courseOf(wholeLeague(), 30'000);
        course.slices = 0;
        const std::vector<RunEvent> whole = wholeRun(course);
        const auto checkpoints = checkpointsOf(whole);
        const runtime::Checkpoint from = checkpoints[checkpoints.size() / 2];
        std::vector<RunEvent> past = upTo(whole, from.eventSeq);
        std::erase_if(past, [](const RunEvent& event) {  // the root
            const auto* frozen = std::get_if<SnapshotFrozen>(&event.body);
            return frozen != nullptr && frozen->snapshot.index == 1;
        });
        KeepingSink sink;
        QCOMPARE(course.start(sink, from, past)->wait(), RunStatus::finished);
        std::set<int> out;
        for (const Judged& judged : sink.all<Judged>()) {
            if (judged.verdict.action != VerdictAction::frozenOut) continue;
            QCOMPARE(judged.verdict.cause, VerdictCause::missing);
            out.insert(judged.verdict.player);
        }
        QVERIFY(out.contains(1));   // the main exploiter goes back to it after each period
        QVERIFY(!out.contains(0));  // the main agent never does
    }
};

QTEST_GUILESS_MAIN(TestRuntimeLeague)
#include "tst_runtime_league.moc"
