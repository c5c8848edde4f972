// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/checkpoint.h"

#include "core/base/bytes.h"
#include "core/base/hash.h"

namespace ludus::runtime {
namespace {

using bytes::put;
using bytes::putList;
using bytes::putText;

constexpr std::string_view kMagic = "LUDUSCKP";
constexpr uint32_t kVersion = 2;      // 2: several players
constexpr uint64_t kFewestBytes = 8;  // of anything that comes in numbers: its own length or count

void putSnapshot(std::string& out, const SnapshotRecord& snapshot) {
    put(out, snapshot.id.value);
    put(out, snapshot.run.value);
    put(out, snapshot.player);
    put(out, snapshot.index);
    put(out, snapshot.step);
    put(out, snapshot.parent.value);
    putText(out, snapshot.hash);
    put(out, snapshot.wallMs);
}

bool readSnapshot(bytes::Reader& in, SnapshotRecord& snapshot) {
    return in.value(snapshot.id.value) && in.value(snapshot.run.value) && in.value(snapshot.player) &&
           in.value(snapshot.index) && in.value(snapshot.step) && in.value(snapshot.parent.value) &&
           in.text(snapshot.hash) && in.value(snapshot.wallMs);
}

void putTally(std::string& out, const TallyRecord& tally) {
    put(out, tally.player);
    putText(out, tally.opponent);
    put(out, tally.step);
    putList(out, tally.scores);
    putList(out, tally.lengths);
    putList(out, tally.sides);
    put(out, tally.asked);
}

bool readTally(bytes::Reader& in, TallyRecord& tally) {
    return in.value(tally.player) && in.text(tally.opponent) && in.value(tally.step) && in.list(tally.scores) &&
           in.list(tally.lengths) && in.list(tally.sides) && in.value(tally.asked);
}

/// Their number, then each by `putOne`.
template <class T, class Put>
void putEach(std::string& out, const std::vector<T>& values, const Put& putOne) {
    put(out, static_cast<uint64_t>(values.size()));
    for (const T& value : values)
        putOne(out, value);
}

template <class T, class Read>
bool readEach(bytes::Reader& in, uint64_t most, std::vector<T>& values, const Read& readOne) {
    uint64_t count = 0;
    if (!in.value(count) || count > most / kFewestBytes) return false;
    values.resize(count);
    for (T& value : values) {
        if (!readOne(in, value)) return false;
    }
    return true;
}

void putLine(std::string& out, const std::string& text) {
    putText(out, text);
}

bool readLine(bytes::Reader& in, std::string& text) {
    return in.text(text);
}

void putPlayer(std::string& out, const PlayerState& player) {
    putText(out, player.learner);
    put(out, player.trained);
    put(out, player.frozenAt);
    put(out, player.parent);
    put(out, player.failed);
    putList(out, player.drawnAt);
    putEach(out, player.collectors, putLine);
}

bool readPlayer(bytes::Reader& in, uint64_t most, PlayerState& player) {
    return in.text(player.learner) && in.value(player.trained) && in.value(player.frozenAt) &&
           in.value(player.parent) && in.value(player.failed) && in.list(player.drawnAt) &&
           readEach(in, most, player.collectors, readLine);
}

void putContent(std::string& out, const Checkpoint& c) {
    put(out, c.eventSeq);
    put(out, c.steps);
    put(out, c.updates);
    put(out, c.seconds);
    put(out, c.evaluatedAt);
    put(out, c.evaluated);
    put(out, c.roundStep);
    put(out, c.slots);
    put(out, c.blocks);
    put(out, c.shards);
    putEach(out, c.snapshots, putSnapshot);
    putEach(out, c.players, putPlayer);
    putEach(out, c.tallies, putTally);
    put(out, c.talliedAt);
    putText(out, c.metrics);
    putText(out, c.source);
    putText(out, c.evaluator);
}

bool readContent(std::string_view content, Checkpoint& c) {
    bytes::Reader in(content);
    const uint64_t most = content.size();
    const auto onePlayer = [most](bytes::Reader& from, PlayerState& player) { return readPlayer(from, most, player); };
    return in.value(c.eventSeq) && in.value(c.steps) && in.value(c.updates) && in.value(c.seconds) &&
           in.value(c.evaluatedAt) && in.value(c.evaluated) && in.value(c.roundStep) && in.value(c.slots) &&
           in.value(c.blocks) && in.value(c.shards) && readEach(in, most, c.snapshots, readSnapshot) &&
           readEach(in, most, c.players, onePlayer) && readEach(in, most, c.tallies, readTally) &&
           in.value(c.talliedAt) && in.text(c.metrics) && in.text(c.source) && in.text(c.evaluator) && in.done();
}

size_t sizeOf(const Checkpoint& c) {
    size_t size = c.metrics.size() + c.source.size() + c.evaluator.size() + 4096;
    for (const PlayerState& player : c.players) {
        size += player.learner.size() + 1024;
        for (const std::string& collector : player.collectors)
            size += collector.size() + sizeof(uint64_t);
    }
    return size + c.snapshots.size() * 2 * sizeof(SnapshotRecord);
}

}  // namespace

std::string toBytes(const Checkpoint& checkpoint) {
    std::string out;
    out.reserve(sizeOf(checkpoint));
    out.append(kMagic);
    put(out, kVersion);
    const size_t sealAt = out.size();
    put(out, uint64_t{0});
    const size_t from = out.size();
    putContent(out, checkpoint);
    const uint64_t seal = hash64(out.data() + from, out.size() - from, kVersion);
    std::memcpy(out.data() + sealAt, &seal, sizeof seal);
    return out;
}

Result<Checkpoint> checkpointFromBytes(std::string_view bytes) {
    const Error damaged = damagedCheckpoint(LUDUS_TEXT("Run", "the file"));
    bytes::Reader in(bytes);
    std::string_view magic;
    uint32_t version = 0;
    uint64_t seal = 0;
    if (!in.bytes(kMagic.size(), magic) || magic != kMagic || !in.value(version)) return damaged;
    if (version != kVersion) {
        return Error{"checkpoint.version",
                     LUDUS_TEXT("Error", "The checkpoint has format %1, this program reads format %2.")
                         .arg(version)
                         .arg(kVersion),
                     LUDUS_TEXT("Error", "It was written by another version of the program."),
                     LUDUS_TEXT("Error", "Resume with that version, or start a new run from the last snapshot.")};
    }
    if (!in.value(seal)) return damaged;
    const std::string_view content = bytes.substr(kMagic.size() + sizeof version + sizeof seal);
    if (hash64(content.data(), content.size(), kVersion) != seal) return damaged;
    Checkpoint out;
    if (!readContent(content, out)) return damaged;
    return out;
}

}  // namespace ludus::runtime
