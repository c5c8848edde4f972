// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A slider of periods: which roles were frozen when stands above it, "now" at its right end goes on with the league.
// It moves the time of its model, for all pictures at once. GUI thread; the model is not owned. Keys: arrows one
// period, Page Up and Page Down five, Home the first, End now, Space plays.

#include <QPointer>
#include <QTimer>
#include <QVector>
#include <QWidget>

#include "widgets/models/league_model.h"
#include "widgets/views/league_graph_marks.h"

class QPushButton;
class QToolButton;

namespace ludus::views {

class TimeSlider : public QWidget {
    Q_OBJECT

public:
    explicit TimeSlider(QWidget* parent = nullptr);

    void setModel(models::LeagueModel* model);

    // Positions are periods; the last one stands for now.
    int firstPosition() const;
    int lastPosition() const;
    int position() const;
    void setPosition(int position);
    double xOf(int position) const;
    int positionAt(double x) const;
    QString spokenValue() const;  // "period 6", "now"

    // A period every so often, up to now. From now it begins at the first period.
    void setPlaying(bool on);
    bool isPlaying() const { return clock_.isActive(); }
    void setPace(int milliseconds) { clock_.setInterval(milliseconds); }
    // Buttons that belong to it and may stand anywhere; the parent owns them.
    QToolButton* makePlayButton(QWidget* parent);
    QPushButton* makeLiveButton(QWidget* parent);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void moved(int position);            // by somebody or by playing
    void positionChanged(int position);  // by anybody
    void playingChanged(bool on);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    QVector<int> frozenIn(int period) const;  // how many of each role
    void count();
    void go(int position);
    void tick();
    void tell();
    void paintMarks(QPainter& painter);

    QPointer<models::LeagueModel> model_;
    QTimer clock_;
    LeagueMarks marks_;
    QVector<QVector<int>> counts_;  // by period from the first one on, by role
    int counted_ = 0;
    bool focusShown_ = false;
};

}  // namespace ludus::views
