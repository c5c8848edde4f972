// SPDX-License-Identifier: GPL-3.0-or-later
// Language: which language the studio speaks; loads the texts of ours and those of Qt. GUI thread; one object, owned by
// the application. What is on the screen already keeps its words: whoever shows some makes them anew.
#pragma once

#include <QObject>
#include <QStringList>
#include <QTranslator>

class QApplication;

namespace ludus::studio {

class Language : public QObject {
    Q_OBJECT

public:
    /// The one of this application, made at the first call.
    static Language& of(QApplication& application);

    /// "en" and "zh_CN".
    static const QStringList& all();
    /// Its name in itself: "English", "简体中文".
    static QString nativeName(const QString& code);
    /// The one that suits the desktop's own.
    static QString ofSystem();

    /// Speaks it from now on; empty or unknown: that of the system.
    void speak(const QString& code);
    QString spoken() const { return spoken_; }

private:
    explicit Language(QApplication& application);

    QTranslator ours_;
    QTranslator qts_;  // buttons and menus that Qt makes itself
    QString spoken_;
};

}  // namespace ludus::studio
