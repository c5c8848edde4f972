// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/heat_map_image.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "widgets/style/number_label.h"
#include "widgets/views/heat_map_parts.h"

namespace ludus::views {

using models::MatrixCell;
using models::MatrixKind;
using models::MatrixModel;
using style::Token;

namespace {

constexpr double kGapFrom = 5, kOutlineFrom = 7, kTextWide = 34, kTextHigh = 16;
constexpr qsizetype kMostShapes = 20'000;

// What a pixel shows: a colour of the map from 0 on, or one of these; from kPrior down the pale colours of what is only
// believed.
enum Special : int { kNothing = -1, kUnknown = -2, kSelf = -3, kPrior = -4 };
constexpr bool isPrior(int code) {
    return code <= kPrior;
}
constexpr int believed(int colour) {
    return kPrior - colour;
}
constexpr double kPaleness = 0.5;  // of what is only believed

// The rows or columns that one pixel stands for: first..last-1; none: first < 0. `edge`: the rim of a cell.
struct Pixel {
    int first = -1, last = -1;
    bool edge = false;
    bool same(const Pixel& other) const { return first == other.first && last == other.last; }
};

std::vector<Pixel> pixelsOf(const HeatAxis& axis, double offset, int extent, double ratio) {
    std::vector<Pixel> pixels(static_cast<std::size_t>(extent));
    const auto put = [&](int at, int index) {
        if (at < 0 || at >= extent) return;
        Pixel& pixel = pixels[static_cast<std::size_t>(at)];
        if (pixel.first < 0) pixel.first = index;
        pixel.last = index + 1;
    };
    const int from = std::max(0, axis.nearest(offset)), to = std::max(0, axis.nearest(offset + extent / ratio));
    if (axis.pitch() * ratio < 1) {
        for (int i = from; i <= to && i < axis.count(); ++i)
            put(static_cast<int>(std::floor((axis.begin(i) + axis.pitch() / 2 - offset) * ratio)), i);
        return pixels;
    }
    const int gap = axis.pitch() >= kGapFrom ? static_cast<int>(std::lround(ratio)) : 0;
    for (int i = from; i <= to && i < axis.count(); ++i) {
        const int begin = static_cast<int>(std::lround((axis.begin(i) - offset) * ratio));
        const int end = static_cast<int>(std::lround((axis.end(i) - offset) * ratio)) - gap;
        for (int at = begin; at < end; ++at)
            put(at, i);
        for (const int rim : {begin, end - 1})
            if (rim >= 0 && rim < extent && axis.pitch() >= kOutlineFrom)
                pixels[static_cast<std::size_t>(rim)].edge = true;
    }
    return pixels;
}

struct Reader {
    const MatrixModel& model;
    MatrixModel::Places places = model.places();

    int colour(double value) const { return static_cast<int>(std::lround(places(value) * (kMapColours - 1))); }
    int one(const MatrixCell& cell) const {
        if (cell.kind == MatrixKind::Outside) return kNothing;
        if (cell.kind == MatrixKind::Self) return kSelf;
        const double value = model.valueOf(cell);
        if (!std::isfinite(value)) return kUnknown;
        return cell.kind == MatrixKind::PriorOnly ? believed(colour(value)) : colour(value);
    }
    // The mean of those that are known, else of those of which something is believed.
    int many(const Pixel& rows, const Pixel& columns) const {
        double sum = 0, prior = 0;
        int known = 0, priors = 0, rest = kNothing;
        for (int row = rows.first; row < rows.last; ++row) {
            const MatrixCell* cells = &model.cell(row, columns.first);
            for (int i = 0; i < columns.last - columns.first; ++i) {
                const bool counted = cells[i].kind == MatrixKind::Known;
                const double value =
                    counted || cells[i].kind == MatrixKind::PriorOnly ? model.valueOf(cells[i]) : MatrixCell::kNone;
                if (!std::isfinite(value)) {
                    if (rest != kSelf) rest = one(cells[i]);
                    continue;
                }
                (counted ? sum : prior) += value;
                ++(counted ? known : priors);
            }
        }
        if (known > 0) return colour(sum / known);
        return priors > 0 ? believed(colour(prior / priors)) : rest;
    }
    int at(const Pixel& rows, const Pixel& columns) const {
        if (rows.last - rows.first == 1 && columns.last - columns.first == 1)
            return one(model.cell(rows.first, columns.first));
        return many(rows, columns);
    }
};

// The lines alone, to be laid over a colour.
QImage hatchTile(double ratio) {
    const int pixels = std::max(3, static_cast<int>(std::lround(kHatchPeriod * ratio)));
    QImage tile(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    tile.fill(Qt::transparent);
    QPainter painter(&tile);
    painter.scale(pixels / kHatchPeriod, pixels / kHatchPeriod);
    // A line more on either side: the rims of the tile show halves of them.
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hatchPen());
    painter.drawLines(hatchLines(QRectF(-kHatchPeriod, -kHatchPeriod, 3 * kHatchPeriod, 3 * kHatchPeriod)));
    return tile;
}

// Halfway to the ground: of what is only believed.
ColourMap paleMap(const ColourMap& map) {
    const QRgb ground = style::color(Token::Surface).rgb();
    const auto between = [](int from, int to) { return static_cast<int>(std::lround(from + kPaleness * (to - from))); };
    ColourMap out = map;
    for (QRgb& one : out)
        one = qRgb(between(qRed(one), qRed(ground)), between(qGreen(one), qGreen(ground)),
                   between(qBlue(one), qBlue(ground)));
    return out;
}

QRgb over(QRgb ink, QRgb ground) {
    const int rest = 255 - qAlpha(ink);
    const auto blend = [rest](int of, int below) { return of + below * rest / 255; };
    return qRgb(blend(qRed(ink), qRed(ground)), blend(qGreen(ink), qGreen(ground)), blend(qBlue(ink), qBlue(ground)));
}

struct Inks {
    ColourMap map, pale = paleMap(map);
    QRgb surface = style::color(Token::Surface).rgb(), sunken = style::color(Token::Sunken).rgb(),
         outline = style::color(Token::Border).rgb();
    QImage hatch;
};

void writeLine(QRgb* line, int y, bool rim, const std::vector<int>& codes, const std::vector<Pixel>& columns,
               const Inks& inks) {
    const int tile = inks.hatch.height();
    const auto* hatch = reinterpret_cast<const QRgb*>(inks.hatch.constScanLine(y % tile));
    for (std::size_t x = 0; x < codes.size(); ++x) {
        const int code = codes[x];
        if (code >= 0) {
            line[x] = inks.map[static_cast<std::size_t>(code)];
        } else if (isPrior(code)) {
            line[x] =
                over(hatch[x % static_cast<std::size_t>(tile)], inks.pale[static_cast<std::size_t>(kPrior - code)]);
        } else if (code == kSelf) {
            line[x] = inks.sunken;
        } else {
            line[x] = code == kUnknown && (rim || columns[x].edge) ? inks.outline : inks.surface;
        }
    }
}

// The rows and columns of which something is seen.
struct Seen {
    int top, bottom, left, right;
    explicit Seen(const HeatLayout& layout)
        : top(std::max(0, layout.rows.nearest(layout.offset.y()))),
          bottom(layout.rows.nearest(layout.offset.y() + layout.cells.height())),
          left(std::max(0, layout.columns.nearest(layout.offset.x()))),
          right(layout.columns.nearest(layout.offset.x() + layout.cells.width())) {}
};

// The numbers themselves, where cells are large enough.
void drawValues(QPainter& painter, const MatrixModel& model, const HeatLayout& layout, const ColourMap& map) {
    if (layout.columns.pitch() < kTextWide || layout.rows.pitch() < kTextHigh) return;
    painter.setFont(style::font(style::Type::Caption));
    const Seen seen(layout);
    for (int row = seen.top; row <= seen.bottom; ++row) {
        for (int column = seen.left; column <= seen.right; ++column) {
            const QRectF box = layout.cell(row, column);
            const MatrixCell& cell = model.cell(row, column);
            const double value = model.valueOf(cell);
            if (cell.kind != MatrixKind::Known || !std::isfinite(value)) continue;
            const QString text = model.valueText(value);
            if (style::numberWidth(painter.font(), text) > box.width() - 4) continue;
            painter.setPen(style::Theme::inkOn(QColor::fromRgb(mapped(map, model.position(value)))));
            style::drawNumber(painter, box, Qt::AlignCenter, text);
        }
    }
}

}  // namespace

HeatImage paintHeatCells(const MatrixModel& model, const HeatLayout& layout, double ratio) {
    const int width = std::max(1, static_cast<int>(std::ceil(layout.cells.width() * ratio)));
    const int height = std::max(1, static_cast<int>(std::ceil(layout.cells.height() * ratio)));
    HeatImage out{QImage(width, height, QImage::Format_RGB32), {}};
    const Inks inks{.map = colourMap(model.scale().diverging), .hatch = hatchTile(ratio)};
    const std::vector<Pixel> columns = pixelsOf(layout.columns, layout.offset.x(), width, ratio);
    const std::vector<Pixel> rows = pixelsOf(layout.rows, layout.offset.y(), height, ratio);
    const Reader reader{model};
    std::vector<int> codes(static_cast<std::size_t>(width), kNothing);
    Pixel last;
    bool plain = false;
    for (int y = 0; y < height; ++y) {
        const Pixel& row = rows[static_cast<std::size_t>(y)];
        auto* line = reinterpret_cast<QRgb*>(out.image.scanLine(y));
        const bool again = y > 0 && row.same(last);
        if (again && plain) {
            std::memcpy(line, out.image.constScanLine(y - 1), static_cast<std::size_t>(width) * sizeof(QRgb));
            continue;
        }
        if (!again) {
            plain = true;
            for (std::size_t x = 0; x < codes.size(); ++x) {
                if (row.first < 0 || columns[x].first < 0) {
                    codes[x] = kNothing;
                } else if (x > 0 && columns[x].same(columns[x - 1])) {
                    codes[x] = codes[x - 1];
                } else {
                    codes[x] = reader.at(row, columns[x]);
                    out.found.prior = out.found.prior || isPrior(codes[x]);
                    out.found.unknown = out.found.unknown || codes[x] == kUnknown;
                }
                plain = plain && !isPrior(codes[x]) && codes[x] != kUnknown;
            }
            last = row;
        }
        writeLine(line, y, row.edge, codes, columns, inks);
    }
    out.image.setDevicePixelRatio(ratio);
    QPainter painter(&out.image);
    painter.translate(-layout.cells.topLeft());
    drawValues(painter, model, layout, inks.map);
    return out;
}

HeatFound drawHeatCells(QPainter& painter, const MatrixModel& model, const HeatLayout& layout) {
    const Seen seen(layout);
    if (static_cast<qsizetype>(seen.bottom - seen.top + 1) * (seen.right - seen.left + 1) > kMostShapes) {
        const HeatImage pixels = paintHeatCells(model, layout, 2);
        painter.drawImage(layout.cells, pixels.image);
        return pixels.found;
    }
    const Inks inks{.map = colourMap(model.scale().diverging), .hatch = {}};
    const Reader reader{model};
    HeatFound found;
    painter.save();
    painter.setClipRect(layout.cells, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing);
    const double gapX = layout.columns.pitch() >= kGapFrom ? 1 : 0, gapY = layout.rows.pitch() >= kGapFrom ? 1 : 0;
    for (int row = seen.top; row <= seen.bottom; ++row) {
        for (int column = seen.left; column <= seen.right; ++column) {
            const QRectF box = layout.cell(row, column).adjusted(0, 0, -gapX, -gapY);
            const int code = reader.one(model.cell(row, column));
            found.prior = found.prior || isPrior(code);
            found.unknown = found.unknown || code == kUnknown;
            if (code >= 0) painter.fillRect(box, QColor::fromRgb(inks.map[static_cast<std::size_t>(code)]));
            if (isPrior(code))
                paintHatched(painter, box, QColor::fromRgb(inks.pale[static_cast<std::size_t>(kPrior - code)]));
            if (code == kSelf) painter.fillRect(box, QColor::fromRgb(inks.sunken));
            if (code != kUnknown || box.width() < kOutlineFrom) continue;
            painter.setPen(QPen(QColor::fromRgb(inks.outline), 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
        }
    }
    drawValues(painter, model, layout, inks.map);
    painter.restore();
    return found;
}

}  // namespace ludus::views
