// SPDX-License-Identifier: GPL-3.0-or-later
// What another agent would do in a recorded match.
#include <QTest>

#include "core/arena/match_batch.h"
#include "core/arena/second_opinion.h"
#include "core/games/registry.h"
#include "core/nn/network.h"

using namespace ludus;
using agents::AgentPtr;

namespace {

AgentPtr network(const games::GameInfo& game, uint64_t seed) {
    nn::NetworkSpec spec;
    spec.inputs = game.observation.size;
    spec.hidden = {16, 16};
    spec.branches = game.action.branches;
    auto weights = nn::initialWeights(spec, Rng(seed));
    for (float& value : weights.values)
        value *= 3;
    return agents::networkAgent("net", "hash", std::make_shared<const nn::Weights>(std::move(weights)));
}

replay::Replay played(const games::GameInfo& game, const AgentPtr& left, const AgentPtr& right) {
    auto batch = std::move(*arena::MatchBatch::create(game, {left, right}, {{7, 0, {0, 1}, true}}, 1, false));
    while (batch->advance(100'000)) {
    }
    return std::move(*replay::decode(*batch->take().at(0).replay));
}

}  // namespace

class TestSecondOpinion : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ofWhoPlayedIsWhatWasRecorded_data() {
        QTest::addColumn<QString>("game");
        for (const char* name : {"slime_volley", "soccer_twos", "rps"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void ofWhoPlayedIsWhatWasRecorded() {
        QFETCH(QString, game);
        const games::GameInfo info = *games::gameInfo(game.toStdString());
        const AgentPtr agent = network(info, 1);
        const replay::Replay match = played(info, agent, agent);
        QVERIFY(match.steps() > 0);
        const Result<replay::Annotations> opinion = arena::secondOpinion(match, *agent);
        QVERIFY(opinion);
        QVERIFY(opinion->probabilities == match.annotations.probabilities);
        QVERIFY(opinion->values == match.annotations.values);
    }

    void ofAnotherIsItsOwn() {
        const games::GameInfo info = *games::gameInfo("slime_volley");
        const AgentPtr agent = network(info, 1), other = network(info, 2);
        const replay::Replay mixed = played(info, agent, other);
        const auto opinion = arena::secondOpinion(mixed, *other);
        QVERIFY(opinion);
        int own = 0, foreign = 0;
        for (size_t i = 0; i < opinion->values.size(); ++i)
            (i % 2 == 1 ? own : foreign) += opinion->values[i] == mixed.annotations.values[i];
        QCOMPARE(own, mixed.steps());
        QVERIFY(foreign < mixed.steps() / 10);
    }

    void aReplayOfOtherRulesHasNone() {
        const games::GameInfo info = *games::gameInfo("slime_volley");
        const AgentPtr agent = network(info, 1);
        replay::Replay old = played(info, agent, agent);
        old.rulesVersion += 1;
        const auto opinion = arena::secondOpinion(old, *agent);
        QVERIFY(!opinion);
        QCOMPARE(QString::fromStdString(opinion.error().code), QStringLiteral("replay.rules"));
    }
};

QTEST_GUILESS_MAIN(TestSecondOpinion)
#include "tst_second_opinion.moc"
