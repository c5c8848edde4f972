// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QSaveFile>
#include <QSvgGenerator>

#include <cmath>

#include "widgets/style/theme.h"
#include "widgets/views/qcustomplot_wrapper.h"
#include "widgets/views/series_plot.h"

namespace ludus::views {

using models::ChartSeries;

namespace {

QString number(double value) {
    return std::isfinite(value) ? QString::number(value, 'g', 12) : QString();
}

QString quoted(QString text) {
    return QLatin1Char('"') + text.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

}  // namespace

bool SeriesPlot::savePicture(const QString& path) {
    replotNow();
    if (path.endsWith(QStringLiteral(".pdf"), Qt::CaseInsensitive)) {
        return plot_->savePdf(path, width(), height(), QCP::epNoCosmetic);
    }
    if (path.endsWith(QStringLiteral(".svg"), Qt::CaseInsensitive)) {
        QSvgGenerator generator;
        generator.setFileName(path);
        generator.setSize(size());
        generator.setViewBox(rect());
        QCPPainter painter;
        if (!painter.begin(&generator)) return false;
        paintVectors(painter);
        return painter.end();
    }
    return plot_->savePng(path, width(), height(), 2);
}

void SeriesPlot::paintVectors(QCPPainter& painter) {
    if (dirty_) replotNow();
    painter.save();
    painter.setMode(QCPPainter::pmVectorized);
    plot_->toPainter(&painter, width(), height());
    painter.restore();
}

QString SeriesPlot::dataText() const {
    QString text = QStringLiteral("series,step,wall_seconds,value,smoothed,half_width,half_width_below\n");
    if (!model_) return text;
    for (const ChartSeries& series : model_->all()) {
        const QString name = quoted(series.model->name());
        for (std::size_t i = 0; i < series.model->size(); ++i) {
            const models::SeriesPoint point = series.model->at(i);
            text += QStringList{name,
                                number(point.step),
                                number(point.wallSeconds),
                                number(point.value),
                                number(series.model->smoothed()[i]),
                                number(point.halfWidth),
                                number(point.halfWidthBelow)}
                        .join(QLatin1Char(',')) +
                    QLatin1Char('\n');
        }
    }
    return text;
}

bool SeriesPlot::saveData(const QString& path) const {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return false;
    file.write(dataText().toUtf8());
    return file.commit();
}

void SeriesPlot::copyPicture() {
    replotNow();
    QApplication::clipboard()->setPixmap(plot_->toPixmap(width(), height(), devicePixelRatioF()));
}

void SeriesPlot::copyData() const {
    QApplication::clipboard()->setText(dataText());
}

void SeriesPlot::exportTo(const QString& suffix) {
    const QString name = (model_ && !model_->title().isEmpty() ? model_->title() : tr("chart")) + QLatin1Char('.');
    const QString path = QFileDialog::getSaveFileName(this, tr("Export"), name + suffix,
                                                      tr("%1 files (*.%2)").arg(suffix.toUpper(), suffix));
    if (path.isEmpty()) return;
    const bool done = suffix == QStringLiteral("csv") ? saveData(path) : savePicture(path);
    Q_EMIT exported(path, done);
}

QList<QAction*> SeriesPlot::cornerActions() {
    if (!actions_.isEmpty()) return actions_;
    const auto add = [&](const char* name, const char* icon, const QString& text, auto&& verb) {
        auto* action = new QAction(text, this);
        action->setObjectName(QLatin1String(name));
        if (icon != nullptr) action->setIcon(style::icon(QLatin1String(icon)));
        connect(action, &QAction::triggered, this, verb);
        actions_ << action;
    };
    const auto separate = [&] {
        actions_ << new QAction(this);
        actions_.back()->setSeparator(true);
    };
    add("chart.resetZoom", "zoom-reset", tr("Reset zoom"), [this] { resetZoom(); });
    separate();
    add("chart.copyPicture", "copy", tr("Copy picture"), [this] { copyPicture(); });
    add("chart.copyData", nullptr, tr("Copy data"), [this] { copyData(); });
    separate();
    add("chart.exportPng", "export", tr("Export PNG…"), [this] { exportTo(QStringLiteral("png")); });
    add("chart.exportSvg", nullptr, tr("Export SVG…"), [this] { exportTo(QStringLiteral("svg")); });
    add("chart.exportPdf", nullptr, tr("Export PDF…"), [this] { exportTo(QStringLiteral("pdf")); });
    add("chart.exportCsv", nullptr, tr("Export CSV…"), [this] { exportTo(QStringLiteral("csv")); });
    return actions_;
}

}  // namespace ludus::views
