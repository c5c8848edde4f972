// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/run_service.h"

#include <QTimer>

#include "app/bridges/texts.h"
#include "core/base/file_system.h"

namespace ludus::bridges {
namespace {

constexpr int kStoreAgainMs = 2000;

bool over(RunStatus status) {
    return status == RunStatus::finished || status == RunStatus::failed || status == RunStatus::aborted;
}

/// Whoever lets go of a run that still trains leaves it for later, whatever the reason; one that has ended is not
/// touched.
std::shared_ptr<runs::ActiveRun> held(std::unique_ptr<runs::ActiveRun> run) {
    return {run.release(), [](runs::ActiveRun* last) {
                last->suspend();
                (void)last->wait();
                delete last;
            }};
}

}  // namespace

RunService::RunService(const QString& folder, GuiEventSink& sink, QObject* parent)
    : QObject(parent), sink_(sink), store_(folder) {
    connect(&sink_, &GuiEventSink::arrived, this, &RunService::arrived);
}

RunService::~RunService() {
    for (const auto& [id, run] : active_)
        run->suspend();  // all at once, so that they are waited for together
    active_.clear();
}

void RunService::start(const QString& toml, const QString& preset) {
    Result<runs::RunConfig> config = runs::readRunConfig(toml.toStdString());
    if (!config) {
        Q_EMIT failed(translated(config.error()));
        return;
    }
    if (!store_.problem().isEmpty()) {
        Q_EMIT failed(store_.problem());
        return;
    }
    config->preset = preset.toStdString();
    store_.ask(this, [this, config = *config](store::Workspace& workspace) -> StoreQuery::Answer {
        auto run = runs::ActiveRun::start(workspace.folder(), config, launchOptions());
        if (!run) return [this, error = run.error()] { Q_EMIT failed(translated(error)); };
        return [this, shared = held(std::move(*run))] {
            Q_EMIT started(shared->id().value);
            take(shared);
        };
    });
}

runs::LaunchOptions RunService::launchOptions() {
    runs::LaunchOptions options;
    options.idlePriority = true;
    options.sinks = {&sink_};
    return options;
}

void RunService::take(const Holder& run) {
    active_[run->id().value] = run;
    if (over(run->status())) release(run->id());  // its end may have been told before
}

void RunService::resumeFrom(RunId run, runs::ResumeFrom from) {
    sink_.forget(run);  // the store keeps what stays of it
    store_.ask(this, [this, run, from](store::Workspace& workspace) -> StoreQuery::Answer {
        auto resumed = runs::ActiveRun::resume(workspace.folder(), run, from, launchOptions());
        if (!resumed) {
            return [this, run, error = resumed.error()] {
                resuming_.erase(run.value);
                Q_EMIT failed(translated(error));
            };
        }
        return [this, run, shared = held(std::move(*resumed))] {
            resuming_.erase(run.value);
            Q_EMIT this->resumed(run.value);
            take(shared);
        };
    });
}

void RunService::command(RunId run, void (runs::ActiveRun::*verb)(), WantedState wanted) {
    const auto found = active_.find(run.value);
    if (found != active_.end()) {
        (found->second.get()->*verb)();
        return;
    }
    store_.ask(this, [this, run, wanted](store::Workspace& workspace) -> StoreQuery::Answer {
        const Status status = workspace.setWanted(run, wanted);
        if (status.ok()) return {};
        return [this, error = status.error()] { Q_EMIT failed(translated(error)); };
    });
}

void RunService::pause(RunId run) {
    command(run, &runs::ActiveRun::pause, WantedState::pause);
}
/// Who owns it is seen on the store's thread: a paused run of another process obeys its wanted state.
void RunService::resume(RunId run) {
    if (owns(run)) {
        command(run, &runs::ActiveRun::resume, WantedState::run);
        return;
    }
    if (!resuming_.insert(run.value).second) return;  // pressed twice
    store_.ask(this, [this, run](store::Workspace& workspace) -> StoreQuery::Answer {
        const Result<RunRecord> record = workspace.run(run);
        if (record && (record->owner.empty() || record->interrupted))
            return [this, run] { resumeFrom(run, runs::ResumeFrom::latest); };
        return [this, run, error = record ? Error() : record.error()] {
            resuming_.erase(run.value);
            if (error.code.empty())
                command(run, &runs::ActiveRun::resume, WantedState::run);
            else
                Q_EMIT failed(translated(error));
        };
    });
}
void RunService::resumeFromBest(RunId run) {
    if (!owns(run) && resuming_.insert(run.value).second) resumeFrom(run, runs::ResumeFrom::best);
}
void RunService::stop(RunId run) {
    command(run, &runs::ActiveRun::stop, WantedState::stop);
}
void RunService::abort(RunId run) {
    command(run, &runs::ActiveRun::abort, WantedState::abort);
}

void RunService::rename(RunId run, const QString& name) {
    store_.ask(this, [this, run, name](store::Workspace& workspace) -> StoreQuery::Answer {
        const Status status = workspace.renameRun(run, name.toStdString());
        if (status.ok()) return {};
        return [this, error = status.error()] { Q_EMIT failed(translated(error)); };
    });
}

void RunService::readFile(const QString& path) {
    store_.ask(this, [this, path](store::Workspace&) -> StoreQuery::Answer {
        Result<std::string> bytes = realFileSystem().read(path.toStdString());
        if (!bytes) return [this, error = bytes.error()] { Q_EMIT failed(translated(error)); };
        return [this, text = QString::fromStdString(*bytes)] { Q_EMIT fileRead(text); };
    });
}

void RunService::arrived(const std::vector<RunEvent>& events) {
    for (const RunEvent& event : events) {
        const auto* state = std::get_if<StateChanged>(&event.body);
        if (!state) continue;
        if (over(state->status)) release(event.run);
    }
}

/// The last reference goes on the store's thread: taking a run down waits for the disk. A run whose end cannot be
/// stored (disk full) is kept, said once, and tried again.
void RunService::release(RunId run, bool again) {
    const auto found = active_.find(run.value);
    if (found == active_.end()) return;
    auto holder = std::make_shared<std::shared_ptr<runs::ActiveRun>>(std::move(found->second));
    active_.erase(found);
    store_.ask(this, [this, run, again, holder](store::Workspace&) -> StoreQuery::Answer {
        const Status stored = (*holder)->wait();
        if (!stored.ok()) {
            return [this, run, again, holder, error = stored.error()] {
                active_[run.value] = std::move(*holder);
                QTimer::singleShot(kStoreAgainMs, this, [this, run] { release(run, true); });
                if (!again) Q_EMIT failed(translated(error));
            };
        }
        holder->reset();
        return [this, run] {
            sink_.forget(run);
            Q_EMIT ended(run.value);
        };
    });
}

}  // namespace ludus::bridges
