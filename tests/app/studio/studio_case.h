// SPDX-License-Identifier: GPL-3.0-or-later
// StudioCase: what tests of the window start from, so that a test class says only its facts: for each a folder of its
// own, no settings kept from before, English, and afterwards no warning of Qt. GUI thread; a test class derives from
// it.
#pragma once

#include <QApplication>
#include <QMenu>
#include <QObject>

#include <memory>
#include <string>

#include "app/studio/application.h"
#include "tests/app/studio/studio_driver.h"
#include "tests/support/temp_dir.h"
#include "tests/support/warning_guard.h"

namespace ludus::test {

class StudioCase : public QObject {
    Q_OBJECT

public:
    StudioCase();

protected:
    /// A workspace for one fact; it is not there before somebody makes it. `window()`: the same, to open a window on.
    std::string workspace() const { return folder_->path("ws"); }
    QString window() const { return fileAt("ws"); }
    /// A file or another folder beside it.
    QString fileAt(const char* name) const { return QString::fromStdString(folder_->path(name)); }
    /// What init() does; one of a test class's own calls it first.
    void begin();
    /// Opens the window of the fact, which goes with it.
    void openWindow() { studio_ = std::make_unique<StudioDriver>(window()); }
    /// From now on, and all that is drawn with it.
    static void speak(const QString& code);

    std::unique_ptr<StudioDriver> studio_;

private Q_SLOTS:
    void init() { begin(); }
    void cleanup();

private:
    WarningGuard guard_;
    std::unique_ptr<TempDir> folder_;
};

/// The entry of this object name; null: there is none.
QAction* inMenu(const QMenu* menu, const char* entry);
/// The first bytes of a file, at most so many; none where it cannot be read.
QByteArray headOf(const QString& path, int bytes);

/// The main of a test of the window: the test is made once the application is there.
template <class T>
int runStudioTest(int argc, char** argv) {
    qputenv("LUDUS_MODULE_DIR", LUDUS_BIN_DIR);
    QApplication application(argc, argv);
    const TempDir settings;
    studio::prepareApplication(application, QString::fromStdString(settings.path()));
    T tests;
    return QTest::qExec(&tests, argc, argv);
}

}  // namespace ludus::test
