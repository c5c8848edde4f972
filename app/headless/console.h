// SPDX-License-Identifier: GPL-3.0-or-later
// What every command shares: the common flags, how results and errors are shown, exit codes. Results go to standard
// output (with --json one document), everything else to standard error. Main thread.
#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/records/records.h"
#include "core/store/workspace.h"

namespace CLI {
class App;
}

namespace ludus::headless {

using Json = nlohmann::ordered_json;

enum ExitCode { kDone = 0, kFailed = 1, kWrongUsage = 2, kInterrupted = 130 };

/// The flags that every command takes.
struct Session {
    std::string workspace;  // "": the default one
    bool json = false;
    bool quiet = false;

    std::string folder() const;
    /// Opens the workspace, making it where there is none.
    Result<std::unique_ptr<store::Workspace>> open() const;
};

/// Where the commands are added; parsing picks one, which runs afterwards.
struct Commands {
    CLI::App& app;
    const Session& session;
    std::function<int()>& chosen;
};

/// One document on standard output.
void printJson(const Json& json);
/// The error in its three parts on standard error, and as the document (with `more` beside it) when --json is given.
int fail(const Session& session, const Error& error, const Json& more = Json::object());
/// The same with a given exit code.
int fail(const Session& session, const Error& error, ExitCode code, const Json& more = Json::object());
/// A line on standard error, unless --quiet.
void say(const Session& session, const std::string& line);
/// What people wrote, for a table: on one line, and no longer than so many letters.
std::string oneLine(const std::string& text, size_t most);
/// Columns of equal width on standard output; numbers are set right.
void printTable(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows);

/// "1.24 M", "318 k", "42".
std::string wholeNumber(double value);  // without a minus before 0
std::string shortNumber(double value);
/// "3:07", "1:02:45".
std::string duration(double seconds);
/// As JSON: null where it is not known.
Json number(double value);
/// A run's status as people read it: "crashed" when its program died before it, "interrupted" when it was left and can
/// be resumed, "waiting" in the queue.
const char* stateWord(const RunRecord& run);
/// What a script needs to know of a run.
Json runJson(const RunRecord& run);
/// The nearest of `names`, or "".
std::string nearest(const std::string& name, const std::vector<std::string>& names);

}  // namespace ludus::headless
