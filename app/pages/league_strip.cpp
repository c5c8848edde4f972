// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/league_strip.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

#include "app/pages/role_chip.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/label.h"

namespace ludus::pages {

using models::LeagueRole;

namespace {

constexpr int kChipGap = style::space::kButton - 2;

bool holds(const models::LeagueModel& model, LeagueRole role) {
    const QVector<models::LeagueLearner>& learners = model.learners();
    return model.countOf(role) > 0 ||
           std::any_of(learners.begin(), learners.end(), [&](const auto& learner) { return learner.role == role; });
}

}  // namespace

LeagueStrip::LeagueStrip(bridges::LeagueBridge& league, QWidget* parent) : QWidget(parent), league_(league) {
    setMinimumHeight(style::size::kToolBar);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kChipGap);
    auto* tabs = new QHBoxLayout;
    tabs->setSpacing(0);
    moment_ = makeTab(Moment, tr("At a moment"), "first", tr("Everything at the moment of the time line below"));
    overTime_ = makeTab(OverTime, tr("Over time"), "last", tr("What has become of it since the league began"));
    tabs->addWidget(moment_);
    tabs->addWidget(overTime_);
    row->addLayout(tabs);
    row->addSpacing(kChipGap);
    makeChips();
    row->addStretch(1);
    makeChoices();
    menu_ = new QMenu(this);
    QToolButton* more = views::makeIconButton(QStringLiteral("more"), tr("Panels and files of this page"), this);
    more->setObjectName(QStringLiteral("league.more"));
    connect(more, &QToolButton::clicked, this,
            [this, more] { menu_->popup(more->mapToGlobal(QPoint(0, more->height() + 2))); });
    row->addWidget(more);
    connect(league_.model(), &models::LeagueModel::learnersChanged, this, &LeagueStrip::refreshChips);
    connect(league_.model(), &models::LeagueModel::nodesAdded, this, &LeagueStrip::refreshChips);
    connect(league_.model(), &models::LeagueModel::filterChanged, this, &LeagueStrip::refreshChips);
    connect(league_.model(), &models::LeagueModel::cleared, this, &LeagueStrip::refreshChips);
    connect(league_.model(), &models::LeagueModel::learnersChanged, this, &LeagueStrip::refreshLearners);
    connect(league_.model(), &models::LeagueModel::cleared, this, &LeagueStrip::refreshLearners);
    connect(league_.selection(), &models::LeagueSelection::learnerChanged, this, &LeagueStrip::refreshLearners);
    refreshChips();
    refreshLearners();
    setView(Moment);
}

QPushButton* LeagueStrip::makeTab(View view, const QString& text, const char* segment, const QString& tip) {
    QPushButton* tab = views::makeToggle(text);
    tab->setObjectName(view == Moment ? QStringLiteral("league.view.moment") : QStringLiteral("league.view.overTime"));
    tab->setProperty("segment", QLatin1String(segment));
    tab->setToolTip(tip);
    connect(tab, &QPushButton::clicked, this, [this, view] { setView(view); });
    return tab;
}

void LeagueStrip::makeChips() {
    show_ = new views::Label(tr("Show"), style::Type::Small, style::Token::TextMuted);
    layout()->addWidget(show_);
    const QVector<std::pair<LeagueRole, QString>> words{{LeagueRole::MainAgent, tr("main")},
                                                        {LeagueRole::MainExploiter, tr("main exploiter")},
                                                        {LeagueRole::LeagueExploiter, tr("league exploiter")},
                                                        {LeagueRole::SpecificExploiter, tr("specific")},
                                                        {LeagueRole::EvolutionaryExploiter, tr("evolutionary")},
                                                        {LeagueRole::AdaptiveExploiter, tr("adaptive evol.")},
                                                        {LeagueRole::Foreign, tr("foreign")},
                                                        {LeagueRole::Bot, tr("bot")},
                                                        {LeagueRole::Human, tr("human")}};
    for (const auto& [role, word] : words) {
        auto* chip = new RoleChip(role, word, this);
        connect(chip, &RoleChip::toggled, this, [this, role = role](bool on) { league_.model()->setShown(role, on); });
        layout()->addWidget(chip);
        chips_ << chip;
    }
}

QComboBox* LeagueStrip::makeChoice(const char* name, const QString& said, const QString& tip) {
    auto* box = new QComboBox;
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(said);
    box->setToolTip(tip);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    layout()->addWidget(box);
    return box;
}

void LeagueStrip::makeChoices() {
    window_ = makeChoice("league.window", tr("Periods whose matches are counted"),
                         tr("Learning periods before the moment whose matches make the edges"));
    window_->addItem(tr("last period"), 1);
    window_->addItem(tr("last 2 periods"), 2);
    window_->addItem(tr("last 5 periods"), 5);
    window_->addItem(tr("all periods"), 0);
    setWindow(league_.window());
    size_ = makeChoice("league.size", tr("Size of the symbols"), tr("What makes a symbol large"));
    size_->addItem(tr("Size: Elo"), static_cast<int>(SizeBy::Elo));
    size_->addItem(tr("Size: matches"), static_cast<int>(SizeBy::Matches));
    arrangement_ = makeChoice("league.arrangement", tr("Arrangement of the graph"),
                              tr("A lane a learner along the periods, or everybody beside the one it comes from"));
    arrangement_->addItem(tr("Time line"), static_cast<int>(Arrangement::TimeLine));
    arrangement_->addItem(tr("Force"), static_cast<int>(Arrangement::Force));
    learnerWord_ = new views::Label(tr("Learner"), style::Type::Small, style::Token::TextMuted);
    layout()->addWidget(learnerWord_);
    learner_ = makeChoice("league.learner", tr("Learner"), tr("Whose opponents are shown"));
    choices_ = {window_, arrangement_, size_};
    connect(window_, &QComboBox::currentIndexChanged, this, [this] { league_.setWindow(window()); });
    connect(size_, &QComboBox::currentIndexChanged, this, &LeagueStrip::looksChanged);
    connect(arrangement_, &QComboBox::currentIndexChanged, this, &LeagueStrip::looksChanged);
    connect(learner_, &QComboBox::activated, this,
            [this] { league_.selection()->setLearner(learner_->currentData().toInt()); });
}

void LeagueStrip::setView(View view) {
    const bool other = view != view_;
    view_ = view;
    moment_->setChecked(view == Moment);
    overTime_->setChecked(view == OverTime);
    learner_->setVisible(view == OverTime);
    learnerWord_->setVisible(view == OverTime);
    refreshChips();
    if (other) Q_EMIT viewChanged(view);
}

LeagueStrip::SizeBy LeagueStrip::sizeBy() const {
    return static_cast<SizeBy>(size_->currentData().toInt());
}

void LeagueStrip::setSizeBy(SizeBy size) {
    size_->setCurrentIndex(std::max(0, size_->findData(static_cast<int>(size))));
}

LeagueStrip::Arrangement LeagueStrip::arrangement() const {
    return static_cast<Arrangement>(arrangement_->currentData().toInt());
}

void LeagueStrip::setArrangement(Arrangement arrangement) {
    arrangement_->setCurrentIndex(std::max(0, arrangement_->findData(static_cast<int>(arrangement))));
}

int LeagueStrip::window() const {
    return window_->currentData().toInt();
}

void LeagueStrip::setWindow(int periods) {
    const int at = window_->findData(periods);
    if (at >= 0) window_->setCurrentIndex(at);
}

QVector<int> LeagueStrip::hiddenRoles() const {
    QVector<int> hidden;
    for (int role = 0; role < models::kLeagueRoles; ++role)
        if (!league_.model()->isShown(static_cast<LeagueRole>(role))) hidden << role;
    return hidden;
}

void LeagueStrip::setHiddenRoles(const QVector<int>& roles) {
    for (int role = 0; role < models::kLeagueRoles; ++role)
        league_.model()->setShown(static_cast<LeagueRole>(role), !roles.contains(role));
}

/// Only roles that somebody has; one that is hidden stays, so that it can be shown again.
void LeagueStrip::refreshChips() {
    const models::LeagueModel& model = *league_.model();
    for (RoleChip* chip : std::as_const(chips_)) {
        chip->setCount(model.countOf(chip->role()));
        const QSignalBlocker quiet(chip);
        chip->setChecked(model.isShown(chip->role()));
        chip->setVisible(view_ == Moment && holds(model, chip->role()));
    }
    fit();
}

void LeagueStrip::refreshLearners() {
    const QSignalBlocker quiet(learner_);
    const QVector<models::LeagueLearner>& learners = league_.model()->learners();
    bool same = learners.size() == learner_->count();
    for (int i = 0; same && i < learners.size(); ++i)
        same = learner_->itemText(i) == learners[i].name && learner_->itemData(i).toInt() == learners[i].id;
    if (!same) {  // somebody may have it open
        learner_->clear();
        for (const models::LeagueLearner& learner : learners)
            learner_->addItem(learner.name, learner.id);
    }
    learner_->setCurrentIndex(learner_->findData(league_.selection()->learner()));
    learner_->setEnabled(learners.size() > 1);
}

int LeagueStrip::wantedWidth(bool words) const {
    int wanted = 0, items = 0;
    for (int i = 0; i < layout()->count(); ++i) {
        const QLayoutItem* item = layout()->itemAt(i);
        if (item->isEmpty()) continue;
        const auto* chip = qobject_cast<const RoleChip*>(item->widget());
        wanted += chip && words ? chip->wordyWidth() : item->sizeHint().width();
        ++items;
    }
    return wanted + kChipGap * std::max(0, items - 1);
}

/// Where room is short, first the word before the chips goes, then their words become letters, then choices go to the
/// menu.
void LeagueStrip::fit() {
    const bool moment = view_ == Moment;
    for (QComboBox* choice : std::as_const(choices_))
        choice->setVisible(moment);
    show_->setVisible(moment && !league_.model()->isEmpty());
    for (RoleChip* chip : std::as_const(chips_))
        chip->setBrief(false);
    if (!moment) return;
    if (wantedWidth(true) > width()) show_->hide();
    const bool brief = wantedWidth(true) > width();
    for (RoleChip* chip : std::as_const(chips_))
        chip->setBrief(brief);
    for (auto choice = choices_.crbegin(); choice != choices_.crend() && wantedWidth(false) > width(); ++choice)
        (*choice)->hide();
}

void LeagueStrip::addFolded(QMenu* menu) const {
    for (QComboBox* choice : choices_) {
        if (view_ != Moment || choice->isVisible()) continue;
        QMenu* folded = menu->addMenu(choice->accessibleName());
        for (int i = 0; i < choice->count(); ++i) {
            QAction* action =
                folded->addAction(choice->itemText(i), choice, [choice, i] { choice->setCurrentIndex(i); });
            action->setObjectName(QStringLiteral("%1:%2").arg(choice->objectName(), QString::number(i)));
            action->setCheckable(true);
            action->setChecked(i == choice->currentIndex());
        }
    }
}

QSize LeagueStrip::minimumSizeHint() const {
    return {200, QWidget::minimumSizeHint().height()};
}

void LeagueStrip::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

}  // namespace ludus::pages
