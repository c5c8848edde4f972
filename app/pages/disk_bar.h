// SPDX-License-Identifier: GPL-3.0-or-later
// DiskBar: a bar of parts of one whole, and below it what each is, in words. GUI thread.
#pragma once

#include <QVector>
#include <QWidget>

namespace ludus::pages {

struct DiskPart {
    QString name;
    QString value;  // "1.2 GB"
    QString note;   // "340 files"
    double share = 0;
    int colour = 0;  // its place in the categorical palette
};

class DiskBar : public QWidget {
    Q_OBJECT

public:
    explicit DiskBar(QWidget* parent = nullptr);
    void setParts(QVector<DiskPart> parts);
    const QVector<DiskPart>& parts() const { return parts_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVector<DiskPart> parts_;
};

}  // namespace ludus::pages
