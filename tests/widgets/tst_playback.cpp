// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QTimeZone>
#include <QToolButton>

#include <cmath>

#include "widgets/models/log_model.h"
#include "widgets/models/playback_model.h"
#include "widgets/models/scene.h"
#include "widgets/style/number_label.h"
#include "widgets/style/theme.h"
#include "widgets/views/log_view.h"
#include "widgets/views/panel.h"
#include "widgets/views/playback_bar.h"
#include "widgets/views/playback_bar_timeline.h"
#include "widgets/views/scene_canvas.h"
#include "widgets/views/value_bars.h"
#include "widgets/views/value_bars_observation.h"
#include "widgets/views/value_bars_score.h"

using namespace ludus;
using models::PlaybackMark;
using models::PlaybackModel;
using models::PlaybackTrack;

namespace {

PlaybackTrack track(const QString& title, int frames, double phase) {
    PlaybackTrack result;
    result.title = title;
    result.subtitle = QStringLiteral("value estimate");
    result.frames = frames;
    for (int i = 0; i < frames; ++i)
        result.values.push_back(0.5 * std::sin(i * 0.015 + phase) - 0.1 * std::sin(i * 0.09));
    result.marks = {{120, PlaybackMark::Kind::Side0, QStringLiteral("point")},
                    {260, PlaybackMark::Kind::Side1, QStringLiteral("point")},
                    {395, PlaybackMark::Kind::Drop, QStringLiteral("value drops by 0.7")}};
    return result;
}

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

void picture(QWidget& widget, const QString& name) {
    const QString folder = qEnvironmentVariable("LUDUS_PICTURES");
    if (folder.isEmpty()) return;
    QDir().mkpath(folder);
    widget.grab().save(QDir(folder).filePath(name + QStringLiteral(".png")));
}

template <typename T>
T* find(QWidget& root, const char* name) {
    return root.findChild<T*>(QLatin1String(name));
}

}  // namespace

class TestPlayback : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void framesFollowTheTimePassedIn();
    void slowPlaybackKeepsFractions();
    void theEndStopsAndPlayBeginsAgain();
    void loopStaysInsideItsRange();
    void speedIsKeptInsideItsLimits();
    void marksAreReachedInOrder();

    void spacePlaysAndPauses();
    void keysStepAndJump();
    void buttonsDoWhatTheySay();
    void speedSliderDoublesPerFourSteps();
    void playingBarMovesByTheClock();
    void scrubbingSetsTheFrame();
    void clickOnAMarkJumpsToIt();
    void shiftDragSetsTheLoopRange();

    void canvasShowsBothSidesInTheirStyle();
    void groundReachesTheCanvasEdges();
    void worldKeepsItsAspect();
    void barsTellTheirSharesToAccessibility();

    void logKeepsTheNewestLinesFirst();
    void logFilterHidesLowerLevels();
    void logCopiesLinesAsText();

    void gallery();
};

void TestPlayback::initTestCase() {
    style::Theme::instance().apply(*qApp, style::Mode::Light);
}

// The offscreen platform says that it has no size hints; any other warning fails.
void TestPlayback::init() {
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support propagateSizeHints).*")));
}

// 30 frames a second: half a second is 15 frames, at speed 4 it is 60.
void TestPlayback::framesFollowTheTimePassedIn() {
    PlaybackModel model;
    model.setFrameCount(1000);
    model.setStepsPerSecond(30);
    model.advance(1);
    QCOMPARE(model.frame(), 0);
    model.setPlaying(true);
    model.advance(0.5);
    QCOMPARE(model.frame(), 15);
    model.setSpeed(4);
    model.advance(0.5);
    QCOMPARE(model.frame(), 75);
    QCOMPARE(model.seconds(), 2.5);
}

// A quarter of 30 frames a second is 0.125 frames in 1/60 s: eight ticks make one frame.
void TestPlayback::slowPlaybackKeepsFractions() {
    PlaybackModel model;
    model.setFrameCount(100);
    model.setSpeed(0.25);
    model.setPlaying(true);
    for (int tick = 0; tick < 7; ++tick)
        model.advance(1.0 / 60);
    QCOMPARE(model.frame(), 0);
    model.advance(1.0 / 60 + 1e-9);
    QCOMPARE(model.frame(), 1);
}

void TestPlayback::theEndStopsAndPlayBeginsAgain() {
    PlaybackModel model;
    model.setFrameCount(10);
    model.setPlaying(true);
    model.advance(100);
    QCOMPARE(model.frame(), 9);
    QVERIFY(!model.isPlaying());
    model.setPlaying(true);
    QCOMPARE(model.frame(), 0);
    model.setFrame(500);
    QCOMPARE(model.frame(), 9);
    PlaybackModel none;
    none.setPlaying(true);
    QVERIFY(!none.isPlaying());
}

// Range 10..19, ten frames long: 12 + 10 frames is 12 again, 12 + 9 is 11.
void TestPlayback::loopStaysInsideItsRange() {
    PlaybackModel model;
    model.setFrameCount(100);
    model.setStepsPerSecond(1);
    model.setLoopRange(19, 10);
    QVERIFY(model.isLooping());
    model.setFrame(12);
    model.setPlaying(true);
    model.advance(10);
    QCOMPARE(model.frame(), 12);
    model.advance(9);
    QCOMPARE(model.frame(), 11);
    model.setLooping(false);
    QVERIFY(!model.loopRange());
    model.setLooping(true);
    model.setFrame(99);
    model.advance(1);
    QCOMPARE(model.frame(), 0);
}

void TestPlayback::speedIsKeptInsideItsLimits() {
    PlaybackModel model;
    for (int i = 0; i < 10; ++i)
        model.faster();
    QCOMPARE(model.speed(), 16.0);
    for (int i = 0; i < 20; ++i)
        model.slower();
    QCOMPARE(model.speed(), 0.25);
}

void TestPlayback::marksAreReachedInOrder() {
    PlaybackModel model;
    model.setFrameCount(500);
    model.setTracks({track(QStringLiteral("a"), 500, 0), {}});
    model.toNextMark();
    QCOMPARE(model.frame(), 120);
    model.toNextMark();
    model.toNextMark();
    model.toNextMark();
    QCOMPARE(model.frame(), 395);
    model.toPreviousMark();
    QCOMPARE(model.frame(), 260);
}

void TestPlayback::spacePlaysAndPauses() {
    PlaybackModel model;
    model.setFrameCount(100000);
    QWidget page;
    QGridLayout layout(&page);
    views::PlaybackBar bar;
    views::PlaybackTimeline line;
    bar.setModel(&model);
    line.setModel(&model);
    layout.addWidget(&line, 0, 0);
    layout.addWidget(&bar, 1, 0);
    bar.installKeys(&page);
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    line.setFocus();
    QTest::keyClick(&line, Qt::Key_Space);
    QVERIFY(model.isPlaying());
    QCOMPARE(find<QPushButton>(bar, "playback.play")->text(), QStringLiteral("Pause"));
    // Also while a button has the focus: the key belongs to the viewer.
    find<QToolButton>(bar, "playback.step")->setFocus();
    QTest::keyClick(find<QToolButton>(bar, "playback.step"), Qt::Key_Space);
    QVERIFY(!model.isPlaying());
}

void TestPlayback::keysStepAndJump() {
    PlaybackModel model;
    model.setFrameCount(500);
    model.setTracks({track(QStringLiteral("a"), 500, 0)});
    views::PlaybackBar bar;
    bar.setModel(&model);
    bar.show();
    QVERIFY(QTest::qWaitForWindowActive(&bar));
    QTest::keyClick(&bar, Qt::Key_End);
    QCOMPARE(model.frame(), 499);
    QTest::keyClick(&bar, Qt::Key_Comma);
    QCOMPARE(model.frame(), 498);
    QTest::keyClick(&bar, Qt::Key_Home);
    QCOMPARE(model.frame(), 0);
    QTest::keyClick(&bar, Qt::Key_Period);
    QCOMPARE(model.frame(), 1);
    QTest::keyClick(&bar, Qt::Key_K);
    QCOMPARE(model.frame(), 120);
    QTest::keyClick(&bar, Qt::Key_Plus);
    QCOMPARE(model.speed(), 2.0);
    QTest::keyClick(&bar, Qt::Key_Minus);
    QTest::keyClick(&bar, Qt::Key_Minus);
    QCOMPARE(model.speed(), 0.5);
    QTest::keyClick(&bar, Qt::Key_L);
    QVERIFY(model.isLooping());
}

void TestPlayback::buttonsDoWhatTheySay() {
    PlaybackModel model;
    model.setFrameCount(1401);
    model.setStepsPerSecond(30);
    views::PlaybackBar bar;
    QVERIFY(!find<QPushButton>(bar, "playback.play")->isEnabled());
    bar.setModel(&model);
    bar.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bar));
    const auto click = [&](const char* name) { QTest::mouseClick(find<QAbstractButton>(bar, name), Qt::LeftButton); };
    click("playback.last");
    QCOMPARE(model.frame(), 1400);
    click("playback.stepBack");
    click("playback.stepBack");
    click("playback.step");
    QCOMPARE(model.frame(), 1399);
    click("playback.first");
    QCOMPARE(model.frame(), 0);
    click("playback.loop");
    QVERIFY(model.isLooping());
    QVERIFY(find<QToolButton>(bar, "playback.loop")->isChecked());
    model.setFrame(812);
    QCOMPARE(find<style::NumberLabel>(bar, "playback.frame")->text(), QStringLiteral("Frame 812"));
    QVERIFY(find<style::NumberLabel>(bar, "playback.time")->text().contains(QStringLiteral("27.07 s")));
    // Without marks there are no moments to go to.
    QVERIFY(!find<QToolButton>(bar, "playback.nextMark")->isVisible());
    model.setTracks({track(QStringLiteral("a"), 1400, 0)});
    click("playback.previousMark");
    QCOMPARE(model.frame(), 395);
}

void TestPlayback::speedSliderDoublesPerFourSteps() {
    PlaybackModel model;
    model.setFrameCount(10);
    views::PlaybackBar bar;
    bar.setModel(&model);
    auto* slider = find<QSlider>(bar, "playback.speed");
    QCOMPARE(slider->value(), 0);
    slider->setValue(4);
    QCOMPARE(model.speed(), 2.0);
    slider->setValue(slider->maximum());
    QCOMPARE(model.speed(), 16.0);
    model.setSpeed(0.5);
    QCOMPARE(slider->value(), -4);
    QVERIFY(find<style::NumberLabel>(bar, "playback.factor")->text().startsWith(QStringLiteral("0.50")));
}

void TestPlayback::playingBarMovesByTheClock() {
    PlaybackModel model;
    model.setFrameCount(1000000);
    model.setStepsPerSecond(1000);
    views::PlaybackBar bar;
    bar.setModel(&model);
    bar.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bar));
    QTest::mouseClick(find<QPushButton>(bar, "playback.play"), Qt::LeftButton);
    QTRY_VERIFY(model.frame() > 20);
    bar.hide();
    const int frame = model.frame();
    QTest::qWait(60);
    QCOMPARE(model.frame(), frame);
}

void TestPlayback::scrubbingSetsTheFrame() {
    PlaybackModel model;
    model.setFrameCount(1001);
    model.setTracks({track(QStringLiteral("a"), 1001, 0)});
    views::PlaybackTimeline line;
    line.setModel(&model);
    line.resize(1000, 110);
    line.show();
    QVERIFY(QTest::qWaitForWindowExposed(&line));
    const int y = 70;
    QTest::mouseClick(&line, Qt::LeftButton, {}, QPoint(line.xOfFrame(500), y));
    QVERIFY(std::abs(model.frame() - 500) <= 1);
    QTest::mousePress(&line, Qt::LeftButton, {}, QPoint(line.xOfFrame(100), y));
    QMouseEvent drag(QEvent::MouseMove, QPointF(line.xOfFrame(800), y), line.mapToGlobal(QPointF(0, 0)), Qt::NoButton,
                     Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&line, &drag);
    QVERIFY(std::abs(model.frame() - 800) <= 1);
    QTest::mouseRelease(&line, Qt::LeftButton, {}, QPoint(line.xOfFrame(800), y));
    QTest::keyClick(&line, Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(std::abs(model.frame() - 810) <= 1);
}

void TestPlayback::clickOnAMarkJumpsToIt() {
    PlaybackModel model;
    model.setFrameCount(1001);
    model.setTracks({track(QStringLiteral("a"), 1001, 0), track(QStringLiteral("b"), 600, 1)});
    views::PlaybackTimeline line;
    line.setModel(&model);
    line.resize(600, 200);
    line.show();
    QVERIFY(QTest::qWaitForWindowExposed(&line));
    QTest::mouseClick(&line, Qt::LeftButton, {}, line.markPoint(1, model.tracks()[1].marks[1]) + QPoint(4, 2));
    QCOMPARE(model.frame(), 260);
}

void TestPlayback::shiftDragSetsTheLoopRange() {
    PlaybackModel model;
    model.setFrameCount(1001);
    model.setTracks({track(QStringLiteral("a"), 1001, 0)});
    views::PlaybackTimeline line;
    line.setModel(&model);
    line.resize(1000, 110);
    line.show();
    QVERIFY(QTest::qWaitForWindowExposed(&line));
    QTest::mousePress(&line, Qt::LeftButton, Qt::ShiftModifier, QPoint(line.xOfFrame(700), 60));
    QMouseEvent drag(QEvent::MouseMove, QPointF(line.xOfFrame(900), 60), line.mapToGlobal(QPointF(0, 0)), Qt::NoButton,
                     Qt::LeftButton, Qt::ShiftModifier);
    QApplication::sendEvent(&line, &drag);
    QVERIFY(model.isLooping());
    QVERIFY(std::abs(model.loopRange()->first - 700) <= 1);
    QVERIFY(std::abs(model.loopRange()->second - 900) <= 1);
}

void TestPlayback::canvasShowsBothSidesInTheirStyle() {
    const style::Theme& theme = style::Theme::instance();
    const QImage image = views::sceneImage(court(-5, 8), {960, 400}, {});
    // Inside the left slime every pixel has the colour of side 0; inside the right one stripes alternate.
    const auto at = [](double x, double y) { return QPoint(qRound((x + 24) * 20), qRound((20 - y) * 20)); };
    QCOMPARE(image.pixelColor(at(-11.5, 1.8)).rgb(), theme.side(0).rgb());
    int solid = 0, other = 0;
    for (int dx = -12; dx <= 12; ++dx) {
        (image.pixelColor(at(8.5, 2) + QPoint(dx, 0)).rgb() == theme.side(1).rgb() ? solid : other) += 1;
    }
    QVERIFY(solid > 3);
    QVERIFY(other > 6);
    QCOMPARE(image.pixelColor(5, 5).rgb(), theme.color(style::Token::CourtSky).rgb());
}

void TestPlayback::groundReachesTheCanvasEdges() {
    const QColor ground = style::color(style::Token::CourtGround);
    for (const QSize size : {QSize(1200, 300), QSize(400, 400), QSize(300, 500)}) {
        const QImage image = views::sceneImage(court(-5, 8), size, {});
        QCOMPARE(image.pixelColor(0, size.height() - 2).rgb(), ground.rgb());
        QCOMPARE(image.pixelColor(size.width() - 1, size.height() - 2).rgb(), ground.rgb());
    }
}

void TestPlayback::worldKeepsItsAspect() {
    models::Scene scene;
    scene.world = QRectF(-1, -1, 2, 2);
    scene.shapes.push_back(models::sceneCircle({0, 0}, 0.5, models::SceneFill::Side0));
    const QImage image = views::sceneImage(scene, {400, 200}, {});
    const QRgb side = style::Theme::instance().side(0).rgb();
    int wide = 0, high = 0;
    for (int x = 0; x < 400; ++x)
        wide += image.pixelColor(x, 100).rgb() == side;
    for (int y = 0; y < 200; ++y)
        high += image.pixelColor(200, y).rgb() == side;
    QVERIFY(wide >= 97 && wide <= 103);  // radius 0.5 of a world 2 high on 200 pixels
    QVERIFY(std::abs(wide - high) <= 2);
}

void TestPlayback::barsTellTheirSharesToAccessibility() {
    views::ValueBars bars;
    bars.setHead(1, QStringLiteral("MA·3"), QStringLiteral("value −0.42"));
    bars.setRows({{QStringLiteral("none"), 0.06}, {QStringLiteral("fwd"), 0.94}}, 1);
    QCOMPARE(bars.accessibleName(), QStringLiteral("MA·3 value −0.42"));
    QVERIFY(bars.accessibleDescription().contains(QStringLiteral("fwd 94")));
}

void TestPlayback::logKeepsTheNewestLinesFirst() {
    models::LogModel log(nullptr, 100);
    std::vector<models::LogLine> lines;
    for (int i = 0; i < 70; ++i)
        lines.push_back({QDateTime::currentDateTime(), models::LogLevel::Info, QString::number(i), {}});
    log.append(lines);
    log.append(lines);
    QCOMPARE(log.rowCount(), 100);
    QCOMPARE(log.line(0).text, QStringLiteral("69"));
    QCOMPARE(log.line(69).text, QStringLiteral("0"));
    QCOMPARE(log.line(70).text, QStringLiteral("69"));
    QCOMPARE(log.line(99).text, QStringLiteral("40"));
}

void TestPlayback::logFilterHidesLowerLevels() {
    models::LogModel log;
    log.append({QDateTime::currentDateTime(), models::LogLevel::Info, QStringLiteral("a"), {}});
    log.append({QDateTime::currentDateTime(), models::LogLevel::Warning, QStringLiteral("b"), {}});
    log.append({QDateTime::currentDateTime(), models::LogLevel::Error, QStringLiteral("c"), {}});
    views::LogView view;
    view.setLog(&log);
    QCOMPARE(view.model()->rowCount(), 3);
    view.levelBox()->setCurrentIndex(1);
    QCOMPARE(view.model()->rowCount(), 2);
    view.levelBox()->setCurrentIndex(2);
    QCOMPARE(view.model()->rowCount(), 1);
    QCOMPARE(view.model()->index(0, 0).data().toString(), QStringLiteral("c"));
}

void TestPlayback::logCopiesLinesAsText() {
    models::LogModel log;
    log.append({QDateTime({2026, 11, 20}, {14, 6, 38}), models::LogLevel::Info, QStringLiteral("Snapshot 34"),
                QStringLiteral("Elo 1341")});
    views::LogView view;
    view.setLog(&log);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, QPoint(60, 8));
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("14:06:38\tSnapshot 34\tElo 1341"));
}

namespace {

// A court as the viewer shows it: head, picture, bars.
QWidget* matchPanel(const QString& name, int lives, double ballX, double ballY) {
    auto* box = new QFrame;
    box->setObjectName(QStringLiteral("court"));
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(1, 1, 1, 8);
    column->setSpacing(0);
    auto* head = new views::ScoreHeader;
    head->setSide(0, {name, style::Role::MainAgent, lives, 5});
    head->setSide(1, {QStringLiteral("baseline"), style::Role::Bot, 3, 5});
    head->setScore(QStringLiteral("2 : 3"));
    auto* canvas = new views::SceneCanvas;
    canvas->setScene(court(ballX, ballY));
    canvas->setOverlays({true, true, 0.25});
    column->addWidget(head);
    column->addWidget(canvas, 1);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(10, 6, 10, 0);
    row->setSpacing(20);
    for (const int side : {0, 1}) {
        auto* bars = new views::ValueBars;
        bars->setHead(side, side == 0 ? name : QStringLiteral("baseline"),
                      side == 0 ? QStringLiteral("value −0.42") : QStringLiteral("deterministic"));
        bars->setRows({{QStringLiteral("none"), side == 0 ? 0.06 : 0},
                       {QStringLiteral("fwd"), side == 0 ? 0.71 : 0},
                       {QStringLiteral("fwd+jump"), side == 0 ? 0.11 : 0},
                       {QStringLiteral("jump"), side == 0 ? 0.03 : 0},
                       {QStringLiteral("back+jump"), side == 0 ? 0.02 : 0},
                       {QStringLiteral("back"), side == 0 ? 0.07 : 1}},
                      side == 0 ? 1 : 5);
        row->addWidget(bars);
    }
    auto* sees = new views::ObservationGrid;
    sees->setHead(0, QStringLiteral("observes x, y, vx, vy"));
    sees->setRows({{QStringLiteral("self"), {1.12, 0.15, 1.75, 0}},
                   {QStringLiteral("ball"), {0.64, 0.74, 1.55, 0.22}},
                   {QStringLiteral("opponent"), {0.82, 0.15, -0.6, 0}}});
    row->addWidget(sees);
    column->addLayout(row);
    return box;
}

}  // namespace

void TestPlayback::gallery() {
    for (const style::Mode mode : {style::Mode::Light, style::Mode::Dark}) {
        style::Theme::instance().apply(*qApp, mode);
        PlaybackModel model;
        model.setFrameCount(1400);
        model.setTracks({track(QStringLiteral("MA·3"), 1020, 0), track(QStringLiteral("MA·12"), 1400, 1)});
        model.setLoopRange(700, 900);
        model.setFrame(812);
        model.setSpeed(0.5);
        QWidget page;
        page.resize(1300, 760);
        QGridLayout layout(&page);
        layout.addWidget(matchPanel(QStringLiteral("MA·3"), 2, -6, 8), 0, 0);
        layout.addWidget(matchPanel(QStringLiteral("MA·12"), 5, 9, 4.2), 0, 1);
        auto* line = new views::PlaybackTimeline;
        line->setModel(&model);
        auto* bar = new views::PlaybackBar;
        bar->setModel(&model);
        models::LogModel log;
        const QDateTime now({2026, 11, 20}, {14, 5, 50});
        log.append({now,
                    models::LogLevel::Info,
                    QStringLiteral("Opponent window: snapshot 24 left, snapshot 33 entered"),
                    {}});
        log.append({now.addSecs(22),
                    models::LogLevel::Warning,
                    QStringLiteral("KL 0.031 above 0.030: epoch 3 of update 1 662 skipped"),
                    {}});
        log.append({now.addSecs(41), models::LogLevel::Info,
                    QStringLiteral("Evaluation finished: 200 matches v baseline"), QStringLiteral("+0.31 ±0.08")});
        log.append({now.addSecs(48), models::LogLevel::Error,
                    QStringLiteral("Learner ME 2 produced NaN in update 1 204"), QStringLiteral("value loss")});
        auto* view = new views::LogView;
        view->setLog(&log);
        auto* panel = new views::Panel(QStringLiteral("Log"), QStringLiteral("newest first"));
        panel->setContent(view);
        panel->addCornerWidget(view->levelBox());
        view->levelBox()->show();
        panel->setFixedHeight(130);
        layout.addWidget(line, 1, 0, 1, 2);
        layout.addWidget(bar, 2, 0, 1, 2);
        layout.addWidget(panel, 3, 0, 1, 2);
        layout.setRowStretch(0, 1);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        picture(page, mode == style::Mode::Light ? QStringLiteral("playback") : QStringLiteral("playback-dark"));
    }
    style::Theme::instance().apply(*qApp, style::Mode::Light);
}

QTEST_MAIN(TestPlayback)
#include "tst_playback.moc"
