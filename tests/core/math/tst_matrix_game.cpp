// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <thread>

#include "core/base/rng.h"
#include "core/math/linear_program.h"
#include "core/math/matrix_game.h"

using namespace ludus::math;

namespace {

using Mixture = std::vector<double>;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

bool near(const Mixture& got, const Mixture& expected, double tolerance = 1e-12) {
    bool same = got.size() == expected.size();
    for (size_t i = 0; same && i < got.size(); ++i)
        same = std::fabs(got[i] - expected[i]) <= tolerance;
    if (!same) {
        for (const double p : got)
            qWarning("got %.17g", p);
    }
    return same;
}

PayoffMatrix game(size_t rows, size_t columns, std::vector<double> values) {
    return {rows, columns, std::move(values)};
}

PayoffMatrix antisymmetric(size_t n, const std::function<double()>& payoff) {
    PayoffMatrix out{n, n, std::vector<double>(n * n)};
    for (size_t i = 0; i < n; ++i)
        for (size_t j = 0; j < i; ++j) {
            out.values[i * n + j] = payoff();
            out.values[j * n + i] = -out.values[i * n + j];
        }
    return out;
}

/// By how much -log x could still grow towards another strategy that is as good: 0 where x has the largest entropy
/// (entropy is concave and its slope at x is -log x - 1).
double missingEntropy(const PayoffMatrix& payoffs, const Equilibrium& equilibrium, bool rows) {
    const Mixture& x = rows ? equilibrium.row : equilibrium.column;
    LinearProgram program;
    double now = 0;
    for (const double p : x) {
        program.objective.push_back(p > 0 ? -std::log(p) : 30);
        now += p * program.objective.back();
        program.lower.push_back(0);
        program.upper.push_back(1);
    }
    for (size_t j = 0; j < (rows ? payoffs.columns : payoffs.rows); ++j) {
        for (size_t i = 0; i < x.size(); ++i)
            program.matrix.push_back(rows ? payoffs.at(i, j) : -payoffs.at(j, i));
        program.rowLower.push_back((rows ? equilibrium.value : -equilibrium.value) - 1e-13);
        program.rowUpper.push_back(kInfinity);
    }
    program.matrix.insert(program.matrix.end(), x.size(), 1.0);
    program.rowLower.push_back(1);
    program.rowUpper.push_back(1);
    const auto best = maximise(program);
    return best ? best->objective - now : kInfinity;
}

}  // namespace

class TestMatrixGame : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aLinearProgramIsSolvedWithItsDuals() {
        // 3 x + 5 y under x <= 4, 2 y <= 12, 3 x + 2 y <= 18: 36 at (2, 6), duals 0, 3/2, 1 (Hillier and Lieberman).
        LinearProgram program;
        program.objective = {3, 5};
        program.lower = {0, 0};
        program.upper = {kInfinity, kInfinity};
        program.matrix = {1, 0, 0, 2, 3, 2};
        program.rowLower = {-kInfinity, -kInfinity, -kInfinity};
        program.rowUpper = {4, 12, 18};
        const auto solution = maximise(program);
        QVERIFY(solution.ok());
        QVERIFY(std::fabs(solution->objective - 36) < 1e-12);
        QVERIFY(near(solution->x, {2, 6}));
        QVERIFY(near(solution->duals, {0, 1.5, 1}));
    }

    void aProgramWithoutOptimumIsAnError() {
        LinearProgram program;
        program.objective = {1};
        program.lower = {0};
        program.upper = {kInfinity};
        program.matrix = {1};
        program.rowLower = {1};
        program.rowUpper = {kInfinity};
        QCOMPARE(maximise(program).error().code, std::string("math.program"));  // grows for ever
        program.objective = {-1};
        QCOMPARE(maximise(program)->x, Mixture{1});
        program.upper = {0.5};
        QVERIFY(!maximise(program).ok());  // nothing fulfils both
    }

    void knownGames_data() {
        QTest::addColumn<int>("rows");
        QTest::addColumn<QList<double>>("payoffs");
        QTest::addColumn<double>("value");
        QTest::addColumn<QList<double>>("row");
        QTest::addColumn<QList<double>>("column");
        const double third = 1.0 / 3, sixth = 1.0 / 6;
        using List = QList<double>;
        QTest::newRow("rock paper scissors")
            << 3 << List{0, -1, 1, 1, 0, -1, -1, 1, 0} << 0.0 << List{third, third, third} << List{third, third, third};
        QTest::newRow("biased") << 3 << List{0, -.25, .5, .25, 0, -.05, -.5, .05, 0} << 0.0 << List{.0625, .625, .3125}
                                << List{.0625, .625, .3125};
        // x (3, -1) + (1 - x) (-2, 1): equal at x = 3/7, then 1/7; y (3, -2) + (1 - y) (-1, 1): y = 2/7.
        QTest::newRow("2 x 2") << 2 << List{3, -1, -2, 1} << 1.0 / 7 << List{3.0 / 7, 4.0 / 7}
                               << List{2.0 / 7, 5.0 / 7};
        QTest::newRow("saddle point") << 2 << List{4, 3, 2, 1} << 3.0 << List{1, 0} << List{0, 1};
        QTest::newRow("all zero") << 3 << List{0, 0, 0, 0, 0, 0} << 0.0 << List{third, third, third} << List{.5, .5};
        QTest::newRow("all equal") << 2 << List{7, 7} << 7.0 << List{.5, .5} << List{1};
        QTest::newRow("one strategy against three") << 1 << List{7, 3, 3} << 3.0 << List{1} << List{0, .5, .5};
        QTest::newRow("rock twice") << 4 << List{0, 0, -1, 1, 0, 0, -1, 1, 1, 1, 0, -1, -1, -1, 1, 0} << 0.0
                                    << List{sixth, sixth, third, third} << List{sixth, sixth, third, third};
        QTest::newRow("dominated") << 4 << List{0, -1, 1, .1, 1, 0, -1, .1, -1, 1, 0, .1, -.1, -.1, -.1, 0} << 0.0
                                   << List{third, third, third, 0} << List{third, third, third, 0};
        QTest::newRow("weakly dominated") << 2 << List{0, 0, 0, -1} << 0.0 << List{1, 0} << List{.5, .5};
        QTest::newRow("transitive") << 3 << List{0, -1, -1, 1, 0, -1, 1, 1, 0} << 0.0 << List{0, 0, 1} << List{0, 0, 1};
        // Only 3 x_1 <= x_2 matters: x is proportional to w^(-3), w, 1 with 3 w^(-3) = w, that is to 1, 3, 3^(3/4).
        const double w = std::pow(3.0, 0.75), z = 4 + w;
        QTest::newRow("a promise that binds")
            << 3 << List{0, -3, 0, 1, 0, 0} << 0.0 << List{1 / z, 3 / z, w / z} << List{1, 0};
        // Matching pennies beside a safe 0: any (p, p, 1 - 2 p) is as good; the entropy is largest at 1/3.
        QTest::newRow("a face") << 3 << List{1, -1, -1, 1, 0, 0} << 0.0 << List{third, third, third} << List{.5, .5};
    }
    void knownGames() {
        QFETCH(int, rows);
        QFETCH(QList<double>, payoffs);
        QFETCH(double, value);
        QFETCH(QList<double>, row);
        QFETCH(QList<double>, column);
        const PayoffMatrix matrix =
            game(static_cast<size_t>(rows), static_cast<size_t>(column.size()), {payoffs.begin(), payoffs.end()});
        const auto some = someEquilibrium(matrix);
        QVERIFY(some.ok());
        QVERIFY(std::fabs(some->value - value) < 1e-12);
        const auto found = maxEntropyEquilibrium(matrix);
        QVERIFY2(found.ok(), found.ok() ? "" : found.error().sentence().c_str());
        QVERIFY(std::fabs(found->value - value) < 1e-12);
        QVERIFY(near(found->row, {row.begin(), row.end()}, 1e-9));
        QVERIFY(near(found->column, {column.begin(), column.end()}, 1e-9));
        QVERIFY(found->exploitability < 1e-12);
    }

    void otherUnitsChangeNothing() {
        const std::vector<double> payoffs{3, -1, 4, -2, 1, 5};
        const auto plain = maxEntropyEquilibrium(game(2, 3, payoffs));
        std::vector<double> other;
        for (const double payoff : payoffs)
            other.push_back(1e6 * payoff + 5e7);
        const auto scaled = maxEntropyEquilibrium(game(2, 3, other));
        QVERIFY(near(scaled->row, plain->row));
        QVERIFY(near(scaled->column, plain->column));
        QVERIFY(std::fabs(scaled->value - (1e6 * plain->value + 5e7)) < 1e-6);
    }

    void exploitabilityIsTheMeanGain() {
        // Rock against (1/2 rock, 1/2 paper) gets -1/2; best responses: paper gets 1/2 (gain 1), paper holds it to -1
        // (gain 1/2).
        const PayoffMatrix rps = game(3, 3, {0, -1, 1, 1, 0, -1, -1, 1, 0});
        QCOMPARE(nashConv(rps, {1, 0, 0}, {.5, .5, 0}), 1.5);
        QCOMPARE(exploitability(rps, {1, 0, 0}, {.5, .5, 0}), 0.75);
        QCOMPARE(rowPayoffs(rps, {.5, .5, 0}), (std::vector<double>{-.5, .5, 0}));
        QCOMPARE(columnPayoffs(rps, {1, 0, 0}), (std::vector<double>{0, -1, 1}));
    }

    void skillsAreThoseOfNashAveraging() {
        const auto cycle = nashAverage(game(3, 3, {0, -1, 1, 1, 0, -1, -1, 1, 0}));
        QVERIFY(near(cycle->rowSkills, {0, 0, 0}));
        const auto order = nashAverage(game(3, 3, {0, -1, -1, 1, 0, -1, 1, 1, 0}));
        QVERIFY(near(order->rowSkills, {-1, -1, 0}));
        QVERIFY(near(order->columnSkills, order->rowSkills));
        const auto dominant =
            nashAverage(game(4, 4, {0, 234, 34, -270, -234, 0, -38, -464, -34, 38, 0, -270, 270, 464, 270, 0}));
        QVERIFY(near(dominant->equilibrium.row, {0, 0, 0, 1}));
        QVERIFY(near(dominant->rowSkills, {-270, -464, -270, 0}));
        const auto tasks = nashAverage(game(5, 3, {0, 0, 0, 1, 10, 100, 2, 20, 200, 3, 30, 300, 3, 30, 300}));
        QVERIFY(near(tasks->equilibrium.row, {0, 0, 0, .5, .5}));
        QVERIFY(near(tasks->equilibrium.column, {1, 0, 0}));
        QVERIFY(near(tasks->rowSkills, {0, 1, 2, 3, 3}));
        QVERIFY(near(tasks->columnSkills, {-3, -30, -300}));
    }

    void copiesOfAnAgentShareWhatItHad() {
        ludus::Rng rng(3);
        const PayoffMatrix single = antisymmetric(9, [&] { return rng.normal(); });
        PayoffMatrix copied{27, 27, {}};
        for (size_t i = 0; i < 27; ++i)
            for (size_t j = 0; j < 27; ++j)
                copied.values.push_back(single.at(i / 3, j / 3));
        const auto alone = nashAverage(single), shared = nashAverage(copied);
        for (size_t i = 0; i < 27; ++i) {
            QVERIFY(std::fabs(3 * shared->equilibrium.row[i] - alone->equilibrium.row[i / 3]) < 1e-10);
            QVERIFY(std::fabs(shared->rowSkills[i] - alone->rowSkills[i / 3]) < 1e-10);
        }
    }

    void ordersOfStrategiesDoNotMatter() {
        ludus::Rng rng(11);
        for (int round = 0; round < 100; ++round) {
            const PayoffMatrix forwards = antisymmetric(8, [&] { return static_cast<double>(rng.below(3)) - 1; });
            PayoffMatrix backwards = forwards;
            std::reverse(backwards.values.begin(), backwards.values.end());
            const auto one = maxEntropyEquilibrium(forwards), two = maxEntropyEquilibrium(backwards);
            QVERIFY(one.ok() && two.ok());
            QVERIFY(near(one->row, {two->row.rbegin(), two->row.rend()}, 1e-9));
        }
    }

    void randomGamesHaveTheLargestEntropy_data() {
        QTest::addColumn<int>("rounds");
        QTest::addColumn<int>("most");
        QTest::addColumn<int>("values");
        QTest::newRow("small, two values") << 400 << 8 << 2;
        QTest::newRow("small, three values") << 400 << 8 << 3;
        QTest::newRow("small, any values") << 200 << 8 << 0;
        QTest::newRow("middling, two values") << 100 << 30 << 2;
        QTest::newRow("middling, three values") << 100 << 30 << 3;
    }
    void randomGamesHaveTheLargestEntropy() {
        QFETCH(int, rounds);
        QFETCH(int, most);
        QFETCH(int, values);
        ludus::Rng rng(5, static_cast<uint64_t>(most), static_cast<uint64_t>(values));
        const auto payoff = [&] { return values == 0 ? rng.normal() : rng.below(static_cast<uint32_t>(values)); };
        for (int round = 0; round < rounds; ++round) {
            const size_t rows = 1 + rng.below(static_cast<uint32_t>(most));
            const size_t columns = 1 + rng.below(static_cast<uint32_t>(most));
            PayoffMatrix matrix{rows, columns, std::vector<double>(rows * columns)};
            for (double& value : matrix.values)
                value = payoff();
            if (round % 3 == 0) matrix = antisymmetric(rows, payoff);
            const auto found = maxEntropyEquilibrium(matrix);
            QVERIFY2(found.ok(), found.ok() ? "" : found.error().sentence().c_str());
            QVERIFY(exploitability(matrix, found->row, found->column) < 1e-11);
            QVERIFY(missingEntropy(matrix, *found, true) < 1e-5);  // the program's tolerance, times multipliers
            QVERIFY(missingEntropy(matrix, *found, false) < 1e-5);
        }
    }

    void aHundredStrategiesAreSolvedExactly() {
        ludus::Rng rng(1);
        const PayoffMatrix matrix = antisymmetric(100, [&] { return rng.normal(); });
        QElapsedTimer timer;
        timer.start();
        const auto found = maxEntropyEquilibrium(matrix);
        qInfo("100 x 100: %.1f ms", static_cast<double>(timer.nsecsElapsed()) * 1e-6);
        QVERIFY(found.ok());
        QVERIFY(found->exploitability < 1e-12);
        QCOMPARE(found->row, found->column);
        QCOMPARE(found->value, 0.0);
        const auto played = std::count_if(found->row.begin(), found->row.end(), [](double p) { return p > 0; });
        QVERIFY(played % 2 == 1);  // in general an odd number (Kaplansky 1945)
        QVERIFY(played > 30);
    }

    void unknownPayoffsAreAnError() {
        for (const double bad : {std::numeric_limits<double>::quiet_NaN(), kInfinity}) {
            const auto found = maxEntropyEquilibrium(game(2, 2, {0, bad, 1, 0}));
            QVERIFY(!found.ok());
            QCOMPARE(found.error().code, std::string("math.equilibrium"));
            QVERIFY(!someEquilibrium(game(1, 1, {bad})).ok());
        }
    }

    void severalThreadsGetTheSame() {
        ludus::Rng rng(2);
        const PayoffMatrix matrix = antisymmetric(40, [&] { return rng.normal(); });
        const auto alone = maxEntropyEquilibrium(matrix);
        std::vector<Mixture> found(4);
        std::vector<std::thread> threads;
        for (Mixture& mixture : found)
            threads.emplace_back([&] { mixture = maxEntropyEquilibrium(matrix)->row; });
        for (std::thread& thread : threads)
            thread.join();
        for (const Mixture& mixture : found)
            QCOMPARE(mixture, alone->row);
    }
};

QTEST_GUILESS_MAIN(TestMatrixGame)
#include "tst_matrix_game.moc"
