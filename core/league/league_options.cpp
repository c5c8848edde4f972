// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/league/league_options.h"

#include <algorithm>

#include "core/base/check.h"

namespace ludus::league {
namespace {

using config::Level;
using Group = config::OptionGroup<LeagueOptions>;

void addShare(Group& g, const char* name, double LeagueOptions::*member, Text label, Text help) {
    g.add(name, member,
          {.label = std::move(label),
           .help = std::move(help),
           .minimum = 0,
           .maximum = 1,
           .level = Level::advanced,
           .live = true});
}

void addLearners(Group& g) {
    g.add("main_agents", &LeagueOptions::mainAgents,
          {.label = LUDUS_TEXT("Option", "Main agents"),
           .help = LUDUS_TEXT("Option", "Learners that never start again and must hold their own against everybody."),
           .minimum = 1,
           .maximum = 16});
    g.add("main_exploiters", &LeagueOptions::mainExploiters,
          {.label = LUDUS_TEXT("Option", "Main exploiters"),
           .help = LUDUS_TEXT("Option", "Learners that look for what beats the main agent of now, then start again."),
           .minimum = 0,
           .maximum = 64});
    g.add(
        "league_exploiters", &LeagueOptions::leagueExploiters,
        {.label = LUDUS_TEXT("Option", "League exploiters"),
         .help = LUDUS_TEXT("Option", "Learners that look for what beats the whole league; start again now and then."),
         .minimum = 0,
         .maximum = 64});
    g.add("specific_exploiters", &LeagueOptions::specificExploiters,
          {.label = LUDUS_TEXT("Option", "Specific exploiters"),
           .help = LUDUS_TEXT("Option", "Main exploiters that start from weights trained against a bot of their own."),
           .minimum = 0,
           .maximum = 64});
    g.add("evolutionary_exploiters", &LeagueOptions::evolutionaryExploiters,
          {.label = LUDUS_TEXT("Option", "Evolutionary exploiters"),
           .help = LUDUS_TEXT("Option",
                              "Learners that go on from whichever of their kind does best against the main agent."),
           .minimum = 0,
           .maximum = 64});
    g.add("adaptive_exploiters", &LeagueOptions::adaptiveExploiters,
          {.label = LUDUS_TEXT("Option", "Adaptive evolutionary exploiters"),
           .help = LUDUS_TEXT("Option",
                              "Learners that go on from a leaf of their kind that is about as strong as the main "
                              "agent; without one they start again."),
           .minimum = 0,
           .maximum = 64});
    g.add("inheriting_opponents", &LeagueOptions::inheritingOpponents,
          {.label = LUDUS_TEXT("Option", "Opponents of evolutionary exploiters"),
           .help = LUDUS_TEXT("Option", "Inheritance combines with the opponents and the start of this role."),
           .level = Level::advanced,
           .choices = {"main_exploiter", "league_exploiter", "specific_exploiter"}});
    g.add("main_weight", &LeagueOptions::mainWeight,
          {.label = LUDUS_TEXT("Option", "Share of a main agent"),
           .help = LUDUS_TEXT("Option", "Trained steps of a main agent for each step of an exploiter."),
           .minimum = 0.1,
           .maximum = 100,
           .level = Level::advanced});
}

void addPeriods(Group& g) {
    g.add("root_steps", &LeagueOptions::rootSteps,
          {.label = LUDUS_TEXT("Option", "Common start"),
           .help = LUDUS_TEXT("Option",
                              "Steps of self-play before the league begins; every reset goes back to these weights."),
           .minimum = 0,
           .maximum = 1e10,
           .unit = "steps"});
    g.add("specific_bots", &LeagueOptions::specificBots,
          {.label = LUDUS_TEXT("Option", "Bots of specific exploiters"),
           .help = LUDUS_TEXT("Option", "Against which the starts of specific exploiters are trained, in turn."),
           .level = Level::advanced});
    g.add(
        "specific_steps", &LeagueOptions::specificSteps,
        {.label = LUDUS_TEXT("Option", "Specific start"),
         .help = LUDUS_TEXT("Option", "Steps that a specific exploiter trains against its bot, from the common start."),
         .minimum = 0,
         .maximum = 1e10,
         .unit = "steps",
         .level = Level::advanced});
    const auto steps = [&g](const char* name, int64_t LeagueOptions::*member, Text label, Text help) {
        g.add(name, member,
              {.label = std::move(label),
               .help = std::move(help),
               .minimum = 1000,
               .maximum = 1e11,
               .unit = "steps",
               .live = true});
    };
    steps("main_min_steps", &LeagueOptions::mainMinSteps, LUDUS_TEXT("Option", "Main period, at least"),
          LUDUS_TEXT("Option",
                     "A main agent's learning period is not judged earlier. Equal to the most: by steps alone."));
    steps("main_max_steps", &LeagueOptions::mainMaxSteps, LUDUS_TEXT("Option", "Main period, at most"),
          LUDUS_TEXT("Option", "Then a copy of a main agent enters the league in any case."));
    steps("exploiter_min_steps", &LeagueOptions::exploiterMinSteps, LUDUS_TEXT("Option", "Exploiter period, at least"),
          LUDUS_TEXT("Option", "An exploiter's learning period is not judged earlier."));
    steps("exploiter_max_steps", &LeagueOptions::exploiterMaxSteps, LUDUS_TEXT("Option", "Exploiter period, at most"),
          LUDUS_TEXT("Option", "Then a copy of an exploiter enters the league in any case."));
    g.add("win_threshold", &LeagueOptions::winThreshold,
          {.label = LUDUS_TEXT("Option", "Win rate that ends a period"),
           .help =
               LUDUS_TEXT("Option", "Against those whom the role is judged by; the smallest of theirs must be above."),
           .minimum = 0.5,
           .maximum = 1,
           .live = true});
    g.add("verdict_games", &LeagueOptions::verdictGames,
          {.label = LUDUS_TEXT("Option", "Matches for a verdict"),
           .help = LUDUS_TEXT("Option", "With fewer matches against somebody the win rate ends no period."),
           .minimum = 1,
           .maximum = 100000,
           .level = Level::advanced,
           .live = true});
    g.add("league_reset", &LeagueOptions::leagueReset,
          {.label = LUDUS_TEXT("Option", "Reset of league exploiters"),
           .help = LUDUS_TEXT("Option", "Probability that a league exploiter starts again at the end of a period."),
           .minimum = 0,
           .maximum = 1,
           .live = true});
}

void addSampling(Group& g) {
    g.add("shares", &LeagueOptions::shares,
          {.label = LUDUS_TEXT("Option", "Shares of a main agent's matches"),
           .help = LUDUS_TEXT("Option",
                              "Self-play, history, forgotten players: 35, 50, 15 % (alphastar), 25, 60, 15 % "
                              "(tstarbot_x) or the three shares below (custom)."),
           .choices = {"alphastar", "tstarbot_x", "custom"},
           .live = true});
    addShare(g, "self_play_share", &LeagueOptions::selfPlayShare, LUDUS_TEXT("Option", "Share of self-play"),
             LUDUS_TEXT("Option", "Custom shares are divided by their sum."));
    addShare(g, "history_share", &LeagueOptions::historyShare, LUDUS_TEXT("Option", "Share of history"),
             LUDUS_TEXT("Option", "Prioritised fictitious self-play against all frozen players."));
    addShare(g, "forgotten_share", &LeagueOptions::forgottenShare, LUDUS_TEXT("Option", "Share of forgotten players"),
             LUDUS_TEXT("Option", "Frozen players that the main agent no longer beats; none: self-play."));
    g.add("weighting", &LeagueOptions::weighting,
          {.label = LUDUS_TEXT("Option", "Weighting of history"),
           .help = LUDUS_TEXT("Option",
                              "Of the win rate x against a candidate: squared (1 - x)^2, variance x (1 - x), linear "
                              "1 - x, linear_capped min(1/2, 1 - x), uniform."),
           .level = Level::advanced,
           .choices = weightingNames(),
           .live = true});
    addShare(g, "forgotten_exploiter_below", &LeagueOptions::forgottenExploiterBelow,
             LUDUS_TEXT("Option", "Forgotten exploiter below"),
             LUDUS_TEXT("Option", "Frozen exploiters against which the main agent wins less than this."));
    addShare(g, "forgotten_main_below", &LeagueOptions::forgottenMainBelow,
             LUDUS_TEXT("Option", "Forgotten main agent below"),
             LUDUS_TEXT("Option", "Earlier selves against which the main agent wins less than this."));
    g.add("forgotten_all", &LeagueOptions::forgottenAll,
          {.label = LUDUS_TEXT("Option", "One forgotten lets all in"),
           .help = LUDUS_TEXT("Option", "As in AlphaStar; else only the forgotten ones are candidates."),
           .level = Level::advanced,
           .live = true});
    addShare(g, "exploiter_floor", &LeagueOptions::exploiterFloor, LUDUS_TEXT("Option", "Main agent too strong below"),
             LUDUS_TEXT("Option", "Below this win rate an exploiter meets earlier main agents instead."));
    addShare(g, "exploiter_still", &LeagueOptions::exploiterStill, LUDUS_TEXT("Option", "And met all the same"),
             LUDUS_TEXT("Option", "Probability of the main agent of now although it is too strong."));
    g.add("league_weighting", &LeagueOptions::leagueWeighting,
          {.label = LUDUS_TEXT("Option", "Weighting of league exploiters"),
           .help = LUDUS_TEXT("Option", "Of all frozen players, by the win rate against them."),
           .level = Level::advanced,
           .choices = weightingNames(),
           .live = true});
}

void addRest(Group& g) {
    addShare(g, "window_low", &LeagueOptions::windowLow, LUDUS_TEXT("Option", "Inheritance window from"),
             LUDUS_TEXT("Option", "Smallest win rate against the main agent that is still inherited from."));
    addShare(g, "window_high", &LeagueOptions::windowHigh, LUDUS_TEXT("Option", "Inheritance window to"),
             LUDUS_TEXT("Option", "Greatest win rate against the main agent that is still inherited from."));
    g.add("inherit_games", &LeagueOptions::inheritGames,
          {.label = LUDUS_TEXT("Option", "Matches for inheritance"),
           .help = LUDUS_TEXT("Option",
                              "Against the main agent of now; missing ones are played before anything is decided."),
           .minimum = 1,
           .maximum = 10000,
           .level = Level::advanced,
           .live = true});
    g.add("inherit_candidates", &LeagueOptions::inheritCandidates,
          {.label = LUDUS_TEXT("Option", "Candidates for inheritance"),
           .help = LUDUS_TEXT("Option", "At most so many are looked at, those that fit best by what is known."),
           .minimum = 1,
           .maximum = 1000,
           .level = Level::advanced,
           .live = true});
    g.add("decay", &LeagueOptions::decay,
          {.label = LUDUS_TEXT("Option", "Fading of results"),
           .help = LUDUS_TEXT("Option", "Each match between two players multiplies the weight of their earlier ones."),
           .minimum = 0.5,
           .maximum = 1,
           .level = Level::advanced});
    g.add("minimum_games", &LeagueOptions::minimumGames,
          {.label = LUDUS_TEXT("Option", "Matches for a win rate"),
           .help = LUDUS_TEXT("Option", "With fewer the win rate counts as one half."),
           .minimum = 0,
           .maximum = 1000,
           .level = Level::advanced});
    g.add("swap_steps", &LeagueOptions::swapSteps,
          {.label = LUDUS_TEXT("Option", "Swap every"),
           .help = LUDUS_TEXT("Option",
                              "How long a block of slots keeps its opponent before a new draw. Running episodes "
                              "are finished first."),
           .minimum = 1,
           .maximum = 1e9,
           .unit = "steps",
           .level = Level::advanced,
           .live = true});
}

Error contradiction(Text happened, Text means, Text advice) {
    return Error{"league.contradiction", std::move(happened), std::move(means), std::move(advice)};
}
Error contradiction(Text happened, Text advice) {
    return contradiction(std::move(happened), LUDUS_TEXT("Error", "The league would never do what is asked."),
                         std::move(advice));
}

}  // namespace

const config::OptionGroup<LeagueOptions>& leagueOptions() {
    static const Group group = [] {
        Group g("league");
        addLearners(g);
        addPeriods(g);
        addSampling(g);
        addRest(g);
        return g;
    }();
    return group;
}

Status checkLeague(const LeagueOptions& o) {
    if (o.mainMinSteps > o.mainMaxSteps)
        return contradiction(LUDUS_TEXT("Error", "A main agent's period is to last at least %1 and at most %2 steps.")
                                 .arg(o.mainMinSteps)
                                 .arg(o.mainMaxSteps),
                             LUDUS_TEXT("Error", "Make main_max_steps as large as main_min_steps, or larger."));
    if (o.exploiterMinSteps > o.exploiterMaxSteps)
        return contradiction(
            LUDUS_TEXT("Error", "An exploiter's period is to last at least %1 and at most %2 steps.")
                .arg(o.exploiterMinSteps)
                .arg(o.exploiterMaxSteps),
            LUDUS_TEXT("Error", "Make exploiter_max_steps as large as exploiter_min_steps, or larger."));
    if (o.windowLow > o.windowHigh)
        return contradiction(LUDUS_TEXT("Error", "The inheritance window begins at %1 and ends at %2.")
                                 .arg(o.windowLow)
                                 .arg(o.windowHigh),
                             LUDUS_TEXT("Error", "Make window_high as large as window_low, or larger."));
    if (o.shares == "custom" && !(o.selfPlayShare + o.historyShare + o.forgottenShare > 0))
        return contradiction(
            LUDUS_TEXT("Error", "All three shares of a main agent's matches are 0."),
            LUDUS_TEXT("Error", "Give at least one of them a share, or choose alphastar or tstarbot_x."));
    const bool specific = o.specificExploiters > 0 || (o.inheritingOpponents == "specific_exploiter" &&
                                                       o.evolutionaryExploiters + o.adaptiveExploiters > 0);
    if (specific && o.specificBots.empty())
        return contradiction(LUDUS_TEXT("Error", "There are specific exploiters, but no bots to train their starts."),
                             LUDUS_TEXT("Error", "Name at least one bot of the game in specific_bots."));
    return {};
}

Shares sharesOf(const LeagueOptions& options) {
    if (options.shares == "alphastar") return {0.35, 0.50, 0.15};
    if (options.shares == "tstarbot_x") return {0.25, 0.60, 0.15};
    const double sum = options.selfPlayShare + options.historyShare + options.forgottenShare;
    LUDUS_CHECK(sum > 0);  // checkLeague was not asked
    return {options.selfPlayShare / sum, options.historyShare / sum, options.forgottenShare / sum};
}

int LeagueOptions::learners() const {
    return mainAgents + mainExploiters + leagueExploiters + specificExploiters + evolutionaryExploiters +
           adaptiveExploiters;
}

std::vector<LearnerSpec> learnersOf(const LeagueOptions& options) {
    std::vector<LearnerSpec> out;
    size_t bots = 0;
    const auto add = [&](int count, LeagueRole role, LeagueRole opponents) {
        for (int i = 0; i < count; ++i) {
            LearnerSpec spec;
            spec.role = role;
            spec.opponents = opponents;
            if (opponents == LeagueRole::specificExploiter)
                spec.bot = options.specificBots[bots++ % options.specificBots.size()];
            spec.weight = role == LeagueRole::mainAgent ? options.mainWeight : 1;
            out.push_back(spec);
        }
    };
    const LeagueRole base = leagueRoleFromName(options.inheritingOpponents).value();
    add(options.mainAgents, LeagueRole::mainAgent, LeagueRole::mainAgent);
    add(options.mainExploiters, LeagueRole::mainExploiter, LeagueRole::mainExploiter);
    add(options.leagueExploiters, LeagueRole::leagueExploiter, LeagueRole::leagueExploiter);
    add(options.specificExploiters, LeagueRole::specificExploiter, LeagueRole::specificExploiter);
    add(options.evolutionaryExploiters, LeagueRole::evolutionaryExploiter, base);
    add(options.adaptiveExploiters, LeagueRole::adaptiveEvolutionaryExploiter, base);
    return out;
}

std::string learnerName(const LeagueOptions& options, int player) {
    const std::vector<LearnerSpec> learners = learnersOf(options);
    const LeagueRole role = learners[static_cast<size_t>(player)].role;
    const auto same = std::count_if(learners.begin(), learners.begin() + player + 1,
                                    [role](const LearnerSpec& one) { return one.role == role; });
    return leagueRoleShort(role) + std::to_string(same);
}

}  // namespace ludus::league
