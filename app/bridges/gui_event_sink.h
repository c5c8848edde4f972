// SPDX-License-Identifier: GPL-3.0-or-later
// GuiEventSink: the only door from the engine into the GUI thread. take() is called by engine threads and only appends
// (progress: the newest a run; tallies stay outside, nothing shows them); twenty times a second the GUI thread swaps
// the buffer and hands it on in one signal.
#pragma once

#include <QObject>
#include <QTimer>

#include <deque>
#include <map>
#include <mutex>
#include <vector>

#include "core/records/events.h"

namespace ludus::bridges {

class GuiEventSink final : public QObject, public EventSink {
    Q_OBJECT

public:
    explicit GuiEventSink(QObject* parent = nullptr);

    void take(const RunEvent& event) override;
    /// The last durable events of a run that this process trains: what may not be committed yet. GUI thread.
    std::vector<RunEvent> recent(RunId run) const;
    /// This process trains the run, or did until shortly. GUI thread.
    bool knows(RunId run) const { return recent_.count(run.value) > 0; }
    /// All of the run is committed. GUI thread.
    void forget(RunId run) { recent_.erase(run.value); }

Q_SIGNALS:
    void arrived(const std::vector<ludus::RunEvent>& events);

private:
    void swap();

    QTimer timer_;
    std::mutex mutex_;
    std::vector<RunEvent> waiting_;
    std::map<int64_t, size_t> progressAt_;            // run -> index in waiting_
    std::map<int64_t, std::deque<RunEvent>> recent_;  // GUI thread
};

}  // namespace ludus::bridges
