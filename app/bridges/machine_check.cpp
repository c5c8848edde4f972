// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/machine_check.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStorageInfo>
#include <QTemporaryDir>

#include <thread>

#include "app/bridges/sentences.h"
#include "widgets/style/format.h"
#include "widgets/style/words.h"

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

MachineFact unknown() {
    return {
        QStringLiteral("algebra"), MachineCheck::tr("Linear algebra and LibTorch could not be looked at"), false,
        MachineCheck::tr("The program ludus-cli, which looks at them, is missing beside this one or did not answer. "
                         "Install Ludus again, or run: ludus-cli doctor")};
}

}  // namespace

QVector<MachineFact> MachineCheck::algebra(const QByteArray& report, const QByteArray& problems) {
    const QJsonObject said = QJsonDocument::fromJson(report).object();
    if (!said.contains(QStringLiteral("torch"))) return {unknown()};
    const QString version = said.value(QStringLiteral("torch")).toString();
    if (version.isEmpty()) {
        const QString why = retold(QString::fromUtf8(problems.left(problems.indexOf('\n'))));
        const QString small = tr("Networks with layers of at most 256 train without it.");
        return {{QStringLiteral("torch"), tr("LibTorch is missing"), false, style::paragraph({why, small})}};
    }
    const QString library = said.value(QStringLiteral("blas")).toString();
    const bool open = library.contains(QLatin1String("openblas"));
    const QString name = open ? QStringLiteral("OpenBLAS") : QFileInfo(library).fileName();
    const double gflops = said.value(QStringLiteral("blas_gflops")).toDouble();
    MachineFact speed{QStringLiteral("algebra"),
                      tr("%1, %2 GFLOP/s on one core").arg(name, style::formatReal(gflops, 0)),
                      !said.value(QStringLiteral("blas_slow")).toBool()};
    if (!speed.good)
        speed.remedy =
            tr("Large networks train several times slower than they could. Install OpenBLAS: "
               "apt-get install libopenblas0-pthread");
    return {speed, {QStringLiteral("torch"), tr("LibTorch %1").arg(version)}};
}

QString MachineCheck::program() {
    const QString beside = QCoreApplication::applicationDirPath();
    for (const QString& folder :
         {qEnvironmentVariable("LUDUS_MODULE_DIR"), beside, beside + QStringLiteral("/../bin")}) {
        const QFileInfo file(folder + QStringLiteral("/ludus-cli"));
        if (!folder.isEmpty() && file.isExecutable()) return file.absoluteFilePath();
    }
    return {};
}

MachineCheck::MachineCheck(QString folder, QObject* parent) : QObject(parent), folder_(std::move(folder)) {}

MachineCheck::~MachineCheck() {
    if (!process_) return;
    process_->disconnect(this);
    process_->kill();
    process_->waitForFinished();  // it is dead already: this takes its name out of the table of processes
}

void MachineCheck::start() {
    if (process_) return;
    facts_ = {processor(), disk(folder_), {QStringLiteral("qt"), tr("Qt %1").arg(QString::fromLatin1(qVersion()))}};
    const QString cli = program();
    scratch_ = std::make_unique<QTemporaryDir>();
    if (cli.isEmpty() || !scratch_->isValid()) {
        finish({}, {});
        return;
    }
    process_ = std::make_unique<QProcess>();
    connect(process_.get(), &QProcess::finished, this,
            [this] { finish(process_->readAllStandardOutput(), process_->readAllStandardError()); });
    connect(process_.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) finish({}, {});
    });
    process_->start(
        cli, {QStringLiteral("--json"), QStringLiteral("--workspace"), scratch_->path(), QStringLiteral("doctor")});
    Q_EMIT changed();
}

void MachineCheck::finish(const QByteArray& report, const QByteArray& problems) {
    // Not here: this is called by a signal of its own.
    if (process_) process_.release()->deleteLater();
    scratch_.reset();
    facts_ = facts_.mid(0, 1) + algebra(report, problems) + facts_.mid(1);
    Q_EMIT changed();
}

}  // namespace ludus::bridges
