// SPDX-License-Identifier: GPL-3.0-or-later
// Content hashes (XXH3, 128 bits, as 32 hex digits) and a running hash for signatures. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ludus {

std::string contentHash(std::string_view bytes);
uint64_t hash64(const void* data, size_t size, uint64_t seed = 0);

}  // namespace ludus
