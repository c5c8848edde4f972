// SPDX-License-Identifier: GPL-3.0-or-later
// LUDUS_CHECK: a promise of the programmer, always on. A broken one prints both operands and throws BrokenPromise,
// which ends at the top of the work item or program (one event, one sentence), never silently. Any thread.
#pragma once

#include <sstream>
#include <stdexcept>
#include <string>

namespace ludus {

class BrokenPromise : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

namespace detail {

[[noreturn]] void failCheck(const char* file, int line, const char* expression, const std::string& operands);

template <class A, class B>
std::string operands(const A& a, const B& b) {
    std::ostringstream out;
    out << a << " against " << b;
    return out.str();
}

}  // namespace detail
}  // namespace ludus

#define LUDUS_CHECK(condition)                                              \
    do {                                                                    \
        if (!(condition)) [[unlikely]]                                      \
            ::ludus::detail::failCheck(__FILE__, __LINE__, #condition, ""); \
    } while (false)

#define LUDUS_CHECK_OP_(a, op, b)                                                  \
    do {                                                                           \
        const auto& ludusA = (a);                                                  \
        const auto& ludusB = (b);                                                  \
        if (!(ludusA op ludusB)) [[unlikely]]                                      \
            ::ludus::detail::failCheck(__FILE__, __LINE__, #a " " #op " " #b,      \
                                       ::ludus::detail::operands(ludusA, ludusB)); \
    } while (false)

#define LUDUS_CHECK_EQ(a, b) LUDUS_CHECK_OP_(a, ==, b)
#define LUDUS_CHECK_NE(a, b) LUDUS_CHECK_OP_(a, !=, b)
#define LUDUS_CHECK_LT(a, b) LUDUS_CHECK_OP_(a, <, b)
#define LUDUS_CHECK_LE(a, b) LUDUS_CHECK_OP_(a, <=, b)
#define LUDUS_CHECK_GT(a, b) LUDUS_CHECK_OP_(a, >, b)
#define LUDUS_CHECK_GE(a, b) LUDUS_CHECK_OP_(a, >=, b)
