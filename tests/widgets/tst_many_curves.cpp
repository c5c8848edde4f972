// SPDX-License-Identifier: GPL-3.0-or-later
// Charts and parallel coordinates of so many things that not all of them can be named and coloured.
#include <QAction>
#include <QFontMetrics>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>

#include "tests/widgets/curves_kit.h"
#include "widgets/models/parallel_model.h"
#include "widgets/models/series_colours.h"
#include "widgets/style/theme.h"
#include "widgets/views/hover_card.h"
#include "widgets/views/parallel_plot.h"
#include "widgets/views/series_plot_items.h"
#include "widgets/views/series_plot_labels.h"
#include "widgets/views/wide_scroll.h"

using namespace ludus;
using namespace ludus::test;
using style::Token;
using views::ParallelPlot;
using views::WideScroll;

namespace {

constexpr int kMany = 100;

QString sweepName(int i) {
    return QStringLiteral("sw-seed%1-learning_rate0.000%2").arg(i).arg(1 + i % 7);
}

double valueOf(int i, int k) {
    return 1000 + 300 * std::sin(0.37 * i) * k / 9;
}

void fillMany(ChartModel& chart, int count) {
    for (int i = 0; i < count; ++i) {
        models::SeriesModel* curve = chart.addSeries(sweepName(i), i);
        for (int k = 0; k < 10; ++k)
            curve->append(SeriesPoint{100.0 * k, 1.0 * k, valueOf(i, k)});
    }
}

/// The grey curve that is furthest from all others at its k-th sample.
int loneliest(int k) {
    int best = models::kColouredSeries;
    double most = 0;
    for (int i = models::kColouredSeries; i < kMany; ++i) {
        double room = 1e9;
        for (int other = 0; other < kMany; ++other)
            if (other != i) room = std::min(room, std::fabs(valueOf(i, k) - valueOf(other, k)));
        if (room > most) best = i;
        most = std::max(most, room);
    }
    return best;
}

int pixelsOf(SeriesPlot& plot, const QColor& colour) {
    const QImage image = plot.grab().toImage();
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) == colour ? 1 : 0;
    return count;
}

/// As many quantities as a large sweep varies.
void fillAxes(models::ParallelModel& model, int axes, int lines) {
    QVector<models::ParallelAxis> content;
    for (int i = 0; i < axes; ++i)
        content.push_back(
            {QStringLiteral("key%1").arg(i), QStringLiteral("Final coefficient %1").arg(i), {}, false, false});
    QVector<models::ParallelLine> all;
    for (int line = 0; line < lines; ++line) {
        QVector<double> values;
        for (int i = 0; i < axes; ++i)
            values << line + 0.01 * i;
        all.push_back({QString::number(line), sweepName(line), line, values});
    }
    model.setContent(content, all);
}

}  // namespace

class TestManyCurves : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { style::Theme::instance().apply(*qApp, style::Mode::Light); }

    void labelsThatHaveNoRoomAreLeftOutEvenly() {
        std::vector<double> wanted;
        for (int i = 0; i < kMany; ++i)
            wanted.push_back((37 * i) % kMany);  // 0 to 99 in some order
        std::vector<bool> must(wanted.size());
        must[5] = true;
        const auto chosen = views::chooseLabels(wanted, must, 15, 8);
        QVERIFY(chosen.size() >= 5 && chosen.size() <= 8);
        std::vector<double> places;
        for (const std::size_t index : chosen)
            places.push_back(wanted[index]);
        std::sort(places.begin(), places.end());
        QCOMPARE(places.front(), 0.0);
        QCOMPARE(places.back(), 99.0);
        QVERIFY(std::find(chosen.begin(), chosen.end(), std::size_t{5}) != chosen.end());
        for (std::size_t i = 1; i < places.size(); ++i)
            QVERIFY2(places[i] - places[i - 1] < 31, "a part of the picture has no label");
        // All where there is room.
        QCOMPARE(views::chooseLabels(wanted, must, 15, 100).size(), wanted.size());
    }

    void aHundredCurvesAreNamedAsFarAsThereIsRoom() {
        ChartModel chart(QStringLiteral("Elo"));
        fillMany(chart, kMany);
        SeriesPlot plot;
        plot.setModel(&chart);
        plot.resize(760, 320);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        for (const QString& selected : {QString(), sweepName(50)}) {
            chart.selectSeries(selected);
            plot.replotNow();
            const auto& labels = plot.endLabels();
            QVERIFY(labels.size() > 5 && labels.size() < 30);
            bool named = selected.isEmpty();
            for (const views::EndLabel& label : labels) {
                named = named || label.bold;
                QVERIFY2(QRectF(plot.rect()).contains(label.box), qPrintable(label.name));
                for (const views::EndLabel& other : labels)
                    QVERIFY(&label == &other || !label.box.intersects(other.box));
            }
            QVERIFY(named);
            QCOMPARE(labels.back().name, QStringLiteral("and %1 more").arg(kMany + 1 - labels.size()));
        }
    }

    void onlySoManyCurvesHaveAColour() {
        ChartModel chart;
        fillMany(chart, kMany);
        const QColor grey = style::color(Token::ChartAxis);
        const auto colourOf = [&](int i) { return views::seriesColour(chart.all()[static_cast<std::size_t>(i)]); };
        QCOMPARE(colourOf(31), style::Theme::instance().series(31));
        QCOMPARE(colourOf(32), grey);
        QCOMPARE(colourOf(99), grey);
        chart.selectSeries(sweepName(99));
        QCOMPARE(colourOf(99), style::Theme::instance().series(99));
        QCOMPARE(views::seriesPen(chart.all()[40], 1).style(), Qt::SolidLine);
    }

    void theCurveAtThePointerTakesItsColourAndIsInTheCard() {
        ChartModel chart(QStringLiteral("Return"));
        fillMany(chart, kMany);
        SeriesPlot plot;
        plot.setModel(&chart);
        plot.resize(700, 400);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        const int chosen = loneliest(8);
        const QColor own = style::Theme::instance().series(chosen);
        const QPoint there = plot.pixelOf(800, valueOf(chosen, 8)).toPoint();
        const QPoint apart(there.x(), plot.plotArea().top());
        point(&plot, apart);
        QVERIFY(plot.pointedName().isEmpty());
        const int before = pixelsOf(plot, own);
        point(&plot, there);
        QCOMPARE(plot.pointedName(), sweepName(chosen));
        QVERIFY(pixelsOf(plot, own) > before + 100);
        const std::vector<views::HoverRow>& rows = plot.hoverCard()->rows();
        QCOMPARE(static_cast<int>(rows.size()), views::HoverCard::kRows);
        const auto pointed = std::find_if(rows.begin(), rows.end(), [](const auto& row) { return row.pointed; });
        QVERIFY(pointed != rows.end());
        QCOMPARE(pointed->name, sweepName(chosen));
        QCOMPARE(pointed->colour, own);
        QVERIFY(plot.hoverCard()->sentence().section(QStringLiteral("; "), 1, 1).startsWith(sweepName(chosen)));
        // A click is about it.
        QSignalSpy activated(&plot, &SeriesPlot::sampleActivated);
        QTest::mouseClick(&plot, Qt::LeftButton, {}, there);
        QCOMPARE(activated.count(), 1);
        QCOMPARE(activated[0][0].toString(), sweepName(chosen));
        QCOMPARE(activated[0][1].toInt(), 8);
        // Where there is no curve nobody is meant.
        point(&plot, apart);
        QVERIFY(plot.pointedName().isEmpty());
        QVERIFY(plot.hoverCard()->isVisible());
        QCOMPARE(pixelsOf(plot, own), before);
    }

    void arrowsGoFromCurveToCurve() {
        ChartModel chart(QStringLiteral("Return"));
        for (const auto& [name, value] : {std::pair("middle", 2.0), {"top", 3.0}, {"bottom", 1.0}}) {
            models::SeriesModel* curve = chart.addSeries(QLatin1String(name), static_cast<int>(chart.all().size()));
            for (int k = 0; k < 5; ++k)
                curve->append(SeriesPoint{100.0 * k, 1.0 * k, value});
        }
        SeriesPlot plot;
        plot.setModel(&chart);
        plot.resize(500, 300);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        const auto press = [&](Qt::Key key, const char* expected) {
            QTest::keyClick(&plot, key);
            QCOMPARE(plot.pointedName(), QLatin1String(expected));
        };
        press(Qt::Key_Down, "middle");  // the one that left and right go along
        QCOMPARE(plot.link()->cursor().value(), 400.0);
        QVERIFY(plot.hoverCard()->isVisible());
        press(Qt::Key_Down, "bottom");
        press(Qt::Key_Down, "bottom");
        press(Qt::Key_Up, "middle");
        press(Qt::Key_Up, "top");
        press(Qt::Key_Left, "top");
        QSignalSpy activated(&plot, &SeriesPlot::sampleActivated);
        QTest::keyClick(&plot, Qt::Key_Return);
        QCOMPARE(activated[0][0].toString(), QStringLiteral("top"));
        QCOMPARE(activated[0][1].toInt(), 3);
        press(Qt::Key_Escape, "");
        // A lone curve leaves these keys to the page.
        ChartModel lone(QStringLiteral("Return"));
        fill(lone, "lone", 5);
        plot.setModel(&lone);
        QKeyEvent key(QEvent::KeyPress, Qt::Key_Down, Qt::NoModifier);
        QApplication::sendEvent(&plot, &key);
        QVERIFY(!key.isAccepted());
        QVERIFY(plot.pointedName().isEmpty());
    }

    /// Learners of a league are measured at steps of their own.
    void theCursorStandsOnASampleOfTheCurveThatIsMeant() {
        ChartModel chart(QStringLiteral("Elo"));
        models::SeriesModel* leading = chart.addSeries(QStringLiteral("leading"), 0);
        models::SeriesModel* shifted = chart.addSeries(QStringLiteral("shifted"), 1);
        for (int k = 0; k <= 5; ++k)
            leading->append(SeriesPoint{100.0 * k, 1.0 * k, 1.0});
        for (const auto& [x, value] : {std::pair(120.0, 3.0), {320.0, 5.0}, {480.0, 5.0}})
            shifted->append(SeriesPoint{x, x / 100, value});
        SeriesPlot plot;
        plot.setModel(&chart);
        plot.resize(700, 400);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        QSignalSpy activated(&plot, &SeriesPlot::sampleActivated);
        const auto pointTo = [&](double x, double value, const char* name, double sample, int index) {
            const QPoint at = plot.pixelOf(x, value).toPoint();
            point(&plot, at);
            QCOMPARE(plot.pointedName(), QLatin1String(name));
            QCOMPARE(plot.link()->cursor().value(), sample);
            QTest::mouseClick(&plot, Qt::LeftButton, {}, at);
            QCOMPARE(activated.back()[0].toString(), QLatin1String(name));
            QCOMPARE(activated.back()[1].toInt(), index);
        };
        pointTo(120, 3, "shifted", 120, 0);
        pointTo(190, 3.7, "shifted", 120, 0);  // on the line between two samples
        pointTo(250, 4.3, "shifted", 320, 1);
        pointTo(250, 1, "leading", 300, 3);
        QTest::keyClick(&plot, Qt::Key_Up);  // from there to the other curve's nearest sample, and along it
        QCOMPARE(plot.link()->cursor().value(), 320.0);
        QTest::keyClick(&plot, Qt::Key_Right);
        QCOMPARE(plot.link()->cursor().value(), 480.0);
        QVERIFY(plot.hoverCard()->head().startsWith(QStringLiteral("480")));
        // It has lost its samples: the other one is meant.
        shifted->replaceAll({});
        QTest::keyClick(&plot, Qt::Key_Return);
        QCOMPARE(activated.back()[0].toString(), QStringLiteral("leading"));
        QVERIFY(plot.pointedName().isEmpty());
    }

    void longNamesKeepTheirEndsAndNeverCoverASmallChart() {
        ChartModel chart(QStringLiteral("Entropy"));
        fillMany(chart, 4);
        SeriesPlot plot;
        plot.setModel(&chart);
        plot.resize(330, 190);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        plot.replotNow();
        QVERIFY(plot.endLabels().empty());  // the card under the pointer tells them
        plot.resize(240, 190);
        plot.replotNow();
        QVERIFY(plot.endLabels().empty());
        plot.resize(460, 190);
        plot.replotNow();
        QCOMPARE(plot.endLabels().size(), std::size_t{4});
        for (const views::EndLabel& label : plot.endLabels()) {
            QVERIFY2(label.name.startsWith(QLatin1String("sw")) && label.name.contains(QChar(0x2026)),
                     qPrintable(label.name));
            QVERIFY2(label.name.back().isDigit(), qPrintable(label.name));
            QVERIFY(QRectF(plot.rect()).contains(label.box));
        }
    }

    void axesKeepALeastDistanceAndAreScrolled() {
        models::ParallelModel model;
        auto* plot = new ParallelPlot;
        plot->setModel(&model);
        WideScroll place(plot);
        connect(plot, &ParallelPlot::reached, &place, &WideScroll::reveal);
        place.resize(420, 200);
        place.show();
        QVERIFY(QTest::qWaitForWindowExposed(&place));
        fillAxes(model, 20, 6);
        QTRY_VERIFY(plot->width() > 1500);
        QCOMPARE(plot->height(), place.viewport()->height());
        const QFontMetrics metrics(style::font(style::Type::Small));
        for (int axis = 0; axis < 20; ++axis) {
            const QRectF title = plot->titleRect(axis);
            // On two lines all words are seen.
            QVERIFY(title.width() >= metrics.horizontalAdvance(QStringLiteral("coefficient 19")));
            QVERIFY(title.height() >= 2 * metrics.height());
            QVERIFY(plot->rect().contains(title.toRect()));
            if (axis > 0) QVERIFY(!title.intersects(plot->titleRect(axis - 1)));
        }
        // A key brings its axis into view; the wheel goes sideways.
        const auto seen = [&](int axis) {
            const QPoint at = plot->mapTo(place.viewport(), plot->titleRect(axis).center().toPoint());
            return place.viewport()->rect().contains(at);
        };
        QVERIFY(seen(0) && !seen(12));
        plot->setFocus();
        for (int i = 0; i < 12; ++i)
            QTest::keyClick(plot, Qt::Key_Right);
        QVERIFY(seen(12) && !seen(0));
        const int before = place.horizontalScrollBar()->value();
        wheel(place.viewport(), QPoint(100, 90), -120);
        QVERIFY2(place.horizontalScrollBar()->value() > before,
                 qPrintable(QStringLiteral("%1 to %2").arg(before).arg(place.horizontalScrollBar()->value())));
        // Few axes fill the place.
        fillAxes(model, 3, 6);
        QTRY_COMPARE(plot->width(), place.viewport()->width());
    }

    void parallelCoordinatesAreExportedWhole() {
        models::ParallelModel model;
        fillAxes(model, 20, 3);
        auto* plot = new ParallelPlot;
        plot->setModel(&model);
        WideScroll place(plot);
        place.resize(420, 200);
        place.show();
        QVERIFY(QTest::qWaitForWindowExposed(&place));
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.png"));
        QVERIFY(plot->savePicture(path));
        QCOMPARE(QImage(path).size(), 2 * plot->size());
        const QStringList rows = plot->dataText().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QCOMPARE(rows.size(), 4);
        QVERIFY(rows[0].startsWith(QLatin1String("name,\"Final coefficient 0\",")));
        QVERIFY(rows[2].startsWith(QLatin1String("\"sw-seed1-learning_rate0.0002\",1,1.01,")));
        QStringList verbs;
        for (const QAction* action : plot->cornerActions())
            verbs << action->objectName();
        for (const char* verb : {"chart.copyPicture", "chart.copyData", "chart.exportPng", "chart.exportSvg",
                                 "chart.exportPdf", "chart.exportCsv"})
            QVERIFY2(verbs.contains(QLatin1String(verb)), verb);
    }
};

QTEST_MAIN(TestManyCurves)
#include "tst_many_curves.moc"
