// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <limits>

#include "core/config/option.h"

using namespace ludus;
using namespace ludus::config;

namespace {

OptionSpec specOf(std::string key, Kind kind) {
    OptionSpec spec;
    spec.key = std::move(key);
    spec.kind = kind;
    return spec;
}

std::vector<OptionSpec> learnerSpecs() {
    OptionSpec rate = specOf("learner.learning_rate", Kind::real);
    rate.minimum = 0;
    rate.maximum = 1;
    OptionSpec epochs = specOf("learner.epochs", Kind::integer);
    epochs.minimum = 1;
    OptionSpec schedule = specOf("learner.schedule", Kind::choice);
    schedule.choices = {"constant", "linear"};
    OptionSpec hidden = specOf("learner.hidden", Kind::integers);
    hidden.minimum = 1;
    return {rate, epochs, schedule, hidden, specOf("run.name", Kind::text)};
}

QString sentence(const Error& error) {
    return QString::fromStdString(error.sentence());
}

struct Sample {
    bool active = true;
    int epochs = 4;
    uint32_t slots_ = 64;
    float rate = 0.5F;
    double gamma = 0.99;
    std::string schedule = "linear";
    std::vector<int64_t> hidden{64, 64};
    std::vector<std::string> bots;
};

OptionGroup<Sample> sampleGroup() {
    OptionGroup<Sample> group("learner");
    group.add("active", &Sample::active, {})
        .add("epochs", &Sample::epochs, {.minimum = 1})
        .add("slots", &Sample::slots_, {})
        .add("rate", &Sample::rate, {})
        .add("gamma", &Sample::gamma, {.minimum = 0, .maximum = 1})
        .add("schedule", &Sample::schedule, {.choices = {"constant", "linear"}})
        .add("hidden", &Sample::hidden, {})
        .add("bots", &Sample::bots, {});
    return group;
}

}  // namespace

class ConfigOptionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tomlTextIsShortAndReadsBack_data() {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << 0.0 << "0.0";
        QTest::newRow("whole") << 2.0 << "2.0";
        QTest::newRow("tenth") << 0.1 << "0.1";
        QTest::newRow("small") << 0.001 << "0.001";
        QTest::newRow("smaller") << 3e-4 << "3e-4";
        QTest::newRow("digits") << 2.5e-4 << "2.5e-4";
        QTest::newRow("large") << 1e7 << "1e7";
        QTest::newRow("negative") << -1.5 << "-1.5";
        QTest::newRow("infinite") << -std::numeric_limits<double>::infinity() << "-inf";
    }
    void tomlTextIsShortAndReadsBack() {
        QFETCH(double, value);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(toToml(Value(value))), text);
        const Result<Value> back = parse(specOf("a.b", Kind::real), text.toStdString());
        QVERIFY(back);
        QCOMPARE(std::get<double>(*back), value);
    }

    void tomlTextOfOtherKinds() {
        QCOMPARE(toToml(Value(true)), std::string("true"));
        QCOMPARE(toToml(Value(int64_t{-3})), std::string("-3"));
        QCOMPARE(toToml(Value(std::string("a \"b\" \\ \n\x01"))), std::string("\"a \\\"b\\\" \\\\ \\n\\u0001\""));
        QCOMPARE(toToml(Value(std::vector<int64_t>{64, 64})), std::string("[64, 64]"));
        QCOMPARE(toToml(Value(std::vector<double>{0.5, 1})), std::string("[0.5, 1.0]"));
        QCOMPARE(toToml(Value(std::vector<std::string>{})), std::string("[]"));
    }

    void typedTextBecomesTheKindOfTheOption() {
        const auto get = [](Kind kind, const char* text) {
            OptionSpec spec = specOf("a.b", kind);
            spec.choices = {"linear"};
            return parse(spec, text).value();
        };
        QVERIFY(get(Kind::boolean, "on") == Value(true));
        QVERIFY(get(Kind::boolean, " false ") == Value(false));
        QVERIFY(get(Kind::integer, "1_000_000") == Value(int64_t{1000000}));
        QVERIFY(get(Kind::integer, "1e6") == Value(int64_t{1000000}));
        QVERIFY(get(Kind::integer, "-9223372036854775808") == Value(std::numeric_limits<int64_t>::min()));
        QVERIFY(get(Kind::real, "3") == Value(3.0));
        QVERIFY(get(Kind::real, "+3e-4") == Value(3e-4));
        QVERIFY(get(Kind::text, "two words") == Value(std::string("two words")));
        QVERIFY(get(Kind::text, "\"quoted\"") == Value(std::string("quoted")));
        QVERIFY(get(Kind::choice, "linear") == Value(std::string("linear")));
        QVERIFY(get(Kind::integers, "64, 64") == Value(std::vector<int64_t>{64, 64}));
        QVERIFY(get(Kind::integers, "[64,64]") == Value(std::vector<int64_t>{64, 64}));
        QVERIFY(get(Kind::integers, "") == Value(std::vector<int64_t>{}));
        QVERIFY(get(Kind::reals, "[1, 0.5]") == Value(std::vector<double>{1, 0.5}));
        QVERIFY(get(Kind::texts, "a, 'b, c'") == Value(std::vector<std::string>{"a", "b, c"}));
    }

    void typedTextOfAnotherKindIsRefused_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("text");
        QTest::newRow("boolean") << int(Kind::boolean) << "maybe";
        QTest::newRow("part of a number") << int(Kind::integer) << "12x";
        QTest::newRow("fraction") << int(Kind::integer) << "1.5";
        QTest::newRow("too large") << int(Kind::integer) << "99999999999999999999";
        QTest::newRow("word") << int(Kind::real) << "fast";
        QTest::newRow("nothing") << int(Kind::real) << "";
        QTest::newRow("not a number") << int(Kind::real) << "nan";
        QTest::newRow("two signs") << int(Kind::real) << "+-1";
        QTest::newRow("item") << int(Kind::integers) << "64, x";
        QTest::newRow("empty item") << int(Kind::integers) << "64,,64";
    }
    void typedTextOfAnotherKindIsRefused() {
        QFETCH(int, kind);
        QFETCH(QString, text);
        const Result<Value> value = parse(specOf("a.b", Kind(kind)), text.toStdString());
        QVERIFY(!value);
        QVERIFY(!value.error().remedy.empty());
    }

    void anIntegerIsAlsoAReal() {
        const OptionSpec real = specOf("a.b", Kind::real);
        QVERIFY(check(real, {Value(int64_t{2})}).value() == Value(2.0));
        const OptionSpec reals = specOf("a.b", Kind::reals);
        QVERIFY(check(reals, {Value(std::vector<int64_t>{1, 2})}).value() == Value(std::vector<double>{1, 2}));
        const OptionSpec integer = specOf("a.b", Kind::integer);
        QVERIFY(!check(integer, {Value(2.0)}));
        QVERIFY(!check(integer, {Value(true)}));
    }

    void anEmptyListIsAListOfAnything() {
        const Entry empty{Value(std::vector<int64_t>{})};
        QVERIFY(check(specOf("a.b", Kind::texts), empty).value() == Value(std::vector<std::string>{}));
        QVERIFY(check(specOf("a.b", Kind::reals), empty).value() == Value(std::vector<double>{}));
    }

    void rangesIncludeTheirEndsAndHoldForItems() {
        const std::vector<OptionSpec> specs = learnerSpecs();
        QVERIFY(check(specs[0], {Value(0.0)}));
        QVERIFY(check(specs[0], {Value(1.0)}));
        const Result<Value> above = check(specs[0], {Value(1.5), 7});
        QCOMPARE(above.error().code, std::string("option.range"));
        QCOMPARE(sentence(above.error()),
                 QStringLiteral("Line 7: learner.learning_rate cannot be 1.5. The value lies outside the range of this "
                                "option. Choose a value from 0 to 1."));
        QVERIFY(!check(specs[0], {Value(std::numeric_limits<double>::quiet_NaN())}));
        QVERIFY(!check(specs[3], {Value(std::vector<int64_t>{64, 0})}));
        QVERIFY(sentence(check(specs[1], {Value(int64_t{0})}).error()).contains("at least 1"));
    }

    void aChoiceIsOneOfItsWords() {
        const OptionSpec spec = learnerSpecs()[2];
        QVERIFY(check(spec, {Value(std::string("linear"))}));
        const Result<Value> other = check(spec, {Value(std::string("cosine"))});
        QCOMPARE(other.error().code, std::string("option.range"));
        QVERIFY(sentence(other.error()).contains("constant, linear"));
    }

    void typeErrorNamesLineKindAndValue() {
        const Result<Value> value = check(learnerSpecs()[1], {Value(std::string("four")), 3});
        QCOMPARE(value.error().code, std::string("option.type"));
        QVERIFY(sentence(value.error()).startsWith("Line 3: learner.epochs must be a whole number, but is \"four\"."));
    }

    void unknownKeyNamesLineAndNearestKey() {
        Values values;
        values["learner.learning_rat"] = Entry{Value(0.1), 24};
        const Status status = checkAll(learnerSpecs(), values);
        QCOMPARE(status.error().code, std::string("option.unknown"));
        QCOMPARE(status.error().happened.str(), std::string("Line 24: there is no option learner.learning_rat."));
        QCOMPARE(status.error().remedy.str(), std::string("Did you mean learner.learning_rate?"));
    }

    void unknownKeyWithoutLineNamesNone() {
        Values values;
        values["colour"] = Entry{Value(0.1)};
        const Error error = checkAll(learnerSpecs(), values).error();
        QCOMPARE(error.happened.str(), std::string("There is no option colour."));
        QVERIFY(error.remedy.str().find("Did you mean") == std::string::npos);
    }

    void nearestKeyForgivesSlipsAndWrongTables() {
        const std::vector<OptionSpec> specs = learnerSpecs();
        QCOMPARE(nearestKey("learner.epcohs", specs), std::string("learner.epochs"));  // a swap is one slip
        QCOMPARE(nearestKey("lerner.epochs", specs), std::string("learner.epochs"));
        QCOMPARE(nearestKey("epochs", specs), std::string("learner.epochs"));
        QCOMPARE(nearestKey("game.learning_rate", specs), std::string("learner.learning_rate"));
        QCOMPARE(nearestKey("learner.momentum", specs), std::string());
    }

    void theFirstWrongLineIsTheError() {
        Values values;
        values["learner.epochs"] = Entry{Value(int64_t{0}), 9};
        values["run.name"] = Entry{Value(true), 2};
        QVERIFY(sentence(checkAll(learnerSpecs(), values).error()).startsWith("Line 2:"));
        values.erase("run.name");
        QVERIFY(sentence(checkAll(learnerSpecs(), values).error()).startsWith("Line 9:"));
        values["learner.epochs"] = Entry{Value(int64_t{1}), 9};
        QVERIFY(checkAll(learnerSpecs(), values).ok());
    }

    void groupReadsWhatItWrites() {
        const OptionGroup<Sample> group = sampleGroup();
        Sample in;
        in.active = false;
        in.epochs = 7;
        in.slots_ = 4'000'000'000U;
        in.rate = 0.25F;
        in.gamma = 0.5;
        in.schedule = "constant";
        in.hidden = {32};
        in.bots = {"bot:random"};
        Values values;
        group.write(in, values);
        QCOMPARE(values.size(), size_t(8));
        Sample out;
        QVERIFY(group.read(values, out));
        QCOMPARE(out.active, false);
        QCOMPARE(out.epochs, 7);
        QCOMPARE(out.slots_, 4'000'000'000U);
        QCOMPARE(out.rate, 0.25F);
        QCOMPARE(out.gamma, 0.5);
        QCOMPARE(out.schedule, std::string("constant"));
        QVERIFY(out.hidden == std::vector<int64_t>{32});
        QVERIFY(out.bots == std::vector<std::string>{"bot:random"});
    }

    void absentKeysKeepWhatIsThere() {
        Sample out;
        out.epochs = 9;
        Values values;
        values["learner.gamma"] = Entry{Value(0.5)};
        QVERIFY(sampleGroup().read(values, out));
        QCOMPARE(out.epochs, 9);
        QCOMPARE(out.gamma, 0.5);
    }

    void whatAFieldCannotHoldIsOutOfRange() {
        Sample out;
        Values values;
        values["learner.slots"] = Entry{Value(int64_t{-1})};
        QCOMPARE(sampleGroup().read(values, out).error().code, std::string("option.range"));
        values.clear();
        values["learner.epochs"] = Entry{Value(int64_t{5'000'000'000})};
        QCOMPARE(sampleGroup().read(values, out).error().code, std::string("option.range"));
        QCOMPARE(out.epochs, 4);
    }

    void descriptionsTakeTheDefaultsOfAFreshStruct() {
        const OptionGroup<Sample> group = sampleGroup();
        const std::vector<OptionSpec>& specs = group.specs();
        QCOMPARE(specs[1].key, std::string("learner.epochs"));
        QVERIFY(specs[1].defaultValue == Value(int64_t{4}));
        QVERIFY(specs[5].kind == Kind::choice);
        QVERIFY(specs[6].defaultValue == Value(std::vector<int64_t>{64, 64}));
    }
};

QTEST_GUILESS_MAIN(ConfigOptionTest)
#include "tst_config_option.moc"
