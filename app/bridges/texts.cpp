// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/texts.h"

#include <QCoreApplication>

#include "core/games/registry.h"

namespace ludus::bridges {

QString translated(const Text& source) {
    QString out = QCoreApplication::translate(source.context(), source.source());
    for (const std::string& argument : source.arguments())
        out = out.arg(QString::fromStdString(argument));
    return out;
}

QString translated(const Error& error) {
    QStringList parts;
    for (const Text* part : {&error.happened, &error.meaning, &error.remedy}) {
        if (!part->empty()) parts << translated(*part);
    }
    return parts.join(QLatin1Char(' '));
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

}  // namespace ludus::bridges
