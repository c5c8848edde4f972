// SPDX-License-Identifier: GPL-3.0-or-later
// Replays: the recorded matches; find one worth watching. GUI thread.
#pragma once

#include "app/bridges/replay_bridge.h"
#include "app/pages/page.h"

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
    ReplaysPage(bridges::ReplayBridge& replays, QWidget* parent = nullptr);

Q_SIGNALS:
    void replayRequested(const QString& hash, const QString& title);
    void newRequested();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void refresh();
    void watch(const QString& id);

    bridges::ReplayBridge& replays_;
    QStackedLayout* stack_;
    views::TableView* table_;
    QPushButton* watch_;
};

}  // namespace ludus::pages
