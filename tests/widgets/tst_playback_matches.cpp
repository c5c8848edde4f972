// SPDX-License-Identifier: GPL-3.0-or-later
// Several matches on one time line, in step or apart, and what is drawn of a frame beside the court.
#include <QApplication>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <thread>

#include "widgets/models/playback_model.h"
#include "widgets/models/scene.h"
#include "widgets/style/theme.h"
#include "widgets/views/picker.h"
#include "widgets/views/playback_bar_timeline.h"
#include "widgets/views/ray_fan.h"
#include "widgets/views/scene_canvas.h"
#include "widgets/views/value_bars.h"
#include "widgets/views/value_bars_observation.h"

using namespace ludus;
using models::PlaybackMark;
using models::PlaybackModel;
using models::PlaybackTrack;

namespace {

models::Scene court(double ballX, double ballY) {
    using namespace models;
    Scene scene;
    scene.world = QRectF(-24, 0, 48, 20);
    scene.shapes.push_back(sceneRectangle(QRectF(-24, 0, 48, 1.5), SceneFill::Ground));
    scene.shapes.push_back(sceneRectangle(QRectF(-0.5, 1.5, 1, 2.4), SceneFill::Neutral, 0.4));
    for (int i = 0; i < 14; ++i) {
        SceneShape trail = sceneCircle({ballX - 0.55 * i, ballY - 0.06 * i * (6 - i)}, 0.22, SceneFill::Muted);
        trail.outline = false;
        trail.opacity = 0.6 - 0.04 * i;
        scene.shapes.push_back(trail);
    }
    for (const int side : {0, 1}) {
        SceneShape slime =
            sceneHalfDisc({side == 0 ? -11.0 : 8.5, 1.5}, 1.5, side == 0 ? SceneFill::Side0 : SceneFill::Side1);
        slime.eye = QPointF(ballX, ballY);
        slime.velocity = side == 0 ? QPointF(12, 0) : QPointF(-6, 0);
        slime.label = side == 0 ? QStringLiteral("fwd 71 %") : QStringLiteral("back");
        scene.shapes.push_back(slime);
    }
    SceneShape ball = sceneCircle({ballX, ballY}, 0.6, SceneFill::Ball);
    ball.velocity = {-12, 2};
    scene.shapes.push_back(ball);
    scene.shapes.push_back(
        sceneLine({{{ballX, ballY}, {ballX - 6, ballY - 2}, {ballX - 9, 1.5}}}, SceneFill::Ink, true));
    return scene;
}

PlaybackTrack ofMatch(int match, int frames, std::initializer_list<int> points) {
    PlaybackTrack out;
    out.match = match;
    out.frames = frames;
    for (const int point : points)
        out.marks.push_back({point, PlaybackMark::Kind::Side0, {}});
    return out;
}

}  // namespace

class TestPlaybackMatches : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { style::Theme::instance().apply(*qApp, style::Mode::Light); }

    void matchesInStepAreShiftedByTheirAlignment();
    void independentMatchesMoveByThemselves();
    void independentLoopStaysInsideAShorterMatch();
    void barsShowAnotherPlayerAndBranches();
    void pressedBarsSaySo();
    void fanDrawsWhatItMeets();
    void manyNumbersBecomeAMap();
    void trailForecastAndRaysAreDrawnWhenAsked();
    void aLookPaintsTheSameOnAnotherThread();
    void pickerFiltersAndChoosesByKeys();
    void playheadsOfIndependentMatchesStandInTheirTracks();
};

// Lengths 100 and 60; points at 30, 80 and at 10, 50.
void TestPlaybackMatches::matchesInStepAreShiftedByTheirAlignment() {
    PlaybackModel model;
    model.setTracks({ofMatch(0, 100, {30, 80}), ofMatch(1, 60, {10, 50})});
    QCOMPARE(model.frameCount(), 100);
    model.setFrame(70);
    QCOMPARE(model.frameOf(0), 70);
    QCOMPARE(model.frameOf(1), 59);
    QVERIFY(model.isOver(1) && !model.isOver(0));
    model.setAlignment(models::Alignment::End);
    QCOMPARE(model.frameCount(), 100);
    QCOMPARE(model.startOf(1), 40);
    QCOMPARE(model.frameOf(0), 70);  // what the first match shows stays
    QCOMPARE(model.frameOf(1), 30);
    QCOMPARE(model.commonPoints(), 2);
    model.setAlignment(models::Alignment::Point, 1);
    QCOMPARE(model.startOf(0), 0);
    QCOMPARE(model.startOf(1), 20);
    model.setFrame(30);
    QCOMPARE(model.frameOf(1), 10);
    model.setAlignment(models::Alignment::Point, 2);
    QCOMPARE(model.startOf(1), 30);
    model.toNextMark();
    QCOMPARE(model.frame(), 40);  // the first point of the second match
    // A match with fewer points cannot be aligned by what it does not have.
    model.setTracks({ofMatch(0, 100, {30, 80}), ofMatch(1, 60, {10})});
    QCOMPARE(model.startOf(1), 0);
    // The second begins later than the first ends: the axis is longer than both.
    model.setAlignment(models::Alignment::Point, 1);
    model.setTracks({ofMatch(0, 100, {95}), ofMatch(1, 60, {5})});
    QCOMPARE(model.startOf(1), 90);
    QCOMPARE(model.frameCount(), 150);
}

void TestPlaybackMatches::independentMatchesMoveByThemselves() {
    PlaybackModel model;
    model.setTracks({ofMatch(0, 100, {}), ofMatch(1, 60, {})});
    model.setStepsPerSecond(10);
    model.setFrame(20);
    model.setIndependent(true);
    QCOMPARE(model.frameOf(1), 20);
    model.setCurrent(1);
    model.step(5);
    QCOMPARE(model.frameOf(0), 20);
    QCOMPARE(model.frameOf(1), 25);
    QCOMPARE(model.lastFrame(), 59);
    model.setPlaying(true);
    model.setCurrent(0);
    QVERIFY(!model.isPlaying());
    QVERIFY(model.isAnyPlaying());
    model.advance(1);
    QCOMPARE(model.frameOf(0), 20);
    QCOMPARE(model.frameOf(1), 35);
    QSignalSpy playing(&model, &PlaybackModel::playingChanged);
    model.advance(100);
    QCOMPARE(model.frameOf(1), 59);
    QVERIFY(!model.isAnyPlaying());
    QVERIFY(playing.size() > 0);
    model.setIndependent(false);
    QCOMPARE(model.frame(), 20);
}

void TestPlaybackMatches::independentLoopStaysInsideAShorterMatch() {
    PlaybackModel model;
    model.setTracks({ofMatch(0, 100, {}), ofMatch(1, 60, {})});
    model.setStepsPerSecond(1);
    model.setIndependent(true);
    model.setLoopRange(50, 90);
    model.setCurrent(1);
    model.setFrame(58);
    model.setPlaying(true);
    model.advance(2);
    QCOMPARE(model.frameOf(1), 50);
}

void TestPlaybackMatches::barsShowAnotherPlayerAndBranches() {
    views::ValueBars bars;
    const auto row = [](double share, double other) {
        return views::ValueBar{QStringLiteral("x"), share, false, false, other};
    };
    bars.setRows({row(0.2, 0.9)});
    bars.resize(300, 60);
    const QImage outlined = bars.grab().toImage();
    bars.setRows({row(0.2, std::nan(""))});
    QVERIFY(bars.grab().toImage() != outlined);
    bars.setRows({row(0.2, 0.9)});
    QVERIFY(bars.accessibleDescription().contains(QStringLiteral("90")));
    const int plain = bars.sizeHint().height();
    views::ValueBar begins = row(0.5, std::nan(""));
    begins.begins = true;
    bars.setRows({row(0.2, 0.9), begins});
    const int line = bars.sizeHint().height() - plain;
    bars.setRows({row(0.2, 0.9), row(0.5, std::nan(""))});
    QVERIFY(bars.sizeHint().height() - plain < line);  // a gap before a branch
}

void TestPlaybackMatches::pressedBarsSaySo() {
    views::ValueBars bars;
    bars.setRows({{QStringLiteral("none"), 1}});
    bars.resize(200, 60);
    QSignalSpy said(&bars, &views::ValueBars::selected);
    QTest::mouseClick(&bars, Qt::LeftButton);
    QCOMPARE(said.size(), 0);
    bars.setSelectable(true);
    QTest::mouseClick(&bars, Qt::LeftButton);
    QTest::keyClick(&bars, Qt::Key_Return);
    QCOMPARE(said.size(), 2);
}

void TestPlaybackMatches::fanDrawsWhatItMeets() {
    using Hit = models::SceneRay::Hit;
    views::RayFan fan;
    fan.resize(168, 150);
    fan.setHead(0, QStringLiteral("blue sees"));
    fan.setRays({{0, 0.5, Hit::Wall, 0}});
    const QImage wall = fan.grab().toImage();
    fan.setRays({{0, 0.5, Hit::Ball, 0}});
    QVERIFY(fan.grab().toImage() != wall);
    QVERIFY(fan.accessibleDescription().contains(QStringLiteral("ball")));
    fan.setRays({{0, 0.5, Hit::Ball, 2}});
    QVERIFY(fan.accessibleDescription().isEmpty());  // of the past
}

void TestPlaybackMatches::manyNumbersBecomeAMap() {
    views::ObservationGrid grid;
    views::ObservationRow row;
    row.values.assign(336, 0.5);
    grid.setRows({row});
    QVERIFY(grid.sizeHint().width() < 200);
    QVERIFY(grid.sizeHint().height() < 160);
    grid.resize(grid.sizeHint());
    const QImage before = grid.grab().toImage();
    row.values[100] = -2;
    grid.setRows({row});
    QVERIFY(grid.grab().toImage() != before);
}

void TestPlaybackMatches::trailForecastAndRaysAreDrawnWhenAsked() {
    models::Scene scene = court(-5, 8);
    const QImage bare = views::sceneImage(scene, {480, 200}, {});
    scene.trail << QPointF(3, 12) << QPointF(4, 14);
    scene.forecast << QPointF(-5, 8) << QPointF(-12, 2);
    scene.rays.push_back({{-11, 2}, {10, 15}, models::SceneRay::Hit::Ball, 0});
    QCOMPARE(views::sceneImage(scene, {480, 200}, {}), bare);
    views::SceneOverlays overlays;
    overlays.trail = true;
    const QImage trail = views::sceneImage(scene, {480, 200}, overlays);
    QVERIFY(trail != bare);
    overlays.rays = true;
    QVERIFY(views::sceneImage(scene, {480, 200}, overlays) != trail);
}

void TestPlaybackMatches::aLookPaintsTheSameOnAnotherThread() {
    const models::Scene scene = court(-5, 8);
    const views::SceneLook look = views::SceneLook::current();
    const auto paint = [&] {
        QImage image(480, 200, QImage::Format_RGB32);
        QPainter painter(&image);
        views::paintScene(painter, QRectF(0, 0, 480, 200), scene, {}, look);
        return image;
    };
    const QImage here = paint();
    style::Theme::instance().apply(*qApp, style::Mode::Dark);  // a look is of its moment
    QImage there;
    std::thread([&] { there = paint(); }).join();
    style::Theme::instance().apply(*qApp, style::Mode::Light);
    QCOMPARE(there, here);
}

void TestPlaybackMatches::pickerFiltersAndChoosesByKeys() {
    QWidget page;
    QPushButton anchor(&page);
    page.show();
    views::Picker picker(QStringLiteral("Search"), &page);
    picker.setItems({{QStringLiteral("a"), QStringLiteral("snapshot 1"), QStringLiteral("slime-01")},
                     {QStringLiteral("b"), QStringLiteral("snapshot 2"), QStringLiteral("slime-02")},
                     {QStringLiteral("c"), QStringLiteral("chaser"), {}}});
    QSignalSpy chosen(&picker, &views::Picker::chosen);
    picker.openAt(&anchor);
    QCOMPARE(picker.shownCount(), 3);
    auto* search = picker.findChild<QLineEdit*>();
    QTest::keyClicks(search, QStringLiteral("SNAP slime"));
    QCOMPARE(picker.shownCount(), 2);
    QTest::keyClick(search, Qt::Key_Down);
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toString(), QStringLiteral("b"));
    QVERIFY(!picker.isVisible());
}

void TestPlaybackMatches::playheadsOfIndependentMatchesStandInTheirTracks() {
    PlaybackModel model;
    model.setTracks({ofMatch(0, 100, {30}), ofMatch(1, 60, {})});
    views::PlaybackTimeline line;
    line.setModel(&model);
    line.resize(400, 160);
    line.show();
    QVERIFY(QTest::qWaitForWindowExposed(&line));
    model.setIndependent(true);
    // A press in the lower track is about the second match.
    QTest::mouseClick(&line, Qt::LeftButton, {}, QPoint(line.xOfFrame(40), 120));
    QCOMPARE(model.current(), 1);
    QVERIFY(std::abs(model.frameOf(1) - 40) <= 1);
    QCOMPARE(model.frameOf(0), 0);
    const QImage picture = line.grab().toImage();
    const QRgb accent = style::color(style::Token::Accent).rgb();
    QCOMPARE(picture.pixelColor(line.xOfFrame(0), 60).rgb(), accent);
    QVERIFY(picture.pixelColor(line.xOfFrame(model.frameOf(1)), 60).rgb() != accent);
    QCOMPARE(picture.pixelColor(line.xOfFrame(model.frameOf(1)), 118).rgb(), accent);
    // Only the playheads are painted anew while it plays; what stays is what a fresh line would show.
    model.setFrame(55);
    views::PlaybackTimeline fresh;
    fresh.setModel(&model);
    fresh.resize(line.size());
    QCOMPARE(line.grab().toImage(), fresh.grab().toImage());
}

QTEST_MAIN(TestPlaybackMatches)
#include "tst_playback_matches.moc"
