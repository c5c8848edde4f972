// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Ticks and their words for charts: one SI letter an axis, shares as percent, durations, decades. GUI thread.

#include "widgets/models/series_model_chart.h"
#include "widgets/views/qcustomplot_wrapper.h"

namespace ludus::views {

// "0", "0.5 M", "1 M": one letter for all ticks of an axis; below 10 000 none.
QVector<QString> siTickLabels(const QVector<double>& ticks);
// How a value of this chart is written in labels and cards: 1342, 0.94, 61 %.
QString valueText(double value, models::ChartNumbers numbers);
QString halfWidthText(double halfWidth, models::ChartNumbers numbers);

class ValueTicker : public QCPAxisTicker {
public:
    void setNumbers(models::ChartNumbers numbers) { numbers_ = numbers; }

protected:
    QVector<QString> createLabelVector(const QVector<double>& ticks, const QLocale& locale, QChar formatChar,
                                       int precision) override;
    int getSubTickCount(double) override { return 0; }

private:
    models::ChartNumbers numbers_ = models::ChartNumbers::Si;
};

class DecadeTicker : public QCPAxisTickerLog {
public:
    void setDurations(bool on) { durations_ = on; }  // seconds: 1 s, 1 min, 1 h

protected:
    // Below two decades also their 2 and 5, so that there is something to read, as far as the tick count allows it;
    // within one step of these even ticks.
    QVector<double> createTickVector(double tickStep, const QCPRange& range) override;
    QVector<QString> createLabelVector(const QVector<double>& ticks, const QLocale& locale, QChar formatChar,
                                       int precision) override;

private:
    bool durations_ = false;
};

class DurationTicker : public QCPAxisTicker {
protected:
    double getTickStep(const QCPRange& range) override;
    int getSubTickCount(double) override { return 0; }
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar, int precision) override;
};

// Moments: the time of day, from two days on the date.
class ClockTicker : public QCPAxisTickerDateTime {
protected:
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar, int precision) override;
    double getTickStep(const QCPRange& range) override;

private:
    double shown_ = 0;  // seconds that are in sight
};

// As many ticks, `most` of them or fewer, as have room for their words beside each other.
void fitTicks(QCPAxis& axis, int most);

// A moment in full, for read-outs: 2026-11-20 14:02:38.
QString momentText(double secondsSinceEpoch);

}  // namespace ludus::views
