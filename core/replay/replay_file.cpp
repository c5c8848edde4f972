// SPDX-License-Identifier: GPL-3.0-or-later
// The file: magic, format version, checksum of what follows, size unpacked, and one zstd frame. Unpacked: size of the
// header, the header (JSON), then the parts whose sizes it names: actions, states, values, probabilities and, from
// version 2 on, scenes.
#include <zstd.h>

#include <nlohmann/json.hpp>

#include "core/base/bytes.h"
#include "core/base/hash.h"
#include "core/replay/replay.h"

namespace ludus::replay {

using bytes::put;
using bytes::putAll;
using bytes::Reader;
namespace {

using Json = nlohmann::json;

constexpr std::string_view kMagic = "LUDUSRPL";
constexpr uint32_t kVersion = 2;
constexpr size_t kPrelude = 8 + sizeof(uint32_t) + 2 * sizeof(uint64_t);
constexpr uint64_t kMaxUnpacked = uint64_t{1} << 30;
constexpr int kLevel = 3;

Error damaged(const std::string& why) {
    return {"replay.damaged", LUDUS_TEXT("replay", "The replay cannot be read: %1.").arg(why),
            LUDUS_TEXT("replay", "Its file is damaged or is not a replay, so nothing of it is shown."),
            LUDUS_TEXT("replay", "Play the match again with recording on, or restore the file from a copy.")};
}

Error newer(uint32_t version) {
    return {"replay.newer",
            LUDUS_TEXT("replay", "The replay has format version %1; this program reads version %2.")
                .arg(version)
                .arg(kVersion),
            LUDUS_TEXT("replay", "It was written by a newer version of the program."),
            LUDUS_TEXT("replay", "Update the program to open it.")};
}

Json optionsToJson(const config::Values& options) {
    Json list = Json::array();
    for (const auto& [key, entry] : options) {
        Json item = {{"key", key}, {"kind", entry.value.index()}};
        std::visit([&item](const auto& value) { item["value"] = value; }, entry.value);
        list.push_back(std::move(item));
    }
    return list;
}

config::Value valueOf(size_t kind, const Json& json) {
    switch (kind) {
        case 0: return json.get<bool>();
        case 1: return json.get<int64_t>();
        case 2: return json.get<double>();
        case 3: return json.get<std::string>();
        case 4: return json.get<std::vector<int64_t>>();
        case 5: return json.get<std::vector<double>>();
        default: return json.get<std::vector<std::string>>();
    }
}

Json gameToJson(const StoredGame& game) {
    return {{"sides", game.sides},
            {"side_of_seat", game.sideOfSeat},
            {"branches", game.branches},
            {"action_names", game.actionNames},
            {"steps_per_second", game.stepsPerSecond}};
}

StoredGame gameOf(const Json& json) {
    return {json.at("sides").get<int>(), json.at("side_of_seat").get<std::vector<int>>(),
            json.at("branches").get<std::vector<int>>(),
            json.at("action_names").get<std::vector<std::vector<std::string>>>(),
            json.at("steps_per_second").get<int>()};
}

Json headerOf(const Replay& replay) {
    Json keyframes = Json::array();
    for (const Keyframe& keyframe : replay.keyframes)
        keyframes.push_back({keyframe.step, keyframe.state.size()});
    return {{"game", replay.game},
            {"played", gameToJson(replay.played)},
            {"rules_version", replay.rulesVersion},
            {"options", optionsToJson(replay.options)},
            {"seed", replay.seed},
            {"agents", replay.agents},
            {"hashes", replay.hashes},
            {"scores", replay.scores},
            {"seats", replay.seats},
            {"branches", replay.branches},
            {"actions", replay.actions.size()},
            {"keyframes", std::move(keyframes)},
            {"values", replay.annotations.values.size()},
            {"probabilities", replay.annotations.probabilities.size()},
            {"scenes", replay.scenes.size()},
            {"final_hash", replay.finalHash}};
}

/// Throws nlohmann's exceptions where the header is not what headerOf writes.
bool readParts(const Json& header, uint32_t version, Reader& reader, Replay& replay) {
    replay.game = header.at("game").get<std::string>();
    replay.rulesVersion = header.at("rules_version").get<int>();
    for (const Json& item : header.at("options"))
        replay.options[item.at("key").get<std::string>()] = {valueOf(item.at("kind").get<size_t>(), item.at("value")),
                                                             0};
    replay.seed = header.at("seed").get<uint64_t>();
    replay.agents = header.at("agents").get<std::vector<std::string>>();
    replay.hashes = header.at("hashes").get<std::vector<std::string>>();
    replay.scores = header.at("scores").get<std::vector<double>>();
    replay.seats = header.at("seats").get<int>();
    replay.branches = header.at("branches").get<int>();
    replay.finalHash = header.at("final_hash").get<uint64_t>();
    if (replay.seats < 1 || replay.branches < 1 || replay.seats > 4096 || replay.branches > 4096) return false;
    if (!reader.all(header.at("actions").get<uint64_t>(), replay.actions)) return false;
    std::string_view part;
    for (const Json& item : header.at("keyframes")) {
        if (!reader.bytes(item.at(1).get<uint64_t>(), part)) return false;
        replay.keyframes.push_back({item.at(0).get<int32_t>(), std::string(part)});
    }
    if (!reader.all(header.at("values").get<uint64_t>(), replay.annotations.values)) return false;
    if (!reader.all(header.at("probabilities").get<uint64_t>(), replay.annotations.probabilities)) return false;
    if (version >= 2) {
        replay.played = gameOf(header.at("played"));
        if (!reader.bytes(header.at("scenes").get<uint64_t>(), part)) return false;
        replay.scenes = part;
    }
    return reader.done();
}

Result<Replay> unpackedReplay(std::string_view raw, uint32_t version) {
    Reader reader(raw);
    uint64_t headerSize = 0;
    std::string_view headerText;
    if (!reader.value(headerSize) || !reader.bytes(headerSize, headerText)) return damaged("its header is cut");
    try {
        Replay replay;
        if (!readParts(Json::parse(headerText), version, reader, replay))
            return damaged("its parts do not have the sizes it names");
        return replay;
    } catch (const Json::exception&) {
        return damaged("its header does not make sense");
    }
}

}  // namespace

std::string encode(const Replay& replay) {
    const std::string header = headerOf(replay).dump(-1, ' ', false, Json::error_handler_t::replace);
    std::string raw;
    put(raw, static_cast<uint64_t>(header.size()));
    raw += header;
    putAll(raw, replay.actions);
    for (const Keyframe& keyframe : replay.keyframes)
        raw += keyframe.state;
    putAll(raw, replay.annotations.values);
    putAll(raw, replay.annotations.probabilities);
    raw += replay.scenes;

    std::string content;
    put(content, static_cast<uint64_t>(raw.size()));
    const size_t start = content.size();
    content.resize(start + ZSTD_compressBound(raw.size()));
    const size_t packed = ZSTD_compress(content.data() + start, content.size() - start, raw.data(), raw.size(), kLevel);
    LUDUS_CHECK(ZSTD_isError(packed) == 0);
    content.resize(start + packed);

    std::string bytes(kMagic);
    put(bytes, kVersion);
    put(bytes, hash64(content.data(), content.size(), kVersion));
    return bytes + content;
}

Result<Replay> decode(std::string_view bytes) {
    if (bytes.substr(0, kMagic.size()) != kMagic) return damaged("it does not begin as a replay");
    if (bytes.size() < kPrelude) return damaged("it is cut short");
    Reader reader(bytes.substr(kMagic.size()));
    uint32_t version = 0;
    uint64_t checksum = 0, unpacked = 0;
    LUDUS_CHECK(reader.value(version) && reader.value(checksum));
    if (version > kVersion) return newer(version);
    const std::string_view content = bytes.substr(kPrelude - sizeof unpacked);
    if (hash64(content.data(), content.size(), version) != checksum) return damaged("its checksum is wrong");
    LUDUS_CHECK(reader.value(unpacked));
    const std::string_view packed = bytes.substr(kPrelude);
    if (unpacked > kMaxUnpacked || ZSTD_getFrameContentSize(packed.data(), packed.size()) != unpacked)
        return damaged("it names an impossible size");
    std::string raw(unpacked, '\0');
    const size_t got = ZSTD_decompress(raw.data(), raw.size(), packed.data(), packed.size());
    if (ZSTD_isError(got) != 0 || got != unpacked) return damaged("it cannot be unpacked");
    return unpackedReplay(raw, version);
}

}  // namespace ludus::replay
