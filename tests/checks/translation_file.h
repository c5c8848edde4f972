// SPDX-License-Identifier: GPL-3.0-or-later
// A translation file of Qt (.ts) as plain values, and what may be wrong with one. Pure reading; any thread.
#pragma once

#include <QString>
#include <QStringList>
#include <QVector>

namespace ludus::checks {

struct TranslatedMessage {
    QString context, source, comment;
    bool numerus = false;
    bool unfinished = false;
    QStringList forms;  // one, or one a plural form

    QString key() const { return context + QLatin1Char('\n') + source + QLatin1Char('\n') + comment; }
};

/// Empty when the file cannot be read.
QVector<TranslatedMessage> readTranslations(const QString& path);
/// Marked unfinished, without a text, or with too few plural forms.
QStringList unfinishedMessages(const QVector<TranslatedMessage>& messages, int pluralForms);
/// Finished ones whose %1, %n, mnemonic or line ends differ from their source.
QStringList misfitMessages(const QVector<TranslatedMessage>& messages);
/// Those of `wanted` that `messages` lacks.
QStringList missingMessages(const QVector<TranslatedMessage>& messages, const QVector<TranslatedMessage>& wanted);

}  // namespace ludus::checks
