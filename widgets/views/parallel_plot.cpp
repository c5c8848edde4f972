// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/parallel_plot.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>

#include "widgets/style/format.h"
#include "widgets/style/paint.h"
#include "widgets/style/theme.h"
#include "widgets/style/words.h"

namespace ludus::views {

using models::ParallelAxis;
using models::ParallelLine;
using style::Token;

namespace {

constexpr int kTitle = 22, kEnds = 16, kMargin = 56;
constexpr double kReach = 9, kLineReach = 6, kBrushHalf = 6, kMoveAfter = 5;
constexpr double kPale = 0.14, kMany = 60;

double distance(const QPointF& p, const QPointF& a, const QPointF& b) {
    const QPointF along = b - a, to = p - a;
    const double length = QPointF::dotProduct(along, along);
    const double part = length > 0 ? std::clamp(QPointF::dotProduct(to, along) / length, 0.0, 1.0) : 0;
    const QPointF off = to - part * along;
    return std::hypot(off.x(), off.y());
}

}  // namespace

ParallelPlot::ParallelPlot(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    connect(&style::Theme::instance(), &style::Theme::changed, this, qOverload<>(&QWidget::update));
}

void ParallelPlot::setModel(models::ParallelModel* model) {
    if (model_) model_->disconnect(this);
    model_ = model;
    if (!model_) return;
    connect(model_, &models::ParallelModel::changed, this, [this] {
        axis_ = std::clamp(axis_, 0, std::max(0, static_cast<int>(model_->axes().size()) - 1));
        describe();
        update();
    });
    update();
}

void ParallelPlot::setEmptyText(const QString& sentence) {
    emptyText_ = sentence;
    update();
}

QRectF ParallelPlot::field() const {
    return QRectF(rect()).adjusted(kMargin, kTitle + kEnds, -kMargin, -kEnds - 6);
}

double ParallelPlot::axisX(int axis) const {
    const auto count = static_cast<int>(model_->axes().size());
    const QRectF area = field();
    return count < 2 ? area.center().x() : area.left() + area.width() * axis / (count - 1);
}

QPointF ParallelPlot::pointOf(int axis, double value) const {
    const QRectF area = field();
    return {axisX(axis), area.bottom() - area.height() * model_->position(axis, value)};
}

QRectF ParallelPlot::titleRect(int axis) const {
    const auto count = static_cast<int>(model_->axes().size());
    const double width = count < 2 ? 200 : std::min(200.0, field().width() / (count - 1) - 6);
    return {axisX(axis) - width / 2, 0, width, kTitle};
}

int ParallelPlot::axisAt(const QPointF& place, double reach) const {
    for (int axis = 0; model_ && axis < model_->axes().size(); ++axis)
        if (std::fabs(axisX(axis) - place.x()) <= reach) return axis;
    return -1;
}

const ParallelLine* ParallelPlot::lineAt(const QPointF& place) const {
    const ParallelLine* nearest = nullptr;
    double least = kLineReach;
    for (const ParallelLine& line : model_->lines()) {
        if (!model_->passes(line)) continue;
        for (int axis = 0; axis + 1 < model_->axes().size(); ++axis) {
            const double a = model_->value(line, axis), b = model_->value(line, axis + 1);
            if (!std::isfinite(a) || !std::isfinite(b)) continue;
            const double away = distance(place, pointOf(axis, a), pointOf(axis + 1, b));
            if (away < least) {
                least = away;
                nearest = &line;
            }
        }
    }
    return nearest;
}

QString ParallelPlot::valueText(int axis, double value) const {
    if (!std::isfinite(value)) return style::kUnknown;
    const QStringList& words = model_->axes()[axis].categories;
    if (!words.isEmpty()) return words.value(static_cast<int>(std::lround(value)), style::kUnknown);
    return std::fabs(value) >= 10'000 ? style::formatSi(value) : style::formatPlain(value, 4);
}

QString ParallelPlot::endText(int axis, bool upper) const {
    return valueText(axis, model_->valueAt(axis, upper ? 1 : 0));
}

void ParallelPlot::paintLine(QPainter& painter, const ParallelLine& line, double opacity, double width) const {
    QColor ink = style::Theme::instance().series(line.colour);
    ink.setAlphaF(static_cast<float>(opacity));
    QPen pen(ink, width);
    const QVector<qreal> dashes = style::Theme::instance().dash(line.colour);
    if (!dashes.isEmpty()) pen.setDashPattern(dashes);
    painter.setPen(pen);
    QPolygonF piece;
    const auto flush = [&] {
        if (piece.size() > 1) painter.drawPolyline(piece);
        piece.clear();
    };
    for (int axis = 0; axis < model_->axes().size(); ++axis) {
        const double value = model_->value(line, axis);
        if (std::isfinite(value))
            piece << pointOf(axis, value);
        else
            flush();
    }
    flush();
}

void ParallelPlot::paintLines(QPainter& painter) const {
    const QString& current = model_->current();
    const bool chosen = !current.isEmpty() || !hovered_.isEmpty();
    const auto many = static_cast<double>(model_->lines().size());
    const double plain = chosen ? 0.22 : std::max(0.35, std::min(1.0, kMany / many));
    for (const ParallelLine& line : model_->lines()) {
        if (line.id == current || line.id == hovered_) continue;
        paintLine(painter, line, model_->passes(line) ? plain : kPale * 0.6, model_->passes(line) ? 1.75 : 1);
    }
    for (const ParallelLine& line : model_->lines())
        if (line.id == current || line.id == hovered_) paintLine(painter, line, 1, 2.75);
}

void ParallelPlot::paintAxis(QPainter& painter, int axis) const {
    const QRectF area = field();
    const double x = std::round(axisX(axis)) + 0.5;
    painter.setPen(QPen(style::color(Token::ChartAxis), 1));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    if (const auto brush = model_->brush(axis)) {
        const double a = pointOf(axis, brush->first).y(), b = pointOf(axis, brush->second).y();
        QColor fill = style::color(Token::Accent);
        fill.setAlphaF(0.28F);
        painter.setBrush(fill);
        painter.setPen(QPen(style::color(Token::Accent), 1));
        painter.drawRoundedRect(
            QRectF(QPointF(x - kBrushHalf, std::min(a, b)), QPointF(x + kBrushHalf, std::max(a, b))),
            style::radius::kMark, style::radius::kMark);
        painter.setBrush(Qt::NoBrush);
    }
    const ParallelAxis& about = model_->axes()[axis];
    painter.setFont(style::font(style::Type::Caption));
    painter.setPen(style::color(Token::TextMuted));
    const QRectF upper(x - kMargin, area.top() - kEnds - 1, 2 * kMargin, kEnds);
    const QRectF lower(x - kMargin, area.bottom() + 3, 2 * kMargin, kEnds);
    painter.drawText(upper, Qt::AlignCenter,
                     painter.fontMetrics().elidedText(endText(axis, true), Qt::ElideRight, 104));
    painter.drawText(lower, Qt::AlignCenter,
                     painter.fontMetrics().elidedText(endText(axis, false), Qt::ElideRight, 104));
    painter.setFont(style::font(style::Type::Small));
    painter.setPen(style::color(keyFocus_ && axis == axis_ ? Token::Accent : Token::Text));
    QString title = about.title;
    if (about.logarithmic) title = tr("%1, log", "axis").arg(title);
    if (about.flipped) title += QStringLiteral(" \u2193");
    const QRectF box = titleRect(axis);
    painter.drawText(box, Qt::AlignCenter,
                     painter.fontMetrics().elidedText(title, Qt::ElideMiddle, static_cast<int>(box.width())));
}

void ParallelPlot::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!model_ || model_->axes().size() < 2 || model_->lines().isEmpty()) {
        painter.setPen(style::color(Token::TextMuted));
        painter.setFont(style::font(style::Type::Small));
        painter.drawText(rect().adjusted(12, 0, -12, 0), Qt::AlignCenter | Qt::TextWordWrap, emptyText_);
        return;
    }
    paintLines(painter);
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (int axis = 0; axis < model_->axes().size(); ++axis)
        paintAxis(painter, axis);
    painter.setRenderHint(QPainter::Antialiasing);
    if (keyFocus_) style::paintFocusInside(painter, QRectF(rect()), style::radius::kControl);
}

void ParallelPlot::mousePressEvent(QMouseEvent* event) {
    if (!model_ || event->button() != Qt::LeftButton) return;
    keyFocus_ = false;
    hold_ = {Grip::None, -1, event->position(), false};
    for (int axis = 0; axis < model_->axes().size(); ++axis)
        if (titleRect(axis).contains(event->position())) hold_ = {Grip::Title, axis, event->position(), false};
    if (hold_.grip == Grip::Title) return;
    const int axis = axisAt(event->position(), kReach);
    if (axis >= 0) {
        hold_ = {Grip::Axis, axis, event->position(), false};
        return;
    }
    const ParallelLine* line = lineAt(event->position());
    model_->setCurrent(line ? line->id : QString());
}

void ParallelPlot::mouseMoveEvent(QMouseEvent* event) {
    if (!model_) return;
    const QPointF place = event->position();
    if (hold_.grip == Grip::None) {
        const ParallelLine* line = lineAt(place);
        const QString id = line ? line->id : QString();
        setCursor(axisAt(place, kReach) >= 0 ? Qt::SizeVerCursor : line ? Qt::PointingHandCursor : Qt::ArrowCursor);
        if (id != hovered_) {
            hovered_ = id;
            update();
        }
        return;
    }
    hold_.moved = hold_.moved || (place - hold_.from).manhattanLength() > kMoveAfter;
    if (!hold_.moved) return;
    if (hold_.grip == Grip::Title) {
        const int to = axisAt(place, field().width() / std::max(1, static_cast<int>(model_->axes().size()) - 1) / 2);
        if (to >= 0 && to != hold_.axis) {
            model_->moveAxis(hold_.axis, to);
            hold_.axis = to;
        }
        return;
    }
    const QRectF area = field();
    const auto valueAt = [&](double y) {
        return model_->valueAt(hold_.axis, std::clamp((area.bottom() - y) / area.height(), 0.0, 1.0));
    };
    model_->setBrush(hold_.axis, models::ParallelModel::Range{valueAt(hold_.from.y()), valueAt(place.y())});
}

void ParallelPlot::mouseReleaseEvent(QMouseEvent*) {
    if (model_ && hold_.axis >= 0 && !hold_.moved) {
        if (hold_.grip == Grip::Title) model_->setFlipped(hold_.axis, !model_->axes()[hold_.axis].flipped);
        if (hold_.grip == Grip::Axis) model_->setBrush(hold_.axis, std::nullopt);
    }
    hold_ = {};
}

void ParallelPlot::mouseDoubleClickEvent(QMouseEvent* event) {
    if (!model_) return;
    if (const ParallelLine* line = lineAt(event->position())) Q_EMIT opened(line->id);
}

void ParallelPlot::leaveEvent(QEvent*) {
    hovered_.clear();
    update();
}

void ParallelPlot::stepLine(int by) {
    const QStringList ids = model_->passingIds();
    if (ids.isEmpty()) return;
    const auto at = static_cast<int>(ids.indexOf(model_->current()));
    const int next = at < 0 ? (by > 0 ? 0 : static_cast<int>(ids.size()) - 1)
                            : std::clamp(at + by, 0, static_cast<int>(ids.size()) - 1);
    model_->setCurrent(ids[next]);
}

void ParallelPlot::keyPressEvent(QKeyEvent* event) {
    if (!model_ || model_->axes().isEmpty()) return QWidget::keyPressEvent(event);
    keyFocus_ = true;
    const int last = static_cast<int>(model_->axes().size()) - 1;
    const int side = event->key() == Qt::Key_Left ? -1 : 1;
    switch (event->key()) {
        case Qt::Key_Left:
        case Qt::Key_Right: {
            const int to = std::clamp(axis_ + side, 0, last);
            if (event->modifiers() & Qt::ControlModifier) model_->moveAxis(axis_, to);
            axis_ = to;
            break;
        }
        case Qt::Key_Up: stepLine(-1); break;
        case Qt::Key_Down: stepLine(1); break;
        case Qt::Key_F: model_->setFlipped(axis_, !model_->axes()[axis_].flipped); break;
        case Qt::Key_L: model_->setLogarithmic(axis_, !model_->axes()[axis_].logarithmic); break;
        case Qt::Key_Delete: model_->clearBrushes(); break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (!model_->current().isEmpty()) Q_EMIT opened(model_->current());
            break;
        default: return QWidget::keyPressEvent(event);
    }
    describe();
    update();
}

/// The chosen line in words, for those who do not see it.
void ParallelPlot::describe() {
    QStringList words;
    for (const ParallelLine& line : model_->lines()) {
        if (line.id != model_->current()) continue;
        words << line.name;
        for (int axis = 0; axis < model_->axes().size(); ++axis)
            words << model_->axes()[axis].title + QLatin1Char(' ') + valueText(axis, model_->value(line, axis));
    }
    setAccessibleDescription(style::listed(words));
}

bool ParallelPlot::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && model_) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const ParallelLine* line = lineAt(QPointF(help->pos()));
        QStringList rows;
        if (line) rows << QStringLiteral("<b>%1</b>").arg(line->name.toHtmlEscaped());
        for (int axis = 0; line && axis < model_->axes().size(); ++axis)
            rows << tr("%1: %2").arg(model_->axes()[axis].title.toHtmlEscaped(),
                                     valueText(axis, model_->value(*line, axis)).toHtmlEscaped());
        if (!line) rows << tr("Drag along an axis to filter, press its title to flip it, drag the title to move it.");
        QToolTip::showText(help->globalPos(), rows.join(QStringLiteral("<br>")), this);
        return true;
    }
    return QWidget::event(event);
}

void ParallelPlot::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    keyFocus_ = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    update();
}

void ParallelPlot::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    keyFocus_ = false;
    update();
}

}  // namespace ludus::views
