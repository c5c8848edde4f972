// SPDX-License-Identifier: GPL-3.0-or-later
// Lineage: how exploiters inherit, and all about one of them: branches over periods, a card of the selected member, a
// slider that moves all of it back. GUI thread; the league, its selection and its moment are shared with other pages.
#pragma once

#include <QVector>

#include "app/pages/navigator.h"
#include "app/pages/page.h"
#include "app/pages/services.h"
#include "widgets/models/league_model.h"

class QPushButton;
class QStackedLayout;

namespace ludus::views {
class EmptyState;
class Label;
class LineageLegend;
class LineageView;
class Panel;
class TimeSlider;
}  // namespace ludus::views

namespace ludus::pages {

class LineageCard;

class LineagePage : public Page {
    Q_OBJECT

public:
    explicit LineagePage(const Services& services, QWidget* parent = nullptr);

    void open(RunId run);
    QVariantMap saveState() const override;
    void restoreState(const QVariantMap& state) override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    enum Body { kNone, kNobodyInherits, kWaiting, kFilled, kBlank };
    enum class Choice { Both, Evolutionary, Adaptive };

    void makeHeader();
    void makeActions();
    QWidget* makeNone();
    QWidget* makeNobodyInherits();
    QWidget* makeWaiting();
    QWidget* makePicture();
    QWidget* makeFoot();
    void refresh();
    void refreshHeader();
    void refreshPeriod();
    void refreshVerbs();
    Body bodyNow() const;
    QString waitingSentence() const;
    QVector<models::LeagueRole> rolesThere() const;
    void choose(Choice choice);
    void applyChoice();
    void applyWanted();
    void openSelected();
    void newLeague();

    const Services services_;
    QStackedLayout* stack_;
    views::EmptyState *none_, *nobody_, *waiting_;
    QVector<QPushButton*> choices_;  // in the order of Choice
    views::Label* period_;
    QPushButton* open_;
    views::Panel* panel_;
    views::LineageView* lineage_;
    views::LineageLegend* legend_;
    LineageCard* card_;
    views::TimeSlider* slider_;
    QVector<QAction*> verbs_;  // that need somebody selected
    QAction* why_ = nullptr;
    Choice choice_ = Choice::Both;
    QVariantMap wanted_;  // of the state, until its league is there
    QString mismatch_;    // that was said
};

}  // namespace ludus::pages
