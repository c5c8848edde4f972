// SPDX-License-Identifier: GPL-3.0-or-later
// A league run as models: what its events tell, at any moment.
#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <map>
#include <set>

#include "app/bridges/why_words.h"
#include "tests/app/studio/league_bridge_kit.h"
#include "tests/support/temp_dir.h"
#include "tests/support/warning_guard.h"

using namespace ludus;
using namespace ludus::test;

namespace {

/// Numbers of the learning periods in which snapshots were born, counted by hand.
std::vector<int> periodsOf(const league::LeagueStory& story) {
    std::vector<int> out;
    int running = 0;
    for (const league::StoryNode& node : story.snapshots()) {
        const bool ends = node.player == 0 && node.kind == league::NodeKind::period;
        out.push_back(node.kind == league::NodeKind::root ? 0 : running);
        if (ends || node.kind == league::NodeKind::root) ++running;
    }
    return out;
}

}  // namespace

class TestLeagueBridge : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        author_ = std::make_unique<LeagueAuthor>(folder_.path());
        author_->play(800);
        story_ = std::make_unique<league::LeagueStory>(author_->story());
        QVERIFY(story_->exact());
    }
    void cleanup() { QVERIFY2(guard_.clean(), qPrintable(guard_.take())); }

    void theLeagueIsReadAsItsEventsTellIt() {
        Stage stage(folder_);
        QVERIFY(stage.open(author_->id()));
        const bridges::LeagueFacts& facts = stage.bridge.facts();
        QVERIFY(facts.league);
        QCOMPARE(facts.learners, 6);
        QCOMPARE(facts.snapshots, static_cast<int>(story_->snapshots().size()));
        QVERIFY2(facts.snapshots > 40, qPrintable(QString::number(facts.snapshots)));
        QCOMPARE(facts.mismatch, QString());
        const LeagueModel& model = *stage.bridge.model();
        QStringList names;
        for (const models::LeagueLearner& learner : model.learners())
            names << learner.name;
        QCOMPARE(names, QStringList({"MA", "ME", "LE", "SE", "EE", "AEE"}));
        const std::vector<int> periods = periodsOf(*story_);
        QCOMPARE(model.nodes().size(), static_cast<qsizetype>(periods.size()));
        int frozen = 0;
        for (const LeagueNode& node : model.nodes()) {
            const league::StoryNode& told = story_->snapshots()[static_cast<size_t>(node.id)];
            QCOMPARE(node.period, periods[static_cast<size_t>(node.id)]);
            QCOMPARE(node.parent, told.parent < 0 ? models::kNobody : told.parent);
            QCOMPARE(models::leaguePlayer(node.learner), told.player);
            QCOMPARE(node.step, told.step);
            QVERIFY(alike(node.elo, told.elo));
            if (told.player == 0 && told.kind == league::NodeKind::period) QCOMPARE(node.period, ++frozen);
        }
        QCOMPARE(facts.periods, frozen);
        QVERIFY(frozen >= 5);
        QCOMPARE(model.name(1), QString("root"));
        QCOMPARE(model.node(1)->period, 0);
        const int third = story_->memberNamed("ME1-3")->index();
        QCOMPARE(model.name(third), QString("ME·3"));
        const std::vector<std::string> learners = bridges::learnersOf(*story_);
        for (const LeagueNode& node : model.nodes())  // as pages name them that know a league by its story alone
            QCOMPARE(bridges::memberTitle(story_->snapshots()[static_cast<size_t>(node.id)].name, learners), node.name);
        QCOMPARE(bridges::memberTitle("SE1-start", learners), QString("SE·start"));
        QCOMPARE(bridges::memberTitle("ME2-end#12", {"ME1", "ME2"}), QString("ME 2·end #12"));
        QCOMPARE(stage.bridge.member(third).code, QString("ME1-3"));
        QCOMPARE(stage.bridge.member(models::leagueLearner(1)).code, QString("ME1"));
        QCOMPARE(stage.bridge.everybody().size(), 6 + facts.snapshots);
        QCOMPARE(stage.bridge.member(9999).name, QString());
    }

    void severalOfARoleHaveNumbers() {
        const test::TempDir folder;
        std::vector<std::string> options = test::allRoles();
        options.emplace_back("league.main_exploiters=2");
        LeagueAuthor author(folder.path(), options);
        author.play(120);
        Stage stage(folder);
        QVERIFY(stage.open(author.id()));
        QCOMPARE(stage.bridge.model()->learners()[1].name, QString("ME 1"));
        QCOMPARE(stage.bridge.model()->learners()[2].name, QString("ME 2"));
        const int first = author.story().memberNamed("ME2-1")->index();
        QCOMPARE(stage.bridge.model()->name(first), QString("ME 2·1"));
        QCOMPARE(stage.bridge.member(first).code, QString("ME2-1"));
        // The same colour and sign, another dash.
        const auto& all = stage.bridge.elo()->all();
        QCOMPARE(all[1].role, QString("ME"));
        QCOMPARE(all[2].role, QString("ME"));
        QVERIFY(all[1].colour != all[2].colour);
    }

    void aLeagueIsToldByTheMainAgentThatMadeItsRoot() {
        const test::TempDir folder;
        std::vector<std::string> options = test::allRoles();
        options.emplace_back("league.main_agents=2");
        LeagueAuthor author(folder.path(), options);
        author.play(2);
        author.fail(0);
        author.play(300);
        const league::LeagueStory story = author.story();
        QCOMPARE(story.firstMain(), 1);
        Stage stage(folder);
        QVERIFY(stage.open(author.id()));
        const LeagueModel& model = *stage.bridge.model();
        int ended = 0;
        for (const LeagueNode& node : model.nodes()) {
            const league::StoryNode& told = story.snapshots()[static_cast<size_t>(node.id)];
            if (told.player == 1 && told.kind == league::NodeKind::period) QCOMPARE(node.period, ++ended);
        }
        QVERIFY2(ended >= 2, qPrintable(QString::number(ended)));
        QCOMPARE(stage.bridge.facts().periods, ended);
        QVERIFY(stage.bridge.forgetting()->series("smallest")->size() > 0);
        QVERIFY(stage.bridge.past()->rowCount() > 0);
        const models::LeagueLearner& exploiter = model.learners()[2];
        QCOMPARE(exploiter.name, QString("ME"));
        const league::KinRow wanted = story.against(Member::learner(2), 1);
        QVERIFY(wanted.known);
        QVERIFY(alike(exploiter.winRate, static_cast<double>(wanted.rate)));
        QVERIFY(stage.follow(author));  // equilibria, one a period
    }

    void payoffsAreTheLeaguesTable() {
        Stage stage(folder_);
        QVERIFY(stage.open(author_->id()));
        comparePayoff(*stage.bridge.payoff(), *story_, league::MemberOrder::role);
        for (const league::MemberOrder order : {league::MemberOrder::age, league::MemberOrder::rating}) {
            QSignalSpy changed(&stage.bridge, &LeagueBridge::changed);
            stage.bridge.setOrder(order);
            QVERIFY(changed.wait(kPatienceMs));
            comparePayoff(*stage.bridge.payoff(), *story_, order);
        }
        QVERIFY(stage.goTo(3));  // by the ratings of now, also then
        double before = std::numeric_limits<double>::infinity();
        for (const models::MatrixHeader& row : stage.bridge.payoff()->rows()) {
            const LeagueNode* node = stage.bridge.model()->node(LeagueBridge::idOf(row.id));
            if (!node || !std::isfinite(node->elo)) continue;
            QVERIFY(node->elo <= before);
            before = node->elo;
        }
        QVERIFY(std::isfinite(before));
    }

    void edgesAreCountedFromTallies() {
        Stage stage(folder_);
        QVERIFY(stage.open(author_->id()));
        const int periods = stage.bridge.facts().periods;
        for (const auto& [time, window] : {std::pair(LeagueModel::kNow, 2), {LeagueModel::kNow, 0}, {3, 1}, {4, 3}}) {
            stage.bridge.setWindow(window);
            QVERIFY(stage.goTo(1));
            QVERIFY(stage.goTo(time));
            const int last = time == LeagueModel::kNow ? periods + 1 : time;
            const int first = window == 0 ? 0 : std::max(0, last - window + 1);
            std::map<int, int64_t> all;                    // by player
            std::map<std::pair<int, int>, int64_t> shown;  // by player and opponent
            int running = 0;
            league::LeagueStory story(author_->options());
            for (const RunEvent& event : author_->events()) {
                if (const auto* told = std::get_if<Tallied>(&event.body)) {
                    const TallyRecord& tally = told->tally;
                    if (!tally.asked && running >= first && running <= last) {
                        const auto games = static_cast<int64_t>(tally.scores.size());
                        all[tally.player] += games;
                        const auto opponent = memberOfLabel(tally.opponent, tally.player);
                        const bool frozen = opponent && !opponent->isLearner();
                        const bool itself = opponent == Member::learner(tally.player);
                        if (frozen || itself) shown[{tally.player, opponent->code()}] += games;
                    }
                }
                const size_t before = story.snapshots().size();
                story.take(event);
                if (story.snapshots().size() == before) continue;
                const league::StoryNode& node = story.snapshots().back();
                const bool ends = node.player == 0 && node.kind == league::NodeKind::period;
                if (ends || node.kind == league::NodeKind::root) ++running;
            }
            double checked = 0;
            std::map<int, double> shares;
            for (const models::LeagueEdge& edge : stage.bridge.model()->edges()) {
                const int player = models::leaguePlayer(edge.learner);
                shares[player] += edge.share;
                QVERIFY(alike(edge.share, double(edge.matches) / double(all[player])));
                // Main agents that were met alive stand for what they became, beside matches against that one.
                const auto known = shown.find({player, edge.opponent});
                const LeagueNode* node = stage.bridge.model()->node(edge.opponent);
                const bool main = node ? node->role == models::LeagueRole::MainAgent : edge.opponent == -1;
                if (player != 0 && main) continue;
                QVERIFY(known != shown.end());
                QCOMPARE(edge.matches, known->second);
                ++checked;
            }
            QVERIFY(checked > 5);
            for (const auto& [player, sum] : shares)
                QVERIFY(player == 3 ? sum <= 1 + 1e-9 : alike(sum, 1));  // SE has also met its bot
        }
    }

    void aLearnerThatWasMetStandsForWhatItBecame() {
        Stage stage(folder_);
        QVERIFY(stage.open(author_->id()));
        stage.bridge.setWindow(0);
        QVERIFY(stage.goTo(2));
        // At the end of period 2 the main agent of period 1 and 2 is frozen: exploiters have met these two.
        std::set<QString> met;
        for (const models::LeagueEdge& edge : stage.bridge.model()->edges())
            if (edge.learner == models::leagueLearner(1)) met.insert(stage.bridge.model()->name(edge.opponent));
        QVERIFY(met.contains("MA·1") && met.contains("MA·2"));
        QVERIFY(!met.contains("MA"));
    }

    void theMomentMovesAllPictures() {
        Stage stage(folder_);
        QVERIFY(stage.open(author_->id()));
        QVERIFY(stage.follow(*author_));
        const QStringList now = told(stage.bridge);
        for (const int period : {1, 3, 5}) {
            QVERIFY(stage.goTo(period));
            const league::LeagueStory past =
                league::storyOf(author_->options(), author_->events(), endOf(*story_, period) + 1);
            comparePayoff(*stage.bridge.payoff(), past, league::MemberOrder::role);
            QCOMPARE(stage.bridge.everybody().size(), qsizetype(6 + past.snapshots().size()));
            QCOMPARE(stage.bridge.nash()->columnCount(), period);
            QCOMPARE(stage.bridge.nash()->columns().back().id, QString::number(period));
            QCOMPARE(stage.bridge.opponents()->columns().back().id, QString::number(period));
            QCOMPARE(stage.bridge.past()->rowCount(), period);
            QCOMPARE(stage.bridge.elo()->marks().size(), size_t{1});
            QCOMPARE(stage.bridge.elo()->marks()[0].step, stage.bridge.facts().periodSteps[period - 1]);
            const models::LeagueLearner& main = stage.bridge.model()->learners()[0];
            QCOMPARE(main.matches, past.learners()[0].learnt);
            const models::SeriesModel& elo = *stage.bridge.elo()->series("MA");
            double rated = models::kLeagueUnknown;
            for (size_t i = 0; i < elo.size() && elo.at(i).step <= past.lastStep(); ++i)
                rated = elo.at(i).value;
            QVERIFY(alike(main.elo, rated));
            const auto& moment = *std::find_if(past.moments().rbegin(), past.moments().rend(),
                                               [](const auto& one) { return one->player == 0; });
            QCOMPARE(moment->period, period);
            for (const league::KinRow& row : moment->kin) {
                const LeagueNode& node = *stage.bridge.model()->node(row.snapshot);
                QVERIFY(alike(node.winRate, row.known ? static_cast<double>(row.rate) : models::kLeagueUnknown));
                QCOMPARE(node.winMatches, qint64{row.played});
                QCOMPARE(std::isfinite(node.winHalf), row.known);
                QCOMPARE(node.inside, row.inside);
                QCOMPARE(node.leaf, row.leaf);
            }
        }
        QVERIFY(stage.goTo(LeagueModel::kNow));
        compare(told(stage.bridge), now);
        QVERIFY(stage.bridge.elo()->marks().empty());
    }

    void ratesOfTheLineageAreThoseOfTheMoments() {
        Stage stage(folder_);
        QVERIFY(stage.open(author_->id()));
        std::map<int, QVector<LeagueMember::Rate>> wanted;
        for (const auto& moment : story_->moments())
            for (const league::KinRow& row : moment->kin)
                wanted[row.snapshot].push_back({moment->period, static_cast<double>(row.rate), row.played, row.inside,
                                                row.leaf, static_cast<double>(row.games), row.known, row.enough});
        QVERIFY(wanted.size() > 8);
        int several = 0, judged = 0, heirs = 0;
        for (const league::StoryNode& node : story_->snapshots()) {
            const LeagueMember member = stage.bridge.member(node.index);
            const QVector<LeagueMember::Rate>& rates = wanted[node.index];
            QCOMPARE(member.rates.size(), rates.size());
            several += rates.size() > 1 ? 1 : 0;
            for (int i = 0; i < rates.size(); ++i) {
                QCOMPARE(member.rates[i].period, rates[i].period);
                QVERIFY(alike(member.rates[i].rate, rates[i].rate));
                QCOMPARE(member.rates[i].played, rates[i].played);
                QCOMPARE(member.rates[i].inside, rates[i].inside);
                QCOMPARE(member.rates[i].known, rates[i].known);
                QCOMPARE(member.rates[i].enough, rates[i].enough);
                QVERIFY(alike(member.rates[i].games, rates[i].games));
                QCOMPARE(member.rates[i].leaf, rates[i].leaf);
            }
            QCOMPARE(member.hash.toStdString(), node.hash);
            QCOMPARE(member.snapshot, node.id);
            // The verdict is the newest one on that learner before it was frozen.
            int64_t verdict = 0;
            for (const league::ToldVerdict& told : story_->verdicts())
                if (told.seq < node.seq && told.verdict.player == node.player &&
                    (told.verdict.action == VerdictAction::freeze ||
                     told.verdict.action == VerdictAction::freezeAndRestart))
                    verdict = told.verdict.id;
            QCOMPARE(member.verdict, node.kind == league::NodeKind::untrained ? 0 : verdict);
            judged += member.verdict > 0 ? 1 : 0;
            for (const models::LeagueId heir : member.heirs)
                QCOMPARE(story_->snapshots()[static_cast<size_t>(heir)].parent, node.index);
            heirs += static_cast<int>(member.heirs.size());
        }
        QVERIFY(several > 3 && judged > 30 && heirs > 20);
        const LeagueMember root = stage.bridge.member(1);
        QVERIFY(root.sentence.startsWith("the common root · Elo "));
        const league::StoryNode& common = story_->snapshots()[1];
        QVERIFY(root.sentence.contains(QString(" · %1 match").arg(common.learnt + common.met)));
    }

    void oneSelectionIsSharedByAllPictures() {
        Stage stage(folder_);
        QVERIFY(stage.open(author_->id()));
        QCOMPARE(stage.bridge.selection(), stage.bridge.model()->selection());
        QCOMPARE(stage.bridge.selection()->learner(), models::leagueLearner(0));
        const QStringList mains = told(*stage.bridge.opponents());
        QSignalSpy changed(&stage.bridge, &LeagueBridge::changed);
        stage.bridge.selection()->select(models::leagueLearner(2));
        QVERIFY(changed.wait(kPatienceMs));
        QVERIFY(told(*stage.bridge.opponents()) != mains);
        const QStringList league = told(*stage.bridge.opponents());
        stage.bridge.selection()->select(5);  // a snapshot leaves them as they are
        QCOMPARE(stage.bridge.selection()->learner(), models::leagueLearner(2));
        QVERIFY(stage.goTo(4));
        QVERIFY(stage.goTo(LeagueModel::kNow));
        compare(told(*stage.bridge.opponents()), league);
        QCOMPARE(stage.bridge.selection()->id(), 5);
    }

    void sharesOfOpponentsAddUp() {
        Stage stage(folder_);
        QVERIFY(stage.open(author_->id()));
        const MatrixModel& shares = *stage.bridge.opponents();
        QVERIFY(shares.rowCount() > 10 && shares.columnCount() > 5);
        for (int column = 0; column < shares.columnCount(); ++column) {
            double sum = 0;
            for (int row = 0; row < shares.rowCount(); ++row)
                if (std::isfinite(shares.cell(row, column).value))
                    sum += static_cast<double>(shares.cell(row, column).value);
            QVERIFY(alike(sum, 1));
        }
        int group = -1;
        for (const models::MatrixHeader& row : shares.rows()) {
            QVERIFY(row.group >= group);  // those of a role side by side
            group = row.group;
        }
    }

    void theTriangleHoldsTheMomentsOfTheMainAgent() {
        Stage stage(folder_);
        QVERIFY(stage.open(author_->id()));
        const MatrixModel& past = *stage.bridge.past();
        int cells = 0;
        for (const auto& moment : story_->moments()) {
            const int row = past.rowOf(LeagueBridge::idText(moment->snapshot));
            QVERIFY(row >= 0);
            for (const league::PastRow& wanted : moment->past) {
                const MatrixCell& cell = past.cell(row, past.columnOf(LeagueBridge::idText(wanted.snapshot)));
                QCOMPARE(cell.count, wanted.played);
                if (wanted.known) QCOMPARE(cell.value, wanted.rate);
                ++cells;
            }
            const int own = past.columnOf(LeagueBridge::idText(moment->snapshot));
            if (own >= 0) QVERIFY(past.cell(row, own).kind == MatrixKind::Outside);
        }
        QVERIFY(cells > 15);
        const models::SeriesModel& smallest = *stage.bridge.forgetting()->series("smallest");
        size_t known = 0;
        for (const auto& moment : story_->moments()) {
            if (!std::isfinite(moment->minimum)) continue;
            QVERIFY(alike(smallest.at(known).value, moment->minimum));
            QVERIFY(alike(stage.bridge.forgetting()->series("mean")->at(known).value, moment->mean));
            ++known;
        }
        QCOMPARE(smallest.size(), known);
    }

    void weightsOfTheEquilibriumAreTheLeagues() {
        Stage stage(folder_);
        QVERIFY(stage.open(author_->id()));
        QVERIFY(stage.follow(*author_));
        const MatrixModel& nash = *stage.bridge.nash();
        const auto moments = league::nashOverTime(*story_);
        QCOMPARE(nash.columnCount(), static_cast<int>(moments.size()));
        for (int column = 0; column < nash.columnCount(); ++column) {
            const league::NashMoment& moment = moments[static_cast<size_t>(column)];
            double sum = 0;
            for (size_t i = 0; i < moment.weights.size(); ++i) {
                const int row = nash.rowOf(LeagueBridge::idText(moment.considered[i]));
                if (row < 0) continue;
                QVERIFY(alike(static_cast<double>(nash.cell(row, column).value), moment.weights[i]));
                sum += moment.weights[i];
            }
            QVERIFY(std::fabs(sum - 1) < 1e-2);
        }
        const models::MatrixCard card = nash.card(0, nash.columnCount() - 1);
        QCOMPARE(card.rows.size(), 4);
        QVERIFY(card.head.endsWith(QString("period %1").arg(nash.columnCount())));
    }

    void curvesHaveTheirRolesAndTheMainAgentItsBand() {
        Stage stage(folder_);
        QVERIFY(stage.open(author_->id()));
        const auto& all = stage.bridge.elo()->all();
        QCOMPARE(all.size(), size_t{6});
        for (size_t i = 0; i < all.size(); ++i) {
            QCOMPARE(all[i].model->name(), stage.bridge.model()->learners()[int(i)].name);
            QCOMPARE(all[i].role, all[i].model->name());
            QCOMPARE(all[i].model->hasBand(), i == 0);
            QVERIFY(all[i].model->size() > 10);
        }
        QCOMPARE(stage.bridge.elo()->lines().size(), size_t{1});
        QCOMPARE(stage.bridge.elo()->lines()[0].label, QString("random"));
    }

    void theLeagueOfAnyMomentIsExact() {
        Stage stage(folder_);
        QVERIFY(stage.open(author_->id()));
        const auto reader = stage.bridge.reader();
        const int periods = stage.bridge.facts().periods;
        for (const int period : {periods, 1, periods - 1, 2, 3, 0}) {
            const int64_t end = period == 0 ? story_->snapshots()[1].seq : endOf(*story_, period);
            const league::LeagueStory wanted = league::storyOf(author_->options(), author_->events(), end + 1);
            QCOMPARE(reader->at(period)->book().saveState(), wanted.book().saveState());
            QCOMPARE(reader->at(period)->snapshots().size(), wanted.snapshots().size());
        }
        QCOMPARE(reader->at(LeagueModel::kNow)->book().saveState(), story_->book().saveState());
        for (const league::ToldVerdict& verdict : story_->verdicts()) {
            if (verdict.verdict.id % 37 != 0) continue;
            const league::LeagueStory wanted = league::storyOf(author_->options(), author_->events(), verdict.seq);
            QCOMPARE(reader->before(verdict.seq).book().saveState(), wanted.book().saveState());
        }
    }

private:
    const test::TempDir folder_;
    test::WarningGuard guard_;
    std::unique_ptr<LeagueAuthor> author_;
    std::unique_ptr<league::LeagueStory> story_;
};

QTEST_MAIN(TestLeagueBridge)
#include "tst_league_bridge.moc"
