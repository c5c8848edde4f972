// SPDX-License-Identifier: GPL-3.0-or-later
// New experiment: set up one run or a sweep. Game and preset left, the form made from the option descriptions in the
// middle, the same thing as a file right, what is wrong, what it costs and the verbs at the foot. GUI thread.
#pragma once

#include "app/bridges/config_bridge.h"
#include "app/bridges/preset_shelf.h"
#include "app/bridges/run_service.h"
#include "app/bridges/runs_bridge.h"
#include "app/pages/navigator.h"
#include "app/pages/page.h"
#include "app/pages/services.h"

class QMenu;
class QPushButton;
class QSplitter;

namespace ludus::bridges {
class MemberNames;
}  // namespace ludus::bridges

namespace ludus::views {
class ChoiceList;
class FileView;
class FormView;
class IconLabel;
class Label;
class LinkButton;
class Panel;
}  // namespace ludus::views

namespace ludus::pages {

class NewExperimentPage : public Page {
    Q_OBJECT

public:
    explicit NewExperimentPage(const Services& services, QWidget* parent = nullptr);

    bridges::ConfigBridge& config() { return config_; }
    /// A shipped one, or one of one's own ("own/slow").
    void openPreset(const QString& name);
    /// The text of an earlier run.
    void openText(const QString& toml, const QString& preset);
    void openDraft(const ExperimentDraft& draft);

    QVariantMap saveState() const override;
    void restoreState(const QVariantMap& state) override;

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void makeHeader();
    QSplitter* makeColumns();
    QWidget* makeChoices();
    QWidget* makeForm();
    QWidget* makeFile();
    QWidget* makeFoot();
    void connectParts();
    void addUndoKeys();
    void stepInFile(void (views::FileView::*step)());
    void fillPresets(const QString& game);
    void fillCopyMenu();
    void fillFromMenu();
    void addFromChoices(QMenu* menu, const RunRecord& run);
    void openFile();
    void setFrom(const QString& agent, const QString& title);
    void savePreset();
    void begin();
    void showText();
    void showFacts();
    void showProblems();
    void showCost(bool right);
    void showLast();
    void start(bool queued);

    Navigator& go_;
    bridges::ConfigBridge config_;
    bridges::RunService& service_;
    bridges::RunsBridge& runs_;
    bridges::PresetShelf shelf_;
    bridges::MemberNames& names_;
    QString from_, fromTitle_;  // an agent whose weights the run begins with
    QString origin_;            // "copy of slime-01"
    QMenu *copyMenu_, *fromMenu_;
    QPushButton *copy_, *fromButton_;
    views::ChoiceList* games_;
    views::ChoiceList* presets_;
    views::LinkButton* forget_;
    views::Label* last_;
    views::FormView* form_;
    views::FileView* file_;
    views::Label* changes_;
    views::LinkButton* undo_;
    views::IconLabel* problemIcon_;
    views::LinkButton* problem_;
    views::Label* cost_;
    QPushButton *save_, *queue_, *start_;
};

}  // namespace ludus::pages
