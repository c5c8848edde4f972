// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/game_words.h"

#include <QCoreApplication>
#include <QHash>

namespace ludus::bridges {
namespace {

QString translatedOr(const QHash<QString, const char*>& words, const QString& name) {
    const auto found = words.constFind(name);
    return found == words.constEnd() ? name : QCoreApplication::translate("Action", *found);
}

}  // namespace

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
