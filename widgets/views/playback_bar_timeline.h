// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The time line under replays: a curve and marks a track, loop range, playheads; a press or drag sets the frame, with
// Shift it sets the loop range. GUI thread; the model is not owned. All but the playheads is painted once and kept.

#include <QPixmap>
#include <QPointer>
#include <QWidget>

#include <optional>

#include "widgets/models/playback_model.h"

namespace ludus::views {

class PlaybackTimeline : public QWidget {
    Q_OBJECT

public:
    explicit PlaybackTimeline(QWidget* parent = nullptr);

    void setModel(models::PlaybackModel* model);
    int xOfFrame(int frame) const;  // of the common axis
    int frameAt(int x) const;
    int trackAt(int y) const;
    // The middle of a mark's sign, for example to click it.
    QPoint markPoint(int track, const models::PlaybackMark& mark) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    QRect area() const;  // where frames are, all tracks
    QRect trackRect(int track) const;
    bool showsLegend() const { return width() >= 900; }
    struct MarkHit {
        const models::PlaybackMark* mark = nullptr;
        int track = 0;
    };
    MarkHit markAt(const QPoint& point) const;
    QRect curveOf(int track) const;
    void forget();  // what was painted no longer holds
    void follow();  // only the playheads moved
    QRegion headRegion() const;
    void paintStill(QPainter& painter) const;
    void describe();
    void paintLoop(QPainter& painter) const;
    void paintTrack(QPainter& painter, int track) const;
    void paintCurve(QPainter& painter, const models::PlaybackTrack& track, const QRect& curve) const;
    void paintAxis(QPainter& painter) const;
    void paintPlayhead(QPainter& painter, double x, const QRect& rows) const;
    void paintPlayheads(QPainter& painter) const;
    void paintNames(QPainter& painter, const models::PlaybackTrack& track, const QRect& curve) const;
    void paintLegend(QPainter& painter) const;

    QPointer<models::PlaybackModel> model_;
    QPixmap still_;
    QRegion heads_;
    std::optional<int> loopStart_;
    bool scrubbing_ = false;
    bool focusShown_ = false;
};

}  // namespace ludus::views
