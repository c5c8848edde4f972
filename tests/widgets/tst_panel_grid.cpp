// SPDX-License-Identifier: GPL-3.0-or-later
// The grid of panels that charts stand in, with real mouse and key events.
#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include "tests/widgets/curves_kit.h"
#include "widgets/style/theme.h"
#include "widgets/views/chart_panel.h"
#include "widgets/views/page_export.h"
#include "widgets/views/panel_grid.h"

using namespace ludus;
using namespace ludus::test;
using views::PanelCell;
using views::PanelGrid;
using views::PanelLayout;

namespace {

/// A grid of four panels: a, b side by side, c, d below.
struct Grid {
    PanelGrid grid;

    Grid()
        : grid([](const PanelCell& cell) {
              auto* panel = new views::Panel(cell.id);
              panel->setContent(new QWidget);
              panel->setObjectName(cell.id);
              return panel;
          }) {
        grid.resize(1200, 600);
        grid.setArrangement(PanelLayout({{QStringLiteral("a"), 0, 0, 12, 10},
                                         {QStringLiteral("b"), 12, 0, 12, 10},
                                         {QStringLiteral("c"), 0, 10, 12, 10},
                                         {QStringLiteral("d"), 12, 10, 12, 10}}));
        grid.show();
    }
    bool ready() { return QTest::qWaitForWindowExposed(&grid); }
    const PanelCell& at(const char* id) const { return *grid.arrangement().find(QLatin1String(id)); }
    QWidget* title(const char* id) const { return grid.panel(QLatin1String(id))->titleBar(); }
    QPoint centre(const char* id) const {
        const QWidget* panel = grid.panel(QLatin1String(id));
        return panel->mapToGlobal(panel->rect().center());
    }
    QAction* action(const char* id, const char* name) const {
        return grid.panel(QLatin1String(id))->findChild<QAction*>(QLatin1String(name));
    }
};

}  // namespace

class TestPanelGrid : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { style::Theme::instance().apply(*qApp, style::Mode::Light); }

    void panelIsMovedByItsTitle();
    void escapeDropsTheMove();
    void panelIsResizedAtItsGap();
    void panelIsPinnedMaximisedAndHidden();
    void panelMovesByItsMenu();
    void pageIsExported();
};

void TestPanelGrid::panelIsMovedByItsTitle() {
    Grid g;
    QVERIFY(g.ready());
    QSignalSpy arranged(&g.grid, &PanelGrid::arranged);
    QWidget* title = g.title("a");
    const QPoint to = title->mapFromGlobal(g.centre("d"));
    drag(title, QPoint(40, 14), to);
    auto* landing = g.grid.findChild<QWidget*>(QStringLiteral("grid.landing"));
    QVERIFY(landing->isVisible());
    QCOMPARE(landing->geometry().center(), g.grid.mapFromGlobal(g.centre("d")));
    QTest::mouseRelease(title, Qt::LeftButton, {}, to);
    QVERIFY(!landing->isVisible());
    QCOMPARE(g.at("a").x, 12);
    QCOMPARE(g.at("a").y, 10);
    QCOMPARE(g.at("d").x, 0);
    QCOMPARE(g.at("d").y, 0);
    QCOMPARE(arranged.size(), 1);
    // Onto the upper edge of another one: it goes above it.
    QWidget* moved = g.title("c");
    const QPoint edge =
        moved->mapFromGlobal(g.centre("d") - QPoint(0, g.grid.panel(QStringLiteral("d"))->height() / 2 - 12));
    drag(moved, QPoint(40, 14), edge);
    QTest::mouseRelease(moved, Qt::LeftButton, {}, edge);
    QCOMPARE(g.at("c").y, 0);
    QCOMPARE(g.at("d").y, 10);
}

void TestPanelGrid::escapeDropsTheMove() {
    Grid g;
    QVERIFY(g.ready());
    const PanelLayout before = g.grid.arrangement();
    QWidget* title = g.title("a");
    drag(title, QPoint(40, 14), title->mapFromGlobal(g.centre("d")));
    QTest::keyClick(&g.grid, Qt::Key_Escape);
    QTest::mouseRelease(title, Qt::LeftButton, {}, title->mapFromGlobal(g.centre("d")));
    QVERIFY(g.grid.arrangement() == before);
}

void TestPanelGrid::panelIsResizedAtItsGap() {
    Grid g;
    QVERIFY(g.ready());
    QWidget* panel = g.grid.panel(QStringLiteral("a"));
    QWidget* area = panel->parentWidget();
    const QPoint gap(panel->geometry().right() + 4, panel->geometry().center().y());
    point(area, gap);
    QCOMPARE(area->cursor().shape(), Qt::SplitHCursor);
    drag(area, gap, gap + QPoint(200, 0));
    QTest::mouseRelease(area, Qt::LeftButton, {}, gap + QPoint(200, 0));
    QCOMPARE(g.at("a").w, 16);
    QCOMPARE(g.at("b").x, 16);
    QCOMPARE(g.at("b").w, 8);
    const QPoint below(panel->geometry().center().x(), panel->geometry().bottom() + 4);
    drag(area, below, below + QPoint(0, 60));
    QTest::mouseRelease(area, Qt::LeftButton, {}, below + QPoint(0, 60));
    QCOMPARE(g.at("a").h, 12);
    QCOMPARE(g.at("c").y, 12);
}

void TestPanelGrid::panelIsPinnedMaximisedAndHidden() {
    Grid g;
    QVERIFY(g.ready());
    g.action("d", "panel.pin")->trigger();
    QVERIFY(g.at("d").pinned);
    QCOMPARE(g.at("d").y, 0);
    // It stays while the others scroll.
    QVERIFY(g.grid.panel(QStringLiteral("d"))->parentWidget() != g.grid.panel(QStringLiteral("a"))->parentWidget());
    QVERIFY(g.grid.panel(QStringLiteral("d"))->isVisible());
    g.action("a", "panel.maximise")->trigger();
    QCOMPARE(g.grid.panel(QStringLiteral("a"))->geometry(), g.grid.rect());
    QVERIFY(!g.grid.panel(QStringLiteral("b"))->isVisible());
    g.action("a", "panel.maximise")->trigger();
    QVERIFY(g.grid.panel(QStringLiteral("b"))->isVisible());
    g.action("b", "panel.hide")->trigger();
    QVERIFY(g.grid.panel(QStringLiteral("b")) == nullptr);
    QVERIFY(g.grid.arrangement().find(QStringLiteral("b")) == nullptr);
    PanelCell again;
    again.id = QStringLiteral("b");
    g.grid.addPanel(again);
    QVERIFY(g.grid.panel(QStringLiteral("b"))->isVisible());
}

void TestPanelGrid::panelMovesByItsMenu() {
    Grid g;
    QVERIFY(g.ready());
    g.action("a", "panel.right")->trigger();
    QCOMPARE(g.at("a").x, 12);
    QCOMPARE(g.at("b").x, 0);
    g.action("a", "panel.down")->trigger();
    QCOMPARE(g.at("a").y, 10);
    g.action("b", "panel.wider")->trigger();
    QCOMPARE(g.at("b").w, 13);
    g.action("b", "panel.taller")->trigger();
    QCOMPARE(g.at("b").h, 11);
}

void TestPanelGrid::pageIsExported() {
    ChartModel chart(QStringLiteral("Return"));
    fill(chart, "a", 100);
    PanelGrid grid([&](const PanelCell&) { return new views::ChartPanel(&chart); });
    grid.resize(800, 300);
    // Higher than its view: the picture holds all of it.
    grid.setArrangement(PanelLayout({{QStringLiteral("a"), 0, 0, 24, 40}}));
    grid.show();
    QVERIFY(QTest::qWaitForWindowExposed(&grid));
    QTemporaryDir folder;
    const QString png = folder.filePath(QStringLiteral("page.png")), pdf = folder.filePath(QStringLiteral("page.pdf"));
    QVERIFY(views::savePage(grid.parts(), png));
    const QImage image(png);
    QVERIFY(image.width() >= 1600 && image.height() >= 1600);
    QVERIFY(views::savePage(grid.parts(), pdf));
    QFile file(pdf);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.read(5) == "%PDF-");
    QVERIFY(QFileInfo(pdf).size() > 2000);
    QVERIFY(!views::savePage(grid.parts(), QStringLiteral("/nowhere/page.pdf")));
    QVERIFY(!views::savePage(grid.parts(), QStringLiteral("/nowhere/page.png")));
}

QTEST_MAIN(TestPanelGrid)
#include "tst_panel_grid.moc"
