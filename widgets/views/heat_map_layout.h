// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Where everything of a heat map stands: pure geometry, any thread. Lengths in device-independent pixels; "along" an
// axis is counted from the edge of its first row or column.

#include <QPointF>
#include <QRectF>

#include <vector>

#include "widgets/models/matrix_model.h"

namespace ludus::views {

class HeatAxis {
public:
    struct Span {
        int group = -1, first = 0, last = 0;  // rows or columns first..last
    };

    HeatAxis() = default;
    HeatAxis(const QVector<models::MatrixHeader>& headers, double pitch);

    // What groups take from the room of the cells.
    static double gapsOf(const QVector<models::MatrixHeader>& headers);

    int count() const { return static_cast<int>(begins_.size()); }
    double pitch() const { return pitch_; }
    double begin(int index) const { return begins_[static_cast<std::size_t>(index)]; }
    double end(int index) const { return begin(index) + pitch_; }
    double length() const { return count() > 0 ? end(count() - 1) : 0; }
    int at(double along) const;       // -1 between groups and outside
    int nearest(double along) const;  // -1 only where there is none
    // A place as an index with a fraction, and back: the same after zooming.
    double indexOf(double along) const;
    double placeOf(double index) const;
    const std::vector<Span>& spans() const { return spans_; }
    bool isGrouped() const { return grouped_; }

private:
    std::vector<double> begins_;
    std::vector<Span> spans_;
    double pitch_ = 0;
    bool grouped_ = false;
};

enum class HeatNames {
    None,     // groups say what there is
    Some,     // every few
    Flat,     // all
    Upright,  // all, turned by 90 degrees
};

// How wide words are in the font of the map.
struct HeatWords {
    double rows = 0, columns = 0, groups = 0, rowTitle = 0, columnTitle = 0, line = 14;
};

struct HeatLayout {
    HeatAxis rows, columns;
    QRectF cells;    // where cells are seen
    QPointF offset;  // what stands at its upper left corner, along both axes
    QRectF side;     // of legend and card; empty: no room
    QRectF foot;     // of a legend in one line, where there is no side
    HeatNames rowNames = HeatNames::None, columnNames = HeatNames::None;
    bool namesBelow = false;  // names of columns, as of an axis of time

    double fit = 1;  // the zoom at which a cell is as large as cells may be

    QRectF cell(int row, int column) const;
};

inline constexpr double kHeatGroupGap = 4, kHeatNamePitch = 13;

HeatLayout layOutHeatMap(const models::MatrixContent& content, const HeatWords& words, const QRectF& room, double zoom,
                         const QPointF& offset);

}  // namespace ludus::views
