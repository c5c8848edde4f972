// SPDX-License-Identifier: GPL-3.0-or-later
// StoreQuery: questions to the workspace on a thread of its own, answers on the GUI thread. A question is a function
// that returns what to do with its answer; that is left out when its context object is gone by then, or when a newer
// question of the same context and kind (token) was asked meanwhile. GUI thread, except for the questions themselves.
#pragma once

#include <QObject>
#include <QString>

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

    explicit StoreQuery(QString folder, QObject* parent = nullptr);
    /// Finishes the question in hand; the rest is dropped.
    ~StoreQuery() override;

    /// `kind` empty: every answer is wanted.
    void ask(QObject* context, Question question, const QString& kind = {});
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
    struct Waiting {
        Question question;
        std::function<void(Answer)> deliver;
    };
    void loop();

    const QString folder_;
    bool readOnly_ = false;
    QString problem_;
    std::map<std::pair<const QObject*, QString>, std::shared_ptr<quint64>> tokens_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Waiting> waiting_;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace ludus::bridges
