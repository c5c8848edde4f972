// SPDX-License-Identifier: GPL-3.0-or-later
// A league is told by its events alone: rebuilt exactly, every draw and verdict explained with the numbers it was made
// with, through changes of options, failures and losses; what contradicts is said.
#include <QTest>

#include <cmath>
#include <numeric>
#include <set>

#include "core/league/snapshot_names.h"
#include "core/league/story_why.h"
#include "tests/core/league/paper_league.h"

using namespace ludus;
using namespace ludus::league;
using test::PaperLeague;

namespace {

const PaperLeague& eventful() {
    static const PaperLeague league = [] {
        PaperLeague out(test::everyRole(), 11);
        test::playEventfully(out);
        out.end();
        return out;
    }();
    return league;
}

const LeagueStory& eventfulStory() {
    static const LeagueStory story = storyOf(test::everyRole(), eventful().events);
    return story;
}

/// But for the steps since the last verdict, which no event tells.
std::string stateOf(const LeagueStory& story, const LeagueBook& live) {
    LeagueBook book = story.book();
    for (size_t player = 0; player < live.learners().size(); ++player)
        book.trained(static_cast<int>(player), live.learners()[player].trained - book.learners()[player].trained);
    return book.saveState();
}

template <class T>
std::vector<std::pair<int64_t, T>> all(const std::vector<RunEvent>& events) {
    std::vector<std::pair<int64_t, T>> out;
    for (const RunEvent& event : events)
        if (const auto* one = std::get_if<T>(&event.body)) out.emplace_back(event.seq, *one);
    return out;
}

}  // namespace

class TestLeagueStory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theRebuiltLeagueIsTheLiveOneAtEveryRecord() {
        PaperLeague league(test::everyRole(), 5);
        LeagueStory story(test::everyRole());
        for (const RunEvent& event : league.events)
            story.take(event);
        int compared = 0;
        league.watch = [&](const RunEvent& event) {
            story.take(event);
            if (!std::holds_alternative<Drawn>(event.body) && !std::holds_alternative<Judged>(event.body)) return;
            const LeagueBook& live = league.league.book();
            if (stateOf(story, live) != live.saveState())
                qFatal("the league differs at event %lld", (long long)event.seq);
            if (story.book().options().winThreshold != live.options().winThreshold ||
                story.book().options().weighting != live.options().weighting)
                qFatal("the options differ at event %lld", (long long)event.seq);
            ++compared;
        };
        test::playEventfully(league);
        QVERIFY(compared > 1500);
        QVERIFY(story.exact());
        QCOMPARE(story.lastSeq(), static_cast<int64_t>(league.events.size()));
        QCOMPARE(story.lastStep(), league.step());
    }

    void everyDrawIsExplained() {
        LeagueStory story(test::everyRole());
        int drawn = 0, opening = 0;
        for (const RunEvent& event : eventful().events) {
            if (const auto* one = std::get_if<Drawn>(&event.body)) {
                const LeagueDraw& draw = one->draw;
                const WhyDraw told = why(story, draw);
                QVERIFY(told.same && told.atVersion);
                if (told.opening) {
                    ++opening;
                    story.take(event);
                    continue;
                }
                const auto way =
                    std::find_if(told.ways.begin(), told.ways.end(), [](const WhyWay& each) { return each.taken; });
                QVERIFY(way != told.ways.end());
                QVERIFY(told.wayNumber >= way->from && told.wayNumber < way->to);
                std::vector<DrawBranch> empty;
                const WhyCandidate* chosen = nullptr;
                double sum = 0;
                for (const WhyPlace& place : way->places) {
                    if (!place.asked) break;
                    if (place.candidates.empty()) {
                        empty.push_back(place.branch);
                        continue;
                    }
                    QVERIFY(place.branch == draw.branch);
                    for (const WhyCandidate& candidate : place.candidates) {
                        sum += candidate.probability;
                        if (candidate.chosen) chosen = &candidate;
                    }
                }
                QVERIFY(empty == draw.empty);
                QVERIFY(chosen != nullptr);
                QCOMPARE(chosen->member.code(), draw.chosen.code());
                QCOMPARE(chosen->probability, draw.probability);
                QCOMPARE(chosen->winRate.rate, draw.winRate);
                QVERIFY(told.candidateNumber >= chosen->from && told.candidateNumber < chosen->to + 1e-12);
                QVERIFY(std::fabs(sum - 1) < 1e-9);
                ++drawn;
            }
            story.take(event);
        }
        QVERIFY(drawn > 1000);
        QVERIFY(opening >= 7);  // the root's turns and the start's
    }

    void everyVerdictIsExplained() {
        LeagueStory story(test::everyRole());
        std::set<VerdictAction> actions;
        std::set<LeagueRole> chosen;
        for (const RunEvent& event : eventful().events) {
            if (const auto* one = std::get_if<Judged>(&event.body)) {
                const LeagueVerdict& verdict = one->verdict;
                const WhyVerdict told = why(story, verdict);
                QVERIFY2(told.same && told.atVersion, qPrintable(QString::number(verdict.id)));
                actions.insert(verdict.action);
                QCOMPARE(told.rows.size(), told.incident ? size_t{0} : verdict.table.size());
                for (const WhyRow& row : told.rows) {
                    QVERIFY(row.winRate.low <= row.row.winRate && row.row.winRate <= row.winRate.high);
                    if (row.chosen) chosen.insert(story.roleOf(row.row.member));
                }
                QVERIFY(told.incident || !told.conditions.empty());
                for (const WhyCondition& condition : told.conditions) {
                    if (condition.kind != WhyCondition::Kind::mostSteps) continue;
                    QCOMPARE(condition.met, condition.value >= condition.limit);
                    if (verdict.cause == VerdictCause::maximumSteps) QVERIFY(condition.met);
                }
            }
            story.take(event);
        }
        QVERIFY(actions ==
                std::set<VerdictAction>({VerdictAction::freeze, VerdictAction::freezeAndRestart,
                                         VerdictAction::evaluateFirst, VerdictAction::frozenOut, VerdictAction::lost}));
        QVERIFY(chosen.contains(LeagueRole::evolutionaryExploiter));
        QVERIFY(chosen.contains(LeagueRole::adaptiveEvolutionaryExploiter));
    }

    void anotherMainAgentMakesTheRootOfAFailedOne() {
        LeagueOptions options = test::everyRole();
        options.mainAgents = 2;
        PaperLeague league(options, 21);
        league.run(2);
        QCOMPARE(storyOf(options, league.events).firstMain(), 0);
        league.fail(0, VerdictCause::diverged);
        league.run(1);
        const LeagueStory early = storyOf(options, league.events);
        QCOMPARE(early.firstMain(), 1);
        QVERIFY(whatIf(early, 0).failed);
        const WhatIf makes = whatIf(early, 1);
        QVERIFY(makes.opening && makes.rows.size() == 1);
        QVERIFY(makes.rows[0].branch == DrawBranch::root && makes.rows[0].name == "MA2");
        QVERIFY(sampled(early, 1, makes, 10, 1) == std::vector<int64_t>{10});
        const WhatIf waits = whatIf(early, 2);
        QVERIFY(waits.opening && waits.rows.empty());
        league.run(400);
        LeagueStory story(options);
        int explained = 0;
        for (const RunEvent& event : league.events) {
            if (const auto* drawn = std::get_if<Drawn>(&event.body)) {
                const WhyDraw told = why(story, drawn->draw);
                QVERIFY(told.same && told.atVersion);
                ++explained;
            } else if (const auto* judged = std::get_if<Judged>(&event.body)) {
                const WhyVerdict told = why(story, judged->verdict);
                QVERIFY(told.same && told.atVersion);
            }
            story.take(event);
        }
        QVERIFY(explained > 400);
        QVERIFY(story.exact());
        QVERIFY(stateOf(story, league.league.book()) == league.league.book().saveState());
        const StoryNode& root = story.snapshots()[1];
        QVERIFY(root.kind == NodeKind::root && root.player == 1 && root.parent == -1);
        QVERIFY(story.learners()[0].from == -1 && !story.learners()[0].opening);
        QVERIFY(story.memberNamed("MA2-1") && !story.memberNamed("MA1-1"));
        QCOMPARE(story.firstMain(), 1);
        league.fail(1, VerdictCause::diverged);
        QCOMPARE(storyOf(options, league.events).firstMain(), 1);  // old periods stay what they were
    }

    void recordsAreFoundByTheirNumber() {
        const auto draws = all<Drawn>(eventful().events);
        const LeagueDraw& one = draws[draws.size() / 2].second.draw;
        const auto drawn = whyDraw(test::everyRole(), eventful().events, one.id);
        QVERIFY(drawn && drawn->same);
        QCOMPARE(drawn->record.chosen.code(), one.chosen.code());
        const auto verdicts = all<Judged>(eventful().events);
        const auto judged = whyVerdict(test::everyRole(), eventful().events, verdicts.back().second.verdict.id);
        QVERIFY(judged && judged->same);
        QVERIFY(!whyDraw(test::everyRole(), eventful().events, 1'000'000));
        QVERIFY(!whyVerdict(test::everyRole(), eventful().events, 1'000'000));
    }

    void aWrongRecordIsNotExplainedAway() {
        const auto draws = all<Drawn>(eventful().events);
        const auto real = std::find_if(draws.begin(), draws.end(), [](const auto& one) {
            return one.second.draw.branch == DrawBranch::history && one.second.draw.chosen != Member::snapshot(1);
        });
        QVERIFY(real != draws.end());
        const LeagueStory before = storyOf(test::everyRole(), eventful().events, real->first);
        LeagueDraw wrong = real->second.draw;
        QVERIFY(why(before, wrong).same);
        wrong.chosen = Member::snapshot(1);
        QVERIFY(!why(before, wrong).same);
        wrong = real->second.draw;
        ++wrong.payoffVersion;
        QVERIFY(!why(before, wrong).atVersion);
        wrong.numbers.clear();
        QVERIFY(!why(before, wrong).same);
    }

    void snapshotsHaveNamesParentsAndKinds() {
        const LeagueStory& story = eventfulStory();
        QVERIFY(story.exact());
        const auto& nodes = story.snapshots();
        QCOMPARE(nodes[0].name, std::string("untrained"));
        QVERIFY(nodes[0].kind == NodeKind::untrained && !nodes[0].usable);
        QCOMPARE(nodes[1].name, std::string("root"));
        QVERIFY(nodes[1].kind == NodeKind::root && nodes[1].usable);
        QVERIFY(story.memberNamed("SE1-start") && story.memberNamed("MA1-1") && story.memberNamed("MA1-2"));
        QCOMPARE(story.memberNamed("MA1")->code(), Member::learner(0).code());
        QVERIFY(!story.memberNamed("MA2"));
        std::set<std::string> names;
        for (const StoryNode& node : nodes) {
            names.insert(node.name);
            QCOMPARE(story.nameOf(Member::snapshot(node.index)), node.name);
            QCOMPARE(*story.snapshotOf(node.id), node.index);
            if (node.kind == NodeKind::last) QVERIFY(!node.usable && node.period == 0);
            if (node.kind == NodeKind::period) QVERIFY(node.period > 0 && node.parent > 0);
        }
        QCOMPARE(names.size(), nodes.size());
        const StoryNode& second = nodes[static_cast<size_t>(story.memberNamed("MA1-2")->index())];
        QCOMPARE(story.nameOf(Member::snapshot(second.parent)), std::string("MA1-1"));
        const StoryNode& exploiter = nodes[static_cast<size_t>(story.memberNamed("ME1-2")->index())];
        QCOMPARE(story.nameOf(Member::snapshot(exploiter.parent)), std::string("root"));
        QVERIFY(exploiter.afterReset);
        QVERIFY(!nodes[5].usable && nodes[5].lostStep > 0);
        // Their names alone are had without the rest, and event by event.
        SnapshotNames alone(test::everyRole());
        for (const RunEvent& event : eventful().events)
            alone.take(event);
        QCOMPARE(alone.names().size(), nodes.size());
        for (size_t i = 0; i < nodes.size(); ++i)
            QCOMPARE(alone.names()[i], nodes[i].name);
        QCOMPARE(alone.learners().size(), story.learners().size());
        for (size_t i = 0; i < alone.learners().size(); ++i)
            QCOMPARE(alone.learners()[i], story.learners()[i].name);
    }

    void learnersSayWhatBecameOfThem() {
        const LeagueStory& story = eventfulStory();
        const LeagueBook& live = eventful().league.book();
        QCOMPARE(story.learners().size(), size_t{6});
        for (const LearnerStory& learner : story.learners()) {
            const LearnerState& state = live.learners()[static_cast<size_t>(learner.player)];
            QCOMPARE(learner.period, state.period);
            QCOMPARE(learner.trainedBefore, state.trainedBefore);
            QCOMPARE(learner.from, state.from);
            QCOMPARE(learner.failed, learner.player == 2);
            QVERIFY(learner.played >= state.trained - 1000 && learner.played <= state.trained + 1000);
        }
        QCOMPARE(story.learners()[2].name, std::string("LE1"));
        QVERIFY(story.learners()[2].why == VerdictCause::diverged);
        QVERIFY(story.learners()[2].failedStep > 0);
        QCOMPARE(story.learners()[3].bot, std::string("bot:chaser"));
    }

    void branchesAndEmptyOnesAreCounted() {
        std::vector<std::array<BranchCount, kDrawBranches>> counted(6);
        for (const auto& [seq, drawn] : all<Drawn>(eventful().events)) {
            auto& own = counted[static_cast<size_t>(drawn.draw.player)];
            ++own[static_cast<size_t>(drawn.draw.branch)].drawn;
            for (const DrawBranch branch : drawn.draw.empty)
                ++own[static_cast<size_t>(branch)].empty;
        }
        int64_t empty = 0;
        for (const LearnerStory& learner : eventfulStory().learners()) {
            for (size_t branch = 0; branch < kDrawBranches; ++branch) {
                QCOMPARE(learner.branches[branch].drawn, counted[static_cast<size_t>(learner.player)][branch].drawn);
                QCOMPARE(learner.branches[branch].empty, counted[static_cast<size_t>(learner.player)][branch].empty);
                empty += learner.branches[branch].empty;
            }
        }
        QVERIFY(empty > 0);
    }

    void matchesOverTimeAddUpToAllMatches() {
        const LeagueStory& story = eventfulStory();
        std::vector<int64_t> learnt(6);
        for (const auto& [seq, tallied] : all<Tallied>(eventful().events))
            if (!tallied.tally.asked)
                learnt[static_cast<size_t>(tallied.tally.player)] += static_cast<int64_t>(tallied.tally.scores.size());
        std::vector<int64_t> counted(6);
        for (const auto& [key, count] : story.matches().counts) {
            counted[static_cast<size_t>(key.player)] += count.matches;
            QVERIFY(key.bucket < StoryMatches::kBuckets);
            QVERIFY(count.points >= 0 && count.points <= static_cast<double>(count.matches));
            if (key.bot)
                QCOMPARE(story.matches().bots[static_cast<size_t>(key.opponent.index())], std::string("bot:chaser"));
        }
        QVERIFY(counted == learnt);
        for (const LearnerStory& learner : story.learners())
            QCOMPARE(learner.learnt, learnt[static_cast<size_t>(learner.player)]);
    }

    void bucketsGetWiderAndKeepTheirMatches() {
        LeagueStory story(test::everyRole());
        TallyRecord tally;
        tally.opponent = "latest";
        tally.scores = {1, -1, 0};
        tally.sides = {0, 1, 0};
        RunEvent event;
        for (const int64_t step : {int64_t{5000}, int64_t{15'000}, int64_t{40'000'000}}) {
            tally.step = step;
            ++event.seq;
            event.body = Tallied{tally};
            story.take(event);
        }
        const StoryMatches& matches = story.matches();
        QVERIFY(40'000'000 / matches.width < StoryMatches::kBuckets);
        QVERIFY(2 * (40'000'000 / matches.width) >= StoryMatches::kBuckets);  // no wider than needed
        QCOMPARE(matches.counts.size(), size_t{2});
        QCOMPARE(matches.counts.begin()->second.matches, int64_t{6});
        QCOMPARE(matches.counts.begin()->second.points, 3.0);
    }

    void edgesAreSharesOfAPeriodsMatches() {
        const LeagueStory& story = eventfulStory();
        const std::vector<StoryEdge> edges = story.edges(0, story.lastStep() + 1, 0);
        std::map<Member, double> shares;
        for (const StoryEdge& edge : edges) {
            QVERIFY(edge.winRate >= 0 && edge.winRate <= 1);
            shares[edge.from] += edge.share;
        }
        for (const auto& [from, share] : shares)
            QVERIFY(std::fabs(share - 1) < 1e-9);
        // A closed period is the snapshot's, and its matches are those that it learnt from.
        const Member closed = *story.memberNamed("ME1-1");
        int64_t matches = 0;
        for (const StoryEdge& edge : edges)
            if (edge.from == closed) matches += edge.matches;
        QCOMPARE(matches, story.snapshots()[static_cast<size_t>(closed.index())].learnt);
        QVERIFY(matches > 0);
        const std::vector<StoryEdge> few = story.edges(0, story.lastStep() + 1, 2);
        std::map<Member, int> kept;
        for (const StoryEdge& edge : few)
            QVERIFY(++kept[edge.from] <= 2);
        QVERIFY(few.size() < edges.size());
        QVERIFY(story.edges(story.lastStep() + 1'000'000, story.lastStep() + 2'000'000, 0).empty());
    }

    void momentsTellWhatAMainAgentWasWorthThen() {
        const LeagueStory& story = eventfulStory();
        int frozen = 0;
        for (const StoryNode& node : story.snapshots())
            frozen += node.kind == NodeKind::period && node.role == LeagueRole::mainAgent ? 1 : 0;
        QCOMPARE(static_cast<int>(story.moments().size()), frozen);
        QVERIFY(frozen >= 3);
        bool fresh = false;
        for (const auto& moment : story.moments()) {
            const StoryNode& node = story.snapshots()[static_cast<size_t>(moment->snapshot)];
            // The live league just before the freeze.
            const LeagueStory then = storyOf(test::everyRole(), eventful().events, node.seq);
            const Payoff& payoff = then.book().payoff();
            double least = 2, sum = 0;
            int known = 0;
            for (const PastRow& row : moment->past) {
                const WinRate rate = payoff.winRate(Member::learner(0), Member::snapshot(row.snapshot));
                QCOMPARE(row.rate, static_cast<float>(rate.rate));
                QCOMPARE(static_cast<int64_t>(row.played), rate.played);
                if (!row.known) continue;
                least = std::min(least, static_cast<double>(row.rate));
                sum += static_cast<double>(row.rate);
                ++known;
            }
            QVERIFY(known > 0);
            QCOMPARE(moment->minimum, least);
            QVERIFY(std::fabs(moment->mean - sum / known) < 1e-12);
            for (const KinRow& row : moment->kin) {
                const LeagueRole role = story.roleOf(Member::snapshot(row.snapshot));
                QVERIFY(role == LeagueRole::evolutionaryExploiter || role == LeagueRole::adaptiveEvolutionaryExploiter);
                fresh = fresh || row.enough;
            }
        }
        QVERIFY(fresh);
        QCOMPARE(story.momentNow(0).snapshot, -1);
        QCOMPARE(story.momentNow(0).past.size(), story.moments().back()->past.size() + 1);
    }

    void ratingsBelongToTheirSnapshots() {
        LeagueStory story = eventfulStory();
        RunEvent event;
        RatingRecord rating;
        rating.agent = "snapshot:" + std::to_string(makeSnapshotId(RunId{3}, 4).value);
        rating.elo = 321;
        rating.error = 10;
        RatingRecord bot;
        bot.agent = "bot:chaser";
        bot.elo = 50;
        event.body = Rated{{rating, bot}};
        story.take(event);
        QCOMPARE(story.snapshots()[4].elo, 321.0);
        QVERIFY(std::fabs(story.snapshots()[4].eloHalfWidth - 19.6) < 0.01);
        QVERIFY(std::isnan(story.snapshots()[3].elo));
        event.body = Rated{};
        story.take(event);
        QVERIFY(std::isnan(story.snapshots()[4].elo));
    }

    void whatDoesNotFitIsToldNotHidden() {
        const auto contradiction = [](const std::function<void(std::vector<RunEvent>&)>& spoil) {
            std::vector<RunEvent> events = eventful().events;
            spoil(events);
            return storyOf(test::everyRole(), events).mismatch();
        };
        QVERIFY(!contradiction([](auto&) {}));
        const auto firstTally = [](std::vector<RunEvent>& events, int skip) {
            return std::find_if(events.begin() + skip, events.end(),
                                [](const RunEvent& event) { return std::holds_alternative<Tallied>(event.body); });
        };
        const auto missing = contradiction([&](auto& events) { events.erase(firstTally(events, 600)); });
        QVERIFY(missing && missing->kind == Mismatch::Kind::payoffVersion);
        QVERIFY(missing->told > missing->rebuilt);
        const auto stranger = contradiction(
            [&](auto& events) { std::get<Tallied>(firstTally(events, 600)->body).tally.opponent = "snapshot 999"; });
        QVERIFY(stranger && stranger->kind == Mismatch::Kind::tally);
        const auto nobody = contradiction([&](auto& events) {
            for (RunEvent& event : events)
                if (auto* judged = std::get_if<Judged>(&event.body)) judged->verdict.player = 77;
        });
        QVERIFY(nobody && nobody->kind == Mismatch::Kind::record);
        const auto order = contradiction([&](auto& events) {
            for (RunEvent& event : events)
                if (auto* frozen = std::get_if<SnapshotFrozen>(&event.body)) ++frozen->snapshot.index;
        });
        QVERIFY(order && order->kind == Mismatch::Kind::snapshot);
        QCOMPARE(order->seq, int64_t{1});
        const auto option = contradiction([&](auto& events) {
            for (RunEvent& event : events)
                if (auto* changed = std::get_if<OptionChanged>(&event.body)) changed->after = "seven";
        });
        QVERIFY(option && option->kind == Mismatch::Kind::option);
    }

    void whatIfShowsTheChangedDrawsBesideThoseOfNow() {
        const LeagueStory story = storyOf(test::everyRole(), eventful().events);
        LeagueOptions changed = story.optionsNow();
        QCOMPARE(changed.winThreshold, 0.6);
        QCOMPARE(changed.shares, std::string("alphastar"));
        changed.shares = "custom";
        changed.selfPlayShare = 1;
        changed.historyShare = changed.forgottenShare = 0;
        const WhatIf told = whatIf(story, 0, changed);
        double before = 0, after = 0;
        for (const WhatIfRow& row : told.rows) {
            before += row.before;
            after += row.after;
            if (row.branch == DrawBranch::selfPlay)
                QVERIFY(row.member == Member::learner(0) && row.after == 1 && row.before < 1 && row.name == "MA1");
        }
        QVERIFY(std::fabs(before - 1) < 1e-9 && std::fabs(after - 1) < 1e-9);
        QVERIFY(whatIf(story, 2).failed);
        for (const WhatIfRow& row : whatIf(story, 1).rows)
            QCOMPARE(row.before, row.after);
        const WhatIf root = whatIf(LeagueStory(test::everyRole()), 0);
        QVERIFY(root.opening && root.rows.size() == 1 && root.rows[0].branch == DrawBranch::root);
        QVERIFY(whatIf(LeagueStory(test::everyRole()), 1).rows.empty());  // waits for the root
    }

    /// A pending change is what the next draw obeys.
    void whatWouldBeDrawnNowKnowsOfChangesThatWereTold() {
        PaperLeague league(test::everyRole(), 12);
        league.run(200);
        league.change("league.shares", "\"tstarbot_x\"", "\"alphastar\"",
                      [](LeagueOptions& options) { options.shares = "alphastar"; });
        const LeagueStory story = storyOf(test::everyRole(), league.events);
        QCOMPARE(story.book().options().shares, std::string("tstarbot_x"));
        QCOMPARE(story.optionsNow().shares, std::string("alphastar"));
        QCOMPARE(story.bookAt(story.book().version()).options().shares, std::string("tstarbot_x"));
        QCOMPARE(story.bookAt(story.book().version() + 1).options().shares, std::string("alphastar"));
    }

    void sampledDrawsFollowTheProbabilities() {
        const LeagueStory& story = eventfulStory();
        constexpr int64_t kCount = 20'000;
        const WhatIf rows = whatIf(story, 0);
        const std::vector<int64_t> counts = sampled(story, 0, rows, kCount, 1);
        QCOMPARE(std::accumulate(counts.begin(), counts.end(), int64_t{0}), kCount);
        double chi = 0;
        int cells = 0;
        for (size_t i = 0; i < counts.size(); ++i) {
            const double expected = rows.rows[i].before * kCount;
            if (expected == 0) QCOMPARE(counts[i], int64_t{0});
            if (expected < 5) continue;
            chi += (static_cast<double>(counts[i]) - expected) * (static_cast<double>(counts[i]) - expected) / expected;
            ++cells;
        }
        // Five deviations above the mean of chi squared.
        QVERIFY2(chi < cells + 5 * std::sqrt(2.0 * cells), qPrintable(QString::number(chi)));
        QVERIFY(sampled(story, 0, rows, 1000, 1) == sampled(story, 0, rows, 1000, 1));
        QVERIFY(sampled(story, 0, rows, 1000, 1) != sampled(story, 0, rows, 1000, 2));
    }

    void aCopyGoesItsOwnWay() {
        const auto& events = eventful().events;
        LeagueStory one = storyOf(test::everyRole(), events, 1000);
        LeagueStory other = one;
        for (const RunEvent& event : events)
            if (event.seq >= 1000) other.take(event);
        QVERIFY(one.lastSeq() == 999 && other.lastSeq() == static_cast<int64_t>(events.size()));
        QCOMPARE(other.book().saveState(), eventfulStory().book().saveState());
        QVERIFY(one.snapshots().size() < other.snapshots().size());
    }
};

QTEST_GUILESS_MAIN(TestLeagueStory)
#include "tst_league_story.moc"
