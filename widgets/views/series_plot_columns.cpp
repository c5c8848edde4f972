// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/series_plot_columns.h"

#include <QPaintEngine>
#include <QPainter>

#include <algorithm>
#include <array>

namespace ludus::views {

namespace {

constexpr int kTile = 64;     // device pixels across: few enough to be as high as the curve is noisy
constexpr int kStride = 80;   // of a row of the tile: rows that follow one another share no lines of the cache
constexpr int kHighest = 16;  // of a tile made anew, so that it grows seldom

}  // namespace

bool ColumnBrush::suits(const QPainter& painter) {
    const QPaintEngine* engine = painter.paintEngine();
    const QTransform toDevice = painter.deviceTransform();
    return engine != nullptr && engine->type() == QPaintEngine::Raster && toDevice.type() <= QTransform::TxScale &&
           toDevice.m11() > 0 && toDevice.m22() > 0;
}

void ColumnBrush::fill(QPainter& painter, const QVector<QRect>& boxes, const QColor& colour) {
    const QTransform toDevice = painter.deviceTransform();
    const auto x = [&](int place) { return qRound(toDevice.m11() * place + toDevice.dx()); };
    const auto y = [&](int place) { return qRound(toDevice.m22() * place + toDevice.dy()); };
    columns_.clear();
    for (const QRect& box : boxes)
        columns_.push_back({x(box.left()), x(box.right() + 1), y(box.top()), y(box.bottom() + 1)});
    painter.save();
    painter.setTransform(toDevice.inverted(), true);
    const QRgb ink = qPremultiply(colour.rgba());
    for (std::size_t first = 0, last = 0; first < columns_.size(); first = last) {
        while (last < columns_.size() && columns_[last].right - columns_[first].left <= kTile)
            ++last;
        last = std::max(last, first + 1);
        drawTile(painter, columns_.data() + first, last - first, ink);
    }
    painter.restore();
}

void ColumnBrush::drawTile(QPainter& painter, const Column* columns, std::size_t count, QRgb ink) {
    const int left = columns[0].left;
    std::array<int, kTile> tops{}, bottoms{};  // a pixel without a column ends where it begins
    int top = columns[0].top, bottom = columns[0].bottom;
    for (std::size_t i = 0; i < count; ++i) {
        top = std::min(top, columns[i].top);
        bottom = std::max(bottom, columns[i].bottom);
        for (int x = columns[i].left; x < std::min(columns[i].right, left + kTile); ++x) {
            tops[static_cast<std::size_t>(x - left)] = columns[i].top;
            bottoms[static_cast<std::size_t>(x - left)] = columns[i].bottom;
        }
    }
    const int width = std::min(columns[count - 1].right - left, kTile), height = bottom - top;
    if (width <= 0 || height <= 0) return;
    if (tile_.height() < height)
        tile_ = QImage(kStride, (height / kHighest + 1) * kHighest, QImage::Format_ARGB32_Premultiplied);
    uchar* const bits = tile_.bits();
    const qsizetype line = tile_.bytesPerLine();
    for (int y = top; y < bottom; ++y) {
        auto* row = reinterpret_cast<QRgb*>(bits + (y - top) * line);
        // Without jumps, so that it is done for several pixels at once.
        for (std::size_t x = 0; x < kTile; ++x) {
            const bool inside = (y >= tops[x]) & (y < bottoms[x]);
            row[x] = ink & (0U - static_cast<QRgb>(inside));
        }
    }
    painter.drawImage(QPoint(left, top), tile_, QRect(0, 0, width, height));
}

}  // namespace ludus::views
