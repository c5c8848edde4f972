// SPDX-License-Identifier: GPL-3.0-or-later
// ludus-cli bench: measurements, one JSON object a line on standard output.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <filesystem>

#include "app/headless/bench_games.h"
#include "app/headless/bench_inference.h"
#include "app/headless/bench_ratings.h"
#include "app/headless/bench_training.h"
#include "app/headless/commands.h"
#include "core/games/registry.h"
#include "core/store/bench.h"

namespace ludus::headless {
namespace {

struct Request {
    double seconds = 5;
    TrainingQuery training;
    int rounds = 3;
    int players = 1000, ratedGames = 1'000'000;
    int storedRuns = 1000;
    int64_t storedPoints = 10'000'000;
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

int benchTheInference(const Session& session, const Request& request) {
    const Result<std::vector<InferenceRate>> rates = benchInference(request.seconds);
    if (!rates) return fail(session, rates.error());
    for (const InferenceRate& rate : *rates) {
        printLine({{"name", rate.name},
                   {"batch", rate.batch},
                   {"rate", rate.rate},
                   {"unit", "rows/s"},
                   {"torch_rate", rate.torchRate},
                   {"ratio", rate.rate / rate.torchRate},
                   {"two_threads_rate", rate.twoThreads},
                   {"two_threads_ratio", rate.twoThreads / rate.rate}});
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
               {"path", std::string(rate->kernel.substr(0, rate->kernel.find('-')))},
               {"kernel", rate->kernel},
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
    Result<std::vector<store::StoreTime>> times = std::vector<store::StoreTime>();
    if (rates && request.storedPoints > 0) {
        times = store::benchReading(folder + "/filled", request.storedRuns, request.storedPoints);
    }
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
    if (!times) return fail(session, times.error());
    for (const store::StoreTime& time : *times) {
        printLine({{"name", time.name},
                   {"rate", time.milliseconds},
                   {"unit", "ms"},
                   {"runs", request.storedRuns},
                   {"points", time.points}});
    }
    return kDone;
}

int benchTheRatings(const Session&, const Request& request) {
    const RatingCost cost = benchRatings(request.players, request.ratedGames, request.rounds);
    printLine({{"name", "ratings/bradley_terry"},
               {"rate", cost.seconds()},
               {"unit", "s"},
               {"players", request.players},
               {"games", request.ratedGames},
               {"count_seconds", cost.countSeconds},
               {"fit_seconds", cost.fitSeconds},
               {"warm_seconds", cost.warmSeconds},
               {"farthest_sigma", cost.farthest}});
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
    command->add_option("--path", query.learner.path, "How gradients are computed")
        ->check(CLI::IsMember({"auto", "native", "generic"}));
    command->add_option("--inputs", query.inputs, "Observation numbers of free")->check(CLI::Range(1, 100000));
    command->add_option("--density", query.density, "Share of ones in an observation of free; 0: any numbers")
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
    add("inference", "How fast small networks answer", benchTheInference);
    CLI::App* store = add("store", "How fast rows reach the disk, how long reading them takes", benchTheStore);
    store->add_option("--runs", request->storedRuns, "Runs to read")->check(CLI::Range(1, 100000));
    store->add_option("--points", request->storedPoints, "Points of curves to read; 0 measures no reading")
        ->check(CLI::Range(int64_t{0}, int64_t{100'000'000}));
    CLI::App* ratings = add("ratings", "How long a joint rating of many games takes", benchTheRatings);
    ratings->add_option("--players", request->players, "Players")->check(CLI::Range(2, 4000));
    ratings->add_option("--games", request->ratedGames, "Games")->check(CLI::Range(1, 100'000'000));
    ratings->add_option("--rounds", request->rounds, "Measurements; the best counts")->check(CLI::Range(1, 100));
    CLI::App* training = add("training", "How fast the engine trains", benchTheTraining);
    addTrainingOptions(training, request);
    CLI::App* recording = add("recording", "What recording costs of training", benchTheRecording);
    addTrainingOptions(recording, request);
    recording->add_option("--rounds", request->rounds, "Pairs of measurements")->check(CLI::Range(1, 100));
}

}  // namespace ludus::headless
