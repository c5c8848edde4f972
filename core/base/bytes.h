// SPDX-License-Identifier: GPL-3.0-or-later
// Plain values to bytes and back, for the parts of replays and checkpoints. A Reader looks at bytes that its owner
// keeps; any thread. Little-endian machines only, as all we build for.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace ludus::bytes {

template <class T>
void put(std::string& out, const T& value) {
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class T>
void putAll(std::string& out, const std::vector<T>& values) {
    out.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
}

/// Its length (64 bits), then its content.
inline void putText(std::string& out, std::string_view text) {
    put(out, static_cast<uint64_t>(text.size()));
    out.append(text);
}
/// Their number (64 bits), then each.
template <class T>
void putList(std::string& out, const std::vector<T>& values) {
    put(out, static_cast<uint64_t>(values.size()));
    putAll(out, values);
}

/// Reads on in bytes, never past their end; false: there are not enough.
class Reader {
public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    bool bytes(uint64_t size, std::string_view& out) {
        if (size > rest_.size()) return false;
        out = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return true;
    }
    template <class T>
    bool value(T& out) {
        std::string_view part;
        if (!bytes(sizeof(T), part)) return false;
        std::memcpy(&out, part.data(), sizeof(T));
        return true;
    }
    template <class T>
    bool all(uint64_t count, std::vector<T>& out) {
        std::string_view part;
        if (count > rest_.size() || !bytes(count * sizeof(T), part)) return false;
        out.resize(count);
        if (count > 0) std::memcpy(out.data(), part.data(), part.size());
        return true;
    }
    /// What putText wrote.
    bool text(std::string& out) {
        uint64_t size = 0;
        std::string_view part;
        if (!value(size) || !bytes(size, part)) return false;
        out.assign(part);
        return true;
    }
    /// What putList wrote.
    template <class T>
    bool list(std::vector<T>& out) {
        uint64_t count = 0;
        return value(count) && all(count, out);
    }
    bool done() const { return rest_.empty(); }

private:
    std::string_view rest_;
};

}  // namespace ludus::bytes
