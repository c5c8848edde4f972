// SPDX-License-Identifier: GPL-3.0-or-later
// Charts and the grid they stand in, with real mouse and key events.
#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QGridLayout>
#include <QJsonArray>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <cmath>
#include <random>

#include "tests/widgets/curves_kit.h"
#include "widgets/style/theme.h"
#include "widgets/views/chart_panel.h"
#include "widgets/views/hover_card.h"
#include "widgets/views/log_view.h"
#include "widgets/views/page_export.h"
#include "widgets/views/panel_grid.h"
#include "widgets/views/series_plot_axes.h"
#include "widgets/views/series_plot_items.h"

using namespace ludus;
using namespace ludus::test;
using models::ChartModel;
using models::SeriesAxis;
using models::SeriesModel;
using models::SeriesPoint;
using models::ValueRange;
using views::PanelCell;
using views::PanelGrid;
using views::PanelLayout;
using views::SeriesPlot;

class TestCurvesPlots : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { style::Theme::instance().apply(*qApp, style::Mode::Light); }

    void whatOneChartGrewToAllOfThemShow();
    void readOutListsEveryLinkedCurve();
    void redrawWaitsUnderThePointer();
    void rubberBandZoomsBothAxes();
    void flatRubberBandZoomsXOnlyAndShiftFramesAgain();
    void keysZoomAndReset();
    void independentPlotsKeepTheirOwnRange();
    void clockAxisSaysTimesOfDay();
    void metricAxisShowsCurvesOverAnotherOne();
    void markIsDrawnAndReadOut();
    void logarithmicChoiceIsMadeInTheMenu();
    void logarithmicXIsSharedByLinkedPlotsAndLeavesOutWhatHasNoPlace();
    void logarithmicXOfTimeSaysDurationsAndMomentsHaveNone();
    void logarithmicXZoomsAndWalksAsItLooks();
    void logarithmicXIsChosenInTheMenuAndByKeyAndIsToldInPictures();
    void chartBelowZeroSaysWhyNothingIsThere();
    void ticksKeepApartInNarrowPlots();
    void titleComesBeforeItsButtons();
    void dataOfAMillionRowsAreWrittenBesideTheWindow();
    void labelsOfCloseCurvesKeepOffEachOther();
    void logShowsWholeRowsOnly();
};

void TestCurvesPlots::whatOneChartGrewToAllOfThemShow() {
    Pair pair;
    QVERIFY(pair.ready());
    QTRY_VERIFY(!pair.left.isDirty() && !pair.right.isDirty());
    const double before = pair.right.pixelOf(1000, 0).x();
    SeriesPoint far;
    far.step = 10'000;
    far.value = 1;
    pair.first.series(QStringLiteral("learner"))->append(far);
    QTRY_VERIFY(pair.right.pixelOf(1000, 0).x() < before - 50);  // nothing new in it but the range
    const auto part = [](const SeriesPlot& plot) {
        return (plot.pixelOf(10'000, 0).x() - plot.plotArea().left()) / plot.plotArea().width();
    };
    QTRY_VERIFY(std::fabs(part(pair.left) - part(pair.right)) < 0.01);
}

void TestCurvesPlots::readOutListsEveryLinkedCurve() {
    Pair pair;
    QVERIFY(pair.ready());
    point(&pair.left, pair.left.pixelOf(500, 0).toPoint());
    const views::HoverCard* card = pair.left.hoverCard();
    QVERIFY(card->isVisible());
    QCOMPARE(card->rows().size(), std::size_t{1});
    QCOMPARE(card->rows()[0].name, QStringLiteral("learner"));
    QCOMPARE(card->linkedRows().size(), std::size_t{2});
    QCOMPARE(card->linkedRows()[0].name, QStringLiteral("Losses: value"));
    QCOMPARE(card->linkedRows()[1].name, QStringLiteral("Losses: policy"));
    QVERIFY(pair.left.accessibleDescription().contains(QStringLiteral("Losses: policy")));
    QVERIFY(pair.page.rect().contains(card->geometry()));
    // On its own a chart speaks of itself only.
    pair.left.setLink(nullptr);
    QTest::keyClick(&pair.left, Qt::Key_End);
    QVERIFY(card->linkedRows().empty());
}

void TestCurvesPlots::redrawWaitsUnderThePointer() {
    Pair pair;
    QVERIFY(pair.ready());
    QTRY_VERIFY(!pair.right.isDirty());
    QSignalSpy held(&pair.link, &views::ChartLink::heldChanged);
    point(&pair.left, pair.left.pixelOf(500, 0).toPoint());
    QVERIFY(pair.link.isHeld());
    const int before = pair.right.replotCount();
    pair.second.all()[0].model->append(SeriesPoint{2000, 200, 1});
    QTest::qWait(300);
    QCOMPARE(pair.right.replotCount(), before);
    QVERIFY(pair.right.isDirty());
    pair.link.refresh();  // what somebody asked for is drawn all the same
    QCOMPARE(pair.right.replotCount(), before + 1);
    pair.second.all()[0].model->append(SeriesPoint{2100, 210, 1});
    point(&pair.left, QPoint(2, pair.left.height() - 2));
    QVERIFY(!pair.link.isHeld());
    QCOMPARE(held.size(), 2);
    QTRY_VERIFY(!pair.right.isDirty());
}

void TestCurvesPlots::rubberBandZoomsBothAxes() {
    Pair pair;
    QVERIFY(pair.ready());
    const QPoint from = pair.left.pixelOf(200, 0.8).toPoint(), to = pair.left.pixelOf(600, -0.2).toPoint();
    const ValueRange otherBefore = pair.right.shownValues();
    drag(&pair.left, from, to);
    QVERIFY(!pair.link.isZoomed());
    const QImage picture = pair.left.grab().toImage();
    QVERIFY2(inked(picture, QRect(from.x(), from.y(), 2, to.y() - from.y()), style::color(style::Token::Accent)) > 40,
             "no frame is seen");
    QTest::mouseRelease(&pair.left, Qt::LeftButton, {}, to);
    QVERIFY(std::fabs(pair.link.range().low - 200) < 5 && std::fabs(pair.link.range().high - 600) < 5);
    QVERIFY(std::fabs(pair.left.shownValues().high - 0.8) < 0.05);
    QVERIFY(std::fabs(pair.left.shownValues().low + 0.2) < 0.05);
    QVERIFY(std::fabs(pair.right.shownValues().high - 0.8) > 0.05 || otherBefore.high < 0.9);  // y is its own
    QTest::mouseDClick(&pair.left, Qt::LeftButton, {}, pair.left.plotArea().center());
    QVERIFY(!pair.link.isZoomed());
    QVERIFY(!pair.left.valueZoom());
}

void TestCurvesPlots::flatRubberBandZoomsXOnlyAndShiftFramesAgain() {
    Pair pair;
    QVERIFY(pair.ready());
    const int y = pair.left.plotArea().center().y();
    const auto x = [&](double step) { return static_cast<int>(std::lround(pair.left.pixelOf(step, 0).x())); };
    drag(&pair.left, {x(200), y}, {x(800), y + 3});
    QTest::mouseRelease(&pair.left, Qt::LeftButton, {}, {x(800), y + 3});
    QVERIFY(!pair.left.valueZoom());
    QVERIFY(std::fabs(pair.link.range().high - 800) < 5);
    const QPoint from(x(400), y), to(x(500), y);
    drag(&pair.left, from, to, Qt::ShiftModifier);
    QTest::mouseRelease(&pair.left, Qt::LeftButton, Qt::ShiftModifier, to);
    QVERIFY(std::fabs(pair.link.range().low - 400) < 5 && std::fabs(pair.link.range().high - 500) < 5);
}

void TestCurvesPlots::keysZoomAndReset() {
    Pair pair;
    QVERIFY(pair.ready());
    const ValueRange full = pair.link.range();
    pair.left.setFocus();
    QTest::keyClick(&pair.left, Qt::Key_Home);
    QTest::keyClick(&pair.left, Qt::Key_Plus);
    QVERIFY(pair.link.range().high < full.high);
    QCOMPARE(pair.link.range().low, full.low);
    QTest::keyClick(&pair.left, Qt::Key_0);
    QVERIFY(!pair.link.isZoomed());
}

void TestCurvesPlots::independentPlotsKeepTheirOwnRange() {
    Pair pair;
    QVERIFY(pair.ready());
    pair.link.setAxis(SeriesAxis::Time);
    pair.left.setLink(nullptr);
    pair.left.link()->copyAxis(pair.link);
    QCOMPARE(pair.left.link()->axis(), SeriesAxis::Time);
    pair.left.link()->setZoom(ValueRange{10, 20});
    QVERIFY(!pair.link.isZoomed());
    point(&pair.left, pair.left.plotArea().center());
    QVERIFY(pair.left.link()->cursor());
    QVERIFY(!pair.link.cursor());
}

void TestCurvesPlots::clockAxisSaysTimesOfDay() {
    Pair pair;
    QVERIFY(pair.ready());
    pair.link.setAxis(SeriesAxis::Clock);
    const ValueRange range = pair.link.range();
    QVERIFY(range.low >= 1.8e9 && range.low < 1.8e9 + 10);
    QTest::keyClick(&pair.left, Qt::Key_Home);
    QCOMPARE(pair.link.cursor().value(), 1.8e9);
    const QString shown = pair.left.hoverCard()->sentence();
    QVERIFY2(shown.contains(QStringLiteral("2027-01-")), qPrintable(shown));
}

void TestCurvesPlots::metricAxisShowsCurvesOverAnotherOne() {
    Pair pair;
    QVERIFY(pair.ready());
    ChartModel other(QStringLiteral("Entropy"));
    SeriesModel* source = other.addSeries(QStringLiteral("policy"), 0);
    for (int i = 0; i <= 100; ++i)
        source->append({i * 10.0, 0, 2 - 0.01 * i});
    pair.link.setMetricAxis(source, QStringLiteral("Entropy"));
    QVERIFY(pair.link.range().low < 1.01 && pair.link.range().high > 1.99);
    // The first sample of the curve lies at the largest entropy, so the last key finds it.
    QTest::keyClick(&pair.left, Qt::Key_End);
    QCOMPARE(pair.link.cursor().value(), 2.0);
    QCOMPARE(pair.left.hoverCard()->head(), QStringLiteral("Entropy 2"));
    // Curves over a metric are made anew with every picture; the one that is meant stays so.
    QTest::keyClick(&pair.right, Qt::Key_Down);
    QTest::keyClick(&pair.right, Qt::Key_Down);
    const QString meant = pair.right.pointedName();
    QVERIFY(!meant.isEmpty());
    for (int i = 0; i < 3; ++i) {
        pair.right.replotNow();
        QCOMPARE(pair.right.pointedName(), meant);
    }
    // Gone with its run: steps again.
    other.clearSeries();
    QCOMPARE(pair.link.axis(), SeriesAxis::Steps);
    pair.link.refresh();
    QVERIFY(pair.link.range().high > 1000);
}

void TestCurvesPlots::markIsDrawnAndReadOut() {
    Pair pair;
    QVERIFY(pair.ready());
    pair.first.setMarks({{500, 50, 1.8e9, QStringLiteral("learning_rate: 0.001 → 0.0001"), false},
                         {700, 70, 1.8e9, QStringLiteral("The value loss is not finite."), true}});
    pair.left.replotNow();
    const QImage picture = pair.left.grab().toImage();
    for (const double step : {500.0, 700.0}) {
        const int x = static_cast<int>(std::lround(pair.left.pixelOf(step, 0).x()));
        const QColor ink = style::color(step > 600 ? style::Token::Warning : style::Token::TextMuted);
        QVERIFY2(inked(picture, QRect(x - 2, pair.left.plotArea().top(), 5, 9), ink) > 5, "no sign on top");
        QVERIFY2(inked(picture, QRect(x, pair.left.plotArea().top() + 9, 1, 150),
                       style::color(style::Token::ChartAxis)) > 15,
                 "no line");
    }
    point(&pair.left, pair.left.pixelOf(500, 0).toPoint());
    QCOMPARE(pair.left.hoverCard()->rows().size(), std::size_t{2});
    QVERIFY(pair.left.hoverCard()->rows()[1].name.contains(QStringLiteral("0.0001")));
    point(&pair.left, pair.left.pixelOf(300, 0).toPoint());
    QCOMPARE(pair.left.hoverCard()->rows().size(), std::size_t{1});
}

void TestCurvesPlots::logarithmicChoiceIsMadeInTheMenu() {
    ChartModel chart(QStringLiteral("Value loss"));
    for (int i = 0; i < 50; ++i) {
        if (chart.all().empty()) chart.addSeries(QStringLiteral("a"), 0);
        chart.all()[0].model->append(SeriesPoint{i * 1.0, 0, std::pow(10, -0.1 * i)});
    }
    views::ChartPanel panel(&chart);
    panel.resize(500, 300);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QSignalSpy changed(&panel, &views::ChartPanel::choicesChanged);
    panel.findChild<QAction*>(QStringLiteral("chart.logarithmic"))->trigger();
    QCOMPARE(changed.size(), 1);
    QVERIFY(chart.isLogarithmic());
    panel.plot()->replotNow();
    const double top = panel.plot()->pixelOf(0, 1).y(), middle = panel.plot()->pixelOf(0, 0.1).y(),
                 low = panel.plot()->pixelOf(0, 0.01).y();
    QVERIFY(std::fabs((middle - top) - (low - middle)) < 1.5);
    // Another panel of the same chart takes the choices over.
    const QJsonObject choices = panel.choices();
    chart.setLogarithmic(false);
    panel.setChoices(choices);
    QVERIFY(chart.isLogarithmic());
    QVERIFY(panel.findChild<QAction*>(QStringLiteral("chart.logarithmic"))->isChecked());
}

void TestCurvesPlots::logarithmicXIsSharedByLinkedPlotsAndLeavesOutWhatHasNoPlace() {
    Pair pair;
    QVERIFY(pair.ready());
    pair.link.setLogarithmic(true);
    pair.left.replotNow();
    pair.right.replotNow();
    // Steps 0, 10, ... 1000: the one at zero has no place.
    QVERIFY(pair.link.range().low > 0 && pair.link.range().low <= 10);
    for (SeriesPlot* plot : {&pair.left, &pair.right}) {
        const double a = plot->pixelOf(10, 0).x(), b = plot->pixelOf(100, 0).x(), c = plot->pixelOf(1000, 0).x();
        QVERIFY(std::fabs((b - a) - (c - b)) < 1);
        QVERIFY(b - a > 50);
    }
    point(&pair.left, pair.left.pixelOf(100, 0).toPoint());
    QCOMPARE(pair.link.cursor().value(), 100.0);
    bool named = false;
    for (const auto& row : pair.left.hoverCard()->rows())
        named = named || row.name.contains(QStringLiteral("not shown"));
    QVERIFY2(named, "nobody says that a point is left out");
    pair.link.setLogarithmic(false);
    QCOMPARE(pair.link.range().low, 0.0);
}

void TestCurvesPlots::logarithmicXOfTimeSaysDurationsAndMomentsHaveNone() {
    Pair pair;
    QVERIFY(pair.ready());
    pair.link.setAxis(SeriesAxis::Time);
    pair.link.setLogarithmic(true);
    QVERIFY(pair.link.isLogarithmic());
    QVERIFY(pair.link.range().low > 0 && pair.link.range().low <= 1);
    pair.link.setAxis(SeriesAxis::Clock);
    QVERIFY(!pair.link.isLogarithmic() && pair.link.wantsLogarithmic());
    QVERIFY(pair.link.range().low >= 1.8e9 - 1);
    // Any metric.
    ChartModel other;
    SeriesModel* source = other.addSeries(QStringLiteral("kl"), 0);
    for (int i = 0; i <= 100; ++i)
        source->append({i * 10.0, 0, i < 20 ? -1.0 : 1e-4 * i});
    pair.link.setMetricAxis(source, QStringLiteral("kl"));
    QVERIFY(pair.link.isLogarithmic());
    QVERIFY(pair.link.range().low > 1e-3 && pair.link.range().low <= 2e-3);
    pair.left.replotNow();
    QTest::keyClick(&pair.left, Qt::Key_Home);
    QCOMPARE(pair.link.cursor().value(), 2e-3);
}

void TestCurvesPlots::logarithmicXZoomsAndWalksAsItLooks() {
    Pair pair;
    QVERIFY(pair.ready());
    pair.link.setLogarithmic(true);
    pair.left.replotNow();
    QTest::keyClick(&pair.left, Qt::Key_Home);
    QCOMPARE(pair.link.cursor().value(), 10.0);  // not the one at zero
    QTest::keyClick(&pair.left, Qt::Key_Left);
    QCOMPARE(pair.link.cursor().value(), 10.0);
    pair.link.setCursor(100.0);
    const ValueRange before = pair.link.range();
    QTest::keyClick(&pair.left, Qt::Key_Plus);
    const ValueRange now = pair.link.range();
    // The cursor keeps its place in the picture.
    const double share = std::log(100 / before.low) / std::log(before.high / before.low);
    QVERIFY(std::fabs(std::log(100 / now.low) / std::log(now.high / now.low) - share) < 1e-6);
    pair.left.replotNow();
    const QPoint middle = pair.left.plotArea().center();
    drag(&pair.left, middle, middle + QPoint(15, 0));
    QTest::mouseRelease(&pair.left, Qt::LeftButton, {}, middle + QPoint(15, 0));
    const ValueRange moved = pair.link.range();
    QVERIFY(std::fabs(std::log(moved.high / moved.low) - std::log(now.high / now.low)) < 1e-6);
    QVERIFY(moved.low < now.low);
}

void TestCurvesPlots::logarithmicXIsChosenInTheMenuAndByKeyAndIsToldInPictures() {
    Pair pair;
    QVERIFY(pair.ready());
    views::ChartPanel linked(&pair.first, &pair.link), alone(&pair.second);
    for (views::ChartPanel* panel : {&linked, &alone}) {
        panel->resize(500, 260);
        panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(panel));
    }
    linked.findChild<QAction*>(QStringLiteral("chart.logarithmicX"))->trigger();
    QVERIFY(pair.link.isLogarithmic() && pair.left.link()->isLogarithmic());
    QVERIFY(!alone.plot()->link()->isLogarithmic());
    QVERIFY(!linked.choices().contains(QStringLiteral("logX")));  // it belongs to the link
    alone.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&alone));
    alone.plot()->setFocus();
    QTest::keyClick(alone.plot(), Qt::Key_L, Qt::ShiftModifier);
    QVERIFY(alone.plot()->link()->isLogarithmic());
    QVERIFY(alone.findChild<QAction*>(QStringLiteral("chart.logarithmicX"))->isChecked());
    QVERIFY(!pair.second.isLogarithmic());
    QTest::keyClick(alone.plot(), Qt::Key_L);
    QVERIFY(pair.second.isLogarithmic());
    const QJsonObject choices = alone.choices();
    alone.plot()->link()->setLogarithmic(false);
    alone.setChoices(choices);
    QVERIFY(alone.plot()->link()->isLogarithmic());
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.svg"));
    QVERIFY(alone.plot()->savePicture(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("logarithmic"));
}

void TestCurvesPlots::chartBelowZeroSaysWhyNothingIsThere() {
    ChartModel chart;
    chart.addSeries(QStringLiteral("a"), 0)->append(SeriesPoint{0, 0, 1});
    SeriesPlot plot;
    plot.setModel(&chart);
    plot.resize(400, 200);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    plot.replotNow();
    const auto words = [&] {
        return inked(plot.grab().toImage(), plot.plotArea(), style::color(style::Token::TextMuted));
    };
    QCOMPARE(words(), 0);
    plot.link()->setLogarithmic(true);
    plot.replotNow();
    QVERIFY(words() > 20);
}

void TestCurvesPlots::ticksKeepApartInNarrowPlots() {
    QCustomPlot plot;
    for (const int width : {90, 120, 160, 240, 420}) {
        for (const bool time : {false, true}) {
            for (const double end : {1.23e6, 9.9e6, 54'321.0, 3700.0, 97.0}) {
                plot.setViewport(QRect(0, 0, width, 100));
                if (time)
                    plot.xAxis->setTicker(QSharedPointer<views::DurationTicker>::create());
                else
                    plot.xAxis->setTicker(QSharedPointer<views::ValueTicker>::create());
                plot.xAxis->setRange(0, end);
                plot.replot();
                views::fitTicks(*plot.xAxis, 6);
                plot.replot();
                const QFontMetrics metrics(plot.xAxis->tickLabelFont());
                double before = -1e9;
                const QVector<double> ticks = plot.xAxis->tickVector();
                const QVector<QString> labels = plot.xAxis->tickVectorLabels();
                for (qsizetype i = 0; i < ticks.size(); ++i) {
                    if (!plot.xAxis->range().contains(ticks[i])) continue;
                    const double at = plot.xAxis->coordToPixel(ticks[i]),
                                 half = metrics.horizontalAdvance(labels[i]) / 2.0;
                    QVERIFY2(
                        at - half > before,
                        qPrintable(
                            QStringLiteral("%1 px, %2: %3").arg(width).arg(end).arg(labels.join(QLatin1Char(' ')))));
                    before = at + half;
                }
            }
        }
    }
}

void TestCurvesPlots::titleComesBeforeItsButtons() {
    views::Panel panel(QStringLiteral("Win rate in training"));
    panel.setContent(new QWidget);
    QAction* pin = panel.addCornerAction(QStringLiteral("pin"), QStringLiteral("Pin on top"));
    QAction* maximise = panel.enableMaximise();
    panel.menu()->addAction(QStringLiteral("Hide panel"));
    panel.setMinimumWidth(100);
    const auto shown = [&panel](const QAction* action) {
        for (const QToolButton* button : panel.findChildren<QToolButton*>())
            if (button->defaultAction() == action) return button->isVisible();
        return false;
    };
    panel.resize(320, 120);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QVERIFY(shown(pin) && shown(maximise));
    QVERIFY(!panel.menu()->actions().contains(pin));
    panel.resize(190, 120);
    QTRY_VERIFY(!shown(pin));
    QVERIFY(panel.menu()->actions().contains(pin));  // by keyboard as before
    panel.resize(150, 120);
    QTRY_VERIFY(!shown(maximise));
    QVERIFY(panel.menu()->actions().contains(maximise));
    panel.resize(320, 120);
    QTRY_VERIFY(shown(pin) && shown(maximise));
    QCOMPARE(panel.menu()->actions().size(), 1);
}

void TestCurvesPlots::dataOfAMillionRowsAreWrittenBesideTheWindow() {
    ChartModel chart;
    SeriesModel* series = chart.addSeries(QStringLiteral("a"), 0);
    std::vector<SeriesPoint> points;
    for (int i = 0; i < 1'000'000; ++i)
        points.push_back({i * 1.0, i * 0.5, std::sin(0.001 * i)});
    series->append(points);
    SeriesPlot plot;
    plot.setModel(&chart);
    QSignalSpy exported(&plot, &SeriesPlot::exported);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.csv"));
    plot.saveData(path);
    QVERIFY(exported.isEmpty());  // this thread goes on at once
    QVERIFY(!QFileInfo::exists(path));
    chart.clearSeries();  // what is written was taken before
    QTRY_COMPARE_WITH_TIMEOUT(exported.size(), 1, 60'000);
    QVERIFY(exported[0][1].toBool());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count('\n'), 1'000'001);
    plot.saveData(folder.filePath(QStringLiteral("missing/a.csv")));
    QTRY_COMPARE_WITH_TIMEOUT(exported.size(), 2, 60'000);
    QVERIFY(!exported[1][1].toBool());
}

void TestCurvesPlots::labelsOfCloseCurvesKeepOffEachOther() {
    ChartModel chart(QStringLiteral("Losses"));
    chart.setLogarithmic(true);
    SeriesModel* value = chart.addSeries(QStringLiteral("value"), 1);
    SeriesModel* policy = chart.addSeries(QStringLiteral("policy"), 6);
    for (int i = 0; i < 60; ++i) {
        value->append(SeriesPoint{i * 10.0, 0, i == 2 ? 0.9 : 0.012 + 0.001 * std::sin(i)});
        policy->append(SeriesPoint{i * 10.0, 0, 0.007 + 0.0005 * std::cos(i)});
    }
    chart.setIgnoreOutliers(false);  // the scale is wide, the curves lie close
    chart.setSmoothing(0.5);
    SeriesPlot plot;
    plot.setModel(&chart);
    plot.resize(280, 120);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    QCOMPARE(plot.endLabels().size(), std::size_t{2});
    const auto& labels = plot.endLabels();
    QVERIFY(!labels[0].box.intersects(labels[1].box));
    QVERIFY2(labels[0].box.bottom() <= labels[0].anchor.y() + 3, "the upper curve has its label above");
    QVERIFY2(labels[1].box.top() >= labels[1].anchor.y() - 3, "the lower curve has its label below");
    // So many that they would hide the curves: none.
    for (const char* name : {"three", "four", "five"})
        chart.addSeries(QLatin1String(name), 2)->append(SeriesPoint{590, 0, 0.01});
    plot.replotNow();
    QVERIFY(plot.endLabels().empty());
    plot.resize(600, 120);
    plot.replotNow();
    QCOMPARE(plot.endLabels().size(), std::size_t{5});
}

void TestCurvesPlots::logShowsWholeRowsOnly() {
    models::LogModel model;
    for (int i = 0; i < 50; ++i)
        model.append(models::LogLine{QDateTime::currentDateTime(), models::LogLevel::Info, QString::number(i), {}});
    views::LogView log;
    log.setLog(&model);
    log.show();
    for (const int height : {97, 110, 121, 143}) {
        log.resize(400, height);
        QCoreApplication::processEvents();
        QCOMPARE(log.viewport()->height() % style::size::kRowDense, 0);
        QVERIFY(log.viewport()->height() > height - style::size::kRowDense);
    }
}

QTEST_MAIN(TestCurvesPlots)
#include "tst_curves_plots.moc"
