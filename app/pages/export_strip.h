// SPDX-License-Identifier: GPL-3.0-or-later
// ExportStrip: what is watched as files: this frame (PNG, SVG), all of it or the loop range as an animated WebP or
// numbered PNGs or, where ffmpeg is installed, a film, all numbers as CSV; how large, how fast, where to; progress and
// cancel. GUI thread.
#pragma once

#include <QFrame>

#include "app/bridges/export_job.h"
#include "app/bridges/viewer_bridge.h"
#include "app/pages/match_view.h"

class QComboBox;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace ludus::pages {

class ExportStrip : public QFrame {
    Q_OBJECT

public:
    explicit ExportStrip(bridges::ViewerBridge& viewer, QWidget* parent = nullptr);

    void setOverlays(const ViewerOverlays& overlays) { overlays_ = overlays; }
    /// Range and name follow what is open.
    void refresh();

Q_SIGNALS:
    void said(bool good, const QString& sentence);

private:
    QComboBox* makeBox(const char* name, const QString& label, const QStringList& items);
    void browse();
    bool choose(const QString& offered);
    bool askToReplace();
    QString freeName(const QString& path) const;
    QStringList filesOf(const QString& path) const;
    bool prepare();
    void start();
    void writeOne(bool svg);
    void writeCsv();
    void writeMany();
    void refreshFilms();
    bool isMoving() const;
    void showProgress(int of);
    QString format() const;
    QString suffix() const;
    views::SceneOverlays drawn() const;
    void done(bool cancelled, const QString& sentence);
    void written(const QString& path);

    bridges::ViewerBridge& viewer_;
    bridges::ExportJob job_;
    QComboBox *format_, *range_, *width_, *speed_;
    QLineEdit* file_;
    QPushButton *start_, *cancel_;
    QProgressBar* progress_;
    ViewerOverlays overlays_;
    QString path_, written_;
    QString plain_;     // the name that is offered, without a number
    QString offered_;   // the name that stands there as long as nobody chooses one
    QString agreedTo_;  // chosen in the dialog, which asks about a file that is there
};

}  // namespace ludus::pages
