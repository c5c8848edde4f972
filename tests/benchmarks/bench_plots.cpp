// SPDX-License-Identifier: GPL-3.0-or-later
// What charts cost: redrawing 8 curves of 100 k points, and appending to them, which must cost only what is new: as
// much to a long curve as to a short one. JSON lines. Fails when the median redraw takes more than 4 ms (times
// LUDUS_BENCH_SLACK), when 100 k points cost more than three times what 1100 do, or when appending to 100 k points
// costs more than six times what it costs at 1 k.
//   bench_plots [POINTS]
#include <QApplication>
#include <QTextStream>

#include <time.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/base/rng.h"
#include "tests/support/bench_slack.h"
#include "widgets/style/theme.h"
#include "widgets/views/series_plot.h"

namespace {

using ludus::models::ChartModel;
using ludus::models::SeriesModel;
using ludus::models::SeriesPoint;
using ludus::models::Smoothing;
using ludus::models::SmoothingKind;

constexpr int kCurves = 8, kRounds = 41;
constexpr double kAimMs = 4, kRedrawFactor = 3, kAppendFactor = 6;

struct Kind {
    const char* name;
    Smoothing rule;
};
constexpr Kind kKinds[] = {{"none", {SmoothingKind::Exponential, 0}},
                           {"exponential", {SmoothingKind::Exponential, 0.9}},
                           {"time_weighted", {SmoothingKind::TimeWeighted, 0.9}},
                           {"gaussian", {SmoothingKind::Gaussian, 0.9}},
                           {"running_mean", {SmoothingKind::RunningMean, 0.9}}};

std::vector<SeriesPoint> noisy(std::size_t first, std::size_t count, ludus::Rng& random) {
    std::vector<SeriesPoint> points;
    for (std::size_t i = first; i < first + count; ++i) {
        const double t = 1e-5 * static_cast<double>(i);
        points.push_back({static_cast<double>(i) * 34, static_cast<double>(i) * 0.003,
                          1 - std::exp(-4 * t) + 0.4 * (random.uniform() - 0.5)});
    }
    return points;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

// Computing time of this thread, so that other programs do not count.
class Watch {
public:
    Watch() : start_(now()) {}
    double ms() const { return now() - start_; }

private:
    static double now() {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
    }
    double start_;
};

void fill(ChartModel& chart, std::size_t points) {
    ludus::Rng random(7);
    for (int i = 0; i < kCurves; ++i) {
        auto data = noisy(0, points, random);
        for (SeriesPoint& point : data)
            point.value += i;
        chart.addSeries(QString::number(i), i)->append(data);
    }
}

double redraw(const Kind& kind, std::size_t points) {
    ChartModel chart;
    fill(chart, points);
    chart.setSmoothing(kind.rule);
    ludus::views::SeriesPlot plot;
    plot.setModel(&chart);
    plot.resize(1200, 600);
    plot.show();
    QCoreApplication::processEvents();
    std::vector<double> took;
    for (int i = 0; i < kRounds; ++i) {
        const Watch watch;
        plot.replotNow();
        took.push_back(watch.ms());
    }
    QTextStream(stdout) << QStringLiteral(
                               "{\"bench\": \"plot_redraw\", \"curves\": %1, \"points\": %2, \"smoothing\": \"%3\", "
                               "\"median_ms\": %4, \"best_ms\": %5}")
                               .arg(kCurves)
                               .arg(points)
                               .arg(QLatin1String(kind.name))
                               .arg(median(took), 0, 'f', 2)
                               .arg(*std::min_element(took.begin(), took.end()), 0, 'f', 2)
                        << Qt::endl;
    return median(took);
}

/// Nanoseconds a point, in batches of ten.
double append(const Kind& kind, std::size_t points) {
    constexpr int kBatches = 2000;
    ludus::Rng random(9);
    SeriesModel series;
    series.setSmoothing(kind.rule);
    series.append(noisy(0, points, random));
    std::vector<std::vector<SeriesPoint>> batches;
    for (std::size_t i = 0; i < kBatches; ++i)
        batches.push_back(noisy(points + 10 * i, 10, random));
    const Watch watch;
    for (const auto& batch : batches)
        series.append(batch);
    const double each = 1e6 * watch.ms() / (10.0 * kBatches);
    QTextStream(stdout)
        << QStringLiteral("{\"bench\": \"plot_append\", \"points\": %1, \"smoothing\": \"%2\", \"ns_a_point\": %3}")
               .arg(points)
               .arg(QLatin1String(kind.name))
               .arg(each, 0, 'f', 0)
        << Qt::endl;
    return each;
}

}  // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    ludus::style::Theme::instance().apply(application, ludus::style::Mode::Light);
    const std::size_t points = argc > 1 ? static_cast<std::size_t>(std::max(1, atoi(argv[1]))) : 100'000;
    const double slack = ludus::test::benchSlack();
    // As many as there are pixels: the most that are drawn as lines.
    const double lines = redraw(kKinds[1], 1100);
    bool fine = lines <= slack * kAimMs;
    for (const Kind& kind : kKinds) {
        const double took = redraw(kind, points);
        fine = took <= slack * kAimMs && took <= kRedrawFactor * lines && fine;
    }
    for (const Kind& kind : kKinds) {
        const double few = append(kind, 1000), many = append(kind, points);
        fine = many <= kAppendFactor * std::max(few, 50.0) && fine;
    }
    return fine ? 0 : 1;
}
