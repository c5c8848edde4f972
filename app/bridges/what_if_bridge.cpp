// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/what_if_bridge.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <utility>

#include "app/bridges/option_fields.h"
#include "app/bridges/texts.h"
#include "core/runs/live_options.h"
#include "widgets/style/format.h"
#include "widgets/style/words.h"

namespace ludus::bridges {
namespace {

using models::FormGroup;
using models::FormProblem;

const QString kShares = QStringLiteral("league.shares"), kCustom = QStringLiteral("custom");

/// Options of one subject, in the order in which they are read.
struct Subject {
    QString key, tab, title, note;
    QStringList options;
};

std::vector<Subject> subjects() {
    const QString opponents = WhatIfBridge::tr("Opponents");
    return {
        {QStringLiteral("main"),
         opponents,
         WhatIfBridge::tr("Main agents"),
         WhatIfBridge::tr("whom they meet"),
         {QStringLiteral("shares"), QStringLiteral("self_play_share"), QStringLiteral("history_share"),
          QStringLiteral("forgotten_share"), QStringLiteral("weighting"), QStringLiteral("forgotten_exploiter_below"),
          QStringLiteral("forgotten_main_below"), QStringLiteral("forgotten_all")}},
        {QStringLiteral("exploiters"),
         opponents,
         WhatIfBridge::tr("Exploiters"),
         WhatIfBridge::tr("whom they meet"),
         {QStringLiteral("exploiter_floor"), QStringLiteral("exploiter_still"), QStringLiteral("league_weighting")}},
        {QStringLiteral("periods"),
         WhatIfBridge::tr("Periods"),
         WhatIfBridge::tr("Learning periods"),
         WhatIfBridge::tr("no draw depends on them"),
         {QStringLiteral("main_min_steps"), QStringLiteral("main_max_steps"), QStringLiteral("exploiter_min_steps"),
          QStringLiteral("exploiter_max_steps"), QStringLiteral("win_threshold"), QStringLiteral("verdict_games"),
          QStringLiteral("league_reset"), QStringLiteral("swap_steps")}},
        {QStringLiteral("inheritance"),
         WhatIfBridge::tr("Inheritance"),
         WhatIfBridge::tr("Inheritance"),
         WhatIfBridge::tr("no draw depends on it"),
         {QStringLiteral("window_low"), QStringLiteral("window_high"), QStringLiteral("inherit_games"),
          QStringLiteral("inherit_candidates")}}};
}

/// Win rates and probabilities are told in percent on this page, and so they are asked for.
models::FormField fieldOf(const config::OptionSpec& spec) {
    models::FormField field = toField(spec);
    if (spec.kind != config::Kind::real || spec.minimum < 0 || spec.maximum != 1) return field;
    field.percent = true;
    field.hint = QCoreApplication::translate("ludus::bridges::WhatIfBridge", "%1 to %2")
                     .arg(style::formatPercent(spec.minimum), style::formatPercent(spec.maximum));
    return field;
}

std::vector<config::OptionSpec> optionsOf(const runs::RunKind& kind) {
    std::vector<config::OptionSpec> all = runs::liveOptions(kind);
    std::erase_if(all, [](const config::OptionSpec& spec) { return !spec.key.starts_with("league."); });
    return all;
}

/// Options that no subject names come last, so that none is ever missing.
QVector<FormGroup> groupsOf(const runs::RunKind& kind) {
    std::vector<config::OptionSpec> rest = optionsOf(kind);
    QVector<FormGroup> groups;
    for (const Subject& subject : subjects()) {
        FormGroup group{subject.key, subject.title, subject.note, subject.tab, {}};
        for (const QString& option : subject.options) {
            const auto spec = std::find_if(rest.begin(), rest.end(), [&](const config::OptionSpec& one) {
                return one.key == "league." + option.toStdString();
            });
            if (spec == rest.end()) continue;
            group.fields.push_back(fieldOf(*spec));
            rest.erase(spec);
        }
        groups.push_back(std::move(group));
    }
    for (const config::OptionSpec& spec : rest)
        groups.back().fields.push_back(fieldOf(spec));
    return groups;
}

QVariantMap valuesOf(const runs::RunConfig& config) {
    QVariantMap out;
    if (const auto values = runs::effectiveValues(config.text)) {
        for (const auto& [key, entry] : *values)
            if (key.starts_with("league.")) out[text(key)] = toVariant(entry.value);
    }
    return out;
}

std::string textOf(const league::LeagueOptions& options) {
    config::Values values;
    league::leagueOptions().write(options, values);
    std::string out;
    for (const auto& [key, entry] : values)
        out += key + "=" + config::toToml(entry.value) + "\n";
    return out;
}

/// Who is shown when this one is asked for.
int shownPlayer(const league::LeagueStory& story, int player) {
    return std::clamp(player, 0, static_cast<int>(story.learners().size()) - 1);
}

/// Counts all draws of the learner by branch; of those that were counted for `before` only what came.
void countDraws(const store::Workspace& store, RunId run, const WhatIfPicture& before, WhatIfPicture& out) {
    const bool further = before.player == out.player && before.tellings == out.tellings;
    if (further) out.counts = before.counts;
    if (further && before.lastSeq == out.lastSeq) return;
    const auto came = store.countDraws(run, out.player, out.counts.newest);
    if (!came) return;
    out.counts.draws += came->draws;
    out.counts.newest = std::max(out.counts.newest, came->newest);
    for (size_t i = 0; i < out.counts.drawn.size(); ++i) {
        out.counts.drawn[i] += came->drawn[i];
        out.counts.withNone[i] += came->withNone[i];
    }
}

}  // namespace

struct WhatIfBridge::Answer {
    std::optional<Error> error;   // of the league
    std::optional<Error> unread;  // of its options
    RunRecord record;
    std::string optionsText;
    std::optional<runs::RunConfig> config;  // when it is another one than before
    WhatIfPicture picture;
    std::vector<RunEvent> changes;  // OptionChanged, since something was applied
};

WhatIfBridge::WhatIfBridge(StoreQuery& store, RunService& service, QObject* parent)
    : QObject(parent), store_(store), service_(service) {
    form_.setValidator([this](const QVariantMap&) { return validate(); });
    connect(&form_, &models::FormModel::valueChanged, this, &WhatIfBridge::edited);
    connect(&form_, &models::FormModel::problemsChanged, this, &WhatIfBridge::formChanged);
    connect(&service_, &RunService::refused, this, [this](qint64 run, const QString& key, const QString& sentence) {
        if (run != this->run().value || !waiting_.remove(key)) return;
        Q_EMIT refused(sentence);
        Q_EMIT formChanged();
    });
}

void WhatIfBridge::open(std::shared_ptr<LeagueReader> reader) {
    reader_ = std::move(reader);
    record_ = {};
    config_.reset();
    optionsText_.clear();
    unread_.clear();
    plan_ = {};
    picture_ = {};
    trial_ = {};
    waiting_.clear();
    confirmed_.clear();
    kept_.clear();
    player_ = 0;
    pictured_ = false;
    Q_EMIT changed();
    Q_EMIT formChanged();
    refresh();
}

void WhatIfBridge::setPlayer(int player) {
    if (player == player_) return;
    player_ = player;
    trial_ = {};
    refresh();
}

void WhatIfBridge::refresh() {
    if (!reader_) return;
    std::optional<league::LeagueOptions> changed;
    if (config_) changed = plan_.config.league;
    WhatIfPicture counted;  // without its rows
    counted.player = picture_.player;
    counted.lastSeq = picture_.lastSeq;
    counted.tellings = picture_.tellings;
    counted.counts = picture_.counts;
    const auto question = [this, reader = reader_, player = player_, changed, known = optionsText_,
                           appliedAfter = waiting_.isEmpty() ? -1 : appliedAfter_,
                           before = counted](store::Workspace& store) -> StoreQuery::Answer {
        auto answer = std::make_shared<Answer>();
        if (const Result<bool> updated = reader->update(store); !updated) {
            answer->error = updated.error();
        } else {
            reader->withNow([&](const LeagueNow& league) {
                const league::LeagueStory& story = league.story;
                answer->record = league.record;
                answer->optionsText = textOf(story.optionsNow());
                WhatIfPicture& picture = answer->picture;
                picture.player = shownPlayer(story, player);
                picture.lastSeq = story.lastSeq();
                picture.tellings = league.tellings;
                picture.name = story.learners()[static_cast<size_t>(picture.player)].name;
                picture.drawn =
                    changed ? league::whatIf(story, picture.player, *changed) : league::whatIf(story, picture.player);
                for (const league::WhatIfRow& row : picture.drawn.rows)
                    picture.roles.push_back(story.roleOf(row.member));
            });
            countDraws(store, reader->run(), before, answer->picture);
            if (appliedAfter >= 0) {
                if (auto changes = store.optionChanges(reader->run(), appliedAfter))
                    answer->changes = std::move(*changes);
            }
            if (answer->optionsText != known) {
                Result<runs::RunConfig> config = runs::configWithChanges(store, answer->record);
                if (config)
                    answer->config = std::move(*config);
                else
                    answer->unread = config.error();
            }
        }
        return [this, reader, answer] {
            if (reader == reader_) take(*answer);
        };
    };
    store_.ask(this, question, QStringLiteral("what if"));
}

void WhatIfBridge::take(Answer& answer) {
    if (answer.error) return;  // the lists say so
    record_ = answer.record;
    picture_ = std::move(answer.picture);
    pictured_ = true;
    const QString unread = answer.unread ? translated(*answer.unread) : QString();
    if (unread.isEmpty()) optionsText_ = std::move(answer.optionsText);  // else they are asked for again
    if (unread != std::exchange(unread_, unread) && !unread.isEmpty()) Q_EMIT refused(unread);
    const bool told = takeConfirmed(answer.changes);
    if (answer.config) takeConfig(std::move(*answer.config));
    if (!resting().isEmpty()) waiting_.clear();  // it takes nothing any more
    Q_EMIT changed();
    Q_EMIT formChanged();
    if (told) Q_EMIT confirmed();
}

/// True: nothing that was applied waits any more. What the story does not have yet comes with the next answer.
bool WhatIfBridge::takeConfirmed(const std::vector<RunEvent>& events) {
    bool any = false;
    for (const RunEvent& event : events) {
        const auto& change = std::get<OptionChanged>(event.body);
        if (event.seq > picture_.lastSeq || !waiting_.remove(text(change.key))) continue;
        confirmed_.push_back({change, event.wallMs});
        any = true;
    }
    return any && waiting_.isEmpty();
}

/// Values that somebody is about to change stay.
void WhatIfBridge::takeConfig(runs::RunConfig config) {
    QVariantMap typed = std::exchange(kept_, {});
    const bool first = !config_;
    for (const LiveChange& change : differing())
        typed[change.key] = form_.value(change.key);
    config_ = std::move(config);
    updating_ = true;
    if (first) form_.setGroups(groupsOf(config_->kind()));
    form_.setPreset(valuesOf(*config_));
    form_.setValues(typed);
    updating_ = false;
    form_.validate();
    refresh();
}

/// A share of one's own takes effect at once: the shares are custom then.
void WhatIfBridge::edited(const QString& key) {
    if (updating_ || !config_) return;
    const bool share = key == QLatin1String("league.self_play_share") || key == QLatin1String("league.history_share") ||
                       key == QLatin1String("league.forgotten_share");
    if (share && form_.differs(key) && form_.value(kShares).toString() != kCustom) {
        form_.setValue(kShares, kCustom);
        return;  // which came here again
    }
    plan_ = planOf();
    trial_ = {};
    refresh();
    Q_EMIT formChanged();
}

std::vector<LiveChange> WhatIfBridge::differing() const {
    std::vector<LiveChange> out;
    if (!config_) return out;
    for (const config::OptionSpec& spec : optionsOf(config_->kind())) {
        const QString key = text(spec.key);
        if (form_.differs(key)) out.push_back({key, text(config::toToml(toValue(spec.kind, form_.value(key))))});
    }
    return out;
}

/// Each change on top of those before it, as the run will take them: two that fit only together (the fewest and the
/// most steps) in the order in which they do.
WhatIfBridge::Plan WhatIfBridge::planOf() const {
    Plan plan;
    plan.config = *config_;
    std::vector<LiveChange> open = differing();
    for (bool further = true; further && !open.empty();) {
        further = false;
        std::vector<LiveChange> left;
        plan.problems.clear();
        for (const LiveChange& change : open) {
            Result<runs::RunConfig> next =
                runs::changedConfig(plan.config, change.key.toStdString(), change.value.toStdString());
            if (!next) {
                plan.problems.insert(change.key, {translated(next.error()), {}, {}});
                left.push_back(change);
                continue;
            }
            plan.config = std::move(*next);
            plan.changes.push_back(change);
            further = true;
        }
        open = std::move(left);
    }
    return plan;
}

QHash<QString, FormProblem> WhatIfBridge::validate() {
    if (!config_) return {};
    plan_ = planOf();
    return plan_.problems;
}

QString WhatIfBridge::resting() const {
    if (!config_) return {};
    const bool here = service_.owns(record_.id);
    const bool goesOn =
        !record_.interrupted && (record_.status == RunStatus::running || record_.status == RunStatus::paused ||
                                 (record_.status == RunStatus::queued && here));
    if (goesOn) return {};
    if (record_.status == RunStatus::queued)
        return tr("The run waits in the queue. Its options can be changed here once it has begun.");
    if (record_.interrupted)
        return tr("The run rests. Resume it to change its options while it goes on, or start another one with them.");
    if (record_.status == RunStatus::stopping)
        return tr("The run is about to end: its options change no more. Start another one with them.");
    return tr("The run has ended: its options change no more. Start another one with them.");
}

void WhatIfBridge::apply() {
    if (!config_ || !plan_.problems.isEmpty() || !resting().isEmpty()) return;
    const std::vector<LiveChange> changes = plan_.changes;
    confirmed_.clear();
    appliedAfter_ = picture_.lastSeq;
    for (const LiveChange& change : changes)
        waiting_.insert(change.key);
    Q_EMIT formChanged();
    for (const LiveChange& change : changes)
        service_.change(run(), change.key, change.value);
}

/// As it stands in the form.
QString WhatIfBridge::valueText(const std::string& key, const std::string& toml) const {
    const models::FormField* field = form_.field(text(key));
    const std::vector<config::OptionSpec> all = optionsOf(config_->kind());
    const auto spec =
        std::find_if(all.begin(), all.end(), [&](const config::OptionSpec& one) { return one.key == key; });
    if (field == nullptr || spec == all.end()) return text(toml);
    const Result<config::Value> value = config::parse(*spec, toml);
    return value ? form_.textOf(*field, toVariant(*value)) : text(toml);
}

int64_t WhatIfBridge::confirmedStep() const {
    int64_t step = 0;
    for (const ConfirmedChange& one : confirmed_)
        step = std::max(step, one.change.step);
    return step;
}

QString WhatIfBridge::confirmedText() const {
    if (confirmed_.empty() || !config_) return {};
    QStringList changes;
    for (const auto& [change, wallMs] : confirmed_) {
        const models::FormField* field = form_.field(text(change.key));
        changes << style::filled(tr("%1: %2 → %3", "an option, its former value, its new one"),
                                 {field != nullptr ? field->label : text(change.key),
                                  valueText(change.key, change.before), valueText(change.key, change.after)});
    }
    const QString moment =
        QDateTime::fromMSecsSinceEpoch(confirmed_.back().wallMs).toString(QStringLiteral("HH:mm:ss"));
    //: %1: a list of options with their values, %2: steps of the run, %3: a time of day
    return style::filled(tr("Applied: %1. The run obeys from step %2 on; it confirmed that at %3."),
                         {style::listed(changes), style::formatInteger(confirmedStep()), moment});
}

void WhatIfBridge::discard() {
    waiting_.clear();
    trial_ = {};
    updating_ = true;
    form_.backToPreset();
    updating_ = false;
    form_.validate();
    refresh();
    Q_EMIT formChanged();
}

QString WhatIfBridge::editedFile() const {
    return text(plan_.config.text);
}

QVariantMap WhatIfBridge::edits() const {
    if (!config_) return kept_;
    QVariantMap out;
    for (const LiveChange& change : differing())
        out[change.key] = form_.value(change.key);
    return out;
}

void WhatIfBridge::restoreEdits(const QVariantMap& edits) {
    if (!config_) {
        kept_ = edits;
        return;
    }
    form_.setValues(edits);
}

void WhatIfBridge::tryOut() {
    if (!reader_ || !pictured_) return;
    const auto question = [this, reader = reader_, player = player_, seed = ++trials_](store::Workspace&) {
        auto trial = std::make_shared<WhatIfTrial>();
        reader->with([&](const league::LeagueStory& story, const RunRecord&, const auto&) {
            const int shown = shownPlayer(story, player);
            trial->picture.player = shown;
            trial->picture.drawn = league::whatIf(story, shown);
            if (trial->picture.drawn.rows.empty()) return;
            trial->draws = kTrial;
            trial->counts = league::sampled(story, shown, trial->picture.drawn, kTrial, seed);
        });
        return StoreQuery::Answer([this, reader, player, trial] {
            if (reader != reader_ || player != player_ || trial->picture.player != picture_.player) return;
            trial_ = std::move(*trial);
            Q_EMIT tried();
        });
    };
    store_.ask(this, question, QStringLiteral("trial"));
}

}  // namespace ludus::bridges
