// SPDX-License-Identifier: GPL-3.0-or-later
// ReplayKit: a workspace with recorded matches and the real window on it. GUI thread.
#pragma once

#include <memory>

#include "app/bridges/viewer_bridge.h"
#include "app/pages/replay_page.h"
#include "core/store/workspace.h"
#include "tests/app/studio/studio_case.h"

namespace ludus::test {

class ReplayKit {
public:
    /// With the untrained networks net/slime and net/soccer.
    ReplayKit();

    QString path() const { return QString::fromStdString(folder_.path("ws")); }
    QString fileAt(const char* name) const { return QString::fromStdString(folder_.path(name)); }
    store::Workspace& workspace() { return *workspace_; }
    /// Plays and records one match; gives the replay's hash.
    QString play(const std::string& game, const std::string& left, const std::string& right, uint64_t seed);
    static pages::ReplayPage& page(StudioDriver& studio) { return *studio.window().findChild<pages::ReplayPage*>(); }
    /// Opens these side by side and waits until they can be drawn.
    static bridges::ViewerBridge& watch(StudioDriver& studio, const QStringList& hashes);

private:
    void addNetwork(const std::string& game, const std::string& name);

    TempDir folder_;
    std::unique_ptr<store::Workspace> workspace_;
};

}  // namespace ludus::test
