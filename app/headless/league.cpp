// SPDX-License-Identifier: GPL-3.0-or-later
// ludus-cli league: who learns in a league, why somebody was drawn or judged, what would be drawn now; and two leagues
// against each other.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>

#include "app/headless/commands.h"
#include "app/headless/league_compare.h"
#include "app/headless/league_report.h"
#include "app/headless/progress.h"

namespace ludus::headless {
namespace {

constexpr const char* kVerdict = "verdict:";
constexpr size_t kRowsShown = 30;

struct Request {
    std::string run, why, sample;
    int64_t count = 1000;
    int64_t seed = 1;
    int most = 40;
    CompareRequest compare;
};

std::optional<int64_t> numberIn(std::string_view text) {
    int64_t out = 0;
    const auto [at, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc() || at != text.data() + text.size()) return std::nullopt;
    return out;
}

/// An empty one is none: it would be passed over as if it had not been given.
CLI::Validator given() {
    return CLI::Validator([](std::string& text) { return std::string(text.empty() ? "it is empty" : ""); }, "");
}

// ---- why

int noRecord(const Session& session, const StoredLeague& stored, const std::string& id) {
    int64_t draws = 0;
    for (const league::LearnerStory& learner : stored.story.learners())
        draws += learner.draws;
    return fail(session,
                {"league.no_record", LUDUS_TEXT("Cli", "The league %1 has no record %2.").arg(stored.run.name).arg(id),
                 LUDUS_TEXT("Cli", "It has %1 draws and %2 verdicts, each numbered from 1.")
                     .arg(draws)
                     .arg(stored.story.verdicts().size()),
                 LUDUS_TEXT("Cli", "Name a draw by its number, a verdict as verdict:NUMBER.")});
}

template <class Told>
int tell(const Session& session, const StoredLeague& stored, const Told& told) {
    if (session.json)
        printJson(whyJson(stored.story, told));
    else
        printWhy(stored.story, told);
    return kDone;
}

int explain(const Session& session, const StoredLeague& stored, const std::string& id) {
    const bool verdict = id.starts_with(kVerdict);
    const auto number = numberIn(verdict ? std::string_view(id).substr(std::string_view(kVerdict).size()) : id);
    if (!number) return noRecord(session, stored, id);
    if (verdict) {
        const auto told = league::whyVerdict(stored.options, stored.events, *number);
        return told ? tell(session, stored, *told) : noRecord(session, stored, id);
    }
    const auto told = league::whyDraw(stored.options, stored.events, *number);
    return told ? tell(session, stored, *told) : noRecord(session, stored, id);
}

// ---- what would be drawn now

std::optional<int> playerNamed(const league::LeagueStory& story, const std::string& name) {
    for (const league::LearnerStory& learner : story.learners())
        if (learner.name == name || std::to_string(learner.player) == name) return learner.player;
    return std::nullopt;
}

Error unknownPlayer(const league::LeagueStory& story, const std::string& name) {
    std::string all;
    for (const league::LearnerStory& learner : story.learners())
        all += (all.empty() ? "" : ", ") + learner.name;
    return {"league.no_player",
            LUDUS_TEXT("Cli", "Nobody of this league is called %1.").arg(name),
            {},
            LUDUS_TEXT("Cli", "Its learners are %1.").arg(all)};
}

/// Who makes the common root; none: nobody is left for it.
const league::LearnerStory* rootMaker(const league::LeagueStory& story) {
    for (const league::LearnerStory& learner : story.learners())
        if (learner.role == LeagueRole::mainAgent && !learner.failed) return &learner;
    return nullptr;
}

/// Why nobody is drawn as in a league; "": somebody is.
std::string hindrance(const StoredLeague& stored, int player, const league::WhatIf& now) {
    const league::LearnerStory& learner = stored.story.learners()[static_cast<size_t>(player)];
    if (now.failed) return fmt::format("{} learns no more and draws nobody.", learner.name);
    if (!now.opening) return {};
    if (!now.rows.empty() && now.rows.front().branch == DrawBranch::bot)
        return fmt::format("{} makes a start of its own against {}; it meets nobody else before that is frozen.",
                           learner.name, learner.bot);
    if (!now.rows.empty())
        return fmt::format("{} makes the common root by self-play; it meets nobody else before that is frozen.",
                           learner.name);
    const league::LearnerStory* maker = rootMaker(stored.story);
    if (isOver(stored.run.status) || maker == nullptr)
        return fmt::format("The run ended before the common root was frozen: {} never learnt and draws nobody.",
                           learner.name);
    return fmt::format("The common root is not frozen yet: {} makes it alone, and {} draws nobody before.", maker->name,
                       learner.name);
}

Json sampleJson(const StoredLeague& stored, int player, const league::WhatIf& now, const std::vector<int64_t>& counts,
                const Request& request) {
    Json draws = Json::array();
    for (size_t i = 0; i < now.rows.size(); ++i) {
        const league::WhatIfRow& row = now.rows[i];
        draws.push_back({{"branch", drawBranchName(row.branch)},
                         {"opponent", row.name},
                         {"win_rate", row.winRate.rate},
                         {"games", row.winRate.games},
                         {"weight", row.weightAfter},
                         {"probability", row.after},
                         {"count", counts[i]}});
    }
    const std::string why = hindrance(stored, player, now);
    Json empty = Json::array();
    for (const auto& [branch, share] : now.emptyAfter)
        empty.push_back({{"branch", drawBranchName(branch)}, {"share", share}});
    return {{"run", stored.run.id.value},
            {"player", stored.story.nameOf(Member::learner(player))},
            {"step", stored.story.lastStep()},
            {"count", request.count},
            {"seed", request.seed},
            {"opening", now.opening},
            {"hindrance", why.empty() ? Json(nullptr) : Json(why)},
            {"failed", now.failed},
            {"draws", draws},
            {"empty", empty}};
}

void printSample(const league::WhatIf& now, const std::vector<int64_t>& counts, int64_t count) {
    std::vector<std::vector<std::string>> rows;
    for (size_t i = 0; i < now.rows.size() && i < kRowsShown; ++i) {
        const league::WhatIfRow& row = now.rows[i];
        rows.push_back({row.name, drawBranchName(row.branch), share(row.winRate.rate), share(row.after),
                        share(static_cast<double>(counts[i]) / static_cast<double>(count)), std::to_string(counts[i])});
    }
    printTable({"opponent", "branch", "win rate", "probability", "drawn", "count"}, rows);
    if (now.rows.size() > rows.size()) fmt::print("and {} more\n", now.rows.size() - rows.size());
    for (const auto& [branch, part] : now.emptyAfter)
        fmt::print("{} has no candidate; {} of the draws look there\n", drawBranchName(branch), share(part));
}

int sample(const Session& session, const StoredLeague& stored, const Request& request) {
    const std::optional<int> player = playerNamed(stored.story, request.sample);
    if (!player) return fail(session, unknownPlayer(stored.story, request.sample));
    const league::WhatIf now = league::whatIf(stored.story, *player);
    const std::vector<int64_t> counts =
        league::sampled(stored.story, *player, now, request.count, static_cast<uint64_t>(request.seed));
    if (session.json) {
        printJson(sampleJson(stored, *player, now, counts, request));
        return kDone;
    }
    if (const std::string why = hindrance(stored, *player, now); !why.empty()) fmt::print("{}\n", why);
    if (!now.rows.empty()) printSample(now, counts, request.count);
    return kDone;
}

int show(const Session& session, const Request& request) {
    const auto workspace = session.open();
    if (!workspace) return fail(session, workspace.error());
    const Result<StoredLeague> stored = readLeague(**workspace, request.run);
    if (!stored) return fail(session, stored.error());
    if (const std::string text = mismatchText(stored->story); !text.empty()) say(session, text);
    if (!request.why.empty()) return explain(session, *stored, request.why);
    if (!request.sample.empty()) return sample(session, *stored, request);
    if (session.json)
        printJson(leagueJson(*stored, request.most));
    else
        printLeague(*stored);
    return kDone;
}

void addCompare(CLI::App* family, const Commands& commands, const std::shared_ptr<Request>& request) {
    CLI::App* command = family->add_subcommand("compare", "Two leagues against each other: their snapshots play");
    CompareRequest& compare = request->compare;
    command->add_option("A", compare.first, "A run: number or name")->required();
    command->add_option("B", compare.second, "Another run of the same game")->required();
    command->add_option("--games", compare.games, "Matches of each pair; best an even number")
        ->check(CLI::Range(1, 100'000));
    command->add_option("--most", compare.most, "Snapshots of each league that play; 0: all")
        ->check(CLI::Range(0, 100'000));
    command->add_option("--pick", compare.pick, "Which of them: the newest, or the best by Elo")
        ->check(CLI::IsMember({"newest", "best"}));
    command->add_option("--seed", compare.seed, "Seed of everything random")
        ->check(CLI::Range(int64_t{0}, int64_t{9'000'000'000'000'000}));
    command->add_flag("--greedy", compare.greedy, "Take the likeliest action instead of drawing one");
    command->add_option("--workers", compare.workers, "Threads; 0: one a core")->check(CLI::Range(0, 256));
    command->callback([commands, request] {
        commands.chosen = [commands, request] { return compareLeagues(commands.session, request->compare); };
    });
}

}  // namespace

void addLeague(const Commands& commands) {
    CLI::App* command = commands.app.add_subcommand("league", "A league: who learns, who meets whom, and why");
    const auto request = std::make_shared<Request>();
    command->add_option("RUN", request->run, "Number or name of a run that is a league");
    CLI::Option* why =
        command->add_option("--why", request->why, "Explain a draw by its number, or a verdict: verdict:NUMBER")
            ->check(given());
    CLI::Option* sample =
        command->add_option("--sample", request->sample, "Draw opponents of this learner as it would now")
            ->check(given());
    why->excludes(sample);
    command->add_option("--count", request->count, "How many draws")
        ->check(CLI::Range(int64_t{1}, int64_t{100'000'000}))
        ->needs(sample);
    command->add_option("--seed", request->seed, "Seed of the draws")
        ->check(CLI::Range(int64_t{0}, int64_t{9'000'000'000'000'000}))
        ->needs(sample);
    command->add_option("--most", request->most, "Members of the payoff with --json, the newest; 0: all")
        ->check(CLI::Range(0, 100'000));
    addCompare(command, commands, request);
    command->require_subcommand(0, 1);
    command->callback([commands, request, command] {
        if (!command->get_subcommands().empty()) return;
        if (request->run.empty()) throw CLI::RequiredError("RUN");
        commands.chosen = [commands, request] { return show(commands.session, *request); };
    });
}

}  // namespace ludus::headless
