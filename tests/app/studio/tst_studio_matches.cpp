// SPDX-License-Identifier: GPL-3.0-or-later
// What the viewer shows of a crowded game, how results are told, and matches and films made behind the window's back.
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QListWidget>
#include <QSpinBox>
#include <QStandardItemModel>

#include <map>

#include "app/bridges/film_file.h"
#include "app/bridges/match_list_bridge.h"
#include "app/pages/match_preview.h"
#include "app/pages/match_view.h"
#include "app/pages/replays_page.h"
#include "app/studio/shell.h"
#include "tests/app/studio/replay_kit.h"
#include "widgets/views/picker.h"
#include "widgets/views/ray_fan.h"
#include "widgets/views/value_bars.h"
#include "widgets/views/value_bars_score.h"

using namespace ludus;
using test::ReplayKit;
using test::StudioDriver;

namespace {

constexpr int kMp4 = 5, kWebm = 6;

/// Puts a program called ffmpeg in front of all others, or nothing where programs are looked for.
class Programs {
public:
    explicit Programs(const QString& folder) : folder_(folder), before_(qgetenv("PATH")) { QDir().mkpath(folder_); }
    ~Programs() { qputenv("PATH", before_); }
    void hide() { qputenv("PATH", folder_.toLocal8Bit()); }
    /// `body` of a shell script; $last is the file to write.
    void install(const QByteArray& body) {
        QFile script(QDir(folder_).filePath(QStringLiteral("ffmpeg")));
        if (!script.open(QIODevice::WriteOnly)) qFatal("no script");
        script.write("#!/bin/sh\nfor last; do :; done\necho \"$@\" > \"" + folder_.toLocal8Bit() + "/said\"\n" + body);
        script.close();
        script.setPermissions(script.permissions() | QFile::ExeOwner);
        qputenv("PATH", folder_.toLocal8Bit() + ':' + before_);
    }
    QByteArray said() const {
        QFile file(QDir(folder_).filePath(QStringLiteral("said")));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    QString folder_;
    QByteArray before_;
};

}  // namespace

class TestStudioMatches : public QObject {
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

    void theCourtOfSoccerTakesMostOfThePage();
    void onlyTheObservedPlayersBarsAreOpen();
    void twoSoccerMatchesFoldAllBarsBelowTheirCourts();
    void soccerIsToldInGoals();
    void volleyIsToldInPoints();
    void matchesAreRecordedBehindTheWindow();
    void recordingIsCancelledAndKeepsWhatItHas();
    void anAgentThatCannotPlayIsSaid();
    void aFilmIsMadeWhereAnEncoderIs();
    void filmsAreGreyWithoutAnEncoder();
    void anEncoderThatFailsLeavesNoFile();
    void aCancelledFilmLeavesNoFile();
    void numbersAreWrittenInTheBackground();

private:
    static double courtWidth(const pages::MatchView& view) {
        return views::paintedSize(view.canvas().scene().world, view.canvas().size()).width();
    }
    static QString said(StudioDriver& studio) { return studio.messages().join(QLatin1Char(' ')); }
    /// Opens the strip of exports and starts one.
    static bool writeFile(StudioDriver& studio, int format, const QString& file);

    test::WarningGuard guard_;
    std::unique_ptr<ReplayKit> kit_;
};

void TestStudioMatches::theCourtOfSoccerTakesMostOfThePage() {
    const QString one = kit_->play("soccer_twos", "net/soccer", "bot:random", 9);
    StudioDriver studio(kit_->path());
    studio.window().resize(1366, 768);
    auto& viewer = ReplayKit::watch(studio, {one});
    viewer.playback()->setFrame(5);
    const auto* view = studio.find<pages::MatchView>(QStringLiteral("replay.match0"));
    QVERIFY(studio.waitFor([&] { return view->readings() == pages::MatchView::Readings::Beside; }, 5000));
    QVERIFY(studio.waitFor([&] { return courtWidth(*view) >= 0.6 * ReplayKit::page(studio).width(); }, 5000));
    // The readings are all there and inside the view.
    for (int seat = 0; seat < 4; ++seat) {
        auto* bars = studio.find<views::ValueBars>(QStringLiteral("replay.actions0.%1").arg(seat));
        QVERIFY(bars->isVisible());
        const QRect place(bars->mapTo(view, QPoint(0, 0)), bars->size());
        QVERIFY2(view->rect().contains(place), qPrintable(QString::number(seat)));
        QVERIFY(studio.waitFor([&] { return bars->height() >= bars->sizeHint().height(); }, 5000));
    }
}

void TestStudioMatches::onlyTheObservedPlayersBarsAreOpen() {
    const QString one = kit_->play("soccer_twos", "net/soccer", "bot:random", 9);
    StudioDriver studio(kit_->path());
    studio.window().resize(1366, 768);
    ReplayKit::watch(studio, {one});
    const auto bars = [&](int seat) {
        return studio.find<views::ValueBars>(QStringLiteral("replay.actions0.%1").arg(seat));
    };
    QVERIFY(studio.waitFor([&] { return bars(0) && !bars(0)->isFolded() && bars(1)->isFolded(); }, 5000));
    QTest::mouseClick(bars(3), Qt::LeftButton);
    QVERIFY(!bars(3)->isFolded());
    for (int seat = 0; seat < 3; ++seat)
        QVERIFY(bars(seat)->isFolded());
    bars(1)->setFocus();
    QTest::keyClick(bars(1), Qt::Key_Return);
    QVERIFY(!bars(1)->isFolded() && bars(3)->isFolded());
}

void TestStudioMatches::twoSoccerMatchesFoldAllBarsBelowTheirCourts() {
    const QString one = kit_->play("soccer_twos", "net/soccer", "bot:random", 9);
    const QString two = kit_->play("soccer_twos", "net/soccer", "bot:random", 10);
    StudioDriver studio(kit_->path());
    studio.window().resize(1366, 768);
    ReplayKit::watch(studio, {one, two});
    const auto* view = studio.find<pages::MatchView>(QStringLiteral("replay.match0"));
    QVERIFY(studio.waitFor([&] { return view->readings() == pages::MatchView::Readings::Below; }, 5000));
    const auto* first = studio.find<views::ValueBars>(QStringLiteral("replay.actions0.0"));
    const auto* third = studio.find<views::ValueBars>(QStringLiteral("replay.actions0.2"));
    QVERIFY(first->isFolded() && third->isFolded());
    QVERIFY(studio.waitFor([&] { return first->x() < third->x() && first->y() == third->y(); }, 5000));
    if (!studio.waitFor([&] { return courtWidth(*view) > 0.9 * view->width(); }, 5000)) {
        const QSize canvas = view->canvas().size();
        QFAIL(qPrintable(QStringLiteral("%1 of %2, canvas %3 x %4, view %5")
                             .arg(courtWidth(*view))
                             .arg(view->width())
                             .arg(canvas.width())
                             .arg(canvas.height())
                             .arg(view->height())));
    }
}

void TestStudioMatches::soccerIsToldInGoals() {
    QString hash;
    MatchRecord row;
    // A match with a goal.
    for (uint64_t seed = 1; hash.isEmpty(); ++seed) {
        const QString played = kit_->play("soccer_twos", "bot:random", "bot:heuristic", seed);
        row = kit_->workspace().matches({}, 1, true)->at(0);
        if (row.scores.at(1) == 1) hash = played;
        QVERIFY(seed < 20);
    }
    StudioDriver studio(kit_->path());
    QVERIFY(studio.click(QStringLiteral("rail:replays")));
    auto& list = studio.window().findChild<pages::ReplaysPage*>()->list();
    QVERIFY(studio.waitFor([&] { return list.table()->rowCount() >= 1; }));
    const QString id = list.table()->idAt(0);
    QCOMPARE(list.result(id), QStringLiteral("0 : 1"));
    QCOMPARE(list.table()->index(0, 2).data().toString(), QStringLiteral("0 : 1"));
    QVERIFY(studio.waitFor([&] { return list.thumb(id) != nullptr; }));
    QCOMPARE(list.thumb(id)->points, (std::vector<double>{0, 1}));
    QCOMPARE(list.table()->headerData(0, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("Blue side"));
    auto* moments = studio.find<QListWidget>(QStringLiteral("replays.moments"));
    QVERIFY(studio.waitFor([&] { return moments->count() > 0; }));
    QVERIFY(moments->item(moments->count() - 1)->text().contains(QLatin1String("goal for heuristic")));

    auto& viewer = ReplayKit::watch(studio, {hash});
    viewer.playback()->setFrame(viewer.playback()->lastFrame());
    QCOMPARE(studio.find<views::ScoreHeader>(QStringLiteral("replay.score0"))->score(), QStringLiteral("0 : 1"));
    QCOMPARE(viewer.playback()->pointName(1), QStringLiteral("goal for Orange"));
    QVERIFY(
        studio.window().findChild<QAction*>(QStringLiteral("replay.again0.0"))->text().contains(QLatin1String("Blue")));
}

void TestStudioMatches::volleyIsToldInPoints() {
    kit_->play("slime_volley", "bot:random", "bot:chaser", 42);
    const MatchRecord row = kit_->workspace().matches({}, 1, true)->at(0);
    StudioDriver studio(kit_->path());
    QVERIFY(studio.click(QStringLiteral("rail:replays")));
    auto& list = studio.window().findChild<pages::ReplaysPage*>()->list();
    QVERIFY(studio.waitFor([&] { return list.table()->rowCount() == 1; }));
    const QString id = list.table()->idAt(0);
    // The winner has all five, which the score alone does not show.
    QVERIFY(row.scores.at(1) > 0 && row.steps < 3000);
    const QString expected = QStringLiteral("%1 : 5").arg(5 - qRound(row.scores[1]));
    QCOMPARE(list.result(id), expected);
    QVERIFY(studio.waitFor([&] { return list.thumb(id) != nullptr; }));
    QCOMPARE(list.result(id), expected);
}

void TestStudioMatches::matchesAreRecordedBehindTheWindow() {
    StudioDriver studio(kit_->path());
    QVERIFY(studio.click(QStringLiteral("rail:replays")));
    auto& list = studio.window().findChild<pages::ReplaysPage*>()->list();
    QVERIFY(studio.click(QStringLiteral("replays.record")));
    auto* game = studio.find<QComboBox>(QStringLiteral("record.game"));
    game->setCurrentIndex(game->findData(QStringLiteral("slime_volley")));
    // The blue side is picked from the list of agents.
    QVERIFY(studio.click(QStringLiteral("record.side0")));
    auto* picker = studio.find<views::Picker>(QStringLiteral("record.picker"));
    QVERIFY(studio.waitFor([&] { return picker->isVisible() && picker->shownCount() > 2; }));
    auto* search = picker->findChild<QLineEdit*>();
    QTest::keyClicks(search, QStringLiteral("net/slime"));
    QTest::keyClick(search, Qt::Key_Return);
    QVERIFY(studio.find(QStringLiteral("record.side0"))->accessibleName().contains(QLatin1String("net/slime")));
    QVERIFY(studio.type(QStringLiteral("record.seed"), QStringLiteral("77")));
    studio.find<QSpinBox>(QStringLiteral("record.count"))->setValue(4);
    QVERIFY(studio.click(QStringLiteral("record.swap")));
    QVERIFY(studio.click(QStringLiteral("record.start")));
    QVERIFY(studio.waitFor([&] { return said(studio).contains(QLatin1String("4 match")); }));
    QVERIFY(studio.waitFor([&] { return list.table()->rowCount() == 4; }));
    std::map<uint64_t, std::vector<std::string>> first;
    const auto recorded = kit_->workspace().matches({}, 10, true);
    QVERIFY(recorded.ok());
    for (const MatchRecord& match : *recorded) {
        QCOMPARE(match.purpose, Purpose::friendly);
        QVERIFY(!match.replayHash.empty());
        first[match.seed].push_back(match.agents.at(0));
    }
    QCOMPARE(first.size(), size_t{2});
    for (const uint64_t seed : {77, 78}) {
        QCOMPARE(first[seed].size(), size_t{2});
        QVERIFY(first[seed][0] != first[seed][1]);
    }
    QVERIFY(studio.find(QStringLiteral("record.start"))->isVisible());
}

void TestStudioMatches::recordingIsCancelledAndKeepsWhatItHas() {
    StudioDriver studio(kit_->path());
    studio.window().shell().go().record(QStringLiteral("soccer_twos"), QStringLiteral("net/soccer"),
                                        QStringLiteral("net/soccer"));
    QCOMPARE(studio.window().currentPage(), QStringLiteral("replays"));
    QVERIFY(studio.find(QStringLiteral("record.side0"))->accessibleName().contains(QLatin1String("net/soccer")));
    studio.find<QSpinBox>(QStringLiteral("record.count"))->setValue(1000);
    QVERIFY(studio.click(QStringLiteral("record.start")));
    QVERIFY(studio.find(QStringLiteral("record.progress"))->isVisible());
    QVERIFY(studio.click(QStringLiteral("record.cancel")));
    QVERIFY(studio.waitFor([&] { return said(studio).contains(QLatin1String("Cancelled")); }));
    QVERIFY(kit_->workspace().matches({}, 2000, true)->size() < 1000);
    QVERIFY(studio.find(QStringLiteral("record.start"))->isEnabled());
}

void TestStudioMatches::anAgentThatCannotPlayIsSaid() {
    StudioDriver studio(kit_->path());
    studio.window().shell().go().record(QStringLiteral("slime_volley"), QStringLiteral("run:gone/latest"),
                                        QStringLiteral("newest of gone"));
    QVERIFY(studio.click(QStringLiteral("record.start")));
    QVERIFY(studio.waitFor([&] { return said(studio).contains(QLatin1String("gone")); }));
    QVERIFY(kit_->workspace().matches({}, 10, true)->empty());
}

bool TestStudioMatches::writeFile(StudioDriver& studio, int format, const QString& file) {
    if (!studio.find(QStringLiteral("replay.exportStrip"))->isVisible() &&
        !studio.click(QStringLiteral("replay.export")))
        return false;
    studio.find<QComboBox>(QStringLiteral("export.format"))->setCurrentIndex(format);
    studio.find<QComboBox>(QStringLiteral("export.width"))->setCurrentIndex(0);
    studio.find<QLineEdit>(QStringLiteral("export.file"))->setText(file);
    return studio.click(QStringLiteral("export.start"));
}

void TestStudioMatches::aFilmIsMadeWhereAnEncoderIs() {
    Programs programs(kit_->fileAt("bin"));
    programs.install("cat > \"$last\"\n");  // the film is the pictures themselves
    const QString one = kit_->play("slime_volley", "bot:random", "bot:chaser", 70);
    StudioDriver studio(kit_->path());
    auto& viewer = ReplayKit::watch(studio, {one});
    viewer.playback()->setLoopRange(10, 19);
    const QString file = kit_->fileAt("film.mp4");
    QVERIFY(writeFile(studio, kMp4, file));
    QVERIFY(studio.waitFor([&] { return said(studio).contains(QLatin1String("is written")); }));
    const QByteArray arguments = programs.said();
    QVERIFY2(arguments.contains("-f rawvideo -pix_fmt rgb24 -s 480x"), arguments.constData());
    QVERIFY(arguments.contains("libx264") && arguments.contains("yuv420p"));
    const int height = arguments.mid(arguments.indexOf("480x") + 4).split(' ').at(0).toInt();
    QVERIFY(height > 100 && height % 2 == 0);
    QFile film(file);
    QVERIFY(film.open(QIODevice::ReadOnly));
    const QByteArray bytes = film.readAll();
    // Ten pictures: 50 steps a second would be thinned, 30 are not.
    const qsizetype picture = qsizetype{480} * height * 3;
    QCOMPARE(bytes.size() % picture, qsizetype{0});
    QVERIFY(bytes.size() / picture >= 5);
    const QImage first(reinterpret_cast<const uchar*>(bytes.constData()), 480, height, 480 * 3, QImage::Format_RGB888);
    const QString png = kit_->fileAt("frame.png");
    viewer.playback()->setFrame(10);
    QVERIFY(writeFile(studio, 1, png));
    QCOMPARE(first.convertToFormat(QImage::Format_RGB32), QImage(png).convertToFormat(QImage::Format_RGB32));
    QVERIFY(bytes.left(picture) != bytes.right(picture));
    QVERIFY(!QFile::exists(file + QStringLiteral(".part")));
    const QString web = kit_->fileAt("film.webm");
    QVERIFY(writeFile(studio, kWebm, web));
    QVERIFY(studio.waitFor([&] { return QFile::exists(web); }));
    QVERIFY(programs.said().contains("libvpx-vp9"));
}

void TestStudioMatches::filmsAreGreyWithoutAnEncoder() {
    const QString one = kit_->play("rps", "bot:random", "bot:random", 71);
    Programs programs(kit_->fileAt("empty"));
    programs.hide();
    QVERIFY(bridges::filmEncoder().isEmpty());
    StudioDriver studio(kit_->path());
    ReplayKit::watch(studio, {one});
    QVERIFY(studio.click(QStringLiteral("replay.export")));
    auto* format = studio.find<QComboBox>(QStringLiteral("export.format"));
    auto* items = qobject_cast<QStandardItemModel*>(format->model());
    for (const int kind : {kMp4, kWebm}) {
        QVERIFY(!items->item(kind)->isEnabled());
        QVERIFY(format->itemText(kind).contains(QLatin1String("ffmpeg")));
        QVERIFY(!format->itemData(kind, Qt::ToolTipRole).toString().isEmpty());
    }
    // Installed meanwhile, it is found when the strip is opened again.
    programs.install("cat > \"$last\"\n");
    QVERIFY(studio.click(QStringLiteral("replay.export")));
    QVERIFY(studio.click(QStringLiteral("replay.export")));
    QVERIFY(items->item(kMp4)->isEnabled());
}

void TestStudioMatches::anEncoderThatFailsLeavesNoFile() {
    Programs programs(kit_->fileAt("bin"));
    programs.install("cat > /dev/null\necho first >&2\necho 'Unknown encoder libx264' >&2\nexit 1\n");
    const QString one = kit_->play("rps", "bot:random", "bot:random", 72);
    StudioDriver studio(kit_->path());
    ReplayKit::watch(studio, {one});
    const QString file = kit_->fileAt("film.mp4");
    QVERIFY(writeFile(studio, kMp4, file));
    QVERIFY(studio.waitFor([&] { return said(studio).contains(QLatin1String("Unknown encoder libx264")); }));
    QVERIFY(!QFile::exists(file) && !QFile::exists(file + QStringLiteral(".part")));
    // One that ends before it has read everything is no other matter.
    programs.install("echo broken >&2\nexit 3\n");
    const QString longer = kit_->play("slime_volley", "bot:defender", "bot:chaser", 73);
    ReplayKit::watch(studio, {longer});
    QVERIFY(writeFile(studio, kMp4, file));
    QVERIFY(studio.waitFor([&] { return said(studio).contains(QLatin1String("could not make the film")); }));
    QVERIFY(!QFile::exists(file));
}

void TestStudioMatches::aCancelledFilmLeavesNoFile() {
    Programs programs(kit_->fileAt("bin"));
    programs.install("cat > \"$last\"\n");
    const QString one = kit_->play("slime_volley", "bot:defender", "bot:defender", 73);
    StudioDriver studio(kit_->path());
    ReplayKit::watch(studio, {one});
    const QString file = kit_->fileAt("film.webm");
    QVERIFY(writeFile(studio, kWebm, file));
    QVERIFY(studio.click(QStringLiteral("export.cancel")));
    QVERIFY(studio.waitFor([&] { return said(studio).contains(QLatin1String("cancelled")); }));
    QVERIFY(!QFile::exists(file) && !QFile::exists(file + QStringLiteral(".part")));
}

void TestStudioMatches::numbersAreWrittenInTheBackground() {
    const QString one = kit_->play("slime_volley", "bot:defender", "bot:chaser", 74);
    StudioDriver studio(kit_->path());
    auto& viewer = ReplayKit::watch(studio, {one});
    const QString file = kit_->fileAt("match.csv");
    QVERIFY(writeFile(studio, 4, file));
    // The click came back before the file was there.
    QVERIFY(studio.find(QStringLiteral("export.progress"))->isVisible());
    QVERIFY(studio.waitFor([&] { return said(studio).contains(QLatin1String("is written")); }));
    QFile numbers(file);
    QVERIFY(numbers.open(QIODevice::ReadOnly));
    QCOMPARE(numbers.readAll().trimmed().split('\n').size(), 1 + 2 * viewer.match(0)->frames());
}

int main(int argc, char** argv) {
    return test::runStudioTest<TestStudioMatches>(argc, argv);
}

#include "tst_studio_matches.moc"
