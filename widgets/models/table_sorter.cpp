// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/table_sorter.h"

#include <QCollator>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace ludus::models {
namespace {

bool isNumber(const QVariant& value) {
    switch (value.userType()) {
        case QMetaType::Int:
        case QMetaType::UInt:
        case QMetaType::LongLong:
        case QMetaType::ULongLong:
        case QMetaType::Double:
        case QMetaType::Float: return true;
        default: return false;
    }
}
bool isKnown(const QVariant& value) {
    return value.isValid() && !(isNumber(value) && std::isnan(value.toDouble()));
}

/// Rows by one column; what nobody knows stays at the end in both directions, equal ones stay as they are.
void sortRows(std::vector<int>& rows, const TableModel& table, int column, Qt::SortOrder order) {
    std::vector<int> known, unknown;
    std::vector<double> numbers;
    std::vector<QCollatorSortKey> texts;
    QCollator collator;
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    for (const int row : rows) {
        const QVariant value = table.sortValue(row, column);
        (isKnown(value) ? known : unknown).push_back(row);
        if (!isKnown(value)) continue;
        const bool number = isNumber(value);
        numbers.push_back(number ? value.toDouble() : 0);
        if (!number) texts.push_back(collator.sortKey(value.toString()));
    }
    const bool byText = texts.size() == known.size();
    std::vector<int> places(known.size());
    std::iota(places.begin(), places.end(), 0);
    const bool down = order == Qt::DescendingOrder;
    std::stable_sort(places.begin(), places.end(), [&](int left, int right) {
        const auto a = static_cast<size_t>(down ? right : left), b = static_cast<size_t>(down ? left : right);
        return byText ? texts[a] < texts[b] : numbers[a] < numbers[b];
    });
    rows.clear();
    for (const int place : places)
        rows.push_back(known[static_cast<size_t>(place)]);
    rows.insert(rows.end(), unknown.begin(), unknown.end());
}

}  // namespace

TableSorter::TableSorter(QObject* parent) : QAbstractProxyModel(parent) {}

void TableSorter::setSourceModel(QAbstractItemModel* model) {
    beginResetModel();
    if (table_) table_->disconnect(this);
    QAbstractProxyModel::setSourceModel(model);
    table_ = qobject_cast<TableModel*>(model);
    if (table_) connectTable();
    plain_ = isPlain();
    entries_ = plain_ ? std::vector<Entry>() : wanted();
    indexEntries();
    endResetModel();
}

void TableSorter::setFilterText(const QString& text) {
    words_ = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    rebuild();
}

void TableSorter::setRowFilter(std::function<bool(const QString&)> accepts) {
    accepts_ = std::move(accepts);
    rebuild();
}

void TableSorter::setGrouping(std::optional<TableGrouping> grouping) {
    beginResetModel();
    grouping_ = std::move(grouping);
    groups_.clear();
    numbers_.clear();
    turned_.clear();
    plain_ = isPlain();
    entries_ = plain_ || !table_ ? std::vector<Entry>() : wanted();
    indexEntries();
    endResetModel();
}

bool TableSorter::accepts(int row) const {
    if (accepts_ && !accepts_(table_->idAt(row))) return false;
    if (words_.isEmpty()) return true;
    QString all;
    for (const TableCell& cell : table_->row(row).cells)
        all += cell.text + QLatin1Char('\n');
    return std::all_of(words_.cbegin(), words_.cend(),
                       [&](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

std::vector<TableSorter::Entry> TableSorter::wanted(bool keepOrder) {
    std::vector<int> rows;
    const int count = table_ ? table_->rowCount() : 0;
    rows.reserve(static_cast<size_t>(count));
    for (int row = 0; row < count; ++row) {
        if (!filters() || accepts(row)) rows.push_back(row);
    }
    if (column_ >= 0 && keepOrder) {
        rows = inPresentOrder(rows);
    } else if (column_ >= 0) {
        sortRows(rows, *table_, column_, order_);
    }
    return grouping_ ? grouped(rows) : rows;
}

/// Those that are shown already as they stand, the others where their values belong.
std::vector<int> TableSorter::inPresentOrder(const std::vector<int>& rows) const {
    std::vector<bool> wanted(static_cast<size_t>(table_->rowCount()), false);
    for (const int row : rows)
        wanted[static_cast<size_t>(row)] = true;
    std::vector<int> out;
    const auto take = [&](int row) {
        if (!wanted[static_cast<size_t>(row)]) return;
        wanted[static_cast<size_t>(row)] = false;
        out.push_back(row);
    };
    for (const Entry e : entries_) {
        if (e >= 0) {
            take(e);
            continue;
        }
        for (const int member : groups_[static_cast<size_t>(-1 - e)].members)
            take(member);
    }
    for (const int row : rows) {
        if (!wanted[static_cast<size_t>(row)]) continue;
        size_t at = 0;
        while (at < out.size() && inOrder(out[at], row))
            ++at;
        out.insert(out.begin() + static_cast<std::ptrdiff_t>(at), row);
    }
    return out;
}

int TableSorter::numberOf(const QString& key) {
    const auto [found, isNew] = numbers_.emplace(key, static_cast<int>(groups_.size()));
    if (isNew) groups_.push_back({key, {}, {}, false});
    return found->second;
}

/// A group stands where its first row would.
std::vector<TableSorter::Entry> TableSorter::grouped(const std::vector<int>& rows) {
    for (Group& group : groups_) {
        group.members.clear();
        group.fresh = false;
    }
    std::vector<int> groupOf;
    groupOf.reserve(rows.size());
    for (const int row : rows) {
        const QString key = grouping_->key(table_->idAt(row));
        groupOf.push_back(key.isEmpty() ? -1 : numberOf(key));
        if (groupOf.back() >= 0) groups_[static_cast<size_t>(groupOf.back())].members.push_back(row);
    }
    std::vector<Entry> out;
    std::vector<bool> placed(groups_.size(), false);
    for (size_t i = 0; i < rows.size(); ++i) {
        const int number = groupOf[i];
        if (number < 0) {
            out.push_back(rows[i]);
            continue;
        }
        if (placed[static_cast<size_t>(number)]) continue;
        placed[static_cast<size_t>(number)] = true;
        const Group& group = groups_[static_cast<size_t>(number)];
        if (group.members.size() == 1 && !grouping_->smallest) {
            out.push_back(rows[i]);
            continue;
        }
        out.push_back(-1 - number);
        if (!isFolded(group.key)) out.insert(out.end(), group.members.begin(), group.members.end());
    }
    return out;
}

void TableSorter::rebuild(bool keepOrder) {
    if (!table_) return;
    keepOrder = keepOrder && !plain_ && static_cast<size_t>(table_->rowCount()) <= kInPlace;
    apply(isPlain() && static_cast<size_t>(table_->rowCount()) > kInPlace ? std::vector<Entry>() : wanted(keepOrder));
    if (!keepOrder) setStale(false);
}

void TableSorter::apply(std::vector<Entry> fresh) {
    const bool plain = isPlain();
    if (plain && plain_) return;
    if (static_cast<size_t>(rowCount()) > kInPlace || fresh.size() > kInPlace || (plain && fresh.empty())) {
        beginResetModel();
        plain_ = plain;
        entries_ = plain ? std::vector<Entry>() : std::move(fresh);
        indexEntries();
        endResetModel();
        return;
    }
    if (plain_) {
        entries_.resize(static_cast<size_t>(table_->rowCount()));
        std::iota(entries_.begin(), entries_.end(), 0);
        plain_ = false;
    }
    applyInPlace(std::move(fresh));
    plain_ = plain;
    if (plain) entries_.clear();
    indexEntries();
    for (int row = 0; row < rowCount(); ++row) {
        if (entry(row) < 0) Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
    }
}

void TableSorter::applyInPlace(std::vector<Entry> fresh) {
    std::unordered_map<Entry, int> wantedAt;
    for (size_t i = 0; i < fresh.size(); ++i)
        wantedAt.emplace(fresh[i], static_cast<int>(i));
    removeRowsOf([&](Entry e) { return wantedAt.find(e) == wantedAt.end(); });
    const auto before = [&](Entry a, Entry b) { return wantedAt[a] < wantedAt[b]; };
    if (!std::is_sorted(entries_.begin(), entries_.end(), before)) {
        Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
        const QModelIndexList old = persistentIndexList();
        std::vector<Entry> held;
        for (const QModelIndex& one : old)
            held.push_back(entries_[static_cast<size_t>(one.row())]);
        std::sort(entries_.begin(), entries_.end(), before);
        std::unordered_map<Entry, int> at;
        for (size_t i = 0; i < entries_.size(); ++i)
            at.emplace(entries_[i], static_cast<int>(i));
        QModelIndexList now;
        for (qsizetype i = 0; i < old.size(); ++i)
            now << createIndex(at[held[static_cast<size_t>(i)]], old[i].column());
        changePersistentIndexList(old, now);
        indexEntries();
        Q_EMIT layoutChanged({}, VerticalSortHint);
    }
    for (size_t i = 0; i < fresh.size(); ++i) {
        if (i < entries_.size() && entries_[i] == fresh[i]) continue;
        size_t end = i + 1;
        const Entry next = i < entries_.size() ? entries_[i] : 0;
        while (end < fresh.size() && !(i < entries_.size() && fresh[end] == next))
            ++end;
        beginInsertRows({}, static_cast<int>(i), static_cast<int>(end) - 1);
        entries_.insert(entries_.begin() + static_cast<std::ptrdiff_t>(i),
                        fresh.begin() + static_cast<std::ptrdiff_t>(i),
                        fresh.begin() + static_cast<std::ptrdiff_t>(end));
        indexEntries();
        endInsertRows();
        i = end - 1;
    }
}

void TableSorter::removeRowsOf(const std::function<bool(Entry)>& goes) {
    for (int row = static_cast<int>(entries_.size()) - 1; row >= 0; --row) {
        if (!goes(entries_[static_cast<size_t>(row)])) continue;
        const int last = row;
        while (row > 0 && goes(entries_[static_cast<size_t>(row - 1)]))
            --row;
        beginRemoveRows({}, row, last);
        entries_.erase(entries_.begin() + row, entries_.begin() + last + 1);
        indexEntries();
        endRemoveRows();
    }
}

void TableSorter::indexEntries() {
    places_.clear();
    if (plain_ || !table_) return;
    places_.assign(static_cast<size_t>(table_->rowCount()), -1);
    for (size_t i = 0; i < entries_.size(); ++i) {
        const Entry e = entries_[i];
        if (e >= 0 && static_cast<size_t>(e) < places_.size()) places_[static_cast<size_t>(e)] = static_cast<int>(i);
    }
}

QString TableSorter::groupAt(int row) const {
    if (row < 0 || row >= rowCount() || entry(row) >= 0) return {};
    return groups_[static_cast<size_t>(-1 - entry(row))].key;
}

QStringList TableSorter::idsOfGroup(const QString& key) const {
    QStringList ids;
    const auto found = numbers_.find(key);
    if (found == numbers_.end()) return ids;
    for (const int row : groups_[static_cast<size_t>(found->second)].members)
        ids << table_->idAt(row);
    return ids;
}

bool TableSorter::isFolded(const QString& key) const {
    return grouping_ && grouping_->folded != turned_.contains(key);
}

void TableSorter::setFolded(const QString& key, bool folded) {
    if (!grouping_ || isFolded(key) == folded) return;
    if (folded == grouping_->folded)
        turned_.remove(key);
    else
        turned_.insert(key);
    rebuild(true);
}

void TableSorter::setTurnedGroups(const QStringList& keys) {
    turned_ = QSet<QString>(keys.begin(), keys.end());
    rebuild(true);
}

int TableSorter::acceptedCount() const {
    if (!table_) return 0;
    if (plain_ || !grouping_) return rowCount();
    int count = 0;
    for (int row = 0; row < rowCount(); ++row) {
        const Entry e = entry(row);
        const bool folded = e < 0 && isFolded(groups_[static_cast<size_t>(-1 - e)].key);
        count += e >= 0 ? 1 : folded ? static_cast<int>(groups_[static_cast<size_t>(-1 - e)].members.size()) : 0;
    }
    return count;
}

void TableSorter::setTickable(bool on) {
    tickable_ = on;
    if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0));
}

void TableSorter::setTicked(const QString& id, bool on) {
    if (id.isEmpty() || ticked_.contains(id) == on) return;
    if (on)
        ticked_.insert(id);
    else
        ticked_.remove(id);
    const int row = table_ ? table_->rowOf(id) : -1;
    if (row >= 0) dataChangedIn(row, row);
    Q_EMIT ticksChanged();
}

QStringList TableSorter::tickedIds() const {
    QStringList ids(ticked_.begin(), ticked_.end());
    if (table_)
        std::sort(ids.begin(), ids.end(),
                  [this](const QString& a, const QString& b) { return table_->rowOf(a) < table_->rowOf(b); });
    return ids;
}

void TableSorter::resort() {
    rebuild();
}

void TableSorter::sort(int column, Qt::SortOrder order) {
    column_ = column;
    order_ = order;
    rebuild();
    setStale(false);
}

bool TableSorter::inOrder(int above, int below) const {
    const QVariant a = table_->sortValue(above, column_), b = table_->sortValue(below, column_);
    if (isKnown(a) != isKnown(b)) return isKnown(a);
    if (!isKnown(a)) return true;
    const bool up = order_ == Qt::AscendingOrder;
    if (isNumber(a) && isNumber(b)) return up ? a.toDouble() <= b.toDouble() : a.toDouble() >= b.toDouble();
    QCollator collator;
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    const int compared = collator.compare(a.toString(), b.toString());
    return up ? compared <= 0 : compared >= 0;
}

bool TableSorter::isStale() {
    if (pending_) checkOrder();
    return stale_;
}

// A thousand rows that change at once are checked once.
void TableSorter::orderMayHaveChanged() {
    if (std::exchange(pending_, true)) return;
    QMetaObject::invokeMethod(this, &TableSorter::checkOrder, Qt::QueuedConnection);
}

void TableSorter::checkOrder() {
    pending_ = false;
    bool stale = false;
    const int rows = column_ >= 0 && table_ && !table_->isLazy() ? rowCount() : 0;
    for (int row = 1; row < rows && !stale; ++row) {
        const Entry above = entry(row - 1), below = entry(row);
        stale = !grouping_ && above >= 0 && below >= 0 && !inOrder(above, below);
    }
    setStale(stale);
}

void TableSorter::setStale(bool stale) {
    if (stale == stale_) return;
    stale_ = stale;
    Q_EMIT staleChanged(stale);
}

QModelIndex TableSorter::index(int row, int column, const QModelIndex& parent) const {
    return !parent.isValid() && row >= 0 && row < rowCount() && column >= 0 && column < columnCount()
               ? createIndex(row, column)
               : QModelIndex();
}

int TableSorter::rowCount(const QModelIndex& parent) const {
    if (parent.isValid() || !table_) return 0;
    return plain_ ? table_->rowCount() : static_cast<int>(entries_.size());
}

int TableSorter::columnCount(const QModelIndex& parent) const {
    return parent.isValid() || !table_ ? 0 : table_->columnCount();
}

QModelIndex TableSorter::mapToSource(const QModelIndex& index) const {
    if (!index.isValid() || !table_ || index.row() >= rowCount() || entry(index.row()) < 0) return {};
    return table_->index(entry(index.row()), index.column());
}

QModelIndex TableSorter::mapFromSource(const QModelIndex& source) const {
    if (!source.isValid() || !table_) return {};
    const int row = plain_ ? source.row() : places_[static_cast<size_t>(source.row())];
    return index(row, source.column());
}

QVariant TableSorter::data(const QModelIndex& index, int role) const {
    if (!table_ || !index.isValid() || index.row() >= rowCount()) return {};
    const Entry e = entry(index.row());
    if (e >= 0) {
        if (role == Qt::CheckStateRole) {
            if (!tickable_ || index.column() > 0) return {};
            return ticked_.contains(table_->idAt(e)) ? Qt::Checked : Qt::Unchecked;
        }
        if (role == TableModel::GroupRole || role == TableModel::FoldedRole) return false;
        if (role == TableModel::MemberRole) return false;
        return table_->index(e, index.column()).data(role);
    }
    Group& group = groups_[static_cast<size_t>(-1 - e)];
    if (role == TableModel::GroupRole) return true;
    if (role == TableModel::FoldedRole) return isFolded(group.key);
    if (role == TableModel::IdRole) return QString();
    if (!group.fresh) {
        group.row = grouping_->row(group.key, idsOfGroup(group.key));
        group.fresh = true;
    }
    return table_->cellData(group.row, index.column(), role);
}

QVariant TableSorter::headerData(int section, Qt::Orientation orientation, int role) const {
    return table_ ? table_->headerData(section, orientation, role) : QVariant();
}

Qt::ItemFlags TableSorter::flags(const QModelIndex& index) const {
    if (!index.isValid()) return Qt::NoItemFlags;
    return Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
}

}  // namespace ludus::models
