// SPDX-License-Identifier: GPL-3.0-or-later
// MatchGrid: recorded matches as thumbnails with a strip of their moments, a tick each. GUI thread; the list is not
// owned. Arrows move, Space ticks, Enter opens.
#pragma once

#include <QListView>
#include <QTimer>

#include "app/bridges/match_list_bridge.h"

namespace ludus::pages {

class MatchGrid : public QListView {
    Q_OBJECT

public:
    explicit MatchGrid(bridges::MatchListBridge& list, QWidget* parent = nullptr);

    QString currentId() const;
    void setCurrentId(const QString& id);
    QStringList selectedIds() const;
    /// Where the tick of a match is pressed, in the viewport.
    QRect tickRect(const QString& id) const;

Q_SIGNALS:
    void openedId(const QString& id);
    void currentIdChanged(const QString& id);
    void endNear();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void toggle(const QString& id);
    void lookWhatIsSeen();
    void arrange();

    bridges::MatchListBridge& list_;
    QTimer look_;
};

}  // namespace ludus::pages
