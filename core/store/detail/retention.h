// SPDX-License-Identifier: GPL-3.0-or-later
// What a retention lets go: chosen from the rows, then taken from them. Files lose a reference each and go when none is
// left. Internal to core/store; inside a transaction of the caller.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/store/detail/artefacts.h"
#include "core/store/workspace.h"

namespace ludus::store {

class RetentionPlan {
public:
    /// `owned`: runs that a living process has.
    RetentionPlan(SQLite::Database& database, const Retention& retention, const std::vector<int64_t>& owned);

    /// Of the files that nothing will name any more.
    const FreedRoom& freed() const { return freed_; }
    /// Their names (hash, suffix).
    const std::vector<std::pair<std::string, std::string>>& files() const { return files_; }
    void apply(Artefacts& artefacts);

private:
    struct File {
        std::string hash, suffix;
        int64_t bytes = 0;
        int64_t references = 0;
        bool counts = true;  // weights of imported agents are no snapshots
    };
    /// A row that names a file: a match, a checkpoint, a snapshot.
    struct Named {
        int64_t run = 0;  // 0: none
        int64_t id = 0;   // of match and snapshot; event_seq of a checkpoint
        int64_t step = 0;
        size_t file = 0;
        int64_t group = 0;  // player of a snapshot
        bool stays = false;
        bool goes = false;
    };
    struct RunState {
        bool open = false;       // unfinished, or a living process has it: nothing it may need again goes
        bool resumable = false;  // ended, but could go on
        std::string best, latest;
    };

    void readRuns(const std::vector<int64_t>& owned);
    void readNeeded();
    std::vector<Named> readNamed(const char* sql);
    size_t fileOf(const std::string& hash, const std::string& suffix, int64_t bytes, int64_t references);
    std::vector<Named> replays();
    std::vector<Named> checkpoints();
    std::vector<Named> snapshots();
    bool asked(int64_t run) const;
    static void keepNewest(std::vector<Named>& rows, int64_t perRun);
    static void thinOut(std::vector<Named>& rows, int64_t perRun);
    void keepBytes(std::vector<Named>& rows, const char* suffix, int64_t limit);
    int64_t bytesLeft(const char* suffix) const;
    void count();

    SQLite::Database& database_;
    const Retention& retention_;
    std::unordered_map<int64_t, RunState> runs_;
    std::unordered_map<std::string, bool> needed_;  // hashes of weights that stay
    std::unordered_map<int64_t, bool> neededIds_;   // of snapshots
    std::unordered_map<std::string, size_t> places_;
    std::vector<File> all_;
    std::vector<Named> replays_, checkpoints_, snapshots_;  // oldest first
    FreedRoom freed_;
    std::vector<std::pair<std::string, std::string>> files_;
};

}  // namespace ludus::store
