// SPDX-License-Identifier: GPL-3.0-or-later
// A network out of torch::nn modules, as TorchPeer says; the only file that needs them. One thread at a time.
#pragma once

#include <memory>

#include "core/learn/torch_module.h"

namespace ludus::learn {

std::unique_ptr<TorchPeer> makeModulePeer(const nn::Weights& weights);

}  // namespace ludus::learn
