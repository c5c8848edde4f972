// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/run_page.h"

#include <QComboBox>
#include <QDateTime>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QSlider>
#include <QStackedLayout>

#include <cmath>

#include "app/bridges/runs_bridge.h"
#include "app/bridges/texts.h"
#include "app/pages/run_details_side.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/chart_panel.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/log_view.h"
#include "widgets/views/strips.h"

namespace ludus::pages {
namespace {

constexpr int kColumns = 12;
constexpr int kDefaultSmoothing = 80;

QString shown(double value, int decimals) {
    return std::isfinite(value) ? style::formatReal(value, decimals) : style::kUnknown;
}

}  // namespace

RunPage::RunPage(const Services& services, QWidget* parent)
    : Page(tr("Run"), parent), go_(services.go), bridge_(services.store, services.sink), service_(services.service) {
    setObjectName(QStringLiteral("page.run"));
    auto* side = new RunSide(bridge_, services, *this);
    makeVerbs();

    auto* empty = new views::EmptyState(tr("No run open"),
                                        tr("A run's curves, log and verbs stand here while it trains and afterwards."));
    connect(empty->addPrimary(tr("New experiment"), QStringLiteral("plus")), &QPushButton::clicked, this,
            [this] { go_.openPage(QStringLiteral("new")); });
    auto* filled = new QWidget;
    auto* column = new QVBoxLayout(filled);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::space::kPanelGap);
    progress_ = new views::ProgressStrip;
    progress_->setObjectName(QStringLiteral("run.progress"));
    facts_ = new views::FactsStrip;
    facts_->setObjectName(QStringLiteral("run.facts"));
    column->addWidget(progress_);
    column->addWidget(facts_);
    column->addWidget(makeToolBar());
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(makeCharts());
    column->addWidget(side->beside(scroll), 1);
    stack_ = new QStackedLayout;
    stack_->addWidget(empty);
    stack_->addWidget(filled);
    body()->addLayout(stack_, 1);

    connect(&bridge_, &bridges::RunBridge::factsChanged, this, &RunPage::refresh);
    connect(&bridge_, &bridges::RunBridge::failed, this,
            [this](const QString& text) { say(views::MessageKind::Danger, text, QStringLiteral("run")); });
    connect(&service_, &bridges::RunService::failed, this, [this](const QString& text) {
        say(views::MessageKind::Danger, text, QStringLiteral("service"));
        refreshVerbs();
    });
    connect(&service_, &bridges::RunService::resumed, this, [this](qint64 resumed) {
        if (resumed == run().value) bridge_.reopen();
    });
    connect(header(), &views::PageHeader::renamed, this, [this](const QString& name) { service_.rename(run(), name); });
    connect(new QShortcut(Qt::Key_F2, this), &QShortcut::activated, header(), &views::PageHeader::beginRename);
    connect(link_, &views::ChartLink::zoomChanged, this, &RunPage::look);
    connect(&bridge_, &bridges::RunBridge::opened, this, &RunPage::look);
    setSmoothing(kDefaultSmoothing);
    refresh();
}

void RunPage::makeVerbs() {
    pause_ = header()->addButton(tr("Pause"), QStringLiteral("pause"));
    pause_->setObjectName(QStringLiteral("run.pause"));
    connect(pause_, &QPushButton::clicked, this, [this] {
        if (bridge_.facts().record.status == RunStatus::paused)
            service_.resume(run());
        else
            service_.pause(run());
    });
    auto* ways = new QMenu(this);
    QAction* latest = ways->addAction(style::icon(QStringLiteral("resume")), tr("Resume from the newest checkpoint"));
    QAction* best = ways->addAction(style::icon(QStringLiteral("resume")),
                                    tr("Resume from the best checkpoint: what came after it is dropped"));
    best->setObjectName(QStringLiteral("run.resumeBest"));
    resume_ = new views::SplitButton(tr("Resume"), QStringLiteral("resume"), ways);
    resume_->button()->setObjectName(QStringLiteral("run.resume"));
    resume_->button()->setToolTip(tr("Goes on from its newest checkpoint; what came after that is trained anew"));
    resume_->arrow()->setObjectName(QStringLiteral("run.resumeMenu"));
    resume_->arrow()->setAccessibleName(tr("More ways to resume"));
    header()->addWidget(resume_);
    for (QAction* action : {latest, best}) {
        connect(action, &QAction::triggered, this, [this, action, best] {
            action == best ? service_.resumeFromBest(run()) : service_.resume(run());
            refreshVerbs();
        });
    }
    connect(resume_->button(), &QPushButton::clicked, latest, &QAction::trigger);
    auto* menu = new QMenu(this);
    QAction* stop =
        menu->addAction(style::icon(QStringLiteral("stop")), tr("Stop: finish open matches, keep everything"));
    QAction* abort =
        menu->addAction(style::icon(QStringLiteral("abort")), tr("Abort: now, what is in flight is dropped"));
    abort->setObjectName(QStringLiteral("run.abort"));
    stop_ = new views::SplitButton(tr("Stop"), QStringLiteral("stop"), menu);
    stop_->button()->setObjectName(QStringLiteral("run.stop"));
    stop_->arrow()->setObjectName(QStringLiteral("run.stopMenu"));
    stop_->arrow()->setAccessibleName(tr("More ways to stop"));
    header()->addWidget(stop_);
    connect(stop_->button(), &QPushButton::clicked, this, [this] { service_.stop(run()); });
    connect(stop, &QAction::triggered, this, [this] { service_.stop(run()); });
    connect(abort, &QAction::triggered, this, [this] { service_.abort(run()); });
    watch_ = header()->addPrimary(tr("Watch newest match"), QStringLiteral("eye"));
    watch_->setObjectName(QStringLiteral("run.watch"));
    connect(watch_, &QPushButton::clicked, this, [this] {
        go_.watch({{bridge_.facts().newestReplay, bridge_.facts().newestReplayTitle}});
    });
}

QWidget* RunPage::makeToolBar() {
    auto* bar = new QWidget;
    bar->setFixedHeight(style::size::kToolBar);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::space::kButton);
    smoothing_ = new QSlider(Qt::Horizontal);
    smoothing_->setObjectName(QStringLiteral("run.smoothing"));
    smoothing_->setRange(0, 99);
    smoothing_->setFixedWidth(120);
    smoothing_->setAccessibleName(tr("Smoothing"));
    smoothing_->setToolTip(tr("Debiased exponential mean; the raw line stays visible, pale"));
    smoothingRead_ = new views::Label;
    row->addWidget(new views::Label(tr("Smoothing"), style::Type::Body, style::Token::TextMuted));
    row->addWidget(smoothing_);
    row->addWidget(smoothingRead_);
    row->addSpacing(style::space::kWide);
    axis_ = new QComboBox;
    axis_->setObjectName(QStringLiteral("run.axis"));
    axis_->addItems({tr("Steps"), tr("Time")});
    axis_->setAccessibleName(tr("x axis"));
    row->addWidget(new views::Label(tr("x axis"), style::Type::Body, style::Token::TextMuted));
    row->addWidget(axis_);
    row->addSpacing(style::space::kWide);
    auto* reset = views::makeButton(tr("Reset zoom"), QStringLiteral("zoom-reset"));
    reset->setObjectName(QStringLiteral("run.resetZoom"));
    row->addWidget(reset);
    row->addStretch(1);
    link_ = new views::ChartLink(this);
    connect(smoothing_, &QSlider::valueChanged, this, &RunPage::setSmoothing);
    connect(axis_, qOverload<int>(&QComboBox::currentIndexChanged), this, [this](int index) {
        link_->setAxis(index == 0 ? models::SeriesAxis::Steps : models::SeriesAxis::Time);
        link_->resetZoom();
    });
    connect(reset, &QPushButton::clicked, link_, &views::ChartLink::resetZoom);
    return bar;
}

void RunPage::place(QGridLayout* grid, models::ChartModel* chart, const QString& name, int row, int column, int span) {
    auto* panel = new views::ChartPanel(chart, link_);
    panel->setObjectName(QStringLiteral("chart.") + name);
    panel->plot()->setXName(tr("steps"));
    panel->setMinimumSize(220, row == 0 ? 176 : 124);
    grid->addWidget(panel, row, column, 1, span);
    connect(panel->plot(), &views::SeriesPlot::exported, this, [this](const QString& path, bool done) {
        if (done)
            say(views::MessageKind::Success, tr("Saved as %1.").arg(path), QStringLiteral("export"));
        else
            say(views::MessageKind::Danger,
                tr("%1 could not be written. Check the folder and its free space, then try again.").arg(path),
                QStringLiteral("export"));
    });
}

QWidget* RunPage::makeCharts() {
    auto* page = new QWidget;
    auto* grid = new QGridLayout(page);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(style::space::kPanelGap);
    place(grid, bridge_.elo(), QStringLiteral("elo"), 0, 0, 7);
    place(grid, bridge_.scores(), QStringLiteral("scores"), 0, 7, 5);
    place(grid, bridge_.returns(), QStringLiteral("returns"), 1, 0, 3);
    place(grid, bridge_.lengths(), QStringLiteral("lengths"), 1, 3, 3);
    place(grid, bridge_.losses(), QStringLiteral("losses"), 1, 6, 3);
    place(grid, bridge_.entropy(), QStringLiteral("entropy"), 1, 9, 3);
    auto* logPanel = new views::Panel(tr("Log"), tr("newest first"));
    auto* log = new views::LogView;
    log->setObjectName(QStringLiteral("run.log"));
    log->setLog(bridge_.log());
    logPanel->setContent(log);
    logPanel->addCornerWidget(log->levelBox());
    logPanel->setMinimumSize(220, 124);
    grid->addWidget(logPanel, 2, 0, 1, 6);
    place(grid, bridge_.winRates(), QStringLiteral("winRates"), 2, 6, 3);
    place(grid, bridge_.speed(), QStringLiteral("speed"), 2, 9, 3);
    for (int column = 0; column < kColumns; ++column)
        grid->setColumnStretch(column, 1);
    grid->setRowStretch(0, 10);
    grid->setRowStretch(1, 7);
    grid->setRowStretch(2, 6);
    return page;
}

void RunPage::setSmoothing(int percent) {
    smoothing_->setValue(percent);
    smoothingRead_->setText(style::formatReal(percent / 100.0, 2));
    for (models::ChartModel* chart : bridge_.charts()) {
        if (chart != bridge_.elo() && chart != bridge_.scores()) chart->setSmoothing(percent / 100.0);
    }
}

void RunPage::look() {
    bridge_.look(link_->isZoomed() ? std::optional(link_->range()) : std::nullopt, link_->axis());
}

void RunPage::open(RunId run) {
    dismiss(QStringLiteral("run"));
    dismiss(QStringLiteral("reason"));
    reason_.clear();
    link_->resetZoom();
    bridge_.open(run);
    refresh();
}

void RunPage::refresh() {
    stack_->setCurrentIndex(bridge_.run() ? 1 : 0);
    const RunRecord& record = bridge_.facts().record;
    refreshVerbs();
    header()->setRenamable(bridge_.run() && record.id);
    if (!bridge_.run() || !record.id) {
        header()->setTitle(tr("Run"));
        header()->setStatus(std::nullopt);
        header()->setFacts({});
        return;
    }
    header()->setTitle(bridges::text(record.name));
    header()->setStatus(bridges::shownStatus(record), bridges::shownStatusWord(record));
    QStringList facts{bridges::shownStatusWord(record), bridge_.facts().game};
    if (record.status == RunStatus::stopping) facts[0] = tr("Finishing open matches");
    facts << (record.preset.empty() ? bridges::presetTitle({})
                                    : tr("preset %1").arg(bridges::presetTitle(record.preset)));
    facts << tr("seed %1").arg(record.seed);
    const int64_t since = record.startedMs > 0 ? record.startedMs : record.createdMs;
    facts << tr("started %1").arg(QDateTime::fromMSecsSinceEpoch(since).toString(QStringLiteral("yyyy-MM-dd HH:mm")));
    header()->setFacts(facts);
    const bool wrong =
        !record.interrupted && (record.status == RunStatus::failed || record.status == RunStatus::paused);
    const QString reason = wrong ? bridges::text(record.reason) : QString();
    if (reason != reason_) {
        dismiss(QStringLiteral("reason"));
        if (!reason.isEmpty()) say(views::MessageKind::Danger, reason, QStringLiteral("reason"));
        reason_ = reason;
    }
    refreshFacts();
}

void RunPage::refreshVerbs() {
    const RunStatus status = bridge_.facts().record.status;
    const bool known = bridge_.run() && bridge_.facts().record.id;
    const RunRecord& record = bridge_.facts().record;
    const bool alive = known && !record.interrupted && (status == RunStatus::running || status == RunStatus::paused);
    resume_->setVisible(known && bridges::resumable(record));
    resume_->setEnabled(!service_.resuming(run()));
    pause_->setVisible(alive);
    stop_->setVisible(alive || (known && status == RunStatus::stopping));
    stop_->button()->setEnabled(alive);
    const bool paused = status == RunStatus::paused;
    views::setButtonFace(pause_, paused ? tr("Resume") : tr("Pause"),
                         paused ? QStringLiteral("resume") : QStringLiteral("pause"));
    watch_->setVisible(known);
    watch_->setEnabled(!bridge_.facts().newestReplay.isEmpty());
    watch_->setToolTip(watch_->isEnabled() ? bridge_.facts().newestReplayTitle
                                           : tr("The first recorded match is still being played."));
}

void RunPage::refreshFacts() {
    const bridges::RunFacts& f = bridge_.facts();
    const Progress& p = f.progress;
    progress_->setProgress(p.fraction);
    const QString done = p.targetSteps > 0 ? tr("%1 of %2 steps")
                                                 .arg(style::formatSi(static_cast<double>(p.steps)),
                                                      style::formatSi(static_cast<double>(p.targetSteps)))
                                           : tr("%1 steps").arg(style::formatSi(static_cast<double>(p.steps)));
    QStringList rest{style::formatPercent(p.fraction)};
    rest << (std::isfinite(p.secondsLeft) ? tr("%1 left").arg(style::formatDuration(p.secondsLeft))
                                          : style::formatDuration(p.seconds));
    progress_->setTexts(done, rest);
    const bool rated = std::isfinite(f.elo);
    facts_->setFacts(
        {{QStringLiteral("elo"), tr("Elo"), rated ? style::formatInterval(f.elo, kUnknown) : style::kUnknown,
          rated ? style::formatHalfWidth(f.eloHalfWidth) : QString(),
          tr("Newest evaluated snapshot, 95 % interval, bot random at 0")},
         {QStringLiteral("past"),
          tr("Win rate v own past"),
          std::isfinite(f.ownPast) ? style::formatPercent(f.ownPast, 1) : style::kUnknown,
          {},
          {}},
         {QStringLiteral("length"),
          tr("Episode length"),
          std::isfinite(f.episodeLength) ? style::formatSi(std::round(f.episodeLength)) : style::kUnknown,
          tr("steps"),
          {}},
         {QStringLiteral("entropy"), tr("Entropy"), shown(f.entropy, 2), tr("nats"), {}},
         {QStringLiteral("rate"),
          tr("Steps per second"),
          p.stepsPerSecond > 0 ? style::formatSi(p.stepsPerSecond) : style::kUnknown,
          {},
          {}},
         {QStringLiteral("snapshots"), tr("Snapshots"), QString::number(f.snapshots), {}, {}},
         {QStringLiteral("time"), tr("Training time"), style::formatDuration(p.seconds), {}, {}}});
}

}  // namespace ludus::pages
