// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/run_page.h"

#include <QAction>
#include <QCoreApplication>
#include <QDateTime>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QStackedLayout>
#include <QToolButton>

#include <cmath>

#include "app/bridges/runs_bridge.h"
#include "app/bridges/sentences.h"
#include "app/bridges/texts.h"
#include "app/pages/run_details_side.h"
#include "app/pages/run_page_charts.h"
#include "app/pages/run_verbs.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/style/words.h"
#include "widgets/views/buttons.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/strips.h"

namespace ludus::pages {
namespace {

enum Shown { kEmpty, kFilled, kGone };  // of the stack

QString shown(double value, int decimals) {
    return std::isfinite(value) ? style::formatReal(value, decimals) : style::kUnknown;
}

/// The newest score against the opponent that takes the most from it.
views::Fact hardestScore(const models::ChartModel& scores) {
    const models::SeriesModel* hardest = nullptr;
    for (const models::ChartSeries& series : scores.all()) {
        const auto latest = series.model->latestRaw();
        if (latest && (hardest == nullptr || *latest < *hardest->latestRaw())) hardest = series.model.get();
    }
    if (hardest == nullptr) return {};
    const models::SeriesPoint newest = hardest->at(hardest->size() - 1);
    return {QStringLiteral("score"),
            style::closedUp(QCoreApplication::translate("ludus::pages::RunPage", "Score v %1").arg(hardest->name())),
            style::formatReal(newest.value, 2, true), style::formatHalfWidth(newest.halfWidth, 2),
            QCoreApplication::translate("ludus::pages::RunPage",
                                        "Mean of points won minus lost in the newest evaluation, 95 % interval")};
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
    charts_ = new RunCharts(bridge_, services);
    charts_->setPageHead({header(), progress_, facts_});
    column->addWidget(side->beside(charts_), 1);
    stack_ = new QStackedLayout;
    body()->addLayout(stack_, 1);
    stack_->addWidget(empty);
    stack_->addWidget(filled);
    stack_->addWidget(makeGone());

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
    connect(charts_, &RunCharts::said, this, &RunPage::say);
    connect(charts_, &RunCharts::unsaid, this, &RunPage::dismiss);
    makeActions();
    refresh();
}

QWidget* RunPage::makeGone() {
    auto* gone = new views::EmptyState(tr("This run was deleted"),
                                       tr("Its curves, snapshots, replays and checkpoints went with it. All runs that "
                                          "are left stand in Experiments."));
    gone->setObjectName(QStringLiteral("run.gone"));
    QPushButton* others = gone->addPrimary(tr("Experiments"), QStringLiteral("experiments"));
    others->setObjectName(QStringLiteral("run.gone.experiments"));
    connect(others, &QPushButton::clicked, this, [this] { go_.openPage(QStringLiteral("experiments")); });
    return gone;
}

void RunPage::makeVerbs() {
    verbs_ = new RunVerbs(header(), service_, QStringLiteral("run"));
    league_ = header()->addButton(tr("League"), QStringLiteral("league"));
    league_->setObjectName(QStringLiteral("run.league"));
    league_->setToolTip(tr("Who plays whom, who beats whom, who descends from whom"));
    connect(league_, &QPushButton::clicked, this, [this] { go_.openLeague(run()); });
    record_ = views::makeIconButton(QStringLiteral("record"), tr("Record matches of the newest snapshot"));
    record_->setObjectName(QStringLiteral("run.record"));
    header()->addWidget(record_);
    connect(record_, &QToolButton::clicked, this, [this] {
        const RunRecord& record = bridge_.facts().record;
        const QString name = QString::fromStdString(record.name);
        go_.record(QString::fromStdString(record.game), QStringLiteral("run:%1/latest").arg(name),
                   tr("newest of %1").arg(name));
    });
    watch_ = header()->addPrimary(tr("Watch newest match"), QStringLiteral("eye"));
    watch_->setObjectName(QStringLiteral("run.watch"));
    connect(watch_, &QPushButton::clicked, this, [this] {
        go_.watch({{bridge_.facts().newestReplay, bridge_.facts().newestReplayTitle}});
    });
}

/// For the command palette and the keyboard.
void RunPage::makeActions() {
    const auto add = [this](const char* name, const char* icon, const QString& text, auto&& verb) {
        auto* action = new QAction(style::icon(QString::fromLatin1(icon)), text, this);
        action->setObjectName(QString::fromLatin1(name));
        connect(action, &QAction::triggered, this, verb);
        addAction(action);
    };
    add("run.action.resetZoom", "zoom-reset", tr("Reset zoom"), [this] { charts_->resetZoom(); });
    add("run.action.logX", "run", tr("Logarithmic x axis of the charts"), [this] { charts_->turnLogarithmicX(); });
    add("run.action.standard", "undo", tr("Standard layout of the charts"), [this] { charts_->useLayout({}); });
}

void RunPage::open(RunId run) {
    dismiss(QStringLiteral("run"));
    dismiss(QStringLiteral("reason"));
    for (const char* kind : {"nan", "threshold", "stall", "finished", "failed"})  // told of the run before
        dismiss(QStringLiteral("alert.") + QString::fromLatin1(kind));
    reason_.clear();
    charts_->resetZoom();
    bridge_.open(run);
    refresh();
}

void RunPage::refresh() {
    stack_->setCurrentIndex(bridge_.isGone() ? kGone : bridge_.run() ? kFilled : kEmpty);
    const RunRecord& record = bridge_.facts().record;
    refreshVerbs();
    header()->setRenamable(bridge_.run() && record.id);
    if (!bridge_.run() || !record.id) {
        header()->setTitle(tr("Run"));
        header()->setStatus(std::nullopt);
        header()->setFacts({});
        if (bridge_.isGone()) dismiss(QStringLiteral("reason"));
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
    const QString reason = wrong ? bridges::retold(record.reason) : QString();
    if (reason != reason_) {
        dismiss(QStringLiteral("reason"));
        if (!reason.isEmpty()) say(views::MessageKind::Danger, reason, QStringLiteral("reason"));
        reason_ = reason;
    }
    refreshFacts();
}

void RunPage::refreshVerbs() {
    const RunRecord& record = bridge_.facts().record;
    const bool known = bridge_.run() && record.id;
    verbs_->show(known ? record : RunRecord{});
    league_->setVisible(known && bridges::isLeague(record));
    watch_->setVisible(known);
    record_->setVisible(known);
    record_->setEnabled(bridge_.facts().snapshots > 0);
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
    const RunStatus status = f.record.status;
    const bool over = status == RunStatus::finished || status == RunStatus::failed || status == RunStatus::aborted;
    const bool mean = over && p.seconds > 0 && p.steps > 0;
    const double rate = mean ? static_cast<double>(p.steps) / p.seconds : p.stepsPerSecond;
    QVector<views::Fact> facts = {
        {QStringLiteral("elo"), tr("Elo"), rated ? style::formatInterval(f.elo, kUnknown) : style::kUnknown,
         rated ? style::formatHalfWidth(f.eloHalfWidth) : QString(),
         tr("Newest evaluated snapshot, 95 % interval, bot random at 0")},
        {QStringLiteral("past"),
         bridges::isLeague(f.record) ? tr("Win rate v frozen") : tr("Win rate v own past"),
         std::isfinite(f.ownPast) ? style::formatPercent(f.ownPast, 1) : style::kUnknown,
         {},
         bridges::isLeague(f.record) ? tr("Of the main agent against all frozen players, in training") : QString()},
        {QStringLiteral("length"),
         tr("Episode length"),
         std::isfinite(f.episodeLength) ? style::formatSi(std::round(f.episodeLength)) : style::kUnknown,
         tr("steps"),
         {}},
        {QStringLiteral("entropy"), tr("Entropy"), shown(f.entropy, 2), tr("nats"), {}},
        {QStringLiteral("rate"), tr("Steps per second"), rate > 0 ? style::formatSi(rate) : style::kUnknown,
         //: Of a number that is an average.
         mean ? tr("mean") : QString(), mean ? tr("Average over the whole training time") : QString()},
        {QStringLiteral("snapshots"), tr("Snapshots"), QString::number(f.snapshots), {}, {}},
        {QStringLiteral("time"), tr("Training time"), style::formatDuration(p.seconds), {}, {}}};
    if (const views::Fact score = hardestScore(*bridge_.scores()); !score.key.isEmpty()) facts.insert(1, score);
    facts_->setFacts(std::move(facts));
}

}  // namespace ludus::pages
