// SPDX-License-Identifier: GPL-3.0-or-later
// SnapshotNames: what the snapshots of a league are called ("MA1-3", "root"), from its verdicts and snapshots alone:
// quick where nothing else of it is wanted. A value with one owner; any thread.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/league/league_options.h"
#include "core/league/story_parts.h"
#include "core/records/events.h"

namespace ludus::league {

bool freezes(VerdictAction action);
/// `verdict`: that the snapshot was frozen by, if any.
NodeKind kindOf(const std::optional<LeagueVerdict>& verdict, const SnapshotRecord& snapshot);
/// `learner`: whose it is; `period`: that it closed, if it closed one.
std::string snapshotName(NodeKind kind, const SnapshotRecord& snapshot, const std::string& learner, int period);

class SnapshotNames {
public:
    explicit SnapshotNames(const LeagueOptions& options);

    /// In the order of seq; passes over all but Judged and SnapshotFrozen.
    void take(const RunEvent& event);
    const std::vector<std::string>& learners() const { return learners_; }
    /// [index]; as LeagueStory calls them.
    const std::vector<std::string>& names() const { return names_; }

private:
    struct Running {
        std::optional<LeagueVerdict> awaited;  // whose snapshot comes next
        int period = 1;
    };
    void judged(const LeagueVerdict& verdict);
    void frozen(const SnapshotRecord& snapshot);

    std::vector<std::string> learners_, names_;
    std::vector<Running> running_;  // [learners]
    std::set<std::string> given_;
};

}  // namespace ludus::league
