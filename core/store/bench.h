// SPDX-License-Identifier: GPL-3.0-or-later
// Measures how many match rows a second reach the disk through the StoreWriter, against plain C calls of SQLite with
// the same tables and groups, both in `folder` (made and left by the caller). Any thread; takes about `seconds` of wall
// time.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"

namespace ludus::store {

struct StoreRate {
    std::string name;
    double rate = 0;       // rows a second
    double plainRate = 0;  // of the peer
};

Result<std::vector<StoreRate>> benchStore(const std::string& folder, double seconds);

}  // namespace ludus::store
