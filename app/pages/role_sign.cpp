// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/role_sign.h"

#include <QPainter>

#include "widgets/style/paint.h"
#include "widgets/views/league_graph_marks.h"

namespace ludus::pages {

RoleSign::RoleSign(int side, double radius, QWidget* parent) : QWidget(parent), radius_(radius) {
    setFixedSize(side, side);
}

void RoleSign::setRole(std::optional<models::LeagueRole> role) {
    role_ = role;
    setVisible(role.has_value());
    update();
}

void RoleSign::paintEvent(QPaintEvent*) {
    if (!role_) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    style::paintRole(painter, QRectF(rect()).center(), views::roleOf(*role_), radius_);
}

}  // namespace ludus::pages
