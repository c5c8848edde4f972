// SPDX-License-Identifier: GPL-3.0-or-later
// The whole way of a researcher in one sitting, by mouse and keys, in both languages and both looks: set up, start,
// watch, pause, resume, stop, replay two matches side by side, compare, export, close, open again.
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QSettings>

#include "app/pages/compare_page.h"
#include "app/pages/match_grid.h"
#include "app/pages/new_experiment_page.h"
#include "app/pages/preferences.h"
#include "app/pages/replays_page.h"
#include "app/studio/language.h"
#include "app/studio/shell.h"
#include "tests/app/studio/replay_kit.h"
#include "widgets/models/playback_model.h"
#include "widgets/style/theme.h"
#include "widgets/views/choice_list.h"
#include "widgets/views/file_view.h"
#include "widgets/views/table_view.h"

using namespace ludus;
using test::StudioDriver;

namespace {

QString q(const char* text) {
    return QString::fromUtf8(text);
}

/// Long enough to be steered, with matches to watch: 200 rounds of rock-paper-scissors.
QString endless() {
    return test::fileOf(q("first"), 1'000'000'000).replace(q("name = \"rps\""), q("name = \"rps\"\nrounds = 200"));
}

}  // namespace

class TestStudioJourney : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<test::TempDir>();
        QSettings().clear();  // nobody has chosen anything yet
        studio::Language::of(*qApp).speak(q("en"));
        pages::Preferences().dress(*qApp);
        style::Theme::instance().apply(*qApp, style::Mode::Light);
    }
    void cleanup() {
        folder_.reset();
        QVERIFY2(guard_.clean(), qPrintable(guard_.take()));
    }
    void initTestCase() {
        guard_.allow(q("This plugin does not support"));  // the offscreen platform about size hints
        guard_.allow(q("XDG_RUNTIME_DIR"));               // no session where tests run
    }

    void fromAnEmptyWorkspaceToAReopenedOne_data() {
        QTest::addColumn<QString>("language");
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QString>("run");  // the rail's word for it
        QTest::newRow("English, light") << "en" << false << "Run";
        QTest::newRow("English, dark") << "en" << true << "Run";
        QTest::newRow("Chinese, light") << "zh_CN" << false << "运行";
        QTest::newRow("Chinese, dark") << "zh_CN" << true << "运行";
    }
    void fromAnEmptyWorkspaceToAReopenedOne() {
        QFETCH(QString, language);
        QFETCH(bool, dark);
        QFETCH(QString, run);
        const QString workspace = QString::fromStdString(folder_->path("ws"));
        StudioDriver studio(workspace);
        dress(studio, language, dark);
        setUpAndStart(studio);
        watchAndSteer(studio);
        startASecondOneFromTheForm(studio);
        replayTwoSideBySide(studio);
        exportTheFrame(studio);
        compareThem(studio);
        if (QTest::currentTestFailed()) return;

        const QStringList watched = test::picture(studio.runBridge());
        const RunId id = studio.runBridge().run();
        studio.reopen();
        QCOMPARE(studio.find<QAbstractButton>(q("rail:run"))->text(), run);
        QCOMPARE(style::Theme::instance().isDark(), dark);
        studio.window().openRun(id);
        QVERIFY(studio.waitFor([&] { return studio.runBridge().facts().record.id == id; }));
        QCOMPARE(test::picture(studio.runBridge()), watched);
        QVERIFY(studio.click(q("rail:experiments")));
        auto* table = studio.find<views::TableView>(q("experiments.table"));
        QVERIFY(studio.waitFor([&] { return table->table()->rowCount() == 2; }));
    }

private:
    /// By the menus, as people do.
    static void dress(StudioDriver& studio, const QString& language, bool dark) {
        if (language != QLatin1String("en")) {
            studio.window().findChild<QAction*>(q("action.language.") + language)->trigger();
            QVERIFY(studio.waitFor([&] {
                return studio.find<QAbstractButton>(q("rail:run"))->text() == q("运行") &&
                       studio.window().shell().allMade();
            }));
        }
        if (dark) studio.window().findChild<QAction*>(q("action.dark"))->trigger();
        QCOMPARE(style::Theme::instance().isDark(), dark);
        const QColor ground = studio.window().grab().toImage().pixelColor(600, 700);
        QVERIFY2(dark == (ground.lightness() < 80), qPrintable(ground.name()));
    }

    /// The game by a click, the file by pasting; the form follows it.
    static void setUpAndStart(StudioDriver& studio) {
        QVERIFY(studio.click(q("rail:new")));
        auto* page = studio.window().findChild<pages::NewExperimentPage*>();
        auto* games = studio.find<views::ChoiceList>(q("new.games"));
        for (int row = 0; row < games->count() && games->currentId() != QLatin1String("rps"); ++row)
            QTest::mouseClick(games->viewport(), Qt::LeftButton, {}, games->visualItemRect(games->item(row)).center());
        QCOMPARE(page->config().preset(), q("rps/self_play"));
        auto* file = studio.find<views::FileView>(q("new.file"));
        QApplication::clipboard()->setText(endless());
        QTest::mouseClick(file->viewport(), Qt::LeftButton, {}, QPoint(200, 60));
        QTest::keyClick(file, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(file, Qt::Key_V, Qt::ControlModifier);
        QVERIFY(studio.waitFor([&] { return studio.find<QLineEdit>(q("field:run.name"))->text() == q("first"); }));
        QVERIFY(studio.click(q("new.start")));
        QVERIFY2(studio.waitFor([&] { return studio.window().currentPage() == q("run"); }),
                 qPrintable(studio.messages().join(QLatin1Char(' '))));
    }

    static void watchAndSteer(StudioDriver& studio) {
        const auto status = [&] { return studio.runBridge().facts().record.status; };
        const auto steps = [&] { return studio.runBridge().facts().progress.steps; };
        QVERIFY(studio.waitFor([&] { return !studio.runBridge().facts().newestReplay.isEmpty(); }));
        QVERIFY(studio.waitFor([&] { return !studio.runBridge().elo()->isEmpty(); }));
        QVERIFY(studio.click(q("run.pause")));
        QVERIFY(studio.waitFor([&] { return status() == RunStatus::paused; }));
        const int64_t paused = steps();
        QVERIFY(studio.click(q("run.pause")));
        QVERIFY(studio.waitFor([&] { return status() == RunStatus::running && steps() > paused; }));
        QVERIFY(studio.click(q("run.stop")));
        QVERIFY(studio.waitFor([&] { return status() == RunStatus::finished; }));
        QVERIFY(studio.waitFor([&] { return studio.window().service().runningHere() == 0; }));
    }

    /// From the file that is still there, by two fields.
    static void startASecondOneFromTheForm(StudioDriver& studio) {
        const RunId first = studio.runBridge().run();
        bool kept = false;
        QObject::connect(&studio.window().service(), &bridges::RunService::ended, &studio.window(),
                         [&kept] { kept = true; });
        QVERIFY(studio.click(q("rail:new")));
        QVERIFY(studio.type(q("field:run.name"), q("second")));
        QVERIFY(studio.type(q("field:run.steps"), q("100 k")));
        auto* page = studio.window().findChild<pages::NewExperimentPage*>();
        QVERIFY(studio.waitFor([&] { return page->config().text().contains(q("steps = 100000")); }));
        QVERIFY(studio.click(q("new.start")));
        QVERIFY(studio.waitFor([&] { return studio.runBridge().run() && studio.runBridge().run() != first; }));
        QVERIFY(
            studio.waitFor([&] { return kept && studio.runBridge().facts().record.status == RunStatus::finished; }));
        // What the store committed last is looked at once more.
        const auto steps = [&] { return studio.runBridge().facts().record.steps; };
        QVERIFY(studio.waitFor([&] { return steps() >= 100'000; }));
        QTest::qWait(600);
    }

    static void replayTwoSideBySide(StudioDriver& studio) {
        QVERIFY(studio.click(q("rail:replays")));
        auto* grid = studio.find<pages::MatchGrid>(q("replays.grid"));
        auto& list = studio.window().findChild<pages::ReplaysPage*>()->list();
        QVERIFY(studio.waitFor([&] { return list.table()->rowCount() >= 2 && !grid->currentId().isEmpty(); }));
        QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, grid->tickRect(list.table()->idAt(0)).center());
        grid->setFocus();
        QTest::keyClick(grid, Qt::Key_Right);
        QTest::keyClick(grid, Qt::Key_Space);
        QCOMPARE(list.ticked().size(), 2);
        QVERIFY(studio.click(q("replays.watch")));
        auto& viewer = test::ReplayKit::page(studio).viewer();
        QVERIFY(studio.waitFor([&] { return viewer.isOpen(); }));
        QCOMPARE(viewer.count(), 2);
        QVERIFY(studio.find(q("replay.match0"))->isVisible() && studio.find(q("replay.match1"))->isVisible());
        models::PlaybackModel* playback = viewer.playback();
        QVERIFY(studio.click(q("playback.play")));
        QVERIFY(studio.waitFor([&] { return playback->frame() > 3; }));
        QVERIFY(studio.click(q("playback.play")));
        QVERIFY(!playback->isPlaying());
        const int at = playback->frame();
        QTest::keyClick(studio.find(q("page.replay")), Qt::Key_Period);
        QCOMPARE(playback->frame(), at + 1);
    }

    void exportTheFrame(StudioDriver& studio) {
        const QString file = QString::fromStdString(folder_->path("frame.png"));
        QVERIFY(studio.click(q("replay.export")));
        studio.find<QComboBox>(q("export.format"))->setCurrentIndex(1);
        auto* name = studio.find<QLineEdit>(q("export.file"));
        QTest::mouseClick(name, Qt::LeftButton);
        QTest::keyClick(name, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(name, file);
        QVERIFY(studio.click(q("export.start")));
        QVERIFY(studio.waitFor([&] { return QFile::exists(file) && !studio.messages().isEmpty(); }));
        QVERIFY(!QImage(file).isNull());
    }

    static void compareThem(StudioDriver& studio) {
        QVERIFY(studio.click(q("rail:experiments")));
        auto* table = studio.find<views::TableView>(q("experiments.table"));
        QVERIFY(studio.waitFor([&] { return table->table()->rowCount() == 2; }));
        for (int row = 0; row < 2; ++row) {
            QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                              table->visualRect(table->model()->index(row, 1)).center());
            QTest::keyClick(table, Qt::Key_Space);
        }
        QVERIFY(studio.click(q("experiments.compare")));
        auto& bridge = studio.window().findChild<pages::ComparePage*>()->bridge();
        QVERIFY(studio.waitFor([&] { return bridge.loaded() && bridge.runCount() == 2; }));
        QVERIFY(studio.waitFor([&] { return bridge.chart(0)->all().size() == 2; }));
        QVERIFY(bridge.options()->rowCount() > 0);  // they differ: name apart, the steps
    }

    test::WarningGuard guard_;
    std::unique_ptr<test::TempDir> folder_;
};

int main(int argc, char** argv) {
    return test::runStudioTest<TestStudioJourney>(argc, argv);
}
#include "tst_studio_journey.moc"
