// SPDX-License-Identifier: GPL-3.0-or-later
// The page Experiments with mouse and keys: filter and completion, options, saved views, groups, one chart for several
// runs, and texts that a tidy world would not have.
#include <QAction>
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>

#include <algorithm>

#include "app/bridges/runs_bridge.h"
#include "app/pages/experiments_page.h"
#include "app/studio/application.h"
#include "app/studio/shell.h"
#include "core/store/store_writer.h"
#include "tests/app/studio/experiments_kit.h"
#include "tests/support/temp_dir.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/chart_panel.h"
#include "widgets/views/query_edit.h"
#include "widgets/views/tag_edit.h"

using namespace ludus;
using test::q;
using test::StudioDriver;

class TestStudioExperiments : public test::ExperimentsKit {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { allowNoise(); }
    void init() { begin(); }
    void cleanup() { end(); }

    void filterFindsRunsAndAFaultyOneChangesNothing();
    void misspelledFieldIsRepairedByALink();
    void suggestionsAreTakenByKeysAlone();
    void optionsOfRunFilesCanBeAskedAndShown();
    void curvesCanBeAskedShownAndSorted();
    void curveThatNobodyHasIsAWarning();
    void savedViewSurvivesARestart();
    void viewIsRenamedMadeDefaultAndDeleted();
    void viewsOfOtherVersionsAndVanishedFieldsAreSaid();
    void sweepFoldsIntoOneRow();
    void groupingKeepsTheSelectionOrLetsItGo();
    void severalSelectedRunsShareAChart();
    void ofManySelectedRunsTheChartSaysHowManyItShows();
    void agesGoOnWhileNothingHappens();
    void perCentSignsOfTagsAreNoPlaceholders();
    void endOfALongNameStaysInSight();
    void ofRunsThatCannotBeReadNothingIsSaid();
    void awkwardTextsAreShownAndFound();
    void stateSurvivesANewShell();
};

void TestStudioExperiments::filterFindsRunsAndAFaultyOneChangesNothing() {
    addUsual();
    StudioDriver studio(window());
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 5; }));
    QVERIFY(filter(studio, q("elo > 1200 and game = slime_volley"), 2));
    QCOMPARE(shown(studio), (QStringList{"slime-03", "slime-01"}));
    QVERIFY(studio.find<QLabel>(q("experiments.foot"))->text().startsWith(q("2 of 5")));
    auto* problem = studio.find<QLabel>(q("experiments.filter.problem"));
    QVERIFY(!problem->isVisible());
    QVERIFY(studio.type(q("experiments.filter"), q("elo > 1200 and")));
    QVERIFY(studio.waitFor([&] { return problem->isVisible(); }));
    QVERIFY2(problem->text().contains(q("too early")), qPrintable(problem->text()));
    QCOMPARE(shown(studio).size(), 2);
    studio.keepPictures("experiments-fault");
    QVERIFY(filter(studio, q("nan"), 1));
    QVERIFY(!problem->isVisible());
    QVERIFY(filter(studio, q("status = failed or elo < 100"), 2));
    QVERIFY(filter(studio, q("xyz"), 0));
    // Plain typing filters without Enter.
    auto* line = studio.find<QLineEdit>(q("experiments.filter"));
    QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(line, q("rps"));
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 2; }));
}

void TestStudioExperiments::misspelledFieldIsRepairedByALink() {
    addUsual();
    StudioDriver studio(window());
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 5; }));
    QVERIFY(studio.type(q("experiments.filter"), q("elop > 1200")));
    auto* repair = studio.find<views::LinkButton>(q("experiments.filter.repair"));
    QVERIFY(studio.waitFor([&] { return repair->isVisible(); }));
    QVERIFY(repair->text().contains(q("elo")));
    QVERIFY(studio.click(q("experiments.filter.repair")));
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 2; }));
    QCOMPARE(studio.find<QLineEdit>(q("experiments.filter"))->text(), q("elo > 1200"));
}

void TestStudioExperiments::suggestionsAreTakenByKeysAlone() {
    addUsual();
    StudioDriver studio(window());
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 5; }));
    auto* line = studio.find<QLineEdit>(q("experiments.filter"));
    auto* list = studio.find<QListWidget>(q("experiments.filter.suggestions"));
    QTest::keyClick(&studio.window(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(studio.waitFor([&] { return line->hasFocus(); }));
    QTest::keyClicks(line, q("ga"));
    QVERIFY(list->isVisible());
    QCOMPARE(list->item(0)->text(), q("game"));
    QTest::keyClick(line, Qt::Key_Escape);
    QVERIFY(!list->isVisible());
    QTest::keyClick(line, Qt::Key_Space, Qt::ControlModifier);
    QVERIFY(list->isVisible());
    QTest::keyClick(line, Qt::Key_Tab);
    QCOMPARE(line->text(), q("game "));
    QVERIFY(line->hasFocus());
    // What follows is offered at once.
    QVERIFY(list->isVisible());
    QTest::keyClick(line, Qt::Key_Down);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(line->text(), q("game = "));
    QTest::keyClicks(line, q("sl"));
    studio.keepPictures("experiments-completion");
    QTest::keyClick(line, Qt::Key_Down);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(line->text(), q("game = slime_volley "));
    QTest::keyClick(line, Qt::Key_Escape);
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 3; }));
}

void TestStudioExperiments::optionsOfRunFilesCanBeAskedAndShown() {
    addUsual();
    StudioDriver studio(window());
    auto* runs = studio.window().findChild<bridges::RunsBridge*>();
    QVERIFY(studio.waitFor([&] { return runs->optionsLoaded(); }));
    QVERIFY(filter(studio, q("learner.learning_rate < 9e-4"), 2));
    QVERIFY(filter(studio, q("learning_rate >= 1e-3 and learner.epochs > 1"), 3));  // epochs by default
    // The longest name of a game is read whole at the usual size of the window.
    const auto& columns = runs->table()->columns();
    for (int i = 0; i < columns.size(); ++i) {
        if (columns[i].key != q("game")) continue;
        QVERIFY(table(studio)->columnWidth(i) >=
                QFontMetrics(style::font(style::Type::Small)).horizontalAdvance(q("Rock-paper-scissors")) + 20);
    }
    auto* column = studio.find<QAction>(q("column:learner.learning_rate"));
    QVERIFY(!column);  // the menu is filled with what there is when it opens
    const QList<views::Panel*> panels = studio.window().findChildren<views::Panel*>();
    for (views::Panel* panel : panels) {
        if (panel->content() == table(studio)) Q_EMIT panel->menu()->aboutToShow();
    }
    column = studio.find<QAction>(q("column:learner.learning_rate"));
    QVERIFY(column);
    column->trigger();
    QVERIFY(table(studio)->isColumnShown(q("learner.learning_rate")));
    const int last = table(studio)->sorter()->columnCount() - 1;
    QCOMPARE(table(studio)->sorter()->headerData(last, Qt::Horizontal, Qt::DisplayRole).toString(), q("Learning rate"));
    QVERIFY(table(studio)
                ->sorter()
                ->headerData(last, Qt::Horizontal, Qt::ToolTipRole)
                .toString()
                .contains(q("learner.learning_rate")));
    table(studio)->sortByColumn(last, Qt::DescendingOrder);
    QCOMPARE(shown(studio), (QStringList{"rps-01", "slime-03", "slime-02"}));
    QCOMPARE(table(studio)->sorter()->index(0, last).data().toString(), q("0.005"));
}

void TestStudioExperiments::curvesCanBeAskedShownAndSorted() {
    const auto points = [](double first, double last) {
        return std::vector<MetricPoint>{{"score/bot:random", 100, first, 0.1},
                                        {"score/bot:random", 200, last, 0.1},
                                        {"value_loss", 100, 2 * first, kUnknown},
                                        {"odd, \"name\" \u05D0", 100, first, kUnknown}};
    };
    add({"one", "rps", 500, {}, 3e-4, RunStatus::finished, {}, points(4, 1)});
    add({"two", "rps", 900, {}, 3e-4, RunStatus::finished, {}, points(3, 3)});
    add({"three", "rps", 700, {}, 3e-4, RunStatus::finished, {}, points(1, 2)});
    add({"none", "rps", 100, {}});
    StudioDriver studio(window());
    auto* runs = studio.window().findChild<bridges::RunsBridge*>();
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 4 && runs->metrics().size() == 4; }));
    QVERIFY(filter(studio, q("last(score/bot:random) > 1.5"), 2));
    QCOMPARE(shown(studio), (QStringList{"three", "two"}));
    QVERIFY(filter(studio, q("best(score/bot:random) >= 3 and best(elo) < 800"), 1));
    QVERIFY(filter(studio, q("best(value_loss) < 3"), 1));  // of a loss the smallest
    QVERIFY(filter(studio, q("max(value_loss) > 5"), 2));
    QVERIFY(filter(studio, q("not last(value_loss)"), 1));
    // Keys of other scripts cannot be pressed by a test.
    auto* edit = qobject_cast<views::QueryEdit*>(studio.find(q("experiments.filter"))->parentWidget());
    QVERIFY(edit);
    edit->setText(q("last(\"odd, \\\"name\\\" \u05D0\") = 4"));
    QVERIFY(studio.waitFor([&] { return shown(studio) == QStringList{"one"}; }));
    QVERIFY(!studio.find<QLabel>(q("experiments.filter.problem"))->isVisible());
    // Names are offered inside of the brackets.
    auto* line = studio.find<QLineEdit>(q("experiments.filter"));
    auto* list = studio.find<QListWidget>(q("experiments.filter.suggestions"));
    line->setFocus();
    line->clear();
    QTest::keyClicks(line, q("las"));
    QVERIFY(studio.waitFor([&] { return list->isVisible() && list->item(0)->text() == q("last("); }));
    QTest::keyClick(line, Qt::Key_Tab);
    QCOMPARE(line->text(), q("last("));
    QVERIFY(studio.waitFor([&] { return list->isVisible() && list->count() == 4; }));
    QTest::keyClicks(line, q("sco"));
    QVERIFY(studio.waitFor([&] { return list->isVisible() && list->count() == 1; }));
    QTest::keyClick(line, Qt::Key_Tab);
    QCOMPARE(line->text(), q("last(score/bot:random) "));
    QTest::keyClick(line, Qt::Key_Escape);
    edit->setText({});
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 4; }));
    // A column of it, sorted by it.
    QMenu* menu = nullptr;
    const QList<views::Panel*> panels = studio.window().findChildren<views::Panel*>();
    for (views::Panel* panel : panels) {
        if (panel->isAncestorOf(table(studio))) menu = panel->menu();
    }
    QVERIFY(menu);
    Q_EMIT menu->aboutToShow();
    auto* column = studio.find<QAction>(q("column:last(score/bot:random)"));
    QVERIFY(column);
    column->trigger();
    const auto* model = table(studio)->sorter();
    const int last = model->columnCount() - 1;
    QVERIFY(table(studio)->isColumnShown(q("last(score/bot:random)")));
    QVERIFY(studio.waitFor([&] { return model->index(1, last).data().toString() == q("2"); }));
    table(studio)->sorter()->sort(last, Qt::DescendingOrder);
    QCOMPARE(shown(studio).mid(0, 3), (QStringList{"two", "three", "one"}));
    studio.keepPictures("experiments-curves-column");
    // What is written later is read as well.
    auto writer = std::move(*store::StoreWriter::open(folder(), RunId{1}));
    writer->take({RunId{1}, 1000, 1'800'000'000'000, 9, Metrics{{{"score/bot:random", 300, 9, 0.1}}}});
    QVERIFY(writer->flush().ok());
    QVERIFY(studio.waitFor(
        [&] {
            return model->index(static_cast<int>(shown(studio).indexOf(q("one"))), last).data().toString() == q("9");
        },
        20'000));
}

void TestStudioExperiments::curveThatNobodyHasIsAWarning() {
    addUsual();
    QVERIFY(workspace_
                ->keep({"view.experiments", "gone",
                        R"J({"version": 1, "query": "elo > 100 and not last(reward/gone) > 3",
                             "options": ["last(reward/gone)"]})J",
                        0})
                .ok());
    StudioDriver studio(window());
    auto* runs = studio.window().findChild<bridges::RunsBridge*>();
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 5 && !runs->metrics().empty(); }));
    QVERIFY(studio.waitFor([&] { return studio.find<QAction>(q("view:gone")) != nullptr; }));
    QVERIFY(choose(studio, q("experiments.view"), q("view:gone")));
    auto* problem = studio.find<QLabel>(q("experiments.filter.problem"));
    QVERIFY(studio.waitFor([&] { return problem->isVisible(); }));
    QVERIFY2(problem->text().contains(q("reward/gone")), qPrintable(problem->text()));
    // It is in force all the same: what is known of it decides.
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 3; }));
    QVERIFY(table(studio)->isColumnShown(q("last(reward/gone)")));
    studio.keepPictures("experiments-curve-gone");
    // A name that was nearly right is repaired by the link.
    QVERIFY(studio.type(q("experiments.filter"), q("best(ello) > 1200")));
    auto* repair = studio.find<views::LinkButton>(q("experiments.filter.repair"));
    QVERIFY(studio.waitFor([&] { return repair->isVisible() && shown(studio).isEmpty(); }));
    QVERIFY(studio.click(q("experiments.filter.repair")));
    QCOMPARE(studio.find<QLineEdit>(q("experiments.filter"))->text(), q("best(elo) > 1200"));
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 2 && !problem->isVisible(); }));
}

void TestStudioExperiments::savedViewSurvivesARestart() {
    addUsual();
    const QString name = q("best \"runs\" / 2026 \U0001F680");
    {
        StudioDriver studio(window());
        QVERIFY(studio.waitFor([&] { return shown(studio).size() == 5; }));
        QVERIFY(filter(studio, q("elo > 1000"), 3));
        QVERIFY(choose(studio, q("experiments.group"), q("Game")));
        QCOMPARE(shown(studio).size(), 4);
        table(studio)->setColumnShown(q("time"), false);
        table(studio)->sortByColumn(5, Qt::AscendingOrder);
        QVERIFY(choose(studio, q("experiments.view"), q("views.save")));
        auto* answer = studio.find<QLineEdit>(q("experiments.answer"));
        QVERIFY(answer->hasFocus());
        answer->insert(name);  // no test key writes a rocket
        QTest::keyClick(answer, Qt::Key_Return);
        QVERIFY(studio.waitFor([&] { return workspace_->kept("view.experiments")->size() == 1; }));
        QVERIFY(studio.waitFor([&] { return studio.find<QAction>(q("view:") + name) != nullptr; }));
        QVERIFY(choose(studio, q("experiments.view"), q("view:")));
        QVERIFY(studio.waitFor([&] { return shown(studio).size() == 5; }));
        QVERIFY(table(studio)->isColumnShown(q("time")));
    }
    StudioDriver studio(window());
    QVERIFY(studio.waitFor([&] { return studio.find<QAction>(q("view:") + name) != nullptr; }));
    QVERIFY(studio.waitFor([&] { return shown(studio).size() >= 4; }));
    QVERIFY(choose(studio, q("experiments.view"), q("view:") + name));
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 4; }));
    QCOMPARE(shown(studio).mid(1), (QStringList{"slime-02", "slime-03", "slime-01"}));
    QVERIFY(!table(studio)->isColumnShown(q("time")));
    QCOMPARE(studio.find<QLineEdit>(q("experiments.filter"))->text(), q("elo > 1000"));
    // Changed, it says so.
    QVERIFY(filter(studio, q("elo > 1200"), 3));
    QVERIFY(studio.find<QPushButton>(q("experiments.view"))->text().contains(q("changed")));
    QVERIFY(choose(studio, q("experiments.view"), q("views.update")));
    QVERIFY(studio.waitFor(
        [&] { return workspace_->kept("view.experiments")->front().body.find("1200") != std::string::npos; }));
    studio.keepPictures("experiments-view");
}

void TestStudioExperiments::viewIsRenamedMadeDefaultAndDeleted() {
    addUsual();
    StudioDriver studio(window());
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 5; }));
    QVERIFY(filter(studio, q("game = rps"), 2));
    QVERIFY(choose(studio, q("experiments.view"), q("views.save")));
    QVERIFY(studio.type(q("experiments.answer"), q("first")));
    QVERIFY(studio.waitFor([&] { return studio.find<QAction>(q("view:first")) != nullptr; }));
    QVERIFY(choose(studio, q("experiments.view"), q("views.rename")));
    QVERIFY(studio.type(q("experiments.answer"), q("second")));
    QVERIFY(studio.waitFor([&] { return studio.find<QAction>(q("view:second")) != nullptr; }));
    QVERIFY(!studio.find<QAction>(q("view:first")));
    QVERIFY(choose(studio, q("experiments.view"), q("views.default")));
    QVERIFY(studio.waitFor([&] {
        return workspace_->kept("view.experiments")->front().body.find("\"default\":true") != std::string::npos;
    }));
    QVERIFY(choose(studio, q("experiments.view"), q("views.delete")));
    QVERIFY(studio.waitFor([&] { return workspace_->kept("view.experiments")->empty(); }));
    QVERIFY(studio.waitFor([&] { return !studio.find<QAction>(q("view:second")); }));
    QVERIFY(studio.find<QPushButton>(q("experiments.view"))->text().contains(q("All runs")));
}

void TestStudioExperiments::viewsOfOtherVersionsAndVanishedFieldsAreSaid() {
    addUsual();
    const std::string future = R"({"version": 99, "query": {"tree": 1}})";
    QVERIFY(workspace_->keep({"view.experiments", "from the future", future, 0}).ok());
    QVERIFY(workspace_->keep({"view.experiments", "broken", "not even JSON", 0}).ok());
    QVERIFY(workspace_
                ->keep({"view.experiments", "vanished",
                        R"({"version": 1, "query": "metric_gone > 3", "options": ["learner.gone"], "grouping": "moon",
                            "look": {"columns": [{"key": "gone", "width": 5}], "sort": "gone"}})",
                        0})
                .ok());
    StudioDriver studio(window());
    QVERIFY(studio.waitFor([&] { return studio.find<QAction>(q("view:vanished")) && shown(studio).size() == 5; }));
    QVERIFY(!studio.find<QAction>(q("view:from the future"))->isEnabled());
    QVERIFY(!studio.find<QAction>(q("view:broken"))->isEnabled());
    QVERIFY(choose(studio, q("experiments.view"), q("view:vanished")));
    auto* problem = studio.find<QLabel>(q("experiments.filter.problem"));
    QVERIFY(studio.waitFor([&] { return problem->isVisible(); }));
    QVERIFY(problem->text().contains(q("metric_gone")));
    QCOMPARE(shown(studio).size(), 5);
    QVERIFY(table(studio)->isColumnShown(q("learner.gone")));
    // Nothing of it is lost.
    bool kept = false;
    const auto views = *workspace_->kept("view.experiments");
    for (const store::KeptItem& item : views)
        kept = kept || item.body == future;
    QVERIFY(kept);
}

void TestStudioExperiments::sweepFoldsIntoOneRow() {
    addUsual();
    StudioDriver studio(window());
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 5; }));
    QVERIFY(choose(studio, q("experiments.group"), q("Sweep")));
    // By what its runs are called; its number is told by the tip.
    QCOMPARE(shown(studio), (QStringList{"rps-02", "rps-01", "slime", "slime-01"}));
    auto* view = table(studio);
    QVERIFY(view->sorter()->index(2, 1).data(Qt::ToolTipRole).toString().contains(q("sweep-a")));
    QCOMPARE(view->sorter()->index(2, 5).data().toString(), q("mean 1195"));
    QVERIFY(view->sorter()->index(2, 0).data().toString().startsWith(q("2 run")));
    studio.keepPictures("experiments-sweep");
    // The chevron unfolds it, Left folds it again.
    const QRect first = view->visualRect(view->sorter()->index(2, 0));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, first.topLeft() + QPoint(16, 12));
    QCOMPARE(shown(studio), (QStringList{"rps-02", "rps-01", "slime", "slime-03", "slime-02", "slime-01"}));
    const QRect name = view->visualRect(view->sorter()->index(2, 1));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, name.center());
    QCOMPARE(view->selectedIds().size(), 2);  // the group stands for its runs
    QTest::keyClick(view, Qt::Key_Left);
    QCOMPARE(shown(studio).size(), 4);
    QVERIFY(studio.find<QPushButton>(q("experiments.compare"))->text().contains(q("2")));
    QVERIFY(choose(studio, q("experiments.group"), q("State")));
    QCOMPARE(shown(studio).size(), 7);
}

void TestStudioExperiments::groupingKeepsTheSelectionOrLetsItGo() {
    addUsual();
    StudioDriver studio(window());
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 5; }));
    auto* summary = studio.find<QLabel>(q("experiments.summary"));
    auto* remove = studio.find<QPushButton>(q("experiments.delete"));
    QVERIFY(select(studio, {q("slime-02"), q("slime-03")}));
    QVERIFY(studio.waitFor([&] { return summary->isVisible() && remove->isVisible(); }));
    // The row of the sweep stands for both of its runs.
    QVERIFY(choose(studio, q("experiments.group"), q("Sweep")));
    QCOMPARE(table(studio)->selectedIds().size(), 2);
    QVERIFY(summary->isVisible() && remove->isVisible());
    // One of them has no row any more: then nothing is selected, and everything says so.
    QVERIFY(choose(studio, q("experiments.group"), q("None")));
    QVERIFY(select(studio, {q("slime-02")}));
    QVERIFY(studio.waitFor([&] { return studio.find(q("experiments.side"))->isVisible(); }));
    QVERIFY(choose(studio, q("experiments.group"), q("Sweep")));
    QVERIFY(table(studio)->selectedIds().isEmpty());
    QVERIFY(!remove->isVisible());
    QVERIFY(!studio.find(q("experiments.side"))->isVisible());
}

void TestStudioExperiments::ofManySelectedRunsTheChartSaysHowManyItShows() {
    for (int i = 0; i < 30; ++i)
        add({"many-" + std::to_string(i), "rps", 100.0 + i});
    StudioDriver studio(window());
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 30; }));
    auto* summary = studio.find<QLabel>(q("experiments.summary"));
    table(studio)->setFocus();
    table(studio)->selectAll();
    QVERIFY(studio.waitFor([&] { return summary->isVisible() && summary->text().contains(q("30")); }));
    QVERIFY2(summary->text().contains(q("shows the first 24")), qPrintable(summary->text()));
    auto* chart = studio.find<views::ChartPanel>(q("experiments.preview"));
    QVERIFY(studio.waitFor([&] { return chart->plot()->model()->all().size() == 24; }));
    studio.keepPictures("experiments-many");
    QVERIFY(select(studio, {q("many-1"), q("many-2")}));
    QVERIFY(studio.waitFor([&] { return !summary->text().contains(q("shows the first")); }));
}

void TestStudioExperiments::agesGoOnWhileNothingHappens() {
    addUsual();
    StudioDriver studio(window());
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 5; }));
    auto* runs = studio.window().findChild<bridges::RunsBridge*>();
    const auto& columns = runs->table()->columns();
    const auto started =
        std::find_if(columns.begin(), columns.end(), [](const auto& c) { return c.key == q("started"); });
    const auto ages = [&] {
        return table(studio)->sorter()->index(0, static_cast<int>(started - columns.begin())).data().toString();
    };
    const QDateTime start = QDateTime::fromMSecsSinceEpoch(runs->runs().front().startedMs);
    runs->setClock([start] { return start.addSecs(3); });
    QVERIFY(studio.waitFor([&] { return ages() == q("just now"); }, 10'000));
    runs->setClock([start] { return start.addSecs(233); });
    QVERIFY2(studio.waitFor([&] { return ages() == q("3 min ago"); }, 10'000), qPrintable(ages()));
}

void TestStudioExperiments::perCentSignsOfTagsAreNoPlaceholders() {
    const RunId run = add({"tagged", "rps", 100});
    QVERIFY(workspace_->setTags(run, {"%1 tag", "%2 two", "c", "d", "e", "f"}).ok());
    StudioDriver studio(window());
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 1; }));
    auto* runs = studio.window().findChild<bridges::RunsBridge*>();
    const auto& columns = runs->table()->columns();
    const auto tags = std::find_if(columns.begin(), columns.end(), [](const auto& c) { return c.key == q("tags"); });
    const auto cell = table(studio)->sorter()->index(0, static_cast<int>(tags - columns.begin()));
    QCOMPARE(cell.data().toString(), q("%1 tag, %2 two, c, d and 2 more"));
    QCOMPARE(cell.data(Qt::ToolTipRole).toString(), q("%1 tag, %2 two, c, d, e, f"));
}

void TestStudioExperiments::endOfALongNameStaysInSight() {
    for (const char* rate : {"0.0003", "0.001", "0.003"})
        add({std::string("sw-seed2-learning_rate") + rate, "slime_volley", 900, "272faf39d2a5"});
    StudioDriver studio(window());
    studio.window().resize(1366, 768);
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 3; }));
    auto* view = table(studio);
    const QFontMetrics letters(style::font(style::Type::Small));
    const auto wide = [&](const char* text) { return letters.horizontalAdvance(q(text)) + 24; };
    QVERIFY2(view->columnWidth(1) >= wide("sw-see…te0.0003"), qPrintable(QString::number(view->columnWidth(1))));
    QVERIFY(view->sorter()->index(0, 1).data(Qt::ToolTipRole).toString().contains(q("learning_rate")));
    studio.keepPictures("experiments-names-1366");
    // What is left of a wide window is for the name, not for the game.
    const int before = view->columnWidth(2);
    studio.window().resize(2200, 900);
    QVERIFY(studio.waitFor([&] { return view->columnWidth(1) >= wide("sw-seed2-learning_rate0.0003"); }));
    QVERIFY(view->columnWidth(2) >= before && view->columnWidth(2) <= 142);
    studio.keepPictures("experiments-names-wide");
}

void TestStudioExperiments::ofRunsThatCannotBeReadNothingIsSaid() {
    addUsual();
    workspace_.reset();
    QFile database(window() + q("/studio.db"));
    QVERIFY(database.open(QIODevice::ReadWrite));
    database.seek(60);  // user_version, big endian: a database of a newer program
    database.write(QByteArray::fromHex("00004000"));
    database.close();
    StudioDriver studio(window());
    QVERIFY(studio.waitFor([&] { return !studio.messages().isEmpty(); }));
    auto* runs = studio.window().findChild<bridges::RunsBridge*>();
    QVERIFY(!runs->loaded());
    QVERIFY2(table(studio)->emptyText().isEmpty(), qPrintable(table(studio)->emptyText()));
    QVERIFY(!studio.find(q("experiments.foot"))->isVisible());
    studio.keepPictures("experiments-unreadable");
}

void TestStudioExperiments::severalSelectedRunsShareAChart() {
    addUsual();
    StudioDriver studio(window());
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 5; }));
    QVERIFY(select(studio, {q("slime-01"), q("slime-02"), q("slime-03")}));
    auto* summary = studio.find<QLabel>(q("experiments.summary"));
    QVERIFY(
        studio.waitFor([&] { return summary->isVisible() && summary->text().contains(q("learner.learning_rate")); }));
    QVERIFY(summary->text().contains(q("1244")));  // mean of 1342, 1180 and 1210
    auto* chart = studio.find<views::ChartPanel>(q("experiments.preview"));
    QVERIFY(chart->isVisible());
    studio.keepPictures("experiments-several");
    QVERIFY(select(studio, {q("rps-02")}));
    QVERIFY(studio.waitFor([&] { return !summary->isVisible() && studio.find(q("experiments.tags"))->isVisible(); }));
}

void TestStudioExperiments::awkwardTextsAreShownAndFound() {
    const QStringList names{
        q("say \"hi\" / it's \\ 100 %"), q("\U0001F680\U0001F409 rocket"), q("\u05D0\u05D1\u05D2 \u202Eabc"),
        QString(500, QLatin1Char('x')),  q("a & b <b>bold</b>"),           q("line\nbreak\ttab")};
    for (const QString& name : names)
        add({name.toStdString(), "rps", 100});
    StudioDriver studio(window());
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == names.size(); }));
    for (const QString& one : shown(studio))
        QVERIFY(!one.contains(QLatin1Char('\n')) && !one.contains(QChar(0x202E)));
    for (const QString& name : names) {
        const QString query = q("name = ") + QString::fromStdString(query::quoted(name.toStdString()));
        studio.find<views::QueryEdit>(q("experiments.filter"));
        auto* line = studio.find<QLineEdit>(q("experiments.filter"));
        line->setText({});
        if (name.contains(QLatin1Char('\n'))) continue;  // a line has no lines
        line->insert(query);
        QTest::keyClick(line, Qt::Key_Return);
        QVERIFY2(studio.waitFor([&] { return shown(studio).size() == 1; }, 10'000), qPrintable(query));
        QVERIFY(select(studio, shown(studio)));
    }
    studio.find<QLineEdit>(q("experiments.filter"))->clear();
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == names.size(); }));
    studio.keepPictures("experiments-awkward");
}

void TestStudioExperiments::stateSurvivesANewShell() {
    addUsual();
    StudioDriver studio(window());
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 5; }));
    QVERIFY(filter(studio, q("game = slime_volley"), 3));
    QVERIFY(choose(studio, q("experiments.group"), q("Preset")));
    QVERIFY(select(studio, {q("slime-02")}));
    QTest::keyClick(table(studio), Qt::Key_Space);
    table(studio)->setColumnShown(q("seed"), true);
    studio.window().rebuild();
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 4; }));
    QCOMPARE(studio.find<QLineEdit>(q("experiments.filter"))->text(), q("game = slime_volley"));
    QVERIFY(table(studio)->isColumnShown(q("seed")));
    QCOMPARE(table(studio)->sorter()->tickedIds().size(), 1);
    // What is no state, or one of another version, changes nothing.
    auto* page = studio.window().findChild<pages::ExperimentsPage*>();
    page->restoreState({});
    page->restoreState({{q("version"), 77}, {q("shown"), 5}, {q("split"), q("x")}});
    QCOMPARE(shown(studio).size(), 4);
}

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const test::TempDir settings;
    studio::prepareApplication(application, QString::fromStdString(settings.path()));
    TestStudioExperiments tests;
    return QTest::qExec(&tests, argc, argv);
}

#include "tst_studio_experiments.moc"
