// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Where replays stand: frame, playing, speed, loop range, and the tracks under the time line. Several matches go in
// step along one axis, shifted by how they are aligned, or each on its own.
// GUI thread. Time is passed in by advance(), so the model never looks at a clock.

#include <QObject>
#include <QString>

#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace ludus::models {

struct PlaybackMark {
    enum class Kind { Side0, Side1, Drop, Note };
    int frame = 0;  // of its match
    Kind kind = Kind::Note;
    QString label;
};

// One curve on the time line; a match has one or several tracks.
struct PlaybackTrack {
    QString title;
    QString subtitle;                 // what the curve is: "value estimate"
    int frames = 0;                   // of its match; after it "match over"
    std::vector<double> values;       // a value a frame, may be empty or shorter
    double low = -1, high = 1;        // range of the curve
    std::vector<PlaybackMark> marks;  // sorted by frame
    int match = 0;
    int side = -1;  // whose value it is, -1: of nobody
    int start = 0;  // where its first frame stands on the common axis; kept by the model
};

enum class Alignment { Frame, End, Point };

class PlaybackModel : public QObject {
    Q_OBJECT

public:
    static constexpr double kSlowest = 0.25, kFastest = 16;

    explicit PlaybackModel(QObject* parent = nullptr) : QObject(parent) {}

    void setFrameCount(int frames);       // at least that of the longest match
    void setStepsPerSecond(double rate);  // at speed 1
    void setTracks(std::vector<PlaybackTrack> tracks);
    // What a mark of either side stands for: "goal for Blue".
    void setPointNames(const QString& side0, const QString& side1);
    // In step: equal frames, ends, or the n-th point (from 1) of all matches stand over one another.
    void setAlignment(Alignment alignment, int point = 1);
    // Each match has a frame of its own and plays by itself; the verbs below are about the current one.
    void setIndependent(bool on);
    void setCurrent(int match);

    void setFrame(int frame);  // kept inside 0..lastFrame
    void step(int frames);     // pauses, then moves
    void setPlaying(bool on);  // at the end it starts again from the beginning
    void togglePlaying() { setPlaying(!isPlaying()); }
    void setSpeed(double speed);  // kept inside kSlowest..kFastest
    void faster() { setSpeed(speed_ * 2); }
    void slower() { setSpeed(speed_ / 2); }
    void setLoopRange(int first, int last);  // both inside the loop; also switches it on
    void setLooping(bool on);                // without a range the whole replay
    void toNextMark();
    void toPreviousMark();
    // Moves by the time that has passed.
    void advance(double seconds);

    int frameCount() const { return frames_; }  // length of the axis
    int frame() const { return active().frame; }
    int lastFrame() const;
    bool isPlaying() const { return active().playing; }
    bool isAnyPlaying() const;
    double speed() const { return speed_; }
    double stepsPerSecond() const { return rate_; }
    double seconds() const { return frame() / rate_; }
    bool isLooping() const { return looping_; }
    std::optional<std::pair<int, int>> loopRange() const { return range_; }
    const std::vector<PlaybackTrack>& tracks() const { return tracks_; }
    const QString& pointName(int side) const { return pointNames_[side == 1 ? 1 : 0]; }

    int matchCount() const { return static_cast<int>(lengths_.size()); }
    int framesOf(int match) const;
    int startOf(int match) const;
    // Where a match stands, inside it: before its start its first frame, after its end its last.
    int frameOf(int match) const;
    bool isOver(int match) const;  // the axis is past its end
    bool isIndependent() const { return independent_; }
    int current() const { return current_; }
    Alignment alignment() const { return alignment_; }
    int alignedPoint() const { return point_; }
    // How many points every match has, so that they can be aligned by them.
    int commonPoints() const;

Q_SIGNALS:
    void frameChanged(int frame);
    void playingChanged(bool playing);
    void speedChanged(double speed);
    void loopChanged();
    void tracksChanged();   // also the number of frames and the alignment
    void currentChanged();  // also whether the matches are independent

private:
    struct Head {
        int frame = 0;
        double part = 0;  // of a frame, 0..1
        bool playing = false;
    };
    const Head& active() const;
    Head& active() { return const_cast<Head&>(std::as_const(*this).active()); }
    void move(int frame);
    void align();
    bool advanceHead(Head& head, int last, double frames);
    std::vector<int> pointsOf(int match) const;

    std::vector<PlaybackTrack> tracks_;
    std::array<QString, 2> pointNames_;
    std::vector<int> lengths_, starts_;  // by match
    std::optional<std::pair<int, int>> range_;
    Head common_;
    std::vector<Head> own_;  // by match
    int frames_ = 0;
    int wantedFrames_ = 0;
    int current_ = 0;
    double rate_ = 30;
    double speed_ = 1;
    bool looping_ = false;
    bool independent_ = false;
    Alignment alignment_ = Alignment::Frame;
    int point_ = 1;
};

}  // namespace ludus::models
