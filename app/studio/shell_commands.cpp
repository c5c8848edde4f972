// SPDX-License-Identifier: GPL-3.0-or-later
// What the shell's keyboard does: the command palette, the list of shortcuts, going from area to area, F1.
#include <QAction>
#include <QApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QSettings>
#include <QStatusBar>

#include <algorithm>

#include "app/bridges/member_names.h"
#include "app/bridges/texts.h"
#include "app/pages/help_library.h"
#include "app/pages/help_page.h"
#include "app/studio/shell.h"
#include "widgets/style/theme.h"
#include "widgets/views/command_palette.h"
#include "widgets/views/panel.h"
#include "widgets/views/rail.h"
#include "widgets/views/strips.h"

namespace ludus::studio {
namespace {

const QString kRecent = QStringLiteral("window/recentCommands");
constexpr qsizetype kRecentKept = 12;
constexpr size_t kRunsWithSnapshots = 12;
constexpr int kMostActions = 8, kMostRuns = 6, kMostAgents = 4, kMostStarts = 3, kMostHelp = 4;  // until one types

/// "&File" and the Chinese "(&F)" without their mnemonics, and without the dots of a dialog.
QString plain(QString text) {
    static const QRegularExpression added(QStringLiteral("\\s*\\(&.\\)"));
    text = text.section(QLatin1Char('\t'), 0, 0).remove(added).remove(QLatin1Char('&'));
    if (text.endsWith(QLatin1String("..."))) text.chop(3);
    return text;
}

QString keysOf(const QAction& action) {
    const QString shown = action.shortcut().toString(QKeySequence::NativeText);
    return shown.isEmpty() ? action.text().section(QLatin1Char('\t'), 1) : shown;
}

/// All actions of a menu and what opens from it.
void walk(const QMenu& menu, const QString& group, const std::function<void(QAction&, const QString&)>& visit) {
    for (QAction* action : menu.actions()) {
        if (action->menu()) {
            walk(*action->menu(), group + QStringLiteral(" \u203a ") + plain(action->text()), visit);
        } else if (!action->isSeparator()) {
            visit(*action, group);
        }
    }
}

QWidget* firstStop(QWidget* area, const QWidget* without = nullptr) {
    if (!area || !area->isVisible()) return nullptr;
    if (area->focusPolicy() & Qt::TabFocus && area->isEnabled()) return area;
    QWidget* best = nullptr;
    // Reading order: the chain of focus runs through all children.
    for (QWidget* next = area->nextInFocusChain(); next && next != area; next = next->nextInFocusChain()) {
        if (!area->isAncestorOf(next) || (without && without->isAncestorOf(next))) continue;
        if (next->focusPolicy() & Qt::TabFocus && next->isVisible() && next->isEnabled()) {
            best = next;
            break;
        }
    }
    return best;
}

}  // namespace

void Shell::openPalette() {
    if (!palette_) {
        palette_ = new views::CommandPalette(&window_);
        connect(palette_, &views::CommandPalette::chosen, this, &Shell::runCommand);
    }
    collectCommands();
    showCommands();
    palette_->open();
    askForAgents();
}

void Shell::showCommands() {
    QVector<views::Command> commands;
    commands.reserve(static_cast<qsizetype>(commands_.size()));
    for (const ShellCommand& command : commands_)
        commands.append(command.shown);
    palette_->setCommands(std::move(commands), QSettings().value(kRecent).toStringList());
}

void Shell::addActionCommand(QAction& action, const QString& group, const QString& id, int most) {
    if (!action.isVisible() || action.text().isEmpty()) return;
    commands_.push_back(
        {{id, plain(action.text()), group, keysOf(action), action.icon(), action.isEnabled(), tr("Actions"), most},
         [target = QPointer<QAction>(&action)] {
             if (target) target->trigger();
         }});
}

void Shell::collectCommands() {
    commands_.clear();
    pages::Page* shown = pages_.value(currentPage());
    int number = 0;
    for (QAction* action : shown->actions()) {
        const QString name = action->objectName().isEmpty() ? QString::number(number++) : action->objectName();
        addActionCommand(*action, shown->header()->title(), QStringLiteral("verb:") + currentPage() + name, 0);
    }
    for (QMenu* menu : std::as_const(menus_)) {
        Q_EMIT menu->aboutToShow();  // what it offers depends on the moment
        walk(*menu, plain(menu->title()), [this](QAction& action, const QString& group) {
            addActionCommand(action, group, QStringLiteral("action:") + action.objectName(), kMostActions);
        });
    }
    for (const auto& [key, icon] : rail_->keysAndIcons()) {
        if (!makers_.contains(key)) continue;
        commands_.push_back({{QStringLiteral("page:") + key,
                              rail_->title(key),
                              tr("Pages"),
                              {},
                              style::icon(icon),
                              true,
                              tr("Pages"),
                              0},
                             [this, key = key] { showPage(key); }});
    }
    for (const RunRecord& run : runs_.runs()) {
        commands_.push_back({{QStringLiteral("run:%1").arg(run.id.value),
                              bridges::text(run.name),
                              tr("Run, %1").arg(bridges::shownStatusWord(run)),
                              {},
                              style::statusIcon(bridges::shownStatus(run)),
                              true,
                              tr("Runs"),
                              kMostRuns},
                             [this, id = run.id] { go_.openRun(id); }});
    }
    for (const pages::HelpPlace& place : pages::HelpLibrary::here().places()) {
        commands_.push_back({{QStringLiteral("help:") + place.topic,
                              place.title,
                              place.under.isEmpty() ? tr("Help") : tr("Help, %1").arg(place.under),
                              {},
                              style::icon(QStringLiteral("help")),
                              true,
                              tr("Help"),
                              kMostHelp},
                             [this, topic = place.topic] { go_.help(topic); }});
    }
}

void Shell::askForAgents() {
    std::vector<RunRecord> runs(runs_.runs().begin(),
                                runs_.runs().begin() + std::min(runs_.runs().size(), kRunsWithSnapshots));
    const auto question = [this, runs = std::move(runs), &names = bridges::MemberNames::of(store_)](
                              store::Workspace& workspace) -> bridges::StoreQuery::Answer {
        std::vector<std::string> agents;
        if (const auto all = workspace.agents()) {
            for (const store::AgentRecord& agent : *all)
                agents.push_back(agent.name);
        }
        std::vector<std::pair<RunRecord, SnapshotRecord>> snapshots;
        for (const RunRecord& run : runs) {
            const auto all = workspace.snapshots(run.id);
            if (!all || all->empty()) continue;
            names.learn(workspace, {"snapshot:" + std::to_string(all->back().id.value)});
            for (auto snapshot = all->rbegin(); snapshot != all->rend(); ++snapshot)
                snapshots.emplace_back(run, *snapshot);
        }
        return [this, agents = std::move(agents), snapshots = std::move(snapshots)] { takeAgents(agents, snapshots); };
    };
    store_.ask(this, question, QStringLiteral("palette"));
}

void Shell::takeAgents(const std::vector<std::string>& agents,
                       const std::vector<std::pair<RunRecord, SnapshotRecord>>& snapshots) {
    if (!palette_ || !palette_->isVisible()) return;
    for (const std::string& agent : agents) {
        const QString name = bridges::text(agent);
        commands_.push_back({{QStringLiteral("agent:") + name,
                              tr("Matches of %1").arg(name),
                              tr("Agent"),
                              {},
                              style::icon(QStringLiteral("import")),
                              true,
                              tr("Agents"),
                              kMostAgents},
                             [this, name] { go_.findMatches(QStringLiteral("agent = \"%1\"").arg(name)); }});
    }
    const bridges::MemberNames& names = bridges::MemberNames::of(store_);
    for (const auto& [run, snapshot] : snapshots) {
        const QString agent = QStringLiteral("snapshot:%1").arg(snapshot.id.value);
        const QString name = names.title(agent.toStdString());
        const QString title = tr("Start from %1 of %2", "snapshot and run").arg(name, bridges::text(run.name));
        const pages::ExperimentDraft draft{bridges::text(run.config), bridges::text(run.preset), agent,
                                           tr("from %1 of %2", "snapshot and run").arg(name, bridges::text(run.name))};
        commands_.push_back({{QStringLiteral("start:") + agent,
                              title,
                              tr("New experiment"),
                              {},
                              style::icon(QStringLiteral("snapshot")),
                              true,
                              tr("Start from a snapshot"),
                              kMostStarts},
                             [this, draft] { go_.draft(draft); }});
    }
    showCommands();
}

void Shell::runCommand(const QString& id) {
    const auto found = std::find_if(commands_.begin(), commands_.end(),
                                    [&](const ShellCommand& command) { return command.shown.id == id; });
    if (found == commands_.end()) return;
    QSettings settings;
    QStringList recent = settings.value(kRecent).toStringList();
    recent.removeAll(id);
    recent.prepend(id);
    settings.setValue(kRecent, recent.mid(0, kRecentKept));
    const std::function<void()> verb = found->verb;
    verb();
}

void Shell::listShortcuts() {
    QVector<pages::ShortcutGroup> groups;
    const auto add = [&groups](const QString& title, const QAction& action) {
        const QString keys = keysOf(action);
        if (keys.isEmpty() || action.text().isEmpty()) return;
        if (groups.isEmpty() || groups.back().title != title) groups.append({title, {}});
        groups.back().entries.append({plain(action.text()), keys});
    };
    for (const QMenu* menu : std::as_const(menus_)) {
        walk(*menu, plain(menu->title()), [&](const QAction& action, const QString& group) { add(group, action); });
    }
    for (const QString& key : std::as_const(keys_)) {
        for (const QAction* action : page(key)->actions())
            add(page(key)->header()->title(), *action);
    }
    static_cast<pages::HelpPage*>(page(QStringLiteral("help")))->setShortcuts(groups);
}

void Shell::walkAreas(int by) {
    pages::Page* page = pages_.value(currentPage());
    if (!page) return;
    QVector<QWidget*> stops;
    const auto stop = [&stops](QWidget* widget) {
        if (widget && !stops.contains(widget)) stops.append(widget);
    };
    stop(rail_->stop());
    stop(firstStop(page->header()));
    QVector<views::Panel*> panels;
    for (auto* panel : page->findChildren<views::Panel*>()) {
        if (panel->isVisible()) panels.append(panel);
    }
    std::stable_sort(panels.begin(), panels.end(), [page](const views::Panel* a, const views::Panel* b) {
        const QPoint x = a->mapTo(page, QPoint()), y = b->mapTo(page, QPoint());
        return x.y() != y.y() ? x.y() < y.y() : x.x() < y.x();
    });
    if (panels.isEmpty()) stop(firstStop(page, page->header()));
    for (views::Panel* panel : panels)
        stop(firstStop(panel));
    stop(firstStop(status_));
    stop(firstStop(corner_));
    if (stops.isEmpty()) return;
    // Where we are: the last stop whose area holds the focus.
    const QWidget* focus = QApplication::focusWidget();
    const auto areaOf = [&](QWidget* widget) -> QWidget* {
        for (QWidget* area = widget; area; area = area->parentWidget()) {
            if (area == rail_ || area == page->header() || area == status_ || area == corner_ ||
                qobject_cast<views::Panel*>(area))
                return area;
        }
        return page;
    };
    qsizetype here = -1;
    for (qsizetype i = 0; i < stops.size() && focus; ++i) {
        const QWidget* area = areaOf(stops[i]);
        if (area == focus || area->isAncestorOf(focus)) here = i;
        if (here == i && area != page) break;
    }
    const qsizetype count = stops.size();
    const qsizetype next = here < 0 ? (by > 0 ? 0 : count - 1) : (here + by + count) % count;
    stops[next]->setFocus(Qt::TabFocusReason);
}

void Shell::helpHere() {
    // A widget may name its own place: property "help" = "run#smoothing".
    for (const QWidget* widget = QApplication::focusWidget(); widget; widget = widget->parentWidget()) {
        const QString topic = widget->property("help").toString();
        if (!topic.isEmpty()) {
            go_.help(topic);
            return;
        }
    }
    go_.help(pages_.value(currentPage())->helpTopic());
}

}  // namespace ludus::studio
