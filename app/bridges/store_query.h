// SPDX-License-Identifier: GPL-3.0-or-later
// StoreQuery: questions to the workspace on threads of its own, answers on the GUI thread. A question is a function
// that returns what to do with its answer; that is left out when its context object is gone by then, or when a newer
// question of the same context and kind (token) was asked meanwhile: one that still waits then is not asked at all.
// What somebody waits for goes one way, what is only kept up to date (all runs, counts) another, each with a connection
// and a thread, so that opening a run never waits behind a list. Within a way answers come in the order of the
// questions. GUI thread, except for the questions themselves.
#pragma once

#include <QObject>
#include <QString>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "core/store/workspace.h"

namespace ludus::bridges {

class StoreQuery : public QObject {
    Q_OBJECT

public:
    using Answer = std::function<void()>;
    using Question = std::function<Answer(store::Workspace&)>;

    /// Whoever comes later than the window takes what is there (`existing`): a folder that was moved away meanwhile
    /// must not be begun anew. It may still be being made, and is waited for a moment.
    explicit StoreQuery(QString folder, QObject* parent = nullptr, store::OpenMode mode = store::OpenMode::readWrite);
    /// Finishes the questions in hand and what has to be kept; the rest is dropped.
    ~StoreQuery() override;

    /// `kind` empty: every answer is wanted.
    void ask(QObject* context, Question question, const QString& kind = {});
    /// The same where nobody waits. Change counters of the two ways have nothing to do with each other.
    void askAside(QObject* context, Question question, const QString& kind = {});
    /// For what must not be lost: it is written also when the window closes before its turn.
    void keep(QObject* context, Question question);
    const QString& folder() const { return folder_; }
    /// Set once the workspace is open (signal opened).
    bool readOnly() const { return readOnly_; }
    /// Why the workspace could not be opened, in a sentence; empty while all is well.
    const QString& problem() const { return problem_; }

Q_SIGNALS:
    void opened(bool readOnly);
    /// The workspace could not be opened: a sentence.
    void failed(const QString& sentence);

private:
    using Token = std::shared_ptr<std::atomic<quint64>>;
    struct Waiting {
        Question question;
        std::function<void(Answer)> deliver;
        Token newest;  // of its kind; nullptr: all are wanted
        quint64 token = 0;
        bool kept = false;  // also at the end
    };
    enum class First { opening, open, failed };
    /// Begins with its first question; the one aside takes what the first one has opened, and makes nothing.
    struct Way {
        std::mutex mutex;
        std::condition_variable wake;
        std::deque<Waiting> waiting;
        bool ending = false;
        std::thread thread;
    };
    void put(Way& way, QObject* context, Question question, const QString& kind, bool kept = false);
    Result<std::unique_ptr<store::Workspace>> open(Way& way) const;
    void loop(Way& way);
    void tellAside(First first);
    bool waitForFirst();
    static void end(Way& way);
    void say(const Result<std::unique_ptr<store::Workspace>>& workspace);

    const QString folder_;
    const store::OpenMode mode_;
    bool readOnly_ = false;
    QString problem_;
    std::map<std::pair<const QObject*, QString>, Token> tokens_;
    First firstIs_ = First::opening;  // guarded by the mutex of aside_
    Way first_, aside_;
};

}  // namespace ludus::bridges
