// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/learn/learner.h"

namespace ludus::learn {
namespace {

constexpr int64_t kWidestLayer = 8192;

using Group = config::OptionGroup<PpoOptions>;

void addShape(Group& group) {
    group
        .add("hidden", &PpoOptions::hidden,
             {.label = LUDUS_TEXT("Ppo", "Hidden layers"),
              .help = LUDUS_TEXT("Ppo", "Width of each hidden layer of the network, from the first to the last."),
              .minimum = 1,
              .maximum = static_cast<double>(kWidestLayer)})
        .add("activation", &PpoOptions::activation,
             {.label = LUDUS_TEXT("Ppo", "Activation"),
              .help = LUDUS_TEXT("Ppo", "What each hidden unit does with its sum."),
              .level = config::Level::advanced,
              .choices = {"tanh", "relu"}})
        .add("separate_critic", &PpoOptions::separateCritic,
             {.label = LUDUS_TEXT("Ppo", "Separate critic"),
              .help = LUDUS_TEXT("Ppo", "Whether the value estimate has hidden layers of its own."),
              .level = config::Level::advanced})
        .add("normalise_observations", &PpoOptions::normaliseObservations,
             {.label = LUDUS_TEXT("Ppo", "Normalise observations"),
              .help = LUDUS_TEXT("Ppo",
                                 "Shift and scale each observed number by its running mean and deviation; they "
                                 "are stored with the weights."),
              .level = config::Level::advanced})
        .add("path", &PpoOptions::path,
             {.label = LUDUS_TEXT("Ppo", "Gradients by"),
              .help = LUDUS_TEXT("Ppo",
                                 "How gradients are computed: native is fastest for small networks, generic needs "
                                 "LibTorch. Auto is native while no hidden layer is wider than 256."),
              .level = config::Level::advanced,
              .choices = {"auto", "native", "generic"}});
}

void addAmounts(Group& group) {
    group
        .add("slots", &PpoOptions::slots,
             {.label = LUDUS_TEXT("Ppo", "Matches at once"),
              .help = LUDUS_TEXT("Ppo", "Matches that are played side by side to collect experience."),
              .minimum = 1,
              .maximum = 65536})
        .add("steps", &PpoOptions::steps,
             {.label = LUDUS_TEXT("Ppo", "Steps an update"),
              .help = LUDUS_TEXT("Ppo", "Steps that each match advances between two updates of the weights."),
              .minimum = 1,
              .maximum = 65536,
              .unit = "steps"})
        .add("epochs", &PpoOptions::epochs,
             {.label = LUDUS_TEXT("Ppo", "Epochs"),
              .help = LUDUS_TEXT("Ppo", "How often each update goes through the collected experience."),
              .minimum = 1,
              .maximum = 1000,
              .live = true})
        .add("minibatches", &PpoOptions::minibatches,
             {.label = LUDUS_TEXT("Ppo", "Minibatches"),
              .help = LUDUS_TEXT("Ppo",
                                 "Parts into which the experience is cut in each epoch; the weights move once a part."),
              .minimum = 1,
              .maximum = 65536,
              .live = true})
        .add("learning_rate", &PpoOptions::learningRate,
             {.label = LUDUS_TEXT("Ppo", "Learning rate"),
              .help = LUDUS_TEXT("Ppo", "Size of the steps of the optimiser (Adam)."),
              .minimum = 0,
              .maximum = 1,
              .live = true})
        .add("schedule", &PpoOptions::schedule,
             {.label = LUDUS_TEXT("Ppo", "Schedule"),
              .help = LUDUS_TEXT("Ppo", "How the learning rate moves to its final value over the run."),
              .level = config::Level::advanced,
              .choices = {"constant", "linear", "cosine"},
              .live = true})
        .add("final_learning_rate", &PpoOptions::finalLearningRate,
             {.label = LUDUS_TEXT("Ppo", "Final learning rate"),
              .help = LUDUS_TEXT("Ppo", "Learning rate at the end of a linear or cosine schedule."),
              .minimum = 0,
              .maximum = 1,
              .level = config::Level::advanced,
              .live = true});
}

void addLoss(Group& group) {
    group
        .add("gamma", &PpoOptions::gamma,
             {.label = LUDUS_TEXT("Ppo", "Discount"),
              .help = LUDUS_TEXT("Ppo", "Worth of a reward one step later; near 1 looks far ahead."),
              .minimum = 0,
              .maximum = 1,
              .live = true})
        .add("lambda", &PpoOptions::lambda,
             {.label = LUDUS_TEXT("Ppo", "Trace decay"),
              .help = LUDUS_TEXT("Ppo", "Lambda of the generalised advantage: 0 trusts the critic, 1 the rewards."),
              .minimum = 0,
              .maximum = 1,
              .level = config::Level::advanced,
              .live = true})
        .add("clip", &PpoOptions::clip,
             {.label = LUDUS_TEXT("Ppo", "Clip range"),
              .help = LUDUS_TEXT("Ppo", "How far an update may move the probability of an action, as a ratio."),
              .minimum = 0.001,
              .maximum = 10,
              .level = config::Level::advanced,
              .live = true})
        .add("value_clip", &PpoOptions::valueClip,
             {.label = LUDUS_TEXT("Ppo", "Value clip range"),
              .help = LUDUS_TEXT("Ppo", "How far an update may move a value estimate; 0 does not limit it."),
              .minimum = 0,
              .level = config::Level::advanced,
              .live = true})
        .add("value_coefficient", &PpoOptions::valueCoefficient,
             {.label = LUDUS_TEXT("Ppo", "Weight of the value loss"),
              .help = LUDUS_TEXT("Ppo", "Share of the critic's error in the total loss."),
              .minimum = 0,
              .maximum = 100,
              .level = config::Level::advanced,
              .live = true})
        .add("entropy_coefficient", &PpoOptions::entropyCoefficient,
             {.label = LUDUS_TEXT("Ppo", "Entropy bonus"),
              .help = LUDUS_TEXT("Ppo", "Reward for staying undecided, which keeps the agent exploring."),
              .minimum = 0,
              .maximum = 10,
              .live = true})
        .add("final_entropy_coefficient", &PpoOptions::finalEntropyCoefficient,
             {.label = LUDUS_TEXT("Ppo", "Final entropy bonus"),
              .help = LUDUS_TEXT("Ppo", "Entropy bonus at the end of the run, reached along a straight line."),
              .minimum = 0,
              .maximum = 10,
              .level = config::Level::advanced,
              .live = true})
        .add("max_gradient_norm", &PpoOptions::maxGradientNorm,
             {.label = LUDUS_TEXT("Ppo", "Largest gradient norm"),
              .help = LUDUS_TEXT("Ppo", "A longer gradient is shortened to this; 0 leaves it as it is."),
              .minimum = 0,
              .level = config::Level::advanced,
              .live = true})
        .add("target_kl", &PpoOptions::targetKl,
             {.label = LUDUS_TEXT("Ppo", "Target divergence"),
              .help = LUDUS_TEXT(
                  "Ppo",
                  "An update ends early once the policy has moved 1.5 times this far (KL divergence); 0 never does."),
              .minimum = 0,
              .level = config::Level::advanced,
              .live = true})
        .add("normalise_advantages", &PpoOptions::normaliseAdvantages,
             {.label = LUDUS_TEXT("Ppo", "Normalise advantages"),
              .help = LUDUS_TEXT("Ppo", "Scale the advantages of each minibatch to mean 0 and deviation 1."),
              .level = config::Level::advanced});
}

}  // namespace

const config::OptionGroup<PpoOptions>& ppoOptions() {
    static const Group group = [] {
        Group made("learner");
        addShape(made);
        addAmounts(made);
        addLoss(made);
        return made;
    }();
    return group;
}

nn::NetworkSpec networkSpec(const games::GameInfo& game, const PpoOptions& options) {
    nn::NetworkSpec spec;
    spec.inputs = game.observation.size;
    spec.hidden.clear();
    for (const int64_t width : options.hidden)
        spec.hidden.push_back(static_cast<int>(width));
    spec.activation = options.activation == "relu" ? nn::Activation::relu : nn::Activation::tanh;
    spec.branches = game.action.branches;
    spec.value = true;
    spec.separateCritic = options.separateCritic;
    spec.binaryInputs = game.observation.binary;
    return spec;
}

Status checkPpo(const PpoOptions& options) {
    if (options.hidden.size() > 16) {
        return Error{"option.range", LUDUS_TEXT("Ppo", "learner.hidden has %1 layers.").arg(options.hidden.size()),
                     LUDUS_TEXT("Ppo", "Networks of more than 16 hidden layers do not learn with this method."),
                     LUDUS_TEXT("Ppo", "Give at most 16 widths, for example [64, 64].")};
    }
    for (const int64_t width : options.hidden) {
        if (width >= 1 && width <= kWidestLayer) continue;
        return Error{"option.range", LUDUS_TEXT("Ppo", "learner.hidden has a layer of width %1.").arg(width),
                     LUDUS_TEXT("Ppo", "A layer has from 1 to %1 units.").arg(kWidestLayer),
                     LUDUS_TEXT("Ppo", "Give widths in this range, for example [64, 64].")};
    }
    const int64_t rows = static_cast<int64_t>(options.slots) * options.steps;
    if (rows < options.minibatches) {
        return Error{
            "option.range",
            LUDUS_TEXT("Ppo", "learner.minibatches is %1, but an update has only %2 rows.")
                .arg(options.minibatches)
                .arg(rows),
            LUDUS_TEXT("Ppo", "The rows of an update are learner.slots times learner.steps; each minibatch needs one."),
            LUDUS_TEXT("Ppo", "Set learner.minibatches to at most %1, or raise learner.steps.").arg(rows)};
    }
    if (options.schedule != "constant" && options.finalLearningRate > options.learningRate) {
        return Error{"option.range", LUDUS_TEXT("Ppo", "learner.final_learning_rate is above learner.learning_rate."),
                     LUDUS_TEXT("Ppo", "A schedule lowers the learning rate over the run."),
                     LUDUS_TEXT("Ppo", "Set learner.final_learning_rate to at most %1.").arg(options.learningRate)};
    }
    return {};
}

}  // namespace ludus::learn
