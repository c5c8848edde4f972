// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/style/focus_ring.h"

#include <QAbstractButton>
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
            if (object == target_.data()) place();
            break;
        default: break;
    }
    return QObject::eventFilter(object, event);
}

void FocusRing::follow(QWidget* target) {
    target_ = fromKey_ && wearsRing(target) ? target : nullptr;
    if (overlay_ && (!target_ || overlay_->parentWidget() != target_->parentWidget())) delete overlay_.data();
    if (!target_) return;
    if (!overlay_) overlay_ = new Overlay(target_->parentWidget());
    place();
}

void FocusRing::place() {
    if (!overlay_ || !target_) return;
    overlay_->setGeometry(target_->geometry().adjusted(-kReach, -kReach, kReach, kReach));
    overlay_->setVisible(target_->isVisible());
    overlay_->raise();
}

}  // namespace ludus::style
