// SPDX-License-Identifier: GPL-3.0-or-later
// RunAuthor: writes a finished run into a workspace, event by event, as an engine would. For tests that need much or
// exact data at once. Any thread, one at a time.
#pragma once

#include <QTest>

#include <functional>
#include <memory>
#include <string>

#include "core/store/store_writer.h"
#include "core/store/workspace.h"

namespace ludus::test {

class RunAuthor {
public:
    RunAuthor(const std::string& folder, RunRecord record) {
        workspace_ = std::move(*store::Workspace::open(folder));
        id_ = *workspace_->createRun(std::move(record));
        if (!workspace_->claimRun(id_).ok()) qFatal("the run could not be claimed");
        writer_ = std::move(*store::StoreWriter::open(folder, id_));
    }
    ~RunAuthor() {
        publish(StateChanged{RunStatus::finished, {}});
        if (!writer_->flush().ok()) qFatal("the run could not be written");
        (void)workspace_->releaseRun(id_);
    }

    void publish(EventBody body) {
        ++seq_;
        writer_->take({id_, seq_, 1'800'000'000'000 + 500 * seq_, 0.5 * static_cast<double>(seq_), std::move(body)});
    }
    /// A curve of `count` points at these distances: value(0), value(1), ...
    void curve(const std::string& name, int count, int64_t every, const std::function<double(int)>& value) {
        for (int i = 0; i < count; ++i)
            publish(Metrics{{{name, (i + 1) * every, value(i), kUnknown}}});
    }
    /// The newest rating, as the list of runs shows it.
    void rating(double elo, int64_t step) { publish(Rated{{{"snapshot:1", step, elo, 10, 100, 0.5}}}); }
    RunId id() const { return id_; }

private:
    std::unique_ptr<store::Workspace> workspace_;
    std::unique_ptr<store::StoreWriter> writer_;
    RunId id_;
    int64_t seq_ = 0;
};

}  // namespace ludus::test
