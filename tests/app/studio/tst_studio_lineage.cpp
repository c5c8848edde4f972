// SPDX-License-Identifier: GPL-3.0-or-later
// Lineage in the real window: who inherited from whom, what each did against the main agent, and the ways from there.
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>
#include <cmath>
#include <set>

#include "app/bridges/league_bridge.h"
#include "app/pages/lineage_card.h"
#include "app/pages/new_experiment_page.h"
#include "app/studio/shell.h"
#include "tests/app/studio/access_walk.h"
#include "tests/app/studio/league_kit.h"
#include "tests/app/studio/run_author.h"
#include "tests/app/studio/studio_case.h"
#include "widgets/style/format.h"
#include "widgets/views/lineage_view.h"
#include "widgets/views/table_view.h"
#include "widgets/views/time_slider.h"

using namespace ludus;
using league::KinRow;
using league::LeagueStory;
using league::StoryNode;
using Shown = models::LeagueRole;
using test::LeagueAuthor;

class TestStudioLineage : public test::StudioCase {
    Q_OBJECT
private:
    /// A finished league of all roles.
    LeagueStory writeLeague() {
        LeagueAuthor author(workspace());
        author.play(400);
        author.finish();
        return author.story();
    }
    bridges::LeagueBridge& league() { return *studio_->window().findChild<bridges::LeagueBridge*>(); }
    views::LineageView& view() { return *studio_->find<views::LineageView>(QStringLiteral("lineage.view")); }
    QString text(const char* name) { return studio_->find<QLabel>(QString::fromLatin1(name))->text(); }
    bool isSeen(const char* name) {
        const QWidget* widget = studio_->find(QString::fromLatin1(name));
        return widget && widget->isVisible();
    }
    bool openPage() {
        return studio_->click(QStringLiteral("rail:lineage")) &&
               studio_->waitFor([&] { return isSeen("lineage.view"); });
    }
    /// Clicks its sign; branches that do not fit are scrolled to by who looks for them.
    bool select(int id) {
        if (!studio_->waitFor([&] { return !std::isnan(view().pointOf(id).x()); })) return false;
        QTest::mouseClick(&view(), Qt::LeftButton, {}, view().pointOf(id).toPoint());
        return league().selection()->id() == id;
    }
    /// Presses a link of the card, wherever it is scrolled to.
    bool press(const QString& name) {
        auto* button = studio_->find<QAbstractButton>(name);
        if (!button || !button->isVisible()) return false;
        auto* area = studio_->find<QScrollArea>(QStringLiteral("lineage.card.area"));
        if (area->isAncestorOf(button)) area->ensureWidgetVisible(button);
        return studio_->click(name);
    }
    models::TableModel& numbers() {
        return *studio_->find<views::TableView>(QStringLiteral("lineage.numbers"))->table();
    }
    /// What the story knows of it at the end of each period, by period.
    static std::map<int, KinRow> kinOf(const LeagueStory& story, int snapshot) {
        std::map<int, KinRow> out;
        int period = 0;
        for (const auto& moment : story.moments()) {
            if (moment->player != 0) continue;
            ++period;
            for (const KinRow& row : moment->kin)
                if (row.snapshot == snapshot) out[period] = row;
        }
        return out;
    }
    /// One of the role that is known longest, and has a parent of its role.
    static int bestKnown(const LeagueStory& story, LeagueRole role) {
        int best = -1;
        size_t most = 0;
        for (const StoryNode& node : story.snapshots()) {
            if (node.role != role || node.kind != league::NodeKind::period) continue;
            const bool kin = node.parent >= 0 && story.snapshots()[static_cast<size_t>(node.parent)].role == role;
            if (kin && kinOf(story, node.index).size() > most) {
                most = kinOf(story, node.index).size();
                best = node.index;
            }
        }
        return best;
    }
    static int nodeNamed(const LeagueStory& story, const std::string& name) { return story.memberNamed(name)->code(); }

private Q_SLOTS:
    void aSelectedSnapshotTellsTheNumbersOfTheStory() {
        const LeagueStory story = writeLeague();
        openWindow();
        QVERIFY(openPage());
        QCOMPARE(studio_->window().currentPage(), QStringLiteral("lineage"));
        QVERIFY(isSeen("lineage.card.hint"));
        QVERIFY(!studio_->find<QPushButton>(QStringLiteral("lineage.open"))->isEnabled());
        const int id = bestKnown(story, LeagueRole::adaptiveEvolutionaryExploiter);
        QVERIFY(id >= 0);
        QVERIFY(select(id));
        const StoryNode& node = story.snapshots()[static_cast<size_t>(id)];
        QCOMPARE(text("lineage.name"), league().model()->name(id));
        QCOMPARE(text("lineage.elo"), style::formatInterval(node.elo, node.eloHalfWidth));
        QCOMPARE(text("lineage.matches"), style::formatInteger(league().model()->node(id)->matches));
        const std::map<int, KinRow> kin = kinOf(story, id);
        QVERIFY(kin.size() > 2);
        int open = 0;
        for (const auto& [period, row] : kin) {
            const int at = numbers().rowOf(QString::number(period));
            QVERIFY2(at >= 0, qPrintable(QString::number(period)));
            const auto& cells = numbers().row(at).cells;
            const QString rate = style::formatPercent(static_cast<double>(row.rate));
            QVERIFY2(cells[1].text == rate || cells[1].text.startsWith(rate + QLatin1Char(' ')),
                     qPrintable(cells[1].text));
            QVERIFY(row.known);
            QVERIFY2(cells[1].text.contains(QChar(0xB1)), qPrintable(cells[1].text));
            QCOMPARE(cells[2].text, row.played > 0 ? style::formatInteger(row.played) : style::kUnknown);
            // Nothing is said about the window by fewer matches than a verdict asks for.
            QCOMPARE(cells[3].text, !row.enough  ? QStringLiteral("undecided")
                                    : row.inside ? QStringLiteral("inside")
                                                 : QStringLiteral("outside"));
            open += row.enough ? 0 : 1;
        }
        QVERIFY(open > 0);
        // The rate of now says what it rests on.
        const league::Moment now = story.momentNow(0);
        const auto row =
            std::find_if(now.kin.begin(), now.kin.end(), [&](const KinRow& one) { return one.snapshot == id; });
        QVERIFY(row != now.kin.end() && row->known && row->played > 0);
        const auto rate = static_cast<double>(row->rate);
        const double half = bridges::halfWidthOf(rate, static_cast<double>(row->games));
        QCOMPARE(text("lineage.now"), QStringLiteral("now %1 %2, n %3")
                                          .arg(style::formatPercent(rate), style::formatHalfWidth(100 * half),
                                               style::formatInteger(row->played)));
        // The verdict that froze it is told in a sentence.
        QVERIFY(studio_->waitFor([&] { return text("lineage.made").startsWith(QStringLiteral("Frozen because")); }));
        QVERIFY(studio_->find<QPushButton>(QStringLiteral("lineage.open"))->isEnabled());
    }

    void theSliderMovesWinRatesAndBranchesBack() {
        const LeagueStory story = writeLeague();
        openWindow();
        QVERIFY(openPage());
        const int id = bestKnown(story, LeagueRole::adaptiveEvolutionaryExploiter);
        QVERIFY(select(id));
        const std::map<int, KinRow> kin = kinOf(story, id);
        const int first = kin.begin()->first, then = first + 1;
        const int all = numbers().rowCount();
        QCOMPARE(text("lineage.period"), QStringLiteral("Period: now"));
        auto* slider = studio_->find<views::TimeSlider>(QStringLiteral("lineage.time"));
        slider->setFocus();
        while (slider->position() > then)
            QTest::keyClick(slider, Qt::Key_Left);
        QCOMPARE(text("lineage.period"), QStringLiteral("Period: %1").arg(then));
        QVERIFY(studio_->waitFor([&] { return numbers().rowCount() < all && numbers().rowCount() > 0; }));
        for (int row = 0; row < numbers().rowCount(); ++row)
            QVERIFY(numbers().idAt(row).toInt() <= then);
        for (const StoryNode& node : story.snapshots())
            if (league().model()->node(node.index) && league().model()->node(node.index)->period > then)
                QVERIFY(std::isnan(view().pointOf(node.index).x()));
        QVERIFY(studio_->click(QStringLiteral("lineage.time.live")));
        QCOMPARE(text("lineage.period"), QStringLiteral("Period: now"));
        QVERIFY(studio_->waitFor([&] { return numbers().rowCount() == all; }));
    }

    void linksWalkAlongTheFamily() {
        const LeagueStory story = writeLeague();
        openWindow();
        QVERIFY(openPage());
        const int id = bestKnown(story, LeagueRole::adaptiveEvolutionaryExploiter);
        const int parent = story.snapshots()[static_cast<size_t>(id)].parent;
        QVERIFY(select(id));
        QVERIFY(press(QStringLiteral("lineage.parent")));
        QCOMPARE(league().selection()->id(), parent);
        QCOMPARE(text("lineage.name"), league().model()->name(parent));
        // The parent names its heirs, and the way back is one of them.
        QVERIFY(press(QStringLiteral("lineage.heir:%1").arg(id)));
        QCOMPARE(league().selection()->id(), id);
        // The path leads over the parent to the root of all.
        QVERIFY(studio_->find(QStringLiteral("lineage.path:%1").arg(parent)) != nullptr);
        QVERIFY(press(QStringLiteral("lineage.path:%1").arg(nodeNamed(story, "root"))));
        QCOMPARE(league().selection()->id(), nodeNamed(story, "root"));
    }

    void whyOpensTheVerdictThatMadeIt() {
        const LeagueStory story = writeLeague();
        openWindow();
        QVERIFY(openPage());
        const int id = bestKnown(story, LeagueRole::adaptiveEvolutionaryExploiter);
        const StoryNode& node = story.snapshots()[static_cast<size_t>(id)];
        qint64 expected = 0, before = 0;
        for (const league::ToldVerdict& told : story.verdicts()) {
            const bool froze =
                told.verdict.action == VerdictAction::freeze || told.verdict.action == VerdictAction::freezeAndRestart;
            if (told.verdict.player != node.player || !froze) continue;
            if (told.verdict.period == node.period) expected = told.verdict.id;
            if (told.verdict.period == node.period - 1) before = told.verdict.id;
        }
        QVERIFY(expected > 0 && before > 0);
        QVector<qint64> asked;
        connect(&studio_->window().shell().go(), &pages::Navigator::whyWanted, this,
                [&](const pages::LeagueQuestion& question) { asked << question.verdict; });
        QVERIFY(select(id));
        QVERIFY(studio_->waitFor([&] { return isSeen("lineage.why.made") && isSeen("lineage.why.began"); }));
        QVERIFY(press(QStringLiteral("lineage.why.made")));
        QCOMPARE(studio_->window().currentPage(), QStringLiteral("why"));
        QVERIFY(openPage());
        QVERIFY(press(QStringLiteral("lineage.why.began")));
        QCOMPARE(asked, (QVector<qint64>{expected, before}));
    }

    void aSnapshotIsShownInTheLeagueAndItsMatchesAreRecorded() {
        const LeagueStory story = writeLeague();
        openWindow();
        QVERIFY(openPage());
        const int id = bestKnown(story, LeagueRole::adaptiveEvolutionaryExploiter);
        QString member, agent, title;
        connect(&studio_->window().shell().go(), &pages::Navigator::leagueWanted, this,
                [&](RunId, const QString& wanted) { member = wanted; });
        connect(&studio_->window().shell().go(), &pages::Navigator::recordingWanted, this,
                [&](const pages::WantedMatch& wanted) {
                    agent = wanted.agent;
                    title = wanted.title;
                });
        QVERIFY(select(id));
        QVERIFY(studio_->click(QStringLiteral("lineage.show")));
        QCOMPARE(studio_->window().currentPage(), QStringLiteral("league"));
        QCOMPARE(member.toStdString(), story.snapshots()[static_cast<size_t>(id)].name);
        QVERIFY(openPage());
        QVERIFY(studio_->click(QStringLiteral("lineage.open")));
        QCOMPARE(studio_->window().currentPage(), QStringLiteral("replays"));
        QCOMPARE(agent, QStringLiteral("snapshot:%1").arg(story.snapshots()[static_cast<size_t>(id)].id.value));
        QVERIFY2(title.contains(QStringLiteral("league-01")), qPrintable(title));
    }

    void kindsOfExploitersAreChosenAndKeysWalkTheirBranches() {
        const LeagueStory story = writeLeague();
        openWindow();
        QVERIFY(openPage());
        const int ee = bestKnown(story, LeagueRole::evolutionaryExploiter);
        const int aee = bestKnown(story, LeagueRole::adaptiveEvolutionaryExploiter);
        QVERIFY(ee >= 0 && aee >= 0);
        QVERIFY(studio_->click(QStringLiteral("lineage.roles.ee")));
        QCOMPARE(view().roles(), QVector<Shown>{Shown::EvolutionaryExploiter});
        QVERIFY(std::isnan(view().pointOf(aee).x()));
        QVERIFY(studio_->click(QStringLiteral("lineage.roles.aee")));
        QVERIFY(std::isnan(view().pointOf(ee).x()));
        QVERIFY(studio_->click(QStringLiteral("lineage.roles.both")));
        QVERIFY(select(aee));
        view().setFocus();
        QTest::keyClick(&view(), Qt::Key_Left);
        QVERIFY(league().selection()->id() != aee);
        QVERIFY(!league().selection()->isEmpty());
        QCOMPARE(text("lineage.name"), league().model()->name(league().selection()->id()));
        QTest::keyClick(&view(), Qt::Key_Escape);
        QVERIFY(isSeen("lineage.card.hint"));
    }

    void whatIsLookedAtSurvivesARestart() {
        const LeagueStory story = writeLeague();
        openWindow();
        QVERIFY(openPage());
        const int id = bestKnown(story, LeagueRole::adaptiveEvolutionaryExploiter);
        QVERIFY(studio_->click(QStringLiteral("lineage.roles.aee")));
        QVERIFY(select(id));
        auto* slider = studio_->find<views::TimeSlider>(QStringLiteral("lineage.time"));
        slider->setFocus();
        const int last = slider->lastPosition();
        QTest::keyClick(slider, Qt::Key_Left);
        const QString period = text("lineage.period");
        QVERIFY(period != QStringLiteral("Period: now"));
        QVERIFY(last > 2);
        studio_->window().close();
        studio_->reopen();
        QCOMPARE(studio_->window().currentPage(), QStringLiteral("lineage"));
        QVERIFY(studio_->waitFor([&] { return isSeen("lineage.view") && league().selection()->id() == id; }));
        QCOMPARE(text("lineage.period"), period);
        QCOMPARE(view().roles(), QVector<Shown>{Shown::AdaptiveExploiter});
        QVERIFY(studio_->waitFor([&] { return text("lineage.name") == league().model()->name(id); }));
    }

    void everythingHasANameAndRoomAndIsReachedByTab() {
        const LeagueStory story = writeLeague();
        openWindow();
        QVERIFY(openPage());
        QVERIFY(select(bestKnown(story, LeagueRole::adaptiveEvolutionaryExploiter)));
        QVERIFY(studio_->waitFor([&] { return isSeen("lineage.why.made"); }));
        QWidget& page = *studio_->find(QStringLiteral("page.lineage"));
        QCOMPARE(test::accessFaults(studio_->window(), page).join(QLatin1Char(';')), QString());
        QCOMPARE(test::clippedTexts(page).join(QLatin1Char(';')), QString());
    }

    void aRunWithoutALeagueOffersOne() {
        {
            RunRecord record;
            record.game = "rps";
            record.preset = "rps/self_play";
            record.name = "plain-01";
            record.config = test::fileOf(QStringLiteral("plain-01"), 1000).toStdString();
            test::RunAuthor author(workspace(), record);
            author.rating(10, 1000);
        }
        openWindow();
        QVERIFY(studio_->click(QStringLiteral("rail:lineage")));
        QVERIFY(studio_->waitFor([&] { return isSeen("lineage.none"); }));
        QVERIFY(studio_->click(QStringLiteral("lineage.new")));
        QCOMPARE(studio_->window().currentPage(), QStringLiteral("new"));
        QVERIFY(studio_->window().findChild<pages::NewExperimentPage*>()->config().text().contains(
            QStringLiteral("training = \"league\"")));
    }

    void aLeagueInWhichNobodyInheritsSaysWhichPresetsDo() {
        {
            std::vector<std::string> assignments = test::allRoles();
            assignments.emplace_back("league.evolutionary_exploiters=0");
            assignments.emplace_back("league.adaptive_exploiters=0");
            LeagueAuthor author(workspace(), assignments);
            author.play(60);
            author.finish();
        }
        openWindow();
        QVERIFY(studio_->click(QStringLiteral("rail:lineage")));
        QVERIFY(studio_->waitFor([&] { return isSeen("lineage.nobody"); }));
        QString said;
        for (const QLabel* label : studio_->find(QStringLiteral("lineage.nobody"))->findChildren<QLabel*>())
            said += label->text();
        QVERIFY2(said.contains(QStringLiteral("rps/diversified_league, rps/evolutionary_league")), qPrintable(said));
    }

    void whileNothingIsInheritedThePageWaitsAndThenGrowsByItself() {
        LeagueAuthor author(workspace());
        author.play(8);
        openWindow();
        QVERIFY(studio_->click(QStringLiteral("rail:lineage")));
        QVERIFY(studio_->waitFor([&] { return isSeen("lineage.waiting"); }));
        QString said;
        for (const QLabel* label : studio_->find(QStringLiteral("lineage.waiting"))->findChildren<QLabel*>())
            said += label->text();
        QVERIFY2(said.contains(QStringLiteral("at the end of period 1. A period of an exploiter lasts 5.00\u00A0k to")),
                 qPrintable(said));
        author.play(120);
        QVERIFY(studio_->waitFor([&] { return isSeen("lineage.view") && view().rows() > 0; }));
        const auto frozen = [&] {
            const models::LeagueModel& model = *league().model();
            return model.countOf(Shown::EvolutionaryExploiter) + model.countOf(Shown::AdaptiveExploiter);
        };
        const int rows = view().rows(), before = frozen();
        author.play(120);
        QVERIFY(studio_->waitFor([&] { return frozen() > before; }));
        QVERIFY(view().rows() >= rows);
    }
};

int main(int argc, char** argv) {
    return test::runStudioTest<TestStudioLineage>(argc, argv);
}
#include "tst_studio_lineage.moc"
