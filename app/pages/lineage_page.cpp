// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/lineage_page.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedLayout>

#include <algorithm>
#include <iterator>
#include <utility>

#include "app/bridges/league_bridge.h"
#include "app/bridges/runs_bridge.h"
#include "app/bridges/texts.h"
#include "app/pages/lineage_card.h"
#include "core/runs/resume_point.h"
#include "core/runs/run_config.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/style/words.h"
#include "widgets/views/buttons.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/lineage_view.h"
#include "widgets/views/panel.h"
#include "widgets/views/time_slider.h"

namespace ludus::pages {

using models::LeagueRole;

namespace {

constexpr int kPictureWidth = 844, kCardWidth = 366, kCardLeast = 280;
const QString kChoices[] = {QStringLiteral("both"), QStringLiteral("ee"), QStringLiteral("aee")};

/// Shipped presets of leagues in which somebody inherits; of this game, where there are any.
QStringList inheritingPresets(const QString& game) {
    static const QStringList all = [] {
        QStringList names;
        for (const runs::Preset& preset : runs::presets()) {
            const Result<runs::RunConfig> config = runs::readRunConfig(preset.toml);
            if (!config || !config->isLeague()) continue;
            if (config->league.evolutionaryExploiters + config->league.adaptiveExploiters == 0) continue;
            names << bridges::text(preset.name);
        }
        return names;
    }();
    const QString folder = game + QLatin1Char('/');
    QStringList here;
    std::copy_if(all.begin(), all.end(), std::back_inserter(here),
                 [&](const QString& name) { return name.startsWith(folder); });
    return here.isEmpty() ? all : here;
}

QPushButton* addNewLeague(views::EmptyState* empty, const QString& name) {
    QPushButton* button = empty->addPrimary(LineagePage::tr("New league"), QStringLiteral("new"));
    button->setObjectName(name);
    return button;
}

}  // namespace

LineagePage::LineagePage(const Services& services, QWidget* parent) : Page(tr("Lineage"), parent), services_(services) {
    setObjectName(QStringLiteral("page.lineage"));
    makeHeader();
    stack_ = new QStackedLayout;
    body()->addLayout(stack_, 1);
    stack_->addWidget(makeNone());
    stack_->addWidget(makeNobodyInherits());
    stack_->addWidget(makeWaiting());
    auto* filled = new QWidget;
    auto* column = new QVBoxLayout(filled);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::space::kPanelGap);
    auto* across = new QSplitter(Qt::Horizontal);
    across->setHandleWidth(style::space::kPanelGap);
    across->setChildrenCollapsible(false);
    across->addWidget(makePicture());
    card_ = new LineageCard(services);
    card_->setMinimumWidth(kCardLeast);
    across->addWidget(card_);
    across->setStretchFactor(0, 1);
    across->setStretchFactor(1, 0);
    across->setSizes({kPictureWidth, kCardWidth});
    column->addWidget(across, 1);
    column->addWidget(makeFoot());
    stack_->addWidget(filled);
    stack_->addWidget(new QWidget);
    makeActions();

    bridges::LeagueBridge& league = services_.league;
    connect(&league, &bridges::LeagueBridge::opened, this, &LineagePage::refresh);
    connect(&league, &bridges::LeagueBridge::changed, this, &LineagePage::refresh);
    connect(&league, &bridges::LeagueBridge::factsChanged, this, &LineagePage::refresh);
    connect(&league, &bridges::LeagueBridge::failed, this,
            [this](const QString& sentence) { say(views::MessageKind::Danger, sentence, QStringLiteral("league")); });
    connect(league.selection(), &models::LeagueSelection::changed, this, &LineagePage::refreshVerbs);
    connect(league.model(), &models::LeagueModel::timeChanged, this, &LineagePage::refreshPeriod);
    refresh();
}

void LineagePage::makeHeader() {
    const QStringList words{tr("Both"), tr("EE"), tr("AEE")};
    const QStringList tips{tr("Branches of both kinds of evolutionary exploiters"),
                           tr("Branches of evolutionary exploiters: deep and narrow"),
                           tr("Branches of adaptive evolutionary exploiters: shallow and wide")};
    for (int i = 0; i < words.size(); ++i) {
        QPushButton* button = views::makeToggle(words[i]);
        button->setObjectName(QStringLiteral("lineage.roles.") + kChoices[i]);
        button->setToolTip(tips[i]);
        button->setAccessibleName(tips[i]);
        button->setProperty("help", QStringLiteral("lineage#roles"));
        connect(button, &QPushButton::clicked, this, [this, i] { choose(static_cast<Choice>(i)); });
        header()->addWidget(button);
        choices_ << button;
    }
    period_ = new views::Label({}, style::Type::Small, style::Token::TextMuted);
    period_->setObjectName(QStringLiteral("lineage.period"));
    header()->addWidget(period_);
    open_ = header()->addPrimary(tr("Open snapshot"), QStringLiteral("eye"));
    open_->setObjectName(QStringLiteral("lineage.open"));
    connect(open_, &QPushButton::clicked, this, &LineagePage::openSelected);
}

QWidget* LineagePage::makeNone() {
    none_ = new views::EmptyState({}, {});
    none_->setObjectName(QStringLiteral("lineage.none"));
    connect(addNewLeague(none_, QStringLiteral("lineage.new")), &QPushButton::clicked, this, &LineagePage::newLeague);
    return none_;
}

QWidget* LineagePage::makeNobodyInherits() {
    nobody_ = new views::EmptyState({}, {});
    nobody_->setObjectName(QStringLiteral("lineage.nobody"));
    connect(addNewLeague(nobody_, QStringLiteral("lineage.newInheriting")), &QPushButton::clicked, this,
            &LineagePage::newLeague);
    return nobody_;
}

QWidget* LineagePage::makeWaiting() {
    waiting_ = new views::EmptyState({}, {});
    waiting_->setObjectName(QStringLiteral("lineage.waiting"));
    QPushButton* league = waiting_->addPrimary(tr("Show the league"), QStringLiteral("league"));
    league->setObjectName(QStringLiteral("lineage.toLeague"));
    connect(league, &QPushButton::clicked, this, [this] { services_.go.openLeague(services_.league.run()); });
    return waiting_;
}

QWidget* LineagePage::makePicture() {
    panel_ = new views::Panel(tr("Branches"), tr("win rate against the main agent"));
    panel_->setObjectName(QStringLiteral("lineage.panel"));
    lineage_ = new views::LineageView;
    lineage_->setObjectName(QStringLiteral("lineage.view"));
    lineage_->setProperty("help", QStringLiteral("lineage#picture"));
    lineage_->setPeriodsShown(true);
    lineage_->setModel(services_.league.model());
    connect(lineage_, &views::LeagueCanvas::activated, this, &LineagePage::openSelected);
    connect(lineage_, &views::LeagueCanvas::exported, this, [this](const QString& path, bool done) {
        if (done)
            say(views::MessageKind::Success, tr("Written: %1").arg(path), QStringLiteral("export"));
        else
            say(views::MessageKind::Danger, tr("%1 could not be written.").arg(path), QStringLiteral("export"));
    });
    legend_ = new views::LineageLegend;
    legend_->follow(lineage_);
    panel_->addCornerWidget(legend_);
    panel_->menu()->addActions(lineage_->cornerActions());
    connect(panel_->enableMaximise(), &QAction::toggled, this, [this](bool on) { card_->setVisible(!on); });
    panel_->setContent(lineage_);
    return panel_;
}

QWidget* LineagePage::makeFoot() {
    auto* foot = new views::Panel;
    foot->setObjectName(QStringLiteral("lineage.foot"));
    foot->titleBar()->hide();
    auto* content = new QWidget;
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(style::space::kPanelPadding, style::space::kHair, style::space::kPanelPadding,
                            style::space::kHair);
    row->setSpacing(style::space::kButton);
    slider_ = new views::TimeSlider;
    slider_->setObjectName(QStringLiteral("lineage.time"));
    slider_->setProperty("help", QStringLiteral("lineage#time"));
    slider_->setModel(services_.league.model());
    row->addWidget(slider_, 1);
    row->addWidget(slider_->makePlayButton(content));
    row->addWidget(slider_->makeLiveButton(content));
    foot->setContent(content);
    foot->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    return foot;
}

/// For the command palette and the keyboard.
void LineagePage::makeActions() {
    const auto add = [this](const char* name, const char* icon, const QString& text, auto&& verb) {
        auto* action = new QAction(style::icon(QString::fromLatin1(icon)), text, this);
        action->setObjectName(QString::fromLatin1(name));
        connect(action, &QAction::triggered, this, verb);
        addAction(action);
        return action;
    };
    verbs_ << add("lineage.action.open", "eye", tr("Open the selected snapshot"), [this] { openSelected(); });
    why_ = add("lineage.action.why", "why", tr("Why the selected snapshot was frozen"), [this] { card_->openWhy(); });
    add("lineage.action.league", "league", tr("Show the league of this lineage"), [this] {
        services_.go.openLeague(services_.league.run(),
                                services_.league.member(services_.league.selection()->id()).code);
    });
    add("lineage.action.both", "lineage", tr("Branches of EE and AEE"), [this] { choose(Choice::Both); });
    add("lineage.action.ee", "lineage", tr("Branches of EE only"), [this] { choose(Choice::Evolutionary); });
    add("lineage.action.aee", "lineage", tr("Branches of AEE only"), [this] { choose(Choice::Adaptive); });
    add("lineage.action.live", "clock", tr("Follow the league as it is now"),
        [this] { slider_->setPosition(slider_->lastPosition()); });
    add("lineage.action.fit", "zoom-reset", tr("Show all branches"), [this] { lineage_->fit(); });
}

void LineagePage::open(RunId run) {
    dismiss(QStringLiteral("league"));
    services_.league.open(run);
    refresh();
}

QVector<LeagueRole> LineagePage::rolesThere() const {
    QVector<LeagueRole> out;
    for (const LeagueRole role : {LeagueRole::EvolutionaryExploiter, LeagueRole::AdaptiveExploiter}) {
        const auto& learners = services_.league.model()->learners();
        if (std::any_of(learners.begin(), learners.end(), [&](const auto& one) { return one.role == role; }))
            out << role;
    }
    return out;
}

LineagePage::Body LineagePage::bodyNow() const {
    const bridges::LeagueBridge& league = services_.league;
    if (!league.run() || !league.facts().league) return kNone;
    const QVector<LeagueRole> roles = rolesThere();
    if (roles.isEmpty()) return kNobodyInherits;
    const auto frozen = [&](LeagueRole role) { return services_.league.model()->countOf(role) > 0; };
    return std::any_of(roles.begin(), roles.end(), frozen) ? kFilled : kWaiting;
}

void LineagePage::refresh() {
    const bridges::LeagueFacts& facts = services_.league.facts();
    const RunRecord& record = facts.record;
    if (services_.league.run() && !record.id) {  // being read
        stack_->setCurrentIndex(kBlank);
        refreshHeader();
        return;
    }
    applyWanted();
    const Body body = bodyNow();
    if (body == kNone) {
        none_->setTexts(record.id ? tr("This run has no league") : tr("No league yet"),
                        tr("League presets train exploiters beside the main agent. Here it is shown who of them "
                           "inherited from whom, and how each did against the main agent, period by period."));
    } else if (body == kNobodyInherits) {
        const QStringList names = inheritingPresets(bridges::text(record.game));
        nobody_->setTexts(tr("No learner of this league inherits"),
                          tr("Evolutionary exploiters (EE) and adaptive evolutionary exploiters (AEE) do. Presets "
                             "that have some: %1.")
                              .arg(names.join(QStringLiteral(", "))));
    } else if (body == kWaiting) {
        waiting_->setTexts(tr("Nothing inherited yet"), waitingSentence());
    }
    stack_->setCurrentIndex(body);
    if (facts.mismatch != mismatch_) {
        mismatch_ = facts.mismatch;
        dismiss(QStringLiteral("mismatch"));
        if (!mismatch_.isEmpty()) say(views::MessageKind::Warning, mismatch_, QStringLiteral("mismatch"));
    }
    legend_->setRange(facts.windowLow, facts.windowHigh);
    applyChoice();
    refreshHeader();
    refreshPeriod();
    card_->refresh();
    refreshVerbs();
}

QString LineagePage::waitingSentence() const {
    const RunRecord& record = services_.league.facts().record;
    const RunStatus status = record.status;
    const bool over = status == RunStatus::finished || status == RunStatus::failed || status == RunStatus::aborted;
    const QString first = over ? tr("The run ended before the first decision, which comes at the end of period 1.")
                               : tr("The first decision comes at the end of period 1.");
    const Result<runs::RunConfig> config = runs::configOf(record);
    if (!config) return first;
    const auto steps = [](int64_t count) { return style::formatSi(static_cast<double>(count)); };
    const int64_t least = config->league.exploiterMinSteps, most = config->league.exploiterMaxSteps;
    return style::paragraph(
        {first, least == most
                    ? tr("A period of an exploiter lasts %1 of its own steps.").arg(steps(most))
                    : tr("A period of an exploiter lasts %1 to %2 of its own steps.").arg(steps(least), steps(most))});
}

void LineagePage::refreshHeader() {
    const bridges::LeagueFacts& facts = services_.league.facts();
    const RunRecord& record = facts.record;
    const Body body = bodyNow();
    const QVector<LeagueRole> roles = rolesThere();
    for (QPushButton* button : std::as_const(choices_))
        button->setVisible(body == kFilled && roles.size() > 1);
    period_->setVisible(body == kFilled);
    open_->setVisible(body == kFilled);
    if (!record.id) {
        header()->setStatus(std::nullopt);
        header()->setFacts({});
        return;
    }
    header()->setStatus(bridges::shownStatus(record), bridges::shownStatusWord(record));
    QStringList said{bridges::text(record.name), bridges::shownStatusWord(record)};
    if (body == kFilled) {
        said << tr("%n branch(es)", nullptr, lineage_->rows());
        said << tr("%n period(s) of the league", nullptr, facts.periods);
    }
    header()->setFacts(said);
}

void LineagePage::refreshPeriod() {
    const models::LeagueModel* model = services_.league.model();
    period_->setText(model->isNow() ? tr("Period: now") : tr("Period: %1").arg(model->time()));
    period_->updateGeometry();
}

void LineagePage::refreshVerbs() {
    const bridges::LeagueMember member = services_.league.member(services_.league.selection()->id());
    const bool can = member.snapshot.value != 0 && !member.hash.isEmpty();
    const QString tip =
        can ? tr("Records matches of %1 against somebody of your choice, to be watched").arg(member.name)
        : member.name.isEmpty()      ? tr("Select a snapshot in the picture first.")
        : member.snapshot.value == 0 ? tr("A learner has no file of its own; select a snapshot.")
                                     : tr("The weights of this snapshot are not kept any more.");
    open_->setEnabled(can);
    open_->setToolTip(tip);
    for (QAction* verb : std::as_const(verbs_))
        verb->setEnabled(can);
    why_->setEnabled(member.verdict != 0);
}

void LineagePage::choose(Choice choice) {
    choice_ = choice;
    applyChoice();
    refreshHeader();
}

/// Roles that the league lacks cannot be chosen; what another page hid is what this one is about.
void LineagePage::applyChoice() {
    const QVector<LeagueRole> there = rolesThere();
    if (there.isEmpty()) return;
    QVector<LeagueRole> roles = there;
    if (choice_ == Choice::Evolutionary) roles = {LeagueRole::EvolutionaryExploiter};
    if (choice_ == Choice::Adaptive) roles = {LeagueRole::AdaptiveExploiter};
    if (!there.contains(roles.front())) roles = there;
    lineage_->setRoles(roles);
    legend_->setRole(roles.back());
    for (int i = 0; i < choices_.size(); ++i)
        choices_[i]->setChecked(static_cast<Choice>(i) == choice_);
    if (isVisible())
        for (const LeagueRole role : roles)
            services_.league.model()->setShown(role, true);
}

void LineagePage::openSelected() {
    const bridges::LeagueMember member = services_.league.member(services_.league.selection()->id());
    if (member.snapshot.value == 0 || member.hash.isEmpty()) return;
    const RunRecord& record = services_.league.facts().record;
    //: A snapshot of a run: "AEE 1·9 of league-01".
    const QString title = tr("%1 of %2").arg(member.name, bridges::text(record.name));
    services_.go.record(bridges::text(record.game), QStringLiteral("snapshot:%1").arg(member.snapshot.value), title);
}

void LineagePage::newLeague() {
    const QStringList presets = inheritingPresets(bridges::text(services_.league.facts().record.game));
    ExperimentDraft draft;
    draft.preset = presets.value(0);
    services_.go.draft(draft);
}

void LineagePage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    services_.league.look(this, true);
    refresh();
}

void LineagePage::hideEvent(QHideEvent* event) {
    slider_->setPlaying(false);
    services_.league.look(this, false);
    Page::hideEvent(event);
}

QVariantMap LineagePage::saveState() const {
    QVariantMap state = wanted_;
    state.insert(QStringLiteral("roles"), kChoices[static_cast<int>(choice_)]);
    if (!wanted_.isEmpty()) return state;
    const models::LeagueModel* model = services_.league.model();
    state.insert(QStringLiteral("run"), static_cast<qlonglong>(services_.league.run().value));
    state.insert(QStringLiteral("member"), model->selected());
    if (!model->isNow()) state.insert(QStringLiteral("period"), model->time());
    return state;
}

void LineagePage::restoreState(const QVariantMap& state) {
    const auto* found =
        std::find(std::begin(kChoices), std::end(kChoices), state.value(QStringLiteral("roles")).toString());
    if (found != std::end(kChoices)) choice_ = static_cast<Choice>(found - std::begin(kChoices));
    wanted_ = state;
    wanted_.remove(QStringLiteral("roles"));
    refresh();
}

/// What was selected and looked at, unless another page has said so already.
void LineagePage::applyWanted() {
    bridges::LeagueBridge& league = services_.league;
    if (wanted_.isEmpty() || !league.run() || !league.facts().record.id) return;
    const QVariantMap wanted = std::exchange(wanted_, {});
    if (wanted.value(QStringLiteral("run")).toLongLong() != league.run().value || !league.facts().league) return;
    models::LeagueModel* model = league.model();
    const int member = wanted.value(QStringLiteral("member"), models::kNobody).toInt();
    if (league.selection()->isEmpty() && !league.member(member).name.isEmpty()) league.selection()->select(member);
    const int period = wanted.value(QStringLiteral("period"), models::LeagueModel::kNow).toInt();
    if (model->isNow() && period <= model->lastPeriod()) model->setTime(period);
}

}  // namespace ludus::pages
