// SPDX-License-Identifier: GPL-3.0-or-later
// What a viewer draws of a matrix game: the table, row names left, column names above, the chosen cell marked.
#include <algorithm>
#include <array>
#include <charconv>

#include "core/games/matrix_game.h"

namespace ludus::games::matrix {

namespace {

constexpr double kCellWidth = 3;
constexpr double kCellHeight = 1.5;
constexpr double kMargin = 0.25;

std::string number(double value) {
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    return {buffer.data(), end};
}

Shape box(ShapeKind kind, Fill fill, double x, double y, double width, double height, std::string label = {}) {
    Shape shape;
    shape.kind = kind;
    shape.fill = fill;
    shape.x = x;
    shape.y = y;
    shape.width = width;
    shape.height = height;
    shape.label = std::move(label);
    return shape;
}

}  // namespace

/// The cell (i, j) has its centre at ((j + 1.5) widths, (rows - i - 0.5) heights); names stand in column 0 and above.
Scene Rules::scene(const State& state) const {
    Scene scene;
    scene.left = -kMargin;
    scene.bottom = -kMargin;
    scene.right = (columns_ + 1) * kCellWidth + kMargin;
    scene.top = (rows_ + 1) * kCellHeight + kMargin;
    const auto cellX = [](int column) { return (column + 1.5) * kCellWidth; };
    const auto cellY = [this](int row) { return (rows_ - row - 0.5) * kCellHeight; };
    for (int row = 0; row < rows_; ++row)
        scene.shapes.push_back(box(ShapeKind::text, Fill::side0, kCellWidth / 2, cellY(row), kCellWidth, kCellHeight,
                                   names_[static_cast<size_t>(row)]));
    for (int column = 0; column < columns_; ++column)
        scene.shapes.push_back(box(ShapeKind::text, Fill::side1, cellX(column), (rows_ + 0.5) * kCellHeight, kCellWidth,
                                   kCellHeight, names_[static_cast<size_t>(column)]));
    for (int row = 0; row < rows_; ++row) {
        for (int column = 0; column < columns_; ++column) {
            const Pay pay = pays_[static_cast<size_t>(row * columns_ + column)];
            const bool chosen = state.last[0] == row && state.last[1] == column;
            Shape cell = box(ShapeKind::roundedRectangle, chosen ? Fill::ball : Fill::sky, cellX(column), cellY(row),
                             kCellWidth - kMargin, kCellHeight - kMargin);
            cell.moves = chosen;
            if (chosen) cell.label = "chosen";
            scene.shapes.push_back(std::move(cell));
            scene.shapes.push_back(box(ShapeKind::text, Fill::ink, cellX(column), cellY(row), kCellWidth, kCellHeight,
                                       number(pay.row) + " / " + number(pay.column)));
        }
    }
    scene.points = {state.total[0], state.total[1]};
    return scene;
}

}  // namespace ludus::games::matrix
