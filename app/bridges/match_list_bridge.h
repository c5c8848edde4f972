// SPDX-License-Identifier: GPL-3.0-or-later
// MatchListBridge: the recorded matches that a query finds, newest first, read page by page; their thumbnails.
// GUI thread; reading on the store's thread, thumbnails are made on one of their own.
#pragma once

#include <QCache>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QString>
#include <QTimer>

#include <memory>
#include <vector>

#include "app/bridges/member_names.h"
#include "app/bridges/store_query.h"
#include "core/store/workspace.h"
#include "widgets/models/scene.h"
#include "widgets/models/table_model.h"

namespace ludus::bridges {

/// A match at a glance: its most interesting frame, and where the moments are.
struct Thumb {
    struct Tick {
        double at = 0;  // 0..1 of the match
        int side = 0;
        bool drop = false;
    };
    models::Scene scene;  // empty: the replay could not be read
    std::vector<Tick> ticks;
    std::vector<double> points;  // by side, at the end
};

class MatchListBridge : public QObject {
    Q_OBJECT

public:
    static constexpr int kPage = 200;
    static constexpr qint64 kMostCounted = 100'000;

    explicit MatchListBridge(StoreQuery& store, QObject* parent = nullptr);
    ~MatchListBridge() override;

    /// Rows are named by the match's number.
    models::TableModel* table() { return &table_; }
    const store::ListedMatch* match(const QString& id) const;
    /// A query of core/query over store::matchFields(); a faulty one leaves the list as it is.
    void setFilter(const QString& filter);
    const QString& filter() const { return filter_; }
    bool loaded() const { return loaded_; }
    bool hasMore() const { return more_; }
    void loadMore();
    /// Of all that the filter finds, as far as it is counted by now; at kMostCounted counting stops.
    qint64 count() const { return count_; }
    /// Whether the workspace has any recorded match, whatever the filter.
    bool hasAny() const { return any_; }
    /// Looks once a second whether there are new ones; only while `on`.
    void setWatching(bool on);
    void refresh();

    void pin(const QString& id, bool pinned);
    /// Those to be watched together, in the order in which they were ticked.
    const QStringList& ticked() const { return ticked_; }
    void setTicked(const QString& id, bool on);
    void clearTicks();

    /// Thumbnails of exactly these, the first ones first; what was wanted before and is not begun is dropped.
    void want(const QStringList& ids);
    const Thumb* thumb(const QString& id) const;
    /// The agent of this side, as it is called everywhere.
    QString agent(const store::ListedMatch& listed, size_t side) const;
    /// The result as the game counts it: "2 : 1".
    QString result(const QString& id) const;

Q_SIGNALS:
    void listChanged();
    void ticksChanged();
    void thumbReady(const QString& id);
    void failed(const QString& sentence);

private:
    struct Page;
    void ask(qint64 below);
    void askCount();
    void take(const Page& page, bool further);
    models::TableRow rowOf(const store::ListedMatch& listed) const;
    void takeFirst(const Page& page);
    void append(const std::vector<store::ListedMatch>& further);
    void showRows();
    void nextThumb();

    StoreQuery& store_;
    MemberNames& names_;
    std::unique_ptr<StoreQuery> decoder_;
    models::TableModel table_;
    std::vector<store::ListedMatch> matches_;
    QHash<QString, int> places_;
    QString filter_;
    QStringList ticked_, wanted_;
    QCache<QString, Thumb> thumbs_{800};
    QTimer timer_;
    int64_t counter_ = -1;
    qint64 count_ = 0;
    bool loaded_ = false, more_ = false, asking_ = false, any_ = false, decoding_ = false;
};

}  // namespace ludus::bridges
