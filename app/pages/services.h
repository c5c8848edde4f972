// SPDX-License-Identifier: GPL-3.0-or-later
// Services: what every page may speak to. The shell owns all of it and outlives the pages. GUI thread.
#pragma once

namespace ludus::bridges {
class GuiEventSink;
class LeagueBridge;
class RunDesk;
class RunService;
class RunsBridge;
class StoreQuery;
}  // namespace ludus::bridges

namespace ludus::pages {

class Navigator;
class Preferences;

struct Services {
    bridges::StoreQuery& store;
    bridges::GuiEventSink& sink;
    bridges::RunService& service;
    bridges::RunsBridge& runs;
    Navigator& go;
    Preferences& preferences;
    bridges::LeagueBridge& league;  // the open league, one for all pages that show it
    bridges::RunDesk& desk;         // outlives the shell, and with it what can be undone
};

}  // namespace ludus::pages
