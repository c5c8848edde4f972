// SPDX-License-Identifier: GPL-3.0-or-later
// ExperimentsKit: a workspace with some runs, and the page Experiments driven with real clicks. With
// LUDUS_PICTURES=FOLDER it leaves pictures there. GUI thread; a test class derives from it.
#pragma once

#include <QObject>

#include <memory>

#include "core/store/workspace.h"
#include "tests/app/studio/studio_driver.h"
#include "tests/support/temp_dir.h"
#include "tests/support/warning_guard.h"
#include "widgets/views/table_view.h"

namespace ludus::test {

inline QString q(const char* text) {
    return QString::fromUtf8(text);
}

struct Wanted {
    std::string name;
    std::string game = "rps";
    double elo = kUnknown;
    std::string sweep = {};
    double rate = 3e-4;
    RunStatus status = RunStatus::finished;
    std::string reason = {};
    std::vector<MetricPoint> points = {};  // of further curves
};

class ExperimentsKit : public QObject {
    Q_OBJECT

protected:
    void begin();
    void end();
    void allowNoise();
    std::string folder() const { return folder_->path("ws"); }
    QString window() const { return QString::fromStdString(folder()); }
    RunId add(const Wanted& wanted);
    /// Five runs: three of Slime Volleyball, two of them a sweep; two of rock-paper-scissors, one failed.
    void addUsual();
    static views::TableView* table(StudioDriver& studio) {
        return studio.find<views::TableView>(QStringLiteral("experiments.table"));
    }
    static QStringList shown(StudioDriver& studio);
    /// With real clicks, the later ones with Ctrl.
    static bool select(StudioDriver& studio, const QStringList& names);
    /// Opens the menu of a button and clicks an entry.
    static bool choose(StudioDriver& studio, const QString& button, const QString& action);
    static bool filter(StudioDriver& studio, const QString& text, int rows);

    WarningGuard guard_;
    std::unique_ptr<TempDir> folder_;
    std::unique_ptr<store::Workspace> workspace_;
};

}  // namespace ludus::test
