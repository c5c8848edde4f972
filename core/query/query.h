// SPDX-License-Identifier: GPL-3.0-or-later
// Query: the small language of filters: game = slime_volley and elo > 1300 and tag ~ "abl.*". Parsed once, then asked
// of many rows, or turned into SQL by who has the rows there. Knows no concrete field: the caller describes them.
// Values; any thread.
//   expression := term ("or" term)*    term := factor ("and"? factor)*    factor := "not" factor | "(" ... ")" | test
//   test := FIELD OP VALUE | FIELD "in" (VALUE, ...) | FIELD (a flag: it holds; others: it is known) | words
//   OP := = != < <= > >= ~ !~  (~ is a regular expression found anywhere)
//   FIELD := NAME | NAME(WHAT), the bracket at once behind the name: last(loss), best("a name of words")
// Numbers as people write them (1.5M, 100k, 3e-4, 50 %), durations (3h, 20 min, 1 h 30 min), dates and ages ("started
// >= 2026-11-20", "started > 3 d ago", "started = today"); local time. Texts are compared without regard to the case
// of the letters A to Z, here and in every ~. != and !~ are what = and ~ are not.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/text.h"

namespace ludus::query {

class Pattern;

/// duration: seconds. moment: milliseconds since 1970 UTC. list: texts, a test holds when it holds for one of them.
enum class FieldKind { number, text, list, flag, duration, moment };

struct Field {
    std::string name;  // "elo", "tag", "learner.learning_rate"
    FieldKind kind = FieldKind::text;
    Text help;
    std::vector<std::string> values;  // known ones, for completion
    bool words = true;                // plain words are looked for in it, if it is of texts
    bool function = false;            // is asked of something, one of `values`: last(loss); rows see asked()
};
/// The name of such a field with what it is asked of, and back again; nothing: it is no such name.
std::string asked(std::string_view function, std::string_view of);
struct AskedName {
    std::string function, of;
};
std::optional<AskedName> readAsked(std::string_view field);
/// The same as it must be written in a query.
std::string quotedAsked(std::string_view function, std::string_view of);

/// What a row says about a field; monostate (and a number that is none): nothing known, then every test but != and !~
/// fails.
using Value = std::variant<std::monostate, double, std::string, std::vector<std::string>, bool>;
using Row = std::function<Value(const std::string& field)>;

enum class Operator { equal, notEqual, less, lessEqual, greater, greaterEqual, matches, notMatches, in, isSet };

/// A node of the parsed expression. Flags come as isSet (perhaps below none), moments as < and >= only: a day or a
/// month that is named is a span of time.
struct Node {
    enum class Kind { everything, all, any, none, test, words };
    Kind kind = Kind::everything;
    std::vector<std::unique_ptr<Node>> parts;  // of all, any; none has one
    std::string field;                         // of test, as the caller called it
    FieldKind fieldKind = FieldKind::text;
    Operator op = Operator::equal;
    std::vector<std::string> texts;          // right side of text and list fields; words
    std::vector<double> numbers;             // of number, duration and moment fields
    std::shared_ptr<const Pattern> pattern;  // of matches and notMatches
};

/// What is wrong with a text, so that it can be marked and repaired.
struct Fault {
    size_t from = 0, to = 0;  // bytes of the text; equal at its end
    std::string repair;       // text for [from, to) that would do, empty: none known
    bool unfinished = false;  // the text only ends too early
};

/// A function is asked of what is not among its values: no fault, but no row will know of it.
struct Doubt {
    std::string field;  // asked()
    Fault place;        // of what it is asked of
};

class Query {
public:
    /// Accepts every row.
    Query();
    Query(Query&&) noexcept;
    Query& operator=(Query&&) noexcept;
    ~Query();

    /// Unquoted words that are no field are searched for in all text fields, so that plain typing works too.
    /// Errors query.syntax, query.field (names the nearest), query.value; `at` is the place of the fault in the text.
    static Result<Query> parse(std::string_view text, const std::vector<Field>& fields, size_t* at = nullptr);
    static Result<Query> parse(std::string_view text, const std::vector<Field>& fields, Fault& fault,
                               const Clock& clock = systemClock());
    bool matches(const Row& row) const;
    const Node& root() const { return *root_; }
    bool empty() const;
    /// Canonical names of the fields that it asks for, each once.
    std::vector<std::string> fields() const;
    /// In the order of the text; nothing of functions without any value.
    const std::vector<Doubt>& doubts() const { return doubts_; }

private:
    std::unique_ptr<Node> root_;
    std::vector<std::string> wordFields_;
    std::vector<Doubt> doubts_;
};

/// What could stand at the cursor: replaces text[from, to).
struct Suggestion {
    std::string insert;  // quoted where needed
    std::string shown;
    Text help;
};
struct Completion {
    size_t from = 0, to = 0;
    std::vector<Suggestion> suggestions;
};
Completion complete(std::string_view text, size_t cursor, const std::vector<Field>& fields);

/// A value as it must be written in a query ("two words").
std::string quoted(std::string_view value);

/// `part` occurs in `whole`, without regard to the case of A to Z.
bool containsFolded(std::string_view whole, std::string_view part);
bool equalFolded(std::string_view a, std::string_view b);

}  // namespace ludus::query
