// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/strips.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>

#include "widgets/style/number_label.h"
#include "widgets/style/paint.h"
#include "widgets/style/words.h"

namespace ludus::views {

using style::Token;
using style::Type;

ProgressStrip::ProgressStrip(QWidget* parent) : QWidget(parent) {
    setFixedHeight(24);
    connect(&style::Theme::instance(), &style::Theme::changed, this, qOverload<>(&QWidget::update));
}

void ProgressStrip::setProgress(double fraction) {
    const double bounded = std::isfinite(fraction) ? qBound(0.0, fraction, 1.0) : 0.0;
    if (bounded == fraction_) return;
    fraction_ = bounded;
    update();
}

void ProgressStrip::setTexts(const QString& strong, const QStringList& muted) {
    if (strong == strong_ && muted == muted_) return;
    strong_ = strong;
    muted_ = muted;
    setAccessibleName(style::listed(QStringList{strong} + muted));
    update();
}

void ProgressStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(style::font(Type::Small));
    qreal right = width();
    const auto write = [&](const QString& text, Token ink) {
        const qreal advance = style::numberWidth(painter.font(), text);
        painter.setPen(style::color(ink));
        style::drawNumber(painter, QRectF(right - advance, 0, advance, height()), Qt::AlignLeft, text);
        right -= advance + 12;
    };
    for (qsizetype i = muted_.size() - 1; i >= 0; --i)
        write(muted_[i], Token::TextMuted);
    if (!strong_.isEmpty()) write(strong_, Token::Text);

    const QRectF track(0.5, height() / 2 - 2.0, right - 1, 4);
    if (track.width() < 40) return;
    painter.setPen(QPen(style::color(Token::Border), 1));
    painter.setBrush(style::color(Token::Sunken));
    painter.drawRoundedRect(track, 2, 2);
    if (fraction_ > 0) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(style::color(Token::Accent));
        QRectF done = track.adjusted(-0.5, -0.5, 0.5, 0.5);
        done.setWidth(qMax(4.0, done.width() * fraction_));
        painter.drawRoundedRect(done, 2, 2);
    }
}

FactsStrip::FactsStrip(QWidget* parent) : QWidget(parent) {
    setFixedHeight(48);
    connect(&style::Theme::instance(), &style::Theme::changed, this, [this] {
        setFixedHeight(style::Theme::instance().lineHeight(Type::Caption) +
                       style::Theme::instance().lineHeight(Type::Page) + 10);
        update();
    });
}

void FactsStrip::setFacts(QVector<Fact> facts) {
    facts_ = std::move(facts);
    QStringList sentence;
    for (const Fact& fact : std::as_const(facts_)) {
        sentence.append(fact.label + QLatin1Char(' ') + fact.value + QLatin1Char(' ') + fact.note);
    }
    setAccessibleName(style::listed(sentence));
    update();
}

int FactsStrip::shownCount() const {
    // What has no room is left out from the right; it is in the accessible name still.
    return qMin(static_cast<int>(facts_.size()), qMax(1, width() / 110));
}

void FactsStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(style::color(Token::Surface));
    painter.setPen(QPen(style::color(Token::Border), 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), style::radius::kPanel,
                            style::radius::kPanel);
    const int count = shownCount();
    if (facts_.isEmpty()) return;
    const qreal column = static_cast<qreal>(width()) / count;
    const QFont caption = style::font(Type::Caption), figure = style::font(Type::Page), note = style::font(Type::Small);
    const qreal captionHeight = style::Theme::instance().lineHeight(Type::Caption);
    for (int i = 0; i < count; ++i) {
        const qreal left = column * i + 12, room = column - 18;
        if (i > 0) {
            painter.setPen(QPen(style::color(Token::Border), 1));
            painter.drawLine(QPointF(std::round(column * i) + 0.5, 9),
                             QPointF(std::round(column * i) + 0.5, height() - 9));
        }
        painter.setFont(caption);
        painter.setPen(style::color(Token::TextMuted));
        painter.drawText(QRectF(left, 4, room, captionHeight), Qt::AlignVCenter | Qt::TextSingleLine,
                         QFontMetrics(caption).elidedText(facts_[i].label, Qt::ElideRight, static_cast<int>(room)));
        painter.setFont(figure);
        painter.setPen(style::color(Token::Text));
        const QRectF line(left, 3 + captionHeight, room, height() - captionHeight - 5);
        style::drawNumber(painter, line, Qt::AlignLeft, facts_[i].value);
        const qreal used = style::numberWidth(figure, facts_[i].value) + 5;
        painter.setFont(note);
        painter.setPen(style::color(Token::TextMuted));
        if (used + style::numberWidth(note, facts_[i].note) <= room + 6) {
            style::drawNumber(painter, line.adjusted(used, 3, 6, 1), Qt::AlignLeft, facts_[i].note);
        }
    }
}

bool FactsStrip::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && !facts_.isEmpty()) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int place = qBound(0, help->pos().x() * shownCount() / qMax(1, width()), shownCount() - 1);
        const Fact& fact = facts_[place];
        QToolTip::showText(help->globalPos(), fact.tip.isEmpty() ? fact.label : fact.tip, this);
        return true;
    }
    return QWidget::event(event);
}

namespace {

// Icon and words in the colours of the status bar.
class StatusPiece : public QAbstractButton {
public:
    explicit StatusPiece(QWidget* parent) : QAbstractButton(parent) {
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
        connect(&style::Theme::instance(), &style::Theme::changed, this, &QWidget::updateGeometry);
    }
    QSize sizeHint() const override {
        const qreal words = style::numberWidth(style::font(Type::Small), text());
        return {style::size::kIcon + 5 + static_cast<int>(std::ceil(words)) + 12, style::size::kHitMin};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        if (underMouse()) painter.fillRect(rect(), style::color(Token::Hover));
        const int top = (height() - style::size::kIcon) / 2;
        icon().paint(&painter, QRect(6, top, style::size::kIcon, style::size::kIcon));
        painter.setFont(style::font(Type::Small));
        painter.setPen(style::color(Token::TextMuted));
        style::drawNumber(painter, QRectF(11 + style::size::kIcon, 0, width(), height()), Qt::AlignLeft, text());
        if (hasFocus()) style::paintFocusInside(painter, rect(), style::radius::kMark);
    }
};

}  // namespace

StatusStrip::StatusStrip(QWidget* parent) : QWidget(parent) {
    row_ = new QHBoxLayout(this);
    row_->setContentsMargins(12, 0, 6, 0);
    row_->setSpacing(8);
    state_ = new IconLabel;
    strong_ = new Label(QString(), Type::Small);
    muted_ = new Label(QString(), Type::Small, Token::TextMuted);
    muted_->setElided(true);
    row_->addWidget(state_);
    row_->addWidget(strong_);
    row_->addWidget(muted_);
    row_->addStretch(1);
    state_->hide();
    fit();
    connect(&style::Theme::instance(), &style::Theme::changed, this, &StatusStrip::fit);
}

void StatusStrip::fit() {
    setFixedHeight(qMax(style::size::kStatusBar - 2, style::Theme::instance().lineHeight(Type::Small) + 8));
}

void StatusStrip::setActivity(std::optional<style::Status> status, const QString& strong, const QStringList& muted) {
    state_->setVisible(status.has_value());
    if (status) state_->setIcon(style::statusIcon(*status));
    strong_->setText(strong);
    muted_->setText(muted.join(QStringLiteral("  \u00B7  ")));
    muted_->updateGeometry();
    setAccessibleName(style::listed(QStringList{strong} + muted));
}

void StatusStrip::setPiece(const QString& key, const QString& iconName, const QString& text, const QString& tip) {
    auto* piece = findChild<QAbstractButton*>(QStringLiteral("piece:") + key, Qt::FindDirectChildrenOnly);
    if (!piece) {
        piece = new StatusPiece(this);
        piece->setObjectName(QStringLiteral("piece:") + key);
        piece->setProperty("ownFocus", true);
        piece->setIcon(style::icon(iconName, style::IconRole::Muted));
        connect(piece, &QAbstractButton::clicked, this, [this, key] { Q_EMIT pressed(key); });
        row_->addWidget(piece);
    }
    if (piece->text() != text) {
        piece->setText(text);
        piece->updateGeometry();
    }
    piece->setToolTip(tip);
    piece->setAccessibleName(tip.isEmpty() ? text : tip);
    piece->setVisible(!text.isEmpty());
}

}  // namespace ludus::views
