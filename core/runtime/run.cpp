// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/run.h"

#include "core/runtime/engine.h"

namespace ludus::runtime {

Run::Run(RunOptions options, std::function<Result<RunParts>()> build, std::vector<EventSink*> sinks, const Clock& clock)
    : engine_(std::make_unique<Engine>(std::move(options), std::move(build), std::move(sinks), clock, status_)) {}

Run::~Run() {
    abort();
    wait();
}

void Run::start() {
    engine_->start();
}
void Run::pause(const std::string& reason) {
    engine_->command({Engine::Verb::pause, reason});
}
void Run::resume() {
    engine_->command({Engine::Verb::resume, {}});
}
void Run::stop() {
    engine_->command({Engine::Verb::stop, {}});
}
void Run::abort() {
    engine_->command({Engine::Verb::abort, {}});
}

void Run::suspend() {
    engine_->command({Engine::Verb::suspend, {}});
}

RunStatus Run::wait() {
    engine_->join();
    return status_.load();
}

}  // namespace ludus::runtime
