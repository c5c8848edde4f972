// SPDX-License-Identifier: GPL-3.0-or-later
// Workspace: a folder with studio.db (SQLite, WAL) and artefact files named by content hash. Several processes may open
// it. An instance belongs to one thread; open one a thread (cheap). Read verbs work on one short transaction each.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/file_system.h"
#include "core/base/result.h"
#include "core/query/query.h"
#include "core/records/events.h"

namespace ludus::store {

/// An imported agent: a manifest (TOML text, see core/agents/agent.h) beside its weights artefact.
struct AgentRecord {
    std::string name;  // unique: "zoo/ga"
    std::string game;
    std::string kind;      // "foreign_mlp", "recurrent", "network"
    std::string hash;      // of the weights artefact
    std::string manifest;  // TOML
    int64_t parameters = 0;
    int64_t addedMs = 0;
};

enum class OpenMode {
    readWrite,
    readOnly,
    existing  // to read and write, but nothing is made: error workspace.moved where there is none
};

/// Neighbouring points of a curve taken together.
struct MetricBucket {
    int64_t firstStep = 0, lastStep = 0;
    double min = 0, max = 0, mean = 0;
    int64_t n = 0;
};
struct RunCurve {
    RunId run;
    int64_t points = 0;
    std::vector<MetricBucket> buckets;
};

/// A curve in a few numbers, of its finite points; kUnknown: it has none. `last` is that of the newest point.
struct MetricSummary {
    RunId run;
    double last = kUnknown, min = kUnknown, max = kUnknown;
};

/// Which events of a run are asked for: all, or without what a window does not replay from events (draws of a league go
/// with the tallies).
enum class EventParts { all, withoutTallies, withoutTalliesAndPoints };

/// Something a page keeps under a name: a saved view, a layout, a quota. `body` is JSON of whoever keeps it.
struct KeptItem {
    std::string kind;  // "view.experiments", "layout.run", "quota"
    std::string name;
    std::string body;
    int64_t changedMs = 0;
};

/// Where the opponents of a league's learner came from, over many of its draws.
struct DrawCounts {
    int64_t draws = 0;                              // that chose among candidates
    int64_t newest = 0;                             // LeagueDraw::id
    std::array<int64_t, kDrawBranches> drawn{};     // [DrawBranch] opponents came from there
    std::array<int64_t, kDrawBranches> withNone{};  // was looked at and had no candidate
};

/// One row of a list of matches.
struct ListedMatch {
    int64_t id = 0;
    MatchRecord match;
    std::string runName;
    bool pinned = false;  // its replay is never thinned out
};
/// Part of a list, newest first.
struct MatchListQuestion {
    const query::Query* filter = nullptr;  // fields of matchFields(); nullptr: all
    bool recordedOnly = true;
    int64_t below = 0;  // ids below this one; 0: from the newest
    int limit = 200;
};
/// What a query about matches may ask: agent, opponent, game, run, score, won, lost, drawn, length, purpose, step,
/// seed, played, recorded, pinned.
std::vector<query::Field> matchFields();

/// Room on the disk. Bytes of files that several rows share are counted once, and in a run only where no other uses
/// them.
struct DiskUse {
    struct Kind {
        int64_t files = 0, bytes = 0;
    };
    struct OfRun {
        RunId run;
        std::string name;
        Kind replays, checkpoints, snapshots;
        int64_t rows = 0;  // of the database, roughly
    };
    Kind replays, checkpoints, snapshots, agents, strays;
    int64_t databaseBytes = 0;
    int64_t freeBytes = 0;  // on the disk
    std::vector<OfRun> runs;
};
/// What may be kept; -1: everything. Applied by freeRoom, oldest first; pinned replays with the weights that played
/// there, the newest and the best snapshot of a run, its newest checkpoint, whatever an unfinished run may need again
/// and all snapshots of one that could be resumed always stay.
struct Retention {
    int64_t replaysPerRun = -1;
    int64_t replayBytes = -1;  // of the whole workspace
    int64_t checkpointsPerRun = -1;
    int64_t checkpointBytes = -1;
    int64_t snapshotsPerRun = -1;  // thinned evenly over the steps
    int64_t snapshotBytes = -1;
    std::vector<RunId> onlyRuns;  // empty: all
};
struct FreedRoom {
    DiskUse::Kind replays, checkpoints, snapshots, strays;
};

struct Problem {
    std::string code;  // "artefact.missing", "artefact.damaged", "database.integrity"
    Text text;
};

class Workspace {
public:
    /// Opens (readWrite: makes) the folder and database, migrating an older version. A folder that cannot be written
    /// opens read-only: see readOnly(). Errors: workspace.newer (database of a newer program), .older (has to be
    /// migrated, but cannot be written), .missing, .damaged, file.*.
    static Result<std::unique_ptr<Workspace>> open(const std::string& folder, OpenMode mode = OpenMode::readWrite,
                                                   FileSystem& files = realFileSystem(),
                                                   const Clock& clock = systemClock());
    /// Whether what is open still lies under its folder. Error workspace.moved: it was moved away or deleted, or
    /// another one is there now. Cheap.
    Status inPlace() const;
    /// Whether its disk has room to store more. Error file.disk_full.
    Status hasRoom() const;
    /// $LUDUS_WORKSPACE, else $XDG_DATA_HOME/ludus/default, else ~/.local/share/ludus/default.
    static std::string defaultFolder();
    ~Workspace();

    const std::string& folder() const;
    bool readOnly() const;

    // Runs
    /// Stores a new run (id ignored) with status queued; an empty name becomes "<game>-<nn>"; a name in use gets a
    /// suffix.
    Result<RunId> createRun(RunRecord run);
    Result<std::vector<RunRecord>> runs() const;
    Result<RunRecord> run(RunId id) const;
    /// By number or name. Error run.unknown.
    Result<RunRecord> findRun(const std::string& numberOrName) const;
    Status renameRun(RunId id, const std::string& name);
    Status deleteRun(RunId id);
    /// Takes ownership for this process (pid, boot id, heartbeat now); error run.owned when a living process has it.
    Status claimRun(RunId id);
    Status heartbeat(RunId id);
    Status releaseRun(RunId id);
    /// Runs whose owner is gone without an end become failed (their reason says so); returns how many.
    Result<int> reapLostRuns();
    Status setWanted(RunId id, WantedState wanted);
    Result<WantedState> wanted(RunId id) const;
    /// The same, and from now on nothing is wanted: for the owner, who obeys it.
    Result<WantedState> takeWanted(RunId id);

    // What people make of runs. Tags are trimmed, sorted, each once.
    Status setTags(RunId id, const std::vector<std::string>& tags);
    Status setNote(RunId id, const std::string& note);
    Status setArchived(const std::vector<RunId>& ids, bool archived);
    /// All or none of them, in one transaction; files go afterwards. One that is gone already is no error; run.owned
    /// names one that still runs.
    Status deleteRuns(const std::vector<RunId>& ids);
    /// All tags in use with how many runs have them, most used first.
    Result<std::vector<std::pair<std::string, int64_t>>> tags() const;
    /// Queued runs are started in the order of their places; 0: not in the queue, whoever made it starts it.
    Status setQueuePlace(RunId id, double place);
    /// A queued run that nobody owns and that waits its turn, the first of them; none: an id of 0.
    Result<RunId> nextQueued() const;

    // What pages keep
    Status keep(const KeptItem& item);
    /// The same, but only while those of its kind are still the ones that were read; false: others came or went.
    Result<bool> keepUnlessChanged(const KeptItem& item, const std::vector<KeptItem>& asRead);
    Status forget(const std::string& kind, const std::string& name);
    Result<std::vector<KeptItem>> kept(const std::string& kind) const;

    // Lists of matches
    Result<std::vector<ListedMatch>> matchList(const MatchListQuestion& question) const;
    /// How many match; stops counting at `most`.
    Result<int64_t> matchCount(const MatchListQuestion& question, int64_t most) const;
    Status pinMatch(int64_t id, bool pinned);

    // Disk
    Result<DiskUse> diskUse() const;
    /// What freeRoom would free, without freeing it.
    Result<FreedRoom> wouldFree(const Retention& retention) const;
    Result<FreedRoom> freeRoom(const Retention& retention);

    // Checkpoints
    /// The run needs these files as long as it is there, whoever else lets go of them: the weights of other runs'
    /// networks, which its checkpoints name. Those that are not in the workspace are passed over; one held before
    /// counts once.
    Status holdArtefacts(RunId id, const std::vector<std::string>& hashes, const std::string& suffix);
    /// Kept ones, oldest first.
    Result<std::vector<CheckpointRecord>> checkpoints(RunId id) const;
    /// Deletes every event of the run above the checkpoint's eventSeq with all that hangs on it (points, matches,
    /// snapshots, later checkpoints; artefacts lose a reference), in one transaction; the run's row is as it was then,
    /// paused and no longer lost. This process must own the run.
    Status rewindRun(RunId id, const CheckpointRecord& to);

    // History: everything durable of a run with a number above `after`, in order, as the events that were published
    // (artefact bytes left out). The same code shows the past and the present.
    Result<std::vector<RunEvent>> events(RunId id, int64_t after = 0, EventParts parts = EventParts::all) const;
    /// Those of them that a league is rebuilt from, with numbers above `after` and up to `upTo`: Tallied, Judged,
    /// SnapshotFrozen, the newest Rated, OptionChanged, and if asked for Drawn.
    Result<std::vector<RunEvent>> leagueEvents(RunId id, int64_t after = 0,
                                               int64_t upTo = std::numeric_limits<int64_t>::max(),
                                               bool draws = true) const;
    /// The event Drawn with this LeagueDraw::id.
    Result<std::optional<RunEvent>> draw(RunId id, int64_t drawId) const;
    /// Events Drawn of one player (-1: of all) with a LeagueDraw::id below `belowId` (0: from the newest), newest
    /// first.
    Result<std::vector<RunEvent>> draws(RunId id, int player, int64_t belowId, int limit) const;
    Result<int64_t> drawCount(RunId id, int player = -1) const;
    /// Over the draws of one player with a LeagueDraw::id above `aboveId`.
    Result<DrawCounts> countDraws(RunId id, int player, int64_t aboveId = 0) const;
    /// Events OptionChanged with numbers above `after`, in order.
    Result<std::vector<RunEvent>> optionChanges(RunId id, int64_t after = 0) const;
    /// Changes whenever this or another connection changed rows (SQLite's total changes and data_version).
    int64_t changeCounter() const;
    Result<std::vector<MetricPoint>> metrics(RunId id, const std::vector<std::string>& names = {}) const;
    /// Names of the run's curves, as in metrics().
    Result<std::vector<std::string>> curveNames(RunId id) const;
    /// At most `buckets` of one curve between two steps (inclusive), from its levels; a short one as it is.
    Result<std::vector<MetricBucket>> curve(RunId id, const std::string& name, int64_t fromStep, int64_t toStep,
                                            int buckets) const;
    /// The same of one metric in every run that has it, whole. Reads levels only, never points.
    Result<std::vector<RunCurve>> overview(const std::string& name, int buckets) const;
    /// Names of the curves of all runs, sorted, each once.
    Result<std::vector<std::string>> metricNames() const;
    /// One metric in every run that has it; a few rows a run, however long its curve is.
    Result<std::vector<MetricSummary>> summaries(const std::string& name) const;
    Result<std::vector<SnapshotRecord>> snapshots(RunId id) const;
    Result<std::optional<SnapshotRecord>> snapshot(SnapshotId id) const;
    Result<std::vector<RatingRecord>> ratings(RunId id) const;
    /// Newest first; run 0: all; with replay only when `recordedOnly`.
    Result<std::vector<MatchRecord>> matches(RunId id, int limit, bool recordedOnly = false) const;
    /// A friendly match (no run). The reference that putArtefact took for its replay becomes that of the match.
    Status addMatch(const MatchRecord& match);

    // Artefacts
    Result<std::string> putArtefact(const std::string& bytes, const std::string& suffix);  // -> content hash
    /// Reads and verifies; errors artefact.missing, artefact.damaged.
    Result<std::string> readArtefact(const std::string& hash, const std::string& suffix) const;
    std::string artefactPath(const std::string& hash, const std::string& suffix) const;

    // Agents
    Status addAgent(const AgentRecord& agent, const std::string& weights);
    Result<std::vector<AgentRecord>> agents() const;
    Result<AgentRecord> agent(const std::string& name) const;
    Status removeAgent(const std::string& name);

    /// integrity_check, every artefact named exists with its hash.
    std::vector<Problem> verify() const;
    /// Removes artefact files that no row names (left by a program that died between file and row); returns how many.
    Result<int> removeStrays();
    std::string sqliteVersion() const;

private:
    friend class StoreWriter;
    class Impl;
    explicit Workspace(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace ludus::store
