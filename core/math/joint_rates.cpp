// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/joint_rates.h"

#include <algorithm>
#include <limits>

#include "core/base/math.h"

namespace ludus::math {
namespace {

constexpr int kHalvings = 60;
constexpr double kLn2 = 0.693147180559945309417;

/// Where a function that rises from below zero to above crosses it.
template <class Function>
double crossing(double low, double high, const Function& function) {
    for (int i = 0; i < kHalvings; ++i) {
        const double middle = (low + high) / 2;
        (function(middle) < 0 ? low : high) = middle;
    }
    return (low + high) / 2;
}

/// The same in few steps for a function that is nearly straight (regula falsi, the Illinois variant).
template <class Function>
double fastCrossing(double low, double high, const Function& function) {
    double below = function(low), above = function(high), last = low;
    for (int i = 0; i < kHalvings && above > below; ++i) {
        const double middle = std::clamp(high - above * (high - low) / (above - below), low, high);
        const double value = function(middle);
        if (value == 0 || std::fabs(middle - last) < 1e-14) return middle;
        const bool same = (value < 0) == (last == low);
        if (value < 0) {
            low = middle;
            below = value;
            if (same) above /= 2;
        } else {
            high = middle;
            above = value;
            if (same) below /= 2;
        }
        last = middle;
    }
    return last;
}

/// Davidson's draws by c = 4 p (1 - p) and the rate of equals.
double drawShare(double c, double rate) {
    const double f = (1.0 - rate) / (2.0 * rate);
    return c / (1.0 + squareRoot(std::max(1.0 + (4.0 * f * f - 1.0) * c, 0.0)));
}

struct Totals {
    double games = 0, draws = 0;
};

Totals totalsOf(const JointProblem& problem) {
    Totals out;
    for (const JointTerm& term : problem.terms()) {
        out.games += term.counts.games();
        out.draws += term.counts.draws;
    }
    return out;
}

/// The likeliest rate for the ratings as they stand.
double likeliestRate(const JointProblem& problem, DrawModel kind) {
    return crossing(1e-9, 1.0 - 1e-9, [&](double rate) {
        const OutcomeModel model(kind, rate);
        double slope = 0;
        for (const JointTerm& term : problem.terms())
            slope += model.drawSlope(problem.difference(term), term.counts);
        return -slope;
    });
}

}  // namespace

OutcomeModel solveWithDraws(JointProblem& problem, DrawModel kind, const std::optional<double>& rate) {
    const Totals totals = totalsOf(problem);
    if (kind == DrawModel::halfPoint || rate || totals.draws == 0) {
        const OutcomeModel model(kind, kind == DrawModel::halfPoint ? 0 : rate.value_or(0));
        problem.solve(model);
        return model;
    }
    if (totals.draws == totals.games) {  // any rate near 1 fits; ratings are equal
        const OutcomeModel model(kind, (totals.draws + 0.5) / (totals.games + 1.0));
        problem.solve(model);
        return model;
    }
    double found = 0.5 * (totals.draws + 0.5) / (totals.games + 1.0) + 0.1;
    for (int round = 0; round < 200; ++round) {
        problem.solve(OutcomeModel(kind, found));
        const double next = likeliestRate(problem, kind);
        const bool settled = std::fabs(next - found) < 1e-11;
        found = next;
        if (settled) break;
    }
    const OutcomeModel model(kind, found);
    problem.solve(model);
    return model;
}

double fittedDrawRate(const JointProblem& problem, bool unsure) {
    const Totals totals = totalsOf(problem);
    if (totals.games == 0) return std::numeric_limits<double>::quiet_NaN();
    if (totals.draws == 0) return 0;
    const double wanted = unsure ? totals.games * (totals.draws + 0.5) / (totals.games + 1.0) : totals.draws;
    if (wanted >= totals.games) return 1;
    std::vector<double> evenness;
    evenness.reserve(problem.terms().size());
    for (const JointTerm& term : problem.terms()) {
        const double p = logistic(-std::fabs(problem.difference(term)));
        evenness.push_back(4.0 * p * (1.0 - p));
    }
    return fastCrossing(0.0, 1.0, [&](double rate) {
        double expected = 0;
        for (size_t i = 0; i < evenness.size(); ++i)
            expected += problem.terms()[i].counts.games() * drawShare(evenness[i], rate);
        return expected - wanted;
    });
}

std::vector<double> scoreVariances(const JointProblem& problem, const std::optional<double>& rate) {
    const double draws = rate.value_or(fittedDrawRate(problem, true));
    std::vector<double> out;
    out.reserve(problem.terms().size());
    for (const JointTerm& term : problem.terms()) {
        const double p = logistic(-std::fabs(problem.difference(term))), spread = p * (1.0 - p);
        const double saved = draws > 0 ? drawShare(4.0 * spread, draws) / 4 : 0;
        out.push_back(term.counts.games() * (spread - saved));
    }
    return out;
}

double oneWayShift(const std::vector<OneWayGame>& games, DrawModel model, double rate) {
    bool won = false, lost = false;
    double lowest = 0, highest = 0;
    for (const OneWayGame& game : games) {
        won = won || game.wins > 0;
        lost = lost || game.losses > 0;
        lowest = std::min(lowest, -game.ahead);
        highest = std::max(highest, -game.ahead);
    }
    const OutcomeModel outcomes(model == DrawModel::halfPoint ? DrawModel::davidson : model, rate);
    return crossing(lowest - 60, highest + 60, [&](double shift) {
        double balance = won && lost ? 0 : won ? kLn2 : -kLn2;
        for (const OneWayGame& game : games) {
            const double ahead = game.ahead + shift;
            if (won && lost) {
                balance += (game.wins + game.losses) * logistic(ahead) - game.wins;
            } else if (won) {
                balance += game.wins * log(outcomes.chances(ahead).win);
            } else {
                balance -= game.losses * log(outcomes.chances(ahead).loss);
            }
        }
        return balance;
    });
}

}  // namespace ludus::math
