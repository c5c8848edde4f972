// SPDX-License-Identifier: GPL-3.0-or-later
// What a chart paints, looked at pixel by pixel.
#include <QApplication>
#include <QPicture>
#include <QTest>

#include <cmath>
#include <random>

#include "tests/widgets/curves_kit.h"
#include "widgets/style/theme.h"
#include "widgets/views/series_plot_columns.h"
#include "widgets/views/series_plot_items.h"

using namespace ludus;
using namespace ludus::test;
using models::ChartModel;
using models::SeriesModel;
using models::SeriesPoint;
using views::SeriesPlot;

class TestCurvesPaint : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { style::Theme::instance().apply(*qApp, style::Mode::Light); }

    void curveOfARoleHasItsColourAndSign();
    void bandStaysWhileAnotherCurveIsSelected();
    void outliersLeaveTriangles();
    void emptyChartDrawsNoLinesThroughItsWords();
    void namesThatWouldHideTheCurvesAreLeftToTheCard();
    void noisyCurvesArePaintedColumnByColumnOnPixelsOfAnyScale();
    void noisyCurvesStayWholeWhereSamplesAreFarApart();
};

void TestCurvesPaint::curveOfARoleHasItsColourAndSign() {
    ChartModel chart;
    for (const char* role : {"ME", "bot"}) {
        SeriesModel* curve = chart.addSeries(QLatin1String(role), 0, true);
        for (int i = 0; i < 5; ++i)
            curve->append(SeriesPoint{100.0 * i, 1.0 * i, *role == 'M' ? 1.0 : 3.0});
        chart.setRole(QLatin1String(role), QLatin1String(role));
    }
    QCOMPARE(views::seriesColour(chart.all()[0]), style::Theme::instance().role(style::Role::MainExploiter));
    QCOMPARE(views::seriesColour(chart.all()[1]), style::Theme::instance().role(style::Role::Bot));
    SeriesPlot plot;
    plot.setModel(&chart);
    plot.resize(500, 300);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    plot.replotNow();
    // A triangle is wide below and narrow above its middle.
    const QImage picture = plot.grab().toImage();
    const QPoint at = plot.pixelOf(200, 1).toPoint();
    const QColor ink = views::seriesColour(chart.all()[0]);
    QVERIFY(inked(picture, QRect(at.x() - 4, at.y() + 1, 9, 2), ink) >
            inked(picture, QRect(at.x() - 4, at.y() - 3, 9, 2), ink) + 2);
}

void TestCurvesPaint::bandStaysWhileAnotherCurveIsSelected() {
    ChartModel chart;
    SeriesModel* sure = chart.addSeries(QStringLiteral("with a band"), 0);
    SeriesModel* other = chart.addSeries(QStringLiteral("other"), 1);
    for (int i = 0; i < 5; ++i) {
        SeriesPoint point{100.0 * i, 1.0 * i, 2.0};
        point.halfWidth = 1;
        sure->append(point);
        other->append(SeriesPoint{100.0 * i, 1.0 * i, 0.0});
    }
    SeriesPlot plot;
    plot.setModel(&chart);
    plot.resize(500, 300);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    const auto inBand = [&] {
        plot.replotNow();
        return plot.grab().toImage().pixelColor(plot.pixelOf(150, 2.6).toPoint());
    };
    const QColor surface = style::color(style::Token::Surface), whole = inBand();
    QVERIFY(whole != surface);
    chart.selectSeries(QStringLiteral("other"));
    const QColor quiet = inBand();
    QVERIFY(quiet != surface);
    const auto distance = [&](const QColor& colour) { return std::abs(colour.green() - surface.green()); };
    QVERIFY(distance(quiet) < distance(whole));
}

void TestCurvesPaint::outliersLeaveTriangles() {
    ChartModel chart;
    fill(chart, "a", 300);
    chart.all()[0].model->append(SeriesPoint{3000, 0, 800});
    chart.all()[0].model->append(SeriesPoint{3010, 0, 0});
    SeriesPlot plot;
    plot.setModel(&chart);
    plot.resize(600, 300);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    (void)plot.grab();
    QVERIFY(plot.shownValues().high < 10);
    QCOMPARE(plot.outlierMarks().size(), std::size_t{1});
    QVERIFY(std::fabs(plot.outlierMarks()[0].x() - plot.pixelOf(3000, 0).x()) < 9);
    chart.setIgnoreOutliers(false);
    plot.replotNow();
    QVERIFY(plot.shownValues().high > 800);
    QVERIFY(plot.outlierMarks().empty());
}

void TestCurvesPaint::emptyChartDrawsNoLinesThroughItsWords() {
    ChartModel chart(QStringLiteral("Win rate in training"));
    chart.setEmptyText(QStringLiteral("No match has ended yet."));
    chart.setValueRange(0, 1);
    chart.setZeroLine(0.5);
    chart.setLines({{0.9, QStringLiteral("aim")}});
    chart.addSeries(QStringLiteral("a"), 0);
    SeriesPlot plot;
    plot.setModel(&chart);
    plot.resize(500, 300);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    const auto inkAt = [&](double value, style::Token token) {
        const QImage picture = plot.grab().toImage();
        const int y = static_cast<int>(std::round(plot.pixelOf(0, value).y()));
        const QRect area = plot.plotArea();
        return inked(picture, QRect(area.left(), y, area.width(), 1), style::color(token));
    };
    QCOMPARE(inkAt(0.5, style::Token::ChartZero), 0);
    QCOMPARE(inkAt(0.9, style::Token::TextMuted), 0);
    QVERIFY(plot.endLabels().empty());
    chart.all()[0].model->append(SeriesPoint{100, 1, 0.2});
    chart.all()[0].model->append(SeriesPoint{200, 2, 0.3});
    plot.replotNow();
    QVERIFY(inkAt(0.5, style::Token::ChartZero) > 200);
    QVERIFY(inkAt(0.9, style::Token::TextMuted) > 100);
    QCOMPARE(plot.endLabels().size(), std::size_t{2});  // of the curve and of the line
    chart.all()[0].model->clear();
    plot.replotNow();
    QCOMPARE(inkAt(0.5, style::Token::ChartZero), 0);
    QVERIFY(plot.endLabels().empty());
}

void TestCurvesPaint::namesThatWouldHideTheCurvesAreLeftToTheCard() {
    ChartModel chart(QStringLiteral("Load"));
    fill(chart, "all programs", 20);
    fill(chart, "this program", 20, 0.2);
    SeriesPlot plot;
    plot.setModel(&chart);
    plot.resize(260, 90);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    QCOMPARE(plot.endLabels().size(), std::size_t{2});
    plot.resize(140, 75);
    QVERIFY(plot.endLabels().empty());
    plot.resize(260, 160);
    QCOMPARE(plot.endLabels().size(), std::size_t{2});
}

// Against the painter's own boxes, pixel by pixel.
void TestCurvesPaint::noisyCurvesArePaintedColumnByColumnOnPixelsOfAnyScale() {
    QVector<QRect> boxes;
    std::mt19937 random(5);
    for (int x = 3; x < 260; ++x)
        if (x % 50 != 0) boxes << QRect(x, static_cast<int>(random() % 90), 1, 1 + static_cast<int>(random() % 60));
    for (const double scale : {1.0, 2.0, 3.0}) {
        for (const QColor& colour : {QColor(30, 90, 200), QColor(200, 60, 30, 71)}) {
            QImage wanted(QSize(280, 160) * scale, QImage::Format_ARGB32_Premultiplied);
            wanted.setDevicePixelRatio(scale);
            wanted.fill(QColor(240, 240, 230));
            QImage drawn = wanted;
            QPainter painter(&wanted);
            painter.setPen(Qt::NoPen);
            painter.setBrush(colour);
            painter.drawRects(boxes);
            painter.end();
            QPainter own(&drawn);
            QVERIFY(views::ColumnBrush::suits(own));
            views::ColumnBrush brush;
            brush.fill(own, boxes, colour);
            own.end();
            int most = 0;
            for (int y = 0; y < wanted.height(); ++y)
                for (int x = 0; x < wanted.width(); ++x) {
                    const QColor a = wanted.pixelColor(x, y), b = drawn.pixelColor(x, y);
                    most = std::max({most, std::abs(a.red() - b.red()), std::abs(a.green() - b.green()),
                                     std::abs(a.blue() - b.blue())});
                }
            QVERIFY2(most <= 1, qPrintable(QStringLiteral("%1 at scale %2").arg(most).arg(scale)));
            QVERIFY(inked(drawn, drawn.rect(), QColor(240, 240, 230)) < drawn.width() * drawn.height() * 9 / 10);
        }
    }
    QPicture vectors;
    QPainter recorder(&vectors);
    QVERIFY(!views::ColumnBrush::suits(recorder));
}

// On a logarithmic axis, or after a pause on an axis of time, a dense curve begins with samples many pixels apart.
void TestCurvesPaint::noisyCurvesStayWholeWhereSamplesAreFarApart() {
    ChartModel chart;
    SeriesModel* curve = chart.addSeries(QStringLiteral("a"), 0);
    for (int i = 1; i <= 6000; ++i)
        curve->append(SeriesPoint{static_cast<double>(i), 1.0 * i, i < 20 ? 1.0 : (i * 7919 % 101) / 50.0});
    SeriesPlot plot;
    plot.setModel(&chart);
    plot.link()->setLogarithmic(true);
    plot.resize(700, 300);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    plot.replotNow();
    const QImage picture = plot.grab().toImage();
    const QColor ink = views::seriesColour(chart.all()[0]);
    const int from = static_cast<int>(plot.pixelOf(2, 1).x()), to = static_cast<int>(plot.pixelOf(18, 1).x());
    const int y = static_cast<int>(plot.pixelOf(2, 1).y());
    QVERIFY(to - from > 100);
    const auto isInk = [&](int x, int row) {
        const QColor there = picture.pixelColor(x, row);
        return std::abs(there.red() - ink.red()) < 90 && there.blue() > there.red() + 40;
    };
    QVERIFY(ink.blue() > ink.red() + 40);
    for (int x = from; x <= to; ++x)
        QVERIFY2(isInk(x, y - 1) || isInk(x, y) || isInk(x, y + 1),
                 qPrintable(QStringLiteral("hole at %1").arg(x - from)));
}

QTEST_MAIN(TestCurvesPaint)
#include "tst_curves_paint.moc"
