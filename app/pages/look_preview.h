// SPDX-License-Identifier: GPL-3.0-or-later
// LookPreview: what the studio looks like with the preferences as they are: curves, rows of a table, the palette with
// roles and sides; also as people see it who tell fewer colours apart. GUI thread.
#pragma once

#include <QWidget>

#include "widgets/style/vision.h"

namespace ludus::pages {

class LookPreview : public QWidget {
    Q_OBJECT

public:
    explicit LookPreview(QWidget* parent = nullptr);
    void setVision(style::Vision vision);
    style::Vision vision() const { return vision_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {420, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintCurves(QPainter& painter, const QRectF& box) const;
    void paintRows(QPainter& painter, const QRectF& box) const;
    void paintPalette(QPainter& painter, const QRectF& box) const;

    style::Vision vision_ = style::Vision::Normal;
};

}  // namespace ludus::pages
