// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/compare_page.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QStackedLayout>

#include <algorithm>

#include "app/bridges/runs_bridge.h"
#include "app/bridges/texts.h"
#include "app/pages/compare_leagues.h"
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
    column->addWidget(makeContent(services), 1);
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
    leagues_->setRuns(bridge_.runs());
    arrange();
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
