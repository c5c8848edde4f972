// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of Workspace about lists of matches. A list is read by windows of ids from the newest down: most filters
// find enough among the newest few thousand; where they do not, what the filter implies about line-ups and runs goes
// through an index.
#include <algorithm>

#include "core/store/detail/match_filter.h"
#include "core/store/detail/rows.h"
#include "core/store/detail/workspace_impl.h"

namespace ludus::store {
namespace {

constexpr int64_t kFirstWindow = 4096;
constexpr int64_t kWindowGrowth = 16;

query::Field field(const char* name, query::FieldKind kind, const Text& help, bool words = true) {
    query::Field out;
    out.name = name;
    out.kind = kind;
    out.help = help;
    out.words = words;
    return out;
}

/// A filter and the windows of ids in which it is asked, one after the other.
class Search {
public:
    Search(SQLite::Database& database, const MatchListQuestion& question)
        : database_(database), recordedOnly_(question.recordedOnly), below_(question.below) {
        if (question.filter != nullptr && !question.filter->empty()) filter_ = matchFilter(question.filter->root());
        if (below_ > 0) return;
        SQLite::Statement newest(database, "SELECT COALESCE(max(id), 0) + 1 FROM match");
        newest.executeStep();
        below_ = newest.getColumn(0).getInt64();
    }

    /// Calls take(id) for ids from the newest down, `limit` at most.
    template <class F>
    void run(int64_t limit, F take) {
        int64_t window = kFirstWindow;
        for (bool first = true; below_ > 1 && limit > 0; first = false, window *= kWindowGrowth) {
            const int64_t from = mayBeAnywhere(first) ? 1 : std::max<int64_t>(1, below_ - window);
            SQLite::Statement query(database_, first ? direct() : throughIndex());
            int place = 0;
            if (first) {
                bindValues(query, place, filter_.direct.values);
            } else {
                bindValues(query, place, hint().values);
                bindValues(query, place, filter_.whole.values);
            }
            for (const int64_t value : {from, below_, limit})
                query.bind(++place, value);
            for (; query.executeStep(); --limit)
                take(query.getColumn(0).getInt64());
            below_ = from;
        }
    }

private:
    bool byRun() const { return filter_.lineUps.empty() && !filter_.runs.empty(); }
    /// Few enough rows, or an index that does not know ids.
    bool mayBeAnywhere(bool first) const {
        if (filter_.pinned) return true;
        return !first && byRun() && !recordedOnly_;
    }
    const Condition& hint() const {
        static const Condition kNone;
        if (byRun()) return filter_.runs;
        return recordedOnly_ && !filter_.pinned ? filter_.lineUps : kNone;
    }

    std::string rest(const std::string& condition) const {
        std::string sql = " WHERE " + condition;
        if (recordedOnly_) sql += " AND m.replay IS NOT NULL";
        if (filter_.pinned) sql += " AND m.pinned <> 0";
        return sql + " AND m.id >= ? AND m.id < ? ORDER BY m.id DESC LIMIT ?";
    }
    std::string inOrder() const {
        if (filter_.pinned) return " INDEXED BY match_pinned";
        return recordedOnly_ ? " INDEXED BY match_with_replay" : " NOT INDEXED";
    }
    std::string direct() const {
        if (filter_.direct.empty()) return "SELECT m.id FROM match m" + inOrder() + rest("1");
        return "SELECT m.id FROM match m" + inOrder() +
               " CROSS JOIN line_up l ON l.id = m.line_up LEFT JOIN run r ON r.id = m.run" + rest(filter_.direct.sql);
    }
    std::string throughIndex() const {
        const std::string whole = filter_.whole.empty() ? "1" : filter_.whole.sql;
        if (hint().empty() || filter_.pinned) return "SELECT m.id FROM match m" + inOrder() + rest(whole);
        const char* index = !byRun() ? "match_of_line_up" : recordedOnly_ ? "match_recorded" : "match_of_run";
        return "SELECT m.id FROM match m INDEXED BY " + std::string(index) + rest(hint().sql + " AND " + whole);
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
