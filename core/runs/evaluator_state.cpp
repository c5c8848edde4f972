// SPDX-License-Identifier: GPL-3.0-or-later
// MatchEvaluator: what a checkpoint keeps of it. An open round is kept as its pairings and the counters before it; its
// matches are functions of those, so that playing them again gives the same.
#include <algorithm>
#include <cmath>

#include "core/base/bytes.h"
#include "core/base/check.h"
#include "core/runs/evaluator.h"

namespace ludus::runs {
namespace {

using bytes::put;
using bytes::putList;
using bytes::putText;

void putSnapshot(std::string& out, const SnapshotRecord& snapshot) {
    put(out, snapshot.id.value);
    put(out, snapshot.run.value);
    put(out, snapshot.player);
    put(out, snapshot.index);
    put(out, snapshot.step);
    put(out, snapshot.parent.value);
    putText(out, snapshot.hash);
    put(out, snapshot.wallMs);
}

bool readSnapshot(bytes::Reader& in, SnapshotRecord& snapshot) {
    return in.value(snapshot.id.value) && in.value(snapshot.run.value) && in.value(snapshot.player) &&
           in.value(snapshot.index) && in.value(snapshot.step) && in.value(snapshot.parent.value) &&
           in.text(snapshot.hash) && in.value(snapshot.wallMs);
}

Error damaged() {
    return damagedCheckpoint(LUDUS_TEXT("Run", "the evaluation"));
}

/// Stands for a snapshot whose weights cannot be had any more: its results count, nobody meets it.
class GoneAgent final : public agents::Agent {
public:
    GoneAgent(std::string name, std::string hash) : Agent(std::move(name), std::move(hash)) {}
    std::unique_ptr<games::Policy> makePolicy() const override {
        LUDUS_CHECK(false);  // it is in no pairing
        return nullptr;
    }
};

bool isNetwork(const std::string& name) {
    return name.starts_with("snapshot:") || name.starts_with("run:");
}

}  // namespace

/// The state as plain values.
struct MatchEvaluator::Saved {
    struct Player {
        std::string name;
        int64_t step = -1;
        SnapshotRecord snapshot;
    };
    struct Result {
        int first = 0, second = 0;
        Tally tally;
    };
    struct Rating {
        double elo = 0, error = 0, score = 0;
        int64_t games = 0;
    };
    std::vector<Player> players, fresh;
    int opponents = 0;
    std::vector<int> subjects;
    Counters counters;
    std::vector<Result> results;
    std::vector<Pairing> round;
    std::vector<Rating> ratings;  // of the first players
    double newestElo = kUnknown;

    static void putPlayers(std::string& out, const std::vector<MatchEvaluator::Player>& players) {
        put(out, static_cast<uint64_t>(players.size()));
        for (const MatchEvaluator::Player& player : players) {
            putText(out, player.agent->name());
            put(out, player.step);
            putSnapshot(out, player.snapshot);
        }
    }
    static bool readPlayers(bytes::Reader& in, uint64_t most, std::vector<Player>& players) {
        uint64_t count = 0;
        if (!in.value(count) || count > most) return false;
        players.resize(count);
        return std::all_of(players.begin(), players.end(), [&in](Player& player) {
            return in.text(player.name) && in.value(player.step) && readSnapshot(in, player.snapshot);
        });
    }

    bool read(std::string_view state) {
        bytes::Reader in(state);
        return readPlayers(in, state.size(), players) && in.value(opponents) && readPlayers(in, state.size(), fresh) &&
               in.list(subjects) && in.value(counters) && in.list(results) && in.list(round) && in.list(ratings) &&
               in.value(newestElo) && in.done();
    }

    /// `learners`: how many there are.
    bool sound(int learners) const {
        const int n = static_cast<int>(players.size());
        const auto among = [n](int player) { return player >= 0 && player < n; };
        const auto number = [](double games) { return std::isfinite(games) && games >= 0; };
        const auto ofLearner = [learners](const Player& player) {
            return player.snapshot.player >= 0 && player.snapshot.player < learners;
        };
        if (opponents < 0 || opponents > n || !std::all_of(players.begin(), players.end(), ofLearner) ||
            !std::all_of(fresh.begin(), fresh.end(), ofLearner) ||
            !std::all_of(subjects.begin(), subjects.end(), [&](int s) { return s >= opponents && s < n; }))
            return false;
        if (ratings.size() > players.size() || counters.pairings < 0 || counters.recorded < 0) return false;
        return std::all_of(results.begin(), results.end(),
                           [&](const Result& r) {
                               return among(r.first) && among(r.second) && r.first < r.second && number(r.tally.wins) &&
                                      number(r.tally.draws) && number(r.tally.losses);
                           }) &&
               std::all_of(round.begin(), round.end(),
                           [&](const Pairing& p) { return among(p.first) && among(p.second) && p.first != p.second; });
    }
};

std::string MatchEvaluator::saveState() const {
    std::string out;
    Saved::putPlayers(out, players_);
    put(out, opponents_);
    Saved::putPlayers(out, fresh_);
    putList(out, subjects_);
    put(out, round_.empty() ? counters_ : beforeRound_);
    std::vector<Saved::Result> results;
    for (const auto& [pair, tally] : results_)
        results.push_back({pair.first, pair.second, tally});
    putList(out, results);
    putList(out, round_);
    std::vector<Saved::Rating> ratings;
    for (const RatingRecord& rating : ratings_)
        ratings.push_back({rating.elo, rating.error, rating.score, rating.games});
    putList(out, ratings);
    put(out, newestElo_);
    return out;
}

Status MatchEvaluator::loadState(std::string_view state, const runtime::SnapshotLoader& weights) {
    Saved saved;
    if (!saved.read(state) || !saved.sound(std::max(1, static_cast<int>(names_.size())))) return damaged();
    return take(std::move(saved), weights);
}

/// Opponents are those that were handed in, snapshots and other networks come from where they are kept: a name such as
/// "run:NAME/latest" may stand for another network by now.
Result<agents::AgentPtr> MatchEvaluator::agentOf(const Saved& saved, size_t player,
                                                 const runtime::SnapshotLoader& weights) const {
    const size_t known = saved.players.size();
    const Saved::Player& wanted = player < known ? saved.players[player] : saved.fresh[player - known];
    for (int i = 0; i < opponents_; ++i) {
        const agents::AgentPtr& agent = players_[static_cast<size_t>(i)].agent;
        if (agent->name() == wanted.name && agent->hash() == wanted.snapshot.hash) return agent;
    }
    if (!isNetwork(wanted.name)) {
        return Error{
            "checkpoint.damaged",
            LUDUS_TEXT("Error", "The opponent %1, whom this run is rated against, is not as it was.").arg(wanted.name),
            LUDUS_TEXT("Error", "Its results so far and those to come would not be of the same agent."),
            LUDUS_TEXT("Error", "Bring the former agent back, or start a new run from the last snapshot.")};
    }
    Result<std::shared_ptr<const nn::Weights>> content = weights(wanted.snapshot);
    if (!content) return content.error();
    return agents::networkAgent(wanted.name, wanted.snapshot.hash, std::move(*content));
}

/// A league goes on without a snapshot that is gone; a lone player's run does not.
Result<MatchEvaluator::Player> MatchEvaluator::playerFrom(const Saved& saved, size_t player,
                                                          const runtime::SnapshotLoader& weights) const {
    const size_t known = saved.players.size();
    const Saved::Player& one = player < known ? saved.players[player] : saved.fresh[player - known];
    Result<agents::AgentPtr> agent = agentOf(saved, player, weights);
    if (agent) return Player{std::move(*agent), one.step, one.snapshot, false};
    const bool ofThisRun = one.step >= 0;
    if (!several() || !ofThisRun) return agent.error();
    return Player{std::make_shared<GoneAgent>(one.name, one.snapshot.hash), one.step, one.snapshot, true};
}

void MatchEvaluator::leaveOutGone() {
    const auto gone = [this](int player) { return players_[static_cast<size_t>(player)].gone; };
    std::erase_if(fresh_, [](const Player& player) { return player.gone; });
    std::erase_if(subjects_, gone);
    std::erase_if(round_, [&](const Pairing& pairing) { return gone(pairing.first) || gone(pairing.second); });
}

Status MatchEvaluator::take(Saved saved, const runtime::SnapshotLoader& weights) {
    std::vector<Player> players, fresh;
    const size_t known = saved.players.size();
    for (size_t i = 0; i < known + saved.fresh.size(); ++i) {
        Result<Player> player = playerFrom(saved, i, weights);
        if (!player) return player.error();
        (i < known ? players : fresh).push_back(std::move(*player));
    }
    players_ = std::move(players);
    fresh_ = std::move(fresh);
    opponents_ = saved.opponents;
    subjects_ = std::move(saved.subjects);
    counters_ = beforeRound_ = saved.counters;
    round_ = std::move(saved.round);
    newestElo_ = saved.newestElo;
    leaveOutGone();
    results_.clear();
    for (const Saved::Result& result : saved.results)
        results_[{result.first, result.second}] = result.tally;
    ratings_.clear();
    for (size_t i = 0; i < saved.ratings.size(); ++i) {
        const Saved::Rating& rating = saved.ratings[i];
        ratings_.push_back(
            {players_[i].agent->name(), players_[i].step, rating.elo, rating.error, rating.games, rating.score});
    }
    return {};
}

runtime::EvaluationJobs MatchEvaluator::openRound() {
    counters_ = beforeRound_;
    return jobsOfRound();
}

std::vector<EventBody> MatchEvaluator::restored() const {
    if (ratings_.empty()) return {};
    return {Rated{ratings_}};
}

}  // namespace ludus::runs
