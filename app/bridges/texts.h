// SPDX-License-Identifier: GPL-3.0-or-later
// Texts that come from core, in the language of the studio, and how agents are called in front of people. GUI thread.
#pragma once

#include <QString>

#include "core/base/result.h"
#include "core/base/text.h"

namespace ludus::bridges {

QString translated(const Text& text);
/// The three parts of an error as one paragraph.
QString translated(const Error& error);
/// "bot:random" -> "random", "snapshot:1048589" -> "snapshot 13".
QString agentTitle(const std::string& agent);
QString gameTitle(const std::string& game);
/// "1 v 1, 12 inputs, 6 actions".
QString gameNote(const std::string& game);
inline QString text(const std::string& utf8) {
    return QString::fromStdString(utf8);
}

}  // namespace ludus::bridges
