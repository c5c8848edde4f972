// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/series_plot_axes.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

#include "widgets/style/format.h"

namespace ludus::views {

QVector<QString> siTickLabels(const QVector<double>& ticks) {
    double largest = 0;
    for (const double tick : ticks)
        largest = std::max(largest, std::fabs(tick));
    double factor = 1;
    QString letter;
    for (const auto& [size, name] : {std::pair(1e3, "k"), {1e6, "M"}, {1e9, "G"}, {1e12, "T"}}) {
        if (largest >= 9999.5 && largest >= size) {
            factor = size;
            letter = QStringLiteral("\u202F") + QLatin1String(name);
        }
    }
    QVector<QString> labels;
    for (const double tick : ticks) {
        const bool zero = std::fabs(tick) < 1e-9 * largest || tick == 0;
        QString text = zero ? QStringLiteral("0") : style::formatPlain(tick / factor);
        text.remove(QChar(0x202F));  // 1400, not 1 400: a tick is a place on a scale
        labels << (zero ? text : text + letter);
    }
    return labels;
}

QString valueText(double value, models::ChartNumbers numbers) {
    if (numbers == models::ChartNumbers::Percent) return style::formatPercent(value);
    if (numbers == models::ChartNumbers::Whole) return style::formatReal(value, 0).remove(QChar(0x202F));
    const double size = std::fabs(value);
    if (size >= 99999.5) return style::formatSi(value);
    if (size >= 99.95) return style::formatReal(value, 0).remove(QChar(0x202F));
    if (size >= 9.995) return style::formatReal(value, 1);
    if (size >= 0.0995 || value == 0) return style::formatReal(value, 2);
    return style::formatPlain(value, 2);
}

QString halfWidthText(double halfWidth, models::ChartNumbers numbers) {
    if (!std::isfinite(halfWidth)) return {};
    return QStringLiteral("±") + valueText(halfWidth, numbers);
}

QVector<QString> ValueTicker::createLabelVector(const QVector<double>& ticks, const QLocale&, QChar, int) {
    if (numbers_ != models::ChartNumbers::Percent) return siTickLabels(ticks);
    // As many decimals as tell neighbouring ticks apart: 2.5 %, not 3 %.
    const double step = ticks.size() > 1 ? std::fabs(ticks[1] - ticks[0]) : 1;
    const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(step * 100) - 1e-9)), 0, 4);
    const bool half = decimals == 0 && std::fabs(std::remainder(step * 100, 1)) > 1e-6;
    QVector<QString> labels;
    for (const double tick : ticks)
        labels << style::formatPercent(tick, half ? 1 : decimals);
    return labels;
}

QVector<double> DecadeTicker::createTickVector(double tickStep, const QCPRange& range) {
    if (!(range.lower > 0) || std::log10(range.upper / range.lower) > 2.2)
        return QCPAxisTickerLog::createTickVector(tickStep, range);
    QVector<double> ticks;
    const bool few = std::log10(range.upper / range.lower) < 1.4;
    for (int decade = static_cast<int>(std::floor(std::log10(range.lower))); std::pow(10, decade) <= range.upper;
         ++decade) {
        for (const double factor : {1.0, 2.0, 5.0}) {
            const double tick = factor * std::pow(10, decade);
            if (tick < range.lower || tick > range.upper || (!few && factor == 2.0)) continue;
            ticks << tick;
        }
    }
    return ticks;
}

QVector<QString> DecadeTicker::createLabelVector(const QVector<double>& ticks, const QLocale&, QChar, int) {
    QVector<QString> labels;
    for (const double tick : ticks) {
        labels << (std::fabs(tick) >= 9999.5 ? style::formatSi(tick) : style::formatPlain(tick).remove(QChar(0x202F)));
    }
    return labels;
}

double DurationTicker::getTickStep(const QCPRange& range) {
    constexpr double kSteps[] = {1,    2,    5,    10,    15,    30,    60,    120,    300,    600,     900,
                                 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800, 1209600, 2592000};
    const double wanted = range.size() / std::max(1, tickCount());
    if (wanted < 1) return QCPAxisTicker::getTickStep(range);
    for (const double step : kSteps) {
        if (step >= wanted) return step;
    }
    return QCPAxisTicker::getTickStep(range);
}

QString DurationTicker::getTickLabel(double tick, const QLocale&, QChar, int) {
    return std::fabs(tick) < 1e-9 ? QStringLiteral("0") : style::formatDuration(tick);
}

double ClockTicker::getTickStep(const QCPRange& range) {
    shown_ = range.size();
    return QCPAxisTickerDateTime::getTickStep(range);
}

QString ClockTicker::getTickLabel(double tick, const QLocale&, QChar, int) {
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(std::llround(tick * 1000)));
    const char* format = shown_ > 2 * 86400 ? "MM-dd" : shown_ > 240 ? "HH:mm" : "HH:mm:ss";
    return moment.toString(QLatin1String(format));
}

QString momentText(double secondsSinceEpoch) {
    return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(std::llround(secondsSinceEpoch * 1000)))
        .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

}  // namespace ludus::views
