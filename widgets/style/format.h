// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How numbers, durations and ages are written everywhere: U+202F groups thousands, U+2212 is the minus,
// "–" stands for a value nobody knows (NaN, infinity, empty). Pure functions, any thread; texts follow the translator.

#include <QDateTime>
#include <QString>

#include <optional>

namespace ludus::style {

inline const QString kUnknown = QStringLiteral("\u2013");

// 13 360 and −4: every digit, grouped from four digits on.
QString formatInteger(qint64 value);
// Fixed decimals, grouped: 0.60, −3.25. sign = true writes + before positive values.
QString formatReal(double value, int decimals, bool sign = false);
// As few digits as say it, up to `digits` significant ones: 0.0003, 0.01, 1.5.
QString formatPlain(double value, int digits = 6);
// Three significant digits with an SI letter: 3.42 M, 12.4 k, 6.00 G, 742 (integers below 1000 stay whole).
QString formatSi(double value);
// 1342 ±18; half width of the 95 % interval. Four digits are not grouped here: ratings are read as one number.
QString formatInterval(double value, double halfWidth, int decimals = 0, bool sign = false);
QString formatHalfWidth(double halfWidth, int decimals = 0);  // ±18
// share 0..1 -> "61 %" (Chinese "61%").
QString formatPercent(double share, int decimals = 0);
// 3 h 12 min, 3 min 28 s, 41 s, 0.8 s, 2 d 4 h.
QString formatDuration(double seconds);
// "just now", "2 min ago", "5 h ago"; after a day the date 2026-11-20 14:02 (local time).
QString formatAge(const QDateTime& moment, const QDateTime& now);
// 12.4 k steps/s
QString formatRate(double perSecond, const QString& things);
// 1.3 GB, 812 MB, 64 B (powers of 1000).
QString formatBytes(double bytes);

// Reads what people type into a number field: "6 M", "100k", "1 342", "−4", "3e-4", "1_000_000", "50 %".
std::optional<double> parseNumber(const QString& text);

}  // namespace ludus::style
