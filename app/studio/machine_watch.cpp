// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/machine_watch.h"

#include <unistd.h>

#include <QFile>

#include <limits>

namespace ludus::studio {
namespace {

constexpr int kLookMs = 2000;
constexpr int kIdle = 4, kWaiting = 5, kGuest = 9;  // columns of the line "cpu" in /proc/stat; guests are counted twice

QList<QByteArray> words(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readLine().simplified().split(' ') : QList<QByteArray>();
}

}  // namespace

MachineWatch::MachineWatch(QObject* parent)
    : QObject(parent),
      processor_(std::numeric_limits<double>::quiet_NaN()),
      memory_(std::numeric_limits<double>::quiet_NaN()) {
    timer_.callOnTimeout(this, [this] { look(); });
    timer_.start(kLookMs);
    look();
}

void MachineWatch::look() {
    const QList<QByteArray> ticks = words(QStringLiteral("/proc/stat"));
    qint64 busy = 0, all = 0;
    for (int i = 1; i < ticks.size() && i < kGuest; ++i) {
        const qint64 count = ticks[i].toLongLong();
        all += count;
        if (i != kIdle && i != kWaiting) busy += count;
    }
    if (all_ > 0 && all > all_) processor_ = static_cast<double>(busy - busy_) / static_cast<double>(all - all_);
    busy_ = busy;
    all_ = all;
    const QList<QByteArray> pages = words(QStringLiteral("/proc/self/statm"));
    if (pages.size() > 1) memory_ = pages[1].toDouble() * static_cast<double>(sysconf(_SC_PAGESIZE));
    Q_EMIT looked();
}

}  // namespace ludus::studio
