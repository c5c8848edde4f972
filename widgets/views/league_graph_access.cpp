// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/league_graph_access.h"

#include <QAccessible>
#include <QAccessibleWidget>

#include "widgets/views/league_graph_canvas.h"
#include "widgets/views/time_slider.h"

namespace ludus::views {

namespace {

class PictureAccess : public QAccessibleWidget {
public:
    explicit PictureAccess(LeagueCanvas* picture) : QAccessibleWidget(picture, QAccessible::Chart) {}

    QString text(QAccessible::Text kind) const override {
        if (kind == QAccessible::Value) return static_cast<LeagueCanvas*>(widget())->spokenValue();
        return QAccessibleWidget::text(kind);
    }
};

class SliderAccess : public QAccessibleWidget, public QAccessibleValueInterface {
public:
    explicit SliderAccess(TimeSlider* slider) : QAccessibleWidget(slider, QAccessible::Slider) {}

    QString text(QAccessible::Text kind) const override {
        return kind == QAccessible::Value ? slider()->spokenValue() : QAccessibleWidget::text(kind);
    }
    void* interface_cast(QAccessible::InterfaceType type) override {
        if (type == QAccessible::ValueInterface) return static_cast<QAccessibleValueInterface*>(this);
        return QAccessibleWidget::interface_cast(type);
    }
    QVariant currentValue() const override { return slider()->position(); }
    void setCurrentValue(const QVariant& value) override { slider()->setPosition(value.toInt()); }
    QVariant maximumValue() const override { return slider()->lastPosition(); }
    QVariant minimumValue() const override { return slider()->firstPosition(); }
    QVariant minimumStepSize() const override { return 1; }

private:
    TimeSlider* slider() const { return static_cast<TimeSlider*>(widget()); }
};

QAccessibleInterface* make(const QString&, QObject* object) {
    if (auto* picture = qobject_cast<LeagueCanvas*>(object)) return new PictureAccess(picture);
    if (auto* slider = qobject_cast<TimeSlider*>(object)) return new SliderAccess(slider);
    return nullptr;
}

}  // namespace

void LeagueAccess::install() {
    static const bool once = [] {
        QAccessible::installFactory(make);
        return true;
    }();
    static_cast<void>(once);
}

}  // namespace ludus::views
