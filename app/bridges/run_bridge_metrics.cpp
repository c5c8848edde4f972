// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/run_bridge_metrics.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

#include "app/bridges/texts.h"
#include "core/records/league_records.h"
#include "widgets/style/words.h"

namespace ludus::bridges {
namespace {

using models::ChartNumbers;

struct Known {
    const char* title;
    const char* note = "";
    const char* unit = "";
    ChartNumbers numbers = ChartNumbers::Si;
};

const std::map<std::string, Known>& known() {
    static const std::map<std::string, Known> all{
        {"return", {QT_TRANSLATE_NOOP("ludus::metric", "Return"), QT_TRANSLATE_NOOP("ludus::metric", "per episode")}},
        {"episode_length",
         {QT_TRANSLATE_NOOP("ludus::metric", "Episode length"), "", QT_TRANSLATE_NOOP("ludus::metric", "steps")}},
        {"policy_loss",
         {QT_TRANSLATE_NOOP("ludus::metric", "Policy loss"), QT_TRANSLATE_NOOP("ludus::metric", "size")}},
        {"value_loss", {QT_TRANSLATE_NOOP("ludus::metric", "Value loss")}},
        {"entropy", {QT_TRANSLATE_NOOP("ludus::metric", "Entropy"), "", QT_TRANSLATE_NOOP("ludus::metric", "nats")}},
        {"kl",
         {QT_TRANSLATE_NOOP("ludus::metric", "KL divergence"),
          QT_TRANSLATE_NOOP("ludus::metric", "old against new policy"), QT_TRANSLATE_NOOP("ludus::metric", "nats")}},
        {"clipped_share",
         {QT_TRANSLATE_NOOP("ludus::metric", "Clipped share"), QT_TRANSLATE_NOOP("ludus::metric", "of all samples"), "",
          ChartNumbers::Percent}},
        {"gradient_norm",
         {QT_TRANSLATE_NOOP("ludus::metric", "Gradient norm"), QT_TRANSLATE_NOOP("ludus::metric", "before clipping")}},
        {"explained_variance", {QT_TRANSLATE_NOOP("ludus::metric", "Explained variance")}},
        {"learning_rate", {QT_TRANSLATE_NOOP("ludus::metric", "Learning rate")}},
        {"steps_per_second", {QT_TRANSLATE_NOOP("ludus::metric", "Steps per second")}},
        {"elo",
         {QT_TRANSLATE_NOOP("ludus::metric", "Elo when it was measured"),
          QT_TRANSLATE_NOOP("ludus::metric", "95 % band"), "", ChartNumbers::Whole}},
        {"system/cpu", {QT_TRANSLATE_NOOP("ludus::metric", "Processor, this program"), "", "", ChartNumbers::Percent}},
        {"system/cpu_total",
         {QT_TRANSLATE_NOOP("ludus::metric", "Processor, all programs"), "", "", ChartNumbers::Percent}},
        {"system/memory",
         {QT_TRANSLATE_NOOP("ludus::metric", "Memory"), "", QT_TRANSLATE_NOOP("ludus::metric", "bytes")}},
        {"system/gpu", {QT_TRANSLATE_NOOP("ludus::metric", "Graphics card"), "", "", ChartNumbers::Percent}},
        {"system/gpu_memory",
         {QT_TRANSLATE_NOOP("ludus::metric", "Memory of the graphics card"), "",
          QT_TRANSLATE_NOOP("ludus::metric", "bytes")}},
    };
    return all;
}

QString words(const char* text) {
    return *text == '\0' ? QString() : QCoreApplication::translate("ludus::metric", text);
}

/// How many letters of "ME1" are the role; 0: it is no learner of a league.
size_t roleLetters(const std::string& learner) {
    const size_t letters = learner.find_first_of("0123456789");
    if (letters == std::string::npos || learner.find_first_not_of("0123456789", letters) != std::string::npos) return 0;
    for (int role = 0; role < kLeagueRoles; ++role)
        if (learner.compare(0, letters, leagueRoleShort(static_cast<LeagueRole>(role))) == 0) return letters;
    return 0;
}

QString opponentTitle(const std::string& who) {
    return roleLetters(who) > 0 ? learnerTitle(who) : agentTitle(who);
}

}  // namespace

MetricOwner metricOwner(const std::string& metric) {
    const size_t cut = metric.rfind('/');
    if (cut == std::string::npos || roleLetters(metric.substr(cut + 1)) == 0) return {metric};
    const std::string base = metric.substr(0, cut);
    // "win_rate/MA1" is one of the first learner against MA1.
    if (base == "win_rate" || base == "score") return {metric};
    return {base, metric.substr(cut + 1)};
}

QString learnerTitle(const std::string& learner, const std::vector<std::string>& among) {
    const size_t letters = roleLetters(learner);
    if (letters == 0) return text(learner);
    const std::string role = learner.substr(0, letters);
    const auto alike = std::count_if(among.begin(), among.end(), [&](const std::string& other) {
        return other.substr(0, roleLetters(other)) == role;
    });
    return alike == 1 ? text(role) : text(role + ' ' + learner.substr(letters));
}

LearnerLook learnerLook(const std::string& learner) {
    const size_t letters = roleLetters(learner);
    if (letters == 0) return {};
    return {text(learner.substr(0, letters)), std::max(0, text(learner.substr(letters)).toInt() - 1)};
}

MetricWords metricWords(const std::string& metric) {
    if (const MetricOwner owner = metricOwner(metric); !owner.learner.empty()) {
        MetricWords of = metricWords(owner.metric);
        //: A metric and the learner of a league that it is of.
        of.title = style::closedUp(words(QT_TRANSLATE_NOOP("ludus::metric", "%1 of %2")))
                       .arg(of.title, learnerTitle(owner.learner));
        return of;
    }
    if (const auto found = known().find(metric); found != known().end()) {
        const Known& words_ = found->second;
        return {words(words_.title), words(words_.note), words(words_.unit), words_.numbers};
    }
    if (metric.starts_with("win_rate/")) {
        const std::string who = metric.substr(9);
        const QString title =
            who == "own_past" ? words(QT_TRANSLATE_NOOP("ludus::metric", "Win rate against own past"))
            : who == "league"
                ? words(QT_TRANSLATE_NOOP("ludus::metric", "Win rate against frozen players"))
                : style::closedUp(
                      words(QT_TRANSLATE_NOOP("ludus::metric", "Win rate against %1")).arg(opponentTitle(who)));
        return {title, words(QT_TRANSLATE_NOOP("ludus::metric", "draws count half")), {}, ChartNumbers::Percent};
    }
    if (metric.starts_with("score/"))
        return {style::closedUp(
                    words(QT_TRANSLATE_NOOP("ludus::metric", "Score against %1")).arg(agentTitle(metric.substr(6)))),
                words(QT_TRANSLATE_NOOP("ludus::metric", "95 % band")),
                {},
                ChartNumbers::Si};
    return {text(metric), {}, {}, ChartNumbers::Si};
}

}  // namespace ludus::bridges
