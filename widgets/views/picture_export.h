// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the corner menu does with a view that paints itself: copy and export as picture (PNG, SVG, PDF) and as numbers
// (CSV). GUI thread; a child of the view. Numbers are taken in one go and written on another thread.

#include <QAction>
#include <QObject>
#include <QSize>
#include <QString>

#include <functional>

class QIODevice;
class QPaintDevice;
class QPainter;
class QWidget;

namespace ludus::views {

class PictureExport : public QObject {
    Q_OBJECT

public:
    using Writer = std::function<bool(QIODevice&)>;
    struct Source {
        std::function<QString()> name = {};  // of files, without an ending
        std::function<QSize()> size = {};
        std::function<void(QPainter&)> paint = {};
        std::function<bool(QPaintDevice&)> draw = {};  // instead of paint, by who needs a painter of its own
        std::function<Writer()> data = {};
        std::function<void()> resetZoom = {};  // empty: there is no such verb
    };

    PictureExport(QWidget* view, Source source);

    QSize size() const { return source_.size(); }
    // By the ending of `path`. False: not written.
    bool savePicture(const QString& path) const;
    void saveData(const QString& path);  // exported() says when it is done
    QString dataText() const;
    void copyPicture() const;
    void copyData() const;
    QList<QAction*> actions();

Q_SIGNALS:
    void exported(const QString& path, bool done);

private:
    QPixmap picture(double ratio) const;
    bool drawOn(QPaintDevice& device) const;
    bool savePdf(const QString& path) const;
    void exportTo(const QString& suffix);

    QWidget* view_;
    Source source_;
    QList<QAction*> actions_;
};

}  // namespace ludus::views
