// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/league_model.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>

#include "widgets/style/format.h"
#include "widgets/style/words.h"

namespace ludus::models {

QString leagueRoleWord(LeagueRole role) {
    switch (role) {
        case LeagueRole::MainAgent: return LeagueModel::tr("main agent");
        case LeagueRole::MainExploiter: return LeagueModel::tr("main exploiter");
        case LeagueRole::LeagueExploiter: return LeagueModel::tr("league exploiter");
        case LeagueRole::SpecificExploiter: return LeagueModel::tr("specific exploiter");
        case LeagueRole::EvolutionaryExploiter: return LeagueModel::tr("evolutionary exploiter");
        case LeagueRole::AdaptiveExploiter: return LeagueModel::tr("adaptive evolutionary exploiter");
        case LeagueRole::Foreign: return LeagueModel::tr("foreign agent");
        case LeagueRole::Bot: return LeagueModel::tr("scripted bot");
        case LeagueRole::Human: return LeagueModel::tr("human");
        case LeagueRole::Count: break;
    }
    return {};
}

QString leagueStartWord(LeagueStart start) {
    switch (start) {
        case LeagueStart::Root: return LeagueModel::tr("from the root");
        case LeagueStart::OwnStart: return LeagueModel::tr("from its own start");
        case LeagueStart::WentOn: return LeagueModel::tr("went on");
        case LeagueStart::Inherited: return LeagueModel::tr("inherited");
        case LeagueStart::Loaded: return LeagueModel::tr("loaded");
    }
    return {};
}

void LeagueSelection::select(LeagueId id) {
    if (id == id_) return;
    id_ = id;
    if (isLeagueLearner(id)) setLearner(id);
    Q_EMIT changed(id);
}

void LeagueSelection::setLearner(LeagueId learner) {
    if (learner == learner_) return;
    learner_ = learner;
    Q_EMIT learnerChanged(learner);
}

LeagueModel::LeagueModel(QObject* parent) : QObject(parent) {
    connect(&selection_, &LeagueSelection::changed, this, &LeagueModel::changed);
    connect(&selection_, &LeagueSelection::learnerChanged, this, &LeagueModel::changed);
}

void LeagueModel::setLearners(QVector<LeagueLearner> learners) {
    learners_ = std::move(learners);
    lanes_.clear();
    for (int lane = 0; lane < learners_.size(); ++lane)
        lanes_.insert(learners_[lane].id, lane);
    if (!learners_.isEmpty() && laneOf(selection_.learner()) < 0) selection_.setLearner(learners_.front().id);
    Q_EMIT learnersChanged();
    Q_EMIT changed();
}

bool LeagueModel::take(const LeagueNode& node) {
    const int place = indexOf(node.id);
    if (place < 0) return false;
    LeagueNode& old = nodes_[place];
    const LeagueNode kept = old;
    old = node;
    old.learner = kept.learner;
    old.period = kept.period;
    old.role = kept.role;
    return true;
}

void LeagueModel::append(const QVector<LeagueNode>& nodes) {
    const auto before = static_cast<int>(nodes_.size());
    bool known = false;
    for (const LeagueNode& node : nodes) {
        if (take(node)) {
            known = true;
            continue;
        }
        first_ = nodes_.isEmpty() ? node.period : std::min(first_, node.period);
        last_ = nodes_.isEmpty() ? node.period : std::max(last_, node.period);
        places_.insert(node.id, static_cast<int>(nodes_.size()));
        ++counts_[static_cast<int>(node.role)];
        nodes_.push_back(node);
    }
    const int count = static_cast<int>(nodes_.size()) - before;
    if (count > 0) Q_EMIT nodesAdded(before, count);
    if (known) Q_EMIT nodesChanged();
    if (known || count > 0) Q_EMIT changed();
}

void LeagueModel::update(const QVector<LeagueNode>& nodes) {
    bool any = false;
    for (const LeagueNode& node : nodes)
        any = take(node) || any;
    if (!any) return;
    Q_EMIT nodesChanged();
    Q_EMIT changed();
}

void LeagueModel::setEdges(QVector<LeagueEdge> edges) {
    edges_ = std::move(edges);
    Q_EMIT edgesChanged();
    Q_EMIT changed();
}

void LeagueModel::clear() {
    learners_.clear();
    nodes_.clear();
    edges_.clear();
    places_.clear();
    lanes_.clear();
    counts_.fill(0);
    first_ = last_ = 0;
    time_ = kNow;
    selection_.clear();
    selection_.setLearner(kNobody);
    Q_EMIT cleared();
    Q_EMIT changed();
}

const LeagueNode* LeagueModel::node(LeagueId id) const {
    const int place = indexOf(id);
    return place < 0 ? nullptr : &nodes_[place];
}

const LeagueLearner* LeagueModel::learner(LeagueId id) const {
    const int lane = laneOf(id);
    return lane < 0 ? nullptr : &learners_[lane];
}

void LeagueModel::setTime(int period) {
    if (period == time_) return;
    time_ = period;
    Q_EMIT timeChanged(period);
    Q_EMIT changed();
}

void LeagueModel::setShown(LeagueRole role, bool shown) {
    if (isShown(role) == shown) return;
    shown_ ^= 1U << static_cast<unsigned>(role);
    Q_EMIT filterChanged();
    Q_EMIT changed();
}

QString LeagueModel::name(LeagueId id) const {
    if (const LeagueNode* found = node(id)) return found->name;
    if (const LeagueLearner* found = learner(id)) return found->name;
    return {};
}

QString LeagueModel::sentence(LeagueId id) const {
    const LeagueNode* frozen = node(id);
    const LeagueLearner* alive = learner(id);
    if (!frozen && !alive) return {};
    const LeagueRole role = frozen ? frozen->role : alive->role;
    QStringList words{name(id), leagueRoleWord(role)};
    if (frozen) {
        words << tr("period %1").arg(frozen->period) << leagueStartWord(frozen->start);
        if (!frozen->usable) words << tr("not met any more");
        if (frozen->leaf) words << tr("leaf");
    } else {
        switch (alive->state) {
            case LeagueLearnerState::Learning: words << tr("learning"); break;
            case LeagueLearnerState::Paused: words << tr("paused"); break;
            case LeagueLearnerState::Finished: words << tr("finished"); break;
            case LeagueLearnerState::Failed: words << tr("failed"); break;
        }
    }
    const double elo = frozen ? frozen->elo : alive->elo, half = frozen ? frozen->eloHalf : alive->eloHalf;
    if (std::isfinite(elo)) words << tr("Elo %1").arg(style::formatInterval(elo, half));
    const auto matches = static_cast<int>(std::min<qint64>(frozen ? frozen->matches : alive->matches, INT_MAX));
    if (matches > 0) words << tr("%n match(es)", nullptr, matches);
    const double rate = frozen ? frozen->winRate : alive->winRate;
    if (role != LeagueRole::MainAgent && std::isfinite(rate))
        words << tr("wins %1 against the main agent").arg(style::formatPercent(rate));
    return style::listed(words);
}

}  // namespace ludus::models
