// SPDX-License-Identifier: GPL-3.0-or-later
// Gallery: the folder of the tour's pictures. They are written beside the GUI thread; what could not be written or
// shown is remembered and told at the end. GUI thread.
#pragma once

#include <QDir>
#include <QImage>
#include <QMutex>
#include <QStringList>
#include <QThreadPool>

namespace ludus::tour {

class Gallery {
public:
    explicit Gallery(const QDir& folder) : folder_(folder) {}
    ~Gallery() { writers_.waitForDone(); }

    /// "run-dark-zh-2560", without the suffix.
    void hang(const QString& name, const QImage& picture);
    void complain(const QString& sentence);
    /// Waits for all pictures; false: something went wrong, and it was said.
    bool close();
    int count() const { return count_; }

private:
    QDir folder_;
    QThreadPool writers_;
    QMutex mutex_;  // of the complaints
    QStringList complaints_;
    int count_ = 0;
};

}  // namespace ludus::tour
