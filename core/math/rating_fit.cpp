// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/rating_fit.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "core/base/check.h"
#include "core/base/math.h"
#include "core/math/joint_groups.h"
#include "core/math/joint_problem.h"
#include "core/math/joint_rates.h"
#include "core/math/normal.h"

namespace ludus::math {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kLn10 = 2.302585092994045684;

size_t at(int player) {
    return static_cast<size_t>(player);
}

void checkInput(int players, const std::vector<PairResult>& results, const RatingFitOptions& options) {
    const auto known = [players](int player) { return player >= 0 && player < players; };
    for (const PairResult& pair : results) {
        LUDUS_CHECK(known(pair.a) && known(pair.b));
        LUDUS_CHECK(pair.wins >= 0 && pair.draws >= 0 && pair.losses >= 0);
    }
    for (const RatingAnchor& anchor : options.anchors)
        LUDUS_CHECK(known(anchor.player) && std::isfinite(anchor.rating));
    for (const RatingPrior& prior : options.priors)
        LUDUS_CHECK(known(prior.player) && std::isfinite(prior.rating) && prior.sigma > 0);
    LUDUS_CHECK(options.scale > 0 && std::isfinite(options.scale) && std::isfinite(options.mean));
    LUDUS_CHECK(std::isfinite(options.advantage) && options.priorDraws >= 0);
    LUDUS_CHECK(options.start.empty() || options.start.size() == at(players));
    LUDUS_CHECK(!options.drawRate || (*options.drawRate >= 0 && *options.drawRate < 1));
}

/// One entry a pair; with `sided` the pairs (a, b) and (b, a) stay apart. In order.
std::vector<PairResult> merged(const std::vector<PairResult>& results, bool sided) {
    std::vector<PairResult> out;
    out.reserve(results.size());
    for (PairResult pair : results) {
        if (pair.a == pair.b || pair.wins + pair.draws + pair.losses <= 0) continue;
        if (!sided && pair.a > pair.b) {
            std::swap(pair.a, pair.b);
            std::swap(pair.wins, pair.losses);
        }
        out.push_back(pair);
    }
    const auto before = [](const PairResult& x, const PairResult& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; };
    if (!std::is_sorted(out.begin(), out.end(), before)) std::stable_sort(out.begin(), out.end(), before);
    size_t kept = 0;
    for (size_t i = 0; i < out.size(); ++i) {
        if (kept > 0 && out[kept - 1].a == out[i].a && out[kept - 1].b == out[i].b) {
            out[kept - 1].wins += out[i].wins;
            out[kept - 1].draws += out[i].draws;
            out[kept - 1].losses += out[i].losses;
        } else {
            out[kept++] = out[i];
        }
    }
    out.resize(kept);
    return out;
}

/// One fit from beginning to end.
class Fitter {
public:
    Fitter(int players, const std::vector<PairResult>& results, const RatingFitOptions& options)
        : options_(options),
          unit_(options.scale / kLn10),
          pairs_(merged(results, options.fitAdvantage || options.advantage != 0)),
          natural_(at(players), kNaN) {
        fit_.players = countScores(players, results);
        fit_.advantage = options.advantage;
        fit_.drawRate = options.drawRate.value_or(kNaN);
        groups_ = groupsOf(players, pairs_, knownPlayers());
        fit_.groups = groups_.groups;
        origin_ = options.mean;
        if (!options.priors.empty()) origin_ = options.priors.front().rating;
        double sum = 0;
        for (const RatingAnchor& anchor : options.anchors)
            sum += anchor.rating;
        if (!options.anchors.empty()) origin_ = sum / static_cast<double>(options.anchors.size());
    }

    RatingFit run() {
        const bool scaled = !groups_.groups.empty() && (groups_.groups[0].size() > 1 || !knownPlayers().empty());
        if (!scaled) return std::move(fit_);
        rateCore();
        if (options_.placeOutsiders) placeOutsiders();
        return std::move(fit_);
    }

private:
    std::vector<int> knownPlayers() const {
        std::vector<int> known;
        for (const RatingAnchor& anchor : options_.anchors)
            known.push_back(anchor.player);
        for (const RatingPrior& prior : options_.priors)
            known.push_back(prior.player);
        for (size_t player = 0; options_.priorDraws > 0 && player < fit_.players.size(); ++player)
            known.push_back(static_cast<int>(player));
        return known;
    }

    /// The games within one group.
    JointSetup setupOf(size_t group) const {
        JointSetup setup;
        const std::vector<int>& members = groups_.groups[group];
        std::vector<int> place(natural_.size(), -1);
        for (size_t i = 0; i < members.size(); ++i)
            place[at(members[i])] = static_cast<int>(i);
        for (const PairResult& pair : pairs_) {
            if (place[at(pair.a)] < 0 || place[at(pair.b)] < 0) continue;
            setup.terms.push_back({at(place[at(pair.a)]), at(place[at(pair.b)]), {pair.wins, pair.draws, pair.losses}});
        }
        setup.start.assign(members.size(), 0.0);
        setup.fixed.assign(members.size(), false);
        setup.advantage = fit_.advantage / unit_;
        for (size_t i = 0; !options_.start.empty() && i < members.size(); ++i) {
            const double start = options_.start[at(members[i])];
            if (std::isfinite(start)) setup.start[i] = (start - origin_) / unit_;
        }
        return setup;
    }

    JointSetup coreSetup() const {
        JointSetup setup = setupOf(0);
        const std::vector<int>& members = groups_.groups[0];
        const auto place = [&members](int player) {
            return static_cast<size_t>(std::lower_bound(members.begin(), members.end(), player) - members.begin());
        };
        for (const RatingAnchor& anchor : options_.anchors) {
            setup.start[place(anchor.player)] = (anchor.rating - origin_) / unit_;
            setup.fixed[place(anchor.player)] = true;
        }
        for (const RatingPrior& prior : options_.priors) {
            const double sigma = prior.sigma / unit_;
            setup.priors.push_back({place(prior.player), (prior.rating - origin_) / unit_, 1.0 / (sigma * sigma)});
        }
        setup.virtualDraws = options_.priorDraws;
        setup.fitAdvantage = options_.fitAdvantage;
        return setup;
    }

    void rateCore() {
        JointProblem problem(coreSetup());
        const OutcomeModel model = solveWithDraws(problem, options_.drawModel, options_.drawRate);
        const double nothing = options_.drawModel == DrawModel::halfPoint ? fittedDrawRate(problem) : kNaN;
        fit_.drawRate = options_.drawRate ? *options_.drawRate : std::isfinite(nothing) ? nothing : model.rate();
        const bool absolute = !options_.anchors.empty() || !options_.priors.empty();
        double mean = 0;
        for (const double rating : problem.ratings())
            mean += absolute ? 0 : rating / static_cast<double>(problem.ratings().size());
        const std::vector<int>& members = groups_.groups[0];
        for (size_t i = 0; i < members.size(); ++i)
            natural_[at(members[i])] = problem.ratings()[i] - mean;
        fit_.advantage = problem.advantage() * unit_;

        auto covariance = std::make_shared<RatingCovariance>(
            problem.covariance(model, options_.drawModel == DrawModel::halfPoint
                                          ? std::optional(scoreVariances(problem, options_.drawRate))
                                          : std::nullopt));
        if (options_.errorsToMean || (!absolute && !problem.floating())) covariance->centre();
        covariance->spread(natural_.size(), members, unit_);
        for (const int player : members) {
            const double variance = covariance->at(player, player);
            show(player, RatingKind::estimated, squareRoot(std::max(variance, 0.0)));
        }
        for (const RatingAnchor& anchor : options_.anchors)
            fit_.players[at(anchor.player)].kind = RatingKind::fixed;
        if (options_.fitAdvantage) {
            fit_.advantageError = problem.advantageKnown() ? squareRoot(std::max(covariance->advantageVariance(), 0.0))
                                                           : std::numeric_limits<double>::infinity();
        }
        fit_.covariance = std::move(covariance);
    }

    void show(int player, RatingKind kind, double error) {
        FittedRating& rating = fit_.players[at(player)];
        rating.elo = origin_ + unit_ * natural_[at(player)];
        rating.error = error;
        rating.kind = kind;
    }

    void placeOutsiders() {
        std::vector<size_t> waiting;
        const auto tryAll = [this](const std::vector<size_t>& layer) {
            std::vector<size_t> none;
            std::vector<Placement> found;
            for (const size_t group : layer) {
                found.push_back(placementOf(group));
                if (found.back().games == 0) none.push_back(group);
            }
            for (size_t i = 0; i < layer.size(); ++i) {
                if (found[i].games > 0) settle(layer[i], found[i]);
            }
            return none;
        };
        for (const std::vector<size_t>& layer : layersOf(groups_, pairs_)) {
            for (const size_t group : tryAll(layer))
                waiting.push_back(group);
        }
        for (size_t before = waiting.size() + 1; !waiting.empty() && waiting.size() < before;) {
            before = waiting.size();
            waiting = tryAll(waiting);
        }
        for (const size_t group : waiting) {  // islands: their mean is that of the others
            if (fit_.players[at(groups_.groups[group].front())].games > 0) settle(group, placementOf(group));
        }
    }

    struct Placement {
        std::vector<double> ratings;  // of the members, natural
        double games = 0;             // with players that are placed already
        RatingKind kind = RatingKind::placed;
    };

    Placement placementOf(size_t group) const {
        Placement out;
        const std::vector<int>& members = groups_.groups[group];
        JointProblem problem(setupOf(group));
        const double rate = std::isfinite(fit_.drawRate) ? fit_.drawRate : 0;
        problem.solve(OutcomeModel(options_.drawModel, rate));
        out.ratings = problem.ratings();
        double mean = 0;
        for (const double rating : out.ratings)
            mean += rating / static_cast<double>(out.ratings.size());
        for (double& rating : out.ratings)
            rating -= mean;

        std::vector<OneWayGame> games;
        double wins = 0, losses = 0;
        for (const PairResult& pair : pairs_) {
            const bool first = groups_.groupOf[at(pair.a)] == static_cast<int>(group);
            const int member = first ? pair.a : pair.b, other = first ? pair.b : pair.a;
            if (groups_.groupOf[at(member)] != static_cast<int>(group) || std::isnan(natural_[at(other)])) continue;
            if (groups_.groupOf[at(other)] == static_cast<int>(group)) continue;
            const auto place = std::lower_bound(members.begin(), members.end(), member) - members.begin();
            const double side = fit_.advantage / unit_ * (first ? 1 : -1);
            const double ahead = out.ratings[static_cast<size_t>(place)] - natural_[at(other)] + side;
            const double won = first ? pair.wins : pair.losses, lost = first ? pair.losses : pair.wins;
            games.push_back({ahead, won, lost});
            wins += won;
            losses += lost;
        }
        out.games = wins + losses;
        if (out.games == 0) return out;
        const double shift = oneWayShift(games, options_.drawModel, recordRate());
        for (double& rating : out.ratings)
            rating += shift;
        if (members.size() == 1 && losses == 0) out.kind = RatingKind::atLeast;
        if (members.size() == 1 && wins == 0) out.kind = RatingKind::atMost;
        return out;
    }

    /// The draw rate that perfect records are judged by: the one given, else (as Ordo does) one half where draws occur.
    double recordRate() const {
        if (options_.drawRate) return *options_.drawRate;
        if (options_.drawModel != DrawModel::halfPoint) return std::isfinite(fit_.drawRate) ? fit_.drawRate : 0;
        const bool draws = std::any_of(pairs_.begin(), pairs_.end(), [](const PairResult& p) { return p.draws > 0; });
        return draws ? 0.5 : 0;
    }

    void settle(size_t group, const Placement& placement) {
        const std::vector<int>& members = groups_.groups[group];
        for (size_t i = 0; i < members.size(); ++i) {
            natural_[at(members[i])] = placement.ratings[i];
            show(members[i], placement.kind, kNaN);
        }
    }

    const RatingFitOptions& options_;
    double unit_;  // points
    double origin_ = 0;
    std::vector<PairResult> pairs_;
    RatingGroups groups_;
    std::vector<double> natural_;  // by player, from the origin; NaN: not rated (yet)
    RatingFit fit_;
};

}  // namespace

RatingFit fitRatings(int players, const std::vector<PairResult>& results, const RatingFitOptions& options) {
    checkInput(players, results, options);
    return Fitter(players, results, options).run();
}

double RatingFit::differenceError(int a, int b) const {
    if (covariance == nullptr) return kNaN;
    const double variance = covariance->at(a, a) + covariance->at(b, b) - 2 * covariance->at(a, b);
    return std::isnan(variance) ? kNaN : squareRoot(std::max(variance, 0.0));
}

double RatingFit::superiority(int a, int b) const {
    const double error = differenceError(a, b), lead = players[at(a)].elo - players[at(b)].elo;
    if (std::isnan(error) || std::isnan(lead)) return kNaN;
    if (error == 0) return lead > 0 ? 1 : lead < 0 ? 0 : 0.5;
    return normalChance(lead / error);
}

}  // namespace ludus::math
