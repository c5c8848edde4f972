// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Room for a picture that may be wider than its place: as high as the place, scrolled sideways by bar, wheel and by
// what the picture asks to be seen. GUI thread; it owns the picture.

#include <QScrollArea>

namespace ludus::views {

class WideScroll : public QScrollArea {
    Q_OBJECT

public:
    explicit WideScroll(QWidget* picture, QWidget* parent = nullptr);

    // A part of the picture that somebody came to by key or drags something to.
    void reveal(const QRect& part);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void wheelEvent(QWheelEvent* event) override;
};

}  // namespace ludus::views
