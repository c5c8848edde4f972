// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with the runs of the page Experiments: one, several, and back again.
#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

#include "app/bridges/texts.h"
#include "app/pages/experiments_page.h"
#include "app/pages/run_preview.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/label.h"
#include "widgets/views/query_edit.h"
#include "widgets/views/table_view.h"

namespace ludus::pages {
namespace {

constexpr const char* kArchivedOnly = "archived";  // a query
constexpr int kSignSize = 32;                      // pixels

}  // namespace

QWidget* ExperimentsPage::makeFoot() {
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::space::kButton);
    foot_ = new views::Label({}, style::Type::Small, style::Token::TextMuted);
    foot_->setObjectName(QStringLiteral("experiments.foot"));
    row->addWidget(foot_);
    hidden_ = new views::LinkButton;
    hidden_->setObjectName(QStringLiteral("experiments.archived"));
    hidden_->setToolTip(tr("Show the archived runs"));
    connect(hidden_, &views::LinkButton::clicked, this, [this] { query_->setText(QLatin1String(kArchivedOnly)); });
    row->addWidget(hidden_);
    row->addStretch(1);
    undo_ = new views::LinkButton;
    undo_->setObjectName(QStringLiteral("experiments.undo"));
    connect(undo_, &views::LinkButton::clicked, this, [this] { desk_.history()->undo(); });
    row->addWidget(undo_);
    row->addSpacing(style::space::kField);
    chosen_ = new views::Label({}, style::Type::Small, style::Token::TextMuted);
    row->addWidget(chosen_);
    const auto button = [&](const char* name, const QString& text, const char* icon, void (ExperimentsPage::*verb)()) {
        auto* out = views::makeButton(text, QString::fromLatin1(icon));
        out->setObjectName(QStringLiteral("experiments.") + QLatin1String(name));
        connect(out, &QPushButton::clicked, this, verb);
        row->addWidget(out);
        batch_.push_back(out);
        return out;
    };
    button("tag", tr("Tag"), "tag", &ExperimentsPage::tagSelected);
    archiveButton_ = button("archive", tr("Archive"), "archive", &ExperimentsPage::archiveSelected);
    button("delete", tr("Delete"), "delete", &ExperimentsPage::deleteSelected);
    return box;
}

QAction* ExperimentsPage::addVerb(const QString& name, const QString& text, const QString& icon,
                                  const QKeySequence& keys, const std::function<void()>& verb) {
    auto* action = new QAction(style::icon(icon), text, this);
    action->setObjectName(QStringLiteral("experiments.verb.") + name);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, verb);
    addAction(action);
    return action;
}

void ExperimentsPage::makeActions() {
    addVerb(QStringLiteral("filter"), tr("Filter runs"), QStringLiteral("filter"), {}, [this] {
        query_->line()->setFocus();
        query_->line()->selectAll();
    });
    compareVerb_ = addVerb(QStringLiteral("compare"), tr("Compare the ticked runs"), QStringLiteral("compare"), {},
                           [this] { compare(); });
    tagVerb_ = addVerb(QStringLiteral("tag"), tr("Tag the selected runs"), QStringLiteral("tag"),
                       QKeySequence(QStringLiteral("Ctrl+T")), [this] { tagSelected(); });
    archiveVerb_ = addVerb(QStringLiteral("archive"), tr("Archive the selected runs"), QStringLiteral("archive"),
                           QKeySequence(QStringLiteral("Ctrl+E")), [this] { archiveSelected(); });
    copyVerb_ = addVerb(QStringLiteral("copy"), tr("New experiment from this run"), QStringLiteral("copy"),
                        QKeySequence(QStringLiteral("Ctrl+D")), [this] { copySelected(); });
    deleteVerb_ = addVerb(QStringLiteral("delete"), tr("Delete the selected runs"), QStringLiteral("delete"), {},
                          [this] { deleteSelected(); });
    undoVerb_ = addVerb(QStringLiteral("undo"), tr("Undo"), QStringLiteral("undo"), QKeySequence::Undo,
                        [this] { desk_.history()->undo(); });
    redoVerb_ = addVerb(QStringLiteral("redo"), tr("Redo"), QStringLiteral("redo"),
                        QKeySequence(QStringLiteral("Ctrl+Shift+Z")), [this] { desk_.history()->redo(); });
    addVerb(QStringLiteral("save-view"), tr("Save as a view"), QStringLiteral("eye"), {}, [this] { askViewName(); });
}

/// Keys that the menu Edit sends on to what has the focus, and Delete where no field takes it.
void ExperimentsPage::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Undo))
        desk_.history()->undo();
    else if (event->matches(QKeySequence::Redo))
        desk_.history()->redo();
    else if (event->matches(QKeySequence::Delete) && table_->hasFocus())
        deleteSelected();
    else
        Page::keyPressEvent(event);
}

void ExperimentsPage::refreshVerbs() {
    if (!deleteVerb_) return;
    const std::vector<RunId> runs = selected();
    const int count = static_cast<int>(runs.size());
    const auto ticked = table_->sorter()->tickedIds().size();
    const auto compared = ticked >= 2 ? ticked : static_cast<qsizetype>(count);
    compare_->setEnabled(compared >= 2);
    compare_->setText(compared >= 2 ? tr("Compare %1").arg(compared) : tr("Compare"));
    compare_->setToolTip(tr("Tick two runs with Space, or select them."));
    compareVerb_->setEnabled(compared >= 2);
    const auto archived = [this](RunId run) {
        const RunRecord* record = runs_.find(run);
        return record && record->archived;
    };
    const bool restore = count > 0 && std::all_of(runs.begin(), runs.end(), archived);
    views::setButtonFace(archiveButton_, restore ? tr("Restore") : tr("Archive"), QStringLiteral("archive"));
    archiveVerb_->setText(restore ? tr("Restore the selected runs") : tr("Archive the selected runs"));
    for (QAction* verb : {archiveVerb_, deleteVerb_, tagVerb_})
        verb->setEnabled(count > 0);
    copyVerb_->setEnabled(count == 1);
    for (QPushButton* button : batch_)
        button->setVisible(count > 0);
    chosen_->setVisible(count > 0);
    chosen_->setText(tr("%n selected:", nullptr, count));
    QUndoStack* history = desk_.history();
    undoVerb_->setEnabled(history->canUndo());
    redoVerb_->setEnabled(history->canRedo());
    undo_->setVisible(history->canUndo());
    undo_->setText(tr("Undo: %1").arg(history->undoText()));
    undo_->updateGeometry();
}

void ExperimentsPage::compare() {
    QVector<RunId> runs;
    QStringList ids = table_->sorter()->tickedIds();
    if (ids.size() < 2) ids = table_->selectedIds();
    for (const QString& id : std::as_const(ids))
        runs << RunId{id.toLongLong()};
    if (runs.size() >= 2) go_.compare(runs);
}

void ExperimentsPage::archiveSelected() {
    const std::vector<RunId> runs = selected();
    const bool all = std::all_of(runs.begin(), runs.end(), [this](RunId run) {
        const RunRecord* record = runs_.find(run);
        return record && record->archived;
    });
    desk_.setArchived(runs, !all);
}

void ExperimentsPage::tagSelected() {
    const std::vector<RunId> runs = selected();
    if (runs.empty()) return;
    QStringList known;
    for (const query::Field& field : runs_.fields()) {
        if (field.name != "tag") continue;
        for (const std::string& tag : field.values)
            known << bridges::text(tag);
    }
    ask(tr("Tag for %n run(s)", nullptr, static_cast<int>(runs.size())), {}, tr("Add"), known,
        [this, runs](const QString& tag) { desk_.addTag(runs, tag); });
}

void ExperimentsPage::copySelected() {
    const std::vector<RunId> runs = selected();
    const RunRecord* record = runs.size() == 1 ? runs_.find(runs.front()) : nullptr;
    if (!record) return;
    go_.draft({bridges::text(record->config),
               bridges::text(record->preset),
               {},
               tr("copy of %1").arg(bridges::oneLine(record->name))});
}

void ExperimentsPage::deleteSelected() {
    std::vector<RunId> runs = selected(), busy;
    for (const RunId run : runs) {
        const RunRecord* record = runs_.find(run);
        if (record && (service_.owns(run) || (record->status == RunStatus::running && !record->interrupted)))
            busy.push_back(run);
    }
    if (!busy.empty()) {
        say(views::MessageKind::Warning,
            tr("A run that goes on cannot be deleted: %1. Stop it first.").arg(namesOf(busy)), QStringLiteral("busy"));
        return;
    }
    if (!runs.empty()) desk_.askRoom(runs);
}

void ExperimentsPage::confirmDeletion(const std::vector<RunId>& runs, double bytes) {
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("Delete runs"), {}, QMessageBox::NoButton, this);
    box->setObjectName(QStringLiteral("experiments.deletion"));
    box->setIconPixmap(style::iconPixmap(QStringLiteral("warning"), style::color(style::Token::Warning), kSignSize,
                                         devicePixelRatioF()));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    const QString files = style::formatBytes(bytes);
    const RunRecord* single = runs.size() == 1 ? runs_.find(runs.front()) : nullptr;
    box->setText(single ? tr("Delete %1 and %2 of files?").arg(bridges::oneLine(single->name).left(80), files)
                        : tr("Delete %n run(s) and %1 of files?", nullptr, static_cast<int>(runs.size())).arg(files));
    const QString lost =
        tr("Curves, snapshots, replays and checkpoints go with them. This cannot be undone; Archive "
           "only puts runs out of sight.");
    box->setInformativeText(single ? lost : namesOf(runs) + QStringLiteral("\n\n") + lost);
    QPushButton* confirm = box->addButton(tr("Delete for good"), QMessageBox::DestructiveRole);
    confirm->setObjectName(QStringLiteral("deletion.confirm"));
    QPushButton* cancel = box->addButton(tr("Keep"), QMessageBox::RejectRole);
    cancel->setObjectName(QStringLiteral("deletion.keep"));
    box->setDefaultButton(cancel);
    box->setEscapeButton(cancel);
    connect(confirm, &QPushButton::clicked, this, [this, runs] { desk_.deleteForGood(runs); });
    box->open();
}

void ExperimentsPage::showRowMenu(const QString& id, const QPoint& place) {
    const RunId run{id.toLongLong()};
    const RunRecord* record = runs_.find(run);
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("experiments.rowMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool one = record && selected().size() <= 1;
    if (one) {
        menu->addAction(style::icon(QStringLiteral("run")), tr("Open"), this, [this, run] { go_.openRun(run); });
        if (bridges::resumable(*record))
            menu->addAction(style::icon(QStringLiteral("resume")), tr("Resume"), this, [this, run] { resume(run); });
        menu->addAction(style::icon(QStringLiteral("replay")), tr("Its replays"), this, [this, run] {
            const RunRecord* now = runs_.find(run);
            if (now) go_.findMatches(QStringLiteral("run = ") + bridges::text(query::quoted(now->name)));
        });
        menu->addAction(copyVerb_);
        menu->addAction(style::icon(QStringLiteral("edit")), tr("Rename"), this,
                        [this, id] {
                            table_->setCurrentId(id);
                            table_->beginRename();
                        })
            ->setShortcut(Qt::Key_F2);
        menu->addSeparator();
    }
    menu->addAction(compareVerb_);
    menu->addAction(tagVerb_);
    QMenu* tags = menu->addMenu(style::icon(QStringLiteral("tag")), tr("Remove a tag"));
    const std::vector<RunId> runs = selected();
    std::set<std::string> worn;
    for (const RunId chosen : runs) {
        if (const RunRecord* now = runs_.find(chosen)) worn.insert(now->tags.begin(), now->tags.end());
    }
    for (const std::string& tag : worn) {
        if (tags->actions().size() >= 30) break;
        tags->addAction(bridges::oneLine(tag).left(60).replace(QLatin1Char('&'), QLatin1String("&&")), this,
                        [this, runs, tag] { desk_.removeTag(runs, bridges::text(tag)); });
    }
    tags->setEnabled(!worn.empty());
    menu->addAction(archiveVerb_);
    menu->addSeparator();
    menu->addAction(deleteVerb_);
    menu->popup(place);
}

}  // namespace ludus::pages
