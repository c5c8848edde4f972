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

Status Run::rehearse(RunOptions options, RunParts parts, const Clock& clock) {
    LUDUS_CHECK(parts.checkpoint.has_value());
    options.pool.workers = 1;
    const auto shared = std::make_shared<RunParts>(std::move(parts));
    auto build = [shared]() -> Result<RunParts> { return std::move(*shared); };
    std::atomic<RunStatus> status{RunStatus::queued};
    return Engine(std::move(options), build, {}, clock, status).rehearse();
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

void Run::change(Change change) {
    engine_->change(std::move(change));
}

void Run::measured(std::vector<MetricPoint> points) {
    engine_->measured(std::move(points));
}

void Run::note(Logged line) {
    engine_->note(std::move(line));
}

RunStatus Run::wait() {
    engine_->join();
    return status_.load();
}

}  // namespace ludus::runtime
