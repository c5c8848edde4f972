// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/league_picture.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "app/bridges/run_bridge_metrics.h"
#include "app/bridges/texts.h"
#include "app/bridges/why_words.h"

namespace ludus::bridges {
namespace {

using league::LeagueStory;
using league::LearnerStory;
using league::NodeKind;
using league::StoryNode;
using models::kNobody;
using models::LeagueLearner;
using models::leagueLearner;
using models::LeagueLearnerState;
using models::LeagueNode;

models::LeagueRole shownRole(LeagueRole role) {
    return static_cast<models::LeagueRole>(role);
}
static_assert(static_cast<int>(models::LeagueRole::AdaptiveExploiter) ==
              static_cast<int>(LeagueRole::adaptiveEvolutionaryExploiter));

bool inherits(LeagueRole role) {
    return role == LeagueRole::evolutionaryExploiter || role == LeagueRole::adaptiveEvolutionaryExploiter;
}

QString tagOf(const StoryNode& node, const LeagueWords& words) {
    switch (node.kind) {
        case NodeKind::untrained: return words.untrained;
        case NodeKind::root: return words.root;
        case NodeKind::start: return words.start;
        case NodeKind::period: return QString::number(node.period);
        case NodeKind::last: break;
    }
    return words.end;
}

models::LeagueStart startOf(const StoryNode& node, const LeagueStory& story, const RunRecord& record) {
    using models::LeagueStart;
    if (node.parent < 0) return record.startedFrom.empty() ? LeagueStart::Root : LeagueStart::Loaded;
    const NodeKind parent = story.snapshots()[static_cast<size_t>(node.parent)].kind;
    if (parent == NodeKind::root) return LeagueStart::Root;
    if (parent == NodeKind::start) return LeagueStart::OwnStart;
    return inherits(node.role) && node.kind == NodeKind::period ? LeagueStart::Inherited : LeagueStart::WentOn;
}

/// In which learning period of the league it was born: 0 before there was a common root.
int bornIn(const StoryNode& node, const LeagueNow& now) {
    if (now.rootSeq == 0 || node.seq <= now.rootSeq) return 0;
    const auto before = std::lower_bound(now.periods.begin(), now.periods.end(), node.seq,
                                         [](const LeaguePeriod& period, int64_t seq) { return period.endSeq < seq; });
    return 1 + static_cast<int>(before - now.periods.begin());
}

/// How somebody does against the first main agent; too few matches say nothing.
template <class Shown>
void setRate(Shown& shown, const league::KinRow& row) {
    const auto rate = static_cast<double>(row.rate);
    shown.winRate = row.known ? rate : models::kLeagueUnknown;
    shown.winHalf = row.known ? halfWidthOf(rate, static_cast<double>(row.games)) : models::kLeagueUnknown;
    shown.winMatches = row.played;
    shown.inside = row.inside;
}

LeagueLearnerState stateOf(const RunRecord& run, const LearnerStory& learner, bool isNow) {
    if (learner.failed) return LeagueLearnerState::Failed;
    if (!isNow) return LeagueLearnerState::Learning;
    if (run.interrupted) return LeagueLearnerState::Paused;
    switch (run.status) {
        case RunStatus::running:
        case RunStatus::stopping: return LeagueLearnerState::Learning;
        case RunStatus::queued:
        case RunStatus::paused: return LeagueLearnerState::Paused;
        case RunStatus::finished:
        case RunStatus::failed:
        case RunStatus::aborted: break;
    }
    return LeagueLearnerState::Finished;
}

/// Nodes of now; what changes with the moment is filled in by momentOfNodes.
void addNodes(const LeagueNow& now, LeaguePicture& picture) {
    const std::vector<std::string> learners = learnersOf(now.story);
    picture.nodes.reserve(static_cast<qsizetype>(now.story.snapshots().size()));
    for (const StoryNode& told : now.story.snapshots()) {
        LeagueNode node;
        node.id = told.index;
        node.name = memberTitle(told.name, learners, picture.asked.words);
        node.tag = tagOf(told, picture.asked.words);
        node.role = shownRole(told.role);
        node.learner = leagueLearner(told.player);
        node.period = bornIn(told, now);
        node.step = told.step;
        node.parent = told.parent < 0 ? kNobody : told.parent;
        node.start = startOf(told, now.story, now.record);
        node.elo = told.elo;
        node.eloHalf = told.eloHalfWidth;
        picture.nodes.push_back(node);
    }
    picture.told = now.story.snapshots();
}

void fillMoment(const LeagueMoment& at, LeaguePicture& picture) {
    const auto& past = at.story.snapshots();
    for (LeagueNode& node : picture.nodes) {
        const auto index = static_cast<size_t>(node.id);
        const StoryNode& told = index < past.size() ? past[index] : picture.told[index];
        node.matches = told.learnt + told.met;
        node.usable = told.usable;
        if (index >= past.size() || told.role == LeagueRole::mainAgent || inherits(told.role)) continue;
        setRate(node, at.story.against(Member::snapshot(node.id), at.story.firstMain()));
    }
    // At the end of a period as the main agent was when it was frozen; now as it is.
    std::shared_ptr<const league::Moment> kin = picture.moments.empty() ? nullptr : picture.moments.back();
    if (at.isNow) kin = std::make_shared<const league::Moment>(at.now.story.momentNow(at.now.story.firstMain()));
    if (!kin) return;
    for (const league::KinRow& row : kin->kin) {
        LeagueNode& node = picture.nodes[row.snapshot];
        setRate(node, row);
        node.leaf = row.leaf;
    }
}

void addLearners(const LeagueMoment& at, LeaguePicture& picture) {
    const std::vector<std::string> learners = learnersOf(at.story);
    for (const LearnerStory& told : at.story.learners()) {
        LeagueLearner learner;
        learner.id = leagueLearner(told.player);
        learner.name = learnerTitle(told.name, learners);
        learner.role = shownRole(told.role);
        learner.state = stateOf(at.now.record, told, at.isNow);
        learner.matches = told.learnt;
        learner.parent = told.from < 0 ? kNobody : told.from;
        if (told.role != LeagueRole::mainAgent)
            setRate(learner, at.story.against(Member::learner(told.player), at.story.firstMain()));
        picture.learners.push_back(learner);
        picture.codes.push_back(told.name);
    }
}

/// The verdicts that asked for snapshots: of each the last one of its learner before it.
void addVerdicts(const LeagueStory& story, LeaguePicture& picture) {
    using enum VerdictAction;
    std::vector<int64_t> awaited(story.learners().size(), 0);
    auto verdict = story.verdicts().begin();
    for (const StoryNode& node : story.snapshots()) {
        for (; verdict != story.verdicts().end() && verdict->seq < node.seq; ++verdict) {
            const LeagueVerdict& one = verdict->verdict;
            const bool freezes = one.action == freeze || one.action == freezeAndRestart;
            if (freezes && one.player >= 0 && one.player < static_cast<int>(awaited.size()))
                awaited[static_cast<size_t>(one.player)] = one.id;
        }
        picture.verdicts.push_back(std::exchange(awaited[static_cast<size_t>(node.player)], 0));
    }
}

models::SeriesPoint pointAt(int64_t step, const StepClock& clock) {
    models::SeriesPoint point;
    point.step = static_cast<double>(step);
    point.wallSeconds = clock.secondsAt(point.step);
    point.clockSeconds = clock.clockAt(point.step);
    return point;
}

void addMoments(const LeagueMoment& at, LeaguePicture& picture) {
    for (const auto& moment : at.now.story.moments()) {
        if (moment->player != at.now.story.firstMain()) continue;
        if (at.isNow || moment->period <= at.period) picture.moments.push_back(moment);
        if (!std::isfinite(moment->minimum)) continue;
        picture.forgetting.emplace_back(moment->minimum, moment->mean);
        picture.forgettingClocks.push_back(pointAt(moment->step, at.now.clock));
    }
}

Status addElo(const LeagueNow& now, const store::Workspace& workspace, LeaguePicture& picture) {
    std::vector<std::string> names;
    for (const LearnerStory& learner : now.story.learners())
        names.push_back(learner.player == 0 ? "elo" : "elo/" + learner.name);
    const Result<std::vector<MetricPoint>> points = workspace.metrics(now.record.id, names);
    if (!points) return points.error();
    for (size_t player = 0; player < names.size(); ++player)
        picture.elo.push_back({static_cast<int>(player), {}});
    for (const MetricPoint& point : *points) {
        const auto player = std::find(names.begin(), names.end(), point.name) - names.begin();
        models::SeriesPoint sample = pointAt(point.step, now.clock);
        sample.value = point.value;
        sample.halfWidth = point.halfWidth;
        picture.elo[static_cast<size_t>(player)].points.push_back(sample);
    }
    return {};
}

/// The learners' Elo at the moment: the newest point of the curve, else that of the newest snapshot that has one.
void rateLearners(const LeagueMoment& at, LeaguePicture& picture) {
    const double limit = at.isNow ? std::numeric_limits<double>::infinity() : picture.moment.step;
    for (LeagueLearner& learner : picture.learners) {
        const int player = models::leaguePlayer(learner.id);
        for (const models::SeriesPoint& point : picture.elo[static_cast<size_t>(player)].points) {
            if (point.step > limit || !std::isfinite(point.value)) continue;
            learner.elo = point.value;
            learner.eloHalf = point.halfWidth;
        }
        if (std::isfinite(learner.elo)) continue;
        for (const LeagueNode& node : picture.nodes) {
            if (node.learner != learner.id || node.period > at.period || !std::isfinite(node.elo)) continue;
            learner.elo = node.elo;
            learner.eloHalf = node.eloHalf;
        }
    }
}

/// Changes with the order of ratings.
int64_t ratingsKey(const LeaguePicture& picture) {
    size_t sum = 0;
    for (const LeagueNode& node : picture.nodes)
        sum = 31 * sum + (std::isfinite(node.elo) ? std::hash<double>()(node.elo) : 7);
    return static_cast<int64_t>(sum >> 8);
}

/// The parts that are not shown yet.
void addTables(const LeagueMoment& at, LeaguePicture& picture) {
    const LeagueAsked& asked = picture.asked;
    const int64_t time = at.isNow ? -1 : at.period, period = at.period;
    const int64_t meetings = at.isNow ? at.now.meetings.version() : 0;
    LeagueKeys& keys = picture.keys;
    const int player = models::isLeagueLearner(asked.learner) ? models::leaguePlayer(asked.learner) : 0;
    const auto snapshots = static_cast<int64_t>(at.story.snapshots().size());
    keys.edges = {time, period, asked.window, meetings + snapshots};
    keys.payoff = {time, static_cast<int64_t>(asked.order), at.story.book().payoff().version(),
                   at.story.book().version()};
    if (asked.order == league::MemberOrder::rating) keys.payoff[1] += 16 * ratingsKey(picture);
    keys.opponents = {time, player, period, meetings};
    keys.past = {time, static_cast<int64_t>(picture.moments.size()), 0, 0};
    if (keys.edges != asked.shown.edges) picture.edges = leagueEdges(at, asked.window);
    if (keys.payoff != asked.shown.payoff) picture.payoff = payoffContent(at, picture);
    if (keys.opponents != asked.shown.opponents && player < picture.learners.size())
        picture.opponents = opponentsContent(at, picture, player);
    if (keys.past != asked.shown.past) picture.past = pastContent(picture);
}

void addNash(const LeagueMoment& at, const std::vector<league::NashMoment>& known, LeaguePicture& picture) {
    picture.nashMissing = known.size() < at.now.story.moments().size();
    std::vector<league::NashMoment> seen;
    for (const league::NashMoment& moment : known)
        if (moment.snapshot < static_cast<int>(at.story.snapshots().size()) &&
            picture.told[static_cast<size_t>(moment.snapshot)].player == at.now.story.firstMain())
            seen.push_back(moment);
    picture.keys.nash = {static_cast<int64_t>(seen.size()), static_cast<int64_t>(picture.moments.size()), 0, 0};
    if (picture.keys.nash != picture.asked.shown.nash) picture.nash = nashContent(seen, picture);
}

}  // namespace

double halfWidthOf(double rate, double games) {
    if (!(games > 0)) return models::kLeagueUnknown;
    league::WinRate one;
    one.rate = rate;
    one = league::withInterval(one, games);
    return std::max(one.high - rate, rate - one.low);
}

QString leagueIdText(models::LeagueId id) {
    return QString::number(id);
}

Result<LeaguePicture> leaguePicture(const LeagueReader& reader, const store::Workspace& workspace, LeagueAsked asked) {
    LeaguePicture picture;
    picture.asked = std::move(asked);
    const int time = picture.asked.time;
    const bool isNow = reader.withNow(
        [&](const LeagueNow& now) { return time > static_cast<int>(now.periods.size()) || now.rootSeq == 0; });
    std::shared_ptr<const LeagueStory> past = isNow ? nullptr : reader.at(time);
    const std::vector<league::NashMoment> known = reader.nash(picture.asked.nashPatience);
    const Status read = reader.withNow([&](const LeagueNow& now) {
        // Somebody else may have found meanwhile that the run was taken back to a checkpoint.
        if (past && past->snapshots().size() > now.story.snapshots().size()) past = nullptr;
        const auto ended = static_cast<int>(now.periods.size());
        const int running = now.rootSeq == 0 ? 0 : ended + 1;
        const LeagueMoment at{now, past ? *past : now.story, past ? std::max(0, time) : running, past == nullptr};
        picture.record = now.record;
        picture.options = at.story.optionsNow();
        picture.mismatch = now.story.mismatch();
        picture.periods = now.periods;
        picture.moment = pointAt(at.story.lastStep(), now.clock);
        if (at.isNow) picture.moment.step = -1;
        if (picture.asked.shown.telling != now.tellings) picture.asked.shown = {};
        picture.keys.telling = now.tellings;
        addNodes(now, picture);
        addMoments(at, picture);
        fillMoment(at, picture);
        addLearners(at, picture);
        addVerdicts(now.story, picture);
        const Status elo = addElo(now, workspace, picture);
        if (!elo.ok()) return elo;
        rateLearners(at, picture);
        addTables(at, picture);
        addNash(at, known, picture);
        return elo;
    });
    if (!read.ok()) return read.error();
    return picture;
}

}  // namespace ludus::bridges
