// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QStandardPaths>
#include <QtTest>

#include "tests/checks/source_tree.h"

using namespace ludus::checks;

namespace {

// Other versions lay some lines out differently.
constexpr const char* kVersion = "version 14.";

QString output(const QString& program, const QStringList& arguments) {
    QProcess process;
    process.setWorkingDirectory(LUDUS_SOURCE_DIR);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    process.waitForFinished(-1);
    return QString::fromUtf8(process.readAll());
}

}  // namespace

class CheckFormat : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        for (const char* name : {"clang-format-14", "clang-format"}) {
            const QString path = QStandardPaths::findExecutable(name);
            if (!path.isEmpty() && output(path, {"--version"}).contains(kVersion)) program_ = path;
        }
        if (program_.isEmpty()) QSKIP("clang-format 14 is not installed");
    }

    void everySourceIsFormatted() {
        QStringList arguments{"--dry-run", "-Werror", "--style=file"};
        for (const SourceFile& file : readSources(LUDUS_SOURCE_DIR))
            arguments << QString::fromStdString(file.path);
        const QString complaints = output(program_, arguments);
        QStringList files;
        for (const QString& line : complaints.split('\n')) {
            if (line.contains("clang-format-violations")) files << line.section(':', 0, 0);
        }
        files.removeDuplicates();
        QVERIFY2(files.isEmpty(), qPrintable("run ./dev format; these need it:\n" + files.join('\n')));
        QVERIFY2(complaints.isEmpty(), qPrintable(complaints));
    }

    void anUnformattedFileIsSeen() {
        QProcess process;
        process.setWorkingDirectory(LUDUS_SOURCE_DIR);
        process.start(program_, {"--dry-run", "-Werror", "--style=file", "--assume-filename=core/a.cpp"});
        process.write("int  f( ){return 1;}\n");
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished());
        QVERIFY(process.exitCode() != 0);
    }

private:
    QString program_;
};

QTEST_GUILESS_MAIN(CheckFormat)
#include "check_format.moc"
