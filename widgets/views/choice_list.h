// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A short list to choose one from: a title and a muted second line each, with a small picture before them where there
// is one; the chosen one on the selection colour. As high as its items. GUI thread.

#include <QHash>
#include <QImage>
#include <QListWidget>
#include <QPixmap>

#include <functional>

namespace ludus::views {

class ChoiceList : public QListWidget {
    Q_OBJECT

public:
    explicit ChoiceList(QWidget* parent = nullptr);

    // Draws a picture of this size in the looks of the theme; asked once for each theme and pixel ratio.
    using Picture = std::function<QImage(const QSize& size, qreal ratio)>;

    void addChoice(const QString& id, const QString& title, const QString& note, const Picture& picture = {});
    bool hasPicture(const QString& id) const { return pictures_.contains(id); }
    QPixmap picture(const QString& id, qreal ratio) const;  // null where it has none
    QString currentId() const;
    void setCurrentId(const QString& id);  // unknown: none

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(const QString& id);  // by mouse or key, not by setCurrentId

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QHash<QString, Picture> pictures_;
    mutable QHash<QString, QPixmap> painted_;
    bool quiet_ = false;
};

}  // namespace ludus::views
