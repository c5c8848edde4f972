// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/playback_bar_timeline.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

#include "widgets/style/format.h"
#include "widgets/style/paint.h"
#include "widgets/style/theme.h"

namespace ludus::views {

using models::PlaybackMark;
using models::PlaybackModel;
using models::PlaybackTrack;
using style::Token;

namespace {

constexpr int kNames = 150, kNamesNarrow = 16, kLegend = 172, kAxis = 22, kMarks = 18, kTop = 4;
constexpr int kTrackHigh = 82, kTrackLow = 44;
constexpr double kMark = 11;

void paintMark(QPainter& painter, const QPointF& centre, PlaybackMark::Kind kind) {
    const QRectF box(centre.x() - kMark / 2, centre.y() - kMark / 2, kMark, kMark);
    painter.setRenderHint(QPainter::Antialiasing);
    switch (kind) {
        case PlaybackMark::Kind::Side0:
        case PlaybackMark::Kind::Side1:
            style::paintSideFill(painter, box, kind == PlaybackMark::Kind::Side1 ? 1 : 0);
            return;
        case PlaybackMark::Kind::Drop:
            painter.setPen(Qt::NoPen);
            painter.setBrush(style::color(Token::Warning));
            painter.drawPath(style::shapePath(QStringLiteral("diamond"), 4.5).translated(centre));
            return;
        case PlaybackMark::Kind::Note:
            painter.setPen(Qt::NoPen);
            painter.setBrush(style::color(Token::TextMuted));
            painter.drawEllipse(centre, 4, 4);
            return;
    }
}

int niceStep(int frames, int pixels) {
    const double wanted = frames / std::max(1.0, pixels / 110.0);
    double step = std::pow(10, std::floor(std::log10(std::max(1.0, wanted))));
    for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
        if (step * factor >= wanted) return std::max(1, static_cast<int>(step * factor));
    }
    return std::max(1, static_cast<int>(step * 10));
}

}  // namespace

PlaybackTimeline::PlaybackTimeline(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("playback.timeline"));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setAccessibleName(tr("Time line"));
    connect(&style::Theme::instance(), &style::Theme::changed, this, &PlaybackTimeline::forget);
}

void PlaybackTimeline::setModel(PlaybackModel* model) {
    if (model_) disconnect(model_, nullptr, this, nullptr);
    model_ = model;
    if (model_) {
        const auto remake = [this] {
            updateGeometry();
            forget();
            describe();
        };
        connect(model_, &PlaybackModel::frameChanged, this, &PlaybackTimeline::follow);
        connect(model_, &PlaybackModel::loopChanged, this, &PlaybackTimeline::forget);
        connect(model_, &PlaybackModel::currentChanged, this, &PlaybackTimeline::forget);
        connect(model_, &PlaybackModel::tracksChanged, this, remake);
        connect(model_, &QObject::destroyed, this, remake);
    }
    updateGeometry();
    forget();
}

void PlaybackTimeline::describe() {
    QStringList words;
    if (model_) {
        for (const PlaybackTrack& track : model_->tracks())
            words << tr("%1: %n moment(s)", nullptr, static_cast<int>(track.marks.size())).arg(track.title);
    }
    setAccessibleDescription(words.join(QStringLiteral("; ")));
}

void PlaybackTimeline::forget() {
    still_ = {};
    update();
}

void PlaybackTimeline::resizeEvent(QResizeEvent* event) {
    still_ = {};
    QWidget::resizeEvent(event);
}

/// Where the playheads are painted: only that is painted again while it plays.
QRegion PlaybackTimeline::headRegion() const {
    QRegion out;
    if (!model_) return out;
    const auto column = [&](int frame, const QRect& rows) {
        out += QRect(xOfFrame(frame) - 8, 0, 17, height())
                   .intersected(QRect(0, rows.top() - 12, width(), rows.height() + 24));
    };
    if (!model_->isIndependent()) {
        column(model_->frame(), rect());
        return out;
    }
    for (int i = 0; i < static_cast<int>(model_->tracks().size()); ++i)
        column(model_->frameOf(model_->tracks()[static_cast<std::size_t>(i)].match), trackRect(i));
    return out;
}

void PlaybackTimeline::follow() {
    const QRegion now = headRegion();
    update(heads_ + now);
    heads_ = now;
}

QSize PlaybackTimeline::sizeHint() const {
    const int tracks = model_ ? std::max<int>(1, static_cast<int>(model_->tracks().size())) : 1;
    return {600, kTop + tracks * (tracks > 4 ? kTrackLow : kTrackHigh) + kAxis};
}

QSize PlaybackTimeline::minimumSizeHint() const {
    const int tracks = model_ ? std::max<int>(1, static_cast<int>(model_->tracks().size())) : 1;
    return {260, std::max(60, kTop + tracks * kTrackLow + kAxis)};
}

QRect PlaybackTimeline::area() const {
    const int left = width() >= 500 ? kNames : kNamesNarrow, right = showsLegend() ? kLegend : 16;
    return {left, kTop, std::max(10, width() - left - right), std::max(10, height() - kTop - kAxis)};
}

QRect PlaybackTimeline::trackRect(int track) const {
    const QRect all = area();
    const int count = model_ ? std::max<int>(1, static_cast<int>(model_->tracks().size())) : 1;
    const int top = all.top() + all.height() * track / count;
    return {all.left(), top, all.width(), all.height() * (track + 1) / count - (top - all.top())};
}

QRect PlaybackTimeline::curveOf(int track) const {
    return trackRect(track).adjusted(0, kMarks, 0, -3);
}

int PlaybackTimeline::trackAt(int y) const {
    const int count = model_ ? static_cast<int>(model_->tracks().size()) : 0;
    for (int i = 0; i < count; ++i) {
        if (y < trackRect(i).bottom() + 1) return i;
    }
    return std::max(0, count - 1);
}

int PlaybackTimeline::xOfFrame(int frame) const {
    const int last = model_ ? std::max(1, model_->frameCount() - 1) : 1;
    return area().left() + qRound(static_cast<double>(frame) * area().width() / last);
}

int PlaybackTimeline::frameAt(int x) const {
    if (!model_) return 0;
    const int last = std::max(0, model_->frameCount() - 1);
    const double share = static_cast<double>(x - area().left()) / area().width();
    return std::clamp(qRound(share * last), 0, last);
}

QPoint PlaybackTimeline::markPoint(int track, const PlaybackMark& mark) const {
    const int start = model_ ? model_->tracks()[static_cast<std::size_t>(track)].start : 0;
    return {xOfFrame(start + mark.frame), trackRect(track).top() + kMarks / 2};
}

PlaybackTimeline::MarkHit PlaybackTimeline::markAt(const QPoint& point) const {
    MarkHit best;
    if (!model_) return best;
    int nearest = 8;
    for (int i = 0; i < static_cast<int>(model_->tracks().size()); ++i) {
        for (const PlaybackMark& mark : model_->tracks()[static_cast<std::size_t>(i)].marks) {
            const QPoint away = markPoint(i, mark) - point;
            if (std::abs(away.y()) > kMarks / 2 || std::abs(away.x()) >= nearest) continue;
            nearest = std::abs(away.x());
            best = {&mark, i};
        }
    }
    return best;
}

void PlaybackTimeline::mousePressEvent(QMouseEvent* event) {
    if (!model_ || event->button() != Qt::LeftButton) return;
    if (event->modifiers() & Qt::ShiftModifier) {
        loopStart_ = frameAt(event->pos().x());
        return;
    }
    const MarkHit hit = markAt(event->pos());
    scrubbing_ = hit.mark == nullptr;
    if (!model_->tracks().empty()) {
        const int track = hit.mark != nullptr ? hit.track : trackAt(event->pos().y());
        model_->setCurrent(model_->tracks()[static_cast<std::size_t>(track)].match);
    }
    model_->setFrame(hit.mark != nullptr ? hit.mark->frame + model_->tracks()[static_cast<std::size_t>(hit.track)].start
                                         : frameAt(event->pos().x()));
}

void PlaybackTimeline::mouseMoveEvent(QMouseEvent* event) {
    if (!model_ || !(event->buttons() & Qt::LeftButton)) return;
    if (loopStart_) {
        model_->setLoopRange(*loopStart_, frameAt(event->pos().x()));
    } else if (scrubbing_) {
        model_->setFrame(frameAt(event->pos().x()));
    }
}

void PlaybackTimeline::mouseReleaseEvent(QMouseEvent*) {
    loopStart_.reset();
    scrubbing_ = false;
}

void PlaybackTimeline::keyPressEvent(QKeyEvent* event) {
    if (!model_) return;
    const int stride = event->modifiers() & Qt::ShiftModifier ? 10 : 1;
    if (event->key() == Qt::Key_Left) {
        model_->step(-stride);
    } else if (event->key() == Qt::Key_Right) {
        model_->step(stride);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void PlaybackTimeline::focusInEvent(QFocusEvent* event) {
    focusShown_ = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    QWidget::focusInEvent(event);
}

void PlaybackTimeline::focusOutEvent(QFocusEvent* event) {
    focusShown_ = false;
    QWidget::focusOutEvent(event);
}

bool PlaybackTimeline::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const PlaybackMark* mark = markAt(help->pos()).mark;
        if (mark != nullptr) {
            QToolTip::showText(help->globalPos(),
                               tr("frame %1: %2").arg(style::formatInteger(mark->frame), mark->label), this);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QWidget::event(event);
}

void PlaybackTimeline::paintEvent(QPaintEvent* event) {
    QPainter painter(this);
    if (!model_) {
        painter.fillRect(rect(), style::color(Token::Surface));
        return;
    }
    if (still_.isNull()) {
        still_ = QPixmap(size() * devicePixelRatioF());
        still_.setDevicePixelRatio(devicePixelRatioF());
        QPainter first(&still_);
        paintStill(first);
        heads_ = headRegion();
    }
    const QRectF wanted = event->rect();
    painter.drawPixmap(wanted, still_,
                       QRectF(wanted.topLeft() * devicePixelRatioF(), wanted.size() * devicePixelRatioF()));
    paintPlayheads(painter);
    if (focusShown_) style::paintFocusInside(painter, rect(), style::radius::kPanel);
}

void PlaybackTimeline::paintStill(QPainter& painter) const {
    painter.fillRect(rect(), style::color(Token::Surface));
    paintLoop(painter);
    for (int i = 0; i < static_cast<int>(model_->tracks().size()); ++i)
        paintTrack(painter, i);
    paintAxis(painter);
    if (showsLegend()) paintLegend(painter);
}

void PlaybackTimeline::paintLoop(QPainter& painter) const {
    if (!model_->isLooping() || !model_->loopRange()) return;
    const int left = xOfFrame(model_->loopRange()->first), right = xOfFrame(model_->loopRange()->second);
    const QRect range(left, area().top(), right - left, area().height());
    painter.fillRect(range, style::color(Token::AccentSoft));
    painter.fillRect(range.left() - 1, range.top(), 2, range.height(), style::color(Token::Accent));
    painter.fillRect(range.right(), range.top(), 2, range.height(), style::color(Token::Accent));
}

void PlaybackTimeline::paintTrack(QPainter& painter, int index) const {
    const PlaybackTrack& track = model_->tracks()[static_cast<std::size_t>(index)];
    const QRect curve = curveOf(index);
    const auto outside = [&](int from, int to, const QString& words) {
        const QRect over(from, curve.top() - 2, to - from, curve.height() + 2);
        painter.fillRect(over, style::color(Token::Sunken));
        painter.setFont(style::font(style::Type::Caption));
        painter.setPen(style::color(Token::TextMuted));
        if (over.width() > 70) painter.drawText(over, Qt::AlignCenter, words);
    };
    const int end = track.start + track.frames;
    if (track.frames > 0 && end < model_->frameCount())
        outside(xOfFrame(end - 1) + 3, area().right(), tr("match over"));
    if (track.start > 0) outside(area().left(), xOfFrame(track.start) - 2, tr("not begun"));
    if (model_->matchCount() > 1 && model_->isIndependent() && track.match == model_->current())
        painter.fillRect(QRect(0, trackRect(index).top(), 3, trackRect(index).height()), style::color(Token::Accent));
    if (area().left() >= kNames) paintNames(painter, track, curve);
    QPen dotted(style::color(Token::ChartZero), 1, Qt::CustomDashLine);
    dotted.setDashPattern({2, 3});
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const PlaybackMark& mark : track.marks) {
        if (mark.kind == PlaybackMark::Kind::Drop) continue;
        const int x = xOfFrame(track.start + mark.frame);
        painter.setPen(dotted);
        painter.drawLine(x, curve.top(), x, curve.bottom());
    }
    paintCurve(painter, track, curve);
    for (const PlaybackMark& mark : track.marks)
        paintMark(painter, markPoint(index, mark), mark.kind);
}

void PlaybackTimeline::paintNames(QPainter& painter, const PlaybackTrack& track, const QRect& curve) const {
    const bool low = curve.height() < 30;
    painter.setPen(style::color(Token::Text));
    QFont bold = style::font(style::Type::Small);
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    int left = 12;
    const int top = low ? curve.center().y() - 8 : curve.center().y() - 16;
    if (track.side >= 0) {
        style::paintSideFill(painter, QRectF(left, top + 3, 10, 10), track.side);
        left += 15;
    }
    painter.setPen(style::color(Token::Text));
    const QRect name(left, top, kNames - 34 - left, 16);
    painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(track.title, Qt::ElideRight, name.width()));
    painter.setPen(style::color(Token::TextMuted));
    painter.setFont(style::font(style::Type::Caption));
    if (low) return;
    painter.drawText(name.translated(0, 16), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(track.subtitle, Qt::ElideRight, name.width()));
    if (track.values.empty()) return;
    const QRect ends(kNames - 44, curve.top() - 7, 36, 14);
    const bool whole = std::fabs(track.high - std::round(track.high)) < 1e-9;
    painter.drawText(ends, Qt::AlignRight | Qt::AlignVCenter, style::formatReal(track.high, whole ? 0 : 2, true));
    painter.drawText(ends.translated(0, curve.height()), Qt::AlignRight | Qt::AlignVCenter,
                     style::formatReal(track.low, whole ? 0 : 2, true));
}

void PlaybackTimeline::paintCurve(QPainter& painter, const PlaybackTrack& track, const QRect& curve) const {
    if (track.values.empty() || !(track.high > track.low)) return;
    const auto yOf = [&](double value) {
        const double share = std::clamp((value - track.low) / (track.high - track.low), 0.0, 1.0);
        return curve.bottom() - share * curve.height();
    };
    const int first = xOfFrame(track.start);
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (track.low < 0 && track.high > 0) {
        painter.setPen(QPen(style::color(Token::ChartZero), 1));
        const int end = track.frames > 0 ? xOfFrame(track.start + track.frames - 1) : curve.right();
        painter.drawLine(QPointF(first, yOf(0)), QPointF(end, yOf(0)));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(style::Theme::instance().ink(), 1.5, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const double perFrame = static_cast<double>(area().width()) / std::max(1, model_->frameCount() - 1);
    QPolygonF line;
    for (std::size_t i = 0; i <= track.values.size(); ++i) {
        const bool number = i < track.values.size() && std::isfinite(track.values[i]);
        if (number) line << QPointF(first + perFrame * static_cast<double>(i), yOf(track.values[i]));
        if (number) continue;
        if (line.size() > 1) painter.drawPolyline(line);
        line.clear();
    }
}

void PlaybackTimeline::paintAxis(QPainter& painter) const {
    const QRect all = area();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setFont(style::font(style::Type::Caption));
    const int bottom = all.bottom() + 1, step = niceStep(model_->frameCount(), all.width());
    painter.setPen(QPen(style::color(Token::ChartAxis), 1));
    painter.drawLine(all.left(), bottom, all.right(), bottom);
    for (int frame = 0; frame <= model_->frameCount(); frame += step) {
        const int x = xOfFrame(frame);
        painter.setPen(QPen(style::color(Token::ChartAxis), 1));
        painter.drawLine(x, bottom, x, bottom + 3);
        painter.setPen(style::color(Token::TextMuted));
        painter.drawText(QRect(x - 40, bottom + 4, 80, 14), Qt::AlignCenter, style::formatInteger(frame));
    }
    if (all.left() >= kNames) {
        painter.drawText(QRect(all.left() - 64, bottom + 4, 54, 14), Qt::AlignRight | Qt::AlignVCenter, tr("frame"));
    }
}

void PlaybackTimeline::paintPlayheads(QPainter& painter) const {
    const auto count = static_cast<int>(model_->tracks().size());
    if (!model_->isIndependent()) {
        paintPlayhead(painter, xOfFrame(model_->frame()), area());
    } else {
        for (int i = 0; i < count; ++i)
            paintPlayhead(painter, xOfFrame(model_->frameOf(model_->tracks()[static_cast<std::size_t>(i)].match)),
                          trackRect(i));
    }
    // The dots stand above the line.
    for (int i = 0; i < count; ++i) {
        const PlaybackTrack& track = model_->tracks()[static_cast<std::size_t>(i)];
        const auto now = static_cast<std::size_t>(model_->frameOf(track.match));
        if (now >= track.values.size() || !std::isfinite(track.values[now]) || !(track.high > track.low)) continue;
        const QRect curve = curveOf(i);
        const double share = std::clamp((track.values[now] - track.low) / (track.high - track.low), 0.0, 1.0);
        painter.setPen(QPen(style::color(Token::Surface), 1.5));
        painter.setBrush(style::Theme::instance().ink());
        painter.drawEllipse(
            QPointF(xOfFrame(track.start + static_cast<int>(now)), curve.bottom() - share * curve.height()), 4, 4);
    }
}

void PlaybackTimeline::paintPlayhead(QPainter& painter, double x, const QRect& rows) const {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF(x - 1, rows.top(), 2, rows.height()), style::color(Token::Accent));
    painter.setPen(Qt::NoPen);
    painter.setBrush(style::color(Token::Accent));
    const double top = rows.top() - (rows.top() == area().top() ? kTop : 0);
    painter.drawPolygon(QPolygonF{{QPointF(x - 6, top), QPointF(x + 6, top), QPointF(x, top + 7)}});
}

void PlaybackTimeline::paintLegend(QPainter& painter) const {
    painter.setFont(style::font(style::Type::Caption));
    const int left = area().right() + 20;
    int y = area().top() + kMarks / 2;
    const auto row = [&](const QString& text) {
        painter.setPen(style::color(Token::TextMuted));
        painter.drawText(QRect(left + 14, y - 8, kLegend - 36, 16), Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, kLegend - 36));
        y += 20;
    };
    const auto has = [&](PlaybackMark::Kind kind) {
        return std::any_of(model_->tracks().begin(), model_->tracks().end(), [&](const PlaybackTrack& track) {
            return std::any_of(track.marks.begin(), track.marks.end(),
                               [&](const PlaybackMark& mark) { return mark.kind == kind; });
        });
    };
    const QString blue = model_->pointName(0), orange = model_->pointName(1);
    const std::pair<PlaybackMark::Kind, QString> kinds[] = {
        {PlaybackMark::Kind::Side0, blue.isEmpty() ? tr("point for the blue side") : blue},
        {PlaybackMark::Kind::Side1, orange.isEmpty() ? tr("point for the orange side") : orange},
        {PlaybackMark::Kind::Drop, tr("value drops")},
        {PlaybackMark::Kind::Note, tr("note")}};
    for (const auto& [kind, text] : kinds) {
        if (!has(kind)) continue;
        paintMark(painter, QPointF(left + 4, y), kind);
        row(text);
    }
    if (model_->isLooping() && model_->loopRange()) {
        painter.setPen(QPen(style::color(Token::Accent), 1));
        painter.setBrush(style::color(Token::AccentSoft));
        painter.drawRect(QRectF(left - 0.5, y - 4.5, 9, 9));
        row(tr("loop range"));
    }
}

}  // namespace ludus::views
