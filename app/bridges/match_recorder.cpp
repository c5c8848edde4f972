// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/match_recorder.h"

#include <algorithm>
#include <functional>

#include "app/bridges/texts.h"
#include "core/arena/match_batch.h"
#include "core/base/clock.h"
#include "core/games/registry.h"
#include "core/runs/agent_resolver.h"
#include "core/runs/resume_point.h"

namespace ludus::bridges {
namespace {

constexpr int kSlots = 16, kSliceSteps = 64;  // between two looks at the cancelling

/// The run that an agent was trained in, with its options of the game; the plain game for others.
Result<games::GameInfo> gameOf(const RecordOrder& order, const store::Workspace& workspace) {
    for (const QString& name : order.agents) {
        Result<RunRecord> run = Error{"run.unknown", Text(), Text(), Text()};
        if (name.startsWith(QLatin1String("snapshot:"))) {
            run = workspace.run(RunId{name.mid(9).toLongLong() >> 20});
        } else if (name.startsWith(QLatin1String("run:"))) {
            run = workspace.findRun(name.mid(4).section(QLatin1Char('/'), 0, -2).toStdString());
        }
        if (!run || run->game != order.game.toStdString()) continue;
        const Result<runs::RunConfig> config = runs::configOf(*run);
        if (config) return games::gameInfo(config->game, config->gameOptions);
    }
    return games::gameInfo(order.game.toStdString());
}

std::vector<arena::MatchSpec> specsOf(const RecordOrder& order) {
    std::vector<arena::MatchSpec> specs;
    for (int i = 0; i < order.count; ++i) {
        const int number = order.swap ? i / 2 : i;
        const bool swapped = order.swap && i % 2 == 1;
        specs.push_back({order.seed + static_cast<quint64>(number), number,
                         swapped ? std::vector<int>{1, 0} : std::vector<int>{0, 1}, true});
    }
    return specs;
}

Status keep(const arena::FinishedMatch& match, const arena::MatchSpec& spec, const games::GameInfo& game,
            const std::vector<agents::AgentPtr>& players, store::Workspace& workspace) {
    MatchRecord row;
    row.purpose = Purpose::friendly;
    row.game = game.facts.name;
    for (const int agent : spec.agentOfSide) {
        row.agents.push_back(players[static_cast<size_t>(agent)]->name());
        row.hashes.push_back(players[static_cast<size_t>(agent)]->hash());
    }
    row.scores = match.scores;
    row.seed = spec.seed;
    row.pair = spec.pair;
    row.steps = match.steps;
    row.wallMs = systemClock().wallMs();
    Result<std::string> hash = workspace.putArtefact(*match.replay, ".replay");
    if (!hash) return hash.error();
    row.replayHash = *hash;
    const auto added = workspace.addMatch(row);
    if (!added) return added.error();
    return {};
}

/// Plays until all are over or `stopped` says so; `kept` counts what is recorded.
Status playAll(const RecordOrder& order, store::Workspace& workspace, const std::function<bool()>& stopped,
               const std::function<void()>& kept) {
    const Result<games::GameInfo> game = gameOf(order, workspace);
    if (!game) return game.error();
    std::vector<agents::AgentPtr> players;
    for (const QString& name : order.agents) {
        const Result<agents::AgentPtr> player = runs::resolveAgent(*game, name.toStdString(), &workspace);
        if (!player) return player.error();
        players.push_back(*player);
    }
    const std::vector<arena::MatchSpec> specs = specsOf(order);
    auto batch = arena::MatchBatch::create(*game, players, specs, std::min(kSlots, order.count), false);
    if (!batch) return batch.error();
    for (bool more = true; more && !stopped();) {
        more = (*batch)->advance(kSliceSteps);
        for (const arena::FinishedMatch& match : (*batch)->take()) {
            if (Status status = keep(match, specs[match.spec], *game, players, workspace); !status) return status;
            kept();
        }
    }
    return {};
}

}  // namespace

MatchRecorder::MatchRecorder(StoreQuery& store, QObject* parent)
    : QObject(parent), store_(store), names_(MemberNames::of(store)) {}

MatchRecorder::~MatchRecorder() {
    cancelled_ = true;
    player_.reset();
}

void MatchRecorder::findAgents(const QString& game, const QStringList& present) {
    std::vector<std::string> known;
    for (const QString& agent : present)
        known.push_back(agent.toStdString());
    store_.ask(
        this,
        [this, &names = names_, game = game.toStdString(), known](store::Workspace& workspace) -> StoreQuery::Answer {
            const Result<games::GameInfo> info = games::gameInfo(game);
            const QVector<AgentChoice> agents =
                info ? agentsOf(*info, known, workspace, names) : QVector<AgentChoice>();
            return [this, agents] { Q_EMIT agentsFound(agents); };
        },
        QStringLiteral("agents to record"));
}

bool MatchRecorder::start(const RecordOrder& order) {
    if (running_ || order.count < 1) return false;
    running_ = true;
    cancelled_ = false;
    if (!player_) player_ = std::make_unique<StoreQuery>(store_.folder(), nullptr, store::OpenMode::existing);
    player_->ask(this, [this, order](store::Workspace& workspace) -> StoreQuery::Answer {
        int done = 0;
        const Status status = playAll(
            order, workspace, [this] { return cancelled_.load(); },
            [this, &done, of = order.count] {
                ++done;
                QMetaObject::invokeMethod(
                    this, [this, done, of] { Q_EMIT progressed(done, of); }, Qt::QueuedConnection);
            });
        const bool cancelled = cancelled_ && done < order.count;
        return [this, done, cancelled, sentence = status ? QString() : translated(status.error())] {
            running_ = false;
            Q_EMIT finished(done, cancelled, sentence);
        };
    });
    return true;
}

}  // namespace ludus::bridges
