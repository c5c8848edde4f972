// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/run_bridge_metrics.h"

#include <QCoreApplication>

#include <map>

#include "app/bridges/texts.h"
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

}  // namespace

MetricWords metricWords(const std::string& metric) {
    if (const auto found = known().find(metric); found != known().end()) {
        const Known& words_ = found->second;
        return {words(words_.title), words(words_.note), words(words_.unit), words_.numbers};
    }
    if (metric.starts_with("win_rate/")) {
        const std::string who = metric.substr(9);
        const QString title =
            who == "own_past"
                ? words(QT_TRANSLATE_NOOP("ludus::metric", "Win rate against own past"))
                : style::closedUp(
                      words(QT_TRANSLATE_NOOP("ludus::metric", "Win rate against %1")).arg(agentTitle(who)));
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
