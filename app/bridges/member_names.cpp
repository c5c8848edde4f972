// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/member_names.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <utility>

#include "app/bridges/league_picture.h"
#include "app/bridges/runs_bridge.h"
#include "app/bridges/texts.h"
#include "app/bridges/why_words.h"
#include "core/runs/resume_point.h"

namespace ludus::bridges {
namespace {

const std::string kSnapshot = "snapshot:";

struct Place {
    RunId run;
    int index = 0;
};
/// Of "snapshot:1048589".
std::optional<Place> placeOf(const std::string& agent) {
    if (!agent.starts_with(kSnapshot)) return std::nullopt;
    const int64_t id = std::atoll(agent.c_str() + kSnapshot.size());
    constexpr int kIndexBits = 20;
    return Place{RunId{id >> kIndexBits}, static_cast<int>(id & ((int64_t{1} << kIndexBits) - 1))};
}

std::unique_ptr<league::SnapshotNames> begin(const store::Workspace& workspace, RunId run) {
    const Result<RunRecord> record = workspace.run(run);
    if (!record || !isLeague(*record)) return nullptr;
    const Result<runs::RunConfig> config = runs::configOf(*record);
    return config ? std::make_unique<league::SnapshotNames>(config->league) : nullptr;
}

}  // namespace

MemberNames& MemberNames::of(StoreQuery& store) {
    for (QObject* child : store.children())
        if (auto* known = dynamic_cast<MemberNames*>(child)) return *known;
    return *new MemberNames(store);
}

MemberNames::MemberNames(StoreQuery& store)
    : QObject(&store), store_(store), words_(std::make_unique<LeagueWords>(leagueWords())) {}

MemberNames::~MemberNames() = default;

void MemberNames::learn(const store::Workspace& workspace, const std::vector<std::string>& agents) {
    std::map<RunId, int> newest;  // that is asked for
    for (const std::string& agent : agents) {
        const std::optional<Place> place = placeOf(agent);
        if (!place) continue;
        int& index = newest.try_emplace(place->run, 0).first->second;
        index = std::max(index, place->index);
    }
    const std::lock_guard lock(reading_);
    for (const auto& [run, index] : newest)
        read(workspace, run, index);
}

/// A run that was taken back to a checkpoint may have frozen other snapshots since, under the same numbers.
void MemberNames::read(const store::Workspace& workspace, RunId run, int index) {
    const bool first = !readings_.contains(run);
    Reading& reading = readings_[run];
    if (first) reading.names = begin(workspace, run);
    if (!reading.names) return;
    if (!reading.hashes.empty()) {
        const auto stored = workspace.snapshot(makeSnapshotId(run, static_cast<int>(reading.hashes.size()) - 1));
        const bool same = stored && *stored && (*stored)->hash == reading.hashes.back();
        if (same && index < static_cast<int>(reading.hashes.size())) return;
        if (!same) reading = {begin(workspace, run), {}, 0};
    }
    const auto events = workspace.events(run, reading.lastSeq, store::EventParts::withoutTalliesAndPoints);
    if (!events || !reading.names) return;  // whoever shows them says so
    for (const RunEvent& event : *events) {
        reading.lastSeq = event.seq;
        reading.names->take(event);
        const auto* frozen = std::get_if<SnapshotFrozen>(&event.body);
        if (frozen && reading.hashes.size() < reading.names->names().size())
            reading.hashes.push_back(frozen->snapshot.hash);
    }
    const std::lock_guard lock(mutex_);
    leagues_[run] = {reading.names->names(), reading.names->learners()};
}

void MemberNames::ask(QObject* context, const std::vector<std::string>& agents, std::function<void()> then) {
    store_.ask(context, [this, agents, then = std::move(then)](store::Workspace& workspace) -> StoreQuery::Answer {
        learn(workspace, agents);
        return then;
    });
}

QString MemberNames::title(const std::string& agent) const {
    const std::optional<Place> place = placeOf(agent);
    if (!place) return agentTitle(agent);
    const std::lock_guard lock(mutex_);
    const auto league = leagues_.find(place->run);
    if (league == leagues_.end() || place->index >= static_cast<int>(league->second.names.size()))
        return agentTitle(agent);
    // All words are looked up again only where the language is another one.
    if (words_->root != QCoreApplication::translate("ludus::bridges::LeagueBridge", "root")) *words_ = leagueWords();
    return memberTitle(league->second.names[static_cast<size_t>(place->index)], league->second.learners, *words_);
}

}  // namespace ludus::bridges
