// SPDX-License-Identifier: GPL-3.0-or-later
// MachineCheck: what this machine is like and what is slow or missing, as `ludus-cli doctor` says it. LibTorch takes a
// second to open and a hundred megabytes, so that program looks and goes; the window stays small. GUI thread.
#pragma once

#include <QObject>
#include <QString>
#include <QVector>

#include <memory>

class QByteArray;
class QProcess;
class QTemporaryDir;

namespace ludus::bridges {

struct MachineFact {
    QString key;   // "processor", "algebra", "torch", "disk", "qt"
    QString text;  // "OpenBLAS, 38 GFLOP/s on one core"
    bool good = true;
    QString remedy = {};  // what to do; empty where all is well
};

class MachineCheck : public QObject {
    Q_OBJECT

public:
    explicit MachineCheck(QString folder, QObject* parent = nullptr);
    ~MachineCheck() override;

    /// Looks (again). The quick facts are there at once, the others when the program has answered.
    void start();
    bool isRunning() const { return process_ != nullptr; }
    const QVector<MachineFact>& facts() const { return facts_; }

    /// What `ludus-cli doctor` says of linear algebra and LibTorch: its JSON document, and the sentences of what is
    /// wrong, a line each. One fact that it cannot be known where there is no document.
    static QVector<MachineFact> algebra(const QByteArray& report, const QByteArray& problems);
    /// Beside this program, in LUDUS_MODULE_DIR, or in ../bin; empty where it is in none of them.
    static QString program();

Q_SIGNALS:
    void changed();

private:
    void finish(const QByteArray& report, const QByteArray& problems);

    const QString folder_;
    QVector<MachineFact> facts_;
    std::unique_ptr<QTemporaryDir> scratch_;  // an empty workspace, so that only the machine is looked at
    std::unique_ptr<QProcess> process_;
};

}  // namespace ludus::bridges
