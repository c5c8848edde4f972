// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/viewer_bridge.h"

#include <QSet>

#include <algorithm>

#include "app/bridges/game_words.h"
#include "app/bridges/texts.h"
#include "core/arena/match_batch.h"
#include "core/base/clock.h"
#include "core/games/telling.h"
#include "core/runs/agent_resolver.h"
#include "widgets/style/format.h"

namespace ludus::bridges {
namespace {

constexpr int kMostFound = 300;
constexpr size_t kMostSnapshots = 200;

QString sidesOf(const MatchRecord& match, const MemberNames& known) {
    QStringList names;
    for (const std::string& agent : match.agents)
        names << known.title(agent);
    return names.join(QStringLiteral("  –  "));
}

std::string agentOf(const SnapshotRecord& snapshot) {
    return "snapshot:" + std::to_string(snapshot.id.value);
}

/// The hash of the recorded match.
Result<std::string> playOnce(const replay::Replay& like, const games::GameInfo& game, int side,
                             const std::string& agent, store::Workspace& workspace) {
    std::vector<agents::AgentPtr> players;
    arena::MatchSpec spec{like.seed, 0, {}, true};
    MatchRecord row;
    for (int i = 0; i < game.facts.sides; ++i) {
        const auto player =
            runs::resolveAgent(game, i == side ? agent : like.agents[static_cast<size_t>(i)], &workspace);
        if (!player) return player.error();
        spec.agentOfSide.push_back(i);
        row.agents.push_back((*player)->name());
        row.hashes.push_back((*player)->hash());
        players.push_back(*player);
    }
    auto batch = arena::MatchBatch::create(game, players, {spec}, 1, false);
    if (!batch) return batch.error();
    while ((*batch)->advance(1 << 20)) {
    }
    const std::vector<arena::FinishedMatch> finished = (*batch)->take();
    Result<std::string> hash = workspace.putArtefact(*finished.at(0).replay, ".replay");
    if (!hash) return hash;
    row.purpose = Purpose::friendly;
    row.game = game.facts.name;
    row.scores = finished[0].scores;
    row.seed = like.seed;
    row.steps = finished[0].steps;
    row.wallMs = systemClock().wallMs();
    row.replayHash = *hash;
    if (const Status added = workspace.addMatch(row); !added) return added.error();
    return hash;
}

}  // namespace

QVector<AgentChoice> agentsOf(const games::GameInfo& game, const std::vector<std::string>& present,
                              store::Workspace& workspace, MemberNames& names) {
    QVector<AgentChoice> out;
    for (const std::string& bot : game.facts.bots)
        out.push_back({text("bot:" + bot), text(bot), ViewerBridge::tr("scripted bot")});
    if (const auto agents = workspace.agents()) {
        for (const store::AgentRecord& agent : *agents)
            if (agent.game == game.facts.name)
                out.push_back({text(agent.name), agentTitle(agent.name), ViewerBridge::tr("imported")});
    }
    const auto runs = workspace.runs();
    if (!runs) return out;
    QSet<qint64> wanted;
    QSet<QString> named;
    for (const std::string& name : present) {
        if (name.starts_with("snapshot:")) wanted.insert(QString::fromStdString(name).mid(9).toLongLong() >> 20);
        if (name.starts_with("run:")) named.insert(text(name).mid(4).section(QLatin1Char('/'), 0, -2));
    }
    for (const RunRecord& run : *runs) {
        if (run.game != game.facts.name || run.latestAgent.empty()) continue;
        out.push_back({text("run:" + run.name + "/latest"), ViewerBridge::tr("newest of %1").arg(text(run.name)),
                       ViewerBridge::tr("%n snapshot(s)", nullptr, static_cast<int>(run.snapshots))});
        if (!run.bestAgent.empty())
            out.push_back({text("run:" + run.name + "/best"), ViewerBridge::tr("best of %1").arg(text(run.name)),
                           style::formatInterval(run.elo, 1.96 * run.eloError)});
        const auto snapshots = workspace.snapshots(run.id);
        if (!snapshots || snapshots->empty()) continue;
        names.learn(workspace, {agentOf(snapshots->back())});
        // All of the runs that play here, of others the newest: thousands would be no choice.
        const size_t most = wanted.contains(run.id.value) || named.contains(text(run.name))
                                ? snapshots->size()
                                : std::min<size_t>(8, snapshots->size());
        for (size_t i = snapshots->size() - std::min(most, kMostSnapshots); i < snapshots->size(); ++i) {
            const SnapshotRecord& one = (*snapshots)[i];
            const std::string name = agentOf(one);
            out.push_back({text(name), names.title(name),
                           ViewerBridge::tr("%1, at %2 steps")
                               .arg(text(run.name), style::formatSi(static_cast<double>(one.step)))});
        }
    }
    return out;
}

ViewerBridge::ViewerBridge(StoreQuery& store, QObject* parent)
    : QObject(parent), store_(store), names_(MemberNames::of(store)) {}

ViewerBridge::~ViewerBridge() = default;

std::unique_ptr<MatchBridge> ViewerBridge::make() {
    auto match = std::make_unique<MatchBridge>(store_);
    MatchBridge* made = match.get();
    connect(made, &MatchBridge::failed, this, &ViewerBridge::failed);
    connect(made, &MatchBridge::opened, this, [this, made] {
        remakeTracks();
        Q_EMIT opened(indexOf(made));
    });
    return match;
}

int ViewerBridge::indexOf(const MatchBridge* match) const {
    for (size_t i = 0; i < matches_.size(); ++i)
        if (matches_[i].get() == match) return static_cast<int>(i);
    return -1;
}

void ViewerBridge::watch(const QVector<QPair<QString, QString>>& hashesAndTitles) {
    playback_.setPlaying(false);
    matches_.clear();
    playback_.setLooping(false);
    playback_.setIndependent(false);
    playback_.setAlignment(models::Alignment::Frame);
    for (const auto& [hash, title] : hashesAndTitles) {
        if (count() == kMost) break;
        matches_.push_back(make());
        matches_.back()->open(hash, title);
    }
    remakeTracks();
    playback_.setFrame(0);
    Q_EMIT matchesChanged();
}

void ViewerBridge::add(const QString& hash, const QString& title) {
    if (count() == kMost) return;
    matches_.push_back(make());
    matches_.back()->open(hash, title);
    Q_EMIT matchesChanged();
}

void ViewerBridge::replace(int match, const QString& hash, const QString& title) {
    matches_[static_cast<size_t>(match)] = make();
    matches_[static_cast<size_t>(match)]->open(hash, title);
    Q_EMIT matchesChanged();
}

void ViewerBridge::remove(int match) {
    matches_.erase(matches_.begin() + match);
    remakeTracks();
    Q_EMIT matchesChanged();
}

void ViewerBridge::exchange(int first, int second) {
    std::swap(matches_[static_cast<size_t>(first)], matches_[static_cast<size_t>(second)]);
    remakeTracks();
    Q_EMIT matchesChanged();
}

bool ViewerBridge::isOpen() const {
    return !matches_.empty() &&
           std::all_of(matches_.begin(), matches_.end(), [](const auto& match) { return match->isOpen(); });
}

QStringList ViewerBridge::hashes() const {
    QStringList out;
    for (const auto& match : matches_)
        out << match->hash();
    return out;
}

/// One match shows the curves of both sides; of several each shows one, that of an agent the others do not have.
void ViewerBridge::remakeTracks() {
    std::vector<std::vector<models::PlaybackTrack>> tracks;
    for (const auto& match : matches_)
        tracks.push_back(match->tracks());
    const auto shared = [&](const QString& agent) {
        return std::all_of(tracks.begin(), tracks.end(), [&](const auto& others) {
            return std::any_of(others.begin(), others.end(), [&](const auto& track) { return track.title == agent; });
        });
    };
    std::vector<models::PlaybackTrack> all;
    for (size_t index = 0; index < tracks.size(); ++index) {
        std::vector<models::PlaybackTrack>& own = tracks[index];
        if (own.empty()) own.emplace_back();
        const bool second = own.size() > 1 && shared(own[0].title) && !shared(own[1].title);
        for (size_t i = 0; i < own.size(); ++i) {
            if (count() > 1 && i != (second ? 1U : 0U)) continue;
            own[i].match = static_cast<int>(index);
            all.push_back(own[i]);
        }
    }
    if (!matches_.empty() && matches_[0]->isOpen()) {
        playback_.setStepsPerSecond(matches_[0]->info().facts.stepsPerSecond);
        const games::Telling telling = games::tellingOf(matches_[0]->replay().game);
        playback_.setPointNames(translated(telling.pointOf.at(0)), translated(telling.pointOf.at(1)));
    }
    playback_.setTracks(std::move(all));
}

QString ViewerBridge::title() const {
    if (matches_.empty()) return {};
    if (count() == 1 || !isOpen()) return matches_[0]->title();
    // "A and B against C", where they met the same opponent.
    const auto nameOf = [&](int index, size_t side) { return match(index)->sideName(static_cast<int>(side)); };
    for (const size_t common : {size_t{1}, size_t{0}}) {
        QStringList others;
        bool same = true;
        for (int index = 0; index < count(); ++index) {
            if (match(index)->replay().agents.size() != 2) return tr("%n match(es)", nullptr, count());
            same = same && nameOf(index, common) == nameOf(0, common);
            others << nameOf(index, 1 - common);
        }
        if (same && count() == 2) return tr("%1 and %2 against %3").arg(others[0], others[1], nameOf(0, common));
    }
    return tr("%n match(es)", nullptr, count());
}

QStringList ViewerBridge::facts() const {
    if (!isOpen()) return {};
    QStringList out{gameTitle(match(0)->replay().game)};
    bool sameSeed = true;
    for (int index = 1; index < count(); ++index)
        sameSeed = sameSeed && match(index)->replay().seed == match(0)->replay().seed;
    if (count() == 1) out << tr("seed %1").arg(match(0)->replay().seed);
    if (count() > 1) out << (sameSeed ? tr("same seed %1").arg(match(0)->replay().seed) : tr("different seeds"));
    return out;
}

void ViewerBridge::findMatches(const QString& words) {
    const std::string game = count() > 0 && match(0)->isOpen() ? match(0)->replay().game : std::string();
    store_.ask(
        this,
        [this, &names = names_, game, words = words.toStdString()](store::Workspace& workspace) -> StoreQuery::Answer {
            std::string filter = game.empty() ? words : "game = " + query::quoted(game);
            if (!game.empty() && !words.empty()) filter += " and (" + words + ")";
            Result<query::Query> parsed = query::Query::parse(filter, store::matchFields());
            QVector<MatchChoice> out;
            // Half a word of the language is no fault here: the list waits until it makes sense.
            if (!parsed) return {};
            store::MatchListQuestion question;
            question.filter = &*parsed;
            question.limit = kMostFound;
            const auto found = workspace.matchList(question);
            if (!found) return [this, error = found.error()] { Q_EMIT failed(translated(error)); };
            std::vector<std::string> agents;
            for (const store::ListedMatch& one : *found)
                agents.insert(agents.end(), one.match.agents.begin(), one.match.agents.end());
            names.learn(workspace, agents);
            for (const store::ListedMatch& one : *found) {
                out.push_back({text(one.match.replayHash),
                               sidesOf(one.match, names) + QStringLiteral("   ") + scoreText(one.match),
                               tr("seed %1  ·  %2").arg(one.match.seed).arg(text(one.runName))});
            }
            return [this, out] { Q_EMIT matchesFound(out); };
        },
        QStringLiteral("find matches"));
}

void ViewerBridge::findAgents(int index) {
    if (index >= count() || !match(index)->isOpen()) return;
    store_.ask(
        this,
        [this, &names = names_, game = match(index)->info(),
         present = match(index)->replay().agents](store::Workspace& workspace) -> StoreQuery::Answer {
            const QVector<AgentChoice> agents = agentsOf(game, present, workspace, names);
            return [this, agents] { Q_EMIT agentsFound(agents); };
        },
        QStringLiteral("find agents"));
}

void ViewerBridge::playAgain(int index, int side, const QString& agent) {
    if (index >= count() || !match(index)->isOpen()) return;
    store_.ask(
        this,
        [this, like = std::make_shared<const replay::Replay>(match(index)->replay()), game = match(index)->info(), side,
         agent = agent.toStdString()](store::Workspace& workspace) -> StoreQuery::Answer {
            const Result<std::string> hash = playOnce(*like, game, side, agent, workspace);
            if (!hash) return [this, error = hash.error()] { Q_EMIT failed(translated(error)); };
            return [this, hash = text(*hash)] { add(hash, {}); };
        });
}

}  // namespace ludus::bridges
