// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/query.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/query/detail/letters.h"
#include "core/query/detail/parser.h"
#include "core/query/pattern.h"

namespace ludus::query {
namespace {

bool compare(Operator op, double value, double wanted) {
    switch (op) {
        case Operator::less: return value < wanted;
        case Operator::lessEqual: return value <= wanted;
        case Operator::greater: return value > wanted;
        case Operator::greaterEqual: return value >= wanted;
        default: return value == wanted;
    }
}

bool holdsNumber(const Node& node, double value) {
    if (!std::isfinite(value)) return node.op == Operator::notEqual;
    if (node.op == Operator::isSet) return true;
    const bool found = std::any_of(node.numbers.begin(), node.numbers.end(),
                                   [&](double wanted) { return compare(node.op, value, wanted); });
    return found != (node.op == Operator::notEqual);
}

bool holdsText(const Node& node, const std::string& value) {
    if (node.op == Operator::isSet) return !value.empty();
    if (node.pattern) return node.pattern->foundIn(value);
    return std::any_of(node.texts.begin(), node.texts.end(),
                       [&](const std::string& wanted) { return equalFolded(value, wanted); });
}

bool holds(const Node& node, const Value& value) {
    const bool denied = node.op == Operator::notEqual || node.op == Operator::notMatches;
    if (const auto* flag = std::get_if<bool>(&value)) return *flag != denied;
    const bool texts = node.fieldKind == FieldKind::text || node.fieldKind == FieldKind::list;
    if (const auto* number = std::get_if<double>(&value)) return texts ? denied : holdsNumber(node, *number);
    if (!texts) return denied;
    if (const auto* one = std::get_if<std::string>(&value)) return holdsText(node, *one) != denied;
    if (const auto* many = std::get_if<std::vector<std::string>>(&value)) {
        return std::any_of(many->begin(), many->end(),
                           [&](const std::string& text) { return holdsText(node, text); }) != denied;
    }
    return denied;
}

bool wordsIn(const std::string& words, const std::vector<std::string>& fields, const Row& row) {
    for (const std::string& field : fields) {
        const Value value = row(field);
        if (const auto* one = std::get_if<std::string>(&value)) {
            if (containsFolded(*one, words)) return true;
        } else if (const auto* many = std::get_if<std::vector<std::string>>(&value)) {
            for (const std::string& text : *many) {
                if (containsFolded(text, words)) return true;
            }
        }
    }
    return false;
}

bool matchesNode(const Node& node, const std::vector<std::string>& wordFields, const Row& row) {
    const auto holdsToo = [&](const std::unique_ptr<Node>& part) { return matchesNode(*part, wordFields, row); };
    switch (node.kind) {
        case Node::Kind::everything: return true;
        case Node::Kind::all: return std::all_of(node.parts.begin(), node.parts.end(), holdsToo);
        case Node::Kind::any: return std::any_of(node.parts.begin(), node.parts.end(), holdsToo);
        case Node::Kind::none: return std::none_of(node.parts.begin(), node.parts.end(), holdsToo);
        case Node::Kind::test: return holds(node, row(node.field));
        case Node::Kind::words:
            return std::all_of(node.texts.begin(), node.texts.end(),
                               [&](const std::string& words) { return wordsIn(words, wordFields, row); });
    }
    return true;
}

void collect(const Node& node, std::set<std::string>& out) {
    if (node.kind == Node::Kind::test) out.insert(node.field);
    for (const auto& part : node.parts)
        collect(*part, out);
}

}  // namespace

Query::Query() : root_(std::make_unique<Node>()) {}
Query::Query(Query&&) noexcept = default;
Query& Query::operator=(Query&&) noexcept = default;
Query::~Query() = default;

bool Query::empty() const {
    return root_->kind == Node::Kind::everything;
}

Result<Query> Query::parse(std::string_view text, const std::vector<Field>& fields, size_t* at) {
    Fault fault;
    Result<Query> out = parse(text, fields, fault);
    if (at && !out) *at = fault.from;
    return out;
}

Result<Query> Query::parse(std::string_view text, const std::vector<Field>& fields, Fault& fault, const Clock& clock) {
    detail::Parser parser(text, fields, clock.wallMs());
    std::unique_ptr<Node> root = parser.read();
    if (!root) {
        fault = parser.fault();
        return parser.error();
    }
    Query out;
    out.root_ = std::move(root);
    out.doubts_ = parser.doubts();
    for (const Field& field : fields) {
        if (field.words && (field.kind == FieldKind::text || field.kind == FieldKind::list))
            out.wordFields_.push_back(field.name);
    }
    return out;
}

bool Query::matches(const Row& row) const {
    return matchesNode(*root_, wordFields_, row);
}

std::vector<std::string> Query::fields() const {
    std::set<std::string> names;
    collect(*root_, names);
    return {names.begin(), names.end()};
}

bool containsFolded(std::string_view whole, std::string_view part) {
    const auto same = [](char a, char b) {
        return detail::folded(static_cast<unsigned char>(a)) == detail::folded(static_cast<unsigned char>(b));
    };
    return std::search(whole.begin(), whole.end(), part.begin(), part.end(), same) != whole.end() || part.empty();
}

bool equalFolded(std::string_view a, std::string_view b) {
    return a.size() == b.size() && containsFolded(a, b);
}

std::string quoted(std::string_view value) {
    const std::vector<detail::Token> tokens = detail::tokensOf(value);
    const bool one = tokens.size() == 2 && tokens[0].is(detail::Token::Kind::word) && tokens[0].text == value;
    bool keyword = false;
    for (const char* word : {"and", "or", "not", "in"})
        keyword = keyword || (one && tokens[0].isWord(word));
    if (one && !keyword) return std::string(value);
    std::string out = "\"";
    for (const char c : value) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

std::string asked(std::string_view function, std::string_view of) {
    return std::string(function) + '(' + std::string(of) + ')';
}

std::optional<AskedName> readAsked(std::string_view field) {
    const size_t open = field.find('(');
    if (open == std::string_view::npos || open == 0 || field.back() != ')') return std::nullopt;
    return AskedName{std::string(field.substr(0, open)), std::string(field.substr(open + 1, field.size() - open - 2))};
}

std::string quotedAsked(std::string_view function, std::string_view of) {
    return asked(function, quoted(of));
}

}  // namespace ludus::query
