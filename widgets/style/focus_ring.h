// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The ring around the control that has the keyboard focus: 2 px with a gap of 1 px, drawn outside the control and
// only after a key press, never after a click. GUI thread; one for the application, owned by it.

#include <QObject>
#include <QPointer>

class QApplication;
class QWidget;

namespace ludus::style {

class FocusRing : public QObject {
    Q_OBJECT

public:
    static void install(QApplication& application);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    explicit FocusRing(QApplication& application);
    void follow(QWidget* target);
    void place();
    bool carries(const QObject* object) const;

    QPointer<QWidget> target_;
    QPointer<QWidget> overlay_;
    bool fromKey_ = false;
};

}  // namespace ludus::style
