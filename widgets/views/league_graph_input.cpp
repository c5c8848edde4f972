// SPDX-License-Identifier: GPL-3.0-or-later
// Pointer, wheel, keys and the read-out of a LeagueCanvas.
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

#include "widgets/style/format.h"
#include "widgets/views/league_graph_canvas.h"
#include "widgets/views/series_plot_labels.h"

namespace ludus::views {

using models::kNobody;
using models::LeagueEdge;
using models::LeagueId;
using models::LeagueLearner;
using models::LeagueNode;

namespace {

constexpr double kDragAfter = 4, kStep = 1.2, kPan = 60, kWheel = 120.0;

/// What a win rate rests on.
QString rateNote(double half, qint64 matches) {
    if (!std::isfinite(half)) return {};
    const QString shown = style::formatHalfWidth(100 * half);
    //: %1: half width of a win rate, "±28"; %2: number of matches.
    return matches > 0 ? LeagueCanvas::tr("%1, n %2").arg(shown, style::formatInteger(matches)) : shown;
}

}  // namespace

void LeagueCanvas::choose(LeagueId id) {
    if (model_) model_->selection()->select(id);
}

void LeagueCanvas::mousePressEvent(QMouseEvent* event) {
    if (!model_ || event->button() != Qt::LeftButton) return QWidget::mousePressEvent(event);
    focusShown_ = false;
    pressed_ = true;
    dragging_ = false;
    pressedAt_ = lastAt_ = event->position();
    update();
}

void LeagueCanvas::mouseMoveEvent(QMouseEvent* event) {
    if (!model_) return;
    const QPointF at = event->position();
    if (!pressed_) return hover(at);
    if (!dragging_ && (at - pressedAt_).manhattanLength() > kDragAfter) {
        dragging_ = true;
        hovered_ = kNobody;
        if (card_) card_->hide();
        setCursor(Qt::ClosedHandCursor);
    }
    if (dragging_) panBy(at - lastAt_);
    lastAt_ = at;
}

void LeagueCanvas::mouseReleaseEvent(QMouseEvent* event) {
    if (!pressed_ || event->button() != Qt::LeftButton) return;
    pressed_ = false;
    unsetCursor();
    if (!dragging_) choose(idAt(event->position()));
    dragging_ = false;
}

void LeagueCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    const LeagueId id = idAt(event->position());
    if (id != kNobody)
        Q_EMIT activated(id);
    else
        fit();
}

void LeagueCanvas::wheelEvent(QWheelEvent* event) {
    const QPointF turned(event->angleDelta());
    if (!model_ || model_->isEmpty() || turned.isNull()) return event->ignore();
    const View before = view_;
    const bool zooms = event->modifiers() & Qt::ControlModifier || !wheelScrolls();
    if (event->modifiers() & Qt::ShiftModifier)
        panBy(QPointF(turned.y() + turned.x(), 0) * kPan / kWheel);
    else if (zooms)
        zoomBy(std::pow(kStep, turned.y() / kWheel), event->position());
    else
        panBy(QPointF(turned.x(), turned.y()) * kPan / kWheel);
    // What changes nothing here is for the page around it.
    const bool moved = before.x != view_.x || before.y != view_.y || before.sx != view_.sx;
    event->setAccepted(moved);
    if (moved) hover(event->position());
}

void LeagueCanvas::walk(int key) {
    const LeagueId next = neighbour(model_->selected(), key);
    if (next == kNobody) return;
    choose(next);
    reveal(next);
}

/// Moves the view just so far that it is seen.
void LeagueCanvas::reveal(LeagueId id) {
    constexpr double kMargin = 24;
    const int index = model_->indexOf(id);
    if (index < 0 || !isDrawn(index)) return;
    const QPointF at = toPixel(places_[index]);
    const QRectF area = field();
    const QRectF seen(clip().left(), area.top() - 1, clip().width(), area.height() + 2);
    if (seen.contains(at)) return;
    const auto needed = [](double v, double low, double high) {
        return v < low ? low + kMargin - v : v > high ? high - kMargin - v : 0.0;
    };
    panBy({needed(at.x(), seen.left(), seen.right()), needed(at.y(), seen.top(), seen.bottom())});
}

/// The nearest one in that direction; what lies aside counts double.
LeagueId LeagueCanvas::neighbour(LeagueId from, int key) const {
    QPointF at = pointOf(from);
    if (std::isnan(at.x())) {
        const QPointF owner = pointOf(model_->selection()->learner());
        if (!std::isnan(owner.x())) return model_->selection()->learner();
        at = QRectF(rect()).center();
    }
    const bool sideways = key == Qt::Key_Left || key == Qt::Key_Right;
    const double sign = key == Qt::Key_Left || key == Qt::Key_Up ? -1 : 1;
    LeagueId best = kNobody;
    double least = std::numeric_limits<double>::infinity();
    const auto look = [&](LeagueId id, const QPointF& there) {
        const QPointF way = there - at;
        const double along = sign * (sideways ? way.x() : way.y()), aside = std::fabs(sideways ? way.y() : way.x());
        const double cost = along + 2 * aside;
        if (id == from || !(along > 0.5) || !(cost < least)) return;
        least = cost;
        best = id;
    };
    for (int i = 0; i < places_.size(); ++i)
        if (isDrawn(i)) look(model_->nodes()[i].id, nodePoint(i, mapper()));
    for (int lane = 0; lane < model_->learners().size(); ++lane)
        look(model_->learners()[lane].id, learnerPoint(lane));
    return best;
}

void LeagueCanvas::keyPressEvent(QKeyEvent* event) {
    if (!model_ || model_->isEmpty()) return QWidget::keyPressEvent(event);
    focusShown_ = true;
    update();
    const bool moves = event->modifiers() & Qt::ControlModifier;
    const LeagueId id = model_->selected();
    const QPointF at = pointOf(id);
    const QPointF middle = std::isnan(at.x()) || !clip().contains(at) ? clip().center() : at;
    switch (event->key()) {
        case Qt::Key_Left: moves ? panBy({kPan, 0}) : walk(event->key()); return;
        case Qt::Key_Right: moves ? panBy({-kPan, 0}) : walk(event->key()); return;
        case Qt::Key_Up: moves ? panBy({0, kPan}) : walk(event->key()); return;
        case Qt::Key_Down: moves ? panBy({0, -kPan}) : walk(event->key()); return;
        case Qt::Key_Home:
        case Qt::Key_End: walk(event->key()); return;
        case Qt::Key_Plus:
        case Qt::Key_Equal: zoomBy(kStep * kStep, middle); return;
        case Qt::Key_Minus: zoomBy(1 / (kStep * kStep), middle); return;
        case Qt::Key_0: fit(); return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (id != kNobody) Q_EMIT activated(id);
            return;
        case Qt::Key_Escape:
            if (id == kNobody) break;
            choose(kNobody);
            return;
        default: break;
    }
    QWidget::keyPressEvent(event);
}

HoverCard* LeagueCanvas::hoverCard() {
    if (!card_ || card_->parentWidget() != window()) {
        delete card_;
        card_ = new HoverCard(window());
    }
    return card_;
}

void LeagueCanvas::hover(const QPointF& pixel) {
    const LeagueId id = idAt(pixel);
    setCursor(id == kNobody ? Qt::ArrowCursor : Qt::PointingHandCursor);
    if (id == hovered_ && id != kNobody) return;
    hovered_ = id;
    if (id == kNobody) {
        if (card_) card_->hide();
        return;
    }
    showCard(pixel);
}

void LeagueCanvas::showCard(const QPointF& pixel) {
    const LeagueNode* node = model_->node(hovered_);
    const LeagueLearner* learner = model_->learner(hovered_);
    std::vector<HoverRow> rows;
    const auto add = [&](const QString& name, const QString& value, const QString& extra = {}) {
        rows.push_back({{}, name, value, extra, -static_cast<double>(rows.size())});
    };
    const double elo = node ? node->elo : learner->elo, half = node ? node->eloHalf : learner->eloHalf;
    if (std::isfinite(elo)) add(tr("Elo"), style::formatInterval(elo, half));
    add(tr("Matches"), style::formatInteger(node ? node->matches : learner->matches));
    const models::LeagueRole role = node ? node->role : learner->role;
    const double rate = node ? node->winRate : learner->winRate;
    if (role != models::LeagueRole::MainAgent && std::isfinite(rate))
        add(tr("Wins against the main agent"), style::formatPercent(rate),
            rateNote(node ? node->winHalf : learner->winHalf, node ? node->winMatches : learner->winMatches));
    for (const LeagueEdge& edge : model_->edges()) {
        if (edge.learner != model_->selection()->learner() || edge.opponent != hovered_) continue;
        const QString owner = model_->name(edge.learner);
        add(tr("Of the matches of %1").arg(owner), style::formatPercent(edge.share));
        if (std::isfinite(edge.winRate)) add(tr("%1 wins").arg(owner), style::formatPercent(edge.winRate));
    }
    if (node) {
        add(tr("Frozen at"), tr("%1 steps").arg(style::formatSi(static_cast<double>(node->step))));
        const QString parent = model_->name(node->parent);
        add(tr("Start"), models::leagueStartWord(node->start), parent);
        if (!node->usable) add(tr("Not met any more"), {});
    }
    HoverCard* card = hoverCard();
    card->setContent(model_->name(hovered_), node ? tr("period %1").arg(node->period) : tr("now"), std::move(rows));
    card->move(placeCard(window()->rect().adjusted(4, 4, -4, -4), mapTo(window(), pixel.toPoint()), card->size(), {}));
    card->raise();
    card->show();
}

void LeagueCanvas::leaveEvent(QEvent* event) {
    hovered_ = kNobody;
    if (card_) card_->hide();
    QWidget::leaveEvent(event);
}

void LeagueCanvas::hideEvent(QHideEvent* event) {
    if (card_) card_->hide();
    QWidget::hideEvent(event);
}

void LeagueCanvas::focusInEvent(QFocusEvent* event) {
    focusShown_ = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
                  event->reason() == Qt::ShortcutFocusReason;
    QWidget::focusInEvent(event);
}

void LeagueCanvas::focusOutEvent(QFocusEvent* event) {
    focusShown_ = false;
    if (card_) card_->hide();
    QWidget::focusOutEvent(event);
}

}  // namespace ludus::views
