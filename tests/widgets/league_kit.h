// SPDX-License-Identifier: GPL-3.0-or-later
// Leagues for tests: one of seven learners and twelve periods, and as large ones as wanted.
#pragma once

#include <QApplication>
#include <QMouseEvent>
#include <QTest>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <vector>

#include "widgets/models/league_model.h"

namespace ludus::test {

using models::LeagueEdge;
using models::LeagueId;
using models::LeagueLearner;
using models::leagueLearner;
using models::LeagueModel;
using models::LeagueNode;
using models::LeagueRole;

inline LeagueNode nodeOf(LeagueId id, LeagueRole role, int player, const QString& name, int period, double elo) {
    LeagueNode node;
    node.id = id;
    node.role = role;
    node.learner = leagueLearner(player);
    node.name = QStringLiteral("%1·%2").arg(name).arg(period);
    node.tag = QString::number(period);
    node.period = period;
    node.step = 1'500'000LL * period;
    node.elo = elo;
    node.eloHalf = 24;
    node.matches = 40 * period + 12;
    return node;
}

struct SmallLeague {
    struct Lane {
        const char* name;
        LeagueRole role;
        double elo;
        std::vector<int> periods;
    };
    static const std::vector<Lane>& lanes() {
        using enum LeagueRole;
        static const std::vector<Lane> all{
            {"MA", MainAgent, 1478, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}},
            {"ME 1", MainExploiter, 1341, {2, 3, 5, 6, 8, 10, 11}},
            {"ME 2", MainExploiter, 1329, {2, 4, 7, 9, 12}},
            {"LE", LeagueExploiter, 1388, {1, 3, 4, 6, 7, 9, 10, 12}},
            {"SE", SpecificExploiter, 1302, {3, 6, 8, 11}},
            {"AEE 1", AdaptiveExploiter, 1325, {1, 2, 4, 6, 8, 9, 11}},
            {"AEE 2", AdaptiveExploiter, 1336, {3, 5, 7, 10, 12}},
        };
        return all;
    }
    static QVector<LeagueLearner> learners() {
        QVector<LeagueLearner> out;
        for (int i = 0; i < static_cast<int>(lanes().size()); ++i) {
            LeagueLearner one;
            const Lane& lane = lanes()[static_cast<std::size_t>(i)];
            one.id = leagueLearner(i);
            one.name = QLatin1String(lane.name);
            one.role = lane.role;
            one.elo = lane.elo;
            one.matches = 5000;
            one.winRate = 0.42;
            one.inside = true;
            out.push_back(one);
        }
        return out;
    }

    // Node 100 * lane + period.
    static LeagueId id(int lane, int period) { return 100 * lane + period; }

    static void fill(LeagueModel& model) {
        QVector<LeagueLearner> all = learners();
        all[5].parent = id(5, 11);
        all[6].parent = id(6, 10);
        model.setLearners(all);
        QVector<LeagueNode> nodes;
        // Of the twelve of AEE: who inherited from whom, as the period of its parent, and how often it wins.
        const int parents[] = {0, 0, 1, 0, 2, 3, 0, 0, 5, 4, 6, 8, 0};
        const int rates[] = {0, 8, 11, 12, 17, 15, 9, 19, 26, 33, 38, 41, 29};
        const auto laneOfAee = [](int period) {
            for (const int one : lanes()[5].periods)
                if (one == period) return 5;
            return 6;
        };
        for (int period = 1; period <= 12; ++period) {
            for (int lane = 0; lane < 7; ++lane) {
                const Lane& about = lanes()[static_cast<std::size_t>(lane)];
                if (std::find(about.periods.begin(), about.periods.end(), period) == about.periods.end()) continue;
                LeagueNode node = nodeOf(id(lane, period), about.role, lane, QLatin1String(about.name), period,
                                         about.elo - 25 * (12 - period));
                node.winRate = 0.3;
                if (lane >= 5) {
                    const int parent = parents[period];
                    if (parent > 0) node.parent = id(laneOfAee(parent), parent);
                    node.start = parent > 0 ? models::LeagueStart::Inherited : models::LeagueStart::Root;
                    node.winRate = rates[period] / 100.0;
                    node.inside = rates[period] >= 20;
                    node.leaf = period == 9 || period == 7 || period == 12;
                    node.tag = QStringLiteral("%1").arg(period, 2, 10, QLatin1Char('0'));
                }
                nodes.push_back(node);
            }
        }
        model.append(nodes);
        QVector<LeagueEdge> edges;
        const auto meets = [&](int lane, LeagueId opponent, double share, double rate) {
            edges.push_back({leagueLearner(lane), opponent, share, rate, std::llround(5000 * share)});
        };
        meets(0, id(1, 10), 0.22, 0.39);
        meets(0, id(6, 12), 0.14, 0.48);
        meets(0, id(2, 9), 0.11, 0.52);
        meets(0, id(3, 12), 0.09, 0.58);
        meets(0, leagueLearner(0), 0.08, 0.5);
        for (const LeagueId few : {id(1, 6), id(3, 7), id(5, 8), id(4, 11)})
            meets(0, few, 0.03, 0.7);
        for (int lane = 1; lane < 7; ++lane)
            meets(lane, leagueLearner(0), lane == 3 ? 0.02 : 0.1, 0.3);
        meets(1, id(0, 11), 0.01, 0.5);
        meets(2, id(0, 10), 0.01, 0.5);
        meets(3, id(5, 11), 0.02, 0.5);
        meets(3, id(6, 10), 0.02, 0.5);
        meets(3, id(0, 12), 0.05, 0.5);
        model.setEdges(edges);
    }
};

// `count` nodes in eight lanes, a node a lane and period; evolutionary ones inherit from an earlier one.
inline QVector<LeagueNode> manyNodes(int first, int count) {
    using enum LeagueRole;
    constexpr int kLanes = 8;
    const LeagueRole roles[kLanes] = {MainAgent,         MainExploiter,         MainExploiter,     LeagueExploiter,
                                      SpecificExploiter, EvolutionaryExploiter, AdaptiveExploiter, AdaptiveExploiter};
    QVector<LeagueNode> nodes;
    for (int i = first; i < first + count; ++i) {
        const int lane = i % kLanes, period = 1 + i / kLanes;
        LeagueNode node = nodeOf(i, roles[lane], lane, QStringLiteral("L%1").arg(lane), period,
                                 1000 + 300 * std::sin(0.01 * i) + 40 * lane);
        // Most go on from the one before, every fifth from far back, some from nobody.
        if (period > 1 && i % 37 != 0) node.parent = i - kLanes * (i % 5 == 0 ? period / 2 : 1);
        node.winRate = 0.5 + 0.5 * std::sin(0.3 * i);
        node.inside = node.winRate >= 0.2 && node.winRate <= 0.5;
        nodes.push_back(node);
    }
    return nodes;
}

inline void fillMany(LeagueModel& model, int count) {
    QVector<LeagueLearner> learners;
    const QVector<LeagueNode> nodes = manyNodes(0, count);
    for (int lane = 0; lane < 8; ++lane) {
        LeagueLearner learner;
        learner.id = leagueLearner(lane);
        learner.name = QStringLiteral("L%1").arg(lane);
        learner.role = nodes[lane].role;
        learner.elo = 1300 + 20 * lane;
        learner.parent = count - 8 + lane;
        learners.push_back(learner);
    }
    model.setLearners(learners);
    model.append(nodes);
    QVector<LeagueEdge> edges;
    for (int i = 0; i < 40; ++i)
        edges.push_back({leagueLearner(i % 8), (i * 7919) % count, 0.2 / (1 + i), 0.5, 100});
    model.setEdges(edges);
}

inline void hoverAt(QWidget* widget, const QPointF& at, Qt::MouseButtons buttons = Qt::NoButton) {
    QMouseEvent move(QEvent::MouseMove, at, widget->mapToGlobal(at), Qt::NoButton, buttons, Qt::NoModifier);
    QApplication::sendEvent(widget, &move);
}

inline bool wheelAt(QWidget* widget, const QPointF& at, int angle, Qt::KeyboardModifiers keys = {}) {
    QWheelEvent wheel(at, widget->mapToGlobal(at), QPoint(), QPoint(0, angle), Qt::NoButton, keys, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(widget, &wheel);
    return wheel.isAccepted();
}

}  // namespace ludus::test
