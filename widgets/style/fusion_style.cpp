// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/style/fusion_style.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QPainter>
#include <QSlider>
#include <QStyleOption>

#include "widgets/style/paint.h"
#include "widgets/style/theme.h"

namespace ludus::style {

namespace {

bool flag(const QWidget* widget, const char* name) {
    return widget && widget->property(name).toBool();
}

bool isOn(const QStyleOption* option, QStyle::StateFlag state) {
    return option->state.testFlag(state);
}

// A rounded box whose 1 or 2 px frame lies inside the rectangle.
void box(QPainter* painter, const QRectF& rect, const QColor& fill, const QColor& frame, qreal width = 1,
         qreal corner = radius::kControl) {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill);
    painter->setPen(frame.isValid() ? QPen(frame, width) : QPen(Qt::NoPen));
    const qreal half = frame.isValid() ? width / 2 : 0;
    painter->drawRoundedRect(rect.adjusted(half, half, -half, -half), corner, corner);
    painter->restore();
}

void drawIcon(QPainter* painter, const QRect& rect, const QString& name, Token token, int pixels = 16) {
    const qreal ratio = painter->device()->devicePixelRatioF();
    const QRect place(rect.center().x() - (pixels - 1) / 2, rect.center().y() - (pixels - 1) / 2, pixels, pixels);
    painter->drawPixmap(place, iconPixmap(name, color(token), pixels, ratio));
}

void drawField(QPainter* painter, const QStyleOption* option, const QWidget* widget, bool focused) {
    const bool enabled = isOn(option, QStyle::State_Enabled);
    QColor fill = color(enabled ? Token::Surface : Token::Sunken);
    QColor frame = color(enabled ? Token::BorderStrong : Token::Border);
    qreal width = 1;
    if (flag(widget, "invalid")) {
        frame = color(Token::Danger);
        width = 2;
    } else if (focused && enabled) {
        frame = color(Token::Focus);
        width = 2;
    }
    box(painter, option->rect, fill, frame, width);
}

// Joined buttons share one hairline: each draws its rounded box wider than itself and is clipped.
QRectF segmentRect(const QRect& rect, const QWidget* widget) {
    const QString segment = widget ? widget->property("segment").toString() : QString();
    if (segment == QLatin1String("first")) return QRectF(rect).adjusted(0, 0, 10, 0);
    if (segment == QLatin1String("middle")) return QRectF(rect).adjusted(-10, 0, 10, 0);
    if (segment == QLatin1String("last")) return QRectF(rect).adjusted(-10, 0, 0, 0);
    return rect;
}

void drawButton(QPainter* painter, const QStyleOption* option, const QWidget* widget, bool framed) {
    const bool enabled = isOn(option, QStyle::State_Enabled), hover = isOn(option, QStyle::State_MouseOver);
    const bool down = isOn(option, QStyle::State_Sunken), on = isOn(option, QStyle::State_On);
    const bool quiet = !framed || flag(widget, "quiet");
    QColor fill = color(Token::Surface), frame = color(Token::BorderStrong);
    if (!enabled) {
        if (quiet) return;
        fill = color(Token::Sunken);
        frame = color(Token::Border);
    } else if (flag(widget, "primary")) {
        fill = color(down ? Token::AccentPressed : hover ? Token::AccentHover : Token::Accent);
        frame = QColor();
    } else if (on) {
        fill = color(Token::AccentSoft);
        frame = color(Token::Accent);
    } else if (quiet) {
        if (!down && !hover) return;
        fill = color(down ? Token::AccentSoft : Token::Hover);
        frame = QColor();
    } else if (down) {
        fill = color(Token::AccentSoft);
    } else if (hover) {
        fill = color(Token::Hover);
    }
    const QString segment = widget ? widget->property("segment").toString() : QString();
    painter->save();
    painter->setClipRect(option->rect, Qt::IntersectClip);
    box(painter, segmentRect(option->rect, widget), fill, frame);
    if (segment == QLatin1String("middle") || segment == QLatin1String("last")) {
        painter->fillRect(QRect(option->rect.topLeft(), QSize(1, option->rect.height())),
                          frame.isValid() ? frame : color(Token::AccentPressed));
    }
    painter->restore();
}

// Icon and word side by side in the middle; from right to left the icon comes last.
void drawButtonLabel(QPainter* painter, const QStyleOptionButton* button, const QColor& ink) {
    const QFontMetrics& metrics = button->fontMetrics;
    constexpr int kGap = 7;
    const bool icon = !button->icon.isNull(), words = !button->text.isEmpty();
    const int iconWidth = icon ? button->iconSize.width() : 0, gap = icon && words ? kGap : 0;
    const int room = qMax(0, button->rect.width() - 8 - iconWidth - gap);
    const QString text = metrics.elidedText(button->text, Qt::ElideRight, room, Qt::TextShowMnemonic);
    const int textWidth = metrics.size(Qt::TextShowMnemonic, text).width();
    const int left = button->rect.left() + (button->rect.width() - iconWidth - gap - textWidth + 1) / 2;
    const bool iconLast = button->direction == Qt::RightToLeft;
    if (icon) {
        const QRect place(iconLast ? left + textWidth + gap : left,
                          button->rect.top() + (button->rect.height() - button->iconSize.height()) / 2, iconWidth,
                          button->iconSize.height());
        button->icon.paint(painter, place, Qt::AlignCenter,
                           button->state & QStyle::State_Enabled ? QIcon::Normal : QIcon::Disabled,
                           button->state & QStyle::State_On ? QIcon::On : QIcon::Off);
    }
    painter->setPen(ink);
    const QRect line(iconLast ? left : left + iconWidth + gap, button->rect.top(), textWidth + 2,
                     button->rect.height());
    painter->drawText(line, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine | Qt::TextShowMnemonic, text);
}

void drawCheckBox(QPainter* painter, const QStyleOption* option, bool round) {
    const bool enabled = isOn(option, QStyle::State_Enabled);
    const bool on = isOn(option, QStyle::State_On), partial = isOn(option, QStyle::State_NoChange);
    const QRect rect(option->rect.center().x() - 7, option->rect.center().y() - 7, 16, 16);
    const QColor frame = color(enabled ? (on || partial ? Token::Accent : Token::BorderStrong) : Token::Border);
    QColor fill = color(enabled ? Token::Surface : Token::Sunken);
    if (enabled && on && !round) fill = color(Token::Accent);
    if (enabled && !on && isOn(option, QStyle::State_MouseOver)) fill = color(Token::Hover);
    box(painter, rect, fill, frame, on && round ? 1.5 : 1, round ? 8 : 3);
    if (on && round) {
        box(painter, QRectF(rect).adjusted(4, 4, -4, -4), color(enabled ? Token::Accent : Token::TextDisabled),
            QColor(), 1, 4);
    } else if (on) {
        drawIcon(painter, rect, QStringLiteral("check"), enabled ? Token::OnAccent : Token::TextDisabled, 14);
    } else if (partial) {
        painter->fillRect(rect.adjusted(4, 7, -4, -7), color(Token::Accent));
    }
}

void drawSlider(QPainter* painter, const QStyleOptionSlider* option, const QRect& handle) {
    const bool enabled = isOn(option, QStyle::State_Enabled);
    const bool horizontal = option->orientation == Qt::Horizontal;
    const QRect r = option->rect;
    const QColor done = color(enabled ? Token::Accent : Token::TextDisabled);
    const QColor rest = color(enabled ? Token::BorderStrong : Token::Border);
    if (horizontal) {
        const qreal y = r.center().y() - 1;
        box(painter, QRectF(r.left(), y, r.width(), 3), rest, QColor(), 1, 1.5);
        box(painter, QRectF(r.left(), y, handle.center().x() - r.left(), 3), done, QColor(), 1, 1.5);
    } else {
        const qreal x = r.center().x() - 1;
        box(painter, QRectF(x, r.top(), 3, r.height()), rest, QColor(), 1, 1.5);
        box(painter, QRectF(x, handle.center().y(), 3, r.bottom() - handle.center().y()), done, QColor(), 1, 1.5);
    }
    QColor fill = color(Token::Surface);
    if (isOn(option, QStyle::State_Sunken)) fill = color(Token::AccentSoft);
    QRectF knob(0, 0, 15, 15);
    knob.moveCenter(QRectF(handle).center());
    box(painter, knob, fill, done, 2, 7);
}

}  // namespace

FusionStyle::FusionStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

void FusionStyle::polish(QWidget* widget) {
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget) || qobject_cast<QSlider*>(widget) ||
        qobject_cast<QAbstractSpinBox*>(widget)) {
        widget->setAttribute(Qt::WA_Hover);
    }
}

void FusionStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                const QWidget* widget) const {
    switch (element) {
        case PE_PanelLineEdit:
        case PE_FrameLineEdit: {
            const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
            if (frame && frame->lineWidth <= 0) return;
            drawField(painter, option, widget, isOn(option, State_HasFocus));
            return;
        }
        case PE_PanelButtonCommand: drawButton(painter, option, widget, true); return;
        case PE_PanelButtonTool: drawButton(painter, option, widget, !isOn(option, State_AutoRaise)); return;
        case PE_FrameDefaultButton: return;
        case PE_IndicatorCheckBox:
        case PE_IndicatorItemViewItemCheck: drawCheckBox(painter, option, false); return;
        case PE_IndicatorRadioButton: drawCheckBox(painter, option, true); return;
        case PE_IndicatorMenuCheckMark:
            if (isOn(option, State_On)) drawIcon(painter, option->rect, QStringLiteral("check"), Token::Accent);
            return;
        case PE_IndicatorArrowDown:
            drawIcon(painter, option->rect, QStringLiteral("chevron-down"), Token::TextMuted);
            return;
        case PE_IndicatorArrowUp:
            drawIcon(painter, option->rect, QStringLiteral("chevron-up"), Token::TextMuted);
            return;
        case PE_IndicatorArrowLeft:
            drawIcon(painter, option->rect, QStringLiteral("chevron-left"), Token::TextMuted);
            return;
        case PE_IndicatorArrowRight:
            drawIcon(painter, option->rect, QStringLiteral("chevron-right"), Token::TextMuted);
            return;
        case PE_IndicatorBranch:
            if (isOn(option, State_Children)) {
                drawIcon(painter, option->rect,
                         isOn(option, State_Open) ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"),
                         Token::TextMuted);
            }
            return;
        case PE_FrameFocusRect:
            // Buttons and fields wear the ring of FocusRing outside; rows and tabs wear theirs inside.
            if (isOn(option, State_KeyboardFocusChange) && !qobject_cast<const QAbstractButton*>(widget) &&
                !qobject_cast<const QComboBox*>(widget) && !qobject_cast<const QSlider*>(widget)) {
                paintFocusInside(*painter, option->rect, radius::kMark);
            }
            return;
        case PE_Frame:
        case PE_FrameGroupBox: box(painter, option->rect, Qt::transparent, color(Token::Border)); return;
        default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void FusionStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                              const QWidget* widget) const {
    if (element == CE_PushButtonBevel) {
        drawButton(painter, option, widget, true);
        return;
    }
    if (element == CE_PushButtonLabel || element == CE_ToolButtonLabel) {
        Token ink = Token::Count;
        if (isOn(option, State_Enabled)) {
            if (flag(widget, "primary"))
                ink = Token::OnAccent;
            else if (isOn(option, State_On))
                ink = Token::Accent;
        }
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            const bool enabled = isOn(option, State_Enabled);
            drawButtonLabel(painter, button,
                            color(ink != Token::Count ? ink
                                  : enabled           ? Token::Text
                                                      : Token::TextDisabled));
            return;
        }
        if (const auto* tool = qstyleoption_cast<const QStyleOptionToolButton*>(option)) {
            QStyleOptionToolButton copy = *tool;
            if (ink != Token::Count) copy.palette.setColor(QPalette::ButtonText, color(ink));
            QProxyStyle::drawControl(element, &copy, painter, widget);
            return;
        }
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void FusionStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                     const QWidget* widget) const {
    if (control == CC_ComboBox) {
        const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
        const bool focused = isOn(option, State_HasFocus) && combo && combo->editable;
        if (combo && combo->frame) drawField(painter, option, widget, focused);
        const QRect arrow = subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget);
        drawIcon(painter, arrow, QStringLiteral("chevron-down"),
                 isOn(option, State_Enabled) ? Token::TextMuted : Token::TextDisabled);
        return;
    }
    if (control == CC_SpinBox) {
        drawField(painter, option, widget, isOn(option, State_HasFocus));
        const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
        const auto ink = [&](QAbstractSpinBox::StepEnabledFlag step) {
            return spin && (spin->stepEnabled & step) ? Token::TextMuted : Token::BorderStrong;
        };
        if (spin && spin->buttonSymbols != QAbstractSpinBox::NoButtons) {
            drawIcon(painter, subControlRect(CC_SpinBox, option, SC_SpinBoxUp, widget), QStringLiteral("chevron-up"),
                     ink(QAbstractSpinBox::StepUpEnabled), 12);
            drawIcon(painter, subControlRect(CC_SpinBox, option, SC_SpinBoxDown, widget),
                     QStringLiteral("chevron-down"), ink(QAbstractSpinBox::StepDownEnabled), 12);
        }
        return;
    }
    if (control == CC_Slider) {
        if (const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
            drawSlider(painter, slider, QProxyStyle::subControlRect(control, option, SC_SliderHandle, widget));
            return;
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect FusionStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl subControl,
                                  const QWidget* widget) const {
    const QRect r = option->rect;
    if (control == CC_ComboBox && subControl == SC_ComboBoxArrow) {
        return visualRect(option->direction, r, QRect(r.right() - 24, r.top(), 22, r.height()));
    }
    if (control == CC_ComboBox && subControl == SC_ComboBoxEditField) {
        return visualRect(option->direction, r, r.adjusted(8, 2, -24, -2));
    }
    if (control == CC_SpinBox) {
        const QRect buttons(r.right() - 21, r.top() + 2, 18, r.height() - 4);
        QRect result;
        switch (subControl) {
            case SC_SpinBoxUp: result = buttons.adjusted(0, 0, 0, -buttons.height() / 2); break;
            case SC_SpinBoxDown: result = buttons.adjusted(0, buttons.height() / 2, 0, 0); break;
            case SC_SpinBoxEditField: result = r.adjusted(6, 2, -22, -2); break;
            default: result = r;
        }
        return visualRect(option->direction, r, result);
    }
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

QRect FusionStyle::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const {
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    if (element != SE_LineEditContents) return rect;
    const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
    return frame && frame->lineWidth > 0 ? rect.adjusted(4, 0, -4, 0) : rect;
}

QSize FusionStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                    const QWidget* widget) const {
    const int height = widget && flag(widget, "small") ? size::kControlSmall : size::kControl;
    switch (type) {
        case CT_PushButton: return QSize(size.width() + 26, qMax(height, size.height() + 6));
        case CT_LineEdit: return QSize(size.width() + 8, qMax(height, size.height() + 4));
        case CT_ComboBox: return QSize(size.width() + 34, qMax(height, size.height() + 4));
        case CT_SpinBox: return QSize(size.width() + 8, qMax(height, size.height()));
        case CT_ToolButton: {
            const auto* tool = qstyleoption_cast<const QStyleOptionToolButton*>(option);
            const bool worded = tool && tool->toolButtonStyle != Qt::ToolButtonIconOnly && !tool->text.isEmpty();
            return QSize(qMax(size.width() + (worded ? 18 : 6), size::kHitMin),
                         qMax(size.height() + 6, worded ? height : size::kHitMin));
        }
        default: return QProxyStyle::sizeFromContents(type, option, size, widget);
    }
}

int FusionStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
        case PM_SmallIconSize:
        case PM_ButtonIconSize:
        case PM_ToolBarIconSize:
        case PM_ListViewIconSize: return size::kIcon;
        case PM_DefaultFrameWidth: return 1;
        case PM_ButtonShiftHorizontal:
        case PM_ButtonShiftVertical: return 0;
        case PM_SplitterWidth: return space::kPanelGap;
        case PM_SliderThickness: return size::kHitMin;
        case PM_SliderLength:
        case PM_SliderControlThickness: return 16;
        case PM_IndicatorWidth:
        case PM_IndicatorHeight:
        case PM_ExclusiveIndicatorWidth:
        case PM_ExclusiveIndicatorHeight: return 16;
        case PM_CheckBoxLabelSpacing:
        case PM_RadioButtonLabelSpacing: return 8;
        case PM_HeaderMargin: return 6;
        default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int FusionStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                           QStyleHintReturn* data) const {
    switch (hint) {
        case SH_EtchDisabledText:
        case SH_DitherDisabledText:
        case SH_Widget_Animation_Duration:
        case SH_ComboBox_Popup:
        case SH_ItemView_ActivateItemOnSingleClick: return 0;
        case SH_ToolTip_WakeUpDelay: return 400;
        case SH_Slider_AbsoluteSetButtons: return Qt::LeftButton;
        case SH_Slider_PageSetButtons: return Qt::MiddleButton;
        default: return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

}  // namespace ludus::style
