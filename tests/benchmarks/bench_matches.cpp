// SPDX-License-Identifier: GPL-3.0-or-later
// How long a list of many matches keeps people waiting: its first page, one from the middle, and with filters that find
// much, little and nothing; what the disk's use and a retention cost there. JSON lines.
//   bench_matches [MATCHES]       defaults 1000000
// Fails when a first page takes more than 20 ms (times LUDUS_BENCH_SLACK) where an index or the newest matches can
// answer.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "tests/benchmarks/many_matches.h"
#include "tests/support/bench_slack.h"
#include "tests/support/temp_dir.h"

namespace {

using namespace ludus;
using store::MatchListQuestion;
using store::Workspace;

constexpr double kPageMs = 20;
constexpr int kRounds = 9, kPage = 200;

double millisecondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

struct Case {
    std::string name, filter;
    bool recordedOnly = true;
    int64_t below = 0;
    bool bound = true;  // to the wanted time; others must look at every match
};

/// With a connection of its own: the first time and the median of those after it.
bool measure(const std::string& folder, const Case& one) {
    const auto workspace = Workspace::open(folder, store::OpenMode::readOnly).value();
    MatchListQuestion question;
    const auto filter = query::Query::parse(one.filter, store::matchFields());
    if (!filter) std::abort();
    question.filter = &*filter;
    question.recordedOnly = one.recordedOnly;
    question.below = one.below;
    question.limit = kPage;
    std::vector<double> times;
    size_t rows = 0;
    for (int round = 0; round < kRounds; ++round) {
        const auto start = std::chrono::steady_clock::now();
        rows = workspace->matchList(question)->size();
        times.push_back(millisecondsSince(start));
    }
    const double first = times.front();
    std::sort(times.begin(), times.end());
    const double median = times[times.size() / 2];
    std::printf(
        "{\"bench\":\"match list\",\"case\":\"%s\",\"filter\":\"%s\",\"rows\":%zu,\"first_ms\":%.2f,"
        "\"median_ms\":%.2f,\"bound_ms\":%.0f}\n",
        one.name.c_str(), one.filter.c_str(), rows, first, median, one.bound ? kPageMs : 0.0);
    return !one.bound || median <= kPageMs * test::benchSlack();
}

template <class F>
void timed(const char* name, F body) {
    const auto start = std::chrono::steady_clock::now();
    const int64_t number = body();
    std::printf("{\"bench\":\"%s\",\"n\":%lld,\"ms\":%.1f}\n", name, static_cast<long long>(number),
                millisecondsSince(start));
}

}  // namespace

int main(int argc, char** argv) {
    const int64_t matches = argc > 1 ? std::atoll(argv[1]) : 1'000'000;
    const test::TempDir dir;
    {
        const auto workspace = Workspace::open(dir.path()).value();
        timed("matches stored", [&] { return test::fillMatches(*workspace, matches), matches; });
    }
    const std::string rare = "snapshot:" + std::to_string(makeSnapshotId(RunId{3}, 7).value);
    const std::vector<Case> cases{
        {"first page", "", true, 0, true},
        {"first page, unrecorded too", "", false, 0, true},
        {"page from the middle", "", true, matches / 2, true},
        {"dense", "won and length > 600", true, 0, true},
        {"a bot, from its side", "agent = zoo/ga and lost and length < 600", true, 0, true},
        {"an old run", "run = 'run 2'", true, 0, true},
        {"an old run, unrecorded too", "run = 'run 2'", false, 0, true},
        {"one old snapshot", "agent = " + rare, true, 0, true},
        {"a pattern", "opponent ~ '^zoo/.*a$' and drawn", true, 0, true},
        {"pinned", "pinned", true, 0, true},
        {"words", "chaser", true, 0, true},
        {"nobody", "agent = nobody", true, 0, true},
        {"one seed, all looked at", "seed = 12345 and length < 0", true, 0, false},
    };
    bool fast = true;
    for (const Case& one : cases)
        fast = measure(dir.path(), one) && fast;
    const auto workspace = Workspace::open(dir.path()).value();
    timed("match count up to 10 000", [&] { return workspace->matchCount({}, 10'000).value(); });
    timed("disk use", [&] { return static_cast<int64_t>(workspace->diskUse()->runs.size()); });
    store::Retention retention;
    retention.replaysPerRun = 1000;
    timed("what a retention would free", [&] { return workspace->wouldFree(retention)->replays.files; });
    return fast ? 0 : 1;
}
