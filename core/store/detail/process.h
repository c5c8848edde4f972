// SPDX-License-Identifier: GPL-3.0-or-later
// Which process owns a run: number, start time and boot, so that a number used again is not mistaken for it. Any
// thread.
#pragma once

#include <cstdint>
#include <string>

namespace ludus::store {

struct ProcessMark {
    int64_t pid = 0;
    int64_t start = 0;  // clock ticks since boot
    std::string host;   // boot id and pid name space: where the number means something
    friend bool operator==(const ProcessMark&, const ProcessMark&) = default;
};

enum class Life { alive, gone, unseen };  // unseen: of another boot, machine or container

ProcessMark thisProcess();
Life lifeOf(const ProcessMark& mark);
/// Some process has this number here.
bool isInUse(int64_t pid);

}  // namespace ludus::store
