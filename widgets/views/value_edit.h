// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A line for a value: its unit stands inside at the right, two chevrons step it (Up and Down do too).
// GUI thread; it knows no numbers, the owner answers stepped().

#include <QLineEdit>

namespace ludus::views {

class ValueEdit : public QLineEdit {
    Q_OBJECT

public:
    explicit ValueEdit(QWidget* parent = nullptr);

    void setUnit(const QString& unit);
    const QString& unit() const { return unit_; }
    void setSteppable(bool steppable);
    void setInvalid(bool invalid);

Q_SIGNALS:
    void stepped(int steps);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    void fitMargins();
    QRect stepperRect() const;

    QString unit_;
    bool steppable_ = false;
};

}  // namespace ludus::views
