// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/detail/match_filter.h"

#include <algorithm>
#include <optional>

#include "core/records/records.h"

namespace ludus::store {
namespace {

using query::Node;
using query::Operator;

/// Which table a condition is about; any: the match itself, or several of them.
enum class About { nothing, lineUp, run, any };

About together(About one, About other) {
    if (one == About::nothing) return other;
    return other == About::nothing || other == one ? one : About::any;
}

bool seenFromASide(const std::string& field) {
    return field == "agent" || field == "opponent";
}

About aboutOf(const Node& node) {
    if (node.kind == Node::Kind::words) return About::any;
    if (node.kind == Node::Kind::test) {
        if (node.field == "game" || seenFromASide(node.field)) return About::lineUp;
        return node.field == "run" ? About::run : About::any;
    }
    About about = About::nothing;
    for (const auto& part : node.parts)
        about = together(about, aboutOf(*part));
    return about;
}

bool namesAgents(const Node& node) {
    if (node.kind == Node::Kind::test) return seenFromASide(node.field);
    for (const auto& part : node.parts) {
        if (namesAgents(*part)) return true;
    }
    return false;
}

bool isNegative(const Node& test) {
    return test.op == Operator::notEqual || test.op == Operator::notMatches;
}

/// What a condition about runs says of a match that has none.
bool holdsWithoutRun(const Node& node) {
    const auto holds = [](const auto& part) { return holdsWithoutRun(*part); };
    switch (node.kind) {
        case Node::Kind::test: return isNegative(node);
        case Node::Kind::none: return !holdsWithoutRun(*node.parts.at(0));
        case Node::Kind::any: return std::any_of(node.parts.begin(), node.parts.end(), holds);
        default: return std::all_of(node.parts.begin(), node.parts.end(), holds);
    }
}

Condition joined(std::vector<Condition> parts, const char* word) {
    Condition out;
    for (Condition& part : parts) {
        out.sql += (out.sql.empty() ? "(" : word) + part.sql;
        out.values.insert(out.values.end(), part.values.begin(), part.values.end());
    }
    if (!out.sql.empty()) out.sql += ")";
    return out;
}

/// Texts are compared as they are, and agents also by the short names that people see.
struct Operand {
    std::vector<std::string> forms;  // SQL expressions
    bool number = false;
};

/// As it is, and as people see it: "snapshot:1048588" is shown as "snapshot 12", "bot:random" as "random".
Operand agentOperand(const std::string& side) {
    return {{"ludus_agent(l.agents, " + side + ")", "ludus_shown_agent(l.agents, " + side + ")"}, false};
}

std::string purposeCase() {
    std::string sql = "CASE m.purpose";
    for (const Purpose purpose : {Purpose::training, Purpose::evaluation, Purpose::arena, Purpose::tournament,
                                  Purpose::friendly, Purpose::human})
        sql += " WHEN " + std::to_string(static_cast<int>(purpose)) + " THEN '" + purposeName(purpose) + "'";
    return sql + " END";
}

/// The translation, seen from one side of the matches.
class Writer {
public:
    Writer(int side, bool direct) : own_(std::to_string(side)), other_(std::to_string(1 - side)), direct_(direct) {}

    Condition of(const Node& node) const {
        const About about = aboutOf(node);
        if (about == About::lineUp && !direct_) return lineUps(inside(node));
        if (about == About::run && !direct_) return runs(inside(node), holdsWithoutRun(node));
        return inside(node);
    }

    /// There is this side.
    Condition there() const {
        const Condition enough{"ludus_agent(l.agents, " + own_ + ") IS NOT NULL", {}};
        return direct_ ? enough : lineUps(enough);
    }

    /// A condition about line-ups (or runs) alone that holds for every match of the node; none: nothing can be said.
    std::optional<Condition> implied(const Node& node, About table) const {
        if (aboutOf(node) == table) {
            if (table == About::run && holdsWithoutRun(node)) return std::nullopt;
            return inside(node);
        }
        const bool all = node.kind == Node::Kind::all, any = node.kind == Node::Kind::any;
        if (!all && !any) return std::nullopt;
        std::vector<Condition> parts;
        for (const auto& part : node.parts) {
            std::optional<Condition> one = implied(*part, table);
            if (one) parts.push_back(std::move(*one));
            if (!one && any) return std::nullopt;
        }
        if (parts.empty()) return std::nullopt;
        return joined(std::move(parts), all ? " AND " : " OR ");
    }

    static Condition lineUps(const Condition& which) {
        return {"m.line_up IN (SELECT l.id FROM line_up l WHERE " + which.sql + ")", which.values};
    }
    static Condition runs(const Condition& which, bool orNone) {
        return {std::string(orNone ? "(m.run IS NULL OR " : "(") + "m.run IN (SELECT r.id FROM run r WHERE " +
                    which.sql + "))",
                which.values};
    }

private:
    Condition inside(const Node& node) const {
        switch (node.kind) {
            case Node::Kind::everything: return {"1", {}};
            case Node::Kind::all: return partsOf(node, " AND ");
            case Node::Kind::any: return partsOf(node, " OR ");
            case Node::Kind::none: {
                Condition part = inner(node, *node.parts.at(0));
                part.sql = "(NOT " + part.sql + ")";
                return part;
            }
            case Node::Kind::words: return words(node);
            case Node::Kind::test: return test(node);
        }
        return {"1", {}};
    }

    /// Within a condition about one table its parts are written as they are, elsewhere each gets its look-up.
    Condition inner(const Node& node, const Node& part) const {
        return aboutOf(node) == About::any ? of(part) : inside(part);
    }

    Condition partsOf(const Node& node, const char* word) const {
        std::vector<Condition> parts;
        for (const auto& part : node.parts)
            parts.push_back(inner(node, *part));
        return parts.empty() ? Condition{"1", {}} : joined(std::move(parts), word);
    }

    Condition words(const Node& node) const {
        std::vector<Condition> all;
        for (const std::string& word : node.texts) {
            const Condition names{"(ludus_contains(l.game, ?) OR ludus_names(l.agents, ?))", {word, word}};
            const Condition run{"ludus_contains(r.name, ?)", {word}};
            const Condition purpose{"ludus_contains(" + purposeCase() + ", ?)", {word}};
            const bool apart = !direct_;
            all.push_back(joined({apart ? lineUps(names) : names, apart ? runs(run, false) : run, purpose}, " OR "));
        }
        return all.empty() ? Condition{"1", {}} : joined(std::move(all), " AND ");
    }

    static std::string score(const std::string& side) {
        return "COALESCE(m." + std::string(side == "0" ? "score_a" : "score_b") + ", ludus_score(m.scores, " + side +
               "))";
    }

    Operand operand(const std::string& field) const {
        if (seenFromASide(field)) return agentOperand(field == "agent" ? own_ : other_);
        if (field == "game") return {{"l.game"}, false};
        if (field == "run") return {{"r.name"}, false};
        if (field == "purpose") return {{purposeCase()}, false};
        if (field == "score") return {{score(own_)}, true};
        if (field == "won") return {{"(" + score(own_) + " > " + score(other_) + ")"}, true};
        if (field == "lost") return {{"(" + score(own_) + " < " + score(other_) + ")"}, true};
        if (field == "drawn") return {{"(" + score(own_) + " = " + score(other_) + ")"}, true};
        if (field == "length") return {{"m.steps"}, true};
        if (field == "step") return {{"m.run_step"}, true};
        // Stored as a signed number of the same bits.
        if (field == "seed") return {{"(m.seed + CASE WHEN m.seed < 0 THEN 18446744073709551616.0 ELSE 0 END)"}, true};
        if (field == "played") return {{"m.wall_ms"}, true};
        if (field == "recorded") return {{"(m.replay IS NOT NULL)"}, true};
        if (field == "pinned") return {{"(m.pinned <> 0)"}, true};
        return {{"NULL"}, false};
    }

    /// Every test says yes or no: what is not known fails, but for != and !~.
    Condition test(const Node& node) const {
        const Operand what = operand(node.field);
        std::vector<Condition> forms;
        for (const std::string& form : what.forms)
            forms.push_back(positive(node, form, what.number));
        Condition out = joined(std::move(forms), " OR ");
        out.sql = "(" + out.sql + (isNegative(node) ? " IS NOT TRUE)" : " IS TRUE)");
        return out;
    }

    static Condition positive(const Node& node, const std::string& form, bool number) {
        std::vector<SqlValue> values(node.texts.begin(), node.texts.end());
        if (number) values.assign(node.numbers.begin(), node.numbers.end());
        if (node.op == Operator::isSet) {
            if (node.fieldKind == query::FieldKind::flag) return {form, {}};
            return {form + (number ? " IS NOT NULL" : " <> ''"), {}};
        }
        if (values.empty()) return {"0", {}};
        if (node.op != Operator::in) values.resize(1);
        const std::string collated = number ? "" : " COLLATE NOCASE";
        switch (node.op) {
            case Operator::less: return {form + " < ?", values};
            case Operator::lessEqual: return {form + " <= ?", values};
            case Operator::greater: return {form + " > ?", values};
            case Operator::greaterEqual: return {form + " >= ?", values};
            case Operator::matches:
            case Operator::notMatches: return {"ludus_matches(" + form + ", ?)", values};
            case Operator::in: {
                std::string places = "?";
                for (size_t i = 1; i < values.size(); ++i)
                    places += ", ?";
                return {form + collated + " IN (" + places + ")", values};
            }
            default: return {form + " = ?" + collated, values};
        }
    }

    const std::string own_, other_;
    const bool direct_;
};

/// Where agents are named, a match counts when it holds seen from one of its sides.
Condition fromEitherSide(const Node& root, bool direct) {
    std::vector<Condition> sides;
    for (int side = 0; side < (namesAgents(root) ? 2 : 1); ++side) {
        const Writer writer(side, direct);
        Condition whole = writer.of(root);
        sides.push_back(side == 0 ? std::move(whole) : joined({writer.there(), std::move(whole)}, " AND "));
    }
    return joined(std::move(sides), " OR ");
}

bool pinnedOnly(const Node& node) {
    if (node.kind == Node::Kind::test) return node.field == "pinned" && node.op == Operator::isSet;
    const auto only = [](const auto& part) { return pinnedOnly(*part); };
    return node.kind == Node::Kind::all && std::any_of(node.parts.begin(), node.parts.end(), only);
}

}  // namespace

MatchFilter matchFilter(const query::Node& root) {
    MatchFilter filter;
    filter.direct = fromEitherSide(root, true);
    filter.whole = fromEitherSide(root, false);
    filter.pinned = pinnedOnly(root);
    std::vector<Condition> hints;
    const int sides = namesAgents(root) ? 2 : 1;
    for (int side = 0; side < sides; ++side) {
        std::optional<Condition> hint = Writer(side, false).implied(root, About::lineUp);
        if (hint) hints.push_back(std::move(*hint));
    }
    if (hints.size() == static_cast<size_t>(sides)) filter.lineUps = joined(std::move(hints), " OR ");
    if (std::optional<Condition> runs = Writer(0, false).implied(root, About::run)) filter.runs = std::move(*runs);
    return filter;
}

void bindValues(SQLite::Statement& statement, int& next, const std::vector<SqlValue>& values) {
    for (const SqlValue& value : values)
        std::visit([&](const auto& one) { bindValue(statement, ++next, one); }, value);
}

}  // namespace ludus::store
