// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/hover_card.h"

#include <QPainter>

#include <algorithm>

#include "widgets/style/theme.h"

namespace ludus::views {

using style::Token;

namespace {

constexpr int kPadX = 10, kPadY = 8, kSample = 12, kGap = 12;

QFont plainFont() {
    return style::font(style::Type::Small);
}

QFont boldFont() {
    QFont font = plainFont();
    font.setWeight(QFont::DemiBold);
    return font;
}

int lineHeight() {
    return std::max(style::Theme::instance().lineHeight(style::Type::Small), 16);
}

}  // namespace

HoverCard::HoverCard(QWidget* parent) : QWidget(parent) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setObjectName(QStringLiteral("hoverCard"));
    hide();
}

void HoverCard::setContent(const QString& head, const QString& extra, std::vector<HoverRow> rows) {
    head_ = head;
    extra_ = extra;
    rows_ = std::move(rows);
    more_.clear();
    std::stable_sort(rows_.begin(), rows_.end(),
                     [](const HoverRow& a, const HoverRow& b) { return a.order > b.order; });
    if (rows_.size() > kRows) {
        more_ = tr("and %n more", nullptr, static_cast<int>(rows_.size()) - kRows);
        rows_.resize(kRows);
    }
    resize(measure());
    update();
}

QSize HoverCard::measure() const {
    const QFontMetrics plain(plainFont()), bold(boldFont());
    int width = bold.horizontalAdvance(head_) + (extra_.isEmpty() ? 0 : 2 * kGap + plain.horizontalAdvance(extra_));
    int values = 0, extras = 0, names = 0;
    for (const HoverRow& row : rows_) {
        names = std::max(names, plain.horizontalAdvance(row.name));
        values = std::max(values, bold.horizontalAdvance(row.value));
        if (!row.extra.isEmpty()) extras = std::max(extras, 6 + plain.horizontalAdvance(row.extra));
    }
    width = std::max(width, kSample + 4 + names + kGap + values + extras);
    const int lines = 1 + static_cast<int>(rows_.size()) + (more_.isEmpty() ? 0 : 1);
    return {width + 2 * kPadX, lines * lineHeight() + 2 * kPadY};
}

void HoverCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(style::color(Token::BorderStrong), 1));
    painter.setBrush(style::color(Token::Raised));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);

    const QFont plain = plainFont(), bold = boldFont();
    QRect line(kPadX, kPadY, width() - 2 * kPadX, lineHeight());
    painter.setPen(style::color(Token::Text));
    painter.setFont(bold);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, head_);
    painter.setFont(plain);
    painter.setPen(style::color(Token::TextMuted));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, extra_);

    int extras = 0;
    for (const HoverRow& row : rows_) {
        if (!row.extra.isEmpty()) extras = std::max(extras, 6 + QFontMetrics(plain).horizontalAdvance(row.extra));
    }
    for (const HoverRow& row : rows_) {
        line.translate(0, lineHeight());
        if (row.colour.isValid()) {
            painter.fillRect(QRectF(line.left(), line.center().y(), kSample, 2), row.colour);
        }
        painter.setFont(plain);
        painter.setPen(style::color(row.colour.isValid() ? Token::Text : Token::TextMuted));
        painter.drawText(line.adjusted(kSample + 4, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, row.name);
        painter.setPen(style::color(Token::TextMuted));
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, row.extra);
        painter.setFont(bold);
        painter.setPen(style::color(Token::Text));
        painter.drawText(line.adjusted(0, 0, -extras, 0), Qt::AlignRight | Qt::AlignVCenter, row.value);
    }
    if (!more_.isEmpty()) {
        line.translate(0, lineHeight());
        painter.setFont(plain);
        painter.setPen(style::color(Token::TextMuted));
        painter.drawText(line.adjusted(kSample + 4, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, more_);
    }
}

}  // namespace ludus::views
