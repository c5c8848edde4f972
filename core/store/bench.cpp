// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/bench.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <thread>

#include "core/store/detail/bench_plain.h"
#include "core/store/detail/event_writer.h"
#include "core/store/store_writer.h"

namespace ludus::store {
namespace {

constexpr int kSamples = 4096;
constexpr std::array kNames{"elo",          "score",         "loss/policy", "loss/value",   "entropy",
                            "steps/second", "clip/fraction", "kl",          "episode/mean", "gradient/norm"};

MatchRecord sampleMatch(RunId run, int64_t i) {
    MatchRecord match;
    match.run = run;
    match.game = "slime_volley";
    match.agents = {"snapshot:" + std::to_string(run.value * (1 << 20) + i / 2 % kBenchLineUps), "bot:chaser"};
    match.hashes = {"0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"};
    match.scores = {static_cast<double>(i % 11) - 5, 5 - static_cast<double>(i % 11)};
    match.seed = static_cast<uint64_t>(i) * 0x9E3779B97F4A7C15ULL;
    match.pair = i / 2;
    match.steps = 500 + i % 2500;
    match.runStep = i * 100;
    match.wallMs = 1'700'000'000'000 + i;
    return match;
}

double sampleValue(size_t name, int64_t i) {
    const auto x = static_cast<double>(i);
    return 100 * std::sqrt(x) / static_cast<double>(name + 1) + static_cast<double>(i * 7919 % 101);
}

/// A point of every name, the i-th of its curve.
Metrics sampleMetrics(int64_t i) {
    Metrics metrics;
    for (size_t name = 0; name < kNames.size(); ++name)
        metrics.points.push_back({kNames[name], i * 4096, sampleValue(name, i), kUnknown});
    return metrics;
}

int64_t rowsOf(const RunEvent& event) {
    const auto* metrics = std::get_if<Metrics>(&event.body);
    return metrics != nullptr ? static_cast<int64_t>(metrics->points.size()) : 1;
}

/// Rows a second through a StoreWriter, everything committed at the end.
Result<double> ownRate(const std::string& folder, RunId run, double seconds, std::vector<RunEvent>& events) {
    auto writer = StoreWriter::open(folder, run);
    if (!writer) return writer.error();
    const double start = systemClock().monotonicSeconds();
    int64_t seq = 0, rows = 0;
    while (systemClock().monotonicSeconds() - start < seconds) {
        for (RunEvent& event : events) {
            event.seq = ++seq;
            rows += rowsOf(event);
            (*writer)->take(event);
        }
        while ((*writer)->waiting() > 65'536 / rowsOf(events[0]))
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    const Status flushed = (*writer)->flush();
    if (!flushed) return flushed.error();
    return static_cast<double>(rows) / (systemClock().monotonicSeconds() - start);
}

enum class Kind { matches, points };

/// One measurement in a fresh workspace below `folder`.
Result<double> measure(const std::string& folder, double seconds, Kind kind, bool plain) {
    auto workspace = Workspace::open(folder);
    if (!workspace) return workspace.error();
    RunRecord record;
    record.game = "slime_volley";
    const Result<RunId> run = (*workspace)->createRun(record);
    if (!run) return run.error();
    std::vector<RunEvent> events(kSamples);
    for (size_t i = 0; i < events.size(); ++i) {
        const auto number = static_cast<int64_t>(i);
        events[i].run = *run;
        if (kind == Kind::matches) {
            events[i].body = MatchPlayed{sampleMatch(*run, number), {}};
        } else {
            events[i].body = sampleMetrics(number);
        }
    }
    return plain ? plainRate(folder, seconds, events) : ownRate(folder, *run, seconds, events);
}

Result<StoreRate> compare(const std::string& folder, double seconds, Kind kind) {
    constexpr int kRounds = 3;  // taken in turn, the best of each counts: other programs disturb both alike
    StoreRate rate{kind == Kind::matches ? "match rows" : "metric points", 0, 0};
    for (int round = 0; round < 2 * kRounds; ++round) {
        const bool plain = round % 2 == 1;
        const std::string name = rate.name + (plain ? " plain " : " own ") + std::to_string(round);
        const Result<double> measured = measure(joinPath(folder, name), seconds / (2 * kRounds), kind, plain);
        if (!measured) return measured.error();
        double& best = plain ? rate.plainRate : rate.rate;
        best = std::max(best, *measured);
    }
    return rate;
}

/// A finished run with `each` points of every curve, and `more` of one of them.
void fillRun(SQLite::Database& database, Artefacts& artefacts, RunId run, int64_t each, int64_t more) {
    constexpr int64_t kEvents = 2000;  // of a transaction
    EventWriter writer(database, artefacts, run);
    int64_t seq = 0;
    const auto write = [&](EventBody body) {
        const int64_t number = ++seq;
        writer.write({run, number, 1'700'000'000'000 + number * 500, static_cast<double>(number) / 2, std::move(body)},
                     true);
    };
    for (int64_t i = 0, end = std::max(each, more); i < end;) {
        Transaction transaction(database, Transaction::Kind::write);
        if (i == 0) write(StateChanged{RunStatus::running, ""});
        for (int64_t k = 0; k < kEvents && i < end; ++k, ++i) {
            Metrics metrics;
            if (i < each) metrics = sampleMetrics(i);
            if (i < more) metrics.points.push_back({kLongCurve, i * 4096, sampleValue(3, i), kUnknown});
            write(std::move(metrics));
        }
        if (i == end) write(StateChanged{RunStatus::finished, ""});
        writer.writeTotals();
        transaction.commit();
    }
}

}  // namespace

Result<std::vector<StoreRate>> benchStore(const std::string& folder, double seconds) {
    std::vector<StoreRate> rates;
    for (const Kind kind : {Kind::matches, Kind::points}) {
        Result<StoreRate> rate = compare(folder, seconds / 2, kind);
        if (!rate) return rate.error();
        rates.push_back(std::move(*rate));
    }
    return rates;
}

Result<RunId> fillWorkspace(const std::string& folder, int runs, int64_t points) {
    auto workspace = Workspace::open(folder);
    if (!workspace) return workspace.error();
    const auto database = openDatabase(joinPath(folder, "studio.db"), Access::write);
    Artefacts artefacts(folder, realFileSystem());
    const int64_t more = points / 10;
    const int64_t each = (points - more) / (int64_t{runs} * static_cast<int64_t>(kNames.size()));
    RunId first;
    for (int i = 0; i < runs; ++i) {
        RunRecord record;
        record.game = "slime_volley";
        record.name = "filled-" + std::to_string(i);
        record.config = std::string(1500, '#');  // as long as a run file
        const Result<RunId> run = (*workspace)->createRun(record);
        if (!run) return run.error();
        if (i == 0) first = *run;
        const Status filled = guarded(folder, [&]() -> Status {
            fillRun(*database, artefacts, *run, each, i == 0 ? more : 0);
            return {};
        });
        if (!filled) return filled.error();
    }
    return first;
}

Result<std::vector<StoreTime>> benchReading(const std::string& folder, int runs, int64_t points) {
    constexpr int kPans = 100;
    const Result<RunId> longRun = fillWorkspace(folder, runs, points);
    if (!longRun) return longRun.error();
    const auto workspace = Workspace::open(folder);  // knows nothing yet, as at the start of a program
    if (!workspace) return workspace.error();
    std::vector<StoreTime> times;
    double start = systemClock().monotonicSeconds();
    const auto took = [&](const char* name, int64_t rows, int calls) {
        const double now = systemClock().monotonicSeconds();
        times.push_back({name, (now - start) * 1000 / calls, rows});
        start = now;
    };
    const auto all = (*workspace)->runs();
    if (!all) return all.error();
    const auto overview = (*workspace)->overview("elo", 64);
    if (!overview) return overview.error();
    took("overview", points, 1);
    const auto whole = (*workspace)->curve(*longRun, kLongCurve, 0, points * 4096, 1000);
    if (!whole) return whole.error();
    took("curve", points / 10, 1);
    for (int i = 0; i < kPans; ++i) {  // a tenth of it, moved along
        const int64_t last = points / 10 * 4096, from = last * i / kPans;
        const auto part = (*workspace)->curve(*longRun, kLongCurve, from, from + last / 10, 1000);
        if (!part) return part.error();
    }
    took("curve panned", points / 10, kPans);
    return times;
}

}  // namespace ludus::store
