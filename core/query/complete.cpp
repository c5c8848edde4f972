// SPDX-License-Identifier: GPL-3.0-or-later
// What could stand at the cursor of a query that is being written.
#include <algorithm>
#include <utility>

#include "core/query/detail/lexer.h"
#include "core/query/detail/parser.h"
#include "core/query/query.h"

namespace ludus::query {
namespace {

using detail::Token;

constexpr size_t kMost = 60;

enum class Place { operand, sign, value, listValue, listOpen, listNext, next, asked, askedEnd };

/// Where the cursor stands after the tokens before it.
struct Reader {
    const std::vector<Field>& fields;
    Place place = Place::operand;
    const Field* field = nullptr;
    const Field* function = nullptr;  // whose name was the last word
    size_t functionEnd = 0;
    int open = 0;

    void take(const Token& token) {
        const bool word = token.is(Token::Kind::word) || token.is(Token::Kind::quoted);
        const bool asks = function && token.is(Token::Kind::open) && token.from == functionEnd;
        if (asks) {
            field = std::exchange(function, nullptr);
            place = Place::asked;
            return;
        }
        function = nullptr;
        if (place == Place::asked && word) {
            place = Place::askedEnd;
        } else if (place == Place::askedEnd && token.is(Token::Kind::close)) {
            place = Place::sign;
        } else if (place == Place::listOpen && token.is(Token::Kind::open)) {
            place = Place::listValue;
        } else if (place == Place::listValue && word) {
            place = Place::listNext;
        } else if (place == Place::listNext && token.is(Token::Kind::comma)) {
            place = Place::listValue;
        } else if (place == Place::listNext && token.is(Token::Kind::close)) {
            place = Place::next;
        } else if (place == Place::listNext && word) {
            return;  // "20 min"
        } else if (place == Place::sign && token.is(Token::Kind::sign)) {
            place = Place::value;
        } else if (place == Place::sign && token.isWord("in")) {
            place = Place::listOpen;
        } else if (place == Place::value && word) {
            place = Place::next;
        } else if (token.is(Token::Kind::open)) {
            ++open;
            place = Place::operand;
        } else if (token.is(Token::Kind::close)) {
            --open;
            place = Place::next;
        } else if (token.isWord("and") || token.isWord("or") || token.isWord("not")) {
            place = Place::operand;
        } else if (word) {
            const bool plain = token.is(Token::Kind::word);
            field = plain ? detail::findField(token.text, fields) : nullptr;
            function = plain ? detail::findFunction(token.text, fields) : nullptr;
            functionEnd = token.to;
            place = field ? Place::sign : Place::next;
        }
    }
};

struct Sign {
    const char* text;
    Text help;
    bool texts, numbers;  // offered for texts and lists; for what is ordered
};

const std::vector<Sign>& signs() {
    static const std::vector<Sign> all{
        {"=", LUDUS_TEXT("Query", "is"), true, true},
        {"!=", LUDUS_TEXT("Query", "is not"), true, true},
        {"~", LUDUS_TEXT("Query", "has this pattern in it"), true, false},
        {"!~", LUDUS_TEXT("Query", "has not this pattern in it"), true, false},
        {">", LUDUS_TEXT("Query", "is more than, later than"), false, true},
        {">=", LUDUS_TEXT("Query", "is at least, not before"), false, true},
        {"<", LUDUS_TEXT("Query", "is less than, before"), false, true},
        {"<=", LUDUS_TEXT("Query", "is at most, not after"), false, true},
        {"in", LUDUS_TEXT("Query", "is one of a list"), true, true},
    };
    return all;
}

/// Those that begin with the prefix, then those that have it elsewhere.
class Collector {
public:
    explicit Collector(std::string prefix) : prefix_(std::move(prefix)) {}

    void offer(std::string insert, const std::string& shown, const Text& help = {}) {
        if (starts_.size() >= kMost || !containsFolded(shown, prefix_)) return;
        const bool starts = equalFolded(std::string_view(shown).substr(0, prefix_.size()), prefix_);
        auto& into = starts ? starts_ : contain_;
        if (into.size() < kMost) into.push_back({std::move(insert), shown, help});
    }
    std::vector<Suggestion> take() {
        for (Suggestion& one : contain_) {
            if (starts_.size() < kMost) starts_.push_back(std::move(one));
        }
        return std::move(starts_);
    }

private:
    std::string prefix_;
    std::vector<Suggestion> starts_, contain_;
};

void offerFields(Collector& out, const std::vector<Field>& fields) {
    for (const Field& field : fields) {
        const std::string name = field.function ? field.name + '(' : field.name;
        out.offer(name, name, field.help);
    }
    out.offer("not", "not", LUDUS_TEXT("Query", "the opposite of what follows"));
}

void offerSigns(Collector& out, const Field& field) {
    if (field.kind == FieldKind::flag) return;
    const bool texts = field.kind == FieldKind::text || field.kind == FieldKind::list;
    for (const Sign& sign : signs()) {
        if (texts ? sign.texts : sign.numbers) out.offer(sign.text, sign.text, sign.help);
    }
}

void offerValues(Collector& out, const Field* field) {
    if (!field) return;
    if (!field->function) {
        for (const std::string& value : field->values)
            out.offer(quoted(value), value);
    }
    std::vector<const char*> usual;
    if (field->kind == FieldKind::moment) usual = {"today", "yesterday", "1 d ago", "7 d ago", "30 d ago"};
    if (field->kind == FieldKind::duration) usual = {"1 min", "10 min", "1 h", "1 d"};
    if (field->kind == FieldKind::flag) usual = {"yes", "no"};
    for (const char* value : usual)
        out.offer(value, value);
}

/// What the function can be asked of, with the bracket that closes it unless it stands there.
void offerAsked(Collector& out, const Field& function, bool close) {
    for (const std::string& value : function.values)
        out.offer(close ? quoted(value) + ')' : quoted(value), value);
}

void offerNext(Collector& out, int open) {
    out.offer("and", "and", LUDUS_TEXT("Query", "both must hold"));
    out.offer("or", "or", LUDUS_TEXT("Query", "one must hold"));
    if (open > 0) out.offer(")", ")");
}

}  // namespace

Completion complete(std::string_view text, size_t cursor, const std::vector<Field>& fields) {
    cursor = std::min(cursor, text.size());
    Reader reader{fields};
    Token touched;
    touched.from = touched.to = cursor;
    for (const Token& token : detail::tokensOf(text)) {
        if (token.is(Token::Kind::end) || token.from >= cursor) break;
        const bool word = token.is(Token::Kind::word) || (token.is(Token::Kind::quoted) && !token.closed);
        const bool inside = word && cursor <= token.to;
        const bool sign = token.is(Token::Kind::sign) && cursor < token.to;
        if (inside || sign || (token.is(Token::Kind::quoted) && cursor < token.to)) {
            touched = token;
            break;
        }
        reader.take(token);
    }
    // What stands of the word before the cursor; a quotation that is not closed counts without its mark.
    std::string prefix;
    if (!touched.is(Token::Kind::end)) {
        const std::vector<Token> head = detail::tokensOf(text.substr(touched.from, cursor - touched.from));
        prefix = head.front().text;
    }
    Collector out(prefix);
    switch (reader.place) {
        case Place::operand: offerFields(out, fields); break;
        case Place::sign:
            offerSigns(out, *reader.field);
            if (reader.field->kind == FieldKind::flag || !prefix.empty()) offerNext(out, reader.open);
            break;
        case Place::value:
        case Place::listValue: offerValues(out, reader.field); break;
        case Place::listOpen: out.offer("(", "("); break;
        case Place::listNext:
            out.offer(",", ",");
            out.offer(")", ")");
            break;
        case Place::next:
            offerNext(out, reader.open);
            if (!prefix.empty()) offerFields(out, fields);
            break;
        case Place::asked: offerAsked(out, *reader.field, text.substr(touched.to, 1) != ")"); break;
        case Place::askedEnd: out.offer(")", ")"); break;
    }
    Completion done;
    done.from = touched.is(Token::Kind::end) ? cursor : touched.from;
    done.to = touched.is(Token::Kind::end) ? cursor : touched.to;
    done.suggestions = out.take();
    // Nothing is left to add where the only suggestion stands there already.
    if (done.suggestions.size() == 1 && done.suggestions[0].insert == text.substr(done.from, done.to - done.from))
        done.suggestions.clear();
    return done;
}

}  // namespace ludus::query
