// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/detail/filter_functions.h"

#include <sqlite3.h>

#include <charconv>
#include <cstring>
#include <memory>
#include <unordered_map>

#include "core/query/pattern.h"
#include "core/query/query.h"
#include "core/store/detail/rows.h"

namespace ludus::store {
namespace {

std::string_view textOf(sqlite3_value* value) {
    const auto* text = static_cast<const char*>(sqlite3_value_blob(value));
    return text == nullptr ? std::string_view()
                           : std::string_view(text, static_cast<size_t>(sqlite3_value_bytes(value)));
}

/// A pattern and what it said of the texts so far: names come again and again.
struct Asked {
    explicit Asked(query::Pattern which) : pattern(std::move(which)) {}
    bool about(const std::string& text) {
        if (answers.size() > kMostAnswers) answers.clear();
        const auto [answer, isNew] = answers.try_emplace(text, false);
        if (isNew) answer->second = pattern.foundIn(text);
        return answer->second;
    }
    static constexpr size_t kMostAnswers = 10'000;
    query::Pattern pattern;
    std::unordered_map<std::string, bool> answers;
};

/// ludus_matches(text, pattern)
void matchesFunction(sqlite3_context* context, int, sqlite3_value** values) {
    if (sqlite3_value_type(values[0]) == SQLITE_NULL) return;
    const std::string text(textOf(values[0]));
    if (auto* known = static_cast<Asked*>(sqlite3_get_auxdata(context, 1)))
        return sqlite3_result_int(context, known->about(text) ? 1 : 0);
    Result<query::Pattern> made = query::Pattern::compile(textOf(values[1]));
    if (!made) return sqlite3_result_error(context, made.error().happened.str().c_str(), -1);
    auto asked = std::make_unique<Asked>(std::move(*made));
    sqlite3_result_int(context, asked->about(text) ? 1 : 0);
    sqlite3_set_auxdata(context, 1, asked.release(), [](void* old) { delete static_cast<Asked*>(old); });
}

/// ludus_contains(text, word)
void containsFunction(sqlite3_context* context, int, sqlite3_value** values) {
    if (sqlite3_value_type(values[0]) == SQLITE_NULL) return;
    sqlite3_result_int(context, query::containsFolded(textOf(values[0]), textOf(values[1])) ? 1 : 0);
}

/// The name at this place of a JSON list of names; none there: false.
bool nameAt(std::string_view list, int place, std::string& name) {
    if (list.find('\\') != std::string_view::npos) {
        const std::vector<std::string> names = fromJson(std::string(list));
        if (place < 0 || static_cast<size_t>(place) >= names.size()) return false;
        name = names[static_cast<size_t>(place)];
        return true;
    }
    size_t from = 0;
    for (;; --place) {
        from = list.find('"', from);
        if (from == std::string_view::npos) return false;
        const size_t to = list.find('"', from + 1);
        if (to == std::string_view::npos) return false;
        if (place == 0) {
            name = list.substr(from + 1, to - from - 1);
            return true;
        }
        from = to + 1;
    }
}

/// Where people see another name than the agent's own.
bool shownName(const std::string& name, std::string& shown) {
    static constexpr std::string_view kBot = "bot:", kSnapshot = "snapshot:";
    if (name.starts_with(kBot)) {
        shown = name.substr(kBot.size());
        return true;
    }
    if (!name.starts_with(kSnapshot)) return false;
    int64_t id = 0;
    std::from_chars(name.data() + kSnapshot.size(), name.data() + name.size(), id);
    shown = "snapshot " + std::to_string(id & ((int64_t{1} << 20) - 1));
    return true;
}

void giveText(sqlite3_context* context, const std::string& text) {
    sqlite3_result_text(context, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

/// ludus_agent(agents, side)
void agentFunction(sqlite3_context* context, int, sqlite3_value** values) {
    std::string name;
    if (nameAt(textOf(values[0]), sqlite3_value_int(values[1]), name)) giveText(context, name);
}

/// ludus_shown_agent(agents, side): NULL where that is its own name.
void shownAgentFunction(sqlite3_context* context, int, sqlite3_value** values) {
    std::string name, shown;
    if (nameAt(textOf(values[0]), sqlite3_value_int(values[1]), name) && shownName(name, shown))
        giveText(context, shown);
}

/// ludus_names(agents, word): it occurs in one of the names.
void namesFunction(sqlite3_context* context, int, sqlite3_value** values) {
    const std::string_view list = textOf(values[0]), word = textOf(values[1]);
    std::string name, shown;
    bool found = false;
    for (int side = 0; !found && nameAt(list, side, name); ++side)
        found = query::containsFolded(name, word) || (shownName(name, shown) && query::containsFolded(shown, word));
    sqlite3_result_int(context, found ? 1 : 0);
}

/// ludus_score(scores, side): of those that are stored together.
void scoreFunction(sqlite3_context* context, int, sqlite3_value** values) {
    const std::string_view scores = textOf(values[0]);
    const auto at = static_cast<size_t>(sqlite3_value_int(values[1])) * sizeof(double);
    if (at + sizeof(double) > scores.size()) return;
    double score = 0;
    std::memcpy(&score, scores.data() + at, sizeof score);
    sqlite3_result_double(context, score);  // NaN becomes NULL
}

}  // namespace

void addFilterFunctions(SQLite::Database& database) {
    using Function = void (*)(sqlite3_context*, int, sqlite3_value**);
    const auto add = [&](const char* name, Function function) {
        database.createFunction(name, 2, true, nullptr, function, nullptr, nullptr, nullptr);
    };
    add("ludus_matches", matchesFunction);
    add("ludus_contains", containsFunction);
    add("ludus_score", scoreFunction);
    add("ludus_agent", agentFunction);
    add("ludus_shown_agent", shownAgentFunction);
    add("ludus_names", namesFunction);
}

}  // namespace ludus::store
