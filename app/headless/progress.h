// SPDX-License-Identifier: GPL-3.0-or-later
// ProgressSink: keeps the newest of a run's events for the terminal; take() from engine threads, the rest from the main
// thread. ProgressPrinter: a bar on a terminal, a line now and then elsewhere, on standard error; main thread.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

#include "app/headless/console.h"
#include "core/records/events.h"

namespace ludus::headless {

class ProgressSink final : public EventSink {
public:
    struct View {
        Progress progress;
        RunStatus status = RunStatus::queued;
        double elo = kUnknown;
        double eloHalfWidth = kUnknown;
        std::vector<Logged> lines;  // since the last look
    };

    void take(const RunEvent& event) override;
    /// The newest of everything, after an event or `seconds` at the latest.
    View look(double seconds);

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    View view_;
    bool news_ = false;
};

bool isOver(RunStatus status);

class ProgressPrinter {
public:
    explicit ProgressPrinter(const Session& session);
    ~ProgressPrinter();
    ProgressPrinter(const ProgressPrinter&) = delete;
    ProgressPrinter& operator=(const ProgressPrinter&) = delete;

    void show(const ProgressSink::View& view);
    /// A bar over something that is counted.
    void show(double fraction, const std::string& text);
    /// A line that stays.
    void line(const std::string& text);

private:
    const bool quiet_;
    const bool terminal_;
    bool barShown_ = false;
    double shownAt_ = -1;
    double shownFraction_ = -1;
};

}  // namespace ludus::headless
