// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/games/matrix_game.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace ludus::games::matrix {

namespace {

constexpr int kMaxActions = 64;

Error tableError(const Text& happened) {
    return {"game.payoff", happened,
            LUDUS_TEXT("games", "The game has no complete table of payoffs, so it cannot be played."),
            LUDUS_TEXT("games",
                       "Write one number a cell, blanks between numbers and \";\" between rows, for example "
                       "\"0 -1 1; 1 0 -1; -1 1 0\".")};
}

std::string word(const char* at, const char* end) {
    const std::string rest(at, end);
    return rest.substr(0, rest.find_first_of(" ,;\t\n"));
}

Result<std::vector<std::vector<double>>> readRows(const std::string& text) {
    std::vector<std::vector<double>> rows(1);
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        if (*at == ';') {
            rows.emplace_back();
            ++at;
        } else if (*at == ' ' || *at == ',' || *at == '\t' || *at == '\n') {
            ++at;
        } else {
            if (*at == '+') ++at;
            double value = 0;
            const auto [next, code] = std::from_chars(at, end, value);
            if (code != std::errc() || !std::isfinite(value))
                return tableError(
                    LUDUS_TEXT("games", "\"%1\" in the payoff table is not a number.").arg(word(at, end)));
            rows.back().push_back(value);
            at = next;
        }
    }
    if (rows.size() > 1 && rows.back().empty()) rows.pop_back();
    for (const auto& row : rows)
        if (row.empty() || row.size() != rows[0].size() || row.size() > kMaxActions || rows.size() > kMaxActions)
            return tableError(
                LUDUS_TEXT("games",
                           "The payoff table has an empty row, rows of different lengths, or more than %1 "
                           "rows or columns.")
                    .arg(kMaxActions));
    return rows;
}

std::vector<double> flat(const std::vector<std::vector<double>>& rows) {
    std::vector<double> cells;
    for (const auto& row : rows)
        cells.insert(cells.end(), row.begin(), row.end());
    return cells;
}

config::OptionGroup<Options> optionGroup(bool withTable) {
    config::OptionGroup<Options> group("game");
    if (withTable) {
        group.add("payoff", &Options::payoff,
                  {.label = LUDUS_TEXT("games", "Payoffs of the row side"),
                   .help = LUDUS_TEXT("games", "What the row side gets, a number a cell, rows separated by \";\".")});
        group.add("payoff_column", &Options::payoffColumn,
                  {.label = LUDUS_TEXT("games", "Payoffs of the column side"),
                   .help = LUDUS_TEXT("games",
                                      "What the column side gets, in the same form. Empty: what the row side loses.")});
        group.add("both_roles", &Options::bothRoles,
                  {.label = LUDUS_TEXT("games", "Both roles"),
                   .help = LUDUS_TEXT("games",
                                      "Each side chooses a row and a column at once and gets the mean of both roles. "
                                      "The sides are alike then, whatever the table."),
                   .level = config::Level::advanced});
    }
    group.add("rounds", &Options::rounds,
              {.label = LUDUS_TEXT("games", "Rounds"),
               .help = LUDUS_TEXT("games", "Rounds an episode. With more than one, each side sees the last choices."),
               .minimum = 1,
               .maximum = 10000});
    return group;
}

struct Setup {
    GameInfo info;
    Table table;
    int rounds = 1;
    std::vector<std::string> names;
};

/// `columns` above 0: each choice is one of a row and a column.
std::vector<std::string> actionNames(const std::string& name, int count, int columns) {
    if (name == "rps") return {"rock", "paper", "scissors"};
    if (name == "matching_pennies") return {"heads", "tails"};
    std::vector<std::string> names;
    for (int i = 0; columns > 0 && i < count; ++i)
        names.push_back(std::to_string(i / columns) + "/" + std::to_string(i % columns));
    if (columns > 0) return names;
    for (int i = 0; i < count; ++i)
        names.push_back(std::to_string(i));
    return names;
}

void describe(const std::string& name, GameFacts& facts) {
    facts.name = name;
    if (name == "rps") {
        facts.title = LUDUS_TEXT("games", "Rock-paper-scissors");
        facts.description =
            LUDUS_TEXT("games", "Each choice beats one and loses to the other; only even play is safe.");
    } else if (name == "matching_pennies") {
        facts.title = LUDUS_TEXT("games", "Matching pennies");
        facts.description =
            LUDUS_TEXT("games", "The row side wins when both coins show the same, the column side when not.");
    } else {
        facts.title = LUDUS_TEXT("games", "Matrix game");
        facts.description =
            LUDUS_TEXT("games", "Both sides choose at once, and a table of your own says what each gets.");
    }
}

void setScores(const Table& table, int rounds, GameFacts& facts) {
    const auto [rowLow, rowHigh] = std::minmax_element(table.row.begin(), table.row.end());
    const auto [columnLow, columnHigh] = std::minmax_element(table.column.begin(), table.column.end());
    facts.minScore = rounds * std::min(*rowLow, *columnLow);
    facts.maxScore = rounds * std::max(*rowHigh, *columnHigh);
}

Result<Setup> setUp(const std::string& name, const config::Values& values) {
    Options chosen;
    if (name == "rps") chosen.payoff = "0 -1 1; 1 0 -1; -1 1 0";
    if (name == "matching_pennies") chosen.payoff = "1 -1; -1 1";
    const auto group = optionGroup(name == "matrix");
    if (Status status = group.read(values, chosen); !status.ok()) return status.error();
    Result<Table> table = readTable(chosen.payoff, chosen.payoffColumn);
    if (!table) return table.error();
    const int columns = chosen.bothRoles ? table->columns : 0;
    if (chosen.bothRoles) {
        if (table->rows * table->columns > kMaxActions)
            return tableError(
                LUDUS_TEXT("games", "In both roles the payoff table has more than %1 choices.").arg(kMaxActions));
        table = inBothRoles(*table);
    }

    Setup setup;
    setup.table = *table;
    setup.rounds = chosen.rounds;
    GameInfo& info = setup.info;
    describe(name, info.facts);
    info.facts.symmetricSides = table->symmetric();
    info.facts.zeroSum = table->zeroSum();
    info.facts.maxSteps = chosen.rounds;
    info.facts.stepsPerSecond = 2;
    setScores(*table, chosen.rounds, info.facts);
    info.facts.bots = {"random"};
    for (int i = 0; i < std::min(table->rows, table->columns); ++i)
        info.facts.bots.push_back("always_" + std::to_string(i));

    const int actions = std::max(table->rows, table->columns);
    setup.names = actionNames(name, actions, columns);
    info.action.branches = {actions};
    info.action.names = {setup.names};
    info.action.masked = table->rows != table->columns;
    info.observation.binary = true;
    info.observation.size = chosen.rounds > 1 ? 2 * actions : 1;
    if (chosen.rounds > 1) {
        for (const char* whose : {"own ", "other "})
            for (const std::string& action : setup.names)
                info.observation.names.push_back(whose + action);
    } else {
        info.observation.names = {"constant"};
    }
    group.write(chosen, info.options);
    return setup;
}

}  // namespace

bool Table::zeroSum() const {
    for (size_t i = 0; i < row.size(); ++i)
        if (row[i] + column[i] != 0) return false;
    return true;
}

bool Table::symmetric() const {
    if (rows != columns) return false;
    for (int i = 0; i < rows; ++i)
        for (int j = 0; j < columns; ++j)
            if (row[static_cast<size_t>(i * columns + j)] != column[static_cast<size_t>(j * columns + i)]) return false;
    return true;
}

Result<Table> readTable(const std::string& row, const std::string& column) {
    auto rows = readRows(row);
    if (!rows) return rows.error();
    Table table;
    table.rows = static_cast<int>(rows->size());
    table.columns = static_cast<int>((*rows)[0].size());
    table.row = flat(*rows);
    if (column.empty()) {
        for (const double pay : table.row)
            table.column.push_back(0.0 - pay);
        return table;
    }
    auto others = readRows(column);
    if (!others) return others.error();
    if (others->size() != rows->size() || (*others)[0].size() != (*rows)[0].size())
        return tableError(LUDUS_TEXT("games", "The payoff tables of the two sides differ in size."));
    table.column = flat(*others);
    return table;
}

Table inBothRoles(const Table& table) {
    const int choices = table.rows * table.columns;
    const auto at = [&](int row, int column) { return static_cast<size_t>(row * table.columns + column); };
    Table both;
    both.rows = both.columns = choices;
    for (int own = 0; own < choices; ++own) {
        for (int other = 0; other < choices; ++other) {
            const size_t first = at(own / table.columns, other % table.columns);   // the row side's choice counts here
            const size_t second = at(other / table.columns, own % table.columns);  // and here its column
            both.row.push_back((table.row[first] + table.column[second]) / 2);
            both.column.push_back((table.column[first] + table.row[second]) / 2);
        }
    }
    return both;
}

std::vector<config::OptionSpec> options(const std::string& name) {
    return optionGroup(name == "matrix").specs();
}

Result<GameInfo> info(const std::string& name, const config::Values& values) {
    Result<Setup> setup = setUp(name, values);
    if (!setup) return setup.error();
    return std::move(setup->info);
}

Result<std::unique_ptr<VectorGame>> make(const std::string& name, int slots, const config::Values& values) {
    Result<Setup> setup = setUp(name, values);
    if (!setup) return setup.error();
    Rules rules(setup->table, setup->rounds, setup->names);
    return std::unique_ptr<VectorGame>(
        std::make_unique<JointGame<Rules>>(std::move(setup->info), std::move(rules), slots));
}

Rules::Rules(const Table& table, int rounds, std::vector<std::string> names)
    : rows_(table.rows),
      columns_(table.columns),
      actions_(std::max(table.rows, table.columns)),
      rounds_(rounds),
      names_(std::move(names)) {
    for (size_t i = 0; i < table.row.size(); ++i)
        pays_.push_back({table.row[i], table.column[i]});
}

void Rules::observe(const State& state, float* out) const {
    if (rounds_ == 1) {
        out[0] = 1;
        out[1] = 1;
        return;
    }
    std::fill_n(out, 4 * actions_, 0.0F);
    if (state.last[0] < 0) return;
    for (int seat = 0; seat < 2; ++seat) {
        float* row = out + seat * 2 * actions_;
        row[state.last[seat]] = 1;
        row[actions_ + state.last[1 - seat]] = 1;
    }
}

void Rules::fillMasks(uint8_t* masks) const {
    std::fill(masks + rows_, masks + actions_, uint8_t{0});
    std::fill(masks + actions_ + columns_, masks + 2 * actions_, uint8_t{0});
}

}  // namespace ludus::games::matrix
