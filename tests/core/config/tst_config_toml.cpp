// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "core/config/toml_file.h"

using namespace ludus;
using namespace ludus::config;

namespace {

const char* const kFile =
    "# my run\n"
    "name = \"first\"  # a name\n"
    "\n"
    "[learner]  # how it learns\n"
    "# the step\n"
    "learning_rate = 3e-4 # found by trial\n"
    "hidden = [\n"
    "    64, # first\n"
    "    64,\n"
    "] # both\n"
    "\n"
    "# the game\n"
    "[game]\n"
    "name = 'slime \xC3\xA9\xE2\x82\xAC' # h\xC3\xA9\n";

QString edited(std::string_view text, const std::string& key, const Value& value) {
    const Result<std::string> out = editToml(text, key, value);
    return QString::fromStdString(out ? *out : "ERROR " + out.error().sentence());
}

QString removed(std::string_view text, const std::string& key) {
    const Result<std::string> out = removeFromToml(text, key);
    return QString::fromStdString(out ? *out : "ERROR " + out.error().sentence());
}

QString fileWith(const QString& before, const QString& after) {
    QString text = QString::fromUtf8(kFile);
    Q_ASSERT(text.count(before) == 1);
    return text.replace(before, after);
}

OptionSpec specOf(std::string key, Kind kind, Value value) {
    OptionSpec spec;
    spec.key = std::move(key);
    spec.kind = kind;
    spec.defaultValue = std::move(value);
    return spec;
}

}  // namespace

class ConfigTomlTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryKindWithItsLine() {
        const Result<Values> values = readToml(
            "[a]\nb = true\ni = -3\nr = 0.5\nt = \"x\"\nis = [1, 2]\nrs = [1, 0.5]\nts = ['x']\n\ne = []\n"
            "c.d = 1\n[a.f]\ng = 2\n");
        QVERIFY(values);
        QVERIFY(values->at("a.b").value == Value(true));
        QVERIFY(values->at("a.i").value == Value(int64_t{-3}));
        QVERIFY(values->at("a.r").value == Value(0.5));
        QVERIFY(values->at("a.t").value == Value(std::string("x")));
        QVERIFY(values->at("a.is").value == Value(std::vector<int64_t>{1, 2}));
        QVERIFY(values->at("a.rs").value == Value(std::vector<double>{1, 0.5}));
        QVERIFY(values->at("a.ts").value == Value(std::vector<std::string>{"x"}));
        QVERIFY(values->at("a.e").value == Value(std::vector<int64_t>{}));
        QVERIFY(values->contains("a.c.d"));
        QCOMPARE(values->at("a.b").line, 2);
        QCOMPARE(values->at("a.e").line, 10);
        QCOMPARE(values->at("a.f.g").line, 13);
    }

    void syntaxErrorNamesTheLine_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("line");
        QTest::newRow("no value") << "[a]\nb = 1\nc =\n"
                                  << "Line 3:";
        QTest::newRow("open table") << "\n[a\nb = 1\n"
                                    << "Line 2:";
        QTest::newRow("open text") << "a = 1\nb = \"x\nc = 2\n"
                                   << "Line 2:";
        QTest::newRow("twice") << "a = 1\na = 2\n"
                               << "Line 2:";
        QTest::newRow("too large") << "a = 99999999999999999999\n"
                                   << "Line 1:";
        QTest::newRow("word") << "[a]\nb = fast\n"
                              << "Line 2:";
    }
    void syntaxErrorNamesTheLine() {
        QFETCH(QString, text);
        QFETCH(QString, line);
        const Result<Values> values = readToml(text.toStdString());
        QVERIFY(!values);
        QCOMPARE(values.error().code, std::string("config.syntax"));
        QVERIFY2(values.error().sentence().starts_with(line.toStdString()), values.error().sentence().c_str());
        QVERIFY(!values.error().remedy.empty());
        QVERIFY(!editToml(text.toStdString(), "a.b", Value(true)));
        QVERIFY(!removeFromToml(text.toStdString(), "a.b"));
    }

    void valuesThatNoOptionTakesAreRefused_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("date") << "[a]\nb = 2020-01-01\n";
        QTest::newRow("mixed list") << "[a]\nb = [1, 'x']\n";
        QTest::newRow("list of lists") << "[a]\nb = [[1], [2]]\n";
        QTest::newRow("list of tables") << "[a]\n[[a.b]]\nc = 1\n";
    }
    void valuesThatNoOptionTakesAreRefused() {
        QFETCH(QString, text);
        const Result<Values> values = readToml(text.toStdString());
        QVERIFY(!values);
        QCOMPARE(values.error().code, std::string("option.type"));
        QVERIFY2(values.error().sentence().find("Line 2") == 0 || text.contains("[[a.b]]"),
                 values.error().sentence().c_str());
    }

    void damagedBytesAreASyntaxError() {
        QVERIFY(!readToml("a = \"\xFF\xFE\"\n"));
        QVERIFY(!readToml(std::string_view("a = 1\0", 6)));
    }

    void editKeepsEverythingElse() {
        QCOMPARE(edited(kFile, "learner.learning_rate", Value(0.001)), fileWith("3e-4", "0.001"));
        QCOMPARE(edited(kFile, "name", Value(std::string("second"))), fileWith("\"first\"", "\"second\""));
    }

    void editReplacesAnArrayAcrossLines() {
        QCOMPARE(edited(kFile, "learner.hidden", Value(std::vector<int64_t>{32})),
                 fileWith("[\n    64, # first\n    64,\n]", "[32]"));
    }

    void editCountsLettersNotBytes() {
        QCOMPARE(edited(kFile, "game.name", Value(std::string("\xC3\xBC"))),
                 fileWith(QString::fromUtf8("'slime \xC3\xA9\xE2\x82\xAC'"), QString::fromUtf8("\"\xC3\xBC\"")));
        QCOMPARE(edited("t = {a = '\xC3\xA9', b = 1} # x\n", "t.b", Value(int64_t{2})),
                 QString::fromUtf8("t = {a = '\xC3\xA9', b = 2} # x\n"));
    }

    void appendedKeysGoIntoTheirTable() {
        QCOMPARE(edited(kFile, "learner.epochs", Value(int64_t{4})), fileWith("] # both\n", "] # both\nepochs = 4\n"));
        QCOMPARE(edited(kFile, "game.slots", Value(int64_t{8})), QString::fromUtf8(kFile) + "slots = 8\n");
        QCOMPARE(edited(kFile, "seed", Value(int64_t{1})), fileWith("# a name\n", "# a name\nseed = 1\n"));
        QCOMPARE(edited(kFile, "run.seed", Value(int64_t{1})), QString::fromUtf8(kFile) + "\n[run]\nseed = 1\n");
    }

    void appendingFindsItsPlaceInEveryShape_data() {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::newRow("empty") << ""
                               << "[a]\nx = 1\n";
        QTest::newRow("only a comment") << "# c"
                                        << "# c\n\n[a]\nx = 1\n";
        QTest::newRow("no line end") << "[a]\ny = 2"
                                     << "[a]\ny = 2\nx = 1\n";
        QTest::newRow("empty table") << "[a] # c\n[b]\n"
                                     << "[a] # c\nx = 1\n[b]\n";
        QTest::newRow("indented") << "[a]\n  y = 2\n[b]\n"
                                  << "[a]\n  y = 2\n  x = 1\n[b]\n";
        QTest::newRow("braces") << "a = { y = 2 } # c\n"
                                << "a = { y = 2 , x = 1} # c\n";
        QTest::newRow("empty braces") << "a = {}\n"
                                      << "a = {x = 1}\n";
        QTest::newRow("only a deeper table") << "[a.b]\ny = 2\n"
                                             << "[a.b]\ny = 2\n\n[a]\nx = 1\n";
        QTest::newRow("before a deeper table") << "[a]\ny = 2\n[a.b]\nz = 3\n"
                                               << "[a]\ny = 2\nx = 1\n[a.b]\nz = 3\n";
        QTest::newRow("dotted") << "a.y = 2\n[b]\nz = 3\n"
                                << "a.y = 2\na.x = 1\n[b]\nz = 3\n";
        QTest::newRow("dos") << "[a]\r\ny = 2\r\n[b]\r\n"
                             << "[a]\r\ny = 2\r\nx = 1\r\n[b]\r\n";
    }
    void appendingFindsItsPlaceInEveryShape() {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QCOMPARE(edited(before.toStdString(), "a.x", Value(int64_t{1})), after);
        QVERIFY(readToml(after.toStdString())->at("a.x").value == Value(int64_t{1}));
    }

    void aByteOrderMarkStaysInFront() {
        QCOMPARE(*editToml("\xEF\xBB\xBFy = 2\n", "y", Value(int64_t{1})), std::string("\xEF\xBB\xBFy = 1\n"));
        QCOMPARE(*removeFromToml("\xEF\xBB\xBFy = 2\n", "y"), std::string("\xEF\xBB\xBF"));
    }

    void aValueInTheWayIsAnErrorAndNoDamage() {
        QVERIFY(edited("a = 1\n", "a.x", Value(int64_t{1})).startsWith("ERROR"));
        QVERIFY(edited("[a]\nx = 1\n", "a", Value(int64_t{1})).startsWith("ERROR"));
    }

    void removingTakesTheWholeLine() {
        QCOMPARE(removed(kFile, "learner.learning_rate"), fileWith("learning_rate = 3e-4 # found by trial\n", ""));
        QCOMPARE(removed(kFile, "learner.hidden"), fileWith("hidden = [\n    64, # first\n    64,\n] # both\n", ""));
        QCOMPARE(removed(kFile, "learner.absent"), QString::fromUtf8(kFile));
        QVERIFY(removed("a = {x = 1, y = 2}\n", "a.x").startsWith("ERROR"));
    }

    void whatIsWrittenReadsBackEqual() {
        std::vector<OptionSpec> specs{specOf("run.name", Kind::text, Value(std::string("x"))),
                                      specOf("learner.rate", Kind::real, Value(3e-4)),
                                      specOf("learner.hidden", Kind::integers, Value(std::vector<int64_t>{64, 64})),
                                      specOf("run.seed", Kind::integer, Value(int64_t{1})),
                                      specOf("learner.schedule", Kind::choice, Value(std::string("linear")))};
        specs[1].help = Text("Test", "Size of one step.");
        specs[1].minimum = 0;
        specs[1].maximum = 1;
        specs[4].choices = {"constant", "linear"};
        Values values;
        values["run.name"] = Entry{Value(std::string("quote \" and\nline \\ \xC3\xA9"))};
        values["learner.rate"] = Entry{Value(int64_t{1})};
        values["learner.schedule"] = Entry{Value(std::string("constant"))};
        values["other.two words"] = Entry{Value(std::vector<std::string>{"a", "b"})};
        const std::string text = writeToml(specs, values);
        QCOMPARE(QString::fromStdString(text),
                 QString::fromUtf8("[run]\nname = \"quote \\\" and\\nline \\\\ \xC3\xA9\"\n\n"
                                   "[learner]\n# Size of one step. (0 to 1)\nrate = 1.0\n"
                                   "# (constant, linear)\nschedule = \"constant\"\n\n"
                                   "[other]\n\"two words\" = [\"a\", \"b\"]\n"));
        const Result<Values> back = readToml(text);
        QVERIFY(back);
        QCOMPARE(back->size(), size_t(4));
        QVERIFY(back->at("run.name").value == values["run.name"].value);
        QVERIFY(back->at("learner.rate").value == Value(1.0));
        QVERIFY(back->at("other.two words").value == values["other.two words"].value);
    }

    void writingAllAddsDefaultsAndNothingElse() {
        const std::vector<OptionSpec> specs{specOf("b.x", Kind::integer, Value(int64_t{1})),
                                            specOf("a.y", Kind::boolean, Value(false)),
                                            specOf("b.z", Kind::real, Value(0.5))};
        QCOMPARE(writeToml(specs, {}), std::string());
        QCOMPARE(writeToml(specs, {}, true), std::string("[b]\nx = 1\nz = 0.5\n\n[a]\ny = false\n"));
        QVERIFY(checkAll(specs, *readToml(writeToml(specs, {}, true))));
    }

    void longHelpIsWrapped() {
        OptionSpec spec = specOf("a.b", Kind::integer, Value(int64_t{1}));
        const std::string help(300, 'x');
        const std::string words =
            "many words " + help + " and then some more words to fill the line up to its end, and on";
        spec.help = Text("Test", words.c_str());
        const std::string text = writeToml({spec}, {}, true);
        QVERIFY(readToml(text));
        for (const QString& line : QString::fromStdString(text).split('\n')) {
            QVERIFY(line.size() <= 100 || line.contains("xxx"));
        }
    }
};

QTEST_GUILESS_MAIN(ConfigTomlTest)
#include "tst_config_toml.moc"
