// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/run_details_panel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

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
    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->setHandleWidth(style::space::kPanelGap);
    splitter->setChildrenCollapsible(false);
    const QString option = tr("Option");
    changesPanel_ = makeTable(tr("Changed"), QStringLiteral("run.details.changes"), changes_, changesModel_,
                              {{QStringLiteral("option"), option, models::ColumnKind::Text, 190},
                               {QStringLiteral("before"), tr("Before"), models::ColumnKind::Text, 110},
                               {QStringLiteral("now"), tr("Now"), models::ColumnKind::Text, 110}});
    factsPanel_ = makeTable(tr("Program and machine"), QStringLiteral("run.details.facts"), facts_, factsModel_,
                            {{QStringLiteral("name"), tr("Part"), models::ColumnKind::Text, 130},
                             {QStringLiteral("value"), tr("Value"), models::ColumnKind::Text, 280}});
    auto* optionsPanel = makeTable(tr("Options"), QStringLiteral("run.details.options"), options_, optionsModel_,
                                   {{QStringLiteral("option"), option, models::ColumnKind::Text, 230},
                                    {QStringLiteral("value"), tr("Value"), models::ColumnKind::Text, 180}});
    optionsPanel->setNote(tr("bold: not the default"));
    for (views::Panel* panel : {changesPanel_, factsPanel_, optionsPanel})
        splitter->addWidget(panel);
    splitter->setSizes({150, 220, 220});
    column->addWidget(splitter, 1);
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

views::Panel* RunDetailsPanel::makeTable(const QString& title, const QString& name, views::TableView*& view,
                                         models::TableModel& model, QVector<models::TableColumn> columns) {
    auto* panel = new views::Panel(title);
    view = new views::TableView;
    view->setObjectName(name);
    view->setAccessibleName(title);
    view->setRowHeight(style::size::kRowDense);
    model.setColumns(std::move(columns));
    view->setTable(&model);
    panel->setContent(view);
    panel->setMinimumHeight(90);
    return panel;
}

void RunDetailsPanel::show(RunId run, const std::vector<OptionChanged>& changes) {
    onTheWay_ = changes;
    bridges::askRunDetails(store_, this, run, [this](const bridges::RunDetails& details) { take(details); });
}

void RunDetailsPanel::take(const bridges::RunDetails& details) {
    details_ = details;
    command_->setPlainText(details.command);
    const bool timed = details.run.targetSteps == 0;
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
    changesPanel_->setTitle(details.previous.isEmpty() ? tr("Changed") : tr("Changed since %1").arg(details.previous));
    if (details.previous.isEmpty())
        changesPanel_->showEmpty(tr("This is the first run of its kind."));
    else if (rows.isEmpty())
        changesPanel_->showEmpty(tr("Nothing: the same options as before."));
    else
        changesPanel_->showContent();

    rows.clear();
    for (const auto& [name, value] : factsOf(details))
        rows << rowOf({name, value});
    factsModel_.setRows(rows);
    rows.clear();
    for (const runs::OptionDifference& option : details.options)
        rows << rowOf({text(option.key), text(option.after)}, option.before != option.after);
    optionsModel_.setRows(rows);
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
