// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/look_preview.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

#include "widgets/style/format.h"
#include "widgets/style/number_label.h"
#include "widgets/style/paint.h"
#include "widgets/style/theme.h"

namespace ludus::pages {
namespace {

using style::Token;
using style::Type;

constexpr int kCurves = 4, kRows = 3, kCurvesHeight = 120, kSwatch = 26;
constexpr std::array kStates{style::Status::Running, style::Status::Finished, style::Status::Failed};

}  // namespace

LookPreview::LookPreview(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Preview: curves, rows and palette"));
    connect(&style::Theme::instance(), &style::Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void LookPreview::setVision(style::Vision vision) {
    vision_ = vision;
    update();
}

QSize LookPreview::sizeHint() const {
    const style::Theme& theme = style::Theme::instance();
    const int rows = theme.rowHeight() * (kRows + 1);
    return {520, qMax(kCurvesHeight, rows) + 16 + 2 * (kSwatch + theme.lineHeight(Type::Caption) + 8)};
}

void LookPreview::paintEvent(QPaintEvent*) {
    // Painted once into a picture, so that all of it can be seen with other eyes.
    const qreal ratio = devicePixelRatioF();
    QImage image(size() * ratio, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(style::color(Token::Surface));
    {
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        const qreal top = qMax(kCurvesHeight, style::Theme::instance().rowHeight() * (kRows + 1));
        const qreal middle = width() * 0.5;
        paintCurves(painter, QRectF(0, 0, middle - 12, top));
        paintRows(painter, QRectF(middle, 0, width() - middle, top));
        paintPalette(painter, QRectF(0, top + 16, width(), height() - top - 16));
    }
    if (vision_ != style::Vision::Normal) {
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                image.setPixelColor(x, y, style::seenBy(image.pixelColor(x, y), vision_));
        }
    }
    QPainter(this).drawImage(0, 0, image);
}

void LookPreview::paintCurves(QPainter& painter, const QRectF& box) const {
    const style::Theme& theme = style::Theme::instance();
    painter.setPen(QPen(style::color(Token::ChartGrid), 1));
    for (int line = 0; line < 4; ++line) {
        const qreal y = std::round(box.top() + 8 + line * (box.height() - 24) / 3) + 0.5;
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right() - 60, y));
    }
    painter.setPen(QPen(style::color(Token::ChartAxis), 1));
    painter.drawLine(QPointF(box.left(), box.bottom() - 15.5), QPointF(box.right() - 60, box.bottom() - 15.5));
    for (int curve = 0; curve < kCurves; ++curve) {
        QPainterPath path;
        const qreal high = box.height() - 40;
        qreal end = 0;
        for (int i = 0; i <= 60; ++i) {
            const double t = i / 60.0;
            const double rise = (1 - std::exp(-t * (4.5 - curve))) * (1 - 0.2 * curve);
            const double wave = 0.03 * std::sin(t * (17 + 5 * curve) + curve);
            const QPointF at(box.left() + t * (box.width() - 64), box.bottom() - 20 - (rise + wave) * high);
            i == 0 ? path.moveTo(at) : path.lineTo(at);
            end = at.y();
        }
        QPen pen(theme.series(curve), curve == 0 ? 2.75 : 1.75);
        painter.setPen(pen);
        painter.drawPath(path);
        painter.setFont(style::font(curve == 0 ? Type::BodyStrong : Type::Caption));
        painter.setPen(curve == 0 ? theme.series(curve) : style::color(Token::Text));
        painter.drawText(QPointF(box.right() - 56, end + 4), QStringLiteral("slime-%1").arg(curve + 1));
    }
}

void LookPreview::paintRows(QPainter& painter, const QRectF& box) const {
    const style::Theme& theme = style::Theme::instance();
    const int height = theme.rowHeight();
    painter.setFont(style::font(Type::Small));
    painter.setPen(style::color(Token::TextMuted));
    const auto row = [&](int index) { return QRectF(box.left(), box.top() + index * height, box.width() - 4, height); };
    painter.drawText(row(0).adjusted(8, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, tr("Name"));
    painter.drawText(row(0).adjusted(0, 0, -8, 0), Qt::AlignVCenter | Qt::AlignRight, tr("Elo"));
    for (int i = 0; i < kRows; ++i) {
        const QRectF place = row(i + 1);
        if (i == 0) painter.fillRect(place, style::color(Token::Selection));
        painter.setPen(QPen(style::color(Token::ChartGrid), 1));
        painter.drawLine(place.topLeft(), place.topRight());
        const QRect icon(static_cast<int>(place.left()) + 8, static_cast<int>(place.center().y()) - 8, 16, 16);
        style::statusIcon(kStates[static_cast<size_t>(i)]).paint(&painter, icon);
        painter.setPen(style::color(i == 0 ? Token::SelectionText : Token::Text));
        painter.drawText(place.adjusted(32, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                         QStringLiteral("slime-%1").arg(i + 1));
        style::drawNumber(painter, place.adjusted(0, 0, -8, 0), Qt::AlignRight,
                          i < 2 ? style::formatInterval(1342 - 91 * i, 18 + 3 * i) : style::kUnknown);
    }
}

void LookPreview::paintPalette(QPainter& painter, const QRectF& box) const {
    const style::Theme& theme = style::Theme::instance();
    const int line = theme.lineHeight(Type::Caption);
    painter.setFont(style::font(Type::Caption));
    const auto caption = [&](qreal x, qreal y, const QString& text) {
        painter.setPen(style::color(Token::TextMuted));
        painter.drawText(QPointF(x, y + line - 3), text);
    };
    caption(box.left(), box.top(), tr("Series"));
    qreal y = box.top() + line + 2;
    for (int i = 0; i < theme.seriesColors(); ++i) {
        const QRectF swatch(box.left() + i * (kSwatch + 4), y, kSwatch, kSwatch - 8);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.series(i));
        painter.drawRoundedRect(swatch, style::radius::kMark, style::radius::kMark);
        painter.setPen(style::Theme::inkOn(theme.series(i)));
        painter.drawText(swatch, Qt::AlignCenter, QString::number(i + 1));
    }
    const qreal sides = box.left() + theme.seriesColors() * (kSwatch + 4) + 24;
    caption(sides, box.top(), tr("Sides"));
    for (int side = 0; side < 2; ++side)
        style::paintSideFill(painter, QRectF(sides + side * (kSwatch + 8), y, kSwatch + 4, kSwatch - 8), side);
    y += kSwatch;
    caption(box.left(), y, tr("Roles"));
    y += line + 2;
    for (int i = 0; i < static_cast<int>(style::Role::Count); ++i)
        style::paintRole(painter, QPointF(box.left() + 12 + i * 28, y + 8), static_cast<style::Role>(i), 6);
}

}  // namespace ludus::pages
