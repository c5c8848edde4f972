// SPDX-License-Identifier: GPL-3.0-or-later
// WhyRuler: the line from 0 to 1 that a random number falls on, in the parts that stand for what could be drawn, and
// the number that was. GUI thread.
#pragma once

#include <QVector>
#include <QWidget>

namespace ludus::pages {

struct RulerPart {
    QString name;
    double from = 0, to = 0;  // [from, to)
    bool hit = false;         // the number fell on it
    QString note = {};        // behind the name: "60 %"
};

class WhyRuler : public QWidget {
    Q_OBJECT

public:
    explicit WhyRuler(const QString& title, QWidget* parent = nullptr);

    void setContent(QVector<RulerPart> parts, double number);
    const QVector<RulerPart>& parts() const { return parts_; }
    double number() const { return number_; }
    /// "0.4123 falls on history, 0.2500 to 0.8500."
    QString sentence() const;

    QSize sizeHint() const override { return {400, 50}; }
    QSize minimumSizeHint() const override { return {200, 50}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    QRectF line() const;
    QRectF rectOf(const RulerPart& part) const;
    void paintParts(QPainter& painter) const;
    void paintNames(QPainter& painter) const;

    const QString title_;
    QVector<RulerPart> parts_;
    double number_ = 0;
};

}  // namespace ludus::pages
