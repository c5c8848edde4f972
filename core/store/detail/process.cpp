// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/detail/process.h"

#include <unistd.h>

#include <fstream>
#include <sstream>

namespace ludus::store {
namespace {

/// State letter and start time of a process from /proc/PID/stat (proc(5)); false when there is none.
bool readStat(int64_t pid, char& state, int64_t& start) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string line;
    if (!std::getline(file, line)) return false;
    const size_t end = line.rfind(')');  // the name may hold spaces and brackets
    if (end == std::string::npos) return false;
    std::istringstream fields(line.substr(end + 1));
    std::string skipped;
    fields >> state;
    for (int field = 4; field < 22; ++field)
        fields >> skipped;
    return static_cast<bool>(fields >> start);
}

std::string readHostMark() {
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::string boot;
    std::getline(file, boot);
    char space[64];
    const ssize_t n = ::readlink("/proc/self/ns/pid", space, sizeof space);
    if (n > 0) boot += "/" + std::string(space, static_cast<size_t>(n));
    return boot;
}

/// A process stays where it began.
const std::string& hostMark() {
    static const std::string mark = readHostMark();
    return mark;
}

}  // namespace

ProcessMark thisProcess() {
    ProcessMark mark{::getpid(), 0, hostMark()};
    char state = '?';
    readStat(mark.pid, state, mark.start);
    return mark;
}

Life lifeOf(const ProcessMark& mark) {
    if (mark.pid == 0) return Life::gone;
    if (mark.host != hostMark()) return Life::unseen;
    char state = '?';
    int64_t start = 0;
    if (!readStat(mark.pid, state, start)) return Life::gone;
    const bool dead = state == 'Z' || state == 'X' || state == 'x';
    return !dead && start == mark.start ? Life::alive : Life::gone;
}

bool isInUse(int64_t pid) {
    char state = '?';
    int64_t start = 0;
    return readStat(pid, state, start) && state != 'Z' && state != 'X' && state != 'x';
}

}  // namespace ludus::store
