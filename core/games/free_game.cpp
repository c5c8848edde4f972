// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/games/free_game.h"

namespace ludus::games::free_game {

namespace {

config::OptionGroup<Options> optionGroup() {
    config::OptionGroup<Options> group("game");
    group.add("inputs", &Options::inputs,
              {.label = LUDUS_TEXT("games", "Inputs"),
               .help = LUDUS_TEXT("games", "Numbers an observation has."),
               .minimum = 1,
               .maximum = 100000});
    group.add("density", &Options::density,
              {.label = LUDUS_TEXT("games", "Density"),
               .help = LUDUS_TEXT("games",
                                  "Share of ones among zeros in an observation; 0 fills it with numbers from -1 to 1."),
               .minimum = 0,
               .maximum = 1});
    return group;
}

}  // namespace

std::vector<config::OptionSpec> options() {
    return optionGroup().specs();
}

Result<GameInfo> info(const config::Values& values) {
    Options chosen;
    const auto group = optionGroup();
    if (Status status = group.read(values, chosen); !status.ok()) return status.error();
    GameInfo info;
    info.facts.name = "free";
    info.facts.title = LUDUS_TEXT("games", "Free");
    info.facts.description = LUDUS_TEXT("games", "A game of no cost, by which learners are measured.");
    info.facts.seats = 1;
    info.facts.sideOfSeat = {0};
    info.facts.sides = 1;
    info.facts.symmetricSides = false;
    info.facts.zeroSum = false;
    info.facts.maxSteps = kSteps;
    info.facts.minScore = 0;
    info.facts.maxScore = kSteps;
    info.facts.bots = {"random"};
    info.observation.size = chosen.inputs;
    info.observation.binary = chosen.density > 0;
    info.action.branches = {kActions};
    info.action.names = {{"0", "1", "2", "3", "4", "5"}};
    group.write(chosen, info.options);
    return info;
}

Result<std::unique_ptr<VectorGame>> make(int slots, const config::Values& values) {
    Result<GameInfo> facts = info(values);
    if (!facts) return facts.error();
    Options chosen;
    if (Status status = optionGroup().read(facts->options, chosen); !status.ok()) return status.error();
    return std::unique_ptr<VectorGame>(std::make_unique<JointGame<Rules>>(std::move(*facts), Rules(chosen), slots));
}

Rules::Rules(const Options& chosen) : inputs_(static_cast<size_t>(chosen.inputs)) {
    Rng rng(20, 0x706f6f6c);
    pool_.resize(inputs_ * kPoolRows);
    for (float& value : pool_)
        value = chosen.density > 0 ? (rng.uniform() < chosen.density ? 1.0F : 0.0F)
                                   : static_cast<float>(rng.uniform(-1, 1));
}

Scene Rules::scene(const State& state) const {
    Scene scene;
    Shape bar;
    bar.kind = ShapeKind::rectangle;
    bar.fill = Fill::side0;
    bar.width = static_cast<double>(state.step) / kSteps;
    bar.x = bar.width / 2;
    bar.y = 0.5;
    bar.height = 0.2;
    bar.moves = true;
    scene.shapes.push_back(bar);
    return scene;
}

}  // namespace ludus::games::free_game
