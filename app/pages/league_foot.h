// SPDX-License-Identifier: GPL-3.0-or-later
// LeagueFoot: who is selected, in words; the moment that is looked at; what can be done with the selected one. The last
// line of the page League. GUI thread; the services outlive it.
#pragma once

#include "app/pages/league_verbs.h"
#include "widgets/views/panel.h"

class QMenu;
class QPushButton;
class QToolButton;

namespace ludus::views {
class Label;
class TimeSlider;
}  // namespace ludus::views

namespace ludus::pages {

class RoleSign;

class LeagueFoot : public views::Panel {
    Q_OBJECT

public:
    explicit LeagueFoot(const Services& services, QWidget* parent = nullptr);

    views::TimeSlider* slider() const { return slider_; }
    LeagueVerbs& verbs() { return verbs_; }
    void play();
    void goLive();

Q_SIGNALS:
    void said(views::MessageKind kind, const QString& sentence, const QString& key);

private:
    void makeMenu();
    void refresh();
    void selectionChanged();
    void fillMenu();

    const Services services_;
    bridges::LeagueBridge& league_;
    LeagueVerbs verbs_;
    RoleSign* symbol_;
    views::Label* name_;
    views::Label* sentence_;
    views::TimeSlider* slider_;
    QToolButton* play_;
    QPushButton *live_, *open_;
    QMenu* menu_;
    WatchedMatch match_;  // newest recorded one of the selected
};

}  // namespace ludus::pages
