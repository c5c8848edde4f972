// SPDX-License-Identifier: GPL-3.0-or-later
// Compare with as many runs as it promises, with the names that sweeps give and many options that differ.
#include <QAction>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/pages/compare_page.h"
#include "app/pages/preferences.h"
#include "app/studio/shell.h"
#include "tests/app/studio/run_author.h"
#include "tests/app/studio/studio_case.h"
#include "widgets/models/series_colours.h"
#include "widgets/style/theme.h"
#include "widgets/views/chart_panel.h"
#include "widgets/views/parallel_plot.h"
#include "widgets/views/series_plot_items.h"

using namespace ludus;

namespace {

constexpr int kRuns = 100, kPoints = 12;
// Numbers that may take any whole value above 1, so that each run can have its own.
constexpr std::array kWhole = {"slots", "steps", "epochs", "minibatches"};
constexpr std::array kReal = {"gamma",
                              "lambda",
                              "clip",
                              "value_clip",
                              "value_coefficient",
                              "entropy_coefficient",
                              "final_entropy_coefficient",
                              "max_gradient_norm",
                              "target_kl",
                              "final_learning_rate"};

/// A sweep over everything: names as `sweep` gives them, each run with its own value of each option.
QVector<RunId> writeSweep(const std::string& folder, int count) {
    QVector<RunId> runs;
    for (int i = 0; i < count; ++i) {
        const double rate = 1e-4 * (1 + i % 7);
        char name[64];
        std::snprintf(name, sizeof name, "sw-seed%d-learning_rate%.4f", i, rate);
        RunRecord record;
        record.game = "rps";
        record.preset = "rps/self_play";
        record.name = name;
        record.seed = static_cast<uint64_t>(i);
        record.config = "[run]\nseed = " + std::to_string(i) +
                        "\n[game]\nname = \"rps\"\n[self_play]\nwindow = " + std::to_string(20 + i) +
                        "\nlatest_share = " + std::to_string(0.2 + 0.005 * i) +
                        "\n[learner]\nlearning_rate = " + std::to_string(rate) + "\n";
        for (const char* key : kWhole)
            record.config += key + (" = " + std::to_string(16 + i)) + "\n";
        for (const char* key : kReal)
            record.config += key + (" = " + std::to_string(0.5 + 0.001 * i)) + "\n";
        record.config += std::string("schedule = \"") + (i % 2 ? "linear" : "constant") + "\"\n";
        test::RunAuthor author(folder, record);
        const double end = 1000 + 300 * std::sin(0.37 * i);
        author.curve("elo", kPoints, 10'000, [&](int k) { return end * (1 - std::exp(-0.4 * (k + 1))); });
        author.curve("entropy", kPoints, 10'000, [&](int k) { return 1.1 * std::exp(-0.1 * k) + 0.002 * i; });
        author.curve("return", kPoints, 10'000, [&](int k) { return 0.01 * k + 0.001 * i; });
        author.rating(end, kPoints * 10'000);
        runs << author.id();
    }
    return runs;
}

}  // namespace

class TestStudioCompareMany : public test::StudioCase {
    Q_OBJECT
private:
    pages::ComparePage& page() { return *studio_->window().findChild<pages::ComparePage*>(); }
    views::SeriesPlot* plot(int chart) {
        return studio_->find<views::ChartPanel>(QStringLiteral("compare.chart%1").arg(chart))->plot();
    }
    views::ParallelPlot* parallel() { return studio_->find<views::ParallelPlot>(QStringLiteral("compare.parallel")); }
    bool open(int count) {
        const QVector<RunId> runs = writeSweep(workspace(), count);
        openWindow();
        studio_->window().shell().go().compare(runs);
        return studio_->waitFor([&] {
            return page().bridge().runCount() == runs.size() && page().bridge().groupCount() == runs.size() &&
                   !plot(0)->isDirty() && !plot(0)->endLabels().empty();
        });
    }
    void grabTo(const QString& name) {
        const QString folder = qEnvironmentVariable("LUDUS_PICTURES");
        pages::Preferences preferences;
        for (const bool dark : {false, true}) {
            preferences.setTheme(dark ? pages::Preferences::Theme::Dark : pages::Preferences::Theme::Light);
            preferences.dress(*qApp);
            for (const QSize size : {QSize(1366, 768), QSize(2560, 1440)}) {
                studio_->window().resize(size);
                QTest::qWait(700);
                studio_->window().grab().save(
                    QStringLiteral("%1/%2-%3-%4.png").arg(folder, name, dark ? "dark" : "light").arg(size.width()));
            }
        }
    }

private Q_SLOTS:
    void init() { begin(); }

    void aHundredRunsStayReadable() {
        QVERIFY(open(kRuns));
        const auto& curves = page().bridge().chart(0)->all();
        QCOMPARE(curves.size(), static_cast<size_t>(kRuns));
        const auto grey = std::count_if(curves.begin(), curves.end(), [](const auto& one) {
            return views::seriesColour(one) == style::color(style::Token::ChartAxis);
        });
        QCOMPARE(grey, kRuns - models::kColouredSeries);
        for (int chart = 0; chart < 3; ++chart) {
            const auto& labels = plot(chart)->endLabels();
            for (const views::EndLabel& label : labels) {
                QVERIFY2(QRectF(plot(chart)->rect()).contains(label.box), qPrintable(label.name));
                for (const views::EndLabel& other : labels)
                    QVERIFY(&label == &other || !label.box.intersects(other.box));
            }
        }
        QVERIFY(plot(0)->endLabels().back().name.endsWith(QLatin1String("more")));
        // Whoever is selected has its name and colour.
        models::ParallelModel& model = *parallel()->model();
        model.setCurrent(model.lines()[60].id);
        QVERIFY(studio_->waitFor([&] {
            const auto& labels = plot(0)->endLabels();
            return std::any_of(labels.begin(), labels.end(), [](const auto& label) { return label.bold; });
        }));
        QVERIFY(views::seriesColour(curves[60]) != style::color(style::Token::ChartAxis));
    }

    void manyDifferingOptionsAreReachedSidewaysAndMaximised() {
        QVERIFY(open(6));
        QVERIFY(parallel()->model()->axes().size() > 15);
        auto* place = studio_->find<QScrollArea>(QStringLiteral("compare.parallelPlace"));
        QVERIFY(studio_->waitFor([&] { return place->horizontalScrollBar()->maximum() > 500; }));
        parallel()->setFocus(Qt::TabFocusReason);
        for (int i = 0; i < 8; ++i)
            QTest::keyClick(parallel(), Qt::Key_Right);
        QVERIFY(place->horizontalScrollBar()->value() > 0);
        views::Panel* panel = nullptr;
        for (QWidget* above = place; above && !panel; above = above->parentWidget())
            panel = qobject_cast<views::Panel*>(above);
        QVERIFY(panel);
        for (const char* verb : {"chart.copyPicture", "chart.copyData", "chart.exportPng", "chart.exportCsv"})
            QVERIFY2(test::inMenu(panel->menu(), verb), verb);
        auto* button = panel->findChild<QToolButton*>(QStringLiteral("corner.fullscreen"));
        const int before = panel->width();
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(studio_->waitFor([&] { return panel->width() > 2 * before; }));
        QVERIFY(!plot(0)->isVisible() && !studio_->find(QStringLiteral("compare.options"))->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(studio_->waitFor([&] { return plot(0)->isVisible() && panel->width() < 2 * before; }));
        QVERIFY(studio_->find(QStringLiteral("compare.options"))->isVisible());
    }

    void picture() {
        if (qEnvironmentVariable("LUDUS_PICTURES").isEmpty()) QSKIP("LUDUS_PICTURES names no folder");
        QVERIFY(open(kRuns));
        grabTo(QStringLiteral("many"));
        page().bridge().parallel()->setCurrent(page().bridge().parallel()->lines()[60].id);
        grabTo(QStringLiteral("many-selected"));
    }

    void pictureOfFew() {
        if (qEnvironmentVariable("LUDUS_PICTURES").isEmpty()) QSKIP("LUDUS_PICTURES names no folder");
        QVERIFY(open(4));
        grabTo(QStringLiteral("few"));
    }
};

int main(int argc, char** argv) {
    return test::runStudioTest<TestStudioCompareMany>(argc, argv);
}
#include "tst_studio_compare_many.moc"
