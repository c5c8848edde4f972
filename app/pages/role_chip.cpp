// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/role_chip.h"

#include <QPainter>

#include <algorithm>

#include "widgets/style/paint.h"
#include "widgets/style/theme.h"
#include "widgets/views/league_graph_marks.h"

namespace ludus::pages {

using style::Token;
using style::Type;

namespace {

constexpr int kPadding = 8, kSymbol = 12, kRadius = 5, kBetween = 5;

}  // namespace

RoleChip::RoleChip(models::LeagueRole role, const QString& word, QWidget* parent)
    : QAbstractButton(parent), role_(role) {
    setText(word);
    setCheckable(true);
    setChecked(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setObjectName(QStringLiteral("league.role.") + style::roleKey(views::roleOf(role)));
    connect(&style::Theme::instance(), &style::Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    describe();
}

void RoleChip::setCount(int snapshots) {
    if (snapshots == count_) return;
    count_ = snapshots;
    describe();
    updateGeometry();
    update();
}

void RoleChip::setBrief(bool brief) {
    if (brief == brief_) return;
    brief_ = brief;
    updateGeometry();
    update();
}

void RoleChip::describe() {
    //: A role of a league and how many snapshots it has.
    const QString whole = tr("%1: %n snapshot(s)", nullptr, count_).arg(models::leagueRoleWord(role_));
    setAccessibleName(whole);
    setToolTip(whole);
    setAccessibleDescription(tr("Shows or hides this role in the pictures"));
}

QString RoleChip::letters() const {
    return style::roleKey(views::roleOf(role_));
}

int RoleChip::widthFor(const QString& word) const {
    const QFontMetrics metrics(style::font(Type::Small));
    return 2 * kPadding + kSymbol + metrics.horizontalAdvance(word) + kBetween +
           metrics.horizontalAdvance(QString::number(count_)) + kBetween;
}

QSize RoleChip::sizeHint() const {
    return {widthFor(shown()), std::max(style::size::kHitMin, style::Theme::instance().lineHeight(Type::Small) + 8)};
}

QSize RoleChip::minimumSizeHint() const {
    return {widthFor(letters()), sizeHint().height()};
}

void RoleChip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool on = isChecked();
    painter.setBrush(style::color(underMouse() || isDown() ? Token::Hover : Token::Surface));
    painter.setPen(QPen(style::color(on ? Token::BorderStrong : Token::Border), 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), style::radius::kControl,
                            style::radius::kControl);
    style::paintRole(painter, QPointF(kPadding + kSymbol / 2.0, height() / 2.0), views::roleOf(role_), kRadius, !on);
    painter.setFont(style::font(Type::Small));
    const QString word = shown(), count = QString::number(count_);
    QRect box = rect().adjusted(kPadding + kSymbol + kBetween, 0, 0, 0);
    painter.setPen(style::color(on ? Token::Text : Token::TextMuted));
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, word);
    box.adjust(painter.fontMetrics().horizontalAdvance(word) + kBetween, 0, 0, 0);
    painter.setPen(style::color(Token::TextMuted));
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, count);
}

void RoleChip::enterEvent(QEnterEvent* event) {
    QAbstractButton::enterEvent(event);
    update();
}

void RoleChip::leaveEvent(QEvent* event) {
    QAbstractButton::leaveEvent(event);
    update();
}

}  // namespace ludus::pages
