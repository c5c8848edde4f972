// SPDX-License-Identifier: GPL-3.0-or-later
// Agent: anything that can take a side in a match, by name. Here: what an agent is, importers of published networks,
// and from an agent's content to a Policy. Values; policies have one owner. Knows no workspace: the caller brings the
// bytes.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/games/policy.h"
#include "core/nn/network.h"

namespace ludus::agents {

/// An agent ready to play: immutable content, from which each match runner makes its own policies.
class Agent {
public:
    virtual ~Agent() = default;
    const std::string& name() const { return name_; }
    const std::string& hash() const { return hash_; }  // of its content; bots: of name and rules version
    virtual std::unique_ptr<games::Policy> makePolicy() const = 0;

protected:
    Agent(std::string name, std::string hash) : name_(std::move(name)), hash_(std::move(hash)) {}
    std::string name_, hash_;
};
using AgentPtr = std::shared_ptr<const Agent>;

/// "bot:random", "bot:chaser" ... Error bot.unknown.
Result<AgentPtr> botAgent(const games::GameInfo& game, const std::string& bot);
/// A network of ours from its safetensors bytes; the specs must fit the game (error agent.misfit).
Result<AgentPtr> networkAgent(const games::GameInfo& game, const std::string& name, std::string_view safetensors);
/// The same from weights in memory (a snapshot just frozen).
AgentPtr networkAgent(const std::string& name, const std::string& hash, std::shared_ptr<const nn::Weights> weights);

/// A published foreign network, double precision, forward pass in the order of its original.
struct ForeignNetwork {
    std::string name;  // "ga", "baseline"
    std::string kind;  // "foreign_mlp" | "recurrent"
    struct Layer {
        int inputs = 0, outputs = 0;
        std::vector<double> weight;  // [inputs, outputs]
        std::vector<double> bias;    // [outputs]
        std::string activation;      // tanh | relu | identity
    };
    std::vector<Layer> layers;
    double threshold = 0;  // a button is pressed when its output is above
    bool sampled = false;  // outputs are Bernoulli logits that may be drawn instead
    std::string licence, author, source, note;

    int64_t parameters() const;
};
/// Reads a slimevolley_*.json; one or several networks. Errors agent.damaged, agent.misfit.
Result<std::vector<ForeignNetwork>> importSlimeVolley(std::string_view json);
/// Stored form: weights as safetensors (F64) and a TOML manifest; and back.
std::string foreignWeights(const ForeignNetwork& network);
std::string foreignManifest(const ForeignNetwork& network, const games::GameInfo& game, const std::string& name);
Result<AgentPtr> foreignAgent(const games::GameInfo& game, const std::string& name, std::string_view manifestToml,
                              std::string_view weights);

}  // namespace ludus::agents
