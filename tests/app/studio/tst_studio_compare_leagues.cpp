// SPDX-License-Identifier: GPL-3.0-or-later
// Two leagues on the page Compare, in the real window: what each is worth by itself, what comes of it when their
// snapshots play each other. The snapshots always make the same choice, so that every number is known.
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollArea>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

#include "app/pages/compare_leagues.h"
#include "app/pages/compare_page.h"
#include "app/pages/preferences.h"
#include "app/studio/language.h"
#include "app/studio/shell.h"
#include "tests/app/studio/access_walk.h"
#include "tests/app/studio/league_kit.h"
#include "tests/app/studio/run_author.h"
#include "tests/app/studio/studio_case.h"
#include "tests/core/runs/league_script.h"
#include "widgets/views/chart_panel.h"
#include "widgets/views/heat_map.h"
#include "widgets/views/strips.h"
#include "widgets/views/table_view.h"

using namespace ludus;
using test::paper;
using test::rock;
using test::scissors;
using test::ScriptedLeague;
using test::StudioDriver;

namespace {

QString named(const char* what) {
    return QStringLiteral("compare.leagues.") + QLatin1String(what);
}

/// With ordinary blanks.
QString plain(QString text) {
    return text.replace(QChar(0xA0), QLatin1Char(' '));
}

bool isChinese(const QString& text) {
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.script() == QChar::Script_Han; });
}

RunId writeSelfPlay(const std::string& folder, const std::string& name) {
    RunRecord record;
    record.game = "rps";
    record.name = name;
    record.config = runs::readRunConfig(runs::findPreset("rps/self_play").value().toml, {}).value().text;
    test::RunAuthor author(folder, record);
    author.curve("elo", 20, 10'000, [](int i) { return 10.0 * i; });
    return author.id();
}

}  // namespace

class TestStudioCompareLeagues : public test::StudioCase {
    Q_OBJECT
private:
    std::string folder() const { return workspace(); }
    /// Rock, paper, scissors; the last ones have forgotten how to beat the first.
    RunId writeCircle(const std::string& name) {
        ScriptedLeague league(folder(), name);
        league.circle();
        league.rate({0, 120, 80});
        return league.id();
    }
    RunId writeTwo(const std::string& name) {
        ScriptedLeague league(folder(), name);
        league.freeze(rock);
        league.meet(0, 1);
        league.freeze(paper);
        return league.id();
    }
    pages::ComparePage& page() { return *studio_->window().findChild<pages::ComparePage*>(); }
    pages::CompareLeagues& section() { return *studio_->window().findChild<pages::CompareLeagues*>(); }
    bridges::LeagueComparisonBridge& bridge() { return section().bridge(); }
    views::HeatMap& pairs() { return *studio_->find<views::HeatMap>(named("pairs")); }
    bool open(const QVector<RunId>& runs, int leagues) {
        if (!studio_) openWindow();
        studio_->window().shell().go().compare(runs);
        return studio_->waitFor(
            [&] { return page().bridge().runCount() == runs.size() && bridge().leagueCount() == leagues; });
    }
    QString measure(const char* id, int league) {
        const models::TableModel* table = studio_->find<views::TableView>(named("table"))->table();
        const int row = table->rowOf(QLatin1String(id));
        return row < 0 ? QString() : plain(table->row(row).cells[league + 1].text);
    }
    QString notice() {
        QStringList words;
        for (const QLabel* label : studio_->find(named("pairsPanel"))->findChildren<QLabel*>())
            if (label->isVisibleTo(&page())) words << label->text();
        return words.join(QLatin1Char(' '));
    }
    void scrollThere() { QVERIFY(studio_->click(QStringLiteral("compare.toLeagues"))); }
    /// Typed into a field of numbers.
    bool number(const char* name, const QString& text) {
        auto* field = studio_->find<QSpinBox>(named(name));
        QTest::mouseClick(field->findChild<QLineEdit*>(), Qt::LeftButton);
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Return);
        return field->value() == text.toInt();
    }
    bool play() {
        return studio_->click(named("play")) && studio_->waitFor([&] { return !bridge().isPlaying(); });
    }

private Q_SLOTS:
    void whatEachIsWorthStandsThereAtOnce() {
        const RunId alone = writeSelfPlay(folder(), "alone"), circle = writeCircle("circle"), two = writeTwo("two");
        QVERIFY(open({alone, circle, two}, 2));
        QVERIFY(section().isVisible());
        QCOMPARE(measure("diversity", 0), QStringLiteral("0.333"));
        QCOMPARE(measure("diversity", 1), QStringLiteral("0.000"));
        QCOMPARE(measure("ownPast", 0), QStringLiteral("0 %"));
        QCOMPARE(measure("ownPastMean", 0), QStringLiteral("50 %"));
        QCOMPARE(measure("ownPast", 1), QStringLiteral("100 %"));
        QCOMPARE(measure("cycles", 0), QStringLiteral("1 of 1"));
        QCOMPARE(measure("bestElo", 0), QStringLiteral("120"));
        QCOMPARE(measure("bestElo", 1), QStringLiteral("–"));
        QCOMPARE(measure("snapshots", 1), QStringLiteral("2 of 2"));
        QCOMPARE(measure("rpp", 0), QStringLiteral("–"));
        const auto& series = bridge().forgetting()->all();
        QCOMPARE(series.size(), size_t{2});
        QCOMPARE(series[0].model->name(), QStringLiteral("circle"));
        QCOMPARE(series[0].model->raw().size(), size_t{2});
        QVERIFY(std::fabs(series[0].model->raw().front() - 1) < 1e-6);
        QVERIFY(std::fabs(series[0].model->raw().back()) < 1e-3);
        QVERIFY(notice().contains(QStringLiteral("have not played")));
        QVERIFY(studio_->find<QAbstractButton>(named("play"))->isEnabled());
    }

    void theyPlayEachOther() {
        const RunId circle = writeCircle("circle"), two = writeTwo("two");
        QVERIFY(open({circle, two}, 2));
        scrollThere();
        QVERIFY(number("games", QStringLiteral("6")));
        QVERIFY(play());
        QVERIFY(bridge().isPlayed());
        // Paper and scissors, two to one, surely win a third; rock and paper, one to two, hold it there.
        QCOMPARE(measure("rpp", 0), QStringLiteral("+0.33 ±0.00"));  // they never make another choice
        QCOMPARE(measure("rpp", 1), QStringLiteral("−0.33 ±0.00"));
        QCOMPARE(measure("rppRate", 0), QStringLiteral("67 % ±0"));
        QCOMPARE(measure("rppRate", 1), QStringLiteral("33 % ±0"));
        QVERIFY2(measure("meanWinRate", 0).startsWith(QStringLiteral("50 % ±")), qPrintable(measure("meanWinRate", 0)));
        const models::MatrixModel& model = *pairs().model();
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.columnCount(), 2);
        const float expected[3][2] = {{0.5F, 0}, {1, 0.5F}, {0, 1}};
        for (int row = 0; row < 3; ++row)
            for (int column = 0; column < 2; ++column)
                QCOMPARE(model.cell(row, column).value, expected[row][column]);
        QCOMPARE(model.cell(0, 0).count, 6);
        QCOMPARE(model.rows()[0].name, QStringLiteral("root"));
        QCOMPARE(model.rows()[2].id, QStringLiteral("0:MA1-2"));
        QCOMPARE(model.rows()[2].name, QStringLiteral("MA·2"));  // as in the pictures of its league
        QVERIFY(plain(pairs().headerTip({1, -1})).contains(QStringLiteral("67 %")));
        QVERIFY(pairs().headerTip({1, -1}).contains(QStringLiteral("120")));
        QVERIFY(plain(pairs().headerTip({-1, 0})).contains(QStringLiteral("33 %")));
        QVERIFY(studio_->find<QLabel>(named("said"))->text().contains(QStringLiteral("3 of circle")));
        QVERIFY(studio_->find<QLabel>(named("said"))->text().contains(QStringLiteral("6 match")));
        // A cell says what was counted.
        QTest::mouseClick(&pairs(), Qt::LeftButton, {}, pairs().cellRect(0, 1).center().toPoint());
        QVERIFY(pairs().current().isCell());
        QVERIFY(pairs().accessibleDescription().contains(QStringLiteral("lost 6")));
        QVERIFY(pairs().accessibleDescription().contains(QStringLiteral("drawn 0")));
    }

    void matchesEndWithASentenceWhereTheWorkspaceCannotBeOpened() {
        const RunId circle = writeCircle("circle"), two = writeTwo("two");
        QVERIFY(open({circle, two}, 2));
        scrollThere();
        QVERIFY(number("games", QStringLiteral("6")));
        const QString here = QString::fromStdString(folder()), away = here + QStringLiteral("-away");
        QVERIFY(QDir().rename(here, away));
        QFile inTheWay(here);
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        QVERIFY(play());
        QVERIFY(!bridge().isPlayed());
        QVERIFY(!bridge().problem().isEmpty());
        QVERIFY(notice().contains(bridge().problem().section(QLatin1Char(' '), 0, 2)));
        QVERIFY(inTheWay.remove());
        QVERIFY(QDir().rename(away, here));
        QVERIFY(play());
        QVERIFY(bridge().isPlayed());
        QVERIFY(bridge().problem().isEmpty());
    }

    void aSnapshotIsShownInItsLeague() {
        const RunId circle = writeCircle("circle"), two = writeTwo("two");
        QVERIFY(open({circle, two}, 2));
        scrollThere();
        QVERIFY(play());
        RunId wanted;
        QString member;
        connect(&studio_->window().shell().go(), &pages::Navigator::leagueWanted, this,
                [&](RunId run, const QString& who) {
                    wanted = run;
                    member = who;
                });
        QTest::mouseClick(&pairs(), Qt::LeftButton, {}, pairs().cellRect(2, 1).center().toPoint());
        auto* link = studio_->find<QAbstractButton>(named("pairs.verb.column"));
        QVERIFY(link->isVisible());
        link->click();
        QCOMPARE(wanted, two);
        QCOMPARE(member, QStringLiteral("MA1-1"));
    }

    void theNewestOrTheBestPlay() {
        const RunId circle = writeCircle("circle"), two = writeTwo("two");
        QVERIFY(open({circle, two}, 2));
        scrollThere();
        QVERIFY(number("most", QStringLiteral("1")));
        QVERIFY(play());  // scissors against paper
        QCOMPARE(measure("rpp", 0), QStringLiteral("+1.00 ±0.00"));
        auto* pick = studio_->find<QComboBox>(named("pick"));
        pick->setFocus();
        QTest::keyClick(pick, Qt::Key_Down);
        QCOMPARE(pick->currentIndex(), 1);
        QVERIFY(play());  // of the other league nobody is rated: its oldest one
        QCOMPARE(pairs().model()->rows()[0].id, QStringLiteral("0:MA1-1"));
        QVERIFY(studio_->find<QLabel>(named("said"))->text().startsWith(QStringLiteral("The best 1 of circle")));
    }

    void theResultStaysAsLongAsTheseTwoAreShown() {
        const RunId circle = writeCircle("circle"), two = writeTwo("two"), third = writeTwo("third");
        const RunId alone = writeSelfPlay(folder(), "alone");
        QVERIFY(open({circle, two}, 2));
        scrollThere();
        QVERIFY(play());
        QVERIFY(open({alone, circle, two, third}, 2));
        QVERIFY(bridge().isPlayed());
        QCOMPARE(measure("rpp", 0), QStringLiteral("+0.33 ±0.00"));
        QVERIFY(open({alone, circle, third}, 2));
        QVERIFY(studio_->waitFor([&] { return bridge().run(1) == third; }));
        QVERIFY(!bridge().isPlayed());
        QCOMPARE(measure("rpp", 0), QStringLiteral("–"));
        QCOMPARE(pairs().model()->rowCount(), 0);
    }

    /// The page is made anew: what was played is said in the other language, and what is being played goes on.
    void theResultIsToldInTheOtherLanguage() {
        const RunId circle = writeCircle("circle"), two = writeTwo("two");
        QVERIFY(open({circle, two}, 2));
        scrollThere();
        QVERIFY(play());
        const QString english = studio_->find<QLabel>(named("said"))->text();
        const auto speak = [&](const QString& code) {
            pages::Preferences preferences;
            preferences.setLanguage(code);
            studio::Language::of(*qApp).speak(code);
            studio_->window().rebuild();
            return studio_->waitFor([&] { return bridge().leagueCount() == 2 && page().bridge().runCount() == 2; });
        };
        QVERIFY(speak(QStringLiteral("zh_CN")));
        QVERIFY(bridge().isPlayed());
        QCOMPARE(measure("rpp", 0), QStringLiteral("+0.33 ±0.00"));
        QCOMPARE(pairs().model()->rowCount(), 3);
        const models::TableModel* table = studio_->find<views::TableView>(named("table"))->table();
        for (const char* id : {"rpp", "meanWinRate", "diversity", "ownPast"}) {
            const QString words = table->row(table->rowOf(QLatin1String(id))).cells[0].text;
            QVERIFY2(isChinese(words), qPrintable(words));
        }
        QVERIFY(isChinese(studio_->find<QLabel>(named("said"))->text()));
        QVERIFY(isChinese(pairs().headerTip({1, -1})));
        QVERIFY(isChinese(bridge().forgetting()->title()));
        QVERIFY(pairs().isVisibleTo(&page()));  // and not what an empty one would say
        scrollThere();
        QVERIFY(number("games", QStringLiteral("9000")));
        QVERIFY(studio_->click(named("play")));
        QVERIFY(speak(QStringLiteral("en")));
        QVERIFY(bridge().isPlaying() || bridge().isPlayed());
        QVERIFY(studio_->waitFor([&] { return !bridge().isPlaying(); }));
        QVERIFY(studio_->find<QLabel>(named("said"))->text().contains(QStringLiteral("9 000")) ||
                studio_->find<QLabel>(named("said"))->text().contains(QStringLiteral("9000")));
        QVERIFY(english.startsWith(QStringLiteral("The newest")));
    }

    void aLeagueThatGrowsIsFollowed() {
        const RunId circle = writeCircle("circle");
        ScriptedLeague growing(folder(), "growing");
        growing.freeze(rock);
        QVERIFY(open({circle, growing.id()}, 2));
        QCOMPARE(measure("snapshots", 1), QStringLiteral("1 of 1"));
        QCOMPARE(measure("ownPast", 1), QStringLiteral("–"));
        growing.meet(0, 1);
        growing.freeze(paper);
        QVERIFY(studio_->waitFor([&] { return measure("snapshots", 1) == QStringLiteral("2 of 2"); }));
        QCOMPARE(measure("ownPast", 1), QStringLiteral("100 %"));
        QCOMPARE(bridge().forgetting()->all().size(), size_t{2});
    }

    void playingIsCancelledAtOnce() {
        const std::vector<std::string> longMatches{"game.rounds=1000"};
        RunId ids[2];
        for (int i = 0; i < 2; ++i) {
            ScriptedLeague league(folder(), i == 0 ? "one" : "other", longMatches);
            for (int k = 0; k < 8; ++k)
                league.freeze(k % 2 == 0 ? rock : paper);
            ids[i] = league.id();
        }
        QVERIFY(open({ids[0], ids[1]}, 2));
        scrollThere();
        QVERIFY(number("games", QStringLiteral("1000")));
        QVERIFY(studio_->click(named("play")));
        auto* progress = studio_->find<views::ProgressStrip>(named("progress"));
        QVERIFY(progress->isVisible());
        QVERIFY(!studio_->find(named("games"))->isEnabled());
        QVERIFY(studio_->waitFor([&] { return progress->progress() > 0 && progress->progress() < 1; }));
        QElapsedTimer patience;
        patience.start();
        QVERIFY(studio_->click(named("cancel")));
        QVERIFY(studio_->waitFor([&] { return !bridge().isPlaying(); }));
        QVERIFY2(patience.elapsed() < 20'000, qPrintable(QString::number(patience.elapsed())));
        QVERIFY(!progress->isVisible());
        QVERIFY(bridge().isPlayed());
        QVERIFY(studio_->find<QLabel>(named("said"))->text().contains(QStringLiteral("Stopped")));
        QVERIFY(studio_->click(named("play")));  // and the window closes on one that goes on
        QVERIFY(bridge().isPlaying());
    }

    void whatIsInTheWayIsSaid() {
        const RunId circle = writeCircle("circle");
        RunId empty, matrix;
        {
            const ScriptedLeague without(folder(), "empty");
            empty = without.id();
            ScriptedLeague other(folder(), "matrix", {}, "matrix/diversified_league");
            other.freeze(rock);
            matrix = other.id();
        }
        QVERIFY(open({circle, empty}, 2));
        QVERIFY2(notice().contains(QStringLiteral("has no snapshot")), qPrintable(notice()));
        QVERIFY(notice().contains(QStringLiteral("Let it train longer")));
        QVERIFY(!studio_->find<QAbstractButton>(named("play"))->isEnabled());
        QCOMPARE(measure("diversity", 1), QStringLiteral("–"));
        QVERIFY(open({circle, matrix}, 2));
        QVERIFY(studio_->waitFor([&] { return notice().contains(QStringLiteral("plays matrix")); }));
        QVERIFY(notice().contains(QStringLiteral("cannot play each other")));
        QVERIFY(notice().contains(QStringLiteral("Choose two leagues of one game")));
        QVERIFY(!studio_->find<QAbstractButton>(named("play"))->isEnabled());
        const RunId alone = writeSelfPlay(folder(), "alone");
        QVERIFY(open({alone, circle}, 1));
        QVERIFY(notice().contains(QStringLiteral("Only one of these runs is a league")));
        QVERIFY(!studio_->find(named("play"))->isVisible());
        QCOMPARE(measure("diversity", 0), QStringLiteral("0.333"));
        QVERIFY(open({alone}, 0));
        QVERIFY(!section().isVisible());
        QVERIFY(!studio_->find(QStringLiteral("compare.toLeagues"))->isVisible());
    }

    void aBrokenSnapshotIsSaidAndMayBeTriedAgain() {
        const RunId circle = writeCircle("circle");
        RunId broken;
        {
            ScriptedLeague league(folder(), "broken");
            league.freezeBytes("these are no weights");
            broken = league.id();
        }
        QVERIFY(open({circle, broken}, 2));
        scrollThere();
        QVERIFY(play());
        QVERIFY(!bridge().isPlayed());
        QVERIFY(!bridge().problem().isEmpty());
        QVERIFY(notice().contains(bridge().problem()));
        // With other snapshots it goes well: the verb in the panel tries again.
        Q_EMIT studio_->window().findChild<views::Panel*>(named("pairsPanel"))->tryAgain();
        QVERIFY(bridge().isPlaying());
        QVERIFY(studio_->waitFor([&] { return !bridge().isPlaying(); }));
        QVERIFY(!bridge().problem().isEmpty());
    }

    void theHeatMapLeavesAsPictureAndAsNumbers() {
        const RunId circle = writeCircle("circle"), two = writeTwo("two");
        QVERIFY(open({circle, two}, 2));
        const QList<QAction*> actions = pairs().cornerActions();
        QVERIFY(!actions.isEmpty() && !actions.back()->isEnabled());
        scrollThere();
        QVERIFY(play());
        QVERIFY(actions.back()->isEnabled());
        const QString csv = pairs().exporter()->dataText();
        QCOMPARE(csv.count(QLatin1Char('\n')), 1 + 3 * 2);
        QVERIFY(csv.contains(QStringLiteral("0:MA1-1")) && csv.contains(QStringLiteral("1:root")));
        const QString picture = QString::fromStdString(folder() + "/pairs.svg");
        QVERIFY(pairs().exporter()->savePicture(picture));
        QVERIFY(QFile(picture).size() > 1000);
        Q_EMIT pairs().exporter()->exported(QStringLiteral("/nowhere/pairs.csv"), false);
        QVERIFY(studio_->messages().join(QLatin1Char(' ')).contains(QStringLiteral("/nowhere/pairs.csv")));
    }

    void theReportHasTheLeagues() {
        const RunId circle = writeCircle("circle"), two = writeTwo("two");
        QVERIFY(open({circle, two}, 2));
        QCOMPARE(section().pictures().size(), 1);
        const auto report = [&](const char* name) {
            const QString path = QString::fromStdString(folder() + "/" + name);
            return page().saveReport(path) ? QFile(path).size() : 0;
        };
        const qint64 before = report("before.pdf");
        QVERIFY(before > 0);
        scrollThere();
        QVERIFY(play());
        QCOMPARE(section().pictures().size(), 2);
        const qint64 after = report("after.pdf");
        QVERIFY2(after > before + 2000, qPrintable(QStringLiteral("%1, %2").arg(before).arg(after)));  // a picture more
        if (const QString kept = qEnvironmentVariable("LUDUS_PICTURES"); !kept.isEmpty())
            QVERIFY(page().saveReport(kept + QStringLiteral("/compare-leagues.pdf")));
    }

    void everyControlIsNamedAndReachedByTab() {
        const RunId circle = writeCircle("circle"), two = writeTwo("two");
        QVERIFY(open({circle, two}, 2));
        scrollThere();
        QVERIFY(play());
        const QStringList faults = test::accessFaults(studio_->window(), page());
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
    }

    void nothingIsClipped_data() {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("text");
        QTest::newRow("smallest window") << QSize(1024, 640) << 100;
        QTest::newRow("usual window") << QSize(1366, 768) << 100;
        QTest::newRow("large text") << QSize(1366, 768) << 150;
    }
    void nothingIsClipped() {
        QFETCH(QSize, size);
        QFETCH(int, text);
        pages::Preferences preferences;
        preferences.setTextPercent(text);
        preferences.dress(*qApp);
        const RunId circle = writeCircle("circle"), two = writeTwo("two");
        QVERIFY(open({circle, two}, 2));
        studio_->window().resize(size);
        for (const bool played : {false, true}) {
            scrollThere();
            if (played) QVERIFY(play());
            QCoreApplication::processEvents();
            const QStringList faults = test::clippedTexts(page());
            if (const QString kept = qEnvironmentVariable("LUDUS_PICTURES"); !kept.isEmpty())
                studio_->window().grab().save(
                    QStringLiteral("%1/compare-%2-%3-%4.png").arg(kept).arg(size.width()).arg(text).arg(played));
            QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
        }
        QCOMPARE(studio_->window().size(), size);
        preferences.setTextPercent(100);
        preferences.dress(*qApp);
    }

    void choicesSurviveANewLanguage() {
        const RunId circle = writeCircle("circle"), two = writeTwo("two");
        QVERIFY(open({circle, two}, 2));
        scrollThere();
        QVERIFY(number("games", QStringLiteral("24")));
        QVERIFY(number("most", QStringLiteral("5")));
        studio_->window().rebuild();
        QVERIFY(studio_->waitFor([&] { return bridge().leagueCount() == 2; }));
        QCOMPARE(studio_->find<QSpinBox>(named("games"))->value(), 24);
        QCOMPARE(studio_->find<QSpinBox>(named("most"))->value(), 5);
    }

    void picture() {
        const QString pictures = qEnvironmentVariable("LUDUS_PICTURES");
        if (pictures.isEmpty()) QSKIP("LUDUS_PICTURES names no folder");
        const RunId one = test::playLeague(folder()), other = test::playLeague(folder(), 40'000);
        QVERIFY(open({one, other}, 2));
        QTest::qWait(400);
        studio_->window().grab().save(pictures + QStringLiteral("/compare-leagues-above.png"));
        scrollThere();
        QTest::qWait(400);
        studio_->window().grab().save(pictures + QStringLiteral("/compare-leagues-before.png"));
        QVERIFY(play());
        QTest::mouseClick(&pairs(), Qt::LeftButton, {}, pairs().cellRect(1, 2).center().toPoint());
        for (const style::Mode mode : {style::Mode::Light, style::Mode::Dark}) {
            style::Theme::instance().apply(*qApp, mode);
            QTest::qWait(400);
            studio_->window().grab().save(pictures + (mode == style::Mode::Dark
                                                          ? QStringLiteral("/compare-leagues-dark.png")
                                                          : QStringLiteral("/compare-leagues.png")));
        }
    }
};

int main(int argc, char** argv) {
    return test::runStudioTest<TestStudioCompareLeagues>(argc, argv);
}
#include "tst_studio_compare_leagues.moc"
