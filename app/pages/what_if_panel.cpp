// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/what_if_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

#include "app/bridges/texts.h"
#include "app/bridges/why_words.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/style/words.h"
#include "widgets/views/buttons.h"
#include "widgets/views/form_view.h"
#include "widgets/views/label.h"
#include "widgets/views/share_bars.h"

namespace ludus::pages {
namespace {

using views::ShareGroup;
using views::ShareRow;

/// A member may be found in several branches.
QString rowId(DrawBranch branch, Member member) {
    return QStringLiteral("%1:%2").arg(static_cast<int>(branch)).arg(member.code());
}

QString groupId(DrawBranch branch) {
    return QString::number(static_cast<int>(branch));
}

int codeOf(const QString& rowId, bool& good) {
    return rowId.section(QLatin1Char(':'), 1).toInt(&good);
}

/// As the bars and what is said below call it.
QString nameOf(const bridges::WhyBridge& league, const league::WhatIfRow& row) {
    return row.branch == DrawBranch::bot ? bridges::agentTitle(row.name) : league.name(row.member, row.name);
}

double shareOf(const std::vector<std::pair<DrawBranch, double>>& empty, DrawBranch branch) {
    const auto found =
        std::find_if(empty.begin(), empty.end(), [branch](const auto& one) { return one.first == branch; });
    return found == empty.end() ? 0 : found->second;
}

}  // namespace

WhatIfPanel::WhatIfPanel(bridges::WhatIfBridge& bridge, bridges::WhyBridge& league, QWidget* parent)
    : Panel(tr("What would be drawn now"), tr("before anything is applied"), parent), bridge_(bridge), league_(league) {
    setObjectName(QStringLiteral("whatIf"));
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeTools());
    auto* split = new QSplitter(Qt::Vertical);
    split->setHandleWidth(style::space::kPanelGap);
    split->setChildrenCollapsible(false);
    form_ = new views::FormView;
    form_->setObjectName(QStringLiteral("whatIf.form"));
    form_->setForm(bridge_.form());
    form_->setMinimumHeight(150);
    bars_ = new views::ShareBars;
    bars_->setObjectName(QStringLiteral("whatIf.bars"));
    bars_->setMinimumHeight(110);
    split->addWidget(form_);
    split->addWidget(bars_);
    split->setSizes({250, 270});
    column->addWidget(split, 1);
    note_ = new views::Label({}, style::Type::Small, style::Token::TextMuted);
    note_->setObjectName(QStringLiteral("whatIf.note"));
    note_->setWordWrap(true);
    note_->setContentsMargins(style::space::kPanelPadding, style::space::kTiny, style::space::kPanelPadding, 0);
    column->addWidget(note_);
    column->addWidget(makeFoot());
    setContent(content);
    const QList<QAction*> corner = bars_->cornerActions();
    menu()->addActions(corner);
    connect(bars_, &views::ShareBars::selected, this, [this](const QString& id) {
        bool good = false;
        const int code = codeOf(id, good);
        if (good) Q_EMIT chosen(code);
    });
    connect(bars_, &views::ShareBars::opened, this, [this](const QString& id) {
        bool good = false;
        const int code = codeOf(id, good);
        if (good) Q_EMIT opened(code);
    });
    connect(&bridge_, &bridges::WhatIfBridge::changed, this, &WhatIfPanel::refreshBars);
    connect(&bridge_, &bridges::WhatIfBridge::tried, this, &WhatIfPanel::refreshBars);
    connect(&bridge_, &bridges::WhatIfBridge::formChanged, this, &WhatIfPanel::refreshFoot);
    connect(&league_, &bridges::WhyBridge::changed, this, &WhatIfPanel::fillLearners);
    fillLearners();
    refreshBars();
    refreshFoot();
}

QWidget* WhatIfPanel::makeTools() {
    auto* tools = new QWidget;
    tools->setFixedHeight(style::size::kToolBar);
    auto* row = new QHBoxLayout(tools);
    row->setContentsMargins(style::space::kPanelPadding, 0, style::space::kPanelPadding, 0);
    row->setSpacing(style::space::kButton);
    row->addWidget(new views::Label(tr("Learner"), style::Type::Small, style::Token::TextMuted));
    learner_ = new QComboBox;
    learner_->setObjectName(QStringLiteral("whatIf.learner"));
    learner_->setAccessibleName(tr("Learner whose next opponents are shown"));
    learner_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    row->addWidget(learner_);
    row->addStretch(1);
    try_ = views::makeButton(tr("Draw %1 times").arg(style::formatInteger(bridges::WhatIfBridge::kTrial)),
                             QStringLiteral("dice"));
    try_->setObjectName(QStringLiteral("whatIf.try"));
    try_->setToolTip(tr("Draws on trial, with the options as they are, to see that what comes agrees with the shares"));
    row->addWidget(try_);
    connect(learner_, &QComboBox::activated, this, [this] { bridge_.setPlayer(learner_->currentData().toInt()); });
    connect(try_, &QPushButton::clicked, &bridge_, &bridges::WhatIfBridge::tryOut);
    return tools;
}

QWidget* WhatIfPanel::makeFoot() {
    auto* foot = new QWidget;
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(style::space::kPanelPadding, style::space::kButton, style::space::kPanelPadding,
                            style::space::kTiny);
    row->setSpacing(style::space::kButton);
    foot_ = new views::Label({}, style::Type::Small, style::Token::TextMuted);
    foot_->setObjectName(QStringLiteral("whatIf.foot"));
    foot_->setWordWrap(true);
    row->addWidget(foot_, 1);
    const auto add = [&](const char* name, const QString& text, const char* icon, const QString& tip) {
        QPushButton* button = views::makeButton(text, QLatin1String(icon));
        button->setObjectName(QLatin1String(name));
        button->setToolTip(tip);
        row->addWidget(button);
        return button;
    };
    discard_ = add("whatIf.discard", tr("Discard"), "undo", tr("Back to the values that the run has now"));
    apply_ = add("whatIf.apply", tr("Apply from now"), "check", tr("The run obeys from its next update on"));
    draft_ = add("whatIf.draft", tr("New run with these"), "new",
                 tr("A new experiment with the run's file and these values"));
    connect(discard_, &QPushButton::clicked, &bridge_, &bridges::WhatIfBridge::discard);
    connect(apply_, &QPushButton::clicked, this, [this] {
        form_->commit();
        if (!bridge_.form()->isValid()) return;
        Q_EMIT applied();
        bridge_.apply();
    });
    connect(draft_, &QPushButton::clicked, this, [this] {
        form_->commit();
        if (bridge_.form()->isValid()) Q_EMIT draftWanted();
    });
    return foot;
}

void WhatIfPanel::fillLearners() {
    bool same = learner_->count() == static_cast<int>(league_.learners().size());
    QStringList titles;
    for (const bridges::WhyLearner& learner : league_.learners())
        titles << league_.memberName(Member::learner(learner.player));
    for (int i = 0; same && i < titles.size(); ++i)
        same = learner_->itemText(i) == titles[i];
    if (!same) {
        learner_->clear();
        for (int i = 0; i < titles.size(); ++i)
            learner_->addItem(titles[i], league_.learners()[static_cast<size_t>(i)].player);
    }
    learner_->setCurrentIndex(learner_->findData(bridge_.player()));
}

void WhatIfPanel::setPlayer(int player) {
    bridge_.setPlayer(player);
    fillLearners();
}

/// Branches as their rows come, then those without a candidate.
QVector<ShareGroup> WhatIfPanel::groupsOf(const bridges::WhatIfPicture& picture, bool compared) const {
    std::vector<DrawBranch> branches;
    const auto meet = [&](DrawBranch branch) {
        if (std::find(branches.begin(), branches.end(), branch) == branches.end()) branches.push_back(branch);
    };
    for (const league::WhatIfRow& row : picture.drawn.rows)
        meet(row.branch);
    for (const auto* empty : {&picture.drawn.emptyBefore, &picture.drawn.emptyAfter})
        for (const auto& [branch, share] : *empty)
            meet(branch);
    QVector<ShareGroup> groups;
    for (const DrawBranch branch : branches) {
        ShareGroup group;
        group.id = groupId(branch);
        group.name = bridges::branchTitle(branch);
        group.now = group.next = 0;
        for (const league::WhatIfRow& row : picture.drawn.rows) {
            if (row.branch != branch) continue;
            group.now += row.before;
            group.next += row.after;
        }
        const double emptyNow = shareOf(picture.drawn.emptyBefore, branch);
        const double emptyNext = shareOf(picture.drawn.emptyAfter, branch);
        if (compared && (emptyNow > 0 || emptyNext > 0))
            group.note =
                tr("no candidate for %1, new %2").arg(style::formatPercent(emptyNow), style::formatPercent(emptyNext));
        else if (emptyNow > 0)
            group.note = tr("no candidate for %1").arg(style::formatPercent(emptyNow));
        if (!compared) group.next = ShareGroup::kNone;
        const int64_t empty = picture.counts.withNone[static_cast<size_t>(branch)];
        if (empty > 0) {
            group.empty = empty;
            group.asked = empty + picture.counts.drawn[static_cast<size_t>(branch)];
        }
        groups.push_back(std::move(group));
    }
    return groups;
}

void WhatIfPanel::refreshBars() {
    const bridges::WhatIfPicture& picture = bridge_.picture();
    const bool compared = bridge_.changedCount() > 0;
    QVector<ShareGroup> groups = groupsOf(picture, compared);
    QVector<ShareRow> rows;
    for (size_t i = 0; i < picture.drawn.rows.size(); ++i) {
        const league::WhatIfRow& from = picture.drawn.rows[i];
        const bool bot = from.branch == DrawBranch::bot;
        ShareRow row;
        row.id = rowId(from.branch, from.member);
        row.name = nameOf(league_, from);
        row.role = bot ? style::roleKey(style::Role::Bot) : bridges::text(leagueRoleShort(picture.roles[i]));
        const auto group = std::find_if(groups.begin(), groups.end(),
                                        [&](const ShareGroup& one) { return one.id == groupId(from.branch); });
        row.group = static_cast<int>(group - groups.begin());
        row.now = from.before;
        if (compared) row.next = from.after;
        const bool own = from.member == Member::learner(picture.player);
        if (!own && !bot) {
            row.winRate = from.winRate.rate;
            const bool known = from.winRate.games > 0;
            row.low = known ? from.winRate.low : ShareRow::kNone;
            row.high = known ? from.winRate.high : ShareRow::kNone;
            row.count = from.winRate.played;
            row.effective = from.winRate.games;
            if (!compared) row.weight = from.weightBefore;  // else the bars need the room
        }
        rows.push_back(std::move(row));
    }
    bars_->setTitle(tr("Who would be drawn for %1").arg(league_.name(Member::learner(picture.player), picture.name)));
    bars_->setEmptyText(!bridge_.hasPicture()   ? QString()
                        : picture.drawn.failed  ? tr("This learner was frozen out: it draws nobody any more.")
                        : picture.drawn.opening ? tr("It waits until the common start is made.")
                                                : tr("Nobody could be drawn."));
    bars_->setContent(std::move(groups), std::move(rows));
    try_->setEnabled(!picture.drawn.rows.empty() && !picture.drawn.opening);
    refreshNote();
}

QString WhatIfPanel::trialSentence() const {
    const bridges::WhatIfTrial& trial = bridge_.trial();
    if (trial.draws == 0) return {};
    size_t furthest = 0;
    double distance = -1;
    const auto came = [&](size_t i) { return static_cast<double>(trial.counts[i]) / static_cast<double>(trial.draws); };
    for (size_t i = 0; i < trial.counts.size(); ++i) {
        const double away = std::fabs(came(i) - trial.picture.drawn.rows[i].before);
        if (away > distance) {
            distance = away;
            furthest = i;
        }
    }
    const league::WhatIfRow& row = trial.picture.drawn.rows[furthest];
    return tr("%1 draws on trial: furthest from its share is %2, which came in %3 of them and was expected in %4.")
        .arg(style::formatInteger(trial.draws), nameOf(league_, row), bridges::probabilityText(came(furthest)),
             bridges::probabilityText(row.before));
}

void WhatIfPanel::refreshNote() {
    const bridges::WhatIfPicture& picture = bridge_.picture();
    QStringList sentences;
    if (const QString trial = trialSentence(); !trial.isEmpty()) sentences << trial;
    const bool empty = std::any_of(picture.counts.withNone.begin(), picture.counts.withNone.end(),
                                   [](int64_t count) { return count > 0; });
    if (empty && sentences.isEmpty())
        sentences << style::filled(tr("How often a place was empty is counted over all %1 draws of this learner."),
                                   {style::formatInteger(picture.counts.draws)});
    const bool same = std::all_of(picture.drawn.rows.begin(), picture.drawn.rows.end(),
                                  [](const auto& row) { return std::fabs(row.before - row.after) < 1e-9; });
    if (!bridge_.wanted().empty() && same && !picture.drawn.rows.empty())
        sentences = QStringList{tr("What is changed makes no difference to whom this learner meets.")};
    if (picture.drawn.opening && !picture.drawn.rows.empty())
        sentences << tr("A start is being made: nothing is drawn yet.");
    note_->setText(style::paragraph(sentences));
    note_->setVisible(!sentences.isEmpty());
}

void WhatIfPanel::refreshFoot() {
    form_->setVisible(bridge_.isLoaded());
    const int count = bridge_.changedCount();
    const bool valid = bridge_.form()->isValid();
    const QString resting = bridge_.resting();
    const bool waiting = bridge_.isWaiting();
    discard_->setEnabled(count > 0 || !valid);
    apply_->setVisible(resting.isEmpty());
    apply_->setEnabled(bridge_.isLoaded() && count > 0 && valid && !waiting);
    draft_->setVisible(!resting.isEmpty());
    draft_->setEnabled(bridge_.isLoaded() && valid);
    const QStringList wrong = bridge_.form()->problemKeys();
    QString text = bridge_.isLoaded() ? tr("Nothing is changed.") : QString();
    if (!resting.isEmpty())
        text = resting;
    else if (!bridge_.confirmedChanges().empty())
        text = style::filled(tr("Applied: the run obeys from step %1 on."),
                             {style::formatInteger(bridge_.confirmedStep())});
    style::Token ink = style::Token::TextMuted;
    if (!valid && !wrong.isEmpty()) {
        const auto problem = bridge_.form()->problem(wrong.front());
        text = problem ? problem->text : tr("%1 is not right yet.").arg(wrong.front());
        ink = style::Token::Danger;
    } else if (waiting) {
        text = tr("The run takes it with its next update.");
    } else if (count > 0 && resting.isEmpty()) {
        text = tr("%n change(s) wait until they are applied.", nullptr, count);
    }
    foot_->setText(text);
    foot_->setInk(ink);
}

void WhatIfPanel::select(int code) {
    for (const ShareRow& row : bars_->rows()) {
        bool good = false;
        if (codeOf(row.id, good) != code || !good) continue;
        bool already = false;
        if (codeOf(bars_->selectedId(), already) != code || !already) bars_->setSelected(row.id);
        return;
    }
    bars_->setSelected({});
}

}  // namespace ludus::pages
