// SPDX-License-Identifier: GPL-3.0-or-later
// A snapshot of a league has one name wherever it is met: in the lists of matches, in the viewer, among those that may
// play and those that may be started from; and one mark in all pictures. A league of real learners, in the real window.
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>

#include "app/bridges/league_bridge.h"
#include "app/bridges/member_names.h"
#include "app/bridges/viewer_bridge.h"
#include "app/bridges/why_words.h"
#include "app/pages/replay_page.h"
#include "app/pages/replays_page.h"
#include "app/studio/language.h"
#include "app/studio/shell.h"
#include "tests/app/studio/league_kit.h"
#include "tests/app/studio/studio_case.h"
#include "widgets/views/chart_panel.h"
#include "widgets/views/picker.h"

using namespace ludus;
using namespace ludus::test;

class TestStudioMembers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        folder_ = std::make_unique<TempDir>();
        run_ = playLeague(folder(), 60'000);
    }
    void init() { studio_ = std::make_unique<StudioDriver>(QString::fromStdString(folder())); }
    void cleanup() { studio_.reset(); }
    void cleanupTestCase() { folder_.reset(); }

    void matchesNameThemAsTheirLeagueDoes() {
        openLeague();
        QVERIFY(studio_->click(QStringLiteral("rail:replays")));
        auto& list = studio_->window().findChild<pages::ReplaysPage*>()->list();
        QVERIFY(studio_->waitFor([&] { return list.table()->rowCount() > 3; }));
        int members = 0;
        QString ofMember;  // a match with one
        for (int row = 0; row < list.table()->rowCount(); ++row) {
            const QString id = list.table()->idAt(row);
            const store::ListedMatch& listed = *list.match(id);
            for (size_t side = 0; side < 2; ++side) {
                const QString expected = nameInLeague(listed.match.agents[side]);
                if (expected.isEmpty()) continue;  // a bot
                QCOMPARE(list.table()->row(row).cells[static_cast<int>(side)].text, expected);
                QCOMPARE(list.agent(listed, side), expected);
                ++members;
                ofMember = id;
            }
        }
        QVERIFY(members > 3);
        studio_->keepPictures("members-replays");
        // The viewer's head says the same.
        const store::ListedMatch listed = *list.match(ofMember);
        studio_->window().shell().go().watch({{QString::fromStdString(listed.match.replayHash), {}}});
        auto& viewer = studio_->window().findChild<pages::ReplayPage*>()->viewer();
        QVERIFY(studio_->waitFor([&] { return viewer.isOpen(); }));
        for (int side = 0; side < 2; ++side) {
            const QString expected = nameInLeague(listed.match.agents[static_cast<size_t>(side)]);
            if (expected.isEmpty()) continue;
            QCOMPARE(viewer.match(0)->sideName(side), expected);
            QVERIFY2(viewer.title().contains(expected), qPrintable(viewer.title()));
        }
        studio_->keepPictures("members-viewer");
    }

    void whoMayPlayIsNamedAsInTheLeague() {
        openLeague();
        QVERIFY(studio_->click(QStringLiteral("rail:replays")));
        QVERIFY(studio_->click(QStringLiteral("replays.record")));
        auto* game = studio_->find<QComboBox>(QStringLiteral("record.game"));
        game->setCurrentIndex(game->findData(QStringLiteral("rps")));
        QVERIFY(studio_->click(QStringLiteral("record.side0")));
        auto* picker = studio_->find<views::Picker>(QStringLiteral("record.picker"));
        QVERIFY(studio_->waitFor([&] { return picker->isVisible() && picker->shownCount() > 4; }));
        const QString wanted = newestOf("MA");
        auto* search = picker->findChild<QLineEdit*>();
        QTest::keyClicks(search, wanted);
        QVERIFY(picker->shownCount() > 0);
        studio_->keepPictures("members-picker");
        QTest::keyClick(search, Qt::Key_Return);
        QVERIFY2(studio_->find(QStringLiteral("record.side0"))->accessibleName().contains(wanted),
                 qPrintable(studio_->find(QStringLiteral("record.side0"))->accessibleName()));
    }

    void whatAnExperimentBeginsWithIsNamedAsInTheLeague() {
        openLeague();
        const QString wanted = newestOf("MA");
        studio_->window().shell().go().draft({{}, QStringLiteral("rps/self_play"), agentNamed(wanted), {}});
        QVERIFY(studio_->waitFor([&] {
            for (const QLabel* label : studio_->find(QStringLiteral("page.new"))->findChildren<QLabel*>())
                if (label->isVisible() && label->text().contains(wanted)) return true;
            return false;
        }));
    }

    void theyAreNamedInTheOtherLanguageToo() {
        const std::string root = "snapshot:" + std::to_string(snapshots().at(rootIndex()).id.value);
        bridges::StoreQuery query(QString::fromStdString(folder()));
        auto& names = bridges::MemberNames::of(query);
        QCOMPARE(&names, &bridges::MemberNames::of(query));
        names.learn(*workspace(), {root});
        const QString english = names.title(root);
        QCOMPARE(english, QStringLiteral("root"));
        studio::Language::of(*qApp).speak(QStringLiteral("zh_CN"));
        const QString chinese = names.title(root);
        studio::Language::of(*qApp).speak(QStringLiteral("en"));
        QVERIFY(chinese != english);
        QCOMPARE(names.title(root), english);
        // What belongs to no league keeps its number.
        QCOMPARE(names.title("snapshot:" + std::to_string(makeSnapshotId(RunId{77}, 13).value)),
                 QStringLiteral("snapshot 13"));
        QCOMPARE(names.title("bot:random"), QStringLiteral("random"));
    }

    /// A run that was taken back to a checkpoint freezes others under the same numbers.
    void namesAreReadFurtherAndAnew() {
        const TempDir other;
        bridges::StoreQuery query(QString::fromStdString(other.path()));
        auto& names = bridges::MemberNames::of(query);
        std::string agent, later;
        RunId run;
        QString before;
        {
            LeagueAuthor author(other.path());
            author.play(200);
            run = author.id();
            const auto store = std::move(store::Workspace::open(other.path()).value());
            agent = "snapshot:" + std::to_string(store->snapshots(run)->back().id.value);
            names.learn(*store, {agent});
            before = names.title(agent);
            QVERIFY(!before.startsWith(QLatin1String("snapshot")));
            QCOMPARE(before, title(author.story(), static_cast<int>(author.story().snapshots().size()) - 1));
            const auto state = std::make_shared<const std::string>("the state");
            CheckpointTaken taken;
            taken.content = {contentHash(*state), ".checkpoint", state};
            taken.checkpoint.run = run;
            taken.checkpoint.eventSeq = author.seq();
            taken.checkpoint.hash = taken.content.hash;
            author.publish(taken);
            author.play(60);  // and what came is read
            const auto newest = store->snapshots(run)->back();
            later = "snapshot:" + std::to_string(newest.id.value);
            QVERIFY(names.title(later).startsWith(QLatin1String("snapshot")));
            names.learn(*store, {later});
            QCOMPARE(names.title(later), title(author.story(), newest.index));
        }
        // Back at the checkpoint the later ones were never frozen.
        const auto store = std::move(store::Workspace::open(other.path()).value());
        QVERIFY(store->claimRun(run).ok());
        QVERIFY(store->rewindRun(run, store->checkpoints(run)->at(0)).ok());
        names.learn(*store, {agent});
        QCOMPARE(names.title(agent), before);
        QVERIFY(names.title(later).startsWith(QLatin1String("snapshot")));
        QVERIFY(store->releaseRun(run).ok());
    }

    void aSelectedSnapshotIsFramedOnItsCurve() {
        openLeague();
        auto* elo = studio_->find<views::ChartPanel>(QStringLiteral("panel.league.elo"));
        QVERIFY(elo != nullptr);
        QVERIFY(studio_->waitFor([&] { return elo->isVisible() && !elo->plot()->model()->isEmpty(); }));
        QVERIFY(!elo->plot()->framedSample());
        const models::LeagueNode* rated = nullptr;
        for (const models::LeagueNode& node : league().model()->nodes()) {
            const models::LeagueLearner* learner = league().model()->learner(node.learner);
            const models::SeriesModel* curve = learner ? elo->plot()->model()->series(learner->name) : nullptr;
            for (std::size_t i = 0; curve && i < curve->size(); ++i)
                if (curve->at(i).step == static_cast<double>(node.step)) rated = &node;
        }
        QVERIFY(rated != nullptr);
        league().selection()->select(rated->id);  // as any picture does
        QVERIFY(studio_->waitFor([&] { return elo->plot()->framedSample().has_value(); }));
        const double x = elo->plot()->pixelOf(static_cast<double>(rated->step), 0).x();
        QVERIFY(std::abs(elo->plot()->framedSample()->x() - x) < 1);
        studio_->keepPictures("members-elo");
        league().selection()->clear();
        QVERIFY(studio_->waitFor([&] { return !elo->plot()->framedSample().has_value(); }));
    }

private:
    std::string folder() const { return folder_->path("ws"); }
    std::unique_ptr<store::Workspace> workspace() const { return std::move(*store::Workspace::open(folder())); }
    bridges::LeagueBridge& league() const { return *studio_->window().findChild<bridges::LeagueBridge*>(); }
    std::vector<SnapshotRecord> snapshots() const { return workspace()->snapshots(run_).value(); }
    static size_t rootIndex() { return 1; }  // behind the untrained one
    void openLeague() const {
        studio_->window().shell().go().openLeague(run_);
        QVERIFY(studio_->waitFor([this] { return !league().model()->nodes().isEmpty(); }));
    }
    /// As the model of the league's pictures has it; empty: no snapshot.
    QString nameInLeague(const std::string& agent) const {
        for (const models::LeagueNode& node : league().model()->nodes())
            if ("snapshot:" + std::to_string(league().member(node.id).snapshot.value) == agent) return node.name;
        return {};
    }
    QString newestOf(const char* learner) const {
        QString out;
        for (const models::LeagueNode& node : league().model()->nodes())
            if (node.name.startsWith(QLatin1String(learner) + QChar(0xB7))) out = node.name;
        return out;
    }
    QString agentNamed(const QString& name) const {
        for (const models::LeagueNode& node : league().model()->nodes())
            if (node.name == name) return QStringLiteral("snapshot:%1").arg(league().member(node.id).snapshot.value);
        return {};
    }
    static QString title(const league::LeagueStory& story, int index) {
        return bridges::memberTitle(story.snapshots()[static_cast<size_t>(index)].name, bridges::learnersOf(story));
    }

    std::unique_ptr<TempDir> folder_;
    std::unique_ptr<StudioDriver> studio_;
    RunId run_;
};

int main(int argc, char** argv) {
    return runStudioTest<TestStudioMembers>(argc, argv);
}

#include "tst_studio_members.moc"
