// SPDX-License-Identifier: GPL-3.0-or-later
// The safetensors form of Weights: 8 bytes little-endian length, a JSON header, the tensors one after another.
#include <bit>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "core/base/check.h"
#include "core/base/hash.h"
#include "core/nn/network.h"

namespace ludus::nn {
namespace {

using Json = nlohmann::json;

static_assert(std::endian::native == std::endian::little, "tensors are written as they lie in memory");

constexpr const char* kFormat = "ludus.network/1";
constexpr int kMaximumWidth = 1 << 20;  // of a layer; a greater one in a file is damage
constexpr size_t kMaximumLayers = 64;

Error damaged(const std::string& what) {
    return {"agent.damaged", LUDUS_TEXT("Network", "This is not a usable network file: %1.").arg(what),
            LUDUS_TEXT("Network", "The file is damaged, or another program wrote it."),
            LUDUS_TEXT("Network", "Restore the file from a copy, or choose another agent.")};
}

Json specToJson(const NetworkSpec& spec) {
    Json json{{"inputs", spec.inputs},
              {"hidden", spec.hidden},
              {"activation", spec.activation == Activation::tanh ? "tanh" : "relu"},
              {"branches", spec.branches},
              {"value", spec.value},
              {"separate_critic", spec.separateCritic}};
    if (spec.binaryInputs) json["binary_inputs"] = true;
    return json;
}

bool plausible(const NetworkSpec& spec) {
    const auto widthOk = [](int n) { return n > 0 && n <= kMaximumWidth; };
    if (!widthOk(spec.inputs) || spec.hidden.size() > kMaximumLayers || spec.branches.empty()) return false;
    if (spec.branches.size() > 4096) return false;
    for (const int h : spec.hidden) {
        if (!widthOk(h)) return false;
    }
    for (const int b : spec.branches) {
        if (!widthOk(b)) return false;
    }
    return true;
}

NetworkSpec specFromJson(const Json& json) {  // throws what nlohmann throws
    NetworkSpec spec;
    spec.inputs = json.at("inputs").get<int>();
    spec.hidden = json.at("hidden").get<std::vector<int>>();
    const std::string activation = json.at("activation").get<std::string>();
    if (activation != "tanh" && activation != "relu") throw std::runtime_error("unknown activation " + activation);
    spec.activation = activation == "tanh" ? Activation::tanh : Activation::relu;
    spec.branches = json.at("branches").get<std::vector<int>>();
    spec.value = json.at("value").get<bool>();
    spec.separateCritic = json.at("separate_critic").get<bool>();
    spec.binaryInputs = json.value("binary_inputs", false);
    if (!plausible(spec)) throw std::runtime_error("impossible layer sizes");
    return spec;
}

struct Writer {
    Json header = Json::object();
    std::string data;

    void add(const std::string& name, const char* type, const std::vector<int64_t>& shape, const void* from,
             size_t bytes) {
        header[name] = {{"dtype", type}, {"shape", shape}, {"data_offsets", {data.size(), data.size() + bytes}}};
        data.append(static_cast<const char*>(from), bytes);
    }
};

/// Copies tensor `name` out after checking type, shape and place.
void take(const Json& header, std::string_view data, const std::string& name, const char* type,
          const std::vector<int64_t>& shape, void* to, size_t bytes) {
    const Json& tensor = header.at(name);
    const auto offsets = tensor.at("data_offsets").get<std::vector<size_t>>();
    if (tensor.at("dtype").get<std::string>() != type || tensor.at("shape").get<std::vector<int64_t>>() != shape) {
        throw std::runtime_error("tensor " + name + " has another type or shape than the network");
    }
    if (offsets.size() != 2 || offsets[1] < offsets[0] || offsets[1] - offsets[0] != bytes ||
        offsets[1] > data.size()) {
        throw std::runtime_error("tensor " + name + " lies outside the file");
    }
    std::memcpy(to, data.data() + offsets[0], bytes);
}

void takeNormaliser(const Json& header, const Json& about, std::string_view data, Normaliser& out, size_t inputs) {
    const size_t bytes = inputs * sizeof(double);
    out.mean.resize(inputs);
    out.variance.resize(inputs);
    take(header, data, "normaliser.mean", "F64", {static_cast<int64_t>(inputs)}, out.mean.data(), bytes);
    take(header, data, "normaliser.variance", "F64", {static_cast<int64_t>(inputs)}, out.variance.data(), bytes);
    out.count = about.at("count").get<double>();
    out.clip = about.at("clip").get<float>();
    for (size_t i = 0; i < inputs; ++i) {
        if (!std::isfinite(out.mean[i]) || !std::isfinite(out.variance[i]) || out.variance[i] < 0) {
            throw std::runtime_error("the normaliser holds an impossible number");
        }
    }
}

Weights parse(std::string_view bytes, std::map<std::string, std::string>* metadata) {
    uint64_t headerSize = 0;
    if (bytes.size() < sizeof headerSize) throw std::runtime_error("it is too short");
    std::memcpy(&headerSize, bytes.data(), sizeof headerSize);
    if (headerSize > bytes.size() - sizeof headerSize) throw std::runtime_error("its header is cut off");
    const Json header = Json::parse(bytes.substr(sizeof headerSize, headerSize));
    const std::string_view data = bytes.substr(sizeof headerSize + headerSize);
    const auto notes = header.at("__metadata__").get<std::map<std::string, std::string>>();
    const auto about = notes.find("ludus");
    if (about == notes.end()) throw std::runtime_error("it was not written by Ludus");
    const Json own = Json::parse(about->second);
    if (own.at("format").get<std::string>() != kFormat) throw std::runtime_error("its format is not known here");

    Weights weights;
    weights.spec = specFromJson(own.at("spec"));
    weights.version = own.at("version").get<int64_t>();
    const std::vector<LayerPlace> places = layerPlaces(weights.spec);
    if (static_cast<uint64_t>(parameterCount(weights.spec)) > data.size() / sizeof(float)) {
        throw std::runtime_error("it ends too early");
    }
    weights.values.resize(static_cast<size_t>(parameterCount(weights.spec)));
    for (const LayerPlace& p : places) {
        const size_t outputs = static_cast<size_t>(p.outputs), inputs = static_cast<size_t>(p.inputs);
        take(header, data, p.name + ".weight", "F32", {p.outputs, p.inputs}, &weights.values[p.weightOffset],
             outputs * inputs * sizeof(float));
        take(header, data, p.name + ".bias", "F32", {p.outputs}, &weights.values[p.biasOffset],
             outputs * sizeof(float));
    }
    for (const float v : weights.values) {
        if (!std::isfinite(v)) throw std::runtime_error("a weight is not a number");
    }
    if (own.contains("normaliser")) {
        takeNormaliser(header, own["normaliser"], data, weights.normaliser, static_cast<size_t>(weights.spec.inputs));
    }
    if (own.at("checksum").get<std::string>() != contentHash(data)) {
        throw std::runtime_error("its checksum does not fit its content");
    }
    if (metadata != nullptr) {
        *metadata = notes;
        metadata->erase("ludus");
    }
    return weights;
}

}  // namespace

std::string toSafetensors(const Weights& weights, const std::map<std::string, std::string>& metadata) {
    LUDUS_CHECK_EQ(static_cast<int64_t>(weights.values.size()), parameterCount(weights.spec));
    Writer writer;
    for (const LayerPlace& p : layerPlaces(weights.spec)) {
        const size_t outputs = static_cast<size_t>(p.outputs), inputs = static_cast<size_t>(p.inputs);
        writer.add(p.name + ".weight", "F32", {p.outputs, p.inputs}, &weights.values[p.weightOffset],
                   outputs * inputs * sizeof(float));
        writer.add(p.name + ".bias", "F32", {p.outputs}, &weights.values[p.biasOffset], outputs * sizeof(float));
    }
    const Normaliser& normaliser = weights.normaliser;
    Json own{{"format", kFormat}, {"spec", specToJson(weights.spec)}, {"version", weights.version}};
    if (normaliser.active()) {
        const int64_t n = static_cast<int64_t>(normaliser.mean.size());
        writer.add("normaliser.mean", "F64", {n}, normaliser.mean.data(), normaliser.mean.size() * sizeof(double));
        writer.add("normaliser.variance", "F64", {n}, normaliser.variance.data(),
                   normaliser.mean.size() * sizeof(double));
        own["normaliser"] = {{"count", normaliser.count}, {"clip", normaliser.clip}};
    }
    own["checksum"] = contentHash(writer.data);
    Json notes = metadata;
    notes["ludus"] = own.dump();
    writer.header["__metadata__"] = notes;

    std::string header = writer.header.dump();
    header.append((8 - header.size() % 8) % 8, ' ');
    const uint64_t size = header.size();
    std::string out(reinterpret_cast<const char*>(&size), sizeof size);
    return out + header + writer.data;
}

Result<Weights> fromSafetensors(std::string_view bytes, std::map<std::string, std::string>* metadata) {
    try {
        return parse(bytes, metadata);
    } catch (const Json::exception&) {
        return damaged("its header cannot be read");
    } catch (const std::exception& e) {
        return damaged(e.what());
    }
}

}  // namespace ludus::nn
