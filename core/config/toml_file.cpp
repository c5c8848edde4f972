// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/toml_file.h"

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace ludus::config {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr size_t kCommentWidth = 100;

// ---- Reading --------------------------------------------------------------------------------------------------------

Error syntaxError(const toml::parse_error& problem) {
    return {
        "config.syntax",
        LUDUS_TEXT("Config", "Line %1: %2.").arg(problem.source().begin.line).arg(std::string(problem.description())),
        LUDUS_TEXT("Config", "The text is not valid TOML, so nothing of it was used."),
        LUDUS_TEXT("Config", "Correct this line: one \"name = value\" a line, texts in quotes.")};
}

Error shapeError(const std::string& key, const toml::node& node) {
    return {"option.type",
            LUDUS_TEXT("Config", "Line %1: %2 holds a value that no option can take.")
                .arg(node.source().begin.line)
                .arg(key),
            LUDUS_TEXT("Config", "Options are true or false, numbers, texts, or plain lists of numbers or of texts."),
            LUDUS_TEXT("Config", "Write the value in one of these forms.")};
}

template <class T>
std::vector<T> itemsOf(const toml::array& array) {
    std::vector<T> out;
    for (const toml::node& item : array)
        out.push_back(*item.value<T>());
    return out;
}

std::optional<Value> listOf(const toml::array& array) {
    const auto all = [&](auto&& test) { return std::all_of(array.begin(), array.end(), test); };
    if (all([](const toml::node& n) { return n.is_integer(); })) return Value(itemsOf<int64_t>(array));
    if (all([](const toml::node& n) { return n.is_number(); })) return Value(itemsOf<double>(array));
    if (all([](const toml::node& n) { return n.is_string(); })) return Value(itemsOf<std::string>(array));
    return std::nullopt;
}

std::optional<Value> valueOf(const toml::node& node) {
    if (const auto* x = node.as_boolean()) return Value(x->get());
    if (const auto* x = node.as_integer()) return Value(x->get());
    if (const auto* x = node.as_floating_point()) return Value(x->get());
    if (const auto* x = node.as_string()) return Value(x->get());
    if (const auto* x = node.as_array()) return listOf(*x);
    return std::nullopt;
}

Status collect(const toml::table& table, const std::string& prefix, Values& out) {
    for (const auto& [name, node] : table) {
        const std::string key = prefix + std::string(name.str());
        if (const auto* inner = node.as_table()) {
            if (Status status = collect(*inner, key + ".", out); !status) return status;
            continue;
        }
        std::optional<Value> value = valueOf(node);
        if (!value) return shapeError(key, node);
        out[key] = Entry{std::move(*value), static_cast<int>(node.source().begin.line)};
    }
    return {};
}

// ---- Writing --------------------------------------------------------------------------------------------------------

std::pair<std::string, std::string> parted(const std::string& key) {
    const size_t dot = key.rfind('.');
    if (dot == std::string::npos) return {"", key};
    return {key.substr(0, dot), key.substr(dot + 1)};
}

std::string bareOrQuoted(const std::string& name) {
    const bool bare = !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
    return bare ? name : toToml(Value(name));
}

/// The key as TOML writes it: quotes where a part needs them.
std::string dotted(const std::string& key) {
    std::string out;
    for (size_t from = 0; from <= key.size();) {
        const size_t dot = std::min(key.find('.', from), key.size());
        out += (out.empty() ? "" : ".") + bareOrQuoted(key.substr(from, dot - from));
        from = dot + 1;
    }
    return out;
}

/// "0 to 1", "at least 1", or "" where no end says anything (the ends of integer types are no news).
std::string rangeOf(const OptionSpec& spec) {
    const auto tells = [](double end) { return std::fabs(end) < 2147483647.0; };
    if (tells(spec.minimum) && tells(spec.maximum)) return fmt::format("{:g} to {:g}", spec.minimum, spec.maximum);
    if (tells(spec.minimum)) return fmt::format("at least {:g}", spec.minimum);
    return tells(spec.maximum) ? fmt::format("at most {:g}", spec.maximum) : "";
}

std::string commentOf(const OptionSpec& spec) {
    std::string text = spec.help.empty() ? spec.label.str() : spec.help.str();
    std::vector<std::string> facts;
    if (!spec.choices.empty()) facts.push_back(fmt::format("{}", fmt::join(spec.choices, ", ")));
    if (const std::string range = rangeOf(spec); !range.empty()) facts.push_back(range);
    if (!spec.unit.empty()) facts.push_back("unit: " + spec.unit);
    if (!facts.empty()) text += fmt::format("{}({})", text.empty() ? "" : " ", fmt::join(facts, "; "));
    std::string out, line = "#", word;
    for (const char c : text + " ") {
        if (c != ' ' && c != '\n') {
            word += c;
            continue;
        }
        if (word.empty()) continue;
        if (line.size() > 1 && line.size() + 1 + word.size() > kCommentWidth) {
            out += line + "\n";
            line = "#";
        }
        line += " " + word;
        word.clear();
    }
    return line.size() > 1 ? out + line + "\n" : out;
}

// ---- Editing --------------------------------------------------------------------------------------------------------

/// Byte offsets of the places that toml++ names by line and code point, both 1-based.
class Places {
public:
    explicit Places(std::string_view text) : text_(text) {
        starts_.push_back(0);
        for (size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '\n') starts_.push_back(i + 1);
        }
        starts_.push_back(text.size());
    }
    size_t lineStart(size_t line) const { return starts_[std::min(line - 1, starts_.size() - 1)]; }
    size_t at(const toml::source_position& place) const {
        size_t i = lineStart(place.line);
        for (size_t column = 1; column < place.column && i < text_.size(); ++column) {
            for (++i; i < text_.size() && (static_cast<unsigned char>(text_[i]) & 0xC0U) == 0x80U; ++i) {
            }
        }
        return i;
    }

private:
    std::string_view text_;
    std::vector<size_t> starts_;
};

const toml::node* find(const toml::table& root, const std::string& key) {
    const toml::table* table = &root;
    for (size_t from = 0;;) {
        const size_t dot = key.find('.', from);
        const toml::node* node = table->get(key.substr(from, dot - from));
        if (node == nullptr || dot == std::string::npos) return node;
        table = node->as_table();
        if (table == nullptr) return nullptr;
        from = dot + 1;
    }
}

bool sameValues(const Values& a, const Values& b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](const auto& x, const auto& y) {
               // By text, so that nan equals nan.
               return x.first == y.first && toToml(x.second.value) == toToml(y.second.value);
           });
}

Error editError(const std::string& key) {
    return {"config.edit", LUDUS_TEXT("Config", "%1 could not be changed in this text.").arg(key),
            LUDUS_TEXT("Config", "It stands in a form that cannot be edited piece by piece; the text is unchanged."),
            LUDUS_TEXT("Config", "Edit the file by hand.")};
}

/// A text being edited. Every change is tried on a copy and taken only when exactly the wanted values come out.
class Editor {
public:
    Editor(std::string_view text, const toml::table& root, Values wanted)
        : text_(text), places_(text), root_(root), wanted_(std::move(wanted)) {}

    std::optional<std::string> tried(size_t from, size_t to, const std::string& with) const {
        std::string out(text_.substr(0, from));
        out += with;
        out += text_.substr(to);
        Result<Values> values = readToml(out);
        return values && sameValues(*values, wanted_) ? std::optional(std::move(out)) : std::nullopt;
    }

    std::optional<std::string> replaced(const toml::node& node, const std::string& with) const {
        return tried(places_.at(node.source().begin), places_.at(node.source().end), with);
    }

    std::optional<std::string> withoutLinesOf(const toml::node& node) const {
        return tried(places_.lineStart(node.source().begin.line), places_.lineStart(node.source().end.line + 1), "");
    }

    /// Tries the places from the nicest to the surest: behind the table's last value (short or full key), inside its
    /// braces, under its header, as a new table at the end, at the very top.
    std::optional<std::string> appended(const std::string& key, const std::string& value) const {
        const auto [tableName, name] = parted(key);
        const std::string line = bareOrQuoted(name) + " = " + value;
        const std::string fullLine = dotted(key) + " = " + value;
        const toml::node* node = tableName.empty() ? &root_ : find(root_, tableName);
        std::optional<std::string> out;
        if (const toml::table* table = node != nullptr ? node->as_table() : nullptr) {
            if (table->is_inline()) {
                const size_t brace = places_.at(table->source().end) - 1;
                return tried(brace, brace, (table->empty() ? "" : ", ") + line);
            }
            if (const toml::node* last = lastValueOf(*table)) {
                const std::string indent = indentOf(last->source().begin.line);
                out = insertedBelow(last->source().end.line, indent + line);
                if (!out) out = insertedBelow(last->source().end.line, indent + fullLine);
            }
            if (!out && !tableName.empty()) out = insertedBelow(table->source().begin.line, line);
        }
        if (!out && !tableName.empty()) out = atTheEnd("[" + dotted(tableName) + "]", line);
        return out ? out : tried(0, 0, fullLine + newline());
    }

private:
    static const toml::node* lastValueOf(const toml::table& table) {
        const toml::node* last = nullptr;
        for (const auto& [name, node] : table) {
            if (node.is_table() && !node.as_table()->is_inline()) continue;
            if (last == nullptr || node.source().end.line > last->source().end.line) last = &node;
        }
        return last;
    }

    std::optional<std::string> insertedBelow(size_t line, const std::string& added) const {
        const size_t at = places_.lineStart(line + 1);
        return tried(at, at, (endsLine(at) ? "" : newline()) + added + newline());
    }

    std::optional<std::string> atTheEnd(const std::string& header, const std::string& line) const {
        const size_t end = text_.size();
        const std::string gap = end == 0 ? "" : (endsLine(end) ? "" : newline()) + newline();
        return tried(end, end, gap + header + newline() + line + newline());
    }

    bool endsLine(size_t at) const { return at == 0 || text_[at - 1] == '\n'; }
    std::string newline() const { return text_.find("\r\n") != std::string_view::npos ? "\r\n" : "\n"; }
    std::string indentOf(size_t line) const {
        const size_t start = places_.lineStart(line);
        const size_t end = std::min(text_.find_first_not_of(" \t", start), text_.size());
        return std::string(text_.substr(start, end - start));
    }

    std::string_view text_;
    Places places_;
    const toml::table& root_;
    Values wanted_;
};

std::string_view withoutMark(std::string_view text) {
    return text.starts_with(kByteOrderMark) ? text.substr(kByteOrderMark.size()) : text;
}

}  // namespace

Result<Values> readToml(std::string_view text) {
    const toml::parse_result parsed = toml::parse(withoutMark(text));
    if (!parsed) return syntaxError(parsed.error());
    Values out;
    if (Status status = collect(parsed.table(), "", out); !status) return status.error();
    return out;
}

std::string writeToml(const std::vector<OptionSpec>& specs, const Values& values, bool all) {
    std::vector<std::string> tables{""};  // keys without a table must stand first
    std::map<std::string, std::string> bodies;
    const auto add = [&](const std::string& key, const std::string& comment, const Value& value) {
        const auto [table, name] = parted(key);
        if (std::find(tables.begin(), tables.end(), table) == tables.end()) tables.push_back(table);
        bodies[table] += comment + bareOrQuoted(name) + " = " + toToml(value) + "\n";
    };
    Values left = values;
    for (const OptionSpec& spec : specs) {
        const auto found = left.find(spec.key);
        if (found == left.end()) {
            if (all) add(spec.key, commentOf(spec), spec.defaultValue);
            continue;
        }
        // A whole number given for a real one is written as the real one that it means.
        const Result<Value> value = check(spec, found->second);
        add(spec.key, commentOf(spec), value ? *value : found->second.value);
        left.erase(found);
    }
    for (const auto& [key, entry] : left)
        add(key, "", entry.value);
    std::string out;
    for (const std::string& table : tables) {
        if (bodies[table].empty()) continue;
        if (!out.empty()) out += "\n";
        if (!table.empty()) out += "[" + dotted(table) + "]\n";
        out += bodies[table];
    }
    return out;
}

Result<std::string> editToml(std::string_view text, const std::string& key, const Value& value) {
    const std::string_view body = withoutMark(text);
    const toml::parse_result parsed = toml::parse(body);
    if (!parsed) return syntaxError(parsed.error());
    Result<Values> wanted = readToml(body);
    if (!wanted) return wanted.error();
    (*wanted)[key] = Entry{value};
    const Editor editor(body, parsed.table(), std::move(*wanted));
    const toml::node* node = find(parsed.table(), key);
    std::optional<std::string> out =
        node != nullptr ? editor.replaced(*node, toToml(value)) : editor.appended(key, toToml(value));
    if (!out) return editError(key);
    return std::string(text.substr(0, text.size() - body.size())) + *out;
}

Result<std::string> removeFromToml(std::string_view text, const std::string& key) {
    const std::string_view body = withoutMark(text);
    const toml::parse_result parsed = toml::parse(body);
    if (!parsed) return syntaxError(parsed.error());
    Result<Values> wanted = readToml(body);
    if (!wanted) return wanted.error();
    if (wanted->erase(key) == 0) return std::string(text);
    const Editor editor(body, parsed.table(), std::move(*wanted));
    std::optional<std::string> out = editor.withoutLinesOf(*find(parsed.table(), key));
    if (!out) return editError(key);
    return std::string(text.substr(0, text.size() - body.size())) + *out;
}

}  // namespace ludus::config
