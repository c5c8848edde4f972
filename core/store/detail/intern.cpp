// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/detail/intern.h"

#include <mutex>
#include <unordered_set>

namespace ludus::store {

const char* intern(const std::string& text) {
    static std::mutex mutex;
    static auto* const kept = new std::unordered_set<std::string>();  // never destroyed: texts may outlive everything
    const std::lock_guard lock(mutex);
    return kept->insert(text).first->c_str();
}

}  // namespace ludus::store
