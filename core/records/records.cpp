// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/records.h"

#include <array>

#include "core/base/check.h"
#include "core/records/task_source.h"

namespace ludus {
namespace {

constexpr std::array<const char*, 7> kStatusNames{"queued",   "running", "paused", "stopping",
                                                  "finished", "failed",  "aborted"};
constexpr std::array<const char*, 6> kPurposeNames{"training",   "evaluation", "arena",
                                                   "tournament", "friendly",   "human"};

}  // namespace

const char* runStatusName(RunStatus status) {
    return kStatusNames[static_cast<size_t>(status)];
}

RunStatus runStatusFromName(const std::string& name) {
    for (size_t i = 0; i < kStatusNames.size(); ++i) {
        if (name == kStatusNames[i]) return static_cast<RunStatus>(i);
    }
    return RunStatus::failed;
}

const char* purposeName(Purpose purpose) {
    return kPurposeNames[static_cast<size_t>(purpose)];
}

SnapshotId makeSnapshotId(RunId run, int index) {
    LUDUS_CHECK_LT(index, 1 << 20);
    return SnapshotId{run.value * (int64_t{1} << 20) + index};
}

Error damagedCheckpoint(const Text& part) {
    return Error{"checkpoint.damaged",
                 LUDUS_TEXT("Error", "A checkpoint is damaged, or of another program: its part \"%1\" cannot be read.")
                     .arg(part.str()),
                 LUDUS_TEXT("Error", "The run cannot go on from there."),
                 LUDUS_TEXT("Error", "Resume from another checkpoint, or start a new run from its last snapshot.")};
}

std::string OpponentDraw::label() const {
    switch (kind) {
        case Kind::latest: return "latest";
        case Kind::snapshot: return "snapshot " + std::to_string(snapshot);
        case Kind::agent: return agent;
    }
    return agent;
}

}  // namespace ludus
