// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/make_learner.h"

#include <algorithm>

#include "core/learn/memory.h"
#include "core/learn/native_path.h"
#include "core/learn/ppo_learner.h"
#include "core/learn/torch_module.h"

namespace ludus::learn {
namespace {

Result<std::unique_ptr<GradientPath>> makePath(const PpoOptions& options, const nn::NetworkSpec& spec) {
    if (pathKind(options, spec) == PathKind::native) {
        return std::unique_ptr<GradientPath>(std::make_unique<NativePath>(spec));
    }
    const Result<TorchModule*> torch = torchModule();
    if (!torch) return torch.error();
    return (*torch)->makePath(spec);
}

/// The weights to start from as weights of `spec`; null when they are of another network. Those that were made before
/// binary inputs were told apart fit as well.
std::shared_ptr<const nn::Weights> fitting(std::shared_ptr<const nn::Weights> start, const nn::NetworkSpec& spec) {
    if (start->spec == spec) return start;
    auto same = std::make_shared<nn::Weights>(*start);
    same->spec.binaryInputs = spec.binaryInputs;
    return same->spec == spec ? same : nullptr;
}

}  // namespace

PathKind pathKind(const PpoOptions& options, const nn::NetworkSpec& spec) {
    if (options.path == "native") return PathKind::native;
    if (options.path == "generic") return PathKind::generic;
    const bool wide = std::any_of(spec.hidden.begin(), spec.hidden.end(), [](int n) { return n > kNativeWidth; });
    return wide ? PathKind::generic : PathKind::native;
}

const char* pathName(PathKind kind) {
    return kind == PathKind::native ? "native" : "generic";
}

Result<std::unique_ptr<Learner>> makePpo(const games::GameInfo& game, const PpoOptions& options, uint64_t seed,
                                         std::shared_ptr<const nn::Weights> start) {
    Status usable = checkPpo(options);
    if (!usable) return usable.error();
    keepMemory();
    const nn::NetworkSpec spec = networkSpec(game, options);
    if (start == nullptr) start = std::make_shared<nn::Weights>(nn::initialWeights(spec, Rng(seed)));
    start = fitting(std::move(start), spec);
    if (start == nullptr) {
        return Error{"agent.misfit",
                     LUDUS_TEXT("Learner", "The network to start from has another shape than the one to train."),
                     LUDUS_TEXT("Learner", "It was made for another game or with other hidden layers."),
                     LUDUS_TEXT("Learner",
                                "Set learner.hidden, learner.activation and learner.separate_critic as "
                                "they were, or start afresh.")};
    }
    Result<std::unique_ptr<GradientPath>> path = makePath(options, spec);
    if (!path) return path.error();
    return std::unique_ptr<Learner>(std::make_unique<PpoLearner>(options, std::move(start), seed, std::move(*path)));
}

}  // namespace ludus::learn
