// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/evaluator.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/base/check.h"
#include "core/base/hash.h"
#include "core/base/rng.h"
#include "core/math/rating_fit.h"
#include "core/runs/match_slices.h"

namespace ludus::runs {
namespace {

constexpr uint64_t kEvaluationSeeds = 301;

/// All matches between two players of a round.
class PairingJob final : public runtime::EvaluationJob {
public:
    PairingJob(MatchSlices slices, int first, int second) : players({first, second}), slices_(std::move(slices)) {}

    bool advance() override { return slices_.advance(); }
    const std::vector<arena::MatchSpec>& specs() const { return slices_.specs; }
    const std::vector<arena::FinishedMatch>& finished() const { return slices_.finished; }

    const std::vector<int> players;  // by agent of the specs

private:
    MatchSlices slices_;
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
                               RecordOptions record, RunId run, uint64_t seed, const Clock& clock,
                               std::vector<std::string> players)
    : game_(std::move(game)),
      options_(std::move(options)),
      record_(record),
      run_(run),
      seed_(seed),
      clock_(clock),
      names_(std::move(players)),
      opponents_(static_cast<int>(opponents.size())) {
    for (agents::AgentPtr& opponent : opponents) {
        SnapshotRecord content;
        content.hash = opponent->hash();
        players_.push_back({std::move(opponent), -1, std::move(content)});
    }
}

void MatchEvaluator::snapshotFrozen(const SnapshotRecord& snapshot, std::shared_ptr<const nn::Weights> weights) {
    if (!several()) fresh_.clear();
    Player& fresh = fresh_.emplace_back();
    fresh.agent =
        agents::networkAgent("snapshot:" + std::to_string(snapshot.id.value), snapshot.hash, std::move(weights));
    fresh.step = snapshot.step;
    fresh.snapshot = snapshot;
}

int MatchEvaluator::playerOf(const Player& wanted) {
    for (size_t i = 0; i < players_.size(); ++i) {
        if (players_[i].agent->name() == wanted.agent->name()) return static_cast<int>(i);
    }
    players_.push_back(wanted);
    return static_cast<int>(players_.size()) - 1;
}

bool MatchEvaluator::isSnapshotOf(int player, int learner) const {
    const Player& one = players_[static_cast<size_t>(player)];
    return player >= opponents_ && one.snapshot.player == learner;
}

int MatchEvaluator::newestOf(int learner) const {
    for (int player = static_cast<int>(players_.size()) - 1; player >= opponents_; --player) {
        if (isSnapshotOf(player, learner) && !players_[static_cast<size_t>(player)].gone) return player;
    }
    return -1;
}

/// Evaluated snapshots of the same learner before it, spread from the last one back to the first.
std::vector<int> MatchEvaluator::pastOf(int subject) const {
    const int learner = players_[static_cast<size_t>(subject)].snapshot.player;
    std::vector<int> evaluated, out;
    for (int player = opponents_; player < subject; ++player) {
        if (isSnapshotOf(player, learner) && !players_[static_cast<size_t>(player)].gone) evaluated.push_back(player);
    }
    const int count = static_cast<int>(evaluated.size());
    for (int k = 0; k < options_.past && count > 0; ++k) {
        const int back = options_.past > 1 ? (count - 1) * k / (options_.past - 1) : 0;
        const int player = evaluated[static_cast<size_t>(count - 1 - back)];
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
                                           std::min(MatchSlices::kSlots, options_.games), options_.greedy);
    if (!batch) throw BrokenPromise(batch.error().sentence());
    return std::make_shared<PairingJob>(MatchSlices(std::move(*batch), std::move(specs)), pairing.first,
                                        pairing.second);
}

runtime::EvaluationJobs MatchEvaluator::nextRound(int64_t) {
    LUDUS_CHECK(several() || !fresh_.empty());
    if (game_.facts.sides != 2) return {};
    const bool first = static_cast<int>(players_.size()) == opponents_;
    subjects_.clear();
    round_.clear();
    for (const Player& fresh : fresh_)
        subjects_.push_back(playerOf(fresh));
    if (several()) fresh_.clear();
    for (const int subject : subjects_)
        pairUp(subject);
    // The opponents meet each other once, so that one scale links them from the start.
    for (int a = 0; first && !subjects_.empty() && a < opponents_; ++a) {
        for (int b = a + 1; b < opponents_; ++b)
            round_.push_back({a, b});
    }
    beforeRound_ = counters_;
    return jobsOfRound();
}

/// Whom a subject of the round meets.
void MatchEvaluator::pairUp(int subject) {
    for (int opponent = 0; opponent < opponents_; ++opponent)
        round_.push_back({subject, opponent});
    for (const int earlier : pastOf(subject))
        round_.push_back({subject, earlier});
    const int learner = players_[static_cast<size_t>(subject)].snapshot.player;
    for (int other = 0; other < static_cast<int>(names_.size()); ++other) {
        const int newest = newestOf(other);
        if (other == learner || newest < 0 || (learner != 0 && other != 0)) continue;
        const auto same = [&](const Pairing& p) { return p.first == newest && p.second == subject; };
        if (std::none_of(round_.begin(), round_.end(), same)) round_.push_back({subject, newest});
    }
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
        for (const arena::FinishedMatch& match : job->finished()) {
            const arena::MatchSpec& spec = job->specs()[match.spec];
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

std::string MatchEvaluator::curve(const std::string& name, int learner) const {
    return learner == 0 ? name : name + "/" + names_[static_cast<size_t>(learner)];
}

/// The subjects that curves are of: the newest of each learner.
std::vector<int> MatchEvaluator::reported() const {
    std::vector<int> out;
    for (const int subject : subjects_) {
        const int learner = players_[static_cast<size_t>(subject)].snapshot.player;
        std::erase_if(out, [&](int other) { return isSnapshotOf(other, learner); });
        out.push_back(subject);
    }
    return out;
}

/// The curves' new points and the line in the log.
void MatchEvaluator::report(int64_t step, Metrics& metrics, std::vector<EventBody>& out) {
    std::string fact;
    for (const int subject : reported()) {
        const RatingRecord& rating = ratings_[static_cast<size_t>(subject)];
        const int learner = players_[static_cast<size_t>(subject)].snapshot.player;
        if (!std::isfinite(rating.elo) || rating.games == 0) continue;
        metrics.points.push_back({curve("elo", learner), step, rating.elo, 1.96 * rating.error});
        const std::string elo = fmt::format("Elo {:.0f} ±{:.0f}", std::round(rating.elo) + 0.0, 1.96 * rating.error);
        if (learner == 0) newestElo_ = rating.elo;
        if (learner == 0 || fact.empty()) fact = learner == 0 ? elo : names_[static_cast<size_t>(learner)] + " " + elo;
    }
    if (fact.empty()) return;
    out.emplace_back(Logged{LogLevel::info, LUDUS_TEXT("Run", "Evaluation at %1 steps finished").arg(step), fact});
}

std::shared_ptr<runtime::EvaluationJob> MatchEvaluator::lastJob(const runtime::EvaluationJobs& jobs) {
    Results results = results_;
    count(results, jobs);
    return ratingJob(results);
}

std::vector<EventBody> MatchEvaluator::roundFinished(const runtime::EvaluationJobs& jobs, int64_t step) {
    std::vector<EventBody> out;
    Metrics metrics;
    const std::vector<int> newest = reported();
    for (const auto& base : jobs) {
        const auto* job = dynamic_cast<const PairingJob*>(base.get());
        if (job == nullptr) continue;
        for (const arena::FinishedMatch& match : job->finished())
            out.emplace_back(played(job->players, job->specs()[match.spec], match, step));
        const int subject = job->players[0];
        const bool counts = std::find(newest.begin(), newest.end(), subject) != newest.end();
        if (!counts || job->players[1] >= opponents_ || job->finished().empty()) continue;
        const arena::MatchSummary summary = arena::summarise(job->specs(), job->finished());
        const int learner = players_[static_cast<size_t>(subject)].snapshot.player;
        metrics.points.push_back({curve("score/" + agentOf(job->players[1]).name(), learner), step, summary.meanScore,
                                  1.96 * summary.standardError});
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
