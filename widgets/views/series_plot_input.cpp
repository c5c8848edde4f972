// SPDX-License-Identifier: GPL-3.0-or-later
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "widgets/views/hover_card.h"
#include "widgets/views/qcustomplot_wrapper.h"
#include "widgets/views/series_plot.h"
#include "widgets/views/series_plot_items.h"

namespace ludus::views {

using models::ChartSeries;
using models::SeriesModel;
using models::ValueRange;

namespace {

constexpr int kFlatBand = 24;     // pixels; a frame that is flatter says nothing about y
constexpr double kReach = 16;     // pixels from the pointer to a curve that it is at
constexpr double kNoSample = 24;  // pixels from the cursor, where a curve has nothing to say

}  // namespace

// The series whose samples the keyboard walks: the selected one, else the longest.
const SeriesModel* SeriesPlot::leadingSeries() const {
    if (shownChart() == nullptr) return nullptr;
    const SeriesModel* best = nullptr;
    for (const ChartSeries& series : shownChart()->all()) {
        if (series.model->isEmpty()) continue;
        if (series.selected) return series.model.get();
        if (best == nullptr || series.model->size() > best->size()) best = series.model.get();
    }
    return best;
}

// Null: none, or it is not there any more.
const SeriesModel* SeriesPlot::pointedSeries() const {
    if (shownChart() == nullptr) return nullptr;
    for (const ChartSeries& series : shownChart()->all())
        if (picture_->isPointed(series) && !series.model->isEmpty()) return series.model.get();
    return nullptr;
}

QString SeriesPlot::pointedName() const {
    const SeriesModel* series = pointedSeries();
    return series ? series->name() : QString();
}

// Whose samples the cursor stands on.
const SeriesModel* SeriesPlot::currentSeries() const {
    const SeriesModel* pointed = pointedSeries();
    return pointed ? pointed : leadingSeries();
}

// Nothing: it cannot be drawn.
std::optional<QPointF> SeriesPlot::pixelOfSample(const SeriesModel& series, std::size_t index) const {
    const double value = series.smoothed()[index], x = series.xs(picture_->axis)[index];
    const bool drawn = std::isfinite(value) && (value > 0 || plot_->yAxis->scaleType() == QCPAxis::stLinear) &&
                       (x > 0 || !link_->isLogarithmic());
    return drawn ? std::optional(pixelOf(x, value)) : std::nullopt;
}

// Where a curve is at this x, as a pixel: on the line between two samples, or at one that is near. Nothing: it is not.
std::optional<double> SeriesPlot::heightAt(const SeriesModel& series, double x) const {
    const std::vector<double>& xs = series.xs(picture_->axis);
    const auto after = static_cast<std::size_t>(std::lower_bound(xs.begin(), xs.end(), x) - xs.begin());
    const auto left = after > 0 ? pixelOfSample(series, after - 1) : std::nullopt;
    const auto right = after < xs.size() ? pixelOfSample(series, after) : std::nullopt;
    const double at = plot_->xAxis->coordToPixel(x);
    if (left && right && right->x() > left->x())
        return left->y() + (right->y() - left->y()) * (at - left->x()) / (right->x() - left->x());
    for (const std::optional<QPointF>& one : {right, left})
        if (one && std::fabs(one->x() - at) <= kNoSample) return one->y();
    return std::nullopt;
}

// Of several curves the nearest in height, where one is near.
void SeriesPlot::pointAt(const QPointF& pointer) {
    picture_->pointed.reset();
    if (shownChart()->all().size() < 2) return;
    const double x = plot_->xAxis->pixelToCoord(pointer.x());
    double least = kReach;
    for (const ChartSeries& series : shownChart()->all()) {
        const std::optional<double> height = heightAt(*series.model, x);
        if (!height || std::fabs(*height - pointer.y()) >= least) continue;
        least = std::fabs(*height - pointer.y());
        picture_->pointed = series.model->name();
    }
}

// So many curves further down; the first time the leading one. False: there is no choice.
bool SeriesPlot::pointNext(int by) {
    if (leadingSeries() == nullptr || shownChart()->all().size() < 2) return false;
    if (!link_->cursor()) moveCursorBy(0);
    const double x = *link_->cursor();
    std::vector<std::pair<double, const SeriesModel*>> down;
    for (const ChartSeries& series : shownChart()->all())
        if (const auto height = heightAt(*series.model, x)) down.emplace_back(*height, series.model.get());
    if (down.empty()) return true;
    std::stable_sort(down.begin(), down.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    const bool begun = pointedSeries() != nullptr;
    auto found =
        std::find_if(down.begin(), down.end(), [this](const auto& one) { return one.second == currentSeries(); });
    if (found == down.end()) found = down.begin();
    if (begun) found = down.begin() + std::clamp<std::ptrdiff_t>(found - down.begin() + by, 0, std::ssize(down) - 1);
    const auto [height, series] = *found;
    picture_->pointed = series->name();
    link_->setCursor(series->xs(picture_->axis)[sampleNear(*series, x)]);
    drawCursor();
    const QRect area = plotArea();
    const double y = std::clamp<double>(height, area.top(), area.bottom());
    showCard(QPointF(plot_->xAxis->coordToPixel(*link_->cursor()), y).toPoint());
    return true;
}

double SeriesPlot::place(double x) const {
    return link_->isLogarithmic() ? std::log10(x) : x;
}

double SeriesPlot::fromPlace(double place) const {
    return link_->isLogarithmic() ? std::pow(10, place) : place;
}

std::size_t SeriesPlot::firstShown(const SeriesModel& series) const {
    if (!link_->isLogarithmic()) return 0;
    const std::vector<double>& xs = series.xs(picture_->axis);
    return static_cast<std::size_t>(std::upper_bound(xs.begin(), xs.end(), 0.0) - xs.begin());
}

// As it looks: on a logarithmic axis the nearest may be another one.
std::size_t SeriesPlot::sampleNear(const SeriesModel& series, double x) const {
    const std::vector<double>& xs = series.xs(picture_->axis);
    std::size_t near = *series.nearest(x, picture_->axis);
    const std::size_t first = std::min(firstShown(series), xs.size() - 1);
    if (!link_->isLogarithmic() || near <= first || !(x > 0)) return std::max(near, first);
    while (near > first && std::fabs(place(xs[near - 1]) - place(x)) <= std::fabs(place(xs[near]) - place(x)))
        --near;
    return near;
}

void SeriesPlot::wheelEvent(QWheelEvent* event) {
    if (event->angleDelta().y() == 0 || !plotArea().contains(event->position().toPoint())) {
        QWidget::wheelEvent(event);
        return;
    }
    zoomBy(std::pow(0.8, event->angleDelta().y() / 120.0), plot_->xAxis->pixelToCoord(event->position().x()));
    event->accept();
}

void SeriesPlot::zoomBy(double factor, double centre) {
    const ValueRange now = link_->range(), full = link_->fullRange();
    const double middle = place(centre);
    const ValueRange wanted{std::max(full.low, fromPlace(middle - (middle - place(now.low)) * factor)),
                            std::min(full.high, fromPlace(middle + (place(now.high) - middle) * factor))};
    const bool everything = wanted.low <= full.low && wanted.high >= full.high;
    link_->setZoom(everything ? std::nullopt : std::optional(wanted));
}

void SeriesPlot::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) {
        QWidget::mousePressEvent(event);
        return;
    }
    pressed_ = event->pos();
    pressedRange_ = link_->range();
    pressedValues_ = shownValues();
    dragging_ = false;
    // Where everything is in sight there is nowhere to move: a drag frames what shall be seen. Shift frames always.
    banding_ = !link_->isZoomed() || (event->modifiers() & Qt::ShiftModifier);
}

void SeriesPlot::mouseMoveEvent(QMouseEvent* event) {
    if (pressed_ && (event->buttons() & Qt::LeftButton)) {
        if (!dragging_ && std::abs(event->pos().x() - pressed_->x()) < 4) return;
        dragging_ = true;
        hideCard();
        if (banding_)
            dragBand(event->pos());
        else
            pan(event->pos());
        return;
    }
    if (!plotArea().adjusted(-2, -2, 2, 2).contains(event->pos()) || leadingSeries() == nullptr) {
        link_->setCursor(std::nullopt);
        hideCard();
        if (holding_) link_->setHeld(holding_ = false);
        return;
    }
    // The cursor stands on the nearest sample of the curve that is meant, so that the read-out is exact.
    const std::optional<QString> before = picture_->pointed;
    pointAt(event->position());
    const SeriesModel* current = currentSeries();
    const double x = plot_->xAxis->pixelToCoord(event->position().x());
    link_->setHeld(holding_ = true);
    link_->setCursor(current->xs(picture_->axis)[sampleNear(*current, x)]);
    if (picture_->pointed != before) drawCursor();
    showCard(event->pos());
}

void SeriesPlot::pan(const QPoint& to) {
    const ValueRange full = link_->fullRange();
    const double from = place(pressedRange_.low), size = place(pressedRange_.high) - from, least = place(full.low);
    const double shift = -(to.x() - pressed_->x()) * size / std::max(1, plotArea().width());
    const double low = std::clamp(from + shift, least, std::max(least, place(full.high) - size));
    if (valueZoom_ && plot_->yAxis->scaleType() == QCPAxis::stLinear) {
        const double height = pressedValues_.high - pressedValues_.low;
        const double up = (to.y() - pressed_->y()) * height / std::max(1, plotArea().height());
        valueZoom_ = ValueRange{pressedValues_.low + up, pressedValues_.high + up};
    }
    link_->setZoom(ValueRange{fromPlace(low), fromPlace(low + size)});
}

// A flat frame means a part of x over the whole height.
void SeriesPlot::dragBand(const QPoint& to) {
    const QRectF area = plotArea();
    QRectF band = QRectF(QPointF(*pressed_), QPointF(to)).normalized();
    if (band.height() < kFlatBand) {
        band.setTop(area.top());
        band.setBottom(area.bottom());
    }
    picture_->band = band.intersected(area);
    drawCursor();
}

void SeriesPlot::zoomToBand() {
    const QRectF band = *picture_->band;
    picture_->band.reset();
    if (band.width() < 4) {
        drawCursor();
        return;
    }
    const ValueRange xs{plot_->xAxis->pixelToCoord(band.left()), plot_->xAxis->pixelToCoord(band.right())};
    if (band.height() < plotArea().height() - 1)
        valueZoom_ = ValueRange{plot_->yAxis->pixelToCoord(band.bottom()), plot_->yAxis->pixelToCoord(band.top())};
    link_->setZoom(xs);
}

void SeriesPlot::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && pressed_) {
        if (picture_->band)
            zoomToBand();
        else if (!dragging_)
            activateSample();
    }
    pressed_.reset();
    dragging_ = banding_ = false;
}

void SeriesPlot::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) resetZoom();
}

void SeriesPlot::leaveEvent(QEvent*) {
    hideCard();
    if (holding_) link_->setHeld(holding_ = false);
    picture_->pointed.reset();
    if (!hasFocus() || !focusShown_) link_->setCursor(std::nullopt);
    drawCursor();
}

void SeriesPlot::keyPressEvent(QKeyEvent* event) {
    const int stride = event->modifiers() & Qt::ShiftModifier ? 10 : 1;
    switch (event->key()) {
        case Qt::Key_Left: moveCursorBy(-stride); return;
        case Qt::Key_Right: moveCursorBy(stride); return;
        case Qt::Key_Up:
            if (pointNext(-1)) return;
            break;
        case Qt::Key_Down:
            if (pointNext(1)) return;
            break;
        case Qt::Key_Home: moveCursorTo(false); return;
        case Qt::Key_End: moveCursorTo(true); return;
        case Qt::Key_Return:
        case Qt::Key_Enter: activateSample(); return;
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            zoomBy(0.8, link_->cursor().value_or(0.5 * (link_->range().low + link_->range().high)));
            return;
        case Qt::Key_Minus:
            zoomBy(1.25, link_->cursor().value_or(0.5 * (link_->range().low + link_->range().high)));
            return;
        case Qt::Key_0: resetZoom(); return;
        case Qt::Key_Escape:
            if (picture_->band) {
                picture_->band.reset();
                pressed_.reset();
                drawCursor();
                return;
            }
            if (!link_->cursor()) break;
            link_->setCursor(std::nullopt);
            hideCard();
            return;
        default: break;
    }
    QWidget::keyPressEvent(event);
}

void SeriesPlot::moveCursorBy(int samples) {
    const SeriesModel* current = currentSeries();
    if (current == nullptr) return;
    const std::vector<double>& xs = current->xs(picture_->axis);
    const auto last = static_cast<std::ptrdiff_t>(xs.size()) - 1;
    const std::ptrdiff_t first = std::min(static_cast<std::ptrdiff_t>(firstShown(*current)), last);
    std::ptrdiff_t index = last;  // the first key press lands on the newest sample
    if (link_->cursor()) {
        const auto now = static_cast<std::ptrdiff_t>(*current->nearest(*link_->cursor(), picture_->axis));
        index = std::clamp<std::ptrdiff_t>(now + samples, first, last);
    }
    const double x = xs[static_cast<std::size_t>(index)];
    const ValueRange seen = link_->range();
    if (link_->isZoomed() && (x < seen.low || x > seen.high)) {
        const double half = (place(seen.high) - place(seen.low)) / 2;
        link_->setZoom(ValueRange{fromPlace(place(x) - half), fromPlace(place(x) + half)});
    }
    link_->setCursor(x);
    showCard(QPoint(static_cast<int>(plot_->xAxis->coordToPixel(x)), plotArea().center().y()));
}

void SeriesPlot::moveCursorTo(bool end) {
    const SeriesModel* current = currentSeries();
    if (current == nullptr) return;
    if (!link_->cursor()) moveCursorBy(0);
    const int all = static_cast<int>(current->size());
    moveCursorBy(end ? all : -all);
}

void SeriesPlot::activateSample() {
    if (!model_ || !link_->cursor()) return;
    const SeriesModel* series = currentSeries();
    if (series == nullptr) return;
    const auto index = series->nearest(*link_->cursor(), picture_->axis);
    Q_EMIT sampleActivated(series->name(), static_cast<int>(*index));
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
