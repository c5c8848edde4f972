// SPDX-License-Identifier: GPL-3.0-or-later
// ExportJob: frames of what is watched into files, on a thread of its own. One at a time; taking it down waits for the
// frame in hand. GUI thread; `paint` runs on the job's thread, one frame after another.
#pragma once

#include <QImage>
#include <QObject>
#include <QSize>
#include <QString>

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

#include "core/base/result.h"

namespace ludus::bridges {

class MatchBridge;

enum class ExportKind { animation, mp4, webm, pictures };

struct ExportOrder {
    ExportKind kind = ExportKind::animation;
    QString path;  // a file, or the folder of the pictures
    QSize size;
    int first = 0, last = 0, every = 1;  // frames of the axis
    double seconds = 1.0 / 30;           // that a picture is shown
    int pictures() const { return (last - first) / every + 1; }
};

class ExportJob : public QObject {
    Q_OBJECT

public:
    using Paint = std::function<QImage(int frame)>;
    /// A file whose content is made on the job's thread.
    struct Sheet {
        QString path;
        std::function<QByteArray()> content;
    };

    explicit ExportJob(QObject* parent = nullptr) : QObject(parent) {}
    ~ExportJob() override;

    /// False while another runs.
    bool start(const ExportOrder& order, Paint paint);
    /// Each after the other; cancelling leaves out those that are not begun.
    bool start(std::vector<Sheet> sheets);
    void cancel() { cancelled_ = true; }
    bool isRunning() const { return running_; }

Q_SIGNALS:
    void progressed(int done, int of);
    /// An empty sentence: the files are there. What was cancelled leaves no animation or film; numbered pictures stay.
    void finished(bool cancelled, const QString& sentence);

private:
    bool launch(std::function<Status()> job);
    Status work(const ExportOrder& order, const Paint& paint);
    Status write(const std::vector<Sheet>& sheets);

    std::thread thread_;
    std::atomic<bool> cancelled_{false};
    bool running_ = false;
};

/// Every frame of a match in the range as lines: frame, seat, side, agent, action and probability of each branch,
/// value, score of its side. Any thread.
QByteArray matchAsCsv(MatchBridge& match, int first, int last);

}  // namespace ludus::bridges
