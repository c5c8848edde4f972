// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/interrupt.h"

#include <signal.h>

#include <atomic>

namespace ludus::headless {
namespace {

std::atomic<int> count{0};
static_assert(std::atomic<int>::is_always_lock_free);

void countSignal(int) {
    count.fetch_add(1);
}

}  // namespace

void catchInterrupts() {
    struct sigaction action = {};
    action.sa_handler = countSignal;
    action.sa_flags = SA_RESTART;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

int interrupts() {
    return count.load();
}

}  // namespace ludus::headless
