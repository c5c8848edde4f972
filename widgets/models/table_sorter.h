// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The proxy over a TableModel: sorts, filters, groups under rows that fold, and knows which rows are ticked. GUI
// thread. Live changes never move a row under the pointer: the order is renewed by sort() or resort(), staleChanged
// says that it would change something. Without sorting, filter and groups a million rows cost nothing.

#include <QAbstractProxyModel>
#include <QSet>
#include <QStringList>

#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "widgets/models/table_model.h"

namespace ludus::models {

struct TableGrouping {
    std::function<QString(const QString& id)> key;  // empty: a row that stands alone
    // The row for several; its id is not used.
    std::function<TableRow(const QString& key, const QStringList& ids)> row;
    bool folded = false;    // at first
    bool smallest = false;  // also for a single row
};

class TableSorter : public QAbstractProxyModel {
    Q_OBJECT

public:
    explicit TableSorter(QObject* parent = nullptr);

    void setSourceModel(QAbstractItemModel* model) override;  // a TableModel
    TableModel* table() const { return table_; }

    // Words that must all occur somewhere in the row.
    void setFilterText(const QString& text);
    void setRowFilter(std::function<bool(const QString& id)> accepts);
    // Asks the filter anew; rows that stay keep their places.
    void refilter() { rebuild(true); }
    void setGrouping(std::optional<TableGrouping> grouping);
    bool isGrouped() const { return grouping_.has_value(); }
    QString groupAt(int row) const;  // key of the group that this row stands for; empty: none
    QStringList idsOfGroup(const QString& key) const;
    void setFolded(const QString& key, bool folded);
    bool isFolded(const QString& key) const;
    // Keys that somebody folded or unfolded against what is usual.
    QStringList turnedGroups() const { return {turned_.begin(), turned_.end()}; }
    void setTurnedGroups(const QStringList& keys);
    int acceptedCount() const;  // rows of the table that the filter lets through

    void setTickable(bool on);
    bool isTickable() const { return tickable_; }
    void setTicked(const QString& id, bool on);
    QStringList tickedIds() const;

    bool isStale();
    void resort();
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    int sortColumn() const { return column_; }
    Qt::SortOrder sortOrder() const { return order_; }

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex&) const override { return {}; }
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QModelIndex mapToSource(const QModelIndex& index) const override;
    QModelIndex mapFromSource(const QModelIndex& index) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

Q_SIGNALS:
    void staleChanged(bool stale);
    void ticksChanged();

private:
    // A row: that of the source, or -1 - number of a group.
    using Entry = int;
    static constexpr size_t kInPlace = 20'000;  // longer lists are shown anew instead of by differences
    struct Group {
        QString key;
        std::vector<int> members;  // rows of the source, sorted
        TableRow row;
        bool fresh = false;  // row is up to date
    };

    bool isPlain() const { return column_ < 0 && !filters() && !grouping_; }
    bool filters() const { return !words_.isEmpty() || accepts_; }
    bool accepts(int row) const;
    Entry entry(int row) const { return plain_ ? row : entries_[static_cast<size_t>(row)]; }
    std::vector<Entry> wanted(bool keepOrder = false);
    std::vector<int> inPresentOrder(const std::vector<int>& rows) const;
    std::vector<Entry> grouped(const std::vector<int>& rows);
    int numberOf(const QString& key);
    void rebuild(bool keepOrder = false);
    void apply(std::vector<Entry> fresh);
    void applyInPlace(std::vector<Entry> fresh);
    void removeRowsOf(const std::function<bool(Entry)>& goes);
    void indexEntries();
    bool inOrder(int above, int below) const;
    void connectTable();
    void rowsCame(int first, int last);
    void rowsGo(int first, int last);
    void rowsWent(int first, int last);
    void dataChangedIn(int first, int last);
    void orderMayHaveChanged();
    void checkOrder();
    void setStale(bool stale);

    TableModel* table_ = nullptr;
    QStringList words_;
    std::function<bool(const QString&)> accepts_;
    std::optional<TableGrouping> grouping_;
    bool plain_ = true;  // the rows of the source as they are
    std::vector<Entry> entries_;
    std::vector<int> places_;  // row of the source -> row here, -1: none
    mutable std::vector<Group> groups_;
    std::map<QString, int> numbers_;  // key -> place in groups_, kept for good
    QSet<QString> turned_;
    QSet<QString> ticked_;
    bool tickable_ = false;
    int column_ = -1;
    Qt::SortOrder order_ = Qt::AscendingOrder;
    QStringList movingIds_;  // while the source is reordered
    bool stale_ = false, pending_ = false;
};

}  // namespace ludus::models
