// SPDX-License-Identifier: GPL-3.0-or-later
// The commands, one file each: every function adds one command (or a family) with its options. Main thread.
#pragma once

#include "app/headless/console.h"

namespace ludus::headless {

void addGames(const Commands& commands);
void addPresets(const Commands& commands);
void addOptions(const Commands& commands);
void addRun(const Commands& commands);
void addResume(const Commands& commands);
void addRuns(const Commands& commands);
void addControl(const Commands& commands);  // stop, pause, continue
void addMetrics(const Commands& commands);
void addAgent(const Commands& commands);
void addLeague(const Commands& commands);
void addMatch(const Commands& commands);
void addMatchStats(const Commands& commands);
void addReplay(const Commands& commands);
void addRate(const Commands& commands);
void addBench(const Commands& commands);
void addDoctor(const Commands& commands);

}  // namespace ludus::headless
