// SPDX-License-Identifier: GPL-3.0-or-later
// AlignedFloats: a vector of numbers that begins at a cache line and shares no line with anything else, so that the
// widest loads cross none and threads that write neighbouring vectors do not take lines from one another.
#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace ludus::learn {

template <class T>
struct LineAllocator {
    using value_type = T;
    static constexpr size_t kLine = 64;  // bytes

    LineAllocator() = default;
    template <class Other>
    explicit LineAllocator(const LineAllocator<Other>& /*other*/) {}

    T* allocate(size_t n) {
        const size_t bytes = (n * sizeof(T) + kLine - 1) / kLine * kLine;
        return static_cast<T*>(::operator new(bytes, std::align_val_t(kLine)));
    }
    void deallocate(T* p, size_t /*n*/) { ::operator delete(p, std::align_val_t(kLine)); }
    bool operator==(const LineAllocator& /*other*/) const { return true; }
};

using AlignedFloats = std::vector<float, LineAllocator<float>>;

}  // namespace ludus::learn
