// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/games/registry.h"
#include "core/league/league_limits.h"
#include "core/runs/run_options.h"
#include "core/runtime/condition.h"

namespace ludus::runs {
namespace {

std::string listed(const std::vector<std::string>& bots) {
    std::string out;
    for (const std::string& bot : bots)
        out += (out.empty() ? "bot:" : ", bot:") + bot;
    return out;
}

bool isBotOf(const games::GameFacts& facts, const std::string& name) {
    return name.starts_with("bot:") &&
           std::find(facts.bots.begin(), facts.bots.end(), name.substr(4)) != facts.bots.end();
}

/// `onlyBots`: nothing but scripted bots may be named; else other agents, which only the workspace knows, may be too.
void findUnknownBots(const games::GameFacts& facts, const std::vector<std::string>& names, const char* key,
                     bool onlyBots, std::vector<ConfigProblem>& out) {
    for (const std::string& name : names) {
        if (isBotOf(facts, name) || (!onlyBots && !name.starts_with("bot:"))) continue;
        out.push_back({key,
                       {"bot.unknown",
                        LUDUS_TEXT("Error", "%1 names %2, which is no bot of %3.").arg(key).arg(name).arg(facts.name),
                        LUDUS_TEXT("Error", "Without it the run cannot begin."),
                        facts.bots.empty() ? LUDUS_TEXT("Error", "This game has no bots; leave the list empty.")
                                           : LUDUS_TEXT("Error", "Its bots are: %1.").arg(listed(facts.bots))}});
    }
}

/// Conditions that cannot be read, and one that would make a deterministic run end by the clock.
void findBadConditions(const RunConfig& c, std::vector<ConfigProblem>& out) {
    for (const std::string& text : c.alerts.threshold) {
        const Result<runtime::Condition> condition = runtime::Condition::parse(text);
        if (!condition) out.push_back({"alerts.threshold", condition.error()});
    }
    if (c.run.until.empty()) return;
    const Result<runtime::Condition> until = runtime::Condition::parse(c.run.until);
    if (!until) {
        out.push_back({"run.until", until.error()});
        return;
    }
    const bool ofRounds =
        until->metric == "elo" || until->metric.starts_with("elo/") || until->metric.starts_with("score/");
    if (!c.run.deterministic || ofRounds || c.record.metricSeconds == 0) return;
    out.push_back({"run.until",
                   {"config.deterministic",
                    LUDUS_TEXT("Error", "run.until looks at %1, whose points are means over %2 s.")
                        .arg(until->metric)
                        .arg(c.record.metricSeconds),
                    LUDUS_TEXT("Error", "Whatever depends on time cannot be repeated."),
                    LUDUS_TEXT("Error", "Set record.metric_seconds to 0, or run.deterministic to false.")}});
}

/// The option of the league that the advice names first.
std::string mendingKey(const Error& error) {
    const std::string advice = error.remedy.str();
    std::string best = "league.shares";  // of advice about values of it
    size_t place = std::string::npos;
    for (const config::OptionSpec& spec : league::leagueOptions().specs()) {
        const size_t found = advice.find(spec.key.substr(spec.key.find('.') + 1));
        if (found < place) place = found, best = spec.key;
    }
    return best;
}

void findLeagueMisfits(const games::GameFacts& facts, const RunConfig& c, Written written,
                       std::vector<ConfigProblem>& out) {
    const Status status = written == Written::now ? league::checkNewLeague(c.league) : league::checkLeague(c.league);
    if (!status.ok()) out.push_back({mendingKey(status.error()), status.error()});
    findUnknownBots(facts, c.league.specificBots, "league.specific_bots", true, out);
    if (facts.sides == 2 && facts.symmetricSides) return;
    out.push_back(
        {"game.name",
         {"config.league_game", LUDUS_TEXT("Error", "game.name is %1, a game without two equal sides.").arg(facts.name),
          LUDUS_TEXT("Error", "Players of a league meet each other on either side and are rated as one."),
          LUDUS_TEXT("Error", "Choose a game with two equal sides.")}});
}

void findSelfPlayMisfits(const games::GameFacts& facts, const RunConfig& c, std::vector<ConfigProblem>& out) {
    if (facts.sides == 2 && !facts.symmetricSides) {
        out.push_back({"game.name",
                       {"config.asymmetric",
                        LUDUS_TEXT("Error", "game.name is %1, a game whose sides are not alike.").arg(facts.name),
                        LUDUS_TEXT("Error", "Self-play trains one network for both sides and rates them as one."),
                        LUDUS_TEXT("Error", "Choose a game with equal sides.")}});
    }
    findUnknownBots(facts, c.selfPlay.bots, "self_play.bots", true, out);
}

void findBadBudget(const ExecutionOptions& run, std::vector<ConfigProblem>& out) {
    if (run.steps == 0 && run.seconds == 0 && run.until.empty()) {
        out.push_back(
            {"run.seconds",
             {"config.budget", LUDUS_TEXT("Error", "run.seconds and run.steps are both 0: the run has no limit."),
              LUDUS_TEXT("Error", "It would never end by itself."), LUDUS_TEXT("Error", "Give one of them.")}});
    }
    if (run.deterministic && (run.steps == 0 || run.seconds > 0)) {
        out.push_back(
            {"run.deterministic",
             {"config.deterministic",
              LUDUS_TEXT("Error", "run.deterministic is true, with run.steps at %1 and run.seconds at %2.")
                  .arg(run.steps)
                  .arg(run.seconds),
              LUDUS_TEXT("Error", "Whatever depends on time cannot be repeated, and so not on a budget of seconds."),
              LUDUS_TEXT("Error",
                         "Give run.steps a number and set run.seconds to 0, or set run.deterministic to false.")}});
    }
}

}  // namespace

std::vector<ConfigProblem> findMisfits(const RunConfig& c, Written written) {
    std::vector<ConfigProblem> out;
    const Result<games::GameInfo> info = games::gameInfo(c.game, c.gameOptions);
    if (!info) return {{"game.name", info.error()}};
    if (const Status status = learn::checkPpo(c.learner); !status.ok()) {
        out.push_back({"learner.minibatches", status.error()});
    }
    if (c.isLeague())
        findLeagueMisfits(info->facts, c, written, out);
    else
        findSelfPlayMisfits(info->facts, c, out);
    findUnknownBots(info->facts, c.evaluation.opponents, "evaluation.opponents", false, out);
    findBadConditions(c, out);
    findBadBudget(c.run, out);
    return out;
}

std::vector<Text> findDoubts(const RunConfig& c) {
    std::vector<Text> out;
    if (c.isLeague() && c.run.steps > 0 && c.league.rootSteps >= c.run.steps) {
        const Text text = LUDUS_TEXT("Run",
                                     "The common start takes %1 steps (league.root_steps), and the run ends at %2 "
                                     "(run.steps): there never is a league. Make run.steps larger, or "
                                     "league.root_steps smaller.");
        out.push_back(text.arg(c.league.rootSteps).arg(c.run.steps));
    }
    return out;
}

}  // namespace ludus::runs
