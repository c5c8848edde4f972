// SPDX-License-Identifier: GPL-3.0-or-later
// The one symbol that the shared module with LibTorch exports. Both sides are built from the same sources; the version
// guards against a module left over from another build.
#pragma once

namespace ludus::learn {

class TorchModule;

/// The module's only object, alive until the program ends; null when `version` is not the module's own.
using TorchFactory = TorchModule* (*)(int version);

constexpr const char* kTorchFactoryName = "ludusTorchModule";
constexpr int kTorchFactoryVersion = 2;

}  // namespace ludus::learn
