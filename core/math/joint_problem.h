// SPDX-License-Identifier: GPL-3.0-or-later
// The likelihood of one group's ratings and its maximum: Newton's method over the free players and, on wish, the first
// side's advantage; then the covariance of what was found. Natural units. One owner, one thread.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/math/joint_model.h"

namespace ludus::math {

/// Games between two players of the group, from the side of `first`; where the advantage counts it had the first side.
struct JointTerm {
    size_t first = 0, second = 0;
    OutcomeCounts counts;
};

struct JointPrior {
    size_t player = 0;
    double rating = 0, precision = 1;
};

struct JointSetup {
    std::vector<JointTerm> terms;
    std::vector<double> start;  // by player
    std::vector<bool> fixed;    // by player: stays at its start
    std::vector<JointPrior> priors;
    double virtualDraws = 0;  // of each free player against one at 0
    double advantage = 0;
    bool fitAdvantage = false;
};

/// Covariance of the ratings of all players, G V G = (G V) G, or G alone where V = G^-1.
class RatingCovariance {
public:
    static constexpr int kFixed = -1, kAbsent = -2;

    RatingCovariance(std::vector<int> columns, size_t free, std::vector<double> inverse, std::vector<double> noisy);

    /// Counts errors from the mean of the players that are not absent.
    void centre();
    /// Takes the players of this group to their places among `players`; `unit` points make one natural unit.
    void spread(size_t players, const std::vector<int>& group, double unit);
    double at(int a, int b) const;  // in points; NaN for absent players
    double advantageVariance() const {
        return unit_ * unit_ * raw(static_cast<int>(free_) - 1, static_cast<int>(free_) - 1);
    }

private:
    double raw(int a, int b) const;

    std::vector<int> columns_;  // by player
    size_t free_;
    std::vector<double> inverse_, noisy_;  // [free, free]
    std::vector<double> withMean_;         // by player: covariance with the mean
    double meanVariance_ = 0;
    double unit_ = 1;
};

class JointProblem {
public:
    explicit JointProblem(JointSetup setup);

    void solve(const OutcomeModel& model);
    /// `noise` by term: variance of the sum of its scores; nothing: the model's own information.
    RatingCovariance covariance(const OutcomeModel& model, const std::optional<std::vector<double>>& noise) const;

    const std::vector<JointTerm>& terms() const { return setup_.terms; }
    const std::vector<double>& ratings() const { return rating_; }
    double advantage() const { return advantage_; }
    double difference(const JointTerm& term) const { return rating_[term.first] - rating_[term.second] + advantage_; }
    bool floating() const { return floating_; }
    /// Whether the games tell the advantage apart from the ratings.
    bool advantageKnown() const { return advantageKnown_; }

private:
    struct System {
        double logLikelihood = 0;
        std::vector<double> gradient, matrix;  // [free], [free, free]: the upper triangle
    };

    System assemble(const OutcomeModel& model) const;
    void addPriors(System& system) const;
    void add(std::vector<double>& matrix, const JointTerm& term, double weight) const;
    void addPriorWeights(std::vector<double>& matrix) const;
    /// Makes a system solvable whose ratings float; gives the weight that was added to each pair of ratings.
    double hold(std::vector<double>& matrix) const;
    void move(const std::vector<double>& from, double advantage, const std::vector<double>& step, double scale);

    JointSetup setup_;
    std::vector<double> rating_;
    double advantage_;
    std::vector<int> columns_;  // by player; kFixed
    size_t free_ = 0;           // columns, the advantage's last
    bool floating_ = false;
    bool advantageKnown_ = true;
};

}  // namespace ludus::math
