// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/match_bridge.h"

#include <QTimer>

#include <algorithm>
#include <cmath>

#include "app/bridges/game_words.h"
#include "app/bridges/scenes.h"
#include "app/bridges/texts.h"
#include "core/arena/second_opinion.h"
#include "core/base/check.h"
#include "core/games/telling.h"
#include "core/runs/agent_resolver.h"
#include "widgets/style/format.h"
#include "widgets/style/words.h"

namespace ludus::bridges {
namespace {

constexpr int kTries = 25, kTryMs = 200;  // for a file that is still on its way to the disk

double shareAt(const replay::Annotations& notes, size_t place) {
    return place < notes.probabilities.size() ? notes.probabilities[place] / 255.0 : kUnknown;
}

}  // namespace

MatchBridge::MatchBridge(StoreQuery& store, QObject* parent)
    : QObject(parent), store_(store), names_(MemberNames::of(store)) {}

void MatchBridge::open(const QString& hash, const QString& title) {
    hash_ = hash;
    title_ = title;
    unreadable_ = false;
    load(kTries);
}

std::unique_ptr<MatchBridge> MatchBridge::copy() const {
    auto out = std::make_unique<MatchBridge>(store_);
    if (!cursor_) return out;
    Result<replay::Cursor> cursor = replay::Cursor::open(replay());
    LUDUS_CHECK(cursor.ok());  // it was opened before
    out->cursor_.emplace(std::move(*cursor));
    out->digest_ = digest_;
    out->other_ = other_;
    out->hash_ = hash_;
    out->title_ = title_;
    out->otherTitle_ = otherTitle_;
    return out;
}

/// The newest match of a run is known a moment before its file lies on the disk: a missing one is tried again.
void MatchBridge::load(int tries) {
    store_.ask(
        this,
        [this, &names = names_, hash = hash_, tries](store::Workspace& workspace) -> StoreQuery::Answer {
            const auto refuse = [this](const Error& error) -> StoreQuery::Answer {
                return [this, error] {
                    unreadable_ = true;
                    Q_EMIT failed(translated(error));
                };
            };
            const Result<std::string> bytes = workspace.readArtefact(hash.toStdString(), ".replay");
            if (!bytes && bytes.error().code == "artefact.missing" && tries > 1) {
                return [this, hash, tries] {
                    QTimer::singleShot(kTryMs, this, [this, hash, tries] {
                        if (hash_ == hash) load(tries - 1);
                    });
                };
            }
            if (!bytes) return refuse(bytes.error());
            Result<replay::Replay> replay = replay::decode(*bytes);
            if (!replay) return refuse(replay.error());
            Result<replay::Cursor> cursor = replay::Cursor::open(std::move(*replay));
            if (!cursor) return refuse(cursor.error());
            auto loaded = std::make_shared<Opened>(Opened{std::move(*cursor), {}});
            loaded->digest = replay::digestOf(loaded->cursor);
            names.learn(workspace, loaded->cursor.replay().agents);
            return [this, loaded] {
                cursor_.emplace(std::move(loaded->cursor));
                digest_ = std::move(loaded->digest);
                if (title_.isEmpty()) title_ = style::closedUp(tr("%1 against %2").arg(sideName(0), sideName(1)));
                Q_EMIT opened();
            };
        },
        QStringLiteral("replay"));
}

QString MatchBridge::sideName(int side) const {
    const auto s = static_cast<size_t>(side);
    return names_.title(s < replay().agents.size() ? replay().agents[s] : std::string());
}

QStringList MatchBridge::facts() const {
    if (!cursor_) return {};
    return {gameTitle(replay().game), tr("seed %1").arg(replay().seed)};
}

models::Scene MatchBridge::scene(int frame) {
    if (!cursor_) return {};
    cursor_->seek(frame);
    models::Scene out = sceneOf(*cursor_, digest_);
    // The chosen action stands over the body of its seat: bodies with eyes are in the order of the seats.
    int seat = 0;
    for (models::SceneShape& shape : out.shapes) {
        if (!shape.eye || seat >= replay().seats) continue;
        const SeatView view = this->seat(seat++, cursor_->frame());
        QStringList words;
        const bool single = view.branches.size() == 1;
        for (const BranchView& branch : view.branches) {
            if (branch.chosen < 0 || branch.chosen >= static_cast<int>(branch.actions.size())) continue;
            const ActionView& action = branch.actions[static_cast<size_t>(branch.chosen)];
            if (!single && branch.chosen == 0) continue;  // "none" of one branch among several says nothing
            const bool sure = !std::isfinite(action.share) || view.deterministic;
            words << (sure || !single
                          ? action.name
                          : tr("%1 %2", "action, probability").arg(action.name, style::formatPercent(action.share)));
        }
        shape.label = style::listed(words);
    }
    return out;
}

std::vector<SideView> MatchBridge::sides(int frame) {
    std::vector<SideView> out;
    if (!cursor_) return out;
    cursor_->seek(frame);
    const games::Scene scene = cursor_->scene();
    for (int side = 0; side < info().facts.sides; ++side) {
        const auto s = static_cast<size_t>(side);
        SideView view;
        view.name = sideName(side);
        if (s < scene.lives.size()) view.lives = scene.lives[s];
        if (s < scene.maxLives.size()) view.maxLives = scene.maxLives[s];
        view.points = s < scene.points.size() ? scene.points[s] : cursor_->score(side);
        out.push_back(std::move(view));
    }
    return out;
}

SeatView MatchBridge::seat(int seat, int frame) const {
    SeatView view;
    if (!cursor_) return view;
    const replay::Replay& match = replay();
    const games::GameFacts& facts = info().facts;
    view.side = facts.sideOfSeat[static_cast<size_t>(seat)];
    const auto first = facts.sideOfSeat.begin();
    const auto ofSide = std::count(first, facts.sideOfSeat.end(), view.side);
    const auto number = std::count(first, first + seat + 1, view.side);
    view.name = ofSide > 1
                    ? tr("%1, %2", "agent, number of the player").arg(sideName(view.side), QString::number(number))
                    : sideName(view.side);
    view.number = ofSide > 1 ? static_cast<int>(number) : 0;
    const int step = std::min(frame, std::max(0, match.steps() - 1));
    const auto row = static_cast<size_t>(step * match.seats + seat);
    if (row < match.annotations.values.size() && !digest_.value[static_cast<size_t>(view.side)].empty())
        view.value = match.annotations.values[row];
    const auto& branches = info().action.branches;
    size_t at = row * static_cast<size_t>(info().action.logitCount());
    bool doubt = false, known = false;
    for (size_t branch = 0; branch < branches.size(); ++branch) {
        BranchView shown;
        const size_t place = row * static_cast<size_t>(match.branches) + branch;
        if (match.steps() > 0 && place < match.actions.size()) shown.chosen = match.actions[place];
        const auto& names = info().action.names;
        for (int a = 0; a < branches[branch]; ++a, ++at) {
            ActionView action;
            const bool named = branch < names.size() && static_cast<size_t>(a) < names[branch].size();
            action.name = named ? actionTitle(names[branch][static_cast<size_t>(a)]) : QString::number(a);
            action.share = shareAt(match.annotations, at);
            if (other_) action.other = shareAt(*other_, at);
            doubt = doubt || (action.share > 0.002 && action.share < 0.998);
            known = known || action.share > 0;
            shown.actions.push_back(std::move(action));
        }
        view.branches.push_back(std::move(shown));
    }
    view.deterministic = known && !doubt && !std::isfinite(view.value);
    return view;
}

ObservationView MatchBridge::observation(int seat, int frame) {
    ObservationView out;
    if (!cursor_ || seat >= replay().seats) return out;
    cursor_->seek(frame);
    out.seat = this->seat(seat, frame).name;
    out.side = info().facts.sideOfSeat[static_cast<size_t>(seat)];
    out.names = info().observation.names;
    out.values = cursor_->observation(seat);
    out.rays = games::sensedRays(info(), out.values);
    return out;
}

QString MatchBridge::momentText(const replay::Moment& moment) const {
    const QString who = sideName(moment.side);
    return moment.kind == replay::Moment::Kind::point
               ? translated(games::tellingOf(replay().game).point).arg(who)
               : tr("value of %1 drops by %2").arg(who, style::formatReal(moment.size, 2));
}

models::PlaybackTrack MatchBridge::track(int side) const {
    models::PlaybackTrack track;
    track.frames = frames();
    track.title = sideName(side);
    track.side = side;
    const std::vector<float>& value = digest_.value[static_cast<size_t>(side)];
    double most = 1;
    for (const float v : value) {
        track.values.push_back(v);
        most = std::max(most, std::abs(static_cast<double>(v)));
    }
    if (!value.empty()) track.subtitle = tr("value estimate");
    track.low = -most;
    track.high = most;
    for (const replay::Moment& moment : digest_.moments) {
        const bool point = moment.kind == replay::Moment::Kind::point;
        if (!point && moment.side != side) continue;
        models::PlaybackMark mark;
        mark.frame = moment.frame;
        mark.kind = !point             ? models::PlaybackMark::Kind::Drop
                    : moment.side == 0 ? models::PlaybackMark::Kind::Side0
                                       : models::PlaybackMark::Kind::Side1;
        mark.label = momentText(moment);
        track.marks.push_back(mark);
    }
    return track;
}

std::vector<models::PlaybackTrack> MatchBridge::tracks() const {
    std::vector<models::PlaybackTrack> out;
    if (!cursor_) return out;
    for (int side = 0; side < info().facts.sides; ++side) {
        if (!digest_.value[static_cast<size_t>(side)].empty()) out.push_back(track(side));
    }
    if (out.empty()) {
        models::PlaybackTrack bare = track(0);
        bare.title = title_;
        bare.side = -1;
        out.push_back(std::move(bare));
    }
    return out;
}

void MatchBridge::askOther(const QString& agent, const QString& title) {
    if (!cursor_) return;
    if (agent.isEmpty()) {
        other_.reset();
        otherTitle_.clear();
        Q_EMIT otherChanged();
        return;
    }
    store_.ask(
        this,
        [this, agent = agent.toStdString(), title, match = std::make_shared<const replay::Replay>(replay()),
         game = info()](store::Workspace& workspace) -> StoreQuery::Answer {
            const auto player = runs::resolveAgent(game, agent, &workspace);
            if (!player) return [this, error = player.error()] { Q_EMIT failed(translated(error)); };
            Result<replay::Annotations> opinion = arena::secondOpinion(*match, **player);
            if (!opinion) return [this, error = opinion.error()] { Q_EMIT failed(translated(error)); };
            auto shared = std::make_shared<const replay::Annotations>(std::move(*opinion));
            return [this, shared, title] {
                other_ = shared;
                otherTitle_ = title;
                Q_EMIT otherChanged();
            };
        },
        QStringLiteral("other"));
}

}  // namespace ludus::bridges
