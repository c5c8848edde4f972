// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The few kinds of buttons of the studio. GUI thread; the parent owns what the functions make.

#include <QAbstractButton>
#include <QPushButton>
#include <QToolButton>

#include "widgets/style/theme.h"

class QMenu;

namespace ludus::views {

QPushButton* makeButton(const QString& text, const QString& iconName = QString(), QWidget* parent = nullptr);
// The one filled button of a page, at the right end of its header.
QPushButton* makePrimaryButton(const QString& text, const QString& iconName = QString(), QWidget* parent = nullptr);
QPushButton* makeToggle(const QString& text, const QString& iconName = QString(), QWidget* parent = nullptr);
// A word and a chevron; a press opens the menu.
QPushButton* makeMenuButton(const QString& text, QMenu* menu, QWidget* parent = nullptr);
// A quiet 24 px icon for corner menus and fields; the tip is its accessible name.
QToolButton* makeIconButton(const QString& iconName, const QString& tip, QWidget* parent = nullptr);
// A framed 32 px icon for transport controls.
QToolButton* makeTransportButton(const QString& iconName, const QString& tip, QWidget* parent = nullptr);
// Changes word and icon of a button made here, keeping the colours of its kind.
void setButtonFace(QAbstractButton* button, const QString& text, const QString& iconName);

// A verb and, behind a chevron joined to it, its variants ("Stop | v").
class SplitButton : public QWidget {
    Q_OBJECT

public:
    SplitButton(const QString& text, const QString& iconName, QMenu* menu, QWidget* parent = nullptr);
    QPushButton* button() const { return button_; }
    QPushButton* arrow() const { return arrow_; }

private:
    QPushButton* button_;
    QPushButton* arrow_;
};

// Underlined words that do something; reached by Tab, pressed by Space and Enter.
class LinkButton : public QAbstractButton {
    Q_OBJECT

public:
    explicit LinkButton(const QString& text = QString(), QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
};

}  // namespace ludus::views
