// SPDX-License-Identifier: GPL-3.0-or-later
// New experiment: set up one run. Game and preset left, the form made from the option descriptions in the middle, the
// same thing as a file right, what is wrong and Start at the foot. GUI thread.
#pragma once

#include "app/bridges/config_bridge.h"
#include "app/bridges/run_service.h"
#include "app/pages/navigator.h"
#include "app/pages/page.h"
#include "app/pages/services.h"

class QPushButton;

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
    void openPreset(const QString& name);
    /// The text of an earlier run.
    void openText(const QString& toml, const QString& preset);
    void openDraft(const ExperimentDraft& draft);

private:
    QWidget* makeChoices();
    QWidget* makeForm();
    QWidget* makeFile();
    QWidget* makeFoot();
    void fillPresets(const QString& game);
    void openFile();
    void showText();
    void showProblems();
    void start();

    bridges::ConfigBridge config_;
    bridges::RunService& service_;
    views::ChoiceList* games_;
    views::ChoiceList* presets_;
    views::FormView* form_;
    views::FileView* file_;
    views::Label* changes_;
    views::LinkButton* undo_;
    views::IconLabel* problemIcon_;
    views::LinkButton* problem_;
    views::Label* cost_;
    QPushButton* start_;
};

}  // namespace ludus::pages
