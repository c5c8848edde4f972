// SPDX-License-Identifier: GPL-3.0-or-later
// What a TableSorter does when its table changes.
#include <algorithm>
#include <numeric>

#include "widgets/models/table_sorter.h"

namespace ludus::models {

void TableSorter::connectTable() {
    connect(table_, &QAbstractItemModel::modelAboutToBeReset, this, [this] { beginResetModel(); });
    connect(table_, &QAbstractItemModel::modelReset, this, [this] {
        if (column_ >= table_->columnCount()) column_ = -1;
        plain_ = isPlain();
        entries_ = plain_ ? std::vector<Entry>() : wanted();
        indexEntries();
        endResetModel();
        setStale(false);
    });
    connect(table_, &QAbstractItemModel::rowsAboutToBeInserted, this, [this](const QModelIndex&, int first, int last) {
        if (plain_) beginInsertRows({}, first, last);
    });
    connect(table_, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex&, int first, int last) { rowsCame(first, last); });
    connect(table_, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex&, int first, int last) { rowsGo(first, last); });
    connect(table_, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex&, int first, int last) { rowsWent(first, last); });
    connect(table_, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex& from, const QModelIndex& to) {
        dataChangedIn(from.row(), to.row());
        orderMayHaveChanged();
    });
    // The source is put in another order: rows are known by their ids meanwhile.
    connect(table_, &QAbstractItemModel::layoutAboutToBeChanged, this, [this] {
        movingIds_.clear();
        for (Group& group : groups_)
            group.members.clear();  // found again below
        for (int row = 0; row < rowCount(); ++row)
            movingIds_ << (entry(row) >= 0 ? table_->idAt(entry(row)) : QString());
        if (plain_) {
            plain_ = false;
            entries_.resize(static_cast<size_t>(movingIds_.size()));
            std::iota(entries_.begin(), entries_.end(), 0);
        }
    });
    connect(table_, &QAbstractItemModel::layoutChanged, this, [this] {
        for (size_t row = 0; row < entries_.size() && row < static_cast<size_t>(movingIds_.size()); ++row) {
            const QString& id = movingIds_[static_cast<qsizetype>(row)];
            if (!id.isEmpty()) entries_[row] = table_->rowOf(id);
        }
        movingIds_.clear();
        indexEntries();
        if (column_ < 0 || grouping_) rebuild();
        orderMayHaveChanged();
    });
}

void TableSorter::rowsCame(int first, int last) {
    if (plain_) {
        endInsertRows();
        return;
    }
    for (Entry& e : entries_) {
        if (e >= first) e += last - first + 1;
    }
    for (Group& group : groups_) {
        group.fresh = false;
        for (int& member : group.members)
            member += member >= first ? last - first + 1 : 0;
    }
    indexEntries();
    // Where they belong by their values; the others stay where they are.
    if (grouping_ || column_ < 0 || static_cast<size_t>(last - first) > kInPlace) {
        rebuild(true);
        return;
    }
    for (int row = first; row <= last; ++row) {
        if (filters() && !accepts(row)) continue;
        size_t at = 0;
        while (at < entries_.size() && inOrder(entries_[at], row))
            ++at;
        beginInsertRows({}, static_cast<int>(at), static_cast<int>(at));
        entries_.insert(entries_.begin() + static_cast<std::ptrdiff_t>(at), row);
        indexEntries();
        endInsertRows();
    }
    orderMayHaveChanged();
}

void TableSorter::rowsGo(int first, int last) {
    for (int row = first; row <= last; ++row) {
        if (ticked_.remove(table_->idAt(row)))
            QMetaObject::invokeMethod(this, &TableSorter::ticksChanged, Qt::QueuedConnection);
    }
    if (plain_)
        beginRemoveRows({}, first, last);
    else
        removeRowsOf([=](Entry e) { return e >= first && e <= last; });
}

void TableSorter::rowsWent(int first, int last) {
    if (plain_) {
        endRemoveRows();
        return;
    }
    for (Entry& e : entries_) {
        if (e > last) e -= last - first + 1;
    }
    for (Group& group : groups_) {
        std::erase_if(group.members, [=](int member) { return member >= first && member <= last; });
        for (int& member : group.members)
            member -= member > last ? last - first + 1 : 0;
    }
    indexEntries();
    if (grouping_) rebuild(true);
}

void TableSorter::dataChangedIn(int first, int last) {
    if (plain_) {
        Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
        return;
    }
    for (int row = first; row <= last; ++row) {
        const int place = places_[static_cast<size_t>(row)];
        if (place >= 0) Q_EMIT dataChanged(index(place, 0), index(place, columnCount() - 1));
    }
    if (!grouping_) return;
    for (Group& group : groups_)
        group.fresh = false;
    for (int row = 0; row < rowCount(); ++row) {
        if (entry(row) < 0) Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
    }
}

}  // namespace ludus::models
