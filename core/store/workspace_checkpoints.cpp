// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of Workspace about checkpoints.
#include "core/store/detail/checkpoints.h"
#include "core/store/detail/workspace_impl.h"

namespace ludus::store {

Result<std::vector<CheckpointRecord>> Workspace::checkpoints(RunId id) const {
    return impl_->read(
        [&]() -> Result<std::vector<CheckpointRecord>> { return readCheckpoints(*impl_->database, id); });
}

Status Workspace::holdArtefacts(RunId id, const std::vector<std::string>& hashes, const std::string& suffix) {
    return impl_->write([&]() -> Status {
        SQLite::Statement hold(*impl_->database,
                               "INSERT OR IGNORE INTO run_artefact(run, hash, suffix) SELECT ?1, hash, suffix FROM "
                               "artefact WHERE hash = ?2 AND suffix = ?3");
        for (const std::string& hash : hashes) {
            if (runSql(hold, id.value, hash, suffix) > 0)
                impl_->artefacts.addReference(*impl_->database, hash, suffix, 0);
        }
        return {};
    });
}

Status Workspace::rewindRun(RunId id, const CheckpointRecord& to) {
    if (impl_->readOnly) return impl_->readOnlyError();
    if (const Status room = hasRoom(); !room) return room;
    const Status rewound = impl_->write([&]() -> Status {
        const Status owned = impl_->checkOwned(id);
        if (!owned) return owned;
        if (rewindRows(*impl_->database, impl_->artefacts, id, to)) return {};
        return Error{"run.no_checkpoint",
                     LUDUS_TEXT("Error", "There is no checkpoint of run %1 at step %2.").arg(id.value).arg(to.step),
                     LUDUS_TEXT("Error", "A newer one replaced it, or the run was resumed from an earlier one."),
                     LUDUS_TEXT("Error", "Resume from the latest checkpoint.")};
    });
    if (!rewound) return rewound;
    // The run is rewound, whatever becomes of files that nothing names: one that stays is found as a stray.
    (void)guarded(impl_->folder, [&] { return impl_->artefacts.collect(*impl_->database); });
    return {};
}

}  // namespace ludus::store
