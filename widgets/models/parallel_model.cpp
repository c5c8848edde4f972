// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/parallel_model.h"

#include <algorithm>
#include <cmath>

namespace ludus::models {

void ParallelModel::setContent(QVector<ParallelAxis> axes, QVector<ParallelLine> lines) {
    QVector<ParallelAxis> ordered;
    QVector<int> sources;
    QVector<std::optional<Range>> brushes;
    const auto take = [&](int source, const ParallelAxis* before, const std::optional<Range>& brush) {
        ParallelAxis axis = axes[source];
        if (before) {
            axis.flipped = before->flipped;
            axis.logarithmic = before->logarithmic;
        }
        ordered.push_back(std::move(axis));
        sources.push_back(source);
        brushes.push_back(before && axes[source].categories == before->categories ? brush : std::nullopt);
    };
    for (int i = 0; i < axes_.size(); ++i)
        for (int source = 0; source < axes.size(); ++source)
            if (axes[source].key == axes_[i].key) take(source, &axes_[i], brushes_[i]);
    for (int source = 0; source < axes.size(); ++source)
        if (!sources.contains(source)) take(source, nullptr, std::nullopt);
    axes_ = std::move(ordered);
    sources_ = std::move(sources);
    brushes_ = std::move(brushes);
    lines_ = std::move(lines);
    for (int i = 0; i < axes_.size(); ++i)
        axes_[i].logarithmic = axes_[i].logarithmic && canBeLogarithmic(i);
    const bool there = std::any_of(lines_.begin(), lines_.end(), [&](const auto& line) { return line.id == current_; });
    if (!there) current_.clear();
    Q_EMIT changed();
    Q_EMIT brushChanged();
}

ParallelModel::Range ParallelModel::range(int axis) const {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const ParallelLine& line : lines_) {
        const double v = value(line, axis);
        if (!std::isfinite(v)) continue;
        low = std::min(low, v);
        high = std::max(high, v);
    }
    if (low > high) return {0, 1};
    if (low < high) return {low, high};
    return {low - 0.5, high + 0.5};
}

bool ParallelModel::canBeLogarithmic(int axis) const {
    const Range all = range(axis);
    return axes_[axis].categories.isEmpty() && all.first > 0 && all.second > all.first;
}

double ParallelModel::position(int axis, double value) const {
    Range ends = range(axis);
    if (axes_[axis].logarithmic) {
        ends = {std::log(ends.first), std::log(ends.second)};
        value = std::log(value);
    }
    const double part = (value - ends.first) / (ends.second - ends.first);
    return axes_[axis].flipped ? 1 - part : part;
}

double ParallelModel::valueAt(int axis, double position) const {
    const Range ends = range(axis);
    const double part = axes_[axis].flipped ? 1 - position : position;
    if (!axes_[axis].logarithmic) return ends.first + part * (ends.second - ends.first);
    return std::exp(std::log(ends.first) + part * (std::log(ends.second) - std::log(ends.first)));
}

void ParallelModel::setFlipped(int axis, bool on) {
    if (axes_[axis].flipped == on) return;
    axes_[axis].flipped = on;
    Q_EMIT changed();
}

void ParallelModel::setLogarithmic(int axis, bool on) {
    on = on && canBeLogarithmic(axis);
    if (axes_[axis].logarithmic == on) return;
    axes_[axis].logarithmic = on;
    Q_EMIT changed();
}

void ParallelModel::moveAxis(int from, int to) {
    to = std::clamp(to, 0, static_cast<int>(axes_.size()) - 1);
    if (from == to) return;
    axes_.move(from, to);
    sources_.move(from, to);
    brushes_.move(from, to);
    Q_EMIT changed();
}

void ParallelModel::setBrush(int axis, std::optional<Range> values) {
    if (values && values->first > values->second) std::swap(values->first, values->second);
    if (brushes_[axis] == values) return;
    brushes_[axis] = values;
    Q_EMIT changed();
    Q_EMIT brushChanged();
}

std::optional<ParallelModel::Range> ParallelModel::brush(int axis) const {
    return brushes_.value(axis);
}

void ParallelModel::clearBrushes() {
    brushes_.fill(std::nullopt);
    Q_EMIT changed();
    Q_EMIT brushChanged();
}

bool ParallelModel::passes(const ParallelLine& line) const {
    for (int axis = 0; axis < axes_.size(); ++axis) {
        if (!brushes_[axis]) continue;
        const double v = value(line, axis);
        if (!(v >= brushes_[axis]->first && v <= brushes_[axis]->second)) return false;
    }
    return true;
}

QStringList ParallelModel::passingIds() const {
    QStringList ids;
    for (const ParallelLine& line : lines_)
        if (passes(line)) ids << line.id;
    return ids;
}

void ParallelModel::setCurrent(const QString& id) {
    if (id == current_) return;
    current_ = id;
    Q_EMIT changed();
    Q_EMIT currentChanged(id);
}

}  // namespace ludus::models
