// SPDX-License-Identifier: GPL-3.0-or-later
// ludus-cli: everything the studio does, on the command line.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>

#include "app/headless/commands.h"

namespace {

using namespace ludus;
using namespace ludus::headless;

constexpr const char* kExitCodes =
    "Exit codes: 0 done, 1 the thing asked for failed, 2 wrong usage, 130 stopped by Ctrl+C.";

const std::string kNoNumber = "Could not convert: ";  // as CLI11 puts it

/// The innermost command that was named.
const CLI::App* deepest(const CLI::App& app) {
    const CLI::App* at = &app;
    while (!at->get_subcommands().empty())
        at = at->get_subcommands().front();
    return at;
}

std::vector<std::string> optionNames(const CLI::App* command) {
    std::vector<std::string> names;
    for (; command != nullptr; command = command->get_parent()) {
        for (const CLI::Option* option : command->get_options()) {
            for (const std::string& name : option->get_lnames())
                names.push_back("--" + name);
        }
    }
    return names;
}

std::vector<std::string> commandNames(const CLI::App* command) {
    std::vector<std::string> names;
    for (const CLI::App* child : command->get_subcommands({}))
        names.push_back(child->get_name());
    return names;
}

/// What is wrong with the command line, with the nearest right word where there is one.
Error usageError(const CLI::App& app, const CLI::ParseError& problem) {
    const CLI::App* command = deepest(app);
    const std::vector<std::string> strange = app.remaining(true);
    Text what = LUDUS_TEXT("Cli", "%1").arg(std::string(problem.what()));
    std::string near;
    if (!strange.empty()) {
        const auto option =
            std::find_if(strange.begin(), strange.end(), [](const std::string& word) { return word.starts_with("-"); });
        const bool isOption = option != strange.end();
        const bool isCommand = !isOption && !commandNames(command).empty();
        const std::string word = isOption ? option->substr(0, option->find('=')) : strange.front();
        what = isOption    ? LUDUS_TEXT("Cli", "There is no option %1 here.").arg(word)
               : isCommand ? LUDUS_TEXT("Cli", "There is no command %1.").arg(word)
                           : LUDUS_TEXT("Cli", "%1 is one argument too many.").arg(word);
        near = nearest(word, isOption ? optionNames(command) : commandNames(command));
    }
    const std::string said = problem.what();
    if (said.starts_with(kNoNumber)) {
        const std::string option = said.substr(kNoNumber.size(), said.find(" = ") - kNoNumber.size());
        const std::string value = said.substr(std::min(said.size(), kNoNumber.size() + option.size() + 3));
        what = LUDUS_TEXT("Cli", "%1 cannot be \"%2\": it wants a number, whole where it counts something.")
                   .arg(option)
                   .arg(value);
    }
    std::string name;
    for (const CLI::App* at = command; at != &app; at = at->get_parent())
        name = at->get_name() + " " + name;
    Text remedy = near.empty() ? LUDUS_TEXT("Cli", "See: ludus-cli %1--help").arg(name)
                               : LUDUS_TEXT("Cli", "Did you mean %1?").arg(near);
    return {"usage", what, {}, remedy};
}

int perform(int argc, char** argv) {
    Session session;
    std::function<int()> chosen;
    CLI::App app("Ludus on the command line: train agents against each other, rate them, replay their matches.",
                 "ludus-cli");
    app.fallthrough();
    app.set_version_flag("--version", std::string("ludus-cli ") + LUDUS_VERSION);
    app.add_option("--workspace", session.workspace, "Folder of runs, agents and replays")->type_name("DIR");
    app.add_flag("--json", session.json, "One JSON document on standard output");
    app.add_flag("--quiet", session.quiet, "No progress and no messages, errors only");
    app.footer(kExitCodes);
    app.require_subcommand(1);
    const Commands commands{app, session, chosen};
    for (const auto add : {addGames, addPresets, addOptions, addRun, addResume, addRuns, addControl, addMetrics,
                           addAgent, addLeague, addMatch, addMatchStats, addReplay, addRate, addBench, addDoctor})
        add(commands);
    for (int i = 1; i < argc; ++i)
        session.json = session.json || std::string(argv[i]) == "--json";  // also for errors of parsing
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& asked) {  // --help, --version
        return app.exit(asked);
    } catch (const CLI::ParseError& problem) {
        return fail(session, usageError(app, problem), kWrongUsage);
    }
    try {
        return chosen();
    } catch (const std::exception& problem) {
        return fail(session,
                    {"program", LUDUS_TEXT("Cli", "The program has a fault: %1").arg(std::string(problem.what())),
                     LUDUS_TEXT("Cli", "What was finished before is kept."),
                     LUDUS_TEXT("Cli", "Please report it with the command that led to it.")},
                    kFailed);
    }
}

}  // namespace

int main(int argc, char** argv) {
    return perform(argc, argv);
}
