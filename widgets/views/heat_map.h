// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A MatrixModel as a heat map with groups along both sides, legend and read-out. GUI thread; the model is not owned.
// Mouse: a press chooses a cell, a row or a column; the wheel zooms, a drag moves what is zoomed; a double press opens.
// Keys: arrows go from cell to cell (Ctrl: to the next group), Home and End along the row, Enter opens, plus and minus
// zoom, 0 shows all, Escape chooses nothing. Cells are painted when they change and kept as an image.

#include <QPixmap>
#include <QPointer>
#include <QWidget>

#include <optional>
#include <utility>

#include "widgets/models/matrix_model.h"
#include "widgets/views/heat_map_layout.h"
#include "widgets/views/picture_export.h"

namespace ludus::views {

class HoverCard;
class LinkButton;
struct HeatFound;

class HeatMap : public QWidget {
    Q_OBJECT

public:
    struct Place {
        int row = -1, column = -1;
        bool operator==(const Place&) const = default;
        bool isCell() const { return row >= 0 && column >= 0; }
    };

    explicit HeatMap(QWidget* parent = nullptr);

    void setModel(models::MatrixModel* model);
    models::MatrixModel* model() const { return model_; }
    void setEmptyText(const QString& sentence);
    // What can be done with the chosen cell: names and words, as links below its read-out.
    void setVerbs(const QVector<std::pair<QString, QString>>& verbs);

    // The selection is shared by id: its row and its column are framed.
    const QString& selectedId() const { return selected_; }
    void setSelected(const QString& id);
    // The chosen cell, with the read-out; unknown ids: none.
    void setCurrent(const QString& rowId, const QString& columnId);
    Place current() const;
    Place hovered() const { return hovered_; }

    double zoom() const { return zoom_; }
    void zoomBy(double factor, const QPointF& at);
    void resetZoom();

    // Where things stand, for tests and for whoever wants to point at them.
    const HeatLayout& layoutNow() const;
    QRectF cellRect(int row, int column) const { return layoutNow().cell(row, column); }
    QRectF rowHeaderRect(int row) const;
    QRectF columnHeaderRect(int column) const;
    Place placeAt(const QPointF& point) const;  // a header: without a column or without a row
    QString headerTip(const Place& place) const;
    // The card that floats where there is no room for one beside the map.
    HoverCard* hoverCard();

    PictureExport* exporter() const { return exporter_; }
    QList<QAction*> cornerActions() const { return exporter_->actions(); }

    QSize sizeHint() const override { return {520, 320}; }
    QSize minimumSizeHint() const override { return {180, 120}; }

Q_SIGNALS:
    // By somebody's hand; of a header the other id is empty, both are empty after Escape.
    void selected(const QString& rowId, const QString& columnId);
    void opened(const QString& rowId, const QString& columnId);
    void verbChosen(const QString& verb, const QString& rowId, const QString& columnId);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Hold {
        bool pressed = false, moved = false;
        QPointF from, offset;
    };

    bool isEmpty() const;
    void forget();        // what was painted no longer holds
    void measureWords();  // of the headers
    void describe();
    void placeVerbs();
    HeatLayout layoutIn(const QRectF& room) const;

    void choose(const Place& place);
    void walk(int rows, int columns);
    void leap(int rows, int columns);
    void show(const Place& cell);  // scrolls there
    void moveTo(const QPointF& offset);
    void hover(const Place& place, const QPointF& at);
    void showCard(const Place& cell, const QPointF& at);

    // heat_map_paint.cpp
    void paintPicture(QPainter& painter) const;  // of an export: everything, as shapes where the device knows shapes
    void paintStill(QPainter& painter, const HeatLayout& layout, const HeatFound& found) const;
    void paintRowHeaders(QPainter& painter, const HeatLayout& layout) const;
    void paintColumnHeaders(QPainter& painter, const HeatLayout& layout) const;
    void paintColumnNames(QPainter& painter, const HeatLayout& layout) const;
    void paintLegend(QPainter& painter, const QRectF& side, const HeatFound& found) const;
    void paintLegendLine(QPainter& painter, const QRectF& foot, bool prior) const;
    void paintFrames(QPainter& painter, const HeatLayout& layout) const;
    void paintMovedAway(QPainter& painter, const HeatLayout& layout) const;
    void paintCard(QPainter& painter, const Place& cell) const;
    double paintCardHead(QPainter& painter, const Place& cell, const models::MatrixCard& card,
                         const QRectF& line) const;
    QRectF cardRect(const models::MatrixCard& card) const;
    Place told() const;  // the cell of the read-out

    QPointer<models::MatrixModel> model_;
    PictureExport* exporter_;
    QString emptyText_;
    QVector<LinkButton*> verbs_;
    QPointer<HoverCard> card_;

    QString selected_;
    QString currentRow_, currentColumn_;
    Place hovered_;
    Hold hold_;
    double zoom_ = 1;
    QPointF offset_;
    bool keyFocus_ = false;

    mutable std::optional<HeatLayout> layout_;
    HeatWords words_;
    QPixmap still_;
};

}  // namespace ludus::views
