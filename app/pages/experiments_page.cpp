// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/experiments_page.h"

#include <QDateTime>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedLayout>

#include <utility>

#include "app/bridges/texts.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/chart_panel.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/table_view.h"

namespace ludus::pages {
namespace {

constexpr int kNameColumn = 1;
constexpr size_t kNamed = 3;  // runs that a sentence names

}  // namespace

ExperimentsPage::ExperimentsPage(const Services& services, QWidget* parent)
    : Page(tr("Experiments"), parent),
      go_(services.go),
      runs_(services.runs),
      service_(services.service),
      preview_(services.store, services.sink, bridges::HistoryParts::headline) {
    setObjectName(QStringLiteral("page.experiments"));
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
    connect(filter_, &QLineEdit::textChanged, this, [this](const QString& text) {
        table_->setEmptyText(text.isEmpty() ? QString() : tr("No run has all of these words."));
        table_->sorter()->setFilterText(text);
    });
    connect(&runs_, &bridges::RunsBridge::changed, this, &ExperimentsPage::refresh);
    connect(&runs_, &bridges::RunsBridge::failed, this,
            [this](const QString& text) { say(views::MessageKind::Danger, text, QStringLiteral("runs")); });
    connect(&service_, &bridges::RunService::failed, this,
            [this](const QString& text) { say(views::MessageKind::Danger, text, QStringLiteral("service")); });
    connect(&service_, &bridges::RunService::resumed, this, [this](qint64 run) {
        if (preview_.run().value == run) preview_.reopen();
        if (std::exchange(openWhenResumed_, 0) == run) go_.openRun(RunId{run});
    });
    connect(this, &Page::answered, this, [this](const QString& key, const QString& action) {
        if (key == QLatin1String("interrupted")) takeAnswer(action);
    });
    refresh();
}

QWidget* ExperimentsPage::makeTable() {
    auto* panel = new views::Panel(tr("Runs"));
    table_ = new views::TableView;
    table_->setObjectName(QStringLiteral("experiments.table"));
    table_->setAccessibleName(tr("Runs"));
    table_->setTable(runs_.table());
    table_->setFrozenColumns(kNameColumn + 1);
    table_->setRenameColumn(kNameColumn);
    table_->fillColumnMenu(panel->menu());
    panel->setContent(table_);
    connect(table_, &views::TableView::opened, this,
            [this](const QString& id) { go_.openRun(RunId{id.toLongLong()}); });
    connect(table_, &views::TableView::currentIdChanged, this, &ExperimentsPage::select);
    connect(table_, &views::TableView::rowMenuRequested, this, &ExperimentsPage::showRowMenu);
    connect(table_, &views::TableView::renamed, this,
            [this](const QString& id, const QString& name) { service_.rename(RunId{id.toLongLong()}, name); });
    return panel;
}

QWidget* ExperimentsPage::makePreview() {
    previewPanel_ = new views::Panel(tr("Selected run"));
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(style::space::kPanelPadding, style::space::kTiny, style::space::kPanelPadding,
                               style::space::kButton);
    column->setSpacing(style::space::kButton);
    state_ = new views::StatusChip;
    column->addWidget(state_);
    reason_ = new views::Label({}, style::Type::Small, style::Token::Danger);
    reason_->setWordWrap(true);
    column->addWidget(reason_);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(style::space::kField);
    grid->setVerticalSpacing(style::space::kTiny);
    grid->setColumnStretch(1, 1);
    const QStringList names{tr("Game"), tr("Preset"), tr("Seed"),      tr("Steps"),
                            tr("Time"), tr("Elo"),    tr("Snapshots"), tr("Started")};
    for (int row = 0; row < names.size(); ++row) {
        grid->addWidget(new views::Label(names[row], style::Type::Small, style::Token::TextMuted), row, 0);
        values_.push_back(new views::Label({}, style::Type::Small));
        grid->addWidget(values_.back(), row, 1);
    }
    column->addLayout(grid);
    auto* open = views::makeButton(tr("Open"), QStringLiteral("run"));
    open->setObjectName(QStringLiteral("experiments.open"));
    connect(open, &QPushButton::clicked, this, [this] { go_.openRun(preview_.run()); });
    auto* verbs = new QHBoxLayout;
    resume_ = views::makeButton(tr("Resume"), QStringLiteral("resume"));
    resume_->setObjectName(QStringLiteral("experiments.resume"));
    connect(resume_, &QPushButton::clicked, this, [this] { resume(preview_.run()); });
    verbs->addWidget(open);
    verbs->addWidget(resume_);
    verbs->addStretch(1);
    column->addLayout(verbs);
    previewPanel_->setContent(content);
    previewPanel_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);

    auto* chart = new views::ChartPanel(preview_.elo());
    chart->setObjectName(QStringLiteral("experiments.preview"));
    chart->plot()->setXName(tr("steps"));
    chart->setMaximumHeight(380);
    auto* side = new QWidget;
    side->setMinimumWidth(250);
    auto* both = new QVBoxLayout(side);
    both->setContentsMargins(0, 0, 0, 0);
    both->setSpacing(style::space::kPanelGap);
    both->addWidget(previewPanel_);
    both->addWidget(chart, 1);
    both->addStretch(0);
    side->setVisible(false);
    connect(&preview_, &bridges::RunBridge::opened, side, [side] { side->setVisible(true); });
    connect(&preview_, &bridges::RunBridge::factsChanged, this, &ExperimentsPage::refreshPreview);
    return side;
}

void ExperimentsPage::select(const QString& id) {
    if (!id.isEmpty() && preview_.run().value != id.toLongLong()) preview_.open(RunId{id.toLongLong()});
}

void ExperimentsPage::refreshPreview() {
    const bridges::RunFacts& facts = preview_.facts();
    const RunRecord& run = facts.record;
    if (!run.id) return;
    previewPanel_->setTitle(bridges::text(run.name));
    state_->setStatus(bridges::shownStatus(run), bridges::shownStatusWord(run));
    resume_->setVisible(bridges::resumable(run));
    reason_->setText(bridges::text(run.reason));
    reason_->setVisible(run.status == RunStatus::failed && !run.interrupted && !run.reason.empty());
    const qint64 since = run.startedMs > 0 ? run.startedMs : run.createdMs;
    const QStringList shown{facts.game,
                            bridges::presetTitle(run.preset),
                            QString::number(run.seed),
                            style::formatSi(static_cast<double>(facts.progress.steps)),
                            style::formatDuration(facts.progress.seconds),
                            style::formatInterval(facts.elo, facts.eloHalfWidth),
                            QString::number(facts.snapshots),
                            style::formatAge(QDateTime::fromMSecsSinceEpoch(since), QDateTime::currentDateTime())};
    for (int i = 0; i < shown.size(); ++i)
        values_[static_cast<size_t>(i)]->setText(shown[i]);
}

void ExperimentsPage::refresh() {
    const int count = static_cast<int>(runs_.runs().size());
    stack_->setCurrentIndex(count > 0 || !runs_.loaded() ? 1 : 0);
    int running = 0, interrupted = 0, failed = 0;
    for (const RunRecord& run : runs_.runs()) {
        running += run.status == RunStatus::running || run.status == RunStatus::stopping ? 1 : 0;
        interrupted += run.interrupted ? 1 : 0;
        failed += run.status == RunStatus::failed && !run.interrupted ? 1 : 0;
    }
    QStringList foot{tr("%n run(s)", nullptr, count)};
    if (running > 0) foot << tr("%1 running").arg(running);
    if (interrupted > 0) foot << tr("%1 interrupted").arg(interrupted);
    if (failed > 0) foot << tr("%1 failed").arg(failed);
    foot_->setText(foot.join(QStringLiteral(", ")));
    if (count > 0 && table_->currentId().isEmpty())
        table_->setCurrentId(QString::number(runs_.runs().front().id.value));
    refreshOffer();
}

/// What a program left behind when it ended before its runs is said once, with the way on.
void ExperimentsPage::refreshOffer() {
    offered_.clear();
    QStringList names;
    for (const RunRecord& run : runs_.interrupted()) {
        if (answered_.count(run.id.value) > 0) continue;
        offered_.push_back(run.id);
        if (offered_.size() <= kNamed)
            names << tr("%1 at %2 steps").arg(bridges::text(run.name), style::formatSi(static_cast<double>(run.steps)));
    }
    const int count = static_cast<int>(offered_.size());
    if (offered_.size() > kNamed) names << tr("%1 more").arg(offered_.size() - kNamed);
    const QString sentence =
        count == 0 ? QString() : tr("%n run(s) interrupted: %1.", nullptr, count).arg(names.join(QStringLiteral(", ")));
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

void ExperimentsPage::showRowMenu(const QString& id, const QPoint& place) {
    const RunId run{id.toLongLong()};
    const RunRecord* record = runs_.find(run);
    if (!record) return;
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("experiments.rowMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(style::icon(QStringLiteral("run")), tr("Open"), this, [this, run] { go_.openRun(run); });
    if (bridges::resumable(*record))
        menu->addAction(style::icon(QStringLiteral("resume")), tr("Resume"), this, [this, run] { resume(run); });
    menu->addAction(style::icon(QStringLiteral("edit")), tr("Rename"), this,
                    [this, id] {
                        table_->setCurrentId(id);
                        table_->beginRename();
                    })
        ->setShortcut(Qt::Key_F2);
    menu->popup(place);
}

}  // namespace ludus::pages
