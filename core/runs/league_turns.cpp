// SPDX-License-Identifier: GPL-3.0-or-later
// Whose turns a stored league had: no event tells them one by one, but they follow from the shares of the learners.
#include <algorithm>

#include "core/league/snapshot_names.h"
#include "core/runs/stored_league.h"

namespace ludus::runs {
namespace {

class Turns {
public:
    Turns(const league::LeagueStory& story, int64_t turnSteps) : turnSteps_(turnSteps) {
        for (const league::LearnerState& known : story.book().learners()) {
            Learner learner;
            learner.share = known.spec.weight;
            learner.main = known.spec.role == LeagueRole::mainAgent;
            learners_.push_back(learner);
        }
    }

    int64_t trained(size_t player) const { return learners_[player].trained; }

    /// False: there is no turn that ends with this step.
    bool goTo(int64_t step) {
        while (steps_ < step) {
            const std::optional<size_t> next = nextPlayer();
            if (!next) return false;
            learners_[*next].trained += turnSteps_;
            steps_ += turnSteps_;
        }
        return steps_ == step;
    }
    /// False: it tells of other steps.
    bool agrees(const LeagueVerdict& verdict) {
        Learner& learner = learners_[static_cast<size_t>(verdict.player)];
        const int64_t told = learner.closed + verdict.trained;
        // What a learner diverged on was played, but not learnt from.
        const int64_t spoilt = verdict.cause == VerdictCause::diverged ? turnSteps_ : 0;
        if (learner.trained != told && learner.trained != told + spoilt) return false;
        learner.trained = told;
        if (league::freezes(verdict.action)) learner.closed = told;
        if (verdict.action == VerdictAction::frozenOut) learner.failed = true;
        rooted_ = rooted_ || verdict.cause == VerdictCause::rootReady;
        return true;
    }

private:
    struct Learner {
        double share = 1;
        bool main = false;
        bool failed = false;
        int64_t trained = 0;  // steps
        int64_t closed = 0;   // of them, in periods that are over
    };

    /// As Run::Engine: the one that has learnt from the fewest steps for its share. Until there is a root, the first
    /// main agent that is left makes it.
    std::optional<size_t> nextPlayer() const {
        std::optional<size_t> next;
        double least = 0;
        for (size_t i = 0; i < learners_.size(); ++i) {
            const Learner& learner = learners_[i];
            if (learner.failed || (!rooted_ && !learner.main)) continue;
            if (!rooted_) return i;
            const double done = static_cast<double>(learner.trained) / learner.share;
            if (next && done >= least) continue;
            next = i;
            least = done;
        }
        return next;
    }

    int64_t turnSteps_;
    std::vector<Learner> learners_;
    bool rooted_ = false;
    int64_t steps_ = 0;
};

}  // namespace

std::optional<std::vector<int64_t>> trainedAt(const league::LeagueStory& story, int64_t step, int64_t turnSteps) {
    if (turnSteps <= 0 || !story.exact()) return std::nullopt;
    Turns turns(story, turnSteps);
    for (const league::ToldVerdict& told : story.verdicts())
        if (!turns.goTo(told.verdict.step) || !turns.agrees(told.verdict)) return std::nullopt;
    if (!turns.goTo(step)) return std::nullopt;
    std::vector<int64_t> out;
    for (const league::LearnerStory& learner : story.learners())
        out.push_back(turns.trained(static_cast<size_t>(learner.player)) - learner.trainedBefore);
    return out;
}

std::optional<std::vector<int64_t>> trainedNow(const StoredLeague& league) {
    return trainedAt(league.story, std::max(league.run.steps, league.story.lastStep()), league.turnSteps);
}

}  // namespace ludus::runs
