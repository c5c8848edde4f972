// SPDX-License-Identifier: GPL-3.0-or-later
// Fields that are asked of something: last(score/bot:random) > 2. How they are written, completed and doubted.
#include <QtTest>

#include <cmath>
#include <limits>
#include <map>

#include "core/query/query.h"

using namespace ludus;
using namespace ludus::query;

namespace {

std::vector<Field> fields() {
    const std::vector<std::string> metrics{"elo", "score/bot:random", "two words, \"quoted\"", "and",
                                           "\u5206\u6570 \U0001F680"};
    return {{"name", FieldKind::text, {}, {}, true},
            {"elo", FieldKind::number, {}, {}, false},
            {"last", FieldKind::number, {}, metrics, false, true},
            {"best", FieldKind::number, {}, metrics, false, true}};
}

bool holds(const char* text, const std::map<std::string, Value>& row) {
    const Result<Query> query = Query::parse(text, fields());
    if (!query) qFatal("%s: %s", text, query.error().sentence().c_str());
    return query->matches([&](const std::string& field) {
        const auto found = row.find(field);
        return found == row.end() ? Value() : found->second;
    });
}

QStringList completed(const char* text, int cursor = -1) {
    const std::string all = text;
    const Completion found = complete(all, cursor < 0 ? all.size() : static_cast<size_t>(cursor), fields());
    QStringList out;
    for (const Suggestion& one : found.suggestions)
        out << QString::fromStdString(one.insert);
    return out;
}

}  // namespace

class TestQueryFunctions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesWithSlashesAndColonsAreAskedAsTheyAre() {
        const std::map<std::string, Value> row{{"last(score/bot:random)", 2.5}, {"best(elo)", 1300.0}, {"elo", 7.0}};
        QVERIFY(holds("last(score/bot:random) > 2", row));
        QVERIFY(!holds("last(score/bot:random) > 3", row));
        QVERIFY(holds("LAST(Score/Bot:Random) > 2 and Best(ELO) >= 1.3k and elo = 7", row));
        QVERIFY(holds("best( \"elo\" ) in (1, 1300)", row));
        QVERIFY(holds("not (best(elo) < 1000 or last(elo) > 0)", row));
        QVERIFY(holds("best(elo)", row));
        QVERIFY(!holds("last(elo)", row));
        QVERIFY(!holds("last(elo) < 1e9", row));
        QVERIFY(holds("last(elo) != 3", row));
        QVERIFY(!holds("best(elo) < 2000", {{"best(elo)", std::numeric_limits<double>::quiet_NaN()}}));
    }

    void oddNamesReadBackAsTheyWere() {
        const std::vector<Field> known = fields();
        for (const std::string& metric : known.back().values) {
            const std::string text = quotedAsked("last", metric) + " >= 1";
            const Result<Query> query = Query::parse(text, fields());
            QVERIFY2(query.ok(), text.c_str());
            QCOMPARE(query->fields(), std::vector<std::string>{asked("last", metric)});
            QVERIFY(query->doubts().empty());
            const std::optional<AskedName> again = readAsked(query->fields().front());
            QVERIFY(again && again->function == "last" && again->of == metric);
        }
        QVERIFY(!readAsked("elo"));
        QVERIFY(!readAsked("(elo)"));
        QVERIFY(!readAsked(""));
    }

    void aNameThatNobodyHasIsADoubtAndNoFault() {
        const std::string text = "elo > 3 and last(score/bot:randm) > 2 or best(nowhere) < 1";
        const Result<Query> query = Query::parse(text, fields());
        QVERIFY(query.ok());
        QCOMPARE(query->doubts().size(), size_t{2});
        const Fault& place = query->doubts()[0].place;
        QCOMPARE(query->doubts()[0].field, std::string("last(score/bot:randm)"));
        QCOMPARE(text.substr(place.from, place.to - place.from), std::string("score/bot:randm"));
        QCOMPARE(place.repair, std::string("score/bot:random"));
        QVERIFY(query->doubts()[1].place.repair.empty());
        QVERIFY(!query->matches([](const std::string& field) { return field == "elo" ? Value(7.0) : Value(); }));
        // Where no name is known yet nothing is doubted.
        std::vector<Field> early = fields();
        for (Field& field : early)
            field.values.clear();
        QVERIFY(Query::parse(text, early)->doubts().empty());
    }

    void faultsAreNamed_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("not asked") << "last > 3"
                                   << "last(elo)";
        QTest::newRow("nothing in it") << "last() > 3"
                                       << "a name is missing";
        QTest::newRow("ends") << "last("
                              << "a name is missing";
        QTest::newRow("open") << "last(elo"
                              << "not closed";
        QTest::newRow("two names") << "last(two words) > 3"
                                   << "quotation marks";
        QTest::newRow("another function") << "lasst(elo) > 3"
                                          << "Did you mean last";
        QTest::newRow("text sign") << "last(elo) ~ x"
                                   << "cannot be compared";
        QTest::newRow("no number") << "last(elo) > high"
                                   << "no number";
    }
    void faultsAreNamed() {
        QFETCH(QString, text);
        QFETCH(QString, words);
        Fault fault;
        const Result<Query> query = Query::parse(text.toStdString(), fields(), fault);
        QVERIFY(!query.ok());
        const QString sentence = QString::fromStdString(query.error().sentence());
        QVERIFY2(sentence.contains(words), qPrintable(sentence));
    }

    void wordsBesideBracketsStayWords() {
        const std::map<std::string, Value> row{{"name", std::string("the last (elo) of all")}};
        QVERIFY(holds("last", row));
        QVERIFY(holds("last (all)", row));
        QVERIFY(holds("the(all)", row));
        QVERIFY(!holds("last (moon)", row));
    }

    void completionLeadsThroughIt() {
        QVERIFY(completed("").contains("last("));
        QCOMPARE(completed("la"), QStringList{"last("});
        QCOMPARE(completed("last(").size(), 5);
        QCOMPARE(completed("last(sc"), QStringList{"score/bot:random)"});
        QCOMPARE(completed("last(sc) > 2", 7), QStringList{"score/bot:random"});
        QVERIFY(completed("last(").contains("\"two words, \\\"quoted\\\"\")"));
        QVERIFY(completed("last(elo) ").contains(">="));
        QVERIFY(!completed("last(elo) ").contains("~"));
        QVERIFY(!completed("last(elo) > ").contains("elo"));
        QVERIFY(completed("last(elo) > 3 ").contains("and"));
        QVERIFY(completed("last(elo) > 3 and (best(elo) < 5 ").contains(")"));
    }
};

QTEST_APPLESS_MAIN(TestQueryFunctions)
#include "tst_query_functions.moc"
