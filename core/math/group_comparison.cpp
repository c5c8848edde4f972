// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/group_comparison.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/check.h"
#include "core/math/bootstrap.h"
#include "core/math/normal.h"

namespace ludus::math {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr size_t kExactUpTo = 20;

double square(double x) {
    return x * x;
}

/// Of a sample, divided by n - 1.
double variance(const std::vector<double>& values, double centre) {
    double sum = 0;
    for (const double value : values)
        sum += square(value - centre);
    return sum / static_cast<double>(values.size() - 1);
}

/// The continued fraction of the incomplete beta function (Abramowitz and Stegun 26.5.8) by Lentz' method.
double betaFraction(double x, double a, double b) {
    constexpr double kTiny = 1e-300;
    double c = 1, d = 1 / std::max(kTiny, 1 - (a + b) * x / (a + 1)), value = d;
    for (int m = 1; m < 500; ++m) {
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        double change = 1;
        for (const double term : {even, odd}) {
            d = 1 + term * d;
            c = 1 + term / c;
            if (std::fabs(d) < kTiny) d = kTiny;
            if (std::fabs(c) < kTiny) c = kTiny;
            d = 1 / d;
            change = d * c;
            value *= change;
        }
        if (std::fabs(change - 1) < 1e-15) break;
    }
    return value;
}

/// The regularised incomplete beta function I_x(a, b).
double incompleteBeta(double x, double a, double b) {
    if (x <= 0) return 0;
    if (x >= 1) return 1;
    const double front =
        std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x));
    // The fraction converges fast on this side of the mean only.
    if (x < (a + 1) / (a + b + 2)) return front * betaFraction(x, a, b) / a;
    return 1 - front * betaFraction(1 - x, b, a) / b;
}

Curve finitePart(const Curve& curve) {
    LUDUS_CHECK(curve.x.size() == curve.y.size());
    Curve part;
    for (size_t i = 0; i < curve.x.size(); ++i) {
        if (!std::isfinite(curve.x[i]) || !std::isfinite(curve.y[i])) continue;
        part.x.push_back(curve.x[i]);
        part.y.push_back(curve.y[i]);
    }
    return part;
}

/// NaN outside of the curve. `from`: where to begin looking, moved along as x rises.
double valueAt(const Curve& curve, double x, size_t& from) {
    if (curve.x.empty() || x < curve.x.front() || x > curve.x.back()) return kNone;
    while (from + 1 < curve.x.size() && curve.x[from + 1] < x)
        ++from;
    if (from + 1 == curve.x.size()) return curve.y[from];
    const double width = curve.x[from + 1] - curve.x[from];
    const double part = width > 0 ? std::clamp((x - curve.x[from]) / width, 0.0, 1.0) : 1;
    return curve.y[from] + part * (curve.y[from + 1] - curve.y[from]);
}

double centreOf(const Strata& values, Centre centre) {
    switch (centre) {
        case Centre::mean: return mean(values.front());
        case Centre::median: return quantile(values.front(), 0.5);
        case Centre::interquartileMean: return interquartileMean(values.front());
    }
    return kNone;
}

void addSpread(GroupPoint& point, const std::vector<double>& values, const GroupOptions& options) {
    point.low = point.high = kNone;
    if (values.size() < 2 || options.spread == Spread::none) return;
    const double average = mean(values);
    const double deviation = std::sqrt(variance(values, average));
    const auto n = static_cast<double>(values.size());
    double half = deviation;
    if (options.spread == Spread::range) {
        const auto [low, high] = std::minmax_element(values.begin(), values.end());
        point.low = *low;
        point.high = *high;
        return;
    }
    if (options.spread == Spread::error) half = deviation / std::sqrt(n);
    if (options.spread == Spread::interval) {
        if (options.centre != Centre::mean) {
            const BootstrapInterval interval =
                bootstrap({values}, [&](const Strata& drawn) { return centreOf(drawn, options.centre); },
                          {0.95, options.resamples, options.seed});
            point.low = interval.low;
            point.high = interval.high;
            return;
        }
        half = studentQuantile(0.95, n - 1) * deviation / std::sqrt(n);
    }
    point.low = point.centre - half;
    point.high = point.centre + half;
}

/// How many ways each value of U can come about with n and m scores without ties.
std::vector<double> countsOfU(size_t n, size_t m) {
    // ways[i][u] of i scores against j so far; one more column j at a time:  f(i, j, u) = f(i-1, j, u-j) + f(i, j-1, u)
    std::vector<std::vector<double>> ways(n + 1, std::vector<double>(n * m + 1, 0));
    for (auto& row : ways)
        row[0] = 1;
    for (size_t j = 1; j <= m; ++j)
        for (size_t i = 1; i <= n; ++i)
            for (size_t u = j; u <= n * m; ++u)
                ways[i][u] += ways[i - 1][u - j];
    return ways[n];
}

}  // namespace

std::vector<GroupPoint> groupCurve(const std::vector<Curve>& runs, const GroupOptions& options) {
    LUDUS_CHECK(options.points >= 2);
    std::vector<Curve> curves;
    double first = std::numeric_limits<double>::infinity(), last = -first;
    for (const Curve& run : runs) {
        curves.push_back(finitePart(run));
        if (curves.back().x.empty()) continue;
        first = std::min(first, curves.back().x.front());
        last = std::max(last, curves.back().x.back());
    }
    std::vector<GroupPoint> group;
    if (!(first <= last)) return group;
    std::vector<size_t> from(curves.size(), 0);
    std::vector<double> values;
    const int points = first == last ? 1 : options.points;
    for (int i = 0; i < points; ++i) {
        const double part = points > 1 ? static_cast<double>(i) / (points - 1) : 0;
        const double x = i + 1 == points ? last : first + part * (last - first);
        values.clear();
        for (size_t run = 0; run < curves.size(); ++run) {
            const double value = valueAt(curves[run], x, from[run]);
            if (std::isfinite(value)) values.push_back(value);
        }
        if (values.empty()) continue;
        GroupPoint point;
        point.x = x;
        point.n = static_cast<int>(values.size());
        point.centre = centreOf({values}, options.centre);
        addSpread(point, values, options);
        group.push_back(point);
    }
    return group;
}

double studentTwoSided(double t, double freedom) {
    LUDUS_CHECK(freedom > 0);
    return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
}

double studentQuantile(double level, double freedom) {
    LUDUS_CHECK(level > 0 && level < 1 && freedom > 0);
    double low = 0, high = 1;
    while (studentTwoSided(high, freedom) > 1 - level)
        high *= 2;
    for (int i = 0; i < 200 && high - low > 1e-13 * high; ++i) {
        const double middle = (low + high) / 2;
        (studentTwoSided(middle, freedom) > 1 - level ? low : high) = middle;
    }
    return (low + high) / 2;
}

MeanDifference welch(const std::vector<double>& x, const std::vector<double>& y) {
    MeanDifference result;
    const double meanX = mean(x), meanY = mean(y);
    result.difference = meanX - meanY;
    result.halfWidth = result.t = result.freedom = result.p = kNone;
    if (x.size() < 2 || y.size() < 2) return result;
    const auto n = static_cast<double>(x.size()), m = static_cast<double>(y.size());
    const double a = variance(x, meanX) / n, b = variance(y, meanY) / m;
    const double error = std::sqrt(a + b);
    if (error == 0) {  // no spread at all: what differs differs for certain
        result.halfWidth = 0;
        result.p = result.difference == 0 ? 1 : 0;
        return result;
    }
    const double share = a / (a + b);  // in shares, as the squares of tiny spreads would vanish
    result.freedom = 1 / (square(share) / (n - 1) + square(1 - share) / (m - 1));
    result.t = result.difference / error;
    result.p = studentTwoSided(result.t, result.freedom);
    result.halfWidth = studentQuantile(0.95, result.freedom) * error;
    return result;
}

RankTest mannWhitney(const std::vector<double>& x, const std::vector<double>& y) {
    RankTest test;
    if (x.empty() || y.empty()) {
        test.improvement = test.p = kNone;
        return test;
    }
    double u = 0;
    for (const double a : x)
        for (const double b : y)
            u += a > b ? 1 : a == b ? 0.5 : 0;
    const auto n = static_cast<double>(x.size()), m = static_cast<double>(y.size());
    test.improvement = u / (n * m);
    std::vector<double> all(x);
    all.insert(all.end(), y.begin(), y.end());
    std::sort(all.begin(), all.end());
    double ties = 0;  // sum of t^3 - t over groups of t equal scores
    for (size_t i = 0; i < all.size();) {
        size_t end = i;
        while (end < all.size() && all[end] == all[i])
            ++end;
        const auto t = static_cast<double>(end - i);
        ties += t * t * t - t;
        i = end;
    }
    const double far = std::max(u, n * m - u);  // the further tail
    if (ties == 0 && x.size() <= kExactUpTo && y.size() <= kExactUpTo) {
        const std::vector<double> counts = countsOfU(x.size(), y.size());
        double tail = 0, total = 0;
        for (size_t i = 0; i < counts.size(); ++i) {
            total += counts[i];
            if (static_cast<double>(i) >= far) tail += counts[i];
        }
        test.p = std::min(1.0, 2 * tail / total);
        test.exact = true;
        return test;
    }
    const double sum = n + m;
    const double spread = std::sqrt(n * m / 12 * (sum + 1 - ties / (sum * (sum - 1))));
    const double z = spread > 0 ? std::max(0.0, far - n * m / 2 - 0.5) / spread : 0;
    test.p = std::min(1.0, 2 * normalChance(-z));
    return test;
}

}  // namespace ludus::math
