// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a player sees at this frame: named rows of numbers on the diverging map, zero in its middle; more than a few
// numbers become a map of colours without digits. GUI thread.

#include <QString>
#include <QWidget>

#include <vector>

namespace ludus::views {

struct ObservationRow {
    QString name;                // "self", "ball"
    std::vector<double> values;  // x, y, vx, vy
};

class ObservationGrid : public QWidget {
    Q_OBJECT

public:
    explicit ObservationGrid(QWidget* parent = nullptr);

    void setHead(int side, const QString& text);  // "observes x, y, vx, vy"
    // `full` is the value at the end of the colour map.
    void setRows(std::vector<ObservationRow> rows, double full = 2);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool isMap() const;
    void paintMap(QPainter& painter) const;
    QColor colourOf(double value) const;

    std::vector<ObservationRow> rows_;
    QString head_;
    double full_ = 2;
    int side_ = 0;
};

}  // namespace ludus::views
