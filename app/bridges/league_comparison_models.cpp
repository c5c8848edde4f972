// SPDX-License-Identifier: GPL-3.0-or-later
// The models of LeagueComparisonBridge.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "app/bridges/league_comparison_bridge.h"
#include "app/bridges/run_bridge_metrics.h"
#include "app/bridges/texts.h"
#include "app/bridges/why_words.h"
#include "core/math/normal.h"
#include "widgets/models/league_model.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/style/words.h"

namespace ludus::bridges {
namespace {

using models::ColumnKind;
using models::TableCell;
using models::TableRow;

constexpr double kMiddle = 0.5;

TableCell told(const QString& shown, const QString& tip = {}) {
    TableCell cell;
    cell.text = shown;
    cell.tip = tip;
    return cell;
}

/// With its interval.
league::WinRate counted(double share, int64_t games) {
    league::WinRate rate;
    rate.rate = share;
    rate.games = static_cast<double>(games);
    rate.played = games;
    return league::withInterval(rate, rate.games);
}

/// Over all main agents of a league.
struct Worst {
    double now = kUnknown, mean = kUnknown, ever = kUnknown;
    int64_t step = -1;
};
Worst worstOf(const runs::LeagueNumbers& numbers) {
    Worst out;
    const auto lower = [](double& least, double value) {
        if (std::isfinite(value) && !(least <= value)) least = value;
    };
    for (const auto& [player, past] : numbers.ownPast) {
        lower(out.now, past.minimum);
        lower(out.mean, past.mean);
        if (std::isfinite(past.smallest) && !(out.ever <= past.smallest)) out.step = past.smallestStep;
        lower(out.ever, past.smallest);
    }
    return out;
}

}  // namespace

void LeagueComparisonBridge::fillTable() {
    const int percent = style::Theme::instance().textPercent();
    QVector<models::TableColumn> columns{
        {QStringLiteral("measure"), tr("Measure"), ColumnKind::Text, 136 * percent / 100, {}, true}};
    for (int i = 0; i < leagueCount(); ++i)
        columns.push_back(
            {QString::number(run(i).value), name(i), ColumnKind::Number, 98 * percent / 100, name(i), true});
    const auto keyOf = [](const models::TableColumn& column) { return column.key + column.title; };
    if (!std::equal(columns.begin(), columns.end(), table_.columns().begin(), table_.columns().end(),
                    [&](const auto& a, const auto& b) { return keyOf(a) == keyOf(b); })) {
        table_.setRows({});
        table_.setColumns(columns);
    }
    QVector<TableRow> rows;
    const auto add = [&](const char* id, const QString& title, const QString& tip, const auto& value) {
        TableRow row{QString::fromLatin1(id), {told(title, tip)}, {}};
        row.cells.front().tone = models::Tone::Muted;
        for (size_t i = 0; i < leagues_.size(); ++i)
            row.cells.push_back(value(*leagues_[i], i));
        rows.push_back(std::move(row));
    };
    const auto ofBoth = [this](size_t i, double first, const auto& shown) {
        return isPlayed() ? told(shown(i == 0 ? first : 1 - first)) : told(style::kUnknown, tr("Not played yet"));
    };
    if (leagues_.size() > 1) {
        const QString tip = tr("What a league surely wins when both choose their best mixture of snapshots");
        add("rpp", tr("Relative performance"), style::listed({tip, tr("from −1 to 1; 0 is even")}),
            [&](const League&, size_t i) { return performanceCell(i, false); });
        add("rppRate", tr("… as a win rate"), tip, [&](const League&, size_t i) { return performanceCell(i, true); });
        add("meanWinRate", tr("Win rate, all pairs"),
            tr("Of all matches between the two, each pair as much as any other"), [&](const League&, size_t i) {
                return ofBoth(i, played_ ? played_->outcome.meanWinRate : kMiddle,
                              [&](double rate) { return rateText(counted(rate, played_->outcome.games)); });
            });
    }
    add("elo", tr("Elo"), tr("Of the main agent's newest snapshot"), [](const League& league, size_t) {
        return told(std::isfinite(league.record.elo)
                        ? style::formatInterval(league.record.elo, math::kNormal95 * league.record.eloError)
                        : style::kUnknown);
    });
    add("bestElo", tr("Best Elo"), tr("Of all its snapshots"),
        [](const League& league, size_t) { return told(style::formatInterval(league.numbers.bestElo, kUnknown)); });
    add("diversity", tr("Diversity"),
        tr("What its snapshots win from each other within their equilibrium: 0 when one beats all others, 0.33 when "
           "three beat each other in a circle"),
        [](const League& league, size_t) { return told(style::formatReal(league.numbers.diversity, 3)); });
    const QString ownPast = tr("Win rate of the main agent against its own frozen past, smallest over its opponents");
    add("ownPast", tr("Own past, smallest"), ownPast,
        [](const League& league, size_t) { return told(style::formatPercent(worstOf(league.numbers).now)); });
    add("ownPastMean", tr("Own past, mean"), tr("Win rate of the main agent against its own frozen past"),
        [](const League& league, size_t) { return told(style::formatPercent(worstOf(league.numbers).mean)); });
    add("ownPastEver", tr("Own past, ever"), tr("The smallest of all its learning periods"),
        [](const League& league, size_t) {
            const Worst worst = worstOf(league.numbers);
            return told(
                style::formatPercent(worst.ever),
                worst.step < 0 ? QString() : tr("at %1 steps").arg(style::formatSi(static_cast<double>(worst.step))));
        });
    add("cycles", tr("Cycles"),
        tr("Three snapshots of which each beats the next in more than 55 %, of all threes within the equilibrium"),
        [](const League& league, size_t) {
            return told(
                tr("%1 of %2", "cycles of triples")
                    .arg(style::formatInteger(league.numbers.cycles), style::formatInteger(league.numbers.triples)));
        });
    add("known", tr("Pairs with a win rate"), tr("Of its own snapshots; the others count as even"),
        [](const League& league, size_t) { return told(style::formatPercent(league.numbers.knownPairs)); });
    add("snapshots", tr("Snapshots"), tr("Those that can play, of all"), [](const League& league, size_t) {
        return told(
            tr("%1 of %2", "snapshots that can play, of all")
                .arg(style::formatInteger(league.numbers.playable), style::formatInteger(league.numbers.snapshots)));
    });
    table_.setRows(leagues_.empty() ? QVector<TableRow>() : rows);
}

/// The value, of the second league with the other sign, and how far it can be trusted.
TableCell LeagueComparisonBridge::performanceCell(size_t which, bool asRate) const {
    if (!isPlayed()) return told(style::kUnknown, tr("Not played yet"));
    const runs::PerformanceInterval& interval = played_->outcome.interval;
    const double sign = which == 0 ? 1 : -1, half = (interval.high - interval.low) / 2;
    const double value = sign * played_->outcome.performance.value;
    const auto rate = [](double advantage) { return (advantage + 1) / 2; };
    const auto shown = [&](double advantage) {
        return asRate ? style::formatPercent(rate(advantage)) : style::formatReal(advantage, 2, true);
    };
    TableCell cell = told(style::formatInterval(value, half, 2, true));
    if (asRate) {
        league::WinRate asWinRate;
        asWinRate.rate = rate(value);
        asWinRate.low = asWinRate.rate - half / 2;
        asWinRate.high = asWinRate.rate + half / 2;
        asWinRate.games = std::isfinite(half) ? 1 : 0;  // else nothing is known of the interval
        cell.text = rateText(asWinRate);
    }
    cell.strong = true;
    if (interval.resamples > 0) {
        const double one = sign * interval.low, other = sign * interval.high;
        //: How far the relative performance of two leagues can be trusted.
        cell.tip = style::filled(
            tr("95 % bootstrap interval %1 to %2: the matches of each pair drawn anew, %3 times"),
            {shown(std::min(one, other)), shown(std::max(one, other)), style::formatInteger(interval.resamples)});
    } else {
        const bool tooMany = runs::performanceResamples(played_->players[0].size(), played_->players[1].size(),
                                                        std::max<int64_t>(played_->outcome.games, 1)) == 0;
        cell.tip = tooMany ? tr("No interval: with so many pairs it would take minutes")
                           : tr("No interval: it was stopped before everything was finished");
    }
    return cell;
}

void LeagueComparisonBridge::fillForgetting() {
    forgetting_.setTitle(tr("Forgetting"));
    forgetting_.setExplanation(tr("smallest against own past"));
    forgetting_.setNumbers(models::ChartNumbers::Percent);
    forgetting_.setIgnoreOutliers(false);
    forgetting_.setEmptyText(tr("No main agent has a past to play against yet: it begins with the second freeze."));
    QStringList wanted;
    for (const LeaguePtr& league : leagues_) {
        for (const PastCurve& curve : league->past) {
            if (curve.points.empty()) continue;
            const QString run = text(league->record.name);
            const QString series =
                league->past.size() > 1 ? tr("%1, %2", "run and player").arg(run, learnerTitle(curve.player)) : run;
            wanted << series;
            models::SeriesModel* line = forgetting_.series(series);
            if (!line) line = forgetting_.addSeries(series, league->record.colour, true);
            line->replaceAll(curve.points);
        }
    }
    QStringList gone;
    for (const models::ChartSeries& series : forgetting_.all())
        if (!wanted.contains(series.model->name())) gone << series.model->name();
    for (const QString& series : gone)
        forgetting_.removeSeries(series);
    forgetting_.setZeroLine(kMiddle);
}

/// As in the pictures of its league.
QString LeagueComparisonBridge::title(int which, size_t place) const {
    const auto side = static_cast<size_t>(which);
    return memberTitle(played_->players[side][place].code, played_->learners[side]);
}

QString LeagueComparisonBridge::tip(int which, size_t place) const {
    const Player& player = played_->players[static_cast<size_t>(which)][place];
    const league::RelativePerformance& found = played_->outcome.performance;
    QStringList parts{tr("%1 of %2", "snapshot and league").arg(title(which, place), name(which))};
    if (std::isfinite(player.elo)) parts << tr("Elo %1").arg(style::formatInterval(player.elo, player.eloHalfWidth));
    parts << tr("weight %1 in the equilibrium")
                 .arg(style::formatPercent((which == 0 ? found.first : found.second)[place]));
    return style::listed(parts);
}

void LeagueComparisonBridge::fillPairs() {
    models::MatrixContent content;
    order_ = {};
    if (!isPlayed()) return pairs_.setContent(content);
    for (int role = 0; role < kLeagueRoles; ++role)
        content.groups.push_back({QString::number(role), text(leagueRoleShort(static_cast<LeagueRole>(role))),
                                  models::leagueRoleWord(static_cast<models::LeagueRole>(role)),
                                  text(leagueRoleShort(static_cast<LeagueRole>(role)))});
    for (const int which : {0, 1}) {
        const std::vector<Player>& players = played_->players[static_cast<size_t>(which)];
        std::vector<size_t>& order = order_[static_cast<size_t>(which)];
        order.resize(players.size());
        std::iota(order.begin(), order.end(), 0);
        std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
            return std::tie(players[a].role, players[a].player) < std::tie(players[b].role, players[b].player);
        });
        QVector<models::MatrixHeader>& headers = which == 0 ? content.rows : content.columns;
        for (const size_t place : order)
            headers.push_back({QStringLiteral("%1:%2").arg(which).arg(text(players[place].code)), title(which, place),
                               static_cast<int>(players[place].role), tip(which, place)});
    }
    content.rowTitle = name(0);
    content.columnTitle = name(1);
    for (const size_t row : order_[0]) {
        for (const size_t column : order_[1]) {
            const runs::PairScore& score = played_->outcome.scores[row * order_[1].size() + column];
            models::MatrixCell cell;
            if (score.games() > 0) {
                const league::WinRate rate = counted(score.rate(), score.games());
                cell.value = static_cast<float>(score.rate());
                cell.low = static_cast<float>(rate.low);
                cell.high = static_cast<float>(rate.high);
                cell.count = static_cast<std::int32_t>(score.games());
            }
            content.cells.push_back(cell);
        }
    }
    models::MatrixScale scale;
    scale.title = tr("win rate of the row");
    scale.highName = tr("row wins");
    pairs_.setScale(models::MatrixPlane::Value, scale);
    pairs_.setContent(std::move(content));
}

models::MatrixCard LeagueComparisonBridge::card(int row, int column) const {
    const size_t one = order_[0][static_cast<size_t>(row)], other = order_[1][static_cast<size_t>(column)];
    const runs::PairScore& score = played_->outcome.scores[one * order_[1].size() + other];
    const models::MatrixCell& cell = pairs_.cell(row, column);
    models::MatrixCard card;
    card.head = style::filled(tr("%1 v %2", "snapshots of two leagues"),
                              {pairs_.rows()[row].name, pairs_.columns()[column].name});
    if (score.games() == 0) {
        card.rows.push_back({{}, tr("not played")});
        return card;
    }
    card.rows.push_back({{}, pairs_.valueText(cell)});
    card.rows.push_back({tr("n"), style::formatInteger(score.games())});
    card.rows.push_back({tr("won"), style::formatInteger(score.wins)});
    card.rows.push_back({tr("drawn"), style::formatInteger(score.draws)});
    card.rows.push_back({tr("lost"), style::formatInteger(score.losses)});
    return card;
}

QString LeagueComparisonBridge::playedText() const {
    if (!isPlayed()) return {};
    const runs::LeagueMatchOptions& options = played_->options;
    const QString first = style::formatInteger(static_cast<qint64>(played_->players[0].size()));
    const QString second = style::formatInteger(static_cast<qint64>(played_->players[1].size()));
    const QString whole =
        options.pick == runs::SnapshotPick::best && options.most > 0
            ? tr("The best %1 of %2 against the best %3 of %4, %n match(es) of each pair.", nullptr, options.games)
            : tr("The newest %1 of %2 against the newest %3 of %4, %n match(es) of each pair.", nullptr, options.games);
    const QString said = style::filled(whole, {first, name(0), second, name(1)});
    if (played_->outcome.whole) return said;
    return style::paragraph(
        {said, tr("Stopped: %1 of %2 matches were finished; pairs without any count as even.")
                   .arg(style::formatInteger(played_->outcome.games), style::formatInteger(played_->matches))});
}

}  // namespace ludus::bridges
