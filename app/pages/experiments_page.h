// SPDX-License-Identifier: GPL-3.0-or-later
// Experiments: find a run and see how it stands. A filter in words, saved views, groups, a table of all runs with
// actions for several at once, the selected ones beside it; runs that were interrupted are offered to go on. GUI
// thread.
#pragma once

#include <functional>
#include <memory>
#include <set>

#include "app/bridges/run_desk.h"
#include "app/bridges/run_service.h"
#include "app/bridges/runs_bridge.h"
#include "app/bridges/saved_views.h"
#include "app/pages/navigator.h"
#include "app/pages/page.h"
#include "app/pages/services.h"

class QLineEdit;
class QMenu;
class QPushButton;
class QSplitter;
class QStackedLayout;
class QStringListModel;

namespace ludus::views {
class Label;
class LinkButton;
class Panel;
class QueryEdit;
class TableView;
}  // namespace ludus::views

namespace ludus::pages {

class RunPreview;

class ExperimentsPage : public Page {
    Q_OBJECT

public:
    explicit ExperimentsPage(const Services& services, QWidget* parent = nullptr);
    ~ExperimentsPage() override;

    QVariantMap saveState() const override;
    void restoreState(const QVariantMap& state) override;
    QString helpTopic() const override { return QStringLiteral("experiments"); }

    bridges::RunDesk& desk() { return desk_; }

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    static constexpr int kNameColumn = 1;

    QWidget* makeTools();
    QWidget* makeAskRow();
    QWidget* makeTable();
    QWidget* makeFoot();
    void makeActions();
    QAction* addVerb(const QString& name, const QString& text, const QString& icon, const QKeySequence& keys,
                     const std::function<void()>& verb);
    void connectBridges();

    // What is shown
    void filterBy(const QString& text);
    void groupBy(const QString& how);
    models::TableRow groupRow(const QString& key, const QStringList& ids) const;
    void fillColumnMenu();
    void addColumn(QMenu& menu, const QString& key, const QString& shown, const QString& tip);
    void refresh();
    void refreshVerbs();
    void refreshFoot();
    void showSelected();
    std::vector<RunId> selected() const;
    QString namesOf(const std::vector<RunId>& runs) const;

    // Saved views
    bridges::SavedView presentView() const;
    void applyView(const bridges::SavedView& view);
    void chooseView(const QString& name);
    void refreshViews();
    void fillViewMenu();
    void refreshViewButton();
    void askViewName();

    // One line that asks for a word: a view's name, a tag
    void ask(const QString& question, const QString& text, const QString& verb, const QStringList& known,
             const std::function<void(const QString&)>& answer);
    void endAsk(bool keep);

    // Verbs
    void compare();
    void archiveSelected();
    void tagSelected();
    void copySelected();
    void deleteSelected();
    void confirmDeletion(const std::vector<RunId>& runs, double bytes);
    void showRowMenu(const QString& id, const QPoint& place);
    void refreshOffer();
    void takeAnswer(const QString& action);
    void resume(RunId run);

    Navigator& go_;
    bridges::RunsBridge& runs_;
    bridges::RunService& service_;
    bridges::RunDesk& desk_;
    bridges::SavedViews views_;
    QStackedLayout* stack_ = nullptr;
    views::QueryEdit* query_ = nullptr;
    QPushButton* group_ = nullptr;
    QPushButton* view_ = nullptr;
    QMenu* groupMenu_ = nullptr;
    QMenu* viewMenu_ = nullptr;
    QWidget* askRow_ = nullptr;
    views::Label* question_ = nullptr;
    QLineEdit* answer_ = nullptr;
    QPushButton* answerVerb_ = nullptr;
    QStringListModel* answers_ = nullptr;
    std::function<void(const QString&)> onAnswer_;
    QSplitter* splitter_ = nullptr;
    views::Panel* panel_ = nullptr;
    views::TableView* table_ = nullptr;
    RunPreview* preview_ = nullptr;
    views::Label* foot_ = nullptr;
    views::LinkButton* hidden_ = nullptr;
    views::Label* chosen_ = nullptr;
    views::LinkButton* undo_ = nullptr;
    QPushButton* compare_ = nullptr;
    QPushButton* archiveButton_ = nullptr;
    std::vector<QPushButton*> batch_;
    QAction *compareVerb_ = nullptr, *archiveVerb_ = nullptr, *deleteVerb_ = nullptr, *tagVerb_ = nullptr,
            *undoVerb_ = nullptr, *redoVerb_ = nullptr, *copyVerb_ = nullptr;

    std::shared_ptr<const query::Query> filter_;
    bool listsArchived_ = false;  // the filter speaks of it
    QString grouping_;
    QString viewName_;            // the saved view that was chosen, empty: all runs
    QVariantMap plainLook_;       // of the table as it is at first
    bool viewChosen_ = false;     // by somebody or by a state: the default one comes no more
    bool written_ = false;        // by a command of this page: rows may come and go at once
    QString offer_;               // the sentence about interrupted runs that is shown
    std::vector<RunId> offered_;  // by it
    std::set<int64_t> answered_;  // offered before, not again
    qint64 openWhenResumed_ = 0;
};

}  // namespace ludus::pages
