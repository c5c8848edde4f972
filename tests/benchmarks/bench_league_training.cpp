// SPDX-License-Identifier: GPL-3.0-or-later
// What training as a league costs and brings. JSON lines; "ok" or "MISSED" says what became of each limit.
//   bench_league_training overhead [STEPS PAIRS]         slime_volley/diversified_league and plain self-play of equal
//                                                        steps, learner and evaluation, in turns; fails when a league
//                                                        takes more than 10 % longer (median, times LUDUS_BENCH_SLACK).
//                                                        Periods of shorter runs shrink with them.
//   bench_league_training past WORKSPACE RUN [GAMES]     the newest main agent against every own snapshot, greedily;
//                                                        fails when one of them may be better (95 % interval)
//   bench_league_training agents WORKSPACE RUN [GAMES]   the same against every imported agent of the game; fails when
//                                                        a mean score is not above 0
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <map>
#include <optional>

#include "core/arena/match_players.h"
#include "core/games/registry.h"
#include "core/math/score_statistics.h"
#include "core/runs/active_run.h"
#include "core/runs/agent_resolver.h"
#include "core/runs/resume_point.h"
#include "core/runs/stored_league.h"
#include "tests/support/bench_slack.h"
#include "tests/support/temp_dir.h"

using namespace ludus;

namespace {

constexpr double kOverhead = 0.10;
constexpr int64_t kWholeSteps = 20'000'000;  // enough for the preset's periods as they are
constexpr uint64_t kSeed = 11;
constexpr double kOld = 1.0 / 3;        // of a run
constexpr double kInterval = 1.959964;  // 95 %
constexpr int kBroken = 2;              // exit code

[[noreturn]] void giveUp(const std::string& why) {
    fmt::print(stderr, "{}\n", why);
    std::exit(kBroken);
}

template <class T>
T need(Result<T> result) {
    if (!result) giveUp(result.error().sentence());
    return std::move(*result);
}

const char* told(bool kept) {
    return kept ? "ok" : "MISSED";
}

// What it costs

runs::RunConfig leagueOf(int64_t steps, int seed) {
    const std::string toml = need(runs::findPreset("slime_volley/diversified_league")).toml;
    std::vector<std::string> set{"run.seconds=0", fmt::format("run.steps={}", steps), fmt::format("run.seed={}", seed)};
    const config::Values values = need(runs::effectiveValues(toml));
    for (const char* key :
         {"league.root_steps", "league.specific_steps", "league.main_min_steps", "league.main_max_steps",
          "league.exploiter_min_steps", "league.exploiter_max_steps", "league.swap_steps", "evaluation.every"}) {
        const auto whole = static_cast<double>(std::get<int64_t>(values.at(key).value));
        const double share = std::min(1.0, static_cast<double>(steps) / kWholeSteps);
        set.push_back(fmt::format("{}={}", key, std::llround(whole * share)));
    }
    return need(runs::readRunConfig(toml, set));
}

/// The same run without a league: self-play as its own preset has it, with a snapshot where a main agent has one.
runs::RunConfig plainOf(const runs::RunConfig& league) {
    const league::SelfPlayOptions own =
        need(runs::readRunConfig(need(runs::findPreset("slime_volley/self_play")).toml)).selfPlay;
    return need(runs::readRunConfig(
        league.text, {fmt::format("run.training={}", runs::kSelfPlay), fmt::format("self_play.window={}", own.window),
                      fmt::format("self_play.latest_share={}", own.latestShare),
                      fmt::format("self_play.swap_steps={}", league.league.swapSteps),
                      fmt::format("self_play.snapshot_every={}", league.league.mainMinSteps)}));
}

struct Cost {
    double wall = 0, processor = 0;  // seconds
    RunRecord run;
};

Cost train(const runs::RunConfig& config) {
    const test::TempDir folder;
    const auto wall = std::chrono::steady_clock::now();
    const std::clock_t processor = std::clock();
    auto run = need(runs::ActiveRun::start(folder.path(), config, {}));
    const RunId id = run->id();
    if (const Status end = run->wait(); !end.ok()) giveUp(end.error().sentence());
    Cost out;
    out.wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - wall).count();
    out.processor = static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC;
    run.reset();
    out.run = need(need(store::Workspace::open(folder.path(), store::OpenMode::readOnly))->run(id));
    if (out.run.status != RunStatus::finished) giveUp("a run failed: " + out.run.reason);
    return out;
}

bool overhead(int64_t steps, int pairs) {
    std::vector<double> ratios, processorRatios;
    for (int seed = 1; seed <= pairs; ++seed) {
        const runs::RunConfig leagueConfig = leagueOf(steps, seed), plainConfig = plainOf(leagueConfig);
        const bool plainFirst = seed % 2 == 0;
        Cost plain;
        if (plainFirst) plain = train(plainConfig);
        const Cost league = train(leagueConfig);
        if (!plainFirst) plain = train(plainConfig);
        ratios.push_back(league.wall / plain.wall);
        processorRatios.push_back(league.processor / plain.processor);
        fmt::print(
            "{{\"bench\":\"overhead\",\"seed\":{},\"league_steps\":{},\"league_snapshots\":{},\"league_s\":{:.2f},"
            "\"self_play_steps\":{},\"self_play_s\":{:.2f},\"ratio\":{:.3f},\"league_processor_s\":{:.2f},"
            "\"self_play_processor_s\":{:.2f},\"processor_ratio\":{:.3f}}}\n",
            seed, league.run.steps, league.run.snapshots, league.wall, plain.run.steps, plain.wall, ratios.back(),
            league.processor, plain.processor, processorRatios.back());
        std::fflush(stdout);
    }
    const auto median = [](std::vector<double> all) {
        std::sort(all.begin(), all.end());
        return (all[(all.size() - 1) / 2] + all[all.size() / 2]) / 2;
    };
    const bool kept = median(ratios) <= 1 + kOverhead * test::benchSlack();
    fmt::print(
        "{{\"bench\":\"overhead\",\"pairs\":{},\"median_ratio\":{:.3f},\"median_processor_ratio\":{:.3f},"
        "\"wanted\":\"at most {:.2f}\",\"verdict\":\"{}\"}}\n",
        pairs, median(ratios), median(processorRatios), 1 + kOverhead * test::benchSlack(), told(kept));
    return kept;
}

// What it brings

/// A run with the network that it is for: the newest of its first main agent.
class Trained {
public:
    Trained(const std::string& folder, const std::string& name)
        : workspace_(need(store::Workspace::open(folder, store::OpenMode::readOnly))),
          run_(need(workspace_->findRun(name))) {
        const runs::RunConfig config = need(runs::configOf(run_));
        game_ = need(games::gameInfo(config.game, config.gameOptions));
        if (game_.facts.sides != 2) giveUp("Only games of two sides are measured.");
        if (config.isLeague()) story_ = need(runs::readLeague(*workspace_, name)).story;
        snapshots_ = need(workspace_->snapshots(run_.id));
        const SnapshotRecord* newest = nullptr;
        for (const SnapshotRecord& snapshot : snapshots_)
            if (snapshot.player == 0) newest = &snapshot;
        if (newest == nullptr) giveUp("The run has no snapshot yet.");
        newest_ = newest->index;
        main_ = agent(*newest);
    }

    struct Played {
        std::vector<arena::MatchSpec> specs;
        std::vector<arena::FinishedMatch> finished;
    };
    /// Of the main agent, which is agent 0, in pairs of one seed with sides swapped; on all cores.
    Played play(const agents::AgentPtr& other, int games) const {
        Played out{arena::pairedSpecs(game_, games, kSeed), {}};
        arena::PlayOptions options;
        options.greedy = true;
        arena::PlayedMatches played = arena::playMatches(game_, {main_, other}, out.specs, options);
        if (!played.problem.empty()) giveUp(played.problem);
        out.finished = std::move(played.finished);
        return out;
    }

    agents::AgentPtr agent(const std::string& name) const {
        return need(runs::resolveAgent(game_, name, workspace_.get()));
    }
    agents::AgentPtr agent(const SnapshotRecord& snapshot) const {
        return agent("snapshot:" + std::to_string(snapshot.id.value));
    }
    /// Its role and number, "ME1-10", in a league.
    std::string nameOf(const SnapshotRecord& snapshot) const {
        return story_ ? story_->nameOf(Member::snapshot(snapshot.index)) : fmt::format("snapshot {}", snapshot.index);
    }
    std::string roleOf(const SnapshotRecord& snapshot) const {
        return story_ ? leagueRoleShort(story_->roleOf(Member::snapshot(snapshot.index))) : runs::kSelfPlay;
    }
    const std::vector<SnapshotRecord>& snapshots() const { return snapshots_; }
    bool isMain(const SnapshotRecord& snapshot) const { return snapshot.index == newest_; }
    const RunRecord& run() const { return run_; }
    std::vector<std::string> importedAgents() const {
        std::vector<std::string> out;
        for (const store::AgentRecord& record : need(workspace_->agents()))
            if (record.game == game_.facts.name) out.push_back(record.name);
        return out;
    }

private:
    std::unique_ptr<store::Workspace> workspace_;
    RunRecord run_;
    games::GameInfo game_;
    std::optional<league::LeagueStory> story_;
    std::vector<SnapshotRecord> snapshots_;
    agents::AgentPtr main_;
    int newest_ = -1;
};

struct Score {
    double value = 0, low = 0, high = 0;  // of the main agent, with its 95 % interval
};

/// By pairs where all games have come in pairs. Where all went alike there is no spread to be seen.
Score scoreOf(const Trained::Played& played) {
    math::GameCounts games;
    std::map<int64_t, std::pair<int, int>> pairs;  // games, half points
    for (const arena::FinishedMatch& match : played.finished) {
        const arena::MatchSpec& spec = played.specs[match.spec];
        const size_t side = spec.agentOfSide[0] == 0 ? 0 : 1;
        const double own = match.scores[side], other = match.scores[1 - side];
        (own > other ? games.wins : own < other ? games.losses : games.draws) += 1;
        ++pairs[spec.pair].first;
        pairs[spec.pair].second += own > other ? 2 : own < other ? 0 : 1;
    }
    math::PairCounts counts{};
    for (const auto& [pair, result] : pairs)
        if (result.first == 2) counts[static_cast<size_t>(result.second)] += 1;
    const bool paired =
        std::all_of(pairs.begin(), pairs.end(), [](const auto& pair) { return pair.second.first == 2; });
    const math::ScoreStatistics out = paired ? math::scoreStatistics(counts) : math::scoreStatistics(games);
    if (!std::isfinite(out.low)) return {out.score, out.score, out.score};
    return {out.score, out.low, out.high};
}

bool againstPast(const std::string& folder, const std::string& name, int games) {
    const Trained trained(folder, name);
    const auto oldUpTo = static_cast<int64_t>((1 - kOld) * static_cast<double>(trained.run().steps));
    int met = 0, gone = 0, ahead = 0, better = 0, maybe = 0;
    std::optional<std::pair<double, std::string>> smallest, smallestOld;
    for (const SnapshotRecord& snapshot : trained.snapshots()) {
        if (trained.isMain(snapshot)) continue;
        if (snapshot.hash.empty()) {
            ++gone;
            continue;
        }
        const Trained::Played played = trained.play(trained.agent(snapshot), games);
        const Score score = scoreOf(played);
        fmt::print(
            "{{\"bench\":\"past\",\"snapshot\":{},\"name\":\"{}\",\"role\":\"{}\",\"step\":{},\"score\":{:.4f},"
            "\"low\":{:.4f},\"high\":{:.4f},\"mean_score\":{:.3f}}}\n",
            snapshot.index, trained.nameOf(snapshot), trained.roleOf(snapshot), snapshot.step, score.value, score.low,
            score.high, arena::summarise(played.specs, played.finished).meanScore);
        std::fflush(stdout);
        ++met;
        ahead += score.value < 0.5 ? 1 : 0;
        better += score.high < 0.5 ? 1 : 0;
        maybe += score.low < 0.5 ? 1 : 0;
        const std::pair<double, std::string> one{score.value, trained.nameOf(snapshot)};
        if (!smallest || one < *smallest) smallest = one;
        if (snapshot.step <= oldUpTo && (!smallestOld || one < *smallestOld)) smallestOld = one;
    }
    if (!smallest || !smallestOld) giveUp("The run has too few snapshots whose weights are kept.");
    fmt::print(
        "{{\"bench\":\"past\",\"run\":\"{}\",\"steps\":{},\"snapshots\":{},\"not_kept\":{},\"games\":{},"
        "\"smallest_score\":{:.4f},\"against\":\"{}\",\"ahead_of_it\":{},\"surely_ahead\":{},"
        "\"upper_bound_above_half\":{},\"older_than_steps\":{},\"smallest_score_old\":{:.4f},\"against_old\":\"{}\","
        "\"wanted\":\"no upper bound above 0.5\",\"verdict\":\"{}\"}}\n",
        trained.run().name, trained.run().steps, met, gone, games, smallest->first, smallest->second, ahead, better,
        maybe, trained.run().steps - oldUpTo, smallestOld->first, smallestOld->second, told(maybe == 0));
    return maybe == 0;
}

bool againstAgents(const std::string& folder, const std::string& name, int games) {
    const Trained trained(folder, name);
    const std::vector<std::string> names = trained.importedAgents();
    if (names.empty()) giveUp("The workspace has no agents of this game: ludus-cli agent import FILE --name NAME");
    bool all = true;
    for (const std::string& other : names) {
        const Trained::Played played = trained.play(trained.agent(other), games);
        const arena::MatchSummary sum = arena::summarise(played.specs, played.finished);
        const bool kept = sum.meanScore > 0;
        fmt::print(
            "{{\"bench\":\"agents\",\"agent\":\"{}\",\"games\":{},\"won\":{},\"drawn\":{},\"lost\":{},"
            "\"mean_score\":{:.4f},\"half_width\":{:.4f},\"wanted\":\"above 0\",\"verdict\":\"{}\"}}\n",
            other, sum.games, sum.wins, sum.draws, sum.losses, sum.meanScore, kInterval * sum.standardError,
            told(kept));
        std::fflush(stdout);
        all = all && kept;
    }
    return all;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string what = argc > 1 ? argv[1] : "";
    const auto number = [&](int at, int64_t otherwise) {
        return argc > at ? std::max<int64_t>(1, std::atoll(argv[at])) : otherwise;
    };
    if (what == "overhead") return overhead(number(2, kWholeSteps), static_cast<int>(number(3, 3))) ? 0 : 1;
    if (what == "past" && argc > 3) return againstPast(argv[2], argv[3], static_cast<int>(number(4, 400))) ? 0 : 1;
    if (what == "agents" && argc > 3) return againstAgents(argv[2], argv[3], static_cast<int>(number(4, 1000))) ? 0 : 1;
    fmt::print(stderr,
               "bench_league_training overhead [STEPS PAIRS] | past WORKSPACE RUN [GAMES] | agents WORKSPACE RUN "
               "[GAMES]\n");
    return kBroken;
}
