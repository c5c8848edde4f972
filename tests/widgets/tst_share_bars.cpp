// SPDX-License-Identifier: GPL-3.0-or-later
// Candidates of a draw as bars, and shares of matches over periods, with real mouse and key events.
#include <QAccessible>
#include <QApplication>
#include <QElapsedTimer>
#include <QHBoxLayout>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

#include "tests/support/bench_slack.h"
#include "tests/widgets/curves_kit.h"
#include "tests/widgets/matrix_kit.h"
#include "widgets/style/theme.h"
#include "widgets/views/hover_card.h"
#include "widgets/views/share_bars.h"
#include "widgets/views/stacked_shares.h"

using namespace ludus;
using namespace ludus::test;
using models::MatrixModel;
using models::MatrixPlane;
using style::Token;
using views::ShareBars;
using views::ShareGroup;
using views::ShareRow;
using views::StackedShares;

namespace {

ShareRow candidate(const char* id, int group, double now, double next) {
    ShareRow row;
    row.id = QLatin1String(id);
    row.name = row.id;
    row.role = QStringLiteral("ME");
    row.group = group;
    row.winRate = 0.39;
    row.low = 0.32;
    row.high = 0.46;
    row.count = 214;
    row.effective = 98;
    row.weight = 0.372;
    row.now = now;
    row.next = next;
    return row;
}

template <typename View>
struct Shown {
    QWidget page;
    View* view = new View;

    explicit Shown(const QSize& size = {640, 300}) {
        auto* row = new QHBoxLayout(&page);
        row->setContentsMargins(0, 0, 0, 0);
        row->addWidget(view);
        page.resize(size);
        page.show();
    }
    bool ready() { return QTest::qWaitForWindowExposed(&page); }
};

void fillDraw(ShareBars& bars) {
    ShareGroup history{"pfsp", "PFSP", {}, 0.6, 0.5};
    history.chosen = true;
    ShareGroup forgotten{"forgotten", "Forgotten", {}, 0.15, 0.25};
    forgotten.empty = 3;
    forgotten.asked = 40;
    ShareRow chosen = candidate("ME-10", 0, 0.22, 0.27);
    chosen.chosen = true;
    bars.setContent({history, forgotten},
                    {candidate("other", 1, 0.05, 0.10), chosen, candidate("AEE-12", 0, 0.11, 0.15)});
}

QStringList order(const ShareBars& bars, const QStringList& ids) {
    QStringList sorted = ids;
    std::sort(sorted.begin(), sorted.end(),
              [&](const QString& a, const QString& b) { return bars.rowRect(a).top() < bars.rowRect(b).top(); });
    return sorted;
}

}  // namespace

class TestShareBars : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { style::Theme::instance().apply(*qApp, style::Mode::Light); }

    void candidatesStandBelowTheirBranch();
    void barsAreAsLongAsTheirProbability();
    void chosenOneIsSaidInWordsToo();
    void pressAndKeysChooseAndOpen();
    void branchesFoldAndTheSelectionUnfoldsThem();
    void csvHasALineACandidate();
    void hundredsScrollAndArePaintedInTime();
    void emptyListSaysWhatWillStandThere();

    void bandsAreTheSumsOfTheirGroups();
    void boxesStandOnEachOther();
    void columnsAndBandsAreChosenByPressAndKeys();
    void cardListsTheBandsOfAColumn();
    void manyColumnsBecomeAreas();
    void thousandsOfColumnsArePaintedAtOnce();
    void sharesAreExported();
};

void TestShareBars::candidatesStandBelowTheirBranch() {
    Shown<ShareBars> shown;
    fillDraw(*shown.view);
    QVERIFY(shown.ready());
    QCOMPARE(order(*shown.view, {"other", "ME-10", "AEE-12", "pfsp", "forgotten"}),
             (QStringList{"pfsp", "ME-10", "AEE-12", "forgotten", "other"}));
}

void TestShareBars::barsAreAsLongAsTheirProbability() {
    Shown<ShareBars> shown;
    fillDraw(*shown.view);
    QVERIFY(shown.ready());
    const double longest = shown.view->barRect("ME-10", true).width();
    QVERIFY(longest > 100);
    QVERIFY(std::fabs(shown.view->barRect("ME-10", false).width() / longest - 0.22 / 0.27) < 0.02);
    QVERIFY(std::fabs(shown.view->barRect("AEE-12", true).width() / longest - 0.15 / 0.27) < 0.02);
    QVERIFY(shown.view->barRect("ME-10", false).bottom() <= shown.view->barRect("ME-10", true).top());
    // The one that would be is filled, the one that is has an outline.
    const QImage image = shown.view->viewport()->grab().toImage();
    const QRectF now = shown.view->barRect("ME-10", false), next = shown.view->barRect("ME-10", true);
    QCOMPARE(image.pixelColor(next.center().toPoint()), style::Theme::instance().sequential(0.62));
    QCOMPARE(image.pixelColor(now.center().toPoint()), style::color(Token::Sunken));
    QCOMPARE(image.pixelColor(now.topLeft().toPoint()), style::color(Token::BorderStrong));
}

void TestShareBars::chosenOneIsSaidInWordsToo() {
    Shown<ShareBars> shown;
    fillDraw(*shown.view);
    QVERIFY(shown.ready());
    QCOMPARE(shown.view->sentence("ME-10"),
             QStringLiteral("ME-10, win rate 39\u00A0% \u00B17, n 214 (98), weight 0.372, now 22.0\u00A0%, new "
                            "27.0\u00A0%, drawn"));
    QCOMPARE(shown.view->sentence("forgotten"),
             QStringLiteral("Forgotten, now 15.0\u00A0%, new 25.0\u00A0%, empty 3 of 40 times"));
    shown.view->setSelected("ME-10");
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(shown.view);
    QCOMPARE(face->text(QAccessible::Description), shown.view->sentence("ME-10"));
}

void TestShareBars::pressAndKeysChooseAndOpen() {
    Shown<ShareBars> shown;
    fillDraw(*shown.view);
    QVERIFY(shown.ready());
    QSignalSpy said(shown.view, &ShareBars::selected), opened(shown.view, &ShareBars::opened);
    QTest::mouseClick(shown.view->viewport(), Qt::LeftButton, {}, shown.view->rowRect("AEE-12").center());
    QCOMPARE(said.takeFirst()[0].toString(), QStringLiteral("AEE-12"));
    QTest::keyClick(shown.view, Qt::Key_Up);
    QCOMPARE(shown.view->selectedId(), QStringLiteral("ME-10"));
    QTest::keyClick(shown.view, Qt::Key_Return);
    QCOMPARE(opened.takeFirst()[0].toString(), QStringLiteral("ME-10"));
    QTest::keyClick(shown.view, Qt::Key_End);
    QCOMPARE(shown.view->selectedId(), QStringLiteral("other"));
    QTest::keyClick(shown.view, Qt::Key_Left);  // to its branch
    QCOMPARE(shown.view->selectedId(), QStringLiteral("forgotten"));
    QTest::keyClick(shown.view, Qt::Key_Return);
    QVERIFY2(opened.isEmpty(), "a branch is nobody");
    said.clear();
    shown.view->setSelected("ME-10");
    QVERIFY(said.isEmpty());
}

void TestShareBars::branchesFoldAndTheSelectionUnfoldsThem() {
    Shown<ShareBars> shown;
    fillDraw(*shown.view);
    QVERIFY(shown.ready());
    const QRect branch = shown.view->rowRect("pfsp");
    QTest::mouseClick(shown.view->viewport(), Qt::LeftButton, {}, QPoint(10, branch.center().y()));
    QVERIFY(shown.view->isFolded("pfsp"));
    QVERIFY(shown.view->rowRect("ME-10").isEmpty());
    fillDraw(*shown.view);
    QVERIFY2(shown.view->isFolded("pfsp"), "new numbers keep what is folded");
    shown.view->setSelected("ME-10");
    QVERIFY(!shown.view->rowRect("ME-10").isEmpty());
    shown.view->setSelected("forgotten");
    QTest::keyClick(shown.view, Qt::Key_Left);
    QVERIFY(shown.view->rowRect("other").isEmpty());
    QTest::keyClick(shown.view, Qt::Key_Right);
    QVERIFY(!shown.view->rowRect("other").isEmpty());
}

void TestShareBars::csvHasALineACandidate() {
    Shown<ShareBars> shown;
    fillDraw(*shown.view);
    QVERIFY(shown.ready());
    const QStringList lines = shown.view->exporter()->dataText().split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines[2], QStringLiteral("\"PFSP\",\"ME-10\",\"ME-10\",0.39,0.32,0.46,214,98,0.372,0.22,0.27,1"));
}

void TestShareBars::hundredsScrollAndArePaintedInTime() {
    Shown<ShareBars> shown;
    QVector<ShareRow> rows;
    for (int i = 0; i < 800; ++i) {
        rows << candidate("", i % 2, 1.0 / (i + 2), 1.0 / (i + 3));
        rows.back().id = rows.back().name = QString::number(i);
    }
    shown.view->setContent({{"a", "PFSP"}, {"b", "Forgotten"}}, rows);
    QVERIFY(shown.ready());
    QVERIFY(shown.view->verticalScrollBar()->maximum() > 800 * 20 - 400);
    shown.view->setSelected("799");
    const QRect last = shown.view->rowRect("799");
    QVERIFY(shown.view->viewport()->rect().contains(last));
    QImage canvas(shown.view->viewport()->size(), QImage::Format_RGB32);
    std::vector<double> times;
    for (int i = 0; i < 15; ++i) {
        shown.view->verticalScrollBar()->setValue(i * 900);
        QElapsedTimer clock;
        clock.start();
        shown.view->viewport()->render(&canvas);
        times.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    std::nth_element(times.begin(), times.begin() + 7, times.end());
    qInfo("800 candidates: %.2f ms a paint while scrolling", times[7]);
    QVERIFY(times[7] < 16 * benchSlack());
}

void TestShareBars::emptyListSaysWhatWillStandThere() {
    Shown<ShareBars> shown;
    shown.view->setEmptyText("Select a match.");
    shown.view->setContent({}, {});
    QVERIFY(shown.ready());
    QTest::keyClick(shown.view, Qt::Key_Down);
    QVERIFY(shown.view->selectedId().isEmpty());
    QCOMPARE(shown.view->accessibleDescription(), QStringLiteral("Select a match."));
    QVERIFY(!shown.view->grab().isNull());
}

void TestShareBars::bandsAreTheSumsOfTheirGroups() {
    MatrixModel model;
    model.setScale(MatrixPlane::Value, shares(false));
    model.setContent(matching(20, 8));
    Shown<StackedShares> shown;
    shown.view->setModel(&model);
    QVERIFY(shown.ready());
    QCOMPARE(shown.view->bands().size(), std::size_t{5});
    for (std::size_t column = 0; column < 8; ++column) {
        double sum = 0;
        for (const auto& band : shown.view->bands())
            sum += std::isfinite(band.values[column]) ? band.values[column] : 0;
        QVERIFY(std::fabs(sum - 1) < 1e-5);
    }
    QCOMPARE(shown.view->bands()[1].group.role, QStringLiteral("ME"));
    QCOMPARE(shown.view->colourOf(1), style::Theme::instance().role(style::Role::MainExploiter));
}

void TestShareBars::boxesStandOnEachOther() {
    MatrixModel model;
    MatrixContent content;
    content.groups = {{"self", "self-play", {}, {}, 0}, {"past", "history", {}, {}, 1}};
    content.rows = {{"s", "s", 0, {}}, {"h1", "h1", 1, {}}, {"h2", "h2", 1, {}}};
    content.columns = {{"p1", "1", -1, {}}, {"p2", "2", -1, {}}};
    for (const double value : {0.25, 0.5, 0.5, 0.25, 0.25, 0.25}) {
        MatrixCell cell;
        cell.value = static_cast<float>(value);
        content.cells.push_back(cell);
    }
    model.setScale(MatrixPlane::Value, shares(false));
    model.setContent(content);
    Shown<StackedShares> shown;
    shown.view->setModel(&model);
    QVERIFY(shown.ready());
    const QRectF area = shown.view->area(), low = shown.view->boxOf(0, 0), high = shown.view->boxOf(1, 0);
    QVERIFY(std::fabs(low.bottom() - area.bottom()) < 0.01);
    QVERIFY(std::fabs(low.height() - 0.25 * area.height()) < 0.5);
    QVERIFY(std::fabs(high.bottom() - low.top()) < 0.01);
    QVERIFY(std::fabs(high.top() - area.top()) < 0.01);
    const QImage image = shown.view->grab().toImage();
    QCOMPARE(image.pixelColor(low.center().toPoint()), style::Theme::instance().series(0));
    QCOMPARE(image.pixelColor(high.center().toPoint()), style::Theme::instance().series(1));
}

void TestShareBars::columnsAndBandsAreChosenByPressAndKeys() {
    MatrixModel model;
    model.setScale(MatrixPlane::Value, shares(false));
    model.setContent(matching(20, 8));
    Shown<StackedShares> shown;
    shown.view->setModel(&model);
    QVERIFY(shown.ready());
    QSignalSpy said(shown.view, &StackedShares::selected);
    QTest::mouseClick(shown.view, Qt::LeftButton, {}, shown.view->boxOf(0, 7).center().toPoint());
    QCOMPARE(said.takeFirst(), (QVariantList{QStringLiteral("MA"), QStringLiteral("p8")}));
    QTest::keyClick(shown.view, Qt::Key_Left);
    QTest::keyClick(shown.view, Qt::Key_Up);
    QCOMPARE(shown.view->selectedColumn(), QStringLiteral("p7"));
    QCOMPARE(shown.view->selectedBand(), QStringLiteral("ME"));
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(shown.view);
    const double value = shown.view->bands()[1].values[6];
    QCOMPARE(face->text(QAccessible::Description), QStringLiteral("7, ME ") + model.valueText(value));
    QSignalSpy opened(shown.view, &StackedShares::opened);
    QTest::keyClick(shown.view, Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    QTest::keyClick(shown.view, Qt::Key_Escape);
    QVERIFY(shown.view->selectedBand().isEmpty());
}

void TestShareBars::cardListsTheBandsOfAColumn() {
    MatrixModel model;
    model.setScale(MatrixPlane::Value, shares(false));
    model.setContent(matching(20, 8));
    Shown<StackedShares> shown;
    shown.view->setModel(&model);
    QVERIFY(shown.ready());
    point(shown.view, shown.view->boxOf(0, 7).center().toPoint());
    views::HoverCard* card = shown.view->hoverCard();
    QVERIFY(card->isVisible());
    QCOMPARE(card->head(), QStringLiteral("period 8"));
    QCOMPARE(card->rows().size(), std::size_t{5});
    QCOMPARE(card->rows().back().name, QStringLiteral("MA"));  // as they are stacked
    point(shown.view, QPoint(1, 1));
    QVERIFY(!card->isVisible());
}

void TestShareBars::manyColumnsBecomeAreas() {
    MatrixModel model;
    model.setScale(MatrixPlane::Value, shares(false));
    model.setContent(matching(20, 200));
    Shown<StackedShares> shown;
    shown.view->setModel(&model);
    QVERIFY(shown.ready());
    QVERIFY(!shown.view->showsBars());
    const QRectF box = shown.view->boxOf(0, 150);
    const QImage image = shown.view->grab().toImage();
    QVERIFY(box.height() > 6);
    QCOMPARE(image.pixelColor(box.center().toPoint()), shown.view->colourOf(0));
    shown.view->setForm(StackedShares::Form::Bars);
    QVERIFY(shown.view->showsBars());
}

/// As many periods as a very long league has: points of the outline stand for several, the sum of all bands stays.
void TestShareBars::thousandsOfColumnsArePaintedAtOnce() {
    MatrixModel model;
    model.setScale(MatrixPlane::Value, shares(false));
    model.setContent(matching(20, 3000));
    Shown<StackedShares> shown;
    shown.view->setModel(&model);
    QVERIFY(shown.ready());
    (void)shown.view->grab();
    QElapsedTimer clock;
    clock.start();
    const QImage image = shown.view->grab().toImage();
    const double ms = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    qInfo("3000 columns painted in %.1f ms", ms);
    QVERIFY2(ms < 50 * test::benchSlack(), qPrintable(QString::number(ms)));
    const QRectF area = shown.view->area();
    QList<QColor> colours;
    for (int band = 0; band < static_cast<int>(shown.view->bands().size()); ++band)
        colours << shown.view->colourOf(band);
    for (const double part : {0.05, 0.35, 0.65, 0.95}) {
        const int x = static_cast<int>(area.left() + part * area.width());
        QCOMPARE(image.pixelColor(x, static_cast<int>(area.bottom()) - 2), colours.front());
        QVERIFY(colours.contains(image.pixelColor(x, static_cast<int>(area.top()) + 2)));
    }
}

void TestShareBars::sharesAreExported() {
    MatrixModel model;
    model.setScale(MatrixPlane::Value, shares(false));
    model.setContent(matching(20, 8));
    Shown<StackedShares> shown;
    shown.view->setModel(&model);
    QVERIFY(shown.ready());
    QCOMPARE(shown.view->exporter()->dataText().count('\n'), 1 + 8 * 5);
    QTemporaryDir folder;
    for (const char* name : {"a.png", "a.svg", "a.pdf"})
        QVERIFY(shown.view->exporter()->savePicture(folder.filePath(QLatin1String(name))));
}

QTEST_MAIN(TestShareBars)
#include "tst_share_bars.moc"
