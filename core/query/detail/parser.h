// SPDX-License-Identifier: GPL-3.0-or-later
// From the tokens of a query to its tree. Used by Query::parse only; any thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/query/detail/lexer.h"
#include "core/query/query.h"

namespace ludus::query::detail {

/// The field of this name in any case, or of the part behind its last dot where that is no other's; nullptr: none.
const Field* findField(std::string_view name, const std::vector<Field>& fields);
/// The function of this name in any case.
const Field* findFunction(std::string_view name, const std::vector<Field>& fields);
/// The one that was perhaps meant; nullptr: none is near.
const Field* nearestField(std::string_view name, const std::vector<Field>& fields, bool function = false);

class Parser {
public:
    Parser(std::string_view text, const std::vector<Field>& fields, int64_t nowMs);

    /// nullptr: error() and fault() say why.
    std::unique_ptr<Node> read();
    const Error& error() const { return *error_; }
    const Fault& fault() const { return fault_; }
    const std::vector<Doubt>& doubts() const { return doubts_; }

private:
    using NodePtr = std::unique_ptr<Node>;

    NodePtr expression(int depth);
    NodePtr term(int depth);
    NodePtr factor(int depth);
    NodePtr words(const Token& token);
    NodePtr functionTest(const Field& function);
    NodePtr unknownField(const Token& token);
    bool looksAsked() const;
    NodePtr test(const Field& field);
    NodePtr valueTest(const Field& field, Operator op, const Token& sign);
    NodePtr listTest(const Field& field);
    NodePtr textTest(const Field& field, Operator op);
    NodePtr flagTest(const Field& field, Operator op);
    NodePtr momentTest(const Field& field, Operator op);
    bool readNumberOf(const Field& field, double& out);
    /// As many of the next words as make a value.
    template <class Read>
    auto longest(const Read& read) -> decltype(read(std::string()));

    const Token& now() const { return tokens_[at_]; }
    bool atOperand() const;
    NodePtr fail(const std::string& code, const Text& happened, const Text& remedy, const Token& at,
                 const std::string& repair = {});

    std::string_view text_;
    const std::vector<Field>& fields_;
    int64_t nowMs_;
    std::vector<Token> tokens_;
    size_t at_ = 0;
    std::optional<Error> error_;
    Fault fault_;
    std::vector<Doubt> doubts_;
};

}  // namespace ludus::query::detail
