// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/joint_model.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/base/math.h"

namespace ludus::math {
namespace {

/// log(1 + exp(x)), without overflow; exponential = exp(-|x|).
double softPlus(double x, double exponential) {
    return std::max(x, 0.0) + log(1.0 + exponential);
}

/// Davidson's model by y, half the log odds of a win against a loss: W : D : L = e^y : 2h : e^-y, where h = rate /
/// (1 - rate). The expected score is logistic in d with e^d = (e^y + h) / (e^-y + h).
struct DavidsonPoint {
    double h = 0, up = 1, down = 1, total = 2;  // e^y, e^-y, sum of the three
    double y = 0;

    DavidsonPoint(double difference, double rate) : h(rate) {
        // e^2y - h (e^d - 1) e^y - e^d = 0, solved for the side that is ahead.
        const double odds = exp(std::min(std::fabs(difference), 600.0));
        const double half = 0.5 * h * (odds - 1.0);
        up = half + squareRoot(half * half + odds);
        down = 1.0 / up;
        if (difference < 0) std::swap(up, down);
        total = up + down + 2.0 * h;
        y = log(up);
    }
    double lead() const { return (up - down) / total; }  // W - L
    double spread() const {                              // derivative of lead by y
        const double m = lead();
        return (up + down) / total - m * m;
    }
    double stretch() const { return up / (up + h) + down / (down + h); }  // of d by y
    double stretchSlope() const { return up * h / ((up + h) * (up + h)) - down * h / ((down + h) * (down + h)); }
};

}  // namespace

double logistic(double difference) {
    return 1.0 / (1.0 + exp(-difference));
}

OutcomeChances davidsonChances(double difference, double rate) {
    return OutcomeModel(DrawModel::davidson, rate).chances(difference);
}

OutcomeChances raoKupperChances(double difference, double rate) {
    return OutcomeModel(DrawModel::raoKupper, rate).chances(difference);
}

OutcomeModel::OutcomeModel(DrawModel kind, double rate) : kind_(kind), rate_(rate) {
    LUDUS_CHECK(rate >= 0 && rate < 1);
    if (kind == DrawModel::davidson) parameter_ = rate / (1.0 - rate);
    if (kind == DrawModel::raoKupper) parameter_ = log((1.0 + rate) / (1.0 - rate));
}

OutcomeModel::Slope OutcomeModel::slope(double difference, const OutcomeCounts& counts) const {
    if (kind_ == DrawModel::davidson) return davidsonSlope(difference, counts);
    if (kind_ == DrawModel::raoKupper) return raoKupperSlope(difference, counts);
    const double e = exp(-std::fabs(difference));
    const double behind = e / (1.0 + e), p = difference >= 0 ? 1.0 - behind : behind;
    const double games = counts.games(), points = counts.points();
    Slope out;
    out.logLikelihood = points * difference - games * softPlus(difference, e);
    out.gradient = points - games * p;
    out.curvature = games * behind * (1.0 - behind);
    return out;
}

OutcomeModel::Slope OutcomeModel::davidsonSlope(double difference, const OutcomeCounts& counts) const {
    const DavidsonPoint at(difference, parameter_);
    const double games = counts.games(), lead = counts.wins - counts.losses;
    const double stretch = at.stretch(), spread = at.spread();
    const double byY = lead - games * at.lead();
    Slope out;
    out.logLikelihood = lead * at.y - games * log(at.total);
    if (counts.draws > 0) out.logLikelihood += counts.draws * log(2.0 * at.h);
    out.gradient = byY / stretch;
    const double expected = games * spread / (stretch * stretch);
    const double observed = expected + byY * at.stretchSlope() / (stretch * stretch * stretch);
    out.curvature = observed > 0.1 * expected ? observed : expected;
    return out;
}

OutcomeModel::Slope OutcomeModel::raoKupperSlope(double difference, const OutcomeCounts& counts) const {
    const double ahead = difference - parameter_, behind = -difference - parameter_;
    const double win = logistic(ahead), loss = logistic(behind);
    const double notLost = counts.wins + counts.draws, notWon = counts.losses + counts.draws;
    Slope out;
    out.logLikelihood =
        -notLost * softPlus(-ahead, exp(-std::fabs(ahead))) - notWon * softPlus(-behind, exp(-std::fabs(behind)));
    if (counts.draws > 0) out.logLikelihood += counts.draws * log(exp(2.0 * parameter_) - 1.0);
    out.gradient = notLost * (1.0 - win) - notWon * (1.0 - loss);
    out.curvature = notLost * win * (1.0 - win) + notWon * loss * (1.0 - loss);
    return out;
}

double OutcomeModel::information(double difference) const {
    if (kind_ == DrawModel::davidson) {
        const DavidsonPoint at(difference, parameter_);
        return at.spread() / (at.stretch() * at.stretch());
    }
    if (kind_ == DrawModel::raoKupper) {
        const double win = logistic(difference - parameter_), loss = logistic(-difference - parameter_);
        return (1.0 - win) * (1.0 - loss) * (win + loss);
    }
    const double p = logistic(-std::fabs(difference));
    return p * (1.0 - p);
}

double OutcomeModel::drawSlope(double difference, const OutcomeCounts& counts) const {
    if (kind_ == DrawModel::davidson) {
        const DavidsonPoint at(difference, parameter_);
        const double yByH = (1.0 / (at.down + at.h) - 1.0 / (at.up + at.h)) / at.stretch();
        const double byY = counts.wins - counts.losses - counts.games() * at.lead();
        return byY * yByH + counts.draws / at.h - 2.0 * counts.games() / at.total;
    }
    const double win = logistic(difference - parameter_), loss = logistic(-difference - parameter_);
    const double square = exp(2.0 * parameter_);
    return counts.draws * 2.0 * square / (square - 1.0) - (counts.wins + counts.draws) * (1.0 - win) -
           (counts.losses + counts.draws) * (1.0 - loss);
}

OutcomeChances OutcomeModel::chances(double difference) const {
    OutcomeChances out;
    if (kind_ == DrawModel::raoKupper) {
        out.win = logistic(difference - parameter_);
        out.loss = logistic(-difference - parameter_);
        out.draw = 1.0 - out.win - out.loss;
    } else if (kind_ == DrawModel::davidson) {
        const DavidsonPoint at(difference, parameter_);
        out = {at.up / at.total, 2.0 * at.h / at.total, at.down / at.total};
    } else {
        out.win = logistic(difference);
        out.loss = logistic(-difference);
    }
    return out;
}

}  // namespace ludus::math
