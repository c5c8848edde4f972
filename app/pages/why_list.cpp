// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/why_list.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedLayout>
#include <QTabBar>
#include <QVBoxLayout>

#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/table_view.h"

namespace ludus::pages {
namespace {

const QString kTab = QStringLiteral("tab"), kLearner = QStringLiteral("learner");

}  // namespace

WhyList::WhyList(bridges::WhyBridge& bridge, QWidget* parent)
    : Panel(tr("What happened"), tr("newest first"), parent), bridge_(bridge) {
    setObjectName(QStringLiteral("why.list"));
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeTools());
    stack_ = new QStackedLayout;
    column->addLayout(stack_, 1);
    draws_ = makeTable("why.draws", tr("Draws"), bridge_.draws(), false);
    verdicts_ = makeTable("why.verdicts", tr("Verdicts"), bridge_.verdicts(), true);
    draws_->setEmptyText(tr("Nothing was drawn yet."));
    verdicts_->setEmptyText(tr("No verdict yet. The first comes when the common start is made."));
    setContent(content);
    connect(tabs_, &QTabBar::currentChanged, this, [this](int tab) {
        stack_->setCurrentIndex(tab);
        older_->setVisible(tab == Draws);
    });
    connect(draws_->verticalScrollBar(), &QScrollBar::valueChanged, this, &WhyList::watchScroll);
    connect(&bridge_, &bridges::WhyBridge::changed, this, &WhyList::refresh);
    refresh();
}

QWidget* WhyList::makeTools() {
    auto* tools = new QWidget;
    tools->setFixedHeight(style::size::kToolBar);
    auto* row = new QHBoxLayout(tools);
    row->setContentsMargins(2, 0, style::space::kPanelPadding, 0);
    row->setSpacing(style::space::kButton);
    tabs_ = new QTabBar;
    tabs_->setObjectName(QStringLiteral("why.tabs"));
    tabs_->setAccessibleName(tr("What happened"));
    tabs_->setDrawBase(false);
    tabs_->setExpanding(false);
    tabs_->addTab(tr("Draws"));
    tabs_->addTab(tr("Verdicts"));
    row->addWidget(tabs_, 1);
    learner_ = new QComboBox;
    learner_->setObjectName(QStringLiteral("why.learner"));
    learner_->setAccessibleName(tr("Learner"));
    learner_->setToolTip(tr("Only what was drawn for this learner, or decided on it"));
    learner_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    row->addWidget(learner_);
    older_ = views::makeButton(tr("Older"), QStringLiteral("chevron-down"));
    older_->setObjectName(QStringLiteral("why.older"));
    older_->setToolTip(tr("Reads further draws of earlier"));
    row->addWidget(older_);
    connect(older_, &QPushButton::clicked, &bridge_, &bridges::WhyBridge::loadOlder);
    connect(learner_, &QComboBox::activated, this, [this] { bridge_.setPlayer(learner_->currentData().toInt()); });
    return tools;
}

views::TableView* WhyList::makeTable(const char* name, const QString& title, models::TableModel* model, bool verdicts) {
    auto* table = new views::TableView;
    table->setObjectName(QLatin1String(name));
    table->setAccessibleName(title);
    table->setTable(model);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setRowHeight(style::size::kRowDense);
    stack_->addWidget(table);
    connect(table, &views::TableView::selectedIdsChanged, this, [this, table, verdicts] {
        const QString id = table->selectedIds().value(0);
        if (!quiet_ && !bridge_.isFilling() && !id.isEmpty()) Q_EMIT chosen({verdicts, id.toLongLong()});
    });
    return table;
}

/// Rows under somebody's eyes do not move: only at its newest end the list follows. Near the other one it goes on.
void WhyList::watchScroll() {
    const QScrollBar* bar = draws_->verticalScrollBar();
    bridge_.follow(bar->value() == 0);
    if (bar->value() > 0 && bar->value() >= bar->maximum() - bar->pageStep()) bridge_.loadOlder();
}

void WhyList::refresh() {
    QVector<QPair<QString, int>> wanted{{tr("All learners"), -1}};
    for (const bridges::WhyLearner& learner : bridge_.learners())
        wanted.append({bridge_.memberName(Member::learner(learner.player)), learner.player});
    bool same = wanted.size() == learner_->count();
    for (int i = 0; same && i < wanted.size(); ++i)
        same = learner_->itemText(i) == wanted[i].first;
    if (!same) {
        learner_->clear();
        for (const auto& [title, player] : std::as_const(wanted))
            learner_->addItem(title, player);
    }
    learner_->setCurrentIndex(std::max(0, learner_->findData(bridge_.player())));
    older_->setVisible(tabs_->currentIndex() == Draws);
    older_->setEnabled(bridge_.hasOlder());
    mark(bridge_.shown());
}

void WhyList::reveal(const bridges::WhyKey& key) {
    if (key.id > 0 && key != revealed_) tabs_->setCurrentIndex(key.verdict ? Verdicts : Draws);
    revealed_ = key;
    mark(key);
}

void WhyList::mark(const bridges::WhyKey& key) {
    quiet_ = true;
    views::TableView *with = key.verdict ? verdicts_ : draws_, *without = key.verdict ? draws_ : verdicts_;
    const QString id = key.id > 0 ? QString::number(key.id) : QString();
    const bool listed = with->table()->rowOf(id) >= 0;
    if (with->selectedIds() != QStringList{id}) with->setCurrentId(listed ? id : QString());
    if (!without->selectedIds().isEmpty()) without->setCurrentId({});
    quiet_ = false;
}

void WhyList::setPlayer(int player) {
    bridge_.setPlayer(player);
    refresh();
}

QVariantMap WhyList::saveState() const {
    return {{kTab, tabs_->currentIndex()}, {kLearner, bridge_.player()}};
}

void WhyList::restoreState(const QVariantMap& state) {
    tabs_->setCurrentIndex(state.value(kTab).toInt() == Verdicts ? Verdicts : Draws);
    bridge_.setPlayer(state.value(kLearner, -1).toInt());
}

}  // namespace ludus::pages
