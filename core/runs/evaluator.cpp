// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/evaluator.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/base/check.h"
#include "core/base/hash.h"
#include "core/base/rng.h"
#include "core/math/rating_fit.h"

namespace ludus::runs {
namespace {

constexpr uint64_t kEvaluationSeeds = 301;
constexpr double kSliceSeconds = 0.005;
constexpr int kSliceSteps = 16;  // of a batch, between two looks at the clock
constexpr int kSlots = 32;

/// All matches between two players of a round.
class PairingJob final : public runtime::EvaluationJob {
public:
    PairingJob(std::unique_ptr<arena::MatchBatch> batch, std::vector<arena::MatchSpec> matches, int first, int second)
        : specs(std::move(matches)), players({first, second}), batch_(std::move(batch)) {}

    bool advance() override {
        const double end = systemClock().monotonicSeconds() + kSliceSeconds;
        bool more = true;
        while (more && systemClock().monotonicSeconds() < end)
            more = batch_->advance(kSliceSteps);
        for (arena::FinishedMatch& match : batch_->take())
            finished.push_back(std::move(match));
        return more;
    }

    const std::vector<arena::MatchSpec> specs;
    const std::vector<int> players;  // by agent of the specs
    std::vector<arena::FinishedMatch> finished;

private:
    std::unique_ptr<arena::MatchBatch> batch_;
};

}  // namespace

MatchEvaluator::MatchEvaluator(games::GameInfo game, std::vector<agents::AgentPtr> opponents, EvaluationOptions options,
                               RecordOptions record, RunId run, uint64_t seed, const Clock& clock)
    : game_(std::move(game)),
      options_(std::move(options)),
      record_(record),
      run_(run),
      seed_(seed),
      clock_(clock),
      opponents_(static_cast<int>(opponents.size())) {
    for (agents::AgentPtr& opponent : opponents)
        players_.push_back({std::move(opponent), -1});
}

void MatchEvaluator::snapshotFrozen(const SnapshotRecord& snapshot, std::shared_ptr<const nn::Weights> weights) {
    newest_ = agents::networkAgent("snapshot:" + std::to_string(snapshot.id.value), snapshot.hash, std::move(weights));
    newestStep_ = snapshot.step;
}

int MatchEvaluator::playerOf(const agents::AgentPtr& agent, int64_t step) {
    for (size_t i = 0; i < players_.size(); ++i) {
        if (players_[i].agent->name() == agent->name()) return static_cast<int>(i);
    }
    players_.push_back({agent, step});
    return static_cast<int>(players_.size()) - 1;
}

/// Earlier evaluated snapshots, spread from the one before back to the first.
std::vector<int> MatchEvaluator::pastPlayers() const {
    const int evaluated = static_cast<int>(players_.size()) - opponents_;
    std::vector<int> out;
    for (int k = 0; k < options_.past && evaluated > 0; ++k) {
        const int back = options_.past > 1 ? (evaluated - 1) * k / (options_.past - 1) : 0;
        const int player = opponents_ + evaluated - 1 - back;
        if (std::find(out.begin(), out.end(), player) == out.end()) out.push_back(player);
    }
    return out;
}

void MatchEvaluator::addPairing(runtime::EvaluationJobs& jobs, int first, int second) {
    const uint64_t seed = mixSeed(seed_, kEvaluationSeeds, static_cast<uint64_t>(pairings_++));
    std::vector<arena::MatchSpec> specs = arena::pairedSpecs(game_, options_.games, seed);
    for (arena::MatchSpec& spec : specs) {
        spec.pair += pairs_;
        spec.record = record_.replaysEvery > 0 && recorded_++ % record_.replaysEvery == 0;
    }
    pairs_ = specs.empty() ? pairs_ : specs.back().pair + 1;
    auto batch = arena::MatchBatch::create(
        game_, {players_[static_cast<size_t>(first)].agent, players_[static_cast<size_t>(second)].agent}, specs,
        std::min(kSlots, options_.games), options_.greedy);
    if (!batch) throw BrokenPromise(batch.error().sentence());
    jobs.push_back(std::make_shared<PairingJob>(std::move(*batch), std::move(specs), first, second));
}

runtime::EvaluationJobs MatchEvaluator::nextRound(int64_t) {
    runtime::EvaluationJobs jobs;
    LUDUS_CHECK(newest_ != nullptr);
    if (game_.facts.sides != 2) return jobs;
    const std::vector<int> past = pastPlayers();
    const bool first = static_cast<int>(players_.size()) == opponents_;
    subject_ = playerOf(newest_, newestStep_);
    for (int opponent = 0; opponent < opponents_; ++opponent)
        addPairing(jobs, subject_, opponent);
    for (const int earlier : past) {
        if (earlier != subject_) addPairing(jobs, subject_, earlier);
    }
    // The opponents meet each other once, so that one scale links them from the start.
    for (int a = 0; first && a < opponents_; ++a) {
        for (int b = a + 1; b < opponents_; ++b)
            addPairing(jobs, a, b);
    }
    return jobs;
}

void MatchEvaluator::count(const std::vector<int>& players, const arena::MatchSpec& spec,
                           const arena::FinishedMatch& match) {
    const int left = players[static_cast<size_t>(spec.agentOfSide[0])];
    const int right = players[static_cast<size_t>(spec.agentOfSide[1])];
    const double ahead = (match.scores[0] - match.scores[1]) * (left < right ? 1 : -1);  // of the smaller player
    Tally& tally = results_[std::minmax(left, right)];
    (ahead == 0 ? tally.draws : ahead > 0 ? tally.wins : tally.losses) += 1;
}

MatchPlayed MatchEvaluator::played(const std::vector<int>& players, const arena::MatchSpec& spec,
                                   const arena::FinishedMatch& match, int64_t step) const {
    MatchPlayed event;
    event.match.run = run_;
    event.match.game = game_.facts.name;
    for (const int agent : spec.agentOfSide) {
        const agents::Agent& player = agentOf(players[static_cast<size_t>(agent)]);
        event.match.agents.push_back(player.name());
        event.match.hashes.push_back(player.hash());
    }
    event.match.scores = match.scores;
    event.match.seed = spec.seed;
    event.match.pair = spec.pair;
    event.match.steps = match.steps;
    event.match.runStep = step;
    event.match.wallMs = clock_.wallMs();
    if (match.replay) {
        event.match.replayHash = contentHash(*match.replay);
        event.replay = {event.match.replayHash, ".replay", match.replay};
    }
    return event;
}

void MatchEvaluator::report(const std::vector<RatingRecord>& ratings, int64_t step, Metrics& metrics,
                            std::vector<EventBody>& out) const {
    if (subject_ < 0) return;
    const RatingRecord& rating = ratings[static_cast<size_t>(subject_)];
    if (!std::isfinite(rating.elo)) return;
    metrics.points.push_back({"elo", step, rating.elo, 1.96 * rating.error});
    out.emplace_back(Logged{LogLevel::info, LUDUS_TEXT("Run", "Evaluation at %1 steps finished").arg(step),
                            fmt::format("Elo {:.0f} ±{:.0f}", std::round(rating.elo) + 0.0, 1.96 * rating.error)});
}

std::vector<EventBody> MatchEvaluator::roundFinished(const runtime::EvaluationJobs& jobs, int64_t step) {
    std::vector<EventBody> out;
    Metrics metrics;
    for (const auto& base : jobs) {
        const auto& job = static_cast<const PairingJob&>(*base);
        for (const arena::FinishedMatch& match : job.finished) {
            const arena::MatchSpec& spec = job.specs[match.spec];
            count(job.players, spec, match);
            out.emplace_back(played(job.players, spec, match, step));
        }
        const bool againstOpponent = job.players[0] == subject_ && job.players[1] < opponents_;
        if (!againstOpponent || job.finished.empty()) continue;
        const arena::MatchSummary summary = arena::summarise(job.specs, job.finished);
        metrics.points.push_back(
            {"score/" + agentOf(job.players[1]).name(), step, summary.meanScore, 1.96 * summary.standardError});
    }
    Rated rated{rate()};
    report(rated.ratings, step, metrics, out);
    out.emplace_back(std::move(metrics));
    out.emplace_back(std::move(rated));
    return out;
}

std::vector<RatingRecord> MatchEvaluator::rate() const {
    std::vector<math::PairResult> results;
    for (const auto& [pair, tally] : results_) {
        results.push_back({pair.first, pair.second, tally.wins, tally.draws, tally.losses});
    }
    math::RatingFitOptions options;
    for (size_t i = 0; i < players_.size(); ++i) {
        if (players_[i].agent->name() == "bot:random") options.anchor = static_cast<int>(i);
    }
    const std::vector<math::FittedRating> fit = math::fitRatings(static_cast<int>(players_.size()), results, options);
    std::vector<RatingRecord> out;
    for (size_t i = 0; i < players_.size(); ++i) {
        out.push_back({players_[i].agent->name(), players_[i].step, fit[i].elo, fit[i].error,
                       static_cast<int64_t>(fit[i].games), fit[i].score});
    }
    return out;
}

}  // namespace ludus::runs
