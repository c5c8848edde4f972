// SPDX-License-Identifier: GPL-3.0-or-later
// Wishes of other programs for options of a run that goes on: they wait in the workspace until the run's owner has
// obeyed them and what they changed is stored, so that whoever checks the next one sees them. The workspace's thread.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/store/workspace.h"

namespace ludus::runs {

/// For whoever does not own the run: a checked wish, which its owner takes within moments. Errors of changedConfig;
/// run.over.
Status wishChange(store::Workspace& workspace, RunId run, const std::string& key, const std::string& value);

/// For the owner: takes each wish once, in order, and forgets it when the change that it led to is stored.
class WishTaker {
public:
    /// True: an event OptionChanged follows. False: the run obeys that value already. Error: it is not taken.
    using Obey = std::function<Result<bool>(const std::string& key, const std::string& value)>;
    void look(store::Workspace& workspace, RunId run, const Obey& obey);
    /// Once nothing more is stored; `over`: the run never goes on, and what is left would wait for ever.
    void end(store::Workspace& workspace, RunId run, bool over);

private:
    struct Taken {
        std::string name, key, value;
        bool settled = false;  // is stored, or led to nothing
    };
    void settle(const store::Workspace& workspace, RunId run);
    void forgetSettled(store::Workspace& workspace, RunId run);

    std::vector<Taken> taken_;  // in order
    int64_t seen_ = 0;          // number of the newest stored change that was looked at
};

}  // namespace ludus::runs
