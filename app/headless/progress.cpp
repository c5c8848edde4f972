// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/progress.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "core/base/clock.h"

namespace ludus::headless {
namespace {

constexpr size_t kMostLines = 200;  // kept between two looks
constexpr double kBarSeconds = 0.1;
constexpr double kLineSeconds = 10;  // without a terminal

int terminalWidth() {
    winsize size{};
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace

bool isOver(RunStatus status) {
    return status == RunStatus::finished || status == RunStatus::failed || status == RunStatus::aborted;
}

void ProgressSink::take(const RunEvent& event) {
    {
        const std::lock_guard lock(mutex_);
        if (const auto* progress = std::get_if<Progress>(&event.body)) {
            view_.progress = *progress;
        } else if (const auto* state = std::get_if<StateChanged>(&event.body)) {
            view_.status = state->status;
        } else if (const auto* metrics = std::get_if<Metrics>(&event.body)) {
            for (const MetricPoint& point : metrics->points) {
                if (point.name != "elo") continue;
                view_.elo = point.value;
                view_.eloHalfWidth = point.halfWidth;
            }
        } else if (const auto* logged = std::get_if<Logged>(&event.body)) {
            if (view_.lines.size() < kMostLines) view_.lines.push_back(*logged);
        } else {
            return;
        }
        news_ = true;
    }
    changed_.notify_one();
}

ProgressSink::View ProgressSink::look(double seconds) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::duration<double>(seconds), [this] { return news_; });
    news_ = false;
    View view = view_;
    view_.lines.clear();
    return view;
}

ProgressPrinter::ProgressPrinter(const Session& session)
    : quiet_(session.quiet), terminal_(isatty(STDERR_FILENO) != 0) {}

ProgressPrinter::~ProgressPrinter() {
    if (barShown_) fmt::print(stderr, "\n");
}

void ProgressPrinter::line(const std::string& text) {
    if (barShown_) fmt::print(stderr, "\r\x1b[K");
    barShown_ = false;
    fmt::print(stderr, "{}\n", text);
    std::fflush(stderr);
}

void ProgressPrinter::show(const ProgressSink::View& view) {
    for (const Logged& logged : view.lines) {
        if (logged.level == LogLevel::error)
            line("Error: " + logged.text.str());
        else if (!quiet_ && logged.level == LogLevel::warning)
            line("Warning: " + logged.text.str());
        else if (!quiet_ && !logged.fact.empty())
            line(logged.text.str() + ": " + logged.fact);
    }
    if (view.status == RunStatus::queued) return;
    const Progress& progress = view.progress;
    std::string text = fmt::format("{} steps", shortNumber(static_cast<double>(progress.steps)));
    if (view.status == RunStatus::running)
        text += fmt::format("  {} steps/s", shortNumber(progress.stepsPerSecond));
    else
        text += fmt::format("  {}", runStatusName(view.status));
    if (view.status == RunStatus::running && std::isfinite(progress.secondsLeft))
        text += fmt::format("  {} left", duration(progress.secondsLeft));
    if (std::isfinite(view.elo)) text += fmt::format("  Elo {} ±{:.0f}", wholeNumber(view.elo), view.eloHalfWidth);
    show(progress.fraction, text);
}

void ProgressPrinter::show(double fraction, const std::string& text) {
    if (quiet_) return;
    const double now = systemClock().monotonicSeconds();
    const bool due = shownAt_ < 0 || now - shownAt_ >= (terminal_ ? kBarSeconds : kLineSeconds);
    const bool last = fraction >= 1 && shownFraction_ < 1;
    if (!due && !last) return;
    shownAt_ = now;
    shownFraction_ = fraction;
    const int percent = static_cast<int>(std::clamp(fraction, 0.0, 1.0) * 100);
    if (!terminal_) {
        fmt::print(stderr, "{:3} %  {}\n", percent, text);
        std::fflush(stderr);
        return;
    }
    const int cells = std::clamp(terminalWidth() - static_cast<int>(text.size()) - 12, 5, 40);
    const int full = cells * percent / 100;
    fmt::print(stderr, "\r\x1b[K[{}{}] {:3} %  {}", std::string(static_cast<size_t>(full), '#'),
               std::string(static_cast<size_t>(cells - full), '.'), percent, text);
    std::fflush(stderr);
    barShown_ = true;
}

}  // namespace ludus::headless
