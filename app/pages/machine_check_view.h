// SPDX-License-Identifier: GPL-3.0-or-later
// MachineCheckView: the facts of a machine check one below the other, each with its mark, and what to do where one is
// not well. GUI thread; it owns its check.
#pragma once

#include <QWidget>

#include "app/bridges/machine_check.h"

class QPushButton;
class QVBoxLayout;

namespace ludus::pages {

class MachineCheckView : public QWidget {
    Q_OBJECT

public:
    explicit MachineCheckView(const QString& folder, QWidget* parent = nullptr);
    bridges::MachineCheck& check() { return check_; }

protected:
    /// Looks as soon as somebody can see it, once.
    void showEvent(QShowEvent* event) override;

private:
    void refresh();

    bridges::MachineCheck check_;
    QVBoxLayout* lines_;
    QPushButton* again_;
    bool looked_ = false;
};

}  // namespace ludus::pages
