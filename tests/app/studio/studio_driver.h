// SPDX-License-Identifier: GPL-3.0-or-later
// StudioDriver: drives a real window by object names with real mouse and key events, and waits for conditions. GUI
// thread; the window is its own.
#pragma once

#include <QAbstractButton>
#include <QTest>

#include <functional>
#include <memory>

#include "app/bridges/run_bridge.h"
#include "app/studio/main_window.h"

namespace ludus::test {

class StudioDriver {
public:
    explicit StudioDriver(const QString& folder);

    studio::MainWindow& window() { return *window_; }
    /// Closes the window as people do and presses this button of the question that comes; false: none came.
    bool closeAndAnswer(const QString& button);
    /// Takes the window down and opens it again on the same workspace.
    void reopen();

    template <class T = QWidget>
    T* find(const QString& name) const {
        return window_->findChild<T*>(name);
    }
    /// The widget of this name must be in view and enabled.
    bool click(const QString& name);
    /// Replaces the text of a field and leaves it.
    bool type(const QString& name, const QString& text);
    bool waitFor(const std::function<bool()>& condition, int patienceMs = 100'000) const;
    /// NAME.png and NAME-dark.png where LUDUS_PICTURES names a folder, to be looked at; the window stays light.
    void keepPictures(const char* name) const;
    /// Sentences shown under the header of the page in view.
    QStringList messages() const;
    bridges::RunBridge& runBridge() const;

private:
    void open();

    QString folder_;
    std::unique_ptr<studio::MainWindow> window_;
};

/// The file of a tiny run. The budget is one of steps: time is nothing to build on where a machine has other work.
QString fileOf(const QString& name, int steps);

/// Everything a run's page shows, as text: all points of all charts, log lines, facts.
QStringList picture(bridges::RunBridge& bridge);

}  // namespace ludus::test
