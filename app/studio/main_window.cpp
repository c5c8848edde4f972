// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QStatusBar>

#include "app/studio/shell.h"
#include "widgets/style/theme.h"

namespace ludus::studio {

MainWindow::MainWindow(const QString& folder, QWidget* parent)
    : QMainWindow(parent), store_(folder), service_(folder, sink_) {
    setWindowTitle(QStringLiteral("Ludus"));
    setMinimumSize(1024, 640);
    resize(1366, 768);
    statusBar()->setSizeGripEnabled(false);
    restoreGeometry(QSettings().value(QStringLiteral("window/geometry")).toByteArray());
    makeShell();
}

// The shell speaks to what stands here: it goes first.
MainWindow::~MainWindow() {
    delete shell_;
}

void MainWindow::makeShell() {
    shell_ = new Shell(*this, store_, sink_, service_);
    connect(shell_, &Shell::themeWanted, this, &MainWindow::setTheme);
}

void MainWindow::rebuild() {
    const QVariantMap state = shell_->saveState();
    delete shell_;
    makeShell();
    shell_->restoreState(state);
}

void MainWindow::showPage(const QString& key) {
    shell_->showPage(key);
}

QString MainWindow::currentPage() const {
    return shell_->currentPage();
}

void MainWindow::openRun(RunId run) {
    shell_->go().openRun(run);
}

void MainWindow::openFile(const QString& path) {
    service_.readFile(path);
    showPage(QStringLiteral("new"));
}

void MainWindow::watchReplay(const QString& hash, const QString& title) {
    if (!hash.isEmpty()) shell_->go().watch({{hash, title}});
}

void MainWindow::setTheme(bool dark) {
    style::Theme::instance().apply(*qApp, dark ? style::Mode::Dark : style::Mode::Light);
    QSettings().setValue(QStringLiteral("appearance/dark"), dark);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (service_.runningHere() > 0) {
        QMessageBox question(QMessageBox::NoIcon, tr("Close Ludus"),
                             tr("%n run(s) train in this window.", nullptr, service_.runningHere()),
                             QMessageBox::NoButton, this);
        question.setObjectName(QStringLiteral("close.question"));
        question.setInformativeText(
            tr("Closing saves where training stands. The next time Ludus opens it offers to go on from there."));
        QPushButton* save = question.addButton(tr("Save and close"), QMessageBox::AcceptRole);
        save->setObjectName(QStringLiteral("close.save"));
        QPushButton* keep = question.addButton(tr("Keep training"), QMessageBox::RejectRole);
        keep->setObjectName(QStringLiteral("close.keep"));
        question.setDefaultButton(save);
        question.setEscapeButton(keep);
        question.exec();
        if (question.clickedButton() != save) {
            event->ignore();
            return;
        }
    }
    QSettings().setValue(QStringLiteral("window/geometry"), saveGeometry());
    QMainWindow::closeEvent(event);
}

}  // namespace ludus::studio
