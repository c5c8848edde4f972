// SPDX-License-Identifier: GPL-3.0-or-later
// ludus-cli rate: ratings of the players of a file of results.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <limits>

#include "app/headless/commands.h"
#include "app/headless/rate_players.h"

namespace ludus::headless {
namespace {

constexpr size_t kNamesShown = 12, kGroupsShown = 8;

const char* kindName(math::RatingKind kind) {
    switch (kind) {
        case math::RatingKind::estimated: return "estimated";
        case math::RatingKind::fixed: return "fixed";
        case math::RatingKind::atLeast: return "at_least";
        case math::RatingKind::atMost: return "at_most";
        case math::RatingKind::placed: return "placed";
        case math::RatingKind::none: break;
    }
    return "none";
}

std::string namesOf(const std::vector<int>& group, const GameList& list) {
    std::string out;
    for (size_t i = 0; i < group.size() && i < kNamesShown; ++i)
        out += (i > 0 ? ", " : "") + list.names[static_cast<size_t>(group[i])];
    if (group.size() > kNamesShown) out += fmt::format(" and {} more", group.size() - kNamesShown);
    return out;
}

Json groupsJson(const RatedPlayers& rated, const GameList& list) {
    Json groups = Json::array();
    for (const std::vector<int>& group : rated.groups) {
        Json names = Json::array();
        for (const int player : group)
            names.push_back(list.names[static_cast<size_t>(player)]);
        groups.push_back(names);
    }
    return groups;
}

int failForGroups(const Session& session, const RatedPlayers& rated, const GameList& list) {
    std::string text;
    for (size_t i = 0; i < rated.groups.size() && i < kGroupsShown; ++i)
        text += fmt::format("{}group {}: {}", i > 0 ? "; " : "", i + 1, namesOf(rated.groups[i], list));
    if (rated.groups.size() > kGroupsShown)
        text += fmt::format("; and {} more groups", rated.groups.size() - kGroupsShown);
    return fail(session,
                {"rating.groups",
                 LUDUS_TEXT("Cli",
                            "Not all players can be compared: they fall into %1 groups without results in both "
                            "directions between them.")
                     .arg(rated.groups.size()),
                 LUDUS_TEXT("Cli", "These are %1.").arg(text),
                 LUDUS_TEXT("Cli",
                            "Let them play more games, give what is known (--anchor, --prior), or use --force: it "
                            "places the others where their results have probability 1/2.")},
                kFailed, {{"groups", groupsJson(rated, list)}});
}

Json playerJson(const RatedPlayer& player) {
    Json out{{"name", player.name},
             {"rating", number(player.rating)},
             {"error", number(k95 * player.deviation)},
             {"standard_error", number(player.deviation)},
             {"games", static_cast<int64_t>(player.games)},
             {"score", number(player.score)},
             {"points", player.met.wins + player.met.draws / 2},
             {"wins", static_cast<int64_t>(player.met.wins)},
             {"draws", static_cast<int64_t>(player.met.draws)},
             {"losses", static_cast<int64_t>(player.met.losses)},
             {"opponents", player.met.opponents},
             {"opponents_rating", number(player.met.meanRating)},
             {"diversity", player.met.diversity},
             {"superiority", number(player.superiority)},
             {"kind", kindName(player.kind)}};
    return out;
}

Json matrixJson(const RatedPlayers& rated, bool superiority) {
    Json rows = Json::array();
    for (const RatedPlayer& one : rated.players) {
        Json row = Json::array();
        for (const RatedPlayer& other : rated.players) {
            const double value = one.index == other.index ? std::numeric_limits<double>::quiet_NaN()
                                 : superiority            ? rated.fit.superiority(one.index, other.index)
                                                          : k95 * rated.fit.differenceError(one.index, other.index);
            row.push_back(number(value));
        }
        rows.push_back(row);
    }
    return rows;
}

void printRatingsJson(const RateQuery& query, const RatedPlayers& rated, const GameList& list) {
    Json players = Json::array();
    for (const RatedPlayer& player : rated.players)
        players.push_back(playerJson(player));
    Json out{{"method", query.method},
             {"games", list.games.size()},
             {"players", players},
             {"advantage", number(rated.advantage)},
             {"advantage_error", number(k95 * rated.advantageDeviation)},
             {"draw_rate", number(rated.drawRate)},
             {"groups", groupsJson(rated, list)}};
    if (query.matrix) {
        out["superiorities"] = matrixJson(rated, true);
        out["difference_errors"] = matrixJson(rated, false);
    }
    printJson(out);
}

std::string shown(double value, int digits) {
    return std::isfinite(value) ? fmt::format("{:.{}f}", value, digits) : std::string("–");
}

void printRatings(const RateQuery& query, const RatedPlayers& rated) {
    std::vector<std::vector<std::string>> rows;
    const int digits = query.method == "trueskill" ? 2 : 1;
    for (const RatedPlayer& player : rated.players) {
        const char* mark = player.kind == math::RatingKind::atLeast  ? " >"
                           : player.kind == math::RatingKind::atMost ? " <"
                           : player.kind == math::RatingKind::placed ? " ~"
                                                                     : "";
        rows.push_back({std::to_string(rows.size() + 1), player.name + mark, shown(player.rating, digits),
                        shown(k95 * player.deviation, digits), fmt::format("{:.0f}", player.games),
                        shown(100 * player.score, 1), fmt::format("{:.0f}", player.met.wins),
                        fmt::format("{:.0f}", player.met.draws), fmt::format("{:.0f}", player.met.losses),
                        shown(player.met.meanRating, digits), fmt::format("{:.1f}", player.met.diversity),
                        shown(100 * player.superiority, 1)});
    }
    printTable({"#", "Player", "Rating", "±95 %", "Games", "Score %", "Won", "Drawn", "Lost", "Opponents", "Diversity",
                "Above next %"},
               rows);
    if (std::isfinite(rated.advantage))
        fmt::print("First side's advantage: {} ±{}\n", shown(rated.advantage, 1),
                   shown(k95 * rated.advantageDeviation, 1));
    if (std::isfinite(rated.drawRate)) fmt::print("Draws between equals: {} %\n", shown(100 * rated.drawRate, 2));
    if (rated.groups.size() > 1) {
        fmt::print(
            "> has only won, < has only lost, ~ belongs to a group without results in both directions: "
            "placed where that has probability 1/2\n");
    }
}

int rate(const Session& session, const RateQuery& query) {
    const Status fits = checkRateQuery(query);
    if (!fits) return fail(session, fits.error(), kWrongUsage);
    const Result<GameList> list = readGameList(query.file);
    if (!list) return fail(session, list.error());
    const Result<RatedPlayers> rated = ratePlayers(query, *list);
    if (!rated) return fail(session, rated.error());
    if (rated->groups.size() > 1 && !query.force) return failForGroups(session, *rated, *list);
    if (session.json) {
        printRatingsJson(query, *rated, *list);
    } else {
        printRatings(query, *rated);
    }
    return kDone;
}

}  // namespace

void addRate(const Commands& commands) {
    CLI::App* command = commands.app.add_subcommand("rate", "Ratings of the players of a file of results");
    const auto query = std::make_shared<RateQuery>();
    command
        ->add_option("FILE", query->file,
                     "Tab separated, plain or .gz: a header, then first, second, result (1-0, 0-1, 1/2-1/2)")
        ->required();
    command->add_option("--method", query->method, "How; bradley-terry rates all games at once")
        ->check(CLI::IsMember({"elo", "bradley-terry", "glicko2", "trueskill"}));
    command->add_option("--mean", query->mean, "Mean rating (elo, glicko2, trueskill: a newcomer's)");
    command->add_option("--scale", query->scale, "Points that make odds of ten; 400: Elo; 403.514: Ordo's own");
    command->add_option("--anchor", query->anchors, "NAME=R: this player has this rating")->allow_extra_args(false);
    command->add_option("--prior", query->priors, "NAME=R,S: expected at R with a deviation of S")
        ->allow_extra_args(false);
    command->add_option("--advantage", query->advantage, "Points the first side is worth, or auto: fitted");
    command->add_option("--draw-rate", query->drawRate,
                        "Draws between equals, 0.5 or 50 for 50 %, or auto: fitted (the default)");
    command
        ->add_option("--draw-model", query->drawModel,
                     "How draws count: half-point (the default), davidson (the default with --prior), rao-kupper")
        ->check(CLI::IsMember({"half-point", "davidson", "rao-kupper"}));
    command->add_flag("--force", query->force, "Rate players that cannot be compared with the others, too");
    command->add_flag("--matrix", query->matrix, "With --json: superiorities and errors of all differences");
    command->callback(
        [commands, query] { commands.chosen = [commands, query] { return rate(commands.session, *query); }; });
}

}  // namespace ludus::headless
