// SPDX-License-Identifier: GPL-3.0-or-later
// What an experiment starts from, what it will cost, and its start: the lower half of NewExperimentPage.
#include <QFileDialog>
#include <QInputDialog>
#include <QMenu>
#include <QPushButton>

#include <algorithm>
#include <cmath>

#include "app/bridges/member_names.h"
#include "app/bridges/texts.h"
#include "app/pages/new_experiment_page.h"
#include "widgets/style/format.h"
#include "widgets/style/words.h"
#include "widgets/views/buttons.h"
#include "widgets/views/choice_list.h"
#include "widgets/views/file_view.h"
#include "widgets/views/form_view.h"
#include "widgets/views/label.h"

namespace ludus::pages {
namespace {

constexpr int kOffered = 30;  // newest runs in a menu
const QString kOwn = QStringLiteral("own/");

/// What a sweep's fields say: one number, or the first of several.
double firstOf(const QVariant& value) {
    return value.userType() == QMetaType::QVariantList ? value.toList().value(0).toDouble() : value.toDouble();
}

}  // namespace

void NewExperimentPage::fillPresets(const QString& game) {
    const QString chosen = config_.preset();
    presets_->clear();
    for (const bridges::PresetEntry& preset : bridges::ConfigBridge::presets()) {
        if (preset.game == game) presets_->addChoice(preset.name, preset.kind, preset.title);
    }
    for (const bridges::OwnPreset& preset : shelf_.presets()) {
        if (preset.game == game) presets_->addChoice(kOwn + preset.name, preset.name, tr("kept in this workspace"));
    }
    presets_->setCurrentId(chosen);
    forget_->setVisible(presets_->currentId().startsWith(kOwn));
}

void NewExperimentPage::openPreset(const QString& name) {
    origin_.clear();
    setFrom({}, {});
    if (name.startsWith(kOwn)) {
        const bridges::OwnPreset* own = shelf_.find(name.mid(kOwn.size()));
        if (own) config_.openOwn(own->toml, name, own->toml);
    } else {
        config_.openPreset(name);
    }
    begin();
    showLast();
}

/// Something else was opened.
void NewExperimentPage::begin() {
    file_->forgetSteps();
    games_->setCurrentId(config_.game());
    fillPresets(config_.game());
}

void NewExperimentPage::openText(const QString& toml, const QString& preset) {
    openDraft({toml, preset, {}, {}});
}

void NewExperimentPage::openDraft(const ExperimentDraft& draft) {
    if (draft.toml.isEmpty()) {
        openPreset(draft.preset);
    } else {
        config_.openText(draft.toml, draft.preset);
        begin();
    }
    origin_ = draft.origin;
    setFrom(draft.from, names_.title(draft.from.toStdString()));
    if (draft.from.isEmpty()) return showLast();
    names_.ask(this, {draft.from.toStdString()}, [this, from = draft.from] {
        if (from_ == from) setFrom(from, names_.title(from.toStdString()));
    });
    showLast();
}

void NewExperimentPage::fillCopyMenu() {
    copyMenu_->clear();
    int offered = 0;
    for (const RunRecord& run : runs_.runs()) {
        if (run.archived || offered++ >= kOffered) continue;
        QAction* action = copyMenu_->addAction(bridges::text(run.name));
        connect(action, &QAction::triggered, this,
                [this, toml = bridges::text(run.config), preset = bridges::text(run.preset),
                 name = bridges::text(run.name)] {
                    openDraft({toml, preset, {}, tr("copy of %1").arg(name)});
                });
    }
    if (offered == 0) copyMenu_->addAction(tr("There is no run yet"))->setEnabled(false);
}

void NewExperimentPage::fillFromMenu() {
    fromMenu_->clear();
    QAction* afresh = fromMenu_->addAction(tr("Random weights"));
    afresh->setCheckable(true);
    afresh->setChecked(from_.isEmpty());
    connect(afresh, &QAction::triggered, this, [this] { setFrom({}, {}); });
    fromMenu_->addSeparator();
    int offered = 0;
    for (const RunRecord& run : runs_.runs()) {
        if (bridges::text(run.game) != config_.game() || run.latestAgent.empty() || offered++ >= kOffered) continue;
        addFromChoices(fromMenu_->addMenu(bridges::text(run.name)), run);
    }
    if (offered == 0) fromMenu_->addAction(tr("No run of this game has a snapshot yet"))->setEnabled(false);
}

void NewExperimentPage::addFromChoices(QMenu* menu, const RunRecord& run) {
    const QString name = bridges::text(run.name);
    const auto add = [&](const QString& words, const QString& agent, const QString& title) {
        connect(menu->addAction(words), &QAction::triggered, this, [this, agent, title] { setFrom(agent, title); });
    };
    add(tr("Newest snapshot"), QStringLiteral("run:%1/latest").arg(name), tr("newest of %1").arg(name));
    if (!run.bestAgent.empty())
        add(tr("Best snapshot"), QStringLiteral("run:%1/best").arg(name), tr("best of %1").arg(name));
}

void NewExperimentPage::setFrom(const QString& agent, const QString& title) {
    from_ = agent;
    fromTitle_ = title;
    showFacts();
}

void NewExperimentPage::openFile() {
    const QString path = QFileDialog::getOpenFileName(this, tr("Open a run file"), {}, tr("Run files (*.toml)"));
    if (!path.isEmpty()) service_.readFile(path);
}

void NewExperimentPage::savePreset() {
    form_->commit();
    QInputDialog dialog(this);
    dialog.setObjectName(QStringLiteral("new.presetName"));
    dialog.setWindowTitle(tr("Save as preset"));
    dialog.setLabelText(tr("Name"));
    dialog.setOkButtonText(tr("Save"));
    dialog.setCancelButtonText(tr("Cancel"));
    dialog.setTextValue(config_.preset().section(QLatin1Char('/'), 1));
    if (dialog.exec() != QDialog::Accepted) return;
    const QString name = dialog.textValue().trimmed();
    if (!name.isEmpty()) shelf_.keep(name, config_.text());
}

void NewExperimentPage::showText() {
    file_->setFileText(config_.text());
    showFacts();
    showProblems();
}

void NewExperimentPage::showFacts() {
    QStringList facts;
    if (!origin_.isEmpty())
        facts << origin_;
    else if (config_.preset().isEmpty())
        facts << tr("from a file");
    else
        facts << tr("from preset %1").arg(config_.preset().section(QLatin1Char('/'), 1));
    if (!from_.isEmpty()) facts << tr("begins with the weights of %1").arg(fromTitle_);
    header()->setFacts(facts);
}

void NewExperimentPage::showProblems() {
    const std::vector<int> changedLines = config_.changedLines();
    const QStringList problems = config_.problems();
    file_->setMarks(QSet<int>(changedLines.begin(), changedLines.end()), config_.wrongLines());
    const int count = static_cast<int>(changedLines.size());
    changes_->setText(count == 0 ? tr("as the preset") : tr("%n change(s) from the preset", nullptr, count));
    undo_->setVisible(count > 0);
    const QStringList keys = config_.form()->problemKeys();
    const bool right = problems.isEmpty() && keys.isEmpty() && config_.runCount() > 0;
    problemIcon_->setVisible(!right);
    problem_->setVisible(!right);
    if (!right) {
        const models::FormField* field = keys.isEmpty() ? nullptr : config_.form()->field(keys.first());
        const int things = qMax(1, qMax(static_cast<int>(keys.size()), static_cast<int>(problems.size())));
        problem_->setText(field ? tr("%n thing(s) to correct: %1", nullptr, things).arg(field->label)
                                : problems.value(0));
    }
    for (QPushButton* verb : {start_, queue_, save_})
        verb->setEnabled(right);
    showCost(right);
}

void NewExperimentPage::showCost(bool right) {
    const int runs = std::max(1, config_.runCount());
    views::setButtonFace(start_, runs == 1 ? tr("Start") : tr("Start %n run(s)", nullptr, runs),
                         QStringLiteral("play"));
    const double seconds = firstOf(config_.form()->value(QStringLiteral("run.seconds"))) * runs;
    const double steps = firstOf(config_.form()->value(QStringLiteral("run.steps"))) * runs;
    QStringList cost{tr("%n run(s)", nullptr, runs)};
    if (seconds > 0) cost << tr("at most %1").arg(style::formatDuration(seconds));
    if (steps > 0) cost << tr("%1 steps").arg(style::formatSi(steps));
    cost_->setText(right ? style::listed(cost) : QString());
}

/// How the last run of this preset ended: what one may expect.
void NewExperimentPage::showLast() {
    const std::string preset = config_.preset().toStdString();
    const auto& all = runs_.runs();
    const auto last = std::find_if(all.begin(), all.end(), [&](const RunRecord& run) {
        return !preset.empty() && run.preset == preset && run.status == RunStatus::finished;
    });
    last_->setVisible(last != all.end());
    if (last == all.end()) return;
    const QString time = style::formatDuration(last->seconds);
    QString elo = style::formatInterval(last->elo, 1.96 * last->eloError);
    elo.replace(QLatin1Char(' '), QChar::Nbsp);  // a rating and its interval stay in one line
    last_->setText(std::isfinite(last->elo) ? tr("Last run of this preset: %1, Elo %2.").arg(time, elo)
                                            : tr("Last run of this preset: %1.").arg(time));
}

void NewExperimentPage::start(bool queued) {
    form_->commit();
    if (!start_->isEnabled()) return;
    dismiss(QStringLiteral("queued"));
    if (queued)
        service_.queue(config_.text(), config_.preset(), from_);
    else
        service_.start(config_.text(), config_.preset(), from_);
}

QVariantMap NewExperimentPage::saveState() const {
    return {{QStringLiteral("text"), config_.text()},
            {QStringLiteral("preset"), config_.preset()},
            {QStringLiteral("base"), config_.baseText()},
            {QStringLiteral("from"), from_},
            {QStringLiteral("fromTitle"), fromTitle_}};
}

void NewExperimentPage::restoreState(const QVariantMap& state) {
    const QString text = state.value(QStringLiteral("text")).toString();
    if (text.isEmpty()) return;
    config_.openOwn(text, state.value(QStringLiteral("preset")).toString(),
                    state.value(QStringLiteral("base")).toString());
    begin();
    setFrom(state.value(QStringLiteral("from")).toString(), state.value(QStringLiteral("fromTitle")).toString());
    showLast();
}

}  // namespace ludus::pages
