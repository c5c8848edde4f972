// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/store_query.h"

#include <QMetaObject>
#include <QPointer>

#include "app/bridges/texts.h"

namespace ludus::bridges {

StoreQuery::StoreQuery(QString folder, QObject* parent) : QObject(parent), folder_(std::move(folder)) {
    thread_ = std::thread([this] { loop(); });
}

StoreQuery::~StoreQuery() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void StoreQuery::ask(QObject* context, Question question, const QString& kind) {
    std::shared_ptr<quint64> newest;
    if (!kind.isEmpty()) {
        std::shared_ptr<quint64>& known = tokens_[{context, kind}];
        if (!known) known = std::make_shared<quint64>(0);
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
        const std::lock_guard lock(mutex_);
        waiting_.push_back({std::move(question), std::move(deliver)});
    }
    wake_.notify_all();
}

void StoreQuery::loop() {
    Result<std::unique_ptr<store::Workspace>> workspace = store::Workspace::open(folder_.toStdString());
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
    for (;;) {
        Waiting next;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
            if (ending_) return;
            next = std::move(waiting_.front());
            waiting_.pop_front();
        }
        next.deliver(next.question(**workspace));
    }
}

}  // namespace ludus::bridges
