// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/table_model.h"

#include <algorithm>
#include <utility>

namespace ludus::models {

namespace {

constexpr int kMadeRows = 512;

}  // namespace

TableModel::TableModel(QObject* parent) : QAbstractTableModel(parent) {}

void TableModel::setColumns(QVector<TableColumn> columns) {
    beginResetModel();
    columns_ = std::move(columns);
    made_.clear();
    endResetModel();
}

void TableModel::setSource(RowSource source) {
    beginResetModel();
    rows_.clear();
    places_.clear();
    made_.clear();
    source_ = std::move(source);
    endResetModel();
}

void TableModel::setRows(const QVector<TableRow>& rows) {
    if (source_) {
        beginResetModel();
        source_.reset();
        made_.clear();
        endResetModel();
    }
    QHash<QString, int> wanted;
    wanted.reserve(rows.size());
    for (int i = 0; i < rows.size(); ++i)
        wanted.insert(rows[i].id, i);
    removeMissing(wanted);
    reorder(wanted);
    for (int i = 0; i < rows.size(); ++i) {
        if (wanted.value(rows[i].id) != i) continue;  // the same id twice: the last one counts
        if (rowOf(rows[i].id) >= 0) {
            replaceRow(rowOf(rows[i].id), rows[i]);
            continue;
        }
        int end = i + 1;  // neighbours come in together
        while (end < rows.size() && rowOf(rows[end].id) < 0 && wanted.value(rows[end].id) == end)
            ++end;
        const int place = qMin(i, static_cast<int>(rows_.size()));
        beginInsertRows(QModelIndex(), place, place + end - i - 1);
        rows_.insert(place, end - i, {});
        std::copy(rows.cbegin() + i, rows.cbegin() + end, rows_.begin() + place);
        indexFrom(place);
        endInsertRows();
        i = end - 1;
    }
}

void TableModel::setRow(const TableRow& row) {
    if (rowOf(row.id) >= 0) {
        replaceRow(rowOf(row.id), row);
        return;
    }
    appendRows({row});
}

void TableModel::appendRows(const QVector<TableRow>& rows) {
    if (rows.isEmpty()) return;
    const int first = static_cast<int>(rows_.size());
    beginInsertRows(QModelIndex(), first, first + static_cast<int>(rows.size()) - 1);
    rows_ += rows;
    for (int i = 0; i < rows.size(); ++i)
        places_.insert(rows[i].id, first + i);
    endInsertRows();
}

void TableModel::removeRow(const QString& id) {
    const int row = rowOf(id);
    if (row < 0) return;
    beginRemoveRows(QModelIndex(), row, row);
    places_.remove(id);
    rows_.removeAt(row);
    indexFrom(row);
    endRemoveRows();
}

const TableRow& TableModel::row(int row) const {
    if (!source_) return rows_[row];
    const auto found = made_.constFind(row);
    if (found != made_.cend()) return *found;
    if (made_.size() >= kMadeRows) made_.clear();
    return *made_.insert(row, source_->row(row));
}

QVariant TableModel::sortValue(int row, int column) const {
    if (source_ && source_->sort) return source_->sort(row, column);
    return cellData(this->row(row), column, SortRole);
}

QString TableModel::idAt(int row) const {
    if (source_) return row >= 0 && row < source_->count ? source_->id(row) : QString();
    return row >= 0 && row < rows_.size() ? rows_[row].id : QString();
}

void TableModel::removeMissing(const QHash<QString, int>& wanted) {
    for (int row = static_cast<int>(rows_.size()) - 1; row >= 0; --row) {
        if (wanted.contains(rows_[row].id)) continue;
        const int last = row;
        while (row > 0 && !wanted.contains(rows_[row - 1].id))
            --row;
        beginRemoveRows(QModelIndex(), row, last);
        for (int i = row; i <= last; ++i)
            places_.remove(rows_[i].id);
        rows_.remove(row, last - row + 1);
        indexFrom(row);
        endRemoveRows();
    }
}

void TableModel::reorder(const QHash<QString, int>& wanted) {
    const auto before = [&](const TableRow& a, const TableRow& b) { return wanted.value(a.id) < wanted.value(b.id); };
    if (std::is_sorted(rows_.cbegin(), rows_.cend(), before)) return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList old = persistentIndexList();
    QStringList ids;
    for (const QModelIndex& index : old)
        ids.append(idAt(index.row()));
    std::sort(rows_.begin(), rows_.end(), before);
    indexFrom(0);
    QModelIndexList fresh;
    for (int i = 0; i < old.size(); ++i)
        fresh.append(index(rowOf(ids[i]), old[i].column()));
    changePersistentIndexList(old, fresh);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void TableModel::replaceRow(int row, const TableRow& fresh) {
    if (rows_[row] == fresh) return;
    rows_[row] = fresh;
    Q_EMIT dataChanged(index(row, 0), index(row, qMax(0, columnCount() - 1)));
}

void TableModel::indexFrom(int first) {
    for (int i = first; i < rows_.size(); ++i)
        places_.insert(rows_[i].id, i);
}

int TableModel::rowCount(const QModelIndex& parent) const {
    if (parent.isValid()) return 0;
    return source_ ? source_->count : static_cast<int>(rows_.size());
}

int TableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(columns_.size());
}

QVariant TableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return QVariant();
    if (role == IdRole) return idAt(index.row());
    if (role == KindRole) return static_cast<int>(columns_[index.column()].kind);
    if (role == ReasonRole && source_) return QVariant();
    return cellData(row(index.row()), index.column(), role);
}

QVariant TableModel::cellData(const TableRow& row, int place, int role) const {
    const TableColumn& column = columns_[place];
    if (role == IdRole) return row.id;
    if (role == ReasonRole) return row.reason;
    if (role == KindRole) return static_cast<int>(column.kind);
    if (role == Qt::TextAlignmentRole) {
        return QVariant(Qt::AlignVCenter | (column.kind == ColumnKind::Number ? Qt::AlignRight : Qt::AlignLeft));
    }
    if (place >= row.cells.size()) return QVariant();
    const TableCell& cell = row.cells[place];
    switch (role) {
        case Qt::DisplayRole: return column.kind == ColumnKind::Curve ? QString() : cell.text;
        case Qt::ToolTipRole: return cell.tip.isEmpty() ? QVariant() : QVariant(cell.tip);
        case Qt::AccessibleTextRole:
            return row.reason.isEmpty() || place > 0 ? cell.text : cell.text + QStringLiteral(". ") + row.reason;
        case SortRole:
            if (cell.sort.isValid() || column.kind == ColumnKind::Number) return cell.sort;
            return cell.text;
        case CellIconRole: return cell.icon;
        case ToneRole: return static_cast<int>(cell.tone);
        case StrongRole: return cell.strong;
        case CurveRole: return QVariant::fromValue(cell.curve);
        case CopyRole: return cell.copy.isEmpty() ? cell.text : cell.copy;
        default: return QVariant();
    }
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columns_.size()) return QVariant();
    const TableColumn& column = columns_[section];
    if (role == Qt::DisplayRole) return column.title;
    if (role == Qt::ToolTipRole && !column.tip.isEmpty()) return column.tip;
    if (role == KindRole) return static_cast<int>(column.kind);
    if (role == Qt::TextAlignmentRole) {
        return QVariant(Qt::AlignVCenter | (column.kind == ColumnKind::Number ? Qt::AlignRight : Qt::AlignLeft));
    }
    return QVariant();
}

}  // namespace ludus::models
