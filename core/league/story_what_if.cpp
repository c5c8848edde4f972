// SPDX-License-Identifier: GPL-3.0-or-later
// What would be drawn now, with the options as they are and with other ones.
#include <algorithm>
#include <map>

#include "core/league/story_why.h"

namespace ludus::league {
namespace {

constexpr uint64_t kSamples = 213;  // purpose of the random stream

using Key = std::pair<DrawBranch, Member>;

LeagueView viewWith(const LeagueView& view, const LeagueOptions& options) {
    return {options, view.learners, view.snapshots, view.payoff, view.recent, view.meta, view.version};
}

struct Column {
    double WhatIfRow::*weight;
    double WhatIfRow::*probability;
};

/// A member that several ways lead to from one branch counts once.
void enter(const Distribution& drawn, Column column, std::map<Key, WhatIfRow>& rows) {
    for (const Chance& chance : drawn.chances) {
        WhatIfRow& row = rows[{chance.branch, chance.member}];
        row.*column.weight = chance.weight;
        row.*column.probability += chance.probability;
    }
}

WhatIf opening(const LeagueStory& story, int player) {
    const LeagueBook& book = story.book();
    WhatIf out;
    out.opening = true;
    WhatIfRow row;
    const bool root = book.root() < 0;
    const std::string& bot = book.learners()[static_cast<size_t>(player)].spec.bot;
    row.branch = root ? DrawBranch::root : DrawBranch::bot;
    row.member = Member::learner(player);
    row.name = root ? story.nameOf(row.member) : bot;
    row.weightBefore = row.weightAfter = row.before = row.after = 1;
    if (root && player != book.rootMaker()) return out;  // it waits for the root
    out.rows.push_back(row);
    return out;
}

}  // namespace

WhatIf whatIf(const LeagueStory& story, int player, const LeagueOptions& changed) {
    const LeagueBook& book = story.book();
    LUDUS_CHECK(player >= 0 && player < static_cast<int>(book.learners().size()));
    LUDUS_CHECK(changed.learners() == book.options().learners());  // the learners of a league are fixed
    WhatIf out;
    if (book.learners()[static_cast<size_t>(player)].failed) {
        out.failed = true;
        return out;
    }
    if (book.root() < 0 || book.makesStart(player)) return opening(story, player);
    const LeagueOptions options = story.optionsNow();
    const LeagueView view = book.view(), before = viewWith(view, options), after = viewWith(view, changed);
    const Distribution drawnBefore = drawnNow(before, player), drawnAfter = drawnNow(after, player);
    std::map<Key, WhatIfRow> rows;
    enter(drawnBefore, {&WhatIfRow::weightBefore, &WhatIfRow::before}, rows);
    enter(drawnAfter, {&WhatIfRow::weightAfter, &WhatIfRow::after}, rows);
    for (auto& [key, row] : rows) {
        row.branch = key.first;
        row.member = key.second;
        row.name = story.nameOf(row.member);
        row.winRate = book.payoff().winRate(Member::learner(player), row.member);
        out.rows.push_back(std::move(row));
    }
    std::stable_sort(out.rows.begin(), out.rows.end(), [](const WhatIfRow& one, const WhatIfRow& other) {
        return one.branch != other.branch ? one.branch < other.branch
                                          : std::max(one.before, one.after) > std::max(other.before, other.after);
    });
    out.emptyBefore = drawnBefore.empty;
    out.emptyAfter = drawnAfter.empty;
    return out;
}

WhatIf whatIf(const LeagueStory& story, int player) {
    return whatIf(story, player, story.optionsNow());
}

std::vector<int64_t> sampled(const LeagueStory& story, int player, const WhatIf& rows, int64_t count, uint64_t seed) {
    std::vector<int64_t> out(rows.rows.size());
    if (out.empty()) return out;
    if (rows.opening) {
        out.front() = count;
        return out;
    }
    std::map<Key, size_t> places;
    for (size_t i = 0; i < rows.rows.size(); ++i)
        places[{rows.rows[i].branch, rows.rows[i].member}] = i;
    const LeagueOptions options = story.optionsNow();
    const LeagueView view = story.book().view(), now = viewWith(view, options);
    Rng random(seed, kSamples, static_cast<uint64_t>(player));
    for (int64_t i = 0; i < count; ++i) {
        Dice dice(random);
        const LeagueDraw draw = drawOpponent(now, player, dice);
        ++out[places.at({draw.branch, draw.chosen})];
    }
    return out;
}

}  // namespace ludus::league
