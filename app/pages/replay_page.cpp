// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/replay_page.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedLayout>

#include <cmath>

#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/empty_state.h"
#include "widgets/views/panel.h"
#include "widgets/views/playback_bar.h"
#include "widgets/views/playback_bar_timeline.h"
#include "widgets/views/scene_canvas.h"
#include "widgets/views/value_bars.h"
#include "widgets/views/value_bars_score.h"

namespace ludus::pages {

ReplayPage::ReplayPage(bridges::ReplayBridge& replay, QWidget* parent) : Page(tr("Replay"), parent), replay_(replay) {
    setObjectName(QStringLiteral("page.replay"));
    header()->setBack(tr("Replays"));
    connect(header(), &views::PageHeader::backRequested, this, &ReplayPage::backRequested);
    velocities_ = views::makeToggle(tr("Velocity"), QStringLiteral("velocity"));
    velocities_->setObjectName(QStringLiteral("replay.velocity"));
    header()->addWidget(velocities_);
    connect(velocities_, &QPushButton::toggled, this, [this](bool on) {
        views::SceneOverlays overlays = canvas_->overlays();
        overlays.velocities = on;
        canvas_->setOverlays(overlays);
    });

    auto* empty =
        new views::EmptyState(tr("No match open"), tr("Choose one of the recorded matches to watch it here."));
    connect(empty->addPrimary(tr("Choose a match"), QStringLiteral("replay")), &QPushButton::clicked, this,
            &ReplayPage::backRequested);
    auto* filled = new QWidget;
    auto* column = new QVBoxLayout(filled);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::space::kPanelGap);
    column->addWidget(makeMatch(), 1);
    auto* linePanel = new views::Panel(tr("Time line"), tr("squares are points"));
    timeline_ = new views::PlaybackTimeline;
    timeline_->setObjectName(QStringLiteral("replay.timeline"));
    timeline_->setModel(replay_.playback());
    timeline_->setMinimumHeight(110);
    linePanel->setContent(timeline_);
    column->addWidget(linePanel);
    bar_ = new views::PlaybackBar;
    bar_->setModel(replay_.playback());
    bar_->installKeys(this);
    column->addWidget(bar_);
    stack_ = new QStackedLayout;
    stack_->addWidget(empty);
    stack_->addWidget(filled);
    body()->addLayout(stack_, 1);

    connect(&replay_, &bridges::ReplayBridge::replayOpened, this, &ReplayPage::opened);
    connect(&replay_, &bridges::ReplayBridge::failed, this,
            [this](const QString& text) { say(views::MessageKind::Danger, text, QStringLiteral("replay")); });
    connect(replay_.playback(), &models::PlaybackModel::frameChanged, this, &ReplayPage::showFrame);
}

QWidget* ReplayPage::makeMatch() {
    auto* frame = new QFrame;
    frame->setObjectName(QStringLiteral("replay.match"));
    auto* column = new QVBoxLayout(frame);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    score_ = new views::ScoreHeader;
    score_->setObjectName(QStringLiteral("replay.score"));
    canvas_ = new views::SceneCanvas;
    canvas_->setObjectName(QStringLiteral("replay.canvas"));
    column->addWidget(score_);
    column->addWidget(canvas_, 1);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(style::space::kPanelPadding, style::space::kButton, style::space::kPanelPadding,
                            style::space::kButton);
    row->setSpacing(style::space::kGroup);
    for (int side = 0; side < 2; ++side) {
        auto* bars = new views::ValueBars;
        bars->setObjectName(QStringLiteral("replay.actions%1").arg(side));
        bars_.push_back(bars);
        row->addWidget(bars, 1);
    }
    column->addLayout(row);
    return frame;
}

void ReplayPage::opened() {
    dismiss(QStringLiteral("replay"));
    stack_->setCurrentIndex(1);
    header()->setTitle(replay_.title());
    header()->setFacts(replay_.facts().split(QStringLiteral(" · ")));
    showFrame();
    canvas_->setFocus();
}

void ReplayPage::play() {
    replay_.playback()->setPlaying(true);
}

void ReplayPage::showFrame() {
    if (!replay_.isOpen()) return;
    canvas_->setScene(replay_.scene());
    const std::vector<bridges::SideView> sides = replay_.sides();
    QStringList points;
    for (size_t side = 0; side < sides.size(); ++side) {
        const bridges::SideView& view = sides[side];
        points << style::formatPlain(view.points);
        if (side >= bars_.size()) continue;
        views::ScoreSide head;
        head.name = view.name;
        head.lives = static_cast<int>(view.lives);
        head.allLives = static_cast<int>(view.maxLives);
        score_->setSide(static_cast<int>(side), head);
        std::vector<views::ValueBar> rows;
        for (const auto& [name, share] : view.actions)
            rows.push_back({name, share});
        const bool valued = std::isfinite(view.value) && view.value != 0;
        bars_[side]->setHead(static_cast<int>(side), view.name,
                             valued ? tr("value %1").arg(style::formatReal(view.value, 2, true)) : QString());
        bars_[side]->setRows(std::move(rows), view.chosen);
    }
    score_->setScore(points.join(QStringLiteral(" : ")));
}

}  // namespace ludus::pages
