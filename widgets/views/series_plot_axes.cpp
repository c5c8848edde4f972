// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/series_plot_axes.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>
#include <vector>

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

namespace {

using Steps = std::vector<double>;

// Places that people count by, from fine to coarse.
std::vector<Steps> decades(const QCPRange& range) {
    std::vector<Steps> levels;
    const int first = static_cast<int>(std::floor(std::log10(range.lower)));
    const int last = static_cast<int>(std::floor(std::log10(range.upper)));
    for (const Steps& factors : {Steps{1, 2, 5}, Steps{1, 5}, Steps{1}}) {
        Steps& level = levels.emplace_back();
        for (int decade = first; decade <= last; ++decade)
            for (const double factor : factors)
                level.push_back(factor * std::pow(10, decade));
    }
    return levels;
}

const std::vector<Steps>& durations() {
    static const std::vector<Steps> levels{
        {0.001, 0.01, 0.1,  0.5,  1,     2,     5,     10,     20,     30,     60,      120,     300,     600,
         1200,  1800, 3600, 7200, 18000, 36000, 86400, 172800, 432000, 864000, 2592000, 8640000, 31536000},
        {0.001, 0.01, 0.1, 1, 10, 60, 600, 3600, 36000, 86400, 864000, 8640000},
        {0.001, 0.1, 1, 60, 3600, 86400, 2592000}};
    return levels;
}

}  // namespace

QVector<double> DecadeTicker::createTickVector(double tickStep, const QCPRange& range) {
    if (!(range.lower > 0)) return QCPAxisTickerLog::createTickVector(tickStep, range);
    if (!durations_ && std::log10(range.upper / range.lower) > 2.2)
        return QCPAxisTickerLog::createTickVector(tickStep, range);
    QVector<double> ticks;
    for (const Steps& level : durations_ ? durations() : decades(range)) {
        QVector<double> inside;
        for (const double tick : level)
            if (tick >= range.lower && tick <= range.upper) inside << tick;
        if (inside.size() < 2 && ticks.size() >= 2) break;
        ticks = inside;
        if (ticks.size() <= tickCount() + 1) break;
    }
    if (ticks.size() >= 2) return ticks;
    return QCPAxisTicker::createTickVector(QCPAxisTicker::getTickStep(range), range);
}

QVector<QString> DecadeTicker::createLabelVector(const QVector<double>& ticks, const QLocale&, QChar, int) {
    QVector<QString> labels;
    for (const double tick : ticks) {
        labels << (durations_ ? style::formatDuration(tick) : siTickLabels({tick}).front());
    }
    return labels;
}

void fitTicks(QCPAxis& axis, int most) {
    constexpr double kApart = 8;  // pixels between two words
    const QFontMetrics metrics(axis.tickLabelFont());
    for (int count = std::max(1, most); count >= 1; --count) {
        axis.ticker()->setTickCount(count);
        QVector<double> ticks;
        QVector<QString> labels;
        axis.ticker()->generate(axis.range(), QLocale::c(), QLatin1Char('g'), 6, ticks, nullptr, &labels);
        double end = -1e9;
        bool fits = true;
        for (qsizetype i = 0; i < ticks.size() && i < labels.size(); ++i) {
            if (!axis.range().contains(ticks[i])) continue;
            const double middle = axis.coordToPixel(ticks[i]), half = metrics.horizontalAdvance(labels[i]) / 2.0;
            fits = fits && middle - half >= end + kApart;
            end = middle + half;
        }
        if (fits) return;
    }
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
