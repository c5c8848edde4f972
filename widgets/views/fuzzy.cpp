// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/fuzzy.h"

#include <algorithm>

namespace ludus::views {
namespace {

constexpr int kHit = 1, kAtBeginning = 8, kSideBySide = 6, kWhole = 12, kVeryFirst = 6;

bool beginsWord(const QString& text, qsizetype at) {
    if (at == 0) return true;
    const QChar before = text[at - 1], here = text[at];
    return !before.isLetterOrNumber() || (before.isLower() && here.isUpper()) || here.script() == QChar::Script_Han;
}

/// One word, greedily from `from` on, but jumping to where the whole word stands together.
std::optional<FuzzyMatch> matchWord(const QString& word, const QString& text) {
    FuzzyMatch best;
    bool found = false;
    for (qsizetype whole = text.indexOf(word, 0, Qt::CaseInsensitive); whole >= 0;
         whole = text.indexOf(word, whole + 1, Qt::CaseInsensitive)) {
        FuzzyMatch match;
        match.score = kWhole + static_cast<int>(word.size()) * (kHit + kSideBySide) +
                      (beginsWord(text, whole) ? kAtBeginning * 2 : 0) + (whole == 0 ? kVeryFirst : 0);
        if (found && match.score <= best.score) continue;
        for (qsizetype i = 0; i < word.size(); ++i)
            match.places.append(static_cast<int>(whole + i));
        best = match;
        found = true;
    }
    if (found) return best;
    // Letters apart: the first of them must begin a word, or anything would be found anywhere.
    qsizetype at = 0;
    for (qsizetype i = 0; i < word.size(); ++i) {
        qsizetype next = text.indexOf(word[i], at, Qt::CaseInsensitive);
        const bool beside = i > 0 && next == at;
        if (!beside) {
            qsizetype begin = next;
            while (begin >= 0 && !beginsWord(text, begin))
                begin = text.indexOf(word[i], begin + 1, Qt::CaseInsensitive);
            if (begin >= 0) next = begin;
            if (begin < 0 && i == 0) return std::nullopt;
        }
        if (next < 0) return std::nullopt;
        best.score += kHit + (beside ? kSideBySide : 0) + (beginsWord(text, next) ? kAtBeginning : 0);
        best.places.append(static_cast<int>(next));
        at = next + 1;
    }
    return best;
}

}  // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString& typed, const QString& text) {
    FuzzyMatch all;
    for (const QString& word : typed.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const std::optional<FuzzyMatch> match = matchWord(word, text);
        if (!match) return std::nullopt;
        all.score += match->score;
        all.places += match->places;
    }
    std::sort(all.places.begin(), all.places.end());
    all.places.erase(std::unique(all.places.begin(), all.places.end()), all.places.end());
    if (!all.places.isEmpty()) all.score -= static_cast<int>(std::min<qsizetype>(text.size(), 60)) / 10;
    return all;
}

}  // namespace ludus::views
