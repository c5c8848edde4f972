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
    Step(RunDesk& desk, const char* text, Write forward, Write back)
        : QUndoCommand(tr(text)), desk_(desk), text_(text), forward_(std::move(forward)), back_(std::move(back)) {
        desk_.steps_.insert(this);
    }
    ~Step() override { desk_.steps_.erase(this); }
    void name() { setText(tr(text_)); }
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
    const char* text_;  // to be translated
    Write forward_, back_;
    std::shared_ptr<bool> broken_ = std::make_shared<bool>(false);
};

RunDesk::RunDesk(const QString& folder, QObject* parent) : QObject(parent), store_(folder) {
    history_.setUndoLimit(200);
}

void RunDesk::setRuns(RunsBridge* runs) {
    runs_ = runs;
    for (Step* step : steps_)
        step->name();
}

const RunRecord* RunDesk::find(RunId run) const {
    return runs_ ? runs_->find(run) : nullptr;
}

void RunDesk::refresh() {
    if (runs_) runs_->refresh();
}

void RunDesk::perform(const Write& write, const std::shared_ptr<bool>& broken) {
    store_.ask(this, [this, write, broken](store::Workspace& workspace) -> StoreQuery::Answer {
        const Status status = write(workspace);
        if (status.ok())
            return [this] {
                refresh();
                Q_EMIT changed();
            };
        return [this, broken, error = status.error()] {
            *broken = true;
            refresh();
            Q_EMIT failed(translated(error));
        };
    });
}

void RunDesk::push(const char* text, Write forward, Write back) {
    history_.push(new Step(*this, text, std::move(forward), std::move(back)));
}

void RunDesk::rename(RunId run, const QString& name) {
    const RunRecord* record = find(run);
    const std::string after = name.trimmed().toStdString();
    if (!record || after.empty() || after == record->name) return;
    push(
        QT_TR_NOOP("Rename"), [run, after](store::Workspace& workspace) { return workspace.renameRun(run, after); },
        [run, before = record->name](store::Workspace& workspace) { return workspace.renameRun(run, before); });
}

void RunDesk::pushTags(const char* text, const std::map<int64_t, std::vector<std::string>>& after) {
    std::map<int64_t, std::vector<std::string>> before, changed;
    for (const auto& [run, tags] : after) {
        const RunRecord* record = find(RunId{run});
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
    pushTags(QT_TR_NOOP("Change tags"), {{run.value, list}});
}

void RunDesk::addTag(const std::vector<RunId>& runs, const QString& tag) {
    std::map<int64_t, std::vector<std::string>> after;
    for (const RunId run : runs) {
        const RunRecord* record = find(run);
        if (!record) continue;
        after[run.value] = record->tags;
        after[run.value].push_back(tag.trimmed().toStdString());
    }
    if (!tag.trimmed().isEmpty()) pushTags(QT_TR_NOOP("Add a tag"), after);
}

void RunDesk::removeTag(const std::vector<RunId>& runs, const QString& tag) {
    std::map<int64_t, std::vector<std::string>> after;
    for (const RunId run : runs) {
        const RunRecord* record = find(run);
        if (!record) continue;
        after[run.value] = record->tags;
        std::erase(after[run.value], tag.toStdString());
    }
    pushTags(QT_TR_NOOP("Remove a tag"), after);
}

void RunDesk::setNote(RunId run, const QString& note) {
    const RunRecord* record = find(run);
    const std::string after = note.toStdString();
    if (!record || after == record->note) return;
    push(
        QT_TR_NOOP("Change the note"),
        [run, after](store::Workspace& workspace) { return workspace.setNote(run, after); },
        [run, before = record->note](store::Workspace& workspace) { return workspace.setNote(run, before); });
}

void RunDesk::setArchived(const std::vector<RunId>& runs, bool archived) {
    std::vector<RunId> changed;
    for (const RunId run : runs) {
        const RunRecord* record = find(run);
        if (record && record->archived != archived) changed.push_back(run);
    }
    if (changed.empty()) return;
    const auto writing = [changed](bool to) {
        return [changed, to](store::Workspace& workspace) { return workspace.setArchived(changed, to); };
    };
    push(archived ? QT_TR_NOOP("Archive") : QT_TR_NOOP("Restore"), writing(archived), writing(!archived));
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
                refresh();
                Q_EMIT failed(translated(error));
            };
        return [this, count = static_cast<int>(runs.size())] {
            refresh();
            Q_EMIT deleted(count);
        };
    });
}

}  // namespace ludus::bridges
