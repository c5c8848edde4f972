// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/league/snapshot_names.h"

#include <utility>

namespace ludus::league {

bool freezes(VerdictAction action) {
    return action == VerdictAction::freeze || action == VerdictAction::freezeAndRestart;
}

NodeKind kindOf(const std::optional<LeagueVerdict>& verdict, const SnapshotRecord& snapshot) {
    if (!verdict) return snapshot.step == 0 ? NodeKind::untrained : NodeKind::last;
    if (verdict->cause == VerdictCause::rootReady) return NodeKind::root;
    return verdict->cause == VerdictCause::startReady ? NodeKind::start : NodeKind::period;
}

std::string snapshotName(NodeKind kind, const SnapshotRecord& snapshot, const std::string& learner, int period) {
    switch (kind) {
        case NodeKind::untrained: return snapshot.index == 0 ? "untrained" : learner + "-untrained";
        case NodeKind::root: return "root";
        case NodeKind::start: return learner + "-start";
        case NodeKind::period: return learner + "-" + std::to_string(period);
        case NodeKind::last: return learner + "-end";
    }
    return {};
}

SnapshotNames::SnapshotNames(const LeagueOptions& options) {
    for (int player = 0; player < options.learners(); ++player)
        learners_.push_back(learnerName(options, player));
    running_.resize(learners_.size());
}

void SnapshotNames::take(const RunEvent& event) {
    if (const auto* verdict = std::get_if<Judged>(&event.body)) judged(verdict->verdict);
    if (const auto* snapshot = std::get_if<SnapshotFrozen>(&event.body)) frozen(snapshot->snapshot);
}

void SnapshotNames::judged(const LeagueVerdict& verdict) {
    if (verdict.player < 0 || verdict.player >= static_cast<int>(running_.size())) return;
    Running& running = running_[static_cast<size_t>(verdict.player)];
    if (freezes(verdict.action)) running.awaited = verdict;
    if (verdict.action == VerdictAction::frozenOut) running.awaited.reset();
}

void SnapshotNames::frozen(const SnapshotRecord& snapshot) {
    const bool fits = snapshot.player >= 0 && snapshot.player < static_cast<int>(running_.size()) &&
                      snapshot.index == static_cast<int>(names_.size());
    if (!fits) return;  // no league tells that
    const auto player = static_cast<size_t>(snapshot.player);
    Running& running = running_[player];
    const NodeKind kind = kindOf(std::exchange(running.awaited, std::nullopt), snapshot);
    std::string name = snapshotName(kind, snapshot, learners_[player], running.period);
    if (kind == NodeKind::period) ++running.period;
    if (!given_.insert(name).second) name += "#" + std::to_string(snapshot.index);
    names_.push_back(std::move(name));
}

}  // namespace ludus::league
