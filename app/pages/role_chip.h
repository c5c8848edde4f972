// SPDX-License-Identifier: GPL-3.0-or-later
// RoleChip: shows or hides a role of a league in its pictures: symbol, word, how many snapshots. Off: the symbol is
// hollow and the words are muted. GUI thread.
#pragma once

#include <QAbstractButton>

#include "widgets/models/league_model.h"

namespace ludus::pages {

class RoleChip : public QAbstractButton {
    Q_OBJECT

public:
    /// `word` is short ("specific"); the whole name of the role is said by the tip and to assistive techniques.
    RoleChip(models::LeagueRole role, const QString& word, QWidget* parent = nullptr);

    models::LeagueRole role() const { return role_; }
    void setCount(int snapshots);
    /// Its letters ("ME") instead of its word, where room is short.
    void setBrief(bool brief);
    int wordyWidth() const { return widthFor(text()); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    QString letters() const;
    QString shown() const { return brief_ ? letters() : text(); }
    int widthFor(const QString& word) const;
    void describe();

    const models::LeagueRole role_;
    int count_ = 0;
    bool brief_ = false;
};

}  // namespace ludus::pages
