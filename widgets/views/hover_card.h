// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The read-out beside the pointer: exact x and time, then a row a series, largest value first; beside them, in a column
// of its own, what the linked charts have there. GUI thread. A child of the window, so that it may reach over the
// chart's edge; it takes no mouse events.

#include <QColor>
#include <QString>
#include <QWidget>

#include <span>
#include <vector>

namespace ludus::views {

struct HoverRow {
    QColor colour;  // invalid: a muted row without a line sample
    QString name, value, extra;
    double order = 0;
    bool pointed = false;  // in bold, and always among the rows that have room
};

class HoverCard : public QWidget {
    Q_OBJECT

public:
    static constexpr int kRows = 12;

    explicit HoverCard(QWidget* parent);

    // Sorts by value; more than kRows rows end in "and 9 more". `linked` keeps its order and takes two columns at most.
    void setContent(const QString& head, const QString& extra, std::vector<HoverRow> rows,
                    std::vector<HoverRow> linked = {});
    const std::vector<HoverRow>& rows() const { return rows_; }
    const std::vector<HoverRow>& linkedRows() const { return linked_; }
    // Everything it says, for who cannot see it.
    QString sentence() const;
    const QString& head() const { return head_; }
    const QString& more() const { return more_; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Column {
        std::span<const HoverRow> rows;
        QString more;
        int values = 0, extras = 0, width = 0;
    };
    std::vector<Column> columns() const;
    QSize measure() const;
    void paintColumn(QPainter& painter, const Column& column, QRect line) const;

    QString head_, extra_, more_, moreLinked_;
    std::vector<HoverRow> rows_, linked_;
};

}  // namespace ludus::views
