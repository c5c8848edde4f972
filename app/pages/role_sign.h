// SPDX-License-Identifier: GPL-3.0-or-later
// RoleSign: the sign of a role of a league, as in all pictures. It stands beside the name, which says the same in
// words. GUI thread.
#pragma once

#include <QWidget>

#include <optional>

#include "widgets/models/league_model.h"

namespace ludus::pages {

class RoleSign : public QWidget {
    Q_OBJECT

public:
    /// A square of this side; `radius` is of the sign in its middle.
    RoleSign(int side, double radius, QWidget* parent = nullptr);

    /// Nothing: it hides.
    void setRole(std::optional<models::LeagueRole> role);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const double radius_;
    std::optional<models::LeagueRole> role_;
};

}  // namespace ludus::pages
