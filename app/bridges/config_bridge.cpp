// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/config_bridge.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

#include "app/bridges/texts.h"
#include "core/config/toml_file.h"
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

config::Value toValue(Kind kind, const QVariant& value) {
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
    if (spec.key == "run.steps" || spec.key == "run.seconds") return ConfigBridge::tr("0: no limit");
    if (low && high && spec.maximum >= kEndless && spec.minimum == 0) return ConfigBridge::tr("0 or more");
    if (low && high && spec.maximum < kEndless)
        return ConfigBridge::tr("%1 to %2").arg(shown(spec.minimum), shown(spec.maximum));
    if (low) return ConfigBridge::tr("at least %1").arg(shown(spec.minimum));
    return {};
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
    field.unit = QString::fromStdString(spec.unit);
    field.help = translated(spec.help);
    field.hint = rangeHint(spec);
    field.level = spec.level == config::Level::basic ? models::FieldLevel::Basic : models::FieldLevel::Advanced;
    field.percent = field.key.endsWith(QLatin1String("share"));
    for (const std::string& choice : spec.choices) {
        field.choices.push_back({QString::fromStdString(choice), QString::fromStdString(choice), {}});
    }
    if (field.key == QLatin1String("game.name")) {
        field.readOnly = true;  // chosen at the left, with its preset
        for (models::FormChoice& choice : field.choices)
            choice.label = gameTitle(choice.value.toStdString());
    }
    return field;
}

QString groupTitle(const QString& table) {
    if (table == QLatin1String("run")) return ConfigBridge::tr("Run");
    if (table == QLatin1String("game")) return ConfigBridge::tr("Game");
    if (table == QLatin1String("self_play")) return ConfigBridge::tr("Self-play");
    if (table == QLatin1String("learner")) return ConfigBridge::tr("Learning");
    if (table == QLatin1String("evaluation")) return ConfigBridge::tr("Evaluation");
    return ConfigBridge::tr("Recording");
}

QString groupNote(const QString& table) {
    if (table == QLatin1String("self_play")) return ConfigBridge::tr("who the learner meets");
    if (table == QLatin1String("learner")) return QStringLiteral("PPO");
    if (table == QLatin1String("evaluation")) return ConfigBridge::tr("what the Elo curve is made of");
    return {};
}

/// Errors of core as the form shows them.
models::FormProblem toProblem(const Error& error) {
    models::FormProblem problem;
    problem.text = translated(error);
    return problem;
}

}  // namespace

ConfigBridge::ConfigBridge(QObject* parent) : QObject(parent) {
    connect(&form_, &models::FormModel::valueChanged, this, &ConfigBridge::takeForm);
    form_.setValidator([this](const QVariantMap&) { return validate(); });
}

std::vector<PresetEntry> ConfigBridge::presets() {
    std::vector<PresetEntry> out;
    for (const runs::Preset& preset : runs::presets()) {
        out.push_back({QString::fromStdString(preset.name), QString::fromStdString(preset.game),
                       QString::fromStdString(preset.kind), QString::fromStdString(preset.title), preset.seconds});
    }
    return out;
}

void ConfigBridge::openPreset(const QString& name) {
    const Result<runs::Preset> preset = runs::findPreset(name.toStdString());
    if (!preset) return;
    openText(QString::fromStdString(preset->toml), name);
}

void ConfigBridge::openText(const QString& toml, const QString& preset) {
    const Result<runs::Preset> base = runs::findPreset(preset.toStdString());
    preset_ = base ? preset : QString();
    presetText_ = base ? QString::fromStdString(base->toml) : toml;
    text_ = toml;
    rebuildForm();
    Q_EMIT textChanged();
    form_.validate();
}

void ConfigBridge::rebuildForm() {
    const auto values = config::readToml(text_.toStdString());
    if (!values) return;
    const auto name = values->find("game.name");
    const auto* game = name == values->end() ? nullptr : std::get_if<std::string>(&name->second.value);
    game_ = game ? QString::fromStdString(*game) : QStringLiteral("slime_volley");
    QVector<models::FormGroup> groups;
    for (const config::OptionSpec& spec : runs::runOptions(game_.toStdString())) {
        const QString table = QString::fromStdString(spec.key.substr(0, spec.key.find('.')));
        if (groups.isEmpty() || groups.back().key != table) {
            models::FormGroup group;
            group.key = table;
            group.title = groupTitle(table);
            group.note = groupNote(table);
            if (table == QLatin1String("evaluation") || table == QLatin1String("record"))
                group.tab = tr("Evaluation and replays");
            groups.push_back(group);
        }
        groups.back().fields.push_back(toField(spec));
    }
    updating_ = true;
    form_.setGroups(groups);
    QVariantMap preset;
    if (const auto base = runs::effectiveValues(presetText_.toStdString())) {
        for (const auto& [key, entry] : *base)
            preset[QString::fromStdString(key)] = toVariant(entry.value);
    }
    form_.setPreset(preset);
    updating_ = false;
    setValuesFromText();
}

void ConfigBridge::setValuesFromText() {
    const auto values = runs::effectiveValues(text_.toStdString());
    if (!values) return;
    QVariantMap map;
    for (const auto& [key, entry] : *values)
        map[QString::fromStdString(key)] = toVariant(entry.value);
    updating_ = true;
    form_.setValues(map);
    updating_ = false;
}

void ConfigBridge::takeForm(const QString& key) {
    if (updating_) return;
    const std::vector<config::OptionSpec> specs = runs::runOptions(game_.toStdString());
    const auto spec =
        std::find_if(specs.begin(), specs.end(), [&](const auto& s) { return s.key == key.toStdString(); });
    if (spec == specs.end()) return;
    Result<std::string> edited =
        config::editToml(text_.toStdString(), spec->key, toValue(spec->kind, form_.value(key)));
    if (!edited) return;
    text_ = QString::fromStdString(*edited);
    Q_EMIT textChanged();
}

void ConfigBridge::setText(const QString& toml) {
    if (toml == text_) return;
    text_ = toml;
    const auto values = config::readToml(toml.toStdString());
    if (values) {
        const auto name = values->find("game.name");
        const auto* game = name == values->end() ? nullptr : std::get_if<std::string>(&name->second.value);
        if (game && QString::fromStdString(*game) != game_)
            rebuildForm();
        else
            setValuesFromText();
    }
    form_.validate();
}

QHash<QString, models::FormProblem> ConfigBridge::validate() {
    found_ = runs::findProblems(text_.toStdString());
    QHash<QString, models::FormProblem> out;
    problems_.clear();
    for (const runs::ConfigProblem& problem : found_) {
        problems_ << translated(problem.error);
        if (!problem.key.empty()) out.insert(QString::fromStdString(problem.key), toProblem(problem.error));
    }
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT problemsChanged(); }, Qt::QueuedConnection);
    return out;
}

std::vector<int> ConfigBridge::changedLines() const {
    const auto now = config::readToml(text_.toStdString());
    const auto base = config::readToml(presetText_.toStdString());
    std::vector<int> out;
    if (!now || !base) return out;
    for (const auto& [key, entry] : *now) {
        const auto before = base->find(key);
        if (before == base->end() || before->second.value != entry.value) out.push_back(entry.line);
    }
    return out;
}

std::vector<int> ConfigBridge::wrongLines() const {
    std::vector<int> out;
    const auto values = config::readToml(text_.toStdString());
    for (const runs::ConfigProblem& problem : found_) {
        if (!values) continue;
        const auto entry = values->find(problem.key);
        if (entry != values->end() && entry->second.line > 0) out.push_back(entry->second.line);
    }
    return out;
}

}  // namespace ludus::bridges
