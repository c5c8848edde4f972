// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/detail/parser.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/query/detail/letters.h"
#include "core/query/detail/values.h"
#include "core/query/pattern.h"

namespace ludus::query::detail {
namespace {

constexpr int kDeepest = 100;
constexpr size_t kLongest = 256 * 1024;
constexpr size_t kWordsOfAValue = 8;  // "2 d 4 h 10 min ago"

std::unique_ptr<Node> join(Node::Kind kind, std::vector<std::unique_ptr<Node>> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    auto out = std::make_unique<Node>();
    out->kind = kind;
    out->parts = std::move(parts);
    return out;
}

std::unique_ptr<Node> negated(std::unique_ptr<Node> node) {
    auto out = std::make_unique<Node>();
    out->kind = Node::Kind::none;
    out->parts.push_back(std::move(node));
    return out;
}

std::unique_ptr<Node> testOf(const Field& field, Operator op) {
    auto out = std::make_unique<Node>();
    out->kind = Node::Kind::test;
    out->field = field.name;
    out->fieldKind = field.kind;
    out->op = op;
    return out;
}

Operator operatorOf(const std::string& sign) {
    constexpr std::array<std::pair<std::string_view, Operator>, 8> kSigns{{{"=", Operator::equal},
                                                                           {"!=", Operator::notEqual},
                                                                           {"<", Operator::less},
                                                                           {"<=", Operator::lessEqual},
                                                                           {">", Operator::greater},
                                                                           {">=", Operator::greaterEqual},
                                                                           {"~", Operator::matches},
                                                                           {"!~", Operator::notMatches}}};
    const auto* found = std::find_if(kSigns.begin(), kSigns.end(), [&](const auto& s) { return s.first == sign; });
    return found == kSigns.end() ? Operator::equal : found->second;
}

bool ordering(Operator op) {
    return op == Operator::less || op == Operator::lessEqual || op == Operator::greater || op == Operator::greaterEqual;
}
bool pattern(Operator op) {
    return op == Operator::matches || op == Operator::notMatches;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c;
    return out;
}

std::string_view behindDot(std::string_view name) {
    const size_t dot = name.rfind('.');
    return dot == std::string_view::npos ? name : name.substr(dot + 1);
}

/// Optimal string alignment: insert, delete, replace, swap neighbours.
size_t distance(const std::string& a, const std::string& b) {
    std::vector<size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (size_t j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), last[j] + 1, row[j - 1] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

Text valueRemedy(FieldKind kind) {
    switch (kind) {
        case FieldKind::duration: return LUDUS_TEXT("Query", "Write a duration such as 20 min or 3 h.");
        case FieldKind::moment:
            return LUDUS_TEXT("Query", "Write a date such as 2026-11-20, today, or an age such as 3 d ago.");
        case FieldKind::flag: return LUDUS_TEXT("Query", "Write yes or no.");
        default: return LUDUS_TEXT("Query", "Write a number such as 1300, 1.5M or 50 %.");
    }
}

}  // namespace

const Field* findField(std::string_view name, const std::vector<Field>& fields) {
    const Field* byEnd = nullptr;
    int ends = 0;
    for (const Field& field : fields) {
        if (field.function) continue;
        if (equalFolded(field.name, name)) return &field;
        if (behindDot(field.name).size() < field.name.size() && equalFolded(behindDot(field.name), name)) {
            byEnd = &field;
            ++ends;
        }
    }
    return ends == 1 ? byEnd : nullptr;
}

const Field* findFunction(std::string_view name, const std::vector<Field>& fields) {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](const Field& f) { return f.function && equalFolded(f.name, name); });
    return found == fields.end() ? nullptr : &*found;
}

const Field* nearestField(std::string_view name, const std::vector<Field>& fields, bool function) {
    if (name.size() > 100) return nullptr;
    const std::string wanted = lower(name), last = lower(behindDot(name));
    const Field* best = nullptr;
    size_t least = std::max<size_t>(2, last.size() / 3) + 1;
    if (last.size() <= 3) least = 2;
    for (const Field& field : fields) {
        if (field.function != function) continue;
        const std::string known = lower(field.name);
        size_t far = distance(wanted, known);
        if (known.find('.') != std::string::npos)
            far = std::min(far, distance(last, std::string(behindDot(known))) + 1);
        if (far < least) {
            least = far;
            best = &field;
        }
    }
    return best;
}

Parser::Parser(std::string_view text, const std::vector<Field>& fields, int64_t nowMs)
    : text_(text), fields_(fields), nowMs_(nowMs) {}

std::unique_ptr<Node> Parser::fail(const std::string& code, const Text& happened, const Text& remedy, const Token& at,
                                   const std::string& repair) {
    if (error_) return nullptr;
    error_ = Error{code, happened, {}, remedy};
    fault_ = {at.from, at.to, repair, at.is(Token::Kind::end)};
    return nullptr;
}

std::unique_ptr<Node> Parser::read() {
    if (text_.size() > kLongest) {
        Token whole;
        whole.kind = Token::Kind::word;
        whole.to = text_.size();
        return fail("query.syntax", LUDUS_TEXT("Query", "The filter is too long."), LUDUS_TEXT("Query", "Shorten it."),
                    whole);
    }
    tokens_ = tokensOf(text_);
    for (const Token& token : tokens_) {
        if (token.closed) continue;
        fail("query.syntax", LUDUS_TEXT("Query", "A quotation mark is not closed."), LUDUS_TEXT("Query", "Close it."),
             token, quoted(token.text));
        fault_.unfinished = true;
        return nullptr;
    }
    if (now().is(Token::Kind::end)) return std::make_unique<Node>();
    NodePtr out = expression(0);
    if (!out) return nullptr;
    if (now().is(Token::Kind::end)) return out;
    if (now().is(Token::Kind::close))
        return fail("query.syntax", LUDUS_TEXT("Query", "A ) closes nothing."), LUDUS_TEXT("Query", "Remove it."),
                    now(), " ");
    return fail("query.syntax",
                LUDUS_TEXT("Query", "%1 cannot stand here.").arg(text_.substr(now().from, now().to - now().from)),
                LUDUS_TEXT("Query", "Put it between quotation marks to search for it."), now());
}

std::unique_ptr<Node> Parser::expression(int depth) {
    std::vector<NodePtr> parts;
    for (;;) {
        NodePtr part = term(depth);
        if (!part) return nullptr;
        parts.push_back(std::move(part));
        if (!now().isWord("or")) return join(Node::Kind::any, std::move(parts));
        ++at_;
    }
}

bool Parser::atOperand() const {
    const Token& token = now();
    return token.is(Token::Kind::open) || token.is(Token::Kind::quoted) ||
           (token.is(Token::Kind::word) && !token.isWord("or") && !token.isWord("in"));
}

std::unique_ptr<Node> Parser::term(int depth) {
    std::vector<NodePtr> parts;
    do {
        if (!parts.empty() && now().isWord("and")) ++at_;
        NodePtr part = factor(depth);
        if (!part) return nullptr;
        parts.push_back(std::move(part));
    } while (now().isWord("and") || atOperand());
    return join(Node::Kind::all, std::move(parts));
}

std::unique_ptr<Node> Parser::factor(int depth) {
    const Token token = now();
    if (depth > kDeepest)
        return fail("query.syntax", LUDUS_TEXT("Query", "The filter has too many brackets in each other."),
                    LUDUS_TEXT("Query", "Write it with fewer of them."), token);
    if (token.isWord("not")) {
        ++at_;
        NodePtr inner = factor(depth + 1);
        return inner ? negated(std::move(inner)) : nullptr;
    }
    if (token.is(Token::Kind::open)) {
        ++at_;
        NodePtr inner = expression(depth + 1);
        if (!inner) return nullptr;
        if (!now().is(Token::Kind::close))
            return fail("query.syntax", LUDUS_TEXT("Query", "A ( is not closed."), LUDUS_TEXT("Query", "Close it."),
                        now(), now().is(Token::Kind::end) ? ")" : "");
        ++at_;
        return inner;
    }
    if (token.is(Token::Kind::quoted)) {
        ++at_;
        return words(token);
    }
    if (token.is(Token::Kind::end))
        return fail("query.syntax", LUDUS_TEXT("Query", "The filter ends too early."),
                    LUDUS_TEXT("Query", "Write a field or a word to search for."), token);
    const bool keyword = token.isWord("and") || token.isWord("or") || token.isWord("in");
    if (!token.is(Token::Kind::word) || keyword)
        return fail("query.syntax",
                    LUDUS_TEXT("Query", "Before %1 stands nothing that it could be about.")
                        .arg(text_.substr(token.from, token.to - token.from)),
                    LUDUS_TEXT("Query", "Write a field such as %1 before it.")
                        .arg(fields_.empty() ? std::string("name") : fields_.front().name),
                    token);
    ++at_;
    const bool bracket = now().is(Token::Kind::open) && now().from == token.to;
    if (const Field* function = bracket ? findFunction(token.text, fields_) : nullptr) return functionTest(*function);
    if (bracket && looksAsked()) return unknownField(token);
    const bool compared = now().is(Token::Kind::sign) || now().isWord("in");
    const Field* field = findField(token.text, fields_);
    // A short name stands for "table.name" only where it is compared: else it is a word.
    if (field && (compared || equalFolded(field->name, token.text))) return test(*field);
    return compared ? unknownField(token) : words(token);
}

std::unique_ptr<Node> Parser::unknownField(const Token& token) {
    if (const Field* function = findFunction(token.text, fields_)) {
        const std::string example = function->values.empty() ? asked(function->name, "...")
                                                             : quotedAsked(function->name, function->values.front());
        return fail("query.field", LUDUS_TEXT("Query", "%1 must be asked of something.").arg(function->name),
                    LUDUS_TEXT("Query", "Write for example %1.").arg(example), token,
                    function->values.empty() ? std::string() : example);
    }
    const bool bracket = now().is(Token::Kind::open);
    const Field* near = nearestField(token.text, fields_, bracket);
    return fail("query.field", LUDUS_TEXT("Query", "There is no field %1.").arg(token.text),
                near ? LUDUS_TEXT("Query", "Did you mean %1?").arg(near->name)
                     : LUDUS_TEXT("Query", "Press Ctrl+Space for the fields there are."),
                token, near ? near->name : std::string());
}

/// At the bracket behind a word: one name in it, and then it is compared.
bool Parser::looksAsked() const {
    const bool functions =
        std::any_of(fields_.begin(), fields_.end(), [](const Field& field) { return field.function; });
    const auto is = [&](size_t ahead, Token::Kind kind) {
        return at_ + ahead < tokens_.size() && tokens_[at_ + ahead].is(kind);
    };
    return functions && (is(1, Token::Kind::word) || is(1, Token::Kind::quoted)) && is(2, Token::Kind::close) &&
           is(3, Token::Kind::sign);
}

std::unique_ptr<Node> Parser::functionTest(const Field& function) {
    const Token what = tokens_[++at_];
    if (!what.is(Token::Kind::word) && !what.is(Token::Kind::quoted))
        return fail("query.syntax", LUDUS_TEXT("Query", "After %1 a name is missing.").arg(function.name + "("),
                    LUDUS_TEXT("Query", "Press Ctrl+Space for the names there are."), what);
    ++at_;
    if (!now().is(Token::Kind::close))
        return fail("query.syntax", LUDUS_TEXT("Query", "A ( is not closed."),
                    LUDUS_TEXT("Query", "Close it. A name of several words stands between quotation marks."), now(),
                    now().is(Token::Kind::end) ? ")" : "");
    ++at_;
    const auto named = [&](const auto& same) {
        return std::find_if(function.values.begin(), function.values.end(), same);
    };
    auto known = named([&](const std::string& value) { return value == what.text; });
    if (known == function.values.end())
        known = named([&](const std::string& value) { return equalFolded(value, what.text); });
    Field field = function;
    field.function = false;
    field.name = asked(function.name, known == function.values.end() ? what.text : *known);
    if (known == function.values.end() && !function.values.empty()) {
        std::vector<Field> others;
        for (const std::string& value : function.values)
            others.push_back({value, FieldKind::number, {}, {}, false});
        const Field* near = nearestField(what.text, others);
        doubts_.push_back({field.name, {what.from, what.to, near ? quoted(near->name) : std::string(), false}});
    }
    return test(field);
}

std::unique_ptr<Node> Parser::words(const Token& token) {
    auto out = std::make_unique<Node>();
    out->kind = Node::Kind::words;
    out->texts.push_back(token.text);
    return out;
}

std::unique_ptr<Node> Parser::test(const Field& field) {
    const Token sign = now();
    if (sign.isWord("in")) {
        ++at_;
        return listTest(field);
    }
    if (!sign.is(Token::Kind::sign)) return testOf(field, Operator::isSet);
    ++at_;
    return valueTest(field, operatorOf(sign.text), sign);
}

std::unique_ptr<Node> Parser::valueTest(const Field& field, Operator op, const Token& sign) {
    const bool texts = field.kind == FieldKind::text || field.kind == FieldKind::list;
    if ((texts && ordering(op)) || (!texts && pattern(op)) || (field.kind == FieldKind::flag && ordering(op)))
        return fail("query.syntax", LUDUS_TEXT("Query", "%1 cannot be compared by %2.").arg(field.name).arg(sign.text),
                    texts ? LUDUS_TEXT("Query", "It is a text: write = != ~ !~ or in.")
                          : LUDUS_TEXT("Query", "It is no text: write = != or what orders it."),
                    sign, "=");
    if (now().is(Token::Kind::end))
        return fail("query.syntax", LUDUS_TEXT("Query", "After %1 a value is missing.").arg(sign.text),
                    texts ? LUDUS_TEXT("Query", "Write the text that it is compared with.") : valueRemedy(field.kind),
                    now());
    if (!now().is(Token::Kind::word) && !now().is(Token::Kind::quoted))
        return fail(
            "query.syntax", LUDUS_TEXT("Query", "%1 is no value.").arg(text_.substr(now().from, now().to - now().from)),
            texts ? LUDUS_TEXT("Query", "Put it between quotation marks to search for it.") : valueRemedy(field.kind),
            now());
    if (texts) return textTest(field, op);
    if (field.kind == FieldKind::flag) return flagTest(field, op);
    if (field.kind == FieldKind::moment) return momentTest(field, op);
    NodePtr out = testOf(field, op);
    double number = 0;
    if (!readNumberOf(field, number)) return nullptr;
    out->numbers.push_back(number);
    return out;
}

std::unique_ptr<Node> Parser::textTest(const Field& field, Operator op) {
    NodePtr out = testOf(field, op);
    const Token value = now();
    ++at_;
    out->texts.push_back(value.text);
    if (!pattern(op)) return out;
    Result<Pattern> compiled = Pattern::compile(value.text);
    if (!compiled) return fail("query.value", compiled.error().happened, compiled.error().remedy, value);
    out->pattern = std::make_shared<const Pattern>(std::move(*compiled));
    return out;
}

std::unique_ptr<Node> Parser::flagTest(const Field& field, Operator op) {
    const Token value = now();
    const auto isOneOf = [&](std::initializer_list<std::string_view> words) {
        return std::any_of(words.begin(), words.end(), [&](auto word) { return equalFolded(value.text, word); });
    };
    const bool yes = isOneOf({"yes", "true", "on", "1", "\u662F"});
    if (!yes && !isOneOf({"no", "false", "off", "0", "\u5426"}))
        return fail("query.value", LUDUS_TEXT("Query", "%1 is neither yes nor no.").arg(value.text),
                    valueRemedy(field.kind), value, "yes");
    ++at_;
    NodePtr out = testOf(field, Operator::isSet);
    return yes == (op == Operator::equal) ? std::move(out) : negated(std::move(out));
}

template <class Read>
auto Parser::longest(const Read& read) -> decltype(read(std::string())) {
    if (now().is(Token::Kind::quoted)) {
        auto value = read(now().text);
        if (value) ++at_;
        return value;
    }
    size_t most = 0;
    while (most < kWordsOfAValue && tokens_[at_ + most].is(Token::Kind::word) && !tokens_[at_ + most].isWord("and") &&
           !tokens_[at_ + most].isWord("or") && !tokens_[at_ + most].isWord("not"))
        ++most;
    for (size_t count = most; count > 0; --count) {
        std::string joined = tokens_[at_].text;
        for (size_t i = 1; i < count; ++i)
            joined += ' ' + tokens_[at_ + i].text;
        if (auto value = read(joined)) {
            at_ += count;
            return value;
        }
    }
    return std::nullopt;
}

bool Parser::readNumberOf(const Field& field, double& out) {
    const Token value = now();
    const bool duration = field.kind == FieldKind::duration;
    const auto number =
        longest([&](const std::string& text) { return duration ? readDuration(text) : readNumber(text); });
    if (number) {
        out = *number;
        return true;
    }
    fail("query.value",
         (duration ? LUDUS_TEXT("Query", "%1 is no duration.") : LUDUS_TEXT("Query", "%1 is no number."))
             .arg(text_.substr(value.from, value.to - value.from)),
         valueRemedy(field.kind), value);
    return false;
}

/// A day is a span: "started = 2026-11-20" holds all day long, "started > 2026-11-20" from the next day on.
std::unique_ptr<Node> Parser::momentTest(const Field& field, Operator op) {
    const Token value = now();
    const auto span = longest([&](const std::string& text) { return readMoment(text, nowMs_); });
    if (!span)
        return fail("query.value",
                    LUDUS_TEXT("Query", "%1 is no point in time.").arg(text_.substr(value.from, value.to - value.from)),
                    valueRemedy(field.kind), value);
    const auto side = [&](Operator how, int64_t moment) {
        NodePtr out = testOf(field, how);
        out->numbers.push_back(static_cast<double>(moment));
        return out;
    };
    switch (op) {
        case Operator::less: return side(Operator::less, span->from);
        case Operator::lessEqual: return side(Operator::less, span->to);
        case Operator::greater: return side(Operator::greaterEqual, span->to);
        case Operator::greaterEqual: return side(Operator::greaterEqual, span->from);
        default: break;
    }
    std::vector<NodePtr> both;
    both.push_back(side(Operator::greaterEqual, span->from));
    both.push_back(side(Operator::less, span->to));
    NodePtr within = join(Node::Kind::all, std::move(both));
    return op == Operator::notEqual ? negated(std::move(within)) : std::move(within);
}

std::unique_ptr<Node> Parser::listTest(const Field& field) {
    if (!now().is(Token::Kind::open))
        return fail("query.syntax", LUDUS_TEXT("Query", "After in a list is missing."),
                    LUDUS_TEXT("Query", "Write it between brackets: %1 in (one, two).").arg(field.name), now());
    std::vector<NodePtr> spans;
    NodePtr out = testOf(field, Operator::in);
    const bool texts = field.kind == FieldKind::text || field.kind == FieldKind::list;
    do {
        ++at_;
        if (now().is(Token::Kind::close) && (!out->texts.empty() || !out->numbers.empty() || !spans.empty())) break;
        NodePtr one = valueTest(field, Operator::equal, tokens_[at_ - 1]);
        if (!one) return nullptr;
        if (texts)
            out->texts.push_back(std::move(one->texts.front()));
        else if (field.kind == FieldKind::moment || field.kind == FieldKind::flag)
            spans.push_back(std::move(one));
        else
            out->numbers.push_back(one->numbers.front());
    } while (now().is(Token::Kind::comma));
    if (!now().is(Token::Kind::close))
        return fail("query.syntax", LUDUS_TEXT("Query", "The list of %1 is not closed.").arg(field.name),
                    LUDUS_TEXT("Query", "Put commas between its values and ) behind the last one."), now(),
                    now().is(Token::Kind::end) ? ")" : "");
    ++at_;
    return spans.empty() ? std::move(out) : join(Node::Kind::any, std::move(spans));
}

}  // namespace ludus::query::detail
