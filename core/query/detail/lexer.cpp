// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/detail/lexer.h"

#include "core/query/detail/letters.h"
#include "core/query/query.h"

namespace ludus::query::detail {
namespace {

/// Full-width signs are those of ASCII; others stay what they are.
char32_t plain(char32_t c) {
    switch (c) {
        case 0xFF08: return '(';
        case 0xFF09: return ')';
        case 0xFF0C:
        case 0x3001: return ',';
        case 0xFF1D: return '=';
        case 0xFF01: return '!';
        case 0xFF1C: return '<';
        case 0xFF1E: return '>';
        case 0xFF5E: return '~';
        case 0xA0:
        case 0x3000: return ' ';
        default: return c;
    }
}

bool isSpace(char32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}
/// What closes this opening quote; 0: it is none.
char32_t closingQuote(char32_t c) {
    switch (c) {
        case '"':
        case '\'': return c;
        case 0x201C: return 0x201D;  // as word processors and Chinese keyboards write them
        case 0x2018: return 0x2019;
        default: return 0;
    }
}
/// "<=" of the single letter that some people type.
const char* singleSign(char32_t c) {
    switch (c) {
        case 0x2264: return "<=";
        case 0x2265: return ">=";
        case 0x2260: return "!=";
        default: return nullptr;
    }
}
bool startsSign(char32_t c) {
    return c == '=' || c == '<' || c == '>' || c == '~' || singleSign(c) != nullptr;
}

class Lexer {
public:
    explicit Lexer(std::string_view text) : text_(text) {}

    std::vector<Token> read() {
        std::vector<Token> out;
        for (;;) {
            size_t behind = at_;
            while (at_ < text_.size() && isSpace(plain(nextLetter(text_, behind))))
                at_ = behind;
            out.push_back(next());
            if (out.back().is(Token::Kind::end)) return out;
        }
    }

private:
    /// The letter at `at`, and where the next one is; 0 at the end.
    char32_t look(size_t at, size_t& behind) const {
        behind = at;
        return at < text_.size() ? nextLetter(text_, behind) : 0;
    }

    Token next() {
        Token token;
        token.from = at_;
        size_t behind = at_;
        const char32_t raw = look(at_, behind), c = plain(raw);
        if (at_ >= text_.size()) {
            token.kind = Token::Kind::end;
        } else if (c == '(' || c == ')' || c == ',') {
            token.kind = c == '(' ? Token::Kind::open : c == ')' ? Token::Kind::close : Token::Kind::comma;
            at_ = behind;
        } else if (closingQuote(c) != 0) {
            readQuoted(token, closingQuote(c), behind);
        } else if (!readSign(token, c, behind)) {
            readWord(token);
        }
        token.to = at_;
        return token;
    }

    void readQuoted(Token& token, char32_t closing, size_t behind) {
        token.kind = Token::Kind::quoted;
        token.closed = false;
        at_ = behind;
        while (at_ < text_.size()) {
            const size_t from = at_;
            const char32_t c = look(from, behind);
            at_ = behind;
            if (c == closing) {
                token.closed = true;
                return;
            }
            size_t afterNext = behind;
            const char32_t following = c == '\\' ? look(behind, afterNext) : 0;
            if (c == '\\' && (following == closing || following == '\\')) {
                token.text.append(text_.substr(behind, afterNext - behind));
                at_ = afterNext;
            } else {
                token.text.append(text_.substr(from, behind - from));
            }
        }
    }

    bool readSign(Token& token, char32_t c, size_t behind) {
        size_t afterNext = behind;
        const char32_t following = plain(look(behind, afterNext));
        if (c == '!' && following != '=' && following != '~') return false;
        if (c != '!' && !startsSign(c)) return false;
        token.kind = Token::Kind::sign;
        at_ = behind;
        if (const char* whole = singleSign(c)) {
            token.text = whole;
            return true;
        }
        token.text = static_cast<char>(c);
        const bool doubled = following == '=' || (c == '!' && following == '~');
        if (doubled && c != '~') {
            if (c != '=') token.text += static_cast<char>(following);  // == is =
            at_ = afterNext;
        }
        return true;
    }

    void readWord(Token& token) {
        token.kind = Token::Kind::word;
        while (at_ < text_.size()) {
            size_t behind = at_;
            const char32_t c = plain(look(at_, behind));
            size_t afterNext = behind;
            const char32_t following = plain(look(behind, afterNext));
            const bool unequal = c == '!' && (following == '=' || following == '~');
            if (isSpace(c) || c == '(' || c == ')' || c == ',' || c == '"' || startsSign(c) || unequal) break;
            token.text.append(text_.substr(at_, behind - at_));
            at_ = behind;
        }
    }

    std::string_view text_;
    size_t at_ = 0;
};

}  // namespace

bool Token::isWord(std::string_view keyword) const {
    return kind == Kind::word && equalFolded(text, keyword);
}

std::vector<Token> tokensOf(std::string_view text) {
    return Lexer(text).read();
}

}  // namespace ludus::query::detail
