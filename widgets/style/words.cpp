// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/style/words.h"

#include <QCoreApplication>

namespace ludus::style {
namespace {

/// Characters of Chinese and its punctuation, which bring their own room.
bool wide(QChar c) {
    return c.script() == QChar::Script_Han || (c >= QChar(0x3001) && c <= QChar(0x3002)) ||
           (c >= QChar(0xFF01) && c <= QChar(0xFF60));
}

}  // namespace

QString listed(const QStringList& words) {
    //: Between the parts of a list. Chinese: a full-width comma without a blank.
    return words.join(QCoreApplication::translate("ludus::format", ", "));
}

QString percented(const QString& number) {
    //: A share in percent; %1 is the number. Chinese writes no space.
    return QCoreApplication::translate("ludus::format", "%1\u00A0%").arg(number);
}

QString paragraph(const QStringList& sentences) {
    QString out;
    for (const QString& sentence : sentences) {
        if (sentence.isEmpty()) continue;
        if (!out.isEmpty() && !wide(out.back())) out += QLatin1Char(' ');
        out += sentence;
    }
    return out;
}

QString filled(const QString& pattern, const QStringList& arguments) {
    QString out;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const bool sign = pattern[i] == QLatin1Char('%') && i + 1 < pattern.size();
        const int place = sign ? pattern[i + 1].digitValue() : -1;
        if (place < 1 || place > arguments.size()) {
            out += pattern[i];
            continue;
        }
        out += arguments[place - 1];
        ++i;
    }
    return out;
}

QString closedUp(const QString& text) {
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool between = i > 0 && i + 1 < text.size() && wide(text[i - 1]) && wide(text[i + 1]);
        if (text[i] != QLatin1Char(' ') || !between) out += text[i];
    }
    return out;
}

}  // namespace ludus::style
