// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/link_flow.h"

#include <algorithm>

#include "widgets/views/buttons.h"
#include "widgets/views/label.h"

namespace ludus::pages {
namespace {

constexpr int kGap = 6, kLine = style::size::kHitMin;

}  // namespace

LinkFlow::LinkFlow(QWidget* parent) : QWidget(parent) {
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&style::Theme::instance(), &style::Theme::changed, this, [this] {
        arrange(width(), true);
        updateGeometry();
    });
}

/// Those that were there may be in the middle of a click: they go a little later.
void LinkFlow::setLinks(QVector<FlowLink> links) {
    if (links == links_) return;
    links_ = std::move(links);
    for (QWidget* piece : std::as_const(pieces_)) {
        piece->setObjectName({});
        piece->hide();
        piece->deleteLater();
    }
    pieces_.clear();
    for (const FlowLink& link : std::as_const(links_)) {
        if (link.name.isEmpty()) {
            pieces_ << new views::Label(link.text, style::Type::Small, style::Token::TextMuted, this);
        } else {
            auto* button = new views::LinkButton(link.text, this);
            button->setObjectName(link.name);
            button->setAccessibleName(link.text);
            button->setToolTip(link.tip);
            connect(button, &QAbstractButton::clicked, this, [this, id = link.id] { Q_EMIT chosen(id); });
            pieces_ << button;
        }
        pieces_.back()->show();
    }
    arrange(width(), true);
    updateGeometry();
}

int LinkFlow::arrange(int width, bool move) const {
    int x = 0, y = 0;
    for (QWidget* piece : pieces_) {
        const int wide = std::min(piece->sizeHint().width(), std::max(width, 1));
        if (x > 0 && x + wide > width) {
            x = 0;
            y += kLine;
        }
        if (move) piece->setGeometry(x, y, wide, kLine);
        x += wide + kGap;
    }
    return pieces_.isEmpty() ? 0 : y + kLine;
}

QSize LinkFlow::sizeHint() const {
    const int wide = std::max(width(), 160);
    return {wide, heightForWidth(wide)};
}

QSize LinkFlow::minimumSizeHint() const {
    return {60, pieces_.isEmpty() ? 0 : kLine};
}

void LinkFlow::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange(width(), true);
}

}  // namespace ludus::pages
