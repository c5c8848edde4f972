// SPDX-License-Identifier: GPL-3.0-or-later
// Prints how fast every game steps on one core. The bar is far below what was measured, so that a busy machine passes.
#include <QTest>
#include <cstdio>

#include "app/headless/bench_games.h"

class TestGamesSpeed : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyGameStepsFast() {
        for (const auto& [name, slots, rate] : ludus::headless::benchGames(2.5)) {
            std::printf("%-18s %5d slots %8.2f M steps/s\n", name.c_str(), slots, rate / 1e6);
            QVERIFY2(rate > 100e3, name.c_str());
        }
        std::fflush(stdout);
    }
};

QTEST_GUILESS_MAIN(TestGamesSpeed)
#include "tst_games_speed.moc"
