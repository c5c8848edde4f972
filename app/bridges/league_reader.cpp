// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/league_reader.h"

#include <algorithm>
#include <bit>
#include <limits>

#include "core/runs/resume_point.h"

namespace ludus::bridges {
namespace {

constexpr size_t kAsked = 3;      // stories of the past that are kept for the next question
constexpr unsigned kFrames = 4;   // and so many at equal distances
constexpr unsigned kNearest = 8;  // periods between those

bool sameRow(const RunRecord& a, const RunRecord& b) {
    return a.status == b.status && a.interrupted == b.interrupted && a.lost == b.lost && a.steps == b.steps &&
           a.lastSeq == b.lastSeq && a.name == b.name && a.reason == b.reason && a.owner == b.owner &&
           a.seconds == b.seconds && a.checkpoints == b.checkpoints && a.snapshots == b.snapshots &&
           a.targetSteps == b.targetSteps && a.budgetSeconds == b.budgetSeconds;
}

Error noLeague(const RunRecord& run) {
    return {"league.none", LUDUS_TEXT("League", "The run %1 is no league: it trains by self-play.").arg(run.name),
            LUDUS_TEXT("League", "There are no draws and no verdicts to tell of."),
            LUDUS_TEXT("League", "Start a run from a preset of a league.")};
}

bool endsPeriod(const league::StoryNode& node, const league::LeagueStory& story) {
    return node.kind == league::NodeKind::period && node.player == story.firstMain();
}

}  // namespace

RunRecord LeagueReader::record() const {
    const std::lock_guard lock(mutex_);
    return record_;
}

league::LeagueOptions LeagueReader::options() const {
    const std::lock_guard lock(mutex_);
    return options_;
}

Result<bool> LeagueReader::update(const store::Workspace& workspace) {
    const std::lock_guard lock(mutex_);
    if (story_ == nullptr) return begin(workspace);
    Result<RunRecord> record = workspace.run(run_);
    if (!record) return record.error();
    if (sameRow(*record, record_)) return false;
    // From the last one that is known, to see whether it still is what it was: the run may have been taken back to a
    // checkpoint.
    const int64_t known = events_.empty() ? 0 : events_.back().seq - 1;
    Result<std::vector<RunEvent>> events = workspace.leagueEvents(run_, known, record->lastSeq, false);
    if (!events) return events.error();
    if (!goesOn(*events)) {
        events = workspace.leagueEvents(run_, 0, record->lastSeq, false);
        if (!events) return events.error();
        restart();
    }
    record_ = std::move(*record);
    for (RunEvent& event : *events)
        if (event.seq > story_->lastSeq()) take(std::move(event));
    return true;
}

Result<bool> LeagueReader::begin(const store::Workspace& workspace) {
    Result<RunRecord> record = workspace.run(run_);
    if (!record) return record.error();
    record_ = std::move(*record);
    const Result<runs::RunConfig> config = runs::configOf(record_);
    if (!config) return config.error();
    if (!config->isLeague()) return noLeague(record_);
    Result<std::vector<RunEvent>> events = workspace.leagueEvents(run_, 0, record_.lastSeq, false);
    if (!events) return events.error();
    options_ = config->league;
    restart();
    for (RunEvent& event : *events)
        take(std::move(event));
    return true;
}

void LeagueReader::restart() {
    story_ = std::make_unique<league::LeagueStory>(options_);
    events_.clear();
    periods_.clear();
    meetings_ = {};
    clock_ = {};
    rootSeq_ = 0;
    ++tellings_;
    frames_.clear();
    asked_.clear();
    nash_.clear();
}

/// Whether these are the last known event and what came after it.
bool LeagueReader::goesOn(const std::vector<RunEvent>& events) const {
    if (events_.empty()) return true;
    if (events.empty()) return false;
    const RunEvent &last = events_.back(), &first = events.front();
    return first.seq == last.seq && first.wallMs == last.wallMs && first.body.index() == last.body.index();
}

void LeagueReader::take(RunEvent event) {
    if (events_.empty()) clock_.begin(1e-3 * static_cast<double>(event.wallMs));
    if (const auto* tally = std::get_if<Tallied>(&event.body))
        meetings_.add(tally->tally, *story_, rootSeq_ == 0 ? 0 : 1 + static_cast<int>(periods_.size()));
    const size_t before = story_->snapshots().size();
    story_->take(event);
    if (story_->snapshots().size() > before) {
        const league::StoryNode& node = story_->snapshots().back();
        if (node.kind == league::NodeKind::root) rootSeq_ = event.seq;
        if (endsPeriod(node, *story_)) periods_.push_back({node.index, node.step, event.seq});
        clock_.add(node.step, event.seconds, 1e-3 * static_cast<double>(event.wallMs));
    }
    // Only the newest table of ratings is stored, so a moment of the past has none, live and reopened alike.
    if (!std::holds_alternative<Rated>(event.body)) events_.push_back(std::move(event));
}

std::shared_ptr<const league::LeagueStory> LeagueReader::at(int period) const {
    const std::lock_guard lock(mutex_);
    LUDUS_CHECK(story_ != nullptr);
    const bool now = period > static_cast<int>(periods_.size()) || (period <= 0 && rootSeq_ == 0);
    if (now) return std::make_shared<league::LeagueStory>(*story_);
    const int wanted = std::max(0, period);
    const auto known = std::find_if(asked_.begin(), asked_.end(), [&](const auto& one) { return one.first == wanted; });
    Past past;
    if (known != asked_.end()) {
        past = known->second;
        asked_.erase(known);
    } else if (const auto frame = frames_.find(wanted); frame != frames_.end()) {
        past = frame->second;
    } else {
        const int64_t end = wanted == 0 ? rootSeq_ : periods_[static_cast<size_t>(wanted) - 1].endSeq;
        past = upTo(end + 1);
    }
    asked_.emplace_back(wanted, past);
    if (asked_.size() > kAsked) asked_.erase(asked_.begin());
    return past;
}

league::LeagueStory LeagueReader::before(int64_t seq) const {
    const std::lock_guard lock(mutex_);
    LUDUS_CHECK(story_ != nullptr);
    return std::move(*upTo(seq));
}

/// Replays the events with smaller numbers, from the nearest story that is kept.
std::unique_ptr<league::LeagueStory> LeagueReader::upTo(int64_t before) const {
    Past nearest;
    const auto look = [&](const Past& past) {
        if (past->lastSeq() < before && (!nearest || past->lastSeq() > nearest->lastSeq())) nearest = past;
    };
    for (const auto& [period, past] : frames_)
        look(past);
    for (const auto& [period, past] : asked_)
        look(past);
    auto story =
        nearest ? std::make_unique<league::LeagueStory>(*nearest) : std::make_unique<league::LeagueStory>(options_);
    const auto stride =
        static_cast<int>(std::bit_ceil(std::max(kNearest, static_cast<unsigned>(periods_.size()) / kFrames)));
    std::erase_if(frames_, [&](const auto& frame) { return frame.first % stride != 0; });
    const int64_t from = story->lastSeq();
    auto event = std::upper_bound(events_.begin(), events_.end(), from,
                                  [](int64_t seq, const RunEvent& one) { return seq < one.seq; });
    auto period =
        static_cast<size_t>(std::upper_bound(periods_.begin(), periods_.end(), from,
                                             [](int64_t seq, const LeaguePeriod& one) { return seq < one.endSeq; }) -
                            periods_.begin());
    for (; event != events_.end() && event->seq < before; ++event) {
        story->take(*event);
        if (period >= periods_.size() || event->seq != periods_[period].endSeq) continue;
        ++period;
        if (static_cast<int>(period) % stride == 0) keepFrame(static_cast<int>(period), *story);
    }
    return story;
}

void LeagueReader::keepFrame(int period, const league::LeagueStory& story) const {
    if (!frames_.contains(period)) frames_[period] = std::make_shared<const league::LeagueStory>(story);
}

std::vector<league::NashMoment> LeagueReader::nash() const {
    return nash(std::chrono::hours(24));
}

/// The win rates of two snapshots never change, so those of now are those of then.
std::vector<league::NashMoment> LeagueReader::nash(std::chrono::milliseconds patience) const {
    const std::lock_guard lock(mutex_);
    LUDUS_CHECK(story_ != nullptr);
    const auto begun = std::chrono::steady_clock::now();
    const auto& moments = story_->moments();
    while (nash_.size() < moments.size() && std::chrono::steady_clock::now() - begun < patience)
        nash_.push_back(
            league::nashAt(*story_, moments[nash_.size()]->snapshot, nash_.empty() ? nullptr : &nash_.back()));
    return nash_;
}

}  // namespace ludus::bridges
