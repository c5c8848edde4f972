// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/check.h"
#include "core/games/game.h"

namespace ludus::games {

VectorGame::VectorGame(GameInfo info, int slots) : info_(std::move(info)), slots_(slots) {
    LUDUS_CHECK_GT(slots, 0);
    const GameFacts& facts = info_.facts;
    LUDUS_CHECK_EQ(static_cast<int>(facts.sideOfSeat.size()), facts.seats);
    LUDUS_CHECK_GT(info_.observation.size, 0);
    LUDUS_CHECK_GT(info_.action.branchCount(), 0);

    const size_t batch = static_cast<size_t>(slots);
    const size_t rows = batch * static_cast<size_t>(facts.seats);
    const size_t observed = rows * static_cast<size_t>(info_.observation.size);
    const size_t masked = rows * static_cast<size_t>(info_.action.logitCount());
    floats_.assign(observed + rows + batch * static_cast<size_t>(facts.sides), 0.0F);
    bytes_.assign(masked + rows + 2 * batch, 0);
    ints_.assign(batch, 0);

    buffers_.observations = floats_.data();
    buffers_.rewards = buffers_.observations + observed;
    buffers_.scores = buffers_.rewards + rows;
    buffers_.masks = bytes_.data();
    buffers_.toAct = buffers_.masks + masked;
    buffers_.terminated = buffers_.toAct + rows;
    buffers_.truncated = buffers_.terminated + batch;
    buffers_.steps = ints_.data();
    std::fill_n(buffers_.masks, masked + rows, uint8_t{1});
}

}  // namespace ludus::games
