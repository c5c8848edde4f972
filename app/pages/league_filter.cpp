// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/league_filter.h"

#include <algorithm>
#include <utility>

namespace ludus::pages {

using bridges::LeagueBridge;
using models::LeagueId;
using models::LeagueModel;

LeagueFilter::LeagueFilter(LeagueBridge& league, QObject* parent) : QObject(parent), league_(league) {
    connect(league_.model(), &LeagueModel::filterChanged, this, &LeagueFilter::refresh);
    // Of learners that are told anew the curves are others; the table comes by itself.
    connect(league_.model(), &LeagueModel::learnersChanged, this, [this] {
        if (hides_ && hidesAny())
            fillElo();
        else
            refresh();
    });
    const auto payoff = [this] {
        if (hides_) fillPayoff();
    };
    connect(league_.payoff(), &models::MatrixModel::contentChanged, this, payoff);
    connect(league_.payoff(), &models::MatrixModel::cellsChanged, this, payoff);
    connect(league_.elo(), &models::ChartModel::changed, this, [this] {
        if (hides_) fillElo();
    });
    refresh();
}

bool LeagueFilter::hidesAny() const {
    const QVector<models::LeagueLearner>& learners = league_.model()->learners();
    return std::any_of(learners.begin(), learners.end(),
                       [this](const auto& learner) { return !league_.model()->isShown(learner.role); });
}

void LeagueFilter::refresh() {
    const bool hides = hidesAny();
    if (hides) {
        fillPayoff();
        fillElo();
    }
    if (std::exchange(hides_, hides) != hides) Q_EMIT switched();
}

bool LeagueFilter::isShown(const QString& id) const {
    const LeagueModel& model = *league_.model();
    const LeagueId who = LeagueBridge::idOf(id);
    if (const models::LeagueNode* node = model.node(who)) return model.isShown(node->role);
    const models::LeagueLearner* learner = model.learner(who);
    return learner == nullptr || model.isShown(learner->role);
}

void LeagueFilter::fillPayoff() {
    const models::MatrixModel& all = *league_.payoff();
    models::MatrixContent content = all.content();
    const auto places = [this](const QVector<models::MatrixHeader>& headers) {
        std::vector<int> kept;
        for (int i = 0; i < headers.size(); ++i)
            if (isShown(headers[i].id)) kept.push_back(i);
        return kept;
    };
    const std::vector<int> rows = places(all.rows()), columns = places(all.columns());
    content.rows.clear();
    content.columns.clear();
    content.cells.clear();
    for (const int column : columns)
        content.columns << all.columns()[column];
    content.cells.reserve(rows.size() * columns.size());
    for (const int row : rows) {
        content.rows << all.rows()[row];
        for (const int column : columns)
            content.cells.push_back(all.cell(row, column));
    }
    payoff_.setScale(all.shown(), all.scale());
    payoff_.setShown(all.shown());
    payoff_.setContent(std::move(content));
}

void LeagueFilter::fillElo() {
    const models::ChartModel& all = *league_.elo();
    const auto names = [](const models::ChartModel& chart) {
        QStringList out;
        for (const models::ChartSeries& series : chart.all())
            out << series.model->name();
        return out;
    };
    QStringList wanted = names(all);
    for (const models::LeagueLearner& learner : league_.model()->learners())
        if (!league_.model()->isShown(learner.role)) wanted.removeAll(learner.name);
    if (names(elo_) != wanted || elo_.title() != all.title()) elo_.dressAs(all);
    for (const models::ChartSeries& series : all.all()) {
        const QString name = series.model->name();
        if (!wanted.contains(name)) continue;
        models::SeriesModel* copy = elo_.series(name);
        if (copy == nullptr) {
            copy = elo_.addSeries(name, series.colour, series.dots);
            elo_.setRole(name, series.role);
        }
        std::vector<models::SeriesPoint> points;
        for (std::size_t i = 0; i < series.model->size(); ++i)
            points.push_back(series.model->at(i));
        copy->replaceAll(points);
    }
    elo_.setLines(all.lines());
    elo_.setMarks(all.marks());
}

}  // namespace ludus::pages
