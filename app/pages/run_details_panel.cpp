// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/run_details_panel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/bridges/runs_bridge.h"
#include "app/bridges/texts.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/label.h"
#include "widgets/views/panel.h"
#include "widgets/views/table_view.h"

namespace ludus::pages {
namespace {

using bridges::text;

constexpr int kCommandHeight = 118;
constexpr int kNameShown = 80;  // letters

models::TableRow rowOf(const QStringList& words, bool strong = false) {
    models::TableRow row;
    row.id = words.front();
    for (const QString& word : words) {
        models::TableCell cell;
        cell.text = word;
        cell.tip = word;
        row.cells.push_back(cell);
    }
    row.cells.back().strong = strong;
    return row;
}

QString orUnknown(const std::string& value) {
    return value.empty() ? style::kUnknown : text(value);
}

QVector<QPair<QString, QString>> factsOf(const bridges::RunDetails& details) {
    const runs::Origin& o = details.origin;
    QVector<QPair<QString, QString>> out;
    const auto add = [&out](const QString& name, const QString& value) { out.push_back({name, value}); };
    add(RunDetailsPanel::tr("Preset"), orUnknown(details.run.preset));
    add(RunDetailsPanel::tr("Seed"), QString::number(details.run.seed));
    add(RunDetailsPanel::tr("Started from"),
        details.run.startedFrom.empty() ? RunDetailsPanel::tr("fresh weights") : text(details.run.startedFrom));
    if (!details.known) {
        add(RunDetailsPanel::tr("Program and machine"), RunDetailsPanel::tr("not kept by the version that ran it"));
        return out;
    }
    add(RunDetailsPanel::tr("Workers"), QString::number(o.workers));
    add(RunDetailsPanel::tr("Ludus"),
        o.revision.empty() ? orUnknown(o.version) : text(o.version) + QStringLiteral(" · ") + text(o.revision));
    add(QStringLiteral("Qt"), orUnknown(o.qt));
    add(QStringLiteral("SQLite"), orUnknown(o.sqlite));
    add(QStringLiteral("LibTorch"), o.torch.empty() ? RunDetailsPanel::tr("not needed") : text(o.torch));
    add(QStringLiteral("BLAS"), o.blas.empty() ? RunDetailsPanel::tr("not loaded") : text(o.blas));
    add(RunDetailsPanel::tr("Processor"), orUnknown(o.machine.cpu));
    add(RunDetailsPanel::tr("Cores"), QString::number(o.machine.cores));
    const auto memory = static_cast<double>(o.machine.memoryBytes);
    add(RunDetailsPanel::tr("Memory"), memory > 0 ? style::formatBytes(memory) : style::kUnknown);
    if (o.machine.gpus > 0)
        add(RunDetailsPanel::tr("Graphics card"),
            o.machine.gpus > 1 ? RunDetailsPanel::tr("%1 (%n cards)", nullptr, o.machine.gpus).arg(text(o.machine.gpu))
                               : text(o.machine.gpu));
    add(RunDetailsPanel::tr("System"), orUnknown(o.machine.system));
    add(RunDetailsPanel::tr("Host"), orUnknown(o.machine.host));
    return out;
}

}  // namespace

RunDetailsPanel::RunDetailsPanel(bridges::StoreQuery& store, QWidget* parent) : QWidget(parent), store_(store) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::space::kPanelGap);
    column->addWidget(makeCommand());
    column->addWidget(makeLists(), 1);
    showList(0);
}

/// One at a time, as high as there is room: side by side none of them could be read.
QWidget* RunDetailsPanel::makeLists() {
    auto* panel = new views::Panel;
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, style::space::kTiny, 0, 0);
    column->setSpacing(style::space::kTiny);
    tabs_ = new QTabBar;
    tabs_->setObjectName(QStringLiteral("run.details.tabs"));
    tabs_->setAccessibleName(tr("What it was computed from"));
    tabs_->setDrawBase(false);
    tabs_->setExpanding(false);
    for (const QString& title : {tr("Changed"), tr("Program and machine"), tr("Options")})
        tabs_->addTab(title);
    said_ = new views::Label({}, style::Type::Small, style::Token::TextMuted);
    said_->setObjectName(QStringLiteral("run.details.said"));
    said_->setWordWrap(true);
    said_->setContentsMargins(style::space::kPanelPadding, 0, style::space::kPanelPadding, 0);
    column->addWidget(tabs_);
    column->addWidget(said_);
    const QString option = tr("Option");
    lists_ = {makeTable(tr("Changed"), QStringLiteral("run.details.changes"), changesModel_,
                        {{QStringLiteral("option"), option, models::ColumnKind::Text, 190},
                         {QStringLiteral("before"), tr("Before"), models::ColumnKind::Text, 110},
                         {QStringLiteral("now"), tr("Now"), models::ColumnKind::Text, 110}}),
              makeTable(tr("Program and machine"), QStringLiteral("run.details.facts"), factsModel_,
                        {{QStringLiteral("name"), tr("Part"), models::ColumnKind::Text, 130},
                         {QStringLiteral("value"), tr("Value"), models::ColumnKind::Text, 280}}),
              makeTable(tr("Options"), QStringLiteral("run.details.options"), optionsModel_,
                        {{QStringLiteral("option"), option, models::ColumnKind::Text, 230},
                         {QStringLiteral("value"), tr("Value"), models::ColumnKind::Text, 180}})};
    for (views::TableView* list : lists_)
        column->addWidget(list, 1);
    column->addStretch(0);
    connect(tabs_, &QTabBar::currentChanged, this, &RunDetailsPanel::showList);
    panel->setContent(content);
    return panel;
}

void RunDetailsPanel::showList(int list) {
    for (size_t i = 0; i < lists_.size(); ++i)
        lists_[i]->setVisible(static_cast<int>(i) == list);
    QString said;
    const bool none = changesModel_.rows().isEmpty();
    const QString previous = bridges::oneLine(details_.previous).left(kNameShown);
    if (list == 0 && details_.run.id && previous.isEmpty())
        said = tr("This is the first run of its kind.");
    else if (list == 0 && details_.run.id)
        said = none ? tr("Nothing since %1: the same options.").arg(previous)
                    : tr("Since %1, the last run of its kind.").arg(previous);
    if (list == 2) said = tr("Bold: not the default.");
    said_->setText(said);
    said_->setVisible(!said.isEmpty());
}

views::Panel* RunDetailsPanel::makeCommand() {
    auto* panel = new views::Panel(tr("Compute it again"));
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(style::space::kPanelPadding, 0, style::space::kPanelPadding, style::space::kButton);
    column->setSpacing(style::space::kButton);
    command_ = new QPlainTextEdit;
    command_->setObjectName(QStringLiteral("run.details.command"));
    command_->setAccessibleName(tr("Command line"));
    command_->setReadOnly(true);
    command_->setTabChangesFocus(true);
    command_->setFont(style::Theme::instance().font(style::Type::Mono));
    command_->setFixedHeight(kCommandHeight);
    column->addWidget(command_);
    note_ = new views::Label({}, style::Type::Small, style::Token::TextMuted);
    note_->setObjectName(QStringLiteral("run.details.note"));
    note_->setWordWrap(true);
    column->addWidget(note_);
    panel->setContent(content);
    auto* copy = views::makeIconButton(QStringLiteral("copy"), tr("Copy the command"));
    copy->setObjectName(QStringLiteral("run.details.copy"));
    panel->addCornerWidget(copy);
    auto* all = views::makeIconButton(QStringLiteral("note"), tr("Copy everything below as text"));
    all->setObjectName(QStringLiteral("run.details.copyAll"));
    panel->addCornerWidget(all);
    connect(copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(command_->toPlainText()); });
    connect(all, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(asText()); });
    return panel;
}

views::TableView* RunDetailsPanel::makeTable(const QString& title, const QString& name, models::TableModel& model,
                                             QVector<models::TableColumn> columns) {
    auto* view = new views::TableView;
    view->setObjectName(name);
    view->setAccessibleName(title);
    view->setRowHeight(style::size::kRowDense);
    model.setColumns(std::move(columns));
    view->setTable(&model);
    return view;
}

void RunDetailsPanel::show(RunId run, const std::vector<OptionChanged>& changes) {
    onTheWay_ = changes;
    if (run != details_.run.id) take({});  // those of another run are not shown meanwhile
    bridges::askRunDetails(store_, this, run, [this](const bridges::RunDetails& details) { take(details); });
}

void RunDetailsPanel::take(const bridges::RunDetails& details) {
    details_ = details;
    command_->setPlainText(details.command);
    const bool timed = details.run.id && details.run.targetSteps == 0;
    QStringList notes;
    if (!onTheWay_.empty())
        notes << tr("%n option(s) changed on the way; they are no part of this command.", nullptr,
                    static_cast<int>(onTheWay_.size()));
    if (timed)
        notes << tr("A budget in time depends on the speed of the machine: the curves will be alike, not equal.");
    note_->setText(notes.join(QLatin1Char(' ')));
    note_->setVisible(!notes.isEmpty());

    QVector<models::TableRow> rows;
    for (const runs::OptionDifference& change : details.changes)
        rows << rowOf({text(change.key), orUnknown(change.before), orUnknown(change.after)});
    changesModel_.setRows(rows);
    rows.clear();
    const auto facts = details.run.id ? factsOf(details) : QVector<QPair<QString, QString>>();
    for (const auto& [name, value] : facts)
        rows << rowOf({name, value});
    factsModel_.setRows(rows);
    rows.clear();
    for (const runs::OptionDifference& option : details.options)
        rows << rowOf({text(option.key), text(option.after)}, option.before != option.after);
    optionsModel_.setRows(rows);
    showList(tabs_->currentIndex());
}

QString RunDetailsPanel::asText() const {
    QStringList lines{text(details_.run.name), details_.command, {}};
    for (const auto& [name, value] : factsOf(details_))
        lines << QStringLiteral("%1\t%2").arg(name, value);
    lines << QString();
    for (const runs::OptionDifference& option : details_.options)
        lines << QStringLiteral("%1 = %2").arg(text(option.key), text(option.after));
    for (const OptionChanged& change : onTheWay_)
        lines << tr("from %1 steps: %2 = %3")
                     .arg(style::formatInteger(change.step), text(change.key), text(change.after));
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

}  // namespace ludus::pages
