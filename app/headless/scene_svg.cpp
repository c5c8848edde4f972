// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/scene_svg.h"

#include <fmt/format.h>

#include <cmath>

namespace ludus::headless {
namespace {

const char* colour(games::Fill fill) {
    switch (fill) {
        case games::Fill::none: return "none";
        case games::Fill::side0: return "#2f6fde";
        case games::Fill::side1: return "#d9662b";
        case games::Fill::ground: return "#cdbb94";
        case games::Fill::sky: return "#eef3f8";
        case games::Fill::neutral: return "#9aa3ad";
        case games::Fill::ball: return "#e0b020";
        case games::Fill::ink: return "#20262d";
        case games::Fill::muted: return "#6b7480";
    }
    return "none";
}

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            default: out += c;
        }
    }
    return out;
}

/// World to picture: the same scale both ways, y down.
struct View {
    const games::Scene& scene;
    double scale;

    double x(double worldX) const { return (worldX - scene.left) * scale; }
    double y(double worldY) const { return (scene.top - worldY) * scale; }
};

std::string rectangle(const games::Shape& shape, const View& view) {
    const double radius =
        shape.kind == games::ShapeKind::roundedRectangle ? 0.2 * std::min(shape.width, shape.height) * view.scale : 0;
    return fmt::format(R"(<rect x="{:.2f}" y="{:.2f}" width="{:.2f}" height="{:.2f}" rx="{:.2f}" fill="{}"/>)",
                       view.x(shape.x - shape.width / 2), view.y(shape.y + shape.height / 2), shape.width * view.scale,
                       shape.height * view.scale, radius, colour(shape.fill));
}

std::string eye(const games::Shape& shape, const View& view) {
    const double radius = shape.width / 2;
    const double towards = shape.lookX >= shape.x ? 1 : -1;
    double eyeX = shape.x + towards * 0.6 * radius;
    double eyeY = shape.y + 0.5 * radius;
    const double way = std::hypot(shape.lookX - shape.x, shape.lookY - shape.y);
    if (shape.kind == games::ShapeKind::circle && way > 0) {  // seen from above
        eyeX = shape.x + (shape.lookX - shape.x) / way * 0.45 * radius;
        eyeY = shape.y + (shape.lookY - shape.y) / way * 0.45 * radius;
    }
    const double length = std::hypot(shape.lookX - eyeX, shape.lookY - eyeY);
    const double reach = length > 0 ? 0.15 * radius / length : 0;
    return fmt::format(R"(<circle cx="{:.2f}" cy="{:.2f}" r="{:.2f}" fill="#ffffff"/>)"
                       R"(<circle cx="{:.2f}" cy="{:.2f}" r="{:.2f}" fill="#20262d"/>)",
                       view.x(eyeX), view.y(eyeY), 0.3 * radius * view.scale,
                       view.x(eyeX + (shape.lookX - eyeX) * reach), view.y(eyeY + (shape.lookY - eyeY) * reach),
                       0.1 * radius * view.scale);
}

std::string polygon(const games::Shape& shape, const View& view) {
    std::string points;
    for (size_t i = 0; i + 1 < shape.points.size(); i += 2)
        points += fmt::format("{:.2f},{:.2f} ", view.x(shape.points[i]), view.y(shape.points[i + 1]));
    return fmt::format(R"(<polygon points="{}" fill="{}"/>)", points, colour(shape.fill));
}

std::string shapeSvg(const games::Shape& shape, const View& view) {
    const double radius = shape.width / 2 * view.scale;
    switch (shape.kind) {
        case games::ShapeKind::circle:
            return fmt::format(R"(<circle cx="{:.2f}" cy="{:.2f}" r="{:.2f}" fill="{}"/>)", view.x(shape.x),
                               view.y(shape.y), radius, colour(shape.fill));
        case games::ShapeKind::halfDisc:
            return fmt::format(R"(<path d="M {:.2f} {:.2f} a {:.2f} {:.2f} 0 0 1 {:.2f} 0 Z" fill="{}"/>)",
                               view.x(shape.x) - radius, view.y(shape.y), radius, radius, 2 * radius,
                               colour(shape.fill));
        case games::ShapeKind::rectangle:
        case games::ShapeKind::roundedRectangle: return rectangle(shape, view);
        case games::ShapeKind::polygon: return polygon(shape, view);
        case games::ShapeKind::line:
            return fmt::format(
                R"(<line x1="{:.2f}" y1="{:.2f}" x2="{:.2f}" y2="{:.2f}" stroke="{}" stroke-width="2"/>)",
                view.x(shape.x), view.y(shape.y), view.x(shape.x + shape.width), view.y(shape.y + shape.height),
                colour(shape.fill));
        case games::ShapeKind::text: break;
    }
    const double size = (shape.height > 0 ? shape.height : 1) * view.scale;
    return fmt::format(R"(<text x="{:.2f}" y="{:.2f}" font-size="{:.2f}" font-family="sans-serif" )"
                       R"(text-anchor="middle" dominant-baseline="central" fill="{}">{}</text>)",
                       view.x(shape.x), view.y(shape.y), size, colour(shape.fill), escaped(shape.label));
}

}  // namespace

std::string sceneSvg(const games::Scene& scene, int width) {
    const double worldWidth = scene.right - scene.left, worldHeight = scene.top - scene.bottom;
    const View view{scene, worldWidth > 0 ? width / worldWidth : 1.0};
    std::string out =
        fmt::format(R"(<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{:.0f}" viewBox="0 0 {} {:.2f}">)",
                    width, worldHeight * view.scale, width, worldHeight * view.scale) +
        "\n";
    for (const games::Shape& shape : scene.shapes) {
        out += shapeSvg(shape, view) + "\n";
        if (shape.hasEye) out += eye(shape, view) + "\n";
    }
    return out + "</svg>\n";
}

}  // namespace ludus::headless
