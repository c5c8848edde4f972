// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold of a stored run at any time, whatever happened to the program that ran it: everything named is there
// and sound, nothing is there twice, nothing goes backwards. The workspace's thread.
#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "core/runtime/checkpoint.h"
#include "core/store/workspace.h"

namespace ludus::test {

class Promises {
public:
    /// One line for each promise that is broken, "" when all are kept.
    static std::string broken(const store::Workspace& workspace, RunId run) {
        Promises check(workspace, run);
        for (const store::Problem& problem : workspace.verify())
            check.say(problem.text.str());
        check.checkEvents();
        check.checkSnapshots();
        check.checkMatches();
        check.checkCheckpoints();
        return check.broken_;
    }

private:
    Promises(const store::Workspace& workspace, RunId run)
        : workspace_(workspace), row_(workspace.run(run).value()), events_(workspace.events(run).value()) {}

    void say(const std::string& what) { broken_ += what + "\n"; }
    void require(bool kept, const std::string& what) {
        if (!kept) say(what);
    }

    void checkEvents() {
        int64_t last = 0;
        std::map<std::pair<int, std::string>, int64_t> tallied;
        int64_t measured = -1;
        for (const RunEvent& event : events_) {
            require(event.seq > last, "event " + std::to_string(event.seq) + " comes after " + std::to_string(last));
            last = event.seq;
            if (const auto* tally = std::get_if<Tallied>(&event.body)) {
                int64_t& step = tallied.try_emplace({tally->tally.player, tally->tally.opponent}, -1).first->second;
                require(tally->tally.step >= step, "episodes at step " + std::to_string(tally->tally.step) +
                                                       " are told after those at " + std::to_string(step));
                step = tally->tally.step;
            } else if (const auto* metrics = std::get_if<Metrics>(&event.body)) {
                for (const MetricPoint& point : metrics->points) {
                    if (point.name != "policy_loss") continue;
                    require(point.step > measured, "the curve goes from step " + std::to_string(measured) + " to " +
                                                       std::to_string(point.step));
                    measured = point.step;
                }
            }
        }
        require(row_.lastSeq >= last, "the newest event has a higher number than the run knows");
    }

    void checkSnapshots() {
        const auto snapshots = workspace_.snapshots(row_.id).value();
        std::map<int, int64_t> steps;  // by player
        for (size_t i = 0; i < snapshots.size(); ++i) {
            const SnapshotRecord& snapshot = snapshots[i];
            require(snapshot.index == static_cast<int>(i), "snapshot " + std::to_string(i) + " has another index");
            int64_t& step = steps.try_emplace(snapshot.player, -1).first->second;
            require(snapshot.step > step, "two snapshots at step " + std::to_string(snapshot.step));
            step = snapshot.step;
            agents_.insert("snapshot:" + std::to_string(snapshot.id.value));
        }
        require(row_.snapshots == static_cast<int64_t>(snapshots.size()), "snapshots are miscounted");
    }

    void checkMatches() {
        std::set<std::tuple<int64_t, uint64_t, std::vector<std::string>>> seen;
        const auto matches = workspace_.matches(row_.id, 1'000'000).value();
        for (const MatchRecord& match : matches) {
            const std::string name = "match of pair " + std::to_string(match.pair);
            require(seen.emplace(match.pair, match.seed, match.agents).second, name + " is there twice");
            for (const std::string& agent : match.agents)
                require(!agent.starts_with("snapshot:") || agents_.contains(agent), name + " was played by nobody");
        }
    }

    void checkCheckpoints() {
        int64_t seq = -1, step = -1;
        const auto checkpoints = workspace_.checkpoints(row_.id).value();
        for (const CheckpointRecord& checkpoint : checkpoints) {
            const std::string name = "checkpoint at " + std::to_string(checkpoint.step);
            require(checkpoint.eventSeq > seq && checkpoint.step >= step, name + " is older than the one before");
            seq = checkpoint.eventSeq, step = checkpoint.step;
            const auto bytes = workspace_.readArtefact(checkpoint.hash, ".checkpoint");
            const auto state = bytes ? runtime::checkpointFromBytes(*bytes) : bytes.error();
            require(state.ok(), state ? "" : name + ": " + state.error().sentence());
            require(!state || state->eventSeq == checkpoint.eventSeq, name + " holds another moment");
        }
        require(row_.checkpoints == static_cast<int64_t>(checkpoints.size()), "checkpoints are miscounted");
    }

    const store::Workspace& workspace_;
    const RunRecord row_;
    const std::vector<RunEvent> events_;
    std::set<std::string> agents_;
    std::string broken_;
};

}  // namespace ludus::test
