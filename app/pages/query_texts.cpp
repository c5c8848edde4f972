// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/query_texts.h"

#include <QCoreApplication>

#include "app/bridges/runs_bridge.h"
#include "app/bridges/texts.h"

namespace ludus::pages {
namespace {

/// Letters of the field's text before this byte.
int lettersBefore(const std::string& utf8, size_t byte) {
    return static_cast<int>(QString::fromUtf8(utf8.data(), static_cast<qsizetype>(byte)).size());
}

}  // namespace

views::QueryCompletion completeQuery(const QString& text, int cursor, const std::vector<query::Field>& fields) {
    const std::string utf8 = text.toStdString();
    const auto at = static_cast<size_t>(text.left(cursor).toUtf8().size());
    const query::Completion found = query::complete(utf8, at, fields);
    views::QueryCompletion out;
    out.from = lettersBefore(utf8, found.from);
    out.to = lettersBefore(utf8, found.to);
    for (const query::Suggestion& one : found.suggestions)
        out.suggestions.push_back({bridges::text(one.insert), bridges::text(one.shown),
                                   one.help.empty() ? QString() : bridges::translated(one.help)});
    return out;
}

views::QueryProblem problemOf(const QString& text, const Error& error, const query::Fault& fault) {
    const std::string utf8 = text.toStdString();
    return {bridges::translated(error), lettersBefore(utf8, fault.from), lettersBefore(utf8, fault.to),
            bridges::text(fault.repair)};
}

views::QueryProblem doubtOf(const QString& text, const query::Doubt& doubt) {
    const std::string utf8 = text.toStdString();
    const auto asked = query::readAsked(doubt.field);
    const QString of = asked ? bridges::oneLine(asked->of) : QString();
    return {QCoreApplication::translate("QueryTexts", "No run has a curve called %1: nothing is known of it.").arg(of),
            lettersBefore(utf8, doubt.place.from), lettersBefore(utf8, doubt.place.to),
            bridges::text(doubt.place.repair), true};
}

}  // namespace ludus::pages
