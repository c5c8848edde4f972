// SPDX-License-Identifier: GPL-3.0-or-later
// MemberNames: snapshots of leagues under the names that they have on the pages of their league ("MA·3"), wherever an
// agent is named: matches, replays, choices. One for each store, which owns it. learn() on the threads of StoreQuery,
// where it may take a moment; the rest on any thread.
#pragma once

#include <QObject>
#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "app/bridges/store_query.h"
#include "core/league/snapshot_names.h"

namespace ludus::bridges {

struct LeagueWords;

class MemberNames : public QObject {
public:
    ~MemberNames() override;
    /// GUI thread.
    static MemberNames& of(StoreQuery& store);

    /// From now on title() knows those of these agents that belong to a league. A league is read once, then what came.
    void learn(const store::Workspace& workspace, const std::vector<std::string>& agents);
    /// Learns them on a thread of the store, then calls `then`, while `context` is there. GUI thread.
    void ask(QObject* context, const std::vector<std::string>& agents, std::function<void()> then);
    /// As agentTitle(), but a member of a league that was learnt as its pages call it.
    QString title(const std::string& agent) const;

private:
    struct League {
        std::vector<std::string> names, learners;  // of a LeagueStory; names by index
    };
    struct Reading {
        std::unique_ptr<league::SnapshotNames> names;  // nullptr: the run is no league
        std::vector<std::string> hashes;               // [index]
        int64_t lastSeq = 0;
    };

    explicit MemberNames(StoreQuery& store);
    void read(const store::Workspace& workspace, RunId run, int index);

    StoreQuery& store_;
    std::mutex reading_;  // guards readings_
    std::map<RunId, Reading> readings_;
    mutable std::mutex mutex_;  // guards leagues_ and what words_ points to; never held for long
    std::map<RunId, League> leagues_;
    std::unique_ptr<LeagueWords> words_;
};

}  // namespace ludus::bridges
