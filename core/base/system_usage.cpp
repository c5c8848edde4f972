// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/system_usage.h"

#include <dlfcn.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <sstream>
#include <thread>
#include <vector>

namespace ludus {
namespace {

std::string contentOf(const std::string& path) {
    std::ifstream in(path);
    std::ostringstream out;
    out << in.rdbuf();
    return in ? out.str() : std::string();
}

/// What stands behind `key` and a colon in a file of the kernel.
std::string fieldOf(const std::string& text, const std::string& key) {
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
        if (!line.starts_with(key)) continue;
        const size_t colon = line.find(':');
        if (colon == std::string::npos) continue;
        const size_t from = line.find_first_not_of(" \t", colon + 1);
        return from == std::string::npos ? std::string() : line.substr(from);
    }
    return {};
}

struct Ticks {
    uint64_t busy = 0, all = 0;
};

/// The first line of /proc/stat: user nice system idle iowait irq softirq steal (guests are counted in user).
Ticks ticksOf(const std::string& text) {
    std::istringstream in(text);
    std::string name;
    in >> name;
    Ticks out;
    for (int field = 0; field < 8; ++field) {
        uint64_t ticks = 0;
        if (name != "cpu" || !(in >> ticks)) break;
        out.all += ticks;
        if (field != 3 && field != 4) out.busy += ticks;
    }
    return out;
}

/// User and system time of /proc/self/stat; the name before them may hold blanks and brackets.
uint64_t ownTicksOf(const std::string& text) {
    const size_t bracket = text.rfind(')');
    if (bracket == std::string::npos) return 0;
    std::istringstream in(text.substr(bracket + 1));
    std::string skipped;
    for (int field = 3; field < 14; ++field)
        in >> skipped;
    uint64_t user = 0, system = 0;
    in >> user >> system;
    return user + system;
}

/// The few functions of NVIDIA's management library that are needed (nvml.h, which has kept them for years).
struct Nvml {
    struct Utilisation {
        unsigned gpu = 0, memory = 0;  // percent
    };
    struct Memory {
        unsigned long long total = 0, free = 0, used = 0;
    };
    int (*start)() = nullptr;
    int (*count)(unsigned*) = nullptr;
    int (*device)(unsigned, void**) = nullptr;
    int (*utilisation)(void*, Utilisation*) = nullptr;
    int (*memory)(void*, Memory*) = nullptr;

    /// The library stays loaded: its threads and the driver do not like to be taken down.
    bool load() {
        void* const library = dlopen("libnvidia-ml.so.1", RTLD_NOW | RTLD_LOCAL);
        if (library == nullptr) return false;
        const auto take = [library](auto& function, const char* name) {
            function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(dlsym(library, name));
            return function != nullptr;
        };
        return take(start, "nvmlInit_v2") && take(count, "nvmlDeviceGetCount_v2") &&
               take(device, "nvmlDeviceGetHandleByIndex_v2") && take(utilisation, "nvmlDeviceGetUtilizationRates") &&
               take(memory, "nvmlDeviceGetMemoryInfo") && start() == 0;
    }
};

}  // namespace

/// Shared by the sampler and its thread; the thread that hangs in a driver is left behind with its own part.
class SystemSampler::GpuProbe {
public:
    struct Answer {
        double busy = SystemUsage::kNone, memory = SystemUsage::kNone;
    };

    static std::shared_ptr<GpuProbe> begin() {
        auto probe = std::make_shared<GpuProbe>();
        std::thread([probe] { probe->work(); }).detach();
        return probe;
    }

    /// The newest answer, unless the one before it is still awaited; asks for the next one.
    Answer take() {
        const std::lock_guard lock(mutex_);
        const Answer answer = asked_ ? Answer() : answer_;
        asked_ = true;
        wake_.notify_all();
        return answer;
    }

    /// Waits a little for the thread to end; a thread that hangs is not waited for.
    void finish() {
        std::unique_lock lock(mutex_);
        over_ = true;
        wake_.notify_all();
        wake_.wait_for(lock, std::chrono::milliseconds(200), [this] { return ended_; });
    }

private:
    void work() {
        Nvml nvml;
        const bool loaded = nvml.load();
        std::unique_lock lock(mutex_);
        while (loaded && !over_) {
            wake_.wait(lock, [this] { return asked_ || over_; });
            if (over_) break;
            lock.unlock();
            const Answer answer = ask(nvml);
            lock.lock();
            answer_ = answer;
            asked_ = false;
        }
        ended_ = true;
        wake_.notify_all();
    }

    static Answer ask(const Nvml& nvml) {
        Answer out;
        unsigned cards = 0;
        if (nvml.count(&cards) != 0) return out;
        for (unsigned card = 0; card < cards; ++card) {
            void* device = nullptr;
            if (nvml.device(card, &device) != 0) continue;
            Nvml::Utilisation used;
            Nvml::Memory memory;
            if (nvml.utilisation(device, &used) == 0) out.busy = std::fmax(out.busy, used.gpu * 0.01);
            if (nvml.memory(device, &memory) == 0)
                out.memory = (std::isnan(out.memory) ? 0.0 : out.memory) + static_cast<double>(memory.used);
        }
        return out;
    }

    std::mutex mutex_;
    std::condition_variable wake_;
    Answer answer_;
    bool asked_ = false, over_ = false, ended_ = false;
};

SystemSampler::SystemSampler(std::string proc, bool gpu) : proc_(std::move(proc)) {
    if (gpu) gpu_ = GpuProbe::begin();
}

SystemSampler::~SystemSampler() {
    if (gpu_) gpu_->finish();
}

SystemUsage SystemSampler::sample() {
    SystemUsage out;
    const Ticks ticks = ticksOf(contentOf(proc_ + "/stat"));
    const uint64_t own = ownTicksOf(contentOf(proc_ + "/self/stat"));
    if (allTicks_ > 0 && ticks.all > allTicks_) {
        const auto all = static_cast<double>(ticks.all - allTicks_);
        const auto share = [all](uint64_t now, uint64_t before) {
            return std::clamp(static_cast<double>(now - std::min(now, before)) / all, 0.0, 1.0);
        };
        out.totalCpu = share(ticks.busy, busyTicks_);
        out.processCpu = share(own, ownTicks_);
    }
    busyTicks_ = ticks.busy;
    allTicks_ = ticks.all;
    ownTicks_ = own;
    uint64_t pages = 0, resident = 0;
    std::istringstream memory(contentOf(proc_ + "/self/statm"));
    if (memory >> pages >> resident)
        out.memoryBytes = static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE));
    if (gpu_) {
        const GpuProbe::Answer answer = gpu_->take();
        out.gpu = answer.busy;
        out.gpuMemoryBytes = answer.memory;
    }
    return out;
}

Machine machineHere(const std::string& root) {
    Machine out;
    out.cpu = fieldOf(contentOf(root + "/proc/cpuinfo"), "model name");
    out.cores = static_cast<int>(std::thread::hardware_concurrency());
    out.memoryBytes = std::atoll(fieldOf(contentOf(root + "/proc/meminfo"), "MemTotal").c_str()) * 1024;
    std::error_code problem;
    std::vector<std::string> cards;
    for (const auto& card : std::filesystem::directory_iterator(root + "/proc/driver/nvidia/gpus", problem))
        cards.push_back(fieldOf(contentOf(card.path().string() + "/information"), "Model"));
    std::sort(cards.begin(), cards.end());
    out.gpus = static_cast<int>(cards.size());
    if (!cards.empty()) out.gpu = cards.front();
    std::istringstream release(contentOf(root + "/etc/os-release"));
    constexpr std::string_view kName = "PRETTY_NAME=\"";
    for (std::string line; std::getline(release, line);) {
        if (line.starts_with(kName)) out.system = line.substr(kName.size(), line.size() - kName.size() - 1);
    }
    utsname names{};
    if (uname(&names) == 0) {
        out.system += std::string(out.system.empty() ? "" : ", ") + names.sysname + " " + names.release;
        out.host = names.nodename;
    }
    return out;
}

}  // namespace ludus
