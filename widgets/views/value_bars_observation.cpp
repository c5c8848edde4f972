// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/value_bars_observation.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

#include "widgets/style/format.h"
#include "widgets/style/number_label.h"
#include "widgets/style/paint.h"
#include "widgets/style/theme.h"
#include "widgets/style/words.h"

namespace ludus::views {

using style::Token;

namespace {

constexpr int kHead = 18, kRow = 26, kRowGap = 4, kNames = 56, kCellGap = 2;
constexpr std::size_t kMostNumbers = 32;  // that are shown as digits
constexpr int kMapCell = 7, kMapWidth = 168;

}  // namespace

ObservationGrid::ObservationGrid(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    connect(&style::Theme::instance(), &style::Theme::changed, this, qOverload<>(&QWidget::update));
}

void ObservationGrid::setHead(int side, const QString& text) {
    side_ = side;
    head_ = text;
    setAccessibleName(text);
    update();
}

void ObservationGrid::setRows(std::vector<ObservationRow> rows, double full) {
    const QSize before = sizeHint();
    rows_ = std::move(rows);
    if (sizeHint() != before) updateGeometry();
    full_ = full > 0 ? full : 1;
    QStringList words;
    for (const ObservationRow& row : rows_) {
        if (isMap()) break;
        QStringList numbers;
        for (const double value : row.values)
            numbers << style::formatReal(value, 2, true);
        words << row.name + QLatin1Char(' ') + numbers.join(QLatin1Char(' '));
    }
    setAccessibleDescription(style::listed(words));
    update();
}

bool ObservationGrid::isMap() const {
    std::size_t count = 0;
    for (const ObservationRow& row : rows_)
        count += row.values.size();
    return count > kMostNumbers;
}

QColor ObservationGrid::colourOf(double value) const {
    const style::Theme& theme = style::Theme::instance();
    return std::isfinite(value) ? theme.diverging(std::clamp(0.5 + 0.5 * value / full_, 0.0, 1.0))
                                : theme.color(Token::Sunken);
}

/// All numbers one after another, line by line.
void ObservationGrid::paintMap(QPainter& painter) const {
    const int perLine = std::max(1, width() / kMapCell);
    int at = 0;
    for (const ObservationRow& row : rows_) {
        for (const double value : row.values) {
            painter.fillRect(
                QRect((at % perLine) * kMapCell, kHead + (at / perLine) * kMapCell, kMapCell - 1, kMapCell - 1),
                colourOf(value));
            ++at;
        }
    }
}

QSize ObservationGrid::sizeHint() const {
    if (isMap()) {
        int count = 0;
        for (const ObservationRow& row : rows_)
            count += static_cast<int>(row.values.size());
        const int perLine = kMapWidth / kMapCell;
        return {kMapWidth, kHead + (count + perLine - 1) / perLine * kMapCell};
    }
    std::size_t columns = 1;
    for (const ObservationRow& row : rows_)
        columns = std::max(columns, row.values.size());
    const double cell = style::numberWidth(style::font(style::Type::Caption), QStringLiteral("+0.00")) + 4 + kCellGap;
    return {kNames + static_cast<int>(std::ceil(cell)) * static_cast<int>(columns),
            kHead + std::max(1, static_cast<int>(rows_.size())) * (kRow + kRowGap)};
}

void ObservationGrid::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const style::Theme& theme = style::Theme::instance();
    style::paintSideFill(painter, QRectF(0, (kHead - 10) / 2.0, 10, 10), side_);
    painter.setFont(theme.font(style::Type::Caption));
    painter.setPen(theme.color(Token::TextMuted));
    painter.drawText(QRect(16, 0, width() - 16, kHead), Qt::AlignLeft | Qt::AlignVCenter, head_);
    if (isMap()) return paintMap(painter);
    int y = kHead;
    for (const ObservationRow& row : rows_) {
        painter.setPen(theme.color(Token::TextMuted));
        painter.drawText(QRect(0, y, kNames - 4, kRow), Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(row.name, Qt::ElideRight, kNames - 6));
        const auto count = static_cast<double>(std::max<std::size_t>(1, row.values.size()));
        const double cell = (width() - kNames) / count;
        for (std::size_t i = 0; i < row.values.size(); ++i) {
            const QRectF box(kNames + cell * static_cast<double>(i), y, cell - kCellGap, kRow);
            const double value = row.values[i];
            const QColor colour = colourOf(value);
            painter.fillRect(box, colour);
            painter.setPen(style::Theme::inkOn(colour));
            style::drawNumber(painter, box, Qt::AlignCenter, style::formatReal(value, 2, true));
        }
        y += kRow + kRowGap;
    }
}

}  // namespace ludus::views
