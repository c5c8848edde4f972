// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/series_plot.h"

#include <QElapsedTimer>
#include <QPainter>

#include <algorithm>
#include <cmath>

#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/views/hover_card.h"
#include "widgets/views/qcustomplot_wrapper.h"
#include "widgets/views/series_plot_axes.h"
#include "widgets/views/series_plot_items.h"
#include "widgets/views/series_plot_labels.h"

namespace ludus::views {

using models::ChartLine;
using models::ChartModel;
using models::ChartSeries;
using models::SeriesAxis;
using models::ValueRange;
using style::Token;

namespace {

constexpr int kRedrawMs = 100, kSlowestRedrawMs = 1000;
constexpr int kNarrow = 330;  // narrower plots carry their labels above the curves

QFont boldSmall() {
    QFont font = style::font(style::Type::Small);
    font.setWeight(QFont::DemiBold);
    return font;
}

double labelSpacing() {
    return std::max(15, QFontMetrics(style::font(style::Type::Small)).height());
}

}  // namespace

SeriesPlot::SeriesPlot(QWidget* parent)
    : QWidget(parent),
      ownLink_(new ChartLink(this)),
      plot_(new QCustomPlot(this)),
      picture_(std::make_unique<PlotPicture>()),
      xName_(tr("steps")) {
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
    new PlotLabels(plot_, QStringLiteral("legend"), *picture_);
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
    picture_->chart = model;
    if (model_) {
        link_->addChart(model_);
        connect(model_, &ChartModel::changed, this, &SeriesPlot::markDirty);
        connect(model_, &QObject::destroyed, this, [this] {
            picture_->chart = nullptr;
            markDirty();
        });
        setAccessibleName(model_->title());
    }
    applyAxis();
    markDirty();
}

void SeriesPlot::setLink(ChartLink* link) {
    if (link == nullptr) link = ownLink_;
    if (link == link_) return;
    if (link_) {
        disconnect(link_, nullptr, this, nullptr);
        if (model_) link_->removeChart(model_);
    }
    link_ = link;
    if (model_) link_->addChart(model_);
    connect(link_, &ChartLink::cursorChanged, this, &SeriesPlot::drawCursor);
    connect(link_, &ChartLink::zoomChanged, this, [this] {
        if (isVisible()) {
            replotNow();
        } else {
            markDirty();
        }
    });
    connect(link_, &ChartLink::axisChanged, this, [this] {
        applyAxis();
        markDirty();
    });
    // Its own link dies with the plot, when there is nothing left to fall back on.
    if (link_ != ownLink_) connect(link_, &QObject::destroyed, this, [this] { setLink(nullptr); });
    applyAxis();
    markDirty();
}

void SeriesPlot::applyAxis() {
    picture_->axis = link_->axis();
    if (picture_->axis == SeriesAxis::Steps) {
        plot_->xAxis->setTicker(QSharedPointer<ValueTicker>::create());
    } else {
        plot_->xAxis->setTicker(QSharedPointer<DurationTicker>::create());
    }
}

void SeriesPlot::markDirty() {
    dirty_ = true;
    // Ten times a second, less often where a picture costs more than a tenth of that.
    if (isVisible() && !clock_.isActive()) clock_.start(std::clamp(10 * lastCostMs_, kRedrawMs, kSlowestRedrawMs));
}

void SeriesPlot::replotNow() {
    if (!link_) return;
    QElapsedTimer watch;
    watch.start();
    clock_.stop();
    dirty_ = false;
    ++replots_;
    updateRanges();
    updateMargins();
    updateLabels();
    picture_->cursor = link_->cursor();
    plot_->replot(QCustomPlot::rpQueuedRefresh);
    lastCostMs_ = static_cast<int>(watch.elapsed());
}

// Smoothed curves, bands and near reference lines decide the range; raw outliers far beyond do not.
ValueRange SeriesPlot::valueRange() const {
    ValueRange range, raw, band;
    const ValueRange xs = link_->range();
    for (const ChartSeries& series : model_->all()) {
        const std::vector<double>& at = series.model->xs(picture_->axis);
        auto first = static_cast<std::size_t>(std::lower_bound(at.begin(), at.end(), xs.low) - at.begin());
        auto last = static_cast<std::size_t>(std::upper_bound(at.begin(), at.end(), xs.high) - at.begin());
        range.include(series.model->smoothedRange(first, last));
        raw.include(series.model->rawRange(first, last));
        if (!series.model->hasBand() || last == first) continue;
        const std::size_t stride = std::max<std::size_t>(1, (last - first) / 2000);
        for (std::size_t i = first; i < last; i += stride) {
            band.include(series.model->smoothed()[i] - series.model->halfWidthsBelow()[i]);
            band.include(series.model->smoothed()[i] + series.model->halfWidths()[i]);
        }
    }
    if (range.isEmpty()) range = {0, 1};
    if (range.high <= range.low && !band.isEmpty()) range.include(band);
    const double size = range.high - range.low;
    if (!raw.isEmpty()) {
        range.include(std::max(raw.low, range.low - size));
        range.include(std::min(raw.high, range.high + size));
    }
    const double reach = 1.2 * std::max(size, 1e-12);
    for (const ChartLine& line : model_->lines()) {
        if (line.value > range.low - reach && line.value < range.high + reach) range.include(line.value);
    }
    // A wide band does not press the curve flat: it is cut off a third of the picture beyond it.
    const double margin = 0.35 * (range.high - range.low);
    if (!band.isEmpty()) {
        range = {std::max(std::min(band.low, range.low), range.low - margin),
                 std::min(std::max(band.high, range.high), range.high + margin)};
    }
    return range;
}

void SeriesPlot::updateRanges() {
    const ValueRange xs = link_->range();
    plot_->xAxis->setRange(xs.low, xs.high);
    plot_->xAxis->ticker()->setTickCount(std::clamp(plotArea().width() / 90, 3, 6));
    if (!model_) return;
    ValueRange ys = valueRange();
    const bool logarithmic = model_->isLogarithmic() && ys.high > 0;
    plot_->yAxis->setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    const int count = std::clamp(plotArea().height() / 38, 3, 6);
    if (logarithmic) {
        ys.low = std::max(ys.low, ys.high * 1e-4);  // values of zero and less are left out
        const double air = std::pow(ys.high / ys.low, 0.08) * 1.02;
        plot_->yAxis->setTicker(QSharedPointer<DecadeTicker>::create());
        plot_->yAxis->ticker()->setTickCount(count);
        plot_->yAxis->setRange(ys.low / air, ys.high * air);
        return;
    }
    const double middle = 0.5 * (ys.low + ys.high);
    if (ys.high - ys.low < 1e-6 * std::fabs(middle)) ys = {middle, middle};  // a constant, but for rounding
    double air = 0.06 * (ys.high - ys.low);
    if (!(air > 0)) air = ys.high == 0 ? 1 : 0.1 * std::fabs(ys.high);
    const double low = model_->fixedLow().value_or(ys.low - air), high = model_->fixedHigh().value_or(ys.high + air);
    auto ticker = QSharedPointer<ValueTicker>::create();
    ticker->setNumbers(model_->numbers());
    ticker->setTickCount(count);
    plot_->yAxis->setTicker(ticker);
    plot_->yAxis->setRange(low, high > low ? high : low + 1);
}

void SeriesPlot::updateMargins() {
    std::vector<EndLabel>& labels = picture_->labels;
    labels.clear();
    picture_->labelsInside = width() < kNarrow;
    int right = 10;
    if (model_) {
        const auto& all = model_->all();
        const bool several = all.size() > 1;
        const bool named = several || (!all.empty() && !all[0].model->name().isEmpty());
        for (const ChartSeries& series : all) {
            const auto latest = series.model->latestSmoothed();
            if (!latest || !named || (picture_->labelsInside && !several)) continue;
            labels.push_back({series.model->name(),
                              valueText(*latest, model_->numbers()),
                              seriesColour(series),
                              {},
                              {},
                              series.selected || !several});
        }
        for (const ChartLine& line : model_->lines()) {
            labels.push_back({line.label, valueText(line.value, model_->numbers()), {}, {}, {}, false});
        }
        if (!picture_->labelsInside && !labels.empty()) {
            const QFontMetrics plain(style::font(style::Type::Small)), bold(boldSmall());
            int widest = 0;
            for (const EndLabel& label : labels) {
                widest = std::max(widest, bold.horizontalAdvance(label.name) + 6 + bold.horizontalAdvance(label.value));
            }
            if (!model_->lines().empty()) widest += plain.horizontalAdvance(QStringLiteral(" \u2191"));
            right = std::min(widest + 16, width() * 2 / 5);
        }
    }
    plot_->axisRect()->setAutoMargins(QCP::msLeft | QCP::msBottom);
    plot_->axisRect()->setMargins({0, 8, right, 0});
    plot_->plotLayout()->update(QCPLayoutElement::upPreparation);
    plot_->plotLayout()->update(QCPLayoutElement::upMargins);
    plot_->plotLayout()->update(QCPLayoutElement::upLayout);
}

void SeriesPlot::updateLabels() {
    std::vector<EndLabel>& labels = picture_->labels;
    if (!model_ || labels.empty()) return;
    const QRect area = plotArea();
    const bool inside = picture_->labelsInside;
    std::vector<double> wanted;
    std::size_t next = 0;
    const auto want = [&](double x, double value) {
        EndLabel& label = labels[next++];
        const double y = std::clamp<double>(plot_->yAxis->coordToPixel(value), area.top(), area.bottom());
        label.anchor = {inside ? std::min<double>(x, area.right()) : x, y};
        // Above the line, or below it where the plot ends.
        wanted.push_back(!inside ? y : y - 13 < area.top() ? y + 11 : y - 12);
    };
    const bool several = model_->all().size() > 1;
    const bool named = several || (!model_->all().empty() && !model_->all()[0].model->name().isEmpty());
    for (const ChartSeries& series : model_->all()) {
        const auto latest = series.model->latestSmoothed();
        if (!latest || !named || (inside && !several)) continue;
        want(plot_->xAxis->coordToPixel(series.model->xs(picture_->axis).back()), *latest);
    }
    for (const ChartLine& line : model_->lines()) {
        const QCPRange shown = plot_->yAxis->range();
        if (line.value > shown.upper) labels[next].value += QStringLiteral(" \u2191");
        if (line.value < shown.lower) labels[next].value += QStringLiteral(" \u2193");
        want(area.right(), line.value);
    }

    const double spacing = labelSpacing(), height = spacing - 1;
    const auto placed = spreadLabels(wanted, spacing, area.top() + (inside ? 4 : 0), area.bottom() - 6);
    const QFontMetrics bold(boldSmall());
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (inside) {
            if (!labels[i].colour.isValid()) labels[i].name += QLatin1Char(' ') + labels[i].value;
            const double textWidth = bold.horizontalAdvance(labels[i].name) + 2;
            const double end = labels[i].colour.isValid() ? labels[i].anchor.x() - 12 : area.right();
            labels[i].box =
                QRectF(std::max<double>(area.left(), end - textWidth), placed[i] - height / 2, textWidth, height);
            continue;
        }
        const double left = area.right() + 7;
        const double full = width() - 2 - left;
        // A name alone with its value reads as one phrase; several align their values on the right edge.
        const double own = bold.horizontalAdvance(labels[i].name) + 6 + bold.horizontalAdvance(labels[i].value);
        const bool column = several && labels[i].colour.isValid();
        labels[i].box = QRectF(left, placed[i] - height / 2, column ? full : std::min(own, full), height);
    }
}

void SeriesPlot::drawCursor() {
    picture_->cursor = link_->cursor();
    if (!isVisible()) return;
    plot_->layer(QStringLiteral("overlay"))->replot();
    if (!picture_->cursor) hideCard();
}

const std::vector<EndLabel>& SeriesPlot::endLabels() const {
    return picture_->labels;
}

QPointF SeriesPlot::pixelOf(double x, double y) const {
    return {plot_->xAxis->coordToPixel(x), plot_->yAxis->coordToPixel(y)};
}

QRect SeriesPlot::plotArea() const {
    return plot_->axisRect()->rect();
}

void SeriesPlot::resetZoom() {
    link_->resetZoom();
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
    QWidget::hideEvent(event);
}

bool SeriesPlot::event(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) markDirty();
    return QWidget::event(event);
}

}  // namespace ludus::views
