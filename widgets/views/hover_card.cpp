// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/hover_card.h"

#include <QPainter>

#include <algorithm>

#include "widgets/style/theme.h"

namespace ludus::views {

using style::Token;

namespace {

constexpr int kPadX = 10, kPadY = 8, kSample = 12, kGap = 12, kBetween = 20;

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

void HoverCard::setContent(const QString& head, const QString& extra, std::vector<HoverRow> rows,
                           std::vector<HoverRow> linked) {
    head_ = head;
    extra_ = extra;
    rows_ = std::move(rows);
    linked_ = std::move(linked);
    more_.clear();
    moreLinked_.clear();
    std::stable_sort(rows_.begin(), rows_.end(),
                     [](const HoverRow& a, const HoverRow& b) { return a.order > b.order; });
    const auto cut = [](std::vector<HoverRow>& all, std::size_t most) {
        const auto rest = all.size() > most ? static_cast<int>(all.size() - most) : 0;
        const auto pointed = std::find_if(all.begin(), all.end(), [](const HoverRow& row) { return row.pointed; });
        if (pointed != all.end() && static_cast<std::size_t>(pointed - all.begin()) >= most)
            std::swap(all[most - 1], *pointed);
        if (rest > 0) all.resize(most);
        return rest > 0 ? tr("and %n more", nullptr, rest) : QString();
    };
    more_ = cut(rows_, kRows);
    moreLinked_ = cut(linked_, 2 * kRows);
    resize(measure());
    update();
}

QString HoverCard::sentence() const {
    QStringList parts{extra_.isEmpty() ? head_ : head_ + QStringLiteral(", ") + extra_};
    const auto say = [](const HoverRow& row) {
        return QStringList{row.name, row.value, row.extra}.join(QLatin1Char(' ')).trimmed();
    };
    for (const HoverRow& row : rows_)
        if (row.pointed) parts << say(row);
    for (const std::vector<HoverRow>* rows : {&rows_, &linked_})
        for (const HoverRow& row : *rows)
            if (!row.pointed) parts << say(row);
    return parts.join(QStringLiteral("; "));
}

// The rows of the chart, then those of the linked ones in columns of equal length.
std::vector<HoverCard::Column> HoverCard::columns() const {
    std::vector<Column> all{{rows_, more_}};
    const std::size_t count = linked_.empty() ? 0 : linked_.size() > kRows ? 2 : 1;
    const std::size_t each = count > 0 ? (linked_.size() + count - 1) / count : 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t first = i * each, size = std::min(each, linked_.size() - first);
        all.push_back({std::span(linked_).subspan(first, size), i + 1 == count ? moreLinked_ : QString()});
    }
    const QFontMetrics plain(plainFont()), bold(boldFont());
    for (Column& column : all) {
        int names = column.more.isEmpty() ? 0 : plain.horizontalAdvance(column.more);
        for (const HoverRow& row : column.rows) {
            names = std::max(names, (row.pointed ? bold : plain).horizontalAdvance(row.name));
            column.values = std::max(column.values, bold.horizontalAdvance(row.value));
            if (!row.extra.isEmpty()) column.extras = std::max(column.extras, 6 + plain.horizontalAdvance(row.extra));
        }
        column.width = kSample + 4 + names + kGap + column.values + column.extras;
    }
    return all;
}

QSize HoverCard::measure() const {
    const QFontMetrics plain(plainFont()), bold(boldFont());
    const int head =
        bold.horizontalAdvance(head_) + (extra_.isEmpty() ? 0 : 2 * kGap + plain.horizontalAdvance(extra_));
    int width = 0, lines = 0;
    for (const Column& column : columns()) {
        width += (width > 0 ? kBetween : 0) + column.width;
        lines = std::max(lines, static_cast<int>(column.rows.size()) + (column.more.isEmpty() ? 0 : 1));
    }
    return {std::max(width, head) + 2 * kPadX, (1 + lines) * lineHeight() + 2 * kPadY};
}

void HoverCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(style::color(Token::BorderStrong), 1));
    painter.setBrush(style::color(Token::Raised));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);

    QRect line(kPadX, kPadY, width() - 2 * kPadX, lineHeight());
    painter.setPen(style::color(Token::Text));
    painter.setFont(boldFont());
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, head_);
    painter.setFont(plainFont());
    painter.setPen(style::color(Token::TextMuted));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, extra_);
    line.translate(0, lineHeight());

    const std::vector<Column> all = columns();
    for (std::size_t i = 0; i < all.size(); ++i) {
        // A card that its head made wider gives the room to its only column.
        line.setWidth(all.size() == 1 ? width() - 2 * kPadX : all[i].width);
        if (i > 0) {
            painter.setPen(QPen(style::color(Token::Border), 1));
            const double x = line.left() - kBetween / 2 + 0.5;
            painter.drawLine(QPointF(x, line.top() + 2), QPointF(x, height() - kPadY));
        }
        paintColumn(painter, all[i], line);
        line.moveLeft(line.left() + all[i].width + kBetween);
    }
}

void HoverCard::paintColumn(QPainter& painter, const Column& column, QRect line) const {
    const QFont plain = plainFont(), bold = boldFont();
    for (const HoverRow& row : column.rows) {
        if (row.colour.isValid()) {
            painter.fillRect(QRectF(line.left(), line.center().y(), kSample, 2), row.colour);
        }
        painter.setFont(row.pointed ? bold : plain);
        painter.setPen(style::color(row.colour.isValid() ? Token::Text : Token::TextMuted));
        painter.drawText(line.adjusted(kSample + 4, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, row.name);
        painter.setFont(plain);
        painter.setPen(style::color(Token::TextMuted));
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, row.extra);
        painter.setFont(bold);
        painter.setPen(style::color(Token::Text));
        painter.drawText(line.adjusted(0, 0, -column.extras, 0), Qt::AlignRight | Qt::AlignVCenter, row.value);
        line.translate(0, lineHeight());
    }
    if (column.more.isEmpty()) return;
    painter.setFont(plain);
    painter.setPen(style::color(Token::TextMuted));
    painter.drawText(line.adjusted(kSample + 4, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, column.more);
}

}  // namespace ludus::views
