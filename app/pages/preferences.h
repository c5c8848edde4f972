// SPDX-License-Identifier: GPL-3.0-or-later
// Preferences: what a person likes about the program, nothing about runs; kept in QSettings, in force at once. GUI
// thread; several objects may exist, each says changed() for what was set through it.
#pragma once

#include <QObject>
#include <QString>
#include <QVariant>

#include "widgets/style/theme.h"

class QApplication;

namespace ludus::pages {

class Preferences : public QObject {
    Q_OBJECT

public:
    enum class Theme { System, Light, Dark };

    using QObject::QObject;

    Theme theme() const;
    void setTheme(Theme theme);
    /// "en" or "zh_CN"; empty: that of the system.
    QString language() const;
    void setLanguage(const QString& language);
    int textPercent() const;  // 90..150
    void setTextPercent(int percent);
    style::Rows rows() const;
    void setRows(style::Rows rows);
    bool reducedMotion() const;
    void setReducedMotion(bool reduced);
    /// The weight that curves open with: 0 (raw) to 0.99.
    double smoothing() const;
    void setSmoothing(double weight);
    /// How many runs of the queue train at the same time, 1..8.
    int runsAtOnce() const;
    void setRunsAtOnce(int count);
    /// Whether ends and alerts of runs are told while the window is in the background.
    bool notifies() const;
    void setNotifies(bool on);
    bool welcomed() const;
    void setWelcomed(bool welcomed);
    /// The plain value behind a key ("appearance/theme"), for undo.
    QVariant value(const QString& key) const;
    void setValue(const QString& key, const QVariant& value);

    /// Dresses the application as all of this says.
    void dress(QApplication& application) const;
    /// Whether windows of this desktop are dark. The first call must come before dress().
    static bool systemIsDark();

    static inline const QString kTheme = QStringLiteral("appearance/theme");
    static inline const QString kLanguage = QStringLiteral("appearance/language");
    static inline const QString kTextPercent = QStringLiteral("appearance/textPercent");
    static inline const QString kRows = QStringLiteral("appearance/rows");
    static inline const QString kReducedMotion = QStringLiteral("appearance/reduceMotion");
    static inline const QString kSmoothing = QStringLiteral("charts/smoothing");
    static inline const QString kNotifies = QStringLiteral("notices/told");
    static inline const QString kRunsAtOnce = QStringLiteral("queue/runsAtOnce");

Q_SIGNALS:
    /// One of the keys above.
    void changed(const QString& key);
};

}  // namespace ludus::pages
