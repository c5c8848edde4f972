// SPDX-License-Identifier: GPL-3.0-or-later
// WelcomePage: the first thing people see: a look around in a workspace that is filled already, an experiment of one's
// own, the language, and what the machine is like. GUI thread.
#pragma once

#include "app/pages/page.h"
#include "app/pages/services.h"

namespace ludus::pages {

class WelcomePage : public Page {
    Q_OBJECT

public:
    explicit WelcomePage(const Services& services, QWidget* parent = nullptr);
    QString helpTopic() const override;

Q_SIGNALS:
    void tourWanted();
    /// A window on this folder.
    void workspaceWanted(const QString& folder);

private:
    QWidget* makeVerbs();
    QWidget* makeMachine();
    void lookAround();

    const Services services_;
};

}  // namespace ludus::pages
