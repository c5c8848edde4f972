// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/time_slider.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "widgets/style/paint.h"
#include "widgets/style/words.h"
#include "widgets/views/buttons.h"
#include "widgets/views/league_graph_access.h"

namespace ludus::views {

using models::LeagueModel;
using style::Token;

namespace {

constexpr double kEnds = 26, kMarksY = 6, kTrackY = 18, kTicks = 24, kNumbers = 27, kMark = 2.4, kMarkRoom = 9;
constexpr double kHandle = 7, kNumberRoom = 24;
constexpr int kPace = 700, kPage = 5;

/// Every how manieth period is written where one has `room` and its number needs `wanted`.
int niceStep(double room, double wanted) {
    for (int ten = 1; ten < 1'000'000; ten *= 10)
        for (const int step : {ten, 2 * ten, 5 * ten})
            if (step * room >= wanted) return step;
    return 1'000'000;
}

}  // namespace

TimeSlider::TimeSlider(QWidget* parent) : QWidget(parent) {
    LeagueAccess::install();
    setObjectName(QStringLiteral("timeSlider"));
    setAccessibleName(tr("Period that is looked at"));
    setAccessibleDescription(tr("Arrow keys move by one period, Home is the first, End is now, Space plays."));
    setFocusPolicy(Qt::StrongFocus);
    setProperty("ownFocus", true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    clock_.setInterval(kPace);
    connect(&clock_, &QTimer::timeout, this, &TimeSlider::tick);
    connect(&style::Theme::instance(), &style::Theme::changed, this, [this] {
        marks_.forget();
        updateGeometry();
        update();
    });
}

QSize TimeSlider::sizeHint() const {
    return {420, minimumSizeHint().height()};
}

QSize TimeSlider::minimumSizeHint() const {
    return {160, static_cast<int>(kNumbers) + style::Theme::instance().lineHeight(style::Type::Caption) - 1};
}

void TimeSlider::setModel(LeagueModel* model) {
    if (model_) model_->disconnect(this);
    model_ = model;
    setPlaying(false);
    if (model_) {
        connect(model_, &LeagueModel::nodesAdded, this, &TimeSlider::count);
        connect(model_, &LeagueModel::cleared, this, [this] {
            counts_.clear();
            counted_ = 0;
            setPlaying(false);
        });
        connect(model_, &LeagueModel::timeChanged, this, &TimeSlider::tell);
        connect(model_, &LeagueModel::changed, this, qOverload<>(&QWidget::update));
    }
    counts_.clear();
    counted_ = 0;
    count();
    tell();
}

void TimeSlider::count() {
    if (!model_) return;
    const QVector<models::LeagueNode>& nodes = model_->nodes();
    for (; counted_ < nodes.size(); ++counted_) {
        const int period = std::max(0, nodes[counted_].period);
        while (counts_.size() <= period)
            counts_.push_back(QVector<int>(models::kLeagueRoles, 0));
        ++counts_[period][static_cast<int>(nodes[counted_].role)];
    }
    update();
}

int TimeSlider::firstPosition() const {
    return 0;
}

int TimeSlider::lastPosition() const {
    return model_ && !model_->nodes().isEmpty() ? std::max(0, model_->lastPeriod()) + 1 : 0;
}

int TimeSlider::position() const {
    return !model_ || model_->isNow() ? lastPosition() : std::clamp(model_->time(), 0, lastPosition());
}

void TimeSlider::setPosition(int position) {
    if (!model_) return;
    const int last = lastPosition();
    model_->setTime(position >= last ? LeagueModel::kNow : std::max(0, position));
}

/// Somebody moved it.
void TimeSlider::go(int position) {
    const int before = this->position();
    setPosition(position);
    if (this->position() != before) Q_EMIT moved(this->position());
}

double TimeSlider::xOf(int position) const {
    const int last = std::max(1, lastPosition());
    const double room = std::max(10.0, width() - 2 * kEnds);
    return lastPosition() == 0 ? kEnds + room : kEnds + room * position / last;
}

int TimeSlider::positionAt(double x) const {
    const double room = std::max(10.0, width() - 2 * kEnds);
    return std::clamp(static_cast<int>(std::lround((x - kEnds) / room * lastPosition())), 0, lastPosition());
}

QString TimeSlider::spokenValue() const {
    return !model_ || model_->isNow() ? tr("now") : tr("period %1").arg(position());
}

void TimeSlider::tell() {
    QAccessibleValueChangeEvent event(this, position());
    QAccessible::updateAccessibility(&event);
    update();
    Q_EMIT positionChanged(position());
}

void TimeSlider::setPlaying(bool on) {
    on = on && model_ && lastPosition() > 0;
    if (on == isPlaying()) return;
    if (on) {
        if (model_->isNow()) go(firstPosition());
        clock_.start();
    } else {
        clock_.stop();
    }
    Q_EMIT playingChanged(on);
}

void TimeSlider::tick() {
    go(position() + 1);
    if (model_->isNow()) setPlaying(false);
}

QToolButton* TimeSlider::makePlayButton(QWidget* parent) {
    QToolButton* button = makeTransportButton(QStringLiteral("play"), tr("Play the periods"), parent);
    button->setObjectName(objectName() + QStringLiteral(".play"));
    connect(button, &QToolButton::clicked, this, [this] { setPlaying(!isPlaying()); });
    connect(this, &TimeSlider::playingChanged, button, [button](bool on) {
        button->setIcon(style::icon(on ? QStringLiteral("pause") : QStringLiteral("play")));
        const QString words = on ? tr("Pause") : tr("Play the periods");
        button->setToolTip(words);
        button->setAccessibleName(words);
    });
    return button;
}

QPushButton* TimeSlider::makeLiveButton(QWidget* parent) {
    QPushButton* button = makeToggle(tr("Live"), QString(), parent);
    button->setObjectName(objectName() + QStringLiteral(".live"));
    button->setToolTip(tr("Follow the league as it is now"));
    const auto follow = [this, button] { button->setChecked(!model_ || model_->isNow()); };
    follow();
    connect(button, &QPushButton::clicked, this, [this, follow] {
        setPlaying(false);
        go(lastPosition());
        follow();
    });
    connect(this, &TimeSlider::positionChanged, button, follow);
    return button;
}

QVector<int> TimeSlider::frozenIn(int period) const {
    return counts_.value(period, QVector<int>(models::kLeagueRoles, 0));
}

/// A sign for each one that was frozen; where that is too much, one a role; where periods are too close for that, none.
void TimeSlider::paintMarks(QPainter& painter) {
    const double room = xOf(1) - xOf(0);
    const auto rolesOf = [](const QVector<int>& many) { return many.size() - std::count(many.begin(), many.end(), 0); };
    for (const QVector<int>& many : std::as_const(counts_))
        if (rolesOf(many) * (kMarkRoom - 2) > room - 1) return;
    for (int period = 0; period < counts_.size(); ++period) {
        const QVector<int> many = frozenIn(period);
        const int all = std::accumulate(many.begin(), many.end(), 0);
        const auto roles = static_cast<int>(rolesOf(many));
        const bool each = all * kMarkRoom <= room - 2;
        const double between = each ? kMarkRoom : kMarkRoom - 2;
        double x = xOf(period) - between * ((each ? all : roles) - 1) / 2;
        for (int role = 0; role < many.size(); ++role) {
            for (int i = 0; i < (each ? many[role] : std::min(1, many[role])); ++i, x += between) {
                if (model_->isShown(static_cast<models::LeagueRole>(role)))
                    marks_.paint(painter, QPointF(x, kMarksY), static_cast<models::LeagueRole>(role), kMark);
            }
        }
    }
}

void TimeSlider::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int last = lastPosition();
    const double left = xOf(0), right = width() - kEnds, at = xOf(position());
    const QColor accent = style::color(isEnabled() && last > 0 ? Token::Accent : Token::ChartZero);
    painter.setPen(QPen(style::color(Token::ChartZero), 3, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(kEnds, kTrackY), QPointF(right, kTrackY));
    painter.setPen(QPen(accent, 3, Qt::SolidLine, Qt::RoundCap));
    if (last > 0) painter.drawLine(QPointF(left, kTrackY), QPointF(at, kTrackY));
    if (model_) paintMarks(painter);

    painter.setFont(style::font(style::Type::Caption));
    const int line = style::Theme::instance().lineHeight(style::Type::Caption);
    const auto write = [&](double x, const QString& text) {
        painter.setPen(QPen(style::color(Token::ChartAxis), 1));
        painter.drawLine(QPointF(std::floor(x) + 0.5, kTicks), QPointF(std::floor(x) + 0.5, kTicks + 4));
        painter.setPen(style::color(Token::TextMuted));
        painter.drawText(QRectF(x - 60, kNumbers, 120, line), Qt::AlignCenter, text);
    };
    const QString now = tr("now");
    const double wide = painter.fontMetrics().horizontalAdvance(QString::number(last));
    const double room = (painter.fontMetrics().horizontalAdvance(now) + wide) / 2.0 + 8;
    const int step = niceStep(last > 0 ? xOf(1) - xOf(0) : kNumberRoom, std::max(kNumberRoom, wide + 10));
    for (int period = 0; period < last; period += step)
        if (xOf(period) <= xOf(last) - room) write(xOf(period), QString::number(period));
    write(xOf(last), now);

    painter.setPen(QPen(accent, 2.5));
    painter.setBrush(style::color(Token::Surface));
    painter.drawEllipse(QPointF(at, kTrackY), kHandle, kHandle);
    if (focusShown_) style::paintFocusInside(painter, QRectF(rect()), style::radius::kControl);
}

void TimeSlider::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !model_) return QWidget::mousePressEvent(event);
    focusShown_ = false;
    setPlaying(false);
    go(positionAt(event->position().x()));
    update();
}

void TimeSlider::mouseMoveEvent(QMouseEvent* event) {
    if (model_ && event->buttons() & Qt::LeftButton) go(positionAt(event->position().x()));
}

void TimeSlider::wheelEvent(QWheelEvent* event) {
    const int turned = event->angleDelta().y();
    if (!model_ || turned == 0) return event->ignore();
    setPlaying(false);
    go(position() + (turned > 0 ? 1 : -1));
}

void TimeSlider::keyPressEvent(QKeyEvent* event) {
    if (!model_) return QWidget::keyPressEvent(event);
    focusShown_ = true;
    update();
    const auto move = [this](int to) {
        setPlaying(false);
        go(to);
    };
    switch (event->key()) {
        case Qt::Key_Left:
        case Qt::Key_Down: return move(position() - 1);
        case Qt::Key_Right:
        case Qt::Key_Up: return move(position() + 1);
        case Qt::Key_PageDown: return move(position() - kPage);
        case Qt::Key_PageUp: return move(position() + kPage);
        case Qt::Key_Home: return move(firstPosition());
        case Qt::Key_End: return move(lastPosition());
        case Qt::Key_Space: return setPlaying(!isPlaying());
        default: QWidget::keyPressEvent(event);
    }
}

void TimeSlider::focusInEvent(QFocusEvent* event) {
    focusShown_ = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    update();
    QWidget::focusInEvent(event);
}

void TimeSlider::focusOutEvent(QFocusEvent* event) {
    focusShown_ = false;
    update();
    QWidget::focusOutEvent(event);
}

/// What was frozen in the period under the pointer.
bool TimeSlider::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip || !model_) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int period = positionAt(help->pos().x());
    QStringList words;
    const QVector<int> many = frozenIn(period);
    for (int role = 0; role < many.size(); ++role) {
        if (many[role] == 0) continue;
        //: How many snapshots of a role were frozen: "2 × main exploiter".
        words << tr("%1 × %2").arg(many[role]).arg(models::leagueRoleWord(static_cast<models::LeagueRole>(role)));
    }
    if (period == lastPosition())
        QToolTip::showText(help->globalPos(), tr("now"), this);
    else if (words.isEmpty())
        QToolTip::showText(help->globalPos(), tr("Period %1: nothing frozen").arg(period), this);
    else
        QToolTip::showText(help->globalPos(), tr("Period %1: %2").arg(QString::number(period), style::listed(words)),
                           this);
    return true;
}

}  // namespace ludus::views
