// SPDX-License-Identifier: GPL-3.0-or-later
// How a LeagueGraph is drawn: grid, lanes, nodes, learners, axis.
#include <QBitArray>
#include <QPainter>

#include <algorithm>
#include <cmath>

#include "widgets/style/format.h"
#include "widgets/style/paint.h"
#include "widgets/views/league_graph.h"
#include "widgets/views/league_graph_labels.h"

namespace ludus::views {

using models::LeagueLearner;
using models::LeagueLearnerState;
using models::LeagueNode;
using models::LeagueRole;
using style::Token;

namespace {

constexpr double kOver = 13, kAxisBelow = 26, kHeadY = 9, kLive = 5, kLiveMain = 6.5, kSymbol = 4.25;
constexpr double kNamedPeriod = 72, kNamedForce = 30, kNodeFrame = 12.5, kLearnerFrame = 18;
constexpr double kLabelHigh = 14, kNodeClear = 9, kLiveReach = 12, kWidestShape = 1.2;
constexpr int kMostNames = 300, kCell = 2, kParentLines = 2000, kEdgeLabels = 4;

QFont strong(style::Type type) {
    QFont font = style::font(type);
    font.setWeight(QFont::DemiBold);
    return font;
}

}  // namespace

void LeagueGraph::paintPicture(QPainter& painter) {
    if (isForce()) {
        if (model()->nodes().size() <= kParentLines) paintParents(painter);
        paintEdges(painter);
        paintNodes(painter);
        paintLearners(painter);
        paintSelection(painter);
        const std::vector<Label> beside = labels();
        paintNodeNames(painter, beside);
        paintLabels(painter, beside);
        return;
    }
    paintGrid(painter);
    const QRectF lanes(0, field().top() - 30, width(), field().height() + 30 + 20);
    painter.save();
    painter.setClipRect(lanes);
    for (int lane = 0; lane < model()->learners().size(); ++lane)
        paintLane(painter, lane);
    painter.setClipRect(lanes.adjusted(clip().left(), 0, 0, 0));
    paintEdges(painter);
    painter.setClipRect(lanes.adjusted(clip().left() - 8, 0, 0, 0));
    paintNodes(painter);
    paintLearners(painter);
    paintSelection(painter);
    paintNodeTags(painter);
    paintEdgeLabels(painter);
    painter.setClipRect(lanes);
    paintElo(painter);
    painter.restore();
    paintAxis(painter);
}

void LeagueGraph::paintGrid(QPainter& painter) const {
    const QRectF seen = clip();
    painter.setPen(QPen(style::color(Token::ChartGrid), 1));
    const double top = field().top() - kOver, bottom = lastLaneY() + kOver;
    const int step = numberStep();
    for (int period = model()->firstPeriod(); period <= model()->lastPeriod(); ++period) {
        if (period % step != 0) continue;
        const double x = std::floor(toPixel(QPointF(period, 0)).x()) + 0.5;
        if (x >= seen.left() && x <= seen.right()) painter.drawLine(QPointF(x, top), QPointF(x, bottom));
    }
    painter.drawLine(QPointF(nowX(), top), QPointF(nowX(), bottom));
}

/// Name and sign at the left, and the line on which nodes stand.
void LeagueGraph::paintLane(QPainter& painter, int lane) {
    const LeagueLearner& learner = model()->learners()[lane];
    const bool shown = model()->isShown(learner.role), main = learner.role == LeagueRole::MainAgent;
    const double y = laneY(lane);
    painter.setFont(main ? strong(style::Type::Small) : style::font(style::Type::Small));
    painter.setPen(style::color(shown ? Token::Text : Token::TextDisabled));
    const QRectF box(symbolX() - 12 - names_, y - 10, names_, 20);
    painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(learner.name, Qt::ElideMiddle, static_cast<int>(names_)));
    marks().paint(painter, QPointF(symbolX(), y), learner.role, kSymbol, !shown);
    if (!shown) return;
    const Mapper pixels = mapper();
    for (const int index : laneNodes_.value(lane)) {
        if (!isDrawn(index)) continue;
        const double start = std::max(pixels(places()[index]).x(), clip().left());
        painter.setPen(main ? QPen(style::Theme::instance().role(style::Role::MainAgent), 2)
                            : QPen(style::color(Token::ChartZero), 1));
        if (start < nowX()) painter.drawLine(QPointF(start, y), QPointF(nowX(), y));
        break;
    }
}

void LeagueGraph::paintAxis(QPainter& painter) const {
    const double y = lastLaneY() + kAxisBelow;
    painter.setFont(style::font(style::Type::Small));
    painter.setPen(style::color(Token::TextMuted));
    const auto write = [&](double x, const QString& text) {
        painter.drawText(QRectF(x - 60, y - 9, 120, 18), Qt::AlignCenter, text);
    };
    const QString now = model()->isNow() ? tr("now") : tr("then", "at a period that is looked back to");
    const double room = (painter.fontMetrics().horizontalAdvance(now) + numberWide()) / 2.0 + 8;
    painter.drawText(QRectF(symbolX() - 116, y - 9, 120, 18), Qt::AlignRight | Qt::AlignVCenter, tr("period"));
    const int step = numberStep();
    const QRectF seen = clip();
    for (int period = model()->firstPeriod(); period <= model()->lastPeriod(); ++period) {
        const double x = toPixel(QPointF(period, 0)).x();
        if (period % step == 0 && x >= seen.left() && x <= nowX() - room) write(x, QString::number(period));
    }
    write(nowX(), now);
}

/// The selected one.
void LeagueGraph::paintNode(QPainter& painter, const LeagueNode& node, const QPointF& at) {
    constexpr double kSeen = 3.5;  // also where all around is small
    marks().paint(painter, at, node.role, std::max(kSeen, signRadius(node)), !node.usable);
}

/// Only what is seen; of those that would fall on the same two pixels the oldest one.
void LeagueGraph::paintNodes(QPainter& painter) {
    const QRectF seen = clip();
    const Mapper pixels = mapper();
    const int columns = width() / kCell + 1, rows = height() / kCell + 1;
    QBitArray taken(columns * rows);
    const QVector<LeagueNode>& nodes = model()->nodes();
    for (int i = 0; i < nodes.size(); ++i) {
        if (!isDrawn(i)) continue;
        QPointF at = pixels(places()[i]);
        if (!seen.contains(at)) continue;
        const int column = static_cast<int>(at.x()) / kCell, row = static_cast<int>(at.y()) / kCell;
        if (column < 0 || row < 0 || column >= columns || row >= rows || taken.testBit(row * columns + column))
            continue;
        taken.setBit(row * columns + column);
        if (!isForce()) at.setY(std::floor(at.y()) + 0.5);
        marks().paint(painter, at, nodes[i].role, signRadius(nodes[i]), !nodes[i].usable);
    }
}

void LeagueGraph::paintLearners(QPainter& painter) {
    for (int lane = 0; lane < model()->learners().size(); ++lane) {
        const LeagueLearner& learner = model()->learners()[lane];
        const QPointF at = learnerPoint(lane);
        if (std::isnan(at.x())) continue;
        const bool failed = learner.state == LeagueLearnerState::Failed;
        marks().paint(
            painter, at, learner.role, learner.role == LeagueRole::MainAgent ? kLiveMain : kLive, failed,
            learner.state == LeagueLearnerState::Learning ? LeagueMarks::Ring::Outside : LeagueMarks::Ring::None);
        if (!failed) continue;
        constexpr int kIcon = 14;
        const QPixmap icon = style::iconPixmap(QStringLiteral("status-failed"), style::color(Token::Danger), kIcon,
                                               painter.device()->devicePixelRatioF());
        painter.drawPixmap(at + QPointF(5, -kIcon - 2), icon);
    }
}

void LeagueGraph::paintElo(QPainter& painter) const {
    const double x = nowX() + elo_;
    const auto write = [&](double y, const QString& text) {
        painter.drawText(QRectF(x - 30, y - 10, 60, 20), Qt::AlignCenter, text);
    };
    painter.setFont(style::font(style::Type::Caption));
    painter.setPen(style::color(Token::TextMuted));
    write(kHeadY, tr("Elo"));
    for (int lane = 0; lane < model()->learners().size(); ++lane) {
        const LeagueLearner& learner = model()->learners()[lane];
        if (std::isnan(learnerPoint(lane).x())) continue;
        const bool main = learner.role == LeagueRole::MainAgent;
        painter.setFont(main ? strong(style::Type::Small) : style::font(style::Type::Small));
        painter.setPen(style::color(std::isfinite(learner.elo) ? Token::Text : Token::TextMuted));
        write(laneY(lane), style::formatInterval(learner.elo, models::kLeagueUnknown));
    }
}

/// Who comes from whom, where places do not say it.
void LeagueGraph::paintParents(QPainter& painter) const {
    painter.setPen(QPen(style::color(Token::ChartZero), 1));
    const Mapper pixels = mapper();
    const auto line = [&](models::LeagueId parent, const QPointF& at) {
        const int from = model()->indexOf(parent);
        if (from >= 0 && isDrawn(from) && !std::isnan(at.x())) painter.drawLine(pixels(places()[from]), at);
    };
    for (int i = 0; i < places().size(); ++i)
        if (isDrawn(i)) line(model()->nodes()[i].parent, pixels(places()[i]));
    for (int lane = 0; lane < model()->learners().size(); ++lane)
        line(model()->learners()[lane].parent, learnerPoint(lane));
}

void LeagueGraph::paintSelection(QPainter& painter) {
    const QPointF at = pointOf(model()->selected());
    if (std::isnan(at.x())) return;
    if (const LeagueNode* node = model()->node(model()->selected())) {
        const QPointF middle = isForce() ? at : QPointF(at.x(), std::floor(at.y()) + 0.5);
        paintSelectionFrame(painter, middle, kNodeFrame);
        paintNode(painter, *node, middle);
        return;
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(style::color(Token::Accent), 2));
    painter.drawRoundedRect(
        QRectF(at.x() - kLearnerFrame, at.y() - kLearnerFrame + 1, 2 * kLearnerFrame, 2 * kLearnerFrame - 2),
        style::radius::kControl, style::radius::kControl);
}

bool LeagueGraph::namesNodes() const {
    return view().sx >= (isForce() ? kNamedForce : kNamedPeriod);
}

/// Where there is room for them.
void LeagueGraph::paintNodeTags(QPainter& painter) const {
    if (!namesNodes()) return;
    painter.setFont(style::font(style::Type::Caption));
    const QFontMetricsF metrics(painter.font());
    int left = kMostNames;
    QVector<double> free(model()->learners().size(), -1e9);
    const Mapper pixels = mapper();
    for (int i = 0; i < places().size() && left > 0; ++i) {
        if (!isInView(i)) continue;
        const LeagueNode& node = model()->nodes()[i];
        const QPointF at = pixels(places()[i]);
        const double half = metrics.horizontalAdvance(node.tag) / 2;
        double& end = free[model()->laneOf(node.learner)];
        if (at.x() - half < end + 6) continue;
        end = at.x() + half;
        --left;
        paintRimmedText(painter, QRectF(at.x() - half, at.y() + 8, 2 * half, 13), Qt::AlignLeft, node.tag,
                        style::color(Token::TextMuted));
    }
}

/// Below their signs, where nothing else is written.
void LeagueGraph::paintNodeNames(QPainter& painter, const std::vector<Label>& labels) const {
    if (!namesNodes()) return;
    painter.setFont(style::font(style::Type::Caption));
    const QFontMetricsF metrics(painter.font());
    std::vector<QRectF> taken;
    for (const Label& label : labels)
        taken.push_back(label.box);
    const std::size_t most = taken.size() + kMostNames;
    const Mapper pixels = mapper();
    for (int i = 0; i < places().size() && taken.size() < most; ++i) {
        if (!isInView(i)) continue;
        const LeagueNode& node = model()->nodes()[i];
        const QPointF at = pixels(places()[i]);
        const double half = metrics.horizontalAdvance(node.name) / 2;
        const QRectF box(at.x() - half, at.y() + 8, 2 * half, 13);
        if (std::any_of(taken.begin(), taken.end(), [&](const QRectF& other) { return other.intersects(box); }))
            continue;
        taken.push_back(box);
        paintRimmedText(painter, box, Qt::AlignLeft, node.name, style::color(Token::TextMuted));
    }
}

double LeagueGraph::signRadius(const LeagueNode& node) const {
    return std::min(radiusOf(node.elo, node.matches), largestRadius());
}

/// What the signs of the second arrangement cover; not the frame of the selected one, which would move labels about.
std::vector<QRectF> LeagueGraph::signBoxes() const {
    std::vector<QRectF> out;
    const auto add = [&](const QPointF& at, double half) {
        if (!std::isnan(at.x())) out.emplace_back(at - QPointF(half, half), QSizeF(2 * half, 2 * half));
    };
    const Mapper pixels = mapper();
    const QRectF seen = clip();
    for (int i = 0; i < places().size(); ++i) {
        if (!isDrawn(i)) continue;
        const QPointF at = pixels(places()[i]);
        if (seen.contains(at)) add(at, kWidestShape * signRadius(model()->nodes()[i]) + 1);
    }
    for (int lane = 0; lane < model()->learners().size(); ++lane) {
        const LeagueLearner& learner = model()->learners()[lane];
        add(learnerPoint(lane), learner.state == LeagueLearnerState::Learning ? kLiveReach : kLiveMain + 1);
    }
    return out;
}

/// Names first: which edges are drawn moves none of them.
std::vector<LeagueGraph::Label> LeagueGraph::labels() const {
    std::vector<Label> out;
    if (!isForce() || !model()) return out;
    const QFontMetricsF names(style::font(style::Type::Caption)), numbers(strong(style::Type::Caption));
    std::vector<LabelWish> wishes;
    for (int lane = 0; lane < model()->learners().size(); ++lane) {
        const QPointF at = learnerPoint(lane);
        if (std::isnan(at.x()) || !clip().contains(at)) continue;
        const QString& name = model()->learners()[lane].name;
        out.push_back({name, at, {}, false, false});
        wishes.push_back({at, kLearnerFrame + 1, {names.horizontalAdvance(name) + 4, kLabelHigh}});
    }
    for (const models::LeagueEdge& edge : strongestEdges().mid(0, kEdgeLabels)) {
        const QPointF at = anyPointOf(edge.opponent);
        if (std::isnan(at.x()) || !clip().contains(at)) continue;
        const bool learner = models::isLeagueLearner(edge.opponent);
        const double clear = learner ? kLearnerFrame : edge.opponent == model()->selected() ? kNodeFrame : kNodeClear;
        const QString text = style::formatPercent(strengthOf(edge));
        out.push_back({text, at, {}, true, false});
        wishes.push_back({at, clear + 1, {numbers.horizontalAdvance(text) + 4, kLabelHigh}});
    }
    const std::vector<LabelPlace> boxes = placeLabels(wishes, signBoxes(), QRectF(rect()).adjusted(2, 2, -2, -2));
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i].box = boxes[i].box;
        out[i].away = boxes[i].away;
    }
    return out;
}

void LeagueGraph::paintLabels(QPainter& painter, const std::vector<Label>& labels) const {
    for (const Label& label : labels) {
        const QColor ink = style::color(label.edge ? Token::Accent : Token::Text);
        if (label.away) {
            const QPointF end(std::clamp(label.at.x(), label.box.left(), label.box.right()),
                              std::clamp(label.at.y(), label.box.top(), label.box.bottom()));
            const QLineF way(label.at, end);
            if (way.length() > kNodeClear) {
                painter.setPen(QPen(ink, 1));
                painter.drawLine(way.pointAt(kNodeClear / way.length()), end);
            }
        }
        painter.setFont(label.edge ? strong(style::Type::Caption) : style::font(style::Type::Caption));
        paintRimmedText(painter, label.box, Qt::AlignHCenter, label.text, ink);
    }
}

}  // namespace ludus::views
