// SPDX-License-Identifier: GPL-3.0-or-later
// Smoothing, projection, the scale of y, and where panels stand: all without a window.
#include <QJsonDocument>
#include <QTest>

#include <cmath>
#include <limits>
#include <random>

#include "widgets/models/series_model_projection.h"
#include "widgets/views/panel_layout.h"
#include "widgets/views/series_plot_scale.h"

using namespace ludus;
using models::ChartModel;
using models::SeriesAxis;
using models::SeriesModel;
using models::SeriesPoint;
using models::Smoothing;
using models::SmoothingKind;
using models::ValueRange;
using views::PanelCell;
using views::PanelLayout;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

std::vector<SeriesPoint> noise(std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> uniform(-1, 1);
    std::vector<SeriesPoint> points;
    for (std::size_t i = 0; i < count; ++i)
        points.push_back({10.0 * static_cast<double>(i), static_cast<double>(i), uniform(random)});
    return points;
}

PanelCell cell(const char* id, int x, int y, int w = 6, int h = 7, bool pinned = false) {
    return {QString::fromLatin1(id), x, y, w, h, pinned};
}

bool overlapping(const PanelLayout& layout) {
    for (const PanelCell& a : layout.cells())
        for (const PanelCell& b : layout.cells())
            if (a.id != b.id && a.overlaps(b)) return true;
    return false;
}

}  // namespace

class TestCurvesModels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void timeWeightedMeanForgetsByDistance();
    void runningMeanTakesBothSides();
    void gaussianWeighsByDistanceAndKeepsGaps();
    void everyKindGrowsAsIfItHadBeenThere_data();
    void everyKindGrowsAsIfItHadBeenThere();
    void appendingComputesOnlyWhatIsNew();
    void samplesOfManyPointsWeighAsMany();
    void momentsAreKeptAndRise();
    void metricAxisTakesTheValuesOfTheSameStep();
    void outlierDoesNotDecideTheScale();
    void fewSamplesHaveNoOutliers();
    void bandOfFewPointsIsShownWhole();
    void logarithmicScaleKeepsToPositiveValues();

    void panelsNeverOverlapAndPackUpwards();
    void pinnedPanelsStandAboveAllOthers();
    void neighbourGivesTheRoom();
    void layoutSurvivesItsFile();
    void damagedLayoutIsPutRight();
};

// s = 0.25: base sqrt(s) = 0.5. Range 1000 is a power of 1.25 rounded up: 1.25^31 = 1009.74. A step of d forgets by
// 0.5 ^ (d / 1009.74 * 1000).
void TestCurvesModels::timeWeightedMeanForgetsByDistance() {
    SeriesModel model;
    model.setSmoothing(Smoothing{SmoothingKind::TimeWeighted, 0.25});
    for (const auto& [step, value] : {std::pair(0.0, 1.0), {1.0, 3.0}, {2.0, kNan}, {1000.0, 7.0}})
        model.append({step, step, value});
    const double kept = std::pow(0.5, 1 / std::pow(1.25, 31) * 1000);
    QCOMPARE(model.smoothed()[0], 1.0);
    QCOMPARE(model.smoothed()[1], (kept * 1 + 3) / (kept + 1));
    QVERIFY(std::isnan(model.smoothed()[2]));
    QVERIFY(std::fabs(model.smoothed()[3] - 7) < 1e-9);  // after a long way nothing is left of the others
    QCOMPARE(model.raw()[0], 1.0);
}

void TestCurvesModels::runningMeanTakesBothSides() {
    QCOMPARE(models::runningMeanPoints(0.5), 3);
    QCOMPARE(models::runningMeanPoints(0.9), 19);
    SeriesModel model;
    model.setSmoothing(Smoothing{SmoothingKind::RunningMean, 0.5});
    for (const double value : {1.0, 2.0, 6.0, 7.0})
        model.append({value, value, value});
    QCOMPARE(model.smoothed()[0], 1.5);
    QCOMPARE(model.smoothed()[1], 3.0);
    QCOMPARE(model.smoothed()[2], 5.0);
    QCOMPARE(model.smoothed()[3], 6.5);
    model.append({8, 8, 11});
    QCOMPARE(model.smoothed()[3], 8.0);  // the last ones move until they are in the middle
    QCOMPARE(model.smoothedRange(0, 5).high, 9.0);
}

void TestCurvesModels::gaussianWeighsByDistanceAndKeepsGaps() {
    SeriesModel model;
    model.setSmoothing(Smoothing{SmoothingKind::Gaussian, 0.5});
    const double sigma = std::sqrt(0.5) / 0.5;
    const std::vector<double> values{1, 5, kNan, 2};
    for (std::size_t i = 0; i < values.size(); ++i)
        model.append({static_cast<double>(i), 0, values[i]});
    const auto weight = [&](double d) { return std::exp(-0.5 * d * d / (sigma * sigma)); };
    QCOMPARE(model.smoothed()[0], (1 + 5 * weight(1) + 2 * weight(3)) / (1 + weight(1) + weight(3)));
    QCOMPARE(model.smoothed()[1], (weight(1) + 5 + 2 * weight(2)) / (weight(1) + 1 + weight(2)));
    QVERIFY(std::isnan(model.smoothed()[2]));
}

void TestCurvesModels::everyKindGrowsAsIfItHadBeenThere_data() {
    QTest::addColumn<int>("kind");
    QTest::newRow("exponential") << static_cast<int>(SmoothingKind::Exponential);
    QTest::newRow("time-weighted") << static_cast<int>(SmoothingKind::TimeWeighted);
    QTest::newRow("gaussian") << static_cast<int>(SmoothingKind::Gaussian);
    QTest::newRow("running mean") << static_cast<int>(SmoothingKind::RunningMean);
}

void TestCurvesModels::everyKindGrowsAsIfItHadBeenThere() {
    QFETCH(int, kind);
    const Smoothing rule{static_cast<SmoothingKind>(kind), 0.9};
    const auto points = noise(3000, 3);
    SeriesModel pieces, whole, late;
    pieces.setSmoothing(rule);
    whole.setSmoothing(rule);
    for (std::size_t i = 0; i < points.size(); i += 11)
        pieces.append(std::span(points).subspan(i, std::min<std::size_t>(11, points.size() - i)));
    whole.replaceAll(points);
    late.replaceAll(points);
    late.setSmoothing(rule);
    QVERIFY(pieces.smoothed() == whole.smoothed());
    QVERIFY(late.smoothed() == whole.smoothed());
    for (const std::size_t first : {0, 17, 1400, 2950}) {
        ValueRange expected;
        for (std::size_t i = first; i < 3000; ++i)
            expected.include(whole.smoothed()[i]);
        QCOMPARE(pieces.smoothedRange(first, 3000).low, expected.low);
        QCOMPARE(pieces.smoothedRange(first, 3000).high, expected.high);
    }
    // Smoothed and not the raw values again: noise of one size becomes much smaller.
    QVERIFY(whole.smoothedRange(100, 2900).high < 0.7);
}

void TestCurvesModels::appendingComputesOnlyWhatIsNew() {
    for (const SmoothingKind kind : {SmoothingKind::Exponential, SmoothingKind::TimeWeighted, SmoothingKind::Gaussian,
                                     SmoothingKind::RunningMean}) {
        models::SmoothedValues smoothed;
        smoothed.reset({kind, 0.9});
        std::vector<double> steps, values;
        const std::vector<double> counts;
        const auto grow = [&](std::size_t by) {
            for (std::size_t i = 0; i < by; ++i) {
                steps.push_back(static_cast<double>(steps.size()));
                values.push_back(std::sin(static_cast<double>(values.size())));
            }
            smoothed.extend({steps, values, counts});
        };
        grow(100'000);
        const std::size_t before = smoothed.computed();
        for (int i = 0; i < 100; ++i)
            grow(1);
        const std::size_t each = (smoothed.computed() - before) / 100;
        QVERIFY2(each <= 64, qPrintable(QStringLiteral("%1 samples for one").arg(each)));
    }
}

// Blocks of ten equal points, given one by one and as one sample each.
void TestCurvesModels::samplesOfManyPointsWeighAsMany() {
    for (const SmoothingKind kind : {SmoothingKind::Gaussian, SmoothingKind::RunningMean}) {
        SeriesModel whole, thin;
        whole.setSmoothing(Smoothing{kind, 0.97});
        thin.setSmoothing(Smoothing{kind, 0.97});
        for (int i = 0; i < 60; ++i) {
            const double value = i % 7;
            for (int k = 0; k < 10; ++k)
                whole.append({10.0 * i + k, 0, value});
            thin.append({10.0 * i + 4.5, 0, value, kNan, 10, value, value});
        }
        for (std::size_t i = 5; i < 55; ++i) {
            const double middle = 0.5 * (whole.smoothed()[10 * i + 4] + whole.smoothed()[10 * i + 5]);
            QVERIFY2(std::fabs(thin.smoothed()[i] - middle) < 0.05, qPrintable(QString::number(middle)));
        }
    }
}

void TestCurvesModels::momentsAreKeptAndRise() {
    SeriesModel model;
    SeriesPoint point{1, 1, 1};
    model.append(point);
    QVERIFY(!model.hasClock());
    for (const double moment : {1.8e9, 1.8e9 - 5, 1.8e9 + 60}) {
        point.step += 1;
        point.clockSeconds = moment;
        model.append(point);
    }
    QVERIFY(model.hasClock());
    QCOMPARE(model.xs(SeriesAxis::Clock), (std::vector<double>{1.8e9, 1.8e9, 1.8e9, 1.8e9 + 60}));
    QCOMPARE(model.nearest(1.8e9 + 50, SeriesAxis::Clock).value(), std::size_t{3});
    QCOMPARE(model.at(3).clockSeconds, 1.8e9 + 60);
}

void TestCurvesModels::metricAxisTakesTheValuesOfTheSameStep() {
    SeriesModel entropy;
    for (const auto& [step, value] : {std::pair(0.0, 2.0), {100.0, 1.0}, {200.0, 1.5}})
        entropy.append({step, step, value});
    QCOMPARE(models::valueAtStep(entropy, 50), 1.5);
    QCOMPARE(models::valueAtStep(entropy, 200), 1.5);
    QVERIFY(std::isnan(models::valueAtStep(entropy, 201)));
    QVERIFY(std::isnan(models::valueAtStep(entropy, -1)));

    ChartModel chart(QStringLiteral("Elo")), over;
    SeriesModel* elo = chart.addSeries(QStringLiteral("learner"), 3, true);
    for (const auto& [step, value] : {std::pair(0.0, 10.0), {100.0, 30.0}, {150.0, 40.0}, {900.0, 99.0}})
        elo->append({step, step, value, 5});
    models::projectChart(chart, entropy, over);
    QCOMPARE(over.title(), QStringLiteral("Elo"));
    const SeriesModel& shown = *over.all()[0].model;
    QCOMPARE(over.all()[0].colour, 3);
    QCOMPARE(shown.size(), std::size_t{3});  // entropy is not known at 900
    QCOMPARE(shown.xs(SeriesAxis::Steps), (std::vector<double>{1.0, 1.25, 2.0}));
    QCOMPARE(shown.raw(), (std::vector<double>{30, 40, 10}));
    QCOMPARE(shown.halfWidths()[0], 5.0);
}

void TestCurvesModels::outlierDoesNotDecideTheScale() {
    ChartModel chart;
    SeriesModel* series = chart.addSeries(QStringLiteral("a"), 0);
    series->append(noise(500, 1));
    series->append({5000, 500, 900});
    series->append({5010, 501, 0});
    const ValueRange all{0, 1e9};
    const ValueRange calm = views::valueScale(chart, SeriesAxis::Steps, all, false);
    QVERIFY2(calm.high < 6 && calm.high > 0.9, qPrintable(QString::number(calm.high)));
    QVERIFY(calm.low < -0.9);
    chart.setIgnoreOutliers(false);
    QCOMPARE(views::valueScale(chart, SeriesAxis::Steps, all, false).high, 900.0);
    chart.setIgnoreOutliers(true);
    // A part without it is shown as it is.
    QVERIFY(views::valueScale(chart, SeriesAxis::Steps, {0, 4000}, false).high <= 1);
}

void TestCurvesModels::fewSamplesHaveNoOutliers() {
    ChartModel chart;
    SeriesModel* series = chart.addSeries(QStringLiteral("a"), 0);
    for (int i = 0; i < 10; ++i)
        series->append({i * 1.0, 0, i == 5 ? 100.0 : 1.0});
    QCOMPARE(views::valueScale(chart, SeriesAxis::Steps, {0, 100}, false).high, 100.0);
}

void TestCurvesModels::bandOfFewPointsIsShownWhole() {
    ChartModel chart;
    SeriesModel* series = chart.addSeries(QStringLiteral("learner"), 0);
    series->append({0, 0, -20, 103});
    series->append({100, 1, 56, 83});
    const ValueRange few = views::valueScale(chart, SeriesAxis::Steps, {0, 100}, false);
    QCOMPARE(few.low, -123.0);
    QCOMPARE(few.high, 139.0);
    // Of a long one the first wide point does not press the rest flat, but the usual width has room.
    series->clear();
    for (int i = 0; i < 100; ++i)
        series->append({i * 1.0, 0, 1300.0 + i % 2, i == 0 ? 900.0 : 18.0});
    const ValueRange many = views::valueScale(chart, SeriesAxis::Steps, {0, 100}, false);
    QVERIFY(many.low > 1200 && many.low <= 1282);
    QVERIFY(many.high < 1400 && many.high >= 1319);
}

void TestCurvesModels::logarithmicScaleKeepsToPositiveValues() {
    ChartModel chart;
    SeriesModel* series = chart.addSeries(QStringLiteral("a"), 0);
    for (const double value : {0.01, 1.0, -5.0, 0.0, 100.0})
        series->append({series->isEmpty() ? 0 : series->xs(SeriesAxis::Steps).back() + 1, 0, value});
    const ValueRange range = views::valueScale(chart, SeriesAxis::Steps, {0, 100}, true);
    QVERIFY(range.low > 0 && range.low <= 0.01);
    QVERIFY(std::fabs(range.high - 100) < 1e-6);
    series->clear();
    series->append({1, 1, -3});
    QVERIFY(views::valueScale(chart, SeriesAxis::Steps, {0, 100}, true).isEmpty());
}

void TestCurvesModels::panelsNeverOverlapAndPackUpwards() {
    std::mt19937 random(5);
    PanelLayout layout;
    for (int i = 0; i < 12; ++i)
        layout.add(cell(qPrintable(QString::number(i)), 0, 0, 5 + static_cast<int>(random() % 8)));
    for (int trial = 0; trial < 500; ++trial) {
        const QString id = QString::number(random() % 12), other = QString::number(random() % 12);
        switch (random() % 4) {
            case 0: layout.move(id, static_cast<int>(random() % 24), static_cast<int>(random() % 40)); break;
            case 1: layout.resize(id, static_cast<int>(random() % 30), static_cast<int>(random() % 20)); break;
            case 2: layout.swap(id, other); break;
            default: layout.setPinned(id, random() % 3 == 0); break;
        }
        QVERIFY(!overlapping(layout));
        for (const PanelCell& c : layout.cells()) {
            QVERIFY(c.x >= 0 && c.x + c.w <= PanelLayout::kColumns && c.w >= PanelLayout::kLeastWidth);
            QVERIFY(c.pinned || c.y >= layout.pinnedRows());
        }
    }
    QCOMPARE(layout.cells().size(), std::size_t{12});
}

void TestCurvesModels::pinnedPanelsStandAboveAllOthers() {
    PanelLayout layout({cell("a", 0, 0), cell("b", 6, 0), cell("c", 0, 7)});
    layout.setPinned(QStringLiteral("c"), true);
    QCOMPARE(layout.find(QStringLiteral("c"))->y, 0);
    QCOMPARE(layout.find(QStringLiteral("a"))->y, 7);
    QCOMPARE(layout.find(QStringLiteral("b"))->y, 7);
    layout.setPinned(QStringLiteral("c"), false);
    QCOMPARE(layout.pinnedRows(), 0);
    QVERIFY(!overlapping(layout));
}

void TestCurvesModels::neighbourGivesTheRoom() {
    PanelLayout layout({cell("a", 0, 0, 14, 10), cell("b", 14, 0, 10, 10), cell("c", 0, 10)});
    layout.resize(QStringLiteral("a"), 16, 10);
    QCOMPARE(layout.find(QStringLiteral("b"))->x, 16);
    QCOMPARE(layout.find(QStringLiteral("b"))->w, 8);
    QCOMPARE(layout.find(QStringLiteral("b"))->y, 0);
    layout.resize(QStringLiteral("a"), 16, 12);
    QCOMPARE(layout.find(QStringLiteral("c"))->y, 12);
    layout.swap(QStringLiteral("a"), QStringLiteral("b"));
    QCOMPARE(layout.find(QStringLiteral("a"))->x, 16);
    QCOMPARE(layout.find(QStringLiteral("a"))->w, 8);
    layout.remove(QStringLiteral("b"));
    QCOMPARE(layout.find(QStringLiteral("c"))->y, 0);
}

void TestCurvesModels::layoutSurvivesItsFile() {
    PanelLayout layout({cell("elo", 0, 0, 14, 10), cell("metric:odd \"name\" 🙂", 14, 0, 10, 10, true)});
    layout.setOwn(QStringLiteral("elo"), {{QStringLiteral("log"), true}});
    const QByteArray file = QJsonDocument(layout.toJson()).toJson();
    const auto back = PanelLayout::fromJson(QJsonDocument::fromJson(file).array());
    QVERIFY(back.has_value());
    QVERIFY(*back == layout);
}

void TestCurvesModels::damagedLayoutIsPutRight() {
    const auto read = [](const char* text) { return PanelLayout::fromJson(QJsonDocument::fromJson(text).array()); };
    const auto wild =
        read(R"([{"id":"a","x":-5,"y":-9,"w":900,"h":0},{"id":"a","x":1},{"id":"b","x":23,"y":1e9,"w":"x"}])");
    QVERIFY(wild.has_value());
    QCOMPARE(wild->cells().size(), std::size_t{2});
    QVERIFY(!overlapping(*wild));
    QCOMPARE(wild->find(QStringLiteral("a"))->w, PanelLayout::kColumns);
    QCOMPARE(wild->find(QStringLiteral("b"))->y, PanelLayout::kLeastHeight);
    QVERIFY(!read(R"([1, 2, "three"])").has_value());
    QVERIFY(read("[]")->cells().empty());
}

QTEST_GUILESS_MAIN(TestCurvesModels)
#include "tst_curves_models.moc"
