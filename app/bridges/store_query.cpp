// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/store_query.h"

#include <QMetaObject>
#include <QPointer>

#include <chrono>

#include "app/bridges/texts.h"

namespace ludus::bridges {
namespace {

constexpr int kTries = 40;
constexpr std::chrono::milliseconds kBetweenTries{50};

}  // namespace

StoreQuery::StoreQuery(QString folder, QObject* parent, store::OpenMode mode)
    : QObject(parent), folder_(std::move(folder)), mode_(mode) {
    first_.thread = std::thread([this] { loop(first_); });
}

StoreQuery::~StoreQuery() {
    end(first_);
    end(aside_);
    for (Way* way : {&first_, &aside_}) {
        if (way->thread.joinable()) way->thread.join();
    }
}

void StoreQuery::end(Way& way) {
    {
        const std::lock_guard lock(way.mutex);
        way.ending = true;
    }
    way.wake.notify_all();
}

void StoreQuery::ask(QObject* context, Question question, const QString& kind) {
    put(first_, context, std::move(question), kind);
}

void StoreQuery::askAside(QObject* context, Question question, const QString& kind) {
    if (!aside_.thread.joinable()) aside_.thread = std::thread([this] { loop(aside_); });
    put(aside_, context, std::move(question), kind);
}

void StoreQuery::keep(QObject* context, Question question) {
    put(first_, context, std::move(question), {}, true);
}

void StoreQuery::put(Way& way, QObject* context, Question question, const QString& kind, bool kept) {
    Token newest;
    if (!kind.isEmpty()) {
        Token& known = tokens_[{context, kind}];
        if (!known) known = std::make_shared<std::atomic<quint64>>(0);
        newest = known;
    }
    const quint64 token = newest ? ++*newest : 0;
    const QPointer<QObject> alive(context);
    auto deliver = [this, alive, newest, token](Answer answer) {
        QMetaObject::invokeMethod(
            this,
            [alive, newest, token, answer = std::move(answer)] {
                if (alive && answer && (!newest || *newest == token)) answer();
            },
            Qt::QueuedConnection);
    };
    {
        const std::lock_guard lock(way.mutex);
        way.waiting.push_back({std::move(question), std::move(deliver), newest, token, kept});
    }
    way.wake.notify_all();
}

void StoreQuery::say(const Result<std::unique_ptr<store::Workspace>>& workspace) {
    if (!workspace) {
        const Error error = workspace.error();
        QMetaObject::invokeMethod(
            this,
            [this, error] {
                problem_ = translated(error);
                Q_EMIT failed(problem_);
            },
            Qt::QueuedConnection);
        return;
    }
    const bool readOnly = (*workspace)->readOnly();
    QMetaObject::invokeMethod(
        this,
        [this, readOnly] {
            readOnly_ = readOnly;
            Q_EMIT opened(readOnly);
        },
        Qt::QueuedConnection);
}

Result<std::unique_ptr<store::Workspace>> StoreQuery::open(Way& way) const {
    const bool makes = &way == &first_ || mode_ != store::OpenMode::readWrite;
    for (int tries = 1;; ++tries) {
        auto workspace = store::Workspace::open(folder_.toStdString(), makes ? mode_ : store::OpenMode::existing);
        if (workspace || workspace.error().code != "workspace.moved" || tries == kTries) return workspace;
        std::unique_lock lock(way.mutex);
        if (way.wake.wait_for(lock, kBetweenTries, [&way] { return way.ending; })) return workspace;
    }
}

void StoreQuery::tellAside(First first) {
    {
        const std::lock_guard lock(aside_.mutex);
        firstIs_ = first;
    }
    aside_.wake.notify_all();
}

/// Whether the workspace is there: what the first way could not open is said already.
bool StoreQuery::waitForFirst() {
    std::unique_lock lock(aside_.mutex);
    aside_.wake.wait(lock, [this] { return aside_.ending || firstIs_ != First::opening; });
    return firstIs_ == First::open;
}

void StoreQuery::loop(Way& way) {
    const bool first = &way == &first_;
    if (!first && !waitForFirst()) return;
    const Result<std::unique_ptr<store::Workspace>> workspace = open(way);
    if (first) tellAside(workspace ? First::open : First::failed);
    if (first || !workspace) say(workspace);
    if (!workspace) return;
    for (;;) {
        Waiting next;
        {
            std::unique_lock lock(way.mutex);
            way.wake.wait(lock, [&way] { return way.ending || !way.waiting.empty(); });
            if (way.ending) std::erase_if(way.waiting, [](const Waiting& one) { return !one.kept; });
            if (way.waiting.empty()) return;
            next = std::move(way.waiting.front());
            way.waiting.pop_front();
        }
        if (next.newest && *next.newest != next.token) continue;  // another one was asked since
        next.deliver(next.question(**workspace));
    }
}

}  // namespace ludus::bridges
