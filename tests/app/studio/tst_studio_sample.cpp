// SPDX-License-Identifier: GPL-3.0-or-later
// The sample workspace that the studio brings along: whole, small, of no machine, and worth looking at in the window.
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QPushButton>
#include <QTabBar>

#include <algorithm>
#include <map>
#include <set>

#include "app/pages/sample_workspace.h"
#include "app/studio/shell.h"
#include "core/runs/origin.h"
#include "tests/app/studio/replay_kit.h"
#include "widgets/models/playback_model.h"
#include "widgets/views/panel.h"
#include "widgets/views/table_view.h"

using namespace ludus;
using test::StudioDriver;

namespace {

constexpr qint64 kMostBytes = 5 << 20;

QByteArray packedBytes() {
    QFile packed(pages::kSampleWorkspace);
    return packed.open(QIODevice::ReadOnly) ? packed.readAll() : QByteArray();
}

}  // namespace

class TestStudioSample : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        guard_.allow(QStringLiteral("This plugin does not support"));  // the offscreen platform about size hints
        guard_.allow(QStringLiteral("XDG_RUNTIME_DIR"));               // no session where tests run
    }
    void init() { folder_ = std::make_unique<test::TempDir>(); }
    void cleanup() { QVERIFY2(guard_.clean(), qPrintable(guard_.take())); }

    void opensInThisVersionAndIsSound();
    void offersSomethingToEveryPage();
    void saysNothingOfTheMachineItWasMadeOn();
    void isUnpackedOnceAndKeptAsPeopleLeaveIt();
    void damagedOrBlockedLeavesNothingBehind();
    void welcomeOpensItInAWindowWhereMatchesAreWatched();
    void anAlertOfOneRunIsNotSaidOnThePageOfAnother();
    void sideOfAFinishedRunOpensAtReproduceAndNothingOverlaps();

private:
    QString at(const char* name) const { return QString::fromStdString(folder_->path(name)); }
    std::unique_ptr<store::Workspace> unpackAndOpen() const {
        if (!pages::unpackSampleWorkspace(at("sample"))) return nullptr;
        auto opened = store::Workspace::open(folder_->path("sample"));
        return opened ? std::move(*opened) : nullptr;
    }

    std::unique_ptr<test::TempDir> folder_;
    test::WarningGuard guard_;
};

void TestStudioSample::opensInThisVersionAndIsSound() {
    QVERIFY(pages::hasSampleWorkspace());
    QVERIFY2(packedBytes().size() < kMostBytes, qPrintable(QString::number(packedBytes().size())));
    const auto workspace = unpackAndOpen();
    QVERIFY(workspace);
    QVERIFY(!workspace->readOnly());
    for (const store::Problem& problem : workspace->verify())
        QFAIL(problem.text.str().c_str());
    QCOMPARE(*workspace->removeStrays(), 0);
}

void TestStudioSample::offersSomethingToEveryPage() {
    const auto workspace = unpackAndOpen();
    QVERIFY(workspace);
    std::set<std::string> games;
    std::map<std::string, int> sweeps;
    int archived = 0, noted = 0, continued = 0;
    const auto runs = *workspace->runs();
    for (const RunRecord& run : runs) {
        games.insert(run.game);
        if (!run.sweep.empty()) ++sweeps[run.sweep];
        archived += run.archived ? 1 : 0;
        noted += run.note.empty() ? 0 : 1;
        continued += run.startedFrom.empty() ? 0 : 1;
        // Nothing is left to do: opening it asks no questions.
        QCOMPARE(run.status, RunStatus::finished);
        QVERIFY(!run.interrupted);
        QVERIFY2(!run.tags.empty(), run.name.c_str());
        QVERIFY2(workspace->curve(run.id, "entropy", 0, run.steps, 400)->size() >= 15, run.name.c_str());
    }
    QVERIFY(games.contains("slime_volley") && games.contains("rps") && games.contains("soccer_twos"));
    QVERIFY(std::any_of(sweeps.begin(), sweeps.end(), [](const auto& sweep) { return sweep.second >= 4; }));
    QVERIFY(archived >= 1 && noted >= 3 && continued >= 1);
    const int64_t replays = *workspace->matchCount({}, 1000);
    QVERIFY2(replays >= 40 && replays <= 80, qPrintable(QString::number(replays)));
}

void TestStudioSample::saysNothingOfTheMachineItWasMadeOn() {
    const auto workspace = unpackAndOpen();
    QVERIFY(workspace);
    const auto runs = *workspace->runs();
    for (const RunRecord& run : runs) {
        QVERIFY(run.owner.empty());
        const auto origin = runs::readOrigin(run.origin);
        QVERIFY(origin.ok());
        QVERIFY(origin->machine.host.empty() && origin->machine.cpu.empty() && origin->machine.gpu.empty());
    }
    QDirIterator files(at("sample"), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        for (const char* path : {"/home/", "/root/", "/tmp/", "/build/release"})
            QVERIFY2(!bytes.contains(path), qPrintable(file.fileName()));
    }
}

void TestStudioSample::isUnpackedOnceAndKeptAsPeopleLeaveIt() {
    auto workspace = unpackAndOpen();
    QVERIFY(workspace);
    const RunId run = workspace->runs()->front().id;
    QVERIFY(workspace->setNote(run, "mine").ok());
    workspace = nullptr;
    workspace = unpackAndOpen();
    QVERIFY(workspace);
    QCOMPARE(workspace->run(run)->note, std::string("mine"));
}

void TestStudioSample::damagedOrBlockedLeavesNothingBehind() {
    const QByteArray packed = packedBytes();
    QByteArray changed = packed;
    for (qsizetype i = packed.size() / 2; i < packed.size() / 2 + 64; ++i)
        changed[i] = static_cast<char>(~changed[i]);
    for (const QByteArray& bytes : {packed.first(packed.size() / 2), changed, QByteArray("no archive"), QByteArray()}) {
        folder_->write("damaged", {bytes.constData(), static_cast<size_t>(bytes.size())});
        QVERIFY(!pages::unpackSampleWorkspace(at("sample"), at("damaged")));
        QCOMPARE(QDir(QString::fromStdString(folder_->path())).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
                 QStringList{QStringLiteral("damaged")});
    }
    QVERIFY(!pages::unpackSampleWorkspace(at("sample"), at("absent")));
    // A file on the way to the folder; a folder where somebody keeps other things.
    QVERIFY(!pages::unpackSampleWorkspace(at("damaged/sample")));
    folder_->write("other/letter.txt", "mine");
    QVERIFY(!pages::unpackSampleWorkspace(at("other")));
    QCOMPARE(QDir(at("other")).entryList(QDir::Files), QStringList{QStringLiteral("letter.txt")});
    QVERIFY(!QFile::exists(at("other.part")));
    // An empty one is no obstacle.
    QVERIFY(QDir().mkpath(at("empty")));
    QVERIFY(pages::unpackSampleWorkspace(at("empty")));
}

void TestStudioSample::welcomeOpensItInAWindowWhereMatchesAreWatched() {
    qputenv("LUDUS_WORKSPACE", QFile::encodeName(at("default")));
    StudioDriver studio(at("default"));
    studio.window().showPage(QStringLiteral("welcome"));
    QVERIFY(studio.click(QStringLiteral("welcome.look")));
    studio::MainWindow* opened = nullptr;
    QVERIFY(studio.waitFor([&] {
        for (QWidget* window : QApplication::topLevelWidgets()) {
            auto* ours = qobject_cast<studio::MainWindow*>(window);
            if (ours && ours != &studio.window() && ours->isVisible()) opened = ours;
        }
        return opened && opened->shell().allMade();
    }));
    auto* table = opened->findChild<views::TableView*>(QStringLiteral("experiments.table"));
    QVERIFY(studio.waitFor([&] { return table->table()->rowCount() >= 8; }));

    const auto workspace = store::Workspace::open(folder_->path("sample"));
    QVERIFY(workspace.ok());
    const auto matches = *(*workspace)->matchList({});
    QVERIFY(matches.size() >= 2);
    opened->shell().go().watch({{QString::fromStdString(matches.front().match.replayHash), {}},
                                {QString::fromStdString(matches.back().match.replayHash), {}}});
    auto& viewer = opened->findChild<pages::ReplayPage*>()->viewer();
    QVERIFY(studio.waitFor([&] { return viewer.count() == 2 && viewer.isOpen(); }));
    viewer.playback()->setPlaying(true);
    const int from = viewer.playback()->frameOf(0);
    QVERIFY(studio.waitFor([&] { return viewer.playback()->frameOf(0) > from; }));
    opened->close();
    QVERIFY(studio.waitFor([guarded = QPointer<QWidget>(opened)] { return guarded.isNull(); }));
    qunsetenv("LUDUS_WORKSPACE");
}

void TestStudioSample::anAlertOfOneRunIsNotSaidOnThePageOfAnother() {
    QVERIFY(pages::unpackSampleWorkspace(at("sample")));
    StudioDriver studio(at("sample"));
    const auto open = [&studio](RunId run) {
        studio.window().openRun(run);
        return studio.waitFor([&] { return studio.runBridge().facts().record.id == run; });
    };
    QVERIFY(open(RunId{2}));
    Alerted alert;
    alert.kind = "threshold";
    alert.text = LUDUS_TEXT("Run", "Finished");
    Q_EMIT studio.runBridge().alerted(alert);
    QCOMPARE(studio.messages(), QStringList{QStringLiteral("Finished")});
    QVERIFY(open(RunId{3}));
    QVERIFY(studio.waitFor([&] { return studio.messages().isEmpty(); }, 10'000));
}

void TestStudioSample::sideOfAFinishedRunOpensAtReproduceAndNothingOverlaps() {
    QVERIFY(pages::unpackSampleWorkspace(at("sample")));
    StudioDriver studio(at("sample"));
    studio.window().openRun(RunId{2});
    QVERIFY(studio.waitFor([&] { return !studio.runBridge().entropy()->isEmpty(); }));
    QVERIFY(studio.click(QStringLiteral("run.details")));
    QVERIFY(studio.waitFor([&] { return studio.find(QStringLiteral("run.side"))->isVisible(); }));
    QCOMPARE(studio.find<QTabBar>(QStringLiteral("run.side.tabs"))->currentIndex(), 1);
    QVERIFY(studio.waitFor([&] { return studio.find<QPushButton>(QStringLiteral("run.addPanel"))->text().isEmpty(); }));
    const auto panels = studio.find(QStringLiteral("run.grid"))->findChildren<views::Panel*>();
    QVERIFY(panels.size() >= 6);
    for (const views::Panel* one : panels) {
        for (const views::Panel* other : panels)
            QVERIFY(one == other || one->parent() != other->parent() || !one->geometry().intersects(other->geometry()));
    }
}

int main(int argc, char** argv) {
    return test::runStudioTest<TestStudioSample>(argc, argv);
}

#include "tst_studio_sample.moc"
