// SPDX-License-Identifier: GPL-3.0-or-later
// The heat map of a matrix, with real mouse and key events: known colours for known values, what is said about cells,
// the shared selection, zoom, exports, and how long a thousand by a thousand take.
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QHBoxLayout>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

#include "tests/support/bench_slack.h"
#include "tests/widgets/curves_kit.h"
#include "tests/widgets/matrix_kit.h"
#include "widgets/style/theme.h"
#include "widgets/style/vision.h"
#include "widgets/views/buttons.h"
#include "widgets/views/heat_map.h"
#include "widgets/views/hover_card.h"
#include "widgets/views/page_export.h"

using namespace ludus;
using namespace ludus::test;
using models::MatrixModel;
using models::MatrixPlane;
using models::MatrixScale;
using style::Token;
using views::HeatMap;

namespace {

QColor grabbed(HeatMap& map, const QPointF& at) {
    return map.grab().toImage().pixelColor(at.toPoint());
}

// A map in a window of its own.
struct Shown {
    MatrixModel model;
    QWidget page;
    HeatMap* map = new HeatMap;

    explicit Shown(MatrixContent content, const QSize& size = {620, 420}, const MatrixScale& scale = winRates()) {
        model.setScale(MatrixPlane::Value, scale);
        model.setContent(std::move(content));
        map->setObjectName(QStringLiteral("payoff"));
        map->setModel(&model);
        auto* row = new QHBoxLayout(&page);
        row->setContentsMargins(0, 0, 0, 0);
        row->addWidget(map);
        page.resize(size);
        page.show();
    }
    bool ready() { return QTest::qWaitForWindowExposed(&page); }
    QPoint middle(int row, int column) const { return map->cellRect(row, column).center().toPoint(); }
    void click(const QPoint& at) { QTest::mouseClick(map, Qt::LeftButton, {}, at); }
    void press(Qt::Key key, Qt::KeyboardModifiers keys = {}) { QTest::keyClick(map, key, keys); }
};

}  // namespace

class TestHeatMap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { style::Theme::instance().apply(*qApp, style::Mode::Light); }
    void cleanup() { style::Theme::instance().apply(*qApp, style::Mode::Light); }

    void valuesHaveTheColoursOfTheTokens_data();
    void valuesHaveTheColoursOfTheTokens();
    void priorIsHatchedUnknownEmptyDiagonalSunken();
    void otherHalfOfATriangleIsNotDrawn();
    void aPressChoosesTheCellAndFramesRowAndColumn();
    void selectionOfOthersIsFramedWithoutASignal();
    void headersChooseAWholeRowOrColumn();
    void arrowsWalkAndSayWhereTheyAre();
    void ctrlArrowsLeapToTheNextGroup();
    void escapeChoosesNothing();
    void enterAndDoublePressOpen();
    void readOutFollowsThePointer();
    void narrowMapSaysItInAFloatingCard();
    void verbsStandBelowTheChosenCell();
    void wheelZoomsAtThePointerAndADragMoves();
    void keysZoomAndTheChosenCellStaysInSight();
    void namesAppearWhereTheyFit();
    void tipOfAHeaderNamesItsRole();
    void cellsSmallerThanAPixelShowTheirMean();
    void newValuesAreSeenAndTheSelectionStays();
    void picturesAndNumbersAreExported();
    void emptyMapSaysWhatWillStandThere();
    void coloursAreToldApartByEveryone();
    void aHundredAndAThousandArePaintedInTime_data();
    void aHundredAndAThousandArePaintedInTime();
};

void TestHeatMap::valuesHaveTheColoursOfTheTokens_data() {
    QTest::addColumn<bool>("dark");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("colour");
    QTest::newRow("loses") << false << 0.0 << "#8A3300";
    QTest::newRow("a third stop") << false << 0.2 << "#D9772F";
    QTest::newRow("even") << false << 0.5 << "#F4F4F2";
    QTest::newRow("wins") << false << 1.0 << "#123C8C";
    QTest::newRow("dark, even") << true << 0.5 << "#2B3038";
    QTest::newRow("dark, wins") << true << 1.0 << "#A6C2FF";
}

void TestHeatMap::valuesHaveTheColoursOfTheTokens() {
    QFETCH(bool, dark);
    QFETCH(double, value);
    QFETCH(QString, colour);
    style::Theme::instance().apply(*qApp, dark ? style::Mode::Dark : style::Mode::Light);
    Shown shown(three({valued(0.3), valued(value)}));
    QVERIFY(shown.ready());
    // Off the middle, where the number stands.
    QCOMPARE(grabbed(*shown.map, shown.map->cellRect(0, 1).topLeft() + QPointF(4, 4)), QColor(colour));
}

void TestHeatMap::priorIsHatchedUnknownEmptyDiagonalSunken() {
    models::MatrixCell prior = of(MatrixKind::PriorOnly);
    prior.value = 1;
    Shown shown(three({of(MatrixKind::Self), prior, {}}));
    QVERIFY(shown.ready());
    const QImage image = shown.map->grab().toImage();
    const auto inside = [&](int column) { return shown.map->cellRect(0, column).adjusted(3, 3, -4, -4).toRect(); };
    QCOMPARE(image.pixelColor(inside(0).center()), style::color(Token::Sunken));
    // Halfway between what it would be if it were counted and the ground, under the lines of the hatching.
    const QColor full("#123C8C"), ground = style::color(Token::Surface);
    const QColor pale((full.red() + ground.red()) / 2, (full.green() + ground.green()) / 2,
                      (full.blue() + ground.blue()) / 2);
    int light = 0, dark = 0;
    for (int x = inside(1).left(); x < inside(1).right(); ++x) {
        for (int y = inside(1).top(); y < inside(1).bottom(); ++y) {
            const double away = style::colorDistance(image.pixelColor(x, y), pale);
            light += away < 3 ? 1 : 0;
            dark += away > 8 ? 1 : 0;
        }
    }
    const int all = inside(1).width() * inside(1).height();
    QVERIFY2(light > all / 4 && dark > all / 20,
             qPrintable(QStringLiteral("%1 %2 of %3").arg(light).arg(dark).arg(all)));
    QCOMPARE(inked(image, inside(2), style::color(Token::Surface)), inside(2).width() * inside(2).height());
    const QRectF empty = shown.map->cellRect(0, 2);
    QCOMPARE(image.pixelColor(empty.topLeft().toPoint() + QPoint(0, 5)), style::color(Token::Border));
}

void TestHeatMap::otherHalfOfATriangleIsNotDrawn() {
    Shown shown(forgetting(12));
    QVERIFY(shown.ready());
    const QImage image = shown.map->grab().toImage();
    QCOMPARE(image.pixelColor(shown.middle(2, 9)), style::color(Token::Surface));
    QVERIFY(image.pixelColor((shown.map->cellRect(9, 2).topLeft() + QPointF(3, 3)).toPoint()) !=
            style::color(Token::Surface));
}

void TestHeatMap::aPressChoosesTheCellAndFramesRowAndColumn() {
    Shown shown(leaguePayoff({5, 4, 3}));
    QVERIFY(shown.ready());
    QSignalSpy said(shown.map, qOverload<const QString&, const QString&>(&HeatMap::selected));
    shown.click(shown.middle(6, 2));
    QCOMPARE(said.size(), 1);
    QCOMPARE(said[0][0].toString(), QStringLiteral("ME-2"));
    QCOMPARE(said[0][1].toString(), QStringLiteral("MA-3"));
    QCOMPARE(shown.map->selectedId(), QStringLiteral("ME-2"));
    QCOMPARE(shown.map->current(), (HeatMap::Place{6, 2}));
    const QImage image = shown.map->grab().toImage();
    const QColor accent = style::color(Token::Accent);
    const QRectF first = shown.map->cellRect(6, 0), top = shown.map->cellRect(0, 6);
    QVERIFY(inked(image, QRectF(first.left(), first.top() - 4, 60, 6).toRect(), accent) > 40);
    QVERIFY(inked(image, QRectF(top.left() - 4, top.top(), 6, 60).toRect(), accent) > 40);
}

void TestHeatMap::selectionOfOthersIsFramedWithoutASignal() {
    Shown shown(leaguePayoff({5, 4}));
    QVERIFY(shown.ready());
    QSignalSpy said(shown.map, qOverload<const QString&, const QString&>(&HeatMap::selected));
    const auto accents = [&] {
        return inked(shown.map->grab().toImage(), shown.map->layoutNow().cells.toRect(), style::color(Token::Accent));
    };
    QCOMPARE(accents(), 0);
    shown.map->setSelected(QStringLiteral("MA-2"));
    QVERIFY(accents() > 200);
    QVERIFY(shown.map->accessibleDescription().contains(QStringLiteral("MA\u00B72")));
    shown.map->setSelected(QStringLiteral("nobody"));
    QCOMPARE(accents(), 0);
    QVERIFY(said.isEmpty());
}

void TestHeatMap::headersChooseAWholeRowOrColumn() {
    Shown shown(leaguePayoff({5, 4}));
    QVERIFY(shown.ready());
    QSignalSpy said(shown.map, qOverload<const QString&, const QString&>(&HeatMap::selected));
    shown.click(shown.map->rowHeaderRect(3).center().toPoint());
    QCOMPARE(said.takeFirst(), (QVariantList{QStringLiteral("MA-4"), QString()}));
    QVERIFY(!shown.map->current().isCell());
    shown.click(shown.map->columnHeaderRect(5).center().toPoint());
    QCOMPARE(said.takeFirst(), (QVariantList{QString(), QStringLiteral("ME-1")}));
    QCOMPARE(shown.map->selectedId(), QStringLiteral("ME-1"));
}

void TestHeatMap::arrowsWalkAndSayWhereTheyAre() {
    Shown shown(leaguePayoff({5, 4}));
    QVERIFY(shown.ready());
    shown.map->setFocus(Qt::TabFocusReason);
    shown.press(Qt::Key_Right);
    QCOMPARE(shown.map->current(), (HeatMap::Place{0, 0}));
    shown.press(Qt::Key_Down);
    shown.press(Qt::Key_Down);
    shown.press(Qt::Key_Right);
    QCOMPARE(shown.map->current(), (HeatMap::Place{2, 1}));
    shown.press(Qt::Key_Up);
    shown.press(Qt::Key_End);
    QCOMPARE(shown.map->current(), (HeatMap::Place{1, 8}));
    shown.press(Qt::Key_Home, Qt::ControlModifier);
    shown.press(Qt::Key_Left);
    QCOMPARE(shown.map->current(), (HeatMap::Place{0, 0}));
    shown.press(Qt::Key_Right);
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(shown.map);
    QVERIFY(face != nullptr);
    QCOMPARE(face->text(QAccessible::Description), shown.model.sentence(0, 1));
    QVERIFY(face->text(QAccessible::Description).startsWith(QStringLiteral("MA\u00B71 v MA\u00B72, ")));
}

void TestHeatMap::ctrlArrowsLeapToTheNextGroup() {
    Shown shown(leaguePayoff({5, 4, 3}));
    QVERIFY(shown.ready());
    shown.click(shown.middle(1, 1));
    shown.press(Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(shown.map->current(), (HeatMap::Place{5, 1}));
    shown.press(Qt::Key_Right, Qt::ControlModifier);
    shown.press(Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(shown.map->current(), (HeatMap::Place{5, 9}));
    shown.press(Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(shown.map->current(), (HeatMap::Place{5, 11}));
    shown.press(Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(shown.map->current(), (HeatMap::Place{0, 11}));
}

void TestHeatMap::escapeChoosesNothing() {
    Shown shown(leaguePayoff({3, 2}));
    QVERIFY(shown.ready());
    shown.click(shown.middle(1, 1));
    QSignalSpy said(shown.map, qOverload<const QString&, const QString&>(&HeatMap::selected));
    shown.press(Qt::Key_Escape);
    QCOMPARE(said.size(), 1);
    QVERIFY(shown.map->selectedId().isEmpty() && !shown.map->current().isCell());
    shown.press(Qt::Key_Escape);  // is for others now
    QCOMPARE(said.size(), 1);
}

void TestHeatMap::enterAndDoublePressOpen() {
    Shown shown(leaguePayoff({3, 2}));
    QVERIFY(shown.ready());
    QSignalSpy opened(shown.map, &HeatMap::opened);
    shown.click(shown.middle(1, 3));
    shown.press(Qt::Key_Return);
    QCOMPARE(opened.takeFirst(), (QVariantList{QStringLiteral("MA-2"), QStringLiteral("ME-1")}));
    QTest::mouseDClick(shown.map, Qt::LeftButton, {}, shown.middle(2, 0));
    QCOMPARE(opened.takeFirst(), (QVariantList{QStringLiteral("MA-3"), QStringLiteral("MA-1")}));
}

void TestHeatMap::readOutFollowsThePointer() {
    Shown shown(leaguePayoff({5, 4}));
    QVERIFY(shown.ready());
    const QRect side = shown.map->layoutNow().side.toRect();
    QVERIFY(!side.isEmpty());
    const auto framed = [&] { return inked(shown.map->grab().toImage(), side, style::color(Token::BorderStrong)); };
    const int before = framed();
    point(shown.map, shown.middle(2, 3));
    QCOMPARE(shown.map->hovered(), (HeatMap::Place{2, 3}));
    QVERIFY(framed() > before + 200);  // the card's frame
    point(shown.map, QPoint(2, 2));
    QVERIFY(!shown.map->hovered().isCell());
    QCOMPARE(framed(), before);
}

void TestHeatMap::narrowMapSaysItInAFloatingCard() {
    Shown shown(leaguePayoff({5, 4}), {300, 260});
    QVERIFY(shown.ready());
    QVERIFY(shown.map->layoutNow().side.isEmpty() && !shown.map->layoutNow().foot.isEmpty());
    point(shown.map, shown.middle(2, 3));
    views::HoverCard* card = shown.map->hoverCard();
    QVERIFY(card->isVisible());
    QCOMPARE(card->head(), QStringLiteral("MA\u00B73 v MA\u00B74"));
    QVERIFY(card->sentence().contains(QStringLiteral("214 (98)")));
    QVERIFY(shown.page.rect().contains(card->geometry()));
    point(shown.map, QPoint(2, 2));
    QVERIFY(!card->isVisible());
    shown.map->setFocus(Qt::TabFocusReason);
    shown.press(Qt::Key_Down);
    QVERIFY(card->isVisible());
}

void TestHeatMap::verbsStandBelowTheChosenCell() {
    Shown shown(leaguePayoff({5, 4}));
    QVERIFY(shown.ready());
    shown.map->setVerbs({{"watch", "Watch"}, {"why", "Why"}});
    auto* why = shown.map->findChild<QAbstractButton*>(QStringLiteral("payoff.verb.why"));
    QVERIFY(why != nullptr && !why->isVisible());
    QSignalSpy verb(shown.map, &HeatMap::verbChosen);
    shown.click(shown.middle(6, 1));
    point(shown.map, QPoint(2, 2));
    QVERIFY(why->isVisible());
    QVERIFY(why->height() >= style::size::kHitMin);
    QVERIFY(shown.map->layoutNow().side.contains(QRectF(why->geometry())));
    QTest::mouseClick(why, Qt::LeftButton);
    QCOMPARE(verb.takeFirst(), (QVariantList{QStringLiteral("why"), QStringLiteral("ME-2"), QStringLiteral("MA-2")}));
    point(shown.map, shown.middle(0, 0));  // the read-out is of another cell now
    QVERIFY(!why->isVisible());
}

void TestHeatMap::wheelZoomsAtThePointerAndADragMoves() {
    Shown shown(leaguePayoff({40, 30, 20, 10}), {700, 500});
    QVERIFY(shown.ready());
    const QPoint at = shown.middle(60, 30);
    wheel(shown.map, at, 120 * 8);
    QVERIFY(shown.map->zoom() > 4);
    QCOMPARE(shown.map->placeAt(at), (HeatMap::Place{60, 30}));
    QVERIFY(shown.map->cellRect(60, 30).width() > 12);
    QSignalSpy said(shown.map, qOverload<const QString&, const QString&>(&HeatMap::selected));
    const double before = shown.map->cellRect(60, 30).left();
    drag(shown.map, at, at + QPoint(40, 0));
    QTest::mouseRelease(shown.map, Qt::LeftButton, {}, at + QPoint(40, 0));
    QVERIFY(std::fabs(shown.map->cellRect(60, 30).left() - before - 40) < 1.5);
    QVERIFY2(said.isEmpty(), "a drag is no choice");
    wheel(shown.map, at, -120 * 30);
    QCOMPARE(shown.map->zoom(), 1.0);
    QVERIFY(shown.map->layoutNow().offset.isNull());
}

void TestHeatMap::keysZoomAndTheChosenCellStaysInSight() {
    Shown shown(leaguePayoff({40, 30, 20, 10}), {700, 500});
    QVERIFY(shown.ready());
    shown.click(shown.middle(90, 90));
    for (int i = 0; i < 6; ++i)
        shown.press(Qt::Key_Plus);
    QVERIFY(shown.map->zoom() > 3);
    const QRectF seen = shown.map->layoutNow().cells.adjusted(-1, -1, 1, 1);
    QVERIFY(seen.contains(shown.map->cellRect(90, 90)));
    shown.press(Qt::Key_Home, Qt::ControlModifier);
    QVERIFY(seen.contains(shown.map->cellRect(0, 0)));
    shown.press(Qt::Key_0);
    QCOMPARE(shown.map->zoom(), 1.0);
}

void TestHeatMap::namesAppearWhereTheyFit() {
    Shown shown(leaguePayoff({40, 30, 20, 10}), {700, 500});
    QVERIFY(shown.ready());
    QVERIFY(shown.map->layoutNow().rowNames == views::HeatNames::None);  // the groups say it
    shown.map->zoomBy(8, shown.map->layoutNow().cells.center());
    QVERIFY(shown.map->layoutNow().rowNames == views::HeatNames::Flat);
    QVERIFY(shown.map->layoutNow().columnNames != views::HeatNames::None);
    Shown time(matching(30, 60), {700, 300}, shares(false));
    QVERIFY(time.ready());
    QVERIFY(time.map->layoutNow().columnNames == views::HeatNames::Some);
    QVERIFY(time.map->layoutNow().namesBelow);
}

void TestHeatMap::tipOfAHeaderNamesItsRole() {
    Shown shown(leaguePayoff({5, 4}));
    QVERIFY(shown.ready());
    const QPointF header = shown.map->rowHeaderRect(6).center();
    QCOMPARE(shown.map->placeAt(header), (HeatMap::Place{6, -1}));
    QCOMPARE(shown.map->headerTip({6, -1}), QStringLiteral("ME\u00B72, main exploiter"));
}

void TestHeatMap::cellsSmallerThanAPixelShowTheirMean() {
    // Stripes of 0.2 and 0.8, much finer than pixels: 0.5 everywhere.
    MatrixContent content;
    constexpr int kCount = 1200;
    for (int i = 0; i < kCount; ++i)
        content.rows.push_back({QString::number(i), {}, -1, {}});
    content.columns = content.rows;
    for (int i = 0; i < kCount * kCount; ++i)
        content.cells.push_back(valued(i % 2 == 0 ? 0.2 : 0.8));
    Shown shown(std::move(content), {420, 320});
    QVERIFY(shown.ready());
    QVERIFY(shown.map->layoutNow().columns.pitch() < 0.3);
    const QPointF middle = shown.map->layoutNow().cells.center();
    const double away = style::colorDistance(grabbed(*shown.map, middle), QColor("#F4F4F2"));
    QVERIFY2(away < 6, qPrintable(QString::number(away)));
}

void TestHeatMap::newValuesAreSeenAndTheSelectionStays() {
    Shown shown(three({valued(0.5), valued(0.2)}));
    QVERIFY(shown.ready());
    shown.click(shown.middle(0, 1));
    const QPointF at = shown.map->cellRect(0, 1).topLeft() + QPointF(5, 5);
    QCOMPARE(grabbed(*shown.map, at), QColor("#D9772F"));
    shown.model.setCell(0, 1, valued(1));
    QCOMPARE(grabbed(*shown.map, at), QColor("#123C8C"));
    QVERIFY(shown.map->accessibleDescription().contains(QStringLiteral("100")));
    MatrixContent grown = three({valued(0.5)});
    grown.rows.prepend({"new", "New", -1, {}});
    shown.model.setContent(grown);
    QCOMPARE(shown.map->current(), (HeatMap::Place{1, 1}));
    QCOMPARE(shown.map->selectedId(), QStringLiteral("a"));
}

void TestHeatMap::picturesAndNumbersAreExported() {
    Shown shown(leaguePayoff({5, 4}));
    QVERIFY(shown.ready());
    QTemporaryDir folder;
    for (const char* suffix : {"png", "svg", "pdf"}) {
        const QString path = folder.filePath(QStringLiteral("payoff.") + QLatin1String(suffix));
        QVERIFY(shown.map->exporter()->savePicture(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray start = file.read(300'000);
        if (QLatin1String(suffix) == QLatin1String("png")) {
            QCOMPARE(QImage(path).width(), 2 * shown.map->width());
        } else if (QLatin1String(suffix) == QLatin1String("svg")) {
            QVERIFY2(start.contains("win rate of the row"), "the title is missing");
            QVERIFY2(!start.contains("<image"), "cells are shapes");
        } else {
            QVERIFY(start.startsWith("%PDF"));
        }
    }
    // On a page of several things its cells stay shapes too: no picture of pixels in the file.
    const QString page = folder.filePath("page.pdf");
    QVERIFY(views::savePage({&shown.page}, page));
    QFile pdf(page);
    QVERIFY(pdf.open(QIODevice::ReadOnly));
    QVERIFY(!pdf.readAll().contains("/Subtype /Image"));
    QSignalSpy exported(shown.map->exporter(), &views::PictureExport::exported);
    shown.map->exporter()->saveData(folder.filePath("payoff.csv"));
    QVERIFY(exported.wait());
    QVERIFY(exported[0][1].toBool());
    QFile csv(folder.filePath("payoff.csv"));
    QVERIFY(csv.open(QIODevice::ReadOnly));
    QCOMPARE(csv.readAll().count('\n'), 82);
    QStringList names;
    for (const QAction* action : shown.map->cornerActions())
        if (!action->isSeparator()) names << action->objectName();
    QCOMPARE(names, (QStringList{"chart.resetZoom", "chart.copyPicture", "chart.copyData", "chart.exportPng",
                                 "chart.exportSvg", "chart.exportPdf", "chart.exportCsv"}));
}

void TestHeatMap::emptyMapSaysWhatWillStandThere() {
    Shown shown({});
    shown.map->setEmptyText(QStringLiteral("No matches yet."));
    QVERIFY(shown.ready());
    QVERIFY(!shown.map->grab().isNull());
    shown.press(Qt::Key_Right);
    shown.click(QPoint(50, 50));
    QVERIFY(!shown.map->current().isCell());
    QCOMPARE(shown.map->accessibleDescription(), QStringLiteral("No matches yet."));
}

void TestHeatMap::coloursAreToldApartByEveryone() {
    // A fifth of the way is seen by people with any vision, and which way it goes too.
    using style::Vision;
    for (const style::Mode mode : {style::Mode::Light, style::Mode::Dark}) {
        style::Theme::instance().apply(*qApp, mode);
        const auto at = [](double value) { return style::Theme::instance().diverging(value); };
        for (const Vision vision : {Vision::Normal, Vision::Protan, Vision::Deutan, Vision::Tritan}) {
            for (double value = 0; value < 0.75; value += 0.2)
                QVERIFY(style::colorDistance(style::seenBy(at(value), vision), style::seenBy(at(value + 0.2), vision)) >
                        5);
            QVERIFY(style::colorDistance(style::seenBy(at(0.2), vision), style::seenBy(at(0.8), vision)) > 5);
        }
    }
}

void TestHeatMap::aHundredAndAThousandArePaintedInTime_data() {
    QTest::addColumn<int>("count");
    QTest::newRow("100") << 100;
    QTest::newRow("1000") << 1000;
}

void TestHeatMap::aHundredAndAThousandArePaintedInTime() {
    QFETCH(int, count);
    constexpr double kLimitMs = 16, kAnewMs = 60;
    Shown shown(leaguePayoff({count / 4, count / 4, count / 4, count / 8, count / 8}), {1000, 700});
    QVERIFY(shown.ready());
    QImage canvas(shown.map->size(), QImage::Format_RGB32);
    const auto paint = [&] {
        QElapsedTimer clock;
        clock.start();
        shown.map->render(&canvas);
        return static_cast<double>(clock.nsecsElapsed()) / 1e6;
    };
    paint();
    std::vector<double> later, anew, zoomed;
    for (int i = 0; i < 11; ++i) {
        point(shown.map, shown.middle(i + 1, i + 2));  // the read-out moves along
        later.push_back(paint());
    }
    for (int i = 0; i < 5; ++i) {
        shown.model.setCell(i, i + 1, valued(0.1 * i));
        anew.push_back(paint());
    }
    for (int i = 0; i < 8; ++i) {
        shown.map->zoomBy(1.3, shown.map->layoutNow().cells.center());
        zoomed.push_back(paint());
    }
    const auto median = [](std::vector<double> values) {
        std::nth_element(values.begin(), values.begin() + static_cast<int>(values.size() / 2), values.end());
        return values[values.size() / 2];
    };
    qInfo("%d x %d: %.2f ms as it is, %.1f ms after a new value, %.1f ms while zooming", count, count, median(later),
          median(anew), median(zoomed));
    QVERIFY(median(later) < kLimitMs * benchSlack());
    QVERIFY(median(anew) < kAnewMs * benchSlack());
    QVERIFY(median(zoomed) < kAnewMs * benchSlack());
}

QTEST_MAIN(TestHeatMap)
#include "tst_heat_map.moc"
