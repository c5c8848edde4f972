// SPDX-License-Identifier: GPL-3.0-or-later
// StoreWriter: the sink that makes a run's events durable, on a thread of its own, in grouped transactions (about ten a
// second). take() only queues. Artefact files are written before the row that names them. When writing fails (disk
// full) events are kept and retried; failure() says why, so that the run can pause; nothing finished is lost. A run
// that got another owner since the writer was opened, or was deleted, is left alone (run.lost).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/records/events.h"
#include "core/store/workspace.h"

namespace ludus::store {

class StoreWriter final : public EventSink {
public:
    /// Opens its own connection on `folder`. `run` must exist. `onFailure` is called (writer thread) once a failure
    /// begins.
    static Result<std::unique_ptr<StoreWriter>> open(const std::string& folder, RunId run,
                                                     FileSystem& files = realFileSystem(),
                                                     const Clock& clock = systemClock(),
                                                     std::function<void(const Error&)> onFailure = {});
    ~StoreWriter() override;  // flushes what it can

    void take(const RunEvent& event) override;
    int64_t waiting() const override;
    /// Waits until everything taken so far is committed (or failing); error when it is not safe.
    Status flush();
    std::optional<Error> failure() const;
    /// From now on the room may be used that is kept free on the disk otherwise: what comes is the end.
    void useReserve();
    /// What would be lost if the program ended now: the steps since the newest checkpoint on the disk.
    int64_t stepsAtRisk() const;

private:
    class Impl;
    explicit StoreWriter(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace ludus::store
