// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/heat_map_layout.h"

#include <algorithm>
#include <cmath>

namespace ludus::views {

using models::MatrixContent;
using models::MatrixHeader;

namespace {

constexpr double kPad = 10, kBar = 6, kMark = 18, kBetween = 6;
constexpr double kSide = 178, kSideGap = 20, kSideFrom = 430, kSideHigh = 170, kFoot = 30, kFootFrom = 150;
constexpr double kLargestSquare = 46, kWidest = 90, kHighest = 30, kMostName = 150, kMostUpright = 96;
constexpr int kMostSpans = 80;
constexpr double kLargestZoomed = 60;

int spansOf(const QVector<MatrixHeader>& headers) {
    int spans = headers.isEmpty() ? 0 : 1;
    for (int i = 1; i < headers.size(); ++i)
        spans += headers[i].group != headers[i - 1].group ? 1 : 0;
    return spans;
}

// What stands around the cells.
struct Frame {
    double left = 0, top = 0, right = 0, bottom = 0;
};

struct Fitter {
    const MatrixContent& content;
    const HeatWords& words;
    QRectF room;
    double zoom;
    bool rowGroups, columnGroups;

    Frame frame(HeatNames rowNames, HeatNames columnNames) const {
        Frame around{kPad, kPad, kPad, kPad};
        if (rowNames != HeatNames::None) around.left += nameWidth() + kBetween;
        if (rowGroups) around.left += kBar + kMark;
        if (rowGroups && rowNames == HeatNames::None) around.left += words.groups;
        if (columnGroups) around.top += kBar + kMark - 4;
        if (!columnGroups && words.rowTitle > 0) around.top += words.line + 2;
        const double names = columnNames == HeatNames::None      ? 0
                             : columnNames == HeatNames::Upright ? std::min(words.columns, kMostUpright) + kBetween
                                                                 : words.line + kBetween;
        (columnGroups ? around.top : around.bottom) += names;
        if (!columnGroups && !rowGroups && words.columnTitle > 0 && columnNames != HeatNames::None)
            around.left = std::max(around.left, kPad + words.columnTitle + kBetween + words.columns / 2);
        return around;
    }
    double nameWidth() const { return std::min({words.rows, kMostName, room.width() * 0.35}); }

    // Pixels a row and a column, once everything is seen.
    QSizeF pitch(const Frame& around) const {
        const double wide = room.width() - around.left - around.right - HeatAxis::gapsOf(content.columns);
        const double high = room.height() - around.top - around.bottom - HeatAxis::gapsOf(content.rows);
        QSizeF each(std::max(1.0, wide) / static_cast<double>(content.columns.size()),
                    std::max(1.0, high) / static_cast<double>(content.rows.size()));
        if (content.square) {
            const double both = std::min({each.width(), each.height(), kLargestSquare});
            return {both, both};
        }
        return {std::min(each.width(), kWidest), std::min(each.height(), kHighest)};
    }
    QSizeF zoomed(HeatNames rowNames, HeatNames columnNames) const {
        return pitch(frame(rowNames, columnNames)) * zoom;
    }

    HeatNames chooseRows() const {
        if (zoomed(HeatNames::Flat, HeatNames::None).height() >= kHeatNamePitch) return HeatNames::Flat;
        return rowGroups ? HeatNames::None : HeatNames::Some;
    }
    HeatNames chooseColumns(HeatNames rowNames) const {
        if (zoomed(rowNames, HeatNames::Flat).width() >= words.columns + 8) return HeatNames::Flat;
        // Few words between many columns are read more easily than all of them turned.
        if (!columnGroups && words.columns < 40) return HeatNames::Some;
        if (zoomed(rowNames, HeatNames::Upright).width() >= kHeatNamePitch) return HeatNames::Upright;
        return columnGroups ? HeatNames::None : HeatNames::Some;
    }
};

}  // namespace

HeatAxis::HeatAxis(const QVector<MatrixHeader>& headers, double pitch) : pitch_(pitch) {
    begins_.reserve(static_cast<std::size_t>(headers.size()));
    const bool apart = gapsOf(headers) > 0;
    double along = 0;
    for (int i = 0; i < headers.size(); ++i) {
        if (i == 0 || headers[i].group != headers[i - 1].group) {
            if (i > 0 && apart) along += kHeatGroupGap;
            spans_.push_back({headers[i].group, i, i});
        }
        grouped_ = grouped_ || headers[i].group >= 0;
        spans_.back().last = i;
        begins_.push_back(along);
        along += pitch;
    }
}

double HeatAxis::gapsOf(const QVector<MatrixHeader>& headers) {
    const int spans = spansOf(headers);
    return spans <= kMostSpans ? std::max(0, spans - 1) * kHeatGroupGap : 0;
}

int HeatAxis::nearest(double along) const {
    if (begins_.empty()) return -1;
    const auto after = std::upper_bound(begins_.begin(), begins_.end(), along);
    if (after == begins_.begin()) return 0;
    const int index = static_cast<int>(after - begins_.begin()) - 1;
    const bool past = index + 1 < count() && along - end(index) > begin(index + 1) - along;
    return past ? index + 1 : index;
}

int HeatAxis::at(double along) const {
    const int index = nearest(along);
    return index >= 0 && along >= begin(index) && along < end(index) ? index : -1;
}

double HeatAxis::indexOf(double along) const {
    const int index = nearest(along);
    return index < 0 ? 0 : index + std::clamp((along - begin(index)) / pitch_, 0.0, 1.0);
}

double HeatAxis::placeOf(double index) const {
    if (begins_.empty()) return 0;
    const int whole = std::clamp(static_cast<int>(index), 0, count() - 1);
    return begin(whole) + (index - whole) * pitch_;
}

QRectF HeatLayout::cell(int row, int column) const {
    return {cells.left() + columns.begin(column) - offset.x(), cells.top() + rows.begin(row) - offset.y(),
            columns.pitch(), rows.pitch()};
}

HeatLayout layOutHeatMap(const MatrixContent& content, const HeatWords& words, const QRectF& room, double zoom,
                         const QPointF& offset) {
    HeatLayout out;
    if (content.rows.isEmpty() || content.columns.isEmpty()) return out;
    const auto grouped = [](const QVector<MatrixHeader>& headers) {
        return std::any_of(headers.begin(), headers.end(), [](const auto& header) { return header.group >= 0; });
    };
    QRectF inner = room;
    const bool beside = room.width() >= kSideFrom && room.height() >= kSideHigh;
    const bool below = !beside && room.height() >= kFootFrom;
    if (beside) inner.setRight(room.right() - kSide - kSideGap);
    if (below) inner.setBottom(room.bottom() - kFoot);
    const Fitter fitter{content, words, inner, zoom, grouped(content.rows), grouped(content.columns)};
    out.rowNames = fitter.chooseRows();
    out.columnNames = fitter.chooseColumns(out.rowNames);
    out.namesBelow = !fitter.columnGroups;
    const Frame around = fitter.frame(out.rowNames, out.columnNames);
    const QSizeF each = fitter.pitch(around);
    out.fit = std::max(1.0, kLargestZoomed / std::min(each.width(), each.height()));
    out.rows = HeatAxis(content.rows, each.height() * zoom);
    out.columns = HeatAxis(content.columns, each.width() * zoom);
    QRectF cells = inner.adjusted(around.left, around.top, -around.right, -around.bottom);
    cells.setSize({std::clamp(cells.width(), 1.0, std::max(1.0, out.columns.length())),
                   std::clamp(cells.height(), 1.0, std::max(1.0, out.rows.length()))});
    out.cells = cells;
    out.offset = {std::clamp(offset.x(), 0.0, std::max(0.0, out.columns.length() - cells.width())),
                  std::clamp(offset.y(), 0.0, std::max(0.0, out.rows.length() - cells.height()))};
    if (beside) out.side = QRectF(cells.right() + kSideGap, cells.top(), kSide - kPad, room.bottom() - cells.top());
    if (below) out.foot = QRectF(room.left() + kPad, inner.bottom(), room.width() - 2 * kPad, kFoot);
    return out;
}

}  // namespace ludus::views
