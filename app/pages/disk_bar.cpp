// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/disk_bar.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

#include "widgets/style/theme.h"

namespace ludus::pages {
namespace {

constexpr int kBar = 20, kSwatch = 10, kLeast = 3;  // pixels

}  // namespace

DiskBar::DiskBar(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&style::Theme::instance(), &style::Theme::changed, this, [this] { updateGeometry(), update(); });
}

void DiskBar::setParts(QVector<DiskPart> parts) {
    parts_ = std::move(parts);
    QStringList words;
    for (const DiskPart& part : parts_)
        words << QStringLiteral("%1: %2, %3").arg(part.name, part.value, part.note);
    setAccessibleName(tr("What takes room"));
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    update();
}

QSize DiskBar::sizeHint() const {
    const int line = QFontMetrics(style::font(style::Type::Small)).height();
    return {600, kBar + style::space::kButton + line * 3 + style::space::kTiny};
}

QSize DiskBar::minimumSizeHint() const {
    return {360, sizeHint().height()};
}

void DiskBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath frame;
    frame.addRoundedRect(QRectF(0, 0, width(), kBar), style::radius::kControl, style::radius::kControl);
    painter.setClipPath(frame);
    painter.fillRect(QRect(0, 0, width(), kBar), style::color(style::Token::Sunken));
    double left = 0;
    for (const DiskPart& part : parts_) {
        if (part.share <= 0) continue;
        const double wide = std::max<double>(kLeast, part.share * width());
        painter.fillRect(QRectF(left, 0, wide - 1, kBar), style::Theme::instance().series(part.colour));
        left += wide;
    }
    painter.setClipping(false);
    if (parts_.isEmpty()) return;
    const double column = static_cast<double>(width()) / static_cast<double>(parts_.size());
    const int line = QFontMetrics(style::font(style::Type::Small)).height();
    int top = kBar + style::space::kButton;
    for (int i = 0; i < parts_.size(); ++i) {
        const DiskPart& part = parts_[i];
        const int x = static_cast<int>(column * i), text = x + kSwatch + style::space::kTiny + 2;
        const int room = static_cast<int>(column * (i + 1)) - text - style::space::kTiny;
        painter.setPen(Qt::NoPen);
        painter.setBrush(style::Theme::instance().series(part.colour));
        painter.drawRoundedRect(QRectF(x, top + (line - kSwatch) / 2.0, kSwatch, kSwatch), style::radius::kMark,
                                style::radius::kMark);
        const auto write = [&](int row, const QString& words, style::Type type, style::Token ink) {
            painter.setFont(style::font(type));
            painter.setPen(style::color(ink));
            const QString shown = painter.fontMetrics().elidedText(words, Qt::ElideRight, room);
            painter.drawText(QRect(text, top + row * line, room, line + 2), Qt::AlignLeft | Qt::AlignVCenter, shown);
        };
        write(0, part.name, style::Type::Small, style::Token::TextMuted);
        write(1, part.value, style::Type::BodyStrong, style::Token::Text);
        write(2, part.note, style::Type::Small, style::Token::TextMuted);
    }
}

}  // namespace ludus::pages
