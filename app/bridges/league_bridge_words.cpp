// SPDX-License-Identifier: GPL-3.0-or-later
// What a LeagueBridge says of somebody: for foot lines and cards.
#include <algorithm>
#include <climits>
#include <cmath>

#include "app/bridges/league_bridge.h"
#include "app/bridges/texts.h"
#include "widgets/style/format.h"

namespace ludus::bridges {

using models::kNobody;
using models::LeagueId;
using models::LeagueLearner;
using models::LeagueLearnerState;
using models::LeagueNode;

QString LeagueBridge::idText(LeagueId id) {
    return leagueIdText(id);
}

LeagueId LeagueBridge::idOf(const QString& text) {
    bool number = false;
    const int id = text.toInt(&number);
    return number ? id : kNobody;
}

QVector<LeagueId> LeagueBridge::everybody() const {
    QVector<LeagueId> out;
    for (const LeagueLearner& learner : model_.learners())
        out.push_back(learner.id);
    for (const LeagueNode& node : model_.nodes())
        if (node.period <= model_.time()) out.push_back(node.id);
    return out;
}

LeagueMember LeagueBridge::member(LeagueId id) const {
    LeagueMember out;
    if (const LeagueLearner* learner = model_.learner(id)) {
        out.id = id;
        out.name = learner->name;
        out.learner = models::leaguePlayer(id);
        out.code = text(codes_[static_cast<size_t>(out.learner)]);
        out.sentence = sentenceOf(*learner);
        return out;
    }
    const LeagueNode* node = model_.node(id);
    if (!node || id >= static_cast<int>(told_.size())) return out;
    const league::StoryNode& told = told_[static_cast<size_t>(id)];
    out.id = id;
    out.name = node->name;
    out.code = text(told.name);
    out.sentence = sentenceOf(*node);
    out.snapshot = told.id;
    out.hash = text(told.hash);
    out.bornSeq = told.seq;
    out.step = told.step;
    out.verdict = verdicts_[static_cast<size_t>(id)];
    out.learner = told.player;
    for (const auto& moment : moments_) {
        const auto row = std::lower_bound(moment->kin.begin(), moment->kin.end(), id,
                                          [](const league::KinRow& kin, int wanted) { return kin.snapshot < wanted; });
        if (row == moment->kin.end() || row->snapshot != id) continue;
        out.rates.push_back({moment->period, static_cast<double>(row->rate), row->played, row->inside, row->leaf,
                             static_cast<double>(row->games), row->known, row->enough});
    }
    for (const LeagueNode& heir : nodes_)
        if (heir.parent == id && heir.period <= model_.time()) out.heirs.push_back(heir.id);
    return out;
}

QString LeagueBridge::sentenceOf(const LeagueNode& node) const {
    QStringList facts;
    switch (told_[static_cast<size_t>(node.id)].kind) {
        case league::NodeKind::untrained: facts << tr("first weights"); break;
        case league::NodeKind::root: facts << tr("the common root"); break;
        case league::NodeKind::start: facts << tr("start of its own"); break;
        case league::NodeKind::period: facts << models::leagueStartWord(node.start); break;
        case league::NodeKind::last: facts << tr("frozen when the run ended"); break;
    }
    if (!node.usable) facts << tr("not met any more");
    if (std::isfinite(node.elo)) facts << tr("Elo %1").arg(style::formatInterval(node.elo, node.eloHalf));
    facts << tr("%n match(es)", nullptr, static_cast<int>(std::min<qint64>(node.matches, INT_MAX)));
    return facts.join(QStringLiteral(" · "));
}

QString LeagueBridge::sentenceOf(const LeagueLearner& learner) const {
    QStringList facts;
    switch (learner.state) {
        case LeagueLearnerState::Learning: facts << tr("learning"); break;
        case LeagueLearnerState::Paused: facts << tr("paused"); break;
        case LeagueLearnerState::Finished: facts << tr("finished"); break;
        case LeagueLearnerState::Failed: facts << tr("failed"); break;
    }
    if (std::isfinite(learner.elo)) facts << tr("Elo %1").arg(style::formatInterval(learner.elo, learner.eloHalf));
    facts << tr("%n match(es)", nullptr, static_cast<int>(std::min<qint64>(learner.matches, INT_MAX)));
    return facts.join(QStringLiteral(" · "));
}

}  // namespace ludus::bridges
