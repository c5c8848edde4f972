// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/lineage_told.h"

#include <algorithm>

#include "app/pages/lineage_card.h"
#include "widgets/style/format.h"

namespace ludus::pages {
namespace {

QString steps(int64_t count) {
    return style::formatSi(static_cast<double>(count));
}

bool froze(const LeagueVerdict& verdict) {
    return verdict.action == VerdictAction::freeze || verdict.action == VerdictAction::freezeAndRestart;
}

/// Of the one that was gone on from: a snapshot, or the learner itself.
const VerdictRow* chosenRow(const LeagueVerdict& verdict) {
    const Member wanted =
        verdict.restartFrom ? Member::snapshot(*verdict.restartFrom) : Member::learner(verdict.player);
    const auto row = std::find_if(verdict.table.begin(), verdict.table.end(),
                                  [&](const VerdictRow& one) { return one.member == wanted; });
    return row == verdict.table.end() ? nullptr : &*row;
}

}  // namespace

LineageTold lineageOf(const bridges::LeagueReader& reader, int code) {
    return reader.with([&](const league::LeagueStory& story, const RunRecord&, const auto&) {
        LineageTold told;
        const Member member = Member::fromCode(code);
        const auto place = static_cast<size_t>(member.index());
        int player = member.index(), period = 0;
        if (member.isLearner()) {
            if (place >= story.learners().size()) return told;
            period = story.learners()[place].period;
        } else {
            if (place >= story.snapshots().size()) return told;
            player = story.snapshots()[place].player;
            period = story.snapshots()[place].period;
        }
        told.role = story.learners()[static_cast<size_t>(player)].role;
        const league::LeagueOptions options = story.optionsNow();
        told.low = options.windowLow;
        told.high = options.windowHigh;
        for (const league::ToldVerdict& one : story.verdicts()) {
            const LeagueVerdict& verdict = one.verdict;
            if (verdict.player != player || !froze(verdict)) continue;
            if (verdict.period == period && !member.isLearner()) told.made = verdict;
            if (verdict.period == period - 1) told.began = verdict;
        }
        return told;
    });
}

QString madeSentence(const LineageTold& told) {
    if (!told.made) return {};
    const LeagueVerdict& verdict = *told.made;
    switch (verdict.cause) {
        case VerdictCause::maximumSteps:
            return LineageCard::tr("Frozen because its period had lasted the most steps: %1.")
                .arg(steps(verdict.trained));
        case VerdictCause::winRate:
            return LineageCard::tr("Frozen after %3 steps: its smallest win rate was %1, above the limit of %2.")
                .arg(style::formatPercent(verdict.winRate, 1), style::formatPercent(verdict.threshold),
                     steps(verdict.trained));
        case VerdictCause::rootReady:
            return LineageCard::tr("Frozen as the common root after %1 steps of self-play.")
                .arg(steps(verdict.trained));
        case VerdictCause::startReady:
            return LineageCard::tr("Frozen as a start of its own after %1 steps.").arg(steps(verdict.trained));
        default: return {};
    }
}

QString beganSentence(const LineageTold& told, const QString& from) {
    if (!told.began) return {};
    const LeagueVerdict& verdict = *told.began;
    const bool adaptive = told.role == LeagueRole::adaptiveEvolutionaryExploiter;
    if (verdict.reset && adaptive)
        //: %1 and %2: ends of the window of win rates from which one inherits.
        return LineageCard::tr("It started again: none of %n candidate(s) won %1 to %2 against the main agent.",
                               nullptr, static_cast<int>(verdict.table.size()))
            .arg(style::formatPercent(told.low), style::formatPercent(told.high));
    if (verdict.reset) return LineageCard::tr("It started again.");
    const VerdictRow* row = chosenRow(verdict);
    if (!row) return {};
    const QString rate = style::formatPercent(row->winRate);
    const int fit = static_cast<int>(
        std::count_if(verdict.table.begin(), verdict.table.end(), [](const VerdictRow& one) { return one.inside; }));
    if (verdict.restartFrom && adaptive)
        return LineageCard::tr(
                   "It went on from %1: with %2 against the main agent the nearest to one half of %n "
                   "candidate(s) inside the window.",
                   nullptr, fit)
            .arg(from, rate);
    if (verdict.restartFrom)
        return LineageCard::tr("It went on from %1: with %2 against the main agent the best of %n candidate(s).",
                               nullptr, fit)
            .arg(from, rate);
    if (adaptive)
        return LineageCard::tr(
                   "It went on with its own weights: with %1 against the main agent the nearest to one "
                   "half of %n candidate(s) inside the window.",
                   nullptr, fit)
            .arg(rate);
    return LineageCard::tr(
               "It went on with its own weights: with %1 against the main agent the best of %n "
               "candidate(s).",
               nullptr, fit)
        .arg(rate);
}

}  // namespace ludus::pages
