// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/wide_scroll.h"

#include <QScrollBar>
#include <QWheelEvent>

#include <cstdlib>

namespace ludus::views {

namespace {

constexpr QSize kUsual(520, 240), kLeast(240, 140);

}  // namespace

WideScroll::WideScroll(QWidget* picture, QWidget* parent) : QScrollArea(parent) {
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidget(picture);
    picture->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
}

void WideScroll::reveal(const QRect& part) {
    ensureVisible(part.center().x(), 0, part.width() / 2, 0);
}

QSize WideScroll::sizeHint() const {
    return kUsual;
}

QSize WideScroll::minimumSizeHint() const {
    return kLeast;
}

// There is one way to go; where all is seen the page around may scroll.
void WideScroll::wheelEvent(QWheelEvent* event) {
    QScrollBar* bar = horizontalScrollBar();
    if (bar->maximum() == bar->minimum()) {
        event->ignore();
        return;
    }
    const QPoint by = event->pixelDelta().isNull() ? event->angleDelta() / 2 : event->pixelDelta();
    bar->setValue(bar->value() - (std::abs(by.x()) > std::abs(by.y()) ? by.x() : by.y()));
    event->accept();
}

}  // namespace ludus::views
