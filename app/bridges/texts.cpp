// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/texts.h"

#include <QCoreApplication>

#include <algorithm>

#include "app/bridges/sentences.h"
#include "core/games/registry.h"
#include "widgets/style/words.h"

namespace ludus::bridges {
namespace {

/// "6 actions"; of several branches, each of which is chosen from, "3 × 3 × 3 actions".
QString actionsOf(const games::ActionSpec& action) {
    if (action.branchCount() == 1) {
        return QCoreApplication::translate("Game", "%n action(s)", nullptr, action.logitCount());
    }
    QStringList sizes;
    for (const int size : action.branches)
        sizes << QString::number(size);
    return QCoreApplication::translate("Game", "%1 actions").arg(sizes.join(QStringLiteral(" \u00d7 ")));
}

}  // namespace

QString translated(const Text& source) {
    QStringList arguments;
    for (const std::string& argument : source.arguments())
        arguments << shownArgument(retold(argument));
    return style::closedUp(style::filled(QCoreApplication::translate(source.context(), source.source()), arguments));
}

QString translated(const Error& error) {
    QStringList parts;
    for (const Text* part : {&error.happened, &error.meaning, &error.remedy}) {
        if (!part->empty()) parts << translated(*part);
    }
    return style::paragraph(parts);
}

QString agentTitle(const std::string& agent) {
    const QString name = text(agent);
    if (name.startsWith(QLatin1String("bot:"))) return name.mid(4);
    if (name.startsWith(QLatin1String("snapshot:"))) {
        const qint64 index = name.mid(9).toLongLong() & ((qint64{1} << 20) - 1);
        return QCoreApplication::translate("Agent", "snapshot %1").arg(index);
    }
    return name;
}

QString gameTitle(const std::string& game) {
    const Result<games::GameInfo> info = games::gameInfo(game);
    return info ? translated(info->facts.title) : text(game);
}

QString gameNote(const std::string& game) {
    const Result<games::GameInfo> info = games::gameInfo(game);
    if (!info) return {};
    const auto perSide = [&](int side) {
        const auto& sideOf = info->facts.sideOfSeat;
        return QString::number(std::count(sideOf.begin(), sideOf.end(), side));
    };
    QString sides = perSide(0);
    for (int side = 1; side < info->facts.sides; ++side)
        sides = QCoreApplication::translate("Game", "%1 v %2", "numbers of players").arg(sides, perSide(side));
    return style::listed({sides, QCoreApplication::translate("Game", "%n input(s)", nullptr, info->observation.size),
                          actionsOf(info->action)});
}

}  // namespace ludus::bridges
