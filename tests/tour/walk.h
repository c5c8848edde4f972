// SPDX-License-Identifier: GPL-3.0-or-later
// Walk: one real window in one theme and one language; goes to every page and hangs a picture of each in each size.
// GUI thread; the window is its own.
#pragma once

#include <QHash>
#include <QSize>
#include <QVector>

#include <functional>
#include <memory>

#include "app/pages/navigator.h"
#include "app/pages/preferences.h"
#include "app/studio/main_window.h"
#include "tests/tour/gallery.h"

namespace ludus::tour {

struct Look {
    QString language;  // "en", "zh_CN"
    bool dark = false;
};

struct Plan {
    QVector<QSize> sizes;
    QString only;  // pictures whose names hold it
    bool train = true;
};

class Walk {
public:
    /// Dresses the application before the window is made.
    Walk(const QString& folder, const Look& look, const Plan& plan, Gallery& gallery);

    /// Pages that say something else when there is nothing to show.
    void seeEmpty();
    void seeFilled();

private:
    using Step = std::function<bool()>;

    /// Shows the page, does `prepare` (false: it did not come about) and takes the pictures.
    void see(const QString& name, const QString& page, const Step& prepare = {});
    void take(const QString& name);
    bool wanted(const QString& name) const;
    QString pictureName(const QString& name, const QSize& size) const;

    void readSample();
    void seeTraining();
    void seeRuns();
    void seeLeague();
    void seeWhy();
    void seeNew();
    void seeReplays();
    void seeRest();
    bool watch(const QVector<pages::WatchedMatch>& matches, double share);
    bool openRun(const QString& name);
    pages::WatchedMatch match(const QString& game, size_t index) const;

    template <class T>
    T* find(const QString& name) const {
        return window_->findChild<T*>(name);
    }

    Look look_;
    Plan plan_;
    Gallery& gallery_;
    std::unique_ptr<studio::MainWindow> window_;
    QString folder_;
    QHash<QString, RunId> runs_;
    RunId league_;                         // none: no run is a league
    QHash<QString, QStringList> replays_;  // game -> artefacts, newest first
};

}  // namespace ludus::tour
