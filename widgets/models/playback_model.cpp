// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/playback_model.h"

#include <algorithm>
#include <cmath>

namespace ludus::models {

const PlaybackModel::Head& PlaybackModel::active() const {
    const auto at = static_cast<size_t>(current_);
    return independent_ && at < own_.size() ? own_[at] : common_;
}

int PlaybackModel::lastFrame() const {
    const int frames = independent_ && current_ < matchCount() ? framesOf(current_) : frames_;
    return frames > 0 ? frames - 1 : 0;
}

bool PlaybackModel::isAnyPlaying() const {
    if (!independent_) return common_.playing;
    return std::any_of(own_.begin(), own_.end(), [](const Head& head) { return head.playing; });
}

int PlaybackModel::framesOf(int match) const {
    return match >= 0 && match < matchCount() ? lengths_[static_cast<size_t>(match)] : frames_;
}

int PlaybackModel::startOf(int match) const {
    return !independent_ && match >= 0 && match < matchCount() ? starts_[static_cast<size_t>(match)] : 0;
}

int PlaybackModel::frameOf(int match) const {
    const int last = std::max(0, framesOf(match) - 1);
    if (independent_ && match >= 0 && match < matchCount()) return own_[static_cast<size_t>(match)].frame;
    return std::clamp(common_.frame - startOf(match), 0, last);
}

bool PlaybackModel::isOver(int match) const {
    return !independent_ && common_.frame - startOf(match) >= framesOf(match);
}

std::vector<int> PlaybackModel::pointsOf(int match) const {
    std::vector<int> out;
    for (const PlaybackTrack& track : tracks_) {
        if (track.match != match) continue;
        for (const PlaybackMark& mark : track.marks) {
            if (mark.kind == PlaybackMark::Kind::Side0 || mark.kind == PlaybackMark::Kind::Side1)
                out.push_back(mark.frame);
        }
        if (!out.empty()) break;  // the tracks of a match tell of the same points
    }
    return out;
}

int PlaybackModel::commonPoints() const {
    if (lengths_.empty()) return 0;
    size_t least = pointsOf(0).size();
    for (int match = 1; match < matchCount(); ++match)
        least = std::min(least, pointsOf(match).size());
    return static_cast<int>(least);
}

/// Starts and the length of the axis, from the lengths of the matches and how they are aligned.
void PlaybackModel::align() {
    starts_.assign(lengths_.size(), 0);
    const bool byPoint = alignment_ == Alignment::Point && point_ >= 1 && point_ <= commonPoints();
    for (int match = 0; match < matchCount(); ++match) {
        int& start = starts_[static_cast<size_t>(match)];
        if (alignment_ == Alignment::End) start = -framesOf(match);
        if (byPoint) start = -pointsOf(match)[static_cast<size_t>(point_ - 1)];
    }
    const int first = starts_.empty() ? 0 : *std::min_element(starts_.begin(), starts_.end());
    frames_ = wantedFrames_;
    for (size_t match = 0; match < starts_.size(); ++match) {
        starts_[match] -= first;
        frames_ = std::max(frames_, lengths_[match] + (independent_ ? 0 : starts_[match]));
    }
    for (PlaybackTrack& track : tracks_)
        track.start = startOf(track.match);
    if (range_ && range_->second >= frames_) range_.reset();
    common_.frame = std::clamp(common_.frame, 0, std::max(0, frames_ - 1));
}

void PlaybackModel::setFrameCount(int frames) {
    wantedFrames_ = std::max(0, frames);
    const int before = frame();
    align();
    Q_EMIT tracksChanged();
    if (frame() != before) Q_EMIT frameChanged(frame());
}

void PlaybackModel::setStepsPerSecond(double rate) {
    if (std::isfinite(rate) && rate > 0) rate_ = rate;
    Q_EMIT frameChanged(frame());
}

void PlaybackModel::setPointNames(const QString& side0, const QString& side1) {
    pointNames_ = {side0, side1};
}

void PlaybackModel::setTracks(std::vector<PlaybackTrack> tracks) {
    tracks_ = std::move(tracks);
    lengths_.clear();
    for (PlaybackTrack& track : tracks_) {
        std::stable_sort(track.marks.begin(), track.marks.end(),
                         [](const PlaybackMark& a, const PlaybackMark& b) { return a.frame < b.frame; });
        const auto match = static_cast<size_t>(std::max(0, track.match));
        if (match >= lengths_.size()) lengths_.resize(match + 1, 0);
        lengths_[match] = std::max(lengths_[match], track.frames);
    }
    own_.resize(lengths_.size());
    for (size_t match = 0; match < own_.size(); ++match)
        own_[match].frame = std::clamp(own_[match].frame, 0, std::max(0, lengths_[match] - 1));
    current_ = std::clamp(current_, 0, std::max(0, matchCount() - 1));
    align();
    Q_EMIT tracksChanged();
    Q_EMIT frameChanged(frame());
}

void PlaybackModel::setAlignment(Alignment alignment, int point) {
    if (alignment == alignment_ && point == point_) return;
    // What the first match shows stays where it is.
    const int shown = frameOf(0);
    alignment_ = alignment;
    point_ = point;
    align();
    if (!independent_) common_.frame = std::clamp(shown + startOf(0), 0, std::max(0, frames_ - 1));
    Q_EMIT tracksChanged();
    Q_EMIT frameChanged(frame());
}

void PlaybackModel::setIndependent(bool on) {
    if (on == independent_) return;
    const int shown = frameOf(on ? 0 : current_);
    std::vector<int> frames;
    for (int match = 0; match < matchCount(); ++match)
        frames.push_back(frameOf(match));
    const bool playing = isAnyPlaying();
    independent_ = on;
    align();
    for (size_t match = 0; match < own_.size(); ++match)
        own_[match] = {on ? frames[match] : 0, 0, on && playing};
    common_ = {on ? 0 : std::clamp(shown + startOf(current_), 0, std::max(0, frames_ - 1)), 0, !on && playing};
    Q_EMIT tracksChanged();
    Q_EMIT currentChanged();
    Q_EMIT playingChanged(isPlaying());
    Q_EMIT frameChanged(frame());
}

void PlaybackModel::setCurrent(int match) {
    match = std::clamp(match, 0, std::max(0, matchCount() - 1));
    if (match == current_) return;
    current_ = match;
    Q_EMIT currentChanged();
    Q_EMIT playingChanged(isPlaying());
    Q_EMIT frameChanged(frame());
}

void PlaybackModel::move(int frame) {
    frame = std::clamp(frame, 0, lastFrame());
    if (frame == active().frame) return;
    active().frame = frame;
    Q_EMIT frameChanged(frame);
}

void PlaybackModel::setFrame(int frame) {
    active().part = 0;
    move(frame);
}

void PlaybackModel::step(int frames) {
    setPlaying(false);
    setFrame(frame() + frames);
}

void PlaybackModel::setPlaying(bool on) {
    if (frames_ == 0) on = false;
    if (on == active().playing) return;
    if (on && frame() >= lastFrame() && !looping_) setFrame(0);
    active().playing = on;
    active().part = 0;
    Q_EMIT playingChanged(on);
}

void PlaybackModel::setSpeed(double speed) {
    if (!std::isfinite(speed)) return;
    speed = std::clamp(speed, kSlowest, kFastest);
    if (speed == speed_) return;
    speed_ = speed;
    Q_EMIT speedChanged(speed_);
}

void PlaybackModel::setLoopRange(int first, int last) {
    if (first > last) std::swap(first, last);
    const int end = std::max(0, frames_ - 1);
    range_ = std::pair(std::clamp(first, 0, end), std::clamp(last, 0, end));
    looping_ = true;
    Q_EMIT loopChanged();
}

void PlaybackModel::setLooping(bool on) {
    if (on == looping_) return;
    looping_ = on;
    if (!on) range_.reset();
    Q_EMIT loopChanged();
}

void PlaybackModel::toNextMark() {
    int best = frames_;
    for (const PlaybackTrack& track : tracks_) {
        if (independent_ && track.match != current_) continue;
        for (const PlaybackMark& mark : track.marks) {
            if (mark.frame + track.start > frame()) best = std::min(best, mark.frame + track.start);
        }
    }
    if (best < frames_) setFrame(best);
}

void PlaybackModel::toPreviousMark() {
    int best = -1;
    for (const PlaybackTrack& track : tracks_) {
        if (independent_ && track.match != current_) continue;
        for (const PlaybackMark& mark : track.marks) {
            if (mark.frame + track.start < frame()) best = std::max(best, mark.frame + track.start);
        }
    }
    if (best >= 0) setFrame(best);
}

/// Whether the head moved; at the end it stops.
bool PlaybackModel::advanceHead(Head& head, int last, double frames) {
    if (!head.playing) return false;
    head.part += frames;
    const double whole = std::floor(head.part);
    head.part -= whole;
    if (whole < 1) return false;
    const double target = head.frame + whole;
    const int before = head.frame;
    if (looping_) {
        const int first = range_ ? std::min(range_->first, last) : 0;
        const int loopEnd = range_ ? std::min(range_->second, last) : last;
        const double length = loopEnd - first + 1;
        // Only who runs past the end jumps back; a playhead beyond the range plays on to the end of the replay first.
        const int end = head.frame > loopEnd ? last : loopEnd;
        head.frame =
            target <= end ? static_cast<int>(target) : first + static_cast<int>(std::fmod(target - end - 1, length));
        return head.frame != before;
    }
    head.frame = static_cast<int>(std::min<double>(target, last));
    if (head.frame >= last) head.playing = false;
    return head.frame != before;
}

void PlaybackModel::advance(double seconds) {
    if (!isAnyPlaying() || !(seconds > 0)) return;
    const double frames = seconds * rate_ * speed_;
    const bool was = isPlaying(), any = isAnyPlaying();
    bool moved = false;
    if (independent_) {
        for (int match = 0; match < matchCount(); ++match)
            moved = advanceHead(own_[static_cast<size_t>(match)], std::max(0, framesOf(match) - 1), frames) || moved;
    } else {
        moved = advanceHead(common_, std::max(0, frames_ - 1), frames);
    }
    if (moved) Q_EMIT frameChanged(frame());
    if (isPlaying() != was || isAnyPlaying() != any) Q_EMIT playingChanged(isPlaying());
}

}  // namespace ludus::models
