// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/rating_fit.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "core/base/check.h"
#include "core/base/math.h"

namespace ludus::math {
namespace {

constexpr double kEloPerUnit = 173.717792761300;  // 400 / ln 10
constexpr int kFree = -1;                         // the virtual opponent at zero

/// Games between two estimated players (second may be kFree), from the first one's side. Ratings in natural units.
struct Term {
    int first = 0, second = 0;
    double games = 0, points = 0, draws = 0;
    bool prior = false;
};

double chance(double difference) {
    return 1.0 / (1.0 + exp(-difference));
}

/// log(chance), without overflow.
double logChance(double difference) {
    return difference > 0 ? -log(1.0 + exp(-difference)) : difference - log(1.0 + exp(difference));
}

/// A symmetric positive definite matrix [n, n], factored in place as L L'.
class Cholesky {
public:
    Cholesky(std::vector<double> matrix, size_t n) : l_(std::move(matrix)), n_(n) {
        for (size_t j = 0; j < n; ++j) {
            for (size_t k = 0; k < j; ++k)
                for (size_t i = j; i < n; ++i)
                    l_[i * n + j] -= l_[i * n + k] * l_[j * n + k];
            const double root = squareRoot(std::max(l_[j * n + j], 1e-14));
            for (size_t i = j; i < n; ++i)
                l_[i * n + j] /= root;
        }
    }
    std::vector<double> solve(std::vector<double> b) const {
        for (size_t i = 0; i < n_; ++i) {
            for (size_t k = 0; k < i; ++k)
                b[i] -= l_[i * n_ + k] * b[k];
            b[i] /= l_[i * n_ + i];
        }
        for (size_t i = n_; i-- > 0;) {
            for (size_t k = i + 1; k < n_; ++k)
                b[i] -= l_[k * n_ + i] * b[k];
            b[i] /= l_[i * n_ + i];
        }
        return b;
    }

private:
    std::vector<double> l_;
    size_t n_;
};

/// The players that can be compared: all with a prior; else the anchor's (or the largest) group in which everybody has
/// scored against everybody, directly or through others.
class Groups {
public:
    Groups(int players, const std::vector<PairResult>& results) : scoredOn_(static_cast<size_t>(players)) {
        for (const PairResult& pair : results) {
            if (pair.wins + pair.draws > 0) scoredOn_[static_cast<size_t>(pair.a)].push_back(pair.b);
            if (pair.losses + pair.draws > 0) scoredOn_[static_cast<size_t>(pair.b)].push_back(pair.a);
        }
        for (std::vector<int>& list : scoredOn_) {
            std::sort(list.begin(), list.end());
            list.erase(std::unique(list.begin(), list.end()), list.end());
        }
    }
    std::vector<bool> of(int anchor) const {
        if (anchor >= 0) return around(anchor);
        std::vector<bool> seen(scoredOn_.size(), false), best(scoredOn_.size(), false);
        std::ptrdiff_t largest = 1;
        for (size_t player = 0; player < seen.size(); ++player) {
            if (seen[player]) continue;
            const std::vector<bool> group = around(static_cast<int>(player));
            for (size_t i = 0; i < seen.size(); ++i)
                seen[i] = seen[i] || group[i];
            const std::ptrdiff_t size = std::count(group.begin(), group.end(), true);
            if (size > largest) {
                largest = size;
                best = group;
            }
        }
        return best;
    }

private:
    std::vector<bool> around(int player) const {
        std::vector<std::vector<int>> backwards(scoredOn_.size());
        for (size_t from = 0; from < scoredOn_.size(); ++from)
            for (const int to : scoredOn_[from])
                backwards[static_cast<size_t>(to)].push_back(static_cast<int>(from));
        std::vector<bool> below = reach(player, scoredOn_), above = reach(player, backwards);
        for (size_t i = 0; i < below.size(); ++i)
            below[i] = below[i] && above[i];
        return below;
    }
    static std::vector<bool> reach(int start, const std::vector<std::vector<int>>& edges) {
        std::vector<bool> reached(edges.size(), false);
        std::vector<int> waiting = {start};
        reached[static_cast<size_t>(start)] = true;
        while (!waiting.empty()) {
            const int from = waiting.back();
            waiting.pop_back();
            for (const int to : edges[static_cast<size_t>(from)]) {
                if (reached[static_cast<size_t>(to)]) continue;
                reached[static_cast<size_t>(to)] = true;
                waiting.push_back(to);
            }
        }
        return reached;
    }

    std::vector<std::vector<int>> scoredOn_;
};

/// The fit over players 0..n-1; `fixed` (or none) stays at zero.
class Fit {
public:
    Fit(size_t n, int fixed, std::vector<Term> terms)
        : n_(n), fixed_(fixed), terms_(std::move(terms)), rating_(n, 0.0) {
        floating_ = fixed < 0 && std::none_of(terms_.begin(), terms_.end(), [](const Term& t) { return t.prior; });
    }

    void solve() {
        constexpr int kMaxSteps = 200;
        double likelihood = logLikelihood(rating_);
        for (int step = 0; step < kMaxSteps; ++step) {
            std::vector<double> move = Cholesky(information(nullptr), n_).solve(gradient());
            double longest = 0;
            for (const double m : move)
                longest = std::max(longest, std::fabs(m));
            double scale = std::min(1.0, kLongestMove / std::max(longest, 1e-300));
            std::vector<double> next(n_);
            for (int halving = 0; halving < 40; ++halving, scale /= 2) {
                for (size_t i = 0; i < n_; ++i)
                    next[i] = rating_[i] + scale * move[i];
                const double tried = logLikelihood(next);
                if (tried >= likelihood - 1e-12 * std::fabs(likelihood)) {
                    likelihood = tried;
                    break;
                }
            }
            rating_ = next;
            if (longest < 1e-11) break;
        }
    }

    /// The even-match draw rate of Davidson's model that yields as many draws as there were (with a Jeffreys prior).
    double fittedDrawRate() const {
        double games = 0, draws = 0;
        for (const Term& term : terms_) {
            if (term.prior) continue;
            games += term.games;
            draws += term.draws;
        }
        if (draws == 0) return 0;
        const double wanted = games * (draws + 0.5) / (games + 1.0);
        double low = 0, high = 1;
        for (int i = 0; i < 60; ++i) {
            const double middle = (low + high) / 2;
            double expected = 0;
            for (const Term& term : terms_)
                if (!term.prior) expected += term.games * drawChance(chance(difference(term, rating_)), middle);
            (expected < wanted ? low : high) = middle;
        }
        return low;
    }

    /// Standard errors, relative to the fixed player or to the mean; natural units.
    std::vector<double> errors() const {
        const double drawRate = fittedDrawRate();
        const Cholesky factor(information(nullptr), n_);
        const std::vector<double> noise = information(&drawRate);
        std::vector<double> errors(n_, 0.0);
        for (size_t i = 0; i < n_; ++i) {
            if (static_cast<int>(i) == fixed_) continue;
            std::vector<double> unit(n_, fixed_ < 0 ? -1.0 / static_cast<double>(n_) : 0.0);
            unit[i] += 1.0;
            const std::vector<double> y = factor.solve(unit);
            double variance = 0;
            for (size_t a = 0; a < n_; ++a)
                for (size_t b = 0; b < n_; ++b)
                    variance += y[a] * noise[a * n_ + b] * y[b];
            errors[i] = squareRoot(std::max(variance, 0.0));
        }
        return errors;
    }

    const std::vector<double>& ratings() const { return rating_; }

private:
    static constexpr double kLongestMove = 4;

    static double difference(const Term& term, const std::vector<double>& rating) {
        return rating[static_cast<size_t>(term.first)] -
               (term.second == kFree ? 0.0 : rating[static_cast<size_t>(term.second)]);
    }
    double logLikelihood(const std::vector<double>& rating) const {
        double sum = 0;
        for (const Term& term : terms_) {
            const double d = difference(term, rating);
            sum += term.points * logChance(d) + (term.games - term.points) * logChance(-d);
        }
        return sum;
    }
    std::vector<double> gradient() const {
        std::vector<double> g(n_, 0.0);
        for (const Term& term : terms_) {
            const double surplus = term.points - term.games * chance(difference(term, rating_));
            g[static_cast<size_t>(term.first)] += surplus;
            if (term.second != kFree) g[static_cast<size_t>(term.second)] -= surplus;
        }
        if (fixed_ >= 0) g[static_cast<size_t>(fixed_)] = 0;
        return g;
    }
    /// H = sum n p (1 - p) x x'; with a draw rate V = sum n (p (1 - p) - D / 4) x x' instead. Made invertible by the
    /// constraint: the fixed player's row becomes that of the unit matrix, a floating sum is held.
    std::vector<double> information(const double* drawRate) const {
        std::vector<double> h(n_ * n_, 0.0);
        for (const Term& term : terms_) {
            const double p = chance(difference(term, rating_));
            double weight = p * (1.0 - p);
            if (drawRate != nullptr && !term.prior) weight -= drawChance(p, *drawRate) / 4;
            weight *= term.games;
            const auto a = static_cast<size_t>(term.first);
            h[a * n_ + a] += weight;
            if (term.second == kFree) continue;
            const auto b = static_cast<size_t>(term.second);
            h[b * n_ + b] += weight;
            h[a * n_ + b] -= weight;
            h[b * n_ + a] -= weight;
        }
        if (fixed_ >= 0) {
            const auto f = static_cast<size_t>(fixed_);
            for (size_t i = 0; i < n_; ++i)
                h[f * n_ + i] = h[i * n_ + f] = 0;
            h[f * n_ + f] = drawRate == nullptr ? 1 : 0;
        } else if (floating_ && drawRate == nullptr) {
            for (double& entry : h)
                entry += 1.0 / static_cast<double>(n_);
        }
        return h;
    }
    /// Davidson: (4 f^2 - 1) D^2 + 2 D - 4 p (1 - p) = 0 with f = (1 - d) / (2 d), d the draw rate of equals.
    static double drawChance(double p, double evenRate) {
        if (evenRate <= 0) return 0;
        const double f = (1.0 - evenRate) / (2.0 * evenRate);
        const double a = 4.0 * f * f - 1.0, c = 4.0 * p * (1.0 - p);
        return c / (1.0 + squareRoot(std::max(1.0 + a * c, 0.0)));
    }

    size_t n_;
    int fixed_;
    bool floating_ = false;
    std::vector<Term> terms_;
    std::vector<double> rating_;
};

/// Terms between estimated players, one a pair, in order of the pairs; `place` maps a player to its index or -1.
std::vector<Term> termsOf(const std::vector<PairResult>& results, const std::vector<int>& place) {
    std::map<std::pair<int, int>, Term> merged;
    for (const PairResult& pair : results) {
        int a = place[static_cast<size_t>(pair.a)], b = place[static_cast<size_t>(pair.b)];
        const double games = pair.wins + pair.draws + pair.losses;
        if (a < 0 || b < 0 || a == b || games <= 0) continue;
        double points = pair.wins + pair.draws / 2;
        if (a > b) {
            std::swap(a, b);
            points = games - points;
        }
        Term& term = merged[{a, b}];
        term.first = a;
        term.second = b;
        term.games += games;
        term.points += points;
        term.draws += pair.draws;
    }
    std::vector<Term> terms;
    for (const auto& [key, term] : merged)
        terms.push_back(term);
    return terms;
}

void countGames(const std::vector<PairResult>& results, std::vector<FittedRating>& ratings) {
    for (const PairResult& pair : results) {
        const double games = pair.wins + pair.draws + pair.losses, points = pair.wins + pair.draws / 2;
        ratings[static_cast<size_t>(pair.a)].games += games;
        ratings[static_cast<size_t>(pair.a)].score += points;
        ratings[static_cast<size_t>(pair.b)].games += games;
        ratings[static_cast<size_t>(pair.b)].score += games - points;
    }
    for (FittedRating& rating : ratings)
        rating.score = rating.games > 0 ? rating.score / rating.games : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

std::vector<FittedRating> fitRatings(int players, const std::vector<PairResult>& results,
                                     const RatingFitOptions& options) {
    LUDUS_CHECK_LT(options.anchor, players);
    for (const PairResult& pair : results) {
        LUDUS_CHECK(pair.a >= 0 && pair.a < players && pair.b >= 0 && pair.b < players);
        LUDUS_CHECK(pair.wins >= 0 && pair.draws >= 0 && pair.losses >= 0);
    }
    const bool prior = options.priorDraws > 0;
    std::vector<FittedRating> ratings(static_cast<size_t>(players));
    countGames(results, ratings);
    const std::vector<bool> rated =
        prior ? std::vector<bool>(static_cast<size_t>(players), true) : Groups(players, results).of(options.anchor);
    std::vector<int> place(static_cast<size_t>(players), -1);
    int count = 0;
    for (size_t i = 0; i < place.size(); ++i)
        if (rated[i]) place[i] = count++;
    const int fixed = options.anchor < 0 ? -1 : place[static_cast<size_t>(options.anchor)];
    std::vector<Term> terms = termsOf(results, place);
    for (int i = 0; prior && i < count; ++i)
        if (i != fixed) terms.push_back({i, kFree, options.priorDraws, options.priorDraws / 2, 0, true});

    Fit fit(static_cast<size_t>(count), fixed, std::move(terms));
    fit.solve();
    const std::vector<double> errors = fit.errors();
    double mean = 0;
    if (fixed < 0)
        for (const double rating : fit.ratings())
            mean += rating / count;
    for (size_t i = 0; i < ratings.size(); ++i) {
        const double nothing = std::numeric_limits<double>::quiet_NaN();
        const auto at = static_cast<size_t>(place[i]);
        ratings[i].elo = place[i] < 0 ? nothing : options.anchorRating + kEloPerUnit * (fit.ratings()[at] - mean);
        ratings[i].error = place[i] < 0 ? nothing : kEloPerUnit * errors[at];
    }
    return ratings;
}

}  // namespace ludus::math
