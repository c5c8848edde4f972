// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/machine_check.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QPointer>
#include <QStorageInfo>
#include <QThreadPool>

#include <thread>

#include "app/bridges/texts.h"
#include "core/learn/torch_module.h"
#include "core/store/workspace.h"
#include "widgets/style/format.h"

namespace ludus::bridges {
namespace {

constexpr qint64 kLittleRoom = 5'000'000'000;  // bytes

QString processorName() {
    QFile file(QStringLiteral("/proc/cpuinfo"));
    if (!file.open(QIODevice::ReadOnly)) return {};
    while (true) {
        const QByteArray line = file.readLine();
        if (line.isEmpty()) return {};
        if (line.startsWith("model name")) return QString::fromUtf8(line.mid(line.indexOf(':') + 1)).simplified();
    }
}

MachineFact processor() {
    const QString name = processorName();
    const int threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    const QString count = MachineCheck::tr("%n thread(s)", nullptr, threads);
    return {QStringLiteral("processor"), name.isEmpty() ? count : MachineCheck::tr("%1, %2").arg(name, count)};
}

/// The folder itself may not be there yet: then the nearest one above it.
MachineFact disk(const QString& folder) {
    QFileInfo place(folder);
    while (!place.exists() && place.absoluteFilePath() != QLatin1String("/"))
        place = QFileInfo(place.absolutePath());
    const QStorageInfo storage(place.absoluteFilePath());
    MachineFact fact{QStringLiteral("disk"), {}};
    if (!storage.isValid()) return fact;
    fact.text = MachineCheck::tr("%1 free on the disk of the workspace")
                    .arg(style::formatBytes(static_cast<double>(storage.bytesAvailable())));
    fact.good = storage.bytesAvailable() >= kLittleRoom;
    if (!fact.good)
        fact.remedy = MachineCheck::tr(
            "A day of training with replays takes about 2 GB: free some room, or keep the "
            "workspace on another disk.");
    if (storage.isReadOnly()) {
        fact.good = false;
        fact.remedy = MachineCheck::tr("The disk can only be read: choose a workspace elsewhere.");
    }
    return fact;
}

/// What opens LibTorch: away from the GUI thread.
QVector<MachineFact> algebra() {
    const Result<learn::TorchModule*> torch = learn::torchModule();
    if (!torch) {
        return {{QStringLiteral("torch"), MachineCheck::tr("LibTorch is missing"), false,
                 MachineCheck::tr("%1 Networks with layers of at most 256 train without it.")
                     .arg(translated(torch.error()))}};
    }
    const learn::BlasReport blas = (*torch)->blas();
    const bool open = blas.library.find("openblas") != std::string::npos;
    const QString name = open ? QStringLiteral("OpenBLAS") : QFileInfo(text(blas.library)).fileName();
    MachineFact speed{QStringLiteral("algebra"),
                      MachineCheck::tr("%1, %2 GFLOP/s on one core").arg(name, style::formatReal(blas.gflops, 0)),
                      !blas.slow};
    if (blas.slow)
        speed.remedy = MachineCheck::tr(
            "Large networks train several times slower than they could. Install OpenBLAS: "
            "apt-get install libopenblas0-pthread");
    return {speed, {QStringLiteral("torch"), MachineCheck::tr("LibTorch %1").arg(text(blas.torchVersion))}};
}

}  // namespace

MachineCheck::MachineCheck(QString folder, QObject* parent) : QObject(parent), folder_(std::move(folder)) {}

void MachineCheck::start() {
    if (running_) return;
    running_ = true;
    facts_ = {processor(), disk(folder_), {QStringLiteral("qt"), tr("Qt %1").arg(QString::fromLatin1(qVersion()))}};
    Q_EMIT changed();
    QThreadPool::globalInstance()->start([self = QPointer<MachineCheck>(this)] {
        const QVector<MachineFact> more = algebra();
        QMetaObject::invokeMethod(
            qApp,
            [self, more] {
                if (!self) return;
                self->facts_ = self->facts_.mid(0, 1) + more + self->facts_.mid(1);
                self->running_ = false;
                Q_EMIT self->changed();
            },
            Qt::QueuedConnection);
    });
}

}  // namespace ludus::bridges
