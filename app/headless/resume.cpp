// SPDX-License-Identifier: GPL-3.0-or-later
// ludus-cli resume: goes on with a run that was interrupted, from one of its checkpoints.
#include <CLI/CLI.hpp>

#include "app/headless/commands.h"
#include "app/headless/training.h"

namespace ludus::headless {
namespace {

int performResume(const Session& session, const std::string& name, runs::ResumeFrom from) {
    RunId id;
    {
        const auto workspace = session.open();
        if (!workspace) return fail(session, workspace.error());
        const Result<RunRecord> run = (*workspace)->findRun(name);
        if (!run) return fail(session, run.error());
        id = run->id;
    }
    return perform(session, [&](const runs::LaunchOptions& launch) {
        return runs::ActiveRun::resume(session.folder(), id, from, launch);
    });
}

}  // namespace

void addResume(const Commands& commands) {
    CLI::App* command = commands.app.add_subcommand("resume", "Go on with an interrupted run from a checkpoint");
    const auto run = std::make_shared<std::string>();
    const auto from = std::make_shared<std::string>("latest");
    command->add_option("RUN", *run, "Number or name; see: ludus-cli runs")->required();
    command->add_option("--checkpoint", *from, "latest, or best: the one with the best Elo")
        ->check(CLI::IsMember({"latest", "best"}));
    command->callback([commands, run, from] {
        commands.chosen = [commands, run, from] {
            const auto which = *from == "best" ? runs::ResumeFrom::best : runs::ResumeFrom::latest;
            return performResume(commands.session, *run, which);
        };
    });
}

}  // namespace ludus::headless
