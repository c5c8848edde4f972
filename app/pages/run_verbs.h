// SPDX-License-Identifier: GPL-3.0-or-later
// RunVerbs: Pause, Resume and Stop of one run in the header of a page, the same on every page that shows a run. GUI
// thread; the header owns the buttons, the service outlives them.
#pragma once

#include <QObject>

#include "app/bridges/run_service.h"

class QPushButton;

namespace ludus::views {
class PageHeader;
class SplitButton;
}  // namespace ludus::views

namespace ludus::pages {

class RunVerbs : public QObject {
    Q_OBJECT

public:
    /// Buttons are named after the page: "run.pause", "run.stop", ...
    RunVerbs(views::PageHeader* header, bridges::RunService& service, const QString& page);

    /// id 0: no run is open.
    void show(const RunRecord& record);

private:
    void makePause(const QString& page);
    void makeResume(const QString& page);
    void makeStop(const QString& page);

    views::PageHeader* header_;
    bridges::RunService& service_;
    RunRecord record_;
    QPushButton* pause_ = nullptr;
    views::SplitButton* resume_ = nullptr;  // from a checkpoint
    views::SplitButton* stop_ = nullptr;
};

}  // namespace ludus::pages
