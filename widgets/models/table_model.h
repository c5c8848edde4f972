// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Rows of display values under a stable id, and the proxy that sorts and filters them. GUI thread.
// New rows are applied as differences, so that selection, current row and scroll position survive.

#include <QAbstractTableModel>
#include <QHash>
#include <QSortFilterProxyModel>
#include <QString>
#include <QVariant>
#include <QVector>

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
        CurveRole
    };

    explicit TableModel(QObject* parent = nullptr);

    void setColumns(QVector<TableColumn> columns);
    void setRows(const QVector<TableRow>& rows);
    void setRow(const TableRow& row);  // replaces the row of this id or appends it
    void removeRow(const QString& id);

    const QVector<TableColumn>& columns() const { return columns_; }
    const QVector<TableRow>& rows() const { return rows_; }
    int rowOf(const QString& id) const { return places_.value(id, -1); }
    QString idAt(int row) const;

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
};

// Sorts by SortRole and filters by words that must all occur somewhere in the row. Live changes never move a row
// under the pointer: the order is renewed by sort() or resort(), staleChanged says that it would change something.
class TableSorter : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit TableSorter(QObject* parent = nullptr);

    void setFilterText(const QString& text);
    bool isStale();
    void resort();
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

Q_SIGNALS:
    void staleChanged(bool stale);

protected:
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    void orderMayHaveChanged();
    void checkOrder();
    void setStale(bool stale);

    QStringList words_;
    bool stale_ = false;
    bool pending_ = false;
};

}  // namespace ludus::models
