// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Parallel coordinates of a ParallelModel. GUI thread; the model is not owned.
// Mouse: drag along an axis brushes it, a press on it clears the brush; a press on a title flips the axis, dragging the
// title moves it; hovering shows a line's values, a press chooses it. Keys: Left and Right go from axis to axis, Up and
// Down from line to line, F flips, L makes logarithmic, Ctrl+Left and Ctrl+Right move the axis, Delete clears brushes,
// Enter opens. Axes keep a least distance: with many of them it is wider than its place and wants to stand in a
// WideScroll.

#include <QPointer>
#include <QWidget>

#include <optional>

#include "widgets/models/parallel_model.h"

class QAction;

namespace ludus::views {

class PictureExport;

class ParallelPlot : public QWidget {
    Q_OBJECT

public:
    explicit ParallelPlot(QWidget* parent = nullptr);

    void setModel(models::ParallelModel* model);
    models::ParallelModel* model() const { return model_; }
    void setEmptyText(const QString& sentence);

    // Where things stand, for tests: an axis at its value, and an axis's title.
    QPointF pointOf(int axis, double value) const;
    QRectF titleRect(int axis) const;

    bool savePicture(const QString& path);  // all of it, by its ending: png, svg, pdf
    QString dataText() const;               // CSV, a row a line of the picture
    // Copy and export, for the corner menu of a panel.
    QList<QAction*> cornerActions();

    QSize sizeHint() const override { return {520, 240}; }
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void opened(const QString& id);
    // The keyboard or something that is dragged is here.
    void reached(const QRect& part);
    void exported(const QString& path, bool done);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    enum class Grip { None, Axis, Title };
    struct Hold {
        Grip grip = Grip::None;
        int axis = -1;
        QPointF from;
        bool moved = false;
    };

    void measure();
    QStringList titleLines(int axis) const;
    double step() const;
    QRectF field() const;
    double axisX(int axis) const;
    int axisAt(const QPointF& place, double reach) const;
    const models::ParallelLine* lineAt(const QPointF& place) const;
    QString endText(int axis, bool upper) const;
    QString valueText(int axis, double value) const;
    PictureExport* pictures();
    void paintAll(QPainter& painter) const;
    void paintTitle(QPainter& painter, int axis) const;
    void paintLines(QPainter& painter) const;
    void paintLine(QPainter& painter, const models::ParallelLine& line, double opacity, double width) const;
    void paintAxis(QPainter& painter, int axis) const;
    void stepLine(int by);
    void describe();

    QPointer<models::ParallelModel> model_;
    QString emptyText_;
    Hold hold_;
    QString hovered_;
    PictureExport* pictures_ = nullptr;
    int titleHeight_ = 0;
    int axis_ = 0;  // of the keyboard
    bool keyFocus_ = false;
};

}  // namespace ludus::views
