// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/detail/bench_plain.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <map>

#include "core/base/clock.h"
#include "core/base/file_system.h"

namespace ludus::store {
namespace {

constexpr int kGroup = 10'000;

class Plain {
public:
    explicit Plain(const std::string& path) {
        ok_ = sqlite3_open_v2(path.c_str(), &database_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr) ==
              SQLITE_OK;
        run("PRAGMA journal_mode = WAL");
        run("PRAGMA synchronous = NORMAL");
        run("PRAGMA foreign_keys = ON");
        run("PRAGMA journal_size_limit = 67108864");
    }
    ~Plain() {
        for (sqlite3_stmt* statement : statements_)
            sqlite3_finalize(statement);
        sqlite3_close(database_);
    }
    Plain(const Plain&) = delete;
    Plain& operator=(const Plain&) = delete;

    void run(const char* sql) { ok_ = ok_ && sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) == SQLITE_OK; }
    sqlite3_stmt* prepare(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        ok_ = ok_ && sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr) == SQLITE_OK;
        statements_.push_back(statement);
        return statement;
    }
    void step(sqlite3_stmt* statement) {
        ok_ = ok_ && sqlite3_step(statement) == SQLITE_DONE;
        sqlite3_reset(statement);
    }
    bool ok() const { return ok_; }

private:
    sqlite3* database_ = nullptr;
    std::vector<sqlite3_stmt*> statements_;
    bool ok_ = false;
};

void bindInts(sqlite3_stmt* statement, int first, std::initializer_list<int64_t> values) {
    for (const int64_t value : values)
        sqlite3_bind_int64(statement, first++, value);
}

class Rows {
public:
    explicit Rows(Plain& plain) : plain_(plain) {}
    virtual ~Rows() = default;
    /// Returns how many rows were written besides the event's own.
    virtual int64_t write(const RunEvent& event, int64_t seq) = 0;
    virtual void finish() {}

protected:
    Plain& plain_;
};

class MatchRows final : public Rows {
public:
    explicit MatchRows(Plain& plain) : Rows(plain) {
        for (int i = 1; i <= kBenchLineUps; ++i) {
            const std::string n = std::to_string(i);
            plain.run(("INSERT OR IGNORE INTO line_up VALUES(" + n + ", 'g', 'p" + n + "', '[]')").c_str());
        }
        insert_ = plain.prepare(
            "INSERT INTO match(run, seq, purpose, line_up, score_a, score_b, seed, pair, steps, run_step, wall_ms) "
            "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    }
    int64_t write(const RunEvent& e, int64_t seq) override {
        const MatchRecord& m = std::get<MatchPlayed>(e.body).match;
        bindInts(insert_, 1, {e.run.value, seq, static_cast<int64_t>(m.purpose), 1 + m.pair % kBenchLineUps});
        sqlite3_bind_double(insert_, 5, m.scores[0]);
        sqlite3_bind_double(insert_, 6, m.scores[1]);
        bindInts(insert_, 7, {static_cast<int64_t>(m.seed), m.pair, m.steps, m.runStep, m.wallMs});
        plain_.step(insert_);
        return 1;
    }

private:
    sqlite3_stmt* insert_;
};

/// The least that fills the same tables: sums in memory, each bucket written once, when it is full or at the end.
class PointRows final : public Rows {
public:
    explicit PointRows(Plain& plain) : Rows(plain) {
        series_ = plain.prepare("INSERT INTO metric_series(id, run, name) VALUES(?, ?, ?)");
        point_ = plain.prepare(
            "INSERT INTO metric_point(series, seq, pos, step, wall_ms, value, half_width) VALUES(?, ?, ?, ?, ?, ?, ?)");
        level_ = plain.prepare(
            "INSERT INTO metric_level(series, level, bucket, min, max, mean, n, first_step, last_step, first_seq) "
            "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    }
    int64_t write(const RunEvent& e, int64_t seq) override {
        int64_t pos = 0;
        for (const MetricPoint& point : std::get<Metrics>(e.body).points) {
            Curve& curve = curveOf(e.run, point.name);
            bindInts(point_, 1, {curve.id, seq, pos++, point.step, e.wallMs});
            sqlite3_bind_double(point_, 6, point.value);
            sqlite3_bind_double(point_, 7, point.halfWidth);
            plain_.step(point_);
            add(curve, 0, {point.value, point.value, point.value, 1, 0, point.step, point.step, seq, 0});
        }
        return pos;
    }
    void finish() override {
        for (auto& [name, curve] : curves_) {
            for (size_t level = 0; level < curve.open.size(); ++level)
                put(curve, level);
        }
    }

private:
    struct Bucket {
        double min = 0, max = 0, sum = 0;
        int64_t n = 0, parts = 0, firstStep = 0, lastStep = 0, firstSeq = 0, number = 0;
    };
    struct Curve {
        int64_t id = 0;
        std::vector<Bucket> open;
    };

    Curve& curveOf(RunId run, const std::string& name) {
        Curve& curve = curves_[name];
        if (curve.id != 0) return curve;
        curve.id = static_cast<int64_t>(curves_.size());
        bindInts(series_, 1, {curve.id, run.value});
        sqlite3_bind_text(series_, 3, name.c_str(), -1, SQLITE_STATIC);
        plain_.step(series_);
        return curve;
    }
    void add(Curve& curve, size_t level, const Bucket& part) {
        if (level == curve.open.size()) curve.open.emplace_back();
        Bucket& b = curve.open[level];
        if (b.parts == 16) {
            put(curve, level);
            const Bucket full = b;
            b = Bucket();
            b.number = full.number + 1;
            add(curve, level + 1, full);
            add(curve, level, part);
            return;
        }
        const bool first = b.parts++ == 0;
        b.min = first ? part.min : std::min(b.min, part.min);
        b.max = first ? part.max : std::max(b.max, part.max);
        if (first) b.firstStep = part.firstStep, b.firstSeq = part.firstSeq;
        b.lastStep = part.lastStep;
        b.sum += part.sum;
        b.n += part.n;
    }
    void put(Curve& curve, size_t level) {
        const Bucket& b = curve.open[level];
        bindInts(level_, 1, {curve.id, static_cast<int64_t>(level) + 1, b.number});
        sqlite3_bind_double(level_, 4, b.min);
        sqlite3_bind_double(level_, 5, b.max);
        sqlite3_bind_double(level_, 6, b.sum / static_cast<double>(b.n));
        bindInts(level_, 7, {b.n, b.firstStep, b.lastStep, b.firstSeq});
        plain_.step(level_);
    }

    sqlite3_stmt *series_, *point_, *level_;
    std::map<std::string, Curve> curves_;
};

}  // namespace

Result<double> plainRate(const std::string& folder, double seconds, const std::vector<RunEvent>& events) {
    Plain plain(joinPath(folder, "studio.db"));
    sqlite3_stmt* insert = plain.prepare("INSERT INTO event(run, seq, kind, wall_ms, seconds) VALUES(?, ?, ?, ?, ?)");
    std::unique_ptr<Rows> rows;
    if (std::holds_alternative<Metrics>(events[0].body)) {
        rows = std::make_unique<PointRows>(plain);
    } else {
        rows = std::make_unique<MatchRows>(plain);
    }
    const double start = systemClock().monotonicSeconds();
    int64_t count = 0, seq = 0;
    while (plain.ok() && systemClock().monotonicSeconds() - start < seconds) {
        plain.run("BEGIN IMMEDIATE");
        for (const int64_t end = count + kGroup; count < end;) {
            const RunEvent& e = events[static_cast<size_t>(seq) % events.size()];
            bindInts(insert, 1, {e.run.value, ++seq, static_cast<int64_t>(e.body.index()), e.wallMs});
            sqlite3_bind_double(insert, 5, e.seconds);
            plain.step(insert);
            count += rows->write(e, seq);
        }
        plain.run("COMMIT");
    }
    plain.run("BEGIN IMMEDIATE");
    rows->finish();
    plain.run("COMMIT");
    if (!plain.ok()) {
        return Error{
            "workspace.failed", LUDUS_TEXT("Error", "The plain measurement in %1 failed.").arg(folder), {}, {}};
    }
    return static_cast<double>(count) / (systemClock().monotonicSeconds() - start);
}

}  // namespace ludus::store
