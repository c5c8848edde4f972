// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/bench_inference.h"

#include <fmt/format.h>

#include <algorithm>
#include <barrier>
#include <chrono>
#include <memory>
#include <thread>

#include "core/learn/torch_module.h"
#include "core/nn/mlp_policy.h"

namespace ludus::headless {
namespace {

constexpr int kWindows = 6;  // of each kind, interleaved
constexpr int kActions = 6;
constexpr int kInputs[] = {12, 64, 400};
constexpr int kBatches[] = {1, 16, 64, 256};

/// Rows and room for what is computed from them.
struct Rows {
    int count;
    std::vector<float> observations, logits, values;

    Rows(int rows, int inputs)
        : count(rows),
          observations(static_cast<size_t>(rows) * static_cast<size_t>(inputs)),
          logits(static_cast<size_t>(rows) * kActions),
          values(static_cast<size_t>(rows)) {
        Rng rng(2);
        for (float& value : observations)
            value = rng.uniformFloat();
    }
};

template <class Call>
double rowsPerSecond(int rows, double seconds, const Call& call) {
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

double ownRate(const std::shared_ptr<const nn::PackedWeights>& packed, int batch, double seconds) {
    nn::MlpPolicy policy(packed);
    Rows rows(batch, packed->weights().spec.inputs);
    return rowsPerSecond(batch, seconds, [&] {
        policy.forward(batch, rows.observations.data(), rows.logits.data(), rows.values.data());
    });
}

/// Two threads that begin together, each with its own rows and scratch memory.
double ownRateOfTwo(const std::shared_ptr<const nn::PackedWeights>& packed, int batch, double seconds) {
    double rates[2] = {};
    std::barrier begin(2);
    const auto measure = [&](double& rate) {
        begin.arrive_and_wait();
        rate = ownRate(packed, batch, seconds);
    };
    std::thread other([&] { measure(rates[1]); });
    measure(rates[0]);
    other.join();
    return rates[0] + rates[1];
}

InferenceRate measure(learn::TorchModule& torch, int inputs, int batch, double seconds) {
    nn::NetworkSpec spec;
    spec.inputs = inputs;
    spec.branches = {kActions};
    const auto weights = std::make_shared<const nn::Weights>(nn::initialWeights(spec, Rng(1)));
    const auto packed = std::make_shared<const nn::PackedWeights>(weights);
    const std::unique_ptr<learn::TorchPeer> peer = torch.makePeer(*weights);
    Rows rows(batch, inputs);
    InferenceRate best{fmt::format("mlp_{}_64_64", inputs), batch, 0, 0, 0};
    const double window = seconds / (3 * kWindows);
    for (int i = 0; i < kWindows; ++i) {
        best.rate = std::max(best.rate, ownRate(packed, batch, window));
        best.torchRate =
            std::max(best.torchRate, rowsPerSecond(batch, window, [&] {
                         peer->forward(batch, rows.observations.data(), rows.logits.data(), rows.values.data());
                     }));
        best.twoThreads = std::max(best.twoThreads, ownRateOfTwo(packed, batch, window));
    }
    return best;
}

}  // namespace

Result<std::vector<InferenceRate>> benchInference(double seconds) {
    const Result<learn::TorchModule*> torch = learn::torchModule();
    if (!torch) return torch.error();
    std::vector<InferenceRate> rates;
    for (const int inputs : kInputs) {
        for (const int batch : kBatches) {
            rates.push_back(measure(**torch, inputs, batch,
                                    seconds / static_cast<double>(std::size(kInputs) * std::size(kBatches))));
        }
    }
    return rates;
}

}  // namespace ludus::headless
