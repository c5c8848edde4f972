// SPDX-License-Identifier: GPL-3.0-or-later
// Elo, score statistics, SPRT, Glicko-2 and TrueSkill against numbers of other programs, papers and an own solver:
// every value of every vector. Exact values stand there with 9 digits; published ones with the digits their source
// prints.
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QSet>
#include <QTest>
#include <cmath>

#include "core/math/elo.h"
#include "core/math/online_ratings.h"
#include "core/math/score_statistics.h"
#include "core/math/sprt.h"

using namespace ludus::math;

namespace {

constexpr int kVectors = 107;
constexpr double kExact = 1e-7;         // relative: "about 9 digits"
constexpr double kNothing = 1e-10;      // where 0 is printed
constexpr double kPublishedLlr = 3e-4;  // relative: the program that printed them stops after a few rounds

/// Half of the last digit that was printed ("40.13": 0.005).
double halfDigit(double printed) {
    const QString text = QString::number(printed, 'f', QLocale::FloatingPointShortest);
    const auto dot = text.indexOf(QLatin1Char('.'));
    return 0.5 * std::pow(10.0, dot < 0 ? 0 : -static_cast<double>(text.size() - dot - 1));
}

/// Numbers come as such or as "15.53 %".
double numberOf(const QJsonValue& value, double* unit) {
    *unit = 1;
    if (!value.isString()) return value.toDouble();
    *unit = 0.01;
    return value.toString().remove(QLatin1Char('%')).trimmed().toDouble();
}

/// One vector: knows which of its keys have been looked at.
class Vector {
public:
    explicit Vector(QJsonObject object) : object_(std::move(object)) {
        seen_ << "kind"
              << "origin"
              << "published";
    }

    bool has(const char* key) const { return object_.contains(QLatin1String(key)); }
    double input(const char* key) {
        seen_ << key;
        if (!object_.value(QLatin1String(key)).isDouble()) problems_ << QStringLiteral("no number %1").arg(key);
        return object_.value(QLatin1String(key)).toDouble();
    }
    QString text(const char* key) {
        seen_ << key;
        return object_.value(QLatin1String(key)).toString();
    }
    QJsonArray list(const char* key) {
        seen_ << key;
        return object_.value(QLatin1String(key)).toArray();
    }
    PairCounts counts() {
        const QJsonArray all = list("counts");
        PairCounts out{};
        if (all.size() != 5) problems_ << "counts are not five";
        for (int i = 0; i < 5; ++i)
            out[static_cast<size_t>(i)] = all[i].toDouble();
        return out;
    }

    /// Holds `value` against the exact one under `key` and, where there is one, the published one.
    void expect(const char* key, double value, double digits = 1, double relative = 0) {
        close(key, value, input(key));
        expectPublished(key, value, digits, relative);
    }
    /// Published values alone: half of a last digit times `digits`, or `relative`, whichever is wider.
    void expectPublished(const char* key, double value, double digits = 1, double relative = 0) {
        const QJsonValue published = publishedValue(key);
        if (published.isUndefined()) return;
        seenPublished_ << key;
        double unit = 1;
        const double printed = numberOf(published, &unit);
        const double most = std::max(digits * halfDigit(printed) * 1.000001, relative * std::fabs(printed));
        if (!(std::fabs(value / unit - printed) <= most))
            report(QStringLiteral("published ") + key, value / unit, printed);
    }
    void close(const QString& what, double value, double exact) {
        const double most = exact == 0 ? kNothing : kExact * std::fabs(exact);
        if (!(std::fabs(value - exact) <= most)) report(what, value, exact);
    }
    void problem(const QString& text) { problems_ << text; }
    QJsonValue publishedValue(const char* key) const {
        const QJsonValue published = object_.value("published");
        if (published.isDouble()) return QLatin1String(key) == QLatin1String("llr") ? published : QJsonValue::Undefined;
        return published.toObject().value(QLatin1String(key));
    }
    QJsonArray publishedList() {
        seenPublished_ << "list";
        return object_.value("published").toArray();
    }

    /// What did not agree, or stands in the vector and was not looked at.
    QString problems() {
        for (const QString& key : object_.keys())
            if (!seen_.contains(key)) problems_ << "not looked at: " + key;
        for (const QString& key : object_.value("published").toObject().keys())
            if (!seenPublished_.contains(key)) problems_ << "published, not looked at: " + key;
        if (!object_.value("published").isUndefined() && seenPublished_.isEmpty())
            problems_ << "published, not looked at";
        return problems_.join("; ");
    }

private:
    void report(const QString& what, double value, double expected) {
        problems_ << QStringLiteral("%1 is %2, expected %3").arg(what).arg(value, 0, 'g', 12).arg(expected, 0, 'g', 12);
    }

    QJsonObject object_;
    QSet<QString> seen_, seenPublished_;
    QStringList problems_;
};

void holdStatistics(Vector& vector, const ScoreStatistics& got) {
    vector.expect("score", got.score);
    vector.expect("variance", got.variance);
    vector.expect("elo", got.elo);
    vector.expect("elo_low", got.eloLow);
    vector.expect("elo_high", got.eloHigh);
    vector.expect("elo_half_width", got.eloHalfWidth);
    vector.expect("nelo", got.nelo);
    vector.expect("nelo_half_width", got.neloHalfWidth);
    vector.expect("los_normal", got.los);
    vector.expectPublished("los", got.los);
}

GameCounts gamesOf(Vector& vector) {
    return {vector.input("wins"), vector.input("draws"), vector.input("losses")};
}

void holdWdl(Vector& vector) {
    const GameCounts games = gamesOf(vector);
    holdStatistics(vector, scoreStatistics(games));
    vector.expect("los_erf_wl", losIgnoringDraws(games));
}

void holdPentanomial(Vector& vector) {
    holdStatistics(vector, scoreStatistics(vector.counts()));
}

SprtOptions testOf(Vector& vector) {
    SprtOptions options;
    const QString model = vector.text("model");
    if (model == "logistic")
        options.model = SprtModel::logistic;
    else if (model == "normalized")
        options.model = SprtModel::normalized;
    else if (model == "bayeselo_gsprt")
        options.model = SprtModel::bayesian;
    else if (model == "bayeselo_jeffreys")
        options.model = SprtModel::bayesianJeffreys;
    else
        vector.problem("unknown model " + model);
    options.elo0 = vector.input("elo0");
    options.elo1 = vector.input("elo1");
    return options;
}

void holdSprtWdl(Vector& vector) {
    const GameCounts games = gamesOf(vector);
    vector.expect("llr", sprt(games, testOf(vector)).llr, 1, kPublishedLlr);
}

void holdSprtPentanomial(Vector& vector) {
    const PairCounts pairs = vector.counts();
    vector.expect("llr", sprt(pairs, testOf(vector)).llr, 1, kPublishedLlr);
}

void holdElo(Vector& vector) {
    const double a = vector.input("rating_a"), b = vector.input("rating_b"), score = vector.input("score_a");
    EloOptions options;
    options.k = vector.input("k");
    const auto [newA, newB] = updateElo(a, b, score, options);
    vector.expect("expected_a", expectedScore(a - b));
    vector.expect("new_a", newA);
    vector.expect("new_b", newB);
}

void holdGlicko2(Vector& vector) {
    const GlickoRating before{vector.input("rating"), vector.input("rd"), vector.input("volatility")};
    std::vector<GlickoGame> games;
    for (const auto& game : vector.list("games")) {
        const QJsonArray parts = game.toArray();
        games.push_back({parts[0].toDouble(), parts[1].toDouble(), parts[2].toDouble()});
    }
    const GlickoRating after = updateGlicko2(before, games, {vector.input("tau")});
    // The published example was worked by hand with rounded steps: a whole last digit.
    vector.expect("new_rating", after.rating, 2);
    vector.expect("new_rd", after.deviation, 2);
    vector.expect("new_volatility", after.volatility, 2);
}

void holdTrueSkill(Vector& vector) {
    TrueSkillRating one{vector.input("mu1"), vector.input("sigma1")}, two{vector.input("mu2"), vector.input("sigma2")};
    const TrueSkillOptions options{vector.input("beta"), vector.input("tau"), vector.input("draw_probability")};
    const QString result = vector.text("result");
    if (result != "player 1 wins" && result != "draw") vector.problem("unknown result " + result);
    if (vector.has("match_quality")) {
        const double quality = matchQuality(one, two, options);
        vector.expect("match_quality", quality);
        if (!(std::fabs(quality - vector.input("published_quality")) <= 0.0005)) vector.problem("published quality");
    }
    updateTrueSkill(one, two, result == "draw" ? 0.5 : 1, options);
    const double got[] = {one.mean, one.deviation, two.mean, two.deviation};
    const QJsonArray exact = vector.list("new"), published = vector.publishedList();
    if (exact.size() != 4) vector.problem("new is not four");
    for (int i = 0; i < 4; ++i) {
        vector.close(QStringLiteral("new[%1]").arg(i), got[i], exact[i].toDouble());
        if (i < published.size() && !(std::fabs(got[i] - published[i].toDouble()) <= 0.0005))
            vector.problem(QStringLiteral("published new[%1]").arg(i));
    }
}

}  // namespace

class GoldenRatings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        const QString golden = qEnvironmentVariable("LUDUS_GOLDEN_DIR");
        if (golden.isEmpty()) QSKIP("LUDUS_GOLDEN_DIR is not set");
        QFile file(golden + QStringLiteral("/rating_vectors.json"));
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        vectors_ = QJsonDocument::fromJson(file.readAll()).object()["vectors"].toArray();
        QCOMPARE(vectors_.size(), kVectors);
    }

    void everyValueAgrees_data() {
        QTest::addColumn<QJsonObject>("object");
        for (int i = 0; i < vectors_.size(); ++i) {
            const QJsonObject object = vectors_[i].toObject();
            const QString name =
                QStringLiteral("%1 %2 %3").arg(i).arg(object["kind"].toString(), object["model"].toString());
            QTest::newRow(qPrintable(name)) << object;
        }
    }
    void everyValueAgrees() {
        QFETCH(QJsonObject, object);
        Vector vector(object);
        const QString kind = object["kind"].toString();
        if (kind == "wdl")
            holdWdl(vector);
        else if (kind == "pentanomial")
            holdPentanomial(vector);
        else if (kind == "sprt_wdl")
            holdSprtWdl(vector);
        else if (kind == "sprt_pentanomial")
            holdSprtPentanomial(vector);
        else if (kind == "elo_update")
            holdElo(vector);
        else if (kind == "glicko2")
            holdGlicko2(vector);
        else if (kind == "trueskill_1v1")
            holdTrueSkill(vector);
        else
            QFAIL(qPrintable("unknown kind " + kind));
        const QString problems = vector.problems();
        QVERIFY2(problems.isEmpty(), qPrintable(problems));
    }

private:
    QJsonArray vectors_;
};

QTEST_GUILESS_MAIN(GoldenRatings)
#include "golden_ratings.moc"
