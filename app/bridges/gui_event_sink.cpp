// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/gui_event_sink.h"

namespace ludus::bridges {
namespace {

constexpr int kSwapMs = 50;
constexpr size_t kRecent = 8192;

/// Weights, replays and checkpoints are the store's business: the window needs their names only.
RunEvent withoutBytes(RunEvent event) {
    if (auto* match = std::get_if<MatchPlayed>(&event.body)) match->replay.bytes.reset();
    if (auto* frozen = std::get_if<SnapshotFrozen>(&event.body)) frozen->weights.bytes.reset();
    if (auto* taken = std::get_if<CheckpointTaken>(&event.body)) taken->content.bytes.reset();
    return event;
}

}  // namespace

GuiEventSink::GuiEventSink(QObject* parent) : QObject(parent) {
    timer_.setInterval(kSwapMs);
    connect(&timer_, &QTimer::timeout, this, &GuiEventSink::swap);
    timer_.start();
}

void GuiEventSink::take(const RunEvent& event) {
    if (std::holds_alternative<Tallied>(event.body)) return;
    RunEvent light = withoutBytes(event);
    const std::lock_guard lock(mutex_);
    if (!light.durable()) {
        const auto found = progressAt_.find(light.run.value);
        if (found != progressAt_.end()) {
            waiting_[found->second] = std::move(light);
            return;
        }
        progressAt_[light.run.value] = waiting_.size();
    }
    waiting_.push_back(std::move(light));
}

std::vector<RunEvent> GuiEventSink::recent(RunId run) const {
    const auto found = recent_.find(run.value);
    if (found == recent_.end()) return {};
    return {found->second.begin(), found->second.end()};
}

void GuiEventSink::swap() {
    std::vector<RunEvent> events;
    {
        const std::lock_guard lock(mutex_);
        events.swap(waiting_);
        progressAt_.clear();
    }
    if (events.empty()) return;
    for (const RunEvent& event : events) {
        if (!event.durable()) continue;
        std::deque<RunEvent>& ring = recent_[event.run.value];
        ring.push_back(event);
        if (ring.size() > kRecent) ring.pop_front();
    }
    Q_EMIT arrived(events);
}

}  // namespace ludus::bridges
