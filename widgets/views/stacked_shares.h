// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How a MatrixModel's values are shared out in every column: stacked bars, or areas where columns are many. A band is a
// group (the sum of its rows), or a row where there are no groups. GUI thread; the model is not owned.
// Keys: Left and Right go from column to column, Up and Down from band to band, Enter opens, Escape chooses nothing.

#include <QPointer>
#include <QWidget>

#include <optional>
#include <vector>

#include "widgets/models/matrix_model.h"
#include "widgets/views/picture_export.h"

namespace ludus::views {

class HoverCard;

class StackedShares : public QWidget {
    Q_OBJECT

public:
    enum class Form { Automatic, Bars, Areas };

    struct Band {
        models::MatrixGroup group = {};   // or a row's id and name
        std::vector<double> values = {};  // a column each; NaN: nothing known there
        double last = 0;                  // of the last column in which something is known
    };

    explicit StackedShares(QWidget* parent = nullptr);

    void setModel(models::MatrixModel* model);
    models::MatrixModel* model() const { return model_; }
    void setForm(Form form);
    bool showsBars() const;
    void setEmptyText(const QString& sentence);

    const std::vector<Band>& bands() const { return bands_; }  // from below to above
    const QString& selectedBand() const { return band_; }
    const QString& selectedColumn() const { return column_; }
    void setSelected(const QString& bandId, const QString& columnId);

    QRectF area() const;                       // where the bands are
    QRectF boxOf(int band, int column) const;  // its place; of areas as wide as a column
    QColor colourOf(int band) const;
    HoverCard* hoverCard();

    PictureExport* exporter() const { return exporter_; }
    QList<QAction*> cornerActions() const { return exporter_->actions(); }

    QSize sizeHint() const override { return {480, 220}; }
    QSize minimumSizeHint() const override { return {200, 120}; }

Q_SIGNALS:
    void selected(const QString& bandId, const QString& columnId);  // by somebody's hand
    void opened(const QString& bandId, const QString& columnId);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void gather();
    void describe();
    int bandOf(const QString& id) const;
    int columnOf(const QString& id) const { return model_ ? model_->columnOf(id) : -1; }
    int columnAt(const QPointF& point) const;
    int bandAt(const QPointF& point, int column) const;
    double xOf(int column) const;  // its middle
    double yOf(double value) const;
    double labelsWide() const;
    struct Words {
        double bands = 0, columns = 0;  // the widest names, in pixels
    };
    const Words& words() const;
    void choose(int band, int column);
    void showCard(int column, const QPointF& at);
    bool isEmpty() const { return bands_.empty(); }

    void paintAll(QPainter& painter) const;
    void paintAxes(QPainter& painter) const;
    void paintBars(QPainter& painter) const;
    void paintAreas(QPainter& painter) const;
    void paintLabels(QPainter& painter) const;
    QPolygonF outline(int band, int first, int last) const;
    int columnsOfPoint() const;

    QPointer<models::MatrixModel> model_;
    PictureExport* exporter_;
    QPointer<HoverCard> card_;
    QString emptyText_, band_, column_;
    Form form_ = Form::Automatic;
    std::vector<Band> bands_;
    std::vector<std::vector<double>> floors_;  // of every band in every column, then the top
    mutable std::optional<Words> words_;       // measured once for all that is painted
    double top_ = 1;
    int hovered_ = -1;
    bool keyFocus_ = false;
};

}  // namespace ludus::views
