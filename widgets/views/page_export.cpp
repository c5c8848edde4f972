// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/page_export.h"

#include <QPageSize>
#include <QPdfWriter>
#include <QSaveFile>

#include <algorithm>

#include "widgets/style/theme.h"
#include "widgets/views/qcustomplot_wrapper.h"
#include "widgets/views/series_plot.h"

namespace ludus::views {

namespace {

constexpr int kGap = style::space::kPanelGap, kMargin = style::space::kPageMargin;
constexpr int kDpi = 96;

QSize pageSize(const QList<QWidget*>& parts) {
    int width = 0, height = kMargin;
    for (const QWidget* part : parts) {
        width = std::max(width, part->width());
        height += part->height() + kGap;
    }
    return {width + 2 * kMargin, height - kGap + kMargin};
}

// Charts are drawn once more over their pixels, as lines.
void paintPlots(QWidget& part, QCPPainter& painter) {
    for (SeriesPlot* plot : part.findChildren<SeriesPlot*>()) {
        if (!plot->isVisibleTo(&part)) continue;
        painter.save();
        painter.translate(plot->mapTo(&part, QPoint(0, 0)));
        painter.fillRect(plot->rect(), style::color(style::Token::Surface));
        plot->paintVectors(painter);
        painter.restore();
    }
}

void paint(const QList<QWidget*>& parts, QCPPainter& painter, bool lines) {
    painter.fillRect(QRect(QPoint(0, 0), pageSize(parts)), style::color(style::Token::Window));
    painter.translate(kMargin, kMargin);
    for (QWidget* part : parts) {
        part->render(&painter, QPoint(), QRegion(), QWidget::DrawChildren);
        if (lines) paintPlots(*part, painter);
        painter.translate(0, part->height() + kGap);
    }
}

bool savePdf(const QList<QWidget*>& parts, const QString& path) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return false;
    {
        QPdfWriter writer(&file);
        writer.setResolution(kDpi);
        writer.setPageMargins(QMarginsF());
        writer.setPageSize(
            QPageSize(QSizeF(pageSize(parts)) / kDpi, QPageSize::Inch, QString(), QPageSize::ExactMatch));
        QCPPainter painter;
        if (!painter.begin(&writer)) return false;
        paint(parts, painter, true);
        if (!painter.end()) return false;
    }
    return file.commit();
}

}  // namespace

bool savePage(const QList<QWidget*>& parts, const QString& path) {
    if (path.endsWith(QStringLiteral(".pdf"), Qt::CaseInsensitive)) return savePdf(parts, path);
    QPixmap picture(pageSize(parts) * 2);
    picture.setDevicePixelRatio(2);
    QCPPainter painter;
    if (!painter.begin(&picture)) return false;
    paint(parts, painter, false);
    painter.end();
    return picture.save(path, "PNG");
}

}  // namespace ludus::views
