// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of matches: what a query says in SQL is what it says row by row.
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <memory>

#include "core/store/store_writer.h"
#include "tests/core/store/store_kit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temp_dir.h"

using namespace ludus;
using namespace ludus::test;
using query::Query;
using store::ListedMatch;
using store::MatchListQuestion;
using store::StoreWriter;
using store::Workspace;

namespace {

MatchRecord played(RunId run, const std::string& first, const std::string& second, std::vector<double> scores) {
    MatchRecord match;
    match.run = run;
    match.game = "slime_volley";
    match.agents = {first, second};
    match.hashes = {"", ""};
    match.scores = std::move(scores);
    match.wallMs = 1'700'000'000'000;
    return match;
}

std::string shownName(const std::string& agent) {
    if (agent.starts_with("snapshot:"))
        return "snapshot " + std::to_string(std::stoll(agent.substr(9)) & ((int64_t{1} << 20) - 1));
    return agent.starts_with("bot:") ? agent.substr(4) : agent;
}

/// The match as the query sees it from a side; agents by their own or their shown names.
query::Row rowOf(const ListedMatch& listed, size_t side, bool shown) {
    return [&listed, side, shown](const std::string& field) -> query::Value {
        const MatchRecord& m = listed.match;
        const auto name = [&](size_t at) -> query::Value {
            if (at >= m.agents.size()) return {};
            return shown ? shownName(m.agents[at]) : m.agents[at];
        };
        const auto score = [&](size_t at) { return at < m.scores.size() ? m.scores[at] : NAN; };
        const double own = score(side), other = score(1 - side);
        if (field == "agent") return name(side);
        if (field == "opponent") return name(1 - side);
        if (field == "game") return m.game;
        if (field == "run") return m.run ? query::Value(listed.runName) : query::Value();
        if (field == "score") return own;
        if (field == "won") return own > other;
        if (field == "lost") return own < other;
        if (field == "drawn") return own == other;
        if (field == "length") return static_cast<double>(m.steps);
        if (field == "purpose") return std::string(purposeName(m.purpose));
        if (field == "step") return static_cast<double>(m.runStep);
        if (field == "seed") return static_cast<double>(m.seed);
        if (field == "played") return static_cast<double>(m.wallMs);
        if (field == "recorded") return !m.replayHash.empty();
        if (field == "pinned") return listed.pinned;
        return {};
    };
}

}  // namespace

class StoreMatchesTest : public QObject {
    Q_OBJECT

    TempDir dir_;
    FakeClock clock_;
    std::unique_ptr<Workspace> workspace_;
    RunId first_, second_;
    std::vector<ListedMatch> all_;  // newest first

    std::vector<ListedMatch> list(const Query* filter, bool recordedOnly = false, int limit = 100'000) {
        MatchListQuestion question;
        question.filter = filter;
        question.recordedOnly = recordedOnly;
        question.limit = limit;
        const auto found = workspace_->matchList(question);
        [&] { QVERIFY2(found.ok(), found.ok() ? "" : found.error().sentence().c_str()); }();
        return found.ok() ? *found : std::vector<ListedMatch>{};
    }
    std::vector<int64_t> ids(const std::string& text, bool recordedOnly = false) {
        const Result<Query> query = Query::parse(text, store::matchFields());
        [&] { QVERIFY2(query.ok(), query.ok() ? "" : query.error().sentence().c_str()); }();
        std::vector<int64_t> out;
        if (!query) return out;
        for (const ListedMatch& one : list(&*query, recordedOnly))
            out.push_back(one.id);
        return out;
    }

private Q_SLOTS:
    /// 9000 matches: more than the first window that is looked at.
    void initTestCase() {
        workspace_ = Workspace::open(dir_.path(), store::OpenMode::readWrite, realFileSystem(), clock_).value();
        first_ = newRun(*workspace_, "slime_volley", "first \"run\"");
        second_ = newRun(*workspace_, "slime_volley", "zweiter/\U0001F3D0");
        for (const RunId run : {first_, second_}) {
            auto writer = StoreWriter::open(dir_.path(), run).value();
            for (int64_t i = 1; i <= 4500; ++i) {
                MatchPlayed match{sampleMatch(run, i), {}};
                match.match.agents = {"snapshot:" + std::to_string(makeSnapshotId(run, static_cast<int>(i % 40)).value),
                                      i % 2 == 0 ? "bot:chaser" : "zoo/ga"};
                if (i % 50 == 0) std::swap(match.match.agents[0], match.match.agents[1]);
                if (i == 7) match.match.agents = {"o'neill 100%", "\u0645\u0631\u062d\u0628\u0627 \U0001F600"};
                if (i % 3 == 0) match.replay = artefact("replay " + std::to_string(i % 30), ".replay");
                match.match.replayHash = match.replay.hash;
                match.match.steps = i % 1000;
                writer->take(runEvent(run, i, std::move(match)));
            }
            QVERIFY(writer->flush().ok());
        }
        MatchRecord friendly = played({}, "human", "bot:chaser", {2, 5});
        friendly.purpose = Purpose::friendly;
        QVERIFY(workspace_->addMatch(friendly).ok());
        QVERIFY(workspace_->addMatch(played({}, "alone", "", {})).ok());
        all_ = list(nullptr);
        QCOMPARE(all_.size(), size_t{9002});
        for (const size_t at : {10U, 5000U, 8999U})
            QVERIFY(workspace_->pinMatch(all_[at].id, true).ok());
        all_ = list(nullptr);
        QCOMPARE(std::count_if(all_.begin(), all_.end(), [](const ListedMatch& m) { return m.pinned; }), 3);
    }

    void everythingIsListedNewestFirst() {
        QVERIFY(std::is_sorted(all_.begin(), all_.end(), [](const auto& a, const auto& b) { return a.id > b.id; }));
        QCOMPARE(all_.back().runName, std::string("first \"run\""));
        QCOMPARE(all_[0].runName, std::string());
        QCOMPARE(all_[0].match.agents, (std::vector<std::string>{"alone", ""}));
        QCOMPARE(all_[2].match.seed, sampleMatch(second_, 4500).seed);
        const auto recorded = list(nullptr, true);
        QCOMPARE(recorded.size(), size_t{3000});
        QVERIFY(!recorded.front().match.replayHash.empty());
    }

    void pagesFollowEachOtherWithoutGapOrOverlap() {
        const Result<Query> query = Query::parse("lost and agent ~ zoo", store::matchFields());
        QVERIFY(query.ok());
        for (const bool recordedOnly : {false, true}) {
            const auto whole = list(&*query, recordedOnly);
            QVERIFY(whole.size() > 100);
            std::vector<int64_t> joined;
            MatchListQuestion question;
            question.filter = &*query;
            question.recordedOnly = recordedOnly;
            question.limit = 37;
            for (;;) {
                const auto page = workspace_->matchList(question).value();
                for (const ListedMatch& one : page)
                    joined.push_back(one.id);
                if (page.size() < 37) break;
                question.below = page.back().id;
            }
            QCOMPARE(joined.size(), whole.size());
            for (size_t i = 0; i < joined.size(); ++i)
                QCOMPARE(joined[i], whole[i].id);
            question.below = 0;
            QCOMPARE(workspace_->matchCount(question, 1'000'000).value(), static_cast<int64_t>(whole.size()));
            QCOMPARE(workspace_->matchCount(question, 20).value(), int64_t{20});
            question.below = whole[10].id;
            QCOMPARE(workspace_->matchCount(question, 1'000'000).value(), static_cast<int64_t>(whole.size() - 11));
            question.below = 1;  // below the oldest
            QCOMPARE(workspace_->matchList(question)->size(), size_t{0});
        }
    }

    void queriesSayTheSameInSqlAndRowByRow_data() {
        QTest::addColumn<QString>("text");
        for (const char* text : {"game = slime_volley",
                                 "game = SLIME_VOLLEY",
                                 "game != slime_volley",
                                 "run = 'first \"run\"'",
                                 "run ~ \"first\"",
                                 "run !~ first",
                                 "run != \"zweiter/\U0001F3D0\"",
                                 "not run ~ first",
                                 "won",
                                 "not won",
                                 "lost",
                                 "drawn",
                                 "score > 2",
                                 "score >= -1 and score < 1.5",
                                 "score != 2",
                                 "score in (1, 3)",
                                 "length < 100",
                                 "not (length < 100 or length > 900)",
                                 "purpose = training",
                                 "purpose in (training, friendly)",
                                 "purpose != evaluation",
                                 "step >= 100k",
                                 "step = 1000",
                                 "recorded",
                                 "not recorded",
                                 "pinned",
                                 "pinned and length > 100",
                                 "pinned or purpose = friendly",
                                 "not pinned and recorded",
                                 "played > 2020-01-01",
                                 "played > 2030-01-01",
                                 "seed > 18446744073709551000",
                                 "seed = 18446744073709551360",
                                 "(won or drawn) and (length > 500 and run ~ zweiter)",
                                 "run ~ first or purpose = friendly",
                                 "run ~ first and run ~ zweiter",
                                 "run",
                                 "score",
                                 "length = 3 and recorded",
                                 "game ~ \"^slime\"",
                                 "game ~ nothing",
                                 "game = SLIME_Volley",
                                 "game != SLIME_Volley",
                                 "game in (rps, SLIME_Volley)",
                                 "run = 'FIRST \"Run\"'",
                                 "run in (nobody, 'FIRST \"Run\"')",
                                 "run = 'ZWEITER/\U0001F3D0' and length < 30",
                                 "purpose = FRIENDLY",
                                 "not game ~ nothing"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void queriesSayTheSameInSqlAndRowByRow() {
        QFETCH(QString, text);
        const Result<Query> query = Query::parse(text.toStdString(), store::matchFields());
        QVERIFY2(query.ok(), query.ok() ? "" : query.error().sentence().c_str());
        for (const bool recordedOnly : {false, true}) {
            std::vector<int64_t> expected;
            for (const ListedMatch& one : all_) {
                if (recordedOnly && one.match.replayHash.empty()) continue;
                if (query->matches(rowOf(one, 0, false))) expected.push_back(one.id);
            }
            const std::vector<int64_t> is = ids(text.toStdString(), recordedOnly);
            QCOMPARE(is.size(), expected.size());
            QVERIFY(is == expected);
        }
    }

    void agentsAreSeenFromTheirSide_data() {
        QTest::addColumn<QString>("text");
        for (const char* text : {"agent = zoo/ga",
                                 "agent = zoo/ga and won",
                                 "agent = zoo/ga and lost and recorded",
                                 "opponent = bot:chaser",
                                 "agent ~ \"snapshot\" and opponent ~ chaser and score > 3",
                                 "agent = human",
                                 "agent = human and won",
                                 "opponent = human and won",
                                 "agent in (human, zoo/ga) and run ~ first",
                                 "agent ~ \"^o'neill 100%$\"",
                                 "agent ~ \"\u0645\u0631\u062d\"",
                                 "opponent = \"o'neill 100%\"",
                                 "(agent = human or run ~ zweiter) and length < 200",
                                 "agent = nobody",
                                 "agent = human or length = 7",
                                 "agent = ZOO/ga",
                                 "opponent = Bot:CHASER",
                                 "agent in (HUMAN, Zoo/GA)",
                                 "agent = CHASER and not won",
                                 "opponent != ZOO/GA"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void agentsAreSeenFromTheirSide() {
        QFETCH(QString, text);
        const Result<Query> query = Query::parse(text.toStdString(), store::matchFields());
        QVERIFY2(query.ok(), query.ok() ? "" : query.error().sentence().c_str());
        for (const bool recordedOnly : {false, true}) {
            std::vector<int64_t> expected;
            for (const ListedMatch& one : all_) {
                if (recordedOnly && one.match.replayHash.empty()) continue;
                bool holds = false;
                for (size_t side = 0; side < one.match.agents.size(); ++side)
                    holds = holds || query->matches(rowOf(one, side, false)) || query->matches(rowOf(one, side, true));
                if (holds) expected.push_back(one.id);
            }
            const std::vector<int64_t> is = ids(text.toStdString(), recordedOnly);
            QCOMPARE(is.size(), expected.size());
            QVERIFY(is == expected);
        }
    }

    void shownNamesOfAgentsAreFoundToo() {
        const auto chaser = ids("agent = chaser");
        QVERIFY(!chaser.empty());
        QVERIFY(chaser == ids("agent = bot:chaser"));
        const auto twelve = ids("agent = \"snapshot 12\"");
        QVERIFY(!twelve.empty());
        QVERIFY(twelve == ids("agent in (snapshot:" + std::to_string(makeSnapshotId(first_, 12).value) +
                              ", snapshot:" + std::to_string(makeSnapshotId(second_, 12).value) + ")"));
    }

    void wordsAreFoundInAllTexts() {
        QCOMPARE(ids("human").size(), size_t{1});
        QCOMPARE(ids("\"o'neill 100%\"").size(), size_t{2});
        QCOMPARE(ids("\"\U0001F600\"").size(), size_t{2});
        QCOMPARE(ids("ZWEITER").size(), size_t{4500});
        QCOMPARE(ids("friendly").size(), size_t{1});
        QCOMPARE(ids("slime").size(), size_t{9002});
        QCOMPARE(ids("\"snapshot 12\"").size(), ids("agent = \"snapshot 12\"").size());
        QCOMPARE(ids("\"%\"").size(), size_t{2});  // no wildcard
        QCOMPARE(ids("human and ZWEITER").size(), size_t{0});
    }

    void rowsThatAreGoneAreNoLongerListed() {
        const RunId gone = newRun(*workspace_, "slime_volley", "gone");
        auto writer = StoreWriter::open(dir_.path(), gone).value();
        writer->take(runEvent(gone, 1, MatchPlayed{sampleMatch(gone, 1), {}}));
        QVERIFY(writer->flush().ok());
        QCOMPARE(ids("run = gone").size(), size_t{1});
        QVERIFY(workspace_->deleteRun(gone).ok());
        QCOMPARE(ids("run = gone").size(), size_t{0});
        QCOMPARE(list(nullptr).size(), all_.size());
    }

    void pinsSurviveARestart() {
        workspace_.reset();
        workspace_ = Workspace::open(dir_.path(), store::OpenMode::readWrite, realFileSystem(), clock_).value();
        QCOMPARE(ids("pinned").size(), size_t{3});
        const int64_t one = ids("pinned").front();
        QVERIFY(workspace_->pinMatch(one, false).ok());
        QCOMPARE(ids("pinned").size(), size_t{2});
        QVERIFY(workspace_->pinMatch(one, true).ok());
    }
};

QTEST_GUILESS_MAIN(StoreMatchesTest)
#include "tst_store_matches.moc"
