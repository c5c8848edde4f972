// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The signs of a league's pictures: a role as colour and shape with a rim of the surface around it; full, hollow, half
// filled (not known) or ringed.
// On pixels a sign is painted once and copied from then on; on paper it is drawn as lines. GUI thread.

#include <QHash>
#include <QPainter>
#include <QPixmap>

#include "widgets/models/league_model.h"
#include "widgets/style/theme.h"

namespace ludus::views {

inline style::Role roleOf(models::LeagueRole role) {
    return static_cast<style::Role>(role);
}
static_assert(static_cast<int>(style::Role::Count) == models::kLeagueRoles);

class LeagueMarks {
public:
    enum class Ring { None, Outside };  // 4 px outside: of who is learning, of a leaf
    enum class Fill { Full, Hollow, Half };

    void paint(QPainter& painter, const QPointF& centre, models::LeagueRole role, double radius, Fill fill, Ring ring);
    void paint(QPainter& painter, const QPointF& centre, models::LeagueRole role, double radius, bool hollow = false,
               Ring ring = Ring::None) {
        paint(painter, centre, role, radius, hollow ? Fill::Hollow : Fill::Full, ring);
    }
    // How far a sign reaches from its middle.
    static double reach(double radius, Ring ring);
    void forget() { pixmaps_.clear(); }  // the theme is another one

private:
    static void draw(QPainter& painter, models::LeagueRole role, double radius, Fill fill, Ring ring);

    QHash<quint64, QPixmap> pixmaps_;
};

// Words with a rim of the surface, so that they are read on lines.
void paintRimmedText(QPainter& painter, const QRectF& box, Qt::Alignment alignment, const QString& text,
                     const QColor& colour);
// The frame of what is selected.
void paintSelectionFrame(QPainter& painter, const QPointF& centre, double half);

}  // namespace ludus::views
