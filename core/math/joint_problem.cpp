// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/joint_problem.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/base/check.h"
#include "core/base/math.h"
#include "core/math/joint_matrix.h"

namespace ludus::math {
namespace {

constexpr int kMaxSteps = 200;
constexpr double kLongestMove = 4;
constexpr double kSafeMove = 1e-4;  // so near the maximum Newton's steps need no check
constexpr double kEnough = 1e-10;
constexpr double kFarAway = 80;  // where nothing can be told any more
constexpr size_t kChunk = 64;    // terms summed up before they join the total

}  // namespace

JointProblem::JointProblem(JointSetup setup)
    : setup_(std::move(setup)), rating_(setup_.start), advantage_(setup_.advantage), columns_(rating_.size()) {
    LUDUS_CHECK_EQ(setup_.fixed.size(), rating_.size());
    for (size_t player = 0; player < rating_.size(); ++player)
        columns_[player] = setup_.fixed[player] ? RatingCovariance::kFixed : static_cast<int>(free_++);
    floating_ = free_ == rating_.size() && setup_.priors.empty() && setup_.virtualDraws == 0;
    if (setup_.fitAdvantage) ++free_;
}

void JointProblem::add(std::vector<double>& matrix, const JointTerm& term, double weight) const {
    const int first = columns_[term.first], second = columns_[term.second];
    const auto cell = [&](int row, int column) -> double& {
        return matrix[static_cast<size_t>(row) * free_ + static_cast<size_t>(column)];
    };
    if (first >= 0) cell(first, first) += weight;
    if (second >= 0) cell(second, second) += weight;
    if (first >= 0 && second >= 0) cell(std::min(first, second), std::max(first, second)) -= weight;
    if (!setup_.fitAdvantage) return;
    const int last = static_cast<int>(free_) - 1;
    if (first >= 0) cell(first, last) += weight;
    if (second >= 0) cell(second, last) -= weight;
    cell(last, last) += weight;
}

JointProblem::System JointProblem::assemble(const OutcomeModel& model) const {
    System system;
    system.gradient.assign(free_, 0.0);
    system.matrix.assign(free_ * free_, 0.0);
    double chunk = 0, advantageChunk = 0, byAdvantage = 0;
    for (size_t i = 0; i < setup_.terms.size(); ++i) {
        const JointTerm& term = setup_.terms[i];
        const OutcomeModel::Slope slope = model.slope(difference(term), term.counts);
        chunk += slope.logLikelihood;
        advantageChunk += slope.gradient;
        if (columns_[term.first] >= 0) system.gradient[static_cast<size_t>(columns_[term.first])] += slope.gradient;
        if (columns_[term.second] >= 0) system.gradient[static_cast<size_t>(columns_[term.second])] -= slope.gradient;
        add(system.matrix, term, slope.curvature);
        if (i % kChunk != kChunk - 1) continue;
        system.logLikelihood += std::exchange(chunk, 0.0);
        byAdvantage += std::exchange(advantageChunk, 0.0);
    }
    system.logLikelihood += chunk;
    if (setup_.fitAdvantage) system.gradient.back() = byAdvantage + advantageChunk;
    addPriors(system);
    return system;
}

void JointProblem::addPriors(System& system) const {
    for (const JointPrior& prior : setup_.priors) {
        const int column = columns_[prior.player];
        if (column < 0) continue;
        const double away = rating_[prior.player] - prior.rating;
        system.logLikelihood -= 0.5 * prior.precision * away * away;
        system.gradient[static_cast<size_t>(column)] -= prior.precision * away;
    }
    const OutcomeModel halfPoint(DrawModel::halfPoint, 0);
    for (size_t player = 0; setup_.virtualDraws > 0 && player < rating_.size(); ++player) {
        if (columns_[player] < 0) continue;
        const auto slope = halfPoint.slope(rating_[player], {0, setup_.virtualDraws, 0});
        system.logLikelihood += slope.logLikelihood;
        system.gradient[static_cast<size_t>(columns_[player])] += slope.gradient;
    }
    addPriorWeights(system.matrix);
}

void JointProblem::addPriorWeights(std::vector<double>& matrix) const {
    const auto diagonal = [&](size_t player) -> double& {
        return matrix[static_cast<size_t>(columns_[player]) * (free_ + 1)];
    };
    for (const JointPrior& prior : setup_.priors) {
        if (columns_[prior.player] >= 0) diagonal(prior.player) += prior.precision;
    }
    const OutcomeModel halfPoint(DrawModel::halfPoint, 0);
    for (size_t player = 0; setup_.virtualDraws > 0 && player < rating_.size(); ++player) {
        if (columns_[player] >= 0) diagonal(player) += setup_.virtualDraws * halfPoint.information(rating_[player]);
    }
}

double JointProblem::hold(std::vector<double>& matrix) const {
    const size_t players = rating_.size();
    double weight = 0;
    for (size_t i = 0; i < players; ++i)
        weight += matrix[i * (free_ + 1)];
    weight /= static_cast<double>(players * players);
    for (size_t i = 0; i < players; ++i) {
        for (size_t j = i; j < players; ++j)
            matrix[i * free_ + j] += weight;
    }
    return weight;
}

void JointProblem::move(const std::vector<double>& from, double advantage, const std::vector<double>& step,
                        double scale) {
    for (size_t player = 0; player < from.size(); ++player) {
        if (columns_[player] >= 0) rating_[player] = from[player] + scale * step[static_cast<size_t>(columns_[player])];
    }
    if (setup_.fitAdvantage) advantage_ = advantage + scale * step.back();
}

void JointProblem::solve(const OutcomeModel& model) {
    if (free_ == 0) return;
    System now = assemble(model);
    for (int step = 0; step < kMaxSteps; ++step) {
        if (floating_) hold(now.matrix);
        const SymmetricFactor factor(std::move(now.matrix), free_);
        advantageKnown_ = !setup_.fitAdvantage || std::ranges::count(factor.deficient(), free_ - 1) == 0;
        const std::vector<double> direction = factor.solve(now.gradient);
        double longest = 0;
        for (const double part : direction)
            longest = std::max(longest, std::fabs(part));
        const std::vector<double> from = rating_;
        const double before = advantage_, likelihood = now.logLikelihood;
        double scale = std::min(1.0, kLongestMove / std::max(longest, 1e-300));
        for (int halving = 0; halving < 40; ++halving, scale /= 2) {
            move(from, before, direction, scale);
            now = assemble(model);
            if (longest < kSafeMove || now.logLikelihood >= likelihood - 1e-12 * std::fabs(likelihood)) break;
        }
        double farthest = std::fabs(advantage_);
        for (const double rating : rating_)
            farthest = std::max(farthest, std::fabs(rating));
        if (longest < kEnough || farthest > kFarAway * static_cast<double>(rating_.size())) break;
    }
}

RatingCovariance JointProblem::covariance(const OutcomeModel& model,
                                          const std::optional<std::vector<double>>& noise) const {
    std::vector<double> matrix(free_ * free_, 0.0), noisy;
    for (const JointTerm& term : setup_.terms)
        add(matrix, term, term.counts.games() * model.information(difference(term)));
    addPriorWeights(matrix);
    const double held = floating_ ? hold(matrix) : 0;
    std::vector<double> inverse = SymmetricFactor(std::move(matrix), free_).inverse();
    if (noise) {
        std::vector<double> variance(free_ * free_, 0.0);
        for (size_t i = 0; i < setup_.terms.size(); ++i)
            add(variance, setup_.terms[i], (*noise)[i]);
        addPriorWeights(variance);
        for (size_t i = 0; i < free_; ++i) {
            for (size_t j = 0; j < i; ++j)
                variance[i * free_ + j] = variance[j * free_ + i];
        }
        noisy = productOfTransposed(inverse, variance, free_);
    } else if (floating_) {
        // What holding the mean had added: z z' / (held |z|^4).
        const auto players = static_cast<double>(rating_.size());
        for (size_t i = 0; i < rating_.size(); ++i) {
            for (size_t j = 0; j < rating_.size(); ++j)
                inverse[i * free_ + j] -= 1.0 / (held * players * players);
        }
    }
    return {columns_, free_, std::move(inverse), std::move(noisy)};
}

RatingCovariance::RatingCovariance(std::vector<int> columns, size_t free, std::vector<double> inverse,
                                   std::vector<double> noisy)
    : columns_(std::move(columns)),
      free_(free),
      inverse_(std::move(inverse)),
      noisy_(std::move(noisy)),
      withMean_(columns_.size(), 0.0) {}

double RatingCovariance::raw(int a, int b) const {
    if (a < 0 || b < 0) return 0;
    const double* right = &inverse_[static_cast<size_t>(b) * free_];
    if (noisy_.empty()) return right[a];
    const double* left = &noisy_[static_cast<size_t>(a) * free_];
    double sums[4] = {0, 0, 0, 0};
    size_t k = 0;
    for (; k + 4 <= free_; k += 4) {
        for (size_t lane = 0; lane < 4; ++lane)
            sums[lane] += left[k + lane] * right[k + lane];
    }
    for (; k < free_; ++k)
        sums[0] += left[k] * right[k];
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

void RatingCovariance::centre() {
    const auto count = static_cast<double>(columns_.size());
    std::vector<double> sum(free_, 0.0);
    for (const int column : columns_) {
        for (size_t k = 0; column >= 0 && k < free_; ++k)
            sum[k] += inverse_[static_cast<size_t>(column) * free_ + k];
    }
    meanVariance_ = 0;
    for (size_t player = 0; player < columns_.size(); ++player) {
        if (columns_[player] < 0) continue;
        const auto row = static_cast<size_t>(columns_[player]);
        double with = noisy_.empty() ? sum[row] : 0;
        for (size_t k = 0; !noisy_.empty() && k < free_; ++k)
            with += noisy_[row * free_ + k] * sum[k];
        withMean_[player] = with / count;
        meanVariance_ += withMean_[player] / count;
    }
}

void RatingCovariance::spread(size_t players, const std::vector<int>& group, double unit) {
    std::vector<int> columns(players, kAbsent);
    std::vector<double> withMean(players, 0.0);
    for (size_t i = 0; i < group.size(); ++i) {
        columns[static_cast<size_t>(group[i])] = columns_[i];
        withMean[static_cast<size_t>(group[i])] = withMean_[i];
    }
    columns_ = std::move(columns);
    withMean_ = std::move(withMean);
    unit_ = unit;
}

double RatingCovariance::at(int a, int b) const {
    const auto i = static_cast<size_t>(a), j = static_cast<size_t>(b);
    if (columns_[i] == kAbsent || columns_[j] == kAbsent) return std::numeric_limits<double>::quiet_NaN();
    return unit_ * unit_ * (raw(columns_[i], columns_[j]) - withMean_[i] - withMean_[j] + meanVariance_);
}

}  // namespace ludus::math
