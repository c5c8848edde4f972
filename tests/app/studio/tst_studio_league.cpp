// SPDX-License-Identifier: GPL-3.0-or-later
// The page League in the real window, with mouse and keys: one selection and one moment in all pictures, views, files,
// what is kept; whether everybody can use it.
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

#include "app/pages/league_moment.h"
#include "app/pages/preferences.h"
#include "app/pages/role_chip.h"
#include "tests/app/studio/access_walk.h"
#include "tests/app/studio/league_page_view.h"
#include "widgets/style/theme.h"
#include "widgets/views/chart_panel.h"
#include "widgets/views/panel_grid.h"
#include "widgets/views/picture_export.h"
#include "widgets/views/stacked_shares.h"

using namespace ludus;
using bridges::LeagueBridge;
using models::LeagueId;
using Page = test::LeaguePageView;
using Role = models::LeagueRole;
using test::headOf;
using test::inMenu;
using test::name;
using test::StudioDriver;

class TestStudioLeague : public test::LeagueCase {
    Q_OBJECT

private Q_SLOTS:
    void railEntryOpensTheLeagueOfTheWorkspace();
    void headerNamesStateAndFacts();
    void chipHidesARoleInThePictures();
    void selectedSnapshotIsMarkedEverywhere();
    void selectionComesFromEveryPicture();
    void sliderMovesAllBackAndLiveReturns();
    void leagueThatGoesOnIsFollowed();
    void viewOverTimeShowsOpponentsPastAndNash();
    void choicesSurviveARestart();
    void hiddenPanelComesBack();
    void picturesAndNumbersAreWrittenToFiles();
    void everyControlIsNamedAndReachedByTab();
    void nothingIsClipped_data();
    void nothingIsClipped();
    void picturesOfThePage();
};

void TestStudioLeague::railEntryOpensTheLeagueOfTheWorkspace() {
    StudioDriver studio(written());
    QVERIFY(studio.waitFor([&] { return studio.find(name("rail:league")) != nullptr; }));
    const Page page(studio);
    QVERIFY(page.open(written_));
    QCOMPARE(studio.window().currentPage(), name("league"));
    QCOMPARE(page.model().learners().size(), 6);
    for (const char* part : {"league.graph", "league.elo", "league.lineage", "league.payoff"})
        QVERIFY2(studio.find(name(part))->isVisible(), part);
    QVERIFY(!page.league.elo()->isEmpty());
    QVERIFY(studio.find(name("league.role.ME"))->isVisible());
    QVERIFY(!studio.find(name("league.role.human"))->isVisible());
}

void TestStudioLeague::headerNamesStateAndFacts() {
    test::LeagueAuthor author(workspace());
    author.play(150);
    StudioDriver studio(window());
    const Page page(studio);
    QVERIFY(page.open(author.id()));
    QCOMPARE(page.page.header()->title(), name("league-01"));
    QStringList words;
    for (const QLabel* label : page.page.header()->findChildren<QLabel*>())
        words << label->text();
    const QString facts = words.join(QLatin1Char('\n'));
    QVERIFY2(facts.contains(QLatin1String("diversified_league")), qPrintable(facts));
    QVERIFY2(facts.contains(QLatin1String("6 learner")), qPrintable(facts));
    QVERIFY2(facts.contains(QStringLiteral("%1 snapshot").arg(page.league.facts().snapshots)), qPrintable(facts));
    QVERIFY2(facts.contains(QLatin1String("of 10.0")) && facts.contains(QLatin1String("left")), qPrintable(facts));
    QVERIFY(studio.find(name("league.pause"))->isVisible());
    QVERIFY(studio.find(name("league.stop"))->isVisible());
    // The name is changed in place, as on the page of the run.
    page.page.setFocus();
    QTest::keyClick(&page.page, Qt::Key_F2);
    auto* editor = page.page.header()->findChild<QLineEdit*>();
    QVERIFY(editor && editor->isVisible());
    editor->setText(name("league-of-rock"));
    QTest::keyClick(editor, Qt::Key_Return);
    QVERIFY(studio.waitFor([&] { return page.page.header()->title() == name("league-of-rock"); }));
}

void TestStudioLeague::chipHidesARoleInThePictures() {
    StudioDriver studio(written());
    const Page page(studio);
    QVERIFY(page.open(written_));
    auto* chip = studio.find<pages::RoleChip>(name("league.role.ME"));
    QVERIFY(chip->isChecked());
    QVERIFY(chip->accessibleName().contains(QLatin1String("main exploiter")));
    QVERIFY(chip->accessibleName().contains(QString::number(page.model().countOf(Role::MainExploiter))));
    const LeagueId one = page.someone(Role::MainExploiter);
    const LeagueId other = page.someone(Role::LeagueExploiter);
    QVERIFY(one != models::kNobody && other != models::kNobody);
    QVERIFY(studio.click(name("league.role.ME")));
    QVERIFY(std::isnan(page.graph()->pointOf(one).x()));
    QVERIFY(std::isfinite(page.graph()->pointOf(other).x()));
    const auto rowOf = [&](LeagueId id) { return page.payoff()->model()->rowOf(LeagueBridge::idText(id)); };
    QCOMPARE(rowOf(one), -1);
    QVERIFY(rowOf(other) >= 0);
    const auto elo = [&] { return studio.find<views::SeriesPlot>(name("league.elo"))->model(); };
    QVERIFY(elo()->series(name("ME")) == nullptr);
    QVERIFY(elo()->series(name("LE")) != nullptr && !elo()->series(name("LE"))->isEmpty());
    QVERIFY(chip->isVisible());  // so that it can be shown again
    chip->setFocus(Qt::TabFocusReason);
    QTest::keyClick(chip, Qt::Key_Space);
    QVERIFY(std::isfinite(page.graph()->pointOf(one).x()));
    QVERIFY(rowOf(one) >= 0);
    QVERIFY(elo()->series(name("ME")) != nullptr);
}

void TestStudioLeague::selectedSnapshotIsMarkedEverywhere() {
    StudioDriver studio(written());
    const Page page(studio);
    QVERIFY(page.open(written_));
    const LeagueId one = page.someone(Role::MainExploiter, 1);
    QVERIFY(one != models::kNobody);
    QTest::mouseClick(page.graph(), Qt::LeftButton, {}, page.graph()->pointOf(one).toPoint());
    QVERIFY(page.isMarkedEverywhere(one));
    const auto& curves = page.league.elo()->all();
    const auto chosen =
        std::find_if(curves.begin(), curves.end(), [](const models::ChartSeries& curve) { return curve.selected; });
    QVERIFY(chosen != curves.end());
    QCOMPARE(chosen->model->name(), page.model().learner(page.model().node(one)->learner)->name);
    QVERIFY(!studio.find<QLabel>(name("league.foot.sentence"))->text().isEmpty());
    QVERIFY(studio.find(name("league.snapshot"))->isEnabled());
    // A snapshot draws no opponents: the edges stay those of the learner before.
    QCOMPARE(page.league.selection()->learner(), models::leagueLearner(0));
    QTest::keyClick(page.graph(), Qt::Key_Escape);
    QVERIFY(page.league.selection()->isEmpty());
    QVERIFY(page.payoff()->selectedId().isEmpty());
    QVERIFY(!studio.find(name("league.snapshot"))->isEnabled());
}

void TestStudioLeague::selectionComesFromEveryPicture() {
    StudioDriver studio(written());
    const Page page(studio);
    QVERIFY(page.open(written_));
    // A row of the payoff, then a cell: its row is who is meant.
    const LeagueId one = page.someone(Role::LeagueExploiter), main = page.someone(Role::MainAgent, 1);
    const int row = page.payoff()->model()->rowOf(LeagueBridge::idText(one));
    const int column = page.payoff()->model()->columnOf(LeagueBridge::idText(main));
    QTest::mouseClick(page.payoff(), Qt::LeftButton, {}, page.payoff()->cellRect(row, column).center().toPoint());
    QVERIFY(page.isMarkedEverywhere(one));
    QCOMPARE(page.payoff()->current(), (views::HeatMap::Place{row, column}));
    // Somebody else in the graph: the cell goes with what was selected by it.
    QTest::mouseClick(page.graph(), Qt::LeftButton, {}, page.graph()->pointOf(main).toPoint());
    QVERIFY(page.isMarkedEverywhere(main));
    QVERIFY(!page.payoff()->current().isCell());
    // The lineage.
    LeagueId heir = models::kNobody;
    for (const models::LeagueNode& node : page.model().nodes())
        if (node.role == Role::AdaptiveExploiter && std::isfinite(page.lineage()->pointOf(node.id).x())) heir = node.id;
    QVERIFY(heir != models::kNobody);
    QTest::mouseClick(page.lineage(), Qt::LeftButton, {}, page.lineage()->pointOf(heir).toPoint());
    QVERIFY(page.isMarkedEverywhere(heir));
    // A learner takes the edges over.
    const LeagueId learner = page.model().learners().at(2).id;
    QTest::mouseClick(page.graph(), Qt::LeftButton, {}, page.graph()->pointOf(learner).toPoint());
    QCOMPARE(page.league.selection()->id(), learner);
    QCOMPARE(page.league.selection()->learner(), learner);
    // A sample of a curve is the snapshot of that step.
    auto* plot = studio.find<views::SeriesPlot>(name("league.elo"));
    const models::LeagueNode* frozen = page.model().node(one);
    const QString curve = page.model().learner(frozen->learner)->name;
    const models::SeriesModel* series = page.league.elo()->series(curve);
    QVERIFY(series != nullptr);
    int index = -1;
    for (size_t i = 0; i < series->size(); ++i)
        if (static_cast<qint64>(series->at(i).step) == frozen->step) index = static_cast<int>(i);
    Q_EMIT plot->sampleActivated(curve, std::max(index, 0));
    QCOMPARE(page.league.selection()->id(), index >= 0 ? one : frozen->learner);
}

void TestStudioLeague::sliderMovesAllBackAndLiveReturns() {
    StudioDriver studio(written());
    const Page page(studio);
    QVERIFY(page.open(written_));
    const int rows = page.payoff()->model()->rowCount();
    const LeagueId newest = page.model().nodes().back().id;
    auto* live = studio.find<QPushButton>(name("league.slider.live"));
    QVERIFY(live->isChecked());
    page.slider()->setFocus();
    QTest::keyClick(page.slider(), Qt::Key_Home);
    QTest::keyClick(page.slider(), Qt::Key_Right);
    QTest::keyClick(page.slider(), Qt::Key_Right);
    QCOMPARE(page.model().time(), 2);
    QVERIFY(!live->isChecked());
    QVERIFY(std::isnan(page.graph()->pointOf(newest).x()));
    QVERIFY(studio.waitFor([&] { return page.payoff()->model()->rowCount() < rows; }));
    QVERIFY(studio.click(name("league.slider.live")));
    QVERIFY(page.model().isNow());
    QVERIFY(studio.waitFor([&] { return page.payoff()->model()->rowCount() == rows; }));
    QVERIFY(std::isfinite(page.graph()->pointOf(newest).x()));
    // Playing goes through the periods by itself, up to now.
    page.slider()->setPace(1);
    QVERIFY(studio.click(name("league.slider.play")));
    QVERIFY(page.slider()->isPlaying());
    QVERIFY(studio.waitFor([&] { return !page.slider()->isPlaying(); }));
    QVERIFY(page.model().isNow());
}

void TestStudioLeague::leagueThatGoesOnIsFollowed() {
    test::LeagueAuthor author(workspace());
    author.play(120);
    StudioDriver studio(window());
    const Page page(studio);
    QVERIFY(page.open(author.id()));
    const int before = static_cast<int>(page.model().nodes().size());
    author.play(80);
    QVERIFY(studio.waitFor([&] { return page.model().nodes().size() > before; }));
    QVERIFY(page.model().isNow());
    // Whoever looks back stays there.
    page.model().setTime(1);
    const int known = static_cast<int>(page.model().nodes().size());
    author.play(80);
    QVERIFY(studio.waitFor([&] { return page.model().nodes().size() > known; }));
    QCOMPARE(page.model().time(), 1);
    author.finish();
    QVERIFY(studio.waitFor([&] { return page.league.facts().record.status == RunStatus::finished; }));
    QVERIFY(studio.waitFor([&] { return !studio.find(name("league.pause"))->isVisible(); }));
}

void TestStudioLeague::viewOverTimeShowsOpponentsPastAndNash() {
    StudioDriver studio(written());
    const Page page(studio);
    QVERIFY(page.open(written_));
    QVERIFY(studio.click(name("league.view.overTime")));
    QVERIFY(!page.graph()->isVisible());
    for (const char* part : {"league.opponents", "league.past", "league.forgetting", "league.nash"})
        QVERIFY2(studio.find(name(part))->isVisible(), part);
    auto* opponents = studio.find<views::StackedShares>(name("league.opponents"));
    auto* nash = studio.find<views::StackedShares>(name("league.nash"));
    QVERIFY(studio.waitFor([&] {
        return !opponents->bands().empty() && !nash->bands().empty() && page.past()->model()->rowCount() > 2 &&
               !page.league.forgetting()->isEmpty();
    }));
    // Whose opponents they are is chosen above.
    auto* learner = studio.find<QComboBox>(name("league.learner"));
    QVERIFY(learner->isVisible());
    QCOMPARE(learner->count(), 6);
    learner->setFocus();
    QTest::keyClick(learner, Qt::Key_Down);
    QCOMPARE(page.league.selection()->learner(), models::leagueLearner(1));
    QVERIFY(page.league.selection()->isEmpty());
    // A frozen self is selected here as elsewhere.
    const QString id = page.past()->model()->rows().at(2).id;
    QTest::mouseClick(page.past(), Qt::LeftButton, {}, page.past()->rowHeaderRect(2).center().toPoint());
    QCOMPARE(LeagueBridge::idText(page.league.selection()->id()), id);
    QCOMPARE(page.past()->selectedId(), id);
    // A double click on a period goes there.
    const QRectF box = opponents->boxOf(0, 1);
    QTest::mouseDClick(opponents, Qt::LeftButton, {}, QPointF(box.center().x(), box.center().y()).toPoint());
    QCOMPARE(page.model().time(), opponents->model()->columns().at(1).id.toInt());
    QVERIFY(studio.click(name("league.view.moment")));
    QVERIFY(page.graph()->isVisible());
}

void TestStudioLeague::choicesSurviveARestart() {
    StudioDriver studio(written());
    QVERIFY(studio.click(name("rail:league")));
    QString code;
    LeagueId one = models::kNobody;
    {
        const Page page(studio);
        QVERIFY(page.isThere(written_));
        one = page.someone(Role::MainAgent, 1);
        QTest::mouseClick(page.graph(), Qt::LeftButton, {}, page.graph()->pointOf(one).toPoint());
        code = page.league.member(one).code;
        QVERIFY(studio.click(name("league.role.SE")));
        for (const char* box : {"league.window", "league.size", "league.order", "league.arrangement"}) {
            auto* choice = studio.find<QComboBox>(name(box));
            choice->setFocus();
            QTest::keyClick(choice, Qt::Key_Down);
        }
        page.model().setTime(3);
        page.page.findChild<pages::LeagueMoment*>()->grid()->hidePanel(name("elo"));
        QVERIFY(studio.click(name("league.view.overTime")));
    }
    studio.window().close();
    studio.reopen();
    QCOMPARE(studio.window().currentPage(), name("league"));
    const Page page(studio);
    QVERIFY(studio.waitFor([&] { return !page.model().nodes().isEmpty() && page.league.selection()->id() == one; }));
    QCOMPARE(page.league.member(one).code, code);
    QCOMPARE(page.model().time(), 3);
    QVERIFY(studio.find(name("league.opponents"))->isVisible());
    QVERIFY(!page.model().isShown(Role::SpecificExploiter));
    QCOMPARE(page.league.window(), 5);
    QCOMPARE(page.league.order(), league::MemberOrder::age);
    QCOMPARE(studio.find<QComboBox>(name("league.order"))->currentText(), name("Age"));
    QCOMPARE(page.graph()->sizeBy(), views::LeagueCanvas::SizeBy::Matches);
    QCOMPARE(page.graph()->arrangement(), views::LeagueGraph::Arrangement::Force);
    QVERIFY(page.page.findChild<pages::LeagueMoment*>()->grid()->panel(name("elo")) == nullptr);
}

void TestStudioLeague::hiddenPanelComesBack() {
    StudioDriver studio(written());
    const Page page(studio);
    QVERIFY(page.open(written_));
    auto* board = page.page.findChild<pages::LeagueMoment*>();
    auto* hide = inMenu(board->grid()->panel(name("payoff"))->menu(), "panel.hide");
    QVERIFY(hide);
    hide->trigger();
    QVERIFY(board->grid()->panel(name("payoff")) == nullptr);
    QTRY_VERIFY(page.payoff() == nullptr);
    QVERIFY(studio.click(name("league.more")));
    auto* menu = page.page.findChild<pages::LeagueStrip*>()->menu();
    QTRY_VERIFY(menu->isVisible());
    QAction* again = inMenu(menu, "league.panel:payoff");
    QVERIFY(again && !again->isChecked());
    again->trigger();
    menu->close();
    QVERIFY(page.payoff() != nullptr);
    // It knows the selection of the others at once.
    const LeagueId one = page.someone(Role::MainExploiter);
    page.league.selection()->select(one);
    QCOMPARE(page.payoff()->selectedId(), LeagueBridge::idText(one));
    // Maximised it has the room of all.
    const int before = page.payoff()->width();
    for (QAction* action : board->grid()->panel(name("payoff"))->findChildren<QAction*>(name("panel.maximise")))
        action->trigger();
    QVERIFY(page.payoff()->width() > before + 300);
    QVERIFY(!page.graph()->isVisible());
}

void TestStudioLeague::picturesAndNumbersAreWrittenToFiles() {
    StudioDriver studio(written());
    const Page page(studio);
    QVERIFY(page.open(written_));
    QVERIFY(page.graph()->savePicture(fileAt("graph.svg")));
    QVERIFY(page.lineage()->savePicture(fileAt("lineage.pdf")));
    QVERIFY(page.payoff()->exporter()->savePicture(fileAt("payoff.png")));
    QVERIFY(studio.find<views::SeriesPlot>(name("league.elo"))->savePicture(fileAt("elo.png")));
    QVERIFY(headOf(fileAt("graph.svg"), 200).contains("<svg"));
    QCOMPARE(headOf(fileAt("lineage.pdf"), 4), QByteArray("%PDF"));
    QCOMPARE(headOf(fileAt("payoff.png"), 4), QByteArray("\x89PNG"));
    page.payoff()->exporter()->saveData(fileAt("payoff.csv"));
    QVERIFY(studio.waitFor([&] { return studio.messages().join(QString()).contains(QLatin1String("payoff.csv")); }));
    QVERIFY(headOf(fileAt("payoff.csv"), 4000).contains(page.payoff()->model()->rows().front().name.toUtf8()));
    // Verbs of the corner are there for every panel.
    for (const char* panel : {"graph", "elo", "lineage", "payoff"}) {
        auto* menu = studio.find<views::Panel>(name("panel.league.") + name(panel))->menu();
        QVERIFY2(menu->actions().size() > 6, panel);
    }
}

void TestStudioLeague::everyControlIsNamedAndReachedByTab() {
    StudioDriver studio(written());
    const Page page(studio);
    QVERIFY(page.open(written_));
    page.league.selection()->select(page.someone(Role::MainAgent, 1));
    QStringList faults = test::accessFaults(studio.window(), page.page);
    QVERIFY2(faults.isEmpty(), qPrintable(name("at a moment\n") + faults.join(QLatin1Char('\n'))));
    QVERIFY(studio.click(name("league.view.overTime")));
    faults = test::accessFaults(studio.window(), page.page);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
}

void TestStudioLeague::nothingIsClipped_data() {
    QTest::addColumn<QString>("language");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("text");
    for (const char* language : {"en", "zh_CN"}) {
        QTest::addRow("%s, smallest window", language) << name(language) << QSize(1024, 640) << 100;
        QTest::addRow("%s, usual window", language) << name(language) << QSize(1366, 768) << 100;
        QTest::addRow("%s, large text", language) << name(language) << QSize(1366, 768) << 150;
    }
}

void TestStudioLeague::nothingIsClipped() {
    QFETCH(QString, language);
    QFETCH(QSize, size);
    QFETCH(int, text);
    pages::Preferences preferences;
    preferences.setLanguage(language);
    preferences.setTextPercent(text);
    speak(language);
    {
        StudioDriver studio(written());
        studio.window().resize(size);
        const Page page(studio);
        QVERIFY(page.open(written_));
        for (const char* view : {"league.view.moment", "league.view.overTime"}) {
            QVERIFY(studio.click(name(view)));
            QCoreApplication::processEvents();
            const QStringList faults = test::clippedTexts(page.page);
            QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
        }
        QCOMPARE(studio.window().size(), size);
    }
    preferences.setTextPercent(100);
}

/// For whoever wants to look: LUDUS_PICTURES names a folder, LUDUS_PICTURES_OF a workspace whose first run is a league.
void TestStudioLeague::picturesOfThePage() {
    const QString folder = qEnvironmentVariable("LUDUS_PICTURES");
    if (folder.isEmpty()) QSKIP("LUDUS_PICTURES is not set");
    const QString filled = qEnvironmentVariable("LUDUS_PICTURES_OF");
    StudioDriver studio(filled.isEmpty() ? written() : filled);
    const Page page(studio);
    QVERIFY(page.open(filled.isEmpty() ? written_ : RunId{1}));
    for (const bool dark : {false, true}) {
        style::Theme::instance().apply(*qApp, dark ? style::Mode::Dark : style::Mode::Light);
        for (const QSize size : {QSize(1366, 768), QSize(1920, 1080)}) {
            studio.window().resize(size);
            for (const char* view : {"moment", "overTime"}) {
                QVERIFY(studio.click(name("league.view.") + name(view)));
                QTest::qWait(600);
                if (name(view) == name("moment")) {
                    const LeagueId one = page.someone(Role::MainExploiter, 2);
                    const LeagueId main = page.someone(Role::MainAgent, 3);
                    const int row = page.payoff()->model()->rowOf(LeagueBridge::idText(one));
                    const int column = page.payoff()->model()->columnOf(LeagueBridge::idText(main));
                    if (row >= 0 && column >= 0)
                        QTest::mouseClick(page.payoff(), Qt::LeftButton, {},
                                          page.payoff()->cellRect(row, column).center().toPoint());
                    QTest::qWait(400);
                }
                const QString path = QStringLiteral("%1/league-%2-%3%4.png")
                                         .arg(folder, name(view))
                                         .arg(size.width())
                                         .arg(name(dark ? "-dark" : ""));
                QVERIFY(studio.window().grab().save(path));
            }
        }
    }
    style::Theme::instance().apply(*qApp, style::Mode::Light);
    studio.window().resize(1366, 768);
    studio.window().openRun(page.league.run());
    QVERIFY(studio.waitFor([&] { return !studio.runBridge().entropy()->isEmpty(); }));
    QTest::qWait(1500);
    QVERIFY(studio.window().grab().save(folder + name("/run-of-a-league.png")));
}

int main(int argc, char** argv) {
    return test::runStudioTest<TestStudioLeague>(argc, argv);
}

#include "tst_studio_league.moc"
