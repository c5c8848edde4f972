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
    QString role = {};  // key of tokens.json ("MA", "ME"): its colour and sign instead; `colour` still says the dash
    bool dots = false;  // a dot at every sample (snapshots)
    bool selected = false;
};
inline constexpr int kChartInk = -1;

struct ChartLine {
    double value = 0;
    QString label;
};

// Something that happened at a moment: a quiet vertical line, its words in the read-out.
struct ChartMark {
    double step = 0, wallSeconds = 0, clockSeconds = 0;
    QString text;
    bool alarm = false;  // else a change that somebody made

    double x(SeriesAxis axis) const {
        return axis == SeriesAxis::Steps ? step : axis == SeriesAxis::Time ? wallSeconds : clockSeconds;
    }
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
    void setMarks(std::vector<ChartMark> marks);
    // A few samples far from all others do not decide the scale of y; small triangles at the edge show where they are.
    void setIgnoreOutliers(bool on);
    void setSmoothing(const Smoothing& rule);  // of all series, also of later ones
    void setSmoothing(double weight) { setSmoothing(Smoothing{SmoothingKind::Exponential, weight}); }
    // Empties it and takes over how the other one is drawn: words, numbers, lines; not the series.
    void dressAs(const ChartModel& other);

    SeriesModel* addSeries(const QString& name, int colour, bool dots = false);
    void setRole(const QString& series, const QString& role);  // whose sign its dots are, and whose colour it has
    SeriesModel* series(const QString& name) const;            // nullptr when there is none
    void removeSeries(const QString& name);
    void clearSeries();
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
    double smoothing() const { return smoothing_.amount; }
    const Smoothing& smoothingRule() const { return smoothing_; }
    bool ignoresOutliers() const { return ignoreOutliers_; }
    const std::vector<ChartMark>& marks() const { return marks_; }
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
    std::vector<ChartMark> marks_;
    Smoothing smoothing_;
    bool logarithmic_ = false, ignoreOutliers_ = true;
    ChartNumbers numbers_ = ChartNumbers::Si;
};

}  // namespace ludus::models
