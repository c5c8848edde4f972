// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/learner_state.h"

#include "core/base/bytes.h"
#include "core/base/hash.h"

namespace ludus::learn {
namespace {

constexpr std::string_view kMagic = "ludus.learner/1\n";

std::string describe(const nn::NetworkSpec& spec) {
    std::string out;
    bytes::put(out, static_cast<int32_t>(spec.inputs));
    bytes::putList(out, spec.hidden);
    bytes::putList(out, spec.branches);
    bytes::put(out, static_cast<uint8_t>(spec.activation));
    bytes::put(out, static_cast<uint8_t>(spec.value));
    bytes::put(out, static_cast<uint8_t>(spec.separateCritic));
    bytes::put(out, static_cast<uint8_t>(spec.binaryInputs));
    return out;
}

Error damaged(const char* what) {
    return {"checkpoint.damaged",
            LUDUS_TEXT("Learner", "The stored state of the learner cannot be used: %1.").arg(what),
            LUDUS_TEXT("Learner", "The checkpoint is damaged, or belongs to another network."),
            LUDUS_TEXT("Learner", "Resume from an earlier checkpoint, or start a new run from the last snapshot.")};
}

bool fits(const LearnerState& state, const nn::Weights& weights) {
    const auto count = static_cast<size_t>(nn::parameterCount(weights.spec));
    const auto inputs = static_cast<size_t>(weights.spec.inputs);
    const size_t normalised = weights.normaliser.mean.size();
    return weights.values.size() == count && state.adam.first.size() == count && state.adam.second.size() == count &&
           normalised == weights.normaliser.variance.size() && (normalised == 0 || normalised == inputs);
}

}  // namespace

std::string toBytes(const LearnerState& state) {
    const nn::Weights& weights = *state.weights;
    std::string out(kMagic);
    bytes::putText(out, describe(weights.spec));
    bytes::putList(out, weights.values);
    bytes::putList(out, weights.normaliser.mean);
    bytes::putList(out, weights.normaliser.variance);
    bytes::put(out, weights.normaliser.count);
    bytes::put(out, weights.normaliser.clip);
    bytes::put(out, weights.version);
    bytes::putList(out, state.adam.first);
    bytes::putList(out, state.adam.second);
    bytes::put(out, state.adam.steps);
    bytes::put(out, state.random.state());
    bytes::put(out, hash64(out.data(), out.size()));
    return out;
}

Result<LearnerState> learnerStateFromBytes(std::string_view bytes, const nn::NetworkSpec& spec) {
    if (!bytes.starts_with(kMagic)) return damaged("it does not begin as one");
    uint64_t sum = 0;
    if (bytes.size() < kMagic.size() + sizeof sum) return damaged("it breaks off");
    const std::string_view content = bytes.substr(0, bytes.size() - sizeof sum);
    std::memcpy(&sum, bytes.data() + content.size(), sizeof sum);
    if (sum != hash64(content.data(), content.size())) return damaged("its checksum does not fit");
    bytes::Reader reader(content.substr(kMagic.size()));
    auto weights = std::make_shared<nn::Weights>();
    weights->spec = spec;
    LearnerState state;
    Rng::State random{};
    std::string description;
    const bool read = reader.text(description) && reader.list(weights->values) &&
                      reader.list(weights->normaliser.mean) && reader.list(weights->normaliser.variance) &&
                      reader.value(weights->normaliser.count) && reader.value(weights->normaliser.clip) &&
                      reader.value(weights->version) && reader.list(state.adam.first) &&
                      reader.list(state.adam.second) && reader.value(state.adam.steps) && reader.value(random);
    if (!read || !reader.done()) return damaged("its parts do not fit together");
    if (description != describe(spec) || !fits(state, *weights)) return damaged("it is of another network");
    state.weights = std::move(weights);
    state.random = Rng::fromState(random);
    return state;
}

}  // namespace ludus::learn
