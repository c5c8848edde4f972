// SPDX-License-Identifier: GPL-3.0-or-later
// The real window, driven with mouse and keys: start, watch, steer, reopen, replay, and what it says when the world
// misbehaves.
#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>

#include "app/bridges/config_bridge.h"
#include "app/bridges/viewer_bridge.h"
#include "app/pages/new_experiment_page.h"
#include "app/studio/application.h"
#include "core/runs/active_run.h"
#include "tests/app/studio/studio_driver.h"
#include "tests/core/runtime/fake_learner.h"
#include "tests/support/temp_dir.h"
#include "tests/support/warning_guard.h"
#include "widgets/models/playback_model.h"
#include "widgets/style/theme.h"
#include "widgets/views/file_view.h"
#include "widgets/views/table_view.h"

using namespace ludus;
using test::fileOf;
using test::StudioDriver;

class TestStudio : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { folder_ = std::make_unique<test::TempDir>(); }
    void cleanup() {
        folder_.reset();
        QVERIFY2(guard_.clean(), qPrintable(guard_.take()));
    }
    void initTestCase() {
        guard_.allow(QStringLiteral("This plugin does not support"));  // the offscreen platform about size hints
        guard_.allow(QStringLiteral("XDG_RUNTIME_DIR"));               // no session where tests run
    }

    void presetRunsFromStartToFinished();
    void fieldChangesTheFileAndCommentsSurvive();
    void wrongValueIsNamedBesideItsFieldUntilRepaired();
    void fileChangesTheFormAndUnknownKeyIsNamedWithItsLine();
    void everyWrongLineSaysItsOwnMistake();
    void runIsPausedResumedStoppedAndAborted();
    void reopenedRunLooksAsItWasWatched();
    void runOfAnotherOwnerIsFollowedAndSteered();
    void failedRunShowsItsReason();
    void replayOpensPlaysStepsAndScrubs();
    void themeSwitchesLive();
    void unopenableWorkspaceIsSaidInWords();
    void readOnlyWorkspaceIsSaidInWords();

private:
    QString workspace() const { return QString::fromStdString(folder_->path("ws")); }
    bool startOwn(StudioDriver& studio, const QString& toml);
    RunStatus statusOf(StudioDriver& studio) const { return studio.runBridge().facts().record.status; }

    test::WarningGuard guard_;
    std::unique_ptr<test::TempDir> folder_;
};

bool TestStudio::startOwn(StudioDriver& studio, const QString& toml) {
    studio.window().service().start(toml, {});
    return studio.waitFor([&] { return statusOf(studio) == RunStatus::running && studio.runBridge().run(); });
}

void TestStudio::presetRunsFromStartToFinished() {
    StudioDriver studio(workspace());
    QVERIFY(studio.click(QStringLiteral("rail:new")));
    auto* games = studio.find<QListWidget>(QStringLiteral("new.games"));
    QListWidgetItem* rps = games->findItems(QStringLiteral("Rock-paper-scissors"), Qt::MatchExactly).value(0);
    QVERIFY(rps);
    QTest::mouseClick(games->viewport(), Qt::LeftButton, {}, games->visualItemRect(rps).center());
    auto* page = studio.window().findChild<pages::NewExperimentPage*>();
    QCOMPARE(page->config().preset(), QStringLiteral("rps/self_play"));
    QVERIFY(studio.type(QStringLiteral("field:run.seconds"), QStringLiteral("0")));
    QVERIFY(studio.type(QStringLiteral("field:run.steps"), QStringLiteral("300 k")));
    QVERIFY(studio.waitFor([&] { return page->config().text().contains(QLatin1String("steps = 300000")); }));
    QElapsedTimer clock;
    clock.start();
    QVERIFY(studio.click(QStringLiteral("new.start")));
    QVERIFY2(studio.waitFor([&] { return studio.window().currentPage() == QLatin1String("run"); }),
             qPrintable(studio.messages().join(QLatin1Char(' '))));
    QVERIFY(studio.waitFor([&] {
        for (const auto* chart : studio.runBridge().charts()) {
            if (!chart->isEmpty()) return true;
        }
        return false;
    }));
    const qint64 first = clock.elapsed();
    qInfo("first point of a curve %lld ms after Start", static_cast<long long>(first));
    QVERIFY(studio.waitFor([&] { return statusOf(studio) == RunStatus::finished; }));
    QVERIFY(studio.find(QStringLiteral("run.pause"))->isHidden());
    QVERIFY(studio.click(QStringLiteral("rail:experiments")));
    auto* table = studio.find<views::TableView>(QStringLiteral("experiments.table"));
    QVERIFY(studio.waitFor([&] {
        return table->table()->rowCount() == 1 && table->table()->rows()[0].cells[0].text == QLatin1String("Finished");
    }));
    QCOMPARE(table->table()->rows()[0].cells[3].text, QStringLiteral("self_play"));
    QVERIFY(!table->table()->rows()[0].cells[5].text.isEmpty());
    // A double click opens the run.
    const QPoint name = table->visualRect(table->model()->index(0, 1)).center();
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, name);
    QTest::mouseDClick(table->viewport(), Qt::LeftButton, {}, name);
    QCOMPARE(studio.window().currentPage(), QStringLiteral("run"));
}

void TestStudio::fieldChangesTheFileAndCommentsSurvive() {
    StudioDriver studio(workspace());
    QVERIFY(studio.click(QStringLiteral("rail:new")));
    auto* file = studio.find<views::FileView>(QStringLiteral("new.file"));
    const QString comment = file->toPlainText().section(QLatin1Char('\n'), 0, 0);
    QVERIFY(comment.startsWith(QLatin1Char('#')));
    QVERIFY(studio.type(QStringLiteral("field:learner.epochs"), QStringLiteral("7")));
    QVERIFY(studio.waitFor([&] { return file->toPlainText().contains(QLatin1String("epochs = 7")); }));
    QCOMPARE(file->toPlainText().section(QLatin1Char('\n'), 0, 0), comment);
    QVERIFY(studio.click(QStringLiteral("new.undo")));
    QVERIFY(studio.waitFor([&] { return file->toPlainText().contains(QLatin1String("epochs = 4")); }));
}

void TestStudio::wrongValueIsNamedBesideItsFieldUntilRepaired() {
    StudioDriver studio(workspace());
    QVERIFY(studio.click(QStringLiteral("rail:new")));
    auto* start = studio.find<QPushButton>(QStringLiteral("new.start"));
    QVERIFY(start->isEnabled());
    QVERIFY(studio.type(QStringLiteral("field:learner.epochs"), QStringLiteral("0")));
    auto* problem = studio.find<QWidget>(QStringLiteral("problem:learner.epochs"));
    QVERIFY(studio.waitFor([&] { return problem->parentWidget()->isVisibleTo(&studio.window()); }));
    QVERIFY(studio.waitFor([&] { return !start->isEnabled(); }));
    QVERIFY(studio.find<QAbstractButton>(QStringLiteral("new.problem"))->text().contains(QLatin1String("Epochs")));
    QVERIFY(studio.type(QStringLiteral("field:learner.epochs"), QStringLiteral("4")));
    QVERIFY(studio.waitFor([&] { return start->isEnabled(); }));
    QVERIFY(problem->parentWidget()->isHidden());
}

void TestStudio::fileChangesTheFormAndUnknownKeyIsNamedWithItsLine() {
    StudioDriver studio(workspace());
    QVERIFY(studio.click(QStringLiteral("rail:new")));
    auto* file = studio.find<views::FileView>(QStringLiteral("new.file"));
    auto* start = studio.find<QPushButton>(QStringLiteral("new.start"));
    const QString before = file->toPlainText();
    QTest::mouseClick(file->viewport(), Qt::LeftButton, {}, QPoint(200, 60));
    QTest::keyClick(file, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(file, QStringLiteral("[run]"));
    QTest::keyClick(file, Qt::Key_Return);
    QTest::keyClicks(file, QStringLiteral("seed = 77"));
    QTest::keyClick(file, Qt::Key_Return);
    QTest::keyClicks(file, QStringLiteral("[game]"));
    QTest::keyClick(file, Qt::Key_Return);
    QTest::keyClicks(file, QStringLiteral("name = \"slime_volley\""));
    auto* seed = studio.find<QLineEdit>(QStringLiteral("field:run.seed"));
    QVERIFY(studio.waitFor([&] { return seed->text() == QLatin1String("77"); }));
    QVERIFY(studio.waitFor([&] { return start->isEnabled(); }));
    QTest::keyClick(file, Qt::Key_Return);
    QTest::keyClicks(file, QStringLiteral("nme = 3"));
    auto* line = studio.find<QAbstractButton>(QStringLiteral("new.problem"));
    QVERIFY(studio.waitFor([&] { return line->isVisible() && line->text().contains(QLatin1String("game.nme")); }));
    QVERIFY2(line->text().contains(QLatin1String("5")), qPrintable(line->text()));
    QVERIFY(!start->isEnabled());
}

void TestStudio::everyWrongLineSaysItsOwnMistake() {
    bridges::ConfigBridge config;
    config.openText(fileOf(QStringLiteral("wrong"), 1000)
                        .replace(QLatin1String("hidden = [8]"), QLatin1String("hidden = [8]\nepochs = 0\ngamma = 2.5")),
                    {});
    const QHash<int, QString> wrong = config.wrongLines();
    QCOMPARE(wrong.size(), 2);
    const QSet<QString> sentences(wrong.begin(), wrong.end());
    QCOMPARE(sentences.size(), 2);
    for (const QString& sentence : sentences)
        QVERIFY2(config.problems().contains(sentence), qPrintable(sentence));
}

void TestStudio::runIsPausedResumedStoppedAndAborted() {
    StudioDriver studio(workspace());
    QVERIFY(startOwn(studio, fileOf(QStringLiteral("steered"), 1'000'000'000)));
    auto* pause = studio.find<QPushButton>(QStringLiteral("run.pause"));
    QVERIFY(studio.click(QStringLiteral("run.pause")));
    QVERIFY(studio.waitFor([&] { return statusOf(studio) == RunStatus::paused; }));
    QVERIFY(studio.waitFor([&] { return pause->text().contains(QLatin1String("Resume")); }));
    QVERIFY(studio.click(QStringLiteral("run.pause")));
    QVERIFY(studio.waitFor([&] { return statusOf(studio) == RunStatus::running; }));
    QVERIFY(studio.click(QStringLiteral("run.stop")));
    QVERIFY(studio.waitFor([&] { return statusOf(studio) == RunStatus::finished; }));
    QVERIFY(studio.waitFor([&] { return studio.window().service().runningHere() == 0; }));

    QVERIFY(startOwn(studio, fileOf(QStringLiteral("dropped"), 1'000'000'000)));
    auto* abort = studio.window().findChild<QAction*>(QStringLiteral("run.abort"));
    QVERIFY(abort);
    abort->trigger();
    QVERIFY(studio.waitFor([&] { return statusOf(studio) == RunStatus::aborted; }));
    QVERIFY(pause->isHidden());
}

void TestStudio::reopenedRunLooksAsItWasWatched() {
    StudioDriver studio(workspace());
    bool kept = false;
    QObject::connect(&studio.window().service(), &bridges::RunService::ended, &studio.window(), [&] { kept = true; });
    QVERIFY(startOwn(studio, fileOf(QStringLiteral("watched"), 300'000)));
    const RunId run = studio.runBridge().run();
    QVERIFY(studio.waitFor([&] { return kept && statusOf(studio) == RunStatus::finished; }));
    QTest::qWait(600);  // what the store committed last is looked at once more
    const QStringList watched = test::picture(studio.runBridge());
    QVERIFY(watched.size() > 40);
    studio.reopen();
    studio.window().openRun(run);
    QVERIFY(studio.waitFor([&] { return studio.runBridge().facts().record.id == run; }));
    const QStringList again = test::picture(studio.runBridge());
    for (qsizetype i = 0; i < std::min(watched.size(), again.size()); ++i)
        QCOMPARE(again[i], watched[i]);
    QCOMPARE(again.size(), watched.size());
}

void TestStudio::runOfAnotherOwnerIsFollowedAndSteered() {
    StudioDriver studio(workspace());
    // No sink of the window: what it sees comes from the store, as with a run of the command line.
    auto foreign = runs::ActiveRun::start(
        workspace().toStdString(), *runs::readRunConfig(fileOf(QStringLiteral("foreign"), 1'000'000'000).toStdString()),
        {});
    QVERIFY(foreign);
    const RunId id = (*foreign)->id();
    auto* table = studio.find<views::TableView>(QStringLiteral("experiments.table"));
    QVERIFY(studio.waitFor([&] { return table->table()->rowCount() == 1; }));
    studio.window().openRun(id);
    QVERIFY(studio.waitFor([&] { return !studio.runBridge().entropy()->isEmpty(); }));
    const auto points = [&] { return studio.runBridge().entropy()->all()[0].model->size(); };
    const size_t before = points();
    QVERIFY(studio.waitFor([&] { return points() > before + 2; }));
    QVERIFY(studio.click(QStringLiteral("run.pause")));
    QVERIFY(studio.waitFor([&] { return statusOf(studio) == RunStatus::paused; }));
    QCOMPARE((*foreign)->status(), RunStatus::paused);
    QVERIFY(studio.click(QStringLiteral("run.pause")));
    QVERIFY(studio.waitFor([&] { return statusOf(studio) == RunStatus::running; }));
    QVERIFY(studio.click(QStringLiteral("run.stop")));
    QVERIFY(studio.waitFor([&] { return statusOf(studio) == RunStatus::finished; }));
    QVERIFY((*foreign)->wait().ok());
}

void TestStudio::failedRunShowsItsReason() {
    StudioDriver studio(workspace());
    auto notes = std::make_shared<test::LearnerNotes>();
    test::LearnerFaults faults;
    faults.notFinite = 3;
    runs::LaunchOptions options;
    options.makeLearner = [&](const games::GameInfo& game, const runs::RunConfig&, int player,
                              std::shared_ptr<const nn::Weights> from) {
        return test::fakeLearners(game, notes, faults)(player, std::move(from));
    };
    auto run = runs::ActiveRun::start(workspace().toStdString(),
                                      *runs::readRunConfig(fileOf(QStringLiteral("broken"), 1'000'000).toStdString()),
                                      options);
    QVERIFY(run);
    studio.window().openRun((*run)->id());
    QVERIFY2(studio.waitFor([&] { return statusOf(studio) == RunStatus::failed; }, 30'000),
             runStatusName((*run)->status()));
    // The alert first, then what happened, what it means and what to do.
    const auto sentence = [&] { return studio.messages().join(QLatin1Char(' ')); };
    QVERIFY(studio.waitFor([&] { return sentence().contains(QLatin1String("not finite")); }));
    QVERIFY2(studio.waitFor([&] { return sentence().count(QLatin1Char('.')) >= 2; }, 10'000), qPrintable(sentence()));
    QVERIFY(studio.click(QStringLiteral("rail:experiments")));
    auto* table = studio.find<views::TableView>(QStringLiteral("experiments.table"));
    QVERIFY(
        studio.waitFor([&] { return table->table()->rows().value(0).reason.contains(QLatin1String("not finite")); }));
}

void TestStudio::replayOpensPlaysStepsAndScrubs() {
    auto run = runs::ActiveRun::start(workspace().toStdString(),
                                      *runs::readRunConfig(fileOf(QStringLiteral("recorded"), 60'000)
                                                               .replace(QLatin1String("name = \"rps\""),
                                                                        QLatin1String("name = \"rps\"\nrounds = 200"))
                                                               .toStdString()),
                                      {});
    QVERIFY(run);
    QVERIFY((*run)->wait().ok());
    run->reset();
    StudioDriver studio(workspace());
    QVERIFY(studio.click(QStringLiteral("rail:replays")));
    QVERIFY(studio.click(QStringLiteral("replays.asTable")));
    auto* table = studio.find<views::TableView>(QStringLiteral("replays.table"));
    QVERIFY(studio.waitFor([&] { return table->table()->rowCount() > 0 && !table->currentId().isEmpty(); }));
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Return);
    auto* bridge = studio.window().findChild<bridges::ViewerBridge*>();
    QVERIFY(studio.waitFor([&] { return bridge->isOpen(); }));
    QCOMPARE(studio.window().currentPage(), QStringLiteral("replay"));
    models::PlaybackModel* playback = bridge->playback();
    QCOMPARE(playback->frameCount(), 201);
    QVERIFY(!bridge->match(0)->seat(0, 0).branches.empty());
    auto* page = studio.find(QStringLiteral("page.replay"));
    QTest::keyClick(page, Qt::Key_Space);
    QVERIFY(playback->isPlaying());
    QVERIFY(studio.waitFor([&] { return playback->frame() > 3; }));
    QTest::keyClick(page, Qt::Key_Space);
    QVERIFY(!playback->isPlaying());
    const int at = playback->frame();
    QTest::keyClick(page, Qt::Key_Period);
    QCOMPARE(playback->frame(), at + 1);
    QTest::keyClick(page, Qt::Key_Comma);
    QCOMPARE(playback->frame(), at);
    QTest::keyClick(page, Qt::Key_Plus);
    QCOMPARE(playback->speed(), 2.0);
    auto* timeline = studio.find(QStringLiteral("replay.timeline"));
    QTest::mouseClick(timeline, Qt::LeftButton, {}, QPoint(timeline->width() * 3 / 4, timeline->height() / 2));
    QVERIFY(playback->frame() > 100);
}

void TestStudio::themeSwitchesLive() {
    StudioDriver studio(workspace());
    auto* dark = studio.window().findChild<QAction*>(QStringLiteral("action.dark"));
    QVERIFY(dark);
    dark->trigger();
    QVERIFY(style::Theme::instance().isDark());
    const QColor ink = studio.window().grab().toImage().pixelColor(600, 400);
    QVERIFY2(ink.lightness() < 80, qPrintable(ink.name()));
    dark->trigger();
    QVERIFY(!style::Theme::instance().isDark());
}

void TestStudio::unopenableWorkspaceIsSaidInWords() {
    { QVERIFY(store::Workspace::open(workspace().toStdString())); }
    QFile database(workspace() + QStringLiteral("/studio.db"));
    QVERIFY(database.open(QIODevice::ReadWrite));
    database.seek(60);  // user_version, big endian: a database of a newer program
    database.write(QByteArray::fromHex("00004000"));
    database.close();
    StudioDriver studio(workspace());
    QVERIFY(studio.waitFor([&] { return !studio.messages().isEmpty(); }));
    QVERIFY2(studio.messages()[0].contains(QLatin1String("newer")), qPrintable(studio.messages()[0]));
    // Also where somebody tries to start.
    QVERIFY(studio.click(QStringLiteral("rail:new")));
    QVERIFY(studio.click(QStringLiteral("new.start")));
    QVERIFY(studio.waitFor([&] { return !studio.messages().isEmpty(); }));
    QCOMPARE(studio.window().currentPage(), QStringLiteral("new"));
    QSignalSpy failed(&studio.window().service(), &bridges::RunService::failed);
    QVERIFY(studio.click(QStringLiteral("new.queue")));
    QCOMPARE(failed.size(), 1);
}

void TestStudio::readOnlyWorkspaceIsSaidInWords() {
    QVERIFY(store::Workspace::open(workspace().toStdString()));
    const auto all = QFile::permissions(workspace());
    QFile::setPermissions(workspace(), QFileDevice::ReadOwner | QFileDevice::ExeOwner);
    const bool root = QFile(workspace() + QStringLiteral("/probe")).open(QIODevice::WriteOnly);
    if (!root) {
        StudioDriver studio(workspace());
        QVERIFY(studio.waitFor([&] { return !studio.messages().isEmpty(); }));
        QVERIFY(studio.messages()[0].contains(QLatin1String("only be read")));
    }
    QFile::setPermissions(workspace(), all);
    if (root) QSKIP("this user may write everywhere");
}

int main(int argc, char** argv) {
    qputenv("LUDUS_MODULE_DIR", LUDUS_BIN_DIR);
    QApplication application(argc, argv);
    const test::TempDir settings;
    studio::prepareApplication(application, QString::fromStdString(settings.path()));
    TestStudio tests;
    return QTest::qExec(&tests, argc, argv);
}

#include "tst_studio.moc"
