// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/league_bridge.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/bridges/texts.h"

namespace ludus::bridges {
namespace {

using models::kNobody;
using models::LeagueId;
using models::LeagueNode;

constexpr int kFollowMs = 1000;
constexpr int kRestingMs = 4000;  // of a run that is over: it may be resumed
constexpr int kRestFactor = 4;    // what takes long is followed less often
constexpr std::chrono::milliseconds kNashSlice{100};

bool equal(double a, double b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

template <class Shown>
bool sameRate(const Shown& a, const Shown& b) {
    return equal(a.winRate, b.winRate) && equal(a.winHalf, b.winHalf) && a.winMatches == b.winMatches &&
           a.inside == b.inside;
}

bool same(const LeagueNode& a, const LeagueNode& b) {
    return a.id == b.id && a.name == b.name && a.tag == b.tag && a.step == b.step && a.parent == b.parent &&
           a.start == b.start && equal(a.elo, b.elo) && equal(a.eloHalf, b.eloHalf) && a.matches == b.matches &&
           a.usable == b.usable && a.leaf == b.leaf && sameRate(a, b);
}

bool same(const models::LeagueLearner& a, const models::LeagueLearner& b) {
    return a.id == b.id && a.name == b.name && a.role == b.role && a.state == b.state && equal(a.elo, b.elo) &&
           equal(a.eloHalf, b.eloHalf) && a.matches == b.matches && a.parent == b.parent && sameRate(a, b);
}

bool same(const models::LeagueEdge& a, const models::LeagueEdge& b) {
    return a.learner == b.learner && a.opponent == b.opponent && a.matches == b.matches && equal(a.share, b.share) &&
           equal(a.winRate, b.winRate);
}

bool over(RunStatus status) {
    return status == RunStatus::finished || status == RunStatus::failed || status == RunStatus::aborted;
}

}  // namespace

LeagueBridge::LeagueBridge(StoreQuery& store, QObject* parent) : QObject(parent), store_(store) {
    dress();
    connect(&timer_, &QTimer::timeout, this, &LeagueBridge::follow);
    const auto again = [this] {
        if (!emptying_ && !taking_) ask();
    };
    connect(&model_, &models::LeagueModel::timeChanged, this, again);
    connect(model_.selection(), &models::LeagueSelection::learnerChanged, this, again);
}

LeagueBridge::~LeagueBridge() = default;

// ---- what is looked at

void LeagueBridge::open(RunId run) {
    if (run == run_) return;
    empty();
    run_ = run;
    if (!run_) return;
    reader_ = std::make_shared<LeagueReader>(run_);
    first_ = true;
    ask();
}

/// As before anything was open.
void LeagueBridge::empty() {
    emptying_ = true;
    run_ = {};
    reader_.reset();
    ++question_;
    asking_ = following_ = nashing_ = nashMissing_ = first_ = false;
    counter_ = -1;
    shown_ = {};
    facts_ = {};
    failure_.clear();
    nodes_.clear();
    learners_.clear();
    told_.clear();
    verdicts_.clear();
    codes_.clear();
    moments_.clear();
    nashNotes_.clear();
    model_.clear();
    for (models::ChartModel* chart : {&elo_, &forgetting_}) {
        chart->clearSeries();
        chart->setMarks({});
        chart->setEmptyText({});  // nothing is known yet
    }
    for (models::MatrixModel* matrix : {&payoff_, &opponents_, &past_, &nash_})
        matrix->setContent({});
    emptying_ = false;
}

void LeagueBridge::look(const QObject* page, bool on) {
    const bool known = lookers_.contains(page);
    if (on && !known) {
        lookers_.push_back(page);
        connect(page, &QObject::destroyed, this, [this, page] { look(page, false); });
    }
    if (!on && known) {
        lookers_.removeAll(page);
        disconnect(page, &QObject::destroyed, this, nullptr);
    }
    if (lookers_.isEmpty()) return timer_.stop();
    if (timer_.isActive()) return;
    timer_.start(kFollowMs);
    follow();
}

void LeagueBridge::setWindow(int periods) {
    if (periods == window_) return;
    window_ = periods;
    ask();
}

void LeagueBridge::setOrder(league::MemberOrder order) {
    if (order == order_) return;
    order_ = order;
    ask();
}

// ---- questions

LeagueAsked LeagueBridge::question() const {
    LeagueAsked asked;
    asked.time = model_.time();
    asked.window = window_;
    asked.order = order_;
    asked.learner = model_.selection()->learner();
    asked.payoffMost = kPayoffMost;
    asked.words = words_;
    asked.shown = shown_;
    return asked;
}

/// What somebody waits for. The newest question wins.
void LeagueBridge::ask() {
    if (!run_) return;
    asking_ = true;
    following_ = nashing_ = false;  // whatever they bring, this one brings too
    ++question_;
    store_.ask(
        this,
        [this, number = question_, reader = reader_, asked = question()](store::Workspace& workspace) {
            const Result<bool> read = reader->update(workspace);
            Result<LeaguePicture> picture = read ? leaguePicture(*reader, workspace, asked) : read.error();
            return StoreQuery::Answer([this, number, row = reader->record(),
                                       picture = std::make_shared<Result<LeaguePicture>>(std::move(picture))] {
                if (number != question_) return;
                asking_ = false;
                if (!*picture) return fail(picture->error(), row);
                take(std::move(**picture));
            });
        },
        QStringLiteral("league"));
}

/// What came since, where nobody waits for it.
void LeagueBridge::follow() {
    if (!run_ || asking_ || following_ || nashing_ || first_ || lookers_.isEmpty()) return;
    if (facts_.record.id && !facts_.league) return;
    following_ = true;
    since_.start();
    store_.askAside(
        this,
        [this, number = question_, reader = reader_, counter = counter_, shownSeq = facts_.record.lastSeq,
         shownStatus = facts_.record.status, asked = question()](store::Workspace& workspace) -> StoreQuery::Answer {
            const int64_t now = workspace.changeCounter();
            const Result<bool> read = now == counter ? Result<bool>(false) : reader->update(workspace);
            // The reader is shared: what came may have been taken when somebody else asked.
            const RunRecord row = reader->record();
            const bool news = read && (*read || row.lastSeq != shownSeq || row.status != shownStatus);
            Result<LeaguePicture> picture = !read  ? Result<LeaguePicture>(read.error())
                                            : news ? leaguePicture(*reader, workspace, asked)
                                                   : Result<LeaguePicture>(LeaguePicture());
            return
                [this, number, now, news, row, picture = std::make_shared<Result<LeaguePicture>>(std::move(picture))] {
                    if (number != question_) return;  // somebody asks for something else, and gets what came with it
                    following_ = false;
                    if (!*picture) return fail(picture->error(), row);
                    counter_ = now;
                    if (news) return take(std::move(**picture));
                    pace();
                    if (nashMissing_) askNash();
                };
        },
        QStringLiteral("league"));
}

/// Equilibria take their time: some at a time, while somebody looks.
void LeagueBridge::askNash() {
    if (!run_ || nashing_ || asking_ || following_ || lookers_.isEmpty()) return;
    nashing_ = true;
    LeagueAsked asked = question();
    asked.nashPatience = kNashSlice;
    store_.askAside(
        this,
        [this, number = question_, reader = reader_, asked](store::Workspace& workspace) {
            const Result<bool> read = reader->update(workspace);
            Result<LeaguePicture> made = read ? leaguePicture(*reader, workspace, asked) : read.error();
            return StoreQuery::Answer([this, number, row = reader->record(),
                                       picture = std::make_shared<Result<LeaguePicture>>(std::move(made))] {
                if (number != question_) return;
                nashing_ = false;
                if (!*picture) return fail(picture->error(), row);
                take(std::move(**picture));
            });
        },
        QStringLiteral("league"));
}

// ---- answers

void LeagueBridge::take(LeaguePicture picture) {
    taking_ = true;
    failure_.clear();
    nashMissing_ = picture.nashMissing;
    takeFacts(picture);
    takeElo(picture);
    takeForgetting(picture);
    mark(picture);
    takeLeague(picture);
    takeTables(picture);
    shown_ = picture.keys;
    taking_ = false;
    answered();
    pace();
    if (nashMissing_) askNash();
}

void LeagueBridge::answered() {
    Q_EMIT factsChanged();
    Q_EMIT changed();
    if (std::exchange(first_, false)) Q_EMIT opened();
}

/// A run that rests is looked at now and then; what takes long is asked less often.
void LeagueBridge::pace() {
    if (!timer_.isActive()) return;
    const bool rests = over(facts_.record.status) || facts_.record.interrupted;
    const int least = rests ? kRestingMs : kFollowMs;
    const auto took = since_.isValid() ? static_cast<int>(since_.elapsed()) : 0;
    since_.invalidate();
    timer_.setInterval(std::max(least, kRestFactor * took));
}

void LeagueBridge::takeFacts(const LeaguePicture& picture) {
    facts_.record = picture.record;
    facts_.league = true;
    facts_.learners = static_cast<int>(picture.learners.size());
    facts_.snapshots = static_cast<int>(picture.nodes.size());
    facts_.periods = static_cast<int>(picture.periods.size());
    facts_.windowLow = picture.options.windowLow;
    facts_.windowHigh = picture.options.windowHigh;
    facts_.anchor = tr("random = 0");
    if (elo_.emptyText().isEmpty()) {
        elo_.setEmptyText(tr("No evaluation yet. The first is being played."));
        forgetting_.setEmptyText(tr("Nothing yet: the main agent has to be frozen twice."));
    }
    facts_.mismatch = picture.mismatch
                          ? tr("The stored events of this league contradict each other from event %1 on. What is shown "
                               "of later ones is a guess.")
                                .arg(picture.mismatch->seq)
                          : QString();
    facts_.periodSteps.clear();
    for (const LeaguePeriod& period : picture.periods)
        facts_.periodSteps.push_back(static_cast<double>(period.step));
}

void LeagueBridge::takeLeague(LeaguePicture& picture) {
    const auto differs = [](const auto& one, const auto& other) {
        return !std::equal(one.begin(), one.end(), other.begin(), other.end(),
                           [](const auto& a, const auto& b) { return same(a, b); });
    };
    // A run that was taken back to a checkpoint has fewer: places are given anew.
    const bool fewer =
        picture.nodes.size() < nodes_.size() ||
        !std::equal(nodes_.begin(), nodes_.end(), picture.nodes.begin(), [](const LeagueNode& a, const LeagueNode& b) {
            return a.name == b.name && a.step == b.step && a.period == b.period;
        });
    if (fewer) {
        const LeagueId selected = model_.selected(), learner = model_.selection()->learner();
        const int time = model_.time();
        model_.clear();
        nodes_.clear();
        learners_.clear();
        if (time <= facts_.periods) model_.setTime(time);
        model_.selection()->setLearner(learner);
        if (models::isLeagueLearner(selected) || (selected >= 0 && selected < picture.nodes.size()))
            model_.selection()->select(selected);
    }
    // What is asked of members while the model tells of the news is of the same moment.
    told_ = std::move(picture.told);
    verdicts_ = std::move(picture.verdicts);
    codes_ = std::move(picture.codes);
    moments_ = std::move(picture.moments);
    if (differs(learners_, picture.learners)) model_.setLearners(picture.learners);
    QVector<LeagueNode> other;
    for (qsizetype i = 0; i < picture.nodes.size(); ++i)
        if (i >= nodes_.size() || !same(nodes_[i], picture.nodes[i])) other.push_back(picture.nodes[i]);
    if (!other.isEmpty()) model_.append(other);
    learners_ = picture.learners;
    nodes_ = picture.nodes;
    if (picture.edges && differs(model_.edges(), *picture.edges)) model_.setEdges(*picture.edges);
}

/// Who cannot be shown. Of a run that is gone or no league nothing stays.
void LeagueBridge::fail(const Error& error, const RunRecord& record) {
    const bool gone = error.code == "run.unknown", none = error.code == "league.none";
    const bool first = first_;
    const QString sentence = translated(error);
    if (gone || none) {
        const RunId run = run_;
        empty();
        run_ = none ? run : RunId{};
    }
    if (!facts_.league) facts_.record = none ? record : RunRecord{};
    first_ = first;
    const bool said = std::exchange(failure_, sentence) == sentence;
    if (!none && !said) Q_EMIT failed(sentence);
    if (first || gone || none) answered();
}

}  // namespace ludus::bridges
