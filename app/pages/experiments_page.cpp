// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/experiments_page.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedLayout>

#include "widgets/style/theme.h"
#include "widgets/views/chart_panel.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/table_view.h"

namespace ludus::pages {

ExperimentsPage::ExperimentsPage(bridges::RunsBridge& runs, bridges::StoreQuery& store, bridges::GuiEventSink& sink,
                                 QWidget* parent)
    : Page(tr("Experiments"), parent), runs_(runs), preview_(store, sink) {
    setObjectName(QStringLiteral("page.experiments"));
    auto* create = header()->addPrimary(tr("New experiment"), QStringLiteral("plus"));
    create->setObjectName(QStringLiteral("experiments.new"));
    connect(create, &QPushButton::clicked, this, &ExperimentsPage::newRequested);

    auto* empty = new views::EmptyState(tr("No runs yet"),
                                        tr("Start with a preset: Slime Volleyball teaches itself from scratch and "
                                           "beats the scripted bots within a few minutes."));
    empty->setObjectName(QStringLiteral("experiments.empty"));
    connect(empty->addPrimary(tr("New experiment"), QStringLiteral("plus")), &QPushButton::clicked, this,
            &ExperimentsPage::newRequested);

    auto* filled = new QWidget;
    auto* column = new QVBoxLayout(filled);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::space::kPanelGap);
    filter_ = new QLineEdit;
    filter_->setObjectName(QStringLiteral("experiments.filter"));
    filter_->setPlaceholderText(tr("Filter: words that occur in a row"));
    filter_->setClearButtonEnabled(true);
    filter_->setAccessibleName(tr("Filter"));
    column->addWidget(filter_);
    auto* splitter = new QSplitter;
    splitter->setHandleWidth(style::space::kPanelGap);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(makeTable());
    splitter->addWidget(makePreview());
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({860, 340});
    column->addWidget(splitter, 1);
    foot_ = new views::Label({}, style::Type::Small, style::Token::TextMuted);
    column->addWidget(foot_);

    stack_ = new QStackedLayout;
    stack_->addWidget(empty);
    stack_->addWidget(filled);
    body()->addLayout(stack_, 1);
    connect(filter_, &QLineEdit::textChanged, this,
            [this](const QString& text) { table_->sorter()->setFilterText(text); });
    connect(&runs_, &bridges::RunsBridge::changed, this, &ExperimentsPage::refresh);
    connect(&runs_, &bridges::RunsBridge::failed, this,
            [this](const QString& text) { say(views::MessageKind::Danger, text, QStringLiteral("runs")); });
    refresh();
}

QWidget* ExperimentsPage::makeTable() {
    auto* panel = new views::Panel(tr("Runs"));
    table_ = new views::TableView;
    table_->setObjectName(QStringLiteral("experiments.table"));
    table_->setAccessibleName(tr("Runs"));
    table_->setTable(runs_.table());
    table_->setEmptyText(tr("No run has all of these words."));
    table_->fillColumnMenu(panel->menu());
    panel->setContent(table_);
    connect(table_, &views::TableView::opened, this, [this](const QString& id) { Q_EMIT runOpened(id.toLongLong()); });
    connect(table_, &views::TableView::currentIdChanged, this, &ExperimentsPage::select);
    return panel;
}

QWidget* ExperimentsPage::makePreview() {
    chart_ = new views::ChartPanel(preview_.elo());
    chart_->setObjectName(QStringLiteral("experiments.preview"));
    chart_->setMinimumWidth(280);
    return chart_;
}

void ExperimentsPage::select(const QString& id) {
    if (!id.isEmpty()) preview_.open(RunId{id.toLongLong()});
}

void ExperimentsPage::refresh() {
    const int count = static_cast<int>(runs_.runs().size());
    stack_->setCurrentIndex(count > 0 || !runs_.loaded() ? 1 : 0);
    int running = 0;
    for (const RunRecord& run : runs_.runs())
        running += run.status == RunStatus::running ? 1 : 0;
    foot_->setText(tr("%n run(s)", nullptr, count) + QStringLiteral(", ") + tr("%n running", nullptr, running));
    if (count > 0 && table_->currentId().isEmpty())
        table_->setCurrentId(QString::number(runs_.runs().front().id.value));
}

}  // namespace ludus::pages
