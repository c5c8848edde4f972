// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <map>

#include "tests/checks/source_tree.h"

using namespace ludus::checks;

namespace {

constexpr size_t kMostLines = 600;

// Files that may be longer, each with its reason.
const std::map<std::string, std::string> kReasons{};

std::vector<std::string> tooLong(const std::vector<SourceFile>& files,
                                 const std::map<std::string, std::string>& reasons) {
    std::vector<std::string> out;
    for (const SourceFile& file : files) {
        if (file.lines.size() <= kMostLines || reasons.contains(file.path)) continue;
        out.push_back(file.path + " has " + std::to_string(file.lines.size()) + " lines");
    }
    return out;
}

}  // namespace

class CheckSizes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFileFitsInTheHead() {
        const std::vector<SourceFile> files = readSources(LUDUS_SOURCE_DIR);
        QVERIFY(files.size() > 50);
        QString all;
        for (const std::string& line : tooLong(files, kReasons))
            all += "\n" + QString::fromStdString(line);
        QVERIFY2(all.isEmpty(), qPrintable(all));
    }

    void everyReasonIsStillNeeded() {
        for (const SourceFile& file : readSources(LUDUS_SOURCE_DIR)) {
            QVERIFY2(file.lines.size() > kMostLines || !kReasons.contains(file.path), file.path.c_str());
        }
    }

    void aLongFileIsSeenUnlessExcused() {
        const std::vector<SourceFile> files{{"core/a.cpp", std::vector<std::string>(kMostLines)},
                                            {"core/b.cpp", std::vector<std::string>(kMostLines + 1)}};
        QCOMPARE(tooLong(files, {}).size(), size_t(1));
        QCOMPARE(tooLong(files, {{"core/b.cpp", "a table"}}).size(), size_t(0));
    }
};

QTEST_GUILESS_MAIN(CheckSizes)
#include "check_sizes.moc"
