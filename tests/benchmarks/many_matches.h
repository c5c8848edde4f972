// SPDX-License-Identifier: GPL-3.0-or-later
// A workspace full of recorded matches, for measuring. Any thread; the workspace is the caller's.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "core/store/store_writer.h"
#include "core/store/workspace.h"

namespace ludus::test {

inline constexpr int kMatchRuns = 20, kMatchSnapshots = 50;

inline MatchRecord matchOf(RunId run, int64_t i, int64_t count) {
    static const std::vector<std::string> bots{"bot:random", "bot:chaser", "zoo/ga", "zoo/ppo"};
    MatchRecord match;
    match.run = run;
    match.game = "slime_volley";
    const auto newest = static_cast<int>(i * kMatchSnapshots / count);
    const std::string own = "snapshot:" + std::to_string(makeSnapshotId(run, newest).value);
    const std::string other = i % 3 == 0 ? "snapshot:" + std::to_string(makeSnapshotId(run, newest / 2).value)
                                         : bots[static_cast<size_t>(i / 2) % bots.size()];
    match.agents = {own, other};
    if (i % 2 == 1) std::swap(match.agents[0], match.agents[1]);
    match.hashes = {"", ""};
    match.scores = {static_cast<double>(i % 6), static_cast<double>(i / 6 % 6)};
    match.seed = static_cast<uint64_t>(i);
    match.steps = 300 + i * 7919 % 2700;
    match.runStep = i * 100;
    match.wallMs = 1'700'000'000'000 + i;
    return match;
}

/// All are recorded: as far as the database knows, many share a file.
inline void fillMatches(store::Workspace& workspace, int64_t matches) {
    for (int r = 0; r < kMatchRuns; ++r) {
        RunRecord record;
        record.game = "slime_volley";
        record.name = "run " + std::to_string(r);
        const RunId run = workspace.createRun(record).value();
        auto writer = store::StoreWriter::open(workspace.folder(), run).value();
        const int64_t count = matches / kMatchRuns;
        for (int64_t i = 1; i <= count; ++i) {
            MatchPlayed played{matchOf(run, i, count), {}};
            played.replay.hash = std::string(28, 'a') + std::to_string(1000 + i % 5000);
            played.replay.suffix = ".replay";
            played.match.replayHash = played.replay.hash;
            writer->take({run, i, 1'700'000'000'000 + i, 0, std::move(played)});
        }
        if (!writer->flush()) std::abort();
    }
}

}  // namespace ludus::test
