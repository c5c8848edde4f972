// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/detail/curves.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/check.h"
#include "core/store/detail/metric_levels.h"

namespace ludus::store {
namespace {

constexpr int64_t kEver = std::numeric_limits<int64_t>::max();

int64_t bucketsOf(int64_t points, int64_t size) {
    return (points + size - 1) / size;
}

void join(MetricBucket& whole, const MetricBucket& part) {
    const auto parts = static_cast<double>(whole.n + part.n);
    whole.mean = (whole.mean * static_cast<double>(whole.n) + part.mean * static_cast<double>(part.n)) / parts;
    whole.min = std::min(whole.min, part.min);
    whole.max = std::max(whole.max, part.max);
    whole.firstStep = std::min(whole.firstStep, part.firstStep);
    whole.lastStep = std::max(whole.lastStep, part.lastStep);
    whole.n += part.n;
}

}  // namespace

CurveReader::CurveReader(SQLite::Database& d)
    : level_(d,
             "SELECT bucket, first_step, last_step, min, max, mean, n FROM metric_level WHERE series = ? AND level = ? "
             "AND bucket BETWEEN ? AND ? ORDER BY bucket"),
      narrow_(d,
              "SELECT min(bucket), max(bucket) FROM metric_level WHERE series = ? AND level = ? AND bucket BETWEEN ? "
              "AND ? AND last_step >= ? AND first_step <= ?"),
      start_(d,
             "SELECT first_seq FROM metric_level WHERE series = ? AND level = 1 AND bucket >= ? ORDER BY bucket "
             "LIMIT 1"),
      points_(d, "SELECT step, value FROM metric_point WHERE series = ? AND seq >= ? AND seq <= ? ORDER BY seq, pos") {}

/// Neighbours are taken together by their numbers in fours, eights and so on, wherever the range begins: a curve that
/// is moved keeps its looks.
std::vector<MetricBucket> CurveReader::merge(const std::vector<Numbered>& parts, int most) {
    LUDUS_CHECK_GT(most, 0);
    const auto limit = static_cast<size_t>(most);
    std::vector<MetricBucket> out;
    for (int64_t size = 1; out.empty() && !parts.empty(); size *= 2) {
        int64_t group = -1;
        for (const Numbered& part : parts) {
            if (part.number / size == group) {
                join(out.back(), part.bucket);
                continue;
            }
            if (out.size() == limit) {
                out.clear();
                break;
            }
            group = part.number / size;
            out.push_back(part.bucket);
        }
    }
    return out;
}

std::vector<CurveReader::Numbered> CurveReader::level(int64_t series, int number, int64_t first, int64_t last) {
    std::vector<Numbered> rows;
    level_.reset();
    bindAll(level_, series, number, first, last);
    while (level_.executeStep()) {
        Numbered& row = rows.emplace_back();
        MetricBucket& b = row.bucket;
        Row(level_) >> row.number >> b.firstStep >> b.lastStep >> b.min >> b.max >> b.mean >> b.n;
    }
    return rows;
}

std::vector<CurveReader::Numbered> CurveReader::points(int64_t series, int64_t firstBucket, int64_t lastBucket,
                                                       int64_t fromStep, int64_t toStep) {
    const auto startOf = [&](int64_t bucket) {
        start_.reset();
        return bindAll(start_, series, bucket).executeStep() ? start_.getColumn(0).getInt64() : kEver;
    };
    const int64_t from = startOf(firstBucket), to = startOf(lastBucket + 1);
    std::vector<Numbered> rows;
    points_.reset();
    bindAll(points_, series, from, to);
    for (int64_t number = firstBucket * kBucketParts; points_.executeStep(); ++number) {
        int64_t step = 0;
        double value = 0;
        Row(points_) >> step >> value;
        if (!std::isfinite(value) || step < fromStep || step > toStep) continue;
        rows.push_back({number, {step, step, value, value, value, 1}});
    }
    return rows;
}

std::vector<MetricBucket> CurveReader::range(int64_t series, int64_t points, int64_t fromStep, int64_t toStep,
                                             int most) {
    int number = 1;
    for (int64_t size = kBucketParts; size < points; size *= kBucketParts)
        ++number;
    int64_t first = 0, last = 0;
    for (;; --number) {  // down from the level with one bucket, along those that touch the range
        narrow_.reset();
        bindAll(narrow_, series, number, first, last, fromStep, toStep);
        if (!narrow_.executeStep() || narrow_.isColumnNull(0)) return {};
        Row(narrow_) >> first >> last;
        if ((last - first + 1) * kBucketParts > kSpare * most) return merge(level(series, number, first, last), most);
        if (number == 1) break;
        first *= kBucketParts;
        last = last * kBucketParts + kBucketParts - 1;
    }
    return merge(this->points(series, first, last, fromStep, toStep), most);
}

std::vector<MetricBucket> CurveReader::whole(int64_t series, int64_t points, int most) {
    if (points <= kBucketParts) return merge(this->points(series, 0, 0, -kEver, kEver), most);
    int number = 1;
    int64_t size = kBucketParts;
    for (; bucketsOf(points, size) > kSpare * most; size *= kBucketParts)
        ++number;
    return merge(level(series, number, 0, kEver), most);
}

}  // namespace ludus::store
