// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A picture of a game as a draw list: shapes in world coordinates with y upwards, coloured by role and not by colour.
// Plain values, any thread; painted by views::SceneCanvas in list order.

#include <QPointF>
#include <QPolygonF>
#include <QRectF>
#include <QSizeF>
#include <QString>

#include <optional>
#include <vector>

namespace ludus::models {

// Side 0 is drawn solid, side 1 hatched; the theme decides the rest.
enum class SceneFill { None, Side0, Side1, Sky, Ground, Neutral, Ball, Ink, Muted, Accent };

struct SceneShape {
    enum class Kind { Circle, HalfDisc, Rectangle, RoundedRectangle, Polygon, Line, Text };

    Kind kind = Kind::Circle;
    SceneFill fill = SceneFill::Neutral;
    QPointF centre;     // of circle, rectangle, text; middle of the flat edge of a half disc
    double radius = 0;  // circle, half disc; corner of a rounded rectangle
    QSizeF size;        // rectangles; of a text the room it has, where it has one
    QPolygonF points;   // polygon, line
    double angle = 0;   // degrees, counter-clockwise about the centre
    double opacity = 1;
    bool outline = true;
    bool moves = false;          // a body; what stands before the first one in the list is painted once and kept
    bool dashed = false;         // lines
    QString text;                // Kind::Text
    QString label;               // a chip above the shape: "fwd 71 %"
    std::optional<QPointF> eye;  // draws an eye that looks at this point
    QPointF velocity;            // world units a second; drawn as an arrow when overlays are on

    bool operator==(const SceneShape&) const = default;
};

// What a player senses along a line; every kind has a colour and a sign of its own.
struct SceneRay {
    enum class Hit { Nothing, Ball, OwnGoal, Goal, Wall, Mate, Opponent };
    QPointF from, to;
    Hit hit = Hit::Nothing;
    int side = 0;
};

struct Scene {
    QRectF world;  // x to the right, y upwards: top() is the lowest y
    std::vector<SceneShape> shapes;
    // Overlays, drawn where SceneOverlays asks for them.
    QPolygonF trail;     // where the ball was, oldest first
    QPolygonF forecast;  // where it goes when nobody touches it; a cross at its end
    std::vector<SceneRay> rays;
};

// Short forms for the usual shapes.
inline SceneShape sceneCircle(QPointF centre, double radius, SceneFill fill) {
    SceneShape shape;
    shape.centre = centre;
    shape.radius = radius;
    shape.fill = fill;
    return shape;
}

inline SceneShape sceneHalfDisc(QPointF flatMiddle, double radius, SceneFill fill) {
    SceneShape shape = sceneCircle(flatMiddle, radius, fill);
    shape.kind = SceneShape::Kind::HalfDisc;
    return shape;
}

inline SceneShape sceneRectangle(const QRectF& rect, SceneFill fill, double corner = 0) {
    SceneShape shape;
    shape.kind = corner > 0 ? SceneShape::Kind::RoundedRectangle : SceneShape::Kind::Rectangle;
    shape.centre = rect.center();
    shape.size = rect.size();
    shape.radius = corner;
    shape.fill = fill;
    return shape;
}

inline SceneShape sceneLine(const QPolygonF& points, SceneFill fill, bool dashed = false) {
    SceneShape shape;
    shape.kind = SceneShape::Kind::Line;
    shape.points = points;
    shape.fill = fill;
    shape.dashed = dashed;
    return shape;
}

}  // namespace ludus::models
