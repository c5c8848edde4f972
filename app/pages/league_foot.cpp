// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/league_foot.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

#include <optional>

#include "app/pages/role_sign.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/time_slider.h"

namespace ludus::pages {

using models::kNobody;
using models::LeagueId;

LeagueFoot::LeagueFoot(const Services& services, QWidget* parent)
    : Panel({}, {}, parent), services_(services), league_(services.league), verbs_(services) {
    using namespace style::space;
    setObjectName(QStringLiteral("league.foot"));
    auto* content = new QWidget;
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(kPanelPadding, 0, kPanelPadding, 0);
    row->setSpacing(kButton);
    symbol_ = new RoleSign(style::size::kIcon, 5.5);
    name_ = new views::Label({}, style::Type::BodyStrong);
    name_->setObjectName(QStringLiteral("league.foot.name"));
    sentence_ = new views::Label({}, style::Type::Small, style::Token::TextMuted);
    sentence_->setObjectName(QStringLiteral("league.foot.sentence"));
    sentence_->setElided(true);
    slider_ = new views::TimeSlider;
    slider_->setObjectName(QStringLiteral("league.slider"));
    slider_->setModel(league_.model());
    play_ = slider_->makePlayButton(content);
    live_ = slider_->makeLiveButton(content);
    makeMenu();
    row->addWidget(symbol_);
    row->addWidget(name_);
    row->addWidget(sentence_, 3);
    row->addWidget(slider_, 6);
    row->addWidget(play_);
    row->addWidget(open_);
    row->addWidget(live_);
    setContent(content);
    setMinimumHeight(0);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);

    connect(&verbs_, &LeagueVerbs::said, this, &LeagueFoot::said);
    connect(&verbs_, &LeagueVerbs::found, this, [this](int, int, const WatchedMatch& match) {
        match_ = match;
        fillMenu();
    });
    connect(league_.selection(), &models::LeagueSelection::changed, this, &LeagueFoot::selectionChanged);
    connect(&league_, &bridges::LeagueBridge::changed, this, &LeagueFoot::refresh);
    // At another moment a learner's newest snapshot is another one, with matches of its own.
    connect(league_.model(), &models::LeagueModel::timeChanged, this, [this] {
        if (models::isLeagueLearner(league_.selection()->id())) return selectionChanged();
        refresh();
    });
    selectionChanged();
}

void LeagueFoot::makeMenu() {
    menu_ = new QMenu(this);
    open_ = views::makeMenuButton(tr("Open snapshot"), menu_);
    open_->setObjectName(QStringLiteral("league.snapshot"));
    connect(menu_, &QMenu::aboutToShow, this, &LeagueFoot::fillMenu);
}

void LeagueFoot::selectionChanged() {
    match_ = {};
    const LeagueId who = league_.selection()->id();
    if (who != kNobody) verbs_.lookForMatch(who, kNobody);
    refresh();
}

void LeagueFoot::refresh() {
    const LeagueId who = league_.selection()->id();
    const bridges::LeagueMember member = league_.member(who);
    const models::LeagueNode* node = league_.model()->node(who);
    const models::LeagueLearner* learner = league_.model()->learner(who);
    symbol_->setRole(node ? std::optional(node->role) : learner ? std::optional(learner->role) : std::nullopt);
    name_->setText(member.name);
    name_->setVisible(!member.name.isEmpty());
    sentence_->setText(member.name.isEmpty() ? tr("Select somebody in a picture") : member.sentence);
    open_->setEnabled(!verbs_.agentOf(who).isEmpty());
    // A learner's weights of now are in no file: what can be opened is what was frozen last.
    open_->setText(models::isLeagueLearner(who) ? tr("Open newest snapshot") : tr("Open snapshot"));
    open_->setToolTip(open_->isEnabled() ? tr("Watch, record, save: what can be done with these weights")
                                         : tr("Select a snapshot first"));
}

/// What can be done now, and nothing else.
void LeagueFoot::fillMenu() {
    menu_->clear();
    const LeagueId who = league_.selection()->id();
    const QString agent = verbs_.agentOf(who);
    if (agent.isEmpty()) return;
    const auto verb = [this](const char* name, const char* icon, const QString& text, auto&& act) {
        QAction* action = menu_->addAction(style::icon(QLatin1String(icon)), text, this, act);
        action->setObjectName(QLatin1String(name));
        return action;
    };
    if (!match_.hash.isEmpty()) {
        verb("league.snapshot.watch", "eye", tr("Watch its newest recorded match"),
             [this] { services_.go.watch({match_}); });
        verb("league.snapshot.matches", "replay", tr("All its recorded matches"),
             [this, who] { verbs_.findMatches(who); });
    }
    verb("league.snapshot.record", "record", tr("Record matches of it…"), [this, who] { verbs_.record(who); });
    const LeagueQuestion question = whyMade(league_, who);
    if (question.run && question.verdict != 0)
        verb("league.snapshot.why", "why", tr("Why it was frozen"), [this, question] { services_.go.why(question); });
    menu_->addSeparator();
    verb("league.snapshot.copy", "copy", tr("Copy its name for the command line: %1").arg(agent),
         [this, who] { verbs_.copyName(who); });
    if (verbs_.hasWeights(who))
        verb("league.snapshot.save", "export", tr("Save its weights as a file…"),
             [this, who] { verbs_.saveWeights(who, window()); });
}

void LeagueFoot::play() {
    slider_->setPlaying(!slider_->isPlaying());
}

void LeagueFoot::goLive() {
    slider_->setPlaying(false);
    slider_->setPosition(slider_->lastPosition());
}

}  // namespace ludus::pages
