// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/comparison.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "app/bridges/runs_bridge.h"
#include "app/bridges/texts.h"
#include "widgets/models/series_colours.h"
#include "widgets/style/format.h"

namespace ludus::bridges {
namespace {

constexpr int kBuckets = 400;  // of a curve: more than a chart of this page has pixels
constexpr int kGrid = 240;

Result<math::Curve> readCurve(const store::Workspace& workspace, RunId run, const std::string& metric) {
    math::Curve curve;
    const auto buckets = workspace.curve(run, metric, 0, std::numeric_limits<int64_t>::max(), kBuckets);
    if (!buckets) return buckets.error();
    for (const store::MetricBucket& bucket : *buckets) {
        curve.x.push_back(0.5 * static_cast<double>(bucket.firstStep) + 0.5 * static_cast<double>(bucket.lastStep));
        curve.y.push_back(bucket.mean);
    }
    return curve;
}

/// The usual metrics in their usual order, then the others by name.
void orderMetrics(std::vector<std::string>& metrics) {
    static const std::vector<std::string> kUsual{"elo",         "win_rate/own_past", "return",
                                                 "entropy",     "episode_length",    "value_loss",
                                                 "policy_loss", "steps_per_second"};
    std::sort(metrics.begin(), metrics.end());
    metrics.erase(std::unique(metrics.begin(), metrics.end()), metrics.end());
    const auto place = [](const std::string& name) {
        return std::find(kUsual.begin(), kUsual.end(), name) - kUsual.begin();
    };
    std::stable_sort(metrics.begin(), metrics.end(),
                     [&](const std::string& a, const std::string& b) { return place(a) < place(b); });
}

/// What a run is grouped under; one run may stand in several groups (tags).
QStringList groupNames(const ComparedRuns& all, size_t run, const std::string& by) {
    const RunRecord& record = all.runs[run];
    if (by == "@sweep") return {record.sweep.empty() ? text(record.name) : text(record.sweep)};
    if (by == "@game") return {gameTitle(record.game)};
    if (by == "@preset") return {record.preset.empty() ? presetTitle({}) : text(record.preset)};
    if (by == "@tag") {
        QStringList tags;
        for (const std::string& tag : record.tags)
            tags << text(tag);
        return tags.isEmpty() ? QStringList{style::kUnknown} : tags;
    }
    for (const runs::ComparedOption& option : all.options) {
        if (option.key != by) continue;
        return {optionTitle(option) + QLatin1Char(' ') + optionText(option.texts[run])};
    }
    return {text(record.name)};
}

double scoreOf(const math::Curve& curve, ScoreOf which) {
    double score = kUnknown;
    for (const double value : curve.y) {
        if (!std::isfinite(value)) continue;
        if (which == ScoreOf::last || std::isnan(score) || value > score) score = value;
    }
    return score;
}

std::vector<ComparedGroup> makeGroups(const ComparedRuns& all, const std::string& by) {
    std::vector<ComparedGroup> groups;
    for (size_t run = 0; run < all.runs.size(); ++run) {
        const QStringList names = by.empty() ? QStringList{text(all.runs[run].name)} : groupNames(all, run, by);
        for (const QString& name : names) {
            const auto found = std::find_if(groups.begin(), groups.end(), [&](const ComparedGroup& group) {
                return !by.empty() && group.name == name;
            });
            if (found != groups.end()) {
                found->runs.push_back(run);
                continue;
            }
            ComparedGroup& group = groups.emplace_back();
            group.name = name;
            group.colour = by.empty() ? all.runs[run].colour : static_cast<int>(groups.size()) - 1;
            // A run keeps its colour for life; so many that colours come again have none.
            if (by.empty() && run >= models::kColouredSeries) group.colour += models::kColouredSeries;
            group.runs = {run};
        }
    }
    return groups;
}

void judge(ComparedGroup& group, const std::vector<double>& scores) {
    for (const size_t run : group.runs)
        if (std::isfinite(scores[run])) group.scores.push_back(scores[run]);
    if (group.scores.empty()) return;
    group.mean = math::mean(group.scores);
    group.robust = math::bootstrap({group.scores},
                                   [](const math::Strata& drawn) { return math::interquartileMean(drawn.front()); });
    if (group.scores.size() < 2) return;
    const auto n = static_cast<double>(group.scores.size());
    double squares = 0;
    for (const double score : group.scores)
        squares += (score - group.mean) * (score - group.mean);
    group.halfWidth = math::studentQuantile(0.95, n - 1) * std::sqrt(squares / (n - 1) / n);
}

std::vector<ComparedPair> makePairs(const std::vector<ComparedGroup>& groups) {
    std::vector<ComparedPair> pairs;
    const size_t count = std::min(groups.size(), kPairGroups);
    std::vector<double> p;
    for (size_t a = 0; a < count; ++a) {
        for (size_t b = a + 1; b < count; ++b) {
            if (groups[a].scores.size() < 2 || groups[b].scores.size() < 2) continue;
            ComparedPair& pair = pairs.emplace_back();
            pair.a = a;
            pair.b = b;
            pair.means = math::welch(groups[a].scores, groups[b].scores);
            pair.ranks = math::mannWhitney(groups[a].scores, groups[b].scores);
            pair.improvement = math::bootstrap({groups[a].scores}, {groups[b].scores}, math::probabilityOfImprovement);
            p.push_back(pair.ranks.p);
        }
    }
    const std::vector<double> adjusted = holm(p);
    for (size_t i = 0; i < pairs.size(); ++i)
        pairs[i].adjusted = adjusted[i];
    return pairs;
}

}  // namespace

QString optionTitle(const runs::ComparedOption& option) {
    return option.label.empty() ? text(option.key) : translated(option.label);
}

QString optionText(const std::string& toml) {
    QString value = text(toml);
    if (value.size() >= 2 && value.startsWith(QLatin1Char('"')) && value.endsWith(QLatin1Char('"')))
        value = value.mid(1, value.size() - 2);
    return value.isEmpty() && toml.empty() ? style::kUnknown : value;
}

Result<ComparedRuns> readComparison(const store::Workspace& workspace, const std::vector<RunId>& runs) {
    ComparedRuns all;
    for (const RunId id : runs) {
        Result<RunRecord> record = workspace.run(id);
        if (!record && record.error().code == "run.unknown") continue;
        if (!record) return record.error();
        const auto names = workspace.curveNames(id);
        if (!names) return names.error();
        std::map<std::string, math::Curve> curves;
        for (const std::string& name : *names) {
            Result<math::Curve> curve = readCurve(workspace, id, name);
            if (!curve) return curve.error();
            if (curve->x.empty()) continue;
            curves.emplace(name, std::move(*curve));
            all.metrics.push_back(name);
        }
        all.runs.push_back(std::move(*record));
        all.curves.push_back(std::move(curves));
    }
    orderMetrics(all.metrics);
    all.options = runs::compareOptions(all.runs);
    return all;
}

Comparison compare(const ComparedRuns& runs, const ComparisonQuestion& question) {
    Comparison result;
    for (const auto& curves : runs.curves) {
        const auto found = curves.find(question.score);
        result.scores.push_back(found == curves.end() ? kUnknown : scoreOf(found->second, question.scoreOf));
    }
    result.groups = makeGroups(runs, question.groupBy);
    math::GroupOptions options;
    options.centre = question.centre;
    options.spread = question.spread;
    options.points = kGrid;
    for (ComparedGroup& group : result.groups) {
        for (const std::string& metric : runs.metrics) {
            std::vector<math::Curve> curves;
            for (const size_t run : group.runs) {
                const auto found = runs.curves[run].find(metric);
                if (found != runs.curves[run].end()) curves.push_back(found->second);
            }
            if (curves.empty()) continue;
            if (curves.size() > 1) {
                group.curves[metric] = math::groupCurve(curves, options);
                continue;
            }
            for (size_t i = 0; i < curves.front().x.size(); ++i)  // alone: as it is
                group.curves[metric].push_back({curves.front().x[i], curves.front().y[i], kUnknown, kUnknown, 1});
        }
        judge(group, result.scores);
    }
    if (!question.groupBy.empty()) result.pairs = makePairs(result.groups);
    return result;
}

std::vector<double> holm(const std::vector<double>& p) {
    std::vector<size_t> order;
    for (size_t i = 0; i < p.size(); ++i)
        if (!std::isnan(p[i])) order.push_back(i);
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return p[a] < p[b]; });
    std::vector<double> adjusted(p.size(), kUnknown);
    double before = 0;
    for (size_t rank = 0; rank < order.size(); ++rank) {
        before = std::max(before, std::min(1.0, p[order[rank]] * static_cast<double>(order.size() - rank)));
        adjusted[order[rank]] = before;
    }
    return adjusted;
}

}  // namespace ludus::bridges
