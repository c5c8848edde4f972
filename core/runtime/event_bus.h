// SPDX-License-Identifier: GPL-3.0-or-later
// EventBus: numbers the events of one run and hands each to a fixed list of sinks, in order. publish() may be called
// from any thread; sinks are called under its lock and must return at once. Sinks are not owned and outlive the bus.
#pragma once

#include <mutex>
#include <vector>

#include "core/base/clock.h"
#include "core/records/events.h"

namespace ludus::runtime {

class EventBus {
public:
    EventBus(RunId run, std::vector<EventSink*> sinks, const Clock& clock, int64_t firstSeq = 1)
        : run_(run), sinks_(std::move(sinks)), clock_(clock), nextSeq_(firstSeq) {}

    /// `seconds`: training time of the run.
    void publish(EventBody body, double seconds);
    /// Number of the newest event.
    int64_t lastSeq() const {
        const std::lock_guard lock(mutex_);
        return nextSeq_ - 1;
    }
    /// The largest number of durable events waiting in any sink.
    int64_t waiting() const;

private:
    const RunId run_;
    const std::vector<EventSink*> sinks_;
    const Clock& clock_;
    mutable std::mutex mutex_;
    int64_t nextSeq_;
};

}  // namespace ludus::runtime
