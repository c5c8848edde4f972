// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Frame read-out, transport buttons and speed of a replay; moves the model by the clock while it plays. GUI thread.
// Keys (anywhere in the host): Space play, "," and "." one frame, J and K marks, L loop, + and - speed, Home, End.

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>
#include <QWidget>

#include "widgets/models/playback_model.h"

class QPushButton;
class QShortcut;
class QSlider;
class QToolButton;

namespace ludus::style {
class NumberLabel;
}

namespace ludus::views {

class PlaybackBar : public QWidget {
    Q_OBJECT

public:
    explicit PlaybackBar(QWidget* parent = nullptr);
    ~PlaybackBar() override;

    void setModel(models::PlaybackModel* model);
    // The widget in which the keys work; without a call it is the bar itself.
    void installKeys(QWidget* host);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* makeReadOut();
    QWidget* makeTransport();
    QWidget* makeSpeed();
    void refresh();
    void refreshFrame();
    void runClock();
    void dropKeys();

    QPointer<models::PlaybackModel> model_;
    QTimer clock_;
    QElapsedTimer watch_;
    style::NumberLabel* frame_ = nullptr;
    style::NumberLabel* rest_ = nullptr;
    style::NumberLabel* factor_ = nullptr;
    QPushButton* play_ = nullptr;
    QToolButton* loop_ = nullptr;
    QSlider* speed_ = nullptr;
    QList<QPointer<QShortcut>> shortcuts_;
    QList<QWidget*> controls_;
    QList<QWidget*> moments_;  // only where there are marks
};

}  // namespace ludus::views
