// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a chart shows: title, unit, several curves, reference lines. Domain-free; drawn by views::SeriesPlot.
// GUI thread. Owns its series; pointers it hands out live as long as the chart or until removeSeries.

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

#include "widgets/models/series_model.h"

namespace ludus::models {

// How values are written: 1.5 M, a share 0..1 as 61 %, or 1342 without decimals.
enum class ChartNumbers { Si, Percent, Whole };

struct ChartSeries {
    std::unique_ptr<SeriesModel> model;
    int colour = 0;     // index into the categorical palette; kChartInk draws in ink
    bool dots = false;  // a dot at every sample (snapshots)
    bool selected = false;
};
inline constexpr int kChartInk = -1;

struct ChartLine {
    double value = 0;
    QString label;
};

class ChartModel : public QObject {
    Q_OBJECT

public:
    explicit ChartModel(QString title = {}, QObject* parent = nullptr);
    ~ChartModel() override;

    void setTitle(const QString& title);
    void setExplanation(const QString& text);  // behind the title: "95 % band"; the unit follows it
    void setUnit(const QString& unit);
    void setEmptyText(const QString& text);  // "No evaluation yet. The first comes at 100 k steps."
    void setLogarithmic(bool on);
    void setNumbers(ChartNumbers numbers);
    void setZeroLine(std::optional<double> value);                              // 0 or 50 %, drawn quietly
    void setValueRange(std::optional<double> low, std::optional<double> high);  // fixed ends
    void setLines(std::vector<ChartLine> lines);
    void setSmoothing(double weight);  // of all series, also of later ones

    SeriesModel* addSeries(const QString& name, int colour, bool dots = false);
    SeriesModel* series(const QString& name) const;  // nullptr when there is none
    void removeSeries(const QString& name);
    void selectSeries(const QString& name);  // empty: none

    const QString& title() const { return title_; }
    const QString& explanation() const { return explanation_; }
    const QString& unit() const { return unit_; }
    const QString& emptyText() const { return emptyText_; }
    bool isLogarithmic() const { return logarithmic_; }
    ChartNumbers numbers() const { return numbers_; }
    std::optional<double> zeroLine() const { return zeroLine_; }
    std::optional<double> fixedLow() const { return low_; }
    std::optional<double> fixedHigh() const { return high_; }
    double smoothing() const { return smoothing_; }
    const std::vector<ChartSeries>& all() const { return series_; }
    const std::vector<ChartLine>& lines() const { return lines_; }
    bool isEmpty() const;

    // First and last x of all series; nothing when empty.
    std::optional<ValueRange> xRange(SeriesAxis axis) const;

Q_SIGNALS:
    void changed();       // anything that is drawn
    void titleChanged();  // title, explanation or unit

private:
    QString title_, explanation_, unit_, emptyText_;
    std::vector<ChartSeries> series_;
    std::vector<ChartLine> lines_;
    std::optional<double> zeroLine_, low_, high_;
    double smoothing_ = 0;
    bool logarithmic_ = false;
    ChartNumbers numbers_ = ChartNumbers::Si;
};

}  // namespace ludus::models
