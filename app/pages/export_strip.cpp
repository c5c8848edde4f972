// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/export_strip.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMessageBox>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QSaveFile>
#include <QStandardItemModel>
#include <QStandardPaths>
#include <QSvgGenerator>
#include <QTemporaryFile>

#include <algorithm>
#include <cmath>

#include "app/bridges/animation_file.h"
#include "app/bridges/film_file.h"
#include "app/bridges/texts.h"
#include "app/pages/frame_painter.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/label.h"

namespace ludus::pages {
namespace {

constexpr double kMostPictures = 30;  // a second
const char* const kFormats[] = {"webp", "png", "svg", "pngs", "csv", "mp4", "webm"};
constexpr int kFirstFilm = 5;
constexpr int kMostNames = 10'000;
constexpr int kSignSize = 32;

}  // namespace

ExportStrip::ExportStrip(bridges::ViewerBridge& viewer, QWidget* parent) : QFrame(parent), viewer_(viewer) {
    setObjectName(QStringLiteral("replay.exportStrip"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::space::kButton);
    format_ = makeBox("export.format", tr("Format"),
                      {tr("Animated WebP"), tr("This frame as PNG"), tr("This frame as SVG"), tr("Numbered PNGs"),
                       tr("Numbers as CSV"), tr("MP4 film"), tr("WebM film")});
    range_ = makeBox("export.range", tr("Range"), {tr("Whole match"), tr("Loop range")});
    width_ = makeBox("export.width", tr("Width"), {});
    for (const int width : {480, 640, 960, 1280, 1920})
        width_->addItem(tr("%1 px").arg(width), width);
    width_->setCurrentIndex(2);
    speed_ = makeBox("export.speed", tr("Speed"), {});
    for (const double speed : {0.25, 0.5, 1.0, 2.0, 4.0})
        speed_->addItem(tr("%1 ×").arg(style::formatPlain(speed)), speed);
    speed_->setCurrentIndex(2);
    file_ = new QLineEdit;
    file_->setObjectName(QStringLiteral("export.file"));
    file_->setAccessibleName(tr("File to write"));
    auto* browse = views::makeIconButton(QStringLiteral("folder"), tr("Choose the file"));
    browse->setObjectName(QStringLiteral("export.browse"));
    start_ = views::makeButton(tr("Write"), QStringLiteral("export"));
    start_->setObjectName(QStringLiteral("export.start"));
    cancel_ = views::makeButton(tr("Cancel"), QStringLiteral("close"));
    cancel_->setObjectName(QStringLiteral("export.cancel"));
    progress_ = new QProgressBar;
    progress_->setObjectName(QStringLiteral("export.progress"));
    progress_->setAccessibleName(tr("Progress of the export"));
    progress_->setFixedWidth(120);
    for (QWidget* widget : std::initializer_list<QWidget*>{format_, range_, width_, speed_})
        row->addWidget(widget);
    row->addWidget(file_, 1);
    row->addWidget(browse);
    row->addWidget(progress_);
    row->addWidget(start_);
    row->addWidget(cancel_);
    progress_->hide();
    cancel_->hide();
    connect(format_, &QComboBox::currentIndexChanged, this, &ExportStrip::refresh);
    connect(browse, &QToolButton::clicked, this, &ExportStrip::browse);
    connect(start_, &QPushButton::clicked, this, &ExportStrip::start);
    connect(file_, &QLineEdit::returnPressed, this, &ExportStrip::start);
    connect(cancel_, &QPushButton::clicked, this, [this] { job_.cancel(); });
    connect(&job_, &bridges::ExportJob::progressed, this, [this](int amount, int of) {
        progress_->setRange(0, of);
        progress_->setValue(amount);
    });
    connect(&job_, &bridges::ExportJob::finished, this, &ExportStrip::done);
}

QComboBox* ExportStrip::makeBox(const char* name, const QString& label, const QStringList& items) {
    auto* box = new QComboBox;
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(label);
    box->setToolTip(label);
    box->addItems(items);
    return box;
}

QString ExportStrip::format() const {
    return QLatin1String(kFormats[std::max(0, format_->currentIndex())]);
}

QString ExportStrip::suffix() const {
    return format() == QLatin1String("pngs") ? QString() : QLatin1Char('.') + format();
}

bool ExportStrip::isMoving() const {
    return format() == QLatin1String("webp") || format() == QLatin1String("mp4") || format() == QLatin1String("webm");
}

/// Films are made by a program that may come and go.
void ExportStrip::refreshFilms() {
    const bool can = !bridges::filmEncoder().isEmpty();
    auto* items = qobject_cast<QStandardItemModel*>(format_->model());
    for (int i = kFirstFilm; i < format_->count(); ++i) {
        const QString name = i == kFirstFilm ? tr("MP4 film") : tr("WebM film");
        format_->setItemText(i, can ? name : tr("%1 (needs ffmpeg)", "kind of film").arg(name));
        format_->setItemData(i, can ? QString() : tr("Films are made by the program ffmpeg, which is not installed."),
                             Qt::ToolTipRole);
        if (items != nullptr) items->item(i)->setEnabled(can);
    }
    if (!can && format_->currentIndex() >= kFirstFilm) format_->setCurrentIndex(0);
}

void ExportStrip::refresh() {
    refreshFilms();
    const bool many = isMoving() || format() == QLatin1String("pngs");
    const bool loop = viewer_.playback()->loopRange().has_value();
    range_->setVisible(many || format() == QLatin1String("csv"));
    range_->setEnabled(loop);
    range_->setCurrentIndex(loop ? 1 : 0);
    speed_->setVisible(isMoving());
    width_->setVisible(format() != QLatin1String("csv"));
    // A name of one's own stays, its ending follows the format.
    const QString name = file_->text();
    if (name.isEmpty() || name == offered_) {
        QString place = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
        if (place.isEmpty() || !QFileInfo(place).isDir()) place = QDir::homePath();
        const QString seed = viewer_.isOpen() ? QString::number(viewer_.match(0)->replay().seed) : QString();
        plain_ = QDir(place).filePath(QStringLiteral("match-") + seed + suffix());
        offered_ = freeName(plain_);
        file_->setText(offered_);
        return;
    }
    const QFileInfo info(name);
    file_->setText(info.dir().filePath(info.completeBaseName()) + suffix());
}

/// All that is written under this name; of several matches numbers are several files: name.csv, name-2.csv.
QStringList ExportStrip::filesOf(const QString& path) const {
    QStringList out{path};
    const QFileInfo info(path);
    for (int i = 2; i <= viewer_.count() && format() == QLatin1String("csv"); ++i)
        out << info.dir().filePath(QStringLiteral("%1-%2.csv").arg(info.completeBaseName(), QString::number(i)));
    return out;
}

/// The same name, or name-2, name-3, ...: what is there stays.
QString ExportStrip::freeName(const QString& path) const {
    const QFileInfo info(path);
    QString out = path;
    for (int i = 2; i < kMostNames; ++i) {
        const QStringList files = filesOf(out);
        if (std::none_of(files.begin(), files.end(), [](const QString& file) { return QFileInfo::exists(file); }))
            break;
        out = info.dir().filePath(QStringLiteral("%1-%2").arg(info.completeBaseName(), QString::number(i))) + suffix();
    }
    return out;
}

void ExportStrip::browse() {
    choose(file_->text());
}

/// Asks for a place; the dialog asks about a file that is there.
bool ExportStrip::choose(const QString& offered) {
    const QString path = format() == QLatin1String("pngs")
                             ? QFileDialog::getExistingDirectory(this, tr("Folder of the pictures"), offered)
                             : QFileDialog::getSaveFileName(this, tr("File to write"), offered);
    if (path.isEmpty()) return false;
    file_->setText(path);
    agreedTo_ = path;
    return true;
}

/// About what the dialog does not ask: the other files of several matches, a folder of pictures with something in it.
bool ExportStrip::askToReplace() {
    const QString path = file_->text();
    const bool many = format() == QLatin1String("pngs");
    QStringList there;
    if (many && !QDir(path).isEmpty()) there << QDir::toNativeSeparators(path);
    for (const QString& file : filesOf(path).mid(1))
        if (QFileInfo::exists(file)) there << QDir::toNativeSeparators(file);
    if (there.isEmpty()) return true;
    QMessageBox question(QMessageBox::NoIcon, many ? tr("Folder of the pictures") : tr("File to write"),
                         tr("There are files already. Those of the same name will be replaced."), QMessageBox::NoButton,
                         this);
    question.setObjectName(QStringLiteral("export.replace"));
    question.setTextFormat(Qt::PlainText);
    question.setIconPixmap(style::iconPixmap(QStringLiteral("warning"), style::color(style::Token::Warning), kSignSize,
                                             devicePixelRatioF()));
    question.setInformativeText(there.join(QLatin1Char('\n')));
    QPushButton* write = question.addButton(tr("Write"), QMessageBox::DestructiveRole);
    write->setObjectName(QStringLiteral("export.replaceYes"));
    QPushButton* cancel = question.addButton(tr("Cancel"), QMessageBox::RejectRole);
    cancel->setObjectName(QStringLiteral("export.replaceNo"));
    question.setDefaultButton(cancel);
    question.setEscapeButton(cancel);
    question.exec();
    return question.clickedButton() == write;
}

/// Where it goes, before anything is drawn for it: a name that is free or agreed to, in a place that takes a file.
bool ExportStrip::prepare() {
    if (file_->text() == offered_) {
        offered_ = freeName(plain_);
        file_->setText(offered_);
    } else {
        const bool asks = format() != QLatin1String("pngs") && file_->text() != agreedTo_;
        if (asks && QFileInfo::exists(file_->text()) && !choose(file_->text())) return false;
        if (!askToReplace()) return false;
    }
    agreedTo_.clear();  // for once
    path_ = file_->text();
    const bool many = format() == QLatin1String("pngs");
    const QString folder = many ? path_ : QFileInfo(path_).absolutePath();
    QString why;
    if (!QDir().mkpath(folder)) {
        why = tr("the folder cannot be made");
    } else {
        QTemporaryFile probe(QDir(folder).filePath(QStringLiteral(".ludus-XXXXXX")));
        if (!probe.open()) why = probe.errorString();
    }
    if (why.isEmpty()) return true;
    Q_EMIT said(false, bridges::translated(bridges::exportNotWritten(QDir::toNativeSeparators(path_), why)));
    return false;
}

views::SceneOverlays ExportStrip::drawn() const {
    views::SceneOverlays out;
    out.velocities = overlays_.velocity;
    out.labels = overlays_.actions;
    out.trail = overlays_.trail;
    out.rays = overlays_.rays;
    return out;
}

void ExportStrip::start() {
    if (!viewer_.isOpen() || job_.isRunning() || !prepare()) return;
    if (format() == QLatin1String("csv")) return writeCsv();
    if (format() == QLatin1String("png")) return writeOne(false);
    if (format() == QLatin1String("svg")) return writeOne(true);
    writeMany();
}

void ExportStrip::written(const QString& path) {
    Q_EMIT said(true, tr("%1 is written.").arg(path));
}

void ExportStrip::writeOne(bool svg) {
    const FramePainter frame(viewer_, drawn());
    const QSize size = frame.sizeFor(width_->currentData().toInt());
    const int at = viewer_.playback()->frame();
    bool good = false;
    if (svg) {
        QSaveFile file(path_);
        if (file.open(QIODevice::WriteOnly)) {
            QSvgGenerator generator;
            generator.setOutputDevice(&file);
            generator.setSize(size);
            generator.setViewBox(QRect(QPoint(0, 0), size));
            generator.setTitle(viewer_.title());
            {
                QPainter painter(&generator);
                frame.paint(painter, size, at);
            }
            good = file.commit();
        }
    } else {
        good = frame.image(size, at).save(path_);
    }
    if (good) return written(QDir::toNativeSeparators(path_));
    Q_EMIT said(false, bridges::translated(bridges::exportNotWritten(path_, tr("the place refuses it"))));
}

void ExportStrip::writeCsv() {
    const auto loop = viewer_.playback()->loopRange();
    const bool part = loop && range_->currentIndex() == 1;
    std::vector<bridges::ExportJob::Sheet> sheets;
    QStringList paths;
    const QStringList files = filesOf(path_);
    for (int i = 0; i < viewer_.count(); ++i) {
        const QString& path = files[i];
        const int start = viewer_.playback()->startOf(i);
        const std::shared_ptr<bridges::MatchBridge> match = viewer_.match(i)->copy();
        const int first = part ? loop->first - start : 0, last = part ? loop->second - start : match->frames() - 1;
        sheets.push_back({path, [match, first, last] { return bridges::matchAsCsv(*match, first, last); }});
        paths << QDir::toNativeSeparators(path);
    }
    written_ = paths.join(QStringLiteral(", "));
    showProgress(static_cast<int>(sheets.size()));
    job_.start(std::move(sheets));
}

void ExportStrip::showProgress(int of) {
    progress_->setRange(0, of);
    progress_->setValue(0);
    progress_->show();
    cancel_->show();
    start_->hide();
}

void ExportStrip::writeMany() {
    const models::PlaybackModel& playback = *viewer_.playback();
    const auto frame = std::make_shared<const FramePainter>(viewer_, drawn());
    bridges::ExportOrder order;
    order.kind = format() == QLatin1String("webp")   ? bridges::ExportKind::animation
                 : format() == QLatin1String("mp4")  ? bridges::ExportKind::mp4
                 : format() == QLatin1String("webm") ? bridges::ExportKind::webm
                                                     : bridges::ExportKind::pictures;
    order.path = path_;
    order.size = frame->sizeFor(width_->currentData().toInt());
    const bool part = playback.loopRange() && range_->currentIndex() == 1;
    order.first = part ? playback.loopRange()->first : 0;
    order.last = part ? playback.loopRange()->second : playback.frameCount() - 1;
    if (order.kind != bridges::ExportKind::pictures) {
        const double rate = playback.stepsPerSecond() * speed_->currentData().toDouble();
        order.every = std::max(1, static_cast<int>(std::lround(rate / kMostPictures)));
        order.seconds = order.every / rate;
    }
    written_ = QDir::toNativeSeparators(path_);
    showProgress(order.pictures());
    job_.start(order, [frame, size = order.size](int at) { return frame->image(size, at); });
}

void ExportStrip::done(bool cancelled, const QString& sentence) {
    progress_->hide();
    cancel_->hide();
    start_->show();
    if (!sentence.isEmpty()) {
        Q_EMIT said(false, sentence);
    } else if (cancelled) {
        Q_EMIT said(true, tr("The export was cancelled."));
    } else {
        written(written_);
    }
}

}  // namespace ludus::pages
