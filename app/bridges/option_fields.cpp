// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/option_fields.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <cmath>

#include "app/bridges/config_bridge.h"
#include "app/bridges/texts.h"
#include "widgets/style/format.h"

namespace ludus::bridges {
namespace {

using config::Kind;
using models::FieldKind;

FieldKind toKind(Kind kind) {
    switch (kind) {
        case Kind::boolean: return FieldKind::Flag;
        case Kind::integer: return FieldKind::Integer;
        case Kind::real: return FieldKind::Real;
        case Kind::text: return FieldKind::Text;
        case Kind::choice: return FieldKind::Choice;
        case Kind::integers: return FieldKind::IntegerList;
        case Kind::reals: return FieldKind::RealList;
        case Kind::texts: return FieldKind::TextList;
    }
    return FieldKind::Text;
}

/// Several values in a field of one make a sweep; in the file they stand as a list.
Kind listOf(Kind kind) {
    switch (kind) {
        case Kind::integer: return Kind::integers;
        case Kind::real: return Kind::reals;
        case Kind::boolean:
        case Kind::text:
        case Kind::choice: return Kind::texts;
        default: return kind;
    }
}

template <class T>
QVariantList toList(const std::vector<T>& values) {
    QVariantList out;
    for (const T& value : values) {
        if constexpr (std::is_same_v<T, std::string>)
            out << QString::fromStdString(value);
        else if constexpr (std::is_same_v<T, int64_t>)
            out << static_cast<qint64>(value);
        else
            out << value;
    }
    return out;
}

QString rangeHint(const config::OptionSpec& spec) {
    const bool low = std::isfinite(spec.minimum), high = std::isfinite(spec.maximum);
    const bool share = QString::fromStdString(spec.key).endsWith(QLatin1String("share"));
    const auto shown = [share](double v) {
        if (share) return style::formatPercent(v);
        if (std::abs(v) < 1000) return style::formatPlain(v);
        static const QRegularExpression zeros(QStringLiteral("\\.0+(?=\\D|$)"));
        return style::formatSi(v).remove(zeros);  // 1 k, not 1.00 k
    };
    constexpr double kEndless = 1e8;  // ends that nobody meets are no help
    if (spec.key == "run.until") return ConfigBridge::tr("such as elo > 1300");
    if (spec.key == "run.steps" || spec.key == "run.seconds") return ConfigBridge::tr("0: no limit");
    if (low && high && spec.maximum >= kEndless && spec.minimum == 0) return ConfigBridge::tr("0 or more");
    if (low && high && spec.maximum < kEndless)
        return ConfigBridge::tr("%1 to %2").arg(shown(spec.minimum), shown(spec.maximum));
    if (low) return ConfigBridge::tr("at least %1").arg(shown(spec.minimum));
    return {};
}

/// Units that are words; signs such as "kB" are the same in every language.
QString unitTitle(const std::string& unit) {
    constexpr const char* kWords[] = {QT_TRANSLATE_NOOP("Unit", "s"), QT_TRANSLATE_NOOP("Unit", "steps"),
                                      QT_TRANSLATE_NOOP("Unit", "matches"), QT_TRANSLATE_NOOP("Unit", "snapshots")};
    for (const char* word : kWords) {
        if (unit == word) return QCoreApplication::translate("Unit", word);
    }
    return QString::fromStdString(unit);
}

}  // namespace

QVariant toVariant(const config::Value& value) {
    return std::visit(
        [](const auto& v) -> QVariant {
            using T = std::decay_t<decltype(v)>;
            if constexpr (std::is_same_v<T, int64_t>)
                return static_cast<qint64>(v);
            else if constexpr (std::is_same_v<T, std::string>)
                return QString::fromStdString(v);
            else if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, double>)
                return v;
            else
                return toList(v);
        },
        value);
}

config::Value toValue(config::Kind kind, const QVariant& value) {
    if (value.userType() == QMetaType::QVariantList) kind = listOf(kind);
    switch (kind) {
        case Kind::boolean: return value.toBool();
        case Kind::integer: return static_cast<int64_t>(value.toLongLong());
        case Kind::real: return value.toDouble();
        case Kind::text:
        case Kind::choice: return value.toString().toStdString();
        case Kind::integers: {
            std::vector<int64_t> out;
            for (const QVariant& v : value.toList())
                out.push_back(v.toLongLong());
            return out;
        }
        case Kind::reals: {
            std::vector<double> out;
            for (const QVariant& v : value.toList())
                out.push_back(v.toDouble());
            return out;
        }
        case Kind::texts: {
            std::vector<std::string> out;
            for (const QVariant& v : value.toList())
                out.push_back(v.toString().toStdString());
            return out;
        }
    }
    return std::string();
}

models::FormField toField(const config::OptionSpec& spec) {
    models::FormField field;
    field.key = QString::fromStdString(spec.key);
    field.label = translated(spec.label);
    field.kind = toKind(spec.kind);
    field.defaultValue = toVariant(spec.defaultValue);
    field.value = field.defaultValue;
    if (std::isfinite(spec.minimum)) field.minimum = spec.minimum;
    if (std::isfinite(spec.maximum)) field.maximum = spec.maximum;
    field.unit = unitTitle(spec.unit);
    field.help = translated(spec.help);
    field.hint = rangeHint(spec);
    field.level = spec.level == config::Level::basic ? models::FieldLevel::Basic : models::FieldLevel::Advanced;
    field.percent = field.key.endsWith(QLatin1String("share"));
    for (const std::string& choice : spec.choices) {
        field.choices.push_back({QString::fromStdString(choice), QString::fromStdString(choice), {}});
    }
    if (field.key == QLatin1String("run.training")) {
        for (models::FormChoice& choice : field.choices)
            choice.label = choice.value == QLatin1String(runs::kLeague)
                               ? QCoreApplication::translate("ludus::bridges::ConfigBridge", "League")
                               : QCoreApplication::translate("ludus::bridges::ConfigBridge", "Self-play");
    }
    if (field.key == QLatin1String("game.name")) {
        field.readOnly = true;  // chosen at the left, with its preset
        for (models::FormChoice& choice : field.choices)
            choice.label = gameTitle(choice.value.toStdString());
    }
    return field;
}

}  // namespace ludus::bridges
