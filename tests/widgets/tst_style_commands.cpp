// SPDX-License-Identifier: GPL-3.0-or-later
// What is found by a few letters, the palette that shows it, the card of the tour, the ring of the keyboard.
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "widgets/style/theme.h"
#include "widgets/views/callout.h"
#include "widgets/views/command_palette.h"
#include "widgets/views/fuzzy.h"
#include "widgets/views/rail.h"
#include "widgets/views/strips.h"

using namespace ludus;
using namespace ludus::views;

namespace {

int scoreOf(const char* typed, const QString& text) {
    const auto match = fuzzyMatch(QString::fromUtf8(typed), text);
    return match ? match->score : -1;
}

QVector<Command> someCommands() {
    return {{QStringLiteral("page:run"), QStringLiteral("Run"), QStringLiteral("Pages"), {}, {}, true},
            {QStringLiteral("dark"), QStringLiteral("Dark theme"), QStringLiteral("View"), {}, {}, true},
            {QStringLiteral("stop"), QStringLiteral("Stop"), QStringLiteral("Run"), {}, {}, false}};
}

}  // namespace

class TestStyleCommands : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { style::Theme::instance().apply(*qApp, style::Mode::Light); }

    void lettersInOrderAreFound() {
        QVERIFY(fuzzyMatch(QStringLiteral("drk"), QStringLiteral("Dark theme")));
        QVERIFY(fuzzyMatch(QStringLiteral("dt"), QStringLiteral("Dark theme")));
        QVERIFY(fuzzyMatch(QStringLiteral("theme dark"), QStringLiteral("Dark theme")));
        QVERIFY(fuzzyMatch(QString::fromUtf8("实验"), QString::fromUtf8("新建实验")));
        QVERIFY(!fuzzyMatch(QStringLiteral("krd"), QStringLiteral("Dark theme")));
        QVERIFY(!fuzzyMatch(QStringLiteral("dark x"), QStringLiteral("Dark theme")));
        // In the middle of a word nothing begins.
        QVERIFY(!fuzzyMatch(QStringLiteral("kme"), QStringLiteral("Dark theme")));
        QCOMPARE(fuzzyMatch(QString(), QStringLiteral("Dark theme"))->score, 0);
        QCOMPARE(fuzzyMatch(QStringLiteral("th"), QStringLiteral("Dark theme"))->places, QVector<int>({5, 6}));
    }

    void betterAnswersScoreHigher() {
        QVERIFY(scoreOf("run", QStringLiteral("Run")) > scoreOf("run", QStringLiteral("Prune")));
        QVERIFY(scoreOf("run", QStringLiteral("Open the newest run")) >
                scoreOf("run", QStringLiteral("Prune runts")) - 20);
        QVERIFY(scoreOf("slime", QStringLiteral("slime-07")) > scoreOf("slime", QStringLiteral("s-l-i-m-e")));
        QVERIFY(scoreOf("dt", QStringLiteral("Dark theme")) >
                scoreOf("dt", QStringLiteral("Directory listing tool")) - 20);
    }

    void paletteChoosesByKeyboardAlone() {
        QWidget window;
        window.resize(1000, 700);
        QLineEdit before(&window);
        CommandPalette palette(&window);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        before.setFocus();
        palette.setCommands(someCommands(), {QStringLiteral("dark")});
        QSignalSpy chosen(&palette, &CommandPalette::chosen);
        palette.open();
        auto* field = palette.findChild<QLineEdit*>(QStringLiteral("palette.field"));
        auto* list = palette.findChild<QListView*>(QStringLiteral("palette.list"));
        QVERIFY(field->hasFocus());
        QCOMPARE(list->model()->index(0, 0).data().toString(), QStringLiteral("Dark theme"));
        QTest::keyClicks(field, QStringLiteral("ru"));
        QCOMPARE(list->model()->index(0, 0).data().toString(), QStringLiteral("Run"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(chosen.takeFirst()[0].toString(), QStringLiteral("page:run"));
        QVERIFY(!palette.isVisible());
        QVERIFY(before.hasFocus());
        // What is off is shown, but does nothing.
        palette.open();
        QTest::keyClicks(field, QStringLiteral("stop"));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(chosen.isEmpty());
        QVERIFY(palette.isVisible());
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(before.hasFocus());
    }

    void titlesComeBeforeGroups() {
        QWidget window;
        CommandPalette palette(&window);
        // A verb of the run that is open, used a moment ago, and a run.
        palette.setCommands(
            {{QStringLiteral("verb"), QStringLiteral("Reset zoom"), QStringLiteral("slime-02"), {}, {}, true},
             {QStringLiteral("run:1"), QStringLiteral("slime-01"), QStringLiteral("Run, finished"), {}, {}, true}},
            {QStringLiteral("verb")});
        const auto* list = palette.findChild<QListView*>(QStringLiteral("palette.list"));
        QTest::keyClicks(palette.findChild<QLineEdit*>(QStringLiteral("palette.field")), QStringLiteral("slime"));
        QCOMPARE(list->model()->rowCount(), 2);
        QCOMPARE(list->model()->index(0, 0).data().toString(), QStringLiteral("slime-01"));
    }

    void kindsStandUnderHeadingsAndFewOfEachUntilOneTypes() {
        QWidget window;
        window.resize(1000, 700);
        CommandPalette palette(&window);
        QVector<Command> commands{
            {QStringLiteral("verb"), QStringLiteral("Reset zoom"), {}, {}, {}, true, QStringLiteral("Actions"), 0}};
        for (int i = 0; i < 30; ++i)
            commands.append({QStringLiteral("run:%1").arg(i),
                             QStringLiteral("slime-%1").arg(i),
                             QStringLiteral("Run"),
                             {},
                             {},
                             true,
                             QStringLiteral("Runs"),
                             3});
        for (int i = 0; i < 30; ++i)
            commands.append({QStringLiteral("start:%1").arg(i),
                             QStringLiteral("Start from snapshot %1 of slime-7").arg(i),
                             {},
                             {},
                             {},
                             true,
                             QStringLiteral("Start from a snapshot"),
                             2});
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        palette.setCommands(commands, {QStringLiteral("run:9")});
        palette.open();
        const auto* list = palette.findChild<QListView*>(QStringLiteral("palette.list"));
        const auto rows = [list] {
            QStringList words;
            for (int row = 0; row < list->model()->rowCount(); ++row)
                words << list->model()->index(row, 0).data().toString();
            return words;
        };
        QCOMPARE(rows(), (QStringList{"Recent", "slime-9", "Actions", "Reset zoom", "Runs", "slime-0", "slime-1",
                                      "slime-2", "Start from a snapshot", "Start from snapshot 0 of slime-7",
                                      "Start from snapshot 1 of slime-7"}));
        // Headings are no choices.
        QCOMPARE(list->currentIndex().row(), 1);
        auto* field = palette.findChild<QLineEdit*>(QStringLiteral("palette.field"));
        QTest::keyClick(field, Qt::Key_Down);
        QCOMPARE(list->currentIndex().row(), 3);
        QTest::keyClick(field, Qt::Key_Up);
        QTest::keyClick(field, Qt::Key_Up);
        QCOMPARE(list->currentIndex().row(), 10);
        // What is typed finds all of them, the best first.
        QTest::keyClicks(field, QStringLiteral("slime-7"));
        QCOMPARE(rows().front(), QStringLiteral("slime-7"));
        QVERIFY(rows().size() >= 31);
        QVERIFY(!rows().contains(QStringLiteral("Runs")));
    }

    void calloutKeepsOffItsTargetAndInTheWindow() {
        style::Theme::instance().setReducedMotion(true);
        QWidget window;
        window.resize(1024, 640);
        QPushButton corners[] = {QPushButton(&window), QPushButton(&window), QPushButton(&window),
                                 QPushButton(&window)};
        const QPoint places[] = {{0, 0}, {924, 0}, {0, 600}, {924, 600}};
        window.show();
        Callout card(&window);
        for (int i = 0; i < 4; ++i) {
            corners[i].setGeometry(QRect(places[i], QSize(100, 40)));
            corners[i].show();
            card.show(&corners[i], QStringLiteral("Title"), QStringLiteral("A sentence of some length, to be wrapped."),
                      QStringLiteral("1 of 5"), i == 3);
            QVERIFY(window.rect().contains(card.geometry()));
            QVERIFY(!card.geometry().intersects(corners[i].geometry()));
        }
        QVERIFY(!card.findChild<QWidget*>(QStringLiteral("callout.skip"))->isVisible());
        QSignalSpy skipped(&card, &Callout::skipped), next(&card, &Callout::next);
        QTest::keyClick(&card, Qt::Key_Escape);
        QCOMPARE(skipped.count(), 1);
        QTest::mouseClick(card.findChild<QWidget*>(QStringLiteral("callout.next")), Qt::LeftButton);
        QCOMPARE(next.count(), 1);
        style::Theme::instance().setReducedMotion(false);
    }

    void ringShowsAfterAKeyNotAfterAClick() {
        QWidget window;
        window.resize(400, 200);
        QPushButton first(&window), second(&window);
        first.setGeometry(20, 20, 100, 28);
        second.setGeometry(20, 80, 100, 28);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::mouseClick(&first, Qt::LeftButton);
        first.setFocus(Qt::MouseFocusReason);
        const auto* ring = window.findChild<QWidget*>(QStringLiteral("focusRing"));
        QVERIFY(!ring || !ring->isVisible());
        QTest::keyClick(&first, Qt::Key_Tab);
        QVERIFY(second.hasFocus());
        ring = window.findChild<QWidget*>(QStringLiteral("focusRing"));
        QVERIFY(ring && ring->isVisible());
        QVERIFY(ring->geometry().contains(second.geometry()));
        // Its colour is the token's.
        const QImage picture = window.grab().toImage();
        const QRect around = ring->geometry();
        QCOMPARE(picture.pixelColor(around.center().x(), around.top() + 1), style::color(style::Token::Focus));
    }

    void railGrowsWithTheText() {
        Rail rail;
        rail.setTopEntry(QStringLiteral("new"), QStringLiteral("New"), QStringLiteral("plus"));
        rail.addSection(QStringLiteral("Train"));
        rail.addEntry(QStringLiteral("run"), QStringLiteral("Run"), QStringLiteral("run"));
        QCOMPARE(rail.width(), style::size::kRail);
        style::Theme::instance().apply(*qApp, style::Mode::Light, 150);
        QCOMPARE(rail.width(), style::size::kRail * 3 / 2);
        rail.setNarrow(true);
        QCOMPARE(rail.width(), style::size::kRailNarrow);
        style::Theme::instance().apply(*qApp, style::Mode::Light, 100);
        QCOMPARE(rail.title(QStringLiteral("run")), QStringLiteral("Run"));
        QCOMPARE(rail.keysAndIcons().size(), 2);
        QCOMPARE(rail.stop()->objectName(), QStringLiteral("rail:new"));
        rail.setCurrent(QStringLiteral("run"));
        QCOMPARE(rail.stop()->objectName(), QStringLiteral("rail:run"));
    }

    void statusPiecesArePressedByKeyboard() {
        StatusStrip strip;
        strip.setPiece(QStringLiteral("memory"), QStringLiteral("memory"), QStringLiteral("1.3 GB"),
                       QStringLiteral("Memory 1.3 GB"));
        strip.show();
        QSignalSpy pressed(&strip, &StatusStrip::pressed);
        auto* piece = strip.findChild<QAbstractButton*>(QStringLiteral("piece:memory"));
        QCOMPARE(piece->accessibleName(), QStringLiteral("Memory 1.3 GB"));
        QVERIFY(piece->sizeHint().height() >= style::size::kHitMin);
        QTest::keyClick(piece, Qt::Key_Space);
        QCOMPARE(pressed.takeFirst()[0].toString(), QStringLiteral("memory"));
        strip.setPiece(QStringLiteral("memory"), {}, {});
        QVERIFY(piece->isHidden());
    }
};

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    TestStyleCommands test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_style_commands.moc"
