// SPDX-License-Identifier: GPL-3.0-or-later
// Who can be compared with whom: the groups in which everybody has scored against everybody, directly or through others
// (Ford 1957: just then a rating is finite), and the order in which the others are placed. Pure; any thread.
#pragma once

#include <vector>

#include "core/math/rating_fit.h"

namespace ludus::math {

struct RatingGroups {
    std::vector<std::vector<int>> groups;  // the one that sets the scale first, then by size
    std::vector<int> groupOf;              // by player
};

/// Players in `known` (anchors, priors) are linked with each other and set the scale; without them the largest group
/// does.
RatingGroups groupsOf(int players, const std::vector<PairResult>& results, const std::vector<int>& known);

/// The groups but the first, in layers from the inside out: peeled off from the outside by taking away, again and
/// again, all groups that only win or only lose among those left.
std::vector<std::vector<size_t>> layersOf(const RatingGroups& groups, const std::vector<PairResult>& results);

}  // namespace ludus::math
