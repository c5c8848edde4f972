// SPDX-License-Identifier: GPL-3.0-or-later
// A list of a million rows in a TableView: how long until its first picture, and how long a scroll with its repaint
// takes: computing time, and by the clock. JSON lines; fails above 20 ms and 5 ms (times LUDUS_BENCH_SLACK).
//   bench_table [ROWS]
#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QTextStream>

#include <ctime>

#include <algorithm>
#include <vector>

#include "app/studio/application.h"
#include "tests/support/bench_slack.h"
#include "tests/support/temp_dir.h"
#include "widgets/style/format.h"
#include "widgets/views/table_view.h"

namespace {

using namespace ludus;

constexpr double kFirstMs = 20, kScrollMs = 5;
constexpr int kScrolls = 400;

models::TableCell number(double value) {
    models::TableCell cell;
    cell.text = style::formatSi(value);
    cell.sort = value;
    return cell;
}

models::TableRow rowOf(int place) {
    models::TableRow row;
    row.id = QString::number(place);
    models::TableCell state, name, game;
    state.text = QStringLiteral("Finished");
    state.icon = QStringLiteral("status-finished");
    state.tone = models::Tone::Success;
    name.text = QStringLiteral("match-%1").arg(place);
    name.strong = true;
    game.text = QStringLiteral("Slime Volleyball");
    row.cells = {
        state, name, game, number(place), number(place * 7 % 1000), number(place * 13 % 3000), number(place % 60)};
    return row;
}

models::RowSource sourceOf(int rows) {
    models::RowSource source;
    source.count = rows;
    source.row = rowOf;
    source.id = [](int place) { return QString::number(place); };
    source.place = [](const QString& id) { return id.toInt(); };
    source.sort = [](int place, int column) { return QVariant(double(column == 3 ? place : place * 7LL % 1000)); };
    return source;
}

/// Milliseconds of this thread's own computing: what the list costs, whatever else the machine does.
double computedMs() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

struct Stopwatch {
    QElapsedTimer wall;
    double computed = computedMs();
    Stopwatch() { wall.start(); }
    double ms() const { return computedMs() - computed; }
    double wallMs() const { return static_cast<double>(wall.nsecsElapsed()) * 1e-6; }
};

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void print(const QString& line) {
    QTextStream(stdout) << line << Qt::endl;
}

}  // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const test::TempDir settings;
    studio::prepareApplication(application, QString::fromStdString(settings.path()));
    const int rows = argc > 1 ? std::max(1000, atoi(argv[1])) : 1'000'000;
    const double slack = ludus::test::benchSlack();
    models::TableModel model;
    using models::ColumnKind;
    model.setColumns({{"state", "State", ColumnKind::State, 120},
                      {"name", "Name", ColumnKind::Text, 140},
                      {"game", "Game", ColumnKind::Text, 140},
                      {"steps", "Steps", ColumnKind::Number, 90},
                      {"elo", "Elo", ColumnKind::Number, 90},
                      {"time", "Time", ColumnKind::Number, 90},
                      {"seed", "Seed", ColumnKind::Number, 90}});
    views::TableView view;
    view.setFrozenColumns(2);
    view.setTickable(true);
    view.setTable(&model);
    view.resize(1100, 640);
    view.show();
    QCoreApplication::processEvents();
    QImage picture(view.viewport()->size(), QImage::Format_RGB32);

    std::vector<double> firsts, walls;
    for (int i = 0; i < 5; ++i) {
        model.setRows({});
        QCoreApplication::processEvents();
        const Stopwatch clock;
        model.setSource(sourceOf(rows));
        view.setCurrentId(QStringLiteral("0"));
        QCoreApplication::processEvents();  // lays out and paints
        firsts.push_back(clock.ms());
        walls.push_back(clock.wallMs());
    }
    const double first = median(firsts);
    print(QStringLiteral("{\"bench\": \"table_first_show\", \"rows\": %1, \"median_ms\": %2, \"wall_median_ms\": %3}")
              .arg(rows)
              .arg(first, 0, 'f', 2)
              .arg(median(walls), 0, 'f', 2));

    // Steps of a wheel, and leaps over the whole list.
    std::vector<double> scrolls;
    walls.clear();
    QScrollBar* bar = view.verticalScrollBar();
    for (int i = 0; i < kScrolls; ++i) {
        const Stopwatch clock;
        bar->setValue(i % 2 == 0 ? bar->value() + 78 : static_cast<int>((i * 7'919'131LL) % bar->maximum()));
        view.viewport()->render(&picture);
        scrolls.push_back(clock.ms());
        walls.push_back(clock.wallMs());
    }
    const double scroll = median(scrolls);
    print(
        QStringLiteral("{\"bench\": \"table_scroll_repaint\", \"rows\": %1, \"median_ms\": %2, \"wall_median_ms\": %3}")
            .arg(rows)
            .arg(scroll, 0, 'f', 2)
            .arg(median(walls), 0, 'f', 2));

    const Stopwatch clock;
    view.sorter()->sort(4, Qt::DescendingOrder);
    view.viewport()->render(&picture);
    print(QStringLiteral("{\"bench\": \"table_sort\", \"rows\": %1, \"ms\": %2}").arg(rows).arg(clock.ms(), 0, 'f', 0));
    return first > kFirstMs * slack || scroll > kScrollMs * slack ? 1 : 0;
}
