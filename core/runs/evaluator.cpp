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

/// The joint fit.
class RatingJob final : public runtime::EvaluationJob {
public:
    RatingJob(int players, std::vector<math::PairResult> results, math::RatingFitOptions options)
        : players_(players), results_(std::move(results)), options_(options) {}

    bool advance() override {
        fit = math::fitRatings(players_, results_, options_).players;
        return false;
    }
    std::vector<math::FittedRating> fit;  // empty: not done yet

private:
    const int players_;
    const std::vector<math::PairResult> results_;
    const math::RatingFitOptions options_;
};

MatchEvaluator::MatchEvaluator(games::GameInfo game, std::vector<agents::AgentPtr> opponents, EvaluationOptions options,
                               RecordOptions record, RunId run, uint64_t seed, const Clock& clock)
    : game_(std::move(game)),
      options_(std::move(options)),
      record_(record),
      run_(run),
      seed_(seed),
      clock_(clock),
      opponents_(static_cast<int>(opponents.size())) {
    for (agents::AgentPtr& opponent : opponents) {
        SnapshotRecord content;
        content.hash = opponent->hash();
        players_.push_back({std::move(opponent), -1, std::move(content)});
    }
}

void MatchEvaluator::snapshotFrozen(const SnapshotRecord& snapshot, std::shared_ptr<const nn::Weights> weights) {
    newest_.agent =
        agents::networkAgent("snapshot:" + std::to_string(snapshot.id.value), snapshot.hash, std::move(weights));
    newest_.step = snapshot.step;
    newest_.snapshot = snapshot;
}

int MatchEvaluator::playerOf(const Player& wanted) {
    for (size_t i = 0; i < players_.size(); ++i) {
        if (players_[i].agent->name() == wanted.agent->name()) return static_cast<int>(i);
    }
    players_.push_back(wanted);
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

std::shared_ptr<runtime::EvaluationJob> MatchEvaluator::jobOf(Pairing pairing) {
    const uint64_t seed = mixSeed(seed_, kEvaluationSeeds, static_cast<uint64_t>(counters_.pairings++));
    std::vector<arena::MatchSpec> specs = arena::pairedSpecs(game_, options_.games, seed);
    for (arena::MatchSpec& spec : specs) {
        spec.pair += counters_.pairs;
        spec.record = record_.replaysEvery > 0 && counters_.recorded++ % record_.replaysEvery == 0;
    }
    counters_.pairs = specs.empty() ? counters_.pairs : specs.back().pair + 1;
    const auto agent = [this](int player) { return players_[static_cast<size_t>(player)].agent; };
    auto batch = arena::MatchBatch::create(game_, {agent(pairing.first), agent(pairing.second)}, specs,
                                           std::min(kSlots, options_.games), options_.greedy);
    if (!batch) throw BrokenPromise(batch.error().sentence());
    return std::make_shared<PairingJob>(std::move(*batch), std::move(specs), pairing.first, pairing.second);
}

runtime::EvaluationJobs MatchEvaluator::nextRound(int64_t) {
    LUDUS_CHECK(newest_.agent != nullptr);
    if (game_.facts.sides != 2) return {};
    const std::vector<int> past = pastPlayers();
    const bool first = static_cast<int>(players_.size()) == opponents_;
    subject_ = playerOf(newest_);
    round_.clear();
    for (int opponent = 0; opponent < opponents_; ++opponent)
        round_.push_back({subject_, opponent});
    for (const int earlier : past) {
        if (earlier != subject_) round_.push_back({subject_, earlier});
    }
    // The opponents meet each other once, so that one scale links them from the start.
    for (int a = 0; first && a < opponents_; ++a) {
        for (int b = a + 1; b < opponents_; ++b)
            round_.push_back({a, b});
    }
    beforeRound_ = counters_;
    return jobsOfRound();
}

runtime::EvaluationJobs MatchEvaluator::jobsOfRound() {
    runtime::EvaluationJobs jobs;
    for (const Pairing& pairing : round_)
        jobs.push_back(jobOf(pairing));
    return jobs;
}

/// Adds the finished matches of a round.
void MatchEvaluator::count(Results& results, const runtime::EvaluationJobs& jobs) {
    for (const auto& base : jobs) {
        const auto* job = dynamic_cast<const PairingJob*>(base.get());
        if (job == nullptr) continue;
        for (const arena::FinishedMatch& match : job->finished) {
            const arena::MatchSpec& spec = job->specs[match.spec];
            const int left = job->players[static_cast<size_t>(spec.agentOfSide[0])];
            const int right = job->players[static_cast<size_t>(spec.agentOfSide[1])];
            const double ahead =
                (match.scores[0] - match.scores[1]) * (left < right ? 1 : -1);  // of the smaller player
            Tally& tally = results[std::minmax(left, right)];
            (ahead == 0 ? tally.draws : ahead > 0 ? tally.wins : tally.losses) += 1;
        }
    }
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

/// The curve's new point and the line in the log.
void MatchEvaluator::report(int64_t step, Metrics& metrics, std::vector<EventBody>& out) {
    if (subject_ < 0) return;
    const RatingRecord& rating = ratings_[static_cast<size_t>(subject_)];
    if (!std::isfinite(rating.elo) || rating.games == 0) return;
    newestElo_ = rating.elo;
    metrics.points.push_back({"elo", step, rating.elo, 1.96 * rating.error});
    out.emplace_back(Logged{LogLevel::info, LUDUS_TEXT("Run", "Evaluation at %1 steps finished").arg(step),
                            fmt::format("Elo {:.0f} ±{:.0f}", std::round(rating.elo) + 0.0, 1.96 * rating.error)});
}

std::shared_ptr<runtime::EvaluationJob> MatchEvaluator::lastJob(const runtime::EvaluationJobs& jobs) {
    Results results = results_;
    count(results, jobs);
    return ratingJob(results);
}

std::vector<EventBody> MatchEvaluator::roundFinished(const runtime::EvaluationJobs& jobs, int64_t step) {
    std::vector<EventBody> out;
    Metrics metrics;
    for (const auto& base : jobs) {
        const auto* job = dynamic_cast<const PairingJob*>(base.get());
        if (job == nullptr) continue;
        for (const arena::FinishedMatch& match : job->finished)
            out.emplace_back(played(job->players, job->specs[match.spec], match, step));
        const bool againstOpponent = job->players[0] == subject_ && job->players[1] < opponents_;
        if (!againstOpponent || job->finished.empty()) continue;
        const arena::MatchSummary summary = arena::summarise(job->specs, job->finished);
        metrics.points.push_back(
            {"score/" + agentOf(job->players[1]).name(), step, summary.meanScore, 1.96 * summary.standardError});
    }
    count(results_, jobs);
    round_.clear();
    ratings_ = rate(jobs);
    report(step, metrics, out);
    out.emplace_back(std::move(metrics));
    out.emplace_back(Rated{ratings_});
    return out;
}

std::unique_ptr<RatingJob> MatchEvaluator::ratingJob(const Results& all) const {
    std::vector<math::PairResult> results;
    for (const auto& [pair, tally] : all)
        results.push_back({pair.first, pair.second, tally.wins, tally.draws, tally.losses});
    math::RatingFitOptions options;
    for (const RatingRecord& rating : ratings_)  // the last table is close to the new one
        options.start.push_back(rating.elo);
    options.start.resize(options.start.empty() ? 0 : players_.size(), kUnknown);
    for (size_t i = 0; i < players_.size(); ++i) {
        if (players_[i].agent->name() == "bot:random") options.anchors = {{static_cast<int>(i), 0}};
    }
    return std::make_unique<RatingJob>(static_cast<int>(players_.size()), std::move(results), options);
}

/// The fit that the last job made, or, when it was dropped, here and now.
std::vector<RatingRecord> MatchEvaluator::rate(const runtime::EvaluationJobs& jobs) const {
    std::vector<math::FittedRating> fit;
    if (!jobs.empty()) {
        if (const auto* last = dynamic_cast<const RatingJob*>(jobs.back().get())) fit = last->fit;
    }
    if (fit.empty()) {
        const std::unique_ptr<RatingJob> job = ratingJob(results_);
        job->advance();
        fit = std::move(job->fit);
    }
    std::vector<RatingRecord> out;
    for (size_t i = 0; i < players_.size(); ++i) {
        out.push_back({players_[i].agent->name(), players_[i].step, fit[i].elo, fit[i].error,
                       static_cast<int64_t>(fit[i].games), fit[i].score});
    }
    return out;
}

}  // namespace ludus::runs
