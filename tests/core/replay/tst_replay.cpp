// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/core/replay/replay_kit.h"

using namespace ludus;
using replay::Cursor;
using replay::recorded;
using replay::Replay;
using replay::resealed;
using replay::sameReplay;

namespace {

/// The state of the match in a comparable form.
std::string seen(const Cursor& cursor) {
    std::string bytes;
    for (int seat = 0; seat < cursor.info().facts.seats; ++seat)
        for (const float number : cursor.observation(seat))
            bytes += std::to_string(number) + " ";
    for (int side = 0; side < cursor.info().facts.sides; ++side)
        bytes += std::to_string(cursor.score(side)) + " ";
    return bytes;
}

std::string codeOf(const std::string& bytes) {
    const auto replay = replay::decode(bytes);
    if (!replay) return replay.error().code;
    const auto cursor = Cursor::open(*replay);
    return cursor ? "ok" : cursor.error().code;
}

}  // namespace

class ReplayTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenIsReadAgain() {
        for (const char* name : {"slime_volley", "rps"}) {
            const Replay replay = recorded(name, 11);
            const auto back = replay::decode(replay::encode(replay));
            QVERIFY(back.ok());
            QVERIFY(sameReplay(replay, *back));
            QCOMPARE(replay::encode(*back), replay::encode(replay));
        }
    }

    void everyKindOfOptionIsKept() {
        Replay replay = recorded("slime_volley", 1);
        replay.options["game.a"] = {true, 0};
        replay.options["game.b"] = {int64_t{-7}, 0};
        replay.options["game.c"] = {2.0, 0};
        replay.options["game.d"] = {std::string("ä \"x\""), 0};
        replay.options["game.e"] = {std::vector<int64_t>{}, 0};
        replay.options["game.f"] = {std::vector<double>{1, 0.1}, 0};
        replay.options["game.g"] = {std::vector<std::string>{}, 0};
        const auto back = replay::decode(replay::encode(replay));
        QVERIFY(back.ok());
        QVERIFY(sameReplay(replay, *back));
    }

    void keyframesStandEvery256Steps() {
        const Replay replay = recorded("slime_volley", 5);
        QVERIFY(replay.steps() > 300);
        for (size_t i = 0; i < replay.keyframes.size(); ++i)
            QCOMPARE(replay.keyframes[i].step, static_cast<int>(i) * 256);
        QCOMPARE(static_cast<int>(replay.keyframes.size()), (replay.steps() - 1) / 256 + 1);
        QCOMPARE(replay.annotations.probabilities.front(), uint8_t{43});  // 255 / 6 + 1/2
    }

    void recordingDoesNotDependOnTheSlot() {
        const Replay alone = recorded("slime_volley", 5, 1, 0);
        Replay third = recorded("slime_volley", 5, 4, 2);
        QVERIFY(Cursor::open(third)->verify().ok());
        QCOMPARE(third.keyframes.front().state, alone.keyframes.front().state);
    }

    void seekingShowsWhatPlayingShows() {
        const auto opened = Cursor::open(recorded("slime_volley", 3));
        QVERIFY(opened.ok());
        Cursor straight = std::move(*Cursor::open(opened->replay()));
        Cursor jumping = std::move(*Cursor::open(opened->replay()));
        QCOMPARE(straight.frame(), 0);
        std::vector<std::string> frames;
        for (int frame = 0; frame <= straight.replay().steps(); ++frame) {
            straight.seek(frame);
            frames.push_back(seen(straight));
        }
        Rng rng(1);
        for (int i = 0; i < 200; ++i) {
            const int frame = static_cast<int>(rng.below(static_cast<uint32_t>(frames.size())));
            jumping.seek(frame);
            QCOMPARE(jumping.frame(), frame);
            QCOMPARE(seen(jumping), frames[static_cast<size_t>(frame)]);
        }
        jumping.seek(-5);
        QCOMPARE(jumping.frame(), 0);
        jumping.seek(1 << 30);
        QCOMPARE(jumping.frame(), jumping.replay().steps());
        QCOMPARE(jumping.score(0), jumping.replay().scores[0]);
        QVERIFY(!jumping.scene().shapes.empty());
    }

    void aTrueRecordIsVerified() { QVERIFY(Cursor::open(recorded("slime_volley", 9))->verify().ok()); }

    void aChangedRecordDiverges() {
        Replay changed = recorded("slime_volley", 9);
        int32_t& action = changed.actions[2 * 250];  // shortly before a keyframe: run the other way
        action = action == 1 || action == 2 ? 5 : 1;
        Status status = Cursor::open(changed)->verify();
        QVERIFY(!status);
        QCOMPARE(status.error().code, std::string("replay.diverged"));
        QVERIFY(status.error().sentence().find("step 256") != std::string::npos);

        changed = recorded("slime_volley", 9);
        changed.scores[1] += 1;
        QCOMPARE(Cursor::open(changed)->verify().error().code, std::string("replay.diverged"));
        changed = recorded("slime_volley", 9);
        changed.actions.insert(changed.actions.end(), {0, 0});
        changed.annotations = {};
        QCOMPARE(Cursor::open(changed)->verify().error().code, std::string("replay.diverged"));
    }

    void impossibleRecordsAreNotOpened() {
        Replay good = recorded("slime_volley", 2);
        good.scenes.clear();  // as files of format 1 are
        const auto code = [&good](auto change) {
            Replay bad = good;
            change(bad);
            const auto cursor = Cursor::open(std::move(bad));
            return cursor ? std::string("ok") : cursor.error().code;
        };
        const std::string damaged = "replay.damaged";
        QCOMPARE(code([](Replay&) {}), std::string("ok"));
        QCOMPARE(code([](Replay& r) { r.game = "chess"; }), std::string("game.unknown"));
        QCOMPARE(code([](Replay& r) { r.rulesVersion = 99; }), std::string("replay.rules"));
        QCOMPARE(code([](Replay& r) { r.seats = 3; }), damaged);
        QCOMPARE(code([](Replay& r) { r.actions[7] = 6; }), damaged);
        QCOMPARE(code([](Replay& r) { r.actions[7] = -1; }), damaged);
        QCOMPARE(code([](Replay& r) { r.actions.pop_back(); }), damaged);
        QCOMPARE(code([](Replay& r) { r.keyframes.clear(); }), damaged);
        QCOMPARE(code([](Replay& r) { r.keyframes.back().step = 0; }), r0(good));
        QCOMPARE(code([](Replay& r) { r.keyframes.front().state += "x"; }), std::string("game.state"));
        QCOMPARE(code([](Replay& r) { r.agents.pop_back(); }), damaged);
        QCOMPARE(code([](Replay& r) { r.annotations.values.pop_back(); }), damaged);
        QCOMPARE(code([](Replay& r) { r.options["game.nonsense"] = {true, 0}; }), std::string("option.unknown"));
    }

    void everyTruncationIsAnError() {
        const std::string bytes = replay::encode(recorded("slime_volley", 4));
        for (size_t size = 0; size < bytes.size(); ++size) {
            const auto replay = replay::decode(std::string_view(bytes).substr(0, size));
            QVERIFY(!replay.ok());
            QCOMPARE(replay.error().code, std::string("replay.damaged"));
        }
        QVERIFY(!replay::decode(bytes + "x").ok());
    }

    void everyFlippedBitIsAnError() {
        const std::string bytes = replay::encode(recorded("rps", 4));
        for (size_t bit = 0; bit < bytes.size() * 8; ++bit) {
            std::string flipped = bytes;
            flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
            const auto replay = replay::decode(flipped);
            QVERIFY(!replay.ok());
            const std::string code = replay.error().code;
            QVERIFY2(code == "replay.damaged" || code == "replay.newer", code.c_str());
        }
    }

    void forgedFilesNeverCrash() {
        const std::string bytes = replay::encode(recorded("slime_volley", 4));
        Rng rng(99);
        int refused = 0;
        for (int i = 0; i < 2000; ++i) {
            std::string forged = bytes;
            for (uint32_t n = 1 + rng.below(3); n > 0; --n)
                forged[20 + rng.below(static_cast<uint32_t>(forged.size() - 20))] = static_cast<char>(rng.next());
            refused += codeOf(resealed(forged)) != "ok" ? 1 : 0;
        }
        QVERIFY(refused > 0);
    }

    void aNewerFormatSaysSo() {
        std::string bytes = replay::encode(recorded("rps", 1));
        bytes[8] = replay::kFormat + 1;
        const auto replay = replay::decode(bytes);
        QCOMPARE(replay.error().code, std::string("replay.newer"));
        QVERIFY(replay.error().sentence().find("version 3") != std::string::npos);
    }

private:
    /// With one state only its step is right already; with more it is out of order.
    static std::string r0(const Replay& replay) { return replay.keyframes.size() > 1 ? "replay.damaged" : "ok"; }
};

QTEST_GUILESS_MAIN(ReplayTest)
#include "tst_replay.moc"
