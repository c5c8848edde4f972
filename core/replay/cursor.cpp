// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/hash.h"
#include "core/games/registry.h"
#include "core/replay/replay.h"

namespace ludus::replay {
namespace {

Error unplayable(const std::string& why) {
    return {"replay.damaged", LUDUS_TEXT("replay", "The replay cannot be played: %1.").arg(why),
            LUDUS_TEXT("replay", "Its file is damaged or was not written by this program."),
            LUDUS_TEXT("replay", "Play the match again with recording on, or restore the file from a copy.")};
}

Error diverged(int step, const std::string& what) {
    return {"replay.diverged", LUDUS_TEXT("replay", "At step %1 %2.").arg(step).arg(what),
            LUDUS_TEXT("replay",
                       "The recorded actions do not lead to the recorded states, so the replay is not a true "
                       "record of its match."),
            LUDUS_TEXT("replay", "Do not rely on it; play the match again with recording on.")};
}

Error otherRules(const Replay& replay, int ours) {
    return {"replay.rules",
            LUDUS_TEXT("replay",
                       "The replay was recorded under version %1 of the rules of %2; this program plays version %3.")
                .arg(replay.rulesVersion)
                .arg(replay.game)
                .arg(ours),
            LUDUS_TEXT("replay", "Playing its actions under other rules would show another match."),
            LUDUS_TEXT("replay", "Open it with the version of the program that recorded it.")};
}

/// Why a replay that is shown from its scenes cannot be verified; `why`: why its game is not played.
Error unverifiable(const Replay& replay, const Error& why) {
    Text happened = why.happened;
    if (why.code == "game.unknown")
        happened = LUDUS_TEXT("replay", "This program does not know the game %1.").arg(replay.game);
    else if (why.code != "replay.rules")
        happened =
            LUDUS_TEXT("replay", "This program refuses the options under which %1 was recorded.").arg(replay.game);
    return {"replay.rules", happened,
            LUDUS_TEXT("replay",
                       "It is shown from the scenes stored in it; whether its actions lead to them cannot be checked."),
            LUDUS_TEXT("replay", "Check it with the version of the program that recorded it.")};
}

games::GameInfo storedInfo(const Replay& replay) {
    games::GameInfo info;
    info.facts.name = replay.game;
    info.facts.rulesVersion = replay.rulesVersion;
    info.facts.seats = replay.seats;
    info.facts.sides = replay.played.sides;
    info.facts.sideOfSeat = replay.played.sideOfSeat;
    info.facts.stepsPerSecond = replay.played.stepsPerSecond;
    info.action.branches = replay.played.branches;
    info.action.names = replay.played.actionNames;
    info.options = replay.options;
    return info;
}

/// Whether the stored facts of a game agree with one another.
Status sound(const StoredGame& game) {
    const auto inRange = [](int value, int most) { return value >= 1 && value <= most; };
    if (!inRange(game.sides, 4096) || !inRange(game.stepsPerSecond, 100000))
        return unplayable("its game has an impossible number of sides or steps a second");
    for (int side = 0; side < game.sides; ++side)
        if (std::count(game.sideOfSeat.begin(), game.sideOfSeat.end(), side) == 0)
            return unplayable("a side has no seat");
    for (const int side : game.sideOfSeat)
        if (side < 0 || side >= game.sides) return unplayable("a seat is on a side that does not exist");
    for (const int size : game.branches)
        if (!inRange(size, 1 << 16)) return unplayable("its game has an impossible number of actions");
    if (!game.actionNames.empty() && game.actionNames.size() != game.branches.size())
        return unplayable("its names of actions do not match its actions");
    return {};
}

/// Whether every number of the replay fits the game; the states themselves are tried by loading them.
Status fits(const Replay& replay, const games::GameInfo& info) {
    const size_t sides = static_cast<size_t>(info.facts.sides);
    if (replay.seats != info.facts.seats || replay.branches != info.action.branchCount())
        return unplayable("its seats or actions are not those of " + replay.game);
    if (replay.agents.size() != sides || replay.hashes.size() != sides || replay.scores.size() != sides)
        return unplayable("it does not name one agent and one score a side");
    const size_t entries = static_cast<size_t>(replay.seats) * static_cast<size_t>(replay.branches);
    if (replay.actions.size() % entries != 0) return unplayable("its last step is cut");
    for (size_t i = 0; i < replay.actions.size(); ++i) {
        const int size = info.action.branches[i % static_cast<size_t>(replay.branches)];
        if (replay.actions[i] < 0 || replay.actions[i] >= size)
            return unplayable("it holds an action that does not exist");
    }
    if (replay.keyframes.empty() || replay.keyframes.front().step != 0) return unplayable("its first state is missing");
    for (size_t i = 0; i < replay.keyframes.size(); ++i) {
        const int step = replay.keyframes[i].step;
        if (step > replay.steps() || (i > 0 && step <= replay.keyframes[i - 1].step))
            return unplayable("its states are out of order");
    }
    const size_t steps = static_cast<size_t>(replay.steps());
    const size_t values = steps * static_cast<size_t>(replay.seats);
    const auto wrong = [](size_t size, size_t wanted) { return size != 0 && size != wanted; };
    if (wrong(replay.annotations.values.size(), values) ||
        wrong(replay.annotations.probabilities.size(), values * static_cast<size_t>(info.action.logitCount())))
        return unplayable("its annotations do not match its steps");
    return {};
}

/// Whether the joint action is legal where the game stands (masks may forbid what the ranges allow).
bool legal(const games::VectorGame& game, const int32_t* actions) {
    const games::ActionSpec& spec = game.info().action;
    if (!spec.masked) return true;
    const size_t logits = static_cast<size_t>(spec.logitCount());
    for (int seat = 0; seat < game.info().facts.seats; ++seat) {
        const uint8_t* mask = game.buffers().masks + static_cast<size_t>(seat) * logits;
        for (size_t branch = 0; branch < spec.branches.size(); ++branch) {
            const int32_t action = *actions++;
            if (game.buffers().toAct[seat] != 0 && mask[action] == 0) return false;
            mask += spec.branches[branch];
        }
    }
    return true;
}

}  // namespace

Cursor::Cursor(Replay replay, std::unique_ptr<games::VectorGame> game)
    : replay_(std::move(replay)), game_(std::move(game)) {}

Cursor::Cursor(Replay replay, games::GameInfo info, ScenePlayer scenes, Error refusal)
    : replay_(std::move(replay)), info_(std::move(info)), scenes_(std::move(scenes)), refusal_(std::move(refusal)) {}

Result<Cursor> Cursor::open(Replay replay) {
    Result<std::unique_ptr<games::VectorGame>> game = games::makeGame(replay.game, 1, replay.options);
    if (!game) return openScenes(std::move(replay), game.error());
    const games::GameInfo& info = (*game)->info();
    if (const int ours = info.facts.rulesVersion; replay.rulesVersion != ours) {
        Error refusal = otherRules(replay, ours);
        return openScenes(std::move(replay), std::move(refusal));
    }
    if (Status status = fits(replay, info); !status) return status.error();
    for (auto keyframe = replay.keyframes.rbegin(); keyframe != replay.keyframes.rend(); ++keyframe)
        if (Status status = (*game)->load(0, keyframe->state); !status) return status.error();
    return Cursor(std::move(replay), std::move(*game));
}

Result<Cursor> Cursor::openScenes(Replay replay, Error refusal) {
    if (replay.scenes.empty()) return refusal;
    if (Status status = sound(replay.played); !status) return status.error();
    games::GameInfo info = storedInfo(replay);
    if (info.facts.sideOfSeat.size() != static_cast<size_t>(replay.seats))
        return unplayable("its seats are not those of " + replay.game);
    if (Status status = fits(replay, info); !status) return status.error();
    std::optional<SceneTrack> track = unpackTrack(replay.scenes);
    std::optional<ScenePlayer> scenes;
    if (track) scenes = ScenePlayer::open(std::move(*track), replay.steps() + 1, info.facts.sides);
    if (!scenes) return unplayable("its scenes do not make sense");
    Error reason = unverifiable(replay, refusal);
    return Cursor(std::move(replay), std::move(info), std::move(*scenes), std::move(reason));
}

void Cursor::seek(int frame) {
    const int target = std::clamp(frame, 0, replay_.steps());
    if (fromScenes()) {
        scenes_->seek(target);
        frame_ = target;
        return;
    }
    const auto after = std::upper_bound(replay_.keyframes.begin(), replay_.keyframes.end(), target,
                                        [](int step, const Keyframe& keyframe) { return step < keyframe.step; });
    const Keyframe& nearest = *(after - 1);
    if (target < frame_ || nearest.step > frame_) {
        LUDUS_CHECK(game_->load(0, nearest.state).ok());
        frame_ = nearest.step;
    }
    while (frame_ < target && stepOnce()) {
    }
}

bool Cursor::stepOnce() {
    const size_t entries = static_cast<size_t>(replay_.seats) * static_cast<size_t>(replay_.branches);
    const int32_t* actions = replay_.actions.data() + static_cast<size_t>(frame_) * entries;
    if (!legal(*game_, actions)) return false;
    game_->step({actions, entries});
    ++frame_;
    return true;
}

std::vector<float> Cursor::observation(int seat) const {
    LUDUS_CHECK(seat >= 0 && seat < replay_.seats);
    if (fromScenes()) return {};
    const std::span<const float> row = game_->observation(0, seat);
    return {row.begin(), row.end()};
}

std::vector<uint8_t> Cursor::mask(int seat) const {
    LUDUS_CHECK(seat >= 0 && seat < replay_.seats);
    if (fromScenes()) return {};
    const auto logits = static_cast<size_t>(info().action.logitCount());
    const uint8_t* first = game_->buffers().masks + static_cast<size_t>(seat) * logits;
    return {first, first + logits};
}

Status Cursor::verify() {
    if (fromScenes()) return refusal_;
    LUDUS_CHECK(game_->load(0, replay_.keyframes.front().state).ok());
    frame_ = 0;
    for (const Keyframe& keyframe : replay_.keyframes) {
        while (frame_ < keyframe.step) {
            if (game_->ended(0)) return diverged(frame_, "the match has ended already");
            if (!stepOnce()) return diverged(frame_, "an action is against the rules");
        }
        if (game_->save(0) != keyframe.state) return diverged(frame_, "the state is not the recorded one");
    }
    while (frame_ < replay_.steps()) {
        if (game_->ended(0)) return diverged(frame_, "the match has ended already");
        if (!stepOnce()) return diverged(frame_, "an action is against the rules");
    }
    const std::string state = game_->save(0);
    if (hash64(state.data(), state.size()) != replay_.finalHash)
        return diverged(frame_, "the final state is not the recorded one");
    for (size_t side = 0; side < replay_.scores.size(); ++side)
        if (score(static_cast<int>(side)) != replay_.scores[side])
            return diverged(frame_, "the score is not the recorded one");
    return {};
}

}  // namespace ludus::replay
