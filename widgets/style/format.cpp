// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/style/format.h"

#include <QCoreApplication>

#include <cmath>

namespace ludus::style {

namespace {

constexpr QChar kGroup(0x202F);
constexpr QChar kNoBreak(0x00A0);
constexpr QChar kMinus(0x2212);
constexpr QChar kPlusMinus(0x00B1);

QString translated(const char* text) {
    return QCoreApplication::translate("ludus::format", text);
}

// Groups the whole part of a number written with ASCII digits and puts the right minus before it.
QString dress(const QString& plain, bool sign = false, int groupFrom = 4) {
    const bool negative = plain.startsWith(QLatin1Char('-'));
    QString digits = negative ? plain.mid(1) : plain;
    const qsizetype point = digits.indexOf(QLatin1Char('.'));
    qsizetype whole = point < 0 ? digits.size() : point;
    if (whole >= groupFrom) {
        for (qsizetype at = whole - 3; at > 0; at -= 3)
            digits.insert(at, kGroup);
    }
    bool zero = true;
    for (QChar c : std::as_const(digits))
        zero = zero && !(c.isDigit() && c != QLatin1Char('0'));
    if (negative && !zero) return kMinus + digits;
    return sign && !zero ? QLatin1Char('+') + digits : digits;
}

QString fixed(double value, int decimals) {
    return QString::number(value, 'f', decimals);
}

QString trimZeros(QString text) {
    if (!text.contains(QLatin1Char('.'))) return text;
    while (text.endsWith(QLatin1Char('0')))
        text.chop(1);
    if (text.endsWith(QLatin1Char('.'))) text.chop(1);
    return text;
}

// Three significant digits of 1 <= |value| < 1000, with its zeros: 6.00, 12.4, 742.
int decimalsFor(double magnitude) {
    if (magnitude < 9.995) return 2;
    return magnitude < 99.95 ? 1 : 0;
}

struct Prefix {
    double factor;
    const char* letter;
};

constexpr Prefix kLarge[] = {{1e12, "T"}, {1e9, "G"}, {1e6, "M"}, {1e3, "k"}};

}  // namespace

QString formatInteger(qint64 value) {
    return dress(QString::number(value));
}

QString formatReal(double value, int decimals, bool sign) {
    return std::isfinite(value) ? dress(fixed(value, decimals), sign) : kUnknown;
}

QString formatPlain(double value, int digits) {
    if (!std::isfinite(value)) return kUnknown;
    if (value == 0) return QStringLiteral("0");
    const int exponent = static_cast<int>(std::floor(std::log10(std::fabs(value))));
    if (exponent < -7 || exponent > 15) {
        return QString::number(value, 'g', digits).replace(QLatin1Char('-'), kMinus);
    }
    return dress(trimZeros(fixed(value, qMax(0, digits - 1 - exponent))));
}

QString formatSi(double value) {
    if (!std::isfinite(value)) return kUnknown;
    const double magnitude = std::fabs(value);
    for (const Prefix& prefix : kLarge) {
        if (magnitude < prefix.factor * 0.9995) continue;
        const double scaled = value / prefix.factor;
        return dress(fixed(scaled, decimalsFor(std::fabs(scaled)))) + kNoBreak + QLatin1String(prefix.letter);
    }
    if (value == std::floor(value)) return dress(fixed(value, 0));
    if (magnitude >= 1) return dress(fixed(value, decimalsFor(magnitude)));
    return formatPlain(value, 3);
}

QString formatHalfWidth(double halfWidth, int decimals) {
    return std::isfinite(halfWidth) ? kPlusMinus + dress(fixed(std::fabs(halfWidth), decimals)) : QString();
}

QString formatInterval(double value, double halfWidth, int decimals, bool sign) {
    // Ratings stay in one piece: 1342.
    const QString centre = std::isfinite(value) ? dress(fixed(value, decimals), sign, 5) : kUnknown;
    const QString width = formatHalfWidth(halfWidth, decimals);
    return width.isEmpty() || centre == kUnknown ? centre : centre + QLatin1Char(' ') + width;
}

QString formatPercent(double share, int decimals) {
    if (!std::isfinite(share)) return kUnknown;
    //: A share in percent; %1 is the number. Chinese writes no space.
    return translated(QT_TRANSLATE_NOOP("ludus::format", "%1\u00A0%")).arg(dress(fixed(share * 100, decimals)));
}

QString formatDuration(double seconds) {
    if (!std::isfinite(seconds) || seconds < 0) return kUnknown;
    if (seconds < 9.95) {
        const double tenths = std::round(seconds * 10) / 10;
        return translated(QT_TRANSLATE_NOOP("ludus::format", "%1 s"))
            .arg(tenths == std::floor(tenths) ? fixed(tenths, 0) : fixed(tenths, 1));
    }
    const auto whole = static_cast<qint64>(std::llround(seconds));
    const qint64 days = whole / 86400, hours = whole / 3600 % 24, minutes = whole / 60 % 60, rest = whole % 60;
    if (days > 0) {
        return hours == 0 ? translated(QT_TRANSLATE_NOOP("ludus::format", "%1 d")).arg(days)
                          : translated(QT_TRANSLATE_NOOP("ludus::format", "%1 d %2 h")).arg(days).arg(hours);
    }
    if (hours > 0) {
        return minutes == 0 ? translated(QT_TRANSLATE_NOOP("ludus::format", "%1 h")).arg(hours)
                            : translated(QT_TRANSLATE_NOOP("ludus::format", "%1 h %2 min")).arg(hours).arg(minutes);
    }
    if (minutes > 0) {
        return rest == 0 ? translated(QT_TRANSLATE_NOOP("ludus::format", "%1 min")).arg(minutes)
                         : translated(QT_TRANSLATE_NOOP("ludus::format", "%1 min %2 s")).arg(minutes).arg(rest);
    }
    return translated(QT_TRANSLATE_NOOP("ludus::format", "%1 s")).arg(rest);
}

QString formatAge(const QDateTime& moment, const QDateTime& now) {
    if (!moment.isValid() || !now.isValid()) return kUnknown;
    const qint64 seconds = moment.secsTo(now);
    if (seconds >= 86400 || seconds < -60) return moment.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"));
    if (seconds < 10) return translated(QT_TRANSLATE_NOOP("ludus::format", "just now"));
    if (seconds < 60) return translated(QT_TRANSLATE_NOOP("ludus::format", "%1 s ago")).arg(seconds);
    if (seconds < 3600) return translated(QT_TRANSLATE_NOOP("ludus::format", "%1 min ago")).arg(seconds / 60);
    return translated(QT_TRANSLATE_NOOP("ludus::format", "%1 h ago")).arg(seconds / 3600);
}

QString formatRate(double perSecond, const QString& things) {
    if (!std::isfinite(perSecond)) return kUnknown;
    return translated(QT_TRANSLATE_NOOP("ludus::format", "%1 %2/s")).arg(formatSi(perSecond), things);
}

QString formatBytes(double bytes) {
    if (!std::isfinite(bytes) || bytes < 0) return kUnknown;
    constexpr Prefix kUnits[] = {{1e12, "TB"}, {1e9, "GB"}, {1e6, "MB"}, {1e3, "kB"}};
    for (const Prefix& unit : kUnits) {
        if (bytes < unit.factor * 0.9995) continue;
        const double scaled = bytes / unit.factor;
        return fixed(scaled, scaled < 9.95 ? 1 : 0) + QLatin1Char(' ') + QLatin1String(unit.letter);
    }
    return fixed(bytes, 0) + QStringLiteral(" B");
}

std::optional<double> parseNumber(const QString& text) {
    QString plain = text.trimmed();
    plain.replace(kMinus, QLatin1Char('-'));
    double factor = 1;
    if (plain.endsWith(QLatin1Char('%'))) {
        factor = 0.01;
        plain.chop(1);
    } else if (!plain.isEmpty() && plain.back().isLetter()) {
        for (const Prefix& prefix : kLarge) {
            if (plain.back() == QLatin1Char(prefix.letter[0])) factor = prefix.factor;
        }
        if (plain.back() == QLatin1Char('K')) factor = 1e3;
        if (factor == 1) return std::nullopt;
        plain.chop(1);
    }
    QString digits;
    for (QChar c : std::as_const(plain)) {
        if (!c.isSpace() && c != kGroup && c != QLatin1Char('_')) digits.append(c);
    }
    bool good = false;
    const double number = digits.toDouble(&good);
    if (!good || !std::isfinite(number)) return std::nullopt;
    // "2.3 M" means exactly 2300000: round away the noise of the multiplication where the result is whole.
    const double value = number * factor;
    const double whole = std::round(value);
    return factor > 1 && std::fabs(value - whole) < 1e-6 * std::fabs(value) * 1e-6 ? whole : value;
}

}  // namespace ludus::style
