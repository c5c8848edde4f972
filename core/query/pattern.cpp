// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/pattern.h"

#include <memory>
#include <optional>
#include <string>

#include "core/query/detail/letters.h"

namespace ludus::query {
namespace {

constexpr size_t kMostPlaces = 4000;
constexpr int kMostRepeats = 1000;
constexpr int kDeepest = 60;
constexpr int kMostInARow = 8;  // of *, + and so on behind one part

using Set = Pattern::Set;

/// The expression as a tree, before it becomes places.
struct Item {
    enum class Kind { nothing, letter, any, set, edge, sequence, choice, repeat };
    Kind kind = Kind::nothing;
    char32_t letter = 0;
    Set set;
    Pattern::Code edge = Pattern::Code::lineStart;
    int least = 0, most = -1;  // of repeat; -1: as often as there is
    std::vector<std::unique_ptr<Item>> parts;
};
using ItemPtr = std::unique_ptr<Item>;

Error wrong(const Text& what) {
    return {"query.value", what, LUDUS_TEXT("Query", "The pattern cannot be searched for."),
            LUDUS_TEXT("Query", "Write \\ before a sign that stands for itself.")};
}

void addClass(char32_t name, Set& set) {
    switch (name) {
        case 'd': set.ranges.push_back({'0', '9'}); break;
        case 's':
            set.ranges.push_back({'\t', '\r'});
            set.ranges.push_back({' ', ' '});
            set.ranges.push_back({0xA0, 0xA0});
            set.ranges.push_back({0x3000, 0x3000});
            break;
        default:
            set.ranges.push_back({'0', '9'});
            set.ranges.push_back({'A', 'Z'});
            set.ranges.push_back({'a', 'z'});
            set.ranges.push_back({'_', '_'});
            set.ranges.push_back({0xAA, 0x10FFFF});  // letters of all other scripts, roughly
    }
}

bool isWordLetter(char32_t c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c >= 0xAA;
}

bool inSet(const Set& set, char32_t c) {
    const auto within = [&](char32_t letter) {
        for (const auto& [low, high] : set.ranges) {
            if (letter >= low && letter <= high) return true;
        }
        return false;
    };
    const bool found = within(c) || (detail::isLetter(c) && within(c ^ 0x20));
    return found != set.negated;
}

class Reader {
public:
    explicit Reader(std::string_view text) : letters_(detail::lettersOf(text)) {}

    ItemPtr read() {
        ItemPtr all = choice(0);
        if (!error_ && at_ < letters_.size()) fail(LUDUS_TEXT("Query", "A ) in the pattern closes nothing."));
        return error_ ? nullptr : std::move(all);
    }
    const Error& error() const { return *error_; }

private:
    bool more() const { return at_ < letters_.size(); }
    char32_t peek() const { return letters_[at_]; }
    void fail(const Text& what) {
        if (!error_) error_ = wrong(what);
    }

    ItemPtr choice(int depth) {
        if (depth > kDeepest) {
            fail(LUDUS_TEXT("Query", "The pattern has too many brackets in each other."));
            return std::make_unique<Item>();
        }
        auto out = std::make_unique<Item>();
        out->kind = Item::Kind::choice;
        out->parts.push_back(sequence(depth));
        while (!error_ && more() && peek() == '|') {
            ++at_;
            out->parts.push_back(sequence(depth));
        }
        return out;
    }

    ItemPtr sequence(int depth) {
        auto out = std::make_unique<Item>();
        out->kind = Item::Kind::sequence;
        while (!error_ && more() && peek() != '|' && peek() != ')') {
            ItemPtr one = repeated(depth);
            if (one) out->parts.push_back(std::move(one));
        }
        return out;
    }

    ItemPtr repeated(int depth) {
        ItemPtr item = single(depth);
        int times = 0;
        while (!error_ && more()) {
            int least = 0, most = -1;
            if (peek() == '*') {
            } else if (peek() == '+') {
                least = 1;
            } else if (peek() == '?') {
                most = 1;
            } else if (peek() != '{' || !counts(least, most)) {
                break;
            }
            ++at_;
            if (++times > kMostInARow) fail(LUDUS_TEXT("Query", "The pattern is too large."));
            if (more() && peek() == '?') ++at_;  // as few as possible: finds the same
            auto repeat = std::make_unique<Item>();
            repeat->kind = Item::Kind::repeat;
            repeat->least = least;
            repeat->most = most;
            repeat->parts.push_back(std::move(item));
            item = std::move(repeat);
        }
        return item;
    }

    /// "{2}", "{2,}", "{2,5}"; leaves the place on the }. Anything else is a { that stands for itself.
    bool counts(int& least, int& most) {
        size_t i = at_ + 1;
        const auto number = [&]() -> int {
            int value = -1;
            for (; i < letters_.size() && letters_[i] >= '0' && letters_[i] <= '9' && value <= kMostRepeats; ++i)
                value = (value < 0 ? 0 : value) * 10 + static_cast<int>(letters_[i] - '0');
            return value;
        };
        least = number();
        most = least;
        if (least >= 0 && i < letters_.size() && letters_[i] == ',') {
            ++i;
            most = number();
        }
        if (least < 0 || i >= letters_.size() || letters_[i] != '}') return false;
        if (least > kMostRepeats || most > kMostRepeats || (most >= 0 && most < least)) {
            fail(LUDUS_TEXT("Query", "The pattern repeats from %1 to %2 times, which is not possible.")
                     .arg(least)
                     .arg(most));
            return false;
        }
        at_ = i;
        return true;
    }

    ItemPtr single(int depth) {
        auto out = std::make_unique<Item>();
        const char32_t c = letters_[at_++];
        switch (c) {
            case '(': {
                if (at_ + 1 < letters_.size() && letters_[at_] == '?' && letters_[at_ + 1] == ':') at_ += 2;
                out = choice(depth + 1);
                if (error_) return out;
                if (!more()) fail(LUDUS_TEXT("Query", "A ( in the pattern is not closed."));
                ++at_;
                return out;
            }
            case '[': return set();
            case '\\': return escaped();
            case '*':
            case '+':
            case '?':
                fail(LUDUS_TEXT("Query", "The pattern repeats nothing: before *, + or ? must stand what is repeated."));
                return out;
            case '.': out->kind = Item::Kind::any; return out;
            case '^':
            case '$':
                out->kind = Item::Kind::edge;
                out->edge = c == '^' ? Pattern::Code::lineStart : Pattern::Code::lineEnd;
                return out;
            default:
                out->kind = Item::Kind::letter;
                out->letter = c;
                return out;
        }
    }

    ItemPtr escaped() {
        auto out = std::make_unique<Item>();
        if (!more()) {
            fail(LUDUS_TEXT("Query", "The pattern ends with a \\ that stands before nothing."));
            return out;
        }
        const char32_t c = letters_[at_++];
        const char32_t lower = detail::folded(c);
        if (lower == 'd' || lower == 'w' || lower == 's') {
            out->kind = Item::Kind::set;
            addClass(lower, out->set);
            out->set.negated = c != lower;
        } else if (lower == 'b') {
            out->kind = Item::Kind::edge;
            out->edge = c == 'b' ? Pattern::Code::wordEdge : Pattern::Code::notWordEdge;
        } else if (c >= '1' && c <= '9') {
            fail(LUDUS_TEXT("Query", "The pattern refers back to a group (\\%1), which is not offered here.")
                     .arg(static_cast<int64_t>(c - '0')));
        } else {
            out->kind = Item::Kind::letter;
            out->letter = c == 'n' ? U'\n' : c == 't' ? U'\t' : c;
        }
        return out;
    }

    ItemPtr set() {
        auto out = std::make_unique<Item>();
        out->kind = Item::Kind::set;
        if (more() && peek() == '^') {
            out->set.negated = true;
            ++at_;
        }
        for (bool first = true; more() && (first || peek() != ']'); first = false) {
            char32_t low = letters_[at_++];
            if (low == '\\' && more()) {
                low = letters_[at_++];
                if (low == 'd' || low == 'w' || low == 's') {
                    addClass(low, out->set);
                    continue;
                }
            }
            char32_t high = low;
            if (at_ + 1 < letters_.size() && peek() == '-' && letters_[at_ + 1] != ']') {
                high = letters_[at_ + 1];
                at_ += 2;
                if (high == '\\' && more()) high = letters_[at_++];
                if (high < low) fail(LUDUS_TEXT("Query", "A range in the pattern's [ ] runs backwards."));
            }
            out->set.ranges.push_back({low, high});
        }
        if (!more()) fail(LUDUS_TEXT("Query", "A [ in the pattern is not closed."));
        ++at_;
        return out;
    }

    std::vector<char32_t> letters_;
    size_t at_ = 0;
    std::optional<Error> error_;
};

/// Lays the tree out from its end to its start: place(item, next) gives where `item` begins.
class Layout {
public:
    Layout(std::vector<Pattern::Place>& places, std::vector<Set>& sets) : places_(places), sets_(sets) {}

    int place(const Item& item, int next) {
        if (places_.size() > kMostPlaces) return next;
        switch (item.kind) {
            case Item::Kind::nothing: return next;
            case Item::Kind::letter: return add({Pattern::Code::letter, detail::folded(item.letter), next, -1});
            case Item::Kind::any: return add({Pattern::Code::any, 0, next, -1});
            case Item::Kind::edge: return add({item.edge, 0, next, -1});
            case Item::Kind::set:
                sets_.push_back(item.set);
                return add({Pattern::Code::set, 0, next, static_cast<int>(sets_.size()) - 1});
            case Item::Kind::sequence:
                for (auto part = item.parts.rbegin(); part != item.parts.rend(); ++part)
                    next = place(**part, next);
                return next;
            case Item::Kind::choice: {
                int first = place(*item.parts.back(), next);
                for (auto part = item.parts.rbegin() + 1; part != item.parts.rend(); ++part)
                    first = add({Pattern::Code::split, 0, place(**part, next), first});
                return first;
            }
            case Item::Kind::repeat: return repeat(item, next);
        }
        return next;
    }
    bool tooLarge() const { return places_.size() > kMostPlaces; }

private:
    int add(const Pattern::Place& place) {
        places_.push_back(place);
        return static_cast<int>(places_.size()) - 1;
    }
    int repeat(const Item& item, int next) {
        const Item& part = *item.parts.front();
        int first = next;
        if (item.most < 0) {
            first = add({Pattern::Code::split, 0, -1, next});
            places_[static_cast<size_t>(first)].next = place(part, first);
        }
        for (int i = item.least; i < item.most && !tooLarge(); ++i)
            first = add({Pattern::Code::split, 0, place(part, first), next});
        for (int i = 0; i < item.least && !tooLarge(); ++i) {
            const size_t before = places_.size();
            first = place(part, first);
            if (places_.size() == before) break;  // nothing, however often
        }
        return first;
    }

    std::vector<Pattern::Place>& places_;
    std::vector<Set>& sets_;
};

}  // namespace

Result<Pattern> Pattern::compile(std::string_view expression) {
    Reader reader(expression);
    const ItemPtr tree = reader.read();
    if (!tree) return reader.error();
    Pattern out;
    out.places_.push_back({Code::accept, 0, -1, -1});
    Layout layout(out.places_, out.sets_);
    out.start_ = layout.place(*tree, 0);
    if (layout.tooLarge()) return wrong(LUDUS_TEXT("Query", "The pattern is too large."));
    return out;
}

bool Pattern::foundIn(std::string_view text) const {
    std::vector<int> now, next, stack;
    std::vector<size_t> seen(places_.size(), 0);
    size_t round = 0;
    char32_t before = 0;
    size_t at = 0;
    for (bool atStart = true;; atStart = false) {
        const bool atEnd = at >= text.size();
        const char32_t here = atEnd ? 0 : detail::nextLetter(text, at);
        // Follow all that takes no letter, from where the last letter led and from a fresh start.
        ++round;
        stack.assign(next.rbegin(), next.rend());
        stack.insert(stack.begin(), start_);
        now.clear();
        const bool edge = (!atStart && isWordLetter(before)) != (!atEnd && isWordLetter(here));
        while (!stack.empty()) {
            const auto place = static_cast<size_t>(stack.back());
            stack.pop_back();
            if (seen[place] == round) continue;
            seen[place] = round;
            const Place& p = places_[place];
            switch (p.code) {
                case Code::accept: return true;
                case Code::split:
                    stack.push_back(p.other);
                    stack.push_back(p.next);
                    break;
                case Code::lineStart:
                    if (atStart) stack.push_back(p.next);
                    break;
                case Code::lineEnd:
                    if (atEnd) stack.push_back(p.next);
                    break;
                case Code::wordEdge:
                    if (edge) stack.push_back(p.next);
                    break;
                case Code::notWordEdge:
                    if (!edge) stack.push_back(p.next);
                    break;
                default: now.push_back(static_cast<int>(place));
            }
        }
        if (atEnd) return false;
        next.clear();
        for (const int place : now) {
            const Place& p = places_[static_cast<size_t>(place)];
            const bool takes = p.code == Code::any || (p.code == Code::letter && p.letter == detail::folded(here)) ||
                               (p.code == Code::set && inSet(sets_[static_cast<size_t>(p.other)], here));
            if (takes) next.push_back(p.next);
        }
        before = here;
    }
}

}  // namespace ludus::query
