// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/training.h"

#include <fmt/format.h>

#include <cmath>
#include <optional>

#include "app/headless/interrupt.h"
#include "app/headless/progress.h"

namespace ludus::headless {
namespace {

/// Waits for the end, showing progress and obeying Ctrl+C.
void watch(const Session& session, runs::ActiveRun& run, ProgressSink& sink) {
    ProgressPrinter printer(session);
    int obeyed = 0;
    RunStatus before = RunStatus::running;
    for (;;) {
        const ProgressSink::View view = sink.look(0.1);
        printer.show(view);
        if (view.status == RunStatus::paused && before != RunStatus::paused)
            printer.line("It is let go on by: ludus-cli continue " + run.name());
        before = view.status;
        if (isOver(view.status)) return;
        if (obeyed == interrupts()) continue;
        obeyed = interrupts();
        if (obeyed == 1) {
            run.stop();
            printer.line("Stopping: everything finished is kept, open matches get 10 s. Ctrl+C again drops them.");
        } else {
            run.abort();
            printer.line("Aborting: what is finished is kept, what is open is dropped.");
        }
    }
}

/// Something is left of its budget, and there is a place to go on from.
bool mayGoOn(const RunRecord& run) {
    const bool used = !run.reason.empty() ||  // a condition ended it
                      (run.targetSteps > 0 && run.steps >= run.targetSteps) ||
                      (run.budgetSeconds > 0 && run.seconds >= run.budgetSeconds);
    return run.checkpoints > 0 && !(run.status == RunStatus::finished && used);
}

/// How to go on with a run that did not reach its end.
Text wayOn(const RunRecord& run) {
    if (mayGoOn(run)) return LUDUS_TEXT("Cli", "Go on with it by: ludus-cli resume %1").arg(run.name);
    if (run.snapshots == 0) return {};
    return LUDUS_TEXT("Cli", "Start again from its last snapshot with: --from run:%1/latest").arg(run.name);
}

Error endedError(const char* code, const Text& happened, const RunRecord& run) {
    return {code, happened, LUDUS_TEXT("Cli", "What it had finished is kept (%1 snapshots).").arg(run.snapshots),
            wayOn(run)};
}

void sayResult(const Session& session, const RunRecord& run) {
    std::string text = fmt::format("{} {}: {} steps in {}, {} snapshots", run.name, runStatusName(run.status),
                                   shortNumber(static_cast<double>(run.steps)), duration(run.seconds), run.snapshots);
    if (std::isfinite(run.elo)) text += fmt::format(", Elo {} ±{:.0f}", wholeNumber(run.elo), 1.96 * run.eloError);
    if (session.json)
        say(session, text);
    else
        fmt::print("{}\n", text);
    if (run.status == RunStatus::finished && !run.reason.empty()) say(session, run.reason);
    if (interrupts() > 0 && mayGoOn(run)) say(session, wayOn(run).str());
}

/// How a run ended: its row, and what was wrong with it.
struct Ended {
    Json json;
    std::optional<Error> error;
};

/// A run as it stood when it ended, and what of it the disk did not take.
struct Last {
    std::string name;
    int64_t steps = 0, lost = 0;
    Status kept;
};

Error unkeptError(const Last& last) {
    const Error& why = last.kept.error();
    const Text meaning = LUDUS_TEXT("Cli", "%1 of the %2 steps of the run %3 could not be kept and are lost.");
    const Text resume = LUDUS_TEXT("Cli", "Mend that, then go on with it by: ludus-cli resume %1").arg(last.name);
    return {why.code, why.happened,
            meaning.arg(shortNumber(static_cast<double>(last.lost)))
                .arg(shortNumber(static_cast<double>(last.steps)))
                .arg(last.name),
            last.lost < last.steps ? resume : LUDUS_TEXT("Cli", "Mend that, then start the run again.")};
}

Ended endOf(const Session& session, RunId id, const Last& last) {
    const auto workspace = store::Workspace::open(session.folder(), store::OpenMode::readOnly);
    if (!workspace) return {Json::object(), last.kept ? workspace.error() : unkeptError(last)};
    const Result<RunRecord> run = (*workspace)->run(id);
    if (!run) return {Json::object(), last.kept ? run.error() : unkeptError(last)};
    const bool stored = last.kept || run->status >= RunStatus::finished;  // perhaps a moment later
    if (!stored) return {runJson(*run), unkeptError(last)};
    if (run->status == RunStatus::failed) {
        const Text happened = LUDUS_TEXT("Cli", "The run %1 failed: %2").arg(run->name).arg(run->reason);
        return {runJson(*run), endedError("run.failed", happened, *run)};
    }
    if (run->status == RunStatus::aborted && interrupts() == 0) {
        const Text happened = LUDUS_TEXT("Cli", "The run %1 was aborted by another program.").arg(run->name);
        return {runJson(*run), endedError("run.aborted", happened, *run)};
    }
    sayResult(session, *run);
    return {runJson(*run), {}};
}

/// From its launch to its end; an error that kept it from beginning.
Result<Ended> train(const Session& session, const Launch& launch) {
    ProgressSink sink;
    runs::LaunchOptions options;
    options.sinks = {&sink};
    Result<std::unique_ptr<runs::ActiveRun>> run = launch(options);
    if (!run) return run.error();
    const RunId id = (*run)->id();
    say(session, fmt::format("Run {} ({}) in {}", id.value, (*run)->name(), session.folder()));
    watch(session, **run, sink);
    Last last{(*run)->name(), 0, 0, (*run)->wait()};
    last.steps = sink.look(0).progress.steps;
    last.lost = (*run)->stepsAtRisk();
    run->reset();  // gives the run free
    return endOf(session, id, last);
}

}  // namespace

int perform(const Session& session, const Launch& launch) {
    catchInterrupts();
    const Result<Ended> ended = train(session, launch);
    if (!ended) return fail(session, ended.error());
    if (ended->error) return fail(session, *ended->error, ended->json);
    if (session.json) printJson(ended->json);
    return interrupts() > 0 ? kInterrupted : kDone;
}

int performAll(const Session& session, const std::vector<Launch>& launches, const Json& more) {
    catchInterrupts();
    Json list = Json::array();
    std::optional<Error> first;
    for (const Launch& launch : launches) {
        if (interrupts() > 0) break;
        const Result<Ended> ended = train(session, launch);
        const std::optional<Error> error = ended ? ended->error : std::optional<Error>(ended.error());
        if (ended) list.push_back(ended->json);
        if (!error) continue;
        if (!first) first = error;
        say(session, "Error: " + error->sentence());
    }
    Json out = more;
    out["runs"] = std::move(list);
    if (first) return fail(session, *first, out);
    if (session.json) printJson(out);
    return interrupts() > 0 ? kInterrupted : kDone;
}

}  // namespace ludus::headless
