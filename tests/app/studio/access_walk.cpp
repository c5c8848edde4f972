// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/studio/access_walk.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QScrollBar>
#include <QSet>
#include <QTabBar>
#include <QTest>

#include "widgets/style/theme.h"

namespace ludus::test {
namespace {

QString called(const QWidget& widget) {
    const QString name = widget.objectName().isEmpty() ? QStringLiteral("(no object name)") : widget.objectName();
    return QStringLiteral("%1 %2 in %3")
        .arg(QLatin1String(widget.metaObject()->className()), name,
             widget.parentWidget() ? widget.parentWidget()->objectName() : QString());
}

/// Parts that Qt makes inside its own controls.
bool isInside(const QWidget& widget) {
    if (widget.objectName().startsWith(QLatin1String("qt_"))) return true;
    if (qobject_cast<const QScrollBar*>(&widget)) return true;
    const QWidget* parent = widget.parentWidget();
    return parent && (qobject_cast<const QLineEdit*>(parent) || qobject_cast<const QComboBox*>(parent) ||
                      qobject_cast<const QTabBar*>(parent));
}

/// Of radio buttons that belong together only the chosen one is a stop.
bool isStop(const QWidget& widget) {
    if (!(widget.focusPolicy() & Qt::TabFocus)) return false;
    const auto* radio = qobject_cast<const QRadioButton*>(&widget);
    return !radio || radio->isChecked();
}

QString nameOf(QWidget& widget) {
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(&widget);
    return face ? face->text(QAccessible::Name) : widget.accessibleName();
}

QVector<QWidget*> controlsOf(QWidget& root) {
    QVector<QWidget*> out;
    for (QWidget* widget : root.findChildren<QWidget*>()) {
        if (!widget->isVisible() || !widget->isEnabled() || widget->focusPolicy() == Qt::NoFocus) continue;
        if (!isInside(*widget) && widget->focusProxy() == nullptr) out.append(widget);
    }
    return out;
}

}  // namespace

QStringList accessFaults(QWidget& window, QWidget& root) {
    QStringList faults;
    const QVector<QWidget*> controls = controlsOf(root);
    QSet<QWidget*> unreached;
    for (QWidget* control : controls) {
        if (control->objectName().isEmpty()) faults << called(*control) + QStringLiteral(": no object name");
        if (nameOf(*control).isEmpty()) faults << called(*control) + QStringLiteral(": no accessible name");
        if (control->width() < style::size::kHitMin || control->height() < style::size::kHitMin) {
            faults << called(*control) + QStringLiteral(": only %1 x %2").arg(control->width()).arg(control->height());
        }
        if (isStop(*control)) unreached.insert(control);
    }
    if (controls.isEmpty()) return faults;
    const QWidget* stuck = nullptr;
    const auto most = 4 * static_cast<int>(window.findChildren<QWidget*>().size());
    for (int i = 0; i < most && !unreached.isEmpty(); ++i) {
        QWidget* before = QApplication::focusWidget();
        QTest::keyClick(before ? before : &window, Qt::Key_Tab);
        if (QApplication::focusWidget() == before && before) {
            stuck = before;
            break;
        }
        unreached.remove(QApplication::focusWidget());
    }
    if (stuck) faults << called(*stuck) + QStringLiteral(": Tab does not lead out of it");
    for (const QWidget* widget : std::as_const(unreached))
        faults << called(*widget) + QStringLiteral(": Tab never comes here");
    return faults;
}

QStringList clippedTexts(QWidget& root) {
    QStringList faults;
    for (const QWidget* widget : root.findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->visibleRegion().isEmpty()) continue;
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const auto* label = qobject_cast<const QLabel*>(widget);
        if (!button && !label) continue;
        const QString text = button ? button->text() : label->text();
        if (text.isEmpty() || widget->minimumSizeHint().width() <= 1) continue;
        if (widget->width() + 1 < widget->minimumSizeHint().width() ||
            widget->height() + 1 < widget->minimumSizeHint().height()) {
            faults << called(*widget) + QStringLiteral(" \"%1\": %2 x %3 of %4 x %5")
                                            .arg(text.left(40))
                                            .arg(widget->width())
                                            .arg(widget->height())
                                            .arg(widget->minimumSizeHint().width())
                                            .arg(widget->minimumSizeHint().height());
        }
    }
    return faults;
}

}  // namespace ludus::test
