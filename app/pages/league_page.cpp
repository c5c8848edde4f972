// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/league_page.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QStackedLayout>

#include <algorithm>

#include "app/bridges/run_service.h"
#include "app/bridges/runs_bridge.h"
#include "app/bridges/texts.h"
#include "app/pages/league_foot.h"
#include "app/pages/league_moment.h"
#include "app/pages/league_over_time.h"
#include "app/pages/league_verbs.h"
#include "app/pages/run_verbs.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/style/words.h"
#include "widgets/views/buttons.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/panel_grid.h"
#include "widgets/views/time_slider.h"

namespace ludus::pages {

using bridges::LeagueBridge;
using models::kNobody;
using models::LeagueId;
using models::LeagueModel;

namespace {

const QString kMismatch = QStringLiteral("mismatch"), kLeague = QStringLiteral("league");

/// How much longer a run takes that goes on as it did; negative: nobody knows.
double secondsLeft(const RunRecord& record) {
    double done = 0;
    if (record.targetSteps > 0) done = static_cast<double>(record.steps) / static_cast<double>(record.targetSteps);
    if (record.budgetSeconds > 0) done = std::max(done, record.seconds / record.budgetSeconds);
    const bool goesOn = record.status == RunStatus::running || record.status == RunStatus::paused;
    return goesOn && done > 0 ? record.seconds * std::max(0.0, 1 - done) / std::min(done, 1.0) : -1;
}

}  // namespace

LeaguePage::LeaguePage(const Services& services, QWidget* parent)
    : Page(tr("League"), parent), services_(services), league_(services.league) {
    setObjectName(QStringLiteral("page.league"));
    makeVerbs();
    makeEmpty();
    makeFilled();
    makeActions();
    connect(&league_, &LeagueBridge::opened, this, &LeaguePage::refresh);
    connect(&league_, &LeagueBridge::factsChanged, this, &LeaguePage::refresh);
    connect(&league_, &LeagueBridge::changed, this, &LeaguePage::applyWanted);
    connect(&league_, &LeagueBridge::failed, this,
            [this](const QString& sentence) { say(views::MessageKind::Danger, sentence, kLeague); });
    connect(&services_.runs, &bridges::RunsBridge::changed, this, &LeaguePage::refresh);
    connect(&services_.service, &bridges::RunService::failed, this,
            [this](const QString& sentence) { say(views::MessageKind::Danger, sentence, QStringLiteral("service")); });
    connect(header(), &views::PageHeader::renamed, this,
            [this](const QString& name) { services_.service.rename(league_.run(), name); });
    connect(new QShortcut(Qt::Key_F2, this), &QShortcut::activated, header(), &views::PageHeader::beginRename);
    refresh();
}

void LeaguePage::makeVerbs() {
    runVerbs_ = new RunVerbs(header(), services_.service, kLeague);
    drawn_ = header()->addButton(tr("What would be drawn"), QStringLiteral("dice"));
    drawn_->setObjectName(QStringLiteral("league.drawn"));
    drawn_->setToolTip(tr("Whom a learner would meet next, now and with other options"));
    connect(drawn_, &QPushButton::clicked, this, [this] { services_.go.why(whyDrawn(league_)); });
    why_ = header()->addPrimary(tr("Why this match"), QStringLiteral("why"));
    why_->setObjectName(QStringLiteral("league.why"));
    why_->setToolTip(
        tr("How the newest match of the selected learner was drawn; why the selected snapshot was frozen"));
    connect(why_, &QPushButton::clicked, this, &LeaguePage::explain);
}

void LeaguePage::makeEmpty() {
    empty_ = new views::EmptyState({}, {});
    empty_->setObjectName(QStringLiteral("league.empty"));
    QPushButton* make = empty_->addPrimary(tr("New league"), QStringLiteral("plus"));
    make->setObjectName(QStringLiteral("league.new"));
    connect(make, &QPushButton::clicked, this, &LeaguePage::openNewLeague);
    newest_ = empty_->addLink(tr("Open the newest league"));
    newest_->setObjectName(QStringLiteral("league.newest"));
    connect(newest_, &views::LinkButton::clicked, this, &LeaguePage::openNewest);
    stack_ = new QStackedLayout;
    body()->addLayout(stack_, 1);
    stack_->addWidget(empty_);
}

void LeaguePage::makeFilled() {
    auto* filled = new QWidget;
    auto* column = new QVBoxLayout(filled);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::space::kPanelGap);
    strip_ = new LeagueStrip(league_);
    strip_->setObjectName(QStringLiteral("league.strip"));
    moment_ = new LeagueMoment(services_);
    overTime_ = new LeagueOverTime(services_);
    foot_ = new LeagueFoot(services_);
    boards_ = new QStackedLayout;
    column->addWidget(strip_);
    column->addLayout(boards_, 1);  // before its pages: without a parent the first one would be a window
    boards_->addWidget(moment_);
    boards_->addWidget(overTime_);
    column->addWidget(foot_);
    stack_->addWidget(filled);
    stack_->addWidget(new QWidget);
    connect(strip_, &LeagueStrip::viewChanged, this, &LeaguePage::viewChanged);
    connect(strip_, &LeagueStrip::looksChanged, this, [this] {
        moment_->setLooks(strip_->sizeBy() == LeagueStrip::SizeBy::Elo ? views::LeagueCanvas::SizeBy::Elo
                                                                       : views::LeagueCanvas::SizeBy::Matches,
                          strip_->arrangement() == LeagueStrip::Arrangement::Force
                              ? views::LeagueGraph::Arrangement::Force
                              : views::LeagueGraph::Arrangement::Lanes);
    });
    connect(strip_->menu(), &QMenu::aboutToShow, this, &LeaguePage::fillMenu);
    connect(moment_, &LeagueBoard::said, this, &Page::say);
    connect(overTime_, &LeagueBoard::said, this, &Page::say);
    connect(foot_, &LeagueFoot::said, this, &Page::say);
}

/// For the command palette and the keyboard.
void LeaguePage::makeActions() {
    const auto add = [this](const char* name, const char* icon, const QString& text, auto&& verb) {
        auto* action = new QAction(style::icon(QLatin1String(icon)), text, this);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, verb);
        addAction(action);
        ofLeague_ << action;
    };
    add("league.action.moment", "league", tr("The league at a moment"),
        [this] { strip_->setView(LeagueStrip::Moment); });
    add("league.action.overTime", "run", tr("The league over time"),
        [this] { strip_->setView(LeagueStrip::OverTime); });
    add("league.action.play", "play", tr("Play the periods of the league"), [this] { foot_->play(); });
    add("league.action.live", "clock", tr("Follow the league as it is now"), [this] { foot_->goLive(); });
    add("league.action.resetZoom", "zoom-reset", tr("Reset zoom"), [this] { board()->resetZoom(); });
    add("league.action.standard", "undo", tr("Standard layout of the panels"), [this] { board()->useStandard(); });
    add("league.action.why", "why", tr("Why this match"), [this] { explain(); });
    add("league.action.drawn", "dice", tr("What would be drawn"), [this] { services_.go.why(whyDrawn(league_)); });
    add("league.action.run", "run", tr("Open the page of this run"), [this] { services_.go.openRun(league_.run()); });
}

LeagueBoard* LeaguePage::board() const {
    if (strip_->view() == LeagueStrip::Moment) return moment_;
    return overTime_;
}

void LeaguePage::viewChanged(LeagueStrip::View view) {
    boards_->setCurrentIndex(view == LeagueStrip::Moment ? 0 : 1);
}

void LeaguePage::explain() {
    const LeagueId who = league_.selection()->id();
    const LeagueQuestion made = who == kNobody ? LeagueQuestion{} : whyMade(league_, who);
    services_.go.why(made.run ? made : whyDrawn(league_));
}

void LeaguePage::open(RunId run, const QString& member) {
    dismiss(kLeague);
    league_.open(run);
    if (!member.isEmpty()) wanted_ = {run, member, LeagueModel::kNow};
    refresh();
    applyWanted();
}

/// Somebody of the league by the name of the command line, and the moment: as soon as they are known.
void LeaguePage::applyWanted() {
    if (!wanted_.run || wanted_.run != league_.run() || league_.model()->isEmpty()) return;
    const Wanted wanted = std::exchange(wanted_, {});
    if (wanted.period <= league_.model()->lastPeriod()) league_.model()->setTime(wanted.period);
    if (wanted.member.isEmpty() || selectByName(wanted.member) || wanted.period != LeagueModel::kNow) return;
    league_.model()->setTime(LeagueModel::kNow);  // it came later than the moment that was looked at
    selectByName(wanted.member);
}

bool LeaguePage::selectByName(const QString& code) {
    for (const LeagueId id : league_.everybody()) {
        if (league_.member(id).code != code) continue;
        league_.selection()->select(id);
        return true;
    }
    return false;
}

void LeaguePage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    league_.look(this, true);
}

void LeaguePage::hideEvent(QHideEvent* event) {
    Page::hideEvent(event);
    league_.look(this, false);
}

void LeaguePage::refresh() {
    const RunRecord* listed = services_.runs.find(league_.run());
    const bool read = league_.facts().record.id == league_.run();
    const bool league = league_.run() && (read ? league_.facts().league : listed && bridges::isLeague(*listed));
    // The list knows first when its name, state or steps are others.
    const RunRecord record = listed ? *listed : read ? league_.facts().record : RunRecord{};
    const bool known = league_.run() || services_.runs.loaded();  // else it is not known yet whether there is one
    stack_->setCurrentIndex(league ? kFilled : known ? kEmpty : kBlank);
    for (QPushButton* verb : {drawn_, why_})
        verb->setVisible(league);
    for (QAction* action : std::as_const(ofLeague_))
        action->setEnabled(league);
    refreshHeader(league ? record : RunRecord{});
    if (!league) refreshEmpty();
    const QString mismatch = league ? league_.facts().mismatch : QString();
    if (mismatch == mismatch_) return;
    mismatch_ = mismatch;
    dismiss(kMismatch);
    if (!mismatch.isEmpty()) say(views::MessageKind::Warning, mismatch, kMismatch);
}

void LeaguePage::refreshHeader(const RunRecord& record) {
    runVerbs_->show(record);
    header()->setRenamable(record.id.value > 0);
    if (!record.id) {
        header()->setTitle(tr("League"));
        header()->setStatus(std::nullopt);
        header()->setFacts({});
        return;
    }
    header()->setTitle(bridges::text(record.name));
    const QString word =
        record.status == RunStatus::stopping ? tr("Finishing open matches") : bridges::shownStatusWord(record);
    header()->setStatus(bridges::shownStatus(record), word);
    const bridges::LeagueFacts& facts = league_.facts();
    const auto steps = [](int64_t count) { return style::formatSi(static_cast<double>(count)); };
    QStringList words{word, bridges::presetTitle(record.preset)};
    if (facts.learners > 0) {
        words << style::listed(
            {tr("%n learner(s)", nullptr, facts.learners), tr("%n snapshot(s)", nullptr, facts.snapshots)});
    }
    words << (record.targetSteps > 0 ? tr("%1 of %2 steps").arg(steps(record.steps), steps(record.targetSteps))
                                     : tr("%1 steps").arg(steps(record.steps)));
    if (const double left = secondsLeft(record); left >= 0) words << tr("%1 left").arg(style::formatDuration(left));
    header()->setFacts(words);
}

void LeaguePage::refreshEmpty() {
    if (league_.run())
        empty_->setTexts(tr("This run has no league"), tr("League presets train exploiters beside the main agent."));
    else
        empty_->setTexts(
            tr("No league yet"),
            tr("Who plays whom, who beats whom and who descends from whom stands here once a league trains: "
               "exploiters beside a main agent, and all of their past."));
    newest_->setVisible(newestOther().value > 0);
}

RunId LeaguePage::newestOther() const {
    for (const RunRecord& run : services_.runs.runs())
        if (run.id != league_.run() && bridges::isLeague(run)) return run.id;
    return {};
}

void LeaguePage::openNewest() {
    if (const RunId newest = newestOther()) services_.go.openLeague(newest);
}

void LeaguePage::openNewLeague() {
    const RunRecord* run = services_.runs.find(league_.run());
    services_.go.draft({{}, leaguePreset(run ? run->game : std::string()), {}, {}});
}

}  // namespace ludus::pages
