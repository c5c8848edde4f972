// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/scene_painter.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <vector>

#include "widgets/style/number_label.h"
#include "widgets/style/paint.h"
#include "widgets/style/theme.h"
#include "widgets/views/scene_tags.h"

namespace ludus::views {

using models::Scene;
using models::SceneFill;
using models::SceneShape;
using style::Token;

namespace {

QColor mixed(const QColor& a, const QColor& b, double share) {
    return QColor::fromRgbF(static_cast<float>(a.redF() + (b.redF() - a.redF()) * share),
                            static_cast<float>(a.greenF() + (b.greenF() - a.greenF()) * share),
                            static_cast<float>(a.blueF() + (b.blueF() - a.blueF()) * share));
}

QColor fillColour(SceneFill fill) {
    const style::Theme& theme = style::Theme::instance();
    switch (fill) {
        case SceneFill::Side0: return theme.side(0);
        case SceneFill::Side1: return theme.side(1);
        case SceneFill::Sky: return theme.color(Token::CourtSky);
        case SceneFill::Ground: return theme.color(Token::CourtGround);
        case SceneFill::Neutral: return mixed(theme.color(Token::BorderStrong), theme.color(Token::CourtGround), 0.45);
        case SceneFill::Ball: return mixed(theme.series(4), theme.color(Token::Surface), theme.isDark() ? 0.15 : 0.5);
        case SceneFill::Ink: return theme.ink();
        case SceneFill::Muted: return theme.color(Token::TextMuted);
        case SceneFill::Accent: return theme.color(Token::Accent);
        case SceneFill::None: break;
    }
    return {};
}

// From world coordinates, y upwards, to pixels.
class ScenePainter {
public:
    ScenePainter(QPainter& painter, const QRectF& area, const Scene& scene, const SceneOverlays& overlays,
                 const SceneLook& look)
        : painter_(painter), area_(area), scene_(scene), overlays_(overlays), look_(look) {
        const QRectF& world = scene.world;
        scale_ = std::min(area.width() / world.width(), area.height() / world.height());
        left_ = area.center().x() - scale_ * world.center().x();
        // Ground stands on the canvas's lower edge; a world seen from above is centred.
        bottom_ = hasGround() ? area.bottom() + scale_ * world.top() : area.center().y() + scale_ * world.center().y();
    }

    void paintStill() {
        painter_.fillRect(area_, look_.fill(SceneFill::Sky));
        for (auto shape = scene_.shapes.begin(); shape != firstMoving(); ++shape)
            paintShape(*shape);
    }

    void paintLively() {
        bool under = true;
        for (auto shape = firstMoving(); shape != scene_.shapes.end(); ++shape) {
            // What was and what will be lies under the bodies and over the court.
            if (under && shape->eye) {
                paintUnder();
                under = false;
            }
            paintShape(*shape);
        }
        if (under) paintUnder();
        if (overlays_.velocities) {
            for (const SceneShape& shape : scene_.shapes)
                paintArrow(shape);
        }
        if (overlays_.labels) paintTags();
    }

    SceneTags tags() const {
        SceneTags out;
        std::vector<SceneTag> wanted;
        for (const SceneShape& shape : scene_.shapes) {
            if (shape.kind == SceneShape::Kind::Text || !(shape.moves || shape.eye)) continue;
            const QRectF body = pathOf(shape).boundingRect();
            if (body.width() > 1) out.bodies.push_back(body);
            if (shape.label.isEmpty()) continue;
            out.texts.push_back(shape.label);
            wanted.push_back(
                {body, {style::wordWidth(look_.caption, shape.label) + 12, QFontMetricsF(look_.caption).height() + 5}});
        }
        out.places = placeTags(area_.adjusted(2, 2, -2, -2), wanted, out.bodies);
        return out;
    }

private:
    std::vector<SceneShape>::const_iterator firstMoving() const {
        return std::find_if(scene_.shapes.begin(), scene_.shapes.end(),
                            [](const SceneShape& shape) { return shape.moves || shape.eye; });
    }

    QPointF pixel(const QPointF& world) const { return {left_ + scale_ * world.x(), bottom_ - scale_ * world.y()}; }

    bool touches(const SceneShape& shape, double edge, double side) const {
        return std::fabs(side - edge) < 1e-6 * std::max(1.0, scene_.world.width()) && shape.fill == SceneFill::Ground;
    }

    bool hasGround() const {
        return std::any_of(scene_.shapes.begin(), scene_.shapes.end(), [&](const SceneShape& shape) {
            return shape.kind == SceneShape::Kind::Rectangle &&
                   touches(shape, scene_.world.top(), shape.centre.y() - shape.size.height() / 2);
        });
    }

    QRectF pixelRect(const SceneShape& shape) const {
        const double halfWidth = shape.size.width() / 2, halfHeight = shape.size.height() / 2;
        QRectF rect(pixel(shape.centre + QPointF(-halfWidth, halfHeight)),
                    pixel(shape.centre + QPointF(halfWidth, -halfHeight)));
        if (touches(shape, scene_.world.left(), shape.centre.x() - halfWidth)) rect.setLeft(area_.left());
        if (touches(shape, scene_.world.right(), shape.centre.x() + halfWidth)) rect.setRight(area_.right());
        if (touches(shape, scene_.world.top(), shape.centre.y() - halfHeight)) rect.setBottom(area_.bottom());
        return rect;
    }

    QPainterPath pathOf(const SceneShape& shape) const {
        QPainterPath path;
        const QPointF centre = pixel(shape.centre);
        const double radius = shape.radius * scale_;
        switch (shape.kind) {
            case SceneShape::Kind::Circle: path.addEllipse(centre, radius, radius); break;
            case SceneShape::Kind::HalfDisc:
                path.moveTo(centre + QPointF(radius, 0));
                path.arcTo(QRectF(centre - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius)), 0, 180);
                path.closeSubpath();
                break;
            case SceneShape::Kind::Rectangle: path.addRect(pixelRect(shape)); break;
            case SceneShape::Kind::RoundedRectangle: path.addRoundedRect(pixelRect(shape), radius, radius); break;
            case SceneShape::Kind::Polygon:
            case SceneShape::Kind::Line:
                for (qsizetype i = 0; i < shape.points.size(); ++i) {
                    const QPointF point = pixel(shape.points[i]);
                    if (i == 0) {
                        path.moveTo(point);
                    } else {
                        path.lineTo(point);
                    }
                }
                if (shape.kind == SceneShape::Kind::Polygon) path.closeSubpath();
                break;
            case SceneShape::Kind::Text: break;
        }
        if (shape.angle == 0) return path;
        QTransform turn;
        turn.translate(centre.x(), centre.y()).rotate(-shape.angle).translate(-centre.x(), -centre.y());
        return turn.map(path);
    }

    void paintShape(const SceneShape& shape) {
        painter_.save();
        painter_.setOpacity(shape.opacity);
        const QColor colour = look_.fill(shape.fill);
        const QPainterPath path = pathOf(shape);
        if (shape.kind == SceneShape::Kind::Text) {
            paintText(shape, colour);
        } else if (shape.kind == SceneShape::Kind::Line) {
            painter_.setPen(
                QPen(colour, 1.5, shape.dashed ? Qt::DashLine : Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            painter_.setBrush(Qt::NoBrush);
            painter_.drawPath(path);
        } else if (shape.fill == SceneFill::Ground && shape.kind == SceneShape::Kind::Rectangle) {
            const QRectF ground = path.boundingRect();
            painter_.fillRect(ground, colour);
            painter_.fillRect(QRectF(ground.left(), ground.top() - 1, ground.width(), 2), look_.textMuted);
        } else {
            fill(shape, path, colour);
        }
        if (shape.eye) paintEye(shape);
        painter_.restore();
    }

    /// Words that have a place of their own shrink to it.
    void paintText(const SceneShape& shape, const QColor& colour) {
        QFont font = look_.small;
        const double room = shape.size.width() * scale_ - 4, wanted = style::wordWidth(font, shape.text);
        if (shape.size.width() > 0 && wanted > room)
            font.setPixelSize(std::max(6, static_cast<int>(QFontInfo(font).pixelSize() * room / wanted)));
        painter_.setFont(font);
        painter_.setPen(colour);
        style::drawWord(painter_, QRectF(pixel(shape.centre) - QPointF(300, 12), QSizeF(600, 24)), Qt::AlignCenter,
                        shape.text);
    }

    void fill(const SceneShape& shape, const QPainterPath& path, const QColor& colour) {
        const bool side = shape.fill == SceneFill::Side0 || shape.fill == SceneFill::Side1;
        QPen outline(Qt::NoPen);
        if (shape.outline) {
            const bool own = side || shape.fill == SceneFill::Ink || shape.fill == SceneFill::Accent;
            const QColor edge = shape.fill == SceneFill::Ball ? look_.ink : own ? colour : look_.textMuted;
            outline = QPen(edge, shape.fill == SceneFill::Neutral ? 1 : 1.5);
        }
        if (side) {
            const int which = shape.fill == SceneFill::Side1 ? 1 : 0;
            style::paintSideFill(painter_, path, which, look_.side(which), look_.surface);
            painter_.setBrush(Qt::NoBrush);
        } else {
            painter_.setBrush(colour.isValid() ? QBrush(colour) : QBrush(Qt::NoBrush));
        }
        painter_.setPen(outline);
        painter_.drawPath(path);
    }

    void paintEye(const SceneShape& shape) {
        const double radius = shape.radius * scale_;
        const QPointF centre = pixel(shape.centre), target = pixel(*shape.eye);
        const bool half = shape.kind == SceneShape::Kind::HalfDisc;
        QPointF socket;
        if (half) {
            socket = centre + QPointF((target.x() >= centre.x() ? 0.42 : -0.42) * radius, -0.5 * radius);
        } else {
            const double distance = std::max(1e-9, std::hypot(target.x() - centre.x(), target.y() - centre.y()));
            socket = centre + (target - centre) * (0.45 * radius / distance);
        }
        const QPointF way = target - socket;
        const double length = std::max(1e-9, std::hypot(way.x(), way.y()));
        painter_.setPen(QPen(QColor(Qt::black), std::max(0.75, 0.04 * radius)));
        painter_.setBrush(Qt::white);
        painter_.drawEllipse(socket, 0.22 * radius, 0.22 * radius);
        painter_.setPen(Qt::NoPen);
        painter_.setBrush(Qt::black);
        painter_.drawEllipse(socket + way * (0.1 * radius / length), 0.11 * radius, 0.11 * radius);
    }

    void paintArrow(const SceneShape& shape) {
        constexpr double kLongest = 80, kShortest = 4, kHead = 7;
        QPointF way(shape.velocity.x() * scale_, -shape.velocity.y() * scale_);
        way *= overlays_.arrowSeconds;
        double length = std::hypot(way.x(), way.y());
        if (length < kShortest) return;
        way *= std::min(1.0, kLongest / length);
        length = std::min(length, kLongest);
        const QPointF unit = way / length, side(-unit.y(), unit.x());
        // Bodies are left at their edge, so that the arrow is read in full.
        const double radius = shape.radius * scale_;
        const double rise = shape.kind == SceneShape::Kind::HalfDisc ? 0.45 * radius : 0;
        const QPointF from = pixel(shape.centre) + QPointF(0, -rise) + unit * radius, tip = from + way;
        const bool own = shape.fill == SceneFill::Side0 || shape.fill == SceneFill::Side1;
        painter_.setBrush(Qt::NoBrush);
        painter_.setPen(QPen(own ? look_.fill(shape.fill) : look_.ink, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter_.drawLine(from, tip);
        painter_.drawPolyline(
            QPolygonF{{tip - unit * kHead + side * (0.6 * kHead), tip, tip - unit * kHead - side * (0.6 * kHead)}});
    }

    void paintTags() {
        const SceneTags all = tags();
        painter_.setFont(look_.caption);
        for (size_t i = 0; i < all.places.size(); ++i) {
            painter_.setPen(QPen(look_.borderStrong, 1));
            painter_.setBrush(look_.raised);
            painter_.drawRoundedRect(all.places[i], 3, 3);
            painter_.setPen(look_.text);
            style::drawWord(painter_, all.places[i], Qt::AlignCenter, all.texts[i]);
        }
    }

    void paintUnder() {
        if (overlays_.rays) {
            for (const models::SceneRay& ray : scene_.rays)
                paintRay(ray);
        }
        if (overlays_.trail) {
            paintTrail();
            paintForecast();
        }
    }

    /// Dots that fade and shrink the longer ago they are.
    void paintTrail() {
        painter_.save();
        painter_.setPen(Qt::NoPen);
        painter_.setBrush(look_.textMuted);
        const auto count = scene_.trail.size();
        for (qsizetype i = 0; i < count; ++i) {
            const double age = static_cast<double>(i + 1) / static_cast<double>(count);
            painter_.setOpacity(0.08 + 0.55 * age * age);
            const double radius = 1.5 + 1.6 * age;
            painter_.drawEllipse(pixel(scene_.trail[i]), radius, radius);
        }
        painter_.restore();
    }

    void paintForecast() {
        if (scene_.forecast.size() < 2) return;
        QPolygonF line;
        for (const QPointF& point : scene_.forecast)
            line << pixel(point);
        painter_.save();
        QPen pen(look_.ink, 1, Qt::CustomDashLine);
        pen.setDashPattern({3, 3});
        painter_.setPen(pen);
        painter_.setBrush(Qt::NoBrush);
        painter_.drawPolyline(line);
        const QPointF end = line.last();
        painter_.setPen(QPen(look_.textMuted, 1.5));
        painter_.drawLine(end + QPointF(-4.5, -4.5), end + QPointF(4.5, 4.5));
        painter_.drawLine(end + QPointF(-4.5, 4.5), end + QPointF(4.5, -4.5));
        painter_.restore();
    }

    /// Thin lines; what they meet has a sign: ball a disc, goals a square, players a triangle, a wall nothing.
    void paintRay(const models::SceneRay& ray) {
        using Hit = models::SceneRay::Hit;
        const QPointF from = pixel(ray.from), to = pixel(ray.to);
        const QColor own = look_.side(ray.side), other = look_.side(1 - ray.side);
        QColor colour = look_.wall;
        if (ray.hit == Hit::Ball) colour = look_.ink;
        if (ray.hit == Hit::OwnGoal || ray.hit == Hit::Mate) colour = own;
        if (ray.hit == Hit::Goal || ray.hit == Hit::Opponent) colour = other;
        painter_.save();
        painter_.setOpacity(ray.hit == Hit::Nothing ? 0.25 : ray.hit == Hit::Wall ? 0.45 : 0.9);
        painter_.setPen(QPen(colour, ray.hit == Hit::Wall || ray.hit == Hit::Nothing ? 0.75 : 1.25));
        painter_.drawLine(from, to);
        painter_.setBrush(colour);
        painter_.setPen(Qt::NoPen);
        if (ray.hit == Hit::Ball) painter_.drawEllipse(to, 3, 3);
        if (ray.hit == Hit::Goal || ray.hit == Hit::OwnGoal)
            painter_.drawRect(QRectF(to - QPointF(3, 3), QSizeF(6, 6)));
        if (ray.hit == Hit::Mate || ray.hit == Hit::Opponent)
            painter_.drawPath(style::shapePath(QStringLiteral("triangle-up"), 3).translated(to));
        painter_.restore();
    }

    QPainter& painter_;
    QRectF area_;
    const Scene& scene_;
    const SceneOverlays overlays_;
    const SceneLook& look_;
    double scale_ = 1, left_ = 0, bottom_ = 0;
};

}  // namespace

SceneLook SceneLook::current() {
    const style::Theme& theme = style::Theme::instance();
    SceneLook look;
    for (size_t i = 0; i < look.fills.size(); ++i)
        look.fills[i] = fillColour(static_cast<SceneFill>(i));
    look.surface = theme.color(Token::Surface);
    look.raised = theme.color(Token::Raised);
    look.borderStrong = theme.color(Token::BorderStrong);
    look.text = theme.color(Token::Text);
    look.textMuted = theme.color(Token::TextMuted);
    look.wall = theme.color(Token::ChartAxis);
    look.ink = theme.ink();
    look.small = theme.font(style::Type::Small);
    look.caption = theme.font(style::Type::Caption);
    look.strong = theme.font(style::Type::BodyStrong);
    look.figure = theme.font(style::Type::Page);
    return look;
}

void paintScene(QPainter& painter, const QRectF& area, const Scene& scene, const SceneOverlays& overlays) {
    paintScene(painter, area, scene, overlays, SceneLook::current());
}

void paintScene(QPainter& painter, const QRectF& area, const Scene& scene, const SceneOverlays& overlays,
                const SceneLook& look) {
    paintStill(painter, area, scene, look);
    paintLively(painter, area, scene, overlays, look);
}

namespace {

template <class Work>
void clipped(QPainter& painter, const QRectF& area, const Scene& scene, Work work) {
    if (scene.world.isEmpty() || area.isEmpty()) return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(area, Qt::IntersectClip);
    work();
    painter.restore();
}

}  // namespace

void paintStill(QPainter& painter, const QRectF& area, const Scene& scene, const SceneLook& look) {
    clipped(painter, area, scene, [&] { ScenePainter(painter, area, scene, {}, look).paintStill(); });
}

void paintLively(QPainter& painter, const QRectF& area, const Scene& scene, const SceneOverlays& overlays,
                 const SceneLook& look) {
    clipped(painter, area, scene, [&] { ScenePainter(painter, area, scene, overlays, look).paintLively(); });
}

SceneTags tagsOf(const QRectF& area, const Scene& scene, const SceneLook& look) {
    if (scene.world.isEmpty() || area.isEmpty()) return {};
    QPainter none;
    return ScenePainter(none, area, scene, {}, look).tags();
}

QSizeF paintedSize(const QRectF& world, const QSizeF& area) {
    if (world.isEmpty()) return {};
    return world.size() * std::min(area.width() / world.width(), area.height() / world.height());
}

QImage sceneImage(const Scene& scene, const QSize& size, const SceneOverlays& overlays, qreal ratio) {
    QImage image(size * ratio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(fillColour(SceneFill::Sky));
    QPainter painter(&image);
    paintScene(painter, QRectF(QPointF(0, 0), QSizeF(size)), scene, overlays);
    return image;
}

}  // namespace ludus::views
