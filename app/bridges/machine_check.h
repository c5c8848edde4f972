// SPDX-License-Identifier: GPL-3.0-or-later
// MachineCheck: what this machine is like and what is slow or missing, as `ludus-cli doctor` says it. Looks on a thread
// of its own (LibTorch takes a second to open); answers arrive on the GUI thread. GUI thread.
#pragma once

#include <QObject>
#include <QString>
#include <QVector>

namespace ludus::bridges {

struct MachineFact {
    QString key;   // "processor", "algebra", "torch", "database", "disk", "qt"
    QString text;  // "OpenBLAS, 38 GFLOP/s on one core"
    bool good = true;
    QString remedy = {};  // what to do; empty where all is well
};

class MachineCheck : public QObject {
    Q_OBJECT

public:
    explicit MachineCheck(QString folder, QObject* parent = nullptr);

    /// Looks (again); finished() follows. The quick facts are there at once.
    void start();
    bool isRunning() const { return running_; }
    const QVector<MachineFact>& facts() const { return facts_; }

Q_SIGNALS:
    void changed();

private:
    const QString folder_;
    bool running_ = false;
    QVector<MachineFact> facts_;
};

}  // namespace ludus::bridges
