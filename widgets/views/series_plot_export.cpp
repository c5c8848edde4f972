// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAction>
#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QFileDialog>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QThreadPool>

#include "widgets/style/theme.h"
#include "widgets/views/qcustomplot_wrapper.h"
#include "widgets/views/series_plot.h"
#include "widgets/views/series_plot_data.h"

namespace ludus::views {

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

bool SeriesPlot::savePicture(const QString& path) {
    nameAxis(true);
    const bool saved = writePicture(path);
    nameAxis(false);
    return saved;
}

bool SeriesPlot::writePicture(const QString& path) {
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
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    writeCsv(model_ ? dataOf(*model_) : ChartData{}, buffer);
    return QString::fromUtf8(buffer.data());
}

void SeriesPlot::saveData(const QString& path) {
    const QPointer<SeriesPlot> plot(this);
    QThreadPool::globalInstance()->start([plot, path, data = model_ ? dataOf(*model_) : ChartData{}] {
        QSaveFile file(path);
        const bool done = file.open(QIODevice::WriteOnly) && writeCsv(data, file) && file.commit();
        QMetaObject::invokeMethod(
            qApp,
            [plot, path, done] {
                if (plot) Q_EMIT plot->exported(path, done);
            },
            Qt::QueuedConnection);
    });
}

void SeriesPlot::copyPicture() {
    nameAxis(true);
    QApplication::clipboard()->setPixmap(plot_->toPixmap(width(), height(), devicePixelRatioF()));
    nameAxis(false);
}

void SeriesPlot::copyData() const {
    QApplication::clipboard()->setText(dataText());
}

void SeriesPlot::exportTo(const QString& suffix) {
    const QString name = (model_ && !model_->title().isEmpty() ? model_->title() : tr("chart")) + QLatin1Char('.');
    const QString path = QFileDialog::getSaveFileName(this, tr("Export"), name + suffix,
                                                      tr("%1 files (*.%2)").arg(suffix.toUpper(), suffix));
    if (path.isEmpty()) return;
    if (suffix == QStringLiteral("csv"))
        saveData(path);
    else
        Q_EMIT exported(path, savePicture(path));
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
