// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The time line under a replay: a curve and marks a track, loop range, playhead; a press or drag sets the frame, with
// Shift it sets the loop range. GUI thread; the model is not owned.

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
    int xOfFrame(int frame) const;
    int frameAt(int x) const;
    // The middle of a mark's sign, for example to click it.
    QPoint markPoint(int track, const models::PlaybackMark& mark) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {260, 60}; }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
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
    const models::PlaybackMark* markAt(const QPoint& point) const;
    void paintLoop(QPainter& painter) const;
    void paintTrack(QPainter& painter, int track) const;
    void paintCurve(QPainter& painter, const models::PlaybackTrack& track, const QRect& curve) const;
    void paintAxis(QPainter& painter) const;
    void paintPlayhead(QPainter& painter) const;
    void paintLegend(QPainter& painter) const;

    QPointer<models::PlaybackModel> model_;
    std::optional<int> loopStart_;
    bool scrubbing_ = false;
    bool focusShown_ = false;
};

}  // namespace ludus::views
