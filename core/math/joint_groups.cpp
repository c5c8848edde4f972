// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/joint_groups.h"

#include <algorithm>

namespace ludus::math {
namespace {

using Edges = std::vector<std::vector<int>>;

bool aScored(const PairResult& pair) {
    return pair.wins + pair.draws > 0;
}
bool bScored(const PairResult& pair) {
    return pair.losses + pair.draws > 0;
}

void tidy(Edges& edges) {
    for (std::vector<int>& list : edges) {
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
    }
}

Edges reversed(const Edges& edges) {
    Edges out(edges.size());
    for (size_t from = 0; from < edges.size(); ++from) {
        for (const int to : edges[from])
            out[static_cast<size_t>(to)].push_back(static_cast<int>(from));
    }
    return out;
}

/// From each player to those it scored against; the last node stands for the known scale.
Edges scoredAgainst(int players, const std::vector<PairResult>& results, const std::vector<int>& known) {
    Edges edges(static_cast<size_t>(players) + 1);
    for (const PairResult& pair : results) {
        if (pair.a == pair.b) continue;
        if (aScored(pair)) edges[static_cast<size_t>(pair.a)].push_back(pair.b);
        if (bScored(pair)) edges[static_cast<size_t>(pair.b)].push_back(pair.a);
    }
    for (const int player : known) {
        edges[static_cast<size_t>(player)].push_back(players);
        edges.back().push_back(player);
    }
    tidy(edges);
    return edges;
}

/// Nodes in the order in which a depth first search leaves them.
std::vector<int> leavingOrder(const Edges& edges) {
    std::vector<int> order;
    std::vector<size_t> next(edges.size(), 0);
    std::vector<bool> seen(edges.size(), false);
    std::vector<int> path;
    for (size_t root = 0; root < edges.size(); ++root) {
        if (seen[root]) continue;
        seen[root] = true;
        path.push_back(static_cast<int>(root));
        while (!path.empty()) {
            const auto at = static_cast<size_t>(path.back());
            if (next[at] == edges[at].size()) {
                order.push_back(path.back());
                path.pop_back();
                continue;
            }
            const int to = edges[at][next[at]++];
            if (seen[static_cast<size_t>(to)]) continue;
            seen[static_cast<size_t>(to)] = true;
            path.push_back(to);
        }
    }
    return order;
}

/// Strongly connected groups (Kosaraju; Sharir 1981).
std::vector<std::vector<int>> stronglyConnected(const Edges& edges) {
    const std::vector<int> order = leavingOrder(edges);
    const Edges backwards = reversed(edges);
    std::vector<bool> taken(edges.size(), false);
    std::vector<std::vector<int>> groups;
    for (auto root = order.rbegin(); root != order.rend(); ++root) {
        if (taken[static_cast<size_t>(*root)]) continue;
        std::vector<int> group = {*root};
        taken[static_cast<size_t>(*root)] = true;
        for (size_t i = 0; i < group.size(); ++i) {
            for (const int to : backwards[static_cast<size_t>(group[i])]) {
                if (taken[static_cast<size_t>(to)]) continue;
                taken[static_cast<size_t>(to)] = true;
                group.push_back(to);
            }
        }
        std::sort(group.begin(), group.end());
        groups.push_back(std::move(group));
    }
    return groups;
}

}  // namespace

RatingGroups groupsOf(int players, const std::vector<PairResult>& results, const std::vector<int>& known) {
    RatingGroups out;
    out.groups = stronglyConnected(scoredAgainst(players, results, known));
    for (std::vector<int>& group : out.groups) {
        if (group.back() == players && known.empty()) group.pop_back();  // the scale by itself is nobody
    }
    std::erase_if(out.groups, [](const std::vector<int>& group) { return group.empty(); });
    std::sort(out.groups.begin(), out.groups.end(), [players](const auto& a, const auto& b) {
        const bool aScale = a.back() == players, bScale = b.back() == players;
        if (aScale != bScale) return aScale;
        return a.size() != b.size() ? a.size() > b.size() : a.front() < b.front();
    });
    if (!known.empty()) out.groups.front().pop_back();
    out.groupOf.resize(static_cast<size_t>(players));
    for (size_t group = 0; group < out.groups.size(); ++group) {
        for (const int player : out.groups[group])
            out.groupOf[static_cast<size_t>(player)] = static_cast<int>(group);
    }
    return out;
}

std::vector<std::vector<size_t>> layersOf(const RatingGroups& groups, const std::vector<PairResult>& results) {
    const size_t count = groups.groups.size();
    Edges edges(count);
    for (const PairResult& pair : results) {
        const int a = groups.groupOf[static_cast<size_t>(pair.a)], b = groups.groupOf[static_cast<size_t>(pair.b)];
        if (a == b) continue;
        if (aScored(pair)) edges[static_cast<size_t>(a)].push_back(b);
        if (bScored(pair)) edges[static_cast<size_t>(b)].push_back(a);
    }
    tidy(edges);
    const Edges backwards = reversed(edges);
    std::vector<bool> left(count, true);
    const auto free = [&left](const std::vector<int>& others) {
        return std::none_of(others.begin(), others.end(),
                            [&left](int other) { return left[static_cast<size_t>(other)]; });
    };
    std::vector<std::vector<size_t>> layers;
    for (size_t remaining = count; remaining > 1;) {
        std::vector<size_t> layer;
        for (size_t group = 1; group < count; ++group) {
            if (left[group] && (free(edges[group]) || free(backwards[group]))) layer.push_back(group);
        }
        for (const size_t group : layer)
            left[group] = false;
        remaining -= layer.size();
        layers.push_back(std::move(layer));
    }
    std::reverse(layers.begin(), layers.end());
    return layers;
}

}  // namespace ludus::math
