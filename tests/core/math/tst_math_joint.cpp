// SPDX-License-Identifier: GPL-3.0-or-later
// Joint ratings beyond the plain fit: models of draws, sides, anchors, priors, groups, errors, and what carries them.
#include <QTest>
#include <algorithm>
#include <cmath>

#include "core/base/rng.h"
#include "core/math/joint_groups.h"
#include "core/math/joint_matrix.h"
#include "core/math/joint_model.h"
#include "core/math/rating_fit.h"

using namespace ludus::math;
using ludus::Rng;

namespace {

const double kUnit = 400 / std::log(10.0);

bool near(double a, double b, double tolerance) {
    return std::fabs(a - b) <= tolerance;
}

RatingFitOptions plain() {
    RatingFitOptions options;
    options.priorDraws = 0;
    return options;
}

RatingFitOptions anchored(int player, double rating) {
    RatingFitOptions options = plain();
    options.anchors = {{player, rating}};
    return options;
}

/// Everybody against everybody on both sides, `games` each, drawn from the model.
std::vector<PairResult> drawLeague(int players, int games, double advantage, double drawRate, uint64_t seed) {
    Rng rng(seed);
    std::vector<PairResult> out;
    for (int a = 0; a < players; ++a) {
        for (int b = 0; b < players; ++b) {
            if (a == b) continue;
            PairResult pair{a, b, 0, 0, 0};
            const OutcomeChances chances = davidsonChances((30.0 * (b - a) + advantage) / kUnit, drawRate);
            for (int game = 0; game < games; ++game) {
                const double drawn = rng.uniform();
                (drawn < chances.win ? pair.wins : drawn < chances.win + chances.draw ? pair.draws : pair.losses) += 1;
            }
            out.push_back(pair);
        }
    }
    return out;
}

std::vector<double> randomDefinite(size_t n, uint64_t seed) {
    Rng rng(seed);
    std::vector<double> root(n * n), matrix;
    for (double& entry : root)
        entry = rng.uniform(-1, 1);
    matrix = productOfTransposed(root, root, n);
    for (size_t i = 0; i < n; ++i)
        matrix[i * n + i] += 0.5;
    return matrix;
}

}  // namespace

class MathJointTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void gamesAreCountedByOrderedPair() {
        const std::vector<GameResult> games = {{2, 0, 1}, {0, 2, 1}, {2, 0, 0}, {0, 1, -1}, {2, 0, -1}, {2, 0, 1}};
        const std::vector<PairResult> pairs = countPairs(3, games);
        QCOMPARE(pairs.size(), size_t{3});
        QCOMPARE(pairs[0].a, 0);
        QCOMPARE(pairs[0].b, 1);
        QCOMPARE(pairs[0].losses, 1.0);
        QCOMPARE(pairs[1].b, 2);
        QCOMPARE(pairs[1].wins, 1.0);
        QCOMPARE(pairs[2].a, 2);
        QCOMPARE(pairs[2].wins, 2.0);
        QCOMPARE(pairs[2].draws, 1.0);
        QCOMPARE(pairs[2].losses, 1.0);
        QVERIFY(countPairs(0, {}).empty());
    }

    void matricesOfAnySizeAreProducedSolvedAndInverted_data() {
        QTest::addColumn<int>("size");
        for (const int size : {1, 2, 7, 16, 63, 64, 65, 130, 257})
            QTest::addRow("%d", size) << size;
    }
    void matricesOfAnySizeAreProducedSolvedAndInverted() {
        QFETCH(int, size);
        const auto n = static_cast<size_t>(size);
        const std::vector<double> a = randomDefinite(n, 5);
        Rng rng(6);
        std::vector<double> b(n * n), x(n), right(n, 0.0);
        for (double& entry : b)
            entry = rng.uniform(-1, 1);
        const std::vector<double> product = productOfTransposed(a, b, n);
        for (size_t i = 0; i < n; i += 1 + n / 9) {
            for (size_t j = 0; j < n; j += 1 + n / 9) {
                double sum = 0;
                for (size_t k = 0; k < n; ++k)
                    sum += a[k * n + i] * b[k * n + j];
                QVERIFY(near(product[i * n + j], sum, 1e-10));
            }
        }
        for (size_t i = 0; i < n; ++i)
            x[i] = rng.uniform(-1, 1);
        for (size_t i = 0; i < n; ++i) {
            for (size_t j = 0; j < n; ++j)
                right[i] += a[i * n + j] * x[j];
        }
        const SymmetricFactor factor(a, n);
        QVERIFY(factor.deficient().empty());
        const std::vector<double> solved = factor.solve(right), unit = productOfTransposed(factor.inverse(), a, n);
        for (size_t i = 0; i < n; ++i) {
            QVERIFY(near(solved[i], x[i], 1e-9));
            for (size_t j = 0; j < n; ++j)
                QVERIFY(near(unit[i * n + j], i == j ? 1 : 0, 1e-9));
        }
    }

    void aFlatDirectionIsLeftOut() {
        // The third coordinate is the sum of the first two.
        const SymmetricFactor factor({2, 0, 2, 0, 3, 3, 2, 3, 5}, 3);
        QCOMPARE(factor.deficient(), std::vector<size_t>{2});
        const std::vector<double> x = factor.solve({2, 6, 8});
        QVERIFY(near(x[0], 1, 1e-12) && near(x[1], 2, 1e-12));
        QCOMPARE(x[2], 0.0);
        const std::vector<double> inverse = factor.inverse();
        QVERIFY(near(inverse[0], 0.5, 1e-12) && near(inverse[4], 1.0 / 3, 1e-12));
        QVERIFY(near(inverse[1], 0, 1e-12) && near(inverse[8], 0, 1e-12));
    }

    void davidsonHasALogisticScoreAndAsManyDrawsAsGiven() {
        for (const double rate : {0.0, 0.1, 0.5, 0.9}) {
            QVERIFY(near(davidsonChances(0, rate).draw, rate, 1e-12));
            for (const double d : {-9.0, -1.5, 0.3, 4.0}) {
                const OutcomeChances at = davidsonChances(d, rate);
                QVERIFY(near(at.win + at.draw + at.loss, 1, 1e-12));
                QVERIFY(near(at.win + at.draw / 2, logistic(d), 1e-12));
                const double ratio = at.draw * at.draw / (at.win * at.loss),
                             even = 4 * rate * rate / (1 - rate) / (1 - rate);
                QVERIFY(near(ratio, even, 1e-9 * (1 + even)));
            }
        }
        const double p = logistic(0.7);  // at one half: win p^2, draw 2 p q
        QVERIFY(near(davidsonChances(0.7, 0.5).win, p * p, 1e-14));
    }

    void raoKupperIsThatOfBayesElo() {
        // drawElo 97.3 and an advantage of 32.8: 40.82 % won, 32.11 % lost, 27.07 % drawn.
        const double margin = 97.3 / kUnit, rate = (std::exp(margin) - 1) / (std::exp(margin) + 1);
        const OutcomeChances at = raoKupperChances(32.8 / kUnit, rate);
        QVERIFY(near(at.win, 0.4082, 5e-5) && near(at.loss, 0.3211, 5e-5) && near(at.draw, 0.2707, 6e-5));
    }

    void slopesAreThoseOfTheLogLikelihood() {
        const OutcomeCounts counts = {7, 5, 3};
        constexpr double kStep = 1e-4;
        for (const DrawModel kind : {DrawModel::halfPoint, DrawModel::davidson, DrawModel::raoKupper}) {
            const OutcomeModel model(kind, 0.35);
            for (const double d : {-3.0, -0.4, 0.0, 1.1, 5.0}) {
                const auto at = model.slope(d, counts), up = model.slope(d + kStep, counts),
                           down = model.slope(d - kStep, counts);
                QVERIFY(near(at.gradient, (up.logLikelihood - down.logLikelihood) / (2 * kStep), 1e-6));
                QVERIFY(near(at.curvature, (down.gradient - up.gradient) / (2 * kStep), 1e-5));
                // Expected information: the curvature when the counts are the chances.
                if (kind == DrawModel::halfPoint) continue;
                const OutcomeChances c = model.chances(d);
                QVERIFY(near(model.slope(d, {c.win, c.draw, c.loss}).gradient, 0, 1e-12));
                QVERIFY(near(model.slope(d, {c.win, c.draw, c.loss}).curvature, model.information(d), 1e-12));
                const double likelihood =
                    c.win * std::log(c.win) + c.draw * std::log(c.draw) + c.loss * std::log(c.loss);
                QVERIFY(near(model.slope(d, {c.win, c.draw, c.loss}).logLikelihood, likelihood, 1e-12));
            }
        }
    }

    void drawSlopeVanishesAtTheModelsOwnShare() {
        for (const DrawModel kind : {DrawModel::davidson, DrawModel::raoKupper}) {
            const OutcomeModel model(kind, 0.35);
            const OutcomeChances c = model.chances(0.8);
            QVERIFY(near(model.drawSlope(0.8, {c.win, c.draw, c.loss}), 0, 1e-12));
            QVERIFY(model.drawSlope(0.8, {c.win, c.draw + 0.1, c.loss}) > 0);
            QVERIFY(model.drawSlope(0.8, {c.win + 0.1, c.draw, c.loss}) < 0);
        }
    }

    void exactLikelihoodsRecoverRateAdvantageAndStrengths_data() {
        QTest::addColumn<int>("model");
        QTest::newRow("half points") << static_cast<int>(DrawModel::halfPoint);
        QTest::newRow("Davidson") << static_cast<int>(DrawModel::davidson);
    }
    void exactLikelihoodsRecoverRateAdvantageAndStrengths() {
        QFETCH(int, model);
        RatingFitOptions options = plain();
        options.drawModel = static_cast<DrawModel>(model);
        options.fitAdvantage = true;
        const RatingFit fit = fitRatings(12, drawLeague(12, 100, 40, 0.3, 9), options);
        QVERIFY(near(fit.drawRate, 0.3, 0.015));
        QVERIFY2(near(fit.advantage, 40, 3 * fit.advantageError), qPrintable(QString::number(fit.advantage)));
        QVERIFY(fit.advantageError > 1 && fit.advantageError < 5);
        int covered = 0;
        for (int i = 0; i < 12; ++i) {
            const FittedRating& rating = fit.players[static_cast<size_t>(i)];
            covered += near(rating.elo, 30 * (5.5 - i), 1.96 * rating.error) ? 1 : 0;
        }
        QVERIFY2(covered >= 10, qPrintable(QString::number(covered)));
        QCOMPARE(fit.groups.size(), size_t{1});
    }

    /// Ratings are of what was played, not of when: any order of the games gives the same anchored fit to the last bit.
    void theOrderOfTheGamesDoesNotMatter() {
        Rng rng(21);
        std::vector<GameResult> games;
        for (int i = 0; i < 3000; ++i) {
            const int first = static_cast<int>(rng.below(9));
            const int second = (first + 1 + static_cast<int>(rng.below(8))) % 9;
            const double drawn = rng.uniform();
            const OutcomeChances chances = davidsonChances((30.0 * (second - first) + 40) / kUnit, 0.3);
            games.push_back({first, second, drawn < chances.win ? 1 : drawn < chances.win + chances.draw ? 0 : -1});
        }
        RatingFitOptions options = anchored(4, 1000);
        options.fitAdvantage = true;
        const RatingFit fit = fitRatings(9, countPairs(9, games), options);
        QVERIFY2(near(fit.advantage, 40, 3 * fit.advantageError), qPrintable(QString::number(fit.advantage)));
        QCOMPARE(fit.players[4].elo, 1000.0);
        for (int round = 0; round < 5; ++round) {
            for (size_t i = games.size(); i-- > 1;)
                std::swap(games[i], games[rng.below(i + 1)]);
            const RatingFit again = fitRatings(9, countPairs(9, games), options);
            QCOMPARE(again.advantage, fit.advantage);
            for (size_t i = 0; i < 9; ++i) {
                QCOMPARE(again.players[i].elo, fit.players[i].elo);
                QCOMPARE(again.players[i].error, fit.players[i].error);
            }
        }
        // Nor does the order in which pairs are told, but for rounding.
        std::vector<PairResult> pairs = countPairs(9, games);
        std::reverse(pairs.begin(), pairs.end());
        const RatingFit backwards = fitRatings(9, pairs, options);
        for (size_t i = 0; i < 9; ++i)
            QVERIFY(near(backwards.players[i].elo, fit.players[i].elo, 1e-6));
    }

    void raoKupperFitsItsOwnRate() {
        const OutcomeChances c = raoKupperChances(100 / kUnit, 0.4);
        RatingFitOptions options = anchored(1, 0);
        options.drawModel = DrawModel::raoKupper;
        const RatingFit fit = fitRatings(2, {{0, 1, 1e5 * c.win, 1e5 * c.draw, 1e5 * c.loss}}, options);
        QVERIFY(near(fit.players[0].elo, 100, 1e-5));
        QVERIFY(near(fit.drawRate, 0.4, 1e-7));
    }

    void atOneHalfDavidsonCountsTwice() {
        RatingFitOptions options = anchored(1, 0);
        options.drawRate = 0.5;
        const std::vector<PairResult> games = {{0, 1, 30, 20, 10}};
        const RatingFit half = fitRatings(2, games, options);
        options.drawModel = DrawModel::davidson;
        const RatingFit exact = fitRatings(2, games, options);
        QVERIFY(near(half.players[0].elo, exact.players[0].elo, 1e-9));
        QVERIFY(near(half.players[0].error, exact.players[0].error, 1e-9));  // the noise knows of it
    }

    void aPriorIsWeighedAgainstTheGames() {
        // Score 1/2 of 16 decided games: information 16 / 4 in natural units, so that a prior with a deviation of 1/2
        // (precision 4) at the same place halves the variance. The opponent is an anchor.
        RatingFitOptions options = anchored(1, 1000);
        options.priors = {{0, 1000, kUnit / 2}};
        const RatingFit fit = fitRatings(2, {{0, 1, 8, 0, 8}}, options);
        QVERIFY(near(fit.players[0].elo, 1000, 1e-9));
        QVERIFY(near(fit.players[0].error, kUnit / std::sqrt(8.0), 1e-6));
        // Without games it is all there is.
        options.priors = {{0, 1300, 50}};
        const RatingFit alone = fitRatings(2, {}, options);
        QVERIFY(near(alone.players[0].elo, 1300, 1e-6));
        QVERIFY(near(alone.players[0].error, 50, 1e-6));
        QVERIFY(alone.players[1].kind == RatingKind::fixed);
    }

    void severalAnchorsStayWhereTheyAre() {
        RatingFitOptions options = plain();
        options.anchors = {{0, 1500}, {2, 1000}};
        const RatingFit fit = fitRatings(3, {{0, 1, 5, 0, 5}, {1, 2, 10, 0, 0}, {0, 2, 10, 0, 0}}, options);
        QCOMPARE(fit.players[0].elo, 1500.0);
        QCOMPARE(fit.players[2].elo, 1000.0);
        QVERIFY(fit.players[1].elo > 1400 && fit.players[1].elo < 1600);
        QCOMPARE(fit.players[0].error, 0.0);
        QCOMPARE(fit.groups.size(), size_t{1});  // anchors link what one-way results do not
    }

    void aGivenAdvantageIsTakenOff() {
        // 75 % on the first side only, all explained by an advantage of 190.8485.
        RatingFitOptions options = anchored(1, 0);
        options.advantage = 190.8485019;
        QVERIFY(near(fitRatings(2, {{0, 1, 75, 0, 25}}, options).players[0].elo, 0, 1e-6));
        QVERIFY(near(fitRatings(2, {{1, 0, 25, 0, 75}}, options).players[0].elo, 2 * 190.8485019, 1e-6));
    }

    void anAdvantageThatCannotBeToldIsSaidSo() {
        RatingFitOptions options = plain();
        options.fitAdvantage = true;
        QVERIFY(std::isinf(fitRatings(2, {{0, 1, 6, 0, 4}}, options).advantageError));  // never on the other side
        const RatingFit always = fitRatings(2, {{0, 1, 5, 0, 0}, {1, 0, 5, 0, 0}}, options);
        QVERIFY(!(always.advantageError < 20000 && std::fabs(always.advantage) < 20000));
    }

    void differencesKnowWhatErrorsShare() {
        // Both are known against the anchor only: variances add up. Against the mean the difference is the same.
        const std::vector<PairResult> games = {{0, 2, 10, 0, 10}, {1, 2, 10, 0, 10}};
        const RatingFit fit = fitRatings(3, games, anchored(2, 0));
        const double error = fit.players[0].error;
        QVERIFY(near(fit.differenceError(0, 1), error * std::sqrt(2.0), 1e-9));
        QVERIFY(near(fit.superiority(0, 1), 0.5, 1e-9));
        RatingFitOptions toMean = anchored(2, 0);
        toMean.errorsToMean = true;
        const RatingFit centred = fitRatings(3, games, toMean), floating = fitRatings(3, games, plain());
        for (int i = 0; i < 3; ++i) {
            const auto at = static_cast<size_t>(i);
            QVERIFY(near(centred.players[at].error, floating.players[at].error, 1e-9));
            QVERIFY(near(centred.differenceError(i, (i + 1) % 3), fit.differenceError(i, (i + 1) % 3), 1e-9));
            QVERIFY(near(floating.differenceError(i, (i + 1) % 3), fit.differenceError(i, (i + 1) % 3), 1e-9));
        }
        const RatingFit better = fitRatings(2, {{0, 1, 15, 0, 5}}, anchored(1, 0));
        QVERIFY(near(better.superiority(0, 1),
                     0.5 * std::erfc(-better.players[0].elo / better.players[0].error / std::sqrt(2.0)), 1e-9));
        QVERIFY(near(better.superiority(0, 1) + better.superiority(1, 0), 1, 1e-12));
    }

    void perfectRecordsArePlacedWhereTheyHaveProbabilityOneHalf() {
        RatingFitOptions options = plain();
        options.placeOutsiders = true;
        const std::vector<PairResult> games = {{0, 1, 6, 0, 6}, {2, 0, 5, 0, 0}, {3, 1, 0, 0, 4}, {2, 3, 9, 0, 0}};
        const RatingFit fit = fitRatings(5, games, options);
        // No draws anywhere: p^5 = 1/2 and p^4 = 1/2. What they played among themselves says nothing.
        const double top = kUnit * std::log(1 / (std::pow(2, 0.2) - 1)),
                     low = -kUnit * std::log(1 / (std::pow(2, 0.25) - 1));
        QVERIFY(near(fit.players[2].elo, top, 1e-6));
        QVERIFY(near(fit.players[3].elo, low, 1e-6));
        QVERIFY(fit.players[2].kind == RatingKind::atLeast && fit.players[3].kind == RatingKind::atMost);
        QVERIFY(std::isnan(fit.players[2].error));
        QVERIFY(fit.players[4].kind == RatingKind::none && std::isnan(fit.players[4].elo));
    }

    void groupsArePlacedAsAWholeAndIslandsAtTheMean() {
        RatingFitOptions options = plain();
        options.mean = 1000;
        options.placeOutsiders = true;
        // 0..2 are linked; 3 and 4 are, and 3 has beaten 0 once; 5 and 6 stand alone.
        const std::vector<PairResult> games = {
            {0, 1, 5, 0, 5}, {1, 2, 5, 0, 5}, {3, 4, 6, 0, 4}, {3, 0, 1, 0, 0}, {5, 6, 6, 0, 4}};
        const RatingFit fit = fitRatings(7, games, options);
        QCOMPARE(fit.groups.size(), size_t{3});
        QCOMPARE(fit.groups[0], (std::vector<int>{0, 1, 2}));
        QVERIFY(near(fit.players[3].elo, 1000, 1e-6));  // probability 1/2 of one win: equal to 0
        QVERIFY(near(fit.players[3].elo - fit.players[4].elo, kUnit * std::log(1.5), 1e-6));
        QVERIFY(near(fit.players[5].elo + fit.players[6].elo, 2000, 1e-6));
        QVERIFY(fit.players[4].kind == RatingKind::placed && fit.players[6].kind == RatingKind::placed);
        options.placeOutsiders = false;
        const RatingFit unasked = fitRatings(7, games, options);
        QVERIFY(std::isnan(unasked.players[3].elo) && std::isnan(unasked.players[6].elo));
        QCOMPARE(unasked.groups.size(), size_t{3});
    }

    void layersArePeeledOffFromTheOutside() {
        // 3 beats 2, 2 beats the pair {0, 1}: 2 lies further in.
        const std::vector<PairResult> games = {{0, 1, 1, 0, 1}, {2, 0, 3, 0, 0}, {3, 2, 3, 0, 0}};
        const RatingGroups groups = groupsOf(4, games, {});
        QCOMPARE(groups.groups, (std::vector<std::vector<int>>{{0, 1}, {2}, {3}}));
        QCOMPARE(layersOf(groups, games), (std::vector<std::vector<size_t>>{{1}, {2}}));
        const RatingGroups known = groupsOf(4, games, {2, 3});
        QCOMPARE(known.groups, (std::vector<std::vector<int>>{{2, 3}, {0, 1}}));
    }

    void aGoodGuessChangesNothing() {
        const std::vector<PairResult> games = drawLeague(20, 10, 0, 0.3, 4);
        RatingFitOptions options = plain();
        const RatingFit cold = fitRatings(20, games, options);
        for (const FittedRating& rating : cold.players)
            options.start.push_back(rating.elo + 3);
        options.start[7] = std::nan("");
        const RatingFit warm = fitRatings(20, games, options);
        for (size_t i = 0; i < 20; ++i) {
            QVERIFY(near(warm.players[i].elo, cold.players[i].elo, 1e-7));
            QVERIFY(near(warm.players[i].error, cold.players[i].error, 1e-7));
        }
    }

    void oppositionIsCountedByGames() {
        const std::vector<PairResult> games = {{0, 1, 2, 1, 0}, {1, 0, 0, 0, 1}, {0, 2, 0, 1, 3}};
        std::vector<FittedRating> ratings(3);
        ratings[1].elo = 100;
        ratings[2].elo = 200;
        const std::vector<Opposition> met = oppositions(games, ratings);
        QCOMPARE(met[0].wins, 3.0);
        QCOMPARE(met[0].draws, 2.0);
        QCOMPARE(met[0].losses, 3.0);
        QCOMPARE(met[0].opponents, 2);
        QCOMPARE(met[0].meanRating, 150.0);
        QVERIFY(near(met[0].diversity, 2, 1e-12));
        QVERIFY(near(met[1].diversity, 1, 1e-12));
    }

    void nothingButDrawsIsEqualInEveryModel() {
        for (const DrawModel kind : {DrawModel::halfPoint, DrawModel::davidson, DrawModel::raoKupper}) {
            RatingFitOptions options = plain();
            options.drawModel = kind;
            const RatingFit fit = fitRatings(3, {{0, 1, 0, 9, 0}, {1, 2, 0, 9, 0}}, options);
            for (const FittedRating& rating : fit.players) {
                QVERIFY(near(rating.elo, 0, 1e-6));
                QVERIFY(std::isfinite(rating.error) && rating.error > 0);
            }
        }
    }
};

QTEST_GUILESS_MAIN(MathJointTest)
#include "tst_math_joint.moc"
