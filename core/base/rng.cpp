// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"

#include "core/base/check.h"
#include "core/base/math.h"

namespace ludus {

uint64_t splitmix64(uint64_t& state) {
    uint64_t z = (state += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

uint64_t mixSeed(uint64_t a, uint64_t b, uint64_t c) {
    uint64_t state = a;
    state = splitmix64(state) ^ b;
    state = splitmix64(state) ^ c;
    return splitmix64(state);
}

Rng::Rng(uint64_t seed, uint64_t purpose, uint64_t index) {
    uint64_t s = mixSeed(seed, purpose, index);
    for (uint64_t& word : state_)
        word = splitmix64(s);
}

double Rng::normal() {
    for (;;) {
        const double u = uniform(-1, 1);
        const double v = uniform(-1, 1);
        const double s = u * u + v * v;
        if (s > 0 && s < 1) return u * math::squareRoot(-2 * math::log(s) / s);
    }
}

size_t Rng::weighted(std::span<const double> weights) {
    double total = 0;
    for (const double w : weights)
        total += w;
    LUDUS_CHECK_GT(total, 0.0);
    double left = uniform() * total;
    size_t last = 0;
    for (size_t i = 0; i < weights.size(); ++i) {
        if (weights[i] <= 0) continue;
        last = i;
        if ((left -= weights[i]) < 0) return i;
    }
    return last;
}

}  // namespace ludus
