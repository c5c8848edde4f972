// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QtTest>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>

#include "core/store/store_writer.h"
#include "tests/core/store/store_kit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/temp_dir.h"

namespace {

std::mutex syncedMutex;
std::map<std::string, std::string> synced;  // by path: what is certainly on the disk

std::string bytesOf(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

int noteSynced(int file, long call) {
    const long result = syscall(call, file);
    char path[4096];
    const ssize_t length = readlink(("/proc/self/fd/" + std::to_string(file)).c_str(), path, sizeof path);
    const std::string name(path, length > 0 ? static_cast<size_t>(length) : 0);
    if (result == 0 && name.ends_with("-wal")) {  // no other: closing a database's file would give up its locks
        const std::lock_guard lock(syncedMutex);
        synced[name] = bytesOf(name);
    }
    return static_cast<int>(result);
}

}  // namespace

// In the place of the C library's, also for SQLite.
extern "C" int fdatasync(int file) {
    return noteSynced(file, SYS_fdatasync);
}
extern "C" int fsync(int file) {
    return noteSynced(file, SYS_fsync);
}

using namespace ludus;
using namespace ludus::test;
using store::StoreWriter;
using store::Workspace;

namespace {

constexpr double kError = 25;

/// All kinds in turn, and after each table of ratings the point of the Elo curve that belongs to it.
std::vector<RunEvent> longRun(RunId run, int count, int64_t first = 1) {
    std::vector<RunEvent> events = sampleEvents(run, count, first);
    const RatingRecord* newest = nullptr;
    for (RunEvent& e : events) {
        if (auto* rated = std::get_if<Rated>(&e.body)) {
            rated->ratings[1].error = kError;
            newest = &rated->ratings[1];
        } else if (std::holds_alternative<Logged>(e.body) && newest != nullptr) {
            e.body = Metrics{{{"elo", newest->step, newest->elo, 1.96 * kError}, {"score", e.seq, 0.5, kUnknown}}};
        }
    }
    return events;
}

/// A workspace with one run of this process.
struct Place {
    TempDir dir;
    FakeClock clock;
    FaultyFileSystem files;
    std::unique_ptr<Workspace> workspace =
        Workspace::open(dir.path(), store::OpenMode::readWrite, files, clock).value();
    RunId run = create();

    Place() {
        [&] { QVERIFY(workspace->claimRun(run).ok()); }();
    }
    RunId create() const {
        RunRecord record;
        record.game = "slime_volley";
        record.targetSteps = 1'000'000;
        record.budgetSeconds = 600;
        return workspace->createRun(record).value();
    }
    std::string database() const { return dir.path("studio.db"); }
    void publish(const std::vector<RunEvent>& events) const {
        auto writer = StoreWriter::open(dir.path(), run).value();
        for (const RunEvent& e : events)
            writer->take(e);
        QVERIFY(writer->flush().ok());
    }
    CheckpointRecord checkpoint(size_t index = 0) const { return workspace->checkpoints(run).value().at(index); }

    /// Every row of every table, but for what a longer past may leave: names of line-ups, and the table of ratings
    /// (only the newest is ever kept, whoever resumes a run publishes its own again).
    std::vector<std::string> rows(bool withCheckpoints = false) const {
        std::vector<std::string> all;
        for (const std::string& quoted : rawRows(database(), "SELECT name FROM sqlite_master WHERE type = 'table'")) {
            const std::string table = quoted.substr(2, quoted.size() - 3);
            if (table == "line_up" || table == "rating" || (table == "checkpoint" && !withCheckpoints)) continue;
            std::string rest;
            if (table == "event") rest = " WHERE kind <> 6" + std::string(withCheckpoints ? "" : " AND kind <> 8");
            if (table == "artefact" && !withCheckpoints) rest = " WHERE suffix <> '.checkpoint'";
            for (const std::string& row : rawRows(database(), "SELECT * FROM " + table + rest + " ORDER BY 1, 2, 3"))
                all.push_back(table + " " + row);
        }
        return all;
    }
};

std::string difference(const std::vector<std::string>& is, const std::vector<std::string>& expected) {
    for (size_t i = 0; i < is.size() && i < expected.size(); ++i) {
        if (is[i] != expected[i])
            return "row " + std::to_string(i) + "\n  is     " + is[i] + "\n  was to " + expected[i];
    }
    return is.size() == expected.size() ? ""
                                        : std::to_string(is.size()) + " rows for " + std::to_string(expected.size());
}

#define SAME_ROWS(actual, expected)                               \
    do {                                                          \
        const std::string differs = difference(actual, expected); \
        QVERIFY2(differs.empty(), differs.c_str());               \
    } while (false)

/// Whether all of the write-ahead log is safe whenever a file is removed.
class WatchedRemoval final : public FileSystem {
public:
    explicit WatchedRemoval(std::string log) : log_(std::filesystem::canonical(log)) {}
    Status remove(const std::string& path) override {
        ++removed;
        const std::lock_guard lock(syncedMutex);
        if (synced[log_] != bytesOf(log_)) ++early;
        return realFileSystem().remove(path);
    }
    Result<std::string> read(const std::string& path) const override { return realFileSystem().read(path); }
    Status writeAtomic(const std::string& path, std::string_view bytes) override {
        return realFileSystem().writeAtomic(path, bytes);
    }
    Status createDirectories(const std::string& path) override { return realFileSystem().createDirectories(path); }
    bool exists(const std::string& path) const override { return realFileSystem().exists(path); }
    bool writable(const std::string& path) const override { return realFileSystem().writable(path); }
    Result<std::vector<std::string>> list(const std::string& directory) const override {
        return realFileSystem().list(directory);
    }
    int64_t freeBytes(const std::string& path) const override { return realFileSystem().freeBytes(path); }

    int removed = 0, early = 0;

private:
    const std::string log_;
};

/// While alive no file of this process may grow.
class NoGrowth {
public:
    NoGrowth() {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit tight{4096, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &tight);
    }
    ~NoGrowth() { setrlimit(RLIMIT_FSIZE, &before_); }

private:
    rlimit before_{};
};

}  // namespace

class StoreRewindTest : public QObject {
    Q_OBJECT

    /// A run with a checkpoint after `last` events, that went on to `count`; and its checkpoint.
    static CheckpointRecord runBeyond(const Place& place, int last, int count, const RunRecord& then) {
        const auto all = longRun(place.run, count);
        place.publish({all.begin(), all.begin() + last});
        RunEvent taken = checkpointEvent(place.run, last + 1, then.steps);
        std::get<CheckpointTaken>(taken.body).checkpoint.seconds = then.seconds;
        place.publish({taken});
        auto rest = longRun(place.run, count - last, last + 1);
        for (RunEvent& e : rest)
            ++e.seq;
        place.publish(rest);
        return place.checkpoint();
    }

private Q_SLOTS:
    void rewoundRunIsOneThatWasNeverLonger_data() {
        QTest::addColumn<int>("last");
        QTest::addColumn<int>("count");
        for (const int last : {1, 2, 3, 9, 40, 131, 1000, 2056, 2992})
            QTest::addRow("%d of 3000", last) << last << 3000;
        QTest::newRow("nothing above") << 64 << 64;
    }
    void rewoundRunIsOneThatWasNeverLonger() {
        QFETCH(int, last);
        QFETCH(int, count);
        const Place shorter, longer;
        const auto kept = longRun(shorter.run, last);
        shorter.publish(kept);
        const RunRecord then = shorter.workspace->run(shorter.run).value();
        const CheckpointRecord to = runBeyond(longer, last, count, then);
        QVERIFY(rawSql(longer.database(), "UPDATE run SET steps = steps + 5000"));  // progress that no event tells
        QVERIFY(longer.workspace->rewindRun(longer.run, to).ok());
        QVERIFY(rawSql(shorter.database(), "UPDATE run SET status = 'paused', reason = ''"));
        SAME_ROWS(longer.rows(), shorter.rows());
        const RunRecord row = longer.workspace->run(longer.run).value();
        QVERIFY(row.status == RunStatus::paused);
        QCOMPARE(row.lastSeq, int64_t{last});
        QCOMPARE(row.checkpoints, int64_t{1});
        QVERIFY(!row.interrupted);  // this process has it
        QVERIFY(longer.workspace->verify().empty());
        QCOMPARE(longer.workspace->removeStrays().value(), 0);
        QVERIFY(longer.workspace->readArtefact(to.hash, ".checkpoint").ok());
        QCOMPARE(rawRows(longer.database(), "SELECT 1 FROM checkpoint WHERE seq IS NULL").size(), size_t{1});
        std::vector<RunEvent> told = kept;
        std::erase_if(told, [](const RunEvent& e) { return std::holds_alternative<Rated>(e.body) || !e.durable(); });
        auto is = longer.workspace->events(longer.run).value();
        std::erase_if(is, [](const RunEvent& e) { return std::holds_alternative<Rated>(e.body); });
        SAME_EVENTS(is, told);
    }

    void rowsAreSafeFromAPowerCutBeforeTheirFilesGo() {
        const Place place;
        place.publish(longRun(place.run, 100));
        place.publish({checkpointEvent(place.run, 101, 100)});
        place.publish(longRun(place.run, 200, 102));
        WatchedRemoval files(place.database() + "-wal");
        auto workspace = Workspace::open(place.dir.path(), store::OpenMode::readWrite, files).value();
        QVERIFY(workspace->rewindRun(place.run, place.checkpoint()).ok());
        QVERIFY(files.removed > 0);
        QCOMPARE(files.early, 0);
        QVERIFY(workspace->renameRun(place.run, "renamed").ok());  // an ordinary commit does not wait for the disk
        {
            const std::lock_guard lock(syncedMutex);
            QVERIFY(synced[place.database() + "-wal"] != bytesOf(place.database() + "-wal"));
        }
        QVERIFY(workspace->releaseRun(place.run).ok());
        const int before = files.removed;
        QVERIFY(workspace->deleteRun(place.run).ok());
        QVERIFY(files.removed > before);
        QCOMPARE(files.early, 0);
    }

    void rewoundRunGoesOnBitForBit() {
        const Place straight, resumed;
        const auto all = longRun(straight.run, 4000);
        straight.publish(all);  // one writer, never stopped
        const CheckpointRecord to = runBeyond(resumed, 1501, 3000, straight.workspace->run(straight.run).value());
        QVERIFY(resumed.workspace->rewindRun(resumed.run, to).ok());
        resumed.publish(std::vector<RunEvent>(all.begin() + 1501, all.begin() + 2222));
        resumed.publish(std::vector<RunEvent>(all.begin() + 2222, all.end()));
        SAME_ROWS(resumed.rows(), straight.rows());
    }

    void everythingGoesWhenNothingWasBefore() {
        const Place place;
        place.publish({checkpointEvent(place.run, 1, 0)});
        place.publish(longRun(place.run, 200, 2));
        QVERIFY(place.workspace->rewindRun(place.run, place.checkpoint()).ok());
        for (const char* table :
             {"event", "match", "snapshot", "metric_series", "metric_point", "metric_level", "tally"})
            QCOMPARE(rawRows(place.database(), std::string("SELECT * FROM ") + table).size(), size_t{0});
        const RunRecord row = place.workspace->run(place.run).value();
        QCOMPARE(row.steps, int64_t{0});
        QCOMPARE(row.startedMs, int64_t{0});
        QCOMPARE(row.snapshots, int64_t{0});
        QVERIFY(row.bestAgent.empty() && row.latestAgent.empty());
        QVERIFY(std::isnan(row.elo) && std::isnan(row.eloError));
        QVERIFY(place.workspace->verify().empty());
    }

    void laterCheckpointsGoAndEarlierOnesStay() {
        const Place place;
        for (int64_t seq = 1; seq <= 5; ++seq)
            place.publish({checkpointEvent(place.run, seq, seq * 10, static_cast<double>(seq), 5)});
        QVERIFY(place.workspace->rewindRun(place.run, place.checkpoint(2)).ok());
        const auto left = place.workspace->checkpoints(place.run).value();
        QCOMPARE(left.size(), size_t{3});
        QCOMPARE(left.back().step, int64_t{30});
        QCOMPARE(place.workspace->events(place.run).value().size(), size_t{2});  // the third's own event came after it
        QCOMPARE(rawRows(place.database(), "SELECT * FROM artefact").size(), size_t{3});
        QVERIFY(place.workspace->rewindRun(place.run, left[0]).ok());  // and once more
        QCOMPARE(place.workspace->checkpoints(place.run).value().size(), size_t{1});
        QVERIFY(place.workspace->verify().empty());
        QCOMPARE(place.workspace->removeStrays().value(), 0);
    }

    void filesThatAnotherRunNamesStay() {
        const Place place;
        const RunId other = newRun(*place.workspace);
        const Artefact shared = artefact("shared weights", ".safetensors");
        SnapshotRecord s;
        s.hash = shared.hash;
        s.run = other, s.id = makeSnapshotId(other, 0);
        auto writer = StoreWriter::open(place.dir.path(), other).value();
        writer->take(runEvent(other, 1, SnapshotFrozen{s, shared}));
        QVERIFY(writer->flush().ok());
        s.run = place.run, s.id = makeSnapshotId(place.run, 0);
        place.publish({checkpointEvent(place.run, 1, 0), runEvent(place.run, 2, SnapshotFrozen{s, shared})});
        QVERIFY(place.workspace->rewindRun(place.run, place.checkpoint()).ok());
        QCOMPARE(place.workspace->readArtefact(shared.hash, shared.suffix).value(), *shared.bytes);
        QCOMPARE(rawValue(place.database(), "SELECT refs FROM artefact WHERE suffix = '.safetensors'"),
                 std::string("1"));
        QCOMPARE(place.workspace->events(other).value().size(), size_t{1});
    }

    void lostRunIsPausedAgain() {
        const Place place;
        place.publish({runEvent(place.run, 1, StateChanged{RunStatus::running, ""}), checkpointEvent(place.run, 2, 7)});
        QVERIFY(rawSql(place.database(), "UPDATE run SET owner_start = owner_start + 1"));
        QCOMPARE(place.workspace->reapLostRuns().value(), 1);
        QVERIFY(place.workspace->claimRun(place.run).ok());
        QVERIFY(place.workspace->rewindRun(place.run, place.checkpoint()).ok());
        const RunRecord row = place.workspace->run(place.run).value();
        QVERIFY(row.status == RunStatus::paused);
        QVERIFY(row.reason.empty());
        QCOMPARE(row.endedMs, int64_t{0});
        QVERIFY(row.startedMs > 0);
        QCOMPARE(rawValue(place.database(), "SELECT lost FROM run"), std::string("0"));
        QVERIFY(place.workspace->releaseRun(place.run).ok());
        QCOMPARE(place.workspace->reapLostRuns().value(), 0);
    }

    void onlyTheOwnerMayRewind() {
        const Place place;
        const CheckpointRecord to = runBeyond(place, 40, 80, {});
        const auto before = place.rows(true);
        QCOMPARE(place.workspace->rewindRun(RunId{777}, to).error().code, std::string("run.unknown"));
        QVERIFY(place.workspace->releaseRun(place.run).ok());
        QCOMPARE(place.workspace->rewindRun(place.run, to).error().code, std::string("run.lost"));
        int ready[2];
        QCOMPARE(pipe(ready), 0);
        const pid_t child = fork();
        if (child == 0) {
            auto own = Workspace::open(place.dir.path());
            const char answer = own.ok() && own.value()->claimRun(place.run).ok() ? 'y' : 'n';
            if (write(ready[1], &answer, 1) != 1) _exit(2);
            for (;;)
                pause();
        }
        char answer = '?';
        QCOMPARE(read(ready[0], &answer, 1), ssize_t{1});
        QCOMPARE(answer, 'y');
        QCOMPARE(place.workspace->rewindRun(place.run, to).error().code, std::string("run.owned"));
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        close(ready[0]);
        close(ready[1]);
        QVERIFY(place.workspace->claimRun(place.run).ok());
        SAME_ROWS(place.rows(true), before);
        auto reader = Workspace::open(place.dir.path(), store::OpenMode::readOnly).value();
        QCOMPARE(reader->rewindRun(place.run, to).error().code, std::string("workspace.read_only"));
        QCOMPARE(reader->checkpoints(place.run).value().size(), size_t{1});
    }

    void checkpointThatIsGoneChangesNothing() {
        const Place place;
        CheckpointRecord to = runBeyond(place, 40, 80, {});
        const auto before = place.rows(true);
        ++to.eventSeq;
        QCOMPARE(place.workspace->rewindRun(place.run, to).error().code, std::string("run.no_checkpoint"));
        --to.eventSeq;
        to.hash = "0123";
        const Status refused = place.workspace->rewindRun(place.run, to);
        QCOMPARE(refused.error().code, std::string("run.no_checkpoint"));
        QVERIFY(!refused.error().meaning.empty() && !refused.error().remedy.empty());
        SAME_ROWS(place.rows(true), before);
    }

    void fullDiskLeavesTheOldState() {
        Place place;
        const CheckpointRecord to = runBeyond(place, 40, 400, {});
        const auto before = place.rows(true);
        place.files.inject(Fault::diskFull);
        QCOMPARE(place.workspace->rewindRun(place.run, to).error().code, std::string("file.disk_full"));
        place.files.clear();
        SAME_ROWS(place.rows(true), before);
        Status failed;
        {
            const NoGrowth limit;  // SQLite's own writes fail half-way
            failed = place.workspace->rewindRun(place.run, to);
        }
        QVERIFY(!failed.ok());
        SAME_ROWS(place.rows(true), before);
        QVERIFY(place.workspace->verify().empty());
        QVERIFY(place.workspace->rewindRun(place.run, to).ok());
        QVERIFY(place.workspace->verify().empty());
    }

    /// The rows are what counts: a file that nothing names any more is no reason to fail.
    void filesThatCannotBeRemovedAreLeftToTheSweep() {
        Place place;
        const CheckpointRecord to = runBeyond(place, 40, 400, {});
        place.files.inject(Fault::permission, "/artefacts/");
        QVERIFY(place.workspace->rewindRun(place.run, to).ok());
        QCOMPARE(place.workspace->run(place.run).value().lastSeq, int64_t{40});
        place.files.clear();
        QVERIFY(place.workspace->verify().empty());
        QVERIFY(place.workspace->removeStrays().value() > 0);
        QCOMPARE(place.workspace->removeStrays().value(), 0);
        QVERIFY(place.workspace->verify().empty());
    }

    void othersKeepReadingWhileALongRunIsRewound() {
        const Place place;
        place.publish(sampleEvents(place.run, 8));
        place.publish({checkpointEvent(place.run, 9, 0)});
        const CheckpointRecord to = place.checkpoint();
        std::vector<RunEvent> rest;
        for (int64_t seq = 10; seq <= 40'000; ++seq) {
            EventBody body = MatchPlayed{sampleMatch(place.run, seq), {}};
            if (seq % 2 == 0) body = Metrics{{{"a", seq, 1, 2}, {"b", seq, 1, 2}}};
            rest.push_back(runEvent(place.run, seq, std::move(body)));
        }
        place.publish(rest);
        auto reader = Workspace::open(place.dir.path(), store::OpenMode::readOnly).value();
        std::atomic<bool> done{false};
        int strange = 0, looks = 0;
        std::thread watcher([&] {
            while (!done || looks == 0) {
                const auto events = reader->events(place.run);
                ++looks;
                // All of it or none of it, in one look.
                if (!events.ok() || (events->size() < 30'000 && events->back().seq > 8)) ++strange;
            }
        });
        QElapsedTimer timer;
        timer.start();
        const bool ok = place.workspace->rewindRun(place.run, to).ok();
        const qint64 ms = timer.elapsed();
        done = true;
        watcher.join();
        QVERIFY(ok);
        QCOMPARE(strange, 0);
        qInfo("40 000 events taken back in %lld ms", static_cast<long long>(ms));
        QCOMPARE(reader->events(place.run).value().back().seq, int64_t{8});
    }
};

QTEST_GUILESS_MAIN(StoreRewindTest)
#include "tst_store_rewind.moc"
