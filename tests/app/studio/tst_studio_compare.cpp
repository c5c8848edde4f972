// SPDX-License-Identifier: GPL-3.0-or-later
// Compare in the real window: six runs of two settings, grouped, judged, filtered, reported.
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QSlider>

#include <cmath>

#include "app/pages/compare_page.h"
#include "app/pages/preferences.h"
#include "app/studio/shell.h"
#include "tests/app/studio/run_author.h"
#include "tests/app/studio/studio_case.h"
#include "widgets/views/chart_panel.h"
#include "widgets/views/parallel_plot.h"
#include "widgets/views/table_view.h"

using namespace ludus;

namespace {

constexpr int kPoints = 60;

/// Two learning rates, three seeds each; the higher one ends 200 Elo above, seeds lie 10 apart.
QVector<RunId> writeRuns(const std::string& folder) {
    QVector<RunId> runs;
    for (const double rate : {3e-4, 1e-3}) {
        for (int seed = 0; seed < 3; ++seed) {
            RunRecord record;
            record.game = "rps";
            record.preset = "rps/self_play";
            record.name = (rate < 5e-4 ? "slow-" : "fast-") + std::to_string(seed);
            record.seed = static_cast<uint64_t>(seed);
            record.config = "[run]\nseed = " + std::to_string(seed) +
                            "\n[game]\nname = \"rps\"\n[learner]\nlearning_rate = " + (rate < 5e-4 ? "3e-4" : "1e-3") +
                            "\n";
            test::RunAuthor author(folder, record);
            const double end = (rate < 5e-4 ? 1000 : 1200) + 10 * seed;
            author.curve("elo", kPoints, 10'000,
                         [&](int i) { return end * (1 - std::exp(-0.1 * (i + 1))) / (1 - std::exp(-0.1 * kPoints)); });
            author.curve("entropy", kPoints, 10'000, [&](int i) { return 1.1 * std::exp(-0.02 * i) + 0.01 * seed; });
            author.curve("return", kPoints, 10'000, [&](int i) { return 0.01 * i; });
            author.rating(end, kPoints * 10'000);
            runs << author.id();
        }
    }
    return runs;
}

}  // namespace

class TestStudioCompare : public test::StudioCase {
    Q_OBJECT
private:
    QVector<RunId> runs_;

    pages::ComparePage& page() { return *studio_->window().findChild<pages::ComparePage*>(); }
    bool open(const QVector<RunId>& runs) {
        studio_->window().shell().go().compare(runs);
        return studio_->waitFor(
            [&] { return page().bridge().runCount() == runs.size() && page().bridge().groupCount() == runs.size(); });
    }
    bool choose(const QString& box, const QString& data) {
        auto* combo = studio_->find<QComboBox>(QStringLiteral("compare.") + box);
        const int at = combo->findData(data);
        if (at < 0) return false;
        combo->setFocus();
        combo->setCurrentIndex(at);
        Q_EMIT combo->activated(at);
        return true;
    }
    bool group(const QString& key, int count) {
        return choose(QStringLiteral("groupBy"), key) && studio_->waitFor([&] {
            return page().bridge().question().groupBy == key.toStdString() && page().bridge().groupCount() == count;
        });
    }

private Q_SLOTS:
    void init() {
        begin();
        runs_ = writeRuns(workspace());
        openWindow();
    }

    void anEmptyPageSaysWhatToDo() {
        studio_->window().showPage(QStringLiteral("compare"));
        QVERIFY(studio_->click(QStringLiteral("compare.choose")));
        QCOMPARE(studio_->window().currentPage(), QStringLiteral("experiments"));
    }

    void onlyWhatDiffersIsShown() {
        QVERIFY(open(runs_));
        const models::TableModel* options = page().bridge().options();
        QVERIFY(options->rowOf(QStringLiteral("learner.learning_rate")) >= 0);
        QVERIFY(options->rowOf(QStringLiteral("run.seed")) >= 0);
        QCOMPARE(options->rowOf(QStringLiteral("learner.gamma")), -1);
        QCOMPARE(options->columnCount(), 7);
        studio_->find<QAction>(QStringLiteral("compare.allOptions"))->trigger();
        QVERIFY(options->rowOf(QStringLiteral("learner.gamma")) >= 0);
    }

    void allOptionsMayBeWantedBeforeAnythingIsComputed() {
        bridges::StoreQuery store(window());
        bridges::CompareBridge bridge(store);
        bridge.setRuns({runs_.begin(), runs_.end()});
        QVERIFY(studio_->waitFor([&] { return bridge.loaded(); }));
        bridge.setAllOptions(true);
        QVERIFY(studio_->waitFor([&] { return bridge.groupCount() == 6; }));
        QVERIFY(bridge.options()->rowOf(QStringLiteral("learner.gamma")) >= 0);
    }

    void aRunAloneHasNoIntervalAndItsOptionNoQuotes() {
        QVERIFY(open(runs_));
        const auto& alone = page().bridge().groups()->rows().front().cells[3];
        QVERIFY2(std::fabs(alone.text.toDouble() - 1000) < 30, qPrintable(alone.text));
        runs::ComparedOption option;
        option.key = "record.format";
        QCOMPARE(bridges::optionTitle(option), QStringLiteral("record.format"));
        QCOMPARE(bridges::optionText("\"none\""), QStringLiteral("none"));
    }

    void aReportIsWrittenOrSaidNotToBe() {
        QVERIFY(open(runs_));
        const QString folder = window();
        QVERIFY(!page().saveReport(folder + QStringLiteral("/missing/comparison.pdf")));
        QVERIFY(studio_->messages().join(QLatin1Char(' ')).contains(QStringLiteral("could not be written")));
        const QString path = folder + QStringLiteral("/comparison.pdf");
        QVERIFY(page().saveReport(path));
        QFile report(path);
        QVERIFY(report.open(QIODevice::ReadOnly));
        QVERIFY(report.read(5) == "%PDF-");
        QVERIFY(studio_->messages().join(QLatin1Char(' ')).contains(path));
    }

    void aChartThatCannotBeExportedIsSaid() {
        QVERIFY(open(runs_));
        auto* panel = studio_->find<views::ChartPanel>(QStringLiteral("compare.chart0"));
        Q_EMIT panel->plot()->exported(QStringLiteral("/nowhere/curve.csv"), false);
        QVERIFY(studio_->messages().join(QLatin1Char(' ')).contains(QStringLiteral("/nowhere/curve.csv")));
    }

    void eachRunIsALineOfItsOwnColour() {
        QVERIFY(open(runs_));
        const auto& series = page().bridge().chart(0)->all();
        QCOMPARE(page().bridge().chart(0)->title(), QStringLiteral("Elo"));
        QCOMPARE(series.size(), size_t{6});
        QSet<int> colours;
        for (const auto& line : series)
            colours << line.colour;
        QCOMPARE(colours.size(), 6);
        QVERIFY(std::fabs(*series.front().model->latestRaw() - 1000) < 30);
    }

    void groupsHaveAMeanABandAndAVerdict() {
        QVERIFY(open(runs_));
        QVERIFY(group(QStringLiteral("learner.learning_rate"), 2));
        const auto& series = page().bridge().chart(0)->all();
        QCOMPARE(series.size(), size_t{2});
        QVERIFY(series.front().model->hasBand());
        QVERIFY(std::fabs(*series.front().model->latestRaw() - 1010) < 1);
        // Means 1010 and 1210, deviations 10: difference -200, error sqrt(200/3), 4 degrees of freedom.
        const models::TableModel* pairs = page().bridge().pairs();
        QCOMPARE(pairs->rowCount(), 1);
        const auto& cells = pairs->rows().front().cells;
        QVERIFY(std::fabs(cells[1].sort.toDouble() + 200) < 1);
        QVERIFY(cells[2].sort.toDouble() < 1e-4);
        QVERIFY(std::fabs(cells[3].sort.toDouble() - 0.1) < 1e-9);  // exact: 2 of 20 orders of three and three
        QVERIFY(cells[5].sort.toDouble() == 0);
        const auto* verdict = studio_->find<QLabel>(QStringLiteral("compare.verdict"));
        QVERIFY(verdict->text().contains(QStringLiteral("Elo")));
        QVERIFY(choose(QStringLiteral("groupBy"), QString()));
        QVERIFY(studio_->waitFor([&] { return page().bridge().chart(0)->all().size() == 6; }));
    }

    void curvesAreSmoothedAsThePreferencesSay() {
        QVERIFY(open(runs_));
        const auto chartOf = [&](const QString& metric) {
            return page().bridge().chart(static_cast<int>(page().bridge().chartMetrics().indexOf(metric)));
        };
        const double usual = pages::Preferences().smoothing();
        QVERIFY(usual > 0);
        const models::SeriesModel& returns = *chartOf(QStringLiteral("return"))->all().front().model;
        QCOMPARE(returns.smoothing(), usual);
        QVERIFY(returns.smoothed().back() < returns.raw().back());                        // both are drawn
        QCOMPARE(chartOf(QStringLiteral("elo"))->all().front().model->smoothing(), 0.0);  // estimates already
        studio_->window().showPage(QStringLiteral("preferences"));
        auto* slider = studio_->find<QSlider>(QStringLiteral("preferences.smoothing"));
        slider->setValue(0);
        QCOMPARE(returns.smoothing(), 0.0);
        slider->setValue(qRound(100 * usual));
        QCOMPARE(returns.smoothing(), usual);
    }

    void brushingLeavesTheOthersPale() {
        QVERIFY(open(runs_));
        auto* plot = studio_->find<views::ParallelPlot>(QStringLiteral("compare.parallel"));
        models::ParallelModel& model = *plot->model();
        const auto axisOf = [&](const QString& key) {
            for (int axis = 0; axis < model.axes().size(); ++axis)
                if (model.axes()[axis].key == key) return axis;
            return -1;
        };
        const int score = axisOf(QStringLiteral("@score"));
        QVERIFY(score >= 0 && axisOf(QStringLiteral("learner.learning_rate")) >= 0);
        const QPoint low = plot->pointOf(score, 1100).toPoint(), high = plot->pointOf(score, 1220).toPoint();
        QTest::mousePress(plot, Qt::LeftButton, {}, low);
        QTest::mouseMove(plot, (low + high) / 2);
        QTest::mouseMove(plot, high);
        QTest::mouseRelease(plot, Qt::LeftButton, {}, high);
        QCOMPARE(model.passingIds().size(), 3);
        const QPoint title = plot->titleRect(score).center().toPoint();
        QTest::mouseClick(plot, Qt::LeftButton, {}, title);
        QVERIFY(model.axes()[score].flipped);
        plot->setFocus(Qt::TabFocusReason);
        QTest::keyClick(plot, Qt::Key_Delete);
        QCOMPARE(model.passingIds().size(), 6);
        QTest::keyClick(plot, Qt::Key_Down);
        QVERIFY(!model.current().isEmpty());
        QVERIFY(plot->accessibleDescription().contains(QStringLiteral("slow-0")));
        QTest::keyClick(plot, Qt::Key_Return);
        QCOMPARE(studio_->window().currentPage(), QStringLiteral("run"));
    }

    void aDeletedRunLeavesTheComparison() {
        QVERIFY(open(runs_));
        auto store = std::move(*store::Workspace::open(workspace()));
        QVERIFY(store->deleteRun(runs_.front()).ok());
        QVERIFY(studio_->waitFor([&] { return page().bridge().chart(0)->all().size() == 5; }));
        QCOMPARE(page().bridge().runCount(), 5);
        QVERIFY(studio_->messages().isEmpty());
    }

    void whatIsComparedSurvivesANewLanguage() {
        QVERIFY(open(runs_));
        QVERIFY(group(QStringLiteral("learner.learning_rate"), 2));
        studio_->window().rebuild();
        QVERIFY(studio_->waitFor([&] { return page().bridge().loaded() && page().bridge().groupCount() == 2; }));
        QCOMPARE(page().bridge().runCount(), 6);
        QCOMPARE(page().bridge().question().groupBy, std::string("learner.learning_rate"));
    }

    void picture() {
        const QString folder = qEnvironmentVariable("LUDUS_PICTURES");
        if (folder.isEmpty()) QSKIP("LUDUS_PICTURES names no folder");
        QVERIFY(open(runs_));
        QTest::qWait(600);
        studio_->window().grab().save(folder + QStringLiteral("/compare.png"));
        QVERIFY(group(QStringLiteral("learner.learning_rate"), 2));
        QTest::qWait(600);
        studio_->window().grab().save(folder + QStringLiteral("/compare-groups.png"));
    }
};

int main(int argc, char** argv) {
    return test::runStudioTest<TestStudioCompare>(argc, argv);
}
#include "tst_studio_compare.moc"
