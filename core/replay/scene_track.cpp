// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes: frames; the shapes; the changes as four columns (frames as differences); the runs, each with its columns.
#include "core/replay/scene_track.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "core/base/bytes.h"

namespace ludus::replay {

using bytes::put;
using bytes::putAll;
using bytes::Reader;
namespace {

constexpr double kMostScale = 1e100;

// ---- A column: order of the differences, then their low bytes, then their high bytes --------------------------------

/// Differences of order 1 or 2, near 0 where a number moves evenly, as 0, -1, 1, -2, 2 ... -> 0, 1, 2, 3, 4 ...
std::vector<uint16_t> differences(const std::vector<int16_t>& column, int order) {
    std::vector<uint16_t> out;
    out.reserve(column.size());
    uint16_t last = 0, step = 0;
    for (const int16_t value : column) {
        const auto now = static_cast<uint16_t>(value);
        const auto moved = static_cast<uint16_t>(now - last);
        const auto left = static_cast<uint16_t>(order == 1 ? moved : moved - step);
        out.push_back(static_cast<uint16_t>((left << 1) ^ (left >= 0x8000 ? 0xffff : 0)));
        last = now;
        step = moved;
    }
    return out;
}

std::vector<int16_t> undone(const std::vector<uint8_t>& low, const std::vector<uint8_t>& high, int order) {
    std::vector<int16_t> out;
    out.reserve(low.size());
    uint16_t last = 0, step = 0;
    for (size_t i = 0; i < low.size(); ++i) {
        const auto coded = static_cast<uint16_t>(low[i] | high[i] << 8);
        const auto left = static_cast<uint16_t>((coded >> 1) ^ ((coded & 1) != 0 ? 0xffff : 0));
        const auto moved = static_cast<uint16_t>(order == 1 ? left : left + step);
        last = static_cast<uint16_t>(last + moved);
        step = moved;
        out.push_back(static_cast<int16_t>(last));
    }
    return out;
}

int64_t bitsOf(const std::vector<uint16_t>& values) {
    int64_t bits = 0;
    for (const uint16_t value : values)
        bits += std::bit_width(value);
    return bits;
}

void putColumn(std::string& out, const std::vector<int16_t>& column) {
    const std::vector<uint16_t> first = differences(column, 1), second = differences(column, 2);
    const bool evenly = bitsOf(second) < bitsOf(first);
    put(out, static_cast<uint8_t>(evenly ? 2 : 1));
    const std::vector<uint16_t>& coded = evenly ? second : first;
    for (const uint16_t value : coded)
        out += static_cast<char>(value & 0xff);
    for (const uint16_t value : coded)
        out += static_cast<char>(value >> 8);
}

bool readColumn(Reader& reader, int32_t length, std::vector<int16_t>& out) {
    uint8_t order = 0;
    std::vector<uint8_t> low, high;
    const auto count = static_cast<uint64_t>(length);
    if (!reader.value(order) || order < 1 || order > 2 || !reader.all(count, low) || !reader.all(count, high))
        return false;
    out = undone(low, high, order);
    return true;
}

// ---- Shapes ---------------------------------------------------------------------------------------------------------

bool finite(const std::vector<double>& values) {
    return std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
}

bool readShape(Reader& reader, games::Shape& shape) {
    uint8_t kind = 0, fill = 0, flags = 0;
    std::vector<double> numbers;
    uint32_t points = 0, letters = 0;
    std::string_view label;
    if (!reader.value(kind) || !reader.value(fill) || !reader.value(flags) || !reader.all(2 + kMotions, numbers) ||
        !reader.value(points) || !reader.all(points, shape.points) || !reader.value(letters) ||
        !reader.bytes(letters, label))
        return false;
    if (kind > static_cast<uint8_t>(games::ShapeKind::text) || fill > static_cast<uint8_t>(games::Fill::muted) ||
        flags > 3 || !finite(numbers) || !finite(shape.points))
        return false;
    shape.kind = static_cast<games::ShapeKind>(kind);
    shape.fill = static_cast<games::Fill>(fill);
    shape.hasEye = (flags & 1) != 0;
    shape.moves = (flags & 2) != 0;
    double* const places[] = {&shape.width,     &shape.height,    &shape.x,     &shape.y,
                              &shape.velocityX, &shape.velocityY, &shape.lookX, &shape.lookY};
    for (size_t i = 0; i < numbers.size(); ++i)
        *places[i] = numbers[i];
    shape.label = label;
    return true;
}

// ---- Changes and runs -----------------------------------------------------------------------------------------------

void putChanges(std::string& out, const std::vector<SceneChange>& changes) {
    put(out, static_cast<uint32_t>(changes.size()));
    int32_t last = 0;
    for (const SceneChange& change : changes) {
        put(out, change.frame - last);
        last = change.frame;
    }
    for (const SceneChange& change : changes)
        put(out, change.part);
    for (const SceneChange& change : changes)
        put(out, change.index);
    for (const SceneChange& change : changes)
        put(out, change.value);
}

bool readChanges(Reader& reader, std::vector<SceneChange>& out) {
    uint32_t count = 0;
    std::vector<int32_t> frames, indices;
    std::vector<uint8_t> parts;
    std::vector<double> values;
    if (!reader.value(count) || !reader.all(count, frames) || !reader.all(count, parts) ||
        !reader.all(count, indices) || !reader.all(count, values) || !finite(values))
        return false;
    int64_t frame = 0;
    for (size_t i = 0; i < count; ++i) {
        frame += frames[i];
        if (frame < 0 || frame > INT32_MAX || parts[i] > static_cast<uint8_t>(Part::shape)) return false;
        out.push_back({static_cast<int32_t>(frame), static_cast<Part>(parts[i]), indices[i], values[i]});
    }
    return true;
}

bool readRun(Reader& reader, MotionRun& run) {
    if (!reader.value(run.frame) || !reader.value(run.slot) || !reader.value(run.length) || !reader.value(run.scale) ||
        run.frame < 0 || run.slot < 0 || run.length < 0)
        return false;
    for (size_t i = 0; i < kMotions; ++i) {
        if (!(run.scale[i] >= 0 && run.scale[i] <= kMostScale)) return false;
        if (run.scale[i] > 0 && !readColumn(reader, run.length, run.columns[i])) return false;
    }
    return true;
}

}  // namespace

std::array<double, kMotions> motionOf(const games::Shape& shape) {
    return {shape.x, shape.y, shape.velocityX, shape.velocityY, shape.lookX, shape.lookY};
}

std::string packShape(const games::Shape& shape) {
    std::string out;
    put(out, static_cast<uint8_t>(shape.kind));
    put(out, static_cast<uint8_t>(shape.fill));
    put(out, static_cast<uint8_t>((shape.hasEye ? 1 : 0) | (shape.moves ? 2 : 0)));
    put(out, shape.width);
    put(out, shape.height);
    put(out, motionOf(shape));
    put(out, static_cast<uint32_t>(shape.points.size()));
    putAll(out, shape.points);
    put(out, static_cast<uint32_t>(shape.label.size()));
    return out + shape.label;
}

std::string packTrack(const SceneTrack& track) {
    std::string out;
    put(out, track.frames);
    put(out, static_cast<uint32_t>(track.shapes.size()));
    for (const games::Shape& shape : track.shapes)
        out += packShape(shape);
    putChanges(out, track.changes);
    put(out, static_cast<uint32_t>(track.runs.size()));
    for (const MotionRun& run : track.runs) {
        put(out, run.frame);
        put(out, run.slot);
        put(out, run.length);
        put(out, run.scale);
        for (const std::vector<int16_t>& column : run.columns)
            if (!column.empty()) putColumn(out, column);
    }
    return out;
}

std::optional<SceneTrack> unpackTrack(std::string_view bytes) {
    Reader reader(bytes);
    SceneTrack track;
    uint32_t shapes = 0, runs = 0;
    if (!reader.value(track.frames) || !reader.value(shapes)) return std::nullopt;
    for (; shapes > 0; --shapes)
        if (!readShape(reader, track.shapes.emplace_back())) return std::nullopt;
    if (!readChanges(reader, track.changes) || !reader.value(runs)) return std::nullopt;
    for (; runs > 0; --runs)
        if (!readRun(reader, track.runs.emplace_back())) return std::nullopt;
    return reader.done() ? std::optional(std::move(track)) : std::nullopt;
}

}  // namespace ludus::replay
