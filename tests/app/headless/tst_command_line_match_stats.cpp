// SPDX-License-Identifier: GPL-3.0-or-later
// ludus-cli match-stats: published numbers come out, undefined ones are null, wrong counts end in a sentence.
#include <QJsonArray>
#include <QTest>
#include <cmath>

#include "tests/app/headless/cli.h"

using namespace ludus::test;

namespace {

QStringList games(int wins, int draws, int losses) {
    return {"match-stats",          "--wins",   QString::number(wins),  "--draws",
            QString::number(draws), "--losses", QString::number(losses)};
}

}  // namespace

class TestCommandLineMatchStats : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void publishedNumbersComeOut_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("key");
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("tolerance");
        const QStringList won = games(136, 111, 96);  // fastchess
        QTest::newRow("elo") << won << "elo" << 40.70 << 5e-3;
        QTest::newRow("elo error") << won << "elo_error" << 30.43 << 5e-3;
        QTest::newRow("nelo") << won << "nelo" << 49.77 << 5e-3;
        QTest::newRow("nelo error") << won << "nelo_error" << 36.77 << 5e-3;
        QTest::newRow("los") << won << "los" << 0.9960 << 5e-5;
        QTest::newRow("los, draws ignored") << won << "los_draws_ignored" << 0.9957 << 5e-5;
        QTest::newRow("score") << won << "score" << 0.558309038 << 1e-9;
        const QStringList pairs{"match-stats", "--pairs", "34,54,63,64,75"};
        QTest::newRow("pairs: elo") << pairs << "elo" << 55.58 << 5e-3;
        QTest::newRow("pairs: elo error") << pairs << "elo_error" << 27.65 << 5e-3;
        QTest::newRow("pairs: nelo") << pairs << "nelo" << 57.94 << 5e-3;
        QTest::newRow("pairs: games") << pairs << "games" << 580.0 << 0.0;
        const auto test = [](QStringList with, const char* bounds, const char* model) {
            return with << "--sprt" << bounds << "--model" << model;
        };
        QTest::newRow("logistic") << test(games(21404, 40708, 21184), "0.5,2.5", "logistic") << "llr" << -1.57 << 5e-3;
        QTest::newRow("normalized") << test(games(36433, 68692, 36027), "0,2", "normalized") << "llr" << 0.92 << 5e-3;
        QTest::newRow("below zero") << test(games(10871, 20431, 10650), "-1.75,0.25", "normalized") << "llr" << 2.2975
                                    << 5e-5;
        QTest::newRow("bayesian") << test(games(68965, 128429, 68526), "0,2", "bayesian") << "llr" << -1.26 << 5e-3;
        QTest::newRow("classical") << test(games(1477, 2942, 1351), "0,10", "bayesian-jeffreys") << "llr" << 2.52
                                   << 5e-3;
        QTest::newRow("pairs, normalized")
            << test({"match-stats", "--pairs", "13,37,50,25,3"}, "0,4", "normalized") << "llr" << -0.54912 << 5e-6;
    }
    void publishedNumbersComeOut() {
        QFETCH(QStringList, arguments);
        QFETCH(QString, key);
        QFETCH(double, value);
        QFETCH(double, tolerance);
        const Cli cli;
        const Output output = cli.runJson(arguments);
        QVERIFY2(output.code == 0, output.err.constData());
        QVERIFY(output.isOneDocument());
        const QJsonObject json = output.json();
        for (const char* always : {"elo", "elo_error", "nelo", "nelo_error", "los", "llr"})
            QVERIFY2(json.contains(always), always);
        QVERIFY(json[key].isDouble());
        QVERIFY2(std::fabs(json[key].toDouble() - value) <= tolerance,
                 qPrintable(QString::number(json[key].toDouble())));
    }

    void gamesAndPairsGoTogether() {
        const Cli cli;
        // 34 x LL, 54 x LD, 63 x (53 WL + 10 DD), 64 x WD, 75 x WW.
        const Output output = cli.runJson(games(267, 138, 175) << "--pairs"
                                                               << "34,54,63,64,75");
        QCOMPARE(output.code, 0);
        const QJsonObject json = output.json();
        QCOMPARE(json["wins"].toInt(), 267);
        QCOMPARE(json["pairs"].toArray().size(), 5);
        QVERIFY(std::fabs(json["elo_error"].toDouble() - 27.6534295) < 1e-6);  // from the pairs
        QVERIFY(json["llr"].isNull());
    }

    void whatIsUnknownIsNull() {
        const Cli cli;
        const QJsonObject won = cli.runJson(games(7, 0, 0)).json();
        for (const char* key : {"elo", "elo_error", "nelo", "nelo_error", "los", "llr"})
            QVERIFY2(won.contains(key) && won[key].isNull(), key);
        QVERIFY(won["los_draws_ignored"].toDouble() > 0.99);
        const QJsonObject drawn = cli.runJson(games(0, 7, 0)).json();
        QCOMPARE(drawn["elo"].toDouble(-1), 0.0);
        QVERIFY(drawn["elo_error"].isNull() && drawn["nelo"].isNull() && drawn["los_draws_ignored"].isNull());
        const Output plain = cli.run(games(7, 0, 0));
        QCOMPARE(plain.code, 0);
        QVERIFY(!plain.out.contains("nan") && !plain.out.contains("inf"));
    }

    void theVerdictIsSaid() {
        const Cli cli;
        const auto verdict = [&](const QStringList& counts) {
            return cli
                .runJson(QStringList(counts) << "--sprt"
                                             << "0,20")
                .json()["sprt"]
                .toObject()["verdict"]
                .toString();
        };
        QCOMPARE(verdict(games(700, 100, 300)), QString("accept"));
        QCOMPARE(verdict(games(300, 100, 700)), QString("reject"));
        QCOMPARE(verdict(games(6, 1, 5)), QString("continue"));
    }

    void theTextNamesEverything() {
        const Cli cli;
        const Output output = cli.run(games(267, 138, 175) << "--pairs"
                                                           << "34,54,63,64,75"
                                                           << "--sprt"
                                                           << "0,5");
        QCOMPARE(output.code, 0);
        const QString text = QString::fromUtf8(output.out);
        for (const char* part : {"267 - 175 - 138", "57.93 % of 580 games", "34, 54, 63, 64, 75", "+55.58 ± 27.65",
                                 "+57.94 ± 28.28", "100.00 %", "LLR", "-2.94", "2.94"})
            QVERIFY2(text.contains(QString::fromUtf8(part)), qPrintable(text));
    }

    void wrongUsageEndsInASentence_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("part");
        const QStringList fine = games(5, 6, 7);
        const auto with = [&](const QStringList& more) { return QStringList(fine) + more; };
        QTest::newRow("nothing") << QStringList{"match-stats"} << "single game";
        QTest::newRow("all zero") << games(0, 0, 0) << "single game";
        QTest::newRow("pairs of zero") << QStringList{"match-stats", "--pairs", "0,0,0,0,0"} << "single game";
        QTest::newRow("negative") << games(5, -6, 7) << "-6";
        QTest::newRow("negative pairs") << QStringList{"match-stats", "--pairs", "1,2,-3,4,5"} << "-3";
        QTest::newRow("no number") << QStringList{"match-stats", "--wins", "many"} << "many";
        QTest::newRow("not whole") << QStringList{"match-stats", "--wins", "1.5"} << "1.5";
        QTest::newRow("one count alone") << QStringList{"match-stats", "--wins", "5"} << "--draws";
        QTest::newRow("four pairs") << QStringList{"match-stats", "--pairs", "1,2,3,4"} << "five";
        QTest::newRow("pairs of other games") << with({"--pairs", "1,2,3,2,2"}) << "not made of";
        QTest::newRow("draws that cannot be") << games(5, 0, 5) + QStringList{"--pairs", "0,2,1,2,0"} << "not made of";
        QTest::newRow("bayesian pairs") << QStringList{"match-stats", "--pairs", "1,2,3,4,5", "--sprt",
                                                       "0,5",         "--model", "bayesian"}
                                        << "not defined on pairs";
        QTest::newRow("unknown model") << with({"--sprt", "0,5", "--model", "logistik"}) << "logistic";
        QTest::newRow("one bound") << with({"--sprt", "5"}) << "two Elo values";
        QTest::newRow("swapped bounds") << with({"--sprt", "5,0"}) << "below";
        QTest::newRow("alpha") << with({"--sprt", "0,5", "--alpha", "0"}) << "alpha";
        QTest::newRow("alpha and beta") << with({"--sprt", "0,5", "--alpha", "0.6", "--beta", "0.6"}) << "together";
    }
    void wrongUsageEndsInASentence() {
        QFETCH(QStringList, arguments);
        QFETCH(QString, part);
        const Cli cli;
        const Output plain = cli.run(arguments);
        QCOMPARE(plain.code, 2);
        QVERIFY2(plain.err.startsWith("Error: "), plain.err.constData());
        QVERIFY2(QString::fromUtf8(plain.err).contains(part), plain.err.constData());
        QVERIFY(plain.out.isEmpty());
        const Output json = cli.runJson(arguments);
        QCOMPARE(json.code, 2);
        QVERIFY(json.isOneDocument());
        QVERIFY(json.json()["error"].toObject()["text"].toString().contains(part));
    }
};

QTEST_GUILESS_MAIN(TestCommandLineMatchStats)
#include "tst_command_line_match_stats.moc"
