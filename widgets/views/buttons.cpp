// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/buttons.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

namespace ludus::views {

using style::IconRole;

QPushButton* makeButton(const QString& text, const QString& iconName, QWidget* parent) {
    auto* button = new QPushButton(text, parent);
    button->setAutoDefault(false);
    if (!iconName.isEmpty()) button->setIcon(style::icon(iconName));
    return button;
}

QPushButton* makePrimaryButton(const QString& text, const QString& iconName, QWidget* parent) {
    QPushButton* button = makeButton(text, QString(), parent);
    button->setProperty("primary", true);
    const auto strengthen = [button] { button->setFont(style::font(style::Type::BodyStrong)); };
    strengthen();
    QObject::connect(&style::Theme::instance(), &style::Theme::changed, button, strengthen);
    if (!iconName.isEmpty()) button->setIcon(style::icon(iconName, IconRole::OnAccent));
    return button;
}

QPushButton* makeToggle(const QString& text, const QString& iconName, QWidget* parent) {
    QPushButton* button = makeButton(text, iconName, parent);
    button->setCheckable(true);
    return button;
}

QPushButton* makeMenuButton(const QString& text, QMenu* menu, QWidget* parent) {
    QPushButton* button = makeButton(text, QStringLiteral("chevron-down"), parent);
    button->setIcon(style::icon(QStringLiteral("chevron-down"), IconRole::Muted));
    button->setLayoutDirection(Qt::RightToLeft);
    QObject::connect(button, &QPushButton::clicked, menu,
                     [button, menu] { menu->popup(button->mapToGlobal(QPoint(0, button->height() + 2))); });
    return button;
}

QToolButton* makeIconButton(const QString& iconName, const QString& tip, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setIcon(style::icon(iconName, IconRole::Muted));
    button->setAutoRaise(true);
    button->setFixedSize(style::size::kHitMin, style::size::kHitMin);
    button->setFocusPolicy(Qt::TabFocus);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    return button;
}

QToolButton* makeTransportButton(const QString& iconName, const QString& tip, QWidget* parent) {
    QToolButton* button = makeIconButton(iconName, tip, parent);
    button->setIcon(style::icon(iconName));
    button->setAutoRaise(false);
    button->setFixedSize(32, style::size::kControl);
    return button;
}

void setButtonFace(QAbstractButton* button, const QString& text, const QString& iconName) {
    button->setText(text);
    button->setIcon(iconName.isEmpty() ? QIcon()
                                       : style::icon(iconName, button->property("primary").toBool() ? IconRole::OnAccent
                                                                                                    : IconRole::Text));
}

SplitButton::SplitButton(const QString& text, const QString& iconName, QMenu* menu, QWidget* parent) : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    button_ = makeButton(text, iconName);
    button_->setProperty("segment", QStringLiteral("first"));
    arrow_ = makeButton(QString());
    arrow_->setIcon(style::icon(QStringLiteral("chevron-down"), IconRole::Muted));
    arrow_->setProperty("segment", QStringLiteral("last"));
    arrow_->setFixedWidth(style::size::kHitMin);
    arrow_->setAccessibleName(tr("More ways: %1").arg(text));
    row->addWidget(button_);
    row->addWidget(arrow_);
    connect(arrow_, &QPushButton::clicked, menu,
            [this, menu] { menu->popup(button_->mapToGlobal(QPoint(0, button_->height() + 2))); });
}

LinkButton::LinkButton(const QString& text, QWidget* parent) : QAbstractButton(parent) {
    setText(text);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&style::Theme::instance(), &style::Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize LinkButton::sizeHint() const {
    const QFontMetrics metrics(style::font(style::Type::Small));
    return QSize(metrics.horizontalAdvance(text()) + 2, style::Theme::instance().lineHeight(style::Type::Small) + 2);
}

void LinkButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    QFont font = style::font(style::Type::Small);
    font.setUnderline(true);
    painter.setFont(font);
    painter.setPen(style::color(isEnabled() ? style::Token::Link : style::Token::TextDisabled));
    painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text());
}

void LinkButton::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

}  // namespace ludus::views
