// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The read-out beside the pointer: exact x and time, then a row a series, largest value first. GUI thread.
// A child of the window, so that it may reach over the chart's edge; it takes no mouse events.

#include <QColor>
#include <QString>
#include <QWidget>

#include <vector>

namespace ludus::views {

struct HoverRow {
    QColor colour;  // invalid: a muted row without a line sample
    QString name, value, extra;
    double order = 0;
};

class HoverCard : public QWidget {
    Q_OBJECT

public:
    static constexpr int kRows = 12;

    explicit HoverCard(QWidget* parent);

    // Sorts by value; more than kRows rows end in "and 9 more".
    void setContent(const QString& head, const QString& extra, std::vector<HoverRow> rows);
    const std::vector<HoverRow>& rows() const { return rows_; }
    const QString& head() const { return head_; }
    const QString& more() const { return more_; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QSize measure() const;

    QString head_, extra_, more_;
    std::vector<HoverRow> rows_;
};

}  // namespace ludus::views
