// SPDX-License-Identifier: GPL-3.0-or-later
// The league graph: who stands where, that it stays there, and that pointer, wheel and keys reach everybody.
#include <QAccessible>
#include <QAction>
#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

#include "tests/support/bench_slack.h"
#include "tests/widgets/league_kit.h"
#include "widgets/style/theme.h"
#include "widgets/views/league_graph.h"
#include "widgets/views/picture_export.h"
#include "widgets/views/series_plot.h"

using namespace ludus;
using models::kNobody;
using models::LeagueId;
using models::LeagueModel;
using models::LeagueNode;
using models::LeagueRole;
using test::SmallLeague;
using views::LeagueGraph;

namespace {

// A graph as large as in the league's page.
struct Stage {
    LeagueModel model;
    QWidget page;
    LeagueGraph graph;

    Stage() {
        auto* box = new QVBoxLayout(&page);
        box->setContentsMargins(0, 0, 0, 0);
        box->addWidget(&graph);
        graph.setModel(&model);
        page.resize(652, 300);
        page.show();
    }
    ~Stage() { graph.setParent(nullptr); }
    bool ready() { return QTest::qWaitForWindowExposed(&page) && graph.width() == 652; }
    void click(LeagueId id) { QTest::mouseClick(&graph, Qt::LeftButton, {}, graph.pointOf(id).toPoint()); }
    QVector<QPointF> points() const {
        QVector<QPointF> all;
        for (const LeagueNode& node : model.nodes())
            all << graph.pointOf(node.id);
        return all;
    }
    QImage picture() {
        QImage image(graph.size(), QImage::Format_ARGB32_Premultiplied);
        image.fill(style::color(style::Token::Surface));
        graph.render(&image, QPoint(), QRegion(), QWidget::DrawChildren);
        return image;
    }
};

int countOf(const QImage& image, const QRect& part, const QColor& colour) {
    int count = 0;
    const QRect inside = part.intersected(image.rect());
    for (int y = inside.top(); y <= inside.bottom(); ++y)
        for (int x = inside.left(); x <= inside.right(); ++x)
            count += image.pixelColor(x, y) == colour ? 1 : 0;
    return count;
}

QRect around(const QPointF& at, int half) {
    return {at.toPoint() - QPoint(half, half), QSize(2 * half + 1, 2 * half + 1)};
}

double medianPaint(LeagueGraph& graph) {
    QImage image(graph.size(), QImage::Format_ARGB32_Premultiplied);
    std::vector<double> times;
    for (int i = 0; i < 15; ++i) {
        QElapsedTimer clock;
        clock.start();
        graph.render(&image, QPoint(), QRegion(), QWidget::DrawChildren);
        times.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

}  // namespace

class TestLeagueGraph : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Numbers of a thousand periods and more are wider than those of ten.
    void numbersOfALongLeagueKeepApart() {
        struct Open : LeagueGraph {
            using LeagueGraph::numberStep;
            using LeagueGraph::numberWide;
            using LeagueGraph::view;
        };
        for (const int count : {60, 900, 16'000}) {
            LeagueModel model;
            Open graph;
            graph.setModel(&model);
            graph.resize(640, 300);
            graph.show();
            QVERIFY(QTest::qWaitForWindowExposed(&graph));
            test::fillMany(model, count);
            const double apart = graph.numberStep() * graph.view().sx;
            QVERIFY2(apart >= graph.numberWide() + 8, qPrintable(QStringLiteral("%1: %2").arg(count).arg(apart)));
            QVERIFY(graph.numberStep() == 1 || apart < 6 * (graph.numberWide() + 12));  // and not too far
        }
    }

    /// On the chart of ratings beside the graph.
    void theSampleOfASelectedSnapshotIsFramedInTheWindowAndInPictures() {
        models::ChartModel chart;
        for (const char* role : {"MA", "ME"}) {
            models::SeriesModel* curve = chart.addSeries(QLatin1String(role), 0, true);
            for (int i = 0; i < 5; ++i)
                curve->append({100.0 * i, 1.0 * i, role[1] == 'A' ? 1.0 : 3.0});
            chart.setRole(QLatin1String(role), QLatin1String(role));
        }
        views::SeriesPlot plot;
        plot.setModel(&chart);
        plot.resize(500, 300);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        const QTemporaryDir folder;
        const auto near = [](const QImage& image, const QRect& area, const QColor& ink) {
            int count = 0;
            for (int y = area.top(); y <= area.bottom(); ++y)
                for (int x = area.left(); x <= area.right(); ++x) {
                    const QColor there = image.pixelColor(x, y);
                    const int away = std::abs(there.red() - ink.red()) + std::abs(there.green() - ink.green()) +
                                     std::abs(there.blue() - ink.blue());
                    if (away < 48) ++count;
                }
            return count;
        };
        for (const style::Mode mode : {style::Mode::Dark, style::Mode::Light}) {
            style::Theme::instance().apply(*qApp, mode);
            plot.frameSample({}, 0);
            plot.replotNow();
            QVERIFY(!plot.framedSample());
            const QPoint at = plot.pixelOf(200, 1).toPoint();
            const QRect place(at - QPoint(10, 10), QSize(21, 21)), dot(at - QPoint(2, 2), QSize(5, 5));
            const QColor accent = style::color(style::Token::Accent);
            const int before = near(plot.grab().toImage(), place, accent);
            plot.frameSample(QStringLiteral("MA"), 200);
            plot.replotNow();
            QVERIFY(plot.framedSample() && (*plot.framedSample() - plot.pixelOf(200, 1)).manhattanLength() < 1);
            QVERIFY(near(plot.grab().toImage(), place, accent) > before + 40);  // round about
            QVERIFY(near(plot.grab().toImage(), dot, style::Theme::instance().role(style::Role::MainAgent)) > 5);
            const QString path = folder.filePath(QStringLiteral("a.png"));
            QVERIFY(plot.savePicture(path));
            const QImage saved(path);
            const int framed = near(saved, saved.rect(), accent);
            plot.frameSample(QString(), 0);
            QVERIFY(plot.savePicture(path));
            const QImage without(path);
            QVERIFY(framed > near(without, without.rect(), accent) + 40);
        }
        plot.frameSample(QStringLiteral("MA"), 250);  // nobody was rated there
        QVERIFY(!plot.framedSample());
        plot.frameSample(QStringLiteral("XX"), 200);
        QVERIFY(!plot.framedSample());
    }

    void initTestCase() {
        style::Theme::instance().setReducedMotion(true);
        style::Theme::instance().apply(*qApp, style::Mode::Light);
    }

    void lanesAreLearnersAndColumnsArePeriods() {
        Stage stage;
        SmallLeague::fill(stage.model);
        QVERIFY(stage.ready());
        const LeagueGraph& graph = stage.graph;
        QCOMPARE(stage.model.nodes().size(), 48);
        const QPointF one = graph.pointOf(SmallLeague::id(0, 1)), two = graph.pointOf(SmallLeague::id(0, 2));
        for (int lane = 0; lane < 7; ++lane) {
            const QPointF now = graph.pointOf(test::leagueLearner(lane));
            for (const int period : SmallLeague::lanes()[static_cast<std::size_t>(lane)].periods) {
                const QPointF at = graph.pointOf(SmallLeague::id(lane, period));
                QVERIFY(std::fabs(at.y() - now.y()) < 1);
                QVERIFY(std::fabs(at.x() - (one.x() + (period - 1) * (two.x() - one.x()))) < 0.01);
            }
            QVERIFY(now.x() > graph.pointOf(SmallLeague::id(0, 12)).x() + 20);
        }
    }

    void aNodeIsSelectedByAClickWhereItStands() {
        Stage stage;
        SmallLeague::fill(stage.model);
        QVERIFY(stage.ready());
        QSignalSpy selected(&stage.graph, &LeagueGraph::selected), opened(&stage.graph, &LeagueGraph::activated);
        const LeagueId wanted = SmallLeague::id(1, 10);
        const QPointF at = stage.graph.pointOf(wanted);
        QCOMPARE(countOf(stage.picture(), around(at, 14), style::color(style::Token::Selection)), 0);
        stage.click(wanted);
        QCOMPARE(stage.model.selected(), wanted);
        QCOMPARE(selected.size(), 1);
        QCOMPARE(selected[0][0].toInt(), wanted);
        QVERIFY(countOf(stage.picture(), around(at, 14), style::color(style::Token::Selection)) > 100);
        QTest::mouseDClick(&stage.graph, Qt::LeftButton, {}, at.toPoint());
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].toInt(), wanted);
        // On empty ground nobody is selected.
        QTest::mouseClick(&stage.graph, Qt::LeftButton, {}, (at + QPointF(18, 18)).toPoint());
        QCOMPARE(stage.model.selected(), kNobody);
    }

    void aLearnerTakesTheEdgesOverAndASnapshotLeavesThem() {
        Stage stage;
        SmallLeague::fill(stage.model);
        QVERIFY(stage.ready());
        QVector<LeagueId> met;
        for (const models::LeagueEdge& edge : stage.graph.strongestEdges())
            met << edge.opponent;
        QCOMPARE(met.mid(0, 5),
                 (QVector<LeagueId>{SmallLeague::id(1, 10), SmallLeague::id(6, 12), SmallLeague::id(2, 9),
                                    SmallLeague::id(3, 12), test::leagueLearner(0)}));
        QCOMPARE(met.size(), 9);
        stage.click(SmallLeague::id(1, 10));
        QCOMPARE(stage.graph.strongestEdges().size(), 9);
        stage.click(test::leagueLearner(3));
        QCOMPARE(stage.graph.strongestEdges().size(), 4);
        QCOMPARE(stage.graph.note(), QStringLiteral("opponents of LE, share of matches"));
        QCOMPARE(stage.graph.strongestEdges().front().opponent, SmallLeague::id(0, 12));
        // By how often they win: the main agent of now, 70 %.
        stage.graph.setEdgesBy(LeagueGraph::EdgesBy::WinRate);
        QCOMPARE(stage.graph.strongestEdges().front().opponent, test::leagueLearner(0));
        stage.graph.setEdgeCount(2);
        QCOMPARE(stage.graph.strongestEdges().size(), 2);
    }

    void oldNodesStayWhenNodesCome_data() {
        QTest::addColumn<bool>("zoomed");
        QTest::addColumn<bool>("force");
        QTest::newRow("all in view") << false << false;
        QTest::newRow("zoomed") << true << false;
        QTest::newRow("beside their parents") << true << true;
    }
    void oldNodesStayWhenNodesCome() {
        QFETCH(bool, zoomed);
        QFETCH(bool, force);
        Stage stage;
        stage.model.setLearners(SmallLeague::learners());
        QVERIFY(stage.ready());
        if (force) stage.graph.setArrangement(LeagueGraph::Arrangement::Force);
        QVector<LeagueNode> first;
        for (int period = 1; period <= 5; ++period) {
            LeagueNode node = test::nodeOf(period, LeagueRole::MainAgent, 0, QStringLiteral("MA"), period, 1200);
            if (period > 1) node.parent = period - 1;
            first << node;
        }
        stage.model.append(first);
        if (zoomed) {
            QVERIFY(test::wheelAt(&stage.graph, stage.graph.pointOf(3), 120));
            QVERIFY(!stage.graph.isFitted());
        }
        const QVector<QPointF> before = stage.points();
        for (int i = 0; i < 5; ++i) {
            LeagueNode late =
                test::nodeOf(100 + i, LeagueRole::MainExploiter, 1 + i % 2, QStringLiteral("ME"), 5 + i / 2, 1100);
            late.parent = i % 2 == 0 ? 3 : models::kNobody;
            stage.model.append({late});
        }
        LeagueNode again = test::nodeOf(200, LeagueRole::MainAgent, 0, QStringLiteral("MA"), 5, 1250);
        again.parent = 2;
        stage.model.append({again});
        const QVector<QPointF> after = stage.points();
        QCOMPARE(after.size(), before.size() + 6);
        int seen = 0;
        for (int i = 0; i < before.size(); ++i) {
            if (std::isnan(before[i].x())) continue;
            ++seen;
            QVERIFY2(before[i] == after[i], qPrintable(QString::number(i)));
        }
        QVERIFY(seen >= 3);
        // The second one of a period stands beside the first, not on it.
        if (!force) QVERIFY(after.back().x() > before[4].x() + 5);
    }

    /// Names of learners and numbers of edges stand on no sign and not on each other.
    void labelsBesideParentsCoverNothingAndStay_data() {
        QTest::addColumn<QSize>("size");
        for (const QSize& size : {QSize(652, 300), QSize(420, 220), QSize(1200, 700)})
            QTest::addRow("%d", size.width()) << size;
    }
    void labelsBesideParentsCoverNothingAndStay() {
        QFETCH(QSize, size);
        Stage stage;
        SmallLeague::fill(stage.model);
        QVERIFY(stage.ready());
        stage.graph.setArrangement(LeagueGraph::Arrangement::Force);
        stage.page.resize(size);
        QTRY_COMPARE(stage.graph.size(), size);
        const auto labels = stage.graph.labels();
        QCOMPARE(labels.size(), std::size_t{7 + 4});
        QVector<QPointF> signs = stage.points();
        for (int lane = 0; lane < 7; ++lane)
            signs << stage.graph.pointOf(test::leagueLearner(lane));
        for (std::size_t i = 0; i < labels.size(); ++i) {
            const QRectF& box = labels[i].box;
            QVERIFY(QRectF(stage.graph.rect()).contains(box) && labels[i].edge == (i >= 7));
            for (const QPointF& at : signs)
                QVERIFY2(!box.intersects(QRectF(at - QPointF(3, 3), QSizeF(6, 6))), qPrintable(labels[i].text));
            for (std::size_t k = 0; k < i; ++k)
                QVERIFY2(!box.intersects(labels[k].box), qPrintable(labels[i].text));
        }
        // Painting moves none; whose edges are drawn and who is selected moves no name.
        const auto same = [&](std::size_t first) {
            const auto now = stage.graph.labels();
            return std::equal(labels.begin(), labels.begin() + static_cast<std::ptrdiff_t>(first), now.begin(),
                              [](const auto& a, const auto& b) { return a.box == b.box; });
        };
        QVERIFY(!stage.picture().isNull() && same(labels.size()));
        stage.model.selection()->select(test::leagueLearner(3));
        QVERIFY(same(7));
    }

    void aFullViewGlidesToWhereTheNewPeriodIsSeenToo() {
        Stage stage;
        SmallLeague::fill(stage.model);
        QVERIFY(stage.ready());
        const QPointF before = stage.graph.pointOf(SmallLeague::id(0, 12)), place = stage.graph.worldAt(before);
        style::Theme::instance().setReducedMotion(false);
        stage.model.append({test::nodeOf(900, LeagueRole::MainAgent, 0, QStringLiteral("MA"), 13, 1500)});
        style::Theme::instance().setReducedMotion(true);
        QCOMPARE(stage.graph.pointOf(SmallLeague::id(0, 12)), before);  // not by a jump
        const double now = stage.graph.pointOf(test::leagueLearner(0)).x();
        QTRY_VERIFY(stage.graph.pointOf(900).x() < now - 30 &&
                    std::fabs(stage.graph.pointOf(900).x() - now -
                              (stage.graph.pointOf(SmallLeague::id(0, 12)).x() - stage.graph.pointOf(900).x())) < 0.01);
        QVERIFY(stage.graph.isFitted());
        const QPointF after = stage.graph.worldAt(stage.graph.pointOf(SmallLeague::id(0, 12)));
        QVERIFY(std::fabs(after.x() - place.x()) < 1e-9 && std::fabs(after.y() - place.y()) < 0.1);
    }

    void updatesMoveNobody() {
        Stage stage;
        SmallLeague::fill(stage.model);
        QVERIFY(stage.ready());
        const QVector<QPointF> before = stage.points();
        QVector<LeagueNode> rated = stage.model.nodes();
        for (LeagueNode& node : rated) {
            node.elo += 100;
            node.period = 1;  // not for an update to say
        }
        QSignalSpy changed(&stage.model, &LeagueModel::nodesChanged);
        stage.model.update(rated);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(stage.points(), before);
    }

    void aHiddenRoleIsNotThere() {
        Stage stage;
        SmallLeague::fill(stage.model);
        QVERIFY(stage.ready());
        const QPointF at = stage.graph.pointOf(SmallLeague::id(1, 5));
        stage.model.setShown(LeagueRole::MainExploiter, false);
        QVERIFY(std::isnan(stage.graph.pointOf(SmallLeague::id(1, 5)).x()));
        QVERIFY(std::isnan(stage.graph.pointOf(test::leagueLearner(1)).x()));
        QCOMPARE(stage.graph.idAt(at), kNobody);
        QCOMPARE(stage.graph.strongestEdges().front().opponent, SmallLeague::id(6, 12));
        QTest::mouseClick(&stage.graph, Qt::LeftButton, {}, at.toPoint());
        QCOMPARE(stage.model.selected(), kNobody);
        stage.model.setShown(LeagueRole::MainExploiter, true);
        QCOMPARE(stage.graph.pointOf(SmallLeague::id(1, 5)), at);
    }

    void theFutureIsNotDrawn() {
        Stage stage;
        SmallLeague::fill(stage.model);
        QVERIFY(stage.ready());
        const QPointF six = stage.graph.pointOf(SmallLeague::id(0, 6)),
                      seven = stage.graph.pointOf(SmallLeague::id(0, 7));
        const QColor ink = style::Theme::instance().role(style::Role::MainAgent);
        const int line = countOf(stage.picture(), around((six + seven) / 2, 4), ink);
        const int with = countOf(stage.picture(), around(seven, 4), ink);
        stage.model.setTime(6);
        QCOMPARE(stage.graph.pointOf(SmallLeague::id(0, 6)), six);
        QVERIFY(std::isnan(stage.graph.pointOf(SmallLeague::id(0, 7)).x()));
        QCOMPARE(countOf(stage.picture(), around(seven, 4), ink), line);
        QVERIFY(with > line + 20);
    }

    void theWheelKeepsWhatIsUnderThePointer() {
        Stage stage;
        SmallLeague::fill(stage.model);
        QVERIFY(stage.ready());
        const QPointF at = stage.graph.pointOf(SmallLeague::id(1, 5));
        for (int i = 0; i < 4; ++i) {
            const QPointF held = stage.graph.worldAt(at);
            QVERIFY(test::wheelAt(&stage.graph, at, 120));
            QVERIFY(std::fabs(stage.graph.worldAt(at).x() - held.x()) < 1e-9);
            QVERIFY(std::fabs(stage.graph.pointOf(SmallLeague::id(1, 5)).x() - at.x()) < 1e-6);
        }
        QVERIFY(stage.graph.zoom() > 2);
        // Dragging takes the ground along.
        const QPointF three = stage.graph.pointOf(SmallLeague::id(1, 5));
        const QPoint from(300, 160);
        QTest::mousePress(&stage.graph, Qt::LeftButton, {}, from);
        test::hoverAt(&stage.graph, from + QPoint(20, 0), Qt::LeftButton);
        test::hoverAt(&stage.graph, from + QPoint(35, 0), Qt::LeftButton);
        QTest::mouseRelease(&stage.graph, Qt::LeftButton, {}, from + QPoint(35, 0));
        QVERIFY(std::fabs(stage.graph.pointOf(SmallLeague::id(1, 5)).x() - three.x() - 35) < 1e-6);
        QCOMPARE(stage.model.selected(), kNobody);
        for (int i = 0; i < 8; ++i)
            test::wheelAt(&stage.graph, at, -120);
        QVERIFY(stage.graph.isFitted());
        QCOMPARE(stage.graph.zoom(), 1.0);
        // Out of all there is: the page may have the wheel.
        QVERIFY(!test::wheelAt(&stage.graph, at, -120));
    }

    void keysWalkAlongAndAcrossTheLanes() {
        Stage stage;
        SmallLeague::fill(stage.model);
        QVERIFY(stage.ready());
        stage.graph.setFocus(Qt::TabFocusReason);
        const auto press = [&](Qt::Key key) {
            QTest::keyClick(&stage.graph, key);
            return stage.model.selected();
        };
        QCOMPARE(press(Qt::Key_Left), test::leagueLearner(0));
        QCOMPARE(press(Qt::Key_Left), SmallLeague::id(0, 12));
        QCOMPARE(press(Qt::Key_Left), SmallLeague::id(0, 11));
        QCOMPARE(press(Qt::Key_Down), SmallLeague::id(1, 11));
        QCOMPARE(press(Qt::Key_Left), SmallLeague::id(1, 10));
        QCOMPARE(press(Qt::Key_Down), SmallLeague::id(2, 9));
        QCOMPARE(press(Qt::Key_Home), SmallLeague::id(2, 2));
        QCOMPARE(press(Qt::Key_End), test::leagueLearner(2));
        QCOMPARE(press(Qt::Key_Down), test::leagueLearner(3));
        QCOMPARE(stage.model.selection()->learner(), test::leagueLearner(3));
        QSignalSpy opened(&stage.graph, &LeagueGraph::activated);
        QTest::keyClick(&stage.graph, Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QTest::keyClick(&stage.graph, Qt::Key_Plus);
        QVERIFY(stage.graph.zoom() > 1.2);
        // What the view has left behind comes back when it is walked to.
        QVERIFY(std::isnan(stage.graph.pointOf(SmallLeague::id(3, 1)).x()));
        press(Qt::Key_Home);
        QVERIFY(!std::isnan(stage.graph.pointOf(SmallLeague::id(3, 1)).x()));
        QTest::keyClick(&stage.graph, Qt::Key_0);
        QVERIFY(stage.graph.isFitted());
        QCOMPARE(press(Qt::Key_Escape), kNobody);
    }

    void thePointerAndAssistiveTechniquesAreToldWhoItIs() {
        Stage stage;
        SmallLeague::fill(stage.model);
        QVERIFY(stage.ready());
        test::hoverAt(&stage.graph, stage.graph.pointOf(SmallLeague::id(1, 10)));
        QVERIFY(stage.graph.hoverCard()->isVisible());
        QCOMPARE(stage.graph.hoverCard()->head(), QStringLiteral("ME 1·10"));
        const QString told = stage.graph.hoverCard()->sentence();
        QVERIFY2(told.contains(QStringLiteral("1291 ±24")), qPrintable(told));
        QVERIFY2(told.contains(QStringLiteral("Of the matches of MA 22")), qPrintable(told));
        test::hoverAt(&stage.graph, QPointF(3, 3));
        QVERIFY(!stage.graph.hoverCard()->isVisible());
        stage.click(SmallLeague::id(1, 10));
        QAccessibleInterface* access = QAccessible::queryAccessibleInterface(&stage.graph);
        QVERIFY(access != nullptr);
        QCOMPARE(access->role(), QAccessible::Chart);
        QCOMPARE(access->text(QAccessible::Name), QStringLiteral("League graph"));
        const QString value = access->text(QAccessible::Value);
        QVERIFY2(value.startsWith(QStringLiteral("ME 1·10, main exploiter, period 10")), qPrintable(value));
        QVERIFY2(value.contains(QStringLiteral("Elo 1291")), qPrintable(value));
    }

    void signsAreToldApartWithoutColour() {
        std::set<QByteArray> shapes;
        views::LeagueMarks marks;
        for (int role = 0; role < models::kLeagueRoles; ++role) {
            QImage image(24, 24, QImage::Format_ARGB32_Premultiplied);
            image.fill(Qt::white);
            QPainter painter(&image);
            marks.paint(painter, QPointF(12, 12), static_cast<LeagueRole>(role), 7);
            painter.end();
            const QImage form = image.convertToFormat(QImage::Format_Grayscale8);
            QByteArray bits;
            for (int i = 0; i < 24 * 24; ++i)
                bits += form.constScanLine(i / 24)[i % 24] < 250 ? '1' : '0';
            shapes.insert(bits);
        }
        QCOMPARE(static_cast<int>(shapes.size()), models::kLeagueRoles);
    }

    void newOnesStandBesideTheirParentAndAlwaysAtTheSamePlace() {
        QVector<QPointF> first;
        for (int round = 0; round < 2; ++round) {
            Stage stage;
            test::fillMany(stage.model, 200);
            stage.graph.setArrangement(LeagueGraph::Arrangement::Force);
            QVERIFY(stage.ready());
            QVector<QPointF> places;
            for (const LeagueNode& node : stage.model.nodes())
                places << stage.graph.worldAt(stage.graph.pointOf(node.id));
            if (round == 0) first = places;
            QCOMPARE(places, first);
            int near = 0, heirs = 0;
            for (int i = 0; i < places.size(); ++i) {
                for (int j = 0; j < i; ++j)
                    QVERIFY(QLineF(places[i], places[j]).length() > 0.2);
                const int parent = stage.model.indexOf(stage.model.nodes()[i].parent);
                if (parent < 0) continue;
                ++heirs;
                near += QLineF(places[i], places[parent]).length() < 5 ? 1 : 0;
            }
            QVERIFY(heirs > 150);
            QCOMPARE(near, heirs);
            stage.click(42);
            QCOMPARE(stage.model.selected(), 42);
        }
    }

    void anEmptyLeagueSaysWhatWillStandThere() {
        Stage stage;
        stage.graph.setEmptyText(QStringLiteral("This run has no league."));
        QVERIFY(stage.ready());
        QVERIFY(countOf(stage.picture(), stage.graph.rect(), style::color(style::Token::TextMuted)) > 5);
        QTest::keyClick(&stage.graph, Qt::Key_Left);
        QTest::mouseClick(&stage.graph, Qt::LeftButton, {}, QPoint(100, 100));
        QVERIFY(!test::wheelAt(&stage.graph, QPointF(100, 100), 120));
        // Learners before anything is frozen.
        stage.model.setLearners(SmallLeague::learners());
        stage.click(test::leagueLearner(4));
        QCOMPARE(stage.model.selected(), test::leagueLearner(4));
        stage.model.clear();
        QVERIFY(stage.model.isEmpty());
        stage.graph.setModel(nullptr);
        stage.picture();
    }

    void picturesAndNumbersGoIntoFiles() {
        Stage stage;
        SmallLeague::fill(stage.model);
        QVERIFY(stage.ready());
        const QTemporaryDir folder;
        for (const char* ending : {"png", "svg", "pdf"}) {
            const QString path = folder.filePath(QStringLiteral("league.%1").arg(QLatin1String(ending)));
            QVERIFY(stage.graph.savePicture(path));
            QVERIFY(QFile(path).size() > 4000);
        }
        QFile svg(folder.filePath(QStringLiteral("league.svg")));
        QVERIFY(svg.open(QIODevice::ReadOnly));
        QVERIFY(!svg.readAll().contains("<image"));  // lines all through
        QVERIFY(!stage.graph.savePicture(folder.filePath(QStringLiteral("none/league.pdf"))));
        const QStringList lines = stage.graph.pictures()->dataText().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 49);
        QCOMPARE(lines.filter(QStringLiteral("\"ME 1·10\"")).size(), 1);
        QVERIFY(lines.filter(QStringLiteral("\"ME 1·10\""))[0].startsWith(
            QStringLiteral("110,\"ME 1·10\",ME,\"ME 1\",10,")));
        QVERIFY(stage.graph.cornerActions().size() > 6);
    }

    void largeLeaguesAreDrawnFast_data() {
        QTest::addColumn<int>("nodes");
        QTest::addColumn<bool>("force");
        QTest::addColumn<double>("limit");
        QTest::newRow("1000") << 1000 << false << 8.0;
        QTest::newRow("10 000") << 10'000 << false << 16.0;
        QTest::newRow("1000 beside their parents") << 1000 << true << 8.0;
        QTest::newRow("10 000 beside their parents") << 10'000 << true << 16.0;
    }
    void largeLeaguesAreDrawnFast() {
        QFETCH(int, nodes);
        QFETCH(bool, force);
        QFETCH(double, limit);
        Stage stage;
        QVERIFY(stage.ready());
        QElapsedTimer clock;
        clock.start();
        if (force) stage.graph.setArrangement(LeagueGraph::Arrangement::Force);
        test::fillMany(stage.model, nodes);
        const double placed = static_cast<double>(clock.nsecsElapsed()) / 1e6;
        const double whole = medianPaint(stage.graph);
        stage.graph.zoomBy(8, QPointF(300, 150));
        const double near = medianPaint(stage.graph);
        clock.restart();
        for (int i = 0; i < 100; ++i)
            stage.graph.idAt(QPointF(200 + i, 150));
        const double point = static_cast<double>(clock.nsecsElapsed()) / 1e8;
        qInfo("%d nodes: placed in %.1f ms, painted in %.2f ms, zoomed in %.2f ms, pointed at in %.3f ms", nodes,
              placed, whole, near, point);
        QVERIFY2(whole <= limit * test::benchSlack(), qPrintable(QString::number(whole)));
        QVERIFY2(near <= limit * test::benchSlack(), qPrintable(QString::number(near)));
    }
};

QTEST_MAIN(TestLeagueGraph)
#include "tst_league_graph.moc"
