// SPDX-License-Identifier: GPL-3.0-or-later
// Pointer and keys of a HeatMap.
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

#include "widgets/views/heat_map.h"
#include "widgets/views/heat_map_parts.h"
#include "widgets/views/hover_card.h"

namespace ludus::views {

namespace {

constexpr double kMoveAfter = 5, kWheelStep = 1.25, kKeyStep = 1.5;

}  // namespace

HoverCard* HeatMap::hoverCard() {
    if (!card_ || card_->parentWidget() != window()) {
        delete card_;
        card_ = new HoverCard(window());
    }
    return card_;
}

/// Only where the map has no room for a read-out of its own.
void HeatMap::showCard(const Place& cell, const QPointF& at) {
    if (!layoutNow().side.isEmpty() || !cell.isCell() || isEmpty()) {
        if (card_) card_->hide();
        return;
    }
    const models::MatrixCard words = model_->card(cell.row, cell.column);
    std::vector<HoverRow> rows;
    for (const auto& [name, text] : words.rows)
        rows.push_back({{}, name, text, {}, -static_cast<double>(rows.size())});
    HoverCard* card = hoverCard();
    card->setContent(words.head, {}, std::move(rows));
    showBeside(*card, *this, at.toPoint());
}

void HeatMap::hover(const Place& place, const QPointF& at) {
    const Place cell = place.isCell() ? place : Place{};
    showCard(cell, at);
    if (cell == hovered_) return;
    hovered_ = cell;
    placeVerbs();
    update();
}

void HeatMap::choose(const Place& place) {
    const QString row = place.row >= 0 ? model_->rows()[place.row].id : QString();
    const QString column = place.column >= 0 ? model_->columns()[place.column].id : QString();
    setCurrent(row, column);
    setSelected(row.isEmpty() ? column : row);
    Q_EMIT selected(row, column);
}

void HeatMap::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || isEmpty()) return QWidget::mousePressEvent(event);
    keyFocus_ = false;
    hold_ = {true, false, event->position(), layoutNow().offset};
    update();
}

void HeatMap::mouseMoveEvent(QMouseEvent* event) {
    if (isEmpty()) return;
    const QPointF at = event->position();
    if (!hold_.pressed) return hover(placeAt(at), at);
    hold_.moved = hold_.moved || (at - hold_.from).manhattanLength() > kMoveAfter;
    if (!hold_.moved || zoom_ <= 1) return;
    setCursor(Qt::ClosedHandCursor);
    moveTo(hold_.offset - (at - hold_.from));
}

void HeatMap::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !hold_.pressed) return QWidget::mouseReleaseEvent(event);
    const bool moved = hold_.moved;
    hold_ = {};
    unsetCursor();
    if (moved || isEmpty()) return;
    const Place place = placeAt(event->position());
    if (place.row >= 0 || place.column >= 0) choose(place);
}

void HeatMap::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || isEmpty()) return QWidget::mouseDoubleClickEvent(event);
    const Place place = placeAt(event->position());
    if (place.isCell()) Q_EMIT opened(model_->rows()[place.row].id, model_->columns()[place.column].id);
}

void HeatMap::wheelEvent(QWheelEvent* event) {
    if (isEmpty()) return QWidget::wheelEvent(event);
    const QPoint turned = event->angleDelta();
    const bool along = turned.x() != 0 || event->modifiers().testFlag(Qt::ShiftModifier);
    if (along && zoom_ > 1) {
        moveTo(layoutNow().offset - QPointF(turned.x() != 0 ? turned.x() : turned.y(), 0));
    } else if (turned.y() != 0) {
        zoomBy(std::pow(kWheelStep, turned.y() / 120.0), event->position());
    }
    event->accept();
}

void HeatMap::leaveEvent(QEvent* event) {
    QWidget::leaveEvent(event);
    hover({}, {});
}

void HeatMap::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    if (card_) card_->hide();
}

void HeatMap::moveTo(const QPointF& offset) {
    if (offset == layoutNow().offset) return;
    offset_ = offset;
    forget();
    offset_ = layoutNow().offset;  // as far as there is anything
}

void HeatMap::zoomBy(double factor, const QPointF& at) {
    if (isEmpty()) return;
    const HeatLayout before = layoutNow();
    const double wanted = std::clamp(zoom_ * factor, 1.0, before.fit);
    if (wanted == zoom_) return;
    const QPointF inside(std::clamp(at.x(), before.cells.left(), before.cells.right()),
                         std::clamp(at.y(), before.cells.top(), before.cells.bottom()));
    const double column = before.columns.indexOf(inside.x() - before.cells.left() + before.offset.x());
    const double row = before.rows.indexOf(inside.y() - before.cells.top() + before.offset.y());
    zoom_ = wanted;
    forget();
    const HeatLayout& now = layoutNow();
    moveTo({now.columns.placeOf(column) - (inside.x() - now.cells.left()),
            now.rows.placeOf(row) - (inside.y() - now.cells.top())});
}

void HeatMap::resetZoom() {
    zoom_ = 1;
    offset_ = {};
    forget();
}

/// Moves what is seen as little as needed.
void HeatMap::show(const Place& cell) {
    const HeatLayout& at = layoutNow();
    const auto reach = [](double offset, double room, double begin, double end) {
        return begin < offset ? begin : end > offset + room ? end - room : offset;
    };
    moveTo({reach(at.offset.x(), at.cells.width(), at.columns.begin(cell.column), at.columns.end(cell.column)),
            reach(at.offset.y(), at.cells.height(), at.rows.begin(cell.row), at.rows.end(cell.row))});
}

void HeatMap::walk(int rows, int columns) {
    Place cell = current();
    if (!cell.isCell()) {
        cell = {std::max(0, model_->rowOf(currentRow_.isEmpty() ? selected_ : currentRow_)),
                std::max(0, model_->columnOf(currentColumn_))};
    } else {
        cell = {std::clamp(cell.row + rows, 0, model_->rowCount() - 1),
                std::clamp(cell.column + columns, 0, model_->columnCount() - 1)};
    }
    show(cell);
    choose(cell);
    showCard(cell, cellRect(cell.row, cell.column).center());
}

/// To where the next group begins.
void HeatMap::leap(int rows, int columns) {
    const Place cell = current();
    if (!cell.isCell()) return walk(0, 0);
    const auto next = [](const HeatAxis& axis, int index, int by) {
        if (by == 0) return 0;
        int to = by < 0 ? 0 : axis.count() - 1;
        for (const HeatAxis::Span& span : axis.spans()) {
            if (by > 0 && span.first > index) return span.first - index;
            if (by < 0 && span.first < index) to = span.first;
        }
        return to - index;
    };
    walk(next(layoutNow().rows, cell.row, rows), next(layoutNow().columns, cell.column, columns));
}

void HeatMap::keyPressEvent(QKeyEvent* event) {
    if (isEmpty()) return QWidget::keyPressEvent(event);
    keyFocus_ = true;
    const bool far = event->modifiers().testFlag(Qt::ControlModifier);
    const auto go = [&](int rows, int columns) { far ? leap(rows, columns) : walk(rows, columns); };
    const Place cell = current();
    switch (event->key()) {
        case Qt::Key_Left: go(0, -1); break;
        case Qt::Key_Right: go(0, 1); break;
        case Qt::Key_Up: go(-1, 0); break;
        case Qt::Key_Down: go(1, 0); break;
        case Qt::Key_Home: walk(far ? -model_->rowCount() : 0, -model_->columnCount()); break;
        case Qt::Key_End: walk(far ? model_->rowCount() : 0, model_->columnCount()); break;
        case Qt::Key_PageUp: leap(-1, 0); break;
        case Qt::Key_PageDown: leap(1, 0); break;
        case Qt::Key_Plus:
        case Qt::Key_Equal:
        case Qt::Key_Minus: {
            const QPointF middle =
                cell.isCell() ? cellRect(cell.row, cell.column).center() : layoutNow().cells.center();
            zoomBy(event->key() == Qt::Key_Minus ? 1 / kKeyStep : kKeyStep, middle);
            if (cell.isCell()) show(cell);
            break;
        }
        case Qt::Key_0: resetZoom(); break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (!cell.isCell()) return QWidget::keyPressEvent(event);
            Q_EMIT opened(currentRow_, currentColumn_);
            break;
        case Qt::Key_Escape:
            if (selected_.isEmpty() && !cell.isCell()) return QWidget::keyPressEvent(event);
            choose({});
            if (card_) card_->hide();
            break;
        default: return QWidget::keyPressEvent(event);
    }
    update();
}

QString HeatMap::headerTip(const Place& place) const {
    if (isEmpty() || (place.row >= 0) == (place.column >= 0)) return {};
    const models::MatrixHeader& header = place.row >= 0 ? model_->rows()[place.row] : model_->columns()[place.column];
    if (!header.tip.isEmpty()) return header.tip;
    const bool grouped = header.group >= 0 && header.group < model_->groups().size();
    const QString group = grouped ? model_->groups()[header.group].tip : QString();
    //: A tip over the header of a row: its name and what it belongs to.
    return group.isEmpty() ? header.name : tr("%1, %2", "name, group").arg(header.name, group);
}

bool HeatMap::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString words = headerTip(placeAt(QPointF(help->pos())));
    if (words.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), words, this);
    return true;
}

void HeatMap::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    keyFocus_ = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    update();
}

void HeatMap::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    keyFocus_ = false;
    if (card_) card_->hide();
    update();
}

}  // namespace ludus::views
