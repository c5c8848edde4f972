// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/shell.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QMainWindow>
#include <QStackedWidget>
#include <QStatusBar>

#include "app/bridges/texts.h"
#include "app/pages/experiments_page.h"
#include "app/pages/new_experiment_page.h"
#include "app/pages/replay_page.h"
#include "app/pages/replays_page.h"
#include "app/pages/run_page.h"
#include "widgets/views/rail.h"
#include "widgets/views/strips.h"

namespace ludus::studio {
namespace {

constexpr int kNarrowBelow = 1200;

}  // namespace

Shell::Shell(QMainWindow& window, bridges::StoreQuery& store, bridges::GuiEventSink& sink, bridges::RunService& service)
    : window_(window), store_(store), service_(service), runs_(store), replays_(store), services_{store,    sink,
                                                                                                  service,  runs_,
                                                                                                  replays_, go_} {
    makeRail();
    makePages();
    connectNavigator();
    makeMenus();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(rail_);
    row->addWidget(stack_, 1);
    status_ = new views::StatusStrip;
    window_.statusBar()->addWidget(status_, 1);
    window_.setCentralWidget(this);
    connect(&runs_, &bridges::RunsBridge::changed, this, &Shell::refreshStatus);
    connect(&service_, &bridges::RunService::started, &go_, [this](qint64 run) { go_.openRun(RunId{run}); });
    connect(&store_, &bridges::StoreQuery::failed, this, &Shell::complain);
    const auto sayReadOnly = [this](bool readOnly) {
        if (readOnly)
            complain(
                tr("This workspace can only be read: watching and comparing work, starting runs does not. Choose a "
                   "folder that you may write to."));
    };
    connect(&store_, &bridges::StoreQuery::opened, this, sayReadOnly);
    if (!store_.problem().isEmpty()) complain(store_.problem());
    if (store_.readOnly()) sayReadOnly(true);
    refreshStatus();
    showPage(QStringLiteral("experiments"));
}

Shell::~Shell() {
    window_.statusBar()->removeWidget(status_);
    delete status_;
}

void Shell::makeRail() {
    rail_ = new views::Rail;
    rail_->setTopEntry(QStringLiteral("new"), tr("New experiment"), QStringLiteral("plus"));
    const auto entry = [this](const char* key, const QString& text, const char* icon) {
        rail_->addEntry(QString::fromLatin1(key), text, QString::fromLatin1(icon));
        order_ << QString::fromLatin1(key);
    };
    rail_->addSection(tr("Train"));
    entry("experiments", tr("Experiments"), "experiments");
    entry("run", tr("Run"), "run");
    rail_->addSection(tr("Watch"));
    entry("replays", tr("Replays"), "replay");
    connect(rail_, &views::Rail::activated, this, &Shell::showPage);
}

template <class P>
P* Shell::add(const QString& key) {
    auto* page = new P(services_);
    pages_.insert(key, page);
    stack_->addWidget(page);
    return page;
}

void Shell::makePages() {
    stack_ = new QStackedWidget;
    add<pages::ExperimentsPage>(QStringLiteral("experiments"));
    create_ = add<pages::NewExperimentPage>(QStringLiteral("new"));
    run_ = add<pages::RunPage>(QStringLiteral("run"));
    add<pages::ReplaysPage>(QStringLiteral("replays"));
    replay_ = add<pages::ReplayPage>(QStringLiteral("replay"));
}

void Shell::connectNavigator() {
    using pages::Navigator;
    connect(&go_, &Navigator::pageWanted, this, &Shell::showPage);
    connect(&go_, &Navigator::runWanted, this, [this](RunId run) {
        run_->open(run);
        showPage(QStringLiteral("run"));
    });
    connect(&go_, &Navigator::draftWanted, this, [this](const pages::ExperimentDraft& draft) {
        create_->openDraft(draft);
        showPage(QStringLiteral("new"));
    });
    connect(&go_, &Navigator::matchesWanted, this, [this](const QVector<pages::WatchedMatch>& matches) {
        if (matches.isEmpty()) return;
        replays_.open(matches.front().hash, matches.front().title);
        showPage(QStringLiteral("replay"));
    });
}

void Shell::showPage(const QString& key) {
    pages::Page* page = pages_.value(key);
    if (!page) return;
    stack_->setCurrentWidget(page);
    rail_->setCurrent(key == QLatin1String("replay") ? QStringLiteral("replays") : key);
    if (page == run_ && !run_->run() && !runs_.runs().empty()) run_->open(runs_.runs().front().id);
}

QString Shell::currentPage() const {
    return pages_.key(static_cast<pages::Page*>(stack_->currentWidget()));
}

QVariantMap Shell::saveState() const {
    QVariantMap state{{QStringLiteral("page"), currentPage()}, {QStringLiteral("narrow"), narrowWanted_}};
    for (auto it = pages_.begin(); it != pages_.end(); ++it)
        state.insert(QStringLiteral("page.") + it.key(), it.value()->saveState());
    return state;
}

void Shell::restoreState(const QVariantMap& state) {
    for (auto it = pages_.begin(); it != pages_.end(); ++it)
        it.value()->restoreState(state.value(QStringLiteral("page.") + it.key()).toMap());
    setNarrow(state.value(QStringLiteral("narrow")).toBool());
    showPage(state.value(QStringLiteral("page")).toString());
}

void Shell::complain(const QString& sentence) {
    for (pages::Page* page : std::as_const(pages_))
        page->say(views::MessageKind::Danger, sentence, QStringLiteral("store"));
}

void Shell::refreshStatus() {
    int running = 0, paused = 0, interrupted = 0;
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

void Shell::setNarrow(bool narrow) {
    narrowWanted_ = narrow;
    rail_->setNarrow(narrow || window_.width() < kNarrowBelow);
}

void Shell::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    setNarrow(narrowWanted_);
}

}  // namespace ludus::studio
