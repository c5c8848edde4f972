// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/query.h"

namespace ludus::query {

struct Query::Compiled {};

Query::Query() : root_(std::make_unique<Node>()) {}
Query::Query(Query&&) noexcept = default;
Query& Query::operator=(Query&&) noexcept = default;
Query::~Query() = default;

bool Query::empty() const {
    return root_->kind == Node::Kind::everything;
}

}  // namespace ludus::query
