// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/series_plot_labels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "widgets/views/hover_card.h"
#include "widgets/views/series_plot_items.h"

namespace ludus::views {

// Labels that touch form a group, which stands around the mean of its members' wishes; groups that touch merge.
std::vector<double> spreadLabels(const std::vector<double>& wanted, double spacing, double low, double high) {
    struct Group {
        double first = 0;  // centre of its first label
        double wishSum = 0;
        int count = 0;
    };
    std::vector<std::size_t> order(wanted.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return wanted[a] < wanted[b]; });

    std::vector<Group> groups;
    const auto settle = [&](Group& group) {
        const double length = spacing * (group.count - 1);
        group.first = group.wishSum / group.count;
        group.first = std::max(low, std::min(group.first, high - length));
    };
    for (const std::size_t index : order) {
        Group group{0, std::clamp(wanted[index], low, std::max(low, high)), 1};
        settle(group);
        while (!groups.empty() && groups.back().first + spacing * groups.back().count > group.first) {
            // The wish of a member is where the group's first label would have to be for it.
            const Group& above = groups.back();
            group.wishSum += above.wishSum - spacing * above.count * group.count;
            group.count += above.count;
            groups.pop_back();
            settle(group);
        }
        groups.push_back(group);
    }
    std::vector<double> placed(wanted.size());
    std::size_t next = 0;
    for (const Group& group : groups) {
        for (int i = 0; i < group.count; ++i)
            placed[order[next++]] = group.first + spacing * i;
    }
    return placed;
}

std::vector<std::size_t> chooseLabels(const std::vector<double>& wanted, const std::vector<bool>& must, double spacing,
                                      std::size_t most) {
    std::vector<std::size_t> order(wanted.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (wanted.size() <= most) return order;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return wanted[a] < wanted[b]; });
    std::vector<std::size_t> chosen;
    const auto take = [&](std::size_t label) {
        const bool there = std::find(chosen.begin(), chosen.end(), label) != chosen.end();
        if (!there && chosen.size() < most) chosen.push_back(label);
    };
    for (const std::size_t label : order)
        if (must[label]) take(label);
    take(order.front());
    take(order.back());
    for (const std::size_t label : order) {
        const bool free = std::all_of(chosen.begin(), chosen.end(), [&](std::size_t other) {
            return std::fabs(wanted[label] - wanted[other]) >= spacing;
        });
        if (free) take(label);
    }
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

void leaveOutLabels(std::vector<EndLabel>& labels, std::vector<double>& wanted, double spacing, double high,
                    double low) {
    const auto room = static_cast<std::size_t>(std::max(0.0, std::floor((low - high) / spacing))) + 1;
    if (labels.size() <= room) return;
    std::vector<bool> must;
    for (const EndLabel& label : labels)
        must.push_back(label.bold || !label.colour.isValid());
    std::vector<EndLabel> kept;
    std::vector<double> places;
    for (const std::size_t index : chooseLabels(wanted, must, spacing, std::max<std::size_t>(room, 2) - 1)) {
        kept.push_back(labels[index]);
        places.push_back(wanted[index]);
    }
    EndLabel more;
    more.name = HoverCard::tr("and %n more", nullptr, static_cast<int>(labels.size() - kept.size()));
    kept.push_back(more);
    const double lowest = *std::max_element(places.begin(), places.end());  // one of them at least is kept
    places.push_back(std::max(low, lowest) + 1);                            // after all others
    labels = std::move(kept);
    wanted = std::move(places);
}

QPoint placeCard(const QRect& bounds, const QPoint& pointer, const QSize& card, const QRect& avoid) {
    constexpr int kGap = 14;
    const int left = pointer.x() - kGap - card.width(), right = pointer.x() + kGap;
    const int below = pointer.y() + kGap, above = pointer.y() - kGap - card.height();
    const auto clampY = [&](int y) { return std::max(bounds.top(), std::min(y, bounds.bottom() + 1 - card.height())); };
    const auto clampX = [&](int x) { return std::max(bounds.left(), std::min(x, bounds.right() + 1 - card.width())); };
    // Beside the pointer the height may slide; above or below it the side may.
    const std::array<QPoint, 4> places = {QPoint(left, clampY(below)), QPoint(right, clampY(below)),
                                          QPoint(clampX(left), below), QPoint(clampX(left), above)};
    const QPoint* fallback = nullptr;
    for (const QPoint& place : places) {
        const QRect rect(place, card);
        if (!bounds.contains(rect) || rect.contains(pointer)) continue;
        if (!rect.intersects(avoid)) return place;
        if (fallback == nullptr) fallback = &place;
    }
    return fallback != nullptr ? *fallback : places[3];
}

}  // namespace ludus::views
