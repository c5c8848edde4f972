// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/memory.h"

#include <cstdlib>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace ludus::learn {

void keepMemory() {
#if defined(__GLIBC__)
    constexpr int kGibibyte = 1 << 30;
    constexpr int kPad = 64 << 20;
    mallopt(M_MMAP_THRESHOLD, kGibibyte);
    mallopt(M_TRIM_THRESHOLD, kGibibyte);
    mallopt(M_TOP_PAD, kPad);
#endif
}

}  // namespace ludus::learn
