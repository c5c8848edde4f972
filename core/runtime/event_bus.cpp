// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/event_bus.h"

#include <algorithm>

namespace ludus::runtime {

void EventBus::publish(EventBody body, double seconds) {
    const std::lock_guard lock(mutex_);
    RunEvent event;
    event.run = run_;
    event.seq = nextSeq_++;
    event.wallMs = clock_.wallMs();
    event.seconds = seconds;
    event.body = std::move(body);
    for (EventSink* sink : sinks_)
        sink->take(event);
}

int64_t EventBus::waiting() const {
    int64_t most = 0;
    for (const EventSink* sink : sinks_)
        most = std::max(most, sink->waiting());
    return most;
}

}  // namespace ludus::runtime
