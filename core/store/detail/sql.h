// SPDX-License-Identifier: GPL-3.0-or-later
// The thin layer over SQLiteCpp that the store is written in: opening, transactions, binding and reading in order, and
// SQLite's errors as ours. A connection belongs to one thread. Internal to core/store; everything here may throw
// SQLite::Exception, which guarded() turns into an Error.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/result.h"

namespace ludus::store {

enum class Access {
    write,      // made when absent; WAL
    read,       // beside a living writer
    immutable,  // a folder nobody can write: no lock, no log files
};

inline constexpr int kBusyMs = 5000;

std::unique_ptr<SQLite::Database> openDatabase(const std::string& path, Access access);
inline constexpr int64_t kReserveBytes = int64_t{4} << 20;  // below, a disk counts as full: the database stays sound

Error fullError(const std::string& folder);
inline constexpr const char* kDatabaseName = "studio.db";
/// Of one that was there and is there no longer.
Error movedError(const std::string& folder);
Error sqlError(const std::string& folder, const SQLite::Exception& problem);
/// A row that can never be stored (constraint, type, size), however often it is tried.
bool refusesRow(const SQLite::Exception& problem);

/// Runs `body` (which yields a Result or Status) with SQLite's exceptions as errors.
template <class F>
auto guarded(const std::string& folder, F&& body) -> decltype(body()) {
    try {
        return body();
    } catch (const SQLite::Exception& problem) {
        return sqlError(folder, problem);
    }
}

/// Rolls back unless committed. A writing one takes the write lock at once, so that it never fails half-way as busy.
class Transaction {
public:
    enum class Kind { read, write };
    Transaction(SQLite::Database& database, Kind kind) : database_(database) {
        database_.exec(kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN");
    }
    ~Transaction() {
        if (!done_) database_.tryExec("ROLLBACK");
    }
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit() {
        database_.exec("COMMIT");
        done_ = true;
    }

private:
    SQLite::Database& database_;
    bool done_ = false;
};

/// While alive, commits wait for the disk: with what was committed before, they outlive a power cut. Outside of any
/// transaction.
class SyncedCommits {
public:
    explicit SyncedCommits(SQLite::Database& database) : database_(database) {
        database_.exec("PRAGMA synchronous = FULL");
    }
    ~SyncedCommits() { database_.tryExec("PRAGMA synchronous = NORMAL"); }
    SyncedCommits(const SyncedCommits&) = delete;
    SyncedCommits& operator=(const SyncedCommits&) = delete;

private:
    SQLite::Database& database_;
};

struct Blob {
    const void* data;
    size_t bytes;
};

inline void bindValue(SQLite::Statement& s, int i, int64_t v) {
    s.bind(i, v);
}
inline void bindValue(SQLite::Statement& s, int i, int v) {
    s.bind(i, static_cast<int64_t>(v));
}
inline void bindValue(SQLite::Statement& s, int i, uint64_t v) {
    s.bind(i, static_cast<int64_t>(v));
}
inline void bindValue(SQLite::Statement& s, int i, double v) {
    s.bind(i, v);
}  // NaN becomes NULL
inline void bindValue(SQLite::Statement& s, int i, const std::string& v) {
    s.bindNoCopy(i, v);
}
inline void bindValue(SQLite::Statement& s, int i, const char* v) {
    s.bindNoCopy(i, v);
}
inline void bindValue(SQLite::Statement& s, int i, std::nullptr_t) {
    s.bind(i);
}
inline void bindValue(SQLite::Statement& s, int i, const Blob& v) {
    s.bindNoCopy(i, v.bytes > 0 ? v.data : "", static_cast<int>(v.bytes));
}

/// Binds all parameters in order. Texts and blobs are not copied: they must outlive the step.
template <class... A>
SQLite::Statement& bindAll(SQLite::Statement& s, const A&... values) {
    int i = 0;
    (bindValue(s, ++i, values), ...);
    return s;
}

/// Binds and runs a statement that yields no rows; it can be used again unless that throws. Returns the number of rows
/// changed.
template <class... A>
int runSql(SQLite::Statement& s, const A&... values) {
    const int changed = bindAll(s, values...).exec();
    s.tryReset();
    return changed;
}

template <class... A>
int runSql(SQLite::Database& database, const char* sql, const A&... values) {
    SQLite::Statement s(database, sql);
    return bindAll(s, values...).exec();
}

/// Reads the columns of the current row in order; NULL is 0, "", or an unknown number.
class Row {
public:
    explicit Row(const SQLite::Statement& statement) : s_(statement) {}
    Row& operator>>(int64_t& v) {
        v = s_.getColumn(i_++).getInt64();
        return *this;
    }
    Row& operator>>(uint64_t& v) {
        v = static_cast<uint64_t>(s_.getColumn(i_++).getInt64());
        return *this;
    }
    Row& operator>>(int& v) {
        v = s_.getColumn(i_++).getInt();
        return *this;
    }
    Row& operator>>(double& v);
    Row& operator>>(std::string& v) {
        v = s_.getColumn(i_++).getString();
        return *this;
    }
    bool null() const { return s_.isColumnNull(i_); }
    void skip() { ++i_; }

private:
    const SQLite::Statement& s_;
    int i_ = 0;
};

}  // namespace ludus::store
