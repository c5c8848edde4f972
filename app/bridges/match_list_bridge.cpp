// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/match_list_bridge.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

#include "app/bridges/game_words.h"
#include "app/bridges/scenes.h"
#include "app/bridges/texts.h"
#include "core/replay/moments.h"
#include "widgets/style/format.h"

namespace ludus::bridges {
namespace {

constexpr int kPollMs = 1000;

QString idOf(const store::ListedMatch& listed) {
    return QString::number(listed.id);
}

/// Any thread.
Thumb thumbOf(const std::string& bytes) {
    Thumb out;
    Result<replay::Replay> replay = replay::decode(bytes);
    if (!replay) return out;
    Result<replay::Cursor> cursor = replay::Cursor::open(std::move(*replay));
    if (!cursor) return out;
    const replay::Digest digest = replay::digestOf(*cursor);
    cursor->seek(digest.best);
    out.scene = sceneOf(*cursor, digest);
    cursor->seek(cursor->replay().steps());
    out.points = cursor->scene().points;
    const double frames = std::max(1, cursor->replay().steps());
    for (const replay::Moment& moment : digest.moments)
        out.ticks.push_back({moment.frame / frames, moment.side, moment.kind == replay::Moment::Kind::drop});
    return out;
}

}  // namespace

struct MatchListBridge::Page {
    std::vector<store::ListedMatch> matches;
    bool any = false;
    int64_t counter = 0;
};

MatchListBridge::MatchListBridge(StoreQuery& store, QObject* parent)
    : QObject(parent), store_(store), names_(MemberNames::of(store)) {
    using models::ColumnKind;
    table_.setColumns(
        {{QStringLiteral("first"), tr("Blue side"), ColumnKind::Text, 140, {}, true},
         {QStringLiteral("second"), tr("Orange side"), ColumnKind::Text, 140, {}, true},
         {QStringLiteral("score"), tr("Score"), ColumnKind::Number, 70,
          tr("Goals or points of the blue and of the orange side; with signs, by how much one was ahead"), true},
         {QStringLiteral("length"), tr("Frames"), ColumnKind::Number, 76, {}, true},
         {QStringLiteral("game"), tr("Game"), ColumnKind::Text, 120, {}, true},
         {QStringLiteral("run"), tr("Run"), ColumnKind::Text, 110, {}, true},
         {QStringLiteral("step"), tr("At step"), ColumnKind::Number, 86, {}, true},
         {QStringLiteral("seed"), tr("Seed"), ColumnKind::Number, 110, {}, false},
         {QStringLiteral("when"), tr("Played"), ColumnKind::Number, 132, {}, true}});
    timer_.setInterval(kPollMs);
    connect(&timer_, &QTimer::timeout, this, [this] {
        if (!asking_) ask(0);
    });
}

MatchListBridge::~MatchListBridge() = default;

const store::ListedMatch* MatchListBridge::match(const QString& id) const {
    const int place = places_.value(id, -1);
    return place < 0 ? nullptr : &matches_[static_cast<size_t>(place)];
}

void MatchListBridge::setWatching(bool on) {
    if (on) {
        ask(0);
        timer_.start();
    } else {
        timer_.stop();
    }
}

void MatchListBridge::refresh() {
    counter_ = -1;
    ask(0);
}

void MatchListBridge::setFilter(const QString& filter) {
    if (!query::Query::parse(filter.toStdString(), store::matchFields())) return;
    if (filter == filter_ && loaded_) return;
    filter_ = filter;
    refresh();
}

void MatchListBridge::loadMore() {
    if (more_ && !asking_ && !matches_.empty()) ask(matches_.back().id);
}

/// A page below this number; 0: the first one, but only when something changed since it was read.
void MatchListBridge::ask(qint64 below) {
    asking_ = true;
    store_.ask(
        this,
        [this, &names = names_, below, filter = filter_.toStdString(),
         known = counter_](store::Workspace& workspace) -> StoreQuery::Answer {
            auto page = std::make_shared<Page>();
            page->counter = workspace.changeCounter();
            if (below == 0 && page->counter == known) return [this] { asking_ = false; };
            const auto refuse = [this](const Error& error) -> StoreQuery::Answer {
                return [this, error] {
                    asking_ = false;
                    Q_EMIT failed(translated(error));
                };
            };
            const Result<query::Query> parsed = query::Query::parse(filter, store::matchFields());
            if (!parsed) return refuse(parsed.error());
            store::MatchListQuestion question;
            question.filter = &*parsed;
            question.below = below;
            question.limit = kPage;
            Result<std::vector<store::ListedMatch>> found = workspace.matchList(question);
            if (!found) return refuse(found.error());
            page->matches = std::move(*found);
            std::vector<std::string> agents;
            for (const store::ListedMatch& one : page->matches)
                agents.insert(agents.end(), one.match.agents.begin(), one.match.agents.end());
            names.learn(workspace, agents);
            if (below == 0) {
                const Result<int64_t> any = page->matches.empty() ? workspace.matchCount({}, 1) : Result<int64_t>(1);
                page->any = any && *any > 0;
            }
            return [this, page, below] { take(*page, below > 0); };
        },
        QStringLiteral("matches"));
}

/// Of many matches that takes longer than the page that is seen.
void MatchListBridge::askCount() {
    store_.askAside(
        this,
        [this, filter = filter_.toStdString()](store::Workspace& workspace) -> StoreQuery::Answer {
            const Result<query::Query> parsed = query::Query::parse(filter, store::matchFields());
            if (!parsed) return {};
            store::MatchListQuestion question;
            question.filter = &*parsed;
            const Result<int64_t> count = workspace.matchCount(question, kMostCounted);
            if (!count) return [this, error = count.error()] { Q_EMIT failed(translated(error)); };
            return [this, count = *count] {
                if (count == count_) return;
                count_ = count;
                Q_EMIT listChanged();
            };
        },
        QStringLiteral("count"));
}

void MatchListBridge::take(const Page& page, bool further) {
    asking_ = false;
    loaded_ = true;
    if (further) {
        append(page.matches);
        more_ = static_cast<int>(page.matches.size()) == kPage;
        Q_EMIT listChanged();
    } else {
        takeFirst(page);
        showRows();
    }
}

/// What was read below the first page stays, as long as it joins on.
void MatchListBridge::takeFirst(const Page& page) {
    std::vector<store::ListedMatch> rest;
    const bool same = counter_ >= 0 && !page.matches.empty();
    if (same) {
        const auto joint = std::find_if(matches_.begin(), matches_.end(),
                                        [&](const auto& m) { return m.id < page.matches.back().id; });
        const bool joins = std::any_of(matches_.begin(), matches_.end(),
                                       [&](const auto& m) { return m.id >= page.matches.back().id; });
        if (joins) rest.assign(joint, matches_.end());
    }
    matches_ = page.matches;
    if (rest.empty()) more_ = static_cast<int>(page.matches.size()) == kPage;
    matches_.insert(matches_.end(), rest.begin(), rest.end());
    if (!same) count_ = 0;
    count_ = std::max(count_, static_cast<qint64>(matches_.size()));
    askCount();
    any_ = page.any;
    counter_ = page.counter;
}

QString MatchListBridge::agent(const store::ListedMatch& listed, size_t side) const {
    const std::vector<std::string>& agents = listed.match.agents;
    return side < agents.size() ? names_.title(agents[side]) : style::kUnknown;
}

models::TableRow MatchListBridge::rowOf(const store::ListedMatch& listed) const {
    const MatchRecord& match = listed.match;
    const auto cell = [](const QString& shown, const QVariant& sort = {}) {
        models::TableCell out;
        out.text = shown;
        out.sort = sort;
        return out;
    };
    models::TableRow row;
    row.id = idOf(listed);
    models::TableCell first = cell(agent(listed, 0));
    first.strong = true;
    first.icon = ticked_.contains(row.id) ? QStringLiteral("check") : listed.pinned ? QStringLiteral("pin") : QString();
    if (listed.pinned) first.tip = tr("Pinned: its replay is never thinned out");
    // In UTC, which asks nobody about time zones: local time only where it is written.
    const QDateTime played = QDateTime::fromMSecsSinceEpoch(match.wallMs, QTimeZone::utc());
    row.cells = {first,
                 cell(agent(listed, 1)),
                 cell(result(idOf(listed)), match.scores.empty() ? 0.0 : match.scores[0]),
                 cell(style::formatInteger(match.steps), static_cast<double>(match.steps)),
                 cell(gameTitle(match.game)),
                 cell(listed.runName.empty() ? style::kUnknown : text(listed.runName)),
                 cell(match.run ? style::formatSi(static_cast<double>(match.runStep)) : style::kUnknown,
                      static_cast<double>(match.runStep)),
                 cell(QString::number(match.seed), static_cast<double>(match.seed)),
                 cell(style::formatAge(played, QDateTime::currentDateTimeUtc()),
                      match.wallMs == 0 ? QVariant() : QVariant(static_cast<qlonglong>(match.wallMs)))};
    return row;
}

void MatchListBridge::append(const std::vector<store::ListedMatch>& further) {
    QVector<models::TableRow> rows;
    for (const store::ListedMatch& listed : further) {
        if (places_.contains(idOf(listed))) continue;
        places_.insert(idOf(listed), static_cast<int>(matches_.size()));
        matches_.push_back(listed);
        rows.push_back(rowOf(listed));
    }
    table_.appendRows(rows);
}

void MatchListBridge::showRows() {
    places_.clear();
    for (size_t i = 0; i < matches_.size(); ++i)
        places_.insert(idOf(matches_[i]), static_cast<int>(i));
    QVector<models::TableRow> rows;
    rows.reserve(static_cast<qsizetype>(matches_.size()));
    for (const store::ListedMatch& listed : matches_)
        rows.push_back(rowOf(listed));
    const auto gone =
        std::remove_if(ticked_.begin(), ticked_.end(), [this](const QString& id) { return !places_.contains(id); });
    ticked_.erase(gone, ticked_.end());
    table_.setRows(rows);
    Q_EMIT listChanged();
}

void MatchListBridge::pin(const QString& id, bool pinned) {
    store_.ask(this, [this, id, pinned](store::Workspace& workspace) -> StoreQuery::Answer {
        const Status status = workspace.pinMatch(id.toLongLong(), pinned);
        if (!status) return [this, error = status.error()] { Q_EMIT failed(translated(error)); };
        return [this, id, pinned] {
            const int place = places_.value(id, -1);
            if (place >= 0) {
                matches_[static_cast<size_t>(place)].pinned = pinned;
                table_.setRow(rowOf(matches_[static_cast<size_t>(place)]));
            }
            Q_EMIT listChanged();
        };
    });
}

void MatchListBridge::setTicked(const QString& id, bool on) {
    const store::ListedMatch* listed = match(id);
    if (listed == nullptr || ticked_.contains(id) == on) return;
    if (on) {
        ticked_ << id;
    } else {
        ticked_.removeAll(id);
    }
    table_.setRow(rowOf(*listed));
    Q_EMIT ticksChanged();
}

void MatchListBridge::clearTicks() {
    for (const QString& id : QStringList(ticked_))
        setTicked(id, false);
}

void MatchListBridge::want(const QStringList& ids) {
    wanted_.clear();
    for (const QString& id : ids)
        if (!thumbs_.contains(id)) wanted_ << id;
    nextThumb();
}

const Thumb* MatchListBridge::thumb(const QString& id) const {
    return thumbs_.object(id);
}

QString MatchListBridge::result(const QString& id) const {
    const Thumb* known = thumbs_.object(id);
    if (known != nullptr && !known->points.empty()) return scoreText(known->points);
    const store::ListedMatch* listed = match(id);
    return listed == nullptr ? QString() : scoreText(listed->match);
}

/// One at a time, so that what is scrolled away before its turn costs nothing.
void MatchListBridge::nextThumb() {
    if (decoding_ || wanted_.isEmpty()) return;
    const QString id = wanted_.takeFirst();
    const store::ListedMatch* listed = match(id);
    if (listed == nullptr) return nextThumb();
    if (!decoder_) decoder_ = std::make_unique<StoreQuery>(store_.folder(), nullptr, store::OpenMode::existing);
    decoding_ = true;
    decoder_->ask(this, [this, id, hash = listed->match.replayHash](store::Workspace& workspace) -> StoreQuery::Answer {
        const Result<std::string> bytes = workspace.readArtefact(hash, ".replay");
        const auto thumb = std::make_shared<Thumb>(bytes ? thumbOf(*bytes) : Thumb{});
        return [this, id, thumb] {
            decoding_ = false;
            thumbs_.insert(id, new Thumb(std::move(*thumb)));
            if (const store::ListedMatch* seen = match(id)) table_.setRow(rowOf(*seen));
            Q_EMIT thumbReady(id);
            nextThumb();
        };
    });
}

}  // namespace ludus::bridges
