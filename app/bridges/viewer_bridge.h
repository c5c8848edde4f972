// SPDX-License-Identifier: GPL-3.0-or-later
// ViewerBridge: the matches that are watched together, up to sixteen, and where they stand; agents that may be asked,
// and a fresh match of the same seed with another agent. GUI thread; work on the store's thread.
#pragma once

#include <QObject>
#include <QString>
#include <QVector>

#include <memory>
#include <vector>

#include "app/bridges/match_bridge.h"
#include "widgets/models/playback_model.h"

namespace ludus::bridges {

struct AgentChoice {
    QString name;   // "snapshot:1048589"
    QString title;  // "snapshot 13"
    QString note;   // "slime-01, at 1.23 M steps"
};
struct MatchChoice {
    QString hash, title, note;
};

/// Agents that can play this game: bots, imported ones, runs and their snapshots; of the runs that an agent in
/// `present` is from all snapshots. Any thread with its workspace.
QVector<AgentChoice> agentsOf(const games::GameInfo& game, const std::vector<std::string>& present,
                              store::Workspace& workspace, MemberNames& names);

class ViewerBridge : public QObject {
    Q_OBJECT

public:
    static constexpr int kMost = 16;

    explicit ViewerBridge(StoreQuery& store, QObject* parent = nullptr);
    ~ViewerBridge() override;

    /// Instead of what is open; further ones than kMost are left out.
    void watch(const QVector<QPair<QString, QString>>& hashesAndTitles);
    void add(const QString& hash, const QString& title);
    void replace(int match, const QString& hash, const QString& title);
    void remove(int match);
    void exchange(int first, int second);
    int count() const { return static_cast<int>(matches_.size()); }
    MatchBridge* match(int index) const { return matches_[static_cast<size_t>(index)].get(); }
    bool isOpen() const;  // all of them
    QStringList hashes() const;
    models::PlaybackModel* playback() { return &playback_; }
    /// What the matches have in common: "A and B against baseline".
    QString title() const;
    QStringList facts() const;

    /// Recorded matches of the game that is open in which all words occur; the newest ones.
    void findMatches(const QString& words);
    /// Agents that can play this match.
    void findAgents(int match);
    /// Plays the match again with the same seed and another agent on a side; keeps it and adds it.
    void playAgain(int match, int side, const QString& agent);

Q_SIGNALS:
    void matchesChanged();   // which there are
    void opened(int match);  // it can be drawn now
    void failed(const QString& sentence);
    void matchesFound(const QVector<bridges::MatchChoice>& matches);
    void agentsFound(const QVector<bridges::AgentChoice>& agents);

private:
    std::unique_ptr<MatchBridge> make();
    int indexOf(const MatchBridge* match) const;
    void remakeTracks();

    StoreQuery& store_;
    MemberNames& names_;
    models::PlaybackModel playback_;
    std::vector<std::unique_ptr<MatchBridge>> matches_;
};

}  // namespace ludus::bridges
