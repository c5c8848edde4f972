// SPDX-License-Identifier: GPL-3.0-or-later
// Checkpoints of whole runs: going on from one is as if nothing had happened; damaged ones are refused; pausing,
// stopping and leaving a run take one.
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>
#include <future>
#include <set>

#include "core/runtime/collector.h"
#include "tests/core/runtime/checkpoint_kit.h"

using namespace ludus;
using namespace ludus::test;

namespace {

std::vector<RunStatus> statuses(const KeepingSink& sink) {
    std::vector<RunStatus> out;
    for (const StateChanged& state : sink.all<StateChanged>())
        out.push_back(state.status);
    return out;
}

/// A run without a budget that is at work.
struct Endless {
    Course course;
    KeepingSink sink;
    std::unique_ptr<runtime::Run> run;

    explicit Endless(const std::function<void(Course&)>& change = {}) {
        course.options.targetSteps = 0;
        course.options.checkpointSeconds = 0;
        if (change) change(course);
        run = course.start(sink);
        if (!sink.waitForSteps(2000)) qFatal("the run does not begin");
    }
    ~Endless() {
        run->abort();
        run->wait();
    }
};

/// Of a resumed run that must not begin.
std::string refusalOf(const Course& course, const runtime::Checkpoint& from, const std::vector<RunEvent>& past,
                      KeepingSink& sink) {
    if (course.start(sink, from, past)->wait() != RunStatus::failed) return {};
    return sink.all<StateChanged>().back().reason;
}

runtime::Collector collectorOf(const std::string& game) {
    return runtime::Collector(games::makeGame(game, 6).value(), 11, 2);
}

std::shared_ptr<runtime::Opponent> botOf(const std::string& game, const OpponentDraw& draw) {
    auto opponent = std::make_shared<runtime::Opponent>();
    opponent->label = draw.label();
    opponent->draw = draw;
    if (draw.kind == OpponentDraw::Kind::agent)
        opponent->policy = games::makeBot(game, draw.agent.substr(draw.agent.find(':') + 1)).value();
    return opponent;
}

uint64_t collect(runtime::Collector& collector, const std::string& game) {
    static std::map<std::string, std::shared_ptr<const nn::PackedWeights>> weights;
    auto& own = weights[game];
    if (!own)
        own = std::make_shared<const nn::PackedWeights>(
            FakeLearner(games::gameInfo(game).value(), std::make_shared<LearnerNotes>()).weights());
    collector.begin(own, 20);
    while (collector.advance(1)) {
    }
    const runtime::Collected out = collector.take();
    uint64_t hash = hashOf(*out.batch, 0);
    for (const TallyRecord& tally : out.tallies) {
        hash = hash64(tally.opponent.data(), tally.opponent.size(), hash);
        hash = hash64(tally.scores.data(), tally.scores.size() * sizeof(float), hash);
    }
    return hash;
}

OpponentDraw drawOf(const std::string& agent) {
    OpponentDraw draw;
    draw.kind = OpponentDraw::Kind::agent;
    draw.agent = agent;
    return draw;
}

/// Six slots that met three different opponents, two of them by equal draws.
std::string savedCollector(runtime::Collector& collector, const std::string& game) {
    for (const char* bot : {"bot:random", "bot:random", "bot:chaser"}) {
        collector.meet(botOf(game, drawOf(bot)));
        collect(collector, game);
    }
    std::string state;
    collector.save(state);
    return state;
}

}  // namespace

class TestRuntimeCheckpoint : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aResumedRunIsAsIfItHadNeverBeenLeft_data() {
        QTest::addColumn<QString>("game");
        QTest::addColumn<int>("workers");
        QTest::addColumn<double>("window");
        QTest::newRow("rps, a worker") << "rps" << 1 << 0.0;
        QTest::newRow("rps, two workers") << "rps" << 2 << 0.0;
        QTest::newRow("slime, a worker") << "slime_volley" << 1 << 0.0;
        QTest::newRow("slime, two workers") << "slime_volley" << 2 << 0.0;
        QTest::newRow("slime, curves still open") << "slime_volley" << 2 << 1e6;
    }
    void aResumedRunIsAsIfItHadNeverBeenLeft() {
        QFETCH(QString, game);
        QFETCH(int, workers);
        QFETCH(double, window);
        Course course;
        course.game = game.toStdString();
        course.options.pool.workers = workers;
        course.options.metricSeconds = window;
        course.options.targetSteps = 20'000;
        if (game == "slime_volley") course.selfPlay.bots = {"bot:random", "bot:chaser"};
        const std::vector<RunEvent> whole = wholeRun(course);
        const Story story = storyOf(whole);
        QVERIFY(story.snapshots.size() > 10 && story.matches.size() > 20 && story.episodes.size() > 10);

        const std::vector<RunEvent> left = leftAt(course, course.options.targetSteps / 2);
        QVERIFY(!left.empty());
        const runtime::Checkpoint middle = checkpointsOf(left).back();
        QVERIFY(middle.steps >= 10'000 && middle.steps < 20'000);
        const Story split = storyOf(goOn(course, left, middle));
        QCOMPARE(split.snapshots, story.snapshots);
        QCOMPARE(split.matches, story.matches);
        QCOMPARE(split.episodes, story.episodes);
        QCOMPARE(split.curves, story.curves);
        QVERIFY(split.end == story.end);
    }

    void anyMomentBetweenTwoUpdatesWillDo() {
        Course course;
        const std::vector<RunEvent> whole = wholeRun(course);
        const Story story = storyOf(whole);
        const auto checkpoints = checkpointsOf(whole);
        QVERIFY(checkpoints.size() > 30);
        QCOMPARE(checkpoints.front().steps, int64_t{0});
        QVERIFY(checkpoints.back().steps >= course.options.targetSteps);
        Rng rng(QRandomGenerator::global()->generate64());
        std::vector<size_t> chosen{0, 1, checkpoints.size() - 2, checkpoints.size() - 1};
        for (int i = 0; i < 8; ++i)
            chosen.push_back(rng.below(static_cast<uint32_t>(checkpoints.size())));
        for (const size_t at : chosen)
            QCOMPARE(QString::fromStdString(difference(storyOf(goOn(course, whole, checkpoints[at])), story)),
                     QString());
    }

    void anOpenRoundIsPlayedAgainFromItsStart() {
        Course course;
        course.slices = 60;
        const std::vector<RunEvent> whole = wholeRun(course);
        const Story story = storyOf(whole);
        int open = 0;
        for (const runtime::Checkpoint& checkpoint : checkpointsOf(whole)) {
            if (checkpoint.roundStep < 0 || open >= 4) continue;
            ++open;
            QCOMPARE(QString::fromStdString(difference(storyOf(goOn(course, whole, checkpoint)), story)), QString());
        }
        QVERIFY(open > 0);
    }

    void aRunMayBeLeftTwice() {
        Course course;
        const Story story = storyOf(wholeRun(course));
        const std::vector<RunEvent> first = leftAt(course, 2000);
        const std::vector<RunEvent> past = upTo(first, checkpointsOf(first).back().eventSeq);
        KeepingSink sink;
        {
            const auto run = course.start(sink, checkpointsOf(first).back(), past);
            run->suspend();
            QCOMPARE(run->wait(), RunStatus::paused);
        }
        std::vector<RunEvent> all = past;
        const auto more = sink.events();
        all.insert(all.end(), more.begin(), more.end());
        QCOMPARE(QString::fromStdString(difference(storyOf(goOn(course, all, checkpointsOf(all).back())), story)),
                 QString());
    }

    void whatHappensDependsOnStepsOnly() {
        std::vector<Story> stories;
        for (const auto& [slices, workers] : {std::pair(1, 2), std::pair(40, 2), std::pair(40, 1)}) {
            Course course;
            course.slices = slices;
            course.options.pool.workers = workers;
            stories.push_back(storyOf(wholeRun(course)));
        }
        QVERIFY(stories[0].matches.size() > 20);
        QCOMPARE(stories[1].matches, stories[0].matches);
        QCOMPARE(stories[2].matches, stories[0].matches);
        QCOMPARE(stories[1].snapshots, stories[0].snapshots);
        QCOMPARE(stories[2].snapshots, stories[0].snapshots);
    }

    void eventsAndTimeGoOnWhereTheCheckpointWas() {
        Course course;
        const std::vector<RunEvent> whole = wholeRun(course);
        const auto checkpoints = checkpointsOf(whole);
        const runtime::Checkpoint& from = checkpoints[checkpoints.size() / 2];
        const std::vector<RunEvent> events = goOn(course, whole, from);
        int64_t seq = 0;
        for (const RunEvent& event : events)
            QCOMPARE(event.seq, ++seq);
        const RunEvent& first = events[static_cast<size_t>(from.eventSeq)];
        QVERIFY(std::holds_alternative<StateChanged>(first.body));
        QVERIFY(first.seconds >= from.seconds && first.seconds < from.seconds + 1);
        bool said = false, rated = false;
        for (const RunEvent& event : events) {
            if (event.seq <= from.eventSeq) continue;
            if (const auto* line = std::get_if<Logged>(&event.body))
                said = said || line->text.str() == "Resumed at " + std::to_string(from.steps) + " steps";
            rated = rated || std::holds_alternative<Rated>(event.body);
            QVERIFY(event.seconds >= from.seconds);
        }
        QVERIFY(said && rated);
    }

    void checkpointsComeAtTheirIntervalAndSayWhatTheyAreOf() {
        Course course;
        course.options.checkpointSeconds = 0.02;
        course.options.keepCheckpoints = 5;
        KeepingSink sink;
        QCOMPARE(course.start(sink)->wait(), RunStatus::finished);
        double last = 0;
        int64_t seq = 0;
        const auto all = sink.all<CheckpointTaken>();
        QVERIFY(all.size() >= 3);
        for (const CheckpointTaken& taken : all) {
            QCOMPARE(taken.keep, 5);
            QCOMPARE(taken.checkpoint.run, RunId{1});
            QCOMPARE(taken.checkpoint.hash, contentHash(*taken.content.bytes));
            QCOMPARE(taken.content.hash, taken.checkpoint.hash);
            QCOMPARE(taken.content.suffix, std::string(".checkpoint"));
            const auto state = runtime::checkpointFromBytes(*taken.content.bytes);
            QCOMPARE(state->steps, taken.checkpoint.step);
            QCOMPARE(state->eventSeq, taken.checkpoint.eventSeq);
            QVERIFY(taken.checkpoint.eventSeq > seq);
            seq = taken.checkpoint.eventSeq;
            if (&taken != &all.back()) QVERIFY(taken.checkpoint.seconds - last >= 0.02 - 1e-9);
            last = taken.checkpoint.seconds;
        }
        QVERIFY(std::isfinite(all.back().checkpoint.elo));
    }

    void pauseTakesOneAndIsQuick() {
        Endless endless([](Course& course) { course.game = "slime_volley"; });
        for (size_t i = 1; i <= 5; ++i) {
            const auto paused = [i](const std::vector<RunEvent>& events) {
                return std::count_if(events.begin(), events.end(), [](const RunEvent& event) {
                           const auto* state = std::get_if<StateChanged>(&event.body);
                           return state != nullptr && state->status == RunStatus::paused;
                       }) >= static_cast<std::ptrdiff_t>(i);
            };
            QElapsedTimer timer;
            timer.start();
            endless.run->pause();
            QVERIFY(endless.sink.waitFor(paused));
            QVERIFY2(timer.elapsed() < 100, std::to_string(timer.elapsed()).c_str());
            const auto taken = endless.sink.all<CheckpointTaken>();
            QVERIFY(taken.size() >= 1 && taken.size() <= i);
            const int64_t steps = endless.sink.all<Progress>().back().steps;
            endless.run->resume();
            QVERIFY(endless.sink.waitForSteps(steps + 20'000));
        }
        QVERIFY(endless.sink.all<CheckpointTaken>().size() >= 2);
    }

    void theSameStateIsNotWrittenTwice() {
        Endless endless;
        endless.run->pause();
        QVERIFY(endless.sink.waitForStatus(RunStatus::paused));
        const size_t before = endless.sink.all<CheckpointTaken>().size();
        QVERIFY(before >= 1);
        endless.run->suspend();
        endless.run->wait();
        std::set<int64_t> steps;
        for (const CheckpointTaken& taken : endless.sink.all<CheckpointTaken>())
            QVERIFY(steps.insert(taken.checkpoint.step).second);
    }

    void stopTakesOneOfTheNewestCapture() {
        Endless endless;
        endless.run->stop();
        QCOMPARE(endless.run->wait(), RunStatus::finished);
        const auto taken = endless.sink.all<CheckpointTaken>();
        QVERIFY(!taken.empty());
        QVERIFY(taken.back().checkpoint.step <= endless.sink.all<SnapshotFrozen>().back().snapshot.step);
        QCOMPARE(checkpointsOf(endless.sink.events()).back().steps, taken.back().checkpoint.step);
    }

    void noneAreTakenWhereNoneAreWantedButToLeaveIt() {
        const auto none = [](Course& course) { course.options.keepCheckpoints = 0; };
        Endless stopped(none), left(none);
        stopped.run->pause();
        QVERIFY(stopped.sink.waitForStatus(RunStatus::paused));
        stopped.run->stop();
        QCOMPARE(stopped.run->wait(), RunStatus::finished);
        QVERIFY(stopped.sink.all<CheckpointTaken>().empty());
        left.run->suspend();
        QCOMPARE(left.run->wait(), RunStatus::paused);
        QCOMPARE(left.sink.all<CheckpointTaken>().size(), size_t{1});
        QCOMPARE(left.sink.all<CheckpointTaken>().front().keep, 1);
    }

    void aRunCanBeLeftInEveryState_data() {
        QTest::addColumn<QString>("state");
        for (const char* state : {"running", "paused", "stopping"})
            QTest::newRow(state) << state;
    }
    void aRunCanBeLeftInEveryState() {
        QFETCH(QString, state);
        Endless endless([&](Course& course) {
            if (state == "stopping") course.slices = 1'000'000;  // its last matches would take long
            course.options.deterministic = false;
        });
        if (state == "paused") {
            endless.run->pause();
            QVERIFY(endless.sink.waitForStatus(RunStatus::paused));
        } else if (state == "stopping") {
            endless.run->stop();
            QVERIFY(endless.sink.waitForStatus(RunStatus::stopping));
        }
        QElapsedTimer timer;
        timer.start();
        endless.run->suspend();
        if (state == "stopping") {  // it was told to end: its last matches are cut short, and it is over
            QCOMPARE(endless.run->wait(), RunStatus::finished);
            QVERIFY(timer.elapsed() < 1000);
            return;
        }
        QCOMPARE(endless.run->wait(), RunStatus::paused);
        QVERIFY(timer.elapsed() < 1000);
        const auto events = endless.sink.events();
        const auto* last = std::get_if<StateChanged>(&events.back().body);
        QVERIFY(last != nullptr && last->status == RunStatus::paused && !last->reason.empty());

        endless.run->pause();
        endless.run->resume();
        endless.run->stop();
        endless.run->suspend();
        endless.run->abort();
        QCOMPARE(endless.run->wait(), RunStatus::paused);
        QCOMPARE(endless.sink.events().size(), events.size());

        const runtime::Checkpoint from = checkpointsOf(events).back();
        Course course = endless.course;
        course.slices = 3;
        course.options.targetSteps = from.steps + 2000;
        KeepingSink sink;
        QCOMPARE(course.start(sink, from, upTo(events, from.eventSeq))->wait(), RunStatus::finished);
        QVERIFY(sink.all<SnapshotFrozen>().back().snapshot.step >= from.steps + 2000);
    }

    void aRunThatUsedItsBudgetUpPlaysItsLastRoundAgain() {
        Course course;
        const std::vector<RunEvent> whole = wholeRun(course);
        const runtime::Checkpoint last = checkpointsOf(whole).back();
        QVERIFY(last.steps >= course.options.targetSteps);
        KeepingSink sink;
        const std::vector<RunEvent> past = upTo(whole, last.eventSeq);
        QCOMPARE(course.start(sink, last, past)->wait(), RunStatus::finished);
        const std::vector<RunStatus> expected{RunStatus::running, RunStatus::stopping, RunStatus::finished};
        QCOMPARE(statuses(sink), expected);
        QCOMPARE(storyOf(past).matches.size() + sink.all<MatchPlayed>().size(), storyOf(whole).matches.size());
    }

    void everyFlippedByteIsRefused() {
        Course course;
        course.options.slots = 2;
        course.options.blocks = 1;
        course.options.targetSteps = 1000;
        std::string bytes = toBytes(checkpointsOf(wholeRun(course)).back());
        for (size_t i = 0; i < bytes.size(); ++i) {
            bytes[i] = static_cast<char>(bytes[i] ^ 0x10);
            const auto read = runtime::checkpointFromBytes(bytes);
            QVERIFY(!read.ok());
            QVERIFY(read.error().code == "checkpoint.damaged" || read.error().code == "checkpoint.version");
            bytes[i] = static_cast<char>(bytes[i] ^ 0x10);
        }
        for (size_t size = 0; size < bytes.size(); ++size)
            QVERIFY(!runtime::checkpointFromBytes(std::string_view(bytes).substr(0, size)).ok());
        QVERIFY(!runtime::checkpointFromBytes(bytes + "x").ok());
        QVERIFY(runtime::checkpointFromBytes(bytes).ok());
    }

    void aPartThatCannotBeReadIsNamedAndTheRunFails_data() {
        using Damage = std::function<void(runtime::Checkpoint&)>;
        QTest::addColumn<Damage>("damage");
        QTest::addColumn<QString>("named");
        const auto row = [](const char* name, const char* named, Damage damage) {
            QTest::newRow(name) << damage << named;
        };
        row("learner", "learner", [](auto& c) { c.players[0].learner.pop_back(); });
        row("source", "self-play", [](auto& c) { c.source += '\0'; });
        row("evaluator", "evaluation", [](auto& c) { c.evaluator.resize(4); });
        row("episodes", "running episodes", [](auto& c) { c.players[0].collectors[1].pop_back(); });
        row("curves", "curves", [](auto& c) { c.metrics = "xyz"; });
        row("a collector too few", "counters", [](auto& c) { c.players[0].collectors.pop_back(); });
        row("a draw too few", "counters", [](auto& c) { c.players[0].drawnAt.pop_back(); });
        row("no snapshot", "counters", [](auto& c) { c.snapshots.clear(); });
        row("snapshots out of order", "counters", [](auto& c) { c.snapshots[0].index = 1; });
        row("other shards", "shards", [](auto& c) { c.shards = 7; });
        row("a snapshot that is gone", "It is gone", [](auto& c) {
            for (SnapshotRecord& snapshot : c.snapshots)
                snapshot.hash = "no such";
        });
    }
    void aPartThatCannotBeReadIsNamedAndTheRunFails() {
        using Damage = std::function<void(runtime::Checkpoint&)>;
        QFETCH(Damage, damage);
        QFETCH(QString, named);
        Course course;
        const std::vector<RunEvent> left = leftAt(course, 3000);
        runtime::Checkpoint from = checkpointsOf(left).back();
        damage(from);
        KeepingSink sink;
        const std::string reason = refusalOf(course, from, left, sink);
        QVERIFY2(reason.find(named.toStdString()) != std::string::npos, reason.c_str());
        QVERIFY(sink.all<SnapshotFrozen>().empty() && sink.all<Tallied>().empty() && sink.all<MatchPlayed>().empty());
        QCOMPARE(sink.all<Progress>().back().steps, from.steps);
    }

    void partsWithAnyByteFlippedNeverCrash() {
        const std::string game = "slime_volley";
        auto played = collectorOf(game);
        std::string state = savedCollector(played, game);
        const auto make = [&](const OpponentDraw& draw) -> Result<std::shared_ptr<runtime::Opponent>> {
            if (draw.kind == OpponentDraw::Kind::agent && draw.agent != "bot:random" && draw.agent != "bot:chaser")
                return Error{"bot.unknown", Text("Error", "No such bot."), {}, {}};
            return botOf(game, draw);
        };
        int refused = 0;
        for (size_t i = 0; i < state.size(); ++i) {
            state[i] = static_cast<char>(state[i] ^ 0x55);
            auto fresh = collectorOf(game);
            if (fresh.load(state, make).ok()) {
                collect(fresh, game);  // a flip in a random stream is a stream as well
            } else {
                ++refused;
            }
            state[i] = static_cast<char>(state[i] ^ 0x55);
        }
        QVERIFY(refused > static_cast<int>(state.size()) / 2);
        for (size_t size = 0; size < state.size(); ++size) {
            auto fresh = collectorOf(game);
            QVERIFY(!fresh.load(std::string_view(state).substr(0, size), make).ok());
        }
    }

    void opponentsAreSharedAsTheyWere() {
        for (const std::string game : {"slime_volley", "rps"}) {
            auto one = collectorOf(game), other = collectorOf(game);
            const std::string bot = game == "rps" ? "bot:random" : "bot:chaser";
            for (const std::string& name : {std::string("bot:random"), std::string("bot:random"), bot}) {
                one.meet(botOf(game, drawOf(name)));
                collect(one, game);
            }
            std::string state;
            one.save(state);
            int made = 0;
            const Status loaded = other.load(state, [&](const OpponentDraw& draw) {
                ++made;
                return Result<std::shared_ptr<runtime::Opponent>>(botOf(game, draw));
            });
            QVERIFY(loaded.ok());
            QVERIFY(made <= 3);
            for (int i = 0; i < 20; ++i)
                QCOMPARE(collect(other, game), collect(one, game));
            std::string again, otherAgain;
            one.save(again);
            other.save(otherAgain);
            QVERIFY(again == otherAgain);
        }
    }
};

QTEST_GUILESS_MAIN(TestRuntimeCheckpoint)
#include "tst_runtime_checkpoint.moc"
