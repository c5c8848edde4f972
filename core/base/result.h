// SPDX-License-Identifier: GPL-3.0-or-later
// Result<T>: a value, or an Error that a user can act on (the world misbehaved: file, device, option).
// Any thread. A broken promise of the programmer is LUDUS_CHECK (check.h) instead.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "core/base/check.h"
#include "core/base/text.h"

namespace ludus {

/// In three parts: what happened; what it means; what to do. `code` is stable and machine-readable ("option.unknown").
struct Error {
    std::string code;
    Text happened;
    Text meaning;
    Text remedy;

    /// All parts as one English paragraph.
    std::string sentence() const;
};

template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::move(value)) {}
    Result(Error error) : state_(std::move(error)) {}

    bool ok() const { return std::holds_alternative<T>(state_); }
    explicit operator bool() const { return ok(); }
    T& value() & {
        LUDUS_CHECK(ok());
        return std::get<T>(state_);
    }
    const T& value() const& {
        LUDUS_CHECK(ok());
        return std::get<T>(state_);
    }
    T&& value() && {
        LUDUS_CHECK(ok());
        return std::get<T>(std::move(state_));
    }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    const Error& error() const {
        LUDUS_CHECK(!ok());
        return std::get<Error>(state_);
    }

private:
    std::variant<T, Error> state_;
};

/// A verb that yields nothing but may fail.
class [[nodiscard]] Status {
public:
    Status() = default;
    Status(Error error) : error_(std::move(error)) {}
    bool ok() const { return !error_.has_value(); }
    explicit operator bool() const { return ok(); }
    const Error& error() const {
        LUDUS_CHECK(!ok());
        return *error_;
    }

private:
    std::optional<Error> error_;
};

}  // namespace ludus
