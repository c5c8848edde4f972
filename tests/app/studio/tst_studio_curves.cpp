// SPDX-License-Identifier: GPL-3.0-or-later
// The charts of the page Run in the real window: layouts, panels, axes, smoothing, marks, pictures of the page.
#include <QComboBox>
#include <QFile>
#include <QImage>
#include <QJsonDocument>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QSlider>
#include <QStyle>

#include <cmath>

#include "app/pages/preferences.h"
#include "app/pages/run_page_charts.h"
#include "core/store/store_writer.h"
#include "tests/app/studio/studio_case.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/views/chart_panel.h"
#include "widgets/views/hover_card.h"
#include "widgets/views/panel_grid.h"
#include "widgets/views/strips.h"

using namespace ludus;
using test::StudioDriver;

namespace {

/// A finished run with its curves, a changed option and an alert.
RunId writeRun(const std::string& folder, bool load, int points = 120) {
    auto workspace = std::move(*store::Workspace::open(folder));
    RunRecord record;
    record.name = "curves";
    record.game = "rps";
    const RunId id = *workspace->createRun(record);
    auto writer = std::move(*store::StoreWriter::open(folder, id));
    int64_t seq = 0;
    const auto publish = [&](EventBody body) {
        ++seq;
        writer->take({id, seq, 1'800'000'000'000 + 1000 * seq, 0.5 * static_cast<double>(seq), std::move(body)});
    };
    publish(StateChanged{RunStatus::running, {}});
    for (int i = 1; i <= points; ++i) {
        const int64_t step = 1000 * i;
        const double t = i / 120.0;
        Metrics metrics{{{"return", step, std::sin(0.1 * i), kUnknown},
                         {"entropy", step, 1.8 - t, kUnknown},
                         {"kl", step, 0.01 + 0.001 * std::cos(i), kUnknown},
                         {"policy_loss", step, 0.007, kUnknown},
                         {"value_loss", step, 0.01, kUnknown},
                         {"steps_per_second", step, 12'000, kUnknown}}};
        if (load) {
            metrics.points.push_back({"system/cpu", step, 0.9, kUnknown});
            metrics.points.push_back({"system/memory", step, 1.3e9, kUnknown});
        }
        publish(std::move(metrics));
        if (i == 60) publish(OptionChanged{"learner.learning_rate", "0.001", "0.0001", step});
        if (i == 90) publish(Alerted{"threshold", LogLevel::warning, LUDUS_TEXT("Test", "Entropy fell."), step});
    }
    Progress progress;
    progress.steps = 1000 * points;
    progress.seconds = 0.5 * points;
    publish(progress);
    publish(StateChanged{RunStatus::finished, {}});
    if (!writer->flush().ok()) qFatal("the run could not be written");
    return id;
}

void keepLayout(const std::string& folder, const char* name, const char* body) {
    auto workspace = std::move(*store::Workspace::open(folder));
    if (!workspace->keep({"layout.run", name, body, 0}).ok()) qFatal("the layout could not be kept");
}

}  // namespace

class TestStudioCurves : public test::StudioCase {
    Q_OBJECT

private Q_SLOTS:
    void layoutIsArrangedNamedAndSurvivesARestart();
    void layoutChangedAMomentBeforeClosingIsKept();
    void logarithmicXBelongsToTheLayout();
    void emptyChartBesideOthersWaitsForNothing();
    void stepsPerSecondOfAFinishedRunAreItsMean();
    void metricWithoutAStandardChartGetsItsPanel();
    void layoutOfAnotherVersionIsShownAndNotWrittenOver();
    void layoutThatNamesAMissingMetricSaysSo();
    void oddNamesOfLayoutsAreShownAsTheyAre();
    void smoothingIsChosenAndReadOff();
    void usualSmoothingComesFromThePreferences();
    void newsAreNotTakenBackByAnOlderRow();
    void axisMayBeAnotherMetric();
    void chartsAreLinkedOrOnTheirOwn();
    void pausedRedrawIsSaidInTheToolBar();
    void changesAndAlertsAreMarked();
    void loadHasItsPanelWhereItWasMeasured();
    void pageIsSavedAsPicture();
    void picturesOfThePage();

private:
    /// Opens the run and waits until its curves are there.
    bool show(StudioDriver& studio, RunId run) {
        studio.window().openRun(run);
        return studio.waitFor([&] {
            return studio.runBridge().facts().record.id == run && !studio.runBridge().entropy()->isEmpty() &&
                   charts(studio)->layouts().isLoaded();
        });
    }
    static pages::RunCharts* charts(StudioDriver& studio) { return studio.window().findChild<pages::RunCharts*>(); }
    static views::ChartPanel* panel(StudioDriver& studio, const char* id) {
        return qobject_cast<views::ChartPanel*>(charts(studio)->grid()->panel(QLatin1String(id)));
    }
    /// Opens the menu of this button and chooses an entry by its object name.
    bool choose(StudioDriver& studio, const QString& button, const QString& entry) {
        if (!studio.click(button)) return false;
        for (const QMenu* menu : charts(studio)->findChildren<QMenu*>()) {
            for (QAction* action : menu->actions()) {
                if (action->objectName() != entry) continue;
                action->trigger();
                const_cast<QMenu*>(menu)->hide();
                return true;
            }
        }
        return false;
    }
};

void TestStudioCurves::layoutIsArrangedNamedAndSurvivesARestart() {
    const RunId run = writeRun(workspace(), false);
    StudioDriver studio(window());
    QVERIFY(show(studio, run));
    auto* page = charts(studio);
    QCOMPARE(page->layoutName(), QString());
    QVERIFY(!page->isLayoutChanged());
    panel(studio, "speed")->findChild<QAction*>(QStringLiteral("panel.hide"))->trigger();
    panel(studio, "entropy")->findChild<QAction*>(QStringLiteral("panel.pin"))->trigger();
    panel(studio, "returns")->findChild<QAction*>(QStringLiteral("chart.logarithmic"))->trigger();
    QVERIFY(page->isLayoutChanged());
    // Named in the menu.
    QVERIFY(studio.click(QStringLiteral("run.layout")));
    auto* name = studio.find<QLineEdit>(QStringLiteral("layout.name"));
    QVERIFY(name && studio.waitFor([&] { return name->isVisible(); }));
    QTest::keyClicks(name, QStringLiteral("Entropy first"));
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(page->layoutName(), QStringLiteral("Entropy first"));
    QVERIFY(!page->isLayoutChanged());
    const views::PanelLayout named = page->grid()->arrangement();
    // The standard one and back.
    QVERIFY(choose(studio, QStringLiteral("run.layout"), QStringLiteral("layout:")));
    QVERIFY(panel(studio, "speed"));
    QVERIFY(!studio.runBridge().returns()->isLogarithmic());
    QVERIFY(choose(studio, QStringLiteral("run.layout"), QStringLiteral("layout:Entropy first")));
    QVERIFY(page->grid()->arrangement() == named);
    QVERIFY(!panel(studio, "speed"));
    QVERIFY(studio.runBridge().returns()->isLogarithmic());
    // What is not saved survives too, and can be undone.
    panel(studio, "lengths")->findChild<QAction*>(QStringLiteral("panel.hide"))->trigger();
    QTest::qWait(500);  // kept a moment later
    studio.reopen();
    QVERIFY(show(studio, run));
    page = charts(studio);
    QCOMPARE(page->layoutName(), QStringLiteral("Entropy first"));
    QVERIFY(page->isLayoutChanged());
    QVERIFY(!panel(studio, "speed") && !panel(studio, "lengths"));
    QVERIFY(page->grid()->arrangement().find(QStringLiteral("entropy"))->pinned);
    QVERIFY(choose(studio, QStringLiteral("run.layout"), QStringLiteral("layout.undo")));
    QVERIFY(page->grid()->arrangement() == named);
    QVERIFY(choose(studio, QStringLiteral("run.layout"), QStringLiteral("layout.delete")));
    QCOMPARE(page->layoutName(), QString());
    QVERIFY(page->layouts().named().isEmpty());
}

void TestStudioCurves::layoutChangedAMomentBeforeClosingIsKept() {
    const RunId run = writeRun(workspace(), false);
    StudioDriver studio(window());
    QVERIFY(show(studio, run));
    panel(studio, "speed")->findChild<QAction*>(QStringLiteral("panel.hide"))->trigger();
    studio.reopen();  // at once
    QVERIFY(show(studio, run));
    QVERIFY(charts(studio)->isLayoutChanged());
    QVERIFY(!panel(studio, "speed"));
}

void TestStudioCurves::logarithmicXBelongsToTheLayout() {
    const RunId run = writeRun(workspace(), false);
    StudioDriver studio(window());
    QVERIFY(show(studio, run));
    panel(studio, "returns")->findChild<QAction*>(QStringLiteral("chart.logarithmicX"))->trigger();
    QVERIFY(charts(studio)->link()->isLogarithmic());
    QVERIFY(panel(studio, "entropy")->findChild<QAction*>(QStringLiteral("chart.logarithmicX"))->isChecked());
    QVERIFY(charts(studio)->isLayoutChanged());
    studio.reopen();
    QVERIFY(show(studio, run));
    QVERIFY(charts(studio)->link()->isLogarithmic());
    QVERIFY(choose(studio, QStringLiteral("run.layout"), QStringLiteral("layout:")));
    QVERIFY(!charts(studio)->link()->isLogarithmic());
    // Where charts are on their own each has its own scale.
    QVERIFY(studio.click(QStringLiteral("run.linked")));
    panel(studio, "returns")->findChild<QAction*>(QStringLiteral("chart.logarithmicX"))->trigger();
    QVERIFY(panel(studio, "returns")->plot()->link()->isLogarithmic());
    QVERIFY(!panel(studio, "entropy")->plot()->link()->isLogarithmic());
    studio.reopen();
    QVERIFY(show(studio, run));
    QVERIFY(panel(studio, "returns")->plot()->link()->isLogarithmic());
    QVERIFY(!panel(studio, "entropy")->plot()->link()->isLogarithmic());
}

void TestStudioCurves::emptyChartBesideOthersWaitsForNothing() {
    const RunId run = writeRun(workspace(), false);
    StudioDriver studio(window());
    QVERIFY(show(studio, run));
    QVERIFY(studio.runBridge().winRates()->isEmpty());
    for (const models::ChartModel* chart : {studio.runBridge().winRates(), studio.runBridge().elo()})
        QVERIFY2(!chart->emptyText().contains(QStringLiteral("Waiting")) &&
                     !chart->emptyText().contains(QStringLiteral("being played")),
                 qPrintable(chart->emptyText()));
}

void TestStudioCurves::stepsPerSecondOfAFinishedRunAreItsMean() {
    const RunId run = writeRun(workspace(), false);
    StudioDriver studio(window());
    QVERIFY(show(studio, run));
    const auto* facts = studio.find<views::FactsStrip>(QStringLiteral("run.facts"));
    const auto rate = [facts] {
        for (const views::Fact& fact : facts->facts())
            if (fact.key == QLatin1String("rate")) return fact;
        return views::Fact{};
    };
    const Progress& done = studio.runBridge().facts().progress;
    QVERIFY(done.seconds > 0 && done.steps > 0);
    QCOMPARE(rate().value, style::formatSi(static_cast<double>(done.steps) / done.seconds));
    QCOMPARE(rate().note, QStringLiteral("mean"));
}

void TestStudioCurves::metricWithoutAStandardChartGetsItsPanel() {
    const RunId run = writeRun(workspace(), false);
    StudioDriver studio(window());
    QVERIFY(show(studio, run));
    QVERIFY(choose(studio, QStringLiteral("run.addPanel"), QStringLiteral("add:metric:kl")));
    auto* kl = panel(studio, "metric:kl");
    QVERIFY(kl);
    QCOMPARE(kl->title(), QStringLiteral("KL divergence"));
    QCOMPARE(kl->plot()->model()->all()[0].model->size(), std::size_t{120});
    QVERIFY(studio.waitFor([&] { return kl->isVisible() && kl->plot()->replotCount() > 0; }));
    // One that shares a standard chart gets a copy of its curve.
    QVERIFY(choose(studio, QStringLiteral("run.addPanel"), QStringLiteral("add:metric:value_loss")));
    QCOMPARE(panel(studio, "metric:value_loss")->plot()->model()->all()[0].model->size(), std::size_t{120});
}

void TestStudioCurves::layoutOfAnotherVersionIsShownAndNotWrittenOver() {
    const RunId run = writeRun(workspace(), false);
    constexpr const char* kNewer =
        R"({"version":7,"panels":[{"id":"entropy","x":0,"y":0,"w":24,"h":9,"halo":1}],"future":{"a":1}})";
    keepLayout(workspace(), "newer", kNewer);
    keepLayout(workspace(), "broken", "{\"panels\": \"no list\"");
    StudioDriver studio(window());
    QVERIFY(show(studio, run));
    QVERIFY(choose(studio, QStringLiteral("run.layout"), QStringLiteral("layout:newer")));
    QVERIFY(studio.messages().join(QLatin1Char(' ')).contains(QStringLiteral("another version")));
    QCOMPARE(charts(studio)->grid()->arrangement().cells().size(), std::size_t{1});
    QVERIFY(panel(studio, "entropy"));
    QVERIFY(choose(studio, QStringLiteral("run.layout"), QStringLiteral("layout:broken")));
    QVERIFY(studio.messages().join(QLatin1Char(' ')).contains(QStringLiteral("cannot be read")));
    QVERIFY(panel(studio, "speed"));
    QTest::qWait(500);
    auto reader = std::move(*store::Workspace::open(workspace()));
    const std::vector<store::KeptItem> items = *reader->kept("layout.run");
    QCOMPARE(items.size(), std::size_t{2});
    for (const store::KeptItem& item : items) {
        if (item.name == "newer") QCOMPARE(item.body, std::string(kNewer));
        if (item.name == "broken") QCOMPARE(item.body, std::string("{\"panels\": \"no list\""));
    }
    QVERIFY(choose(studio, QStringLiteral("run.layout"), QStringLiteral("layout:")));
    QVERIFY(studio.messages().isEmpty());
}

void TestStudioCurves::layoutThatNamesAMissingMetricSaysSo() {
    const RunId run = writeRun(workspace(), false);
    keepLayout(workspace(), "other", R"({"version":1,"panels":[{"id":"metric:gone","x":0,"y":0,"w":8,"h":9},
        {"id":"hologram","x":8,"y":0,"w":8,"h":9},{"id":"entropy","x":16,"y":0,"w":8,"h":9}]})");
    StudioDriver studio(window());
    QVERIFY(show(studio, run));
    QVERIFY(choose(studio, QStringLiteral("run.layout"), QStringLiteral("layout:other")));
    const QString said = studio.messages().join(QLatin1Char(' '));
    QVERIFY2(said.contains(QStringLiteral("gone")) && said.contains(QStringLiteral("hologram")), qPrintable(said));
    // Nothing is lost: their places are kept.
    QCOMPARE(charts(studio)->grid()->arrangement().cells().size(), std::size_t{3});
    QVERIFY(studio.find(QStringLiteral("chart.hologram"))->isVisible());
    QVERIFY(panel(studio, "metric:gone")->isVisible());
}

void TestStudioCurves::oddNamesOfLayoutsAreShownAsTheyAre() {
    const RunId run = writeRun(workspace(), false);
    StudioDriver studio(window());
    QVERIFY(show(studio, run));
    for (const QString& odd :
         {QStringLiteral("a/b \"c\" & 'd'"), QStringLiteral("🙂 مرحبا"), QString(500, QLatin1Char('x'))}) {
        QVERIFY(studio.click(QStringLiteral("run.layout")));
        auto* name = studio.find<QLineEdit>(QStringLiteral("layout.name"));
        name->setText(odd);
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(charts(studio)->layoutName(), odd);
        QVERIFY(studio.find(QStringLiteral("run.layout"))->width() < 220);
    }
    studio.reopen();
    QVERIFY(show(studio, run));
    QCOMPARE(charts(studio)->layouts().named().size(), 3);
}

void TestStudioCurves::smoothingIsChosenAndReadOff() {
    const RunId run = writeRun(workspace(), false);
    StudioDriver studio(window());
    QVERIFY(show(studio, run));
    auto* kind = studio.find<QComboBox>(QStringLiteral("run.smoothingKind"));
    auto* amount = studio.find<QSlider>(QStringLiteral("run.smoothing"));
    auto* read = studio.find<QLabel>(QStringLiteral("run.smoothingRead"));
    const models::SeriesModel& curve = *studio.runBridge().returns()->all()[0].model;
    QCOMPARE(kind->count(), 4);
    kind->setFocus();
    QTest::keyClick(kind, Qt::Key_End);
    QCOMPARE(curve.smoothingRule().kind, models::SmoothingKind::RunningMean);
    amount->setFocus();
    QTest::keyClick(amount, Qt::Key_Home);
    QCOMPARE(curve.smoothed()[50], curve.raw()[50]);
    QTest::keyClick(amount, Qt::Key_End);
    QCOMPARE(curve.smoothing(), 0.99);
    QVERIFY2(read->text().startsWith(QStringLiteral("199")), qPrintable(read->text()));
    QTest::keyClick(kind, Qt::Key_Up);
    QCOMPARE(curve.smoothingRule().kind, models::SmoothingKind::Gaussian);
    // Estimates of evaluations are shown as they are.
    for (const auto& series : studio.runBridge().scores()->all())
        QCOMPARE(series.model->smoothing(), 0.0);
}

void TestStudioCurves::usualSmoothingComesFromThePreferences() {
    const RunId run = writeRun(workspace(), false);
    pages::Preferences().setValue(pages::Preferences::kSmoothing, {});
    StudioDriver studio(window());
    QVERIFY(show(studio, run));
    const auto amount = [&] { return studio.find<QSlider>(QStringLiteral("run.smoothing")); };
    const auto prefer = [&](Qt::Key key) {
        if (!studio.click(QStringLiteral("rail:preferences"))) return;
        studio.find<QLineEdit>(QStringLiteral("preferences.search"))->setText(QStringLiteral("smoothing"));
        QTest::keyClick(studio.find(QStringLiteral("preferences.smoothing")), key);
    };
    QCOMPARE(amount()->value(), 60);
    prefer(Qt::Key_Home);
    QCOMPARE(amount()->value(), 0);
    QCOMPARE(studio.runBridge().returns()->all()[0].model->smoothing(), 0.0);
    QVERIFY(!charts(studio)->isLayoutChanged());
    studio.reopen();
    QVERIFY(show(studio, run));
    QCOMPARE(amount()->value(), 0);
    // What somebody chose on the page stays.
    QTest::keyClick(amount(), Qt::Key_Right);
    prefer(Qt::Key_End);
    QCOMPARE(amount()->value(), 1);
    QVERIFY(charts(studio)->isLayoutChanged());
    pages::Preferences().setValue(pages::Preferences::kSmoothing, {});
}

/// What a run says live is ahead of its row, which is written in batches.
void TestStudioCurves::newsAreNotTakenBackByAnOlderRow() {
    const auto store = std::move(*store::Workspace::open(workspace()));
    RunRecord record;
    record.name = "waits";
    record.game = "rps";
    const RunId run = *store->createRun(record);
    bridges::GuiEventSink sink;
    bridges::StoreQuery query(window());
    bridges::RunBridge bridge(query, sink);
    const QSignalSpy opened(&bridge, &bridges::RunBridge::opened);
    bridge.open(run);
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(bridge.facts().record.status, RunStatus::queued);
    sink.take({run, 1, 1'800'000'000'000, 0, StateChanged{RunStatus::running, {}}});
    QTRY_COMPARE(bridge.facts().record.status, RunStatus::running);
    QVERIFY(store->renameRun(run, "trains").ok());
    QTRY_COMPARE(bridge.facts().record.name, std::string("trains"));
    QCOMPARE(bridge.facts().record.status, RunStatus::running);
}

void TestStudioCurves::axisMayBeAnotherMetric() {
    const RunId run = writeRun(workspace(), false);
    StudioDriver studio(window());
    QVERIFY(show(studio, run));
    auto* axis = studio.find<QComboBox>(QStringLiteral("run.axis"));
    axis->setFocus();
    QTest::keyClick(axis, Qt::Key_Down);
    QCOMPARE(charts(studio)->link()->axis(), models::SeriesAxis::Time);
    QTest::keyClick(axis, Qt::Key_Down);
    QCOMPARE(charts(studio)->link()->axis(), models::SeriesAxis::Clock);
    QVERIFY(charts(studio)->link()->range().low > 1.7e9);
    axis->setCurrentIndex(axis->findData(QStringLiteral("metric:entropy")));
    QCOMPARE(charts(studio)->link()->axis(), models::SeriesAxis::Metric);
    QVERIFY(charts(studio)->link()->range().high < 2);
    // The choice outlives the run that is shown, and the window.
    QTest::qWait(500);
    studio.reopen();
    QVERIFY(show(studio, run));
    QVERIFY(studio.waitFor([&] { return charts(studio)->link()->axis() == models::SeriesAxis::Metric; }));
}

void TestStudioCurves::chartsAreLinkedOrOnTheirOwn() {
    const RunId run = writeRun(workspace(), false);
    StudioDriver studio(window());
    QVERIFY(show(studio, run));
    QVERIFY(panel(studio, "returns")->plot()->link() == panel(studio, "entropy")->plot()->link());
    QVERIFY(studio.click(QStringLiteral("run.linked")));
    auto* plot = panel(studio, "returns")->plot();
    QVERIFY(plot->link() != panel(studio, "entropy")->plot()->link());
    plot->link()->setZoom(models::ValueRange{10'000, 20'000});
    QVERIFY(!panel(studio, "entropy")->plot()->link()->isZoomed());
    QVERIFY(studio.click(QStringLiteral("run.resetZoom")));
    QVERIFY(!plot->link()->isZoomed());
    QVERIFY(studio.click(QStringLiteral("run.linked")));
    QVERIFY(plot->link() == panel(studio, "entropy")->plot()->link());
}

void TestStudioCurves::pausedRedrawIsSaidInTheToolBar() {
    const RunId run = writeRun(workspace(), false);
    StudioDriver studio(window());
    QVERIFY(show(studio, run));
    auto* plot = panel(studio, "entropy")->plot();
    QVERIFY(studio.waitFor([&] { return plot->isVisible() && !plot->isDirty(); }));
    QVERIFY(!studio.find(QStringLiteral("run.held"))->isVisible());
    QTest::mouseMove(plot, plot->pixelOf(60'000, 1.3).toPoint());
    QVERIFY(studio.find(QStringLiteral("run.held"))->isVisible());
    QVERIFY(plot->hoverCard()->linkedRows().size() >= 4);
    QTest::mouseMove(plot, QPoint(1, 1));
    QVERIFY(!studio.find(QStringLiteral("run.held"))->isVisible());
}

void TestStudioCurves::changesAndAlertsAreMarked() {
    const RunId run = writeRun(workspace(), false);
    StudioDriver studio(window());
    QVERIFY(show(studio, run));
    const auto& marks = studio.runBridge().entropy()->marks();
    QCOMPARE(marks.size(), std::size_t{2});
    QCOMPARE(marks[0].step, 60'000.0);
    QVERIFY(!marks[0].alarm);
    QVERIFY2(marks[0].text.contains(QStringLiteral("0.0001")), qPrintable(marks[0].text));
    QVERIFY(marks[1].alarm);
    QVERIFY(marks[1].clockSeconds > 1.8e9);
    bool logged = false;
    for (int row = 0; row < studio.runBridge().log()->rowCount(); ++row)
        logged = logged || studio.runBridge().log()->line(row).text.contains(QStringLiteral("learning_rate"));
    QVERIFY(logged);
}

void TestStudioCurves::loadHasItsPanelWhereItWasMeasured() {
    const RunId without = writeRun(workspace(), false), with = writeRun(workspace(), true);
    StudioDriver studio(window());
    QVERIFY(show(studio, without));
    QVERIFY(!panel(studio, "load"));
    QVERIFY(show(studio, with));
    QVERIFY(studio.waitFor([&] { return panel(studio, "load") && panel(studio, "load")->isVisible(); }));
    QCOMPARE(panel(studio, "load")->plot()->model()->all()[0].model->latestRaw().value(), 0.9);
    QVERIFY(choose(studio, QStringLiteral("run.addPanel"), QStringLiteral("add:memory")));
    QCOMPARE(panel(studio, "memory")->plot()->model()->all()[0].model->latestRaw().value(), 1.3e9);
}

void TestStudioCurves::pageIsSavedAsPicture() {
    const RunId run = writeRun(workspace(), false);
    StudioDriver studio(window());
    QVERIFY(show(studio, run));
    for (const char* name : {"page.png", "page.pdf"}) {
        const QString path = fileAt(name);
        QVERIFY(charts(studio)->exportPage(path));
        QVERIFY(QFile(path).size() > 20'000);
        QVERIFY(studio.messages().join(QLatin1Char(' ')).contains(QLatin1String(name)));
    }
    const QImage picture(fileAt("page.png"));
    QVERIFY(picture.width() > 2 * 1100 && picture.height() > 2 * 600);
    QVERIFY(!charts(studio)->exportPage(QStringLiteral("/nowhere/page.pdf")));
    QVERIFY(studio.messages().join(QLatin1Char(' ')).contains(QStringLiteral("could not be written")));
}

/// To be looked at: LUDUS_PICTURES names a folder.
void TestStudioCurves::picturesOfThePage() {
    const QString folder = qEnvironmentVariable("LUDUS_PICTURES");
    if (folder.isEmpty()) QSKIP("LUDUS_PICTURES is not set");
    const std::string filled = qEnvironmentVariable("LUDUS_PICTURES_OF").toStdString();
    const RunId run = filled.empty() ? writeRun(workspace(), true) : RunId{1};
    StudioDriver studio(QString::fromStdString(filled.empty() ? workspace() : filled));
    QVERIFY(show(studio, run));
    for (const bool dark : {false, true}) {
        style::Theme::instance().apply(*qApp, dark ? style::Mode::Dark : style::Mode::Light);
        for (const QSize size : {QSize(1366, 768), QSize(2560, 1440), QSize(1024, 640)}) {
            studio.window().resize(size);
            auto* plot = panel(studio, "elo")->plot();
            QTest::qWait(400);
            const QString name =
                QStringLiteral("%1/run-%2%3").arg(folder).arg(size.width()).arg(QLatin1String(dark ? "-dark" : ""));
            QVERIFY(studio.window().grab().save(name + QStringLiteral(".png")));
            QTest::mouseMove(plot, plot->plotArea().center());
            QTest::qWait(200);
            QVERIFY(studio.window().grab().save(name + QStringLiteral("-hover.png")));
            QTest::mouseMove(plot, QPoint(1, 1));
        }
    }
    style::Theme::instance().apply(*qApp, style::Mode::Light);
    QVERIFY(charts(studio)->exportPage(folder + QStringLiteral("/page.pdf")));
}

int main(int argc, char** argv) {
    return test::runStudioTest<TestStudioCurves>(argc, argv);
}

#include "tst_studio_curves.moc"
