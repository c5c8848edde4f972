// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/playback_model.h"

#include <algorithm>
#include <cmath>

namespace ludus::models {

void PlaybackModel::setFrameCount(int frames) {
    frames_ = std::max(0, frames);
    if (range_ && range_->second >= frames_) range_.reset();
    Q_EMIT tracksChanged();
    if (frame_ > lastFrame()) move(lastFrame());
}

void PlaybackModel::setStepsPerSecond(double rate) {
    if (std::isfinite(rate) && rate > 0) rate_ = rate;
    Q_EMIT frameChanged(frame_);
}

void PlaybackModel::setTracks(std::vector<PlaybackTrack> tracks) {
    tracks_ = std::move(tracks);
    for (PlaybackTrack& track : tracks_) {
        std::stable_sort(track.marks.begin(), track.marks.end(),
                         [](const PlaybackMark& a, const PlaybackMark& b) { return a.frame < b.frame; });
    }
    Q_EMIT tracksChanged();
}

void PlaybackModel::move(int frame) {
    frame = std::clamp(frame, 0, lastFrame());
    if (frame == frame_) return;
    frame_ = frame;
    Q_EMIT frameChanged(frame_);
}

void PlaybackModel::setFrame(int frame) {
    part_ = 0;
    move(frame);
}

void PlaybackModel::step(int frames) {
    setPlaying(false);
    setFrame(frame_ + frames);
}

void PlaybackModel::setPlaying(bool on) {
    if (frames_ == 0) on = false;
    if (on == playing_) return;
    if (on && frame_ >= lastFrame() && !looping_) setFrame(0);
    playing_ = on;
    part_ = 0;
    Q_EMIT playingChanged(playing_);
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
    range_ = std::pair(std::clamp(first, 0, lastFrame()), std::clamp(last, 0, lastFrame()));
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
        for (const PlaybackMark& mark : track.marks) {
            if (mark.frame > frame_) best = std::min(best, mark.frame);
        }
    }
    if (best < frames_) setFrame(best);
}

void PlaybackModel::toPreviousMark() {
    int best = -1;
    for (const PlaybackTrack& track : tracks_) {
        for (const PlaybackMark& mark : track.marks) {
            if (mark.frame < frame_) best = std::max(best, mark.frame);
        }
    }
    if (best >= 0) setFrame(best);
}

void PlaybackModel::advance(double seconds) {
    if (!playing_ || !(seconds > 0)) return;
    part_ += seconds * rate_ * speed_;
    const double whole = std::floor(part_);
    part_ -= whole;
    if (whole < 1) return;
    const double target = frame_ + whole;
    if (looping_) {
        const int first = range_ ? range_->first : 0;
        const int last = range_ ? range_->second : lastFrame();
        const double length = last - first + 1;
        // Only who runs past the end jumps back; a playhead beyond the range plays on to the end of the replay first.
        const int end = frame_ > last ? lastFrame() : last;
        move(target <= end ? static_cast<int>(target) : first + static_cast<int>(std::fmod(target - end - 1, length)));
        return;
    }
    move(static_cast<int>(std::min<double>(target, lastFrame())));
    if (frame_ >= lastFrame()) setPlaying(false);
}

}  // namespace ludus::models
