// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/value_edit.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

#include "widgets/style/theme.h"

namespace ludus::views {

using style::Token;
using style::Type;

namespace {
constexpr int kStepper = 22;
}

ValueEdit::ValueEdit(QWidget* parent) : QLineEdit(parent) {
    setMouseTracking(true);
    fitMargins();
    connect(&style::Theme::instance(), &style::Theme::changed, this, &ValueEdit::fitMargins);
}

void ValueEdit::setUnit(const QString& unit) {
    unit_ = unit;
    fitMargins();
    update();
}

void ValueEdit::setSteppable(bool steppable) {
    steppable_ = steppable;
    fitMargins();
    update();
}

void ValueEdit::setInvalid(bool invalid) {
    if (property("invalid").toBool() == invalid) return;
    setProperty("invalid", invalid);
    update();
}

void ValueEdit::fitMargins() {
    int right = steppable_ ? kStepper : 4;
    if (!unit_.isEmpty()) right += QFontMetrics(style::font(Type::Small)).horizontalAdvance(unit_) + 6;
    setTextMargins(1, 0, right - 4, 0);
}

QRect ValueEdit::stepperRect() const {
    return QRect(width() - kStepper - 2, 2, kStepper, height() - 4);
}

void ValueEdit::paintEvent(QPaintEvent* event) {
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    const QRect stepper = stepperRect();
    if (!unit_.isEmpty()) {
        painter.setFont(style::font(Type::Small));
        painter.setPen(style::color(isEnabled() ? Token::TextMuted : Token::TextDisabled));
        const int right = steppable_ ? stepper.left() - 1 : width() - 9;
        painter.drawText(QRect(0, 0, right, height()), Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, unit_);
    }
    if (!steppable_) return;
    const QColor ink = style::color(isEnabled() && !isReadOnly() ? Token::TextMuted : Token::TextDisabled);
    const int x = stepper.center().x() - 5, middle = stepper.center().y();
    painter.drawPixmap(x, middle - 11, style::iconPixmap(QStringLiteral("chevron-up"), ink, 12, devicePixelRatioF()));
    painter.drawPixmap(x, middle + 1, style::iconPixmap(QStringLiteral("chevron-down"), ink, 12, devicePixelRatioF()));
}

void ValueEdit::keyPressEvent(QKeyEvent* event) {
    if (steppable_ && !isReadOnly() && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)) {
        Q_EMIT stepped(event->key() == Qt::Key_Up ? 1 : -1);
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void ValueEdit::wheelEvent(QWheelEvent* event) {
    // Only a focused field answers the wheel: scrolling past a form must change nothing.
    if (steppable_ && hasFocus() && !isReadOnly() && event->angleDelta().y() != 0) {
        Q_EMIT stepped(event->angleDelta().y() > 0 ? 1 : -1);
        event->accept();
        return;
    }
    event->ignore();
}

void ValueEdit::mousePressEvent(QMouseEvent* event) {
    if (steppable_ && !isReadOnly() && event->button() == Qt::LeftButton &&
        stepperRect().contains(event->position().toPoint())) {
        setFocus(Qt::MouseFocusReason);
        Q_EMIT stepped(event->position().y() < height() / 2.0 ? 1 : -1);
        return;
    }
    QLineEdit::mousePressEvent(event);
}

void ValueEdit::mouseMoveEvent(QMouseEvent* event) {
    setCursor(steppable_ && stepperRect().contains(event->position().toPoint()) ? Qt::ArrowCursor : Qt::IBeamCursor);
    QLineEdit::mouseMoveEvent(event);
}

}  // namespace ludus::views
