// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/film_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include "app/bridges/animation_file.h"

namespace ludus::bridges {
namespace {

constexpr int kStartMs = 10'000, kPictureMs = 60'000, kEndMs = 600'000;

QStringList argumentsOf(FilmKind kind, const QSize& size, double rate, const QString& path) {
    QStringList out{QStringLiteral("-hide_banner"), QStringLiteral("-loglevel"),
                    QStringLiteral("error"),        QStringLiteral("-y"),
                    QStringLiteral("-f"),           QStringLiteral("rawvideo"),
                    QStringLiteral("-pix_fmt"),     QStringLiteral("rgb24"),
                    QStringLiteral("-s"),           QStringLiteral("%1x%2").arg(size.width()).arg(size.height()),
                    QStringLiteral("-r"),           QString::number(rate, 'f', 4),
                    QStringLiteral("-i"),           QStringLiteral("-"),
                    QStringLiteral("-an"),          QStringLiteral("-pix_fmt"),
                    QStringLiteral("yuv420p")};
    if (kind == FilmKind::mp4) {
        out << QStringLiteral("-c:v") << QStringLiteral("libx264") << QStringLiteral("-crf") << QStringLiteral("18")
            << QStringLiteral("-movflags") << QStringLiteral("+faststart") << QStringLiteral("-f")
            << QStringLiteral("mp4");
    } else {
        out << QStringLiteral("-c:v") << QStringLiteral("libvpx-vp9") << QStringLiteral("-crf") << QStringLiteral("24")
            << QStringLiteral("-b:v") << QStringLiteral("0") << QStringLiteral("-f") << QStringLiteral("webm");
    }
    return out << path;
}

}  // namespace

QString filmEncoder() {
    return QStandardPaths::findExecutable(QStringLiteral("ffmpeg"));
}

FilmFile::FilmFile(FilmKind kind, QString path, const QSize& size, double picturesASecond)
    : kind_(kind),
      path_(std::move(path)),
      part_(path_ + QStringLiteral(".part")),
      size_(size),
      rate_(picturesASecond) {}

FilmFile::~FilmFile() {
    if (process_.state() != QProcess::NotRunning) {
        process_.kill();
        process_.waitForFinished(kStartMs);
    }
    if (started_) QFile::remove(part_);
}

Status FilmFile::start() {
    // What cannot be written is said before a picture is painted.
    QFile probe(part_);
    if (!probe.open(QIODevice::WriteOnly)) return exportNotWritten(path_, probe.errorString());
    probe.close();
    started_ = true;
    const QString program = filmEncoder();
    if (program.isEmpty()) {
        return Error{"export.encoder", LUDUS_TEXT("Export", "The program ffmpeg is not installed."),
                     LUDUS_TEXT("Export", "No file was written."),
                     LUDUS_TEXT("Export", "Install ffmpeg, or choose an animated WebP.")};
    }
    process_.setStandardOutputFile(QProcess::nullDevice());
    process_.start(program, argumentsOf(kind_, size_, rate_, QFileInfo(part_).absoluteFilePath()));
    if (!process_.waitForStarted(kStartMs)) return failed();
    return {};
}

/// With the last line that the program said.
Error FilmFile::failed() {
    const QString said = QString::fromUtf8(process_.readAllStandardError()).trimmed();
    const QString why = said.isEmpty() ? process_.errorString() : said.section(QLatin1Char('\n'), -1);
    return {"export.encoder", LUDUS_TEXT("Export", "ffmpeg could not make the film: %1.").arg(why.toStdString()),
            LUDUS_TEXT("Export", "No file was written."),
            LUDUS_TEXT("Export", "Choose the other kind of film, or an animated WebP.")};
}

Status FilmFile::add(const QImage& picture) {
    if (!started_) {
        if (Status status = start(); !status) return status;
    }
    const QImage pixels = picture.convertToFormat(QImage::Format_RGB888);
    if (pixels.size() != size_) return failed();
    // Lines of a picture are padded, those of a film are not.
    const qint64 line = 3 * static_cast<qint64>(size_.width());
    for (int y = 0; y < pixels.height(); ++y) {
        if (process_.write(reinterpret_cast<const char*>(pixels.constScanLine(y)), line) != line) return failed();
    }
    while (process_.bytesToWrite() > 0) {
        if (!process_.waitForBytesWritten(kPictureMs)) return failed();
    }
    return {};
}

Status FilmFile::finish() {
    process_.closeWriteChannel();
    // It may have ended by itself just before.
    if (process_.state() != QProcess::NotRunning && !process_.waitForFinished(kEndMs)) return failed();
    if (process_.exitStatus() != QProcess::NormalExit || process_.exitCode() != 0) return failed();
    QFile::remove(path_);
    if (!QFile::rename(part_, path_)) return exportNotWritten(path_, QDir::toNativeSeparators(part_));
    return {};
}

}  // namespace ludus::bridges
