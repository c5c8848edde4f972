// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of a LeagueBridge share: a bridge with a page that looks, and all that its models show as text.
#pragma once

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>

#include "app/bridges/league_bridge.h"
#include "tests/app/studio/league_kit.h"
#include "tests/support/temp_dir.h"

namespace ludus::test {

using bridges::LeagueBridge;
using bridges::LeagueMember;
using models::LeagueModel;
using models::LeagueNode;
using models::MatrixCell;
using models::MatrixKind;
using models::MatrixModel;

inline constexpr int kPatienceMs = 60'000;

inline int64_t endOf(const league::LeagueStory& story, int period) {
    for (const league::StoryNode& node : story.snapshots())
        if (node.player == 0 && node.kind == league::NodeKind::period && --period == 0) return node.seq;
    return -1;
}

inline bool alike(double a, double b) {
    return (std::isnan(a) && std::isnan(b)) || std::fabs(a - b) < 1e-6;
}

/// Everything that a table shows, as text.
inline QStringList told(const MatrixModel& matrix) {
    QStringList out;
    for (const auto& header : matrix.rows())
        out << header.id + QLatin1Char(' ') + header.name + QStringLiteral(" in %1").arg(header.group);
    for (const auto& header : matrix.columns())
        out << header.id + QLatin1Char(' ') + header.name;
    for (int row = 0; row < matrix.rowCount(); ++row)
        for (int column = 0; column < matrix.columnCount(); ++column) {
            const MatrixCell& cell = matrix.cell(row, column);
            out << QStringLiteral("%1 %2 %3 %4 %5 %6 %7 %8")
                       .arg(cell.value)
                       .arg(cell.low)
                       .arg(cell.high)
                       .arg(cell.first)
                       .arg(cell.second)
                       .arg(cell.effective)
                       .arg(cell.count)
                       .arg(static_cast<int>(cell.kind));
        }
    return out;
}

inline QStringList told(const models::ChartModel& chart) {
    QStringList out;
    for (const models::ChartSeries& series : chart.all()) {
        out << series.model->name() + QLatin1Char(' ') + series.role;
        for (size_t i = 0; i < series.model->size(); ++i) {
            const models::SeriesPoint point = series.model->at(i);
            out << QStringLiteral("%1 %2 %3 %4")
                       .arg(point.step)
                       .arg(point.wallSeconds)
                       .arg(point.value)
                       .arg(point.halfWidth);
        }
    }
    for (const models::ChartLine& line : chart.lines())
        out << QStringLiteral("line %1 %2").arg(line.value).arg(line.label);
    for (const models::ChartMark& mark : chart.marks())
        out << QStringLiteral("mark %1 %2").arg(mark.step).arg(mark.text);
    return out;
}

/// All that the models of a bridge show.
inline QStringList told(LeagueBridge& bridge) {
    QStringList out;
    const LeagueModel& model = *bridge.model();
    for (const models::LeagueLearner& learner : model.learners())
        out << QStringLiteral("%1 state %2 from %3 rate %4")
                   .arg(model.sentence(learner.id))
                   .arg(static_cast<int>(learner.state))
                   .arg(learner.parent)
                   .arg(learner.winRate);
    for (const LeagueNode& node : model.nodes())
        out << QStringLiteral("%1 %2 at %3 from %4 %5 %6 rate %7 %8")
                   .arg(node.id)
                   .arg(model.sentence(node.id))
                   .arg(node.step)
                   .arg(node.parent)
                   .arg(node.tag)
                   .arg(node.leaf)
                   .arg(node.winRate)
                   .arg(node.inside);
    for (const models::LeagueEdge& edge : model.edges())
        out << QStringLiteral("%1 met %2: %3 %4 %5")
                   .arg(edge.learner)
                   .arg(edge.opponent)
                   .arg(edge.matches)
                   .arg(edge.share)
                   .arg(edge.winRate);
    for (const models::LeagueId id : bridge.everybody()) {
        const LeagueMember member = bridge.member(id);
        out << member.name + QLatin1Char(' ') + member.code + QLatin1Char(' ') + member.sentence +
                   QStringLiteral(" verdict %1 heirs %2 rates %3")
                       .arg(member.verdict)
                       .arg(member.heirs.size())
                       .arg(member.rates.size());
    }
    out << told(*bridge.elo()) << told(*bridge.payoff()) << told(*bridge.opponents()) << told(*bridge.past())
        << told(*bridge.forgetting()) << told(*bridge.nash());
    return out;
}

inline void compare(const QStringList& one, const QStringList& other) {
    for (int i = 0; i < std::min(one.size(), other.size()); ++i)
        QCOMPARE(one[i], other[i]);
    QCOMPARE(one.size(), other.size());
}

/// A bridge over a workspace, and a page that looks at it.
struct Stage {
    explicit Stage(const TempDir& folder) : store(QString::fromStdString(folder.path())), bridge(store) {}

    bool open(RunId run) {
        QSignalSpy opened(&bridge, &LeagueBridge::opened);
        bridge.open(run);
        return opened.count() > 0 || opened.wait(kPatienceMs);
    }
    /// Looks until everything that is stored is shown.
    bool follow(const LeagueAuthor& author) {
        bridge.look(&page, false);
        bridge.look(&page, true);
        const int64_t last = author.seq();
        return QTest::qWaitFor(
            [&] {
                return bridge.facts().record.lastSeq == last && bridge.nash()->columnCount() == bridge.facts().periods;
            },
            kPatienceMs);
    }
    /// Waits for the picture of this period.
    bool goTo(int period) {
        QSignalSpy changed(&bridge, &LeagueBridge::changed);
        bridge.model()->setTime(period);
        return changed.count() > 0 || changed.wait(kPatienceMs);
    }

    bridges::StoreQuery store;
    LeagueBridge bridge;
    QObject page;
};

/// The payoff that is shown is the league's own table.
inline void comparePayoff(const MatrixModel& shown, const league::LeagueStory& story, league::MemberOrder order) {
    const league::PayoffTable table =
        league::payoffTable(story.book(), league::orderedMembers(story, order, LeagueBridge::kPayoffMost));
    const auto count = static_cast<int>(table.members.size());
    QCOMPARE(shown.rowCount(), count);
    QCOMPARE(shown.columnCount(), count);
    for (int i = 0; i < count; ++i) {
        QCOMPARE(LeagueBridge::idOf(shown.rows()[i].id), table.members[static_cast<size_t>(i)].code());
        for (int j = 0; j < count; ++j) {
            const league::PayoffCell& wanted = table.at(static_cast<size_t>(i), static_cast<size_t>(j));
            const MatrixCell& cell = shown.cell(i, j);
            const auto is = [&](float value, double number) {
                return alike(static_cast<double>(value), wanted.known ? number : models::kLeagueUnknown);
            };
            QVERIFY(is(cell.value, wanted.winRate.rate));
            QVERIFY(is(cell.low, wanted.winRate.low) && is(cell.high, wanted.winRate.high));
            QVERIFY(is(cell.first, wanted.sides[0]) && is(cell.second, wanted.sides[1]));
            QCOMPARE(cell.count, static_cast<int32_t>(wanted.winRate.played));
            QVERIFY(std::fabs(static_cast<double>(cell.effective) - wanted.freshGames) < 1e-3);
            const MatrixKind kind = i == j                     ? MatrixKind::Self
                                    : wanted.winRate.priorOnly ? MatrixKind::PriorOnly
                                                               : MatrixKind::Known;
            QVERIFY(cell.kind == kind);
        }
    }
}

}  // namespace ludus::test
