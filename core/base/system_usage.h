// SPDX-License-Identifier: GPL-3.0-or-later
// SystemSampler: how much of the machine is in use, by this process and by all. sample() reads a few small files of
// /proc, one thread. Graphics cards are asked through NVIDIA's own library on a thread of their own, so that a driver
// that does not answer holds nobody up: what is unknown is NaN.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string>

namespace ludus {

struct SystemUsage {
    static constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    double processCpu = kNone;      // share of all cores since the last sample, 0 to 1
    double totalCpu = kNone;        // the same of all processes
    double memoryBytes = kNone;     // resident, of this process
    double gpu = kNone;             // busy share of the busiest card, 0 to 1
    double gpuMemoryBytes = kNone;  // in use, of all cards and processes
};

class SystemSampler {
public:
    /// `proc`: where the kernel tells; a test brings its own. `gpu`: whether cards are asked.
    explicit SystemSampler(std::string proc = "/proc", bool gpu = true);
    ~SystemSampler();
    SystemSampler(const SystemSampler&) = delete;
    SystemSampler& operator=(const SystemSampler&) = delete;

    /// Shares are of the time since the last call; the first one knows none.
    SystemUsage sample();

private:
    class GpuProbe;

    const std::string proc_;
    std::shared_ptr<GpuProbe> gpu_;
    uint64_t busyTicks_ = 0, allTicks_ = 0, ownTicks_ = 0;
};

/// The machine as it is called: for the record of where a run was computed. Unknown parts are empty or 0.
struct Machine {
    std::string cpu;  // "AMD EPYC 9654 96-Core Processor"
    int cores = 0;
    int64_t memoryBytes = 0;
    std::string gpu;  // "NVIDIA H200", the first of several
    int gpus = 0;
    std::string system;  // "Debian GNU/Linux 12 (bookworm), Linux 6.1.0"
    std::string host;
};
/// `root`: where /proc and /etc lie.
Machine machineHere(const std::string& root = "");

}  // namespace ludus
