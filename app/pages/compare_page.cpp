// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/compare_page.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedLayout>

#include <algorithm>

#include "app/bridges/runs_bridge.h"
#include "app/bridges/texts.h"
#include "app/pages/preferences.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/chart_panel.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/parallel_plot.h"
#include "widgets/views/table_view.h"

namespace ludus::pages {
namespace {

constexpr int kOffered = 40;  // newest runs in the menu

}  // namespace

ComparePage::ComparePage(const Services& services, QWidget* parent)
    : Page(tr("Compare"), parent), go_(services.go), runs_(services.runs), bridge_(services.store) {
    setObjectName(QStringLiteral("page.compare"));
    link_ = new views::ChartLink(this);
    const auto smooth = [this, &preferences = services.preferences] {
        bridge_.setSmoothing({models::SmoothingKind::Exponential, preferences.smoothing()});
    };
    smooth();
    connect(&services.preferences, &Preferences::changed, this, [smooth](const QString& key) {
        if (key == Preferences::kSmoothing) smooth();
    });
    makeHeader();
    auto* empty = new views::EmptyState(tr("Nothing to compare yet"),
                                        tr("Tick two runs in Experiments and choose Compare, or add runs here: their "
                                           "curves, the options in which they differ and whether groups of seeds "
                                           "really differ stand side by side."));
    auto* choose = empty->addPrimary(tr("Choose runs"), QStringLiteral("experiments"));
    choose->setObjectName(QStringLiteral("compare.choose"));
    connect(choose, &QPushButton::clicked, this, [this] { go_.openPage(QStringLiteral("experiments")); });
    auto* filled = new QWidget;
    auto* column = new QVBoxLayout(filled);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::space::kPanelGap);
    column->addWidget(makeToolBar());
    const auto splitter = [](Qt::Orientation way) {
        auto* made = new QSplitter(way);
        made->setHandleWidth(style::space::kPanelGap);
        made->setChildrenCollapsible(false);
        return made;
    };
    QSplitter* across = splitter(Qt::Horizontal);
    across->addWidget(makeCharts());
    QSplitter* right = splitter(Qt::Vertical);
    right->addWidget(makeOptions());
    right->addWidget(makeParallel());
    right->addWidget(makeGroups());
    right->setSizes({250, 170, 230});
    across->addWidget(right);
    across->setSizes({690, 510});
    column->addWidget(across, 1);
    stack_ = new QStackedLayout;
    body()->addLayout(stack_, 1);
    stack_->addWidget(empty);
    stack_->addWidget(filled);
    connect(&bridge_, &bridges::CompareBridge::changed, this, &ComparePage::refresh);
    connect(&bridge_, &bridges::CompareBridge::failed, this,
            [this](const QString& text) { say(views::MessageKind::Danger, text, QStringLiteral("compare")); });
    connect(bridge_.parallel(), &models::ParallelModel::currentChanged, this, &ComparePage::select);
    refresh();
}

void ComparePage::makeHeader() {
    addMenu_ = new QMenu(this);
    addMenu_->setObjectName(QStringLiteral("compare.addMenu"));
    add_ = header()->addButton(tr("Add runs"), QStringLiteral("plus"));
    add_->setObjectName(QStringLiteral("compare.add"));
    add_->setMenu(addMenu_);
    connect(addMenu_, &QMenu::aboutToShow, this, &ComparePage::fillAddMenu);
    report_ = header()->addPrimary(tr("Save report"), QStringLiteral("export"));
    report_->setObjectName(QStringLiteral("compare.report"));
    report_->setToolTip(tr("Charts, groups, tests and options as one PDF"));
    connect(report_, &QPushButton::clicked, this, &ComparePage::askReport);
}

QComboBox* ComparePage::makeChoice(const QString& name, const QString& label, QLayout* row) {
    auto* box = new QComboBox;
    box->setObjectName(QStringLiteral("compare.") + name);
    box->setAccessibleName(label);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    box->setMaximumWidth(190);
    row->addWidget(new views::Label(label, style::Type::Small, style::Token::TextMuted));
    row->addWidget(box);
    connect(box, &QComboBox::activated, this, &ComparePage::ask);
    return box;
}

QWidget* ComparePage::makeToolBar() {
    auto* bar = new QWidget;
    bar->setFixedHeight(style::size::kToolBar);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::space::kButton);
    groupBy_ = makeChoice(QStringLiteral("groupBy"), tr("Group by"), row);
    centre_ = makeChoice(QStringLiteral("centre"), tr("Line"), row);
    centre_->addItem(tr("mean"), static_cast<int>(math::Centre::mean));
    centre_->addItem(tr("median"), static_cast<int>(math::Centre::median));
    centre_->addItem(tr("interquartile mean"), static_cast<int>(math::Centre::interquartileMean));
    spread_ = makeChoice(QStringLiteral("spread"), tr("Band"), row);
    spread_->addItem(tr("95 % interval"), static_cast<int>(math::Spread::interval));
    spread_->addItem(tr("standard deviation"), static_cast<int>(math::Spread::deviation));
    spread_->addItem(tr("standard error"), static_cast<int>(math::Spread::error));
    spread_->addItem(tr("smallest to largest"), static_cast<int>(math::Spread::range));
    spread_->addItem(tr("none"), static_cast<int>(math::Spread::none));
    scoreOf_ = makeChoice(QStringLiteral("scoreOf"), tr("Judged by"), row);
    scoreOf_->addItem(tr("last value"), static_cast<int>(bridges::ScoreOf::last));
    scoreOf_->addItem(tr("best value"), static_cast<int>(bridges::ScoreOf::best));
    score_ = makeChoice(QStringLiteral("score"), tr("of"), row);
    row->addStretch(1);
    QPushButton* reset = views::makeButton(tr("Reset zoom"), QStringLiteral("zoom-reset"));
    reset->setObjectName(QStringLiteral("compare.resetZoom"));
    connect(reset, &QPushButton::clicked, link_, &views::ChartLink::resetZoom);
    row->addWidget(reset);
    return bar;
}

QWidget* ComparePage::makeCharts() {
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(style::space::kPanelGap);
    for (int i = 0; i < bridges::CompareBridge::kCharts; ++i) {
        auto* panel = new views::ChartPanel(bridge_.chart(i), link_);
        panel->setObjectName(QStringLiteral("compare.chart%1").arg(i));
        panel->plot()->setXName(tr("steps"));
        connect(panel->plot(), &views::SeriesPlot::exported, this, &ComparePage::sayWritten);
        auto* menu = new QMenu(tr("Show another curve"), panel);
        panel->menu()->insertMenu(panel->menu()->actions().value(0), menu);
        charts_.push_back(panel);
        chartMenus_.push_back(menu);
        if (i == 0)
            grid->addWidget(panel, 0, 0, 1, 3);
        else
            grid->addWidget(panel, 1, i - 1);
    }
    grid->setRowStretch(0, 3);
    grid->setRowStretch(1, 2);
    box->setMinimumWidth(420);
    return box;
}

QWidget* ComparePage::makeOptions() {
    auto* panel = new views::Panel(tr("Options"), tr("that differ"));
    options_ = new views::TableView;
    options_->setObjectName(QStringLiteral("compare.options"));
    options_->setAccessibleName(tr("Options that differ"));
    options_->setTable(bridge_.options());
    options_->setFrozenColumns(1);
    options_->setSortingEnabled(false);
    panel->setContent(options_);
    QAction* all = panel->menu()->addAction(tr("Show all options"));
    all->setObjectName(QStringLiteral("compare.allOptions"));
    all->setCheckable(true);
    connect(all, &QAction::toggled, this, [this, panel](bool on) {
        bridge_.setAllOptions(on);
        panel->setNote(on ? tr("all of them") : tr("that differ"));
    });
    panel->menu()->addAction(style::icon(QStringLiteral("copy")), tr("Copy table"), this, &ComparePage::copyOptions);
    return panel;
}

QWidget* ComparePage::makeGroups() {
    auto* panel = new views::Panel(tr("Groups"));
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::space::kTiny);
    const auto table = [&](const QString& name, const QString& title, models::TableModel* model) {
        auto* made = new views::TableView;
        made->setObjectName(QStringLiteral("compare.") + name);
        made->setAccessibleName(title);
        made->setTable(model);
        return made;
    };
    groups_ = table(QStringLiteral("groups"), tr("Groups"), bridge_.groups());
    pairs_ = table(QStringLiteral("pairs"), tr("Tests of pairs of groups"), bridge_.pairs());
    verdict_ = new views::Label({}, style::Type::Small, style::Token::TextMuted);
    verdict_->setObjectName(QStringLiteral("compare.verdict"));
    verdict_->setWordWrap(true);
    verdict_->setContentsMargins(style::space::kPanelPadding, 0, style::space::kPanelPadding, style::space::kTiny);
    column->addWidget(groups_, 3);
    column->addWidget(verdict_);
    column->addWidget(pairs_, 2);
    panel->setContent(content);
    return panel;
}

QWidget* ComparePage::makeParallel() {
    auto* panel = new views::Panel(tr("Parallel coordinates"), tr("drag along an axis to filter"));
    parallel_ = new views::ParallelPlot;
    parallel_->setObjectName(QStringLiteral("compare.parallel"));
    parallel_->setAccessibleName(tr("Parallel coordinates"));
    parallel_->setModel(bridge_.parallel());
    parallel_->setEmptyText(tr("These runs differ in no option but their score."));
    connect(parallel_, &views::ParallelPlot::opened, this,
            [this](const QString& id) { go_.openRun(RunId{id.toLongLong()}); });
    QAction* clear = panel->menu()->addAction(tr("Clear filters"));
    connect(clear, &QAction::triggered, bridge_.parallel(), &models::ParallelModel::clearBrushes);
    panel->setContent(parallel_);
    return panel;
}

void ComparePage::open(const QVector<RunId>& runs) {
    bridge_.setRuns({runs.begin(), runs.end()});
    refresh();
}

void ComparePage::add(RunId run) {
    QVector<RunId> runs(bridge_.runs().begin(), bridge_.runs().end());
    if (!runs.contains(run)) runs << run;
    open(runs);
}

void ComparePage::remove(const QString& run) {
    QVector<RunId> runs(bridge_.runs().begin(), bridge_.runs().end());
    runs.removeAll(RunId{run.toLongLong()});
    open(runs);
}

void ComparePage::fillAddMenu() {
    addMenu_->clear();
    const auto& shown = bridge_.runs();
    const auto isShown = [&](RunId id) { return std::find(shown.begin(), shown.end(), id) != shown.end(); };
    int offered = 0;
    for (const RunRecord& run : runs_.runs()) {
        if (isShown(run.id) || run.archived || offered++ >= kOffered) continue;
        QAction* action = addMenu_->addAction(bridges::text(run.name));
        connect(action, &QAction::triggered, this, [this, id = run.id] { add(id); });
    }
    if (offered == 0) addMenu_->addAction(tr("There is no other run"))->setEnabled(false);
    if (shown.empty()) return;
    QMenu* gone = addMenu_->addMenu(style::icon(QStringLiteral("close")), tr("Take away"));
    for (const RunId id : shown) {
        const RunRecord* run = runs_.find(id);
        if (!run) continue;
        connect(gone->addAction(bridges::text(run->name)), &QAction::triggered, this,
                [this, id] { remove(QString::number(id.value)); });
    }
}

/// Made anew only when there is something new: a run that goes on tells of itself while a menu may be open.
void ComparePage::fillChartMenus() {
    const QStringList shown = bridge_.chartMetrics();
    const QVector<bridges::NamedChoice> metrics = bridge_.metrics();
    const auto same = [](const QAction* action, const bridges::NamedChoice& metric) {
        return action->data() == metric.id && action->text() == metric.title;
    };
    for (size_t i = 0; i < chartMenus_.size(); ++i) {
        const int chart = static_cast<int>(i);
        const QList<QAction*> before = chartMenus_[i]->actions();
        if (!std::equal(before.begin(), before.end(), metrics.begin(), metrics.end(), same)) {
            chartMenus_[i]->clear();
            for (const bridges::NamedChoice& metric : metrics) {
                QAction* action = chartMenus_[i]->addAction(metric.title);
                action->setData(metric.id);
                action->setCheckable(true);
                connect(action, &QAction::triggered, this,
                        [this, chart, id = metric.id] { bridge_.setChartMetric(chart, id); });
            }
        }
        for (QAction* action : chartMenus_[i]->actions())
            action->setChecked(action->data() == shown.value(chart));
    }
}

void ComparePage::refresh() {
    const bool any = !bridge_.runs().empty();
    stack_->setCurrentIndex(any ? 1 : 0);
    report_->setEnabled(any && bridge_.loaded());
    if (!any) return header()->setFacts({});
    QStringList facts{tr("%n run(s)", nullptr, bridge_.runCount())};
    if (!bridge_.question().groupBy.empty()) facts << tr("%n group(s)", nullptr, bridge_.groupCount());
    if (bridge_.trimmed()) facts << tr("the first %1 of those chosen").arg(bridges::CompareBridge::kMostRuns);
    header()->setFacts(facts);
    refreshChoices();
    fillChartMenus();
    const QStringList metrics = bridge_.chartMetrics();
    for (size_t i = 1; i < charts_.size(); ++i)  // the first says that there is nothing
        charts_[i]->setVisible(!metrics.value(static_cast<int>(i)).isEmpty());
    verdict_->setText(bridge_.verdict());
    pairs_->setVisible(bridge_.pairs()->rowCount() > 0);
}

void ComparePage::refreshChoices() {
    if (!bridge_.loaded()) return;
    filling_ = true;
    const auto fill = [](QComboBox* box, const QVector<bridges::NamedChoice>& choices, const QString& current) {
        bool same = box->count() == choices.size();
        for (int i = 0; same && i < box->count(); ++i)
            same = box->itemData(i) == choices[i].id && box->itemText(i) == choices[i].title;
        if (!same) {  // a list may be open
            box->clear();
            for (const bridges::NamedChoice& choice : choices)
                box->addItem(choice.title, choice.id);
        }
        box->setCurrentIndex(std::max(0, box->findData(current)));
    };
    const bridges::ComparisonQuestion& now = bridge_.question();
    fill(groupBy_, bridge_.groupings(), bridges::text(now.groupBy));
    fill(score_, bridge_.metrics(), bridges::text(now.score));
    centre_->setCurrentIndex(centre_->findData(static_cast<int>(now.centre)));
    spread_->setCurrentIndex(spread_->findData(static_cast<int>(now.spread)));
    scoreOf_->setCurrentIndex(scoreOf_->findData(static_cast<int>(now.scoreOf)));
    filling_ = false;
    // What was chosen may be gone with a run: then the first choice stands there and counts.
    if (groupBy_->currentData().toString() != bridges::text(now.groupBy) ||
        (score_->count() > 0 && score_->currentData().toString() != bridges::text(now.score)))
        ask();
}

void ComparePage::ask() {
    if (filling_) return;
    bridges::ComparisonQuestion question;
    question.groupBy = groupBy_->currentData().toString().toStdString();
    question.centre = static_cast<math::Centre>(centre_->currentData().toInt());
    question.spread = static_cast<math::Spread>(spread_->currentData().toInt());
    question.score = score_->currentData().toString().toStdString();
    question.scoreOf = static_cast<bridges::ScoreOf>(scoreOf_->currentData().toInt());
    bridge_.setQuestion(question);
}

/// One selection: the run's line in every chart, its column among the options.
void ComparePage::select(const QString& run) {
    const RunRecord* record = runs_.find(RunId{run.toLongLong()});
    const bool alone = bridge_.question().groupBy.empty();
    for (int i = 0; i < bridges::CompareBridge::kCharts; ++i)
        bridge_.chart(i)->selectSeries(record && alone ? bridges::text(record->name) : QString());
    const QVector<models::TableColumn>& columns = bridge_.options()->columns();
    for (int column = 0; column < columns.size(); ++column)
        if (columns[column].key == run) options_->selectColumn(column);
}

void ComparePage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    bridge_.setWatching(true);
}

void ComparePage::hideEvent(QHideEvent* event) {
    bridge_.setWatching(false);
    Page::hideEvent(event);
}

}  // namespace ludus::pages
