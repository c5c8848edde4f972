// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/studio/replay_kit.h"

#include "app/studio/shell.h"
#include "core/arena/match_batch.h"
#include "core/base/check.h"
#include "core/games/registry.h"
#include "core/nn/network.h"
#include "core/runs/agent_resolver.h"

namespace ludus::test {

ReplayKit::ReplayKit() : workspace_(std::move(*store::Workspace::open(path().toStdString()))) {
    addNetwork("slime_volley", "net/slime");
    addNetwork("soccer_twos", "net/soccer");
}

/// An untrained network that draws its actions.
void ReplayKit::addNetwork(const std::string& game, const std::string& name) {
    const games::GameInfo info = *games::gameInfo(game);
    nn::NetworkSpec spec;
    spec.inputs = info.observation.size;
    spec.hidden = {16, 16};
    spec.branches = info.action.branches;
    auto weights = nn::initialWeights(spec, Rng(5));
    for (float& value : weights.values)
        value *= 3;
    store::AgentRecord agent;
    agent.name = name;
    agent.game = game;
    agent.kind = "network";
    LUDUS_CHECK(workspace_->addAgent(agent, nn::toSafetensors(weights, {})).ok());
}

QString ReplayKit::play(const std::string& game, const std::string& left, const std::string& right, uint64_t seed) {
    const games::GameInfo info = *games::gameInfo(game);
    std::vector<agents::AgentPtr> players;
    MatchRecord row;
    for (const std::string& name : {left, right}) {
        players.push_back(*runs::resolveAgent(info, name, workspace_.get()));
        row.agents.push_back(name);
        row.hashes.push_back(players.back()->hash());
    }
    auto batch = std::move(*arena::MatchBatch::create(info, players, {{seed, 0, {0, 1}, true}}, 1, false));
    while (batch->advance(100'000)) {
    }
    const auto finished = batch->take();
    row.purpose = Purpose::friendly;
    row.game = game;
    row.seed = seed;
    row.scores = finished.at(0).scores;
    row.steps = finished[0].steps;
    row.wallMs = 1'700'000'000'000 + static_cast<int64_t>(seed) * 1000;
    row.replayHash = *workspace_->putArtefact(*finished[0].replay, ".replay");
    LUDUS_CHECK(workspace_->addMatch(row).ok());
    return QString::fromStdString(row.replayHash);
}

bridges::ViewerBridge& ReplayKit::watch(StudioDriver& studio, const QStringList& hashes) {
    QVector<pages::WatchedMatch> matches;
    for (const QString& hash : hashes)
        matches.push_back({hash, {}});
    studio.window().shell().go().watch(matches);
    auto& viewer = page(studio).viewer();
    if (!studio.waitFor([&] { return viewer.count() == hashes.size() && viewer.isOpen(); }))
        qFatal("the matches do not open");
    return viewer;
}

}  // namespace ludus::test
