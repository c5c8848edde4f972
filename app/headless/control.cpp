// SPDX-License-Identifier: GPL-3.0-or-later
// ludus-cli stop, pause, continue: tell the program that owns a run what is wanted, and wait until it is so.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <thread>

#include "app/headless/commands.h"
#include "app/headless/interrupt.h"
#include "app/headless/progress.h"

namespace ludus::headless {
namespace {

constexpr double kWaitSeconds = 30;  // a stop finishes open matches for at most 10 s

struct Wish {
    std::string run;
    WantedState wanted = WantedState::none;
    bool abort = false;
    bool noWait = false;
};

bool isMet(WantedState wanted, RunStatus status) {
    if (isOver(status)) return true;
    if (wanted == WantedState::pause) return status == RunStatus::paused;
    if (wanted == WantedState::run) return status == RunStatus::running;
    return false;
}

Result<RunRecord> waitFor(const store::Workspace& workspace, RunId id, WantedState wanted) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(kWaitSeconds);
    for (;;) {
        Result<RunRecord> run = workspace.run(id);
        if (!run || isMet(wanted, run->status) || interrupts() > 0) return run;
        if (std::chrono::steady_clock::now() > end) {
            return Error{"run.busy",
                         LUDUS_TEXT("Cli", "The run %1 has not answered within %2 s; it is %3.")
                             .arg(run->name)
                             .arg(kWaitSeconds)
                             .arg(std::string(runStatusName(run->status))),
                         LUDUS_TEXT("Cli", "The wish is noted and will be obeyed when its program sees it."),
                         LUDUS_TEXT("Cli", "Look again with: ludus-cli runs")};
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

int control(const Session& session, Wish wish) {
    if (wish.abort) wish.wanted = WantedState::abort;
    const auto workspace = session.open();
    if (!workspace) return fail(session, workspace.error());
    if (!(*workspace)->readOnly()) (void)(*workspace)->reapLostRuns();
    Result<RunRecord> run = (*workspace)->findRun(wish.run);
    if (!run) return fail(session, run.error());
    if (isOver(run->status)) {
        return fail(session,
                    {"run.over",
                     LUDUS_TEXT("Cli", "The run %1 has already ended (%2).")
                         .arg(run->name)
                         .arg(std::string(runStatusName(run->status))),
                     LUDUS_TEXT("Cli", "There is nothing to be told to it."),
                     LUDUS_TEXT("Cli", "List the runs with: ludus-cli runs")},
                    runJson(*run));
    }
    // It would stay paused, which its row could not even say.
    const Status room = wish.wanted == WantedState::run ? (*workspace)->hasRoom() : Status();
    if (!room) return fail(session, room.error(), runJson(*run));
    if (const Status told = (*workspace)->setWanted(run->id, wish.wanted); !told) return fail(session, told.error());
    catchInterrupts();
    if (!wish.noWait) run = waitFor(**workspace, run->id, wish.wanted);
    if (!run) return fail(session, run.error());
    if (session.json)
        printJson(runJson(*run));
    else
        fmt::print("{}: {}\n", run->name, runStatusName(run->status));
    return kDone;
}

std::shared_ptr<Wish> addVerb(const Commands& commands, CLI::App* command, WantedState wanted) {
    const auto wish = std::make_shared<Wish>();
    wish->wanted = wanted;
    command->add_option("RUN", wish->run, "Number or name")->required();
    command->add_flag("--no-wait", wish->noWait, "Return before the run has obeyed");
    command->callback(
        [commands, wish] { commands.chosen = [commands, wish] { return control(commands.session, *wish); }; });
    return wish;
}

}  // namespace

void addControl(const Commands& commands) {
    CLI::App* stop = commands.app.add_subcommand("stop", "End a run; what it finished is kept");
    const auto wish = addVerb(commands, stop, WantedState::stop);
    stop->add_flag("--abort", wish->abort, "At once, dropping open matches");
    addVerb(commands, commands.app.add_subcommand("pause", "Let a run rest"), WantedState::pause);
    addVerb(commands, commands.app.add_subcommand("continue", "Let a paused run go on"), WantedState::run);
}

}  // namespace ludus::headless
