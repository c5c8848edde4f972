// SPDX-License-Identifier: GPL-3.0-or-later
// Services: what every page may speak to. The shell owns all of it and outlives the pages. GUI thread.
#pragma once

namespace ludus::bridges {
class GuiEventSink;
class ReplayBridge;
class RunService;
class RunsBridge;
class StoreQuery;
}  // namespace ludus::bridges

namespace ludus::pages {

class Navigator;

struct Services {
    bridges::StoreQuery& store;
    bridges::GuiEventSink& sink;
    bridges::RunService& service;
    bridges::RunsBridge& runs;
    bridges::ReplayBridge& replays;
    Navigator& go;
};

}  // namespace ludus::pages
