// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The newest 10 000 lines of a log, newest first: time, level, text and one fact for the right edge.
// GUI thread. Values are copied in; a full ring forgets its oldest lines.

#include <QAbstractListModel>
#include <QDateTime>
#include <QSortFilterProxyModel>
#include <QString>

#include <deque>
#include <span>

namespace ludus::models {

enum class LogLevel { Info, Warning, Error };

struct LogLine {
    QDateTime time;
    LogLevel level = LogLevel::Info;
    QString text;
    QString fact;  // "Elo 1341 ±18"
};

class LogModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Roles { TimeRole = Qt::UserRole + 1, LevelRole, TextRole, FactRole };

    explicit LogModel(QObject* parent = nullptr, int capacity = 10000);

    // In the order in which they happened.
    void append(std::span<const LogLine> lines);
    void append(const LogLine& line) { append(std::span(&line, 1)); }
    void clear();

    const LogLine& line(int row) const { return lines_[static_cast<std::size_t>(row)]; }
    int capacity() const { return capacity_; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::deque<LogLine> lines_;  // front = newest
    int capacity_;
};

// Lines of at least this level.
class LogFilter : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit LogFilter(QObject* parent = nullptr) : QSortFilterProxyModel(parent) {}
    void setLeast(LogLevel level);
    LogLevel least() const { return least_; }

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    LogLevel least_ = LogLevel::Info;
};

}  // namespace ludus::models
