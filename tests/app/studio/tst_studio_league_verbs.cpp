// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done on the page League with somebody or with two who met, the ways that lead there, what stands there
// without a league, and what the page Run shows of one.

#include "app/bridges/runs_bridge.h"
#include "app/pages/league_foot.h"
#include "app/pages/new_experiment_page.h"
#include "app/pages/replays_page.h"
#include "app/studio/shell.h"
#include "tests/app/studio/league_page_view.h"
#include "tests/app/studio/run_author.h"
#include "widgets/views/buttons.h"

using namespace ludus;
using bridges::LeagueBridge;
using models::LeagueId;
using Page = test::LeaguePageView;
using Role = models::LeagueRole;
using test::headOf;
using test::inMenu;
using test::name;
using test::StudioDriver;

namespace {

/// A run of plain self-play.
RunId writePlain(const std::string& folder, const char* run = "plain") {
    RunRecord record;
    record.name = run;
    record.game = "rps";
    test::RunAuthor author(folder, std::move(record));
    author.curve("entropy", 10, 1000, [](int i) { return 1.0 - 0.01 * i; });
    return author.id();
}

}  // namespace

class TestStudioLeagueVerbs : public test::LeagueCase {
    Q_OBJECT

private Q_SLOTS:
    void weightsOfASnapshotBecomeAFile();
    void recordedMatchOfTwoIsWatched();
    void runWithoutALeagueOffersOne();
    void emptyWorkspaceOffersALeague();
    void menuAndRunPageLeadHere();
    void memberIsSelectedWhenItIsAskedFor();
    void leagueThatWasDeletedMakesWayForAnother();
    void whyIsAskedOfTheSelectedOne();
    void curvesOfAllLearnersStandOnTheRunPage();
};

void TestStudioLeagueVerbs::weightsOfASnapshotBecomeAFile() {
    StudioDriver studio(written());
    const Page page(studio);
    QVERIFY(page.open(written_));
    const LeagueId one = page.someone(Role::MainAgent, 1);
    page.league.selection()->select(one);
    auto* foot = page.page.findChild<pages::LeagueFoot*>();
    QVERIFY(studio.click(name("league.snapshot")));
    QMenu* menu = foot->findChild<QMenu*>();
    for (QMenu* other : foot->findChildren<QMenu*>())
        if (inMenu(other, "league.snapshot.copy")) menu = other;
    QTRY_VERIFY(menu->isVisible());
    QVERIFY(inMenu(menu, "league.snapshot.save"));
    QVERIFY(inMenu(menu, "league.snapshot.copy")
                ->text()
                .contains(QStringLiteral("snapshot:%1").arg(page.league.member(one).snapshot.value)));
    menu->close();
    const QString path = fileAt("one.safetensors");
    foot->verbs().saveWeightsAs(one, path);
    QVERIFY(studio.waitFor([&] { return studio.messages().join(QString()).contains(path); }));
    QCOMPARE(headOf(path, 100), QStringLiteral("weights %1 of run %2").arg(one).arg(written_.value).toUtf8());
}

void TestStudioLeagueVerbs::recordedMatchOfTwoIsWatched() {
    const RunId run = test::playLeague(workspace());
    StudioDriver studio(window());
    const Page page(studio);
    QVERIFY(page.open(run));
    // Two that a recorded match is of, as the workspace knows it.
    const auto store = store::Workspace::open(workspace(), store::OpenMode::readOnly);
    store::MatchListQuestion all;
    all.limit = 1000;
    const auto matches = (*store)->matchList(all);
    const auto idOf = [&](const std::string& agent) {
        for (const models::LeagueNode& node : page.model().nodes())
            if (agent == "snapshot:" + std::to_string(page.league.member(node.id).snapshot.value)) return node.id;
        return models::kNobody;
    };
    auto* payoff = page.payoff();
    const auto choose = [&](LeagueId one, LeagueId other) {
        const int row = payoff->model()->rowOf(LeagueBridge::idText(one));
        const int column = payoff->model()->columnOf(LeagueBridge::idText(other));
        QTest::mouseClick(payoff, Qt::LeftButton, {}, payoff->cellRect(row, column).center().toPoint());
        return page.payoff()->current() == views::HeatMap::Place{row, column};
    };
    const auto verb = [&](const char* text) -> views::LinkButton* {
        for (auto* link : payoff->findChildren<views::LinkButton*>())
            if (link->text() == name(text) && link->isVisible()) return link;
        return nullptr;
    };
    const auto beaten = [&](LeagueId id) { return payoff->model()->rowOf(LeagueBridge::idText(id)) >= 0; };
    LeagueId one = models::kNobody, other = models::kNobody;
    for (const store::ListedMatch& listed : *matches) {
        one = idOf(listed.match.agents.at(0));
        other = idOf(listed.match.agents.at(1));
        if (beaten(one) && beaten(other) && one != other) break;
    }
    QVERIFY(beaten(one) && beaten(other) && one != other);
    QVERIFY(choose(one, other));
    QVERIFY(studio.waitFor([&] { return verb("Watch") != nullptr; }));
    QVERIFY(!verb("Record"));
    QTest::mouseClick(verb("Watch"), Qt::LeftButton);
    QVERIFY(studio.waitFor([&] { return studio.window().currentPage() == name("replay"); }));
    QVERIFY(studio.click(name("rail:league")));
    QVERIFY(studio.waitFor([&] { return verb("Matches") != nullptr; }));
    QTest::mouseClick(verb("Matches"), Qt::LeftButton);
    QCOMPARE(studio.window().currentPage(), name("replays"));
    auto& list = studio.window().findChild<pages::ReplaysPage*>()->list();
    QVERIFY(studio.waitFor([&] { return list.loaded() && list.table()->rowCount() > 0; }));
    QVERIFY(list.count() < static_cast<qint64>(matches->size()));
    // Two that never played for the list can be recorded.
    QVERIFY(studio.click(name("rail:league")));
    const auto met = [&](LeagueId a, LeagueId b) {
        return std::any_of(matches->begin(), matches->end(), [&](const store::ListedMatch& listed) {
            const LeagueId x = idOf(listed.match.agents.at(0)), y = idOf(listed.match.agents.at(1));
            return (x == a && y == b) || (x == b && y == a);
        });
    };
    const auto& nodes = page.model().nodes();
    for (qsizetype i = 0; i + 1 < nodes.size(); ++i) {
        one = nodes[i].id;
        other = nodes[i + 1].id;
        if (!met(one, other) && beaten(one) && beaten(other)) break;
    }
    QVERIFY(choose(one, other));
    QVERIFY(studio.waitFor([&] { return verb("Record") != nullptr; }));
    QTest::mouseClick(verb("Record"), Qt::LeftButton);
    QVERIFY(studio.waitFor([&] { return studio.window().currentPage() == name("replays"); }));
}

void TestStudioLeagueVerbs::runWithoutALeagueOffersOne() {
    const RunId league = test::writeLeague(workspace(), 60);
    const RunId plain = writePlain(workspace());
    StudioDriver studio(window());
    const Page page(studio);
    QVERIFY(studio.waitFor([&] { return studio.window().shell().page(name("experiments")) != nullptr; }));
    studio.window().shell().go().openLeague(plain);
    auto* empty = studio.find(name("league.empty"));
    QVERIFY(studio.waitFor([&] { return empty->isVisible() && studio.find(name("league.newest"))->isVisible(); }));
    QStringList words;
    for (const QLabel* label : empty->findChildren<QLabel*>())
        words << label->text();
    QVERIFY2(words.contains(name("This run has no league")), qPrintable(words.join(QLatin1Char('|'))));
    QVERIFY(!studio.find(name("league.why"))->isVisible());
    QVERIFY(studio.click(name("league.newest")));
    QVERIFY(page.isThere(league));
    QVERIFY(!empty->isVisible());
    // A new one of the same game.
    studio.window().shell().go().openLeague(plain);
    QVERIFY(studio.waitFor([&] { return empty->isVisible(); }));
    QVERIFY(studio.click(name("league.new")));
    QCOMPARE(studio.window().currentPage(), name("new"));
    QVERIFY(studio.window().findChild<pages::NewExperimentPage*>()->config().text().contains(
        QLatin1String("name = \"rps\"")));
}

void TestStudioLeagueVerbs::emptyWorkspaceOffersALeague() {
    StudioDriver studio(window());
    QVERIFY(studio.click(name("rail:league")));
    QVERIFY(studio.waitFor([&] { return studio.find(name("league.empty"))->isVisible(); }));
    QVERIFY(!studio.find(name("league.newest"))->isVisible());
    QVERIFY(studio.click(name("league.new")));
    QCOMPARE(studio.window().currentPage(), name("new"));
    QVERIFY(studio.window().findChild<pages::NewExperimentPage*>()->config().text().contains(
        QLatin1String("slime_volley")));
}

void TestStudioLeagueVerbs::menuAndRunPageLeadHere() {
    const RunId league = test::writeLeague(workspace(), 100);
    const RunId plain = writePlain(workspace());
    StudioDriver studio(window());
    const Page page(studio);
    auto* menu = studio.find<QMenu>(name("menu.league"));
    QVERIFY(studio.waitFor([&] { return inMenu(menu, "action.openLeague")->isEnabled(); }));
    inMenu(menu, "action.openLeague")->trigger();
    QVERIFY(page.isThere(league));
    inMenu(menu, "action.openLineage")->trigger();
    QCOMPARE(studio.window().currentPage(), name("lineage"));
    inMenu(menu, "action.whyMatch")->trigger();
    QCOMPARE(studio.window().currentPage(), name("why"));
    // The page of a run shows the way where there is one.
    studio.window().openRun(plain);
    QVERIFY(studio.waitFor([&] { return studio.runBridge().facts().record.id == plain; }));
    QVERIFY(!studio.find(name("run.league"))->isVisible());
    studio.window().openRun(league);
    QVERIFY(studio.waitFor([&] { return studio.find(name("run.league"))->isVisible(); }));
    QVERIFY(studio.click(name("run.league")));
    QVERIFY(page.isThere(league));
    // Nothing of it without a league.
    StudioDriver bare(fileAt("bare"));
    QVERIFY(!inMenu(bare.find<QMenu>(name("menu.league")), "action.openLeague")->isEnabled());
}

void TestStudioLeagueVerbs::memberIsSelectedWhenItIsAskedFor() {
    StudioDriver studio(written());
    const Page page(studio);
    studio.window().shell().go().openLeague(written_, name("ME1-3"));
    QVERIFY(page.isThere(written_));
    QVERIFY(studio.waitFor([&] { return !page.league.selection()->isEmpty(); }));
    const LeagueId one = page.league.selection()->id();
    QCOMPARE(page.league.member(one).code, name("ME1-3"));
    QVERIFY(page.isMarkedEverywhere(one));
    // One that came after the moment that is looked at is shown as it is now.
    page.league.selection()->clear();
    page.model().setTime(1);
    studio.window().shell().go().openLeague(written_, name("MA1-3"));
    QVERIFY(studio.waitFor([&] { return page.league.member(page.league.selection()->id()).code == name("MA1-3"); }));
    QVERIFY(page.model().isNow());
}

void TestStudioLeagueVerbs::leagueThatWasDeletedMakesWayForAnother() {
    RunId first, second;
    {
        test::LeagueAuthor one(workspace(), test::allRoles(), 1, "first"),
            other(workspace(), test::allRoles(), 2, "second");
        for (test::LeagueAuthor* author : {&one, &other}) {
            author->play(80);
            author->finish();
        }
        first = one.id();
        second = other.id();
    }
    StudioDriver studio(window());
    const Page page(studio);
    const auto& runs = *studio.window().findChild<bridges::RunsBridge*>();
    QVERIFY(studio.waitFor([&] { return runs.runs().size() == 2; }));
    studio.window().shell().go().openLeague(first);
    QVERIFY(page.isThere(first));
    QVERIFY((*store::Workspace::open(workspace()))->deleteRun(first).ok());
    QVERIFY(studio.waitFor([&] { return page.league.run() != first; }));
    QVERIFY(studio.waitFor([&] { return runs.runs().size() == 1; }));
    QVERIFY(studio.click(name("rail:experiments")));
    QVERIFY(studio.click(name("rail:league")));
    QVERIFY(page.isThere(second));
}

void TestStudioLeagueVerbs::whyIsAskedOfTheSelectedOne() {
    StudioDriver studio(written());
    const Page page(studio);
    QVERIFY(page.open(written_));
    QVector<pages::LeagueQuestion> asked;
    connect(&studio.window().shell().go(), &pages::Navigator::whyWanted, &page.page,
            [&](const pages::LeagueQuestion& question) { asked << question; });
    QVERIFY(studio.click(name("league.why")));  // nobody is selected: the learner whose edges are drawn
    QVERIFY(studio.click(name("rail:league")));
    const LeagueId one = page.someone(Role::MainExploiter, 1);
    QTest::mouseClick(page.graph(), Qt::LeftButton, {}, page.graph()->pointOf(one).toPoint());
    QVERIFY(studio.click(name("league.why")));
    QVERIFY(studio.click(name("rail:league")));
    const LeagueId learner = page.model().learners().at(1).id;
    QTest::mouseClick(page.graph(), Qt::LeftButton, {}, page.graph()->pointOf(learner).toPoint());
    QVERIFY(studio.click(name("league.drawn")));
    QCOMPARE(asked.size(), 3);
    QCOMPARE(asked[0].run, written_);
    QCOMPARE(asked[0].player, 0);
    QCOMPARE(asked[0].verdict, 0);
    QVERIFY(asked[1].verdict > 0);
    QCOMPARE(asked[1].verdict, page.league.member(one).verdict);
    QCOMPARE(asked[2].player, 1);
    QCOMPARE(asked[2].verdict, 0);
}

void TestStudioLeagueVerbs::curvesOfAllLearnersStandOnTheRunPage() {
    RunId run;
    {
        test::LeagueAuthor author(workspace());
        author.play(100);
        for (int i = 1; i <= 20; ++i) {
            const int64_t step = 10'000 * i;
            author.publish(Metrics{{{"entropy", step, 1.0, kUnknown},
                                    {"entropy/ME1", step, 0.5, kUnknown},
                                    {"policy_loss", step, 0.01, kUnknown},
                                    {"policy_loss/ME1", step, -0.02, kUnknown},
                                    {"score/bot:random", step, 0.4, 0.1},
                                    {"score/bot:random/ME1", step, -0.9, 0.1},
                                    {"win_rate/league", step, 0.7, kUnknown},
                                    {"win_rate/MA1/ME1", step, 0.3, kUnknown},
                                    {"kl/ME1", step, 0.01, kUnknown}}});
        }
        author.finish();
        run = author.id();
    }
    StudioDriver studio(window());
    studio.window().openRun(run);
    bridges::RunBridge& bridge = studio.runBridge();
    QVERIFY(studio.waitFor([&] { return bridge.facts().record.id == run && !bridge.entropy()->isEmpty(); }));
    const auto latest = [](models::ChartModel* chart, const char* series) {
        const models::SeriesModel* curve = chart->series(name(series));
        return curve && curve->latestRaw() ? *curve->latestRaw() : std::nan("");
    };
    QCOMPARE(latest(bridge.entropy(), "MA"), 1.0);
    QCOMPARE(latest(bridge.entropy(), "ME"), 0.5);
    QCOMPARE(latest(bridge.losses(), "MA policy"), 0.01);
    QCOMPARE(latest(bridge.losses(), "ME policy"), 0.02);  // its size: the axis is logarithmic
    QCOMPARE(latest(bridge.winRates(), "ME v MA"), 0.3);
    QCOMPARE(latest(bridge.winRates(), "MA v frozen players"), 0.7);
    QCOMPARE(bridge.facts().ownPast, 0.7);
    // The ratings of the joint fit are told apart by learner; the figure on top is the main agent's.
    QVERIFY(bridge.elo()->series(name("MA")) && bridge.elo()->series(name("AEE")));
    QVERIFY(bridge.elo()->series(name("MA"))->size() > 1);
    QCOMPARE(bridge.facts().elo, latest(bridge.elo(), "MA"));
    // What an exploiter scores against bots has its own chart, and the rest as well.
    QCOMPARE(bridge.scores()->all().size(), size_t(1));
    models::ChartModel* own = bridge.chart(bridges::RunBridge::ownChart("score/bot:random/ME1"));
    QCOMPARE(own->title(), name("Score against random of ME 1"));
    QCOMPARE(*own->all().front().model->latestRaw(), -0.9);
    models::ChartModel* kl = bridge.chart(bridges::RunBridge::ownChart("kl/ME1"));
    QCOMPARE(kl->unit(), name("nats"));
    QCOMPARE(*kl->all().front().model->latestRaw(), 0.01);
    // Also of one that stands in a standard chart.
    models::ChartModel* entropy = bridge.chart(bridges::RunBridge::ownChart("entropy/ME1"));
    QCOMPARE(*entropy->all().front().model->latestRaw(), 0.5);
}

int main(int argc, char** argv) {
    return test::runStudioTest<TestStudioLeagueVerbs>(argc, argv);
}

#include "tst_studio_league_verbs.moc"
