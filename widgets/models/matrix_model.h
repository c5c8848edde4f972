// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A matrix of values between rows and columns with names and groups, and the scale by which they become colours.
// Domain-free; drawn by views::HeatMap, and summed by group by views::StackedShares. GUI thread; cells are row by row.

#include <QHash>
#include <QObject>
#include <QString>
#include <QVector>

#include <cstdint>
#include <functional>
#include <limits>
#include <utility>
#include <vector>

class QIODevice;

namespace ludus::models {

// Rows and columns that belong together: a role, a branch.
struct MatrixGroup {
    QString id = {};
    QString name = {};  // short: "ME"
    QString tip = {};   // long: "main exploiter"
    QString role = {};  // key of tokens.json ("MA", "ME", ... "bot"): symbol and colour; empty: none
    int colour = -1;    // without a role: index into the categorical palette, -1: neutral
};

struct MatrixHeader {
    QString id = {};
    QString name = {};
    int group = -1;  // index into the groups; those of one group stand side by side
    QString tip = {};
};

enum class MatrixKind : std::uint8_t {
    Known,      // counted; a value that is NaN: nothing known, the cell is empty
    PriorOnly,  // the value is what is believed before anything was counted: paler and hatched
    Self,       // a thing against itself: sunken
    Outside,    // there is no such pair (the other half of a triangle): nothing is drawn
};

// 32 bytes: a thousand by a thousand are held.
struct MatrixCell {
    static constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

    float value = kNone;
    float low = kNone, high = kNone;      // 95 % interval of the value
    float first = kNone, second = kNone;  // the value in two parts, as on side 0 and on side 1
    float effective = kNone;              // what the counted weigh now, after they were aged
    std::int32_t count = 0;               // how many were counted
    MatrixKind kind = MatrixKind::Known;
};

// Which number of a cell is shown.
enum class MatrixPlane { Value, Gap };  // Gap: first minus second

enum class MatrixUnit { Percent, Elo, Number };

// How numbers become places on a colour map.
struct MatrixScale {
    bool diverging = true;  // else sequential
    double centre = 0.5;    // of a diverging one; as far below as above
    double low = 0, high = 1;
    bool fitted = false;       // low and high from the values instead
    bool logarithmic = false;  // of a sequential one; zero has the lowest colour
    MatrixUnit unit = MatrixUnit::Percent;
    QString title = {};                                 // "win rate of the row, both sides"
    QString lowName = {}, midName = {}, highName = {};  // what the ends mean ("row wins"); empty: the number alone
};

struct MatrixContent {
    QVector<MatrixGroup> groups = {};
    QVector<MatrixHeader> rows = {}, columns = {};
    std::vector<MatrixCell> cells = {};       // rows x columns, row by row
    QString rowTitle = {}, columnTitle = {};  // "opponent", "period"
    QString pair = {};                        // "%1 v %2" of a row and a column; empty: "%1, %2"
    QString firstName = {}, secondName = {};  // "side 0", "side 1"
    bool square = true;                       // cells as wide as high
};

// What is said about a cell.
struct MatrixCard {
    QString head = {};                               // "ME 1·10 v MA·11"
    QVector<std::pair<QString, QString>> rows = {};  // "n", "214 (98)"; the first row's name may be empty
    QString sentence = {};                           // the same for who does not see it; empty: head and rows
};

class MatrixModel : public QObject {
    Q_OBJECT

public:
    using Words = std::function<MatrixCard(int row, int column)>;

    explicit MatrixModel(QObject* parent = nullptr) : QObject(parent) {}

    // Cells that are missing are not known.
    void setContent(MatrixContent content);
    void setCell(int row, int column, const MatrixCell& cell);
    void setScale(MatrixPlane plane, MatrixScale scale);
    void setShown(MatrixPlane plane);
    // Instead of the model's own words.
    void setWords(Words words);

    const MatrixContent& content() const { return content_; }
    const QVector<MatrixGroup>& groups() const { return content_.groups; }
    const QVector<MatrixHeader>& rows() const { return content_.rows; }
    const QVector<MatrixHeader>& columns() const { return content_.columns; }
    int rowCount() const { return static_cast<int>(content_.rows.size()); }
    int columnCount() const { return static_cast<int>(content_.columns.size()); }
    int rowOf(const QString& id) const;  // -1: none
    int columnOf(const QString& id) const;
    const MatrixCell& cell(int row, int column) const;
    MatrixPlane shown() const { return shown_; }
    const MatrixScale& scale() const { return scales_[shown_ == MatrixPlane::Gap ? 1 : 0]; }

    // The number that is shown, NaN where there is none.
    double value(int row, int column) const { return valueOf(cell(row, column)); }
    double valueOf(const MatrixCell& cell) const;
    // Ends of the scale; of a fitted one the values' own.
    std::pair<double, double> range() const;
    // 0..1 on the colour map; of a diverging scale 0.5 is its centre. NaN stays NaN.
    double position(double value) const;
    double valueAt(double position) const;  // the other way round
    // Places of many cells at once are worked out with this: position(), ready for a loop.
    struct Places {
        bool diverging = true, logarithmic = false;
        double from = 0, factor = 1, least = 0;
        double operator()(double value) const;
    };
    Places places() const;

    QString valueText(double value) const;            // "61 %", of a gap "+6 %"
    QString valueText(const MatrixCell& cell) const;  // with the interval where there is one: "61 % ±7"
    MatrixCard card(int row, int column) const;
    QString sentence(int row, int column) const;

    // A line a cell, ids and names first; cells outside are left out.
    bool writeCsv(QIODevice& device) const { return writeCsv(content_, device); }
    static bool writeCsv(const MatrixContent& content, QIODevice& device);

Q_SIGNALS:
    void contentChanged();  // rows, columns, everything
    void cellsChanged();    // values or scale, of the same rows and columns

private:
    MatrixCard ownWords(int row, int column) const;

    MatrixContent content_;
    MatrixScale scales_[2] = {{}, {true, 0, -0.5, 0.5}};
    MatrixPlane shown_ = MatrixPlane::Value;
    Words words_;
    QHash<QString, int> rowPlaces_, columnPlaces_;
    mutable std::pair<double, double> fitted_{0, 1};
    mutable bool measured_ = false;
};

}  // namespace ludus::models
