// SPDX-License-Identifier: GPL-3.0-or-later
// Makes learners and says which way of computing gradients they take; opens LibTorch where that way needs it. Any
// thread.
#pragma once

#include <memory>

#include "core/base/result.h"
#include "core/learn/learner.h"

namespace ludus::learn {

enum class PathKind { native, generic };

/// What learner.path comes to for this network: "auto" is native up to layers of kNativeWidth. By measurement: with 400
/// inputs and two layers of 64, 256, 512 the native path is 1.2, 1.1 and 0.6 times as fast as the generic one.
inline constexpr int kNativeWidth = 256;
PathKind pathKind(const PpoOptions& options, const nn::NetworkSpec& spec);
const char* pathName(PathKind kind);  // "native", "generic"

/// A PPO learner for `game`; weights start from `start` (same network) or afresh from `seed`. Errors option.*,
/// agent.misfit, and torch.missing on the generic path.
Result<std::unique_ptr<Learner>> makePpo(const games::GameInfo& game, const PpoOptions& options, uint64_t seed,
                                         std::shared_ptr<const nn::Weights> start);

}  // namespace ludus::learn
