// SPDX-License-Identifier: GPL-3.0-or-later
// LeagueStory: a league told by its stored events alone, exactly: the book of any moment, who descends from whom, who
// met whom when, what was decided. Fed event by event, live or reopened. A value with one owner; any thread.
#pragma once

#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/league/league_book.h"
#include "core/league/story_parts.h"
#include "core/records/events.h"

namespace ludus::league {

class LeagueStory {
public:
    /// `options` are those that the run began with (its file, without later changes).
    explicit LeagueStory(LeagueOptions options);

    /// In the order of seq; passes over what is not a league's. Never fails: what does not fit is a mismatch.
    void take(const RunEvent& event);

    /// The league as it stands after the last event, exact but for the steps trained since each learner's last verdict.
    const LeagueBook& book() const { return book_; }
    /// The same when its records tell this version: with the changes of options that had taken effect by then.
    LeagueBook bookAt(int64_t leagueVersion) const;
    /// With changes that were told and take effect with the next record.
    LeagueOptions optionsNow() const;
    /// The first place where the records contradict; none: the story is exact.
    const std::optional<Mismatch>& mismatch() const { return mismatch_; }
    bool exact() const { return !mismatch_; }
    int64_t lastSeq() const { return lastSeq_; }
    int64_t lastStep() const { return lastStep_; }

    const std::vector<StoryNode>& snapshots() const { return nodes_; }  // [index]
    const std::vector<LearnerStory>& learners() const { return learners_; }
    const std::vector<ToldVerdict>& verdicts() const { return verdicts_; }
    /// The newest draw of each (player, block).
    const std::map<std::pair<int, int>, LeagueDraw>& newestDraws() const { return draws_; }
    const StoryMatches& matches() const { return matches_; }
    /// One for each freeze of a main agent, oldest first. They never change.
    const std::vector<std::shared_ptr<const Moment>>& moments() const { return moments_; }
    /// The same of now, of a main agent that still learns.
    Moment momentNow(int player) const;
    /// Anybody against a main agent as it is now; `snapshot` and `leaf` are not filled in.
    KinRow against(Member member, int player) const;

    /// "MA1" or "ME1-10".
    std::string nameOf(Member member) const;
    LeagueRole roleOf(Member member) const;
    /// The main agent that all of the league is told by: whose snapshot the common root is, else who makes it. Does not
    /// change any more once there is a root.
    int firstMain() const;
    /// The snapshot or learner of that name; none: unknown.
    std::optional<Member> memberNamed(const std::string& name) const;
    std::optional<int> snapshotOf(SnapshotId id) const;

    /// Edges of matches learnt from in [fromStep, toStep), the heaviest of each player first; several learners' periods
    /// are nodes of their own. Buckets that overlap the window count whole. At most `strongest` of each node (0: all).
    std::vector<StoryEdge> edges(int64_t fromStep, int64_t toStep, int strongest) const;

private:
    struct Change {
        std::string key, value;
        int64_t seq = 0;
    };
    struct Running {                           // period of a learner
        std::optional<LeagueVerdict> awaited;  // whose snapshot comes next
        std::vector<int> closed;               // [period] snapshot, -1: none; 0: the root or a start
        int64_t learnt = 0;                    // matches
        bool afterReset = false;
    };

    void drawn(const LeagueDraw& draw, int64_t seq);
    void judged(const LeagueVerdict& verdict, int64_t seq);
    void tallied(const TallyRecord& tally, int64_t seq);
    void frozen(const SnapshotRecord& snapshot, int64_t seq);
    void rated(const std::vector<RatingRecord>& ratings);
    void compareVersions(int64_t league, int64_t payoff, int64_t seq);
    void contradict(Mismatch::Kind kind, int64_t seq, int64_t told, int64_t rebuilt);
    bool judgeable(const LeagueVerdict& verdict) const;
    void mirror();
    void countMatches(const TallyRecord& tally, const std::optional<Member>& opponent);
    void widenBuckets();
    bool there(Member member) const;
    bool plays(int player) const;
    int periodOf(int player) const;
    StoryNode nodeOf(const SnapshotRecord& snapshot, int64_t seq) const;
    Member nodeAt(int player, int period) const;
    Moment momentOf(int player) const;

    LeagueBook book_;
    std::vector<StoryNode> nodes_;
    std::vector<LearnerStory> learners_;
    std::vector<ToldVerdict> verdicts_;
    std::map<std::pair<int, int>, LeagueDraw> draws_;
    StoryMatches matches_;
    std::vector<std::shared_ptr<const Moment>> moments_;
    std::vector<Change> changes_;       // told, not yet in effect
    std::vector<Running> running_;      // [learners]
    std::map<std::string, int> names_;  // of snapshots
    std::map<SnapshotId, int> ids_;
    std::optional<Mismatch> mismatch_;
    int64_t lastSeq_ = 0, lastStep_ = 0;
};

/// The story of the events with a smaller number than `before` (of all of them, by default).
LeagueStory storyOf(const LeagueOptions& options, std::span<const RunEvent> events,
                    int64_t before = std::numeric_limits<int64_t>::max());

}  // namespace ludus::league
