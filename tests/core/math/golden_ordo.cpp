// SPDX-License-Identifier: GPL-3.0-or-later
// Ratings against those of Ordo 1.2.6 (list a: six players, 300 games).
#include <QFile>
#include <QMap>
#include <QTest>
#include <cmath>

#include "core/math/rating_fit.h"

using ludus::math::PairResult;

class GoldenOrdo : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void listAIsRatedAsByOrdo() {
        const QString golden = qEnvironmentVariable("LUDUS_GOLDEN_DIR");
        if (golden.isEmpty()) QSKIP("LUDUS_GOLDEN_DIR is not set");
        QFile file(golden + QStringLiteral("/ordo/input/a_roundrobin6.games.tsv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        file.readLine();
        QMap<QString, int> players;
        std::vector<PairResult> results;
        const auto index = [&players](const QString& name) {
            if (!players.contains(name)) players.insert(name, static_cast<int>(players.size()));
            return players.value(name);
        };
        while (!file.atEnd()) {
            const QStringList fields = QString::fromUtf8(file.readLine()).trimmed().split(QLatin1Char('\t'));
            QCOMPARE(fields.size(), 3);
            PairResult game;
            game.a = index(fields[0]);
            game.b = index(fields[1]);
            (fields[2] == QLatin1String("1-0")   ? game.wins
             : fields[2] == QLatin1String("0-1") ? game.losses
                                                 : game.draws) = 1;
            results.push_back(game);
        }
        QCOMPARE(results.size(), size_t{300});
        ludus::math::RatingFitOptions options;
        options.anchorRating = 1200;
        options.priorDraws = 0;
        const auto fit = ludus::math::fitRatings(static_cast<int>(players.size()), results, options);
        const struct {
            const char* name;
            double rating, error;  // error: analytic, at the fitted draw rate 0.3775
        } expected[] = {{"alpha", 1494.270, 33.190}, {"bravo", 1375.886, 29.171}, {"charlie", 1294.877, 27.800},
                        {"delta", 1176.779, 27.515}, {"echo", 1024.976, 30.126},  {"foxtrot", 833.212, 39.015}};
        for (const auto& player : expected) {
            const auto& rating = fit[static_cast<size_t>(players.value(QLatin1String(player.name)))];
            QVERIFY2(std::fabs(rating.elo - player.rating) < 0.001, player.name);
            QVERIFY2(std::fabs(rating.error / player.error - 1) < 0.005,
                     qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(player.name)).arg(rating.error)));
        }
    }
};

QTEST_GUILESS_MAIN(GoldenOrdo)
#include "golden_ordo.moc"
