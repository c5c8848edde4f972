// SPDX-License-Identifier: GPL-3.0-or-later
// MatchBridge: one recorded match opened for watching: frames as scenes, what every seat saw, thought and chose, and
// what another agent would do there. Reading, decoding, looking through the match and asking the other agent happen on
// the store's thread; seeking simulates at most 256 steps here. GUI thread.
#pragma once

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

#include "app/bridges/member_names.h"
#include "app/bridges/store_query.h"
#include "core/games/overlay.h"
#include "core/records/records.h"
#include "core/replay/moments.h"
#include "core/replay/replay.h"
#include "widgets/models/playback_model.h"
#include "widgets/models/scene.h"

namespace ludus::bridges {

struct ActionView {
    QString name;
    double share = 0;
    double other = kUnknown;  // of the agent that was asked
};
struct BranchView {
    std::vector<ActionView> actions;
    int chosen = -1;
};
/// What the viewer shows of a seat at a frame.
struct SeatView {
    QString name;  // "snapshot 13"; of several seats a side "snapshot 13, 2"
    int side = 0;
    int number = 0;  // of several seats a side, from 1; else 0
    double value = kUnknown;
    bool deterministic = false;  // it knows no doubt: 0 and 1
    std::vector<BranchView> branches;
};
struct SideView {
    QString name;
    double lives = 0, maxLives = 0;
    double points = 0;
};
/// What a seat sees: named numbers, and rays where the game has some.
struct ObservationView {
    QString seat;
    int side = 0;
    std::vector<std::string> names;
    std::vector<float> values;
    std::vector<games::SensedRay> rays;
};

class MatchBridge : public QObject {
    Q_OBJECT

public:
    explicit MatchBridge(StoreQuery& store, QObject* parent = nullptr);

    /// By its artefact's hash; an empty title is made from the agents.
    void open(const QString& hash, const QString& title);
    /// The same match with a cursor of its own and nothing to wait for: for a thread that goes through its frames.
    std::unique_ptr<MatchBridge> copy() const;
    bool isOpen() const { return cursor_.has_value(); }
    /// It will not open: failed() said why.
    bool isUnreadable() const { return unreadable_; }
    const QString& hash() const { return hash_; }
    const QString& title() const { return title_; }
    /// "Slime Volleyball", "seed 4711", the run and its step where they are known.
    QStringList facts() const;

    const replay::Replay& replay() const { return cursor_->replay(); }
    const games::GameInfo& info() const { return cursor_->info(); }
    const replay::Digest& digest() const { return digest_; }
    int frames() const { return cursor_ ? replay().steps() + 1 : 0; }
    int seats() const { return cursor_ ? replay().seats : 0; }

    models::Scene scene(int frame);
    std::vector<SideView> sides(int frame);
    SeatView seat(int seat, int frame) const;
    ObservationView observation(int seat, int frame);
    /// One a side that estimates values, with the marks of the match on each; one without a curve where none does.
    std::vector<models::PlaybackTrack> tracks() const;
    QString momentText(const replay::Moment& moment) const;

    /// The agent of that side, as it is called everywhere.
    QString sideName(int side) const;
    /// Shows what this agent would do in every seat; an empty name ends that.
    void askOther(const QString& agent, const QString& title);
    const QString& otherTitle() const { return otherTitle_; }
    bool hasOther() const { return other_ != nullptr; }

Q_SIGNALS:
    void opened();
    void otherChanged();
    void failed(const QString& sentence);

private:
    struct Opened {
        replay::Cursor cursor;
        replay::Digest digest;
    };
    void load(int tries);
    models::PlaybackTrack track(int side) const;

    StoreQuery& store_;
    MemberNames& names_;
    std::optional<replay::Cursor> cursor_;
    bool unreadable_ = false;
    replay::Digest digest_;
    std::shared_ptr<const replay::Annotations> other_;
    QString hash_, title_, otherTitle_;
};

}  // namespace ludus::bridges
