// SPDX-License-Identifier: GPL-3.0-or-later
// The real window's page Why: draws and verdicts explained as the league itself explains them, and what would be drawn
// with other options, tried out and then applied to a running league. Real clicks and keys.
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>

#include "app/bridges/league_bridge.h"
#include "app/pages/why_page.h"
#include "app/pages/why_ruler.h"
#include "app/studio/shell.h"
#include "core/league/story_why.h"
#include "core/runs/live_options.h"
#include "tests/app/studio/access_walk.h"
#include "tests/app/studio/league_kit.h"
#include "tests/app/studio/studio_case.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/views/share_bars.h"
#include "widgets/views/table_view.h"

using namespace ludus;
using namespace ludus::test;

namespace {

double cellNumber(const models::TableRow& row, int column) {
    return row.cells[column].sort.toDouble();
}

}  // namespace

class TestStudioWhy : public StudioCase {
    Q_OBJECT
private Q_SLOTS:
    void theNewestDrawIsExplainedAsTheLeagueExplainsIt() {
        const RunId run = writeLeague(workspace());
        open();
        go().why({run});
        QVERIFY(waitForDraw());
        const bridges::WhyTold& told = page().bridge().told();
        QCOMPARE(told.key.id, newestDraw(run, 0));
        const auto expected = league::whyDraw(options(run), events(run), told.key.id);
        QVERIFY(expected && expected->same && expected->atVersion);
        QVERIFY(told.draw->same && told.draw->atVersion);
        QCOMPARE(told.draw->wayNumber, expected->wayNumber);
        QCOMPARE(told.draw->candidateNumber, expected->candidateNumber);
        QVERIFY(find<QLabel>("why.draw.check")->text().endsWith(QLatin1String("gives the same answer.")));
        studio_->keepPictures("why-draw");
    }

    void everyCandidateStandsInTheTableWithItsRange() {
        const RunId run = writeLeague(workspace());
        open();
        const LeagueDraw draw = drawFrom(run, 0, DrawBranch::history);
        go().why({run, draw.id});
        QVERIFY(waitForDraw());
        const auto expected = league::whyDraw(options(run), events(run), draw.id);
        const league::WhyPlace* place = nullptr;
        for (const league::WhyWay& way : expected->ways)
            for (const league::WhyPlace& one : way.places)
                if (!one.candidates.empty()) place = &one;
        QVERIFY(place != nullptr);
        auto* table = find<views::TableView>("why.candidates");
        QCOMPARE(static_cast<size_t>(table->table()->rowCount()), place->candidates.size());
        double sum = 0;
        int marked = 0;
        for (size_t i = 0; i < place->candidates.size(); ++i) {
            const league::WhyCandidate& one = place->candidates[i];
            const models::TableRow& row = table->table()->row(static_cast<int>(i));
            QCOMPARE(row.id.toInt(), one.member.code());
            QCOMPARE(cellNumber(row, 1), one.winRate.rate);
            QCOMPARE(cellNumber(row, 3), one.weight);
            QCOMPARE(cellNumber(row, 4), one.probability);
            QCOMPARE(cellNumber(row, 5), one.from);
            sum += cellNumber(row, 4);
            if (row.cells[0].icon != QLatin1String("dice")) continue;
            ++marked;
            QCOMPARE(one.member, draw.chosen);
            QVERIFY(row.cells[0].text.contains(QLatin1String("drawn")));
            QVERIFY(one.from <= draw.numbers[1] && draw.numbers[1] < one.to);
        }
        QVERIFY(std::abs(sum - 1) < 1e-9);
        QCOMPARE(marked, 1);
        auto* line = find<pages::WhyRuler>("why.draw.candidatesLine");
        QCOMPARE(line->number(), draw.numbers[1]);
        QVERIFY(line->sentence().contains(style::formatReal(draw.numbers[1], 4)));
    }

    void aDrawIsChosenFromTheListOfItsLearner() {
        const RunId run = writeLeague(workspace());
        open();
        go().why({run});
        QVERIFY(waitForDraw());
        auto* table = find<views::TableView>("why.draws");
        QCOMPARE(table->table()->rowCount(), bridges::WhyBridge::kPage);
        QVERIFY(studio_->click(QStringLiteral("why.older")));
        QVERIFY(studio_->waitFor([&] { return table->table()->rowCount() > bridges::WhyBridge::kPage; }));
        auto* learner = find<QComboBox>("why.learner");
        QCOMPARE(learner->count(), 7);  // all, and each
        learner->setFocus();
        QTest::keyClick(learner, Qt::Key_Down);
        QTest::keyClick(learner, Qt::Key_Down);
        QVERIFY(studio_->waitFor([&] { return table->table()->rowCount() > 3 && !hasOther(table, 1); }));
        const QString wanted = table->table()->idAt(3);
        clickRow(table, 3);
        QVERIFY(studio_->waitFor([&] { return told().key.id == wanted.toLongLong() && told().draw; }));
        QCOMPARE(told().draw->record.player, 1);
        QCOMPARE(table->selectedIds(), QStringList{wanted});
    }

    void aVerdictShowsItsConditionsAndItsWholeTable() {
        const RunId run = writeLeague(workspace());
        open();
        const league::LeagueStory story = storyOf(run);
        go().why({run, 0, story.verdicts().front().verdict.id});  // the common start: about one alone
        QVERIFY(studio_->waitFor([&] { return told().verdict.has_value(); }));
        QVERIFY(told().verdict->opening && told().verdict->same);
        QVERIFY(!button("why.watch")->isEnabled());
        QVERIFY(!find<QLabel>("why.verdict.match")->isVisible());
        const auto inherited = std::find_if(story.verdicts().begin(), story.verdicts().end(), [](const auto& one) {
            return one.verdict.action == VerdictAction::freezeAndRestart && !one.verdict.reset &&
                   one.verdict.table.size() > 1;
        });
        QVERIFY(inherited != story.verdicts().end());
        go().why({run, 0, inherited->verdict.id});
        QVERIFY(studio_->waitFor([&] { return told().verdict && told().key.id == inherited->verdict.id; }));
        const auto expected = league::whyVerdict(options(run), events(run), inherited->verdict.id);
        QVERIFY(expected && expected->same);
        auto* conditions = find<views::TableView>("why.conditions");
        QCOMPARE(static_cast<size_t>(conditions->table()->rowCount()), expected->conditions.size());
        for (size_t i = 0; i < expected->conditions.size(); ++i) {
            const models::TableCell& met = conditions->table()->row(static_cast<int>(i)).cells[3];
            const bool is = expected->conditions[i].met;
            QCOMPARE(met.text, is ? QStringLiteral("met") : QStringLiteral("not met"));
            QCOMPARE(met.icon, is ? QStringLiteral("check") : QStringLiteral("close"));
        }
        auto* table = find<views::TableView>("why.table");
        QCOMPARE(static_cast<size_t>(table->table()->rowCount()), expected->rows.size() + expected->period.size());
        for (size_t i = 0; i < expected->rows.size(); ++i) {
            const models::TableRow& row = table->table()->row(static_cast<int>(i));
            QCOMPARE(cellNumber(row, 2), expected->rows[i].row.winRate);
            QCOMPARE(cellNumber(row, 3), static_cast<double>(expected->rows[i].row.played));
            QCOMPARE(row.cells[4].text == QLatin1String("inherited from"), expected->rows[i].chosen);
        }
        QVERIFY(find<QLabel>("why.verdict.sentence")->text().contains(QLatin1String("went on from")));
        auto* list = find<views::TableView>("why.verdicts");
        QCOMPARE(static_cast<size_t>(list->table()->rowCount()), story.verdicts().size());
        studio_->keepPictures("why-verdict");
    }

    void aShareChangesWhoWouldBeDrawn() {
        LeagueAuthor author(workspace());
        author.play(300);
        open();
        go().why({author.id()});
        QVERIFY(waitForOptions());
        auto* bars = find<views::ShareBars>("whatIf.bars");
        QVERIFY(!bars->rows().isEmpty());
        QVERIFY(std::isnan(bars->rows()[0].next));  // nothing is changed
        type("league.history_share", "5");
        league::LeagueOptions changed = author.options();
        changed.shares = "custom";
        changed.historyShare = 0.05;
        const league::WhatIf expected = league::whatIf(author.story(), 0, changed);
        QVERIFY(studio_->waitFor([&] { return agrees(bars, expected); }));
        QCOMPARE(field("league.shares").toString(), QStringLiteral("custom"));  // else it had no effect
        studio_->keepPictures("why-what-if");

        QVERIFY(studio_->click(QStringLiteral("whatIf.discard")));
        const league::WhatIf before = league::whatIf(author.story(), 0);
        QVERIFY(studio_->waitFor([&] { return !bars->rows().isEmpty() && std::isnan(bars->rows()[0].next); }));
        QCOMPARE(static_cast<size_t>(bars->rows().size()), before.rows.size());
        QCOMPARE(field("league.shares").toString(), QStringLiteral("tstarbot_x"));
        QVERIFY(!button("whatIf.discard")->isEnabled());
        QVERIFY(!button("whatIf.apply")->isEnabled());
    }

    void drawsOnTrialAgreeWithTheShares() {
        LeagueAuthor author(workspace());
        author.play(300);
        open();
        go().why({author.id()});
        QVERIFY(waitForOptions());
        QVERIFY(studio_->click(QStringLiteral("whatIf.try")));
        QVERIFY(studio_->waitFor([&] { return page().whatIf().trial().draws > 0; }));
        const bridges::WhatIfTrial& trial = page().whatIf().trial();
        int64_t sum = 0;
        for (size_t i = 0; i < trial.counts.size(); ++i) {
            sum += trial.counts[i];
            const double share = trial.picture.drawn.rows[i].before;
            const double came = static_cast<double>(trial.counts[i]) / static_cast<double>(trial.draws);
            QVERIFY(std::abs(came - share) < 5 * std::sqrt(share * (1 - share) / 1000) + 1e-9);  // five sigma
        }
        QCOMPARE(sum, bridges::WhatIfBridge::kTrial);
        QVERIFY(find<QLabel>("whatIf.note")->text().contains(QLatin1String("draws on trial")));
    }

    void optionsThatCannotBeReadAreSaidOnceAndThePictureStays() {
        LeagueAuthor author(workspace());
        author.play(200);
        author.publish(OptionChanged{"learner.learning_rate", "0.0003", "nonsense", 200'000});
        open();
        auto& whatIf = const_cast<bridges::WhatIfBridge&>(page().whatIf());
        QStringList said;
        connect(&whatIf, &bridges::WhatIfBridge::refused, this, [&](const QString& sentence) { said << sentence; });
        go().why({author.id()});
        QVERIFY(studio_->waitFor([&] { return whatIf.hasPicture() && !said.isEmpty(); }));
        QVERIFY2(said[0].contains(QLatin1String("learner.learning_rate")), qPrintable(said[0]));
        QVERIFY(!whatIf.isLoaded());
        QVERIFY(!find<views::ShareBars>("whatIf.bars")->rows().isEmpty());
        // It is read again with everything that comes, and says no more.
        const int64_t seq = whatIf.picture().lastSeq;
        author.play(5);
        whatIf.refresh();
        QVERIFY(studio_->waitFor([&] { return whatIf.picture().lastSeq > seq; }));
        QCOMPARE(said.size(), 1);
        // Of somebody who is not there the first one is shown, and tried out.
        whatIf.setPlayer(-1);
        whatIf.tryOut();
        QVERIFY(studio_->waitFor([&] { return whatIf.trial().draws > 0; }));
        QCOMPARE(whatIf.trial().picture.player, 0);
    }

    void whatIsAppliedIsObeyedByTheRunAndItsDraws() {
        open();
        const runs::RunConfig config =
            leagueConfig({"run.seconds=0", "run.steps=2000000000", "run.workers=1", "league.root_steps=2000",
                          "league.specific_steps=1000", "league.main_min_steps=4000", "league.main_max_steps=4000",
                          "league.exploiter_min_steps=1000", "league.exploiter_max_steps=2000", "league.swap_steps=500",
                          "learner.slots=16", "learner.steps=8", "evaluation.every=1000000", "evaluation.games=2"});
        studio_->window().service().start(QString::fromStdString(config.text),
                                          QStringLiteral("rps/diversified_league"));
        QVERIFY(
            studio_->waitFor([&] { return studio_->runBridge().run() && studio_->window().service().owns(run()); }));
        go().why({run()});
        QVERIFY(waitForOptions());
        QVERIFY(studio_->waitFor([&] { return !page().whatIf().picture().drawn.opening; }));
        type("league.history_share", "0");
        type("league.forgotten_share", "0");
        QVERIFY(studio_->waitFor([&] { return button("whatIf.apply")->isEnabled(); }));
        QVERIFY(studio_->click(QStringLiteral("whatIf.apply")));
        QVERIFY(studio_->waitFor([&] { return changes(run()).size() == 3; }));
        const std::vector<OptionChanged> told = changes(run());
        QCOMPARE(told[0].key, std::string("league.shares"));
        QCOMPARE(told[0].after, std::string("\"custom\""));
        QVERIFY(studio_->waitFor([&] { return !button("whatIf.apply")->isEnabled() && !page().whatIf().isWaiting(); }));
        QCOMPARE(field("league.history_share").toDouble(), 0.0);  // what the run obeys
        QVERIFY(studio_->waitFor([&] { return drawnSince(run(), 0, told.back().step + 1) >= 5; }));
        for (const LeagueDraw& draw : drawsOf(run(), 0))
            if (draw.step > told.back().step + 1000) QCOMPARE(draw.branch, DrawBranch::selfPlay);
        studio_->window().service().abort(run());
        QVERIFY(studio_->waitFor([&] { return !find<QPushButton>("whatIf.apply")->isVisible(); }));
    }

    void whatContradictsIsSaidAndNotApplied() {
        LeagueAuthor author(workspace());
        author.play(120);
        open();
        go().why({author.id()});
        QVERIFY(waitForOptions());
        tab(1);
        type("league.main_min_steps", "30 k");
        auto* foot = find<QLabel>("whatIf.foot");
        QVERIFY(studio_->waitFor([&] { return foot->text().contains(QLatin1String("at least 30")); }));
        QVERIFY(foot->text().contains(QLatin1String("main_max_steps")));  // what to do
        QVERIFY(!button("whatIf.apply")->isEnabled());
        studio_->keepPictures("why-wrong");
        type("league.main_max_steps", "40 k");  // together they fit, the most steps first
        QVERIFY(studio_->waitFor([&] { return button("whatIf.apply")->isEnabled(); }));
        const std::vector<bridges::LiveChange> wanted = page().whatIf().wanted();
        QCOMPARE(wanted.size(), size_t{2});
        QCOMPARE(wanted[0].key, QStringLiteral("league.main_max_steps"));
        // The run is another program's: it finds the wishes in the workspace.
        QVERIFY(studio_->click(QStringLiteral("whatIf.apply")));
        QVERIFY(studio_->waitFor([&] { return wishes(author.id()).size() == 2; }));
        QVERIFY(!button("whatIf.apply")->isEnabled());
        QVERIFY(page().whatIf().isWaiting());
        author.publish(OptionChanged{"league.main_max_steps", "20000", "40000", 1});
        author.publish(OptionChanged{"league.main_min_steps", "20000", "30000", 1});
        QVERIFY(studio_->waitFor([&] { return !page().whatIf().isWaiting(); }));
        QCOMPARE(page().whatIf().changedCount(), 0);
    }

    void aRunThatRestsSaysWhyAndLendsItsFile() {
        const RunId run = writeLeague(workspace());
        open();
        go().why({run});
        QVERIFY(waitForOptions());
        QVERIFY(!find<QPushButton>("whatIf.apply")->isVisible());
        QVERIFY(find<QLabel>("whatIf.foot")->text().contains(QLatin1String("has ended")));
        type("league.self_play_share", "70");
        QVERIFY(studio_->waitFor([&] { return page().whatIf().changedCount() == 2; }));
        const auto file = runs::readRunConfig(page().whatIf().editedFile().toStdString());
        QVERIFY(file.ok());
        QCOMPARE(file->league.selfPlayShare, 0.7);
        QCOMPARE(file->league.shares, std::string("custom"));
        QVERIFY(studio_->click(QStringLiteral("whatIf.draft")));
        QVERIFY(studio_->waitFor([&] { return studio_->find(QStringLiteral("page.new"))->isVisible(); }));
    }

    void theListFollowsARunAndTheShownOneStays() {
        LeagueAuthor author(workspace());
        author.play(100);
        open();
        go().why({author.id()});
        QVERIFY(waitForDraw());
        const qint64 shown = told().key.id;
        auto* table = find<views::TableView>("why.draws");
        const QString newest = table->table()->idAt(0);
        author.play(30);
        QVERIFY(studio_->waitFor([&] { return table->table()->idAt(0) != newest; }));
        QCOMPARE(told().key.id, shown);
        QVERIFY(table->table()->rowOf(QString::number(shown)) > 0);
        QCOMPARE(table->selectedIds(), QStringList{QString::number(shown)});
        QVERIFY(studio_->waitFor([&] { return table->table()->idAt(0).toLongLong() == newestDraw(author.id(), -1); }));
    }

    void aCandidateIsSelectedInAllPictures() {
        const RunId run = writeLeague(workspace());
        open();
        const LeagueDraw draw = drawFrom(run, 0, DrawBranch::history);
        go().why({run, draw.id});
        QVERIFY(waitForDraw());
        models::LeagueSelection* selection = studio_->window().findChild<bridges::LeagueBridge*>()->selection();
        auto* table = find<views::TableView>("why.candidates");
        const int row = table->sorter()->rowCount() - 1;
        clickRow(table, row);
        const int code = table->selectedIds().value(0).toInt();
        QCOMPARE(selection->id(), code);
        selection->select(Member::learner(1).code());  // by another page
        selection->select(draw.chosen.code());
        QCOMPARE(table->selectedIds(), QStringList{QString::number(draw.chosen.code())});
        QVERIFY(studio_->click(QStringLiteral("why.showInLeague")));
        QVERIFY(studio_->waitFor([&] { return studio_->window().currentPage() == QLatin1String("league"); }));
        QCOMPARE(selection->id(), draw.chosen.code());
    }

    void aMatchOfThemIsWatchedOrPlayedAnew() {
        LeagueAuthor author(workspace());
        author.play(200);
        open();
        const LeagueDraw draw = drawFrom(author.id(), 0, DrawBranch::history);
        go().why({author.id(), draw.id});
        QVERIFY(waitForDraw());
        QCOMPARE(button("why.watch")->text(), QStringLiteral("Record a match"));
        QVERIFY(find<QLabel>("why.draw.match")->text().startsWith(QLatin1String("No match of them is recorded")));
        QVERIFY(studio_->click(QStringLiteral("why.watch")));
        QVERIFY(studio_->waitFor([&] { return studio_->window().currentPage() == QLatin1String("replays"); }));
        const auto agent = [&](int index) {
            return "snapshot:" + std::to_string(makeSnapshotId(author.id(), index).value);
        };
        QCOMPARE(button("record.side1")->toolTip(), QString::fromStdString(agent(draw.chosen.index())));
        const QString first = button("record.side0")->toolTip();
        QVERIFY(first.startsWith(QLatin1String("snapshot:")));

        MatchRecord match;
        match.run = author.id();
        match.game = "rps";
        match.agents = {agent(draw.chosen.index()), first.toStdString()};
        match.hashes = {"a", "b"};
        match.scores = {1, -1};
        match.runStep = draw.step;
        const auto bytes = std::make_shared<const std::string>("a replay");
        match.replayHash = contentHash(*bytes);
        author.publish(MatchPlayed{match, {match.replayHash, ".replay", bytes}});
        go().why({author.id(), draw.id});
        QVERIFY(studio_->waitFor([&] { return button("why.watch")->text() == QLatin1String("Watch it"); }));
        QCOMPARE(told().match.replay, QString::fromStdString(match.replayHash));
        QVERIFY(told().match.title.contains(told().match.opponentTitle));
        QVERIFY(find<QLabel>("why.draw.match")->text().startsWith(QLatin1String("A match of them is recorded")));
    }

    void whatIsMissingIsSaid() {
        const RunId run = writeLeague(workspace(), 60);
        open();
        go().why({run, 999'999});
        QVERIFY(studio_->waitFor([&] { return !told().missing.isEmpty(); }));
        QVERIFY(told().missing.contains(QLatin1String("has no draw")));
        go().why({run, 0, 999'999});
        QVERIFY(studio_->waitFor([&] { return told().missing.contains(QLatin1String("has no verdict")); }));
        studio_->keepPictures("why-missing");
        studio_->window().service().start(fileOf(QStringLiteral("plain"), 3000), {});
        QVERIFY(studio_->waitFor(
            [&] { return studio_->runBridge().run() && studio_->window().service().runningHere() == 0; }));
        go().why({studio_->runBridge().run()});
        QVERIFY(studio_->waitFor([&] { return find<QPushButton>("why.newLeague")->isVisible(); }));
        QVERIFY(!button("why.watch")->isVisible());
        studio_->keepPictures("why-no-league");
        QVERIFY(studio_->click(QStringLiteral("why.newLeague")));
        QVERIFY(studio_->waitFor([&] { return studio_->window().currentPage() == QLatin1String("new"); }));
    }

    void whatWasShownIsShownAgain() {
        const RunId run = writeLeague(workspace());
        open();
        go().why({run});
        QVERIFY(waitForOptions());
        auto* table = find<views::TableView>("why.draws");
        QVERIFY(waitForDraw());
        clickRow(table, 4);
        const qint64 wanted = table->selectedIds().value(0).toLongLong();
        QVERIFY(studio_->waitFor([&] { return told().key.id == wanted; }));
        auto* learner = find<QComboBox>("whatIf.learner");
        learner->setFocus();
        QTest::keyClick(learner, Qt::Key_Down);
        QCOMPARE(page().whatIf().player(), 1);
        type("league.exploiter_floor", "35");
        QVERIFY(studio_->waitFor([&] { return page().whatIf().changedCount() == 1; }));
        studio_->window().close();  // as people do
        studio_->reopen();
        QCOMPARE(studio_->window().currentPage(), QStringLiteral("why"));
        QVERIFY(waitForOptions());
        QVERIFY(studio_->waitFor([&] { return told().key.id == wanted && told().draw; }));
        QCOMPARE(page().whatIf().player(), 1);
        QVERIFY(studio_->waitFor([&] { return page().whatIf().changedCount() == 1; }));
        QCOMPARE(field("league.exploiter_floor").toDouble(), 0.35);
    }

    void everyControlIsNamedAndReachedByTab() {
        const RunId run = writeLeague(workspace());
        open();
        go().why({run});
        QVERIFY(waitForOptions() && waitForDraw());
        QWidget* root = studio_->find(QStringLiteral("page.why"));
        QStringList faults = accessFaults(studio_->window(), *root);
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
        go().why({run, 0, storyOf(run).verdicts().back().verdict.id});
        QVERIFY(studio_->waitFor([&] { return told().verdict.has_value(); }));
        faults = accessFaults(studio_->window(), *root);
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
    }

    void nothingIsClippedInLargeText() {
        const RunId run = writeLeague(workspace());
        open();
        style::Theme::instance().apply(*qApp, style::Mode::Light, 130);
        go().why({run, drawFrom(run, 0, DrawBranch::history).id});
        QVERIFY(waitForOptions() && waitForDraw());
        for (int i = 0; i < 3; ++i)
            QCoreApplication::processEvents();  // what a timer changed is laid out in the next round
        const QStringList faults = clippedTexts(*studio_->find(QStringLiteral("page.why")));
        studio_->keepPictures("why-large");
        style::Theme::instance().apply(*qApp, style::Mode::Light, 100);
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
    }

    void aThousandSnapshotsAreAnsweredAtOnce() {
        LeagueAuthor author(workspace());
        while (author.story().snapshots().size() < 1000)
            author.play(2000);
        open();
        go().why({author.id()});
        QVERIFY(waitForOptions());
        QVERIFY(waitForDraw());
        auto* bars = find<views::ShareBars>("whatIf.bars");
        double slowest = 0;
        for (int i = 1; i <= 10; ++i) {
            league::LeagueOptions changed = author.options();
            changed.shares = "custom";
            changed.historyShare = 0.01 * i;
            const league::WhatIf expected = league::whatIf(author.story(), 0, changed);
            QElapsedTimer clock;
            clock.start();
            const_cast<bridges::WhatIfBridge&>(page().whatIf())
                .form()
                ->setValue(QStringLiteral("league.history_share"), 0.01 * i);
            QVERIFY(studio_->waitFor([&] { return agrees(bars, expected); }));
            slowest = std::max(slowest, 1e-6 * static_cast<double>(clock.nsecsElapsed()));
        }
        qInfo("%zu snapshots, %d rows: the slowest of 10 answers took %.1f ms", author.story().snapshots().size(),
              static_cast<int>(bars->rows().size()), slowest);
        QVERIFY(slowest < 1000);  // wide: the machine may have other work
        studio_->keepPictures("why-thousand");
    }

private:
    void open() { openWindow(); }
    pages::Navigator& go() const { return studio_->window().shell().go(); }
    RunId run() const { return studio_->runBridge().run(); }
    const pages::WhyPage& page() const { return *studio_->find<pages::WhyPage>(QStringLiteral("page.why")); }
    const bridges::WhyTold& told() const { return page().bridge().told(); }
    template <class T>
    T* find(const char* name) const {
        return studio_->find(QStringLiteral("page.why"))->findChild<T*>(QLatin1String(name));
    }
    QAbstractButton* button(const char* name) const { return studio_->find<QAbstractButton>(QLatin1String(name)); }
    bool waitForDraw() const {
        return studio_->waitFor([this] { return told().draw.has_value() && page().bridge().isLoaded(); });
    }
    bool waitForOptions() const {
        return studio_->waitFor([this] { return page().whatIf().isLoaded() && page().whatIf().hasPicture(); });
    }
    std::unique_ptr<store::Workspace> store() const { return std::move(*store::Workspace::open(workspace())); }
    league::LeagueOptions options(RunId run) const { return runs::readRunConfig(store()->run(run)->config)->league; }
    std::vector<RunEvent> events(RunId run) const { return *store()->leagueEvents(run); }
    league::LeagueStory storyOf(RunId run) const { return league::storyOf(options(run), events(run)); }
    std::vector<LeagueDraw> drawsOf(RunId run, int player) const {
        std::vector<LeagueDraw> out;
        const auto drawn = store()->draws(run, player, 0, 100'000);
        for (const RunEvent& event : *drawn)
            out.push_back(std::get<Drawn>(event.body).draw);
        return out;
    }
    qint64 newestDraw(RunId run, int player) const { return drawsOf(run, player).front().id; }
    LeagueDraw drawFrom(RunId run, int player, DrawBranch branch) const {
        for (const LeagueDraw& draw : drawsOf(run, player))
            if (draw.branch == branch) return draw;
        return {};
    }
    int64_t drawnSince(RunId run, int player, int64_t step) const {
        const std::vector<LeagueDraw> draws = drawsOf(run, player);
        return std::count_if(draws.begin(), draws.end(),
                             [step](const LeagueDraw& one) { return one.step > step + 1000; });
    }
    std::vector<OptionChanged> changes(RunId run) const {
        std::vector<OptionChanged> out;
        const std::vector<RunEvent> all = events(run);
        for (const RunEvent& event : all)
            if (const auto* changed = std::get_if<OptionChanged>(&event.body)) out.push_back(*changed);
        return out;
    }
    std::vector<store::KeptItem> wishes(RunId run) const {
        return *store()->kept("change." + std::to_string(run.value));
    }
    static bool hasOther(const views::TableView* table, int player) {
        const QString code = table->table()->row(0).cells[1].text;
        for (int row = 0; row < table->table()->rowCount(); ++row)
            if (table->table()->row(row).cells[1].text != code) return true;
        return !code.startsWith(player == 1 ? QLatin1String("ME") : QLatin1String("MA"));
    }
    static bool agrees(const views::ShareBars* bars, const league::WhatIf& expected) {
        if (static_cast<size_t>(bars->rows().size()) != expected.rows.size()) return false;
        for (size_t i = 0; i < expected.rows.size(); ++i) {
            const views::ShareRow& row = bars->rows()[static_cast<qsizetype>(i)];
            const bool same = std::abs(row.now - expected.rows[i].before) < 1e-12 &&
                              std::abs(row.next - expected.rows[i].after) < 1e-12;
            if (!same || !row.id.endsWith(QStringLiteral(":%1").arg(expected.rows[i].member.code()))) return false;
        }
        return true;
    }
    void clickRow(views::TableView* table, int row) const {
        table->scrollTo(table->sorter()->index(row, 0));
        const QRect place = table->visualRect(table->sorter()->index(row, 0));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, place.center());
    }
    void tab(int index) const {
        auto* tabs = find<QWidget>("whatIf.form")->findChild<QTabBar*>();
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(index).center());
    }
    void type(const char* key, const char* text) const {
        auto* edit = find<QWidget>("whatIf.form")->findChild<QLineEdit*>(QStringLiteral("field:") + QLatin1String(key));
        QVERIFY2(edit != nullptr && studio_->waitFor([edit] { return edit->isVisible(); }), key);
        QTest::mouseClick(edit, Qt::LeftButton, {}, QPoint(12, edit->height() / 2));
        QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(edit, QLatin1String(text));
        QTest::keyClick(edit, Qt::Key_Return);
    }
    QVariant field(const char* key) const {
        return const_cast<bridges::WhatIfBridge&>(page().whatIf()).form()->value(QLatin1String(key));
    }
};

int main(int argc, char** argv) {
    return runStudioTest<TestStudioWhy>(argc, argv);
}

#include "tst_studio_why.moc"
