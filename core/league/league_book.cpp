// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/league/league_book.h"

#include <algorithm>

#include "core/base/bytes.h"
#include "core/base/check.h"
#include "core/records/task_source.h"

namespace ludus::league {
namespace {

double pointsOf(double result) {
    return result > 0 ? 1 : result < 0 ? 0 : 0.5;
}

PayoffOptions payoffOptions(const LeagueOptions& options) {
    return {options.decay, static_cast<double>(options.minimumGames)};
}

// Field by field: what lies between them is not ours to save.
void put(std::string& out, const LearnerState& learner) {
    bytes::put(out, learner.period);
    bytes::put(out, learner.trained);
    bytes::put(out, learner.trainedBefore);
    bytes::put(out, learner.start);
    bytes::put(out, learner.from);
    bytes::put(out, learner.failed);
}

bool get(bytes::Reader& in, LearnerState& learner) {
    return in.value(learner.period) && in.value(learner.trained) && in.value(learner.trainedBefore) &&
           in.value(learner.start) && in.value(learner.from) && in.value(learner.failed);
}

void put(std::string& out, const FrozenState& frozen) {
    bytes::put(out, frozen.player);
    bytes::put(out, frozen.role);
    bytes::put(out, frozen.opponents);
    bytes::put(out, frozen.period);
    bytes::put(out, frozen.parent);
    bytes::put(out, frozen.step);
    bytes::put(out, frozen.start);
    bytes::put(out, frozen.usable);
}

bool get(bytes::Reader& in, FrozenState& frozen) {
    return in.value(frozen.player) && in.value(frozen.role) && in.value(frozen.opponents) && in.value(frozen.period) &&
           in.value(frozen.parent) && in.value(frozen.step) && in.value(frozen.start) && in.value(frozen.usable);
}

void put(std::string& out, const std::optional<LeagueVerdict>& pending) {
    bytes::put(out, pending.has_value());
    if (!pending) return;
    bytes::put(out, pending->action);
    bytes::put(out, pending->cause);
    bytes::put(out, pending->restartFrom.value_or(-1));
}

bool get(bytes::Reader& in, std::optional<LeagueVerdict>& pending) {
    bool any = false;
    if (!in.value(any)) return false;
    if (!any) return true;
    int from = -1;
    LeagueVerdict& verdict = pending.emplace();
    if (!in.value(verdict.action) || !in.value(verdict.cause) || !in.value(from)) return false;
    if (from >= 0) verdict.restartFrom = from;
    return true;
}

void put(std::string& out, const std::map<Member, Recent>& known) {
    bytes::put(out, static_cast<uint64_t>(known.size()));
    for (const auto& [member, results] : known) {
        bytes::put(out, member.code());
        bytes::put(out, results.played);
        bytes::put(out, results.points);
    }
}

bool get(bytes::Reader& in, std::map<Member, Recent>& known) {
    uint64_t count = 0;
    if (!in.value(count)) return false;
    for (; count > 0; --count) {
        int member = 0;
        Recent results;
        if (!in.value(member) || !in.value(results.played) || !in.value(results.points)) return false;
        known.emplace(Member::fromCode(member), results);
    }
    return true;
}

}  // namespace

LeagueBook::LeagueBook(LeagueOptions options)
    : options_(std::move(options)), payoff_(options_.learners(), payoffOptions(options_)) {
    for (LearnerSpec& spec : learnersOf(options_)) {
        LearnerState learner;
        learner.spec = std::move(spec);
        learners_.push_back(std::move(learner));
    }
    recent_.resize(learners_.size());
    pending_.resize(learners_.size());
}

void LeagueBook::setOptions(LeagueOptions options) {
    LUDUS_CHECK(options.learners() == options_.learners());  // the learners of a league are fixed
    options_ = std::move(options);
    ++version_;
}

LeagueView LeagueBook::view() const {
    return {options_, learners_, snapshots_, payoff_, recent_, nullptr, version_};
}

int LeagueBook::rootMaker() const {
    if (root_ >= 0) return -1;
    const auto fits = [](const LearnerState& learner) {
        return learner.spec.role == LeagueRole::mainAgent && !learner.failed;
    };
    const auto maker = std::find_if(learners_.begin(), learners_.end(), fits);
    return maker == learners_.end() ? -1 : static_cast<int>(maker - learners_.begin());
}

bool LeagueBook::makesStart(int player) const {
    const LearnerState& learner = learners_[static_cast<size_t>(player)];
    return root_ >= 0 && learner.start < 0 && !learner.failed;
}

void LeagueBook::trained(int player, int64_t steps) {
    learners_[static_cast<size_t>(player)].trained += steps;
}

void LeagueBook::count(int main, Member member, double points) {
    Recent& recent = recent_[static_cast<size_t>(main)][member];
    ++recent.played;
    recent.points += points;
}

void LeagueBook::played(int player, Member opponent, int side, double result) {
    const Member self = Member::learner(player);
    payoff_.add(self, opponent, side, result);
    if (opponent == self) return;
    if (learners_[static_cast<size_t>(player)].spec.role == LeagueRole::mainAgent)
        count(player, opponent, 1 - pointsOf(result));
    if (opponent.isLearner() && learners_[static_cast<size_t>(opponent.index())].spec.role == LeagueRole::mainAgent)
        count(opponent.index(), self, pointsOf(result));
}

void LeagueBook::tallied(const TallyRecord& tally) {
    const std::optional<Member> opponent = memberOfLabel(tally.opponent, tally.player);
    if (!opponent) return;
    for (size_t i = 0; i < tally.scores.size(); ++i) {
        const int side = i < tally.sides.size() ? tally.sides[i] : 0;
        const auto score = static_cast<double>(tally.scores[i]);
        if (tally.asked)
            evaluated(*opponent, Member::learner(tally.player), 1 - side, -score);
        else
            played(tally.player, *opponent, side, score);
    }
}

void LeagueBook::evaluated(Member member, Member main, int side, double result) {
    LUDUS_CHECK(main.isLearner() && member != main);
    payoff_.add(member, main, side, result);
    count(main.index(), member, pointsOf(result));
}

void LeagueBook::decided(const LeagueVerdict& verdict) {
    if (verdict.action != VerdictAction::freeze && verdict.action != VerdictAction::freezeAndRestart) return;
    pending_[static_cast<size_t>(verdict.player)] = verdict;
}

void LeagueBook::frozen(const SnapshotRecord& snapshot) {
    const auto player = static_cast<size_t>(snapshot.player);
    LUDUS_CHECK(player < learners_.size());                              // a snapshot of an unknown learner
    LUDUS_CHECK(snapshot.index == static_cast<int>(snapshots_.size()));  // snapshots come in the order of their indices
    LearnerState& learner = learners_[player];
    FrozenState frozen;
    frozen.player = snapshot.player;
    frozen.role = learner.spec.role;
    frozen.opponents = learner.spec.opponents;
    frozen.parent = learner.from;
    frozen.step = snapshot.step;
    frozen.usable = pending_[player].has_value();
    if (frozen.usable)
        payoff_.freeze(snapshot.player, snapshot.index);
    else
        payoff_.skip(snapshot.index);
    snapshots_.push_back(frozen);
    if (frozen.usable) {
        closePeriod(learner, snapshot.player, snapshot.index, *pending_[player]);
        pending_[player].reset();
    }
    ++version_;
}

void LeagueBook::closePeriod(LearnerState& learner, int player, int index, const LeagueVerdict& verdict) {
    learner.trainedBefore += learner.trained;
    learner.trained = 0;
    FrozenState& frozen = snapshots_.back();
    frozen.start = verdict.cause == VerdictCause::rootReady || verdict.cause == VerdictCause::startReady;
    learner.from = index;
    if (verdict.cause == VerdictCause::rootReady) {
        root_ = index;
        for (LearnerState& each : learners_) {
            if (each.failed) continue;  // it never had those weights
            each.from = index;
            if (each.spec.bot.empty()) each.start = index;
        }
        return;
    }
    if (verdict.cause == VerdictCause::startReady) {
        learner.start = index;
        return;
    }
    frozen.period = learner.period++;
    if (verdict.action == VerdictAction::freezeAndRestart) {
        LUDUS_CHECK(verdict.restartFrom.has_value());
        learner.from = *verdict.restartFrom;
        payoff_.restart(player, learner.from);
        for (auto& known : recent_)
            known.erase(Member::learner(player));
    }
    if (learner.spec.role == LeagueRole::mainAgent) recent_[static_cast<size_t>(player)].clear();
}

void LeagueBook::failed(int player) {
    learners_[static_cast<size_t>(player)].failed = true;
    pending_[static_cast<size_t>(player)].reset();
    ++version_;
}

void LeagueBook::lost(int snapshot) {
    snapshots_[static_cast<size_t>(snapshot)].usable = false;
    ++version_;
}

std::string LeagueBook::saveState() const {
    std::string out;
    bytes::put(out, static_cast<uint64_t>(learners_.size()));
    bytes::put(out, static_cast<uint64_t>(snapshots_.size()));
    for (const LearnerState& learner : learners_)
        put(out, learner);
    for (const auto& pending : pending_)
        put(out, pending);
    for (const FrozenState& frozen : snapshots_)
        put(out, frozen);
    for (const auto& known : recent_)
        put(out, known);
    bytes::put(out, root_);
    bytes::put(out, version_);
    bytes::putText(out, payoff_.saveState());
    return out;
}

Status LeagueBook::loadState(std::string_view state) {
    LeagueBook read(options_);
    bytes::Reader in(state);
    uint64_t learners = 0, snapshots = 0;
    bool whole = in.value(learners) && learners == learners_.size() && in.value(snapshots) && snapshots <= state.size();
    if (whole) read.snapshots_.resize(snapshots);
    const auto all = [&](auto& parts) {
        for (auto& part : parts)
            whole = whole && get(in, part);
    };
    all(read.learners_);
    all(read.pending_);
    all(read.snapshots_);
    all(read.recent_);
    std::string payoff;
    whole = whole && in.value(read.root_) && in.value(read.version_) && in.text(payoff) && in.done() &&
            read.payoff_.loadState(payoff).ok() && read.consistent();
    if (!whole) return damagedCheckpoint(LUDUS_TEXT("Run", "the league"));
    *this = std::move(read);
    return {};
}

/// What was read names only what is there.
bool LeagueBook::consistent() const {
    const auto count = static_cast<int>(snapshots_.size()), players = static_cast<int>(learners_.size());
    const auto known = [count](int index) { return index >= -1 && index < count; };
    bool sound = known(root_) && payoff_.snapshots() == count;
    for (const LearnerState& learner : learners_)
        sound = sound && known(learner.start) && known(learner.from);
    for (const FrozenState& frozen : snapshots_)
        sound = sound && known(frozen.parent) && frozen.player >= 0 && frozen.player < players &&
                static_cast<int>(frozen.role) >= 0 && static_cast<int>(frozen.role) < kLeagueRoles;
    for (const auto& results : recent_)
        for (const auto& [member, recent] : results)
            sound = sound && member.index() < (member.isLearner() ? players : count);
    return sound;
}

}  // namespace ludus::league
