// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/shell.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMainWindow>
#include <QStackedWidget>
#include <QStatusBar>

#include <cmath>

#include "app/bridges/texts.h"
#include "app/pages/compare_page.h"
#include "app/pages/disk_page.h"
#include "app/pages/experiments_page.h"
#include "app/pages/help_page.h"
#include "app/pages/league_page.h"
#include "app/pages/lineage_page.h"
#include "app/pages/new_experiment_page.h"
#include "app/pages/preferences_page.h"
#include "app/pages/replay_page.h"
#include "app/pages/replays_page.h"
#include "app/pages/run_page.h"
#include "app/pages/welcome_page.h"
#include "app/pages/why_page.h"
#include "app/studio/notifier.h"
#include "widgets/style/format.h"
#include "widgets/views/rail.h"
#include "widgets/views/strips.h"

namespace ludus::studio {
namespace {

constexpr int kNarrowBelow = 1200;
constexpr qsizetype kNoticesNamed = 4;

struct PageMaker {
    const char* key;
    pages::Page* (*make)(const pages::Services& services);
};

template <class P>
pages::Page* makePage(const pages::Services& services) {
    return new P(services);
}

/// In the order in which they are made where all are.
constexpr PageMaker kPages[] = {{"experiments", makePage<pages::ExperimentsPage>},
                                {"run", makePage<pages::RunPage>},
                                {"league", makePage<pages::LeaguePage>},
                                {"lineage", makePage<pages::LineagePage>},
                                {"why", makePage<pages::WhyPage>},
                                {"new", makePage<pages::NewExperimentPage>},
                                {"replays", makePage<pages::ReplaysPage>},
                                {"replay", makePage<pages::ReplayPage>},
                                {"compare", makePage<pages::ComparePage>},
                                {"disk", makePage<pages::DiskPage>},
                                {"preferences", makePage<pages::PreferencesPage>},
                                {"help", makePage<pages::HelpPage>},
                                {"welcome", makePage<pages::WelcomePage>}};

}  // namespace

Shell::Shell(QMainWindow& window, bridges::StoreQuery& store, bridges::GuiEventSink& sink, bridges::RunService& service,
             bridges::RunDesk& desk)
    : window_(window),
      store_(store),
      service_(service),
      desk_(desk),
      runs_(store, this),
      league_(store, this),
      services_{store, sink, service, runs_, go_, preferences_, league_, desk},
      tour_(
          window, [this](const QString& key) { showPage(key); }, nullptr) {
    desk_.setRuns(&runs_);
    makeRail();
    makePages();
    connectNavigator();
    makeNotifier(sink);
    makeMenus();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(rail_);
    row->addWidget(stack_, 1);
    status_ = new views::StatusStrip;
    status_->setObjectName(QStringLiteral("status"));
    connect(status_, &views::StatusStrip::pressed, this, &Shell::pressPiece);
    connect(&machine_, &MachineWatch::looked, this, &Shell::refreshMachine);
    connect(&preferences_, &pages::Preferences::changed, this, &Shell::preferenceChanged);
    window_.statusBar()->addWidget(status_, 1);
    window_.setCentralWidget(this);
    connect(&runs_, &bridges::RunsBridge::changed, this, &Shell::refreshStatus);
    connect(&sink, &bridges::GuiEventSink::arrived, this, &Shell::takeStates);
    connect(&runs_, &bridges::RunsBridge::changed, this, [this] {
        const QString page = currentPage();  // it was opened before the list
        const bool league = page == QLatin1String("league") || page == QLatin1String("lineage");
        if (page == QLatin1String("run") || (league && !league_.run())) showPage(page);
    });
    connect(&service_, &bridges::RunService::started, &go_, [this](qint64 run) { go_.openRun(RunId{run}); });
    const auto sayProblem = [this](const QString& sentence) { complain(QStringLiteral("store"), sentence); };
    connect(&store_, &bridges::StoreQuery::failed, this, sayProblem);
    connect(&runs_, &bridges::RunsBridge::moved, this,
            [this](const QString& sentence) { complain(QStringLiteral("moved"), sentence); });
    const auto sayReadOnly = [sayProblem](bool readOnly) {
        if (readOnly)
            sayProblem(
                tr("This workspace can only be read: watching and comparing work, starting runs does not. Choose a "
                   "folder that you may write to."));
    };
    connect(&store_, &bridges::StoreQuery::opened, this, sayReadOnly);
    if (!store_.problem().isEmpty()) sayProblem(store_.problem());
    if (store_.readOnly()) sayReadOnly(true);
    refreshStatus();
    showPage(QStringLiteral("experiments"));
}

// Pages speak to what stands here: they go first.
Shell::~Shell() {
    delete palette_;
    takeMenusDown();
    making_.stop();
    pages_.clear();
    delete stack_;
    desk_.setRuns(nullptr);
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
    entry("league", tr("League"), "league");
    entry("lineage", tr("Lineage"), "lineage");
    rail_->addSection(tr("Watch"));
    entry("replays", tr("Replays"), "replay");
    entry("compare", tr("Compare"), "compare");
    rail_->addFootEntry(QStringLiteral("disk"), tr("Disk"), QStringLiteral("database"));
    rail_->addFootEntry(QStringLiteral("preferences"), tr("Preferences"), QStringLiteral("settings"));
    rail_->addFootEntry(QStringLiteral("help"), tr("Help"), QStringLiteral("help"));
    connect(rail_, &views::Rail::activated, this, &Shell::showPage);
    const QList<QAbstractButton*> buttons = rail_->findChildren<QAbstractButton*>();
    for (QAbstractButton* button : buttons)
        button->installEventFilter(this);
}

template <class P>
P& Shell::the(const QString& key) {
    return *static_cast<P*>(page(key));
}

QStringList Shell::pageKeys() {
    QStringList keys;
    for (const PageMaker& one : kPages)
        keys << QString::fromLatin1(one.key);
    return keys;
}

void Shell::makePages() {
    stack_ = new QStackedWidget;
    for (const PageMaker& one : kPages) {
        const QString key = QString::fromLatin1(one.key);
        keys_ << key;
        makers_.insert(key, [this, make = one.make] { return make(services_); });
    }
    making_.callOnTimeout(this, &Shell::makeNext);
}

pages::Page* Shell::page(const QString& key) {
    if (pages::Page* made = pages_.value(key)) return made;
    const auto maker = makers_.value(key);
    if (!maker) return nullptr;
    pages::Page* page = maker();
    pages_.insert(key, page);
    stack_->addWidget(page);
    page->restoreState(kept_.take(QStringLiteral("page.") + key).toMap());
    if (auto* run = qobject_cast<pages::RunPage*>(page)) {
        const RunId open{kept_.take(QStringLiteral("run")).toLongLong()};
        if (open.value > 0 && !run->run()) run->open(open);
    }
    for (auto it = complaints_.begin(); it != complaints_.end(); ++it)
        page->say(views::MessageKind::Danger, it.value(), it.key());
    if (auto* welcome = qobject_cast<pages::WelcomePage*>(page)) {
        connect(welcome, &pages::WelcomePage::tourWanted, this, &Shell::startTour);
        connect(welcome, &pages::WelcomePage::workspaceWanted, this, &Shell::workspaceWanted);
    }
    return page;
}

void Shell::makeNext() {
    for (const QString& key : std::as_const(keys_)) {
        if (pages_.contains(key)) continue;
        page(key);
        return;
    }
    making_.stop();
}

// Making a page takes longer than a frame: nothing moves meanwhile. So nobody's frame is taken for what may never be
// wanted, but for those who look at all pages, once the window has its first picture.
void Shell::paintEvent(QPaintEvent* event) {
    QWidget::paintEvent(event);
    if (!allMade() && !making_.isActive() && qApp->property(kAllPages).toBool()) making_.start(0);
}

/// Who points at an entry of the rail will want its page in a moment.
bool Shell::eventFilter(QObject* object, QEvent* event) {
    if (event->type() == QEvent::Enter) {
        const QString key = object->objectName().section(QLatin1Char(':'), 1);
        QTimer::singleShot(0, this, [this, key] { page(key); });
    }
    return QWidget::eventFilter(object, event);
}

RunId Shell::openRun() const {
    const auto* run = static_cast<const pages::RunPage*>(pages_.value(QStringLiteral("run")));
    return run ? run->run() : RunId{kept_.value(QStringLiteral("run")).toLongLong()};
}

/// The league that was asked for, else the run that is open, where it is one; else the one that was shown last, else
/// the newest one.
RunId Shell::leagueToShow() const {
    const bool gone = !runs_.runs().empty() && !runs_.find(leagueAsked_) && league_.run() != leagueAsked_;
    if (leagueAsked_ && !gone) return leagueAsked_;
    const RunRecord* open = runs_.find(openRun());
    if (open && bridges::isLeague(*open)) return open->id;
    if (league_.run()) return league_.run();
    for (const RunRecord& run : runs_.runs())
        if (bridges::isLeague(run)) return run.id;
    return open ? open->id : RunId{};
}

void Shell::connectNavigator() {
    using pages::Navigator;
    connect(&go_, &Navigator::pageWanted, this, &Shell::showPage);
    connect(&go_, &Navigator::helpWanted, this, [this](const QString& topic) {
        if (topic.section(QLatin1Char('#'), 0, 0) == QLatin1String("shortcuts")) listShortcuts();
        the<pages::HelpPage>(QStringLiteral("help")).open(topic);
        showPage(QStringLiteral("help"));
    });
    connect(&go_, &Navigator::runWanted, this, [this](RunId run) {
        leagueAsked_ = {};
        the<pages::RunPage>(QStringLiteral("run")).open(run);
        showPage(QStringLiteral("run"));
    });
    connect(&go_, &Navigator::leagueWanted, this, [this](RunId run, const QString& member) {
        leagueAsked_ = run;
        the<pages::LeaguePage>(QStringLiteral("league")).open(run, member);
        showPage(QStringLiteral("league"));
    });
    connect(&go_, &Navigator::lineageWanted, this, [this](RunId run) {
        leagueAsked_ = run;
        the<pages::LineagePage>(QStringLiteral("lineage")).open(run);
        showPage(QStringLiteral("lineage"));
    });
    connect(&go_, &Navigator::whyWanted, this, [this](const pages::LeagueQuestion& question) {
        leagueAsked_ = question.run;
        the<pages::WhyPage>(QStringLiteral("why")).ask(question);
        showPage(QStringLiteral("why"));
    });
    connect(&go_, &Navigator::draftWanted, this, [this](const pages::ExperimentDraft& draft) {
        the<pages::NewExperimentPage>(QStringLiteral("new")).openDraft(draft);
        showPage(QStringLiteral("new"));
    });
    connect(&go_, &Navigator::comparisonWanted, this, [this](const QVector<RunId>& runs) {
        the<pages::ComparePage>(QStringLiteral("compare")).open(runs);
        showPage(QStringLiteral("compare"));
    });
    connect(&go_, &Navigator::matchesWanted, this, [this](const QVector<pages::WatchedMatch>& matches) {
        if (matches.isEmpty()) return;
        the<pages::ReplayPage>(QStringLiteral("replay")).watch(matches);
        showPage(QStringLiteral("replay"));
    });
    connect(&go_, &Navigator::recordingWanted, this, [this](const pages::WantedMatch& match) {
        the<pages::ReplaysPage>(QStringLiteral("replays")).openRecorder(match);
        showPage(QStringLiteral("replays"));
    });
    connect(&go_, &Navigator::matchQueryWanted, this, [this](const QString& query) {
        the<pages::ReplaysPage>(QStringLiteral("replays")).openQuery(query);
        showPage(QStringLiteral("replays"));
    });
}

void Shell::showPage(const QString& key) {
    pages::Page* shown = page(key);
    if (!shown) return;
    stack_->setCurrentWidget(shown);
    const QHash<QString, QString> entryOf{{QStringLiteral("replay"), QStringLiteral("replays")},
                                          {QStringLiteral("why"), QStringLiteral("league")}};
    rail_->setCurrent(entryOf.value(key, key));
    if (rail_->current() == QLatin1String("league") || key == QLatin1String("lineage")) league_.open(leagueToShow());
    if (key != QLatin1String("run") || runs_.runs().empty()) return;
    auto& run = the<pages::RunPage>(key);
    if (!run.run()) run.open(runs_.runs().front().id);
}

QString Shell::currentPage() const {
    return pages_.key(static_cast<pages::Page*>(stack_->currentWidget()));
}

QVariantMap Shell::saveState() const {
    QVariantMap state = kept_;
    state.insert(QStringLiteral("page"), currentPage());
    state.insert(QStringLiteral("narrow"), narrowWanted_);
    state.insert(QStringLiteral("tour"), tour_.step());
    state.insert(QStringLiteral("run"), static_cast<qlonglong>(openRun().value));
    state.insert(QStringLiteral("league"), static_cast<qlonglong>(league_.run().value));
    for (auto it = pages_.begin(); it != pages_.end(); ++it)
        state.insert(QStringLiteral("page.") + it.key(), it.value()->saveState());
    return state;
}

void Shell::restoreState(const QVariantMap& state) {
    kept_ = state;
    if (const RunId league{kept_.take(QStringLiteral("league")).toLongLong()}; league.value > 0) league_.open(league);
    for (auto it = pages_.begin(); it != pages_.end(); ++it)
        it.value()->restoreState(kept_.take(QStringLiteral("page.") + it.key()).toMap());
    setNarrow(state.value(QStringLiteral("narrow")).toBool());
    showPage(state.value(QStringLiteral("page")).toString());
    tour_.go(state.value(QStringLiteral("tour"), -1).toInt());
}

void Shell::makeNotifier(bridges::GuiEventSink& sink) {
    auto* notifier = new Notifier(window_, runs_, sink, preferences_, this);
    connect(notifier, &Notifier::runWanted, &go_, &pages::Navigator::openRun);
    connect(notifier, &Notifier::noticed, this, [this](const Notice& notice) {
        // The page of the run says its alerts itself.
        if (notice.alert && currentPage() == QLatin1String("run") && openRun() == notice.run) return;
        sayNotice(notice.title, notice.text, notice.kind);
    });
    connect(qApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
        if (state == Qt::ApplicationActive) noticed_.clear();  // what comes later is told anew
    });
}

/// One message for all that happened meanwhile.
void Shell::sayNotice(const QString& title, const QString& text, views::MessageKind kind) {
    pages::Page* page = pages_.value(currentPage());
    noticed_ << title;
    const QString key = QStringLiteral("notice");
    page->dismiss(key);
    if (noticed_.size() == 1) {
        //: What happened to a run, and more about it.
        page->say(kind, tr("%1: %2").arg(title, text), key);
        return;
    }
    QStringList named = noticed_.mid(qMax<qsizetype>(0, noticed_.size() - kNoticesNamed));
    const int more = static_cast<int>(noticed_.size() - named.size());
    if (more > 0) named << tr("%n more", nullptr, more);
    page->say(views::MessageKind::Info, tr("Meanwhile: %1.").arg(named.join(QStringLiteral(", "))), key);
}

/// On every page; each kind of complaint comes and goes alone. An empty sentence takes it away.
void Shell::complain(const QString& kind, const QString& sentence) {
    complaints_.remove(kind);
    if (!sentence.isEmpty()) complaints_.insert(kind, sentence);
    for (pages::Page* page : std::as_const(pages_)) {
        page->dismiss(kind);
        if (!sentence.isEmpty()) page->say(views::MessageKind::Danger, sentence, kind);
    }
}

void Shell::takeStates(const std::vector<RunEvent>& events) {
    bool any = false;
    for (const RunEvent& event : events) {
        const auto* state = std::get_if<StateChanged>(&event.body);
        if (!state) continue;
        live_[event.run.value] = state->status;
        any = true;
    }
    if (any) refreshStatus();
}

RunStatus Shell::statusOf(const RunRecord& run) const {
    const auto live = live_.find(run.id.value);
    return service_.owns(run.id) && live != live_.end() ? live->second : run.status;
}

void Shell::refreshStatus() {
    int running = 0, paused = 0, interrupted = 0, queued = 0;
    QString name;
    for (const RunRecord& run : runs_.runs()) {
        interrupted += run.interrupted ? 1 : 0;
        const RunStatus status = statusOf(run);
        queued += status == RunStatus::queued && run.queuePlace > 0 ? 1 : 0;
        paused += status == RunStatus::paused && !run.interrupted ? 1 : 0;
        if (status != RunStatus::running && status != RunStatus::stopping) continue;
        ++running;
        name = bridges::text(run.name);
    }
    const QStringList waiting = queued > 0 ? QStringList{tr("%n queued", nullptr, queued)} : QStringList();
    if (running > 0) {
        const QStringList standing = paused > 0 ? QStringList{tr("%n paused", nullptr, paused)} : QStringList();
        status_->setActivity(style::Status::Running, tr("%n run(s) training", nullptr, running),
                             QStringList{name} + standing + waiting);
    } else if (paused > 0) {
        status_->setActivity(style::Status::Paused, tr("%n run(s) paused", nullptr, paused), waiting);
    } else if (interrupted > 0) {
        status_->setActivity(style::Status::Paused, tr("%n run(s) interrupted", nullptr, interrupted), waiting);
    } else {
        status_->setActivity(std::nullopt, tr("Nothing is training"), waiting);
    }
    refreshMachine();
    status_->setPiece(QStringLiteral("workspace"), QStringLiteral("folder"), QFileInfo(store_.folder()).fileName(),
                      tr("Workspace %1").arg(store_.folder()));
}

void Shell::refreshMachine() {
    const double share = machine_.processor();
    const bool known = std::isfinite(share);
    const QString processor = known ? style::formatPercent(share) : style::kUnknown;
    const QString memory = style::formatBytes(machine_.memory());
    status_->setPiece(QStringLiteral("processor"), QStringLiteral("cpu"), processor,
                      tr("Processor: %1 of all cores, by all programs").arg(processor));
    status_->setPiece(QStringLiteral("memory"), QStringLiteral("memory"), memory,
                      tr("Memory: this program takes %1").arg(memory));
}

void Shell::pressPiece(const QString& key) {
    const QString section = key == QLatin1String("workspace") ? QStringLiteral("workspace") : QStringLiteral("machine");
    showPage(QStringLiteral("preferences"));
    the<pages::PreferencesPage>(QStringLiteral("preferences")).showSection(section);
}

void Shell::setNarrow(bool narrow) {
    narrowWanted_ = narrow;
    narrow_->setChecked(narrow);
    rail_->setNarrow(narrow || window_.width() < kNarrowBelow);
}

void Shell::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    setNarrow(narrowWanted_);
}

}  // namespace ludus::studio
