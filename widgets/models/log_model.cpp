// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/log_model.h"

#include <algorithm>

namespace ludus::models {

LogModel::LogModel(QObject* parent, int capacity) : QAbstractListModel(parent), capacity_(std::max(1, capacity)) {}

void LogModel::append(std::span<const LogLine> lines) {
    if (lines.size() > static_cast<std::size_t>(capacity_)) {
        lines = lines.last(static_cast<std::size_t>(capacity_));
    }
    if (lines.empty()) return;
    const int count = static_cast<int>(lines.size());
    const int excess = static_cast<int>(lines_.size()) + count - capacity_;
    if (excess > 0) {
        const int rows = static_cast<int>(lines_.size());
        beginRemoveRows({}, rows - excess, rows - 1);
        lines_.erase(lines_.end() - excess, lines_.end());
        endRemoveRows();
    }
    beginInsertRows({}, 0, count - 1);
    for (const LogLine& line : lines)
        lines_.push_front(line);
    endInsertRows();
}

void LogModel::clear() {
    beginResetModel();
    lines_.clear();
    endResetModel();
}

int LogModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(lines_.size());
}

QVariant LogModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const LogLine& entry = line(index.row());
    switch (role) {
        case Qt::DisplayRole:
        case TextRole: return entry.text;
        case TimeRole: return entry.time;
        case LevelRole: return static_cast<int>(entry.level);
        case FactRole: return entry.fact;
        case Qt::AccessibleTextRole:
            return QStringLiteral("%1 %2 %3")
                .arg(entry.time.toString(QStringLiteral("HH:mm:ss")), entry.text, entry.fact);
        default: return {};
    }
}

void LogFilter::setLeast(LogLevel level) {
    least_ = level;
    invalidateFilter();
}

bool LogFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
    const int level = sourceModel()->index(row, 0, parent).data(LogModel::LevelRole).toInt();
    return level >= static_cast<int>(least_);
}

}  // namespace ludus::models
