// SPDX-License-Identifier: GPL-3.0-or-later
// Between the language of filters (UTF-8, texts of core) and the field that people write it in. GUI thread.
#pragma once

#include <QString>

#include <vector>

#include "core/query/query.h"
#include "widgets/views/query_edit.h"

namespace ludus::pages {

views::QueryCompletion completeQuery(const QString& text, int cursor, const std::vector<query::Field>& fields);
views::QueryProblem problemOf(const QString& text, const Error& error, const query::Fault& fault);
/// A curve that no run has: a warning.
views::QueryProblem doubtOf(const QString& text, const query::Doubt& doubt);

}  // namespace ludus::pages
