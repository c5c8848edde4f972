// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agents/agent.h"

#include "core/agents/misfit.h"
#include "core/base/check.h"
#include "core/base/hash.h"
#include "core/games/registry.h"
#include "core/nn/mlp_policy.h"

namespace ludus::agents {
namespace {

constexpr std::string_view kBotPrefix = "bot:";

class BotAgent final : public Agent {
public:
    BotAgent(const games::GameInfo& game, std::string bot, std::string hash)
        : Agent(std::string(kBotPrefix) + bot, std::move(hash)),
          game_(game.facts.name),
          options_(game.options),
          bot_(bot) {}

    std::unique_ptr<games::Policy> makePolicy() const override {
        Result<std::unique_ptr<games::Policy>> policy = games::makeBot(game_, bot_, options_);
        return std::move(*policy);  // it was made once already, when the agent was
    }

private:
    std::string game_;
    config::Values options_;
    std::string bot_;
};

class NetworkAgent final : public Agent {
public:
    NetworkAgent(std::string name, std::string hash, std::shared_ptr<const nn::Weights> weights)
        : Agent(std::move(name), std::move(hash)),
          packed_(std::make_shared<const nn::PackedWeights>(std::move(weights))) {}

    std::unique_ptr<games::Policy> makePolicy() const override { return std::make_unique<nn::MlpPolicy>(packed_); }

private:
    std::shared_ptr<const nn::PackedWeights> packed_;
};

}  // namespace

Error misfit(const std::string& agent, const std::string& why) {
    return {"agent.misfit", LUDUS_TEXT("agents", "The agent %1 does not fit: %2.").arg(agent).arg(why),
            LUDUS_TEXT("agents", "It cannot take a side in a match of this game."),
            LUDUS_TEXT("agents", "Choose the game that the agent was made for, or another agent.")};
}

Error damagedAgent(const std::string& agent, const std::string& why) {
    return {"agent.damaged", LUDUS_TEXT("agents", "The agent %1 cannot be read: %2.").arg(agent).arg(why),
            LUDUS_TEXT("agents", "Its file is damaged or of another kind, so it cannot play."),
            LUDUS_TEXT("agents", "Get the file again and import it anew.")};
}

Result<AgentPtr> botAgent(const games::GameInfo& game, const std::string& bot) {
    const std::string name = bot.starts_with(kBotPrefix) ? bot.substr(kBotPrefix.size()) : bot;
    Result<std::unique_ptr<games::Policy>> tried = games::makeBot(game.facts.name, name, game.options);
    if (!tried) return tried.error();
    std::string content = game.facts.name + " " + std::to_string(game.facts.rulesVersion) + " " + name;
    for (const auto& [key, entry] : game.options)
        content += " " + key + "=" + config::toToml(entry.value);
    return AgentPtr(std::make_shared<BotAgent>(game, name, contentHash(content)));
}

Result<AgentPtr> networkAgent(const games::GameInfo& game, const std::string& name, std::string_view safetensors) {
    Result<nn::Weights> weights = nn::fromSafetensors(safetensors);
    if (!weights) return weights.error();
    if (weights->spec.inputs != game.observation.size)
        return misfit(name, "its network takes " + std::to_string(weights->spec.inputs) + " numbers, " +
                                game.facts.name + " shows " + std::to_string(game.observation.size));
    if (weights->spec.branches != game.action.branches)
        return misfit(name, "its network chooses among other actions than " + game.facts.name + " has");
    return networkAgent(name, contentHash(safetensors), std::make_shared<const nn::Weights>(std::move(*weights)));
}

AgentPtr networkAgent(const std::string& name, const std::string& hash, std::shared_ptr<const nn::Weights> weights) {
    LUDUS_CHECK(weights != nullptr);
    return std::make_shared<NetworkAgent>(name, hash, std::move(weights));
}

}  // namespace ludus::agents
