// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/game_words.h"

#include <QCoreApplication>
#include <QHash>
#include <QStringList>

#include "app/bridges/texts.h"
#include "core/games/telling.h"
#include "widgets/style/format.h"

namespace ludus::bridges {
namespace {

QString translatedOr(const QHash<QString, const char*>& words, const QString& name) {
    const auto found = words.constFind(name);
    return found == words.constEnd() ? name : QCoreApplication::translate("Action", *found);
}

}  // namespace

QString sideTitle(const std::string& game, int side) {
    const games::Telling telling = games::tellingOf(game);
    const auto s = static_cast<size_t>(side);
    return s < telling.sides.size() ? translated(telling.sides[s]) : QString::number(side);
}

QString scoreText(const std::vector<double>& points) {
    QStringList parts;
    for (const double one : points)
        parts << style::formatPlain(one);
    return parts.join(QStringLiteral(" : "));
}

QString scoreText(const MatchRecord& match) {
    const std::vector<double> points = games::scoreline(match.game, match.scores, match.steps);
    if (!points.empty() || match.scores.empty()) return scoreText(points);
    QStringList ahead;
    for (const double score : match.scores)
        ahead << (score == 0 ? QStringLiteral("\u00b10") : style::formatReal(score, 0, true));
    return ahead.join(QStringLiteral(" : "));
}

QString sceneText(const std::string& label) {
    const QString plain = text(label);
    const QStringList pair = plain.split(QStringLiteral(" / "));
    if (pair.size() == 2) {
        bool first = false, second = false;
        const double row = pair[0].toDouble(&first), column = pair[1].toDouble(&second);
        if (first && second) return style::formatPlain(row) + QStringLiteral(" / ") + style::formatPlain(column);
    }
    // Scenes of older recordings carry a clock.
    if (plain.endsWith(QLatin1String(" s"))) {
        bool whole = false;
        const int seconds = plain.chopped(2).toInt(&whole);
        if (whole) return style::formatDuration(seconds);
    }
    return actionTitle(label);
}

QString actionTitle(const std::string& name) {
    static const QHash<QString, const char*> words{
        {QStringLiteral("none"), QT_TRANSLATE_NOOP("Action", "none")},
        {QStringLiteral("forward"), QT_TRANSLATE_NOOP("Action", "fwd")},
        {QStringLiteral("forward + jump"), QT_TRANSLATE_NOOP("Action", "fwd+jump")},
        {QStringLiteral("jump"), QT_TRANSLATE_NOOP("Action", "jump")},
        {QStringLiteral("backward + jump"), QT_TRANSLATE_NOOP("Action", "back+jump")},
        {QStringLiteral("backward"), QT_TRANSLATE_NOOP("Action", "back")},
        {QStringLiteral("back"), QT_TRANSLATE_NOOP("Action", "back")},
        {QStringLiteral("right"), QT_TRANSLATE_NOOP("Action", "right")},
        {QStringLiteral("left"), QT_TRANSLATE_NOOP("Action", "left")},
        {QStringLiteral("turn left"), QT_TRANSLATE_NOOP("Action", "turn left")},
        {QStringLiteral("turn right"), QT_TRANSLATE_NOOP("Action", "turn right")},
        {QStringLiteral("rock"), QT_TRANSLATE_NOOP("Action", "rock")},
        {QStringLiteral("paper"), QT_TRANSLATE_NOOP("Action", "paper")},
        {QStringLiteral("scissors"), QT_TRANSLATE_NOOP("Action", "scissors")},
        {QStringLiteral("heads"), QT_TRANSLATE_NOOP("Action", "heads")},
        {QStringLiteral("tails"), QT_TRANSLATE_NOOP("Action", "tails")},
        {QStringLiteral("goal"), QT_TRANSLATE_NOOP("Action", "goal")},
    };
    return translatedOr(words, QString::fromStdString(name));
}

QString observedThing(const std::string& name) {
    static const QHash<QString, const char*> words{
        {QStringLiteral("own"), QT_TRANSLATE_NOOP("Action", "self")},
        {QStringLiteral("ball"), QT_TRANSLATE_NOOP("Action", "ball")},
        {QStringLiteral("opponent"), QT_TRANSLATE_NOOP("Action", "opponent")},
    };
    return translatedOr(words, QString::fromStdString(name).section(QLatin1Char(' '), 0, -2));
}

QString observedPart(const std::string& name) {
    return QString::fromStdString(name).section(QLatin1Char(' '), -1);
}

}  // namespace ludus::bridges
