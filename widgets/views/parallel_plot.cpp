// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/parallel_plot.h"

#include <QFontMetrics>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/style/words.h"

namespace ludus::views {

using models::ParallelAxis;
using models::ParallelLine;

namespace {

constexpr int kEnds = 16, kMargin = 56, kLeastStep = 104;
constexpr int kWidestTitle = 200, kBesideTitle = 6;
constexpr double kReach = 9, kLineReach = 6, kMoveAfter = 5;
constexpr QSize kLeast(240, 116);

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
    connect(&style::Theme::instance(), &style::Theme::changed, this, &ParallelPlot::measure);
}

QSize ParallelPlot::minimumSizeHint() const {
    const int steps = model_ ? static_cast<int>(model_->axes().size()) - 1 : 0;
    const int least = kLeastStep * style::Theme::instance().textPercent() / 100;
    return kLeast.expandedTo({2 * kMargin + steps * least, 0});
}

/// Room for titles, and for as many axes as there are.
void ParallelPlot::measure() {
    qsizetype lines = 1;
    for (int axis = 0; model_ && axis < model_->axes().size(); ++axis)
        lines = std::max(lines, titleLines(axis).size());
    titleHeight_ = static_cast<int>(lines) * QFontMetrics(style::font(style::Type::Small)).height() + 6;
    updateGeometry();
    update();
}

void ParallelPlot::resizeEvent(QResizeEvent*) {
    measure();
}

void ParallelPlot::setModel(models::ParallelModel* model) {
    if (model_) model_->disconnect(this);
    model_ = model;
    measure();
    if (!model_) return;
    connect(model_, &models::ParallelModel::changed, this, [this] {
        axis_ = std::clamp(axis_, 0, std::max(0, static_cast<int>(model_->axes().size()) - 1));
        describe();
        measure();
    });
}

void ParallelPlot::setEmptyText(const QString& sentence) {
    emptyText_ = sentence;
    update();
}

QRectF ParallelPlot::field() const {
    return QRectF(rect()).adjusted(kMargin, titleHeight_ + kEnds, -kMargin, -kEnds - 6);
}

/// From an axis to the next.
double ParallelPlot::step() const {
    const auto count = static_cast<int>(model_->axes().size());
    return count < 2 ? kWidestTitle : (width() - 2 * kMargin) / static_cast<double>(count - 1);
}

/// A title that is wider than its place takes two lines, about equally long.
QStringList ParallelPlot::titleLines(int axis) const {
    const ParallelAxis& about = model_->axes()[axis];
    QString title = about.title;
    if (about.logarithmic) title = tr("%1, log", "axis").arg(title);
    if (about.flipped) title += QStringLiteral(" \u2193");
    const QFontMetrics metrics(style::font(style::Type::Small));
    if (metrics.horizontalAdvance(title) <= titleRect(axis).width()) return {title};
    qsizetype best = -1;
    for (qsizetype at = title.indexOf(QLatin1Char(' ')); at >= 0; at = title.indexOf(QLatin1Char(' '), at + 1))
        if (best < 0 || std::abs(2 * at - title.size()) < std::abs(2 * best - title.size())) best = at;
    return best < 0 ? QStringList{title} : QStringList{title.left(best), title.mid(best + 1)};
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
    const double x = axisX(axis), toEdge = std::min(x, width() - x);
    const double wide = std::min({static_cast<double>(kWidestTitle), step() - kBesideTitle, 2 * toEdge});
    return {x - wide / 2, 0, wide, static_cast<double>(titleHeight_)};
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
        Q_EMIT reached(QRect(place.toPoint() - QPoint(kLeastStep / 2, 0), QSize(kLeastStep, 1)));
        const int to = axisAt(place, step() / 2);
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
            Q_EMIT reached(titleRect(axis_).toAlignedRect());
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
        for (int axis = 0; !line && axis < model_->axes().size(); ++axis)
            if (titleRect(axis).contains(help->pos()))
                rows << QStringLiteral("<b>%1</b>").arg(model_->axes()[axis].title.toHtmlEscaped());
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
