// SPDX-License-Identifier: GPL-3.0-or-later
// The published agents of Slime Volleyball against each other: mean scores against the published ones of 1000 episodes
// each, within three standard errors of both samples. Prints the table.
#include <QElapsedTimer>
#include <QFile>
#include <QTest>
#include <cmath>
#include <map>

#include "core/arena/match_batch.h"
#include "core/games/registry.h"

using namespace ludus;

namespace {

/// Presses each of the three buttons with probability one half, as the random player of the published table does
/// (bot:random draws among the six actions evenly, which is another player: it stands still less often).
class RandomButtons final : public agents::Agent {
public:
    RandomButtons() : Agent("random", "random") {}
    std::unique_ptr<games::Policy> makePolicy() const override { return std::make_unique<Presser>(); }

private:
    class Presser final : public games::Policy {
    public:
        void act(const games::PolicyInput& input, const games::PolicyOutput& output) override {
            constexpr int32_t kActions[8] = {0, 1, 5, 0, 3, 2, 4, 3};
            for (int row = 0; row < input.rows; ++row)
                output.actions[row] = kActions[input.rngs[row]->below(8)];
        }
    };
};

struct Row {
    const char* first;
    const char* second;
    double mean, deviation;
};

/// Section 5.7 of the facts about the game: 1000 episodes each.
constexpr Row kPublished[] = {
    {"ppo", "baseline", 1.377, 1.133},     {"cma", "baseline", 1.148, 1.071},     {"ga", "baseline", 0.353, 0.728},
    {"cma_sp", "baseline", -0.071, 0.827}, {"ppo_sp", "baseline", -0.371, 1.085}, {"random", "baseline", -4.866, 0.372},
    {"cma", "ppo", -0.133, 0.414},         {"ga", "ppo", 3.128, 1.509},           {"ga", "cma", 0.301, 0.618},
    {"ppo_sp", "ppo", 0.119, 1.46},        {"ppo_sp", "cma", -2.304, 1.392},      {"ppo_sp", "ga", -0.42, 0.717},
    {"cma_sp", "ppo", -0.749, 0.846},      {"cma_sp", "cma", -0.351, 0.651},      {"cma_sp", "ga", -4.923, 0.342},
    {"cma_sp", "ppo_sp", -4.703, 0.582}};

constexpr int kGames = 1000;
constexpr int kSlots = 128;

}  // namespace

class GoldenSlimeLeague : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        const QString golden = qEnvironmentVariable("LUDUS_GOLDEN_DIR");
        if (golden.isEmpty()) QSKIP("LUDUS_GOLDEN_DIR is not set");
        game_ = *games::gameInfo("slime_volley");
        players_["random"] = std::make_shared<RandomButtons>();
        for (const char* name : {"baseline", "zoo"}) {
            QFile file(golden + QStringLiteral("/../opponents/slimevolley_%1.json").arg(QLatin1String(name)));
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
            const auto networks = agents::importSlimeVolley(file.readAll().toStdString());
            QVERIFY(networks.ok());
            for (const agents::ForeignNetwork& network : *networks) {
                const auto agent =
                    agents::foreignAgent(game_, network.name, agents::foreignManifest(network, game_, network.name),
                                         agents::foreignWeights(network));
                QVERIFY(agent.ok());
                players_[network.name] = *agent;
            }
        }
        QCOMPARE(players_.size(), size_t{7});
    }

    void publishedMeansAreMet_data() {
        QTest::addColumn<int>("row");
        for (int i = 0; i < static_cast<int>(std::size(kPublished)); ++i)
            QTest::addRow("%s-%s", kPublished[i].first, kPublished[i].second) << i;
    }

    void publishedMeansAreMet() {
        QFETCH(int, row);
        const Row& published = kPublished[row];
        const auto specs = arena::pairedSpecs(game_, kGames, 2024);
        QElapsedTimer timer;
        timer.start();
        auto batch = std::move(*arena::MatchBatch::create(
            game_, {players_[published.first], players_[published.second]}, specs, kSlots, true));
        while (batch->advance(1000)) {
        }
        const auto summary = arena::summarise(specs, batch->take());
        const double seconds = static_cast<double>(timer.nsecsElapsed()) * 1e-9;
        const double error =
            std::sqrt(published.deviation * published.deviation / 1000 + summary.standardError * summary.standardError);
        const double off = (summary.meanScore - published.mean) / error;
        qInfo(
            "%8s %8s  mean %7.3f +- %.3f  published %7.3f +- %.3f  off %5.2f  W %lld D %lld L %lld  %.2f s  %.0f k "
            "steps/s",
            published.first, published.second, summary.meanScore, summary.standardError, published.mean,
            published.deviation / std::sqrt(1000.0), off, static_cast<long long>(summary.wins),
            static_cast<long long>(summary.draws), static_cast<long long>(summary.losses), seconds,
            1e-3 * static_cast<double>(summary.steps) / seconds);
        QCOMPARE(summary.games, int64_t{kGames});
        QVERIFY2(std::fabs(off) <= 3, "outside three standard errors");
    }

private:
    games::GameInfo game_;
    std::map<std::string, agents::AgentPtr> players_;
};

QTEST_GUILESS_MAIN(GoldenSlimeLeague)
#include "golden_slime_league.moc"
