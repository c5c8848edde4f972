// SPDX-License-Identifier: GPL-3.0-or-later
// New experiment in the real window: several values in a field make a sweep, the queue is put in order, presets of
// one's own, copies of runs, beginning with the weights of another run.
#include <QAction>
#include <QComboBox>
#include <QInputDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QTimer>

#include "app/pages/new_experiment_page.h"
#include "app/studio/shell.h"
#include "core/runs/queue.h"
#include "tests/app/studio/studio_case.h"
#include "widgets/views/choice_list.h"
#include "widgets/views/file_view.h"
#include "widgets/views/table_view.h"

using namespace ludus;
using test::fileOf;

class TestStudioNew : public test::StudioCase {
    Q_OBJECT
private:
    pages::NewExperimentPage& page() { return *studio_->window().findChild<pages::NewExperimentPage*>(); }
    std::unique_ptr<store::Workspace> open() const { return std::move(store::Workspace::open(workspace()).value()); }
    QPushButton* button(const char* name) { return studio_->find<QPushButton>(QString::fromLatin1(name)); }
    void draft(const QString& toml) { studio_->window().shell().go().draft({toml, {}, {}, {}}); }
    /// The action of this text in the menu behind a button, also in a menu within it.
    bool choose(const char* name, const QStringList& path) {
        QMenu* menu = button(name)->menu();
        Q_EMIT menu->aboutToShow();
        for (const QString& text : path) {
            QAction* found = nullptr;
            for (QAction* action : menu->actions())
                if (action->text() == text) found = action;
            if (!found) return false;
            if (found->menu())
                menu = found->menu();
            else
                found->trigger();
        }
        return true;
    }
    QStringList waiting() {
        QStringList names;
        const auto workspace = open();
        const auto runs = runs::queuedRuns(*workspace);
        for (const RunRecord& run : *runs)
            names << QString::fromStdString(run.name);
        return names;
    }

private Q_SLOTS:
    void init() {
        begin();
        openWindow();
        QVERIFY(studio_->click(QStringLiteral("rail:new")));
    }

    void severalValuesInAFieldStandInTheFileAndMakeSeveralRuns() {
        QVERIFY(studio_->type(QStringLiteral("field:run.seed"), QStringLiteral("7, 8, 9")));
        QVERIFY(studio_->waitFor([&] { return page().config().text().contains(QLatin1String("seed = [7, 8, 9]")); }));
        QVERIFY(studio_->type(QStringLiteral("field:learner.learning_rate"), QStringLiteral("0.001, 3e-4")));
        QVERIFY(studio_->waitFor([&] { return page().config().runCount() == 6; }));
        QVERIFY(page().config().text().contains(QLatin1String("learning_rate = [0.001, 3e-4]")));
        QVERIFY(studio_->waitFor([&] { return button("new.start")->text() == QLatin1String("Start 6 runs"); }));
        QVERIFY(button("new.start")->isEnabled());
        QVERIFY(studio_->click(QStringLiteral("new.undo")));
        QVERIFY(studio_->waitFor([&] { return button("new.start")->text() == QLatin1String("Start"); }));
        QCOMPARE(studio_->find<QLineEdit>(QStringLiteral("field:run.seed"))->text(), QStringLiteral("1"));
    }

    /// By hand: the list opens, a key, Enter.
    bool chooseTraining(int down) {
        auto* box = studio_->find<QComboBox>(QStringLiteral("field:run.training"));
        if (box == nullptr) return false;
        box->setFocus();
        QTest::keyClick(box, down > 0 ? Qt::Key_Down : Qt::Key_Up);
        return true;
    }

    void aLeagueIsChosenInTheFormAndBringsItsOptions() {
        const auto has = [&](const char* key) { return page().config().form()->field(QLatin1String(key)) != nullptr; };
        QVERIFY(has("self_play.window") && !has("league.main_agents"));
        QVERIFY(chooseTraining(1));
        QVERIFY(studio_->waitFor([&] { return has("league.main_agents") && !has("self_play.window"); }));
        const QString& text = page().config().text();
        QVERIFY(text.contains(QLatin1String("training = \"league\"")));
        QVERIFY(!text.contains(QLatin1String("snapshot_every")));  // nothing there is of no use
        QVERIFY(text.contains(QLatin1String("slots = 256")));
        QVERIFY(studio_->waitFor([&] { return button("new.start")->isEnabled(); }));
        QVERIFY(studio_->type(QStringLiteral("field:league.main_exploiters"), QStringLiteral("2")));
        QVERIFY(studio_->waitFor([&] { return text.contains(QLatin1String("main_exploiters = 2")); }));
        // And back: the preset's own values stand there again.
        QVERIFY(chooseTraining(-1));
        QVERIFY(studio_->waitFor([&] { return has("self_play.window") && !has("league.main_agents"); }));
        QVERIFY(!text.contains(QLatin1String("main_exploiters")));
        QCOMPARE(page().config().form()->value(QStringLiteral("self_play.snapshot_every")).toLongLong(), 500'000);
    }

    void whatContradictsInALeagueIsSaidAtItsField() {
        QVERIFY(chooseTraining(1));
        QVERIFY(studio_->waitFor(
            [&] { return page().config().form()->field(QStringLiteral("league.specific_exploiters")) != nullptr; }));
        QVERIFY(studio_->type(QStringLiteral("field:league.specific_exploiters"), QStringLiteral("1")));
        QVERIFY(studio_->waitFor([&] { return !button("new.start")->isEnabled(); }));
        QCOMPARE(page().config().form()->problemKeys(), QStringList{QStringLiteral("league.specific_bots")});
    }

    /// One history of form and file: what was typed here, and what a field or the link changed there.
    void changesAreUndoneWhereverTheFocusIs() {
        const QString whole = page().config().text();
        auto* epochs = studio_->find<QLineEdit>(QStringLiteral("field:learner.epochs"));
        auto* file = studio_->find<views::FileView>(QStringLiteral("new.file"));
        const QString before = epochs->text();
        QVERIFY(studio_->type(QStringLiteral("field:learner.epochs"), QStringLiteral("7")));
        QVERIFY(studio_->waitFor([&] { return page().config().text().contains(QLatin1String("epochs = 7")); }));
        const QString seven = page().config().text();
        QVERIFY(studio_->type(QStringLiteral("field:run.seed"), QStringLiteral("5")));
        QVERIFY(studio_->waitFor([&] { return page().config().text().contains(QLatin1String("seed = 5")); }));
        const QString five = page().config().text();
        // In a field that is typed in the field's own steps come first.
        epochs->setFocus();
        QTest::keyClick(epochs, Qt::Key_End);
        QTest::keyClicks(epochs, QStringLiteral("0"));
        QCOMPARE(epochs->text(), QStringLiteral("70"));
        QTest::keyClick(epochs, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(epochs->text(), QStringLiteral("7"));
        QCOMPARE(page().config().text(), five);
        QTest::qWait(400);
        // Then those of the file, in form and file alike.
        QTest::keyClick(epochs, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(page().config().text(), seven);
        auto* training = studio_->find<QComboBox>(QStringLiteral("field:run.training"));
        training->setFocus();
        QTest::keyClick(training, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(page().config().text(), whole);
        QCOMPARE(file->toPlainText(), whole);
        QCOMPARE(epochs->text(), before);
        QTest::keyClick(training, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(page().config().text(), seven);
        QCOMPARE(epochs->text(), QStringLiteral("7"));
        // The link takes all back, and is taken back itself, in the file now.
        QVERIFY(studio_->click(QStringLiteral("new.undo")));
        QCOMPARE(page().config().text(), whole);
        file->setFocus();
        QTest::keyClick(file, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(studio_->waitFor([&] { return page().config().text() == seven; }));
        // Another preset is another file.
        page().openPreset(QStringLiteral("rps/self_play"));
        const QString other = page().config().text();
        QTest::keyClick(file, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(file->toPlainText(), other);
    }

    void theMenuEditUndoesInFormAndFileAlike() {
        const QString whole = page().config().text();
        auto* epochs = studio_->find<QLineEdit>(QStringLiteral("field:learner.epochs"));
        const QString before = epochs->text();
        const auto menu = [this](const char* name) { studio_->find<QAction>(QLatin1String(name))->trigger(); };
        QVERIFY(studio_->type(QStringLiteral("field:learner.epochs"), QStringLiteral("7")));
        QVERIFY(studio_->waitFor([&] { return page().config().text().contains(QLatin1String("epochs = 7")); }));
        const QString seven = page().config().text();
        const QList<QWidget*> places{epochs, studio_->find(QStringLiteral("field:run.training")),
                                     studio_->find(QStringLiteral("new.file"))};
        for (QWidget* place : places) {
            place->setFocus();
            QVERIFY(place->hasFocus());
            menu("action.undo");
            QVERIFY(studio_->waitFor([&] { return page().config().text() == whole; }, 5'000));
            QCOMPARE(epochs->text(), before);
            menu("action.redo");
            QVERIFY(studio_->waitFor([&] { return page().config().text() == seven; }, 5'000));
            QCOMPARE(epochs->text(), QStringLiteral("7"));
        }
    }

    void aWrongValueAmongSeveralIsNamed() {
        QVERIFY(studio_->type(QStringLiteral("field:learner.epochs"), QStringLiteral("4, 0")));
        QVERIFY(studio_->waitFor([&] { return !button("new.start")->isEnabled(); }));
        QVERIFY(!page().config().form()->problemKeys().isEmpty());
    }

    void theQueueIsPutInOrderAndSurvivesClosing() {
        studio_->window().service().setQueueHeld(true);
        draft(fileOf(QStringLiteral("a"), 3000)
                  .replace(QLatin1String("workers = 1"), QLatin1String("workers = 1\nseed = [1, 2, 3]")));
        QVERIFY(studio_->waitFor([&] { return page().config().runCount() == 3 && button("new.queue")->isEnabled(); }));
        QVERIFY(studio_->click(QStringLiteral("new.queue")));
        auto* table = studio_->find<views::TableView>(QStringLiteral("queue.table"));
        QVERIFY(studio_->waitFor([&] { return table->table()->rowCount() == 3 && table->isVisible(); }));
        const QStringList before = waiting();
        QCOMPARE(before.size(), 3);
        table->setCurrentId(table->table()->idAt(2));
        QVERIFY(studio_->click(QStringLiteral("queue.up")));
        QVERIFY(studio_->waitFor([&] { return waiting() == QStringList({before[0], before[2], before[1]}); }));
        QVERIFY(studio_->waitFor([&] { return table->table()->rows()[1].cells[1].text == before[2]; }));
        QVERIFY(studio_->click(QStringLiteral("queue.remove")));
        QVERIFY(studio_->waitFor([&] { return waiting() == QStringList({before[0], before[1]}); }));
        studio_->reopen();
        QCOMPARE(waiting(), QStringList({before[0], before[1]}));
    }

    void aPresetOfOnesOwnIsKeptAndRemoved() {
        QVERIFY(studio_->type(QStringLiteral("field:learner.epochs"), QStringLiteral("7")));
        QVERIFY(studio_->waitFor([&] { return page().config().text().contains(QLatin1String("epochs = 7")); }));
        QTimer::singleShot(0, this, [this] {
            auto* dialog = studio_->window().findChild<QInputDialog*>(QStringLiteral("new.presetName"));
            dialog->setTextValue(QStringLiteral("seven \u201Cepochs\u201D"));
            dialog->accept();
        });
        auto* list = studio_->find<views::ChoiceList>(QStringLiteral("new.presets"));
        const int shipped = list->count();
        QVERIFY(studio_->click(QStringLiteral("new.savePreset")));
        const QString mine = QStringLiteral("own/seven \u201Cepochs\u201D");
        QVERIFY(studio_->waitFor([&] { return list->currentId() == mine; }));
        page().openPreset(QStringLiteral("slime_volley/self_play"));
        QVERIFY(!page().config().text().contains(QLatin1String("epochs = 7")));
        page().openPreset(mine);
        QVERIFY(page().config().text().contains(QLatin1String("epochs = 7")));
        QVERIFY(page().config().changedLines().empty());
        QVERIFY(studio_->click(QStringLiteral("new.forgetPreset")));
        QVERIFY(studio_->waitFor([&] { return list->count() == shipped; }));
    }

    void aRunIsCopiedAndAnotherBeginsWithItsWeights() {
        studio_->window().service().start(fileOf(QStringLiteral("first"), 3000), {});
        QVERIFY(studio_->waitFor([&] {
            const auto run = open()->findRun("first");
            return run.ok() && run->status == RunStatus::finished;
        }));
        QVERIFY(studio_->click(QStringLiteral("rail:new")));
        QVERIFY(studio_->waitFor([&] { return choose("new.copy", {QStringLiteral("first")}); }));
        QVERIFY(page().config().text().startsWith(QLatin1String("# a tiny run")));  // comments survive
        QCOMPARE(page().config().game(), QStringLiteral("rps"));
        QVERIFY(studio_->waitFor([&] {
            return choose("new.from", {QStringLiteral("first"), QStringLiteral("Newest snapshot")});
        }));
        QVERIFY(studio_->type(QStringLiteral("field:run.name"), QStringLiteral("second")));
        QVERIFY(studio_->waitFor([&] { return page().config().text().contains(QLatin1String("second")); }));
        QVERIFY(studio_->click(QStringLiteral("new.start")));
        QVERIFY(studio_->waitFor([&] {
            const auto run = open()->findRun("second");
            return run.ok() && run->status == RunStatus::finished;
        }));
        QVERIFY(open()->findRun("second")->startedFrom.starts_with("snapshot:"));
    }
};

int main(int argc, char** argv) {
    return test::runStudioTest<TestStudioNew>(argc, argv);
}
#include "tst_studio_new.moc"
