// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/checks/translation_file.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QXmlStreamReader>

#include <algorithm>

namespace ludus::checks {
namespace {

void readMessage(QXmlStreamReader& xml, TranslatedMessage& message) {
    message.numerus = xml.attributes().value(QLatin1String("numerus")) == QLatin1String("yes");
    while (xml.readNextStartElement()) {
        const QString name = xml.name().toString();
        if (name == QLatin1String("source")) {
            message.source = xml.readElementText();
        } else if (name == QLatin1String("comment")) {
            message.comment = xml.readElementText();
        } else if (name != QLatin1String("translation")) {
            xml.skipCurrentElement();
        } else {
            message.unfinished = xml.attributes().value(QLatin1String("type")) == QLatin1String("unfinished");
            if (!message.numerus) {
                message.forms << xml.readElementText();
                continue;
            }
            while (xml.readNextStartElement())
                message.forms << xml.readElementText();
        }
    }
}

/// Place holders, sorted: %1 may stand twice.
QStringList holders(const QString& text) {
    static const QRegularExpression holder(QStringLiteral("%L?([1-9n])"));
    QStringList out;
    for (auto it = holder.globalMatch(text); it.hasNext();)
        out << it.next().captured(1);
    std::sort(out.begin(), out.end());
    return out;
}

bool hasMnemonic(const QString& text) {
    static const QRegularExpression mark(QStringLiteral("&[^& ]"));
    return mark.match(text).hasMatch();
}

QString said(const TranslatedMessage& message) {
    return message.context + QStringLiteral(": ") + message.source;
}

}  // namespace

QVector<TranslatedMessage> readTranslations(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return {};
    QXmlStreamReader xml(&file);
    QVector<TranslatedMessage> out;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) continue;
        if (xml.name() == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (xml.name() == QLatin1String("message")) {
            TranslatedMessage message;
            message.context = context;
            readMessage(xml, message);
            out.append(message);
        }
    }
    return xml.hasError() ? QVector<TranslatedMessage>() : out;
}

QStringList unfinishedMessages(const QVector<TranslatedMessage>& messages, int pluralForms) {
    QStringList out;
    for (const TranslatedMessage& message : messages) {
        const bool empty = message.forms.isEmpty() || message.forms.contains(QString());
        const bool few = message.numerus && message.forms.size() != pluralForms;
        if (message.unfinished || empty || few) out << said(message);
    }
    return out;
}

QStringList misfitMessages(const QVector<TranslatedMessage>& messages) {
    QStringList out;
    for (const TranslatedMessage& message : messages) {
        if (message.unfinished) continue;
        for (const QString& form : message.forms) {
            const bool fits = holders(form) == holders(message.source) &&
                              hasMnemonic(form) == hasMnemonic(message.source) &&
                              form.count(QLatin1Char('\n')) == message.source.count(QLatin1Char('\n')) &&
                              form.contains(QLatin1Char('\t')) == message.source.contains(QLatin1Char('\t'));
            if (!fits) out << said(message) + QStringLiteral("  ->  ") + form;
        }
    }
    return out;
}

QStringList missingMessages(const QVector<TranslatedMessage>& messages, const QVector<TranslatedMessage>& wanted) {
    QSet<QString> known;
    for (const TranslatedMessage& message : messages)
        known.insert(message.key());
    QStringList out;
    for (const TranslatedMessage& message : wanted) {
        if (!known.contains(message.key())) out << said(message);
    }
    return out;
}

}  // namespace ludus::checks
