// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of the store share: events of every kind, their content as text for comparing, raw SQL.
#pragma once

#include <string>
#include <vector>

#include "core/records/events.h"
#include "core/store/workspace.h"

/// Two lists of events are equal in every field; says where they are not.
#define SAME_EVENTS(actual, expected)                                            \
    do {                                                                         \
        const std::string differs = ::ludus::test::difference(actual, expected); \
        QVERIFY2(differs.empty(), differs.c_str());                              \
    } while (false)

namespace ludus::test {

/// Every field of an event, one line; artefact bytes left out.
std::string describe(const RunEvent& event);
std::vector<std::string> describe(const std::vector<RunEvent>& events);
/// Empty when equal in every field, else the first event that differs.
std::string difference(const std::vector<RunEvent>& actual, const std::vector<RunEvent>& expected);

/// `count` events with numbers from `first`, all kinds in turn, artefacts now and then, awkward values among them.
std::vector<RunEvent> sampleEvents(RunId run, int count, int64_t first = 1);
RunEvent runEvent(RunId run, int64_t seq, EventBody body);
MatchRecord sampleMatch(RunId run, int64_t i);
Artefact artefact(const std::string& bytes, const std::string& suffix);

/// Events as history tells them: without Progress and without tables of ratings that a newer one replaced.
std::vector<RunEvent> asHistory(std::vector<RunEvent> events);

RunId newRun(store::Workspace& workspace, const std::string& game = "slime_volley", const std::string& name = "");

/// Runs SQL on a database file of its own connection; false when SQLite refuses.
bool rawSql(const std::string& path, const std::string& sql);
/// First column of the first row.
std::string rawValue(const std::string& path, const std::string& sql);
/// Every row, types and values of its columns as text that keeps every bit.
std::vector<std::string> rawRows(const std::string& path, const std::string& sql);

/// A checkpoint of everything up to the event before number `seq`, as the event with that number.
RunEvent checkpointEvent(RunId run, int64_t seq, int64_t step, double elo = kUnknown, int keep = 3);

}  // namespace ludus::test
