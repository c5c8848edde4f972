// SPDX-License-Identifier: GPL-3.0-or-later
// ludus-cli bench: measurements, one JSON object a line on standard output.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "app/headless/bench_games.h"
#include "app/headless/bench_training.h"
#include "app/headless/commands.h"
#include "core/games/registry.h"
#include "core/learn/torch_module.h"
#include "core/nn/mlp_policy.h"
#include "core/store/bench.h"

namespace ludus::headless {
namespace {

struct Request {
    double seconds = 5;
    TrainingQuery training;
    int rounds = 3;
    std::string path = "generic";
};

void printLine(const Json& json) {
    fmt::print("{}\n", json.dump());
    std::fflush(stdout);
}

int benchTheGames(const Session&, const Request& request) {
    for (const GameRate& rate : benchGames(request.seconds))
        printLine({{"name", rate.name}, {"slots", rate.slots}, {"rate", rate.rate}, {"unit", "steps/s"}});
    return kDone;
}

template <class Call>
double ratePerSecond(int rows, double seconds, const Call& call) {
    using Clock = std::chrono::steady_clock;
    call();
    int64_t calls = 0;
    const auto start = Clock::now();
    double elapsed = 0;
    do {
        for (int i = 0; i < 16; ++i, ++calls)
            call();
        elapsed = std::chrono::duration<double>(Clock::now() - start).count();
    } while (elapsed < seconds);
    return static_cast<double>(calls) * rows / elapsed;
}

int benchInference(const Session& session, const Request& request) {
    const Result<learn::TorchModule*> torch = learn::torchModule();
    if (!torch) return fail(session, torch.error());
    const double share = request.seconds / 16;
    for (const int inputs : {12, 400}) {
        nn::NetworkSpec spec;
        spec.inputs = inputs;
        spec.branches = {6};
        const auto weights = std::make_shared<const nn::Weights>(nn::initialWeights(spec, Rng(1)));
        nn::MlpPolicy policy(std::make_shared<const nn::PackedWeights>(weights));
        for (const int rows : {1, 16, 64, 256}) {
            std::vector<float> x(static_cast<size_t>(rows * inputs));
            Rng rng(2);
            for (float& value : x)
                value = rng.uniformFloat();
            std::vector<float> logits(static_cast<size_t>(rows * 6)), values(static_cast<size_t>(rows));
            const double own =
                ratePerSecond(rows, share, [&] { policy.forward(rows, x.data(), logits.data(), values.data()); });
            const double peer = ratePerSecond(
                rows, share, [&] { (*torch)->forward(*weights, rows, x.data(), logits.data(), values.data()); });
            printLine({{"name", fmt::format("mlp_{}_64_64", inputs)},
                       {"batch", rows},
                       {"rate", own},
                       {"unit", "rows/s"},
                       {"torch_rate", peer},
                       {"ratio", own / peer}});
        }
    }
    return kDone;
}

int benchTheTraining(const Session& session, const Request& request) {
    TrainingQuery query = request.training;
    query.seconds = request.seconds;
    if (const Status fits = learn::checkPpo(query.learner); !fits) return fail(session, fits.error(), kWrongUsage);
    const double limitSeconds = std::max(0.5, request.seconds * 0.2);
    const Result<double> before = productLimit(query, limitSeconds);
    if (!before) return fail(session, before.error());
    const Result<TrainingRate> rate = benchTraining(query);
    if (!rate) return fail(session, rate.error());
    const Result<double> after = productLimit(query, limitSeconds);
    if (!after) return fail(session, after.error());
    const double limit = 0.5 * (*before + *after);
    printLine({{"peer", "ludus"},
               {"name", "training/" + query.game},
               {"rate", rate->wall},
               {"unit", "steps/s"},
               {"sps_wall", rate->wall},
               {"sps_per_cpu_second", rate->perCpuSecond},
               {"limit_sps", limit},
               {"limit_share", rate->wall / limit},
               {"path", request.path},
               {"threads", query.threads},
               {"game", query.game},
               {"slots", query.learner.slots},
               {"steps", query.learner.steps},
               {"epochs", query.learner.epochs},
               {"minibatches", query.learner.minibatches},
               {"hidden", query.learner.hidden}});
    return kDone;
}

int benchTheRecording(const Session& session, const Request& request) {
    TrainingQuery query = request.training;
    query.seconds = request.seconds;
    const Result<RecordingCost> cost = benchRecording(query, request.rounds);
    if (!cost) return fail(session, cost.error());
    printLine({{"name", "recording/" + query.game},
               {"rate", 100 * cost->wall},
               {"unit", "percent slower"},
               {"cpu_percent", 100 * cost->cpu},
               {"rounds", request.rounds},
               {"threads", query.threads}});
    return kDone;
}

int benchTheStore(const Session& session, const Request& request) {
    std::string folder = (std::filesystem::temp_directory_path() / "ludus-bench-XXXXXX").string();
    if (mkdtemp(folder.data()) == nullptr) {
        return fail(session, {"file.write",
                              LUDUS_TEXT("Cli", "No temporary folder could be made in %1.")
                                  .arg(std::filesystem::temp_directory_path().string()),
                              {},
                              LUDUS_TEXT("Cli", "Set TMPDIR to a folder with room.")});
    }
    const Result<std::vector<store::StoreRate>> rates = store::benchStore(folder, request.seconds);
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
    if (!rates) return fail(session, rates.error());
    for (const store::StoreRate& rate : *rates) {
        printLine({{"name", rate.name},
                   {"rate", rate.rate},
                   {"unit", "rows/s"},
                   {"plain_rate", rate.plainRate},
                   {"ratio", rate.plainRate > 0 ? Json(rate.rate / rate.plainRate) : Json(nullptr)}});
    }
    return kDone;
}

void addTrainingOptions(CLI::App* command, const std::shared_ptr<Request>& request) {
    TrainingQuery& query = request->training;
    std::vector<std::string> games = games::gameNames();
    games.emplace_back("free");
    command->add_option("--game", query.game, "A game, or free (costs nothing)")->check(CLI::IsMember(games));
    command->add_option("--slots", query.learner.slots, "Matches at a time")->check(CLI::Range(1, 65536));
    command->add_option("--steps", query.learner.steps, "Steps of a slot in an update")->check(CLI::Range(1, 65536));
    command->add_option("--epochs", query.learner.epochs, "Passes over the rows")->check(CLI::Range(1, 100));
    command->add_option("--minibatches", query.learner.minibatches, "Parts of a pass")->check(CLI::Range(1, 65536));
    command->add_option("--hidden", query.learner.hidden, "Layers of the network")->delimiter(',');
    command->add_option("--threads", query.threads, "Workers")->check(CLI::Range(1, 256));
    command->add_option("--inputs", query.inputs, "Observation numbers of free")->check(CLI::Range(1, 100000));
    command->add_option("--density", query.density, "Share of ones in an observation of free")
        ->check(CLI::Range(0.0, 1.0));
}

}  // namespace

void addBench(const Commands& commands) {
    CLI::App* family = commands.app.add_subcommand("bench", "Measure; one JSON object a line");
    family->require_subcommand(1);
    const auto request = std::make_shared<Request>();
    const auto add = [&](const char* name, const char* help, int (*verb)(const Session&, const Request&)) {
        CLI::App* command = family->add_subcommand(name, help);
        command->add_option("--seconds", request->seconds, "How long to measure")->check(CLI::Range(0.1, 3600.0));
        command->callback([commands, request, verb] {
            commands.chosen = [commands, request, verb] { return verb(commands.session, *request); };
        });
        return command;
    };
    add("games", "How fast the games step", benchTheGames);
    add("inference", "How fast small networks answer", benchInference);
    add("store", "How fast rows reach the disk", benchTheStore);
    CLI::App* training = add("training", "How fast the engine trains", benchTheTraining);
    addTrainingOptions(training, request);
    training->add_option("--path", request->path, "How updates are computed")->check(CLI::IsMember({"generic"}));
    CLI::App* recording = add("recording", "What recording costs of training", benchTheRecording);
    addTrainingOptions(recording, request);
    recording->add_option("--rounds", request->rounds, "Pairs of measurements")->check(CLI::Range(1, 100));
}

}  // namespace ludus::headless
