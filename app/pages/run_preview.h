// SPDX-License-Identifier: GPL-3.0-or-later
// RunPreview: beside the list of runs, the selected one: facts, tags, note, Elo; of several, their Elo curves in one
// picture and how they differ. GUI thread. Speaks to bridges; what it wants of the page are signals.
#pragma once

#include <QWidget>

#include <optional>
#include <vector>

#include "app/bridges/elo_overlay.h"
#include "app/bridges/run_bridge.h"
#include "app/bridges/run_desk.h"
#include "app/bridges/runs_bridge.h"
#include "app/pages/services.h"

class QPlainTextEdit;
class QPushButton;
class QStackedLayout;

namespace ludus::views {
class ChartPanel;
class Label;
class Panel;
class StatusChip;
class TagEdit;
}  // namespace ludus::views

namespace ludus::pages {

class RunPreview : public QWidget {
    Q_OBJECT

public:
    RunPreview(const Services& services, bridges::RunDesk& desk, QWidget* parent = nullptr);

    /// One is shown in full, several together, none leaves the place empty.
    void show(const std::vector<RunId>& runs);
    RunId run() const { return one_.run(); }
    const std::vector<RunId>& shown() const { return shown_; }
    void reopen() { one_.reopen(); }
    void setKnownTags(const QStringList& tags);
    /// Rows changed.
    void refresh();
    /// Writes a note that is still being edited.
    void flush();

Q_SIGNALS:
    void openWanted(RunId run);
    void resumeWanted(RunId run);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    QWidget* makeFacts();
    QWidget* makePeople();
    QWidget* makeVerbs();
    void showFacts();
    void showSeveral();

    bridges::RunsBridge& runs_;
    bridges::RunDesk& desk_;
    bridges::RunBridge one_;
    bridges::EloOverlay several_;
    std::vector<RunId> shown_;
    views::Panel* panel_;
    QStackedLayout* kinds_;
    views::StatusChip* state_;
    views::Label* reason_;
    std::vector<views::Label*> values_;
    views::Label* summary_;
    views::TagEdit* tags_;
    QPlainTextEdit* note_;
    RunId noted_;                      // whose note the field shows
    std::optional<QString> expected_;  // written, not yet read again
    QPushButton* resume_;
    views::ChartPanel* chart_;
};

}  // namespace ludus::pages
