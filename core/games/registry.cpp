// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/games/registry.h"

#include <algorithm>
#include <functional>

#include "core/games/bots.h"
#include "core/games/free_game.h"
#include "core/games/matrix_game.h"
#include "core/games/slime_volley.h"
#include "core/games/soccer.h"

namespace ludus::games {

namespace {

/// One game: what it can be told, what it is, and how its slots and its own bots are made.
struct Entry {
    std::string name;
    bool listed = true;
    std::vector<config::OptionSpec> options;
    std::function<Result<GameInfo>(const config::Values&)> info;
    std::function<Result<std::unique_ptr<VectorGame>>(int, const config::Values&)> make;
    std::function<std::unique_ptr<Policy>(const GameInfo&, const std::string&)> bot;  // null: not one of its own
};

std::unique_ptr<Policy> fixedBot(const GameInfo& info, const std::string& bot) {
    const std::string number = bot.substr(std::string("always_").size());
    return makeFixedBot(info.observation, info.action, std::stoi(number));
}

Entry matrixEntry(const std::string& name) {
    return {name,
            true,
            matrix::options(name),
            [name](const config::Values& values) { return matrix::info(name, values); },
            [name](int slots, const config::Values& values) { return matrix::make(name, slots, values); },
            fixedBot};
}

std::vector<Entry> makeEntries() {
    std::vector<Entry> entries;
    entries.push_back(
        {"slime_volley",
         true,
         {},
         [](const config::Values&) { return Result<GameInfo>(slime::info()); },
         [](int slots, const config::Values&) { return Result<std::unique_ptr<VectorGame>>(slime::make(slots)); },
         [](const GameInfo&, const std::string& bot) { return slime::makeBot(bot); }});
    entries.push_back({"soccer_twos", true, soccer::options(), soccer::info, soccer::make,
                       [](const GameInfo&, const std::string& bot) { return soccer::makeBot(bot); }});
    entries.push_back(matrixEntry("rps"));
    entries.push_back(matrixEntry("matching_pennies"));
    entries.push_back(matrixEntry("matrix"));
    entries.push_back({"free", false, free_game::options(), free_game::info, free_game::make,
                       [](const GameInfo&, const std::string&) { return std::unique_ptr<Policy>(); }});
    return entries;
}

const std::vector<Entry>& entries() {
    static const std::vector<Entry> all = makeEntries();
    return all;
}

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

/// What to do about a wrong name: the nearest one, where one is near, and all of them.
Text advice(const std::string& name, const std::vector<std::string>& names, const Text& near, const Text& all) {
    std::vector<config::OptionSpec> known;
    for (const std::string& one : names) {
        config::OptionSpec spec;
        spec.key = one;
        known.push_back(std::move(spec));
    }
    const std::string best = config::nearestKey(name, known);
    return best.empty() ? all.arg(listed(names)) : near.arg(best).arg(listed(names));
}

const Entry* find(const std::string& game) {
    for (const Entry& entry : entries())
        if (entry.name == game) return &entry;
    return nullptr;
}

Error unknownGame(const std::string& game) {
    return {"game.unknown", LUDUS_TEXT("games", "There is no game \"%1\".").arg(game),
            LUDUS_TEXT("games", "Nothing was started."),
            advice(game, gameNames(), LUDUS_TEXT("games", "Did you mean \"%1\"? The games are: %2."),
                   LUDUS_TEXT("games", "The games are: %1."))};
}

Error unknownBot(const GameFacts& facts, const std::string& bot) {
    return {"bot.unknown", LUDUS_TEXT("games", "%1 has no bot \"%2\".").arg(facts.name).arg(bot),
            LUDUS_TEXT("games", "It cannot take part in a match."),
            advice(bot, facts.bots, LUDUS_TEXT("games", "Did you mean \"%1\"? Its bots are: %2."),
                   LUDUS_TEXT("games", "Its bots are: %1."))};
}

}  // namespace

Error damagedState(const std::string& game) {
    return {"game.state",
            LUDUS_TEXT("games", "A stored state of %1 is damaged, or is of another game or version.").arg(game),
            LUDUS_TEXT("games", "The match cannot be continued from it."),
            LUDUS_TEXT("games", "Start the match anew, or play from a state stored earlier.")};
}

std::vector<std::string> gameNames() {
    std::vector<std::string> names;
    for (const Entry& entry : entries())
        if (entry.listed) names.push_back(entry.name);
    return names;
}

std::vector<config::OptionSpec> gameOptions(const std::string& game) {
    const Entry* entry = find(game);
    return entry == nullptr ? std::vector<config::OptionSpec>{} : entry->options;
}

Result<GameInfo> gameInfo(const std::string& game, const config::Values& options) {
    const Entry* entry = find(game);
    if (entry == nullptr) return unknownGame(game);
    if (Status status = config::checkAll(entry->options, options); !status.ok()) return status.error();
    return entry->info(options);
}

Result<std::unique_ptr<VectorGame>> makeGame(const std::string& game, int slots, const config::Values& options) {
    const Entry* entry = find(game);
    if (entry == nullptr) return unknownGame(game);
    if (Status status = config::checkAll(entry->options, options); !status.ok()) return status.error();
    return entry->make(slots, options);
}

Result<std::unique_ptr<Policy>> makeBot(const std::string& game, const std::string& bot,
                                        const config::Values& options) {
    Result<GameInfo> info = gameInfo(game, options);
    if (!info) return info.error();
    const std::vector<std::string>& bots = info->facts.bots;
    if (std::find(bots.begin(), bots.end(), bot) == bots.end()) return unknownBot(info->facts, bot);
    if (bot == "random") return makeRandomBot(info->action);
    return find(game)->bot(*info, bot);
}

}  // namespace ludus::games
