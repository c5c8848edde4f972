// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QtTest>
#include <csignal>

#include "core/base/file_system.h"
#include "tests/support/fake_clock.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/temp_dir.h"
#include "tests/support/warning_guard.h"

using namespace ludus;
using namespace ludus::test;

namespace {

/// Files may grow to `bytes` only, as on a disk that fills up; for the life of this object.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) {
        signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limited{bytes, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limited);
    }
    ~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &before_); }

private:
    rlimit before_{};
};

}  // namespace

class BaseFilesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writtenBytesReadBackAndNothingElseStays() {
        const TempDir dir;
        FileSystem& files = realFileSystem();
        const std::string bytes("a\0b\xFF\n", 5);
        QVERIFY(files.writeAtomic(dir.path("x"), bytes));
        QCOMPARE(*files.read(dir.path("x")), bytes);
        QVERIFY(files.writeAtomic(dir.path("x"), ""));
        QCOMPARE(*files.read(dir.path("x")), std::string());
        QVERIFY(*files.list(dir.path()) == std::vector<std::string>{"x"});
    }

    void aLargeFileReadsBackEqual() {
        const TempDir dir;
        std::string bytes(3'000'001, '\0');
        for (size_t i = 0; i < bytes.size(); ++i)
            bytes[i] = static_cast<char>(i * 2654435761U >> 24);
        QVERIFY(realFileSystem().writeAtomic(dir.path("x"), bytes));
        QVERIFY(*realFileSystem().read(dir.path("x")) == bytes);
    }

    void aFailedWriteLeavesTheOldContent() {
        const TempDir dir;
        QVERIFY(realFileSystem().writeAtomic(dir.path("x"), "old"));
        {
            const FileSizeLimit limit(4096);
            const Status status = realFileSystem().writeAtomic(dir.path("x"), std::string(100'000, 'n'));
            QVERIFY(!status);
            QVERIFY(status.error().sentence().find(dir.path("x")) != std::string::npos);
            QVERIFY(!status.error().remedy.empty());
        }
        QCOMPARE(*realFileSystem().read(dir.path("x")), std::string("old"));
        QVERIFY(*realFileSystem().list(dir.path()) == std::vector<std::string>{"x"});
    }

    void aMissingFileSaysSo() {
        const TempDir dir;
        const Result<std::string> bytes = realFileSystem().read(dir.path("absent"));
        QVERIFY(!bytes);
        QCOMPARE(bytes.error().code, std::string("file.missing"));
        QVERIFY(bytes.error().sentence().find("absent") != std::string::npos);
        QCOMPARE(realFileSystem().writeAtomic(dir.path("no/x"), "y").error().code, std::string("file.missing"));
        QCOMPARE(realFileSystem().list(dir.path("no")).error().code, std::string("file.missing"));
    }

    void aFolderIsNoFile() {
        const TempDir dir;
        QVERIFY(!realFileSystem().read(dir.path()));
        QVERIFY(!realFileSystem().writeAtomic(dir.path(), "x"));
    }

    void aReadOnlyFolderSaysSo() {
        const TempDir dir;
        ::chmod(dir.path().c_str(), 0555);
        const bool root = ::geteuid() == 0;
        if (root && ::seteuid(65534) != 0) QSKIP("Cannot give up the rights of root here.");
        const Status status = realFileSystem().writeAtomic(dir.path("x"), "y");
        const bool writable = realFileSystem().writable(dir.path());
        if (root) QCOMPARE(::seteuid(0), 0);
        QVERIFY(!status);
        QCOMPARE(status.error().code, std::string("file.permission"));
        QVERIFY(!status.error().meaning.empty());
        // access() asks for the real user, who may be root here.
        QVERIFY(root || !writable);
    }

    void foldersAreMadeAndFilesRemoved() {
        const TempDir dir;
        FileSystem& files = realFileSystem();
        QVERIFY(files.createDirectories(dir.path("a/b/c")));
        QVERIFY(files.createDirectories(dir.path("a/b/c")));
        QVERIFY(files.writeAtomic(dir.path("a/b/c/x"), "1"));
        QVERIFY(files.exists(dir.path("a/b/c/x")));
        QVERIFY(files.remove(dir.path("a/b/c/x")));
        QVERIFY(!files.exists(dir.path("a/b/c/x")));
        QVERIFY(files.remove(dir.path("a/b/c/x")));  // already gone is gone
        QVERIFY(!files.createDirectories(dir.write("file", "") + "/below"));
    }

    void namesAreListedInOrder() {
        const TempDir dir;
        for (const char* name : {"b", "a", "\xC3\xA9", "c d"})
            dir.write(name, "");
        QVERIFY(*realFileSystem().list(dir.path()) == (std::vector<std::string>{"a", "b", "c d", "\xC3\xA9"}));
    }

    void freeSpaceIsKnownWhereThereIsAFolder() {
        const TempDir dir;
        QVERIFY(realFileSystem().freeBytes(dir.path()) > 0);
        QCOMPARE(realFileSystem().freeBytes(dir.path("absent")), int64_t{-1});
    }

    void pathsJoinWithOneSlash() {
        QCOMPARE(joinPath("a", "b"), std::string("a/b"));
        QCOMPARE(joinPath("a/", "b"), std::string("a/b"));
        QCOMPARE(joinPath("", "b"), std::string("b"));
    }

    void injectedFaultsBehaveLikeRealOnes() {
        const TempDir dir;
        FaultyFileSystem files;
        QVERIFY(files.writeAtomic(dir.path("x"), "abc"));
        files.inject(Fault::diskFull, "/x", 1);
        QVERIFY(files.writeAtomic(dir.path("x"), "abc"));
        QCOMPARE(files.writeAtomic(dir.path("x"), "new").error().code, std::string("file.disk_full"));
        QVERIFY(files.writeAtomic(dir.path("y"), "healthy"));
        QCOMPARE(files.freeBytes(dir.path("x")), int64_t{0});
        files.inject(Fault::bitFlip);
        QCOMPARE(*files.read(dir.path("x")), std::string("acc"));  // 'b' with its lowest bit flipped
        files.inject(Fault::truncated);
        QCOMPARE(*files.read(dir.path("x")), std::string("a"));
        files.inject(Fault::permission);
        QCOMPARE(files.read(dir.path("x")).error().code, std::string("file.permission"));
        QVERIFY(!files.writable(dir.path("x")));
        files.clear();
        QCOMPARE(*files.read(dir.path("x")), std::string("abc"));
        QCOMPARE(files.writes(), 4);
    }

    void fakeTimeMovesOnlyWhenTold() {
        FakeClock clock(1000);
        QCOMPARE(clock.wallMs(), int64_t{1000});
        clock.advance(1.5);
        QCOMPARE(clock.wallMs(), int64_t{2500});
        QCOMPARE(clock.monotonicSeconds(), 1.5);
    }

    void warningsAreCaughtUnlessAllowed() {
        WarningGuard guard;
        QVERIFY(guard.clean());
        guard.allow("harmless");
        qWarning("harmless noise");
        qDebug("no warning");
        QVERIFY(guard.clean());
        qWarning("a real one");
        QVERIFY(!guard.clean());
        QCOMPARE(guard.take(), QStringLiteral("a real one"));
        QVERIFY(guard.clean());
    }
};

QTEST_GUILESS_MAIN(BaseFilesTest)
#include "tst_base_files.moc"
