// SPDX-License-Identifier: GPL-3.0-or-later
// MatchPreview: the chosen match, playing, with its moments; a press on one goes there. GUI thread; it owns the match.
#pragma once

#include <QTimer>
#include <QWidget>

#include <memory>

#include "app/bridges/match_bridge.h"
#include "widgets/models/playback_model.h"

class QListWidget;
class QPushButton;
class QVBoxLayout;

namespace ludus::views {
class Label;
}

namespace ludus::pages {

class MatchView;

class MatchPreview : public QWidget {
    Q_OBJECT

public:
    explicit MatchPreview(bridges::StoreQuery& store, QWidget* parent = nullptr);
    ~MatchPreview() override;

    /// An empty hash shows nothing.
    void show(const QString& hash, bool pinned);
    const models::PlaybackModel& playback() const { return playback_; }

Q_SIGNALS:
    void watchWanted();
    void pinWanted(bool pinned);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void load();
    void opened();
    void fail(const QString& sentence);

    bridges::StoreQuery& store_;
    std::unique_ptr<bridges::MatchBridge> match_;
    models::PlaybackModel playback_;
    QTimer clock_, rest_;
    QString hash_;
    QVBoxLayout* column_;
    MatchView* view_ = nullptr;
    views::Label* facts_;
    QListWidget* moments_;
    QPushButton *watch_, *pin_;
};

}  // namespace ludus::pages
