// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QCryptographicHash>
#include <QDataStream>
#include <QEventLoop>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QStatusBar>

#include "app/bridges/texts.h"
#include "app/pages/preferences.h"
#include "app/studio/language.h"
#include "app/studio/shell.h"
#include "app/studio/window_size.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/style/words.h"

namespace ludus::studio {
namespace {

constexpr int kStateVersion = 1;  // of what a window keeps for its next start
constexpr qsizetype kChecksum = 20;
constexpr qsizetype kNamed = 4;  // runs in a question
constexpr int kSignSize = 32;    // pixels
constexpr QSize kUsual(1366, 768), kLeast(1024, 640);

/// Only what was written whole is read.
QByteArray checksum(const QByteArray& bytes) {
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha1);
}

}  // namespace

MainWindow::MainWindow(const QString& folder, QWidget* parent)
    : QMainWindow(parent), store_(folder), service_(folder, sink_), desk_(folder) {
    setWindowTitle(QStringLiteral("Ludus"));
    resize(kUsual);
    statusBar()->setSizeGripEnabled(false);
    service_.setRunsAtOnce(pages::Preferences().runsAtOnce());
    restoreGeometry(QSettings().value(QStringLiteral("window/geometry")).toByteArray());
    fitToScreen(*this, kLeast);
    makeShell();
    restoreWindow();
}

// The shell speaks to what stands here: it goes first.
MainWindow::~MainWindow() {
    delete shell_;
}

void MainWindow::makeShell() {
    shell_ = new Shell(*this, store_, sink_, service_, desk_);
    connect(shell_, &Shell::fileWanted, this, &MainWindow::openFile);
    connect(shell_, &Shell::workspaceWanted, this, &MainWindow::openWorkspace);
    connect(shell_, &Shell::preferenceChanged, this, [this](const QString& preference) {
        // Another language not at once: the shell that asks has to go.
        const bool later = preference == pages::Preferences::kLanguage;
        QMetaObject::invokeMethod(
            this, [this, preference] { apply(preference); }, later ? Qt::QueuedConnection : Qt::DirectConnection);
    });
}

void MainWindow::rebuild() {
    const QVariantMap state = shell_->saveState();
    const QWidget* focus = focusWidget();
    const QString focused = focus ? focus->objectName() : QString();
    delete shell_;
    makeShell();
    shell_->show();
    shell_->restoreState(state);
    if (focused.isEmpty()) return;
    if (auto* again = shell_->findChild<QWidget*>(focused)) again->setFocus(Qt::OtherFocusReason);
}

QVector<MainWindow*> MainWindow::all() {
    QVector<MainWindow*> windows;
    for (QWidget* window : QApplication::topLevelWidgets()) {
        if (auto* ours = qobject_cast<MainWindow*>(window)) windows << ours;
    }
    return windows;
}

/// Every window of this program takes it on.
void MainWindow::apply(const QString& preference) {
    const pages::Preferences preferences;
    if (preference == pages::Preferences::kLanguage) {
        Language::of(*qApp).speak(preferences.language());
        preferences.dress(*qApp);                    // lines of Chinese are higher
        const QVector<MainWindow*> windows = all();  // menus go while they are made anew
        for (MainWindow* window : windows)
            window->rebuild();
    } else if (preference == pages::Preferences::kRunsAtOnce) {
        const QVector<MainWindow*> windows = all();
        for (MainWindow* window : windows)
            window->service_.setRunsAtOnce(preferences.runsAtOnce());
    } else if (preference.startsWith(QLatin1String("appearance/"))) {
        preferences.dress(*qApp);
    }
}

void MainWindow::openWorkspace(const QString& folder) {
    auto* window = new MainWindow(folder);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->show();
}

void MainWindow::greet() {
    pages::Preferences preferences;
    if (preferences.welcomed()) return;
    preferences.setWelcomed(true);
    showPage(QStringLiteral("welcome"));
}

// What pages show belongs to a workspace.
QString MainWindow::stateKey() const {
    const QByteArray folder = QFileInfo(store_.folder()).absoluteFilePath().toUtf8();
    return QStringLiteral("window/state/") +
           QString::fromLatin1(QCryptographicHash::hash(folder, QCryptographicHash::Sha1).toHex().left(12));
}

void MainWindow::saveWindow(bool training) const {
    QVariantMap state = shell_->saveState();
    state.insert(QStringLiteral("version"), kStateVersion);
    state.remove(QStringLiteral("tour"));
    // There the next start says what was left for later.
    if (training) state.insert(QStringLiteral("page"), QStringLiteral("experiments"));
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << state;
    QSettings().setValue(stateKey(), checksum(bytes) + bytes);
    QSettings().setValue(QStringLiteral("window/geometry"), saveGeometry());
}

void MainWindow::restoreWindow() {
    const QByteArray kept = QSettings().value(stateKey()).toByteArray();
    const QByteArray bytes = kept.mid(kChecksum);
    if (bytes.isEmpty() || kept.left(kChecksum) != checksum(bytes)) return;
    QDataStream stream(bytes);
    stream.setVersion(QDataStream::Qt_6_4);
    QVariantMap state;
    stream >> state;
    const bool ours = stream.status() == QDataStream::Ok && state.value(QStringLiteral("version")) == kStateVersion;
    if (ours) shell_->restoreState(state);
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

void MainWindow::closeEvent(QCloseEvent* event) {
    const bool training = service_.runningHere() > 0;
    if (leaving_ || !mayClose()) {
        event->ignore();
        return;
    }
    saveWindow(training);
    QMainWindow::closeEvent(event);
}

/// Whether people want it, and everything that trained here is on the disk.
bool MainWindow::mayClose() {
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
        if (question.clickedButton() != save) return false;
    }
    return leaveRuns();
}

bool MainWindow::leaveRuns() {
    if (service_.idle()) return true;
    leaving_ = true;
    Answer answer = Answer::again;
    while (answer == Answer::again) {
        const QVector<bridges::UnkeptRun> unkept = waitUntilLeft();
        answer = unkept.isEmpty() ? Answer::close : askWhatIsLost(unkept);
    }
    leaving_ = false;
    if (answer == Answer::close) return true;
    service_.stay();
    return false;
}

/// The window goes on being drawn, but takes no more orders.
QVector<bridges::UnkeptRun> MainWindow::waitUntilLeft() {
    QVector<bridges::UnkeptRun> unkept;
    QEventLoop waiting;
    const auto heard = connect(&service_, &bridges::RunService::left, &waiting, [&](const auto& runs) {
        unkept = runs;
        waiting.quit();
    });
    QApplication::setOverrideCursor(Qt::WaitCursor);
    service_.leave();
    waiting.exec(QEventLoop::ExcludeUserInputEvents);
    QApplication::restoreOverrideCursor();
    disconnect(heard);
    return unkept;
}

/// Nothing of it is lost while the window stays.
MainWindow::Answer MainWindow::askWhatIsLost(const QVector<bridges::UnkeptRun>& unkept) {
    QStringList names, reasons, remedies;
    double steps = 0;
    for (const bridges::UnkeptRun& run : unkept) {
        if (names.size() < kNamed) names << run.name;
        const QString reason = bridges::translated(run.error.happened);
        if (!reasons.contains(reason)) reasons << reason;
        const QString remedy = run.error.code == "file.disk_full"
                                   ? tr("Free some space or mend the disk, then choose Try again.")
                                   : bridges::translated(run.error.remedy);
        if (!remedies.contains(remedy)) remedies << remedy;
        steps += static_cast<double>(run.steps);
    }
    const auto more = static_cast<int>(unkept.size() - names.size());
    if (more > 0) names << tr("%n more", nullptr, more);
    const QString lost = style::formatSi(steps);
    QMessageBox question(
        QMessageBox::NoIcon, tr("Close Ludus"),
        tr("%n run(s) could not be saved: %1.", nullptr, static_cast<int>(unkept.size())).arg(style::listed(names)),
        QMessageBox::NoButton, this);
    question.setObjectName(QStringLiteral("close.unkept"));
    question.setTextFormat(Qt::PlainText);
    question.setIconPixmap(
        style::iconPixmap(QStringLiteral("error"), style::color(style::Token::Danger), kSignSize, devicePixelRatioF()));
    question.setInformativeText(style::paragraph(
        reasons +
        QStringList{tr("Closing now loses the training since the last checkpoint on the disk: %1 steps.").arg(lost)} +
        remedies));
    QPushButton* again = question.addButton(tr("Try again"), QMessageBox::AcceptRole);
    again->setObjectName(QStringLiteral("close.again"));
    QPushButton* stay = question.addButton(tr("Keep Ludus open"), QMessageBox::RejectRole);
    stay->setObjectName(QStringLiteral("close.stay"));
    QPushButton* close = question.addButton(tr("Close and lose %1 steps").arg(lost), QMessageBox::DestructiveRole);
    close->setObjectName(QStringLiteral("close.lose"));
    question.setDefaultButton(again);
    question.setEscapeButton(stay);
    question.exec();
    if (question.clickedButton() == again) return Answer::again;
    return question.clickedButton() == close ? Answer::close : Answer::stay;
}

}  // namespace ludus::studio
