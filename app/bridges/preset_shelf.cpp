// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/preset_shelf.h"

#include <algorithm>

#include "app/bridges/texts.h"
#include "core/config/toml_file.h"

namespace ludus::bridges {
namespace {

constexpr const char* kKind = "preset";

/// The game a run file is about; empty when it cannot be read any more.
QString gameOf(const std::string& toml) {
    const auto values = config::readToml(toml);
    if (!values) return {};
    const auto name = values->find("game.name");
    const auto* game = name == values->end() ? nullptr : std::get_if<std::string>(&name->second.value);
    return game ? text(*game) : QString();
}

}  // namespace

PresetShelf::PresetShelf(StoreQuery& store, QObject* parent) : QObject(parent), store_(store) {
    refresh();
}

const OwnPreset* PresetShelf::find(const QString& name) const {
    const auto found =
        std::find_if(presets_.begin(), presets_.end(), [&](const OwnPreset& preset) { return preset.name == name; });
    return found == presets_.end() ? nullptr : &*found;
}

void PresetShelf::refresh() {
    store_.ask(
        this,
        [this](store::Workspace& workspace) -> StoreQuery::Answer {
            const auto items = workspace.kept(kKind);
            if (!items) return [this, error = items.error()] { Q_EMIT failed(translated(error)); };
            std::vector<OwnPreset> presets;
            for (const store::KeptItem& item : *items)
                presets.push_back({text(item.name), gameOf(item.body), text(item.body)});
            return [this, presets = std::move(presets)] {
                presets_ = presets;
                Q_EMIT changed();
            };
        },
        QStringLiteral("presets"));
}

void PresetShelf::write(std::function<Status(store::Workspace&)> verb, std::function<void()> done) {
    store_.ask(
        this,
        [this, verb = std::move(verb), done = std::move(done)](store::Workspace& workspace) -> StoreQuery::Answer {
            const Status status = verb(workspace);
            if (!status.ok()) return [this, error = status.error()] { Q_EMIT failed(translated(error)); };
            return [this, done] {
                done();
                refresh();
            };
        });
}

void PresetShelf::keep(const QString& name, const QString& toml) {
    write([item = store::KeptItem{kKind, name.toStdString(), toml.toStdString(), 0}](
              store::Workspace& workspace) { return workspace.keep(item); },
          [this, name] { Q_EMIT kept(name); });
}

void PresetShelf::forget(const QString& name) {
    write([name = name.toStdString()](store::Workspace& workspace) { return workspace.forget(kKind, name); }, [] {});
}

}  // namespace ludus::bridges
