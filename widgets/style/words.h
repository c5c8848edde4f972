// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How words stand together: lists, sentences in a row, Chinese beside Chinese. Pure functions, any thread; they follow
// the translator.

#include <QString>
#include <QStringList>

namespace ludus::style {

// "a, b, c"; Chinese "a，b，c".
QString listed(const QStringList& words);
// "50" -> "50 %" (Chinese "50%").
QString percented(const QString& number);
// Sentences of one paragraph: a blank between them, none after a full stop of Chinese.
QString paragraph(const QStringList& sentences);
// The arguments in the places %1 to %9, all at once: an argument may hold a "%1" of its own.
QString filled(const QString& pattern, const QStringList& arguments);
// Takes out blanks between two Chinese characters, as a Chinese name leaves them in "对 %1".
QString closedUp(const QString& text);

}  // namespace ludus::style
