// SPDX-License-Identifier: GPL-3.0-or-later
// Patterns that are matched in bounded time, and numbers and durations as people write them.
#include <QtTest>

#include <regex>

#include "core/base/rng.h"
#include "core/query/detail/values.h"
#include "core/query/pattern.h"

using namespace ludus;
using namespace ludus::query;

class TestQueryParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void patternsFindWhatTheyDescribe_data();
    void patternsFindWhatTheyDescribe();
    void catastrophicPatternsTakeNoTime();
    void repeatingNothingTakesNoTime();
    void wrongPatternsAreRefused_data();
    void wrongPatternsAreRefused();
    void patternsAgreeWithTheStandardLibrary();
    void numbersAreReadAsWritten_data();
    void numbersAreReadAsWritten();
    void durationsAreReadAsWritten_data();
    void durationsAreReadAsWritten();
};

void TestQueryParts::patternsFindWhatTheyDescribe_data() {
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("found");
    const auto row = [](const char* pattern, const char* text, bool found) {
        QTest::newRow(qPrintable(QStringLiteral("%1 in %2").arg(QString::fromUtf8(pattern), QString::fromUtf8(text))))
            << QString::fromUtf8(pattern) << QString::fromUtf8(text) << found;
    };
    row("abl.*", "an ablation", true);
    row("^abl", "an ablation", false);
    row("tion$", "an ablation", true);
    row("ABL", "ablation", true);
    row("[A-C]x", "bX", true);
    row("[^a-c]", "abc", false);
    row("[]]", "]", true);
    row("a|b|", "zzz", true);
    row("colou?r", "color", true);
    row("(ab)+c", "ababc", true);
    row("(ab)+c", "abac", false);
    row("a{2,3}b", "ab", false);
    row("a{2,3}b", "aab", true);
    row("^a{2}$", "aaa", false);
    row("a{2,}b", "aaaaab", true);
    row("{x", "{x", true);
    row("\\d+\\.\\d", "v1.5", true);
    row("\\w\\s\\W", "a -", true);
    row("\\bcat\\b", "a cat!", true);
    row("\\bcat\\b", "concat", false);
    row("\\Bcat", "concat", true);
    row("a.c", "a\u7F51c", true);
    row("^.$", "\U0001F680", true);
    row("[\u4E00-\u9FFF]+", "net \u7F51\u7EDC", true);
    row("a\\(b", "a(b", true);
    row("(?:x|y)z", "yz", true);
    row("", "", true);
    row("^$", "", true);
    row("^$", "a", false);
    row("a*?b", "aab", true);
}

void TestQueryParts::patternsFindWhatTheyDescribe() {
    QFETCH(QString, pattern);
    QFETCH(QString, text);
    QFETCH(bool, found);
    const Result<Pattern> compiled = Pattern::compile(pattern.toStdString());
    QVERIFY(compiled.ok());
    QCOMPARE(compiled->foundIn(text.toStdString()), found);
}

void TestQueryParts::catastrophicPatternsTakeNoTime() {
    const std::string text(20'000, 'a');
    for (const char* bad : {"(a+)+$b", "(a|a)*b", "(a*)*b", "(.*)(.*)(.*)(.*)x", "((a{0,30}){0,30})b"}) {
        const Result<Pattern> pattern = Pattern::compile(bad);
        QVERIFY2(pattern.ok(), bad);
        QElapsedTimer clock;
        clock.start();
        QVERIFY2(!pattern->foundIn(text), bad);
        QVERIFY2(clock.elapsed() < 5000, bad);
    }
}

/// Laid out as often as asked for, this would take years.
void TestQueryParts::repeatingNothingTakesNoTime() {
    for (const char* nothing :
         {"(){1000}{1000}{1000}{1000}{1000}", "((((|){0}){1000}){1000}){1000}", "((((){1000}){1000}){1000}){1000}"}) {
        const Result<Pattern> pattern = Pattern::compile(std::string("^a") + nothing + "b$");
        QVERIFY2(pattern.ok(), nothing);
        QVERIFY(pattern->foundIn("ab"));
        QVERIFY(!pattern->foundIn("a b"));
    }
}

void TestQueryParts::wrongPatternsAreRefused_data() {
    QTest::addColumn<QString>("pattern");
    for (const char* bad : {"(", ")", "[a", "*a", "a{3,1}", "a{2000}", "((a{1000}){1000}){1000}", "\\", "(a)\\1",
                            "[z-a]", "a**********************"})
        QTest::newRow(bad) << QString::fromLatin1(bad);
    QTest::newRow("deep") << QString(1000, QLatin1Char('(')) + QString(1000, QLatin1Char(')'));
    QTest::newRow("long") << QString(100'000, QLatin1Char('x'));
}

void TestQueryParts::wrongPatternsAreRefused() {
    QFETCH(QString, pattern);
    const Result<Pattern> compiled = Pattern::compile(pattern.toStdString());
    QVERIFY(!compiled);
    QCOMPARE(compiled.error().code, std::string("query.value"));
    QVERIFY(!compiled.error().happened.empty() && !compiled.error().remedy.empty());
}

void TestQueryParts::patternsAgreeWithTheStandardLibrary() {
    Rng random(3, 1, 1);
    const std::vector<std::string> pieces{"a",    "b",     "c",     ".",      "a*", "b+", "c?",
                                          "[ab]", "(a|b)", "(ab)*", "b{1,2}", "^",  "$"};
    int found = 0;
    for (int i = 0; i < 3000; ++i) {
        std::string pattern, text;
        for (uint64_t n = random.next() % 5; n > 0; --n)
            pattern += pieces[random.next() % pieces.size()];
        for (uint64_t n = random.next() % 8; n > 0; --n)
            text += static_cast<char>('a' + random.next() % 3);
        const Result<Pattern> ours = Pattern::compile(pattern);
        QVERIFY2(ours.ok(), pattern.c_str());
        const bool wanted = std::regex_search(text, std::regex(pattern));
        found += wanted ? 1 : 0;
        QVERIFY2(ours->foundIn(text) == wanted, (pattern + " in " + text).c_str());
    }
    QVERIFY(found > 300 && found < 2900);
}

void TestQueryParts::numbersAreReadAsWritten_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("value");  // -999: none
    const auto row = [](const char* text, double value) { QTest::newRow(text) << QString::fromUtf8(text) << value; };
    row("1300", 1300);
    row("1.5M", 1.5e6);
    row("2.3M", 2300000);
    row("3.42 M", 3.42e6);
    row("100k", 1e5);
    row("100K", 1e5);
    row("2G", 2e9);
    row("3e-4", 3e-4);
    row("1E6", 1e6);
    row("1e+3", 1e3);
    row("50 %", 0.5);
    row("50%", 0.5);
    row("-4", -4);
    row("\u22124", -4);
    row("1 342", 1342);
    row("1\u202F342", 1342);
    row("1_000_000", 1e6);
    row(".5", 0.5);
    row("+7", 7);
    row("", -999);
    row("x", -999);
    row("1 34", -999);
    row("12x", -999);
    row("inf", -999);
    row("nan", -999);
    row("0x10", -999);
    row("1e999", -999);
    row("--1", -999);
    row("1.2.3", -999);
}

void TestQueryParts::numbersAreReadAsWritten() {
    QFETCH(QString, text);
    QFETCH(double, value);
    QCOMPARE(query::detail::readNumber(text.toStdString()).value_or(-999), value);
}

void TestQueryParts::durationsAreReadAsWritten_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("seconds");
    const auto row = [](const char* text, double value) { QTest::newRow(text) << QString::fromUtf8(text) << value; };
    row("90", 90);
    row("3h", 10800);
    row("20 min", 1200);
    row("20min", 1200);
    row("1 h 30 min", 5400);
    row("1h30m", 5400);
    row("2 d 4 h", 187200);
    row("0.5 s", 0.5);
    row("200 ms", 0.2);
    row("1 week", 604800);
    row("3 \u5206\u949F", 180);
    row("5\u5929", 432000);
    row("", -999);
    row("h", -999);
    row("3 x", -999);
    row("-3 h", -999);
    row("3 h 5", -999);
}

void TestQueryParts::durationsAreReadAsWritten() {
    QFETCH(QString, text);
    QFETCH(double, seconds);
    QCOMPARE(query::detail::readDuration(text.toStdString()).value_or(-999), seconds);
}

QTEST_APPLESS_MAIN(TestQueryParts)
#include "tst_query_parts.moc"
