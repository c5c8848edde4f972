// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/new_experiment_page.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSplitter>

#include "app/bridges/texts.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/choice_list.h"
#include "widgets/views/file_view.h"
#include "widgets/views/form_view.h"
#include "widgets/views/label.h"
#include "widgets/views/panel.h"

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
    : Page(tr("New experiment"), parent), service_(services.service) {
    setObjectName(QStringLiteral("page.new"));
    auto* open = header()->addButton(tr("Open file"), QStringLiteral("file"));
    open->setObjectName(QStringLiteral("new.openFile"));
    connect(open, &QPushButton::clicked, this, &NewExperimentPage::openFile);
    connect(&service_, &bridges::RunService::fileRead, this,
            [this](const QString& text) { config_.openText(text, {}); });

    auto* splitter = new QSplitter;
    splitter->setHandleWidth(style::space::kPanelGap);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(makeChoices());
    splitter->addWidget(makeForm());
    splitter->addWidget(makeFile());
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 3);
    splitter->setStretchFactor(2, 2);
    splitter->setSizes({232, 586, 360});
    body()->addWidget(splitter, 1);
    body()->addWidget(makeFoot());

    connect(&config_, &bridges::ConfigBridge::textChanged, this, &NewExperimentPage::showText);
    connect(&config_, &bridges::ConfigBridge::problemsChanged, this, &NewExperimentPage::showProblems);
    connect(file_, &views::FileView::edited, &config_, &bridges::ConfigBridge::setText);
    connect(file_, &views::FileView::edited, this, &NewExperimentPage::showProblems);
    connect(config_.form(), &models::FormModel::problemsChanged, this, &NewExperimentPage::showProblems);
    connect(&service_, &bridges::RunService::failed, this,
            [this](const QString& text) { say(views::MessageKind::Danger, text, QStringLiteral("service")); });

    QStringList known;
    for (const bridges::PresetEntry& preset : bridges::ConfigBridge::presets()) {
        if (known.contains(preset.game)) continue;
        known << preset.game;
        games_->addChoice(preset.game, bridges::gameTitle(preset.game.toStdString()),
                          bridges::gameNote(preset.game.toStdString()));
    }
    openPreset(QStringLiteral("slime_volley/self_play"));
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
    column->addStretch(1);
    panel->setContent(content);
    panel->setMinimumWidth(190);
    connect(games_, &views::ChoiceList::chosen, this, [this](const QString& game) {
        fillPresets(game);
        if (!presets_->currentId().isEmpty() || presets_->count() == 0) return;
        presets_->setCurrentRow(0);
    });
    connect(presets_, &views::ChoiceList::chosen, &config_, &bridges::ConfigBridge::openPreset);
    return panel;
}

QWidget* NewExperimentPage::makeForm() {
    auto* panel = new views::Panel;
    panel->setObjectName(QStringLiteral("new.formPanel"));
    form_ = new views::FormView;
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
        if (!config_.preset().isEmpty()) config_.openPreset(config_.preset());
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
    start_ = views::makePrimaryButton(tr("Start"), QStringLiteral("play"));
    start_->setObjectName(QStringLiteral("new.start"));
    row->addWidget(problemIcon_);
    row->addWidget(problem_);
    row->addWidget(cost_, 1);
    row->addWidget(start_);
    connect(start_, &QPushButton::clicked, this, &NewExperimentPage::start);
    connect(problem_, &QAbstractButton::clicked, this, [this] {
        const QStringList keys = config_.form()->problemKeys();
        if (!keys.isEmpty()) form_->focusField(keys.first());
    });
    return foot;
}

void NewExperimentPage::fillPresets(const QString& game) {
    presets_->clear();
    for (const bridges::PresetEntry& preset : bridges::ConfigBridge::presets()) {
        if (preset.game == game) presets_->addChoice(preset.name, preset.kind, preset.title);
    }
    presets_->setCurrentId(config_.preset());
}

void NewExperimentPage::openPreset(const QString& name) {
    config_.openPreset(name);
    const QString game = name.section(QLatin1Char('/'), 0, 0);
    games_->setCurrentId(game);
    fillPresets(game);
}

void NewExperimentPage::openDraft(const ExperimentDraft& draft) {
    if (draft.toml.isEmpty())
        openPreset(draft.preset);
    else
        openText(draft.toml, draft.preset);
}

void NewExperimentPage::openText(const QString& toml, const QString& preset) {
    config_.openText(toml, preset);
}

void NewExperimentPage::openFile() {
    const QString path = QFileDialog::getOpenFileName(this, tr("Open a run file"), {}, tr("Run files (*.toml)"));
    if (!path.isEmpty()) service_.readFile(path);
}

void NewExperimentPage::showText() {
    file_->setFileText(config_.text());
    header()->setFacts({config_.preset().isEmpty()
                            ? tr("from a file")
                            : tr("from preset %1").arg(config_.preset().section(QLatin1Char('/'), 1))});
    showProblems();
}

void NewExperimentPage::showProblems() {
    const std::vector<int> changedLines = config_.changedLines();
    QHash<int, QString> wrong;
    const QStringList problems = config_.problems();
    for (const int line : config_.wrongLines())
        wrong.insert(line, problems.value(0));
    file_->setMarks(QSet<int>(changedLines.begin(), changedLines.end()), wrong);
    const int count = static_cast<int>(changedLines.size());
    changes_->setText(count == 0 ? tr("as the preset") : tr("%n change(s) from the preset", nullptr, count));
    undo_->setVisible(count > 0 && !config_.preset().isEmpty());
    const QStringList keys = config_.form()->problemKeys();
    const bool right = problems.isEmpty() && keys.isEmpty();
    problemIcon_->setVisible(!right);
    problem_->setVisible(!right);
    if (!right) {
        const models::FormField* field = keys.isEmpty() ? nullptr : config_.form()->field(keys.first());
        const int things = qMax(1, qMax(static_cast<int>(keys.size()), static_cast<int>(problems.size())));
        problem_->setText(field ? tr("%n thing(s) to correct: %1", nullptr, things).arg(field->label)
                                : problems.value(0));
    }
    start_->setEnabled(right);
    const double seconds = config_.form()->value(QStringLiteral("run.seconds")).toDouble();
    const double steps = config_.form()->value(QStringLiteral("run.steps")).toDouble();
    QStringList cost{tr("1 run")};
    if (seconds > 0) cost << tr("at most %1").arg(style::formatDuration(seconds));
    if (steps > 0) cost << tr("%1 steps").arg(style::formatSi(steps));
    cost_->setText(right ? cost.join(QStringLiteral(", ")) : QString());
}

void NewExperimentPage::start() {
    form_->commit();
    if (!start_->isEnabled()) return;
    service_.start(config_.text(), config_.preset());
}

}  // namespace ludus::pages
