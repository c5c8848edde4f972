// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/resource.h>

#include <QtTest>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <thread>

#include "core/store/bench.h"
#include "core/store/store_writer.h"
#include "tests/core/store/store_kit.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/temp_dir.h"

using namespace ludus;
using namespace ludus::test;
using store::StoreWriter;
using store::Workspace;

namespace {

/// While alive no file of this process may grow: what SQLite writes itself fails half-way, as on a full disk.
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

class StoreWriterTest : public QObject {
    Q_OBJECT

    TempDir dir_;
    std::unique_ptr<Workspace> workspace_;

    void expectAll(RunId run, const std::vector<RunEvent>& published) {
        SAME_EVENTS(workspace_->events(run).value(), asHistory(published));
    }

private Q_SLOTS:
    void initTestCase() { workspace_ = Workspace::open(dir_.path()).value(); }

    void nothingIsLostWhenTheDiskWasFull() {
        const RunId run = newRun(*workspace_);
        FaultyFileSystem files;
        std::atomic<int> failures{0};
        auto writer =
            StoreWriter::open(dir_.path(), run, files, systemClock(), [&](const Error&) { ++failures; }).value();
        const auto events = sampleEvents(run, 300);
        for (int i = 0; i < 100; ++i)
            writer->take(events[static_cast<size_t>(i)]);
        QVERIFY(writer->flush().ok());
        files.inject(Fault::diskFull);
        for (int i = 100; i < 200; ++i)
            writer->take(events[static_cast<size_t>(i)]);
        const Status failed = writer->flush();
        QVERIFY(!failed.ok());
        QCOMPARE(failed.error().code, std::string("file.disk_full"));
        QVERIFY(!failed.error().remedy.empty());
        QVERIFY(writer->failure().has_value());
        QVERIFY(writer->waiting() > 0);
        for (int i = 200; i < 300; ++i)
            writer->take(events[static_cast<size_t>(i)]);
        QVERIFY(!writer->flush().ok());
        QCOMPARE(failures.load(), 1);  // once a beginning
        files.clear();
        QTRY_VERIFY_WITH_TIMEOUT(!writer->failure() && writer->waiting() == 0, 20'000);  // by itself
        expectAll(run, events);
        files.inject(Fault::diskFull);
        writer->take(runEvent(run, 301, Logged{}));
        QVERIFY(!writer->flush().ok());
        QCOMPARE(failures.load(), 2);
        files.clear();
        QVERIFY(writer->flush().ok());
        QVERIFY(workspace_->verify().empty());
    }

    void eventsBeforeAFailingArtefactAreSafe() {
        const RunId run = newRun(*workspace_);
        FaultyFileSystem files;
        auto writer = StoreWriter::open(dir_.path(), run, files).value();
        files.inject(Fault::permission, ".safetensors");
        auto events = sampleEvents(run, 13);  // numbers 6 and 14 freeze snapshots
        for (const RunEvent& e : events)
            writer->take(e);
        QVERIFY(!writer->flush().ok());
        const auto safe = workspace_->events(run).value();
        QCOMPARE(safe.size(), size_t{4});  // 1, 3, 4, 5: number 2 is progress
        QCOMPARE(workspace_->run(run).value().lastSeq, int64_t{5});
        files.clear();
        QVERIFY(writer->flush().ok());
        expectAll(run, events);
    }

    void workspaceThatIsMovedAwayTakesEverythingOnceItIsBack() {
        const TempDir dir;
        const std::string here = dir.path("here"), there = dir.path("there");
        auto workspace = Workspace::open(here).value();
        const RunId run = newRun(*workspace);
        auto writer = StoreWriter::open(here, run).value();
        const auto events = sampleEvents(run, 400);
        for (size_t i = 0; i < 100; ++i)
            writer->take(events[i]);
        QVERIFY(writer->flush().ok());
        std::filesystem::rename(here, there);
        for (size_t i = 100; i < events.size(); ++i)
            writer->take(events[i]);
        const Status failed = writer->flush();
        QVERIFY(!failed.ok());
        QCOMPARE(failed.error().code, std::string("workspace.moved"));
        QVERIFY(!failed.error().meaning.empty() && !failed.error().remedy.empty());
        QCOMPARE(workspace->putArtefact("a new file", ".replay").error().code, std::string("workspace.moved"));
        QVERIFY(!std::filesystem::exists(here));  // no second one is begun at the old place
        QVERIFY(Workspace::open(there).value()->verify().empty());
        std::filesystem::rename(there, here);
        QVERIFY(writer->flush().ok());
        SAME_EVENTS(workspace->events(run).value(), asHistory(events));
        QVERIFY(workspace->putArtefact("a new file", ".replay").ok());
        QVERIFY(workspace->verify().empty());
    }

    void anotherWorkspaceInItsPlaceGetsNothing() {
        const TempDir dir;
        const std::string here = dir.path("here"), there = dir.path("there");
        auto workspace = Workspace::open(here).value();
        const RunId run = newRun(*workspace);
        auto writer = StoreWriter::open(here, run).value();
        const auto events = sampleEvents(run, 2000);
        {
            const NoGrowth limit;
            for (const RunEvent& e : events)
                writer->take(e);
            QVERIFY(!writer->flush().ok());  // its connection is begun anew
            std::filesystem::rename(here, there);
        }
        QCOMPARE(writer->flush().error().code, std::string("workspace.moved"));
        {
            const auto other = Workspace::open(here).value();
            QCOMPARE(newRun(*other), run);
            QCOMPARE(writer->flush().error().code, std::string("workspace.moved"));
            QVERIFY(other->events(run).value().empty());
            QVERIFY(!std::filesystem::exists(here + "/artefacts"));
        }
        std::filesystem::remove_all(here);
        std::filesystem::rename(there, here);
        QVERIFY(writer->flush().ok());
        SAME_EVENTS(workspace->events(run).value(), asHistory(events));
        QVERIFY(workspace->verify().empty());
    }

    void databaseThatCannotGrowRecovers() {
        const RunId run = newRun(*workspace_);
        auto writer = StoreWriter::open(dir_.path(), run).value();
        const auto events = sampleEvents(run, 2000);
        Status failed;
        {
            const NoGrowth limit;
            for (const RunEvent& e : events)
                writer->take(e);
            failed = writer->flush();
        }
        QVERIFY(!failed.ok());
        QVERIFY(writer->flush().ok());
        expectAll(run, events);
        QVERIFY(workspace_->verify().empty());
    }

    void lockedDatabaseIsWaitedFor() {
        const RunId run = newRun(*workspace_);
        auto writer = StoreWriter::open(dir_.path(), run).value();
        auto other = Workspace::open(dir_.path()).value();
        std::atomic<bool> go{true};
        std::thread rival([&] {
            while (go)
                other->setWanted(run, WantedState::run).ok();
        });
        const auto events = sampleEvents(run, 500);
        for (const RunEvent& e : events) {
            writer->take(e);
            if (e.seq % 50 == 0) writer->flush().ok();
        }
        const Status done = writer->flush();
        go = false;
        rival.join();
        QVERIFY(done.ok());
        expectAll(run, events);
    }

    void refusedEventHoldsNobodyUp() {
        const RunId run = newRun(*workspace_);
        auto writer = StoreWriter::open(dir_.path(), run).value();
        auto events = sampleEvents(run, 16);
        for (const RunEvent& e : events)
            writer->take(e);
        RunEvent twin = events[5];  // the same snapshot again
        twin.seq = 17;
        writer->take(twin);
        writer->take(events[3]);  // the same number again
        writer->take(runEvent(run, 18, MatchPlayed{sampleMatch(run, 18), {}}));
        QVERIFY(writer->flush().ok());
        QCOMPARE(writer->waiting(), int64_t{0});
        const auto stored = workspace_->events(run).value();
        QCOMPARE(stored.back().seq, int64_t{18});
        QVERIFY(std::get<Logged>(stored[stored.size() - 2].body).level == LogLevel::error);
        QCOMPARE(stored.size(), asHistory(events).size() + 2);
    }

    void refusedMatchAmongManyHoldsNobodyUp() {
        const RunId run = newRun(*workspace_);
        auto writer = StoreWriter::open(dir_.path(), run).value();
        std::vector<RunEvent> events;
        for (int64_t seq = 1; seq <= 100; ++seq)
            events.push_back(runEvent(run, seq, MatchPlayed{sampleMatch(run, seq), {}}));
        for (const RunEvent& e : events) {
            writer->take(e);
            if (e.seq == 50) writer->take(runEvent(run, 50, MatchPlayed{sampleMatch(run, 7), {}}));  // the number again
        }
        writer->take(runEvent(run, 101, Metrics{{{"score", 1, 2, kUnknown}}}));
        QVERIFY(!writer->flush().ok() || writer->waiting() == 0);
        QTRY_COMPARE(writer->waiting(), int64_t{0});
        auto stored = workspace_->events(run).value();
        QCOMPARE(stored.back().seq, int64_t{101});
        stored.pop_back();
        SAME_EVENTS(stored, events);
    }

    void matchesAndPointsOfAGroupKeepTheirOrder() {
        const RunId run = newRun(*workspace_);
        std::vector<RunEvent> events;
        for (int64_t seq = 1; seq <= 999; ++seq) {
            if (seq % 50 == 0) {
                events.push_back(runEvent(run, seq, Logged{LogLevel::info, LUDUS_TEXT("Log", "Between"), {}}));
            } else if (seq % 3 == 0) {
                events.push_back(runEvent(
                    run, seq,
                    Metrics{{{"a", seq, 0.5, kUnknown}, {"b", seq, 1 / 3.0, 0.25}, {"a", seq + 1, -1, kUnknown}}}));
            } else {
                events.push_back(runEvent(run, seq, MatchPlayed{sampleMatch(run, seq), {}}));
            }
        }
        auto writer = StoreWriter::open(dir_.path(), run).value();
        for (const RunEvent& e : events)
            writer->take(e);
        QVERIFY(writer->flush().ok());
        expectAll(run, events);
        const auto rows = rawRows(dir_.path("studio.db"),
                                  "SELECT seq FROM match WHERE run = " + std::to_string(run.value) + " ORDER BY id");
        QVERIFY(rows.size() > 600);
        QVERIFY(rows == rawRows(dir_.path("studio.db"),
                                "SELECT seq FROM match WHERE run = " + std::to_string(run.value) + " ORDER BY seq"));
    }

    void runThatAnotherProgramTookOverIsLeftAlone() {
        const RunId run = newRun(*workspace_);
        QVERIFY(workspace_->claimRun(run).ok());
        std::atomic<int> failures{0};
        auto writer = StoreWriter::open(dir_.path(), run, realFileSystem(), systemClock(), [&](const Error&) {
                          ++failures;
                      }).value();
        const auto events = sampleEvents(run, 64);
        for (size_t i = 0; i < 32; ++i)
            writer->take(events[i]);
        QVERIFY(writer->flush().ok());
        const std::string database = dir_.path("studio.db");
        QVERIFY(rawSql(database, "UPDATE run SET owner_pid = 1, owner_start = 7, owner_host = 'elsewhere' WHERE id = " +
                                     std::to_string(run.value)));
        const auto row = rawRows(database, "SELECT * FROM run WHERE id = " + std::to_string(run.value));
        for (size_t i = 32; i < events.size(); ++i)
            writer->take(events[i]);
        const Status refused = writer->flush();
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, std::string("run.lost"));
        QCOMPARE(failures.load(), 1);
        writer.reset();
        QVERIFY(rawRows(database, "SELECT * FROM run WHERE id = " + std::to_string(run.value)) == row);
        expectAll(run, {events.begin(), events.begin() + 32});
    }

    void runThatWasGivenFreeIsLeftAlone() {
        const RunId run = newRun(*workspace_);
        QVERIFY(workspace_->claimRun(run).ok());
        auto writer = StoreWriter::open(dir_.path(), run).value();
        QVERIFY(workspace_->releaseRun(run).ok());
        writer->take(runEvent(run, 1, StateChanged{RunStatus::running, ""}));
        QCOMPARE(writer->flush().error().code, std::string("run.lost"));
        QVERIFY(workspace_->claimRun(run).ok());  // here again: it goes on
        QVERIFY(writer->flush().ok());
        QCOMPARE(workspace_->events(run).value().size(), size_t{1});
    }

    void deletedRunGetsNoRows() {
        const RunId run = newRun(*workspace_);
        auto writer = StoreWriter::open(dir_.path(), run).value();
        QVERIFY(workspace_->deleteRun(run).ok());
        writer->take(runEvent(run, 1, StateChanged{RunStatus::running, ""}));
        QCOMPARE(writer->flush().error().code, std::string("run.lost"));
        writer.reset();
        QVERIFY(!workspace_->run(run).ok());
        QVERIFY(workspace_->verify().empty());
    }

    void closingWritesWhatIsLeft() {
        const RunId run = newRun(*workspace_);
        const auto events = sampleEvents(run, 50);
        {
            auto writer = StoreWriter::open(dir_.path(), run).value();
            for (const RunEvent& e : events)
                writer->take(e);
        }
        expectAll(run, events);
    }

    void onlyTheNewestProgressIsKept() {
        const RunId run = newRun(*workspace_);
        auto writer = StoreWriter::open(dir_.path(), run).value();
        for (int64_t seq = 1; seq <= 1000; ++seq) {
            writer->take(runEvent(run, seq, Progress{seq * 10, 20'000, static_cast<double>(seq), 600, 0, 0, 0}));
        }
        QCOMPARE(writer->waiting(), int64_t{0});
        QVERIFY(writer->flush().ok());
        QCOMPARE(workspace_->run(run).value().steps, int64_t{10'000});
        QVERIFY(workspace_->events(run).value().empty());
    }

    void eventsArriveWithoutFlush() {
        const RunId run = newRun(*workspace_);
        auto writer = StoreWriter::open(dir_.path(), run).value();
        writer->take(runEvent(run, 1, StateChanged{RunStatus::running, ""}));
        QTRY_COMPARE_WITH_TIMEOUT(writer->waiting(), int64_t{0}, 5000);
        QCOMPARE(workspace_->events(run).value().size(), size_t{1});
    }

    void writerOfAnUnknownRunIsRefused() {
        QCOMPARE(StoreWriter::open(dir_.path(), RunId{9999}).error().code, std::string("run.unknown"));
    }

    void writerKeepsUpWithPlainSqlite() {
        const TempDir dir;
        const auto rates = store::benchStore(dir.path(), 2.0).value();
        QCOMPARE(rates.size(), size_t{2});
        for (const store::StoreRate& rate : rates) {
            qInfo("%s: %.0f rows/s, plain %.0f rows/s, ratio %.2f", rate.name.c_str(), rate.rate, rate.plainRate,
                  rate.rate / rate.plainRate);
            QVERIFY(rate.rate > 0.3 * rate.plainRate);  // loose: other programs share the machine
        }
    }
};

QTEST_GUILESS_MAIN(StoreWriterTest)
#include "tst_store_writer.moc"
