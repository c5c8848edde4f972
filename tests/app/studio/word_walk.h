// SPDX-License-Identifier: GPL-3.0-or-later
// What a window says to people: every text in view or behind a tip, and what of it is English where it should not be.
// GUI thread.
#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace ludus::test {

/// All words below `root` as "where: text": labels, buttons, lists, tables, menus, fields, tips, accessible names,
/// charts.
QStringList wordsOf(QWidget& root);
/// Three or more words of Latin letters in a row that are no name, key, formula or query of `allowed`; empty: none.
QString englishIn(const QString& text, const QStringList& allowed);
/// Blanks between two Chinese characters, and commas of English between Chinese words.
QString badlySet(const QString& text);

}  // namespace ludus::test
