// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of CompareBridge and its parallel coordinates.
#include <algorithm>
#include <cmath>

#include "app/bridges/compare_bridge.h"
#include "app/bridges/runs_bridge.h"
#include "app/bridges/texts.h"
#include "widgets/style/format.h"

namespace ludus::bridges {
namespace {

using models::ColumnKind;
using models::TableCell;
using models::TableRow;

TableCell cell(const QString& text, models::Tone tone = models::Tone::Normal) {
    TableCell cell;
    cell.text = text;
    cell.tone = tone;
    return cell;
}

TableCell number(double value, const QString& text) {
    TableCell cell;
    cell.text = std::isfinite(value) ? text : style::kUnknown;
    if (std::isfinite(value)) cell.sort = value;
    return cell;
}

QString shown(double value) {
    if (!std::isfinite(value)) return style::kUnknown;
    const double size = std::fabs(value);
    if (size >= 100'000) return style::formatSi(value);
    return size >= 100 ? style::formatInterval(value, kUnknown) : style::formatPlain(value, 3);
}

QString chance(double p) {
    if (!std::isfinite(p)) return style::kUnknown;
    return p < 0.001 ? QStringLiteral("< 0.001") : style::formatReal(p, 3);
}

}  // namespace

void CompareBridge::fillOptions() {
    QVector<models::TableColumn> columns{{QStringLiteral("option"), tr("Option"), ColumnKind::Text, 150, {}, true}};
    for (const RunRecord& run : data_->runs)
        columns.push_back(
            {QString::number(run.id.value), text(run.name), ColumnKind::Number, 96, text(run.name), true});
    const auto keyOf = [](const models::TableColumn& column) { return column.key + column.title; };
    const bool same = std::equal(columns.begin(), columns.end(), options_.columns().begin(), options_.columns().end(),
                                 [&](const auto& a, const auto& b) { return keyOf(a) == keyOf(b); });
    if (!same) {
        options_.setRows({});
        options_.setColumns(columns);
    }
    QVector<TableRow> rows;
    const auto fact = [&](const char* id, const QString& title, const std::function<QString(size_t)>& value) {
        TableRow row{QString::fromLatin1(id), {cell(title, models::Tone::Muted)}, {}};
        for (size_t run = 0; run < data_->runs.size(); ++run)
            row.cells.push_back(cell(value(run)));
        rows.push_back(std::move(row));
    };
    fact("@state", tr("State"), [&](size_t run) { return shownStatusWord(data_->runs[run]); });
    fact("@score", metricTitle(question_.score), [&](size_t run) { return shown(result_.scores[run]); });
    fact("@steps", tr("Steps"),
         [&](size_t run) { return style::formatSi(static_cast<double>(data_->runs[run].steps)); });
    fact("@time", tr("Time"), [&](size_t run) { return style::formatDuration(data_->runs[run].seconds); });
    for (const runs::ComparedOption& option : data_->options) {
        if (!option.differs && !allOptions_) continue;
        TableRow row;
        row.id = text(option.key);
        TableCell title = cell(optionTitle(option));
        title.tip = text(option.key);
        title.strong = option.differs;
        row.cells.push_back(title);
        for (const std::string& value : option.texts) {
            TableCell own = cell(optionText(value));
            own.strong = option.differs && value != option.texts.front();  // from the first run, which all stand beside
            own.copy = text(value);
            row.cells.push_back(own);
        }
        rows.push_back(std::move(row));
    }
    options_.setRows(rows);
}

void CompareBridge::fillGroups() {
    if (groups_.columns().isEmpty())
        groups_.setColumns(
            {{QStringLiteral("group"), tr("Group"), ColumnKind::Text, 150, {}, true},
             {QStringLiteral("n"), tr("Runs"), ColumnKind::Number, 64, {}, true},
             {QStringLiteral("mean"), tr("Mean"), ColumnKind::Number, 110, tr("95 % interval, Student's t"), true},
             {QStringLiteral("iqm"), tr("Interquartile mean"), ColumnKind::Number, 170,
              tr("Mean of the middle half, 95 % bootstrap interval over runs"), true},
             {QStringLiteral("best"), tr("Best"), ColumnKind::Number, 76, {}, true},
             {QStringLiteral("worst"), tr("Worst"), ColumnKind::Number, 76, {}, true}});
    QVector<TableRow> rows;
    for (size_t i = 0; i < result_.groups.size(); ++i) {
        const ComparedGroup& group = result_.groups[i];
        const bool any = !group.scores.empty();
        const auto ends = std::minmax_element(group.scores.begin(), group.scores.end());
        const QString spread =
            std::isfinite(group.halfWidth) ? QStringLiteral(" ±") + shown(group.halfWidth) : QString();
        const QString robust =
            tr("%1 (%2 to %3)", "estimate and interval")
                .arg(shown(group.robust.estimate), shown(group.robust.low), shown(group.robust.high));
        TableRow row;
        row.id = QString::number(i);
        TableCell name = cell(group.name);
        name.strong = true;
        row.cells = {name,
                     number(static_cast<double>(group.scores.size()), QString::number(group.scores.size())),
                     number(group.mean, shown(group.mean) + spread),
                     number(any ? group.robust.estimate : kUnknown,
                            group.scores.size() > 1 ? robust : shown(group.robust.estimate)),
                     number(any ? *ends.second : kUnknown, any ? shown(*ends.second) : QString()),
                     number(any ? *ends.first : kUnknown, any ? shown(*ends.first) : QString())};
        rows.push_back(std::move(row));
    }
    groups_.setRows(rows);
}

void CompareBridge::fillPairs() {
    if (pairs_.columns().isEmpty())
        pairs_.setColumns(
            {{QStringLiteral("pair"), tr("Groups"), ColumnKind::Text, 190, {}, true},
             {QStringLiteral("difference"), tr("Difference"), ColumnKind::Number, 120,
              tr("Of the means, 95 % interval (Welch)"), true},
             {QStringLiteral("welch"), tr("p (Welch)"), ColumnKind::Number, 100, tr("Welch's t test, two-sided"), true},
             {QStringLiteral("ranks"), tr("p (ranks)"), ColumnKind::Number, 100,
              tr("Mann and Whitney's U test, two-sided"), true},
             {QStringLiteral("holm"), tr("p adjusted"), ColumnKind::Number, 100,
              tr("p (ranks) after Holm's correction for the number of pairs"), true},
             {QStringLiteral("improvement"), tr("Improvement"), ColumnKind::Number, 150,
              tr("Chance that a run of the first group scores above one of the second, 95 % bootstrap interval"),
              true}});
    QVector<TableRow> rows;
    for (const ComparedPair& pair : result_.pairs) {
        TableRow row;
        row.id = QStringLiteral("%1-%2").arg(pair.a).arg(pair.b);
        const QString half =
            std::isfinite(pair.means.halfWidth) ? QStringLiteral(" ±") + shown(pair.means.halfWidth) : QString();
        TableCell adjusted = number(pair.adjusted, chance(pair.adjusted));
        if (pair.adjusted < 0.05) {
            adjusted.strong = true;
            adjusted.icon = QStringLiteral("check");
        }
        row.cells = {cell(tr("%1 against %2", "groups").arg(result_.groups[pair.a].name, result_.groups[pair.b].name)),
                     number(pair.means.difference, shown(pair.means.difference) + half),
                     number(pair.means.p, chance(pair.means.p)),
                     number(pair.ranks.p, chance(pair.ranks.p)),
                     adjusted,
                     number(pair.improvement.estimate, tr("%1 (%2 to %3)", "estimate and interval")
                                                           .arg(style::formatPercent(pair.improvement.estimate),
                                                                style::formatPercent(pair.improvement.low),
                                                                style::formatPercent(pair.improvement.high)))};
        rows.push_back(std::move(row));
    }
    pairs_.setRows(rows);
}

void CompareBridge::fillParallel() {
    QVector<models::ParallelAxis> axes;
    QVector<models::ParallelLine> lines;
    for (const RunRecord& run : data_->runs)
        lines.push_back({QString::number(run.id.value), text(run.name), run.colour, {}});
    for (const ComparedGroup& group : result_.groups)
        for (const size_t run : group.runs)
            lines[static_cast<qsizetype>(run)].colour = group.colour;
    for (const runs::ComparedOption& option : data_->options) {
        if (!option.differs) continue;
        models::ParallelAxis axis{text(option.key), optionTitle(option), {}, false, false};
        for (size_t run = 0; run < data_->runs.size(); ++run) {
            double value = option.numbers[run];
            if (!option.numeric) {
                const QString word = optionText(option.texts[run]);
                if (!axis.categories.contains(word)) axis.categories << word;
                value = static_cast<double>(axis.categories.indexOf(word));
            }
            lines[static_cast<qsizetype>(run)].values.push_back(value);
        }
        axes.push_back(axis);
    }
    axes.push_back({QStringLiteral("@score"), metricTitle(question_.score), {}, false, false});
    for (size_t run = 0; run < data_->runs.size(); ++run)
        lines[static_cast<qsizetype>(run)].values.push_back(result_.scores[run]);
    parallel_.setContent(axes, lines);
}

QString CompareBridge::verdict() const {
    if (question_.groupBy.empty())
        return tr("Group the runs to compare groups: several seeds of one setting make one.");
    if (result_.pairs.empty()) return tr("Tests need two groups with at least two runs each.");
    const QString score = metricTitle(question_.score);
    return question_.scoreOf == ScoreOf::last ? tr("Last value of %1 of each run").arg(score)
                                              : tr("Best value of %1 of each run").arg(score);
}

}  // namespace ludus::bridges
