// SPDX-License-Identifier: GPL-3.0-or-later
// Runs ludus-cli as a user does, in a workspace of the test. One thread.
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>

#include "tests/support/temp_dir.h"

namespace ludus::test {

struct Output {
    int code = -1;
    QByteArray out, err;

    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    /// One document and nothing else.
    bool isOneDocument() const {
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(out, &error);
        return error.error == QJsonParseError::NoError && document.isObject();
    }
};

class Cli {
public:
    static constexpr int kTimeoutMs = 120'000;

    QString workspace() const { return QString::fromStdString(folder_.path("ws")); }
    QString file(const char* name, const char* text) const { return QString::fromStdString(folder_.write(name, text)); }
    QString path(const char* name) const { return QString::fromStdString(folder_.path(name)); }

    void start(QProcess& process, QStringList arguments) const {
        arguments << "--workspace" << workspace();
        process.start(QStringLiteral(LUDUS_BIN_DIR "/ludus-cli"), arguments);
    }
    Output finish(QProcess& process) const {
        if (!process.waitForFinished(kTimeoutMs)) process.kill();
        Output output;
        output.code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
        output.out = process.readAllStandardOutput();
        output.err = process.readAllStandardError();
        return output;
    }
    Output run(const QStringList& arguments) const {
        QProcess process;
        start(process, arguments);
        return finish(process);
    }
    Output runJson(const QStringList& arguments) const { return run(QStringList(arguments) << "--json"); }

private:
    TempDir folder_;
};

}  // namespace ludus::test
