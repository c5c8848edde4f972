// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Fusion with the metrics, frames and icons of the studio. GUI thread; owned by the application.
// A widget asks for a variant by dynamic properties: "primary" (the one filled button of a page), "segment"
// ("first", "middle", "last": joined buttons), "invalid" (field with a danger frame), "quiet" (no frame at rest).

#include <QProxyStyle>

namespace ludus::style {

class FusionStyle : public QProxyStyle {
    Q_OBJECT

public:
    FusionStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl subControl,
                         const QWidget* widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                           const QWidget* widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override;
    void polish(QWidget* widget) override;
    using QProxyStyle::polish;
};

}  // namespace ludus::style
