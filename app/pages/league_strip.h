// SPDX-License-Identifier: GPL-3.0-or-later
// LeagueStrip: the tool row of the page League: which view, which roles, what of the pictures; of the view over time,
// whose. GUI thread; the bridge outlives it.
#pragma once

#include <QVector>
#include <QWidget>

#include "app/bridges/league_bridge.h"

class QComboBox;
class QMenu;
class QPushButton;

namespace ludus::views {
class Label;
}

namespace ludus::pages {

class RoleChip;

class LeagueStrip : public QWidget {
    Q_OBJECT

public:
    enum View { Moment, OverTime };
    enum class SizeBy { Elo, Matches };
    enum class Arrangement { TimeLine, Force };

    explicit LeagueStrip(bridges::LeagueBridge& league, QWidget* parent = nullptr);

    View view() const { return view_; }
    void setView(View view);
    SizeBy sizeBy() const;
    void setSizeBy(SizeBy size);
    Arrangement arrangement() const;
    void setArrangement(Arrangement arrangement);
    /// Learning periods whose matches make the edges; 0: all.
    int window() const;
    void setWindow(int periods);
    QVector<int> hiddenRoles() const;
    void setHiddenRoles(const QVector<int>& roles);
    /// Of the button behind all others; whoever holds the panels fills it.
    QMenu* menu() const { return menu_; }
    /// Choices that the row has no room for.
    void addFolded(QMenu* menu) const;

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void viewChanged(LeagueStrip::View view);
    void looksChanged();  // size or arrangement

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QPushButton* makeTab(View view, const QString& text, const char* segment, const QString& tip);
    void makeChips();
    void makeChoices();
    QComboBox* makeChoice(const char* name, const QString& said, const QString& tip);
    void refreshChips();
    void refreshLearners();
    int wantedWidth(bool words) const;
    void fit();

    bridges::LeagueBridge& league_;
    View view_ = Moment;
    QPushButton *moment_, *overTime_;
    QVector<QComboBox*> choices_;  // of the view at a moment, those that stay longest first
    views::Label* show_;
    QVector<RoleChip*> chips_;
    QComboBox *window_, *size_, *arrangement_, *learner_;
    views::Label* learnerWord_;
    QMenu* menu_;
};

}  // namespace ludus::pages
