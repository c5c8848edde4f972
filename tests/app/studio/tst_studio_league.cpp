// SPDX-License-Identifier: GPL-3.0-or-later
// The page League in the real window, with mouse and keys: one selection and one moment in all pictures, views, files,
// what can be done with somebody, and what stands there when there is no league.
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>

#include <cmath>

#include "app/bridges/league_bridge.h"
#include "app/pages/league_foot.h"
#include "app/pages/league_moment.h"
#include "app/pages/league_over_time.h"
#include "app/pages/league_page.h"
#include "app/pages/new_experiment_page.h"
#include "app/pages/preferences.h"
#include "app/pages/replays_page.h"
#include "app/pages/role_chip.h"
#include "app/studio/application.h"
#include "app/studio/language.h"
#include "app/studio/shell.h"
#include "tests/app/studio/access_walk.h"
#include "tests/app/studio/league_kit.h"
#include "tests/app/studio/run_author.h"
#include "tests/app/studio/studio_driver.h"
#include "tests/support/temp_dir.h"
#include "tests/support/warning_guard.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/chart_panel.h"
#include "widgets/views/heat_map.h"
#include "widgets/views/lineage_view.h"
#include "widgets/views/panel_grid.h"
#include "widgets/views/picture_export.h"
#include "widgets/views/stacked_shares.h"
#include "widgets/views/time_slider.h"

using namespace ludus;
using bridges::LeagueBridge;
using models::LeagueId;
using Role = models::LeagueRole;
using test::StudioDriver;

namespace {

QString name(const char* text) {
    return QLatin1String(text);
}

/// The page with its pictures, and the league that they show.
struct Page {
    explicit Page(StudioDriver& driver)
        : studio(driver),
          page(*driver.window().findChild<pages::LeaguePage*>()),
          league(*driver.window().findChild<LeagueBridge*>()) {}

    StudioDriver& studio;
    pages::LeaguePage& page;
    LeagueBridge& league;

    models::LeagueModel& model() const { return *league.model(); }
    views::LeagueGraph* graph() const { return studio.find<views::LeagueGraph>(name("league.graph")); }
    views::LineageView* lineage() const { return studio.find<views::LineageView>(name("league.lineage")); }
    views::HeatMap* payoff() const { return studio.find<views::HeatMap>(name("league.payoff")); }
    views::HeatMap* past() const { return studio.find<views::HeatMap>(name("league.past")); }
    views::TimeSlider* slider() const { return studio.find<views::TimeSlider>(name("league.slider")); }
    QString said() const { return studio.find<QLabel>(name("league.foot.name"))->text(); }

    /// The league of this run is in all models.
    bool isThere(RunId run) const {
        return studio.waitFor([&] {
            return league.run() == run && league.facts().record.id == run && !model().nodes().isEmpty() &&
                   payoff()->model()->rowCount() > 0 && page.isVisible();
        });
    }
    /// The n-th snapshot of a role that is in the payoff, and drawn.
    LeagueId someone(Role role, int which = 0) const {
        for (const models::LeagueNode& node : model().nodes()) {
            const bool drawn = std::isfinite(graph()->pointOf(node.id).x());
            const bool beaten = payoff()->model()->rowOf(LeagueBridge::idText(node.id)) >= 0;
            if (node.role == role && drawn && beaten && which-- == 0) return node.id;
        }
        return models::kNobody;
    }
    bool isMarkedEverywhere(LeagueId id) const {
        return league.selection()->id() == id && payoff()->selectedId() == LeagueBridge::idText(id) &&
               said() == model().name(id) && graph()->spokenValue().contains(model().name(id));
    }
};

/// A run of plain self-play.
RunId writePlain(const std::string& folder, const char* run = "plain") {
    RunRecord record;
    record.name = run;
    record.game = "rps";
    test::RunAuthor author(folder, std::move(record));
    author.curve("entropy", 10, 1000, [](int i) { return 1.0 - 0.01 * i; });
    return author.id();
}

QAction* inMenu(QMenu* menu, const char* entry) {
    for (QAction* action : menu->actions())
        if (action->objectName() == name(entry)) return action;
    return nullptr;
}

QByteArray head(const QString& path, int bytes) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(bytes) : QByteArray();
}

}  // namespace

class TestStudioLeague : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        guard_.allow(QStringLiteral("This plugin does not support"));  // the offscreen platform about size hints
        guard_.allow(QStringLiteral("XDG_RUNTIME_DIR"));               // no session where tests run
        written_ = test::writeLeague(written());
    }
    void init() {
        folder_ = std::make_unique<test::TempDir>();
        QSettings().clear();
        speak(QStringLiteral("en"));
    }
    void cleanup() {
        folder_.reset();
        QVERIFY2(guard_.clean(), qPrintable(guard_.take()));
    }

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
    void weightsOfASnapshotBecomeAFile();
    void recordedMatchOfTwoIsWatched();
    void runWithoutALeagueOffersOne();
    void emptyWorkspaceOffersALeague();
    void menuAndRunPageLeadHere();
    void memberIsSelectedWhenItIsAskedFor();
    void whyIsAskedOfTheSelectedOne();
    void curvesOfAllLearnersStandOnTheRunPage();
    void everyControlIsNamedAndReachedByTab();
    void nothingIsClipped_data();
    void nothingIsClipped();
    void picturesOfThePage();

private:
    std::string written() const { return league_.path("ws"); }
    std::string workspace() const { return folder_->path("ws"); }
    static void speak(const QString& code) {
        studio::Language::of(*qApp).speak(code);
        pages::Preferences().dress(*qApp);
    }

    test::WarningGuard guard_;
    test::TempDir league_;  // a finished league, for tests that only look
    RunId written_;
    std::unique_ptr<test::TempDir> folder_;
};

void TestStudioLeague::railEntryOpensTheLeagueOfTheWorkspace() {
    StudioDriver studio(QString::fromStdString(written()));
    QVERIFY(studio.waitFor([&] { return studio.find(name("rail:league")) != nullptr; }));
    QVERIFY(studio.click(name("rail:league")));
    const Page page(studio);
    QVERIFY(page.isThere(written_));
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
    StudioDriver studio(QString::fromStdString(workspace()));
    QVERIFY(studio.click(name("rail:league")));
    const Page page(studio);
    QVERIFY(page.isThere(author.id()));
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
    StudioDriver studio(QString::fromStdString(written()));
    QVERIFY(studio.click(name("rail:league")));
    const Page page(studio);
    QVERIFY(page.isThere(written_));
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
    StudioDriver studio(QString::fromStdString(written()));
    QVERIFY(studio.click(name("rail:league")));
    const Page page(studio);
    QVERIFY(page.isThere(written_));
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
    StudioDriver studio(QString::fromStdString(written()));
    QVERIFY(studio.click(name("rail:league")));
    const Page page(studio);
    QVERIFY(page.isThere(written_));
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
    StudioDriver studio(QString::fromStdString(written()));
    QVERIFY(studio.click(name("rail:league")));
    const Page page(studio);
    QVERIFY(page.isThere(written_));
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
    StudioDriver studio(QString::fromStdString(workspace()));
    QVERIFY(studio.click(name("rail:league")));
    const Page page(studio);
    QVERIFY(page.isThere(author.id()));
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
    StudioDriver studio(QString::fromStdString(written()));
    QVERIFY(studio.click(name("rail:league")));
    const Page page(studio);
    QVERIFY(page.isThere(written_));
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
    StudioDriver studio(QString::fromStdString(written()));
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
    StudioDriver studio(QString::fromStdString(written()));
    QVERIFY(studio.click(name("rail:league")));
    const Page page(studio);
    QVERIFY(page.isThere(written_));
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
    StudioDriver studio(QString::fromStdString(written()));
    QVERIFY(studio.click(name("rail:league")));
    const Page page(studio);
    QVERIFY(page.isThere(written_));
    const auto file = [&](const char* text) { return QString::fromStdString(folder_->path(text)); };
    QVERIFY(page.graph()->savePicture(file("graph.svg")));
    QVERIFY(page.lineage()->savePicture(file("lineage.pdf")));
    QVERIFY(page.payoff()->exporter()->savePicture(file("payoff.png")));
    QVERIFY(studio.find<views::SeriesPlot>(name("league.elo"))->savePicture(file("elo.png")));
    QVERIFY(head(file("graph.svg"), 200).contains("<svg"));
    QCOMPARE(head(file("lineage.pdf"), 4), QByteArray("%PDF"));
    QCOMPARE(head(file("payoff.png"), 4), QByteArray("\x89PNG"));
    page.payoff()->exporter()->saveData(file("payoff.csv"));
    QVERIFY(studio.waitFor([&] { return studio.messages().join(QString()).contains(QLatin1String("payoff.csv")); }));
    QVERIFY(head(file("payoff.csv"), 4000).contains(page.payoff()->model()->rows().front().name.toUtf8()));
    // Verbs of the corner are there for every panel.
    for (const char* panel : {"graph", "elo", "lineage", "payoff"}) {
        auto* menu = studio.find<views::Panel>(name("panel.league.") + name(panel))->menu();
        QVERIFY2(menu->actions().size() > 6, panel);
    }
}

void TestStudioLeague::weightsOfASnapshotBecomeAFile() {
    StudioDriver studio(QString::fromStdString(written()));
    QVERIFY(studio.click(name("rail:league")));
    const Page page(studio);
    QVERIFY(page.isThere(written_));
    const LeagueId one = page.someone(Role::MainAgent, 1);
    page.league.selection()->select(one);
    auto* foot = page.page.findChild<pages::LeagueFoot*>();
    QVERIFY(studio.click(name("league.snapshot")));
    QMenu* menu = foot->findChild<QMenu*>();
    for (QMenu* other : foot->findChildren<QMenu*>())
        if (inMenu(other, "league.snapshot.copy")) menu = other;
    QTRY_VERIFY(menu->isVisible());
    QVERIFY(inMenu(menu, "league.snapshot.save"));
    QVERIFY(inMenu(menu, "league.snapshot.copy")
                ->text()
                .contains(QStringLiteral("snapshot:%1").arg(page.league.member(one).snapshot.value)));
    menu->close();
    const QString path = QString::fromStdString(folder_->path("one.safetensors"));
    foot->verbs().saveWeightsAs(one, path);
    QVERIFY(studio.waitFor([&] { return studio.messages().join(QString()).contains(path); }));
    QCOMPARE(head(path, 100), QStringLiteral("weights %1 of run %2").arg(one).arg(written_.value).toUtf8());
}

void TestStudioLeague::recordedMatchOfTwoIsWatched() {
    const RunId run = test::playLeague(workspace());
    StudioDriver studio(QString::fromStdString(workspace()));
    QVERIFY(studio.click(name("rail:league")));
    const Page page(studio);
    QVERIFY(page.isThere(run));
    // Two that a recorded match is of, as the workspace knows it.
    const auto store = store::Workspace::open(workspace(), store::OpenMode::readOnly);
    store::MatchListQuestion all;
    all.limit = 1000;
    const auto matches = (*store)->matchList(all);
    const auto idOf = [&](const std::string& agent) {
        for (const models::LeagueNode& node : page.model().nodes())
            if (agent == "snapshot:" + std::to_string(page.league.member(node.id).snapshot.value)) return node.id;
        return models::kNobody;
    };
    auto* payoff = page.payoff();
    const auto choose = [&](LeagueId one, LeagueId other) {
        const int row = payoff->model()->rowOf(LeagueBridge::idText(one));
        const int column = payoff->model()->columnOf(LeagueBridge::idText(other));
        QTest::mouseClick(payoff, Qt::LeftButton, {}, payoff->cellRect(row, column).center().toPoint());
        return page.payoff()->current() == views::HeatMap::Place{row, column};
    };
    const auto verb = [&](const char* text) -> views::LinkButton* {
        for (auto* link : payoff->findChildren<views::LinkButton*>())
            if (link->text() == name(text) && link->isVisible()) return link;
        return nullptr;
    };
    const auto beaten = [&](LeagueId id) { return payoff->model()->rowOf(LeagueBridge::idText(id)) >= 0; };
    LeagueId one = models::kNobody, other = models::kNobody;
    for (const store::ListedMatch& listed : *matches) {
        one = idOf(listed.match.agents.at(0));
        other = idOf(listed.match.agents.at(1));
        if (beaten(one) && beaten(other) && one != other) break;
    }
    QVERIFY(beaten(one) && beaten(other) && one != other);
    QVERIFY(choose(one, other));
    QVERIFY(studio.waitFor([&] { return verb("Watch") != nullptr; }));
    QVERIFY(!verb("Record"));
    QTest::mouseClick(verb("Watch"), Qt::LeftButton);
    QVERIFY(studio.waitFor([&] { return studio.window().currentPage() == name("replay"); }));
    QVERIFY(studio.click(name("rail:league")));
    QVERIFY(studio.waitFor([&] { return verb("Matches") != nullptr; }));
    QTest::mouseClick(verb("Matches"), Qt::LeftButton);
    QCOMPARE(studio.window().currentPage(), name("replays"));
    auto& list = studio.window().findChild<pages::ReplaysPage*>()->list();
    QVERIFY(studio.waitFor([&] { return list.loaded() && list.table()->rowCount() > 0; }));
    QVERIFY(list.count() < static_cast<qint64>(matches->size()));
    // Two that never played for the list can be recorded.
    QVERIFY(studio.click(name("rail:league")));
    const auto met = [&](LeagueId a, LeagueId b) {
        return std::any_of(matches->begin(), matches->end(), [&](const store::ListedMatch& listed) {
            const LeagueId x = idOf(listed.match.agents.at(0)), y = idOf(listed.match.agents.at(1));
            return (x == a && y == b) || (x == b && y == a);
        });
    };
    const auto& nodes = page.model().nodes();
    for (qsizetype i = 0; i + 1 < nodes.size(); ++i) {
        one = nodes[i].id;
        other = nodes[i + 1].id;
        if (!met(one, other) && beaten(one) && beaten(other)) break;
    }
    QVERIFY(choose(one, other));
    QVERIFY(studio.waitFor([&] { return verb("Record") != nullptr; }));
    QTest::mouseClick(verb("Record"), Qt::LeftButton);
    QVERIFY(studio.waitFor([&] { return studio.window().currentPage() == name("replays"); }));
}

void TestStudioLeague::runWithoutALeagueOffersOne() {
    const RunId league = test::writeLeague(workspace(), 60);
    const RunId plain = writePlain(workspace());
    StudioDriver studio(QString::fromStdString(workspace()));
    const Page page(studio);
    QVERIFY(studio.waitFor([&] { return studio.window().shell().page(name("experiments")) != nullptr; }));
    studio.window().shell().go().openLeague(plain);
    auto* empty = studio.find(name("league.empty"));
    QVERIFY(studio.waitFor([&] { return empty->isVisible() && studio.find(name("league.newest"))->isVisible(); }));
    QStringList words;
    for (const QLabel* label : empty->findChildren<QLabel*>())
        words << label->text();
    QVERIFY2(words.contains(name("This run has no league")), qPrintable(words.join(QLatin1Char('|'))));
    QVERIFY(!studio.find(name("league.why"))->isVisible());
    QVERIFY(studio.click(name("league.newest")));
    QVERIFY(page.isThere(league));
    QVERIFY(!empty->isVisible());
    // A new one of the same game.
    studio.window().shell().go().openLeague(plain);
    QVERIFY(studio.waitFor([&] { return empty->isVisible(); }));
    QVERIFY(studio.click(name("league.new")));
    QCOMPARE(studio.window().currentPage(), name("new"));
    QVERIFY(studio.window().findChild<pages::NewExperimentPage*>()->config().text().contains(
        QLatin1String("name = \"rps\"")));
}

void TestStudioLeague::emptyWorkspaceOffersALeague() {
    StudioDriver studio(QString::fromStdString(workspace()));
    QVERIFY(studio.click(name("rail:league")));
    QVERIFY(studio.waitFor([&] { return studio.find(name("league.empty"))->isVisible(); }));
    QVERIFY(!studio.find(name("league.newest"))->isVisible());
    QVERIFY(studio.click(name("league.new")));
    QCOMPARE(studio.window().currentPage(), name("new"));
    QVERIFY(studio.window().findChild<pages::NewExperimentPage*>()->config().text().contains(
        QLatin1String("slime_volley")));
}

void TestStudioLeague::menuAndRunPageLeadHere() {
    const RunId league = test::writeLeague(workspace(), 100);
    const RunId plain = writePlain(workspace());
    StudioDriver studio(QString::fromStdString(workspace()));
    const Page page(studio);
    auto* menu = studio.find<QMenu>(name("menu.league"));
    QVERIFY(studio.waitFor([&] { return inMenu(menu, "action.openLeague")->isEnabled(); }));
    inMenu(menu, "action.openLeague")->trigger();
    QVERIFY(page.isThere(league));
    inMenu(menu, "action.openLineage")->trigger();
    QCOMPARE(studio.window().currentPage(), name("lineage"));
    inMenu(menu, "action.whyMatch")->trigger();
    QCOMPARE(studio.window().currentPage(), name("why"));
    // The page of a run shows the way where there is one.
    studio.window().openRun(plain);
    QVERIFY(studio.waitFor([&] { return studio.runBridge().facts().record.id == plain; }));
    QVERIFY(!studio.find(name("run.league"))->isVisible());
    studio.window().openRun(league);
    QVERIFY(studio.waitFor([&] { return studio.find(name("run.league"))->isVisible(); }));
    QVERIFY(studio.click(name("run.league")));
    QVERIFY(page.isThere(league));
    // Nothing of it without a league.
    StudioDriver bare(QString::fromStdString(folder_->path("bare")));
    QVERIFY(!inMenu(bare.find<QMenu>(name("menu.league")), "action.openLeague")->isEnabled());
}

void TestStudioLeague::memberIsSelectedWhenItIsAskedFor() {
    StudioDriver studio(QString::fromStdString(written()));
    const Page page(studio);
    studio.window().shell().go().openLeague(written_, name("ME1-3"));
    QVERIFY(page.isThere(written_));
    QVERIFY(studio.waitFor([&] { return !page.league.selection()->isEmpty(); }));
    const LeagueId one = page.league.selection()->id();
    QCOMPARE(page.league.member(one).code, name("ME1-3"));
    QVERIFY(page.isMarkedEverywhere(one));
}

void TestStudioLeague::whyIsAskedOfTheSelectedOne() {
    StudioDriver studio(QString::fromStdString(written()));
    QVERIFY(studio.click(name("rail:league")));
    const Page page(studio);
    QVERIFY(page.isThere(written_));
    QVector<pages::LeagueQuestion> asked;
    connect(&studio.window().shell().go(), &pages::Navigator::whyWanted, &page.page,
            [&](const pages::LeagueQuestion& question) { asked << question; });
    QVERIFY(studio.click(name("league.why")));  // nobody is selected: the learner whose edges are drawn
    QVERIFY(studio.click(name("rail:league")));
    const LeagueId one = page.someone(Role::MainExploiter, 1);
    QTest::mouseClick(page.graph(), Qt::LeftButton, {}, page.graph()->pointOf(one).toPoint());
    QVERIFY(studio.click(name("league.why")));
    QVERIFY(studio.click(name("rail:league")));
    const LeagueId learner = page.model().learners().at(1).id;
    QTest::mouseClick(page.graph(), Qt::LeftButton, {}, page.graph()->pointOf(learner).toPoint());
    QVERIFY(studio.click(name("league.drawn")));
    QCOMPARE(asked.size(), 3);
    QCOMPARE(asked[0].run, written_);
    QCOMPARE(asked[0].player, 0);
    QCOMPARE(asked[0].verdict, 0);
    QVERIFY(asked[1].verdict > 0);
    QCOMPARE(asked[1].verdict, page.league.member(one).verdict);
    QCOMPARE(asked[2].player, 1);
    QCOMPARE(asked[2].verdict, 0);
}

void TestStudioLeague::curvesOfAllLearnersStandOnTheRunPage() {
    RunId run;
    {
        test::LeagueAuthor author(workspace());
        author.play(100);
        for (int i = 1; i <= 20; ++i) {
            const int64_t step = 10'000 * i;
            author.publish(Metrics{{{"entropy", step, 1.0, kUnknown},
                                    {"entropy/ME1", step, 0.5, kUnknown},
                                    {"policy_loss", step, 0.01, kUnknown},
                                    {"policy_loss/ME1", step, -0.02, kUnknown},
                                    {"score/bot:random", step, 0.4, 0.1},
                                    {"score/bot:random/ME1", step, -0.9, 0.1},
                                    {"win_rate/MA1/ME1", step, 0.3, kUnknown},
                                    {"kl/ME1", step, 0.01, kUnknown}}});
        }
        author.finish();
        run = author.id();
    }
    StudioDriver studio(QString::fromStdString(workspace()));
    studio.window().openRun(run);
    bridges::RunBridge& bridge = studio.runBridge();
    QVERIFY(studio.waitFor([&] { return bridge.facts().record.id == run && !bridge.entropy()->isEmpty(); }));
    const auto latest = [](models::ChartModel* chart, const char* series) {
        const models::SeriesModel* curve = chart->series(name(series));
        return curve && curve->latestRaw() ? *curve->latestRaw() : std::nan("");
    };
    QCOMPARE(latest(bridge.entropy(), "MA"), 1.0);
    QCOMPARE(latest(bridge.entropy(), "ME"), 0.5);
    QCOMPARE(latest(bridge.losses(), "MA policy"), 0.01);
    QCOMPARE(latest(bridge.losses(), "ME policy"), 0.02);  // its size: the axis is logarithmic
    QCOMPARE(latest(bridge.winRates(), "ME v MA"), 0.3);
    // The ratings of the joint fit are told apart by learner; the figure on top is the main agent's.
    QVERIFY(bridge.elo()->series(name("MA")) && bridge.elo()->series(name("AEE")));
    QVERIFY(bridge.elo()->series(name("MA"))->size() > 1);
    QCOMPARE(bridge.facts().elo, latest(bridge.elo(), "MA"));
    // What an exploiter scores against bots has its own chart, and the rest as well.
    QCOMPARE(bridge.scores()->all().size(), size_t(1));
    models::ChartModel* own = bridge.chart(bridges::RunBridge::ownChart("score/bot:random/ME1"));
    QCOMPARE(own->title(), name("Score against random of ME 1"));
    QCOMPARE(*own->all().front().model->latestRaw(), -0.9);
    models::ChartModel* kl = bridge.chart(bridges::RunBridge::ownChart("kl/ME1"));
    QCOMPARE(kl->unit(), name("nats"));
    QCOMPARE(*kl->all().front().model->latestRaw(), 0.01);
    // Also of one that stands in a standard chart.
    models::ChartModel* entropy = bridge.chart(bridges::RunBridge::ownChart("entropy/ME1"));
    QCOMPARE(*entropy->all().front().model->latestRaw(), 0.5);
}

void TestStudioLeague::everyControlIsNamedAndReachedByTab() {
    StudioDriver studio(QString::fromStdString(written()));
    QVERIFY(studio.click(name("rail:league")));
    const Page page(studio);
    QVERIFY(page.isThere(written_));
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
        StudioDriver studio(QString::fromStdString(written()));
        studio.window().resize(size);
        QVERIFY(studio.click(name("rail:league")));
        const Page page(studio);
        QVERIFY(page.isThere(written_));
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
    StudioDriver studio(filled.isEmpty() ? QString::fromStdString(written()) : filled);
    QVERIFY(studio.click(name("rail:league")));
    const Page page(studio);
    QVERIFY(page.isThere(filled.isEmpty() ? written_ : RunId{1}));
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
    QApplication application(argc, argv);
    const test::TempDir settings;
    studio::prepareApplication(application, QString::fromStdString(settings.path()));
    TestStudioLeague tests;
    return QTest::qExec(&tests, argc, argv);
}

#include "tst_studio_league.moc"
