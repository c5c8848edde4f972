// SPDX-License-Identifier: GPL-3.0-or-later
// The real window on a disk without room, in a folder that is moved away, and with files that are none of its own: what
// it says, what it refuses, and that nothing is lost without a word. Faults come through the seam of files.
#include <QAbstractButton>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QTimer>

#include <algorithm>

#include "app/studio/shell.h"
#include "tests/app/studio/studio_case.h"
#include "tests/support/faulty_file_system.h"
#include "widgets/style/format.h"
#include "widgets/views/file_view.h"

using namespace ludus;
using test::Fault;
using test::fileOf;

namespace {

constexpr int kEndless = 1'000'000'000;

}  // namespace

class TestStudioFaults : public test::StudioCase {
    Q_OBJECT

private Q_SLOTS:
    void aFullDiskIsSaidAndResumingIsRefusedUntilThereIsRoom();
    void theRoomThatIsKeptFreeTakesTheLastCheckpointOfAWindowThatCloses();
    void aWindowStaysWithWhatCouldNotBeSaved();
    void tryingAgainSavesAndCloses();
    void whoClosesAllTheSameLosesNoMoreThanWasSaid();
    void whoStaysAgainAndAgainHasEachRunStoredOnce();
    void aWindowOnAMovedWorkspaceSaysWhatHelpsThere();
    void nothingIsBegunWhileAWindowCloses();
    void aMovedWorkspaceIsSaidAndNothingIsBegunInItsPlace();
    void whatIsAskedAsideOfAMovedWorkspaceMakesNothing();
    void aWorkspaceThatComesBackTakesOnlyItsOwnComplaintAway();
    void filesThatAreNoRunFilesAreRefused_data();
    void filesThatAreNoRunFilesAreRefused();
    void aPageThatThereIsNotIsWrongUsage_data();
    void aPageThatThereIsNotIsWrongUsage();

private:
    RunStatus status() const { return studio_->runBridge().facts().record.status; }
    int64_t steps() const { return studio_->runBridge().facts().progress.steps; }
    bool isSaid(const QString& part) const { return !studio_->messages().filter(part).isEmpty(); }
    /// A run trains in the window, and now its disk takes nothing more.
    RunId fillTheDisk(const std::function<void()>& fill);
    /// Closes the window and presses one button after the other; what the last question said.
    QString closeAnd(const QStringList& buttons, const std::function<void()>& beforeLast = {});
    test::FaultyFileSystem files_;  // outlives the window

    RunRecord row(RunId run) const { return *store::Workspace::open(workspace()).value()->run(run); }
};

RunId TestStudioFaults::fillTheDisk(const std::function<void()>& fill) {
    files_.clear();
    files_.leaveFree(-1);
    openWindow();
    studio_->window().service().setFiles(files_);
    studio_->window().service().start(fileOf(QStringLiteral("filled"), kEndless), {});
    if (!studio_->waitFor([&] { return status() == RunStatus::running && steps() > 50'000; })) return {};
    fill();
    if (!studio_->waitFor([&] { return status() == RunStatus::paused; })) return {};
    return studio_->runBridge().run();
}

QString TestStudioFaults::closeAnd(const QStringList& buttons, const std::function<void()>& beforeLast) {
    QStringList left = buttons;
    QString said;
    QTimer look;
    look.callOnTimeout([&] {
        auto* question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        auto* wanted = question && !left.isEmpty() ? question->findChild<QAbstractButton*>(left.first()) : nullptr;
        if (!wanted) return;
        said = question->text() + QLatin1Char('\n') + question->informativeText() + QLatin1Char('\n') + wanted->text();
        if (const QString picture = qEnvironmentVariable("LUDUS_PICTURES"); !picture.isEmpty())
            question->grab().save(picture + QLatin1Char('/') + question->objectName() + QStringLiteral(".png"));
        left.removeFirst();
        if (left.isEmpty() && beforeLast) beforeLast();
        QTest::mouseClick(wanted, Qt::LeftButton);
    });
    look.start(20);
    studio_->window().close();
    return left.isEmpty() ? said : QStringLiteral("never asked: ") + left.join(QLatin1Char(' '));
}

void TestStudioFaults::aFullDiskIsSaidAndResumingIsRefusedUntilThereIsRoom() {
    const RunId run = fillTheDisk([&] { files_.inject(Fault::diskFull, "artefacts"); });
    QVERIFY(run);
    QVERIFY(
        studio_->waitFor([&] { return isSaid(QStringLiteral("Free some space on this disk, then choose Resume.")); }));
    // Its row cannot say so, the status bar does.
    QVERIFY(studio_->waitFor([&] {
        const auto labels = studio_->find(QStringLiteral("status"))->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(),
                           [](const QLabel* label) { return label->text() == QStringLiteral("1 run paused"); });
    }));
    const int64_t before = steps();
    QCOMPARE(studio_->find<QPushButton>(QStringLiteral("run.pause"))->text(), QStringLiteral("Resume"));
    QVERIFY(studio_->click(QStringLiteral("run.pause")));
    QVERIFY(studio_->waitFor([&] { return isSaid(QStringLiteral("The run filled stays paused")); }));
    QCOMPARE(status(), RunStatus::paused);
    QCOMPARE(steps(), before);
    files_.clear();
    QVERIFY(studio_->click(QStringLiteral("run.pause")));
    QVERIFY(studio_->waitFor([&] { return status() == RunStatus::running && steps() > before + 20'000; }));
}

void TestStudioFaults::theRoomThatIsKeptFreeTakesTheLastCheckpointOfAWindowThatCloses() {
    const RunId run = fillTheDisk([&] { files_.leaveFree(1 << 20); });
    QVERIFY(run);
    const int64_t before = steps();
    const QString said = closeAnd({QStringLiteral("close.save")});
    QVERIFY2(said.contains(QStringLiteral("Save and close")), qPrintable(said));
    QVERIFY(!studio_->window().isVisible());
    studio_.reset();
    QVERIFY(row(run).interrupted);
    QVERIFY(row(run).steps >= before);
    QVERIFY(row(run).checkpoints > 0);
}

void TestStudioFaults::aWindowStaysWithWhatCouldNotBeSaved() {
    const RunId run = fillTheDisk([&] { files_.inject(Fault::diskFull, "artefacts"); });
    QVERIFY(run);
    const int64_t before = steps();
    const QString said = closeAnd({QStringLiteral("close.save"), QStringLiteral("close.stay")});
    QVERIFY2(said.contains(QStringLiteral("could not be saved: filled.\nThe disk of the workspace")), qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("Closing now loses")), qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("then choose Try again.")), qPrintable(said));
    QVERIFY(studio_->window().isVisible());
    QVERIFY(studio_->window().service().owns(run));
    QVERIFY(studio_->click(QStringLiteral("run.pause")));  // Resume: it was left, and is not stored yet
    QVERIFY(studio_->waitFor([&] { return isSaid(QStringLiteral("full")); }));
    QCOMPARE(status(), RunStatus::paused);
    files_.clear();
    QVERIFY(studio_->waitFor([&] { return studio_->window().service().idle(); }));
    QVERIFY(studio_->click(QStringLiteral("run.resume")));
    QVERIFY(studio_->waitFor([&] { return status() == RunStatus::running && steps() > before + 20'000; }));
}

void TestStudioFaults::tryingAgainSavesAndCloses() {
    const RunId run = fillTheDisk([&] { files_.inject(Fault::diskFull, "artefacts"); });
    QVERIFY(run);
    const int64_t before = steps();
    const QString said =
        closeAnd({QStringLiteral("close.save"), QStringLiteral("close.again"), QStringLiteral("close.again")},
                 [&] { files_.clear(); });
    QVERIFY2(said.contains(QStringLiteral("Try again")), qPrintable(said));
    QVERIFY(!studio_->window().isVisible());
    studio_.reset();
    QVERIFY(row(run).interrupted);
    QVERIFY(row(run).steps >= before);
}

void TestStudioFaults::whoClosesAllTheSameLosesNoMoreThanWasSaid() {
    const RunId run = fillTheDisk([&] { files_.inject(Fault::diskFull, "artefacts"); });
    QVERIFY(run);
    const auto checkpoints = store::Workspace::open(workspace()).value()->checkpoints(run).value();
    const int64_t kept = checkpoints.empty() ? 0 : checkpoints.back().step;
    const QString said = closeAnd({QStringLiteral("close.save"), QStringLiteral("close.lose")});
    QVERIFY2(studio_->waitFor([&] {  // until the last steps are heard of
        const QString lost = style::formatSi(static_cast<double>(steps() - kept));
        return said.contains(QStringLiteral("Close and lose %1 steps").arg(lost));
    }),
             qPrintable(said));
    QVERIFY(!studio_->window().isVisible());
    studio_.reset();
    const auto after = store::Workspace::open(workspace()).value()->checkpoints(run).value();
    QCOMPARE(after.empty() ? 0 : after.back().step, kept);
}

void TestStudioFaults::whoStaysAgainAndAgainHasEachRunStoredOnce() {
    const RunId run = fillTheDisk([&] { files_.inject(Fault::diskFull, "artefacts"); });
    QVERIFY(run);
    auto& service = studio_->window().service();
    const QString stay = QStringLiteral("close.stay");
    QVERIFY(closeAnd({QStringLiteral("close.save"), stay}).contains(QStringLiteral("Keep Ludus open")));
    for (int again = 0; again < 2; ++again) {
        QCOMPARE(service.runningHere(), 0);  // it was left: nobody is asked whether it may be
        QVERIFY(closeAnd({stay}).contains(QStringLiteral("Keep Ludus open")));
    }
    files_.clear();
    QVERIFY(studio_->waitFor([&] { return service.idle(); }));
    service.resume(run);
    QVERIFY(studio_->waitFor([&] { return service.runningHere() == 1; }));
    QVERIFY(!studio_->waitFor([&] { return !service.owns(run); }, 2500));  // longer than to the next try
    QCOMPARE(service.runningHere(), 1);
}

void TestStudioFaults::aWindowOnAMovedWorkspaceSaysWhatHelpsThere() {
    const RunId run = fillTheDisk([&] { QVERIFY(QDir().rename(window(), fileAt("ws2"))); });
    QVERIFY(run);
    const QString said = closeAnd({QStringLiteral("close.save"), QStringLiteral("close.lose")});
    QVERIFY2(said.contains(QStringLiteral("Move it back")), qPrintable(said));
    QVERIFY2(!said.contains(QStringLiteral("Free some space")), qPrintable(said));
    QVERIFY(!studio_->window().isVisible());
    studio_.reset();
    QVERIFY(!QFile::exists(window()));
}

void TestStudioFaults::nothingIsBegunWhileAWindowCloses() {
    openWindow();
    auto& service = studio_->window().service();
    QSignalSpy left(&service, &bridges::RunService::left);
    service.leave();
    service.start(fileOf(QStringLiteral("late"), 5000), {});
    QVERIFY(studio_->waitFor([&] { return left.size() == 1; }));
    QVERIFY(service.idle());
    QVERIFY(store::Workspace::open(workspace()).value()->runs()->empty());
    service.stay();
    service.start(fileOf(QStringLiteral("begun"), 5000), {});
    QVERIFY(studio_->waitFor([&] { return status() == RunStatus::finished && service.idle(); }));
}

void TestStudioFaults::whatIsAskedAsideOfAMovedWorkspaceMakesNothing() {
    bridges::StoreQuery store(window());
    QSignalSpy opened(&store, &bridges::StoreQuery::opened), failed(&store, &bridges::StoreQuery::failed);
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, 60'000);
    QVERIFY(QDir().rename(window(), fileAt("ws2")));
    store.askAside(this, [](store::Workspace&) -> bridges::StoreQuery::Answer { return {}; });
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 60'000);
    QVERIFY(failed[0][0].toString().contains(QStringLiteral("was moved away or deleted")));
    QVERIFY(!QFile::exists(window()));
}

void TestStudioFaults::aWorkspaceThatComesBackTakesOnlyItsOwnComplaintAway() {
    QVERIFY(QDir().mkpath(window()));
    QFile file(window() + QStringLiteral("/studio.db"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(4096, 'x')) == 4096);
    file.close();
    openWindow();
    QVERIFY(studio_->waitFor([&] { return !studio_->messages().isEmpty(); }));
    const QStringList before = studio_->messages();
    auto* runs = studio_->window().findChild<bridges::RunsBridge*>();
    Q_EMIT runs->moved(QStringLiteral("It was moved away."));
    Q_EMIT runs->moved({});
    QVERIFY(studio_->waitFor([&] { return studio_->messages() == before; }));
}

void TestStudioFaults::aMovedWorkspaceIsSaidAndNothingIsBegunInItsPlace() {
    openWindow();
    auto& service = studio_->window().service();
    service.start(fileOf(QStringLiteral("first"), 5000), {});
    QVERIFY(studio_->waitFor([&] { return status() == RunStatus::finished && service.idle(); }));
    studio_->window().showPage(QStringLiteral("help"));  // which says nothing of its own
    QVERIFY(QDir().rename(window(), fileAt("ws2")));
    QVERIFY(studio_->waitFor([&] { return isSaid(QStringLiteral("was moved away or deleted")); }));
    QString refused;
    connect(&service, &bridges::RunService::failed, this, [&](const QString& sentence) { refused = sentence; });
    service.start(fileOf(QStringLiteral("second"), 5000), {});
    QVERIFY(studio_->waitFor([&] { return !refused.isEmpty(); }));
    QVERIFY2(refused.contains(QStringLiteral("was moved away or deleted")), qPrintable(refused));
    refused.clear();
    service.queue(fileOf(QStringLiteral("third"), 5000), {});
    QVERIFY(studio_->waitFor([&] { return !refused.isEmpty(); }));
    QVERIFY(!QFile::exists(window()));
    QVERIFY(QDir().rename(fileAt("ws2"), window()));
    QVERIFY(studio_->waitFor([&] { return !isSaid(QStringLiteral("was moved away or deleted")); }));
    service.start(fileOf(QStringLiteral("second"), 5000), {});
    QVERIFY(studio_->waitFor([&] { return studio_->runBridge().facts().record.id == RunId{2} && service.idle(); }));
}

void TestStudioFaults::filesThatAreNoRunFilesAreRefused_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("said");
    QTest::newRow("bytes") << QStringLiteral("bytes.toml") << QByteArray("\x89PNG\xff\xfe", 6)
                           << QStringLiteral("is not a text file");
    QTest::newRow("a zero") << QStringLiteral("zero.toml") << QByteArray("a = 1\0b = 2", 11)
                            << QStringLiteral("is not a text file");
    QTest::newRow("a replay") << QStringLiteral("match.replay") << QByteArray("LUDUSRPL")
                              << QStringLiteral("is a recorded match");
}

void TestStudioFaults::filesThatAreNoRunFilesAreRefused() {
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QFETCH(QString, said);
    QFile file(fileAt(qPrintable(name)));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    file.close();
    openWindow();
    const auto* text = studio_->find<views::FileView>(QStringLiteral("new.file"));
    const QString before = text->toPlainText();
    studio_->window().openFile(file.fileName());
    QVERIFY(studio_->waitFor([&] { return isSaid(said); }));
    QCOMPARE(studio_->window().currentPage(), QStringLiteral("new"));
    QCOMPARE(text->toPlainText(), before);
}

void TestStudioFaults::aPageThatThereIsNotIsWrongUsage_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("page") << QStringList{QStringLiteral("--page"), QStringLiteral("nosuch")}
                          << QByteArray("There is no page nosuch. The pages are: experiments, run, league");
    QTest::newRow("option") << QStringList{QStringLiteral("--nosuch")} << QByteArray("nosuch");
}

void TestStudioFaults::aPageThatThereIsNotIsWrongUsage() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, said);
    QProcess program;
    program.start(QStringLiteral(LUDUS_BIN_DIR "/ludus"), arguments << QStringLiteral("--workspace") << window());
    QVERIFY(program.waitForFinished(60'000));
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 2);
    const QByteArray error = program.readAllStandardError();
    QVERIFY2(error.contains(said), error.constData());
    QVERIFY(!QFile::exists(window()));
}

int main(int argc, char** argv) {
    return test::runStudioTest<TestStudioFaults>(argc, argv);
}
#include "tst_studio_faults.moc"
