// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/table_view_delegate.h"

#include <QMouseEvent>
#include <QPainter>

#include <cmath>

#include "widgets/models/table_model.h"
#include "widgets/style/number_label.h"
#include "widgets/style/theme.h"

namespace ludus::views {

using models::ColumnKind;
using models::TableModel;
using models::Tone;
using style::Token;
using style::Type;

namespace {

constexpr int kPadding = 10, kWidestDigit = 9;
constexpr qsizetype kLongWord = 60;  // characters; longer texts are not kept

Token toneToken(Tone tone, bool selected) {
    switch (tone) {
        case Tone::Normal: return selected ? Token::SelectionText : Token::Text;
        case Tone::Muted: return Token::TextMuted;
        case Tone::Accent: return Token::Accent;
        case Tone::Success: return Token::Success;
        case Tone::Warning: return Token::Warning;
        case Tone::Danger: return Token::Danger;
    }
    return Token::Text;
}

}  // namespace

void TableDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const auto tone = static_cast<Tone>(index.data(TableModel::ToneRole).toInt());
    const bool number = index.data(TableModel::KindRole).toInt() == static_cast<int>(ColumnKind::Number);
    if (selected) painter->fillRect(option.rect, style::color(Token::Selection));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                      style::color(Token::ChartGrid));

    QRect line = option.rect.adjusted(kPadding, 0, -kPadding, 0);
    if (index.column() == 0 && paintMark(painter, option, index)) line.setLeft(option.rect.left() + kMarkRoom);
    // With a reason below, the values stand in the upper line.
    if (!index.data(TableModel::ReasonRole).toString().isEmpty()) line.setHeight(lineHeight_);
    const QString iconName = index.data(TableModel::CellIconRole).toString();
    if (!iconName.isEmpty()) {
        const int top = line.top() + (line.height() - style::size::kIcon) / 2;
        // A soft fill keeps text readable in every tone, icons too.
        const Token ink = tone == Tone::Normal ? Token::TextMuted : toneToken(tone, selected);
        painter->drawPixmap(
            line.left(), top,
            style::iconPixmap(iconName, style::color(ink), style::size::kIcon, painter->device()->devicePixelRatioF()));
        line.setLeft(line.left() + style::size::kIcon + 6);
    }
    if (index.data(TableModel::KindRole).toInt() == static_cast<int>(ColumnKind::Curve)) {
        paintCurve(painter, line, index.data(TableModel::CurveRole).value<QVector<float>>());
        painter->restore();
        return;
    }
    QFont font = style::font(Type::Small);
    if (index.data(TableModel::StrongRole).toBool()) font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    // On the selection only full ink keeps its contrast; the icon still shows the tone.
    painter->setPen(style::color(selected && tone != Tone::Muted ? Token::SelectionText : toneToken(tone, selected)));
    const QString text = index.data(Qt::DisplayRole).toString();
    // Measured only where it may be too long. Words come again from row to row: those that fit are laid out once.
    const bool isShort = text.size() * kWidestDigit <= line.width();
    if (number && (isShort || style::numberWidth(font, text) <= line.width() + kPadding)) {
        style::drawNumber(*painter, line, Qt::AlignRight, text);
    } else if (!number && text.size() <= kLongWord && !text.contains(QLatin1Char('\n')) &&
               style::wordWidth(font, text) <= line.width()) {
        style::drawWord(*painter, line, Qt::AlignLeft, text);
    } else {
        painter->drawText(line, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                          QFontMetrics(font).elidedText(
                              text, index.column() == middle_ ? Qt::ElideMiddle : Qt::ElideRight, line.width()));
    }
    painter->restore();
}

bool TableDelegate::paintMark(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const qreal ratio = painter->device()->devicePixelRatioF();
    const int top = option.rect.top() + (lineHeight_ - 14) / 2;
    if (index.data(TableModel::GroupRole).toBool()) {
        const bool folded = index.data(TableModel::FoldedRole).toBool();
        painter->drawPixmap(option.rect.left() + kPadding - 1, top - 1,
                            style::iconPixmap(folded ? QStringLiteral("chevron-right") : QStringLiteral("chevron-down"),
                                              style::color(Token::Text), style::size::kIcon, ratio));
        return true;
    }
    const QVariant ticked = index.data(Qt::CheckStateRole);
    if (!ticked.isValid()) return false;
    const bool on = ticked.toInt() == Qt::Checked;
    const QRectF box(option.rect.left() + kPadding + 0.5, top + 0.5, 13, 13);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(style::color(on ? Token::Accent : Token::BorderStrong), 1));
    painter->setBrush(style::color(on ? Token::Accent : Token::Surface));
    painter->drawRoundedRect(box, 3, 3);
    painter->setRenderHint(QPainter::Antialiasing, false);
    if (on)
        painter->drawPixmap(option.rect.left() + kPadding + 1, top + 1,
                            style::iconPixmap(QStringLiteral("check"), style::color(Token::OnAccent), 12, ratio));
    return true;
}

// From its own lowest to its own highest value: the shape is what it tells; the last value has a dot.
void TableDelegate::paintCurve(QPainter* painter, const QRect& cell, const QVector<float>& values) const {
    float low = std::numeric_limits<float>::infinity(), high = -low;
    for (const float value : values) {
        if (!std::isfinite(value)) continue;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    if (!(low <= high)) return;
    const QRectF area = QRectF(cell).adjusted(0, 5, -3, -6);
    const auto place = [&](qsizetype i) {
        const double x = values.size() > 1 ? static_cast<double>(i) / static_cast<double>(values.size() - 1) : 1;
        const double y = high > low ? (values[i] - low) / (high - low) : 0.5;
        return QPointF(area.left() + x * area.width(), area.bottom() - y * area.height());
    };
    painter->setRenderHint(QPainter::Antialiasing);
    const QColor colour = style::Theme::instance().series(0);
    painter->setPen(QPen(colour, 1.25, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
    QPolygonF line;
    QPointF last;
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (std::isfinite(values[i])) line << (last = place(i));
        if (std::isfinite(values[i]) && i + 1 < values.size()) continue;
        if (line.size() > 1) painter->drawPolyline(line);
        line.clear();
    }
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour);
    painter->drawEllipse(last, 2, 2);
}

QSize TableDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    const QString text = index.data(Qt::DisplayRole).toString();
    const bool icon = !index.data(TableModel::CellIconRole).toString().isEmpty();
    const qreal width = style::numberWidth(style::font(Type::Small), text) + 2 * kPadding + (icon ? 22 : 0);
    return QSize(static_cast<int>(std::ceil(width)) + 4, lineHeight_);
}

TableHeader::TableHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {
    setSectionsClickable(true);
    setSectionsMovable(true);
    setHighlightSections(false);
    setMinimumSectionSize(32);
    setMouseTracking(true);
}

QSize TableHeader::sizeHint() const {
    return QSize(QHeaderView::sizeHint().width(), style::size::kRow);
}

QSize TableHeader::sectionSizeFromContents(int section) const {
    const QString title = model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
    const int width = QFontMetrics(style::font(Type::Small)).horizontalAdvance(title);
    return QSize(width + 2 * kPadding + 16, style::size::kRow);
}

void TableHeader::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), style::color(Token::Surface));
    painter.fillRect(QRect(0, viewport()->height() - 1, viewport()->width(), 1), style::color(Token::Border));
    painter.end();
    QHeaderView::paintEvent(event);
    if (offset() == 0 || frozenColumns_ == 0) return;
    QPainter over(viewport());
    int x = 0;
    for (int column = 0; column < frozenColumns_; ++column) {
        if (isSectionHidden(column)) continue;
        paintSection(&over, QRect(x, 0, sectionSize(column), viewport()->height()), column);
        x += sectionSize(column);
    }
}

void TableHeader::setFrozen(int columns, int width) {
    frozenColumns_ = columns;
    frozenWidth_ = width;
    viewport()->update();
}

int TableHeader::frozenAt(int x) const {
    if (offset() == 0 || x >= frozenWidth_) return -1;
    int right = 0;
    for (int column = 0; column < frozenColumns_; ++column) {
        right += isSectionHidden(column) ? 0 : sectionSize(column);
        if (x < right) return column;
    }
    return -1;
}

// What scrolled below the frozen columns is not reached through them.
void TableHeader::mousePressEvent(QMouseEvent* event) {
    pressed_ = event->button() == Qt::LeftButton ? frozenAt(event->pos().x()) : -1;
    if (pressed_ < 0) QHeaderView::mousePressEvent(event);
}

void TableHeader::mouseReleaseEvent(QMouseEvent* event) {
    if (pressed_ < 0) {
        QHeaderView::mouseReleaseEvent(event);
        return;
    }
    if (frozenAt(event->pos().x()) == pressed_) {
        const bool again = sortIndicatorSection() == pressed_ && sortIndicatorOrder() == Qt::AscendingOrder;
        setSortIndicator(pressed_, again ? Qt::DescendingOrder : Qt::AscendingOrder);
    }
    pressed_ = -1;
}

void TableHeader::paintSection(QPainter* painter, const QRect& rect, int section) const {
    if (!rect.isValid()) return;
    painter->save();
    const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == section;
    const bool number = model()->headerData(section, Qt::Horizontal, TableModel::KindRole).toInt() ==
                        static_cast<int>(ColumnKind::Number);
    const QString title = model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
    painter->fillRect(rect, style::color(Token::Surface));
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), style::color(Token::Border));
    painter->setFont(style::font(Type::Small));
    painter->setPen(style::color(sorted ? Token::Text : Token::TextMuted));
    QRect line = rect.adjusted(kPadding, 0, -kPadding, 0);
    if (sorted) {
        const QString chevron =
            sortIndicatorOrder() == Qt::AscendingOrder ? QStringLiteral("chevron-up") : QStringLiteral("chevron-down");
        const QPixmap mark =
            style::iconPixmap(chevron, style::color(Token::Text), 12, painter->device()->devicePixelRatioF());
        const int width = qMin(QFontMetrics(painter->font()).horizontalAdvance(title), line.width() - 14);
        const int x = number ? line.right() - width - 14 : line.left() + width + 3;
        painter->drawPixmap(x, rect.center().y() - 5, mark);
        if (!number) line.setRight(line.left() + width + 1);
    }
    painter->drawText(line, Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft) | Qt::TextSingleLine,
                      QFontMetrics(painter->font()).elidedText(title, Qt::ElideMiddle, line.width()));
    painter->restore();
}

}  // namespace ludus::views
