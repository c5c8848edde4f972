// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of Workspace about lists of matches. A list is read by windows of ids from the newest down: most filters
// find enough among the newest few thousand; where they do not, what the filter implies about line-ups and runs goes
// through an index.
#include <algorithm>
#include <optional>

#include "core/store/detail/filter_functions.h"
#include "core/store/detail/match_filter.h"
#include "core/store/detail/rows.h"
#include "core/store/detail/workspace_impl.h"

namespace ludus::store {
namespace {

constexpr int64_t kFirstWindow = 2048;
constexpr int64_t kWindowGrowth = 16;
constexpr int kMostNumbers = 20'000;  // of line-ups or runs that a statement names

query::Field field(const char* name, query::FieldKind kind, const Text& help, bool words = true) {
    query::Field out;
    out.name = name;
    out.kind = kind;
    out.help = help;
    out.words = words;
    return out;
}

/// The numbers of these rows, as SQL; none: too many for an index to be of use.
std::optional<std::string> numbersOf(SQLite::Database& database, const std::string& table, const Condition& which) {
    SQLite::Statement query(database, "SELECT id FROM " + table + " WHERE " + which.sql);
    int place = 0, count = 0;
    bindValues(query, place, which.values);
    std::string numbers;
    while (query.executeStep()) {
        if (++count > kMostNumbers) return std::nullopt;
        numbers += (numbers.empty() ? "" : ",") + query.getColumn(0).getString();
    }
    return numbers;
}

/// A filter and the windows of ids in which it is asked, one after the other.
class Search {
public:
    Search(SQLite::Database& database, const MatchListQuestion& question)
        : database_(database), recordedOnly_(question.recordedOnly), below_(question.below) {
        if (question.filter != nullptr && !question.filter->empty()) filter_ = matchFilter(question.filter->root());
        if (below_ > 0) return;
        SQLite::Statement newest(database, "SELECT id + 1 FROM match ORDER BY id DESC LIMIT 1");
        below_ = newest.executeStep() ? newest.getColumn(0).getInt64() : 1;
    }

    /// Calls take(id) for ids from the newest down, `limit` at most.
    template <class F>
    void run(int64_t limit, F take) {
        look(inOrder(), filter_.pinned ? 1 : below_ - kFirstWindow, filter_.direct, limit, take);
        if (limit <= 0 || below_ <= 1) return;
        const bool byLineUp = recordedOnly_ && !filter_.lineUps.empty();
        if (byLineUp || !filter_.runs.empty()) {
            const auto numbers = byLineUp ? numbersOf(database_, "line_up l", filter_.lineUps)
                                          : numbersOf(database_, "run r", filter_.runs);
            if (numbers && numbers->empty()) return;
            if (numbers) return throughIndex(*numbers, byLineUp, limit, take);
        }
        for (int64_t window = kFirstWindow * kWindowGrowth; below_ > 1 && limit > 0; window *= kWindowGrowth)
            look(inOrder(), below_ - window, filter_.whole, limit, take, false);
    }

private:
    template <class F>
    void throughIndex(const std::string& numbers, bool byLineUp, int64_t& limit, F take) {
        const char* index = byLineUp ? "match_of_line_up" : recordedOnly_ ? "match_recorded" : "match_of_run";
        const std::string hint = std::string(byLineUp ? "m.line_up" : "m.run") + " IN (" + numbers + ")";
        Condition both = filter_.direct;
        both.sql = hint + " AND " + both.sql;
        const std::string indexed = std::string(" INDEXED BY ") + index;
        if (!byLineUp && !recordedOnly_) {  // it knows no ids; in one run the numbers of events have their order
            const bool one = numbers.find(',') == std::string::npos;
            return look(indexed, 1, both, limit, take, true, one ? "m.seq" : "m.id");
        }
        for (int64_t window = kFirstWindow * kWindowGrowth; below_ > 1 && limit > 0; window *= kWindowGrowth)
            look(indexed, below_ - window, both, limit, take);
    }

    /// Those from `from` on that are below the ones so far.
    template <class F>
    void look(const std::string& index, int64_t from, const Condition& condition, int64_t& limit, F take,
              bool withTables = true, const char* order = "m.id") {
        from = std::max<int64_t>(from, 1);
        std::string sql = "SELECT m.id FROM match m" + index;
        if (withTables && !condition.empty())
            sql += " CROSS JOIN line_up l ON l.id = m.line_up LEFT JOIN run r ON r.id = m.run";
        sql += " WHERE " + (condition.empty() ? "1" : condition.sql);
        if (recordedOnly_) sql += " AND m.replay IS NOT NULL";
        if (filter_.pinned) sql += " AND m.pinned <> 0";
        sql += std::string(" AND m.id >= ? AND m.id < ? ORDER BY ") + order + " DESC LIMIT ?";
        SQLite::Statement query(database_, sql);
        int place = 0;
        bindValues(query, place, condition.values);
        for (const int64_t value : {from, below_, limit})
            query.bind(++place, value);
        for (; query.executeStep(); --limit)
            take(query.getColumn(0).getInt64());
        below_ = from;
    }

    std::string inOrder() const {
        if (filter_.pinned) return " INDEXED BY match_pinned";
        return recordedOnly_ ? " INDEXED BY match_with_replay" : " NOT INDEXED";
    }

    SQLite::Database& database_;
    const bool recordedOnly_;
    int64_t below_;
    MatchFilter filter_;
};

ListedMatch readListed(Row& row) {
    ListedMatch listed;
    int pinned = 0;
    row >> listed.id >> pinned >> listed.runName;
    listed.pinned = pinned != 0;
    listed.match = readMatch(row);
    return listed;
}

}  // namespace

std::vector<query::Field> matchFields() {
    using query::FieldKind;
    std::vector<query::Field> fields{
        field("agent", FieldKind::text,
              LUDUS_TEXT("Query",
                         "One of those who played; opponent, score, won, lost and drawn are seen from its "
                         "side, otherwise from side 0")),
        field("opponent", FieldKind::text, LUDUS_TEXT("Query", "The other side")),
        field("game", FieldKind::text, LUDUS_TEXT("Query", "Name of the game")),
        field("run", FieldKind::text, LUDUS_TEXT("Query", "Name of the run that played it")),
        field("score", FieldKind::number, LUDUS_TEXT("Query", "Score of the side")),
        field("won", FieldKind::flag, LUDUS_TEXT("Query", "The side scored more than the other")),
        field("lost", FieldKind::flag, LUDUS_TEXT("Query", "The side scored less than the other")),
        field("drawn", FieldKind::flag, LUDUS_TEXT("Query", "Both sides scored the same")),
        field("length", FieldKind::number, LUDUS_TEXT("Query", "Frames")),
        field("purpose", FieldKind::text, LUDUS_TEXT("Query", "Why it was played")),
        field("step", FieldKind::number, LUDUS_TEXT("Query", "Steps of the run when it was played")),
        field("seed", FieldKind::number, LUDUS_TEXT("Query", "Seed of the match")),
        field("played", FieldKind::moment, LUDUS_TEXT("Query", "When it was played")),
        field("recorded", FieldKind::flag, LUDUS_TEXT("Query", "It has a replay")),
        field("pinned", FieldKind::flag, LUDUS_TEXT("Query", "Its replay is kept for good"))};
    for (query::Field& one : fields) {
        if (one.name != "purpose") continue;
        for (const Purpose purpose : {Purpose::training, Purpose::evaluation, Purpose::arena, Purpose::tournament,
                                      Purpose::friendly, Purpose::human})
            one.values.emplace_back(purposeName(purpose));
    }
    return fields;
}

void Workspace::Impl::knowFilters() {
    if (!filters) addFilterFunctions(*database);
    filters = true;
}

Result<std::vector<ListedMatch>> Workspace::matchList(const MatchListQuestion& question) const {
    return impl_->read([&]() -> Result<std::vector<ListedMatch>> {
        impl_->knowFilters();
        std::vector<ListedMatch> list;
        SQLite::Statement one(*impl_->database,
                              std::string("SELECT m.id, m.pinned, r.name, ") + kMatchColumns +
                                  " FROM match m JOIN line_up l ON l.id = m.line_up LEFT JOIN run r ON r.id = m.run "
                                  "WHERE m.id = ?");
        Search(*impl_->database, question).run(question.limit, [&](int64_t id) {
            one.reset();
            if (!bindAll(one, id).executeStep()) return;
            Row row(one);
            list.push_back(readListed(row));
        });
        return list;
    });
}

Result<int64_t> Workspace::matchCount(const MatchListQuestion& question, int64_t most) const {
    return impl_->read([&]() -> Result<int64_t> {
        impl_->knowFilters();
        int64_t count = 0;
        Search(*impl_->database, question).run(most, [&](int64_t) { ++count; });
        return count;
    });
}

Status Workspace::pinMatch(int64_t id, bool pinned) {
    return impl_->write([&]() -> Status {
        if (runSql(*impl_->database, "UPDATE match SET pinned = ? WHERE id = ?", pinned ? 1 : 0, id) > 0) return {};
        return Error{"match.unknown", LUDUS_TEXT("Error", "There is no match %1 in this workspace.").arg(id),
                     LUDUS_TEXT("Error", "Its run was deleted, or taken back to an earlier checkpoint."),
                     LUDUS_TEXT("Error", "Choose another match.")};
    });
}

}  // namespace ludus::store
