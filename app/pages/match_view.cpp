// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/match_view.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>

#include <algorithm>
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
constexpr int kBesideFrom = 820;  // width of a view from which many readings stand beside the court
constexpr int kBarsWidth = 236, kFanWidth = 150;

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
    readings_ = new QWidget;
    cells_ = new QGridLayout(readings_);
    cells_->setContentsMargins(style::space::kPanelPadding, 6, style::space::kPanelPadding, 6);
    middle_ = new QBoxLayout(QBoxLayout::TopToBottom);
    middle_->setSpacing(0);
    middle_->addWidget(canvas_, 1);
    middle_->addWidget(readings_);
    column->addLayout(middle_, 1);
    connect(&style::Theme::instance(), &style::Theme::changed, this, qOverload<>(&QWidget::update));
    connect(match_, &bridges::MatchBridge::failed, this, &MatchView::sayWhatIsMissing);
    sayWhatIsMissing();
    if (match_->isOpen()) makeReadings();
}

void MatchView::sayWhatIsMissing() {
    canvas_->setEmptyText(match_ && match_->isUnreadable() ? tr("This match could not be read.")
                                                           : tr("Reading the match …"));
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
        again_.push_back(menu->addAction(
            style::icon(QStringLiteral("dice")),
            side == 0 ? tr("Same seed, another agent as blue side …") : tr("Same seed, another agent as orange side …"),
            this, [this, side] { Q_EMIT playAgainWanted(more_, side); }));
        again_.back()->setObjectName(QStringLiteral("replay.again%1.%2").arg(index).arg(side));
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
    for (size_t side = 0; side < again_.size(); ++side) {
        const QString name = bridges::sideTitle(match_->replay().game, static_cast<int>(side));
        again_[side]->setText(tr("Same seed, another agent as “%1” …", "name of a side").arg(name));
    }
    for (int seat = 0; seat < match_->seats(); ++seat) {
        auto* bars = new views::ValueBars(readings_);
        bars->setObjectName(QStringLiteral("replay.actions%1.%2").arg(index_).arg(seat));
        bars->setSelectable(true);
        connect(bars, &views::ValueBars::selected, this, [this, seat] { setObserver(seat); });
        bars_.push_back(bars);
    }
    grid_ = new views::ObservationGrid(readings_);
    grid_->setObjectName(QStringLiteral("replay.observation%1").arg(index_));
    fan_ = new views::RayFan(readings_);
    fan_->setObjectName(QStringLiteral("replay.rays%1").arg(index_));
    arrange();
    layOut();
}

/// More readings than stand in a row under the court without taking its room.
bool MatchView::isCrowded() const {
    return match_ && match_->isOpen() && (match_->seats() > 2 || match_->info().action.branchCount() > 1);
}

MatchView::Readings MatchView::wantedPlace() const {
    if (bars_.empty() || height() < kLeastHeight || width() < kLeastWidth) return Readings::Nowhere;
    if (!isCrowded()) return Readings::Row;
    return width() >= kBesideFrom ? Readings::Beside : Readings::Below;
}

void MatchView::arrange() {
    if (bars_.empty()) return;
    while (QLayoutItem* item = cells_->takeAt(0))
        delete item;
    const bool beside = place_ == Readings::Beside, below = place_ == Readings::Below;
    middle_->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    cells_->setHorizontalSpacing(isCrowded() ? style::space::kButton : style::space::kGroup);
    cells_->setVerticalSpacing(!beside && !below ? 0 : bars_.size() > 4 ? 2 : 4);
    const auto& sideOfSeat = match_->info().facts.sideOfSeat;
    std::vector<int> used(static_cast<size_t>(match_->info().facts.sides), 0);
    const auto count = static_cast<int>(bars_.size());
    for (int seat = 0; seat < count; ++seat) {
        views::ValueBars* bars = bars_[static_cast<size_t>(seat)];
        const int side = sideOfSeat[static_cast<size_t>(seat)];
        if (beside) {
            cells_->addWidget(bars, seat, 0);
        } else if (below) {
            cells_->addWidget(bars, used[static_cast<size_t>(side)]++, side);
        } else {
            cells_->addWidget(bars, 0, seat, Qt::AlignTop);
        }
        bars->setFixedWidth(beside ? kBarsWidth : QWIDGETSIZE_MAX);
        bars->setMinimumWidth(beside ? kBarsWidth : 0);
    }
    for (int column = 0; column < std::max(count, cells_->columnCount()); ++column)
        cells_->setColumnStretch(column, !beside && column < count ? 1 : 0);
    for (int row = 0; row < std::max(count + 1, cells_->rowCount()); ++row)
        cells_->setRowStretch(row, beside && row == count ? 1 : 0);
    const Qt::Alignment top = Qt::AlignTop;
    if (beside) {
        cells_->addWidget(grid_, 0, 1, count + 1, 1, top);
        cells_->addWidget(fan_, 0, 1, count + 1, 1, top);
    } else {
        cells_->addWidget(grid_, 0, count, top);
        cells_->addWidget(fan_, 0, count + 1, top);
    }
    fan_->setFixedWidth(beside ? kFanWidth : fan_->sizeHint().width());
    foldBars();
}

/// Of many players only the one that is looked at is read in full; under a narrow court none.
void MatchView::foldBars() {
    for (size_t i = 0; i < bars_.size(); ++i) {
        const bool chosen = static_cast<int>(i) == observer_;
        bars_[i]->setFolded(place_ == Readings::Below || (place_ == Readings::Beside && bars_.size() > 2 && !chosen));
    }
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
    const Readings wanted = wantedPlace();
    if (wanted != place_) {
        place_ = wanted;
        arrange();
    }
    const bool any = overlays_.actions || overlays_.observation || overlays_.value;
    readings_->setVisible(place_ != Readings::Nowhere && any);
    for (views::ValueBars* bars : bars_)
        bars->setVisible(overlays_.actions || overlays_.value);
    if (grid_ == nullptr) return;
    const bool rays = match_ && match_->isOpen() && !match_->observation(observer_, 0).rays.empty();
    const bool seen = overlays_.observation && place_ != Readings::Below;
    fan_->setVisible(seen && rays);
    grid_->setVisible(seen && !rays);
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
    foldBars();
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
    std::vector<double> points;
    for (size_t side = 0; side < sides.size(); ++side) {
        points.push_back(sides[side].points);
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
    score_->setScore(bridges::scoreText(points));
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
