// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tour/walk.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QTabBar>
#include <QTest>
#include <QTimer>

#include <algorithm>

#include "app/bridges/league_bridge.h"
#include "app/bridges/match_list_bridge.h"
#include "app/bridges/what_if_bridge.h"
#include "app/bridges/why_bridge.h"
#include "app/pages/compare_page.h"
#include "app/pages/experiments_page.h"
#include "app/pages/new_experiment_page.h"
#include "app/pages/replay_page.h"
#include "app/pages/run_page.h"
#include "app/studio/language.h"
#include "app/studio/shell.h"
#include "core/runs/run_config.h"
#include "widgets/models/playback_model.h"
#include "widgets/style/format.h"
#include "widgets/views/command_palette.h"
#include "widgets/views/heat_map.h"
#include "widgets/views/query_edit.h"
#include "widgets/views/table_view.h"

namespace ludus::tour {
namespace {

constexpr int kPatienceMs = 60'000, kSettleMs = 300;
const QString kBest = QStringLiteral("slime-fast-2");

/// Charts draw, and rows come, by clocks of their own.
void settle(int ms = kSettleMs) {
    QElapsedTimer clock;
    clock.start();
    QTimer wake;
    wake.start(5);
    while (clock.elapsed() < ms)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
}

bool waitFor(const std::function<bool()>& condition, int patience = kPatienceMs) {
    QElapsedTimer clock;
    clock.start();
    QTimer wake;
    wake.start(5);
    while (!condition()) {
        if (clock.elapsed() > patience) return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
    return true;
}

}  // namespace

Walk::Walk(const QString& folder, const Look& look, const Plan& plan, Gallery& gallery)
    : look_(look), plan_(plan), gallery_(gallery), folder_(folder) {
    pages::Preferences preferences;
    preferences.setTheme(look.dark ? pages::Preferences::Theme::Dark : pages::Preferences::Theme::Light);
    preferences.setLanguage(look.language);
    studio::Language::of(*qApp).speak(look.language);
    preferences.dress(*qApp);
    qApp->setProperty(studio::Shell::kAllPages, true);
    window_ = std::make_unique<studio::MainWindow>(folder);
    window_->resize(plan.sizes.front());
    window_->show();
    if (!waitFor([this] { return window_->shell().allMade(); }))
        gallery_.complain(QStringLiteral("a page is not made"));
}

QString Walk::pictureName(const QString& name, const QSize& size) const {
    return QStringLiteral("%1-%2-%3-%4")
        .arg(name, look_.dark ? QStringLiteral("dark") : QStringLiteral("light"), look_.language.left(2))
        .arg(size.width());
}

bool Walk::wanted(const QString& name) const {
    return std::any_of(plan_.sizes.begin(), plan_.sizes.end(),
                       [&](const QSize& size) { return pictureName(name, size).contains(plan_.only); });
}

void Walk::see(const QString& name, const QString& page, const Step& prepare) {
    if (!wanted(name)) return;
    window_->resize(plan_.sizes.front());
    window_->showPage(page);
    const bool ready = !prepare || prepare();
    if (!ready || window_->currentPage() != page) {
        gallery_.complain(QStringLiteral("%1 could not be opened (the window shows \"%2\")")
                              .arg(pictureName(name, plan_.sizes.front()), window_->currentPage()));
        return;
    }
    take(name);
}

void Walk::take(const QString& name) {
    for (const QSize& size : plan_.sizes) {
        if (!pictureName(name, size).contains(plan_.only)) continue;
        window_->resize(size);
        settle();
        gallery_.hang(pictureName(name, size), window_->grab().toImage());
    }
    window_->resize(plan_.sizes.front());
}

void Walk::seeEmpty() {
    for (const char* page : {"experiments", "run", "league", "lineage", "why", "replays", "replay", "compare", "disk"})
        see(QStringLiteral("%1-empty").arg(QLatin1String(page)), QLatin1String(page));
}

void Walk::seeFilled() {
    readSample();
    seeTraining();
    seeRuns();
    seeLeague();
    seeWhy();
    seeNew();
    seeReplays();
    seeRest();
}

void Walk::readSample() {
    const auto workspace = store::Workspace::open(folder_.toStdString(), store::OpenMode::readOnly);
    if (!workspace) {
        gallery_.complain(QString::fromStdString(workspace.error().sentence()));
        return;
    }
    store::MatchListQuestion all;
    all.limit = 1000;
    const auto runs = (*workspace)->runs();
    const auto matches = (*workspace)->matchList(all);
    if (!runs || !matches) {
        gallery_.complain(QStringLiteral("the workspace cannot be read"));
        return;
    }
    for (const RunRecord& run : *runs) {
        if (bridges::isLeague(run)) league_ = run.id;
        runs_.insert(QString::fromStdString(run.name), run.id);
    }
    for (const store::ListedMatch& listed : *matches)
        replays_[QString::fromStdString(listed.match.game)] << QString::fromStdString(listed.match.replayHash);
}

bool Walk::openRun(const QString& name) {
    window_->openRun(runs_.value(name));
    auto& bridge = window_->findChild<pages::RunPage*>()->bridge();
    return waitFor([&] { return bridge.facts().record.id == runs_.value(name) && !bridge.entropy()->isEmpty(); });
}

/// A run of this window, seen while it learns and then stopped.
void Walk::seeTraining() {
    if (!plan_.train || !(wanted(QStringLiteral("run-live")) || wanted(QStringLiteral("experiments-live")))) return;
    QString toml = QString::fromStdString(runs::findPreset("slime_volley/self_play")->toml);
    toml.replace(QStringLiteral("every = 2_000_000"), QStringLiteral("every = 60_000"));
    toml.replace(QStringLiteral("snapshot_every = 500_000"), QStringLiteral("snapshot_every = 30_000"));
    toml.replace(QStringLiteral("games = 40"), QStringLiteral("games = 4"));
    toml.replace(QStringLiteral("slots = 256"), QStringLiteral("slots = 16"));
    toml.replace(QStringLiteral("replays_every = 40"), QStringLiteral("replays_every = 10\nmetric_seconds = 0.05"));
    const auto refused = [this](const QString& sentence) { gallery_.complain(sentence); };
    const auto link = QObject::connect(&window_->service(), &bridges::RunService::failed, window_.get(), refused);
    window_->service().start(toml, QStringLiteral("slime_volley/self_play"));
    const auto& bridge = window_->findChild<pages::RunPage*>()->bridge();
    const bool seen = waitFor([&] {
        return bridge.facts().record.status == RunStatus::running && bridge.facts().snapshots > 2 &&
               !bridge.elo()->isEmpty() && !bridge.entropy()->isEmpty();
    });
    const RunId run = bridge.run();
    see(QStringLiteral("run-live"), QStringLiteral("run"), [seen] { return seen; });
    see(QStringLiteral("experiments-live"), QStringLiteral("experiments"));
    window_->service().stop(run);
    if (!waitFor([this] { return window_->service().runningHere() == 0; }))
        gallery_.complain(QStringLiteral("the run did not stop"));
    QObject::disconnect(link);
}

void Walk::seeRuns() {
    auto* table = find<views::TableView>(QStringLiteral("experiments.table"));
    const auto rows = [table](int least) { return waitFor([=] { return table->table()->rowCount() >= least; }); };
    auto* filter = window_->shell().page(QStringLiteral("experiments"))->findChild<views::QueryEdit*>();
    see(QStringLiteral("experiments"), QStringLiteral("experiments"), [&] {
        if (!rows(8)) return false;
        table->setCurrentId(QString::number(runs_.value(kBest).value));
        return true;
    });
    see(QStringLiteral("experiments-filtered"), QStringLiteral("experiments"), [&] {
        if (!filter) return false;
        filter->setText(QStringLiteral("tag = \"rate\" and elo > 500"));
        settle();
        QTest::keyClick(table, Qt::Key_A, Qt::ControlModifier);
        return rows(1);
    });
    if (filter) filter->setText({});
    see(QStringLiteral("run"), QStringLiteral("run"), [this] { return openRun(kBest); });
    auto* logarithmic = window_->findChild<QAction*>(QStringLiteral("run.action.logX"));
    bool turned = false;
    see(QStringLiteral("run-logarithmic"), QStringLiteral("run"), [&] {
        if (logarithmic == nullptr || !openRun(kBest)) return false;
        logarithmic->trigger();
        turned = true;
        return true;
    });
    if (turned) logarithmic->trigger();
    see(QStringLiteral("run-details"), QStringLiteral("run"), [this] {
        auto* details = find<QAbstractButton>(QStringLiteral("run.details"));
        if (!details || !openRun(QStringLiteral("slime-further"))) return false;
        details->click();
        return true;
    });
    see(QStringLiteral("run-reproduce"), QStringLiteral("run"), [this] {
        auto* tabs = find<QTabBar>(QStringLiteral("run.side.tabs"));
        if (tabs) tabs->setCurrentIndex(1);
        settle();
        return tabs != nullptr;
    });
    if (auto* close = find<QAbstractButton>(QStringLiteral("run.side.close"))) close->click();
    QVector<RunId> compared;
    for (auto run = runs_.cbegin(); run != runs_.cend(); ++run) {
        if (run.key().startsWith(QStringLiteral("slime-fast-")) || run.key().startsWith(QStringLiteral("slime-slow-")))
            compared << run.value();
    }
    std::sort(compared.begin(), compared.end());
    see(QStringLiteral("compare"), QStringLiteral("compare"), [&] {
        window_->shell().go().compare(compared);
        settle(1000);
        return !compared.isEmpty();
    });
    see(QStringLiteral("compare-groups"), QStringLiteral("compare"), [&] {
        auto* groups = find<QComboBox>(QStringLiteral("compare.groupBy"));
        if (!groups || groups->count() < 3) return false;
        const int setting = std::max(1, groups->findData(QStringLiteral("learner.learning_rate")));
        groups->setCurrentIndex(setting);
        Q_EMIT groups->activated(setting);
        settle(1000);
        return true;
    });
}

/// One selected in all pictures of the league, with a cell of the payoff and its verbs; then what has become of it.
void Walk::seeLeague() {
    if (!league_) return;
    const QString page = QStringLiteral("league");
    auto* bridge = window_->findChild<bridges::LeagueBridge*>();
    const auto view = [this](const char* which) {
        auto* tab = find<QAbstractButton>(QStringLiteral("league.view.") + QLatin1String(which));
        if (tab) tab->click();
        return tab != nullptr;
    };
    const auto open = [&](const char* which) {
        window_->shell().go().openLeague(league_);
        return view(which) && waitFor([&] { return bridge->payoff()->rowCount() > 0 && bridge->run() == league_; });
    };
    see(page, page, [&] {
        if (!open("moment")) return false;
        auto* payoff = find<views::HeatMap>(QStringLiteral("league.payoff"));
        int row = -1;
        for (int i = 0; payoff && i < bridge->payoff()->rowCount(); ++i)
            if (bridge->payoff()->rows()[i].group == 1) row = i;  // a main exploiter
        if (row < 0) return false;
        QTest::mouseClick(payoff, Qt::LeftButton, {}, payoff->cellRect(row, 2).center().toPoint());
        settle();
        return true;
    });
    see(QStringLiteral("league-force"), page, [&] {
        auto* arrangement = find<QComboBox>(QStringLiteral("league.arrangement"));
        if (!arrangement || !open("moment")) return false;
        arrangement->setCurrentIndex(1);
        return true;
    });
    if (auto* arrangement = find<QComboBox>(QStringLiteral("league.arrangement"))) arrangement->setCurrentIndex(0);
    see(QStringLiteral("league-over-time"), page, [&] { return open("overTime"); });
    view("moment");
    see(QStringLiteral("lineage"), QStringLiteral("lineage"), [&] {
        window_->shell().go().openLineage(league_);
        if (!waitFor([&] { return bridge->run() == league_ && !bridge->model()->isEmpty(); })) return false;
        for (const models::LeagueNode& node : bridge->model()->nodes())
            if (node.role == models::LeagueRole::AdaptiveExploiter && bridge->member(node.id).rates.size() > 2)
                bridge->selection()->select(node.id);
        return true;
    });
}

/// A draw with several candidates beside a share that was edited, and a verdict that went on from somebody.
void Walk::seeWhy() {
    if (!league_) return;
    const QString page = QStringLiteral("why");
    auto* told = window_->findChild<bridges::WhyBridge*>();
    auto* whatIf = window_->findChild<bridges::WhatIfBridge*>();
    const auto choose = [this](const char* list, int column, const auto& fits) {
        auto* table = find<views::TableView>(QLatin1String(list));
        for (int row = 0; table && row < table->table()->rowCount(); ++row) {
            if (!fits(table->table()->row(row).cells[column])) continue;
            table->setCurrentId(table->table()->idAt(row));
            return true;
        }
        return false;
    };
    see(page, page, [&] {
        window_->shell().go().why({league_});
        const auto ready = [&] { return told->told().draw && whatIf->hasPicture() && whatIf->isLoaded(); };
        if (!waitFor(ready)) return false;
        whatIf->form()->setValue(QStringLiteral("league.history_share"), 0.3);
        const auto several = [](const models::TableCell& probability) { return probability.sort.toDouble() < 0.9; };
        if (!choose("why.draws", 4, several)) return false;
        return waitFor([&] { return told->told().draw && told->told().draw->record.probability < 0.9; });
    });
    whatIf->discard();
    see(QStringLiteral("why-verdict"), page, [&] {
        const auto from = [](const models::TableCell& snapshot) { return snapshot.text != style::kUnknown; };
        return choose("why.verdicts", 5, from) && waitFor([&] { return told->told().verdict.has_value(); });
    });
}

void Walk::seeNew() {
    auto* page = window_->findChild<pages::NewExperimentPage*>();
    const auto preset = [page](const char* name) {
        return [page, name] {
            page->openPreset(QLatin1String(name));
            return true;
        };
    };
    see(QStringLiteral("new"), QStringLiteral("new"), preset("slime_volley/self_play"));
    see(QStringLiteral("new-soccer"), QStringLiteral("new"), preset("soccer_twos/self_play"));
    see(QStringLiteral("new-league"), QStringLiteral("new"), preset("slime_volley/diversified_league"));
    see(QStringLiteral("new-to-correct"), QStringLiteral("new"), [this, page] {
        page->openPreset(QStringLiteral("slime_volley/self_play"));
        page->config().form()->setText(QStringLiteral("learner.minibatches"), QStringLiteral("0"));
        page->config().form()->setText(QStringLiteral("self_play.latest_share"), QStringLiteral("60 %"));
        settle();
        if (auto* problem = find<QAbstractButton>(QStringLiteral("new.problem"))) problem->click();
        return true;
    });
    page->openPreset(QStringLiteral("slime_volley/self_play"));
}

pages::WatchedMatch Walk::match(const QString& game, size_t index) const {
    const QStringList all = replays_.value(game);
    return {all.value(static_cast<qsizetype>(index) % std::max<qsizetype>(1, all.size())), {}};
}

bool Walk::watch(const QVector<pages::WatchedMatch>& matches, double share) {
    window_->shell().go().watch(matches);
    auto& viewer = window_->findChild<pages::ReplayPage*>()->viewer();
    if (!waitFor([&] { return viewer.count() == matches.size() && viewer.isOpen(); })) return false;
    viewer.playback()->setPlaying(false);
    viewer.playback()->setFrame(static_cast<int>(share * viewer.playback()->frameCount()));
    return true;
}

void Walk::seeReplays() {
    const QString slime = QStringLiteral("slime_volley"), soccer = QStringLiteral("soccer_twos");
    auto* list = window_->findChild<bridges::MatchListBridge*>();
    const auto press = [this](const char* name) {
        auto* button = find<QAbstractButton>(QLatin1String(name));
        if (button) button->click();
        return button != nullptr;
    };
    see(QStringLiteral("replays"), QStringLiteral("replays"), [&] {
        return press("replays.asGrid") && waitFor([=] { return list->table()->rowCount() > 20; }) &&
               waitFor([=] { return list->thumb(list->table()->idAt(8)) != nullptr; });
    });
    see(QStringLiteral("replays-list"), QStringLiteral("replays"), [&] { return press("replays.asTable"); });
    press("replays.asGrid");
    const QString replay = QStringLiteral("replay");
    see(replay, replay, [&] { return watch({match(slime, 2)}, 0.4); });
    see(QStringLiteral("replay-two"), replay, [&] { return watch({match(slime, 2), match(slime, 9)}, 0.4); });
    see(QStringLiteral("replay-soccer"), replay, [&] { return watch({match(soccer, 0)}, 0.5); });
    see(QStringLiteral("replay-nine"), replay, [&] {
        QVector<pages::WatchedMatch> nine;
        for (size_t i = 0; i < 9; ++i)
            nine << match(slime, i * 4);
        return watch(nine, 0.4);
    });
}

void Walk::seeRest() {
    for (const char* page : {"disk", "preferences", "help", "welcome"})
        see(QLatin1String(page), QLatin1String(page), [] {
            settle(400);
            return true;
        });
    const QString run = QStringLiteral("run");
    see(QStringLiteral("palette-all"), run, [this] {
        openRun(kBest);
        window_->shell().openPalette();
        settle();
        auto* palette = window_->findChild<views::CommandPalette*>();
        return palette && palette->isVisible();
    });
    if (auto* palette = window_->findChild<views::CommandPalette*>()) palette->dismiss();
    see(QStringLiteral("palette"), run, [this] {
        openRun(kBest);
        window_->shell().openPalette();
        auto* palette = window_->findChild<views::CommandPalette*>();
        if (!palette || !palette->isVisible()) return false;
        QTest::keyClicks(palette->findChild<QLineEdit*>(), QStringLiteral("slime"));
        return true;
    });
    if (auto* palette = window_->findChild<views::CommandPalette*>()) palette->dismiss();
    see(QStringLiteral("first-steps"), QStringLiteral("experiments"), [this] {
        window_->shell().startTour();
        return find<QWidget>(QStringLiteral("callout")) != nullptr;
    });
}

}  // namespace ludus::tour
