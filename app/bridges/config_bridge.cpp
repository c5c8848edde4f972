// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/config_bridge.h"

#include <QCoreApplication>

#include <algorithm>

#include "app/bridges/option_fields.h"
#include "app/bridges/texts.h"
#include "core/config/toml_file.h"
#include "core/runs/sweep.h"

namespace ludus::bridges {
namespace {

QString groupTitle(const QString& table) {
    if (table == QLatin1String("run")) return ConfigBridge::tr("Run");
    if (table == QLatin1String("game")) return ConfigBridge::tr("Game");
    if (table == QLatin1String("self_play")) return ConfigBridge::tr("Self-play");
    if (table == QLatin1String("league")) return ConfigBridge::tr("League");
    if (table == QLatin1String("learner")) return ConfigBridge::tr("Learning");
    if (table == QLatin1String("evaluation")) return ConfigBridge::tr("Evaluation");
    if (table == QLatin1String("alerts")) return ConfigBridge::tr("Alerts");
    return ConfigBridge::tr("Recording");
}

QString groupNote(const QString& table) {
    if (table == QLatin1String("self_play")) return ConfigBridge::tr("who the learner meets");
    if (table == QLatin1String("league")) return ConfigBridge::tr("who learns, who meets whom, when a period ends");
    if (table == QLatin1String("learner")) return QStringLiteral("PPO");
    if (table == QLatin1String("alerts")) return ConfigBridge::tr("what the run tells about itself");
    if (table == QLatin1String("evaluation")) return ConfigBridge::tr("what the Elo curve is made of");
    return {};
}

/// The titles of the shipped presets, which stand in their files, for the translator.
[[maybe_unused]] constexpr const char* kPresetTitles[] = {
    QT_TRANSLATE_NOOP("Preset", "Biased rock-paper-scissors, a table of your own, against four kinds of exploiters"),
    QT_TRANSLATE_NOOP("Preset", "Biased rock-paper-scissors, a table of your own, by self-play"),
    QT_TRANSLATE_NOOP("Preset", "Rock-paper-scissors in a small AlphaStar league"),
    QT_TRANSLATE_NOOP("Preset", "Rock-paper-scissors against four kinds of exploiters"),
    QT_TRANSLATE_NOOP("Preset", "Biased rock-paper-scissors, a table of your own, in a small AlphaStar league"),
    QT_TRANSLATE_NOOP("Preset", "Biased rock-paper-scissors, a table of your own, against exploiters that inherit"),
    QT_TRANSLATE_NOOP("Preset", "Rock-paper-scissors against exploiters that inherit"),
    QT_TRANSLATE_NOOP("Preset", "Rock-paper-scissors: self-play goes round in circles, the exact answer is known"),
    QT_TRANSLATE_NOOP("Preset", "Slime Volleyball in a small AlphaStar league, in half an hour"),
    QT_TRANSLATE_NOOP("Preset", "Slime Volleyball against four kinds of exploiters, in half an hour"),
    QT_TRANSLATE_NOOP("Preset", "Slime Volleyball against exploiters that inherit, in half an hour"),
    QT_TRANSLATE_NOOP("Preset", "Slime Volleyball learned from self-play alone, in ten minutes"),
    QT_TRANSLATE_NOOP("Preset", "Soccer Twos in a small AlphaStar league, in half an hour"),
    QT_TRANSLATE_NOOP("Preset", "Soccer Twos against four kinds of exploiters, in half an hour"),
    QT_TRANSLATE_NOOP("Preset", "Soccer Twos against exploiters that inherit, in half an hour"),
    QT_TRANSLATE_NOOP("Preset", "Soccer Twos learned from self-play alone, in ten minutes"),
};

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
                       QString::fromStdString(preset.kind), QCoreApplication::translate("Preset", preset.title.c_str()),
                       preset.seconds});
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

void ConfigBridge::openOwn(const QString& toml, const QString& name, const QString& base) {
    preset_ = name;
    presetText_ = base;
    text_ = toml;
    rebuildForm();
    Q_EMIT textChanged();
    form_.validate();
}

void ConfigBridge::rebuildForm() {
    const auto values = config::readToml(text_.toStdString());
    if (!values) return;
    kind_ = runs::runKindOf(*values);
    game_ = QString::fromStdString(kind_.game);
    QVector<models::FormGroup> groups;
    for (const config::OptionSpec& spec : runs::runOptions(kind_)) {
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
        models::FormField field = toField(spec);
        field.sweep = field.kind == models::FieldKind::Integer || field.kind == models::FieldKind::Real;
        if (spec.key == "run.seed") {
            field.actionIcon = QStringLiteral("dice");
            field.actionTip = tr("A random seed");
        }
        groups.back().fields.push_back(std::move(field));
    }
    updating_ = true;
    hints_.clear();
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
    const std::vector<config::OptionSpec> specs = runs::runOptions(kind_);
    const auto spec =
        std::find_if(specs.begin(), specs.end(), [&](const auto& s) { return s.key == key.toStdString(); });
    if (spec == specs.end()) return;
    const config::Value value = toValue(spec->kind, form_.value(key));
    const auto* training = spec->key == "run.training" ? std::get_if<std::string>(&value) : nullptr;
    Result<std::string> edited =
        training != nullptr ? retrained(*training) : config::editToml(text_.toStdString(), spec->key, value);
    if (!edited) return;
    text_ = QString::fromStdString(*edited);
    // Later: the field that somebody is in must not go away under it.
    if (training != nullptr) QMetaObject::invokeMethod(this, &ConfigBridge::followKind, Qt::QueuedConnection);
    Q_EMIT textChanged();
}

/// Trained in another way: with the options for it that the preset has.
Result<std::string> ConfigBridge::retrained(const std::string& training) const {
    Result<std::string> text = runs::withTraining(text_.toStdString(), training);
    const auto preset = config::readToml(presetText_.toStdString());
    if (!preset || runs::runKindOf(*preset).training != training) return text;
    for (const auto& [key, entry] : *preset) {
        if (text && key.starts_with(training + ".")) text = config::editToml(*text, key, entry.value);
    }
    return text;
}

void ConfigBridge::setText(const QString& toml) {
    if (toml == text_) return;
    text_ = toml;
    followKind();
}

/// The form of the text's kind of run; a text that cannot be read leaves it as it was.
void ConfigBridge::followKind() {
    if (const auto values = config::readToml(text_.toStdString())) {
        if (runs::runKindOf(*values) != kind_)
            rebuildForm();
        else
            setValuesFromText();
    }
    form_.validate();
}

QHash<QString, models::FormProblem> ConfigBridge::validate() {
    found_ = runs::findSweepProblems(text_.toStdString());
    QHash<QString, models::FormProblem> out;
    problems_.clear();
    for (const runs::ConfigProblem& problem : found_) {
        problems_ << translated(problem.error);
        if (!problem.key.empty()) out.insert(QString::fromStdString(problem.key), toProblem(problem.error));
    }
    QMetaObject::invokeMethod(
        this,
        [this] {
            refreshSweep();
            Q_EMIT problemsChanged();
        },
        Qt::QueuedConnection);
    return out;
}

/// Fields with several values say how many runs they make.
void ConfigBridge::refreshSweep() {
    const auto swept = runs::sweepOptions(text_.toStdString());
    runCount_ = swept ? 1 : 0;
    QStringList keys;
    if (swept) {
        for (const runs::SweepOption& option : *swept) {
            const QString key = QString::fromStdString(option.key);
            keys << key;
            runCount_ *= static_cast<int>(option.values.size());
            const models::FormField* field = form_.field(key);
            if (!field) continue;
            if (!hints_.contains(key)) hints_.insert(key, field->hint);
            form_.setHint(key, tr("%n value(s), a run each", nullptr, static_cast<int>(option.values.size())));
        }
    }
    for (const QString& key : hints_.keys())
        if (!keys.contains(key)) form_.setHint(key, hints_.take(key));
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

QHash<int, QString> ConfigBridge::wrongLines() const {
    QHash<int, QString> out;
    const auto values = config::readToml(text_.toStdString());
    for (const runs::ConfigProblem& problem : found_) {
        if (!values) continue;
        const auto entry = values->find(problem.key);
        if (entry != values->end() && entry->second.line > 0 && !out.contains(entry->second.line))
            out.insert(entry->second.line, translated(problem.error));
    }
    return out;
}

}  // namespace ludus::bridges
