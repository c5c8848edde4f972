// SPDX-License-Identifier: GPL-3.0-or-later
// FilmFile: pictures one after another into an MP4 or WebM film, by the program ffmpeg where it is installed. One
// owner, one thread, which waits for the program; the file is there, whole, once finish() said so.
#pragma once

#include <QImage>
#include <QProcess>
#include <QSize>
#include <QString>

#include "core/base/result.h"

namespace ludus::bridges {

enum class FilmKind { mp4, webm };

/// The program's path; empty where there is none. Looked for anew at each call.
QString filmEncoder();

class FilmFile {
public:
    /// Pictures of this size, so many a second.
    FilmFile(FilmKind kind, QString path, const QSize& size, double picturesASecond);
    /// What is not finished leaves no file.
    ~FilmFile();

    /// Errors export.encoder, export.write.
    Status add(const QImage& picture);
    Status finish();

private:
    Status start();
    Error failed();

    FilmKind kind_;
    QString path_, part_;
    QSize size_;
    double rate_;
    QProcess process_;
    bool started_ = false;
};

}  // namespace ludus::bridges
