// SPDX-License-Identifier: GPL-3.0-or-later
// Joint ratings against the tables of Ordo 1.2.6 on five lists of games, and against an independent solver.
#include <zlib.h>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>
#include <cmath>
#include <functional>

#include "core/math/rating_fit.h"

using namespace ludus::math;

namespace {

constexpr double k95 = 1.959964;

QByteArray readGzip(const QString& path) {
    QByteArray bytes;
    const gzFile file = gzopen(QFile::encodeName(path).constData(), "rb");  // reads plain files as they are
    if (file == nullptr) return bytes;
    QByteArray chunk(1 << 16, '\0');
    for (int n = 0; (n = gzread(file, chunk.data(), static_cast<unsigned>(chunk.size()))) > 0;)
        bytes.append(chunk.left(n));
    gzclose(file);
    return bytes;
}

/// The cells of a file, without quotes and blanks around them; empty lines left out.
QList<QStringList> readTable(const QString& path, char separator) {
    QList<QStringList> table;
    for (const QByteArray& line : readGzip(path).split('\n')) {
        if (line.trimmed().isEmpty()) continue;
        QStringList row;
        for (QByteArray cell : line.split(separator))
            row << QString::fromUtf8(cell.replace('"', "")).trimmed();
        table << row;
    }
    return table;
}

struct GameList {
    QStringList names;
    std::vector<GameResult> games;

    int players() const { return static_cast<int>(names.size()); }
    int index(const QString& name) const { return static_cast<int>(names.indexOf(name)); }
    std::vector<PairResult> pairs() const { return countPairs(players(), games); }
};

GameList readGames(const QString& path) {
    GameList list;
    const auto index = [&list](const QString& name) {
        if (!list.names.contains(name)) list.names << name;
        return list.index(name);
    };
    const QList<QStringList> table = readTable(path, '\t');
    for (const QStringList& row : table.mid(1)) {
        GameResult game;
        game.first = index(row.at(0));
        game.second = index(row.at(1));
        game.outcome = row.at(2) == "1-0" ? 1 : row.at(2) == "0-1" ? -1 : 0;
        list.games.push_back(game);
    }
    return list;
}

RatingFitOptions mean(double rating, std::optional<double> drawRate = {}) {
    RatingFitOptions options;
    options.mean = rating;
    options.priorDraws = 0;
    options.drawRate = drawRate;
    return options;
}

bool near(double a, double b, double tolerance) {
    return std::fabs(a - b) <= tolerance;
}

/// What was asked of Ordo, and of us.
struct Run {
    const char* table;
    const char* list;
    double tolerance;  // of a rating
    RatingFitOptions options;
    bool withoutDraws = false;
};

}  // namespace

Q_DECLARE_METATYPE(Run)

class GoldenOrdo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        const QString root = qEnvironmentVariable("LUDUS_GOLDEN_DIR");
        if (root.isEmpty()) QSKIP("LUDUS_GOLDEN_DIR is not set");
        folder_ = QDir(root + "/ordo");
        QVERIFY2(folder_.exists(), qPrintable(folder_.path()));
        for (const char* name :
             {"a_roundrobin6.games.tsv", "b_sparse16_firstmover.games.tsv", "c_perfect_scores.games.tsv",
              "d_slimevolley_all.games.tsv.gz", "e_slimevolley_norandom.games.tsv.gz"}) {
            const GameList list = readGames(folder_.filePath(QString("input/") + name));
            QVERIFY2(!list.games.empty(), name);
            lists_.insert(QString(name).left(1), list);
        }
        QCOMPARE(lists_["a"].games.size(), size_t{300});
        QCOMPARE(lists_["d"].games.size(), size_t{5400});
    }

    void everyTableIsReproduced_data() {
        QTest::addColumn<Run>("run");
        const auto add = [](const Run& run) { QTest::newRow(run.table) << run; };
        const GameList& a = lists_["a"];
        RatingFitOptions options = mean(0, 0.5);
        options.anchors = {{a.index("delta"), 1000}};
        add({"a_anchor_delta1000_d50", "a", 0.001, options});
        options.errorsToMean = true;
        add({"a_anchor_delta1000_V", "a", 0.001, options});
        add({"a_avg1200_d50", "a", 0.001, mean(1200, 0.5)});
        add({"a_avg1200_d37.75", "a", 0.001, mean(1200, 0.3775)});
        add({"a_avg1200_drawauto", "a", 0.001, mean(1200)});
        for (const double rate : {0.5, 0.3775}) {
            options = mean(1200, rate);
            options.drawModel = DrawModel::davidson;
            add({rate == 0.5 ? "a_avg1200_ML" : "a_avg1200_ML_d37.75", "a", 0.001, options});
        }
        options = mean(2300);
        options.scale = 202 * std::log(10.0) / std::log(0.76 / 0.24);
        add({"a_defaultscale202_avg2300", "a", 0.001, options});
        add({"a_ignoredraws", "a", 0.001, mean(1200), true});
        options = mean(0, 0.5);
        options.drawModel = DrawModel::davidson;
        options.priors = {{a.index("alpha"), 1450, 30}, {a.index("foxtrot"), 950, 60}};
        add({"a_loose", "a", 0.001, options});
        options = mean(0);
        options.anchors = {{a.index("alpha"), 1500}, {a.index("echo"), 1000}};
        add({"a_multianchor_alpha1500_echo1000_ML", "a", 0.001, options});
        add({"a_multianchor_alpha1500_echo1000", "a", 1.3, options});  // Ordo compromises there

        options = mean(1200);
        options.fitAdvantage = true;
        add({"b_avg1200_W_D", "b", 0.02, options});
        options = mean(1200);
        options.advantage = 45;
        add({"b_avg1200_w45", "b", 0.02, options});
        add({"b_avg1200_noadv", "b", 0.02, mean(1200)});
        options = mean(1200);
        options.placeOutsiders = true;
        add({"c_avg1200_G", "c", 0.004, options});
        add({"d_slimevolley_all_d45.32", "d", 0.001, mean(1200, 0.4532)});
        add({"e_slimevolley_norandom_d49.93", "e", 0.001, mean(1200, 0.4993)});
    }

    void everyTableIsReproduced() {
        QFETCH(Run, run);
        const GameList& list = lists_[run.list];
        std::vector<PairResult> pairs = list.pairs();
        for (PairResult& pair : pairs)
            pair.draws = run.withoutDraws ? 0 : pair.draws;
        const RatingFit fit = fitRatings(list.players(), pairs, run.options);
        const QList<QStringList> table = output(run.table, ".csv");
        QCOMPARE(table.size(), list.names.size() + 1);
        compareTable(table, list, fit, oppositions(pairs, fit.players), run.tolerance);
        if (QTest::currentTestFailed()) return;
        if (folder_.exists(QString("output/%1.errmatrix.csv").arg(run.table)))
            compareMatrix(
                output(run.table, ".errmatrix.csv"), list,
                [&](int i, int j) { return k95 * fit.differenceError(i, j); }, 0.1, 0);
        if (folder_.exists(QString("output/%1.cfs.csv").arg(run.table)))
            compareMatrix(
                output(run.table, ".cfs.csv"), list, [&](int i, int j) { return 100 * fit.superiority(i, j); }, 0, 0.6);
    }

    void headToHeadsHaveTheirErrorsAndSuperiorities() {
        const GameList& list = lists_["a"];
        const RatingFit fit = fitRatings(list.players(), list.pairs(), mean(1200, 0.5));
        const QRegularExpression head(R"(^\d+\) (\w+))");
        const QRegularExpression line(R"(^   (\w+) +: .* : +([-+.\d]+), +([.\d]+), +([.\d]+)$)");
        int player = -1, compared = 0;
        for (const QByteArray& bytes : readGzip(folder_.filePath("output/a_avg1200_d50.h2h.txt")).split('\n')) {
            const QString text = QString::fromUtf8(bytes);
            if (const auto match = head.match(text); match.hasMatch()) player = list.index(match.captured(1));
            const auto match = line.match(text);
            const int other = match.hasMatch() ? list.index(match.captured(1)) : -1;
            if (other < 0) continue;
            const double lead =
                fit.players[static_cast<size_t>(player)].elo - fit.players[static_cast<size_t>(other)].elo;
            QVERIFY2(near(lead, match.captured(2).toDouble(), 0.002), bytes.constData());
            QVERIFY2(near(fit.differenceError(player, other) / match.captured(3).toDouble(), 1, 0.1),
                     bytes.constData());
            QVERIFY2(near(100 * fit.superiority(player, other), match.captured(4).toDouble(), 0.6), bytes.constData());
            ++compared;
        }
        QCOMPARE(compared, 30);
    }

    void advantageAndDrawRateAreFitted() {
        const auto fitted = [this](const char* name, bool advantage) {
            RatingFitOptions options = mean(1200);
            options.fitAdvantage = advantage;
            return fitRatings(lists_[name].players(), lists_[name].pairs(), options);
        };
        // "White advantage = 67.54 +/- 17.46, Draw rate (equal opponents) = 41.97 %".
        const RatingFit b = fitted("b", true);
        QVERIFY2(near(b.advantage, 67.54, 0.02), qPrintable(QString::number(b.advantage)));
        // The deviation itself, other than in the table.
        QVERIFY2(near(b.advantageError / 17.46, 1, 0.1), qPrintable(QString::number(b.advantageError)));
        QVERIFY2(near(b.drawRate, 0.4197, 0.00005), qPrintable(QString::number(b.drawRate)));
        QVERIFY(near(fitted("a", false).drawRate, 0.3775, 0.00005));
        QVERIFY(near(fitted("d", false).drawRate, 0.4532, 0.00005));
        QVERIFY(near(fitted("e", false).drawRate, 0.4993, 0.00005));
    }

    void groupsAreNamedAndNotComparedUnasked() {
        const GameList& list = lists_["c"];
        const RatingFit fit = fitRatings(list.players(), list.pairs(), mean(1200));
        QStringList groups;
        for (const std::vector<int>& group : fit.groups) {
            QStringList names;
            for (const int player : group)
                names << list.names[player];
            groups << names.join(' ');
        }
        const QString text = QString::fromUtf8(readGzip(folder_.filePath("output/c_groups.txt")));
        QVERIFY(text.contains("FAILED"));
        QStringList expected;
        for (const QString& part : text.split("Group ").mid(2)) {
            QStringList names;
            for (const QString& line : part.split('\n'))
                if (line.startsWith(" | ")) names << line.mid(3);
            expected << names.join(' ');
        }
        QCOMPARE(groups, expected);
        for (const char* name : {"champion", "novice"})
            QVERIFY(std::isnan(fit.players[static_cast<size_t>(list.index(name))].elo));
        QVERIFY(near(fit.players[static_cast<size_t>(list.index("p1"))].elo, 1267.533, 0.001));
        RatingFitOptions forced = mean(1200);
        forced.placeOutsiders = true;
        const RatingFit placed = fitRatings(list.players(), list.pairs(), forced);
        QVERIFY(placed.players[static_cast<size_t>(list.index("champion"))].kind == RatingKind::atLeast);
        QVERIFY(placed.players[static_cast<size_t>(list.index("novice"))].kind == RatingKind::atMost);
    }

    void anIndependentSolverAgrees() {
        QFile file(folder_.filePath("crosscheck.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject check = QJsonDocument::fromJson(file.readAll()).object();
        const QJsonObject a = check["a"].toObject(), b = check["b"].toObject();
        compareErrors("a", mean(1200, 0.0), a["names"], a["fisher_se_no_draw_model"]);
        compareErrors("a", mean(1200, 0.5), a["names"], a["sandwich_se_d0.5"]);
        compareErrors("a", mean(1200, 0.3775), a["names"], a["sandwich_se_d0.3775"]);
        RatingFitOptions options = mean(1200, 0.419656);
        options.advantage = b["wadv"].toDouble();  // held there for the errors
        compareErrors("b", options, b["names"], b["sandwich_se_auto_draw"]);
        options.fitAdvantage = true;
        options.advantage = 0;
        const RatingFit fit = fitRatings(lists_["b"].players(), lists_["b"].pairs(), options);
        for (int i = 0; i < lists_["b"].players(); ++i) {
            const auto place = static_cast<size_t>(lists_["b"].index(b["names"].toArray()[i].toString()));
            QVERIFY(near(fit.players[place].elo, b["rating_avg1200_wadv_fitted"].toArray()[i].toDouble(), 0.001));
        }
        QVERIFY(near(fit.advantage, b["wadv"].toDouble(), 0.001));
        options = mean(0);
        options.anchors = {{lists_["a"].index("alpha"), 1500}, {lists_["a"].index("echo"), 1000}};
        const RatingFit anchored = fitRatings(6, lists_["a"].pairs(), options);
        const QJsonObject expected = a["multi_anchor_alpha1500_echo1000"].toObject();
        for (const QString& name : expected.keys()) {
            const double rating = anchored.players[static_cast<size_t>(lists_["a"].index(name))].elo;
            QVERIFY2(near(rating, expected[name].toDouble(), 0.0002), qPrintable(name));
        }
    }

private:
    QList<QStringList> output(const char* name, const char* suffix) const {
        return readTable(folder_.filePath(QString("output/") + name + suffix), ',');
    }

    /// Rows of Ordo: place, name, rating, error, points, played, percent[, W, D, L, D%, OppAvg, OppN, OppDiv].
    static void compareTable(const QList<QStringList>& table, const GameList& list, const RatingFit& fit,
                             const std::vector<Opposition>& others, double tolerance) {
        for (const QStringList& row : table.mid(1)) {
            const QByteArray name = row[1].toUtf8();
            const auto place = static_cast<size_t>(list.index(row[1]));
            const FittedRating& ours = fit.players[place];
            QVERIFY2(near(ours.elo, row[2].toDouble(), tolerance + 0.0005),
                     qPrintable(QString("%1: %2, Ordo %3").arg(row[1]).arg(ours.elo, 0, 'f', 4).arg(row[2])));
            bool hasError = false;
            if (const double error = row[3].toDouble(&hasError); hasError && error > 0)
                QVERIFY2(near(k95 * ours.error / error, 1, 0.1),
                         qPrintable(QString("%1: ±%2, Ordo ±%3").arg(row[1]).arg(k95 * ours.error).arg(error)));
            QVERIFY2(near(ours.score * ours.games, row[4].toDouble(), 1e-9), name);
            QVERIFY2(near(ours.games, row[5].toDouble(), 1e-9), name);
            if (row.size() < 14) continue;
            const Opposition& met = others[place];
            QVERIFY2(near(met.wins, row[7].toDouble(), 0) && near(met.draws, row[8].toDouble(), 0) &&
                         near(met.losses, row[9].toDouble(), 0),
                     name);
            QVERIFY2(near(met.meanRating, row[11].toDouble(), tolerance + 0.001), name);
            QCOMPARE(met.opponents, row[12].toInt());
            QVERIFY2(near(met.diversity, row[13].toDouble(), 0.0501), name);
        }
    }

    /// Row: place, name, cells by place of the other.
    static void compareMatrix(const QList<QStringList>& table, const GameList& list,
                              const std::function<double(int, int)>& ours, double relative, double absolute) {
        int compared = 0;
        for (const QStringList& row : table.mid(1)) {
            for (int column = 2; column < row.size(); ++column) {
                if (row[column].isEmpty()) continue;
                const QString& other = table[column - 1][1];
                const double theirs = row[column].toDouble();
                const double value = ours(list.index(row[1]), list.index(other));
                QVERIFY2(near(value, theirs, relative * theirs + absolute),
                         qPrintable(QString("%1, %2: %3, Ordo %4").arg(row[1], other).arg(value).arg(theirs)));
                ++compared;
            }
        }
        QVERIFY(compared >= list.players() * (list.players() - 1) / 2);
    }

    void compareErrors(const char* name, const RatingFitOptions& options, const QJsonValue& names,
                       const QJsonValue& errors) {
        const GameList& list = lists_[name];
        const RatingFit fit = fitRatings(list.players(), list.pairs(), options);
        for (int i = 0; i < list.players(); ++i) {
            const double ours = fit.players[static_cast<size_t>(list.index(names.toArray()[i].toString()))].error;
            const double theirs = errors.toArray()[i].toDouble();
            QVERIFY2(near(ours, theirs, 0.002),
                     qPrintable(
                         QString("%1 %2: %3, not %4").arg(name, names.toArray()[i].toString()).arg(ours).arg(theirs)));
        }
    }

    QDir folder_;
    QMap<QString, GameList> lists_;
};

QTEST_GUILESS_MAIN(GoldenOrdo)
#include "golden_ordo.moc"
