// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/replays_page.h"

#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedLayout>

#include "widgets/style/theme.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/panel.h"
#include "widgets/views/table_view.h"

namespace ludus::pages {

ReplaysPage::ReplaysPage(const Services& services, QWidget* parent)
    : Page(tr("Replays"), parent), go_(services.go), replays_(services.replays) {
    setObjectName(QStringLiteral("page.replays"));
    watch_ = header()->addPrimary(tr("Watch"), QStringLiteral("eye"));
    watch_->setObjectName(QStringLiteral("replays.watch"));

    auto* empty = new views::EmptyState(tr("No replays recorded"),
                                        tr("Runs record some of their evaluation matches; how many is an "
                                           "option of the run (Record every)."));
    connect(empty->addPrimary(tr("New experiment"), QStringLiteral("plus")), &QPushButton::clicked, this,
            [this] { go_.openPage(QStringLiteral("new")); });
    auto* filled = new QWidget;
    auto* column = new QVBoxLayout(filled);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::space::kPanelGap);
    auto* filter = new QLineEdit;
    filter->setObjectName(QStringLiteral("replays.filter"));
    filter->setPlaceholderText(tr("Filter: words that occur in a row"));
    filter->setClearButtonEnabled(true);
    filter->setAccessibleName(tr("Filter"));
    column->addWidget(filter);
    auto* panel = new views::Panel(tr("Recorded matches"), tr("newest first"));
    table_ = new views::TableView;
    table_->setObjectName(QStringLiteral("replays.table"));
    table_->setAccessibleName(tr("Recorded matches"));
    table_->setTable(replays_.table());
    table_->setEmptyText(tr("No match has all of these words."));
    table_->fillColumnMenu(panel->menu());
    panel->setContent(table_);
    column->addWidget(panel, 1);
    stack_ = new QStackedLayout;
    stack_->addWidget(empty);
    stack_->addWidget(filled);
    body()->addLayout(stack_, 1);
    connect(filter, &QLineEdit::textChanged, this,
            [this](const QString& text) { table_->sorter()->setFilterText(text); });
    connect(table_, &views::TableView::opened, this, &ReplaysPage::watch);
    connect(table_, &views::TableView::currentIdChanged, this,
            [this](const QString& id) { watch_->setEnabled(!id.isEmpty()); });
    connect(watch_, &QPushButton::clicked, this, [this] { watch(table_->currentId()); });
    connect(&replays_, &bridges::ReplayBridge::listChanged, this, &ReplaysPage::refresh);
    connect(&replays_, &bridges::ReplayBridge::failed, this,
            [this](const QString& text) { say(views::MessageKind::Danger, text, QStringLiteral("replays")); });
    refresh();
}

void ReplaysPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    replays_.setWatching(true);
}

void ReplaysPage::hideEvent(QHideEvent* event) {
    replays_.setWatching(false);
    Page::hideEvent(event);
}

void ReplaysPage::refresh() {
    const int count = replays_.table()->rowCount();
    stack_->setCurrentIndex(count > 0 || !replays_.loaded() ? 1 : 0);
    header()->setFacts(count > 0 ? QStringList{tr("%n match(es)", nullptr, count)} : QStringList{});
    if (count > 0 && table_->currentId().isEmpty()) table_->setCurrentId(replays_.table()->idAt(0));
    watch_->setEnabled(!table_->currentId().isEmpty());
}

void ReplaysPage::watch(const QString& id) {
    if (!id.isEmpty()) go_.watch({{id, {}}});
}

}  // namespace ludus::pages
