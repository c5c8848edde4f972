// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <filesystem>

#include "core/store/store_writer.h"
#include "tests/core/store/store_kit.h"
#include "tests/support/temp_dir.h"

using namespace ludus;
using namespace ludus::test;
using store::OpenMode;
using store::StoreWriter;
using store::Workspace;

namespace {

void inThreeParts(const Error& error) {
    QVERIFY(!error.happened.empty());
    QVERIFY(!error.meaning.empty());
    QVERIFY(!error.remedy.empty());
}

/// A workspace with one run and `events` events, closed again; returns its database's path.
std::string filled(const TempDir& dir, int events = 200) {
    auto workspace = Workspace::open(dir.path()).value();
    const RunId run = newRun(*workspace);
    auto writer = StoreWriter::open(dir.path(), run).value();
    for (const RunEvent& e : sampleEvents(run, events))
        writer->take(e);
    writer->flush().ok();
    return dir.path("studio.db");
}

}  // namespace

class StoreWorkspaceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newFolderBecomesAWorkspace() {
        const TempDir dir;
        const std::string folder = dir.path("a folder/with ümlaut?#%41");
        auto workspace = Workspace::open(folder).value();
        QVERIFY(!workspace->readOnly());
        QCOMPARE(workspace->folder(), folder);
        QVERIFY(workspace->runs().value().empty());
        QVERIFY(workspace->verify().empty());
        QVERIFY(!workspace->sqliteVersion().empty());
        QCOMPARE(rawValue(folder + "/studio.db", "PRAGMA journal_mode"), std::string("wal"));
    }

    void everythingIsThereAfterReopening() {
        const TempDir dir;
        filled(dir);
        auto workspace = Workspace::open(dir.path()).value();
        const RunId run = workspace->runs().value().at(0).id;
        SAME_EVENTS(workspace->events(run).value(), asHistory(sampleEvents(run, 200)));
        QVERIFY(workspace->verify().empty());
    }

    void newerDatabaseIsLeftUntouched() {
        const TempDir dir;
        const std::string path = filled(dir);
        QVERIFY(rawSql(path, "PRAGMA user_version = 999"));
        for (const OpenMode mode : {OpenMode::readWrite, OpenMode::readOnly}) {
            const auto opened = Workspace::open(dir.path(), mode);
            QVERIFY(!opened.ok());
            QCOMPARE(opened.error().code, std::string("workspace.newer"));
            inThreeParts(opened.error());
        }
        QCOMPARE(rawValue(path, "PRAGMA user_version"), std::string("999"));
    }

    void damagedDatabaseSaysSo_data() {
        QTest::addColumn<int>("bytes");
        QTest::newRow("garbage") << -1;
        QTest::newRow("cut in the header") << 50;
        QTest::newRow("cut in the middle") << 40'000;
    }
    void damagedDatabaseSaysSo() {
        QFETCH(int, bytes);
        const TempDir dir;
        const std::string path = filled(dir);
        if (bytes < 0) {
            dir.write("studio.db", std::string(20'000, 'x'));
        } else {
            std::filesystem::resize_file(path, static_cast<uintmax_t>(bytes));
        }
        const auto opened = Workspace::open(dir.path());
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code, std::string("workspace.damaged"));
        inThreeParts(opened.error());
    }

    void foreignDatabaseIsLeftUntouched() {
        const TempDir dir;
        const std::string path = dir.path("studio.db");
        QVERIFY(rawSql(path, "CREATE TABLE recipes(name TEXT)"));
        QCOMPARE(Workspace::open(dir.path()).error().code, std::string("workspace.damaged"));
        QCOMPARE(rawValue(path, "SELECT count(*) FROM sqlite_master"), std::string("1"));
    }

    void damagedPagesAreFoundByVerify() {
        const TempDir dir;
        const std::string path = filled(dir, 1000);
        const std::string bytes = realFileSystem().read(path).value();
        std::string broken = bytes;
        for (size_t at = bytes.size() / 2; at < bytes.size() / 2 + 8192; ++at)
            broken[at] = '\x5a';
        dir.write("studio.db", broken);
        const auto opened = Workspace::open(dir.path());
        QVERIFY(opened.ok());
        QVERIFY(!opened.value()->verify().empty());
        QCOMPARE(opened.value()->verify().front().code, std::string("database.integrity"));
    }

    void readOnlyFolderIsReadAndSaysSo() {
        const TempDir dir;
        filled(dir);
        class Fixed final : public FileSystem {  // a folder that nobody may write, also for root
        public:
            Result<std::string> read(const std::string& p) const override { return realFileSystem().read(p); }
            Status writeAtomic(const std::string&, std::string_view) override {
                return Error{"file.permission", {}, {}, {}};
            }
            Status createDirectories(const std::string&) override { return Error{"file.permission", {}, {}, {}}; }
            Status remove(const std::string&) override { return Error{"file.permission", {}, {}, {}}; }
            bool exists(const std::string& p) const override { return realFileSystem().exists(p); }
            bool writable(const std::string&) const override { return false; }
            Result<std::vector<std::string>> list(const std::string& p) const override {
                return realFileSystem().list(p);
            }
            int64_t freeBytes(const std::string&) const override { return 0; }
        } fixed;
        auto workspace = Workspace::open(dir.path(), OpenMode::readWrite, fixed).value();
        QVERIFY(workspace->readOnly());
        QVERIFY(!realFileSystem().exists(dir.path("studio.db-wal")));  // nothing was made beside it
        const RunRecord run = workspace->runs().value().at(0);
        SAME_EVENTS(workspace->events(run.id).value(), asHistory(sampleEvents(run.id, 200)));
        QVERIFY(workspace->verify().empty());
        for (const Status& refused :
             {workspace->createRun({}).ok() ? Status() : Status(workspace->createRun({}).error()),
              workspace->renameRun(run.id, "x"), workspace->setWanted(run.id, WantedState::stop),
              workspace->claimRun(run.id), workspace->addMatch({}), workspace->deleteRun(run.id),
              workspace->addAgent({}, "w"), workspace->removeAgent("x")}) {
            QVERIFY(!refused.ok());
            QCOMPARE(refused.error().code, std::string("workspace.read_only"));
            inThreeParts(refused.error());
        }
        QCOMPARE(StoreWriter::open(dir.path(), run.id, fixed).error().code, std::string("workspace.read_only"));
    }

    void missingWorkspaceIsNotMadeByReading() {
        const TempDir dir;
        const auto opened = Workspace::open(dir.path("nowhere"), OpenMode::readOnly);
        QCOMPARE(opened.error().code, std::string("workspace.missing"));
        inThreeParts(opened.error());
        QVERIFY(!realFileSystem().exists(dir.path("nowhere")));
    }

    void folderThatCannotBeMadeIsAnError() {
        const TempDir dir;
        dir.write("file", "x");
        const auto opened = Workspace::open(dir.path("file/below"));
        QVERIFY(!opened.ok());
        QVERIFY(!opened.error().remedy.empty());
    }

    void readerFollowsALivingWriter() {
        const TempDir dir;
        auto owner = Workspace::open(dir.path()).value();
        auto reader = Workspace::open(dir.path(), OpenMode::readOnly).value();
        const RunId run = newRun(*owner);
        QCOMPARE(reader->runs().value().at(0).id.value, run.value);
    }

    void defaultFolderComesFromTheEnvironment() {
        const QByteArray before = qgetenv("LUDUS_WORKSPACE"), data = qgetenv("XDG_DATA_HOME");
        qputenv("LUDUS_WORKSPACE", "/own");
        QCOMPARE(Workspace::defaultFolder(), std::string("/own"));
        qunsetenv("LUDUS_WORKSPACE");
        qputenv("XDG_DATA_HOME", "/data");
        QCOMPARE(Workspace::defaultFolder(), std::string("/data/ludus/default"));
        qunsetenv("XDG_DATA_HOME");
        QCOMPARE(Workspace::defaultFolder(),
                 qEnvironmentVariable("HOME").toStdString() + "/.local/share/ludus/default");
        if (!before.isNull()) qputenv("LUDUS_WORKSPACE", before);
        if (!data.isNull()) qputenv("XDG_DATA_HOME", data);
    }
};

QTEST_GUILESS_MAIN(StoreWorkspaceTest)
#include "tst_store_workspace.moc"
