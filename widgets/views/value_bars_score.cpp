// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/value_bars_score.h"

#include <QPainter>

#include <algorithm>

#include "widgets/style/paint.h"
#include "widgets/style/words.h"

namespace ludus::views {

using style::Token;

ScoreHeader::ScoreHeader(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&style::Theme::instance(), &style::Theme::changed, this, qOverload<>(&QWidget::update));
}

void ScoreHeader::setSide(int side, const ScoreSide& facts) {
    sides_[side == 1 ? 1 : 0] = facts;
    describe();
}

void ScoreHeader::setScore(const QString& score) {
    score_ = score;
    describe();
}

void ScoreHeader::describe() {
    setAccessibleName(style::closedUp(tr("%1 against %2, %3").arg(sides_[0].name, sides_[1].name, score_)));
    update();
}

void ScoreHeader::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), style::color(Token::Surface));
    painter.setFont(style::font(style::Type::Page));
    painter.setPen(style::color(Token::Text));
    painter.drawText(rect(), Qt::AlignCenter, score_);
    const int half = (width() - painter.fontMetrics().horizontalAdvance(score_)) / 2 - 12;
    for (const int side : {0, 1})
        paintSide(painter, side, half);
}

// Written from the outer edge towards the score; the right half is the mirror of the left one.
void ScoreHeader::paintSide(QPainter& painter, int side, int half) const {
    const ScoreSide& facts = sides_[static_cast<std::size_t>(side)];
    const double middle = height() / 2.0;
    double at = 10;
    const auto place = [&](double extent) {
        const double left = side == 0 ? at : width() - at - extent;
        at += extent;
        return left;
    };
    style::paintSideFill(painter, QRectF(place(12), middle - 6, 12, 12), side);
    at += 8;
    if (facts.role) {
        style::paintRole(painter, QPointF(place(10) + 5, middle), *facts.role, 4.5);
        at += 7;
    }
    painter.setFont(style::font(style::Type::BodyStrong));
    painter.setPen(style::color(Token::Text));
    const double dots = facts.allLives * 12.5;
    const double needed = painter.fontMetrics().horizontalAdvance(facts.name) + 1;
    // Names come first: without the dots the score still says it.
    const bool hasDots = at + needed + dots + 8 <= half;
    const double room = std::max(20.0, half - at - (hasDots ? dots + 8 : 0));
    const QString name = painter.fontMetrics().elidedText(facts.name, Qt::ElideMiddle, static_cast<int>(room));
    const double advance = painter.fontMetrics().horizontalAdvance(name) + 1;
    painter.drawText(QRectF(place(advance), 0, advance, height()), Qt::AlignLeft | Qt::AlignVCenter, name);
    at += 7;
    if (!hasDots) return;
    // Dots are read from left to right on both sides.
    const double left = place(dots);
    for (int i = 0; i < facts.allLives; ++i) {
        QPainterPath dot;
        dot.addEllipse(QPointF(left + 6 + i * 12.5, middle), 4.5, 4.5);
        if (i < facts.lives) {
            style::paintSideFill(painter, dot, side);
        } else {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(style::color(Token::BorderStrong), 1));
            painter.drawPath(dot);
        }
    }
}

}  // namespace ludus::views
