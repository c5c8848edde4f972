// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the two published files of Slime Volleyball: one recurrent network with rows of outputs, or a set of
// perceptrons with rows of inputs.
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/agents/agent.h"
#include "core/agents/misfit.h"

namespace ludus::agents {
namespace {

using Json = nlohmann::json;
using Layer = ForeignNetwork::Layer;

constexpr int kObservations = 12;
constexpr int kButtons = 3;
constexpr const char* kFile = "file";

/// A matrix as lists of equal length; [rows, columns], all finite. Throws Json::exception or Error.
std::vector<double> matrix(const Json& json, int& rows, int& columns, const std::string& name) {
    std::vector<double> numbers;
    rows = static_cast<int>(json.size());
    columns = rows > 0 ? static_cast<int>(json.at(0).size()) : 0;
    if (!json.is_array() || rows == 0 || columns == 0) throw misfit(name, "a weight matrix is empty");
    for (const Json& row : json) {
        if (static_cast<int>(row.size()) != columns) throw misfit(name, "the rows of a weight matrix differ in length");
        for (const Json& number : row)
            numbers.push_back(number.get<double>());
    }
    for (const double number : numbers)
        if (!std::isfinite(number)) throw damagedAgent(name, "a weight is not a finite number");
    return numbers;
}

std::vector<double> bias(const Json& json, int outputs, const std::string& name) {
    auto numbers = json.get<std::vector<double>>();
    if (static_cast<int>(numbers.size()) != outputs)
        throw misfit(name, "a layer has " + std::to_string(outputs) + " outputs but " + std::to_string(numbers.size()) +
                               " biases");
    for (const double number : numbers)
        if (!std::isfinite(number)) throw damagedAgent(name, "a bias is not a finite number");
    return numbers;
}

std::string activation(const std::string& text, const std::string& name) {
    if (text == "tanh" || text == "relu") return text;
    if (text.starts_with("none") || text == "identity") return "identity";
    throw misfit(name, "its activation \"" + text + "\" is not known here");
}

void readOrigin(const Json& source, ForeignNetwork& network) {
    const auto text = [&source](const char* key) { return source.value(key, std::string()); };
    network.licence = text("license");
    network.author = text("author");
    network.source = text("repository");
    if (const std::string commit = text("commit"); !commit.empty()) network.source += " at " + commit;
    network.note = text("changed");
}

/// W is [outputs, inputs]: the inputs are part of the observation and the whole previous output.
ForeignNetwork recurrent(const Json& json) {
    ForeignNetwork network;
    network.name = "baseline";
    network.kind = "recurrent";
    readOrigin(json.at("SOURCE"), network);
    if (json.at("SOURCE").contains("origin")) network.note = json.at("SOURCE").at("origin").get<std::string>();
    Layer layer;
    const std::vector<double> rows = matrix(json.at("W_rows_are_outputs"), layer.outputs, layer.inputs, network.name);
    if (layer.outputs < kButtons || layer.inputs - layer.outputs < 1 || layer.inputs - layer.outputs > kObservations)
        throw misfit(network.name, "it has " + std::to_string(layer.inputs) + " inputs and " +
                                       std::to_string(layer.outputs) + " outputs");
    layer.weight.resize(rows.size());
    for (int o = 0; o < layer.outputs; ++o)
        for (int i = 0; i < layer.inputs; ++i)
            layer.weight[static_cast<size_t>(i * layer.outputs + o)] = rows[static_cast<size_t>(o * layer.inputs + i)];
    layer.bias = bias(json.at("b"), layer.outputs, network.name);
    layer.activation = activation(json.at("activation").get<std::string>(), network.name);
    network.threshold = json.at("threshold").get<double>();
    network.layers.push_back(std::move(layer));
    return network;
}

ForeignNetwork perceptron(const std::string& name, const Json& json, const Json& source) {
    ForeignNetwork network;
    network.name = name;
    network.kind = "foreign_mlp";
    readOrigin(source, network);
    if (source.contains("files")) network.note = "from " + source.at("files").value(name, std::string());
    const Json& layers = json.at("layers");
    int before = kObservations;
    for (size_t i = 0; i < layers.size(); ++i) {
        Layer layer;
        layer.weight = matrix(layers.at(i).at("W"), layer.inputs, layer.outputs, name);
        layer.bias = bias(layers.at(i).at("b"), layer.outputs, name);
        const char* key = i + 1 == layers.size() ? "output_activation" : "hidden_activation";
        layer.activation = activation(json.at(key).get<std::string>(), name);
        if (layer.inputs != before)
            throw misfit(name, "a layer takes " + std::to_string(layer.inputs) + " numbers where " +
                                   std::to_string(before) + " come in");
        before = layer.outputs;
        network.layers.push_back(std::move(layer));
    }
    if (network.layers.empty() || before != kButtons) throw misfit(name, "it does not answer with three buttons");
    network.sampled = network.layers.back().activation == "identity";
    return network;
}

}  // namespace

int64_t ForeignNetwork::parameters() const {
    size_t count = 0;
    for (const Layer& layer : layers)
        count += layer.weight.size() + layer.bias.size();
    return static_cast<int64_t>(count);
}

Result<std::vector<ForeignNetwork>> importSlimeVolley(std::string_view text) {
    try {
        const Json json = Json::parse(text);
        std::vector<ForeignNetwork> networks;
        if (json.contains("W_rows_are_outputs")) {
            networks.push_back(recurrent(json));
        } else if (json.contains("agents")) {
            const Json source = json.value("SOURCE", Json::object());
            for (const auto& [name, agent] : json.at("agents").items())
                networks.push_back(perceptron(name, agent, source));
        }
        if (networks.empty()) return damagedAgent(kFile, "it holds no network that is known here");
        return networks;
    } catch (const Error& error) {
        return error;
    } catch (const Json::parse_error& problem) {
        return damagedAgent(kFile, "it is not JSON from byte " + std::to_string(problem.byte) + " on");
    } catch (const Json::exception&) {
        return damagedAgent(kFile, "it is JSON, but a part of a network is missing or of the wrong kind");
    }
}

}  // namespace ludus::agents
