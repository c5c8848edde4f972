// SPDX-License-Identifier: GPL-3.0-or-later
#include <QPixmap>

#include "widgets/style/theme.h"
#include "widgets/views/picture_export.h"
#include "widgets/views/qcustomplot_wrapper.h"
#include "widgets/views/series_plot.h"
#include "widgets/views/series_plot_data.h"

namespace ludus::views {

PictureExport* SeriesPlot::makeExporter() {
    PictureExport::Source source;
    source.name = [this] { return model_ ? model_->title() : QString(); };
    source.size = [this] { return size(); };
    source.draw = [this](QPaintDevice& device) { return draw(device); };
    source.data = [this]() -> PictureExport::Writer {
        return [data = model_ ? dataOf(*model_) : ChartData{}](QIODevice& device) { return writeCsv(data, device); };
    };
    source.resetZoom = [this] { resetZoom(); };
    auto* made = new PictureExport(this, std::move(source));
    connect(made, &PictureExport::exported, this, &SeriesPlot::exported);
    return made;
}

/// A picture alone has to say what the window says beside it.
void SeriesPlot::nameAxis(bool named) {
    QString words;
    if (named && link_->isLogarithmic()) {
        const models::SeriesAxis axis = link_->axis();
        words = tr("%1, logarithmic")
                    .arg(axis == models::SeriesAxis::Metric ? link_->metricName()
                         : axis == models::SeriesAxis::Time ? tr("relative time")
                                                            : xName_);
    }
    plot_->xAxis->setLabelFont(style::font(style::Type::Caption));
    plot_->xAxis->setLabelColor(style::color(style::Token::TextMuted));
    plot_->xAxis->setLabel(words);
    replotNow();
}

bool SeriesPlot::draw(QPaintDevice& device) {
    nameAxis(true);
    QCPPainter painter;
    bool drawn = painter.begin(&device);
    if (const auto* pixels = dynamic_cast<QPixmap*>(&device); drawn && pixels)
        painter.drawPixmap(rect(), plot_->toPixmap(width(), height(), pixels->devicePixelRatio()));
    else if (drawn)
        paintVectors(painter);
    drawn = drawn && painter.end();
    nameAxis(false);
    return drawn;
}

void SeriesPlot::paintVectors(QCPPainter& painter) {
    if (dirty_) replotNow();
    painter.save();
    painter.setMode(QCPPainter::pmVectorized);
    plot_->toPainter(&painter, width(), height());
    painter.restore();
}

bool SeriesPlot::savePicture(const QString& path) {
    return exporter_->savePicture(path);
}

QString SeriesPlot::dataText() const {
    return exporter_->dataText();
}

void SeriesPlot::saveData(const QString& path) {
    exporter_->saveData(path);
}

QList<QAction*> SeriesPlot::cornerActions() {
    return exporter_->actions();
}

}  // namespace ludus::views
