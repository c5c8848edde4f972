// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/why_page.h"

#include <QAction>
#include <QPushButton>
#include <QSplitter>
#include <QStackedLayout>

#include "app/bridges/league_bridge.h"
#include "app/bridges/runs_bridge.h"
#include "app/bridges/texts.h"
#include "app/pages/league_verbs.h"
#include "app/pages/what_if_panel.h"
#include "app/pages/why_draw_view.h"
#include "app/pages/why_list.h"
#include "app/pages/why_verdict_view.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/panel.h"

namespace ludus::pages {
namespace {

const QString kRun = QStringLiteral("run"), kIsVerdict = QStringLiteral("verdict"), kShown = QStringLiteral("shown"),
              kPlayer = QStringLiteral("player"), kEdits = QStringLiteral("edits"), kList = QStringLiteral("list");

constexpr int kLeastTold = 365;  // all pieces of an explanation, with two rows of its table

QSplitter* splitter(Qt::Orientation orientation) {
    auto* made = new QSplitter(orientation);
    made->setHandleWidth(style::space::kPanelGap);
    made->setChildrenCollapsible(false);
    return made;
}

}  // namespace

WhyPage::WhyPage(const Services& services, QWidget* parent)
    : Page(tr("Why"), parent),
      services_(services),
      bridge_(services.store, this),
      whatIf_(services.store, services.service, this) {
    setObjectName(QStringLiteral("page.why"));
    bridge_.setNamer([this](Member member, const std::string& /*storyName*/) {
        return services_.league.model()->name(member.code());
    });
    makeHeader();
    stack_ = new QStackedLayout;
    body()->addLayout(stack_, 1);
    stack_->addWidget(makeNothing());
    stack_->addWidget(makeNoLeague());
    stack_->addWidget(makeFilled());
    stack_->addWidget(new QWidget);
    connectBridges();
    makeActions();
    refresh();
}

/// What stands on the page looks at the bridges, which go first.
WhyPage::~WhyPage() {
    bridge_.disconnect();
    whatIf_.disconnect();
    services_.league.disconnect(this);
    services_.league.selection()->disconnect(this);
    services_.league.look(this, false);
    delete stack_->widget(kFilled);
}

void WhyPage::makeHeader() {
    header()->setBack(tr("League"));
    connect(header(), &views::PageHeader::backRequested, this,
            [this] { services_.go.openPage(QStringLiteral("league")); });
    inLeague_ = header()->addButton(tr("Show in the league"), QStringLiteral("league"));
    inLeague_->setObjectName(QStringLiteral("why.showInLeague"));
    watch_ = header()->addPrimary(tr("Watch it"), QStringLiteral("eye"));
    watch_->setObjectName(QStringLiteral("why.watch"));
    connect(inLeague_, &QPushButton::clicked, this, [this] { showInLeague(services_.league.selection()->id()); });
    connect(watch_, &QPushButton::clicked, this, &WhyPage::watch);
}

/// For the command palette.
void WhyPage::makeActions() {
    const auto add = [this](const char* name, const char* icon, const QString& text, auto&& verb) {
        auto* action = new QAction(style::icon(QString::fromLatin1(icon)), text, this);
        action->setObjectName(QString::fromLatin1(name));
        connect(action, &QAction::triggered, this, verb);
        addAction(action);
    };
    add("why.action.newest", "dice", tr("Explain the newest draw"), [this] { showNewest(bridge_.player()); });
    add("why.action.older", "chevron-down", tr("Read older draws"), [this] { bridge_.loadOlder(); });
    add("why.action.try", "dice", tr("Draw on trial"), [this] { whatIf_.tryOut(); });
    add("why.action.discard", "undo", tr("Discard edited options of the league"), [this] { whatIf_.discard(); });
}

QWidget* WhyPage::makeNothing() {
    auto* empty = new views::EmptyState(tr("Nothing to explain yet"),
                                        tr("Select a match or a verdict in the league to see why it came about."));
    QPushButton* league = empty->addPrimary(tr("Open the league"), QStringLiteral("league"));
    league->setObjectName(QStringLiteral("why.openLeague"));
    connect(league, &QPushButton::clicked, this, [this] { services_.go.openPage(QStringLiteral("league")); });
    return empty;
}

QWidget* WhyPage::makeNoLeague() {
    auto* empty = new views::EmptyState(tr("This run has no league"),
                                        tr("League presets train exploiters beside the main agent. Here it is told "
                                           "why each of them met whom, and what became of it."));
    QPushButton* fresh = empty->addPrimary(tr("New league"), QStringLiteral("new"));
    fresh->setObjectName(QStringLiteral("why.newLeague"));
    connect(fresh, &QPushButton::clicked, this, [this] {
        const RunRecord* run = services_.runs.find(bridge_.run());
        services_.go.draft({{}, leaguePreset(run ? run->game : std::string()), {}, {}});
    });
    return empty;
}

QWidget* WhyPage::makeFilled() {
    QSplitter* across = splitter(Qt::Horizontal);
    QSplitter* left = splitter(Qt::Vertical);
    list_ = new WhyList(bridge_);
    left->addWidget(list_);
    left->addWidget(makeTold());
    left->setSizes({225, 415});
    ifPanel_ = new WhatIfPanel(whatIf_, bridge_);
    across->addWidget(left);
    across->addWidget(ifPanel_);
    across->setSizes({602, 598});
    connect(list_, &WhyList::chosen, this, &WhyPage::show);
    connect(ifPanel_, &WhatIfPanel::chosen, this, &WhyPage::choose);
    connect(ifPanel_, &WhatIfPanel::opened, this, &WhyPage::showInLeague);
    connect(ifPanel_, &WhatIfPanel::draftWanted, this, &WhyPage::draft);
    connect(ifPanel_, &WhatIfPanel::applied, this, [this] {
        dismiss(QStringLiteral("refused"));
        dismiss(QStringLiteral("applied"));
    });
    return across;
}

QWidget* WhyPage::makeTold() {
    panel_ = new views::Panel(tr("Why this draw"));
    panel_->setObjectName(QStringLiteral("why.told"));
    panel_->setMinimumHeight(kLeastTold);
    auto* content = new QWidget;
    told_ = new QStackedLayout(content);
    draw_ = new WhyDrawView;
    verdict_ = new WhyVerdictView;
    told_->addWidget(draw_);
    told_->addWidget(verdict_);
    panel_->setContent(content);
    connect(draw_, &WhyDrawView::chosen, this, &WhyPage::choose);
    connect(draw_, &WhyDrawView::opened, this, &WhyPage::showInLeague);
    connect(verdict_, &WhyVerdictView::chosen, this, &WhyPage::choose);
    connect(verdict_, &WhyVerdictView::opened, this, &WhyPage::showInLeague);
    return panel_;
}

void WhyPage::connectBridges() {
    using bridges::LeagueBridge;
    using bridges::WhyBridge;
    connect(&bridge_, &WhyBridge::loaded, this, &WhyPage::answer);
    connect(&bridge_, &WhyBridge::changed, this, &WhyPage::refresh);
    connect(&bridge_, &WhyBridge::toldChanged, this, &WhyPage::refreshTold);
    connect(&bridge_, &WhyBridge::came, this, [this] {
        whatIf_.refresh();
        if (bridge_.shown().id == 0 && !bridge_.told().missing.isEmpty()) showNewest(bridge_.player());  // the first
    });
    connect(&whatIf_, &bridges::WhatIfBridge::refused, this,
            [this](const QString& sentence) { say(views::MessageKind::Danger, sentence, QStringLiteral("refused")); });
    connect(&whatIf_, &bridges::WhatIfBridge::confirmed, this,
            [this] { say(views::MessageKind::Success, whatIf_.confirmedText(), QStringLiteral("applied")); });
    connect(&services_.league, &LeagueBridge::factsChanged, this, [this] {
        followLeague();
        refresh();
    });
    connect(&services_.league, &LeagueBridge::opened, this, [this] {
        followLeague();
        bridge_.retell();  // by the names of the league's pictures
    });
    connect(services_.league.selection(), &models::LeagueSelection::changed, this, &WhyPage::mark);
}

/// All pages show one league.
void WhyPage::followLeague() {
    if (services_.league.run() == bridge_.run()) return;
    for (const char* key : {"why", "refused", "applied", "mismatch"})
        dismiss(QLatin1String(key));
    mismatch_.clear();
    playerFollows_ = false;
    bridge_.open(services_.league.reader());
    whatIf_.open(services_.league.reader());
    if (isVisible()) bridge_.look(true);
    refresh();
}

void WhyPage::ask(const LeagueQuestion& question) {
    question_ = question;
    services_.league.open(question.run);
    followLeague();
    answer();
}

int WhyPage::likelyPlayer() const {
    const models::LeagueId learner = services_.league.selection()->learner();
    return models::isLeagueLearner(learner) ? models::leaguePlayer(learner) : 0;
}

/// Once the league is known.
void WhyPage::answer() {
    if (!bridge_.isLoaded() || !bridge_.isLeague()) return;
    if (!question_ || question_->run != bridge_.run()) {
        if (kept_.value(kRun).toLongLong() == bridge_.run().value && bridge_.run())
            restoreKept();
        else if (bridge_.shown().id == 0)
            showNewest(likelyPlayer());
        return;
    }
    const LeagueQuestion question = *question_;
    question_.reset();
    kept_.clear();
    playerFollows_ = question.player < 0;
    if (question.player >= 0) ifPanel_->setPlayer(question.player);
    if (question.verdict > 0)
        show({true, question.verdict});
    else if (question.draw > 0)
        show({false, question.draw});
    else
        showNewest(question.player >= 0 ? question.player : likelyPlayer());
    if (question.verdict == 0 && question.draw == 0 && question.player < 0) ifPanel_->setPlayer(likelyPlayer());
}

void WhyPage::show(const bridges::WhyKey& key) {
    bridge_.show(key);
}

void WhyPage::showNewest(int player) {
    bridge_.showNewest(player);
}

void WhyPage::refresh() {
    if (!bridge_.run())
        stack_->setCurrentIndex(kNothing);
    else if (!bridge_.isLoaded())
        stack_->setCurrentIndex(kBlank);
    else
        stack_->setCurrentIndex(bridge_.isLeague() ? kFilled : kNoLeague);
    const RunRecord& record = bridge_.record();
    QStringList facts;
    if (record.id) facts << bridges::text(record.name) << bridges::shownStatusWord(record);
    header()->setStatus(record.id ? std::optional(bridges::shownStatus(record)) : std::nullopt,
                        record.id ? bridges::shownStatusWord(record) : QString());
    const QString id = style::formatInteger(bridge_.told().key.id);
    if (bridge_.told().draw) facts << tr("draw %1").arg(id);
    if (bridge_.told().verdict) facts << tr("verdict %1").arg(id);
    header()->setFacts(facts);
    if (bridge_.isLeague() && !bridge_.problem().isEmpty())
        say(views::MessageKind::Danger, bridge_.problem(), QStringLiteral("why"));
    const bridges::LeagueFacts& league = services_.league.facts();
    if (league.record.id == bridge_.run() && league.mismatch != mismatch_) {
        mismatch_ = league.mismatch;
        dismiss(QStringLiteral("mismatch"));
        if (!mismatch_.isEmpty()) say(views::MessageKind::Warning, mismatch_, QStringLiteral("mismatch"));
    }
    refreshVerbs();
}

void WhyPage::refreshTold() {
    const bridges::WhyTold& told = bridge_.told();
    panel_->setTitle(told.key.verdict ? tr("Why this verdict") : tr("Why this draw"));
    if (told.draw) {
        told_->setCurrentWidget(draw_);
        draw_->show(bridge_);
    } else if (told.verdict) {
        told_->setCurrentWidget(verdict_);
        verdict_->show(bridge_);
    }
    if (told.draw || told.verdict)
        panel_->showContent();
    else
        panel_->showEmpty(!told.missing.isEmpty()
                              ? told.missing
                              : tr("The league is rebuilt as it stood then. That takes a moment where it is long."));
    if (std::exchange(playerFollows_, false) && (told.draw || told.verdict))
        ifPanel_->setPlayer(told.draw ? told.draw->record.player : told.verdict->record.player);
    list_->reveal(told.key);
    mark(services_.league.selection()->id());
    refresh();
}

void WhyPage::refreshVerbs() {
    const bridges::WhyTold& told = bridge_.told();
    const bool filled = stack_->currentIndex() == kFilled, any = told.draw || told.verdict;
    inLeague_->setVisible(filled);
    watch_->setVisible(filled);
    const bridges::WhyMatch& match = told.match;
    const bool recorded = !match.replay.isEmpty(), can = !match.agent.isEmpty() && !match.opponent.isEmpty();
    const bool two = !match.agentTitle.isEmpty(), asNew = any && two && !recorded;
    views::setButtonFace(watch_, asNew ? tr("Record a match") : tr("Watch it"),
                         asNew ? QStringLiteral("record") : QStringLiteral("eye"));
    watch_->setEnabled(any && (recorded || can));
    watch_->setToolTip(
        recorded ? match.title
        : can    ? tr("A new match of %1 and %2: none of them is recorded").arg(match.agentTitle, match.opponentTitle)
        : two    ? tr("No match of them is recorded, and not both have weights that are kept")
        : any    ? tr("This was about one learner alone")
                 : QString());
}

// ---- the selection, shared with the other pages

void WhyPage::choose(int code) {
    services_.league.selection()->select(code);
}

void WhyPage::mark(int code) {
    if (bridge_.told().draw) draw_->select(code);
    if (bridge_.told().verdict) verdict_->select(code);
    ifPanel_->select(code);
}

void WhyPage::showInLeague(int code) {
    const bridges::WhyTold& told = bridge_.told();
    if (code == models::kNobody && told.draw) code = told.draw->record.chosen.code();
    if (code == models::kNobody && told.verdict) code = Member::learner(told.verdict->record.player).code();
    services_.go.openLeague(bridge_.run(), code == models::kNobody ? QString() : services_.league.member(code).code);
}

void WhyPage::watch() {
    const bridges::WhyMatch& match = bridge_.told().match;
    if (!match.replay.isEmpty()) return services_.go.watch({{match.replay, match.title}});
    services_.go.record(
        {bridges::text(bridge_.record().game), match.agent, match.agentTitle, match.opponent, match.opponentTitle});
}

void WhyPage::draft() {
    const RunRecord& record = whatIf_.record();
    services_.go.draft({whatIf_.editedFile(), bridges::text(record.preset), bridges::text(record.startedFrom),
                        tr("%1 with other options of its league").arg(bridges::text(record.name))});
}

// ---- state

QVariantMap WhyPage::saveState() const {
    if (!bridge_.run() || !bridge_.isLoaded()) return kept_;
    return {{kRun, static_cast<qlonglong>(bridge_.run().value)},
            {kIsVerdict, bridge_.shown().verdict},
            {kShown, bridge_.shown().id},
            {kPlayer, whatIf_.player()},
            {kEdits, whatIf_.edits()},
            {kList, list_->saveState()}};
}

void WhyPage::restoreState(const QVariantMap& state) {
    kept_ = state;
    if (bridge_.isLoaded()) answer();
}

void WhyPage::restoreKept() {
    const QVariantMap state = std::exchange(kept_, {});
    list_->restoreState(state.value(kList).toMap());
    ifPanel_->setPlayer(state.value(kPlayer).toInt());
    whatIf_.restoreEdits(state.value(kEdits).toMap());
    const bridges::WhyKey key{state.value(kIsVerdict).toBool(), state.value(kShown).toLongLong()};
    if (key.id > 0)
        show(key);
    else
        showNewest(likelyPlayer());
}

void WhyPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    services_.league.look(this, true);
    followLeague();
    bridge_.look(true);
}

void WhyPage::hideEvent(QHideEvent* event) {
    services_.league.look(this, false);
    bridge_.look(false);
    Page::hideEvent(event);
}

}  // namespace ludus::pages
