// SPDX-License-Identifier: GPL-3.0-or-later
// Who meets whom in a LeagueGraph.
#include <QPainter>

#include <algorithm>
#include <cmath>

#include "widgets/style/format.h"
#include "widgets/views/league_graph.h"

namespace ludus::views {

using models::LeagueEdge;
using models::LeagueId;
using models::LeagueLearner;
using style::Token;

namespace {

constexpr int kGreyNodes = 300, kGreyEdges = 3, kLabels = 4;
constexpr double kRing = 12;

double widthOf(double strength, LeagueGraph::EdgesBy by) {
    return std::clamp(0.75 + (by == LeagueGraph::EdgesBy::Share ? 17 : 4) * strength, 1.0, 6.0);
}

}  // namespace

double LeagueGraph::strengthOf(const LeagueEdge& edge) const {
    return edgesBy_ == EdgesBy::Share ? edge.share : 1 - edge.winRate;
}

QVector<LeagueEdge> LeagueGraph::strongest(LeagueId learner, int count) const {
    std::vector<const LeagueEdge*> own;
    for (const LeagueEdge& edge : model()->edges())
        if (edge.learner == learner && strengthOf(edge) > 0) own.push_back(&edge);
    std::stable_sort(own.begin(), own.end(),
                     [this](const LeagueEdge* a, const LeagueEdge* b) { return strengthOf(*a) > strengthOf(*b); });
    QVector<LeagueEdge> drawn;
    for (const LeagueEdge* edge : own) {
        if (drawn.size() == count) break;
        if (!std::isnan(anyPointOf(edge->opponent).x())) drawn.push_back(*edge);
    }
    return drawn;
}

QVector<LeagueEdge> LeagueGraph::strongestEdges() const {
    if (!model() || std::isnan(anyPointOf(model()->selection()->learner()).x())) return {};
    return strongest(model()->selection()->learner(), edgeCount_);
}

QPainterPath LeagueGraph::edgePath(const LeagueEdge& edge) const {
    const QPointF from = anyPointOf(edge.opponent), to = anyPointOf(edge.learner);
    // What the view leaves out at the right lies behind the learners of now.
    if (!isForce() && !models::isLeagueLearner(edge.opponent) && from.x() > clip().right()) return {};
    QPainterPath path;
    if (edge.opponent == edge.learner) {  // itself: a loop above
        path.moveTo(to + QPointF(-8, -9));
        path.cubicTo(to + QPointF(-16, -30), to + QPointF(16, -30), to + QPointF(8, -9));
    } else if (isForce()) {
        const QPointF way = to - from, aside(-0.12 * way.y(), 0.12 * way.x());
        path.moveTo(from);
        path.quadTo((from + to) / 2 + aside, to);
    } else if (models::isLeagueLearner(edge.opponent)) {  // both are of now: a bow at the right
        const double lanes = std::max(1.0, static_cast<double>(model()->learners().size()) - 1);
        const double bow = 14 + 20 * std::fabs(from.y() - to.y()) / (lanes * view().sy);
        const QPointF start = from + QPointF(kRing, 0), end = to + QPointF(kRing, 0);
        path.moveTo(start);
        path.cubicTo(start + QPointF(bow, 0), end + QPointF(bow, 0), end);
    } else {
        const QPointF end = to - QPointF(kRing, 0);
        const double way = end.x() - from.x();
        path.moveTo(from);
        if (std::fabs(from.y() - to.y()) < 1) {  // of its own lane: above the others
            const double high = std::min(26.0, 14 + 0.04 * way), lean = std::min(24.0, 0.3 * way);
            path.cubicTo(from + QPointF(lean, -high), end + QPointF(-lean, -high), end);
        } else {
            path.cubicTo(from + QPointF(way / 2, 0), end - QPointF(way / 2, 0), end);
        }
    }
    return path;
}

void LeagueGraph::paintEdges(QPainter& painter) const {
    const LeagueId owner = model()->selection()->learner();
    painter.setBrush(Qt::NoBrush);
    const auto draw = [&](const QVector<LeagueEdge>& edges, QColor colour, double opacity) {
        colour.setAlphaF(static_cast<float>(opacity));
        // The strongest on top.
        for (auto edge = edges.rbegin(); edge != edges.rend(); ++edge) {
            painter.setPen(QPen(colour, widthOf(strengthOf(*edge), edgesBy_), Qt::SolidLine, Qt::FlatCap));
            painter.drawPath(edgePath(*edge));
        }
    };
    if (model()->nodes().size() <= kGreyNodes) {
        for (const LeagueLearner& learner : model()->learners())
            if (learner.id != owner && model()->isShown(learner.role))
                draw(strongest(learner.id, kGreyEdges), style::color(Token::ChartAxis), 0.5);
    }
    draw(strongestEdges(), style::color(Token::Accent), 0.8);
}

/// The strongest say how strong they are, beside their opponent, where no other label stands.
void LeagueGraph::paintEdgeLabels(QPainter& painter) const {
    QFont font = style::font(style::Type::Caption);
    font.setWeight(QFont::Bold);
    painter.setFont(font);
    const QFontMetricsF metrics(font);
    std::vector<QRectF> taken;
    const QRectF seen = clip();
    for (const LeagueEdge& edge : strongestEdges().mid(0, kLabels)) {
        const QPointF at = anyPointOf(edge.opponent);
        const bool alive = models::isLeagueLearner(edge.opponent);
        if (std::isnan(at.x()) || (!alive && !seen.contains(at))) continue;
        const QString text = style::formatPercent(strengthOf(edge));
        const QSizeF size(metrics.horizontalAdvance(text) + 2, 13);
        const bool framed = edge.opponent == model()->selected();
        const double up = framed ? 20 : alive ? 15 : 14, aside = framed ? 0 : alive ? 22 : 11;
        const double first = framed || namesNodes() ? -up : up;
        for (const QPointF& away :
             {QPointF(-aside, first), QPointF(-aside, -first), QPointF(aside + 4, up), QPointF(aside + 4, -up)}) {
            const QRectF box(at + away - QPointF(size.width() / 2, size.height() / 2), size);
            if (std::any_of(taken.begin(), taken.end(), [&](const QRectF& other) { return other.intersects(box); }))
                continue;
            paintRimmedText(painter, box, Qt::AlignHCenter, text, style::color(Token::Accent));
            taken.push_back(box);
            break;
        }
    }
}

}  // namespace ludus::views
