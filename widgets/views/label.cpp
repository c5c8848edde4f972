// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/label.h"

#include <QHBoxLayout>
#include <QPainter>

namespace ludus::views {

using style::Theme;
using style::Token;

Label::Label(const QString& text, style::Type type, Token ink, QWidget* parent)
    : QLabel(text, parent), type_(type), ink_(ink) {
    setTextFormat(Qt::PlainText);
    dress();
    connect(&Theme::instance(), &Theme::changed, this, &Label::dress);
}

void Label::dress() {
    setFont(style::font(type_));
    QPalette dressed = palette();
    dressed.setColor(QPalette::Active, QPalette::WindowText, style::color(ink_));
    dressed.setColor(QPalette::Inactive, QPalette::WindowText, style::color(ink_));
    dressed.setColor(QPalette::Disabled, QPalette::WindowText, style::color(Token::TextDisabled));
    setPalette(dressed);
}

void Label::setInk(Token ink) {
    if (ink == ink_) return;
    ink_ = ink;
    dress();
}

void Label::setType(style::Type type) {
    if (type == type_) return;
    type_ = type;
    dress();
}

void Label::setElided(bool elided) {
    elided_ = elided;
    setSizePolicy(elided ? QSizePolicy::Maximum : QSizePolicy::Preferred, QSizePolicy::Preferred);
    updateGeometry();
}

QSize Label::sizeHint() const {
    return elided_ ? QSize(fontMetrics().horizontalAdvance(text()) + 2, QLabel::sizeHint().height())
                   : QLabel::sizeHint();
}

QSize Label::minimumSizeHint() const {
    return elided_ ? QSize(0, QLabel::minimumSizeHint().height()) : QLabel::minimumSizeHint();
}

void Label::paintEvent(QPaintEvent* event) {
    if (!elided_) {
        QLabel::paintEvent(event);
        return;
    }
    // A few letters say nothing: then the tip alone has it.
    const bool hopeless = width() < fontMetrics().horizontalAdvance(text().left(7)) && text().size() > 6;
    const QString shown = hopeless ? QString() : fontMetrics().elidedText(text(), Qt::ElideRight, width());
    setToolTip(shown == text() ? QString() : text());
    QPainter painter(this);
    painter.setPen(style::color(isEnabled() ? ink_ : Token::TextDisabled));
    painter.drawText(rect(), static_cast<int>(alignment() | Qt::TextSingleLine), shown);
}

IconLabel::IconLabel(const QIcon& icon, int pixels, QWidget* parent) : QWidget(parent), icon_(icon), pixels_(pixels) {
    setFixedSize(pixels, pixels);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void IconLabel::setIcon(const QIcon& icon) {
    icon_ = icon;
    update();
}

void IconLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    icon_.paint(&painter, rect());
}

StatusChip::StatusChip(QWidget* parent) : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    icon_ = new IconLabel;
    word_ = new Label(QString(), style::Type::Small);
    row->addWidget(icon_);
    row->addWidget(word_);
    setStatus(style::Status::Queued);
}

void StatusChip::setStatus(style::Status status, const QString& word) {
    status_ = status;
    icon_->setIcon(style::statusIcon(status));
    word_->setText(word.isEmpty() ? Theme::instance().statusWord(status) : word);
    setAccessibleName(word_->text());
}

void Hairline::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), style::color(style::Token::Border));
}

}  // namespace ludus::views
