// SPDX-License-Identifier: GPL-3.0-or-later
// What a league's draws and verdicts are called in front of people: branches, actions, causes, conditions, names of
// members. Any thread once the language is chosen.
#pragma once

#include <QString>

#include <string>
#include <vector>

#include "core/league/story_why.h"

namespace ludus::bridges {

struct LeagueWords;

/// As all pictures and lists of leagues name their members.
LeagueWords leagueWords();
/// "MA1", "ME1", "ME2".
std::vector<std::string> learnersOf(const league::LeagueStory& story);
/// "MA1", "ME1-10", "root" of a LeagueStory -> "MA", "ME 1·10", "root"; learners (learnersOf) have their number only
/// where there are several of a role.
QString memberTitle(const std::string& storyName, const std::vector<std::string>& learners);
/// The same for many at once.
QString memberTitle(const std::string& storyName, const std::vector<std::string>& learners, const LeagueWords& words);
/// "history", "forgotten exploiters".
QString branchTitle(DrawBranch branch);
/// "frozen, went on from another one".
QString verdictTitle(const LeagueVerdict& verdict);
QString causeTitle(VerdictCause cause);
QString conditionTitle(league::WhyCondition::Kind kind);
/// A value or limit of such a condition: steps, matches, a share.
QString conditionValue(league::WhyCondition::Kind kind, double value);

/// "MA 1 met ME 1·10."
QString drawSentence(const LeagueDraw& draw, const QString& player, const QString& chosen);
/// "ME 1 was frozen at the end of period 10 and went back to where it started. Its win rate was above the limit."
/// `from`: the snapshot it names, if any.
QString verdictSentence(const LeagueVerdict& verdict, const QString& player, const QString& from);

/// 12.3 %, 0.06 %: among thousands of candidates everybody's is small.
QString probabilityText(double probability);
/// 61 % ±7; of nothing but a prior, and of nothing at all, without a width.
QString rateText(const league::WinRate& rate);
/// A recorded number or a probability as it is compared: 0.4123.
QString numberText(double number);
/// "0.2500 to 0.8500".
QString rangeText(double from, double to);

}  // namespace ludus::bridges
