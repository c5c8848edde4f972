// SPDX-License-Identifier: GPL-3.0-or-later
// ludus-cli replay: what a recorded match holds, whether it still plays as recorded, and the match as other files.
#include "core/replay/replay.h"
#include "core/replay/moments.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "app/headless/commands.h"
#include "app/headless/scene_svg.h"
#include "core/base/file_system.h"

namespace ludus::headless {
namespace {

struct Request {
    std::string file, format = "json", out;
    int every = 1;
};

/// A file, or the hash of a replay in the workspace.
Result<replay::Replay> read(const Session& session, const std::string& file) {
    std::string path = file;
    const bool isHash = file.size() == 32 && file.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (isHash && !realFileSystem().exists(path)) {
        const auto workspace = session.open();
        if (!workspace) return workspace.error();
        path = (*workspace)->artefactPath(file, ".replay");
    }
    const Result<std::string> bytes = realFileSystem().read(path);
    if (!bytes) return bytes.error();
    return replay::decode(*bytes);
}

Json headerJson(const replay::Replay& replay) {
    Json options = Json::object();
    for (const auto& [key, entry] : replay.options)
        options[key] = std::visit([](const auto& value) { return Json(value); }, entry.value);
    std::vector<int> keyframes;
    for (const replay::Keyframe& keyframe : replay.keyframes)
        keyframes.push_back(keyframe.step);
    std::string result;
    if (replay.scores.size() == 2) {
        const double difference = replay.scores[0] - replay.scores[1];
        result = difference > 0 ? "1-0" : difference < 0 ? "0-1" : "1/2-1/2";
    }
    return {{"game", replay.game},
            {"rules_version", replay.rulesVersion},
            {"options", options},
            {"seed", replay.seed},
            {"agents", replay.agents},
            {"hashes", replay.hashes},
            {"steps", replay.steps()},
            {"frames", replay.steps() + 1},
            {"seats", replay.seats},
            {"keyframes", keyframes},
            {"annotated", !replay.annotations.values.empty()},
            {"scores", replay.scores},
            {"result", result},
            {"final_hash", fmt::format("{:016x}", replay.finalHash)}};
}

int info(const Session& session, const Request& request) {
    const Result<replay::Replay> replay = read(session, request.file);
    if (!replay) return fail(session, replay.error());
    const Json header = headerJson(*replay);
    if (session.json) {
        printJson(header);
        return kDone;
    }
    for (const auto& [key, value] : header.items())
        fmt::print("{:<14} {}\n", key, value.is_string() ? value.get<std::string>() : value.dump());
    return kDone;
}

int verify(const Session& session, const Request& request) {
    const Result<replay::Replay> replay = read(session, request.file);
    if (!replay) return fail(session, replay.error());
    Result<replay::Cursor> cursor = replay::Cursor::open(*replay);
    if (!cursor) return fail(session, cursor.error());
    if (const Status same = cursor->verify(); !same) return fail(session, same.error());
    Json out = headerJson(*replay);
    out["ok"] = true;
    if (session.json)
        printJson(out);
    else
        fmt::print("{} steps play exactly as recorded\n", replay->steps());
    return kDone;
}

int moments(const Session& session, const Request& request) {
    const Result<replay::Replay> replay = read(session, request.file);
    if (!replay) return fail(session, replay.error());
    Result<replay::Cursor> cursor = replay::Cursor::open(*replay);
    if (!cursor) return fail(session, cursor.error());
    const replay::Digest digest = replay::digestOf(*cursor);
    Json list = Json::array();
    for (const replay::Moment& moment : digest.moments) {
        const bool point = moment.kind == replay::Moment::Kind::point;
        list.push_back({{"frame", moment.frame}, {"kind", point ? "point" : "drop"}, {"side", moment.side}});
        if (!point) list.back()["size"] = moment.size;
        if (!session.json && point) fmt::print("{:>7}  point for side {}\n", moment.frame, moment.side);
        if (!session.json && !point)
            fmt::print("{:>7}  value of side {} drops by {:.2f}\n", moment.frame, moment.side, moment.size);
    }
    if (session.json) printJson({{"moments", std::move(list)}, {"best", digest.best}});
    return kDone;
}

/// One row a frame and seat: what the seat saw and, but for the last frame, did.
struct Row {
    int frame = 0, seat = 0;
    std::vector<int32_t> actions;
    double value = kUnknown, score = 0;
    std::vector<float> observation;
};

std::vector<Row> rowsOf(replay::Cursor& cursor, int every) {
    const replay::Replay& replay = cursor.replay();
    const auto seats = static_cast<size_t>(replay.seats), branches = static_cast<size_t>(replay.branches);
    std::vector<Row> rows;
    for (int frame = 0; frame <= replay.steps(); frame += every) {
        cursor.seek(frame);
        for (size_t seat = 0; seat < seats; ++seat) {
            Row row;
            row.frame = frame;
            row.seat = static_cast<int>(seat);
            row.score = cursor.score(cursor.info().facts.sideOfSeat[seat]);
            row.observation = cursor.observation(row.seat);
            const size_t at = static_cast<size_t>(frame) * seats + seat;
            if (frame < replay.steps()) {
                const auto first = replay.actions.begin() + static_cast<std::ptrdiff_t>(at * branches);
                row.actions.assign(first, first + replay.branches);
                if (at < replay.annotations.values.size()) row.value = replay.annotations.values[at];
            }
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

std::string csv(replay::Cursor& cursor, int every) {
    const games::GameInfo& game = cursor.info();
    std::string out = "frame,seat";
    for (int branch = 0; branch < cursor.replay().branches; ++branch)
        out += fmt::format(",action_{}", branch);
    out += ",value,score";
    for (int i = 0; i < game.observation.size; ++i) {
        const auto& names = game.observation.names;
        out += names.empty() ? fmt::format(",o{}", i) : "," + names[static_cast<size_t>(i)];
    }
    out += "\n";
    for (const Row& row : rowsOf(cursor, every)) {
        out += fmt::format("{},{}", row.frame, row.seat);
        for (int branch = 0; branch < cursor.replay().branches; ++branch)
            out +=
                row.actions.empty() ? std::string(",") : fmt::format(",{}", row.actions[static_cast<size_t>(branch)]);
        out += row.value == row.value ? fmt::format(",{}", row.value) : std::string(",");
        out += fmt::format(",{}", row.score);
        for (const float number : row.observation)
            out += fmt::format(",{}", number);
        out += "\n";
    }
    return out;
}

std::string json(replay::Cursor& cursor, int every) {
    Json out = headerJson(cursor.replay());
    out["observation_names"] = cursor.info().observation.names;
    Json rows = Json::array();
    for (const Row& row : rowsOf(cursor, every)) {
        rows.push_back({{"frame", row.frame},
                        {"seat", row.seat},
                        {"actions", row.actions},
                        {"value", number(row.value)},
                        {"score", row.score},
                        {"observation", row.observation}});
    }
    out["rows"] = std::move(rows);
    return out.dump(1) + "\n";
}

Result<int> writeFrames(replay::Cursor& cursor, const Request& request) {
    FileSystem& files = realFileSystem();
    if (Status made = files.createDirectories(request.out); !made) return made.error();
    int count = 0;
    for (int frame = 0; frame <= cursor.replay().steps(); frame += request.every, ++count) {
        cursor.seek(frame);
        const std::string path = joinPath(request.out, fmt::format("frame_{:06}.svg", frame));
        if (Status written = files.writeAtomic(path, sceneSvg(cursor.scene())); !written) return written.error();
    }
    return count;
}

int exportReplay(const Session& session, const Request& request) {
    const Result<replay::Replay> replay = read(session, request.file);
    if (!replay) return fail(session, replay.error());
    Result<replay::Cursor> cursor = replay::Cursor::open(*replay);
    if (!cursor) return fail(session, cursor.error());
    Json out{{"format", request.format}, {"file", request.out}, {"frames", replay->steps() / request.every + 1}};
    if (request.format == "svg") {
        if (request.out.empty()) {
            return fail(session, {"usage.out",
                                  LUDUS_TEXT("Cli", "Frames need a folder."),
                                  {},
                                  LUDUS_TEXT("Cli", "Give one with: --out FOLDER")});
        }
        const Result<int> count = writeFrames(*cursor, request);
        if (!count) return fail(session, count.error());
        out["frames"] = *count;
    } else {
        const std::string text = request.format == "csv" ? csv(*cursor, request.every) : json(*cursor, request.every);
        if (request.out.empty()) {
            fmt::print("{}", text);
            return kDone;
        }
        if (const Status written = realFileSystem().writeAtomic(request.out, text); !written)
            return fail(session, written.error());
    }
    if (session.json)
        printJson(out);
    else
        fmt::print("{}\n", request.out);
    return kDone;
}

}  // namespace

void addReplay(const Commands& commands) {
    CLI::App* family = commands.app.add_subcommand("replay", "Recorded matches");
    family->require_subcommand(1);
    const auto request = std::make_shared<Request>();
    const auto add = [&](const char* name, const char* help, int (*verb)(const Session&, const Request&)) {
        CLI::App* command = family->add_subcommand(name, help);
        command->add_option("FILE", request->file, "A .replay file, or its hash in the workspace")->required();
        command->callback([commands, request, verb] {
            commands.chosen = [commands, request, verb] { return verb(commands.session, *request); };
        });
        return command;
    };
    add("info", "What it holds", info);
    add("verify", "Play it again and compare", verify);
    add("moments", "Points, and where the value estimate of a side drops", moments);
    CLI::App* out = add("export", "Write it as JSON, CSV or SVG frames", exportReplay);
    out->add_option("--format", request->format, "json, csv or svg")->check(CLI::IsMember({"json", "csv", "svg"}));
    out->add_option("--out", request->out, "File, or folder of frames; left out: standard output");
    out->add_option("--every", request->every, "Only every n-th frame")->check(CLI::Range(1, 1'000'000));
}

}  // namespace ludus::headless
