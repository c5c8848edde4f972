// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/matrix_game.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/math/detail/entropy_face.h"
#include "core/math/linear_program.h"

namespace ludus::math {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kGood = 1e-9;    // what exploitability may be left, of the payoffs' range
constexpr double kPlayed = 1e-9;  // a probability, or a lead in payoff, of the linear program that is not rounding

constexpr double kGivenPart = 1e-3;  // of the 1 that a strategy gets if it is played somewhere; else 0 but for rounding

using Mixture = std::vector<double>;

Error problem(Text what) {
    return {"math.equilibrium", std::move(what), {}, {}};
}

bool isAntisymmetric(const PayoffMatrix& game) {
    if (game.rows != game.columns) return false;
    for (size_t i = 0; i < game.rows; ++i)
        for (size_t j = 0; j <= i; ++j)
            if (game.at(i, j) != -game.at(j, i)) return false;
    return true;
}

double most(const std::vector<double>& values) {
    return *std::max_element(values.begin(), values.end());
}
double least(const std::vector<double>& values) {
    return *std::min_element(values.begin(), values.end());
}

/// The game with payoffs from -1 to 1: the equilibria are the same.
struct Scaled {
    PayoffMatrix game;
    double centre = 0, unit = 0;  // of the payoffs; unit 0: all are equal
};

Result<Scaled> scale(const PayoffMatrix& payoffs) {
    LUDUS_CHECK(payoffs.rows > 0 && payoffs.columns > 0);
    LUDUS_CHECK_EQ(payoffs.values.size(), payoffs.rows * payoffs.columns);
    if (!std::all_of(payoffs.values.begin(), payoffs.values.end(), [](double v) { return std::isfinite(v); }))
        return problem(LUDUS_TEXT("Math", "A game with unknown payoffs has no equilibrium."));
    const double high = most(payoffs.values), low = least(payoffs.values);
    Scaled out{payoffs, high / 2 + low / 2, high / 2 - low / 2};
    for (double& value : out.game.values)
        value = out.unit > 0 ? (value - out.centre) / out.unit : 0;
    return out;
}

void normalise(Mixture& mixture) {
    double sum = 0;
    for (double& p : mixture)
        sum += p = std::max(p, 0.0);
    for (double& p : mixture)
        p /= sum;
}

struct Pair {
    Mixture row, column;
};

/// Maximise v where every column leaves the row player at least v; the duals are the column player's mixture.
Result<Pair> corner(const PayoffMatrix& game) {
    const size_t variables = game.rows + 1;
    LinearProgram program;
    program.objective.assign(variables, 0.0);
    program.objective.back() = 1;
    program.lower.assign(variables, 0.0);
    program.lower.back() = -kInfinity;
    program.upper.assign(variables, kInfinity);
    for (size_t j = 0; j < game.columns; ++j) {
        for (size_t i = 0; i < game.rows; ++i)
            program.matrix.push_back(game.at(i, j));
        program.matrix.push_back(-1);
        program.rowLower.push_back(0);
        program.rowUpper.push_back(kInfinity);
    }
    program.matrix.insert(program.matrix.end(), game.rows, 1.0);
    program.matrix.push_back(0);
    program.rowLower.push_back(1);
    program.rowUpper.push_back(1);
    const Result<LinearSolution> solution = maximise(program);
    if (!solution) return solution.error();
    Pair out{solution->x, solution->duals};
    out.row.pop_back();
    out.column.pop_back();
    for (double& dual : out.column)
        dual = -dual;  // a higher floor costs value
    normalise(out.row);
    normalise(out.column);
    return out;
}

/// The row player's side of the game, or (transposed, with the signs turned) the column player's: payoffs less value.
std::vector<double> marginsOf(const PayoffMatrix& game, double value, bool ofRows) {
    std::vector<double> out;
    for (size_t own = 0; own < (ofRows ? game.rows : game.columns); ++own)
        for (size_t other = 0; other < (ofRows ? game.columns : game.rows); ++other)
            out.push_back(ofRows ? game.at(own, other) - value : value - game.at(other, own));
    return out;
}

struct Support {
    std::vector<bool> rows, columns;
};

/// What may be played in any equilibrium, judged by the one that is known: a best response to it.
std::vector<size_t> candidatesOf(const std::vector<double>& margins, const Mixture& mine, const Mixture& theirs) {
    std::vector<size_t> out;
    for (size_t own = 0; own < mine.size(); ++own) {
        double lead = 0;
        for (size_t other = 0; other < theirs.size(); ++other)
            lead += margins[own * theirs.size() + other] * theirs[other];
        if (mine[own] > kPlayed || lead > -kPlayed) out.push_back(own);
    }
    return out;
}

/// Which of the candidates some equilibrium plays. Multiples (x, y, v) of equilibria form a cone: A' x >= v, A y <= v,
/// sum x = sum y. Each x_i and y_j is split into a part of at most 1 and a rest, and the parts are made as large as
/// they can be together: 1 for what is played somewhere, else 0 (Goldman and Tucker 1956).
Result<Support> playedSomewhere(const PayoffMatrix& game, const std::vector<size_t>& rows,
                                const std::vector<size_t>& columns) {
    const size_t n = rows.size(), m = columns.size(), parts = n + m, variables = 2 * parts + 1;
    LinearProgram program;
    program.objective.assign(parts, 1.0);
    program.objective.resize(variables, 0.0);
    program.lower.assign(variables, 0.0);
    program.lower.back() = -kInfinity;
    program.upper.assign(parts, 1.0);
    program.upper.resize(variables, kInfinity);
    std::vector<double> row(variables);
    const auto add = [&](double last, double most) {
        for (size_t k = 0; k < parts; ++k)
            row[parts + k] = row[k];
        row.back() = last;
        program.matrix.insert(program.matrix.end(), row.begin(), row.end());
        program.rowLower.push_back(0);
        program.rowUpper.push_back(most);
        row.assign(variables, 0.0);
    };
    for (size_t j = 0; j < game.columns; ++j) {
        for (size_t k = 0; k < n; ++k)
            row[k] = game.at(rows[k], j);
        add(-1, kInfinity);
    }
    for (size_t i = 0; i < game.rows; ++i) {
        for (size_t k = 0; k < m; ++k)
            row[n + k] = -game.at(i, columns[k]);
        add(1, kInfinity);
    }
    for (size_t k = 0; k < parts; ++k)
        row[k] = k < n ? 1 : -1;
    add(0, 0);
    const Result<LinearSolution> solution = maximise(program);
    if (!solution) return solution.error();
    Support out{std::vector<bool>(game.rows, false), std::vector<bool>(game.columns, false)};
    for (size_t k = 0; k < parts; ++k)
        (k < n ? out.rows[rows[k]] : out.columns[columns[k - n]]) = solution->x[k] > kGivenPart;
    return out;
}

Result<Support> supportOf(const PayoffMatrix& game, const Pair& known, double value) {
    const std::vector<size_t> rows = candidatesOf(marginsOf(game, value, true), known.row, known.column);
    const std::vector<size_t> columns = candidatesOf(marginsOf(game, value, false), known.column, known.row);
    Support out{std::vector<bool>(game.rows, false), std::vector<bool>(game.columns, false)};
    for (size_t i = 0; i < game.rows; ++i)
        out.rows[i] = known.row[i] > kPlayed;
    for (size_t j = 0; j < game.columns; ++j)
        out.columns[j] = known.column[j] > kPlayed;
    const auto played = [](const std::vector<bool>& which) { return std::count(which.begin(), which.end(), true); };
    const bool sure = static_cast<size_t>(played(out.rows)) == rows.size() &&
                      static_cast<size_t>(played(out.columns)) == columns.size();
    if (sure) return out;
    const Result<Support> found = playedSomewhere(game, rows, columns);
    if (!found) return found.error();
    for (size_t i = 0; i < game.rows; ++i)
        out.rows[i] = out.rows[i] || found->rows[i];
    for (size_t j = 0; j < game.columns; ++j)
        out.columns[j] = out.columns[j] || found->columns[j];
    return out;
}

Result<Pair> likeliest(const PayoffMatrix& game, const Pair& known, double value, bool symmetric) {
    const Result<Support> support = supportOf(game, known, value);
    if (!support) return support.error();
    const auto mixture = [&](bool ofRows) {
        return detail::maxEntropyMixture({ofRows ? game.rows : game.columns, ofRows ? game.columns : game.rows,
                                          marginsOf(game, value, ofRows), ofRows ? support->rows : support->columns,
                                          ofRows ? support->columns : support->rows});
    };
    Pair out;
    out.row = mixture(true);
    out.column = symmetric ? out.row : mixture(false);
    return out;
}

Result<Equilibrium> finish(const PayoffMatrix& payoffs, double unit, Pair pair) {
    Equilibrium out{std::move(pair.row), std::move(pair.column), 0, 0};
    const std::vector<double> rows = rowPayoffs(payoffs, out.column);
    for (size_t i = 0; i < rows.size(); ++i)
        out.value += out.row[i] * rows[i];
    if (isAntisymmetric(payoffs)) out.value = 0;
    out.exploitability = exploitability(payoffs, out.row, out.column);
    if (!(out.exploitability <= kGood * unit)) {
        return problem(LUDUS_TEXT("Math",
                                  "The equilibrium of a game of %1 and %2 strategies was not found: a best "
                                  "response still gains %3.")
                           .arg(payoffs.rows)
                           .arg(payoffs.columns)
                           .arg(out.exploitability));
    }
    return out;
}

Mixture uniform(size_t n) {
    return Mixture(n, 1.0 / static_cast<double>(n));
}

}  // namespace

Result<Equilibrium> someEquilibrium(const PayoffMatrix& payoffs) {
    const Result<Scaled> scaled = scale(payoffs);
    if (!scaled) return scaled.error();
    if (scaled->unit == 0) return finish(payoffs, 1, {uniform(payoffs.rows), uniform(payoffs.columns)});
    Result<Pair> pair = corner(scaled->game);
    if (!pair) return pair.error();
    return finish(payoffs, scaled->unit, std::move(*pair));
}

Result<Equilibrium> maxEntropyEquilibrium(const PayoffMatrix& payoffs) {
    const Result<Scaled> scaled = scale(payoffs);
    if (!scaled) return scaled.error();
    const PayoffMatrix& game = scaled->game;
    if (scaled->unit == 0) return finish(payoffs, 1, {uniform(payoffs.rows), uniform(payoffs.columns)});
    const Result<Pair> known = corner(game);
    if (!known) return known.error();
    const bool symmetric = isAntisymmetric(payoffs);
    const double value =
        symmetric ? 0 : (most(rowPayoffs(game, known->column)) + least(columnPayoffs(game, known->row))) / 2;
    Result<Pair> pair = likeliest(game, *known, value, symmetric);
    if (!pair) return pair.error();
    return finish(payoffs, scaled->unit, std::move(*pair));
}

std::vector<double> rowPayoffs(const PayoffMatrix& payoffs, const std::vector<double>& column) {
    LUDUS_CHECK_EQ(column.size(), payoffs.columns);
    std::vector<double> out(payoffs.rows, 0.0);
    for (size_t i = 0; i < payoffs.rows; ++i)
        for (size_t j = 0; j < payoffs.columns; ++j)
            out[i] += payoffs.at(i, j) * column[j];
    return out;
}

std::vector<double> columnPayoffs(const PayoffMatrix& payoffs, const std::vector<double>& row) {
    LUDUS_CHECK_EQ(row.size(), payoffs.rows);
    std::vector<double> out(payoffs.columns, 0.0);
    for (size_t i = 0; i < payoffs.rows; ++i)
        for (size_t j = 0; j < payoffs.columns; ++j)
            out[j] += payoffs.at(i, j) * row[i];
    return out;
}

double nashConv(const PayoffMatrix& payoffs, const std::vector<double>& row, const std::vector<double>& column) {
    return most(rowPayoffs(payoffs, column)) - least(columnPayoffs(payoffs, row));
}

double exploitability(const PayoffMatrix& payoffs, const std::vector<double>& row, const std::vector<double>& column) {
    return nashConv(payoffs, row, column) / 2;
}

Result<NashAverage> nashAverage(const PayoffMatrix& payoffs) {
    Result<Equilibrium> equilibrium = maxEntropyEquilibrium(payoffs);
    if (!equilibrium) return equilibrium.error();
    NashAverage out;
    out.rowSkills = rowPayoffs(payoffs, equilibrium->column);
    out.columnSkills = columnPayoffs(payoffs, equilibrium->row);
    for (double& skill : out.columnSkills)
        skill = -skill;
    out.equilibrium = std::move(*equilibrium);
    return out;
}

}  // namespace ludus::math
