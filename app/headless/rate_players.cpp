// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/rate_players.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include "app/headless/console.h"
#include "core/math/online_ratings.h"

namespace ludus::headless {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr int kMostPlayers = 4000;      // of a joint fit: its matrix is dense
constexpr double kNoAdvantage = 20000;  // points; nobody is that sure, so that it is not told by the games
constexpr size_t kPeriodGames = 6;      // of a Glicko-2 period, for each player: 12 sides

Error wrongOption(const char* option, const Text& happened, const Text& remedy) {
    return {std::string("option.") + option, happened, {}, remedy};
}

bool readNumber(const std::string& text, double& value) {
    const char* end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, value);
    return error == std::errc() && at == end && std::isfinite(value);
}

/// A share of 0..1, or 1..100 (percent).
bool readShare(std::string text, double& value) {
    const bool percent = text.ends_with('%');
    if (percent) text.pop_back();
    if (!readNumber(text, value)) return false;
    if (percent || value >= 1) value /= 100;
    return value >= 0 && value < 1;
}

struct Named {
    int player = 0;
    std::vector<double> numbers;
};

/// NAME=a[,b], the name of a player of the list.
Result<Named> readNamed(const char* option, const std::string& text, size_t count, const GameList& list) {
    const char* form = count == 1 ? "NAME=R" : "NAME=R,S";
    const Text wants = LUDUS_TEXT("Cli", "It wants %1, for example %2.")
                           .arg(std::string(form))
                           .arg(std::string(count == 1 ? "ann=1200" : "ann=1200,50"));
    const size_t equals = text.rfind('=');
    const Error malformed =
        wrongOption(option, LUDUS_TEXT("Cli", "--%1 cannot be \"%2\".").arg(std::string(option)).arg(text), wants);
    if (equals == std::string::npos) return malformed;
    Named out;
    std::string rest = text.substr(equals + 1) + ",";
    while (!rest.empty()) {
        const size_t comma = rest.find(',');
        if (!readNumber(rest.substr(0, comma), out.numbers.emplace_back())) return malformed;
        rest.erase(0, comma + 1);
    }
    if (out.numbers.size() != count || (count == 2 && out.numbers[1] <= 0)) return malformed;
    const std::string name = text.substr(0, equals);
    out.player = list.find(name);
    if (out.player >= 0) return out;
    const std::string near = nearest(name, list.names);
    return wrongOption(option, LUDUS_TEXT("Cli", "--%1: no game has a player %2.").arg(std::string(option)).arg(name),
                       near.empty() ? LUDUS_TEXT("Cli", "Names are written as in the file.")
                                    : LUDUS_TEXT("Cli", "Did you mean %1?").arg(near));
}

Result<math::RatingFitOptions> fitOptions(const RateQuery& query, const GameList& list) {
    math::RatingFitOptions options;
    options.priorDraws = 0;
    options.mean = query.mean.value_or(1200);
    options.scale = query.scale.value_or(math::kEloScale);
    options.placeOutsiders = query.force;
    std::set<int> named;
    const auto twice = [&](const char* option, int player) {
        return wrongOption(
            option,
            LUDUS_TEXT("Cli", "More than one rating is given for %1.").arg(list.names[static_cast<size_t>(player)]),
            LUDUS_TEXT("Cli", "Give one --anchor or one --prior for a player."));
    };
    for (const std::string& text : query.anchors) {
        const Result<Named> anchor = readNamed("anchor", text, 1, list);
        if (!anchor) return anchor.error();
        if (!named.insert(anchor->player).second) return twice("anchor", anchor->player);
        options.anchors.push_back({anchor->player, anchor->numbers[0]});
    }
    for (const std::string& text : query.priors) {
        const Result<Named> prior = readNamed("prior", text, 2, list);
        if (!prior) return prior.error();
        if (!named.insert(prior->player).second) return twice("prior", prior->player);
        options.priors.push_back({prior->player, prior->numbers[0], prior->numbers[1]});
    }
    options.fitAdvantage = query.advantage == "auto";
    if (!query.advantage.empty() && !options.fitAdvantage) readNumber(query.advantage, options.advantage);
    double rate = 0;
    if (!query.drawRate.empty() && query.drawRate != "auto" && readShare(query.drawRate, rate)) options.drawRate = rate;
    // A prior is weighed against the games, so that these must count for what they say: half points do not.
    options.drawModel = query.drawModel == "rao-kupper" ? math::DrawModel::raoKupper
                        : query.drawModel == "davidson" || (query.drawModel.empty() && !query.priors.empty())
                            ? math::DrawModel::davidson
                            : math::DrawModel::halfPoint;
    return options;
}

RatedPlayers describe(const GameList& list, const std::vector<math::PairResult>& pairs,
                      const std::vector<math::FittedRating>& ratings) {
    RatedPlayers out;
    out.advantage = out.advantageDeviation = out.drawRate = kNaN;
    const std::vector<math::Opposition> met = math::oppositions(pairs, ratings);
    for (size_t i = 0; i < ratings.size(); ++i) {
        const math::FittedRating& rating = ratings[i];
        out.players.push_back({static_cast<int>(i), list.names[i], rating.elo, rating.error, rating.games, rating.score,
                               rating.kind, met[i], kNaN});
    }
    std::stable_sort(out.players.begin(), out.players.end(), [](const RatedPlayer& a, const RatedPlayer& b) {
        return std::isfinite(a.rating) && !(a.rating <= b.rating);
    });
    return out;
}

Result<RatedPlayers> rateJointly(const RateQuery& query, const GameList& list,
                                 const std::vector<math::PairResult>& pairs) {
    const Result<math::RatingFitOptions> options = fitOptions(query, list);
    if (!options) return options.error();
    if (list.players() > kMostPlayers) {
        return Error{"rating.players",
                     LUDUS_TEXT("Cli", "%1 players are too many for a joint rating.").arg(list.players()),
                     LUDUS_TEXT("Cli", "It takes up to %1 of them.").arg(kMostPlayers),
                     LUDUS_TEXT("Cli", "Leave players out, or use --method elo.")};
    }
    const auto draws = std::any_of(pairs.begin(), pairs.end(), [](const auto& pair) { return pair.draws > 0; });
    if (draws && options->drawModel != math::DrawModel::halfPoint && options->drawRate == 0.0) {
        return wrongOption("draw-rate", LUDUS_TEXT("Cli", "--draw-rate cannot be 0: there are drawn games."),
                           LUDUS_TEXT("Cli", "Use auto, or a rate above 0."));
    }
    math::RatingFit fit = math::fitRatings(list.players(), pairs, *options);
    const bool unscaled = std::none_of(fit.players.begin(), fit.players.end(),
                                       [](const math::FittedRating& rating) { return std::isfinite(rating.elo); });
    if (unscaled && (query.force || fit.groups.size() < 2)) {
        return Error{"rating.scale", LUDUS_TEXT("Cli", "No two players have both gained points from each other."),
                     LUDUS_TEXT("Cli", "Nothing says how far apart they are."),
                     LUDUS_TEXT("Cli",
                                "Let them play more games, or say what is known: --anchor NAME=R, --prior "
                                "NAME=R,S.")};
    }
    if (!unscaled && options->fitAdvantage &&
        !(fit.advantageError < kNoAdvantage && std::fabs(fit.advantage) < kNoAdvantage)) {
        return Error{"rating.advantage", LUDUS_TEXT("Cli", "The games do not tell the first side's advantage."),
                     LUDUS_TEXT("Cli", "Players would have to meet on both sides, and each side to gain some points."),
                     LUDUS_TEXT("Cli", "Give it: --advantage N.")};
    }
    RatedPlayers out = describe(list, pairs, fit.players);
    for (size_t i = 0; i + 1 < out.players.size(); ++i)
        out.players[i].superiority = fit.superiority(out.players[i].index, out.players[i + 1].index);
    out.advantage = fit.advantage;
    out.advantageDeviation = fit.advantageError;
    out.drawRate = fit.drawRate;
    out.groups = fit.groups;
    out.fit = std::move(fit);
    return out;
}

double scoreOf(const math::GameResult& game) {
    return 0.5 + 0.5 * game.outcome;
}

/// The games one after the other.
void rateElo(const RateQuery& query, const GameList& list, std::vector<math::FittedRating>& ratings) {
    math::EloOptions options;
    options.start = query.mean.value_or(options.start);
    for (math::FittedRating& rating : ratings)
        rating.elo = options.start;
    for (const math::GameResult& game : list.games) {
        double& first = ratings[static_cast<size_t>(game.first)].elo;
        double& second = ratings[static_cast<size_t>(game.second)].elo;
        std::tie(first, second) = math::updateElo(first, second, scoreOf(game), options);
    }
}

/// In periods in which a player meets twelve opponents on average.
void rateGlicko2(const RateQuery& query, const GameList& list, std::vector<math::FittedRating>& ratings) {
    std::vector<math::GlickoRating> players(ratings.size());
    for (math::GlickoRating& player : players)
        player.rating = query.mean.value_or(player.rating);
    const size_t length = kPeriodGames * players.size();
    for (size_t from = 0; from < list.games.size(); from += length) {
        std::vector<math::RatedGame> period;
        for (size_t i = from; i < std::min(from + length, list.games.size()); ++i)
            period.push_back({list.games[i].first, list.games[i].second, scoreOf(list.games[i])});
        math::closeGlicko2Period(players, period);
    }
    for (size_t i = 0; i < players.size(); ++i) {
        ratings[i].elo = players[i].rating;
        ratings[i].error = players[i].deviation;
    }
}

double rateTrueSkill(const RateQuery& query, const GameList& list, std::vector<math::FittedRating>& ratings) {
    math::TrueSkillOptions options;
    if (query.drawRate == "auto") {
        const auto draws = std::ranges::count(list.games, 0, &math::GameResult::outcome);
        options.drawProbability = (static_cast<double>(draws) + 0.5) / (static_cast<double>(list.games.size()) + 1.0);
    } else if (!query.drawRate.empty()) {
        readShare(query.drawRate, options.drawProbability);
    }
    std::vector<math::TrueSkillRating> players(ratings.size());
    for (math::TrueSkillRating& player : players)
        player.mean = query.mean.value_or(player.mean);
    for (const math::GameResult& game : list.games) {
        math::updateTrueSkill(players[static_cast<size_t>(game.first)], players[static_cast<size_t>(game.second)],
                              scoreOf(game), options);
    }
    for (size_t i = 0; i < players.size(); ++i) {
        ratings[i].elo = players[i].mean;
        ratings[i].error = players[i].deviation;
    }
    return options.drawProbability;
}

}  // namespace

Status checkRateQuery(const RateQuery& query) {
    double value = 0;
    const Text number = LUDUS_TEXT("Cli", "Give a number.");
    if (query.mean && !std::isfinite(*query.mean))
        return wrongOption("mean", LUDUS_TEXT("Cli", "--mean is no number."), number);
    if (query.scale && !(std::isfinite(*query.scale) && *query.scale > 0))
        return wrongOption("scale", LUDUS_TEXT("Cli", "--scale must be above 0."), number);
    if (!query.advantage.empty() && query.advantage != "auto" && !readNumber(query.advantage, value)) {
        return wrongOption("advantage", LUDUS_TEXT("Cli", "--advantage cannot be \"%1\".").arg(query.advantage),
                           LUDUS_TEXT("Cli", "Give points, or auto."));
    }
    if (!query.drawRate.empty() && query.drawRate != "auto" && !readShare(query.drawRate, value)) {
        return wrongOption("draw-rate", LUDUS_TEXT("Cli", "--draw-rate cannot be \"%1\".").arg(query.drawRate),
                           LUDUS_TEXT("Cli", "Give a share from 0 to below 1, or percent below 100, or auto."));
    }
    const bool known = !query.anchors.empty() || !query.priors.empty();
    if (known && query.mean) {
        return wrongOption("mean", LUDUS_TEXT("Cli", "--mean has no say where --anchor or --prior set the scale."),
                           LUDUS_TEXT("Cli", "Leave one of them out."));
    }
    if (query.method == "bradley-terry") return {};
    const bool joint = known || query.scale || !query.advantage.empty() || !query.drawModel.empty() || query.matrix;
    if (joint || (!query.drawRate.empty() && query.method != "trueskill")) {
        return wrongOption("method",
                           LUDUS_TEXT("Cli", "With --method %1 only --mean%2 can be set.")
                               .arg(query.method)
                               .arg(std::string(query.method == "trueskill" ? " and --draw-rate" : "")),
                           LUDUS_TEXT("Cli", "Anchors, priors, advantage and draw models need bradley-terry."));
    }
    return {};
}

Result<RatedPlayers> ratePlayers(const RateQuery& query, const GameList& list) {
    const std::vector<math::PairResult> pairs = math::countPairs(list.players(), list.games);
    if (query.method == "bradley-terry") return rateJointly(query, list, pairs);
    std::vector<math::FittedRating> ratings = math::countScores(list.players(), pairs);
    double drawRate = kNaN;
    if (query.method == "elo") rateElo(query, list, ratings);
    if (query.method == "glicko2") rateGlicko2(query, list, ratings);
    if (query.method == "trueskill") drawRate = rateTrueSkill(query, list, ratings);
    for (math::FittedRating& rating : ratings)
        rating.kind = math::RatingKind::estimated;
    RatedPlayers out = describe(list, pairs, ratings);
    out.drawRate = drawRate;
    return out;
}

}  // namespace ludus::headless
