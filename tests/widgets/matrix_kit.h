// SPDX-License-Identifier: GPL-3.0-or-later
// Matrices for tests: a league's payoff, a triangle, whom somebody met over time.
#pragma once

#include <QStringList>

#include <cmath>
#include <random>

#include "widgets/models/matrix_model.h"

namespace ludus::test {

using models::MatrixCell;
using models::MatrixContent;
using models::MatrixKind;

// Three against each other; cells that are not given are not known.
inline MatrixContent three(std::vector<MatrixCell> cells) {
    MatrixContent content;
    content.rows = {{"a", "A", -1, {}}, {"b", "B", -1, {}}, {"c", "C", -1, {}}};
    content.columns = content.rows;
    content.pair = "%1 v %2";
    content.firstName = "side 0";
    content.secondName = "side 1";
    content.cells = std::move(cells);
    return content;
}

inline MatrixCell valued(double value) {
    MatrixCell cell;
    cell.value = static_cast<float>(value);
    cell.count = 10;
    return cell;
}

inline MatrixCell of(MatrixKind kind) {
    MatrixCell cell;
    cell.value = 0.5F;
    cell.kind = kind;
    return cell;
}

inline QVector<models::MatrixGroup> roles() {
    return {{"MA", "MA", "main agent", "MA"},
            {"ME", "ME", "main exploiter", "ME"},
            {"LE", "LE", "league exploiter", "LE"},
            {"SE", "SE", "specific exploiter", "SE"},
            {"AEE", "AEE", "adaptive evolutionary exploiter", "AEE"}};
}

// `members` of every role, which grow stronger with their number; the last two of each met nobody of the last role.
inline MatrixContent leaguePayoff(const QVector<int>& members) {
    MatrixContent content;
    content.groups = roles();
    content.pair = "%1 v %2";
    content.firstName = "side 0";
    content.secondName = "side 1";
    std::vector<double> strength;
    std::vector<bool> fresh;
    for (int group = 0; group < members.size(); ++group) {
        for (int i = 0; i < members[group]; ++i) {
            const QString id = QStringLiteral("%1-%2").arg(content.groups[group].id).arg(i + 1);
            const QString name = QStringLiteral("%1\u00B7%2").arg(content.groups[group].name).arg(i + 1);
            content.rows.push_back({id, name, group, {}});
            strength.push_back((group == 0 ? 0.5 : 0.0) + 3.0 * i / members[group]);
            fresh.push_back(i + 2 > members[group] && members[group] > 1);
        }
    }
    content.columns = content.rows;
    std::mt19937 random(7);
    for (std::size_t row = 0; row < strength.size(); ++row) {
        for (std::size_t column = 0; column < strength.size(); ++column) {
            MatrixCell cell;
            const double noise = static_cast<double>(random() % 1000) / 1000 - 0.5;
            const double win = 1 / (1 + std::exp(-(strength[row] - strength[column] + noise)));
            cell.value = static_cast<float>(win);
            cell.low = static_cast<float>(win - 0.07);
            cell.high = static_cast<float>(win + 0.07);
            cell.first = static_cast<float>(win + 0.03);
            cell.second = static_cast<float>(win - 0.03);
            cell.count = 214;
            cell.effective = 98;
            const int group = content.rows[static_cast<int>(column)].group;
            if (fresh[row] && row != column && group + 1 == members.size()) {
                cell = {};
                cell.value = 0.5F;
                cell.kind = MatrixKind::PriorOnly;
            }
            if (row == column) cell.kind = MatrixKind::Self;
            content.cells.push_back(cell);
        }
    }
    return content;
}

// New ones against old ones of the same learner: half a matrix.
inline MatrixContent forgetting(int count) {
    MatrixContent content;
    content.rowTitle = "newer";
    content.columnTitle = "older";
    content.pair = "%1 v %2";
    for (int i = 0; i < count; ++i)
        content.rows.push_back({QString::number(i), QString::number(i + 1), -1, {}});
    content.columns = content.rows;
    for (int row = 0; row < count; ++row) {
        for (int column = 0; column < count; ++column) {
            MatrixCell cell;
            cell.value = static_cast<float>(0.5 + 0.45 * std::sin(0.06 * (row - column)) - (column % 5 == 3 ? 0.3 : 0));
            cell.low = cell.value - 0.05F;
            cell.high = cell.value + 0.05F;
            cell.count = 60;
            if (column == row) cell.kind = MatrixKind::Self;
            if (column > row) cell.kind = MatrixKind::Outside;
            content.cells.push_back(cell);
        }
    }
    return content;
}

// Shares of a learner's matches: rows are opponents by role, columns are periods; they appear one after the other.
inline MatrixContent matching(int opponents, int periods) {
    MatrixContent content;
    content.groups = roles();
    content.columnTitle = "period";
    content.square = false;
    for (int i = 0; i < opponents; ++i) {
        const int group = i * 5 / opponents;
        const QString name = QStringLiteral("%1\u00B7%2").arg(content.groups[group].name).arg(i + 1);
        content.rows.push_back({name, name, group, {}});
    }
    for (int i = 0; i < periods; ++i)
        content.columns.push_back({QStringLiteral("p%1").arg(i + 1), QString::number(i + 1), -1, {}});
    content.cells.resize(static_cast<std::size_t>(opponents) * static_cast<std::size_t>(periods));
    for (int column = 0; column < periods; ++column) {
        double sum = 0;
        std::vector<double> weights;
        for (int row = 0; row < opponents; ++row) {
            const int born = (row * 7 % opponents) * periods / opponents;
            weights.push_back(column < born ? 0 : std::exp(-0.25 * (column - born)) + 0.02);
            sum += weights.back();
        }
        for (int row = 0; row < opponents && sum > 0; ++row) {
            MatrixCell& cell = content.cells[static_cast<std::size_t>(row * periods + column)];
            const double share = weights[static_cast<std::size_t>(row)] / sum;
            if (share > 0) cell.value = static_cast<float>(share);
            cell.count = static_cast<int>(std::lround(share * 2000));
        }
    }
    return content;
}

inline models::MatrixScale shares(bool logarithmic) {
    models::MatrixScale scale;
    scale.diverging = false;
    scale.fitted = true;
    scale.logarithmic = logarithmic;
    scale.title = "share of matches";
    scale.highName = "of its matches";
    return scale;
}

inline models::MatrixScale winRates() {
    models::MatrixScale scale;
    scale.title = "win rate of the row, both sides";
    scale.highName = "row wins";
    return scale;
}

}  // namespace ludus::test
