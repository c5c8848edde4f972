// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A card that points at a widget of the window and says what it is for: "1 of 5", Skip, Next. Raised, with an accent
// frame around the widget it speaks of. GUI thread; it lies over its parent.

#include <QFrame>
#include <QPointer>

class QPushButton;

namespace ludus::views {

class Label;

class Callout : public QFrame {
    Q_OBJECT

public:
    explicit Callout(QWidget* window);
    ~Callout() override;

    // `last`: the button says so.
    void show(QWidget* target, const QString& title, const QString& sentence, const QString& count, bool last);
    QWidget* target() const { return target_; }

Q_SIGNALS:
    void next();
    void skipped();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void place();

    QPointer<QWidget> target_;
    QPointer<QWidget> frame_;  // around the target
    Label* title_;
    Label* sentence_;
    Label* count_;
    QPushButton* next_;
    QPushButton* skip_;
};

}  // namespace ludus::views
