// SPDX-License-Identifier: GPL-3.0-or-later
// The scenes that a replay stores, and replays of games that this program does not play as they were recorded.
#include <QTest>

#include <chrono>
#include <cmath>
#include <limits>

#include "tests/core/replay/replay_kit.h"

using namespace ludus;
using replay::Cursor;
using replay::recorded;
using replay::Replay;

namespace {

// One round of rps as format 1 wrote it: seed 11, actions 1 and 2, so side 1 wins 1 : -1; agents "bot:random".
constexpr const char* kFormat1 =
    "4c5544555352504c0100000001cdeb9777f87ed5af0100000000000028b52ffd60af002d0a00b6114238508bd30180a86a20"
    "93e75d4ce2762232c72752ec1c15780cb4e43eb48b5f96102da18d483e5068bc8558358e22b947884e0363121910da012e00"
    "30003000148912e5b73cb70b376dd5de513ed30d6327c6de577f73333bb1ec2e764b3e779666e65b92cff6d60e330f7a9081"
    "58220fb238f77d5d138c0d2d6b33b1f6a19af7d5d734086fe5b9bd9f39f8f2743333ef89324183c95400a9894451d414f219"
    "9526cdef0b4a62434924b0f0c5647b6bc6d473c994ebe0f7a47695abd8c42ee6bcaf5094a71d6e7a325b3599eddc55555555"
    "5579ef2d882a1d090811f3bd07a928bc271a59263407011b150f101c1e12171600a3068c8f86c54100760c141991ed7dbcf7"
    "2221493ec717007b5432040224e00e7b502fee7a6697dec26b6bd9bfd90ad4caa6ca2a4534851d91c24a141a175dd8c7fc67"
    "61211564a1abf610269316b801";

// The ball is served with up to 25 units a second upwards and has fallen with less than 39 before it is stopped; places
// differ less. So a number moves by less than 64, a grain is at most 64 / 32767, and the error half of it (and rounding
// to float).
constexpr double kError = 64.0 / 32767 / 2 + 1e-5;

/// The same match as if its rules were of another time: it must be shown from scenes.
Cursor fromScenes(Replay replay) {
    replay.rulesVersion += 1;
    auto cursor = Cursor::open(std::move(replay));
    LUDUS_CHECK(cursor.ok() && cursor->fromScenes());
    return std::move(*cursor);
}

/// Largest difference of what moves; infinite where anything else differs.
double distance(const games::Scene& a, const games::Scene& b) {
    const double other = std::numeric_limits<double>::infinity();
    if (a.left != b.left || a.bottom != b.bottom || a.right != b.right || a.top != b.top || a.lives != b.lives ||
        a.maxLives != b.maxLives || a.points != b.points || a.shapes.size() != b.shapes.size())
        return other;
    double most = 0;
    for (size_t i = 0; i < a.shapes.size(); ++i) {
        const games::Shape &x = a.shapes[i], &y = b.shapes[i];
        if (x.kind != y.kind || x.fill != y.fill || x.width != y.width || x.height != y.height ||
            x.hasEye != y.hasEye || x.moves != y.moves || x.points != y.points || x.label != y.label)
            return other;
        for (size_t k = 0; k < replay::kMotions; ++k) {
            const double apart = std::abs(replay::motionOf(x)[k] - replay::motionOf(y)[k]);
            if (!x.moves && apart != 0) return other;
            most = std::max(most, apart);
        }
    }
    return most;
}

/// How far the stored scenes are from the simulated ones, over the whole match; scores must be the same.
double error(const Replay& replay) {
    Cursor simulated = std::move(*Cursor::open(replay));
    Cursor stored = fromScenes(replay);
    double most = 0;
    for (int frame = 0; frame <= replay.steps(); ++frame) {
        simulated.seek(frame);
        stored.seek(frame);
        most = std::max(most, distance(simulated.scene(), stored.scene()));
        for (int side = 0; side < simulated.info().facts.sides; ++side)
            if (simulated.score(side) != stored.score(side)) return std::numeric_limits<double>::infinity();
    }
    return most;
}

/// A match of the full 3000 steps, played by the scripted bots.
Replay longMatch() {
    for (uint64_t seed = 0; seed < 100; ++seed) {
        auto game = std::move(*games::makeGame("slime_volley", 1));
        const auto bot = std::move(*games::makeBot("slime_volley", "defender"));
        const int slot = 0;
        game->reset({&slot, 1}, {&seed, 1});
        replay::Recorder recorder(game->info(), seed, {"a", "b"}, {"00", "ff"});
        Rng rng(seed);
        Rng* const rngs[] = {&rng, &rng};
        std::vector<double> memory(static_cast<size_t>(2 * bot->stateSize()), 0.0);
        std::vector<int32_t> actions(2);
        std::vector<float> values(2), chances(12);
        while (!game->ended(0)) {
            games::PolicyInput in;
            in.rows = 2;
            in.observations = game->buffers().observations;
            in.masks = game->buffers().masks;
            in.state = memory.data();
            in.rngs = rngs;
            games::PolicyOutput out;
            out.actions = actions.data();
            out.values = values.data();
            out.probabilities = chances.data();
            bot->act(in, out);
            recorder.step(*game, 0, actions.data(), values.data(), chances.data());
            game->step(actions);
        }
        Replay replay = recorder.finish(*game, 0);
        if (replay.steps() == 3000) return replay;
    }
    return {};
}

/// Three frames of a game that changes its looks: a body that comes, moves, is renamed and goes.
std::vector<games::Scene> strangeScenes() {
    games::Shape wall, body;
    wall.kind = games::ShapeKind::polygon;
    wall.points = {0, 0, 1, 0, 0.1, 7};
    body.moves = true;
    body.x = 1.0 / 3;
    body.label = "one";
    std::vector<games::Scene> scenes(5);
    scenes[0].shapes = {wall};
    scenes[0].lives = {3, 3};
    scenes[1].shapes = {wall, body};
    scenes[1].points = {1, 2, 3};
    body.x = 5;
    scenes[2].shapes = {wall, body};
    scenes[2].right = 8;
    body.label = "two";
    body.velocityY = 1e-3;
    wall.fill = games::Fill::ink;
    scenes[3].shapes = {body, wall};
    return scenes;
}

}  // namespace

class ReplayScenesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void storedScenesAreTheSimulatedOnesWithinTheGrain() {
        for (const uint64_t seed : {3, 4, 5}) {
            const double most = error(recorded("slime_volley", seed));
            QVERIFY2(most < kError, qPrintable(QString::number(most)));
        }
    }

    void matrixGamesAreStoredExactly() {
        QCOMPARE(error(recorded("rps", 1)), 0.0);
        config::Values options;
        options["game.payoff"] = {std::string("0 -1 2.1; 1 0 -1; -2 1 0.3"), 0};
        options["game.rounds"] = {int64_t{200}, 0};
        const Replay replay = recorded("matrix", 7, 1, 0, options);
        QCOMPARE(replay.steps(), 200);
        QCOMPARE(error(replay), 0.0);
        Replay bare = replay;
        bare.scenes.clear();
        qInfo("200 rounds of a matrix game: %zu bytes with scenes, %zu without", replay::encode(replay).size(),
              replay::encode(bare).size());
    }

    void scenesOfALongMatchStaySmall() {
        const Replay with = longMatch();
        QCOMPARE(with.steps(), 3000);
        Replay without = with;
        without.scenes.clear();
        const size_t more = replay::encode(with).size(), less = replay::encode(without).size();
        qInfo("3000 steps of slime_volley: %zu bytes with scenes, %zu without", more, less);
        QVERIFY(more - less < 40 * 1024);
        const double most = error(with);
        QVERIFY2(most < kError, qPrintable(QString::number(most)));
    }

    void scenesThatChangeTheirShapesAreKept() {
        const std::vector<games::Scene> scenes = strangeScenes();
        replay::SceneWriter writer;
        for (size_t i = 0; i < scenes.size(); ++i)
            writer.add(scenes[i], std::array<float, 2>{static_cast<float>(i), -0.5F});
        const auto track = replay::unpackTrack(replay::packTrack(writer.finish()));
        QVERIFY(track.has_value());
        QVERIFY(!replay::ScenePlayer::open(*track, 4, 2).has_value());
        QVERIFY(!replay::ScenePlayer::open(*track, 5, 3).has_value());
        auto player = replay::ScenePlayer::open(*track, 5, 2);
        QVERIFY(player.has_value());
        for (const int frame : {0, 1, 2, 3, 4, 2, 3, 0, 4, 1}) {
            player->seek(frame);
            QVERIFY(distance(player->scene(), scenes[static_cast<size_t>(frame)]) < 1e-5);
            QCOMPARE(player->score(0), static_cast<double>(frame));
            QCOMPARE(player->score(1), -0.5);
        }
    }

    void aReplayOfOtherRulesPlaysFromItsScenes() {
        const Replay replay = recorded("slime_volley", 8);
        Cursor cursor = fromScenes(replay);
        QCOMPARE(cursor.frame(), 0);
        cursor.seek(1 << 30);
        QCOMPARE(cursor.frame(), replay.steps());
        QCOMPARE(cursor.score(0), replay.scores[0]);
        QCOMPARE(cursor.score(1), replay.scores[1]);
        cursor.seek(-1);
        QCOMPARE(cursor.frame(), 0);
        QCOMPARE(cursor.scene().lives, (std::vector<double>{5, 5}));
        QVERIFY(cursor.observation(0).empty());
        const games::GameInfo ours = *games::gameInfo("slime_volley");
        QCOMPARE(cursor.info().facts.sides, 2);
        QCOMPARE(cursor.info().facts.sideOfSeat, ours.facts.sideOfSeat);
        QCOMPARE(cursor.info().facts.stepsPerSecond, 30);
        QCOMPARE(cursor.info().action.names, ours.action.names);
        QVERIFY(!Cursor::open(replay)->fromScenes());
    }

    void whatIsNotPlayedIsNotVerified_data() {
        QTest::addColumn<QString>("game");
        QTest::addColumn<int>("version");
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("said");
        QTest::newRow("other rules") << "slime_volley" << 99 << ""
                                     << "version 99";
        QTest::newRow("unknown game") << "chess" << 1 << ""
                                      << "does not know the game chess";
        QTest::newRow("refused options") << "slime_volley" << 1 << "game.gravity"
                                         << "refuses the options";
    }
    void whatIsNotPlayedIsNotVerified() {
        QFETCH(QString, game);
        QFETCH(int, version);
        QFETCH(QString, option);
        QFETCH(QString, said);
        Replay replay = recorded("slime_volley", 8);
        replay.game = game.toStdString();
        replay.rulesVersion = version;
        if (!option.isEmpty()) replay.options[option.toStdString()] = {1.0, 0};
        const auto back = replay::decode(replay::encode(replay));
        QVERIFY(back.ok());
        auto cursor = Cursor::open(*back);
        QVERIFY(cursor.ok());
        QVERIFY(cursor->fromScenes());
        QCOMPARE(cursor->info().facts.name, game.toStdString());
        const Status status = cursor->verify();
        QVERIFY(!status);
        QCOMPARE(status.error().code, std::string("replay.rules"));
        QVERIFY(QString::fromStdString(status.error().happened.str()).contains(said));
        QVERIFY(!status.error().meaning.empty() && !status.error().remedy.empty());
    }

    void filesOfFormat1AreStillRead() {
        const std::string bytes = QByteArray::fromHex(kFormat1).toStdString();
        auto old = replay::decode(bytes);
        QVERIFY(old.ok());
        QVERIFY(old->scenes.empty());
        QCOMPARE(old->seed, uint64_t{11});
        QCOMPARE(old->actions, (std::vector<int32_t>{1, 2}));
        QCOMPARE(old->scores, (std::vector<double>{-1, 1}));
        QVERIFY(Cursor::open(*old)->verify().ok());
        const auto again = replay::decode(replay::encode(*old));
        QVERIFY(again.ok() && replay::sameReplay(*again, *old));
        old->rulesVersion = 99;
        QCOMPARE(Cursor::open(*old).error().code, std::string("replay.rules"));
    }

    void theSameMatchHasTheSameScenesInAnySlot() {
        auto four = std::move(*games::makeGame("slime_volley", 4));
        auto one = std::move(*games::makeGame("slime_volley", 1));
        const std::vector<int> slots = {0, 2};
        const std::vector<uint64_t> seeds = {1, 5};
        four->reset(slots, seeds);
        one->reset({slots.data(), 1}, {&seeds[1], 1});
        replay::Recorder a(four->info(), 5, {"x", "y"}, {"", ""}), b(one->info(), 5, {"x", "y"}, {"", ""});
        Rng rng(1);
        std::vector<int32_t> actions(8);
        while (!one->ended(0)) {
            for (int32_t& action : actions)
                action = static_cast<int32_t>(rng.below(6));
            a.step(*four, 2, &actions[4], nullptr, nullptr);
            b.step(*one, 0, &actions[4], nullptr, nullptr);
            four->step(actions);
            one->step({&actions[4], 2});
        }
        QCOMPARE(replay::encode(a.finish(*four, 2)), replay::encode(b.finish(*one, 0)));
    }

    void impossibleScenesAreNotShown() {
        Replay good = recorded("slime_volley", 2);
        good.rulesVersion = 99;
        const auto code = [&good](auto change) {
            Replay bad = good;
            change(bad);
            const auto cursor = Cursor::open(std::move(bad));
            return cursor ? std::string("ok") : cursor.error().code;
        };
        const std::string damaged = "replay.damaged";
        QCOMPARE(code([](Replay&) {}), std::string("ok"));
        QCOMPARE(code([](Replay& r) { r.scenes.pop_back(); }), damaged);
        QCOMPARE(code([](Replay& r) { r.scenes += "x"; }), damaged);
        QCOMPARE(code([](Replay& r) { r.scenes = "x"; }), damaged);
        QCOMPARE(code([](Replay& r) { r.scenes.clear(); }), std::string("replay.rules"));
        QCOMPARE(code([](Replay& r) { r.actions.resize(2), r.annotations = {}; }), damaged);
        QCOMPARE(code([](Replay& r) { r.played = {}; }), damaged);
        QCOMPARE(code([](Replay& r) { r.played.sideOfSeat = {0, 0}; }), damaged);
        QCOMPARE(code([](Replay& r) { r.played.sideOfSeat = {0, 2}; }), damaged);
        QCOMPARE(code([](Replay& r) { r.played.sideOfSeat = {0, 1, 1}; }), damaged);
        QCOMPARE(code([](Replay& r) { r.played.branches = {0}; }), damaged);
        QCOMPARE(code([](Replay& r) { r.played.branches = {6, 6}; }), damaged);
        QCOMPARE(code([](Replay& r) { r.played.actionNames.push_back({}); }), damaged);
        QCOMPARE(code([](Replay& r) { r.played.stepsPerSecond = 0; }), damaged);
    }

    void forgedScenesNeverCrash() {
        Replay replay = recorded("slime_volley", 2);
        replay.rulesVersion = 99;
        const std::string good = replay.scenes;
        Rng rng(7);
        int shown = 0, refused = 0;
        for (int i = 0; i < 3000; ++i) {
            // Mostly where shapes and changes are; the columns behind them may hold anything.
            const size_t reach = i % 4 == 0 ? good.size() : std::min<size_t>(good.size(), 2500);
            replay.scenes = good;
            for (uint32_t n = 1 + rng.below(3); n > 0; --n)
                replay.scenes[rng.below(static_cast<uint32_t>(reach))] = static_cast<char>(rng.next());
            auto cursor = Cursor::open(replay);
            if (!cursor) {
                QCOMPARE(cursor.error().code, std::string("replay.damaged"));
                ++refused;
                continue;
            }
            ++shown;
            for (const int frame : {replay.steps(), 7, replay.steps() / 2}) {
                cursor->seek(frame);
                for (const games::Shape& shape : cursor->scene().shapes)
                    for (const double number : replay::motionOf(shape))
                        QVERIFY(std::isfinite(number));
                QVERIFY(std::isfinite(cursor->score(1)));
            }
        }
        QVERIFY(shown > 0);
        QVERIFY(refused > 0);
    }

    void recordingAStepIsCheap() {
        auto game = std::move(*games::makeGame("slime_volley", 1));
        const auto seconds = [&game](bool record) {
            const auto start = std::chrono::steady_clock::now();
            for (uint64_t seed = 0; seed < 100; ++seed) {
                const int slot = 0;
                game->reset({&slot, 1}, {&seed, 1});
                replay::Recorder recorder(game->info(), seed, {"a", "b"}, {"", ""});
                Rng rng(seed);
                std::vector<int32_t> actions(2);
                for (int step = 0; step < 300 && !game->ended(0); ++step) {
                    for (int32_t& action : actions)
                        action = static_cast<int32_t>(rng.below(6));
                    if (record) recorder.step(*game, 0, actions.data(), nullptr, nullptr);
                    game->step(actions);
                }
                if (record) LUDUS_CHECK(!recorder.finish(*game, 0).scenes.empty());
            }
            return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        };
        const double plain = seconds(false), recording = seconds(true);
        const double micros = (recording - plain) / 30000 * 1e6;
        qInfo("a recorded step costs %.2f microseconds more", micros);
        QVERIFY(micros < 50);  // it takes one or two; a machine may be busy
    }
};

QTEST_GUILESS_MAIN(ReplayScenesTest)
#include "tst_replay_scenes.moc"
