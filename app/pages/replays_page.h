// SPDX-License-Identifier: GPL-3.0-or-later
// Replays: the recorded matches; find one worth watching. GUI thread.
#pragma once

#include "app/bridges/replay_bridge.h"
#include "app/pages/navigator.h"
#include "app/pages/page.h"
#include "app/pages/services.h"

class QLineEdit;
class QPushButton;
class QStackedLayout;

namespace ludus::views {
class TableView;
}

namespace ludus::pages {

class ReplaysPage : public Page {
    Q_OBJECT

public:
    explicit ReplaysPage(const Services& services, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void refresh();
    void watch(const QString& id);

    Navigator& go_;
    bridges::ReplayBridge& replays_;
    QStackedLayout* stack_;
    views::TableView* table_;
    QPushButton* watch_;
};

}  // namespace ludus::pages
