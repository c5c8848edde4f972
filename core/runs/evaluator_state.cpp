// SPDX-License-Identifier: GPL-3.0-or-later
// MatchEvaluator: what a checkpoint keeps of it. An open round is kept as its pairings and the counters before it; its
// matches are functions of those, so that playing them again gives the same.
#include <algorithm>
#include <cmath>

#include "core/base/bytes.h"
#include "core/runs/evaluator.h"

namespace ludus::runs {
namespace {

using bytes::put;
using bytes::putList;
using bytes::putText;

void putSnapshot(std::string& out, const SnapshotRecord& snapshot) {
    put(out, snapshot.id.value);
    put(out, snapshot.run.value);
    put(out, snapshot.index);
    put(out, snapshot.step);
    put(out, snapshot.parent.value);
    putText(out, snapshot.hash);
    put(out, snapshot.wallMs);
}

bool readSnapshot(bytes::Reader& in, SnapshotRecord& snapshot) {
    return in.value(snapshot.id.value) && in.value(snapshot.run.value) && in.value(snapshot.index) &&
           in.value(snapshot.step) && in.value(snapshot.parent.value) && in.text(snapshot.hash) &&
           in.value(snapshot.wallMs);
}

Error damaged() {
    return damagedCheckpoint(LUDUS_TEXT("Run", "the evaluation"));
}

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
    std::vector<Player> players;
    int opponents = 0;
    Player newest;  // no name: none yet
    int subject = -1;
    Counters counters;
    std::vector<Result> results;
    std::vector<Pairing> round;
    std::vector<Rating> ratings;  // of the first players
    double newestElo = kUnknown;

    static void putPlayer(std::string& out, const Player& player) {
        putText(out, player.name);
        put(out, player.step);
        putSnapshot(out, player.snapshot);
    }
    static bool readPlayer(bytes::Reader& in, Player& player) {
        return in.text(player.name) && in.value(player.step) && readSnapshot(in, player.snapshot);
    }

    bool read(std::string_view state) {
        bytes::Reader in(state);
        uint64_t count = 0;
        if (!in.value(count) || count > state.size()) return false;
        players.resize(count);
        for (Player& player : players) {
            if (!readPlayer(in, player)) return false;
        }
        return in.value(opponents) && readPlayer(in, newest) && in.value(subject) && in.value(counters) &&
               in.list(results) && in.list(round) && in.list(ratings) && in.value(newestElo) && in.done();
    }

    bool sound() const {
        const int n = static_cast<int>(players.size());
        const auto among = [n](int player) { return player >= 0 && player < n; };
        const auto number = [](double games) { return std::isfinite(games) && games >= 0; };
        if (opponents < 0 || opponents > n || subject < -1 || subject >= n) return false;
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
    const auto plain = [](const Player& player) {
        return Saved::Player{player.agent ? player.agent->name() : std::string(), player.step, player.snapshot};
    };
    std::string out;
    put(out, static_cast<uint64_t>(players_.size()));
    for (const Player& player : players_)
        Saved::putPlayer(out, plain(player));
    put(out, opponents_);
    Saved::putPlayer(out, plain(newest_));
    put(out, subject_);
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
    if (!saved.read(state) || !saved.sound()) return damaged();
    return take(std::move(saved), weights);
}

/// Opponents are those that were handed in, snapshots and other networks come from where they are kept: a name such as
/// "run:NAME/latest" may stand for another network by now.
Result<agents::AgentPtr> MatchEvaluator::agentOf(const Saved& saved, size_t player,
                                                 const runtime::SnapshotLoader& weights) const {
    const Saved::Player& wanted = saved.players[player];
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

Status MatchEvaluator::take(Saved saved, const runtime::SnapshotLoader& weights) {
    std::vector<Player> players;
    for (size_t i = 0; i < saved.players.size(); ++i) {
        Result<agents::AgentPtr> agent = agentOf(saved, i, weights);
        if (!agent) return agent.error();
        players.push_back({std::move(*agent), saved.players[i].step, saved.players[i].snapshot});
    }
    Player newest;
    if (!saved.newest.name.empty()) {
        saved.players.push_back(saved.newest);
        Result<agents::AgentPtr> agent = agentOf(saved, saved.players.size() - 1, weights);
        if (!agent) return agent.error();
        newest = {std::move(*agent), saved.newest.step, saved.newest.snapshot};
    }
    players_ = std::move(players);
    newest_ = std::move(newest);
    opponents_ = saved.opponents;
    subject_ = saved.subject;
    counters_ = beforeRound_ = saved.counters;
    round_ = std::move(saved.round);
    newestElo_ = saved.newestElo;
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
