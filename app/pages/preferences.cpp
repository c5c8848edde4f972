// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/preferences.h"

#include <QApplication>
#include <QPalette>
#include <QSettings>
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#include <QStyleHints>
#endif

#include <array>

namespace ludus::pages {
namespace {

const QString kWelcomed = QStringLiteral("window/welcomed");
constexpr double kSmoothingAtFirst = 0.6;
constexpr std::array kThemeNames{"system", "light", "dark"};
constexpr std::array kRowNames{"dense", "normal", "roomy"};

/// The place of a kept word in its list; what nobody knows is the usual.
template <class Names>
int placeOf(const Names& names, const QString& word, int usual) {
    for (size_t i = 0; i < names.size(); ++i) {
        if (word == QLatin1String(names[i])) return static_cast<int>(i);
    }
    return usual;
}

}  // namespace

QVariant Preferences::value(const QString& key) const {
    return QSettings().value(key);
}

void Preferences::setValue(const QString& key, const QVariant& value) {
    QSettings settings;
    if (settings.value(key) == value) return;
    if (value.isValid()) {
        settings.setValue(key, value);
    } else {
        settings.remove(key);
    }
    Q_EMIT changed(key);
}

Preferences::Theme Preferences::theme() const {
    return static_cast<Theme>(placeOf(kThemeNames, value(kTheme).toString(), 0));
}

void Preferences::setTheme(Theme theme) {
    setValue(kTheme, QLatin1String(kThemeNames[static_cast<size_t>(theme)]));
}

QString Preferences::language() const {
    return value(kLanguage).toString();
}

void Preferences::setLanguage(const QString& language) {
    setValue(kLanguage, language);
}

int Preferences::textPercent() const {
    return qBound(90, QSettings().value(kTextPercent, 100).toInt(), 150);
}

void Preferences::setTextPercent(int percent) {
    setValue(kTextPercent, qBound(90, percent, 150));
}

style::Rows Preferences::rows() const {
    return static_cast<style::Rows>(placeOf(kRowNames, value(kRows).toString(), 1));
}

void Preferences::setRows(style::Rows rows) {
    setValue(kRows, QLatin1String(kRowNames[static_cast<size_t>(rows)]));
}

bool Preferences::reducedMotion() const {
    return value(kReducedMotion).toBool();
}

void Preferences::setReducedMotion(bool reduced) {
    setValue(kReducedMotion, reduced);
}

double Preferences::smoothing() const {
    return qBound(0.0, QSettings().value(kSmoothing, kSmoothingAtFirst).toDouble(), 0.99);
}

void Preferences::setSmoothing(double weight) {
    setValue(kSmoothing, qBound(0.0, weight, 0.99));
}

int Preferences::runsAtOnce() const {
    return qBound(1, QSettings().value(kRunsAtOnce, 1).toInt(), 8);
}

void Preferences::setRunsAtOnce(int count) {
    setValue(kRunsAtOnce, qBound(1, count, 8));
}

bool Preferences::notifies() const {
    return QSettings().value(kNotifies, true).toBool();
}

void Preferences::setNotifies(bool on) {
    setValue(kNotifies, on);
}

bool Preferences::welcomed() const {
    return value(kWelcomed).toBool();
}

void Preferences::setWelcomed(bool welcomed) {
    setValue(kWelcomed, welcomed);
}

bool Preferences::systemIsDark() {
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#else
    // Before Qt 6.5 only the palette that the desktop gave tells.
    static const bool dark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
    return dark;
#endif
}

void Preferences::dress(QApplication& application) const {
    const bool system = systemIsDark();
    const bool dark = theme() == Theme::Dark || (theme() == Theme::System && system);
    style::Theme& looks = style::Theme::instance();
    looks.setRows(rows());
    looks.setReducedMotion(reducedMotion());
    looks.apply(application, dark ? style::Mode::Dark : style::Mode::Light, textPercent());
}

}  // namespace ludus::pages
