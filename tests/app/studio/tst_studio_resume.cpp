// SPDX-License-Identifier: GPL-3.0-or-later
// The real window and runs that were interrupted: closing it saves them, the next start offers them, they go on, and
// what cannot go on is said in words.
#include <QApplication>
#include <QDirIterator>
#include <QFile>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>

#include "app/bridges/runs_bridge.h"
#include "app/studio/application.h"
#include "core/runs/active_run.h"
#include "tests/app/studio/studio_driver.h"
#include "tests/support/temp_dir.h"
#include "tests/support/warning_guard.h"
#include "widgets/views/table_view.h"

using namespace ludus;
using test::fileOf;
using test::StudioDriver;

namespace {

constexpr int kEndless = 1'000'000'000;

}  // namespace

class TestStudioResume : public QObject {
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

    void closingSavesTrainingAndTheNextStartGoesOn();
    void trainingIsKeptWhenTheQuestionSaysSo();
    void severalInterruptedRunsGoOnTogether();
    void runOfAKilledProgramIsOffered();
    void notNowIsRespectedAndTheRunStaysResumable();
    void stoppedRunGoesOnFromItsCheckpoint();
    void runResumedElsewhereIsReadAnew();
    void damagedCheckpointsAreSaidInWords();
    void runThatGoesOnAlreadyIsSaidInWords();
    void runsAreRenamedInPlace();
    void resumableIsWhatNobodyRunsAndCanGoOn_data();
    void resumableIsWhatNobodyRunsAndCanGoOn();

private:
    QString workspace() const { return QString::fromStdString(folder_->path("ws")); }
    RunStatus statusOf(StudioDriver& studio) const { return studio.runBridge().facts().record.status; }
    int64_t stepsOf(StudioDriver& studio) const { return studio.runBridge().facts().progress.steps; }
    bool startOwn(StudioDriver& studio, const QString& name, int steps = kEndless) const;
    /// Trains for a moment behind the window and leaves the run for later.
    RunId suspended(const QString& name) const;
    QString offer(StudioDriver& studio) const;
    void noStepTwice(StudioDriver& studio) const;

    test::WarningGuard guard_;
    std::unique_ptr<test::TempDir> folder_;
};

bool TestStudioResume::startOwn(StudioDriver& studio, const QString& name, int steps) const {
    studio.window().service().start(fileOf(name, steps), {});
    const auto points = [&] {
        const auto& all = studio.runBridge().entropy()->all();
        return all.empty() ? 0 : all[0].model->size();
    };
    return studio.waitFor(
        [&] { return statusOf(studio) == RunStatus::running && studio.runBridge().run() && points() > 5; });
}

RunId TestStudioResume::suspended(const QString& name) const {
    auto run = runs::ActiveRun::start(workspace().toStdString(),
                                      *runs::readRunConfig(fileOf(name, kEndless).toStdString()), {});
    if (!run) qFatal("%s", run.error().sentence().c_str());
    const RunId id = (*run)->id();
    auto store = store::Workspace::open(workspace().toStdString());
    while ((*store)->run(id)->steps < 100'000)
        QTest::qWait(20);
    (*run)->suspend();
    if (!(*run)->wait().ok()) qFatal("the run could not be suspended");
    return id;
}

QString TestStudioResume::offer(StudioDriver& studio) const {
    const QStringList said = studio.messages().filter(QStringLiteral("interrupted"));
    return said.value(0);
}

/// Steps rise from sample to sample in every curve.
void TestStudioResume::noStepTwice(StudioDriver& studio) const {
    for (const models::ChartModel* chart : studio.runBridge().charts()) {
        for (const models::ChartSeries& series : chart->all()) {
            QCOMPARE(series.model->skippedCount(), size_t(0));
            for (size_t i = 1; i < series.model->size(); ++i)
                QVERIFY2(series.model->at(i).step > series.model->at(i - 1).step, qPrintable(chart->title()));
        }
    }
}

void TestStudioResume::closingSavesTrainingAndTheNextStartGoesOn() {
    StudioDriver studio(workspace());
    QVERIFY(startOwn(studio, QStringLiteral("slept")));
    const RunId run = studio.runBridge().run();
    QElapsedTimer clock;
    clock.start();
    QVERIFY(studio.closeAndAnswer(QStringLiteral("close.save")));
    QVERIFY(!studio.window().isVisible());
    studio.reopen();
    qInfo("closed and open again after %lld ms", static_cast<long long>(clock.elapsed()));

    QVERIFY(studio.waitFor([&] { return !offer(studio).isEmpty(); }));
    QVERIFY2(offer(studio).startsWith(QLatin1String("1 run was interrupted: slept at ")), qPrintable(offer(studio)));
    auto* table = studio.find<views::TableView>(QStringLiteral("experiments.table"));
    QCOMPARE(table->table()->rows()[0].cells[0].text, QStringLiteral("Interrupted"));
    QVERIFY(!table->table()->rows()[0].cells[0].icon.isEmpty());
    const auto before = store::Workspace::open(workspace().toStdString());
    const int64_t left = (*before)->run(run)->steps;
    QVERIFY(left > 0);
    QVERIFY(studio.click(QStringLiteral("message:resume")));
    QVERIFY(studio.waitFor([&] { return studio.window().currentPage() == QLatin1String("run"); }));
    QVERIFY(studio.waitFor([&] { return statusOf(studio) == RunStatus::running && stepsOf(studio) > left; }));
    QCOMPARE(studio.runBridge().run(), run);
    QVERIFY(studio.waitFor([&] { return stepsOf(studio) > left + 200'000; }));
    noStepTwice(studio);
    QVERIFY(studio.click(QStringLiteral("run.stop")));
    bool kept = false;
    QObject::connect(&studio.window().service(), &bridges::RunService::ended, &studio.window(), [&] { kept = true; });
    QVERIFY(studio.waitFor([&] { return kept && statusOf(studio) == RunStatus::finished; }));
    QTest::qWait(600);  // what the store committed last is looked at once more

    // What was watched is what the store has.
    const QStringList watched = test::picture(studio.runBridge());
    studio.reopen();
    QVERIFY(studio.waitFor(
        [&] { return studio.find<views::TableView>(QStringLiteral("experiments.table"))->table()->rowCount() == 1; }));
    QVERIFY(offer(studio).isEmpty());
    studio.window().openRun(run);
    QVERIFY(studio.waitFor([&] { return studio.runBridge().facts().record.id == run; }));
    const QStringList again = test::picture(studio.runBridge());
    for (qsizetype i = 0; i < std::min(watched.size(), again.size()); ++i)
        QCOMPARE(again[i], watched[i]);
    QCOMPARE(again.size(), watched.size());
    noStepTwice(studio);
}

void TestStudioResume::trainingIsKeptWhenTheQuestionSaysSo() {
    StudioDriver studio(workspace());
    QVERIFY(startOwn(studio, QStringLiteral("kept")));
    QVERIFY(studio.closeAndAnswer(QStringLiteral("close.keep")));
    QVERIFY(studio.window().isVisible());
    QCOMPARE(statusOf(studio), RunStatus::running);
    QCOMPARE(studio.window().service().runningHere(), 1);
}

void TestStudioResume::severalInterruptedRunsGoOnTogether() {
    suspended(QStringLiteral("first"));
    suspended(QStringLiteral("second"));
    StudioDriver studio(workspace());
    QVERIFY(studio.waitFor([&] { return !offer(studio).isEmpty(); }));
    QVERIFY2(offer(studio).startsWith(QLatin1String("2 runs were interrupted: ")), qPrintable(offer(studio)));
    QCOMPARE(studio.find<QPushButton>(QStringLiteral("message:resume"))->text(), QStringLiteral("Resume all"));
    QVERIFY(studio.click(QStringLiteral("message:resume")));
    QVERIFY(studio.waitFor([&] { return studio.window().service().runningHere() == 2; }));
    QCOMPARE(studio.window().currentPage(), QStringLiteral("experiments"));
    auto* table = studio.find<views::TableView>(QStringLiteral("experiments.table"));
    QVERIFY(studio.waitFor([&] {
        return table->table()->rows()[0].cells[0].text == QLatin1String("Running") &&
               table->table()->rows()[1].cells[0].text == QLatin1String("Running");
    }));
    QVERIFY(offer(studio).isEmpty());
}

void TestStudioResume::runOfAKilledProgramIsOffered() {
    QFile file(QString::fromStdString(folder_->path("killed.toml")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(fileOf(QStringLiteral("killed"), kEndless).toUtf8());
    file.close();
    QProcess cli;
    cli.start(QStringLiteral(LUDUS_BIN_DIR "/ludus-cli"),
              {QStringLiteral("run"), file.fileName(), QStringLiteral("--workspace"), workspace()});
    QVERIFY(cli.waitForStarted());
    std::unique_ptr<store::Workspace> store;
    const auto row = [&]() -> RunRecord {
        if (!store && QFile::exists(workspace() + QStringLiteral("/studio.db")))
            store = std::move(*store::Workspace::open(workspace().toStdString()));
        const auto runs = store ? store->runs() : Result<std::vector<RunRecord>>(std::vector<RunRecord>());
        return runs && !runs->empty() ? runs->front() : RunRecord();
    };
    QTRY_VERIFY_WITH_TIMEOUT(row().checkpoints > 0, 60'000);
    cli.kill();
    QVERIFY(cli.waitForFinished());

    StudioDriver studio(workspace());
    QVERIFY(studio.waitFor([&] { return !offer(studio).isEmpty(); }));
    QVERIFY2(offer(studio).contains(QLatin1String("killed")), qPrintable(offer(studio)));
    auto* table = studio.find<views::TableView>(QStringLiteral("experiments.table"));
    QVERIFY(studio.waitFor([&] { return table->table()->rows()[0].cells[0].text == QLatin1String("Crashed"); }));
    QVERIFY(table->table()->rows()[0].reason.isEmpty());
    const int64_t lost = row().steps;
    studio.window().openRun(row().id);
    QVERIFY(studio.click(QStringLiteral("run.resume")));
    QVERIFY(studio.waitFor([&] { return statusOf(studio) == RunStatus::running && stepsOf(studio) > lost; }));
    QVERIFY(studio.find(QStringLiteral("run.resume"))->isHidden() ||
            !studio.find(QStringLiteral("run.resume"))->isVisible());
    noStepTwice(studio);
}

void TestStudioResume::notNowIsRespectedAndTheRunStaysResumable() {
    const RunId run = suspended(QStringLiteral("later"));
    StudioDriver studio(workspace());
    QVERIFY(studio.waitFor([&] { return !offer(studio).isEmpty(); }));
    QVERIFY(studio.click(QStringLiteral("message:later")));
    QVERIFY(studio.waitFor([&] { return offer(studio).isEmpty(); }));
    QTest::qWait(1200);  // two looks at the workspace
    QVERIFY(offer(studio).isEmpty());
    QVERIFY(studio.find(QStringLiteral("experiments.resume"))->isVisible());
    QVERIFY(studio.click(QStringLiteral("experiments.resume")));
    QVERIFY(studio.waitFor([&] { return studio.window().service().owns(run); }));
}

void TestStudioResume::stoppedRunGoesOnFromItsCheckpoint() {
    StudioDriver studio(workspace());
    QVERIFY(startOwn(studio, QStringLiteral("stopped")));
    QVERIFY(studio.find(QStringLiteral("run.resume"))->isHidden() ||
            !studio.find(QStringLiteral("run.resume"))->isVisible());
    QVERIFY(studio.click(QStringLiteral("run.stop")));
    QVERIFY(studio.waitFor([&] { return statusOf(studio) == RunStatus::finished; }));
    QVERIFY(studio.waitFor([&] { return studio.find(QStringLiteral("run.resume"))->isVisible(); }));
    const int64_t stopped = stepsOf(studio);
    QVERIFY(studio.click(QStringLiteral("run.resume")));
    QVERIFY(studio.waitFor([&] { return statusOf(studio) == RunStatus::running && stepsOf(studio) > stopped; }));
    noStepTwice(studio);
}

/// Another program takes the run back to its checkpoint while its page is open here.
void TestStudioResume::runResumedElsewhereIsReadAnew() {
    const RunId run = suspended(QStringLiteral("elsewhere"));
    StudioDriver studio(workspace());
    studio.window().openRun(run);
    QVERIFY(studio.waitFor([&] { return studio.runBridge().facts().record.id == run; }));
    const int64_t before = stepsOf(studio);
    auto resumed = runs::ActiveRun::resume(workspace().toStdString(), run, runs::ResumeFrom::latest, {});
    QVERIFY2(resumed, resumed ? "" : resumed.error().sentence().c_str());
    QVERIFY(studio.waitFor([&] { return statusOf(studio) == RunStatus::running && stepsOf(studio) > before; }));
    noStepTwice(studio);
}

void TestStudioResume::damagedCheckpointsAreSaidInWords() {
    suspended(QStringLiteral("damaged"));
    int spoilt = 0;
    QDirIterator files(workspace(), {QStringLiteral("*.checkpoint")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.seek(file.size() / 2);
        file.write("not what it was");
        ++spoilt;
    }
    QVERIFY(spoilt > 0);
    StudioDriver studio(workspace());
    QVERIFY(studio.waitFor([&] { return !offer(studio).isEmpty(); }));
    QVERIFY(studio.click(QStringLiteral("message:resume")));
    QVERIFY(studio.waitFor([&] { return !studio.messages().isEmpty(); }));
    const QString sentence = studio.messages().join(QLatin1Char(' '));
    QVERIFY2(sentence.contains(QLatin1String("checkpoint"), Qt::CaseInsensitive), qPrintable(sentence));
    QVERIFY2(sentence.count(QLatin1Char('.')) >= 2, qPrintable(sentence));
    QCOMPARE(studio.window().service().runningHere(), 0);
}

void TestStudioResume::runThatGoesOnAlreadyIsSaidInWords() {
    const RunId run = suspended(QStringLiteral("owned"));
    StudioDriver studio(workspace());
    QVERIFY(studio.waitFor([&] { return !offer(studio).isEmpty(); }));
    auto other = runs::ActiveRun::resume(workspace().toStdString(), run, runs::ResumeFrom::latest, {});
    QVERIFY(other);
    studio.window().service().resumeFromBest(run);
    QVERIFY(studio.waitFor([&] { return studio.messages().join(QLatin1Char(' ')).contains(QLatin1String("owned")); }));
    QVERIFY(!studio.window().service().owns(run));
}

void TestStudioResume::runsAreRenamedInPlace() {
    const RunId run = suspended(QStringLiteral("plain"));
    StudioDriver studio(workspace());
    auto* table = studio.find<views::TableView>(QStringLiteral("experiments.table"));
    QVERIFY(studio.waitFor([&] { return !table->currentId().isEmpty(); }));
    table->setFocus();
    QTest::keyClick(table, Qt::Key_F2);
    auto* edit = studio.find<QLineEdit>(QStringLiteral("experiments.table.rename"));
    QVERIFY(edit && edit->isVisible());
    QTest::keyClicks(edit, QStringLiteral("slime at night"));
    QTest::keyClick(edit, Qt::Key_Return);
    const auto name = [&] { return table->table()->rows().value(0).cells.value(1).text; };
    QVERIFY(studio.waitFor([&] { return name() == QLatin1String("slime at night"); }));
    // Escape leaves it.
    QTest::keyClick(table, Qt::Key_F2);
    edit = studio.find<QLineEdit>(QStringLiteral("experiments.table.rename"));
    QTest::keyClicks(edit, QStringLiteral("nothing"));
    QTest::keyClick(edit, Qt::Key_Escape);
    QCOMPARE(name(), QStringLiteral("slime at night"));
    // In the page's header as well.
    studio.window().openRun(run);
    QVERIFY(studio.waitFor([&] { return studio.runBridge().facts().record.id == run; }));
    QTest::keyClick(studio.find(QStringLiteral("page.run")), Qt::Key_F2);
    edit = studio.find<QLineEdit>(QStringLiteral("header.name"));
    QVERIFY(edit && edit->isVisible());
    QTest::keyClicks(edit, QStringLiteral("slime by day"));
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(studio.waitFor([&] { return studio.runBridge().facts().record.name == "slime by day"; }));
}

void TestStudioResume::resumableIsWhatNobodyRunsAndCanGoOn_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("interrupted");
    QTest::addColumn<bool>("owned");
    QTest::addColumn<int>("checkpoints");
    QTest::addColumn<bool>("usedUp");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char* name, RunStatus status, bool interrupted, bool owned, int checkpoints, bool usedUp,
                        bool expected) {
        QTest::newRow(name) << static_cast<int>(status) << interrupted << owned << checkpoints << usedUp << expected;
    };
    row("left for later", RunStatus::paused, true, false, 1, false, true);
    row("its program died", RunStatus::failed, true, false, 2, false, true);
    row("left in its last matches", RunStatus::paused, true, false, 1, true, true);
    row("without a checkpoint", RunStatus::paused, true, false, 0, false, false);
    row("running", RunStatus::running, false, true, 3, false, false);
    row("paused here", RunStatus::paused, false, true, 3, false, false);
    row("stopped", RunStatus::finished, false, false, 3, false, true);
    row("stopped without a checkpoint", RunStatus::finished, false, false, 0, false, false);
    row("stopped, not yet given free", RunStatus::finished, false, true, 3, false, false);
    row("budget used up", RunStatus::finished, false, false, 3, true, false);
    row("failed", RunStatus::failed, false, false, 3, false, true);
    row("failed after its budget", RunStatus::failed, false, false, 3, true, true);
    row("aborted", RunStatus::aborted, false, false, 3, false, true);
    row("queued", RunStatus::queued, false, false, 0, false, false);
}

void TestStudioResume::resumableIsWhatNobodyRunsAndCanGoOn() {
    QFETCH(int, status);
    QFETCH(bool, interrupted);
    QFETCH(bool, owned);
    QFETCH(int, checkpoints);
    QFETCH(bool, usedUp);
    QFETCH(bool, expected);
    for (const bool bySteps : {true, false}) {
        RunRecord run;
        run.status = static_cast<RunStatus>(status);
        run.interrupted = interrupted;
        run.owner = owned ? "pid 1" : "";
        run.checkpoints = checkpoints;
        run.targetSteps = bySteps ? 1000 : 0;
        run.budgetSeconds = bySteps ? 0 : 60;
        run.steps = usedUp ? 1000 : 999;
        run.seconds = usedUp ? 60 : 59;
        QCOMPARE(bridges::resumable(run), expected);
    }
}

int main(int argc, char** argv) {
    qputenv("LUDUS_MODULE_DIR", LUDUS_BIN_DIR);
    QApplication application(argc, argv);
    const test::TempDir settings;
    studio::prepareApplication(application, QString::fromStdString(settings.path()));
    TestStudioResume tests;
    return QTest::qExec(&tests, argc, argv);
}

#include "tst_studio_resume.moc"
