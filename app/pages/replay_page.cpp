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
#include "widgets/views/value_bars_observation.h"
#include "widgets/views/value_bars_score.h"

namespace ludus::pages {

ReplayPage::ReplayPage(const Services& services, QWidget* parent)
    : Page(tr("Replay"), parent), go_(services.go), replay_(services.replays) {
    setObjectName(QStringLiteral("page.replay"));
    header()->setBack(tr("Replays"));
    const auto back = [this] { go_.openPage(QStringLiteral("replays")); };
    connect(header(), &views::PageHeader::backRequested, this, back);
    velocities_ = makeOverlay(tr("Velocity"), QStringLiteral("velocity"), false);
    connect(velocities_, &QPushButton::toggled, this, [this](bool on) {
        views::SceneOverlays overlays = canvas_->overlays();
        overlays.velocities = on;
        canvas_->setOverlays(overlays);
    });
    readings_ = makeOverlay(tr("Actions"), QStringLiteral("probability"), true);
    observations_ = makeOverlay(tr("Observation"), QStringLiteral("eye"), true);

    auto* empty =
        new views::EmptyState(tr("No match open"), tr("Choose one of the recorded matches to watch it here."));
    connect(empty->addPrimary(tr("Choose a match"), QStringLiteral("replay")), &QPushButton::clicked, this, back);
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

QPushButton* ReplayPage::makeOverlay(const QString& text, const QString& icon, bool on) {
    QPushButton* toggle = views::makeToggle(text, icon);
    toggle->setObjectName(QStringLiteral("replay.") + icon);
    toggle->setChecked(on);
    toggle->hide();  // until a match is open
    header()->addWidget(toggle);
    return toggle;
}

QWidget* ReplayPage::makeMatch() {
    auto* panel = new views::Panel;
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
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
                            style::space::kTiny);
    row->setSpacing(style::space::kGroup);
    for (int side = 0; side < 2; ++side) {
        auto* bars = new views::ValueBars;
        bars->setObjectName(QStringLiteral("replay.actions%1").arg(side));
        auto* grid = new views::ObservationGrid;
        grid->setObjectName(QStringLiteral("replay.observation%1").arg(side));
        bars_.push_back(bars);
        grids_.push_back(grid);
        row->addWidget(bars, 1);
        row->addWidget(grid, 0, Qt::AlignTop);
        connect(readings_, &QPushButton::toggled, bars, &QWidget::setVisible);
        connect(observations_, &QPushButton::toggled, this, &ReplayPage::showFrame);
    }
    column->addLayout(row);
    panel->setContent(content);
    return panel;
}

void ReplayPage::opened() {
    dismiss(QStringLiteral("replay"));
    stack_->setCurrentIndex(1);
    for (QPushButton* toggle : {velocities_, readings_, observations_})
        toggle->show();
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
        points << style::formatPlain(sides[side].points);
        if (side < bars_.size()) showSide(static_cast<int>(side), sides[side]);
    }
    score_->setScore(points.join(QStringLiteral(" : ")));
}

void ReplayPage::showSide(int side, const bridges::SideView& view) {
    views::ScoreSide head;
    head.name = view.name;
    head.lives = static_cast<int>(view.lives);
    head.allLives = static_cast<int>(view.maxLives);
    score_->setSide(side, head);
    std::vector<views::ValueBar> rows;
    for (const auto& [name, share] : view.actions)
        rows.push_back({name, share});
    const bool valued = std::isfinite(view.value) && view.value != 0;
    const size_t s = static_cast<size_t>(side);
    bars_[s]->setHead(side, view.name, valued ? tr("value %1").arg(style::formatReal(view.value, 2, true)) : QString());
    bars_[s]->setRows(std::move(rows), view.chosen);
    // "ball x", "ball vx" -> row "ball", columns x, vx.
    std::vector<views::ObservationRow> seen;
    QStringList columns;
    for (const auto& [name, value] : view.observation) {
        const QString row = name.section(QLatin1Char(' '), 0, -2);
        if (seen.empty() || seen.back().name != row) seen.push_back({row, {}});
        seen.back().values.push_back(value);
        if (seen.size() == 1) columns << name.section(QLatin1Char(' '), -1);
    }
    // More than a few numbers are no picture.
    const bool small = !view.observation.empty() && view.observation.size() <= 24;
    grids_[s]->setVisible(small && observations_->isChecked());
    if (!small) return;
    grids_[s]->setHead(side, tr("observes %1").arg(columns.join(QStringLiteral(", "))));
    grids_[s]->setRows(std::move(seen));
}

}  // namespace ludus::pages
