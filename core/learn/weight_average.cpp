// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/weight_average.h"

#include <algorithm>

#include "core/base/check.h"

namespace ludus::learn {

void WeightAverage::take(const std::vector<float>& newest, int64_t over) {
    LUDUS_CHECK(over >= 1);
    if (updates == 0) values = newest;
    LUDUS_CHECK_EQ(values.size(), newest.size());
    ++updates;
    const auto share = static_cast<float>(1.0 / static_cast<double>(std::min(updates, over)));
    for (size_t i = 0; i < values.size(); ++i)
        values[i] += share * (newest[i] - values[i]);
}

}  // namespace ludus::learn
