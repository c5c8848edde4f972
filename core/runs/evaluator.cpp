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
constexpr int kSliceSteps = 200;  // of a batch: a few milliseconds
constexpr int kSlots = 32;

/// All matches between two players of a round.
class PairingJob final : public runtime::EvaluationJob {
public:
    PairingJob(std::unique_ptr<arena::MatchBatch> batch, std::vector<arena::MatchSpec> matches, int firstPlayer,
               int secondPlayer)
        : specs(std::move(matches)), first(firstPlayer), second(secondPlayer), batch_(std::move(batch)) {}

    bool advance() override {
        const bool more = batch_->advance(kSliceSteps);
        for (arena::FinishedMatch& match : batch_->take())
            finished.push_back(std::move(match));
        return more;
    }

    const std::vector<arena::MatchSpec> specs;
    const int first, second;
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
    const int newest = playerOf(newest_, newestStep_);
    for (int opponent = 0; opponent < opponents_; ++opponent)
        addPairing(jobs, newest, opponent);
    for (const int earlier : past)
        addPairing(jobs, newest, earlier);
    // The opponents meet each other once, so that one scale links them from the start.
    for (int a = 0; first && a < opponents_; ++a) {
        for (int b = a + 1; b < opponents_; ++b)
            addPairing(jobs, a, b);
    }
    return jobs;
}

std::vector<EventBody> MatchEvaluator::roundFinished(const runtime::EvaluationJobs& jobs, int64_t step) {
    std::vector<EventBody> out;
    Metrics metrics;
    for (const auto& base : jobs) {
        const auto& job = static_cast<const PairingJob&>(*base);
        const int players[] = {job.first, job.second};
        for (const arena::FinishedMatch& match : job.finished) {
            const arena::MatchSpec& spec = job.specs[match.spec];
            const bool swapped = spec.agentOfSide[0] == 1;
            const double difference = (match.scores[0] - match.scores[1]) * (swapped ? -1 : 1);
            const bool ordered = job.first < job.second;
            Tally& tally = results_[std::minmax(job.first, job.second)];
            (difference == 0 ? tally.draws : (difference > 0) == ordered ? tally.wins : tally.losses) += 1;

            MatchPlayed event;
            event.match.run = run_;
            event.match.game = game_.facts.name;
            for (const int agent : spec.agentOfSide) {
                const agents::AgentPtr& a = players_[static_cast<size_t>(players[agent])].agent;
                event.match.agents.push_back(a->name());
                event.match.hashes.push_back(a->hash());
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
            out.emplace_back(std::move(event));
        }
        if (job.first >= opponents_ && job.second < opponents_ && !job.finished.empty()) {
            const arena::MatchSummary summary = arena::summarise(job.specs, job.finished);
            metrics.points.push_back({"score/" + players_[static_cast<size_t>(job.second)].agent->name(), step,
                                      summary.meanScore, 1.96 * summary.standardError});
        }
    }
    Rated rated{rate()};
    for (const RatingRecord& rating : rated.ratings) {
        if (newest_ && rating.agent == players_.back().agent->name() && std::isfinite(rating.elo)) {
            metrics.points.push_back({"elo", step, rating.elo, 1.96 * rating.error});
            out.emplace_back(Logged{LogLevel::info, LUDUS_TEXT("Run", "Evaluation at %1 steps finished").arg(step),
                                    fmt::format("Elo {:.0f} ±{:.0f}", rating.elo, 1.96 * rating.error)});
        }
    }
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
