// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tour/gallery.h"

#include <QTextStream>

namespace ludus::tour {

void Gallery::hang(const QString& name, const QImage& picture) {
    const QString path = folder_.filePath(name + QStringLiteral(".png"));
    ++count_;
    writers_.start([this, path, picture] {
        constexpr int kFast = 80;  // light compression: twice the size, a quarter of the time
        if (picture.isNull() || !picture.save(path, "PNG", kFast))
            complain(QStringLiteral("%1 could not be written").arg(path));
    });
}

void Gallery::complain(const QString& sentence) {
    const QMutexLocker lock(&mutex_);
    complaints_ << sentence;
    QTextStream(stderr) << sentence << Qt::endl;
}

bool Gallery::close() {
    writers_.waitForDone();
    const QMutexLocker lock(&mutex_);
    return complaints_.isEmpty();
}

}  // namespace ludus::tour
