// SPDX-License-Identifier: GPL-3.0-or-later
// A league as a task source, with an engine of paper: players have strengths that grow with training, matches are
// decided by chance. Fair shares, openings, learning periods, exact resumption, and records that answer again.
#include <QTest>

#include <cmath>
#include <map>

#include "core/base/rng.h"
#include "core/league/league.h"
#include "tests/core/league/league_kit.h"

using namespace ludus;
using namespace ludus::league;

namespace {

LeagueOptions wholeLeague() {
    LeagueOptions options;
    options.mainExploiters = options.leagueExploiters = options.specificExploiters = 1;
    options.evolutionaryExploiters = options.adaptiveExploiters = 1;
    options.specificBots = {"bot:chaser"};
    options.rootSteps = 4000;
    options.specificSteps = 3000;
    options.mainMinSteps = options.mainMaxSteps = 20'000;
    options.exploiterMinSteps = 5000;
    options.exploiterMaxSteps = 10'000;
    return options;
}

/// What was recorded, enough to build the book again.
struct Happened {
    std::optional<LeagueDraw> draw;
    std::optional<LeagueVerdict> verdict;
    std::optional<SnapshotRecord> snapshot;
    std::optional<TallyRecord> tally;
    std::optional<std::pair<int, int64_t>> trained;
    std::optional<MatchesWanted> played;
    std::vector<float> scores;
    std::vector<uint8_t> sides;
};

/// With one part of it set.
template <class T>
Happened with(T Happened::*part, const T& value) {
    Happened happened;
    happened.*part = value;
    return happened;
}

class PaperRun {
public:
    PaperRun(const LeagueOptions& options, uint64_t seed)
        : league(options, seed), rng_(seed, 7), strengths_(static_cast<size_t>(league.players())) {
        trained.resize(strengths_.size());
    }

    void run(int turns) {
        for (int turn = 0; turn < turns; ++turn)
            takeTurn(next());
    }

    std::string saveState() const { return league.saveState(); }
    /// A copy that has been resumed.
    PaperRun resumed() const {
        PaperRun other = *this;
        other.league = League(league.book().options(), 999);
        if (!other.league.loadState(league.saveState()).ok()) qFatal("the state could not be read");
        return other;
    }

    League league;
    std::vector<Happened> log;
    std::vector<int64_t> trained;  // [players]

private:
    /// The player that is furthest behind its share.
    int next() const {
        int best = -1;
        for (int player = 0; player < league.players(); ++player) {
            if (league.share(player) <= 0) continue;
            const auto behind = [&](int p) { return static_cast<double>(turnsOf(p)) / league.share(p); };
            if (best < 0 || behind(player) < behind(best)) best = player;
        }
        return best;
    }
    int64_t turnsOf(int player) const { return trained[static_cast<size_t>(player)]; }

    void takeTurn(int player) {
        decide(player);
        step_ += 1000;
        const OpponentDraw draw = league.drawOpponent(player, 0, step_);
        log.push_back(with(&Happened::draw, draw.record));
        play(player, draw);
        league.trained(player, 1000);
        trained[static_cast<size_t>(player)] += 1000;
        log.push_back(with(&Happened::trained, {{player, 1000}}));
        strengths_[static_cast<size_t>(player)] += 0.02 * rng_.uniform();
    }

    void decide(int player) {
        const Decision decision = league.whatNow(player, step_);
        if (decision.record) log.push_back(with(&Happened::verdict, decision.record));
        if (decision.freeze) {
            SnapshotRecord snapshot;
            snapshot.player = player;
            snapshot.index = static_cast<int>(frozen_.size());
            snapshot.step = step_;
            frozen_.push_back(strengths_[static_cast<size_t>(player)]);
            league.snapshotTaken(snapshot);
            log.push_back(with(&Happened::snapshot, {snapshot}));
        }
        if (decision.goOnFrom)
            strengths_[static_cast<size_t>(player)] = frozen_[static_cast<size_t>(*decision.goOnFrom)];
        for (const MatchesWanted& wanted : decision.matches) {
            Happened happened = with(&Happened::played, {wanted});
            for (int i = 0; i < wanted.games; ++i) {
                happened.sides.push_back(static_cast<uint8_t>(i % 2));
                happened.scores.push_back(result(strength(wanted.member), strength(wanted.against)));
            }
            league.matchesPlayed(player, wanted, happened.scores, happened.sides);
            happened.trained = {{player, 0}};
            log.push_back(std::move(happened));
        }
    }

    void play(int player, const OpponentDraw& draw) {
        TallyRecord tally;
        tally.player = player;
        tally.opponent = draw.label();
        const auto opponent = memberOfLabel(tally.opponent, player);
        for (int i = 0; i < 10; ++i) {
            tally.scores.push_back(result(strength(Member::learner(player)), opponent ? strength(*opponent) : 0));
            tally.lengths.push_back(100);
            tally.sides.push_back(static_cast<uint8_t>(rng_.below(2)));
        }
        league.tallied(tally);
        log.push_back(with(&Happened::tally, {tally}));
    }

    double strength(Member member) const {
        return (member.isLearner() ? strengths_ : frozen_)[static_cast<size_t>(member.index())];
    }
    float result(double own, double other) { return rng_.uniform() < 1 / (1 + std::exp(other - own)) ? 1.0F : -1.0F; }

    Rng rng_;
    std::vector<double> strengths_, frozen_;
    int64_t step_ = 0;
};

QString text(const Happened& happened) {
    if (happened.draw)
        return QStringLiteral("draw %1 of %2: %3, p %4")
            .arg(happened.draw->id)
            .arg(happened.draw->player)
            .arg(QString::fromStdString(happened.draw->chosen.label()))
            .arg(happened.draw->probability);
    if (happened.verdict)
        return QStringLiteral("verdict %1 on %2: %3, %4")
            .arg(happened.verdict->id)
            .arg(happened.verdict->player)
            .arg(QLatin1String(verdictActionName(happened.verdict->action)))
            .arg(happened.verdict->restartFrom.value_or(-1));
    if (happened.snapshot) return QStringLiteral("snapshot %1").arg(happened.snapshot->index);
    return QStringLiteral("other");
}

}  // namespace

class TestLeagueSource : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyTheRootTrainsFirstThenTheStarts() {
        PaperRun run(wholeLeague(), 3);
        run.run(4);
        for (size_t player = 1; player < run.trained.size(); ++player)
            QCOMPARE(run.trained[player], int64_t{0});
        run.run(60);
        const auto& snapshots = run.league.book().snapshots();
        QVERIFY(snapshots.size() >= 2);
        QCOMPARE(run.league.book().root(), 0);
        QVERIFY(snapshots[0].start && snapshots[0].player == 0);
        const int specific = run.league.book().learners()[3].start;
        QVERIFY(specific > 0 && snapshots[static_cast<size_t>(specific)].start);
        QCOMPARE(snapshots[static_cast<size_t>(specific)].parent, 0);
        for (const Happened& happened : run.log)
            if (happened.draw && happened.draw->branch == DrawBranch::bot) {
                QCOMPARE(happened.draw->player, 3);
                QCOMPARE(happened.draw->agent, std::string("bot:chaser"));
            }
    }

    /// Four to one, as in the papers.
    void sharesAreOfTrainedSteps() {
        PaperRun run(wholeLeague(), 4);
        run.run(3000);
        for (size_t player = 1; player < run.trained.size(); ++player) {
            const double ratio = static_cast<double>(run.trained[0]) / static_cast<double>(run.trained[player]);
            QVERIFY2(std::fabs(ratio - 4) < 0.05, qPrintable(QString::number(ratio)));
        }
    }

    void everyRoleClosesItsPeriods() {
        PaperRun run(wholeLeague(), 5);
        run.run(1500);
        std::map<LeagueRole, int> frozen;
        bool inherited = false;
        for (const FrozenState& one : run.league.book().snapshots())
            if (!one.start) ++frozen[one.role];
        QCOMPARE(frozen.size(), size_t{kLeagueRoles});
        for (const Happened& happened : run.log) {
            if (!happened.verdict || happened.verdict->action != VerdictAction::freezeAndRestart) continue;
            inherited = inherited || !happened.verdict->reset;
            const LearnerState& learner = run.league.book().learners()[static_cast<size_t>(happened.verdict->player)];
            if (happened.verdict->reset) QCOMPARE(*happened.verdict->restartFrom, learner.start);
            QVERIFY(happened.verdict->player != 0);
        }
        QVERIFY(inherited);
    }

    void aResumedLeagueDoesTheSame() {
        PaperRun one(wholeLeague(), 6);
        one.run(400);
        PaperRun other = one.resumed();
        one.run(600);
        other.run(600);
        QCOMPARE(other.log.size(), one.log.size());
        for (size_t i = 0; i < one.log.size(); ++i)
            QCOMPARE(text(other.log[i]), text(one.log[i]));
        QCOMPARE(other.saveState(), one.saveState());
    }

    /// From what was recorded the book is built again, and at its versions every draw and every verdict answers as it
    /// did.
    void recordsAnswerAgain() {
        PaperRun run(wholeLeague(), 8);
        run.run(900);
        LeagueBook book(wholeLeague());
        int draws = 0, verdicts = 0;
        for (const Happened& happened : run.log) {
            if (happened.draw && book.root() >= 0 && happened.draw->branch != DrawBranch::bot) {
                QCOMPARE(book.version(), happened.draw->leagueVersion);
                QCOMPARE(book.payoff().version(), happened.draw->payoffVersion);
                Dice dice(happened.draw->numbers);
                const LeagueDraw again = drawOpponent(book.view(), happened.draw->player, dice);
                QCOMPARE(again.chosen.code(), happened.draw->chosen.code());
                QCOMPARE(again.probability, happened.draw->probability);
                QCOMPARE(again.winRate, happened.draw->winRate);
                ++draws;
            }
            if (happened.verdict) {
                const LeagueVerdict& verdict = *happened.verdict;
                const bool opening =
                    verdict.cause == VerdictCause::rootReady || verdict.cause == VerdictCause::startReady;
                if (!opening) {
                    QCOMPARE(book.version(), verdict.leagueVersion);
                    Dice dice(verdict.numbers);
                    const LeagueRole role = book.learners()[static_cast<size_t>(verdict.player)].spec.role;
                    const LeagueVerdict again = roleOf(role).whatNow(book.view(), verdict.player, dice);
                    QCOMPARE(again.action, verdict.action);
                    QCOMPARE(again.restartFrom.value_or(-1), verdict.restartFrom.value_or(-1));
                    QCOMPARE(again.table.size(), verdict.table.size());
                    ++verdicts;
                }
                book.decided(verdict);
            }
            if (happened.snapshot) book.frozen(*happened.snapshot);
            if (happened.tally)
                if (const auto opponent = memberOfLabel(happened.tally->opponent, happened.tally->player))
                    for (size_t i = 0; i < happened.tally->scores.size(); ++i)
                        book.played(happened.tally->player, *opponent, happened.tally->sides[i],
                                    static_cast<double>(happened.tally->scores[i]));
            if (happened.played)
                for (size_t i = 0; i < happened.scores.size(); ++i)
                    book.evaluated(happened.played->member, happened.played->against, happened.sides[i],
                                   static_cast<double>(happened.scores[i]));
            if (happened.trained) book.trained(happened.trained->first, happened.trained->second);
        }
        QVERIFY(draws > 500 && verdicts > 40);
        QCOMPARE(book.saveState(), run.league.book().saveState());
    }

    void matchesThatCannotBePlayedEndTheWaiting() {
        LeagueOptions options = test::smallLeague();
        options.adaptiveExploiters = 1;
        League league(options, 1);
        const auto freeze = [&](int player) {
            SnapshotRecord snapshot;
            snapshot.player = player;
            snapshot.index = static_cast<int>(league.book().snapshots().size());
            league.snapshotTaken(snapshot);
        };
        QVERIFY(league.whatNow(0, 0).freeze);  // a root of no steps
        freeze(0);
        QCOMPARE(*league.whatNow(1, 0).goOnFrom, 0);
        league.trained(1, 2000);
        const Decision waits = league.whatNow(1, 2000);
        QVERIFY(!waits.freeze);
        QCOMPARE(waits.matches.size(), size_t{1});
        QCOMPARE(waits.matches[0].games, 30);
        QVERIFY(league.openMatches(1) == waits.matches);
        QVERIFY(league.whatNow(1, 2000).matches.empty());  // asked for once
        league.matchesPlayed(1, waits.matches[0], std::vector<float>(30, 1.0F), std::vector<uint8_t>(30, 0));
        const Decision done = league.whatNow(1, 2000);
        QVERIFY(done.freeze);
        freeze(1);
        // The frozen one is a leaf now, but its file is lost.
        league.trained(1, 2000);
        const Decision again = league.whatNow(1, 4000);
        QCOMPARE(again.matches.size(), size_t{2});
        for (const MatchesWanted& wanted : again.matches) {
            const size_t played = wanted.member.isLearner() ? 30 : 0;
            league.matchesPlayed(1, wanted, std::vector<float>(played, 1.0F), std::vector<uint8_t>(played, 0));
            if (played == 0) QCOMPARE(*league.lost(wanted.member.index(), 4000)->restartFrom, 1);
        }
        QVERIFY(!league.mayDraw(0, 1));
        QVERIFY(league.whatNow(1, 4000).record->reset);
    }

    void theNextMainAgentMakesTheRootWhenTheFirstFails() {
        LeagueOptions options = wholeLeague();
        options.mainAgents = 2;
        PaperRun run(options, 10);
        run.run(2);
        QCOMPARE(run.league.book().rootMaker(), 0);
        QCOMPARE(run.league.failed(0, VerdictCause::diverged, 2000)->action, VerdictAction::frozenOut);
        QCOMPARE(run.league.book().rootMaker(), 1);
        for (int player = 0; player < run.league.players(); ++player)
            QCOMPARE(run.league.share(player) > 0, player == 1);
        PaperRun other = run.resumed();
        run.run(300);
        other.run(300);
        QCOMPARE(other.saveState(), run.saveState());
        const LeagueBook& book = run.league.book();
        QVERIFY(book.root() == 0 && book.snapshots()[0].player == 1 && book.rootMaker() == -1);
        QCOMPARE(run.trained[0], int64_t{2000});
        QVERIFY(book.learners()[0].start == -1 && book.learners()[0].from == -1);  // it never had the root
        for (size_t player = 1; player < run.trained.size(); ++player)
            QVERIFY(run.trained[player] > 0 && book.learners()[player].start >= 0);
        for (const Happened& happened : run.log)
            if (happened.draw && happened.draw->player != 0) QVERIFY(happened.draw->chosen != Member::learner(0));
    }

    void whoMadeTheRootGoesOnAndAllOthersBeginWithIt() {
        LeagueOptions options = test::smallLeague();  // a root of no steps
        options.mainAgents = 3;
        options.mainExploiters = 1;
        League league(options, 1);
        league.failed(0, VerdictCause::diverged, 0);
        for (const int player : {0, 2, 3})
            QVERIFY(!league.whatNow(player, 0).freeze);  // not theirs to make
        const Decision made = league.whatNow(1, 0);
        QVERIFY(made.freeze && made.record->cause == VerdictCause::rootReady);
        SnapshotRecord root;
        root.player = 1;
        league.snapshotTaken(root);
        for (const int player : {0, 1})
            QVERIFY(!league.whatNow(player, 0).goOnFrom);
        for (const int player : {2, 3})
            QCOMPARE(league.whatNow(player, 0).goOnFrom.value_or(-1), 0);
    }

    void withoutAMainAgentNobodyMakesTheRoot() {
        LeagueOptions options = wholeLeague();
        options.mainAgents = 2;
        League league(options, 1);
        for (const int player : {0, 1})
            league.failed(player, VerdictCause::diverged, 0);
        QCOMPARE(league.book().rootMaker(), -1);
        for (int player = 0; player < league.players(); ++player)
            QCOMPARE(league.share(player), 0.0);
    }

    void aFailedLearnerIsLeftOut() {
        PaperRun run(wholeLeague(), 9);
        run.run(200);
        QCOMPARE(run.league.failed(2, VerdictCause::diverged, 0)->action, VerdictAction::frozenOut);
        const int64_t before = run.trained[2];
        run.run(300);
        QCOMPARE(run.trained[2], before);
        QVERIFY(!run.league.whatNow(2, 0).freeze);
    }
};

QTEST_GUILESS_MAIN(TestLeagueSource)
#include "tst_league_source.moc"
