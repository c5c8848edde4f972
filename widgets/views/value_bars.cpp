// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/value_bars.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

#include "widgets/style/format.h"
#include "widgets/style/number_label.h"
#include "widgets/style/paint.h"
#include "widgets/style/theme.h"

namespace ludus::views {

using style::Token;

namespace {

constexpr int kHead = 18, kPercent = 44, kGap = 8;

}  // namespace

ValueBars::ValueBars(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    connect(&style::Theme::instance(), &style::Theme::changed, this, qOverload<>(&QWidget::update));
}

void ValueBars::setHead(int side, const QString& name, const QString& note) {
    side_ = side;
    name_ = name;
    note_ = note;
    setAccessibleName(name + QLatin1Char(' ') + note);
    update();
}

void ValueBars::setRows(std::vector<ValueBar> rows, int chosen) {
    if (rows.size() != rows_.size()) updateGeometry();
    rows_ = std::move(rows);
    chosen_ = chosen;
    QStringList words;
    for (const ValueBar& row : rows_)
        words << row.label + QLatin1Char(' ') + style::formatPercent(row.share);
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    update();
}

int ValueBars::rowHeight() const {
    return std::max(15, style::Theme::instance().lineHeight(style::Type::Caption) + 1);
}

QSize ValueBars::sizeHint() const {
    return {230, kHead + static_cast<int>(rows_.size()) * rowHeight()};
}

QSize ValueBars::minimumSizeHint() const {
    return {140, sizeHint().height()};
}

void ValueBars::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QFont plain = style::font(style::Type::Caption);
    QFont bold = plain;
    bold.setWeight(QFont::DemiBold);
    style::paintSideFill(painter, QRectF(0, (kHead - 10) / 2.0, 10, 10), side_);
    painter.setFont(plain);
    painter.setPen(style::color(Token::TextMuted));
    const QRect head(16, 0, width() - 16, kHead);
    const QString text = note_.isEmpty() ? name_ : name_ + QStringLiteral("  ") + note_;
    painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, head.width()));

    int widest = 0;
    for (const ValueBar& row : rows_)
        widest = std::max(widest, QFontMetrics(bold).horizontalAdvance(row.label));
    widest = std::min(widest, width() / 3);
    const int left = widest + kGap, barWidth = std::max(10, width() - left - kPercent);
    int y = kHead;
    for (std::size_t i = 0; i < rows_.size(); ++i, y += rowHeight()) {
        const bool isChosen = static_cast<int>(i) == chosen_;
        painter.setFont(isChosen ? bold : plain);
        painter.setPen(style::color(isChosen ? Token::Text : Token::TextMuted));
        const QString label = painter.fontMetrics().elidedText(rows_[i].label, Qt::ElideRight, widest);
        painter.drawText(QRect(0, y, widest, rowHeight()), Qt::AlignRight | Qt::AlignVCenter, label);
        const QRectF track(left, y + (rowHeight() - 9) / 2, barWidth, 9);
        painter.fillRect(track, style::color(Token::Sunken));
        const double share = std::isfinite(rows_[i].share) ? std::clamp(rows_[i].share, 0.0, 1.0) : 0;
        if (share > 0) {
            style::paintSideFill(painter, QRectF(track.left(), track.top(), std::max(1.5, share * barWidth), 9), side_,
                                 1);
        }
        style::drawNumber(painter, QRectF(width() - kPercent, y, kPercent, rowHeight()),
                          Qt::AlignRight | Qt::AlignVCenter, style::formatPercent(rows_[i].share));
    }
}

}  // namespace ludus::views
