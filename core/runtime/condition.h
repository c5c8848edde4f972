// SPDX-License-Identifier: GPL-3.0-or-later
// Condition: a test on the newest point of a curve, as people write it: "elo > 1300", "entropy < 0.05 for 3 points".
// ConditionWatch counts in how many points in a row it held. Values; one owner.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/records/records.h"

namespace ludus::runtime {

struct Condition {
    enum class Operator { less, lessEqual, greater, greaterEqual };
    std::string metric;
    Operator op = Operator::greater;
    double limit = 0;
    int times = 1;  // points in a row; of the Elo curve each evaluation makes one

    /// METRIC OP NUMBER ["for" N "evaluations" | "points" | "times"]; numbers also as 1.5k, 2M, 90 %. Error
    /// condition.syntax.
    static Result<Condition> parse(std::string_view text);
    bool holds(double value) const;
    /// As it can be parsed again.
    std::string text() const;
    bool operator==(const Condition&) const = default;
};

class ConditionWatch {
public:
    explicit ConditionWatch(Condition condition) : condition_(std::move(condition)) {}

    const Condition& condition() const { return condition_; }
    /// Takes the points of the condition's curve; others do not matter.
    void see(const std::vector<MetricPoint>& points);
    bool held() const { return streak_ >= condition_.times; }
    double value() const { return value_; }  // the newest

private:
    Condition condition_;
    int streak_ = 0;
    double value_ = kUnknown;
};

}  // namespace ludus::runtime
