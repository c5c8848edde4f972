// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/network.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/base/math.h"

namespace ludus::nn {
namespace {

constexpr uint64_t kWeightStream = 0x6e6e;  // purpose of the random stream of one layer

/// Appends a torso of `hidden` and a head of `outputs`; `withHead` false gives the torso alone.
void appendBranch(const NetworkSpec& spec, const std::string& name, int outputs, bool torso, int64_t& offset,
                  std::vector<LayerPlace>& places) {
    const auto append = [&](const std::string& part, int inputs, int layerOutputs) {
        const int64_t weights = static_cast<int64_t>(inputs) * layerOutputs;
        places.push_back({name + "." + part, inputs, layerOutputs, offset, offset + weights});
        offset += weights + layerOutputs;
    };
    int width = spec.inputs;
    for (size_t i = 0; i < spec.hidden.size(); ++i) {
        if (torso) append(std::to_string(i), width, spec.hidden[i]);
        width = spec.hidden[i];
    }
    append("head", width, outputs);
}

/// Rows (or columns, when there are more rows) made orthonormal by Gram and Schmidt, twice for accuracy, times gain.
void fillOrthogonal(int rows, int columns, double gain, Rng& rng, float* out) {
    const int count = std::min(rows, columns);
    const int length = std::max(rows, columns);
    std::vector<double> basis(static_cast<size_t>(count) * length);
    for (int i = 0; i < count; ++i) {
        double* v = &basis[static_cast<size_t>(i) * length];
        for (;;) {
            for (int k = 0; k < length; ++k)
                v[k] = rng.normal();
            for (int pass = 0; pass < 2; ++pass) {
                for (int j = 0; j < i; ++j) {
                    const double* u = &basis[static_cast<size_t>(j) * length];
                    double dot = 0;
                    for (int k = 0; k < length; ++k)
                        dot += u[k] * v[k];
                    for (int k = 0; k < length; ++k)
                        v[k] -= dot * u[k];
                }
            }
            double square = 0;
            for (int k = 0; k < length; ++k)
                square += v[k] * v[k];
            if (square < 1e-12) continue;  // drawn inside the span of the others: draw again
            const double scale = 1 / math::squareRoot(square);
            for (int k = 0; k < length; ++k)
                v[k] *= scale;
            break;
        }
    }
    for (int r = 0; r < rows; ++r) {
        for (int c = 0; c < columns; ++c) {
            const size_t at =
                rows <= columns ? static_cast<size_t>(r) * length + c : static_cast<size_t>(c) * length + r;
            out[static_cast<size_t>(r) * columns + c] = static_cast<float>(gain * basis[at]);
        }
    }
}

double gainOf(const std::string& name) {
    if (name == "actor.head") return 0.01;
    if (name == "critic.head") return 1.0;
    return 1.4142135623730951;
}

}  // namespace

int NetworkSpec::logitCount() const {
    int n = 0;
    for (const int b : branches)
        n += b;
    return n;
}

std::vector<LayerPlace> layerPlaces(const NetworkSpec& spec) {
    std::vector<LayerPlace> places;
    int64_t offset = 0;
    appendBranch(spec, "actor", spec.logitCount(), true, offset, places);
    if (spec.value) appendBranch(spec, "critic", 1, spec.separateCritic, offset, places);
    return places;
}

int64_t parameterCount(const NetworkSpec& spec) {
    const std::vector<LayerPlace> places = layerPlaces(spec);
    return places.back().biasOffset + places.back().outputs;
}

void Normaliser::merge(const std::vector<double>& sum, const std::vector<double>& sumOfSquares, double n) {
    if (n <= 0) return;
    if (mean.empty()) {
        mean.assign(sum.size(), 0.0);
        variance.assign(sum.size(), 0.0);
        count = 0;
    }
    LUDUS_CHECK_EQ(sum.size(), mean.size());
    const double total = count + n;
    for (size_t i = 0; i < mean.size(); ++i) {
        const double batchMean = sum[i] / n;
        const double batchSpread = std::max(0.0, sumOfSquares[i] - sum[i] * batchMean);  // sum of squared deviations
        const double delta = batchMean - mean[i];
        const double spread = variance[i] * count + batchSpread + delta * delta * count * n / total;
        mean[i] += delta * n / total;
        variance[i] = spread / total;
    }
    count = total;
}

Weights initialWeights(const NetworkSpec& spec, Rng rng) {
    LUDUS_CHECK_GT(spec.inputs, 0);
    LUDUS_CHECK_GT(spec.logitCount(), 0);
    Weights weights;
    weights.spec = spec;
    weights.values.assign(static_cast<size_t>(parameterCount(spec)), 0.0F);
    const uint64_t seed = rng.next();
    uint64_t layer = 0;
    for (const LayerPlace& place : layerPlaces(spec)) {
        Rng own(seed, kWeightStream, layer++);
        fillOrthogonal(place.outputs, place.inputs, gainOf(place.name), own, &weights.values[place.weightOffset]);
    }
    return weights;
}

}  // namespace ludus::nn
