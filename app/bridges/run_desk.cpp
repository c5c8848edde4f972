// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/run_desk.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "app/bridges/texts.h"

namespace ludus::bridges {
namespace {

std::vector<std::string> sorted(std::vector<std::string> tags) {
    std::sort(tags.begin(), tags.end());
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
    return tags;
}

}  // namespace

/// One edit and its reverse; one that could not be written leaves the history when its turn comes.
class RunDesk::Step : public QUndoCommand {
public:
    Step(RunDesk& desk, const QString& text, Write forward, Write back)
        : QUndoCommand(text), desk_(desk), forward_(std::move(forward)), back_(std::move(back)) {}
    void redo() override { perform(forward_); }
    void undo() override { perform(back_); }

private:
    void perform(const Write& write) {
        if (*broken_) {
            setObsolete(true);
            return;
        }
        desk_.perform(write, broken_);
    }

    RunDesk& desk_;
    Write forward_, back_;
    std::shared_ptr<bool> broken_ = std::make_shared<bool>(false);
};

RunDesk::RunDesk(const QString& folder, RunsBridge& runs, QObject* parent)
    : QObject(parent), runs_(runs), store_(folder) {
    history_.setUndoLimit(200);
}

void RunDesk::perform(const Write& write, const std::shared_ptr<bool>& broken) {
    store_.ask(this, [this, write, broken](store::Workspace& workspace) -> StoreQuery::Answer {
        const Status status = write(workspace);
        if (status.ok())
            return [this] {
                runs_.refresh();
                Q_EMIT changed();
            };
        return [this, broken, error = status.error()] {
            *broken = true;
            runs_.refresh();
            Q_EMIT failed(translated(error));
        };
    });
}

void RunDesk::push(const QString& text, Write forward, Write back) {
    history_.push(new Step(*this, text, std::move(forward), std::move(back)));
}

void RunDesk::rename(RunId run, const QString& name) {
    const RunRecord* record = runs_.find(run);
    const std::string after = name.trimmed().toStdString();
    if (!record || after.empty() || after == record->name) return;
    push(
        tr("Rename"), [run, after](store::Workspace& workspace) { return workspace.renameRun(run, after); },
        [run, before = record->name](store::Workspace& workspace) { return workspace.renameRun(run, before); });
}

void RunDesk::pushTags(const QString& text, const std::map<int64_t, std::vector<std::string>>& after) {
    std::map<int64_t, std::vector<std::string>> before, changed;
    for (const auto& [run, tags] : after) {
        const RunRecord* record = runs_.find(RunId{run});
        if (!record || record->tags == sorted(tags)) continue;
        before[run] = record->tags;
        changed[run] = sorted(tags);
    }
    if (changed.empty()) return;
    const auto writing = [](std::map<int64_t, std::vector<std::string>> all) {
        return [all = std::move(all)](store::Workspace& workspace) -> Status {
            for (const auto& [run, tags] : all) {
                const Status status = workspace.setTags(RunId{run}, tags);
                if (!status && (all.size() == 1 || status.error().code != "run.unknown")) return status;
            }
            return {};
        };
    };
    push(text, writing(changed), writing(before));
}

void RunDesk::setTags(RunId run, const QStringList& tags) {
    std::vector<std::string> list;
    for (const QString& tag : tags)
        list.push_back(tag.toStdString());
    pushTags(tr("Change tags"), {{run.value, list}});
}

void RunDesk::addTag(const std::vector<RunId>& runs, const QString& tag) {
    std::map<int64_t, std::vector<std::string>> after;
    for (const RunId run : runs) {
        const RunRecord* record = runs_.find(run);
        if (!record) continue;
        after[run.value] = record->tags;
        after[run.value].push_back(tag.trimmed().toStdString());
    }
    if (!tag.trimmed().isEmpty()) pushTags(tr("Add a tag"), after);
}

void RunDesk::removeTag(const std::vector<RunId>& runs, const QString& tag) {
    std::map<int64_t, std::vector<std::string>> after;
    for (const RunId run : runs) {
        const RunRecord* record = runs_.find(run);
        if (!record) continue;
        after[run.value] = record->tags;
        std::erase(after[run.value], tag.toStdString());
    }
    pushTags(tr("Remove a tag"), after);
}

void RunDesk::setNote(RunId run, const QString& note) {
    const RunRecord* record = runs_.find(run);
    const std::string after = note.toStdString();
    if (!record || after == record->note) return;
    push(
        tr("Change the note"), [run, after](store::Workspace& workspace) { return workspace.setNote(run, after); },
        [run, before = record->note](store::Workspace& workspace) { return workspace.setNote(run, before); });
}

void RunDesk::setArchived(const std::vector<RunId>& runs, bool archived) {
    std::vector<RunId> changed;
    for (const RunId run : runs) {
        const RunRecord* record = runs_.find(run);
        if (record && record->archived != archived) changed.push_back(run);
    }
    if (changed.empty()) return;
    const auto writing = [changed](bool to) {
        return [changed, to](store::Workspace& workspace) { return workspace.setArchived(changed, to); };
    };
    push(archived ? tr("Archive") : tr("Restore"), writing(archived), writing(!archived));
}

void RunDesk::askRoom(const std::vector<RunId>& runs) {
    store_.ask(
        this,
        [this, runs](store::Workspace& workspace) -> StoreQuery::Answer {
            const Result<store::DiskUse> use = workspace.diskUse();
            if (!use) return [this, error = use.error()] { Q_EMIT failed(translated(error)); };
            double bytes = 0;
            for (const store::DiskUse::OfRun& one : use->runs) {
                if (std::find(runs.begin(), runs.end(), one.run) == runs.end()) continue;
                bytes += static_cast<double>(one.replays.bytes + one.checkpoints.bytes + one.snapshots.bytes);
            }
            return [this, runs, bytes] { Q_EMIT roomKnown(runs, bytes); };
        },
        QStringLiteral("room"));
}

void RunDesk::deleteForGood(const std::vector<RunId>& runs) {
    store_.ask(this, [this, runs](store::Workspace& workspace) -> StoreQuery::Answer {
        const Status status = workspace.deleteRuns(runs);
        if (!status)
            return [this, error = status.error()] {
                runs_.refresh();
                Q_EMIT failed(translated(error));
            };
        return [this, count = static_cast<int>(runs.size())] {
            runs_.refresh();
            Q_EMIT deleted(count);
        };
    });
}

}  // namespace ludus::bridges
