// SPDX-License-Identifier: GPL-3.0-or-later
// Replays: the recorded matches; find one worth watching, or several to watch side by side. GUI thread; it owns the
// bridge of the list.
#pragma once

#include "app/bridges/match_list_bridge.h"
#include "app/bridges/saved_views.h"
#include "app/pages/navigator.h"
#include "app/pages/page.h"
#include "app/pages/services.h"

class QMenu;
class QPushButton;
class QStackedLayout;

namespace ludus::views {
class Label;
class QueryEdit;
class TableView;
}  // namespace ludus::views

namespace ludus::pages {

class MatchGrid;
class MatchPreview;
class MatchRecordStrip;

class ReplaysPage : public Page {
    Q_OBJECT

public:
    explicit ReplaysPage(const Services& services, QWidget* parent = nullptr);
    ~ReplaysPage() override;

    /// Shows what this query finds.
    void openQuery(const QString& query);
    /// Opens the strip that records matches, with these agents.
    void openRecorder(const WantedMatch& match);
    bridges::MatchListBridge& list() { return list_; }
    const bridges::SavedViews& saved() const { return saved_; }

    QVariantMap saveState() const override;
    void restoreState(const QVariantMap& state) override;
    QString helpTopic() const override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    QWidget* makeTools();
    QWidget* makeList();
    void showGrid(bool on);
    void refresh();
    void refreshVerbs();
    void fillViews();
    void choose(const QString& id);
    void watch(const QStringList& ids);
    void watchChosen();
    QStringList chosen() const;

    Navigator& go_;
    bridges::MatchListBridge list_;
    bridges::SavedViews saved_;
    QStackedLayout* stack_;
    QStackedLayout* shapes_;
    views::QueryEdit* filter_;
    views::Label* foot_;
    views::Label* none_;
    views::TableView* table_;
    MatchGrid* grid_;
    MatchPreview* preview_;
    MatchRecordStrip* record_;
    QMenu* views_;
    QPushButton *watch_, *gridButton_, *tableButton_, *clear_, *recordButton_;
    QString currentId_;
};

}  // namespace ludus::pages
