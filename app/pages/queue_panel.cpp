// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/queue_panel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

#include "app/bridges/texts.h"
#include "core/runs/queue.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/table_view.h"

namespace ludus::pages {

QueuePanel::QueuePanel(bridges::RunsBridge& runs, bridges::RunService& service, QWidget* parent)
    : Panel(tr("Queue"), {}, parent), runs_(runs), service_(service) {
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, style::space::kTiny);
    column->setSpacing(style::space::kTiny);
    rows_.setColumns({{QStringLiteral("place"), tr("No."), models::ColumnKind::Number, 46, {}, true},
                      {QStringLiteral("name"), tr("Name"), models::ColumnKind::Text, 130, {}, true}});
    table_ = new views::TableView;
    table_->setObjectName(QStringLiteral("queue.table"));
    table_->setAccessibleName(tr("Runs that wait"));
    table_->setTable(&rows_);
    table_->sorter()->sort(0);
    table_->setMinimumHeight(68);
    column->addWidget(table_, 1);
    auto* verbs = new QHBoxLayout;
    verbs->setContentsMargins(style::space::kButton, 0, style::space::kButton, 0);
    verbs->setSpacing(style::space::kTiny);
    up_ = makeVerb(QStringLiteral("chevron-up"), QStringLiteral("queue.up"), tr("Earlier"));
    down_ = makeVerb(QStringLiteral("chevron-down"), QStringLiteral("queue.down"), tr("Later"));
    now_ = makeVerb(QStringLiteral("play"), QStringLiteral("queue.now"), tr("Start now"));
    remove_ = makeVerb(QStringLiteral("close"), QStringLiteral("queue.remove"), tr("Take out of the queue"));
    for (QToolButton* verb : {up_, down_, now_, remove_})
        verbs->addWidget(verb);
    verbs->addStretch(1);
    column->addLayout(verbs);
    setContent(content);
    setMinimumHeight(style::size::kDockTitle + content->minimumSizeHint().height() + 2);  // verbs never on the list
    hold_ = menu()->addAction(style::icon(QStringLiteral("pause")), tr("Hold the queue"));
    hold_->setObjectName(QStringLiteral("queue.hold"));
    hold_->setCheckable(true);
    connect(hold_, &QAction::toggled, &service_, &bridges::RunService::setQueueHeld);
    connect(up_, &QToolButton::clicked, this, [this] { service_.moveInQueue(current(), -1); });
    connect(down_, &QToolButton::clicked, this, [this] { service_.moveInQueue(current(), 1); });
    connect(now_, &QToolButton::clicked, this, [this] { service_.startNow(current()); });
    connect(remove_, &QToolButton::clicked, this, [this] { service_.removeFromQueue(current()); });
    connect(&runs_, &bridges::RunsBridge::changed, this, &QueuePanel::refresh);
    connect(&service_, &bridges::RunService::queueChanged, &runs_, &bridges::RunsBridge::refresh);
    connect(&service_, &bridges::RunService::queueChanged, this, &QueuePanel::refresh);
    connect(table_, &views::TableView::currentIdChanged, this, &QueuePanel::refresh);
    refresh();
}

QToolButton* QueuePanel::makeVerb(const QString& icon, const QString& name, const QString& tip) {
    QToolButton* verb = views::makeIconButton(icon, tip);
    verb->setObjectName(name);
    return verb;
}

RunId QueuePanel::current() const {
    return RunId{table_->currentId().toLongLong()};
}

void QueuePanel::refresh() {
    std::vector<const RunRecord*> waiting;
    for (const RunRecord& run : runs_.runs())
        if (runs::isQueued(run)) waiting.push_back(&run);
    std::sort(waiting.begin(), waiting.end(),
              [](const RunRecord* a, const RunRecord* b) { return a->queuePlace < b->queuePlace; });
    QVector<models::TableRow> rows;
    for (size_t i = 0; i < waiting.size(); ++i) {
        models::TableCell place, name;
        place.text = QString::number(i + 1);
        place.sort = static_cast<int>(i);
        name.text = bridges::text(waiting[i]->name);
        name.strong = true;
        rows.push_back({QString::number(waiting[i]->id.value), {place, name}, {}});
    }
    const bool moved = !std::equal(rows.begin(), rows.end(), rows_.rows().begin(), rows_.rows().end(),
                                   [](const auto& a, const auto& b) { return a.id == b.id; });
    rows_.setRows(rows);
    if (moved) table_->sorter()->resort();
    setVisible(!rows.isEmpty());
    const QSignalBlocker quiet(hold_);
    hold_->setChecked(service_.queueHeld());
    setNote(service_.queueHeld() ? tr("held") : tr("%n at a time", nullptr, service_.runsAtOnce()));
    const int at = rows_.rowOf(table_->currentId());
    up_->setEnabled(at > 0);
    down_->setEnabled(at >= 0 && at + 1 < rows.size());
    now_->setEnabled(at >= 0);
    remove_->setEnabled(at >= 0);
}

}  // namespace ludus::pages
