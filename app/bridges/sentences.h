// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences of core that arrive in plain English, told in the language of the studio: the reasons that rows keep, and
// arguments that are sentences themselves. They are found among the sources of the translation. Any thread.
#pragma once

#include <QByteArray>
#include <QString>

#include <string>

namespace ludus::bridges {

/// The translation that is spoken from now on, as compiled by lrelease (with its sources); empty: English.
void readSentences(const QByteArray& catalogue);
/// How many sentences can be told.
int knownSentences();

/// `english` in the language of the studio: one sentence of core or several of a paragraph. Words that core never says
/// (a name, a message of the system) stay as they are.
QString retold(const QString& english);
/// Whole numbers from five digits are grouped, as everywhere in the studio.
QString shownArgument(const QString& argument);
inline QString retold(const std::string& english) {
    return retold(QString::fromStdString(english));
}

}  // namespace ludus::bridges
