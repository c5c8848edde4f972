// SPDX-License-Identifier: GPL-3.0-or-later
// Matrix games: both sides choose at once, a table says what each gets; one or more rounds an episode.
// "rps", "matching_pennies", and "matrix" with a table from the options. Values; any thread.
// Seat 0 = side 0 chooses the row, seat 1 = side 1 the column. Seats with fewer actions than the other have masks.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/config/option.h"
#include "core/games/joint_game.h"

namespace ludus::games::matrix {

/// Pay of both sides for each cell, row-major [rows, columns].
struct Table {
    int rows = 0;
    int columns = 0;
    std::vector<double> row;
    std::vector<double> column;

    bool zeroSum() const;
    /// Swapping the sides changes nothing: square, and what the row side gets at (i, j) the column side gets at (j, i).
    bool symmetric() const;
};

/// Reads "0 -1 1; 1 0 -1; -1 1 0" (numbers apart by blanks or commas, rows by ";"). An empty `column` means zero-sum.
Result<Table> readTable(const std::string& row, const std::string& column);
/// The game in which each side chooses a row and a column at once and gets the mean of what it would have got in both
/// roles: symmetric, whatever the table. Choice i * columns + j: row i, column j. (Gale, Kuhn and Tucker 1950.)
Table inBothRoles(const Table& table);

struct Options {
    std::string payoff = "0 -1 2; 1 0 -1; -2 1 0";
    std::string payoffColumn;
    bool bothRoles = false;
    int rounds = 1;
};

/// Of the game `name`: "matrix" has the table among its options, the others the rounds alone.
std::vector<config::OptionSpec> options(const std::string& name);
Result<GameInfo> info(const std::string& name, const config::Values& values);
Result<std::unique_ptr<VectorGame>> make(const std::string& name, int slots, const config::Values& values);

struct State {
    int32_t last[2] = {-1, -1};  // what both sides chose in the last round; -1 before the first
    int64_t round = 0;
    double total[2] = {0, 0};
};

class Rules {
public:
    using State = matrix::State;
    static constexpr int kSeats = 2;
    static constexpr int kSides = 2;
    static constexpr int kBranches = 1;
    static constexpr int kSideOfSeat[2] = {0, 1};
    static constexpr bool kUsesChance = false;

    Rules(const Table& table, int rounds, std::vector<std::string> names);

    void reset(State& state, Rng&) const { state = State{}; }
    StepResult step(State& state, Rng&, const int32_t* actions, float* rewards) const {
        const Pay pay = pays_[static_cast<size_t>(actions[0] * columns_ + actions[1])];
        rewards[0] = static_cast<float>(pay.row);
        rewards[1] = static_cast<float>(pay.column);
        state.last[0] = actions[0];
        state.last[1] = actions[1];
        state.total[0] += pay.row;
        state.total[1] += pay.column;
        return {++state.round >= rounds_ ? Phase::terminated : Phase::running, rounds_ > 1};
    }
    /// One round: the constant 1. More: own last choice, then the other side's, one-hot; zeros before the first.
    void observe(const State& state, float* out) const;
    void fillMasks(uint8_t* masks) const;
    Scene scene(const State& state) const;

private:
    struct Pay {
        double row, column;
    };

    int rows_;
    int columns_;
    int actions_;  // the larger of both
    int64_t rounds_;
    std::vector<Pay> pays_;
    std::vector<std::string> names_;  // [actions]
};

}  // namespace ludus::games::matrix
