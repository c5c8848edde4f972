// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/records.h"

#include <array>
#include <charconv>

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
    return Error{
        "checkpoint.damaged",
        LUDUS_TEXT("Error", "A checkpoint is damaged, or of another program: %1 cannot be read.").arg(part.str()),
        LUDUS_TEXT("Error", "The run cannot go on from there."),
        LUDUS_TEXT("Error", "Resume from another checkpoint, or start a new run from its last snapshot.")};
}

std::string OpponentDraw::label() const {
    switch (kind) {
        case Kind::latest: return "latest";
        case Kind::snapshot: return "snapshot " + std::to_string(snapshot);
        case Kind::agent: return agent;
        case Kind::learner: return "learner " + std::to_string(learner);
    }
    return agent;
}

std::optional<Member> memberOfLabel(const std::string& label, int player) {
    if (label == "latest") return Member::learner(player);
    for (const bool learner : {true, false}) {
        const std::string_view kind = learner ? "learner " : "snapshot ";
        if (!label.starts_with(kind)) continue;
        int index = 0;
        const char* end = label.data() + label.size();
        const auto [at, error] = std::from_chars(label.data() + kind.size(), end, index);
        if (error != std::errc() || at != end || index < 0) return std::nullopt;
        return learner ? Member::learner(index) : Member::snapshot(index);
    }
    return std::nullopt;
}

}  // namespace ludus
