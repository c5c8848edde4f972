// SPDX-License-Identifier: GPL-3.0-or-later
// The dual problem: x is proportional to exp(margins lambda), where lambda minimises g = log sum_i exp((margins
// lambda)_i), lambda_j >= 0 except where the payoff is always even. The gradient of g is the payoff, its Hessian the
// covariance of the margins under x. Newton's method with an active set: multipliers join one by one where the mixture
// breaks its promise, and leave where a step brings them to 0.
#include "core/math/detail/entropy_face.h"

#include <algorithm>
#include <cmath>

namespace ludus::math::detail {
namespace {

constexpr int kMostSteps = 2000;     // for one set of multipliers, and changes of the set
constexpr int kPatience = 40;        // steps that do not halve what is missing
constexpr double kDone = 4e-15;      // of a payoff
constexpr double kBroken = 1e-12;    // a promise
constexpr double kNever = 1e-12;     // a probability that is none
constexpr double kRidge = 1e-11;     // of the Hessian's diagonal: several multipliers may give the same mixture
constexpr double kShortest = 1e-18;  // of a step
constexpr double kEnough = 1e-4;     // Armijo's share of the promised decrease
constexpr double kRounding = 1e-15;

/// Solves (hessian + ridge) d = rhs by Cholesky; the ridge grows until it works. `hessian` [n, n], its lower half.
std::vector<double> solveRidged(const std::vector<double>& hessian, const std::vector<double>& rhs) {
    const size_t n = rhs.size();
    double size = 0;
    for (size_t i = 0; i < n; ++i)
        size = std::max(size, hessian[i * n + i]);
    std::vector<double> l;
    for (double ridge = kRidge * std::max(size, 1e-30);; ridge *= 10) {
        l = hessian;
        bool fine = true;
        for (size_t j = 0; fine && j < n; ++j) {
            l[j * n + j] += ridge;
            for (size_t i = j; i < n; ++i) {
                for (size_t k = 0; k < j; ++k)
                    l[i * n + j] -= l[i * n + k] * l[j * n + k];
                if (i == j) {
                    fine = l[j * n + j] > 0.1 * ridge;
                    if (!fine) break;
                    l[j * n + j] = std::sqrt(l[j * n + j]);
                } else {
                    l[i * n + j] /= l[j * n + j];
                }
            }
        }
        if (fine) break;
    }
    std::vector<double> d = rhs;
    for (size_t i = 0; i < n; ++i) {
        for (size_t k = 0; k < i; ++k)
            d[i] -= l[i * n + k] * d[k];
        d[i] /= l[i * n + i];
    }
    for (size_t i = n; i-- > 0;) {
        for (size_t k = i + 1; k < n; ++k)
            d[i] -= l[k * n + i] * d[k];
        d[i] /= l[i * n + i];
    }
    return d;
}

class Dual {
public:
    explicit Dual(const Face& face) : columns_(face.other), free_(face.alwaysEven) {
        for (size_t i = 0; i < face.own; ++i) {
            if (!face.mayPlay[i]) continue;
            const auto from = face.margins.begin() + static_cast<std::ptrdiff_t>(i * face.other);
            margins_.insert(margins_.end(), from, from + static_cast<std::ptrdiff_t>(face.other));
        }
        rows_ = margins_.size() / columns_;
    }

    std::vector<double> solve() {
        working_ = free_;
        State state = at(std::vector<double>(columns_, 0.0));
        for (int change = 0; change < kMostSteps; ++change) {
            settle(state);
            size_t worst = columns_;
            for (size_t j = 0; j < columns_; ++j) {
                const bool broken = !working_[j] && state.payoff[j] < -kBroken;
                if (broken && (worst == columns_ || state.payoff[j] < state.payoff[worst])) worst = j;
            }
            if (worst == columns_) break;
            working_[worst] = true;
        }
        return state.x;
    }

private:
    struct State {
        std::vector<double> lambda, x, payoff;  // payoff: the gradient
        double g = 0;
    };

    State at(std::vector<double> lambda) const {
        State out;
        out.lambda = std::move(lambda);
        out.x.assign(rows_, 0.0);
        for (size_t i = 0; i < rows_; ++i)
            for (size_t j = 0; j < columns_; ++j)
                out.x[i] += margins_[i * columns_ + j] * out.lambda[j];
        const double most = *std::max_element(out.x.begin(), out.x.end());
        double sum = 0;
        for (double& x : out.x)
            sum += x = std::exp(x - most);
        out.g = most + std::log(sum);
        out.payoff.assign(columns_, 0.0);
        for (size_t i = 0; i < rows_; ++i) {
            out.x[i] /= sum;
            for (size_t j = 0; j < columns_; ++j)
                out.payoff[j] += out.x[i] * margins_[i * columns_ + j];
        }
        return out;
    }

    /// How far the payoffs of the working set are from 0.
    double missing(const State& state) const {
        double out = 0;
        for (size_t j = 0; j < columns_; ++j)
            out = working_[j] ? std::max(out, std::fabs(state.payoff[j])) : out;
        return out;
    }

    /// Minimises g over the working set, which loses what comes to its bound.
    void settle(State& state) {
        double least = missing(state);
        for (int step = 0, idle = 0; step < kMostSteps && idle < kPatience && missing(state) > kDone; ++step, ++idle) {
            if (!descend(state)) break;
            if (missing(state) > 0.5 * least) continue;
            least = missing(state);
            idle = 0;
        }
    }

    bool descend(State& state) {
        std::vector<size_t> moving;
        for (size_t j = 0; j < columns_; ++j)
            if (working_[j]) moving.push_back(j);
        const std::vector<double> newton = solveRidged(hessian(state, moving), part(state.payoff, moving));
        double longest = 1, promised = 0;
        size_t first = columns_;  // to come to its bound
        for (size_t k = 0; k < moving.size(); ++k) {
            const size_t j = moving[k];
            promised += state.payoff[j] * newton[k];
            if (free_[j] || newton[k] <= 0 || state.lambda[j] >= longest * newton[k]) continue;
            longest = state.lambda[j] / newton[k];
            first = j;
        }
        for (double length = longest; length > kShortest || length == longest; length /= 2) {
            std::vector<double> lambda = state.lambda;
            for (size_t k = 0; k < moving.size(); ++k)
                lambda[moving[k]] -= length * newton[k];
            const bool bounded = first != columns_ && length == longest;
            if (bounded) lambda[first] = 0;
            State next = at(std::move(lambda));
            const double room = kRounding * (1 + std::fabs(state.g));
            if (!(next.g <= state.g - kEnough * length * promised + room)) continue;
            if (bounded) working_[first] = false;
            state = std::move(next);
            return true;
        }
        return false;
    }

    static std::vector<double> part(const std::vector<double>& all, const std::vector<size_t>& which) {
        std::vector<double> out;
        for (const size_t j : which)
            out.push_back(all[j]);
        return out;
    }

    /// Covariance of the margins of the moving columns, the lower half.
    std::vector<double> hessian(const State& state, const std::vector<size_t>& moving) const {
        const size_t n = moving.size();
        std::vector<double> out(n * n, 0.0), row(n);
        for (size_t i = 0; i < rows_; ++i) {
            for (size_t a = 0; a < n; ++a)
                row[a] = margins_[i * columns_ + moving[a]] - state.payoff[moving[a]];
            for (size_t a = 0; a < n; ++a) {
                const double weight = state.x[i] * row[a];
                for (size_t b = 0; b <= a; ++b)
                    out[a * n + b] += weight * row[b];
            }
        }
        return out;
    }

    size_t rows_ = 0, columns_ = 0;
    std::vector<double> margins_;  // [rows, columns]
    std::vector<bool> free_;       // no bound
    std::vector<bool> working_;    // the others stay 0
};

}  // namespace

std::vector<double> maxEntropyMixture(const Face& face) {
    const std::vector<double> playing = Dual(face).solve();
    std::vector<double> out(face.own, 0.0);
    double sum = 0;
    for (size_t i = 0, at = 0; i < face.own; ++i) {
        if (!face.mayPlay[i]) continue;
        out[i] = playing[at] > kNever ? playing[at] : 0;
        sum += out[i];
        ++at;
    }
    for (double& x : out)
        x /= sum;
    return out;
}

}  // namespace ludus::math::detail
