// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/league/self_play.h"

#include <algorithm>

#include "core/base/bytes.h"
#include "core/base/check.h"

namespace ludus::league {
namespace {

constexpr uint64_t kDraws = 201;

}  // namespace

const config::OptionGroup<SelfPlayOptions>& selfPlayOptions() {
    using config::Level;
    static const config::OptionGroup<SelfPlayOptions> group = [] {
        config::OptionGroup<SelfPlayOptions> g("self_play");
        g.add("snapshot_every", &SelfPlayOptions::snapshotEvery,
              {.label = LUDUS_TEXT("Option", "Snapshot every"),
               .help = LUDUS_TEXT("Option",
                                  "How often the learner's weights are frozen and enter the window of opponents."),
               .minimum = 1000,
               .maximum = 1e9,
               .unit = "steps",
               .live = true});
        g.add("window", &SelfPlayOptions::window,
              {.label = LUDUS_TEXT("Option", "Window"),
               .help = LUDUS_TEXT("Option", "How many of the newest snapshots may be met; older ones leave the pool."),
               .minimum = 1,
               .maximum = 1000,
               .unit = "snapshots"});
        g.add("latest_share", &SelfPlayOptions::latestShare,
              {.label = LUDUS_TEXT("Option", "Play against the latest"),
               .help = LUDUS_TEXT("Option", "Share of play against the newest weights; the rest meets the window."),
               .minimum = 0,
               .maximum = 1,
               .live = true});
        g.add("swap_steps", &SelfPlayOptions::swapSteps,
              {.label = LUDUS_TEXT("Option", "Swap every"),
               .help = LUDUS_TEXT("Option",
                                  "How long a block of slots keeps its opponent before a new draw. Running episodes "
                                  "are finished first."),
               .minimum = 1,
               .maximum = 1e9,
               .unit = "steps",
               .level = Level::advanced,
               .live = true});
        g.add("learn_both", &SelfPlayOptions::learnBoth,
              {.label = LUDUS_TEXT("Option", "Learn from both seats"),
               .help = LUDUS_TEXT("Option", "Against the newest weights both seats' experience is used."),
               .level = Level::advanced});
        g.add("bots", &SelfPlayOptions::bots,
              {.label = LUDUS_TEXT("Option", "Bots"),
               .help = LUDUS_TEXT("Option", "Scripted bots that are mixed in, for example bot:chaser."),
               .level = Level::advanced});
        g.add("bot_share", &SelfPlayOptions::botShare,
              {.label = LUDUS_TEXT("Option", "Share against bots"),
               .help = LUDUS_TEXT("Option", "Share of play against the scripted bots above."),
               .minimum = 0,
               .maximum = 1,
               .level = Level::advanced,
               .live = true});
        return g;
    }();
    return group;
}

SelfPlay::SelfPlay(SelfPlayOptions options, uint64_t seed) : options_(std::move(options)), rng_(seed, kDraws) {}

OpponentDraw SelfPlay::drawOpponent(int, int, int64_t) {
    OpponentDraw draw;
    if (!options_.bots.empty() && rng_.uniform() < options_.botShare) {
        draw.kind = OpponentDraw::Kind::agent;
        draw.agent = options_.bots[rng_.below(static_cast<uint32_t>(options_.bots.size()))];
        draw.reason = "bot share";
    } else if (window_.empty() || rng_.uniform() < options_.latestShare) {
        draw.kind = OpponentDraw::Kind::latest;
        draw.learnBoth = options_.learnBoth;
        draw.reason = "latest share";
    } else {
        draw.kind = OpponentDraw::Kind::snapshot;
        draw.snapshot = window_[rng_.below(static_cast<uint32_t>(window_.size()))];
        draw.reason = "uniform over the window";
    }
    return draw;
}

bool SelfPlay::wantsDraw(int, int, int64_t step, int64_t since) {
    return step - since >= options_.swapSteps;
}

bool SelfPlay::snapshotDue(int64_t step) const {
    return windowStep_ < 0 || step - windowStep_ >= options_.snapshotEvery;
}

Decision SelfPlay::whatNow(int, int64_t step) {
    Decision decision;
    decision.freeze = snapshotDue(step);
    return decision;
}

/// Snapshots frozen between two due ones (for an evaluation) do not enter the window.
void SelfPlay::snapshotTaken(const SnapshotRecord& snapshot) {
    if (!snapshotDue(snapshot.step)) return;
    windowStep_ = snapshot.step;
    window_.push_back(snapshot.index);
    if (window_.size() > static_cast<size_t>(options_.window)) window_.erase(window_.begin());
}

void SelfPlay::tallied(const TallyRecord&) {}

bool SelfPlay::mayDraw(int, int snapshot) const {
    return std::find(window_.begin(), window_.end(), snapshot) != window_.end();
}

std::string SelfPlay::saveState() const {
    std::string out;
    bytes::put(out, rng_.state());
    bytes::put(out, windowStep_);
    bytes::putList(out, window_);
    return out;
}

Status SelfPlay::loadState(std::string_view state) {
    bytes::Reader in(state);
    Rng::State rng;
    int64_t windowStep = 0;
    std::vector<int> window;
    const bool whole = in.value(rng) && in.value(windowStep) && in.list(window) && in.done();
    const bool sound = std::all_of(window.begin(), window.end(), [](int index) { return index >= 0; }) &&
                       window.size() <= static_cast<size_t>(options_.window);
    if (!whole || !sound) return damagedCheckpoint(LUDUS_TEXT("Run", "the self-play"));
    rng_ = Rng::fromState(rng);
    windowStep_ = windowStep;
    window_ = std::move(window);
    return {};
}

}  // namespace ludus::league
