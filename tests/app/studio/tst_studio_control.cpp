// SPDX-License-Identifier: GPL-3.0-or-later
// The real window beside a run's curves: options changed while it runs, how it is computed again, its alerts, a copy of
// it; and the queue, which starts runs in their turn and outlives the window. Real clicks and keys.
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTabBar>

#include "app/pages/run_details_side.h"
#include "app/studio/application.h"
#include "core/runs/live_options.h"
#include "core/runs/queue.h"
#include "core/store/workspace.h"
#include "tests/app/studio/studio_driver.h"
#include "tests/support/temp_dir.h"
#include "widgets/views/label.h"
#include "widgets/views/table_view.h"

using namespace ludus;
using namespace ludus::test;

namespace {

constexpr int kEndless = 2'000'000'000;

}  // namespace

class TestStudioControl : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { folder_ = std::make_unique<TempDir>(); }

    void aRateIsChangedWhileTheRunGoesOn() {
        StudioDriver studio(workspace());
        QVERIFY(start(studio, QStringLiteral("live")));
        QVERIFY(studio.click(QStringLiteral("run.details")));
        QVERIFY(studio.find(QStringLiteral("run.side"))->isVisible());
        QVERIFY(!studio.find(QStringLiteral("run.control.apply"))->isEnabled());
        type(studio, QStringLiteral("field:learner.learning_rate"), QStringLiteral("0.0007"));
        QVERIFY(studio.waitFor([&] { return studio.find(QStringLiteral("run.control.apply"))->isEnabled(); }));
        studio.keepPictures("run-change");
        QVERIFY(studio.click(QStringLiteral("run.control.apply")));
        QVERIFY(studio.waitFor([&] { return !changes(studio).empty(); }));
        QCOMPARE(changes(studio)[0].key, std::string("learner.learning_rate"));
        QCOMPARE(changes(studio)[0].after, std::string("7e-4"));
        QVERIFY(studio.waitFor([&] { return !studio.find(QStringLiteral("run.control.apply"))->isEnabled(); }));
        QVERIFY(test::picture(studio.runBridge()).filter(QStringLiteral("learner.learning_rate")).size() == 1);
        studio.runBridge().reopen();  // what was watched is what is reopened
        QVERIFY(studio.waitFor([&] { return changes(studio).size() == 1; }));
    }

    void whatIsWrongIsSaidAndNotApplied() {
        StudioDriver studio(workspace());
        QVERIFY(start(studio, QStringLiteral("wrong")));
        QVERIFY(studio.click(QStringLiteral("run.details")));
        type(studio, QStringLiteral("field:learner.learning_rate"), QStringLiteral("5"));
        auto* foot = studio.find<views::Label>(QStringLiteral("run.control.foot"));
        QVERIFY(studio.waitFor([&] { return foot->text().contains(QLatin1String("learner.learning_rate")); }));
        QVERIFY(!studio.find(QStringLiteral("run.control.apply"))->isEnabled());
        QVERIFY(studio.click(QStringLiteral("run.control.undo")));
        QVERIFY(studio.waitFor([&] { return foot->text().startsWith(QLatin1String("Nothing")); }));
        QVERIFY(changes(studio).empty());
    }

    void aRunOfAnotherProgramIsChangedThroughTheWorkspace() {
        const auto config = runs::readRunConfig(fileOf(QStringLiteral("other"), kEndless).toStdString());
        auto other = runs::ActiveRun::start(workspace().toStdString(), *config, {});
        QVERIFY(other.ok());
        StudioDriver studio(workspace());
        studio.window().openRun((*other)->id());
        QVERIFY(studio.waitFor([&] { return studio.runBridge().facts().record.status == RunStatus::running; }));
        QVERIFY(!studio.window().service().owns((*other)->id()));
        studio.window().service().change((*other)->id(), QStringLiteral("learner.clip"), QStringLiteral("0.31"));
        QVERIFY(studio.waitFor([&] { return !changes(studio).empty(); }));
        QCOMPARE(changes(studio)[0].after, std::string("0.31"));
        (*other)->abort();
        QVERIFY((*other)->wait().ok());
    }

    void theCommandToComputeItAgainIsShownAndCopied() {
        StudioDriver studio(workspace());
        QVERIFY(start(studio, QStringLiteral("first")));
        studio.window().service().abort(studio.runBridge().run());
        const RunId before = studio.runBridge().run();
        QString second = fileOf(QStringLiteral("second"), kEndless);
        studio.window().service().start(
            second.replace(QStringLiteral("[learner]"), QStringLiteral("[learner]\nclip = 0.11")), {});
        QVERIFY(studio.waitFor([&] { return studio.runBridge().run() != before; }));
        QVERIFY(studio.click(QStringLiteral("run.details")));
        studio.find<QTabBar>(QStringLiteral("run.side.tabs"))->setCurrentIndex(pages::RunSide::Reproduce);
        auto* command = studio.find<QPlainTextEdit>(QStringLiteral("run.details.command"));
        QVERIFY(studio.waitFor([&] { return command->toPlainText().contains(QLatin1String("learner.clip=0.11")); }));
        QVERIFY(command->toPlainText().startsWith(QLatin1String("ludus-cli run ")));
        studio.keepPictures("run-reproduce");
        QVERIFY(studio.click(QStringLiteral("run.details.copy")));
        QCOMPARE(QGuiApplication::clipboard()->text(), command->toPlainText());
        auto* changed = studio.find<views::TableView>(QStringLiteral("run.details.changes"));
        QCOMPARE(changed->table()->rows().size(), 1);
        QCOMPARE(changed->table()->rows()[0].cells[0].text, QStringLiteral("learner.clip"));
        // One list at a time, with room to read it.
        auto* lists = studio.find<QTabBar>(QStringLiteral("run.details.tabs"));
        for (const char* list : {"run.details.changes", "run.details.facts", "run.details.options"}) {
            auto* table = studio.find<views::TableView>(QLatin1String(list));
            QVERIFY2(studio.waitFor([&] { return table->isVisible(); }), list);
            QVERIFY2(table->viewport()->height() >= 8 * style::size::kRowDense, list);
            lists->setCurrentIndex(lists->currentIndex() + 1);
        }
        QVERIFY(studio.click(QStringLiteral("run.details.copyAll")));
        QVERIFY(QGuiApplication::clipboard()->text().contains(QLatin1String("learner.clip = 0.11")));
        studio.window().service().abort(studio.runBridge().run());
    }

    void anAlertIsSaidAndListed() {
        StudioDriver studio(workspace());
        QString file = fileOf(QStringLiteral("alarmed"), kEndless);
        file += QStringLiteral("\n[alerts]\nthreshold = [\"episode_length > 0\"]\n");
        studio.window().service().start(file, {});
        QVERIFY(
            studio.waitFor([&] { return !studio.messages().filter(QStringLiteral("episode_length > 0")).isEmpty(); }));
        QVERIFY(studio.click(QStringLiteral("run.details")));
        studio.find<QTabBar>(QStringLiteral("run.side.tabs"))->setCurrentIndex(pages::RunSide::Alerts);
        auto* list = studio.find<views::TableView>(QStringLiteral("run.alerts"));
        QVERIFY(studio.waitFor([&] { return list->table()->rows().size() == 1; }));
        QVERIFY(list->table()->rows()[0].cells[3].text.contains(QLatin1String("episode_length > 0")));
        studio.keepPictures("run-alerts");
        QVERIFY(studio.click(QStringLiteral("run.side.close")));
        QVERIFY(studio.find(QStringLiteral("run.side"))->isHidden());
    }

    void aCopyOfARunIsSetUp() {
        StudioDriver studio(workspace());
        QVERIFY(start(studio, QStringLiteral("original")));
        QVERIFY(studio.click(QStringLiteral("run.clone")));
        QVERIFY(studio.waitFor([&] { return studio.find(QStringLiteral("page.new"))->isVisible(); }));
    }

    void theQueueStartsRunsInTheirTurnAndOutlivesTheWindow() {
        std::vector<RunId> ids;
        {
            auto store = std::move(*store::Workspace::open(workspace().toStdString()));
            std::vector<runs::RunConfig> configs;
            for (const char* name : {"one", "two", "three"})
                configs.push_back(*runs::readRunConfig(fileOf(QString::fromLatin1(name), 3000).toStdString()));
            ids = *runs::queueRuns(*store, configs, {}, "sweep");
        }
        StudioDriver studio(workspace());
        const auto store = std::move(*store::Workspace::open(workspace().toStdString()));
        const auto status = [&](size_t which) { return store->run(ids[which])->status; };
        QVERIFY(studio.waitFor([&] { return status(2) == RunStatus::finished; }));
        QVERIFY(store->run(ids[0])->endedMs <= store->run(ids[1])->startedMs);
        QVERIFY(store->run(ids[1])->endedMs <= store->run(ids[2])->startedMs);
        QCOMPARE(studio.window().service().runsAtOnce(), 1);

        studio.window().service().setQueueHeld(true);
        QVERIFY(studio.click(QStringLiteral("rail:preferences")));
        QTest::keyClicks(studio.find(QStringLiteral("preferences.search")), QStringLiteral("queue"));
        QTest::keyClick(studio.find(QStringLiteral("preferences.runsAtOnce")), Qt::Key_Up);
        QCOMPARE(studio.window().service().runsAtOnce(), 2);
        studio.window().service().queue(fileOf(QStringLiteral("later"), 3000), {});
        QVERIFY(studio.waitFor([&] { return runs::queuedRuns(*store)->size() == 1; }));
        studio.reopen();
        QCOMPARE(studio.window().service().runsAtOnce(), 2);
        const RunId later = runs::queuedRuns(*store)->front().id;
        const QSignalSpy answered(&studio.window().service(), &bridges::RunService::queueChanged);
        studio.window().service().moveInQueue(later, 0);
        QVERIFY(studio.waitFor([&] { return !answered.isEmpty(); }));
        QVERIFY(studio.window().service().queueHeld());
        studio.window().service().startNow(later);
        QVERIFY(studio.waitFor([&] { return store->run(later)->status == RunStatus::finished; }));
    }

private:
    QString workspace() const { return QString::fromStdString(folder_->path("ws")); }
    /// Into a field of the run's own form; the page New experiment has fields of the same names.
    void type(StudioDriver& studio, const QString& name, const QString& text) const {
        auto* edit = studio.find(QStringLiteral("run.control"))->findChild<QLineEdit*>(name);
        QVERIFY(edit != nullptr && edit->isVisible());
        QTest::mouseClick(edit, Qt::LeftButton, {}, QPoint(12, edit->height() / 2));
        QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
    }
    const std::vector<OptionChanged>& changes(StudioDriver& studio) const { return studio.runBridge().facts().changes; }
    bool start(StudioDriver& studio, const QString& name) const {
        studio.window().service().start(fileOf(name, kEndless), {});
        return studio.waitFor([&] {
            return studio.runBridge().run() && studio.runBridge().facts().record.status == RunStatus::running &&
                   studio.runBridge().facts().progress.steps > 10'000;
        });
    }

    std::unique_ptr<TempDir> folder_;
};

int main(int argc, char** argv) {
    qputenv("LUDUS_MODULE_DIR", LUDUS_BIN_DIR);
    QApplication application(argc, argv);
    const TempDir settings;
    studio::prepareApplication(application, QString::fromStdString(settings.path()));
    TestStudioControl tests;
    return QTest::qExec(&tests, argc, argv);
}

#include "tst_studio_control.moc"
