// SPDX-License-Identifier: GPL-3.0-or-later
// Disk: what takes room in the workspace, what may be kept, and freeing the rest. GUI thread.
#pragma once

#include <QTimer>

#include <array>
#include <optional>

#include "app/bridges/disk_bridge.h"
#include "app/pages/page.h"
#include "app/pages/services.h"

class QCheckBox;
class QGridLayout;
class QPushButton;
class QStackedLayout;

namespace ludus::views {
class Label;
class TableView;
class ValueEdit;
}  // namespace ludus::views

namespace ludus::pages {

class DiskBar;
class Navigator;

class DiskPage : public Page {
    Q_OBJECT

public:
    explicit DiskPage(const Services& services, QWidget* parent = nullptr);
    ~DiskPage() override;

    QVariantMap saveState() const override;
    void restoreState(const QVariantMap& state) override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    struct Limit {
        views::ValueEdit* edit = nullptr;
        int64_t store::Retention::*value = nullptr;
        bool bytes = false;
        bool wrong = false;
    };

    QWidget* makeUse();
    QWidget* makeRuns();
    QWidget* makeQuotas();
    void addLimits(QGridLayout* grid, int row, const QString& kind, const QString& key,
                   int64_t store::Retention::*perRun, int64_t store::Retention::*bytes);
    void refresh();
    void showQuotas();
    void typed();
    void outdate();
    void keepQuotas();
    void askPreview();
    void showPreview(const store::FreedRoom& room);
    void askAndFree();
    void sayFreed(const store::FreedRoom& room, bool byItself);
    bool readLimits();
    store::Retention wanted() const;

    Navigator& go_;
    bridges::DiskBridge disk_;
    QPushButton* free_;
    QStackedLayout* stack_;
    DiskBar* bar_ = nullptr;
    views::TableView* table_ = nullptr;
    std::array<Limit, 6> limits_;
    size_t limitCount_ = 0;
    QCheckBox* onlySelected_ = nullptr;
    QCheckBox* byThemselves_ = nullptr;
    views::Label* outcome_ = nullptr;
    store::Retention keep_;
    std::optional<store::FreedRoom> room_;
    QTimer settle_;  // typing has paused
};

}  // namespace ludus::pages
