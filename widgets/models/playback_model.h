// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Where a replay stands: frame, playing, speed, loop range, and the tracks under its time line.
// GUI thread. Time is passed in by advance(), so the model never looks at a clock.

#include <QObject>
#include <QString>

#include <optional>
#include <utility>
#include <vector>

namespace ludus::models {

struct PlaybackMark {
    enum class Kind { Side0, Side1, Drop, Note };
    int frame = 0;
    Kind kind = Kind::Note;
    QString label;
};

// One match on the time line; matches watched side by side have one track each.
struct PlaybackTrack {
    QString title;
    QString subtitle;                 // what the curve is: "value estimate"
    int frames = 0;                   // its own length; after it "match over"
    std::vector<double> values;       // a value a frame, may be empty or shorter
    double low = -1, high = 1;        // range of the curve
    std::vector<PlaybackMark> marks;  // sorted by frame
};

class PlaybackModel : public QObject {
    Q_OBJECT

public:
    static constexpr double kSlowest = 0.25, kFastest = 16;

    explicit PlaybackModel(QObject* parent = nullptr) : QObject(parent) {}

    void setFrameCount(int frames);
    void setStepsPerSecond(double rate);  // at speed 1
    void setTracks(std::vector<PlaybackTrack> tracks);

    void setFrame(int frame);  // kept inside 0..frameCount-1
    void step(int frames);     // pauses, then moves
    void setPlaying(bool on);  // at the end it starts again from the beginning
    void togglePlaying() { setPlaying(!playing_); }
    void setSpeed(double speed);  // kept inside kSlowest..kFastest
    void faster() { setSpeed(speed_ * 2); }
    void slower() { setSpeed(speed_ / 2); }
    void setLoopRange(int first, int last);  // both inside the loop; also switches it on
    void setLooping(bool on);                // without a range the whole replay
    void toNextMark();
    void toPreviousMark();
    // Moves by the time that has passed.
    void advance(double seconds);

    int frameCount() const { return frames_; }
    int frame() const { return frame_; }
    int lastFrame() const { return frames_ > 0 ? frames_ - 1 : 0; }
    bool isPlaying() const { return playing_; }
    double speed() const { return speed_; }
    double stepsPerSecond() const { return rate_; }
    double seconds() const { return frame_ / rate_; }
    bool isLooping() const { return looping_; }
    std::optional<std::pair<int, int>> loopRange() const { return range_; }
    const std::vector<PlaybackTrack>& tracks() const { return tracks_; }

Q_SIGNALS:
    void frameChanged(int frame);
    void playingChanged(bool playing);
    void speedChanged(double speed);
    void loopChanged();
    void tracksChanged();  // also the number of frames

private:
    void move(int frame);

    std::vector<PlaybackTrack> tracks_;
    std::optional<std::pair<int, int>> range_;
    int frames_ = 0;
    int frame_ = 0;
    double part_ = 0;  // of a frame, 0..1
    double rate_ = 30;
    double speed_ = 1;
    bool playing_ = false;
    bool looping_ = false;
};

}  // namespace ludus::models
