// SPDX-License-Identifier: GPL-3.0-or-later
// AnimationFile: pictures one after another into one animated WebP. One owner, any thread; the file is there, whole,
// once finish() said so.
#pragma once

#include <QImage>
#include <QString>

#include <memory>

#include "core/base/result.h"

namespace ludus::bridges {

class AnimationFile {
public:
    /// All pictures have this size; the animation begins again at its end.
    explicit AnimationFile(const QSize& size);
    ~AnimationFile();

    /// Error export.encoder.
    Status add(const QImage& picture, double seconds);
    /// Errors export.encoder, export.write.
    Status finish(const QString& path);

private:
    struct Encoder;
    std::unique_ptr<Encoder> encoder_;
};

/// Why a file of an export could not be written.
Error exportNotWritten(const QString& path, const QString& why);

}  // namespace ludus::bridges
