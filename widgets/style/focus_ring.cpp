// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/style/focus_ring.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QApplication>
#include <QComboBox>
#include <QEvent>
#include <QPainter>
#include <QSlider>
#include <QSplitter>
#include <QStackedWidget>

#include "widgets/style/theme.h"

namespace ludus::style {

namespace {

constexpr int kReach = 3;  // 1 px gap and 2 px ring

class Overlay : public QWidget {
public:
    explicit Overlay(QWidget* parent) : QWidget(parent) {
        setObjectName(QStringLiteral("focusRing"));
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setAttribute(Qt::WA_NoSystemBackground);
        setFocusPolicy(Qt::NoFocus);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(color(Token::Focus), 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius::kControl + 2, radius::kControl + 2);
    }
};

bool wearsRing(const QWidget* widget) {
    if (!widget || widget->property("ownFocus").toBool()) return false;
    const bool control = qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QSlider*>(widget) ||
                         qobject_cast<const QComboBox*>(widget);
    const QWidget* parent = widget->parentWidget();
    // Containers that take every child for a page of theirs must not get a ring as a child.
    return control && parent && !qobject_cast<const QSplitter*>(parent) && !qobject_cast<const QStackedWidget*>(parent);
}

/// What the ring is painted on: the parent, or where it is as tight as the control, the next one that has room around.
QWidget* groundOf(const QWidget* target) {
    constexpr int kHighest = 4;
    QWidget* ground = target->parentWidget();
    for (int i = 0; i < kHighest; ++i) {
        const QRect ring(target->mapTo(ground, QPoint(-kReach, -kReach)), target->size() + 2 * QSize(kReach, kReach));
        QWidget* above = ground->parentWidget();
        if (ground->isWindow() || !above || ground->rect().contains(ring)) return ground;
        if (qobject_cast<QSplitter*>(above) || qobject_cast<QStackedWidget*>(above) ||
            qobject_cast<QAbstractScrollArea*>(above))
            return ground;
        ground = above;
    }
    return ground;
}

}  // namespace

void FocusRing::install(QApplication& application) {
    new FocusRing(application);
}

FocusRing::FocusRing(QApplication& application) : QObject(&application) {
    application.installEventFilter(this);
    connect(&application, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { follow(now); });
}

bool FocusRing::eventFilter(QObject* object, QEvent* event) {
    switch (event->type()) {
        case QEvent::KeyPress:
        case QEvent::ShortcutOverride: fromKey_ = true; break;
        case QEvent::MouseButtonPress:
            fromKey_ = false;
            if (overlay_) overlay_->hide();
            break;
        case QEvent::Move:
        case QEvent::Resize:
        case QEvent::Show:
        case QEvent::Hide:
            if (carries(object)) place();
            break;
        default: break;
    }
    return QObject::eventFilter(object, event);
}

void FocusRing::follow(QWidget* target) {
    target_ = fromKey_ && wearsRing(target) ? target : nullptr;
    QWidget* ground = target_ ? groundOf(target_) : nullptr;
    if (overlay_ && overlay_->parentWidget() != ground) delete overlay_.data();
    if (!target_) return;
    if (!overlay_) overlay_ = new Overlay(ground);
    place();
}

/// The target, or what lies between it and the ground of its ring.
bool FocusRing::carries(const QObject* object) const {
    if (!overlay_ || !target_) return false;
    for (const QWidget* widget = target_; widget && widget != overlay_->parentWidget();
         widget = widget->parentWidget()) {
        if (widget == object) return true;
    }
    return false;
}

void FocusRing::place() {
    if (!overlay_ || !target_ || !overlay_->parentWidget()->isAncestorOf(target_)) return;
    const QRect body(target_->mapTo(overlay_->parentWidget(), QPoint(0, 0)), target_->size());
    overlay_->setGeometry(body.adjusted(-kReach, -kReach, kReach, kReach));
    overlay_->setVisible(target_->isVisible());
    overlay_->raise();
}

}  // namespace ludus::style
