// SPDX-License-Identifier: GPL-3.0-or-later
// Scene: a draw list in world coordinates that a game offers for one moment; no game knows a painter. Values; any
// thread. World y points up; angles are in degrees, counter-clockwise.
#pragma once

#include <string>
#include <vector>

namespace ludus::games {

enum class ShapeKind { circle, halfDisc, rectangle, roundedRectangle, polygon, line, text };
/// What a shape stands for; the studio's theme gives it colour and pattern.
enum class Fill { none, side0, side1, ground, sky, neutral, ball, ink, muted };

struct Shape {
    ShapeKind kind = ShapeKind::circle;
    Fill fill = Fill::neutral;
    double x = 0, y = 0;  // centre (circle, half disc: centre of its flat side; rectangles, text), start (line)
    double width = 0, height = 0;         // rectangles; circle and half disc: width = diameter; line: end minus start
    double velocityX = 0, velocityY = 0;  // units per second, for the overlay
    double lookX = 0, lookY = 0;          // a point the body's eye looks at; eye drawn when hasEye
    bool hasEye = false;
    bool moves = false;          // a body, not scenery
    std::vector<double> points;  // polygon: x0 y0 x1 y1 ...
    std::string label;
};

struct Scene {
    double left = 0, bottom = 0, right = 1, top = 1;  // world rectangle to show
    std::vector<Shape> shapes;
    std::vector<double> lives;     // [sides], or empty
    std::vector<double> maxLives;  // [sides], or empty
    std::vector<double> points;    // [sides], points or score to show
};

}  // namespace ludus::games
