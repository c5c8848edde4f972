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
namespace style = ludus::style;

namespace {

int warnings = 0;

void countWarnings(QtMsgType type, const QMessageLogContext&, const QString& text) {
    // The offscreen platform cannot do this; every other warning is ours.
    if (text.contains(QStringLiteral("This plugin does not support"))) return;
    if (type != QtDebugMsg && type != QtInfoMsg) ++warnings;
    fprintf(stderr, "%s\n", qPrintable(text));
}

FormField field(const char* key, const char* label, FieldKind kind, const QVariant& value, const char* hint) {
    FormField made;
    made.key = QString::fromUtf8(key);
    made.label = QString::fromUtf8(label);
    made.kind = kind;
    made.defaultValue = value;
    made.hint = QString::fromUtf8(hint);
    made.help = QStringLiteral("What %1 does.").arg(made.label);
    return made;
}

FormField with(FormField made, const char* unit, double low, double high) {
    made.unit = QString::fromUtf8(unit);
    made.minimum = low;
    made.maximum = high;
    return made;
}

QVector<FormGroup> sampleGroups() {
    FormField seed = field("run.seed", "Seed", FieldKind::Integer, qint64{7}, "3 runs, grouped as a sweep");
    seed.sweep = true;
    seed.actionIcon = QStringLiteral("dice");
    seed.actionTip = QStringLiteral("Draw a seed");
    FormField latest =
        field("self_play.latest_share", "Play against the latest", FieldKind::Real, 0.5, "rest from the window");
    latest.percent = true;
    FormField baseline =
        field("self_play.baseline_share", "Share v baseline", FieldKind::Real, 0.0, "changed from 0 %");
    baseline.percent = true;
    FormField schedule =
        field("ppo.schedule", "Schedule", FieldKind::Choice, QStringLiteral("linear"), "falls to 0 at the end");
    schedule.choices = {{"linear", "linear", {}}, {"constant", "constant", {}}};
    FormField clip = field("ppo.clip", "Clip range", FieldKind::Real, 0.2, "0 to 1");
    clip.level = FieldLevel::Advanced;
    FormField norm = field("ppo.normalise", "Normalise advantages", FieldKind::Flag, true, "");
    norm.level = FieldLevel::Advanced;
    FormGroup run{
        "run",
        "Run",
        {},
        {},
        {field("run.name", "Name", FieldKind::Text, "slime-selfplay-08", ""),
         with(field("run.steps", "Steps", FieldKind::Integer, qint64{6000000}, "0.1 M to 10 G"), "steps", 1e5, 1e10),
         seed}};
    FormGroup selfPlay{
        "self_play",
        "Self-play",
        "who the learner meets",
        {},
        {with(field("self_play.snapshot_every", "Snapshot every", FieldKind::Integer, qint64{100000}, "1 k to 100 M"),
              "steps", 1e3, 1e8),
         with(field("self_play.window", "Window", FieldKind::Integer, qint64{10}, "older ones leave the pool"),
              "snapshots", 1, 1e4),
         latest, baseline}};
    FormGroup learning{
        "ppo",
        "Learning",
        "PPO",
        {},
        {with(field("ppo.minibatches", "Minibatches", FieldKind::Integer, qint64{4}, "1 to 256"), "", 1, 256),
         with(field("ppo.learning_rate", "Learning rate", FieldKind::Real, 0.0003, ""), "", 0, 1), schedule,
         field("network.hidden", "Network", FieldKind::IntegerList, QVariantList{64, 64},
               "10 439 weights, actor and critic"),
         clip, norm}};
    FormGroup evaluation{
        "evaluation",
        "Evaluation",
        {},
        "Evaluation and replays",
        {with(field("evaluation.every", "Every", FieldKind::Integer, qint64{100000}, ""), "steps", 1, 1e9)}};
    return {run, selfPlay, learning, evaluation};
}

QHash<QString, FormProblem> judge(const QVariantMap& values) {
    QHash<QString, FormProblem> found;
    if (values["ppo.minibatches"].toLongLong() == 5) {
        found["ppo.minibatches"] = {QStringLiteral("2\u202F048 transitions do not split into 5 equal parts."),
                                    QStringLiteral("Use 4"), qint64{4}};
    }
    return found;
}

TableCell text(const QString& value, Tone tone = Tone::Normal) {
    TableCell cell;
    cell.text = value;
    cell.tone = tone;
    return cell;
}

TableCell state(const char* icon, const char* word, Tone tone) {
    TableCell cell = text(QString::fromLatin1(word), tone);
    cell.icon = QString::fromLatin1(icon);
    return cell;
}

TableCell number(const QString& shown, const QVariant& value) {
    TableCell cell = text(shown);
    cell.sort = value;
    return cell;
}

QVector<TableColumn> runColumns() {
    return {{"name", "Name", ColumnKind::Text, 130}, {"state", "State", ColumnKind::State, 100},
            {"game", "Game", ColumnKind::Text, 80},  {"steps", "Steps", ColumnKind::Number, 80},
            {"elo", "Elo", ColumnKind::Number, 90},  {"time", "Duration", ColumnKind::Number, 90}};
}

QVector<TableRow> runRows() {
    const QString none = style::kUnknown;
    return {{"slime-07",
             {text("slime-07"), state("status-running", "Running", Tone::Accent), text("Slime"),
              number("3.42\u00A0M", 3.42e6), number(style::formatInterval(1342, 18), 1342), number("4 min", 240)},
             {}},
            {"slime-08",
             {text("slime-08"), state("status-queued", "Queued", Tone::Muted), text("Slime"), number(none, {}),
              number(none, {}), number(none, {})},
             {}},
            {"league-03",
             {text("league-03"), state("status-finished", "Finished", Tone::Success), text("Slime"),
              number("40.0\u00A0M", 4e7), number(style::formatInterval(1512, 9), 1512), number("1 h 32 min", 5520)},
             {}},
            {"soccer-02",
             {text("soccer-02"), state("status-failed", "Failed", Tone::Danger), text("Soccer"),
              number("1.10\u00A0M", 1.1e6), number(none, {}), number("3 min", 180)},
             "NaN in the value loss, update 1\u202F204"},
            {"rps-nash-01",
             {text("rps-nash-01"), state("status-paused", "Paused", Tone::Warning), text("RPS"),
              number("200\u00A0k", 2e5), number(none, {}), number("11 s", 11)},
             {}}};
}

const char* kFile =
    "# Self-play on Slime Volleyball\n[run]\nname = \"slime-selfplay-08\"\nsteps = 6_000_000\nseed = [7, 8, 9]\n\n"
    "[game]\nname = \"slime_volley\"\n\n[self_play]\nsnapshot_every = 100_000\nwindow = 10\nlatest_share = 0.5\n"
    "opponents = [\n  { agent = \"baseline\",\n    share = 0.2 },\n]\n\n[ppo]\nslots = 64\nsteps = 32\nepochs = 4\n"
    "minibatches = 5\nlearning_rate = 3e-4\nschedule = \"linear\"\n";

void fillRail(Rail& rail) {
    rail.setTopEntry("new", "New experiment", "plus");
    rail.addSection("Train");
    rail.addEntry("experiments", "Experiments", "experiments");
    rail.addEntry("run", "Run", "run");
    rail.addSection("Watch");
    rail.addEntry("replays", "Replays", "replay");
    rail.addFootEntry("preferences", "Preferences", "settings");
    rail.addFootEntry("help", "Help", "help");
}

// A window like the pictures of the visual language, with every widget of this folder in it.
struct Gallery : QWidget {
    TableModel runs;
    FormModel options;
    QTabBar* tabs = nullptr;

    Gallery() {
        resize(1366, 900);
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        auto* middle = new QHBoxLayout;
        middle->setSpacing(0);
        auto* rail = new Rail;
        fillRail(*rail);
        rail->setCurrent("run");
        middle->addWidget(rail);
        auto* page = new QVBoxLayout;
        page->setSpacing(0);
        middle->addLayout(page, 1);
        column->addLayout(middle, 1);
        addTop(page);
        auto* body = new QHBoxLayout;
        body->setContentsMargins(12, 8, 12, 12);
        body->setSpacing(8);
        page->addLayout(body, 1);
        addBody(body);
        auto* status = new StatusStrip;
        status->setActivity(style::Status::Running, "1 run training", {"slime-selfplay-07  57\u00A0%", "2 queued"});
        status->setPiece("cpu", "cpu", "91\u00A0%");
        status->setPiece("memory", "memory", "1.3 GB");
        status->setPiece("workspace", "folder", "ludus-workspace");
        column->addWidget(status);
    }

    void addTop(QVBoxLayout* page) {
        auto* header = new PageHeader("slime-selfplay-07");
        header->setStatus(style::Status::Running);
        header->setRenamable(true);
        header->setFacts({"Running", "Slime Volleyball", "preset self_play", "seed 7", "started 14:02"});
        header->addButton("Pause", "pause");
        auto* menu = new QMenu(header);
        menu->addAction("Abort");
        header->addWidget(new SplitButton("Stop", "stop", menu));
        header->addWidget(makeMenuButton("Preset", menu));
        QPushButton* linked = makeToggle("Linked", "link");
        linked->setChecked(true);
        header->addWidget(linked);
        header->addButton("Add to queue", "plus")->setEnabled(false);
        header->addPrimary("Watch newest match", "eye");
        page->addWidget(header);
        auto* messages = new MessageBar;
        const Message full{"disk",
                           MessageKind::Warning,
                           "The disk of this workspace is full. Training is paused; everything finished is kept.",
                           {{"folder", "Show folder"}, {"resume", "Resume"}}};
        messages->post(full);
        messages->post(full);
        page->addWidget(messages);
        auto* strip = new ProgressStrip;
        strip->setProgress(0.57);
        strip->setTexts("3.42 M of 6.00 M steps", {"57 %", "3 min 28 s left"});
        auto* facts = new FactsStrip;
        facts->setFacts({{"elo", "Elo", "1342", "\u00B118", {}},
                         {"score", "Score v baseline", "+0.31", "\u00B10.08", {}},
                         {"win", "Win rate v own past", "56.4 %", "\u00B12.1", {}},
                         {"length", "Episode length", "742", "steps", {}},
                         {"entropy", "Entropy", "0.94", "nats", {}},
                         {"speed", "Steps per second", "12.4 k", {}, {}}});
        auto* inset = new QVBoxLayout;
        inset->setContentsMargins(12, 0, 12, 0);
        inset->addWidget(strip);
        inset->addWidget(facts);
        page->addLayout(inset);
    }

    void addBody(QHBoxLayout* body) {
        options.setGroups(sampleGroups());
        options.setValidator(judge);
        options.setText("run.seed", "7, 8, 9");
        options.setText("self_play.baseline_share", "20");
        options.setText("ppo.minibatches", "5");
        auto* formPanel = new Panel;
        auto* form = new FormView;
        form->setForm(&options);
        formPanel->setContent(form);
        formPanel->setMinimumWidth(560);
        body->addWidget(formPanel, 3);

        auto* side = new QVBoxLayout;
        side->setSpacing(8);
        body->addLayout(side, 3);
        runs.setColumns(runColumns());
        runs.setRows(runRows());
        auto* tablePanel = new Panel("Runs", "newest first");
        auto* table = new TableView;
        table->setTable(&runs);
        table->sortByColumn(3, Qt::DescendingOrder);
        table->setCurrentId("league-03");
        tablePanel->setContent(table);
        table->fillColumnMenu(tablePanel->menu());
        tablePanel->enableMaximise();
        side->addWidget(tablePanel, 3);
        auto* filePanel = new Panel("File", "in step with the form");
        auto* file = new FileView;
        file->setFileText(QString::fromUtf8(kFile));
        file->setMarks({5, 14, 15, 16, 17}, {{23, "does not split"}});
        filePanel->setContent(file);
        filePanel->addCornerAction("copy", "Copy");
        auto* low = new QHBoxLayout;
        low->setSpacing(8);
        low->addWidget(filePanel, 3);
        auto* empty = new EmptyState(
            "No runs yet", "Start with a preset: Slime Volleyball learns to beat its teacher in about eight minutes.");
        empty->addPrimary("New experiment");
        empty->addLink("Look at the sample workspace");
        auto* right = new QVBoxLayout;
        right->addWidget(empty);
        auto* waiting = new Panel("Elo", "95 % band");
        waiting->showEmpty("No evaluation yet. The first comes at 100 k steps.");
        right->addWidget(waiting);
        low->addLayout(right, 2);
        side->addLayout(low, 4);
    }
};

// The plain controls of Qt in the looks of the studio.
struct Controls : QWidget {
    Controls() {
        resize(700, 420);
        auto* column = new QVBoxLayout(this);
        auto* checks = new QHBoxLayout;
        for (int i = 0; i < 4; ++i) {
            auto* check = new QCheckBox(QStringLiteral("Check %1").arg(i));
            check->setTristate(i == 2);
            check->setCheckState(static_cast<Qt::CheckState>(i == 2 ? 1 : i % 2 * 2));
            check->setEnabled(i < 3);
            auto* radio = new QRadioButton(QStringLiteral("Radio %1").arg(i));
            radio->setAutoExclusive(false);
            radio->setChecked(i % 2 == 1);
            radio->setEnabled(i < 3);
            checks->addWidget(check);
            checks->addWidget(radio);
        }
        column->addLayout(checks);
        addFields(column);
        addTools(column);
        addLow(column);
    }

    void addFields(QVBoxLayout* column) {
        auto* fields = new QHBoxLayout;
        auto* real = new QDoubleSpinBox;
        real->setSuffix(QStringLiteral(" \u00D7"));
        auto* off = new QLineEdit(QStringLiteral("disabled"));
        off->setEnabled(false);
        auto* combo = new QComboBox;
        combo->addItems({QStringLiteral("Exponential"), QStringLiteral("None")});
        combo->setEnabled(false);
        auto* editable = new QComboBox;
        editable->setEditable(true);
        editable->addItem(QStringLiteral("editable"));
        fields->addWidget(new QSpinBox);
        fields->addWidget(real);
        fields->addWidget(off);
        fields->addWidget(combo);
        fields->addWidget(editable);
        column->addLayout(fields);
    }

    void addTools(QVBoxLayout* column) {
        auto* tools = new QHBoxLayout;
        tools->addWidget(makeTransportButton("step", "Step"));
        tools->addWidget(makeIconButton("pin", "Pin"));
        auto* first = makeToggle("In step", "link");
        first->setProperty("segment", "first");
        first->setChecked(true);
        auto* last = makeToggle("Independent");
        last->setProperty("segment", "last");
        auto* joined = new QHBoxLayout;
        joined->setSpacing(0);
        joined->addWidget(first);
        joined->addWidget(last);
        tools->addLayout(joined);
        auto* chip = new StatusChip;
        chip->setStatus(style::Status::Paused);
        tools->addWidget(chip);
        tools->addStretch(1);
        column->addLayout(tools);
    }

    void addLow(QVBoxLayout* column) {
        auto* menu = new QMenu(this);
        menu->setWindowFlags(Qt::Widget);
        menu->addAction(style::icon("export"), "Export")->setShortcut(QKeySequence("Ctrl+E"));
        menu->addAction("Pinned")->setCheckable(true);
        menu->actions().constLast()->setChecked(true);
        menu->addSeparator();
        menu->addAction("Disabled")->setEnabled(false);
        menu->addMenu("More")->addAction("Deeper");
        menu->setActiveAction(menu->actions().constFirst());
        auto* low = new QHBoxLayout;
        low->addWidget(menu);
        auto* rail = new Rail;
        fillRail(*rail);
        rail->setCurrent("replays");
        rail->setNarrow(true);
        low->addWidget(rail);
        auto* tabs = new QTabWidget;
        tabs->addTab(new QWidget, "One");
        tabs->addTab(new QWidget, "Two");
        low->addWidget(tabs, 1);
        column->addLayout(low, 1);
    }
};

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
        QApplication::setActiveWindow(&rail);
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
        QApplication::setActiveWindow(&view);
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

    void wrongValuesAreNamedAndRepairedByAClick() {
        FormModel model;
        model.setGroups(sampleGroups());
        model.setValidator(judge);
        FormView view;
        view.setForm(&model);
        view.resize(570, 700);
        view.show();
        QApplication::setActiveWindow(&view);
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
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(back).center());
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

    void focusRingShowsAfterAKeyNotAfterAClick() {
        QWidget window;
        auto* row = new QHBoxLayout(&window);
        QPushButton *first = makeButton("Pause"), *second = makeButton("Stop");
        row->addWidget(first);
        row->addWidget(second);
        window.show();
        QApplication::setActiveWindow(&window);
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
