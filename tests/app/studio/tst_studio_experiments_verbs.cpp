// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with runs on the page Experiments: names, tags, notes, archive and undo, deletion, comparison, and what
// other programs do meanwhile.
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>

#include "app/bridges/runs_bridge.h"
#include "app/pages/experiments_page.h"
#include "app/studio/application.h"
#include "app/studio/language.h"
#include "app/studio/shell.h"
#include "tests/app/studio/experiments_kit.h"
#include "tests/support/temp_dir.h"
#include "widgets/views/buttons.h"
#include "widgets/views/chart_panel.h"
#include "widgets/views/query_edit.h"
#include "widgets/views/tag_edit.h"

using namespace ludus;
using test::q;
using test::StudioDriver;

class TestStudioExperimentsVerbs : public test::ExperimentsKit {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { allowNoise(); }
    void init() { begin(); }
    void cleanup() { end(); }

    void namesTagsNotesAndArchiveAreUndone();
    void whatCanBeUndoneOutlivesAnotherLanguage();
    void tagsOfSeveralRunsAreSetAtOnce();
    void archivedRunsAreOutOfSightUntilAskedFor();
    void deletionNamesWhatGoesAndGoesForGood();
    void runsThatGoOnAreNotDeleted();
    void spaceTicksForComparison();
    void runDeletedByAnotherProcessGoesQuietly();
    void deletedRunLeavesAPageThatSaysSo();
    void runsThatPauseAreCountedApart();
    void tenThousandTagsStayQuick();
};

void TestStudioExperimentsVerbs::namesTagsNotesAndArchiveAreUndone() {
    addUsual();
    StudioDriver studio(window());
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 5; }));
    QVERIFY(select(studio, {q("slime-01")}));
    const RunId run{table(studio)->currentId().toLongLong()};
    const auto record = [&] { return *workspace_->run(run); };
    QTest::keyClick(table(studio), Qt::Key_F2);
    auto* editor = studio.find<QLineEdit>(q("experiments.table.rename"));
    QVERIFY(editor);
    QTest::keyClicks(editor, q("renamed"));
    QTest::keyClick(editor, Qt::Key_Return);
    QVERIFY(studio.waitFor([&] { return record().name == "renamed" && shown(studio).contains(q("renamed")); }));
    auto* add = studio.find<QLineEdit>(q("experiments.tags.add"));
    QVERIFY(studio.waitFor([&] { return add->isVisible(); }));
    QTest::mouseClick(add, Qt::LeftButton);
    QTest::keyClicks(add, q("two words"));
    QTest::keyClick(add, Qt::Key_Return);
    QTest::keyClicks(add, q("ablation"));
    QTest::keyClick(add, Qt::Key_Return);
    QVERIFY(studio.waitFor([&] { return record().tags == std::vector<std::string>{"ablation", "two words"}; }));
    auto* note = studio.find<QPlainTextEdit>(q("experiments.note"));
    QTest::mouseClick(note->viewport(), Qt::LeftButton);
    QTest::keyClicks(note, q("better than before"));
    QTest::keyClick(note, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(studio.waitFor([&] { return record().note == "better than before"; }));
    studio.keepPictures("experiments-people");
    table(studio)->setFocus();
    QVERIFY(studio.click(q("experiments.archive")));
    QVERIFY(studio.waitFor([&] { return record().archived && shown(studio).size() == 4; }));
    // Back, all of it, with keys.
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(table(studio), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(studio.waitFor([&] {
        return !record().archived && record().note.empty() && record().tags.empty() && record().name == "slime-01";
    }));
    QVERIFY(studio.waitFor([&] { return shown(studio).contains(q("slime-01")); }));
    for (int i = 0; i < 2; ++i)
        QTest::keyClick(table(studio), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(studio.waitFor([&] { return record().name == "renamed" && record().tags.size() == 1; }));
    // A name that another run has is refused in words, and leaves nothing behind.
    QVERIFY(select(studio, {q("rps-01")}));
    QTest::keyClick(table(studio), Qt::Key_F2);
    editor = studio.find<QLineEdit>(q("experiments.table.rename"));
    QVERIFY(editor);
    QTest::keyClicks(editor, q("rps-02"));
    QTest::keyClick(editor, Qt::Key_Return);
    QVERIFY(studio.waitFor([&] { return studio.messages().join(' ').contains(q("cannot be named")); }));
    QVERIFY(shown(studio).contains(q("rps-01")));
}

void TestStudioExperimentsVerbs::whatCanBeUndoneOutlivesAnotherLanguage() {
    addUsual();
    StudioDriver studio(window());
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 5; }));
    QVERIFY(select(studio, {q("slime-01")}));
    const RunId run{table(studio)->currentId().toLongLong()};
    QVERIFY(studio.click(q("experiments.archive")));
    QVERIFY(studio.waitFor([&] { return workspace_->run(run)->archived && shown(studio).size() == 4; }));
    const QString english = studio.find<QAbstractButton>(q("experiments.undo"))->text();
    studio::Language::of(*qApp).speak(q("zh_CN"));
    studio.window().rebuild();
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 4; }));
    auto* undo = studio.find<QAbstractButton>(q("experiments.undo"));
    QVERIFY(undo->isVisible());
    QVERIFY2(undo->text() != english && !undo->text().contains(q("Archive")), qPrintable(undo->text()));
    QVERIFY(studio.click(q("experiments.undo")));
    QVERIFY(studio.waitFor([&] { return !workspace_->run(run)->archived && shown(studio).size() == 5; }));
    studio::Language::of(*qApp).speak(q("en"));
    studio.window().rebuild();
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 5; }));
    QTest::keyClick(table(studio), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(studio.waitFor([&] { return workspace_->run(run)->archived; }));
    QCOMPARE(studio.find<QAbstractButton>(q("experiments.undo"))->text(), english);
}

void TestStudioExperimentsVerbs::tagsOfSeveralRunsAreSetAtOnce() {
    addUsual();
    StudioDriver studio(window());
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 5; }));
    QVERIFY(select(studio, {q("slime-01"), q("slime-02"), q("rps-01")}));
    QVERIFY(studio.click(q("experiments.tag")));
    QVERIFY(studio.type(q("experiments.answer"), q("baseline")));
    QVERIFY(studio.waitFor([&] { return workspace_->tags()->size() == 1 && workspace_->tags()->front().second == 3; }));
    QVERIFY(filter(studio, q("tag ~ \"^base\""), 3));
    QVERIFY(studio.click(q("experiments.undo")));
    QVERIFY(studio.waitFor([&] { return workspace_->tags()->empty(); }));
}

void TestStudioExperimentsVerbs::archivedRunsAreOutOfSightUntilAskedFor() {
    addUsual();
    StudioDriver studio(window());
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 5; }));
    QVERIFY(select(studio, {q("slime-01"), q("rps-01")}));
    QVERIFY(studio.click(q("experiments.archive")));
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 3; }));
    QVERIFY(studio.click(q("experiments.archived")));
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 2; }));
    QVERIFY(select(studio, {q("slime-01")}));
    QCOMPARE(studio.find<QPushButton>(q("experiments.archive"))->text(), q("Restore"));
    QVERIFY(studio.click(q("experiments.archive")));
    QVERIFY(studio.waitFor([&] { return shown(studio) == QStringList{"rps-01"}; }));
}

void TestStudioExperimentsVerbs::deletionNamesWhatGoesAndGoesForGood() {
    addUsual();
    StudioDriver studio(window());
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 5; }));
    QVERIFY(select(studio, {q("slime-01"), q("slime-02"), q("rps-01")}));
    const auto box = [&] { return qobject_cast<QMessageBox*>(QApplication::activeModalWidget()); };
    QTest::keyClick(table(studio), Qt::Key_Delete);
    QVERIFY(studio.waitFor([&] { return box() != nullptr; }));
    QVERIFY2(box()->text().startsWith(q("Delete 3 run")), qPrintable(box()->text()));
    QVERIFY(box()->informativeText().contains(q("slime-02")));
    // The sign is one of ours.
    QCOMPARE(box()->icon(), QMessageBox::NoIcon);
    QVERIFY(!box()->iconPixmap().isNull());
    if (!qEnvironmentVariableIsEmpty("LUDUS_PICTURES"))
        box()->grab().save(qEnvironmentVariable("LUDUS_PICTURES") + q("/experiments-delete.png"));
    QTest::mouseClick(box()->findChild<QPushButton*>(q("deletion.keep")), Qt::LeftButton);
    QVERIFY(studio.waitFor([&] { return !box(); }));
    QCOMPARE(workspace_->runs()->size(), size_t{5});
    QVERIFY(studio.click(q("experiments.delete")));
    QVERIFY(studio.waitFor([&] { return box() != nullptr; }));
    QTest::mouseClick(box()->findChild<QPushButton*>(q("deletion.confirm")), Qt::LeftButton);
    QVERIFY(studio.waitFor([&] { return workspace_->runs()->size() == 2; }));
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 2; }));
    QVERIFY(studio.waitFor([&] { return studio.messages().join(' ').contains(q("deleted.")); }));
}

void TestStudioExperimentsVerbs::runsThatGoOnAreNotDeleted() {
    add({"busy", "rps", kUnknown, {}, 1e-3, RunStatus::running});
    const RunId run = workspace_->runs()->front().id;
    QVERIFY(workspace_->claimRun(run).ok());
    StudioDriver studio(window());
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 1; }));
    QVERIFY(select(studio, {q("busy")}));
    QVERIFY(studio.click(q("experiments.delete")));
    QVERIFY(studio.waitFor([&] { return studio.messages().join(' ').contains(q("Stop it first")); }));
    QCOMPARE(workspace_->runs()->size(), size_t{1});
    QVERIFY(workspace_->releaseRun(run).ok());
}

void TestStudioExperimentsVerbs::spaceTicksForComparison() {
    addUsual();
    StudioDriver studio(window());
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 5; }));
    QVERIFY(!studio.find<QPushButton>(q("experiments.compare"))->isEnabled());
    QVERIFY(select(studio, {q("slime-01")}));
    QTest::keyClick(table(studio), Qt::Key_Space);
    // The other one by its box.
    auto* view = table(studio);
    const int row = static_cast<int>(shown(studio).indexOf(q("rps-02")));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                      view->visualRect(view->sorter()->index(row, 0)).topLeft() + QPoint(16, 12));
    QCOMPARE(view->sorter()->tickedIds().size(), 2);
    QCOMPARE(studio.find<QPushButton>(q("experiments.compare"))->text(), q("Compare 2"));
    studio.keepPictures("experiments-ticked");
    QVector<RunId> asked;
    QObject::connect(&studio.window().shell().go(), &pages::Navigator::comparisonWanted, view,
                     [&](const QVector<RunId>& runs) { asked = runs; });
    QVERIFY(studio.click(q("experiments.compare")));
    QCOMPARE(asked.size(), 2);
    QCOMPARE(studio.window().currentPage(), q("compare"));
}

void TestStudioExperimentsVerbs::runDeletedByAnotherProcessGoesQuietly() {
    addUsual();
    StudioDriver studio(window());
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 5; }));
    QVERIFY(select(studio, {q("slime-01")}));
    const RunId run{table(studio)->currentId().toLongLong()};
    auto* side = studio.find(q("experiments.side"));
    QVERIFY(studio.waitFor([&] { return side->isVisible(); }));
    table(studio)->sorter()->setTicked(QString::number(run.value), true);
    QVERIFY(workspace_->deleteRuns({run}).ok());
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 4; }));
    QVERIFY(studio.waitFor([&] { return table(studio)->sorter()->tickedIds().isEmpty(); }));
    // The rest is usable as before.
    QVERIFY(select(studio, {q("slime-02")}));
    QVERIFY(studio.waitFor([&] { return side->isVisible(); }));
}

void TestStudioExperimentsVerbs::deletedRunLeavesAPageThatSaysSo() {
    addUsual();
    StudioDriver studio(window());
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 5; }));
    QVERIFY(select(studio, {q("slime-01")}));
    const RunId run{table(studio)->currentId().toLongLong()};
    studio.window().openRun(run);
    QVERIFY(studio.waitFor([&] { return studio.runBridge().facts().record.id == run; }));
    QVERIFY(studio.click(q("run.details")));
    auto* command = studio.find<QPlainTextEdit>(q("run.details.command"));
    QVERIFY(studio.waitFor([&] { return command->toPlainText().contains(q("slime")); }));
    auto* gone = studio.find(q("run.gone"));
    QVERIFY(!gone->isVisible());
    QVERIFY(workspace_->deleteRuns({run}).ok());
    QVERIFY(studio.waitFor([&] { return gone->isVisible(); }, 10'000));
    for (const char* verb :
         {"run.details", "run.clone", "run.watch", "run.record", "run.pause", "run.stop", "run.resume"})
        QVERIFY2(!studio.find(q(verb))->isVisible(), verb);
    QVERIFY(studio.messages().isEmpty());
    studio.keepPictures("run-deleted");
    // F2 names nothing.
    QTest::keyClick(studio.window().findChild<QWidget*>(q("page.run")), Qt::Key_F2);
    QVERIFY(studio.messages().isEmpty());
    QVERIFY(studio.click(q("run.gone.experiments")));
    QCOMPARE(studio.window().currentPage(), q("experiments"));
    // One that is gone before it is opened, and then one that is there.
    studio.window().openRun(run);
    QVERIFY(studio.waitFor([&] { return studio.runBridge().isGone() && gone->isVisible(); }, 10'000));
    const RunId other = workspace_->findRun("rps-01")->id;
    studio.window().openRun(other);
    QVERIFY(studio.waitFor([&] { return studio.runBridge().facts().record.id == other && !gone->isVisible(); }));
    QVERIFY(studio.find(q("run.details"))->isVisible());
    QVERIFY(studio.waitFor([&] { return command->toPlainText().contains(q("rps")); }));
}

void TestStudioExperimentsVerbs::runsThatPauseAreCountedApart() {
    const RunId busy = add({"busy", "rps", kUnknown, {}, 1e-3, RunStatus::running});
    const RunId rests = add({"rests", "rps", kUnknown, {}, 1e-3, RunStatus::paused});
    for (const RunId run : {busy, rests})
        QVERIFY(workspace_->claimRun(run).ok());
    StudioDriver studio(window());
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 2; }));
    const auto told = [&] {
        QString all;
        for (const QLabel* label : studio.find(q("status"))->findChildren<QLabel*>())
            all += label->text() + QLatin1Char('|');
        return all;
    };
    QVERIFY2(studio.waitFor([&] { return told().contains(q("1 run training")); }, 10'000), qPrintable(told()));
    QVERIFY2(told().contains(q("1 paused")), qPrintable(told()));
    for (const RunId run : {busy, rests})
        QVERIFY(workspace_->releaseRun(run).ok());
}

void TestStudioExperimentsVerbs::tenThousandTagsStayQuick() {
    const RunId run = add({"tagged", "rps", 100});
    add({"other", "rps", 50});
    std::vector<std::string> tags;
    for (int i = 0; i < 10'000; ++i)
        tags.push_back("tag " + std::to_string(i));
    QVERIFY(workspace_->setTags(run, tags).ok());
    StudioDriver studio(window());
    QVERIFY(studio.waitFor([&] { return shown(studio).size() == 2; }));
    QElapsedTimer clock;
    clock.start();
    auto* line = studio.find<QLineEdit>(q("experiments.filter"));
    QTest::mouseClick(line, Qt::LeftButton);
    QTest::keyClicks(line, q("tag = 99"));
    auto* list = studio.find<QListWidget>(q("experiments.filter.suggestions"));
    QVERIFY(list->isVisible());
    QVERIFY(list->count() > 10 && list->count() <= 60);
    QTest::keyClick(line, Qt::Key_Escape);
    QVERIFY(filter(studio, q("tag = \"tag 9999\""), 1));
    QVERIFY(select(studio, {q("tagged")}));
    auto* tagEdit = studio.find(q("experiments.tags"));
    QVERIFY(studio.waitFor([&] { return tagEdit->isVisible(); }));
    // Of so many only some are shown; typing finds the others.
    auto* field = studio.find<QLineEdit>(q("experiments.tags.add"));
    QVERIFY(tagEdit->findChildren<QAbstractButton*>().size() <= 40);
    QTest::mouseClick(field, Qt::LeftButton);
    QTest::keyClicks(field, q("tag 9999"));
    QVERIFY(studio.waitFor([&] { return studio.find(q("experiments.tags:tag 9999")) != nullptr; }));
    QVERIFY2(clock.elapsed() < 10'000, qPrintable(QString::number(clock.elapsed())));
    studio.keepPictures("experiments-tags");
}

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const test::TempDir settings;
    studio::prepareApplication(application, QString::fromStdString(settings.path()));
    TestStudioExperimentsVerbs tests;
    return QTest::qExec(&tests, argc, argv);
}

#include "tst_studio_experiments_verbs.moc"
