// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded matches in the real window, with mouse and keys: found by queries, seen as thumbnails, ticked, pinned; and
// what is watched as files.
#include <webp/demux.h>

#include <QComboBox>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileDialog>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QScopeGuard>
#include <QTimer>

#include <algorithm>
#include <set>

#include "app/bridges/match_list_bridge.h"
#include "app/pages/match_grid.h"
#include "app/pages/match_preview.h"
#include "app/pages/replays_page.h"
#include "app/studio/shell.h"
#include "tests/app/studio/replay_kit.h"
#include "widgets/views/scene_canvas.h"
#include "widgets/views/table_view.h"
#include "widgets/views/value_bars_score.h"

using namespace ludus;
using test::ReplayKit;
using test::StudioDriver;

class TestStudioReplays : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        guard_.allow(QStringLiteral("This plugin does not support"));  // the offscreen platform about size hints
        guard_.allow(QStringLiteral("XDG_RUNTIME_DIR"));               // no session where tests run
    }
    void init() { kit_ = std::make_unique<ReplayKit>(); }
    void cleanup() {
        kit_.reset();
        QVERIFY2(guard_.clean(), qPrintable(guard_.take()));
    }

    void emptyPageOffersARun();
    void twoTickedMatchesAreWatchedSideBySide();
    void filterFindsAndNamesFaults();
    void findMatchesOpensTheListFiltered();
    void keptViewAndPinSurviveARestart();
    void pagesFollowWhenTheListIsScrolled();
    void thumbnailsScrolledAwayAreNotMade();
    void previewPlaysAndMomentsJump();
    void wholeMatchBecomesAnAnimatedWebP();
    void loopRangeBecomesNumberedPictures();
    void frameAndNumbersBecomeFiles();
    void cancelledExportLeavesNoFile();
    void offeredNameIsFreeInAPlaceThatIsThere();
    void fileThatIsThereIsNotReplacedUnasked();
    void otherFilesOfAnExportAreAskedAboutToo();
    void placeThatTakesNothingIsSaidBeforeAnythingIsDrawn();
    void matchWithoutItsFileIsSaidToBeUnreadable();

private:
    bool runExport(StudioDriver& studio, int format, const QString& file);

    test::WarningGuard guard_;
    std::unique_ptr<ReplayKit> kit_;
};

void TestStudioReplays::emptyPageOffersARun() {
    StudioDriver studio(kit_->path());
    QVERIFY(studio.click(QStringLiteral("rail:replays")));
    auto& list = studio.window().findChild<pages::ReplaysPage*>()->list();
    QVERIFY(studio.waitFor([&] { return list.loaded(); }));
    QVERIFY(!list.hasAny());
    QVERIFY(!studio.find(QStringLiteral("replays.grid"))->isVisible());
}

void TestStudioReplays::twoTickedMatchesAreWatchedSideBySide() {
    kit_->play("slime_volley", "net/slime", "bot:chaser", 1);
    kit_->play("slime_volley", "bot:defender", "bot:chaser", 2);
    kit_->play("slime_volley", "bot:random", "bot:chaser", 3);
    StudioDriver studio(kit_->path());
    QVERIFY(studio.click(QStringLiteral("rail:replays")));
    auto* grid = studio.find<pages::MatchGrid>(QStringLiteral("replays.grid"));
    auto& list = studio.window().findChild<pages::ReplaysPage*>()->list();
    QVERIFY(studio.waitFor([&] { return list.table()->rowCount() == 3 && !grid->currentId().isEmpty(); }));
    auto* watch = studio.find<QPushButton>(QStringLiteral("replays.watch"));
    QCOMPARE(watch->text(), QStringLiteral("Watch"));
    // One by its tick, one by the keyboard.
    QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, grid->tickRect(list.table()->idAt(0)).center());
    QCOMPARE(list.ticked(), QStringList{list.table()->idAt(0)});
    grid->setFocus();
    QTest::keyClick(grid, Qt::Key_Right);
    QTest::keyClick(grid, Qt::Key_Space);
    QCOMPARE(list.ticked().size(), 2);
    QCOMPARE(watch->text(), QStringLiteral("Watch side by side"));
    QVERIFY(studio.click(QStringLiteral("replays.watch")));
    auto& viewer = ReplayKit::page(studio).viewer();
    QVERIFY(studio.waitFor([&] { return viewer.isOpen(); }));
    QCOMPARE(studio.window().currentPage(), QStringLiteral("replay"));
    QCOMPARE(viewer.count(), 2);
    auto* left = studio.find(QStringLiteral("replay.match0"));
    auto* right = studio.find(QStringLiteral("replay.match1"));
    QVERIFY(left->isVisible() && right->isVisible());
    QVERIFY(left->geometry().right() < right->geometry().left());
    QCOMPARE(left->y(), right->y());
    QVERIFY(studio.find<views::ScoreHeader>(QStringLiteral("replay.score0"))
                ->accessibleName()
                .contains(QLatin1String("random")));
    QCOMPARE(viewer.title(), QStringLiteral("random and defender against chaser"));
}

void TestStudioReplays::filterFindsAndNamesFaults() {
    kit_->play("slime_volley", "bot:random", "bot:chaser", 40);
    kit_->play("rps", "bot:random", "bot:random", 41);
    StudioDriver studio(kit_->path());
    QVERIFY(studio.click(QStringLiteral("rail:replays")));
    auto& list = studio.window().findChild<pages::ReplaysPage*>()->list();
    QVERIFY(studio.waitFor([&] { return list.table()->rowCount() == 2; }));
    QVERIFY(studio.type(QStringLiteral("replays.filter"), QStringLiteral("game = rps")));
    QVERIFY(studio.waitFor([&] { return list.table()->rowCount() == 1; }));
    QCOMPARE(list.count(), 1);
    auto* fault = studio.find<QLabel>(QStringLiteral("replays.filter.problem"));
    QVERIFY(!fault->isVisible());
    QVERIFY(studio.type(QStringLiteral("replays.filter"), QStringLiteral("gmae = rps")));
    QVERIFY(studio.waitFor([&] { return fault->isVisible(); }));
    QVERIFY2(fault->text().contains(QLatin1String("game")), qPrintable(fault->text()));
    QCOMPARE(list.table()->rowCount(), 1);  // what was found stays
    QVERIFY(studio.type(QStringLiteral("replays.filter"), QStringLiteral("length > 100000")));
    QVERIFY(studio.waitFor([&] { return list.table()->rowCount() == 0; }));
    QVERIFY(studio.find(QStringLiteral("replays.filter"))->isVisible());  // no empty workspace
}

void TestStudioReplays::findMatchesOpensTheListFiltered() {
    kit_->play("slime_volley", "bot:random", "bot:chaser", 42);
    kit_->play("rps", "bot:random", "bot:random", 43);
    StudioDriver studio(kit_->path());
    studio.window().shell().go().findMatches(QStringLiteral("agent = \"bot:chaser\""));
    QCOMPARE(studio.window().currentPage(), QStringLiteral("replays"));
    QCOMPARE(studio.find<QLineEdit>(QStringLiteral("replays.filter"))->text(),
             QStringLiteral("agent = \"bot:chaser\""));
    auto& list = studio.window().findChild<pages::ReplaysPage*>()->list();
    QVERIFY(studio.waitFor([&] { return list.table()->rowCount() == 1; }));
}

void TestStudioReplays::keptViewAndPinSurviveARestart() {
    kit_->play("slime_volley", "bot:random", "bot:chaser", 44);
    kit_->play("rps", "bot:random", "bot:random", 45);
    {
        StudioDriver studio(kit_->path());
        QVERIFY(studio.click(QStringLiteral("rail:replays")));
        auto* page = studio.window().findChild<pages::ReplaysPage*>();
        auto& list = page->list();
        QVERIFY(studio.waitFor([&] { return list.table()->rowCount() == 2; }));
        QVERIFY(studio.type(QStringLiteral("replays.filter"), QStringLiteral("game = slime_volley")));
        QVERIFY(studio.waitFor([&] { return list.table()->rowCount() == 1; }));
        auto* name = studio.find<QLineEdit>(QStringLiteral("replays.viewName"));
        name->setText(QStringLiteral("volley \"only\" 🏐"));  // no key for the ball
        QTest::keyClick(name, Qt::Key_Return);
        QVERIFY(studio.waitFor([&] { return page->saved().views().size() == 1; }));
        QVERIFY(studio.click(QStringLiteral("replays.pin")));
        QVERIFY(studio.waitFor([&] { return list.match(list.table()->idAt(0))->pinned; }));
    }
    StudioDriver studio(kit_->path());
    QVERIFY(studio.click(QStringLiteral("rail:replays")));
    auto* page = studio.window().findChild<pages::ReplaysPage*>();
    auto& list = page->list();
    QVERIFY(studio.waitFor([&] { return page->saved().views().size() == 1 && list.loaded(); }));
    studio.window().findChild<QAction*>(QStringLiteral("replays.view.volley \"only\" 🏐"))->trigger();
    QVERIFY(studio.waitFor([&] { return list.table()->rowCount() == 1; }));
    QVERIFY(list.match(list.table()->idAt(0))->pinned);
    QVERIFY(studio.find<QPushButton>(QStringLiteral("replays.pin"))->isChecked());
}

void TestStudioReplays::pagesFollowWhenTheListIsScrolled() {
    const QString hash = kit_->play("rps", "bot:random", "bot:random", 46);
    MatchRecord row = kit_->workspace().matches({}, 1, true)->at(0);
    for (int i = 0; i < 450; ++i) {
        row.seed = static_cast<uint64_t>(1000 + i);
        QVERIFY(kit_->workspace().addMatch(row).ok());
    }
    StudioDriver studio(kit_->path());
    QVERIFY(studio.click(QStringLiteral("rail:replays")));
    auto& list = studio.window().findChild<pages::ReplaysPage*>()->list();
    QVERIFY(studio.waitFor([&] { return list.loaded(); }));
    QCOMPARE(list.table()->rowCount(), bridges::MatchListBridge::kPage);
    QVERIFY(studio.waitFor([&] { return list.count() == 451; }));  // counted after the page is shown
    QVERIFY(studio.click(QStringLiteral("replays.asTable")));
    auto* table = studio.find<views::TableView>(QStringLiteral("replays.table"));
    table->setFocus();
    QVERIFY(studio.waitFor([&] {
        QTest::keyClick(table, Qt::Key_End, Qt::ControlModifier);
        return list.table()->rowCount() == 451;
    }));
    QVERIFY(!list.hasMore());
    // A new match comes on top and what was read below it stays.
    row.seed = 5;
    QVERIFY(kit_->workspace().addMatch(row).ok());
    QVERIFY(studio.waitFor([&] { return list.table()->rowCount() == 452; }));
    QVERIFY(!hash.isEmpty());
}

void TestStudioReplays::thumbnailsScrolledAwayAreNotMade() {
    for (uint64_t seed = 50; seed < 58; ++seed)
        kit_->play("rps", "bot:random", "bot:random", seed);
    StudioDriver studio(kit_->path());
    bridges::StoreQuery store(kit_->path());
    bridges::MatchListBridge list(store);
    list.refresh();
    QVERIFY(studio.waitFor([&] { return list.table()->rowCount() == 8; }));
    QStringList ids;
    for (int row = 0; row < 8; ++row)
        ids << list.table()->idAt(row);
    list.want(ids.mid(0, 6));
    list.want(ids.mid(6, 2));
    QVERIFY(studio.waitFor([&] { return list.thumb(ids[6]) && list.thumb(ids[7]); }));
    QVERIFY(list.thumb(ids[0]));  // it was in hand
    for (int row = 1; row < 6; ++row)
        QVERIFY(!list.thumb(ids[row]));
    QVERIFY(!list.thumb(ids[7])->scene.world.isEmpty());
}

void TestStudioReplays::previewPlaysAndMomentsJump() {
    kit_->play("slime_volley", "bot:random", "bot:chaser", 60);
    StudioDriver studio(kit_->path());
    QVERIFY(studio.click(QStringLiteral("rail:replays")));
    auto* preview = studio.find<pages::MatchPreview>(QStringLiteral("replays.preview"));
    QVERIFY(studio.waitFor([&] { return preview->playback().isPlaying(); }));
    const int before = preview->playback().frame();
    QVERIFY(studio.waitFor([&] { return preview->playback().frame() != before; }));
    auto* moments = studio.find<QListWidget>(QStringLiteral("replays.moments"));
    QVERIFY(moments->count() >= 5);
    QTest::mouseClick(moments->viewport(), Qt::LeftButton, {}, moments->visualItemRect(moments->item(0)).center());
    const int wanted = moments->item(0)->data(Qt::UserRole).toInt();
    QVERIFY(preview->playback().frame() >= wanted && preview->playback().frame() < wanted + 30);
}

void TestStudioReplays::wholeMatchBecomesAnAnimatedWebP() {
    const QString one = kit_->play("slime_volley", "bot:random", "bot:chaser", 70);
    const QString two = kit_->play("slime_volley", "bot:random", "bot:defender", 70);
    StudioDriver studio(kit_->path());
    auto& viewer = ReplayKit::watch(studio, {one, two});
    const QString file = kit_->fileAt("match.webp");
    QVERIFY(runExport(studio, 0, file));
    QVERIFY(studio.waitFor([&] { return QFile::exists(file) && !studio.messages().isEmpty(); }));
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QByteArray bytes = written.readAll();
    const WebPData data{reinterpret_cast<const uint8_t*>(bytes.constData()), static_cast<size_t>(bytes.size())};
    WebPAnimDecoder* decoder = WebPAnimDecoderNew(&data, nullptr);
    QVERIFY(decoder != nullptr);
    WebPAnimInfo info;
    QVERIFY(WebPAnimDecoderGetInfo(decoder, &info) != 0);
    QCOMPARE(info.canvas_width, 480U);
    QVERIFY(info.frame_count > 1);
    int end = 0;
    std::set<QByteArray> pictures;
    while (WebPAnimDecoderHasMoreFrames(decoder) != 0) {
        uint8_t* pixels = nullptr;
        QVERIFY(WebPAnimDecoderGetNext(decoder, &pixels, &end) != 0);
        pictures.insert(QByteArray(reinterpret_cast<const char*>(pixels),
                                   static_cast<int>(info.canvas_width * info.canvas_height * 4)));
    }
    WebPAnimDecoderDelete(decoder);
    // As long as the match takes at speed 1, and it moves.
    const double seconds = viewer.playback()->frameCount() / viewer.playback()->stepsPerSecond();
    QVERIFY2(std::abs(end / 1000.0 - seconds) < 0.2,
             qPrintable(QStringLiteral("%1 ms for %2 s").arg(end).arg(seconds)));
    QVERIFY(pictures.size() > 1);
}

void TestStudioReplays::loopRangeBecomesNumberedPictures() {
    const QString one = kit_->play("slime_volley", "bot:random", "bot:chaser", 71);
    StudioDriver studio(kit_->path());
    auto& viewer = ReplayKit::watch(studio, {one});
    viewer.playback()->setLoopRange(3, 7);
    const QString folder = kit_->fileAt("frames");
    QVERIFY(runExport(studio, 3, folder));
    QVERIFY(
        studio.waitFor([&] { return studio.messages().join(QLatin1Char(' ')).contains(QLatin1String("is written")); }));
    const QStringList files = QDir(folder).entryList({QStringLiteral("*.png")});
    QCOMPARE(files.size(), 5);
    QCOMPARE(files.first(), QStringLiteral("frame-00003.png"));
    QCOMPARE(QImage(QDir(folder).filePath(files.first())).width(), 480);
}

void TestStudioReplays::frameAndNumbersBecomeFiles() {
    const QString one = kit_->play("soccer_twos", "net/soccer", "bot:random", 72);
    StudioDriver studio(kit_->path());
    auto& viewer = ReplayKit::watch(studio, {one});
    viewer.playback()->setFrame(4);
    const QString png = kit_->fileAt("frame.png");
    QVERIFY(runExport(studio, 1, png));
    QCOMPARE(QImage(png).width(), 480);
    const QString svg = kit_->fileAt("frame.svg");
    QVERIFY(runExport(studio, 2, svg));
    QFile vector(svg);
    QVERIFY(vector.open(QIODevice::ReadOnly) && vector.readAll().contains("<path"));
    const QString csv = kit_->fileAt("match.csv");
    QVERIFY(runExport(studio, 4, csv));
    QVERIFY(
        studio.waitFor([&] { return QFile::exists(csv) && studio.find(QStringLiteral("export.start"))->isVisible(); }));
    QFile numbers(csv);
    QVERIFY(numbers.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = numbers.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 1 + 4 * viewer.match(0)->frames());
    QVERIFY(lines[0].startsWith("frame,seat,side,agent,action0,name0,probability0,action1"));
    QCOMPARE(lines[1].count(','), lines[0].count(',') + 0 + (lines[1].contains("\"net/soccer, 1\"") ? 1 : 0));
    // A place that cannot be written is said in words.
    QVERIFY(runExport(studio, 4, QStringLiteral("/proc/nowhere/match.csv")));
    QVERIFY(studio.waitFor(
        [&] { return studio.messages().join(QLatin1Char(' ')).contains(QLatin1String("could not be written")); }));
}

void TestStudioReplays::cancelledExportLeavesNoFile() {
    const QString one = kit_->play("slime_volley", "bot:defender", "bot:defender", 73);
    StudioDriver studio(kit_->path());
    ReplayKit::watch(studio, {one});
    const QString file = kit_->fileAt("long.webp");
    QVERIFY(runExport(studio, 0, file));
    QVERIFY(studio.click(QStringLiteral("export.cancel")));
    QVERIFY(
        studio.waitFor([&] { return studio.messages().join(QLatin1Char(' ')).contains(QLatin1String("cancelled")); }));
    QVERIFY(!QFile::exists(file));
    QVERIFY(studio.find(QStringLiteral("export.start"))->isVisible());
}

void TestStudioReplays::offeredNameIsFreeInAPlaceThatIsThere() {
    const QString one = kit_->play("slime_volley", "bot:defender", "bot:chaser", 74);
    const QString home = kit_->fileAt("home");
    QVERIFY(QDir().mkpath(home));
    const QByteArray before = qgetenv("HOME");
    qputenv("HOME", home.toLocal8Bit());
    const auto back = qScopeGuard([&] { qputenv("HOME", before); });
    StudioDriver studio(kit_->path());
    ReplayKit::watch(studio, {one});
    QVERIFY(studio.click(QStringLiteral("replay.export")));
    auto* file = studio.find<QLineEdit>(QStringLiteral("export.file"));
    studio.find<QComboBox>(QStringLiteral("export.format"))->setCurrentIndex(1);
    QCOMPARE(file->text(), home + QStringLiteral("/match-74.png"));  // nobody made a folder of pictures
    QVERIFY(studio.click(QStringLiteral("export.start")));
    QVERIFY(studio.click(QStringLiteral("export.start")));
    QVERIFY(!QImage(home + QStringLiteral("/match-74.png")).isNull());
    QVERIFY(!QImage(home + QStringLiteral("/match-74-2.png")).isNull());
    QVERIFY2(studio.messages().join(QLatin1Char(' ')).contains(QStringLiteral("match-74-2.png is written")),
             qPrintable(studio.messages().join(QLatin1Char(' '))));
    QVERIFY(studio.click(QStringLiteral("export.start")));
    QVERIFY(!QImage(home + QStringLiteral("/match-74-3.png")).isNull());
    QCOMPARE(QDir(home).entryList(QDir::Files | QDir::Hidden).size(), 3);
    // Where there is one, it is used.
    QVERIFY(QDir(home).mkdir(QStringLiteral("Pictures")));
    QVERIFY(studio.click(QStringLiteral("replay.export")));
    QVERIFY(studio.click(QStringLiteral("replay.export")));
    QCOMPARE(file->text(), home + QStringLiteral("/Pictures/match-74.png"));
}

void TestStudioReplays::fileThatIsThereIsNotReplacedUnasked() {
    const QString one = kit_->play("slime_volley", "bot:defender", "bot:chaser", 75);
    StudioDriver studio(kit_->path());
    ReplayKit::watch(studio, {one});
    const QString path = kit_->fileAt("mine.png");
    {
        QFile mine(path);
        QVERIFY(mine.open(QIODevice::WriteOnly) && mine.write("mine") == 4);
    }
    // The dialog asks; whoever closes it keeps the file.
    bool asked = false;
    QTimer watch;
    connect(&watch, &QTimer::timeout, &watch, [&] {
        auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        if (dialog == nullptr) return;
        asked = true;
        dialog->reject();
    });
    watch.start(20);
    QVERIFY(runExport(studio, 1, path));
    QVERIFY(studio.waitFor([&] { return asked; }, 10'000));
    QCOMPARE(QFileInfo(path).size(), qint64{4});
    QVERIFY(studio.messages().isEmpty());
    // Another name needs no question.
    asked = false;
    QVERIFY(runExport(studio, 1, kit_->fileAt("other.png")));
    QVERIFY(!asked && QFile::exists(kit_->fileAt("other.png")));
}

void TestStudioReplays::otherFilesOfAnExportAreAskedAboutToo() {
    const QString one = kit_->play("rps", "bot:random", "bot:random", 79);
    const QString two = kit_->play("rps", "bot:random", "bot:random", 80);
    StudioDriver studio(kit_->path());
    ReplayKit::watch(studio, {one, two});
    const QString folder = kit_->fileAt("mine");
    const QString path = folder + QStringLiteral("/both.csv"), second = folder + QStringLiteral("/both-2.csv");
    QVERIFY(QDir().mkpath(folder));
    {
        QFile mine(second);
        QVERIFY(mine.open(QIODevice::WriteOnly) && mine.write("mine") == 4);
    }
    QString answer = QStringLiteral("export.replaceNo");
    QStringList asked;
    QTimer watch;
    connect(&watch, &QTimer::timeout, &watch, [&] {
        auto* question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        if (question == nullptr) return;
        asked << question->informativeText();
        QTest::mouseClick(question->findChild<QAbstractButton*>(answer), Qt::LeftButton);
    });
    watch.start(20);
    // The second match's file is there: a No keeps it, and nothing is written beside it.
    QVERIFY(runExport(studio, 4, path));
    QCOMPARE(asked, QStringList{QDir::toNativeSeparators(second)});
    QVERIFY(!QFile::exists(path));
    QCOMPARE(QFileInfo(second).size(), qint64{4});
    // So does a folder of pictures with something in it.
    QVERIFY(runExport(studio, 3, folder));
    QCOMPARE(asked.last(), QDir::toNativeSeparators(folder));
    QCOMPARE(QDir(folder).entryList(QDir::Files).size(), 1);
    answer = QStringLiteral("export.replaceYes");
    QVERIFY(runExport(studio, 4, path));
    QVERIFY(studio.waitFor([&] { return QFile::exists(path) && QFileInfo(second).size() > 4; }));
    QCOMPARE(asked.size(), 3);
}

void TestStudioReplays::placeThatTakesNothingIsSaidBeforeAnythingIsDrawn() {
    const QString one = kit_->play("slime_volley", "bot:defender", "bot:chaser", 76);
    StudioDriver studio(kit_->path());
    ReplayKit::watch(studio, {one});
    QVERIFY(runExport(studio, 0, QStringLiteral("/proc/nowhere/match.webp")));
    QVERIFY(studio.messages().join(QLatin1Char(' ')).contains(QLatin1String("could not be written")));
    QVERIFY(!studio.find(QStringLiteral("export.cancel"))->isVisible());
}

void TestStudioReplays::matchWithoutItsFileIsSaidToBeUnreadable() {
    const QString hash = kit_->play("slime_volley", "bot:random", "bot:chaser", 77);
    QDirIterator files(kit_->path() + QStringLiteral("/artefacts"), {QStringLiteral("*.replay")}, QDir::Files,
                       QDirIterator::Subdirectories);
    int removed = 0;
    while (files.hasNext())
        removed += QFile::remove(files.next()) ? 1 : 0;
    QCOMPARE(removed, 1);
    StudioDriver studio(kit_->path());
    // In the list ...
    QVERIFY(studio.click(QStringLiteral("rail:replays")));
    const auto saysSo = [&](const char* name) {
        auto* canvas = studio.find<views::SceneCanvas>(QLatin1String(name));
        return canvas && canvas->isVisible() && canvas->emptyText().contains(QLatin1String("could not be read"));
    };
    QVERIFY(studio.waitFor([&] { return saysSo("replay.canvas99"); }, 30'000));
    QVERIFY(studio.waitFor([&] {
        const auto labels = studio.find(QStringLiteral("replays.preview"))->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
            return label->text().contains(QLatin1String("replay")) &&
                   label->height() >= label->heightForWidth(label->width());
        });
    }));
    if (const QString target = qEnvironmentVariable("LUDUS_PICTURES"); !target.isEmpty())
        studio.window().grab().save(target + QStringLiteral("/replays-unreadable.png"));
    // ... and in the viewer, also in a view that is made afterwards.
    studio.window().shell().go().watch({{hash, {}}});
    QVERIFY(studio.waitFor([&] { return saysSo("replay.canvas0"); }, 30'000));
    QVERIFY(!studio.messages().isEmpty());
    ReplayKit::page(studio).viewer().add(kit_->play("slime_volley", "bot:random", "bot:chaser", 78), {});
    QVERIFY(studio.waitFor([&] { return saysSo("replay.canvas0"); }, 5'000));
}

bool TestStudioReplays::runExport(StudioDriver& studio, int format, const QString& file) {
    if (!studio.find(QStringLiteral("replay.exportStrip"))->isVisible() &&
        !studio.click(QStringLiteral("replay.export")))
        return false;
    studio.find<QComboBox>(QStringLiteral("export.format"))->setCurrentIndex(format);
    studio.find<QComboBox>(QStringLiteral("export.width"))->setCurrentIndex(0);
    studio.find<QLineEdit>(QStringLiteral("export.file"))->setText(file);
    return studio.click(QStringLiteral("export.start"));
}

int main(int argc, char** argv) {
    return test::runStudioTest<TestStudioReplays>(argc, argv);
}

#include "tst_studio_replays.moc"
