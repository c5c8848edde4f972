// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/animation_file.h"

#include <webp/encode.h>
#include <webp/mux.h>

#include <QSaveFile>

#include <cmath>

namespace ludus::bridges {

struct AnimationFile::Encoder {
    WebPAnimEncoder* animation = nullptr;
    WebPConfig config{};
    QSize size;
    double seconds = 0;

    Error error() const {
        const char* why = animation == nullptr ? "out of memory" : WebPAnimEncoderGetError(animation);
        return {"export.encoder", LUDUS_TEXT("Export", "The animation could not be encoded: %1.").arg(std::string(why)),
                LUDUS_TEXT("Export", "No file was written."),
                LUDUS_TEXT("Export", "Choose a smaller width or a shorter range.")};
    }
};

Error exportNotWritten(const QString& path, const QString& why) {
    return {"export.write",
            LUDUS_TEXT("Export", "%1 could not be written: %2.").arg(path.toStdString()).arg(why.toStdString()),
            LUDUS_TEXT("Export", "The match itself is untouched."),
            LUDUS_TEXT("Export", "Choose another place, or free room there.")};
}

AnimationFile::AnimationFile(const QSize& size) : encoder_(std::make_unique<Encoder>()) {
    WebPAnimEncoderOptions options;
    encoder_->size = size;
    // Flat colours: without loss is small and sharp; key frames now and then, so that players can seek.
    if (WebPAnimEncoderOptionsInit(&options) == 0 || WebPConfigInit(&encoder_->config) == 0) return;
    options.anim_params.loop_count = 0;
    options.kmin = 30;
    options.kmax = 120;
    encoder_->config.lossless = 1;
    encoder_->config.method = 0;
    encoder_->config.quality = 30;
    encoder_->animation = WebPAnimEncoderNew(size.width(), size.height(), &options);
}

AnimationFile::~AnimationFile() {
    if (encoder_->animation != nullptr) WebPAnimEncoderDelete(encoder_->animation);
}

Status AnimationFile::add(const QImage& picture, double seconds) {
    if (encoder_->animation == nullptr) return encoder_->error();
    const QImage pixels = picture.convertToFormat(QImage::Format_RGBA8888);
    WebPPicture frame;
    if (WebPPictureInit(&frame) == 0) return encoder_->error();
    frame.width = encoder_->size.width();
    frame.height = encoder_->size.height();
    frame.use_argb = 1;
    const bool good =
        pixels.size() == encoder_->size &&
        WebPPictureImportRGBA(&frame, pixels.constBits(), static_cast<int>(pixels.bytesPerLine())) != 0 &&
        WebPAnimEncoderAdd(encoder_->animation, &frame, static_cast<int>(std::lround(encoder_->seconds * 1000)),
                           &encoder_->config) != 0;
    WebPPictureFree(&frame);
    encoder_->seconds += seconds;
    if (!good) return encoder_->error();
    return {};
}

Status AnimationFile::finish(const QString& path) {
    WebPData data;
    WebPDataInit(&data);
    const int end = static_cast<int>(std::lround(encoder_->seconds * 1000));
    const bool good = encoder_->animation != nullptr &&
                      WebPAnimEncoderAdd(encoder_->animation, nullptr, end, nullptr) != 0 &&
                      WebPAnimEncoderAssemble(encoder_->animation, &data) != 0;
    if (!good) return encoder_->error();
    QSaveFile file(path);
    const auto size = static_cast<qint64>(data.size);
    const bool written = file.open(QIODevice::WriteOnly) &&
                         file.write(reinterpret_cast<const char*>(data.bytes), size) == size && file.commit();
    WebPDataClear(&data);
    if (!written) return exportNotWritten(path, file.errorString());
    return {};
}

}  // namespace ludus::bridges
