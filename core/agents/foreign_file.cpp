// SPDX-License-Identifier: GPL-3.0-or-later
// The stored form of a foreign network: weights as safetensors (F64, "layer.N.weight" [inputs, outputs] and
// "layer.N.bias") and a manifest (TOML) that says what they are.
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>

#include "core/agents/foreign_policy.h"
#include "core/agents/misfit.h"
#include "core/base/hash.h"
#include "core/config/toml_file.h"

namespace ludus::agents {
namespace {

using Json = nlohmann::json;
using Layer = ForeignNetwork::Layer;

constexpr int64_t kFormat = 1;
constexpr const char* kGame = "slime_volley";

class ForeignAgent final : public Agent {
public:
    ForeignAgent(std::string name, std::string hash, ForeignNetwork network)
        : Agent(std::move(name), std::move(hash)),
          network_(std::make_shared<const ForeignNetwork>(std::move(network))) {}

    std::unique_ptr<games::Policy> makePolicy() const override { return std::make_unique<ForeignPolicy>(network_); }

private:
    std::shared_ptr<const ForeignNetwork> network_;
};

void addTensor(Json& header, std::string& data, const std::string& name, std::vector<int> shape,
               const std::vector<double>& numbers) {
    const size_t start = data.size();
    data.append(reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(double));
    header[name] = {{"dtype", "F64"}, {"shape", std::move(shape)}, {"data_offsets", {start, data.size()}}};
}

/// Throws Json::exception or Error.
std::vector<double> tensor(const Json& header, std::string_view data, const std::string& tensorName,
                           const std::vector<int64_t>& shape, const std::string& agent) {
    const Json& entry = header.at(tensorName);
    if (entry.at("dtype").get<std::string>() != "F64" || entry.at("shape").get<std::vector<int64_t>>() != shape)
        throw misfit(agent, "the tensor " + tensorName + " has not the shape that the manifest says");
    size_t count = 1;
    for (const int64_t size : shape)
        count *= static_cast<size_t>(size);
    const auto ends = entry.at("data_offsets").get<std::vector<uint64_t>>();
    if (ends.size() != 2 || ends[0] > ends[1] || ends[1] > data.size() || ends[1] - ends[0] != count * sizeof(double))
        throw damagedAgent(agent, "the tensor " + tensorName + " is cut");
    std::vector<double> numbers(count);
    std::memcpy(numbers.data(), data.data() + ends[0], count * sizeof(double));
    for (const double number : numbers)
        if (!std::isfinite(number))
            throw damagedAgent(agent, "the tensor " + tensorName + " holds a number that is not finite");
    return numbers;
}

/// The values of a manifest by key. Throws Error where one is absent or of another kind.
class Manifest {
public:
    Manifest(const config::Values& values, const std::string& agent) : values_(values), agent_(agent) {}

    template <class T>
    T get(const std::string& key) const {
        const auto found = values_.find(key);
        if (found == values_.end()) throw damagedAgent(agent_, "its manifest does not say " + key);
        if constexpr (std::is_same_v<T, double>)
            if (const auto* whole = std::get_if<int64_t>(&found->second.value)) return static_cast<double>(*whole);
        const T* value = std::get_if<T>(&found->second.value);
        if (value == nullptr) throw damagedAgent(agent_, "its manifest gives " + key + " in the wrong kind");
        return *value;
    }

private:
    const config::Values& values_;
    const std::string& agent_;
};

void readLayers(ForeignNetwork& network, const Manifest& manifest, std::string_view bytes, const std::string& agent) {
    const auto sizes = manifest.get<std::vector<int64_t>>("network.sizes");
    const auto activations = manifest.get<std::vector<std::string>>("network.activations");
    if (sizes.size() < 2 || activations.size() + 1 != sizes.size())
        throw misfit(agent, "its layers do not fit together");
    for (const int64_t size : sizes)
        if (size < 1 || size > 65536) throw misfit(agent, "a layer has an impossible size");
    uint64_t headerSize = 0;
    if (bytes.size() < sizeof headerSize) throw damagedAgent(agent, "its weights are cut");
    std::memcpy(&headerSize, bytes.data(), sizeof headerSize);
    if (headerSize > bytes.size() - sizeof headerSize) throw damagedAgent(agent, "its weights are cut");
    const Json header = Json::parse(bytes.substr(sizeof headerSize, headerSize));
    const std::string_view data = bytes.substr(sizeof headerSize + headerSize);
    for (size_t i = 0; i + 1 < sizes.size(); ++i) {
        const std::string name = "layer." + std::to_string(i);
        Layer layer;
        layer.inputs = static_cast<int>(sizes[i]);
        layer.outputs = static_cast<int>(sizes[i + 1]);
        layer.weight = tensor(header, data, name + ".weight", {sizes[i], sizes[i + 1]}, agent);
        layer.bias = tensor(header, data, name + ".bias", {sizes[i + 1]}, agent);
        layer.activation = activations[i];
        if (layer.activation != "tanh" && layer.activation != "relu" && layer.activation != "identity")
            throw misfit(agent, "its activation \"" + layer.activation + "\" is not known here");
        network.layers.push_back(std::move(layer));
    }
}

ForeignNetwork readNetwork(const games::GameInfo& game, const std::string& agent, const Manifest& manifest,
                           std::string_view weights) {
    if (const auto format = manifest.get<int64_t>("agent.format"); format != kFormat)
        throw damagedAgent(agent, "its manifest has format " + std::to_string(format) + ", this program reads " +
                                      std::to_string(kFormat));
    const auto made = manifest.get<std::string>("agent.game");
    if (made != game.facts.name) throw misfit(agent, "it plays " + made + ", not " + game.facts.name);
    if (made != kGame) throw misfit(agent, "networks of this kind play " + std::string(kGame) + " only");
    ForeignNetwork network;
    network.name = manifest.get<std::string>("agent.name");
    network.kind = manifest.get<std::string>("network.kind");
    network.threshold = manifest.get<double>("network.threshold");
    network.sampled = manifest.get<bool>("network.sampled");
    network.licence = manifest.get<std::string>("origin.licence");
    network.author = manifest.get<std::string>("origin.author");
    network.source = manifest.get<std::string>("origin.source");
    network.note = manifest.get<std::string>("origin.note");
    readLayers(network, manifest, weights, agent);
    const int inputs = network.layers.front().inputs, outputs = network.layers.back().outputs;
    const bool remembers = network.kind == "recurrent";
    if (!remembers && network.kind != "foreign_mlp")
        throw misfit(agent, "its kind \"" + network.kind + "\" is not known here");
    const int seen = remembers ? inputs - outputs : inputs;
    if (seen < 1 || seen > game.observation.size || outputs < 3 || (!remembers && outputs != 3))
        throw misfit(
            agent, "its network has " + std::to_string(inputs) + " inputs and " + std::to_string(outputs) + " outputs");
    return network;
}

}  // namespace

std::string foreignWeights(const ForeignNetwork& network) {
    std::string data;
    Json header;
    header["__metadata__"] = {{"kind", network.kind},
                              {"threshold", config::toToml(network.threshold)},
                              {"sampled", network.sampled ? "true" : "false"}};
    for (size_t i = 0; i < network.layers.size(); ++i) {
        const Layer& layer = network.layers[i];
        const std::string name = "layer." + std::to_string(i);
        header["__metadata__"][name] = layer.activation;
        addTensor(header, data, name + ".weight", {layer.inputs, layer.outputs}, layer.weight);
        addTensor(header, data, name + ".bias", {layer.outputs}, layer.bias);
    }
    std::string text = header.dump();
    text.resize((text.size() + 7) / 8 * 8, ' ');
    const uint64_t size = text.size();
    return std::string(reinterpret_cast<const char*>(&size), sizeof size) + text + data;
}

std::string foreignManifest(const ForeignNetwork& network, const games::GameInfo& game, const std::string& name) {
    std::vector<int64_t> sizes = {network.layers.front().inputs};
    std::vector<std::string> activations;
    for (const Layer& layer : network.layers) {
        sizes.push_back(layer.outputs);
        activations.push_back(layer.activation);
    }
    std::string text;
    const auto table = [&text](const char* title) { text += std::string(text.empty() ? "[" : "\n[") + title + "]\n"; };
    const auto line = [&text](const char* key, const config::Value& value) {
        text += std::string(key) + " = " + config::toToml(value) + "\n";
    };
    table("agent");
    line("format", kFormat);
    line("name", name);
    line("game", game.facts.name);
    line("rules_version", static_cast<int64_t>(game.facts.rulesVersion));
    table("observation");
    line("size", static_cast<int64_t>(game.observation.size));
    line("names", game.observation.names);
    table("action");
    line("branches", std::vector<int64_t>(game.action.branches.begin(), game.action.branches.end()));
    line("buttons", std::vector<std::string>{"forward", "backward", "jump"});
    table("network");
    line("kind", network.kind);
    line("sizes", sizes);
    line("activations", activations);
    line("parameters", network.parameters());
    line("threshold", network.threshold);
    line("sampled", network.sampled);
    table("origin");
    line("name", network.name);
    line("licence", network.licence);
    line("author", network.author);
    line("source", network.source);
    line("note", network.note);
    return text;
}

Result<AgentPtr> foreignAgent(const games::GameInfo& game, const std::string& name, std::string_view manifestToml,
                              std::string_view weights) {
    Result<config::Values> values = config::readToml(manifestToml);
    if (!values) return values.error();
    try {
        ForeignNetwork network = readNetwork(game, name, Manifest(*values, name), weights);
        return AgentPtr(std::make_shared<ForeignAgent>(name, contentHash(weights), std::move(network)));
    } catch (const Error& error) {
        return error;
    } catch (const Json::exception&) {
        return damagedAgent(name, "the header of its weights does not make sense");
    }
}

}  // namespace ludus::agents
