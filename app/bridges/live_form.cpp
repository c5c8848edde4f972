// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/live_form.h"

#include <algorithm>

#include "app/bridges/option_fields.h"
#include "app/bridges/texts.h"
#include "core/runs/live_options.h"
#include "core/runs/resume_point.h"

namespace ludus::bridges {
namespace {

QString groupTitle(const QString& table) {
    if (table == QLatin1String("run")) return LiveForm::tr("End");
    if (table == QLatin1String("self_play")) return LiveForm::tr("Self-play");
    if (table == QLatin1String("league")) return LiveForm::tr("League");
    if (table == QLatin1String("learner")) return LiveForm::tr("Learning");
    if (table == QLatin1String("evaluation")) return LiveForm::tr("Evaluation");
    if (table == QLatin1String("alerts")) return LiveForm::tr("Alerts");
    return LiveForm::tr("Recording");
}

QVector<models::FormGroup> groupsOf(const runs::RunKind& kind) {
    QVector<models::FormGroup> groups;
    for (const config::OptionSpec& spec : runs::liveOptions(kind)) {
        const QString table = QString::fromStdString(spec.key.substr(0, spec.key.find('.')));
        if (groups.isEmpty() || groups.back().key != table) groups.push_back({table, groupTitle(table), {}, {}, {}});
        groups.back().fields.push_back(toField(spec));
    }
    return groups;
}

QVariantMap valuesOf(const runs::RunConfig& config) {
    QVariantMap out;
    if (const auto values = runs::effectiveValues(config.text)) {
        for (const auto& [key, entry] : *values)
            out[QString::fromStdString(key)] = toVariant(entry.value);
    }
    return out;
}

}  // namespace

LiveForm::LiveForm(QObject* parent) : QObject(parent) {
    form_.setValidator([this](const QVariantMap&) { return validate(); });
    connect(&form_, &models::FormModel::changed, this, &LiveForm::changed);
    connect(&form_, &models::FormModel::problemsChanged, this, &LiveForm::changed);
}

void LiveForm::show(const RunRecord& run, const std::vector<OptionChanged>& changes) {
    const bool same = run.id == run_;
    if (same && changes.size() == changes_) return;
    Result<runs::RunConfig> config = runs::configOf(run);
    if (!config) return;
    for (const OptionChanged& change : changes) {
        Result<runs::RunConfig> next = runs::configAfterOne(*config, change.key, change.after);
        if (next) config = std::move(next);
    }
    QVariantMap typed;
    if (same) {
        for (const LiveChange& change : wanted())
            typed[change.key] = form_.value(change.key);
    } else {
        form_.setGroups(groupsOf(config->kind()));
    }
    run_ = run.id;
    changes_ = changes.size();
    config_ = std::move(*config);
    form_.setPreset(valuesOf(config_));
    form_.setValues(typed);
    form_.validate();
    Q_EMIT changed();
}

void LiveForm::reset() {
    form_.setPreset(valuesOf(config_));
    Q_EMIT changed();
}

std::vector<LiveChange> LiveForm::wanted() const {
    std::vector<LiveChange> out;
    const std::vector<config::OptionSpec> specs = runs::liveOptions(config_.kind());
    for (const config::OptionSpec& spec : specs) {
        const QString key = QString::fromStdString(spec.key);
        if (!form_.differs(key)) continue;
        out.push_back({key, QString::fromStdString(config::toToml(toValue(spec.kind, form_.value(key))))});
    }
    return out;
}

/// Each change on top of those before it, as the run will take them.
QHash<QString, models::FormProblem> LiveForm::validate() const {
    QHash<QString, models::FormProblem> out;
    runs::RunConfig config = config_;
    for (const LiveChange& change : wanted()) {
        Result<runs::RunConfig> next =
            runs::changedConfig(config, change.key.toStdString(), change.value.toStdString());
        if (next)
            config = std::move(*next);
        else
            out.insert(change.key, {translated(next.error()), {}, {}});
    }
    return out;
}

}  // namespace ludus::bridges
