// SPDX-License-Identifier: GPL-3.0-or-later
// Where the bands of StackedShares stand and how they look.
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

#include "widgets/style/paint.h"
#include "widgets/style/theme.h"
#include "widgets/views/heat_map_parts.h"
#include "widgets/views/stacked_shares.h"

namespace ludus::views {

using style::Token;

namespace {

constexpr double kPoint = 2;  // pixels that a point of an area's outline has for itself
constexpr double kPad = 10, kAxis = 40, kNames = 22, kLabelsFrom = 320, kLabel = 17, kSwatch = 10;

double textWide(const QString& text) {
    return QFontMetricsF(style::font(style::Type::Caption)).horizontalAdvance(text);
}

}  // namespace

/// Of the names at the right end; none where there is no room.
double StackedShares::labelsWide() const {
    if (width() < kLabelsFrom) return 0;
    return std::min(words().bands + kSwatch + 26, width() * 0.42);
}

const StackedShares::Words& StackedShares::words() const {
    if (words_) return *words_;
    words_.emplace();
    for (const Band& band : bands_)
        words_->bands = std::max(words_->bands, textWide(band.group.name) + 8 + textWide(model_->valueText(band.last)));
    for (const models::MatrixHeader& header : model_ ? model_->columns() : QVector<models::MatrixHeader>())
        words_->columns = std::max(words_->columns, textWide(header.name));
    return *words_;
}

QRectF StackedShares::area() const {
    const double right = labelsWide();
    return QRectF(rect()).adjusted(kPad + kAxis, kPad, -(right > 0 ? right : kPad), -kNames - 4);
}

double StackedShares::yOf(double value) const {
    const QRectF at = area();
    return at.bottom() - value / top_ * at.height();
}

double StackedShares::xOf(int column) const {
    const QRectF at = area();
    return at.left() + at.width() * (column + 0.5) / std::max(1, model_->columnCount());
}

QRectF StackedShares::boxOf(int band, int column) const {
    const QRectF at = area();
    const double wide = at.width() / std::max(1, model_->columnCount());
    const auto i = static_cast<std::size_t>(band), k = static_cast<std::size_t>(column);
    const double gap = showsBars() ? std::min(8.0, wide * 0.2) : 0;
    const double top = yOf(floors_[i + 1][k]), bottom = yOf(floors_[i][k]);
    return {at.left() + wide * column + gap / 2, top, wide - gap, bottom - top};
}

/// Of areas: where there are more columns than can be told apart, a point of the outline stands for several.
int StackedShares::columnsOfPoint() const {
    return std::max(1, static_cast<int>(std::ceil(kPoint * model_->columnCount() / std::max(1.0, area().width()))));
}

/// Of several columns that share a point the mean, so that the sum is kept; the ends stay where they are.
QPolygonF StackedShares::outline(int band, int first, int last) const {
    const auto i = static_cast<std::size_t>(band);
    const int step = columnsOfPoint();
    QPolygonF above, below;
    for (int from = first; from <= last; from += step) {
        const int to = std::min(from + step - 1, last);
        double top = 0, bottom = 0;
        for (int column = from; column <= to; ++column) {
            top += floors_[i + 1][static_cast<std::size_t>(column)];
            bottom += floors_[i][static_cast<std::size_t>(column)];
        }
        const int count = to - from + 1;
        const double x = from == first ? xOf(first) : to == last ? xOf(last) : (xOf(from) + xOf(to)) / 2;
        above << QPointF(x, yOf(top / count));
        below << QPointF(x, yOf(bottom / count));
        if (from > first || to < last) continue;
        above << QPointF(xOf(last), yOf(top / count));  // a few that have no more than one point
        below << QPointF(xOf(last), yOf(bottom / count));
    }
    std::reverse(below.begin(), below.end());
    return above + below;
}

void StackedShares::paintAxes(QPainter& painter) const {
    const QRectF at = area();
    painter.setFont(style::font(style::Type::Caption));
    for (int i = 0; i <= 4; ++i) {
        const double value = top_ * i / 4, y = std::round(yOf(value));
        painter.fillRect(QRectF(at.left(), y, at.width(), 1),
                         style::color(i == 0 ? Token::ChartAxis : Token::ChartGrid));
        if (at.height() < 90 && i % 2 == 1) continue;
        painter.setPen(style::color(Token::TextMuted));
        painter.drawText(QRectF(0, y - 8, at.left() - 6, 16), Qt::AlignRight | Qt::AlignVCenter,
                         model_->valueText(value));
    }
    const double widest = words().columns;
    const int columns = model_->columnCount();
    const int every = everyWhich(widest + 10, at.width() / columns);
    for (int column = 0; column < columns; column += every)
        painter.drawText(QRectF(xOf(column) - widest / 2 - 6, at.bottom() + 4, widest + 12, kNames - 4),
                         Qt::AlignHCenter | Qt::AlignVCenter, model_->columns()[column].name);
    const QString& title = model_->content().columnTitle;
    // Only where the first name leaves it room.
    const double room = xOf(0) - widest / 2 - 12;
    if (textWide(title) <= room - 4)
        painter.drawText(QRectF(4, at.bottom() + 4, room - 4, kNames - 4), Qt::AlignRight | Qt::AlignVCenter, title);
}

void StackedShares::paintBars(QPainter& painter) const {
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (int band = 0; band < static_cast<int>(bands_.size()); ++band) {
        const QColor colour = colourOf(band);
        for (int column = 0; column < model_->columnCount(); ++column) {
            QRectF box = boxOf(band, column);
            if (box.height() <= 0) continue;
            // A thread of the ground between neighbours: bands are told apart without their colours.
            if (box.height() > 3) box.adjust(0, 1, 0, 0);
            painter.fillRect(box, colour);
        }
    }
    painter.setRenderHint(QPainter::Antialiasing);
}

void StackedShares::paintAreas(QPainter& painter) const {
    const int columns = model_->columnCount();
    const auto known = [&](int column) {
        return std::any_of(bands_.begin(), bands_.end(), [&](const Band& band) {
            return std::isfinite(band.values[static_cast<std::size_t>(column)]);
        });
    };
    for (int first = 0; first < columns; ++first) {
        if (!known(first)) continue;
        int last = first;
        while (last + 1 < columns && known(last + 1))
            ++last;
        for (int band = 0; band < static_cast<int>(bands_.size()); ++band) {
            painter.setPen(QPen(style::color(Token::Surface), 1));
            painter.setBrush(colourOf(band));
            if (last > first)
                painter.drawPolygon(outline(band, first, last));
            else
                painter.fillRect(boxOf(band, first), colourOf(band));
        }
        first = last;
    }
}

/// Beside the end of every band, in their order; where they are thin, as close as words allow.
void StackedShares::paintLabels(QPainter& painter) const {
    const double wide = labelsWide();
    if (wide <= 0) return;
    const QRectF at = area();
    const int count = static_cast<int>(bands_.size()), column = model_->columnCount() - 1;
    const int most = std::max(1, static_cast<int>((height() - kPad) / kLabel));
    std::vector<double> places;
    double low = at.bottom() + kNames;
    for (int band = 0; band < count; ++band) {
        const double wanted = boxOf(band, column).center().y();
        low = std::min(low - (band > 0 ? kLabel : 0), std::max(wanted, at.top() + kLabel / 2));
        places.push_back(low);
    }
    // What left at the top comes back down.
    double high = kLabel / 2 + 1;
    for (int band = count - 1; band >= 0; --band) {
        double& place = places[static_cast<std::size_t>(band)];
        place = std::max(place, high);
        high = place + kLabel;
    }
    painter.setFont(style::font(style::Type::Caption));
    for (int band = 0; band < std::min(count, most); ++band) {
        const Band& one = bands_[static_cast<std::size_t>(band)];
        const double y = places[static_cast<std::size_t>(band)], x = at.right() + 14;
        painter.setPen(QPen(style::color(Token::ChartZero), 1));
        painter.drawLine(QPointF(at.right() + 1, boxOf(band, column).center().y()), QPointF(x - 3, y));
        if (!paintGroupMark(painter, QPointF(x + 5, y), one.group, 4))
            painter.fillRect(QRectF(x, y - kSwatch / 2, kSwatch, kSwatch), colourOf(band));
        painter.setPen(style::color(Token::Text));
        const QString value = model_->valueText(one.last);
        const double number = textWide(value);
        const QRectF box(x + kSwatch + 5, y - 8, width() - x - kSwatch - 9, 16);
        painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter, value);
        painter.setPen(style::color(one.group.id == band_ ? Token::Text : Token::TextMuted));
        painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(one.group.name, Qt::ElideRight,
                                                          static_cast<int>(box.width() - number - 6)));
    }
}

void StackedShares::paintAll(QPainter& painter) const {
    painter.setRenderHint(QPainter::Antialiasing);
    paintAxes(painter);
    if (showsBars())
        paintBars(painter);
    else
        paintAreas(painter);
    paintLabels(painter);
    const int column = columnOf(column_), band = bandOf(band_);
    painter.setBrush(Qt::NoBrush);
    if (column >= 0) {
        const QRectF at = area();
        const double wide = std::max(4.0, at.width() / model_->columnCount());
        painter.setPen(QPen(style::color(Token::Accent), 2));
        painter.drawRoundedRect(QRectF(xOf(column) - wide / 2, at.top() - 3, wide, at.height() + 5), 3, 3);
    }
    if (band < 0) return;
    painter.setPen(QPen(style::Theme::instance().ink(), 2));
    for (int i = 0; showsBars() && i < model_->columnCount(); ++i)
        if (boxOf(band, i).height() > 1 && (column < 0 || i == column)) painter.drawRect(boxOf(band, i));
    if (!showsBars() && model_->columnCount() > 1) painter.drawPolygon(outline(band, 0, model_->columnCount() - 1));
}

void StackedShares::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (isEmpty()) {
        painter.setFont(style::font(style::Type::Small));
        painter.setPen(style::color(Token::TextMuted));
        painter.drawText(rect().adjusted(12, 12, -12, -12), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                         emptyText_);
    } else {
        paintAll(painter);
        if (hovered_ >= 0) {
            painter.setPen(QPen(style::color(Token::ChartCursor), 1, Qt::DashLine));
            painter.drawLine(QPointF(xOf(hovered_), area().top()), QPointF(xOf(hovered_), area().bottom()));
        }
    }
    if (keyFocus_) style::paintFocusInside(painter, QRectF(rect()), style::radius::kControl);
}

}  // namespace ludus::views
