// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/picture_export.h"

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QFileDialog>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QPixmap>
#include <QPointer>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QThreadPool>
#include <QWidget>

#include "widgets/style/theme.h"

namespace ludus::views {

namespace {

constexpr int kDpi = 96;

}  // namespace

PictureExport::PictureExport(QWidget* view, Source source) : QObject(view), view_(view), source_(std::move(source)) {}

QPixmap PictureExport::picture(double ratio) const {
    QPixmap pixels(source_.size() * ratio);
    pixels.setDevicePixelRatio(ratio);
    drawOn(pixels);
    return pixels;
}

bool PictureExport::drawOn(QPaintDevice& device) const {
    if (source_.draw) return source_.draw(device);
    QPainter painter;
    if (!painter.begin(&device)) return false;
    source_.paint(painter);
    return painter.end();
}

bool PictureExport::savePdf(const QString& path) const {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return false;
    {
        QPdfWriter writer(&file);
        writer.setResolution(kDpi);
        writer.setPageMargins(QMarginsF());
        writer.setPageSize(QPageSize(QSizeF(source_.size()) / kDpi, QPageSize::Inch, QString(), QPageSize::ExactMatch));
        if (!drawOn(writer)) return false;
    }
    return file.commit();
}

bool PictureExport::savePicture(const QString& path) const {
    if (path.endsWith(QStringLiteral(".pdf"), Qt::CaseInsensitive)) return savePdf(path);
    if (!path.endsWith(QStringLiteral(".svg"), Qt::CaseInsensitive)) return picture(2).save(path, "PNG");
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return false;
    QSvgGenerator generator;
    generator.setOutputDevice(&file);
    generator.setSize(source_.size());
    generator.setViewBox(QRect(QPoint(0, 0), source_.size()));
    return drawOn(generator) && file.commit();
}

QString PictureExport::dataText() const {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    source_.data()(buffer);
    return QString::fromUtf8(buffer.data());
}

void PictureExport::saveData(const QString& path) {
    const QPointer<PictureExport> self(this);
    QThreadPool::globalInstance()->start([self, path, write = source_.data()] {
        QSaveFile file(path);
        const bool done = file.open(QIODevice::WriteOnly) && write(file) && file.commit();
        QMetaObject::invokeMethod(
            qApp,
            [self, path, done] {
                if (self) Q_EMIT self->exported(path, done);
            },
            Qt::QueuedConnection);
    });
}

void PictureExport::copyPicture() const {
    QApplication::clipboard()->setPixmap(picture(view_->devicePixelRatioF()));
}

void PictureExport::copyData() const {
    QApplication::clipboard()->setText(dataText());
}

void PictureExport::exportTo(const QString& suffix) {
    const QString named = source_.name();
    const QString name = (named.isEmpty() ? tr("chart") : named) + QLatin1Char('.');
    const QString path = QFileDialog::getSaveFileName(view_, tr("Export"), name + suffix,
                                                      tr("%1 files (*.%2)").arg(suffix.toUpper(), suffix));
    if (path.isEmpty()) return;
    if (suffix == QStringLiteral("csv"))
        saveData(path);
    else
        Q_EMIT exported(path, savePicture(path));
}

QList<QAction*> PictureExport::actions() {
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
    if (source_.resetZoom) {
        add("chart.resetZoom", "zoom-reset", tr("Reset zoom"), [this] { source_.resetZoom(); });
        separate();
    }
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
