// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <filesystem>

#include "core/base/hash.h"
#include "core/store/store_writer.h"
#include "tests/core/store/store_kit.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/temp_dir.h"

using namespace ludus;
using namespace ludus::test;
using store::AgentRecord;
using store::OpenMode;
using store::Workspace;

class StoreArtefactsTest : public QObject {
    Q_OBJECT

    TempDir dir_;
    FaultyFileSystem files_;
    std::unique_ptr<Workspace> workspace_;

private Q_SLOTS:
    void initTestCase() { workspace_ = Workspace::open(dir_.path(), OpenMode::readWrite, files_).value(); }
    void cleanup() { files_.clear(); }

    void contentIsStoredOnceUnderItsHash() {
        const std::string bytes("weights\0with zero", 17);
        const std::string hash = workspace_->putArtefact(bytes, ".safetensors").value();
        QCOMPARE(hash, contentHash(bytes));
        const std::string path = workspace_->artefactPath(hash, ".safetensors");
        QCOMPARE(path, dir_.path("artefacts/" + hash.substr(0, 2) + "/" + hash + ".safetensors"));
        QCOMPARE(realFileSystem().read(path).value(), bytes);
        const int writes = files_.writes();
        QCOMPARE(workspace_->putArtefact(bytes, ".safetensors").value(), hash);
        QCOMPARE(files_.writes(), writes);
        QCOMPARE(workspace_->readArtefact(hash, ".safetensors").value(), bytes);
        QCOMPARE(rawValue(dir_.path("studio.db"), "SELECT refs FROM artefact WHERE hash = '" + hash + "'"),
                 std::string("2"));
    }

    void damagedArtefactIsNotRead_data() {
        QTest::addColumn<int>("fault");
        QTest::newRow("truncated") << static_cast<int>(Fault::truncated);
        QTest::newRow("one bit") << static_cast<int>(Fault::bitFlip);
    }
    void damagedArtefactIsNotRead() {
        QFETCH(int, fault);
        const std::string hash = workspace_->putArtefact("something long enough", ".replay").value();
        files_.inject(static_cast<Fault>(fault), "artefacts");
        const auto read = workspace_->readArtefact(hash, ".replay");
        QVERIFY(!read.ok());
        QCOMPARE(read.error().code, std::string("artefact.damaged"));
        QVERIFY(!read.error().meaning.empty() && !read.error().remedy.empty());
        QCOMPARE(workspace_->verify().front().code, std::string("artefact.damaged"));
    }

    void truncatedFileIsFoundByVerify() {
        const std::string hash = workspace_->putArtefact("cut me in half", ".replay").value();
        const std::string path = workspace_->artefactPath(hash, ".replay");
        std::filesystem::resize_file(path, 7);
        QCOMPARE(workspace_->verify().size(), size_t{1});
        QCOMPARE(workspace_->verify()[0].code, std::string("artefact.damaged"));
        QVERIFY(realFileSystem().remove(path).ok());
        QCOMPARE(workspace_->verify()[0].code, std::string("artefact.missing"));
        QCOMPARE(workspace_->readArtefact(hash, ".replay").error().code, std::string("artefact.missing"));
        QVERIFY(workspace_->putArtefact("cut me in half", ".replay").ok());  // storing it again heals
        QVERIFY(workspace_->verify().empty());
    }

    void strangeHashesAreMissing() {
        // Rows whose file was freed have no hash any more: that is said in words of its own.
        QCOMPARE(workspace_->readArtefact("", ".replay").error().code, std::string("artefact.freed"));
        for (const char* hash : {"a", "../../etc", "zz00"}) {
            QCOMPARE(workspace_->readArtefact(hash, ".replay").error().code, std::string("artefact.missing"));
        }
        QCOMPARE(workspace_->readArtefact("aabb", "/../x").error().code, std::string("artefact.missing"));
    }

    // A program that dies after letting go of a file and before removing it leaves a row without references.
    void whatNobodyNamesAnyMoreIsNotMissed() {
        const std::string hash = workspace_->putArtefact("let go of", ".replay").value();
        QVERIFY(
            rawSql(workspace_->folder() + "/studio.db", "UPDATE artefact SET refs = 0 WHERE hash = '" + hash + "'"));
        QVERIFY(workspace_->verify().empty());
        QCOMPARE(workspace_->removeStrays().value(), 1);
        QVERIFY(!realFileSystem().exists(workspace_->artefactPath(hash, ".replay")));
        QVERIFY(workspace_->verify().empty());
        QCOMPARE(
            rawValue(workspace_->folder() + "/studio.db", "SELECT count(*) FROM artefact WHERE hash = '" + hash + "'"),
            std::string("0"));
    }

    void fullDiskLeavesNoRow() {
        files_.inject(Fault::diskFull);
        const auto put = workspace_->putArtefact("no room for this", ".replay");
        QCOMPARE(put.error().code, std::string("file.disk_full"));
        QVERIFY(!workspace_->addAgent({"a", "g", "network", "", "", 1, 0}, "no room for that").ok());
        files_.clear();
        QVERIFY(workspace_->verify().empty());
        QVERIFY(workspace_->agents().value().empty());
    }

    void agentsComeBackAsImported() {
        const AgentRecord agent{"zoo/ga", "slime_volley", "foreign_mlp", "", "format = 1\n# ü\n", 140, 1234};
        QVERIFY(workspace_->addAgent(agent, "ga weights").ok());
        QVERIFY(workspace_->addAgent({"baseline", "slime_volley", "recurrent", "", "", 120, 0}, "ga weights").ok());
        const auto all = workspace_->agents().value();
        QCOMPARE(all.size(), size_t{2});
        QCOMPARE(all[0].name, std::string("baseline"));
        QVERIFY(all[0].addedMs > 0);
        const AgentRecord read = workspace_->agent("zoo/ga").value();
        QCOMPARE(read.game, agent.game);
        QCOMPARE(read.kind, agent.kind);
        QCOMPARE(read.hash, contentHash("ga weights"));
        QCOMPARE(read.manifest, agent.manifest);
        QCOMPARE(read.parameters, agent.parameters);
        QCOMPARE(read.addedMs, agent.addedMs);
        QCOMPARE(workspace_->readArtefact(read.hash, ".safetensors").value(), std::string("ga weights"));
        QCOMPARE(workspace_->addAgent(agent, "other").error().code, std::string("agent.name"));
        QVERIFY(workspace_->removeAgent("zoo/ga").ok());
        QVERIFY(workspace_->readArtefact(read.hash, ".safetensors").ok());  // the other one needs it
        QVERIFY(workspace_->removeAgent("baseline").ok());
        QVERIFY(!workspace_->readArtefact(read.hash, ".safetensors").ok());
        QCOMPARE(workspace_->agent("baseline").error().code, std::string("agent.unknown"));
        QCOMPARE(workspace_->removeAgent("baseline").error().code, std::string("agent.unknown"));
    }
};

QTEST_GUILESS_MAIN(StoreArtefactsTest)
#include "tst_store_artefacts.moc"
