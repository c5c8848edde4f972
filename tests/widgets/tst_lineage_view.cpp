// SPDX-License-Identifier: GPL-3.0-or-later
// Branches of inheritance, and the slider that takes all pictures of a league back in time.
#include <QAccessible>
#include <QElapsedTimer>
#include <QImage>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

#include "tests/support/bench_slack.h"
#include "tests/widgets/league_kit.h"
#include "widgets/style/theme.h"
#include "widgets/views/league_graph.h"
#include "widgets/views/lineage_view.h"
#include "widgets/views/panel.h"
#include "widgets/views/time_slider.h"

using namespace ludus;
using models::kNobody;
using models::LeagueId;
using models::LeagueModel;
using models::LeagueNode;
using models::LeagueRole;
using test::SmallLeague;
using views::LeagueGraph;
using views::LineageLegend;
using views::LineageView;
using views::TimeSlider;

namespace {

// The three pictures one below the other.
struct Stage {
    LeagueModel model;
    QWidget page;
    LeagueGraph graph;
    LineageView lineage;
    TimeSlider slider;

    Stage() {
        auto* box = new QVBoxLayout(&page);
        box->setContentsMargins(0, 0, 0, 0);
        box->addWidget(&graph, 300);
        box->addWidget(&lineage, 210);
        box->addWidget(&slider);
        graph.setModel(&model);
        lineage.setModel(&model);
        slider.setModel(&model);
        page.resize(652, 570);
        page.show();
    }
    ~Stage() {
        for (QWidget* part :
             {static_cast<QWidget*>(&graph), static_cast<QWidget*>(&lineage), static_cast<QWidget*>(&slider)})
            part->setParent(nullptr);
    }
    bool ready() { return QTest::qWaitForWindowExposed(&page) && lineage.width() == 652; }
    QImage picture() {
        QImage image(lineage.size(), QImage::Format_ARGB32_Premultiplied);
        image.fill(style::color(style::Token::Surface));
        lineage.render(&image, QPoint(), QRegion(), QWidget::DrawChildren);
        return image;
    }
};

// The snapshot of AEE that was frozen in this period.
LeagueId aee(int period) {
    const std::vector<int>& first = SmallLeague::lanes()[5].periods;
    return SmallLeague::id(std::find(first.begin(), first.end(), period) != first.end() ? 5 : 6, period);
}

int countOf(const QImage& image, const QRectF& part, const QColor& colour) {
    int count = 0;
    const QRect inside = part.toRect().intersected(image.rect());
    for (int y = inside.top(); y <= inside.bottom(); ++y)
        for (int x = inside.left(); x <= inside.right(); ++x)
            count += image.pixelColor(x, y) == colour ? 1 : 0;
    return count;
}

}  // namespace

class TestLineageView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        style::Theme::instance().setReducedMotion(true);
        style::Theme::instance().apply(*qApp, style::Mode::Light);
    }

    void aBranchIsARowAndAResetOpensOne() {
        Stage stage;
        SmallLeague::fill(stage.model);
        QVERIFY(stage.ready());
        QCOMPARE(stage.lineage.rows(), 5);
        const std::vector<std::vector<int>> branches{{1, 2, 4, 9}, {3, 5, 8, 11}, {6, 10}, {7}, {12}};
        double above = 0;
        for (const std::vector<int>& branch : branches) {
            const double y = stage.lineage.pointOf(aee(branch.front())).y();
            QVERIFY(y > above + 20);
            above = y;
            for (const int period : branch)
                QCOMPARE(stage.lineage.pointOf(aee(period)).y(), y);
        }
        // Learners go on where their parent stands.
        QCOMPARE(stage.lineage.pointOf(test::leagueLearner(5)).y(), stage.lineage.pointOf(aee(11)).y());
        QCOMPARE(stage.lineage.pointOf(test::leagueLearner(6)).y(), stage.lineage.pointOf(aee(10)).y());
        // Columns are those of the graph, the main agent on top.
        for (const int period : {1, 7, 12}) {
            const QPointF ruler = stage.lineage.pointOf(SmallLeague::id(0, period));
            QVERIFY(ruler.y() < stage.lineage.pointOf(aee(1)).y() - 20);
            QVERIFY(std::fabs(ruler.x() - stage.graph.pointOf(SmallLeague::id(0, period)).x()) < 1e-6);
        }
        QVERIFY(std::isnan(stage.lineage.pointOf(SmallLeague::id(1, 10)).x()));
        // A short bar stands before a new root and before nobody else.
        const QColor colour = style::Theme::instance().role(style::Role::AdaptiveExploiter);
        const QImage image = stage.picture();
        const auto bar = [&](int period) {
            const QPointF at = stage.lineage.pointOf(aee(period));
            return countOf(image, QRectF(at.x() - 16, at.y() - 5, 4, 3), colour);
        };
        QVERIFY(bar(3) > 0);
        QVERIFY(bar(12) > 0);
        QCOMPARE(bar(5), 0);
    }

    /// Of a main agent that failed before there was a common root only its first weights are there.
    void theMainAgentThatMadeTheRootIsTheRuler() {
        Stage stage;
        QVector<models::LeagueLearner> learners(3);
        for (int player = 0; player < 3; ++player)
            learners[player].id = test::leagueLearner(player);
        learners[2].role = LeagueRole::AdaptiveExploiter;
        stage.model.setLearners(learners);
        const auto node = [](LeagueId id, int player, int period, LeagueId parent) {
            LeagueNode out;
            out.id = id;
            out.learner = test::leagueLearner(player);
            out.role = player == 2 ? LeagueRole::AdaptiveExploiter : LeagueRole::MainAgent;
            out.period = period;
            out.parent = parent;
            return out;
        };
        stage.model.append({node(0, 0, 0, kNobody)});
        learners[0].state = models::LeagueLearnerState::Failed;
        learners[1].parent = learners[2].parent = 1;
        stage.model.setLearners(learners);
        stage.model.append({node(1, 1, 0, kNobody), node(2, 2, 1, 1), node(3, 1, 1, 1)});
        QVERIFY(stage.ready());
        const double ruler = stage.lineage.pointOf(test::leagueLearner(1)).y();
        QVERIFY(ruler < stage.lineage.pointOf(2).y() - 20);
        QCOMPARE(stage.lineage.pointOf(1).y(), ruler);
        QCOMPARE(stage.lineage.pointOf(3).y(), ruler);
        QVERIFY(std::isnan(stage.lineage.pointOf(0).y()));
        QVERIFY(std::isnan(stage.lineage.pointOf(test::leagueLearner(0)).y()));
        // One that failed later stays it: old nodes never move.
        learners[1].state = models::LeagueLearnerState::Failed;
        stage.model.setLearners(learners);
        QCOMPARE(stage.lineage.pointOf(3).y(), ruler);
    }

    void insideTheWindowIsFilledAndOutsideHollow() {
        Stage stage;
        SmallLeague::fill(stage.model);
        QVERIFY(stage.ready());
        const QColor colour = style::Theme::instance().role(style::Role::AdaptiveExploiter);
        const auto middle = [&](int period) {
            const QPointF at = stage.lineage.pointOf(aee(period));
            return stage.picture().pixelColor(at.toPoint()) == colour;
        };
        QVERIFY(middle(8));
        QVERIFY(!middle(5));
        LeagueNode better = *stage.model.node(aee(5));
        better.inside = true;
        stage.model.update({better});
        QVERIFY(middle(5));
    }

    /// By its shape and a word, not by a colour.
    void aRateThatIsNotKnownIsHalfFilled() {
        Stage stage;
        SmallLeague::fill(stage.model);
        QVERIFY(stage.ready());
        LineageLegend legend;
        legend.follow(&stage.lineage);
        legend.resize(legend.sizeHint());
        QVERIFY(!legend.signs().contains(LineageLegend::Sign::Unknown));
        LeagueNode unknown = *stage.model.node(aee(5));
        unknown.winRate = models::kLeagueUnknown;
        unknown.inside = false;
        stage.model.update({unknown});
        QVERIFY(stage.lineage.showsUnknown());
        legend.resize(legend.sizeHint());
        QVERIFY(legend.signs().contains(LineageLegend::Sign::Unknown));
        const QColor colour = style::Theme::instance().role(style::Role::AdaptiveExploiter);
        const QImage image = stage.picture();
        const QPointF at = stage.lineage.pointOf(aee(5));
        QCOMPARE(countOf(image, QRectF(at.x() - 3, at.y() - 2, 1, 3), colour), 3);
        QCOMPARE(countOf(image, QRectF(at.x() + 2, at.y() - 2, 1, 3), colour), 0);
        // Who is not met any more is no candidate: hollow, without a number.
        unknown.usable = false;
        stage.model.update({unknown});
        QVERIFY(!stage.lineage.showsUnknown());
        QCOMPARE(countOf(stage.picture(), QRectF(at.x() - 3, at.y() - 2, 1, 3), colour), 0);
    }

    void theLegendExplainsTheBarOfAResetAndGivesWayFromItsEnd() {
        using Sign = LineageLegend::Sign;
        LineageLegend legend;
        const auto at = [&](int width) {
            legend.resize(width, 24);
            return legend.signs();
        };
        const int whole = legend.sizeHint().width(), least = legend.minimumSizeHint().width();
        QCOMPARE(at(whole), (QVector<Sign>{Sign::Inside, Sign::Outside, Sign::Leaf, Sign::Reset}));
        QCOMPARE(at(whole - 1), (QVector<Sign>{Sign::Inside, Sign::Outside, Sign::Leaf}));
        QCOMPARE(at(least), (QVector<Sign>{Sign::Inside, Sign::Outside}));
        for (const QString& said : {legend.toolTip(), legend.accessibleName()})
            QVERIFY2(said.contains(QStringLiteral("Short bar: a reset")), qPrintable(said));
        // Its sign is that of the picture: a bar with a line to the right.
        legend.resize(whole, 24);
        QImage image(legend.size(), QImage::Format_ARGB32_Premultiplied);
        image.fill(style::color(style::Token::Surface));
        legend.render(&image, QPoint(), QRegion(), QWidget::DrawChildren);
        const QColor colour = style::Theme::instance().role(style::Role::AdaptiveExploiter);
        int bar = -1;
        for (int x = 0; x < whole; ++x)
            if (image.pixelColor(x, 8) == colour && image.pixelColor(x, 16) == colour &&
                image.pixelColor(x + 6, 12) == colour && image.pixelColor(x + 6, 8) != colour)
                bar = x;
        QVERIFY(bar > whole / 2);
        // A panel without room for all of it keeps its first signs.
        views::Panel panel(QStringLiteral("Lineage"), QStringLiteral("AEE"));
        auto* corner = new LineageLegend;
        panel.addCornerWidget(corner);
        panel.resize(whole + 200, 100);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        QCOMPARE(corner->width(), whole);
        panel.resize(whole + 40, 100);
        QTRY_VERIFY(corner->width() < whole);
        QVERIFY(corner->geometry().right() < panel.width());
        QVERIFY(corner->width() >= least);
    }

    void linesThatLeadDownCrossNoLabel_data() {
        QTest::addColumn<int>("width");
        for (const int width : {652, 560, 480, 440, 400})
            QTest::addRow("%d", width) << width;
    }
    /// Rims of labels would cut them.
    void linesThatLeadDownCrossNoLabel() {
        QFETCH(int, width);
        Stage stage;
        SmallLeague::fill(stage.model);
        QVERIFY(stage.ready());
        stage.page.resize(width, 900);
        QTRY_COMPARE(stage.lineage.width(), width);
        // A second heir of each: a row below all others.
        const QVector<int> parents{2, 5, 4, 10};
        LeagueId next = 900;
        QVector<LeagueNode> heirs;
        for (const int parent : parents) {
            LeagueNode heir = test::nodeOf(next++, LeagueRole::AdaptiveExploiter, 5, QStringLiteral("AEE 1"), 12, 1300);
            heir.parent = aee(parent);
            heirs << heir;
        }
        stage.model.append(heirs);
        QCOMPARE(stage.lineage.rows(), 9);
        const QImage image = stage.picture();
        const QColor colour = style::Theme::instance().role(style::Role::AdaptiveExploiter);
        const auto inked = [&](int x, int y) {
            const QColor there = image.pixelColor(x, y);
            return std::abs(there.red() - colour.red()) + std::abs(there.green() - colour.green()) +
                       std::abs(there.blue() - colour.blue()) <
                   160;
        };
        for (int i = 0; i < parents.size(); ++i) {
            const QPointF from = stage.lineage.pointOf(aee(parents[i])), to = stage.lineage.pointOf(heirs[i].id);
            QVERIFY(!std::isnan(from.x()) && !std::isnan(to.x()));
            bool whole = false;
            for (int x = static_cast<int>(from.x()) + 3; x < from.x() + 20 && !whole; ++x) {
                whole = true;
                for (int y = static_cast<int>(from.y()) + 7; y < to.y() - 6 && whole; ++y)
                    whole = inked(x, y);
            }
            QVERIFY2(whole, qPrintable(QStringLiteral("of %1").arg(parents[i])));
        }
    }

    void oldNodesNeverMoveAndASecondHeirOpensARow() {
        Stage stage;
        SmallLeague::fill(stage.model);
        stage.page.resize(652, 700);  // room for another row
        QVERIFY(stage.ready());
        QVector<QPointF> before;
        for (int period = 1; period <= 12; ++period)
            before << stage.lineage.pointOf(aee(period));
        LeagueNode late = test::nodeOf(900, LeagueRole::AdaptiveExploiter, 5, QStringLiteral("AEE 1"), 12, 1300);
        late.parent = aee(5);
        stage.model.append({late});
        QCOMPARE(stage.lineage.rows(), 6);
        for (int period = 1; period <= 12; ++period)
            QCOMPARE(stage.lineage.pointOf(aee(period)), before[period - 1]);
        QVERIFY(stage.lineage.pointOf(900).y() > stage.lineage.pointOf(aee(12)).y() + 20);
        // Left over the elbow to its parent.
        stage.model.selection()->select(900);
        QTest::keyClick(&stage.lineage, Qt::Key_Left);
        QCOMPARE(stage.model.selected(), aee(5));
    }

    void theWayToTheRootIsMarkedInTheAccent() {
        Stage stage;
        SmallLeague::fill(stage.model);
        QVERIFY(stage.ready());
        const QColor accent = style::color(style::Token::Accent);
        const QPointF four = stage.lineage.pointOf(aee(4)), nine = stage.lineage.pointOf(aee(9));
        const QPointF eight = stage.lineage.pointOf(aee(8)), eleven = stage.lineage.pointOf(aee(11));
        const auto line = [&](const QPointF& a, const QPointF& b) {
            return countOf(stage.picture(), QRectF((a.x() + b.x()) / 2 + 12, a.y() - 2, 8, 4), accent);
        };
        QCOMPARE(line(four, nine), 0);
        QTest::mouseClick(&stage.lineage, Qt::LeftButton, {}, nine.toPoint());
        QCOMPARE(stage.model.selected(), aee(9));
        QVERIFY(line(four, nine) >= 8);
        QVERIFY(line(stage.lineage.pointOf(aee(2)), four) >= 8);
        QCOMPARE(line(eight, eleven), 0);
        // One selection for all pictures.
        QVERIFY(stage.graph.spokenValue().startsWith(QStringLiteral("AEE 1·9")));
    }

    void keysWalkAlongAndAcrossTheBranches() {
        Stage stage;
        SmallLeague::fill(stage.model);
        QVERIFY(stage.ready());
        stage.lineage.setFocus(Qt::TabFocusReason);
        stage.model.selection()->select(aee(11));
        const auto press = [&](Qt::Key key) {
            QTest::keyClick(&stage.lineage, key);
            return stage.model.selected();
        };
        QCOMPARE(press(Qt::Key_Left), aee(8));
        QCOMPARE(press(Qt::Key_Up), aee(9));
        QCOMPARE(press(Qt::Key_Up), SmallLeague::id(0, 9));
        QCOMPARE(press(Qt::Key_Down), aee(9));
        QCOMPARE(press(Qt::Key_Home), aee(1));
        QCOMPARE(press(Qt::Key_Down), aee(3));
        QCOMPARE(press(Qt::Key_End), test::leagueLearner(5));
        QSignalSpy opened(&stage.lineage, &LineageView::activated);
        QTest::keyClick(&stage.lineage, Qt::Key_Enter);
        QCOMPARE(opened.size(), 1);
        QAccessibleInterface* access = QAccessible::queryAccessibleInterface(&stage.lineage);
        QVERIFY(access->text(QAccessible::Value).startsWith(QStringLiteral("AEE 1, adaptive evolutionary exploiter")));
    }

    void rolesWithoutHeirsSaySo() {
        Stage stage;
        stage.lineage.setEmptyText(QStringLiteral("Nothing inherited yet."));
        SmallLeague::fill(stage.model);
        stage.lineage.setRoles({LeagueRole::EvolutionaryExploiter});
        QVERIFY(stage.ready());
        QCOMPARE(stage.lineage.rows(), 0);
        QVERIFY(countOf(stage.picture(), stage.lineage.rect(), style::color(style::Token::TextMuted)) > 5);
        QTest::keyClick(&stage.lineage, Qt::Key_Left);
        QCOMPARE(stage.model.selected(), kNobody);
    }

    void moreBranchesThanRoomAreScrolledAndStayFast_data() {
        QTest::addColumn<int>("nodes");
        QTest::addColumn<double>("limit");
        QTest::newRow("1000") << 1000 << 8.0;
        QTest::newRow("10 000") << 10'000 << 16.0;
    }
    void moreBranchesThanRoomAreScrolledAndStayFast() {
        QFETCH(int, nodes);
        QFETCH(double, limit);
        Stage stage;
        test::fillMany(stage.model, nodes);
        QVERIFY(stage.ready());
        QVERIFY(stage.lineage.rows() > 30);
        const QPointF at = stage.lineage.pointOf(5);
        QVERIFY(test::wheelAt(&stage.lineage, QPointF(300, 120), -120));
        QVERIFY(stage.lineage.pointOf(5).y() != at.y());
        QVERIFY(test::wheelAt(&stage.lineage, QPointF(300, 120), 120));
        QCOMPARE(stage.lineage.pointOf(5), at);
        QVERIFY(test::wheelAt(&stage.lineage, QPointF(300, 120), 120, Qt::ControlModifier));
        QVERIFY(stage.lineage.zoom() > 1.1);
        QImage image(stage.lineage.size(), QImage::Format_ARGB32_Premultiplied);
        std::vector<double> times;
        for (int i = 0; i < 15; ++i) {
            QElapsedTimer clock;
            clock.start();
            stage.lineage.render(&image, QPoint(), QRegion(), QWidget::DrawChildren);
            times.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
        }
        std::sort(times.begin(), times.end());
        qInfo("%d nodes, %d branches: painted in %.2f ms", nodes, stage.lineage.rows(), times[7]);
        QVERIFY2(times[7] <= limit * test::benchSlack(), qPrintable(QString::number(times[7])));
    }

    void theSliderTakesAllPicturesBack() {
        Stage stage;
        SmallLeague::fill(stage.model);
        QVERIFY(stage.ready());
        QCOMPARE(stage.slider.lastPosition(), 13);
        QCOMPARE(stage.slider.position(), 13);
        QSignalSpy moved(&stage.slider, &TimeSlider::moved);
        QTest::mouseClick(&stage.slider, Qt::LeftButton, {},
                          QPoint(static_cast<int>(stage.slider.xOf(6)), stage.slider.height() / 2));
        QCOMPARE(stage.model.time(), 6);
        QCOMPARE(moved.size(), 1);
        QVERIFY(std::isnan(stage.lineage.pointOf(aee(9)).x()));
        QVERIFY(!std::isnan(stage.lineage.pointOf(aee(6)).x()));
        QVERIFY(std::isnan(stage.graph.pointOf(SmallLeague::id(0, 7)).x()));
        test::hoverAt(&stage.slider, QPointF(stage.slider.xOf(9), 18), Qt::LeftButton);
        QCOMPARE(stage.model.time(), 9);
        const auto press = [&](Qt::Key key) {
            QTest::keyClick(&stage.slider, key);
            return stage.model.time();
        };
        QCOMPARE(press(Qt::Key_Left), 8);
        QCOMPARE(press(Qt::Key_PageDown), 3);
        QCOMPARE(press(Qt::Key_Home), 0);
        QCOMPARE(press(Qt::Key_Left), 0);
        QCOMPARE(press(Qt::Key_Right), 1);
        test::wheelAt(&stage.slider, QPointF(100, 18), 120);
        QCOMPARE(stage.model.time(), 2);
        QAccessibleInterface* access = QAccessible::queryAccessibleInterface(&stage.slider);
        QCOMPARE(access->role(), QAccessible::Slider);
        QCOMPARE(access->text(QAccessible::Value), QStringLiteral("period 2"));
        QCOMPARE(access->valueInterface()->maximumValue().toInt(), 13);
        access->valueInterface()->setCurrentValue(5);
        QCOMPARE(stage.model.time(), 5);
        QCOMPARE(press(Qt::Key_End), LeagueModel::kNow);
        QCOMPARE(access->text(QAccessible::Value), QStringLiteral("now"));
    }

    void nowFollowsTheLeagueAndThePastStays() {
        Stage stage;
        SmallLeague::fill(stage.model);
        QVERIFY(stage.ready());
        stage.model.append({test::nodeOf(900, LeagueRole::MainAgent, 0, QStringLiteral("MA"), 13, 1500)});
        QVERIFY(stage.model.isNow());
        QCOMPARE(stage.slider.position(), 14);
        stage.slider.setPosition(4);
        stage.model.append({test::nodeOf(901, LeagueRole::MainAgent, 0, QStringLiteral("MA"), 14, 1500)});
        QCOMPARE(stage.slider.position(), 4);
    }

    void playingMovesUpToNow() {
        Stage stage;
        SmallLeague::fill(stage.model);
        QVERIFY(stage.ready());
        QToolButton* play = stage.slider.makePlayButton(&stage.page);
        QPushButton* live = stage.slider.makeLiveButton(&stage.page);
        play->setGeometry(0, 0, 40, 32);
        live->setGeometry(60, 0, 60, 28);
        play->show();
        live->show();
        QVERIFY(live->isChecked());
        stage.slider.setPace(1);
        QVector<int> times;
        connect(&stage.model, &LeagueModel::timeChanged, this, [&](int time) { times << time; });
        QTest::mouseClick(play, Qt::LeftButton);
        QVERIFY(stage.slider.isPlaying());
        QVERIFY(!live->isChecked());
        QCOMPARE(play->accessibleName(), QStringLiteral("Pause"));
        QTRY_VERIFY(stage.model.isNow());
        QVERIFY(!stage.slider.isPlaying());
        QCOMPARE(times.size(), 14);
        QCOMPARE(times.front(), 0);
        QCOMPARE(times[12], 12);
        QVERIFY(live->isChecked());
        stage.slider.setPosition(3);
        QTest::mouseClick(live, Qt::LeftButton);
        QVERIFY(stage.model.isNow());
        QVERIFY(live->isChecked());
    }

    void whatWasFrozenWhenStandsAboveTheSlider() {
        Stage stage;
        SmallLeague::fill(stage.model);
        QVERIFY(stage.ready());
        QImage image(stage.slider.size(), QImage::Format_ARGB32_Premultiplied);
        const auto marks = [&](int period, style::Role role) {
            image.fill(style::color(style::Token::Surface));
            stage.slider.render(&image, QPoint(), QRegion(), QWidget::DrawChildren);
            return countOf(image, QRectF(stage.slider.xOf(period) - 18, 0, 36, 11),
                           style::Theme::instance().role(role));
        };
        QVERIFY(marks(3, style::Role::SpecificExploiter) > 2);
        QCOMPARE(marks(5, style::Role::SpecificExploiter), 0);
        QVERIFY(marks(5, style::Role::MainExploiter) > 2);
        stage.model.setShown(LeagueRole::MainExploiter, false);
        QCOMPARE(marks(5, style::Role::MainExploiter), 0);
    }
};

QTEST_MAIN(TestLineageView)
#include "tst_lineage_view.moc"
