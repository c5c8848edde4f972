// SPDX-License-Identifier: GPL-3.0-or-later
// Self-play as a task source: the shares it draws, its window, swaps and snapshots.
#include <QTest>
#include <map>

#include "core/league/self_play.h"

using namespace ludus;

namespace {

constexpr int kDraws = 20'000;

league::SelfPlay withSnapshots(league::SelfPlayOptions options, int snapshots) {
    options.snapshotEvery = 100;
    league::SelfPlay source(options, 11);
    for (int i = 0; i < snapshots; ++i) {
        SnapshotRecord snapshot;
        snapshot.index = i;
        snapshot.step = 100 * i;
        source.snapshotTaken(snapshot);
    }
    return source;
}

std::map<std::string, double> shares(league::SelfPlay& source) {
    std::map<std::string, double> out;
    for (int i = 0; i < kDraws; ++i)
        out[source.drawOpponent(0, 0, 0).label()] += 1.0 / kDraws;
    return out;
}

/// Three standard deviations of a share p of kDraws draws.
bool near(double share, double p) {
    return std::abs(share - p) < 3 * std::sqrt(p * (1 - p) / kDraws) + 1e-12;
}

}  // namespace

class TestLeague : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void drawsHaveTheStatedShares() {
        league::SelfPlayOptions options;
        options.latestShare = 0.4;
        options.botShare = 0.25;
        options.bots = {"bot:a", "bot:b"};
        auto source = withSnapshots(options, 3);
        const auto drawn = shares(source);
        QVERIFY(near(drawn.at("bot:a"), 0.125));
        QVERIFY(near(drawn.at("bot:b"), 0.125));
        QVERIFY(near(drawn.at("latest"), 0.75 * 0.4));
        for (const char* snapshot : {"snapshot 0", "snapshot 1", "snapshot 2"})
            QVERIFY(near(drawn.at(snapshot), 0.75 * 0.6 / 3));
    }

    void onlyTheWindowIsDrawn() {
        league::SelfPlayOptions options;
        options.latestShare = 0;
        options.window = 2;
        auto source = withSnapshots(options, 5);
        const auto drawn = shares(source);
        QCOMPARE(drawn.size(), size_t{2});
        QVERIFY(drawn.contains("snapshot 3") && drawn.contains("snapshot 4"));
        QVERIFY(!source.mayDraw(0, 2));
        QVERIFY(source.mayDraw(0, 3));
    }

    void withoutSnapshotsTheLatestIsMet() {
        league::SelfPlayOptions options;
        options.latestShare = 0;
        auto source = withSnapshots(options, 0);
        QCOMPARE(source.drawOpponent(0, 0, 0).kind, OpponentDraw::Kind::latest);
    }

    void bothSeatsLearnAgainstTheLatestOnly() {
        league::SelfPlayOptions options;
        options.learnBoth = true;
        auto source = withSnapshots(options, 3);
        for (int i = 0; i < 200; ++i) {
            const OpponentDraw draw = source.drawOpponent(0, 0, 0);
            QCOMPARE(draw.learnBoth, draw.kind == OpponentDraw::Kind::latest);
        }
    }

    void aDrawLastsForItsSwapInterval() {
        league::SelfPlayOptions options;
        options.swapSteps = 500;
        auto source = withSnapshots(options, 1);
        QVERIFY(!source.wantsDraw(0, 0, 1499, 1000));
        QVERIFY(source.wantsDraw(0, 0, 1500, 1000));
    }

    void snapshotsBetweenTwoDueOnesStayOutOfTheWindow() {
        auto source = withSnapshots({}, 1);
        SnapshotRecord early;
        early.index = 1;
        early.step = 50;
        source.snapshotTaken(early);
        QVERIFY(!source.mayDraw(0, 1));
        QVERIFY(!source.whatNow(0, 99).freeze);
        QVERIFY(source.whatNow(0, 100).freeze);
    }

    void theSameSeedDrawsTheSame() {
        auto one = withSnapshots({}, 4), other = withSnapshots({}, 4);
        for (int i = 0; i < 100; ++i)
            QCOMPARE(one.drawOpponent(0, i % 4, i).label(), other.drawOpponent(0, i % 4, i).label());
    }

    void aResumedSourceAnswersAsTheSavedOne() {
        league::SelfPlayOptions options;
        options.window = 3;
        options.bots = {"bot:a", "bot:b"};
        options.botShare = 0.3;
        auto one = withSnapshots(options, 5), other = withSnapshots(options, 0);
        shares(one);
        QVERIFY(other.loadState(one.saveState()).ok());
        QCOMPARE(other.saveState(), one.saveState());
        QVERIFY(other.mayDraw(0, 4) && !other.mayDraw(0, 1));
        SnapshotRecord next;
        next.index = 5;
        next.step = 500;
        QCOMPARE(other.whatNow(0, 499).freeze, one.whatNow(0, 499).freeze);
        for (auto* source : {&one, &other})
            source->snapshotTaken(next);
        for (int i = 0; i < 200; ++i)
            QCOMPARE(other.drawOpponent(0, i % 4, i).label(), one.drawOpponent(0, i % 4, i).label());
    }

    void aDamagedStateIsRefusedAndChangesNothing() {
        auto source = withSnapshots({}, 4);
        const std::string state = source.saveState();
        for (size_t size = 0; size < state.size(); ++size) {
            const Status loaded = source.loadState(state.substr(0, size));
            QVERIFY(!loaded.ok());
            QCOMPARE(loaded.error().code, std::string("checkpoint.damaged"));
        }
        QVERIFY(!source.loadState(state + "x").ok());
        QCOMPARE(source.saveState(), state);
    }
};

QTEST_GUILESS_MAIN(TestLeague)
#include "tst_league.moc"
