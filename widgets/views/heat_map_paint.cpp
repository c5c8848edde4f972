// SPDX-License-Identifier: GPL-3.0-or-later
// What stands around the cells of a HeatMap: headers, legend, frames, read-out.
#include <QFontMetricsF>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

#include "widgets/style/number_label.h"
#include "widgets/style/paint.h"
#include "widgets/style/theme.h"
#include "widgets/style/words.h"
#include "widgets/views/buttons.h"
#include "widgets/views/heat_map.h"
#include "widgets/views/heat_map_image.h"
#include "widgets/views/heat_map_parts.h"

namespace ludus::views {

using models::MatrixCard;
using models::MatrixGroup;
using models::MatrixHeader;
using style::Token;
using style::Type;

namespace {

constexpr double kPad = 10, kBar = 6, kMark = 18, kMarkRadius = 4;
constexpr double kLegendWide = 12, kLegendHigh = 96, kSwatch = 12, kCardPad = 9, kVerbHigh = 24;
constexpr int kBands = 64;

QFont caption(bool strong = false) {
    QFont font = style::font(Type::Caption);
    if (strong) font.setWeight(QFont::DemiBold);
    return font;
}

QFont small(bool strong = false) {
    QFont font = style::font(Type::Small);
    if (strong) font.setWeight(QFont::DemiBold);
    return font;
}

double line(Type type) {
    return style::Theme::instance().lineHeight(type);
}

void drawElided(QPainter& painter, const QRectF& box, Qt::Alignment alignment, const QString& text) {
    const QString shown = QFontMetricsF(painter.font()).elidedText(text, Qt::ElideRight, box.width() + 0.5);
    painter.drawText(box, static_cast<int>(alignment) | Qt::TextSingleLine, shown);
}

const MatrixGroup* groupOf(const models::MatrixModel& model, int group) {
    return group >= 0 && group < model.groups().size() ? &model.groups()[group] : nullptr;
}

// The part of a stretch that is seen, from the upper or left end of the cells.
std::pair<double, double> seenPart(const HeatAxis& axis, int first, int last, double offset, double room) {
    return {std::max(0.0, axis.begin(first) - offset), std::min(room, axis.end(last) - offset)};
}

QString ended(const QString& value, const QString& meaning) {
    //: An end of a colour scale and what it means: 100 % row wins.
    return meaning.isEmpty() ? value : HeatMap::tr("%1 %2", "value and meaning").arg(value, meaning);
}

// From the upper (left) end, the highest value, or from the lowest.
void paintScale(QPainter& painter, const QRectF& bar, bool diverging, bool upright) {
    const ColourMap map = colourMap(diverging);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    const int bands = static_cast<int>(std::max<double>(kBands, upright ? bar.height() : bar.width()));
    for (int i = 0; i < bands; ++i) {
        const double from = static_cast<double>(i) / bands, to = static_cast<double>(i + 1) / bands;
        const QColor colour = QColor::fromRgb(mapped(map, (i + 0.5) / bands));
        const QRectF band = upright ? QRectF(QPointF(bar.left(), bar.bottom() - to * bar.height()),
                                             QPointF(bar.right(), bar.bottom() - from * bar.height()))
                                    : QRectF(QPointF(bar.left() + from * bar.width(), bar.top()),
                                             QPointF(bar.left() + to * bar.width(), bar.bottom()));
        painter.fillRect(band.adjusted(0, 0, upright ? 0 : 0.5, upright ? 0.5 : 0), colour);
    }
    painter.restore();
}

}  // namespace

void HeatMap::paintStill(QPainter& painter, const HeatLayout& at, const HeatFound& found) const {
    paintRowHeaders(painter, at);
    paintColumnHeaders(painter, at);
    paintColumnNames(painter, at);
    if (!at.side.isEmpty()) paintLegend(painter, at.side, found);
    if (!at.foot.isEmpty()) paintLegendLine(painter, at.foot, found.prior);
}

void HeatMap::paintRowHeaders(QPainter& painter, const HeatLayout& at) const {
    const QRectF& cells = at.cells;
    const bool grouped = at.rows.isGrouped(), named = at.rowNames != HeatNames::None;
    const double nameRight = cells.left() - (grouped ? kBar + 2 : 6);
    painter.setFont(caption());
    if (named) {
        painter.setPen(style::color(Token::TextMuted));
        const double nameLeft = kPad + (grouped ? kMark : 0);
        const int every = at.rowNames == HeatNames::Some ? everyWhich(words_.line + 2, at.rows.pitch()) : 1;
        for (int row = 0; row < at.rows.count(); row += every) {
            const double middle = at.cell(row, 0).center().y();
            if (middle < cells.top() || middle > cells.bottom()) continue;
            drawElided(painter, QRectF(nameLeft, middle - 8, nameRight - nameLeft, 16),
                       Qt::AlignRight | Qt::AlignVCenter, model_->rows()[row].name);
        }
    }
    double used = -1e9;
    for (const HeatAxis::Span& span : at.rows.spans()) {
        const MatrixGroup* group = groupOf(*model_, span.group);
        const auto [from, to] = seenPart(at.rows, span.first, span.last, at.offset.y(), cells.height());
        if (group == nullptr || to - from < 1) continue;
        painter.fillRect(QRectF(cells.left() - kBar, cells.top() + from, 2, to - from - 1), groupColour(*group));
        const double middle = cells.top() + (from + to) / 2;
        if (middle - used < kMark - 4) continue;
        used = middle;
        const double x = named ? kPad + kMarkRadius : cells.left() - kBar - kMark / 2;
        const bool marked = paintGroupMark(painter, QPointF(x, middle), *group, kMarkRadius);
        if (named) continue;
        painter.setPen(style::color(Token::Text));
        const double right = x - (marked ? kMarkRadius + 5 : -kMark / 2 + 4);
        drawElided(painter, QRectF(kPad / 2, middle - 8, right - kPad / 2, 16), Qt::AlignRight | Qt::AlignVCenter,
                   group->name);
    }
    const QString& title = model_->content().rowTitle;
    if (title.isEmpty() || at.columns.isGrouped()) return;
    painter.setPen(style::color(Token::TextMuted));
    painter.drawText(QRectF(kPad, cells.top() - words_.line - 4, cells.right() - kPad, words_.line),
                     Qt::AlignLeft | Qt::AlignVCenter, title);
}

void HeatMap::paintColumnHeaders(QPainter& painter, const HeatLayout& at) const {
    const QRectF& cells = at.cells;
    double used = -1e9;
    painter.setFont(caption());
    for (const HeatAxis::Span& span : at.columns.spans()) {
        const MatrixGroup* group = groupOf(*model_, span.group);
        const auto [from, to] = seenPart(at.columns, span.first, span.last, at.offset.x(), cells.width());
        if (group == nullptr || to - from < 1) continue;
        painter.fillRect(QRectF(cells.left() + from, cells.top() - kBar, to - from - 1, 2), groupColour(*group));
        const double middle = cells.left() + (from + to) / 2;
        const double y = at.columnNames == HeatNames::None ? cells.top() - kBar - 8 : kPad + kMarkRadius + 1;
        if (middle - used < kMark - 4) continue;
        if (!paintGroupMark(painter, QPointF(middle, y), *group, kMarkRadius)) {
            painter.setPen(style::color(Token::TextMuted));
            drawElided(painter, QRectF(cells.left() + from, y - 8, to - from, 16), Qt::AlignCenter, group->name);
        }
        used = middle;
    }
}

void HeatMap::paintColumnNames(QPainter& painter, const HeatLayout& at) const {
    const QRectF& cells = at.cells;
    if (at.columnNames == HeatNames::None) return;
    painter.setFont(caption());
    painter.setPen(style::color(Token::TextMuted));
    const double top = at.namesBelow ? cells.bottom() + 5 : cells.top() - kBar - words_.line - 4;
    const int every = at.columnNames == HeatNames::Some ? everyWhich(words_.columns + 10, at.columns.pitch()) : 1;
    for (int column = 0; column < at.columns.count(); column += every) {
        const double middle = at.cell(0, column).center().x();
        if (middle < cells.left() || middle > cells.right()) continue;
        const QString& name = model_->columns()[column].name;
        if (at.columnNames != HeatNames::Upright) {
            const double half = std::max(words_.columns / 2 + 2, at.columns.pitch() / 2);
            painter.drawText(QRectF(middle - half, top, 2 * half, words_.line), Qt::AlignCenter | Qt::TextSingleLine,
                             name);
            continue;
        }
        // Read from below; it ends or begins at the cells.
        const double room = at.namesBelow ? height() - cells.bottom() - 8 : cells.top() - kBar - 2 - kPad - kMark + 6;
        painter.save();
        painter.translate(middle, at.namesBelow ? cells.bottom() + 5 + room : cells.top() - kBar - 2);
        painter.rotate(-90);
        drawElided(painter, QRectF(0, -8, room, 16),
                   (at.namesBelow ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter, name);
        painter.restore();
    }
    const QString& title = model_->content().columnTitle;
    if (title.isEmpty() || !at.namesBelow) return;
    // The first name begins left of the cells.
    const double right = cells.left() - 8 - (at.columnNames == HeatNames::Upright ? 0 : words_.columns / 2);
    painter.drawText(QRectF(0, top, right, words_.line), Qt::AlignRight | Qt::AlignVCenter, title);
}

void HeatMap::paintLegend(QPainter& painter, const QRectF& side, const HeatFound& found) const {
    const models::MatrixScale& scale = model_->scale();
    const double high = std::min(kLegendHigh, side.height() * 0.45);
    const QRectF bar(side.left(), side.top() + 1, kLegendWide, high);
    paintScale(painter, bar, scale.diverging, true);
    painter.setFont(caption());
    painter.setPen(style::color(Token::TextMuted));
    const double left = bar.right() + 7, wide = side.right() - left;
    const auto say = [&](double position, const QString& meaning) {
        const double y = std::clamp(bar.bottom() - position * bar.height(), bar.top() + 5, bar.bottom() - 5);
        drawElided(painter, QRectF(left, y - 8, wide, 16), Qt::AlignLeft | Qt::AlignVCenter,
                   ended(model_->valueText(model_->valueAt(position)), meaning));
    };
    say(1, scale.highName);
    say(0.5, scale.midName);
    say(0, scale.lowName);
    double y = bar.bottom() + 14;
    const auto swatch = [&](bool hatched, const QString& words) {
        const QRectF box(side.left(), y + 2, kSwatch, kSwatch);
        if (hatched) paintHatched(painter, box);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(style::color(hatched ? Token::BorderStrong : Token::Border), 1));
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
        painter.setPen(style::color(Token::TextMuted));
        drawElided(painter, QRectF(left, y, wide, 16), Qt::AlignLeft | Qt::AlignVCenter, words);
        y += 18;
    };
    if (found.prior) swatch(true, tr("prior only, no matches"));
    if (found.unknown) swatch(false, tr("nothing known"));
}

/// In one line: the lowest, the colours, the highest.
void HeatMap::paintLegendLine(QPainter& painter, const QRectF& foot, bool prior) const {
    const models::MatrixScale& scale = model_->scale();
    painter.setFont(caption());
    const QFontMetricsF metrics(painter.font());
    const double y = foot.center().y() - 8;
    const QString low = model_->valueText(model_->valueAt(0));
    QString high = ended(model_->valueText(model_->valueAt(1)), scale.highName);
    const double lowWide = metrics.horizontalAdvance(low) + 6;
    const QRectF bar(foot.left() + lowWide, y + 3, std::clamp(foot.width() * 0.25, 30.0, 110.0), 10);
    painter.setPen(style::color(Token::TextMuted));
    painter.drawText(QRectF(foot.left(), y, lowWide, 16), Qt::AlignLeft | Qt::AlignVCenter, low);
    paintScale(painter, bar, scale.diverging, false);
    const QString words = tr("prior only");
    const double priorWide = kSwatch + 5 + metrics.horizontalAdvance(words);
    const double left = bar.right() + 6;
    const bool both = prior && left + metrics.horizontalAdvance(high) + 14 + priorWide <= foot.right();
    drawElided(painter, QRectF(left, y, foot.right() - left - (both ? priorWide + 10 : 0), 16),
               Qt::AlignLeft | Qt::AlignVCenter, high);
    if (!both) return;
    const QRectF box(foot.right() - priorWide, y + 2, kSwatch, kSwatch);
    paintHatched(painter, box);
    painter.setPen(style::color(Token::TextMuted));
    painter.drawText(QRectF(box.right() + 5, y, priorWide, 16), Qt::AlignLeft | Qt::AlignVCenter, words);
}

/// How much of the map is seen while it is zoomed.
void HeatMap::paintMovedAway(QPainter& painter, const HeatLayout& at) const {
    const auto part = [](double offset, double room, double length) {
        return std::pair(room * offset / length, std::max(8.0, room * room / length));
    };
    const QRectF& cells = at.cells;
    if (at.columns.length() > cells.width() + 1) {
        const auto [from, extent] = part(at.offset.x(), cells.width(), at.columns.length());
        painter.fillRect(QRectF(cells.left(), cells.bottom() + 2, cells.width(), 2), style::color(Token::Sunken));
        painter.fillRect(QRectF(cells.left() + from, cells.bottom() + 2, extent, 2), style::color(Token::BorderStrong));
    }
    if (at.rows.length() > cells.height() + 1) {
        const auto [from, extent] = part(at.offset.y(), cells.height(), at.rows.length());
        painter.fillRect(QRectF(cells.right() + 2, cells.top(), 2, cells.height()), style::color(Token::Sunken));
        painter.fillRect(QRectF(cells.right() + 2, cells.top() + from, 2, extent), style::color(Token::BorderStrong));
    }
}

/// The selection's row and column in accent, the cell of the read-out in ink.
void HeatMap::paintFrames(QPainter& painter, const HeatLayout& at) const {
    constexpr double kReach = 3, kLeast = 7;
    const auto widened = [](QRectF box) {
        if (box.width() < kLeast) box.adjust((box.width() - kLeast) / 2, 0, (kLeast - box.width()) / 2, 0);
        if (box.height() < kLeast) box.adjust(0, (box.height() - kLeast) / 2, 0, (kLeast - box.height()) / 2);
        return box;
    };
    const QRectF& cells = at.cells;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setClipRect(cells.adjusted(-kReach - 2, -kReach - 2, kReach + 2, kReach + 2));
    painter.setPen(QPen(style::color(Token::Accent), 2));
    const int row = model_->rowOf(selected_), column = model_->columnOf(selected_);
    if (row >= 0) {
        const QRectF one = widened(at.cell(row, 0));
        painter.drawRoundedRect(QRectF(cells.left() - 2, one.top() - 1.5, cells.width() + 4, one.height() + 2), 3, 3);
    }
    if (column >= 0) {
        const QRectF one = widened(at.cell(0, column));
        painter.drawRoundedRect(QRectF(one.left() - 1.5, cells.top() - 2, one.width() + 2, cells.height() + 4), 3, 3);
    }
    painter.setClipRect(cells.adjusted(-2, -2, 2, 2));
    const auto frame = [&](const Place& place, double pen) {
        if (!place.isCell()) return;
        const QRectF box = widened(at.cell(place.row, place.column)).adjusted(-0.5, -0.5, -0.5, -0.5);
        painter.setPen(QPen(style::color(Token::Surface), pen + 2));
        painter.drawRect(box);
        painter.setPen(QPen(style::Theme::instance().ink(), pen));
        painter.drawRect(box);
    };
    frame(current(), 2);
    if (hovered_ != current()) frame(hovered_, 1);
    painter.restore();
}

QRectF HeatMap::cardRect(const MatrixCard& card) const {
    const QRectF& side = layoutNow().side;
    const double legend = std::min(kLegendHigh, side.height() * 0.45) + 1 + 14 + 2 * 18 + 8;
    const double high = 2 * kCardPad + line(Type::Small) * (1 + static_cast<double>(card.rows.size())) +
                        (verbs_.isEmpty() ? 0 : kVerbHigh);
    const double top = std::max(side.top(), std::min(side.top() + legend, side.bottom() - high - 8));
    return {side.left(), top, side.width(), high};
}

/// The links below the read-out of the chosen cell.
void HeatMap::placeVerbs() {
    if (verbs_.isEmpty()) return;
    const Place cell = current();
    const bool shown =
        cell.isCell() && !isEmpty() && !layoutNow().side.isEmpty() && (!hovered_.isCell() || hovered_ == cell);
    if (shown) {
        const QRectF card = cardRect(model_->card(cell.row, cell.column));
        double x = card.left() + kCardPad;
        for (LinkButton* verb : std::as_const(verbs_)) {
            const int wide = verb->sizeHint().width();
            verb->setGeometry(static_cast<int>(x), static_cast<int>(card.bottom() - kCardPad / 2 - kVerbHigh), wide,
                              static_cast<int>(kVerbHigh));
            x += wide + 12;
        }
    }
    for (LinkButton* verb : std::as_const(verbs_))
        verb->setVisible(shown);
}

/// With the marks of both, where the head is the pair.
double HeatMap::paintCardHead(QPainter& painter, const Place& cell, const MatrixCard& card, const QRectF& box) const {
    const models::MatrixContent& content = model_->content();
    const MatrixHeader &row = content.rows[cell.row], &column = content.columns[cell.column];
    painter.setFont(small(true));
    painter.setPen(style::color(Token::Text));
    const bool pair = !content.pair.isEmpty() && card.head == style::filled(content.pair, {row.name, column.name});
    if (!pair) {
        drawElided(painter, box, Qt::AlignLeft | Qt::AlignVCenter, card.head);
        return box.right();
    }
    double x = box.left();
    const auto say = [&](const QString& text) {
        drawElided(painter, QRectF(x, box.top(), std::max(0.0, box.right() - x), box.height()),
                   Qt::AlignLeft | Qt::AlignVCenter, text);
        x += QFontMetricsF(painter.font()).horizontalAdvance(text);
    };
    const auto named = [&](const MatrixHeader& header) {
        const MatrixGroup* group = groupOf(*model_, header.group);
        if (group != nullptr && paintGroupMark(painter, QPointF(x + 5, box.center().y()), *group, kMarkRadius)) x += 15;
        painter.setFont(small(true));
        painter.setPen(style::color(Token::Text));
        say(header.name);
        painter.setFont(small());
        painter.setPen(style::color(Token::TextMuted));
    };
    const QString& pattern = content.pair;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const bool first = pattern.mid(i, 2) == QLatin1String("%1"), second = pattern.mid(i, 2) == QLatin1String("%2");
        if (!first && !second) {
            say(pattern.mid(i, 1));
            continue;
        }
        named(first ? row : column);
        ++i;
    }
    return x;
}

void HeatMap::paintCard(QPainter& painter, const Place& cell) const {
    if (!cell.isCell() || layoutNow().side.isEmpty()) return;
    const MatrixCard card = model_->card(cell.row, cell.column);
    const QRectF box = cardRect(card);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(style::color(Token::BorderStrong), 1));
    painter.setBrush(style::color(Token::Raised));
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), style::radius::kControl, style::radius::kControl);
    QRectF at(box.left() + kCardPad, box.top() + kCardPad - 1, box.width() - 2 * kCardPad, line(Type::Small));
    paintCardHead(painter, cell, card, at);
    for (const auto& [name, text] : card.rows) {
        at.translate(0, line(Type::Small));
        painter.setFont(small(name.isEmpty()));
        painter.setPen(style::color(Token::Text));
        style::drawNumber(painter, at, (name.isEmpty() ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter, text);
        if (name.isEmpty()) continue;
        painter.setPen(style::color(Token::TextMuted));
        painter.drawText(at, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, name);
    }
    painter.restore();
}

/// A picture alone has to say what the window says beside it.
void HeatMap::paintPicture(QPainter& painter) const {
    const QRectF whole(0, 0, width(), height() + 24);
    painter.fillRect(whole, style::color(Token::Surface));
    if (isEmpty()) return;
    painter.setFont(style::font(Type::BodyStrong));
    painter.setPen(style::color(Token::Text));
    painter.drawText(QRectF(kPad, 4, width() - 2 * kPad, 20), Qt::AlignLeft | Qt::AlignVCenter, model_->scale().title);
    painter.translate(0, 24);
    const HeatLayout& at = layoutNow();
    if (painter.paintEngine()->type() == QPaintEngine::Raster) {
        const HeatImage cells = paintHeatCells(*model_, at, painter.device()->devicePixelRatioF());
        painter.drawImage(at.cells.topLeft(), cells.image);
        paintStill(painter, at, cells.found);
    } else {
        paintStill(painter, at, drawHeatCells(painter, *model_, at));
    }
    paintFrames(painter, at);
    paintCard(painter, current());
}

}  // namespace ludus::views
