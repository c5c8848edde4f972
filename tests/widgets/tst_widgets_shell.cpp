// SPDX-License-Identifier: GPL-3.0-or-later
// The widgets around the pictures: rail, header, messages, panels, tables, forms, files. Real mouse and key events.
// With LUDUS_PICTURES set to a folder, a gallery of all of them is saved there.

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDir>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QRadioButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>
#include <QVBoxLayout>

#include "tests/widgets/widgets_gallery.h"
#include "widgets/models/form_model.h"
#include "widgets/models/table_model.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/file_view.h"
#include "widgets/views/form_view.h"
#include "widgets/views/message_bar.h"
#include "widgets/views/page_header.h"
#include "widgets/views/panel.h"
#include "widgets/views/rail.h"
#include "widgets/views/strips.h"
#include "widgets/views/table_view.h"

using namespace ludus::views;
using namespace ludus::models;
using namespace gallery;
namespace style = ludus::style;

namespace {

int warnings = 0;

void countWarnings(QtMsgType type, const QMessageLogContext&, const QString& text) {
    // The offscreen platform cannot do this; every other warning is ours.
    if (text.contains(QStringLiteral("This plugin does not support"))) return;
    if (type != QtDebugMsg && type != QtInfoMsg) ++warnings;
    fprintf(stderr, "%s\n", qPrintable(text));
}

void typeInto(QLineEdit* edit, const QString& text) {
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, text);
}

}  // namespace

class TestWidgetsShell : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        qInstallMessageHandler(countWarnings);
        style::Theme::instance().apply(*qApp, style::Mode::Light);
    }

    void cleanupTestCase() { QCOMPARE(warnings, 0); }

    void railSaysWhereTheUserWants() {
        Rail rail;
        fillRail(rail);
        rail.resize(148, 500);
        rail.show();
        QSignalSpy activated(&rail, &Rail::activated);
        QTest::mouseClick(rail.findChild<QAbstractButton*>("rail:run"), Qt::LeftButton);
        QCOMPARE(activated.takeFirst()[0].toString(), QStringLiteral("run"));
        rail.setCurrent("run");
        QVERIFY(rail.findChild<QAbstractButton*>("rail:run")->isChecked());
        QVERIFY(!rail.findChild<QAbstractButton*>("rail:experiments")->isChecked());
        auto* run = rail.findChild<QAbstractButton*>("rail:run");
        run->setFocus(Qt::TabFocusReason);
        rail.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&rail));
        QTRY_VERIFY(run->hasFocus());
        QTest::keyClick(run, Qt::Key_Down);
        QTest::keyClick(rail.focusWidget(), Qt::Key_Return);
        QCOMPARE(activated.takeFirst()[0].toString(), QStringLiteral("replays"));
        rail.setNarrow(true);
        QCOMPARE(rail.width(), 48);
    }

    void theLongestWordOfTheRailFits() {
        const QFontMetrics metrics(style::font(style::Type::Body));
        QVERIFY2(metrics.horizontalAdvance("New experiment") <= 103,
                 qPrintable(QString::number(metrics.horizontalAdvance("New experiment"))));
    }

    void repeatedMessagesAreCountedNotStacked() {
        MessageBar bar;
        bar.show();
        const Message message{"disk", MessageKind::Warning, "The disk is full.", {{"resume", "Resume"}}};
        for (int i = 0; i < 3; ++i)
            bar.post(message);
        QCOMPARE(bar.count(), 1);
        QCOMPARE(bar.findChild<QLabel*>("message:count")->text(), QStringLiteral("\u00D7\u00A03"));
        QSignalSpy acted(&bar, &MessageBar::actionTriggered);
        QTest::mouseClick(bar.findChild<QPushButton*>("message:resume"), Qt::LeftButton);
        QCOMPARE(acted.count(), 1);
        QCOMPARE(acted[0][1].toString(), QStringLiteral("resume"));
        QTest::mouseClick(bar.findChild<QToolButton*>("message:close"), Qt::LeftButton);
        QCOMPARE(bar.count(), 0);
        QVERIFY(bar.isHidden());
    }

    void panelShowsOnlyRealCornerActions() {
        Panel panel("Elo", "95 % band");
        panel.setContent(new QWidget);
        panel.resize(300, 200);
        panel.show();
        int visible = 0;
        for (QToolButton* button : panel.findChildren<QToolButton*>())
            visible += button->isVisible();
        QCOMPARE(visible, 0);
        QAction* copy = panel.addCornerAction("copy", "Copy picture");
        QSignalSpy copied(copy, &QAction::triggered);
        panel.menu()->addAction("What is this");
        const auto shown = [&] {
            int count = 0;
            for (QToolButton* button : panel.findChildren<QToolButton*>())
                count += button->isVisible();
            return count;
        };
        QTRY_COMPARE(shown(), 2);
        // The ring of the keyboard around a button is seen whole.
        for (QToolButton* button : panel.findChildren<QToolButton*>())
            QVERIFY(panel.titleBar()->rect().contains(button->geometry().adjusted(-2, -2, 2, 2)));
        for (QToolButton* button : panel.findChildren<QToolButton*>()) {
            if (button->defaultAction() == copy) QTest::mouseClick(button, Qt::LeftButton);
        }
        QCOMPARE(copied.count(), 1);
        panel.showError("The store cannot be read.");
        QVERIFY(!panel.content()->isVisible());
        QSignalSpy again(&panel, &Panel::tryAgain);
        QTest::mouseClick(panel.findChild<LinkButton*>(), Qt::LeftButton);
        QCOMPARE(again.count(), 1);
        panel.showContent();
        QVERIFY(panel.content()->isVisible());
    }

    void selectionAndScrollSurviveFreshRows() {
        TableModel model;
        model.setColumns(runColumns());
        QVector<TableRow> rows;
        for (int i = 0; i < 200; ++i)
            rows.append({QString::number(i), {text(QString::number(i)), {}, {}, number(QString::number(i), i)}, {}});
        model.setRows(rows);
        TableView view;
        view.setTable(&model);
        view.resize(500, 300);
        view.show();
        view.setCurrentId("100");
        const int scroll = view.verticalScrollBar()->value();
        QVERIFY(scroll > 0);
        for (TableRow& row : rows)
            row.cells[2] = text("new");
        model.setRows(rows);
        QCOMPARE(view.selectedIds(), QStringList({"100"}));
        QCOMPARE(view.verticalScrollBar()->value(), scroll);
        rows.removeFirst();
        model.setRows(rows);
        QCOMPARE(view.currentId(), QStringLiteral("100"));
    }

    void enterAndDoubleClickOpenARow() {
        TableModel model;
        model.setColumns(runColumns());
        model.setRows(runRows());
        TableView view;
        view.setTable(&model);
        view.resize(700, 300);
        view.show();
        QSignalSpy opened(&view, &TableView::opened);
        const QModelIndex third = view.sorter()->index(2, 0);
        const QPoint place = view.visualRect(third).center();
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, place);
        QCOMPARE(view.selectedIds(), QStringList({"league-03"}));
        QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, place);
        QCOMPARE(opened.takeFirst()[0].toString(), QStringLiteral("league-03"));
        QTest::keyClick(&view, Qt::Key_Up);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(opened.takeFirst()[0].toString(), QStringLiteral("slime-08"));
    }

    void aClickOnATitleSorts() {
        TableModel model;
        model.setColumns(runColumns());
        model.setRows(runRows());
        TableView view;
        view.setTable(&model);
        view.resize(700, 300);
        view.show();
        QHeaderView* header = view.horizontalHeader();
        const QPoint steps(header->sectionViewportPosition(3) + header->sectionSize(3) / 2, 10);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, steps);
        const QString first = view.sorter()->index(0, 0).data().toString();
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, steps);
        QVERIFY(view.sorter()->index(0, 0).data().toString() != first);
        QCOMPARE(view.sorter()->index(4, 0).data().toString(), QStringLiteral("slime-08"));
    }

    void failedRowsHaveASecondLine() {
        TableModel model;
        model.setColumns(runColumns());
        model.setRows(runRows());
        TableView view;
        view.setTable(&model);
        QCOMPARE(view.rowHeight(0), 26);
        QVERIFY(view.rowHeight(3) > 40);
        QVector<TableRow> rows = runRows();
        rows[3].reason.clear();
        model.setRows(rows);
        QCOMPARE(view.rowHeight(3), 26);
    }

    void selectedRowsAreCopiedAsTabSeparatedText() {
        TableModel model;
        model.setColumns(runColumns());
        model.setRows(runRows());
        TableView view;
        view.setTable(&model);
        view.setColumnHidden(5, true);
        view.show();
        view.setCurrentId("slime-08");
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QStringLiteral("Name\tState\tGame\tSteps\tElo\nslime-08\tQueued\tSlime\t\u2013\t\u2013\n"));
    }

    void formWritesAfterAPauseInTyping() {
        FormModel model;
        model.setGroups(sampleGroups());
        FormView view;
        view.setForm(&model);
        view.resize(570, 600);
        view.show();
        view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        auto* steps = view.findChild<QLineEdit*>("field:run.steps");
        QCOMPARE(steps->text(), QStringLiteral("6.00\u00A0M"));
        QCOMPARE(steps->accessibleName(), QStringLiteral("Steps"));
        typeInto(steps, "8 M");
        QCOMPARE(model.value("run.steps").toLongLong(), 6000000);
        QTRY_COMPARE(model.value("run.steps").toLongLong(), 8000000);
        QCOMPARE(steps->text(), QStringLiteral("8 M"));
        QTest::keyClick(steps, Qt::Key_Return);
        QCOMPARE(steps->text(), QStringLiteral("8.00\u00A0M"));
        QTest::keyClick(steps, Qt::Key_Up);
        QCOMPARE(model.value("run.steps").toLongLong(), 8100000);
    }

    void fieldKeepsItsOwnUndoWhereNobodyElseKeepsIt() {
        FormModel model;
        model.setGroups(sampleGroups());
        FormView view;
        view.setForm(&model);
        view.resize(570, 700);
        view.show();
        view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        auto* edit = view.findChild<QLineEdit*>("field:ppo.minibatches");
        edit->setFocus();
        QTest::keyClick(edit, Qt::Key_End);
        QTest::keyClicks(edit, "0");
        QTRY_COMPARE(model.value("ppo.minibatches").toLongLong(), 40);
        QTest::keyClick(edit, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(edit->text(), QStringLiteral("4"));
        QTRY_COMPARE(model.value("ppo.minibatches").toLongLong(), 4);
    }

    void stepsAreNotForgottenWhileSomebodyComposesOrSelects() {
        FormModel model;
        model.setGroups(sampleGroups());
        FormView view;
        view.setUndoneByOwner(true);
        view.setForm(&model);
        view.resize(570, 700);
        view.show();
        view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        auto* edit = view.findChild<QLineEdit*>("field:run.name");
        typeInto(edit, "rps");
        QTRY_COMPARE(model.value("run.name").toString(), QStringLiteral("rps"));
        QVERIFY(!edit->isUndoAvailable());  // the owner undoes it
        QTest::keyClicks(edit, "1");
        QInputMethodEvent compose(QStringLiteral("ni"), {});
        QApplication::sendEvent(edit, &compose);
        QTRY_COMPARE(model.value("run.name").toString(), QStringLiteral("rps1"));
        QVERIFY(edit->isUndoAvailable());  // nothing was put over what is being composed
        QInputMethodEvent composed;
        composed.setCommitString(QStringLiteral("2"));
        QApplication::sendEvent(edit, &composed);
        QTRY_COMPARE(model.value("run.name").toString(), QStringLiteral("rps12"));
        QVERIFY(!edit->isUndoAvailable());
        QTest::keyClicks(edit, "3");
        QTest::keyClick(edit, Qt::Key_Home, Qt::ShiftModifier);
        QTRY_COMPARE(model.value("run.name").toString(), QStringLiteral("rps123"));
        QCOMPARE(edit->selectedText(), QStringLiteral("rps123"));
    }

    void longLabelsTakeASecondLineAndShortOnesStayAsTheyAre() {
        FormModel model;
        QVector<FormGroup> groups = sampleGroups();
        groups[0].fields[0].label = QStringLiteral("Opponents of adaptive evolutionary exploiters");
        model.setGroups(groups);
        FormView view;
        view.setForm(&model);
        view.resize(570, 600);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QVector<QLabel*> wide, narrow;
        for (QLabel* label : view.findChildren<QLabel*>()) {
            if (!label->buddy() || !label->isVisible()) continue;
            const QRect needed =
                label->fontMetrics().boundingRect(QRect(0, 0, label->width(), 1000), Qt::TextWordWrap, label->text());
            QVERIFY2(needed.height() <= label->height() && needed.width() <= label->width(), qPrintable(label->text()));
            (label->text() == groups[0].fields[0].label ? wide : narrow) << label;
        }
        QCOMPARE(wide.size(), 1);
        QVERIFY(narrow.size() > 1);
        QVERIFY(wide[0]->height() >= 2 * wide[0]->fontMetrics().height());
        for (const QLabel* label : std::as_const(narrow)) {
            QCOMPARE(label->width(), wide[0]->width());  // fields stay in their column
            QCOMPARE(label->parentWidget()->height(), narrow[0]->parentWidget()->height());
        }
    }

    void wrongValuesAreNamedAndRepairedByAClick() {
        FormModel model;
        model.setGroups(sampleGroups());
        model.setValidator(judge);
        FormView view;
        view.setForm(&model);
        view.resize(570, 700);
        view.show();
        view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        auto* edit = view.findChild<QLineEdit*>("field:ppo.minibatches");
        typeInto(edit, "5");
        auto* problem = view.findChild<QLabel*>("problem:ppo.minibatches");
        QTRY_VERIFY(problem->isVisible());
        QVERIFY(problem->text().contains(QStringLiteral("do not split")));
        QVERIFY(edit->property("invalid").toBool());
        QCOMPARE(model.value("ppo.minibatches").toLongLong(), 5);
        QTest::mouseClick(view.findChild<QAbstractButton*>("repair:ppo.minibatches"), Qt::LeftButton);
        QCOMPARE(model.value("ppo.minibatches").toLongLong(), 4);
        QCOMPARE(edit->text(), QStringLiteral("4"));
        QVERIFY(!problem->isVisible());
        typeInto(edit, "many");
        QTRY_VERIFY(problem->isVisible());
        QCOMPARE(model.value("ppo.minibatches").toLongLong(), 4);
    }

    void contextMenuGoesBackToThePreset() {
        FormModel model;
        model.setGroups(sampleGroups());
        FormView view;
        view.setForm(&model);
        view.resize(570, 700);
        view.show();
        model.setValue("self_play.window", qint64{25});
        auto* edit = view.findChild<QLineEdit*>("field:self_play.window");
        QCOMPARE(edit->text(), QStringLiteral("25"));
        QContextMenuEvent ask(QContextMenuEvent::Keyboard, QPoint(4, 4), edit->mapToGlobal(QPoint(4, 4)));
        QApplication::sendEvent(edit, &ask);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu);
        QAction* back = menu->actions().constLast();
        QVERIFY(back->text().contains(QStringLiteral("10")) && back->isEnabled());
        menu->setActiveAction(back);
        QTest::keyClick(menu, Qt::Key_Return);
        QCOMPARE(model.value("self_play.window").toLongLong(), 10);
        QCOMPARE(edit->text(), QStringLiteral("10"));
    }

    void tabsAndSearchChooseTheFields() {
        FormModel model;
        model.setGroups(sampleGroups());
        FormView view;
        view.setForm(&model);
        view.resize(570, 600);
        view.show();
        QCOMPARE(view.tabs()->count(), 3);
        QVERIFY(view.visibleKeys().contains("run.name"));
        QVERIFY(!view.visibleKeys().contains("ppo.clip"));
        QTest::mouseClick(view.tabs(), Qt::LeftButton, {}, view.tabs()->tabRect(1).center());
        QCOMPARE(view.visibleKeys(), QStringList({"ppo.clip", "ppo.normalise"}));
        QTest::keyClicks(view.findChild<QLineEdit*>("form:search"), "every");
        QCOMPARE(view.visibleKeys(), QStringList({"self_play.snapshot_every", "evaluation.every"}));
        view.focusField("run.name");
        QVERIFY(view.visibleKeys().contains("run.name"));
        QCOMPARE(view.tabs()->currentIndex(), 0);
    }

    void sliderFieldAndModelStayInStep() {
        FormModel model;
        model.setGroups(sampleGroups());
        FormView view;
        view.setForm(&model);
        view.resize(570, 600);
        view.show();
        auto* slider = view.findChild<QSlider*>("slider:self_play.latest_share");
        auto* edit = view.findChild<QLineEdit*>("field:self_play.latest_share");
        QCOMPARE(slider->value(), 50);
        QTest::keyClick(slider, Qt::Key_Right);
        QCOMPARE(model.value("self_play.latest_share").toDouble(), 0.51);
        QCOMPARE(edit->text(), QStringLiteral("51\u00A0%"));
        model.setValue("self_play.latest_share", 0.2);
        QCOMPARE(slider->value(), 20);
        auto* combo = view.findChild<QComboBox*>("field:ppo.schedule");
        QTest::keyClick(combo, Qt::Key_Down);
        QCOMPARE(model.value("ppo.schedule").toString(), QStringLiteral("constant"));
    }

    void fileSaysWhenSomebodyTyped() {
        FileView view;
        view.resize(360, 300);
        QSignalSpy edited(&view, &FileView::edited);
        view.setFileText(QString::fromUtf8(kFile));
        view.setMarks({5}, {{23, "does not split"}});
        QCOMPARE(view.extraSelections().size(), 2);
        view.show();
        QTest::qWait(0);
        QCOMPARE(edited.count(), 0);
        view.showLine(4);
        QTest::keyClick(&view, Qt::Key_End);
        QTest::keyClicks(&view, "0");
        QTRY_COMPARE(edited.count(), 1);
        QVERIFY(edited[0][0].toString().contains(QStringLiteral("steps = 6_000_0000\n")));
    }

    void whatTheFormChangesInTheFileIsUndoneThere() {
        FileView view;
        view.resize(360, 300);
        view.show();
        const QString file = QString::fromUtf8(kFile);
        view.setFileText(file);
        view.forgetSteps();
        view.undo();
        QCOMPARE(view.toPlainText(), file);  // a file is not taken away again
        // Somebody types, the form changes a value, and back in the other order.
        view.showLine(4);
        QTest::keyClick(&view, Qt::Key_End);
        QTest::keyClicks(&view, "0");
        const QString typed = view.toPlainText();
        QVERIFY(typed != file);
        QString changed = typed;
        changed.replace(QStringLiteral("steps = 6_000_0000"), QStringLiteral("steps = 7"));
        QSignalSpy edited(&view, &FileView::edited);
        view.setFileText(changed);
        QCOMPARE(view.toPlainText(), changed);
        QTest::qWait(400);
        QCOMPARE(edited.count(), 0);  // whoever changed it knows
        QTest::keyClick(&view, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(view.toPlainText(), typed);
        view.sayEdited();
        QCOMPARE(edited.count(), 1);
        QTest::keyClick(&view, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(view.toPlainText(), file);
        view.redo();
        view.redo();
        QCOMPARE(view.toPlainText(), changed);
        // Lines that end as on another system are not doubled.
        view.setFileText(QString(file).replace(QLatin1Char('\n'), QStringLiteral("\r\n")));
        QCOMPARE(view.toPlainText(), file);
    }

    void focusRingShowsAfterAKeyNotAfterAClick() {
        QWidget window;
        auto* row = new QHBoxLayout(&window);
        QPushButton *first = makeButton("Pause"), *second = makeButton("Stop");
        row->addWidget(first);
        row->addWidget(second);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        first->setFocus();
        QTRY_VERIFY(first->hasFocus());
        QTest::keyClick(first, Qt::Key_Tab);
        QTRY_VERIFY(second->hasFocus());
        auto* ring = window.findChild<QWidget*>("focusRing");
        QVERIFY(ring && ring->isVisible());
        QCOMPARE(ring->geometry(), second->geometry().adjusted(-3, -3, 3, 3));
        QTest::mouseClick(first, Qt::LeftButton);
        ring = window.findChild<QWidget*>("focusRing");
        QVERIFY(!ring || !ring->isVisible());
    }

    void galleryIsDrawnInBothThemes() {
        Gallery gallery;
        gallery.show();
        Controls controls;
        controls.show();
        const QString folder = qEnvironmentVariable("LUDUS_PICTURES");
        for (style::Mode mode : {style::Mode::Light, style::Mode::Dark}) {
            style::Theme::instance().apply(*qApp, mode);
            QTest::qWait(0);
            const QImage picture = gallery.grab().toImage();
            const QColor ground = picture.pixelColor(picture.width() - 4, 60);
            QCOMPARE(ground, style::color(style::Token::Window));
            if (folder.isEmpty()) continue;
            QDir().mkpath(folder);
            const QString name =
                mode == style::Mode::Dark ? QStringLiteral("shell-dark.png") : QStringLiteral("shell.png");
            QVERIFY(picture.save(QDir(folder).filePath(name)));
            QVERIFY(controls.grab().save(QDir(folder).filePath(QStringLiteral("controls-") + name)));
        }
        style::Theme::instance().apply(*qApp, style::Mode::Light);
    }
};

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    TestWidgetsShell test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_widgets_shell.moc"
