// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/empty_state.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "widgets/views/buttons.h"
#include "widgets/views/label.h"

namespace ludus::views {

EmptyState::EmptyState(const QString& title, const QString& sentence, QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, style::space::kGroup, 0, style::space::kPageMargin);
    column->setSpacing(6);
    title_ = new Label(title, style::Type::Section);
    sentence_ = new Label(sentence, style::Type::Body, style::Token::TextMuted);
    sentence_->setWordWrap(true);
    sentence_->setMaximumWidth(520);
    sentence_->setMinimumWidth(220);
    verbs_ = new QHBoxLayout;
    verbs_->setSpacing(style::space::kWide);
    verbs_->addStretch(1);
    column->addWidget(title_);
    column->addWidget(sentence_);
    column->addSpacing(10);
    column->addLayout(verbs_);
    column->addStretch(1);
}

void EmptyState::setTexts(const QString& title, const QString& sentence) {
    title_->setText(title);
    sentence_->setText(sentence);
}

QPushButton* EmptyState::addPrimary(const QString& text, const QString& iconName) {
    QPushButton* button = makePrimaryButton(text, iconName);
    button->setObjectName(QStringLiteral("empty.primary"));
    verbs_->insertWidget(verbs_->count() - 1, button);
    return button;
}

LinkButton* EmptyState::addLink(const QString& text) {
    auto* link = new LinkButton(text);
    link->setObjectName(QStringLiteral("empty.link"));
    verbs_->insertWidget(verbs_->count() - 1, link);
    return link;
}

}  // namespace ludus::views
