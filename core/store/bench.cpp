// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/bench.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <thread>

#include "core/store/store_writer.h"

namespace ludus::store {
namespace {

constexpr int kGroup = 10'000;
constexpr int kLineUps = 20;
constexpr int kSamples = 4096;

MatchRecord sampleMatch(RunId run, int64_t i) {
    MatchRecord match;
    match.run = run;
    match.game = "slime_volley";
    match.agents = {"snapshot:" + std::to_string(run.value * (1 << 20) + i / 2 % kLineUps), "bot:chaser"};
    match.hashes = {"0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"};
    match.scores = {static_cast<double>(i % 11) - 5, 5 - static_cast<double>(i % 11)};
    match.seed = static_cast<uint64_t>(i) * 0x9E3779B97F4A7C15ULL;
    match.pair = i / 2;
    match.steps = 500 + i % 2500;
    match.runStep = i * 100;
    match.wallMs = 1'700'000'000'000 + i;
    return match;
}

/// Rows a second through a StoreWriter, everything committed at the end.
Result<double> ownRate(const std::string& folder, RunId run, double seconds, std::vector<RunEvent>& events) {
    auto writer = StoreWriter::open(folder, run);
    if (!writer) return writer.error();
    const double start = systemClock().monotonicSeconds();
    int64_t count = 0;
    while (systemClock().monotonicSeconds() - start < seconds) {
        for (RunEvent& event : events) {
            event.seq = ++count;
            (*writer)->take(event);
        }
        while ((*writer)->waiting() > 65'536)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    const Status flushed = (*writer)->flush();
    if (!flushed) return flushed.error();
    return static_cast<double>(count) / (systemClock().monotonicSeconds() - start);
}

class Plain {
public:
    explicit Plain(const std::string& path) {
        ok_ = sqlite3_open_v2(path.c_str(), &database_, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK;
        run("PRAGMA journal_mode = WAL");
        run("PRAGMA synchronous = NORMAL");
        run("PRAGMA foreign_keys = ON");
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

void plainMatch(Plain& plain, sqlite3_stmt* event, sqlite3_stmt* match, const RunEvent& e, int64_t seq) {
    const MatchRecord& m = std::get<MatchPlayed>(e.body).match;
    const std::array<int64_t, 4> header{e.run.value, seq, static_cast<int64_t>(e.body.index()), e.wallMs};
    for (int k = 0; k < 4; ++k)
        sqlite3_bind_int64(event, k + 1, header[static_cast<size_t>(k)]);
    sqlite3_bind_double(event, 5, e.seconds);
    plain.step(event);
    const std::array<int64_t, 4> head{e.run.value, seq, static_cast<int64_t>(m.purpose), 1 + m.pair % kLineUps};
    for (int k = 0; k < 4; ++k)
        sqlite3_bind_int64(match, k + 1, head[static_cast<size_t>(k)]);
    sqlite3_bind_double(match, 5, m.scores[0]);
    sqlite3_bind_double(match, 6, m.scores[1]);
    const std::array<int64_t, 5> tail{static_cast<int64_t>(m.seed), m.pair, m.steps, m.runStep, m.wallMs};
    for (int k = 0; k < 5; ++k)
        sqlite3_bind_int64(match, k + 7, tail[static_cast<size_t>(k)]);
    plain.step(match);
}

Result<double> plainRate(const std::string& folder, double seconds, const std::vector<RunEvent>& events) {
    Plain plain(joinPath(folder, "studio.db"));
    for (int i = 1; i <= kLineUps; ++i) {
        const std::string sql =
            "INSERT OR IGNORE INTO line_up VALUES(" + std::to_string(i) + ", 'g', 'p" + std::to_string(i) + "', '[]')";
        plain.run(sql.c_str());
    }
    sqlite3_stmt* event = plain.prepare("INSERT INTO event(run, seq, kind, wall_ms, seconds) VALUES(?, ?, ?, ?, ?)");
    sqlite3_stmt* match = plain.prepare(
        "INSERT INTO match(run, seq, purpose, line_up, score_a, score_b, seed, pair, steps, run_step, wall_ms) "
        "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    const double start = systemClock().monotonicSeconds();
    int64_t count = 0;
    while (plain.ok() && systemClock().monotonicSeconds() - start < seconds) {
        plain.run("BEGIN IMMEDIATE");
        for (int k = 0; k < kGroup; ++k, ++count)
            plainMatch(plain, event, match, events[static_cast<size_t>(count % kSamples)], count + 1);
        plain.run("COMMIT");
    }
    if (!plain.ok()) {
        return Error{
            "workspace.failed", LUDUS_TEXT("Error", "The plain measurement in %1 failed.").arg(folder), {}, {}};
    }
    return static_cast<double>(count) / (systemClock().monotonicSeconds() - start);
}

/// One measurement in a fresh workspace below `folder`.
Result<double> measure(const std::string& folder, double seconds, bool plain) {
    auto workspace = Workspace::open(folder);
    if (!workspace) return workspace.error();
    RunRecord record;
    record.game = "slime_volley";
    const Result<RunId> run = (*workspace)->createRun(record);
    if (!run) return run.error();
    std::vector<RunEvent> events(kSamples);
    for (size_t i = 0; i < events.size(); ++i) {
        events[i].run = *run;
        events[i].body = MatchPlayed{sampleMatch(*run, static_cast<int64_t>(i)), {}};
    }
    return plain ? plainRate(folder, seconds, events) : ownRate(folder, *run, seconds, events);
}

}  // namespace

Result<std::vector<StoreRate>> benchStore(const std::string& folder, double seconds) {
    constexpr int kRounds = 3;  // taken in turn, the best of each counts: other programs disturb both alike
    StoreRate rate{"match rows", 0, 0};
    for (int round = 0; round < 2 * kRounds; ++round) {
        const bool plain = round % 2 == 1;
        const std::string name = (plain ? "plain" : "own") + std::to_string(round);
        const Result<double> measured = measure(joinPath(folder, name), seconds / (2 * kRounds), plain);
        if (!measured) return measured.error();
        double& best = plain ? rate.plainRate : rate.rate;
        best = std::max(best, *measured);
    }
    return std::vector<StoreRate>{rate};
}

}  // namespace ludus::store
