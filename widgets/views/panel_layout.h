// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Where panels stand: cells of a grid of 24 columns and low rows, packed to the top, pinned ones above all others.
// Plain value, any thread. Whoever is moved or grows pushes the others down; nothing ever overlaps.

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <optional>
#include <vector>

namespace ludus::views {

struct PanelCell {
    QString id;
    int x = 0, y = 0, w = 6, h = 7;  // columns and rows
    bool pinned = false;
    QJsonObject own = {};  // what its panel wants to keep

    bool operator==(const PanelCell&) const = default;
    bool overlaps(const PanelCell& other) const {
        return x < other.x + other.w && other.x < x + w && y < other.y + other.h && other.y < y + h;
    }
};

class PanelLayout {
public:
    static constexpr int kColumns = 24, kLeastWidth = 5, kLeastHeight = 5;

    PanelLayout() = default;
    // Cells as they come, put right: inside the grid, none over another, each id once.
    explicit PanelLayout(std::vector<PanelCell> cells);

    const std::vector<PanelCell>& cells() const { return cells_; }
    const PanelCell* find(const QString& id) const;
    int rows() const;
    int pinnedRows() const;

    // Below everything, in the first gap that is wide enough.
    void add(PanelCell cell);
    void remove(const QString& id);
    void move(const QString& id, int x, int y);
    // The two change places and sizes.
    void swap(const QString& a, const QString& b);
    void resize(const QString& id, int w, int h);
    void setPinned(const QString& id, bool pinned);
    void setOwn(const QString& id, const QJsonObject& own);

    QJsonArray toJson() const;
    // Nothing when it is no list of cells.
    static std::optional<PanelLayout> fromJson(const QJsonArray& array);

    bool operator==(const PanelLayout&) const = default;

private:
    PanelCell* cell(const QString& id);
    // Packs all cells upwards; `first` keeps its place against the others.
    void settle(const QString& first = {});

    std::vector<PanelCell> cells_;
};

}  // namespace ludus::views
