// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A page as a file: widgets one below the other, charts as lines and texts in a PDF. GUI thread.

#include <QList>
#include <QString>

class QWidget;

namespace ludus::views {

// By the ending of `path`: pdf (one page as large as it needs) or png (twice the resolution). False: not written.
bool savePage(const QList<QWidget*>& parts, const QString& path);

}  // namespace ludus::views
