// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/replays_page.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedLayout>
#include <QWidgetAction>

#include <algorithm>

#include "app/bridges/viewer_bridge.h"
#include "app/pages/match_grid.h"
#include "app/pages/match_preview.h"
#include "app/pages/match_record_strip.h"
#include "app/pages/query_texts.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/panel.h"
#include "widgets/views/query_edit.h"
#include "widgets/views/table_view.h"

namespace ludus::pages {
namespace {

constexpr int kPreviewWidth = 340;

}  // namespace

ReplaysPage::ReplaysPage(const Services& services, QWidget* parent)
    : Page(tr("Replays"), parent),
      go_(services.go),
      list_(services.store, this),
      saved_(services.store, QStringLiteral("view.replays"), this) {
    setObjectName(QStringLiteral("page.replays"));
    recordButton_ = header()->addButton(tr("Record matches"), QStringLiteral("record"));
    recordButton_->setObjectName(QStringLiteral("replays.record"));
    recordButton_->setCheckable(true);
    recordButton_->setToolTip(tr("Let two agents play and keep the matches"));
    watch_ = header()->addPrimary(tr("Watch"), QStringLiteral("eye"));
    watch_->setObjectName(QStringLiteral("replays.watch"));
    auto* empty = new views::EmptyState(tr("No replays recorded"),
                                        tr("Runs record some of their evaluation matches; how many is an "
                                           "option of the run (Record every). Or let two agents play now."));
    connect(empty->addPrimary(tr("Record matches"), QStringLiteral("record")), &QPushButton::clicked, this,
            [this] { recordButton_->setChecked(true); });
    connect(empty->addPrimary(tr("New experiment"), QStringLiteral("plus")), &QPushButton::clicked, this,
            [this] { go_.openPage(QStringLiteral("new")); });
    auto* filled = new QWidget;
    auto* column = new QVBoxLayout(filled);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::space::kPanelGap);
    column->addWidget(makeTools());
    auto* split = new QSplitter(Qt::Horizontal);
    split->setHandleWidth(style::space::kPanelGap);
    split->setChildrenCollapsible(false);
    split->addWidget(makeList());
    auto* side = new views::Panel(tr("Preview"));
    preview_ = new MatchPreview(services.store);
    side->setContent(preview_);
    side->setMinimumWidth(280);
    split->addWidget(side);
    split->setStretchFactor(0, 1);
    split->setSizes({1000, kPreviewWidth});
    column->addWidget(split, 1);
    foot_ = new views::Label({}, style::Type::Small, style::Token::TextMuted);
    foot_->setObjectName(QStringLiteral("replays.foot"));
    clear_ = views::makeButton(tr("Untick all"));
    clear_->setObjectName(QStringLiteral("replays.untick"));
    auto* foot = new QHBoxLayout;
    foot->addWidget(foot_);
    foot->addWidget(clear_);
    foot->addStretch();
    column->addLayout(foot);
    record_ = new MatchRecordStrip(services.store);
    record_->hide();
    body()->addWidget(record_);
    stack_ = new QStackedLayout;
    body()->addLayout(stack_, 1);
    stack_->addWidget(empty);
    stack_->addWidget(filled);

    connect(watch_, &QPushButton::clicked, this, &ReplaysPage::watchChosen);
    connect(recordButton_, &QPushButton::toggled, record_, &QWidget::setVisible);
    connect(record_, &MatchRecordStrip::said, this, [this](bool good, const QString& sentence) {
        say(good ? views::MessageKind::Success : views::MessageKind::Danger, sentence, QStringLiteral("record"));
    });
    connect(clear_, &QPushButton::clicked, &list_, &bridges::MatchListBridge::clearTicks);
    connect(preview_, &MatchPreview::watchWanted, this, [this] { watch({currentId_}); });
    connect(preview_, &MatchPreview::pinWanted, this, [this](bool on) { list_.pin(currentId_, on); });
    connect(&list_, &bridges::MatchListBridge::listChanged, this, &ReplaysPage::refresh);
    connect(&list_, &bridges::MatchListBridge::ticksChanged, this, &ReplaysPage::refreshVerbs);
    const auto complain = [this](const QString& text) {
        say(views::MessageKind::Danger, text, QStringLiteral("replays"));
    };
    connect(&saved_, &bridges::SavedViews::changed, this, &ReplaysPage::fillViews);
    connect(&saved_, &bridges::SavedViews::failed, this, complain);
    connect(&list_, &bridges::MatchListBridge::failed, this, complain);
    showGrid(true);
    refresh();
}

/// The views outlive the list by a moment: what they say of its end is not for this page any more.
ReplaysPage::~ReplaysPage() {
    grid_->selectionModel()->disconnect(this);
    for (QObject* view : std::initializer_list<QObject*>{grid_, table_, preview_})
        view->disconnect(this);
}

QWidget* ReplaysPage::makeTools() {
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::space::kButton);
    filter_ = new views::QueryEdit(QStringLiteral("replays.filter"));
    filter_->line()->setPlaceholderText(tr("Filter: agent ~ \"snapshot\" and lost and length < 600"));
    filter_->line()->setAccessibleName(tr("Filter"));
    const std::vector<query::Field> fields = store::matchFields();
    filter_->setCompleter([fields](const QString& text, int cursor) { return completeQuery(text, cursor, fields); });
    filter_->setChecker([fields](const QString& text) -> std::optional<views::QueryProblem> {
        query::Fault fault;
        const Result<query::Query> parsed = query::Query::parse(text.toStdString(), fields, fault);
        return parsed ? std::nullopt : std::optional(problemOf(text, parsed.error(), fault));
    });
    connect(filter_, &views::QueryEdit::queryChanged, &list_, &bridges::MatchListBridge::setFilter);
    row->addWidget(filter_, 1);
    views_ = new QMenu(this);
    QPushButton* views = views::makeMenuButton(tr("Views"), views_);
    views->setObjectName(QStringLiteral("replays.views"));
    row->addWidget(views);
    gridButton_ = views::makeToggle(tr("Thumbnails"), QStringLiteral("payoff"));
    gridButton_->setObjectName(QStringLiteral("replays.asGrid"));
    tableButton_ = views::makeToggle(tr("List"), QStringLiteral("sidebar"));
    tableButton_->setObjectName(QStringLiteral("replays.asTable"));
    connect(gridButton_, &QPushButton::clicked, this, [this] { showGrid(true); });
    connect(tableButton_, &QPushButton::clicked, this, [this] { showGrid(false); });
    row->addWidget(gridButton_);
    row->addWidget(tableButton_);
    return box;
}

QWidget* ReplaysPage::makeList() {
    auto* box = new QWidget;
    shapes_ = new QStackedLayout(box);
    grid_ = new MatchGrid(list_);
    auto* panel = new views::Panel(tr("Recorded matches"), tr("newest first"));
    table_ = new views::TableView;
    table_->setObjectName(QStringLiteral("replays.table"));
    table_->setAccessibleName(tr("Recorded matches"));
    table_->setTable(list_.table());
    table_->setEmptyText(tr("No recorded match fits this query."));
    table_->fillColumnMenu(panel->menu());
    table_->installEventFilter(this);
    panel->setContent(table_);
    none_ = new views::Label(tr("No recorded match fits this query."), style::Type::Small, style::Token::TextMuted);
    none_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    shapes_->addWidget(grid_);
    shapes_->addWidget(panel);
    shapes_->addWidget(none_);
    connect(grid_, &MatchGrid::openedId, this, [this](const QString& id) { watch({id}); });
    connect(grid_, &MatchGrid::currentIdChanged, this, &ReplaysPage::choose);
    connect(grid_, &MatchGrid::endNear, &list_, &bridges::MatchListBridge::loadMore);
    connect(grid_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ReplaysPage::refreshVerbs);
    connect(table_, &views::TableView::opened, this, [this](const QString& id) { watch({id}); });
    connect(table_, &views::TableView::currentIdChanged, this, &ReplaysPage::choose);
    connect(table_, &views::TableView::selectedIdsChanged, this, &ReplaysPage::refreshVerbs);
    connect(table_->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        const QScrollBar* bar = table_->verticalScrollBar();
        if (value > bar->maximum() - 2 * bar->pageStep()) list_.loadMore();
    });
    return box;
}

bool ReplaysPage::eventFilter(QObject* object, QEvent* event) {
    if (object == table_ && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space && !table_->currentId().isEmpty()) {
        list_.setTicked(table_->currentId(), !list_.ticked().contains(table_->currentId()));
        return true;
    }
    return Page::eventFilter(object, event);
}

void ReplaysPage::showGrid(bool on) {
    gridButton_->setChecked(on);
    tableButton_->setChecked(!on);
    refresh();
    if (on) {
        grid_->setCurrentId(currentId_);
    } else {
        table_->setCurrentId(currentId_);
    }
}

void ReplaysPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    list_.setWatching(true);
    saved_.refresh();
}

void ReplaysPage::hideEvent(QHideEvent* event) {
    list_.setWatching(false);
    Page::hideEvent(event);
}

void ReplaysPage::openQuery(const QString& query) {
    filter_->setText(query);
    list_.setFilter(query);
}

void ReplaysPage::openRecorder(const WantedMatch& match) {
    record_->prepare(match);
    recordButton_->setChecked(true);
}

void ReplaysPage::refresh() {
    const int rows = list_.table()->rowCount();
    stack_->setCurrentIndex(list_.hasAny() || !list_.loaded() ? 1 : 0);
    const bool asGrid = gridButton_->isChecked();
    shapes_->setCurrentIndex(!asGrid ? 1 : rows > 0 || !list_.loaded() ? 0 : 2);
    const bool many = list_.count() >= bridges::MatchListBridge::kMostCounted;
    const QString count = style::formatInteger(list_.count());
    header()->setFacts(!list_.loaded() || !list_.hasAny() ? QStringList{}
                       : many                             ? QStringList{tr("more than %1 matches").arg(count)}
                              : QStringList{tr("%n match(es)", nullptr, static_cast<int>(list_.count()))});
    if (list_.match(currentId_) == nullptr && rows > 0) {
        const QString first = list_.table()->idAt(0);
        if (asGrid)
            grid_->setCurrentId(first);
        else
            table_->setCurrentId(first);
        choose(first);
    } else if (rows == 0) {
        choose({});
    }
    refreshVerbs();
}

/// What the ticks say, else the selection, else the current one.
QStringList ReplaysPage::chosen() const {
    if (!list_.ticked().isEmpty()) return list_.ticked();
    const QStringList selected = gridButton_->isChecked() ? grid_->selectedIds() : table_->selectedIds();
    return selected.isEmpty() && !currentId_.isEmpty() ? QStringList{currentId_} : selected;
}

void ReplaysPage::refreshVerbs() {
    const auto count = static_cast<int>(chosen().size());
    watch_->setText(count > 1 ? tr("Watch side by side") : tr("Watch"));
    watch_->setEnabled(count >= 1 && count <= bridges::ViewerBridge::kMost);
    const auto ticked = static_cast<int>(list_.ticked().size());
    const QString shown =
        tr("%1 of %2 shown", "matches")
            .arg(style::formatInteger(list_.table()->rowCount()), style::formatInteger(list_.count()));
    const QString hint = count > bridges::ViewerBridge::kMost ? tr("sixteen at most are watched together")
                         : ticked > 0                         ? tr("%n ticked", nullptr, ticked)
                                                              : tr("tick 2 to 16 to watch them side by side (Space)");
    foot_->setText(shown + QStringLiteral("   ·   ") + hint);
    clear_->setVisible(ticked > 0);
}

void ReplaysPage::choose(const QString& id) {
    const store::ListedMatch* listed = list_.match(id);
    currentId_ = listed ? id : QString();
    preview_->show(listed ? QString::fromStdString(listed->match.replayHash) : QString(), listed && listed->pinned);
    refreshVerbs();
}

void ReplaysPage::watch(const QStringList& ids) {
    QVector<WatchedMatch> matches;
    for (const QString& id : ids) {
        const store::ListedMatch* listed = list_.match(id);
        if (listed) matches.push_back({QString::fromStdString(listed->match.replayHash), {}});
    }
    if (!matches.isEmpty()) go_.watch(matches);
}

void ReplaysPage::watchChosen() {
    watch(chosen());
}

void ReplaysPage::fillViews() {
    views_->clear();
    QAction* all = views_->addAction(tr("All matches"), this, [this] { openQuery({}); });
    all->setObjectName(QStringLiteral("replays.view.all"));
    for (const bridges::SavedView& view : saved_.views()) {
        QAction* action = views_->addAction(view.name, this, [this, view] {
            openQuery(view.query);
            showGrid(view.look.value(QStringLiteral("grid"), true).toBool());
        });
        action->setObjectName(QStringLiteral("replays.view.") + view.name);
        action->setToolTip(view.query);
        action->setEnabled(view.readable);
    }
    views_->addSeparator();
    auto* name = new QLineEdit;
    name->setObjectName(QStringLiteral("replays.viewName"));
    name->setPlaceholderText(tr("Keep this view as …"));
    name->setAccessibleName(tr("Name under which this view is kept"));
    auto* keep = new QWidgetAction(views_);
    keep->setDefaultWidget(name);
    views_->addAction(keep);
    connect(name, &QLineEdit::returnPressed, this, [this, name] {
        if (name->text().trimmed().isEmpty()) return;
        bridges::SavedView view;
        view.name = name->text().trimmed();
        view.query = filter_->validText();
        view.look = {{QStringLiteral("grid"), gridButton_->isChecked()}};
        saved_.save(view);
        views_->close();
    });
    if (saved_.views().empty()) return;
    QMenu* forget = views_->addMenu(style::icon(QStringLiteral("delete")), tr("Remove a view"));
    for (const bridges::SavedView& view : saved_.views())
        forget->addAction(view.name, this, [this, kept = view.name] { saved_.remove(kept); });
}

QVariantMap ReplaysPage::saveState() const {
    return {{QStringLiteral("query"), filter_->validText()},
            {QStringLiteral("grid"), gridButton_->isChecked()},
            {QStringLiteral("columns"), table_->saveColumns()},
            {QStringLiteral("recording"), recordButton_->isChecked()},
            {QStringLiteral("record"), record_->saveState()}};
}

void ReplaysPage::restoreState(const QVariantMap& state) {
    if (state.contains(QStringLiteral("query"))) openQuery(state.value(QStringLiteral("query")).toString());
    if (state.contains(QStringLiteral("grid"))) showGrid(state.value(QStringLiteral("grid")).toBool());
    table_->restoreColumns(state.value(QStringLiteral("columns")).toByteArray());
    record_->restoreState(state.value(QStringLiteral("record")).toMap());
    recordButton_->setChecked(state.value(QStringLiteral("recording")).toBool());
}

QString ReplaysPage::helpTopic() const {
    return QStringLiteral("replays");
}

}  // namespace ludus::pages
