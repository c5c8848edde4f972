// SPDX-License-Identifier: GPL-3.0-or-later
// The language of filters: what it accepts, what it means, what it says about faults, and that nothing hangs it.
#include <QtTest>

#include <cmath>
#include <ctime>
#include <map>

#include "core/base/rng.h"
#include "core/query/query.h"

using namespace ludus;
using namespace ludus::query;

namespace {

/// 2026-11-20 12:00 local time.
class NoonClock : public Clock {
public:
    int64_t wallMs() const override { return at(2026, 11, 20, 12, 0); }
    double monotonicSeconds() const override { return 0; }
    static int64_t at(int year, int month, int day, int hour, int minute) {
        std::tm parts{};
        parts.tm_year = year - 1900;
        parts.tm_mon = month - 1;
        parts.tm_mday = day;
        parts.tm_hour = hour;
        parts.tm_min = minute;
        parts.tm_isdst = -1;
        return static_cast<int64_t>(std::mktime(&parts)) * 1000;
    }
};

Field field(std::string name, FieldKind kind, std::vector<std::string> values = {}) {
    Field out;
    out.name = std::move(name);
    out.kind = kind;
    out.values = std::move(values);
    return out;
}

const std::vector<Field>& fields() {
    static const std::vector<Field> all{field("name", FieldKind::text),
                                        field("game", FieldKind::text, {"slime_volley", "soccer_twos", "rps"}),
                                        field("tag", FieldKind::list, {"ablation", "two words", "baseline"}),
                                        field("elo", FieldKind::number),
                                        field("steps", FieldKind::number),
                                        field("time", FieldKind::duration),
                                        field("started", FieldKind::moment),
                                        field("archived", FieldKind::flag),
                                        field("note", FieldKind::text),
                                        field("learner.learning_rate", FieldKind::number),
                                        field("learner.schedule", FieldKind::text)};
    return all;
}

using Values = std::map<std::string, Value>;

const Values& slime() {
    static const Values values{{"name", std::string("Slime-01 beta")},
                               {"game", std::string("slime_volley")},
                               {"tag", std::vector<std::string>{"ablation", "two words"}},
                               {"elo", 1342.0},
                               {"steps", 3.42e6},
                               {"time", 5400.0},
                               {"started", static_cast<double>(NoonClock::at(2026, 11, 20, 9, 30))},
                               {"archived", false},
                               {"note", std::string("\u66F4\u5927\u7684\u7F51\u7EDC, \U0001F680")},
                               {"learner.learning_rate", 3e-4}};
    return values;
}

Row rowOf(const Values& values) {
    return [&values](const std::string& name) {
        const auto found = values.find(name);
        return found == values.end() ? Value() : found->second;
    };
}

/// 1 and 0; -1: it does not parse.
int holds(const QString& text, const Values& values = slime()) {
    Fault fault;
    const NoonClock clock;
    const Result<Query> query = Query::parse(text.toStdString(), fields(), fault, clock);
    if (!query) return -1;
    return query->matches(rowOf(values)) ? 1 : 0;
}

struct Wrong {
    QString code, sentence, repair;
    int from = -1, to = -1;
    bool unfinished = false;
};
Wrong wrong(const QString& text) {
    Fault fault;
    const Result<Query> query = Query::parse(text.toStdString(), fields(), fault);
    if (query) return {};
    return {QString::fromStdString(query.error().code),
            QString::fromStdString(query.error().sentence()),
            QString::fromStdString(fault.repair),
            static_cast<int>(fault.from),
            static_cast<int>(fault.to),
            fault.unfinished};
}

QStringList completed(const QString& text, int cursor = -1) {
    const std::string utf8 = text.toStdString();
    const Completion found = complete(utf8, cursor < 0 ? utf8.size() : static_cast<size_t>(cursor), fields());
    QStringList out;
    for (const Suggestion& one : found.suggestions)
        out << QString::fromStdString(one.insert);
    return out;
}

}  // namespace

class TestQuery : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textHoldsWhatItSays_data();
    void textHoldsWhatItSays();
    void unknownValuesFailAllButDenials();
    void emptyTextAcceptsEveryRow();
    void faultsAreNamedWithPlaceAndRepair_data();
    void faultsAreNamedWithPlaceAndRepair();
    void repairsRepair();
    void deepNestingIsRefusedAndLongListsAreNot();
    void completionFollowsTheGrammar_data();
    void completionFollowsTheGrammar();
    void completionReplacesTheWordUnderTheCursor();
    void quotedValuesReadBackAsTheyWere();
    void treeIsWhatSqlIsMadeOf();
    void randomTextsNeverBreakIt();
};

void TestQuery::textHoldsWhatItSays_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("expected");
    const auto row = [](const char* text, int expected) { QTest::newRow(text) << QString::fromUtf8(text) << expected; };
    row("game = slime_volley and elo > 1300 and tag ~ \"abl.*\"", 1);
    row("game = slime_volley and elo > 1400", 0);
    row("game = Slime_Volley", 1);
    row("game != soccer_twos", 1);
    row("elo>1300", 1);
    row("ELO >= 1342 AND not archived", 1);
    row("elo < 1342 or steps = 3.42M", 1);
    row("elo < 1342 or steps = 3.42 M", 1);
    row("steps > 3 420 000", 0);
    row("steps >= 3 420 000", 1);
    row("steps >= 3_420_000 elo > 1", 1);
    row("steps < 3500k", 1);
    row("elo in (1, 1342)", 1);
    row("elo in (1, 2)", 0);
    row("game in (rps, slime_volley,)", 1);
    row("learner.learning_rate < 1e-3", 1);
    row("learning_rate < 1e-3", 1);
    row("learning_rate > 0.02 %", 1);
    row("tag = ablation", 1);
    row("tag = \"two words\"", 1);
    row("tag = 'two words'", 1);
    row("tag != ablation", 0);
    row("tag != baseline", 1);
    row("tag in (baseline, ablation)", 1);
    row("tag ~ ^two", 1);
    row("tag !~ ^two", 0);
    row("tag ~ ^wo", 0);
    row("name ~ SLIME", 1);
    row("time > 1h", 1);
    row("time > 1 h 30 min", 0);
    row("time >= 1h30m", 1);
    row("time = 5400", 1);
    row("time < 2 \u5C0F\u65F6", 1);
    row("started > 2026-11-19", 1);
    row("started > 2026-11-20", 0);
    row("started >= 2026-11-20", 1);
    row("started = 2026-11-20", 1);
    row("started = today", 1);
    row("started = yesterday", 0);
    row("started != 2026-11", 0);
    row("started <= 2026", 1);
    row("started < 2026", 0);
    row("started > 2026-11-20 09:29", 1);
    row("started > 3 h ago", 1);
    row("started > 2h ago", 0);
    row("started in (2026-11-19, 2026-11-20)", 1);
    row("archived", 0);
    row("not archived", 1);
    row("archived = no", 1);
    row("archived != yes", 1);
    row("archived = yes", 0);
    row("learner.schedule", 0);
    row("tag and note", 1);
    row("beta", 1);
    row("BETA slime", 1);
    row("\"01 beta\"", 1);
    row("\"beta 01\"", 0);
    row("\u7F51\u7EDC", 1);
    row("note ~ \"\U0001F680$\"", 1);
    row("note ~ ^..\u7684", 1);
    row("gamma", 0);
    row("gamma or beta", 1);
    row("not gamma", 1);
    row("not (gamma or beta)", 0);
    row("(elo > 1 and (elo < 2 or steps > 1M))", 1);
    row("a:b", 0);
    // As a Chinese keyboard writes it.
    row("elo\uFF1E1300 and \uFF08tag\uFF1Dablation\uFF09 and game in \uFF08rps\uFF0Cslime_volley\uFF09", 1);
    row("elo \u2265 1342 and name ~ \u201Cslime\u201D", 1);
    row("elo > \u22125", 1);
}

void TestQuery::textHoldsWhatItSays() {
    QFETCH(QString, text);
    QFETCH(int, expected);
    QCOMPARE(holds(text), expected);
}

void TestQuery::unknownValuesFailAllButDenials() {
    const Values nothing{{"elo", std::nan("")}};
    for (const char* text : {"elo > 0", "elo = 0", "elo < 0", "elo", "game = rps", "game ~ .", "tag = x",
                             "started > 2000", "archived", "time < 1h", "elo in (1)", "word"})
        QVERIFY2(holds(QString::fromLatin1(text), nothing) == 0, text);
    for (const char* text :
         {"elo != 0", "game != rps", "game !~ .", "tag != x", "started != 2026", "not archived", "not elo"})
        QVERIFY2(holds(QString::fromLatin1(text), nothing) == 1, text);
}

void TestQuery::emptyTextAcceptsEveryRow() {
    for (const char* text : {"", "  ", "\t\n"}) {
        const Result<Query> query = Query::parse(text, fields());
        QVERIFY(query.ok());
        QVERIFY(query->empty());
        QVERIFY(query->matches(rowOf({})));
    }
    QVERIFY(Query().matches(rowOf({})));
}

void TestQuery::faultsAreNamedWithPlaceAndRepair_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<QString>("repair");
    const auto row = [](const char* text, const char* code, int from, int to, const char* repair = "") {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(code) << from << to
                            << QString::fromUtf8(repair);
    };
    row("elop > 1300", "query.field", 0, 4, "elo");
    row("rps or learning_rat < 1", "query.field", 7, 19, "learner.learning_rate");
    row("xylophone = 3", "query.field", 0, 9);
    row("elo >", "query.syntax", 5, 5);
    row("elo > high", "query.value", 6, 10);
    row("time > soon", "query.value", 7, 11);
    row("started > 2026-02-31", "query.value", 10, 20);
    row("started > 2 d", "query.value", 10, 11);
    row("archived = maybe", "query.value", 11, 16, "yes");
    row("game > rps", "query.syntax", 5, 6, "=");
    row("elo ~ 13", "query.syntax", 4, 5, "=");
    row("(elo > 1", "query.syntax", 8, 8, ")");
    row("elo > 1)", "query.syntax", 7, 8, " ");
    row("name = \"half", "query.syntax", 7, 12, "half");
    row("tag ~ \"a(\"", "query.value", 6, 10);
    row("tag ~ *", "query.value", 6, 7);
    row("and elo > 1", "query.syntax", 0, 3);
    row("elo > 1 and", "query.syntax", 11, 11);
    row("= 3", "query.syntax", 0, 1);
    row("game in rps", "query.syntax", 8, 11);
    row("game in (rps", "query.syntax", 12, 12, ")");
    row("game in ()", "query.syntax", 9, 10);
    row("elo > > 3", "query.syntax", 6, 7);
    row("elo = 1e999", "query.value", 6, 11);
}

void TestQuery::faultsAreNamedWithPlaceAndRepair() {
    QFETCH(QString, text);
    QFETCH(QString, code);
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(QString, repair);
    const Wrong found = wrong(text);
    QCOMPARE(found.code, code);
    QCOMPARE(found.from, from);
    QCOMPARE(found.to, to);
    QCOMPARE(found.repair, repair);
    QVERIFY(found.sentence.size() > 10);
    size_t at = 0;
    QVERIFY(!Query::parse(text.toStdString(), fields(), &at));
    QCOMPARE(static_cast<int>(at), from);
}

void TestQuery::repairsRepair() {
    for (QString text :
         {QStringLiteral("elop > 1300"), QStringLiteral("(elo > 1"), QStringLiteral("name = \"half"),
          QStringLiteral("elo > 1)"), QStringLiteral("archived = maybe"), QStringLiteral("game > rps")}) {
        const Wrong found = wrong(text);
        QVERIFY(!found.repair.isEmpty());
        text.replace(found.from, found.to - found.from, found.repair);
        QVERIFY2(holds(text) >= 0, qPrintable(text));
    }
    QVERIFY(wrong(QStringLiteral("elo >")).unfinished);
    QVERIFY(!wrong(QStringLiteral("elop > 3")).unfinished);
}

void TestQuery::deepNestingIsRefusedAndLongListsAreNot() {
    QCOMPARE(wrong(QString(100'000, QLatin1Char('(')) + QStringLiteral("elo")).code, QStringLiteral("query.syntax"));
    QString nots;
    for (int i = 0; i < 20'000; ++i)
        nots += QStringLiteral("not ");
    QCOMPARE(wrong(nots + QStringLiteral("archived")).code, QStringLiteral("query.syntax"));
    QString many = QStringLiteral("tag in (a");
    for (int i = 0; i < 10'000; ++i)
        many += QStringLiteral(", tag%1").arg(i);
    QCOMPARE(holds(many + QStringLiteral(", ablation)")), 1);
    QString chain = QStringLiteral("elo > 0");
    for (int i = 0; i < 10'000; ++i)
        chain += QStringLiteral(" and elo > 0");
    QCOMPARE(holds(chain), 1);
    QCOMPARE(wrong(QString(1'000'000, QLatin1Char('x'))).code, QStringLiteral("query.syntax"));
}

void TestQuery::completionFollowsTheGrammar_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("wanted");    // all offered
    QTest::addColumn<QStringList>("unwanted");  // none offered
    QTest::newRow("start") << QString() << QStringList{"name", "elo", "archived", "not"} << QStringList{"and", "="};
    QTest::newRow("prefix") << "el" << QStringList{"elo"} << QStringList{"name"};
    QTest::newRow("within") << "rate" << QStringList{"learner.learning_rate"} << QStringList{"name"};
    QTest::newRow("number signs") << "elo " << QStringList{"=", ">", "in"} << QStringList{"~", "and"};
    QTest::newRow("text signs") << "tag " << QStringList{"=", "~", "in"} << QStringList{">"};
    QTest::newRow("flag") << "archived " << QStringList{"and", "or"} << QStringList{"="};
    QTest::newRow("values") << "game = " << QStringList{"slime_volley", "rps"} << QStringList{"and"};
    QTest::newRow("value prefix") << "game = so" << QStringList{"soccer_twos"} << QStringList{"rps"};
    QTest::newRow("quoted value") << "tag = two" << QStringList{"\"two words\""} << QStringList{"ablation"};
    QTest::newRow("open quote") << "tag = \"two w" << QStringList{"\"two words\""} << QStringList{"ablation"};
    QTest::newRow("moments") << "started > " << QStringList{"today", "7 d ago"} << QStringList{};
    QTest::newRow("next") << "elo > 3 " << QStringList{"and", "or"} << QStringList{"elo", ")"};
    QTest::newRow("next in brackets") << "(elo > 3 " << QStringList{"and", ")"} << QStringList{"elo"};
    QTest::newRow("after and") << "elo > 3 and " << QStringList{"tag"} << QStringList{"and"};
    QTest::newRow("list open") << "game in " << QStringList{"("} << QStringList{"rps"};
    QTest::newRow("list") << "game in (" << QStringList{"rps"} << QStringList{")"};
    QTest::newRow("list next") << "game in (rps" << QStringList{} << QStringList{"soccer_twos"};
    QTest::newRow("list more") << "game in (rps, " << QStringList{"soccer_twos"} << QStringList{};
}

void TestQuery::completionFollowsTheGrammar() {
    QFETCH(QString, text);
    QFETCH(QStringList, wanted);
    QFETCH(QStringList, unwanted);
    const QStringList found = completed(text);
    for (const QString& one : wanted)
        QVERIFY2(found.contains(one), qPrintable(one + QStringLiteral(" not in ") + found.join(QLatin1Char(' '))));
    for (const QString& one : unwanted)
        QVERIFY2(!found.contains(one), qPrintable(one));
}

void TestQuery::completionReplacesTheWordUnderTheCursor() {
    const std::string text = "game = slm and elo > 3";
    const Completion inside = complete(text, 8, fields());
    QCOMPARE(static_cast<int>(inside.from), 7);
    QCOMPARE(static_cast<int>(inside.to), 10);
    QCOMPARE(inside.suggestions.front().insert, std::string("slime_volley"));
    std::vector<Field> many{field("tag", FieldKind::list)};
    for (int i = 0; i < 10'000; ++i)
        many[0].values.push_back("tag" + std::to_string(i));
    const Completion some = complete("tag = tag99", 11, many);
    QVERIFY(some.suggestions.size() > 10 && some.suggestions.size() < 100);
}

void TestQuery::quotedValuesReadBackAsTheyWere() {
    const QStringList values{QStringLiteral("plain"),
                             QStringLiteral("two words"),
                             QStringLiteral("say \"hi\""),
                             QStringLiteral("back\\slash"),
                             QStringLiteral("and"),
                             QStringLiteral("(a, b)"),
                             QStringLiteral("it's"),
                             QStringLiteral("\u202Eright to left \u05D0\u05D1"),
                             QStringLiteral("\U0001F680 rocket"),
                             QStringLiteral("a/b=c"),
                             QString(500, QLatin1Char('x')),
                             QString(),
                             QStringLiteral("end\\"),
                             QStringLiteral("\u201Cquoted\u201D"),
                             QStringLiteral("!=")};
    for (const QString& value : values) {
        const std::string query = "name = " + query::quoted(value.toStdString());
        const Values row{{"name", value.toStdString()}};
        QVERIFY2(holds(QString::fromStdString(query), row) == 1, query.c_str());
    }
    QCOMPARE(query::quoted("plain"), std::string("plain"));
    QCOMPARE(query::quoted("two words"), std::string("\"two words\""));
}

void TestQuery::treeIsWhatSqlIsMadeOf() {
    const NoonClock clock;
    Fault fault;
    const Result<Query> query =
        Query::parse("Game = rps and (archived = no or started = 2026-11-20) beta", fields(), fault, clock);
    QVERIFY(query.ok());
    const Node& all = query->root();
    QVERIFY(all.kind == Node::Kind::all);
    QCOMPARE(all.parts.size(), size_t{3});
    QCOMPARE(all.parts[0]->field, std::string("game"));
    QVERIFY(all.parts[1]->kind == Node::Kind::any);
    QVERIFY(all.parts[1]->parts[0]->kind == Node::Kind::none);
    QVERIFY(all.parts[1]->parts[0]->parts[0]->op == Operator::isSet);
    const Node& day = *all.parts[1]->parts[1];
    QVERIFY(day.kind == Node::Kind::all);
    QVERIFY(day.parts[0]->op == Operator::greaterEqual && day.parts[1]->op == Operator::less);
    QCOMPARE(day.parts[1]->numbers[0] - day.parts[0]->numbers[0], 86'400'000.0);
    QVERIFY(all.parts[2]->kind == Node::Kind::words);
    QCOMPARE(query->fields(), (std::vector<std::string>{"archived", "game", "started"}));
}

void TestQuery::randomTextsNeverBreakIt() {
    Rng random(7, 1, 1);
    const std::vector<std::string> pieces{"elo",
                                          "tag",
                                          "name",
                                          "started",
                                          "time",
                                          "archived",
                                          "and",
                                          "or",
                                          "not",
                                          "in",
                                          "(",
                                          ")",
                                          ",",
                                          "=",
                                          "!=",
                                          "<",
                                          ">=",
                                          "~",
                                          "!~",
                                          "\"",
                                          "'",
                                          "\\",
                                          "1.5M",
                                          "2026-11-20",
                                          "3 h ago",
                                          "50 %",
                                          " ",
                                          "  ",
                                          "a.*",
                                          "[a-",
                                          "(a|b)*",
                                          "{2,3}",
                                          "\xFF",
                                          "\xE4\xBD",
                                          "\U0001F680",
                                          "\u202E",
                                          "\uFF08",
                                          "\u201C",
                                          "-",
                                          "!",
                                          "x",
                                          "(a+)+$",
                                          std::string(1, '\0')};
    int right = 0, faults = 0;
    for (int i = 0; i < 30'000; ++i) {
        std::string text;
        const uint64_t count = random.next() % 14;
        for (uint64_t piece = 0; piece < count; ++piece) {
            text += pieces[random.next() % pieces.size()];
            if (random.next() % 2 == 0) text += ' ';
        }
        Fault fault;
        const Result<Query> query = Query::parse(text, fields(), fault);
        if (query) {
            ++right;
            (void)query->matches(rowOf(slime()));
        } else {
            ++faults;
            QVERIFY(fault.from <= fault.to && fault.to <= text.size());
            QVERIFY(!query.error().happened.empty() && !query.error().remedy.empty());
        }
        const size_t cursor = random.next() % (text.size() + 1);
        const Completion found = complete(text, cursor, fields());
        QVERIFY(found.from <= cursor && cursor <= found.to && found.to <= text.size());
    }
    QVERIFY(right > 1000);
    QVERIFY(faults > 1000);
}

QTEST_APPLESS_MAIN(TestQuery)
#include "tst_query.moc"
