// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/league/league.h"

#include <algorithm>

#include "core/base/bytes.h"
#include "core/base/check.h"

namespace ludus::league {
namespace {

enum Purpose : uint64_t { kDraws = 211, kVerdicts = 212 };

constexpr int kGamesOfAPair = 2;  // one seed, sides swapped

bool readProgress(bytes::Reader& in, bool& begun, std::vector<MatchesWanted>& open) {
    uint64_t count = 0;
    if (!in.value(begun) || !in.value(count)) return false;
    for (; count > 0; --count) {
        int member = 0, against = 0, games = 0;
        if (!in.value(member) || !in.value(against) || !in.value(games)) return false;
        open.push_back({Member::fromCode(member), Member::fromCode(against), games});
    }
    return true;
}

}  // namespace

League::League(LeagueOptions options, uint64_t seed)
    : book_(std::move(options)), draws_(seed, kDraws), verdicts_(seed, kVerdicts), progress_(book_.learners().size()) {}

// ---- whom next

OpponentDraw League::drawOpponent(int player, int block, int64_t step) {
    OpponentDraw draw;
    const LeagueDraw record = drawRecord(player, block, step);
    draw.reason = drawBranchName(record.branch);
    if (!record.agent.empty()) {
        draw.kind = OpponentDraw::Kind::agent;
        draw.agent = record.agent;
    } else if (record.chosen == Member::learner(player)) {
        draw.kind = OpponentDraw::Kind::latest;
    } else if (record.chosen.isLearner()) {
        draw.kind = OpponentDraw::Kind::learner;
        draw.learner = record.chosen.index();
    } else {
        draw.kind = OpponentDraw::Kind::snapshot;
        draw.snapshot = record.chosen.index();
    }
    draw.record = record;
    return draw;
}

LeagueDraw League::drawRecord(int player, int block, int64_t step) {
    const LearnerState& learner = book_.learners()[static_cast<size_t>(player)];
    LeagueDraw record;
    if (book_.root() < 0) {
        record.branch = DrawBranch::root;
        record.chosen = Member::learner(player);
    } else if (book_.makesStart(player)) {
        record.branch = DrawBranch::bot;
        record.agent = learner.spec.bot;
        record.chosen = Member::learner(player);
    } else {
        Dice dice(draws_);
        record = league::drawOpponent(book_.view(), player, dice);
    }
    record.id = ++drawId_;
    record.player = player;
    record.block = block;
    record.step = step;
    record.leagueVersion = book_.version();
    record.payoffVersion = book_.payoff().version();
    return record;
}

bool League::wantsDraw(int, int, int64_t step, int64_t since) {
    return step - since >= book_.options().swapSteps;
}

// ---- what now

/// Frozen out, or somebody else makes the root.
bool League::rests(int player) const {
    return book_.learners()[static_cast<size_t>(player)].failed || (book_.root() < 0 && player != book_.rootMaker());
}

double League::share(int player) const {
    return rests(player) ? 0 : book_.learners()[static_cast<size_t>(player)].spec.weight;
}

Decision League::whatNow(int player, int64_t step) {
    const LearnerState& learner = book_.learners()[static_cast<size_t>(player)];
    Progress& progress = progress_[static_cast<size_t>(player)];
    Decision decision;
    if (rests(player)) return decision;
    if (!progress.begun && book_.root() >= 0) {
        progress.begun = true;
        const int maker = book_.snapshots()[static_cast<size_t>(book_.root())].player;
        if (learner.from >= 0 && player != maker) {  // which has those weights
            decision.goOnFrom = learner.from;
            return decision;
        }
    }
    if (!progress.open.empty()) return decision;
    LeagueVerdict verdict = judge(player);
    if (verdict.action == VerdictAction::goOn) return decision;
    number(verdict, step);
    if (verdict.action == VerdictAction::evaluateFirst) {
        decision.matches = missing(verdict);
        progress.open = decision.matches;
    } else {
        decision.freeze = true;
        if (verdict.action == VerdictAction::freezeAndRestart) decision.goOnFrom = verdict.restartFrom;
        book_.decided(verdict);
    }
    decision.record = std::move(verdict);
    return decision;
}

void League::number(LeagueVerdict& verdict, int64_t step) {
    const LearnerState& learner = book_.learners()[static_cast<size_t>(verdict.player)];
    verdict.id = ++verdictId_;
    verdict.step = step;
    verdict.period = learner.period;
    verdict.trained = learner.trained;
    verdict.leagueVersion = book_.version();
    verdict.payoffVersion = book_.payoff().version();
}

/// The openings end by steps alone.
LeagueVerdict League::judge(int player) {
    const LearnerState& learner = book_.learners()[static_cast<size_t>(player)];
    const bool root = book_.root() < 0, start = book_.makesStart(player);
    if (!root && !start) {
        Dice dice(verdicts_);
        return roleOf(learner.spec.role).whatNow(book_.view(), player, dice);
    }
    LeagueVerdict verdict;
    verdict.player = player;
    verdict.trained = learner.trained;
    const LeagueOptions& options = book_.options();
    if (learner.trained < (root ? options.rootSteps : options.specificSteps)) return verdict;
    verdict.action = VerdictAction::freeze;
    verdict.cause = root ? VerdictCause::rootReady : VerdictCause::startReady;
    return verdict;
}

/// In pairs with sides swapped, shared out among the main agents.
std::vector<MatchesWanted> League::missing(const LeagueVerdict& verdict) const {
    std::vector<MatchesWanted> out;
    const std::vector<int> mains = book_.view().mains(verdict.player);
    const auto count = static_cast<int>(mains.size());
    for (const VerdictRow& row : verdict.table) {
        const int games = book_.options().inheritGames - static_cast<int>(row.played);
        if (games <= 0) continue;
        const int each = (games + count * kGamesOfAPair - 1) / (count * kGamesOfAPair) * kGamesOfAPair;
        for (const int main : mains)
            out.push_back({row.member, Member::learner(main), each});
    }
    return out;
}

TallyRecord League::matchesPlayed(int player, const MatchesWanted& wanted, const std::vector<float>& scores,
                                  const std::vector<uint8_t>& sides) {
    LUDUS_CHECK_EQ(scores.size(), sides.size());
    std::erase(progress_[static_cast<size_t>(player)].open, wanted);
    TallyRecord tally;
    tally.player = wanted.against.index();
    tally.opponent = wanted.member.label();
    tally.asked = true;
    for (size_t i = 0; i < scores.size(); ++i) {
        tally.scores.push_back(-scores[i]);
        tally.sides.push_back(sides[i] == 0 ? 1 : 0);
    }
    book_.tallied(tally);
    return tally;
}

std::vector<MatchesWanted> League::openMatches(int player) const {
    return progress_[static_cast<size_t>(player)].open;
}

// ---- what happened

std::string League::shortName(int player) const {
    return learnerName(book_.options(), player);
}

void League::snapshotTaken(const SnapshotRecord& snapshot) {
    book_.frozen(snapshot);
}

std::optional<LeagueVerdict> League::failed(int player, VerdictCause cause, int64_t step) {
    LeagueVerdict verdict;
    verdict.player = player;
    verdict.action = VerdictAction::frozenOut;
    verdict.cause = cause;
    number(verdict, step);
    book_.failed(player);
    progress_[static_cast<size_t>(player)].open.clear();
    return verdict;
}

std::optional<LeagueVerdict> League::lost(int snapshot, int64_t step) {
    LeagueVerdict verdict;
    verdict.player = book_.snapshots()[static_cast<size_t>(snapshot)].player;
    verdict.action = VerdictAction::lost;
    verdict.cause = VerdictCause::missing;
    verdict.restartFrom = snapshot;
    number(verdict, step);
    book_.lost(snapshot);
    return verdict;
}

bool League::mayDraw(int, int snapshot) const {
    return snapshot >= 0 && snapshot < static_cast<int>(book_.snapshots().size()) &&
           book_.snapshots()[static_cast<size_t>(snapshot)].usable;
}

// ---- state

std::string League::saveState() const {
    std::string out;
    bytes::put(out, draws_.state());
    bytes::put(out, verdicts_.state());
    bytes::put(out, drawId_);
    bytes::put(out, verdictId_);
    for (const Progress& progress : progress_) {
        bytes::put(out, progress.begun);
        bytes::put(out, static_cast<uint64_t>(progress.open.size()));
        for (const MatchesWanted& wanted : progress.open) {
            bytes::put(out, wanted.member.code());
            bytes::put(out, wanted.against.code());
            bytes::put(out, wanted.games);
        }
    }
    bytes::putText(out, book_.saveState());
    return out;
}

Status League::loadState(std::string_view state) {
    bytes::Reader in(state);
    Rng::State draws, verdicts;
    int64_t drawId = 0, verdictId = 0;
    bool whole = in.value(draws) && in.value(verdicts) && in.value(drawId) && in.value(verdictId);
    std::vector<Progress> progress(progress_.size());
    for (Progress& one : progress)
        whole = whole && readProgress(in, one.begun, one.open);
    std::string book;
    if (!whole || !in.text(book) || !in.done()) return damagedCheckpoint(LUDUS_TEXT("Run", "the league"));
    if (Status loaded = book_.loadState(book); !loaded.ok()) return loaded;
    draws_ = Rng::fromState(draws);
    verdicts_ = Rng::fromState(verdicts);
    drawId_ = drawId;
    verdictId_ = verdictId;
    progress_ = std::move(progress);
    return {};
}

}  // namespace ludus::league
