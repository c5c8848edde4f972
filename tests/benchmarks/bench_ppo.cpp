// SPDX-License-Identifier: GPL-3.0-or-later
// How fast PPO collects and learns on synthetic streams, beside the bare matrix products of the same BLAS.
// bench_ppo [--seconds S] [--inputs N] [--slots B] [--steps T] [--epochs E] [--minibatches M] [--width H]
//           [--density D (0: any numbers)] [--path native|generic] [--networks 1 (compares both paths by width)]
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <functional>
#include <mutex>
#include <thread>

#include "core/learn/blas.h"
#include "core/learn/make_learner.h"
#include "core/learn/torch_module.h"
#include "core/learn/train_kernels.h"
#include "core/nn/kernels.h"
#include "core/nn/mlp_policy.h"

namespace {

using namespace ludus;
using Clock = std::chrono::steady_clock;

/// Processor seconds of the whole process: on a busy machine they say more than the clock on the wall.
double processorSeconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

double since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

struct Setting {
    double seconds = 3;
    double density = 0;
    std::string path = "native";
    int inputs = 400, actions = 6, slots = 64, steps = 32, epochs = 4, minibatches = 4, width = 64, networks = 0;
};

/// Threads that run one task each and meet at its end.
class Team {
public:
    explicit Team(int size) {
        for (int i = 1; i < size; ++i)
            threads_.emplace_back([this, i] { serve(i); });
    }
    ~Team() {
        run([](int) {}, true);
        for (std::thread& thread : threads_)
            thread.join();
    }
    void run(const std::function<void(int)>& task, bool last = false) {
        {
            const std::lock_guard lock(mutex_);
            task_ = task;
            last_ = last;
            left_ = static_cast<int>(threads_.size());
            ++round_;
        }
        wake_.notify_all();
        task(0);
        std::unique_lock lock(mutex_);
        done_.wait(lock, [this] { return left_ == 0; });
    }
    int size() const { return static_cast<int>(threads_.size()) + 1; }

private:
    void serve(int index) {
        for (int64_t seen = 0;;) {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [&] { return round_ > seen; });
            seen = round_;
            lock.unlock();
            task_(index);
            lock.lock();
            if (--left_ == 0) done_.notify_one();
            if (last_) return;
        }
    }

    std::vector<std::thread> threads_;
    std::mutex mutex_;
    std::condition_variable wake_, done_;
    std::function<void(int)> task_;
    int64_t round_ = 0;
    int left_ = 0;
    bool last_ = false;
};

/// One block of slots: collects a batch of streams with random observations and rewards.
class Collector {
public:
    Collector(const Setting& setting, int slots, uint64_t seed) : setting_(setting), slots_(slots), rng_(seed) {
        observations_.resize(static_cast<size_t>(slots) * setting.inputs * 4);
        for (float& x : observations_) {
            x = rng_.uniformFloat();
            if (setting.density > 0) x = x < setting.density ? 1.0F : 0.0F;
        }
    }

    std::shared_ptr<const learn::StreamBatch> collect(const std::shared_ptr<const nn::PackedWeights>& packed) {
        nn::MlpPolicy policy(packed);
        const std::vector<Rng*> rngs(static_cast<size_t>(slots_), &rng_);
        auto batch = std::make_shared<learn::StreamBatch>();
        batch->resize(slots_, setting_.steps, setting_.inputs, 1, setting_.actions, false);
        std::vector<int32_t> actions(static_cast<size_t>(slots_));
        std::vector<float> logProbabilities(actions.size()), values(actions.size());
        const size_t width = static_cast<size_t>(setting_.inputs);
        for (int t = 0; t <= setting_.steps; ++t) {
            const float* x = &observations_[static_cast<size_t>(t % 4) * actions.size() * width];
            if (t == setting_.steps) {
                policy.evaluate(slots_, x, batch->lastValues.data());
                break;
            }
            policy.act(
                {.rows = slots_, .observations = x, .rngs = rngs.data()},
                {.actions = actions.data(), .logProbabilities = logProbabilities.data(), .values = values.data()});
            for (size_t b = 0; b < actions.size(); ++b) {
                const size_t cell = b * static_cast<size_t>(setting_.steps) + static_cast<size_t>(t);
                std::copy_n(x + b * width, width, &batch->observations[cell * width]);
                batch->actions[cell] = actions[b];
                batch->logProbabilities[cell] = logProbabilities[b];
                batch->values[cell] = values[b];
                batch->rewards[cell] = rng_.uniformFloat();
            }
        }
        batch->lengths.assign(actions.size(), setting_.steps);
        return batch;
    }

private:
    Setting setting_;
    int slots_;
    Rng rng_;
    std::vector<float> observations_;
};

/// Steps a second on the wall's clock and on the processor's.
struct Rates {
    double wall, processor;
};
Rates train(const Setting& s, int threads) {
    learn::PpoOptions options;
    options.path = s.path;
    options.hidden = {s.width, s.width};
    options.slots = s.slots;
    options.steps = s.steps;
    options.epochs = s.epochs;
    options.minibatches = s.minibatches;
    games::GameInfo game;
    game.observation.size = s.inputs;
    game.observation.binary = s.density > 0;
    game.action.branches = {s.actions};
    const auto learner = std::move(learn::makePpo(game, options, 1, nullptr)).value();
    std::vector<Collector> collectors;
    for (int i = 0; i < threads; ++i)
        collectors.emplace_back(s, s.slots / threads, static_cast<uint64_t>(i));
    Team team(threads);
    double collecting = 0, preparing = 0, working = 0, advancing = 0;
    int64_t steps = 0;
    Clock::time_point start = Clock::now();
    double startProcessor = 0;
    for (int round = 0; round < 4 || since(start) < s.seconds; ++round) {
        if (round == 2) {
            start = Clock::now();
            startProcessor = processorSeconds();
            steps = 0;
            collecting = preparing = working = advancing = 0;
        }
        Clock::time_point mark = Clock::now();
        const auto lap = [&mark](double& sum) {
            sum += since(mark);
            mark = Clock::now();
        };
        const auto packed = std::make_shared<nn::PackedWeights>(learner->weights());
        std::vector<std::shared_ptr<const learn::StreamBatch>> batches(static_cast<size_t>(threads));
        team.run([&](int i) { batches[static_cast<size_t>(i)] = collectors[static_cast<size_t>(i)].collect(packed); });
        lap(collecting);
        learner->begin(std::move(batches), threads, 0.1);
        team.run([&](int i) { learner->work(i); });
        bool more = learner->advance();
        lap(preparing);
        while (more) {
            team.run([&](int i) { learner->work(i); });
            lap(working);
            more = learner->advance();
            lap(advancing);
        }
        steps += static_cast<int64_t>(s.slots) * s.steps;
    }
    const double total = since(start), unit = 1e6 / static_cast<double>(steps);
    const double perProcessor = static_cast<double>(steps) / (processorSeconds() - startProcessor);
    std::printf(
        "%d thread(s): %.0f steps/s, %.0f a processor second; microseconds a step: collect %.2f, prepare %.2f, "
        "minibatches %.2f, advance %.2f\n",
        threads, static_cast<double>(steps) / total, perProcessor, collecting * unit, preparing * unit, working * unit,
        advancing * unit);
    return {static_cast<double>(steps) / total, perProcessor};
}

double bestMicroseconds(const std::function<void()>& task) {
    double best = 1e9;
    const Clock::time_point start = Clock::now();
    do {
        const Clock::time_point one = Clock::now();
        for (int i = 0; i < 50; ++i)
            task();
        best = std::min(best, since(one) / 50 * 1e6);
    } while (since(start) < 0.2);
    return best;
}

void infer() {
    const Result<learn::TorchModule*> torch = learn::torchModule();
    if (!torch) return;
    for (const int inputs : {12, 64, 400}) {
        nn::NetworkSpec spec;
        spec.inputs = inputs;
        spec.branches = {6};
        const auto weights = std::make_shared<nn::Weights>(nn::initialWeights(spec, Rng(1)));
        nn::MlpPolicy policy(std::make_shared<nn::PackedWeights>(weights));
        const auto peer = (*torch)->makePeer(*weights);
        for (const int rows : {1, 16, 64, 256}) {
            const size_t n = static_cast<size_t>(rows);
            std::vector<float> x(n * static_cast<size_t>(inputs), 0.5F), logits(n * 6), values(n);
            const double own = bestMicroseconds([&] { policy.forward(rows, x.data(), logits.data(), values.data()); });
            const double theirs =
                bestMicroseconds([&] { peer->forward(rows, x.data(), logits.data(), values.data()); });
            std::printf("%d-64-64 actor and critic, %3d rows: own %.2f us, torch::nn %.2f us, ratio %.2f\n", inputs,
                        rows, own, theirs, theirs / own);
        }
    }
}

/// Where the native path stops being the faster one.
void compareNetworks(Setting s) {
    s.slots = 64;
    for (const int width : {64, 128, 256, 512, 1024}) {
        s.width = width;
        s.path = "native";
        const Rates native = train(s, 1);
        s.path = "generic";
        const Rates generic = train(s, 1);
        std::printf("%d inputs, two layers of %d: native / generic %.2f\n", s.inputs, width,
                    native.processor / generic.processor);
    }
}

}  // namespace

int main(int count, char** arguments) {
    Setting s;
    for (int i = 1; i + 1 < count; i += 2) {
        const double value = std::atof(arguments[i + 1]);
        const std::string key = arguments[i];
        const std::pair<const char*, int*> numbers[] = {{"--inputs", &s.inputs},
                                                        {"--slots", &s.slots},
                                                        {"--steps", &s.steps},
                                                        {"--epochs", &s.epochs},
                                                        {"--minibatches", &s.minibatches},
                                                        {"--width", &s.width},
                                                        {"--networks", &s.networks}};
        for (const auto& [name, number] : numbers) {
            if (key == name) *number = static_cast<int>(value);
        }
        if (key == "--seconds") s.seconds = value;
        if (key == "--density") s.density = value;
        if (key == "--path") s.path = arguments[i + 1];
    }
    const Result<const learn::Blas*> blas = learn::blas();
    if (!blas) {
        std::fprintf(stderr, "%s\n", blas.error().sentence().c_str());
        return 1;
    }
    std::printf("BLAS %s; own kernels: %s, %s\n", (*blas)->library().c_str(), nn::kernels().name,
                learn::trainKernels().name);
    if (s.networks != 0) {
        compareNetworks(s);
        return 0;
    }
    learn::ProductLimitQuery query;
    query.inputs = s.inputs;
    query.hidden = {s.width, s.width};
    query.logits = s.actions;
    query.rows = s.slots * s.steps / s.minibatches;
    query.forwardRows = s.slots;
    query.epochs = s.epochs;
    for (int round = 0; round < 2; ++round) {
        const double limit = learn::productLimit(**blas, query);
        std::printf("limit: %.0f steps/s\n", limit);
        const Rates one = train(s, 1), two = train(s, 2);
        std::printf("one worker / limit %.2f (processor %.2f), two workers / one %.2f (processor, each %.2f)\n",
                    one.wall / limit, one.processor / limit, two.wall / one.wall, two.processor / one.processor);
    }
    infer();
    return 0;
}
