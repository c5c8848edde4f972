// SPDX-License-Identifier: GPL-3.0-or-later
// The page Disk, driven with mouse and keys: what takes room is shown, freed after a question, and kept to by itself.
#include <QApplication>
#include <QCheckBox>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTimer>

#include <filesystem>
#include <fstream>

#include "app/pages/disk_bar.h"
#include "app/studio/application.h"
#include "core/store/store_writer.h"
#include "core/store/workspace.h"
#include "tests/app/studio/studio_driver.h"
#include "tests/core/store/store_kit.h"
#include "tests/support/temp_dir.h"
#include "tests/support/warning_guard.h"
#include "widgets/views/table_view.h"
#include "widgets/views/value_edit.h"

using namespace ludus;
using test::StudioDriver;

class TestStudioDisk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        guard_.allow(QStringLiteral("This plugin does not support"));  // the offscreen platform about size hints
        guard_.allow(QStringLiteral("XDG_RUNTIME_DIR"));               // no session where tests run
    }
    void init() {
        folder_ = std::make_unique<test::TempDir>();
        workspace_ = store::Workspace::open(folder_->path("ws")).value();
    }
    void cleanup() {
        workspace_.reset();
        folder_.reset();
        QVERIFY2(guard_.clean(), qPrintable(guard_.take()));
    }

    void emptyWorkspaceSaysWhatWillStandThere();
    void roomIsShownRunByRun();
    void nothingGoesUnlessTheQuestionIsAnswered();
    void whatIsFreedIsForeseenAndSaid();
    void fieldThatIsNoNumberIsNamed();
    void onlyTheSelectedRunsLoseFiles();
    void quotasSurviveARestartAndApplyAtTheStart();
    void quotasAreOffUnlessSwitchedOn();
    void quotasApplyAfterARunHasEnded();
    void leftOverFilesAreShownAndGo();
    void pageGoesWhileAFieldHasTheFocus();
    void pageIsUsedByKeyboardAlone();
    void awkwardNamesAreShown();

private:
    QString folder() const { return QString::fromStdString(folder_->path("ws")); }
    RunId addRun(int replays, const std::string& name = "");
    static bool show(StudioDriver& studio);
    static bool answer(StudioDriver& studio, const QString& button, QString* question = nullptr);
    static QString verb(StudioDriver& studio) { return studio.find<QPushButton>(QStringLiteral("disk.free"))->text(); }
    static views::TableView* table(StudioDriver& studio) {
        return studio.find<views::TableView>(QStringLiteral("disk.table"));
    }
    static bool waitForVerb(StudioDriver& studio, const QString& part) {
        return studio.waitFor(
            [&] { return verb(studio).contains(part) && studio.find(QStringLiteral("disk.free"))->isEnabled(); },
            20'000);
    }
    static bool waitForMessage(StudioDriver& studio, const QString& part) {
        return studio.waitFor([&] { return studio.messages().join(QLatin1Char('|')).contains(part); }, 20'000);
    }
    size_t recorded(RunId run) const { return workspace_->matches(run, 10'000, true)->size(); }

    test::WarningGuard guard_;
    std::unique_ptr<test::TempDir> folder_;
    std::unique_ptr<store::Workspace> workspace_;
};

/// Finished, with replays of 10 kB.
RunId TestStudioDisk::addRun(int replays, const std::string& name) {
    const RunId run = test::newRun(*workspace_, "slime_volley", name);
    auto writer = store::StoreWriter::open(folder_->path("ws"), run).value();
    for (int i = 1; i <= replays; ++i) {
        const std::string bytes = std::to_string(run.value) + " " + std::to_string(i) + std::string(10'000, '.');
        MatchPlayed played{test::sampleMatch(run, i), test::artefact(bytes, ".replay")};
        played.match.replayHash = played.replay.hash;
        writer->take(test::runEvent(run, i, std::move(played)));
    }
    writer->take(test::runEvent(run, replays + 1, StateChanged{RunStatus::finished, ""}));
    [&] { QVERIFY(writer->flush().ok()); }();
    return run;
}

bool TestStudioDisk::show(StudioDriver& studio) {
    if (!studio.click(QStringLiteral("rail:disk"))) return false;
    return studio.waitFor([&] { return table(studio)->table()->rowCount() > 0; }, 20'000);
}

/// Presses the verb and then this button of the question.
bool TestStudioDisk::answer(StudioDriver& studio, const QString& button, QString* question) {
    bool pressed = false;
    QTimer look;
    look.callOnTimeout([&] {
        QWidget* dialog = QApplication::activeModalWidget();
        auto* wanted = dialog ? dialog->findChild<QAbstractButton*>(button) : nullptr;
        if (!wanted) return;
        if (question) *question = dialog->findChild<QLabel*>(QStringLiteral("qt_msgbox_label"))->text();
        pressed = true;
        look.stop();
        QTest::mouseClick(wanted, Qt::LeftButton);
    });
    look.start(20);
    return studio.click(QStringLiteral("disk.free")) && pressed;
}

void TestStudioDisk::emptyWorkspaceSaysWhatWillStandThere() {
    StudioDriver studio(folder());
    QVERIFY(studio.click(QStringLiteral("rail:disk")));
    QVERIFY(studio.waitFor([&] { return studio.find(QStringLiteral("disk.empty"))->isVisible(); }, 20'000));
    QVERIFY(!studio.find(QStringLiteral("disk.free"))->isEnabled());
    QVERIFY(studio.click(QStringLiteral("disk.new")));
    QCOMPARE(studio.window().currentPage(), QStringLiteral("new"));
}

void TestStudioDisk::roomIsShownRunByRun() {
    const RunId little = addRun(3, "little"), big = addRun(30, "big");
    StudioDriver studio(folder());
    QVERIFY(show(studio));
    auto* bar = studio.find<pages::DiskBar>(QStringLiteral("disk.bar"));
    QCOMPARE(bar->parts().size(), 6);
    QVERIFY(bar->parts()[0].value.contains(QStringLiteral("330")));  // kB
    QVERIFY(bar->accessibleDescription().contains(QStringLiteral("33 file")));
    double whole = 0;
    for (const auto& part : bar->parts())
        whole += part.share;
    QVERIFY(std::abs(whole - 1) < 1e-9);
    const auto first = [&] { return table(studio)->model()->index(0, 0).data().toString(); };
    QCOMPARE(first(), QStringLiteral("big"));  // the largest first
    auto* header = table(studio)->horizontalHeader();
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                      QPoint(header->sectionViewportPosition(1) + 20, header->height() / 2));
    QVERIFY(studio.waitFor([&] { return first() == QLatin1String("little"); }, 5000));
    table(studio)->setCurrentId(QString::number(big.value));
    table(studio)->setFocus();
    QTest::keyClick(table(studio), Qt::Key_Return);
    QCOMPARE(studio.window().currentPage(), QStringLiteral("run"));
    QVERIFY(little);
}

void TestStudioDisk::nothingGoesUnlessTheQuestionIsAnswered() {
    const RunId run = addRun(20);
    StudioDriver studio(folder());
    QVERIFY(show(studio));
    QVERIFY(studio.type(QStringLiteral("disk.replays.perRun"), QStringLiteral("5")));
    QVERIFY(waitForVerb(studio, QStringLiteral("15 replay")));
    QString question;
    QVERIFY(answer(studio, QStringLiteral("disk.keep"), &question));
    QVERIFY2(question.contains(QStringLiteral("15 replay")), qPrintable(question));
    QTest::qWait(100);
    QCOMPARE(recorded(run), size_t{20});
    QVERIFY(studio.find(QStringLiteral("disk.free"))->isEnabled());
}

void TestStudioDisk::whatIsFreedIsForeseenAndSaid() {
    const RunId run = addRun(20), other = addRun(4);
    StudioDriver studio(folder());
    QVERIFY(show(studio));
    QVERIFY(studio.type(QStringLiteral("disk.replays.perRun"), QStringLiteral("5")));
    QVERIFY(waitForVerb(studio, QStringLiteral("15 replay")));
    QVERIFY2(verb(studio).startsWith(QLatin1String("Free 150 kB")), qPrintable(verb(studio)));
    QVERIFY(studio.find<QLabel>(QStringLiteral("disk.outcome"))->text().contains(QStringLiteral("15 replay")));
    QVERIFY(answer(studio, QStringLiteral("disk.confirm")));
    QVERIFY(waitForMessage(studio, QStringLiteral("15 replay")));
    QCOMPARE(recorded(run), size_t{5});
    QCOMPARE(recorded(other), size_t{4});
    QVERIFY(studio.waitFor([&] { return verb(studio) == QLatin1String("Nothing to free"); }, 20'000));
    QVERIFY(!studio.find(QStringLiteral("disk.free"))->isEnabled());
    QVERIFY(studio.waitFor(
        [&] {
            return studio.find<pages::DiskBar>(QStringLiteral("disk.bar"))
                ->parts()[0]
                .note.startsWith(QLatin1String("9 "));
        },
        20'000));
    QVERIFY(workspace_->verify().empty());
}

void TestStudioDisk::fieldThatIsNoNumberIsNamed() {
    const RunId run = addRun(5);
    StudioDriver studio(folder());
    QVERIFY(show(studio));
    QVERIFY(studio.type(QStringLiteral("disk.replays.perRun"), QStringLiteral("2")));
    QVERIFY(waitForVerb(studio, QStringLiteral("3 replay")));
    for (const char* wrong : {"many", "-3", "2.5"}) {
        QVERIFY(studio.type(QStringLiteral("disk.replays.perRun"), QLatin1String(wrong)));
        QVERIFY(!studio.find(QStringLiteral("disk.free"))->isEnabled());
        QVERIFY(studio.waitFor(
            [&] {
                return studio.find<QLabel>(QStringLiteral("disk.outcome"))->text().contains(QLatin1String("no number"));
            },
            5000));
    }
    auto* edit = studio.find<views::ValueEdit>(QStringLiteral("disk.replays.perRun"));
    QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(edit, Qt::Key_Delete);
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(studio.waitFor([&] { return verb(studio) == QLatin1String("Nothing to free"); }, 20'000));
    QVERIFY(studio.type(QStringLiteral("disk.replays.bytes"), QStringLiteral("0.00002")));  // 20 kB
    QVERIFY(waitForVerb(studio, QStringLiteral("4 replay")));
    QCOMPARE(recorded(run), size_t{5});
}

void TestStudioDisk::onlyTheSelectedRunsLoseFiles() {
    const RunId one = addRun(10, "one"), two = addRun(12, "two");
    StudioDriver studio(folder());
    QVERIFY(show(studio));
    QVERIFY(studio.type(QStringLiteral("disk.replays.perRun"), QStringLiteral("1")));
    QVERIFY(waitForVerb(studio, QStringLiteral("20 replay")));
    table(studio)->setCurrentId(QString::number(one.value));
    QVERIFY(studio.click(QStringLiteral("disk.onlySelected")));
    QVERIFY(waitForVerb(studio, QStringLiteral("9 replay")));
    QVERIFY(answer(studio, QStringLiteral("disk.confirm")));
    QVERIFY(waitForMessage(studio, QStringLiteral("9 replay")));
    QCOMPARE(recorded(one), size_t{1});
    QCOMPARE(recorded(two), size_t{12});
}

void TestStudioDisk::quotasSurviveARestartAndApplyAtTheStart() {
    const RunId run = addRun(10);
    StudioDriver studio(folder());
    QVERIFY(show(studio));
    QVERIFY(studio.type(QStringLiteral("disk.replays.perRun"), QStringLiteral("4")));
    QVERIFY(studio.type(QStringLiteral("disk.snapshots.bytes"), QStringLiteral("1.5")));
    QVERIFY(studio.click(QStringLiteral("disk.byThemselves")));
    QVERIFY(studio.waitFor(
        [&] {
            const auto kept = workspace_->kept("quota").value();
            return !kept.empty() && kept[0].body.find("\"byThemselves\":true") != std::string::npos;
        },
        20'000));
    QCOMPARE(recorded(run), size_t{10});  // not at once: only after a run and at the start
    studio.reopen();
    QVERIFY(studio.waitFor([&] { return recorded(run) == 4; }, 20'000));
    QVERIFY(studio.click(QStringLiteral("rail:disk")));
    QVERIFY(waitForMessage(studio, QStringLiteral("6 replay")));
    QCOMPARE(studio.find<views::ValueEdit>(QStringLiteral("disk.replays.perRun"))->text(), QStringLiteral("4"));
    QCOMPARE(studio.find<views::ValueEdit>(QStringLiteral("disk.snapshots.bytes"))->text(), QStringLiteral("1.5"));
    QVERIFY(studio.find<QCheckBox>(QStringLiteral("disk.byThemselves"))->isChecked());
}

void TestStudioDisk::quotasAreOffUnlessSwitchedOn() {
    const RunId run = addRun(10);
    // Also where another version wrote what this one does not know.
    QVERIFY(workspace_->keep({"quota", "retention", R"({"replaysPerRun":2,"byThemselves":"yes","more":[1]})", 0}).ok());
    StudioDriver studio(folder());
    QVERIFY(show(studio));
    QVERIFY(waitForVerb(studio, QStringLiteral("8 replay")));
    QVERIFY(!studio.find<QCheckBox>(QStringLiteral("disk.byThemselves"))->isChecked());
    QVERIFY(studio.messages().isEmpty());
    QCOMPARE(recorded(run), size_t{10});
}

void TestStudioDisk::quotasApplyAfterARunHasEnded() {
    QVERIFY(workspace_->keep({"quota", "retention", R"({"replaysPerRun":1,"byThemselves":true})", 0}).ok());
    StudioDriver studio(folder());
    studio.window().service().start(test::fileOf(QStringLiteral("tiny"), 200'000), {});
    const auto run = [&] { return workspace_->findRun("tiny"); };
    QVERIFY(studio.waitFor([&] { return run().ok() && run()->status == RunStatus::finished; }));
    QVERIFY(workspace_->matches(run()->id, 10'000)->size() > 4);
    QVERIFY(studio.waitFor([&] { return recorded(run()->id) == 1; }, 20'000));
    QVERIFY(workspace_->verify().empty());
}

void TestStudioDisk::leftOverFilesAreShownAndGo() {
    addRun(2);
    const std::string stray = workspace_->artefactPath(std::string(32, 'b'), ".replay");
    std::filesystem::create_directories(std::filesystem::path(stray).parent_path());
    std::ofstream(stray) << std::string(2000, 's');
    StudioDriver studio(folder());
    QVERIFY(show(studio));
    QVERIFY(waitForVerb(studio, QStringLiteral("1 left-over file")));
    QVERIFY(answer(studio, QStringLiteral("disk.confirm")));
    QVERIFY(waitForMessage(studio, QStringLiteral("1 left-over file")));
    QVERIFY(!std::filesystem::exists(stray));
}

/// As when the language changes.
void TestStudioDisk::pageGoesWhileAFieldHasTheFocus() {
    addRun(6);
    {
        StudioDriver studio(folder());
        QVERIFY(show(studio));
        auto* edit = studio.find<views::ValueEdit>(QStringLiteral("disk.replays.perRun"));
        QTest::mouseClick(edit, Qt::LeftButton, {}, QPoint(12, edit->height() / 2));
        QTest::keyClicks(edit, QStringLiteral("3"));
        table(studio)->selectAll();
    }
    QVERIFY(workspace_->kept("quota")->empty());  // it was not finished
}

void TestStudioDisk::pageIsUsedByKeyboardAlone() {
    const RunId run = addRun(6);
    StudioDriver studio(folder());
    QVERIFY(show(studio));
    const auto tabTo = [&](const QString& name) {
        for (int i = 0; i < 60; ++i) {
            QWidget* focus = studio.window().focusWidget();
            if (focus && focus->objectName() == name) return true;
            QTest::keyClick(focus ? focus : &studio.window(), Qt::Key_Tab);
        }
        return false;
    };
    table(studio)->setFocus();
    QVERIFY(tabTo(QStringLiteral("disk.replays.perRun")));
    QTest::keyClicks(studio.window().focusWidget(), QStringLiteral("2"));
    QVERIFY(waitForVerb(studio, QStringLiteral("4 replay")));
    for (const char* name : {"disk.replays.bytes", "disk.checkpoints.perRun", "disk.checkpoints.bytes",
                             "disk.snapshots.perRun", "disk.snapshots.bytes"}) {
        QTest::keyClick(studio.window().focusWidget(), Qt::Key_Tab);
        QCOMPARE(studio.window().focusWidget()->objectName(), QLatin1String(name));
        QVERIFY(!studio.window().focusWidget()->accessibleName().isEmpty());
    }
    QVERIFY(tabTo(QStringLiteral("disk.byThemselves")));
    QTest::keyClick(studio.window().focusWidget(), Qt::Key_Space);
    QVERIFY(studio.find<QCheckBox>(QStringLiteral("disk.byThemselves"))->isChecked());
    QVERIFY(tabTo(QStringLiteral("disk.free")));
    QCOMPARE(recorded(run), size_t{6});
}

void TestStudioDisk::awkwardNamesAreShown() {
    const std::string name = "o'neill \"q\"/\U0001F3D0 \u0645\u0631\u062d\u0628\u0627 " + std::string(500, 'x');
    addRun(1, name);
    StudioDriver studio(folder());
    QVERIFY(show(studio));
    QCOMPARE(table(studio)->model()->index(0, 0).data().toString(), QString::fromStdString(name));
    QVERIFY(studio.window().width() <= 1366);
}

int main(int argc, char** argv) {
    const test::TempDir settings;
    qputenv("LUDUS_MODULE_DIR", LUDUS_BIN_DIR);
    QApplication application(argc, argv);
    studio::prepareApplication(application, QString::fromStdString(settings.path()));
    TestStudioDisk tests;
    return QTest::qExec(&tests, argc, argv);
}

#include "tst_studio_disk.moc"
