// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/series_plot_data.h"

#include <QIODevice>

#include <cmath>

namespace ludus::views {

namespace {

constexpr qsizetype kAtOnce = 1 << 20;  // bytes

void add(QByteArray& line, double value) {
    line += ',';
    if (std::isfinite(value)) line += QByteArray::number(value, 'g', 12);
}

QByteArray quoted(QString text) {
    return '"' + text.replace(QLatin1Char('"'), QStringLiteral("\"\"")).toUtf8() + '"';
}

}  // namespace

ChartData dataOf(const models::ChartModel& chart) {
    ChartData data;
    for (const models::ChartSeries& series : chart.all()) {
        const models::SeriesModel& model = *series.model;
        CurveData& curve = data.emplace_back();
        curve.name = model.name();
        curve.steps = model.xs(models::SeriesAxis::Steps);
        curve.wallSeconds = model.xs(models::SeriesAxis::Time);
        curve.values = model.raw();
        curve.smoothed = model.smoothed();
        if (!model.hasBand()) continue;
        curve.halfWidths = model.halfWidths();
        curve.halfWidthsBelow = model.halfWidthsBelow();
    }
    return data;
}

bool writeCsv(const ChartData& data, QIODevice& device) {
    QByteArray text("series,step,wall_seconds,value,smoothed,half_width,half_width_below\n");
    for (const CurveData& curve : data) {
        const QByteArray name = quoted(curve.name);
        const bool band = !curve.halfWidths.empty();
        for (std::size_t i = 0; i < curve.steps.size(); ++i) {
            text += name;
            add(text, curve.steps[i]);
            add(text, curve.wallSeconds[i]);
            add(text, curve.values[i]);
            add(text, curve.smoothed[i]);
            add(text, band ? curve.halfWidths[i] : std::nan(""));
            add(text, band ? curve.halfWidthsBelow[i] : std::nan(""));
            text += '\n';
            if (text.size() < kAtOnce) continue;
            if (device.write(text) != text.size()) return false;
            text.clear();
        }
    }
    return device.write(text) == text.size();
}

}  // namespace ludus::views
