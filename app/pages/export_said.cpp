// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/export_said.h"

#include <QCoreApplication>

namespace ludus::pages {

views::Message exportSaid(const QString& path, bool done) {
    views::Message message;
    message.key = QStringLiteral("export");
    message.kind = done ? views::MessageKind::Success : views::MessageKind::Danger;
    message.sentence = done ? QCoreApplication::translate("ludus::pages::Export", "Saved as %1.").arg(path)
                            : QCoreApplication::translate(
                                  "ludus::pages::Export",
                                  "%1 could not be written. Check the folder and its free space, then try again.")
                                  .arg(path);
    return message;
}

}  // namespace ludus::pages
