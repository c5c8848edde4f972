// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/league_verbs.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>

#include <algorithm>

#include "app/bridges/texts.h"
#include "app/pages/export_said.h"
#include "core/base/file_system.h"
#include "core/query/query.h"
#include "core/runs/run_config.h"

namespace ludus::pages {

using models::kNobody;
using models::LeagueId;

namespace {

const QString kWeights = QStringLiteral("safetensors");

std::string artefactEnding() {
    return (QLatin1Char('.') + kWeights).toStdString();
}

/// Nothing where the query does not hold: it is ours, so that means that no match fits.
WatchedMatch newestMatch(const store::Workspace& workspace, const QString& words) {
    query::Fault fault;
    const Result<query::Query> parsed = query::Query::parse(words.toStdString(), store::matchFields(), fault);
    if (!parsed) return {};
    store::MatchListQuestion question;
    question.filter = &*parsed;
    question.limit = 1;
    const auto list = workspace.matchList(question);
    if (!list || list->empty()) return {};
    return {bridges::text(list->front().match.replayHash), {}};
}

}  // namespace

QString leaguePreset(const std::string& game) {
    const std::string own = game + "/diversified_league";
    return runs::findPreset(own) ? bridges::text(own) : QStringLiteral("slime_volley/diversified_league");
}

LeagueQuestion whyDrawn(bridges::LeagueBridge& league) {
    const LeagueId learner = league.selection()->learner();
    LeagueQuestion question{league.run()};
    if (models::isLeagueLearner(learner)) question.player = models::leaguePlayer(learner);
    return question;
}

LeagueQuestion whyMade(const bridges::LeagueBridge& league, LeagueId id) {
    const bridges::LeagueMember member = league.member(id);
    if (member.name.isEmpty()) return {};
    const bool frozen = !models::isLeagueLearner(id);
    if (frozen && member.verdict == 0) return {};
    return {league.run(), 0, frozen ? member.verdict : 0, member.learner};
}

LeagueVerbs::LeagueVerbs(const Services& services, QObject* parent)
    : QObject(parent), services_(services), league_(services.league) {}

LeagueId LeagueVerbs::weightsOf(LeagueId id) const {
    if (!models::isLeagueLearner(id)) return id;
    const models::LeagueModel& model = *league_.model();
    const QVector<models::LeagueNode>& nodes = model.nodes();
    const auto newest = std::find_if(nodes.crbegin(), nodes.crend(), [&](const models::LeagueNode& node) {
        return node.learner == id && node.period <= model.time();
    });
    return newest == nodes.crend() ? kNobody : newest->id;
}

QString LeagueVerbs::agentOf(LeagueId id) const {
    const SnapshotId snapshot = league_.member(weightsOf(id)).snapshot;
    return snapshot ? QStringLiteral("snapshot:%1").arg(snapshot.value) : QString();
}

QString LeagueVerbs::queryOf(LeagueId id, LeagueId against) const {
    const QString agent = agentOf(id), opponent = against == kNobody ? QString() : agentOf(against);
    if (agent.isEmpty() || (against != kNobody && opponent.isEmpty())) return {};
    const QString one = QStringLiteral("agent = \"%1\"").arg(agent);
    return opponent.isEmpty() ? one : QStringLiteral("%1 and opponent = \"%2\"").arg(one, opponent);
}

QString LeagueVerbs::titleOf(LeagueId id, LeagueId against) const {
    const QString name = league_.model()->name(weightsOf(id)), run = bridges::text(league_.facts().record.name);
    if (against == kNobody) return tr("%1 of %2", "member, league").arg(name, run);
    return tr("%1 against %2").arg(name, league_.model()->name(weightsOf(against)));
}

void LeagueVerbs::lookForMatch(LeagueId id, LeagueId against) {
    const QString words = queryOf(id, against);
    if (words.isEmpty()) {
        Q_EMIT found(id, against, {});
        return;
    }
    const QString title = against == kNobody ? QString() : titleOf(id, against);
    services_.store.ask(
        this,
        [this, words, title, id, against](store::Workspace& workspace) -> bridges::StoreQuery::Answer {
            WatchedMatch match = newestMatch(workspace, words);
            match.title = title;
            return [this, id, against, match] { Q_EMIT found(id, against, match); };
        },
        QStringLiteral("match"));
}

void LeagueVerbs::record(LeagueId id, LeagueId against) {
    const QString agent = agentOf(id);
    if (agent.isEmpty()) return;
    const QString game = bridges::text(league_.facts().record.game);
    const QString opponent = against == kNobody ? QString() : agentOf(against);
    services_.go.record(
        {game, agent, titleOf(id, kNobody), opponent, opponent.isEmpty() ? QString() : titleOf(against, kNobody)});
}

void LeagueVerbs::findMatches(LeagueId id, LeagueId against) {
    const QString words = queryOf(id, against);
    if (!words.isEmpty()) services_.go.findMatches(words);
}

void LeagueVerbs::copyName(LeagueId id) {
    const QString agent = agentOf(id);
    if (agent.isEmpty()) return;
    QGuiApplication::clipboard()->setText(agent);
    Q_EMIT said(views::MessageKind::Success, tr("%1 is on the clipboard.").arg(agent), QStringLiteral("copied"));
}

bool LeagueVerbs::hasWeights(LeagueId id) const {
    return !league_.member(weightsOf(id)).hash.isEmpty();
}

void LeagueVerbs::saveWeights(LeagueId id, QWidget* window) {
    const bridges::LeagueMember member = league_.member(weightsOf(id));
    const QString name =
        QStringLiteral("%1-%2.%3")
            .arg(bridges::text(league_.facts().record.name).replace(QLatin1Char('/'), QLatin1Char('-')), member.code,
                 kWeights);
    const QString path =
        QFileDialog::getSaveFileName(window, tr("Save weights"), name, tr("Weights (*.%1)").arg(kWeights));
    if (!path.isEmpty()) saveWeightsAs(id, path);
}

void LeagueVerbs::saveWeightsAs(LeagueId id, const QString& path) {
    const std::string hash = league_.member(weightsOf(id)).hash.toStdString();
    if (hash.empty()) return;
    services_.store.ask(this, [this, hash, path](store::Workspace& workspace) -> bridges::StoreQuery::Answer {
        const Result<std::string> bytes = workspace.readArtefact(hash, artefactEnding());
        Status done = bytes ? realFileSystem().writeAtomic(path.toStdString(), *bytes) : Status(bytes.error());
        return [this, path, done] {
            const views::Message message = exportSaid(path, done.ok());
            Q_EMIT said(message.kind, done.ok() ? message.sentence : bridges::translated(done.error()), message.key);
        };
    });
}

}  // namespace ludus::pages
