// SPDX-License-Identifier: GPL-3.0-or-later
// ludus-cli rate: what it reads, what it says, how it refuses.
#include <zlib.h>

#include <QFile>
#include <QJsonArray>
#include <QTest>
#include <cmath>

#include "tests/app/headless/cli.h"

using namespace ludus::test;

namespace {

/// ann scores 7.5 of 10 against bob on the first side, 5 of 10 on the second.
QString twoPlayers() {
    QString text = QStringLiteral("first\tsecond\tresult\n");
    text += QStringLiteral("ann\tbob\t1-0\n").repeated(6) + QStringLiteral("ann\tbob\t1/2-1/2\n").repeated(3) +
            QStringLiteral("ann\tbob\t0-1\n");
    text += QStringLiteral("bob\tann\t1-0\n").repeated(4) + QStringLiteral("bob\tann\t0-1\n").repeated(4) +
            QStringLiteral("bob\tann\t1/2-1/2\n").repeated(2);
    return text;
}

/// Besides, top has won all its games and low lost all.
QString withPerfectRecords() {
    return twoPlayers() + QStringLiteral("top\tann\t1-0\n").repeated(5) + QStringLiteral("low\tbob\t0-1\n").repeated(4);
}

QJsonObject player(const Output& output, const char* name) {
    for (const auto& one : output.json()["players"].toArray()) {
        if (one.toObject()["name"].toString() == QLatin1String(name)) return one.toObject();
    }
    return {};
}

double rating(const Output& output, const char* name) {
    return player(output, name)["rating"].toDouble(-1e9);
}

bool near(double a, double b, double tolerance) {
    return std::fabs(a - b) <= tolerance;
}

}  // namespace

class TestCommandLineRate : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFileIsRatedWithErrors() {
        const Cli cli;
        const Output output = rateText(cli, twoPlayers(), {"--mean", "1000"});
        QCOMPARE(output.code, 0);
        QVERIFY(output.isOneDocument());
        const QJsonArray players = output.json()["players"].toArray();
        QCOMPARE(players.size(), 2);
        for (const char* key : {"name", "rating", "error", "games", "score"})
            QVERIFY2(players[0].toObject().contains(key), key);
        // 12.5 of 20 points: 400 log10(12.5 / 7.5) = 88.7395 apart.
        QCOMPARE(players[0].toObject()["name"].toString(), QString("ann"));
        QVERIFY(near(rating(output, "ann"), 1000 + 44.3697, 1e-3));
        QVERIFY(near(rating(output, "bob"), 1000 - 44.3697, 1e-3));
        QCOMPARE(player(output, "ann")["games"].toInt(), 20);
        QCOMPARE(player(output, "ann")["score"].toDouble(), 0.625);
        const double deviation = player(output, "ann")["standard_error"].toDouble();
        QVERIFY(deviation > 20 && deviation < 40);
        QVERIFY(near(player(output, "ann")["error"].toDouble(), 1.959964 * deviation, 1e-4));
        QCOMPARE(output.json()["advantage"].toDouble(), 0.0);
        QVERIFY(near(output.json()["draw_rate"].toDouble(), 0.26, 0.02));
        QVERIFY(player(output, "ann")["superiority"].toDouble() > 0.9);
        QVERIFY(player(output, "bob")["superiority"].isNull());
    }

    void theTableNamesEverybody() {
        const Cli cli;
        const Output output = cli.run({"rate", write(cli, twoPlayers())});
        QCOMPARE(output.code, 0);
        QVERIFY2(output.out.contains("ann") && output.out.contains("1244.4"), output.out.constData());
        QVERIFY(output.out.contains("advantage"));
    }

    void compressedAndForeignLineEndsAreRead() {
        const Cli cli;
        const QByteArray text = twoPlayers().toUtf8();
        const QString packed = cli.path("games.tsv.gz");
        const gzFile file = gzopen(QFile::encodeName(packed).constData(), "wb");
        QCOMPARE(gzwrite(file, text.constData(), static_cast<unsigned>(text.size())), static_cast<int>(text.size()));
        gzclose(file);
        const Output plain = rateText(cli, twoPlayers(), {});
        QCOMPARE(cli.runJson({"rate", packed}).out, plain.out);
        QCOMPARE(rateText(cli, "\xEF\xBB\xBF" + twoPlayers().replace("\n", "\r\n") + "\r\n", {}).json()["players"],
                 plain.json()["players"]);
        QFile cut(packed);
        QVERIFY(cut.open(QIODevice::ReadWrite));
        cut.resize(cut.size() / 2);
        cut.close();
        const Output damaged = cli.run({"rate", packed});
        QCOMPARE(damaged.code, 1);
        QVERIFY(damaged.err.contains("unpacked"));
    }

    void anchorsPriorsScaleAndSidesAreHeeded() {
        const Cli cli;
        const QString file = write(cli, twoPlayers());
        const auto run = [&](const QStringList& arguments) {
            return cli.runJson(QStringList{"rate", file} + arguments);
        };
        const Output anchored = run({"--anchor", "bob=500"});
        QVERIFY(near(rating(anchored, "ann"), 588.7395, 1e-3));
        QCOMPARE(rating(anchored, "bob"), 500.0);
        QCOMPARE(player(anchored, "bob")["kind"].toString(), QString("fixed"));
        const Output wide = run({"--anchor", "bob=0", "--scale", "800"});
        QVERIFY(near(rating(wide, "ann"), 2 * 88.7395, 1e-3));
        const Output tight = run({"--anchor", "bob=500", "--prior", "ann=500,1"});
        QVERIFY(near(rating(tight, "ann"), 500, 0.5));
        const Output loose = run({"--prior", "bob=500,1", "--prior", "ann=500,1000"});
        QVERIFY(near(rating(loose, "ann"), 588, 4));
        const Output fitted = run({"--advantage", "auto"});
        const double advantage = fitted.json()["advantage"].toDouble();
        QVERIFY2(advantage > 60 && advantage < 120, qPrintable(QString::number(advantage)));
        QVERIFY(fitted.json()["advantage_error"].toDouble() > 0);
        QCOMPARE(run({"--advantage", "45"}).json()["advantage"].toDouble(), 45.0);
        QCOMPARE(run({"--draw-rate", "50"}).out, run({"--draw-rate", "0.5"}).out);
        QCOMPARE(run({"--draw-rate", "50"}).json()["draw_rate"].toDouble(), 0.5);
        QVERIFY(player(run({"--draw-rate", "50"}), "ann")["error"].toDouble() <
                player(run({"--draw-rate", "0"}), "ann")["error"].toDouble());
        const QJsonObject matrix = run({"--matrix"}).json();
        QCOMPARE(matrix["superiorities"].toArray().size(), 2);
        QVERIFY(matrix["difference_errors"].toArray()[0].toArray()[1].toDouble() > 0);
        QVERIFY(matrix["difference_errors"].toArray()[0].toArray()[0].isNull());
    }

    void groupsAreNamedAndRefusedUnlessForced() {
        const Cli cli;
        const QString file = write(cli, withPerfectRecords());
        const Output refused = cli.runJson({"rate", file});
        QCOMPARE(refused.code, 1);
        QVERIFY(refused.isOneDocument());
        QCOMPARE(refused.json()["error"].toObject()["code"].toString(), QString("rating.groups"));
        QCOMPARE(refused.json()["groups"].toArray().size(), 3);
        QVERIFY(refused.err.contains("group 1: ann, bob") && refused.err.contains("top") &&
                refused.err.contains("low"));
        const Output forced = cli.runJson({"rate", file, "--force", "--draw-rate", "0"});
        QCOMPARE(forced.code, 0);
        // Five wins with probability 1/2: p = 0.5^(1/5).
        const double p = std::pow(0.5, 0.2);
        QVERIFY(near(rating(forced, "top") - rating(forced, "ann"), 400 * std::log10(p / (1 - p)), 1e-3));
        QCOMPARE(player(forced, "top")["kind"].toString(), QString("at_least"));
        QCOMPARE(player(forced, "low")["kind"].toString(), QString("at_most"));
        QVERIFY(player(forced, "top")["error"].isNull());
        QVERIFY(cli.run({"rate", file, "--force"}).out.contains("top >"));
        const Output known =
            cli.runJson({"rate", file, "--prior", "top=1400,100", "--prior", "low=1000,100", "--anchor", "ann=1200"});
        QCOMPARE(known.code, 0);  // what is known links them
        QVERIFY(rating(known, "top") > 1400 && rating(known, "low") < 1000);
    }

    void onlineMethodsRateInTheOrderOfTheFile() {
        const Cli cli;
        const QString win = "first\tsecond\tresult\nann\tbob\t1-0\n";
        const Output elo = rateText(cli, win, {"--method", "elo", "--mean", "1500"});
        QVERIFY(near(rating(elo, "ann") + rating(elo, "bob"), 3000, 1e-9));
        QVERIFY(rating(elo, "ann") > 1500);
        QVERIFY(player(elo, "ann")["error"].isNull());
        const Output skill = rateText(cli, win, {"--method", "trueskill"});
        QVERIFY(near(rating(skill, "ann"), 29.396, 5e-4));  // as published for a fresh pair
        QVERIFY(near(player(skill, "ann")["standard_error"].toDouble(), 7.171, 5e-4));
        const Output glicko = rateText(cli, twoPlayers(), {"--method", "glicko2"});
        QVERIFY(rating(glicko, "ann") > 1500 && rating(glicko, "bob") < 1500);
        QVERIFY(player(glicko, "ann")["standard_error"].toDouble() < 350);
    }

    void theGoldenListsAreRatedAsByOrdo() {
        const QString golden = qEnvironmentVariable("LUDUS_GOLDEN_DIR");
        if (golden.isEmpty()) QSKIP("LUDUS_GOLDEN_DIR is not set");
        const Cli cli;
        const QString input = golden + "/ordo/input/";
        const Output c = cli.runJson({"rate", input + "c_perfect_scores.games.tsv", "--mean", "1200", "--force"});
        QVERIFY(near(rating(c, "champion"), 1687.372, 0.004));
        QVERIFY(near(rating(c, "novice"), 682.140, 0.004));
        const Output d = cli.runJson({"rate", input + "d_slimevolley_all.games.tsv.gz", "--mean", "1200"});
        QVERIFY(near(rating(d, "ga"), 1450.004, 0.001));
        const Output loose = cli.runJson({"rate", input + "a_roundrobin6.games.tsv", "--prior", "alpha=1450,30",
                                          "--prior", "foxtrot=950,60", "--draw-rate", "50"});
        QVERIFY(near(rating(loose, "bravo"), 1372.275, 0.001));
        const Output b =
            cli.runJson({"rate", input + "b_sparse16_firstmover.games.tsv", "--mean", "1200", "--advantage", "auto"});
        QVERIFY(near(b.json()["advantage"].toDouble(), 67.54, 0.02));
        QVERIFY(near(b.json()["draw_rate"].toDouble(), 0.4197, 1e-4));
    }

    void badFilesAreNamedWithTheirLine_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("part");
        const QString head = "first\tsecond\tresult\n", game = "a\tb\t1-0\n";
        QTest::newRow("empty") << ""
                               << "no games";
        QTest::newRow("header only") << head << "no games";
        QTest::newRow("no header") << game << "Line 1";
        QTest::newRow("unknown result") << head + game + "a\tb\t2-0\n"
                                        << "Line 3";
        QTest::newRow("unfinished game") << head + "a\tb\t*\n"
                                         << "Line 2";
        QTest::newRow("two columns") << head + game + game + "a\tb\n"
                                     << "Line 4";
        QTest::newRow("four columns") << head + "a\tb\t1-0\t7\n"
                                      << "Line 2";
        QTest::newRow("no tabs") << head + "a b 1-0\n"
                                 << "Line 2";
        QTest::newRow("against himself") << head + game + "a\ta\t1-0\n"
                                         << "himself";
        QTest::newRow("no name") << head + "\ta\t1-0\n"
                                 << "no name";
        QTest::newRow("one sided") << head + game << "--force";
    }
    void badFilesAreNamedWithTheirLine() {
        QFETCH(QString, text);
        QFETCH(QString, part);
        const Cli cli;
        const Output output = rateText(cli, text, {});
        QCOMPARE(output.code, 1);
        QVERIFY(output.isOneDocument());
        QVERIFY2(QString::fromUtf8(output.err).contains(part), output.err.constData());
    }

    void badOptionsAreRefused_data() {
        QTest::addColumn<QString>("options");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("part");
        const auto row = [](const char* options, int code, const char* part) {
            QTest::newRow(options) << options << code << part;
        };
        row("--mean nan", 2, "--mean");
        row("--mean abc", 2, "--mean");
        row("--scale 0", 2, "--scale");
        row("--scale nan", 2, "--scale");
        row("--anchor ann", 2, "NAME=R");
        row("--anchor ann=nan", 2, "NAME=R");
        row("--anchor amn=1000", 2, "Did you mean ann?");
        row("--anchor ann=1 --anchor ann=2", 2, "More than one");
        row("--anchor ann=1 --mean 3", 2, "--mean");
        row("--prior ann=1000", 2, "NAME=R,S");
        row("--prior ann=1000,0", 2, "NAME=R,S");
        row("--prior nobody=1000,50", 2, "nobody");
        row("--advantage much", 2, "--advantage");
        row("--advantage inf", 2, "--advantage");
        row("--draw-rate nan", 2, "--draw-rate");
        row("--draw-rate -1", 2, "--draw-rate");
        row("--draw-rate 100", 2, "--draw-rate");
        row("--draw-rate 0 --draw-model davidson", 2, "drawn games");
        row("--method chess", 2, "chess");
        row("--method elo --anchor ann=1000", 2, "bradley-terry");
        row("--method glicko2 --draw-rate auto", 2, "--mean");
    }
    void badOptionsAreRefused() {
        QFETCH(QString, options);
        QFETCH(int, code);
        QFETCH(QString, part);
        const Cli cli;
        const Output output = rateText(cli, twoPlayers(), options.split(' '));
        QCOMPARE(output.code, code);
        QVERIFY(output.isOneDocument());
        QVERIFY2(output.err.startsWith("Error: "), output.err.constData());
        QVERIFY2(QString::fromUtf8(output.err).contains(part), output.err.constData());
    }

    void whatTheGamesDoNotTellIsNotInvented() {
        const Cli cli;
        const QString oneSided = "first\tsecond\tresult\n" + QString("ann\tbob\t1-0\n").repeated(5);
        const Output scale = rateText(cli, oneSided, {"--force"});
        QCOMPARE(scale.code, 1);
        QCOMPARE(scale.json()["error"].toObject()["code"].toString(), QString("rating.scale"));
        const Output side = rateText(cli, oneSided + QString("bob\tann\t1-0\n").repeated(5), {"--advantage", "auto"});
        QCOMPARE(side.code, 1);
        QCOMPARE(side.json()["error"].toObject()["code"].toString(), QString("rating.advantage"));
        const Output drawn = rateText(cli, "first\tsecond\tresult\n" + QString("ann\tbob\t1/2-1/2\n").repeated(9), {});
        QCOMPARE(drawn.code, 0);
        QVERIFY(near(rating(drawn, "ann"), rating(drawn, "bob"), 1e-6));
        QVERIFY(player(drawn, "ann")["error"].toDouble() > 1);
        const Output anchored = rateText(cli, oneSided, {"--anchor", "bob=1000", "--force"});
        QCOMPARE(anchored.code, 0);
        QVERIFY(rating(anchored, "ann") > 1200);
    }

private:
    static QString write(const Cli& cli, const QString& text) {
        return cli.file("games.tsv", text.toUtf8().constData());
    }
    static Output rateText(const Cli& cli, const QString& text, const QStringList& options) {
        return cli.runJson(QStringList{"rate", write(cli, text)} + options);
    }
};

QTEST_GUILESS_MAIN(TestCommandLineRate)
#include "tst_command_line_rate.moc"
