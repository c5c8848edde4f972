// SPDX-License-Identifier: GPL-3.0-or-later
// Rng: our own random stream (xoshiro256++, Blackman and Vigna 2019; seeded by splitmix64), equal on every machine.
// Not thread-safe: one owner. Copyable: the state is part of what a game or run saves.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace ludus {

class Rng {
public:
    using State = std::array<uint64_t, 4>;

    /// A stream of its own for each (seed, purpose, index); `purpose` is any fixed number of the caller's.
    explicit Rng(uint64_t seed = 0, uint64_t purpose = 0, uint64_t index = 0);
    static Rng fromState(const State& state) {
        Rng rng;
        rng.state_ = state;
        return rng;
    }

    uint64_t next() {
        const uint64_t result = rotate(state_[0] + state_[3], 23) + state_[0];
        const uint64_t t = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= t;
        state_[3] = rotate(state_[3], 45);
        return result;
    }
    /// Uniform in [0, 1), 53 bits.
    double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// Uniform in [0, 1), 24 bits.
    float uniformFloat() { return static_cast<float>(next() >> 40) * 0x1.0p-24F; }
    /// Uniform in [0, n), n > 0: no value's probability is off by more than 2^-32.
    uint32_t below(uint32_t n) { return static_cast<uint32_t>(((next() >> 32) * n) >> 32); }
    /// Standard normal (Marsaglia's polar method, with our own logarithm).
    double normal();
    /// Index drawn with probability proportional to `weights` (not negative, not all zero).
    size_t weighted(std::span<const double> weights);

    const State& state() const { return state_; }

private:
    static constexpr uint64_t rotate(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

    State state_{};
};

/// One step of splitmix64; also used to derive the seed of a match from those of a run.
uint64_t splitmix64(uint64_t& state);
uint64_t mixSeed(uint64_t a, uint64_t b, uint64_t c = 0);

}  // namespace ludus
