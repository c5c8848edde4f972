// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/wishes.h"

#include <algorithm>
#include <cstdlib>

#include "core/runs/live_options.h"

namespace ludus::runs {
namespace {

/// Wishes are kept items of this kind; their names begin with a number that keeps them in order.
std::string wishKind(RunId run) {
    return "change." + std::to_string(run.value);
}
std::string keyOf(const store::KeptItem& item) {
    return item.name.substr(item.name.find(' ') + 1);
}

std::string nameAfter(const std::vector<store::KeptItem>& waiting, const std::string& key) {
    int64_t last = 0;
    for (const store::KeptItem& item : waiting)
        last = std::max<int64_t>(last, std::atoll(item.name.c_str()));
    std::string place = std::to_string(last + 1);
    place.insert(0, 9 - std::min<size_t>(9, place.size()), '0');
    return place + " " + key;
}

int64_t newestChange(const store::Workspace& workspace, RunId run) {
    const auto stored = workspace.optionChanges(run);
    return stored && !stored->empty() ? stored->back().seq : 0;
}

}  // namespace

Status wishChange(store::Workspace& workspace, RunId run, const std::string& key, const std::string& value) {
    for (;;) {
        const Result<RunRecord> row = workspace.run(run);
        if (!row) return row.error();
        if (row->status >= RunStatus::stopping || row->owner.empty()) {
            return Error{"run.over", LUDUS_TEXT("Error", "The run %1 does not go on at present.").arg(row->name),
                         LUDUS_TEXT("Error", "Only a run that goes on can be changed."),
                         LUDUS_TEXT("Error", "Resume it first, or start a copy of it with the other value.")};
        }
        const auto waiting = workspace.kept(wishKind(run));  // before the changes: a wish is forgotten after its change
        if (!waiting) return waiting.error();
        Result<RunConfig> config = configWithChanges(workspace, *row);
        if (!config) return config.error();
        for (const store::KeptItem& item : *waiting) {
            // Of two that fit only together the second one comes on top of the first.
            Result<RunConfig> next = changedConfig(*config, keyOf(item), item.body);
            if (next) config = std::move(next);
        }
        const Result<RunConfig> changed = changedConfig(*config, key, value);
        if (!changed) return changed.error();
        const Result<bool> kept = workspace.keepUnlessChanged(
            {wishKind(run), nameAfter(*waiting, key), valueText(*changed, key), 0}, *waiting);
        if (!kept) return kept.error();
        if (*kept) return {};  // else somebody else was faster, and the check begins anew
    }
}

void WishTaker::look(store::Workspace& workspace, RunId run, const Obey& obey) {
    if (const auto waiting = workspace.kept(wishKind(run))) {
        for (const store::KeptItem& item : *waiting) {
            const bool known =
                std::any_of(taken_.begin(), taken_.end(), [&](const Taken& taken) { return taken.name == item.name; });
            if (known) continue;
            if (taken_.empty()) seen_ = newestChange(workspace, run);
            const Result<bool> follows = obey(keyOf(item), item.body);
            taken_.push_back({item.name, keyOf(item), item.body, !follows || !*follows});
        }
    }
    settle(workspace, run);
    forgetSettled(workspace, run);
}

/// Every stored change settles one wish, the first that waits for it.
void WishTaker::settle(const store::Workspace& workspace, RunId run) {
    if (taken_.empty()) return;
    const auto stored = workspace.optionChanges(run, seen_);
    if (!stored) return;
    for (const RunEvent& event : *stored) {
        seen_ = event.seq;
        const auto& change = std::get<OptionChanged>(event.body);
        const auto found = std::find_if(taken_.begin(), taken_.end(), [&](const Taken& taken) {
            return !taken.settled && taken.key == change.key && taken.value == change.after;
        });
        if (found != taken_.end()) found->settled = true;
    }
}

/// On a full disk it stays, but is not taken again.
void WishTaker::forgetSettled(store::Workspace& workspace, RunId run) {
    std::erase_if(
        taken_, [&](const Taken& taken) { return taken.settled && workspace.forget(wishKind(run), taken.name).ok(); });
}

void WishTaker::end(store::Workspace& workspace, RunId run, bool over) {
    settle(workspace, run);
    forgetSettled(workspace, run);
    if (!over) return;
    const auto waiting = workspace.kept(wishKind(run));  // also those that came after the last look
    for (size_t i = 0; waiting && i < waiting->size(); ++i)
        (void)workspace.forget(wishKind(run), (*waiting)[i].name);
    taken_.clear();
}

}  // namespace ludus::runs
