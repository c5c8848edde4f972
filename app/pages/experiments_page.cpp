// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/experiments_page.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedLayout>

#include <algorithm>
#include <utility>

#include "app/bridges/texts.h"
#include "app/pages/query_texts.h"
#include "app/pages/run_preview.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/style/words.h"
#include "widgets/views/buttons.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/panel.h"
#include "widgets/views/table_view.h"

namespace ludus::pages {
namespace {

constexpr size_t kNamed = 3;  // runs that a sentence names
constexpr int kStateVersion = 1;

}  // namespace

ExperimentsPage::ExperimentsPage(const Services& services, QWidget* parent)
    : Page(tr("Experiments"), parent),
      go_(services.go),
      runs_(services.runs),
      service_(services.service),
      desk_(services.desk),
      views_(services.store, QStringLiteral("view.experiments")) {
    setObjectName(QStringLiteral("page.experiments"));
    compare_ = header()->addButton(tr("Compare"), QStringLiteral("compare"));
    compare_->setObjectName(QStringLiteral("experiments.compare"));
    connect(compare_, &QPushButton::clicked, this, &ExperimentsPage::compare);
    auto* create = header()->addPrimary(tr("New experiment"), QStringLiteral("plus"));
    create->setObjectName(QStringLiteral("experiments.new"));
    connect(create, &QPushButton::clicked, this, [this] { go_.openPage(QStringLiteral("new")); });

    auto* empty = new views::EmptyState(tr("No runs yet"),
                                        tr("Start with a preset: Slime Volleyball teaches itself from scratch and "
                                           "beats the scripted bots within a few minutes."));
    empty->setObjectName(QStringLiteral("experiments.empty"));
    connect(empty->addPrimary(tr("New experiment"), QStringLiteral("plus")), &QPushButton::clicked, this,
            [this] { go_.openPage(QStringLiteral("new")); });

    auto* filled = new QWidget;
    auto* column = new QVBoxLayout(filled);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::space::kPanelGap);
    column->addWidget(makeTools());
    column->addWidget(makeAskRow());
    splitter_ = new QSplitter;
    splitter_->setHandleWidth(style::space::kPanelGap);
    splitter_->setChildrenCollapsible(false);
    splitter_->addWidget(makeTable());
    preview_ = new RunPreview(services, desk_);
    splitter_->addWidget(preview_);
    splitter_->setStretchFactor(0, 3);
    splitter_->setStretchFactor(1, 1);
    splitter_->setSizes({900, 300});
    column->addWidget(splitter_, 1);
    column->addWidget(makeFoot());

    stack_ = new QStackedLayout;
    body()->addLayout(stack_, 1);
    stack_->addWidget(empty);
    stack_->addWidget(filled);
    makeActions();
    runs_.setHere([this](RunId run) { return service_.owns(run); });
    plainLook_ = table_->saveLook();
    filterBy({});
    connectBridges();
    refresh();
}

ExperimentsPage::~ExperimentsPage() {
    runs_.setHere({});
    preview_->flush();
    disconnect(&desk_, nullptr, this, nullptr);
    disconnect(desk_.history(), nullptr, this, nullptr);
    disconnect(&views_, nullptr, this, nullptr);
    disconnect(&runs_, nullptr, this, nullptr);
}

void ExperimentsPage::connectBridges() {
    connect(&runs_, &bridges::RunsBridge::changed, this, &ExperimentsPage::refresh);
    connect(&runs_, &bridges::RunsBridge::fieldsChanged, this, [this] {
        // Its field or its curve may be known by now, or known to be none.
        if (query_->hasProblem() || query_->text().contains(QLatin1Char('('))) query_->setText(query_->text());
        table_->sorter()->refilter();
        refreshFoot();
    });
    connect(&runs_, &bridges::RunsBridge::valuesRead, this, [this] {
        table_->sorter()->refilter();
        refreshFoot();
    });
    const auto complain = [this](const QString& key) {
        return [this, key](const QString& text) { say(views::MessageKind::Danger, text, key); };
    };
    connect(&runs_, &bridges::RunsBridge::failed, this, complain(QStringLiteral("runs")));
    connect(&service_, &bridges::RunService::failed, this, complain(QStringLiteral("service")));
    connect(&desk_, &bridges::RunDesk::failed, this, complain(QStringLiteral("desk")));
    connect(&views_, &bridges::SavedViews::failed, this, complain(QStringLiteral("views")));
    connect(&service_, &bridges::RunService::resumed, this, [this](qint64 run) {
        if (preview_->run().value == run) preview_->reopen();
        if (std::exchange(openWhenResumed_, 0) == run) go_.openRun(RunId{run});
    });
    connect(&views_, &bridges::SavedViews::changed, this, &ExperimentsPage::refreshViews);
    connect(&desk_, &bridges::RunDesk::changed, this, [this] { written_ = true; });
    connect(&desk_, &bridges::RunDesk::deleted, this, [this](int count) {
        written_ = true;
        say(views::MessageKind::Info, tr("%n run(s) deleted.", nullptr, count), QStringLiteral("deleted"));
    });
    connect(&desk_, &bridges::RunDesk::roomKnown, this, &ExperimentsPage::confirmDeletion);
    connect(desk_.history(), &QUndoStack::indexChanged, this, &ExperimentsPage::refreshVerbs);
    connect(this, &Page::answered, this, [this](const QString& key, const QString& action) {
        if (key == QLatin1String("interrupted")) takeAnswer(action);
    });
    connect(preview_, &RunPreview::openWanted, this, [this](RunId run) { go_.openRun(run); });
    connect(preview_, &RunPreview::resumeWanted, this, &ExperimentsPage::resume);
}

QWidget* ExperimentsPage::makeTable() {
    panel_ = new views::Panel(tr("Runs"));
    table_ = new views::TableView;
    table_->setObjectName(QStringLiteral("experiments.table"));
    table_->setAccessibleName(tr("Runs"));
    table_->setTable(runs_.table());
    table_->setFrozenColumns(kNameColumn + 1);
    table_->setRenameColumn(kNameColumn);
    table_->setStretchColumn(kNameColumn);
    table_->setTickable(true);
    fillColumnMenu();
    connect(panel_->menu(), &QMenu::aboutToShow, this, &ExperimentsPage::fillColumnMenu);
    panel_->setContent(table_);
    connect(table_, &views::TableView::opened, this,
            [this](const QString& id) { go_.openRun(RunId{id.toLongLong()}); });
    connect(table_, &views::TableView::selectedIdsChanged, this, &ExperimentsPage::showSelected);
    connect(table_, &views::TableView::rowMenuRequested, this, &ExperimentsPage::showRowMenu);
    connect(table_, &views::TableView::lookChanged, this, &ExperimentsPage::refreshViewButton);
    connect(table_->sorter(), &models::TableSorter::ticksChanged, this, &ExperimentsPage::refreshVerbs);
    connect(table_, &views::TableView::renamed, this,
            [this](const QString& id, const QString& name) { desk_.rename(RunId{id.toLongLong()}, name); });
    return panel_;
}

std::vector<RunId> ExperimentsPage::selected() const {
    std::vector<RunId> runs;
    const QStringList ids = table_->selectedIds();
    for (const QString& id : ids)
        runs.push_back(RunId{id.toLongLong()});
    return runs;
}

QString ExperimentsPage::namesOf(const std::vector<RunId>& runs) const {
    QStringList names;
    for (const RunId run : runs) {
        const RunRecord* record = runs_.find(run);
        if (record && names.size() < static_cast<qsizetype>(kNamed)) names << bridges::oneLine(record->name).left(60);
    }
    const auto more = static_cast<qsizetype>(runs.size()) - names.size();
    if (more > 0) names << tr("%1 more").arg(more);
    return style::listed(names);
}

void ExperimentsPage::showSelected() {
    preview_->show(selected());
    refreshVerbs();
}

void ExperimentsPage::refresh() {
    const bool first = runs_.loaded() && stack_->currentIndex() == 0;
    const int count = static_cast<int>(runs_.runs().size());
    stack_->setCurrentIndex(count > 0 || !runs_.loaded() ? 1 : 0);
    if (first && query_->hasProblem()) query_->setText(query_->text());
    // Rows come and go where nobody points at them, or where somebody has just asked for it.
    if (std::exchange(written_, false) || !table_->viewport()->underMouse()) table_->sorter()->refilter();
    if (table_->selectedIds().isEmpty() && table_->sorter()->rowCount() > 0 && !table_->currentIndex().isValid())
        table_->setCurrentId(table_->sorter()->index(0, 0).data(models::TableModel::IdRole).toString());
    preview_->refresh();
    QStringList tags;
    const auto& fields = runs_.fields();
    const auto tag = std::find_if(fields.begin(), fields.end(), [](const auto& field) { return field.name == "tag"; });
    for (const std::string& one : tag->values)
        tags << bridges::text(one);
    preview_->setKnownTags(tags);
    refreshFoot();
    refreshVerbs();
    refreshOffer();
}

void ExperimentsPage::refreshFoot() {
    const int count = static_cast<int>(runs_.runs().size());
    int running = 0, queued = 0, interrupted = 0, failed = 0, archived = 0;
    for (const RunRecord& run : runs_.runs()) {
        running += run.status == RunStatus::running || run.status == RunStatus::stopping ? 1 : 0;
        queued += run.status == RunStatus::queued ? 1 : 0;
        interrupted += run.interrupted ? 1 : 0;
        failed += run.status == RunStatus::failed && !run.interrupted ? 1 : 0;
        archived += run.archived ? 1 : 0;
    }
    QStringList foot;
    const int listed = table_->sorter()->acceptedCount();
    if (filter_ && !filter_->empty())
        foot << tr("%1 of %n run(s)", nullptr, count).arg(listed);
    else
        foot << tr("%n run(s)", nullptr, count);
    if (running > 0) foot << tr("%1 running").arg(running);
    if (queued > 0) foot << tr("%1 queued").arg(queued);
    if (interrupted > 0) foot << tr("%1 interrupted").arg(interrupted);
    if (failed > 0) foot << tr("%1 failed").arg(failed);
    foot_->setText(style::listed(foot));
    hidden_->setVisible(archived > 0 && !listsArchived_);
    hidden_->setText(tr("%n archived", nullptr, archived));
    hidden_->updateGeometry();
    // Of what could not be read nothing is said but that.
    foot_->setVisible(runs_.loaded());
    if (!runs_.loaded()) return table_->setEmptyText({});
    table_->setEmptyText(query_->text().isEmpty() ? tr("All runs are archived.")
                                                  : tr("No run is found by this filter."));
}

/// What a program left behind when it ended before its runs is said once, with the way on.
void ExperimentsPage::refreshOffer() {
    offered_.clear();
    QStringList names;
    for (const RunRecord& run : runs_.interrupted()) {
        if (answered_.count(run.id.value) > 0) continue;
        offered_.push_back(run.id);
        if (offered_.size() <= kNamed)
            names << tr("%1 at %2 steps")
                         .arg(bridges::oneLine(run.name), style::formatSi(static_cast<double>(run.steps)));
    }
    const int count = static_cast<int>(offered_.size());
    if (offered_.size() > kNamed) names << tr("%1 more").arg(offered_.size() - kNamed);
    const QString sentence =
        count == 0 ? QString() : tr("%n run(s) interrupted: %1.", nullptr, count).arg(style::listed(names));
    if (sentence == offer_) return;
    offer_ = sentence;
    dismiss(QStringLiteral("interrupted"));
    if (count == 0) return;
    offer(sentence, QStringLiteral("interrupted"),
          {{QStringLiteral("resume"), count == 1 ? tr("Resume") : tr("Resume all")},
           {QStringLiteral("later"), tr("Not now")}});
}

void ExperimentsPage::takeAnswer(const QString& action) {
    const std::vector<RunId> runs = offered_;
    for (const RunId run : runs)
        answered_.insert(run.value);
    refreshOffer();
    if (action != QLatin1String("resume")) return;
    if (runs.size() == 1) openWhenResumed_ = runs.front().value;
    for (const RunId run : runs)
        service_.resume(run);
}

void ExperimentsPage::resume(RunId run) {
    answered_.insert(run.value);
    refreshOffer();
    service_.resume(run);
}

QVariantMap ExperimentsPage::saveState() const {
    const bridges::SavedView view = presentView();
    QVariantList sizes;
    const QList<int> now = splitter_->sizes();
    for (const int size : now)
        sizes << size;
    return {{QStringLiteral("version"), kStateVersion},
            {QStringLiteral("view"), viewName_},
            {QStringLiteral("shown"), bridges::toJson(view)},
            {QStringLiteral("turned"), table_->sorter()->turnedGroups()},
            {QStringLiteral("ticked"), table_->sorter()->tickedIds()},
            {QStringLiteral("selected"), table_->selectedIds().mid(0, 1000)},
            {QStringLiteral("split"), sizes}};
}

void ExperimentsPage::restoreState(const QVariantMap& state) {
    if (state.value(QStringLiteral("version")).toInt() != kStateVersion) return;
    const bridges::SavedView view = bridges::viewFromJson({}, state.value(QStringLiteral("shown")).toString());
    if (view.readable) {
        viewChosen_ = true;
        viewName_ = state.value(QStringLiteral("view")).toString();
        applyView(view);
    }
    table_->sorter()->setTurnedGroups(state.value(QStringLiteral("turned")).toStringList());
    const QStringList ticked = state.value(QStringLiteral("ticked")).toStringList();
    for (const QString& id : ticked)
        table_->sorter()->setTicked(id, true);
    table_->setSelectedIds(state.value(QStringLiteral("selected")).toStringList());
    QList<int> sizes;
    const QVariantList split = state.value(QStringLiteral("split")).toList();
    for (const QVariant& size : split)
        sizes << size.toInt();
    if (sizes.size() == 2 && sizes[0] > 100 && sizes[1] > 100) splitter_->setSizes(sizes);
    refreshViewButton();
}

}  // namespace ludus::pages
