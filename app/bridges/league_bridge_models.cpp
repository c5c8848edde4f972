// SPDX-License-Identifier: GPL-3.0-or-later
// The charts and tables of a LeagueBridge: how they are called, and what a picture puts into them.
#include <array>
#include <cmath>

#include "app/bridges/league_bridge.h"
#include "app/bridges/why_words.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"

namespace ludus::bridges {
namespace {

using models::ChartNumbers;
using models::MatrixPlane;
using models::MatrixScale;
using models::SeriesModel;
using models::SeriesPoint;

bool equal(double a, double b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

bool holds(const SeriesModel& series, const std::vector<SeriesPoint>& points) {
    if (series.size() != points.size()) return false;
    for (size_t i = 0; i < points.size(); ++i) {
        const SeriesPoint known = series.at(i), &wanted = points[i];
        if (!equal(known.step, wanted.step) || !equal(known.value, wanted.value) ||
            !equal(known.halfWidth, wanted.halfWidth) || !equal(known.wallSeconds, wanted.wallSeconds))
            return false;
    }
    return true;
}

MatrixScale share(const QString& title) {
    MatrixScale scale;
    scale.diverging = false;
    scale.fitted = true;
    scale.title = title;
    return scale;
}

}  // namespace

void LeagueBridge::dress() {
    words_ = leagueWords();

    elo_.setTitle(tr("Elo by role"));
    elo_.setExplanation(tr("anchor: random = 0, 95 % band of the main agent"));
    elo_.setNumbers(ChartNumbers::Whole);
    forgetting_.setTitle(tr("Forgetting"));
    forgetting_.setExplanation(tr("main agent against its earlier selves when it was frozen"));
    forgetting_.setNumbers(ChartNumbers::Percent);
    forgetting_.setValueRange(0.0, 1.0);
    forgetting_.setZeroLine(0.5);

    MatrixScale wins;
    wins.title = tr("win rate of the row, both sides");
    wins.lowName = tr("column wins");
    wins.highName = tr("row wins");
    payoff_.setScale(MatrixPlane::Value, wins);
    MatrixScale gap{true, 0, -0.5, 0.5};
    gap.title = tr("win rate of the row on side 0 less that on side 1");
    gap.fitted = true;
    payoff_.setScale(MatrixPlane::Gap, gap);
    wins.title = tr("win rate of the frozen main agent");
    wins.lowName = tr("its earlier self wins");
    wins.highName = tr("it wins");
    past_.setScale(MatrixPlane::Value, wins);
    opponents_.setScale(MatrixPlane::Value, share(tr("share of matches")));
    nash_.setScale(MatrixPlane::Value, share(tr("weight in the equilibrium")));
    nash_.setWords([this](int row, int column) { return nashCard(row, column); });
}

void LeagueBridge::takeTables(LeaguePicture& picture) {
    if (picture.payoff) {
        picture.payoff->pair = tr("%1 v %2");
        picture.payoff->rowTitle = tr("row");
        picture.payoff->columnTitle = tr("column");
        picture.payoff->firstName = tr("side 0");
        picture.payoff->secondName = tr("side 1");
        payoff_.setContent(std::move(*picture.payoff));
    }
    if (picture.past) {
        picture.past->pair = tr("%1 v %2");
        picture.past->rowTitle = tr("frozen main agent");
        picture.past->columnTitle = tr("earlier self");
        past_.setContent(std::move(*picture.past));
    }
    for (const auto& [content, model] : {std::pair(&picture.opponents, &opponents_), {&picture.nash, &nash_}}) {
        if (!*content) continue;
        (*content)->pair = tr("%1, period %2");
        (*content)->rowTitle = model == &nash_ ? tr("snapshot") : tr("opponent");
        (*content)->columnTitle = tr("period");
        if (model == &nash_) nashNotes_ = picture.nashNotes;
        model->setContent(std::move(**content));
    }
}

models::MatrixCard LeagueBridge::nashCard(int row, int column) const {
    models::MatrixCard card;
    if (row < 0 || column < 0 || row >= nash_.rowCount() || column >= nash_.columnCount()) return card;
    card.head = tr("%1, period %2").arg(nash_.rows()[row].name, nash_.columns()[column].name);
    const double weight = nash_.value(row, column);
    card.rows.push_back({tr("weight"), std::isfinite(weight) ? style::formatPercent(weight, 1) : style::kUnknown});
    if (column < static_cast<int>(nashNotes_.size())) {
        const LeaguePicture::NashNote& note = nashNotes_[static_cast<size_t>(column)];
        card.rows.push_back({tr("pairs with enough matches"), style::formatPercent(note.known)});
        card.rows.push_back(
            {tr("snapshots looked at"),
             //: of the snapshots, so many of so many
             tr("%1 of %2").arg(style::formatInteger(note.considered), style::formatInteger(note.alive))});
        card.rows.push_back({tr("effective diversity"), style::formatReal(note.diversity, 2)});
    }
    return card;
}

/// A series for each learner that was evaluated, in their order and in the colours of their roles; those of one role
/// are told apart by their dashes.
void LeagueBridge::takeElo(const LeaguePicture& picture) {
    QStringList wanted, shown;
    for (const LeaguePicture::Curve& curve : picture.elo)
        if (!curve.points.empty()) wanted << picture.learners[curve.player].name;
    for (const models::ChartSeries& series : elo_.all())
        shown << series.model->name();
    if (wanted.mid(0, shown.size()) != shown) elo_.clearSeries();  // in between, or taken back
    std::array<int, models::kLeagueRoles> seen{};
    const int colours = style::Theme::instance().seriesColors();
    for (const LeaguePicture::Curve& curve : picture.elo) {
        const models::LeagueLearner& learner = picture.learners[curve.player];
        const int before = seen[static_cast<size_t>(learner.role)]++;
        if (curve.points.empty()) continue;
        SeriesModel* series = elo_.series(learner.name);
        if (!series) {
            series = elo_.addSeries(learner.name, colours * before, true);
            elo_.setRole(learner.name, style::roleKey(static_cast<style::Role>(learner.role)));
        }
        std::vector<SeriesPoint> points = curve.points;
        if (learner.role != models::LeagueRole::MainAgent)
            for (SeriesPoint& point : points)
                point.halfWidth = models::kLeagueUnknown;
        if (!holds(*series, points)) series->replaceAll(points);
    }
    const bool anchored = !elo_.lines().empty();
    if (anchored != !wanted.isEmpty()) {
        std::vector<models::ChartLine> lines;
        if (!wanted.isEmpty()) lines.push_back({0, tr("random")});
        elo_.setLines(std::move(lines));
    }
}

void LeagueBridge::takeForgetting(const LeaguePicture& picture) {
    std::vector<SeriesPoint> smallest, mean;
    for (size_t i = 0; i < picture.forgetting.size(); ++i) {
        const auto& [low, average] = picture.forgetting[i];
        SeriesPoint point = picture.forgettingClocks[i];
        point.value = low;
        smallest.push_back(point);
        point.value = average;
        mean.push_back(point);
    }
    const std::array<std::tuple<QString, std::vector<SeriesPoint>*, int>, 2> curves{
        {{tr("mean"), &mean, 0}, {tr("smallest"), &smallest, 1}}};
    if (smallest.empty()) return forgetting_.clearSeries();
    for (const auto& [name, points, colour] : curves) {
        SeriesModel* series = forgetting_.series(name);
        if (!series) series = forgetting_.addSeries(name, colour, true);
        if (!holds(*series, *points)) series->replaceAll(*points);
    }
}

/// The moment that is looked at, in the charts by time.
void LeagueBridge::mark(const LeaguePicture& picture) {
    std::vector<models::ChartMark> marks;
    if (picture.moment.step >= 0) {
        const int period = picture.asked.time;
        marks.push_back({picture.moment.step, picture.moment.wallSeconds, picture.moment.clockSeconds,
                         period <= 0 ? tr("the common root") : tr("end of period %1").arg(period)});
    }
    const auto& shown = elo_.marks();
    const bool same =
        shown.size() == marks.size() &&
        (marks.empty() || (shown.front().step == marks.front().step && shown.front().text == marks.front().text));
    if (same) return;
    elo_.setMarks(marks);
    forgetting_.setMarks(marks);
}

}  // namespace ludus::bridges
