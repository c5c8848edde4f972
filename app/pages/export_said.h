// SPDX-License-Identifier: GPL-3.0-or-later
// What a page says once something was written to a file, or was not: the same words on every page. GUI thread.
#pragma once

#include "widgets/views/message_bar.h"

namespace ludus::pages {

views::Message exportSaid(const QString& path, bool done);

}  // namespace ludus::pages
