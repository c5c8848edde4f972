// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/message_bar.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include "widgets/style/format.h"
#include "widgets/views/buttons.h"
#include "widgets/views/label.h"

namespace ludus::views {

using style::Token;

namespace {

struct KindLook {
    Token fill, frame;
    const char* icon;
    style::IconRole role;
};

KindLook lookOf(MessageKind kind) {
    switch (kind) {
        case MessageKind::Info: return {Token::InfoSoft, Token::Info, "info", style::IconRole::Info};
        case MessageKind::Success: return {Token::SuccessSoft, Token::Success, "check", style::IconRole::Success};
        case MessageKind::Warning: return {Token::WarningSoft, Token::Warning, "warning", style::IconRole::Warning};
        case MessageKind::Danger: return {Token::DangerSoft, Token::Danger, "error", style::IconRole::Danger};
    }
    return {Token::InfoSoft, Token::Info, "info", style::IconRole::Info};
}

}  // namespace

// One message; it does not know the bar.
class MessageLine : public QFrame {
public:
    explicit MessageLine(const Message& message) : kind_(message.kind) {
        const KindLook look = lookOf(kind_);
        auto* row = new QHBoxLayout(this);
        row->setContentsMargins(10, 5, 6, 5);
        row->setSpacing(8);
        row->addWidget(new IconLabel(style::icon(QLatin1String(look.icon), look.role)), 0, Qt::AlignVCenter);
        sentence_ = new Label(message.sentence, style::Type::Body);
        sentence_->setWordWrap(true);
        sentence_->setObjectName(QStringLiteral("message:sentence"));
        row->addWidget(sentence_, 1);
        count_ = new Label(QString(), style::Type::Small, Token::TextMuted);
        count_->setObjectName(QStringLiteral("message:count"));
        row->addWidget(count_);
        for (const MessageAction& action : message.actions.mid(0, 2)) {
            QPushButton* button = makeButton(action.text);
            button->setObjectName(QStringLiteral("message:") + action.id);
            buttons.append({action.id, button});
            row->addWidget(button);
        }
        close = makeIconButton(QStringLiteral("close"), MessageBar::tr("Close this message"));
        close->setObjectName(QStringLiteral("message:close"));
        row->addWidget(close);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
        setAccessibleName(message.sentence);
    }

    void repeat(const QString& sentence) {
        sentence_->setText(sentence);
        count_->setText(QStringLiteral("\u00D7\u00A0") + style::formatInteger(++times_));
        count_->setToolTip(MessageBar::tr("said %1 times").arg(times_));
    }

    QVector<QPair<QString, QPushButton*>> buttons;
    QToolButton* close;

protected:
    void paintEvent(QPaintEvent*) override {
        const KindLook look = lookOf(kind_);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(style::color(look.fill));
        painter.setPen(QPen(style::color(look.frame), 1));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), style::radius::kControl,
                                style::radius::kControl);
    }

private:
    MessageKind kind_;
    Label* sentence_;
    Label* count_;
    int times_ = 1;
};

MessageBar::MessageBar(QWidget* parent) : QWidget(parent) {
    column_ = new QVBoxLayout(this);
    column_->setContentsMargins(style::space::kPageMargin, 0, style::space::kPageMargin, style::space::kPanelGap);
    column_->setSpacing(4);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    hide();
}

void MessageBar::post(const Message& message) {
    const QString key = message.key.isEmpty() ? message.sentence : message.key;
    if (MessageLine* line = lines_.value(key)) {
        line->repeat(message.sentence);
        return;
    }
    auto* line = new MessageLine(message);
    for (const auto& [id, button] : std::as_const(line->buttons)) {
        connect(button, &QPushButton::clicked, this, [this, key, action = id] { Q_EMIT actionTriggered(key, action); });
    }
    connect(line->close, &QToolButton::clicked, this, [this, key] {
        dismiss(key);
        Q_EMIT closed(key);
    });
    lines_.insert(key, line);
    column_->addWidget(line);
    show();
}

void MessageBar::dismiss(const QString& key) {
    MessageLine* line = lines_.take(key);
    if (!line) return;
    column_->removeWidget(line);
    line->hide();
    line->deleteLater();
    setVisible(!lines_.isEmpty());
}

}  // namespace ludus::views
