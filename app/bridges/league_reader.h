// SPDX-License-Identifier: GPL-3.0-or-later
// LeagueReader: one league run as the store has it, rebuilt exactly and kept up to date; and the league of any earlier
// learning period. Shared by whoever asks about that league. It locks: the threads of StoreQuery use it, never the GUI
// thread, for whom a long league would be too slow.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "app/bridges/league_meetings.h"
#include "app/bridges/run_history.h"
#include "core/base/check.h"
#include "core/league/measures.h"
#include "core/league/story.h"
#include "core/store/workspace.h"

namespace ludus::bridges {

/// A learning period of the league: it ends when the first main agent is frozen. Number k ends with its k-th freeze.
struct LeaguePeriod {
    int snapshot = -1;   // that ended it
    int64_t step = 0;    // of the run, when it ended
    int64_t endSeq = 0;  // of the event that told of the snapshot
};

/// All that is known of a league as it stands.
struct LeagueNow {
    const league::LeagueStory& story;
    const RunRecord& record;
    const std::vector<LeaguePeriod>& periods;
    const LeagueMeetings& meetings;
    const StepClock& clock;
    int64_t rootSeq;   // of the event that told of the common root; 0: it is not there yet
    int64_t tellings;  // rises when all of it is told anew: the run was taken back to a checkpoint
};

class LeagueReader {
public:
    explicit LeagueReader(RunId run) : run_(run) {}

    RunId run() const { return run_; }
    /// Takes what was stored since the last call. True: something came, or the run's row changed. Error league.none:
    /// the run is no league; others: it could not be read.
    Result<bool> update(const store::Workspace& workspace);
    /// The run's row, also of a run that is no league; id 0: not read yet.
    RunRecord record() const;

    /// Calls with the league of now, and with what else is known. Nobody else has it meanwhile: keep it short.
    template <class F>
    auto with(F&& f) const {
        const std::lock_guard lock(mutex_);
        LUDUS_CHECK(story_ != nullptr);  // update() came first, and found a league
        return f(*story_, record_, periods_);
    }
    template <class F>
    auto withNow(F&& f) const {
        const std::lock_guard lock(mutex_);
        LUDUS_CHECK(story_ != nullptr);
        return f(LeagueNow{*story_, record_, periods_, meetings_, clock_, rootSeq_, tellings_});
    }
    /// As it stood when this period ended (0: when the common root was there; too large: now). Kept for the next
    /// question.
    std::shared_ptr<const league::LeagueStory> at(int period) const;
    /// As it stood before the event of this number.
    league::LeagueStory before(int64_t seq) const;
    /// The options that the run began with.
    league::LeagueOptions options() const;
    /// At each freeze of a main agent; computed once, then only for those that came.
    std::vector<league::NashMoment> nash() const;
    /// The same, but once this time is over no further one is begun: the oldest ones, as far as they are known.
    std::vector<league::NashMoment> nash(std::chrono::milliseconds patience) const;

private:
    using Past = std::shared_ptr<const league::LeagueStory>;

    Result<bool> begin(const store::Workspace& workspace);
    void restart();
    void take(RunEvent event);
    bool goesOn(const std::vector<RunEvent>& events) const;
    std::unique_ptr<league::LeagueStory> upTo(int64_t before) const;
    void keepFrame(int period, const league::LeagueStory& story) const;

    const RunId run_;
    mutable std::mutex mutex_;
    RunRecord record_;
    std::unique_ptr<league::LeagueStory> story_;  // nullptr: nothing was read yet
    league::LeagueOptions options_;
    std::vector<RunEvent> events_;  // without draws and ratings
    std::vector<LeaguePeriod> periods_;
    LeagueMeetings meetings_;
    StepClock clock_;
    int64_t rootSeq_ = 0, tellings_ = 0;
    mutable std::map<int, Past> frames_;  // some periods at equal distances: others are replayed from there
    mutable std::vector<std::pair<int, Past>> asked_;  // those that were asked for, the newest last
    mutable std::vector<league::NashMoment> nash_;
};

}  // namespace ludus::bridges
