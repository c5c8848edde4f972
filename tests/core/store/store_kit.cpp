// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/store_kit.h"

#include <sqlite3.h>

#include <bit>
#include <cmath>
#include <sstream>

#include "core/base/hash.h"

namespace ludus::test {
namespace {

class Line {
public:
    Line() { out_.precision(17); }
    template <class T>
    Line& operator<<(const T& value) {
        out_ << value << '|';
        return *this;
    }
    template <class T>
    Line& operator<<(const std::vector<T>& list) {
        out_ << list.size() << ':';
        for (const T& item : list)
            out_ << item << ',';
        out_ << '|';
        return *this;
    }
    std::string str() const { return out_.str(); }

private:
    std::ostringstream out_;
};

void put(Line& line, const StateChanged& b) {
    line << runStatusName(b.status) << b.reason;
}
void put(Line& line, const Progress& b) {
    line << b.steps << b.targetSteps << b.seconds;
}
void put(Line& line, const Metrics& b) {
    for (const MetricPoint& p : b.points)
        line << p.name << p.step << p.value << p.halfWidth;
}
void put(Line& line, const Tallied& b) {
    line << b.tally.player << b.tally.opponent << b.tally.step << b.tally.scores << b.tally.lengths;
    line << std::vector<int>(b.tally.sides.begin(), b.tally.sides.end()) << b.tally.asked;
}
void put(Line& line, const MatchPlayed& b) {
    const MatchRecord& m = b.match;
    line << m.run.value << purposeName(m.purpose) << m.game << m.agents << m.hashes << m.scores << m.seed << m.pair;
    line << m.steps << m.runStep << m.wallMs << m.replayHash << b.replay.hash << b.replay.suffix;
}
void put(Line& line, const SnapshotFrozen& b) {
    const SnapshotRecord& s = b.snapshot;
    line << s.id.value << s.run.value << s.player << s.index << s.step << s.parent.value << s.hash << s.wallMs;
    line << b.weights.hash << b.weights.suffix;
}
void put(Line& line, const Rated& b) {
    for (const RatingRecord& r : b.ratings)
        line << r.agent << r.step << r.elo << r.error << r.games << r.score;
}
void put(Line& line, const Logged& b) {
    line << static_cast<int>(b.level) << b.text.context() << b.text.source() << b.text.arguments() << b.fact;
}
void put(Line& line, const CheckpointTaken& b) {
    const CheckpointRecord& c = b.checkpoint;
    line << c.run.value << c.eventSeq << c.step << c.seconds << c.elo << c.hash << c.wallMs;
    line << b.content.hash << b.content.suffix;
}
void put(Line& line, const OptionChanged& b) {
    line << b.key << b.before << b.after << b.step;
}
void put(Line& line, const Alerted& b) {
    line << b.kind << static_cast<int>(b.level) << b.text.context() << b.text.source() << b.text.arguments() << b.step;
}

std::vector<uint64_t> bits(const std::vector<double>& values) {
    std::vector<uint64_t> list;
    for (const double value : values)
        list.push_back(std::bit_cast<uint64_t>(value));
    return list;
}
void put(Line& line, const Drawn& b) {
    const LeagueDraw& d = b.draw;
    line << d.id << d.player << d.block << d.step << d.leagueVersion << d.payoffVersion << static_cast<int>(d.branch);
    for (const DrawBranch branch : d.empty)
        line << drawBranchName(branch);
    line << bits(d.numbers) << d.chosen.label() << d.agent << bits({d.probability, d.winRate});
}
void put(Line& line, const Judged& b) {
    const LeagueVerdict& v = b.verdict;
    line << v.id << v.player << v.period << v.step << v.trained << v.leagueVersion << v.payoffVersion;
    line << static_cast<int>(v.action) << static_cast<int>(v.cause) << bits({v.winRate, v.threshold});
    line << (v.restartFrom ? std::to_string(*v.restartFrom) : "-") << v.reset << bits(v.numbers) << v.table.size();
    for (const VerdictRow& row : v.table) {
        line << row.member.label() << row.against.label() << bits({row.winRate, row.games}) << row.played << row.inside;
    }
}

Metrics sampleMetrics(int64_t i) {
    Metrics metrics;
    metrics.points.push_back({"loss/policy", i, 1.0 / static_cast<double>(i + 1), kUnknown});
    metrics.points.push_back({"score", i, std::sqrt(static_cast<double>(i)), 0.25});
    metrics.points.push_back({"loss/policy", i + 1, i % 3 == 0 ? kUnknown : -1.5, kUnknown});  // a name twice
    if (i % 5 == 0) metrics.points.push_back({"überraschung", i, INFINITY, 1e-300});
    return metrics;
}

SnapshotFrozen sampleSnapshot(RunId run, int64_t i) {
    SnapshotFrozen frozen;
    frozen.weights = artefact("weights " + std::to_string(run.value) + " " + std::to_string(i), ".safetensors");
    SnapshotRecord& s = frozen.snapshot;
    s.index = static_cast<int>(i);
    s.id = makeSnapshotId(run, s.index);
    s.run = run;
    s.step = i * 1000;
    if (i > 0) s.parent = makeSnapshotId(run, s.index - 1);
    s.hash = frozen.weights.hash;
    s.wallMs = 1'700'000'000'000 + i;
    return frozen;
}

EventBody sampleBody(RunId run, int64_t i) {
    switch (i % 8) {
        case 0:
            return StateChanged{i % 16 == 0 ? RunStatus::running : RunStatus::paused, "because \"" + std::to_string(i)};
        case 1: return Progress{i * 10, 1'000'000, static_cast<double>(i), 600, 1000, 0.5, kUnknown};
        case 2: return sampleMetrics(i);
        case 3:
            return Tallied{{static_cast<int>(i % 2),
                            "snapshot 3",
                            i,
                            {1.0F, -0.1F, static_cast<float>(i)},
                            {3000, 12, 7},
                            {0, 1, 1},
                            i % 16 == 3}};
        case 4: {
            MatchPlayed played{sampleMatch(run, i), {}};
            if (i % 32 == 4) played.replay = artefact("replay " + std::to_string(i), ".replay");
            played.match.replayHash = played.replay.hash;
            return played;
        }
        case 5: return sampleSnapshot(run, i / 8);
        case 6:
            return Rated{{{"bot:random", -1, 0, 0, 40, 0.1},
                          {"snapshot:" + std::to_string(makeSnapshotId(run, static_cast<int>(i / 8)).value),
                           i / 8 * 1000, static_cast<double>(1000 + i), 18.5, 20, 0.9},
                          {"bot:chaser", -1, kUnknown, kUnknown, 0, kUnknown}}};
        default:
            return Logged{LogLevel::warning, LUDUS_TEXT("Log", "Froze %1 at %2.").arg("a\tb\n\"c\"").arg(i), "Elo ±18"};
    }
}

}  // namespace

std::string describe(const RunEvent& e) {
    Line line;
    line << e.run.value << e.seq << e.wallMs << e.seconds << e.body.index();
    std::visit([&](const auto& body) { put(line, body); }, e.body);
    return line.str();
}

std::vector<std::string> describe(const std::vector<RunEvent>& events) {
    std::vector<std::string> lines;
    for (const RunEvent& e : events)
        lines.push_back(describe(e));
    return lines;
}

std::string difference(const std::vector<RunEvent>& actual, const std::vector<RunEvent>& expected) {
    const auto a = describe(actual), e = describe(expected);
    for (size_t i = 0; i < a.size() && i < e.size(); ++i) {
        if (a[i] != e[i]) return "event " + std::to_string(i) + "\n  is     " + a[i] + "\n  was to " + e[i];
    }
    return a.size() == e.size() ? "" : std::to_string(a.size()) + " events instead of " + std::to_string(e.size());
}

RunEvent runEvent(RunId run, int64_t seq, EventBody body) {
    return {run, seq, 1'700'000'000'000 + seq * 10, static_cast<double>(seq) * 0.125, std::move(body)};
}

std::vector<RunEvent> sampleEvents(RunId run, int count, int64_t first) {
    std::vector<RunEvent> events;
    for (int64_t seq = first; seq < first + count; ++seq)
        events.push_back(runEvent(run, seq, sampleBody(run, seq - 1)));
    return events;
}

MatchRecord sampleMatch(RunId run, int64_t i) {
    MatchRecord match;
    match.run = run;
    match.purpose = i % 3 == 0 ? Purpose::training : Purpose::evaluation;
    match.game = "slime_volley";
    match.agents = {"snapshot:" + std::to_string(i % 7), "bot:chaser"};
    match.hashes = {"aa" + std::to_string(i % 7), ""};
    match.scores = {static_cast<double>(i % 11) - 5, 5 - static_cast<double>(i % 11)};
    if (i % 5 == 0) match.scores = {0.5, kUnknown};
    if (i % 5 == 1) match.scores = {1, 2, 3};
    if (i % 5 == 2) match.scores = {1};
    if (i % 5 == 3) match.scores.clear();
    match.seed = 0xFFFF'FFFF'FFFF'FF00ULL + static_cast<uint64_t>(i % 200);
    match.pair = i / 2;
    match.steps = 3000;
    match.runStep = i * 100;
    match.wallMs = 1'700'000'000'000 + i * 3;
    return match;
}

Artefact artefact(const std::string& bytes, const std::string& suffix) {
    return {contentHash(bytes), suffix, std::make_shared<const std::string>(bytes)};
}

std::vector<RunEvent> asHistory(std::vector<RunEvent> events) {
    std::vector<RunEvent> kept;
    int64_t newestRated = 0;
    for (const RunEvent& e : events) {
        if (std::holds_alternative<Rated>(e.body)) newestRated = e.seq;
    }
    for (RunEvent& e : events) {
        if (e.durable() && (!std::holds_alternative<Rated>(e.body) || e.seq == newestRated))
            kept.push_back(std::move(e));
    }
    return kept;
}

RunId newRun(store::Workspace& workspace, const std::string& game, const std::string& name) {
    RunRecord record;
    record.game = game;
    record.name = name;
    return workspace.createRun(record).value();
}

bool rawSql(const std::string& path, const std::string& sql) {
    sqlite3* database = nullptr;
    bool ok = sqlite3_open(path.c_str(), &database) == SQLITE_OK;
    ok = ok && sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
    sqlite3_close(database);
    return ok;
}

std::string rawValue(const std::string& path, const std::string& sql) {
    sqlite3* database = nullptr;
    std::string value;
    sqlite3_open(path.c_str(), &database);
    const auto keep = [](void* out, int, char** columns, char**) {
        *static_cast<std::string*>(out) = columns[0] != nullptr ? columns[0] : "";
        return 1;
    };
    sqlite3_exec(database, sql.c_str(), keep, &value, nullptr);
    sqlite3_close(database);
    return value;
}

std::vector<std::string> rawRows(const std::string& path, const std::string& sql) {
    sqlite3* database = nullptr;
    sqlite3_stmt* query = nullptr;
    std::vector<std::string> rows;
    sqlite3_open(path.c_str(), &database);
    sqlite3_prepare_v2(database, sql.c_str(), -1, &query, nullptr);
    while (sqlite3_step(query) == SQLITE_ROW) {
        Line line;
        for (int i = 0; i < sqlite3_column_count(query); ++i) {
            line << sqlite3_column_type(query, i);
            const auto* text = static_cast<const char*>(sqlite3_column_blob(query, i));
            if (sqlite3_column_type(query, i) == SQLITE_FLOAT) {
                line << sqlite3_column_double(query, i);  // 17 digits
            } else {
                line << std::string(text != nullptr ? text : "", static_cast<size_t>(sqlite3_column_bytes(query, i)));
            }
        }
        rows.push_back(line.str());
    }
    sqlite3_finalize(query);
    sqlite3_close(database);
    return rows;
}

RunEvent checkpointEvent(RunId run, int64_t seq, int64_t step, double elo, int keep) {
    CheckpointTaken taken;
    taken.content = artefact("state of " + std::to_string(run.value) + " at " + std::to_string(seq), ".checkpoint");
    taken.checkpoint = {run,          seq - 1, step, static_cast<double>(seq - 1) * 0.125, elo, taken.content.hash,
                        1'700'000'000};
    taken.keep = keep;
    return runEvent(run, seq, std::move(taken));
}

}  // namespace ludus::test
