// SPDX-License-Identifier: GPL-3.0-or-later
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/views/hover_card.h"
#include "widgets/views/qcustomplot_wrapper.h"
#include "widgets/views/series_plot.h"
#include "widgets/views/series_plot_axes.h"
#include "widgets/views/series_plot_items.h"
#include "widgets/views/series_plot_labels.h"

namespace ludus::views {

using models::ChartSeries;
using models::SeriesAxis;
using models::SeriesModel;
using models::ValueRange;

// The series whose samples the keyboard walks: the selected one, else the longest.
const SeriesModel* SeriesPlot::leadingSeries() const {
    if (!model_) return nullptr;
    const SeriesModel* best = nullptr;
    for (const ChartSeries& series : model_->all()) {
        if (series.model->isEmpty()) continue;
        if (series.selected) return series.model.get();
        if (best == nullptr || series.model->size() > best->size()) best = series.model.get();
    }
    return best;
}

void SeriesPlot::wheelEvent(QWheelEvent* event) {
    if (event->angleDelta().y() == 0 || !plotArea().contains(event->position().toPoint())) {
        QWidget::wheelEvent(event);
        return;
    }
    const double factor = std::pow(0.8, event->angleDelta().y() / 120.0);
    const double centre = plot_->xAxis->pixelToCoord(event->position().x());
    const ValueRange now = link_->range(), full = link_->fullRange();
    const ValueRange wanted{std::max(full.low, centre - (centre - now.low) * factor),
                            std::min(full.high, centre + (now.high - centre) * factor)};
    const bool everything = wanted.low <= full.low && wanted.high >= full.high;
    link_->setZoom(everything ? std::nullopt : std::optional(wanted));
    event->accept();
}

void SeriesPlot::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) {
        QWidget::mousePressEvent(event);
        return;
    }
    pressed_ = event->pos();
    pressedRange_ = link_->range();
    dragging_ = false;
}

void SeriesPlot::mouseMoveEvent(QMouseEvent* event) {
    if (pressed_ && (event->buttons() & Qt::LeftButton)) {
        const int moved = event->pos().x() - pressed_->x();
        if (!dragging_ && std::abs(moved) < 4) return;
        dragging_ = true;
        hideCard();
        if (!link_->isZoomed()) return;  // everything is in sight: there is nowhere to go
        const ValueRange full = link_->fullRange();
        const double size = pressedRange_.high - pressedRange_.low;
        const double shift = -moved * size / std::max(1, plotArea().width());
        const double low = std::clamp(pressedRange_.low + shift, full.low, std::max(full.low, full.high - size));
        link_->setZoom(ValueRange{low, low + size});
        return;
    }
    if (!plotArea().adjusted(-2, -2, 2, 2).contains(event->pos()) || leadingSeries() == nullptr) {
        link_->setCursor(std::nullopt);
        hideCard();
        return;
    }
    // The cursor stands on the nearest sample, so that the read-out is exact.
    const SeriesModel* leading = leadingSeries();
    const double x = plot_->xAxis->pixelToCoord(event->position().x());
    link_->setCursor(leading->xs(picture_->axis)[*leading->nearest(x, picture_->axis)]);
    showCard(event->pos());
}

void SeriesPlot::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && pressed_ && !dragging_) activateSample();
    pressed_.reset();
    dragging_ = false;
}

void SeriesPlot::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) resetZoom();
}

void SeriesPlot::leaveEvent(QEvent*) {
    hideCard();
    if (!hasFocus() || !focusShown_) link_->setCursor(std::nullopt);
}

void SeriesPlot::keyPressEvent(QKeyEvent* event) {
    const int stride = event->modifiers() & Qt::ShiftModifier ? 10 : 1;
    switch (event->key()) {
        case Qt::Key_Left: moveCursorBy(-stride); return;
        case Qt::Key_Right: moveCursorBy(stride); return;
        case Qt::Key_Home: moveCursorTo(false); return;
        case Qt::Key_End: moveCursorTo(true); return;
        case Qt::Key_Return:
        case Qt::Key_Enter: activateSample(); return;
        case Qt::Key_Escape:
            if (!link_->cursor()) break;
            link_->setCursor(std::nullopt);
            hideCard();
            return;
        default: break;
    }
    QWidget::keyPressEvent(event);
}

void SeriesPlot::moveCursorBy(int samples) {
    const SeriesModel* leading = leadingSeries();
    if (leading == nullptr) return;
    const std::vector<double>& xs = leading->xs(picture_->axis);
    const auto last = static_cast<std::ptrdiff_t>(xs.size()) - 1;
    std::ptrdiff_t index = last;  // the first key press lands on the newest sample
    if (link_->cursor()) {
        const auto now = static_cast<std::ptrdiff_t>(*leading->nearest(*link_->cursor(), picture_->axis));
        index = std::clamp<std::ptrdiff_t>(now + samples, 0, last);
    }
    const double x = xs[static_cast<std::size_t>(index)];
    const ValueRange seen = link_->range();
    if (link_->isZoomed() && (x < seen.low || x > seen.high)) {
        const double half = (seen.high - seen.low) / 2;
        link_->setZoom(ValueRange{x - half, x + half});
    }
    link_->setCursor(x);
    showCard(QPoint(static_cast<int>(plot_->xAxis->coordToPixel(x)), plotArea().center().y()));
}

void SeriesPlot::moveCursorTo(bool end) {
    const SeriesModel* leading = leadingSeries();
    if (leading == nullptr) return;
    if (!link_->cursor()) moveCursorBy(0);
    const int all = static_cast<int>(leading->size());
    moveCursorBy(end ? all : -all);
}

void SeriesPlot::activateSample() {
    if (!model_ || !link_->cursor()) return;
    const SeriesModel* leading = leadingSeries();
    if (leading == nullptr) return;
    const auto index = leading->nearest(*link_->cursor(), picture_->axis);
    Q_EMIT sampleActivated(leading->name(), static_cast<int>(*index));
}

HoverCard* SeriesPlot::hoverCard() {
    if (!card_ || card_->parentWidget() != window()) {
        delete card_;
        card_ = new HoverCard(window());
    }
    return card_;
}

void SeriesPlot::showCard(const QPoint& pointer) {
    const SeriesModel* leading = leadingSeries();
    if (!link_->cursor() || leading == nullptr) return;
    const double x = *link_->cursor();
    const models::SeriesPoint point = leading->at(*leading->nearest(x, picture_->axis));
    std::vector<HoverRow> rows;
    for (const ChartSeries& series : model_->all()) {
        const auto index = series.model->nearest(x, picture_->axis);
        if (!index) continue;
        const double value = series.model->smoothed()[*index];
        if (!std::isfinite(value)) continue;
        const models::SeriesPoint own = series.model->at(*index);
        QString extra = halfWidthText(own.halfWidth, model_->numbers());
        if (std::isfinite(own.halfWidthBelow))
            extra = tr("%1 to %2")
                        .arg(valueText(value - own.halfWidthBelow, model_->numbers()),
                             valueText(value + own.halfWidth, model_->numbers()));
        if (extra.isEmpty() && series.model->smoothing() > 0) {
            extra = tr("raw %1").arg(valueText(own.value, model_->numbers()));
        }
        const QString name = series.model->name().isEmpty() ? model_->title() : series.model->name();
        rows.push_back({seriesColour(series), name, valueText(value, model_->numbers()), extra, value});
    }
    HoverCard* card = hoverCard();
    card->setContent(tr("%1 %2").arg(style::formatInteger(std::llround(point.step)), xName_),
                     style::formatDuration(point.wallSeconds), std::move(rows));
    const QRect area = plotArea();
    const int newest = area.width() / 10;
    const QRect avoid(mapTo(window(), QPoint(area.right() - newest, area.top())), QSize(newest, area.height()));
    card->move(placeCard(window()->rect().adjusted(4, 4, -4, -4), mapTo(window(), pointer), card->size(), avoid));
    card->raise();
    card->show();
}

void SeriesPlot::hideCard() {
    if (card_) card_->hide();
}

void SeriesPlot::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    focusShown_ = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
                  event->reason() == Qt::ShortcutFocusReason;
    picture_->focused = focusShown_;
    drawCursor();
}

void SeriesPlot::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    focusShown_ = false;
    picture_->focused = false;
    hideCard();
    drawCursor();
}

}  // namespace ludus::views
