// SPDX-License-Identifier: GPL-3.0-or-later
// MachineWatch: how busy the processor is and what memory this program takes, for the status bar; looks every two
// seconds at files of the kernel, which answer at once. GUI thread.
#pragma once

#include <QObject>
#include <QTimer>

namespace ludus::studio {

class MachineWatch : public QObject {
    Q_OBJECT

public:
    explicit MachineWatch(QObject* parent = nullptr);

    /// Share of all cores that worked since the last look, 0..1; NaN where nothing is known.
    double processor() const { return processor_; }
    /// Bytes in memory; NaN where nothing is known.
    double memory() const { return memory_; }

Q_SIGNALS:
    void looked();

private:
    void look();

    QTimer timer_;
    double processor_;
    double memory_;
    qint64 busy_ = 0, all_ = 0;  // clock ticks at the last look
};

}  // namespace ludus::studio
