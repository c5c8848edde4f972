// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views/panel_layout.h"

#include <algorithm>
#include <utility>

namespace ludus::views {

namespace {

constexpr int kMostRows = 400;  // of one panel

void putRight(PanelCell& cell) {
    cell.w = std::clamp(cell.w, PanelLayout::kLeastWidth, PanelLayout::kColumns);
    cell.h = std::clamp(cell.h, PanelLayout::kLeastHeight, kMostRows);
    cell.x = std::clamp(cell.x, 0, PanelLayout::kColumns - cell.w);
    cell.y = std::clamp(cell.y, 0, 100 * kMostRows);
}

bool free(const std::vector<PanelCell>& placed, const PanelCell& cell) {
    return std::none_of(placed.begin(), placed.end(), [&](const PanelCell& other) { return cell.overlaps(other); });
}

}  // namespace

PanelLayout::PanelLayout(std::vector<PanelCell> cells) {
    for (PanelCell& cell : cells) {
        if (cell.id.isEmpty() || find(cell.id) != nullptr) continue;
        putRight(cell);
        cells_.push_back(std::move(cell));
    }
    settle();
}

const PanelCell* PanelLayout::find(const QString& id) const {
    const auto found = std::find_if(cells_.begin(), cells_.end(), [&](const PanelCell& c) { return c.id == id; });
    return found == cells_.end() ? nullptr : &*found;
}

PanelCell* PanelLayout::cell(const QString& id) {
    return const_cast<PanelCell*>(find(id));
}

int PanelLayout::rows() const {
    int rows = 0;
    for (const PanelCell& cell : cells_)
        rows = std::max(rows, cell.y + cell.h);
    return rows;
}

int PanelLayout::pinnedRows() const {
    int rows = 0;
    for (const PanelCell& cell : cells_) {
        if (cell.pinned) rows = std::max(rows, cell.y + cell.h);
    }
    return rows;
}

void PanelLayout::add(PanelCell cell) {
    if (find(cell.id) != nullptr) return;
    putRight(cell);
    // Where the lowest cells leave room beside them, it stands there.
    const int floor = std::max(pinnedRows(), rows() - cell.h);
    for (cell.y = floor;; ++cell.y) {
        for (cell.x = 0; cell.x + cell.w <= kColumns; ++cell.x) {
            if (!free(cells_, cell)) continue;
            cells_.push_back(cell);
            settle();
            return;
        }
    }
}

void PanelLayout::remove(const QString& id) {
    std::erase_if(cells_, [&](const PanelCell& c) { return c.id == id; });
    settle();
}

void PanelLayout::move(const QString& id, int x, int y) {
    PanelCell* moved = cell(id);
    if (moved == nullptr) return;
    moved->x = x;
    moved->y = y;
    putRight(*moved);
    settle(id);
}

void PanelLayout::swap(const QString& a, const QString& b) {
    PanelCell *first = cell(a), *second = cell(b);
    if (first == nullptr || second == nullptr || first == second || first->pinned != second->pinned) return;
    std::swap(first->x, second->x);
    std::swap(first->y, second->y);
    std::swap(first->w, second->w);
    std::swap(first->h, second->h);
    settle();
}

void PanelLayout::resize(const QString& id, int w, int h) {
    PanelCell* changed = cell(id);
    if (changed == nullptr) return;
    const int before = changed->w, right = changed->x + before;
    changed->w = std::min(w, kColumns - changed->x);
    changed->h = h;
    putRight(*changed);
    // Who stands at its right edge in the same rows shares the edge: it gives or takes the room.
    const int shift = changed->w - before;
    for (PanelCell& other : cells_) {
        if (shift == 0 || other.id == id || other.x != right || other.pinned != changed->pinned) continue;
        const bool beside = other.y < changed->y + changed->h && changed->y < other.y + other.h;
        if (!beside || other.w - shift < kLeastWidth) continue;
        other.x += shift;
        other.w -= shift;
    }
    settle(id);
}

void PanelLayout::setPinned(const QString& id, bool pinned) {
    PanelCell* changed = cell(id);
    if (changed == nullptr || changed->pinned == pinned) return;
    changed->pinned = pinned;
    changed->y = pinned ? pinnedRows() : 0;
    settle(id);
}

void PanelLayout::setOwn(const QString& id, const QJsonObject& own) {
    if (PanelCell* changed = cell(id)) changed->own = own;
}

void PanelLayout::settle(const QString& first) {
    std::vector<PanelCell*> order;
    for (PanelCell& cell : cells_)
        order.push_back(&cell);
    std::stable_sort(order.begin(), order.end(), [&](const PanelCell* a, const PanelCell* b) {
        if (a->pinned != b->pinned) return a->pinned;
        if (a->y != b->y) return a->y < b->y;
        if ((a->id == first) != (b->id == first)) return a->id == first;
        return a->x < b->x;
    });
    std::vector<PanelCell> placed;
    int floor = 0;
    for (PanelCell* cell : order) {
        // The first that is not pinned begins below all that are.
        if (!cell->pinned && !placed.empty() && placed.back().pinned)
            for (const PanelCell& above : placed)
                floor = std::max(floor, above.y + above.h);
        cell->y = std::max(cell->y, floor);
        while (!free(placed, *cell))
            ++cell->y;
        while (cell->y > floor) {
            --cell->y;
            if (free(placed, *cell)) continue;
            ++cell->y;
            break;
        }
        placed.push_back(*cell);
    }
}

QJsonArray PanelLayout::toJson() const {
    QJsonArray array;
    for (const PanelCell& cell : cells_) {
        QJsonObject object{{QStringLiteral("id"), cell.id},
                           {QStringLiteral("x"), cell.x},
                           {QStringLiteral("y"), cell.y},
                           {QStringLiteral("w"), cell.w},
                           {QStringLiteral("h"), cell.h}};
        if (cell.pinned) object.insert(QStringLiteral("pinned"), true);
        if (!cell.own.isEmpty()) object.insert(QStringLiteral("own"), cell.own);
        array.append(object);
    }
    return array;
}

std::optional<PanelLayout> PanelLayout::fromJson(const QJsonArray& array) {
    std::vector<PanelCell> cells;
    for (const QJsonValue& value : array) {
        const QJsonObject object = value.toObject();
        const QString id = object.value(QStringLiteral("id")).toString();
        if (id.isEmpty()) return std::nullopt;
        PanelCell cell;
        cell.id = id;
        cell.x = object.value(QStringLiteral("x")).toInt(0);
        cell.y = object.value(QStringLiteral("y")).toInt(0);
        cell.w = object.value(QStringLiteral("w")).toInt(cell.w);
        cell.h = object.value(QStringLiteral("h")).toInt(cell.h);
        cell.pinned = object.value(QStringLiteral("pinned")).toBool();
        cell.own = object.value(QStringLiteral("own")).toObject();
        cells.push_back(std::move(cell));
    }
    return PanelLayout(std::move(cells));
}

}  // namespace ludus::views
