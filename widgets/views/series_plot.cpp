// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/series_plot.h"

#include <QElapsedTimer>

#include <algorithm>

#include "widgets/models/series_model_projection.h"
#include "widgets/style/paint.h"
#include "widgets/style/theme.h"
#include "widgets/views/heat_map_parts.h"
#include "widgets/views/hover_card.h"
#include "widgets/views/league_graph_marks.h"
#include "widgets/views/qcustomplot_wrapper.h"
#include "widgets/views/series_plot_axes.h"
#include "widgets/views/series_plot_items.h"

namespace ludus::views {

using models::ChartModel;
using models::SeriesAxis;
using models::ValueRange;
using style::Token;

namespace {

constexpr int kRedrawMs = 100, kSlowestRedrawMs = 1000;
constexpr double kFramedDot = 4, kFrame = 8;

}  // namespace

// The sample that is selected elsewhere, above all curves.
class PlotFrame : public PlotItem {
public:
    using PlotItem::PlotItem;

    QString series;
    double step = 0;
    bool projected = false;  // over another metric a sample has no place that its step would tell

    std::optional<QPointF> place() const {
        const models::SeriesModel* curve =
            series.isEmpty() || projected || !picture_.chart ? nullptr : picture_.chart->series(series);
        if (curve == nullptr) return std::nullopt;
        const std::vector<double>& steps = curve->xs(SeriesAxis::Steps);
        const auto found = std::lower_bound(steps.begin(), steps.end(), step);
        if (found == steps.end() || *found != step) return std::nullopt;
        const auto index = static_cast<std::size_t>(found - steps.begin());
        const double value = curve->smoothed()[index];
        if (!isDrawable(value)) return std::nullopt;
        return QPointF(xPixel(curve->xs(picture_.axis)[index]), yPixel(value));
    }

protected:
    void draw(QCPPainter* painter) override {
        const std::optional<QPointF> at = place();
        if (!at) return;
        paintSelectionFrame(*painter, *at, kFrame);
        for (const models::ChartSeries& one : picture_.chart->all()) {
            if (one.model->name() != series) continue;
            painter->setPen(QPen(style::color(Token::Surface), 1.5));
            painter->setBrush(seriesColour(one));
            if (const std::optional<style::Role> role = roleOfKey(one.role))
                style::paintRole(*painter, *at, *role, kFramedDot);
            else
                painter->drawEllipse(*at, kFramedDot, kFramedDot);
        }
        painter->setBrush(Qt::NoBrush);
    }
};

SeriesPlot::SeriesPlot(QWidget* parent)
    : QWidget(parent),
      ownLink_(new ChartLink(this)),
      plot_(new QCustomPlot(this)),
      picture_(std::make_unique<PlotPicture>()),
      exporter_(makeExporter()),
      xName_(tr("steps")) {
    setObjectName(QStringLiteral("plot"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    clock_.setSingleShot(true);
    connect(&clock_, &QTimer::timeout, this, &SeriesPlot::replotNow);
    buildPlot();
    setLink(nullptr);
    connect(&style::Theme::instance(), &style::Theme::changed, this, [this] {
        applyTheme();
        markDirty();
    });
}

SeriesPlot::~SeriesPlot() {
    if (card_) delete card_;
}

void SeriesPlot::buildPlot() {
    // All events come to this widget; QCustomPlot only draws.
    plot_->setAttribute(Qt::WA_TransparentForMouseEvents);
    plot_->setFocusPolicy(Qt::NoFocus);
    plot_->setContentsMargins(0, 0, 0, 0);
    plot_->plotLayout()->setMargins({4, 0, 0, 3});
    plot_->setNoAntialiasingOnDrag(false);
    QCPAxisRect* area = plot_->axisRect();
    area->setAutoMargins(QCP::msLeft | QCP::msBottom);
    area->setMinimumMargins({34, 8, 8, 22});
    for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis}) {
        axis->setSubTicks(false);
        axis->setLabelPadding(0);
    }
    plot_->yAxis->setBasePen(Qt::NoPen);
    plot_->yAxis->setTickPen(Qt::NoPen);
    plot_->yAxis->setTickLength(0, 0);
    plot_->yAxis->setTickLabelPadding(6);
    plot_->xAxis->setTickLength(0, 4);
    plot_->xAxis->setTickLabelPadding(3);
    plot_->xAxis->grid()->setVisible(false);
    plot_->yAxis->grid()->setZeroLinePen(Qt::NoPen);

    // Items in drawing order; the cursor has a buffer of its own, so moving it redraws no curve.
    new PlotCurves(plot_, QStringLiteral("main"), *picture_);
    frame_ = new PlotFrame(plot_, QStringLiteral("main"), *picture_);
    new PlotLabels(plot_, QStringLiteral("legend"), *picture_);
    new PlotPointed(plot_, QStringLiteral("overlay"), *picture_);
    new PlotCursor(plot_, QStringLiteral("overlay"), *picture_);
    plot_->layer(QStringLiteral("overlay"))->setMode(QCPLayer::lmBuffered);
    applyTheme();
}

void SeriesPlot::applyTheme() {
    const QFont caption = style::font(style::Type::Caption);
    plot_->setBackground(QBrush(style::color(Token::Surface)));
    for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis}) {
        axis->setTickLabelFont(caption);
        axis->setTickLabelColor(style::color(Token::TextMuted));
    }
    plot_->xAxis->setBasePen(QPen(style::color(Token::ChartAxis), 1));
    plot_->xAxis->setTickPen(QPen(style::color(Token::ChartAxis), 1));
    plot_->yAxis->grid()->setPen(QPen(style::color(Token::ChartGrid), 1));
}

void SeriesPlot::setModel(ChartModel* model) {
    if (model_) {
        disconnect(model_, nullptr, this, nullptr);
        link_->removeChart(model_);
    }
    model_ = model;
    projected_.reset();
    picture_->chart = model;
    picture_->pointed.reset();
    if (model_) {
        link_->addChart(model_);
        connect(model_, &ChartModel::changed, this, &SeriesPlot::markDirty);
        connect(model_, &ChartModel::titleChanged, this, [this] { setAccessibleName(model_->title()); });
        connect(model_, &QObject::destroyed, this, [this] {
            projected_.reset();
            picture_->chart = nullptr;
            markDirty();
        });
        setAccessibleName(model_->title());
    }
    applyAxis();
    redrawSoon();
}

void SeriesPlot::setLink(ChartLink* link) {
    if (link == nullptr) link = ownLink_;
    if (link == link_) return;
    if (link_) {
        if (holding_) link_->setHeld(false);
        holding_ = false;
        disconnect(link_, nullptr, this, nullptr);
        if (model_) link_->removeChart(model_);
    }
    link_ = link;
    if (model_) link_->addChart(model_);
    connectLink();
    applyAxis();
    redrawSoon();
}

void SeriesPlot::connectLink() {
    const auto now = [this] {
        if (isVisible()) {
            replotNow();
        } else {
            markDirty();
        }
    };
    connect(link_, &ChartLink::cursorChanged, this, &SeriesPlot::drawCursor);
    connect(link_, &ChartLink::zoomChanged, this, [this, now] {
        if (!link_->isZoomed()) valueZoom_.reset();
        now();
    });
    connect(link_, &ChartLink::refreshWanted, this, now);
    connect(link_, &ChartLink::rangeGrew, this, &SeriesPlot::markDirty);
    connect(link_, &ChartLink::axisChanged, this, [this] {
        applyAxis();
        redrawSoon();
    });
    connect(link_, &ChartLink::heldChanged, this, [this](bool held) {
        if (!held && dirty_) redrawSoon();
    });
    // Its own link dies with the plot, when there is nothing left to fall back on.
    if (link_ != ownLink_) connect(link_, &QObject::destroyed, this, [this] { setLink(nullptr); });
}

void SeriesPlot::applyAxis() {
    const bool logarithmic = link_->isLogarithmic();
    plot_->xAxis->setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    if (logarithmic) {
        const auto ticker = QSharedPointer<DecadeTicker>::create();
        ticker->setDurations(link_->axis() == SeriesAxis::Time);
        plot_->xAxis->setTicker(ticker);
        updateShown();
        Q_EMIT axisShown();
        return;
    }
    switch (link_->axis()) {
        case SeriesAxis::Time: plot_->xAxis->setTicker(QSharedPointer<DurationTicker>::create()); break;
        case SeriesAxis::Clock: plot_->xAxis->setTicker(QSharedPointer<ClockTicker>::create()); break;
        case SeriesAxis::Steps:
        case SeriesAxis::Metric: plot_->xAxis->setTicker(QSharedPointer<ValueTicker>::create()); break;
    }
    updateShown();
    Q_EMIT axisShown();
}

const ChartModel* SeriesPlot::shownChart() const {
    return projected_ ? projected_.get() : model_.data();
}

void SeriesPlot::updateShown() {
    const models::SeriesModel* source = link_->axis() == SeriesAxis::Metric ? link_->metricSource() : nullptr;
    if (source != nullptr && model_) {
        if (!projected_) projected_ = std::make_unique<ChartModel>();
        models::projectChart(*model_, *source, *projected_);
        if (projected_->isEmpty() && !model_->isEmpty())
            projected_->setEmptyText(tr("No value of %1 at the steps of this chart.").arg(link_->metricName()));
    } else {
        projected_.reset();
    }
    picture_->chart = shownChart();
    picture_->axis = projected_ ? SeriesAxis::Steps : link_->axis();
    frame_->projected = projected_ != nullptr;
}

/// What stands where nothing can be drawn.
void SeriesPlot::updateNothing() {
    picture_->nothing.clear();
    const ChartModel* chart = shownChart();
    if (chart == nullptr) return;
    if (chart->isEmpty()) {
        picture_->nothing = chart->emptyText();
        return;
    }
    if (!link_->isLogarithmic()) return;
    const auto shows = [this](const models::ChartSeries& series) {
        return firstShown(*series.model) < series.model->size();
    };
    if (std::none_of(chart->all().begin(), chart->all().end(), shows))
        picture_->nothing = tr("Everything here lies at zero or less, which a logarithmic x axis cannot show.");
}

void SeriesPlot::markDirty() {
    dirty_ = true;
    if (!link_ || !link_->isHeld()) redrawSoon();
}

// Ten times a second, less often where a picture costs more than a tenth of that.
void SeriesPlot::redrawSoon() {
    dirty_ = true;
    if (isVisible() && !clock_.isActive()) clock_.start(std::clamp(10 * lastCostMs_, kRedrawMs, kSlowestRedrawMs));
}

void SeriesPlot::replotNow() {
    if (!link_) return;
    QElapsedTimer watch;
    watch.start();
    clock_.stop();
    dirty_ = false;
    ++replots_;
    updateShown();
    updateNothing();
    updateRanges();
    updateMargins();
    updateTicks();
    updateLabels();
    picture_->cursor = link_->cursor();
    plot_->replot(QCustomPlot::rpQueuedRefresh);
    lastCostMs_ = static_cast<int>(watch.elapsed());
}

void SeriesPlot::drawCursor() {
    picture_->cursor = link_->cursor();
    if (!picture_->cursor) picture_->pointed.reset();
    if (!isVisible()) return;
    plot_->layer(QStringLiteral("overlay"))->replot();
    if (!picture_->cursor) hideCard();
}

const std::vector<EndLabel>& SeriesPlot::endLabels() const {
    return picture_->labels;
}

void SeriesPlot::frameSample(const QString& series, double step) {
    if (frame_->series == series && frame_->step == step) return;
    frame_->series = series;
    frame_->step = step;
    redrawSoon();
}

std::optional<QPointF> SeriesPlot::framedSample() const {
    return frame_->place();
}

QPointF SeriesPlot::pixelOf(double x, double y) const {
    return {plot_->xAxis->coordToPixel(x), plot_->yAxis->coordToPixel(y)};
}

QRect SeriesPlot::plotArea() const {
    return plot_->axisRect()->rect();
}

const std::vector<QPointF>& SeriesPlot::outlierMarks() const {
    return picture_->outliers;
}

ValueRange SeriesPlot::shownValues() const {
    return {plot_->yAxis->range().lower, plot_->yAxis->range().upper};
}

void SeriesPlot::resetZoom() {
    valueZoom_.reset();
    link_->resetZoom();
}

void SeriesPlot::setValueZoom(std::optional<ValueRange> range) {
    if (range && !(range->high > range->low)) return;
    valueZoom_ = range;
    if (isVisible())
        replotNow();
    else
        dirty_ = true;
}

void SeriesPlot::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    plot_->setGeometry(rect());
    if (isVisible()) replotNow();
}

void SeriesPlot::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    plot_->setGeometry(rect());
    replotNow();
}

void SeriesPlot::hideEvent(QHideEvent* event) {
    hideCard();
    if (holding_ && link_) link_->setHeld(false);
    holding_ = false;
    QWidget::hideEvent(event);
}

bool SeriesPlot::event(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) markDirty();
    return QWidget::event(event);
}

}  // namespace ludus::views
