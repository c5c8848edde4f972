// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Parallel coordinates: a line a thing over one axis a quantity; axes can be flipped, moved, made logarithmic and
// brushed. Domain-free; drawn by views::ParallelPlot. GUI thread.

#include <QObject>
#include <QString>
#include <QStringList>
#include <QVector>

#include <limits>
#include <optional>
#include <utility>

namespace ludus::models {

struct ParallelAxis {
    QString key = {};
    QString title = {};
    QStringList categories = {};  // of a quantity in words: values are places in this list
    bool logarithmic = false;
    bool flipped = false;
};

struct ParallelLine {
    QString id = {};
    QString name = {};
    int colour = 0;               // index into the categorical palette
    QVector<double> values = {};  // one an axis, NaN: unknown, the line has a gap there
};

class ParallelModel : public QObject {
    Q_OBJECT

public:
    using Range = std::pair<double, double>;

    explicit ParallelModel(QObject* parent = nullptr) : QObject(parent) {}

    // Flips, scales, order and brushes of axes that stay (by key) are kept.
    void setContent(QVector<ParallelAxis> axes, QVector<ParallelLine> lines);

    const QVector<ParallelAxis>& axes() const { return axes_; }
    const QVector<ParallelLine>& lines() const { return lines_; }
    // In the order of axes(); the axis of this number stands here in a line's values.
    double value(const ParallelLine& line, int axis) const {
        return line.values.value(sources_.value(axis, -1), kNone);
    }
    Range range(int axis) const;  // smallest and largest; one apart where all are equal
    bool canBeLogarithmic(int axis) const;
    // 0 at the lower end of the axis as drawn, 1 at the upper.
    double position(int axis, double value) const;
    double valueAt(int axis, double position) const;

    void setFlipped(int axis, bool on);
    void setLogarithmic(int axis, bool on);  // only where all values are above 0
    void moveAxis(int from, int to);
    void setBrush(int axis, std::optional<Range> values);  // lines outside are left pale
    std::optional<Range> brush(int axis) const;
    void clearBrushes();
    bool passes(const ParallelLine& line) const;
    QStringList passingIds() const;
    void setCurrent(const QString& id);  // empty: none
    const QString& current() const { return current_; }

Q_SIGNALS:
    void changed();
    void brushChanged();
    void currentChanged(const QString& id);

private:
    static constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

    QVector<ParallelAxis> axes_;
    QVector<int> sources_;
    QVector<std::optional<Range>> brushes_;
    QVector<ParallelLine> lines_;
    QString current_;
};

}  // namespace ludus::models
