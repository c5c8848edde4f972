// SPDX-License-Identifier: GPL-3.0-or-later
// MatchRecorder: plays friendly matches between two agents behind the window's back and records them; each one stands
// in the workspace as soon as it is over. GUI thread; playing happens on a thread of its own, which taking it down
// ends.
#pragma once

#include <QObject>
#include <QString>
#include <QVector>

#include <array>
#include <atomic>
#include <memory>

#include "app/bridges/store_query.h"
#include "app/bridges/viewer_bridge.h"

namespace ludus::bridges {

struct RecordOrder {
    QString game;
    std::array<QString, 2> agents;  // by side: "bot:random", "run:slime-01/latest"
    quint64 seed = 1;               // of the first match; each further one the next
    int count = 1;
    bool swap = false;  // two matches a seed, the second with sides swapped
};

class MatchRecorder : public QObject {
    Q_OBJECT

public:
    static constexpr int kMost = 1000;

    explicit MatchRecorder(StoreQuery& store, QObject* parent = nullptr);
    ~MatchRecorder() override;

    /// Agents that can play the game; of the runs that `present` are from all snapshots, of others the newest ones.
    void findAgents(const QString& game, const QStringList& present);
    /// False while others are played.
    bool start(const RecordOrder& order);
    /// What is recorded stays.
    void cancel() { cancelled_ = true; }
    bool isRunning() const { return running_; }

Q_SIGNALS:
    void agentsFound(const QVector<bridges::AgentChoice>& agents);
    void progressed(int done, int of);
    /// An empty sentence: all went well.
    void finished(int recorded, bool cancelled, const QString& sentence);

private:
    StoreQuery& store_;
    MemberNames& names_;
    std::unique_ptr<StoreQuery> player_;
    std::atomic<bool> cancelled_{false};
    bool running_ = false;
};

}  // namespace ludus::bridges
