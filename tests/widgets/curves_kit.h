// SPDX-License-Identifier: GPL-3.0-or-later
// Charts for tests: curves that look like learning, two linked plots, and the pointer that works on them.
#pragma once

#include <QApplication>
#include <QGridLayout>
#include <QMouseEvent>
#include <QTest>
#include <QWheelEvent>

#include <cmath>
#include <random>

#include "widgets/models/series_model_chart.h"
#include "widgets/views/series_plot.h"

namespace ludus::test {

using models::ChartModel;
using models::SeriesPoint;
using views::SeriesPlot;

inline void fill(ChartModel& chart, const char* name, int count, double size = 1) {
    std::mt19937 random(3);
    std::uniform_real_distribution<double> uniform(-0.2, 0.2);
    std::vector<SeriesPoint> points;
    for (int i = 0; i < count; ++i) {
        SeriesPoint point{i * 10.0, i * 1.0, size * (std::sin(0.02 * i) + uniform(random))};
        point.clockSeconds = 1.8e9 + 3600.0 * i;
        points.push_back(point);
    }
    chart.addSeries(QLatin1String(name), static_cast<int>(chart.all().size()))->append(points);
}

// Two linked plots in one window.
struct Pair {
    ChartModel first{QStringLiteral("Return")}, second{QStringLiteral("Losses")};
    QWidget page;
    views::ChartLink link;
    SeriesPlot left, right;

    Pair() {
        fill(first, "learner", 101);
        fill(second, "value", 101);
        fill(second, "policy", 101, 0.1);
        auto* row = new QGridLayout(&page);
        left.setModel(&first);
        right.setModel(&second);
        for (SeriesPlot* plot : {&left, &right})
            plot->setLink(&link);
        row->addWidget(&left, 0, 0);
        row->addWidget(&right, 0, 1);
        page.resize(1000, 300);
        page.show();
    }
    ~Pair() {
        // They stand in this frame, not on the heap.
        left.setParent(nullptr);
        right.setParent(nullptr);
    }
    bool ready() { return QTest::qWaitForWindowExposed(&page); }
};

// As the pointer does it; QTest::mouseMove says nothing where the pointer was before.
inline void point(QWidget* widget, const QPoint& at) {
    QMouseEvent move(QEvent::MouseMove, at, widget->mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(widget, &move);
}

inline void drag(QWidget* widget, const QPoint& from, const QPoint& to, Qt::KeyboardModifiers keys = {}) {
    QTest::mousePress(widget, Qt::LeftButton, keys, from);
    for (const QPoint& at : {from + (to - from) / 2, to}) {
        QMouseEvent move(QEvent::MouseMove, at, widget->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, keys);
        QApplication::sendEvent(widget, &move);
    }
}

inline int inked(const QImage& image, const QRect& part, const QColor& colour) {
    int count = 0;
    for (int x = part.left(); x <= part.right(); ++x)
        for (int y = part.top(); y <= part.bottom(); ++y)
            count += image.pixelColor(x, y) == colour ? 1 : 0;
    return count;
}

inline void wheel(QWidget* widget, const QPoint& at, int delta) {
    QWheelEvent event(at, widget->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(widget, &event);
}

}  // namespace ludus::test
