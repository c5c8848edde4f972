// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/page.h"

#include "widgets/style/theme.h"

namespace ludus::pages {

Page::Page(const QString& title, QWidget* parent) : QWidget(parent) {
    using namespace style::space;
    header_ = new views::PageHeader(title, this);
    messages_ = new views::MessageBar(this);
    connect(messages_, &views::MessageBar::actionTriggered, this, &Page::answered);
    connect(messages_, &views::MessageBar::closed, this, [this](const QString& key) { Q_EMIT answered(key, {}); });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, kPanelGap);
    column->setSpacing(0);
    column->addWidget(header_);
    column->addWidget(messages_);
    body_ = new QVBoxLayout;
    body_->setContentsMargins(kPageMargin, 0, kPageMargin, 0);
    body_->setSpacing(kPanelGap);
    column->addLayout(body_, 1);
}

void Page::say(views::MessageKind kind, const QString& sentence, const QString& key) {
    views::Message message;
    message.key = key;
    message.kind = kind;
    message.sentence = sentence;
    messages_->post(message);
}

void Page::offer(const QString& sentence, const QString& key, const QVector<views::MessageAction>& actions) {
    dismiss(key);
    views::Message message;
    message.key = key;
    message.sentence = sentence;
    message.actions = actions;
    messages_->post(message);
}

void Page::restoreState(const QVariantMap& /*state*/) {}

QString Page::helpTopic() const {
    return objectName().section(QLatin1Char('.'), 1);
}

}  // namespace ludus::pages
