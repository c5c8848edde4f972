// SPDX-License-Identifier: GPL-3.0-or-later
// A league on the command line: what the rows of a real one tell, why, what would be drawn now, two leagues compared.
#include <QJsonArray>
#include <QTest>

#include <cmath>

#include "tests/app/headless/cli.h"
#include "tests/core/runs/league_script.h"

using namespace ludus::test;
using ludus::VerdictCause;

namespace {

QStringList playLeague(const char* name, const char* seed) {
    return {"run", "rps/diversified_league", "--steps", "300000", "--seed", seed, "--name", name, "--workers", "1"};
}

QString verdict(int id) {
    return "verdict:" + QString::number(id);
}

QJsonObject named(const QJsonArray& list, const QString& name) {
    for (const auto& one : list)
        if (one.toObject()["name"] == name) return one.toObject();
    return {};
}

}  // namespace

class TestCommandLineLeague : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        for (const auto& arguments : {playLeague("one", "1"), playLeague("other", "2"),
                                      QStringList{"run", "rps/self_play", "--steps", "5000", "--name", "alone"}}) {
            const Output output = cli_.runJson(arguments);
            QVERIFY2(output.code == 0, output.err.constData());
        }
        const Output output = cli_.runJson({"league", "one"});
        QVERIFY2(output.code == 0, output.err.constData());
        QVERIFY(output.isOneDocument());
        league_ = output.json();
    }

    void theLeagueIsToldFromItsRows() {
        QVERIFY(league_["exact"].toBool());
        const QJsonArray players = league_["players"].toArray(), snapshots = league_["snapshots"].toArray();
        QCOMPARE(players.size(), 5);
        QCOMPARE(players[0].toObject()["name"].toString(), QString("MA1"));
        int counted = 0;
        for (const auto& one : players) {
            const QJsonObject player = one.toObject();
            for (const char* key : {"id", "role", "parent", "period", "snapshots"})
                QVERIFY2(player.contains(key), key);
            counted += player["snapshots"].toInt();
        }
        QCOMPARE(counted, snapshots.size());
        QCOMPARE(named(snapshots, "root")["kind"].toString(), QString("root"));
        QCOMPARE(named(snapshots, "MA1-1")["parent"].toString(), QString("root"));
        QCOMPARE(named(snapshots, "SE1-start")["parent"].toString(), QString("root"));
        QVERIFY(named(snapshots, "MA1-1")["usable"].toBool());
    }

    /// To the last one, though nothing was decided since the last verdicts.
    void everyStepWasSomebodys() {
        int64_t sum = 0, open = 0;
        for (const auto& one : league_["players"].toArray()) {
            const QJsonObject player = one.toObject();
            QVERIFY(player.contains("trained"));
            QCOMPARE(player["trained_total"].toInteger(),
                     player["trained"].toInteger() + player["trained_before"].toInteger());
            sum += player["trained_total"].toInteger();
            open += player["trained"].toInteger();
        }
        QCOMPARE(sum, league_["steps"].toInteger());
        QVERIFY(sum >= 300'000);
        QVERIFY(open > 0);
    }

    /// Between half a win each that is known, one that is not, and two who never met.
    void payoffsTellTheirSidesAndWhatIsKnown() {
        const QJsonObject payoff = league_["payoff"].toObject();
        const auto at = [&](const char* key, int i, int j) -> QJsonValue {
            return payoff[QString(key)].toArray()[i].toArray()[j];
        };
        const int count = static_cast<int>(payoff["members"].toArray().size());
        const double least = payoff["minimum_games"].toDouble();
        int known = 0, strangers = 0, sided = 0;
        for (int i = 0; i < count; ++i) {
            for (int j = 0; j < count; ++j) {
                const double games = at("games", i, j).toDouble();
                QVERIFY(at("prior_games", i, j).toDouble() <= games + 1e-9);
                QCOMPARE(at("known", i, j).toBool(), games > 0 && games >= least);
                if (!at("known", i, j).toBool()) QCOMPARE(at("win_rate", i, j).toDouble(), 0.5);
                known += at("known", i, j).toBool() ? 1 : 0;
                strangers += games == 0 ? 1 : 0;
                if (i == j) continue;
                QCOMPARE(at("first_side_played", i, j).toInt() + at("second_side_played", i, j).toInt(),
                         at("played", i, j).toInt());
                QCOMPARE(at("first_side_played", i, j).toInt(), at("second_side_played", j, i).toInt());
                const QJsonValue first = at("first_side", i, j), second = at("second_side", j, i);
                QCOMPARE(first.isNull(), second.isNull());
                if (first.isNull()) continue;
                QVERIFY(std::fabs(first.toDouble() + second.toDouble() - 1) < 1e-9);
                ++sided;
            }
        }
        QVERIFY(known > 0 && strangers > 0 && sided > 0);
    }

    void payoffsBranchesAndMixturesAddUp() {
        const QJsonObject payoff = league_["payoff"].toObject();
        const QJsonArray members = payoff["members"].toArray(), rates = payoff["win_rate"].toArray();
        QCOMPARE(rates.size(), members.size());
        for (int i = 0; i < rates.size(); ++i)
            for (int j = 0; j < i; ++j)
                QVERIFY(std::fabs(rates[i].toArray()[j].toDouble() + rates[j].toArray()[i].toDouble() - 1) < 1e-9);
        for (const auto& one : league_["branches"].toArray()) {
            const QJsonObject branches = one.toObject()["branches"].toObject();
            int drawn = 0;
            for (const auto& branch : branches)
                drawn += branch.toObject()["drawn"].toInt();
            QCOMPARE(drawn, one.toObject()["draws"].toInt());
            QVERIFY(drawn > 0);
        }
        const QJsonArray moments = league_["nash"].toArray();
        QVERIFY(!moments.isEmpty());
        for (const auto& moment : moments) {
            double sum = 0;
            for (const auto& weight : moment.toObject()["weights"].toObject())
                sum += weight.toDouble();
            QVERIFY(std::fabs(sum - 1) < 1e-6);
        }
        QCOMPARE(league_["forgetting"].toArray()[0].toObject()["moments"].toInt(), static_cast<int>(moments.size()));
        QVERIFY(!league_["ratings"].toArray().isEmpty());
    }

    void drawsAreExplained() {
        int ways = 0, last = 0;
        for (const auto& one : league_["branches"].toArray())
            last += one.toObject()["draws"].toInt();
        for (const int id : {1, last / 2, last}) {
            const Output output = cli_.runJson({"league", "one", "--why", QString::number(id)});
            QVERIFY2(output.code == 0, output.err.constData());
            const QJsonObject told = output.json();
            QVERIFY(told["same"].toBool() && told["exact"].toBool());
            QCOMPARE(told["draw"].toObject()["id"].toInt(), id);
            QCOMPARE(told["opening"].toBool(), id == 1);
            double shares = 0;
            for (const auto& way : told["ways"].toArray())
                shares += way.toObject()["share"].toDouble();
            if (told["opening"].toBool()) continue;
            QVERIFY(std::fabs(shares - 1) < 1e-9);
            ++ways;
        }
        QCOMPARE(ways, 2);
        const Output plain = cli_.run({"league", "one", "--why", QString::number(last)});
        QVERIFY(plain.out.contains("gives the same answer"));
    }

    void verdictsAreExplained() {
        const QJsonArray verdicts = league_["verdicts"].toArray();
        QVERIFY(verdicts.size() > 5);
        for (const auto& one : {verdicts.first(), verdicts[verdicts.size() / 2], verdicts.last()}) {
            const QString id = QString::number(one.toObject()["id"].toInt());
            const Output output = cli_.runJson({"league", "one", "--why", "verdict:" + id});
            QVERIFY2(output.code == 0, output.err.constData());
            const QJsonObject told = output.json();
            QVERIFY(told["same"].toBool() && told["exact"].toBool());
            QCOMPARE(told["verdict"].toObject()["action"].toString(), one.toObject()["action"].toString());
            QVERIFY(!told["conditions"].toArray().isEmpty());
        }
        const Output plain = cli_.run({"league", "one", "--why", "verdict:1"});
        QVERIFY(plain.out.contains("opening_steps"));
    }

    void whatWouldBeDrawnNowIsSampled() {
        const Output output = cli_.runJson({"league", "one", "--sample", "MA1", "--count", "2000"});
        QVERIFY2(output.code == 0, output.err.constData());
        double sum = 0;
        int counted = 0;
        for (const auto& one : output.json()["draws"].toArray()) {
            const QJsonObject row = one.toObject();
            sum += row["probability"].toDouble();
            counted += row["count"].toInt();
            const double expected = 2000 * row["probability"].toDouble();
            QVERIFY(std::fabs(row["count"].toInt() - expected) <= 6 * std::sqrt(expected) + 1e-9);
        }
        QCOMPARE(counted, 2000);
        QVERIFY(std::fabs(sum - 1) < 1e-9);
        const Output again = cli_.runJson({"league", "one", "--sample", "0", "--count", "2000"});
        QCOMPARE(again.out, output.out);
    }

    void twoLeaguesAreCompared() {
        const Output output =
            cli_.runJson({"league", "compare", "one", "other", "--games", "20", "--most", "6", "--workers", "1"});
        QVERIFY2(output.code == 0, output.err.constData());
        QVERIFY(output.isOneDocument());
        const QJsonObject told = output.json();
        for (const char* key : {"rpp", "value", "win_rate", "diversity", "forgetting", "elo", "leagues", "win_rates"})
            QVERIFY2(told.contains(key), key);
        QCOMPARE(told["games"].toInt(), 6 * 6 * 20);
        const double rpp = told["rpp"].toDouble();
        QVERIFY(rpp >= -1 && rpp <= 1);
        QVERIFY(std::fabs(told["win_rate"].toDouble() - (rpp + 1) / 2) < 1e-12);
        const QJsonArray interval = told["interval"].toArray();
        QCOMPARE(interval.size(), 2);
        QVERIFY(interval[0].toDouble() <= rpp + 0.1 && interval[1].toDouble() >= rpp - 0.1);
        QVERIFY(interval[0].toDouble() < interval[1].toDouble());
        QCOMPARE(told["resamples"].toInt(), 1000);
        QCOMPARE(told["win_rates"].toArray().size(), 6);
        for (const auto& league : told["leagues"].toArray()) {
            double sum = 0;
            for (const auto& weight : league.toObject()["mixture"].toObject())
                sum += weight.toDouble();
            QVERIFY(std::fabs(sum - 1) < 1e-6);
        }
        QVERIFY(output.err.contains("the newest 6 of"));
        // The mixture guarantees the value against every snapshot of the other league.
        const QJsonObject mixture = told["leagues"].toArray()[0].toObject()["mixture"].toObject();
        const QJsonArray names = told["leagues"].toArray()[0].toObject()["played"].toArray();
        for (int column = 0; column < 6; ++column) {
            double won = 0;
            for (int row = 0; row < 6; ++row)
                won += mixture[names[row].toString()].toDouble() *
                       (2 * told["win_rates"].toArray()[row].toArray()[column].toDouble() - 1);
            QVERIFY(won >= rpp - 1e-6);
        }
    }

    void aLeagueIsItsOwnEqual_data() {
        QTest::addColumn<QString>("other");
        QTest::addColumn<QString>("games");
        QTest::addColumn<QString>("most");
        QTest::newRow("by its name") << "one"
                                     << "40"
                                     << "4";
        QTest::newRow("by its number") << "1"
                                       << "3"
                                       << "3";
        QTest::newRow("one match") << "one"
                                   << "1"
                                   << "1";
    }
    /// What one snapshot won from another is what that one lost to it: exactly 0, whatever chance says.
    void aLeagueIsItsOwnEqual() {
        QFETCH(QString, other);
        QFETCH(QString, games);
        QFETCH(QString, most);
        const QStringList command{"league", "compare", "one",       other, "--games", games,
                                  "--most", most,      "--workers", "1",   "--pick",  "best"};
        const Output output = cli_.runJson(command);
        QVERIFY2(output.code == 0, output.err.constData());
        const QJsonObject told = output.json();
        QVERIFY(told["own"].toBool());
        QCOMPARE(told["rpp"].toDouble(-1), 0.0);
        QCOMPARE(told["win_rate"].toDouble(), 0.5);
        QCOMPARE(told["mean_win_rate"].toDouble(), 0.5);
        const QJsonArray interval = told["interval"].toArray(), rates = told["win_rates"].toArray();
        QVERIFY(interval[0].isDouble() && interval[0].toDouble() <= 0 && interval[1].toDouble() >= 0);
        QCOMPARE(rates.size(), most.toInt());
        for (int i = 0; i < rates.size(); ++i)
            for (int j = 0; j <= i; ++j)
                QVERIFY(std::fabs(rates[i].toArray()[j].toDouble() + rates[j].toArray()[i].toDouble() - 1) < 1e-12);
        QVERIFY(cli_.run(command).out.contains("its own equal"));
    }

    void wrongQuestionsAreSaid_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("error");
        QTest::newRow("self-play") << QStringList{"league", "alone"} << 1 << "league.none";
        QTest::newRow("unknown run") << QStringList{"league", "nobody"} << 1 << "run.unknown";
        QTest::newRow("no such draw") << QStringList{"league", "one", "--why", "99999999"} << 1 << "league.no_record";
        QTest::newRow("no number") << QStringList{"league", "one", "--why", "verdict:x"} << 1 << "league.no_record";
        QTest::newRow("no such player") << QStringList{"league", "one", "--sample", "XX9"} << 1 << "league.no_player";
        QTest::newRow("why nothing") << QStringList{"league", "one", "--why", ""} << 2 << "usage";
        QTest::newRow("sample nobody") << QStringList{"league", "one", "--sample", ""} << 2 << "usage";
        QTest::newRow("nothing named") << QStringList{"league"} << 2 << "usage";
        QTest::newRow("count of nothing") << QStringList{"league", "one", "--count", "3"} << 2 << "usage";
        QTest::newRow("half a comparison") << QStringList{"league", "compare", "one"} << 2 << "usage";
        QTest::newRow("no league") << QStringList{"league", "compare", "one", "alone"} << 1 << "league.none";
    }
    void wrongQuestionsAreSaid() {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QFETCH(QString, error);
        const Output output = cli_.runJson(arguments);
        QCOMPARE(output.code, code);
        QCOMPARE(output.json()["error"].toObject()["code"].toString(), error);
        QVERIFY(!output.err.isEmpty());
    }

    void tablesAreForPeople() {
        const Output output = cli_.run({"league", "one"});
        QCOMPARE(output.code, 0);
        QVERIFY(output.out.contains("MA1") && output.out.contains("AEE1") && output.out.contains("history"));
        QVERIFY(output.out.contains("against its own past"));
        QVERIFY(output.out.contains("finished") && !output.out.contains("learns"));
        QVERIFY(cli_.run({"league", "one", "--sample", "ME1"}).out.contains("probability"));
    }

    void beforeTheCommonRootItIsSaidWhyNobodyIsDrawn() {
        {
            const ScriptedLeague league(cli_.workspace().toStdString(), "rootless");
            QVERIFY(cli_.run({"league", "rootless"}).out.contains("learns"));
            const Output waits = cli_.run({"league", "rootless", "--sample", "ME1"});
            QCOMPARE(waits.code, 0);
            QVERIFY2(waits.out.contains("MA1 makes it alone, and ME1 draws nobody before"), waits.out.constData());
            QVERIFY(!waits.out.contains("opponent"));
            const Output makes = cli_.run({"league", "rootless", "--sample", "MA1"});
            QVERIFY2(makes.out.contains("MA1 makes the common root by self-play"), makes.out.constData());
            QVERIFY(makes.out.contains("opponent"));
            const QJsonObject told = cli_.runJson({"league", "rootless", "--sample", "ME1"}).json();
            QVERIFY(told["opening"].toBool() && told["hindrance"].toString().contains("ME1"));
        }
        const Output ended = cli_.run({"league", "rootless", "--sample", "ME1"});
        QVERIFY2(ended.out.contains("The run ended before the common root was frozen"), ended.out.constData());
        QVERIFY(cli_.runJson({"league", "one", "--sample", "ME1"}).json()["hindrance"].isNull());
    }

    void whatWasLostIsNamed() {
        {
            ScriptedLeague league(cli_.workspace().toStdString(), "unlucky");
            league.freeze(rock);
            league.freeze(paper);
            league.lose(0);
            league.freezeOut(1, VerdictCause::missing);
            league.freezeOut(2, VerdictCause::diverged);
            league.freezeOut(3, VerdictCause::unplayable);
            QVERIFY(league.story().exact());
        }
        const auto plain = [&](int id) { return cli_.run({"league", "unlucky", "--why", verdict(id)}).out; };
        QVERIFY2(plain(3).contains("the snapshot root is lost"), plain(3).constData());
        QVERIFY(!plain(3).contains("period") && plain(3).contains("MA1, whose snapshot it is"));
        QVERIFY2(plain(4).contains("ME1 learns no more") && plain(4).contains("the weights of the snapshot root"),
                 plain(4).constData());
        QVERIFY2(plain(5).contains("LE1 learns no more") && plain(5).contains("not finite"), plain(5).constData());
        QVERIFY2(plain(6).contains("SE1 learns no more") && plain(6).contains("cannot be played"),
                 plain(6).constData());
        const QJsonObject told = cli_.runJson({"league", "unlucky", "--why", verdict(3)}).json();
        QCOMPARE(told["missing"].toString(), QString("root"));
        QVERIFY(told["text"].toString().contains("the snapshot root is lost"));
        // Its verdicts were made up, and so are their steps: none are told.
        const QJsonObject league = cli_.runJson({"league", "unlucky"}).json();
        for (const auto& player : league["players"].toArray())
            QVERIFY(!player.toObject().contains("trained"));
        QVERIFY(cli_.run({"league", "unlucky"}).out.contains("diverged"));
    }

private:
    Cli cli_;
    QJsonObject league_;
};

QTEST_GUILESS_MAIN(TestCommandLineLeague)
#include "tst_command_line_league.moc"
