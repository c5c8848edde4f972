// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/league_graph_canvas.h"

#include <QAccessible>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

#include "widgets/style/paint.h"
#include "widgets/views/league_graph_access.h"

namespace ludus::views {

using models::kNobody;
using models::LeagueId;
using models::LeagueLearner;
using models::LeagueModel;
using models::LeagueNode;
using style::Token;

namespace {

constexpr double kClosest = 240, kSmallest = 3.5, kLargest = 7, kPointReach = 12;
constexpr int kGlide = 160;

double distance(const QPointF& a, const QPointF& b) {
    return std::hypot(a.x() - b.x(), a.y() - b.y());
}

}  // namespace

LeagueCanvas::LeagueCanvas(QWidget* parent) : QWidget(parent) {
    LeagueAccess::install();
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setProperty("ownFocus", true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&style::Theme::instance(), &style::Theme::changed, this, [this] {
        marks_.forget();
        placeAll();
    });
    connect(&glide_, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        const double part = value.toDouble(), rest = 1 - part;
        setView({rest * glideFrom_.x + part * glideTo_.x, rest * glideFrom_.y + part * glideTo_.y,
                 rest * glideFrom_.sx + part * glideTo_.sx, rest * glideFrom_.sy + part * glideTo_.sy});
    });
    glide_.setStartValue(0.0);
    glide_.setEndValue(1.0);
    glide_.setEasingCurve(QEasingCurve::OutCubic);
}

LeagueCanvas::~LeagueCanvas() {
    delete card_;
}

void LeagueCanvas::setModel(LeagueModel* model) {
    if (model_) {
        model_->disconnect(this);
        model_->selection()->disconnect(this);
    }
    model_ = model;
    if (model_) {
        connect(model_, &LeagueModel::nodesAdded, this, [this](int first, int) {
            placeFrom(first);
            measureSizes();
            refit(true);
        });
        connect(model_, &LeagueModel::nodesChanged, this, &LeagueCanvas::measureSizes);
        connect(model_, &LeagueModel::learnersChanged, this, &LeagueCanvas::meetLearners);
        connect(model_->selection(), &models::LeagueSelection::learnerChanged, this, [this] { ownerChanged(); });
        connect(model_, &LeagueModel::cleared, this, [this] {
            fitted_ = true;
            placeAll();
        });
        connect(model_, &LeagueModel::changed, this, qOverload<>(&QWidget::update));
        connect(model_->selection(), &models::LeagueSelection::changed, this, [this](int id) {
            tell();
            Q_EMIT selected(id);
        });
    }
    fitted_ = true;
    placeAll();
    tell();
}

void LeagueCanvas::setEmptyText(const QString& sentence) {
    emptyText_ = sentence;
    update();
}

void LeagueCanvas::setSizeBy(SizeBy size) {
    sizeBy_ = size;
    measureSizes();
    update();
}

/// What is said about them may change as often as it likes; their places are asked for when others came.
void LeagueCanvas::meetLearners() {
    const QVector<LeagueLearner>& learners = model_->learners();
    const bool same = std::equal(learners.begin(), learners.end(), known_.begin(), known_.end(),
                                 [](const LeagueLearner& a, LeagueId id) { return a.id == id; });
    if (!same) return placeAll();
    placed();
    refit(false);
}

void LeagueCanvas::placeAll() {
    places_.clear();
    known_.clear();
    for (int lane = 0; model_ && lane < model_->learners().size(); ++lane)
        known_.push_back(model_->learners()[lane].id);
    restart();
    placeFrom(0);
    measureSizes();
    refit(false);
}

void LeagueCanvas::placeFrom(int first) {
    if (!model_) return;
    const QVector<LeagueNode>& nodes = model_->nodes();
    places_.reserve(nodes.size());
    for (int i = first; i < nodes.size(); ++i)
        places_.push_back(place(nodes[i], i));
    placed();
}

/// The range that sizes stand for: all nodes, whatever is shown, so that sizes stay while one looks back.
void LeagueCanvas::measureSizes() {
    low_ = std::numeric_limits<double>::infinity();
    high_ = -low_;
    if (!model_) return;
    for (const LeagueNode& node : model_->nodes()) {
        const double value = sizeBy_ == SizeBy::Elo ? node.elo : static_cast<double>(node.matches);
        if (!std::isfinite(value)) continue;
        low_ = std::min(low_, value);
        high_ = std::max(high_, value);
    }
}

double LeagueCanvas::radiusOf(double elo, qint64 matches) const {
    const double value = sizeBy_ == SizeBy::Elo ? elo : static_cast<double>(matches);
    if (!std::isfinite(value)) return kSmallest;
    if (!(high_ > low_)) return (kSmallest + kLargest) / 2;
    return kSmallest + (kLargest - kSmallest) * std::clamp((value - low_) / (high_ - low_), 0.0, 1.0);
}

LeagueCanvas::Mapper LeagueCanvas::mapper() const {
    const QRectF area = field();
    return {area.left() - view_.x * view_.sx, area.top() - view_.y * view_.sy, view_.sx, view_.sy};
}

QPointF LeagueCanvas::worldAt(const QPointF& pixel) const {
    const QRectF area = field();
    return {view_.x + (pixel.x() - area.left()) / view_.sx, view_.y + (pixel.y() - area.top()) / view_.sy};
}

double LeagueCanvas::nameWidth() const {
    constexpr double kWidest = 110;
    QFont font = style::font(style::Type::Small);
    font.setWeight(QFont::DemiBold);
    const QFontMetricsF metrics(font);
    double width =
        std::max(metrics.horizontalAdvance(tr("period")), metrics.horizontalAdvance(tr("branch %1").arg(88))) - 16;
    for (int lane = 0; model_ && lane < model_->learners().size(); ++lane)
        width = std::max(width, metrics.horizontalAdvance(model_->learners()[lane].name));
    return std::ceil(std::min(width, kWidest));
}

double LeagueCanvas::eloOffset() const {
    constexpr double kUsual = 57, kBows = 40;
    QFont font = style::font(style::Type::Small);
    font.setWeight(QFont::DemiBold);
    return std::ceil(std::max(kUsual, kBows + QFontMetricsF(font).horizontalAdvance(QStringLiteral("0000")) / 2));
}

double LeagueCanvas::numberWide() const {
    return QFontMetricsF(style::font(style::Type::Small)).horizontalAdvance(QString::number(model_->lastPeriod()));
}

int LeagueCanvas::numberStep() const {
    constexpr double kLeast = 24, kApart = 12;
    return periodStep(std::max(kLeast, numberWide() + kApart));
}

int LeagueCanvas::periodStep(double room) const {
    for (int ten = 1; ten < 1'000'000; ten *= 10)
        for (const int step : {ten, 2 * ten, 5 * ten})
            if (step * view_.sx >= room) return step;
    return 1'000'000;
}

bool LeagueCanvas::isDrawn(int index) const {
    return index < places_.size() && !std::isnan(places_[index].x()) && model_->isVisible(model_->nodes()[index]);
}

bool LeagueCanvas::isInView(int index) const {
    return isDrawn(index) && clip().contains(nodePoint(index, mapper()));
}

QPointF LeagueCanvas::pointOf(LeagueId id) const {
    if (!model_) return kNowhere;
    if (const int lane = model_->laneOf(id); lane >= 0) return learnerPoint(lane);
    const int index = model_->indexOf(id);
    return index >= 0 && isInView(index) ? nodePoint(index, mapper()) : kNowhere;
}

QPointF LeagueCanvas::anyPointOf(LeagueId id) const {
    if (const int lane = model_->laneOf(id); lane >= 0) return learnerPoint(lane);
    const int index = model_->indexOf(id);
    return index >= 0 && isDrawn(index) ? nodePoint(index, mapper()) : kNowhere;
}

LeagueId LeagueCanvas::idAt(const QPointF& pixel) const {
    LeagueId best = kNobody;
    double least = kPointReach;
    if (!model_) return best;
    const auto look = [&](LeagueId id, const QPointF& at) {
        const double away = distance(at, pixel);
        if (!(away < least)) return;
        least = away;
        best = id;
    };
    for (int lane = 0; lane < model_->learners().size(); ++lane)
        look(model_->learners()[lane].id, learnerPoint(lane));
    const QRectF seen = clip();
    const Mapper pixels = mapper();
    for (int i = 0; i < places_.size(); ++i) {
        const QPointF at = nodePoint(i, pixels);
        if (std::fabs(at.x() - pixel.x()) < kPointReach && isDrawn(i) && seen.contains(at))
            look(model_->nodes()[i].id, at);
    }
    return best;
}

double LeagueCanvas::zoom() const {
    return view_.sx / fittedView().sx;
}

/// Within what there is to see: not further out than all of it, not over the ends of the world.
LeagueCanvas::View LeagueCanvas::clamped(View view) const {
    const View all = fittedView();
    const QRectF ends = world(), area = field();
    const bool centred = zoomsBoth();
    const auto within = [centred](double from, double scale, double first, double last, double room, double whole) {
        const double width = last - first, seen = room / scale;
        if (width > seen * (1 + 1e-9)) return std::clamp(from, first, last - seen);
        return centred ? (first + last - seen) / 2 : whole;
    };
    view.sx = std::clamp(view.sx, all.sx, std::max(all.sx, kClosest));
    view.sy = zoomsBoth() ? view.sx : all.sy;
    view.x = within(view.x, view.sx, ends.left(), ends.right(), area.width(), all.x);
    view.y = within(view.y, view.sy, ends.top(), ends.bottom(), area.height(), all.y);
    return view;
}

void LeagueCanvas::setView(const View& view) {
    view_ = view;
    update();
    Q_EMIT viewChanged();
}

void LeagueCanvas::refit(bool moving) {
    glide_.stop();
    if (!fitted_) return setView(clamped(view_));
    glideFrom_ = view_;
    glideTo_ = fittedView();
    // Rows that are scrolled to stay where they are.
    if (!zoomsBoth()) glideTo_ = clamped({glideTo_.x, view_.y, glideTo_.sx, glideTo_.sy});
    const int time = style::Theme::instance().motion(kGlide);
    const bool same = glideFrom_.x == glideTo_.x && glideFrom_.sx == glideTo_.sx && glideFrom_.sy == glideTo_.sy;
    if (!moving || same || time == 0 || !isVisible()) return setView(glideTo_);
    glide_.setDuration(time);
    glide_.start();
}

void LeagueCanvas::fit() {
    fitted_ = true;
    refit(true);
}

void LeagueCanvas::zoomBy(double factor, const QPointF& around) {
    glide_.stop();
    const QPointF held = worldAt(around);
    const View all = fittedView();
    View next = view_;
    next.sx = std::clamp(view_.sx * factor, all.sx, std::max(all.sx, kClosest));
    if (zoomsBoth()) next.sy = next.sx;
    next.x = held.x() - (around.x() - field().left()) / next.sx;
    next.y = held.y() - (around.y() - field().top()) / next.sy;
    fitted_ = next.sx <= all.sx;
    setView(clamped(next));
}

void LeagueCanvas::panBy(const QPointF& pixels) {
    glide_.stop();
    View next = view_;
    next.x -= pixels.x() / view_.sx;
    next.y -= pixels.y() / view_.sy;
    next = clamped(next);
    if (next.x == view_.x && next.y == view_.y) return;
    if (next.x != view_.x || zoomsBoth()) fitted_ = false;
    setView(next);
}

void LeagueCanvas::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    refit(false);
}

void LeagueCanvas::paintEmpty(QPainter& painter) const {
    painter.setPen(style::color(Token::TextMuted));
    painter.setFont(style::font(style::Type::Small));
    painter.drawText(rect().adjusted(12, 0, -12, 0), Qt::AlignCenter | Qt::TextWordWrap, emptyText_);
}

void LeagueCanvas::paintAll(QPainter& painter) {
    painter.setRenderHint(QPainter::Antialiasing);
    if (!model_ || model_->isEmpty())
        paintEmpty(painter);
    else
        paintPicture(painter);
}

void LeagueCanvas::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintAll(painter);
    painter.setClipping(false);
    if (focusShown_) style::paintFocusInside(painter, QRectF(rect()), style::radius::kControl);
}

QString LeagueCanvas::spokenValue() const {
    return model_ ? model_->sentence(model_->selected()) : QString();
}

void LeagueCanvas::tell() {
    QAccessibleValueChangeEvent event(this, spokenValue());
    QAccessible::updateAccessibility(&event);
    update();
}

}  // namespace ludus::views
