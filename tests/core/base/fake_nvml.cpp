// SPDX-License-Identifier: GPL-3.0-or-later
// Stands in for NVIDIA's management library: two cards, and a driver that hangs when it is told to.
#include <chrono>
#include <cstdlib>
#include <thread>

namespace {
struct Utilisation {
    unsigned gpu, memory;
};
struct Memory {
    unsigned long long total, free, used;
};
int cards[2] = {30, 70};
}  // namespace

extern "C" {
int nvmlInit_v2() {
    return 0;
}
int nvmlDeviceGetCount_v2(unsigned* count) {
    if (std::getenv("FAKE_NVML_HANGS") != nullptr) std::this_thread::sleep_for(std::chrono::minutes(1));
    *count = 2;
    return 0;
}
int nvmlDeviceGetHandleByIndex_v2(unsigned index, void** device) {
    *device = &cards[index];
    return 0;
}
int nvmlDeviceGetUtilizationRates(void* device, Utilisation* out) {
    *out = {static_cast<unsigned>(*static_cast<int*>(device)), 0};
    return 0;
}
int nvmlDeviceGetMemoryInfo(void*, Memory* out) {
    *out = {1000, 750, 250};
    return 0;
}
}
