// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <cstring>

#include "core/base/hash.h"
#include "core/base/rng.h"
#include "core/games/registry.h"
#include "core/replay/replay.h"

using namespace ludus;
using replay::Cursor;
using replay::Replay;

namespace {

/// A match of random actions with annotations, recorded from slot `slot` of `slots`.
Replay recorded(const std::string& name, uint64_t seed, int slots = 1, int slot = 0) {
    auto game = std::move(*games::makeGame(name, slots));
    const games::GameInfo& info = game->info();
    const auto seats = static_cast<size_t>(info.facts.seats);
    const auto logits = static_cast<size_t>(info.action.logitCount());
    game->reset({&slot, 1}, {&seed, 1});
    const auto sides = static_cast<size_t>(info.facts.sides);
    replay::Recorder recorder(info, seed, std::vector<std::string>(sides, "bot:random"),
                              std::vector<std::string>(sides, "00ff"));
    Rng rng(seed, 1);
    std::vector<int32_t> actions(static_cast<size_t>(slots) * seats, 0);
    const std::vector<float> values(seats, 0.5F), chances(seats * logits, 1.0F / static_cast<float>(logits));
    while (!game->ended(slot)) {
        for (int32_t& action : actions)
            action = static_cast<int32_t>(rng.below(static_cast<uint32_t>(logits)));
        recorder.step(*game, slot, &actions[static_cast<size_t>(slot) * seats], values.data(), chances.data());
        game->step(actions);
    }
    return recorder.finish(*game, slot);
}

bool sameReplay(const Replay& a, const Replay& b) {
    const auto keyframe = [](const replay::Keyframe& x, const replay::Keyframe& y) {
        return x.step == y.step && x.state == y.state;
    };
    bool options = a.options.size() == b.options.size();
    for (const auto& [key, entry] : a.options)
        options = options && b.options.contains(key) && b.options.at(key).value == entry.value;
    return options && a.game == b.game && a.rulesVersion == b.rulesVersion && a.seed == b.seed &&
           a.agents == b.agents && a.hashes == b.hashes && a.scores == b.scores && a.seats == b.seats &&
           a.branches == b.branches && a.actions == b.actions && a.annotations.values == b.annotations.values &&
           a.annotations.probabilities == b.annotations.probabilities && a.finalHash == b.finalHash &&
           std::equal(a.keyframes.begin(), a.keyframes.end(), b.keyframes.begin(), b.keyframes.end(), keyframe);
}

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

/// The bytes with a checksum that is right again, so that what lies behind it is tried.
std::string resealed(std::string bytes) {
    const uint64_t seal = hash64(bytes.data() + 20, bytes.size() - 20, 1);
    std::memcpy(bytes.data() + 12, &seal, sizeof seal);
    return bytes;
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
        const Replay good = recorded("slime_volley", 2);
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
        bytes[8] = 2;
        const auto replay = replay::decode(bytes);
        QCOMPARE(replay.error().code, std::string("replay.newer"));
        QVERIFY(replay.error().sentence().find("version 2") != std::string::npos);
    }

private:
    /// With one state only its step is right already; with more it is out of order.
    static std::string r0(const Replay& replay) { return replay.keyframes.size() > 1 ? "replay.damaged" : "ok"; }
};

QTEST_GUILESS_MAIN(ReplayTest)
#include "tst_replay.moc"
