// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/series_model_chart.h"

#include <algorithm>
#include <utility>

namespace ludus::models {

ChartModel::ChartModel(QString title, QObject* parent) : QObject(parent), title_(std::move(title)) {}

ChartModel::~ChartModel() = default;

void ChartModel::setTitle(const QString& title) {
    title_ = title;
    Q_EMIT titleChanged();
}

void ChartModel::setExplanation(const QString& text) {
    explanation_ = text;
    Q_EMIT titleChanged();
}

void ChartModel::setUnit(const QString& unit) {
    unit_ = unit;
    Q_EMIT titleChanged();
}

void ChartModel::setEmptyText(const QString& text) {
    emptyText_ = text;
    Q_EMIT changed();
}

void ChartModel::setLogarithmic(bool on) {
    if (on == logarithmic_) return;
    logarithmic_ = on;
    Q_EMIT changed();
    Q_EMIT titleChanged();
}

void ChartModel::setNumbers(ChartNumbers numbers) {
    numbers_ = numbers;
    Q_EMIT changed();
}

void ChartModel::setZeroLine(std::optional<double> value) {
    zeroLine_ = value;
    Q_EMIT changed();
}

void ChartModel::setValueRange(std::optional<double> low, std::optional<double> high) {
    low_ = low;
    high_ = high;
    Q_EMIT changed();
}

void ChartModel::setLines(std::vector<ChartLine> lines) {
    lines_ = std::move(lines);
    Q_EMIT changed();
}

void ChartModel::setMarks(std::vector<ChartMark> marks) {
    marks_ = std::move(marks);
    Q_EMIT changed();
}

void ChartModel::setIgnoreOutliers(bool on) {
    if (on == ignoreOutliers_) return;
    ignoreOutliers_ = on;
    Q_EMIT changed();
}

void ChartModel::setSmoothing(const Smoothing& rule) {
    smoothing_ = rule;
    for (const ChartSeries& entry : series_)
        entry.model->setSmoothing(rule);
}

void ChartModel::dressAs(const ChartModel& other) {
    series_.clear();
    title_ = other.title_;
    explanation_ = other.explanation_;
    unit_ = other.unit_;
    emptyText_ = other.emptyText_;
    lines_ = other.lines_;
    marks_.clear();
    zeroLine_ = other.zeroLine_;
    low_ = other.low_;
    high_ = other.high_;
    smoothing_ = other.smoothing_;
    logarithmic_ = other.logarithmic_;
    ignoreOutliers_ = other.ignoreOutliers_;
    numbers_ = other.numbers_;
}

SeriesModel* ChartModel::addSeries(const QString& name, int colour, bool dots) {
    ChartSeries entry;
    entry.model = std::make_unique<SeriesModel>(name);
    entry.model->setSmoothing(smoothing_);
    entry.colour = colour;
    entry.dots = dots;
    SeriesModel* model = entry.model.get();
    connect(model, &SeriesModel::changed, this, &ChartModel::changed);
    series_.push_back(std::move(entry));
    Q_EMIT changed();
    return model;
}

void ChartModel::setRole(const QString& series, const QString& role) {
    for (ChartSeries& entry : series_)
        if (entry.model->name() == series) entry.role = role;
    Q_EMIT changed();
}

SeriesModel* ChartModel::series(const QString& name) const {
    for (const ChartSeries& entry : series_) {
        if (entry.model->name() == name) return entry.model.get();
    }
    return nullptr;
}

void ChartModel::removeSeries(const QString& name) {
    std::erase_if(series_, [&](const ChartSeries& entry) { return entry.model->name() == name; });
    Q_EMIT changed();
}

void ChartModel::clearSeries() {
    if (series_.empty()) return;
    series_.clear();
    Q_EMIT changed();
}

void ChartModel::selectSeries(const QString& name) {
    for (ChartSeries& entry : series_)
        entry.selected = !name.isEmpty() && entry.model->name() == name;
    Q_EMIT changed();
}

bool ChartModel::isEmpty() const {
    return std::all_of(series_.begin(), series_.end(), [](const ChartSeries& entry) { return entry.model->isEmpty(); });
}

std::optional<ValueRange> ChartModel::xRange(SeriesAxis axis) const {
    ValueRange range;
    for (const ChartSeries& entry : series_) {
        if (entry.model->isEmpty()) continue;
        range.include(entry.model->xs(axis).front());
        range.include(entry.model->xs(axis).back());
    }
    if (range.isEmpty()) return std::nullopt;
    return range;
}

}  // namespace ludus::models
