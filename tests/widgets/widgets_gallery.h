// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the tests of the shell widgets show: sample forms, tables and files, a gallery with every widget, plain
// controls. GUI thread.

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

namespace gallery {

using namespace ludus::views;
using namespace ludus::models;
namespace style = ludus::style;

inline FormField field(const char* key, const char* label, FieldKind kind, const QVariant& value, const char* hint) {
    FormField made;
    made.key = QString::fromUtf8(key);
    made.label = QString::fromUtf8(label);
    made.kind = kind;
    made.defaultValue = value;
    made.hint = QString::fromUtf8(hint);
    made.help = QStringLiteral("What %1 does.").arg(made.label);
    return made;
}

inline FormField with(FormField made, const char* unit, double low, double high) {
    made.unit = QString::fromUtf8(unit);
    made.minimum = low;
    made.maximum = high;
    return made;
}

inline QVector<FormGroup> sampleGroups() {
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

inline QHash<QString, FormProblem> judge(const QVariantMap& values) {
    QHash<QString, FormProblem> found;
    if (values["ppo.minibatches"].toLongLong() == 5) {
        found["ppo.minibatches"] = {QStringLiteral("2\u202F048 transitions do not split into 5 equal parts."),
                                    QStringLiteral("Use 4"), qint64{4}};
    }
    return found;
}

inline TableCell text(const QString& value, Tone tone = Tone::Normal) {
    TableCell cell;
    cell.text = value;
    cell.tone = tone;
    return cell;
}

inline TableCell state(const char* icon, const char* word, Tone tone) {
    TableCell cell = text(QString::fromLatin1(word), tone);
    cell.icon = QString::fromLatin1(icon);
    return cell;
}

inline TableCell number(const QString& shown, const QVariant& value) {
    TableCell cell = text(shown);
    cell.sort = value;
    return cell;
}

inline QVector<TableColumn> runColumns() {
    return {{"name", "Name", ColumnKind::Text, 130}, {"state", "State", ColumnKind::State, 100},
            {"game", "Game", ColumnKind::Text, 80},  {"steps", "Steps", ColumnKind::Number, 80},
            {"elo", "Elo", ColumnKind::Number, 90},  {"time", "Duration", ColumnKind::Number, 90}};
}

inline QVector<TableRow> runRows() {
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

inline constexpr const char* kFile =
    "# Self-play on Slime Volleyball\n[run]\nname = \"slime-selfplay-08\"\nsteps = 6_000_000\nseed = [7, 8, 9]\n\n"
    "[game]\nname = \"slime_volley\"\n\n[self_play]\nsnapshot_every = 100_000\nwindow = 10\nlatest_share = 0.5\n"
    "opponents = [\n  { agent = \"baseline\",\n    share = 0.2 },\n]\n\n[ppo]\nslots = 64\nsteps = 32\nepochs = 4\n"
    "minibatches = 5\nlearning_rate = 3e-4\nschedule = \"linear\"\n";

inline void fillRail(Rail& rail) {
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

}  // namespace gallery
