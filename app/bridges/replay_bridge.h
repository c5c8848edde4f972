// SPDX-License-Identifier: GPL-3.0-or-later
// ReplayBridge: the recorded matches as a table, and one of them opened for watching: frames as scenes, values and
// actions. Reading, decoding and looking through the match happen on the store's thread; seeking simulates at
// most 256 steps here. GUI thread.
#pragma once

#include <QHash>
#include <QObject>
#include <QString>
#include <QTimer>

#include <optional>
#include <vector>

#include "app/bridges/store_query.h"
#include "core/replay/replay.h"
#include "widgets/models/playback_model.h"
#include "widgets/models/scene.h"
#include "widgets/models/table_model.h"

namespace ludus::bridges {

/// What the viewer shows of one side at a frame.
struct SideView {
    QString name;
    double lives = 0, maxLives = 0;
    double points = 0;
    double value = kUnknown;
    std::vector<std::pair<QString, double>> actions;  // name, probability (chosen one: see chosen)
    int chosen = -1;
    std::vector<std::pair<QString, double>> observation;
};

class ReplayBridge : public QObject {
    Q_OBJECT

public:
    explicit ReplayBridge(StoreQuery& store, QObject* parent = nullptr);

    models::TableModel* table() { return &table_; }
    bool loaded() const { return loaded_; }
    /// Reads the list again when the database changed; only while `on`.
    void setWatching(bool on);
    void refresh();

    /// Opens a recorded match by its artefact's hash.
    void open(const QString& hash, const QString& title);
    bool isOpen() const { return cursor_.has_value(); }
    const QString& title() const { return title_; }
    QString facts() const;
    models::PlaybackModel* playback() { return &playback_; }
    /// Of the frame the playback stands at.
    models::Scene scene();
    std::vector<SideView> sides();

Q_SIGNALS:
    void listChanged();
    void replayOpened();
    void failed(const QString& sentence);

private:
    struct Point {
        int frame = 0, side = 0;
    };
    struct Opened {
        replay::Cursor cursor;
        std::vector<Point> points;
    };
    void load(const QString& hash, const QString& title, int tries);
    static std::vector<Point> findPoints(replay::Cursor& cursor);
    void takeList(const std::vector<MatchRecord>& matches, const QHash<qint64, QString>& runs);
    void take(Opened opened);
    void makeTracks(const std::vector<Point>& points);
    int seatOf(int side) const;

    StoreQuery& store_;
    models::TableModel table_;
    models::PlaybackModel playback_;
    std::optional<replay::Cursor> cursor_;
    QString title_, wanted_;
    int64_t counter_ = -1;
    bool loaded_ = false;
    QTimer timer_;
};

models::Scene toScene(const games::Scene& scene);

}  // namespace ludus::bridges
