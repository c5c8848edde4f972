// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAction>
#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <cmath>
#include <limits>
#include <random>

#include "tests/widgets/curves_kit.h"
#include "widgets/models/series_model_chart.h"
#include "widgets/style/theme.h"
#include "widgets/views/chart_panel.h"
#include "widgets/views/hover_card.h"
#include "widgets/views/series_plot.h"
#include "widgets/views/series_plot_items.h"
#include "widgets/views/series_plot_labels.h"

using namespace ludus;
using namespace ludus::test;
using models::ChartModel;
using models::SeriesAxis;
using models::SeriesModel;
using models::SeriesPoint;
using views::SeriesPlot;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

std::vector<SeriesPoint> noise(std::size_t count, double start, double end, double spread, unsigned seed,
                               double lastStep = 3.42e6) {
    std::mt19937 random(seed);
    std::normal_distribution<double> normal(0, spread);
    std::vector<SeriesPoint> points;
    for (std::size_t i = 0; i < count; ++i) {
        const double t = static_cast<double>(i) / static_cast<double>(std::max<std::size_t>(1, count - 1));
        const double value = end + (start - end) * std::exp(-4 * t) + normal(random);
        points.push_back({t * lastStep, t * 280, value, kNan});
    }
    return points;
}

void picture(QWidget& widget, const QString& name) {
    const QString folder = qEnvironmentVariable("LUDUS_PICTURES");
    if (folder.isEmpty()) return;
    QDir().mkpath(folder);
    widget.grab().save(QDir(folder).filePath(name + QStringLiteral(".png")));
}

}  // namespace

class TestCurves : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void smoothingIsTheDebiasedExponentialMean();
    void smoothingSkipsGapsAndKeepsRawValues();
    void appendingInPiecesEqualsReplacingAll();
    void pyramidEqualsBruteForce();
    void thinnedSamplesKeepTheirExtremesAndCount();
    void stepsThatGoBackAreLeftOut();
    void truncatingForgetsLaterSteps();
    void nearestSampleIsFoundOnBothAxes();

    void spreadLabelsKeepTheirDistance();
    void cardIsNeverUnderThePointer();

    void labelsOfEqualValuesDoNotOverlap();
    void pointerMovesTheCursorOfAllLinkedPlots();
    void keysWalkTheSamples();
    void wheelZoomsAndDoubleClickResets();
    void dragPansAZoomedPlot();
    void hiddenPlotIsNotDrawn();
    void changesAreDrawnByTheClock();
    void readOutShowsExactValuesSorted();
    void panelShowsTheWordsOfTheModel();
    void dataTextHoldsEverySample();
    void picturesAreWritten();
    void costs();
    void gallery();
};

void TestCurves::initTestCase() {
    style::Theme::instance().apply(*qApp, style::Mode::Light);
}

// The offscreen platform says that it has no size hints; any other warning fails.
void TestCurves::init() {
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support propagateSizeHints).*")));
}

// Weight 0.5: biased means 0.5, 1.25, 2.625; divided by 1/2, 3/4, 7/8 -> 1, 5/3, 3.
void TestCurves::smoothingIsTheDebiasedExponentialMean() {
    SeriesModel model;
    model.setSmoothing(0.5);
    model.append({1, 1, 1});
    model.append({2, 2, 2});
    model.append({3, 3, 4});
    QCOMPARE(model.smoothed()[0], 1.0);
    QCOMPARE(model.smoothed()[1], 5.0 / 3.0);
    QCOMPARE(model.smoothed()[2], 3.0);
    QCOMPARE(model.latestSmoothed().value(), 3.0);
    model.setSmoothing(0);
    QCOMPARE(model.smoothed()[2], 4.0);
}

// The gap neither counts nor decays: 1, gap, 2 -> 1, nothing, 5/3.
void TestCurves::smoothingSkipsGapsAndKeepsRawValues() {
    SeriesModel model;
    model.append({1, 1, 1});
    model.append({2, 2, kNan});
    model.append({3, 3, std::numeric_limits<double>::infinity()});
    model.append({4, 4, 2});
    model.setSmoothing(0.5);
    QCOMPARE(model.gapCount(), std::size_t{2});
    QVERIFY(std::isnan(model.smoothed()[1]));
    QCOMPARE(model.smoothed()[3], 5.0 / 3.0);
    QCOMPARE(model.raw()[3], 2.0);
    model.append({5, 5, kNan});
    QCOMPARE(model.latestRaw().value(), 2.0);
}

void TestCurves::appendingInPiecesEqualsReplacingAll() {
    const auto points = noise(1000, 0, 1, 0.3, 1);
    SeriesModel pieces, whole;
    pieces.setSmoothing(0.9);
    whole.setSmoothing(0.9);
    for (std::size_t i = 0; i < points.size(); i += 7) {
        pieces.append(std::span(points).subspan(i, std::min<std::size_t>(7, points.size() - i)));
    }
    whole.replaceAll(points);
    QVERIFY(pieces.smoothed() == whole.smoothed());
    QCOMPARE(pieces.smoothedRange(0, 1000).high, whole.smoothedRange(0, 1000).high);
}

void TestCurves::pyramidEqualsBruteForce() {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> uniform(-1, 1);
    for (const std::size_t size : {1u, 15u, 16u, 17u, 255u, 256u, 257u, 5000u}) {
        std::vector<double> values;
        models::MinMaxPyramid pyramid;
        for (std::size_t i = 0; i < size; ++i) {
            values.push_back(random() % 50 == 0 ? kNan : uniform(random));
            models::ValueRange sample;
            sample.include(values.back());
            pyramid.append(sample);
        }
        for (int trial = 0; trial < 500; ++trial) {
            std::size_t first = random() % (size + 1), last = random() % (size + 1);
            if (first > last) std::swap(first, last);
            if (trial % 5 == 0) last = size;
            models::ValueRange expected;
            for (std::size_t i = first; i < last; ++i)
                expected.include(values[i]);
            const models::ValueRange found = pyramid.range(values, values, first, last);
            QCOMPARE(found.low, expected.low);
            QCOMPARE(found.high, expected.high);
        }
    }
}

// A thousand points, given one by one and as buckets of ten: the extremes are the same, the smoothed curve nearly.
void TestCurves::thinnedSamplesKeepTheirExtremesAndCount() {
    SeriesModel whole, thin;
    for (SeriesModel* model : {&whole, &thin})
        model->setSmoothing(0.99);
    for (int i = 0; i < 100; ++i) {
        SeriesPoint bucket{i * 10.0 + 9, i * 10.0 + 9, 0, std::nan(""), 10, 1e9, -1e9};
        for (int k = 0; k < 10; ++k) {
            const double value = std::sin(0.01 * (10 * i + k)) + (k == 4 ? 5 : 0) - (k == 7 ? 3 : 0);
            whole.append({i * 10.0 + k, i * 10.0 + k, value});
            bucket.value += value / 10;
            bucket.low = std::min(bucket.low, value);
            bucket.high = std::max(bucket.high, value);
        }
        thin.append(bucket);
    }
    QVERIFY(thin.isThinned() && !whole.isThinned());
    for (const std::size_t first : {0, 3, 37}) {
        const models::ValueRange want = whole.rawRange(10 * first, 10 * first + 310);
        const models::ValueRange got = thin.rawRange(first, first + 31);
        QCOMPARE(got.low, want.low);
        QCOMPARE(got.high, want.high);
    }
    for (std::size_t i = 10; i < 100; ++i)
        QVERIFY(std::fabs(thin.smoothed()[i] - whole.smoothed()[10 * i + 9]) < 0.05);
    QCOMPARE(thin.at(20).count, 10.0);
    // One that begins with single points turns when the first bucket comes.
    SeriesModel mixed;
    mixed.append({1, 1, 7});
    mixed.append({2, 2, 3, std::nan(""), 5, 1, 9});
    QCOMPARE(mixed.rawRange(0, 1).high, 7.0);
    QCOMPARE(mixed.rawRange(0, 2).low, 1.0);
    mixed.replaceAll({});
    QVERIFY(!mixed.isThinned());
}

void TestCurves::stepsThatGoBackAreLeftOut() {
    SeriesModel model;
    model.append({10, 1, 1});
    model.append({5, 2, 2});
    model.append({10, 3, 3});
    QCOMPARE(model.size(), std::size_t{2});
    QCOMPARE(model.skippedCount(), std::size_t{1});
}

void TestCurves::truncatingForgetsLaterSteps() {
    SeriesModel model;
    model.setSmoothing(0.5);
    for (int i = 1; i <= 4; ++i)
        model.append({i * 10.0, i * 1.0, i == 4 ? 100.0 : i * 1.0});
    model.truncateAfter(20);
    QCOMPARE(model.size(), std::size_t{2});
    model.append({30, 3, 4});
    QCOMPARE(model.smoothed()[2], 3.0);  // as if the later ones had never been: see the first test
    QCOMPARE(model.rawRange(0, 3).high, 4.0);
}

void TestCurves::nearestSampleIsFoundOnBothAxes() {
    SeriesModel model;
    QVERIFY(!model.nearest(1, SeriesAxis::Steps));
    model.append({0, 0, 1});
    model.append({100, 7, 2});
    model.append({200, 9, 3});
    QCOMPARE(model.nearest(-5, SeriesAxis::Steps).value(), std::size_t{0});
    QCOMPARE(model.nearest(149, SeriesAxis::Steps).value(), std::size_t{1});
    QCOMPARE(model.nearest(151, SeriesAxis::Steps).value(), std::size_t{2});
    QCOMPARE(model.nearest(8.5, SeriesAxis::Time).value(), std::size_t{2});
    QCOMPARE(model.nearest(1e9, SeriesAxis::Time).value(), std::size_t{2});
}

void TestCurves::spreadLabelsKeepTheirDistance() {
    using views::spreadLabels;
    QCOMPARE(spreadLabels({10, 50}, 14, 0, 100), (std::vector<double>{10, 50}));
    // Two in one place stand around it; the order of the input is kept in the answer.
    QCOMPARE(spreadLabels({50, 50}, 14, 0, 100), (std::vector<double>{43, 57}));
    QCOMPARE(spreadLabels({57, 90, 43}, 14, 0, 100), (std::vector<double>{57, 90, 43}));
    QCOMPARE(spreadLabels({99, 100, 98}, 10, 0, 100), (std::vector<double>{90, 100, 80}));
    QCOMPARE(spreadLabels({0, 1}, 10, 0, 100), (std::vector<double>{0, 10}));
}

void TestCurves::cardIsNeverUnderThePointer() {
    const QRect bounds(0, 0, 400, 300);
    for (int x = 0; x < 400; x += 13) {
        for (int y = 0; y < 300; y += 13) {
            const QRect card(views::placeCard(bounds, {x, y}, {180, 90}, QRect(360, 0, 40, 300)), QSize(180, 90));
            QVERIFY(!card.contains(x, y));
            QVERIFY(bounds.contains(card));
        }
    }
}

void TestCurves::labelsOfEqualValuesDoNotOverlap() {
    ChartModel chart(QStringLiteral("Win rate"));
    for (int i = 0; i < 5; ++i) {
        chart.addSeries(QStringLiteral("opponent %1").arg(i), i)->append(SeriesPoint{0, 0, 0.5});
        chart.all().back().model->append(SeriesPoint{100, 1, 0.5 + 0.001 * i});
    }
    SeriesPlot plot;
    plot.setModel(&chart);
    plot.resize(600, 240);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    QCOMPARE(plot.endLabels().size(), std::size_t{5});
    for (const auto& a : plot.endLabels()) {
        QVERIFY(plot.rect().contains(a.box.toAlignedRect()));
        for (const auto& b : plot.endLabels())
            QVERIFY(&a == &b || !a.box.intersects(b.box));
    }
}

void TestCurves::pointerMovesTheCursorOfAllLinkedPlots() {
    ChartModel first(QStringLiteral("Return")), second(QStringLiteral("Entropy"));
    first.addSeries(QStringLiteral("a"), 0)->append(noise(101, 0, 1, 0.1, 1, 1000));
    second.addSeries(QStringLiteral("b"), 1)->append(noise(101, 1, 0, 0.1, 2, 1000));
    QWidget page;
    QGridLayout layout(&page);
    views::ChartLink link;
    SeriesPlot left, right;
    left.setModel(&first);
    right.setModel(&second);
    for (SeriesPlot* plot : {&left, &right})
        plot->setLink(&link);
    layout.addWidget(&left, 0, 0);
    layout.addWidget(&right, 0, 1);
    page.resize(900, 260);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));

    const QImage before = right.grab().toImage();
    QTest::mouseMove(&left, left.pixelOf(502, 0.5).toPoint());
    QCOMPARE(link.cursor().value_or(-1), 500.0);
    QVERIFY(left.hoverCard()->isVisible());
    QVERIFY(!right.hoverCard()->isVisible());
    const int x = static_cast<int>(std::round(right.pixelOf(500, 0).x()));
    const QImage after = right.grab().toImage();
    int changed = 0;
    for (int y = right.plotArea().top(); y < right.plotArea().bottom(); ++y) {
        changed += before.pixel(x, y) != after.pixel(x, y);
    }
    QVERIFY2(changed > right.plotArea().height() / 3, "no hairline in the linked plot");

    QTest::mouseMove(&left, QPoint(2, left.height() - 2));
    QVERIFY(!link.cursor());
    QVERIFY(!left.hoverCard()->isVisible());
}

void TestCurves::keysWalkTheSamples() {
    ChartModel chart(QStringLiteral("Return"));
    SeriesModel* series = chart.addSeries(QStringLiteral("a"), 0);
    for (int i = 0; i <= 30; ++i)
        series->append(SeriesPoint{i * 10.0, i * 1.0, i * 0.1});
    SeriesPlot plot;
    plot.setModel(&chart);
    plot.resize(500, 240);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    QSignalSpy activated(&plot, &SeriesPlot::sampleActivated);
    QTest::keyClick(&plot, Qt::Key_Right);
    QCOMPARE(plot.link()->cursor().value(), 300.0);
    QTest::keyClick(&plot, Qt::Key_Left);
    QCOMPARE(plot.link()->cursor().value(), 290.0);
    QTest::keyClick(&plot, Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(plot.link()->cursor().value(), 190.0);
    QTest::keyClick(&plot, Qt::Key_Home);
    QCOMPARE(plot.link()->cursor().value(), 0.0);
    QTest::keyClick(&plot, Qt::Key_End);
    QCOMPARE(plot.link()->cursor().value(), 300.0);
    QVERIFY(plot.hoverCard()->isVisible());
    QTest::keyClick(&plot, Qt::Key_Return);
    QCOMPARE(activated.count(), 1);
    QCOMPARE(activated[0][1].toInt(), 30);
    QTest::keyClick(&plot, Qt::Key_Escape);
    QVERIFY(!plot.link()->cursor());
    QVERIFY(!plot.hoverCard()->isVisible());
}

void TestCurves::wheelZoomsAndDoubleClickResets() {
    ChartModel chart;
    chart.addSeries(QStringLiteral("a"), 0)->append(noise(200, 0, 1, 0.1, 3, 1000));
    SeriesPlot plot;
    plot.setModel(&chart);
    plot.resize(500, 240);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    const auto full = plot.link()->range();
    const QPoint at = plot.pixelOf(500, 0.5).toPoint();
    wheel(&plot, at, 120);
    const auto zoomed = plot.link()->range();
    QCOMPARE(zoomed.high - zoomed.low, (full.high - full.low) * 0.8);
    QVERIFY(std::fabs(plot.pixelOf(500, 0).x() - at.x()) <= 1.5);  // the place under the pointer stays
    wheel(&plot, at, -240);
    QVERIFY(!plot.link()->isZoomed());
    wheel(&plot, at, 240);
    QVERIFY(plot.link()->isZoomed());
    QTest::mouseDClick(&plot, Qt::LeftButton, {}, at);
    QVERIFY(!plot.link()->isZoomed());
}

void TestCurves::dragPansAZoomedPlot() {
    ChartModel chart;
    chart.addSeries(QStringLiteral("a"), 0)->append(noise(200, 0, 1, 0.1, 3, 1000));
    SeriesPlot plot;
    plot.setModel(&chart);
    plot.resize(500, 240);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    plot.link()->setZoom(models::ValueRange{400, 600});
    const QPoint from = plot.plotArea().center(), to = from + QPoint(plot.plotArea().width() / 4, 0);
    QTest::mousePress(&plot, Qt::LeftButton, {}, from);
    QMouseEvent move(QEvent::MouseMove, to, plot.mapToGlobal(to), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&plot, &move);
    QTest::mouseRelease(&plot, Qt::LeftButton, {}, to);
    QVERIFY(std::fabs(plot.link()->range().low - 350) < 2);
    QVERIFY(std::fabs(plot.link()->range().high - 550) < 2);
}

void TestCurves::hiddenPlotIsNotDrawn() {
    ChartModel chart;
    SeriesModel* series = chart.addSeries(QStringLiteral("a"), 0);
    SeriesPlot plot;
    plot.setModel(&chart);
    for (int i = 0; i < 50; ++i)
        series->append(SeriesPoint{i * 1.0, 0, 1});
    QTest::qWait(150);
    QCOMPARE(plot.replotCount(), 0);
    QVERIFY(plot.isDirty());
    plot.show();
    QVERIFY(!plot.isDirty());
}

void TestCurves::changesAreDrawnByTheClock() {
    ChartModel chart;
    SeriesModel* series = chart.addSeries(QStringLiteral("a"), 0);
    SeriesPlot plot;
    plot.setModel(&chart);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    QTRY_VERIFY(!plot.isDirty());
    const int before = plot.replotCount();
    for (int i = 0; i < 500; ++i)
        series->append(SeriesPoint{i * 1.0, 0, 1});
    QCOMPARE(plot.replotCount(), before);
    QTRY_VERIFY(!plot.isDirty());
    QCOMPARE(plot.replotCount(), before + 1);
}

void TestCurves::readOutShowsExactValuesSorted() {
    ChartModel chart(QStringLiteral("Elo"));
    chart.addSeries(QStringLiteral("low"), 0)->append(SeriesPoint{2400000, 194, 1200, kNan});
    chart.addSeries(QStringLiteral("high"), 1)->append(SeriesPoint{2400000, 194, 1332, 20});
    SeriesPlot plot;
    plot.setModel(&chart);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    QTest::keyClick(&plot, Qt::Key_End);
    const views::HoverCard* card = plot.hoverCard();
    QCOMPARE(card->head(), QStringLiteral("2\u202F400\u202F000 steps"));
    QCOMPARE(card->rows().size(), std::size_t{2});
    QCOMPARE(card->rows()[0].name, QStringLiteral("high"));
    QCOMPARE(card->rows()[0].value, QStringLiteral("1332"));
    QVERIFY(card->rows()[0].extra.startsWith(QStringLiteral("±20")));
    for (int i = 0; i < 12; ++i)
        chart.addSeries(QString::number(i), i)->append(SeriesPoint{2400000, 194, 1.0 * i});
    QTest::keyClick(&plot, Qt::Key_End);
    QCOMPARE(card->rows().size(), std::size_t{12});
    QVERIFY(card->more().contains(QLatin1Char('2')));
}

void TestCurves::panelShowsTheWordsOfTheModel() {
    ChartModel chart(QStringLiteral("Losses"));
    views::ChartPanel panel(&chart);
    chart.setUnit(QStringLiteral("nats"));
    chart.setLogarithmic(true);
    QCOMPARE(panel.title(), QStringLiteral("Losses"));
    QVERIFY(panel.menu()->actions().contains(panel.plot()->cornerActions().first()));
    bool found = false;
    for (const QLabel* label : panel.findChildren<QLabel*>())
        found = found || label->text() == QStringLiteral("nats, log");
    QVERIFY(found);
}

void TestCurves::dataTextHoldsEverySample() {
    ChartModel chart;
    SeriesModel* series = chart.addSeries(QStringLiteral("a \"b\""), 0);
    series->append(SeriesPoint{1, 0.5, 2, 0.25});
    series->append(SeriesPoint{2, 1, kNan});
    SeriesPlot plot;
    plot.setModel(&chart);
    SeriesPoint lopsided{3, 1.5, 7, 2};
    lopsided.halfWidthBelow = 1;
    series->append(lopsided);
    QCOMPARE(series->halfWidthsBelow().front(), 0.25);  // as above, where nothing else is said
    QCOMPARE(plot.dataText(), QStringLiteral("series,step,wall_seconds,value,smoothed,half_width,half_width_below\n"
                                             "\"a \"\"b\"\"\",1,0.5,2,2,0.25,0.25\n\"a \"\"b\"\"\",2,1,,,,\n"
                                             "\"a \"\"b\"\"\",3,1.5,7,7,2,1\n"));
}

void TestCurves::picturesAreWritten() {
    ChartModel chart;
    chart.addSeries(QStringLiteral("a"), 0)->append(noise(200, 0, 1, 0.1, 3, 1000));
    SeriesPlot plot;
    plot.setModel(&chart);
    plot.resize(400, 200);
    QTemporaryDir folder;
    for (const char* name : {"a.png", "a.svg", "a.pdf"}) {
        const QString path = folder.filePath(QLatin1String(name));
        QVERIFY2(plot.savePicture(path), name);
        QVERIFY(QFileInfo(path).size() > 500);
    }
    QSignalSpy exported(&plot, &SeriesPlot::exported);
    plot.saveData(folder.filePath(QStringLiteral("a.csv")));
    QTRY_COMPARE(exported.size(), 1);
    QVERIFY(exported[0][1].toBool());
    const auto actions = plot.cornerActions();
    QVERIFY(actions.size() >= 7);
    QCOMPARE(actions.first()->objectName(), QStringLiteral("chart.resetZoom"));
}

void TestCurves::costs() {
    constexpr std::size_t kPoints = 100000;
    ChartModel chart;
    std::vector<std::vector<SeriesPoint>> data;
    for (unsigned i = 0; i < 8; ++i)
        data.push_back(noise(kPoints, i, i + 1.0, 0.2, i));
    QElapsedTimer watch;
    for (unsigned i = 0; i < 8; ++i) {
        SeriesModel* series = chart.addSeries(QString::number(i), static_cast<int>(i));
        for (std::size_t at = 0; at < kPoints; at += 100)
            series->append(std::span(data[i]).subspan(at, 100));
    }
    SeriesPlot plot;
    plot.setModel(&chart);
    plot.resize(1200, 600);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    double best = 1e9;
    for (int i = 0; i < 20; ++i) {
        watch.restart();
        plot.replotNow();
        best = std::min(best, static_cast<double>(watch.nsecsElapsed()) / 1e6);
    }
    qInfo("replot 8 x 100 k points, 1200 x 600: %.2f ms", best);
    QVERIFY2(best < 40, "ten times what is wanted");
}

namespace {

struct Gallery {
    ChartModel elo{QStringLiteral("Elo")}, wins{QStringLiteral("Win rate by opponent")},
        losses{QStringLiteral("Losses")}, entropy{QStringLiteral("Entropy")}, ret{QStringLiteral("Return")},
        empty{QStringLiteral("Elo")};

    Gallery() {
        auto rating = noise(60, 1180, 1345, 4, 1);
        for (std::size_t i = 0; i < rating.size(); ++i)
            rating[i].halfWidth = 18 + 26 * std::exp(-0.1 * static_cast<double>(i));
        elo.setExplanation(QStringLiteral("95 % band, Bradley-Terry, dots are snapshots"));
        wins.setExplanation(QStringLiteral("draws count half"));
        ret.setUnit(QStringLiteral("per episode"));
        entropy.setUnit(QStringLiteral("nats"));
        elo.addSeries(QStringLiteral("learner"), 0, true)->append(rating);
        elo.setLines(
            {{1393, QStringLiteral("cma")}, {1321, QStringLiteral("ppo")}, {1200, QStringLiteral("baseline")}});
        wins.setNumbers(models::ChartNumbers::Percent);
        wins.setValueRange(0, 1.02);
        wins.setZeroLine(0.5);
        const char* names[] = {"baseline", "own past", "random", "ppo", "heuristic"};
        const double ends[] = {0.62, 0.56, 0.985, 0.43, 0.91}, starts[] = {0.01, 0.5, 0.85, 0.01, 0.28};
        const int colours[] = {0, models::kChartInk, 2, 3, 4};
        for (unsigned i = 0; i < 5; ++i) {
            wins.addSeries(QLatin1String(names[i]), colours[i])->append(noise(200, starts[i], ends[i], 0.012, i));
        }
        losses.setLogarithmic(true);
        auto value = noise(400, 0.6, -0.75, 0.06, 3), policy = noise(400, -1.2, -1.85, 0.06, 4);
        for (auto* points : {&value, &policy}) {
            for (SeriesPoint& point : *points)
                point.value = std::pow(10, point.value);
        }
        losses.addSeries(QStringLiteral("value"), 1)->append(value);
        losses.addSeries(QStringLiteral("policy"), 6)->append(policy);
        entropy.addSeries({}, 0)->append(noise(400, 1.77, 0.95, 0.004, 5));
        entropy.setLines({{1.79, QStringLiteral("uniform")}});
        ret.addSeries({}, 0)->append(noise(300, -5, 0.2, 0.5, 6));
        empty.setEmptyText(QStringLiteral("No evaluation yet. The first comes at 100 k steps."));
        for (ChartModel* chart : {&wins, &losses, &entropy, &ret})
            chart->setSmoothing(0.6);
    }
};

}  // namespace

void TestCurves::gallery() {
    Gallery data;
    for (const style::Mode mode : {style::Mode::Light, style::Mode::Dark}) {
        style::Theme::instance().apply(*qApp, mode);
        QWidget page;
        page.resize(1200, 500);
        QGridLayout layout(&page);
        views::ChartLink link;
        std::vector<SeriesPlot*> plots;
        int column = 0;
        for (ChartModel* chart : {&data.elo, &data.wins, &data.ret, &data.losses, &data.entropy, &data.empty}) {
            auto* panel = new views::ChartPanel(chart, &link);
            plots.push_back(panel->plot());
            const bool top = column < 2;
            if (top) {
                layout.addWidget(panel, 0, column * 2, 1, 2);
            } else {
                layout.addWidget(panel, 1, column - 2);
            }
            ++column;
        }
        layout.setRowStretch(0, 5);
        layout.setRowStretch(1, 3);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        QTest::mouseMove(plots[0], plots[0]->pixelOf(2.4e6, mode == style::Mode::Light ? 1250 : 1260).toPoint());
        QVERIFY(link.cursor());
        QTRY_VERIFY(!plots[0]->isDirty());
        picture(page, mode == style::Mode::Light ? QStringLiteral("curves") : QStringLiteral("curves-dark"));
    }
    style::Theme::instance().apply(*qApp, style::Mode::Light);
}

QTEST_MAIN(TestCurves)
#include "tst_curves.moc"
