// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/league/story.h"

#include <algorithm>

#include "core/league/snapshot_names.h"
#include "core/records/task_source.h"

namespace ludus::league {
namespace {

constexpr const char* kTable = "league.";
constexpr const char* kSnapshotAgent = "snapshot:";
constexpr double k95 = 1.959963984540054;

/// The options with another value; none: it cannot be read, or nothing that may change.
std::optional<LeagueOptions> changed(LeagueOptions options, const std::string& key, const std::string& value) {
    const std::vector<config::OptionSpec>& specs = leagueOptions().specs();
    const auto spec = std::find_if(specs.begin(), specs.end(), [&](const auto& one) { return one.key == key; });
    if (spec == specs.end() || !spec->live) return std::nullopt;
    const Result<config::Value> parsed = config::parse(*spec, value);
    if (!parsed) return std::nullopt;
    if (!leagueOptions().read({{key, {*parsed, 0}}}, options).ok() || !checkLeague(options).ok()) return std::nullopt;
    return options;
}

}  // namespace

LeagueStory::LeagueStory(LeagueOptions options) : book_(std::move(options)) {
    const auto& known = book_.learners();
    running_.resize(known.size());
    for (int player = 0; player < static_cast<int>(known.size()); ++player) {
        const LearnerSpec& spec = known[static_cast<size_t>(player)].spec;
        LearnerStory learner;
        learner.player = player;
        learner.name = learnerName(book_.options(), player);
        learner.role = spec.role;
        learner.opponents = spec.opponents;
        learner.bot = spec.bot;
        learners_.push_back(std::move(learner));
    }
    mirror();
}

void LeagueStory::take(const RunEvent& event) {
    lastSeq_ = std::max(lastSeq_, event.seq);
    if (const auto* tally = std::get_if<Tallied>(&event.body)) {
        tallied(tally->tally, event.seq);
    } else if (const auto* draw = std::get_if<Drawn>(&event.body)) {
        drawn(draw->draw, event.seq);
    } else if (const auto* verdict = std::get_if<Judged>(&event.body)) {
        judged(verdict->verdict, event.seq);
    } else if (const auto* snapshot = std::get_if<SnapshotFrozen>(&event.body)) {
        frozen(snapshot->snapshot, event.seq);
    } else if (const auto* table = std::get_if<Rated>(&event.body)) {
        rated(table->ratings);
    } else if (const auto* change = std::get_if<OptionChanged>(&event.body)) {
        if (change->key.starts_with(kTable)) changes_.push_back({change->key, change->after, event.seq});
    }
}

// ---- options and versions

LeagueBook LeagueStory::bookAt(int64_t leagueVersion) const {
    LeagueBook book = book_;
    for (const Change& change : changes_) {
        if (book.version() >= leagueVersion) break;
        const auto options = changed(book.options(), change.key, change.value);
        if (options) book.setOptions(*options);
    }
    return book;
}

LeagueOptions LeagueStory::optionsNow() const {
    LeagueOptions options = book_.options();
    for (const Change& change : changes_)
        options = changed(options, change.key, change.value).value_or(options);
    return options;
}

/// A change of options takes effect when a record's version says that it has.
void LeagueStory::compareVersions(int64_t league, int64_t payoff, int64_t seq) {
    while (book_.version() < league && !changes_.empty()) {
        const Change change = changes_.front();
        changes_.erase(changes_.begin());
        const auto options = changed(book_.options(), change.key, change.value);
        if (!options) contradict(Mismatch::Kind::option, change.seq, 0, 0);
        book_.setOptions(options.value_or(book_.options()));
    }
    if (book_.version() != league) contradict(Mismatch::Kind::leagueVersion, seq, league, book_.version());
    if (book_.payoff().version() != payoff)
        contradict(Mismatch::Kind::payoffVersion, seq, payoff, book_.payoff().version());
}

void LeagueStory::contradict(Mismatch::Kind kind, int64_t seq, int64_t told, int64_t rebuilt) {
    if (!mismatch_) mismatch_ = Mismatch{kind, seq, told, rebuilt};
}

bool LeagueStory::there(Member member) const {
    return member.index() < static_cast<int>(member.isLearner() ? learners_.size() : nodes_.size());
}

bool LeagueStory::plays(int player) const {
    return player >= 0 && player < static_cast<int>(learners_.size());
}

// ---- what happened

void LeagueStory::drawn(const LeagueDraw& draw, int64_t seq) {
    lastStep_ = std::max(lastStep_, draw.step);
    compareVersions(draw.leagueVersion, draw.payoffVersion, seq);
    if (!plays(draw.player)) return contradict(Mismatch::Kind::record, seq, draw.player, 0);
    LearnerStory& learner = learners_[static_cast<size_t>(draw.player)];
    ++learner.draws;
    ++learner.branches[static_cast<size_t>(draw.branch)].drawn;
    for (const DrawBranch branch : draw.empty)
        ++learner.branches[static_cast<size_t>(branch)].empty;
    draws_[{draw.player, draw.block}] = draw;
}

/// Whether the book can take it.
bool LeagueStory::judgeable(const LeagueVerdict& verdict) const {
    if (!plays(verdict.player)) return false;
    const bool names = verdict.action == VerdictAction::freezeAndRestart || verdict.action == VerdictAction::lost;
    return !names ||
           (verdict.restartFrom && *verdict.restartFrom >= 0 && there(Member::snapshot(*verdict.restartFrom)));
}

void LeagueStory::judged(const LeagueVerdict& verdict, int64_t seq) {
    lastStep_ = std::max(lastStep_, verdict.step);
    compareVersions(verdict.leagueVersion, verdict.payoffVersion, seq);
    verdicts_.push_back({seq, verdict});
    if (!judgeable(verdict)) return contradict(Mismatch::Kind::record, seq, verdict.player, 0);
    const auto player = static_cast<size_t>(verdict.player);
    book_.trained(verdict.player, verdict.trained - book_.learners()[player].trained);
    learners_[player].decided = verdict.step;
    if (freezes(verdict.action)) {
        book_.decided(verdict);
        running_[player].awaited = verdict;
    } else if (verdict.action == VerdictAction::frozenOut) {
        book_.failed(verdict.player);
        running_[player].awaited.reset();
        learners_[player].why = verdict.cause;
        learners_[player].failedStep = verdict.step;
    } else if (verdict.action == VerdictAction::lost) {
        book_.lost(*verdict.restartFrom);
        StoryNode& node = nodes_[static_cast<size_t>(*verdict.restartFrom)];
        node.usable = false;
        node.lostStep = verdict.step;
    }
    mirror();
}

void LeagueStory::tallied(const TallyRecord& tally, int64_t seq) {
    lastStep_ = std::max(lastStep_, tally.step);
    const std::optional<Member> opponent = memberOfLabel(tally.opponent, tally.player);
    const bool sides = std::all_of(tally.sides.begin(), tally.sides.end(), [](uint8_t side) { return side < 2; });
    const bool self = tally.asked && opponent == Member::learner(tally.player);
    if (!plays(tally.player) || !sides || self || (opponent && !there(*opponent)))
        return contradict(Mismatch::Kind::tally, seq, tally.player, opponent ? opponent->code() : 0);
    book_.tallied(tally);
    const auto games = static_cast<int64_t>(tally.scores.size());
    if (opponent && !opponent->isLearner()) nodes_[static_cast<size_t>(opponent->index())].met += games;
    if (tally.asked) return;
    LearnerStory& learner = learners_[static_cast<size_t>(tally.player)];
    learner.learnt += games;
    for (const int32_t length : tally.lengths)
        learner.played += length;
    running_[static_cast<size_t>(tally.player)].learnt += games;
    countMatches(tally, opponent);
}

void LeagueStory::frozen(const SnapshotRecord& snapshot, int64_t seq) {
    lastStep_ = std::max(lastStep_, snapshot.step);
    if (!plays(snapshot.player) || snapshot.index != static_cast<int>(nodes_.size()))
        return contradict(Mismatch::Kind::snapshot, seq, snapshot.index, static_cast<int64_t>(nodes_.size()));
    const auto player = static_cast<size_t>(snapshot.player);
    Running& running = running_[player];
    StoryNode node = nodeOf(snapshot, seq);
    if (node.kind == NodeKind::period && node.role == LeagueRole::mainAgent) {
        Moment moment = momentOf(snapshot.player);
        moment.snapshot = snapshot.index;
        moment.step = snapshot.step;
        moments_.push_back(std::make_shared<const Moment>(std::move(moment)));
    }
    book_.frozen(snapshot);
    names_.emplace(node.name, node.index);
    ids_.emplace(node.id, node.index);
    nodes_.push_back(std::move(node));
    if (const std::optional<LeagueVerdict> verdict = std::exchange(running.awaited, std::nullopt)) {
        running.closed.resize(static_cast<size_t>(nodes_.back().period) + 1, -1);
        running.closed.back() = snapshot.index;
        running.learnt = 0;
        running.afterReset = verdict->reset;
        learners_[player].played = 0;
    }
    mirror();
}

/// Before the book knows of it.
StoryNode LeagueStory::nodeOf(const SnapshotRecord& snapshot, int64_t seq) const {
    const Running& running = running_[static_cast<size_t>(snapshot.player)];
    const LearnerState& learner = book_.learners()[static_cast<size_t>(snapshot.player)];
    const std::string& whose = learners_[static_cast<size_t>(snapshot.player)].name;
    StoryNode node;
    node.index = snapshot.index;
    node.id = snapshot.id;
    node.hash = snapshot.hash;
    node.kind = kindOf(running.awaited, snapshot);
    node.player = snapshot.player;
    node.role = learner.spec.role;
    node.opponents = learner.spec.opponents;
    node.parent = learner.from;
    node.step = snapshot.step;
    node.seq = seq;
    node.usable = running.awaited.has_value();
    node.learnt = running.learnt;
    if (node.kind == NodeKind::period) {
        node.period = learner.period;
        node.afterReset = running.afterReset;
    }
    node.name = snapshotName(node.kind, snapshot, whose, node.period);
    if (names_.contains(node.name)) node.name += "#" + std::to_string(node.index);
    return node;
}

void LeagueStory::rated(const std::vector<RatingRecord>& ratings) {
    for (StoryNode& node : nodes_)
        node.elo = node.eloHalfWidth = kUnknown;
    for (const RatingRecord& rating : ratings) {
        if (!rating.agent.starts_with(kSnapshotAgent)) continue;
        const auto index =
            snapshotOf(SnapshotId{std::atoll(rating.agent.c_str() + std::string(kSnapshotAgent).size())});
        if (!index) continue;
        nodes_[static_cast<size_t>(*index)].elo = rating.elo;
        nodes_[static_cast<size_t>(*index)].eloHalfWidth = k95 * rating.error;
    }
}

/// What the book knows of learners, as it stands.
void LeagueStory::mirror() {
    for (size_t i = 0; i < learners_.size(); ++i) {
        const LearnerState& known = book_.learners()[i];
        LearnerStory& learner = learners_[i];
        learner.period = known.period;
        learner.trained = known.trained;
        learner.trainedBefore = known.trainedBefore;
        learner.from = known.from;
        learner.start = known.start;
        learner.failed = known.failed;
        learner.opening = !known.failed && known.start < 0;
    }
}

// ---- names

std::string LeagueStory::nameOf(Member member) const {
    if (!there(member)) return member.label();
    const auto index = static_cast<size_t>(member.index());
    return member.isLearner() ? learners_[index].name : nodes_[index].name;
}

LeagueRole LeagueStory::roleOf(Member member) const {
    if (!there(member)) return LeagueRole::mainAgent;
    const auto index = static_cast<size_t>(member.index());
    return member.isLearner() ? learners_[index].role : nodes_[index].role;
}

int LeagueStory::firstMain() const {
    if (book_.root() >= 0) return nodes_[static_cast<size_t>(book_.root())].player;
    return std::max(0, book_.rootMaker());
}

std::optional<Member> LeagueStory::memberNamed(const std::string& name) const {
    for (const LearnerStory& learner : learners_)
        if (learner.name == name) return Member::learner(learner.player);
    const auto found = names_.find(name);
    if (found == names_.end()) return std::nullopt;
    return Member::snapshot(found->second);
}

std::optional<int> LeagueStory::snapshotOf(SnapshotId id) const {
    const auto found = ids_.find(id);
    if (found == ids_.end()) return std::nullopt;
    return found->second;
}

LeagueStory storyOf(const LeagueOptions& options, std::span<const RunEvent> events, int64_t before) {
    LeagueStory story(options);
    for (const RunEvent& event : events) {
        if (event.seq >= before) break;
        story.take(event);
    }
    return story;
}

}  // namespace ludus::league
