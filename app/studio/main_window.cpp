// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/main_window.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>

#include "app/bridges/texts.h"
#include "app/pages/experiments_page.h"
#include "app/pages/new_experiment_page.h"
#include "app/pages/replay_page.h"
#include "app/pages/replays_page.h"
#include "app/pages/run_page.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/views/rail.h"
#include "widgets/views/strips.h"

namespace ludus::studio {
namespace {

constexpr int kNarrowBelow = 1200;

}  // namespace

MainWindow::MainWindow(const QString& folder, QWidget* parent)
    : QMainWindow(parent), store_(folder), service_(folder, sink_), runs_(store_, this), replays_(store_, this) {
    setWindowTitle(QStringLiteral("Ludus"));
    setMinimumSize(1024, 640);
    resize(1366, 768);
    makeRail();
    makePages();
    makeMenus();
    auto* central = new QWidget;
    auto* row = new QHBoxLayout(central);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(rail_);
    row->addWidget(stack_, 1);
    setCentralWidget(central);
    status_ = new views::StatusStrip;
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(status_, 1);
    connect(&runs_, &bridges::RunsBridge::changed, this, &MainWindow::refreshStatus);
    connect(&service_, &bridges::RunService::started, this, [this](qint64 run) { openRun(RunId{run}); });
    const auto complain = [this](const QString& sentence) {
        for (pages::Page* page : findChildren<pages::Page*>())
            page->say(views::MessageKind::Danger, sentence, QStringLiteral("store"));
    };
    connect(&store_, &bridges::StoreQuery::failed, this, complain);
    connect(&store_, &bridges::StoreQuery::opened, this, [this, complain](bool readOnly) {
        if (readOnly)
            complain(
                tr("This workspace can only be read: watching and comparing work, starting runs does not. Choose a "
                   "folder that you may write to."));
    });
    refreshStatus();
    restore();
}

MainWindow::~MainWindow() = default;

void MainWindow::makeRail() {
    rail_ = new views::Rail;
    rail_->setTopEntry(QStringLiteral("new"), tr("New experiment"), QStringLiteral("plus"));
    rail_->addSection(tr("Train"));
    rail_->addEntry(QStringLiteral("experiments"), tr("Experiments"), QStringLiteral("experiments"));
    rail_->addEntry(QStringLiteral("run"), tr("Run"), QStringLiteral("run"));
    rail_->addSection(tr("Watch"));
    rail_->addEntry(QStringLiteral("replays"), tr("Replays"), QStringLiteral("replay"));
    connect(rail_, &views::Rail::activated, this, &MainWindow::showPage);
}

void MainWindow::makePages() {
    stack_ = new QStackedWidget;
    experiments_ = new pages::ExperimentsPage(runs_, store_, sink_, service_);
    create_ = new pages::NewExperimentPage(service_);
    run_ = new pages::RunPage(store_, sink_, service_);
    replayList_ = new pages::ReplaysPage(replays_);
    replay_ = new pages::ReplayPage(replays_);
    for (QWidget* page : std::initializer_list<QWidget*>{experiments_, create_, run_, replayList_, replay_})
        stack_->addWidget(page);
    const auto toNew = [this] { showPage(QStringLiteral("new")); };
    connect(experiments_, &pages::ExperimentsPage::newRequested, this, toNew);
    connect(experiments_, &pages::ExperimentsPage::runOpened, this, [this](qint64 run) { openRun(RunId{run}); });
    connect(run_, &pages::RunPage::newRequested, this, toNew);
    connect(run_, &pages::RunPage::replayRequested, this, &MainWindow::watchReplay);
    connect(replayList_, &pages::ReplaysPage::newRequested, this, toNew);
    connect(replayList_, &pages::ReplaysPage::replayRequested, this, &MainWindow::watchReplay);
    connect(replay_, &pages::ReplayPage::backRequested, this, [this] { showPage(QStringLiteral("replays")); });
}

void MainWindow::makeMenus() {
    QMenu* file = menuBar()->addMenu(tr("&File"));
    QAction* create = file->addAction(style::icon(QStringLiteral("new")), tr("&New experiment"), this,
                                      [this] { showPage(QStringLiteral("new")); });
    create->setShortcut(QKeySequence::New);
    file->addSeparator();
    QAction* quit = file->addAction(tr("&Quit"), this, &QWidget::close);
    quit->setShortcut(QKeySequence::Quit);

    QMenu* view = menuBar()->addMenu(tr("&View"));
    const std::pair<const char*, QString> pages[] = {
        {"experiments", tr("&Experiments")}, {"run", tr("&Run")}, {"replays", tr("Re&plays")}};
    int number = 1;
    for (const auto& [key, title] : pages) {
        QAction* action = view->addAction(title, this, [this, key = QString::fromLatin1(key)] { showPage(key); });
        action->setShortcut(QKeySequence(QStringLiteral("Ctrl+%1").arg(number++)));
    }
    view->addSeparator();
    QAction* dark = view->addAction(style::icon(QStringLiteral("theme")), tr("&Dark theme"));
    dark->setObjectName(QStringLiteral("action.dark"));
    dark->setCheckable(true);
    dark->setChecked(style::Theme::instance().isDark());
    connect(dark, &QAction::toggled, this, &MainWindow::setTheme);
    QAction* narrow = view->addAction(style::icon(QStringLiteral("sidebar")), tr("&Narrow rail"));
    narrow->setCheckable(true);
    narrow->setShortcut(QKeySequence(QStringLiteral("Ctrl+B")));
    connect(narrow, &QAction::toggled, this, [this](bool on) {
        narrowWanted_ = on;
        rail_->setNarrow(on || width() < kNarrowBelow);
    });

    QMenu* help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&About Ludus"), this, [this] {
        QMessageBox::about(this, tr("About Ludus"),
                           tr("<b>Ludus %1</b><p>A studio for competitive multi-agent reinforcement learning.</p>"
                              "<p>Free software under the GNU General Public License, version 3 or later.</p>")
                               .arg(QCoreApplication::applicationVersion()));
    });
}

void MainWindow::showPage(const QString& key) {
    const std::pair<const char*, QWidget*> pages[] = {
        {"experiments", experiments_}, {"new", create_}, {"run", run_}, {"replays", replayList_}, {"replay", replay_}};
    for (const auto& [name, page] : pages) {
        if (key != QLatin1String(name)) continue;
        stack_->setCurrentWidget(page);
        rail_->setCurrent(key == QLatin1String("replay") ? QStringLiteral("replays") : key);
        if (page == run_ && !run_->run() && !runs_.runs().empty()) run_->open(runs_.runs().front().id);
    }
}

QString MainWindow::currentPage() const {
    return stack_->currentWidget()->objectName().section(QLatin1Char('.'), 1);
}

void MainWindow::openRun(RunId run) {
    run_->open(run);
    showPage(QStringLiteral("run"));
}

void MainWindow::openFile(const QString& path) {
    service_.readFile(path);
    showPage(QStringLiteral("new"));
}

void MainWindow::watchReplay(const QString& hash, const QString& title) {
    if (hash.isEmpty()) return;
    replays_.open(hash, title);
    showPage(QStringLiteral("replay"));
}

void MainWindow::refreshStatus() {
    int running = 0;
    int paused = 0, interrupted = 0;
    QString name;
    for (const RunRecord& run : runs_.runs()) {
        interrupted += run.interrupted ? 1 : 0;
        paused += run.status == RunStatus::paused && !run.interrupted ? 1 : 0;
        if (run.status != RunStatus::running && run.status != RunStatus::stopping) continue;
        ++running;
        name = bridges::text(run.name);
    }
    if (running > 0) {
        status_->setActivity(style::Status::Running, tr("%n run(s) training", nullptr, running), {name});
    } else if (paused > 0) {
        status_->setActivity(style::Status::Paused, tr("%n run(s) paused", nullptr, paused));
    } else if (interrupted > 0) {
        status_->setActivity(style::Status::Paused, tr("%n run(s) interrupted", nullptr, interrupted));
    } else {
        status_->setActivity(std::nullopt, tr("Nothing is training"));
    }
    status_->setPiece(QStringLiteral("workspace"), QStringLiteral("folder"), QFileInfo(store_.folder()).fileName(),
                      store_.folder());
}

void MainWindow::setTheme(bool dark) {
    style::Theme::instance().apply(*qApp, dark ? style::Mode::Dark : style::Mode::Light);
    QSettings().setValue(QStringLiteral("appearance/dark"), dark);
}

void MainWindow::restore() {
    const QSettings settings;
    restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    showPage(QStringLiteral("experiments"));
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    rail_->setNarrow(narrowWanted_ || width() < kNarrowBelow);
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
