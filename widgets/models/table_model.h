// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Rows of display values under a stable id. GUI thread.
// New rows are applied as differences, so that selection, current row and scroll position survive. A list too long to
// be held comes from a RowSource: its rows are made when somebody looks at them.

#include <QAbstractTableModel>
#include <QHash>
#include <QString>
#include <QVariant>
#include <QVector>

#include <functional>
#include <optional>

namespace ludus::models {

enum class ColumnKind { Text, Number, State, Curve };
enum class Tone { Normal, Muted, Accent, Success, Warning, Danger };

struct TableColumn {
    QString key = {};
    QString title = {};
    ColumnKind kind = ColumnKind::Text;  // numbers are right aligned and drawn with digits of one width
    int width = 100;                     // pixels at first show
    QString tip = {};
    bool shown = true;  // at first show; people choose columns from the menu
};

struct TableCell {
    QString text = {};
    QVariant sort = {};  // what is compared; invalid: the text, and for numbers "unknown", which stays last
    QString tip = {};
    QString copy = {};  // exact text for the clipboard; empty: text
    QString icon = {};  // name of an icon before the text
    Tone tone = Tone::Normal;
    bool strong = false;
    QVector<float> curve = {};  // of a curve column: values at even distances, NaN: a gap; the text says it in words

    bool operator==(const TableCell& other) const = default;
};

struct TableRow {
    QString id = {};
    QVector<TableCell> cells = {};
    QString reason = {};  // second line across the row, for example why a run failed

    bool operator==(const TableRow& other) const = default;
};

// Of a long list that does not change while it is shown. Reasons are not shown for its rows.
struct RowSource {
    int count = 0;
    std::function<TableRow(int row)> row;
    std::function<QString(int row)> id;
    std::function<int(const QString& id)> place;             // -1: none
    std::function<QVariant(int row, int column)> sort = {};  // as TableCell::sort, without making the row
};

class TableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum DataRole {
        IdRole = Qt::UserRole + 1,
        SortRole,
        CellIconRole,
        ToneRole,
        StrongRole,
        ReasonRole,
        CopyRole,
        KindRole,
        CurveRole,
        // Of the proxy: a row that stands for others, whether they are hidden, and one that stands below such a row.
        GroupRole,
        FoldedRole,
        MemberRole
    };

    explicit TableModel(QObject* parent = nullptr);

    void setColumns(QVector<TableColumn> columns);
    void setRows(const QVector<TableRow>& rows);
    void setRow(const TableRow& row);                // replaces the row of this id or appends it
    void appendRows(const QVector<TableRow>& rows);  // of ids that are not there yet
    void removeRow(const QString& id);
    void setSource(RowSource source);  // instead of rows
    bool isLazy() const { return source_.has_value(); }

    const QVector<TableColumn>& columns() const { return columns_; }
    const QVector<TableRow>& rows() const { return rows_; }
    const TableRow& row(int row) const;  // valid until the next call
    int rowOf(const QString& id) const { return source_ ? source_->place(id) : places_.value(id, -1); }
    QString idAt(int row) const;
    QVariant sortValue(int row, int column) const;
    // What this role of a cell is; also for rows that somebody else made for these columns.
    QVariant cellData(const TableRow& row, int column, int role) const;

    int rowCount(const QModelIndex& parent = QModelIndex()) const override;
    int columnCount(const QModelIndex& parent = QModelIndex()) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    using QAbstractTableModel::removeRow;

private:
    void removeMissing(const QHash<QString, int>& wanted);
    void reorder(const QHash<QString, int>& wanted);
    void replaceRow(int row, const TableRow& fresh);
    void indexFrom(int first);

    QVector<TableColumn> columns_;
    QVector<TableRow> rows_;
    QHash<QString, int> places_;
    std::optional<RowSource> source_;
    mutable QHash<int, TableRow> made_;  // of the source, the last ones looked at
};

}  // namespace ludus::models
