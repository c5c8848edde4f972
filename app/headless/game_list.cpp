// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/game_list.h"

#include <zlib.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "core/base/file_system.h"

namespace ludus::headless {
namespace {

constexpr size_t kLargestText = size_t{1} << 30;

bool isGzip(const std::string& bytes) {
    return bytes.size() > 2 && bytes[0] == '\x1f' && bytes[1] == '\x8b';
}

Result<std::string> inflated(const std::string& bytes, const std::string& path) {
    const auto broken = [&path] {
        return Error{"file.damaged", LUDUS_TEXT("Cli", "%1 cannot be unpacked.").arg(path),
                     LUDUS_TEXT("Cli", "It begins like a gzip file but is damaged, cut off or larger than 1 GB."),
                     LUDUS_TEXT("Cli", "Pack it again, or give it unpacked.")};
    };
    z_stream stream{};
    if (inflateInit2(&stream, 15 + 16) != Z_OK) return broken();
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    std::string text, chunk(1 << 16, '\0');
    int state = Z_OK;
    while (state == Z_OK && text.size() < kLargestText) {
        stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
        stream.avail_out = static_cast<uInt>(chunk.size());
        state = inflate(&stream, Z_NO_FLUSH);
        text.append(chunk, 0, chunk.size() - stream.avail_out);
        if (state == Z_STREAM_END && stream.avail_in > 0) state = inflateReset(&stream);  // a further part
    }
    inflateEnd(&stream);
    if (state != Z_STREAM_END) return broken();
    return text;
}

std::vector<std::string_view> cellsOf(std::string_view line) {
    std::vector<std::string_view> cells;
    while (true) {
        const size_t tab = line.find('\t');
        cells.push_back(line.substr(0, tab));
        if (tab == std::string_view::npos) return cells;
        line.remove_prefix(tab + 1);
    }
}

/// 1, 0, -1, or 2 for what is no result.
int outcomeOf(std::string_view text) {
    return text == "1-0" ? 1 : text == "0-1" ? -1 : text == "1/2-1/2" ? 0 : 2;
}

class Parser {
public:
    explicit Parser(const std::string& name) : name_(name) {}

    Status header(std::string_view line) {
        ++line_;
        const std::vector<std::string_view> cells = cellsOf(line);
        if (cells.size() != 3) return wrong(columns(cells.size()));
        if (outcomeOf(cells[2]) == 2) return {};
        return wrong(LUDUS_TEXT("Cli", "it is a game, but the first line names the columns"));
    }

    Status game(std::string_view line) {
        ++line_;
        if (line.empty()) return {};
        const std::vector<std::string_view> cells = cellsOf(line);
        if (cells.size() != 3) return wrong(columns(cells.size()));
        const int outcome = outcomeOf(cells[2]);
        if (outcome == 2) {
            return wrong(LUDUS_TEXT("Cli", "\"%1\" is no result; there are 1-0, 0-1 and 1/2-1/2")
                             .arg(std::string(cells[2].substr(0, 40))));
        }
        if (cells[0].empty() || cells[1].empty()) return wrong(LUDUS_TEXT("Cli", "a player has no name"));
        if (cells[0] == cells[1])
            return wrong(LUDUS_TEXT("Cli", "%1 plays against himself").arg(std::string(cells[0])));
        list_.games.push_back({indexOf(cells[0]), indexOf(cells[1]), outcome});
        return {};
    }

    GameList take() { return std::move(list_); }

private:
    static Text columns(size_t count) {
        return LUDUS_TEXT("Cli", "it has %1 columns, not three (first, second, result, separated by tabs)").arg(count);
    }
    int indexOf(std::string_view name) {
        const auto [at, added] = places_.try_emplace(std::string(name), list_.players());
        if (added) list_.names.emplace_back(name);
        return at->second;
    }
    Error wrong(const Text& why) const {
        return {"game_list.line",
                LUDUS_TEXT("Cli", "Line %1 of %2 cannot be read: %3.").arg(line_).arg(name_).arg(why.str()),
                {},
                LUDUS_TEXT("Cli", "Correct the line or take it out.")};
    }

    const std::string& name_;
    int64_t line_ = 0;
    GameList list_;
    std::unordered_map<std::string, int> places_;
};

}  // namespace

int GameList::find(const std::string& name) const {
    const auto at = std::find(names.begin(), names.end(), name);
    return at == names.end() ? -1 : static_cast<int>(at - names.begin());
}

Result<GameList> parseGameList(const std::string& text, const std::string& name) {
    std::string_view rest = text;
    if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
    Parser parser(name);
    bool first = true;
    while (!rest.empty()) {
        const size_t end = rest.find('\n');
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        if (line.ends_with('\r')) line.remove_suffix(1);
        const Status read = first ? parser.header(line) : parser.game(line);
        if (!read) return read.error();
        first = false;
    }
    GameList list = parser.take();
    if (!list.games.empty()) return list;
    return Error{"game_list.empty",
                 LUDUS_TEXT("Cli", "%1 holds no games.").arg(name),
                 {},
                 LUDUS_TEXT("Cli", "Give a file with a header line and a line a game: first, second, result.")};
}

Result<GameList> readGameList(const std::string& path) {
    Result<std::string> bytes = realFileSystem().read(path);
    if (!bytes) return bytes.error();
    if (!isGzip(*bytes)) return parseGameList(*bytes, path);
    const Result<std::string> text = inflated(*bytes, path);
    if (!text) return text.error();
    return parseGameList(*text, path);
}

}  // namespace ludus::headless
