// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/match_view.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>

#include <cmath>

#include "app/bridges/game_words.h"
#include "app/bridges/scenes.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/ray_fan.h"
#include "widgets/views/value_bars.h"
#include "widgets/views/value_bars_observation.h"
#include "widgets/views/value_bars_score.h"

namespace ludus::pages {
namespace {

constexpr int kLeastHeight = 330, kLeastWidth = 420;  // below that there is room for the court only
constexpr int kShownNumbers = 32;

}  // namespace

MatchView::MatchView(bridges::MatchBridge* match, int index, QWidget* parent)
    : QWidget(parent), match_(match), index_(index) {
    setObjectName(QStringLiteral("replay.match%1").arg(index));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(makeHead(index));
    canvas_ = new views::SceneCanvas;
    canvas_->setObjectName(QStringLiteral("replay.canvas%1").arg(index));
    canvas_->setEmptyText(tr("Reading the match …"));
    column->addWidget(canvas_, 1);
    readings_ = new QWidget;
    row_ = new QHBoxLayout(readings_);
    row_->setContentsMargins(style::space::kPanelPadding, 6, style::space::kPanelPadding, 6);
    row_->setSpacing(style::space::kField);
    column->addWidget(readings_);
    connect(&style::Theme::instance(), &style::Theme::changed, this, qOverload<>(&QWidget::update));
    if (match_->isOpen()) makeReadings();
}

QWidget* MatchView::makeHead(int index) {
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 4, 0);
    row->setSpacing(0);
    score_ = new views::ScoreHeader;
    score_->setObjectName(QStringLiteral("replay.score%1").arg(index));
    more_ = views::makeIconButton(QStringLiteral("more"), tr("Change, exchange or remove this match"), box);
    more_->setObjectName(QStringLiteral("replay.more%1").arg(index));
    auto* menu = new QMenu(more_);
    menu->addAction(style::icon(QStringLiteral("replay")), tr("Another match here …"), this,
                    [this] { Q_EMIT replaceWanted(more_); });
    for (const int side : {0, 1}) {
        menu->addAction(
            style::icon(QStringLiteral("dice")),
            side == 0 ? tr("Same seed, another agent as side 0 …") : tr("Same seed, another agent as side 1 …"), this,
            [this, side] { Q_EMIT playAgainWanted(more_, side); });
    }
    menu->addSeparator();
    menu->addAction(style::icon(QStringLiteral("compare")), tr("Exchange with the next"), this,
                    &MatchView::exchangeWanted);
    QAction* remove =
        menu->addAction(style::icon(QStringLiteral("close")), tr("Remove from view"), this, &MatchView::removeWanted);
    remove->setObjectName(QStringLiteral("replay.remove%1").arg(index));
    connect(more_, &QToolButton::clicked, menu,
            [this, menu] { menu->popup(more_->mapToGlobal(QPoint(0, more_->height()))); });
    row->addWidget(score_, 1);
    row->addWidget(more_);
    return box;
}

void MatchView::makeReadings() {
    for (int seat = 0; seat < match_->seats(); ++seat) {
        auto* bars = new views::ValueBars;
        bars->setObjectName(QStringLiteral("replay.actions%1.%2").arg(index_).arg(seat));
        bars->setSelectable(true);
        connect(bars, &views::ValueBars::selected, this, [this, seat] { setObserver(seat); });
        bars_.push_back(bars);
        row_->addWidget(bars, 1, Qt::AlignTop);
    }
    grid_ = new views::ObservationGrid;
    grid_->setObjectName(QStringLiteral("replay.observation%1").arg(index_));
    fan_ = new views::RayFan;
    fan_->setObjectName(QStringLiteral("replay.rays%1").arg(index_));
    row_->addWidget(grid_, 0, Qt::AlignTop);
    row_->addWidget(fan_, 0, Qt::AlignTop);
    row_->setSpacing(match_->seats() > 2 ? style::space::kButton : style::space::kGroup);
    layOut();
}

void MatchView::setOverlays(const ViewerOverlays& overlays) {
    overlays_ = overlays;
    views::SceneOverlays drawn;
    drawn.velocities = overlays.velocity;
    drawn.labels = overlays.actions;
    drawn.trail = overlays.trail;
    drawn.rays = overlays.rays;
    canvas_->setOverlays(drawn);
    layOut();
    showFrame(frame_);
}

/// Which of the readings have room and are wanted.
void MatchView::layOut() {
    const bool room = height() >= kLeastHeight && width() >= kLeastWidth;
    readings_->setVisible(room && !bars_.empty() && (overlays_.actions || overlays_.observation || overlays_.value));
    for (views::ValueBars* bars : bars_)
        bars->setVisible(overlays_.actions || overlays_.value);
    if (grid_ == nullptr) return;
    const bool rays = match_ && match_->isOpen() && !match_->observation(observer_, 0).rays.empty();
    fan_->setVisible(overlays_.observation && rays);
    grid_->setVisible(overlays_.observation && !rays);
}

void MatchView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const bool hadNone = readings_->isHidden();
    layOut();
    if (hadNone && !readings_->isHidden()) showFrame(frame_);  // they have been silent so far
}

void MatchView::setCurrent(bool on) {
    if (on == current_) return;
    current_ = on;
    update();
}

void MatchView::setPlain() {
    more_->hide();
}

void MatchView::setObserver(int seat) {
    observer_ = seat;
    for (size_t i = 0; i < bars_.size(); ++i)
        bars_[i]->setSelected(static_cast<int>(i) == seat);
    showFrame(frame_);
}

void MatchView::showFrame(int frame) {
    frame_ = frame;
    if (!match_ || !match_->isOpen()) return;
    if (bars_.empty()) {
        makeReadings();
        setObserver(0);
        return;
    }
    canvas_->setScene(match_->scene(frame));
    showSides(frame);
    if (readings_->isHidden()) return;
    for (int seat = 0; seat < static_cast<int>(bars_.size()); ++seat)
        showSeat(seat, frame);
    if (overlays_.observation) showObservation(frame);
}

void MatchView::showSides(int frame) {
    const std::vector<bridges::SideView> sides = match_->sides(frame);
    QStringList points;
    for (size_t side = 0; side < sides.size(); ++side) {
        points << style::formatPlain(sides[side].points);
        if (side > 1) continue;
        views::ScoreSide head;
        head.name = sides[side].name;
        const std::string& agent = match_->replay().agents.at(side);
        head.role = agent.starts_with("bot:")        ? style::Role::Bot
                    : agent.starts_with("snapshot:") ? style::Role::MainAgent
                                                     : style::Role::Foreign;
        head.lives = static_cast<int>(sides[side].lives);
        head.allLives = static_cast<int>(sides[side].maxLives);
        score_->setSide(static_cast<int>(side), head);
    }
    score_->setScore(points.join(QStringLiteral(" : ")));
}

void MatchView::showSeat(int seat, int frame) {
    const bridges::SeatView view = match_->seat(seat, frame);
    views::ValueBars* bars = bars_[static_cast<size_t>(seat)];
    QString note = view.deterministic ? tr("deterministic") : QString();
    if (overlays_.value && std::isfinite(view.value)) note = tr("value %1").arg(style::formatReal(view.value, 2, true));
    // Of several players a side there is room for which and how much; who they are stands above the court.
    if (view.number > 0) {
        const bool valued = overlays_.value && std::isfinite(view.value);
        bars->setHead(view.side, QString::number(view.number),
                      valued ? style::formatReal(view.value, 2, true) : QString());
    } else {
        bars->setHead(view.side, view.name, note);
    }
    bars->setToolTip(note.isEmpty() ? view.name : view.name + QStringLiteral(", ") + note);
    std::vector<views::ValueBar> rows;
    if (overlays_.actions) {
        for (const bridges::BranchView& branch : view.branches) {
            for (size_t a = 0; a < branch.actions.size(); ++a) {
                const bridges::ActionView& action = branch.actions[a];
                rows.push_back({action.name, action.share, static_cast<int>(a) == branch.chosen,
                                a == 0 && !rows.empty(), action.other});
            }
        }
    }
    bars->setRows(std::move(rows));
}

void MatchView::showObservation(int frame) {
    const bridges::ObservationView seen = match_->observation(observer_, frame);
    if (!seen.rays.empty()) {
        std::vector<views::FanRay> rays;
        for (const games::SensedRay& ray : seen.rays)
            rays.push_back({ray.degrees, ray.distance, bridges::toHit(ray.hit), ray.age});
        fan_->setHead(seen.side, tr("%1 sees").arg(seen.seat));
        fan_->setRays(std::move(rays));
        return;
    }
    std::vector<views::ObservationRow> rows;
    QStringList parts;
    const bool named = seen.names.size() == seen.values.size() && seen.values.size() <= kShownNumbers;
    for (size_t i = 0; i < seen.values.size(); ++i) {
        const QString thing = named ? bridges::observedThing(seen.names[i]) : QString();
        if (rows.empty() || rows.back().name != thing) rows.push_back({thing, {}});
        rows.back().values.push_back(static_cast<double>(seen.values[i]));
        if (named && rows.size() == 1) parts << bridges::observedPart(seen.names[i]);
    }
    grid_->setHead(seen.side, named ? tr("observes %1").arg(parts.join(QStringLiteral(", ")))
                                    : tr("observes %n number(s)", nullptr, static_cast<int>(seen.values.size())));
    grid_->setRows(std::move(rows));
}

void MatchView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double width = current_ ? 2 : 1;
    painter.setPen(QPen(style::color(current_ ? style::Token::Accent : style::Token::Border), width));
    painter.setBrush(style::color(style::Token::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), style::radius::kPanel,
                            style::radius::kPanel);
}

void MatchView::mousePressEvent(QMouseEvent* event) {
    Q_EMIT pressed();
    QWidget::mousePressEvent(event);
}

}  // namespace ludus::pages
