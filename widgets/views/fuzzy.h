// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How well a text answers what somebody types in a hurry: its letters in order, not necessarily side by side.
// Pure function, any thread.

#include <QString>
#include <QVector>

#include <optional>

namespace ludus::views {

struct FuzzyMatch {
    int score = 0;        // more is better
    QVector<int> places;  // of the letters found, rising
};

// Every word of `typed` must be found in `text`; case and spaces do not matter. Beginnings of words count more, and so
// do letters side by side; an empty `typed` is found everywhere with score 0.
std::optional<FuzzyMatch> fuzzyMatch(const QString& typed, const QString& text);

}  // namespace ludus::views
