// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/why_words.h"

#include <QCoreApplication>

#include <algorithm>

#include "app/bridges/league_picture.h"
#include "app/bridges/run_bridge_metrics.h"
#include "app/bridges/texts.h"
#include "widgets/style/format.h"
#include "widgets/style/words.h"

namespace ludus::bridges {
namespace {

constexpr int kDecimals = 4;

}  // namespace

LeagueWords leagueWords() {
    LeagueWords words{QCoreApplication::translate("ludus::bridges::LeagueBridge", "root"),
                      QCoreApplication::translate("ludus::bridges::LeagueBridge", "untrained"),
                      QCoreApplication::translate("ludus::bridges::LeagueBridge", "start"),
                      QCoreApplication::translate("ludus::bridges::LeagueBridge", "end"),
                      //: A frozen player: its learner and the period that it closed, "ME 1·10"
                      QCoreApplication::translate("ludus::bridges::LeagueBridge", "%1·%2"),
                      QCoreApplication::translate("ludus::bridges::LeagueBridge", "now"),
                      QCoreApplication::translate("ludus::bridges::LeagueBridge", "others"),
                      QCoreApplication::translate("ludus::bridges::LeagueBridge", "bots"),
                      {}};
    for (int role = 0; role < models::kLeagueRoles; ++role)
        words.roles << models::leagueRoleWord(static_cast<models::LeagueRole>(role));
    return words;
}

std::vector<std::string> learnersOf(const league::LeagueStory& story) {
    std::vector<std::string> out;
    for (const league::LearnerStory& learner : story.learners())
        out.push_back(learner.name);
    return out;
}

QString memberTitle(const std::string& storyName, const std::vector<std::string>& learners, const LeagueWords& words) {
    // A learner; behind a hyphen a period, or a word for what has none; a number where two would be called alike.
    const size_t hyphen = storyName.find('-'), sharp = storyName.find('#');
    const auto wordOf = [&words](const std::string& word) {
        return word == "root"        ? words.root
               : word == "untrained" ? words.untrained
               : word == "start"     ? words.start
               : word == "end"       ? words.end
                                     : text(word);
    };
    const std::string whole = storyName.substr(0, sharp);
    const QString name = hyphen < whole.size() ? words.whose.arg(learnerTitle(whole.substr(0, hyphen), learners),
                                                                 wordOf(whole.substr(hyphen + 1)))
                         : whole == "root" || whole == "untrained" ? wordOf(whole)
                                                                   : learnerTitle(whole, learners);
    return sharp == std::string::npos ? name : QStringLiteral("%1 #%2").arg(name, text(storyName.substr(sharp + 1)));
}

QString memberTitle(const std::string& storyName, const std::vector<std::string>& learners) {
    return memberTitle(storyName, learners, leagueWords());
}

QString branchTitle(DrawBranch branch) {
    switch (branch) {
        case DrawBranch::selfPlay: return QCoreApplication::translate("Why", "self-play");
        case DrawBranch::liveMain: return QCoreApplication::translate("Why", "main agent of now");
        case DrawBranch::history: return QCoreApplication::translate("Why", "history");
        case DrawBranch::forgottenExploiters: return QCoreApplication::translate("Why", "forgotten exploiters");
        case DrawBranch::forgottenMains: return QCoreApplication::translate("Why", "forgotten main agents");
        case DrawBranch::mainHistory: return QCoreApplication::translate("Why", "earlier main agents");
        case DrawBranch::root: return QCoreApplication::translate("Why", "common start");
        case DrawBranch::bot: return QCoreApplication::translate("Why", "scripted bot");
        case DrawBranch::evaluation: break;
    }
    return QCoreApplication::translate("Why", "evaluation");
}

QString verdictTitle(const LeagueVerdict& verdict) {
    switch (verdict.action) {
        case VerdictAction::goOn: return QCoreApplication::translate("Why", "goes on");
        case VerdictAction::freeze: return QCoreApplication::translate("Why", "frozen, goes on");
        case VerdictAction::freezeAndRestart:
            return verdict.reset ? QCoreApplication::translate("Why", "frozen, starts again")
                                 : QCoreApplication::translate("Why", "frozen, inherits");
        case VerdictAction::evaluateFirst: return QCoreApplication::translate("Why", "matches are missing");
        case VerdictAction::frozenOut: return QCoreApplication::translate("Why", "frozen out");
        case VerdictAction::lost: break;
    }
    return QCoreApplication::translate("Why", "snapshot lost");
}

QString causeTitle(VerdictCause cause) {
    switch (cause) {
        case VerdictCause::none: return style::kUnknown;
        case VerdictCause::maximumSteps: return QCoreApplication::translate("Why", "most steps");
        case VerdictCause::winRate: return QCoreApplication::translate("Why", "win rate");
        case VerdictCause::rootReady: return QCoreApplication::translate("Why", "common start made");
        case VerdictCause::startReady: return QCoreApplication::translate("Why", "own start made");
        case VerdictCause::diverged: return QCoreApplication::translate("Why", "diverged");
        case VerdictCause::missing: return QCoreApplication::translate("Why", "weights missing");
        case VerdictCause::unplayable: break;
    }
    return QCoreApplication::translate("Why", "matches cannot be played");
}

QString conditionTitle(league::WhyCondition::Kind kind) {
    using Kind = league::WhyCondition::Kind;
    switch (kind) {
        case Kind::fewestSteps: return QCoreApplication::translate("Why", "Fewest steps of a period reached");
        case Kind::mostSteps: return QCoreApplication::translate("Why", "Most steps of a period reached");
        case Kind::winRate: return QCoreApplication::translate("Why", "Smallest win rate above the limit");
        case Kind::games: return QCoreApplication::translate("Why", "Enough matches against each");
        case Kind::resetChance: return QCoreApplication::translate("Why", "Number below the chance of a reset");
        case Kind::inheritGames: return QCoreApplication::translate("Why", "Enough matches of each candidate");
        case Kind::windowLow: return QCoreApplication::translate("Why", "Win rate not below the window");
        case Kind::windowHigh: return QCoreApplication::translate("Why", "Win rate not above the window");
        case Kind::openingSteps: break;
    }
    return QCoreApplication::translate("Why", "Steps of the start reached");
}

QString conditionValue(league::WhyCondition::Kind kind, double value) {
    using Kind = league::WhyCondition::Kind;
    switch (kind) {
        case Kind::winRate:
        case Kind::windowLow:
        case Kind::windowHigh: return style::formatPercent(value, 1);
        case Kind::resetChance: return numberText(value);
        default: return style::formatInteger(static_cast<qint64>(value));
    }
}

QString drawSentence(const LeagueDraw& draw, const QString& player, const QString& chosen) {
    if (draw.branch == DrawBranch::root)
        return QCoreApplication::translate("Why", "%1 plays itself to make the common start.").arg(player);
    if (draw.branch == DrawBranch::bot)
        return QCoreApplication::translate("Why", "%1 meets %2 to make its own start.").arg(player, chosen);
    if (draw.branch == DrawBranch::evaluation)
        return QCoreApplication::translate("Why", "%1 meets %2 because a verdict waits for it.").arg(player, chosen);
    if (draw.branch == DrawBranch::selfPlay) return QCoreApplication::translate("Why", "%1 meets itself.").arg(player);
    return QCoreApplication::translate("Why", "%1 meets %2.").arg(player, chosen);
}

namespace {

QString actionSentence(const LeagueVerdict& verdict, const QString& player, const QString& from) {
    const QString period = QString::number(verdict.period);
    switch (verdict.action) {
        case VerdictAction::goOn:
            return QCoreApplication::translate("Why", "%1 goes on in period %2.").arg(player, period);
        case VerdictAction::freeze:
            if (verdict.cause == VerdictCause::rootReady)
                return QCoreApplication::translate("Why", "A copy of %1 became the common start of all learners.")
                    .arg(player);
            if (verdict.cause == VerdictCause::startReady)
                return QCoreApplication::translate("Why", "A copy of %1 became its own start.").arg(player);
            return QCoreApplication::translate(
                       "Why", "A copy of %1 entered the league at the end of period %2; %1 went on with its weights.")
                .arg(player, period);
        case VerdictAction::freezeAndRestart:
            if (verdict.reset)
                return QCoreApplication::translate(
                           "Why", "A copy of %1 entered the league at the end of period %2; %1 started again from %3.")
                    .arg(player, period, from);
            return QCoreApplication::translate(
                       "Why", "A copy of %1 entered the league at the end of period %2; %1 went on from %3.")
                .arg(player, period, from);
        case VerdictAction::evaluateFirst:
            return QCoreApplication::translate(
                       "Why", "At the end of period %2 of %1 matches were missing; they are played first.")
                .arg(player, period);
        case VerdictAction::frozenOut:
            return QCoreApplication::translate("Why", "%1 was frozen out: it learns no more, the others go on.")
                .arg(player);
        case VerdictAction::lost: break;
    }
    return QCoreApplication::translate("Why", "The snapshot %1 was lost and is nobody's opponent any more.").arg(from);
}

QString causeSentence(VerdictCause cause) {
    switch (cause) {
        case VerdictCause::none: return {};
        case VerdictCause::maximumSteps:
            return QCoreApplication::translate("Why", "The period had as many steps as it may have.");
        case VerdictCause::winRate:
            return QCoreApplication::translate("Why", "Its smallest win rate was above the limit.");
        case VerdictCause::rootReady:
        case VerdictCause::startReady:
            return QCoreApplication::translate("Why", "It was trained for as many steps as were asked for.");
        case VerdictCause::diverged:
            return QCoreApplication::translate("Why", "An update gave a number that is not finite.");
        case VerdictCause::missing: return QCoreApplication::translate("Why", "Its weights could not be read.");
        case VerdictCause::unplayable: break;
    }
    return QCoreApplication::translate("Why", "Matches that its verdict waited for could not be played.");
}

}  // namespace

QString verdictSentence(const LeagueVerdict& verdict, const QString& player, const QString& from) {
    return style::paragraph({actionSentence(verdict, player, from), causeSentence(verdict.cause)});
}

QString probabilityText(double probability) {
    const int decimals = !(probability > 0) || probability >= 0.00095 ? 1 : probability >= 0.000095 ? 2 : 3;
    return style::formatPercent(probability, decimals);
}

QString rateText(const league::WinRate& rate) {
    const QString share = style::formatPercent(rate.rate);
    if (rate.games <= 0) return share;
    const QString width = style::formatHalfWidth((rate.high - rate.low) / 2 * 100);
    return width.isEmpty() ? share
                           : QCoreApplication::translate("Why", "%1 %2", "value and half width").arg(share, width);
}

QString numberText(double number) {
    return style::formatReal(number, kDecimals);
}

QString rangeText(double from, double to) {
    return QCoreApplication::translate("Why", "%1 to %2").arg(numberText(from), numberText(to));
}

}  // namespace ludus::bridges
