// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/run_service.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QStringDecoder>

#include <algorithm>

#include "app/bridges/texts.h"
#include "core/base/clock.h"
#include "core/base/file_system.h"
#include "core/runs/queue.h"
#include "core/runs/sweep.h"
#include "core/runs/wishes.h"

namespace ludus::bridges {
namespace {

constexpr int kStoreAgainMs = 2000;
constexpr int kQueueMs = 500;  // between two looks at the queue
constexpr int kMostAtOnce = 64;
constexpr const char* kQueueKind = "queue";
constexpr const char* kQueueName = "settings";

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

/// What is no text would only be looked at as garbage.
Status checkRunFile(const std::string& path, const std::string& bytes) {
    const Text meaning = LUDUS_TEXT("Error", "Run files are opened here: TOML, written as UTF-8 text.");
    if (path.ends_with(".replay")) {
        return Error{
            "file.not_run_file", LUDUS_TEXT("Error", "%1 is a recorded match, not a run file.").arg(path), meaning,
            LUDUS_TEXT("Error",
                       "Matches of a workspace are watched under Replays; what is in a file of its own is told "
                       "by: ludus-cli replay info FILE")};
    }
    QStringDecoder utf8(QStringDecoder::Utf8);
    const QString text = utf8(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
    if (!utf8.hasError() && !text.contains(QChar::Null)) return {};
    return Error{"file.not_text", LUDUS_TEXT("Error", "%1 is not a text file.").arg(path), meaning,
                 LUDUS_TEXT("Error", "Choose a run file, or begin with a preset.")};
}

}  // namespace

RunService::RunService(const QString& folder, GuiEventSink& sink, QObject* parent)
    : QObject(parent), sink_(sink), store_(folder) {
    connect(&sink_, &GuiEventSink::arrived, this, &RunService::arrived);
    connect(&queueTimer_, &QTimer::timeout, this, &RunService::workOffQueue);
    readQueueSettings();
    queueTimer_.start(kQueueMs);
}

RunService::~RunService() {
    for (const auto& [id, run] : active_)
        run->suspend();  // all at once, so that they are waited for together
    active_.clear();
}

void RunService::start(const QString& toml, const QString& preset, const QString& from) {
    if (leaving_) return;
    Result<std::vector<runs::RunConfig>> configs = runs::readSweep(toml.toStdString());
    if (!configs) {
        Q_EMIT failed(translated(configs.error()));
        return;
    }
    if (!store_.problem().isEmpty()) {
        Q_EMIT failed(store_.problem());
        return;
    }
    if (configs->size() > 1) {
        queue(toml, preset, from);
        return;
    }
    configs->front().preset = preset.toStdString();
    store_.ask(this,
               [this, config = configs->front(),
                start = from.toStdString()](store::Workspace& workspace) -> StoreQuery::Answer {
                   runs::LaunchOptions options = launchOptions();
                   options.from = start;
                   if (const Status here = workspace.inPlace(); !here.ok())
                       return [this, error = here.error()] { Q_EMIT failed(translated(error)); };
                   auto run = runs::ActiveRun::start(workspace.folder(), config, options, *files_);
                   if (!run) return [this, error = run.error()] { Q_EMIT failed(translated(error)); };
                   return [this, shared = held(std::move(*run))] {
                       Q_EMIT started(shared->id().value);
                       take(shared);
                   };
               });
}

void RunService::queue(const QString& toml, const QString& preset, const QString& from) {
    Result<std::vector<runs::RunConfig>> configs = runs::readSweep(toml.toStdString());
    if (!configs) {
        Q_EMIT failed(translated(configs.error()));
        return;
    }
    if (!store_.problem().isEmpty()) {
        Q_EMIT failed(store_.problem());
        return;
    }
    for (runs::RunConfig& config : *configs)
        config.preset = preset.toStdString();
    store_.ask(
        this,
        [this, configs = *configs, start = from.toStdString()](store::Workspace& workspace) -> StoreQuery::Answer {
            if (const Status here = workspace.inPlace(); !here.ok())
                return [this, error = here.error()] { Q_EMIT failed(translated(error)); };
            const auto ids = runs::queueRuns(workspace, configs, start, runs::newSweepId(systemClock()));
            if (!ids) return [this, error = ids.error()] { Q_EMIT failed(translated(error)); };
            return [this, count = static_cast<int>(ids->size())] {
                Q_EMIT queued(count);
                Q_EMIT queueChanged();
                workOffQueue();
            };
        });
}

runs::LaunchOptions RunService::launchOptions() {
    runs::LaunchOptions options;
    options.idlePriority = true;
    options.existing = true;
    options.sinks = {&sink_};
    return options;
}

void RunService::take(const Holder& run) {
    active_[run->id().value] = run;
    if (over(run->status())) release(run->id());  // its end may have been told before
}

void RunService::resumeFrom(RunId run, runs::ResumeFrom from) {
    if (leaving_) {
        resuming_.erase(run.value);
        return;
    }
    sink_.forget(run);  // the store keeps what stays of it
    store_.ask(this, [this, run, from](store::Workspace& workspace) -> StoreQuery::Answer {
        const Status here = workspace.inPlace();
        auto resumed = here.ok() ? runs::ActiveRun::resume(workspace.folder(), run, from, launchOptions(), *files_)
                                 : Result<std::unique_ptr<runs::ActiveRun>>(here.error());
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
    wish(run, wanted);
}

void RunService::wish(RunId run, WantedState wanted) {
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
    if (leaving_) return;
    if (const auto found = active_.find(run.value); found != active_.end()) {
        resumeHere(found->second);
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
                wish(run, WantedState::run);
            else
                Q_EMIT failed(translated(error));
        };
    });
}
/// It looks at the disk first: not here. One that was left for later goes on from its checkpoint, once that is stored.
void RunService::resumeHere(const Holder& run) {
    if (const auto unkept = unkept_.find(run->id().value); unkept != unkept_.end()) {
        Q_EMIT failed(translated(unkept->second));
        return;
    }
    store_.ask(this, [this, run](store::Workspace&) -> StoreQuery::Answer {
        const Status going = run->resume();
        if (going.ok()) return {};
        return [this, error = going.error()] { Q_EMIT failed(translated(error)); };
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

/// A run of another process finds the wish in the workspace.
void RunService::change(RunId run, const QString& key, const QString& value) {
    const auto found = active_.find(run.value);
    if (found != active_.end()) {
        const Status status = found->second->change(key.toStdString(), value.toStdString());
        if (!status.ok()) Q_EMIT refused(run.value, key, translated(status.error()));
        return;
    }
    store_.ask(this, [this, run, key, value](store::Workspace& workspace) -> StoreQuery::Answer {
        const Status status = runs::wishChange(workspace, run, key.toStdString(), value.toStdString());
        if (status.ok()) return {};
        return [this, run, key, error = status.error()] { Q_EMIT refused(run.value, key, translated(error)); };
    });
}

void RunService::readFile(const QString& path) {
    store_.ask(this, [this, path](store::Workspace&) -> StoreQuery::Answer {
        Result<std::string> bytes = realFileSystem().read(path.toStdString());
        const Status right = bytes ? checkRunFile(path.toStdString(), *bytes) : Status(bytes.error());
        if (!right.ok()) return [this, error = right.error()] { Q_EMIT failed(translated(error)); };
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
    auto holder = std::make_shared<Holder>(std::move(found->second));
    active_.erase(found);
    ++releasing_;
    store_.ask(this, [this, run, again, holder](store::Workspace&) -> StoreQuery::Answer {
        const Status stored = (*holder)->wait();
        if (!stored.ok()) {
            return [this, run, again, holder, error = stored.error()] {
                --releasing_;
                active_[run.value] = std::move(*holder);
                storeLater(run);
                if (!again) Q_EMIT failed(translated(error));
            };
        }
        holder->reset();
        return [this, run] {
            --releasing_;
            unkept_.erase(run.value);
            sink_.forget(run);
            Q_EMIT ended(run.value);
        };
    });
}

/// Once for each run, whoever asks: by the time of another one it may be resumed, and is not to be waited for.
void RunService::storeLater(RunId run) {
    if (!unstored_.insert(run.value).second) return;
    QTimer::singleShot(kStoreAgainMs, this, [this, run] {
        if (unstored_.erase(run.value) > 0) release(run, true);
    });
}

int RunService::runningHere() const {
    return static_cast<int>(std::count_if(active_.begin(), active_.end(), [this](const auto& run) {
        return unkept_.count(run.first) == 0 && unstored_.count(run.first) == 0;
    }));
}

// ---- the window closes

/// Answers come in the order of the questions: what was being begun or stored when this was asked is in active_ by the
/// time of its answer, and is left then.
void RunService::leave() {
    leaving_ = true;
    auto runs = std::make_shared<std::vector<Holder>>();
    for (const auto& [id, run] : active_) {
        run->suspend();  // all at once, so that they are waited for together
        runs->push_back(run);
    }
    store_.ask(this, [this, runs](store::Workspace&) -> StoreQuery::Answer {
        auto kept = std::make_shared<std::vector<Holder>>();
        QVector<UnkeptRun> unkept;
        for (const Holder& run : *runs) {
            const Status stored = run->wait();
            if (stored.ok())
                kept->push_back(run);
            else
                unkept.push_back({run->id(), text(run->name()), run->stepsAtRisk(), stored.error()});
        }
        runs->clear();
        return [this, kept, unkept] { letGo(kept, unkept); };
    });
}

/// `kept` holds the last references: they go on the store's thread, however long the answer that brought them lives.
void RunService::letGo(const std::shared_ptr<std::vector<Holder>>& kept, const QVector<UnkeptRun>& unkept) {
    unkept_.clear();
    for (const UnkeptRun& run : unkept)
        unkept_[run.run.value] = run.error;
    std::vector<RunId> ids;
    for (const Holder& run : *kept) {
        ids.push_back(run->id());
        active_.erase(run->id().value);
        unstored_.erase(run->id().value);
    }
    store_.ask(this, [this, kept, ids, unkept](store::Workspace&) -> StoreQuery::Answer {
        kept->clear();
        return [this, ids, unkept] {
            for (const RunId run : ids) {
                sink_.forget(run);
                Q_EMIT ended(run.value);
            }
            const bool others = std::any_of(active_.begin(), active_.end(),
                                            [this](const auto& run) { return unkept_.count(run.first) == 0; });
            if (others || releasing_ > 0)
                leave();
            else
                Q_EMIT left(unkept);
        };
    });
}

void RunService::stay() {
    leaving_ = false;
    for (const auto& [run, error] : unkept_)
        storeLater(RunId{run});
}

// ---- the queue

void RunService::onQueue(std::function<Status(store::Workspace&)> verb) {
    store_.ask(this, [this, verb = std::move(verb)](store::Workspace& workspace) -> StoreQuery::Answer {
        const Status status = verb(workspace);
        if (status.ok()) return [this] { Q_EMIT queueChanged(); };
        return [this, error = status.error()] { Q_EMIT failed(translated(error)); };
    });
}

void RunService::moveInQueue(RunId run, int by) {
    onQueue([run, by](store::Workspace& workspace) { return runs::moveInQueue(workspace, run, by); });
}
void RunService::removeFromQueue(RunId run) {
    onQueue([run](store::Workspace& workspace) { return runs::removeFromQueue(workspace, run); });
}
void RunService::startNow(RunId run) {
    startQueued(run, true);
}

void RunService::setRunsAtOnce(int runs) {
    runsAtOnce_ = std::clamp(runs, 1, kMostAtOnce);
    Q_EMIT queueChanged();
    workOffQueue();
}
void RunService::setQueueHeld(bool held) {
    queueHeld_ = held;
    keepQueueSettings();
}

void RunService::readQueueSettings() {
    store_.ask(this, [this](store::Workspace& workspace) -> StoreQuery::Answer {
        QJsonObject settings;
        const auto kept = workspace.kept(kQueueKind);
        for (size_t i = 0; kept && i < kept->size(); ++i) {
            if ((*kept)[i].name == kQueueName)
                settings = QJsonDocument::fromJson(QByteArray::fromStdString((*kept)[i].body)).object();
        }
        return [this, settings, readOnly = workspace.readOnly()] {
            queueHeld_ = readOnly || settings[QStringLiteral("held")].toBool(false);
            Q_EMIT queueChanged();
        };
    });
}

void RunService::keepQueueSettings() {
    const QJsonObject settings{{QStringLiteral("held"), queueHeld_}};
    const std::string body = QJsonDocument(settings).toJson(QJsonDocument::Compact).toStdString();
    onQueue([body](store::Workspace& workspace) { return workspace.keep({kQueueKind, kQueueName, body, 0}); });
}

/// Runs that somebody paused count, and those that wait to be stored: their memory is in use.
void RunService::workOffQueue() {
    if (leaving_ || queueHeld_ || startingHere_ > 0 || static_cast<int>(active_.size()) >= runsAtOnce_) return;
    ++startingHere_;
    store_.ask(this, [this](store::Workspace& workspace) -> StoreQuery::Answer {
        const Result<RunId> next = workspace.nextQueued();
        return [this, next = next ? *next : RunId{}] {
            --startingHere_;
            if (next) startQueued(next, false);
        };
    });
}

/// Another program may have been faster, which is no news unless this very run was asked for. What keeps one run of the
/// queue from beginning may keep all of them: the queue is held.
void RunService::startQueued(RunId run, bool asked) {
    if (leaving_) return;
    ++startingHere_;
    store_.ask(this, [this, run, asked](store::Workspace& workspace) -> StoreQuery::Answer {
        const Status here = workspace.inPlace();
        auto begun = here.ok() ? runs::ActiveRun::startQueued(workspace.folder(), run, launchOptions(), *files_)
                               : Result<std::unique_ptr<runs::ActiveRun>>(here.error());
        if (begun) {
            return [this, asked, shared = held(std::move(*begun))] {
                --startingHere_;
                if (asked)
                    Q_EMIT started(shared->id().value);
                else
                    Q_EMIT startedFromQueue(shared->id().value);
                take(shared);
                Q_EMIT queueChanged();
            };
        }
        return [this, asked, error = begun.error()] {
            --startingHere_;
            const bool taken = error.code == "run.not_queued" || error.code == "run.owned";
            if (!asked && taken) return;
            if (!asked) queueHeld_ = true;
            Q_EMIT failed(translated(error));
            Q_EMIT queueChanged();
        };
    });
}

}  // namespace ludus::bridges
