// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/match_players.h"

#include <fmt/format.h>

#include "app/headless/interrupt.h"

namespace ludus::headless {
namespace {

constexpr size_t kWorthABar = 100;

}  // namespace

arena::PlayOptions playOptions(bool greedy, int threads, size_t matches, ProgressPrinter& printer) {
    arena::PlayOptions options;
    options.greedy = greedy;
    options.threads = threads;
    options.stopped = [] { return interrupts() > 0; };
    options.progressed = [matches, &printer](int64_t done) {
        if (done > 0 && matches >= kWorthABar)
            printer.show(static_cast<double>(done) / static_cast<double>(matches), fmt::format("{} matches", done));
    };
    return options;
}

Played playMatches(const games::GameInfo& game, const std::vector<agents::AgentPtr>& agents,
                   const std::vector<arena::MatchSpec>& specs, bool greedy, int threads, const Session& session) {
    ProgressPrinter printer(session);
    return arena::playMatches(game, agents, specs, playOptions(greedy, threads, specs.size(), printer));
}

}  // namespace ludus::headless
