// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <tuple>
#include <utility>

#include "core/games/registry.h"
#include "core/runs/run_config.h"

namespace ludus::runs {

const std::vector<std::pair<std::string, std::string>>& presetFiles();  // made from resources/presets

const std::vector<Preset>& presets() {
    static const std::vector<Preset> all = [] {
        std::vector<Preset> out;
        const std::vector<std::string> games = games::gameNames();
        for (const auto& [name, toml] : presetFiles()) {
            Preset preset;
            preset.name = name;
            preset.game = name.substr(0, name.find('/'));
            preset.kind = name.substr(name.find('/') + 1);
            preset.toml = toml;
            const size_t lineEnd = toml.find('\n');
            if (toml.starts_with("# ")) preset.title = toml.substr(2, lineEnd - 2);
            const Result<RunConfig> config = readRunConfig(toml);
            preset.seconds = config ? config->run.seconds : 0;
            out.push_back(std::move(preset));
        }
        // Games as they are listed everywhere, of each the simplest way of training first.
        const auto place = [&games](const Preset& preset) {
            return std::make_tuple(std::find(games.begin(), games.end(), preset.game) - games.begin(),
                                   preset.kind != kSelfPlay, preset.name);
        };
        std::sort(out.begin(), out.end(), [&](const Preset& a, const Preset& b) { return place(a) < place(b); });
        return out;
    }();
    return all;
}

Result<Preset> findPreset(const std::string& name) {
    std::vector<config::OptionSpec> names;
    for (const Preset& preset : presets()) {
        if (preset.name == name) return preset;
        names.emplace_back().key = preset.name;
    }
    const std::string near = config::nearestKey(name, names);
    return Error{"preset.unknown", LUDUS_TEXT("Error", "There is no preset %1.").arg(name),
                 LUDUS_TEXT("Error", "Nothing was started."),
                 near.empty() ? LUDUS_TEXT("Error", "List them with: ludus-cli presets.")
                              : LUDUS_TEXT("Error", "Did you mean %1?").arg(near)};
}

}  // namespace ludus::runs
