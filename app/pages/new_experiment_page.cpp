// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/new_experiment_page.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>
#include <QRandomGenerator>
#include <QShortcut>
#include <QSplitter>

#include "app/bridges/game_scene.h"
#include "app/bridges/member_names.h"
#include "app/bridges/texts.h"
#include "app/pages/queue_panel.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/choice_list.h"
#include "widgets/views/file_view.h"
#include "widgets/views/form_view.h"
#include "widgets/views/label.h"
#include "widgets/views/panel.h"
#include "widgets/views/scene_canvas.h"

namespace ludus::pages {
namespace {

views::ChoiceList* makeList(const QString& name, const QString& accessible) {
    auto* list = new views::ChoiceList;
    list->setObjectName(name);
    list->setAccessibleName(accessible);
    return list;
}

}  // namespace

NewExperimentPage::NewExperimentPage(const Services& services, QWidget* parent)
    : Page(tr("New experiment"), parent),
      go_(services.go),
      service_(services.service),
      runs_(services.runs),
      shelf_(services.store),
      names_(bridges::MemberNames::of(services.store)) {
    setObjectName(QStringLiteral("page.new"));
    makeHeader();
    body()->addWidget(makeColumns(), 1);
    body()->addWidget(makeFoot());
    connectParts();
    addUndoKeys();
    QStringList known;
    for (const bridges::PresetEntry& preset : bridges::ConfigBridge::presets()) {
        if (known.contains(preset.game)) continue;
        known << preset.game;
        games_->addChoice(preset.game, bridges::gameTitle(preset.game.toStdString()),
                          bridges::gameNote(preset.game.toStdString()),
                          [scene = bridges::gameScene(preset.game.toStdString())](const QSize& size, qreal ratio) {
                              return views::sceneImage(scene, size, {}, ratio);
                          });
    }
    openPreset(QStringLiteral("slime_volley/self_play"));
}

void NewExperimentPage::makeHeader() {
    const auto menuButton = [this](const QString& text, const QString& icon, const QString& name) {
        QPushButton* button = header()->addButton(text, icon);
        button->setObjectName(name);
        button->setMenu(new QMenu(button));
        return button;
    };
    fromButton_ = menuButton(tr("Begin with"), QStringLiteral("snapshot"), QStringLiteral("new.from"));
    fromButton_->setToolTip(tr("Weights that the run begins with instead of random ones"));
    fromMenu_ = fromButton_->menu();
    copy_ = menuButton(tr("Copy a run"), QStringLiteral("copy"), QStringLiteral("new.copy"));
    copyMenu_ = copy_->menu();
    QPushButton* open = header()->addButton(tr("Open file"), QStringLiteral("file"));
    open->setObjectName(QStringLiteral("new.openFile"));
    connect(open, &QPushButton::clicked, this, &NewExperimentPage::openFile);
    connect(fromMenu_, &QMenu::aboutToShow, this, &NewExperimentPage::fillFromMenu);
    connect(copyMenu_, &QMenu::aboutToShow, this, &NewExperimentPage::fillCopyMenu);
}

QSplitter* NewExperimentPage::makeColumns() {
    auto* splitter = new QSplitter;
    splitter->setHandleWidth(style::space::kPanelGap);
    splitter->setChildrenCollapsible(false);
    auto* left = new QSplitter(Qt::Vertical);
    left->setHandleWidth(style::space::kPanelGap);
    left->setChildrenCollapsible(false);
    left->addWidget(makeChoices());
    left->addWidget(new QueuePanel(runs_, service_));
    left->setSizes({420, 180});
    splitter->addWidget(left);
    splitter->addWidget(makeForm());
    splitter->addWidget(makeFile());
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 3);
    splitter->setStretchFactor(2, 2);
    splitter->setSizes({250, 580, 348});
    return splitter;
}

void NewExperimentPage::connectParts() {
    connect(&config_, &bridges::ConfigBridge::textChanged, this, &NewExperimentPage::showText);
    connect(&config_, &bridges::ConfigBridge::problemsChanged, this, &NewExperimentPage::showProblems);
    connect(file_, &views::FileView::edited, &config_, &bridges::ConfigBridge::setText);
    connect(file_, &views::FileView::edited, this, &NewExperimentPage::showProblems);
    connect(config_.form(), &models::FormModel::problemsChanged, this, &NewExperimentPage::showProblems);
    connect(form_, &views::FormView::actionTriggered, this, [this](const QString& key) {
        const auto seed = static_cast<qint64>(QRandomGenerator::global()->bounded(1'000'000));
        if (key == QLatin1String("run.seed")) config_.form()->setValue(key, seed);
    });
    const auto complain = [this](const QString& text) {
        say(views::MessageKind::Danger, text, QStringLiteral("service"));
    };
    connect(&service_, &bridges::RunService::failed, this, complain);
    connect(&shelf_, &bridges::PresetShelf::failed, this, complain);
    connect(&service_, &bridges::RunService::fileRead, this, [this](const QString& text) {
        openDraft({text, {}, {}, tr("from a file")});
    });
    connect(&service_, &bridges::RunService::queued, this, [this](int count) {
        say(views::MessageKind::Success, tr("%n run(s) wait in the queue now.", nullptr, count),
            QStringLiteral("queued"));
    });
    connect(&shelf_, &bridges::PresetShelf::changed, this, [this] { fillPresets(games_->currentId()); });
    connect(&shelf_, &bridges::PresetShelf::kept, this, [this](const QString& name) {
        config_.openOwn(config_.text(), QStringLiteral("own/") + name, config_.text());
        origin_.clear();
        showText();
        say(views::MessageKind::Success, tr("The preset %1 is kept in this workspace.").arg(name),
            QStringLiteral("preset"));
    });
    connect(&runs_, &bridges::RunsBridge::changed, this, &NewExperimentPage::showLast);
}

/// Form and file have one history, that of the text; keys reach it from anywhere but an editor that is being typed in.
void NewExperimentPage::addUndoKeys() {
    const auto add = [this](QKeySequence::StandardKey keys, void (views::FileView::*step)()) {
        for (const QKeySequence& key : QKeySequence::keyBindings(keys)) {
            auto* shortcut = new QShortcut(key, this);
            shortcut->setContext(Qt::WidgetWithChildrenShortcut);
            connect(shortcut, &QShortcut::activated, this, [this, step] { stepInFile(step); });
        }
    };
    add(QKeySequence::Undo, &views::FileView::undo);
    add(QKeySequence::Redo, &views::FileView::redo);
}

void NewExperimentPage::stepInFile(void (views::FileView::*step)()) {
    form_->commit();
    (file_->*step)();
    file_->sayEdited();
}

/// Keys that the menu Edit sends on to what has the focus.
void NewExperimentPage::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Undo))
        stepInFile(&views::FileView::undo);
    else if (event->matches(QKeySequence::Redo))
        stepInFile(&views::FileView::redo);
    else
        Page::keyPressEvent(event);
}

QWidget* NewExperimentPage::makeChoices() {
    auto* panel = new views::Panel(tr("Game"));
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(style::space::kButton, style::space::kHair, style::space::kButton,
                               style::space::kButton);
    column->setSpacing(style::space::kButton);
    games_ = makeList(QStringLiteral("new.games"), tr("Game"));
    presets_ = makeList(QStringLiteral("new.presets"), tr("Preset"));
    auto* title = new views::Label(tr("Preset"), style::Type::BodyStrong);
    title->setContentsMargins(style::space::kHair, 0, 0, 0);
    column->addWidget(games_);
    column->addWidget(new views::Hairline);
    column->addWidget(title);
    column->addWidget(presets_);
    forget_ = new views::LinkButton(tr("remove this preset"));
    forget_->setObjectName(QStringLiteral("new.forgetPreset"));
    column->addWidget(forget_, 0, Qt::AlignLeft);
    last_ = new views::Label({}, style::Type::Small, style::Token::TextMuted);
    last_->setObjectName(QStringLiteral("new.last"));
    last_->setWordWrap(true);
    column->addWidget(last_);
    column->addStretch(1);
    connect(forget_, &QAbstractButton::clicked, this, [this] {
        shelf_.forget(presets_->currentId().section(QLatin1Char('/'), 1));
        openPreset(games_->currentId() + QStringLiteral("/self_play"));
    });
    panel->setContent(content);
    panel->setMinimumWidth(190);
    connect(games_, &views::ChoiceList::chosen, this, [this](const QString& game) {
        fillPresets(game);
        if (!presets_->currentId().isEmpty() || presets_->count() == 0) return;
        presets_->setCurrentRow(0);
    });
    connect(presets_, &views::ChoiceList::chosen, this, &NewExperimentPage::openPreset);
    return panel;
}

QWidget* NewExperimentPage::makeForm() {
    auto* panel = new views::Panel;
    panel->setObjectName(QStringLiteral("new.formPanel"));
    form_ = new views::FormView;
    form_->setUndoneByOwner(true);
    form_->setForm(config_.form());
    panel->setContent(form_);
    panel->setMinimumWidth(480);
    return panel;
}

QWidget* NewExperimentPage::makeFile() {
    auto* panel = new views::Panel(tr("File"), tr("in step with the form"));
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    file_ = new views::FileView;
    file_->setObjectName(QStringLiteral("new.file"));
    file_->setAccessibleName(tr("Run file"));
    column->addWidget(file_, 1);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(style::space::kPanelPadding, 0, style::space::kPanelPadding, style::space::kButton);
    changes_ = new views::Label({}, style::Type::Small, style::Token::TextMuted);
    undo_ = new views::LinkButton(tr("undo all"));
    undo_->setObjectName(QStringLiteral("new.undo"));
    row->addWidget(changes_);
    row->addWidget(undo_);
    row->addStretch(1);
    column->addLayout(row);
    panel->setContent(content);
    connect(undo_, &QAbstractButton::clicked, this, [this] {
        config_.setText(config_.baseText());
        showText();
    });
    return panel;
}

QWidget* NewExperimentPage::makeFoot() {
    auto* foot = new QWidget;
    foot->setFixedHeight(44);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::space::kButton);
    problemIcon_ = new views::IconLabel(style::icon(QStringLiteral("error"), style::IconRole::Danger));
    problem_ = new views::LinkButton;
    problem_->setObjectName(QStringLiteral("new.problem"));
    cost_ = new views::Label({}, style::Type::Body, style::Token::TextMuted);
    save_ = views::makeButton(tr("Save as preset"));
    save_->setObjectName(QStringLiteral("new.savePreset"));
    queue_ = views::makeButton(tr("Add to queue"), QStringLiteral("plus"));
    queue_->setObjectName(QStringLiteral("new.queue"));
    start_ = views::makePrimaryButton(tr("Start"), QStringLiteral("play"));
    start_->setObjectName(QStringLiteral("new.start"));
    row->addWidget(problemIcon_);
    row->addWidget(problem_);
    row->addWidget(cost_, 1);
    row->addWidget(save_);
    row->addWidget(queue_);
    row->addWidget(start_);
    connect(save_, &QPushButton::clicked, this, &NewExperimentPage::savePreset);
    connect(queue_, &QPushButton::clicked, this, [this] { start(true); });
    connect(start_, &QPushButton::clicked, this, [this] { start(false); });
    connect(problem_, &QAbstractButton::clicked, this, [this] {
        const QStringList keys = config_.form()->problemKeys();
        if (!keys.isEmpty()) form_->focusField(keys.first());
    });
    return foot;
}

}  // namespace ludus::pages
